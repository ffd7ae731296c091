//! Words: what is printed, in which style, in which language, where it leads and where in the data it comes from.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::plan::{Path, Språk};

/// The space at which no line breaks.
pub const HARD_SPACE: char = '\u{a0}';
/// A place where a word may break that is too long for its line: a zero-width space.
pub const BREAK: char = '\u{200b}';

/// What parts the facts of a tiltak in their line. It ends a line rather than beginning one.
pub const BETWEEN_FACTS: &str = "\u{a0}· ";

/// Words that are printed: a title, a paragraph, a cell's line, a name in a drawing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(pub Vec<Run>);

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Strong emphasis.
    #[serde(default, skip_serializing_if = "is_false")]
    pub strong: bool,
    /// Emphasis.
    #[serde(default, skip_serializing_if = "is_false")]
    pub emph: bool,
    /// Where it leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// Its language, where that is not the document's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// Whether a comparison found it put in or taken out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// Where in the data it comes from; words that the program sets come from nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

/// What a comparison with an earlier version found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It is in the new version alone.
    Inserted,
    /// It is in the old version alone.
    Deleted,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// Where in the data a run comes from: a value, and which bytes of the string that it is, piece by piece. Between the pieces
/// the string has signs that are not printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The value: of a name, where the name itself is kept.
    pub path: Path,
    /// The pieces, in the order of the run. There are none where the program writes the words for a typed value: a date, a
    /// year, a share, a status.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<Piece>,
    /// What the words are here.
    #[serde(default, skip_serializing_if = "OriginRole::is_own")]
    pub role: OriginRole,
    /// The value that names it here, such as the id of a party in a cell: whoever wants another name here changes that one.
    /// Nothing where the program tells the name of its own accord, as in a list of every tiltak.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Path>,
}

/// What the words of a run are where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OriginRole {
    /// What the value says, in its own place: to change the words is to change the value.
    #[default]
    Own,
    /// The name of something (a party, a body, a delmål, a tiltak) that has its own place elsewhere, or words told once more: to
    /// change them here is not to give it another name.
    Named,
}

impl OriginRole {
    fn is_own(&self) -> bool {
        *self == Self::Own
    }
}

/// A piece of a run's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// How many letters of the run stand before it, break signs not counted: neither they nor hard spaces move a piece.
    pub at: usize,
    /// Its bytes in the string that the value is. They have as many letters as the piece, but for white space at a line's
    /// end, which is one blank.
    pub range: Range<usize>,
}

/// Where a run of text leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Link {
    /// To an anchor in the document.
    Anchor(Anchor),
    /// To an address.
    Url(String),
    /// To an anchor, by the number of its page, which stands in the place of the run's words.
    Page(Anchor),
}

/// The languages that a phrase can be marked as: Norwegian's two, the Sámi languages of Norway, the neighbours', and those
/// that plans borrow words from (ISO 639).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Nynorsk.
    Nn,
    /// Bokmål.
    Nb,
    /// North Sámi.
    Se,
    /// Lule Sámi.
    Smj,
    /// South Sámi.
    Sma,
    /// Kven.
    Fkv,
    /// Danish.
    Da,
    /// Swedish.
    Sv,
    /// Finnish.
    Fi,
    /// English.
    En,
    /// German.
    De,
    /// French.
    Fr,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 12] = [
        Self::Nn,
        Self::Nb,
        Self::Se,
        Self::Smj,
        Self::Sma,
        Self::Fkv,
        Self::Da,
        Self::Sv,
        Self::Fi,
        Self::En,
        Self::De,
        Self::Fr,
    ];

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nn => "nn",
            Self::Nb => "nb",
            Self::Se => "se",
            Self::Smj => "smj",
            Self::Sma => "sma",
            Self::Fkv => "fkv",
            Self::Da => "da",
            Self::Sv => "sv",
            Self::Fi => "fi",
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
        }
    }

    /// The language with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

