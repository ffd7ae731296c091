//! Comparing: two composed documents in, the new one out with everything of the old that it lacks, and marks on both. It is
//! done once; the writers draw the marks and know nothing of comparing. It knows words, and nothing of plans or paper.

mod blocks;
mod entries;
mod follow;
pub mod order;
mod tables;
mod tree;
pub mod words;

use crate::document::{
    Anchor, Block, Change, Changes, Cover, Document, Heading, HeadingKind, Link, Log, Mark, Signs, Text,
};
use crate::words::comparing::Comparing;
use crate::words::notation::{capitalised, listing, long_date};
use crate::words::terms::Terms;
use blocks::Comparer;
use order::{MergeStep, merge_steps};
use words::Marking;

/// A document with the marks of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Redline {
    /// The new version with what the old has besides, and the marks that somebody looks for who reads it: numbers and references
    /// that merely followed are as in the new version, and counted in the list of changes.
    pub document: Document,
    /// The new version with every difference marked, for Word: rejecting every change gives the old version.
    pub tracked: Document,
    /// The old version: what there is when every change is taken back.
    pub before: Document,
}

/// Compares two versions. `author` made the new one.
pub fn redline(old: &Document, new: &Document, author: &str) -> Redline {
    let (document, _) = merged_versions(old, new, author, Marking::visible_only());
    let (tracked, before) = merged_versions(old, new, author, Marking::complete());
    Redline { document, tracked, before }
}

/// Both versions in one document, and the old one that it was made of.
fn merged_versions(old: &Document, new: &Document, author: &str, mut marking: Marking) -> (Document, Document) {
    let terms = Terms::of_lang(new.meta.lang);
    let words = terms.comparing;
    let before = follow::with_current_links(old, new, &mut marking);
    let mut comparer = Comparer {
        words,
        marking: &marking,
        tiltak: [&old.blocks, &new.blocks].map(|all| blocks::tiltak(all)),
        blocks: Vec::new(),
        derived: Vec::new(),
    };
    comparer.node(&tree::tree(&before.blocks), &tree::tree(&new.blocks));
    let Comparer { blocks, derived, .. } = comparer;
    // The title page is read as a whole, and its words say what is compared.
    let cover =
        if marking.is_complete() { merge_covers(&before.cover, &new.cover, &marking) } else { new.cover.clone() };
    let mut document = Document { blocks, cover, ..new.clone() };
    if marking.is_complete() {
        document.contents_title = marking.merge(&before.contents_title, &new.contents_title);
    }
    let entries = entries::list_changes(&mut document, terms);
    let mut unmarked: Vec<Text> = Vec::new();
    if marking.follow_count() > 0 && !marking.is_complete() {
        unmarked.push(capitalised(&words.followed(marking.follow_count())).into());
    }
    let has_other_cover =
        before.cover.as_ref().zip(new.cover.as_ref()).is_some_and(|(old, new)| covers_differ(old, new));
    if has_other_cover {
        unmarked.push(words.front_page.into());
    }
    let none = entries.is_empty() && derived.is_empty() && !has_other_cover;
    if !derived.is_empty() {
        let titles: Vec<String> = derived.iter().map(|title| format!("«{title}»")).collect();
        unmarked.push(words.derived(&listing(&titles, terms)).into());
    }
    if !entries.is_empty() {
        unmarked.push(words.contents.into());
    }
    let day = |document: &Document| {
        let day = document.meta.date;
        jiff::civil::Date::new(day.year, day.month, day.day).map(|date| long_date(date, terms)).unwrap_or_default()
    };
    // Each year's plan has versions of its own.
    let name = |document: &Document| match old.meta.year == new.meta.year {
        true => words.version(&document.meta.version),
        false => terms.plan_of(document.meta.year),
    };
    let when = |document: &Document| match old.meta.year == new.meta.year {
        true => day(document),
        false => format!("{}, {}", words.version(&document.meta.version), day(document)),
    };
    let (old_version, old_name) = (&old.meta.version, name(old));
    let compared = words.compared(&old_name, &when(old), &name(new), &when(new));
    document.changes = Some(Changes {
        compared: compared.into(),
        author: author.into(),
        date: new.meta.date,
        signs: Signs {
            inserted: [words.put_in_sign, words.sign_end].map(Into::into),
            deleted: [words.taken_out_sign, words.sign_end].map(Into::into),
            rows: [words.put_in_row_sign, words.taken_out_row_sign].map(Into::into),
            unmarked: words.unmarked.into(),
        },
        title: words.title(&old_name).into(),
        legend: if none {
            vec![words.none.into()]
        } else {
            [words.taken_out_legend, words.put_in_legend, words.spoken_legend, words.whole_legend]
                .map(Text::plain)
                .into()
        },
        entries,
        unmarked,
    });
    if !marking.is_complete() {
        tell_in_headings(&mut document.blocks, words);
    }
    let meta = &mut document.meta;
    meta.file_stem = format!("{}-{}{old_version}", meta.file_stem, words.file_name);
    meta.title = format!("{} – {}", meta.title, words.title(&old_name));
    document.frame.version = document.frame.version.and(format!(" ({})", words.since(&old_name)));
    (document, before)
}

