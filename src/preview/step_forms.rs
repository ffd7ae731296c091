//! The steps of the year as the page shows them: the list, the form of each with what the plan offers, and what was done.

use std::path::Path;

use maud::{Markup, html};

use super::controls::choice_name;
use super::documents::{Made, address};
use super::folders::folder_name;
use super::page::addressees;
use super::requests::YearStep;
use super::steps::Taken;
use crate::make::wording::long_day;
use crate::plan::fields::Group;
use crate::plan::{Handsaming, OrganHandsaming, Plan};
use crate::report::capitalised;

/// What the page's script gives today's date in.
fn day(name: &str, label: &str, is_today: bool) -> Markup {
    row(name, label, None, &html! { input id=(id(name)) name=(name) type="date" data-i-dag[is_today]; })
}

fn id(name: &str) -> String {
    format!("steg-{name}")
}

/// A field with its label over it and a word about it under it.
fn row(name: &str, label: &str, help: Option<&str>, control: &Markup) -> Markup {
    html! {
        div.rute {
            label for=(id(name)) { (label) }
            (control)
            @if let Some(help) = help { p.hjelp { (help) } }
        }
    }
}

fn text(name: &str, label: &str, value: &str, help: Option<&str>) -> Markup {
    let control =
        html! { input id=(id(name)) name=(name) type="text" value=(value) autocomplete="off" spellcheck="true"; };
    row(name, label, help, &control)
}

fn prose(name: &str, label: &str) -> Markup {
    row(name, label, None, &html! { textarea id=(id(name)) name=(name) rows="3" spellcheck="true" {} })
}

/// A step in the list: its name and what it is for.
fn item(step: YearStep, name: &str, what: &str) -> Markup {
    html! { li { button type="button" data-steg=(step.key()) { strong { (name) } span { (what) } } } }
}

/// The list of steps, in the order of the year.
pub(super) fn list(plan: &Plan) -> Markup {
    let bodies = || plan.hovud.handsaming.iter().flat_map(|own| (0..own.organ.len()).map(move |at| (own, at)));
    let open = bodies().filter(|(own, at)| plan.standing(own, *at).is_open()).count();
    let left = match open {
        0 => "Ingen organ ventar på å handsame planen.".to_string(),
        1 => "Eitt organ har ikkje handsama planen enno.".into(),
        many => format!("{many} organ har ikkje handsama planen enno."),
    };
    let version = format!("Versjon {} er den gjeldande no.", plan.hovud.versjon);
    html! {
        h2 #steg-tittel tabindex="-1" { "Steg i året" }
        ol.steg {
            (item(YearStep::Version, "Ny versjon", &version))
            (item(YearStep::Copies, "Lag kopiar og saksframlegg", "Den politiske utgåva til kvar part, med saksframlegg til organa."))
            li {
                button type="button" data-gjer="hent" {
                    strong { "Hent frå Word" } span { "Det andre har retta i Word-filene, tilbake i planen." }
                }
            }
            (item(YearStep::Decision, "Før inn vedtak", &left))
            (item(YearStep::Package, "Pakke til departementet", "Dokumenta og dataa i éi fil."))
            (item(YearStep::NextYear, &format!("Plan for {}", plan.hovud.år.saturating_add(1)), "Neste års plan, laga av denne."))
        }
        div.knappar { button type="button" data-gjer="lukk" { "Lukk" } }
    }
}

/// The form of a step.
pub(super) fn form(plan: &Plan, step: YearStep, folder: &Path, output: &Path) -> Markup {
    match step {
        YearStep::Version => version(plan),
        YearStep::Copies => copies(plan, output),
        YearStep::Decision => decision(plan),
        YearStep::TakeBack => take_back(plan),
        YearStep::Package => package(output),
        YearStep::NextYear => next_year(plan, folder),
    }
}

/// A form: what it is of, its fields, what can be undone, and the word on its button.
fn framed(step: YearStep, name: &str, fields: &Markup, note: &str, button: Option<&str>) -> Markup {
    html! {
        h2 #steg-tittel tabindex="-1" { (name) }
        form data-steg=(step.key()) novalidate {
            (fields)
            p.merknad { (note) }
            div.feil role="alert" {}
            p.gang role="status" {}
            div.knappar {
                @if let Some(word) = button { button.fyrst type="submit" { (word) } }
                button type="button" data-steg="" { "Tilbake" }
                button type="button" data-gjer="lukk" { "Lukk" }
            }
        }
    }
}

