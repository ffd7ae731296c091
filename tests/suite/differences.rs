//! What is said of the way from one plan to another: nothing of what has not changed, and all of what has.

use handlingsplan::plan::{Bolk, Plan, Prosa};
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
