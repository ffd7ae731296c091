//! Three ways: what a Word file was when it was made, what others made of it, and the plan as it is. Comes in: the lines of all
//! three. Goes out: every difference, each with what becomes of it.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value as Json;

use super::lines::{CellPlace, Line, Stretch, alike, key, paired, parts};
use super::looks::{LookChange, look_changes, same_address, same_look};
use super::origins::{Origins, PlacedText};
use super::word::Revision;
use crate::data::edits::value_at;
use crate::document::{BREAK, HARD_SPACE, Lang, Link, Origin, OriginRole, Run, Text, TextLetters};
use crate::plan::fields::{ValueKind, values_at};
use crate::plan::{Path, Plan, Step};

/// A difference between a Word file and what it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The line of the plan as it is, that it is in or after.
    pub line: usize,
    /// What stood there.
    pub before: Vec<String>,
    /// What stands there.
    pub after: Vec<String>,
    /// What looks otherwise there, where the words are the same.
    pub looks: Vec<LookChange>,
    /// What looks otherwise in the plan since, where the words are the same.
    pub own_looks: Vec<LookChange>,
    /// Where it stands in a table.
    pub cell: Option<CellPlace>,
    /// The tracked changes that made it.
    pub revisions: Vec<Revision>,
    /// Whether something was changed without being tracked.
    pub untracked: bool,
    /// What becomes of it.
    pub outcome: Outcome,
    /// The lines that are wanted, as they look.
    wanted: Vec<Line>,
}

impl Difference {
    /// Whether another, in the same place, wants the same words and the same look of them.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let has_looks = |own: &Self| matches!(&own.outcome, Outcome::Change(all) if all.iter().any(Change::has_looks));
        let is_look = has_looks(self) || has_looks(other);
        let same = |(one, two): (&Line, &Line)| one.key() == two.key() && (!is_look || same_look(one, two));
        self.wanted.len() == other.wanted.len() && self.wanted.iter().zip(&other.wanted).all(same)
    }
}

/// What becomes of a difference.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It can be taken in.
    Change(Vec<Change>),
    /// The plan says so already.
    Done,
    /// The plan says something else since: what it says.
    Conflict(Vec<String>),
    /// The words are the name of something that has its own place: where.
    Named(Path),
    /// The program writes the words for a value: which.
    Typed(Path),
    /// The program writes the words.
    Computed,
    /// Something was filled in where the program has dots.
    FilledIn,
    /// The words are of what was decided or done: a vedtak, or a row of the log.
    Recorded,
    /// The data has no place for it.
    Unsayable(Unsayable),
    /// The plan would be wrong with it: why.
    Refused(String),
}

/// What the data has no place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsayable {
    /// A heading that was put in.
    Heading,
    /// Rows or cells that were put in or taken out.
    Cells,
    /// A paragraph where the plan has no text.
    Paragraph,
    /// Words of several values at once.
    Several,
    /// A note at the foot of a page.
    Note,
    /// A look that the data can't write.
    Look,
    /// A change that does not fit the value.
    Unfit,
}

/// A change of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Other paragraphs for some of a text's.
    Prose {
        /// The text.
        path: Path,
        /// Which of its paragraphs, by their places.
        range: Range<usize>,
        /// The new ones.
        texts: Vec<PlacedText>,
    },
    /// Other letters for some of a short text's.
    Words {
        /// The text.
        path: Path,
        /// Which of its letters.
        range: Range<usize>,
        /// The new ones.
        words: String,
    },
}

impl Change {
    /// The value.
    pub fn path(&self) -> &Path {
        match self {
            Self::Prose { path, .. } | Self::Words { path, .. } => path,
        }
    }

    /// Whether how the words look is a part of it.
    fn has_looks(&self) -> bool {
        matches!(self, Self::Prose { .. })
    }

    fn range(&self) -> &Range<usize> {
        match self {
            Self::Prose { range, .. } | Self::Words { range, .. } => range,
        }
    }

    /// Whether two changes can't both be made.
    pub fn collides(&self, other: &Self) -> bool {
        let (one, two) = (self.range(), other.range());
        let touch = one.start < two.end && two.start < one.end || one == two;
        self.path() == other.path() && touch
    }
}

