//! The PDF: a `Document` in, one file out that is PDF/A-2a and PDF/UA-1 at once, set by Typst from the
//! template. Also the drawings of charts as pictures, and on which page each heading stands.

mod finish;
mod point;
pub mod tags;
mod world;

use std::collections::BTreeMap;

use typst::diag::{Severity, SourceDiagnostic};
use typst::ecow::EcoVec;
use typst::foundations::NativeElement;
use typst::foundations::{Selector, Smart};
use typst::introspection::Introspector;
use typst::layout::{Frame, FrameItem};
use typst::model::HeadingElem;
use typst::{World, WorldExt};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;

use crate::document::picture::{PRINT_DPI, Pictures, encode_drawing};
use crate::document::{Anchor, Block, HeadingKind};
use crate::paper::look::Look;
use crate::paper::{Adjustments, Paged};

pub use point::TextHit;
pub use world::{Template, TemplateError};

/// Why Typst made no document.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The template is wrong.
    #[error("malen kan ikkje brukast:\n{0}")]
    Template(String),
    /// A file of the template can't be read.
    #[error(transparent)]
    Files(#[from] TemplateError),
    /// The document can't be handed to the template.
    #[error("dokumentet kan ikkje gjerast om til JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The file can't be read again to complete its tags.
    #[error("PDF-fila kan ikkje lesast på nytt: {0}")]
    Tags(#[from] lopdf::Error),
    /// A picture can't be drawn.
    #[error("figuren kan ikkje teiknast")]
    Picture,
}

/// Dots per inch of a page's picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolution(u16);

impl Resolution {
    /// From a thumbnail to the finest print.
    pub const ALLOWED: std::ops::RangeInclusive<u16> = 20..=600;

    /// A resolution; `None` if it is not allowed.
    pub fn new(dpi: u16) -> Option<Self> {
        Self::ALLOWED.contains(&dpi).then_some(Self(dpi))
    }
}

/// A document that Typst has laid out.
pub struct LaidOut {
    document: PagedDocument,
    facts: finish::Facts,
    world: world::DocumentWorld,
}

impl std::fmt::Debug for LaidOut {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("LaidOut").field("pages", &self.page_count()).finish_non_exhaustive()
    }
}

/// A page, before it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct PageInfo {
    /// A name that only pages have which look alike.
    pub name: String,
    /// Its width in points.
    pub width: f64,
    /// Its height in points.
    pub height: f64,
}

/// Lays out a document with the template's `main.typ`.
///
/// # Errors
/// `PdfError` if the template is wrong or can't be read.
pub fn lay_out(paged: &Paged, pictures: &Pictures, template: &Template) -> Result<LaidOut, PdfError> {
    let paged = paged.without_origins();
    let world = world::DocumentWorld::new(template, "main.typ", &paged, pictures)?;
    let laid = compile(&world)?;
    Ok(LaidOut { document: laid, facts: finish::Facts::of(paged.document()), world })
}

fn compile(world: &world::DocumentWorld) -> Result<PagedDocument, PdfError> {
    // What Typst remembers of documents long since made would fill the memory.
    typst::comemo::evict(REMEMBERED);
    typst::compile::<PagedDocument>(world).output.map_err(|errors| template_error(world, &errors))
}

/// Typst's cached results are dropped once this many documents have been made without them.
const REMEMBERED: usize = 10;

fn template_error(world: &world::DocumentWorld, errors: &EcoVec<SourceDiagnostic>) -> PdfError {
    let lines: Vec<String> = errors
        .iter()
        .filter(|error| error.severity == Severity::Error)
        .map(|error| {
            let place = error.span.id().and_then(|id| {
                let source = world.source(id).ok()?;
                let (line, column) = source.lines().byte_to_line_column(world.range(error.span)?.start)?;
                Some(format!("{}:{}:{}: ", id.vpath().get_without_slash(), line + 1, column + 1))
            });
            let hints: String = error.hints.iter().map(|hint| format!("\n  {}", hint.v)).collect();
            format!("{}{}{hints}", place.unwrap_or_default(), error.message)
        })
        .collect();
    PdfError::Template(lines.join("\n"))
}

