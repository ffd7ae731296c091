//! *Rullering*: next year's plan made of this year's. What the year has settled is taken out – meetings, decisions, ended
//! tiltak, the case's number – and what goes on is marked as going on; everything else stays byte for byte, comments too.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::data::edits::{EditError, apply_to_files, edits_between};
use crate::data::file_text::FileText;
use crate::data::{Sources, versions};
use crate::output::OutputFile;
use crate::plan::{
    Dato, Finansiering, Formål, Handsaming, Hovud, Kolofon, LoggDato, LoggRad, Path, Plan, Prosa, Rullering, Tiltak,
    TiltakId,
};

/// What next year's plan is to be.
#[derive(Debug, Clone)]
pub struct NextYear {
    /// Its year.
    pub year: i16,
    /// The day of its first version.
    pub date: Date,
    /// Who makes it.
    pub by: String,
    /// Where this year's plan is, seen from the new one.
    pub former: String,
    /// What the log says of the first version.
    pub status: &'static str,
}

/// What was done to make next year's plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RulleringSummary {
    /// The ended tiltak that were taken out.
    pub ended: Vec<String>,
    /// How many tiltak go on.
    pub going_on: usize,
    /// How many of them have another number.
    pub renumbered: usize,
    /// How many meetings and decisions were taken out.
    pub emptied: usize,
    /// What is only of this year's plan, and was taken out of the colophon.
    pub colophon: Vec<&'static str>,
    /// How many posts of the financing are now of tiltak that have ended: what they were paid stays.
    pub posts: usize,
    /// What else was taken out, for it is of this year alone: case numbers of parties, changes after the decisions.
    pub settled: Vec<&'static str>,
    /// Texts of the case that stay, and that speak of this year's.
    pub texts: Vec<&'static str>,
    /// How many amounts for the years to come went with the tiltak that they were for.
    pub amounts: usize,
}

/// The version that a new plan begins with.
pub const FIRST_VERSION: &str = "1.0";

/// The data files of next year's plan, made of this year's.
///
/// # Errors
/// `EditError` if a file is written in a way that can't be changed.
pub fn next_year_files(
    plan: &Plan,
    sources: &Sources,
    next: &NextYear,
) -> Result<(Vec<OutputFile>, RulleringSummary), EditError> {
    let mut files = Vec::new();
    for (at, source) in sources.files.iter().enumerate() {
        let text = FileText::read(source.bytes.clone()).map_err(|_| EditError::Unfit(Path::file(at)))?;
        files.push((source.file.clone(), text));
    }
    let (new, done) = next_plan(plan, next);
    apply_to_files(&mut files, &edits_between(plan, &new))?;
    Ok((files.into_iter().map(|(name, text)| OutputFile::new(name, text.bytes())).collect(), done))
}

/// Next year's plan, and what was done to make it of this year's.
fn next_plan(plan: &Plan, next: &NextYear) -> (Plan, RulleringSummary) {
    let (mut new, mut done) = (plan.clone(), RulleringSummary::default());
    for delmål in &mut new.delmål {
        // What became of a delmål is of this year's update.
        (delmål.var_nummer, delmål.delt_frå) = (None, None);
        delmål.slege_saman_av.clear();
        let (ended, going_on): (Vec<_>, Vec<_>) = delmål.tiltak.drain(..).partition(Tiltak::has_ended);
        done.ended.extend(ended.into_iter().map(|own| own.tittel));
        done.going_on += going_on.len();
        delmål.tiltak = going_on;
        for (own, number) in delmål.tiltak.iter_mut().zip(1..) {
            done.renumbered += usize::from(own.nummer != number);
            own.nummer = number;
            own.rullering = Some(Rullering::Vidareført);
        }
    }
    let hovud = &mut new.hovud;
    hovud.år = next.year;
    hovud.versjon = FIRST_VERSION.into();
    hovud.førre = Some(next.former.clone());
    hovud.logg = vec![LoggRad {
        versjon: FIRST_VERSION.into(),
        namn: None,
        dato: LoggDato::Dag(Dato(next.date)),
        status: next.status.into(),
        endra_av: next.by.clone(),
        år: (next.date.year() != next.year).then_some(next.year),
        politisk: false,
    }];
    clear_handled_year(hovud, &mut done);
    if let Some(money) = &mut hovud.finansiering {
        settle_money(money, plan, next.year, &mut done);
    }
    (new, done)
}