/// The three versions.
pub struct Versions<'a> {
    /// What the file was when it was made.
    pub base: &'a [Line],
    /// What it is, with every tracked change accepted.
    pub theirs: &'a [Line],
    /// What it is, with every tracked change rejected.
    pub rejected: &'a [Line],
    /// The document of the plan as it is.
    pub ours: &'a Origins,
    /// The plan as it is.
    pub plan: &'a Plan,
}

/// Lines of the base and what stands in their place.
#[derive(Debug, Clone)]
struct Hunk {
    old: Range<usize>,
    new: Range<usize>,
    is_same: bool,
}

/// Every difference, in the order of the plan.
pub fn differences(versions: &Versions<'_>) -> Vec<Difference> {
    Merger::of(versions).differences()
}

struct Merger<'a> {
    versions: &'a Versions<'a>,
    /// The line of the plan as it is, for each of the base.
    ours: Vec<Option<usize>>,
    /// The tracked changes of each line when they are rejected.
    rejected: BTreeMap<String, Vec<Revision>>,
    /// What bookmarks lead to.
    bookmarks: BTreeMap<String, Link>,
}

impl<'a> Merger<'a> {
    fn of(versions: &'a Versions<'a>) -> Self {
        let mut ours = vec![None; versions.base.len()];
        for (base, own) in paired(versions.base, &versions.ours.lines) {
            ours[base] = Some(own);
        }
        let rejected = versions.rejected.iter().map(|line| (line.key(), line.revisions.clone())).collect();
        let mut bookmarks = BTreeMap::new();
        for (at, line) in versions.ours.lines.iter().enumerate() {
            for (letter, look) in line.looks().into_iter().enumerate() {
                let Some(name) = look.bookmark.as_ref().filter(|name| !bookmarks.contains_key(*name)) else { continue };
                if let Some(link) = versions.ours.run(at, letter).and_then(|run| run.link.clone()) {
                    bookmarks.insert(name.clone(), link);
                }
            }
        }
        Self { versions, ours, rejected, bookmarks }
    }

    fn differences(&self) -> Vec<Difference> {
        let hunks = self.hunks();
        let mut found: Vec<Difference> = Vec::new();
        for hunk in hunks.iter().filter(|hunk| !hunk.is_same) {
            let mut own = self.difference(hunk);
            let is_of_table = |own: &Difference| own.outcome == Outcome::Unsayable(Unsayable::Cells);
            // The cells of a row are told together.
            match found.last_mut() {
                Some(last) if is_of_table(last) && is_of_table(&own) && last.line + 1 >= own.line => {
                    last.before.append(&mut own.before);
                    last.after.append(&mut own.after);
                    last.line = own.line;
                }
                _ => found.push(own),
            }
        }
        for (base, theirs) in hunks.iter().flat_map(|hunk| hunk.old.clone().zip(hunk.new.clone())) {
            let (Some(before), Some(now)) = (self.versions.base.get(base), self.versions.theirs.get(theirs)) else {
                continue;
            };
            for note in now.notes.iter().filter(|note| !before.notes.contains(note)) {
                found.push(Difference {
                    line: self.ours[base].unwrap_or(0),
                    before: Vec::new(),
                    after: vec![note.clone()],
                    revisions: Vec::new(),
                    looks: Vec::new(),
                    own_looks: Vec::new(),
                    cell: None,
                    untracked: true,
                    outcome: Outcome::Unsayable(Unsayable::Note),
                    wanted: Vec::new(),
                });
            }
        }
        found.sort_by_key(|own| own.line);
        found
    }

    fn hunks(&self) -> Vec<Hunk> {
        let Versions { base, theirs, .. } = self.versions;
        let mut hunks: Vec<Hunk> = Vec::new();
        let (mut i, mut j) = (0, 0);
        for (old, new) in paired(base, theirs).into_iter().chain([(base.len(), theirs.len())]) {
            if i < old || j < new {
                hunks.extend(self.gap(i..old, j..new));
            }
            if old < base.len() {
                let is_same = self.is_same(old, &theirs[new]);
                hunks.push(Hunk { old: old..old + 1, new: new..new + 1, is_same });
            }
            (i, j) = (old + 1, new + 1);
        }
        // What was split or joined is one change.
        let mut made: Vec<Hunk> = Vec::new();
        for hunk in hunks {
            match made.last_mut() {
                Some(last) if !last.is_same && !hunk.is_same && self.belong(last, &hunk) => {
                    *last =
                        Hunk { old: last.old.start..hunk.old.end, new: last.new.start..hunk.new.end, is_same: false };
                }
                _ => made.push(hunk),
            }
        }
        made
    }

