//! From a plan's folder to its documents in memory: load, check, compose, lay out, write. Nothing is put on
//! disk here; `output` does that once everything is made.

use std::path::Path;
use std::sync::{Arc, OnceLock, mpsc};
use std::thread;

use super::earlier::{self, EarlierPlan, PredecessorLocation};
use super::open_data::{self, PublishedPlan};
use crate::check::spelling::Speller;
use crate::check::{self, CheckInputs, Predecessor};
use crate::compare::{self, Redline};
use crate::compose::{self, CasePaper, News};
use crate::data::kept::KeptPlans;
use crate::data::pictures::{self, ImageProblem};
use crate::data::{Loaded, OpenFiles, Sources, load_with};
use crate::document::picture::{Logotype, Pictures};
use crate::document::{Anchor, Document};
use crate::docx::{self, BothVersions, Carried, DocxError, Figures, PageNumbers};
use crate::edition::Edition;
use crate::finding::{Finding, Severity};
use crate::html;
use crate::intake::base::Base;
use crate::intake::lines::lines;
use crate::intake::origins::Origins;
use crate::intake::word::{View, WordFile};
use crate::output::OutputFile;
use crate::paper::colour::Colour;
use crate::paper::look::Look;
use crate::paper::{self, Adjustments, Paged};
use crate::pdf::{self, LaidOut, PdfError, Resolution, Template};
use crate::plan::{PartId, Plan};
use crate::process::approval::{IncorporatedChanges, taken_in};
use crate::words::terms::Terms;

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
    /// The plan's own data as JSON, for other programs.
    Data,
    /// The web page.
    Html,
    /// The tiltak and the money as sheets.
    Csv,
    /// The plan as linked data.
    JsonLd,
}

impl Format {
    /// Whether nothing has to be laid out on pages for it.
    fn is_unpaged(self) -> bool {
        matches!(self, Self::Json | Self::Data | Self::Html | Self::Csv | Self::JsonLd)
    }
}

/// A composed document with its pictures.
#[derive(Debug, Clone)]
pub struct Composed {
    /// The document.
    pub document: Document,
    /// The document set on pages, computed when it is first asked for: the web page needs none.
    pub set: OnceLock<Paged>,
    /// Its pages, where they had to be counted before its files are made.
    pub laid: Option<Arc<(Paged, LaidOut)>>,
    /// The bytes of its pictures.
    pub pictures: Arc<Pictures>,
    /// How many things are not right in the data, but do not prevent the documents.
    pub warnings: usize,
    /// The tracked changes that Word is given, if the document has marks.
    pub versions: Option<Box<RedlineVersions>>,
    /// The plan that it is of.
    pub plan: Arc<Plan>,
    /// Whether it is a case paper of more pages than one should have.
    pub too_long: bool,
    /// What its Word file says of itself when it comes back with the changes of others; nothing where it does not come back.
    pub returns: Option<Base>,
}

/// The files of a document.
#[derive(Debug)]
pub struct Rendered {
    /// The files, in the order of the formats.
    pub files: Vec<OutputFile>,
    /// How many pages there are, if they were laid out.
    pub pages: Option<usize>,
}

/// A document with marks, as tracked changes of which both versions can be had again.
#[derive(Debug, Clone)]
pub struct RedlineVersions {
    /// The document, with every difference marked.
    pub document: Document,
    /// The new version.
    pub after: Document,
    /// The old version.
    pub before: Document,
    /// The logos of the old version.
    pub logos: Vec<Logotype>,
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
pub struct CheckedPlan {
    /// The edition.
    pub edition: Edition,
    /// The texts of its files, for messages.
    pub sources: Arc<Sources>,
    /// The plan; `None` if it could not be loaded.
    pub plan: Option<Arc<Plan>>,
    /// Its pictures.
    pub pictures: Arc<Pictures>,
    /// The plan that it follows, if it names one.
    pub predecessor: Option<Arc<EarlierPlan>>,
    /// The versions of it that are kept and that matter.
    pub kept: Arc<KeptPlans>,
    /// Everything that is wrong.
    pub findings: Vec<Finding>,
}

/// A plan that was read once, for whatever is to be made of it.
#[derive(Debug)]
pub struct LoadedPlan {
    /// The texts of its files, for messages.
    pub sources: Arc<Sources>,
    /// The plan; `None` if it could not be loaded.
    pub plan: Option<Arc<Plan>>,
    /// Its pictures.
    pub pictures: Arc<Pictures>,
    /// The plan that it follows.
    predecessor: Option<Result<Arc<EarlierPlan>, String>>,
    /// The versions of it that are kept and that matter.
    kept: Arc<KeptPlans>,
    /// Why it could not be loaded.
    unread: Vec<Finding>,
    /// What is not right with its images.
    images: Vec<ImageProblem>,
}

impl LoadedPlan {
    /// The plan in a folder.
    pub fn read(folder: &Path) -> Self {
        Self::read_with(folder, &OpenFiles::new())
    }

