//! The text of a data file, and what puts other values in it: splices where the syntax tree says, so that comments, order, layout
//! and everything else stay byte for byte, whatever the file has: a byte order mark, other line ends, letters taken apart.
//! Whether what comes out is the plan that was meant is for the caller to see (`make::session`).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use ron2::ast::{Document, Expr, SeqExpr, SeqItem, StringExpr, StringKind, StructField};
use serde::Serialize;

use unicode_normalization::UnicodeNormalization;

use super::positions::StringMap;
use super::source::parse_lossy;
use super::strings::{escaped, hashes, quoted, raw};
use super::tokens::{TokenKind, tokens};
use super::tree::{self, fields};
use crate::plan::{Path, Step};

/// The text has no room for a change, or not the value that it is a change of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("endringa passar ikkje inn i fila slik ho er skriven")]
pub struct Unfit;

/// A data file as it is on disk.
#[derive(Debug, Clone)]
pub struct FileText {
    /// A byte order mark, which ron2 does not know.
    mark: &'static str,
    text: String,
    tree: OnceLock<Document<'static>>,
}

/// A field that a group lacks, as RON.
#[derive(Debug, Clone)]
pub(super) struct NewField {
    pub(super) name: String,
    pub(super) value: String,
    /// The fields that it stands after, where they are there.
    pub(super) after: Vec<&'static str>,
}

/// An item of a list, as RON, with the comments that go where it goes.
#[derive(Debug, Clone)]
pub(super) struct NewItem {
    /// Whole lines of comments right above it.
    above: String,
    /// Its value, with what stands before its comma.
    value: String,
    /// What stands after its comma.
    beside: String,
    /// Whether it has the line ends of the file.
    is_of_file: bool,
}

impl NewItem {
    pub(super) fn of(value: String) -> Self {
        Self { above: String::new(), value, beside: String::new(), is_of_file: false }
    }
}

/// What is put in the place of a range of a file's text.
pub(super) type Splice = (Range<usize>, String);

