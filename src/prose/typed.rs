//! What an author would type, of what is printed. Comes in: blocks of a composed document, whose runs know where in the data they
//! come from, perhaps with words that a reader of the document put in. Goes out: the blocks that `write` makes the data's text of.
//!
//! The program sets three things in an author's words, which are taken back:
//!
//! * hard spaces, within dates, numbers and abbreviations (`words::notation::hard_spaces`) and before a short last word (`paper`);
//! * break signs in words that are too long for their line (`paper`);
//! * the words of a reference that has none of its own, and its anchor stands for (`compose`).
//!
//! A hard space that the author typed is a piece of its own in the run's origin and stays. In words that come from nowhere, those
//! stay that the program would not set by itself. A break sign never stays: the data may have none.

use super::original::without_origins;
use crate::document::{BREAK, Block, HARD_SPACE, Run, Text};

/// Blocks as they were typed. `set` gives words the hard spaces that the program sets, letter for letter.
pub fn typed(blocks: &[Block], set: &dyn Fn(&str) -> String) -> Vec<Block> {
    let mut typed: Vec<Block> = blocks.to_vec();
    for block in &mut typed {
        match block {
            Block::Paragraph { text, .. } => *text = typed_text(text, set),
            Block::List(list) => list.items.iter_mut().for_each(|item| *item = self::typed(item, set)),
            _ => {}
        }
    }
    typed.iter().map(without_origins).collect()
}

fn typed_text(text: &Text, set: &dyn Fn(&str) -> String) -> Text {
    let soft = text.words().replace(BREAK, "").replace(HARD_SPACE, " ");
    let set: Vec<char> = set(&soft).chars().collect();
    let last_blank = soft.chars().collect::<Vec<_>>().iter().rposition(|c| *c == ' ');
    let mut start = 0;
    let runs = text.0.iter().map(|run| {
        let from = start;
        start += run.letters();
        if run.is_reference() {
            return Run { text: String::new(), ..run.clone() };
        }
        let stays = |at: usize| match &run.origin {
            Some(_) => is_own(run, at),
            None => set.get(from + at) != Some(&HARD_SPACE) && last_blank != Some(from + at),
        };
        let letters = run.text.chars().filter(|c| *c != BREAK).enumerate();
        let text = letters.map(|(at, c)| if c == HARD_SPACE && !stays(at) { ' ' } else { c }).collect();
        Run { text, ..run.clone() }
    });
    Text(runs.collect())
}

/// Whether a hard space of a run stands in the value that the run comes from.
fn is_own(run: &Run, at: usize) -> bool {
    let pieces = run.origin.iter().flat_map(|origin| &origin.pieces);
    let mut from_here = pieces.skip_while(|piece| piece.at < at);
    let own = from_here.next().is_some_and(|piece| piece.at == at && piece.range.len() == HARD_SPACE.len_utf8());
    own && from_here.next().map_or(run.letters(), |next| next.at) == at + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Path;
    use crate::prose::{read, read_at};

    fn set(words: &str) -> String {
        words.replace("pkt. ", "pkt.\u{a0}").replace(" kr", "\u{a0}kr")
    }

    #[test]
    fn what_the_program_sets_is_taken_back_and_what_the_author_typed_is_not() {
        let value = "Sjå pkt. 7\n    og *5\u{a0}000 kr*, Nord\u{a0}Sør, [](#pkt-7), [eigne ord](#pkt-8)\n\n    - ein lang slutt";
        let mut blocks = read_at(Some(&Path::hovud()), value).blocks;
        let Block::Paragraph { text, .. } = &mut blocks[0] else { panic!() };
        text.map_words(set);
        text.0[0].text.insert(2, BREAK);
        let reference = text.0.iter_mut().find(|run| run.text.is_empty()).unwrap();
        reference.text = "pkt.\u{a0}7".into();
        let Block::List(list) = &mut blocks[1] else { panic!() };
        let Block::Paragraph { text, .. } = &mut list.items[0][0] else { panic!() };
        text.map_words(|words| words.replace("lang slutt", "lang\u{a0}slutt"));
        assert_eq!(typed(&blocks, &set), read(value).blocks);
    }

    #[test]
    fn in_words_from_nowhere_only_what_the_program_would_set_is_taken_back() {
        let read = |words: &str| read(words).blocks;
        assert_eq!(typed(&read("pkt.\u{a0}7 og Nord\u{a0}Sør no"), &set), read("pkt. 7 og Nord\u{a0}Sør no"));
    }
}
