//! A RON text as groups, items and comments, read from its tokens: what a layout is made of. Nothing is thrown away but
//! white space and commas.

use crate::data::signs::{MAX_DEPTH, unbalanced};
use crate::data::tokens::{Token, TokenKind, tokens};

use super::Unformatted;

/// A comment.
#[derive(Debug, Clone, Copy)]
pub struct Comment<'t> {
    pub text: &'t str,
    /// Whether a blank line comes before it.
    pub after_blank: bool,
}

impl Comment<'_> {
    pub fn is_line(&self) -> bool {
        self.text.starts_with("//")
    }
}

/// One thing of a group, with its comments.
#[derive(Debug, Default)]
pub struct Item<'t> {
    /// Comments on lines of their own before it.
    pub above: Vec<Comment<'t>>,
    /// Whether a blank line comes before it, after the comments above.
    pub after_blank: bool,
    /// Comments before it on its line.
    pub before: Vec<Comment<'t>>,
    pub key: Option<Box<Key<'t>>>,
    pub value: Value<'t>,
    /// Comments after it, on its last line.
    pub beside: Vec<Comment<'t>>,
}

/// What stands before an item's colon, and the comments around the colon.
#[derive(Debug)]
pub struct Key<'t> {
    pub name: Value<'t>,
    pub before_colon: Vec<Comment<'t>>,
    pub after_colon: Vec<Comment<'t>>,
}

#[derive(Debug, Default)]
pub struct Value<'t> {
    /// A string, a number or a name.
    pub word: &'t str,
    /// Comments between the name and its bracket.
    pub comments: Vec<Comment<'t>>,
    pub group: Option<Box<Group<'t>>>,
}

#[derive(Debug, Default)]
pub struct Group<'t> {
    pub open: &'t str,
    pub close: &'t str,
    /// Comments on the line of the opening bracket.
    pub beside: Vec<Comment<'t>>,
    pub items: Vec<Item<'t>>,
    /// Comments on lines of their own after the last item.
    pub below: Vec<Comment<'t>>,
    /// Whether a comment of its own keeps it from standing on one line.
    pub broken: bool,
    /// How long it is on one line, in bytes, if it can stand so.
    pub flat: Option<usize>,
}

impl Group<'_> {
    /// Whether it is like `Tekst(r#"…"#)`, whose brackets always stand close.
    pub fn is_close(&self) -> bool {
        self.open == "(" && !self.broken && self.items.len() == 1 && self.items[0].key.is_none()
    }
}

/// The things of a whole text: a group without brackets and commas.
pub fn read(text: &str) -> Result<Group<'_>, Unformatted> {
    let (mut all, mut newlines) = (Vec::new(), 0);
    for token in tokens(text) {
        if token.kind == TokenKind::Unclosed {
            return Err(Unformatted { offset: token.span.start, why: "det som byrjar her, er ikkje lukka" });
        } else if token.kind == TokenKind::Blank {
            newlines = text[token.span].matches('\n').count();
        } else {
            all.push((token, newlines));
            newlines = 0;
        }
    }
    if let Some(lone) = unbalanced(text) {
        return Err(Unformatted { offset: lone.span.start, why: "parentesen eller klamma har ingen make" });
    }
    LayoutParser { text, all, at: 0, depth: 0, end_newlines: newlines }.document()
}

struct LayoutParser<'t> {
    text: &'t str,
    /// The tokens that are no white space, with the line ends right before each.
    all: Vec<(Token, usize)>,
    at: usize,
    depth: usize,
    /// The line ends after the last token.
    end_newlines: usize,
}

/// The comments between two things, sorted by where they belong.
#[derive(Default)]
struct Trivia<'t> {
    /// On the line of the thing before.
    beside: Vec<Comment<'t>>,
    /// On lines of their own.
    own: Vec<Comment<'t>>,
    /// On the line of the thing after.
    before: Vec<Comment<'t>>,
    /// Whether a blank line comes before the thing after, with the comments before it.
    after_blank: bool,
    /// Whether a line must end here.
    broken: bool,
    comma: bool,
}

impl<'t> LayoutParser<'t> {
    fn kind(&self) -> Option<TokenKind> {
        self.all.get(self.at).map(|(token, _)| token.kind)
    }

