//! Headings: their numbers, which Word counts itself, and what stands beside them.

use docx_rs::{Hyperlink, HyperlinkType, IndentLevel, NumberingId, Paragraph};

use super::{BodyWriter, add_runs, change_of, runs_of, styled, with_end_change};
use crate::document::{Affixes, Change, Heading, HeadingKind, Run as Words, Text};
use crate::docx::numberings::HEADINGS;
use crate::docx::styles::{self, Heights};
use crate::paper::fonts;

/// The PDF's band of a delmål: the room over its words at a page's top and elsewhere, the label over the title, and the room
/// under all, in points.
const OVER_BAND: [f64; 2] = [4.0, 14.0];
const LABEL: f64 = 12.0;
const UNDER_BAND: f64 = 20.0;
/// There: between the number and the title, over the weight, over the bar of the weights with the bar, and over the goal.
const BESIDE_THE_NUMBER: f64 = 18.0;
const OVER_WEIGHT: f64 = 10.0;
const WEIGHTS_BAR: f64 = 11.0;
const OVER_GOAL: f64 = 14.0;
/// The least room under the band here, in points.
const UNDER_BAND_HERE: f64 = 8.0;

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
        // What the running head is taken from (`STYLEREF`).
        let runs_ahead = heading.level == 1 || heading.kind == HeadingKind::Delmål;
        let title = runs_of(&heading.title).into_iter();
        let title: Vec<_> = title.map(|run| if runs_ahead { run.style(styles::RUNNING) } else { run }).collect();
        let link = heading.link.as_ref().and_then(|link| self.target(link, change));
        let paragraph = match link.map(|bookmark| Hyperlink::new(bookmark, HyperlinkType::Anchor)) {
            None => self.bookmarked(paragraph, &names, title),
            Some(link) => {
                let link = title.into_iter().fold(link, Hyperlink::add_run);
                self.bookmarked(paragraph, &names, Vec::new()).add_hyperlink(link)
            }
        };
        let paragraph = with_end_change(paragraph, change);
        self.block_paragraph(style, paragraph, begins);
        if heading.kind == HeadingKind::Delmål {
            self.open_band(heading, begins);
        }
    }

    /// The weight of a delmål under its heading. In Word label and title stand in one line, and the room that the PDF's band has
    /// more than this one is under it.
    fn open_band(&mut self, heading: &Heading, begins: bool) {
        let Heights { size, pitch, .. } = self.heights_of("Heading2");
        let lines = |text: &str, width: f64| fonts::wrap(text, width, size, true).0.len() as f64;
        let number = heading.number.map_or(String::new(), |number| number.to_string());
        let beside = BESIDE_THE_NUMBER + fonts::width(&number, self.look.kinds.number.size, true);
        let title = heading.title.words();
        let there = OVER_BAND[usize::from(!begins)]
            + LABEL
            + pitch * lines(&title, self.text_width() - beside)
            + UNDER_BAND
            + self.look.around.delmål.below;
        let label = heading.label.as_deref().unwrap_or_default();
        let before = match self.numbers_are_words() {
            true => format!("{label} "),
            // So many hard spaces as are as wide as the smaller label.
            false => {
                let width = fonts::width(&format!("{label} "), styles::BAND_LABEL, true);
                "\u{a0}".repeat((width / fonts::width("\u{a0}", size, true)).ceil() as usize)
            }
        };
        let here = styles::band_height("Heading2") + pitch * lines(&format!("{before}{title}"), self.text_width());
        let Some(aside) = &heading.aside else {
            let room = (there - here).max(UNDER_BAND_HERE);
            self.set_room_after(room);
            self.band = Some(room);
            return;
        };
        let bar = if aside.shares.len() > 1 { WEIGHTS_BAR } else { 0.0 };
        let room = (there + OVER_WEIGHT + bar - here - styles::band_height("Delmaalsvekt")).max(UNDER_BAND_HERE);
        let change = change_of(&heading.mark);
        let space = Text(vec![Words { change, ..Words::plain(" ") }]);
        let of = runs_of(&space.and(aside.of.clone())).into_iter();
        let of = of.map(|run| run.disable_bold().color(&self.look.colours.secondary));
        let words = runs_of(&aside.value).into_iter().chain(of).collect();
        let paragraph = with_end_change(add_runs(styled("Delmaalsvekt"), words), change);
        self.block_paragraph("Delmaalsvekt", paragraph, false);
        self.set_room_after(room);
        self.band = Some(room);
    }

    /// A goal within the band of its delmål, under which there was to be so much room.
    pub(super) fn goal_in_band(&mut self, paragraph: Paragraph, room: f64) {
        self.set_room_after(0.0);
        self.block_paragraph("Hovudmaal", paragraph, false);
        let room = (room + OVER_GOAL - styles::band_height("Hovudmaal")).max(UNDER_BAND_HERE);
        self.set_room_after(room);
        self.band = Some(room);
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