fn version(plan: &Plan) -> Markup {
    let last = plan.hovud.logg.last();
    let help = last.map(|row| format!("Den siste i loggen er {}. Skriv eit høgare nummer.", row.versjon));
    let fields = html! {
        p { "Versjonen kjem i loggen og blir den gjeldande. Programmet tek vare på planen slik han er no." }
        (text("versjon", "Nummer", "", help.as_deref()))
        (text("status", "Kvar i prosessen han står", "", Some("Til dømes «Til politisk handsaming».")))
        (text("av", "Kven som har laga han", last.map_or("", |row| &row.endra_av), None))
        (day("dato", "Dato", true))
        details {
            summary { "Meir, om du vil" }
            (text("namn", "Namnet på versjonen", "", None))
            p { label.kryss { input type="checkbox" name="politisk" value="ja"; " Han går til politisk handsaming" } }
            p.hjelp { "Er éin versjon merkt slik, tel berre vedtak om slike." }
        }
    };
    let note = "Dette kan ikkje angrast her, og heller ikkje det du har gjort på sida før det.";
    framed(YearStep::Version, "Ny versjon", &fields, note, Some("Lag versjonen"))
}

/// The bodies to choose between, by party, each with a word about it where there is one.
fn bodies(plan: &Plan, shown: impl Fn(&Handsaming, &OrganHandsaming) -> Option<String>) -> Markup {
    let own = |party: &Handsaming| {
        let all = party.organ.iter().filter_map(|organ| Some((organ.organ.0.clone(), shown(party, organ)?)));
        all.collect::<Vec<_>>()
    };
    let control = html! {
        select id=(id("organ")) name="organ" {
            option value="" { "Vel eit organ" }
            @for party in &plan.hovud.handsaming {
                @for (name, shown) in own(party) { option value=(format!("{}/{name}", party.part)) { (shown) } }
            }
        }
    };
    row("organ", "Organ", None, &control)
}

fn versions(plan: &Plan, name: &str, label: &str, none: &str) -> Markup {
    let control = html! {
        select id=(id(name)) name=(name) {
            option value="" { (none) }
            @for row in &plan.hovud.logg { option value=(row.versjon) { (row.versjon) " – " (row.status) } }
        }
    };
    row(name, label, None, &control)
}

fn decision(plan: &Plan) -> Markup {
    let outcomes = Group::named("Utfall").map_or(&[][..], |group| group.fields);
    let outcome = html! {
        select id=(id("utfall")) name="utfall" aria-describedby="steg-utfall-hjelp" {
            @for word in outcomes { option value=(word.name) selected[word.is_default] { (outcome_name(word.name)) } }
        }
    };
    let has_decisions = plan.hovud.handsaming.iter().flat_map(|own| &own.organ).any(|organ| !organ.vedtak.is_empty());
    let fields = html! {
        (bodies(plan, |party, organ| Some(body_name(plan, party, organ))))
        (day("dato", "Dato for vedtaket", false))
        input name="i-dag" type="hidden" data-i-dag;
        input name="stadfest-dato" type="hidden";
        (text("sak", "Saksnummer", "", Some("Til dømes PS 45/26.")))
        (row("utfall", "Utfall", None, &outcome))
        div.ved-endra {
            (prose("endring", "Det vedtaket endra i planen"))
            (versions(plan, "teken-inn-i", "Versjonen som har teke inn endringa", "Ingen enno"))
        }
        div.ved-utsett { (day("ny-dato", "Dato for det nye møtet", false)) }
        details {
            summary { "Meir, om du vil" }
            (versions(plan, "versjon", "Versjonen vedtaket gjeld", "Den som gjaldt den dagen"))
            (prose("tekst", "Ordlyden i vedtaket"))
            p { label.kryss { input type="checkbox" name="erstatt" value="ja"; " Skriv over det siste vedtaket i organet" } }
        }
        @if has_decisions {
            p { button.lenkje type="button" data-steg=(YearStep::TakeBack.key()) { "Ta tilbake eit vedtak i staden …" } }
        }
    };
    let kept = match (plan.hovud.logg.as_slice(), has_decisions) {
        ([only], false) => format!(
            " Versjon {} blir teken vare på slik planen er no, og «Endringar» viser det som blir endra etter det.",
            only.versjon
        ),
        _ => String::new(),
    };
    let note = format!("Dette kan angrast med «Angre» øvst.{kept}");
    framed(YearStep::Decision, "Før inn vedtak", &fields, &note, Some("Før inn"))
}

/// A body with its party, as one of a list.
fn body_name(plan: &Plan, party: &Handsaming, organ: &OrganHandsaming) -> String {
    format!("{} i {}", capitalised(&organ.organ.0), plan.party_name(&party.part))
}

/// An outcome as it is said of a plan.
fn outcome_name(word: &str) -> String {
    if word == "Endra" { "Vedteke med endringar".into() } else { choice_name(word) }
}