    /// Lines between two that both have: those of one text with what stands in their place.
    fn gap(&self, old: Range<usize>, new: Range<usize>) -> Vec<Hunk> {
        let Versions { base, theirs, .. } = self.versions;
        let in_table = |lines: &[Line]| lines.iter().all(|line| line.in_table);
        if old.len() == new.len() && in_table(&base[old.clone()]) && in_table(&theirs[new.clone()]) {
            let cells = old.zip(new);
            return cells.map(|(old, new)| Hunk { old: old..old + 1, new: new..new + 1, is_same: false }).collect();
        }
        let mut hunks: Vec<Hunk> = Vec::new();
        let mut path: Option<Path> = None;
        for at in old.clone() {
            let own = self.ours[at].and_then(|line| self.prose_place(line)).map(|(path, _)| path);
            match hunks.last_mut() {
                Some(last) if own.is_some() && own == path => last.old.end = at + 1,
                _ => hunks.push(Hunk { old: at..at + 1, new: new.start..new.start, is_same: false }),
            }
            path = own;
        }
        match hunks.first_mut() {
            Some(first) => {
                first.new.end = new.end;
                hunks[1..].iter_mut().for_each(|hunk| hunk.new = new.end..new.end);
            }
            None => hunks.push(Hunk { old, new, is_same: false }),
        }
        hunks
    }

    /// Whether two changes beside each other are a paragraph that was split, or two that were joined.
    fn belong(&self, one: &Hunk, two: &Hunk) -> bool {
        let text = |lines: &[Line]| lines.iter().map(Line::text).collect::<Vec<_>>().join(" ");
        let old = |range: Range<usize>| text(&self.versions.base[range]);
        let new = |range: Range<usize>| text(&self.versions.theirs[range]);
        if !(one.old.is_empty() || two.old.is_empty() || one.new.is_empty() || two.new.is_empty()) {
            return false;
        }
        let both = alike(&old(one.old.start..two.old.end), &new(one.new.start..two.new.end));
        let apart = alike(&old(one.old.clone()), &new(one.new.clone()))
            .max(alike(&old(two.old.clone()), &new(two.new.clone())));
        both > apart + 0.02
    }

    /// The text that a line of the plan is the whole of a paragraph of, and which.
    fn prose_place(&self, line: usize) -> Option<(Path, usize)> {
        let ours = self.versions.ours;
        let text = ours.text_of(line)?;
        ours.prose.iter().find_map(|(path, texts)| Some((path.clone(), texts.iter().position(|own| *own == text)?)))
    }

    /// Whether a line is what it was.
    fn is_same(&self, old: usize, new: &Line) -> bool {
        let base = &self.versions.base[old];
        if base.key() != new.key() {
            return false;
        }
        // The look says something only in a text that the plan has as one.
        let is_prose = self.ours[old].is_some_and(|line| self.prose_place(line).is_some());
        !is_prose || same_look(base, new)
    }