impl LaidOut {
    /// The PDF file.
    ///
    /// # Errors
    /// `PdfError::Template` if the template breaks a rule of PDF/A or PDF/UA.
    pub fn pdf(&self) -> Result<Vec<u8>, PdfError> {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|error| PdfError::Template(error.message().to_string()))?;
        let options = PdfOptions {
            ident: Smart::Auto,
            creator: Smart::Custom(Some("handlingsplan".into())),
            standards,
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&self.document, &options).map_err(|errors| template_error(&self.world, &errors))?;
        Ok(finish::finish(&pdf, &self.facts)?)
    }

    /// The pages as PNG files, in their order.
    pub fn page_pictures(&self, resolution: Resolution) -> impl Iterator<Item = Result<Vec<u8>, PdfError>> {
        self.document.pages().iter().map(move |page| picture(page, f64::from(resolution.0)))
    }

    /// The pages as they look on a screen, in their order.
    pub fn page_faces(&self) -> Vec<PageInfo> {
        let face = |page: &Page| PageInfo {
            name: format!("{:032x}", typst::utils::hash128(&page.frame)),
            width: page.frame.width().to_pt(),
            height: page.frame.height().to_pt(),
        };
        self.document.pages().iter().map(face).collect()
    }

    /// A page as an SVG picture.
    pub fn page_drawing(&self, index: usize) -> Option<String> {
        let page = self.document.pages().get(index)?;
        Some(typst_svg::svg(page, &typst_svg::SvgOptions::default()))
    }

    /// How many pages there are.
    pub fn page_count(&self) -> usize {
        self.document.pages().len()
    }

    /// What may fill pages that are too empty. What ends on one that is nearly empty, from the last heading that begins a page
    /// on, may be set tighter. What begins a page after a chapter of a few lines may follow on the chapter's page.
    pub fn adjustments(&self, paged: &Paged) -> Vec<Adjustments> {
        let pages = self.heading_pages();
        let mut found = Vec::new();
        let mut since: Vec<Anchor> = Vec::new();
        let (mut chapter_page, mut section_page) = (0, None);
        for block in paged.document().all_blocks() {
            let Block::Heading(heading) = block else { continue };
            if matches!(heading.kind, HeadingKind::Tiltak | HeadingKind::Bolk | HeadingKind::Entry) {
                continue;
            }
            let Some((page, top)) = pages.get(&heading.anchor) else { continue };
            let begins = *top || heading.new_page;
            if begins && *page > 2 && !since.is_empty() {
                let filled = self.filled(page - 1, paged.look());
                if filled < NEARLY_EMPTY {
                    found.push(Adjustments { tight: since.clone(), ..Adjustments::default() });
                }
                // A delmål may follow on a chapter that something else stands over, too.
                let after_a_chapter = filled < SPARSE
                    && [Some(chapter_page), section_page.filter(|_| heading.kind == HeadingKind::Delmål)]
                        .contains(&Some(page - 1));
                let after_an_end = filled < NEARLY_EMPTY && heading.kind == HeadingKind::Section;
                if heading.new_page && (after_a_chapter || after_an_end) {
                    found.push(Adjustments { following: vec![heading.anchor.clone()], ..Adjustments::default() });
                }
            }
            if begins {
                since.clear();
                chapter_page = if heading.kind == HeadingKind::Section { *page } else { 0 };
            }
            section_page = (heading.kind == HeadingKind::Section).then_some(*page);
            if matches!(heading.kind, HeadingKind::Section | HeadingKind::Delmål) {
                since.push(heading.anchor.clone());
            }
        }
        found
    }

    /// How much of the height of a page's text is filled.
    fn filled(&self, page: usize, look: &Look) -> f64 {
        let Some(page) = self.document.pages().get(page - 1) else { return 1.0 };
        let (top, bottom) = (look.page.top, page.frame.height().to_pt() - look.page.bottom);
        let lowest = lowest_text(&page.frame, 0.0, (top, bottom));
        (lowest - top) / (bottom - top)
    }

    /// The page on which each heading stands, by its anchor, and whether it stands at the page's top.
    pub fn heading_pages(&self) -> BTreeMap<Anchor, (usize, bool)> {
        let introspector = self.document.introspector();
        introspector
            .query(&Selector::Elem(HeadingElem::ELEM, None))
            .iter()
            .filter_map(|heading| {
                let anchor = Anchor::named(heading.label()?.resolve().as_str());
                let position = introspector.position(heading.location()?)?;
                Some((anchor, (position.page.get(), position.point.y.to_pt() < TOP)))
            })
            .collect()
    }
}

/// A page that is less filled looks forgotten.
const NEARLY_EMPTY: f64 = 0.15;

/// A chapter that fills less of its page leaves room for what follows.
const SPARSE: f64 = 0.35;

/// The lowest baseline of a frame's text between two heights of its page, in points.
fn lowest_text(frame: &Frame, above: f64, (top, bottom): (f64, f64)) -> f64 {
    let own = frame.items().map(|(place, item)| {
        let y = above + place.y.to_pt();
        match item {
            FrameItem::Group(group) => lowest_text(&group.frame, y + group.transform.ty.to_pt(), (top, bottom)),
            FrameItem::Text(_) if (top..bottom).contains(&y) => y,
            _ => top,
        }
    });
    own.fold(top, f64::max)
}

/// What stands higher than this is at a page's top, in points: the upper margin and a little.
const TOP: f64 = 95.0;

/// The drawings of the document's figures as PNG files of print resolution, by the figures' anchors.
///
/// # Errors
/// `PdfError` as `lay_out`.
pub fn figure_pictures(paged: &Paged, template: &Template) -> Result<BTreeMap<Anchor, Vec<u8>>, PdfError> {
    let drawn: Vec<&Anchor> =
        paged.document().figures().filter(|figure| figure.chart.is_some()).map(|figure| &figure.anchor).collect();
    if drawn.is_empty() {
        return Ok(BTreeMap::new());
    }
    let figures = paged.figures_alone().without_origins();
    let world = world::DocumentWorld::new(template, "figure.typ", &figures, &Pictures::default())?;
    let pages = compile(&world)?;
    if pages.pages().len() != drawn.len() {
        return Err(PdfError::Picture);
    }
    drawn.into_iter().zip(pages.pages()).map(|(anchor, page)| Ok((anchor.clone(), picture(page, PRINT_DPI)?))).collect()
}

/// A page as a PNG file.
fn picture(page: &Page, dpi: f64) -> Result<Vec<u8>, PdfError> {
    let options = RenderOptions { pixel_per_pt: (dpi / 72.0).into(), render_bleed: false };
    let pixels = typst_render::render(page, &options);
    // A page is opaque, so its premultiplied pixels are its pixels.
    encode_drawing(pixels.data(), pixels.width(), pixels.height()).ok_or(PdfError::Picture)
}
