//! Reading on after a mistake, so that one run tells of them all: what is wrong is told, put out of the way without
//! moving anything else, and the text is read again.

use std::ops::Range;

use ron::error::SpannedError;
use ron::{Error, Options};
use ron2::ast::{Document, Expr, StructBody, StructField};
use serde::de::DeserializeOwned;

use super::reword::{Hint, OTHER_QUOTES, explain_ron_error, explain_slip, field_hint};
use super::signs;
use super::source::{Source, parse_lossy};
use super::tree::{bytes, fields};
use crate::finding::{Finding, Place};
use crate::plan::fields::{GROUPS, Group};
use crate::plan::{Malformed, looks_like_date};

/// The most mistakes that are reported for one file.
const MAX_MISTAKES: usize = 40;

/// The most bytes that are parsed in looking for further mistakes: a large file is parsed fewer times.
const MOST_READ: usize = 4_000_000;

/// The value that a text stands for, as far as it can be read, and everything that is wrong with it. `file` is its index
/// in `Sources`.
pub(super) fn read<T: DeserializeOwned>(options: &Options, source: &Source, file: usize) -> (Option<T>, Vec<Finding>) {
    let mut text = source.text.clone();
    let mut findings: Vec<Finding> = Vec::new();
    // The names that misspelt ones were meant to be.
    let mut misspelt: Vec<String> = Vec::new();
    // The commonest slip of all may leave a file that can be read, with half of the plan in one text.
    if let Some(swallowed) = swallowing_error(source, file) {
        return (None, vec![swallowed]);
    }
    for _ in 0..(MOST_READ / text.len().max(1)).clamp(2, MAX_MISTAKES) {
        let error = match options.from_str::<T>(&text) {
            Ok(value) => return (Some(value), findings),
            Err(error) => error,
        };
        let tree = parse_lossy(&text);
        let at = offsets(&error, &text);
        // Of the text as it was written: what has been put in to read on is nobody's slip.
        // What has been put in is as long as what it replaces, but its letters may end elsewhere.
        let written_at = source.text.floor_char_boundary(at.start);
        let known = explain_slip(&error.code, &source.text, written_at).map(|(message, hint)| (message, Some(hint)));
        if findings.is_empty()
            && !text[at.start..].trim_start().starts_with(OTHER_QUOTES)
            && let Some((span, message, hint)) = lone_sign(&source.text, written_at)
        {
            // Nothing after it can be trusted.
            return (None, vec![Finding::error("HP003", Place::Span { file, span }, message).hint(hint)]);
        }
        let of_text = matches!(error.code, Error::ExpectedString | Error::InvalidValueForType { .. });
        if let Some(span) = unquoted_date(&text, at.start).filter(|_| of_text) {
            let written = Some(&text[span.clone()]).filter(|date| looks_like_date(date)).unwrap_or("2026-06-17");
            let hint = format!("Skriv år-månad-dag i hermeteikn, til dømes \"{written}\"");
            let finding =
                Finding::error("HP003", Place::Span { file, span: span.clone() }, "datoen står utan hermeteikn");
            findings.push(finding.hint(hint));
            // What is left of it would be told as the lack of a comma.
            let Some((range, with)) = fill_with_placeholder(span, "\"\"") else { return (None, findings) };
            text.replace_range(range, &with);
            continue;
        }
        // What such a slip leaves behind can't be read on from.
        let is_slip = known.is_some();
        let said_of_field = |span: &Range<usize>| {
            let of_value = !matches!(
                error.code,
                Error::ExpectedComma
                    | Error::NoSuchStructField { .. }
                    | Error::NoSuchEnumVariant { .. }
                    | Error::MissingStructField { .. }
                    | Error::Message(_)
            );
            field_hint(&text, span.start).filter(|_| of_value)
        };
        let (mut span, repair) = diagnose(&error.code, at, &tree, &text);
        // A comma is missed after the value that it should follow.
        if let (Error::ExpectedComma, Some((range, _)), false) = (&error.code, &repair, is_slip) {
            span = range.clone();
        }
        let (message, hint) = known.unwrap_or_else(|| {
            let (mut message, hint) = explain_ron_error(&error.code);
            if matches!(error.code, Error::ExpectedIdentifier) && text[span.start..].starts_with('"') {
                message = "her skal det ikkje stå tekst i hermeteikn".into();
            }
            match hint {
                Some(Hint::Meant(name)) => {
                    let said = Hint::Meant(name.clone()).to_string();
                    misspelt.push(name);
                    (message, Some(said))
                }
                other => (message, said_of_field(&span).or(other.map(|hint| hint.to_string()))),
            }
        });
        if !is_consequence(&error.code, &misspelt, findings.is_empty()) {
            findings.push(Finding::error("HP003", Place::Span { file, span }, message).with_hint_if(hint));
        }
        let Some((range, with)) = repair.filter(|_| !is_slip) else {
            return (None, findings);
        };
        // A repair that changes nothing would be made for ever.
        if text.get(range.clone()).is_none_or(|own| own == with) {
            return (None, findings);
        }
        text.replace_range(range, &with);
    }
    (None, findings)
}