    /// The plan in a folder, some of whose files are open in an editor.
    pub fn read_with(folder: &Path, open: &OpenFiles) -> Self {
        Self::read_with_predecessor(folder, open, &PredecessorLocation::Named)
    }

    /// Reads the plan in a folder, some of whose files are open in an editor. `predecessor` says where its predecessor is.
    pub fn read_with_predecessor(folder: &Path, open: &OpenFiles, predecessor: &PredecessorLocation) -> Self {
        let Loaded { sources, plan } = load_with(folder, open);
        let (plan, unread) = match plan {
            Ok(plan) => (Some(plan), Vec::new()),
            Err(findings) => (None, findings),
        };
        let (pictures, images) = plan.as_ref().map(|plan| pictures::read(folder, plan)).unwrap_or_default();
        let predecessor = plan.as_ref().and_then(|plan| earlier::load_predecessor(folder, plan, predecessor));
        let kept = plan.as_ref().map(|plan| KeptPlans::read(folder, plan)).unwrap_or_default();
        Self {
            sources: Arc::new(sources),
            plan: plan.map(Arc::new),
            pictures: Arc::new(pictures),
            predecessor: predecessor.map(|predecessor| predecessor.map(Arc::new)),
            kept: Arc::new(kept),
            unread,
            images,
        }
    }

    /// Checks the plan for an edition; with a speller, checks its spelling too.
    pub fn checked(&self, edition: Edition, speller: Option<&Speller>) -> CheckedPlan {
        self.check_with_places(edition, speller, false)
    }

    /// Checks the plan for an edition; with a speller, checks its spelling too. `every_place` reports each place of a
    /// finding, not only the first.
    pub fn check_with_places(&self, edition: Edition, speller: Option<&Speller>, every_place: bool) -> CheckedPlan {
        self.check(edition, speller, every_place, Some(&self.kept))
    }

    /// Checks the plan for an edition as it stands, whatever the kept versions of it are.
    pub(super) fn checked_alone(&self, edition: Edition) -> CheckedPlan {
        self.check(edition, None, false, None)
    }

    fn check(
        &self,
        edition: Edition,
        speller: Option<&Speller>,
        every_place: bool,
        kept: Option<&KeptPlans>,
    ) -> CheckedPlan {
        let before = match &self.predecessor {
            None => Predecessor::None,
            Some(Err(why)) => Predecessor::Unreadable(why),
            Some(Ok(earlier)) => Predecessor::Plan(&earlier.plan),
        };
        let beside = CheckInputs { images: &self.images, speller, before, kept, every_place };
        let found = self.plan.iter().flat_map(|plan| check::check_all(plan, edition, &beside));
        CheckedPlan {
            edition,
            findings: self.unread.iter().cloned().chain(found).collect(),
            sources: self.sources.clone(),
            plan: self.plan.clone(),
            pictures: self.pictures.clone(),
            predecessor: self.predecessor.clone().and_then(Result::ok),
            kept: self.kept.clone(),
        }
    }
}

/// Loads and checks a plan.
pub fn load_and_check(folder: &Path, edition: Edition) -> CheckedPlan {
    LoadedPlan::read(folder).checked(edition, None)
}

/// Loads, checks and composes a plan.
///
/// # Errors
/// `BuildError::Findings` with everything that is wrong in the data.
pub fn load_and_compose(folder: &Path, edition: Edition) -> Result<Composed, BuildError> {
    load_and_check(folder, edition).compose(None)
}

impl CheckedPlan {
    /// The document, or the copy of it for a party.
    ///
    /// # Errors
    /// `BuildError::Findings` if anything is wrong in the data.
    pub fn compose(&self, to: Option<&PartId>) -> Result<Composed, BuildError> {
        self.compose_since(to, None)
    }

