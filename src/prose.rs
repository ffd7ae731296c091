//! Prose: the Markdown that the data's texts may use, read into blocks. Comes in: a string as it stands in
//! the RON file. Goes out: blocks with references still by anchor, the references with their places, and
//! every construct that is not allowed, with its place.

mod lines;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use regex::Regex;

use crate::document::{Anchor, Block, HARD_SPACE, Lang, Link, List, Origin, Role, Run, Text};
use crate::plan::{MÅNADER, Path};

/// How deep lists may lie in lists: more can't be told apart in print.
const DEEPEST_LIST: usize = 3;

/// A line that opens more lists and quotes than this is not read at all: depth costs time and stack.
const MOST_OPENED: usize = 12;

/// Prose that was read.
#[derive(Debug, Default)]
pub struct Prose {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The anchors that the text refers to, each with its bytes in the string.
    pub references: Vec<(String, Range<usize>)>,
    /// What is not allowed.
    pub problems: Vec<Problem>,
    /// The words as they stand in the string, stretch by stretch, without the signs of Markdown.
    pub stretches: Vec<Stretch>,
    /// Paragraphs that are strong from end to end, outside lists.
    pub strong_paragraphs: Vec<Range<usize>>,
    /// What was meant as markup, or was pasted with it, but is printed as it stands.
    pub leftovers: Vec<Leftover>,
}

/// Signs that are printed as they stand, though they were meant as something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// Its bytes in the string.
    pub span: Range<usize>,
    /// What it is.
    pub kind: LeftoverKind,
}

/// What such signs were meant as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftoverKind {
    /// A bullet, as Word pastes it.
    Bullet,
    /// The beginning or the end of emphasis, without the other.
    Emphasis,
    /// A footnote.
    Footnote,
    /// A link, but for a blank before its address or in it, or for its end.
    Link,
    /// The number of a list's item, without a blank after it.
    Number,
    /// Lines of their own, each with a day at its beginning.
    Days,
    /// Lines of their own, each with a letter at its beginning: «a) …».
    Letters,
    /// Rows of a table, with tabs between.
    Columns,
}

/// A stretch of words within a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Its bytes in the string.
    pub span: Range<usize>,
    /// Whether it is in another language than the plan.
    pub foreign: bool,
}

/// Something in a text that is not allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its bytes in the string.
    pub span: Range<usize>,
    /// What it is.
    pub kind: ProblemKind,
}

/// The kinds of what is not allowed in prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// A line that begins with "# ", or is underlined.
    Heading,
    /// A line that begins with "> ".
    Quote,
    /// Text indented by four spaces.
    CodeBlock,
    /// Text between rows of backticks or tildes.
    Fence,
    /// Text between backticks.
    Code,
    /// Something between angle brackets.
    Html,
    /// A picture.
    Image,
    /// A line of hyphens or stars.
    Rule,
    /// A table of vertical bars.
    Table,
    /// A footnote.
    Footnote,
    /// Text between tildes.
    Strikethrough,
    /// A box to tick.
    TaskList,
    /// A line break within a paragraph.
    HardBreak,
    /// A list too deep within other lists.
    DeepList,
    /// An address that is neither a web page nor an e-mail address.
    Address,
    /// A list item with nothing in it.
    EmptyItem,
    /// A list whose numbers do not rise by one: others would be printed.
    ItemNumber,
    /// A link, or a phrase in another language, without words.
    EmptyLink,
    /// A line that stands further out than the first: the others are then indented too far.
    Unindented,
    /// A phrase marked as a language that is not known.
    Language,
    /// A line that Markdown takes for a link's definition, and does not print.
    Definition,
    /// Words in quotes after a link's address, which Markdown does not print.
    LinkTitle,
}

/// Reads prose.
pub fn read(text: &str) -> Prose {
    read_at(None, text)
}

