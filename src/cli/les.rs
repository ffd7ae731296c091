//! `handlingsplan les`: what a screen reader is given of the finished PDF, in order, as text.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::{CliError, Outcome, print};
use crate::document::Lang;
use crate::edition::Edition;
use crate::make::build::{Format, load_and_compose};
use crate::pdf::Template;
use crate::pdf::tags::{TaggedElement, TaggedPart, read_tags};
use crate::report::count;
use crate::words::notation::single_blanks;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg, eller ein PDF som programmet har laga
    #[arg(value_name = "PLAN", help_heading = "Argument")]
    plan: PathBuf,
    /// Utgåva som skal lesast: utkast, politisk, endeleg eller kdd [vanlegvis utkast]
    #[arg(long = "utgåve", aliases = ["utgave", "edition"], value_name = "UTGÅVE", default_value = "utkast",
          hide_default_value = true, hide_possible_values = true)]
    edition: Edition,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let pdf = if arguments.plan.is_file() {
        std::fs::read(&arguments.plan).map_err(|_| unreadable(arguments))?
    } else {
        let composed = load_and_compose(&arguments.plan, arguments.edition)?;
        let files = composed.files(&[Format::Pdf], &Template::embedded())?;
        files.into_iter().next().map(|file| file.bytes).unwrap_or_default()
    };
    let root = read_tags(&pdf).map_err(|_| unreadable(arguments))?;
    print(&transcript(&root))?;
    Ok(Outcome::Done)
}

fn unreadable(arguments: &Arguments) -> CliError {
    CliError::Refused {
        what: format!("{} kan ikkje lesast opp", arguments.plan.display()),
        hint: "Gje mappa til ein plan, eller ein PDF som er merkt for skjermlesarar".into(),
    }
}

/// What is said of a file, a line for each heading, paragraph, item and row, and the sum of it.
fn transcript(root: &TaggedElement) -> String {
    let mut speaker = Speaker { language: root.language.clone().unwrap_or_default(), ..Speaker::default() };
    let language = language_name(&speaker.language);
    speaker.line(0, &format!("Dokument på {language}"));
    speaker.blocks(root, 0);
    let sum = [
        count(speaker.headings, "overskrift", "overskrifter"),
        count(speaker.tables, "tabell", "tabellar"),
        count(speaker.links, "lenkje", "lenkjer"),
        count(speaker.pictures, "bilete", "bilete"),
        count(speaker.switches, "språkskifte", "språkskifte"),
    ];
    let _ = write!(speaker.transcript, "\nI alt {}.\n", sum.join(", "));
    speaker.transcript
}

/// The name of a language; its code where there is none.
fn language_name(code: &str) -> &str {
    let short = code.split('-').next().unwrap_or(code);
    match Lang::from_code(short) {
        Some(language) => crate::report::language_name(language),
        None if code.is_empty() => "eit språk som ikkje er sagt",
        None => code,
    }
}

/// Says the elements of a tree, and counts them.
#[derive(Default)]
struct Speaker {
    transcript: String,
    language: String,
    headings: usize,
    tables: usize,
    links: usize,
    pictures: usize,
    switches: usize,
}

impl Speaker {
    fn line(&mut self, indent: usize, text: &str) {
        let text = single_blanks(text);
        if !text.is_empty() {
            let _ = writeln!(self.transcript, "{:indent$}{text}", "", indent = indent * 2);
        }
    }

    /// Says what stands in an element, block by block.
    fn blocks(&mut self, element: &TaggedElement, indent: usize) {
        let mut loose = String::new();
        for part in &element.parts {
            match part {
                TaggedPart::Element(own) if is_block(own) => {
                    self.line(indent, &std::mem::take(&mut loose));
                    self.block(own, indent);
                }
                part => loose += &self.part(part),
            }
        }
        self.line(indent, &loose);
    }

