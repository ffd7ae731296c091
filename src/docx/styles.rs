//! The styles of the Word file: the ones Word knows by name, so that they are called "Overskrift 1" and
//! "Brødtekst" in a Norwegian Word, and a few of the plan's own. Colours, sizes and distances follow
//! the look: every line is as high as there, and so are the distances between paragraphs, so that the two files
//! break their pages alike.

use docx_rs::{
    AlignmentType, BorderType, LineSpacing, LineSpacingType, ParagraphBorder, ParagraphBorderPosition, Run, Shading,
    ShdType, SpecialIndentType, Style, StyleType, Tab, TabLeaderType, TabValueType,
};

use crate::document::Lang;
use crate::paper::look::{Look, TextStyle, VerticalSpace};
use crate::words::terms::Terms;

/// The font of the Word file; it has Carlito's metrics.
pub(super) const FONT: &str = "Calibri";
/// The font that takes its place where it is not to be had.
pub(super) const FONT_ALIKE: &str = "Carlito";

/// The id of the table style.
pub(super) const TABLE: &str = "Handlingsplantabell";
/// The id of the table style of the log.
pub(super) const LIGHT_TABLE: &str = "Loggtabell";
/// The table style of what is to have one page.
pub(super) const DENSE_TABLE: &str = "Oversynstabell";
/// The table style of facts.
pub(super) const FACTS_TABLE: &str = "Faktatabell";
/// The width of the terms of facts, and the room between two facts, in points.
pub(super) const FACT_TERM: f64 = 80.0;
pub(super) const FACT_GAP: f64 = 2.0;

/// The size of the label before the title of a delmål, in points.
pub(super) const BAND_LABEL: f64 = 13.0;
/// How much wider than its words the band of a delmål is at each side, in points.
const BAND_SIDE: usize = 24;

/// The room over and under the words of a paragraph in the band of a delmål, within the band, in points.
fn band_padding(id: &str) -> (usize, usize) {
    match id {
        "Heading2" => (18, 10),
        "Delmaalsvekt" => (0, 14),
        _ => (0, 18),
    }
}

/// How much higher than its words a paragraph in the band of a delmål is, in points.
pub(super) fn band_height(id: &str) -> f64 {
    let (over, under) = band_padding(id);
    [over, under].into_iter().filter(|room| *room > 0).map(|room| room as f64 + BAND_LINE).sum()
}

/// The line that the room in the band is drawn by, in its colour, in points.
const BAND_LINE: f64 = 0.5;

/// What ends the ids of the styles of its words, by how small they are.
pub(super) const DENSE: [&str; 3] = ["", "Tett", "Tettast"];

/// What the styles of the title page are called in addition where its band is light.
pub(super) const LIGHT: &str = "Lys";

/// The heights of a paragraph style, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Heights {
    /// The size of the letters.
    pub(super) size: f64,
    /// The distance from line to line.
    pub(super) pitch: f64,
    /// The room before the paragraph. Word, like Typst, uses the larger of this and the `after` of the paragraph
    /// before.
    pub(super) before: f64,
    /// The room after the paragraph.
    pub(super) after: f64,
}

