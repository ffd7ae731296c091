//! What has changed, told to those who decide: every difference is told, nothing is told that is none, and it reads as people write.

use std::collections::BTreeSet;

use handlingsplan::compose::{EarlierPlans, compose_with_earlier};
use handlingsplan::document::picture::Pictures;
use handlingsplan::document::{Block, Lang};
use handlingsplan::edition::Edition;
use handlingsplan::plan::{Plan, Prosa, Rullering};
use handlingsplan::process::changes::{Importance, telling};

use crate::changes::{edited_at_random, plan_of, rounds};
use crate::differences::edited_plans;
use crate::support::PLANS;

/// What stands in no sentence that a person writes, and words of the data.
const SIGNS: [&str; 12] = [
    "→",
    "[ut",
    "[inn",
    "…",
    "_",
    "ikkje noko ",
    "ikke noe ",
    "IGang",
    "TusenKroner",
    "SendtTilbake",
    "nokon nokon",
    " ,",
];

/// Words of the other written language.
const OF_BOKMÅL: [&str; 8] = [" ikke ", " fra ", " endret", " tatt ", " flyttet", " mer ", " nå ", " avsluttet"];
const OF_NYNORSK: [&str; 8] = [" ikkje ", " frå ", " endra", " teke", " flytta", " meir ", " no ", " avslutta"];

/// Every pair of plans that is looked at: those of the repository, and each with edits, both ways.
fn for_every_pair(mut look: impl FnMut(&str, &Plan, &Plan)) {
    let plans = PLANS.map(|name| (name, plan_of(name)));
    for (old_name, old) in &plans {
        for (new_name, new) in &plans {
            look(&format!("{old_name} -> {new_name}"), old, new);
        }
    }
    for (name, plan) in &plans {
        for round in 0..rounds() * 5 {
            let edited = edited_at_random(plan, round);
            look(&format!("{name}, edit {round}"), plan, &edited);
            look(&format!("{name}, edit {round} taken back"), &edited, plan);
        }
    }
    for name in ["eksempel-bokmal-2027", "vest-telemark-2025"] {
        let plan = plan_of(name);
        for (path, edited) in edited_plans(&plan) {
            look(&format!("{name}:{path}"), &plan, &edited);
        }
    }
}

#[test]
fn every_difference_is_told_and_nothing_else() {
    for_every_pair(|name, old, new| {
        let (told, differences) = telling(old, new);
        let all: BTreeSet<usize> = told.iter().flat_map(|own| own.differences.iter().copied()).collect();
        let untold: Vec<_> = (0..differences.len()).filter(|at| !all.contains(at)).map(|at| &differences[at]).collect();
        assert!(untold.is_empty() && all.len() == differences.len(), "{name}: {untold:#?}");
        let lang = Lang::from(new.hovud.språk);
        for own in &told {
            assert!(!own.differences.is_empty(), "{name}: {}", own.words(lang));
            // What is told by itself says what `samanlikn` says.
            if matches!(own.importance, Importance::Money | Importance::Amounts) {
                for at in &own.differences {
                    let sentence = differences[*at].sentence(lang);
                    assert!(own.words(lang).contains(&sentence), "{name}: {sentence:?} in {:?}", own.words(lang));
                }
            }
        }
        assert!(told.is_sorted_by_key(|own| own.importance), "{name}");
    });
}

#[test]
fn what_is_told_reads_as_people_write() {
    for_every_pair(|name, old, new| {
        let data = format!("{:?}{:?}", old, new).replace('\u{a0}', " ");
        let (told, differences) = telling(old, new);
        let lang = Lang::from(new.hovud.språk);
        let others = if lang == Lang::Nb { OF_NYNORSK } else { OF_BOKMÅL };
        let sentences = told.iter().map(|own| own.words(lang)).chain(differences.iter().map(|own| own.sentence(lang)));
        for said in sentences {
            let said = said.replace('\u{a0}', " ");
            for sign in SIGNS.into_iter().filter(|sign| !data.contains(sign.trim())) {
                assert!(!said.contains(sign), "{name}: {sign:?} in {said:?}");
            }
            for word in others.into_iter().filter(|word| !data.contains(word.trim())) {
                assert!(!format!("{said} ").contains(word), "{name}: {word:?} in {said:?}");
            }
            let first = said.chars().next().unwrap();
            assert!(!first.is_lowercase() || data.contains(&said[..said.len().min(8)]), "{name}: {said:?}");
            assert!(
                !said.contains("  ") && !said.replace("../", "").contains("..") && !said.ends_with([' ', ':', ',']),
                "{name}: {said:?}"
            );
        }
    });
}

/// The words of the chapter on what is new.
fn news(old: &Plan, new: &Plan) -> String {
    let earlier = EarlierPlans { predecessor: Some(old), ..EarlierPlans::default() };
    let document = compose_with_earlier(new, &Pictures::default(), Edition::Politisk, None, &earlier);
    let is_heading = |block: &Block| matches!(block, Block::Heading(heading) if heading.level == 1);
    let is_news = |block: &Block| matches!(block, Block::Heading(heading) if heading.anchor.as_str() == "nytt");
    let mut text = String::new();
    let begins = document.blocks.iter().position(is_news).unwrap();
    for block in document.blocks[begins..]
        .iter()
        .take(1)
        .chain(document.blocks[begins + 1..].iter().take_while(|own| !is_heading(own)))
    {
        block.clone().for_each_text_mut(&mut |own| text += &format!("{}\n", own.words()));
    }
    text.replace('\u{a0}', " ")
}

#[test]
fn all_that_is_told_stands_in_the_plan_for_those_who_decide() {
    let mut count = 0;
    for_every_pair(|name, old, new| {
        count += 1;
        if count % 7 != 0 && !name.contains("->") {
            return;
        }
        let text = news(old, new);
        for own in telling(old, new).0 {
            let said = own.words(Lang::from(new.hovud.språk)).replace('\u{a0}', " ");
            assert!(text.contains(said.trim_end_matches('.')), "{name}: {said:?} is not in {text}");
        }
    });
}

#[test]
fn the_most_important_is_told_first_with_the_leaders_reason() {
    let text = news(&plan_of("eksempel-bokmal-2026"), &plan_of("eksempel-bokmal-2027"));
    insta::assert_snapshot!(text);
    // In nynorsk too.
    let old = plan_of("ny-plan");
    let mut new = old.clone();
    let own = &mut new.delmål[0].tiltak[0];
    own.rullering = Some(Rullering::Endra(Prosa("Kartet skal haldast ved like.".into())));
    own.tidsramme = handlingsplan::plan::Tidsramme::År { frå: 2026, til: 2028 };
    let title = own.tittel.clone();
    let text = news(&old, &new);
    assert!(text.contains(&format!("{title}: Kartet skal haldast ved like. Tidsramma er endra frå ")), "{text}");
}
