//! The body of the Word file: the document's blocks as docx-rs's paragraphs and tables. It chooses styles and
//! bookmarks; what the words are is settled.

mod contents;
mod cover;
mod facts;
mod headings;
mod links;
mod tables;

use std::collections::BTreeMap;

use docx_rs::{
    AbstractNumbering, IndentLevel, LevelOverride, LineSpacing, LineSpacingType, Numbering, NumberingId, PageMargin,
    PageOrientationType, PageSize, Paragraph, Pic, Run, RunProperty, SectionProperty, SpecialIndentType, Table,
};

use super::anchors::{Bookmarks, ReferenceNumber, numbers};
use super::fields::{field_begin, field_end};
use super::numberings::{BULLETS, HEADINGS, NO_NUMBERING, NUMBERS, abstract_numberings, bound_numberings};
use super::styles::{self, FACT_GAP, Heights, twips};
use super::{Images, PageNumbers};
use crate::document::{
    Anchor, Block, Caption, Change, Chart, Document, Figure, HeadingKind, List, Mark, Role, Run as Words, Text,
};
use crate::paper::Paged;
use crate::paper::look::Look;
use crate::words::terms::Terms;
use headings::Counter;

/// The margin around a chart for the outlines of its boxes, in points.
pub(super) const CHART_MARGIN: f64 = 1.0;

/// Points as English Metric Units, DrawingML's measure.
pub(super) fn emu(points: f64) -> u32 {
    (points * 12700.0).round() as u32
}

/// A part of the body.
pub(super) enum BodyItem {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
    /// The start of a bookmark that spans several items: its id and its name.
    BookmarkStart(usize, String),
    /// The end of a bookmark, by its id.
    BookmarkEnd(usize),
}

/// The body, and what belongs to it in other parts.
pub(super) struct Body {
    pub(super) parts: Vec<BodyItem>,
    pub(super) abstract_numberings: Vec<AbstractNumbering>,
    pub(super) numberings: Vec<Numbering>,
    /// What must be found again when the parts are finished.
    pub(super) tickets: PlaceholderIds,
    /// How high the title page's band is, in points.
    pub(super) band: f64,
}

/// What docx-rs can't say of a thing, by the id that was given to the thing when it was written: a picture's is that of its
/// file, a table's that of its first paragraph.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct PlaceholderIds {
    /// The pictures.
    pub(super) pictures: BTreeMap<String, PictureTicket>,
    /// What each table shows.
    pub(super) tables: BTreeMap<String, String>,
}

/// A picture: docx-rs is given its ticket in the place of its bytes, for it keeps only one of two that have the same.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PictureTicket {
    /// The words for it.
    pub(super) words: String,
    /// The drawing that it is of.
    pub(super) chart: Option<Chart>,
    /// The bytes.
    pub(super) png: Vec<u8>,
}

/// A new id of a kind; they sort in the order of the text.
fn ticket<T>(kind: &str, given: &BTreeMap<String, T>) -> String {
    format!("{kind}-{:06}", given.len() + 1)
}

impl Body {
    /// A numbering that begins at a number on a level; its id.
    fn add_numbering(&mut self, of: usize, level: usize, start: usize) -> usize {
        // The ids follow those that are there from the beginning.
        let id = self.numberings.len() + HEADINGS;
        let restart = LevelOverride::new(level).start(start);
        self.numberings.push(Numbering::new(id, of).add_override(restart));
        id
    }
}

