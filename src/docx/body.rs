//! The body of the Word file: the document's blocks as docx-rs's paragraphs and tables. It chooses styles and
//! bookmarks; what the words are is settled.

use std::collections::BTreeMap;

use docx_rs::{
    AbstractNumbering, AlignmentType, BreakType, CellMargins, Hyperlink, HyperlinkType, IndentLevel, LevelOverride,
    Numbering, NumberingId, PageMargin, PageOrientationType, PageSize, Paragraph, Pic, Run, RunProperty,
    SectionProperty, Table, TableCell, TableCellBorder, TableCellBorderPosition, TableCellBorders, TableLayoutType,
    TableRow, WidthType,
};

use super::anchors::{Bookmarks, Numbered, numbers};
use super::fields::{field, field_begin, field_end};
use super::numberings::{BULLET_NUMBERING, BULLETS, HEADING_NUMBERING, HEADINGS, NUMBERS, abstract_numberings};
use super::styles::{self, Heights, LIGHT, twips};
use super::{Art, Pages};
use crate::document::{
    Anchor, Aside, Bar, Block, Caption, Cell, Change, Chart, Cover, Document, Figure, Heading, HeadingKind, Link, List,
    Mark, Role, Row, Run as Words, Table as Data, Text, Tone,
};
use crate::paper::look::Look;
use crate::paper::{Paged, fonts};

/// The margin around a chart for the outlines of its boxes, in points.
pub(super) const CHART_MARGIN: f64 = 1.0;

/// What stands where something is to be filled in: dots to write on, or over.
const TO_FILL_IN: &str = "………………";

/// Points as English Metric Units, DrawingML's measure.
pub(super) fn emu(points: f64) -> u32 {
    (points * 12700.0).round() as u32
}

/// A part of the body.
pub(super) enum Part {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
    /// Where a bookmark begins that has several of them in it: its id and its name.
    BookmarkStart(usize, String),
    /// Where it ends.
    BookmarkEnd(usize),
}

/// The body, and what belongs to it in other parts.
pub(super) struct Body {
    pub(super) parts: Vec<Part>,
    pub(super) abstract_numberings: Vec<AbstractNumbering>,
    pub(super) numberings: Vec<Numbering>,
    /// What must be found again when the parts are finished.
    pub(super) tickets: Tickets,
    /// How high the title page's band is, in points.
    pub(super) band: f64,
}

/// What docx-rs can't say of a thing, by the id that was given to the thing when it was written: a picture's is that of its
/// file, a table's that of its first paragraph.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Tickets {
    /// The pictures.
    pub(super) pictures: BTreeMap<String, Picture>,
    /// What each table shows.
    pub(super) tables: BTreeMap<String, String>,
}

/// A picture: docx-rs is given its ticket in the place of its bytes, for it keeps only one of two that have the same.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Picture {
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
        // The ids follow the two that are there from the beginning.
        let id = self.numberings.len() + HEADING_NUMBERING;
        let restart = LevelOverride::new(level).start(start);
        self.numberings.push(Numbering::new(id, of).add_override(restart));
        id
    }
}

struct Writer<'a> {
    document: &'a Document,
    look: &'a Look,
    art: &'a Art<'a>,
    pages: &'a Pages,
    bookmarks: Bookmarks,
    numbers: BTreeMap<&'a Anchor, Numbered>,
    next_bookmark: usize,
    /// The bookmarks around two headings that are open, by the anchor, with their ids.
    open_bookmarks: Option<(Anchor, std::ops::Range<usize>)>,
    body: Body,
    /// Whether the cells of a table are being written.
    in_table: bool,
    /// Whether the next heading begins a page.
    page_break: bool,
    /// After how many parts a section ended last.
    section_ended: usize,
    /// The number that Word's own counting has reached, for sections, delmål and tiltak, and the numbering
    /// that each of them uses; in the new version and in the one that it is compared with.
    counted: [[Counter; 2]; 3],
}

/// The least height of the title page's band under the margin, and the room under it, as in the PDF, in points.
const LEAST_BAND: f64 = 245.0;
const UNDER_BAND: f64 = 25.5;
/// Between the logos and the parties, in points.
const UNDER_LOGOS: f64 = 22.7;

/// Over the colophon, in points.
const OVER_COLOPHON: f64 = 20.0;

/// The line that ends a table stands in the room under it, in points.
const LINE_UNDER_A_TABLE: f64 = 0.3;

#[derive(Clone, Copy)]
struct Counter {
    reached: u16,
    numbering: usize,
}

impl Counter {
    /// The numbering, if a number is the next in it.
    fn goes_on(self, number: u16) -> Option<usize> {
        (u32::from(number) == u32::from(self.reached) + 1).then_some(self.numbering)
    }
}

