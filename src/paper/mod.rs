//! Paper: a composed document in, the same set on pages out – widths of columns, places where words may break, rows and
//! tables that stay whole, pages on their side, drawings – so that the PDF and the Word file are alike. It knows words and
//! how wide they are, and nothing of plans.

mod breaks;
pub mod chart;
pub mod colour;
mod columns;
mod contents;
mod cover;
mod flow;
pub mod fonts;
pub mod look;

pub use columns::light_table_height;
use serde::Serialize;

use crate::document::{Anchor, Block, Document, Figure, Heading, HeadingKind, Link, List, Role, Run, Text};
use breaks::{avoid_runt, break_long_bold_words, break_long_words};
use look::{Look, TextStyle};

/// What lines may be narrower than the text's width: a little for kerning.
const KERNING: f64 = 6.0;
/// How far a goal is indented.
const GOAL_INDENT: f64 = 12.0;
/// What stands beside the title of a delmål: its number.
const BESIDE_A_DELMÅL: f64 = 85.0;
/// The most lines of a list that stays on one page.
const SHORT_LIST: usize = 7;

/// A document that is set on pages. Only `typeset` makes one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Paged {
    /// The look that it is set in.
    look: Look,
    #[serde(flatten)]
    document: Document,
    /// Whether the tables that are to have one page each have the columns of their years.
    #[serde(skip)]
    years: bool,
    /// What is set otherwise than it would be without more, to fill pages.
    #[serde(skip)]
    adjustments: Adjustments,
}

/// How a document is set otherwise than it would be without more, so that no page is nearly empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Adjustments {
    /// The chapters and delmål that are set tighter.
    pub tight: Vec<Anchor>,
    /// The chapters and delmål that follow on the page of what is before them.
    pub following: Vec<Anchor>,
}

impl Paged {
    /// The document, with everything that is paper's to decide.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The look that it is set in.
    pub fn look(&self) -> &Look {
        &self.look
    }

    /// The document without its origins, and with runs that look alike as one: for what makes no difference between them.
    pub fn without_origins(&self) -> Self {
        let mut paged = self.clone();
        paged.document.for_each_text_mut(&mut |text| {
            *text = text.with_merged_runs();
            text.0.iter_mut().for_each(|run| run.origin = None);
        });
        paged
    }

    /// The document with its figures and nothing else of what follows the contents list.
    pub fn figures_alone(&self) -> Self {
        let blocks = self.document.figures().cloned().map(Block::Figure).collect();
        Self { document: Document { blocks, ..self.document.clone() }, ..self.clone() }
    }

    /// Sets another version of the document. It gets the same words and columns as this one: which are printed depends
    /// on heights, and is decided only once.
    pub fn typeset_version(&self, document: Document, look: &Look) -> Self {
        let mut version = typeset_with(document, look, Some(self.years));
        version.adjust(self.adjustments.clone());
        version
    }

    /// The document with some more of it adjusted.
    pub fn adjusted(&self, adjustments: Adjustments) -> Self {
        let mut adjusted = self.clone();
        adjusted.adjust(adjustments);
        adjusted
    }

    fn adjust(&mut self, adjustments: Adjustments) {
        for block in &mut self.document.blocks {
            if let Block::Heading(heading) = block {
                heading.tight |= adjustments.tight.contains(&heading.anchor);
                heading.new_page &= !adjustments.following.contains(&heading.anchor);
            }
        }
        self.adjustments.tight.extend(adjustments.tight);
        self.adjustments.following.extend(adjustments.following);
    }
}

/// Sets a document.
pub fn typeset(document: Document, look: &Look) -> Paged {
    typeset_with(document, look, None)
}