/// A text between r#" and "# that was ended otherwise, and so goes on over what follows it.
fn swallowing_error(source: &Source, file: usize) -> Option<Finding> {
    let names: Vec<&str> = GROUPS.iter().flat_map(|group| group.fields).map(|field| field.name).collect();
    let found = signs::find_runaway_string(&source.text, &names)?;
    // Where the quote that was meant to end it has a line of its own, that line is meant.
    let rest = &source.text[found.end..];
    let quote = rest.trim_start();
    let end = if quote.starts_with('"') { found.end + rest.len() - quote.len() } else { found.end };
    let (line, _) = source.composed_position(end);
    let finding = Finding::error(
        "HP003",
        Place::Span { file, span: found.opening },
        "teksten som byrjar her med r#\", er ikkje lukka, så han går over det som kjem etter",
    );
    Some(finding.hint(format!("Han sluttar truleg i linje {line}: skriv \"# der, og ikkje berre \"")))
}

/// Whether a mistake only follows from another: a missing field whose name was misspelt, or a text that stands for a
/// missing one.
fn is_consequence(error: &Error, misspelt: &[String], is_first: bool) -> bool {
    match error {
        Error::MissingStructField { field, .. } => misspelt.iter().any(|name| name.as_str() == *field),
        // What stands where a text was missed is empty.
        Error::Message(message) => Malformed::parse(message).is_some_and(|own| own.text().is_empty()) && !is_first,
        _ => false,
    }
}

/// A bracket or a quote without its like: where ron objects is seldom where the slip is.
fn lone_sign(text: &str, objected_at: usize) -> Option<(Range<usize>, String, String)> {
    if let Some(start) = signs::unclosed_string(text, objected_at) {
        let hint = "Ein tekst som byrjar med \" sluttar med \", på same linja; lange tekstar står mellom r#\" og \"#";
        return Some((start..start + 1, "teksten som byrjar her, er ikkje lukka".into(), hint.into()));
    }
    if let Some(start) = signs::odd_quote(text) {
        let message = "på denne linja manglar det eit hermeteikn";
        let hint = "Kvar tekst byrjar og sluttar med eit hermeteikn på same linja: \"slik\"";
        return Some((start..start + 1, message.into(), hint.into()));
    }
    let lone = signs::unbalanced(text)?;
    let name = match lone.bracket {
        '(' | ')' => "parentesen",
        '[' | ']' => "klamma",
        _ => "krøllparentesen",
    };
    let sign = lone.bracket;
    let (message, hint) = if lone.opens {
        let close = match sign {
            '(' => ')',
            '[' => ']',
            _ => '}',
        };
        (format!("{name} {sign} er ikkje lukka"), format!("Set inn ein {close} der gruppa eller lista sluttar"))
    } else {
        (
            format!("{name} {sign} lukkar ingenting"),
            format!("Ta bort {sign}, eller sjå etter ein som manglar lenger oppe"),
        )
    };
    Some((lone.span, message, hint))
}

fn offsets(error: &SpannedError, text: &str) -> Range<usize> {
    let source = Source::new(String::new(), text.to_string());
    let start = source.offset(error.span.start.line, error.span.start.col);
    start..source.offset(error.span.end.line, error.span.end.col).max(start)
}