    /// Composes the document, or the copy of it for a party, in any edition with a chapter on what is new since an
    /// earlier version.
    ///
    /// # Errors
    /// `BuildError::Findings` if anything is wrong in the data.
    pub fn compose_since(&self, to: Option<&PartId>, since: Option<&EarlierPlan>) -> Result<Composed, BuildError> {
        let failed = self.findings.iter().any(|finding| finding.severity == Severity::Error);
        match &self.plan {
            Some(plan) if !failed => {
                let composed = self.composed(plan, self.document_with_stem(plan, to, since));
                Ok(Composed { returns: since.is_none().then(|| self.base(plan, to)), ..composed })
            }
            _ => Err(BuildError::Findings {
                findings: self.findings.clone(),
                sources: Box::new(Sources::clone(&self.sources)),
            }),
        }
    }
}

impl CheckedPlan {
    /// Composes the document of a plan that a draft can be made of, whatever else the edition asks for: for those who are writing it.
    pub fn compose_unfinished(&self, to: Option<&PartId>) -> Option<Composed> {
        let composed = |plan: &Arc<Plan>| Composed {
            returns: Some(self.base(plan, to)),
            ..self.composed(plan, self.document(plan, to, None))
        };
        self.plan.as_ref().map(composed)
    }

    /// What the Word file of the document says of itself, without its text.
    fn base(&self, plan: &Plan, to: Option<&PartId>) -> Base {
        Base {
            version: plan.hovud.versjon.clone(),
            edition: self.edition.contents().name.into(),
            part: to.map(ToString::to_string),
            plan: format!("{} {}", plan.hovud.kortnamn, plan.hovud.år),
            lines: Vec::new(),
        }
    }

    fn composed(&self, plan: &Arc<Plan>, document: Document) -> Composed {
        Composed {
            document,
            set: OnceLock::new(),
            laid: None,
            pictures: self.pictures.clone(),
            warnings: self.findings.len(),
            versions: None,
            plan: plan.clone(),
            too_long: false,
            returns: None,
        }
    }

    /// Composes the document; if it says what is new since another version, its file name says so too.
    fn document_with_stem(&self, plan: &Plan, to: Option<&PartId>, since: Option<&EarlierPlan>) -> Document {
        let mut document = self.document(plan, to, since);
        if let Some(earlier) = since {
            let words = Terms::of_lang(document.meta.lang).new_since;
            document.meta.file_stem += &format!("-{words}{}", earlier.plan.hovud.versjon);
        }
        document
    }