    fn block(&mut self, element: &TaggedElement, indent: usize) {
        let kind = element.kind.as_str();
        if let Some(level) = kind.strip_prefix('H').and_then(|level| level.parse::<u8>().ok()) {
            self.headings += 1;
            let title = self.words(element);
            let _ = writeln!(self.transcript);
            self.line(indent, &format!("Overskrift nivå {level}: {title}"));
            return;
        }
        match kind {
            "L" => {
                let items = element.elements().filter(|own| own.kind == "LI").count();
                self.line(indent, &format!("Liste med {} punkt", items));
                for item in element.elements() {
                    self.item(item, indent + 1);
                }
            }
            "TOC" => {
                let entries = element.elements().filter(|own| own.kind == "TOCI").count();
                self.line(indent, &format!("Innhaldsliste med {}", count(entries, "oppføring", "oppføringar")));
                self.blocks(element, indent + 1);
            }
            "Table" => self.table(element, indent),
            "Figure" | "Formula" => {
                self.pictures += 1;
                let words = element.replacement.clone().unwrap_or_default();
                let words = if words.trim().is_empty() { "utan omtale".into() } else { words };
                self.line(indent, &format!("Bilete: {words}"));
            }
            "P" | "TOCI" | "Caption" | "LBody" | "Note" | "BlockQuote" if !has_blocks(element) => {
                let words = self.words(element);
                self.line(indent, &words);
            }
            _ => self.blocks(element, indent),
        }
    }

    fn item(&mut self, item: &TaggedElement, indent: usize) {
        if item.kind != "LI" {
            return self.block(item, indent);
        }
        let label = item.elements().filter(|own| own.kind == "Lbl").map(|own| self.words(own)).collect::<String>();
        let mut first = label.trim().to_string();
        for body in item.elements().filter(|own| own.kind != "Lbl") {
            for part in &body.parts {
                match part {
                    TaggedPart::Element(own) if is_block(own) && (own.kind != "P" || first.is_empty()) => {
                        self.line(indent, &std::mem::take(&mut first));
                        self.block(own, indent + 1);
                    }
                    TaggedPart::Element(own) if own.kind == "P" => {
                        first = format!("{first} {}", self.words(own));
                        self.line(indent, &std::mem::take(&mut first));
                    }
                    part => first = format!("{first} {}", self.part(part)),
                }
            }
        }
        self.line(indent, &first);
    }

    fn table(&mut self, table: &TaggedElement, indent: usize) {
        self.tables += 1;
        let caption: String = table.elements().filter(|own| own.kind == "Caption").map(|own| self.words(own)).collect();
        let name = if caption.trim().is_empty() { table.summary.clone().unwrap_or_default() } else { caption };
        let name = if name.trim().is_empty() { "utan namn".into() } else { name };
        let grid = grid(table);
        let columns = grid.iter().map(Vec::len).max().unwrap_or_default();
        let (heads, rows): (Vec<_>, Vec<_>) = grid.into_iter().partition(|row| row.iter().all(|cell| cell.in_head));
        let size =
            format!("Tabell med {} og {}", count(columns, "kolonne", "kolonnar"), count(rows.len(), "rad", "rader"));
        self.line(indent, &format!("{size}: {name}"));
        let mut names: BTreeMap<usize, String> = BTreeMap::new();
        for row in &heads {
            for (column, cell) in row.iter().enumerate() {
                let name = self.words(cell.element);
                let own = names.entry(column).or_default();
                if own.is_empty() {
                    *own = single_blanks(&name);
                }
            }
        }
        for (number, row) in rows.iter().enumerate() {
            let mut cells = Vec::new();
            let mut before: Option<&TaggedElement> = None;
            for (column, cell) in row.iter().enumerate() {
                if before.is_some_and(|before| std::ptr::eq(before, cell.element)) || cell.continued {
                    continue;
                }
                before = Some(cell.element);
                let words = self.words(cell.element);
                let words = single_blanks(&words);
                let words = if words.is_empty() { "tom".into() } else { words };
                match names.get(&column).filter(|name| !name.is_empty() && cell.element.columns == 1) {
                    Some(name) => cells.push(format!("{name}: {words}")),
                    None => cells.push(words),
                }
            }
            self.line(indent + 1, &format!("Rad {}. {}", number + 1, cells.join(" | ")));
        }
    }