impl FileText {
    /// The text of a file.
    ///
    /// # Errors
    /// `Unfit` if it is not UTF-8.
    pub fn read(bytes: Vec<u8>) -> Result<Self, Unfit> {
        let text = String::from_utf8(bytes).map_err(|_| Unfit)?;
        Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => Self { mark: "\u{feff}", text: rest.to_string(), tree: OnceLock::new() },
            None => Self { mark: "", text, tree: OnceLock::new() },
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
                if !alone && token.kind == TokenKind::BlockComment {
                    text.push(' ');
                }
            } else if std::mem::take(&mut alone) && token.kind == TokenKind::Blank {
                text.push_str(own.split_once('\n').map_or(own, |(_, rest)| rest));
            } else {
                text.push_str(own);
            }
        }
        Self { mark: self.mark, text, tree: OnceLock::new() }
    }

    /// The string at a path: its bytes in the file beside those of its value.
    ///
    /// # Errors
    /// `Unfit` if there is no string at the path.
    pub fn string_map(&self, path: &Path) -> Result<StringMap<'_>, Unfit> {
        Ok(StringMap::of(self.string(path)?).after(self.mark.len()))
    }

    fn string(&self, path: &Path) -> Result<&StringExpr<'static>, Unfit> {
        match tree::value(path, self.tree()) {
            Some(Expr::String(string)) => Ok(string),
            _ => Err(Unfit),
        }
    }

    /// The path of the innermost value at a byte of the file; `file` is which of the plan's files this is.
    pub fn path_at(&self, file: usize, offset: usize) -> Path {
        tree::path_at(self.tree(), file, offset.saturating_sub(self.mark.len()))
    }

    /// What puts words in the place of ranges of a string's value that don't touch.
    ///
    /// # Errors
    /// `Unfit` if there is no string at the path, or it can't hold the words.
    pub(super) fn words(&self, path: &Path, changes: &[(&Range<usize>, &str)]) -> Result<Vec<Splice>, Unfit> {
        let string = self.string(path)?;
        let map = StringMap::of(string);
        let mut changes = changes.to_vec();
        changes.sort_by_key(|(range, _)| range.start);
        let is_raw = matches!(string.kind, StringKind::Raw { .. });
        let written = |plain: &str| if is_raw { self.with_file_newlines(plain) } else { escaped(plain) };
        let splices = changes.iter().map(|(range, words)| {
            let plain = indented(words, &string.value);
            (map.raw_range(range), written(&plain))
        });
        let splices: Vec<Splice> = splices.collect();
        let StringKind::Raw { hash_count } = string.kind else { return Ok(splices) };
        // How many hashes the string needs is for all changes at once to say.
        let inside = map.content();
        let (mut whole, mut at) = (String::new(), inside.start);
        for (place, new) in &splices {
            whole += self.text.get(at..place.start).ok_or(Unfit)?;
            whole += new;
            at = place.end;
        }
        whole += self.text.get(at..inside.end).ok_or(Unfit)?;
        let Some(needed) = hashes(&whole) else {
            let mut value = string.value.to_string();
            for (range, words) in changes.iter().rev() {
                value.replace_range((*range).clone(), &indented(words, &string.value));
            }
            return Ok(vec![(tree::bytes_of(&string.span), quoted(&value))]);
        };
        match needed {
            needed if needed > hash_count => Ok(vec![(tree::bytes_of(&string.span), raw(&whole, needed))]),
            _ => Ok(splices),
        }
    }

    /// What puts a value, as RON, in the place of the one at a path.
    ///
    /// # Errors
    /// `Unfit` if there is no value at the path.
    pub(super) fn value(&self, path: &Path, value: &str) -> Result<Splice, Unfit> {
        let place = tree::value(path, self.tree()).map(tree::bytes).ok_or(Unfit)?;
        Ok((place, self.with_file_newlines(value)))
    }

    /// What puts a comment on lines of its own before the field or the item at a path, or before what that stands in, if it begins
    /// no line. Nothing where the file has the comment.
    ///
    /// # Errors
    /// `Unfit` if nothing around the path begins a line.
    pub(super) fn comment(&self, path: &Path, words: &str) -> Result<Option<Splice>, Unfit> {
        let lines = comment_lines(words);
        let comments = tokens(&self.text).filter(|token| token.kind == TokenKind::LineComment);
        let known: Vec<&str> = comments.map(|own| self.text[own.span].trim_start_matches('/').trim()).collect();
        if lines.is_empty() || known.windows(lines.len()).any(|own| own == lines) {
            return Ok(None);
        }
        let start = |path: &Path| match path.parent() {
            Some((Step::Field(name), group)) => {
                Some(whole(tree::field(tree::value(&group, self.tree())?, &name)?).start)
            }
            _ => tree::value(path, self.tree()).map(|own| tree::bytes(own).start),
        };
        let around = std::iter::successors(Some(path.clone()), |own| Some(own.parent()?.1));
        let begins_line = |at: &usize| self.text[self.line_start(*at)..*at].trim().is_empty();
        let first = around.filter_map(|own| start(&own)).find(begins_line).ok_or(Unfit)?;
        let (line, newline) = (self.line_start(first), self.newline());
        let indent = &self.text[line..first];
        let lines: String = lines.iter().map(|own| format!("{indent}// {own}{newline}")).collect();
        Ok(Some((line..line, lines)))
    }

    /// Whether there is a value at a path.
    pub(super) fn has(&self, path: &Path) -> bool {
        tree::value(path, self.tree()).is_some()
    }

    /// How many items the list at a path has.
    ///
    /// # Errors
    /// `Unfit` if there is no list.
    pub(super) fn length(&self, list: &Path) -> Result<usize, Unfit> {
        self.list(list).map(|own| own.items.len())
    }

    /// An item as it is written, to be put elsewhere in its list.
    ///
    /// # Errors
    /// `Unfit` if there is none, or if comments stand in a list whose items share lines: they could be of any of these.
    pub(super) fn item(&self, list: &Path, index: usize) -> Result<NewItem, Unfit> {
        let own = self.list(list)?;
        let item = own.items.get(index).ok_or(Unfit)?;
        let value = tree::bytes(&item.expr);
        let Some(lines) = self.item_lines(own, index) else {
            let value = self.text[value].to_string();
            return if self.has_comments(list) {
                Err(Unfit)
            } else {
                Ok(NewItem { is_of_file: true, ..NewItem::of(value) })
            };
        };
        let (end, rest) = item.comma.as_ref().map_or((value.end, value.end), |own| (own.start_offset, own.end_offset));
        let text = |range: Range<usize>| self.text[range].to_string();
        Ok(NewItem {
            above: text(lines.start..self.line_start(value.start)),
            value: text(value.start..end),
            beside: text(rest..lines.end).trim_end_matches(['\r', '\n']).to_string(),
            is_of_file: true,
        })
    }

    /// An item of another list, perhaps of another file, as it can stand in a list of this one.
    ///
    /// # Errors
    /// `Unfit` if it has comments and the items of the list share lines.
    pub(super) fn adopted(&self, list: &Path, item: NewItem) -> Result<NewItem, Unfit> {
        let own = self.list(list)?;
        let shares_lines = !own.items.is_empty() && self.item_lines(own, 0).is_none();
        if shares_lines && !(item.above.trim().is_empty() && item.beside.trim().is_empty()) {
            return Err(Unfit);
        }
        let text = |text: &str| self.with_file_newlines(&text.replace("\r\n", "\n"));
        Ok(NewItem { above: text(&item.above), value: text(&item.value), beside: text(&item.beside), is_of_file: true })
    }

    /// The lines of an item with the comments right above it and beside it, if all items of its list have lines of their own.
    fn item_lines(&self, list: &SeqExpr, index: usize) -> Option<Range<usize>> {
        let ends = list.items.iter().map(|item| {
            let span = tree::bytes(&item.expr);
            let comma = item.comma.as_ref().map_or(span.end, |comma| comma.end_offset);
            let end = self.line_end(self.comments_beside(comma).0);
            let has_lines = self.text[self.line_start(span.start)..span.start].trim().is_empty()
                && span.start > list.open_bracket.end_offset
                && end < list.close_bracket.start_offset;
            (has_lines && self.text[end..].starts_with(['\r', '\n'])).then_some(end)
        });
        let ends: Vec<usize> = ends.collect::<Option<_>>()?;
        let first = tree::bytes(&list.items[index].expr).start;
        let next_line = self.text[ends[index]..].find('\n').map_or(self.text.len(), |at| ends[index] + at + 1);
        let line = self.line_start(first);
        (line >= list.open_bracket.end_offset)
            .then(|| self.comments_above(list.open_bracket.end_offset, line)..next_line)
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// Where the line ends, if nothing but blanks stands on it any more; or else the byte itself.
    fn line_end(&self, at: usize) -> usize {
        let line = self.text[at..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
        if line.trim().is_empty() { at + line.len() } else { at }
    }

    /// Where the lines of comments begin that stand right above a line, below what ends at a byte.
    fn comments_above(&self, end: usize, line: usize) -> usize {
        let mut first = line;
        while first > end {
            let above = self.line_start(first - 1);
            if above < end || !self.text[above..first].trim_start().starts_with("//") {
                break;
            }
            first = above;
        }
        first
    }

    /// Where the comments end that stand beside what ends at a byte, and whether the last of them goes on to the line's end.
    /// Comments before something else on the line may be of that.
    fn comments_beside(&self, at: usize) -> (usize, bool) {
        let (mut end, mut to_line_end) = (at, false);
        for token in tokens(&self.text[at..]) {
            match token.kind {
                TokenKind::Blank if !self.text[at..][token.span.clone()].contains('\n') => {}
                TokenKind::Blank | TokenKind::Close => break,
                kind if kind.is_comment() => {
                    (end, to_line_end) = (at + token.span.end, kind == TokenKind::LineComment);
                }
                _ => return (at, false),
            }
        }
        (end, to_line_end)
    }

    /// Whether comments stand in a list or beside it, on its last line.
    pub(super) fn has_comments(&self, list: &Path) -> bool {
        let Ok(own) = self.list(list) else { return false };
        let mut at = own.open_bracket.end_offset;
        let mut between = String::new();
        for item in &own.items {
            let span = tree::bytes(&item.expr);
            between += &self.text[at..span.start];
            at = span.end;
        }
        let rest = &self.text[at..];
        let end = own.close_bracket.end_offset - at;
        between += &rest[..end + rest[end..].find('\n').unwrap_or(rest.len() - end)];
        between.contains("//") || between.contains("/*")
    }

    /// What the line begins with that a value stands on.
    pub(super) fn indentation(&self, path: &Path) -> String {
        let at = tree::value(path, self.tree()).map_or(0, |own| tree::bytes(own).start);
        blanks(&self.text[self.line_start(at)..]).to_string()
    }

    /// What stands before what is in a group or a list.
    pub(super) fn indentation_within(&self, path: &Path) -> String {
        let around = tree::value(path, self.tree());
        let first = around.and_then(|own| match own {
            Expr::Seq(list) => list.items.first().map(|item| tree::bytes(&item.expr).start),
            group => fields(group).first().map(|field| whole(field).start),
        });
        match first.map(|at| &self.text[self.line_start(at)..at]) {
            Some(before) if before.trim().is_empty() => before.to_string(),
            _ => deeper(&self.indentation(path)),
        }
    }

    fn list(&self, path: &Path) -> Result<&SeqExpr<'static>, Unfit> {
        match tree::value(path, self.tree()) {
            Some(Expr::Seq(list)) => Ok(list),
            _ => Err(Unfit),
        }
    }

    /// What takes fields out of a group, with their commas; and the lines that are then empty.
    ///
    /// # Errors
    /// `Unfit` if there is no group at the path, or it lacks one of them.
    pub(super) fn removed_fields(&self, group: &Path, names: &BTreeSet<String>) -> Result<Vec<Splice>, Unfit> {
        let group = tree::value(group, self.tree()).ok_or(Unfit)?;
        let own: Result<Vec<_>, _> = names.iter().map(|name| tree::field(group, name).ok_or(Unfit)).collect();
        let mut spans: Vec<_> = own?.into_iter().map(|field| (whole(field), comma_end(field))).collect();
        spans.sort_by_key(|(span, _)| span.start);
        Ok(self.removed(spans))
    }

    /// What takes items out of a list, by their indexes, with their commas; and the lines that are then empty. Those that are
    /// moved take their comments along.
    ///
    /// # Errors
    /// `Unfit` if there is no list at the path, or it is shorter.
    pub(super) fn removed_items(
        &self,
        list: &Path,
        indexes: &BTreeSet<usize>,
        moved: &BTreeSet<usize>,
    ) -> Result<Vec<Splice>, Unfit> {
        let own = self.list(list)?;
        let lines = |index: &usize| moved.get(index).and_then(|index| self.item_lines(own, *index));
        let with_lines = indexes.iter().filter_map(lines).map(|lines| (lines, String::new()));
        let others = indexes.iter().filter(|index| lines(index).is_none());
        let items: Vec<&SeqItem> = others.map(|index| own.items.get(*index).ok_or(Unfit)).collect::<Result<_, _>>()?;
        let comma = |item: &SeqItem| item.comma.as_ref().map(|comma| comma.end_offset);
        let removed = self.removed(items.into_iter().map(|item| (tree::bytes(&item.expr), comma(item))).collect());
        Ok(with_lines.chain(removed).collect())
    }

    /// What takes things out that stand in the order of the text, each with the end of its comma.
    fn removed(&self, all: Vec<(Range<usize>, Option<usize>)>) -> Vec<Splice> {
        // Neighbours in one line go as one, or the last of them would not find the comma that it takes along.
        let mut spans: Vec<(Range<usize>, Option<usize>)> = Vec::new();
        for (span, comma) in all {
            if let Some((before, end)) = spans.last_mut()
                && let Some(at) = *end
                && self.text[at..span.start].chars().all(|c| matches!(c, ' ' | '\t'))
            {
                before.end = span.end;
                *end = comma;
            } else {
                spans.push((span, comma));
            }
        }
        spans.into_iter().map(|(span, comma)| (self.cut(span, comma), String::new())).collect()
    }

    /// Adds items to lists, as RON, each in front of the item with an index (the length of the list for its end), and fields to
    /// groups that lack them. The comments right above an item stay with it.
    ///
    /// # Errors
    /// The path of a list or group that is not there.
    pub(super) fn add(
        &mut self,
        items: &BTreeMap<Path, BTreeMap<usize, Vec<NewItem>>>,
        fields: &BTreeMap<Path, Vec<NewField>>,
    ) -> Result<(), Path> {
        let mut splices = Vec::new();
        for (list, added) in items {
            let own = self.list(list).map_err(|_| list.clone())?;
            for (before, new) in added {
                splices.extend(self.inserted(own, *before, new).map_err(|_| list.clone())?);
            }
        }
        for (path, new) in fields {
            let group = tree::value(path, self.tree()).ok_or_else(|| path.clone())?;
            splices.extend(self.with_fields(group, new).map_err(|_| path.clone())?);
        }
        self.splice(splices).map_err(|_| Path::hovud())
    }

    fn inserted(&self, list: &SeqExpr, before: usize, new: &[NewItem]) -> Result<Vec<Splice>, Unfit> {
        let with_newlines = |item: &NewItem| NewItem { value: self.with_file_newlines(&item.value), ..item.clone() };
        let new: Vec<NewItem> =
            new.iter().map(|item| if item.is_of_file { item.clone() } else { with_newlines(item) }).collect();
        let above = before.checked_sub(1).map(|index| list.items.get(index).ok_or(Unfit)).transpose()?;
        if let Some(above) = above {
            let comma = above.comma.as_ref().map(|comma| comma.end_offset);
            return Ok(self.insert_after(tree::bytes(&above.expr), comma, &new));
        }
        let (start, end) = (list.open_bracket.end_offset, list.close_bracket.start_offset);
        if let Some(first) = list.items.first() {
            return Ok(vec![self.insert_before(start, tree::bytes(&first.expr).start, &new)]);
        }
        // In a list of lines without items they come after what comments are there.
        let Some(last_line) = self.text[start..end].rfind('\n') else {
            // What had lines of its own gets them here too.
            if start == end && new.iter().any(|item| item.is_of_file && item.value.contains('\n')) {
                let outer = blanks(&self.text[self.line_start(start)..]);
                let lines = new.iter().map(|item| item.line(&deeper(outer)) + self.newline()).collect::<String>();
                return Ok(vec![(start..start, format!("{}{lines}{outer}", self.newline()))]);
            }
            return Ok(vec![(start..start, in_line(&new))]);
        };
        let at = start + self.text[start..start + last_line].trim_end_matches('\r').len();
        let indent = deeper(blanks(&self.text[self.line_start(start)..]));
        let new = new.iter().map(|item| format!("{}{}", self.newline(), item.line(&indent))).collect();
        Ok(vec![(at..at, new)])
    }

    fn with_fields(&self, group: &Expr, new: &[NewField]) -> Result<Vec<Splice>, Unfit> {
        let written = |own: &NewField| NewItem::of(format!("{}: {}", own.name, self.with_file_newlines(&own.value)));
        if let Some(last) = fields(group).last() {
            let mut by_place: BTreeMap<usize, (&StructField, Vec<NewItem>)> = BTreeMap::new();
            for own in new {
                let is_before =
                    |field: &&StructField| own.after.iter().any(|name| field.name.name.nfc().eq(name.chars()));
                let anchor = fields(group).iter().rfind(is_before).unwrap_or(last);
                by_place.entry(whole(anchor).start).or_insert((anchor, Vec::new())).1.push(written(own));
            }
            let splices = by_place.into_values();
            return Ok(splices
                .flat_map(|(anchor, new)| self.insert_after(whole(anchor), comma_end(anchor), &new))
                .collect());
        }
        let all = in_line(&new.iter().map(written).collect::<Vec<_>>());
        let place = tree::bytes(group);
        let own = &self.text[place.clone()];
        // What is in the parentheses is only comments, if anything.
        match own.split_once('(') {
            Some((word, _)) => {
                let at = place.start + word.len() + 1;
                Ok(vec![(at..at, all)])
            }
            // A word that could have something after it.
            None if own.chars().all(char::is_alphanumeric) => Ok(vec![(place.end..place.end, format!("({all})"))]),
            None => Err(Unfit),
        }
    }

    /// What goes with an item or a field that is taken out.
    fn cut(&self, span: Range<usize>, comma: Option<usize>) -> Range<usize> {
        let mut cut = span.start..comma.unwrap_or(span.end);
        let line = self.line_start(cut.start);
        let rest = &self.text[cut.end..];
        let after = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
        // A comment beside it is about it.
        let beside = rest[..after].trim();
        let alone = self.text[line..cut.start].trim().is_empty() && (beside.is_empty() || beside.starts_with("//"));
        if alone {
            cut = line..cut.end + after;
        } else if comma.is_some() {
            cut.end += blanks(rest).len();
            // Nothing stands after it: the blank before it goes too.
            if self.text[cut.end..].starts_with([')', ']', '\n', '\r']) {
                cut.start = self.text[..cut.start].trim_end_matches([' ', '\t']).len().max(line);
            }
        } else if let Some(before) = self.text[line..cut.start].trim_end().strip_suffix(',') {
            // The last of a list in one line takes the comma before it along.
            cut.start = line + before.len();
        }
        cut
    }

    /// Puts texts in the place of ranges.
    ///
    /// # Errors
    /// `Unfit` if two of the ranges lie over each other.
    pub(super) fn splice(&mut self, mut splices: Vec<Splice>) -> Result<(), Unfit> {
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
        *self = Self { mark: self.mark, text, tree: OnceLock::new() };
        Ok(())
    }

    fn tree(&self) -> &Document<'static> {
        self.tree.get_or_init(|| parse_lossy(&self.text).into_owned())
    }

    /// A value with the line ends of the file.
    fn with_file_newlines(&self, value: &str) -> String {
        value.replace('\n', self.newline())
    }

    fn newline(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// What puts items before the first of their list, whose bracket ends at `bracket`.
    fn insert_before(&self, bracket: usize, first: usize, new: &[NewItem]) -> Splice {
        let line = self.line_start(first);
        let indent = &self.text[line..first];
        if line < bracket || !indent.trim().is_empty() {
            return (first..first, format!("{}, ", in_line(new)));
        }
        let added: String = new.iter().map(|own| own.line(indent) + self.newline()).collect();
        let at = self.comments_above(bracket, line);
        (at..at, added)
    }

    /// What puts things after another of their kind: on lines of their own if that one has its own, or else beside it. The
    /// comments beside that one stay with it.
    fn insert_after(&self, last: Range<usize>, comma: Option<usize>, new: &[NewItem]) -> Vec<Splice> {
        let indent = &self.text[self.line_start(last.start)..last.start];
        let after = comma.unwrap_or(last.end);
        let (end, to_line_end) = self.comments_beside(after);
        if !indent.trim().is_empty() {
            let (at, new) = (if to_line_end { after } else { end }, in_line(new));
            return vec![(at..at, if comma.is_some() { format!(" {new},") } else { format!(", {new}") })];
        }
        let lines: String = new.iter().map(|new| format!("{}{}", self.newline(), new.line(indent))).collect();
        let end = self.line_end(end);
        let own_comma = comma.is_none().then(|| (last.end..last.end, ",".to_string()));
        own_comma.into_iter().chain([(end..end, lines)]).collect()
    }
}

