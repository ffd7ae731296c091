//! A text that is being written. Comes in: Markdown, and words whose signs stand for themselves. Goes out: the text, with a
//! backslash before those signs that the reader takes for more.

use super::inline::Written;
use super::original::without_origins;
use super::{LeftoverKind, Prose, read_at};
use crate::document::{Block, Run};
use crate::plan::Path;

/// In how many rounds a paragraph's signs are looked at one by one; after that, all at once.
const ROUNDS: usize = 8;
/// The most signs of which it is tried for each whether it can do without its backslash.
const MOST_TRIED: usize = 200;

/// A text that is being written.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) text: String,
    /// Signs that are words: where each stands, and in which paragraph.
    signs: Vec<(usize, usize)>,
    /// How many paragraphs there are.
    paragraphs: usize,
}

impl Draft {
    /// Puts Markdown after it, with so many paragraphs, that is to stay as it is.
    pub(super) fn push(&mut self, markdown: &str, paragraphs: usize) {
        self.text += markdown;
        self.paragraphs += paragraphs;
    }

    /// Puts words of a paragraph after it, which is counted when it ends.
    pub(super) fn push_words(&mut self, words: &Written) {
        let start = self.text.len();
        self.signs.extend(words.literals.iter().map(|at| (start + at, self.paragraphs)));
        self.text += &words.text;
    }

    /// Puts Markdown in the stead of the blanks that it begins with.
    pub(super) fn begin_with(&mut self, markdown: &str) {
        let blanks = self.text.len() - self.text.trim_start_matches([' ', '\t']).len();
        self.text.replace_range(..blanks, markdown);
        self.signs.iter_mut().for_each(|sign| sign.0 = sign.0 + markdown.len() - blanks);
    }

    /// The text that is read as these blocks, with as few backslashes as it takes; else the nearest to it, as an error.
    pub(super) fn settled(&self, blocks: &[Block]) -> Result<String, String> {
        let mut escaped = vec![false; self.signs.len()];
        let mut round = 0;
        loop {
            let (text, prose) = self.read(&escaped);
            let taken = self.taken(&prose, &escaped);
            if taken.is_empty() {
                return match is_read_as(&prose, blocks) {
                    true => Ok(text),
                    false => self.guarded(&prose, escaped, blocks),
                };
            }
            let mut last = None;
            for sign in taken {
                // What opens something may leave nothing for the next to close.
                if round > ROUNDS || last.replace(self.signs[sign].1) != Some(self.signs[sign].1) {
                    escaped[sign] = true;
                }
            }
            round += 1;
        }
    }

    /// The text where no sign is taken for another, but one stands in the way of another: with a backslash for every sign of
    /// the paragraphs that are read otherwise, save those that can do without.
    fn guarded(&self, prose: &Prose, mut escaped: Vec<bool>, blocks: &[Block]) -> Result<String, String> {
        let (read, meant) = (paragraphs(&prose.blocks), paragraphs(blocks));
        let differs = |paragraph: usize| read.len() != meant.len() || read.get(paragraph) != meant.get(paragraph);
        let added: Vec<usize> =
            (0..escaped.len()).filter(|sign| !escaped[*sign] && differs(self.signs[*sign].1)).collect();
        added.iter().for_each(|sign| escaped[*sign] = true);
        let (text, prose) = self.read(&escaped);
        if !is_read_as(&prose, blocks) {
            return Err(text);
        }
        for sign in added.into_iter().take(MOST_TRIED) {
            escaped[sign] = false;
            escaped[sign] = !is_read_as(&self.read(&escaped).1, blocks);
        }
        Ok(self.escaped(&escaped))
    }

    /// The signs without a backslash that are not printed as words, or look as if something else was meant.
    fn taken(&self, prose: &Prose, escaped: &[bool]) -> Vec<usize> {
        let mut printed: Vec<(usize, usize)> = Vec::new();
        each_run(&prose.blocks, &mut |run| {
            let pieces = run.origin.iter().flat_map(|origin| &origin.pieces);
            printed.extend(pieces.map(|piece| (piece.range.start, piece.range.end)));
        });
        printed.sort_unstable();
        let is_printed = |at: usize| {
            let before = printed.partition_point(|(start, _)| *start <= at);
            before > 0 && printed[before - 1].1 > at
        };
        let stars = prose.leftovers.iter().filter(|leftover| leftover.kind == LeftoverKind::Emphasis);
        let leftover: Vec<usize> = stars.map(|leftover| leftover.span.start).collect();
        let mut moved = 0;
        let mut taken = Vec::new();
        for (sign, (at, _)) in self.signs.iter().enumerate() {
            let place = at + moved;
            moved += usize::from(escaped[sign]);
            // A backslash before the bracket of "![" is enough.
            let is_of_next =
                self.text[*at..].starts_with("![") && self.signs.get(sign + 1).is_some_and(|next| next.0 == at + 1);
            if !escaped[sign] && !is_of_next && (!is_printed(place) || leftover.contains(&place)) {
                taken.push(sign);
            }
        }
        taken
    }

    fn read(&self, escaped: &[bool]) -> (String, Prose) {
        let text = self.escaped(escaped);
        let prose = read_at(Some(&Path::hovud()), &text);
        (text, prose)
    }

    /// The text with a backslash before some of its signs.
    fn escaped(&self, escaped: &[bool]) -> String {
        let mut text = String::with_capacity(self.text.len());
        let mut done = 0;
        for ((at, _), _) in self.signs.iter().zip(escaped).filter(|(_, escaped)| **escaped) {
            text += &self.text[done..*at];
            text.push('\\');
            done = *at;
        }
        text + &self.text[done..]
    }
}

/// Whether a text was read as these blocks, and nothing else.
fn is_read_as(prose: &Prose, blocks: &[Block]) -> bool {
    prose.problems.is_empty()
        && prose.blocks.len() == blocks.len()
        && prose.blocks.iter().zip(blocks).all(|(read, block)| without_origins(read) == *block)
}

/// The paragraphs of blocks, those of lists too, without origins.
pub(super) fn paragraphs<'b>(blocks: impl IntoIterator<Item = &'b Block>) -> Vec<Block> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::List(list) => all.extend(paragraphs(list.items.iter().flatten().collect::<Vec<_>>())),
            other => all.push(without_origins(other)),
        }
    }
    all
}

fn each_run(blocks: &[Block], visit: &mut impl FnMut(&Run)) {
    for block in blocks {
        match block {
            Block::Paragraph { text, .. } => text.0.iter().for_each(&mut *visit),
            Block::List(list) => list.items.iter().for_each(|item| each_run(item, visit)),
            _ => {}
        }
    }
}
