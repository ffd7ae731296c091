//! `handlingsplan hent`: what colleagues changed in Word files, back into the plan.

use std::io::BufRead;
use std::path::PathBuf;

use clap::Args;

use super::{CliError, Outcome, OutputFormat, print, print_raw};
use crate::intake::word::{MAX_FILE_BYTES, WordError};
use crate::make::intake::list::{List, Reader};
use crate::make::intake::{BaseSource, Intake, IntakeError, Returned, Wish};
use crate::output::read_error_reason;
use crate::report::count;

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
    /// Skriv merknadene frå Word inn i filene, som kommentarar framfor det dei gjeld
    #[arg(long = "merknader", alias = "comments")]
    comments: bool,
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
    let list = List::of(&intake, &files, Reader::Terminal);
    let is_asked = arguments.write.is_some() || arguments.choose || arguments.comments;
    if matches!(arguments.format, OutputFormat::Json) && !is_asked {
        print_raw(&format!("{}\n", serde_json::to_string_pretty(&list.as_json())?))?;
        return Ok(Outcome::Done);
    }
    let lost = intake.base_sources.iter().position(|own| *own != BaseSource::Carried);
    if let (Some(numbers), Some(lost)) = (&arguments.write, lost)
        && numbers.0.is_empty()
    {
        return Err(CliError::Refused {
            what: list.lost_base_notice(lost).trim_end().trim_end_matches('.').to_string(),
            hint: "Sjå på lista utan --skriv, og vel nummera som skal inn, til dømes --skriv 1,3".into(),
        });
    }
    let all: Vec<usize> = (0..intake.entries.len()).collect();
    let can_be_taken = |at: &usize| intake.entries[*at].can_be_taken();
    let mut chosen: Vec<usize> = match (&arguments.write, arguments.choose) {
        (Some(numbers), _) => {
            let is_chosen = |at: &usize| numbers.has(intake.entries[*at].number);
            all.iter().copied().filter(is_chosen).filter(can_be_taken).collect()
        }
        (None, true) => choose(&intake, &list)?,
        (None, false) => Vec::new(),
    };
    let changes = chosen.len();
    let is_comment = |at: &usize| matches!(intake.entries[*at].wish, Wish::Comment { .. });
    let comments = all.iter().filter(|at| is_comment(at)).count();
    if arguments.comments {
        chosen.extend(all.iter().copied().filter(is_comment));
    }
    if !arguments.choose {
        let mut text: String = all.iter().map(|at| list.entry(*at)).collect();
        text.extend((0..files.len()).map(|at| list.lost_base_notice(at)));
        if intake.entries.is_empty() {
            text += match intake.done {
                0 => "Fann ingen endringar i teksten.\n",
                _ => "Alle endringane står i planen frå før.\n",
            };
        }
        print(&text)?;
    }
    let proposal = if is_asked { intake.propose(&chosen)? } else { None };
    let Some(own) = proposal else {
        let asks_for_changes = arguments.write.is_some() || arguments.choose;
        let end = match (is_asked, all.iter().any(can_be_taken)) {
            (true, _) if !asks_for_changes && comments > 0 => "Alle merknadene står i filene frå før.\n",
            (true, _) if !asks_for_changes => "Ingenting er skrive: filene har ingen merknader.\n",
            (true, true) => "Ingenting er skrive: ingen av numra er ei endring som kan takast inn.\n",
            (true, false) => "Ingenting er skrive: det er inga endring som kan takast inn.\n",
            (false, true) if lost.is_some() => {
                "Ingenting er skrive. Vel nummera som skal inn, til dømes --skriv 1,3.\n"
            }
            (false, true) => "Ingenting er skrive. Ta det inn i planen med --skriv.\n",
            (false, false) => "",
        };
        print(end)?;
        if !is_asked && comments > 0 {
            print("Merknadene kan du ta vare på i filene med --merknader.\n")?;
        }
        return Ok(Outcome::Done);
    };
    let kept = intake.keep(&own)?;
    let names: Vec<String> = own.proposal.files.iter().map(|file| file.name.clone()).collect();
    let comments = if arguments.comments { comments } else { 0 };
    let counts = [(changes, "endring", "endringar"), (comments, "merknad", "merknader")];
    let counts = counts.into_iter().filter(|(number, ..)| *number > 0);
    let counts = counts.map(|(number, one, many)| count(number, one, many)).collect::<Vec<_>>().join(" og ");
    print(&format!("Tok inn {counts} i {}.\n", names.join(", ")))?;
    kept.map_or(Ok(()), |kept| print(&format!("{}\n", kept.sentence())))?;
    Ok(Outcome::Done)
}

fn unread(name: &str, error: &std::io::Error) -> CliError {
    CliError::Refused {
        what: format!("{name} kan ikkje lesast: {}", read_error_reason(error)),
        hint: "Sjå at namnet på fila er rett.".into(),
    }
}

/// Asks about each change.
fn choose(intake: &Intake, list: &List) -> Result<Vec<usize>, CliError> {
    let mut chosen = Vec::new();
    let mut lines = std::io::stdin().lock().lines();
    for at in 0..intake.entries.len() {
        print(&list.entry(at))?;
        if !intake.entries[at].can_be_taken() {
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