struct BodyWriter<'a> {
    document: &'a Document,
    look: &'a Look,
    terms: &'static Terms,
    art: &'a Images<'a>,
    pages: &'a PageNumbers,
    bookmarks: Bookmarks,
    numbers: BTreeMap<&'a Anchor, ReferenceNumber>,
    next_bookmark: usize,
    /// The bookmarks around two headings that are open, by the anchor, with their ids.
    open_bookmarks: Option<(Anchor, std::ops::Range<usize>)>,
    body: Body,
    /// Whether what is under the delmål is set tighter.
    tight: bool,
    /// Whether the cells of a table are being written.
    in_table: bool,
    /// The room under the last table, in points, and whether it is one of facts.
    under_table: f64,
    after_facts: bool,
    /// What became of the whole of the last table.
    table_change: Option<Change>,
    /// The heights of the last paragraph.
    last: Heights,
    /// The room after what stands last in the band of a delmål, while it is open.
    band: Option<f64>,
    /// Whether the next block is of the same tiltak or section, and what introduces it stays with it.
    goes_on: bool,
    /// Whether the next heading begins a page.
    page_break: bool,
    /// How many items there were when the last section ended.
    section_ended: usize,
    /// The number that Word's own counting has reached, for sections, delmål and tiltak, and the numbering
    /// that each of them uses.
    counted: [Counter; 3],
}

pub(super) fn write(paged: &Paged, art: &Images, pages: &PageNumbers) -> Body {
    let (document, look) = (paged.document(), paged.look());
    let mut writer = BodyWriter {
        document,
        look,
        terms: Terms::of_lang(document.meta.lang),
        art,
        pages,
        bookmarks: Bookmarks::of(document),
        numbers: numbers(document),
        next_bookmark: 1,
        open_bookmarks: None,
        body: Body {
            parts: Vec::new(),
            abstract_numberings: abstract_numberings(document, look),
            numberings: bound_numberings(document).iter().map(|id| Numbering::new(*id, *id)).collect(),
            tickets: PlaceholderIds::default(),
            band: 0.0,
        },
        tight: false,
        in_table: false,
        under_table: 0.0,
        after_facts: false,
        table_change: None,
        last: styles::heights_of(look, ""),
        band: None,
        goes_on: false,
        page_break: false,
        section_ended: 0,
        counted: [Counter { reached: 0, numbering: HEADINGS }; 3],
    };
    if let Some(cover) = &document.cover {
        writer.cover(cover);
        writer.contents();
        writer.page_break = true;
    }
    writer.blocks(&document.blocks);
    writer.body
}

fn styled(style: &str) -> Paragraph {
    Paragraph::new().style(style)
}

fn plain(text: &str) -> Run {
    Run::new().add_text(text)
}

/// The runs of a text without emphasis: one for each stretch that is inserted, deleted or neither.
fn runs_of(text: &Text) -> Vec<Run> {
    let merged = text.with_merged_runs();
    let stretches = merged.0.chunk_by(|one, other| one.change == other.change);
    let run = |runs: &[Words]| {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        mark_run(plain(&text), runs[0].change)
    };
    stretches.map(run).collect()
}

fn add_runs(paragraph: Paragraph, runs: Vec<Run>) -> Paragraph {
    runs.into_iter().fold(paragraph, Paragraph::add_run)
}

/// A run of the text as it looks, without where it leads.
fn run(words: &Words) -> Run {
    let made = match words.lang {
        // Emphasis is then set directly: a run has one style.
        Some(lang) => styles::in_language(plain(&words.text), lang, (words.strong, words.emph)),
        None if words.strong => plain(&words.text).style("Strong"),
        None if words.emph => plain(&words.text).style("Emphasis"),
        None => plain(&words.text),
    };
    let made = if words.strong && words.emph { made.italic() } else { made };
    mark_run(made, words.change)
}

/// Marks a run as inserted or deleted by a highlight that `finish/revisions.rs` finds: a plan never has one.
pub(super) fn mark_run(run: Run, change: Option<Change>) -> Run {
    match change {
        Some(change) => run.highlight(revision_highlight(change, false)),
        None => run,
    }
}

/// Marks the end of a paragraph as inserted or deleted.
fn with_end_change(paragraph: Paragraph, change: Option<Change>) -> Paragraph {
    match change {
        Some(change) => paragraph.run_property(RunProperty::new().highlight(revision_highlight(change, false))),
        None => paragraph,
    }
}