/// The bytes of a date that stands at an offset without quotes.
fn unquoted_date(text: &str, at: usize) -> Option<Range<usize>> {
    let start = at + text[at..].len() - text[at..].trim_start().len();
    let rest = &text[start..];
    let date = &rest[..rest.find(|c: char| !c.is_ascii_digit() && !"-.–/".contains(c)).unwrap_or(rest.len())];
    let mut numbers = date.split(['-', '.', '–', '/']);
    let is_date = date.len() >= 6 && numbers.clone().count() == 3 && numbers.all(|own| (1..=4).contains(&own.len()));
    is_date.then(|| start..start + date.len())
}

/// A change of the text that moves nothing: bytes and what to put in their place, as long as they are.
type Repair = Option<(Range<usize>, String)>;

/// The bytes to show, and how to read on.
fn diagnose(error: &Error, at: Range<usize>, tree: &Document, text: &str) -> (Range<usize>, Repair) {
    let root = tree.value.as_ref();
    match error {
        Error::ExpectedComma => (at.clone(), root.and_then(|root| comma_before(root, at.start, text))),
        Error::ExpectedMapColon => (at.clone(), colon_at(at.start, text)),
        Error::NoSuchStructField { .. } | Error::DuplicateStructField { .. } => {
            let field = root.and_then(|root| field_at(root, &at));
            let span = field.map_or(at, |field| field.name.span.start_offset..field.name.span.end_offset);
            (span, field.map(|field| blank(field_span(field), text)))
        }
        Error::MissingStructField { .. } => {
            // ron tells where the group ends; its first line is where a field is missed.
            let group = root.and_then(|root| innermost(root, at.start.saturating_sub(1)));
            (
                group.map_or(at.clone(), bytes),
                root.and_then(|root| without_item(root, at.start.saturating_sub(1), text)),
            )
        }
        _ => {
            let start = at.start + text[at.start..].len() - text[at.start..].trim_start().len();
            let wrong = root.and_then(|root| innermost(root, start)).filter(|expr| is_wrong(expr, start)).map(bytes);
            let repair = (wrong.clone())
                .and_then(|span| placeholder(error).and_then(|with| fill_with_placeholder(span, with)))
                .or_else(|| root.and_then(|root| without_item(root, start, text)));
            // Where the text is no value at all, nothing that follows can be trusted.
            (wrong.clone().unwrap_or(at), repair.filter(|_| wrong.is_some()))
        }
    }
}

/// A value of the kind that was expected.
fn placeholder(error: &Error) -> Option<&'static str> {
    match error {
        Error::ExpectedInteger | Error::ExpectedFloat | Error::IntegerOutOfBounds => Some("0"),
        Error::ExpectedString => Some("\"\""),
        Error::ExpectedBoolean => Some("true"),
        Error::ExpectedArray => Some("[]"),
        Error::InvalidValueForType { expected, .. } => match expected.as_str() {
            "u8" | "u16" | "i16" | "i64" | "f64" => Some("0"),
            "a boolean" => Some("true"),
            "a string" | "string" => Some("\"\""),
            _ => None,
        },
        Error::Message(message) => matches!(Malformed::parse(message), Some(Malformed::Id(_))).then_some("\"x\""),
        // A choice that needs nothing in parentheses after it.
        Error::NoSuchEnumVariant { expected, .. } => {
            let is_it = |group: &&Group| group.fields.iter().all(|word| expected.contains(&word.name));
            let group = GROUPS.iter().filter(|group| group.is_choice()).find(is_it)?;
            let bare = group.fields.iter().filter(|word| !word.has_contents()).map(|word| word.name);
            bare.min_by_key(|name| name.len())
        }
        _ => None,
    }
}

/// The placeholder in the value's place, if there is room for it.
fn fill_with_placeholder(span: Range<usize>, with: &str) -> Option<(Range<usize>, String)> {
    let room = span.len();
    (with.len() <= room).then(|| (span, format!("{with}{}", " ".repeat(room - with.len()))))
}

