//! The layout of an organisation chart. Comes in: the boxes. Goes out: a `Chart` of positions that
//! both writers draw, or `None` if the chart fits no page.
//!
//! A box's children stand side by side below it, or stacked to the right of a trunk that hangs from it, in
//! one column or several. For every subtree the layouts are kept that no other beats in both width and
//! height; of those for the whole tree that fit the page, the best is taken. Text is tried at 9.5 points
//! first and never set under 9.2; a page on its side is taken before that.

mod tree;

use crate::document::{BoxLook, Chart, ChartBox, Edge, FigureBox};
use crate::paper::fonts;

pub use tree::Tree;

/// The most boxes that a chart may have.
pub const MOST_BOXES: usize = 40;

/// The room for a chart on an upright page, in points: A4 less the margins and a caption.
const UPRIGHT: (f64, f64) = (425.0, 642.0);
/// The room on a page on its side.
const SIDEWAYS: (f64, f64) = (671.0, 398.0);

/// The smallest size of text in any document, in points.
pub const LEAST_SIZE: f64 = 9.2;
/// The sizes of text that are tried, in points.
const SIZES: [f64; 2] = [9.5, LEAST_SIZE];
/// The widths at which the text of a box is wrapped, in points.
const WRAPS: [f64; 9] = [52.0, 64.0, 80.0, 96.0, 112.0, 132.0, 160.0, 200.0, 270.0];

/// The distances of a drawing, in points.
struct Spacing {
    /// From a box's outline to its text, at the sides and above and below.
    padding: (f64, f64),
    siblings: f64,
    levels: f64,
    stacked: f64,
    /// From the left of a stack to its boxes.
    indent: f64,
    /// From the left of a stack to its trunk.
    trunk: f64,
    /// From line to line, as a share of the size of the text.
    leading: f64,
    /// What a box with others under it costs in a stack, in points of height: such stacks are hard to follow.
    branch_in_stack: f64,
}

/// Wide distances, and ever narrower ones for charts that would not fit otherwise.
const SPACINGS: [Spacing; 3] = [
    Spacing {
        padding: (9.0, 5.5),
        siblings: 14.0,
        levels: 26.0,
        stacked: 8.0,
        indent: 16.0,
        trunk: 6.0,
        leading: 1.22,
        branch_in_stack: 60.0,
    },
    Spacing {
        padding: (3.5, 2.5),
        siblings: 7.0,
        levels: 13.0,
        stacked: 4.0,
        indent: 9.0,
        trunk: 3.0,
        leading: 1.22,
        branch_in_stack: 0.0,
    },
    Spacing {
        padding: (2.5, 1.5),
        siblings: 5.0,
        levels: 9.0,
        stacked: 3.0,
        indent: 7.0,
        trunk: 2.5,
        leading: 1.12,
        branch_in_stack: 0.0,
    },
];

/// The most columns of a stack: charts of `MOST_BOXES` boxes never need more.
const MOST_COLUMNS: usize = 6;

/// What a broken word costs, in points of height: more than any chart is high.
const BROKEN_WORD: f64 = 2000.0;
/// The width at which a box without siblings is wrapped.
const WIDE: f64 = 200.0;

/// Lays out the chart; `None` if it fits neither page.
pub fn layout(nodes: &[FigureBox]) -> Option<Chart> {
    let tree = Tree::new(nodes)?;
    let mut best: Option<(f64, Chart)> = None;
    // The easiest to read are tried first, the rest only if none of them fits without breaking a word.
    for (spacing, (landscape, room), size) in attempts() {
        for limit in WRAPS {
            // A box without siblings may have more of the width to itself.
            let widths = [WIDE.max(limit), limit];
            for alone in &widths[usize::from(limit >= WIDE)..] {
                let sheet = LayoutAttempt::new(nodes, &tree, spacing, size, (limit, *alone), room);
                let broken: usize = sheet.boxes.iter().map(|sized| sized.broken).sum();
                for option in sheet.arrange(tree.root) {
                    let cost = option.cost + 0.05 * option.width + BROKEN_WORD * broken as f64;
                    if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                        best = Some((cost, sheet.draw(&option, size, landscape)));
                    }
                }
            }
        }
        if best.as_ref().is_some_and(|(cost, _)| *cost < BROKEN_WORD) {
            break;
        }
    }
    best.map(|(_, chart)| chart)
}

/// Distances, page and size of text, the easiest to read first.
fn attempts() -> impl Iterator<Item = (&'static Spacing, (bool, (f64, f64)), f64)> {
    let pages = [(false, UPRIGHT), (true, SIDEWAYS)];
    SPACINGS
        .iter()
        .flat_map(move |spacing| pages.map(|page| (spacing, page)))
        .flat_map(|(spacing, page)| SIZES.map(|size| (spacing, page, size)))
}

