//! What is said of the way from one plan to another: nothing of what has not changed, and all of what has.

use handlingsplan::document::Lang;
use handlingsplan::plan::{Bolk, Plan, Prosa, Rullering};
use handlingsplan::process::changes::{What, changes};

use crate::changes::plan_of;
use crate::support::PLANS;

fn bolk(tekst: &str) -> Bolk {
    Bolk { overskrift: "Utfordring".into(), tekst: Prosa(tekst.into()) }
}

/// A plan in which all stands twice under one name that may.
fn doubled() -> Plan {
    let mut plan = plan_of("eksempel-bokmal-2027");
    let hovud = &mut plan.hovud;
    hovud.seksjonar = hovud.seksjonar.iter().flat_map(|own| [own.clone(), own.clone()]).collect();
    hovud.forkortingar = hovud.forkortingar.iter().flat_map(|own| [own.clone(), own.clone()]).collect();
    hovud.emneord = hovud.emneord.iter().flat_map(|own| [own.clone(), own.clone()]).collect();
    hovud.logg = hovud.logg.iter().flat_map(|own| [own.clone(), own.clone()]).collect();
    for own in &mut hovud.handsaming {
        own.organ = own.organ.iter().flat_map(|organ| [organ.clone(), organ.clone()]).collect();
        own.organ.iter_mut().skip(1).step_by(2).for_each(|organ| organ.planlagt = None);
    }
    if let Some(money) = &mut hovud.finansiering {
        money.postar = money.postar.iter().flat_map(|post| [post.clone(), post.clone()]).collect();
        money.postar.iter_mut().step_by(2).for_each(|post| post.beløp.values_mut().for_each(|amount| *amount += 1));
    }
    for delmål in &mut plan.delmål {
        delmål.tittel = "Flere boliger".into();
        for tiltak in &mut delmål.tiltak {
            tiltak.bolkar = vec![bolk("Det første."), bolk("Noe helt annet.")];
            tiltak.indikatorar = tiltak.indikatorar.iter().flat_map(|own| [own.clone(), own.clone()]).collect();
            tiltak.indikatorar.iter_mut().step_by(2).for_each(|own| own.mål.verdi = own.utgangspunkt.verdi);
        }
    }
    plan
}

#[test]
fn nothing_is_said_where_nothing_has_changed() {
    for name in PLANS {
        let plan = plan_of(name);
        assert_eq!(changes(&plan, &plan), [], "{name}");
    }
    let plan = doubled();
    assert_eq!(changes(&plan, &plan), []);
}

#[test]
fn one_of_two_that_are_called_alike_is_missed() {
    let mut plan = plan_of("ny-plan");
    plan.delmål[0].tiltak[0].bolkar = vec![bolk("Det eine."), bolk("Noko heilt anna.")];
    let mut other = plan.clone();
    other.delmål[0].tiltak[0].bolkar.pop();
    for (old, new, count) in [(&plan, &other, [0, 3]), (&other, &plan, [3, 0])] {
        let found = changes(old, new);
        assert!(
            matches!(&found[..], [own] if matches!(&own.what, What::Prose { count: words, .. } if *words == count)),
            "{found:?}"
        );
    }
}

/// What is said of a plan whose first tiltak says one thing and then another.
fn told(old: &str, new: &str) -> Vec<String> {
    let of = |text: &str| {
        let mut plan = plan_of("ny-plan");
        plan.delmål[0].tiltak[0].bolkar = vec![bolk(text)];
        plan
    };
    changes(&of(old), &of(new)).iter().map(|own| own.said(Lang::Nn)).collect()
}

#[test]
fn a_link_that_leads_elsewhere_is_told() {
    let to = |address: &str| format!("Sjå [søknadsskjemaet]({address}) og søk.");
    assert_eq!(
        told(&to("https://www.kommune.example/2025"), &to("https://www.kommune.example/2026")),
        ["lenkja «søknadsskjemaet» fører til: https://www.kommune.example/2025 → https://www.kommune.example/2026"]
    );
    assert_eq!(told(&to("#pkt-3"), &to("#pkt-4")), ["lenkja «søknadsskjemaet» fører til: pkt. 3 → pkt. 4"]);
    assert_eq!(
        told(&to("#pkt-3"), "Sjå søknadsskjemaet og søk."),
        ["lenkja «søknadsskjemaet» fører til: pkt. 3 → ikkje noko"]
    );
    // Where the words are others, that is told.
    assert_eq!(told(&to("https://a.no"), "Sjå nettsida og søk.").len(), 1);
}

#[test]
fn a_list_that_begins_at_another_number_is_told() {
    let said = told("1. Kartleggje\n2. Byggje", "3. Kartleggje\n4. Byggje");
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("[inn: 3"), "{said:?}");
}

#[test]
fn a_section_that_stands_elsewhere_is_told() {
    let old = plan_of("ny-plan");
    let mut new = old.clone();
    let last = new.hovud.seksjonar.pop().unwrap();
    new.hovud.seksjonar.insert(0, last);
    let found = changes(&old, &new);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].said(Lang::Nn), "flytta frå plassen etter «3. Organisering og forankring» til første plass");
}

#[test]
fn of_a_tiltak_that_has_ended_that_is_told() {
    let old = plan_of("ny-plan");
    let mut new = old.clone();
    let own = &mut new.delmål[0].tiltak[0];
    own.rullering = Some(Rullering::Avslutta(Prosa("Kartet er ferdig.".into())));
    own.bolkar.clear();
    let found = changes(&old, &new);
    let said: Vec<String> = found.iter().filter(|own| own.tiltak.is_some()).map(|own| own.said(Lang::Nn)).collect();
    assert_eq!(said, ["avslutta", "merkinga for rulleringa: ikkje noko → Avslutta: Kartet er ferdig."]);
}
