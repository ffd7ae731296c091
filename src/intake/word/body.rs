//! The text of a Word file: paragraphs and tables in reading order, whatever they are wrapped in.

use std::collections::BTreeMap;
use std::mem::take;

use super::numbering::{Numbering, Numberings};
use super::package::Package;
use super::properties::{Comment, Header, Properties, custom_parts};
use super::styles::{Letters, Lines, Style, Styles};
use super::text::{
    Block, Cell, Control, Link, Mark, MarkKind, Note, Paragraph, Revision, Row, Run, RunKind, StyleName, Table, words,
};
use super::xml::{Element, Xml, parse};
use super::{WordError, WordFile, controls};

/// Reads a package.
pub(super) fn read(package: &mut Package<'_>) -> Result<WordFile, WordError> {
    let main = package.main();
    let mut reader = Reader {
        styles: Styles::read(package.related_text(&main, "styles")?.as_deref())?,
        numberings: Numberings::read(package.related_text(&main, "numbering")?.as_deref())?,
        ..Reader::default()
    };
    for (kind, note) in [("footnotes", Note::Foot), ("endnotes", Note::End)] {
        let Some(name) = package.related(&main, kind)? else { continue };
        reader.notes(package, &name, note)?;
    }
    let text = package.text(&main)?.ok_or(WordError::Damaged)?;
    let xml = parse(&text)?;
    reader.open_part(package, &main)?;
    let body = xml.root_element().child("body").ok_or(WordError::Foreign)?;
    let body = reader.story(body);
    let comments = match package.related(&main, "comments")? {
        Some(name) => reader.comments(package, &name)?,
        None => Vec::new(),
    };
    let mut headers = Vec::new();
    for own in package.relationships(&main)? {
        if !matches!(own.kind.as_str(), "header" | "footer") || own.external {
            continue;
        }
        let Some(text) = package.text(&own.target)? else { continue };
        let xml = parse(&text)?;
        reader.open_part(package, &own.target)?;
        headers.push(Header { is_footer: own.kind == "footer", blocks: reader.story(xml.root_element()) });
    }
    let (properties, custom_parts) = (Properties::read(package)?, custom_parts(package)?);
    Ok(WordFile { body, comments, headers, properties, custom_parts })
}

/// What a run stands in.
#[derive(Debug, Clone, Default)]
struct BlockSpacing {
    link: Option<Link>,
    field: Option<String>,
    control: Option<Box<Control>>,
    inserted: Option<Revision>,
    deleted: Option<Revision>,
}

/// A field whose end has not come.
#[derive(Debug, Default)]
struct OpenField {
    instruction: String,
    has_result: bool,
}

#[derive(Debug, Default)]
struct Reader {
    styles: Styles,
    numberings: Numberings,
    notes: BTreeMap<(bool, String), String>,
    /// Where the relationships of the part lead that go out of the package.
    links: BTreeMap<String, String>,
    /// The words of diagrams, by relationship.
    diagrams: BTreeMap<String, Vec<String>>,
    fields: Vec<OpenField>,
    bookmarks: BTreeMap<String, String>,
    /// Marks that stood between paragraphs.
    waiting: Vec<MarkKind>,
    /// The boxes that hang on the paragraph that is being read.
    boxes: Vec<Block>,
}

impl Reader {
    /// Begins with a part: links are by its own relationships.
    fn open_part(&mut self, package: &mut Package<'_>, name: &str) -> Result<(), WordError> {
        self.links.clear();
        self.diagrams.clear();
        for own in package.relationships(name)? {
            if own.external {
                self.links.insert(own.id, own.target);
            } else if own.kind == "diagramData"
                && let Some(text) = package.text(&own.target)?
            {
                let xml = parse(&text)?;
                let points = xml.descendants().filter(|node| node.is_element() && node.local() == "pt");
                let words = points.map(drawn_words).filter(|own| !own.is_empty());
                self.diagrams.insert(own.id, words.collect());
            }
        }
        Ok(())
    }

