//! `handlingsplan bygg`: a plan's folder in, its documents out.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::{CliError, nfc, print, shell_quoted};
use crate::data::versions;
use crate::edition::Edition;
use crate::finding::did_you_mean;
use crate::make::build::{CheckedPlan, Composed, Format, LoadedPlan, load_and_check};
use crate::make::copies::{CopyFiles, render_with_case_papers};
use crate::make::earlier::{self, EarlierPlan};
use crate::make::open_data::sheets_of_several;
use crate::make::render::render;
use crate::output::{OutputFile, canonical_path, output_folder, write_all};
use crate::pdf::{Resolution, Template};
use crate::plan::PartId;
use crate::process::changes::share_a_tiltak;
use crate::report;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg; fleire mapper når berre rekneark (csv) skal lagast
    #[arg(value_name = "PLAN", help_heading = "Argument", required = true)]
    plans: Vec<PathBuf>,
    /// Utgåvene som skal lagast, med komma mellom: utkast, politisk, endeleg, kdd eller alle [vanlegvis utkast]
    #[arg(long = "utgåve", aliases = ["utgave", "edition"], value_name = "UTGÅVE", value_delimiter = ',',
          hide_possible_values = true, ignore_case = true)]
    edition: Vec<Choice>,
    /// Lag den politiske utgåva som ein kopi til denne parten (id-en i registeret), eller til alle
    #[arg(long = "til", alias = "to", value_name = "PART")]
    to: Option<String>,
    /// Lag òg eit saksframlegg til kvart organ hjå parten
    #[arg(long = "saksframlegg", alias = "case-papers", requires = "to")]
    case_papers: bool,
    /// Merk det som er endra sidan ein eldre versjon: ein versjon som er teken vare på, ei planmappe eller ein pakke
    #[arg(long = "sidan", alias = "since", value_name = "GAMMAL")]
    since: Option<String>,
    /// Ta berre med tiltaka og punkta der noko er endra (ikkje Word)
    #[arg(long = "berre-endra", alias = "only-changed", requires = "since")]
    only_changed: bool,
    /// Ta med eit kapittel om kva som er nytt, i staden for å merkje det i teksten
    #[arg(long = "utan-merke", alias = "without-marks", requires = "since", conflicts_with = "only_changed")]
    unmarked: bool,
    /// Lag dokumenta av ein versjon som er teken vare på
    #[arg(long = "versjon", alias = "version", value_name = "VERSJON")]
    version: Option<String>,
    /// Filene som skal lagast, med komma mellom: pdf, docx, html (nettside), png, json (dokumentet), data (planen som JSON), jsonld (lenkja data), csv (tiltak og pengar som rekneark) [vanlegvis pdf,docx]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', hide_possible_values = true, ignore_case = true)]
    format: Vec<FileKind>,
    /// Kor fine sidebileta (png) skal vere, i punkt per tomme, frå 20 til 600 [vanlegvis 100]
    #[arg(long = "oppløysing", aliases = ["opploysing", "resolution"], value_name = "DPI", default_value = "100",
          hide_default_value = true, value_parser = parse_resolution)]
    resolution: Resolution,
    /// Mappa som filene skal i [vanlegvis output]
    #[arg(long = "ut", alias = "out", value_name = "MAPPE")]
    out: Option<PathBuf>,
    /// Bruk malen i denne mappa i staden for den som følgjer programmet
    #[arg(long = "mal", alias = "template", value_name = "MAPPE")]
    template: Option<PathBuf>,
    /// Skriv ingenting når alt går bra
    #[arg(long = "stille", short = 's', alias = "quiet")]
    quiet: bool,
}

/// A kind of file, as it is named on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum FileKind {
    Pdf,
    #[value(alias = "word")]
    Docx,
    Png,
    Json,
    #[value(alias = "plan")]
    Data,
    #[value(alias = "web")]
    Html,
    #[value(name = "jsonld", alias = "json-ld")]
    JsonLd,
    #[value(alias = "rekneark")]
    Csv,
}

/// An edition, or all of them.
#[derive(Debug, Clone, Copy)]
enum Choice {
    One(Edition),
    All,
}

/// Each edition, and all of them.
const CHOICES: [Choice; Edition::ALL.len() + 1] = {
    let mut all = [Choice::All; Edition::ALL.len() + 1];
    let mut index = 0;
    while index < Edition::ALL.len() {
        all[index] = Choice::One(Edition::ALL[index]);
        index += 1;
    }
    all
};

impl ValueEnum for Choice {
    fn value_variants<'a>() -> &'a [Self] {
        &CHOICES
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::One(edition) => PossibleValue::new(edition.contents().name),
            Self::All => PossibleValue::new("alle").alias("all"),
        })
    }
}

impl Choice {
    fn editions(self) -> Vec<Edition> {
        match self {
            Self::One(edition) => vec![edition],
            Self::All => Edition::ALL.to_vec(),
        }
    }
}

fn parse_resolution(text: &str) -> Result<Resolution, String> {
    text.parse().ok().and_then(Resolution::new).ok_or_else(|| "skriv eit heiltal frå 20 til 600".into())
}

