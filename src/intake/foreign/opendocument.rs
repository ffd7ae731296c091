//! An OpenDocument text (.odt) as a sheet.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use super::sheet::{Block, Cell, Line, Marker, Sheet, Table};
use crate::document::{Link, Run, Text};
use crate::intake::word::{MAX_FILE_BYTES, WordError, parse_xml};
use crate::words::notation::single_blanks;

/// What the file says that it is.
const KIND: &str = "application/vnd.oasis.opendocument.text";
/// The most bytes of a part that are unpacked.
const MOST_UNPACKED: u64 = 120_000_000;
/// The most columns that one cell may stand for.
const MOST_COLUMNS: usize = 64;

/// The sheet of an OpenDocument text; nothing if the file is of another kind.
///
/// # Errors
/// `WordError` if it is one that can't be read.
pub fn read(bytes: &[u8]) -> Result<Option<Sheet>, WordError> {
    // The kind of an OpenDocument file stands at its beginning, unpacked.
    let start = &bytes[..bytes.len().min(200)];
    let has = |words: &str| start.windows(words.len()).any(|own| own == words.as_bytes());
    if !has("mimetype") || !has(KIND) {
        return Ok(None);
    }
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(WordError::TooLarge);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| WordError::Damaged)?;
    let mut part = |name: &str| -> Result<Option<String>, WordError> {
        let Ok(entry) = archive.by_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        entry.take(MOST_UNPACKED + 1).read_to_end(&mut bytes).map_err(|_| WordError::Damaged)?;
        if bytes.len() as u64 > MOST_UNPACKED {
            return Err(WordError::TooLarge);
        }
        Ok(Some(String::from_utf8(bytes).map_err(|_| WordError::Damaged)?))
    };
    let manifest = part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(WordError::Locked);
    }
    let content = part("content.xml")?.ok_or(WordError::Damaged)?;
    let styles = part("styles.xml")?;
    let content = parse_xml(&content)?;
    let styles = styles.as_deref().map(parse_xml).transpose()?;
    let mut reader = Reader::default();
    for document in styles.iter().chain([&content]) {
        reader.learn(document);
    }
    let body = content
        .descendants()
        .find(|node| is(node, "text") && node.parent().is_some_and(|own| is(&own, "body")))
        .ok_or(WordError::Damaged)?;
    let mut blocks = Vec::new();
    reader.blocks(body, &List::default(), &mut blocks);
    Ok(Some(Sheet { blocks, outside: reader.outside }))
}

fn is(node: &Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// An attribute, whatever its namespace.
fn attribute<'a>(node: &Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|own| own.name() == name).map(|own| own.value())
}

/// What a style says.
#[derive(Debug, Clone, Default)]
struct Style {
    name: String,
    parent: Option<String>,
    bold: Option<bool>,
    italic: Option<bool>,
    hidden: bool,
    size: Option<u32>,
    outline: Option<u8>,
    list: Option<String>,
}

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    /// Whether it counts.
    counts: bool,
    letters: bool,
    before: String,
    after: String,
    shown: usize,
    start: u32,
}

/// The list that is open.
#[derive(Debug, Clone, Default)]
struct List {
    style: Option<String>,
    depth: usize,
    in_item: bool,
}

#[derive(Debug, Default)]
struct Reader {
    styles: BTreeMap<(bool, String), Style>,
    lists: BTreeMap<String, BTreeMap<usize, Level>>,
    /// How far each list has counted, by level.
    counts: BTreeMap<String, Vec<u32>>,
    outside: Vec<String>,
}

/// The name of the numbers of headings.
const OUTLINE: &str = "";

impl Reader {
    /// Learns the styles of a part.
    fn learn(&mut self, document: &Document) {
        for node in document.descendants().filter(Node::is_element) {
            match node.tag_name().name() {
                "style" | "default-style" => self.learn_style(&node),
                "list-style" | "outline-style" => {
                    let name =
                        if is(&node, "outline-style") { OUTLINE } else { attribute(&node, "name").unwrap_or_default() };
                    let levels = node.children().filter(Node::is_element).filter_map(|own| {
                        let level: usize = attribute(&own, "level")?.parse().ok()?;
                        let format = attribute(&own, "num-format").unwrap_or_default();
                        let label =
                            own.descendants().find_map(|node| attribute(&node, "label-text")).unwrap_or_default();
                        let counts = !is(&own, "list-level-style-bullet")
                            && !is(&own, "list-level-style-image")
                            && !format.is_empty();
                        let _ = label;
                        Some((
                            level,
                            Level {
                                counts,
                                letters: matches!(format, "a" | "A"),
                                before: attribute(&own, "num-prefix").unwrap_or_default().to_string(),
                                after: attribute(&own, "num-suffix").unwrap_or_default().to_string(),
                                shown: attribute(&own, "display-levels").and_then(|own| own.parse().ok()).unwrap_or(1),
                                start: attribute(&own, "start-value").and_then(|own| own.parse().ok()).unwrap_or(1),
                            },
                        ))
                    });
                    self.lists.insert(name.to_string(), levels.collect());
                }
                _ => {}
            }
        }
    }

