//! What changed: a plan is edited at random, compared with what it was, and written as Word does. The program itself refuses a
//! file that does not give both versions; here it is made to try.

use std::collections::BTreeSet;

use handlingsplan::compare::{Redline, redline};
use handlingsplan::compose::compose;
use handlingsplan::document::picture::Pictures;
use handlingsplan::document::{Block, Change, Document, Text};
use handlingsplan::docx::{self, BothVersions, Figures, PageNumbers};
use handlingsplan::edition::Edition;
use handlingsplan::paper::{self, look::Look};
use handlingsplan::plan::{
    Bolk, Dato, Innhald, Node, NodeId, Omslag, PartId, Plan, Prosa, Rullering, Tidsramme, Tiltak, TiltakId, Vedtak,
};

use crate::support::{Dice, PLANS, stress_plan};
use handlingsplan::data::load;

pub fn plan_of(name: &str) -> Plan {
    load(&crate::support::plan(name)).plan.unwrap()
}

pub fn composed(plan: &Plan, edition: Edition) -> Document {
    compose(plan, &Pictures::default(), edition, None)
}

/// The Word file of what changed; the program refuses one that does not give both versions.
pub fn written(made: &Redline, new: &Document) -> Result<Vec<u8>, docx::DocxError> {
    let paged =
        paper::typeset(made.document.clone(), &Look::default()).typeset_version(made.tracked.clone(), &Look::default());
    let set = |document: &Document| paged.typeset_version(document.clone(), &Look::default());
    let figures: Figures = paged.document().figures().map(|figure| (figure.anchor.clone(), vec![0])).collect();
    let versions = BothVersions { after: set(new), before: set(&made.before), logos: Vec::new() };
    docx::write(&paged, &Pictures::default(), &figures, &PageNumbers::default(), Some(&versions))
}

fn edited_prose(prosa: &mut Prosa, dice: &mut Dice) {
    let mut paragraphs: Vec<String> = prosa.0.split("\n\n").map(str::to_string).collect();
    match dice.below(6) {
        0 if paragraphs.len() > 1 => {
            paragraphs.remove(dice.below(paragraphs.len()));
        }
        1 => {
            paragraphs.insert(dice.below(paragraphs.len() + 1), "Eit heilt nytt avsnitt, med *kursiv* og 12 kr.".into())
        }
        2 => paragraphs.push("- eit punkt\n- eit punkt til".into()),
        3 if paragraphs.len() > 1 => paragraphs.swap(0, 1),
        _ => {
            if let Some(paragraph) = dice.pick(&mut paragraphs) {
                let mut words: Vec<&str> = paragraph.split(' ').collect();
                let at = dice.below(words.len());
                match dice.below(3) {
                    0 => words.insert(at, "nyord"),
                    1 if words[at].chars().all(char::is_alphabetic) => words[at] = "bytta",
                    _ => {
                        if words[at].chars().all(char::is_alphabetic) {
                            words.remove(at);
                        }
                    }
                }
                *paragraph = words.join(" ");
            }
        }
    }
    prosa.0 = paragraphs.join("\n\n");
    if prosa.0.trim().is_empty() {
        prosa.0 = "Noko.".into();
    }
}

fn edited_tiltak(tiltak: &mut Tiltak, dice: &mut Dice) {
    match dice.below(9) {
        0 => tiltak.tittel += " og meir",
        1 => tiltak.tittel = "Ein heilt annan tittel".into(),
        2 => tiltak.tidsramme = Tidsramme::År { frå: 2025, til: 2027 },
        3 => tiltak.tidsramme = Tidsramme::Seinare("når det passar".into()),
        4 => {
            tiltak.samarbeidspartar.partar.pop();
        }
        5 => tiltak.samarbeidspartar.ordlyd = Some("Alle som vil, og nokre til".into()),
        6 => tiltak
            .bolkar
            .insert(0, Bolk { overskrift: "Ny bolk".into(), tekst: Prosa("Ny tekst.\n\n1. ein\n2. to".into()) }),
        7 if !tiltak.bolkar.is_empty() => {
            tiltak.bolkar.pop();
        }
        _ => {
            if let Some(bolk) = dice.pick(&mut tiltak.bolkar) {
                edited_prose(&mut bolk.tekst, dice);
            }
        }
    }
}