impl From<Språk> for Lang {
    fn from(språk: Språk) -> Self {
        match språk {
            Språk::Nn => Self::Nn,
            Språk::Nb => Self::Nb,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What links lead to. It is made of the name of what it is the anchor of, never of its place: the same tiltak, section or
/// sub-heading has the same anchor in two versions of a plan, whatever was put in before it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Anchor(String);

impl Anchor {
    /// The anchors of what a document has once.
    const FIXED_NAMES: [&'static str; 16] = [
        "organisasjonskart",
        "finansiering",
        "møteplan",
        "godkjenningar",
        "framlegg",
        "rullering",
        "nytt",
        "oversyn",
        "ansvar",
        "forkortingar",
        "betalarar",
        "saksframlegg",
        // What is before "--" in anchors that are no sub-heading's: of the web page itself, of changes, of what was taken out.
        "side",
        "endring",
        "ut",
        "finansiering-samla",
    ];

    /// The organisation chart.
    pub fn chart() -> Self {
        Self(Self::FIXED_NAMES[0].into())
    }

    /// The financing table.
    pub fn financing() -> Self {
        Self(Self::FIXED_NAMES[1].into())
    }

    /// The meeting table.
    pub fn meetings() -> Self {
        Self(Self::FIXED_NAMES[2].into())
    }

    /// The approval table.
    pub fn approvals() -> Self {
        Self(Self::FIXED_NAMES[3].into())
    }

    /// The proposal for a decision.
    pub fn proposal() -> Self {
        Self(Self::FIXED_NAMES[4].into())
    }

    /// The account of the yearly update.
    pub fn account() -> Self {
        Self(Self::FIXED_NAMES[5].into())
    }

    /// What is new since an earlier plan.
    pub fn news() -> Self {
        Self(Self::FIXED_NAMES[6].into())
    }

    /// The plan on one page.
    pub fn overview() -> Self {
        Self(Self::FIXED_NAMES[7].into())
    }

    /// Who does what.
    pub fn responsibilities() -> Self {
        Self(Self::FIXED_NAMES[8].into())
    }

    /// What a party does.
    pub fn responsibilities_of(party: &str) -> Self {
        Self(format!("{}--{party}", Self::FIXED_NAMES[8]))
    }

    /// The abbreviations.
    pub fn abbreviations() -> Self {
        Self(Self::FIXED_NAMES[9].into())
    }

    /// The money in all.
    pub fn financing_summary() -> Self {
        Self(Self::FIXED_NAMES[15].into())
    }

    /// Who pays.
    pub fn payers() -> Self {
        Self(Self::FIXED_NAMES[10].into())
    }

    /// A section without a number, by its title.
    pub fn chapter(title: &str) -> Self {
        Self(format!("kapittel-{}", slug(title)))
    }

    /// The proposal for a body of a party.
    pub fn proposal_to(party: &str, body: &str) -> Self {
        Self(format!("framlegg--{party}-{}", slug(body)))
    }

    /// A part of a case paper.
    pub fn case_part(what: &str) -> Self {
        Self(format!("{}--{what}", Self::FIXED_NAMES[11]))
    }

    /// The figures of a tiltak.
    pub fn figures(tiltak: &str) -> Self {
        Self(format!("{tiltak}--indikatorar"))
    }

    /// A group of what is new.
    pub fn news_group(what: &str) -> Self {
        Self(format!("nytt--{what}"))
    }

    /// A group of the account, by what became of its tiltak.
    pub fn account_group(what: &str) -> Self {
        Self(format!("rullering--{what}"))
    }

    /// A tiltak in the account.
    pub fn account_entry(tiltak: &str) -> Self {
        Self(format!("rullering-{tiltak}"))
    }

    /// A section, by its number.
    pub fn section(number: u16) -> Self {
        Self(format!("pkt-{number}"))
    }

    /// A part of a section, by its title.
    pub fn part(section: &Self, title: &str) -> Self {
        Self(format!("{section}-{}", slug(title)))
    }

    /// A delmål, by its number.
    pub fn delmål(number: u16) -> Self {
        Self(format!("delmål-{number}"))
    }

    /// The table of a delmål's tiltak.
    pub fn tiltak_table(number: u16) -> Self {
        Self(format!("tabell-delmål-{number}"))
    }

    /// A tiltak, by its id.
    pub fn tiltak(id: &str) -> Self {
        Self(id.into())
    }

    /// A sub-heading of a tiltak, by its words.
    pub fn bolk(tiltak: &str, heading: &str) -> Self {
        Self(format!("{tiltak}--{}", slug(heading)))
    }

    /// What a text refers to by name.
    pub fn named(name: &str) -> Self {
        Self(name.into())
    }

    /// That of a thing of an earlier version alone: the new version may have the same.
    pub fn for_deleted(&self) -> Self {
        Self(format!("ut--{}", self.0))
    }

    /// The contents list, where changes are listed before it.
    pub fn contents() -> Self {
        Self("innhald--side".into())
    }

    /// The list of changes.
    pub fn change_list() -> Self {
        Self("endring--side".into())
    }

    /// A change in the list of changes, which are counted in the order of the text.
    pub fn change(number: usize) -> Self {
        Self(format!("endring--{number}"))
    }

    /// The anchor of the second, third … thing that has this name.
    pub fn nth(&self, number: usize) -> Self {
        Self(format!("{}-{number}", self.0))
    }

    /// Whether a name is, or could be, the anchor of something other than a tiltak.
    pub fn is_reserved(name: &str) -> bool {
        let starts = ["pkt-", "delmål-", "tabell-", "rullering-", "kapittel-"];
        starts.iter().any(|start| name.starts_with(start)) || Self::FIXED_NAMES.contains(&name) || name.contains("--")
    }

    /// The anchor as a string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Words as a name: small letters and digits with hyphens between.
fn slug(words: &str) -> String {
    let letters = words.to_lowercase();
    let parts = letters.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

impl Run {
    /// Text without emphasis.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Text with strong emphasis.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { strong: true, ..Self::plain(text) }
    }

    /// Whether another looks the same and leads to the same place.
    pub fn looks_like(&self, other: &Self) -> bool {
        let look = |run: &Self| (run.strong, run.emph, run.lang, run.change);
        look(self) == look(other) && self.link == other.link
    }

    /// Whether it is a reference without words of its own, which the program gives the words of what it leads to.
    pub fn is_reference(&self) -> bool {
        let has_own_words = self.origin.as_ref().is_some_and(|origin| origin.role == OriginRole::Own);
        matches!(self.link, Some(Link::Anchor(_))) && !has_own_words
    }

    /// How many letters it has, break signs not counted.
    pub fn letters(&self) -> usize {
        letters(&self.text).count()
    }

    /// The run from one letter to another.
    pub fn part(&self, range: Range<usize>) -> Self {
        RunLetters::new(self).part(range)
    }

    /// Whether it has words of the data, not only words of the program for what the data has.
    pub fn has_words_of_data(&self) -> bool {
        self.origin.as_ref().is_some_and(|origin| !origin.is_generated())
    }

    /// Adds a run that looks the same to one of some letters.
    fn extend(&mut self, before: usize, other: &Self) {
        self.text.push_str(&other.text);
        self.origin = match (self.origin.take(), &other.origin) {
            (Some(mut own), Some(more)) if own.is_beside(more) => {
                own.pieces.extend(more.pieces.iter().map(|piece| Piece { at: piece.at + before, ..piece.clone() }));
                Some(own)
            }
            (None, more) if before == 0 => more.clone(),
            (own, _) if other.text.is_empty() => own,
            // A run comes from one place.
            _ => None,
        };
    }
}

/// The letters of a text, break signs not counted.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| *c != BREAK)
}

impl Origin {
    /// The whole of the string that a value is.
    pub fn whole(path: Path, value: &str) -> Self {
        Self::of(path, value, 0..value.len())
    }

    /// A text that is some bytes of the string that a value is. The value's own hard spaces are pieces by themselves, for in
    /// all other pieces a hard space is the program's, and one byte of the value; its own break signs are in no piece.
    pub fn of(path: Path, text: &str, range: Range<usize>) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        let (mut at, mut fresh) = (0, true);
        if text.len() == range.len() {
            for (offset, c) in text.char_indices() {
                let (start, apart) = (range.start + offset, matches!(c, HARD_SPACE | BREAK));
                if c != BREAK {
                    match pieces.last_mut() {
                        Some(last) if !apart && !fresh => last.range.end = start + c.len_utf8(),
                        _ => pieces.push(Piece { at, range: start..start + c.len_utf8() }),
                    }
                    at += 1;
                }
                fresh = apart;
            }
        }
        if pieces.is_empty() {
            pieces.push(Piece { at: 0, range });
        }
        Self { path, pieces, role: OriginRole::Own, by: None }
    }

    /// A value whose words the program writes.
    pub fn typed(path: Path) -> Self {
        Self { path, pieces: Vec::new(), role: OriginRole::Own, by: None }
    }

    /// Whether the program writes the words, so that there are no bytes of the value that they are.
    pub fn is_generated(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Words of a value as a name of something that has its own place elsewhere; `by` is the value that names it here.
    pub fn named(self, by: Option<&Path>) -> Self {
        Self { role: OriginRole::Named, by: by.cloned(), ..self }
    }

    /// Whether a run of this origin and one of another can be one.
    fn is_beside(&self, other: &Self) -> bool {
        let place = |own: &Self| (own.path.clone(), own.role, own.by.clone(), own.is_generated());
        place(self) == place(other)
    }

    /// The origin of some letters of the text that it is the origin of, given how many bytes stand before each letter; nothing if
    /// none of its pieces is among them.
    fn part(&self, range: &Range<usize>, bytes: &[usize]) -> Option<Self> {
        let (path, role, by) = (&self.path, self.role, &self.by);
        let with = |pieces| Self { path: path.clone(), pieces, role, by: by.clone() };
        if self.is_generated() {
            return Some(with(Vec::new()));
        }
        let first = self.pieces.partition_point(|piece| piece.at <= range.start).saturating_sub(1);
        let mut pieces = Vec::new();
        for (index, piece) in self.pieces.iter().enumerate().skip(first) {
            if piece.at >= range.end {
                break;
            }
            let piece_end = self.pieces.get(index + 1).map_or(bytes.len() - 1, |next| next.at);
            let (from, to) = (piece.at.max(range.start), piece_end.min(range.end));
            if from >= to {
                continue;
            }
            // Whole pieces keep their bytes; in a part of one, every letter is as long as it is printed but a hard space.
            let long = |letter: usize| piece.range.start + bytes[letter] - bytes[piece.at];
            let end = if to == piece_end { piece.range.end } else { long(to) };
            pieces.push(Piece { at: from - range.start, range: long(from)..end });
        }
        (!pieces.is_empty()).then(|| with(pieces))
    }
}

/// A run with its letters, so that many parts of it are found without counting from its beginning.
struct RunLetters<'t> {
    run: &'t Run,
    letters: Vec<char>,
    /// How many bytes of the value stand before each letter, and before the end: a hard space is one there.
    bytes: Vec<usize>,
}

impl<'t> RunLetters<'t> {
    fn new(run: &'t Run) -> Self {
        let letters: Vec<char> = letters(&run.text).collect();
        let mut bytes = Vec::with_capacity(letters.len() + 1);
        let mut sum = 0;
        bytes.push(sum);
        for c in &letters {
            sum += if *c == HARD_SPACE { 1 } else { c.len_utf8() };
            bytes.push(sum);
        }
        Self { run, letters, bytes }
    }

    fn part(&self, range: Range<usize>) -> Run {
        let end = range.end.min(self.letters.len());
        let range = range.start.min(end)..end;
        let run = self.run;
        let origin = run.origin.as_ref().and_then(|origin| origin.part(&range, &self.bytes));
        let text = self.letters[range].iter().collect();
        let (link, lang) = (run.link.clone(), run.lang);
        Run { text, origin, strong: run.strong, emph: run.emph, link, lang, change: run.change }
    }
}

/// A text with its letters, so that many parts of it are found without counting from its beginning.
pub struct TextLetters<'t> {
    runs: Vec<RunLetters<'t>>,
    /// How many letters stand before each run, and before the end.
    starts: Vec<usize>,
}

impl<'t> TextLetters<'t> {
    /// The letters of a text.
    pub fn new(text: &'t Text) -> Self {
        let runs: Vec<_> = text.0.iter().map(RunLetters::new).collect();
        let mut starts = vec![0];
        for run in &runs {
            starts.push(starts[starts.len() - 1] + run.letters.len());
        }
        Self { runs, starts }
    }

