//! From a plan's folder to its documents in memory: load, check, compose, lay out, write. Nothing is put on
//! disk here; `output` does that once everything is made.

use std::path::Path;
use std::thread;

use crate::check;
use crate::compose::compose;
use crate::document::Document;
use crate::docx::{self, DocxError};
use crate::edition::Edition;
use crate::finding::{Finding, Severity};
use crate::load::{Loaded, Sources, load};
use crate::output::OutputFile;
use crate::pdf::{self, PdfError, Resolution, Template};
use crate::picture::{self, Pictures};
use crate::plan::{PartId, Plan};

/// A kind of file that is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The PDF.
    Pdf,
    /// The Word file.
    Docx,
    /// A picture of each page, for web pages and e-mail, at this many dots per inch.
    Png(Resolution),
    /// The composed document as JSON, for those who work on a template.
    Json,
}

/// A composed document with its pictures.
#[derive(Debug, Clone)]
pub struct Composed {
    /// The document.
    pub document: Document,
    /// The bytes of its pictures.
    pub pictures: Pictures,
    /// How many things are not right in the data, but do not prevent the documents.
    pub warnings: usize,
}

/// Why nothing was made.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The data is wrong.
    #[error("planen har feil")]
    Findings {
        /// Everything that is wrong.
        findings: Vec<Finding>,
        /// The texts that it is in.
        sources: Box<Sources>,
    },
    /// Typst or the template failed.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// The Word file could not be made.
    #[error(transparent)]
    Docx(#[from] DocxError),
}

/// A plan that was loaded and checked for an edition.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The edition.
    pub edition: Edition,
    /// The texts of its files, for messages.
    pub sources: Sources,
    /// The plan; `None` if it could not be loaded.
    pub plan: Option<Plan>,
    /// Its pictures.
    pub pictures: Pictures,
    /// Everything that is wrong.
    pub findings: Vec<Finding>,
}

/// Loads and checks a plan.
pub fn checked(folder: &Path, edition: Edition) -> Checked {
    let mut all = checked_for(folder, &[edition]);
    all.remove(0)
}

/// Loads a plan once and checks it for each of some editions, one at least.
pub fn checked_for(folder: &Path, editions: &[Edition]) -> Vec<Checked> {
    let Loaded { sources, plan } = load(folder);
    let (plan, wrong) = match plan {
        Ok(plan) => (Some(plan), Vec::new()),
        Err(findings) => (None, findings),
    };
    let mut in_pictures = Vec::new();
    let pictures = plan.as_ref().map(|plan| picture::read(folder, plan, &mut in_pictures)).unwrap_or_default();
    let checked = editions.iter().map(|edition| {
        let found = plan.iter().flat_map(|plan| check::check(plan, *edition));
        Checked {
            edition: *edition,
            findings: wrong.iter().cloned().chain(found).chain(in_pictures.clone()).collect(),
            sources: sources.clone(),
            plan: plan.clone(),
            pictures: pictures.clone(),
        }
    });
    checked.collect()
}

/// Loads, checks and composes a plan.
///
/// # Errors
/// `BuildError::Findings` with everything that is wrong in the data.
pub fn composed(folder: &Path, edition: Edition) -> Result<Composed, BuildError> {
    checked(folder, edition).composed(None)
}

impl Checked {
    /// The document, or the copy of it for a party.
    ///
    /// # Errors
    /// `BuildError::Findings` if anything is wrong in the data.
    pub fn composed(&self, to: Option<&PartId>) -> Result<Composed, BuildError> {
        let failed = self.findings.iter().any(|finding| finding.severity == Severity::Error);
        match &self.plan {
            Some(plan) if !failed => Ok(Composed {
                document: compose(plan, &self.pictures, self.edition, to),
                pictures: self.pictures.clone(),
                warnings: self.findings.len(),
            }),
            _ => Err(BuildError::Findings { findings: self.findings.clone(), sources: Box::new(self.sources.clone()) }),
        }
    }
}

impl Composed {
    /// Makes the files of the formats asked for, in their order.
    ///
    /// # Errors
    /// `BuildError` if the template is wrong.
    pub fn files(&self, formats: &[Format], template: &Template) -> Result<Vec<OutputFile>, BuildError> {
        let wanted = |format| formats.contains(&format);
        let (mut pdf, mut docx, mut laid) = (None, None, None);
        if formats.iter().any(|format| *format != Format::Json) {
            let laid = laid.insert(pdf::lay_out(&self.document, &self.pictures, template)?);
            // The PDF is written while the Word file is made.
            thread::scope(|scope| -> Result<(), BuildError> {
                let make = || self.docx(laid, template);
                // Where no thread is to be had, one thing is done after the other.
                let word = wanted(Format::Docx).then(|| thread::Builder::new().spawn_scoped(scope, make));
                if wanted(Format::Pdf) {
                    pdf = Some(laid.pdf()?);
                }
                docx = match word {
                    Some(Ok(word)) => Some(word.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?),
                    Some(Err(_)) => Some(make()?),
                    None => None,
                };
                Ok(())
            })?;
        }
        let stem = &self.document.meta.file_stem;
        let mut files = Vec::new();
        for format in formats {
            match format {
                Format::Pdf => files.extend(pdf.take().map(|bytes| OutputFile::new(format!("{stem}.pdf"), bytes))),
                Format::Docx => files.extend(docx.take().map(|bytes| OutputFile::new(format!("{stem}.docx"), bytes))),
                Format::Png(resolution) => {
                    for (index, png) in laid.iter().flat_map(|laid| laid.pages(*resolution)).enumerate() {
                        files.push(OutputFile::new(format!("{stem}-side-{:02}.png", index + 1), png?));
                    }
                }
                Format::Json => files.extend(self.json()?),
            }
        }
        Ok(files)
    }

    fn docx(&self, laid: &pdf::Laid, template: &Template) -> Result<Vec<u8>, BuildError> {
        let figures = pdf::figure_pictures(&self.document, template)?;
        let pages = docx::Pages { of_headings: laid.heading_pages(), count: laid.page_count() };
        Ok(docx::write(&self.document, &self.pictures, &figures, &pages)?)
    }

    fn json(&self) -> Result<Vec<OutputFile>, PdfError> {
        let stem = &self.document.meta.file_stem;
        let mut json = serde_json::to_vec_pretty(&self.document)?;
        json.push(b'\n');
        let mut files = vec![OutputFile::new(format!("{stem}.json"), json)];
        for logo in &self.pictures.logos {
            files.push(OutputFile::new(format!("{stem}-bilete/{}", logo.picture.file), logo.png.clone()));
        }
        Ok(files)
    }
}