/// The highlight that stands for a change until the parts are finished.
pub(super) fn revision_highlight(change: Change, row: bool) -> &'static str {
    match (change, row) {
        (Change::Inserted, false) => "put-in",
        (Change::Deleted, false) => "taken-out",
        (Change::Inserted, true) => "row-put-in",
        (Change::Deleted, true) => "row-taken-out",
    }
}

/// What became of the whole of a block.
fn change_of(mark: &Option<Mark>) -> Option<Change> {
    mark.as_ref().and_then(|mark| mark.change)
}

/// What became of the whole of each of some blocks, if that is the same.
fn change_of_all(blocks: &mut dyn Iterator<Item = &Block>) -> Option<Change> {
    let mut all = blocks.map(|block| match block {
        Block::Paragraph { mark, .. } => change_of(mark),
        Block::List(list) => change_of_all(&mut list.items.iter().flatten()),
        _ => None,
    });
    let first = all.next()??;
    all.all(|change| change == Some(first)).then_some(first)
}

impl BodyWriter<'_> {
    fn heights_of(&self, style: &str) -> Heights {
        styles::heights_of(self.look, style)
    }

    /// Whether the numbers of headings and of lists are words. In a file with changes they are, for LibreOffice does not count a
    /// paragraph that something is taken out of, not even when the changes are accepted.
    fn numbers_are_words(&self) -> bool {
        self.document.changes.is_some()
    }

    /// The width of the text, in points.
    fn text_width(&self) -> f64 {
        self.look.page.text_width()
    }

    fn push(&mut self, paragraph: Paragraph) {
        self.body.parts.push(BodyItem::Paragraph(Box::new(paragraph)));
    }

    /// Adds a block's paragraph of a style. At the top of a page there is no space before it; a table, which has none after
    /// itself, has it before what follows.
    fn block_paragraph(&mut self, style: &str, paragraph: Paragraph, begins_page: bool) {
        let of_style = self.heights_of(style);
        let tight = self.look.tight;
        let own = match (self.tight, style) {
            (false, _) => of_style,
            (true, "BodyText" | "Innleiing" | "Ingress") => {
                Heights { after: tight.share * of_style.after, pitch: of_style.pitch - tight.pitch, ..of_style }
            }
            (true, _) => Heights { before: tight.share * of_style.before, ..of_style },
        };
        let before = match (begins_page, self.room_under_table()) {
            (true, _) => 0.0,
            (false, 0.0) => own.before,
            // Under the last of facts is some room already.
            (false, under) if self.after_facts => own.before.max(under + FACT_GAP) - FACT_GAP,
            (false, under) => own.before.max(under),
        };
        self.spaced_paragraph(paragraph, of_style, Heights { before, ..own });
    }

    /// Adds a paragraph with its heights, which it says itself where they are not those of its style.
    fn spaced_paragraph(&mut self, paragraph: Paragraph, of_style: Heights, own: Heights) {
        self.push(if own == of_style { paragraph } else { paragraph.line_spacing(styles::spacing(own)) });
        self.last = own;
    }

    /// The last part that is not merely a place.
    fn last_part(&self) -> Option<usize> {
        let is_place = |part: &BodyItem| matches!(part, BodyItem::BookmarkStart(..) | BodyItem::BookmarkEnd(_));
        self.body.parts.iter().rposition(|part| !is_place(part))
    }

    /// The room that a table before needs under itself: a table in Word has none.
    fn room_under_table(&self) -> f64 {
        match self.last_part().map(|at| &self.body.parts[at]) {
            Some(BodyItem::Table(_)) => self.under_table,
            _ => 0.0,
        }
    }

    /// Gives the last paragraph this room after itself.
    fn set_room_after(&mut self, after: f64) {
        let Some(at) = self.last_part() else { return };
        if let BodyItem::Paragraph(paragraph) = &mut self.body.parts[at] {
            self.last.after = after;
            **paragraph = std::mem::take(&mut **paragraph).line_spacing(styles::spacing(self.last));
        }
    }

    /// Sees to the room over a table, which has none itself. Right under another table it is a paragraph without words, for Word
    /// would make one of two; it comes and goes with the one that does, and there is none where no version has both.
    fn space_before_table(&mut self, above: f64, change: Option<Change>) {
        let under = self.room_under_table();
        if under > 0.0 {
            let change = match (self.table_change, change) {
                (Some(before), Some(own)) if before != own => return,
                (before, own) => own.or(before),
            };
            let own = if self.after_facts { FACT_GAP } else { 0.0 };
            let room = LineSpacing::new().before(0).after(0).line(twips(under.max(above - own)) as i32);
            let empty = Paragraph::new().line_spacing(room.line_rule(LineSpacingType::Exact)).keep_next(true);
            self.push(with_end_change(empty, change));
        } else if self.last.after < above {
            self.set_room_after(above);
        }
    }

    /// Adds a paragraph of a list, of a style.
    fn list_paragraph(&mut self, style: &str, paragraph: Paragraph) {
        let of_style = self.heights_of(style);
        let pitch = if self.tight { of_style.pitch - self.look.tight.pitch } else { of_style.pitch };
        let own = Heights { pitch, before: self.room_under_table(), ..of_style };
        self.spaced_paragraph(paragraph, of_style, own);
    }

    fn picture(&mut self, png: &[u8], (width, height): (f64, f64), alt: &str, chart: Option<&Chart>) -> Run {
        let pictures = &mut self.body.tickets.pictures;
        let ticket = ticket("bilete", pictures);
        let own = PictureTicket { words: alt.to_string(), chart: chart.cloned(), png: png.to_vec() };
        pictures.insert(ticket.clone(), own);
        let picture = Pic::new_with_dimensions(ticket.clone().into_bytes(), 1, 1).size(emu(width), emu(height));
        Run::new().add_image(picture.id(ticket))
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            self.goes_on = match blocks.get(at + 1) {
                Some(Block::Heading(heading)) => heading.kind == HeadingKind::Bolk,
                next => next.is_some(),
            };
            self.block(block, 0);
        }
    }

    fn block(&mut self, block: &Block, depth: usize) {
        let band = self.band.take();
        match block {
            Block::Heading(heading) => {
                // A heading and the one in its place have bookmarks around both: they are there in both versions.
                if let Some(successor) = self.bookmarks.successor(heading).cloned() {
                    self.begin_bookmarks(&successor);
                }
                if matches!(heading.kind, HeadingKind::Section | HeadingKind::Delmål) {
                    self.tight = heading.tight;
                }
                self.heading(heading);
                self.finish_bookmarks(&heading.anchor);
            }
            Block::Paragraph { role, text, mark } => {
                let style = match role {
                    Role::Body => "BodyText",
                    Role::Intro => "Innleiing",
                    Role::Lead => "Ingress",
                    Role::Facts => return self.facts(text, change_of(mark)),
                    Role::Goal => "Hovudmaal",
                    Role::Gap => "Manglar",
                };
                let paragraph = with_end_change(self.add_text(styled(style), text), change_of(mark));
                let stays = *role == Role::Lead && self.goes_on;
                let paragraph = if stays { paragraph.keep_next(true) } else { paragraph };
                match (role, band) {
                    (Role::Goal, Some(room)) => self.goal_in_band(paragraph, room),
                    _ => self.block_paragraph(style, paragraph, false),
                }
            }
            Block::List(list) => {
                self.list(list, depth, list.whole);
                if depth == 0 {
                    self.end_list();
                }
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Sideways { blocks } => {
                self.end_section(section(self.look, false));
                self.blocks(blocks);
                self.end_section(section(self.look, true));
            }
        }
    }

    fn list(&mut self, list: &List, depth: usize, whole: bool) {
        let numbers_are_words = self.numbers_are_words();
        let (style, numbering) = match list.start {
            None => ("ListBullet", BULLETS),
            Some(_) if numbers_are_words => ("ListNumber", NO_NUMBERING),
            Some(start) => {
                // Each numbered list counts for itself.
                let start = usize::try_from(start).unwrap_or(1);
                ("ListNumber", self.body.add_numbering(NUMBERS, depth, start))
            }
        };
        let mut numbers = list.start.filter(|_| numbers_are_words).map(|start| [start; 2]);
        let kept = |paragraph: Paragraph| if whole { paragraph.keep_next(true).keep_lines(true) } else { paragraph };
        for item in &list.items {
            let change = match item.first() {
                Some(Block::Paragraph { mark, .. }) => change_of(mark),
                _ => change_of_all(&mut item.iter()),
            };
            // The style of bullets has their numbering; what is deeper or counts says so itself.
            let marked = match list.start {
                None if depth == 0 => styled(style),
                _ => styled(style).numbering(NumberingId::new(numbering), IndentLevel::new(depth)),
            };
            let marked = match &mut numbers {
                Some(numbers) => add_runs(self.at_hanging_number(marked, depth), self.number(numbers, change)),
                None => marked,
            };
            // An item that begins with a list has its own sign all the same, on a line of its own.
            if !matches!(item.first(), Some(Block::Paragraph { .. })) {
                self.list_paragraph(style, with_end_change(marked.clone().keep_next(true).keep_lines(whole), change));
            }
            for (index, block) in item.iter().enumerate() {
                match block {
                    Block::Paragraph { text, .. } if index == 0 => {
                        let paragraph = self.add_text(kept(marked.clone()), text);
                        self.list_paragraph(style, with_end_change(paragraph, change));
                    }
                    Block::Paragraph { text, mark, .. } => {
                        let left = twips(self.look.lists.step * (depth + 1) as f64) as i32;
                        let paragraph = styled("ListContinue").indent(Some(left), None, None, None);
                        let paragraph = self.add_text(kept(paragraph), text);
                        self.list_paragraph("ListContinue", with_end_change(paragraph, change_of(mark)));
                    }
                    Block::List(list) => self.list(list, depth + 1, whole),
                    other => self.block(other, depth + 1),
                }
            }
        }
    }

    /// A paragraph indented as Word indents an item of a numbered list.
    fn at_hanging_number(&self, paragraph: Paragraph, depth: usize) -> Paragraph {
        let lists = &self.look.lists;
        let [left, hanging] = [lists.step * (depth + 1) as f64, lists.number].map(|points| twips(points) as i32);
        paragraph.indent(Some(left), Some(SpecialIndentType::Hanging(hanging)), None, None)
    }

    /// The number of an item as words, those of both versions, and the tab after it. Of `numbers`, the next in the new version and
    /// in the old, those that the item has are counted.
    fn number(&self, numbers: &mut [u64; 2], change: Option<Change>) -> Vec<Run> {
        let [new, old] = *numbers;
        numbers[0] += u64::from(change != Some(Change::Deleted));
        numbers[1] += u64::from(change != Some(Change::Inserted));
        let number = |number: u64, change: Option<Change>| {
            mark_run(plain(&format!("{number}.")).bold().color(&self.look.colours.accent), change)
        };
        let mut runs = match change {
            None if new == old => vec![number(new, None)],
            None => vec![number(old, Some(Change::Deleted)), number(new, Some(Change::Inserted))],
            Some(Change::Inserted) => vec![number(new, change)],
            Some(Change::Deleted) => vec![number(old, change)],
        };
        runs.push(mark_run(Run::new().add_tab(), change));
        runs
    }

    /// The last paragraph of a list has the space after it of a paragraph, and does not hold on to the next.
    fn end_list(&mut self) {
        let last = self.body.parts.pop();
        if let Some(BodyItem::Paragraph(mut paragraph)) = last {
            paragraph.property.keep_next = None;
            self.push(*paragraph);
            self.set_room_after(self.look.between_paragraphs);
        } else {
            self.body.parts.extend(last);
        }
    }

    /// The caption, over a table or under a figure.
    fn caption(&mut self, caption: &Caption, anchor: Option<&Anchor>, over: bool) {
        // One that took the place of another has the caption of both.
        let change = caption.text.change();
        let number = mark_run(plain(&caption.number.to_string()), change.or(caption.was.map(|_| Change::Inserted)));
        let label = mark_run(plain(&format!("{} ", caption.label)), change);
        let label = match change {
            // A field that is taken out would still count.
            Some(Change::Deleted) => vec![label, number],
            _ => {
                let begin = field_begin(&format!("SEQ {} \\* ARABIC", caption.label));
                let was = caption.was.map(|was| mark_run(plain(&was.to_string()), Some(Change::Deleted)));
                let field = begin.into_iter().map(|run| mark_run(run, change)).chain(was);
                [label].into_iter().chain(field).chain([number, mark_run(field_end(), change)]).collect()
            }
        };
        let name = anchor.and_then(|anchor| self.bookmarks.reference(anchor)).map(str::to_string);
        let paragraph = self.bookmarked(styled("Caption"), name.as_slice(), label);
        // The style is bold: what stands in the bookmark must not be so itself, or references would be.
        let words = runs_of(&caption.text).into_iter().map(Run::disable_bold);
        let words = [mark_run(plain(": "), change)].into_iter().chain(words);
        let paragraph = with_end_change(add_runs(paragraph, words.collect()), change);
        let of_style = self.heights_of("Caption");
        if over {
            self.block_paragraph("Caption", paragraph.keep_next(true), false);
        } else {
            let own = Heights { before: 0.0, after: self.look.around.figure.below, ..of_style };
            self.spaced_paragraph(paragraph, of_style, own);
        }
    }

    fn figure(&mut self, figure: &Figure) {
        let change = change_of(&figure.mark);
        if let (Some(chart), Some(png)) = (&figure.chart, self.art.figures.get(&figure.anchor)) {
            let size = (chart.width + 2.0 * CHART_MARGIN, chart.height + 2.0 * CHART_MARGIN);
            let run = self.picture(png, size, &figure.alt, Some(chart));
            let paragraph = with_end_change(styled("Figur").add_run(mark_run(run, change)), change);
            self.block_paragraph("Figur", paragraph, false);
        }
        // What another took the place of has no caption.
        if !figure.caption.text.is_empty() {
            self.caption(&figure.caption, Some(&figure.anchor), false);
        }
    }

    /// Ends a section at the last paragraph; after a table it takes a paragraph of its own.
    fn end_section(&mut self, property: SectionProperty) {
        // Nothing stands between two pages on their side.
        if self.section_ended == self.body.parts.len() {
            return;
        }
        self.section(property);
        self.section_ended = self.body.parts.len();
    }

    fn section(&mut self, property: SectionProperty) {
        match self.body.parts.pop() {
            // What may go with its paragraph must not take the section along.
            Some(BodyItem::Paragraph(paragraph)) if paragraph.property.run_property.highlight.is_none() => {
                self.push(paragraph.section_property(property));
            }
            last => {
                self.body.parts.extend(last);
                self.push(Paragraph::new().section_property(property));
            }
        }
    }
}

/// Where the header and the footer stand, from the page's edges, in twentieths of a point.
const HEADER: i32 = 780;
const FOOTER: i32 = 740;

/// The page of a section.
pub(super) fn section(look: &Look, landscape: bool) -> SectionProperty {
    let page = &look.page;
    let [side, top, bottom, width, height] = [page.side, page.top, page.bottom, page.width, page.height].map(twips);
    let [side, top, bottom] = [side, top, bottom].map(|margin| margin as i32);
    let margin = PageMargin::new().left(side).right(side).top(top).bottom(bottom).header(HEADER).footer(FOOTER);
    let property = SectionProperty::new().page_margin(margin);
    if landscape {
        property.page_size(PageSize::new().size(height, width)).page_orient(PageOrientationType::Landscape)
    } else {
        property.page_size(PageSize::new().size(width, height))
    }
}