    /// The words from one letter to another.
    pub fn part(&self, range: Range<usize>) -> Text {
        let first = self.starts.partition_point(|start| *start <= range.start).saturating_sub(1);
        let runs = self.runs.iter().zip(self.starts.windows(2)).skip(first);
        let runs = runs.take_while(|(_, own)| own[0] < range.end).filter_map(|(run, own)| {
            let (from, to) = (range.start.max(own[0]), range.end.min(own[1]));
            (from < to).then(|| run.part(from - own[0]..to - own[0]))
        });
        Text(runs.collect())
    }
}

impl Text {
    /// Words of the program, without emphasis.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Run::plain(text)])
    }

    /// Words of the program, with strong emphasis.
    pub fn strong(text: impl Into<String>) -> Self {
        Self(vec![Run::strong(text)])
    }

    /// The words of a value of the data.
    pub fn of(path: Path, value: &str) -> Self {
        Self(vec![Run { origin: Some(Origin::whole(path, value)), ..Run::plain(value) }])
    }

    /// Words of the program for a typed value of the data.
    pub fn typed(path: Path, words: impl Into<String>) -> Self {
        Self(vec![Run { origin: Some(Origin::typed(path)), ..Run::plain(words) }])
    }

    /// A sentence of the program around words of the data: `say` gets a sign for each of them, to put where they are to stand.
    pub fn around<const N: usize>(words: [Self; N], say: impl FnOnce([&str; N]) -> String) -> Self {
        /// The first of the signs: letters of nobody, which no plan may have.
        const FIRST_SIGN: u32 = 0xE000;
        let signs =
            std::array::from_fn(|at| char::from_u32(FIRST_SIGN + at as u32).map(String::from).unwrap_or_default());
        let sentence = say(signs.each_ref().map(|sign: &String| sign.as_str()));
        let mut text = Self::default();
        let mut rest = sentence.as_str();
        let sign_of = |c: char| signs.iter().position(|sign| sign.starts_with(c));
        while let Some((before, which)) = rest.char_indices().find_map(|(at, c)| Some((at, sign_of(c)?))) {
            if before > 0 {
                text = text.and(&rest[..before]);
            }
            text = text.and(words[which].clone());
            rest = &rest[before + signs[which].len()..];
        }
        if rest.is_empty() { text } else { text.and(rest) }
    }