/// The heights of a style; those of running text for a style that has none of its own. Where a kind of text, or the room
/// around it, has no like in the PDF, the numbers stand here.
pub(super) fn heights_of(look: &Look, id: &str) -> Heights {
    let (kinds, around) = (&look.kinds, &look.around);
    let of = |kind: TextStyle, before: f64, after: f64| Heights { size: kind.size, pitch: kind.pitch, before, after };
    let within = |kind: TextStyle, gap: VerticalSpace| of(kind, gap.above, gap.below);
    let (id, dense) = split_style_id(id);
    match id {
        "Heading1" | "Kapittel" => within(kinds.section, around.section),
        "Heading2" => of(kinds.delmål, around.delmål.above, 0.0),
        "Mellomtittel" => within(kinds.part, around.part),
        "Heading3" => within(kinds.tiltak, around.tiltak),
        "Endringstittel" => within(kinds.entry, around.entry),
        "Heading4" => within(kinds.bolk, around.bolk),
        "ListBullet" | "ListNumber" | "ListContinue" => of(kinds.body, 0.0, look.between_items),
        "Tiltaksfakta" | "Faktaledd" => of(kinds.facts, 0.0, 0.0),
        "Delmaalsvekt" => of(kinds.facts, 0.0, 0.0),
        "Hovudmaal" => of(kinds.goal, 0.0, around.delmål.below),
        "Manglar" => within(kinds.body, around.gap),
        "Caption" => of(kinds.caption, around.table.above, 4.0),
        // The line of the drawing is as high as the drawing; its own letters must not make it higher.
        "Figur" => of(TextStyle { size: 1.0, pitch: 1.0 }, around.figure.above, 8.0),
        "Header" | "Footer" => of(kinds.small, 0.0, 0.0),
        "Framsidemerke" => of(kinds.cover_mark, 22.7, 28.0),
        "Title" => of(kinds.cover_title, 0.0, 18.0),
        "Avtale" => of(kinds.cover_agreement, 0.0, 10.0),
        "Avtaleperiode" => of(kinds.cover_parties, 0.0, 12.0),
        "Framsidemerknad" => of(kinds.cover_mark, 0.0, 12.0),
        "Partar" => of(kinds.cover_parties, 0.0, 0.0),
        "Mottakar" => of(kinds.body, 28.0, 8.0),
        "Logo" => of(kinds.cover_mark, 0.0, 0.0),
        "Loggtittel" => of(kinds.caption, 14.0, 4.2),
        "TOCHeading" => of(kinds.section, 0.0, around.section.below),
        "TOC1" => within(kinds.entry_1, around.entry_1),
        "TOC2" => within(kinds.entry_2, around.entry_2),
        "TOC3" => within(kinds.entry_3, around.entry_3),
        "Loggtekst" | "Logghovud" => of(kinds.small, 0.0, 0.0),
        "Kolofon" => of(kinds.small, 0.0, 0.0),
        id if id.starts_with("Tabell") => of(look.table_kind(dense), 0.0, 0.0),
        _ => of(kinds.body, 0.0, look.between_paragraphs),
    }
}

/// The id of the style that another is a variant of, and how small it is.
pub(super) fn split_style_id(id: &str) -> (&str, usize) {
    let dense = DENSE.iter().rposition(|end| id.ends_with(end)).unwrap_or(0);
    let id = &id[..id.len() - DENSE[dense].len()];
    (id.strip_suffix(LIGHT).unwrap_or(id), dense)
}

/// Twentieths of a point, as Word measures.
pub(super) fn twips(points: f64) -> u32 {
    (points * 20.0).round() as u32
}

/// Lines at least so high: a larger letter that somebody sets is not cut off.
pub(super) fn spacing(heights: Heights) -> LineSpacing {
    LineSpacing::new()
        .before(twips(heights.before))
        .after(twips(heights.after))
        .line(twips(heights.pitch) as i32)
        .line_rule(LineSpacingType::AtLeast)
}

/// Makes styles of a look.
struct StyleMaker<'a> {
    look: &'a Look,
}

fn keep_next(mut style: Style) -> Style {
    style.paragraph_property = style.paragraph_property.keep_next(true).keep_lines(true);
    style
}

/// Its lines stay on one page.
fn whole(mut style: Style) -> Style {
    style.paragraph_property = style.paragraph_property.keep_lines(true);
    style
}

fn border(position: ParagraphBorderPosition, eighths: usize, space: usize, colour: &str) -> ParagraphBorder {
    ParagraphBorder::new(position).val(BorderType::Single).size(eighths).space(space).color(colour)
}

fn shaded(mut style: Style, colour: &str, borders: Vec<ParagraphBorder>) -> Style {
    let shading = Shading::new().shd_type(ShdType::Clear).color("auto").fill(colour);
    style.paragraph_property = style.paragraph_property.shading(shading);
    bordered(style, borders)
}

fn bordered(mut style: Style, borders: Vec<ParagraphBorder>) -> Style {
    // docx-rs draws every side unless it is told not to.
    let mut property = style.paragraph_property.clear_all_borders();
    for border in borders {
        property = property.set_border(border);
    }
    style.paragraph_property = property;
    style
}

