//! The list of what Word files want changed, in words and for programs: `hent` shows it in the terminal, `sjå` on its page.

use serde_json::{Value as Json, json};

use super::{BaseSource, DecisionOutcome, Entry, Intake, Returned, Wish};
use crate::document::Lang;
use crate::intake::approvals::{FilledRow, Unreadable};
use crate::intake::looks::{Look, LookChange};
use crate::intake::merge::{Difference, Outcome as Fate, Unsayable};
use crate::intake::word::Revision;
use crate::plan::{Path, Step, Vedtak};
use crate::words::handling::Handling;
use crate::words::notation::long_date;
use crate::words::terms::Terms;

/// How many letters are shown around what differs.
const AROUND: usize = 40;
/// How many letters are shown of words that look otherwise.
const MOST_SHOWN: usize = 80;

/// Who reads the list: what can't be taken in is done by hand in another way on the page than in the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Somebody at a terminal.
    Terminal,
    /// Somebody on the page of `sjå`.
    Page,
}

/// What Word files want changed, as it is shown.
pub struct List<'a> {
    intake: &'a Intake,
    /// The names of the files, without folders where that tells them apart.
    names: Vec<String>,
    reader: Reader,
}

/// An entry of the list in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// What kind of entry it is.
    pub kind: EntryKind,
    /// The data file and the line: "plan.ron:12".
    pub place: Option<String>,
    /// What it is about: "tiltak 1.2, «Utfordring»".
    pub thing: Option<String>,
    /// Who wants it: the file where there are several, whether it was tracked, the authors.
    pub author: String,
    /// What is wanted.
    pub lines: Vec<DescriptionLine>,
}

/// What kind of entry of the list something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A change of words or of how they look.
    Change,
    /// A decision that was filled in.
    Decision,
    /// A comment.
    Comment,
}

/// A line of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DescriptionLine {
    /// What stood there.
    Before(String),
    /// What is to stand there.
    After(String),
    /// What it becomes in the plan.
    Becomes(String),
    /// Why it can't be taken in.
    Verdict(String),
}

impl DescriptionLine {
    /// Its words alone.
    fn words(&self) -> &str {
        match self {
            Self::Before(words) | Self::After(words) | Self::Becomes(words) | Self::Verdict(words) => words,
        }
    }

    /// The line as the terminal has it.
    fn text(&self) -> String {
        match self {
            Self::Before(words) => format!("– {words}"),
            Self::After(words) => format!("+ {words}"),
            Self::Becomes(words) => words.clone(),
            Self::Verdict(words) => format!("! {words}"),
        }
    }
}

impl<'a> List<'a> {
    /// The list of what some files want changed, for a reader.
    pub fn of(intake: &'a Intake, files: &[Returned], reader: Reader) -> Self {
        let short = |name: &str| {
            let own = std::path::Path::new(name).file_name().map(|own| own.to_string_lossy().into_owned());
            own.unwrap_or_else(|| name.to_string())
        };
        let all: Vec<String> = files.iter().map(|file| short(&file.name)).collect();
        let is_only = |name: &String| all.iter().filter(|own| *own == name).count() == 1;
        let names =
            files.iter().zip(&all).map(|(file, own)| if is_only(own) { own.clone() } else { file.name.clone() });
        Self { intake, names: names.collect(), reader }
    }

    /// What a file was compared with, where that is not what it has with it.
    pub fn lost_base_notice(&self, file: usize) -> String {
        let with = match &self.intake.base_sources[file] {
            BaseSource::Carried => return String::new(),
            BaseSource::Kept(version) => format!("versjon {version}, som er teken vare på"),
            BaseSource::Plan => "planen slik han er no".into(),
        };
        format!("{} har mist det programmet la ved, og er samanlikna med {with}.\n", self.names[file])
    }

