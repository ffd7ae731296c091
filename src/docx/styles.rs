//! The styles of the Word file: the ones Word knows by name, so that they are called "Overskrift 1" and
//! "Brødtekst" in a Norwegian Word, and a few of the plan's own. Colours, sizes and distances follow
//! `templates/look.typ`.

use docx_rs::{
    AlignmentType, BorderType, LineSpacing, LineSpacingType, ParagraphBorder, ParagraphBorderPosition, Run, Shading,
    ShdType, SpecialIndentType, Style, StyleType, Tab, TabLeaderType, TabValueType,
};

use crate::document::LANGUAGES;

pub(super) const INK: &str = "1C2B33";
pub(super) const ACCENT: &str = "1F5C5A";
pub(super) const TINT: &str = "E8F0EE";
pub(super) const HAIRLINE: &str = "B9C9C6";
pub(super) const SECONDARY: &str = "5B6A70";
pub(super) const DRAFT: &str = "9A3B1F";
pub(super) const DRAFT_TINT: &str = "FBF1ED";
pub(super) const LATER: &str = "5F6B70";
pub(super) const WHITE: &str = "FFFFFF";

/// The font of the Word file; it has Carlito's metrics.
pub(super) const FONT: &str = "Calibri";

/// The width of the text, in twentieths of a point.
pub(super) const TEXT_WIDTH: usize = 8844;

/// The same on a page on its side.
pub(super) const WIDE_TEXT: usize = 13776;

/// The id of the table style.
pub(super) const TABLE: &str = "Handlingsplantabell";
/// The id of the table style of the log.
pub(super) const LIGHT_TABLE: &str = "Loggtabell";

/// Twentieths of a point, as Word measures.
fn twips(points: f64) -> u32 {
    (points * 20.0).round() as u32
}

fn spacing(before: f64, after: f64, lines: f64) -> LineSpacing {
    LineSpacing::new()
        .before(twips(before))
        .after(twips(after))
        .line((lines * 240.0).round() as i32)
        .line_rule(LineSpacingType::Auto)
}

/// A paragraph style: its size in points, its spacing before and after in points, its lines' distance.
fn paragraph(id: &str, name: &str, size: f64, (before, after, lines): (f64, f64, f64)) -> Style {
    Style::new(id, StyleType::Paragraph)
        .name(name)
        .based_on("Normal")
        .size((size * 2.0) as usize)
        .line_spacing(spacing(before, after, lines))
}