/// Numbers the tiltak of each delmål from 1.
fn renumbered(plan: &mut Plan) {
    for delmål in &mut plan.delmål {
        for (index, tiltak) in delmål.tiltak.iter_mut().enumerate() {
            tiltak.nummer = index as u16 + 1;
        }
    }
}

/// One edit that somebody could make.
fn edit(plan: &mut Plan, dice: &mut Dice) {
    let hovud = &mut plan.hovud;
    match dice.below(22) {
        0 => {
            if let Some(delmål) = dice.pick(&mut plan.delmål)
                && delmål.tiltak.len() > 1
            {
                delmål.tiltak.remove(dice.below(delmål.tiltak.len()));
            }
            renumbered(plan);
        }
        1 => {
            if let Some(delmål) = dice.pick(&mut plan.delmål)
                && let Some(own) = delmål.tiltak.first().cloned()
            {
                let id: TiltakId = ron::from_str(&format!("\"nytt-{}\"", dice.below(1000))).unwrap();
                let at = dice.below(delmål.tiltak.len() + 1);
                delmål.tiltak.insert(at, Tiltak { id, tittel: "Eit nytt tiltak".into(), ..own });
            }
            renumbered(plan);
        }
        2 => {
            if let Some(delmål) = dice.pick(&mut plan.delmål)
                && delmål.tiltak.len() > 1
            {
                let at = dice.below(delmål.tiltak.len() - 1);
                delmål.tiltak.swap(at, at + 1);
            }
            renumbered(plan);
        }
        3 if plan.delmål.len() > 1 => {
            let taken = plan.delmål[0].tiltak.pop();
            plan.delmål[1].tiltak.extend(taken);
            renumbered(plan);
        }
        4 => {
            if let Some(delmål) = dice.pick(&mut plan.delmål) {
                match dice.below(4) {
                    0 => delmål.vekt = delmål.vekt.map(|vekt| vekt / 2),
                    1 => delmål.vekt = None,
                    2 => delmål.tittel += " i distrikta",
                    _ => delmål.hovudmål = Some(Prosa("Eit anna mål for alle.".into())),
                }
            }
        }
        5 => {
            if let Some(seksjon) = dice.pick(&mut hovud.seksjonar) {
                seksjon.tittel += " – no";
            }
        }
        6 => {
            if let Some(seksjon) = dice.pick(&mut hovud.seksjonar) {
                seksjon
                    .innhald
                    .push(Innhald::Tekst(Prosa("Ein ny tekst til slutt, med [lenkje](https://a.no/b).".into())));
            }
        }
        7 => {
            if let Some(seksjon) = dice.pick(&mut hovud.seksjonar) {
                seksjon.innhald.insert(0, Innhald::Mellomtittel("Ny mellomtittel".into()));
            }
        }
        8 if hovud.seksjonar.len() > 2 => {
            let at = dice.below(hovud.seksjonar.len());
            hovud.seksjonar.remove(at);
        }
        9 => {
            if let Some(kart) = &mut hovud.organisasjonskart
                && let Some(first) = kart.nodar.first().cloned()
            {
                let id: NodeId = ron::from_str("\"ny-boks\"").unwrap();
                kart.nodar.push(Node { id, namn: "Ny boks".into(), under: Some(first.id.clone()), ..first });
            }
        }
        10 => {
            let parties = &mut hovud.handsaming;
            if let Some(own) = dice.pick(parties)
                && let Some(organ) = dice.pick(&mut own.organ)
            {
                organ.planlagt = Some(Dato(jiff::civil::date(2025, 9, 1)));
            }
        }
        11 => {
            if let Some(own) = dice.pick(&mut hovud.handsaming)
                && let Some(organ) = own.organ.last_mut()
            {
                let dato = Dato(hovud.logg.last().map_or(jiff::civil::date(2025, 9, 1), |row| row.dato.last_day()));
                organ.vedtak.push(Vedtak {
                    dato,
                    sak: Some("PS 1/25".into()),
                    utfall: Default::default(),
                    versjon: None,
                    tekst: None,
                    endring: None,
                    teke_inn_i: None,
                });
            }
        }
        12 => {
            if let Some(money) = &mut hovud.finansiering {
                if let Some(post) = dice.pick(&mut money.postar) {
                    post.beløp.values_mut().for_each(|amount| *amount += 1000);
                }
                if dice.below(3) == 0 {
                    money.postar.pop();
                }
            }
        }
        13 => hovud.merknad = hovud.merknad.take().is_none().then(|| "Ei merknad".into()),
        14 => hovud.undertittel = hovud.undertittel.take().is_none().then(|| "ein undertittel".into()),
        15 => {
            hovud.framside.pop();
        }
        16 => {
            if let Some(row) = hovud.logg.last_mut() {
                row.status += " og sett på nytt";
            }
        }
        19 => {
            hovud.omslag = if hovud.omslag == Omslag::Lyst { Omslag::Mørkt } else { Omslag::Lyst };
        }
        17 => {
            if let Some(part) = dice.pick(&mut hovud.partar) {
                part.namn += " AS";
            }
        }
        18 => {
            if let Some(id) = hovud.partar.first().map(|part| part.id.clone()) {
                let id: PartId = id;
                hovud.framside.insert(0, id);
            }
        }
        _ => {
            let delmål = dice.below(plan.delmål.len());
            if let Some(delmål) = plan.delmål.get_mut(delmål) {
                let at = dice.below(delmål.tiltak.len());
                if let Some(tiltak) = delmål.tiltak.get_mut(at) {
                    if dice.below(12) == 0 {
                        tiltak.rullering = Some(Rullering::Avslutta(Prosa("Ferdig.".into())));
                    } else {
                        edited_tiltak(tiltak, dice);
                    }
                }
            }
        }
    }
}

