//! Styles: what a paragraph and a run look like, by the styles that they are based on.

use std::collections::BTreeMap;

use super::WordError;
use super::xml::{Element, Xml, parse};

/// How deep styles may be based on each other.
const DEEPEST: usize = 32;

/// How a paragraph stands between its margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alignment {
    /// At the start.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// At the end.
    End,
    /// At both.
    Both,
}

impl Alignment {
    fn from_word(word: &str) -> Self {
        match word {
            "center" => Self::Centre,
            "right" | "end" => Self::End,
            "both" | "distribute" => Self::Both,
            _ => Self::Start,
        }
    }
}

/// How letters look: what is said of them, and nothing where nothing is said.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Letters {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) points: Option<f32>,
    pub(super) language: Option<String>,
}

impl Letters {
    /// What a `w:rPr` says.
    pub(super) fn read(properties: Xml<'_, '_>) -> Self {
        Self {
            bold: properties.switch("b"),
            italic: properties.switch("i"),
            underline: properties.switch("u"),
            struck: properties.switch("strike").or_else(|| properties.switch("dstrike")),
            hidden: properties.switch("vanish"),
            points: properties.val("sz").and_then(|own| own.parse::<f32>().ok()).map(|half| half / 2.0),
            language: properties.val("lang").map(ToString::to_string),
        }
    }

    /// What is said here or, where nothing is, by what it stands in.
    pub(super) fn over(self, under: &Self) -> Self {
        Self {
            bold: self.bold.or(under.bold),
            italic: self.italic.or(under.italic),
            underline: self.underline.or(under.underline),
            struck: self.struck.or(under.struck),
            hidden: self.hidden.or(under.hidden),
            points: self.points.or(under.points),
            language: self.language.or_else(|| under.language.clone()),
        }
    }
}

/// What is said of paragraphs.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Lines {
    pub(super) outline: Option<u8>,
    pub(super) alignment: Option<Alignment>,
    /// The list that it is of, and the level.
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
}

impl Lines {
    /// What a `w:pPr` says.
    pub(super) fn read(properties: Xml<'_, '_>) -> Self {
        let list = properties.child("numPr");
        Self {
            outline: properties.val("outlineLvl").and_then(|own| own.parse().ok()),
            alignment: properties.val("jc").map(Alignment::from_word),
            list: list.and_then(|own| own.val("numId")).map(ToString::to_string),
            level: list.and_then(|own| own.val("ilvl")).and_then(|own| own.parse().ok()),
        }
    }

    /// What is said here or, where nothing is, by what it is based on.
    pub(super) fn over(self, under: &Self) -> Self {
        Self {
            outline: self.outline.or(under.outline),
            alignment: self.alignment.or(under.alignment),
            list: self.list.or_else(|| under.list.clone()),
            level: self.level.or(under.level),
        }
    }
}

/// A style with all that it is based on.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Style {
    pub(super) id: String,
    /// The name in Word's own words, which is English for those that Word knows.
    pub(super) name: String,
    pub(super) lines: Lines,
    pub(super) letters: Letters,
}

/// The styles of a file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: String,
}

impl Styles {
    /// Reads the part of styles.
    pub(super) fn read(text: Option<&str>) -> Result<Self, WordError> {
        let Some(text) = text else { return Ok(Self::default()) };
        let xml = parse(text)?;
        let root = xml.root_element();
        let base = root.child("docDefaults").and_then(|own| own.child("rPrDefault")).and_then(|own| own.child("rPr"));
        let base = base.map(Letters::read).unwrap_or_default();
        let mut raw: BTreeMap<&str, Xml<'_, '_>> = BTreeMap::new();
        let mut styles = Self::default();
        for node in root.children().filter(|node| node.name() == "style") {
            let Some(id) = node.own("styleId") else { continue };
            if node.own("type") == Some("paragraph") && matches!(node.own("default"), Some("1" | "true" | "on")) {
                styles.usual = id.to_string();
            }
            raw.insert(id, node);
        }
        for (id, node) in &raw {
            let name = node.val("name").unwrap_or(id).to_string();
            let mut style = Style { id: (*id).to_string(), name, ..Style::default() };
            let mut next = Some(*node);
            for _ in 0..DEEPEST {
                let Some(own) = next else { break };
                style.lines = style.lines.over(&own.child("pPr").map(Lines::read).unwrap_or_default());
                style.letters = style.letters.over(&own.child("rPr").map(Letters::read).unwrap_or_default());
                // A heading is one by its name too: some programs leave the level out.
                let level = heading_level(own.val("name").unwrap_or_default());
                style.lines.outline = style.lines.outline.or(level);
                next = own.val("basedOn").and_then(|id| raw.get(id).copied());
            }
            if node.own("type") != Some("character") {
                style.letters = style.letters.over(&base);
            }
            styles.all.insert((*id).to_string(), style);
        }
        Ok(styles)
    }

    /// The style of a paragraph.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Style {
        let id = id.unwrap_or(&self.usual);
        let unknown = || Style { id: id.to_string(), name: id.to_string(), ..Style::default() };
        self.all.get(id).cloned().unwrap_or_else(unknown)
    }

    /// The style of letters.
    pub(super) fn letters(&self, id: &str) -> Option<&Style> {
        self.all.get(id)
    }
}

/// The level of a heading by the name of its style: 0 for the first.
fn heading_level(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let rest =
        ["heading ", "overskrift ", "heading", "overskrift"].iter().find_map(|start| name.strip_prefix(start))?;
    let level: u8 = rest.trim().parse().ok()?;
    (1..=9).contains(&level).then(|| level - 1)
}
