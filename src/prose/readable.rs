//! What can be read, of what is to be written. Comes in: blocks of any document. Goes out: the blocks that reading would give, as
//! near to them as there are: emphasis and links that Markdown can't tell are let go of, words never.

use super::addresses::with_links;
use super::draft::Draft;
use super::inline::written;
use super::original::without_origins;
use crate::document::{Block, HARD_SPACE, Link, List, Role, Run, Text};

/// Blocks as reading gives them: without what reading can't give. Paragraphs that were read stay as they are.
pub(super) fn readable(blocks: &[Block], read: &[Block]) -> Vec<Block> {
    let readable = blocks.iter().filter_map(|block| match without_origins(block) {
        own if read.contains(&own) => Some(own),
        Block::Paragraph { role, text, .. } => {
            let runs = readable_runs(text.0);
            (!runs.is_empty()).then(|| Block::paragraph(role, Text(runs)))
        }
        Block::List(list) => {
            let items: Vec<Vec<Block>> =
                list.items.iter().map(|item| readable(item, read)).filter(|item| !item.is_empty()).collect();
            (!items.is_empty()).then_some(Block::List(List { items, ..list }))
        }
        _ => None,
    });
    readable.collect()
}

fn readable_runs(runs: Vec<Run>) -> Vec<Run> {
    let clean = runs.into_iter().map(|run| Run { text: run.text.replace(['\n', '\r', '\t'], " "), ..run });
    let words = between_blanks(&trimmed(with_links(merged(clean.collect()))));
    if words.iter().flatten().all(is_plain) {
        return joined(words);
    }
    // A blank that is let go of makes two of one.
    let tidy: Vec<Vec<Run>> = words
        .into_iter()
        .flat_map(|runs| if is_written(&runs) { vec![runs] } else { between_blanks(&tidied(runs)) })
        .collect();
    let plainer = |runs: Vec<Run>| {
        let without = |emphasis: bool| {
            let plain = |run: &Run| match emphasis {
                true => Run { strong: false, emph: false, ..run.clone() },
                false => Run::plain(run.text.clone()),
            };
            merged(runs.iter().map(plain).collect())
        };
        let ways = [runs.clone(), without(true), without(false)];
        ways.into_iter().find(|runs| is_written(runs)).unwrap_or_default()
    };
    trimmed(joined(tidy.into_iter().map(plainer).collect()))
}

/// Words with blanks between as the runs of a paragraph.
fn joined(words: Vec<Vec<Run>>) -> Vec<Run> {
    let mut runs = Vec::new();
    for (index, word) in words.into_iter().enumerate() {
        if index > 0 {
            runs.push(Run::plain(" "));
        }
        runs.extend(word);
    }
    merged(runs)
}

/// Runs that look alike as one, without those that are nothing.
pub(super) fn merged(runs: Vec<Run>) -> Vec<Run> {
    let is_something = |run: &Run| !run.text.is_empty() || matches!(run.link, Some(Link::Anchor(_)));
    Text(runs.into_iter().filter(is_something).collect()).with_merged_runs().0
}

/// Whether the reader reads runs that stand between blanks as themselves, when they are written.
fn is_written(runs: &[Run]) -> bool {
    if runs.iter().all(is_plain) {
        return true;
    }
    let Some(words) = written(runs) else { return false };
    let mut draft = Draft::default();
    draft.push("x ", 0);
    draft.push_words(&words);
    draft.push(" x", 0);
    let around = [vec![Run::plain("x ")], runs.to_vec(), vec![Run::plain(" x")]].concat();
    draft.settled(&[Block::paragraph(Role::Body, Text(merged(around)))]).is_ok()
}

/// Runs without the blanks at the beginning and the end that are nobody's.
pub(super) fn trimmed(mut runs: Vec<Run>) -> Vec<Run> {
    while let Some(first) = runs.first_mut().filter(|run| is_plain(run)) {
        first.text = first.text.trim_start_matches(' ').to_string();
        if !first.text.is_empty() {
            break;
        }
        runs.remove(0);
    }
    while let Some(last) = runs.last_mut().filter(|run| is_plain(run)) {
        last.text = last.text.trim_end_matches(' ').to_string();
        if !last.text.is_empty() {
            break;
        }
        runs.pop();
    }
    runs
}

/// Runs with the blanks at both ends of each set apart from its look.
fn tidied(runs: Vec<Run>) -> Vec<Run> {
    let tidy = runs.into_iter().flat_map(|run| {
        let words = run.text.trim_matches([' ', HARD_SPACE]);
        let start = run.text.len() - run.text.trim_start_matches([' ', HARD_SPACE]).len();
        let (before, after) = (run.text[..start].to_string(), run.text[start + words.len()..].to_string());
        [Run::plain(before), Run { text: words.to_string(), ..run.clone() }, Run::plain(after)]
    });
    merged(tidy.collect())
}

pub(super) fn is_plain(run: &Run) -> bool {
    !run.strong && !run.emph && run.link.is_none() && run.lang.is_none()
}

/// The runs of a paragraph between its blanks, but for those within emphasis or a link.
pub(super) fn between_blanks(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut all: Vec<Vec<Run>> = vec![Vec::new()];
    for run in runs {
        let plain = is_plain(run);
        for (index, part) in run.text.split(|c| plain && c == ' ').enumerate() {
            if index > 0 {
                all.push(Vec::new());
            }
            if let Some(last) = all.last_mut().filter(|_| !plain || !part.is_empty()) {
                last.push(Run { text: part.to_string(), ..run.clone() });
            }
        }
    }
    all
}
