//! How much a plan may hold (HP006). Every plan that anybody writes is far within; beyond it, laying out and checking would
//! take minutes or all the memory there is. Looked at first, and in time that grows as the plan does.

use crate::finding::{Place, RuleHit, RuleHits};
use crate::plan::Path;
use crate::plan::texts::{TextKind, texts};
use crate::plan::{Formål, Plan};

/// The rule that is looked at first.
pub(super) const CODE: &str = "HP006";

/// The most of each thing.
const DELMÅL: usize = 100;
const TILTAK: usize = 1000;
const BOLKAR: usize = 60;
const PARTIES: usize = 500;
const PARTIES_IN_A_CELL: usize = 100;
const LOG_ROWS: usize = 200;
const SECTIONS: usize = 100;
const CONTENTS: usize = 100;
const BODIES: usize = 500;
const DECISIONS: usize = 20;
const POSTS: usize = 2000;
const FIGURES: usize = 20;
const ABBREVIATIONS: usize = 300;
const YEARS_OF_MONEY: usize = 15;
const KEYWORDS: usize = 50;
const BOX_LINES: usize = 10;
const NUMBER: u16 = 9999;
/// Kroner, or thousands of them.
const AMOUNT: i64 = 1_000_000_000_000;
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// The longest name, cell and prose, in characters.
const NAME: usize = 400;
const CELL: usize = 3000;
const PROSE: usize = 100_000;
/// Items of lists and links in one text.
const ITEMS: usize = 2000;
/// The longest word, in characters: an address may be long, but not endless.
const WORD: usize = 2000;

/// Everything in the plan that exceeds a limit.
pub(super) fn exceeded_limits(plan: &Plan) -> RuleHits {
    let mut found = RuleHits::default();
    counts(plan, &mut found);
    numbers(plan, &mut found);
    lengths(plan, &mut found);
    found
}

fn counts(plan: &Plan, found: &mut RuleHits) {
    let (root, hovud, walk) = (Path::hovud(), &plan.hovud, plan.walk());
    let mut most = |what: &str, count: usize, most: usize, path: Path| {
        if count > most {
            let message = format!("planen har {count} {what} her; han kan ha {most}");
            found.push(RuleHit::new(Place::Value(path), message));
        }
    };
    most("delmål", plan.delmål.len(), DELMÅL, root.field("delmål"));
    most("tiltak", plan.tiltak().count(), TILTAK, root.field("delmål"));
    most("partar", hovud.partar.len(), PARTIES, root.field("partar"));
    most("partar", hovud.framside.len(), PARTIES, root.field("framside"));
    most("partar", hovud.avtalepartar.len(), PARTIES, root.field("avtalepartar"));
    most("forkortingar", hovud.forkortingar.len(), ABBREVIATIONS, root.field("forkortingar"));
    for (part, path) in walk.partar() {
        most("partar", part.medlemmer.len(), PARTIES_IN_A_CELL, path.field("medlemmer"));
        most("delar", part.fordeling.len(), PARTIES_IN_A_CELL, path.field("fordeling"));
    }
    most("endringar", hovud.etter_vedtak.len(), DECISIONS, root.field("etter_vedtak"));
    most("emneord", hovud.emneord.len(), KEYWORDS, root.field("emneord"));
    most("rader", hovud.logg.len(), LOG_ROWS, root.field("logg"));
    most("punkt", hovud.seksjonar.len(), SECTIONS, root.field("seksjonar"));
    for (seksjon, path) in walk.seksjonar() {
        most("delar", seksjon.innhald.len(), CONTENTS, path.field("innhald"));
    }
    most("organ", walk.organ().count() + hovud.handsaming.len(), BODIES, root.field("handsaming"));
    for body in walk.organ() {
        most("vedtak", body.organ.vedtak.len(), DECISIONS, body.path.field("vedtak"));
    }
    for (node, path) in walk.nodar() {
        most("linjer", node.linjer.len(), BOX_LINES, path.field("linjer"));
    }
    if let Some(finansiering) = &hovud.finansiering {
        let path = root.field("finansiering").field("postar");
        most("postar", finansiering.postar.len(), POSTS, path.clone());
        most("år med pengar", finansiering.years().len(), YEARS_OF_MONEY, path);
    }
    for (_, tiltak, path) in walk.tiltak() {
        most("indikatorar", tiltak.indikatorar.len(), FIGURES, path.field("indikatorar"));
        most("bolkar", tiltak.bolkar.len(), BOLKAR, path.field("bolkar"));
        for (cell, path) in tiltak.placed_deltakarar(&path) {
            most("partar", cell.partar.len(), PARTIES_IN_A_CELL, path.field("partar"));
        }
    }
}