/// Reads the prose that a value is; its runs know where in the value they come from.
pub fn read_at(path: Option<&Path>, text: &str) -> Prose {
    let dedented = Dedented::new(text);
    let mut reader = Reader { text: &dedented.text, path, ..Reader::default() };
    if let Some(deep) = too_deep(&dedented.text) {
        reader.problem(ProblemKind::DeepList, dedented.original(&deep));
        return reader.prose;
    }
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let masked = without_dated_items(&dedented.text);
    reader.masked = matches!(masked, Cow::Owned(_));
    let parser = Parser::new_ext(&masked, options);
    let mut definitions: Vec<Range<usize>> =
        parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()).collect();
    definitions.sort_by_key(|span| span.start);
    for span in definitions {
        reader.problem(ProblemKind::Definition, dedented.original(&span));
    }
    for (event, span) in parser.into_offset_iter() {
        reader.event(event, &span, (dedented.original(&span), dedented.exact(&span)));
    }
    if let Some(line) = further_out(text) {
        for problem in reader.prose.problems.iter_mut().filter(|problem| problem.kind == ProblemKind::CodeBlock) {
            *problem = Problem { span: line.clone(), kind: ProblemKind::Unindented };
        }
        reader.prose.problems.dedup();
    }
    for leftover in leftovers(&masked).into_iter().chain(lines::run_together(&dedented.text)) {
        let span = dedented.original(&leftover.span);
        // A footnote or a link that Markdown makes one of is told as that, not as signs that are left as well.
        let within = |problem: &Problem| problem.span.start <= span.start && span.end <= problem.span.end;
        let is_made = matches!(leftover.kind, LeftoverKind::Footnote | LeftoverKind::Link);
        if !is_made || !reader.prose.problems.iter().any(within) {
            reader.prose.leftovers.push(Leftover { span, ..leftover });
        }
    }
    reader.prose
}

/// What stands for the full stop of a day at the beginning of a line: as long, and no sign of Markdown or of any text.
const MASK: char = '\u{1}';

/// A number at the beginning of a line, or after the sign of a list there, as that of an item or a day.
struct Numbered {
    line: usize,
    /// How many letters stand before it in its line.
    column: usize,
    number: u32,
    /// Where its full stop stands in the text.
    stop: usize,
    is_day: bool,
}

/// The text with days at the beginning of lines, which "12. juni" is, unable to be the numbers of a list's items. Where the
/// numbers go on from line to line, it is a list all the same.
fn without_dated_items(text: &str) -> Cow<'_, str> {
    if text.contains(MASK) {
        return Cow::Borrowed(text);
    }
    let mut numbers: Vec<Numbered> = Vec::new();
    // Where the words of each line begin; nothing for an empty one.
    let mut lines: Vec<Option<usize>> = Vec::new();
    let mut start = 0;
    for (line, words) in text.split('\n').enumerate() {
        let first = words.len() - words.trim_start_matches([' ', '\t']).len();
        lines.push((first < words.len()).then_some(first));
        let mut column = first;
        while let Some(after) = after_marker(&words[column..]) {
            let marker = words.len() - after.len() - column;
            if let Ok(number) = words[column..column + marker - 1].parse() {
                let stop = start + column + marker - 1;
                let is_day = words[column..column + marker].ends_with('.') && begins_with_month(after);
                numbers.push(Numbered { line, column, number, stop, is_day });
            }
            column = words.len() - after.trim_start_matches([' ', '\t', HARD_SPACE]).len();
        }
        start += words.len() + 1;
    }
    let at = |line: usize, column: usize| {
        let first = numbers.partition_point(|own| own.line < line);
        numbers[first..].iter().take_while(|own| own.line == line).find(|own| own.column == column)
    };
    let goes_on = |own: &Numbered| {
        let beside = |line: &usize| lines[*line].is_some_and(|first| first <= own.column);
        let is_first = |own: &Numbered| lines[own.line] == Some(own.column);
        let before = (0..own.line).rev().find(beside).and_then(|line| at(line, own.column)).filter(|_| is_first(own));
        let after = (own.line + 1..lines.len()).find(beside).and_then(|line| at(line, own.column));
        before.is_some_and(|other| other.number.checked_add(1) == Some(own.number))
            || after.is_some_and(|other| own.number.checked_add(1) == Some(other.number) && is_first(other))
    };
    let days: Vec<usize> = numbers.iter().filter(|own| own.is_day && !goes_on(own)).map(|own| own.stop).collect();
    if days.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = text.to_string();
    for stop in days {
        masked.replace_range(stop..=stop, &MASK.to_string());
    }
    Cow::Owned(masked)
}