pub(super) fn run(arguments: &Arguments) -> Result<(), CliError> {
    let start = Instant::now();
    let template = match &arguments.template {
        Some(folder) => Template::from_folder(folder)?,
        None => Template::embedded(),
    };
    let mut formats: Vec<Format> = arguments
        .format
        .iter()
        .map(|kind| match kind {
            FileKind::Pdf => Format::Pdf,
            FileKind::Docx => Format::Docx,
            FileKind::Png => Format::Png(arguments.resolution),
            FileKind::Json => Format::Json,
            FileKind::Data => Format::Data,
            FileKind::Html => Format::Html,
            FileKind::JsonLd => Format::JsonLd,
            FileKind::Csv => Format::Csv,
        })
        .collect();
    // Each once.
    let all = std::mem::take(&mut formats);
    formats = all.iter().enumerate().filter(|(at, own)| !all[..*at].contains(own)).map(|(_, own)| *own).collect();
    if formats.is_empty() {
        formats = vec![Format::Pdf, Format::Docx];
        formats.truncate(if arguments.only_changed { 1 } else { 2 });
    }
    if arguments.only_changed && formats.contains(&Format::Docx) {
        return Err(CliError::Refused {
            what: "ei Word-fil med berre det som er endra, kan ikkje gje planen att når endringane blir godtekne"
                .into(),
            hint: "Bruk --format pdf, eller ta bort --berre-endra".into(),
        });
    }
    let [own] = arguments.plans.as_slice() else { return write_sheets_of_several(arguments, &formats, start) };
    let plan = match &arguments.version {
        Some(version) => earlier::kept_copy_folder(own, version)?,
        None => own.clone(),
    };
    if let Some(made) = versions::other_program_version(&plan) {
        let own = env!("CARGO_PKG_VERSION");
        let _ = writeln!(
            std::io::stderr(),
            "Versjonen vart teken vare på av handlingsplan {made}, og dette er {own}: dokumenta kan bli litt ulike dei som vart laga då"
        );
    }
    let ordered = compose_documents(arguments, own, &plan)?;
    let mut files = ordered.files(arguments, &formats, &template)?;
    // The data are the same for every edition.
    let mut names = BTreeSet::new();
    files.retain(|file| names.insert(file.name.clone()));
    let folder = arguments.out.clone().unwrap_or_else(|| output_folder(own));
    let paths = write_all(&folder, &files)?;
    if !arguments.quiet {
        // The last of those with most warnings: the strictest.
        let worst = ordered.documents.iter().max_by_key(|document| document.warnings);
        print_summary(&paths, worst.map(|worst| (own, worst)), start)?;
    }
    Ok(())
}

/// Writes the sheets of several plans, one below the other.
fn write_sheets_of_several(arguments: &Arguments, formats: &[Format], start: Instant) -> Result<(), CliError> {
    let is_plain = arguments.to.is_none() && arguments.since.is_none() && arguments.version.is_none();
    if formats != [Format::Csv] || !is_plain || arguments.edition.len() > 1 {
        return Err(CliError::Refused {
            what: "av fleire planar om gongen kan berre rekneark (csv) lagast".into(),
            hint: "Skriv --format csv, eller lag dokumenta av éin plan om gongen".into(),
        });
    }
    // The same folder may be named in several ways.
    let mut folders = BTreeSet::new();
    if let Some(twice) =
        arguments.plans.iter().find(|plan| !folders.insert(canonical_path(plan).unwrap_or((*plan).clone())))
    {
        return Err(CliError::Refused {
            what: format!("planen {} er nemnd to gonger", twice.display()),
            hint: "Skriv kvar planmappe éin gong, elles tel pengane dobbelt".into(),
        });
    }
    let edition = arguments.edition.iter().flat_map(|choice| choice.editions()).next().unwrap_or(Edition::Utkast);
    let mut composed = Vec::new();
    for plan in &arguments.plans {
        composed.push(load_and_check(plan, edition).compose(None)?);
    }
    let folder = arguments.out.clone().unwrap_or_else(|| output_folder(&arguments.plans[0]));
    let paths = write_all(&folder, &sheets_of_several(&composed.iter().map(Composed::published).collect::<Vec<_>>()))?;
    if !arguments.quiet {
        print_summary(&paths, arguments.plans.iter().zip(&composed), start)?;
    }
    Ok(())
}

/// The documents that were asked for, composed.
struct Ordered {
    documents: Vec<Composed>,
    /// The plan and the parties that case papers are made for.
    case_papers: Option<(CheckedPlan, Vec<PartId>)>,
    earlier: Option<EarlierPlan>,
}

impl Ordered {
    fn files(
        &self,
        arguments: &Arguments,
        formats: &[Format],
        template: &Template,
    ) -> Result<Vec<OutputFile>, CliError> {
        let Some((checked, parties)) = &self.case_papers else {
            let rendered = render(&self.documents, formats, template)?;
            return Ok(rendered.into_iter().flat_map(|rendered| rendered.files).collect());
        };
        let parties: Vec<&PartId> = parties.iter().collect();
        let earlier = self.earlier.as_ref();
        let CopyFiles { files, notes } =
            render_with_case_papers(checked, &parties, &self.documents, formats, earlier, template)?;
        for note in notes.iter().filter(|_| !arguments.quiet) {
            let _ = writeln!(std::io::stderr(), "{note}");
        }
        Ok(files)
    }
}

