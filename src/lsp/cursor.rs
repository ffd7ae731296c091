//! What may stand at a place of a file, told by its tokens, for a text that is being written has seldom a syntax tree. Comes in: a
//! text and a byte of it. Goes out: the group, the field and the kind of value that the place is in.

use std::ops::Range;

use crate::data::tokens::{Token, TokenKind, tokens};
use crate::plan::fields::{FieldRef, Group, ValueKind};

/// What a place of a file is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    /// A field's name in a group, with the names that the group has already.
    Name { group: &'static Group, present: Vec<String> },
    /// A value: of a field, or an item of a list.
    Value { kind: ValueKind, field: Option<FieldRef>, is_item: bool },
    /// Within a string, whose contents begin at a byte.
    Text { kind: ValueKind, field: Option<FieldRef>, content: usize },
    /// The year of an amount.
    Year,
    /// Nothing that is known.
    Unknown,
}

/// A place of a file.
#[derive(Debug, Clone)]
pub(super) struct Cursor {
    /// What it is for.
    pub(super) spot: Spot,
    /// The word that has been begun there.
    pub(super) word: Range<usize>,
    /// The field whose value it is in.
    pub(super) field: Option<FieldRef>,
}

/// What is between two brackets.
#[derive(Debug, Clone, Copy)]
enum Inside {
    Group(&'static Group),
    /// Values of one kind, or the one value of a word that was chosen.
    Items(ValueKind, bool),
    Amounts,
    Unknown,
}

struct Frame {
    bracket: char,
    inside: Inside,
    /// The names of the fields before the place.
    names: Vec<String>,
    /// The field whose value is being written, and of items the field that they are the value of.
    field: Option<FieldRef>,
    /// Whether a colon has been written since the last comma.
    after_colon: bool,
    /// Whether a value has been written since the last comma.
    has_value: bool,
}

impl Frame {
    fn new(bracket: char, inside: Inside, field: Option<FieldRef>) -> Self {
        Self { bracket, inside, names: Vec::new(), field, after_colon: false, has_value: false }
    }

    /// The kind of value that may stand next.
    fn expected(&self) -> Option<ValueKind> {
        match self.inside {
            Inside::Group(_) => self.field.filter(|_| self.after_colon)?.field.value,
            Inside::Items(kind, _) => Some(kind),
            Inside::Amounts | Inside::Unknown => None,
        }
    }

    fn is_closed_by(&self, bracket: &str) -> bool {
        matches!((self.bracket, bracket), ('(', ")") | ('[', "]") | ('{', "}"))
    }
}

/// The place at a byte of a file that is the whole of a group.
pub(super) fn cursor_at(text: &str, root: &'static Group, offset: usize) -> Cursor {
    let mut scan =
        Scan { frames: vec![Frame::new(' ', Inside::Items(ValueKind::Group(root.name), true), None)], word: None };
    let mut all = tokens(text).peekable();
    let mut under = None;
    while let Some(token) = all.peek() {
        if token.span.end > offset || (token.span.end == offset && is_open_ended(token.kind)) {
            under = all.next();
            break;
        }
        scan.read(text, token);
        all.next();
    }
    let nothing = offset..offset;
    let (spot, word) = match under.as_ref().filter(|token| token.span.start < offset) {
        Some(token) if token.kind.is_comment() => (Spot::Unknown, nothing),
        Some(token) => match content_start(&text[token.span.clone()]) {
            Some(opening) if token.span.start + opening <= offset => {
                (scan.within_string(token.span.start + opening), nothing)
            }
            Some(_) => (Spot::Unknown, nothing),
            None if matches!(token.kind, TokenKind::Name | TokenKind::Number) => {
                (scan.spot(text, offset), token.span.clone())
            }
            None => (scan.spot(text, offset), nothing),
        },
        None => (scan.spot(text, offset), nothing),
    };
    let spot = match spot {
        Spot::Name { group, mut present } => {
            present
                .extend(names_after(text, under.into_iter().chain(all).filter(|token| token.span.start >= word.end)));
            Spot::Name { group, present }
        }
        other => other,
    };
    Cursor { spot, word, field: scan.field() }
}

/// Whether what is typed right after a token may belong to it.
fn is_open_ended(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Name | TokenKind::Number | TokenKind::LineComment | TokenKind::Unclosed)
}