    fn document(&self, plan: &Plan, to: Option<&PartId>, since: Option<&EarlierPlan>) -> Document {
        let taken_in = taken_in(plan, self.kept.all());
        compose::compose_with_earlier(plan, &self.pictures, self.edition, to, &self.earlier(since, &taken_in))
    }
}

/// What a case paper is cut down to until it fits: how many changes it tells, and how much of the plan on one page it
/// has. What is new matters more than what stands in the plan that goes with the paper.
const CASE_PAPER_ATTEMPTS: [(usize, usize); 9] =
    [(12, 2), (9, 2), (6, 2), (9, 1), (6, 1), (3, 1), (3, 0), (1, 0), (0, 0)];

/// The most pages of a case paper.
const CASE_PAGES: usize = 2;

impl CheckedPlan {
    /// The case papers of a party's bodies, each two pages at most: where one is longer, it tells less of the plan and of
    /// what is new in it. `attachments` are the files that go with them.
    ///
    /// # Errors
    /// `BuildError::Findings` if anything is wrong in the data, `BuildError::Pdf` if the template is.
    pub fn case_papers(
        &self,
        part: &PartId,
        attachments: &[compose::Attachment],
        since: Option<&EarlierPlan>,
        template: &Template,
    ) -> Result<Vec<Composed>, BuildError> {
        let plain = self.compose(Some(part))?;
        let Some(plan) = &self.plan else { return Ok(Vec::new()) };
        let taken_in = taken_in(plan, self.kept.all());
        let earlier = self.earlier(since, &taken_in);
        let mut news: Option<News> = None;
        let all = plan.hovud.handsaming.iter().enumerate().filter(|(_, own)| own.part == *part);
        let mut papers = Vec::new();
        for (party, own) in all {
            // A body that has decided has no use for one.
            for body in (0..own.organ.len()).filter(|body| plan.standing(own, *body).is_open()) {
                // What it has decided on itself, or else what others of its party have recommended.
                let others =
                    || own.organ.iter().flat_map(|organ| plan.counting_decisions(organ)).max_by_key(|own| own.dato);
                let last = plan.standing(own, body).decision().or_else(others);
                let handled = last.and_then(|vedtak| self.kept.version_decided_on(plan, vedtak));
                let handled = handled.filter(|handled| {
                    handled.hovud.versjon != plan.hovud.versjon || plan.standing(own, body).decision().is_some()
                });
                let earlier = compose::EarlierPlans { handled, ..earlier };
                // Bodies that compare with the same plan are told the same.
                news = news.filter(|own| own.is_since(&earlier)).or_else(|| News::of(plan, &earlier));
                let mut last = None;
                for (news_count, rows) in CASE_PAPER_ATTEMPTS {
                    let (with_tiltak, with_delmål) = (rows > 1, rows > 0);
                    let news = news.as_ref();
                    let paper = CasePaper { party, body, attachments, news, news_count, with_tiltak, with_delmål };
                    let Some(document) = compose::compose_case(plan, &self.pictures, &paper, &earlier) else {
                        continue;
                    };
                    let mut paper = Composed {
                        document,
                        set: OnceLock::new(),
                        laid: None,
                        versions: None,
                        pictures: Arc::default(),
                        warnings: plain.warnings,
                        plan: plan.clone(),
                        too_long: false,
                        returns: None,
                    };
                    let laid = paper.lay_out(template)?;
                    paper.too_long = laid.1.page_count() > CASE_PAGES;
                    paper.laid = Some(laid);
                    let fits_now = !paper.too_long;
                    last = Some(paper);
                    if fits_now {
                        break;
                    }
                }
                papers.extend(last);
            }
        }
        Ok(papers)
    }

    fn earlier<'e>(
        &'e self,
        since: Option<&'e EarlierPlan>,
        taken_in: &'e [IncorporatedChanges],
    ) -> compose::EarlierPlans<'e> {
        let follows = self.predecessor.as_ref().map(|earlier| &earlier.plan);
        compose::EarlierPlans {
            predecessor: follows,
            since: since.map(|earlier| &earlier.plan),
            handled: None,
            taken_in,
        }
    }
}

impl CheckedPlan {
    /// The document, or the copy of it for a party, with what has changed since an earlier version marked in it;
    /// `only_changed` leaves out what has not changed.
    ///
    /// # Errors
    /// `BuildError::Findings` if anything is wrong in the data.
    pub fn compose_redline(
        &self,
        to: Option<&PartId>,
        earlier: &EarlierPlan,
        only_changed: bool,
    ) -> Result<Composed, BuildError> {
        let plain = self.compose(to)?;
        let Some(plan) = &self.plan else { return Ok(plain) };
        let new = self.document(plan, to, None);
        let taken_in = taken_in(&earlier.plan, earlier.kept.all());
        let before = compose::EarlierPlans { taken_in: &taken_in, ..compose::EarlierPlans::default() };
        let old = compose::compose_with_earlier(&earlier.plan, &earlier.pictures, self.edition, to, &before);
        let author = plan.current_version().map_or("", |row| row.endra_av.as_str());
        let mut redline = compare::redline(&old, &new, author);
        // A part of the plan can't give both versions back.
        if only_changed {
            redline = redline.only_changed();
        }
        let Redline { document, tracked, before } = redline;
        let logos = earlier.pictures.logos.clone();
        let tracked = RedlineVersions { document: tracked, after: plain.document, before, logos };
        let versions = (!only_changed).then(|| Box::new(tracked));
        let returns = versions.is_some().then(|| self.base(plan, to));
        Ok(Composed {
            document,
            set: OnceLock::new(),
            laid: None,
            versions,
            pictures: plain.pictures,
            warnings: plain.warnings,
            plan: plain.plan,
            too_long: false,
            returns,
        })
    }
}

