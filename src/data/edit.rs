//! Changes to the text of a data file. The text is spliced where the syntax tree says, so that comments, order, layout and
//! everything else stay byte for byte, whatever the file has: a byte order mark, other line ends, letters taken apart.
//! Whether what comes out is the plan that was meant is for the caller to see (`make::change`).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use ron2::ast::{Document, Expr, StringKind, StructField};
use serde::Serialize;

use super::source::parsed;
use super::strings::{content, encoded, quoted, written};
use super::tokens::{Kind, tokens};
use super::tree::{self, fields};
use crate::plan::{Formål, LoggRad, Path, Post, Prosa, Step, Utfall, Vedtak};

/// The text has no room for a change, or not the value that it is a change of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("endringa passar ikkje inn i fila slik ho er skriven")]
pub struct Unfit;

/// A data file as it is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileText {
    /// A byte order mark, which ron2 does not know.
    mark: &'static str,
    text: String,
}

impl FileText {
    /// The text of a file.
    ///
    /// # Errors
    /// `Unfit` if it is not UTF-8.
    pub fn read(bytes: Vec<u8>) -> Result<Self, Unfit> {
        let text = String::from_utf8(bytes).map_err(|_| Unfit)?;
        Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => Self { mark: "\u{feff}", text: rest.to_string() },
            None => Self { mark: "", text },
        })
    }

    /// The file's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        format!("{}{}", self.mark, self.text).into_bytes()
    }

    /// The file without its comments, and without the lines that were nothing else.
    pub fn without_comments(&self) -> Self {
        let mut text = String::new();
        let mut alone = false;
        for token in tokens(&self.text) {
            let own = &self.text[token.span];
            if token.kind.is_comment() {
                text.truncate(text.trim_end_matches([' ', '\t']).len());
                alone = text.is_empty() || text.ends_with('\n');
                // What stood on both sides stays apart.
                if !alone && token.kind == Kind::BlockComment {
                    text.push(' ');
                }
            } else if std::mem::take(&mut alone) && token.kind == Kind::Blank {
                text.push_str(own.split_once('\n').map_or(own, |(_, rest)| rest));
            } else {
                text.push_str(own);
            }
        }
        Self { mark: self.mark, text }
    }

    /// The file's bytes of a range of a string's value.
    ///
    /// # Errors
    /// `Unfit` if there is no string at the path.
    pub fn place(&self, path: &Path, range: &Range<usize>) -> Result<Range<usize>, Unfit> {
        let tree = self.tree();
        let Some(Expr::String(string)) = tree::value(path, &tree) else { return Err(Unfit) };
        let place = written(string, range);
        Ok(place.start + self.mark.len()..place.end + self.mark.len())
    }

    /// The path of the innermost value at a byte of the file; `file` is which of the plan's files this is.
    pub fn path_at(&self, file: usize, offset: usize) -> Path {
        tree::path_at(&self.tree(), file, offset.saturating_sub(self.mark.len()))
    }

    /// Puts words in the place of a range of a string's value.
    ///
    /// # Errors
    /// `Unfit` if there is no string at the path, or it can't hold the words.
    pub fn replace(&mut self, path: &Path, range: &Range<usize>, words: &str) -> Result<(), Unfit> {
        let newline = self.newline();
        let tree = self.tree();
        let Some(Expr::String(string)) = tree::value(path, &tree) else { return Err(Unfit) };
        let place = written(string, range);
        let (inside, start) = content(string);
        // As it is in the file: the tree has other signs where a line goes on.
        let inside = &self.text[start..start + inside.len()];
        let (new, _) = encoded(words, string.kind, newline);
        let whole = format!("{}{new}{}", &inside[..place.start - start], &inside[place.end - start..]);
        let span = string.span.start_offset..string.span.end_offset;
        let made = match string.kind {
            StringKind::Regular => format!("\"{whole}\""),
            StringKind::Raw { .. } => {
                let (_, hashes) = encoded(&whole, string.kind, "\n");
                // ron2 knows no more.
                let fence = "#".repeat(Some(usize::from(hashes)).filter(|hashes| *hashes <= 8).ok_or(Unfit)?);
                format!("r{fence}\"{whole}\"{fence}")
            }
        };
        self.text.replace_range(span, &made);
        Ok(())
    }

    /// Puts a value, as RON, in the place of the one at a path.
    ///
    /// # Errors
    /// `Unfit` if there is no value at the path.
    pub fn set(&mut self, path: &Path, value: &str) -> Result<(), Unfit> {
        let span = tree::value(path, &self.tree()).map(tree::bytes).ok_or(Unfit)?;
        self.text.replace_range(span, &self.in_own_lines(value));
        Ok(())
    }

    /// Puts values, as RON, in the place of those at paths, all of them at once: the text is parsed once, however many there
    /// are.
    ///
    /// # Errors
    /// `Unfit` if there is no value at one of the paths, or one is within another.
    pub fn set_all(&mut self, values: &[(Path, String)]) -> Result<(), Unfit> {
        let (tree, newline) = (self.tree(), self.newline());
        let mut splices = Vec::new();
        for (path, value) in values {
            let place = tree::value(path, &tree).map(tree::bytes).ok_or(Unfit)?;
            splices.push((place, value.replace('\n', newline)));
        }
        self.splice(splices)
    }

    /// Gives a group's field a value, as RON, whether the group has the field or not.
    ///
    /// # Errors
    /// `Unfit` if there is no group at the path, or it has no fields.
    pub fn set_field(&mut self, group: &Path, name: &'static str, value: &str) -> Result<(), Unfit> {
        let tree = self.tree();
        let value = self.in_own_lines(value);
        let group = tree::value(group, &tree).ok_or(Unfit)?;
        if let Some(field) = tree::field(group, name) {
            self.text.replace_range(tree::bytes(&field.value), &value);
            return Ok(());
        }
        let last = fields(group).last().ok_or(Unfit)?;
        let (span, comma) = (whole(last), comma_end(last));
        self.insert_after(span, comma, &[format!("{name}: {value}")]);
        Ok(())
    }

    /// Adds an item, as RON, after the last of a list.
    ///
    /// # Errors
    /// `Unfit` if there is no list at the path.
    pub fn append(&mut self, list: &Path, item: &str) -> Result<(), Unfit> {
        let tree = self.tree();
        let Some(Expr::Seq(own)) = tree::value(list, &tree) else { return Err(Unfit) };
        self.insert(&list.index(own.items.len()), item)
    }

    /// Adds items, as RON, after the last of a list, all of them at once.
    ///
    /// # Errors
    /// `Unfit` if there is no list at the path.
    pub fn append_all(&mut self, list: &Path, items: &[String]) -> Result<(), Unfit> {
        let tree = self.tree();
        let Some(Expr::Seq(own)) = tree::value(list, &tree) else { return Err(Unfit) };
        if items.is_empty() {
            return Ok(());
        }
        let newline = self.newline();
        let items: Vec<String> = items.iter().map(|item| item.replace('\n', newline)).collect();
        if let Some(last) = own.items.last() {
            let comma = last.comma.as_ref().map(|comma| comma.end_offset);
            self.insert_after(tree::bytes(&last.expr), comma, &items);
            return Ok(());
        }
        let (start, end) = (own.open_bracket.end_offset, own.close_bracket.start_offset);
        let new: String = if self.text[start..end].contains('\n') {
            // A list in lines that has lost all its items.
            let line = self.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
            let indent: String = self.text[line..].chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
            items.iter().map(|item| format!("{newline}{indent}    {item},")).collect()
        } else {
            items.join(", ")
        };
        self.text.insert_str(start, &new);
        Ok(())
    }

    /// Adds an item, as RON, to a list, so that it has the path afterwards. The comments right above the item that stood there
    /// stay with that one.
    ///
    /// # Errors
    /// `Unfit` if there is no list at the path, or it is shorter.
    pub fn insert(&mut self, path: &Path, item: &str) -> Result<(), Unfit> {
        let tree = self.tree();
        let Some((Step::Index(index), list)) = path.parent() else { return Err(Unfit) };
        let Some(Expr::Seq(own)) = tree::value(&list, &tree) else { return Err(Unfit) };
        let item = self.in_own_lines(item);
        let before = index.checked_sub(1).map(|index| own.items.get(index).ok_or(Unfit)).transpose()?;
        match (before, own.items.first()) {
            (Some(before), _) => {
                let comma = before.comma.as_ref().map(|comma| comma.end_offset);
                self.insert_after(tree::bytes(&before.expr), comma, &[item]);
            }
            (None, Some(first)) => {
                self.insert_before(own.open_bracket.end_offset, tree::bytes(&first.expr).start, &item)
            }
            (None, None) => self.text.insert_str(own.open_bracket.end_offset, &item),
        }
        Ok(())
    }

    /// Takes an item out of its list, or a field out of its group, with its comma; and the lines that are then empty.
    ///
    /// # Errors
    /// `Unfit` if there is no such item or field.
    pub fn remove(&mut self, path: &Path) -> Result<(), Unfit> {
        let tree = self.tree();
        let (last, around) = path.parent().ok_or(Unfit)?;
        let outer = tree::value(&around, &tree).ok_or(Unfit)?;
        let (span, comma) = match (last, outer) {
            (Step::Index(index), Expr::Seq(list)) => {
                let item = list.items.get(index).ok_or(Unfit)?;
                (tree::bytes(&item.expr), item.comma.as_ref().map(|comma| comma.end_offset))
            }
            (Step::Field(name), group) => {
                let field = tree::field(group, &name).ok_or(Unfit)?;
                (whole(field), comma_end(field))
            }
            _ => return Err(Unfit),
        };
        let cut = self.cut(span, comma);
        self.text.replace_range(cut, "");
        Ok(())
    }

    /// Takes items out of a list, by their indexes, all of them at once.
    ///
    /// # Errors
    /// `Unfit` if there is no list at the path, or it is shorter.
    pub fn remove_all(&mut self, list: &Path, indexes: &BTreeSet<usize>) -> Result<(), Unfit> {
        let tree = self.tree();
        let Some(Expr::Seq(own)) = tree::value(list, &tree) else { return Err(Unfit) };
        // Neighbours in one line go as one, or the last of them would not find the comma that it takes along.
        let mut spans: Vec<(Range<usize>, Option<usize>)> = Vec::new();
        for index in indexes {
            let item = own.items.get(*index).ok_or(Unfit)?;
            let (span, comma) = (tree::bytes(&item.expr), item.comma.as_ref().map(|comma| comma.end_offset));
            if let Some((before, end)) = spans.last_mut()
                && let Some(at) = *end
                && self.text[at..span.start].chars().all(|c| c == ' ')
            {
                before.end = span.end;
                *end = comma;
            } else {
                spans.push((span, comma));
            }
        }
        let cuts = spans.into_iter().map(|(span, comma)| (self.cut(span, comma), String::new())).collect();
        self.splice(cuts)
    }

    /// What goes with an item or a field that is taken out.
    fn cut(&self, span: Range<usize>, comma: Option<usize>) -> Range<usize> {
        let mut cut = span.start..comma.unwrap_or(span.end);
        let line = self.text[..cut.start].rfind('\n').map_or(0, |newline| newline + 1);
        let rest = &self.text[cut.end..];
        let after = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
        // A comment beside it is about it.
        let beside = rest[..after].trim();
        let alone = self.text[line..cut.start].trim().is_empty() && (beside.is_empty() || beside.starts_with("//"));
        if alone {
            cut = line..cut.end + after;
        } else if comma.is_some() {
            cut.end += rest.len() - rest.trim_start_matches(' ').len();
        } else if let Some(before) = self.text[line..cut.start].trim_end().strip_suffix(',') {
            // The last of a list in one line takes the comma before it along.
            cut.start = line + before.len();
        }
        cut
    }

    /// Puts texts in the place of ranges.
    fn splice(&mut self, mut splices: Vec<(Range<usize>, String)>) -> Result<(), Unfit> {
        splices.sort_by_key(|(place, _)| place.start);
        let mut text = String::with_capacity(self.text.len());
        let mut end = 0;
        for (place, new) in splices {
            // One within another.
            text += self.text.get(end..place.start).ok_or(Unfit)?;
            text += &new;
            end = place.end;
        }
        text += &self.text[end..];
        self.text = text;
        Ok(())
    }

    fn tree(&self) -> Document<'static> {
        parsed(&self.text).into_owned()
    }

    /// A value with the line ends of the file.
    fn in_own_lines(&self, value: &str) -> String {
        value.replace('\n', self.newline())
    }

    fn newline(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// Puts an item before the first of its list, whose bracket ends at `bracket`.
    fn insert_before(&mut self, bracket: usize, first: usize, new: &str) {
        let start = |at: usize| self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let mut line = start(first);
        let indent = &self.text[line..first];
        if line < bracket || !indent.trim().is_empty() {
            return self.text.insert_str(first, &format!("{new}, "));
        }
        let added = format!("{indent}{new},{}", self.newline());
        while line > bracket
            && start(line - 1) >= bracket
            && self.text[start(line - 1)..line].trim_start().starts_with("//")
        {
            line = start(line - 1);
        }
        self.text.insert_str(line, &added);
    }

    /// Puts things after the last of their kind: on lines of their own if that one has its own, or else beside it.
    fn insert_after(&mut self, last: Range<usize>, comma: Option<usize>, new: &[String]) {
        let line_start = self.text[..last.start].rfind('\n').map_or(0, |newline| newline + 1);
        let indent = &self.text[line_start..last.start];
        if !indent.trim().is_empty() {
            let new = new.join(", ");
            match comma {
                Some(after) => self.text.insert_str(after, &format!(" {new},")),
                None => self.text.insert_str(last.end, &format!(", {new}")),
            }
            return;
        }
        let newline = self.newline();
        let lines: String = new.iter().map(|new| format!("{newline}{indent}{new},")).collect();
        if comma.is_none() {
            self.text.insert(last.end, ',');
        }
        let after = comma.unwrap_or(last.end + 1);
        // A comment beside the last one stays with it.
        let rest = self.text[after..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let beside = rest.trim_start().starts_with("//");
        self.text.insert_str(if beside { after + rest.len() } else { after }, &lines);
    }
}

/// A field with its name and its value.
fn whole(field: &StructField) -> Range<usize> {
    field.name.span.start_offset..field.value.span().end_offset
}

fn comma_end(field: &StructField) -> Option<usize> {
    field.comma.as_ref().map(|comma| comma.end_offset)
}

/// A word of the data as RON writes it: "Statleg".
pub fn keyword(word: &impl Serialize) -> String {
    ron::to_string(word).unwrap_or_default()
}

/// A decision as RON writes it.
pub fn vedtak(vedtak: &Vedtak) -> String {
    let case = vedtak.sak.as_ref().map_or(String::new(), |case| format!(", sak: {}", quoted(case)));
    let outcome = match vedtak.utfall {
        Utfall::Vedteke => String::new(),
        other => format!(", utfall: {}", keyword(&other)),
    };
    let field =
        |name: &str, value: Option<&str>| value.map_or(String::new(), |value| format!(", {name}: {}", quoted(value)));
    let prose = |prosa: &'_ Option<Prosa>| prosa.as_ref().map(|prosa| prosa.0.clone());
    format!(
        "(dato: \"{}\"{case}{outcome}{}{}{}{})",
        vedtak.dato.0,
        field("versjon", vedtak.versjon.as_deref()),
        field("tekst", prose(&vedtak.tekst).as_deref()),
        field("endring", prose(&vedtak.endring).as_deref()),
        field("teke_inn_i", vedtak.teke_inn_i.as_deref()),
    )
}

/// A post of the financing as RON writes it.
pub fn post(post: &Post) -> String {
    let purpose = match &post.formål {
        Formål::Delmål(number) => format!("Delmål({number})"),
        Formål::Tiltak(id) => format!("Tiltak({})", quoted(id.as_str())),
        Formål::Avslutta(title) => format!("Avslutta({})", quoted(title)),
    };
    let payer = post.part.as_ref().map_or(String::new(), |id| format!(", part: {}", quoted(id.as_str())));
    format!("(formål: {purpose}, kjelde: {}{payer}, beløp: {})", keyword(&post.kjelde), amounts(&post.beløp))
}

/// The amounts of years as RON writes them.
pub fn amounts(amounts: &BTreeMap<i16, i64>) -> String {
    let all: Vec<String> = amounts.iter().map(|(year, amount)| format!("{year}: {amount}")).collect();
    format!("{{{}}}", all.join(", "))
}

/// A row of the log as RON writes it.
pub fn logg_rad(row: &LoggRad, dato: &str) -> String {
    let name = row.namn.as_ref().map_or(String::new(), |name| format!("namn: {}, ", quoted(name)));
    format!(
        "(versjon: {}, {name}dato: {}, status: {}, endra_av: {}{}{})",
        quoted(&row.versjon),
        quoted(dato),
        quoted(&row.status),
        quoted(&row.endra_av),
        row.år.map_or(String::new(), |år| format!(", år: {år}")),
        if row.politisk { ", politisk: true" } else { "" }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &str) -> FileText {
        FileText::read(bytes.as_bytes().to_vec()).unwrap()
    }

    fn after(bytes: &str, change: impl FnOnce(&mut FileText) -> Result<(), Unfit>) -> String {
        let mut file = text(bytes);
        change(&mut file).unwrap();
        String::from_utf8(file.bytes()).unwrap()
    }

    #[test]
    fn words_are_replaced_in_any_string_and_all_else_stays() {
        let path = Path::hovud().field("a");
        let replaced = |bytes: &str, range, words: &str| after(bytes, |file| file.replace(&path, &range, words));
        assert_eq!(
            replaced("\u{feff}(a: \"ein to\", // m\r\n)", 4..6, "«tre»"),
            "\u{feff}(a: \"ein «tre»\", // m\r\n)"
        );
        assert_eq!(replaced("(a: r#\"ein\r\nto\"#)", 4..6, "a\nb"), "(a: r#\"ein\r\na\r\nb\"#)");
        assert_eq!(replaced("(a: \"ba\u{30a}t x\")", 1..3, "o"), "(a: \"bot x\")");
        assert_eq!(replaced("(a: r\"ein\")", 0..3, "\"#"), "(a: r##\"\"#\"##)");
        assert_eq!(replaced("(a: \"ein\")", 0..3, "\"\\"), "(a: \"\\\"\\\\\")");
        assert_eq!(text("(a: 1)").replace(&path, &(0..1), "x"), Err(Unfit));
    }

    #[test]
    fn comments_are_taken_out_and_nothing_else() {
        let without = |bytes: &str| String::from_utf8(text(bytes).without_comments().bytes()).unwrap();
        assert_eq!(
            without("// om planen\r\n(\r\n    // ein\r\n    a: 1, // to\r\n\r\n    b: \"// tre\",\r\n)\r\n"),
            "(\r\n    a: 1,\r\n\r\n    b: \"// tre\",\r\n)\r\n"
        );
        assert_eq!(without("\u{feff}(a:/* x */1, b: r#\"/* y */\"#)"), "\u{feff}(a: 1, b: r#\"/* y */\"#)");
        assert_eq!(without("(a: 1) // slutt"), "(a: 1)");
    }

    #[test]
    fn an_item_is_taken_out_with_its_comma_and_its_line() {
        let path = Path::hovud().field("a");
        let without = |bytes: &str, index| after(bytes, |file| file.remove(&path.index(index)));
        assert_eq!(without("(a: [1, 2, 3])", 0), "(a: [2, 3])");
        assert_eq!(without("(a: [1, 2, 3])", 2), "(a: [1, 2])");
        assert_eq!(without("(a: [1])", 0), "(a: [])");
        assert_eq!(without("(a: [1, // m,\n 2 ])", 1), "(a: [1, // m,\n  ])");
        assert_eq!(without("(a: [\n 1, // m\n 2,\n])", 0), "(a: [\n 2,\n])");
        assert_eq!(without("(a: Some([1, 2]))", 0), "(a: Some([2]))");
        assert_eq!(
            without("(a: [\r\n    1,\r\n    (b: 2), // m\r\n    3,\r\n])", 0),
            "(a: [\r\n    (b: 2), // m\r\n    3,\r\n])"
        );
        assert_eq!(after("(\n    b: 1,\n    a: \"x\",\n)", |file| file.remove(&path)), "(\n    b: 1,\n)");
        assert_eq!(text("(a: [1])").remove(&path.index(1)), Err(Unfit));
    }

    #[test]
    fn an_item_is_put_in_where_it_is_meant_to_stand() {
        let path = Path::hovud().field("a");
        let with = |bytes: &str, index| after(bytes, |file| file.insert(&path.index(index), "x"));
        assert_eq!(with("(a: [1, 2])", 0), "(a: [x, 1, 2])");
        assert_eq!(with("(a: [1, 2])", 1), "(a: [1, x, 2])");
        assert_eq!(with("(a: [1, 2])", 2), "(a: [1, 2, x])");
        assert_eq!(with("(a: [])", 0), "(a: [x])");
        assert_eq!(with("(a: [ 1,\n 2])", 0), "(a: [ x, 1,\n 2])");
        let lines = "(a: [ // l\r\n    // m\r\n\r\n    // n\r\n    1, // o\r\n    // p\r\n    2\r\n])";
        let all = |item: &str| lines.replace(item, &format!("    x,\r\n{item}"));
        assert_eq!(with(lines, 0), all("    // n"));
        assert_eq!(with(lines, 1), all("    // p"));
        assert_eq!(with(lines, 2), lines.replace("    2", "    2,\r\n    x,"));
        assert_eq!(text("(a: [1])").insert(&path.index(2), "x"), Err(Unfit));
        assert_eq!(text("(a: 1)").insert(&path.index(0), "x"), Err(Unfit));
    }

    #[test]
    fn many_changes_at_once_are_as_one_after_the_other() {
        let path = Path::hovud().field("a");
        let one_by_one = |bytes: &str, indexes: &[usize]| {
            after(bytes, |file| indexes.iter().rev().try_for_each(|index| file.remove(&path.index(*index))))
        };
        let at_once = |bytes: &str, indexes: &[usize]| {
            after(bytes, |file| file.remove_all(&path, &indexes.iter().copied().collect()))
        };
        for bytes in [
            "(a: [1, 2, 3])",
            "(a: [1, 2, 3,])",
            "(a: [1,2,3])",
            "(a: [\n // l\n 1, // m\n // n\n 2,\n\n 3,\n])",
            "(a: [\r\n    1,\r\n    (b: 2), // m\r\n    3\r\n])",
            "(a: [\n 1, 2,\n 3\n])",
            "(a: [1, // m\n 2, /* n */ 3 ])",
            "(a: [(\n b: 1), (\n b: 2), (\n b: 3)])",
        ] {
            for indexes in [vec![0], vec![2], vec![0, 1], vec![1, 2], vec![0, 2], vec![0, 1, 2]] {
                assert_eq!(at_once(bytes, &indexes), one_by_one(bytes, &indexes), "{bytes:?} {indexes:?}");
            }
        }
        let with = |bytes: &str, items: &[&str]| {
            let items: Vec<String> = items.iter().map(|item| (*item).to_string()).collect();
            after(bytes, |file| file.append_all(&path, &items))
        };
        for bytes in ["(a: [1])", "(a: [1,])", "(a: [\r\n    1, // m\r\n    // n\r\n])", "(a: [\n 1\n])"] {
            let each = after(bytes, |file| ["x", "y"].iter().try_for_each(|item| file.append(&path, item)));
            assert_eq!(with(bytes, &["x", "y"]), each, "{bytes:?}");
        }
        assert_eq!(with("(a: [])", &["x", "y"]), "(a: [x, y])");
        assert_eq!(with("  (a: [\n  ])", &["x", "y"]), "  (a: [\n      x,\n      y,\n  ])");
        assert_eq!(with("(a: [1])", &[]), "(a: [1])");
        let set = |values: &[(usize, &str)]| {
            let values: Vec<(Path, String)> =
                values.iter().map(|(index, value)| (path.index(*index), (*value).to_string())).collect();
            after("\u{feff}(a: [1, /* m */ 2, 3])", |file| file.set_all(&values))
        };
        assert_eq!(set(&[(2, "30"), (0, "10")]), "\u{feff}(a: [10, /* m */ 2, 30])");
        let twice = [(path.clone(), "x".to_string()), (path.index(0), "y".to_string())];
        assert_eq!(text("(a: [1])").set_all(&twice), Err(Unfit));
        assert_eq!(text("(a: [1])").remove_all(&path, &BTreeSet::from([1])), Err(Unfit));
        assert_eq!(text("(a: 1)").append_all(&path, &["x".to_string()]), Err(Unfit));
    }

    #[test]
    fn a_place_in_the_file_has_a_path_and_a_path_a_place() {
        let file = text("\u{feff}(\n  a: [\n    (b: \"ein to\"),\n  ],\n)");
        let path = Path::hovud().field("a").index(0).field("b");
        let place = file.place(&path, &(4..6)).unwrap();
        assert_eq!(&String::from_utf8(file.bytes()).unwrap()[place.clone()], "to");
        assert_eq!(file.path_at(0, place.start), path);
    }
}