impl NewItem {
    /// On lines of its own, without the last line's end.
    fn line(&self, indent: &str) -> String {
        format!("{}{indent}{},{}", self.above, self.value, self.beside)
    }
}

/// Items in one line.
fn in_line(items: &[NewItem]) -> String {
    items.iter().map(|item| item.value.as_str()).collect::<Vec<_>>().join(", ")
}

/// The blanks that a text begins with.
fn blanks(text: &str) -> &str {
    &text[..text.len() - text.trim_start_matches([' ', '\t']).len()]
}

/// The indentation of what stands within what has an indentation.
pub(super) fn deeper(indent: &str) -> String {
    format!("{indent}{}", if indent.contains('\t') { "\t" } else { "    " })
}

/// Words whose new lines have the indentation that the lines of a text have after the first.
pub(super) fn indented(words: &str, text: &str) -> String {
    let lines = text.split('\n').skip(1).filter(|line| !line.trim().is_empty());
    let indent = lines.map(blanks).min_by_key(|indent| indent.len()).unwrap_or_default();
    let mut lines = words.split('\n');
    let mut made = lines.next().unwrap_or_default().to_string();
    for line in lines {
        made.push('\n');
        if !line.is_empty() {
            made.push_str(indent);
            made.push_str(line);
        }
    }
    made
}