/// Sets a document; whether there is room for the columns of the years is decided here where it is not given.
fn typeset_with(mut document: Document, look: &Look, years: Option<bool>) -> Paged {
    document.for_each_text_mut(&mut |text| {
        text.0.retain(|run| !run.text.is_empty() || run.link.is_some());
        // What lies beside a web page is not found from paper.
        let is_beside = |run: &Run| matches!(&run.link, Some(Link::Url(url)) if !url.contains(':'));
        text.0.iter_mut().filter(|run| is_beside(run)).for_each(|run| run.link = None);
    });
    let years = years.unwrap_or_else(|| {
        document.all_blocks().all(|block| match block {
            Block::Table(table) => columns::has_room_for_years(table, look),
            _ => true,
        })
    });
    let setter = Typesetter { look, line: look.page.text_width() - KERNING, years };
    let document = setter.document(document);
    let look = contents::fit_contents_list(&document, look);
    Paged { document, look, years, adjustments: Adjustments::default() }
}

struct Typesetter<'a> {
    look: &'a Look,
    /// Whether tables that are to have one page each have the columns of their years.
    years: bool,
    /// The width of a line.
    line: f64,
}

impl Typesetter<'_> {
    fn document(&self, mut document: Document) -> Document {
        self.frame(&mut document.frame);
        document.cover.iter_mut().for_each(|cover| self.cover(cover));
        for block in &mut document.blocks {
            let indent = match block {
                Block::Paragraph { role: Role::Goal, .. } => GOAL_INDENT,
                _ => 0.0,
            };
            self.block(block, self.line - indent);
        }
        flow::begin_pages(&mut document.blocks);
        flow::keep_introductions(&mut document.blocks);
        document.blocks = flow::wrap_landscape_blocks(document.blocks);
        document
    }

    /// Sets a block in lines of a width, in points.
    fn block(&self, block: &mut Block, width: f64) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph { role, text, .. } => {
                let kinds = &self.look.kinds;
                let size = if *role == Role::Goal { kinds.goal.size } else { kinds.body.size };
                break_long_words(text, width, size);
                if !matches!(role, Role::Facts | Role::Gap) {
                    avoid_runt(text, width, size);
                }
            }
            Block::List(list) => {
                for block in list.items.iter_mut().flatten() {
                    self.block(block, width - self.look.lists.step);
                }
                // A list in a list is kept as that is.
                list.whole = width >= self.line && self.lines(list, width) <= SHORT_LIST;
            }
            Block::Table(table) => columns::fit_with_changes(table, self.look, self.years),
            Block::Figure(Figure { boxes, chart, .. }) => *chart = chart::layout(boxes),
            Block::Sideways { blocks } => blocks.iter_mut().for_each(|block| self.block(block, width)),
        }
    }

    fn heading(&self, heading: &mut Heading) {
        let kinds = &self.look.kinds;
        let (TextStyle { size, .. }, width) = match heading.kind {
            HeadingKind::Section => (kinds.section, self.line),
            HeadingKind::Part => (kinds.part, self.line),
            HeadingKind::Delmål => (kinds.delmål, self.line - BESIDE_A_DELMÅL),
            HeadingKind::Tiltak | HeadingKind::Entry => (kinds.tiltak, self.line),
            HeadingKind::Bolk => (kinds.bolk, self.line),
        };
        break_long_bold_words(&mut heading.title, width, size);
    }

    /// About how many lines a list has.
    fn lines(&self, list: &List, width: f64) -> usize {
        let of_block = |block: &Block| match block {
            Block::Paragraph { text, .. } => {
                fonts::wrap(&text.words(), width - self.look.lists.step, self.look.kinds.body.size, false).0.len()
            }
            Block::List(list) => self.lines(list, width - self.look.lists.step),
            _ => SHORT_LIST + 1,
        };
        list.items.iter().flatten().map(of_block).sum()
    }

    /// The words in full where they fit the line beside the version, or else shorter.
    fn frame(&self, frame: &mut crate::document::Frame) {
        /// Between the header's two ends.
        const BETWEEN: f64 = 24.0;
        let width = |words: &Text, bold| fonts::width(&words.words(), self.look.kinds.small.size, bold);
        let version = width(&frame.version, true);
        let fits = |words: &Text| width(words, false) + version < self.line - BETWEEN;
        let last = frame.headers.len().saturating_sub(1);
        let chosen = frame.headers.iter().position(fits).unwrap_or(last);
        frame.headers = frame.headers.drain(..).skip(chosen).take(1).collect();
    }
}

#[cfg(test)]
mod tests;
