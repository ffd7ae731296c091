//! docx-rs counts the ids of tracked changes on from one document to the next, writes them in places that Word refuses, and
//! knows only some kinds. Here what has the highlight of a change becomes one: runs, the ends of paragraphs, rows. The rules
//! are those of ECMA-376 part 1, 17.13.5, and what Word really asks for: a run that was taken out has `w:delText`; the mark
//! of a paragraph's end comes first in its properties, that of a row last; links are around changes, never within. The words in
//! the boxes of a drawing are a story of their own (20.4.2.38): the mark around the drawing does not reach them, and each run
//! there has its own.

use super::{Facts, Package};
use crate::document::{Change, Changes};
use crate::docx::DocxError;
use crate::docx::body::revision_highlight;
use crate::docx::xml::{Element, Node};

pub(super) fn apply(package: &mut Package, facts: &Facts) -> Result<(), DocxError> {
    let Some(changes) = &facts.document.changes else { return Ok(()) };
    let mut next = 1 + highest_id(&package.document);
    let mut marker = Marker { changes, next: &mut next };
    let Package { document, headers, footers, .. } = package;
    std::iter::once(document).chain(headers).chain(footers).for_each(|part| marker.element(part));
    package.document.visit(&mut space_amounts);
    Ok(())
}

/// Room between an amount that was taken out and the one in its place, in twentieths of a point: they would look like one.
const ROOM_AFTER_OLD_AMOUNT: &str = "120";

/// Sets room after an old amount that the new one follows, in a cell of numbers.
fn space_amounts(paragraph: &mut Element) {
    let style = paragraph.find("w:pPr").and_then(|own| own.find("w:pStyle")?.get("w:val")).unwrap_or_default();
    if paragraph.name != "w:p" || !style.starts_with("Tabelltal") {
        return;
    }
    let is_named = |node: &Node, name: &str| matches!(node, Node::Element(own) if own.name == name);
    for at in 1..paragraph.children.len() {
        if let [before, after] = &mut paragraph.children[at - 1..=at]
            && is_named(after, "w:ins")
            && is_named(before, "w:del")
            && let Node::Element(old) = before
        {
            space_last_letter(old);
        }
    }
}

/// Gives the last letter of what was taken out a run of its own, with room after it.
fn space_last_letter(old: &mut Element) {
    let Some(Node::Element(run)) = old.children.last_mut() else { return };
    let Some(Node::Element(words)) = run.children.last_mut() else { return };
    let ("w:delText", [Node::Text(text)]) = (words.name.as_str(), words.children.as_mut_slice()) else { return };
    let Some(last) = text.pop() else { return };
    let rest = !text.is_empty();
    let mut letter = run.clone();
    if let Some(Node::Element(own)) = letter.children.last_mut() {
        own.children = vec![Node::Text(last.into())];
    }
    letter.find_or_insert("w:rPr").replace(Element::with_val("w:spacing", ROOM_AFTER_OLD_AMOUNT));
    match rest {
        true => old.children.push(Node::Element(letter)),
        false => *run = letter,
    }
}

/// The highest id of a bookmark: changes must not have the same.
fn highest_id(document: &Element) -> usize {
    let mut highest = 0;
    document.clone().visit(&mut |element| {
        if element.name == "w:bookmarkStart" {
            highest = highest.max(element.get("w:id").and_then(|id| id.parse().ok()).unwrap_or(0));
        }
    });
    highest
}

struct Marker<'a> {
    changes: &'a Changes,
    next: &'a mut usize,
}