    /// An entry as the terminal shows it.
    pub fn entry(&self, at: usize) -> String {
        let Description { kind, place, thing, author, lines } = self.describe(at);
        let joined = |parts: [Option<String>; 2]| parts.into_iter().flatten().collect::<Vec<_>>().join("  ");
        let head = match kind {
            EntryKind::Comment => {
                let words = lines.iter().map(DescriptionLine::words).collect::<String>();
                return format!(
                    "{:>3}  merknad til {} ({author}): «{words}»\n",
                    self.intake.entries[at].number,
                    joined([place, thing])
                );
            }
            EntryKind::Decision | EntryKind::Change => joined([place, thing]),
        };
        let lines: String = lines.iter().map(|line| format!("     {}\n", line.text())).collect();
        let head = format!("{head} ({author})");
        format!("{:>3}  {}\n{lines}", self.intake.entries[at].number, head.trim_start())
    }

    /// An entry in words.
    pub fn describe(&self, at: usize) -> Description {
        let entry = &self.intake.entries[at];
        let place = entry.place.as_ref().map(|(name, line)| match self.reader {
            Reader::Terminal => format!("{name}:{line}"),
            // The page is of one folder.
            Reader::Page => format!("{}:{line}", name.rsplit(['/', '\\']).next().unwrap_or(name)),
        });
        let thing = self.intake.thing(entry);
        match &entry.wish {
            Wish::Comment { author, words, .. } => Description {
                kind: EntryKind::Comment,
                place,
                thing,
                author: author.clone(),
                lines: vec![DescriptionLine::After(words.clone())],
            },
            Wish::Decision(row, outcome) => Description {
                kind: EntryKind::Decision,
                place,
                thing: Some(format!("vedtak: {}", self.decision_name(row))),
                author: self.author(entry, &row.revisions, row.revisions.is_empty()),
                lines: self.decision_lines(entry, row, outcome),
            },
            Wish::Difference(own) => {
                let is_row = own.outcome == Fate::Unsayable(Unsayable::Cells);
                let cell = own.cell.as_ref().filter(|_| !is_row).map(|cell| match &cell.row {
                    Some(row) => format!("kolonnen «{}» i rada «{row}»", cell.column),
                    None => format!("kolonnen «{}»", cell.column),
                });
                let thing = [thing, cell].into_iter().flatten().collect::<Vec<_>>().join("  ");
                Description {
                    kind: EntryKind::Change,
                    place,
                    thing: Some(thing).filter(|words| !words.is_empty()),
                    author: self.author(entry, &own.revisions, own.untracked),
                    lines: self.difference_lines(entry, own),
                }
            }
        }
    }

    /// Whose file an entry is of, and who made it when.
    fn author(&self, entry: &Entry, revisions: &[Revision], untracked: bool) -> String {
        let file = if self.names.len() > 1 { format!("{}: ", self.names[entry.file]) } else { String::new() };
        let tracked = revisions.iter().map(signed).collect::<Vec<_>>();
        let how = match (tracked.is_empty(), untracked) {
            (true, _) => "uspora endring".into(),
            (false, false) => format!("spora endring, {}", tracked.join("; ")),
            (false, true) => format!("spora og uspora endring, {}", tracked.join("; ")),
        };
        format!("{file}{how}")
    }

    /// The party, the body and, where it can be read, the day: «Dalane kommunestyre 17. juni 2025».
    fn decision_name(&self, row: &FilledRow) -> String {
        let plan = self.intake.plan();
        let handsaming = &plan.hovud.handsaming[row.party];
        let body = &handsaming.organ[row.body].organ.0;
        // An abbreviation says less than the name.
        let is_name = |short: &String| short.chars().any(char::is_lowercase);
        let short = plan.part(&handsaming.part).and_then(|part| part.kort.clone()).filter(is_name);
        let name = match short {
            Some(short) => format!("{short} {body}"),
            None => format!("{}, {body}", plan.party_name(&handsaming.part)),
        };
        row.decision.as_ref().map_or_else(|_| name.clone(), |own| format!("{name} {}", day(own.date.0)))
    }

    fn decision_lines(&self, entry: &Entry, row: &FilledRow, outcome: &DecisionOutcome) -> Vec<DescriptionLine> {
        let filled = |(head, words): &(String, String)| DescriptionLine::After(format!("{head}: «{words}»"));
        let mut lines: Vec<DescriptionLine> = row.cells.iter().map(filled).collect();
        if let DecisionOutcome::Enter(own) = outcome
            && entry.against.is_none()
            && let Some(vedtak) = &own.vedtak
        {
            lines.push(DescriptionLine::Becomes(format!("Blir ført inn som {}", self.decision(row, vedtak))));
        }
        lines.extend(self.decision_verdict(entry, row, outcome).map(DescriptionLine::Verdict));
        lines
    }