/// Whether a text begins with a blank and the name of a month.
fn begins_with_month(text: &str) -> bool {
    let Some(rest) = text.strip_prefix([' ', HARD_SPACE]) else { return false };
    let after = MÅNADER.iter().find_map(|month| rest.strip_prefix(month));
    after.is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
}

/// The first line that stands further out than the first one after the quote, if one does.
fn further_out(text: &str) -> Option<Range<usize>> {
    let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    if text.lines().next().is_some_and(|line| !line.trim().is_empty()) {
        return None;
    }
    let mut at = 0;
    let mut first = None;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if index > 0 && !line.trim().is_empty() {
            let own = indentation(line);
            if own + 4 <= *first.get_or_insert(own) {
                return Some(at + own..at + line.trim_end().len());
            }
        }
        at += line.len();
    }
    None
}

/// The line that opens more lists and quotes, one in the other, than any text does.
fn too_deep(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut rest = line.trim_start();
        let mut opened = 0;
        while let Some(after) = after_marker(rest) {
            rest = after.trim_start();
            opened += 1;
            if opened > MOST_OPENED {
                return Some(at..at + line.trim_end().len());
            }
        }
        at += line.len();
    }
    None
}

/// What follows the sign at the beginning of a line that opens a list or a quote.
fn after_marker(line: &str) -> Option<&str> {
    if let Some(after) = line.strip_prefix('>') {
        return Some(after);
    }
    let marked = line.strip_prefix(['-', '+', '*']).or_else(|| {
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        line[digits..].strip_prefix(['.', ')']).filter(|_| digits > 0)
    })?;
    marked.starts_with([' ', '\t']).then_some(marked)
}

/// A pattern; `None` would be a mistake here, which a test would see.
fn pattern(text: &str) -> Option<Regex> {
    Regex::new(text).ok()
}

/// Bullets as Word pastes them, footnotes, and links with a blank in them.
fn leftovers(text: &str) -> Vec<Leftover> {
    static PATTERNS: LazyLock<[(LeftoverKind, Option<Regex>); 8]> = LazyLock::new(|| {
        [
            // A line that begins with a day, and another with a number, which were meant to be lines.
            (
                LeftoverKind::Days,
                pattern(&format!(
                    r"(?m)^[ \t]*(?:[-*+][ \t]+)*([0-9]{{1,2}}{MASK})[^\n]*\n[ \t]*[0-9]{{1,9}}[.){MASK}][ \u{{a0}}]"
                )),
            ),
            (
                LeftoverKind::Bullet,
                pattern(
                    r"(?m)^[ \t]*(?:[-*+][ \t]+|[0-9]+[.)][ \t]+)?([•●▪■◦·‣⁃∙\u{f0b7}\u{f0a7}]|o(?:\t| {2,})|[–—-]\t)",
                ),
            ),
            // Two lines in a row that begin with a dash were meant as a list; one alone may be a line of a dialogue.
            (LeftoverKind::Bullet, pattern(r"(?m)^[ \t]*([–—])[ \u{a0}][^\n]*\n[ \t]*[–—][ \u{a0}]")),
            (LeftoverKind::Footnote, pattern(r"(\[\^[^\]\s]{1,20}\])")),
            // Two in a row: signs of a list without the blank that makes it one.
            (LeftoverKind::Bullet, pattern(r"(?m)^[ \t]*(-)[^\s-][^\n]*\n[ \t]*-[^\s-]")),
            (LeftoverKind::Number, pattern(r"(?m)^[ \t]*([0-9]{1,2}[.)])[^\s0-9][^\n]*\n[ \t]*[0-9]{1,2}[.)][^\s0-9]")),
            (LeftoverKind::Link, pattern(r"(\[[^\]\n]*\][ \t]+\((?:#|https?://)[^)\s]*\))")),
            (LeftoverKind::Link, pattern(r"(\[[^\]\n]*\]\((?:# |https?://[^)\s]*(?:\s|$)))")),
        ]
    });
    let found = PATTERNS.iter().flat_map(|(kind, pattern)| {
        let all = pattern.iter().flat_map(|pattern| pattern.captures_iter(text));
        all.filter_map(|found| found.get(1)).map(|found| Leftover { span: found.range(), kind: *kind })
    });
    found.collect()
}

