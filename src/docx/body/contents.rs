//! The contents list: a field that Word can update, already filled in. Where there are two versions it is that of both: the entry
//! of a heading that was put in or taken out goes with it.

use docx_rs::{Hyperlink, HyperlinkType, LineSpacing, LineSpacingType, Paragraph, Run};

use super::{BodyWriter, add_runs, change_of, mark_run, plain, runs_of, styled, with_end_change};
use crate::document::{Anchor, Block, Change, Heading};
use crate::docx::fields::{field, field_begin, field_end};

/// The field of the contents list. It goes by outline levels: names of styles would be separated by a sign that depends
/// on the settings of Windows.
const CONTENTS: &str = "TOC \\o \"1-3\" \\h \\z \\u";

impl BodyWriter<'_> {
    pub(super) fn contents(&mut self) {
        let title = styled("TOCHeading").page_break_before(true);
        self.push(add_runs(title, runs_of(&self.document.contents_title)));
        let entries: Vec<&Heading> = self
            .document
            .all_blocks()
            .filter_map(|block| match block {
                Block::Heading(heading) if heading.is_listed_in_either() => Some(heading),
                _ => None,
            })
            .collect();
        // The field must not go with an entry that it begins or ends in.
        let goes = |entry: Option<&&Heading>| entry.is_some_and(|heading| change_of(&heading.mark).is_some());
        let (before, after) = (goes(entries.first()), goes(entries.last()));
        if before {
            self.push(add_runs(hairline_paragraph(), field_begin(CONTENTS)));
        }
        let last = entries.len().saturating_sub(1);
        for (index, heading) in entries.into_iter().enumerate() {
            let mut paragraph = styled(&format!("TOC{}", heading.level));
            if index == 0 && !before {
                paragraph = add_runs(paragraph, field_begin(CONTENTS));
            }
            paragraph = paragraph.add_hyperlink(self.entry(heading));
            if index == last && !after {
                paragraph = paragraph.add_run(field_end());
            }
            self.push(with_end_change(paragraph, change_of(&heading.mark)));
        }
        if after {
            self.push(hairline_paragraph().add_run(field_end()));
        }
    }

    /// An entry: the words of a heading, and its page.
    fn entry(&self, heading: &Heading) -> Hyperlink {
        let change = change_of(&heading.mark);
        let bookmark = self.bookmarks.entry(&heading.anchor).unwrap_or_default();
        // The dots are as light as in the PDF.
        let dots = Run::new().add_tab().color(&self.look.colours.hairline).disable_bold();
        let page = self.page_of(heading).to_string();
        let page = match change {
            // A field is never taken out: programs don't agree on what that is.
            Some(Change::Deleted) => vec![plain(&page)],
            _ => field(&format!("PAGEREF {bookmark} \\h"), &page),
        };
        let after = [dots].into_iter().chain(page).map(|run| mark_run(run, change));
        let link = Hyperlink::new(bookmark, HyperlinkType::Anchor);
        let [before, number, between] = self.label(heading);
        let words = before.and(number).and(between).and(heading.title.clone());
        runs_of(&words).into_iter().chain(after).fold(link, Hyperlink::add_run)
    }

    /// The page of a heading; of one that another took the place of, the other's, where it has none of its own.
    fn page_of(&self, heading: &Heading) -> usize {
        let known = |anchor: &Anchor| self.pages.of_headings.get(anchor);
        let page = known(&heading.anchor).or_else(|| known(self.bookmarks.successor(heading)?));
        page.map_or(1, |(page, _)| *page)
    }
}

/// A paragraph so low that it is hardly seen.
fn hairline_paragraph() -> Paragraph {
    let least = LineSpacing::new().before(0).after(0).line(20).line_rule(LineSpacingType::Exact);
    styled("TOC1").line_spacing(least)
}
