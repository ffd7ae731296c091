//! The styles of the Word file: the ones Word knows by name, so that they are called "Overskrift 1" and
//! "Brødtekst" in a Norwegian Word, and a few of the plan's own. Colours, sizes and distances follow
//! `templates/look.typ`: every line is as high as there, and so are the distances between paragraphs, so that the two files
//! break their pages alike.

use docx_rs::{
    AlignmentType, BorderType, LineSpacing, LineSpacingType, ParagraphBorder, ParagraphBorderPosition, Run, Shading,
    ShdType, SpecialIndentType, Style, StyleType, Tab, TabLeaderType, TabValueType,
};

use crate::document::LANGUAGES;
use crate::words::terms::Terms;

pub(super) const INK: &str = "1C2B33";
pub(super) const ACCENT: &str = "1F5C5A";
pub(super) const TINT: &str = "E8F0EE";
pub(super) const HAIRLINE: &str = "B9C9C6";
pub(super) const SECONDARY: &str = "4A575C";
pub(super) const DRAFT: &str = "9A3B1F";
pub(super) const DRAFT_TINT: &str = "FBF1ED";
pub(super) const LATER: &str = "4A575C";
pub(super) const WHITE: &str = "FFFFFF";

/// The font of the Word file; it has Carlito's metrics.
pub(super) const FONT: &str = "Calibri";

/// The width of the text, in twentieths of a point.
pub(super) const TEXT_WIDTH: usize = 8504;

/// The same on a page on its side.
pub(super) const WIDE_TEXT: usize = 13436;

/// The id of the table style.
pub(super) const TABLE: &str = "Handlingsplantabell";
/// The id of the table style of the log.
pub(super) const LIGHT_TABLE: &str = "Loggtabell";

/// What the styles of the title page are called in addition where its band is light.
pub(super) const LIGHT: &str = "Lys";

/// The heights of a paragraph style, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Heights {
    /// The size of the letters.
    pub(super) size: f64,
    /// From line to line.
    pub(super) pitch: f64,
    /// Before the paragraph: Word, like Typst, takes the larger of this and what the paragraph before has after it.
    pub(super) before: f64,
    /// After it.
    pub(super) after: f64,
}

const fn heights(size: f64, pitch: f64, before: f64, after: f64) -> Heights {
    Heights { size, pitch, before, after }
}

