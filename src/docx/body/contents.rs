//! The contents list: a field that Word can update, already filled in.

use docx_rs::{Hyperlink, HyperlinkType, Paragraph, Run};

use super::{Writer, plain, styled, with, words};
use crate::document::{Block, Heading};
use crate::docx::fields::{field, field_begin, field_end};

impl Writer<'_> {
    /// The contents list: a field that Word can update, already filled in.
    pub(super) fn contents(&mut self) {
        let title = styled("TOCHeading").page_break_before(true);
        self.push(with(title, words(&self.document.contents_title)));
        let entries: Vec<&Heading> = self
            .document
            .all_blocks()
            .filter_map(|block| match block {
                Block::Heading(heading) if heading.is_listed() => Some(heading),
                _ => None,
            })
            .collect();
        let last = entries.len().saturating_sub(1);
        for (index, heading) in entries.into_iter().enumerate() {
            let bookmark = self.bookmarks.entry(&heading.anchor).unwrap_or_default().to_string();
            // The list is that of the new version.
            let words = heading.as_now();
            let page = self.pages.of_headings.get(&heading.anchor).map_or(1, |(page, _)| *page);
            let mut paragraph = styled(&format!("TOC{}", heading.level));
            if index == 0 {
                // By outline levels: names of styles would be parted by the sign that Windows is set to.
                paragraph = field_begin("TOC \\o \"1-3\" \\h \\z \\u").into_iter().fold(paragraph, Paragraph::add_run);
            }
            // The dots are as light as in the PDF.
            let dots = Run::new().add_tab().color(&self.look.colours.hairline).disable_bold();
            let mut link = Hyperlink::new(&bookmark, HyperlinkType::Anchor).add_run(plain(&words)).add_run(dots);
            for run in field(&format!("PAGEREF {bookmark} \\h"), &page.to_string()) {
                link = link.add_run(run);
            }
            paragraph = paragraph.add_hyperlink(link);
            if index == last {
                paragraph = paragraph.add_run(field_end());
            }
            self.push(paragraph);
        }
    }
}
