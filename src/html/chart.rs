//! A chart: the drawing for the eye, from the same layout as the PDF's, and the same boxes as a list in lists for everybody.

use maud::{Markup, html};

use crate::document::{BoxLook, Figure, FigureBox, Text};
use crate::paper::chart;

/// The drawing.
pub(super) fn drawing(figure: &Figure) -> Markup {
    let Some(chart) = figure.chart.clone().or_else(|| chart::layout(&figure.boxes)) else { return html! {} };
    let short = |value: f64| format!("{:.1}", value);
    html! {
        svg.chart viewBox=(format!("-1 -1 {} {}", short(chart.width + 2.0), short(chart.height + 2.0)))
            width=(short(chart.width * 96.0 / 72.0)) aria-hidden="true" focusable="false" {
            @for edge in &chart.edges {
                @let points: Vec<String> =
                    edge.points.iter().map(|(x, y)| format!("{},{}", short(*x), short(*y))).collect();
                polyline class=[edge.dashed.then_some("dashed")] points=(points.join(" ")) {}
            }
            @for own in &chart.boxes {
                @let class = match own.look {
                    BoxLook::Top => "top",
                    BoxLook::Line => "line",
                    BoxLook::Advisory => "advisory",
                };
                @let lines: Vec<(&Text, bool)> =
                    own.name.iter().map(|line| (line, true)).chain(own.lines.iter().map(|line| (line, false))).collect();
                @let height = lines.len() as f64 * chart.leading;
                @let first = own.y + (own.height - height) / 2.0 + 0.75 * chart.font_size
                    + (chart.leading - chart.font_size) / 2.0;
                g class=(class) {
                    rect x=(short(own.x)) y=(short(own.y)) width=(short(own.width)) height=(short(own.height)) rx="3" {}
                    @for (index, (line, is_name)) in lines.iter().enumerate() {
                        text class=[is_name.then_some("name")] x=(short(own.x + own.width / 2.0))
                            y=(short(first + index as f64 * chart.leading)) font-size=(short(chart.font_size)) {
                            (line.words())
                        }
                    }
                }
            }
        }
    }
}

/// The boxes, those that stand under each in a list under it.
pub(super) fn list(figure: &Figure, advisory: &str, words: &impl Fn(&Text) -> Markup) -> Markup {
    under(&figure.boxes, None, advisory, words)
}

fn under(boxes: &[FigureBox], parent: Option<usize>, advisory: &str, words: &impl Fn(&Text) -> Markup) -> Markup {
    let own: Vec<usize> = (0..boxes.len()).filter(|at| boxes[*at].under == parent).collect();
    html! {
        @if !own.is_empty() {
            ul {
                @for at in own {
                    li {
                        (words(&boxes[at].name))
                        @for (index, line) in boxes[at].lines.iter().enumerate() {
                            (if index == 0 { ": " } else { ", " }) (words(line))
                        }
                        @if boxes[at].advisory { " (" (advisory) ")" }
                        // A chart that is checked is a tree.
                        (under(boxes, Some(at), advisory, words))
                    }
                }
            }
        }
    }
}
