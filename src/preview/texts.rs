//! The text as the page has it. Comes in: the parts of a document's web page, now and before. Goes out: the page, or only the blocks
//! that differ.

use serde::Serialize;

use crate::html::PageParts;

/// What stands between the blocks of the text, by which the page's script finds them.
const BETWEEN: &str = "<!---->";

/// A text as the page has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ShownText {
    /// A document.
    Document(PageParts),
    /// A page that says why there is no document.
    Without(String),
}

/// What makes one text of another: its blocks but for so many at the beginning and at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Patch {
    start: usize,
    end: usize,
    html: String,
}

impl ShownText {
    /// The whole page.
    pub(super) fn whole(&self) -> String {
        match self {
            Self::Document(parts) => parts.joined(BETWEEN),
            Self::Without(page) => page.clone(),
        }
    }

    /// What makes this text of an older one, if only blocks differ.
    pub(super) fn since(&self, old: &Self) -> Option<Patch> {
        let (Self::Document(new), Self::Document(old)) = (self, old) else { return None };
        if (&new.before, &new.after) != (&old.before, &old.after) {
            return None;
        }
        let (new, old) = (&new.blocks, &old.blocks);
        let start = new.iter().zip(old).take_while(|(new, old)| new == old).count();
        let rest = new[start..].iter().rev().zip(old[start..].iter().rev());
        let end = rest.take_while(|(new, old)| new == old).count();
        let html = new[start..new.len() - end].iter().flat_map(|block| [BETWEEN, block]).collect();
        Some(Patch { start, end, html })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(before: &str, blocks: &[&str]) -> ShownText {
        let blocks = blocks.iter().map(|own| (*own).to_string()).collect();
        ShownText::Document(PageParts { before: before.into(), blocks, after: "z".into() })
    }

    #[test]
    fn only_blocks_that_differ_are_in_a_patch() {
        let old = text("a", &["1", "2", "3"]);
        let patch = |new: &ShownText| new.since(&old).map(|own| (own.start, own.end, own.html.replace(BETWEEN, "|")));
        assert_eq!(patch(&text("a", &["1", "x", "3"])), Some((1, 1, "|x".into())));
        assert_eq!(patch(&text("a", &["1", "2", "2", "3"])), Some((2, 1, "|2".into())));
        assert_eq!(patch(&text("a", &["1"])), Some((1, 0, String::new())));
        assert_eq!(patch(&old), Some((3, 0, String::new())));
        assert_eq!(patch(&text("b", &["1", "2", "3"])), None);
        assert_eq!(patch(&ShownText::Without(String::new())), None);
    }
}