/// The level of the headings that Word counts.
fn counted_level(heading: &Heading) -> Option<usize> {
    match heading.kind {
        HeadingKind::Section => heading.number.map(|_| 0),
        HeadingKind::Delmål => Some(1),
        HeadingKind::Tiltak => Some(2),
        _ => None,
    }
}

/// The words of one version alone, wholly put in or taken out.
fn alone(text: &Text, change: Change) -> Text {
    let runs = text.0.iter().filter(|run| run.change.is_none() || run.change == Some(change));
    Text(runs.cloned().collect()).changed(change)
}

pub(super) fn write(paged: &Paged, art: &Art, pages: &Pages) -> Body {
    let (document, look) = (paged.document(), paged.look());
    let mut writer = Writer {
        document,
        look,
        art,
        pages,
        bookmarks: Bookmarks::of(document),
        numbers: numbers(document),
        next_bookmark: 1,
        open_bookmarks: None,
        body: Body {
            parts: Vec::new(),
            abstract_numberings: abstract_numberings(document, look),
            numberings: vec![Numbering::new(HEADING_NUMBERING, HEADINGS), Numbering::new(BULLET_NUMBERING, BULLETS)],
            tickets: Tickets::default(),
            band: 0.0,
        },
        in_table: false,
        page_break: false,
        section_ended: 0,
        counted: [[Counter { reached: 0, numbering: HEADING_NUMBERING }; 2]; 3],
    };
    if let Some(cover) = &document.cover {
        writer.cover(cover);
        writer.contents();
        writer.page_break = true;
    }
    for block in &document.blocks {
        writer.block(block, 0);
    }
    writer.body
}

fn styled(style: &str) -> Paragraph {
    Paragraph::new().style(style)
}

fn plain(text: &str) -> Run {
    Run::new().add_text(text)
}

/// Words that are never emphasised: one run, or one for each stretch that was put in or taken out.
fn words(text: &Text) -> Vec<Run> {
    let stretches = text.0.chunk_by(|one, other| one.change == other.change);
    let run = |runs: &[Words]| {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        changed(plain(&text), runs[0].change)
    };
    stretches.map(run).collect()
}

fn with(paragraph: Paragraph, runs: Vec<Run>) -> Paragraph {
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
    changed(made, words.change)
}

/// A run that was put in or taken out: `finish/revisions.rs` finds it by a highlight, which a plan never has.
pub(super) fn changed(run: Run, change: Option<Change>) -> Run {
    match change {
        Some(change) => run.highlight(revision(change, false)),
        None => run,
    }
}

/// A paragraph whose end was put in or taken out.
fn ended(paragraph: Paragraph, change: Option<Change>) -> Paragraph {
    match change {
        Some(change) => paragraph.run_property(RunProperty::new().highlight(revision(change, false))),
        None => paragraph,
    }
}

/// The highlight that stands for a change until the parts are finished.
pub(super) fn revision(change: Change, row: bool) -> &'static str {
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
fn change_of_all<'b>(blocks: &mut dyn Iterator<Item = &'b Block>) -> Option<Change> {
    let mut all = blocks.map(|block| match block {
        Block::Paragraph { mark, .. } => change_of(mark),
        Block::List(list) => change_of_all(&mut list.items.iter().flatten()),
        _ => None,
    });
    let first = all.next()??;
    all.all(|change| change == Some(first)).then_some(first)
}

impl<'a> Writer<'a> {
    fn heights_of(&self, style: &str) -> Heights {
        styles::heights_of(self.look, style)
    }

    /// The width of the text, in points.
    fn across(&self) -> f64 {
        self.look.page.text()
    }

    fn push(&mut self, paragraph: Paragraph) {
        self.body.parts.push(Part::Paragraph(Box::new(paragraph)));
    }

    /// Adds a block's paragraph of a style. At the top of a page there is no space before it; a table, which has none after
    /// itself, has it before what follows.
    fn block_paragraph(&mut self, style: &str, paragraph: Paragraph, begins_page: bool) {
        let own = self.heights_of(style);
        let is_place = |part: &&Part| matches!(part, Part::BookmarkStart(..) | Part::BookmarkEnd(_));
        let after_table = matches!(self.body.parts.iter().rev().find(|part| !is_place(part)), Some(Part::Table(_)));
        let before = match (begins_page, after_table) {
            (true, _) => 0.0,
            (false, true) => own.before.max(self.look.around.table.below - LINE_UNDER_A_TABLE),
            (false, false) => own.before,
        };
        let paragraph = match before == own.before {
            true => paragraph,
            false => paragraph.line_spacing(styles::spacing(Heights { before, ..own })),
        };
        self.push(paragraph);
    }

