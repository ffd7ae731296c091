//! The signs of Markdown among words. Comes in: the runs of a part of a paragraph. Goes out: the shortest that reads as them, with
//! the places of those signs that are words.

use super::addresses::with_links;
use super::read;
use crate::document::{Block, Link, Run};

/// Words with the signs of Markdown.
#[derive(Debug, Clone, Default)]
pub(super) struct Written {
    pub(super) text: String,
    /// Where the signs stand that are words, and that a backslash can keep from being more.
    pub(super) literals: Vec<usize>,
}

/// What is open around words.
#[derive(Debug, Clone, PartialEq)]
enum Mark {
    /// A link, or a phrase in another language, with what closes it.
    Link(String),
    Emph,
    Strong,
}

impl Mark {
    fn opening(&self) -> &str {
        match self {
            Self::Link(_) => "[",
            Self::Emph => "*",
            Self::Strong => "**",
        }
    }

    fn closing(&self) -> &str {
        match self {
            Self::Link(closing) => closing,
            Self::Emph | Self::Strong => self.opening(),
        }
    }
}

/// A way to write the runs so far.
#[derive(Clone, Default)]
struct Way {
    written: Written,
    /// What is open, from the outermost.
    open: Vec<Mark>,
    /// How long its signs are.
    signs: usize,
    /// Whether the last run is a reference without words.
    is_empty: bool,
}

/// The shortest way to write runs between blanks, if there is one. Whether it holds is for the reader to say.
pub(super) fn written(runs: &[Run]) -> Option<Written> {
    let mut ways = vec![Way::default()];
    for (index, run) in runs.iter().enumerate() {
        let marks = marks(runs, index)?;
        let mut next: Vec<Way> = Vec::new();
        for open in orders(&marks) {
            // A reference without words has no signs between its brackets.
            if run.text.is_empty() && !matches!(open.last(), Some(Mark::Link(_))) {
                continue;
            }
            for way in ways.iter().flat_map(|way| way.ways_on(&open, Some(&run.text))) {
                match next.iter_mut().find(|own| own.open == way.open && own.in_address() == way.in_address()) {
                    Some(own) if own.signs > way.signs => *own = way,
                    Some(_) => {}
                    None => next.push(way),
                }
            }
        }
        ways = next;
    }
    let ends = ways.iter().flat_map(|way| way.ways_on(&[], None));
    ends.min_by_key(|way| way.signs).map(|way| way.written)
}

impl Way {
    /// The ways to write a run after it, with so much open around the run; to write the end, if there is none.
    fn ways_on<'a>(&'a self, open: &'a [Mark], words: Option<&'a str>) -> impl Iterator<Item = Self> + 'a {
        let common = self.open.iter().zip(open).take_while(|(own, other)| own == other).count();
        (0..=common).filter_map(move |kept| self.way_on(open, kept, words))
    }

    fn way_on(&self, open: &[Mark], kept: usize, words: Option<&str>) -> Option<Self> {
        let is_empty = words.is_some_and(str::is_empty);
        let in_link = open[..kept].iter().any(|mark| matches!(mark, Mark::Link(_)));
        if in_link && (is_empty || self.is_empty) {
            return None;
        }
        let closing = self.open[kept..].iter().rev().map(|mark| (mark.closing(), false));
        let signs: Vec<(&str, bool)> = closing.chain(open[kept..].iter().map(|mark| (mark.opening(), true))).collect();
        let mut way = Self { open: open.to_vec(), is_empty, ..self.clone() };
        let mut end = 0;
        for stars in signs.chunk_by(|one, other| one.0.starts_with('*') && other.0.starts_with('*')) {
            end += stars.len();
            if stars[0].0.starts_with('*') {
                let next = signs.get(end).map(|sign| sign.0).or(words).and_then(|text| text.chars().next());
                let opens = stars.iter().any(|sign| sign.1);
                let closes = stars.iter().any(|sign| !sign.1);
                if opens && !way.can_open(next) || closes && !way.can_close(next) {
                    return None;
                }
            }
            for (sign, _) in stars {
                way.written.text += sign;
                way.signs += sign.len();
            }
        }
        for c in words.unwrap_or_default().chars() {
            if c.is_ascii_punctuation() {
                way.written.literals.push(way.written.text.len());
            }
            way.written.text.push(c);
        }
        Some(way)
    }

    /// Whether stars before a character can begin emphasis: Markdown's rule, and the reader's, for whom what is within a word
    /// or an address is none.
    fn can_open(&self, next: Option<char>) -> bool {
        let before = self.written.text.chars().next_back();
        let flanks = !is_blank(next) && (!is_sign(next) || is_blank(before) || is_sign(before));
        flanks && !before.is_some_and(char::is_alphanumeric) && !self.in_address()
    }

    /// Whether stars before a character can end emphasis.
    fn can_close(&self, next: Option<char>) -> bool {
        let before = self.written.text.chars().next_back();
        !is_blank(before) && (!is_sign(before) || is_blank(next) || is_sign(next))
    }

    /// Whether the reader takes what follows for a part of an address.
    fn in_address(&self) -> bool {
        self.written.text.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://"))
    }
}