/// A text without the indentation that its lines share, and the way back to the places in the original.
struct Dedented {
    text: String,
    /// For each line: where it begins here, and where in the original.
    lines: Vec<(usize, usize)>,
}

impl Dedented {
    fn new(original: &str) -> Self {
        let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
        // The first line begins right after the quote; it has no indentation to share.
        let shared =
            original.split('\n').skip(1).filter(|line| !line.trim().is_empty()).map(indentation).min().unwrap_or(0);
        let mut text = String::with_capacity(original.len());
        let mut lines = Vec::new();
        let mut offset = 0;
        for (index, line) in original.split('\n').enumerate() {
            let removed = if index == 0 { indentation(line) } else { shared.min(indentation(line)) };
            lines.push((text.len(), offset + removed));
            text.push_str(&line[removed..]);
            text.push('\n');
            offset += line.len() + 1;
        }
        Self { text, lines }
    }

    /// The place in the original of an offset.
    fn place(&self, offset: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
        let (start, original) = self.lines[line];
        original + offset - start
    }

    /// The bytes in the original of a span, blanks at its ends too.
    fn exact(&self, span: &Range<usize>) -> Range<usize> {
        self.place(span.start)..self.place(span.end)
    }

    /// The bytes in the original of what stands in a span, without the blanks around it.
    fn original(&self, span: &Range<usize>) -> Range<usize> {
        let inside = &self.text[span.clone()];
        let start = span.start + inside.len() - inside.trim_start().len();
        let end = span.start + inside.trim_end().len();
        self.place(start.min(end))..self.place(end)
    }
}

/// What is being read.
enum Open {
    Paragraph(Vec<Run>),
    List(List),
    Item(Vec<Block>, Range<usize>),
}

#[derive(Default)]
struct Reader<'t> {
    /// What is read.
    text: &'t str,
    /// Whether days at the beginning of lines are masked.
    masked: bool,
    /// The value that it is, if that matters.
    path: Option<&'t Path>,
    prose: Prose,
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

impl Reader<'_> {
    /// `at` is where the event stands in what is read, `span` where in the original, `exact` the same with the blanks at
    /// its ends.
    fn event(&mut self, event: Event, at: &Range<usize>, (span, exact): (Range<usize>, Range<usize>)) {
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

    fn problem(&mut self, kind: ProblemKind, span: Range<usize>) {
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
            self.lang = Lang::of_code(code);
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
            match runs.last_mut() {
                Some(last) if last.looks_like(&run) => last.extend(&run),
                _ => runs.push(run),
            }
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
            self.push_block(Block::paragraph(Role::Body, Text(with_links(runs))));
        }
    }

    fn push_block(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(Open::Item(blocks, _)) => blocks.push(block),
            _ => self.prose.blocks.push(block),
        }
    }
}

/// A run cut after so many of its letters, `before` of which are not in it. It is halved and halved again: to cut a part off takes
/// as long as the run is.
fn cut(run: Run, ends: &[usize], before: usize) -> Vec<Run> {
    let middle = ends.len() / 2;
    let Some(end) = ends.get(middle) else { return vec![run] };
    let (first, second) = (run.part(0..end - before), run.part(end - before..run.letters()));
    let mut parts = cut(first, &ends[..middle], before);
    parts.extend(cut(second, &ends[middle + 1..], *end));
    parts
}