    fn cover(&mut self, cover: &Cover) {
        // The band is drawn behind these (`finish/band.rs`).
        let light = |style: &str| styled(&if cover.light { format!("{style}{LIGHT}") } else { style.to_string() });
        self.push(with(light("Framsidemerke"), words(&cover.mark)));
        self.push(with(light("Title"), words(&cover.title)));
        let subtitle = cover.subtitle.iter().flat_map(|subtitle| {
            let around = |signs: &str| Text(vec![Words { change: subtitle.change(), ..Words::plain(signs) }]);
            [around("– "), subtitle.clone(), around(" ")]
        });
        let agreement = subtitle.chain([cover.agreement.clone()]).fold(Text::default(), Text::and);
        self.push(with(light("Avtale"), words(&agreement)));
        self.push(with(light("Avtaleperiode"), words(&cover.period)));
        if let Some(note) = &cover.note {
            self.push(ended(with(light("Framsidemerknad"), words(note)), note.change()));
        }
        let (band, under) = self.band_height(cover);
        self.body.band = band;
        let mut under_band = Some(under);
        if !cover.logos.is_empty() {
            let own = self.heights_of("Logo");
            let mut paragraph = styled("Logo")
                .line_spacing(styles::spacing(Heights { before: under_band.take().unwrap_or(0.0), ..own }));
            for (index, logo) in self.art.logos.iter().enumerate() {
                if index > 0 {
                    paragraph = paragraph.add_run(plain("    "));
                }
                let picture = &logo.picture;
                paragraph =
                    paragraph.add_run(self.picture(&logo.png, (picture.width, picture.height), &picture.alt, None));
            }
            self.push(paragraph);
        }
        let parties = cover.parties.chunk_by(|one, other| one.change() == other.change());
        for (index, names) in parties.flat_map(|names| names.chunks(cover.party_columns)).enumerate() {
            // In two columns, as in the PDF: the second name stands at a tab.
            let change = names[0].change();
            let first = ended(with(styled("Partar"), words(&names[0])), change);
            let before = match index {
                0 => under_band.take().unwrap_or(UNDER_LOGOS),
                _ => 0.0,
            };
            let first = first.line_spacing(styles::spacing(Heights { before, ..self.heights_of("Partar") }));
            let both = names
                .iter()
                .skip(1)
                .fold(first, |line, name| with(line.add_run(changed(Run::new().add_tab(), change)), words(name)));
            self.push(both);
        }
        if let Some(addressee) = &cover.addressee {
            // One paragraph: its bar and its shading are then in one piece.
            let size = twips(self.look.kinds.addressee.size) as usize / 10;
            let title = words(&addressee.title).into_iter();
            let title = title.map(|run| run.style("Strong").size(size).color(&self.look.colours.accent));
            let own = with(styled("Mottakar"), title.collect());
            let line = |own: Paragraph, line: &Text| {
                let newline = changed(Run::new().add_break(BreakType::TextWrapping), line.change());
                with(own.add_run(newline), words(line))
            };
            let own = addressee.lines.iter().fold(own, line);
            let whole = addressee.title.change().filter(|_| addressee.lines.iter().all(|line| line.change().is_some()));
            self.push(ended(own, whole));
        }
        for (index, line) in cover.colophon.iter().enumerate() {
            let before = if index == 0 { OVER_COLOPHON } else { 0.0 };
            let own = Heights { before, ..self.heights_of("Kolofon") };
            let paragraph = styled("Kolofon").line_spacing(styles::spacing(own));
            self.push(ended(with(paragraph, words(line)), line.change()));
        }
        if let Some(log) = &cover.log {
            let own = self.heights_of("Loggtittel");
            let before = if log.new_page { 0.0 } else { own.before };
            let title = styled("Loggtittel")
                .page_break_before(log.new_page)
                .line_spacing(styles::spacing(Heights { before, ..own }));
            let strong = words(&log.title).into_iter().map(|run| run.style("Strong"));
            let note = words(&Text::plain(" ").and(log.note.clone()));
            self.push(with(with(title, strong.collect()), note));
            self.table(&log.table);
        }
    }

    fn picture(&mut self, png: &[u8], (width, height): (f64, f64), alt: &str, chart: Option<&Chart>) -> Run {
        let pictures = &mut self.body.tickets.pictures;
        let ticket = ticket("bilete", pictures);
        let own = Picture { words: alt.to_string(), chart: chart.cloned(), png: png.to_vec() };
        pictures.insert(ticket.clone(), own);
        let picture = Pic::new_with_dimensions(ticket.clone().into_bytes(), 1, 1).size(emu(width), emu(height));
        Run::new().add_image(picture.id(ticket))
    }