    fn learn_style(&mut self, node: &Node) {
        let family = attribute(node, "family").unwrap_or_default();
        if !matches!(family, "paragraph" | "text") {
            return;
        }
        let id = attribute(node, "name").unwrap_or_default().to_string();
        let letters = node.children().find(|own| is(own, "text-properties"));
        let letter = |name: &str| letters.as_ref().and_then(|own| attribute(own, name));
        let size = letter("font-size")
            .and_then(|own| own.strip_suffix("pt")?.parse::<f64>().ok())
            .map(|points| (points * 2.0).round() as u32);
        let style = Style {
            name: attribute(node, "display-name").unwrap_or(&id).replace("_20_", " ").to_lowercase(),
            parent: attribute(node, "parent-style-name").map(str::to_string),
            bold: letter("font-weight")
                .map(|own| own == "bold" || own.parse::<u32>().is_ok_and(|weight| weight >= 600)),
            italic: letter("font-style").map(|own| own == "italic"),
            hidden: letter("display") == Some("none"),
            size,
            outline: attribute(node, "default-outline-level").and_then(|own| own.parse().ok()),
            list: attribute(node, "list-style-name").map(str::to_string),
        };
        self.styles.insert((family == "text", id), style);
    }

    /// A style with what it has of those that it is based on.
    fn style(&self, letters: bool, name: Option<&str>) -> Style {
        let mut whole = Style::default();
        let mut next = name.map(str::to_string);
        for step in 0..20 {
            let Some(own) = next.as_ref().and_then(|name| self.styles.get(&(letters, name.clone()))) else { break };
            // An automatic style ("P12") is no name.
            let automatic = own.name.len() < 6
                && own.name.starts_with(['p', 't'])
                && own.name[1..].bytes().all(|byte| byte.is_ascii_digit());
            if whole.name.is_empty() && !(automatic && step == 0) {
                whole.name.clone_from(&own.name);
            }
            whole.bold = whole.bold.or(own.bold);
            whole.italic = whole.italic.or(own.italic);
            whole.hidden |= own.hidden;
            whole.size = whole.size.or(own.size);
            whole.outline = whole.outline.or(own.outline);
            whole.list = whole.list.take().or(own.list.clone());
            next.clone_from(&own.parent);
        }
        if whole.size.is_none() && !letters {
            whole.size = self.styles.get(&(false, String::new())).and_then(|own| own.size);
        }
        whole
    }

