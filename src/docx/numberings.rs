//! The numberings of the Word file: of headings, of bullets and of numbered lists.

use docx_rs::{AbstractNumbering, Level, LevelJc, LevelText, NumberFormat, SpecialIndentType, Start};

use super::styles::{BAND_LABEL, twips};
use crate::document::Document;
use crate::paper::look::Look;

/// The abstract numberings of the headings, of bullets, and of numbered lists, and the numberings of the same number that their
/// styles are bound to: who chooses the style has a list. docx-rs keeps 1 for itself.
pub(super) const HEADINGS: usize = 2;
pub(super) const BULLETS: usize = 3;
pub(super) const NUMBERS: usize = 4;

/// That of a paragraph whose number is in its words; its level says how deep in a list it is (17.9.18).
pub(super) const NO_NUMBERING: usize = 0;

/// The numberings that styles are bound to in a document: where the numbers are words, that of the bullets.
pub(super) fn bound_numberings(document: &Document) -> &'static [usize] {
    match document.changes {
        Some(_) => &[BULLETS],
        None => &[HEADINGS, BULLETS, NUMBERS],
    }
}

/// The abstract numberings that a document uses.
pub(super) fn abstract_numberings(document: &Document, look: &Look) -> Vec<AbstractNumbering> {
    let affixes = &document.numbering;
    let heading = |level: usize, style: &str, words: &crate::document::Affixes| {
        let text = format!("{}%{}{}", words.before, level + 1, words.after);
        Level::new(level, Start::new(1), NumberFormat::new("decimal"), LevelText::new(text), LevelJc::new("left"))
            .paragraph_style(style)
            .suffix(docx_rs::LevelSuffixType::Space)
            .indent(Some(0), Some(SpecialIndentType::FirstLine(0)), None, None)
            // As the headings are; some programs don't take it from their styles.
            .color(if level == 0 { &look.colours.accent } else { &look.colours.secondary })
            .bold()
    };
    let half_points = (2.0 * BAND_LABEL) as usize;
    let headings = AbstractNumbering::new(HEADINGS)
        .add_level(heading(0, "Heading1", &affixes.section))
        .add_level(heading(1, "Heading2", &affixes.delmål).size(half_points))
        .add_level(heading(2, "Heading3", &affixes.tiltak));
    let list = |(id, style): (usize, &str), format: &str, hanging: f64, text: fn(usize) -> String| {
        (0..3).fold(AbstractNumbering::new(id), |numbering, level| {
            let left = twips(look.lists.step * (level + 1) as f64) as i32;
            let (format_of, text) = (NumberFormat::new(format), LevelText::new(text(level)));
            let level = Level::new(level, Start::new(1), format_of, text, LevelJc::new("left"))
                .indent(Some(left), Some(SpecialIndentType::Hanging(twips(hanging) as i32)), None, None)
                .color(&look.colours.accent);
            let level = if format == "decimal" { level.bold() } else { level };
            numbering.add_level(if level.level == 0 { level.paragraph_style(style) } else { level })
        })
    };
    let bullets = list((BULLETS, "ListBullet"), "bullet", look.lists.bullet, |_| "•".into());
    let numbers = list((NUMBERS, "ListNumber"), "decimal", look.lists.number, |level| format!("%{}.", level + 1));
    let bound = bound_numberings(document);
    [headings, bullets, numbers].into_iter().filter(|own| bound.contains(&own.id)).collect()
}