    fn difference(&self, hunk: &Hunk) -> Difference {
        let Versions { base, theirs, ours, .. } = self.versions;
        let (olds, news) = (&base[hunk.old.clone()], &theirs[hunk.new.clone()]);
        let before = self.ours[..hunk.old.start].iter().rev().flatten().next().copied();
        let after = self.ours[hunk.old.end..].iter().flatten().next().copied().unwrap_or(ours.lines.len());
        let start = before.map_or(0, |line| line + 1);
        let segment = start..after.max(start);
        let mut revisions: Vec<Revision> = Vec::new();
        let of_olds = olds.iter().filter_map(|line| self.rejected.get(&line.key())).flatten();
        for revision in news.iter().flat_map(|line| &line.revisions).chain(of_olds) {
            if !revisions.contains(revision) {
                revisions.push(revision.clone());
            }
        }
        let is_kept = olds.iter().all(|line| self.rejected.contains_key(&line.key()));
        let is_new = news.iter().any(|line| self.rejected.contains_key(&line.key()) && line.revisions.is_empty());
        let untracked = revisions.is_empty() || !is_kept || is_new && olds.is_empty();
        let own = &ours.lines[segment.clone()];
        // The look says something only in a text that the plan has as one.
        let agrees = |lines: &[Line]| {
            let same = |(at, (own, line)): (usize, (&Line, &Line))| {
                own.key() == line.key() && (self.prose_place(start + at).is_none() || same_look(own, line))
            };
            own.len() == lines.len() && own.iter().zip(lines).enumerate().all(same)
        };
        let outcome = if agrees(news) {
            Outcome::Done
        } else if agrees(olds) {
            self.outcome(segment.clone(), olds, news)
        } else {
            Outcome::Conflict(own.iter().map(plain).collect())
        };
        let outcome = match outcome {
            Outcome::Change(changes) if changes.iter().any(|change| is_record(change.path())) => Outcome::Recorded,
            other => other,
        };
        let looks = |old: &[Line], new: &[Line]| {
            let is_look = old.len() == new.len() && old.iter().zip(new).all(|(old, new)| old.key() == new.key());
            let pairs = old.iter().zip(new).filter(|_| is_look);
            pairs.flat_map(|(old, new)| look_changes(old, new)).collect::<Vec<_>>()
        };
        let line = if segment.is_empty() { start.saturating_sub(1) } else { start };
        Difference {
            line,
            before: olds.iter().map(plain).collect(),
            after: news.iter().map(plain).collect(),
            looks: looks(olds, news),
            own_looks: looks(olds, own),
            cell: own.iter().chain(news).find_map(|line| line.cell.clone()),
            revisions,
            untracked,
            outcome,
            wanted: news.to_vec(),
        }
    }

    /// What becomes of a change of lines that the plan has as they were.
    fn outcome(&self, segment: Range<usize>, olds: &[Line], news: &[Line]) -> Outcome {
        let unsayable = |why| Outcome::Unsayable(why);
        let is_in_table = olds.iter().chain(news).any(|line| line.in_table);
        let places: Vec<Option<(Path, usize)>> = segment.clone().map(|line| self.prose_place(line)).collect();
        let one = places.first().cloned().flatten();
        let is_one = places.iter().enumerate().all(|(at, own)| match (own, &one) {
            (Some(own), Some((path, first))) => own.0 == *path && own.1 == first + at,
            _ => false,
        });
        if let (Some((path, first)), true) = (one, is_one) {
            if news.iter().any(|line| line.heading.is_some()) {
                return unsayable(Unsayable::Heading);
            }
            let range = first..first + segment.len();
            return Outcome::Change(vec![Change::Prose {
                texts: self.rewritten(&path, range.clone(), olds, news),
                path,
                range,
            }]);
        }
        if segment.is_empty() {
            if is_in_table {
                return unsayable(Unsayable::Cells);
            }
            if news.iter().any(|line| line.heading.is_some()) {
                return unsayable(Unsayable::Heading);
            }
            let out_of_table = |line: &usize| self.versions.ours.lines.get(*line).is_some_and(|own| !own.in_table);
            let before = segment.start.checked_sub(1).filter(out_of_table).and_then(|line| self.prose_place(line));
            let after = Some(segment.start).filter(out_of_table).and_then(|line| self.prose_place(line));
            // An item goes to the list that it stands in front of, if it does not go on with one.
            let is_beside = |place: &Option<(Path, usize)>| self.is_item_beside(place.as_ref(), news);
            let place = match is_beside(&after) && !is_beside(&before) {
                true => after,
                false => before.map(|(path, at)| (path, at + 1)).or(after),
            };
            return match place {
                Some((path, at)) => Outcome::Change(vec![Change::Prose {
                    texts: self.rewritten(&path, at..at, olds, news),
                    path,
                    range: at..at,
                }]),
                None => unsayable(Unsayable::Paragraph),
            };
        }
        match (olds, news) {
            ([_], [new]) => self.words(segment.start, new),
            _ if is_in_table => unsayable(Unsayable::Cells),
            (_, []) => unsayable(Unsayable::Paragraph),
            _ => unsayable(Unsayable::Several),
        }
    }

    /// Whether new lines are items of the kind of list that a paragraph of the plan is an item of.
    fn is_item_beside(&self, place: Option<&(Path, usize)>, news: &[Line]) -> bool {
        let own = place.and_then(|(path, at)| self.versions.ours.prose.get(path)?.get(*at).copied());
        let Some(own) = own.map(|text| &self.versions.ours.texts[text]).filter(|own| own.level > 0) else {
            return false;
        };
        news.iter().all(|line| line.item.is_some_and(|(_, counts)| counts == own.start.is_some()))
    }

