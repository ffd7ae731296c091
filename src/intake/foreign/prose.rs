//! Lines as the Markdown of the plan's long texts, laid out as the data files have them.

use super::sheet::Line;
use crate::document::{Block, List, Role, Run, Text};
use crate::prose::{read, write::write};

/// How long a line of a long text is at most, with its indentation.
const WIDTH: usize = 108;

/// Lines as a value: Markdown, laid out for a place with so much indentation. One that holds nothing is none.
pub fn prose(lines: &[Line], indent: usize) -> Option<String> {
    let markdown = write(&blocks(lines));
    (!markdown.trim().is_empty()).then(|| laid_out(&markdown, indent))
}

/// Lines as paragraphs and lists.
fn blocks(lines: &[Line]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if lines[at].marker.is_some() {
            let end = lines[at..].iter().position(|line| line.marker.is_none()).map_or(lines.len(), |end| at + end);
            lists(&lines[at..end], 0, &mut blocks);
            at = end;
        } else {
            blocks.push(Block::paragraph(Role::Body, text(&lines[at])));
            at += 1;
        }
    }
    blocks
}

/// The deepest list within a list that the data can hold.
const DEEPEST: u8 = 3;

/// Items as lists: a new one begins where the kind of sign changes, or numbers begin anew.
fn lists(items: &[Line], depth: u8, blocks: &mut Vec<Block>) {
    let level = |line: &Line| line.marker.as_ref().map_or(0, |marker| marker.level);
    let outermost = items.iter().map(level).min().unwrap_or_default();
    let mut at = 0;
    let mut list: Option<List> = None;
    while at < items.len() {
        let end = items[at + 1..].iter().position(|line| level(line) <= outermost || depth >= DEEPEST);
        let end = end.map_or(items.len(), |end| at + 1 + end);
        let number = items[at].marker.as_ref().and_then(|marker| marker.number.as_deref()).and_then(last_number);
        let mut item = vec![Block::paragraph(Role::Body, text(&items[at]))];
        if end > at + 1 {
            lists(&items[at + 1..end], depth + 1, &mut item);
        }
        let goes_on = list.as_ref().is_some_and(|list| match (list.start, number) {
            (Some(start), Some(number)) => number == start + list.items.len() as u64,
            (start, number) => start.is_none() && number.is_none(),
        });
        if !goes_on {
            blocks.extend(list.take().map(Block::List));
            list = Some(List { start: number, whole: false, items: Vec::new() });
        }
        if let Some(list) = &mut list {
            list.items.push(item);
        }
        at = end;
    }
    blocks.extend(list.map(Block::List));
}

/// The number of an item: the last of "2.1", or that of a letter.
fn last_number(sign: &str) -> Option<u64> {
    let body = sign.trim_matches(|c: char| !c.is_alphanumeric());
    match body.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(u64::from(letter - b'a' + 1)),
        _ => body.rsplit('.').next()?.parse().ok(),
    }
}

/// The words of a line, with what the data can hold of its look. Where all of it is strong, that says nothing.
fn text(line: &Line) -> Text {
    let strong = line.is_strong();
    let emph = line.text.0.iter().all(|run| run.emph || run.text.trim().is_empty());
    let mut runs: Vec<Run> = Vec::new();
    for run in &line.text.0 {
        let own = Run {
            text: run.text.clone(),
            strong: run.strong && !strong && !run.text.trim().is_empty(),
            emph: run.emph && !emph && !run.text.trim().is_empty(),
            link: run.link.clone(),
            ..Run::default()
        };
        match runs.last_mut() {
            Some(last) if (last.strong, last.emph, &last.link) == (own.strong, own.emph, &own.link) => {
                last.text += &own.text
            }
            _ => runs.push(own),
        }
    }
    Text(runs)
}

