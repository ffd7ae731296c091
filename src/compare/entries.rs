//! The list of changes: a document with marks in, an entry for each stretch of them out, with where it is and what has changed
//! there. Each entry leads to the first mark of its stretch.

use super::tables;
use crate::document::{
    Affixes, Anchor, Aside, Block, Change, ChangeEntry, Document, Heading, HeadingKind, List, Mark, Numbering, Table,
    Text,
};
use crate::words::comparing::Comparing;
use crate::words::terms::Terms;

/// Whether anything in a block has changed.
pub fn is_changed(block: &Block) -> bool {
    match block {
        Block::Heading(heading) => heading.mark.is_some(),
        Block::Paragraph { mark, .. } => mark.is_some(),
        Block::Table(table) => table.mark.is_some(),
        Block::Figure(figure) => figure.mark.is_some(),
        Block::List(List { items, .. }) => items.iter().flatten().any(is_changed),
        Block::Sideways { blocks } => blocks.iter().any(is_changed),
    }
}

/// What became of the whole of a block.
fn whole_change(block: &Block) -> Option<Change> {
    match block {
        Block::Heading(Heading { mark, .. }) | Block::Paragraph { mark, .. } | Block::Table(Table { mark, .. }) => {
            mark.as_ref()?.change
        }
        Block::Figure(figure) => figure.mark.as_ref()?.change,
        Block::List(List { items, .. }) => {
            let mut all = items.iter().flatten().map(whole_change);
            let first = all.next()??;
            all.all(|change| change == Some(first)).then_some(first)
        }
        Block::Sideways { .. } => None,
    }
}

/// Whether a heading begins a part that was moved, as the words over it say.
pub fn is_moved(block: &Block, words: &Comparing) -> bool {
    let Block::Heading(Heading { mark: Some(Mark { label: Some(label), .. }), .. }) = block else { return false };
    let label = label.words();
    [Change::Inserted, Change::Deleted].iter().any(|change| label == words.block_label(*change, true))
}

/// A stretch of marks under one heading.
struct ChangeGroup {
    place: Text,
    /// The blocks, by their places.
    first: usize,
    last: usize,
    /// A part that is put in or taken out whole is one change, whatever headings it has.
    whole: Option<(Change, u8)>,
    /// Whether such a part stands elsewhere in the other version.
    moved: bool,
}

/// Lists the changes of a document, and puts the entries' anchors on the marks.
pub fn list_changes(document: &mut Document, terms: &Terms) -> Vec<ChangeEntry> {
    let words = terms.comparing;
    let mut stretches: Vec<ChangeGroup> = Vec::new();
    let mut places: Vec<EnclosingHeading> = Vec::new();
    let mut begins = true;
    for (index, block) in document.blocks.iter().enumerate() {
        if let Block::Heading(heading) = block {
            while places.last().is_some_and(|place| place.level >= heading.level) {
                places.pop();
            }
            let delmål = places.iter().find(|place| place.kind == HeadingKind::Delmål).and_then(|place| place.number);
            let title = current_title(heading, delmål, &document.numbering);
            places.push(EnclosingHeading { level: heading.level, kind: heading.kind, number: heading.number, title });
            let within = stretches.last().and_then(|last| last.whole);
            let goes_on =
                within.is_some_and(|(change, level)| whole_change(block) == Some(change) && heading.level > level);
            begins |= !goes_on || is_moved(block, words);
        }
        if !is_changed(block) {
            continue;
        }
        let own = whole_change(block);
        match stretches.last_mut() {
            Some(last) if !begins && last.whole.map(|(change, _)| change) == own.filter(|_| last.whole.is_some()) => {
                last.last = index;
            }
            Some(last) if !begins && last.whole.is_none() => last.last = index,
            _ => {
                let level = match block {
                    Block::Heading(heading) => heading.level,
                    _ => u8::MAX,
                };
                stretches.push(ChangeGroup {
                    place: location(&places),
                    first: index,
                    last: index,
                    whole: own.filter(|_| matches!(block, Block::Heading(_))).map(|change| (change, level)),
                    moved: is_moved(block, words),
                });
            }
        }
        begins = false;
    }
    let made = stretches.into_iter().enumerate().map(|(number, stretch)| {
        let anchor = Anchor::change(number + 1);
        let blocks = &mut document.blocks[stretch.first..=stretch.last];
        let what = match stretch.whole {
            Some((change, _)) => words.entry_label(change, stretch.moved).to_string(),
            None => describe_changes(blocks, words),
        };
        if let Some(first) = blocks.iter_mut().find(|block| is_changed(block)) {
            mark_first(first, &anchor);
        }
        ChangeEntry { place: stretch.place, what: what.into(), anchor }
    });
    made.collect()
}

/// Describes how many words were inserted into and deleted from texts; `None` if nothing has changed.
fn describe_word_counts(texts: &[Text], words: &Comparing) -> Option<String> {
    let count = |change| {
        let runs = texts.iter().flat_map(|text| &text.0).filter(|run| run.change == Some(change));
        let words = runs.flat_map(|run| run.text.split([' ', '\u{a0}']));
        words.filter(|word| word.chars().any(char::is_alphanumeric)).count()
    };
    let (put_in, taken_out) = (count(Change::Inserted), count(Change::Deleted));
    if put_in + taken_out > 0 {
        return Some(words.words(put_in, taken_out));
    }
    texts.iter().any(Text::is_changed).then(|| words.signs_only.into())
}

