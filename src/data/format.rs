//! Formatting: a data file's text in, the same data in one layout out. Comments stay, and what stands in quotes is not
//! touched. The text comes without byte order mark and with line feeds only.

mod layout;

use std::fmt::Write;

use crate::data::tokens::{TokenKind, tokens};
use layout::{Comment, Group, Item, Value};

/// Groups and lists that fit in so many bytes, brackets included, stand on one line.
const ONE_LINE: usize = 100;

/// Why a text can't be formatted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unformatted {
    /// The byte where what hinders begins.
    pub offset: usize,
    /// What hinders, in the users' words.
    pub why: &'static str,
}

/// The text laid out.
///
/// # Errors
/// `Unformatted` if it is not RON, or goes too deep.
pub fn format_ron(text: &str) -> Result<String, Unformatted> {
    let document = layout::read(text)?;
    let mut writer = LayoutWriter { made: String::with_capacity(text.len() + text.len() / 4), in_root: false };
    writer.lines(&document, 0);
    let made = writer.made;
    match first_difference(text, &made) {
        None => Ok(made),
        Some(offset) => Err(Unformatted { offset, why: "dette kan ikkje formaterast utan at noko går tapt" }),
    }
}

/// Where the first text has another token than the second, layout apart; the comments are compared by themselves, for they
/// may move past a token.
fn first_difference(text: &str, made: &str) -> Option<usize> {
    let differ = |comments: bool| {
        let kept = move |kind: TokenKind| {
            !matches!(kind, TokenKind::Blank | TokenKind::Comma) && kind.is_comment() == comments
        };
        let mut others = tokens(made).filter(move |token| kept(token.kind));
        let mut differing = tokens(text).filter(move |token| kept(token.kind)).filter(|token| {
            others.next().is_none_or(|other| other.kind != token.kind || made[other.span] != text[token.span.clone()])
        });
        let first = differing.next().map(|token| token.span.start);
        first.or_else(|| others.next().map(|_| text.len()))
    };
    differ(false).or_else(|| differ(true))
}

struct LayoutWriter {
    made: String,
    /// Whether the first group has been begun, which never stands on one line.
    in_root: bool,
}

impl LayoutWriter {
    /// What stands in a group, each thing on its line.
    fn lines(&mut self, group: &Group, level: usize) {
        let mut first = true;
        for item in &group.items {
            for comment in &item.above {
                self.own_line(comment, level, first);
                first = false;
            }
            self.begin_line(level, item.after_blank && !first);
            first = false;
            self.item(item, level, false);
            if !group.open.is_empty() {
                self.made.push(',');
            }
            self.after(&item.beside);
            self.made.push('\n');
        }
        for comment in &group.below {
            self.own_line(comment, level, first);
            first = false;
        }
    }

    fn begin_line(&mut self, level: usize, after_blank: bool) {
        let _ = write!(self.made, "{}{:width$}", if after_blank { "\n" } else { "" }, "", width = 4 * level);
    }

    fn own_line(&mut self, comment: &Comment, level: usize, first: bool) {
        self.begin_line(level, comment.after_blank && !first);
        self.made += comment.text;
        self.made.push('\n');
    }

    /// An item without its comma and what comes after it.
    fn item(&mut self, item: &Item, level: usize, on_one_line: bool) {
        self.before(&item.before);
        if let Some(key) = &item.key {
            self.value(&key.name, level, on_one_line);
            self.after(&key.before_colon);
            self.made += ": ";
            self.before(&key.after_colon);
        }
        self.value(&item.value, level, on_one_line);
    }

    fn value(&mut self, value: &Value, level: usize, on_one_line: bool) {
        self.made += value.word;
        self.after(&value.comments);
        let Some(group) = &value.group else { return };
        if !value.comments.is_empty() {
            self.made.push(' ');
        }
        let is_root = !std::mem::replace(&mut self.in_root, true) && !group.items.is_empty();
        let fits = group.flat.is_some_and(|length| length <= ONE_LINE) && !is_root;
        self.made += group.open;
        if group.is_close() && !on_one_line {
            self.item(&group.items[0], level, false);
            self.after(&group.items[0].beside);
        } else if on_one_line || fits {
            self.one_line(group, level);
        } else {
            self.after(&group.beside);
            self.made.push('\n');
            self.lines(group, level + 1);
            self.begin_line(level, false);
        }
        self.made += group.close;
    }

    /// What stands in a group, on one line.
    fn one_line(&mut self, group: &Group, level: usize) {
        for (index, comment) in group.beside.iter().enumerate() {
            let _ = write!(self.made, "{}{}", if index > 0 { " " } else { "" }, comment.text);
        }
        for (index, item) in group.items.iter().enumerate() {
            self.item(item, level, true);
            let last = index + 1 == group.items.len();
            self.made += if last { "" } else { "," };
            self.after(&item.beside);
            self.made += if last { "" } else { " " };
        }
    }