/// How many plans are edited; more by hand.
pub(crate) fn rounds() -> u64 {
    std::env::var("HANDLINGSPLAN_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(10)
}

/// The words of a document's text, those of drawings apart.
pub fn words(document: &Document, without: Option<Change>) -> String {
    let mut all = String::new();
    let mut add = |text: &Text| {
        for run in text.0.iter().filter(|run| without.is_none() || run.change != without) {
            all += &run.text;
        }
        all.push('\n');
    };
    for block in document.all_blocks() {
        if !matches!(block, Block::Figure(_)) {
            block.clone().for_each_text_mut(&mut |text| add(text));
        }
    }
    all
}

/// A plan with a few edits that somebody could make.
pub(crate) fn edited_at_random(plan: &Plan, round: u64) -> Plan {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ (round * 7919 + 1));
    dice.below(2);
    let mut plan = plan.clone();
    for _ in 0..=dice.below(6) {
        edit(&mut plan, &mut dice);
    }
    plan
}

#[test]
fn whatever_is_edited_the_word_file_gives_both_versions() {
    for name in PLANS {
        both_ways(name, &plan_of(name), rounds());
    }
}

#[test]
fn whatever_is_edited_in_a_plan_at_every_limit_the_word_file_gives_both_versions() {
    let folder = stress_plan();
    both_ways("stress", &load(folder.path()).plan.unwrap(), rounds().div_ceil(10));
}

