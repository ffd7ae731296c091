//! Formatting: a data file's text in, the same data in one layout out. ron2 lays it out; here the blank lines between
//! things, which it drops, are put back. Comments stay, and what stands in quotes is not touched.

use std::collections::BTreeSet;
use std::ops::Range;

use ron2::ast::{CommentMode, CompactTypes, Expr, FormatConfig, StructBody, Trivia, format_document, parse_document};
use ron2::error::Span;

use crate::load::children;
use crate::load::signs::{Part, is_too_deep, parts};

/// Groups and lists that fit in so many characters stand on one line.
const ONE_LINE: usize = 100;

/// The text laid out, or `None` if it is not RON.
pub fn formatted(text: &str) -> Option<String> {
    if is_too_deep(text) {
        return None;
    }
    let text = &with_commas_before_comments(text)?;
    let document_text = with_last_things(text)?;
    let document = parse_document(&document_text).ok()?;
    let mut config = FormatConfig::new();
    config.comments = CommentMode::Preserve;
    config.compaction.char_limit = ONE_LINE;
    // `Tekst(r#"…"#)` stays together.
    config.compaction.compact_types = CompactTypes { tuples: true, ..CompactTypes::none() };
    let laid_out = without_last_things(&format_document(&document, &config));
    let spaced = standing(&laid_out, &stands(text));
    let made = spaced.trim_end().to_string() + "\n";
    // Whatever ron2 does: nothing but the layout may differ.
    let meaning = |text: &str| parts(text).filter(|part| part.2 != Part::Layout).map(|part| part.1).collect::<String>();
    (meaning(&made) == meaning(text)).then_some(made)
}

/// The text with each comma right after its value. ron2 0.3 writes a comma that follows a comment into the comment.
fn with_commas_before_comments(text: &str) -> Option<String> {
    let document = parse_document(text).ok()?;
    // Bytes to take away or, where there are none, a comma to put in; from the end, so that places stay.
    let mut changes: Vec<(Range<usize>, &str)> = Vec::new();
    if let Some(value) = &document.value {
        commas(value, &mut changes);
    }
    changes.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut text = text.to_string();
    for (range, with) in changes {
        text.replace_range(range, with);
    }
    Some(text)
}

/// A name that nobody has for a thing.
const LAST: &str = "handlingsplan_siste";

/// The text with something after the comments that come last in a group or a list. ron2 0.3 leaves such comments out; those
/// before something it keeps.
fn with_last_things(text: &str) -> Option<String> {
    let document = parse_document(text).ok()?;
    let mut places: Vec<(usize, bool)> = Vec::new();
    if let Some(value) = &document.value {
        closing_brackets(value, &mut places);
    }
    let commented = brackets_after_comments(text);
    places.retain(|(at, _)| commented.contains(at));
    places.sort_unstable_by_key(|(at, _)| std::cmp::Reverse(*at));
    let mut text = text.to_string();
    for (at, named) in places {
        text.insert_str(at, &format!("\n{LAST}{},\n", if named { ": 0" } else { "" }));
    }
    Some(text)
}

/// Where groups and lists close, and whether what stands in them has names.
fn closing_brackets(expr: &Expr, places: &mut Vec<(usize, bool)>) {
    places.extend(match expr {
        Expr::Seq(own) => Some((own.close_bracket.start_offset, false)),
        Expr::Tuple(own) => Some((own.close_paren.start_offset, false)),
        Expr::AnonStruct(own) => Some((own.close_paren.start_offset, true)),
        Expr::Struct(own) => match &own.body {
            Some(StructBody::Fields(body)) => Some((body.close_brace.start_offset, true)),
            Some(StructBody::Tuple(body)) => Some((body.close_paren.start_offset, false)),
            _ => None,
        },
        _ => None,
    });
    for child in children(expr) {
        closing_brackets(child, places);
    }
}

/// Where brackets close right after a comment.
fn brackets_after_comments(text: &str) -> BTreeSet<usize> {
    let (mut before, mut comment) = (None, false);
    let mut found = BTreeSet::new();
    for (at, c, part) in parts(text) {
        match part {
            Part::Inside if before != Some(Part::Inside) => comment = text[at..].starts_with('/'),
            Part::Sign => {
                if comment && matches!(c, ')' | ']' | '}') {
                    found.insert(at);
                }
                comment = false;
            }
            _ => {}
        }
        before = Some(part);
    }
    found
}

fn without_last_things(text: &str) -> String {
    let is_last = |line: &str| line.trim() == format!("{LAST}: 0,") || line.trim() == format!("{LAST},");
    let kept: Vec<&str> = text.split('\n').filter(|line| !is_last(line)).collect();
    let beside =
        [": 0", ""].map(|value| [format!(" {LAST}{value},"), format!(", {LAST}{value}"), format!(" {LAST}{value}")]);
    beside.as_flattened().iter().fold(kept.join("\n"), |text, last| text.replace(last, ""))
}