    fn before(&mut self, comments: &[Comment]) {
        for comment in comments {
            self.made += comment.text;
            self.made.push(' ');
        }
    }

    fn after(&mut self, comments: &[Comment]) {
        for comment in comments {
            self.made.push(' ');
            self.made += comment.text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn twice(text: &str) -> String {
        let once = format_ron(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(format_ron(&once).as_deref(), Ok(once.as_str()));
        once
    }

    #[test]
    fn one_layout_with_comments_blank_lines_and_strings_kept() {
        let text = "// Planen\n(\n  namn:\"a  b\" , // kort\n\n\n  tal : [1,2 ,3],\n  tekst: [Tekst(r#\"\n   to,  tre\n\n\n  \"#)],\n\n)\n";
        let expected = "// Planen\n(\n    namn: \"a  b\", // kort\n\n    tal: [1, 2, 3],\n    tekst: [Tekst(r#\"\n   to,  tre\n\n\n  \"#)],\n)\n";
        assert_eq!(twice(text), expected);
    }

    #[test]
    fn a_comment_beside_something_stays_beside_it() {
        assert_eq!(
            twice("(a: [1 // ein\n, 2 /* to */], b: \"x\" // slutt\n)"),
            "(\n    a: [\n        1, // ein\n        2, /* to */\n    ],\n    b: \"x\", // slutt\n)\n"
        );
        assert_eq!(twice("( // m\n a: [ // n\n 1]) // s"), "( // m\n    a: [ // n\n        1,\n    ],\n) // s\n");
    }

    #[test]
    fn no_comment_swallows_a_bracket() {
        let expected = "(\n    // organa\n    handsaming: [1],\n)\n";
        for text in [
            "(handsaming: // organa\n    [1])",
            "(handsaming:\n    // organa\n    [1])",
            "(handsaming // organa\n: [1])",
            "(\n\n// organa\n\nhandsaming: [1])",
        ] {
            assert_eq!(twice(text).replace("\n\n", "\n"), expected);
        }
        assert_eq!(twice("(finansiering: // m\n ())"), "(\n    // m\n    finansiering: (),\n)\n");
        assert_eq!(twice("(a: Tekst // m\n (\"b\"))"), "(\n    // m\n    a: Tekst(\"b\"),\n)\n");
        assert_eq!(twice("(a: Tekst( // m\n \"b\"))"), "(\n    a: Tekst( // m\n        \"b\",\n    ),\n)\n");
    }

    #[test]
    fn comments_within_a_line_stay_there() {
        let same = "(\n    a: [\"a\", /* m */ \"b\"],\n    b: {1: /* c */ 2},\n    c: [/* tom */],\n    d: [1, 2 /* to */],\n    \
                    e: /* a /* b */ ( */ (a: 1),\n)\n// slutt\n";
        assert_eq!(twice(same), same);
        let same = "/* a */ #![enable(implicit_some)] // b\n\n/* c */\n( // d\n    // e\n)\n\n/* f */\n";
        assert_eq!(twice(same), same);
    }

    #[test]
    fn long_groups_stand_on_lines_of_their_own() {
        let word = "x".repeat(46);
        let fits = format!("(\n    a: [\"{word}\", \"{word}\"],\n)\n");
        assert_eq!(twice(&fits.replace(' ', "")), fits);
        let long = format!("(a: [\"{word}\", \"{word}å\"], b: Ny((a: [\"{word}\", \"{word}å\"])))");
        let list = |indent| format!("[\n{indent}    \"{word}\",\n{indent}    \"{word}å\",\n{indent}]");
        let expected =
            format!("(\n    a: {},\n    b: Ny((\n        a: {},\n    )),\n)\n", list("    "), list("        "));
        assert_eq!(twice(&long), expected);
    }

    #[test]
    fn what_hinders_has_a_place() {
        let at = |text: &str| format_ron(text).map_err(|error| error.offset);
        assert_eq!(at("(namn: "), Err(0));
        assert_eq!(at("(namn: \"a)"), Err(7));
        assert_eq!(at("(namn: /* a)"), Err(7));
        assert_eq!(at("(a: [1)"), Err(4));
        assert_eq!(at("#![a] ("), Err(6));
        assert_eq!(at("(a: 1 b: 2)"), Err(6));
        assert_eq!(at("(a: 1,, b: 2)"), Err(6));
        assert_eq!(at("(a: ,)"), Err(4));
        assert_eq!(at("(a: “b”)"), Err(4));
        assert_eq!(at("(a: 1), 2"), Err(6));
        assert_eq!(at("// a"), Err(4));
        assert_eq!(at(&format!("{}{}", "[".repeat(101), "]".repeat(101))), Err(100));
        assert!(format_ron(&format!("{}{}", "[".repeat(100), "]".repeat(100))).is_ok());
    }
}