fn both_ways(name: &str, old: &Plan, rounds: u64) {
    let editions = [Edition::Utkast, Edition::Politisk, Edition::Kdd];
    for round in 0..rounds {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ (round * 7919 + 1));
        dice.below(2);
        let mut plan = old.clone();
        for _ in 0..=dice.below(6) {
            edit(&mut plan, &mut dice);
        }
        let edition = editions[dice.below(editions.len())];
        let (before, after) = (composed(old, edition), composed(&plan, edition));
        for (before, after) in [(&before, &after), (&after, &before)] {
            let made = redline(before, after, "Prøve");
            if let Err(error) = written(&made, after) {
                panic!("{name}, runde {round}, {edition:?}: {error}");
            }
            // Every word of both is there.
            let deleted = words(&made.tracked, Some(Change::Inserted));
            for word in unique(&made.before) {
                assert!(deleted.contains(&word), "{name}, {round}: {word}");
            }
            let inserted = words(&made.tracked, Some(Change::Deleted));
            for word in unique(after) {
                assert!(inserted.contains(&word), "{name}, {round}: {word}");
            }
        }
    }
}

fn unique(document: &Document) -> BTreeSet<String> {
    words(document, None).split_whitespace().map(str::to_string).collect()
}

#[test]
fn any_two_plans_can_be_compared() {
    let edition = Edition::Politisk;
    let all = PLANS.map(|name| {
        let folder = crate::support::plan(name);
        let checked = handlingsplan::make::build::load_and_check(&folder, edition);
        (name, compose(&checked.plan.unwrap(), &checked.pictures, edition, None))
    });
    for (old, before) in &all {
        for (new, after) in &all {
            let made = redline(before, after, "Prøve");
            if let Err(error) = written(&made, after) {
                panic!("{old} -> {new}: {error}");
            }
        }
    }
}

#[test]
fn nothing_is_marked_where_nothing_has_changed() {
    for name in PLANS {
        let plan = plan_of(name);
        for edition in [Edition::Utkast, Edition::Kdd] {
            let document = composed(&plan, edition);
            let made = redline(&document, &document, "Prøve");
            assert_eq!(made.before, document);
            assert_eq!(made.tracked.blocks, document.blocks);
            let changes = made.document.changes.clone().unwrap();
            assert!(changes.entries.is_empty() && changes.unmarked.is_empty(), "{name}");
            // But for the list of changes and what the document is called it is the same.
            let plain =
                Document { meta: document.meta.clone(), frame: document.frame.clone(), changes: None, ..made.document };
            assert_eq!(plain, document, "{name}");
        }
    }
}

#[test]
fn reversed_what_was_put_in_is_taken_out() {
    let documents = |name: &str| {
        let old = composed(&load(&crate::support::plan(name)).plan.unwrap(), Edition::Utkast);
        let kept = crate::support::plan("eksempel-bokmal-2026").join("versjonar/0.1");
        (composed(&load(&kept).plan.unwrap(), Edition::Utkast), old)
    };
    let marked = |made: &Redline, change: Change| {
        let mut all: Vec<String> = Vec::new();
        for block in made.document.all_blocks() {
            block.clone().for_each_text_mut(&mut |text| {
                let runs = text.0.iter().filter(|run| run.change == Some(change));
                all.extend(runs.flat_map(|run| run.text.split_whitespace()).map(str::to_string));
            });
        }
        all.sort();
        all
    };
    for name in ["eksempel-bokmal-2026", "eksempel-bokmal-2027"] {
        let (old, new) = documents(name);
        let (there, back) = (redline(&old, &new, "Prøve"), redline(&new, &old, "Prøve"));
        assert!(!marked(&there, Change::Inserted).is_empty());
        // But for words of which several alike could be the one.
        for (put_in, taken_out) in [(Change::Inserted, Change::Deleted), (Change::Deleted, Change::Inserted)] {
            let (one, other) = (marked(&there, put_in), marked(&back, taken_out));
            let apart = |own: &[String], other: &[String]| own.iter().filter(|word| !other.contains(word)).count();
            assert_eq!((apart(&one, &other), apart(&other, &one)), (0, 0), "{name}");
            assert!(one.len().abs_diff(other.len()) * 50 <= one.len(), "{name}: {} and {}", one.len(), other.len());
        }
    }
}
