//! The web page: a `Document` in, one HTML file out, which needs no script and loads nothing from elsewhere. It says what the
//! PDF and the Word file say; where each has pages, it has links. What is only for the eye (bars, the drawing of a chart) is
//! hidden from those who listen, for the words beside it say the same.

mod body;
mod chart;
mod style;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::document::picture::Pictures;
use crate::document::{Day, Document};
use crate::paper::look::Look;
use crate::words::notation::long_date;
use crate::words::terms::Terms;
use crate::words::web::Web;
use body::PageWriter;

/// A file of the same document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sibling {
    /// Its name.
    pub name: String,
    /// What it is: "PDF", "Word".
    pub kind: &'static str,
    /// How large it is, in bytes.
    pub size: usize,
}

/// What a page has besides the document.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// The files that were made with it.
    pub siblings: &'a [Sibling],
    /// Whether its words say where in the data they come from: each run has its origin as JSON in `data-origin`.
    pub origins: bool,
}

/// The page in parts, of which a change of the document changes few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageParts {
    /// What stands before the blocks.
    pub before: String,
    /// The blocks, in their order.
    pub blocks: Vec<String>,
    /// What stands after them.
    pub after: String,
}

impl PageParts {
    /// The page, with something between the blocks.
    pub fn joined(&self, between: &str) -> String {
        let blocks = self.blocks.iter().flat_map(|block| [between, block]);
        [self.before.as_str()].into_iter().chain(blocks).chain([between, &self.after]).collect()
    }
}

/// Writes the page.
pub fn write(document: &Document, pictures: &Pictures, look: &Look, options: &Options) -> String {
    write_parts(document, pictures, look, options).joined("")
}

/// Where the blocks go in the page before they are put there: no text has this sign.
const PLACE: &str = "\u{0}";

/// Writes the page in parts.
pub fn write_parts(document: &Document, pictures: &Pictures, look: &Look, options: &Options) -> PageParts {
    let (terms, web) = (Terms::of_lang(document.meta.lang), Web::of(document.meta.lang));
    let meta = &document.meta;
    let writer = PageWriter::new(document, terms, web, options.origins);
    let page = html! {
        (DOCTYPE)
        html lang=(meta.lang) prefix="og: https://ogp.me/ns#" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title(document)) }
                (metadata(document))
                style { (PreEscaped(style::sheet(look))) }
            }
            body {
                a.skip href="#side--hovud" { (web.skip) }
                div.page {
                    (writer.header(pictures, options.siblings))
                    div class=[document.cover.is_some().then_some("columns")] {
                        (writer.contents())
                        main #side--hovud tabindex="-1" {
                            (writer.changes())
                            (PreEscaped(PLACE))
                            (writer.about())
                        }
                    }
                    (footer(document, terms, web))
                }
            }
        }
    };
    let mut text = page.into_string();
    text.push('\n');
    let (before, after) = text.split_once(PLACE).unwrap_or((&text, ""));
    let blocks = writer.blocks().into_iter().map(Markup::into_string).collect();
    PageParts { before: before.into(), blocks, after: after.into() }
}

/// Writes the blocks alone, as they stand in the page.
pub fn write_blocks(document: &Document) -> String {
    let (terms, web) = (Terms::of_lang(document.meta.lang), Web::of(document.meta.lang));
    PageWriter::new(document, terms, web, false).blocks().into_iter().map(Markup::into_string).collect()
}

/// The colours of a page as a style sheet, for a page beside it.
pub fn colours(look: &Look) -> String {
    style::colours(look)
}

/// The longest title that a window shows, in characters.
const MAX_TITLE_LENGTH: usize = 70;

/// The title in a window's bar: what the document is, which version of it, and of which agreement where there is room for that.
fn title(document: &Document) -> String {
    let frame = &document.frame;
    let (version, edition) = (frame.version.new_version_words(), frame.edition.new_version_words());
    let Some(cover) = &document.cover else { return truncate_title(&format!("{edition} – {version}")) };
    let (name, agreement) = (cover.title.new_version_words(), cover.agreement.new_version_words());
    let what = match &document.changes {
        Some(changes) => changes.title.new_version_words(),
        // "Utkast 6.0" says that it is a draft.
        None if version.starts_with(&edition) => version.clone(),
        None => format!("{version} – {edition}"),
    };
    let all = [
        format!("{name} – {what} – {agreement}"),
        format!("{name} – {what}"),
        format!("{name} – {edition}"),
        format!("{name} – {version}"),
    ];
    let fits = |title: &&String| title.chars().count() <= MAX_TITLE_LENGTH;
    all.iter().find(fits).cloned().unwrap_or_else(|| truncate_title(&all[3]))
}

fn truncate_title(title: &str) -> String {
    title.chars().take(MAX_TITLE_LENGTH).collect()
}

/// The content security policy: no scripts, and nothing from elsewhere. Styles and pictures are in the page.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// "2026-02-20".
fn iso(day: Day) -> String {
    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
}

/// What the page says of itself: to search engines, to archives (Dublin Core, as regjeringen.no has it), to those who share it.
fn metadata(document: &Document) -> Markup {
    let meta = &document.meta;
    let date = iso(meta.date);
    // A draft, a copy for a party, the ministry's edition and a comparison are not what should be found.
    let is_final = meta.edition == "endeleg" && document.changes.is_none();
    let names = [("DC.Title", meta.title.clone()), ("DC.Description", meta.subject.clone())];
    let more = [
        ("DC.Creator", meta.authors.join("; ")),
        ("DC.Subject", meta.keywords.join("; ")),
        ("DC.Date", date.clone()),
        ("DC.Language", meta.locale()),
        ("DC.Type", "Text".into()),
        ("DC.Format", "text/html".into()),
        ("DC.Identifier", meta.file_stem.clone()),
    ];
    let open_graph = [
        ("og:title", meta.title.clone()),
        ("og:description", meta.subject.clone()),
        ("og:type", "article".into()),
        ("og:locale", meta.locale().replace('-', "_")),
        ("article:published_time", date),
    ];
    html! {
        meta name="description" content=(meta.subject);
        @if !meta.keywords.is_empty() { meta name="keywords" content=(meta.keywords.join(", ")); }
        @if !is_final { meta name="robots" content="noindex"; }
        meta name="version" content=(meta.version);
        @for (name, content) in names.iter().chain(&more) {
            @if !content.is_empty() { meta name=(name) content=(content); }
        }
        @for (name, content) in &open_graph { meta property=(name) content=(content); }
    }
}

/// Which edition and version it is, and of which day.
fn footer(document: &Document, terms: &Terms, web: &Web) -> Markup {
    let day = document.meta.date;
    let date = jiff::civil::Date::new(day.year, day.month, day.day).map(|date| long_date(date, terms));
    html! {
        footer {
            p.parts {
                span { (document.frame.edition.words()) }
                span { (terms.version) " " (document.meta.version) }
                span { (web.date) ": " time datetime=(iso(day)) { (date.unwrap_or_default()) } }
            }
        }
    }
}
