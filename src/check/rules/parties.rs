//! What the plan says of its parties: the words of a row and its ids, who pays, and what abbreviations stand for.

use std::collections::BTreeSet;

use crate::check::Subject;
use crate::finding::{Place, RuleHit, RuleHits};
use crate::plan::{Deltakarar, Innhald, Kjelde, Part, PartId, Path, Plan, Rolle, Språk};
use crate::words::notation::{is_abbreviation, listing};
use crate::words::terms::Terms;

/// Rows whose own words name other parties than their ids.
pub fn ordlyd_naming_other_parties(subject: &Subject, findings: &mut RuleHits) {
    for (_, tiltak, path) in subject.plan.walk().tiltak() {
        for (cell, path) in tiltak.placed_deltakarar(&path) {
            row(subject.plan, &path, cell, findings);
        }
    }
}

/// Parties that lead a tiltak and take part in it besides.
pub fn leads_and_takes_part(subject: &Subject, findings: &mut RuleHits) {
    for (_, tiltak, path) in subject.plan.walk().tiltak() {
        let all = path.field("samarbeidspartar").field("partar").items(&tiltak.samarbeidspartar.partar);
        for (id, path) in all.filter(|(id, _)| tiltak.hovudansvarleg.partar.contains(id)) {
            let message = format!("{} er både hovudansvarleg og samarbeidspart", subject.plan.party_name(id));
            let finding = RuleHit::new(Place::Value(path), message);
            findings.push(finding.hint("Ta id-en bort frå ein av stadene"));
        }
    }
}