/// Says in the heading of each part that is new, gone or moved that it is, for who goes from heading to heading.
fn tell_in_headings(blocks: &mut [Block], words: &Comparing) {
    let mut moved = false;
    for block in blocks {
        let is_moved = entries::is_moved(block, words);
        let Block::Heading(heading) = block else { continue };
        let Some(Mark { change: Some(change), label, .. }) = heading.mark.clone() else { continue };
        if label.is_some() {
            moved = is_moved;
        }
        if heading.kind != HeadingKind::Bolk {
            heading.title = std::mem::take(&mut heading.title).and(words.heading_suffix(change, moved));
        }
    }
}

impl Redline {
    /// Leaves out the tiltak and sections in which nothing has changed.
    pub fn only_changed(mut self) -> Self {
        let root = tree::tree(&self.document.blocks);
        let mut kept: Vec<Block> = Vec::new();
        for node in &root.nodes {
            changed_parts(node, &mut kept);
        }
        let anchors: Vec<Anchor> = kept.iter().flat_map(anchors_of).collect();
        for block in &mut kept {
            block.for_each_text_mut(&mut |text| remove_dead_links(text, &anchors));
            if let Block::Heading(heading) = block {
                heading.link = heading.link.take().filter(|link| anchors.contains(link));
            }
        }
        self.document.blocks = kept;
        let words = Terms::of_lang(self.document.meta.lang).comparing;
        self.document.meta.file_stem += &format!("-{}", words.excerpt);
        self.document.frame.version = self.document.frame.version.clone().and(format!(", {}", words.extract));
        if let Some(changes) = &mut self.document.changes {
            changes.compared = changes.compared.clone().and(format!(". {}", words.only_changed));
            changes.legend.insert(0, words.only_changed.into());
        }
        self
    }
}

/// A section's, a delmål's and a tiltak's heading with what stands under it, where anything there has changed.
fn changed_parts(node: &tree::HeadingNode, kept: &mut Vec<Block>) {
    let changed = |blocks: &[Block]| blocks.iter().any(entries::is_changed);
    if !changed(&node.all_blocks()) {
        return;
    }
    let own: Vec<Block> = node.blocks.iter().map(|block| (*block).clone()).collect();
    let Some(heading) = node.heading else { return };
    kept.push(Block::Heading(heading.clone()));
    // What stands under a tiltak is read together.
    let whole = heading.level > 2;
    if whole || changed(&own) {
        kept.extend(own);
    }
    for under in &node.nodes {
        if whole { kept.extend(under.all_blocks()) } else { changed_parts(under, kept) }
    }
}

fn anchors_of(block: &Block) -> Vec<Anchor> {
    match block {
        Block::Heading(Heading { anchor, .. }) => vec![anchor.clone()],
        Block::Table(table) => table.anchor.iter().cloned().collect(),
        Block::Figure(figure) => vec![figure.anchor.clone()],
        _ => Vec::new(),
    }
}

