//! Reads what Markdown makes of a text. Comes in: the events of the parser, each with its place. Goes out: blocks, references,
//! stretches of words, and what is not allowed.

use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::addresses::with_links;
use super::days::MASK;
use super::{Leftover, LeftoverKind, Problem, ProblemKind, Prose, Stretch, has_no_meaning, is_hidden};
use crate::document::{Anchor, Block, Lang, Link, List, Origin, Role, Run, Text};
use crate::plan::Path;

/// How deep lists may lie in lists: more can't be told apart in print.
pub(super) const DEEPEST_LIST: usize = 3;

/// What is being read.
enum Open {
    Paragraph(Vec<Run>),
    List(List),
    Item(Vec<Block>, Range<usize>),
}

#[derive(Default)]
pub(super) struct Reader<'t> {
    /// What is read.
    text: &'t str,
    /// Whether days at the beginning of lines are masked.
    pub(super) masked: bool,
    /// The value that it is, if that matters.
    path: Option<&'t Path>,
    pub(super) prose: Prose,
    open: Vec<Open>,
    strong: usize,
    emph: usize,
    /// For each emphasis that is open, the signs around it that stand as they are, if they do.
    signs: Vec<Option<String>>,
    /// Whether the link, or the phrase in another language, that is open has letters; and whether any is more than a blank.
    has_letters: bool,
    has_words: bool,
    /// The run of the open paragraph that a link began with.
    link_run: Option<usize>,
    link: Option<Link>,
    lang: Option<Lang>,
    /// The bytes of the paragraph that is open.
    paragraph: Range<usize>,
    /// How many constructs that are not allowed are open: what stands in them is passed over.
    refused: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, path: Option<&'t Path>) -> Self {
        Self { text, path, ..Self::default() }
    }

    /// `at` is where the event stands in what is read, `span` where in the original, `exact` the same with the blanks at
    /// its ends.
    pub(super) fn event(&mut self, event: Event, at: &Range<usize>, (span, exact): (Range<usize>, Range<usize>)) {
        match event {
            Event::Start(tag) => self.start(tag, at, span, exact),
            Event::End(tag) => self.end(tag, span, exact),
            _ if self.refused > 0 => {}
            Event::Text(text) => {
                let text = if self.masked { text.replace(MASK, ".") } else { text.into_string() };
                if let Some(stars) = self.leftover_emphasis(at) {
                    let span = span.start..span.start + stars;
                    self.prose.leftovers.push(Leftover { span, kind: LeftoverKind::Emphasis });
                }
                self.prose.stretches.push(Stretch { span, foreign: self.lang.is_some() });
                // Signs stand for themselves: `&copy;` is no sign for another.
                let source = &self.text[at.clone()];
                if source.starts_with('&') && source != text {
                    self.text(source, exact);
                } else {
                    self.text(&text, exact);
                }
            }
            Event::SoftBreak => self.text(" ", exact),
            Event::HardBreak => self.problem(ProblemKind::HardBreak, span),
            Event::Code(_) => self.problem(ProblemKind::Code, span),
            Event::Html(_) | Event::InlineHtml(_) => self.problem(ProblemKind::Html, span),
            Event::Rule => self.problem(ProblemKind::Rule, span),
            Event::FootnoteReference(_) => self.problem(ProblemKind::Footnote, span),
            Event::TaskListMarker(_) => self.problem(ProblemKind::TaskList, span),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, exact),
        }
    }

    /// How many stars begin at a stretch of text, if they were meant to begin or to end emphasis and don't.
    fn leftover_emphasis(&self, at: &Range<usize>) -> Option<usize> {
        let before = self.text[..at.start].chars().next_back();
        if !self.text[at.clone()].starts_with('*') || matches!(before, Some('*' | '\\')) {
            return None;
        }
        let rest = &self.text[at.start..];
        let stars = rest.len() - rest.trim_start_matches('*').len();
        let after = rest[stars..].chars().next();
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "«»().,:;!?".contains(c));
        let meant = match stars {
            1 => after.is_some_and(char::is_alphanumeric) && !is_word(before),
            _ => is_word(before) || is_word(after),
        };
        meant.then_some(stars)
    }

    pub(super) fn problem(&mut self, kind: ProblemKind, span: Range<usize>) {
        self.prose.problems.push(Problem { span, kind });
    }

    fn refuse(&mut self, kind: ProblemKind, span: Range<usize>) {
        if self.refused == 0 {
            self.problem(kind, span);
        }
        self.refused += 1;
    }

    fn start(&mut self, tag: Tag, at: &Range<usize>, span: Range<usize>, exact: Range<usize>) {
        let refused = match &tag {
            Tag::Heading { .. } => Some(ProblemKind::Heading),
            Tag::BlockQuote(_) => Some(ProblemKind::Quote),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => Some(ProblemKind::Fence),
            Tag::CodeBlock(CodeBlockKind::Indented) => Some(ProblemKind::CodeBlock),
            Tag::HtmlBlock => Some(ProblemKind::Html),
            Tag::Image { .. } => Some(ProblemKind::Image),
            Tag::Table(_) => Some(ProblemKind::Table),
            Tag::FootnoteDefinition(_) => Some(ProblemKind::Footnote),
            Tag::Strikethrough => Some(ProblemKind::Strikethrough),
            _ => None,
        };
        if let Some(kind) = refused {
            return self.refuse(kind, span);
        }
        if self.refused > 0 {
            // A list in a list that is too deep ends as that does.
            self.refused += usize::from(matches!(tag, Tag::List(_)));
            return;
        }
        match tag {
            Tag::Paragraph => {
                self.paragraph = span;
                self.open.push(Open::Paragraph(Vec::new()));
            }
            Tag::List(start) => {
                self.close_loose_text();
                let depth = self.open.iter().filter(|open| matches!(open, Open::List(_))).count();
                if depth == DEEPEST_LIST {
                    return self.refuse(ProblemKind::DeepList, span);
                }
                self.open.push(Open::List(List { start, whole: false, items: Vec::new() }));
            }
            Tag::Item => {
                self.item_number(at, &span);
                self.open.push(Open::Item(Vec::new(), span));
            }
            Tag::Emphasis => self.emphasis(1, at, exact),
            Tag::Strong => self.emphasis(2, at, exact),
            Tag::Link { dest_url, title, .. } => {
                if !title.is_empty() {
                    self.problem(ProblemKind::LinkTitle, span.clone());
                }
                let written = &self.text[at.clone()];
                // A sign of an address stands for itself, too: `&copy=2` is no ©.
                let raw = written.rsplit_once("](").and_then(|(_, rest)| rest.strip_suffix(')'));
                let raw = raw.filter(|raw| raw.contains('&') && !raw.contains(['<', '>', ' ', '"', '\\']));
                let decodes = dest_url.chars().any(|c| c.is_control() || is_hidden(c) || has_no_meaning(c));
                let address = raw.filter(|_| !decodes).map_or(dest_url.to_string(), str::to_string);
                self.link(&address, span);
            }
            _ => {}
        }
    }

    /// An item of a numbered list must have the number that it will be printed with.
    fn item_number(&mut self, at: &Range<usize>, span: &Range<usize>) {
        let Some(Open::List(List { start: Some(start), items, .. })) = self.open.last() else { return };
        let expected = start.saturating_add(items.len() as u64);
        let written: String = self.text[at.start..].trim_start().chars().take_while(char::is_ascii_digit).collect();
        if written.parse() != Ok(expected) {
            self.problem(ProblemKind::ItemNumber, span.start..span.start + written.len());
        }
    }

    /// Emphasis begins. What is within a word, or between underscores, was hardly meant so and stands as it is written:
    /// "30*40*50", an address, the name of a file.
    fn emphasis(&mut self, length: usize, at: &Range<usize>, exact: Range<usize>) {
        let signs = &self.text[at.start..at.start + length];
        let before = self.text[..at.start].rsplit(char::is_whitespace).next().unwrap_or_default();
        let within = before.contains("://") || before.ends_with(char::is_alphanumeric);
        if signs.starts_with('_') || within {
            let signs = signs.to_string();
            if signs == "**" {
                let span = exact.start..exact.start + length;
                self.prose.leftovers.push(Leftover { span, kind: LeftoverKind::Emphasis });
            }
            self.signs.push(Some(signs.clone()));
            self.text(&signs, exact.start..exact.start + length);
            return;
        }
        self.signs.push(None);
        if length == 2 {
            self.strong += 1;
        } else {
            self.emph += 1;
        }
    }

    fn link(&mut self, address: &str, span: Range<usize>) {
        (self.has_letters, self.has_words) = (false, false);
        // `[Powered by](språk:en)` is no link but a phrase in another language, to be read aloud in it.
        if let Some(code) = percent_decoded(address).strip_prefix("språk:") {
            self.lang = Lang::from_code(code);
            if self.lang.is_none() {
                self.problem(ProblemKind::Language, span);
            }
            return;
        }
        self.link = Some(match address.strip_prefix('#') {
            Some(anchor) => {
                let anchor = percent_decoded(anchor);
                self.prose.references.push((anchor.clone(), span));
                Link::Anchor(Anchor::named(&anchor))
            }
            None => {
                let known = ["http://", "https://", "mailto:"];
                let printable = |c: char| !c.is_control() && !c.is_whitespace() && !is_hidden(c) && !has_no_meaning(c);
                if !known.iter().any(|start| address.starts_with(start)) || !address.chars().all(printable) {
                    self.problem(ProblemKind::Address, span);
                }
                Link::Url(address.to_string())
            }
        });
        // A reference without words of its own gets them when the document is composed.
        self.push_run(String::new(), None);
        self.link_run = match self.open.last() {
            Some(Open::Paragraph(runs)) => runs.len().checked_sub(1),
            _ => None,
        };
    }

    fn end(&mut self, tag: TagEnd, span: Range<usize>, exact: Range<usize>) {
        let refused = matches!(
            tag,
            TagEnd::Heading(_)
                | TagEnd::BlockQuote(_)
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock
                | TagEnd::Image
                | TagEnd::Table
                | TagEnd::FootnoteDefinition
                | TagEnd::Strikethrough
        );
        if refused || (self.refused > 0 && matches!(tag, TagEnd::List(_))) {
            self.refused = self.refused.saturating_sub(1);
            return;
        }
        if self.refused > 0 {
            return;
        }
        match tag {
            TagEnd::Paragraph => self.close_paragraph(),
            TagEnd::Item => {
                self.close_loose_text();
                if let Some(Open::Item(blocks, span)) = self.open.pop() {
                    if blocks.is_empty() {
                        self.problem(ProblemKind::EmptyItem, span);
                    }
                    if let Some(Open::List(list)) = self.open.last_mut() {
                        list.items.push(blocks);
                    }
                }
            }
            TagEnd::List(_) => {
                if let Some(Open::List(list)) = self.open.pop() {
                    self.push_block(Block::List(list));
                }
            }
            TagEnd::Emphasis | TagEnd::Strong => match (self.signs.pop().flatten(), tag) {
                (Some(signs), _) => self.text(&signs, exact.end - signs.len()..exact.end),
                (None, TagEnd::Strong) => self.strong = self.strong.saturating_sub(1),
                (None, _) => self.emph = self.emph.saturating_sub(1),
            },
            TagEnd::Link => {
                let referred = matches!(self.link, Some(Link::Anchor(_)));
                // A reference gets its words later; what has only blanks has none.
                if !self.has_words && (!referred || self.has_letters) {
                    self.problem(ProblemKind::EmptyLink, span);
                }
                self.drop_empty_runs();
                self.link = None;
                self.lang = None;
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let origin = self.path.map(|path| Origin::of(path.clone(), text, range));
        self.push_run(text.replace('\t', " "), origin);
    }

    fn push_run(&mut self, text: String, origin: Option<Origin>) {
        self.has_letters |= !text.is_empty();
        self.has_words |= !text.trim().is_empty();
        let (strong, emph) = (self.strong > 0, self.emph > 0);
        let run = Run { text, strong, emph, link: self.link.clone(), lang: self.lang, change: None, origin };
        // In a list whose items are not set apart by blank lines, text stands right in the item.
        if !matches!(self.open.last(), Some(Open::Paragraph(_))) {
            self.open.push(Open::Paragraph(Vec::new()));
        }
        if let Some(Open::Paragraph(runs)) = self.open.last_mut() {
            runs.push(run);
        }
    }

    /// Only a reference may be without words, and only if it has none at all.
    fn drop_empty_runs(&mut self) {
        // The first of a link's runs was put there before its words were known.
        let (Some(first), Some(Open::Paragraph(runs))) = (self.link_run.take(), self.open.last_mut()) else { return };
        if first + 1 < runs.len() && runs[first].text.is_empty() {
            runs.remove(first);
        }
    }

    fn close_loose_text(&mut self) {
        if matches!(self.open.last(), Some(Open::Paragraph(_))) {
            self.close_paragraph();
        }
    }

    fn close_paragraph(&mut self) {
        if let Some(Open::Paragraph(runs)) = self.open.pop()
            && !runs.is_empty()
        {
            if self.open.is_empty() && runs.iter().all(|run| run.strong) {
                self.prose.strong_paragraphs.push(self.paragraph.clone());
            }
            let merged = Text::merged(runs.into_iter());
            self.push_block(Block::paragraph(Role::Body, Text(with_links(merged.0))));
        }
    }

    fn push_block(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(Open::Item(blocks, _)) => blocks.push(block),
            _ => self.prose.blocks.push(block),
        }
    }
}

/// An anchor as written: Markdown leaves "æ" alone, but an editor may have written "%C3%A6".
fn percent_decoded(anchor: &str) -> String {
    percent_decode_str(anchor).decode_utf8().map_or_else(|_| anchor.to_string(), |text| text.into_owned())
}