/// The pages of the PDF's headings. The pages that a list of changes takes before the contents list are subtracted: the
/// Word file has no such list.
fn word_page_numbers(laid: &LaidOut) -> docx::PageNumbers {
    let mut of_headings = laid.heading_pages();
    let mut page_of = |anchor: Anchor| of_headings.remove(&anchor).map(|(page, _)| page);
    let list = page_of(Anchor::contents()).map_or(0, |contents| {
        // In a template that does not say where the list begins, it is after the title page.
        contents.saturating_sub(page_of(Anchor::change_list()).unwrap_or(2))
    });
    of_headings.values_mut().for_each(|(page, _)| *page = page.saturating_sub(list).max(1));
    docx::PageNumbers { of_headings, count: laid.page_count().saturating_sub(list) }
}

/// The look that a plan's documents are set in.
fn look_of(plan: &Plan) -> Look {
    plan.hovud.farge.as_deref().and_then(Colour::from_hex).map_or_else(Look::default, Look::with_accent)
}

impl Composed {
    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The document, set on pages.
    pub fn paged(&self) -> &Paged {
        self.set.get_or_init(|| paper::typeset(self.document.clone(), &look_of(&self.plan)))
    }

    /// Makes the files of the formats asked for, in their order.
    ///
    /// # Errors
    /// `BuildError` if the template is wrong.
    pub fn files(&self, formats: &[Format], template: &Template) -> Result<Vec<OutputFile>, BuildError> {
        Ok(self.render(formats, template)?.files)
    }