    /// This text as the name of something that has its own place elsewhere; `by` is the value that names it here.
    pub fn named(mut self, by: Option<&Path>) -> Self {
        for run in &mut self.0 {
            run.origin = run.origin.take().map(|origin| origin.named(by));
        }
        self
    }

    /// This text told once more, elsewhere than in their own place. What they name is named there.
    pub fn as_repetition(mut self) -> Self {
        for origin in self.0.iter_mut().filter_map(|run| run.origin.as_mut()) {
            origin.role = OriginRole::Named;
        }
        self
    }

    /// All its words.
    pub fn words(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    /// Its words in the new version, where it has marks.
    pub fn new_version_words(&self) -> String {
        let kept = self.0.iter().filter(|run| run.change != Some(Change::Deleted));
        kept.map(|run| run.text.as_str()).collect()
    }

    /// Whether it has no words.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|run| run.text.is_empty())
    }

    /// Appends other words.
    pub fn and(mut self, other: impl Into<Self>) -> Self {
        self.0.extend(other.into().0);
        self
    }

    /// Makes every run strong.
    pub fn all_strong(mut self) -> Self {
        self.0.iter_mut().for_each(|run| run.strong = true);
        self
    }

    /// Makes every run a link to an anchor.
    pub fn linked(mut self, anchor: &Anchor) -> Self {
        self.0.iter_mut().for_each(|run| run.link = Some(Link::Anchor(anchor.clone())));
        self
    }