/// Composes what was asked for, of the plan in a folder: the user's own, or the copy of a version in it.
fn compose_documents(arguments: &Arguments, own: &Path, plan: &Path) -> Result<Ordered, CliError> {
    let earlier = match &arguments.since {
        Some(name) => Some(earlier::find_earlier(own, name)?.earlier),
        None => None,
    };
    let tell_if_foreign = |checked: &CheckedPlan| {
        if let (Some(earlier), Some(plan)) = (&earlier, &checked.plan)
            && !share_a_tiltak(&earlier.plan, plan)
        {
            let _ = writeln!(std::io::stderr(), "Planane har ingen tiltak til felles: er det rett plan?");
        }
    };
    let made = |checked: &CheckedPlan, to: Option<&PartId>| match &earlier {
        Some(earlier) if arguments.unmarked => checked.compose_since(to, Some(earlier)),
        Some(earlier) => checked.compose_redline(to, earlier, arguments.only_changed),
        None => checked.compose(to),
    };
    let Some(to) = &arguments.to else {
        let mut editions: Vec<Edition> = arguments.edition.iter().flat_map(|choice| choice.editions()).collect();
        if editions.is_empty() {
            editions.push(Edition::Utkast);
        }
        // In the order of the process, each once. The last is the strictest: its findings are those of all.
        editions.sort_by_key(|edition| *edition as usize);
        editions.dedup();
        let opened = LoadedPlan::read(plan);
        let checked: Vec<CheckedPlan> = editions.iter().map(|edition| opened.checked(*edition, None)).collect();
        checked.iter().take(1).for_each(tell_if_foreign);
        let compose = |checked: &CheckedPlan| match made(checked, None) {
            Err(why) if editions.len() > 1 => Err(CliError::Edition(checked.edition, Box::new(why.into()))),
            made => made.map_err(CliError::from),
        };
        let all: Result<Vec<_>, _> = checked.iter().rev().map(compose).collect();
        let documents = all?.into_iter().rev().collect();
        return Ok(Ordered { documents, case_papers: None, earlier });
    };
    if arguments.edition.iter().any(|choice| !matches!(choice, Choice::One(Edition::Politisk))) {
        return Err(CliError::Refused {
            what: "berre den politiske utgåva kan lagast til ein part".into(),
            hint: "Skriv --utgåve politisk".into(),
        });
    }
    let to = nfc(to);
    let checked = load_and_check(plan, Edition::Politisk);
    tell_if_foreign(&checked);
    let handling = checked.plan.iter().flat_map(|plan| &plan.hovud.handsaming).filter(|party| !party.organ.is_empty());
    let handling: Vec<&PartId> = handling.map(|party| &party.part).collect();
    let chosen: Vec<&PartId> = handling.iter().copied().filter(|id| to == "alle" || id.as_str() == to).collect();
    if chosen.is_empty() && checked.plan.is_some() {
        return Err(CliError::Refused {
            what: format!("parten «{to}» handsamar ikkje planen"),
            hint: did_you_mean(&to, handling.iter().map(|id| id.as_str()))
                .unwrap_or_else(|| "Sjå «handsaming» i plan.ron".into()),
        });
    }
    if chosen.is_empty() {
        return Ok(Ordered { documents: vec![made(&checked, None)?], case_papers: None, earlier });
    }
    let copies: Result<Vec<_>, _> = chosen.iter().map(|id| made(&checked, Some(id))).collect();
    let documents = copies?;
    let parties = chosen.into_iter().cloned().collect();
    Ok(Ordered { documents, case_papers: arguments.case_papers.then_some((checked, parties)), earlier })
}

/// Says which files were written, which plans have warnings, and how long it took.
fn print_summary<'a>(
    paths: &[PathBuf],
    made: impl IntoIterator<Item = (&'a PathBuf, &'a Composed)>,
    start: Instant,
) -> Result<(), CliError> {
    let mut text = String::new();
    for path in paths {
        let bytes = std::fs::metadata(path).map_or(0, |file| file.len());
        text += &format!("Skreiv {} ({} KB)\n", path.display(), bytes.div_ceil(1000));
    }
    print(&text)?;
    for (plan, composed) in made.into_iter().filter(|(_, composed)| composed.warnings > 0) {
        let count = report::count(composed.warnings, "åtvaring", "åtvaringar");
        let edition = &composed.document().meta.edition;
        let usual = edition == Edition::Utkast.contents().name;
        let edition = if usual { String::new() } else { format!(" --utgåve {edition}") };
        let plan = shell_quoted(plan);
        // A closed stream is no reason to fail: the files are there.
        let _ = writeln!(std::io::stderr(), "{count}. Sjå meir med: handlingsplan sjekk {plan}{edition}");
    }
    let seconds = format!("{:.1}", start.elapsed().as_secs_f64()).replace('.', ",");
    print(&format!("Ferdig på {seconds} sekund\n"))
}
