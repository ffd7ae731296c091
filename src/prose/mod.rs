//! Prose: the Markdown that the data's texts may use, read into blocks. Comes in: a string as it stands in
//! the RON file. Goes out: blocks with references still by anchor, the references with their places, and
//! every construct that is not allowed, with its place.

mod addresses;
mod days;
mod dedent;
mod draft;
mod inline;
mod leftovers;
mod lines;
mod markers;
mod original;
mod readable;
mod reader;
pub mod typed;
pub mod write;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Options, Parser};
use regex::Regex;

use crate::document::Block;
use crate::plan::Path;
pub use addresses::bare_addresses;
use days::without_dated_items;
pub use dedent::Dedented;
use dedent::further_out;
use leftovers::leftovers;
use markers::too_deep;
use reader::Reader;

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
    let mut reader = Reader::new(&dedented.text, path);
    if let Some(deep) = too_deep(&dedented.text) {
        reader.problem(ProblemKind::DeepList, dedented.original(&deep));
        return reader.prose;
    }
    let masked = without_dated_items(&dedented.text);
    reader.masked = matches!(masked, Cow::Owned(_));
    let parser = parser(&masked);
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

/// Markdown with those of its extensions that are told when they are used.
fn parser(text: &str) -> Parser<'_> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    Parser::new_ext(text, options)
}

/// A pattern; `None` would be a mistake here, which a test would see.
fn pattern(text: &str) -> Option<Regex> {
    Regex::new(text).ok()
}

#[cfg(test)]
mod tests {
    use super::reader::DEEPEST_LIST;
    use super::*;
    use crate::document::{Anchor, Lang, Link, Role, Run, Text};

    fn paragraph(runs: Vec<Run>) -> Block {
        Block::paragraph(Role::Body, Text(runs))
    }

    fn problems(text: &str) -> Vec<(ProblemKind, &str)> {
        read(text).problems.into_iter().map(|problem| (problem.kind, &text[problem.span])).collect()
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
}