    fn word(&self) -> &'t str {
        self.all.get(self.at).map_or("", |(token, _)| &self.text[token.span.clone()])
    }

    fn newlines(&self) -> usize {
        self.all.get(self.at).map_or(self.end_newlines, |(_, newlines)| *newlines)
    }

    fn error<T>(&self, why: &'static str) -> Result<T, Unformatted> {
        let offset = self.all.get(self.at).map_or(self.text.len(), |(token, _)| token.span.start);
        Err(Unformatted { offset, why })
    }

    fn document(mut self) -> Result<Group<'t>, Unformatted> {
        let mut group = Group { broken: true, ..Group::default() };
        let mut gap = self.gap(false, true);
        loop {
            let attribute = self.word() == "#";
            let mut item = if attribute { Item { value: self.attribute()?, ..Item::default() } } else { self.item()? };
            if item.key.is_some() {
                return self.error("planen skal byrje med ein parentes");
            }
            let next = self.gap(false, false);
            place(&mut item, gap, next.beside.clone());
            gap = next;
            group.items.push(item);
            if !attribute {
                break;
            }
        }
        if self.kind().is_some() {
            return self.error("her skulle fila vere slutt");
        }
        group.below = gap.own;
        Ok(group)
    }

    /// `#![…]`, as it stands.
    fn attribute(&mut self) -> Result<Value<'t>, Unformatted> {
        let start = self.all[self.at].0.span.start;
        let mut open = 0;
        for expected in ["#", "!", "["] {
            if self.word() != expected {
                return self.error("dette er ikkje ein verdi");
            }
            self.at += 1;
        }
        while let Some(kind) = self.kind() {
            match kind {
                TokenKind::Open => open += 1,
                TokenKind::Close if open == 0 => {
                    let word = &self.text[start..self.all[self.at].0.span.end];
                    self.at += 1;
                    return Ok(Value { word, ..Value::default() });
                }
                TokenKind::Close => open -= 1,
                _ => {}
            }
            self.at += 1;
        }
        self.error("dette er ikkje ein verdi")
    }

    fn group(&mut self) -> Result<Group<'t>, Unformatted> {
        if self.depth == MAX_DEPTH {
            return self.error("parentesane går for djupt");
        }
        self.depth += 1;
        let mut group = Group { open: self.word(), ..Group::default() };
        self.at += 1;
        let mut gap = self.gap(false, false);
        group.beside = std::mem::take(&mut gap.beside);
        group.broken = gap.broken;
        while self.kind() != Some(TokenKind::Close) {
            let mut item = self.item()?;
            let next = self.gap(true, false);
            if !next.comma && self.kind() != Some(TokenKind::Close) {
                return self.error("her manglar eit komma");
            }
            place(&mut item, gap, next.beside.clone());
            group.broken |= next.broken || !item.above.is_empty();
            gap = next;
            group.items.push(item);
        }
        group.below = gap.own;
        group.close = self.word();
        self.at += 1;
        self.depth -= 1;
        group.flat = flat(&group);
        Ok(group)
    }

    /// Name and value, or a value alone, without what comes before and after.
    fn item(&mut self) -> Result<Item<'t>, Unformatted> {
        let name = self.value()?;
        let after = self.at;
        let before_colon = self.comments();
        if self.kind() != Some(TokenKind::Colon) {
            self.at = after;
            return Ok(Item { value: name, ..Item::default() });
        }
        self.at += 1;
        let after_colon = self.comments();
        let value = self.value()?;
        Ok(Item { key: Some(Box::new(Key { name, before_colon, after_colon })), value, ..Item::default() })
    }

    fn value(&mut self) -> Result<Value<'t>, Unformatted> {
        let word = self.word();
        match self.kind() {
            Some(TokenKind::Open) => Ok(Value { group: Some(Box::new(self.group()?)), ..Value::default() }),
            Some(TokenKind::Text | TokenKind::RawText | TokenKind::Bytes | TokenKind::Char | TokenKind::Number) => {
                self.at += 1;
                Ok(Value { word, ..Value::default() })
            }
            Some(TokenKind::Name) => {
                self.at += 1;
                let after = self.at;
                let comments = self.comments();
                if self.word() == "(" {
                    return Ok(Value { word, comments, group: Some(Box::new(self.group()?)) });
                }
                self.at = after;
                Ok(Value { word, ..Value::default() })
            }
            _ => self.error("her manglar ein verdi"),
        }
    }

    /// The comments that come next.
    fn comments(&mut self) -> Vec<Comment<'t>> {
        let mut comments = Vec::new();
        while self.kind().is_some_and(TokenKind::is_comment) {
            comments.push(Comment { text: self.word(), after_blank: self.newlines() > 1 });
            self.at += 1;
        }
        comments
    }

    /// The comments up to the next thing, and the comma there if one may stand there.
    fn gap(&mut self, may_have_comma: bool, first: bool) -> Trivia<'t> {
        let start = self.at;
        let mut comments = self.comments();
        let mut newlines: Vec<usize> = self.all[start..self.at].iter().map(|(_, newlines)| *newlines).collect();
        let before_comma = comments.len();
        let comma = may_have_comma && self.kind() == Some(TokenKind::Comma);
        if comma {
            self.at += 1;
            let start = self.at;
            comments.extend(self.comments());
            newlines.extend(self.all[start..self.at].iter().map(|(_, newlines)| *newlines));
        }
        newlines.push(self.newlines());
        let mut own_end = comments.len();
        let has_next = self.kind().is_some_and(|kind| kind != TokenKind::Close);
        while has_next && own_end > before_comma * usize::from(comma) && newlines[own_end] == 0 {
            if comments[own_end - 1].is_line() {
                break;
            }
            own_end -= 1;
        }
        let beside = (0..own_end).find(|at| newlines[*at] > 0 || *at > 0 && comments[at - 1].is_line());
        let beside = if first { 0 } else { beside.unwrap_or(own_end) };
        let before = comments.split_off(own_end);
        let own = comments.split_off(beside);
        let broken = !own.is_empty() || comments.last().is_some_and(|last| last.is_line() || newlines[beside] > 0);
        Trivia { beside: comments, own, before, after_blank: newlines[own_end] > 1, broken, comma }
    }
}