fn is_blank(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

/// Whether Markdown takes a character for punctuation.
fn is_sign(c: Option<char>) -> bool {
    c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace())
}

/// What must be open around a run; nothing if it can't be written so.
fn marks(runs: &[Run], index: usize) -> Option<Vec<Mark>> {
    let run = &runs[index];
    let link = run.link.as_ref().filter(|_| !is_bare(runs, index));
    let closing = match (run.lang, link) {
        (Some(_), Some(_)) => return None,
        (Some(lang), None) => Some(format!("](språk:{lang})")),
        (None, Some(link)) => Some(format!("]({})", destination(link)?)),
        (None, None) => None,
    };
    let emph = run.emph.then_some(Mark::Emph);
    Some(closing.map(Mark::Link).into_iter().chain(emph).chain(run.strong.then_some(Mark::Strong)).collect())
}

/// Every order of some marks.
fn orders(marks: &[Mark]) -> Vec<Vec<Mark>> {
    if marks.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for index in 0..marks.len() {
        let mut others = marks.to_vec();
        let first = others.remove(index);
        all.extend(orders(&others).into_iter().map(|rest| [vec![first.clone()], rest].concat()));
    }
    all
}

/// Whether a run is an address that is a link without brackets too, between what stands beside it.
fn is_bare(runs: &[Run], index: usize) -> bool {
    let run = &runs[index];
    let is_address = |run: &Run| matches!(&run.link, Some(Link::Url(url)) if *url == run.text);
    if !is_address(run) {
        return false;
    }
    let look = |run: &Run| (run.strong, run.emph, run.lang);
    let words = |beside: Option<usize>| {
        let beside = beside.and_then(|at| runs.get(at)).filter(|other| look(other) == look(run));
        beside.filter(|other| other.link.is_none() || is_address(other)).map_or("", |other| other.text.as_str())
    };
    let (before, after) = (words(index.checked_sub(1)), words(Some(index + 1)));
    let mut start = 0;
    with_links(vec![Run::plain([before, &run.text, after].concat())]).iter().any(|part| {
        let is_own = start == before.len() && part.text == run.text && part.link == run.link;
        start += part.text.len();
        is_own
    })
}

/// Where a link leads, as it is written between round brackets; nothing if it can't be.
fn destination(link: &Link) -> Option<String> {
    let (plain, guarded) = match link {
        Link::Url(url) => (url.clone(), guarded(url)),
        Link::Anchor(anchor) => (format!("#{anchor}"), format!("#{}", percent_encoded(anchor.as_str()))),
        Link::Page(_) => return None,
    };
    [plain, guarded].into_iter().find(|written| {
        let prose = read(&format!("[x]({written})"));
        let leads = |text: &[Run]| matches!(text, [run] if run.text == "x" && run.link.as_ref() == Some(link));
        prose.problems.is_empty() && matches!(&prose.blocks[..], [Block::Paragraph { text, .. }] if leads(&text.0))
    })
}

/// An address with a backslash before every sign.
fn guarded(url: &str) -> String {
    let signs = |c: char| c.is_ascii_punctuation() && !"-./:?=#%,;+@".contains(c);
    url.chars().flat_map(|c| signs(c).then_some('\\').into_iter().chain([c])).collect()
}

/// An anchor's name with every sign as its bytes.
fn percent_encoded(name: &str) -> String {
    let mut encoded = String::new();
    for c in name.chars() {
        match c.is_alphanumeric() || c == '-' {
            true => encoded.push(c),
            false => encoded.extend(c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}"))),
        }
    }
    encoded
}