    fn notes(&mut self, package: &mut Package<'_>, name: &str, note: Note) -> Result<(), WordError> {
        let Some(text) = package.text(name)? else { return Ok(()) };
        let xml = parse(&text)?;
        self.open_part(package, name)?;
        for node in xml.root_element().children().filter(|node| matches!(node.name(), "footnote" | "endnote")) {
            if let Some(id) = node.own("id").filter(|_| node.own("type").is_none_or(|kind| kind == "normal")) {
                let words = words(&self.story(node));
                self.notes.insert((note == Note::Foot, id.to_string()), words.trim().to_string());
            }
        }
        Ok(())
    }

    fn comments(&mut self, package: &mut Package<'_>, name: &str) -> Result<Vec<Comment>, WordError> {
        let Some(text) = package.text(name)? else { return Ok(Vec::new()) };
        let xml = parse(&text)?;
        self.open_part(package, name)?;
        let read = |node: Xml<'_, '_>| Comment {
            id: node.own("id").unwrap_or_default().to_string(),
            author: node.own("author").unwrap_or_default().to_string(),
            date: node.own("date").map(ToString::to_string),
            blocks: self.story(node),
        };
        Ok(xml.root_element().children().filter(|node| node.name() == "comment").map(read).collect())
    }

    /// A text of its own: the body, a header, a note, a box.
    fn story(&mut self, node: Xml<'_, '_>) -> Vec<Block> {
        let outside = (take(&mut self.fields), take(&mut self.waiting), take(&mut self.boxes));
        let mut blocks = Vec::new();
        self.blocks(node, &BlockSpacing::default(), &mut blocks);
        (self.fields, self.waiting, self.boxes) = outside;
        blocks
    }

    fn blocks(&mut self, node: Xml<'_, '_>, around: &BlockSpacing, blocks: &mut Vec<Block>) {
        for child in node.children().filter(|child| child.is_element()) {
            match child.name() {
                "p" => {
                    let outer = take(&mut self.boxes);
                    let paragraph = self.paragraph(child, around);
                    blocks.push(Block::Paragraph(Box::new(paragraph)));
                    blocks.append(&mut self.boxes);
                    self.boxes = outer;
                }
                "tbl" => {
                    let mut table = Table::default();
                    self.rows(child, around, &mut table.rows);
                    blocks.push(Block::Table(table));
                }
                "sdt" => self.blocks(child, &within_control(child, around), blocks),
                "sdtContent" | "customXml" | "smartTag" => self.blocks(child, around, blocks),
                "ins" | "del" | "moveFrom" | "moveTo" => self.blocks(child, &revised(child, around), blocks),
                "" if child.local() == "AlternateContent" => {
                    if let Some(branch) = branch(child) {
                        self.blocks(branch, around, blocks);
                    }
                }
                _ => {
                    if let Some(mark) = self.mark(child) {
                        self.waiting.push(mark);
                    }
                }
            }
        }
    }

    fn rows(&mut self, node: Xml<'_, '_>, around: &BlockSpacing, rows: &mut Vec<Row>) {
        for child in node.children().filter(|child| child.is_element()) {
            match child.name() {
                "tr" => {
                    let properties = child.child("trPr");
                    let revision = |name: &str| properties.and_then(|own| own.child(name)).map(revision);
                    let skipped = properties.and_then(|own| own.val("gridBefore"));
                    let mut row = Row {
                        is_header: properties.and_then(|own| own.switch("tblHeader")).unwrap_or(false),
                        skipped: skipped.and_then(|own| own.parse().ok()).unwrap_or(0),
                        inserted: revision("ins").or_else(|| around.inserted.clone()),
                        deleted: revision("del").or_else(|| around.deleted.clone()),
                        ..Row::default()
                    };
                    self.cells(child, around, &mut row.cells);
                    rows.push(row);
                }
                "sdt" => self.rows(child, &within_control(child, around), rows),
                "sdtContent" | "customXml" => self.rows(child, around, rows),
                "ins" | "del" | "moveFrom" | "moveTo" => self.rows(child, &revised(child, around), rows),
                _ => {
                    if let Some(mark) = self.mark(child) {
                        self.waiting.push(mark);
                    }
                }
            }
        }
    }