/// Markdown with its lines broken and indented. A line is only broken where that changes nothing.
fn laid_out(markdown: &str, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let outer = " ".repeat(indent.saturating_sub(4));
    let broken: Vec<String> =
        markdown.trim_matches('\n').split('\n').flat_map(|line| broken(line, WIDTH.saturating_sub(indent))).collect();
    let whole: Vec<String> = markdown.trim_matches('\n').split('\n').map(str::to_string).collect();
    let lay = |lines: &[String]| {
        let lines: String = lines
            .iter()
            .map(|line| if line.trim().is_empty() { "\n".into() } else { format!("{margin}{line}\n") })
            .collect();
        format!("\n{lines}{outer}")
    };
    let plain = |text: &str| format!("{:?}", words_of(&read(text).blocks));
    let laid = lay(&broken);
    if plain(&laid) == plain(markdown) { laid } else { lay(&whole) }
}

/// What blocks say and how, without where it comes from.
fn words_of(blocks: &[Block]) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph { text, .. } => {
                let runs = text.0.iter().map(|run| format!("{}{}{}{:?}", run.text, run.strong, run.emph, run.link));
                all.push(runs.collect());
            }
            Block::List(list) => {
                all.push(format!("{:?}", list.start));
                for item in &list.items {
                    all.push("•".into());
                    all.extend(words_of(item));
                }
                all.push("/".into());
            }
            _ => {}
        }
    }
    all
}

/// A line of Markdown as several, none longer than the width where its words allow.
fn broken(line: &str, width: usize) -> Vec<String> {
    let blank = line.len() - line.trim_start().len();
    let first = line[blank..].split(' ').next().unwrap_or_default();
    let is_marker = matches!(first, "-" | "*" | "+")
        || first
            .strip_suffix(['.', ')'])
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
    let marker = if is_marker { line.len() - blank - line[blank + first.len()..].trim_start().len() } else { 0 };
    let indent = " ".repeat(blank + marker);
    let mut lines = vec![line[..blank + marker].to_string()];
    let mut fresh = true;
    for word in line[blank + marker..].split(' ') {
        let last = lines.last().map_or(0, |line| line.chars().count());
        let means_something = word.starts_with(['-', '+', '*', '>', '#', '=', '|', '~', '`', ':', '\\', '[', '<'])
            || word.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')']);
        if !fresh && last + 1 + word.chars().count() > width && !means_something {
            lines.push(indent.clone());
            fresh = true;
        }
        if let Some(line) = lines.last_mut() {
            if !fresh {
                line.push(' ');
            }
            *line += word;
        }
        fresh = false;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::sheet::Marker;
    use super::*;

    fn item(words: &str, level: u8, number: Option<&str>) -> Line {
        let marker = Marker { level, number: number.map(str::to_string), typed: false };
        Line { marker: Some(marker), ..Line::plain(words) }
    }

    #[test]
    fn lines_become_paragraphs_and_lists() {
        let lines = [
            Line::plain("Desse:"),
            item("ein", 0, None),
            item("under", 1, None),
            item("to", 0, None),
            item("først", 0, Some("1.")),
            item("så", 0, Some("2.")),
            Line::plain("# 3 * 4"),
        ];
        let markdown = prose(&lines, 8).unwrap();
        let told = words_of(&read(&markdown).blocks).join(" ").replace("falsefalseNone", "");
        assert_eq!(told, "Desse: None • ein None • under / • to / Some(1) • først • så / # 3 * 4", "{markdown}");
        assert!(markdown.starts_with("\n        Desse:\n") && markdown.ends_with("\n    "), "{markdown}");
    }

    #[test]
    fn a_long_line_is_broken_where_it_means_the_same() {
        let words = "ord ".repeat(40) + "- " + &"ord ".repeat(20) + "12. mai";
        let markdown = prose(&[Line::plain(words.as_str())], 8).unwrap();
        assert!(markdown.lines().count() > 2 && markdown.lines().all(|line| line.chars().count() <= 112), "{markdown}");
        assert_eq!(read(&markdown).blocks.len(), 1);
    }
}