    /// A decision in words that go on in a sentence: «vedteke 17. juni 2025, sak PS 45/25 (versjon 5.0)».
    fn decision(&self, row: &FilledRow, vedtak: &Vedtak) -> String {
        let role = self.intake.plan().hovud.handsaming[row.party].role(row.body);
        let outcome = Handling::of(Lang::Nn).outcome_in_full(vedtak.utfall, role);
        let case = vedtak.sak.as_ref().map_or(String::new(), |case| format!(", {case}"));
        let version = vedtak.versjon.as_ref().map_or(String::new(), |version| format!(" (versjon {version})"));
        format!("«{outcome}» {}{case}{version}", day(vedtak.dato.0))
    }

    /// Why a decision is not taken in.
    fn decision_verdict(&self, entry: &Entry, row: &FilledRow, outcome: &DecisionOutcome) -> Option<String> {
        if let Some(other) = entry.against {
            return Some(format!("Konflikt: {} har eit anna vedtak her. Spør kven som har rett.", self.names[other]));
        }
        let by_hand = self.decide_by_hand();
        Some(match (outcome, &row.decision) {
            (DecisionOutcome::Enter(_) | DecisionOutcome::Done, _) => return None,
            (DecisionOutcome::Other(own), _) => {
                format!("Konflikt: planen har alt {}.", self.decision(row, own))
            }
            (DecisionOutcome::Refused(why), _) => format!("Kan ikkje førast inn: {why}. {by_hand}"),
            (DecisionOutcome::Unreadable, Err(Unreadable::Words(words))) => {
                format!("Programmet forstår ikkje «{words}». {by_hand}")
            }
            (DecisionOutcome::Unreadable, Err(Unreadable::OtherBody)) => {
                format!("Rada har eit anna organ enn planen. {by_hand}")
            }
            (DecisionOutcome::Unreadable, _) => format!("Datoen for vedtaket manglar. {by_hand}"),
        })
    }