    fn cells(&mut self, node: Xml<'_, '_>, around: &BlockSpacing, cells: &mut Vec<Cell>) {
        for child in node.children().filter(|child| child.is_element()) {
            match child.name() {
                "tc" => {
                    let properties = child.child("tcPr");
                    let revision = |name: &str| properties.and_then(|own| own.child(name)).map(revision);
                    let columns = properties.and_then(|own| own.val("gridSpan")).and_then(|own| own.parse().ok());
                    let merged = properties.and_then(|own| own.child("vMerge"));
                    let mut blocks = Vec::new();
                    self.blocks(child, around, &mut blocks);
                    cells.push(Cell {
                        columns: columns.unwrap_or(1).clamp(1, 1000),
                        continues: merged.is_some_and(|own| own.own("val").is_none_or(|word| word == "continue")),
                        blocks,
                        inserted: revision("cellIns"),
                        deleted: revision("cellDel"),
                    });
                }
                "sdt" => self.cells(child, &within_control(child, around), cells),
                "sdtContent" | "customXml" => self.cells(child, around, cells),
                _ => {
                    if let Some(mark) = self.mark(child) {
                        self.waiting.push(mark);
                    }
                }
            }
        }
    }

    /// What a paragraph is, without its words, by its properties.
    fn look(&mut self, properties: Option<Xml<'_, '_>>, counts: bool) -> (Style, Paragraph) {
        let style = self.styles.paragraph(properties.and_then(|own| own.val("pStyle")));
        let mut lines = properties.map(Lines::read).unwrap_or_default().over(&style.lines);
        // The text of a heading is no heading where its own level says so.
        lines.outline = lines.outline.filter(|level| *level < 9);
        let numbering = match &lines.list {
            Some(list) if !counts => (list != "0").then(|| Numbering {
                level: lines.level.unwrap_or(0),
                list: list.clone(),
                ..Numbering::default()
            }),
            _ => self.numberings.count(&lines, &style.id),
        };
        let paragraph = Paragraph {
            style: StyleName { id: style.id.clone(), name: style.name.clone() },
            outline: lines.outline,
            numbering,
            alignment: lines.alignment.unwrap_or_default(),
            bold_by_style: style.letters.bold.unwrap_or(false),
            italic_by_style: style.letters.italic.unwrap_or(false),
            ..Paragraph::default()
        };
        (style, paragraph)
    }

    fn paragraph(&mut self, node: Xml<'_, '_>, around: &BlockSpacing) -> Paragraph {
        let properties = node.child("pPr");
        let end = properties.and_then(|own| own.child("rPr"));
        let of_end = |names: [&str; 2]| {
            let found = names.into_iter().find_map(|name| end.and_then(|own| own.child(name)));
            found.map(revision)
        };
        let (inserted, deleted) = (of_end(["ins", "moveTo"]), of_end(["del", "moveFrom"]));
        // What is taken out counts for nothing in the numbers of what stays.
        let (style, mut paragraph) = self.look(properties, deleted.is_none());
        paragraph.inserted = inserted.or_else(|| around.inserted.clone());
        paragraph.deleted = deleted.or_else(|| around.deleted.clone());
        if let Some(change) = properties.and_then(|own| own.child("pPrChange")) {
            paragraph.was = Some(Box::new(self.look(change.child("pPr"), false).1));
        }
        let waiting = take(&mut self.waiting);
        paragraph.marks = waiting.into_iter().map(|kind| Mark { before: 0, kind }).collect();
        self.inlines(node, around, &style, &mut paragraph);
        paragraph
    }

    fn inlines(&mut self, node: Xml<'_, '_>, around: &BlockSpacing, style: &Style, paragraph: &mut Paragraph) {
        for child in node.children().filter(|child| child.is_element()) {
            match child.name() {
                "r" => self.run(child, around, style, paragraph),
                "hyperlink" => {
                    let link = self.link(child);
                    let around = BlockSpacing { link: link.or_else(|| around.link.clone()), ..around.clone() };
                    self.inlines(child, &around, style, paragraph);
                }
                "fldSimple" => {
                    let instruction = child.own("instr").unwrap_or_default();
                    let around = match linked_by(instruction) {
                        Some(link) => BlockSpacing { link: Some(link), ..around.clone() },
                        None => {
                            let own = instruction.trim().to_string();
                            BlockSpacing { field: around.field.clone().or(Some(own)), ..around.clone() }
                        }
                    };
                    self.inlines(child, &around, style, paragraph);
                }
                "sdt" => self.inlines(child, &within_control(child, around), style, paragraph),
                "ins" | "del" | "moveFrom" | "moveTo" => {
                    self.inlines(child, &revised(child, around), style, paragraph);
                }
                "sdtContent" | "customXml" | "smartTag" | "dir" | "bdo" => {
                    self.inlines(child, around, style, paragraph);
                }
                "" => match child.local() {
                    "AlternateContent" => {
                        if let Some(branch) = branch(child) {
                            self.inlines(branch, around, style, paragraph);
                        }
                    }
                    "oMath" | "oMathPara" => {
                        let run = self.styled(None, around, style);
                        paragraph.runs.push(Run { text: drawn_words(child), ..run });
                    }
                    _ => {}
                },
                _ => {
                    if let Some(kind) = self.mark(child) {
                        paragraph.marks.push(Mark { before: paragraph.runs.len(), kind });
                    }
                }
            }
        }
    }