/// Takes out what is of this year alone: meetings, decisions, case numbers, what was changed after the decisions.
fn clear_handled_year(hovud: &mut Hovud, done: &mut RulleringSummary) {
    for own in &mut hovud.handsaming {
        for organ in &mut own.organ {
            done.emptied += organ.vedtak.len() + usize::from(organ.planlagt.is_some());
            organ.planlagt = None;
            organ.avlyst = false;
            organ.vedtak.clear();
        }
        if own.arkivsak.take().is_some() && !done.settled.contains(&"arkivsaka") {
            done.settled.push("arkivsaka");
        }
    }
    if !std::mem::take(&mut hovud.etter_vedtak).is_empty() {
        done.settled.push("endringane etter vedtaka");
    }
    let of_parties = |text: fn(&Handsaming) -> &Option<Prosa>| hovud.handsaming.iter().any(|own| text(own).is_some());
    let texts = [
        ("framlegget til vedtak", hovud.framlegg.is_some() || of_parties(|own| &own.framlegg)),
        ("bakgrunnen for saka", hovud.bakgrunn.is_some() || of_parties(|own| &own.bakgrunn)),
        ("vurderinga av saka", hovud.vurdering.is_some() || of_parties(|own| &own.vurdering)),
    ];
    done.texts = texts.into_iter().filter(|(_, there)| *there).map(|(name, _)| name).collect();
    // Next year's plan is another case, and takes the place of another plan.
    if let Some(own) = &mut hovud.kolofon {
        let fields = [("arkivsaka", own.arkivsak.take()), ("det planen erstattar", own.erstattar.take())];
        done.colophon = fields.into_iter().filter(|(_, value)| value.is_some()).map(|(name, _)| name).collect();
        if !done.colophon.is_empty() && *own == Kolofon::default() {
            hovud.kolofon = None;
        }
    }
}

/// Lets what was paid for tiltak that have ended stand in the sums of its years.
fn settle_money(money: &mut Finansiering, plan: &Plan, year: i16, done: &mut RulleringSummary) {
    let ended: BTreeSet<&TiltakId> = plan.tiltak().filter(|(_, own)| own.has_ended()).map(|(_, own)| &own.id).collect();
    money.postar.retain_mut(|post| {
        let title = match &post.formål {
            Formål::Tiltak(id) if ended.contains(id) => title_of_ended(plan, id),
            _ => return true,
        };
        // What was paid in the years before is as true as it was; what was to come is not.
        let past: BTreeMap<i16, i64> = post.beløp.range(..year).map(|(year, sum)| (*year, *sum)).collect();
        done.amounts += post.beløp.len() - past.len();
        let is_paid = !past.is_empty();
        done.posts += usize::from(is_paid);
        (post.beløp, post.formål) = (past, Formål::Avslutta(title));
        is_paid
    });
}

/// What the money of a tiltak that has ended is called from now on: its title, with its numbers where another has the same.
fn title_of_ended(plan: &Plan, id: &TiltakId) -> String {
    let Some((delmål, own)) = plan.tiltak().find(|(_, own)| &own.id == id) else { return id.to_string() };
    let posts = plan.hovud.finansiering.iter().flat_map(|money| &money.postar);
    let taken = posts.into_iter().any(|post| matches!(&post.formål, Formål::Avslutta(other) if *other == own.tittel));
    let alike = plan.tiltak().filter(|(_, other)| other.has_ended() && other.tittel == own.tittel).count() > 1;
    match taken || alike {
        true => format!("{} ({}.{} i {})", own.tittel, delmål.nummer, own.nummer, plan.hovud.år),
        false => own.tittel.clone(),
    }
}

/// The files of a plan that are no data: they are the same next year.
///
/// # Errors
/// The name of the first that can't be read, and why.
pub fn other_files(
    folder: &std::path::Path,
    plan: &Plan,
    sources: &Sources,
) -> Result<Vec<OutputFile>, (String, crate::data::ReadError)> {
    let all = versions::read_own_files(folder, plan, sources)?;
    let is_data = |file: &OutputFile| sources.files.iter().any(|source| source.file == file.name);
    Ok(all.into_iter().filter(|file| !is_data(file)).collect())
}
