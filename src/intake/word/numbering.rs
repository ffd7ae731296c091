//! Lists and numbers: which list a paragraph is of, at which level, and what stands before its words.

use std::collections::BTreeMap;

use super::WordError;
use super::styles::Lines;
use super::xml::{Element, Xml, parse};

/// The levels that a list can have.
const LEVELS: usize = 9;

/// How a paragraph is numbered, or that it has a bullet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbering {
    /// Word's name of the numbers: "bullet", "decimal", "lowerLetter" …
    pub format: String,
    /// The level: 0 for the outermost.
    pub level: usize,
    /// What stands before the words: "2.1", "a)", "•".
    pub label: String,
    /// The list.
    pub list: String,
}

impl Numbering {
    /// Whether it is a bullet.
    pub fn is_bullet(&self) -> bool {
        self.format == "bullet"
    }
}

#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
    style: Option<String>,
}

/// The lists of a file, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numberings {
    /// The levels of each abstract list.
    kinds: BTreeMap<String, Vec<Level>>,
    /// The abstract list of each list, and where its levels start anew.
    lists: BTreeMap<String, (String, BTreeMap<usize, u32>)>,
    counted: BTreeMap<String, Vec<Option<u32>>>,
    begun: Vec<String>,
}

impl Numberings {
    /// Reads the part of lists.
    pub(super) fn read(text: Option<&str>) -> Result<Self, WordError> {
        let Some(text) = text else { return Ok(Self::default()) };
        let xml = parse(text)?;
        let mut numberings = Self::default();
        for node in xml.root_element().children() {
            match node.name() {
                "abstractNum" => {
                    let Some(id) = node.own("abstractNumId") else { continue };
                    numberings.kinds.insert(id.to_string(), levels(node));
                }
                "num" => {
                    let (Some(id), Some(kind)) = (node.own("numId"), node.val("abstractNumId")) else { continue };
                    let overrides = node.children().filter(|own| own.name() == "lvlOverride");
                    let starts = overrides.filter_map(|own| {
                        let start = own.val("startOverride")?.parse().ok()?;
                        Some((own.own("ilvl")?.parse().ok()?, start))
                    });
                    numberings.lists.insert(id.to_string(), (kind.to_string(), starts.collect()));
                }
                _ => {}
            }
        }
        Ok(numberings)
    }

    /// Counts a paragraph, and says what stands before it.
    pub(super) fn count(&mut self, lines: &Lines, style: &str) -> Option<Numbering> {
        let list = lines.list.clone().filter(|id| id != "0")?;
        let (kind, starts) = self.lists.get(&list)?;
        let levels = self.kinds.get(kind)?;
        let of_style = || levels.iter().position(|own| own.style.as_deref() == Some(style));
        let at = lines.level.or_else(of_style).unwrap_or(0).min(LEVELS - 1);
        let level = levels.get(at)?;
        let counted = self.counted.entry(kind.clone()).or_insert_with(|| vec![None; LEVELS]);
        let is_first = !self.begun.contains(&list);
        if is_first {
            self.begun.push(list.clone());
            for own in starts.keys() {
                counted[(*own).min(LEVELS - 1)..].fill(None);
            }
        }
        let start = |at: usize| starts.get(&at).copied().unwrap_or_else(|| levels.get(at).map_or(1, |own| own.start));
        counted[at] = Some(counted[at].map_or_else(|| start(at), |number| number.saturating_add(1)));
        counted[at + 1..].fill(None);
        for (outer, number) in counted.iter_mut().enumerate().take(at) {
            number.get_or_insert_with(|| start(outer));
        }
        let label = label(levels, level, counted);
        Some(Numbering { format: level.format.clone(), level: at, label, list })
    }
}

fn levels(node: Xml<'_, '_>) -> Vec<Level> {
    let read = |own: Xml<'_, '_>| Level {
        format: own.val("numFmt").unwrap_or("decimal").to_string(),
        text: own.val("lvlText").unwrap_or_default().to_string(),
        start: own.val("start").and_then(|start| start.parse().ok()).unwrap_or(1),
        style: own.val("pStyle").map(ToString::to_string),
    };
    node.children().filter(|own| own.name() == "lvl").take(LEVELS).map(read).collect()
}

fn label(levels: &[Level], own: &Level, counted: &[Option<u32>]) -> String {
    if own.format == "bullet" {
        return "•".into();
    }
    let mut label = own.text.clone();
    for (at, level) in levels.iter().enumerate() {
        if let Some(number) = counted.get(at).copied().flatten() {
            label = label.replace(&format!("%{}", at + 1), &written(number, &level.format));
        }
    }
    label
}

/// A number as it is written in a format.
fn written(number: u32, format: &str) -> String {
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "lowerLetter" => letter(number, b'a'),
        "upperLetter" => letter(number, b'A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "ordinal" => format!("{number}."),
        _ => number.to_string(),
    }
}

/// After z comes aa, then bb.
fn letter(number: u32, first: u8) -> String {
    let at = number.saturating_sub(1);
    let letter = char::from(first + u8::try_from(at % 26).unwrap_or(0));
    std::iter::repeat_n(letter, (at / 26 + 1).min(20) as usize).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut left, mut text) = (number.min(3999), String::new());
    for (value, sign) in SIGNS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    text
}