/// Puts an item's comments where they belong. A line comment between a name and its value goes above the item, with those
/// before it, so that nothing comes after it on its line.
fn place<'t>(item: &mut Item<'t>, gap: Trivia<'t>, beside: Vec<Comment<'t>>) {
    (item.above, item.after_blank, item.before, item.beside) = (gap.own, gap.after_blank, gap.before, beside);
    let mut inside: Vec<&mut Vec<Comment>> = Vec::new();
    if let Some(key) = &mut item.key {
        inside.extend([&mut key.name.comments, &mut key.before_colon, &mut key.after_colon]);
    }
    inside.push(&mut item.value.comments);
    if inside.iter().any(|comments| comments.iter().any(Comment::is_line)) {
        let moved = std::iter::once(&mut item.before).chain(inside).flat_map(std::mem::take);
        for comment in moved {
            let after_blank = std::mem::take(&mut item.after_blank);
            item.above.push(Comment { after_blank, ..comment });
        }
    }
}

/// How long a group is on one line, if nothing keeps it from standing so.
fn flat(group: &Group) -> Option<usize> {
    let joined = |comments: &[Comment]| comments.iter().map(|comment| comment.text.len() + 1).sum::<usize>();
    let value = |value: &Value| {
        let group = value.group.as_ref().map_or(Some(0), |group| group.flat)?;
        let blank = usize::from(!value.comments.is_empty());
        Some(value.word.len() + joined(&value.comments) + blank + group)
    };
    // A comma and a blank after each item but the last.
    let mut length = 2 * group.items.len().saturating_sub(1) + group.open.len() + group.close.len();
    length += joined(&group.beside).saturating_sub(1);
    for item in &group.items {
        length += joined(&item.before) + value(&item.value)? + joined(&item.beside);
        if let Some(key) = &item.key {
            length += value(&key.name)? + joined(&key.before_colon) + 2 + joined(&key.after_colon);
        }
    }
    (!group.broken).then_some(length)
}
