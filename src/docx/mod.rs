//! The Word file: a `Document` in, one `.docx` out. docx-rs writes the parts; `finish` puts right what it
//! writes wrongly and adds what it can't say; `package` zips them.

mod anchors;
mod body;
mod fields;
mod finish;
mod numberings;
mod package;
mod proof;
mod styles;
mod xml;

use std::collections::BTreeMap;

use docx_rs::{Docx, Footer, Header, LineSpacing, Paragraph, Run, RunFonts};

use crate::document::picture::{Logotype, Pictures};
use crate::document::{Anchor, Change, Frame, Text};
use crate::paper::Paged;
use crate::words::terms::Terms;
use body::BodyItem;
use fields::field;
pub use xml::XmlError;

/// Why no Word file was made.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// A part that docx-rs wrote can't be read again.
    #[error(transparent)]
    Xml(#[from] XmlError),
    /// Accepting the changes, or taking them back, would not give the version that it should.
    #[error(
        "Word-fila med endringar er ikkje laga, for ho ville ikkje gje versjonane att rett ({version}).\nVenta: {expected}\nFekk: {got}\nråd: PDF-en kan lagast med --format pdf. Dette er ein feil i programmet; send gjerne begge planane til dei som lagar det"
    )]
    NotProven {
        /// Which version.
        version: &'static str,
        /// What it has.
        expected: String,
        /// What the file would give.
        got: String,
    },
    /// A mark of a change stands where Word does not take it.
    #[error(
        "Word-fila med endringar er ikkje laga, for eit merke står feil: {0}\nråd: PDF-en kan lagast med --format pdf"
    )]
    Misplaced(String),
    /// Something that was written is not found again.
    #[error("noko som vart skrive i Word-fila, finst ikkje att: {0}")]
    Lost(String),
    /// The parts can't be put together.
    #[error("Word-fila kan ikkje setjast saman: {0}")]
    Package(#[from] zip::result::ZipError),
}

/// Where things stand in the PDF: the Word file's contents list says the same until Word updates it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageNumbers {
    /// The page of each heading, by its anchor, and whether it stands at the page's top.
    pub of_headings: BTreeMap<Anchor, (usize, bool)>,
    /// How many pages there are.
    pub count: usize,
}

/// The pictures of a document.
struct Images<'a> {
    logos: &'a [Logotype],
    /// The logos of the old version, where there are two.
    former: &'a [Logotype],
    figures: &'a Figures,
}

/// The document's figures as PNG, by their anchors.
pub type Figures = BTreeMap<Anchor, Vec<u8>>;

/// Both versions of a document with marks: what accepting every change gives, and what taking every change back gives.
#[derive(Debug, Clone, PartialEq)]
pub struct BothVersions {
    /// The new.
    pub after: Paged,
    /// The old.
    pub before: Paged,
    /// The logos of the old.
    pub logos: Vec<Logotype>,
}

/// Makes the Word file; of a document with marks only if it gives both versions.
///
/// # Errors
/// `DocxError` if docx-rs wrote something that can't be read, or the changes would not give both versions.
pub fn write(
    paged: &Paged,
    pictures: &Pictures,
    figures: &Figures,
    pages: &PageNumbers,
    versions: Option<&BothVersions>,
) -> Result<Vec<u8>, DocxError> {
    let logos = &pictures.logos;
    let former = versions.map_or(logos, |versions| &versions.logos);
    let package = finish_package(paged, &Images { logos, former, figures }, pages, versions)?;
    if let Some(versions) = versions {
        prove_versions(&package, versions, pictures)?;
    }
    Ok(package::zip(&package.parts()?)?)
}

fn finish_package(
    paged: &Paged,
    art: &Images,
    pages: &PageNumbers,
    versions: Option<&BothVersions>,
) -> Result<finish::Package, DocxError> {
    let (docx, body) = build_docx(paged, art, pages, versions);
    // A property has no marks: those of a document with marks are the new version's.
    let described = versions.map_or(paged, |versions| &versions.after).document();
    let facts = finish::Facts {
        document: paged.document(),
        meta: &described.meta,
        look: paged.look(),
        terms: Terms::of_lang(paged.document().meta.lang),
        band: body.band,
        tickets: body.tickets,
    };
    finish::finish(docx.build(), &facts)
}