    /// Writes the words otherwise, with as many letters: spaces become hard, a letter a capital.
    pub fn map_words(&mut self, spell: impl FnOnce(&str) -> String) {
        let spelt = spell(&self.words());
        let mut letters = spelt.chars();
        for run in &mut self.0 {
            run.text = letters.by_ref().take(run.text.chars().count()).collect();
        }
    }

    /// Makes the first letter a capital.
    pub fn capitalised(self) -> Self {
        self.with_first_letter(|first| first.to_uppercase().collect())
    }

    /// The text with its first letter small, for it goes on after other words.
    pub fn uncapitalised(self) -> Self {
        self.with_first_letter(|first| first.to_lowercase().collect())
    }

    fn with_first_letter(mut self, make: impl Fn(char) -> String) -> Self {
        if let Some(run) = self.0.iter_mut().find(|run| !run.text.is_empty()) {
            let mut letters = run.text.chars();
            let first = letters.next().map(make).unwrap_or_default();
            // A letter that is two as a capital keeps its form: the origin counts letters.
            if first.chars().count() == 1 {
                run.text = first + letters.as_str();
            }
        }
        self
    }

    /// The words from one letter to another. For many parts of one text, `TextLetters` is made once.
    pub fn part(&self, range: Range<usize>) -> Self {
        TextLetters::new(self).part(range)
    }