    /// Makes the files of the formats asked for, in their order, and counts the pages.
    ///
    /// # Errors
    /// `BuildError` if the template is wrong.
    pub fn render(&self, formats: &[Format], template: &Template) -> Result<Rendered, BuildError> {
        let wanted = |format| formats.contains(&format);
        let (mut pdf, mut docx, mut laid) = (None, None, None);
        if !formats.iter().all(|format| format.is_unpaged()) {
            thread::scope(|scope| -> Result<(), BuildError> {
                // The pictures of the Word file are drawn while the pages are laid out, and the file is made while the PDF is.
                let (pages, known) = mpsc::channel::<(Paged, PageNumbers)>();
                let make = move || -> Result<Option<Vec<u8>>, BuildError> {
                    let figures = pdf::figure_pictures(self.paged(), template)?;
                    // Where the pages could not be laid out, that is told, and there is no Word file.
                    let Ok((paged, pages)) = known.recv() else { return Ok(None) };
                    Ok(Some(self.word(&paged, &figures, &pages)?))
                };
                // Where Typst's work is done by this thread alone, another would wait for it.
                let alone = rayon::current_num_threads() < 2;
                let word = wanted(Format::Docx).then(|| match alone {
                    true => Err(std::io::ErrorKind::WouldBlock.into()),
                    false => thread::Builder::new().spawn_scoped(scope, make),
                });
                let (paged, laid) = &**laid.insert(self.lay_out(template)?);
                let counted = || word_page_numbers(laid);
                if word.is_some() {
                    // Nobody listens where no thread was to be had.
                    let _ = pages.send((paged.clone(), counted()));
                }
                if wanted(Format::Pdf) {
                    pdf = Some(laid.pdf()?);
                }
                docx = match word {
                    Some(Ok(word)) => word.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?,
                    // Then one thing is done after the other.
                    Some(Err(_)) => {
                        let figures = pdf::figure_pictures(self.paged(), template)?;
                        Some(self.word(paged, &figures, &counted())?)
                    }
                    None => None,
                };
                Ok(())
            })?;
        }
        let laid = laid.as_deref().map(|(_, laid)| laid);
        let stem = &self.document().meta.file_stem;
        let mut files = Vec::new();
        for format in formats {
            match format {
                Format::Pdf => files.extend(pdf.take().map(|bytes| OutputFile::new(format!("{stem}.pdf"), bytes))),
                Format::Docx => files.extend(docx.take().map(|bytes| OutputFile::new(format!("{stem}.docx"), bytes))),
                Format::Png(resolution) => {
                    for (index, png) in laid.iter().flat_map(|laid| laid.page_pictures(*resolution)).enumerate() {
                        files.push(OutputFile::new(format!("{stem}-side-{:02}.png", index + 1), png?));
                    }
                }
                Format::Json => files.extend(self.json()?),
                Format::Data => files.push(self.data()?),
                Format::Csv => files.extend(open_data::sheets(self.published())),
                Format::JsonLd => files.push(open_data::linked_data(self.published()).map_err(PdfError::from)?),
                // It links to the others.
                Format::Html => {}
            }
        }
        if wanted(Format::Html) {
            let kinds = [("pdf", "PDF"), ("docx", "Word")];
            let sibling = |file: &OutputFile| {
                let (_, kind) = kinds.iter().find(|(ending, _)| file.name == format!("{stem}.{ending}"))?;
                Some(html::Sibling { name: file.name.clone(), kind, size: file.bytes.len() })
            };
            let siblings: Vec<html::Sibling> = files.iter().filter_map(sibling).collect();
            let options = html::Options { siblings: &siblings, ..html::Options::default() };
            let page = html::write(self.document(), &self.pictures, &look_of(&self.plan), &options);
            files.push(OutputFile::new(format!("{stem}.html"), page.into_bytes()));
        }
        Ok(Rendered { files, pages: laid.map(LaidOut::page_count) })
    }

    /// The document laid out on its pages, and how it is adjusted for that.
    ///
    /// # Errors
    /// `PdfError` if the template is wrong.
    pub fn pages(&self, template: &Template) -> Result<(LaidOut, Vec<Adjustments>), PdfError> {
        let (_, laid, chosen) = self.lay_out_anew(template)?;
        Ok((laid, chosen))
    }

    /// The document laid out as it is adjusted most likely: as one was that was much like it.
    ///
    /// # Errors
    /// `PdfError` if the template is wrong.
    pub fn likely_pages(&self, template: &Template, chosen: &[Adjustments]) -> Result<LaidOut, PdfError> {
        let adjusted = chosen.iter().fold(self.paged().clone(), |paged, own| paged.adjusted(own.clone()));
        pdf::lay_out(&adjusted, &self.pictures, template)
    }

    /// The document laid out, adjusted where that fills pages that are too empty and costs none.
    fn lay_out(&self, template: &Template) -> Result<Arc<(Paged, LaidOut)>, PdfError> {
        if let Some(laid) = &self.laid {
            return Ok(laid.clone());
        }
        let (paged, laid, _) = self.lay_out_anew(template)?;
        Ok(Arc::new((paged, laid)))
    }

    /// The document laid out, and how it is adjusted.
    fn lay_out_anew(&self, template: &Template) -> Result<(Paged, LaidOut, Vec<Adjustments>), PdfError> {
        /// What is longer is not tried again: it takes its time, and a page more or less is not seen.
        const MOST_PAGES: usize = 120;
        /// How many adjustments are tried.
        const MOST_TRIED: usize = 6;
        let mut paged = self.paged().clone();
        let mut laid = pdf::lay_out(&paged, &self.pictures, template)?;
        if laid.page_count() > MOST_PAGES {
            return Ok((paged, laid, Vec::new()));
        }
        let mut chosen = Vec::new();
        for adjustments in laid.adjustments(&paged).into_iter().take(MOST_TRIED) {
            let saves_a_page = !adjustments.tight.is_empty();
            let adjusted = paged.adjusted(adjustments.clone());
            let tried = pdf::lay_out(&adjusted, &self.pictures, template)?;
            if tried.page_count() < laid.page_count() + usize::from(!saves_a_page) {
                (paged, laid) = (adjusted, tried);
                chosen.push(adjustments);
            }
        }
        Ok((paged, laid, chosen))
    }

