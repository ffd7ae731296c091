//! The body of the Word file: the document's blocks as docx-rs's paragraphs and tables. It chooses styles and
//! bookmarks; what the words are is settled.

use std::collections::BTreeMap;

use docx_rs::{
    AbstractNumbering, Hyperlink, HyperlinkType, IndentLevel, LevelOverride, Numbering, NumberingId, PageMargin,
    PageOrientationType, PageSize, Paragraph, Pic, Run, SectionProperty, Table, TableCell, TableLayoutType, TableRow,
    WidthType,
};

use super::anchors::{Numbered, bookmarks, numbers};
use super::fields::{field, field_begin, field_end};
use super::numberings::{BULLET_NUMBERING, BULLETS, HEADING_NUMBERING, HEADINGS, NUMBERS, abstract_numberings};
use super::styles::{self, TEXT_WIDTH};
use super::{Art, Pages};
use crate::document::{
    Block, Caption, Cell, Document, Figure, Heading, HeadingKind, Link, List, Role, Row, Run as Words, Table as Data,
    Tone,
};

/// The margin around a chart for the outlines of its boxes, in points.
pub(super) const CHART_MARGIN: f64 = 1.0;

/// Points as English Metric Units, DrawingML's measure.
pub(super) fn emu(points: f64) -> u32 {
    (points * 12700.0).round() as u32
}