/// The runs with bare addresses of web pages as links.
fn with_links(runs: Vec<Run>) -> Vec<Run> {
    static ADDRESS: LazyLock<Option<Regex>> =
        LazyLock::new(|| pattern(r"https?://[^\s<>«»\x22]*[^\s<>«»\x22.,;:!?)\]}'’…]"));
    let (Some(address), true) = (ADDRESS.as_ref(), runs.iter().any(|run| run.text.contains("://"))) else {
        return runs;
    };
    let mut linked = Vec::new();
    for run in runs {
        if run.link.is_some() {
            linked.push(run);
            continue;
        }
        let mut ends: Vec<usize> = Vec::new();
        let mut addresses: Vec<&str> = Vec::new();
        // Where the letters are counted to, and how many there are.
        let (mut at, mut count) = (0, 0);
        for found in address.find_iter(&run.text) {
            let mut whole = found.as_str();
            // A bracket that the address began itself is its own.
            if whole.matches('(').count() > whole.matches(')').count() && run.text[found.end()..].starts_with(')') {
                whole = &run.text[found.start()..=found.end()];
            }
            for place in [found.start(), found.start() + whole.len()] {
                count += Run::plain(&run.text[at..place]).letters();
                at = place;
                ends.push(count);
            }
            addresses.push(whole);
        }
        // Before each address stand other words, or none.
        let links = addresses.iter().flat_map(|own| [None, Some(Link::Url((*own).into()))]).chain([None]);
        linked.extend(cut(run.clone(), &ends, 0).into_iter().zip(links).map(|(part, link)| Run { link, ..part }));
    }
    linked.retain(|run| run.link.is_some() || !run.text.is_empty());
    linked
}

/// Whether a character is there, but is not seen, or turns those around it (Unicode: default ignorable, format, and
/// separators of lines and paragraphs).
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character is none: noncharacters, and those of private use.
pub fn has_no_meaning(c: char) -> bool {
    let number = u32::from(c);
    number & 0xFFFE == 0xFFFE
        || (0xFDD0..=0xFDEF).contains(&number)
        || (0xE000..=0xF8FF).contains(&number)
        || number >= 0xF_0000
}