    /// Marks every run as inserted or deleted.
    pub fn changed(mut self, change: Change) -> Self {
        self.0.iter_mut().for_each(|run| run.change = Some(change));
        self
    }

    /// What became of all its words alike.
    pub fn change(&self) -> Option<Change> {
        let mut runs = self.0.iter().filter(|run| !run.text.is_empty());
        let first = runs.next()?.change;
        first.filter(|_| runs.all(|run| run.change == first))
    }

    /// Whether any of its words was put in or taken out.
    pub fn is_changed(&self) -> bool {
        self.0.iter().any(|run| run.change.is_some())
    }

    /// The words as lines that were broken from them: the blanks at the lines' ends are left out.
    pub fn lines(&self, lines: &[String]) -> Vec<Self> {
        let words: Vec<char> = letters(&self.words()).collect();
        let all = TextLetters::new(self);
        let mut at = 0;
        let mut made = Vec::with_capacity(lines.len());
        for line in lines {
            let first = line.chars().next();
            while words.get(at).is_some_and(|c| c.is_whitespace() && Some(*c) != first) {
                at += 1;
            }
            let end = at + line.chars().count();
            made.push(all.part(at..end));
            at = end;
        }
        made
    }

    /// This text with runs that look alike merged, as they are written. A run keeps its origin only if it comes from one place.
    pub fn with_merged_runs(&self) -> Self {
        Self::merged(self.0.iter().filter(|run| !run.text.is_empty() || run.link.is_some()).cloned())
    }

    /// A text of runs, of which those beside each other that look alike become one.
    pub fn merged(runs: impl Iterator<Item = Run>) -> Self {
        let mut merged: Vec<Run> = Vec::new();
        let mut letters = 0;
        for run in runs {
            let own = run.letters();
            match merged.last_mut() {
                Some(last) if last.looks_like(&run) => {
                    last.extend(letters, &run);
                    letters += own;
                }
                _ => {
                    merged.push(run);
                    letters = own;
                }
            }
        }
        Self(merged)
    }