impl Marker<'_> {
    /// An element of a change, with the next id.
    fn change(&mut self, change: Change) -> Element {
        let name = match change {
            Change::Inserted => "w:ins",
            Change::Deleted => "w:del",
        };
        let id = *self.next;
        *self.next += 1;
        let day = self.changes.date;
        Element::new(name)
            .with("w:id", id.to_string())
            .with("w:author", self.changes.author.as_str())
            .with("w:date", format!("{:04}-{:02}-{:02}T00:00:00Z", day.year, day.month, day.day))
    }

    fn element(&mut self, element: &mut Element) {
        match element.name.as_str() {
            "w:p" => self.paragraph_end(element),
            "w:tr" => self.row(element),
            _ => {}
        }
        if element.elements().any(|child| child.name == "w:r" && change_of(child).is_some()) {
            element.children = self.wrap_changed_runs(std::mem::take(&mut element.children));
        }
        element.elements_mut().for_each(|child| self.element(child));
    }

    fn paragraph_end(&mut self, paragraph: &mut Element) {
        let Some(own) = paragraph.find_mut("w:pPr").and_then(|properties| properties.find_mut("w:rPr")) else { return };
        if let Some((change, _)) = taken_highlight(own) {
            own.children.insert(0, Node::Element(self.change(change)));
        }
    }

    /// The first paragraph of a row says what became of the row.
    fn row(&mut self, row: &mut Element) {
        let first = row.first("w:p").and_then(|paragraph| paragraph.find("w:pPr")?.find("w:rPr")).and_then(highlight);
        if let Some((change, true)) = first {
            let mark = self.change(change);
            row.find_or_insert("w:trPr").children.push(Node::Element(mark));
        }
    }

    /// The runs, those that became the same and stand together within one change.
    fn wrap_changed_runs(&mut self, nodes: Vec<Node>) -> Vec<Node> {
        let mut made: Vec<Node> = Vec::new();
        let mut open: Option<(Change, Element)> = None;
        for node in nodes {
            let change = match &node {
                Node::Element(run) if run.name == "w:r" => change_of(run),
                _ => None,
            };
            let (Some(change), Node::Element(mut run)) = (change, node.clone()) else {
                made.extend(open.take().map(|(_, element)| Node::Element(element)));
                made.push(node);
                continue;
            };
            if let Some(own) = run.find_mut("w:rPr") {
                taken_highlight(own);
            }
            if change == Change::Deleted {
                take_out_words(&mut run);
            }
            // They are found again when the way through the document comes to them.
            highlight_boxes(&mut run, change, false);
            match &mut open {
                Some((own, element)) if *own == change => element.children.push(Node::Element(run)),
                _ => {
                    made.extend(open.take().map(|(_, element)| Node::Element(element)));
                    open = Some((change, self.change(change).child(run)));
                }
            }
        }
        made.extend(open.map(|(_, element)| Node::Element(element)));
        made
    }
}

/// The story that the words in a box of a drawing are.
const BOX: &str = "w:txbxContent";

/// The words of a run become words that were taken out; those in boxes have runs of their own.
fn take_out_words(element: &mut Element) {
    match element.name.as_str() {
        "w:t" => element.name = "w:delText".into(),
        "w:instrText" => element.name = "w:delInstrText".into(),
        _ => {}
    }
    element.elements_mut().filter(|child| child.name != BOX).for_each(take_out_words);
}

/// Every run in the boxes of a drawing becomes what the drawing becomes.
fn highlight_boxes(element: &mut Element, change: Change, in_box: bool) {
    for child in element.elements_mut() {
        let in_box = in_box || child.name == BOX;
        if in_box && child.name == "w:r" {
            child.find_or_insert("w:rPr").replace(Element::with_val("w:highlight", revision_highlight(change, false)));
        }
        highlight_boxes(child, change, in_box);
    }
}

fn change_of(run: &Element) -> Option<Change> {
    run.find("w:rPr").and_then(highlight).map(|(change, _)| change)
}

/// The change that a highlight stands for, and whether it is one of a row.
fn highlight(properties: &Element) -> Option<(Change, bool)> {
    let value = properties.find("w:highlight")?.get("w:val")?;
    let all = [Change::Inserted, Change::Deleted].into_iter().flat_map(|change| [(change, false), (change, true)]);
    all.into_iter().find(|(change, row)| revision_highlight(*change, *row) == value)
}

fn taken_highlight(properties: &mut Element) -> Option<(Change, bool)> {
    let found = highlight(properties)?;
    properties.remove("w:highlight");
    Some(found)
}