    /// A run without words, as its properties and what it stands in have it.
    fn styled(&self, properties: Option<Xml<'_, '_>>, around: &BlockSpacing, style: &Style) -> Run {
        let named = properties.and_then(|own| own.val("rStyle")).and_then(|id| self.styles.letters(id));
        let resolved = |own: Letters| match named {
            Some(named) => own.over(&named.letters).over(&style.letters),
            None => own.over(&style.letters),
        };
        let letters = resolved(properties.map(Letters::read).unwrap_or_default());
        let change = properties.and_then(|own| own.child("rPrChange"));
        let restyled = change.map(|own| {
            let before = resolved(own.child("rPr").map(Letters::read).unwrap_or_default());
            (revision(own), before.bold.unwrap_or(false), before.italic.unwrap_or(false))
        });
        let open = self.fields.iter().filter(|field| field.has_result);
        let field = open.clone().find(|field| linked_by(&field.instruction).is_none());
        let link = open.rev().find_map(|field| linked_by(&field.instruction));
        Run {
            bold: letters.bold.unwrap_or(false),
            italic: letters.italic.unwrap_or(false),
            underline: letters.underline.unwrap_or(false),
            struck: letters.struck.unwrap_or(false),
            hidden: letters.hidden.unwrap_or(false),
            points: letters.points,
            language: letters.language,
            style: named.map(|own| own.name.clone()),
            link: around.link.clone().or(link),
            field: around.field.clone().or_else(|| field.map(|own| own.instruction.trim().to_string())),
            control: around.control.clone(),
            inserted: around.inserted.clone(),
            deleted: around.deleted.clone(),
            restyled,
            ..Run::default()
        }
    }

    fn run(&mut self, node: Xml<'_, '_>, around: &BlockSpacing, style: &Style, paragraph: &mut Paragraph) {
        let properties = node.child("rPr");
        let mut text = String::new();
        self.run_children(node, properties, around, style, paragraph, &mut text);
        self.end_words(&mut text, properties, around, style, paragraph);
    }

    /// Makes a run of the words that were read.
    fn end_words(
        &self,
        text: &mut String,
        properties: Option<Xml<'_, '_>>,
        around: &BlockSpacing,
        style: &Style,
        paragraph: &mut Paragraph,
    ) {
        if !text.is_empty() {
            paragraph.runs.push(Run { text: take(text), ..self.styled(properties, around, style) });
        }
    }

