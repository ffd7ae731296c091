//! `handlingsplan finansiering`: a sheet in, what it would change in the plan's financing out; with `--skriv` it is changed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;

use super::sheets::{describe_sheet, report_problems, write_template};
use super::{CliError, Outcome, print};
use crate::data::sheet;
use crate::make::session::Session;
use crate::plan::{Eining, Finansiering, Path, Plan, Post};
use crate::process::changes::{What, changes};
use crate::process::financing::{is_head, merge_posts, posts, template};
use crate::words::notation::number;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg
    #[arg(value_name = "PLAN", help_heading = "Argument")]
    plan: PathBuf,
    /// Reknearket som tala står i: CSV, xlsx eller ods
    #[arg(long = "frå", aliases = ["fra", "from"], value_name = "FIL", conflicts_with = "template", required_unless_present = "template")]
    from: Option<PathBuf>,
    /// Arket i fila som tala står i; utan denne det første synlege som har overskriftene
    #[arg(long = "ark", alias = "sheet", value_name = "NAMN", requires = "from")]
    sheet: Option<String>,
    /// Skriv tala inn i planen; utan denne blir det berre vist kva som ville bli endra
    #[arg(long = "skriv", alias = "write", requires = "from")]
    write: bool,
    /// Lag eit ark (CSV) å byrja med, med det som står i planen no
    #[arg(long = "mal", alias = "template", value_name = "FIL", conflicts_with = "write")]
    template: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    if let Some(file) = &arguments.template {
        return write_template(file, &template(&super::load_plan(&arguments.plan)?));
    }
    let Some(from) = &arguments.from else { return Ok(Outcome::Done) };
    let sheet = sheet::open(from, arguments.sheet.as_deref(), is_head)?;
    // The folder is held from here until what is said of it is known, and never while it is said.
    let session = Session::hold(&arguments.plan)?;
    let plan = session.plan().clone();
    let proposal = match posts(&sheet, &plan) {
        Ok(proposal) => proposal,
        Err(problems) => {
            drop(session);
            report_problems(from, &sheet, &problems)?;
            return Ok(Outcome::Found);
        }
    };
    let old = plan.hovud.finansiering.clone().unwrap_or(Finansiering { eining: Eining::Kroner, postar: Vec::new() });
    let mut meant = plan.clone();
    let new = merge_posts(&old, &proposal.posts);
    meant.hovud.finansiering = (!new.postar.is_empty() || plan.hovud.finansiering.is_some()).then_some(new);
    let said = describe_changes(&plan, &meant);
    let read = describe_sheet(&sheet);
    if said.is_empty() {
        drop(session);
        print(&format!("{read}Tala i arket er dei same som i planen.\n"))?;
        return Ok(Outcome::Done);
    }
    let changed = session.propose_plan(&meant)?;
    // What would be refused is refused now.
    session.check(&changed)?;
    let done = if arguments.write {
        session.keep(&changed)?;
        "Tala er skrivne inn i planen."
    } else {
        "Ingenting er skrive. Skriv tala inn i planen med --skriv."
    };
    drop(session);
    let notes: String = proposal.notes.iter().map(|note| format!("{note}\n")).collect();
    print(&format!("{read}{notes}{said}\n{done}\n"))?;
    Ok(Outcome::Done)
}

/// Describes what the new posts change in the plan.
fn describe_changes(old: &Plan, new: &Plan) -> String {
    let lang = crate::document::Lang::Nn;
    let mut text = String::new();
    // A plan without financing has none of its posts.
    let mut before = old.clone();
    if let (None, Some(own)) = (&before.hovud.finansiering, &new.hovud.finansiering) {
        before.hovud.finansiering = Some(Finansiering { eining: own.eining, postar: Vec::new() });
    }
    if new.hovud.finansiering.as_ref().is_some_and(|own| own.eining == Eining::TusenKroner) {
        text += "Beløpa er i 1 000 kr.\n";
    }
    let unit = text.len();
    let posts: BTreeMap<Path, &Post> = new.walk().postar().map(|(post, path)| (path, post)).collect();
    for own in changes(&before, new) {
        // Of a new post the amounts are what there is to see.
        let added = own.new.as_ref().filter(|_| own.what == What::Added).and_then(|path| posts.get(path));
        let amounts = added.map_or(String::new(), |post| {
            let all: Vec<String> =
                post.beløp.iter().map(|(year, amount)| format!("{} i {year}", number(*amount))).collect();
            format!(", {}", all.join(", "))
        });
        text += &format!("{}: {}{amounts}\n", own.place, own.said(lang)).replace('\u{a0}', " ");
    }
    if text.len() == unit { String::new() } else { text }
}