/// A part of the body.
pub(super) enum Part {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

/// The body, and what belongs to it in other parts.
pub(super) struct Body {
    pub(super) parts: Vec<Part>,
    pub(super) abstract_numberings: Vec<AbstractNumbering>,
    pub(super) numberings: Vec<Numbering>,
    /// The words for each picture, in their order.
    pub(super) alternative_texts: Vec<String>,
    /// What each table shows, in their order.
    pub(super) table_summaries: Vec<String>,
    /// What each prompt asks for, in their order.
    pub(super) prompts: Vec<String>,
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
    art: &'a Art<'a>,
    bookmarks: BTreeMap<&'a str, String>,
    numbers: BTreeMap<&'a str, Numbered>,
    next_bookmark: usize,
    body: Body,
    figures: usize,
    /// Whether the next heading begins a page.
    page_break: bool,
    /// The number that Word's own counting has reached, for sections, delmål and tiltak, and the numbering
    /// that each of them uses.
    counted: [Counter; 3],
}

#[derive(Clone, Copy)]
struct Counter {
    reached: u16,
    numbering: usize,
}

pub(super) fn write(document: &Document, art: &Art, pages: &Pages) -> Body {
    let mut writer = Writer {
        document,
        art,
        bookmarks: bookmarks(document),
        numbers: numbers(document),
        next_bookmark: 1,
        body: Body {
            parts: Vec::new(),
            abstract_numberings: abstract_numberings(document),
            numberings: vec![Numbering::new(HEADING_NUMBERING, HEADINGS), Numbering::new(BULLET_NUMBERING, BULLETS)],
            alternative_texts: Vec::new(),
            table_summaries: Vec::new(),
            prompts: Vec::new(),
        },
        figures: 0,
        page_break: false,
        counted: [Counter { reached: 0, numbering: HEADING_NUMBERING }; 3],
    };
    writer.cover();
    writer.contents(pages);
    writer.page_break = true;
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

impl<'a> Writer<'a> {
    fn push(&mut self, paragraph: Paragraph) {
        self.body.parts.push(Part::Paragraph(Box::new(paragraph)));
    }

    fn cover(&mut self) {
        let cover = &self.document.cover;
        self.push(styled("Framsidemerke").add_run(plain(&cover.mark)));
        self.push(styled("Title").add_run(plain(&cover.title)));
        if let Some(subtitle) = &cover.subtitle {
            self.push(styled("Subtitle").add_run(plain(&format!("– {subtitle}"))));
        }
        self.push(styled("Avtale").add_run(plain(&cover.agreement)));
        if let Some(note) = &cover.note {
            self.push(styled("Framsidemerknad").add_run(plain(note)));
        }
        if !cover.logos.is_empty() {
            let mut paragraph = styled("Logo");
            for (index, logo) in self.art.logos.iter().enumerate() {
                if index > 0 {
                    paragraph = paragraph.add_run(plain("    "));
                }
                let picture = &logo.picture;
                paragraph = paragraph.add_run(self.picture(&logo.png, (picture.width, picture.height), &picture.alt));
            }
            self.push(paragraph);
        }
        self.push(styled("Partar").add_run(plain(&cover.parties)));
        if let Some(addressee) = &cover.addressee {
            self.push(styled("Mottakar").add_run(plain(&addressee.title)));
            for line in &addressee.lines {
                self.push(styled("Mottakarlinje").add_run(plain(line)));
            }
        }
        if let Some(log) = &cover.log {
            let title = styled("Loggtittel")
                .add_run(plain(&log.title).style("Strong"))
                .add_run(plain(&format!(" {}", log.note)));
            self.push(title);
            self.table(&log.table);
        }
    }

    fn picture(&mut self, png: &[u8], (width, height): (f64, f64), alt: &str) -> Run {
        self.body.alternative_texts.push(alt.to_string());
        Run::new().add_image(Pic::new_with_dimensions(png.to_vec(), 1, 1).size(emu(width), emu(height)))
    }

    /// The contents list: a field that Word can update, already filled in.
    fn contents(&mut self, pages: &Pages) {
        let title = styled("TOCHeading").page_break_before(true);
        self.push(title.add_run(plain(&self.document.contents_title)));
        let entries: Vec<&Heading> = self
            .document
            .all_blocks()
            .filter_map(|block| match block {
                Block::Heading(heading) if heading.level < 4 => Some(heading),
                _ => None,
            })
            .collect();
        let last = entries.len().saturating_sub(1);
        for (index, heading) in entries.into_iter().enumerate() {
            let bookmark = self.bookmarks.get(heading.anchor.as_str()).cloned().unwrap_or_default();
            let words = match &heading.label {
                Some(label) => format!("{label} {}", heading.title),
                None => heading.title.clone(),
            };
            let page = pages.of_headings.get(&heading.anchor).copied().unwrap_or(1);
            let mut paragraph = styled(&format!("TOC{}", heading.level));
            if index == 0 {
                let instruction = "TOC \\o \"1-3\" \\h \\z \\t \"Mellomtittel;2;Kapittel;1\"";
                paragraph = field_begin(instruction).into_iter().fold(paragraph, Paragraph::add_run);
            }
            let mut link =
                Hyperlink::new(&bookmark, HyperlinkType::Anchor).add_run(plain(&words)).add_run(Run::new().add_tab());
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
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph { role, runs } => {
                let style = match role {
                    Role::Body => "BodyText",
                    Role::Intro => "Innleiing",
                    Role::Lead => "Ingress",
                    Role::Facts => "Tiltaksfakta",
                    Role::Goal => "Hovudmaal",
                    Role::Gap => "Manglar",
                };
                let paragraph = self.words(styled(style), runs);
                self.push(paragraph);
            }
            Block::List(list) => self.list(list, depth),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Sideways { blocks } => {
                self.end_section(section(false));
                for block in blocks {
                    self.block(block, depth);
                }
                self.end_section(section(true));
            }
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let (style, level) = match heading.kind {
            HeadingKind::Section if heading.number.is_none() => ("Kapittel", None),
            HeadingKind::Section => ("Heading1", Some(0)),
            HeadingKind::Part => ("Mellomtittel", None),
            HeadingKind::Delmål => ("Heading2", Some(1)),
            HeadingKind::Tiltak => ("Heading3", Some(2)),
            HeadingKind::Bolk => ("Heading4", None),
        };
        let mut paragraph = styled(style);
        // The style of a delmål begins a page by itself.
        let begins = heading.new_page && heading.kind != HeadingKind::Delmål;
        if std::mem::take(&mut self.page_break) || begins {
            paragraph = paragraph.page_break_before(true);
        }
        if let (Some(level), Some(number)) = (level, heading.number) {
            // Only where the plan's numbers jump does a heading need a numbering of its own.
            if let Some(numbering) = self.count(level, number) {
                paragraph = paragraph.numbering(NumberingId::new(numbering), IndentLevel::new(level));
            }
        }
        let paragraph = self.bookmarked(paragraph, &heading.anchor, vec![plain(&heading.title)]);
        self.push(paragraph);
        if let Some((value, of)) = &heading.aside {
            self.push(styled("Delmaalsvekt").add_run(plain(&format!("{value} {of}"))));
        }
    }

    /// Counts as Word will, and returns the numbering to set if it would come to another number.
    fn count(&mut self, level: usize, number: u16) -> Option<usize> {
        let counter = &mut self.counted[level];
        let expected = counter.reached + 1;
        counter.reached = number;
        if number != expected {
            counter.numbering = self.body.add_numbering(HEADINGS, level, usize::from(number));
        }
        let numbering = self.counted[level].numbering;
        for deeper in &mut self.counted[level + 1..] {
            // Delmål count on in the styles' own numbering under whatever section: they stand in one only.
            let numbering = if level == 0 { HEADING_NUMBERING } else { numbering };
            *deeper = Counter { reached: 0, numbering };
        }
        (numbering != HEADING_NUMBERING).then_some(numbering)
    }

    fn bookmarked(&mut self, paragraph: Paragraph, anchor: &str, runs: Vec<Run>) -> Paragraph {
        let Some(name) = self.bookmarks.get(anchor).cloned() else {
            return runs.into_iter().fold(paragraph, Paragraph::add_run);
        };
        let id = self.next_bookmark;
        self.next_bookmark += 1;
        let started = paragraph.add_bookmark_start(id, name);
        runs.into_iter().fold(started, Paragraph::add_run).add_bookmark_end(id)
    }

    fn words(&self, paragraph: Paragraph, runs: &[Words]) -> Paragraph {
        runs.iter().fold(paragraph, |paragraph, words| {
            let mut run = plain(&words.text);
            if words.strong {
                run = run.style("Strong");
            } else if words.emph {
                run = run.style("Emphasis");
            }
            if let Some(lang) = words.lang {
                // Emphasis is then set directly: a run has one style.
                run = styles::in_language(plain(&words.text), lang, words.strong, words.emph);
            }
            if words.strong && words.emph {
                run = run.italic();
            }
            match &words.link {
                None => paragraph.add_run(run),
                Some(Link::Url(address)) => {
                    let run = if words.strong || words.emph { run } else { run.style("Hyperlink") };
                    paragraph.add_hyperlink(Hyperlink::new(address, HyperlinkType::External).add_run(run))
                }
                Some(Link::Anchor(anchor)) => match self.bookmarks.get(anchor.as_str()) {
                    Some(bookmark) => match self.reference(words, anchor, bookmark) {
                        Some(runs) => runs.into_iter().fold(paragraph, Paragraph::add_run),
                        None => paragraph.add_hyperlink(Hyperlink::new(bookmark, HyperlinkType::Anchor).add_run(run)),
                    },
                    None => paragraph.add_run(run),
                },
            }
        })
    }

    /// A reference whose words end with what Word knows as the number: a field, which Word keeps up to date. Others are
    /// links; "tiltak 2 under delmål 1" would become "Tiltak 2:".
    fn reference(&self, words: &Words, anchor: &str, bookmark: &str) -> Option<Vec<Run>> {
        let (known, instruction) = match self.numbers.get(anchor)? {
            Numbered::Section(number) => (number.to_string(), format!("REF {bookmark} \\r \\h")),
            Numbered::Caption(text) => (text.clone(), format!("REF {bookmark} \\h")),
        };
        let same = words.text.replace('\u{a0}', " ");
        if words.strong || words.emph || words.lang.is_some() || !same.ends_with(&known) {
            return None;
        }
        // A hard space is as long as two plain ones, so the end is counted in characters.
        let at = words.text.chars().count() - known.chars().count();
        let (before, number): (String, String) =
            (words.text.chars().take(at).collect(), words.text.chars().skip(at).collect());
        let before = (!before.is_empty()).then(|| plain(&before));
        Some(before.into_iter().chain(field(&instruction, &number)).collect())
    }

    fn list(&mut self, list: &List, depth: usize) {
        let (style, numbering) = match list.start {
            None => ("ListBullet", BULLET_NUMBERING),
            Some(start) => {
                // Each numbered list counts for itself.
                let start = usize::try_from(start).unwrap_or(1);
                ("ListNumber", self.body.add_numbering(NUMBERS, depth, start))
            }
        };
        for item in &list.items {
            for (index, block) in item.iter().enumerate() {
                match block {
                    Block::Paragraph { runs, .. } if index == 0 => {
                        let paragraph = styled(style).numbering(NumberingId::new(numbering), IndentLevel::new(depth));
                        let paragraph = self.words(paragraph, runs);
                        self.push(paragraph);
                    }
                    Block::Paragraph { runs, .. } => {
                        let left = 380 + 380 * depth as i32;
                        let paragraph = styled("ListContinue").indent(Some(left), None, None, None);
                        let paragraph = self.words(paragraph, runs);
                        self.push(paragraph);
                    }
                    other => self.block(other, depth + 1),
                }
            }
        }
    }

    fn table(&mut self, data: &Data) {
        self.body.table_summaries.push(data.summary.clone());
        let across = if data.landscape { styles::WIDE_TEXT } else { TEXT_WIDTH };
        let widths = column_widths(data, across);
        let head = data.columns.iter().zip(&widths).map(|(column, width)| {
            let style = match (data.light, column.numbers) {
                (true, _) => "Logghovud",
                (false, true) => "Tabellhovudtal",
                (false, false) => "Tabellhovud",
            };
            cell(*width).add_paragraph(styled(style).add_run(plain(&column.head)))
        });
        let mut rows = vec![TableRow::new(head.collect()).cant_split()];
        for (number, row) in data.rows.iter().enumerate() {
            // The rows of a short table hold on to the next, the last one to the caption.
            let last = number + 1 == data.rows.len();
            let keep = data.whole && (!last || data.caption.is_some());
            let cells = row.cells.iter().enumerate().map(|(index, own)| {
                let made = self.cell(data, row, index, own, (widths[index], keep));
                match row.tone {
                    Tone::Group | Tone::Own => made.shading(
                        docx_rs::Shading::new().shd_type(docx_rs::ShdType::Clear).color("auto").fill(styles::TINT),
                    ),
                    _ => made,
                }
            });
            let made = TableRow::new(cells.collect());
            rows.push(if row.whole { made.cant_split() } else { made });
        }
        let mut table = Table::without_borders(rows)
            .set_grid(widths)
            .style(if data.light { styles::LIGHT_TABLE } else { styles::TABLE })
            .layout(TableLayoutType::Fixed)
            .width(across, WidthType::Dxa);
        // The style says it all; docx-rs would set margins and borders on every table.
        table.property = table.property.clear_all_border();
        self.body.parts.push(Part::Table(Box::new(table)));
        if let Some(caption) = &data.caption {
            self.caption(caption, data.anchor.as_deref());
        }
    }

    fn cell(&mut self, data: &Data, row: &Row, index: usize, own: &Cell, (width, keep): (usize, bool)) -> TableCell {
        let column = &data.columns[index];
        let style = match (data.light, column.numbers, row.tone) {
            (true, _, _) => "Loggtekst",
            (false, true, Tone::Later) => "Tabelltalseinare",
            (false, true, _) => "Tabelltal",
            (false, false, Tone::Later) => "Tabellseinare",
            (false, false, Tone::Detail) => "Tabelldetalj",
            (false, false, _) => "Tabelltekst",
        };
        let strong = match row.tone {
            Tone::Group | Tone::Sum => true,
            Tone::Detail => false,
            Tone::Normal | Tone::Later | Tone::Own => column.row_head && !data.light,
        };
        let kept = |paragraph: Paragraph| if keep { paragraph.keep_next(true) } else { paragraph };
        let mut made = cell(width);
        for line in &own.lines {
            let line: Vec<Words> =
                line.iter().map(|words| Words { strong: words.strong || strong, ..words.clone() }).collect();
            made = made.add_paragraph(self.words(kept(styled(style)), &line));
        }
        if own.lines.is_empty() {
            let mut paragraph = kept(styled(style));
            if let Some(date) = &own.date {
                self.body.prompts.push(date.name.clone());
                paragraph = paragraph.add_run(plain(date.prompt).style(styles::PROMPT));
            }
            made = made.add_paragraph(paragraph);
        }
        if let Some(note) = &own.note {
            made = made.add_paragraph(kept(styled("Tabellmerknad")).add_run(plain(note)));
        }
        made
    }

    fn caption(&mut self, caption: &Caption, anchor: Option<&str>) {
        let mut label = vec![plain(&format!("{} ", caption.label))];
        label.extend(field(&format!("SEQ {} \\* ARABIC", caption.label), &caption.number.to_string()));
        let paragraph = self.bookmarked(styled("Caption"), anchor.unwrap_or_default(), label);
        self.push(paragraph.add_run(plain(&format!(": {}", caption.text))));
    }

    fn figure(&mut self, figure: &Figure) {
        let chart = &figure.chart;
        let Some(png) = self.art.figures.get(self.figures) else {
            return;
        };
        self.figures += 1;
        let size = (chart.width + 2.0 * CHART_MARGIN, chart.height + 2.0 * CHART_MARGIN);
        let run = self.picture(png, size, &figure.alt);
        self.push(styled("Figur").add_run(run));
        self.caption(&figure.caption, Some(&figure.anchor));
    }

    /// Ends a section at the last paragraph; after a table it takes a paragraph of its own.
    fn end_section(&mut self, property: SectionProperty) {
        match self.body.parts.pop() {
            Some(Part::Paragraph(paragraph)) => self.push(paragraph.section_property(property)),
            last => {
                self.body.parts.extend(last);
                self.push(Paragraph::new().section_property(property));
            }
        }
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

/// The page of a section, in twentieths of a point: A4 with the margins of `templates/look.typ`.
pub(super) fn section(landscape: bool) -> SectionProperty {
    let margin = PageMargin::new().left(1531).right(1531).top(1701).bottom(1531).header(780).footer(740);
    let property = SectionProperty::new().page_margin(margin);
    if landscape {
        property.page_size(PageSize::new().size(16838, 11906)).page_orient(PageOrientationType::Landscape)
    } else {
        property.page_size(PageSize::new().size(11906, 16838))
    }
}