fn commas(expr: &Expr, changes: &mut Vec<(Range<usize>, &'static str)>) {
    let mut one = |value: &Expr, trailing: &Trivia, comma: &Option<Span>| {
        if !trailing.comments.is_empty() {
            let end = value.span().end_offset;
            changes.push((end..end, ","));
            changes.extend(comma.as_ref().map(|comma| (comma.start_offset..comma.end_offset, "")));
        }
    };
    match expr {
        Expr::Seq(own) => own.items.iter().for_each(|item| one(&item.expr, &item.trailing, &item.comma)),
        Expr::Tuple(own) => own.elements.iter().for_each(|item| one(&item.expr, &item.trailing, &item.comma)),
        Expr::Map(own) => own.entries.iter().for_each(|item| one(&item.value, &item.trailing, &item.comma)),
        Expr::AnonStruct(own) => own.fields.iter().for_each(|item| one(&item.value, &item.trailing, &item.comma)),
        Expr::Struct(own) => match &own.body {
            Some(StructBody::Fields(body)) => {
                body.fields.iter().for_each(|item| one(&item.value, &item.trailing, &item.comma));
            }
            Some(StructBody::Tuple(body)) => {
                body.elements.iter().for_each(|item| one(&item.expr, &item.trailing, &item.comma));
            }
            _ => {}
        },
        _ => {}
    }
    for child in children(expr) {
        commas(child, changes);
    }
}

/// Signs that stand in a way which the layout should keep, counted from the file's beginning.
#[derive(Default)]
struct Stands {
    /// After a blank line.
    after_blank: Vec<usize>,
    /// Comments on the line of what they are about.
    beside: Vec<usize>,
}

fn stands(text: &str) -> Stands {
    let (mut signs, mut newlines) = (0, 0);
    let mut stands = Stands::default();
    let mut before = None;
    for (at, c, part) in parts(text) {
        if part == Part::Layout {
            newlines += usize::from(c == '\n');
        } else {
            if newlines > 1 && signs > 0 {
                stands.after_blank.push(signs);
            }
            let comment = part == Part::Inside && before != Some(Part::Inside) && text[at..].starts_with("//");
            if comment && newlines == 0 && signs > 0 {
                stands.beside.push(signs);
            }
            newlines = 0;
            signs += 1;
        }
        before = Some(part);
    }
    stands
}

/// The text with its signs as they stood: after blank lines unless they close something, and beside what they are about.
fn standing(text: &str, stands: &Stands) -> String {
    let (mut after_blank, mut beside) = (stands.after_blank.iter().peekable(), stands.beside.iter().peekable());
    let mut spaced = String::with_capacity(text.len() + stands.after_blank.len());
    let mut signs = 0;
    for (_, c, part) in parts(text) {
        if part != Part::Layout {
            if after_blank.next_if(|sign| **sign == signs).is_some() {
                let indented = spaced.trim_end_matches(' ').len();
                let begins = spaced[..indented].ends_with('\n') && !spaced[..indented].ends_with("\n\n");
                if begins && !matches!(c, ')' | ']' | '}') {
                    spaced.insert(indented, '\n');
                }
            }
            if beside.next_if(|sign| **sign == signs).is_some() {
                spaced.truncate(spaced.trim_end().len());
                spaced.push(' ');
            }
            signs += 1;
        }
        spaced.push(c);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_layout_with_comments_blank_lines_and_strings_kept() {
        let text = "// Planen\n(\n  namn:\"a  b\" , // kort\n\n\n  tal : [1,2 ,3],\n  tekst: [Tekst(r#\"\n   to,  tre\n\n\n  \"#)],\n\n)\n";
        let once = formatted(text).unwrap();
        insta::assert_snapshot!(once, @r##"
        // Planen
        (
            namn: "a  b", // kort

            tal: [1, 2, 3],
            tekst: [Tekst(r#"
           to,  tre


          "#)],
        )
        "##);
        assert_eq!(formatted(&once).as_deref(), Some(once.as_str()));
        assert_eq!(formatted("(namn: "), None);
        // A comment between a value and its comma, or after a last value without one.
        let beside = formatted("(a: [1 // ein\n, 2 /* to */], b: \"x\" // slutt\n)").unwrap();
        assert_eq!(
            beside,
            "(\n    a: [\n        1, // ein\n        2,\n        /* to */\n    ],\n    b: \"x\", // slutt\n)\n"
        );
        assert_eq!(formatted(&beside).as_deref(), Some(beside.as_str()));
    }
}