/// A box with its text wrapped.
struct WrappedBox {
    name: Vec<String>,
    /// Each line under the name, broken into lines.
    lines: Vec<Vec<String>>,
    width: f64,
    height: f64,
    broken: usize,
}

/// One attempt: the boxes at one size, with one set of distances, for one page.
struct LayoutAttempt<'a> {
    nodes: &'a [FigureBox],
    tree: &'a Tree,
    spacing: &'a Spacing,
    room: (f64, f64),
    boxes: Vec<WrappedBox>,
}

/// A way to lay out a box and everything under it.
#[derive(Clone)]
struct Arrangement {
    node: usize,
    width: f64,
    height: f64,
    /// Its height, and more for what is hard to read.
    cost: f64,
    /// Where the box itself begins, from the arrangement's left.
    box_x: f64,
    children: ChildPlacement,
}

#[derive(Clone)]
enum ChildPlacement {
    Leaf,
    /// Side by side: where each begins.
    Beside(Vec<(f64, Arrangement)>),
    /// In columns: each column's left edge, and where its members begin.
    Stacked(Vec<(f64, Vec<(f64, Arrangement)>)>),
}

/// For each child the layout that is allowed and costs least; `None` if one has none.
fn choose(
    children: &[Vec<Arrangement>],
    allowed: impl Fn(&Arrangement) -> bool,
    cost: impl Fn(&Arrangement) -> f64,
) -> Option<Vec<Arrangement>> {
    children
        .iter()
        .map(|options| {
            options.iter().filter(|option| allowed(option)).min_by(|a, b| cost(a).total_cmp(&cost(b))).cloned()
        })
        .collect()
}

/// Where each of some neighbours begins: as close as they can stand or, if there is room, with the same distance from
/// centre to centre, so that what stands over them stands over the middle one.
fn side_by_side(
    chosen: Vec<Arrangement>,
    gap: f64,
    centre: impl Fn(&Arrangement) -> f64,
    room: f64,
) -> Vec<(f64, Arrangement)> {
    let pitch =
        chosen.windows(2).map(|pair| pair[0].width - centre(&pair[0]) + gap + centre(&pair[1])).fold(0.0, f64::max);
    let (mut close, mut even) = (0.0, chosen.first().map_or(0.0, &centre));
    let mut placed = Vec::new();
    let mut width = 0.0_f64;
    for child in chosen {
        let evenly = even - centre(&child);
        width = width.max(evenly + child.width);
        let own = child.width;
        placed.push((close, evenly, child));
        close += own + gap;
        even += pitch;
    }
    let fits = width <= room;
    placed.into_iter().map(|(close, evenly, child)| (if fits { evenly } else { close }, child)).collect()
}

fn distinct(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    values
}

fn pareto_front(mut options: Vec<Arrangement>) -> Vec<Arrangement> {
    options.sort_by(|a, b| a.width.total_cmp(&b.width).then(a.cost.total_cmp(&b.cost)));
    let mut kept: Vec<Arrangement> = Vec::new();
    for option in options {
        if kept.last().is_none_or(|last| option.cost < last.cost) {
            kept.push(option);
        }
    }
    kept
}

impl<'a> LayoutAttempt<'a> {
    /// Wraps the text of every box; siblings get the same width.
    fn new(
        nodes: &'a [FigureBox],
        tree: &'a Tree,
        spacing: &'a Spacing,
        size: f64,
        (limit, alone): (f64, f64),
        room: (f64, f64),
    ) -> Self {
        let least = limit.min(78.0);
        let mut boxes: Vec<WrappedBox> = nodes
            .iter()
            .enumerate()
            .map(|(index, node)| {
                let bold = tree.is_top(index);
                let limit = if tree.has_siblings(index) { limit } else { alone };
                let (name, mut broken) = fonts::wrap(&node.name.words(), limit, size, bold);
                let mut lines = Vec::new();
                for line in &node.lines {
                    let (wrapped, more) = fonts::wrap(&line.words(), limit, size, false);
                    broken += more;
                    lines.push(wrapped);
                }
                let width = name
                    .iter()
                    .map(|line| fonts::width(line, size, bold))
                    .chain(lines.iter().flatten().map(|line| fonts::width(line, size, false)))
                    .fold(least, f64::max);
                WrappedBox {
                    width: width + 2.0 * spacing.padding.0,
                    height: (name.len() + lines.iter().map(Vec::len).sum::<usize>()) as f64 * spacing.leading * size
                        + 2.0 * spacing.padding.1,
                    name,
                    lines,
                    broken,
                }
            })
            .collect();
        for children in &tree.children {
            let widest = children.iter().map(|child| boxes[*child].width).fold(0.0, f64::max);
            for child in children {
                boxes[*child].width = widest;
            }
        }
        Self { nodes, tree, spacing, room, boxes }
    }