/// A text without its links to what is not there.
fn remove_dead_links(text: &mut Text, there: &[Anchor]) {
    for run in &mut text.0 {
        if matches!(&run.link, Some(Link::Anchor(anchor) | Link::Page(anchor)) if !there.contains(anchor)) {
            run.link = None;
        }
    }
}

fn merge_covers(old: &Option<Cover>, new: &Option<Cover>, marking: &Marking) -> Option<Cover> {
    match (old, new) {
        (Some(old), Some(new)) => Some(merge_cover(old, new, marking)),
        (_, new) => new.clone(),
    }
}

/// The title page with marks.
fn merge_cover(old: &Cover, new: &Cover, marking: &Marking) -> Cover {
    let compared = |old: &Text, new: &Text| marking.merge(old, new);
    let lines = |old: &[Text], new: &[Text]| merge_lines(old, new, marking);
    let optional = |old: &Option<Text>, new: &Option<Text>| match (old, new) {
        (Some(old), Some(new)) => Some(compared(old, new)),
        (Some(old), None) => Some(old.clone().changed(Change::Deleted)),
        (None, Some(new)) => Some(new.clone().changed(Change::Inserted)),
        (None, None) => None,
    };
    let addressee = new.addressee.clone().map(|mut addressee| {
        match &old.addressee {
            Some(before) => {
                addressee.title = compared(&before.title, &addressee.title);
                addressee.lines = lines(&before.lines, &addressee.lines);
            }
            // The old version knows no such party.
            None => {
                let put_in = |text: &mut Text| *text = std::mem::take(text).changed(Change::Inserted);
                std::iter::once(&mut addressee.title).chain(&mut addressee.lines).for_each(put_in);
            }
        }
        addressee
    });
    let log = match (&old.log, &new.log) {
        (Some(before), Some(log)) => tables::merge_tables(&before.table, &log.table, marking).map(|table| Log {
            title: compared(&before.title, &log.title),
            note: compared(&before.note, &log.note),
            table,
            ..log.clone()
        }),
        _ => new.log.clone(),
    };
    Cover {
        mark: compared(&old.mark, &new.mark),
        title: compared(&old.title, &new.title),
        subtitle: optional(&old.subtitle, &new.subtitle),
        agreement: compared(&old.agreement, &new.agreement),
        note: optional(&old.note, &new.note),
        period: compared(&old.period, &new.period),
        decisions: optional(&old.decisions, &new.decisions),
        parties: lines(&old.parties, &new.parties),
        colophon: lines(&old.colophon, &new.colophon),
        addressee,
        log,
        ..new.clone()
    }
}

/// Lines of their own, such as names: each is in both, or in one.
fn merge_lines(old: &[Text], new: &[Text], marking: &Marking) -> Vec<Text> {
    let of = |lines: &[Text]| lines.iter().map(words::signature).collect::<Vec<_>>();
    let pairs = order::pair_by_likeness(&of(old), &of(new), |_, _| 0.0);
    merge_steps(old.len(), new.len(), pairs)
        .into_iter()
        .map(|step| match step {
            // The same, but for numbers that followed.
            MergeStep::Both(i, j) => marking.merge(&old[i], &new[j]),
            MergeStep::Old(i, _) => marking.mark_whole(old[i].clone(), Change::Deleted),
            MergeStep::New(j, _) => marking.mark_whole(new[j].clone(), Change::Inserted),
        })
        .collect()
}

/// Whether two title pages differ in more than their version and their log, which always do.
fn covers_differ(old: &Cover, new: &Cover) -> bool {
    let said = |cover: &Cover| {
        let mut own = Cover { mark: Text::default(), log: None, ..cover.clone() };
        let mut words = Vec::new();
        own.for_each_text_mut(&mut |text| words.push(text.words()));
        (words, own.logos, own.light)
    };
    said(old) != said(new)
}

#[cfg(test)]
mod tests;