fn numbers(plan: &Plan, found: &mut RuleHits) {
    let (root, hovud, walk) = (Path::hovud(), &plan.hovud, plan.walk());
    let mut number = |number: u16, path: Path| {
        if number > NUMBER {
            let message = format!("nummeret {number} er for stort; det kan vere {NUMBER}");
            found.push(RuleHit::new(Place::Value(path), message));
        }
    };
    for (seksjon, path) in walk.seksjonar() {
        number(seksjon.nummer.unwrap_or_default(), path.field("nummer"));
    }
    for (delmål, path) in walk.delmål() {
        number(delmål.nummer, path.field("nummer"));
        number(delmål.var_nummer.unwrap_or_default(), path.field("var_nummer"));
        number(delmål.delt_frå.unwrap_or_default(), path.field("delt_frå"));
        for (tiltak, path) in delmål.placed_tiltak(&path) {
            number(tiltak.nummer, path.field("nummer"));
        }
    }
    let mut year = |year: i16, path: Path| {
        if !YEARS.contains(&year) {
            let message = format!("året {year} er ikkje mellom {} og {}", YEARS.start(), YEARS.end());
            found.push(RuleHit::new(Place::Value(path), message));
        }
    };
    year(hovud.år, root.field("år"));
    for (own, path) in walk.etter_vedtak() {
        year(own.dato.0.year(), path.field("dato"));
    }
    year(hovud.periode.frå, root.field("periode").field("frå"));
    year(hovud.periode.til, root.field("periode").field("til"));
    for (row, path) in walk.logg() {
        year(row.dato.first_day().year(), path.field("dato"));
    }
    for body in walk.organ() {
        if let Some(planned) = body.organ.planlagt {
            year(planned.0.year(), body.path.field("planlagt"));
        }
        for (vedtak, path) in body.vedtak() {
            year(vedtak.dato.0.year(), path.field("dato"));
        }
    }
    for (_, tiltak, path) in walk.tiltak() {
        if let Some(own) = &tiltak.framdrift {
            year(own.dato.0.year(), path.field("framdrift").field("dato"));
        }
        for (own, path) in path.field("indikatorar").items(&tiltak.indikatorar) {
            let figures = [("utgangspunkt", Some(own.utgangspunkt)), ("mål", Some(own.mål)), ("siste", own.siste)];
            for (field, figure) in figures {
                if let Some(figure) = figure {
                    year(figure.år, path.field(field).field("år"));
                }
            }
        }
    }
    for (post, path) in walk.postar() {
        if let Formål::Delmål(nummer) = post.formål
            && nummer > NUMBER
        {
            let message = format!("nummeret {nummer} er for stort; det kan vere {NUMBER}");
            found.push(RuleHit::new(Place::Value(path.field("formål").index(0)), message));
        }
        for (year, amount) in &post.beløp {
            if amount.checked_abs().is_none_or(|amount| amount > AMOUNT) {
                let message = format!("beløpet for {year} er for stort til å vere rett");
                found.push(RuleHit::new(Place::Value(path.field("beløp").key(*year)), message));
            }
        }
    }
}

fn lengths(plan: &Plan, found: &mut RuleHits) {
    for text in texts(plan) {
        let (most, what) = match text.kind {
            TextKind::Prose => (PROSE, "teksten"),
            TextKind::Line if text.is_cell => (CELL, "teksten"),
            TextKind::Line => (NAME, "namnet eller tittelen"),
        };
        let place = || Place::Value(text.path.clone());
        // A text has no more characters than bytes, which need not be counted.
        let length = if text.text.len() > most { text.text.chars().count() } else { 0 };
        if length > most {
            found.push(RuleHit::new(place(), format!("{what} har {length} teikn; det er plass til {most}")));
            continue;
        }
        let mut words = text.text.split_whitespace().filter(|_| text.text.len() > WORD);
        if let Some(word) = words.find(|word| word.chars().count() > WORD) {
            let message = format!("her er eit ord på {} teikn; det kan ha {WORD}", word.chars().count());
            found.push(RuleHit::new(place(), message));
        }
        if text.kind == TextKind::Prose {
            let items = text.text.lines().filter(|line| begins_item(line.trim_start())).count();
            let links = text.text.matches("](").count();
            for (count, what) in [(items, "listepunkt"), (links, "lenkjer")] {
                if count > ITEMS {
                    let message = format!("teksten har {count} {what}; han kan ha {ITEMS}");
                    found.push(RuleHit::new(place(), message));
                }
            }
        }
    }
}

fn begins_item(line: &str) -> bool {
    line.starts_with(['-', '+', '*']) || line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')'])
}
