//! The numbers that Word gives headings and items of lists: the numbering part in, paragraph by paragraph the number out.

use std::collections::BTreeMap;

use crate::document::HARD_SPACE;
use crate::docx::xml::Element;

/// A level of a numbering: the id of the numbering, empty for the one of the styles, and the level.
type Key = (String, String);

/// What Word's counting goes by, and how far it has come.
pub(super) struct Numbers {
    /// The form of the number on each level of a numbering ("Tiltak %3:").
    forms: BTreeMap<Key, String>,
    /// Where each numbering begins on a level, if it begins anew.
    starts: BTreeMap<Key, u32>,
    /// The levels of the heading styles that are counted.
    styles: BTreeMap<String, String>,
    /// What each numbering has reached on each level.
    counted: BTreeMap<Key, u32>,
}

fn value(element: &Element, name: &str) -> Option<String> {
    element.find(name)?.get("w:val").map(str::to_string)
}

fn named<'a>(element: &'a Element, name: &'a str) -> impl Iterator<Item = &'a Element> {
    element.elements().filter(move |child| child.name == name)
}

impl Numbers {
    pub(super) fn of(numbering: &Element) -> Self {
        let mut own =
            Self { forms: BTreeMap::new(), starts: BTreeMap::new(), styles: BTreeMap::new(), counted: BTreeMap::new() };
        for of in named(numbering, "w:abstractNum") {
            let id = of.get("w:abstractNumId").map(str::to_string);
            let nums = named(numbering, "w:num").filter(|num| value(num, "w:abstractNumId") == id);
            let mut ids: Vec<String> = nums.filter_map(|num| num.get("w:numId").map(str::to_string)).collect();
            for level in named(of, "w:lvl") {
                let at = level.get("w:ilvl").unwrap_or_default().to_string();
                // Items of lists that are counted say so themselves.
                if let Some(style) = value(level, "w:pStyle").filter(|style| style.starts_with("Heading")) {
                    own.styles.insert(style, at.clone());
                    ids.push(String::new());
                }
                let form = value(level, "w:lvlText").unwrap_or_default().replace(HARD_SPACE, " ");
                own.forms.extend(ids.iter().map(|id| ((id.clone(), at.clone()), form.clone())));
            }
        }
        for num in named(numbering, "w:num") {
            let id = num.get("w:numId").unwrap_or_default();
            let overrides = named(num, "w:lvlOverride").filter_map(|level| {
                let start = value(level, "w:startOverride")?.parse().ok()?;
                Some(((id.to_string(), level.get("w:ilvl")?.to_string()), start))
            });
            own.starts.extend(overrides);
        }
        own
    }

    /// The level of the next paragraph in its list, which a heading has none of, and its number. A number that is in the words of
    /// the paragraph is not counted, and bullets are no numbers.
    pub(super) fn next(&mut self, style: &str, properties: Option<&Element>) -> (Option<String>, Option<String>) {
        let own = properties.and_then(|own| own.find("w:numPr"));
        let (id, at) = (own.and_then(|own| value(own, "w:numId")), own.and_then(|own| value(own, "w:ilvl")));
        let of_style = self.styles.get(style).cloned();
        let list_level = at.filter(|_| of_style.is_none());
        let Some(level) = of_style.or_else(|| list_level.clone()) else { return (None, None) };
        let key = (id.unwrap_or_default(), level);
        let Some((before, after)) = self.forms.get(&key).and_then(|form| form.split_once('%')) else {
            return (list_level, None);
        };
        let start = self.starts.get(&key).copied().unwrap_or(1);
        let reached = self.counted.get(&key).map_or(start, |reached| reached + 1);
        let number = format!("{before}{reached}{}", after.trim_start_matches(|c: char| c.is_ascii_digit()));
        self.counted.retain(|(numbering, other), _| *numbering != key.0 || *other <= key.1);
        self.counted.insert(key, reached);
        (list_level, Some(number))
    }
}
