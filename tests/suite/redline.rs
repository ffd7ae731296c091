//! Two versions as one document with marks: what is marked is what has changed, what each version said stands there as it said
//! it, and the Word file gives both.

use std::ops::Range;

use handlingsplan::compare::redline;
use handlingsplan::edition::Edition;
use handlingsplan::plan::{Innhald, Plan, Prosa, Seksjon, Tiltak};

use crate::changes::{composed, plan_of, written};

/// A small plan with «Planen på éi side» and tiltak of these numbers, counted from 1.
fn crowded(all: impl Iterator<Item = usize>) -> Plan {
    let mut plan = plan_of("ny-plan");
    let tittel = "Planen på éi side".into();
    plan.hovud.seksjonar.insert(0, Seksjon { nummer: None, tittel, innhald: vec![Innhald::Oversyn] });
    let own = plan.delmål[0].tiltak[0].clone();
    let tiltak = |(id, nummer): (usize, u16)| Tiltak {
        id: ron::from_str(&format!("\"tiltak-{id}\"")).unwrap(),
        nummer,
        tittel: format!("Arbeid med sak {id}"),
        ..own.clone()
    };
    plan.delmål[0].tiltak = all.zip(1..).map(tiltak).collect();
    plan
}

#[test]
fn a_crowded_page_of_the_whole_plan_is_the_same_table_in_both_versions() {
    let all = |range: Range<usize>| crowded(range);
    let without_aim = |mut plan: Plan| {
        plan.delmål[0].hovudmål = None;
        plan
    };
    let with_aim = |mut plan: Plan| {
        plan.delmål[0].hovudmål = Some(Prosa("Fleire skal bu og arbeide her, heile året.".into()));
        plan
    };
    let mut pairs = vec![
        // Half of them gone, and as many new.
        (all(0..26), all(13..39)),
        (all(0..32), crowded((0..12).chain(20..32).chain(40..48))),
        (with_aim(all(0..33)), without_aim(all(0..33))),
    ];
    // One more, from where all have room to where none has.
    pairs.extend((24..40).map(|count| (all(0..count), all(0..count + 1))));
    for (old, new) in pairs {
        let [before, after] = [&old, &new].map(|plan| composed(plan, Edition::Utkast));
        for (before, after) in [(&before, &after), (&after, &before)] {
            let made = redline(before, after, "Prøve");
            let counts = [&old, &new].map(|plan| plan.delmål[0].tiltak.len());
            if let Err(error) = written(&made, after) {
                panic!("{counts:?}: {error}");
            }
        }
    }
}
