//! Where bookmarks stand, and what leads to them: links, references, numbers of pages.

use docx_rs::{Hyperlink, HyperlinkType, Paragraph, Run};

use super::{BodyItem, BodyWriter, mark_run, plain, run};
use crate::document::{Anchor, Change, Link, Run as Words, Text};
use crate::docx::fields::{field, field_begin, field_end};

impl BodyWriter<'_> {
    /// The names of the bookmarks of a heading: that of the contents list, that of links and fields.
    pub(super) fn heading_bookmarks(&self, anchor: &Anchor) -> Vec<String> {
        let names = [self.bookmarks.entry(anchor), self.bookmarks.reference(anchor)];
        names.into_iter().flatten().map(str::to_string).collect()
    }

    /// The runs in bookmarks of these names.
    pub(super) fn bookmarked(&mut self, paragraph: Paragraph, names: &[String], runs: Vec<Run>) -> Paragraph {
        let ids = self.next_bookmark..self.next_bookmark + names.len();
        self.next_bookmark = ids.end;
        let started = ids.clone().zip(names).fold(paragraph, |own, (id, name)| own.add_bookmark_start(id, name));
        let filled = runs.into_iter().fold(started, Paragraph::add_run);
        ids.fold(filled, Paragraph::add_bookmark_end)
    }

    /// Begins the bookmarks of a heading before the next part of the body.
    pub(super) fn begin_bookmarks(&mut self, anchor: &Anchor) {
        let names = self.heading_bookmarks(anchor);
        let ids = self.next_bookmark..self.next_bookmark + names.len();
        self.next_bookmark = ids.end;
        self.body.parts.extend(ids.clone().zip(names).map(|(id, name)| BodyItem::BookmarkStart(id, name)));
        self.open_bookmarks = Some((anchor.clone(), ids));
    }

    /// Ends the bookmarks of a heading after the last part of the body, if they are open.
    pub(super) fn finish_bookmarks(&mut self, anchor: &Anchor) {
        if let Some((_, ids)) = self.open_bookmarks.take_if(|(own, _)| own == anchor) {
            self.body.parts.extend(ids.map(BodyItem::BookmarkEnd));
        }
    }

    pub(super) fn add_text(&self, mut paragraph: Paragraph, text: &Text) -> Paragraph {
        let merged = text.with_merged_runs();
        let mut rest = merged.0.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let renumbered = after.first().and_then(|second| self.renumbered(first, second));
            (paragraph, rest) = match renumbered {
                Some(runs) => (runs.into_iter().fold(paragraph, Paragraph::add_run), &after[1..]),
                None => (self.add_run(paragraph, first), after),
            };
        }
        paragraph
    }

    /// Adds a run of a text, as a link or a field where it leads somewhere.
    fn add_run(&self, paragraph: Paragraph, words: &Words) -> Paragraph {
        match &words.link {
            None => paragraph.add_run(run(words)),
            Some(Link::Page(anchor)) => self.add_page_number(paragraph, anchor, words),
            Some(Link::Url(address)) => {
                let run = run(words);
                let run = if words.strong || words.emph { run } else { run.style("Hyperlink") };
                paragraph.add_hyperlink(Hyperlink::new(address, HyperlinkType::External).add_run(run))
            }
            Some(Link::Anchor(anchor)) => match (words.change, self.bookmarks.former(anchor)) {
                // In each version it leads to where the thing stands there.
                (None, Some(former)) => {
                    let [old, new] = [Change::Deleted, Change::Inserted]
                        .map(|change| Words { change: Some(change), ..words.clone() });
                    let paragraph = self.add_link(paragraph, &old, anchor, Some(former));
                    self.add_link(paragraph, &new, anchor, self.bookmarks.reference(anchor))
                }
                (change, _) => self.add_link(paragraph, words, anchor, self.target(anchor, change)),
            },
        }
    }

    /// The bookmark that something leads to: what was taken out, to what was taken out with it.
    pub(super) fn target(&self, anchor: &Anchor, change: Option<Change>) -> Option<&str> {
        let old = anchor.for_deleted();
        let former = self.bookmarks.reference(&old).filter(|_| change == Some(Change::Deleted));
        former.or_else(|| self.bookmarks.reference(anchor))
    }

    /// Adds a link to a bookmark: as a field if Word knows what it prints, else as a hyperlink.
    fn add_link(&self, paragraph: Paragraph, words: &Words, anchor: &Anchor, bookmark: Option<&str>) -> Paragraph {
        let Some(bookmark) = bookmark else { return paragraph.add_run(run(words)) };
        match self.reference(words, anchor, bookmark) {
            Some(runs) => runs.into_iter().fold(paragraph, Paragraph::add_run),
            None => {
                let run = self.style_link_run(words, run(words));
                paragraph.add_hyperlink(Hyperlink::new(bookmark, HyperlinkType::Anchor).add_run(run))
            }
        }
    }

    /// Styles a run of a link. In tables whole cells are links, and lines under them all would be noise.
    fn style_link_run(&self, words: &Words, run: Run) -> Run {
        let plain = self.in_table || words.strong || words.emph || words.lang.is_some();
        if plain { run } else { run.style("Hyperlink") }
    }

    /// A reference whose words end with what Word knows as the number: a field, which Word keeps up to date. Others are
    /// links; "tiltak 1.2" would become "Tiltak 2:".
    fn reference(&self, words: &Words, anchor: &Anchor, bookmark: &str) -> Option<Vec<Run>> {
        let numbered = self.numbers.get(anchor)?;
        // A field is never taken out: programs don't agree on what that is.
        let (before, number) = split_number(words, &numbered.now).filter(|_| words.change != Some(Change::Deleted))?;
        let before = (!before.is_empty()).then(|| plain(&before));
        let all = before.into_iter().chain(field(&numbered.instruction(bookmark, self.numbers_are_words()), &number));
        Some(all.map(|run| self.style_link_run(words, mark_run(run, words.change))).collect())
    }

    /// A reference that stood in both versions and whose number is another: one field, which shows both.
    fn renumbered(&self, old: &Words, new: &Words) -> Option<Vec<Run>> {
        let (Some(Link::Anchor(anchor)), true) = (&new.link, old.link == new.link) else { return None };
        let bookmark = self.bookmarks.reference(anchor)?;
        let in_both = self.bookmarks.former(anchor).is_none() && self.target(anchor, old.change) == Some(bookmark);
        if (old.change, new.change) != (Some(Change::Deleted), Some(Change::Inserted)) || !in_both {
            return None;
        }
        let numbered = self.numbers.get(anchor)?;
        let (before, was) = split_number(old, numbered.was.as_ref()?)?;
        let (after, now) = split_number(new, &numbered.now)?;
        let mut runs: Vec<Run> = match before == after {
            // It may be the number alone.
            true => (!after.is_empty()).then(|| plain(&after)).into_iter().collect(),
            false => vec![mark_run(plain(&before), old.change), mark_run(plain(&after), new.change)],
        };
        runs.extend(field_begin(&numbered.instruction(bookmark, self.numbers_are_words())));
        runs.extend([mark_run(plain(&was), old.change), mark_run(plain(&now), new.change), field_end()]);
        Some(runs.into_iter().map(|run| self.style_link_run(new, run)).collect())
    }

    /// The number of the page of an anchor, which Word works out anew when it updates its fields. What stood elsewhere in the
    /// old version has another bookmark there, and a number that no field works out.
    fn add_page_number(&self, paragraph: Paragraph, anchor: &Anchor, words: &Words) -> Paragraph {
        let strong = |run: Run| if words.strong { run.style("Strong") } else { run };
        let page = |anchor: &Anchor| self.pages.of_headings.get(anchor).map(|(page, _)| *page);
        let now = page(anchor).unwrap_or(1).to_string();
        let then = page(&anchor.for_deleted()).map_or_else(|| now.clone(), |page| page.to_string());
        let Some(bookmark) = self.target(anchor, words.change) else { return paragraph };
        let instruction = format!("PAGEREF {bookmark} \\h");
        if words.change == Some(Change::Deleted) {
            // LibreOffice leaves a row where a field was taken out with it: the number comes back as a link.
            let number = mark_run(strong(plain(&then)), Some(Change::Deleted));
            return paragraph.add_hyperlink(Hyperlink::new(bookmark, HyperlinkType::Anchor).add_run(number));
        }
        let former = self.bookmarks.former(anchor).filter(|_| words.change.is_none());
        let (paragraph, change) = match former {
            Some(former) => {
                let number = mark_run(strong(plain(&then)), Some(Change::Deleted));
                let link = Hyperlink::new(former, HyperlinkType::Anchor).add_run(number);
                (paragraph.add_hyperlink(link), Some(Change::Inserted))
            }
            None => (paragraph, words.change),
        };
        let runs = field(&instruction, &now).into_iter().map(|run| mark_run(strong(run), change));
        runs.fold(paragraph, Paragraph::add_run)
    }
}

/// Splits the words of a reference into what precedes the field and what the field prints; `None` if they don't end
/// with it.
fn split_number(words: &Words, known: &str) -> Option<(String, String)> {
    let same = words.text.replace('\u{a0}', " ");
    if words.strong || words.emph || words.lang.is_some() || !same.ends_with(known) {
        return None;
    }
    // A hard space is as long as two plain ones, so the end is counted in characters.
    let at = words.text.chars().count() - known.chars().count();
    Some((words.text.chars().take(at).collect(), words.text.chars().skip(at).collect()))
}