    /// How a decision is entered by hand.
    fn decide_by_hand(&self) -> &'static str {
        match self.reader {
            Reader::Terminal => "Før vedtaket inn med «handlingsplan godkjenn».",
            Reader::Page => "Bruk «Før inn vedtak» under «Steg i året».",
        }
    }

    fn difference_lines(&self, entry: &Entry, own: &Difference) -> Vec<DescriptionLine> {
        let (before, after) = excerpts(&own.before, &own.after);
        let mut lines = Vec::new();
        if own.looks.is_empty() {
            lines.extend(before.into_iter().map(DescriptionLine::Before));
            lines.extend(after.into_iter().map(DescriptionLine::After));
        } else {
            lines.extend(own.looks.iter().map(|own| DescriptionLine::After(look(own))));
        }
        lines.extend(self.verdict(entry, own).map(DescriptionLine::Verdict));
        lines
    }

    /// Why something is not taken in.
    fn verdict(&self, entry: &Entry, own: &Difference) -> Option<String> {
        if let Some(other) = entry.against {
            return Some(format!(
                "Konflikt: {} vil ha noko anna her. Vel sjølv, og skriv det i planen.",
                self.names[other]
            ));
        }
        Some(match &own.outcome {
            Fate::Change(_) | Fate::Done => return None,
            Fate::Conflict(_) if !own.own_looks.is_empty() => {
                let looks = own.own_looks.iter().map(look).collect::<Vec<_>>().join("; ");
                format!("Konflikt: i planen er utsjånaden endra òg: {looks}.")
            }
            Fate::Conflict(ours) if ours.is_empty() => "Konflikt: det står ikkje i planen lenger.".into(),
            Fate::Conflict(ours) if *ours == own.after => "Konflikt: i planen ser dei same orda annleis ut.".into(),
            Fate::Conflict(ours) => format!("Konflikt: i planen står det no «{}».", ours.join(" / ")),
            Fate::Named(path) if !is_of_register(path) => {
                "Orda kjem frå ein annan stad i planen: endre dei der.".into()
            }
            Fate::Named(_) => "Namnet kjem frå registeret: endre det der, så blir det rett alle stader.".into(),
            Fate::Typed(path) => match field_name(path) {
                Some(name) => format!("Programmet skriv dette etter feltet «{name}» i planen: endre det der."),
                None => "Programmet skriv dette etter ein verdi i planen: endre han der.".into(),
            },
            Fate::Computed => "Programmet set desse orda: dei kan ikkje endrast i Word.".into(),
            Fate::Recorded => "Dette er vedteke eller ført i loggen: det blir ikkje endra frå Word.".into(),
            Fate::FilledIn => {
                let by_hand = self.decide_by_hand();
                let mut letters = by_hand.chars();
                let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
                format!("Utfylt i tabellen: {first}{}", letters.as_str())
            }
            Fate::Refused(why) => format!("Kan ikkje takast inn, for planen ville bli feil: {why}"),
            Fate::Unsayable(why) => unsayable(*why).into(),
        })
    }

    /// The list for programs.
    pub fn as_json(&self) -> Json {
        let lost = |own: &BaseSource| match own {
            BaseSource::Carried => None,
            BaseSource::Kept(version) => Some(json!(version)),
            BaseSource::Plan => Some(Json::Null),
        };
        let lost = self.intake.base_sources.iter().zip(&self.names).filter_map(|(own, name)| {
            let version = lost(own)?;
            Some(json!({ "fil": name, "samanlikna_med_versjon": version }))
        });
        json!({
            "endringar": self.intake.entries.iter().map(|entry| self.entry_as_json(entry)).collect::<Vec<_>>(),
            "gjort_før": self.intake.done,
            "utan_grunnlag": lost.collect::<Vec<_>>(),
        })
    }

    fn entry_as_json(&self, entry: &Entry) -> Json {
        let mut value = json!({
            "nummer": entry.number,
            "fil": self.names[entry.file],
            "stad": entry.place.as_ref().map(|(name, line)| json!({ "fil": name, "linje": line })),
            "ting": self.intake.thing(entry),
            "opplysning": entry.path.as_ref().map(ToString::to_string),
        });
        let revision = |own: &Revision| json!({ "forfattar": own.author, "dato": own.date });
        let mut tell = |revisions: &[Revision], untracked: bool, message: Option<String>| {
            value["spora"] = revisions.iter().map(revision).collect::<Vec<_>>().into();
            value["uspora"] = untracked.into();
            value["melding"] = json!(message);
        };
        match &entry.wish {
            Wish::Comment { author, date, words } => {
                value["slag"] = "merknad".into();
                value["forfattar"] = author.as_str().into();
                value["dato"] = json!(date);
                value["tekst"] = words.as_str().into();
            }
            Wish::Decision(row, outcome) => {
                let is_untracked = row.revisions.is_empty();
                tell(&row.revisions, is_untracked, self.decision_verdict(entry, row, outcome));
                value["slag"] = match outcome {
                    DecisionOutcome::Enter(_) if entry.against.is_none() => "vedtak",
                    DecisionOutcome::Enter(_) | DecisionOutcome::Other(_) => "konflikt",
                    _ => "utfylt",
                }
                .into();
                if let Ok(own) = &row.decision {
                    value["vedtaksdato"] = own.date.0.to_string().into();
                    value["sak"] = json!(own.case);
                    value["utfall"] = json!(own.outcome);
                }
                value["etter"] = row.cells.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().into();
            }
            Wish::Difference(own) => {
                tell(&own.revisions, own.untracked, self.verdict(entry, own));
                value["slag"] = kind(entry, own).into();
                value["før"] = json!(own.before);
                value["etter"] = json!(own.after);
                value["utsjånad"] = own.looks.iter().map(look).collect::<Vec<_>>().into();
            }
        }
        value
    }
}

/// Whether a value stands in the register of parties.
fn is_of_register(path: &Path) -> bool {
    matches!(path.steps().first(), Some(Step::Field(name)) if name == "partar")
}