/// Accepts every change and takes every change back, and compares with the plain files of both versions.
fn prove_versions(package: &finish::Package, versions: &BothVersions, pictures: &Pictures) -> Result<(), DocxError> {
    let frames = || package.headers.iter().chain(&package.footers);
    if let Some(fault) = std::iter::once(&package.document).chain(frames()).flat_map(proof::faults).next() {
        return Err(DocxError::Misplaced(fault));
    }
    let all = [
        ("den nye", proof::Resolve::Accept, &versions.after, &pictures.logos),
        ("den gamle", proof::Resolve::Reject, &versions.before, &versions.logos),
    ];
    for (version, how, paged, logos) in all {
        // What the drawings look like is no matter here, only that they are there.
        let drawn = paged.document().figures().map(|figure| (figure.anchor.clone(), vec![0])).collect();
        let art = Images { logos, former: logos, figures: &drawn };
        let plain = finish_package(paged, &art, &PageNumbers::default(), None)?;
        let mut expected = proof::text_lines(&plain.document, &plain.numbering);
        expected.extend(proof::frame_text_lines(plain.headers.iter().chain(&plain.footers).cloned()));
        let mut got = proof::text_lines(&proof::resolve_changes(&package.document, how), &package.numbering);
        got.extend(proof::frame_text_lines(frames().map(|part| proof::resolve_changes(part, how))));
        if let Some((expected, got)) = proof::difference(&expected, &got) {
            return Err(DocxError::NotProven { version, expected, got });
        }
    }
    Ok(())
}

/// What docx-rs makes of a document, and what is to be put right in it.
fn build_docx(paged: &Paged, art: &Images, pages: &PageNumbers, versions: Option<&BothVersions>) -> (Docx, body::Body) {
    let (document, look) = (paged.document(), paged.look());
    let terms = Terms::of_lang(document.meta.lang);
    let frames = match versions {
        Some(BothVersions { after, before, .. }) => [&after.document().frame, &before.document().frame],
        None => [&document.frame, &document.frame],
    };
    let mut body = body::write(paged, art, pages);
    let mut docx = Docx::new()
        .default_fonts(
            RunFonts::new().ascii(styles::FONT).hi_ansi(styles::FONT).cs(styles::FONT).east_asia(styles::FONT),
        )
        .default_size((look.kinds.body.size * 2.0) as usize)
        .default_line_spacing(LineSpacing::new().line(240))
        .header(Header::new().add_paragraph(header(frames)))
        .footer(Footer::new().add_paragraph(footer(frames, pages)));
    if document.cover.is_some() {
        docx = docx
            .first_header(Header::new().add_paragraph(Paragraph::new()))
            .first_footer(Footer::new().add_paragraph(Paragraph::new()))
            .title_pg();
    }
    let section = body::section(look, false);
    docx.document.section_property.page_size = section.page_size;
    docx.document.section_property.page_margin = section.page_margin;
    for style in styles::styles(terms, look) {
        docx = docx.add_style(style);
    }
    for numbering in std::mem::take(&mut body.abstract_numberings) {
        docx = docx.add_abstract_numbering(numbering);
    }
    for numbering in std::mem::take(&mut body.numberings) {
        docx = docx.add_numbering(numbering);
    }
    for part in std::mem::take(&mut body.parts) {
        docx = match part {
            BodyItem::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
            BodyItem::Table(table) => docx.add_table(*table),
            BodyItem::BookmarkStart(id, name) => docx.add_bookmark_start(id, name),
            BodyItem::BookmarkEnd(id) => docx.add_bookmark_end(id),
        };
    }
    // docx-rs notices numberings only in the body, and ours may all be bound to styles.
    docx.document_rels.has_numberings = true;
    (docx, body)
}

/// The words of both versions, the new and the old: a run that both have, or one of each with its mark.
fn runs_of_both(words: [String; 2], run: impl Fn(Run) -> Run) -> Vec<Run> {
    let made = |words: &str| run(Run::new().add_text(words));
    let [new, old] = &words;
    match new == old {
        true => vec![made(new)],
        false => {
            vec![body::mark_run(made(old), Some(Change::Deleted)), body::mark_run(made(new), Some(Change::Inserted))]
        }
    }
}

/// The header of every page but the title page, in the new version and in the old.
fn header(frames: [&Frame; 2]) -> Paragraph {
    let name = frames.map(|frame| frame.headers.first().map(Text::words).unwrap_or_default());
    let draft = frames.iter().any(|frame| frame.draft);
    let version =
        runs_of_both(
            frames.map(|frame| frame.version.words()),
            |run| if draft { run.style("Utkastmerke") } else { run },
        );
    let left = runs_of_both(name, |run| run).into_iter().fold(Paragraph::new().style("Header"), Paragraph::add_run);
    version.into_iter().fold(left.add_run(Run::new().add_tab()), Paragraph::add_run)
}

fn footer(frames: [&Frame; 2], pages: &PageNumbers) -> Paragraph {
    let of = |words: fn(&Frame) -> String| runs_of_both(frames.map(words), |run| run);
    let edition = of(|frame| frame.edition.words());
    let page = of(|frame| format!("{} ", frame.page));
    let count = of(|frame| format!(" {} ", frame.of));
    let page = page.into_iter().chain(field("PAGE", "2"));
    let count = count.into_iter().chain(field("NUMPAGES", &pages.count.to_string()));
    let runs = edition.into_iter().chain([Run::new().add_tab()]).chain(page).chain(count);
    runs.fold(Paragraph::new().style("Footer"), Paragraph::add_run)
}

#[cfg(test)]
mod tests;