    /// The paragraphs of a text that take the place of some.
    fn rewritten(&self, path: &Path, range: Range<usize>, olds: &[Line], news: &[Line]) -> Vec<PlacedText> {
        let ours = self.versions.ours;
        let own: Vec<&PlacedText> = ours.prose[path].iter().map(|at| &ours.texts[*at]).collect();
        let replaced = &own[range.clone()];
        let mut source = Text::default();
        for (at, text) in replaced.iter().enumerate() {
            source = if at > 0 { source.and(" ") } else { source }.and(text.text.clone());
        }
        let before = range.start.checked_sub(1).and_then(|at| own.get(at)).copied();
        let mut made: Vec<PlacedText> = Vec::new();
        for (at, line) in news.iter().enumerate() {
            let text = self.text(&source, line);
            let was = replaced.get(at).filter(|_| olds.get(at).is_some_and(|old| old.item == line.item));
            made.push(match (was, line.item) {
                (Some(was), _) => PlacedText { text, ..(*was).clone() },
                (None, Some((level, counts))) => {
                    let beside = made.last().or(before).filter(|own| own.level > 0);
                    let start = counts.then(|| beside.and_then(|own| own.start).unwrap_or(1));
                    // A list goes on only after an item of its own kind.
                    let begins_list = beside.is_none_or(|own| own.start.is_some() != counts || own.level < level);
                    PlacedText { level, start, begins_item: true, begins_list, ..PlacedText::paragraph(text) }
                }
                (None, None) => PlacedText::paragraph(text),
            });
        }
        made
    }

    /// The words of a line, with what those of them lead to that were there before.
    fn text(&self, source: &Text, line: &Line) -> Text {
        let words = source.words().replace(BREAK, "");
        let (letters, looks) = (TextLetters::new(source), line.looks());
        let own = own_letters(source);
        let new: Vec<char> = line.text().chars().collect();
        let mut text = Text::default();
        for part in parts(&words, &line.text()) {
            for at in 0..part.new.len() {
                let (look, letter) = (looks[part.new.start + at], part.old.start + at);
                let run = if part.same && own.contains(&letter) {
                    letters.part(letter..letter + 1).0.pop().map(|run| self.dressed(run, look, source))
                } else if part.same {
                    None
                } else {
                    Some(self.dressed(Run::plain(new[part.new.start + at]), look, source))
                };
                text.0.extend(run);
            }
            // What stands in the place of words of another language, or between such words, is in it too.
            if !part.same {
                let of =
                    |range: Range<usize>| letters.part(range).0.into_iter().map(|run| run.lang).collect::<Vec<_>>();
                let langs = match (part.old.is_empty(), part.old.start.checked_sub(1)) {
                    (false, _) => of(part.old.clone()),
                    (true, Some(before)) if part.old.end < words.chars().count() => of(before..part.old.end + 1),
                    (true, _) => Vec::new(),
                };
                if let Some(lang) = langs.first().filter(|lang| langs.iter().all(|own| own == *lang)) {
                    let start = text.0.len() - part.new.len();
                    text.0[start..].iter_mut().for_each(|run| run.lang = *lang);
                }
            }
        }
        Text::merged(trimmed(text.0).into_iter())
    }

    /// A run as a stretch of the file looks. An address stays as the text that it takes the place of writes it.
    fn dressed(&self, run: Run, look: &Stretch, source: &Text) -> Run {
        let written = |url: &str| {
            let is_own = |link: &&Link| matches!(link, Link::Url(own) if same_address(Some(own), Some(url)));
            let link = source.0.iter().filter_map(|run| run.link.as_ref()).find(is_own);
            link.cloned().unwrap_or_else(|| Link::Url(url.to_string()))
        };
        let link = match (&look.url, &look.bookmark) {
            (Some(url), _) => Some(written(url)),
            (None, Some(name)) => self.bookmarks.get(name).cloned().or_else(|| run.link.clone()),
            (None, None) => run.link.clone().filter(|_| run.is_reference()),
        };
        let lang: Option<Lang> = run.lang;
        Run { strong: look.strong, emph: look.emph, link, lang, ..run }
    }

