//! *Rullering*: next year's plan made of this year's. What the year has settled is taken out – meetings, decisions, ended
//! tiltak, the case's number – and what goes on is marked as going on; everything else stays byte for byte, comments too.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::data::edit::{self, FileText, Unfit, logg_rad};
use crate::data::strings::quoted;
use crate::data::{Sources, versions};
use crate::output::OutputFile;
use crate::plan::{Dato, Formål, Handsaming, LoggDato, LoggRad, Path, Plan, Prosa, TiltakId};

/// What next year's plan is to be.
#[derive(Debug, Clone)]
pub struct Next {
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

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
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
/// `Unfit` if a file is written in a way that can't be changed.
pub fn rolled(plan: &Plan, sources: &Sources, next: &Next) -> Result<(Vec<OutputFile>, Done), Unfit> {
    let mut files = Vec::new();
    for source in &sources.files {
        files.push((source.file.clone(), FileText::read(source.bytes.clone())?));
    }
    let mut done = Done::default();
    let ended = |id: &TiltakId| plan.tiltak().any(|(_, tiltak)| &tiltak.id == id && tiltak.avslutta());
    let (_, hovud) = files.first_mut().ok_or(Unfit)?;
    main_file(hovud, plan, next, &ended, &mut done)?;
    for (at, delmål) in plan.delmål.iter().enumerate() {
        let (_, file) = files.get_mut(at + 1).ok_or(Unfit)?;
        // What became of a delmål is of this year's update.
        let whole = Path::delmål(at);
        for (field, is_there) in [
            ("var_nummer", delmål.var_nummer.is_some()),
            ("delt_frå", delmål.delt_frå.is_some()),
            ("slege_saman_av", !delmål.slege_saman_av.is_empty()),
        ] {
            if is_there {
                file.remove(&whole.field(field))?;
            }
        }
        let list = whole.field("tiltak");
        let mut number = 0;
        for (index, tiltak) in delmål.tiltak.iter().enumerate() {
            if tiltak.avslutta() {
                done.ended.push(tiltak.tittel.clone());
                continue;
            }
            number += 1;
            done.going_on += 1;
            if tiltak.nummer != number {
                done.renumbered += 1;
                file.set_field(&list.index(index), "nummer", &number.to_string())?;
            }
            file.set_field(&list.index(index), "rullering", "Vidareført")?;
        }
        for index in (0..delmål.tiltak.len()).rev().filter(|index| delmål.tiltak[*index].avslutta()) {
            file.remove(&list.index(index))?;
        }
    }
    Ok((files.into_iter().map(|(name, text)| OutputFile::new(name, text.bytes())).collect(), done))
}

fn main_file(
    file: &mut FileText,
    plan: &Plan,
    next: &Next,
    ended: &impl Fn(&TiltakId) -> bool,
    done: &mut Done,
) -> Result<(), Unfit> {
    let (root, hovud) = (Path::hovud(), &plan.hovud);
    file.set_field(&root, "år", &next.year.to_string())?;
    file.set_field(&root, "versjon", &quoted(FIRST_VERSION))?;
    file.set_field(&root, "førre", &quoted(&next.former))?;
    let log = root.field("logg");
    for index in (1..hovud.logg.len()).rev() {
        file.remove(&log.index(index))?;
    }
    let row = LoggRad {
        versjon: FIRST_VERSION.into(),
        namn: None,
        dato: LoggDato::Dag(Dato(next.date)),
        status: next.status.into(),
        endra_av: next.by.clone(),
        år: (next.date.year() != next.year).then_some(next.year),
        politisk: false,
    };
    file.set(&log.index(0), &logg_rad(&row, &next.date.to_string()))?;
    for (party, own) in hovud.handsaming.iter().enumerate() {
        let bodies = root.field("handsaming").index(party).field("organ");
        for (index, organ) in own.organ.iter().enumerate() {
            if organ.planlagt.is_some() {
                file.remove(&bodies.index(index).field("planlagt"))?;
                done.emptied += 1;
            }
            if organ.avlyst {
                file.remove(&bodies.index(index).field("avlyst"))?;
            }
            if !organ.vedtak.is_empty() {
                file.remove(&bodies.index(index).field("vedtak"))?;
                done.emptied += organ.vedtak.len();
            }
        }
        if own.arkivsak.is_some() {
            file.remove(&root.field("handsaming").index(party).field("arkivsak"))?;
            if !done.settled.contains(&"arkivsak") {
                done.settled.push("arkivsak");
            }
        }
    }
    if !hovud.etter_vedtak.is_empty() {
        file.remove(&root.field("etter_vedtak"))?;
        done.settled.push("etter_vedtak");
    }
    let of_parties = |text: fn(&Handsaming) -> &Option<Prosa>| hovud.handsaming.iter().any(|own| text(own).is_some());
    let texts = [
        ("framlegg", hovud.framlegg.is_some() || of_parties(|own| &own.framlegg)),
        ("bakgrunn", hovud.bakgrunn.is_some() || of_parties(|own| &own.bakgrunn)),
        ("vurdering", hovud.vurdering.is_some() || of_parties(|own| &own.vurdering)),
    ];
    done.texts = texts.into_iter().filter(|(_, there)| *there).map(|(name, _)| name).collect();
    // Next year's plan is another case, and takes the place of another plan.
    if let Some(kolofon) = &hovud.kolofon {
        let own = root.field("kolofon");
        let fields = [("arkivsak", &kolofon.arkivsak), ("erstattar", &kolofon.erstattar)];
        done.colophon = fields.into_iter().filter(|(_, value)| value.is_some()).map(|(name, _)| name).collect();
        let stays = kolofon.eigar.is_some() || kolofon.kontakt.is_some();
        match done.colophon.as_slice() {
            [] => {}
            names if stays => names.iter().try_for_each(|name| file.remove(&own.field(*name)))?,
            _ => file.remove(&own)?,
        }
    }
    if let Some(money) = &hovud.finansiering {
        let posts = root.field("finansiering").field("postar");
        for (index, post) in money.postar.iter().enumerate().rev() {
            let title = match &post.formål {
                Formål::Tiltak(id) if ended(id) => title_of_ended(plan, id),
                _ => continue,
            };
            // What was paid in the years before is as true as it was; what was to come is not.
            let past: BTreeMap<i16, i64> = post.beløp.range(..next.year).map(|(year, sum)| (*year, *sum)).collect();
            done.amounts += post.beløp.len() - past.len();
            let own = posts.index(index);
            if past.is_empty() {
                file.remove(&own)?;
                continue;
            }
            if past.len() < post.beløp.len() {
                file.set(&own.field("beløp"), &edit::amounts(&past))?;
            }
            file.set(&own.field("formål"), &format!("Avslutta({})", quoted(&title)))?;
            done.posts += 1;
        }
    }
    Ok(())
}

/// What the money of a tiltak that has ended is called from now on: its title, with its numbers where another has the same.
fn title_of_ended(plan: &Plan, id: &TiltakId) -> String {
    let Some((delmål, own)) = plan.tiltak().find(|(_, own)| &own.id == id) else { return id.to_string() };
    let posts = plan.hovud.finansiering.iter().flat_map(|money| &money.postar);
    let taken = posts.into_iter().any(|post| matches!(&post.formål, Formål::Avslutta(other) if *other == own.tittel));
    let alike = plan.tiltak().filter(|(_, other)| other.avslutta() && other.tittel == own.tittel).count() > 1;
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
    let all = versions::own_bytes(folder, plan, sources)?;
    let is_data = |file: &OutputFile| sources.files.iter().any(|source| source.file == file.name);
    Ok(all.into_iter().filter(|file| !is_data(file)).collect())
}