/// Where the contents of a string begin in it; nothing if it is none.
fn content_start(token: &str) -> Option<usize> {
    let raw = token.strip_prefix('r').map(|rest| rest.trim_start_matches('#'));
    match raw {
        Some(rest) if rest.starts_with('"') => Some(token.len() - rest.len() + 1),
        None if token.starts_with('"') => Some(1),
        _ => None,
    }
}

/// The names of the fields of a group from a place in it to its end.
fn names_after(text: &str, rest: impl Iterator<Item = Token>) -> Vec<String> {
    let (mut depth, mut names, mut last) = (0, Vec::new(), None);
    for token in rest {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close if depth == 0 => break,
            TokenKind::Close => depth -= 1,
            TokenKind::Name if depth == 0 => last = Some(token.span.clone()),
            TokenKind::Colon if depth == 0 => names.extend(last.take().map(|span| text[span].to_string())),
            TokenKind::Blank => {}
            _ => last = None,
        }
    }
    names
}

struct Scan {
    frames: Vec<Frame>,
    /// A name that may be that of a field, or a word before a parenthesis.
    word: Option<String>,
}

impl Scan {
    fn read(&mut self, text: &str, token: &Token) {
        let own = &text[token.span.clone()];
        let Some(frame) = self.frames.last_mut() else { return };
        match token.kind {
            TokenKind::Blank | TokenKind::LineComment | TokenKind::BlockComment => {}
            TokenKind::Name => {
                self.word = Some(own.to_string());
                frame.has_value |= frame.after_colon;
            }
            TokenKind::Colon => {
                let name = self.word.take();
                if let (Inside::Group(group), Some(name)) = (frame.inside, name) {
                    frame.field = group.field(&name).map(|field| FieldRef { group, field });
                    frame.names.push(name);
                }
                (frame.after_colon, frame.has_value) = (true, false);
            }
            TokenKind::Comma => {
                if matches!(frame.inside, Inside::Group(_)) {
                    frame.field = None;
                }
                (frame.after_colon, frame.has_value) = (false, false);
                self.word = None;
            }
            TokenKind::Open => {
                let word = self.word.take();
                let inside = inside(own, frame.expected(), word.as_deref());
                frame.has_value = true;
                let field = frame.field;
                self.frames.push(Frame::new(own.chars().next().unwrap_or(' '), inside, field));
            }
            TokenKind::Close => {
                self.word = None;
                // A bracket that closes nothing is passed over; one that closes what is further out closes all within it.
                let opened = self.frames.iter().rposition(|frame| frame.is_closed_by(own));
                if let Some(opened) = opened {
                    self.frames.truncate(opened);
                }
            }
            _ => {
                self.word = None;
                frame.has_value = true;
            }
        }
    }

    /// What may stand next.
    fn spot(&self, text: &str, offset: usize) -> Spot {
        let Some(frame) = self.frames.last() else { return Spot::Unknown };
        let is_first_of_line = text[..offset]
            .rfind('\n')
            .is_some_and(|line| text[line..offset].trim_start().chars().all(|c| c.is_alphanumeric() || c == '_'));
        match frame.inside {
            Inside::Group(group) if !frame.after_colon || (frame.has_value && is_first_of_line) => {
                Spot::Name { group, present: frame.names.clone() }
            }
            Inside::Amounts if !frame.after_colon => Spot::Year,
            _ if frame.has_value => Spot::Unknown,
            Inside::Items(kind, is_item) => Spot::Value { kind, field: frame.field, is_item },
            _ => match frame.expected() {
                Some(kind) => Spot::Value { kind, field: frame.field, is_item: false },
                None => Spot::Unknown,
            },
        }
    }

    fn within_string(&self, content: usize) -> Spot {
        let frame = self.frames.last();
        match frame.and_then(|frame| Some((frame.expected()?, frame.field))) {
            Some((kind, field)) => Spot::Text { kind, field, content },
            None => Spot::Unknown,
        }
    }

