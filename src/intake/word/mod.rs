//! A Word file that anybody's program wrote, read as what it says. Comes in: the bytes of a file. Goes out: its paragraphs and
//! tables in reading order, its comments, headers, properties and custom parts, with tracked changes as marks; or a sentence
//! about why it can't be read. Time and memory are bounded, whatever the file is.

mod body;
mod controls;
mod numbering;
mod package;
mod properties;
mod styles;
mod text;
mod views;
mod xml;

pub use numbering::Numbering;
pub use properties::{Comment, CustomPart, Header, Properties};
pub use styles::Alignment;
pub use text::{
    Block, Cell, Control, Link, Mark, MarkKind, Note, Paragraph, Revision, Row, Run, RunKind, StyleName, Table, words,
};
pub use views::View;
pub(in crate::intake) use xml::parse as parse_xml;

/// The most bytes that a Word file may have.
pub const MAX_FILE_BYTES: u64 = 100_000_000;

/// Why a file can't be read as a Word file. Each is a sentence that goes on after the file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WordError {
    /// It is something else.
    #[error("er inga Word-fil (.docx)")]
    Foreign,
    /// It is a zip file or XML that ends too early or does not hang together.
    #[error("er ei øydelagd Word-fil: be om å få henne send på nytt")]
    Damaged,
    /// It is a Word file of before 2007.
    #[error("er ei gammal Word-fil (.doc): opne henne i Word og lagre henne som .docx")]
    Old,
    /// It has a password.
    #[error("er låst med passord: opne henne i Word, ta bort passordet og lagre henne på nytt")]
    Locked,
    /// It is of another word processor.
    #[error("er ei OpenDocument-fil: opne henne i skriveprogrammet og lagre henne som .docx")]
    OpenDocument,
    /// It is rich text.
    #[error("er ei RTF-fil: opne henne i Word og lagre henne som .docx")]
    Rtf,
    /// It is a PDF.
    #[error("er ei PDF-fil: det som skal lesast, må vere Word-fila (.docx)")]
    Pdf,
    /// It has more in it than any plan.
    #[error("er for stor: ho har meir i seg enn programmet les")]
    TooLarge,
    /// Elements lie in each other deeper than Word itself makes them.
    #[error("har for mange tabellar eller boksar i kvarandre")]
    TooDeep,
    /// It defines entities, which no Word file does.
    #[error("er ikkje trygg å lese: ho har ein dokumenttypedefinisjon (DTD)")]
    Unsafe,
}

/// What a Word file says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WordFile {
    /// The text, in reading order, as it is with every tracked change marked.
    pub body: Vec<Block>,
    /// The comments.
    pub comments: Vec<Comment>,
    /// Headers and footers, each once.
    pub headers: Vec<Header>,
    /// What the file says of itself.
    pub properties: Properties,
    /// XML that other programs put into the file.
    pub custom_parts: Vec<CustomPart>,
}

impl WordFile {
    /// Reads a file.
    ///
    /// # Errors
    /// `WordError` if it is no Word file, or one that is not read.
    pub fn read(bytes: &[u8]) -> Result<Self, WordError> {
        let mut package = package::Package::open(bytes)?;
        body::read(&mut package)
    }
}

#[cfg(test)]
mod tests;