/// White space in the place of the bytes; lines stay lines.
fn blank(span: Range<usize>, text: &str) -> (Range<usize>, String) {
    let white = text[span.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    (span, white)
}

/// The innermost list item around an offset, taken away.
fn without_item(root: &Expr, at: usize, text: &str) -> Option<(Range<usize>, String)> {
    let mut found = None;
    walk(root, at, &mut |expr| {
        if let Expr::Seq(list) = expr {
            for item in &list.items {
                let span = bytes(&item.expr);
                let end = item.comma.as_ref().map_or(span.end, |comma| comma.end_offset);
                if (span.start..=span.end).contains(&at) {
                    found = Some(span.start..end);
                }
            }
        }
    });
    found.map(|span| blank(span, text))
}

/// The value that begins or stands at an offset.
fn innermost<'t, 's>(root: &'t Expr<'s>, at: usize) -> Option<&'t Expr<'s>> {
    let mut found = None;
    walk(root, at, &mut |expr| found = Some(expr));
    found
}

/// Whether a value at an offset is the one that is objected to, not what is around it.
fn is_wrong(expr: &Expr, at: usize) -> bool {
    match expr {
        Expr::Error(_) => false,
        Expr::String(_) | Expr::Number(_) | Expr::Bool(_) | Expr::Char(_) | Expr::Unit(_) => true,
        _ => expr.span().start_offset == at,
    }
}

fn field_span(field: &StructField) -> Range<usize> {
    let end = field.comma.as_ref().map_or(field.value.span().end_offset, |comma| comma.end_offset);
    field.name.span.start_offset..end
}

/// The field whose name stands in the range.
fn field_at<'t, 's>(root: &'t Expr<'s>, at: &Range<usize>) -> Option<&'t StructField<'s>> {
    let mut found = None;
    walk(root, at.start, &mut |expr| {
        let own = fields(expr).iter().find(|field| {
            let name = &field.name.span;
            name.start_offset <= at.end && at.start <= name.end_offset
        });
        found = own.or(found);
    });
    found
}

/// Calls a function with every value around an offset, from the outside in.
fn walk<'t, 's>(expr: &'t Expr<'s>, at: usize, visit: &mut impl FnMut(&'t Expr<'s>)) {
    if !(expr.span().start_offset..=expr.span().end_offset).contains(&at) {
        return;
    }
    visit(expr);
    for child in children(expr) {
        walk(child, at, visit);
    }
}

/// The values within a value.
fn children<'t, 's>(expr: &'t Expr<'s>) -> Vec<&'t Expr<'s>> {
    match expr {
        Expr::Option(own) => own.value.iter().map(|value| &value.expr).collect(),
        Expr::Seq(own) => own.items.iter().map(|item| &item.expr).collect(),
        Expr::Tuple(own) => own.elements.iter().map(|element| &element.expr).collect(),
        Expr::Map(own) => own.entries.iter().map(|entry| &entry.value).collect(),
        Expr::Struct(own) => match &own.body {
            Some(StructBody::Tuple(body)) => body.elements.iter().map(|element| &element.expr).collect(),
            _ => fields(expr).iter().map(|field| &field.value).collect(),
        },
        _ => fields(expr).iter().map(|field| &field.value).collect(),
    }
}

/// A comma right after the last value before an offset, in the place of the white space there.
fn comma_before(root: &Expr, at: usize, text: &str) -> Option<(Range<usize>, String)> {
    let mut end = None;
    let mut open = vec![root];
    while let Some(expr) = open.pop() {
        let span = bytes(expr);
        if span.end <= at && end.is_none_or(|end| span.end > end) {
            end = Some(span.end);
        }
        open.extend(children(expr));
    }
    let end = end?;
    let white = text[end..].starts_with([' ', '\n', '\t']);
    white.then(|| (end..end + 1, ",".to_string()))
}

/// A colon in the place of the white space after the word at an offset.
fn colon_at(at: usize, text: &str) -> Option<(Range<usize>, String)> {
    let start = text[..at].trim_end().len();
    (start < at && text[start..].starts_with(' ')).then(|| (start..start + 1, ":".to_string()))
}