/// The field that a value is.
fn field_name(path: &Path) -> Option<&str> {
    path.steps().iter().rev().find_map(|step| match step {
        Step::Field(name) => Some(&**name),
        Step::Index(_) | Step::Key(_) => None,
    })
}

fn unsayable(why: Unsayable) -> &'static str {
    match why {
        Unsayable::Heading => "Ei ny overskrift må skrivast inn i planen for hand.",
        Unsayable::Cells => "Rader og celler må skrivast inn i planen for hand.",
        Unsayable::Paragraph => "Her har ikkje planen plass til avsnitt: skriv det inn for hand.",
        Unsayable::Several => "Dette gjeld fleire verdiar på ein gong: skriv det inn for hand.",
        Unsayable::Note => "Planen har ikkje fotnotar: skriv det i teksten.",
        Unsayable::Look => "Denne utsjånaden kan ikkje skrivast i planen.",
        Unsayable::Unfit => "Dette passar ikkje inn i planen slik det står: skriv det inn for hand.",
    }
}

/// Words that look otherwise.
fn look(own: &LookChange) -> String {
    let words: String = match own.words.chars().count() > MOST_SHOWN {
        true => own.words.chars().take(MOST_SHOWN).chain(['…']).collect(),
        false => own.words.clone(),
    };
    let what = match &own.look {
        Look::Strong(true) => "feit skrift".into(),
        Look::Strong(false) => "ikkje feit skrift lenger".into(),
        Look::Emph(true) => "kursiv".into(),
        Look::Emph(false) => "ikkje kursiv lenger".into(),
        Look::Link(Some(url)) => format!("lenkje til {url}"),
        Look::Link(None) => "ikkje lenkje lenger".into(),
        Look::Item(Some((_, true))) => "punkt i ei nummerert liste".into(),
        Look::Item(Some((_, false))) => "punkt i ei punktliste".into(),
        Look::Item(None) => "ikkje punkt i ei liste lenger".to_string(),
    };
    format!("{what}: «{words}»")
}

/// What differs in two lines, with some of what stands around it.
fn excerpts(before: &[String], after: &[String]) -> (Vec<String>, Vec<String>) {
    let ([old], [new]) = (before, after) else { return (before.to_vec(), after.to_vec()) };
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let rest = old[head..].iter().rev().zip(new[head..].iter().rev());
    let tail = rest.take_while(|(one, other)| one == other).count();
    let start = old[..head.saturating_sub(AROUND)].iter().rposition(|c| *c == ' ').map_or(0, |at| at + 1);
    let shown = |all: &[char]| {
        let last = (all.len() - tail + AROUND).min(all.len());
        let end = all[last..].iter().position(|c| *c == ' ').map_or(all.len(), |at| last + at);
        let words: String = all[start..end].iter().collect();
        let (before, after) = (if start > 0 { "… " } else { "" }, if end < all.len() { " …" } else { "" });
        format!("{before}{words}{after}")
    };
    (vec![shown(&old)], vec![shown(&new)])
}

fn signed(revision: &Revision) -> String {
    let date = revision.date.as_deref().and_then(|date| date.get(..10)?.parse::<jiff::civil::Date>().ok());
    let author = Some(revision.author.trim()).filter(|own| !own.is_empty()).unwrap_or("ukjend").to_string();
    [Some(author), date.map(day)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A day in words: "17. juni 2025".
fn day(date: jiff::civil::Date) -> String {
    long_date(date, Terms::of_lang(Lang::Nn)).replace('\u{a0}', " ")
}

/// What kind of entry it is, for programs.
fn kind(entry: &Entry, own: &Difference) -> &'static str {
    match &own.outcome {
        _ if entry.against.is_some() => "konflikt",
        Fate::Change(_) => "endring",
        Fate::Done => "gjort",
        Fate::Conflict(_) => "konflikt",
        Fate::Named(_) => "register",
        Fate::Typed(_) => "verdi",
        Fate::Computed => "program",
        Fate::Recorded => "vedteke",
        Fate::FilledIn => "utfylt",
        Fate::Refused(_) | Fate::Unsayable(_) => "uråd",
    }
}
