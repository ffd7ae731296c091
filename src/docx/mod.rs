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

use docx_rs::{Docx, Footer, Header, LineSpacing, Paragraph, Run, RunFonts, Shading, ShdType};

use crate::document::picture::{Logotype, Pictures};
use crate::document::{Anchor, Change, Document, Frame, HARD_SPACE, Text};
use crate::paper::Paged;
use crate::paper::fonts;
use crate::paper::look::Look;
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

/// What a Word file carries with it besides what is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Carried {
    /// The XML of a part of one's own.
    pub xml: String,
    /// Properties of one's own, by name.
    pub properties: Vec<(String, String)>,
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
    write_carrying(paged, pictures, figures, pages, versions, |_| None)
}

/// Makes the Word file, with what is made of the file for it to carry.
///
/// # Errors
/// `DocxError` as `write`.
pub fn write_carrying(
    paged: &Paged,
    pictures: &Pictures,
    figures: &Figures,
    pages: &PageNumbers,
    versions: Option<&BothVersions>,
    carried: impl FnOnce(&[u8]) -> Option<Carried>,
) -> Result<Vec<u8>, DocxError> {
    let logos = &pictures.logos;
    let former = versions.map_or(logos, |versions| &versions.logos);
    let mut package = finish_package(paged, &Images { logos, former, figures }, pages, versions)?;
    if let Some(versions) = versions {
        prove_versions(&package, versions, pictures)?;
    }
    let parts = package.parts()?;
    let Some(carried) = carried(&package::zip_uncompressed(&parts)?) else { return Ok(package::zip(&parts)?) };
    package.carry(&carried);
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
    let documents = match versions {
        Some(BothVersions { after, before, .. }) => [after.document(), before.document()],
        None => [document, document],
    };
    let frames = documents.map(|document| &document.frame);
    let mut body = body::write(paged, art, pages);
    let mut docx = Docx::new()
        .default_fonts(
            RunFonts::new().ascii(styles::FONT).hi_ansi(styles::FONT).cs(styles::FONT).east_asia(styles::FONT),
        )
        .default_size((look.kinds.body.size * 2.0) as usize)
        .default_line_spacing(LineSpacing::new().line(240))
        .header(Header::new().add_paragraph(header(documents, look)))
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

/// The words of the new version and the old: what begins both, what each has alone, the old first, and what ends both.
fn parts_of_both(words: [&str; 2]) -> [String; 4] {
    let [new, old] = words.map(|words| words.split_inclusive(' ').collect::<Vec<_>>());
    let before = new.iter().zip(&old).take_while(|(new, old)| new == old).count();
    let rest = new[before..].iter().rev().zip(old[before..].iter().rev());
    let after = rest.take_while(|(new, old)| new == old).count();
    let [is_old, is_new] = [&old, &new].map(|own| own[before..own.len() - after].concat());
    [new[..before].concat(), is_old, is_new, new[new.len() - after..].concat()]
}

/// The words of both versions, the new and the old, in runs: those of one alone have its mark.
fn runs_of_both(words: [&str; 2], run: impl Fn(Run) -> Run) -> Vec<Run> {
    let changes = [None, Some(Change::Deleted), Some(Change::Inserted), None];
    let parts = parts_of_both(words).into_iter().zip(changes).filter(|(part, _)| !part.is_empty());
    parts.map(|(part, change)| body::mark_run(run(Run::new().add_text(part)), change)).collect()
}

/// What stands between the document and the place in it, in the header.
const BETWEEN: &str = " · ";
/// The least room between the two sides of the header, in points.
const HEADER_GAP: f64 = 20.0;

/// The left of the header: the document, and what may be shown for the title of the delmål or the chapter until Word works that
/// out, the first that there is room for; nothing where there is none.
fn running_head(document: &Document, look: &Look) -> (String, Vec<String>) {
    let frame = &document.frame;
    let whole = frame.headers.first().map(Text::words).unwrap_or_default();
    let Some(cover) = &document.cover else { return (whole, Vec::new()) };
    let (running, version) = (frame.running.words(), frame.version.words());
    let rest = whole.strip_prefix(&format!("{running}{BETWEEN}")).map(str::to_string);
    let places = rest.into_iter().chain([cover.agreement.words(), cover.period.words()]);
    let places: Vec<String> = places.filter(|place| header_fits(&running, place, &version, look)).collect();
    if places.is_empty() { (whole, places) } else { (running, places) }
}

/// Whether the parts of the header have room on a line.
fn header_fits(running: &str, place: &str, version: &str, look: &Look) -> bool {
    let size = look.kinds.small.size;
    let left = fonts::width(&format!("{running}{BETWEEN}{place}"), size, false);
    left + HEADER_GAP + fonts::width(version, size, true) <= look.page.text_width()
}

/// The header of every page but the title page, in the new version and in the old.
fn header(documents: [&Document; 2], look: &Look) -> Paragraph {
    let [(new, places), (old, old_places)] = documents.map(|document| running_head(document, look));
    let frames = documents.map(|document| &document.frame);
    let versions = frames.map(|frame| frame.version.words());
    let both = [&new, &old].map(String::as_str);
    let of_both = versions.each_ref().map(String::as_str);
    let between = |change: Option<Change>| body::mark_run(Run::new().add_text(BETWEEN), change);
    let style = Terms::of_lang(documents[0].meta.lang).word_names.style(styles::RUNNING).unwrap_or(styles::RUNNING);
    let instruction = format!("STYLEREF \"{style}\"");
    let place = match (&places[..], &old_places[..]) {
        ([], []) => Vec::new(),
        // A field is never taken out, for programs don't agree on what that is; what it shows is Word's to work out.
        ([], [_, ..]) => vec![between(Some(Change::Deleted))],
        (places @ [first, ..], old) => {
            let change = old.is_empty().then_some(Change::Inserted);
            let fits = |place: &&String| {
                header_fits(&parts_of_both(both).concat(), place, &parts_of_both(of_both).concat(), look)
            };
            let place = places.iter().find(fits).or(places.last()).unwrap_or(first);
            let field = field(&instruction, place).into_iter().map(|run| body::mark_run(run, change));
            [between(change)].into_iter().chain(field).collect()
        }
    };
    let draft = frames.iter().any(|frame| frame.draft);
    // Programs give changes colours of their own, which could not be read on the label's.
    let is_same = versions[0] == versions[1];
    let on_paper = Shading::new().shd_type(ShdType::Clear).color("auto").fill("auto");
    let label = |run: Run| match (draft, is_same) {
        (false, _) => run,
        (true, true) => run.style(styles::DRAFT),
        (true, false) => run.style(styles::DRAFT).shading(on_paper.clone()).color(&look.colours.draft),
    };
    let edge = draft.then(|| label(Run::new().add_text(HARD_SPACE.to_string())));
    let version = edge.clone().into_iter().chain(runs_of_both(of_both, label)).chain(edge);
    let left = runs_of_both(both, |run| run).into_iter().chain(place);
    let left = left.fold(Paragraph::new().style("Header"), Paragraph::add_run);
    version.fold(left.add_run(Run::new().add_tab()), Paragraph::add_run)
}

fn footer(frames: [&Frame; 2], pages: &PageNumbers) -> Paragraph {
    let of = |words: fn(&Frame) -> String| runs_of_both(frames.map(words).each_ref().map(String::as_str), |run| run);
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
