use super::*;

/// The boxes from pairs of parent and name; box 0 is the root.
fn chart(nodes: &[(Option<usize>, String, bool)]) -> Vec<FigureBox> {
    let node = |(under, name, advisory): &(Option<usize>, String, bool)| FigureBox {
        name: name.as_str().into(),
        lines: Vec::new(),
        under: *under,
        advisory: *advisory,
    };
    nodes.iter().map(node).collect()
}

fn overlaps(a: &ChartBox, b: &ChartBox) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/// Whether the inside of a box is crossed by a stretch of an edge.
fn crosses(area: &ChartBox, from: (f64, f64), to: (f64, f64)) -> bool {
    let slack = 0.05;
    let (left, right) = (from.0.min(to.0), from.0.max(to.0));
    let (top, bottom) = (from.1.min(to.1), from.1.max(to.1));
    left < area.x + area.width - slack
        && right > area.x + slack
        && top < area.y + area.height - slack
        && bottom > area.y + slack
}

fn assert_sound(chart: &Chart, boxes: usize) {
    assert_eq!(chart.boxes.len(), boxes);
    assert_eq!(chart.edges.len(), boxes - 1);
    assert!(chart.font_size >= LEAST_SIZE);
    let room = if chart.landscape { SIDEWAYS } else { UPRIGHT };
    assert!(chart.width <= room.0 && chart.height <= room.1, "{}×{}", chart.width, chart.height);
    for (index, edge) in chart.edges.iter().enumerate().filter(|(_, edge)| edge.dashed) {
        for other in chart.edges[index + 1..].iter().filter(|other| other.dashed) {
            for (a, b) in edge.points.windows(2).flat_map(|a| other.points.windows(2).map(move |b| (a, b))) {
                assert!(shared(a, b) <= 0.0, "dashes on dashes: {edge:?} {other:?}");
            }
        }
    }
    for (index, area) in chart.boxes.iter().enumerate() {
        assert!(area.x >= 0.0 && area.y >= 0.0);
        assert!(area.x + area.width <= chart.width + 0.02 && area.y + area.height <= chart.height + 0.02);
        for line in &area.name {
            let bold = area.look == BoxLook::Top;
            assert!(
                fonts::width(&line.words(), chart.font_size, bold) <= area.width - 2.0 * SPACINGS[2].padding.0 + 0.02,
                "{line:?}"
            );
        }
        for other in &chart.boxes[index + 1..] {
            assert!(!overlaps(area, other), "{area:?} {other:?}");
        }
        for edge in &chart.edges {
            for stretch in edge.points.windows(2) {
                assert!(stretch[0].0 == stretch[1].0 || stretch[0].1 == stretch[1].1, "not orthogonal: {edge:?}");
                assert!(!crosses(area, stretch[0], stretch[1]), "{edge:?} crosses {area:?}");
            }
        }
    }
}

/// How long two stretches lie on each other.
fn shared(a: &[(f64, f64)], b: &[(f64, f64)]) -> f64 {
    let span = |p: f64, q: f64, r: f64, s: f64| p.max(q).min(r.max(s)) - p.min(q).max(r.min(s));
    let upright = a[0].0 == a[1].0 && b[0].0 == b[1].0 && a[0].0 == b[0].0;
    let level = a[0].1 == a[1].1 && b[0].1 == b[1].1 && a[0].1 == b[0].1;
    if upright {
        span(a[0].1, a[1].1, b[0].1, b[1].1)
    } else if level {
        span(a[0].0, a[1].0, b[0].0, b[1].0)
    } else {
        0.0
    }
}

/// A small linear congruential generator: the same trees in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % sides
    }
}

fn name(dice: &mut Dice, length: usize) -> String {
    let mut name: String = String::new();
    while name.chars().count() < length {
        let word = 3 + dice.roll(14);
        name.extend((0..word).map(|_| char::from(b'a' + dice.roll(26) as u8)));
        name.push(' ');
    }
    name.chars().take(length).collect::<String>().trim().to_string()
}

