//! Proof: a Word file with tracked changes in, and the plain Word files of both versions; out that accepting every change gives
//! the one and taking every change back the other, or the first place where they differ. What is compared is what is read:
//! paragraphs with their styles, words with their emphasis, tables, rows and cells, pictures by their words, headers and footers.
//! Numbers of headings and of lists are words: those that Word counts are put before the others, as the file with changes has them.
//! Left out is what paper decides (distances, widths, page breaks, hard spaces), what Word works out itself (the numbers of
//! pages), and what only marks a place (bookmarks, and where links lead).

mod numbers;

use std::collections::BTreeSet;

use super::styles;
use super::xml::{Element, Node};
use crate::document::{BREAK, HARD_SPACE};
use numbers::Numbers;

/// What is done with every change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resolve {
    /// The new version.
    Accept,
    /// The old version.
    Reject,
}

impl Resolve {
    /// Whether the element is dropped; `None` if it marks no change.
    fn drops(self, name: &str) -> Option<bool> {
        match (self, name) {
            (Self::Accept, "w:del") | (Self::Reject, "w:ins") => Some(true),
            (Self::Accept, "w:ins") | (Self::Reject, "w:del") => Some(false),
            _ => None,
        }
    }
}

/// A part with every change accepted or taken back.
pub(super) fn resolve_changes(element: &Element, how: Resolve) -> Element {
    let mut made = Element { children: Vec::new(), ..element.clone() };
    for node in &element.children {
        let Node::Element(child) = node else {
            made.children.push(node.clone());
            continue;
        };
        match how.drops(&child.name) {
            Some(true) if !is_property(&element.name) => {}
            Some(false) if !is_property(&element.name) => {
                let inner = resolve_changes(child, how);
                made.children.extend(inner.children);
            }
            _ if child.name == "w:tr" && drops_row(child, how) => {}
            _ => {
                let mut child = resolve_changes(child, how);
                child.name = match child.name.as_str() {
                    "w:delText" => "w:t".into(),
                    "w:delInstrText" => "w:instrText".into(),
                    _ => child.name,
                };
                if !(child.name == "w:tbl" && child.find("w:tr").is_none()) {
                    made.children.push(Node::Element(child));
                }
            }
        }
    }
    made.children = join_paragraphs(std::mem::take(&mut made.children), how);
    made
}

/// Properties have marks of their own, which say what becomes of what they are the properties of.
fn is_property(name: &str) -> bool {
    name.ends_with("Pr")
}

fn drops_row(row: &Element, how: Resolve) -> bool {
    row.find("w:trPr").is_some_and(|own| own.elements().any(|mark| how.drops(&mark.name) == Some(true)))
}

/// Whether the end of a paragraph goes.
fn drops_paragraph_end(paragraph: &Element, how: Resolve) -> bool {
    let marks = paragraph.find("w:pPr").and_then(|own| own.find("w:rPr"));
    marks.is_some_and(|marks| marks.elements().any(|mark| how.drops(&mark.name) == Some(true)))
}

/// What marks a place in the text.
const PLACES: [&str; 2] = ["w:bookmarkStart", "w:bookmarkEnd"];

/// Joins paragraphs whose ends are dropped with the next, whose properties they get; without a next one, an empty
/// paragraph is dropped.
fn join_paragraphs(nodes: Vec<Node>, how: Resolve) -> Vec<Node> {
    let mut made: Vec<Node> = Vec::new();
    let mut carried: Vec<Node> = Vec::new();
    for node in nodes {
        match node {
            Node::Element(mut paragraph) if paragraph.name == "w:p" => {
                let at = usize::from(paragraph.find("w:pPr").is_some());
                let words = std::mem::take(&mut carried);
                paragraph.children.splice(at..at, words);
                if drops_paragraph_end(&paragraph, how) {
                    carried = paragraph.children.split_off(at);
                    if carried.is_empty() {
                        continue;
                    }
                    // The properties are those of the next.
                } else {
                    made.push(Node::Element(paragraph));
                }
            }
            // Where a bookmark begins or ends, no paragraph does.
            Node::Element(place) if PLACES.contains(&place.name.as_str()) => made.push(Node::Element(place)),
            other => {
                flush(&mut made, &mut carried);
                made.push(other);
            }
        }
    }
    flush(&mut made, &mut carried);
    made
}

/// Keeps what has no paragraph to be moved to.
fn flush(made: &mut Vec<Node>, carried: &mut Vec<Node>) {
    if !carried.is_empty() {
        let mut paragraph = Element::new("w:p");
        paragraph.children = std::mem::take(carried);
        made.push(Node::Element(paragraph));
    }
}

