//! The Word file: a `Document` in, one `.docx` out. docx-rs writes the parts; `finish` puts right what it
//! writes wrongly and adds what it can't say; `package` zips them.

mod anchors;
mod body;
mod fields;
mod finish;
mod numberings;
mod package;
mod styles;
mod xml;

use std::collections::BTreeMap;

use docx_rs::{Docx, Footer, Header, LineSpacing, Paragraph, Run, RunFonts};

use crate::document::picture::{Logotype, Pictures};
use crate::document::{Anchor, Document, Text};
use crate::paper::Paged;
use crate::words::terms::Terms;
use body::Part;
use fields::field;
pub use xml::XmlError;

/// Why no Word file was made.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// A part that docx-rs wrote can't be read again.
    #[error(transparent)]
    Xml(#[from] XmlError),
    /// Something that was written is not found again.
    #[error("noko som vart skrive i Word-fila, finst ikkje att: {0}")]
    Lost(String),
    /// The parts can't be put together.
    #[error("Word-fila kan ikkje setjast saman: {0}")]
    Package(#[from] zip::result::ZipError),
}

/// Where things stand in the PDF: the Word file's contents list says the same until Word updates it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pages {
    /// The page of each heading, by its anchor, and whether it stands at the page's top.
    pub of_headings: BTreeMap<Anchor, (usize, bool)>,
    /// How many pages there are.
    pub count: usize,
}

/// The pictures of a document.
struct Art<'a> {
    logos: &'a [Logotype],
    figures: &'a Figures,
}

/// The document's figures as PNG, by their anchors.
pub type Figures = BTreeMap<Anchor, Vec<u8>>;

/// Makes the Word file.
///
/// # Errors
/// `DocxError` if docx-rs wrote something that can't be read.
pub fn write(paged: &Paged, pictures: &Pictures, figures: &Figures, pages: &Pages) -> Result<Vec<u8>, DocxError> {
    let art = Art { logos: &pictures.logos, figures };
    let (docx, body) = written(paged, &art, pages);
    let facts = finish::Facts {
        document: paged.document(),
        look: paged.look(),
        terms: Terms::of_lang(paged.document().meta.lang),
        band: body.band,
        tickets: body.tickets,
    };
    let parts = finish::finish(docx.build(), &facts)?;
    Ok(package::zip(&parts)?)
}

/// What docx-rs makes of a document, and what is to be put right in it.
fn written(paged: &Paged, art: &Art, pages: &Pages) -> (Docx, body::Body) {
    let (document, look) = (paged.document(), paged.look());
    let terms = Terms::of_lang(document.meta.lang);
    let mut body = body::write(paged, art, pages);
    let mut docx = Docx::new()
        .default_fonts(
            RunFonts::new().ascii(styles::FONT).hi_ansi(styles::FONT).cs(styles::FONT).east_asia(styles::FONT),
        )
        .default_size((look.kinds.body.size * 2.0) as usize)
        .default_line_spacing(LineSpacing::new().line(240))
        .header(Header::new().add_paragraph(header(document)))
        .first_header(Header::new().add_paragraph(Paragraph::new()))
        .footer(Footer::new().add_paragraph(footer(document, pages)))
        .first_footer(Footer::new().add_paragraph(Paragraph::new()))
        .title_pg();
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
            Part::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
            Part::Table(table) => docx.add_table(*table),
        };
    }
    // docx-rs notices numberings only in the body, and ours may all be bound to styles.
    docx.document_rels.has_numberings = true;
    (docx, body)
}

fn header(document: &Document) -> Paragraph {
    let frame = &document.frame;
    let version = Run::new().add_text(frame.version.words());
    Paragraph::new()
        .style("Header")
        .add_run(Run::new().add_text(frame.headers.iter().map(Text::words).next().unwrap_or_default()))
        .add_run(Run::new().add_tab())
        .add_run(if frame.draft { version.style("Utkastmerke") } else { version })
}

fn footer(document: &Document, pages: &Pages) -> Paragraph {
    let frame = &document.frame;
    let words = |text: String| Run::new().add_text(text);
    let edition = Run::new().add_text(frame.edition.words());
    let mut paragraph = Paragraph::new()
        .style("Footer")
        .add_run(edition)
        .add_run(Run::new().add_tab())
        .add_run(words(format!("{} ", frame.page)));
    for run in field("PAGE", "2") {
        paragraph = paragraph.add_run(run);
    }
    paragraph = paragraph.add_run(words(format!(" {} ", frame.of)));
    for run in field("NUMPAGES", &pages.count.to_string()) {
        paragraph = paragraph.add_run(run);
    }
    paragraph
}

#[cfg(test)]
mod tests;