#[test]
fn any_tree_of_forty_boxes_and_five_levels_fits_without_overlap() {
    let mut dice = Dice(20250510);
    for round in 0..60 {
        let count = 2 + dice.roll(MOST_BOXES - 1);
        let mut depth = vec![1];
        let mut nodes = vec![(None, name(&mut dice, 60), false)];
        while nodes.len() < count {
            // Some rounds make bushes, some make chains.
            let parent =
                if round % 3 == 0 { dice.roll(nodes.len()) } else { nodes.len() - 1 - dice.roll(nodes.len().min(4)) };
            if depth[parent] < 5 {
                depth.push(depth[parent] + 1);
                let length = [60, 12, 30][dice.roll(3)];
                nodes.push((Some(parent), name(&mut dice, length), dice.roll(4) == 0));
            } else if round % 3 != 0 {
                depth.push(2);
                nodes.push((Some(0), name(&mut dice, 60), false));
            }
        }
        let kart = chart(&nodes);
        let drawn = layout(&kart).unwrap_or_else(|| panic!("round {round}: {count} boxes don't fit"));
        assert_sound(&drawn, count);
    }
}

#[test]
fn forty_boxes_with_the_longest_names_fit_in_every_extreme_shape() {
    let long = |index: usize| format!("{:a<28} {:b<28} {index:02}", "", "");
    /// The parent of a box, by the box's index.
    type Parent = fn(usize) -> usize;
    let shapes: [(&str, Parent); 4] = [
        ("all under one", |_| 0),
        ("a bush of two", |index| (index - 1) / 3),
        ("five groups", |index| if index <= 5 { 0 } else { 1 + (index - 6) % 5 }),
        ("one deep group", |index| match index {
            1..=4 => index - 1,
            _ => 3,
        }),
    ];
    for (shape, parent) in shapes {
        let nodes: Vec<_> =
            (0..MOST_BOXES).map(|index| ((index > 0).then(|| parent(index)), long(index), index % 7 == 3)).collect();
        let drawn = layout(&chart(&nodes)).unwrap_or_else(|| panic!("{shape} does not fit"));
        assert_sound(&drawn, MOST_BOXES);
    }
}

#[test]
fn a_name_without_a_space_is_not_broken_where_a_wider_box_would_hold_it() {
    let nodes = vec![
        (None, "Eigar".to_string(), false),
        (Some(0), "Kommunedirektørmøtesekretariatskoordinator".to_string(), false),
    ];
    let drawn = layout(&chart(&nodes)).unwrap();
    assert_eq!(drawn.boxes[1].name.len(), 1);
}

#[test]
fn the_top_of_the_line_is_filled_and_advice_is_dashed() {
    let nodes = vec![
        (None, "Eigar".to_string(), false),
        (Some(0), "Leiar".to_string(), false),
        (Some(1), "Gruppe".to_string(), false),
        (Some(1), "Råd".to_string(), true),
    ];
    let drawn = layout(&chart(&nodes)).unwrap();
    let looks: Vec<_> = drawn.boxes.iter().map(|area| area.look).collect();
    assert_eq!(looks, [BoxLook::Top, BoxLook::Top, BoxLook::Line, BoxLook::Advisory]);
    let dashed: Vec<_> = drawn.edges.iter().map(|edge| edge.dashed).collect();
    assert_eq!(dashed, [false, false, true]);
}

/// Names as offices have them, the same for the same number.
fn odd_name(seed: usize) -> String {
    const PARTS: [&str; 12] = [
        "Nærings-",
        "og",
        "miljøgruppe",
        "Helse",
        "/",
        "oppvekst",
        "–",
        "Rådet for samiske spørsmål",
        "NAV Vest-Fjell",
        "EØS-utvalet",
        "Sámi áššiid ráđđi",
        "2025–2028",
    ];
    (0..2 + seed % 5).map(|index| PARTS[(seed * 7 + index * 5) % PARTS.len()]).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_wrapped_box_has_the_words_of_its_data() {
    for seed in 0..400 {
        let name = odd_name(seed);
        for limit in [52.0, 80.0, 132.0, 270.0] {
            let (lines, broken) = fonts::wrap(&name, limit, 9.5, true);
            if broken > 0 {
                continue;
            }
            // Lines end at a space, which they lose, or after a sign that keeps the next word close.
            let mut rest = name.as_str();
            for line in &lines {
                rest = rest.strip_prefix(line.as_str()).unwrap_or_else(|| panic!("{name}: {lines:?}")).trim_start();
            }
            assert!(rest.is_empty(), "{name}: {lines:?}");
        }
    }
}