    /// The Word file. One with marks is compared with both versions, set on pages as it is.
    fn word(&self, paged: &Paged, figures: &Figures, pages: &PageNumbers) -> Result<Vec<u8>, DocxError> {
        let plain = paged.without_breaks();
        let Some(tracked) = &self.versions else {
            return docx::write_carrying(&plain, &self.pictures, figures, pages, None, |bytes| self.carried(bytes));
        };
        let look = look_of(&self.plan);
        let set = |document: &Document| paged.typeset_version(document.clone(), &look).without_breaks();
        let logos = tracked.logos.clone();
        let versions = BothVersions { after: set(&tracked.after), before: set(&tracked.before), logos };
        let document = set(&tracked.document);
        docx::write_carrying(&document, &self.pictures, figures, pages, Some(&versions), |bytes| self.carried(bytes))
    }

    /// What a Word file that was written carries with it: what it was, for the day that it comes back.
    fn carried(&self, bytes: &[u8]) -> Option<Carried> {
        let base = self.returns.clone()?.with_lines_of(bytes).ok()?;
        let (xml, digest) = base.to_xml()?;
        let properties = [("versjon", base.version), ("utgåve", base.edition), ("kontrollsum", digest)];
        let properties = properties.map(|(name, value)| (format!("handlingsplan {name}"), value));
        Some(Carried { xml, properties: properties.into() })
    }

    /// The document as its Word file reads, with its origins. Nothing is drawn for it.
    ///
    /// # Errors
    /// `DocxError` if the file can't be made.
    pub fn origins(&self) -> Result<Origins, DocxError> {
        let paged = self.paged().without_breaks();
        let figures = self.document.figures().map(|figure| (figure.anchor.clone(), vec![0])).collect();
        let bytes = docx::write(&paged, &self.pictures, &figures, &PageNumbers::default(), None)?;
        let file = WordFile::read(&bytes).map_err(|error| DocxError::Lost(error.to_string()))?;
        Ok(Origins::find(lines(&file.body_as(View::Accepted)), &self.document))
    }

    /// The plan, with what its files are called.
    pub fn published(&self) -> PublishedPlan<'_> {
        let meta = &self.document.meta;
        PublishedPlan { plan: &self.plan, title: &meta.title, page: &meta.file_stem }
    }

    fn data(&self) -> Result<OutputFile, PdfError> {
        let mut json = serde_json::to_vec_pretty(&*self.plan)?;
        json.push(b'\n');
        Ok(OutputFile::new(format!("{}-data.json", open_data::data_stem(&self.plan)), json))
    }

    fn json(&self) -> Result<Vec<OutputFile>, PdfError> {
        let stem = &self.document().meta.file_stem;
        let mut json = serde_json::to_vec_pretty(&self.paged().without_origins())?;
        json.push(b'\n');
        let mut files = vec![OutputFile::new(format!("{stem}.json"), json)];
        for logo in &self.pictures.logos {
            files.push(OutputFile::new(format!("{stem}-bilete/{}", logo.picture.file), logo.png.clone()));
        }
        Ok(files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_changes_is_not_counted_whatever_stands_before_it() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/fjellregionen-2027");
        let plain = load_and_compose(&folder, Edition::Utkast).unwrap();
        let log = plain.paged().document().cover.as_ref().and_then(|cover| cover.log.clone());
        assert!(log.is_some_and(|log| log.new_page), "the log stands on the title page");
        let mut marked = plain.clone();
        marked.document = compare::redline(plain.document(), plain.document(), "Prøve").document;
        marked.set = OnceLock::new();
        let pages =
            |of: &Composed| word_page_numbers(&pdf::lay_out(of.paged(), &of.pictures, &Template::embedded()).unwrap());
        assert_eq!(pages(&plain), pages(&marked));
    }
}
