//! Where the words of a page come from. Comes in: the document that a page is of, and the words of the page around a letter. Goes
//! out: the value that the letter is of. The words are found again in the document by their letters alone, for how they are
//! broken, spaced and hyphenated is the page's; the heading that they stand under tells which of those that are alike.

use std::collections::BTreeMap;
use std::mem::take;

use crate::document::{Anchor, Block, Document, Origin, Text};
use crate::pdf::TextHit;

/// How many letters to either side are looked for, from many to few: what stands beside on the page may not do so in the document.
const AROUND: [usize; 5] = [48, 24, 12, 6, 3];
/// So many are the same place wherever they are found.
const SURE: usize = 12;
/// How many letters away the value may be whose words the program stands beside.
const BESIDE: usize = 80;

/// The letters of a document, and where each comes from.
#[derive(Debug, Default)]
pub(super) struct Places {
    letters: Vec<char>,
    /// Which of the origins each letter has.
    of: Vec<usize>,
    /// The origins, each with the text that it is of.
    origins: Vec<(usize, Option<Origin>)>,
    /// How many texts there are.
    texts: usize,
    /// Where the words under each heading begin.
    headings: BTreeMap<Anchor, usize>,
}

impl Places {
    pub(super) fn of(document: &Document) -> Self {
        let mut document = document.clone();
        let mut places = Self::default();
        let blocks = take(&mut document.blocks);
        document.for_each_text_mut(&mut |text| places.add(text));
        blocks.into_iter().for_each(|block| places.add_block(block));
        places
    }

    fn add_block(&mut self, mut block: Block) {
        if let Block::Heading(heading) = &block {
            self.headings.insert(heading.anchor.clone(), self.letters.len());
        }
        match block {
            Block::Sideways { blocks } => blocks.into_iter().for_each(|block| self.add_block(block)),
            _ => block.for_each_text_mut(&mut |text| self.add(text)),
        }
    }

    fn add(&mut self, text: &Text) {
        for run in &text.0 {
            let new = letters(&run.text);
            self.of.resize(self.letters.len() + new.len(), self.origins.len());
            self.letters.extend(new);
            self.origins.push((self.texts, run.origin.clone()));
        }
        self.texts += 1;
    }

    /// Where a letter of a page comes from.
    pub(super) fn origin(&self, at: &TextHit) -> Option<&Origin> {
        let page = letters(&at.words);
        let own = letters(at.words.get(..at.at)?).len().min(page.len().checked_sub(1)?);
        let from = at.under.as_ref().and_then(|anchor| self.headings.get(anchor)).copied().unwrap_or(0);
        let found = AROUND.into_iter().find_map(|count| {
            [(count, count), (0, 2 * count), (2 * count, 1)].into_iter().find_map(|(before, after)| {
                let around = own.saturating_sub(before)..(own + after).min(page.len());
                let shift = own - around.start;
                let wanted = &page[around];
                let anywhere = || self.find(wanted, 0).filter(|_| wanted.len() >= SURE);
                Some(self.find(wanted, from).or_else(anywhere)? + shift)
            })
        })?;
        self.nearest_origin(found)
    }

    /// The origin of a letter; where the program has set it, of what stands beside it in its text, or else of what follows: a word
    /// of the program stands before its value.
    fn nearest_origin(&self, letter: usize) -> Option<&Origin> {
        let of = |letter: usize| self.origins.get(*self.of.get(letter)?);
        let (text, _) = of(letter)?;
        let after = || (0..BESIDE).filter_map(|away| of(letter + away));
        let before = || (0..BESIDE).filter_map(|away| of(letter.checked_sub(away)?));
        let own = after().chain(before()).filter(|(own, _)| own == text);
        own.chain(after()).chain(before()).find_map(|(_, origin)| origin.as_ref())
    }

    fn find(&self, wanted: &[char], from: usize) -> Option<usize> {
        let rest = self.letters.get(from..)?;
        rest.windows(wanted.len()).position(|own| own == wanted).map(|at| from + at)
    }
}

/// The letters and numbers of words, the small ones.
fn letters(words: &str) -> Vec<char> {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Path;

    #[test]
    fn words_are_found_under_their_heading_however_they_are_broken() {
        let path = |at: usize| Path::delmål(at).field("tittel");
        let texts = [
            Text::of(path(0), "Fleire bustader for alle"),
            Text::plain("Tidsramme: "),
            Text::of(path(1), "2026"),
            Text::of(path(2), "Fleire bustader for alle"),
        ];
        let mut places = Places::default();
        texts.iter().for_each(|text| places.add(text));
        let second = letters("Fleire bustader for alle Tidsramme 2026").len();
        places.headings.insert(Anchor::delmål(3), second);
        let found = |words: &str, at: &str, under: Option<Anchor>| {
            let at = TextHit { words: words.into(), at: words.find(at).unwrap(), under };
            places.origin(&at).map(|own| own.path.clone())
        };
        assert_eq!(found("Side 3Fleire bu-stader for alle", "stader", None), Some(path(0)));
        assert_eq!(found("Side 3Fleire bustader for alle", "stader", Some(Anchor::delmål(3))), Some(path(2)));
        assert_eq!(found("for alleTidsramme:2026Fleire", "Tids", None), Some(path(1)));
        assert_eq!(found("noko heilt anna", "heilt", None), None);
        assert_eq!(found("–", "–", None), None);
    }
}
