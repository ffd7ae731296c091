//! Formatting: a data file's text in, the same data in one layout out. ron2 lays it out; here the blank lines between
//! things, which it drops, are put back. Comments stay, and what stands in quotes is not touched.

use ron2::ast::{CommentMode, CompactTypes, FormatConfig, format_document, parse_document};

use crate::load::signs::{Part, is_too_deep, parts};

/// Groups and lists that fit in so many characters stand on one line.
const ONE_LINE: usize = 100;

/// The text laid out, or `None` if it is not RON.
pub fn formatted(text: &str) -> Option<String> {
    if is_too_deep(text) {
        return None;
    }
    let document = parse_document(text).ok()?;
    let mut config = FormatConfig::new();
    config.comments = CommentMode::Preserve;
    config.compaction.char_limit = ONE_LINE;
    // `Tekst(r#"…"#)` stays together.
    config.compaction.compact_types = CompactTypes { tuples: true, ..CompactTypes::none() };
    let laid_out = format_document(&document, &config);
    let spaced = standing(&laid_out, &stands(text));
    Some(spaced.trim_end().to_string() + "\n")
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
    }
}