/// The heights of each paragraph style: `kinds` and `around` of `look.typ`.
const HEIGHTS: &[(&str, Heights)] = &[
    ("Heading1", heights(24.0, 29.5, 26.0, 10.0)),
    ("Kapittel", heights(24.0, 29.5, 26.0, 10.0)),
    ("Heading2", heights(20.0, 24.5, 0.0, 8.0)),
    ("Mellomtittel", heights(16.0, 20.0, 20.0, 8.0)),
    ("Heading3", heights(14.0, 17.5, 24.0, 3.0)),
    ("Endringstittel", heights(11.5, 15.5, 14.0, 3.0)),
    ("Heading4", heights(11.5, 15.0, 11.0, 2.0)),
    ("BodyText", heights(11.5, 15.5, 0.0, 5.0)),
    ("Innleiing", heights(11.5, 15.5, 0.0, 5.0)),
    ("ListBullet", heights(11.5, 15.5, 0.0, 2.5)),
    ("ListNumber", heights(11.5, 15.5, 0.0, 2.5)),
    ("ListContinue", heights(11.5, 15.5, 0.0, 2.5)),
    ("Ingress", heights(11.5, 15.5, 0.0, 5.0)),
    ("Tiltaksfakta", heights(9.5, 12.5, 3.0, 7.0)),
    ("Delmaalsvekt", heights(11.5, 15.5, 0.0, 10.0)),
    ("Hovudmaal", heights(11.5, 15.5, 9.0, 10.0)),
    ("Manglar", heights(11.5, 15.5, 9.0, 10.0)),
    ("Caption", heights(9.5, 12.0, 2.2, 11.0)),
    // The line of the drawing is as high as the drawing; its own letters must not make it higher.
    ("Figur", heights(1.0, 1.0, 14.0, 8.0)),
    ("Header", heights(9.5, 12.0, 0.0, 0.0)),
    ("Footer", heights(9.5, 12.0, 0.0, 0.0)),
    ("Framsidemerke", heights(11.0, 14.0, 0.0, 28.0)),
    ("Title", heights(34.0, 41.5, 0.0, 18.0)),
    ("Avtale", heights(20.0, 25.0, 0.0, 10.0)),
    ("Avtaleperiode", heights(12.0, 16.0, 0.0, 12.0)),
    ("Framsidemerknad", heights(11.0, 14.0, 0.0, 12.0)),
    ("Partar", heights(12.0, 16.0, 0.0, 0.0)),
    ("Mottakar", heights(13.0, 17.0, 20.0, 2.0)),
    ("Mottakarlinje", heights(11.5, 15.5, 0.0, 2.0)),
    ("Logo", heights(11.0, 14.0, 26.0, 0.0)),
    ("Loggtittel", heights(9.5, 12.0, 26.0, 4.2)),
    ("TOCHeading", heights(24.0, 29.5, 0.0, 10.0)),
    ("TOC1", heights(11.5, 15.0, 8.0, 0.0)),
    ("TOC2", heights(11.5, 15.0, 4.0, 0.0)),
    ("TOC3", heights(10.0, 13.0, 1.5, 0.0)),
    ("Tabelltekst", heights(9.5, 12.0, 0.0, 0.0)),
    ("Tabellhovud", heights(9.5, 12.0, 0.0, 0.0)),
    ("Tabellhovudtal", heights(9.5, 12.0, 0.0, 0.0)),
    ("Tabelltal", heights(9.5, 12.0, 0.0, 0.0)),
    ("Tabellseinare", heights(9.5, 12.0, 0.0, 0.0)),
    ("Tabelltalseinare", heights(9.5, 12.0, 0.0, 0.0)),
    ("Tabelldetalj", heights(9.5, 12.0, 0.0, 0.0)),
    ("Tabellmerknad", heights(9.5, 12.0, 0.0, 0.0)),
    ("Loggtekst", heights(9.5, 12.0, 0.0, 0.0)),
    ("Logghovud", heights(9.5, 12.0, 0.0, 0.0)),
];

/// The heights of a style; those of running text for a style that has none of its own.
pub(super) fn heights_of(id: &str) -> Heights {
    let id = id.strip_suffix(LIGHT).unwrap_or(id);
    let own = HEIGHTS.iter().find(|(style, _)| *style == id);
    own.map_or(heights(11.5, 15.5, 0.0, 5.0), |(_, heights)| *heights)
}

