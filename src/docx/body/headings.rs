//! Headings: their numbers, which Word counts itself, and what stands beside them.

use docx_rs::{Hyperlink, HyperlinkType, IndentLevel, NumberingId};

use super::{BodyItem, BodyWriter, add_runs, change_of, runs_of, styled, with_end_change};
use crate::document::{Affixes, Change, Heading, HeadingKind, Run as Words, Text};
use crate::docx::numberings::HEADINGS;
use crate::docx::styles::{self, Heights};
use crate::paper::fonts;

/// What stands over and under the words in the PDF's band of a delmål, and over and under the heading here, in points.
const BAND_PADDING: f64 = 38.0;
const BAND_HERE: f64 = 17.0;

/// Between the number and the title in the PDF's band, and how high the weight is there, in points.
const BESIDE_THE_NUMBER: f64 = 18.0;
const WEIGHT: f64 = 34.0;

/// What Word's own counting has reached.
#[derive(Clone, Copy)]
pub(super) struct Counter {
    pub(super) reached: u16,
    pub(super) numbering: usize,
}

impl Counter {
    /// The numbering, if a number is the next in it.
    fn goes_on(self, number: u16) -> Option<usize> {
        (u32::from(number) == u32::from(self.reached) + 1).then_some(self.numbering)
    }
}

