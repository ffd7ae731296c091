//! `handlingsplan hent`: what colleagues changed in Word files, back into the plan.

use std::io::BufRead;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::{CliError, Outcome, OutputFormat, print, print_raw};
use crate::document::Lang;
use crate::intake::merge::{Difference, Outcome as Fate, Unsayable};
use crate::intake::word::{MAX_FILE_BYTES, Revision, WordError};
use crate::make::intake::{Entry, Intake, IntakeError, Returned, Wish};
use crate::output::read_error_reason;
use crate::plan::{Path, Step};
use crate::words::notation::long_date;
use crate::words::terms::Terms;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg
    #[arg(value_name = "PLAN", help_heading = "Argument", display_order = 1)]
    plan: PathBuf,
    /// Word-filene som er komne tilbake
    #[arg(value_name = "FIL", help_heading = "Argument", display_order = 2, required = true)]
    files: Vec<PathBuf>,
    /// Skriv inn det som kan takast inn: alt, eller numra frå lista, til dømes 1,3-5
    #[arg(long = "skriv", alias = "write", value_name = "NUMMER", num_args = 0..=1, default_missing_value = "",
          value_parser = numbers)]
    write: Option<Numbers>,
    /// Spør om kvar endring
    #[arg(long = "vel", alias = "choose", conflicts_with = "write")]
    choose: bool,
    /// Korleis lista skal visast
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "tekst",
        hide_possible_values = true,
        hide_default_value = true
    )]
    format: OutputFormat,
}

/// The numbers of the list that were asked for; all, if none are.
#[derive(Debug, Clone, Default)]
struct Numbers(Vec<std::ops::RangeInclusive<usize>>);

impl Numbers {
    fn has(&self, number: usize) -> bool {
        self.0.is_empty() || self.0.iter().any(|own| own.contains(&number))
    }
}

fn numbers(text: &str) -> Result<Numbers, String> {
    let wrong = || "skriv nummer frå lista, til dømes 1,3-5".to_string();
    let one = |own: &str| {
        let (from, to) = own.split_once(['-', '–']).unwrap_or((own, own));
        let number = |own: &str| own.trim().parse::<usize>().map_err(|_| wrong());
        Ok(number(from)?..=number(to)?)
    };
    let parts = text.split(',').filter(|own| !own.trim().is_empty());
    Ok(Numbers(parts.map(one).collect::<Result<_, String>>()?))
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let mut files = Vec::new();
    for path in &arguments.files {
        let name = path.display().to_string();
        let size = std::fs::metadata(path).map_err(|error| unread(&name, &error))?.len();
        if size > MAX_FILE_BYTES {
            return Err(IntakeError::File(name, WordError::TooLarge).into());
        }
        files.push(Returned { bytes: std::fs::read(path).map_err(|error| unread(&name, &error))?, name });
    }
    let intake = Intake::open(&arguments.plan, &files)?;
    if matches!(arguments.format, OutputFormat::Json) && arguments.write.is_none() {
        print_raw(&format!("{}\n", serde_json::to_string_pretty(&as_json(&intake, &files))?))?;
        return Ok(Outcome::Done);
    }
    if let (Some(numbers), Some(lost)) = (&arguments.write, intake.without_base.first())
        && numbers.0.is_empty()
    {
        return Err(CliError::Refused {
            what: format!(
                "{} har mist det programmet la ved, og er samanlikna med planen slik han er no",
                files[*lost].name
            ),
            hint: "Sjå på lista utan --skriv, og vel nummera som skal inn, til dømes --skriv 1,3".into(),
        });
    }
    let is_taken = |at: &usize| !intake.entries[*at].changes().is_empty();
    let all: Vec<usize> = (0..intake.entries.len()).collect();
    let chosen: Vec<usize> = match (&arguments.write, arguments.choose) {
        (Some(numbers), _) => {
            let is_asked = |at: &usize| numbers.has(intake.entries[*at].number);
            all.iter().copied().filter(is_asked).filter(is_taken).collect()
        }
        (None, true) => choose(&intake, &files)?,
        (None, false) => Vec::new(),
    };
    if !arguments.choose {
        let mut text: String = all.iter().map(|at| told(&intake, &files, *at)).collect();
        for at in &intake.without_base {
            text += &format!(
                "{} har mist det programmet la ved. Fila er difor samanlikna med planen slik han er no.\n",
                files[*at].name
            );
        }
        if intake.entries.is_empty() {
            text += match intake.done {
                0 => "Fann ingen endringar i teksten.\n",
                _ => "Alle endringane står i planen frå før.\n",
            };
        }
        print(&text)?;
    }
    let is_asked = arguments.write.is_some() || arguments.choose;
    let proposal = if is_asked { intake.propose(&chosen)? } else { None };
    let Some(proposal) = proposal else {
        let end = match (is_asked, all.iter().any(is_taken)) {
            (true, true) => "Ingenting er skrive: ingen av numra er ei endring som kan takast inn.\n",
            (true, false) => "Ingenting er skrive: det er inga endring som kan takast inn.\n",
            (false, true) => "Ingenting er skrive. Ta det inn i planen med --skriv.\n",
            (false, false) => "",
        };
        print(end)?;
        return Ok(Outcome::Done);
    };
    intake.keep(&proposal)?;
    let names: Vec<String> = proposal.files.iter().map(|file| file.name.clone()).collect();
    let count = match chosen.len() {
        1 => "1 endring".into(),
        more => format!("{more} endringar"),
    };
    print(&format!("Tok inn {count} i {}.\n", names.join(", ")))?;
    Ok(Outcome::Done)
}