    fn blocks(&mut self, node: Node, list: &List, made: &mut Vec<Block>) {
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "p" | "h" => self.paragraph(child, list, made),
                "list" => {
                    let style = attribute(&child, "style-name").map(str::to_string).or_else(|| list.style.clone());
                    let goes_on = attribute(&child, "continue-numbering") == Some("true")
                        || attribute(&child, "continue-list").is_some();
                    let is_heading = child.descendants().any(|own| is(&own, "h"));
                    if list.depth == 0
                        && !goes_on
                        && !is_heading
                        && let Some(style) = &style
                    {
                        self.counts.remove(style);
                    }
                    let own = List { style, depth: list.depth + 1, in_item: false };
                    for item in child.children().filter(|item| is(item, "list-item") || is(item, "list-header")) {
                        self.item(item, &List { in_item: is(&item, "list-item"), ..own.clone() }, made);
                    }
                }
                "table" => {
                    let table = self.table(child);
                    made.push(Block::Table(table));
                }
                "tracked-changes" | "sequence-decls" | "forms" => {}
                "custom-shape" | "frame" | "g" | "rect" => self.drawing(&[child], made),
                _ => self.blocks(child, list, made),
            }
        }
    }

    fn item(&mut self, item: Node, list: &List, made: &mut Vec<Block>) {
        let mut own = list.clone();
        for child in item.children().filter(Node::is_element) {
            if is(&child, "p") || is(&child, "h") {
                self.paragraph(child, &own, made);
                // Only the first paragraph of an item has its sign.
                own.in_item = false;
            } else if is(&child, "list") {
                // The wrapper of a deeper level.
                let mut inner = Vec::new();
                self.list(child, list, &mut inner);
                made.append(&mut inner);
            }
        }
    }

    /// A list within an item.
    fn list(&mut self, node: Node, around: &List, made: &mut Vec<Block>) {
        let style = attribute(&node, "style-name").map(str::to_string).or_else(|| around.style.clone());
        let own = List { style, depth: around.depth + 1, in_item: false };
        for item in node.children().filter(|item| is(item, "list-item") || is(item, "list-header")) {
            self.item(item, &List { in_item: is(&item, "list-item"), ..own.clone() }, made);
        }
    }

    fn paragraph(&mut self, node: Node, list: &List, made: &mut Vec<Block>) {
        let style = self.style(false, attribute(&node, "style-name"));
        let outline = if is(&node, "h") {
            attribute(&node, "outline-level").and_then(|own| own.parse().ok()).or(style.outline)
        } else {
            style.outline
        };
        let mut runs = Vec::new();
        let mut drawings = Vec::new();
        self.runs(node, &style, None, &mut runs, &mut drawings);
        let is_empty = runs.iter().all(|run: &Run| run.text.trim().is_empty());
        let mut marker = None;
        if list.in_item || outline.is_some() && list.depth > 0 {
            marker = self.marker(list.style.clone().or(style.list.clone()), list.depth);
        } else if let (Some(level), true) = (outline, is(&node, "h")) {
            marker = self.marker(Some(OUTLINE.into()), usize::from(level)).filter(|marker| marker.number.is_some());
        }
        let number = marker.as_ref().and_then(|marker| marker.number.clone()).unwrap_or_default();
        if outline.is_some() && number.chars().filter(|c| c.is_alphabetic()).count() > 2 {
            runs.insert(0, Run { text: format!("{number} "), strong: true, ..Run::default() });
            marker = None;
        }
        if !is_empty {
            let line = Line {
                text: Text(runs),
                style: style.name.clone(),
                outline: outline.filter(|level| *level > 0),
                size: style.size,
                marker,
                money: None,
            };
            made.push(Block::Line(line));
        }
        self.drawing(&drawings, made);
    }

    /// What stands before an item of a list at a level, which counts on.
    fn marker(&mut self, list: Option<String>, depth: usize) -> Option<Marker> {
        let list = list?;
        let levels = self.lists.get(&list)?;
        let level = levels.get(&depth)?;
        let depth_sign = u8::try_from(depth.saturating_sub(1)).unwrap_or(u8::MAX);
        if !level.counts {
            return (list != OUTLINE).then_some(Marker { level: depth_sign, number: None, typed: false });
        }
        let counts = self.counts.entry(list.clone()).or_default();
        counts.truncate(depth);
        while counts.len() < depth {
            let start = levels.get(&(counts.len() + 1)).map_or(1, |own| own.start);
            counts.push(start.saturating_sub(u32::from(counts.len() + 1 == depth)));
        }
        counts[depth - 1] += 1;
        let first = depth - level.shown.clamp(1, depth);
        let letter =
            |count: u32| char::from_u32(u32::from('a') + count.saturating_sub(1).min(25)).unwrap_or('a').to_string();
        let numbers: Vec<String> = counts[first..depth]
            .iter()
            .map(|count| if level.letters { letter(*count) } else { count.to_string() })
            .collect();
        Some(Marker {
            level: depth_sign,
            number: Some(format!("{}{}{}", level.before, numbers.join("."), level.after).trim().to_string()),
            typed: false,
        })
    }

    fn runs<'a, 'i>(
        &mut self,
        node: Node<'a, 'i>,
        style: &Style,
        link: Option<&Link>,
        runs: &mut Vec<Run>,
        drawings: &mut Vec<Node<'a, 'i>>,
    ) {
        let push = |runs: &mut Vec<Run>, text: String| {
            let run = Run {
                text,
                strong: style.bold == Some(true),
                emph: style.italic == Some(true),
                link: link.cloned(),
                ..Run::default()
            };
            runs.push(run);
        };
        for child in node.children() {
            if child.is_text() {
                // White space is one blank; what is more stands in elements.
                let words: String = child
                    .text()
                    .unwrap_or_default()
                    .chars()
                    .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c })
                    .collect();
                if !style.hidden {
                    push(runs, words);
                }
                continue;
            }
            match child.tag_name().name() {
                "span" => {
                    let own = self.style(true, attribute(&child, "style-name"));
                    let style = Style {
                        bold: own.bold.or(style.bold),
                        italic: own.italic.or(style.italic),
                        hidden: own.hidden || style.hidden,
                        ..style.clone()
                    };
                    self.runs(child, &style, link, runs, drawings);
                }
                "a" => {
                    let address =
                        attribute(&child, "href").filter(|own| own.contains(':')).map(|own| Link::Url(own.to_string()));
                    self.runs(child, style, address.as_ref().or(link), runs, drawings);
                }
                "tab" => push(runs, "\t".into()),
                "s" => push(runs, " ".into()),
                "line-break" => push(runs, "\n".into()),
                "note" => {
                    let words: String = child
                        .descendants()
                        .filter(|own| own.is_text() && own.ancestors().any(|above| is(&above, "note-body")))
                        .filter_map(|own| own.text())
                        .collect();
                    self.outside.push(format!("Fotnote: {}", single_blanks(&words)));
                }
                "annotation" => {
                    let words: Vec<&str> =
                        child.descendants().filter_map(|own| own.is_text().then(|| own.text())?).collect();
                    self.outside.push(format!("Merknad: {}", single_blanks(&words.join(" "))));
                }
                "frame" | "custom-shape" | "g" | "rect" | "ellipse" | "path" | "polygon" => drawings.push(child),
                "bookmark" | "bookmark-start" | "bookmark-end" | "soft-page-break" | "annotation-end" => {}
                _ => self.runs(child, style, link, runs, drawings),
            }
        }
    }

    /// The boxes of drawings that hang on one paragraph.
    fn drawing(&mut self, drawings: &[Node], made: &mut Vec<Block>) {
        let mut shapes: Vec<Node> = Vec::new();
        for drawing in drawings {
            let is_shape = |own: &Node| {
                matches!(own.tag_name().name(), "custom-shape" | "text-box" | "rect" | "ellipse" | "polygon" | "path")
            };
            shapes.extend(drawing.descendants().filter(is_shape));
            if let Some(picture) = drawing.descendants().find(|own| is(own, "image")) {
                let words = picture.parent().and_then(|frame| {
                    frame.children().find(|own| is(own, "desc") || is(own, "title"))?.text().map(str::to_string)
                });
                self.outside.push(format!("Bilete: {}", words.unwrap_or_else(|| "utan tekst".into())));
            }
        }
        let mut all: Vec<Vec<Block>> = Vec::new();
        for shape in shapes {
            let mut own = Vec::new();
            self.blocks(shape, &List::default(), &mut own);
            if !own.is_empty() {
                all.push(own);
            }
        }
        let lines = |own: &Vec<Block>| {
            own.iter()
                .filter_map(|block| if let Block::Line(line) = block { Some(line.words()) } else { None })
                .collect::<Vec<_>>()
        };
        let is_drawing = all.len() > 2
            && all.iter().all(|own| lines(own).iter().map(|line| line.chars().count()).sum::<usize>() < 120);
        if is_drawing {
            made.push(Block::Boxes(all.iter().map(lines).collect()));
        } else {
            made.extend(all.into_iter().flatten());
        }
    }

    fn table(&mut self, node: Node) -> Table {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        // How many rows below each column belong to the cell above.
        let mut open: BTreeMap<usize, usize> = BTreeMap::new();
        for row in node
            .descendants()
            .filter(|own| is(own, "table-row") && own.ancestors().find(|above| is(above, "table")) == Some(node))
        {
            let mut cells: Vec<Cell> = Vec::new();
            for cell in row.children().filter(Node::is_element) {
                let number = |name: &str| attribute(&cell, name).and_then(|own| own.parse::<usize>().ok()).unwrap_or(1);
                let times = number("number-columns-repeated").clamp(1, MOST_COLUMNS);
                if is(&cell, "covered-table-cell") {
                    for _ in 0..times {
                        let up = open.get(&cells.len()).is_some_and(|left| *left > 0);
                        cells.push(Cell { joined_up: up, joined_left: !up, ..Cell::default() });
                    }
                } else if is(&cell, "table-cell") {
                    let mut blocks = Vec::new();
                    self.blocks(cell, &List::default(), &mut blocks);
                    let lines = blocks.into_iter().flat_map(|block| match block {
                        Block::Line(line) => vec![line],
                        Block::Table(table) => table.rows.into_iter().flatten().flat_map(|cell| cell.lines).collect(),
                        Block::Boxes(boxes) => boxes.into_iter().flatten().map(Line::plain).collect(),
                    });
                    let below = number("number-rows-spanned").clamp(1, 10_000) - 1;
                    if below > 0 {
                        open.insert(cells.len(), below + 1);
                    }
                    let own = Cell { lines: lines.collect(), ..Cell::default() };
                    cells.extend(vec![own; times]);
                }
                if cells.len() > MOST_COLUMNS {
                    break;
                }
            }
            open.values_mut().for_each(|left| *left = left.saturating_sub(1));
            rows.push(cells);
        }
        Table { rows }
    }
}