impl BodyWriter<'_> {
    pub(super) fn heading(&mut self, heading: &Heading) {
        let (style, level) = match heading.kind {
            HeadingKind::Section if heading.number.is_none() => ("Kapittel", None),
            HeadingKind::Section => ("Heading1", Some(0)),
            HeadingKind::Part => ("Mellomtittel", None),
            HeadingKind::Delmål => ("Heading2", Some(1)),
            HeadingKind::Tiltak => ("Heading3", Some(2)),
            HeadingKind::Bolk => ("Heading4", None),
            HeadingKind::Entry => ("Endringstittel", None),
        };
        let mut paragraph = styled(style);

        // A section that begins a page in the PDF begins one here, whatever the lines before it came to.
        let at_top = heading.level == 1 && self.pages.of_headings.get(&heading.anchor).is_some_and(|(_, top)| *top);
        let change = change_of(&heading.mark);
        // What was taken out begins no page for what follows it.
        let after_contents = self.page_break;
        self.page_break &= heading.is_deleted();
        let begins = after_contents || heading.new_page || at_top;
        if begins {
            paragraph = paragraph.page_break_before(true);
        }
        let around = self.open_bookmarks.as_ref().is_some_and(|(anchor, _)| *anchor == heading.anchor);
        let mut names = if around { Vec::new() } else { self.heading_bookmarks(&heading.anchor) };
        match (level, heading.number) {
            (Some(_), _) if self.numbers_are_words() => {
                let [before, number, after] = self.label(heading).map(|part| runs_of(&part));
                // What references print is the number alone.
                let reference: Vec<String> = names.pop().into_iter().collect();
                paragraph = self.bookmarked(add_runs(paragraph, before), &reference, number);
                paragraph = add_runs(paragraph, after);
            }
            (Some(level), Some(number)) => {
                // Only where the plan's numbers jump does a heading need a numbering of its own.
                if let Some(numbering) = self.count(level, number) {
                    paragraph = paragraph.numbering(NumberingId::new(numbering), IndentLevel::new(level));
                }
            }
            _ => {}
        }
        let link = heading.link.as_ref().and_then(|link| self.target(link, change));
        let paragraph = match link.map(|bookmark| Hyperlink::new(bookmark, HyperlinkType::Anchor)) {
            None => self.bookmarked(paragraph, &names, runs_of(&heading.title)),
            Some(link) => {
                let link = runs_of(&heading.title).into_iter().fold(link, Hyperlink::add_run);
                self.bookmarked(paragraph, &names, Vec::new()).add_hyperlink(link)
            }
        };
        let paragraph = with_end_change(paragraph, change);
        self.block_paragraph(style, paragraph, begins);
        if heading.kind == HeadingKind::Delmål {
            self.under_delmål(heading);
        }
    }

    /// The weight of a delmål under its heading, with so much space that heading and weight are as high as the PDF's band.
    fn under_delmål(&mut self, heading: &Heading) {
        let Heights { size, pitch, .. } = self.heights_of("Heading2");
        let lines = |text: &str, width: f64| fonts::wrap(text, width, size, true).0.len() as f64;
        let label = heading.label.as_deref().unwrap_or_default();
        // There the label stands over the title, the number beside them, and the weight under them.
        let number = heading.number.map_or(String::new(), |number| number.to_string());
        let beside = BESIDE_THE_NUMBER + fonts::width(&number, self.look.kinds.number.size, true);
        let weight = if heading.aside.is_some() { WEIGHT } else { 0.0 };
        let title = heading.title.words();
        let band = BAND_PADDING + weight + 12.0 + pitch * lines(&title, self.text_width() - beside) + 12.0;
        let here = BAND_HERE + pitch * lines(&format!("{label} {title}"), self.text_width() - 14.5);
        let Some(aside) = &heading.aside else {
            let heading = self.heights_of("Heading2");
            if let Some(BodyItem::Paragraph(paragraph)) = self.body.parts.pop() {
                let after = (band - here).max(heading.after);
                self.push(paragraph.line_spacing(styles::spacing(Heights { after, ..heading })));
            }
            return;
        };
        let own = self.heights_of("Delmaalsvekt");
        let after = (band - here - self.heights_of("Heading2").after - own.pitch).max(2.0);
        let change = change_of(&heading.mark);
        let space = Text(vec![Words { change, ..Words::plain(" ") }]);
        let runs = runs_of(&aside.value.clone().and(space).and(aside.of.clone()));
        let paragraph = with_end_change(add_runs(styled("Delmaalsvekt"), runs), change);
        self.push(paragraph.line_spacing(styles::spacing(Heights { after, ..own })));
    }

    /// Counts as Word will, and returns the numbering to set if it would come to another number.
    fn count(&mut self, level: usize, number: u16) -> Option<usize> {
        let own = self.counted[level].goes_on(number);
        let numbering = own.unwrap_or_else(|| self.body.add_numbering(HEADINGS, level, usize::from(number)));
        self.counted[level] = Counter { reached: number, numbering };
        // Delmål count on in the styles' own numbering under whatever section: they stand in one only.
        let deeper = if level == 0 { HEADINGS } else { numbering };
        self.counted[level + 1..].fill(Counter { reached: 0, numbering: deeper });
        (numbering != HEADINGS).then_some(numbering)
    }

    /// What stands before a heading's number, the number, that of both versions, and what stands between it and the title.
    pub(super) fn label(&self, heading: &Heading) -> [Text; 3] {
        let Some(label) = &heading.label else { return [const { Text(Vec::new()) }; 3] };
        let numbering = &self.document.numbering;
        let affixes = match heading.kind {
            HeadingKind::Section => Some(&numbering.section),
            HeadingKind::Delmål => Some(&numbering.delmål),
            HeadingKind::Tiltak => Some(&numbering.tiltak),
            HeadingKind::Part | HeadingKind::Bolk | HeadingKind::Entry => None,
        };
        let change = change_of(&heading.mark);
        let part = |words: String, change: Option<Change>| Text(vec![Words { change, ..Words::plain(words) }]);
        let (Some(Affixes { before, after }), Some(number)) = (affixes, heading.number) else {
            return [part(format!("{label} "), change), Text::default(), Text::default()];
        };
        let number = match heading.was {
            Some(was) => {
                part(was.to_string(), Some(Change::Deleted)).and(part(number.to_string(), Some(Change::Inserted)))
            }
            None => part(number.to_string(), change),
        };
        [part(before.clone(), change), number, part(format!("{after} "), change)]
    }
}