    fn field(&self) -> Option<FieldRef> {
        self.frames.last().and_then(|frame| frame.field)
    }
}

/// What is between brackets where a kind of value is expected, after a word if there is one.
fn inside(bracket: &str, expected: Option<ValueKind>, word: Option<&str>) -> Inside {
    match (bracket, expected, word) {
        ("(", Some(ValueKind::Group(name)), None) => Group::named(name).map_or(Inside::Unknown, Inside::Group),
        ("(", Some(ValueKind::Choice(name)), Some(word)) => {
            match Group::named(name).and_then(|group| group.field(word)?.value) {
                Some(ValueKind::Group(name)) => Group::named(name).map_or(Inside::Unknown, Inside::Group),
                Some(kind) => Inside::Items(kind, false),
                None => Inside::Unknown,
            }
        }
        ("(", Some(kind), Some("Some")) => Inside::Items(kind, false),
        ("[", Some(ValueKind::List(items)), None) => Inside::Items(*items, true),
        ("{", Some(ValueKind::Amounts), None) => Inside::Amounts,
        _ => Inside::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What may stand at the sign `|` of a text.
    fn at(root: &str, text: &str) -> Cursor {
        let offset = text.find('|').unwrap();
        cursor_at(&text.replacen('|', "", 1), Group::named(root).unwrap(), offset)
    }

    fn present(root: &str, text: &str) -> (&'static str, Vec<String>) {
        match at(root, text).spot {
            Spot::Name { group, present } => (group.name, present),
            other => panic!("{text}: {other:?}"),
        }
    }

    fn kind(root: &str, text: &str) -> ValueKind {
        match at(root, text).spot {
            Spot::Value { kind, .. } | Spot::Text { kind, .. } => kind,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn a_group_is_known_with_the_names_that_it_has_before_and_after() {
        let strings = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(present("Delmål", "(|"), ("Delmål", vec![]));
        assert_eq!(present("Delmål", "(nummer: 1, ti|, tittel: \"x\")"), ("Delmål", strings(&["nummer", "tittel"])));
        assert_eq!(
            present("Delmål", "(tiltak: [(id: \"å\", |, nummer: 1)], vekt: 2"),
            ("Tiltak", strings(&["id", "nummer"]))
        );
        assert_eq!(present("Delmål", "(tiltak: [(tidsramme: År(frå: 1, |"), ("Tidsramme: År", strings(&["frå"])));
        assert_eq!(present("Delmål", "(nummer: 1\n    ti|"), ("Delmål", strings(&["nummer"])), "a comma is missing");
        assert_eq!(present("Hovud", "(periode: (|), versjon: \"1\")").0, "Periode");
    }

    #[test]
    fn a_value_is_known_by_its_field() {
        assert_eq!(kind("Hovud", "(språk: |"), ValueKind::Choice("Språk"));
        assert_eq!(kind("Hovud", "(framside: [\"a\", \"da|"), ValueKind::PartId);
        assert_eq!(kind("Hovud", "(framside: [\"a\", |]"), ValueKind::PartId);
        assert_eq!(kind("Delmål", "(hovudmål: r#\"\n  sjå [](#|"), ValueKind::Prose);
        assert_eq!(kind("Delmål", "(tiltak: [(rullering: Ny(saman_med: [\"|\"]))])"), ValueKind::TiltakId);
        assert_eq!(kind("Hovud", "(finansiering: (postar: [(formål: Tiltak(\"|"), ValueKind::TiltakId);
        assert_eq!(kind("Hovud", "(seksjonar: [(innhald: [Tekst(\"x\"), |"), ValueKind::Choice("Innhald"));
    }

    #[test]
    fn nothing_is_offered_where_nothing_may_stand() {
        for text in ["(språk: nn // |", "(/* | */", "(språk: nn |", "(versjonar: [|", "|r#\"x\"#"] {
            let spot = at("Hovud", text).spot;
            assert!(
                matches!(spot, Spot::Unknown | Spot::Value { kind: ValueKind::Group("Hovud"), .. }),
                "{text}: {spot:?}"
            );
        }
        assert_eq!(at("Hovud", "(finansiering: (postar: [(beløp: {|").spot, Spot::Year);
    }
}