/// An anchor as written: Markdown leaves "æ" alone, but an editor may have written "%C3%A6".
fn percent_decoded(anchor: &str) -> String {
    percent_decode_str(anchor).decode_utf8().map_or_else(|_| anchor.to_string(), |text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(runs: Vec<Run>) -> Block {
        Block::paragraph(Role::Body, Text(runs))
    }

    fn problems(text: &str) -> Vec<(ProblemKind, &str)> {
        read(text).problems.into_iter().map(|problem| (problem.kind, &text[problem.span])).collect()
    }

    #[test]
    fn indented_lines_are_paragraphs_and_lists() {
        let prose = read("\n        Ein\n        to.\n\n        - tre\n          fire\n        - fem\n    ");
        assert_eq!(prose.problems, []);
        let item = |text: &str| vec![paragraph(vec![Run::plain(text)])];
        assert_eq!(
            prose.blocks,
            [
                paragraph(vec![Run::plain("Ein to.")]),
                Block::List(List { start: None, whole: false, items: vec![item("tre fire"), item("fem")] }),
            ]
        );
    }

    #[test]
    fn what_is_markup_elsewhere_is_text_here() {
        for text in ["#import \"x\"", "$x$ og @ref", "a < b, c > d", "*/ #{ } [x] ~ _", "\\#let"] {
            let prose = read(text);
            assert_eq!(prose.problems, [], "{text}");
            assert_eq!(prose.blocks, [paragraph(vec![Run::plain(text.replace("\\#", "#"))])]);
        }
    }

    #[test]
    fn emphasis_and_links_become_runs() {
        let prose = read("sjå **pkt.** [](#pkt-7) og [*meir*](https://example.org)");
        let link = |text: &str, link| Run { text: text.into(), link: Some(link), ..Run::default() };
        assert_eq!(
            prose.blocks,
            [paragraph(vec![
                Run::plain("sjå "),
                Run::strong("pkt."),
                Run::plain(" "),
                link("", Link::Anchor(Anchor::named("pkt-7"))),
                Run::plain(" og "),
                Run { emph: true, ..link("meir", Link::Url("https://example.org".into())) },
            ])]
        );
        assert_eq!(prose.references[0].0, "pkt-7");
        // Words that begin with emphasis are words of its own.
        let begins = read("[*sjå* her](#pkt-7)").blocks;
        let to = |text: &str| link(text, Link::Anchor(Anchor::named("pkt-7")));
        assert_eq!(begins, [paragraph(vec![Run { emph: true, ..to("sjå") }, to(" her")])]);
    }

    #[test]
    fn a_phrase_can_be_marked_as_another_language() {
        let prose = read("med [Powered by Telemark](språk:en) m.fl.");
        let phrase = Run { lang: Some(Lang::En), ..Run::plain("Powered by Telemark") };
        assert_eq!(prose.blocks, [paragraph(vec![Run::plain("med "), phrase, Run::plain(" m.fl.")])]);
        assert_eq!(problems("[ord](språk:xx)"), [(ProblemKind::Language, "[ord](språk:xx)")]);
    }

    #[test]
    fn signs_within_words_and_addresses_stand_as_they_are() {
        for text in ["30*40*50", "__init__ og _ord_", "C:/a_b_c", "a*b*c"] {
            assert_eq!(read(text).blocks, [paragraph(vec![Run::plain(text)])], "{text}");
        }
        let link = |text: &str| Run { link: Some(Link::Url(text.into())), ..Run::plain(text) };
        for address in ["https://a.no/_x_/y", "https://a.no/a*b*c", "https://a.no/*b*"] {
            assert_eq!(read(address).blocks, [paragraph(vec![link(address)])]);
        }
        let prose = read_at(Some(&Path::hovud()), "x _ord_ y");
        let Block::Paragraph { text, .. } = &prose.blocks[0] else { panic!("{prose:?}") };
        let pieces = &text.0[0].origin.as_ref().unwrap().pieces;
        assert!(pieces.iter().all(|piece| piece.range.start == piece.at), "{pieces:?}");
    }

    #[test]
    fn numbers_are_printed_as_they_are_written_or_refused() {
        use ProblemKind::ItemNumber;
        assert_eq!(problems("2. a\n3. b"), []);
        assert_eq!(problems("3. ein\n\n17. to"), [(ItemNumber, "17")]);
        assert_eq!(problems("1. a\n1. b"), [(ItemNumber, "1")]);
        assert_eq!(problems("10) a\n9) b"), [(ItemNumber, "9")]);
    }

    #[test]
    fn a_day_at_the_beginning_of_a_line_is_no_number_of_a_list() {
        for text in ["17. juni: møte", "12. mai 2026 er ein dag.", "1.\u{a0}mars: frist"] {
            assert_eq!(read(text).blocks, [paragraph(vec![Run::plain(text)])], "{text}");
        }
        let Block::List(list) = &read("- 1. mars: frist\n- 2. april").blocks[0] else { panic!() };
        assert_eq!(list.items[0], [paragraph(vec![Run::plain("1. mars: frist")])]);
        let Block::List(list) = &read("1. 2. mai: ein\n2. 3. mai").blocks[0] else { panic!() };
        assert_eq!((list.start, list.items.len()), (Some(1), 2));
        assert_eq!(list.items[1], [paragraph(vec![Run::plain("3. mai")])]);
        assert!(matches!(read("1. marsjere").blocks[0], Block::List(_)));
        assert!(matches!(read("1. Mars er fristen.").blocks[0], Block::List(_)));
        assert!(matches!(read("1. mai-fest").blocks[0], Block::List(_)));
        // Where the numbers go on, it is a list.
        for list in [
            "1. Innleiing\n2. mai blir nytta\n3. Vedtak",
            "1. januar–mars: kartlegging\n2. Vår",
            "1. mai: frist\n\n   Meir.\n\n2. juni: møte",
        ] {
            let prose = read(list);
            assert!(matches!(&prose.blocks[..], [Block::List(_)]) && prose.problems.is_empty(), "{list}");
        }
        let Block::List(list) = &read("\n- 1. mai: frist\n  2. mai: møte").blocks[0] else { panic!() };
        assert!(matches!(list.items[0][..], [Block::List(_)]), "{list:?}");
        assert_eq!(read("3. juni: ein\n\n17. juni: to").blocks.len(), 2);
        // On two lines they would be one paragraph.
        assert_eq!(read("3. juni: ein\n17. juni: to").leftovers.len(), 1);
        let prose = read_at(Some(&Path::hovud()), "17. juni: møte");
        let Block::Paragraph { text, .. } = &prose.blocks[0] else { panic!("{prose:?}") };
        let pieces = &text.0[0].origin.as_ref().unwrap().pieces;
        assert!(pieces.iter().all(|piece| piece.range.start == piece.at), "{pieces:?}");
    }

    #[test]
    fn everything_else_is_refused_at_its_place() {
        use ProblemKind::*;
        for (text, expected) in [
            ("a\n\n  # Tittel\n", vec![(Heading, "# Tittel")]),
            ("a\n\n> sitat", vec![(Quote, "> sitat")]),
            ("a `b` c", vec![(Code, "`b`")]),
            ("a <script>x</script>", vec![(Html, "<script>"), (Html, "</script>")]),
            ("<div>\nx\n</div>", vec![(Html, "<div>\nx\n</div>")]),
            ("![alt](x.png)", vec![(Image, "![alt](x.png)")]),
            ("a\n\n---\n\nb", vec![(Rule, "---")]),
            ("|a|b|\n|-|-|\n|1|2|", vec![(Table, "|a|b|\n|-|-|\n|1|2|")]),
            ("~~a~~", vec![(Strikethrough, "~~a~~")]),
            ("- [ ] a", vec![(TaskList, "[ ]")]),
            ("a\\\nb", vec![(HardBreak, "\\")]),
            ("[a](javascript:x)", vec![(Address, "[a](javascript:x)")]),
            ("-\n- b", vec![(EmptyItem, "-")]),
            ("a\n\n        kode\n\nb", vec![(CodeBlock, "kode")]),
            ("\n        Ein.\n\nTo er limt inn.\n    ", vec![(Unindented, "To er limt inn.")]),
            ("[](https://a.no)", vec![(EmptyLink, "[](https://a.no)")]),
            ("[ ](#pkt-2)", vec![(EmptyLink, "[ ](#pkt-2)")]),
            ("a [](språk:en)", vec![(EmptyLink, "[](språk:en)")]),
        ] {
            assert_eq!(problems(text), expected, "{text:?}");
        }
    }

    #[test]
    fn lists_may_lie_in_lists_but_not_without_end() {
        let nested = |depth: usize| (0..depth).map(|level| format!("\n{}- x", "  ".repeat(level))).collect::<String>();
        assert_eq!(read(&nested(DEEPEST_LIST)).problems, []);
        assert_eq!(read(&nested(DEEPEST_LIST + 1)).problems[0].kind, ProblemKind::DeepList);
    }

    #[test]
    fn no_word_vanishes_and_no_sign_stands_for_another() {
        use ProblemKind::*;
        assert_eq!(problems("a\n\n[Frist]: 1.mai\n"), [(Definition, "[Frist]: 1.mai")]);
        for text in ["R&D &copy; &lt;b&gt; &shy; &#8; &#x202e;x", "a &amp; b"] {
            let prose = read(text);
            assert_eq!(prose.blocks, [paragraph(vec![Run::plain(text)])], "{text}");
        }
        assert_eq!(problems("[x](https://a&#8;b)"), [(Address, "[x](https://a&#8;b)")]);
        assert_eq!(problems("[x](https://a&shy;b)"), [(Address, "[x](https://a&shy;b)")]);
        assert_eq!(problems("[x](https://a&#xFFFE;b)"), [(Address, "[x](https://a&#xFFFE;b)")]);
        let link = Run { link: Some(Link::Url("https://a/?q=1&copy=2".into())), ..Run::plain("x") };
        assert_eq!(read("[x](https://a/?q=1&copy=2)").blocks, [paragraph(vec![link])]);
        let titled = "[x](https://a.no \"ord\") og [x](#pkt-1 'ord')";
        assert_eq!(problems(titled), [(LinkTitle, "[x](https://a.no \"ord\")"), (LinkTitle, "[x](#pkt-1 'ord')")]);
        assert!(read(titled).leftovers.is_empty());
    }

    #[test]
    fn what_was_meant_as_markup_is_found() {
        use LeftoverKind::*;
        let found = |text| {
            let leftovers: Vec<(LeftoverKind, &str)> =
                read(text).leftovers.into_iter().map(|own| (own.kind, &text[own.span])).collect();
            leftovers
        };
        assert_eq!(found("•\tein\n\n• to\n\no\ttre"), [(Bullet, "•"), (Bullet, "•"), (Bullet, "o")]);
        assert_eq!(found("- • ein"), [(Bullet, "•")]);
        assert_eq!(found("Dette:\n– ein\n– to"), [(Bullet, "–")]);
        assert_eq!(found("– Ja, sa ho.\n\n– Nei."), []);
        assert_eq!(found("**feit utan slutt"), [(Emphasis, "**")]);
        assert_eq!(found("feit utan byrjing**"), [(Emphasis, "**")]);
        assert_eq!(found("ein *stjerne"), [(Emphasis, "*")]);
        assert_eq!(found("kommune**ne** og Nord-**Noreg**"), [(Emphasis, "**")]);
        assert_eq!(found("30*40*50"), []);
        assert_eq!(found("ei note[^1] her"), [(Footnote, "[^1]")]);
        // One that Markdown makes a footnote of is a problem, and told as that alone.
        assert_eq!(found("ei note[^1] her\n\n[^1]: Her er ho."), []);
        assert_eq!(found("sjå [her] (#pkt-2)"), [(Link, "[her] (#pkt-2)")]);
        assert_eq!(found("[sida] (https://x.no)"), [(Link, "[sida] (https://x.no)")]);
        assert_eq!(found("[](# delmål-1)"), [(Link, "[](#")]);
        assert_eq!(found("[sida](https://x.no her."), [(Link, "[sida](https://x.no")]);
        assert_eq!(found("-ein\n-to"), [(Bullet, "-")]);
        assert_eq!(found("1.ein\n2.to"), [(Number, "1.")]);
        for fine in
            ["5 * 3 = 15", "a*b", "**feit** og *kursiv*", "tal*", "\\*ord", "ein · to", "- a\n- b", "o er ein bokstav"]
        {
            assert_eq!(found(fine), [], "{fine}");
        }
    }

    #[test]
    fn bare_addresses_are_links() {
        let link = |text: &str| Run { link: Some(Link::Url(text.into())), ..Run::plain(text) };
        assert_eq!(
            read("Sjå https://example.org/a_b?c=1 (og https://example.org).").blocks,
            [paragraph(vec![
                Run::plain("Sjå "),
                link("https://example.org/a_b?c=1"),
                Run::plain(" (og "),
                link("https://example.org"),
                Run::plain(")."),
            ])]
        );
    }

    #[test]
    fn depth_costs_nothing() {
        for marker in ["+ ", "1. ", "> ", "- "] {
            let start = std::time::Instant::now();
            assert!(!read(&marker.repeat(100_000)).problems.is_empty());
            assert!(start.elapsed() < std::time::Duration::from_secs(1));
        }
    }

    #[test]
    fn many_links_cost_no_more_than_they_are() {
        let many = 20_000;
        let links = "[ord](https://a.no/b) og ".repeat(many);
        let bare = "https://a.no/b, (https://a.no/c) ".repeat(many / 2);
        for text in [links, bare] {
            let read = read(&text);
            let [Block::Paragraph { text, .. }] = &read.blocks[..] else { panic!() };
            assert_eq!(text.0.iter().filter(|run| run.link.is_some()).count(), many);
            assert!(read.problems.is_empty());
        }
    }
}