/// Twentieths of a point, as Word measures.
fn twips(points: f64) -> u32 {
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

/// A paragraph style with its heights; its name is set last.
fn paragraph(id: &str) -> Style {
    let heights = heights_of(id);
    Style::new(id, StyleType::Paragraph)
        .name(id)
        .based_on("Normal")
        .size((heights.size * 2.0) as usize)
        .line_spacing(spacing(heights))
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
pub(super) fn styles(terms: &Terms) -> Vec<Style> {
    let mut all = [headings(), running_text(), cover(), contents(), tables(), chart(), characters()].concat();
    for style in &mut all {
        let id = style.style_id.clone();
        let light = id.strip_suffix(LIGHT).unwrap_or(&id);
        if let Some((_, name)) = terms.word_names.styles.iter().find(|(own, _)| *own == light) {
            let name = if light == id { (*name).to_string() } else { format!("{name} (lys)") };
            *style = style.clone().name(name);
        }
    }
    all
}

fn headings() -> Vec<Style> {
    let heading = |id: &str, name: &str, level: usize, colour: &str| {
        keep_next(paragraph(id)).name(name).next("BodyText").ui_priority(9).bold().color(colour).outline_lvl(level - 1)
    };
    let delmål = heading("Heading2", "heading 2", 2, ACCENT);
    let mut delmål = shaded(
        delmål,
        TINT,
        vec![
            border(ParagraphBorderPosition::Left, 36, 10, ACCENT),
            border(ParagraphBorderPosition::Top, 4, 8, TINT),
            border(ParagraphBorderPosition::Bottom, 4, 8, TINT),
        ],
    )
    .indent(Some(290), None, None, None);
    delmål.paragraph_property = delmål.paragraph_property.page_break_before(true);
    let rule = vec![border(ParagraphBorderPosition::Top, 8, 3, ACCENT)];
    // A heading of the second level that is no delmål: the band, the page and the number are taken back.
    let none = |position| ParagraphBorder::new(position).val(BorderType::Nil);
    let part = bordered(
        shaded(heading("Mellomtittel", "Mellomtittel", 2, ACCENT), "auto", Vec::new()).based_on("Heading2"),
        [ParagraphBorderPosition::Left, ParagraphBorderPosition::Top, ParagraphBorderPosition::Bottom]
            .map(none)
            .to_vec(),
    )
    .indent(Some(0), None, None, None);
    // A tiltak in the account of the yearly update: no rule, no number.
    let entry = bordered(
        heading("Endringstittel", "Endringstittel", 3, ACCENT).based_on("Heading3"),
        vec![none(ParagraphBorderPosition::Top)],
    );
    vec![
        heading("Heading1", "heading 1", 1, ACCENT),
        // A chapter that is none of the numbered sections.
        heading("Kapittel", "Kapittel", 1, ACCENT).based_on("Heading1"),
        delmål,
        part,
        bordered(heading("Heading3", "heading 3", 3, ACCENT), rule),
        entry,
        heading("Heading4", "heading 4", 4, INK),
    ]
}

/// How far the text of what has a bar at its left is indented: the bar stands within the text's edge.
const BARRED: i32 = 240;

fn running_text() -> Vec<Style> {
    let barred = |id: &str, colour: &str| {
        (paragraph(id).indent(Some(BARRED), None, None, None), border(ParagraphBorderPosition::Left, 16, 10, colour))
    };
    let (goal, goal_bar) = barred("Hovudmaal", ACCENT);
    let (gap, gap_bar) = barred("Manglar", DRAFT);
    let frame = |id: &str, name: &str| {
        tabbed(paragraph(id).name(name).color(SECONDARY), TabValueType::Right, TEXT_WIDTH, TabLeaderType::None)
    };
    vec![
        paragraph("BodyText").name("Body Text"),
        keep_next(paragraph("Innleiing")),
        paragraph("ListBullet").name("List Bullet"),
        paragraph("ListNumber").name("List Number"),
        paragraph("ListContinue").name("List Continue"),
        keep_next(paragraph("Ingress")),
        keep_next(paragraph("Tiltaksfakta").color(SECONDARY)),
        keep_next(paragraph("Delmaalsvekt").bold().color(ACCENT)),
        whole(bordered(goal, vec![goal_bar])),
        whole(shaded(gap.color(DRAFT), DRAFT_TINT, vec![gap_bar])),
        paragraph("Caption").name("caption").color(SECONDARY).next("BodyText"),
        keep_next(paragraph("Figur").align(AlignmentType::Center)),
        bordered(frame("Header", "header"), vec![border(ParagraphBorderPosition::Bottom, 4, 4, HAIRLINE)]),
        frame("Footer", "footer"),
    ]
}

/// The title page's band: white words over the accent, or dark ones over the tint. The band itself reaches to the edges of the
/// page and is drawn behind them (`finish::band`); each paragraph is shaded too, so that the words are legible where it is not.
fn cover() -> Vec<Style> {
    let band = |id: &str, bold: bool| {
        [("", ACCENT, WHITE), (LIGHT, TINT, INK)].map(|(more, paper, words)| {
            let style = shaded(paragraph(&format!("{id}{more}")), paper, Vec::new()).color(words);
            if bold { style.bold() } else { style }
        })
    };
    // Whom the copy is for: paragraphs of one shading, which are drawn as one area.
    let addressee = |id: &str| {
        let sides = vec![border(ParagraphBorderPosition::Left, 36, 10, ACCENT)];
        shaded(paragraph(id).indent(Some(290), None, None, None), TINT, sides)
    };
    let [title, light_title] = band("Title", true);
    let mut styles = vec![title.name("Title").next("Avtale"), light_title.name("Title (lys)").based_on("Title")];
    styles.extend(
        [("Framsidemerke", true), ("Avtale", false), ("Avtaleperiode", false)]
            .map(|(id, bold)| band(id, bold))
            .concat(),
    );
    styles.extend(band("Framsidemerknad", true));
    styles.extend([
        tabbed(paragraph("Partar"), TabValueType::Left, TEXT_WIDTH / 2 + 120, TabLeaderType::None),
        keep_next(addressee("Mottakar").bold().color(ACCENT)),
        addressee("Mottakarlinje"),
        paragraph("Logo"),
        keep_next(paragraph("Loggtittel").color(SECONDARY)),
    ]);
    styles
}

fn contents() -> Vec<Style> {
    let entry = |level: usize, indent| {
        let style = paragraph(&format!("TOC{level}"))
            .name(format!("toc {level}"))
            .indent(Some(indent), Some(SpecialIndentType::Hanging(276)), None, None)
            .next("Normal")
            .ui_priority(39);
        tabbed(style, TabValueType::Right, TEXT_WIDTH, TabLeaderType::Dot)
    };
    vec![
        keep_next(paragraph("TOCHeading").name("TOC Heading").bold().color(ACCENT)).ui_priority(39),
        entry(1, 276).bold(),
        entry(2, 552),
        entry(3, 756).color(SECONDARY),
    ]
}

fn tables() -> Vec<Style> {
    vec![
        paragraph("Tabelltekst"),
        keep_next(paragraph("Tabellhovud").bold().color(WHITE)),
        paragraph("Tabellhovudtal").based_on("Tabellhovud").align(AlignmentType::Right),
        paragraph("Tabelltal").based_on("Tabelltekst").align(AlignmentType::Right),
        paragraph("Tabellseinare").based_on("Tabelltekst").color(LATER),
        paragraph("Tabelltalseinare").based_on("Tabelltal").align(AlignmentType::Right).color(LATER),
        paragraph("Tabelldetalj").based_on("Tabelltekst").indent(Some(160), None, None, None),
        paragraph("Tabellmerknad").color(LATER),
        paragraph("Loggtekst"),
        keep_next(paragraph("Logghovud").bold().color(ACCENT)),
    ]
}

/// The id of the character style for phrases in a language; finishing gives the style its language.
pub(super) fn language_style(lang: &str) -> String {
    format!("Spraak-{lang}")
}

/// A run of text in another language.
pub(super) fn in_language(run: Run, lang: &str, strong: bool, emph: bool) -> Run {
    let run = run.style(&language_style(lang));
    let run = if strong { run.bold() } else { run };
    if emph { run.italic() } else { run }
}

/// The boxes of a chart.
fn chart() -> Vec<Style> {
    let line = |id: &str| {
        let close = LineSpacing::new().before(0).after(0).line(240).line_rule(LineSpacingType::Auto);
        Style::new(id, StyleType::Paragraph)
            .name(id)
            .based_on("Normal")
            .size(19)
            .line_spacing(close)
            .align(AlignmentType::Center)
    };
    vec![
        line("Kartboks"),
        line("Kartbokstopplinje").based_on("Kartboks").color(WHITE),
        line("Kartbokstopp").based_on("Kartbokstopplinje").bold().color(WHITE),
    ]
}

/// The id of the character style of prompts, which finishing makes content controls.
pub(super) const PROMPT: &str = "PlaceholderText";

fn characters() -> Vec<Style> {
    let character = |id: &str, name: &str| Style::new(id, StyleType::Character).name(name);
    let languages = LANGUAGES.iter().map(|lang| character(&language_style(lang), &format!("Språk {lang}")));
    let mut styles = vec![
        character("Strong", "Strong").bold(),
        character("Emphasis", "Emphasis").italic(),
        character("Hyperlink", "Hyperlink").color(ACCENT).underline("single"),
        character("Utkastmerke", "Utkastmerke").bold().color(DRAFT),
        character(PROMPT, "Placeholder Text").color(SECONDARY),
    ];
    styles.extend(languages);
    styles
}