    /// The words of an element on one line.
    fn words(&mut self, element: &TaggedElement) -> String {
        if let Some(text) = &element.replacement {
            return text.clone();
        }
        let mut words = String::new();
        for part in &element.parts {
            let own = self.part(part);
            // What stands in blocks of its own is not one word with what was before.
            let apart = matches!(part, TaggedPart::Element(own) if is_block(own) || own.kind == "Lbl");
            if apart && !words.is_empty() && !words.ends_with(char::is_whitespace) {
                words.push(' ');
            }
            words += &own;
        }
        words
    }

    fn part(&mut self, part: &TaggedPart) -> String {
        let element = match part {
            TaggedPart::Text(words, language) => {
                let words = words.replace('\u{ad}', "");
                return self.in_language(words, language.as_deref());
            }
            TaggedPart::Element(element) => element,
        };
        let words = match element.kind.as_str() {
            "Link" => {
                self.links += 1;
                let words = self.words(element);
                match words.trim() {
                    "" => "[lenkje utan ord]".into(),
                    own => format!("[lenkje: {own}]{}", if words.ends_with(' ') { " " } else { "" }),
                }
            }
            "Figure" | "Formula" => {
                self.pictures += 1;
                format!("[bilete: {}]", element.replacement.as_deref().unwrap_or("utan omtale"))
            }
            _ => self.words(element),
        };
        self.in_language(words, element.language.as_deref())
    }

    /// The words with their language, where it is another than that of the document.
    fn in_language(&mut self, words: String, language: Option<&str>) -> String {
        match language {
            Some(language) if language != self.language && !words.trim().is_empty() => {
                self.switches += 1;
                format!("[på {}: {words}]", language_name(language))
            }
            _ => words,
        }
    }
}

/// Whether an element is said for itself, not in a line.
fn is_block(element: &TaggedElement) -> bool {
    let kind = element.kind.as_str();
    let heading = kind.len() == 2 && kind.starts_with('H');
    heading
        || matches!(
            kind,
            "Document"
                | "Part"
                | "Sect"
                | "Div"
                | "P"
                | "L"
                | "LI"
                | "LBody"
                | "TOC"
                | "TOCI"
                | "Table"
                | "Caption"
                | "Figure"
                | "Note"
                | "BlockQuote"
                | "Aside"
                | "NonStruct"
                | "Title"
        )
}

fn has_blocks(element: &TaggedElement) -> bool {
    element.elements().any(is_block)
}

/// A place of a table.
struct GridCell<'a> {
    element: &'a TaggedElement,
    in_head: bool,
    /// Whether the cell began in a row above.
    continued: bool,
}

/// The rows of a table, each with a cell for every column: cells that go over several stand in each.
fn grid(table: &TaggedElement) -> Vec<Vec<GridCell<'_>>> {
    let mut rows = Vec::new();
    for (in_head, group) in groups(table) {
        // Cells from above, by column, with the rows that are left of them.
        let mut open: BTreeMap<usize, (&TaggedElement, usize)> = BTreeMap::new();
        for row in group.elements().filter(|own| own.kind == "TR") {
            let mut cells: Vec<GridCell> = Vec::new();
            for cell in row.elements() {
                while let Some((element, left)) = open.get_mut(&cells.len()).filter(|(_, left)| *left > 0) {
                    *left -= 1;
                    cells.push(GridCell { element, in_head, continued: true });
                }
                for _ in 0..cell.columns {
                    if cell.rows > 1 {
                        open.insert(cells.len(), (cell, cell.rows - 1));
                    }
                    cells.push(GridCell { element: cell, in_head, continued: false });
                }
            }
            rows.push(cells);
        }
    }
    rows
}

/// The groups of rows in a table, each with whether it is its head.
fn groups(table: &TaggedElement) -> Vec<(bool, &TaggedElement)> {
    let mut found = Vec::new();
    if table.elements().any(|own| own.kind == "TR") {
        found.push((false, table));
    }
    for own in table.elements() {
        match own.kind.as_str() {
            "THead" => found.push((true, own)),
            "TBody" | "TFoot" => found.push((false, own)),
            _ => {}
        }
    }
    found
}