    fn run_children(
        &mut self,
        node: Xml<'_, '_>,
        properties: Option<Xml<'_, '_>>,
        around: &BlockSpacing,
        style: &Style,
        paragraph: &mut Paragraph,
        text: &mut String,
    ) {
        for child in node.children().filter(|child| child.is_element()) {
            match child.name() {
                "fldChar" => {
                    self.end_words(text, properties, around, style, paragraph);
                    match child.own("fldCharType") {
                        Some("begin") => self.fields.push(OpenField::default()),
                        Some("separate") => {
                            if let Some(field) = self.fields.last_mut() {
                                field.has_result = true;
                            }
                        }
                        Some("end") => drop(self.fields.pop()),
                        _ => {}
                    }
                }
                "instrText" | "delInstrText" => {
                    if let Some(field) = self.fields.last_mut() {
                        field.instruction.push_str(child.text().unwrap_or_default());
                    }
                }
                // What stands between a field's beginning and its result is no text.
                _ if self.fields.iter().any(|field| !field.has_result) => {}
                "t" | "delText" => text.push_str(&printed(child)),
                "tab" | "ptab" => text.push('\t'),
                "br" | "cr" => text.push('\n'),
                // It says where a line may end, and nothing of what is written.
                "noBreakHyphen" => text.push('-'),
                "softHyphen" => text.push('\u{ad}'),
                "sym" => text.push(symbol(child)),
                "footnoteReference" | "endnoteReference" => {
                    let note = if child.name() == "footnoteReference" { Note::Foot } else { Note::End };
                    let id = child.own("id").unwrap_or_default().to_string();
                    if let Some(words) = self.notes.get(&(note == Note::Foot, id)).cloned() {
                        self.end_words(text, properties, around, style, paragraph);
                        let run = self.styled(properties, around, style);
                        paragraph.runs.push(Run { text: words, kind: RunKind::Note(note), ..run });
                    }
                }
                "drawing" | "pict" | "object" => {
                    self.end_words(text, properties, around, style, paragraph);
                    for alt in self.shapes(child) {
                        let run = self.styled(properties, around, style);
                        paragraph.runs.push(Run { text: alt, kind: RunKind::Image, ..run });
                    }
                }
                "ruby" => {
                    self.end_words(text, properties, around, style, paragraph);
                    if let Some(base) = child.child("rubyBase") {
                        self.inlines(base, around, style, paragraph);
                    }
                }
                "" if child.local() == "AlternateContent" => {
                    if let Some(branch) = branch(child) {
                        self.run_children(branch, properties, around, style, paragraph, text);
                    }
                }
                _ => {
                    if let Some(kind) = self.mark(child) {
                        self.end_words(text, properties, around, style, paragraph);
                        paragraph.marks.push(Mark { before: paragraph.runs.len(), kind });
                    }
                }
            }
        }
    }

    /// Reads what is drawn: boxes with words are put after the paragraph; the words for pictures come back.
    fn shapes(&mut self, node: Xml<'_, '_>) -> Vec<String> {
        let (mut pictures, mut alt) = (Vec::new(), String::new());
        let mut waiting = vec![node];
        while let Some(next) = waiting.pop() {
            let inner = match (next.name(), next.local()) {
                ("txbxContent", _) => {
                    let blocks = self.story(next);
                    self.boxes.push(Block::TextBox(blocks));
                    continue;
                }
                (_, "AlternateContent") => {
                    waiting.extend(branch(next));
                    continue;
                }
                (_, "docPr") => {
                    alt = next.attribute("descr").or(next.attribute("title")).unwrap_or_default().to_string();
                    continue;
                }
                (_, "pic" | "imagedata" | "chart") => {
                    pictures.push(next.attribute("title").unwrap_or(&alt).to_string());
                    continue;
                }
                (_, "relIds") => {
                    let words = next.relationship("dm").and_then(|id| self.diagrams.get(id)).cloned();
                    self.boxes.extend(words.unwrap_or_default().into_iter().map(boxed));
                    continue;
                }
                (_, "textpath") => {
                    self.boxes.extend(next.attribute("string").map(|words| boxed(words.to_string())));
                    continue;
                }
                (_, "txBody") => {
                    self.boxes.push(boxed(drawn_words(next)));
                    continue;
                }
                _ => next.children().filter(|own| own.is_element()),
            };
            let at = waiting.len();
            waiting.extend(inner);
            waiting[at..].reverse();
        }
        pictures
    }

    fn link(&self, node: Xml<'_, '_>) -> Option<Link> {
        let anchor = node.own("anchor").filter(|own| !own.is_empty());
        match (node.relationship("id").and_then(|id| self.links.get(id)), anchor) {
            (Some(target), Some(anchor)) => Some(Link::Url(format!("{target}#{anchor}"))),
            (Some(target), None) => Some(Link::Url(target.clone())),
            (None, Some(anchor)) => Some(Link::Bookmark(anchor.to_string())),
            (None, None) => None,
        }
    }