fn tabbed(mut style: Style, kind: TabValueType, position: usize, leader: TabLeaderType) -> Style {
    let tab = Tab::new().val(kind).leader(leader).pos(position);
    style.paragraph_property = style.paragraph_property.add_tab(tab);
    style
}

/// The paragraph and character styles, with their names in the plan's language.
pub(super) fn styles(terms: &Terms, look: &Look) -> Vec<Style> {
    let make = StyleMaker { look };
    let paragraphs = [make.headings(), make.running_text(), make.cover(), make.contents(), make.tables()];
    let mut all = [paragraphs.concat(), make.chart(), make.characters()].concat();
    for style in &mut all {
        let id = style.style_id.clone();
        let (base, dense) = split_style_id(&id);
        if let Some(name) = terms.word_names.style(base) {
            let name = match dense {
                0 if base == id => name.to_string(),
                0 => terms.word_names.light_style(name),
                _ => terms.word_names.dense_style(name, dense),
            };
            *style = style.clone().name(name);
        }
    }
    all
}

/// The sides of the band of a delmål.
const BAND_SIDES: [ParagraphBorderPosition; 4] = [
    ParagraphBorderPosition::Top,
    ParagraphBorderPosition::Left,
    ParagraphBorderPosition::Bottom,
    ParagraphBorderPosition::Right,
];

/// How far the text of what has a bar at its left is indented: the bar stands within the text's edge.
const BARRED: i32 = 240;

/// The id of the character style for phrases in a language; finishing gives the style its language.
pub(super) fn language_style(lang: Lang) -> String {
    format!("Spraak-{lang}")
}

/// A run of text in another language.
pub(super) fn in_language(run: Run, lang: Lang, (strong, emph): (bool, bool)) -> Run {
    let run = run.style(&language_style(lang));
    let run = if strong { run.bold() } else { run };
    if emph { run.italic() } else { run }
}

/// The id of the character style of the label that says that a document is a draft.
pub(super) const DRAFT: &str = "Utkastmerke";

/// The id of the character style of the titles that stand in the running head.
pub(super) const RUNNING: &str = "Loepetittel";

/// The id of the character style of prompts.
pub(super) const PROMPT: &str = "PlaceholderText";