/// Puts an anchor on the first mark in a block.
fn mark_first(block: &mut Block, anchor: &Anchor) -> bool {
    let own = match block {
        Block::List(List { items, .. }) => return items.iter_mut().flatten().any(|block| mark_first(block, anchor)),
        Block::Sideways { blocks } => return blocks.iter_mut().any(|block| mark_first(block, anchor)),
        other => other.first_mark_mut(),
    };
    match own {
        Some(Some(mark)) => {
            mark.anchor = Some(anchor.clone());
            true
        }
        _ => false,
    }
}

/// What a heading is called apart from those around it: a tiltak has the number of its delmål too.
fn current_title(heading: &Heading, delmål: Option<u16>, numbering: &Numbering) -> Text {
    // The title as it is now; of one that was taken out, as it was.
    let keep = if heading.is_deleted() { Change::Inserted } else { Change::Deleted };
    let runs = heading.title.0.iter().filter(|run| run.change != Some(keep)).cloned();
    let words: String = runs.map(|run| run.text).collect();
    let label = match (heading.kind, delmål, heading.number) {
        (HeadingKind::Tiltak, Some(delmål), Some(number)) => {
            let Affixes { before, after } = &numbering.tiltak;
            Some(format!("{before}{delmål}.{number}{after}"))
        }
        _ => heading.label.clone(),
    };
    label.map_or_else(|| words.clone(), |label| format!("{label} {words}")).into()
}

/// Where a change is: the heading over it, a sub-heading with its tiltak.
fn location(places: &[EnclosingHeading]) -> Text {
    let Some(own) = places.last() else { return Text::default() };
    match places.iter().find(|place| place.level == 3) {
        Some(tiltak) if own.level == 4 => tiltak.title.clone().and(" – ").and(own.title.clone()),
        _ => own.title.clone(),
    }
}

/// A heading over a change.
struct EnclosingHeading {
    level: u8,
    kind: HeadingKind,
    number: Option<u16>,
    title: Text,
}

/// Whether all that has changed in a heading is that it has a number.
fn is_numbered(heading: &Heading) -> bool {
    let beside = heading.aside.iter().flat_map(|Aside { value, of, .. }| [value, of]);
    let in_place = matches!(heading.mark, Some(Mark { change: None, .. })) && heading.was.is_none();
    in_place && heading.number.is_some() && ![&heading.title].into_iter().chain(beside).any(Text::is_changed)
}

/// What became of the end of a paragraph, if nothing else in it has changed.
fn paragraph_end_change(block: &Block) -> Option<Change> {
    let Block::Paragraph { text, mark: Some(Mark { change: Some(change), .. }), .. } = block else { return None };
    let others = text.0.iter().any(|run| run.change.is_none() && !run.text.is_empty());
    others.then_some(*change)
}

/// Describes what has changed in a group of blocks that both versions have.
fn describe_changes(blocks: &[Block], words: &Comparing) -> String {
    let mut parts: Vec<String> = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(Heading { was: Some(was), .. }) => parts.push(words.was(*was)),
            Block::Heading(heading) if is_numbered(heading) => parts.push(words.numbered.into()),
            _ => {}
        }
    }
    for change in [Change::Inserted, Change::Deleted] {
        if blocks.iter().any(|block| paragraph_end_change(block) == Some(change)) {
            parts.push(lowercased(words.paragraph(change)));
        }
    }
    let mut texts = Vec::new();
    let mut paragraphs = [0, 0];
    let mut rows = [0, 0, 0];
    let mut boxes: [Vec<String>; 2] = Default::default();
    let mut figures = 0;
    for block in blocks {
        match block {
            Block::Table(table) if table.mark.is_some() => match whole_change(block) {
                Some(change) => parts.push(words.table(change).into()),
                None => count_rows(table, &mut rows),
            },
            Block::Figure(figure) if figure.mark.is_some() => {
                figures += 1;
                let is_old = whole_change(block) == Some(Change::Deleted);
                boxes[usize::from(!is_old)].extend(figure.boxes.iter().map(|node| node.name.words()));
            }
            other if paragraph_end_change(other).is_some() => {}
            Block::Paragraph { .. } | Block::List(_) if whole_change(block).is_some() => {
                let count = if let Block::List(list) = block { list.items.len() } else { 1 };
                paragraphs[usize::from(whole_change(block) == Some(Change::Deleted))] += count;
            }
            other => other.clone().for_each_text_mut(&mut |text| texts.push(text.clone())),
        }
    }
    parts.extend(describe_word_counts(&texts, words));
    for (change, count) in [Change::Inserted, Change::Deleted].into_iter().zip(paragraphs) {
        if count > 0 {
            parts.push(words.paragraphs(change, count));
        }
    }
    if rows != [0, 0, 0] {
        let [put_in, taken_out, changed] = rows;
        parts.push(words.rows(put_in, taken_out, changed));
    }
    if figures > 0 {
        let [old, new] = &boxes;
        let only = |own: &[String], other: &[String]| {
            own.iter().filter(|name| !other.contains(name)).cloned().collect::<Vec<_>>()
        };
        parts.push(words.figure(&only(new, old), &only(old, new)));
    }
    parts.join("; ")
}

/// Counts the rows that were put in, taken out, changed.
fn count_rows(table: &Table, rows: &mut [usize; 3]) {
    for row in &table.rows {
        match row.change {
            Some(Change::Inserted) => rows[0] += 1,
            Some(Change::Deleted) => rows[1] += 1,
            None if tables::is_changed(row) => rows[2] += 1,
            None => {}
        }
    }
    // A caption or a head is as much as a row.
    let heads = table.columns.iter().map(|column| &column.head);
    let captions = table.caption.iter().map(|caption| &caption.text);
    rows[2] += heads.chain(captions).filter(|text| text.is_changed()).count();
}

/// Makes the first letter small, for use within a sentence.
fn lowercased(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default() + letters.as_str()
}
