//! The words of a page around a point. Comes in: a page that was laid out, and a point on it. Goes out: the words of the page in the
//! order in which they are set, which of their letters is nearest to the point, and the heading that it stands under.

use typst::foundations::{NativeElement, Selector};
use typst::introspection::Introspector;
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::model::HeadingElem;
use typst::text::TextItem;

use super::LaidOut;
use crate::document::Anchor;

/// The words of a page, as somebody points at them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextHit {
    /// All of them, without what stands between two stretches that are set apart.
    pub words: String,
    /// The byte of the letter that is nearest.
    pub at: usize,
    /// The heading that the point is under, which may be one of a page before.
    pub under: Option<Anchor>,
}

/// What is farther away than this is not what somebody points at, in points.
const FAR: f64 = 60.0;
/// How much farther away what stands on another line is.
const ACROSS_LINES: f64 = 3.0;
/// How far letters reach over their line and under it, as shares of their size.
const REACH: [f64; 2] = [0.85, 0.3];
/// How far over its line a heading begins, in points.
const HEADING: f64 = 8.0;

impl LaidOut {
    /// The words at a point of a page, in points from its upper left corner; nothing where there are none near.
    pub fn words_at(&self, index: usize, x: f64, y: f64) -> Option<TextHit> {
        let page = self.document.pages().get(index)?;
        let mut words = String::new();
        let mut nearest: Option<(f64, usize)> = None;
        for_each_text(&page.frame, Transform::identity(), &mut |item, place| {
            let start = words.len();
            words += &item.text;
            let mut left = Abs::zero();
            for glyph in &item.glyphs {
                let right = left + glyph.x_advance.at(item.size);
                let corner = |x, share: f64| Point::new(x, item.size * share).transform(place);
                let (one, other) = (corner(left, -REACH[0]), corner(right, REACH[1]));
                let away = outside(x, one.x, other.x) + ACROSS_LINES * outside(y, one.y, other.y);
                if nearest.is_none_or(|(least, _)| away < least) {
                    nearest = Some((away, start + glyph.range().start));
                }
                left = right;
            }
        });
        let (_, at) = nearest.filter(|(away, _)| *away < FAR)?;
        Some(TextHit { words, at, under: self.heading_at(index + 1, y) })
    }

    /// The last heading up to a height of a page.
    fn heading_at(&self, page: usize, y: f64) -> Option<Anchor> {
        let introspector = self.document.introspector();
        let headings = introspector.query(&Selector::Elem(HeadingElem::ELEM, None));
        let found = headings.iter().rfind(|heading| {
            let place = heading.location().and_then(|location| introspector.position(location));
            let is_before = place.is_some_and(|place| {
                let own = place.page.get();
                own < page || own == page && place.point.y.to_pt() <= y + HEADING
            });
            is_before && heading.label().is_some()
        });
        found.and_then(|heading| Some(Anchor::named(heading.label()?.resolve().as_str())))
    }
}

/// How far a number is outside of two others, in points.
fn outside(at: f64, one: Abs, other: Abs) -> f64 {
    let (least, most) = (one.min(other).to_pt(), one.max(other).to_pt());
    (least - at).max(at - most).max(0.0)
}

/// Calls a function with every stretch of text in a frame and its place, in the order in which they are set.
fn for_each_text(frame: &Frame, place: Transform, tell: &mut impl FnMut(&TextItem, Transform)) {
    for (point, item) in frame.items() {
        let place = place.pre_concat(Transform::translate(point.x, point.y));
        match item {
            FrameItem::Group(group) => for_each_text(&group.frame, place.pre_concat(group.transform), tell),
            FrameItem::Text(text) => tell(text, place),
            _ => {}
        }
    }
}