impl StyleMaker<'_> {
    /// A paragraph style with its heights; its name is set last.
    fn paragraph(&self, id: &str) -> Style {
        let heights = heights_of(self.look, id);
        Style::new(id, StyleType::Paragraph)
            .name(id)
            .based_on("Normal")
            .size((heights.size * 2.0) as usize)
            .line_spacing(spacing(heights))
    }

    /// The width of the text, in twentieths of a point.
    fn text_width(&self) -> usize {
        twips(self.look.page.text_width()) as usize
    }

    fn headings(&self) -> Vec<Style> {
        let colours = &self.look.colours;
        let heading = |id: &str, name: &str, level: usize, colour: &str| {
            keep_next(self.paragraph(id))
                .name(name)
                .next("BodyText")
                .ui_priority(9)
                .bold()
                .color(colour)
                .outline_lvl(level - 1)
        };
        let delmål = heading("Heading2", "heading 2", 2, &colours.accent);
        let delmål = self.in_band(delmål);
        let rule = vec![border(ParagraphBorderPosition::Top, 8, 3, &colours.accent)];
        // A heading of the second level that is no delmål: the band, the page and the number are taken back.
        let none = |position| ParagraphBorder::new(position).val(BorderType::Nil);
        let part = bordered(
            shaded(heading("Mellomtittel", "Mellomtittel", 2, &colours.accent), "auto", Vec::new())
                .based_on("Heading2"),
            BAND_SIDES.map(none).to_vec(),
        );
        // A tiltak in the account of the yearly update: no rule, no number, and deeper than the contents list goes.
        let entry = bordered(
            heading("Endringstittel", "Endringstittel", 4, &colours.accent).based_on("Heading3"),
            vec![none(ParagraphBorderPosition::Top)],
        );
        vec![
            heading("Heading1", "heading 1", 1, &colours.accent),
            // A chapter that is none of the numbered sections.
            heading("Kapittel", "Kapittel", 1, &colours.accent).based_on("Heading1"),
            delmål,
            part,
            bordered(heading("Heading3", "heading 3", 3, &colours.accent), rule),
            entry,
            heading("Heading4", "heading 4", 4, &colours.ink),
        ]
    }

    /// A paragraph in the band of a delmål. There is no room between its paragraphs, which would not be shaded: what parts
    /// them is within their borders, of the shading's colour.
    fn in_band(&self, style: Style) -> Style {
        let tint = &self.look.colours.tint;
        let (over, under) = band_padding(&style.style_id);
        let side = |position| match position {
            ParagraphBorderPosition::Top => (position, over),
            ParagraphBorderPosition::Bottom => (position, under),
            _ => (position, BAND_SIDE),
        };
        let sides = BAND_SIDES.map(side).into_iter().filter(|(_, room)| *room > 0);
        shaded(style, tint, sides.map(|(position, room)| border(position, 4, room, tint)).collect())
    }

    fn running_text(&self) -> Vec<Style> {
        let colours = &self.look.colours;
        let gap = self.paragraph("Manglar").indent(Some(BARRED), None, None, None);
        let gap_bar = border(ParagraphBorderPosition::Left, 16, 10, &colours.draft);
        let frame = |id: &str, name: &str| {
            tabbed(
                self.paragraph(id).name(name).color(&colours.secondary),
                TabValueType::Right,
                self.text_width(),
                TabLeaderType::None,
            )
        };
        vec![
            self.paragraph("BodyText").name("Body Text"),
            keep_next(self.paragraph("Innleiing")),
            self.paragraph("ListBullet").name("List Bullet"),
            self.paragraph("ListNumber").name("List Number"),
            self.paragraph("ListContinue").name("List Continue"),
            whole(self.paragraph("Ingress")),
            self.paragraph("Tiltaksfakta"),
            self.paragraph("Faktaledd").color(&colours.secondary),
            keep_next(self.in_band(self.paragraph("Delmaalsvekt")).bold().color(&colours.accent)),
            whole(self.in_band(self.paragraph("Hovudmaal"))),
            whole(shaded(gap.color(&colours.draft), &colours.draft_tint, vec![gap_bar])),
            whole(self.paragraph("Caption").name("caption").bold().next("BodyText")),
            keep_next(self.paragraph("Figur").align(AlignmentType::Center)),
            bordered(frame("Header", "header"), vec![border(ParagraphBorderPosition::Bottom, 4, 4, &colours.hairline)]),
            frame("Footer", "footer"),
        ]
    }

    /// The title page's band: white words over the accent, or dark ones over the tint. The band itself reaches to the edges of the
    /// page and is drawn behind them (`finish::band`); each paragraph is shaded too, so that the words are legible where it is not.
    fn cover(&self) -> Vec<Style> {
        let colours = &self.look.colours;
        let band = |id: &str, bold: bool| {
            [("", &colours.accent, &colours.white), (LIGHT, &colours.tint, &colours.ink)].map(|(more, paper, words)| {
                let style = shaded(self.paragraph(&format!("{id}{more}")), paper, Vec::new()).color(words);
                if bold { style.bold() } else { style }
            })
        };
        // Whom the copy is for: paragraphs of one shading, which are drawn as one area.
        let padded = |position| border(position, 4, 7, &colours.tint);
        let sides = vec![
            border(ParagraphBorderPosition::Left, 36, 10, &colours.accent),
            padded(ParagraphBorderPosition::Top),
            padded(ParagraphBorderPosition::Bottom),
        ];
        let addressee = shaded(self.paragraph("Mottakar").indent(Some(290), None, None, None), &colours.tint, sides);
        let [title, light_title] = band("Title", true);
        let mut styles = vec![
            title.name("Title").next("Avtale"),
            light_title.color(&colours.accent).name("Title (lys)").based_on("Title"),
        ];
        styles.extend(
            [("Framsidemerke", true), ("Avtale", false), ("Avtaleperiode", false)]
                .map(|(id, bold)| band(id, bold))
                .concat(),
        );
        styles.extend(band("Framsidemerknad", true));
        styles.extend([
            tabbed(self.paragraph("Partar"), TabValueType::Left, self.text_width() / 2 + 120, TabLeaderType::None),
            whole(addressee),
            self.paragraph("Logo"),
            self.paragraph("Kolofon").color(&colours.secondary),
            keep_next(self.paragraph("Loggtittel").color(&colours.secondary)),
        ]);
        styles
    }

    fn contents(&self) -> Vec<Style> {
        let colours = &self.look.colours;
        let entry = |level: usize, indent| {
            let style = self
                .paragraph(&format!("TOC{level}"))
                .name(format!("toc {level}"))
                .indent(Some(indent), Some(SpecialIndentType::Hanging(276)), None, None)
                .next("Normal")
                .ui_priority(39);
            tabbed(style, TabValueType::Right, self.text_width(), TabLeaderType::Dot)
        };
        vec![
            keep_next(self.paragraph("TOCHeading").name("TOC Heading").bold().color(&colours.accent)).ui_priority(39),
            entry(1, 276).bold(),
            entry(2, 552),
            entry(3, 756).color(&colours.secondary),
        ]
    }

    fn tables(&self) -> Vec<Style> {
        let colours = &self.look.colours;
        let mut all = vec![
            self.paragraph("Tabelltekst"),
            keep_next(self.paragraph("Tabellhovud").bold().color(&colours.white)),
            self.paragraph("Tabellhovudtal").based_on("Tabellhovud").align(AlignmentType::Right),
            self.paragraph("Tabelltal").based_on("Tabelltekst").align(AlignmentType::Right),
            self.paragraph("Tabellseinare").based_on("Tabelltekst").color(&colours.later),
            self.paragraph("Tabelltalseinare").based_on("Tabelltal").align(AlignmentType::Right).color(&colours.later),
            self.paragraph("Tabelldetalj").based_on("Tabelltekst").indent(Some(160), None, None, None),
            self.paragraph("Tabellmerknad").color(&colours.later),
            self.paragraph("Loggtekst"),
            keep_next(self.paragraph("Logghovud").bold().color(&colours.accent)),
        ];
        // The same in the smaller types.
        let own: Vec<String> = all.iter().map(|style| style.style_id.clone()).collect();
        for end in &DENSE[1..] {
            let tables = own.iter().filter(|id| id.starts_with("Tabell"));
            all.extend(tables.map(|id| self.paragraph(&format!("{id}{end}")).based_on(id)));
        }
        all
    }

    /// The boxes of a chart.
    fn chart(&self) -> Vec<Style> {
        let colours = &self.look.colours;
        let line = |id: &str| {
            let close = LineSpacing::new().before(0).after(0).line(240).line_rule(LineSpacingType::Auto);
            Style::new(id, StyleType::Paragraph)
                .name(id)
                .based_on("Normal")
                .size((self.look.kinds.table.size * 2.0) as usize)
                .line_spacing(close)
                .align(AlignmentType::Center)
        };
        vec![
            line("Kartboks"),
            line("Kartbokstopplinje").based_on("Kartboks").color(&colours.white),
            line("Kartbokstopp").based_on("Kartbokstopplinje").bold().color(&colours.white),
        ]
    }

    fn characters(&self) -> Vec<Style> {
        let colours = &self.look.colours;
        let character = |id: &str, name: &str| Style::new(id, StyleType::Character).name(name);
        let languages = Lang::ALL.iter().map(|lang| character(&language_style(*lang), &format!("Språk {lang}")));
        let mut styles = vec![
            character("Strong", "Strong").bold(),
            character("Emphasis", "Emphasis").italic(),
            character("Hyperlink", "Hyperlink").color(&colours.accent).underline("single"),
            character(DRAFT, "Utkastmerke").bold().color(&colours.white),
            character(RUNNING, "Løpetittel"),
            character(PROMPT, "Placeholder Text").color(&colours.secondary),
        ];
        styles.extend(languages);
        styles
    }
}