fn unread(name: &str, error: &std::io::Error) -> CliError {
    CliError::Refused {
        what: format!("{name} kan ikkje lesast: {}", read_error_reason(error)),
        hint: "Sjå at namnet på fila er rett.".into(),
    }
}

/// Whether a value stands in the register of parties.
fn is_of_register(path: &Path) -> bool {
    matches!(path.steps().first(), Some(Step::Field(name)) if name == "partar")
}

/// Asks about each change.
fn choose(intake: &Intake, files: &[Returned]) -> Result<Vec<usize>, CliError> {
    let mut chosen = Vec::new();
    let mut lines = std::io::stdin().lock().lines();
    for at in 0..intake.entries.len() {
        print(&told(intake, files, at))?;
        if intake.entries[at].changes().is_empty() {
            continue;
        }
        print("   Ta inn? (j/n) ")?;
        match lines.next().and_then(Result::ok) {
            Some(answer) if answer.trim().to_lowercase().starts_with(['j', 'y']) => chosen.push(at),
            Some(_) => {}
            None => break,
        }
    }
    Ok(chosen)
}

/// An entry in words.
fn told(intake: &Intake, files: &[Returned], at: usize) -> String {
    let entry = &intake.entries[at];
    let place = entry.place.as_ref().map(|(name, line)| format!("{name}:{line}"));
    let (head, lines) = match &entry.wish {
        Wish::Comment { author, words, .. } => {
            let place = [place, intake.thing(entry)].into_iter().flatten().collect::<Vec<_>>().join("  ");
            (format!("merknad til {place} ({author}): «{words}»"), Vec::new())
        }
        Wish::Difference(own) => {
            let by = if files.len() > 1 { format!("{}: ", files[entry.file].name) } else { String::new() };
            let by = format!("({by}{})", by_whom(own));
            let head = place.into_iter().chain(intake.thing(entry)).collect::<Vec<_>>().join("  ");
            (format!("{head} {by}").trim_start().to_string(), told_lines(entry, own, files))
        }
    };
    let lines: String = lines.iter().map(|line| format!("     {line}\n")).collect();
    format!("{:>3}  {head}\n{lines}", entry.number)
}

fn told_lines(entry: &Entry, own: &Difference, files: &[Returned]) -> Vec<String> {
    let mut lines = Vec::new();
    let (before, after) = excerpts(&own.before, &own.after);
    lines.extend(before.iter().map(|line| format!("– {line}")));
    lines.extend(after.iter().map(|line| format!("+ {line}")));
    if before == after && !before.is_empty() {
        lines = vec![format!("+ {} (anna utsjånad)", before.join(" "))];
    }
    lines.extend(verdict(entry, own, files));
    lines
}