    /// The contents list: a field that Word can update, already filled in.
    fn contents(&mut self) {
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

    fn block(&mut self, block: &Block, depth: usize) {
        match block {
            Block::Heading(heading) => {
                // A heading and the one in its place have bookmarks around both: they are there in both versions.
                if let Some(successor) = self.bookmarks.successor(heading).cloned() {
                    self.begin_bookmarks(&successor);
                }
                self.heading(heading);
                self.finish_bookmarks(&heading.anchor);
            }
            Block::Paragraph { role, text, mark } => {
                let style = match role {
                    Role::Body => "BodyText",
                    Role::Intro => "Innleiing",
                    Role::Lead => "Ingress",
                    Role::Facts => "Tiltaksfakta",
                    Role::Goal => "Hovudmaal",
                    Role::Gap => "Manglar",
                };
                let paragraph = ended(self.words(styled(style), text), change_of(mark));
                self.block_paragraph(style, paragraph, false);
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
                for block in blocks {
                    self.block(block, depth);
                }
                self.end_section(section(self.look, true));
            }
        }
    }

    fn heading(&mut self, heading: &Heading) {
        // Where Word would count to the wrong number in one of the versions, each has a heading of its own.
        if let (Some(was), Some(level), Some(number)) = (heading.was, counted_level(heading), heading.number)
            && self.goes_on(level, number, was).is_none()
        {
            let alone = |change: Change, number| Heading {
                number: Some(number),
                was: None,
                title: alone(&heading.title, change),
                aside: heading
                    .aside
                    .as_ref()
                    .map(|aside| Aside { value: alone(&aside.value, change), of: alone(&aside.of, change) }),
                mark: Some(Mark { change: Some(change), ..Mark::default() }),
                ..heading.clone()
            };
            let old = Heading { anchor: heading.anchor.taken_out(), ..alone(Change::Deleted, was) };
            self.begin_bookmarks(&heading.anchor);
            self.heading(&old);
            return self.heading(&alone(Change::Inserted, number));
        }
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
        if let (Some(level), Some(number)) = (level, heading.number) {
            // Only where the plan's numbers jump does a heading need a numbering of its own.
            if let Some(numbering) = self.count(level, number, heading) {
                paragraph = paragraph.numbering(NumberingId::new(numbering), IndentLevel::new(level));
            }
        }
        let around = self.open_bookmarks.as_ref().is_some_and(|(anchor, _)| *anchor == heading.anchor);
        let names = if around { Vec::new() } else { self.heading_bookmarks(&heading.anchor) };
        let link = heading.link.as_ref().and_then(|link| self.bookmarks.reference(link));
        let paragraph = match link.map(|bookmark| Hyperlink::new(bookmark, HyperlinkType::Anchor)) {
            None => self.bookmarked(paragraph, &names, words(&heading.title)),
            Some(link) => {
                let link = words(&heading.title).into_iter().fold(link, Hyperlink::add_run);
                self.bookmarked(paragraph, &names, Vec::new()).add_hyperlink(link)
            }
        };
        let paragraph = ended(paragraph, change);
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
        // There the label stands over the title, and the weight beside them.
        let beside = heading.aside.as_ref().map_or(0.0, |aside| {
            let small = self.look.kinds.small.size;
            let of = fonts::width(&aside.of.words(), small, false);
            16.0 + fonts::width(&aside.value.words(), size, true).max(of)
        });
        let title = heading.title.words();
        let band = BAND_PADDING + 12.0 + pitch * lines(&title, self.across() - 35.0 - beside) + 12.0;
        let here = BAND_HERE + pitch * lines(&format!("{label} {title}"), self.across() - 14.5);
        let Some(aside) = &heading.aside else {
            let heading = self.heights_of("Heading2");
            if let Some(Part::Paragraph(paragraph)) = self.body.parts.pop() {
                let after = (band - here).max(heading.after);
                self.push(paragraph.line_spacing(styles::spacing(Heights { after, ..heading })));
            }
            return;
        };
        let own = self.heights_of("Delmaalsvekt");
        let after = (band - here - self.heights_of("Heading2").after - own.pitch).max(2.0);
        let change = change_of(&heading.mark);
        let space = Text(vec![Words { change, ..Words::plain(" ") }]);
        let runs = words(&aside.value.clone().and(space).and(aside.of.clone()));
        let paragraph = ended(with(styled("Delmaalsvekt"), runs), change);
        self.push(paragraph.line_spacing(styles::spacing(Heights { after, ..own })));
    }

    /// Counts as Word will, and returns the numbering to set if it would come to another number: in a document with marks,
    /// when the changes are accepted and when they are taken back.
    fn count(&mut self, level: usize, number: u16, heading: &Heading) -> Option<usize> {
        let change = change_of(&heading.mark);
        let (is_new, is_old) = (change != Some(Change::Deleted), change != Some(Change::Inserted));
        let was = heading.was.unwrap_or(number);
        let [new, old] = self.counted[level];
        let numbering = match (is_new, is_old) {
            (true, true) => self.goes_on(level, number, was),
            (true, false) => new.goes_on(number),
            _ => old.goes_on(was),
        };
        let numbering = numbering.unwrap_or_else(|| self.body.add_numbering(HEADINGS, level, usize::from(number)));
        for (version, reached) in [(0, number), (1, was)] {
            if !(if version == 0 { is_new } else { is_old }) {
                continue;
            }
            self.counted[level][version] = Counter { reached, numbering };
            for deeper in &mut self.counted[level + 1..] {
                // Delmål count on in the styles' own numbering under whatever section: they stand in one only.
                let numbering = if level == 0 { HEADING_NUMBERING } else { numbering };
                deeper[version] = Counter { reached: 0, numbering };
            }
        }
        (numbering != HEADING_NUMBERING).then_some(numbering)
    }

    /// The numbering that goes on to a number in the new version and to one in the old.
    fn goes_on(&self, level: usize, number: u16, was: u16) -> Option<usize> {
        let [new, old] = self.counted[level];
        new.goes_on(number).filter(|own| old.goes_on(was) == Some(*own))
    }

    /// The runs in bookmarks of these names.
    fn bookmarked(&mut self, paragraph: Paragraph, names: &[String], runs: Vec<Run>) -> Paragraph {
        let ids = self.next_bookmark..self.next_bookmark + names.len();
        self.next_bookmark = ids.end;
        let started = ids.clone().zip(names).fold(paragraph, |own, (id, name)| own.add_bookmark_start(id, name));
        let filled = runs.into_iter().fold(started, Paragraph::add_run);
        ids.fold(filled, Paragraph::add_bookmark_end)
    }

    /// The names of the bookmarks of a heading: that of the contents list, that of links and fields.
    fn heading_bookmarks(&self, anchor: &Anchor) -> Vec<String> {
        let names = [self.bookmarks.entry(anchor), self.bookmarks.reference(anchor)];
        names.into_iter().flatten().map(str::to_string).collect()
    }

    /// Begins the bookmarks of a heading before the next part of the body.
    fn begin_bookmarks(&mut self, anchor: &Anchor) {
        let names = self.heading_bookmarks(anchor);
        let ids = self.next_bookmark..self.next_bookmark + names.len();
        self.next_bookmark = ids.end;
        self.body.parts.extend(ids.clone().zip(names).map(|(id, name)| Part::BookmarkStart(id, name)));
        self.open_bookmarks = Some((anchor.clone(), ids));
    }

    /// Ends the bookmarks of a heading after the last part of the body, if they are open.
    fn finish_bookmarks(&mut self, anchor: &Anchor) {
        if let Some((_, ids)) = self.open_bookmarks.take_if(|(own, _)| own == anchor) {
            self.body.parts.extend(ids.map(Part::BookmarkEnd));
        }
    }

    fn words(&self, paragraph: Paragraph, text: &Text) -> Paragraph {
        text.0.iter().fold(paragraph, |paragraph, words| match &words.link {
            None => paragraph.add_run(run(words)),
            Some(Link::Page(anchor)) => self.page(anchor, words).into_iter().fold(paragraph, Paragraph::add_run),
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
                    let paragraph = self.linked(paragraph, &old, anchor, Some(former));
                    self.linked(paragraph, &new, anchor, self.bookmarks.reference(anchor))
                }
                // What was taken out leads to what was taken out with it.
                (Some(Change::Deleted), _) => {
                    let old = self.bookmarks.reference(&anchor.taken_out());
                    self.linked(paragraph, words, anchor, old.or_else(|| self.bookmarks.reference(anchor)))
                }
                _ => self.linked(paragraph, words, anchor, self.bookmarks.reference(anchor)),
            },
        })
    }

    /// Words that lead to a bookmark: a field where Word knows what they say, or a link.
    fn linked(&self, paragraph: Paragraph, words: &Words, anchor: &Anchor, bookmark: Option<&str>) -> Paragraph {
        let Some(bookmark) = bookmark else { return paragraph.add_run(run(words)) };
        // In tables the whole is a link, and a line under each would be noise.
        let plain = self.in_table || words.strong || words.emph || words.lang.is_some();
        let seen = |run: Run| if plain { run } else { run.style("Hyperlink") };
        match self.reference(words, anchor, bookmark) {
            Some(runs) => runs.into_iter().fold(paragraph, |all, run| all.add_run(seen(run))),
            None => paragraph.add_hyperlink(Hyperlink::new(bookmark, HyperlinkType::Anchor).add_run(seen(run(words)))),
        }
    }

    /// A reference whose words end with what Word knows as the number: a field, which Word keeps up to date. Others are
    /// links; "tiltak 2 under delmål 1" would become "Tiltak 2:".
    fn reference(&self, words: &Words, anchor: &Anchor, bookmark: &str) -> Option<Vec<Run>> {
        let (known, instruction) = match self.numbers.get(anchor)? {
            Numbered::Section(number) => (number.to_string(), format!("REF {bookmark} \\r \\h")),
            Numbered::Caption(text) => (text.clone(), format!("REF {bookmark} \\h")),
        };
        let same = words.text.replace('\u{a0}', " ");
        // A field is never taken out: programs don't agree on what that is.
        let taken_out = words.change == Some(Change::Deleted);
        if taken_out || words.strong || words.emph || words.lang.is_some() || !same.ends_with(&known) {
            return None;
        }
        // A hard space is as long as two plain ones, so the end is counted in characters.
        let at = words.text.chars().count() - known.chars().count();
        let (before, number): (String, String) =
            (words.text.chars().take(at).collect(), words.text.chars().skip(at).collect());
        let before = (!before.is_empty()).then(|| plain(&before));
        let all = before.into_iter().chain(field(&instruction, &number));
        Some(all.map(|run| changed(run, words.change)).collect())
    }

    fn list(&mut self, list: &List, depth: usize, whole: bool) {
        let (style, numbering) = match list.start {
            None => ("ListBullet", BULLET_NUMBERING),
            Some(start) => {
                // Each numbered list counts for itself.
                let start = usize::try_from(start).unwrap_or(1);
                ("ListNumber", self.body.add_numbering(NUMBERS, depth, start))
            }
        };
        let kept = |paragraph: Paragraph| if whole { paragraph.keep_next(true).keep_lines(true) } else { paragraph };
        let marked = || styled(style).numbering(NumberingId::new(numbering), IndentLevel::new(depth));
        for item in &list.items {
            // An item that begins with a list has its own sign all the same, on a line of its own.
            if !matches!(item.first(), Some(Block::Paragraph { .. })) {
                self.push(ended(marked().keep_next(true).keep_lines(whole), change_of_all(&mut item.iter())));
            }
            for (index, block) in item.iter().enumerate() {
                match block {
                    Block::Paragraph { text, mark, .. } if index == 0 => {
                        let paragraph = self.words(kept(marked()), text);
                        self.push(ended(paragraph, change_of(mark)));
                    }
                    Block::Paragraph { text, mark, .. } => {
                        let left = twips(self.look.lists.step * (depth + 1) as f64) as i32;
                        let paragraph = styled("ListContinue").indent(Some(left), None, None, None);
                        let paragraph = self.words(kept(paragraph), text);
                        self.push(ended(paragraph, change_of(mark)));
                    }
                    Block::List(list) => self.list(list, depth + 1, whole),
                    other => self.block(other, depth + 1),
                }
            }
        }
    }

    /// The last paragraph of a list has the space after it of a paragraph, and does not hold on to the next.
    fn end_list(&mut self) {
        let last = self.body.parts.pop();
        if let Some(Part::Paragraph(mut paragraph)) = last {
            paragraph.property.keep_next = None;
            let own = self.heights_of("ListBullet");
            self.push(paragraph.line_spacing(styles::spacing(Heights { after: self.look.between_paragraphs, ..own })));
        } else {
            self.body.parts.extend(last);
        }
    }

    fn table(&mut self, data: &Data) {
        let mut own = Some(ticket("tabell", &self.body.tickets.tables));
        self.body.tickets.tables.extend(own.clone().map(|ticket| (ticket, data.summary.clone())));
        let page = &self.look.page;
        let across = twips(if data.landscape { page.wide_text() } else { page.text() }) as usize;
        let widths = column_widths(data, across);
        let change = change_of(&data.mark);
        let dense = styles::DENSE[data.dense.min(styles::DENSE.len() - 1)];
        let head = data.columns.iter().zip(&widths).enumerate().map(|(index, (column, width))| {
            let style = match (data.light, column.numbers || column.year) {
                (true, _) => "Logghovud",
                (false, true) => "Tabellhovudtal",
                (false, false) => "Tabellhovud",
            };
            let paragraph = with(ticketed(styled(&format!("{style}{dense}")), own.take()), words(&column.head));
            let paragraph = if column.year { paragraph.align(AlignmentType::Center) } else { paragraph };
            let made = cell(*width).add_paragraph(in_row(paragraph, change, index == 0));
            // The words are white: what is behind them must not be the table style's alone, which may be changed or left out.
            let made = if data.light { made } else { made.shading(shading(&self.look.colours.accent)) };
            if column.year { without_sides(made) } else { made }
        });
        let mut rows = vec![TableRow::new(head.collect()).cant_split()];
        self.in_table = true;
        for (number, row) in data.rows.iter().enumerate() {
            // The rows of a short table hold on to the next, the last one to the caption.
            let last = number + 1 == data.rows.len();
            let keep = row.keep || (data.whole && !last) || (last && data.caption.is_some());
            let cells = row.seen().map(|(own, at)| {
                let width = widths[at.clone()].iter().sum();
                let made = self.cell(data, row, at.start, own, (width, keep));
                let made = if at.len() > 1 { made.grid_span(at.len()) } else { made };
                let made = if data.columns[at.start].year && at.len() == 1 { without_sides(made) } else { made };
                let made = match row.tone {
                    // As in the PDF, in eighths of a point.
                    Tone::Own if at.start == 0 => made.set_borders(TableCellBorders::with_empty().set(
                        TableCellBorder::new(TableCellBorderPosition::Left).size(24).color(&self.look.colours.accent),
                    )),
                    _ => made,
                };
                match row.tone {
                    Tone::Group | Tone::Own => made.shading(shading(&self.look.colours.tint)),
                    // In eighths of a point, as in the PDF.
                    Tone::Sum => made.set_borders(TableCellBorders::with_empty().set(
                        TableCellBorder::new(TableCellBorderPosition::Top).size(6).color(&self.look.colours.accent),
                    )),
                    _ => made,
                }
            });
            let made = TableRow::new(cells.collect());
            let least = row.height.max(row.with_names);
            let made = if least > 0.0 {
                made.row_height((least * 20.0) as f32).height_rule(docx_rs::HeightRule::AtLeast)
            } else {
                made
            };
            rows.push(if row.whole { made.cant_split() } else { made });
        }
        self.in_table = false;
        let mut table = Table::without_borders(rows)
            .set_grid(widths)
            .style(match (data.light, data.dense) {
                (true, _) => styles::LIGHT_TABLE,
                (false, 0) => styles::TABLE,
                (false, _) => styles::DENSE_TABLE,
            })
            .layout(TableLayoutType::Fixed)
            .width(across, WidthType::Dxa);
        // The style says it all; docx-rs would set margins and borders on every table.
        table.property = table.property.clear_all_border();
        self.body.parts.push(Part::Table(Box::new(table)));
        if let Some(caption) = &data.caption {
            self.caption(caption, data.anchor.as_ref());
        }
    }

    fn cell(&mut self, data: &Data, row: &Row, index: usize, own: &Cell, (width, keep): (usize, bool)) -> TableCell {
        let column = &data.columns[index];
        let dense = styles::DENSE[data.dense.min(styles::DENSE.len() - 1)];
        // What reaches over several columns is the row's head.
        let numbers = column.numbers && own.over == 0;
        let style = match (data.light, numbers, row.tone) {
            (true, _, _) => "Loggtekst",
            (false, true, Tone::Later) => "Tabelltalseinare",
            (false, true, _) => "Tabelltal",
            (false, false, Tone::Later) => "Tabellseinare",
            (false, false, Tone::Detail) => "Tabelldetalj",
            (false, false, _) => "Tabelltekst",
        };
        let style = &*format!("{style}{dense}");
        let strong = match row.tone {
            Tone::Group | Tone::Sum => true,
            Tone::Detail => false,
            Tone::Normal | Tone::Later | Tone::Own => column.row_head && !data.light,
        };
        let kept = |paragraph: Paragraph| if keep { paragraph.keep_next(true) } else { paragraph };
        let mut made = cell(width);
        let mut first = index == 0;
        let mut of_row = |paragraph: Paragraph| in_row(paragraph, row.change, std::mem::take(&mut first));
        for line in &own.lines {
            let line = if strong { line.clone().emphasised() } else { line.clone() };
            made = made.add_paragraph(of_row(self.words(kept(styled(style)), &line)));
        }
        if own.lines.is_empty() {
            let mut paragraph = kept(styled(style));
            if let Some(bar) = own.bar {
                paragraph = self.bar(paragraph, bar);
            }
            // No content control: in a table, LibreOffice 7.4 crosses one with the changes that it records there, and writes
            // a file that nobody can read.
            if own.fill_in.is_some() {
                paragraph = paragraph.add_run(changed(plain(TO_FILL_IN).style(styles::PROMPT), row.change));
            }
            made = made.add_paragraph(of_row(paragraph));
        }
        for note in &own.notes {
            made = made.add_paragraph(of_row(with(kept(styled(&format!("Tabellmerknad{dense}"))), words(note))));
        }
        made
    }

    /// A line that is shaded from side to side.
    fn bar(&self, mut paragraph: Paragraph, bar: Bar) -> Paragraph {
        let colour = match bar {
            Bar::Now => &self.look.colours.accent,
            Bar::Later => &self.look.colours.hairline,
        };
        paragraph.property = paragraph.property.shading(shading(colour));
        paragraph
    }

    /// The number of the page of an anchor, which Word works out anew when it updates its fields. What stood elsewhere in the
    /// old version has a number in the new one alone.
    fn page(&self, anchor: &Anchor, words: &Words) -> Vec<Run> {
        let moved = self.bookmarks.former(anchor).map(|_| Change::Inserted);
        let change = words.change.or(moved);
        let Some(bookmark) = self.bookmarks.reference(anchor).filter(|_| change != Some(Change::Deleted)) else {
            return Vec::new();
        };
        let page = self.pages.of_headings.get(anchor).map_or(1, |(page, _)| *page);
        let strong = |run: Run| if words.strong { run.style("Strong") } else { run };
        let runs = field(&format!("PAGEREF {bookmark} \\h"), &page.to_string());
        runs.into_iter().map(|run| changed(strong(run), change)).collect()
    }

    fn caption(&mut self, caption: &Caption, anchor: Option<&Anchor>) {
        // One that took the place of another has the caption of both.
        let change = caption.text.change();
        let mut label = vec![plain(&format!("{} ", caption.label))];
        let number = caption.number.to_string();
        match change {
            // A field that is taken out would still count.
            Some(Change::Deleted) => label.push(plain(&number)),
            _ => label.extend(field(&format!("SEQ {} \\* ARABIC", caption.label), &number)),
        }
        let label = label.into_iter().map(|run| changed(run, change)).collect();
        let name = anchor.and_then(|anchor| self.bookmarks.reference(anchor)).map(str::to_string);
        let paragraph = self.bookmarked(styled("Caption"), name.as_slice(), label);
        let words = [changed(plain(": "), change)].into_iter().chain(words(&caption.text));
        self.push(ended(with(paragraph, words.collect()), change));
    }

    fn figure(&mut self, figure: &Figure) {
        let change = change_of(&figure.mark);
        if let (Some(chart), Some(png)) = (&figure.chart, self.art.figures.get(&figure.anchor)) {
            let size = (chart.width + 2.0 * CHART_MARGIN, chart.height + 2.0 * CHART_MARGIN);
            let run = self.picture(png, size, &figure.alt, Some(chart));
            let paragraph = ended(styled("Figur").add_run(changed(run, change)), change);
            self.block_paragraph("Figur", paragraph, false);
        }
        // What another took the place of has no caption.
        if !figure.caption.text.is_empty() {
            self.caption(&figure.caption, Some(&figure.anchor));
        }
    }

    /// How high the band is behind the words of the title page, from the page's upper edge, and how far under its words
    /// the next begin, in points.
    fn band_height(&self, cover: &Cover) -> (f64, f64) {
        let of = |style: &str, text: &str, bold: bool| {
            let own = self.heights_of(style);
            fonts::wrap(text, self.across(), own.size, bold).0.len() as f64 * own.pitch + own.after
        };
        let subtitle = cover.subtitle.as_ref().map_or(String::new(), |words| format!("– {} ", words.words()));
        let words = of("Framsidemerke", &cover.mark.words(), true)
            + of("Title", &cover.title.words(), true)
            + of("Avtale", &format!("{subtitle}{}", cover.agreement.words()), false)
            + of("Avtaleperiode", &cover.period.words(), false)
            + cover.note.as_ref().map_or(0.0, |note| of("Framsidemerknad", &note.words(), true));
        let words = self.heights_of("Framsidemerke").before + words;
        let inside = words.max(LEAST_BAND);
        // Of what is after one paragraph and before the next, the larger counts.
        let last = if cover.note.is_some() { "Framsidemerknad" } else { "Avtaleperiode" };
        let after = self.heights_of(last).after;
        (self.look.page.top + inside + 4.0, inside - words + after + 4.0 + UNDER_BAND)
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
            Some(Part::Paragraph(paragraph)) if paragraph.property.run_property.highlight.is_none() => {
                self.push(paragraph.section_property(property));
            }
            last => {
                self.body.parts.extend(last);
                self.push(Paragraph::new().section_property(property));
            }
        }
    }
}