    /// What becomes of other words in a line of several values, or of a short one.
    fn words(&self, line: usize, new: &Line) -> Outcome {
        let ours = self.versions.ours;
        let (old_text, new_text) = (ours.lines[line].text(), new.text());
        if old_text.trim().chars().all(|c| c == '…') {
            return Outcome::FilledIn;
        }
        let new_letters: Vec<char> = new_text.chars().collect();
        let mut changes = Vec::new();
        for part in parts(&old_text, &new_text).into_iter().filter(|part| !part.same) {
            let words: String = new_letters[part.new.clone()].iter().collect();
            let origin = match self.origin(line, &part.old) {
                Ok(origin) => origin,
                Err(why) => return why,
            };
            let path = &origin.path;
            if origin.role == OriginRole::Named {
                return Outcome::Named(path.clone());
            }
            if origin.is_generated() || !values_at(path).contains(&ValueKind::Text) {
                return Outcome::Typed(path.clone());
            }
            // The letters of the line that are the value's.
            let is_own = |at: &usize| {
                ours.run(line, *at).and_then(|run| run.origin.as_ref()).is_some_and(|own| own.path == *path)
            };
            let own: Vec<usize> = (0..old_text.chars().count()).filter(is_own).collect();
            let letters: String =
                old_text.chars().enumerate().filter(|(at, _)| own.contains(at)).map(|(_, c)| c).collect();
            let value = value_at(self.versions.plan, path);
            let Some(Json::String(value)) = value else { return Outcome::Unsayable(Unsayable::Unfit) };
            if value.chars().count() != own.len() || key(&value).to_lowercase() != key(&letters).to_lowercase() {
                return Outcome::Unsayable(Unsayable::Unfit);
            }
            let place = |at: usize| own.partition_point(|own| *own < at);
            let range = place(part.old.start)..place(part.old.end);
            changes.push(Change::Words { path: path.clone(), range, words });
        }
        if changes.is_empty() { Outcome::Done } else { Outcome::Change(changes) }
    }

    /// Where the words come from that were changed, or those that something was put beside.
    fn origin(&self, line: usize, letters: &Range<usize>) -> Result<Origin, Outcome> {
        let of = |at: usize| self.versions.ours.run(line, at).and_then(|run| run.origin.clone());
        if letters.is_empty() {
            let beside = [letters.start.checked_sub(1), Some(letters.start)].into_iter().flatten().filter_map(of);
            let mut beside: Vec<Origin> = beside.collect();
            beside.sort_by_key(|own| (own.role == OriginRole::Named, own.is_generated()));
            return beside.into_iter().next().ok_or(Outcome::Computed);
        }
        let all: Vec<Option<Origin>> = letters.clone().map(of).collect();
        let first = all.iter().flatten().next().cloned().ok_or(Outcome::Computed)?;
        let is_first =
            |own: &Option<Origin>| own.as_ref().is_some_and(|own| own.path == first.path && own.role == first.role);
        if all.iter().all(is_first) { Ok(first) } else { Err(Outcome::Unsayable(Unsayable::Several)) }
    }
}

/// The words of a line as they are told.
fn plain(line: &Line) -> String {
    line.text().replace(HARD_SPACE, " ").trim().to_string()
}

/// The letters of a text without the program's words at its ends.
pub(super) fn own_letters(text: &Text) -> Range<usize> {
    let is_program = |run: &&Run| run.origin.is_none() && run.link.is_none();
    let of = |runs: &mut dyn Iterator<Item = &Run>| runs.take_while(is_program).map(Run::letters).sum::<usize>();
    let all: usize = text.0.iter().map(Run::letters).sum();
    let (start, end) = (of(&mut text.0.iter()), of(&mut text.0.iter().rev()));
    start.min(all)..(all - end.min(all)).max(start.min(all))
}

/// Whether a value says what was decided or done.
fn is_record(path: &Path) -> bool {
    path.steps().iter().any(|step| matches!(step, Step::Field(name) if name == "vedtak" || name == "logg"))
}

/// Runs without blanks at their ends.
fn trimmed(mut runs: Vec<Run>) -> Vec<Run> {
    let is_blank = |run: &Run| run.text.chars().all(char::is_whitespace) && run.link.is_none();
    while runs.last().is_some_and(is_blank) {
        runs.pop();
    }
    let start = runs.iter().take_while(|run| is_blank(run)).count();
    runs.split_off(start)
}