fn keep_next(mut style: Style) -> Style {
    style.paragraph_property = style.paragraph_property.keep_next(true).keep_lines(true);
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

fn tabbed(mut style: Style, position: usize, leader: TabLeaderType) -> Style {
    let tab = Tab::new().val(TabValueType::Right).leader(leader).pos(position);
    style.paragraph_property = style.paragraph_property.add_tab(tab);
    style
}

/// The paragraph and character styles.
pub(super) fn styles() -> Vec<Style> {
    let body = (0.0, 5.0, 1.1);
    [headings(), running_text(body), cover(), contents(), tables(), chart(), characters()].concat()
}

fn headings() -> Vec<Style> {
    let heading = |level: usize, size, spacing, colour: &str| {
        keep_next(paragraph(&format!("Heading{level}"), &format!("heading {level}"), size, spacing))
            .next("BodyText")
            .ui_priority(9)
            .bold()
            .color(colour)
            .outline_lvl(level - 1)
    };
    let delmål = heading(2, 21.0, (0.0, 8.0, 1.0), ACCENT);
    let mut delmål = shaded(
        delmål,
        TINT,
        vec![
            border(ParagraphBorderPosition::Left, 36, 10, ACCENT),
            border(ParagraphBorderPosition::Top, 4, 8, TINT),
            border(ParagraphBorderPosition::Bottom, 4, 8, TINT),
        ],
    );
    delmål.paragraph_property = delmål.paragraph_property.page_break_before(true);
    let tiltak =
        bordered(heading(3, 15.0, (22.0, 2.0, 1.0), ACCENT), vec![border(ParagraphBorderPosition::Top, 8, 6, ACCENT)]);
    // A heading of the second level that is no delmål: the band, the page and the number are taken back.
    let none = |position| ParagraphBorder::new(position).val(BorderType::Nil);
    let mut part = bordered(
        shaded(heading(2, 15.0, (16.0, 7.0, 1.0), ACCENT), "auto", Vec::new()).based_on("Heading2"),
        [ParagraphBorderPosition::Left, ParagraphBorderPosition::Top, ParagraphBorderPosition::Bottom]
            .map(none)
            .to_vec(),
    );
    part.style_id = "Mellomtittel".into();
    let part = part.name("Mellomtittel");
    // A chapter that is none of the numbered sections.
    let mut chapter = heading(1, 20.0, (22.0, 8.0, 1.0), ACCENT).based_on("Heading1");
    chapter.style_id = "Kapittel".into();
    let chapter = chapter.name("Kapittel");
    vec![
        heading(1, 20.0, (22.0, 8.0, 1.0), ACCENT),
        chapter,
        delmål,
        part,
        tiltak,
        heading(4, 11.5, (9.0, 2.0, 1.05), INK),
    ]
}

fn running_text(body: (f64, f64, f64)) -> Vec<Style> {
    vec![
        paragraph("BodyText", "Body Text", 11.0, body),
        keep_next(paragraph("Innleiing", "Innleiing", 11.0, body)),
        paragraph("ListBullet", "List Bullet", 11.0, (0.0, 3.0, 1.1)),
        paragraph("ListNumber", "List Number", 11.0, (0.0, 3.0, 1.1)),
        paragraph("ListContinue", "List Continue", 11.0, (0.0, 3.0, 1.1)),
        keep_next(paragraph("Ingress", "Ingress", 11.0, body)),
        keep_next(paragraph("Tiltaksfakta", "Tiltaksfakta", 9.5, (0.0, 7.0, 1.1)).color(SECONDARY)),
        keep_next(paragraph("Delmaalsvekt", "Delmålsvekt", 11.0, (0.0, 9.0, 1.1)).bold().color(ACCENT)),
        bordered(
            paragraph("Hovudmaal", "Hovudmål", 11.0, (5.0, 9.0, 1.1)).indent(Some(200), None, None, None),
            vec![border(ParagraphBorderPosition::Left, 16, 8, ACCENT)],
        ),
        shaded(
            paragraph("Manglar", "Manglar", 11.0, (5.0, 9.0, 1.1)).color(DRAFT).indent(Some(200), None, None, None),
            DRAFT_TINT,
            vec![border(ParagraphBorderPosition::Left, 16, 8, DRAFT)],
        ),
        paragraph("Caption", "caption", 9.5, (5.0, 12.0, 1.05)).color(SECONDARY).next("BodyText"),
        keep_next(paragraph("Figur", "Figur", 11.0, (12.0, 6.0, 1.0))),
        tabbed(paragraph("Header", "header", 8.5, (0.0, 0.0, 1.0)).color(SECONDARY), TEXT_WIDTH, TabLeaderType::None),
        paragraph("Footer", "footer", 8.5, (0.0, 0.0, 1.0)).color(SECONDARY).align(AlignmentType::Right),
    ]
    .into_iter()
    .map(|style| match style.style_id.as_str() {
        "Header" => bordered(style, vec![border(ParagraphBorderPosition::Bottom, 4, 4, HAIRLINE)]),
        _ => style,
    })
    .collect()
}

/// The title page's band: paragraphs of one shading and border, which Word draws as one area. What is between
/// them is the height of their lines: LibreOffice leaves a notch in the area where there is space between.
fn cover() -> Vec<Style> {
    let band = |id: &str, name: &str, size, line: f64| {
        let sides = [
            (ParagraphBorderPosition::Left, 24),
            (ParagraphBorderPosition::Right, 24),
            (ParagraphBorderPosition::Top, 10),
            (ParagraphBorderPosition::Bottom, 18),
        ];
        let borders = sides.map(|(side, space)| border(side, 4, space, ACCENT)).to_vec();
        let height = LineSpacing::new().before(0).after(0).line(twips(line) as i32).line_rule(LineSpacingType::AtLeast);
        let style = paragraph(id, name, size, (0.0, 0.0, 1.0)).line_spacing(height);
        shaded(style, ACCENT, borders).color(WHITE)
    };
    // Whom the copy is for: paragraphs of one shading, which are drawn as one area.
    let addressee = |id: &str, size, spacing| {
        let sides = vec![border(ParagraphBorderPosition::Left, 36, 10, ACCENT)];
        shaded(paragraph(id, id, size, spacing).indent(Some(200), None, None, None), TINT, sides)
    };
    vec![
        band("Framsidemerke", "Framsidemerke", 11.0, 34.0).bold(),
        band("Title", "Title", 34.0, 84.0).bold().next("Subtitle"),
        band("Subtitle", "Subtitle", 16.0, 48.0),
        band("Avtale", "Avtale", 21.0, 36.0),
        band("Framsidemerknad", "Framsidemerknad", 13.0, 44.0).bold(),
        paragraph("Partar", "Partar", 12.0, (34.0, 0.0, 1.1)),
        keep_next(addressee("Mottakar", 13.0, (24.0, 0.0, 1.2)).bold().color(ACCENT)),
        addressee("Mottakarlinje", 11.0, (0.0, 0.0, 1.2)),
        paragraph("Logo", "Logo", 11.0, (30.0, 0.0, 1.0)),
        keep_next(paragraph("Loggtittel", "Loggtittel", 9.5, (60.0, 5.0, 1.1)).color(SECONDARY)),
    ]
}

fn contents() -> Vec<Style> {
    let entry = |level: usize, size, spacing, indent| {
        tabbed(
            paragraph(&format!("TOC{level}"), &format!("toc {level}"), size, spacing)
                .indent(Some(indent), Some(SpecialIndentType::Hanging(260)), None, None)
                .next("Normal")
                .ui_priority(39),
            TEXT_WIDTH,
            TabLeaderType::Dot,
        )
    };
    vec![
        keep_next(paragraph("TOCHeading", "TOC Heading", 20.0, (0.0, 10.0, 1.0)).bold().color(ACCENT)).ui_priority(39),
        entry(1, 11.0, (7.0, 2.0, 1.05), 260).bold(),
        entry(2, 11.0, (3.0, 1.0, 1.05), 520),
        entry(3, 10.0, (0.0, 0.0, 1.05), 780).color(SECONDARY),
    ]
}

fn tables() -> Vec<Style> {
    let cell = |id: &str, name: &str, size, after| paragraph(id, name, size, (0.0, after, 1.05));
    vec![
        cell("Tabelltekst", "Tabelltekst", 9.5, 1.5),
        keep_next(cell("Tabellhovud", "Tabellhovud", 9.5, 1.5).bold().color(WHITE)),
        cell("Tabellhovudtal", "Tabellhovud tal", 9.5, 1.5).based_on("Tabellhovud").align(AlignmentType::Right),
        cell("Tabelltal", "Tabelltal", 9.5, 1.5).based_on("Tabelltekst").align(AlignmentType::Right),
        cell("Tabellseinare", "Tabelltekst seinare", 9.5, 1.5).based_on("Tabelltekst").color(LATER),
        cell("Tabelltalseinare", "Tabelltal seinare", 9.5, 1.5)
            .based_on("Tabelltal")
            .align(AlignmentType::Right)
            .color(LATER),
        cell("Tabelldetalj", "Tabelltekst detalj", 9.5, 1.5).based_on("Tabelltekst").indent(
            Some(160),
            None,
            None,
            None,
        ),
        cell("Tabellmerknad", "Tabellmerknad", 8.5, 1.5).color(LATER),
        cell("Loggtekst", "Loggtekst", 8.5, 0.0),
        keep_next(cell("Logghovud", "Logghovud", 8.5, 0.0).bold().color(ACCENT)),
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
    let line = |id: &str, name: &str| paragraph(id, name, 9.5, (0.0, 0.0, 1.0)).align(AlignmentType::Center);
    vec![
        line("Kartboks", "Kartboks"),
        line("Kartbokstopplinje", "Kartboks topp linje").based_on("Kartboks").color(WHITE),
        line("Kartbokstopp", "Kartboks topp").based_on("Kartbokstopplinje").bold().color(WHITE),
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