/// What stands over and under the words in the PDF's band of a delmål, and over and under the heading here, in points.
const BAND_PADDING: f64 = 26.0;
const BAND_HERE: f64 = 17.0;

/// A paragraph in a row that was put in or taken out; the first of the row says so of the whole row.
fn in_row(paragraph: Paragraph, change: Option<Change>, first: bool) -> Paragraph {
    match change {
        Some(change) => paragraph.run_property(RunProperty::new().highlight(revision(change, first))),
        None => paragraph,
    }
}

/// A cell of a year: its bar reaches from side to side.
fn without_sides(mut cell: TableCell) -> TableCell {
    let sides = CellMargins::new().margin_left(0, WidthType::Dxa).margin_right(0, WidthType::Dxa);
    cell.property = cell.property.margins(sides);
    cell
}

fn shading(colour: &str) -> docx_rs::Shading {
    docx_rs::Shading::new().shd_type(docx_rs::ShdType::Clear).color("auto").fill(colour)
}

/// A paragraph that is found again by an id.
fn ticketed(paragraph: Paragraph, ticket: Option<String>) -> Paragraph {
    match ticket {
        Some(id) => Paragraph { id, ..paragraph },
        None => paragraph,
    }
}

fn column_widths(data: &Data, across: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = data.columns.iter().map(|column| (column.width * 20.0).round() as usize).collect();
    let sum: usize = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last = (*last + across).saturating_sub(sum);
    }
    widths
}

fn cell(width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa)
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