/// Why something is not taken in.
fn verdict(entry: &Entry, own: &Difference, files: &[Returned]) -> Option<String> {
    if let Some(other) = entry.against {
        return Some(format!(
            "! Konflikt: {} vil ha noko anna her. Vel sjølv, og skriv det i planen.",
            files[other].name
        ));
    }
    Some(match &own.outcome {
        Fate::Change(_) | Fate::Done => return None,
        Fate::Conflict(ours) if ours.is_empty() => "! Konflikt: det står ikkje i planen lenger.".into(),
        Fate::Conflict(ours) => format!("! Konflikt: i planen står det no «{}»", ours.join(" / ")),
        Fate::Named(path) if !is_of_register(path) => "! Orda kjem frå ein annan stad i planen: endre dei der.".into(),
        Fate::Named(_) => "! Dette namnet kjem frå registeret: endre det der, så blir det rett alle stader.".into(),
        Fate::Typed(path) => format!("! Programmet skriv dette etter ein verdi i planen ({path}): endre verdien."),
        Fate::Computed => "! Programmet set desse orda: dei kan ikkje endrast i Word.".into(),
        Fate::Recorded => "! Dette er vedteke eller ført i loggen: det blir ikkje endra frå Word.".into(),
        Fate::FilledIn => "! Utfylt i tabellen: før vedtaket inn med «handlingsplan godkjenn».".into(),
        Fate::Unsayable(Unsayable::Heading) => "! Ei ny overskrift må skrivast inn i planen for hand.".into(),
        Fate::Unsayable(Unsayable::Cells) => "! Rader og celler må skrivast inn i planen for hand.".into(),
        Fate::Unsayable(Unsayable::Paragraph) => {
            "! Her har ikkje planen plass til avsnitt: skriv det inn for hand.".into()
        }
        Fate::Unsayable(Unsayable::Several) => {
            "! Dette gjeld fleire verdiar på ein gong: skriv det inn for hand.".into()
        }
        Fate::Unsayable(Unsayable::Note) => "! Planen har ikkje fotnotar: skriv det i teksten.".into(),
        Fate::Unsayable(Unsayable::Unfit) => {
            "! Dette passar ikkje inn i planen slik det står: skriv det inn for hand.".into()
        }
    })
}

/// How many letters are shown around what differs.
const AROUND: usize = 40;

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

fn by_whom(own: &Difference) -> String {
    let tracked = own.revisions.iter().map(signed).collect::<Vec<_>>();
    match (tracked.is_empty(), own.untracked) {
        (true, _) => "uspora endring".into(),
        (false, false) => format!("spora endring, {}", tracked.join("; ")),
        (false, true) => format!("spora og uspora endring, {}", tracked.join("; ")),
    }
}

fn signed(revision: &Revision) -> String {
    let day = revision.date.as_deref().and_then(|date| date.get(..10)?.parse::<jiff::civil::Date>().ok());
    let day = day.map(|day| long_date(day, Terms::of_lang(Lang::Nn)).replace('\u{a0}', " "));
    [Some(revision.author.clone()), day].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn as_json(intake: &Intake, files: &[Returned]) -> serde_json::Value {
    let entry = |entry: &Entry| {
        let place = entry.place.as_ref().map(|(name, line)| json!({ "fil": name, "linje": line }));
        let mut value = json!({
            "nummer": entry.number,
            "fil": files[entry.file].name,
            "stad": place,
            "ting": intake.thing(entry),
            "opplysning": entry.path.as_ref().map(ToString::to_string),
        });
        match &entry.wish {
            Wish::Comment { author, date, words } => {
                value["slag"] = "merknad".into();
                value["forfattar"] = author.as_str().into();
                value["dato"] = json!(date);
                value["tekst"] = words.as_str().into();
            }
            Wish::Difference(own) => {
                value["slag"] = kind(entry, own).into();
                value["før"] = json!(own.before);
                value["etter"] = json!(own.after);
                value["uspora"] = own.untracked.into();
                let revision = |own: &Revision| json!({ "forfattar": own.author, "dato": own.date });
                value["spora"] = own.revisions.iter().map(revision).collect::<Vec<_>>().into();
                value["melding"] =
                    json!(verdict(entry, own, files).map(|own| own.trim_start_matches("! ").to_string()));
            }
        }
        value
    };
    json!({
        "endringar": intake.entries.iter().map(entry).collect::<Vec<_>>(),
        "gjort_før": intake.done,
        "utan_grunnlag": intake.without_base.iter().map(|at| files[*at].name.as_str()).collect::<Vec<_>>(),
    })
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
        Fate::Unsayable(_) => "uråd",
    }
}