fn row(plan: &Plan, path: &Path, cell: &Deltakarar, findings: &mut RuleHits) {
    let Some(words) = &cell.ordlyd else { return };
    let small = words.to_lowercase();
    let names = |part: &Part| {
        [Some(&part.namn), part.kort.as_ref(), part.fullt.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>()
    };
    // Inflected, or with the kind of body left out, it is the same party: its first long word is there.
    let is_named = |part: &Part| {
        names(part).iter().any(|name| contains_word(&small, &name.to_lowercase()) || stem_in(&small, name))
    };
    let unnamed: Vec<String> = cell
        .partar
        .iter()
        .filter_map(|id| plan.part(id))
        .filter(|part| !is_named(part))
        .map(|part| part.namn.clone())
        .collect();
    let listed = |names: &[String]| listing(names, Terms::of(Språk::Nn));
    if !unnamed.is_empty() {
        let message = format!("«ordlyd» nemner ikkje {}, som står i «partar»", listed(&unnamed));
        let finding = RuleHit::new(Place::Value(path.field("ordlyd")), message);
        findings.push(finding.hint("Nemn alle i «ordlyd», eller ta id-en bort frå «partar»"));
    }
    // The longest names first: "NAV Vest-Telemark" is not "NAV".
    let mut rest = words.clone();
    // A short name may be that of a place, in which others stand too.
    let whole = |part: &Part| {
        let short = part.kort.as_ref().filter(|short| is_abbreviation(short));
        [Some(&part.namn), short, part.fullt.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>()
    };
    let mut register: Vec<(&Part, String)> =
        plan.hovud.partar.iter().flat_map(|part| whole(part).into_iter().map(move |name| (part, name))).collect();
    register.sort_by_key(|(_, name)| std::cmp::Reverse(name.chars().count()));
    let mut others: Vec<String> = Vec::new();
    for (part, name) in register {
        // A common word that is a name is not looked for: "prosjektleiar".
        if !name.starts_with(char::is_uppercase) || !contains_word(&rest, &name) {
            continue;
        }
        rest = rest.replace(&name, "·");
        let covered = cell.partar.iter().any(|id| plan.is_or_stands_for(id, &part.id) || id == &part.id);
        if !covered && !others.contains(&part.namn) {
            others.push(part.namn.clone());
        }
    }
    if !others.is_empty() {
        let message = format!("«ordlyd» nemner {}, som ikkje står i «partar»", listed(&others));
        let finding = RuleHit::new(Place::Value(path.field("ordlyd")), message);
        findings.push(finding.hint("Legg id-en til i «partar», så tel tiltaket med for parten"));
    }
}

/// Whether words stand in a text, as whole words.
fn contains_word(text: &str, words: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    !words.is_empty()
        && text.match_indices(words).any(|(at, _)| {
            !is_letter(text[..at].chars().next_back()) && !is_letter(text[at + words.len()..].chars().next())
        })
}

/// Whether the first word of a name stands in a text, inflected: "Regionråd", "Regionrådet".
fn stem_in(small: &str, name: &str) -> bool {
    const LEAST: usize = 5;
    let first = name.split_whitespace().next().unwrap_or_default().to_lowercase();
    let length = first.chars().count();
    let stem: String = first.chars().take(length.saturating_sub(2).max(LEAST)).collect();
    length >= LEAST && small.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|word| word.starts_with(&stem))
}

/// Amounts of a source that the party who pays can't be.
pub fn payers_of_another_kind(subject: &Subject, findings: &mut RuleHits) {
    let plan = subject.plan;
    for (post, path) in plan.walk().postar() {
        let Some(part) = post.part.as_ref().and_then(|id| plan.part(id)) else { continue };
        let fits = match post.kjelde {
            Kjelde::Statleg => part.rolle == Rolle::Stat,
            Kjelde::Fylkeskommunal => part.rolle == Rolle::Fylkeskommune,
            // A council of municipalities has their money.
            Kjelde::Kommunal => matches!(part.rolle, Rolle::Kommune | Rolle::Annan),
            Kjelde::Eigeninnsats | Kjelde::Anna => true,
        };
        if !fits {
            let kjelde = Terms::of(Språk::Nn).kjelde(post.kjelde);
            let message = format!("{} betaler, men kjelda er {kjelde}", part.namn);
            findings.push(RuleHit::new(Place::Value(path.field("part")), message).hint("Rett «part» eller «kjelde»"));
        }
    }
}

/// Capitals that need no explanation: units, currencies, numbers, and what everybody knows.
const KNOWN: &str = "PDF CO2 MW GW TW MWH GWH TWH NOK EUR USD II III IV VI VII VIII IX XI XII";

/// Capitals in the text that are explained nowhere, if the plan has a list of abbreviations; each is told once.
pub fn unexplained_abbreviations(subject: &Subject, findings: &mut RuleHits) {
    let plan = subject.plan;
    let asked = plan.hovud.seksjonar.iter().flat_map(|own| &own.innhald).any(|own| *own == Innhald::Forkortingar);
    if !asked {
        return;
    }
    let explained = plan.hovud.partar.iter().flat_map(|part| {
        let own = part.fullt.is_some().then_some(part.namn.as_str());
        own.into_iter().chain(part.kort.as_deref())
    });
    let mut known: BTreeSet<String> =
        explained.chain(plan.hovud.forkortingar.iter().map(|own| own.kort.as_str())).map(str::to_string).collect();
    known.extend(KNOWN.split(' ').map(str::to_string));
    for (word, place) in subject.words() {
        // "TEK-krav" is of TEK.
        let word = word.split('-').find(|part| is_abbreviation(part)).unwrap_or_default();
        // "TEK" is "TEK17" without its year, and the log is for those who wrote it.
        let is_of = |own: &String| {
            own.split([' ', '-'])
                .any(|part| part.trim_end_matches(|c: char| c.is_ascii_digit()) == word || part == word)
        };
        // Nor is that of a case, "PS 45/25", explained.
        let aside = |path: &Path| path.to_string().starts_with("logg") || path.to_string().ends_with(".sak");
        let in_log = matches!(&place, Place::Within(path, _) if aside(path));
        if word.is_empty() || in_log || known.iter().any(is_of) {
            continue;
        }
        known.insert(word.to_string());
        let message = format!("«{word}» er ikkje forklart");
        let hint =
            format!("Skriv «fullt» hjå parten, eller legg til (kort: \"{word}\", fullt: \"…\") i «forkortingar»");
        findings.push(RuleHit::new(place, message).hint(hint));
    }
}

/// The plan's proposal, put to bodies that it does not speak of while it speaks of another kind: "Kommunestyret vedtek" in a
/// county. Each party is told once.
pub fn proposals_to_others(subject: &Subject, findings: &mut RuleHits) {
    let plan = subject.plan;
    let Some(proposal) = &plan.hovud.framlegg else { return };
    let words = proposal.0.to_lowercase();
    let named = |organ: &str| contains_inflected_word(&words, &organ.to_lowercase());
    let all = plan.hovud.handsaming.iter().flat_map(|own| &own.organ);
    let kinds: BTreeSet<&str> = all.map(|organ| organ.organ.0.as_str()).filter(|organ| named(organ)).collect();
    for (index, (handsaming, path)) in plan.walk().handsaming().enumerate() {
        let Some(last) = handsaming.organ.len().checked_sub(1) else { continue };
        let own = handsaming.organ.iter().any(|organ| kinds.contains(organ.organ.0.as_str()));
        let is_plans = plan.framlegg_for(index, last).is_some_and(|(path, _)| path == Path::hovud().field("framlegg"));
        if !kinds.is_empty() && !own && is_plans {
            let names: Vec<String> = kinds.iter().map(|kind| (*kind).to_string()).collect();
            let message = format!(
                "framlegget nemner {}, men {} har ikkje noko slikt organ",
                listing(&names, Terms::of(Språk::Nn)),
                plan.party_name(&handsaming.part)
            );
            let place = Place::Value(path.field("part"));
            findings.push(RuleHit::new(place, message).hint("Skriv «framlegg» hjå parten, eller skriv framlegget om"));
        }
    }
}

/// Whether a word stands in a text, inflected or not.
fn contains_inflected_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|own| own.starts_with(word))
}

/// Members of a party that are the party itself, or have members too: nobody knows then for whom it stands.
pub fn members_in_circles(subject: &Subject, findings: &mut RuleHits) {
    let plan = subject.plan;
    for (part, path) in plan.walk().partar() {
        for (id, path) in path.field("medlemmer").items(&part.medlemmer) {
            let several = |id: &PartId| plan.part(id).is_some_and(|own| !own.medlemmer.is_empty());
            if *id == part.id || several(id) {
                let message = format!("«{id}» står sjølv for fleire, og kan ikkje vere medlem i «{}»", part.id);
                findings.push(RuleHit::new(Place::Value(path), message).hint("Skriv medlemmene kvar for seg"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_whole_word_or_an_inflected_one() {
        assert!(contains_word("NAV, KS", "KS") && !contains_word("NAVET", "NAV"));
        assert!(stem_in("regionrådet ved leiar", "Regionråd") && !stem_in("rådet", "Regionråd"));
    }
}