    /// The layouts of a subtree that fit the room and that no other beats in both width and cost.
    fn arrange(&self, node: usize) -> Vec<Arrangement> {
        let own = &self.boxes[node];
        let room = self.room;
        let children: Vec<Vec<Arrangement>> =
            self.tree.children[node].iter().map(|child| self.arrange(*child)).collect();
        let mut found = Vec::new();
        if children.is_empty() {
            found.push(Arrangement {
                node,
                width: own.width,
                height: own.height,
                cost: own.height,
                box_x: 0.0,
                children: ChildPlacement::Leaf,
            });
        } else {
            // Side by side: for each cost that some child can have, each child as narrow as that cost allows.
            for most in distinct(children.iter().flatten().map(|option| option.cost)) {
                if let Some(chosen) = choose(&children, |option| option.cost <= most, |option| option.width) {
                    found.push(self.beside(node, chosen));
                }
            }
            for columns in 1..=children.len().min(MOST_COLUMNS) {
                // One column of a single child is the same as side by side, but askew.
                if children.len() == 1 {
                    break;
                }
                for widest in distinct(children.iter().flatten().map(|option| option.width)) {
                    if let Some(chosen) = choose(&children, |option| option.width <= widest, |option| option.cost) {
                        found.push(self.stacked(node, chosen, columns));
                    }
                }
            }
        }
        found.retain(|option| option.width <= room.0 && option.height <= room.1);
        pareto_front(found)
    }

    fn beside(&self, node: usize, chosen: Vec<Arrangement>) -> Arrangement {
        let (own, spacing) = (&self.boxes[node], self.spacing);
        let tallest = chosen.iter().map(|child| child.height).fold(0.0, f64::max);
        let costliest = chosen.iter().map(|child| child.cost).fold(0.0, f64::max);
        let mut placed = side_by_side(
            chosen,
            spacing.siblings,
            |child| child.box_x + self.boxes[child.node].width / 2.0,
            self.room.0,
        );
        let span = placed.last().map_or(0.0, |(x, child)| x + child.width);
        let centre = |(x, child): &(f64, Arrangement)| x + child.box_x + self.boxes[child.node].width / 2.0;
        let middle = match (placed.first(), placed.last()) {
            (Some(first), Some(last)) => (centre(first) + centre(last)) / 2.0,
            _ => span / 2.0,
        };
        let box_x = middle - own.width / 2.0;
        // A box wider than its children pushes them to the right.
        let shift = (-box_x).max(0.0);
        for (x, _) in &mut placed {
            *x += shift;
        }
        let box_x = box_x + shift;
        Arrangement {
            node,
            width: (span + shift).max(box_x + own.width),
            height: own.height + spacing.levels + tallest,
            cost: own.height + spacing.levels + costliest,
            box_x,
            children: ChildPlacement::Beside(placed),
        }
    }

    fn stacked(&self, node: usize, chosen: Vec<Arrangement>, columns: usize) -> Arrangement {
        let (own, spacing) = (&self.boxes[node], self.spacing);
        let per_column = chosen.len().div_ceil(columns);
        let extra: f64 = chosen
            .iter()
            .map(|child| {
                child.cost - child.height
                    + if matches!(child.children, ChildPlacement::Leaf) { 0.0 } else { spacing.branch_in_stack }
            })
            .sum();
        let top = own.height + if columns == 1 { spacing.stacked } else { spacing.levels };
        let (mut x, mut tallest) = (0.0, 0.0_f64);
        let mut placed = Vec::new();
        let mut members = chosen.into_iter().peekable();
        while members.peek().is_some() {
            let mut y = top;
            let mut width = 0.0_f64;
            let mut column = Vec::new();
            for member in members.by_ref().take(per_column) {
                width = width.max(spacing.indent + member.width);
                let height = member.height;
                column.push((y, member));
                y += height + spacing.stacked;
            }
            tallest = tallest.max(y - spacing.stacked);
            placed.push((x, column));
            x += width + spacing.siblings;
        }
        let span = x - spacing.siblings;
        // Over one column the box stands at its left, over several in their middle.
        let box_x = if columns == 1 { 0.0 } else { ((span - own.width) / 2.0).max(0.0) };
        Arrangement {
            node,
            width: span.max(box_x + own.width),
            height: tallest,
            cost: tallest + extra,
            box_x,
            children: ChildPlacement::Stacked(placed),
        }
    }