    fn mark(&mut self, node: Xml<'_, '_>) -> Option<MarkKind> {
        let id = node.own("id")?.to_string();
        match node.name() {
            "bookmarkStart" => {
                let name = node.own("name")?.to_string();
                self.bookmarks.insert(id, name.clone());
                Some(MarkKind::BookmarkStart(name))
            }
            "bookmarkEnd" => self.bookmarks.get(&id).cloned().map(MarkKind::BookmarkEnd),
            "commentRangeStart" => Some(MarkKind::CommentStart(id)),
            "commentRangeEnd" => Some(MarkKind::CommentEnd(id)),
            "commentReference" => Some(MarkKind::Comment(id)),
            _ => None,
        }
    }
}

fn revision(node: Xml<'_, '_>) -> Revision {
    Revision {
        author: node.own("author").unwrap_or_default().to_string(),
        date: node.own("date").map(ToString::to_string),
        moved: matches!(node.name(), "moveFrom" | "moveTo"),
    }
}

/// What stands in a tracked change.
fn revised(node: Xml<'_, '_>, around: &BlockSpacing) -> BlockSpacing {
    match node.name() {
        "ins" | "moveTo" => BlockSpacing { inserted: Some(revision(node)), ..around.clone() },
        _ => BlockSpacing { deleted: Some(revision(node)), ..around.clone() },
    }
}

/// What stands in a content control.
fn within_control(node: Xml<'_, '_>, around: &BlockSpacing) -> BlockSpacing {
    let control = node.child("sdtPr").map(controls::read);
    BlockSpacing { control: control.map(Box::new).or_else(|| around.control.clone()), ..around.clone() }
}

/// The branch of alternatives that has something to read.
fn branch<'a, 'i>(node: Xml<'a, 'i>) -> Option<Xml<'a, 'i>> {
    let has_words = |own: &Xml<'a, 'i>| {
        let names = ["txbxContent", "pic", "t", "relIds", "chart", "imagedata", "sym"];
        own.descendants().any(|inner| inner.is_element() && names.contains(&inner.local()))
    };
    let all = || node.children().filter(|own| matches!(own.local(), "Choice" | "Fallback"));
    all().find(has_words).or_else(|| all().next())
}

/// The link that a field's instruction makes.
fn linked_by(instruction: &str) -> Option<Link> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?;
    let mut quoted = rest.split('"').enumerate().filter(|(at, _)| at % 2 == 1).map(|(_, own)| own.to_string());
    let is_local = rest.trim_start().starts_with("\\l");
    let first = quoted.next()?;
    match (is_local, quoted.next().filter(|_| rest.contains("\\l"))) {
        (true, _) => Some(Link::Bookmark(first)),
        (false, Some(anchor)) => Some(Link::Url(format!("{first}#{anchor}"))),
        (false, None) => Some(Link::Url(first)),
    }
}

/// The words of a `w:t`: blanks at its ends count only where they are to be kept.
fn printed(node: Xml<'_, '_>) -> String {
    let text: String = node.children().filter_map(|own| own.text()).collect();
    let is_kept = node.attribute((roxmltree::NS_XML_URI, "space")) == Some("preserve");
    let blanks = ['\n', '\r', '\t', ' '];
    let text = if is_kept { text.as_str() } else { text.trim_matches(blanks) };
    text.replace(['\n', '\r', '\t'], " ").replace('\u{2011}', "-")
}

/// A sign by its number in a font. Those of the fonts of signs are bullets, nearly always.
fn symbol(node: Xml<'_, '_>) -> char {
    let number = node.own("char").and_then(|own| u32::from_str_radix(own, 16).ok());
    match number.and_then(char::from_u32) {
        Some(sign) if !('\u{e000}'..='\u{f8ff}').contains(&sign) && !sign.is_control() => sign,
        _ => '•',
    }
}

/// The words of what is drawn or set as mathematics, paragraph by paragraph.
fn drawn_words(node: Xml<'_, '_>) -> String {
    let mut words = String::new();
    for own in node.descendants().filter(|own| own.is_element() && own.name().is_empty()) {
        match own.local() {
            "p" if !words.is_empty() => words.push('\n'),
            "t" => words.push_str(own.text().unwrap_or_default()),
            _ => {}
        }
    }
    words
}

/// Words in a box.
fn boxed(words: String) -> Block {
    let line = |text: &str| {
        let runs = vec![Run { text: text.into(), ..Run::default() }];
        Block::Paragraph(Box::new(Paragraph { runs, ..Paragraph::default() }))
    };
    Block::TextBox(words.lines().map(line).collect())
}