fn take_back(plan: &Plan) -> Markup {
    let last = |party: &Handsaming, organ: &OrganHandsaming| {
        organ.vedtak.last().map(|vedtak| {
            let outcome = serde_json::to_value(vedtak.utfall).ok();
            let outcome = outcome.as_ref().and_then(|own| own.as_str()).map_or(String::new(), outcome_name);
            format!("{}, {}: {}", body_name(plan, party, organ), long_day(vedtak.dato), outcome.to_lowercase())
        })
    };
    let fields = html! {
        p { "Det siste vedtaket i organet blir teke ut av planen." }
        (bodies(plan, last))
    };
    let note = "Dette kan angrast med «Angre» øvst.";
    framed(YearStep::TakeBack, "Ta tilbake eit vedtak", &fields, note, Some("Ta tilbake"))
}

/// What is said of files that are made.
fn files_note(output: &Path) -> String {
    let folder = folder_name(output).unwrap_or_else(|| output.display().to_string());
    format!("Planen blir ikkje endra. Filene kjem i mappa «{folder}», i staden for dei som heiter det same der.")
}

fn copies(plan: &Plan, output: &Path) -> Markup {
    let names: Vec<&str> = addressees(plan).map(|id| plan.party_name(id)).collect();
    let fields = html! {
        @if names.is_empty() {
            p { "Ingen av partane har noko organ som skal handsame planen. Legg dei til i planen først." }
        } @else {
            p { "Den politiske utgåva til kvar av desse, og eit saksframlegg til kvart organ som ikkje har handsama planen:" }
            ul { @for name in &names { li { (name) } } }
            @for (kind, name) in [("pdf", "PDF"), ("docx", "Word")] {
                p { label.kryss { input type="checkbox" name="format" value=(kind) checked; " " (name) } }
            }
        }
    };
    let button = (!names.is_empty()).then_some("Lag filene");
    framed(YearStep::Copies, "Lag kopiar og saksframlegg", &fields, &files_note(output), button)
}

fn package(output: &Path) -> Markup {
    let fields = html! {
        p { "Éi fil med utgåva til departementet som PDF og Word, dataa ho er laga av, og ei liste med kontrollsummar." }
        p { "Ho blir berre laga når planen er klar: vedtaka er førte inn, og ingenting manglar." }
    };
    framed(YearStep::Package, "Pakke til departementet", &fields, &files_note(output), Some("Lag pakken"))
}

fn next_year(plan: &Plan, folder: &Path) -> Markup {
    let year = plan.hovud.år.saturating_add(1);
    let own = folder_name(folder).unwrap_or_default();
    let start = own.strip_suffix(&plan.hovud.år.to_string()).map_or_else(|| format!("{own}-"), String::from);
    // The page's script gives it the year that is typed, until it is another's.
    let place = html! {
        input id=(id("mappe")) name="mappe" type="text" value=(format!("{start}{year}")) data-start=(start) autocomplete="off" spellcheck="false";
    };
    let by = plan.hovud.logg.last().map_or("", |row| &row.endra_av);
    let number = html! { input id=(id("ar")) name="ar" type="text" inputmode="numeric" size="6" value=(year) autocomplete="off"; input name="stadfest-ar" type="hidden"; };
    let fields = html! {
        p { "Planen for neste år blir laga av denne. Møte, vedtak og avslutta tiltak blir tekne ut, og alt anna går vidare." }
        (row("ar", "År", None, &number))
        (row("mappe", "Mappe", Some("Ho blir lagd ved sida av mappa til denne planen."), &place))
        (day("dato", "Dato på den første versjonen", true))
        (text("av", "Kven som lagar han", by, None))
    };
    let note = "Dette kan ikkje angrast her. Planen for i år blir ikkje endra.";
    framed(YearStep::NextYear, "Plan for neste år", &fields, note, Some("Lag planen"))
}

/// What was done in a step.
pub(super) fn taken(taken: &Taken) -> Markup {
    let made = taken.made.as_ref().and_then(|folder| folder_name(folder));
    html! {
        h2 #steg-tittel tabindex="-1" { "Gjort" }
        p { (taken.sentence) }
        @if !taken.more.is_empty() { ul { @for line in &taken.more { li { (line) } } } }
        (after(made.as_deref()))
    }
}

/// What was made in a step.
pub(super) fn made(made: &Made) -> Markup {
    html! {
        h2 #steg-tittel tabindex="-1" { "Ferdig" }
        p { "Filene ligg i " (made.folder) ":" }
        ul.filer { @for name in &made.names { li { a href=(address(name)) target="_blank" rel="noopener" { (name) } } } }
        @for note in &made.notes { p.hjelp { (note) "." } }
        (after(None))
    }
}

/// What can be done after a step. `plan` is the plan that was made.
fn after(plan: Option<&str>) -> Markup {
    html! {
        div.knappar {
            @if let Some(name) = plan { button.fyrst type="button" data-opne=(name) { "Vis den nye planen" } }
            button.fyrst[plan.is_none()] type="button" data-gjer="lukk" { "Lukk" }
            button type="button" data-steg="" { "Fleire steg" }
        }
    }
}