/// What is read in a document, line by line.
pub(super) fn text_lines(document: &Element, numbering: &Element) -> Vec<String> {
    let mut reader = TextExtractor { numbers: Numbers::of(numbering), lines: Vec::new() };
    document.find("w:body").into_iter().for_each(|body| reader.blocks(body, ""));
    reader.lines
}

/// What is read in headers and footers: those of pages on their side say the same as the others.
pub(super) fn frame_text_lines(parts: impl Iterator<Item = Element>) -> Vec<String> {
    let mut lines = BTreeSet::new();
    for part in parts {
        for paragraph in part.elements().filter(|element| element.name == "w:p") {
            let mut words = String::new();
            spoken(&without_pages(paragraph), &mut words);
            lines.insert(format!("{}: {words}", part.name));
        }
    }
    lines.into_iter().collect()
}

struct TextExtractor {
    numbers: Numbers,
    lines: Vec<String>,
}

impl TextExtractor {
    fn blocks(&mut self, element: &Element, indent: &str) {
        for child in element.elements() {
            match child.name.as_str() {
                "w:p" => self.paragraph(child, indent),
                "w:tbl" => {
                    self.lines.push(format!("{indent}tabell"));
                    for row in child.elements().filter(|element| element.name == "w:tr") {
                        self.lines.push(format!("{indent} rad"));
                        for cell in row.elements().filter(|element| element.name == "w:tc") {
                            self.lines.push(format!("{indent}  celle"));
                            self.blocks(cell, &format!("{indent}   "));
                        }
                    }
                }
                "w:sdt" | "w:sdtContent" => self.blocks(child, indent),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Element, indent: &str) {
        let own = paragraph.find("w:pPr");
        let style = own.and_then(|own| own.find("w:pStyle")?.get("w:val")).unwrap_or_default();
        let mut words = String::new();
        spoken(&without_pages(paragraph), &mut words);
        // An empty paragraph without a style only ends a section.
        if style.is_empty() && words.is_empty() {
            return;
        }
        // Of the contents list the pages are Word's to work out; a paragraph of its own that the field begins or ends in says nothing.
        if style.starts_with("TOC") {
            let entry = words.split_once('\t').map_or(words.as_str(), |(entry, _)| entry);
            if !entry.is_empty() {
                self.lines.push(format!("{indent}{style}: {entry}"));
            }
            return;
        }
        // What is grey or light, and what stays with the next, is paper's.
        let style = match styles::split_style_id(style).0 {
            "Innleiing" => "BodyText".to_string(),
            other => other.replace("talseinare", "tal").replace("seinare", "tekst"),
        };
        // Names stand in one or two columns.
        if style == "Partar" {
            let names = words.split('\t').filter(|name| !name.is_empty());
            self.lines.extend(names.map(|name| format!("{indent}Partar: {name}")));
            return;
        }
        let words = match self.numbers.next(&style, own) {
            (None, None) => format!(": {words}"),
            (None, Some(number)) => format!(": {number} {words}"),
            (Some(level), None) => format!(" nivå {level}: {words}"),
            // As `body` sets it.
            (Some(level), Some(number)) => format!(" nivå {level}: ⟦{number}⟧w:b\t{words}"),
        };
        self.lines.push(format!("{indent}{style}{words}"));
    }
}

/// A paragraph without the numbers of pages and the titles that its fields show: they are Word's to work out.
fn without_pages(paragraph: &Element) -> Element {
    let mut made = Element { children: Vec::new(), ..paragraph.clone() };
    let style = paragraph.find("w:pPr").and_then(|own| own.find("w:pStyle")?.get("w:val")).unwrap_or_default();
    let of_numbers = style.starts_with("Tabelltal");
    let (mut in_field, mut of_page, mut result) = (0_usize, false, false);
    for node in &paragraph.children {
        let Node::Element(child) = node else {
            made.children.push(node.clone());
            continue;
        };
        let kind = child.find("w:fldChar").and_then(|own| own.get("w:fldCharType"));
        match kind {
            Some("begin") => in_field += 1,
            Some("separate") => result = true,
            Some("end") => {
                in_field = in_field.saturating_sub(1);
                (of_page, result) = (false, false);
            }
            _ => {}
        }
        let instruction = child.find("w:instrText").into_iter().flat_map(|own| &own.children);
        let leads = |node: &Node| matches!(node, Node::Text(text) if ["PAGE", "NUMPAGES", "STYLEREF"].iter().any(|own| text.trim_start().starts_with(own)));
        of_page |= in_field > 0 && instruction.into_iter().any(leads);
        let number = (of_page && result && child.find("w:t").is_some()) || (of_numbers && is_page(child));
        if !number {
            made.children.push(node.clone());
        }
    }
    made
}

/// Whether a link is a number alone: in a column of numbers, that of a page on which something stood in the old version.
fn is_page(link: &Element) -> bool {
    let mut words = String::new();
    if link.name == "w:hyperlink" && link.get("w:anchor").is_some() {
        link.clone().visit(&mut |element| {
            if element.name == "w:t" {
                element.children.iter().for_each(|node| {
                    if let Node::Text(text) = node {
                        words.push_str(text);
                    }
                });
            }
        });
    }
    !words.is_empty() && words.bytes().all(|c| c.is_ascii_digit())
}

/// The words of an element with their emphasis; what a field shows, and what a picture shows in words.
fn spoken(element: &Element, words: &mut String) {
    for child in element.elements() {
        match child.name.as_str() {
            "w:pPr" | "w:rPr" | "w:instrText" | "w:sdtPr" => {}
            "w:r" => {
                let mut own = String::new();
                spoken(child, &mut own);
                let look = look(child);
                // Runs that look alike are read as one.
                let close = format!("⟧{look}");
                match words.strip_suffix(&close) {
                    Some(before) if !look.is_empty() => *words = format!("{before}{own}{close}"),
                    _ if look.is_empty() || own.is_empty() => words.push_str(&own),
                    _ => *words += &format!("⟦{own}{close}"),
                }
            }
            "w:t" => child.children.iter().for_each(|node| {
                if let Node::Text(text) = node {
                    // Where a line breaks is paper's.
                    words.extend(text.chars().filter(|c| *c != BREAK).map(|c| if c == HARD_SPACE { ' ' } else { c }));
                }
            }),
            "w:noBreakHyphen" => words.push('-'),
            "w:tab" => words.push('\t'),
            "w:br" => words.push('\n'),
            "w:drawing" | "mc:AlternateContent" => {
                let described = child.first("wp:docPr").and_then(|own| own.get("descr")).unwrap_or_default();
                *words += &format!("⟨{described}⟩");
            }
            _ => spoken(child, words),
        }
    }
}

fn look(run: &Element) -> String {
    let Some(own) = run.find("w:rPr") else { return String::new() };
    let style = own.find("w:rStyle").and_then(|style| style.get("w:val")).filter(|style| *style != "Hyperlink");
    let lang = own.find("w:lang").and_then(|lang| lang.get("w:val"));
    let set = ["w:b", "w:i"].into_iter().filter(|name| own.find(name).is_some());
    style.into_iter().chain(set).chain(lang).collect::<Vec<_>>().join(" ")
}

/// The first line in which two readings differ: what was expected, and what there is.
pub(super) fn difference(expected: &[String], got: &[String]) -> Option<(String, String)> {
    let longest = expected.len().max(got.len());
    let line = |lines: &[String], at: usize| lines.get(at).cloned().unwrap_or_else(|| "(ingenting)".into());
    (0..longest).map(|at| (line(expected, at), line(got, at))).find(|(expected, got)| expected != got)
}

/// What marks of changes must be and no validator looks for, and what it does look for: each that is not so, in words.
pub(super) fn faults(document: &Element) -> Vec<String> {
    let mut finder = FaultFinder { ids: BTreeSet::new(), faults: Vec::new() };
    finder.element(document, None, &[]);
    finder.faults
}

const MARKS: [&str; 4] = ["w:ins", "w:del", "w:moveFrom", "w:moveTo"];

/// What stands in a box of a drawing: a story of its own, which no mark around the drawing reaches.
const BOX: &str = "w:txbxContent";
/// Stands for such a box in a drawing that was put in or taken out.
const CHANGED_BOX: &str = "w:txbxContent i eit merke";

fn is_mark(element: &Element) -> bool {
    MARKS.contains(&element.name.as_str())
}

struct FaultFinder {
    ids: BTreeSet<String>,
    faults: Vec<String>,
}

impl FaultFinder {
    fn require(&mut self, holds: bool, fault: &str) {
        if !holds {
            self.faults.push(fault.into());
        }
    }

    fn element(&mut self, element: &Element, parent: Option<&Element>, above: &[&str]) {
        let name = element.name.as_str();
        let inside = |names: &[&str]| above.iter().any(|own| names.contains(own));
        let of_property = parent.is_some_and(|parent| is_property(&parent.name));
        if MARKS.contains(&name) || ["w:bookmarkStart", "w:rPrChange", "w:pPrChange"].contains(&name) {
            let id = element.get("w:id").unwrap_or_default();
            let fresh = !id.is_empty() && self.ids.insert(id.into());
            self.require(fresh, &format!("{name} har ikkje ein id for seg sjølv"));
        }
        if MARKS.contains(&name) {
            self.require(element.get("w:author").is_some_and(|own| !own.is_empty()), "eit merke er utan namn");
            let timed = element.get("w:date").is_some_and(|date| date.contains('T') && date.ends_with('Z'));
            self.require(timed, "eit merke er utan dag og tid");
            self.require(of_property || !inside(&MARKS), "eit merke står i eit merke");
            self.require(of_property || !element.children.is_empty(), "eit merke er tomt");
            self.require(!inside(&["w:r"]), "eit merke står i ein tekstbit");
            // Moves must be paired; there are none.
            self.require(!name.starts_with("w:move"), "ei flytting er halv");
            let plain = ["w:r", "w:sdt", "w:smartTag"];
            let only = element.elements().all(|child| plain.contains(&child.name.as_str()));
            self.require(of_property || only, "eit merke er om noko anna enn tekst");
        }
        match name {
            "w:t" => self.require(!inside(&["w:del"]), "w:t står i w:del"),
            "w:delText" => self.require(inside(&["w:del"]), "w:delText står utanfor w:del"),
            "w:instrText" => self.require(!inside(&["w:del"]), "w:instrText står i w:del"),
            "w:fldChar" => self.require(!inside(&["w:del"]), "eit felt er i w:del"),
            "w:r" => {
                let marked = !inside(&[CHANGED_BOX]) || inside(&MARKS);
                self.require(
                    marked,
                    "ein tekst i ei boks som er komen inn eller teken ut, har ikkje eit merke for seg sjølv",
                );
            }
            "w:rPr" => {
                let first = element.elements().map(is_mark).is_sorted_by_key(|mark| !mark);
                self.require(first, "merket på ein avsnittsslutt står ikkje først");
                let change = element.elements().position(|child| child.name == "w:rPrChange");
                let last = element.elements().count().saturating_sub(1);
                self.require(change.is_none_or(|at| at == last), "w:rPrChange står ikkje sist");
            }
            "w:trPr" => {
                self.require(element.elements().map(is_mark).is_sorted(), "merket på ei rad står ikkje sist");
            }
            _ => {}
        }
        let above: Vec<&str> = match name {
            BOX if inside(&MARKS) || inside(&[CHANGED_BOX]) => vec![CHANGED_BOX],
            BOX => Vec::new(),
            _ => above.iter().copied().chain([name]).collect(),
        };
        element.elements().for_each(|child| self.element(child, Some(element), &above));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The variants of prior-art, 1.4: each is made of a sound text, and each is found.
    #[test]
    fn every_misplaced_mark_is_found() {
        let by = "w:author=\"A\" w:date=\"2026-01-01T00:00:00Z\"";
        let sound = format!(
            "<w:p><w:pPr><w:rPr><w:ins w:id=\"1\" {by}/><w:b/></w:rPr></w:pPr><w:ins w:id=\"2\" {by}><w:r><w:t>a</w:t></w:r></w:ins>\
             <w:del w:id=\"3\" {by}><w:r><w:delText>b</w:delText></w:r></w:del></w:p>\
             <w:tbl><w:tr><w:trPr><w:cantSplit/><w:ins w:id=\"4\" {by}/></w:trPr></w:tr></w:tbl>"
        );
        assert_eq!(faults(&body(&sound)), Vec::<String>::new());
        let broken = [
            ("<w:delText>b</w:delText>", "<w:t>b</w:t>"),
            ("<w:t>a</w:t>", "<w:delText>a</w:delText>"),
            ("w:id=\"2\"", "w:id=\"1\""),
            ("<w:delText>b</w:delText>", "<w:instrText>b</w:instrText>"),
            (
                "<w:r><w:t>a</w:t></w:r>",
                "<w:ins w:id=\"9\" w:author=\"A\" w:date=\"2026-01-01T00:00:00Z\"><w:r/></w:ins>",
            ),
            ("T00:00:00Z\"/><w:b/>", "\"/><w:b/>"),
            ("<w:r><w:t>a</w:t></w:r>", ""),
            ("<w:r><w:t>a</w:t></w:r>", "<w:hyperlink><w:r><w:t>a</w:t></w:r></w:hyperlink>"),
            (&format!("<w:ins w:id=\"1\" {by}/><w:b/>"), &format!("<w:b/><w:ins w:id=\"1\" {by}/>")),
            (&format!("<w:cantSplit/><w:ins w:id=\"4\" {by}/>"), &format!("<w:ins w:id=\"4\" {by}/><w:cantSplit/>")),
            ("<w:b/>", "<w:rPrChange w:id=\"8\"/><w:b/>"),
            ("w:author=\"A\"", ""),
            (&format!("<w:del w:id=\"3\" {by}>"), &format!("<w:moveFrom w:id=\"3\" {by}>")),
            ("<w:delText>b</w:delText>", "<w:fldChar/>"),
        ];
        for (from, to) in broken {
            let text = sound
                .replacen(from, to, 1)
                .replace(if to.starts_with("<w:moveFrom") { "</w:del>" } else { "\u{0}" }, "</w:moveFrom>");
            assert!(text != sound, "{from}");
            assert!(!faults(&body(&text)).is_empty(), "{from} -> {to}");
        }
    }

    #[test]
    fn the_words_in_a_box_are_marked_in_their_own_story() {
        let by = "w:author=\"A\" w:date=\"2026-01-01T00:00:00Z\"";
        let drawing = |inside: &str| {
            let alternatives = format!(
                "<mc:AlternateContent><mc:Choice><w:txbxContent><w:p>{inside}</w:p></w:txbxContent></mc:Choice></mc:AlternateContent>"
            );
            body(&format!("<w:p><w:del w:id=\"1\" {by}><w:r>{alternatives}</w:r></w:del></w:p>"))
        };
        let words = "<w:r><w:delText>a</w:delText></w:r>";
        let sound = drawing(&format!("<w:del w:id=\"2\" {by}>{words}</w:del>"));
        assert_eq!(faults(&sound), Vec::<String>::new());
        for broken in [words, "<w:r><w:t>a</w:t></w:r>", "<w:r/>"] {
            assert!(!faults(&drawing(broken)).is_empty(), "{broken}");
        }
        // Taken back, the words are there; accepted, the drawing is not.
        let [new, old] = [Resolve::Accept, Resolve::Reject].map(|how| resolve_changes(&sound, how));
        assert!(new.first("w:txbxContent").is_none());
        assert!(
            old.first("w:txbxContent").is_some_and(|own| own.first("w:del").is_none() && own.first("w:t").is_some())
        );
    }

    fn body(inside: &str) -> Element {
        Element::parse(format!("<w:document><w:body>{inside}</w:body></w:document>").as_bytes()).unwrap()
    }

    fn both(inside: &str) -> [Vec<String>; 2] {
        let numbering = Element::new("w:numbering");
        [Resolve::Accept, Resolve::Reject].map(|how| text_lines(&resolve_changes(&body(inside), how), &numbering))
    }

    #[test]
    fn runs_paragraphs_and_rows_go_or_stay() {
        let [new, old] = both(
            "<w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr><w:r><w:t>ein </w:t></w:r><w:del><w:r><w:delText>to</w:delText></w:r></w:del><w:ins><w:r><w:t>tre</w:t></w:r></w:ins></w:p>\
             <w:p><w:pPr><w:pStyle w:val=\"B\"/><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>ut</w:delText></w:r></w:del></w:p>\
             <w:tbl><w:tr><w:trPr><w:ins/></w:trPr><w:tc><w:p><w:pPr><w:pStyle w:val=\"C\"/></w:pPr></w:p></w:tc></w:tr></w:tbl>",
        );
        assert_eq!(new, ["A: ein tre", "tabell", " rad", "  celle", "   C: "]);
        assert_eq!(old, ["A: ein to", "B: ut"]);
    }

    #[test]
    fn a_paragraph_whose_end_goes_is_one_with_the_next() {
        let [new, old] = both(
            "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>ein</w:t></w:r></w:p>\
             <w:p><w:pPr><w:pStyle w:val=\"B\"/></w:pPr><w:r><w:t> to</w:t></w:r></w:p>",
        );
        assert_eq!(new, ["B: ein to"]);
        assert_eq!(old, ["A: ein", "B:  to"]);
    }

    #[test]
    fn what_differs_is_said() {
        let lines = |text: &[&str]| text.iter().map(|line| line.to_string()).collect::<Vec<_>>();
        assert_eq!(difference(&lines(&["a"]), &lines(&["a"])), None);
        assert_eq!(difference(&lines(&["a"]), &lines(&["a", "b"])), Some(("(ingenting)".into(), "b".into())));
    }
}