    /// Words with commas between, and a word before the last: "A, B og C".
    pub fn listing(items: Vec<Self>, and: &str) -> Self {
        let last = items.len().saturating_sub(1);
        items.into_iter().enumerate().fold(Self::default(), |listed, (index, item)| {
            let between = match index {
                0 => String::new(),
                _ if index == last => format!(" {and} "),
                _ => ", ".into(),
            };
            let listed = if between.is_empty() { listed } else { listed.and(between) };
            listed.and(item)
        })
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self::plain(words)
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Self::plain(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &str) -> Text {
        Text::of(Path::hovud().field("x"), value)
    }

    /// The bytes of the value for each run.
    fn ranges(text: &Text) -> Vec<Vec<Range<usize>>> {
        let of_run =
            |run: &Run| run.origin.iter().flat_map(|origin| &origin.pieces).map(|piece| piece.range.clone()).collect();
        text.0.iter().map(of_run).collect()
    }

    #[test]
    fn an_origin_survives_hard_spaces_break_signs_and_cutting() {
        let value = "år 2025 og meir";
        let mut text = of(value);
        text.map_words(|words| words.replacen(' ', "\u{a0}", 1));
        text.0[0].text.insert(0, BREAK);
        let part = text.part(3..7);
        assert_eq!(part.words(), "2025");
        assert_eq!(&value[ranges(&part)[0][0].clone()], "2025");
        let lines = text.lines(&["år\u{a0}2025".into(), "og meir".into()]);
        assert_eq!(lines[1].words(), "og meir");
        assert_eq!(&value[ranges(&lines[1])[0][0].clone()], "og meir");
    }

    #[test]
    fn a_values_own_hard_spaces_are_as_long_as_they_are() {
        let value = "a\u{a0}b\u{200b}c d";
        let mut text = of(value);
        text.map_words(|words| words.replace(' ', "\u{a0}"));
        assert_eq!(ranges(&text)[0], [0..1, 1..3, 3..4, 7..10]);
        let own =
            |from, to| ranges(&text.part(from..to))[0].iter().map(|range| &value[range.clone()]).collect::<String>();
        assert_eq!([own(1, 3), own(2, 4), own(4, 6)], ["\u{a0}b", "bc", " d"]);
        let lines = of("Nord\u{a0} Sør").lines(&["Nord".into(), "Sør".into()]);
        assert_eq!(lines[1].words(), "Sør");
    }

    #[test]
    fn words_of_a_typed_value_keep_their_origin_in_every_part() {
        let path = Path::hovud().field("år");
        let text = Text::around([Text::typed(path.clone(), "2026"), of("Vinje")], |[year, name]| {
            format!("I {year} er {name} med.")
        });
        assert_eq!(text.words(), "I 2026 er Vinje med.");
        let origins: Vec<Option<&Path>> =
            text.0.iter().map(|run| run.origin.as_ref().map(|origin| &origin.path)).collect();
        assert_eq!(origins, [None, Some(&path), None, Some(&Path::hovud().field("x")), None]);
        assert_eq!(text.part(3..5).0[0].origin, Some(Origin::typed(path)));
        let named = text.named(Some(&Path::hovud().field("y")));
        assert!(named.0[3].origin.as_ref().is_some_and(|origin| origin.role == OriginRole::Named));
        // A name and an own word of one value are two things.
        let both = Text(vec![of("a").0.remove(0), of("b").named(None).0.remove(0)]);
        assert_eq!(both.with_merged_runs().0[0].origin, None);
    }

    #[test]
    fn runs_that_look_alike_are_written_as_one() {
        let text = of("ein").and(", ").and(Text::strong("to")).and(Run::strong("").text);
        assert_eq!(text.with_merged_runs().0.len(), 2);
        assert_eq!(text.with_merged_runs().words(), "ein, to");
        let same = Text(vec![of("a").0.remove(0), of("b").0.remove(0)]);
        assert_eq!(ranges(&same.with_merged_runs()), [vec![0..1, 0..1]]);
        let listed = Text::listing(vec!["A".into(), "B".into(), "C".into()], "og");
        assert_eq!(listed.words(), "A, B og C");
    }

    #[test]
    fn an_anchor_is_made_of_a_name() {
        assert_eq!(
            Anchor::part(&Anchor::section(4), "Prioriteringar 2025 – kva no?").as_str(),
            "pkt-4-prioriteringar-2025-kva-no"
        );
        assert_eq!(Anchor::bolk("bustad", "Kva skal gjerast?").as_str(), "bustad--kva-skal-gjerast");
        for anchor in [Anchor::chart(), Anchor::section(3), Anchor::account_group("ny"), Anchor::bolk("a", "b")] {
            assert!(Anchor::is_reserved(anchor.as_str()), "{anchor}");
        }
        assert!(!Anchor::is_reserved("bustader"));
    }
}