    fn draw(&self, arrangement: &Arrangement, size: f64, landscape: bool) -> Chart {
        let mut pen = Pen { sheet: self, drawn: Vec::new(), edges: Vec::new() };
        pen.draw(arrangement, 0.0, 0.0);
        Chart {
            landscape,
            width: round(arrangement.width),
            height: round(arrangement.height),
            font_size: size,
            leading: round(self.spacing.leading * size),
            boxes: pen.drawn,
            edges: pen.edges,
        }
    }
}

/// Rounds to a hundredth of a point, so that numbers are short and equal on every machine.
fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

struct Pen<'a> {
    sheet: &'a LayoutAttempt<'a>,
    drawn: Vec<ChartBox>,
    edges: Vec<Edge>,
}

impl Pen<'_> {
    fn draw(&mut self, arrangement: &Arrangement, x: f64, y: f64) {
        let (own, node) = (&self.sheet.boxes[arrangement.node], &self.sheet.nodes[arrangement.node]);
        let spacing = self.sheet.spacing;
        let left = x + arrangement.box_x;
        self.drawn.push(ChartBox {
            x: round(left),
            y: round(y),
            width: round(own.width),
            height: round(own.height),
            look: self.look(arrangement.node),
            name: node.name.lines(&own.name),
            lines: node.lines.iter().zip(&own.lines).flat_map(|(line, broken)| line.lines(broken)).collect(),
        });
        let (middle, bottom) = (left + own.width / 2.0, y + own.height);
        match &arrangement.children {
            ChildPlacement::Leaf => {}
            ChildPlacement::Beside(children) => {
                let bus = bottom + spacing.levels / 2.0;
                let top = bottom + spacing.levels;
                for (child_x, child) in children {
                    let target = x + child_x + child.box_x + self.sheet.boxes[child.node].width / 2.0;
                    self.edge(child.node, &[(middle, bottom), (middle, bus), (target, bus), (target, top)]);
                    self.draw(child, x + child_x, top);
                }
            }
            ChildPlacement::Stacked(columns) => {
                for (column_x, members) in columns {
                    let trunk = x + column_x + spacing.trunk;
                    for (member_y, member) in members {
                        let target_x = x + column_x + spacing.indent;
                        let target_y = y + member_y + self.sheet.boxes[member.node].height / 2.0;
                        let start: &[(f64, f64)] = if columns.len() == 1 {
                            &[(trunk, bottom)]
                        } else {
                            let bus = bottom + spacing.levels / 2.0;
                            &[(middle, bottom), (middle, bus), (trunk, bus)]
                        };
                        let end = [(trunk, target_y), (target_x + member.box_x, target_y)];
                        self.edge(member.node, &[start, &end].concat());
                        self.draw(member, target_x, y + member_y);
                    }
                }
            }
        }
    }

    fn look(&self, node: usize) -> BoxLook {
        match (self.sheet.nodes[node].advisory, self.sheet.tree.is_top(node)) {
            (true, _) => BoxLook::Advisory,
            (false, true) => BoxLook::Top,
            (false, false) => BoxLook::Line,
        }
    }

    fn edge(&mut self, to: usize, corners: &[(f64, f64)]) {
        let mut points: Vec<(f64, f64)> = corners.iter().map(|(x, y)| (round(*x), round(*y))).collect();
        points.dedup();
        let dashed = self.sheet.nodes[to].advisory;
        // What an earlier line has drawn is not drawn again: dashes on dashes make another pattern.
        while let [start, next, ..] = points[..] {
            let reached = self.edges.iter().filter(|edge| dashed || !edge.dashed).fold(start, |reached, edge| {
                edge.points
                    .windows(2)
                    .fold(reached, |reached, drawn| advance_along(reached, next, (drawn[0], drawn[1])))
            });
            points[0] = reached;
            if reached != next {
                break;
            }
            points.remove(0);
        }
        self.edges.push(Edge { dashed, points });
    }
}

/// The point that is reached from `from` towards `to` along a line that is drawn already.
fn advance_along(from: (f64, f64), to: (f64, f64), (start, end): ((f64, f64), (f64, f64))) -> (f64, f64) {
    let between = |value: f64, a: f64, b: f64| a.min(b) <= value && value <= a.max(b);
    if from.0 == to.0 && start.0 == from.0 && end.0 == from.0 && between(from.1, start.1, end.1) {
        let (low, high) = (start.1.min(end.1), start.1.max(end.1));
        (from.0, if to.1 > from.1 { high.min(to.1) } else { low.max(to.1) })
    } else if from.1 == to.1 && start.1 == from.1 && end.1 == from.1 && between(from.0, start.0, end.0) {
        let (low, high) = (start.0.min(end.0), start.0.max(end.0));
        (if to.0 > from.0 { high.min(to.0) } else { low.max(to.0) }, from.1)
    } else {
        from
    }
}

#[cfg(test)]
mod tests;