/// How long a line of a comment may be.
const COMMENT_WIDTH: usize = 110;

/// The words of a comment on lines, without what a comment can't hold.
fn comment_lines(words: &str) -> Vec<String> {
    // Marks of direction would change how the line reads.
    let is_mark = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let words: String = words.nfc().filter(|c| !is_mark(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= COMMENT_WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
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

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &str) -> FileText {
        FileText::read(bytes.as_bytes().to_vec()).unwrap()
    }

    /// The file with an edit; its values are written as they stand, for no plan has such fields.
    fn edited(bytes: &str, edit: impl FnOnce(&mut FileText) -> Result<(), Unfit>) -> Result<String, Unfit> {
        let mut file = text(bytes);
        edit(&mut file)?;
        Ok(String::from_utf8(file.bytes()).unwrap())
    }

    fn after(bytes: &str, edit: impl FnOnce(&mut FileText) -> Result<(), Unfit>) -> String {
        edited(bytes, edit).unwrap()
    }

    fn insert(file: &mut FileText, path: &Path, items: &[&str]) -> Result<(), Unfit> {
        let Some((Step::Index(before), list)) = path.parent() else { return Err(Unfit) };
        let items = items.iter().map(|item| NewItem::of((*item).to_string())).collect();
        file.add(&BTreeMap::from([(list, BTreeMap::from([(before, items)]))]), &BTreeMap::new()).map_err(|_| Unfit)
    }

    fn remove(file: &mut FileText, list: &Path, indexes: &[usize]) -> Result<(), Unfit> {
        let splices = file.removed_items(list, &indexes.iter().copied().collect(), &BTreeSet::new())?;
        file.splice(splices)
    }

    #[test]
    fn words_are_replaced_in_any_string_and_all_else_stays() {
        let path = Path::hovud().field("a");
        let replaced = |bytes: &str, range, words: &str| {
            after(bytes, |file| {
                let splices = file.words(&path, &[(&range, words)])?;
                file.splice(splices)
            })
        };
        assert_eq!(
            replaced("\u{feff}(a: \"ein to\", // m\r\n)", 4..6, "«tre»"),
            "\u{feff}(a: \"ein «tre»\", // m\r\n)"
        );
        assert_eq!(replaced("(a: r#\"ein\r\nto\"#)", 4..6, "a\nb"), "(a: r#\"ein\r\na\r\nb\"#)");
        assert_eq!(replaced("(a: \"ba\u{30a}t x\")", 1..3, "o"), "(a: \"bot x\")");
        assert_eq!(replaced("(a: r\"ein\")", 0..3, "\"#"), "(a: r##\"\"#\"##)");
        assert_eq!(replaced("(a: \"ein\")", 0..3, "\"\\"), "(a: \"\\\"\\\\\")");
        assert_eq!(text("(a: 1)").words(&path, &[(&(0..1), "x")]), Err(Unfit));
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
        let without = |bytes: &str, index| after(bytes, |file| remove(file, &path, &[index]));
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
        let fields = |bytes: &str, names: &[&str]| {
            after(bytes, |file| {
                let names = names.iter().map(|name| (*name).to_string()).collect();
                let splices = file.removed_fields(&Path::hovud(), &names)?;
                file.splice(splices)
            })
        };
        assert_eq!(fields("(\n    b: 1,\n    a: \"x\",\n)", &["a"]), "(\n    b: 1,\n)");
        assert_eq!(fields("(b: 1, a: 2, c: 3)", &["a", "c"]), "(b: 1)");
        assert_eq!(fields("(b: 1, a: 2, c: 3)", &["b", "c"]), "(a: 2)");
        assert_eq!(fields("(b: 1,\n a: 2, // m\n c: 3)", &["a", "c"]), "(b: 1,\n )");
        assert_eq!(edited("(a: [1])", |file| remove(file, &path, &[1])), Err(Unfit));
    }

    #[test]
    fn an_item_is_put_in_where_it_is_meant_to_stand() {
        let path = Path::hovud().field("a");
        let with = |bytes: &str, index| after(bytes, |file| insert(file, &path.index(index), &["x"]));
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
        assert_eq!(edited("(a: [1])", |file| insert(file, &path.index(2), &["x"])), Err(Unfit));
        assert_eq!(edited("(a: 1)", |file| insert(file, &path.index(0), &["x"])), Err(Unfit));
    }

    #[test]
    fn many_changes_at_once_are_as_one_after_the_other() {
        let path = Path::hovud().field("a");
        let one_by_one = |bytes: &str, indexes: &[usize]| {
            after(bytes, |file| indexes.iter().rev().try_for_each(|index| remove(file, &path, &[*index])))
        };
        let at_once = |bytes: &str, indexes: &[usize]| after(bytes, |file| remove(file, &path, indexes));
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
        let end = |bytes: &str| path.index(text(bytes).length(&path).unwrap());
        let with = |bytes: &str, items: &[&str]| after(bytes, |file| insert(file, &end(bytes), items));
        for bytes in ["(a: [1])", "(a: [1,])", "(a: [\r\n    1, // m\r\n    // n\r\n])", "(a: [\n 1\n])"] {
            let first = with(bytes, &["x"]);
            assert_eq!(with(bytes, &["x", "y"]), with(&first, &["y"]), "{bytes:?}");
        }
        assert_eq!(with("(a: [])", &["x", "y"]), "(a: [x, y])");
        assert_eq!(with("  (a: [\n  ])", &["x", "y"]), "  (a: [\n      x,\n      y,\n  ])");
        let set = |bytes: &str, values: &[(Path, &str)]| {
            edited(bytes, |file| {
                let splices: Result<_, _> = values.iter().map(|(path, value)| file.value(path, value)).collect();
                file.splice(splices?)
            })
        };
        let values = [(path.index(2), "30"), (path.index(0), "10")];
        assert_eq!(set("\u{feff}(a: [1, /* m */ 2, 3])", &values).unwrap(), "\u{feff}(a: [10, /* m */ 2, 30])");
        assert_eq!(set("(a: [1])", &[(path.clone(), "x"), (path.index(0), "y")]), Err(Unfit));
    }

    #[test]
    fn a_comment_stands_before_what_it_is_of_and_only_once() {
        let with = |bytes: &str, path: &Path, words: &str| {
            after(bytes, |file| {
                let splice = file.comment(path, words)?;
                file.splice(splice.into_iter().collect())
            })
        };
        let path = Path::hovud().field("a").index(1).field("b");
        let bytes = "\u{feff}(\r\n  a: [\r\n    (b: 1),\r\n    // m\r\n    (c: 0, b: \"x\"),\r\n  ],\r\n)";
        let first = with(bytes, &path, "Merknad frå Kari: sjå\u{202e}\n\nher");
        assert_eq!(first, bytes.replace("    (c", "    // Merknad frå Kari: sjå her\r\n    (c"));
        assert_eq!(with(&first, &path, "Merknad frå Kari: sjå her"), first);
        let long = format!("Merknad frå Ola: {}", "orda ".repeat(60));
        let second = with(&first, &path, &long);
        assert!(second.lines().all(|line| line.chars().count() < 130), "{second}");
        assert_eq!(with(&second, &path, &long), second);
        assert_eq!(with("(a: [1, (b: 2)])", &path, "m"), "// m\n(a: [1, (b: 2)])");
    }

    #[test]
    fn a_place_in_the_file_has_a_path_and_a_path_a_place() {
        let file = text("\u{feff}(\n  a: [\n    (b: \"ein to\"),\n  ],\n)");
        let path = Path::hovud().field("a").index(0).field("b");
        let place = file.string_map(&path).unwrap().raw_range(&(4..6));
        assert_eq!(&String::from_utf8(file.bytes()).unwrap()[place.clone()], "to");
        assert_eq!(file.path_at(0, place.start), path);
    }
}
