use std::path::Path;

use super::*;
use crate::data::load;
use crate::plan::{Eining, Finansiering, Formål, Innhald, Kjelde, Post};

fn plan() -> Plan {
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/ny-plan")).plan.unwrap()
}

fn codes(plan: &Plan) -> Vec<&'static str> {
    check(plan, Edition::Utkast).iter().map(|finding| finding.code).collect()
}

#[test]
fn a_sound_plan_has_no_findings() {
    assert_eq!(codes(&plan()), [""; 0]);
}

#[test]
fn every_rule_has_a_code_of_its_own() {
    let mut codes: Vec<_> = RULES.iter().map(|rule| rule.code).collect();
    codes.dedup();
    assert_eq!(codes.len(), RULES.len());
    assert!(codes.is_sorted());
}

#[test]
fn names_that_make_file_names_have_a_form() {
    for (kortnamn, versjon, expected) in [
        ("ny-plan", "1.0", vec![]),
        ("Ny plan", "1.0", vec!["HP019"]),
        ("../x", "1.0", vec!["HP019"]),
        ("", "1.0", vec!["HP019"]),
        ("ny-plan", "1/0", vec!["HP019"]),
        (&"x".repeat(60), "1.234567890123456789", vec![]),
        (&"x".repeat(61), "1.0", vec!["HP019"]),
        ("ny-plan", "1.2345678901234567890", vec!["HP019"]),
    ] {
        let mut plan = plan();
        plan.hovud.kortnamn = kortnamn.into();
        plan.hovud.versjon = versjon.into();
        plan.hovud.logg[0].versjon = versjon.into();
        assert_eq!(codes(&plan), expected, "{kortnamn} {versjon}");
    }
}

#[test]
fn money_is_for_something_that_exists() {
    let with = |formål| {
        let mut plan = plan();
        let post = Post { formål, kjelde: Kjelde::Statleg, part: None, beløp: [(2026, 1000)].into() };
        plan.hovud.seksjonar[1].innhald.push(crate::plan::Innhald::Finansiering);
        plan.hovud.finansiering = Some(Finansiering { eining: Eining::Kroner, postar: vec![post] });
        codes(&plan)
    };
    let known = plan().delmål[0].tiltak[0].id.clone();
    assert_eq!(with(Formål::Delmål(1)), [""; 0]);
    assert_eq!(with(Formål::Delmål(2)), ["HP020"]);
    assert_eq!(with(Formål::Tiltak(known)), [""; 0]);
}

#[test]
fn a_table_that_has_no_place_cannot_be_referred_to() {
    let with_reference = |anchor: &str| {
        let mut plan = plan();
        plan.delmål[0].innleiing = Some(crate::plan::Prosa(format!("sjå [](#{anchor})")));
        plan
    };
    for anchor in ["møteplan", "godkjenningar"] {
        let mut plan = with_reference(anchor);
        assert_eq!(codes(&plan), [""; 0]);
        // What is not filled in yet has its place, and is printed as a gap; what has no place can't be referred to.
        plan.hovud.handsaming.clear();
        assert!(!codes(&plan).contains(&"HP014"), "{anchor}");
        let is_of = |own: &Innhald| matches!(own, Innhald::Møteplan | Innhald::Godkjenningar);
        plan.hovud.seksjonar.iter_mut().for_each(|own| own.innhald.retain(|own| !is_of(own)));
        assert!(codes(&plan).contains(&"HP014"), "{anchor}");
    }
}

#[test]
fn what_is_printed_once_must_not_stand_twice() {
    let mut plan = plan();
    let twice = plan.hovud.seksjonar[1].innhald[0].clone();
    plan.hovud.seksjonar[2].innhald.push(twice);
    assert_eq!(codes(&plan), ["HP010"]);
}

#[test]
fn a_tiltak_must_not_take_the_name_of_a_section() {
    let mut plan = plan();
    plan.delmål[0].tiltak[1].id = serde_json::from_str("\"pkt-2\"").unwrap();
    assert_eq!(codes(&plan), ["HP010"]);
}

#[test]
fn the_registers_own_names_are_never_objected_to() {
    for name in ["ny-plan", "vest-telemark-2025", "fjellregionen-2027"] {
        let mut plan = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)).plan.unwrap();
        let frames = ["{}", "({}),", "Saman med {} og andre.", "«{}»", "heiter\n{}.", "{}: dei"];
        // In two lines too, as an editor may break it.
        let ways = |namn: &str| [namn.to_string(), namn.replace(' ', "\n")];
        let said = |party: &crate::plan::Part| {
            let all = ways(&party.namn).into_iter().flat_map(|namn| frames.map(|frame| frame.replace("{}", &namn)));
            all.collect::<Vec<_>>().join("\n\n")
        };
        let texts: Vec<String> = plan.hovud.partar.iter().map(said).collect();
        plan.delmål[0].innleiing = Some(crate::plan::Prosa(texts.join("\n\n")));
        let told: Vec<_> = check(&plan, Edition::Utkast)
            .into_iter()
            .filter(|finding| finding.code == "HP044")
            .filter(|finding| matches!(&finding.place, Place::Within(path, _) if path.to_string() == "innleiing"))
            .collect();
        assert!(told.is_empty(), "{told:?}");
    }
}

#[test]
fn a_compound_name_that_is_misspelt_is_found_whole() {
    let mut plan = plan();
    plan.hovud.partar[2].namn = "Kommunal- og distriktsdepartementet".into();
    let told = |plan: &Plan, text: &str| {
        let mut plan = plan.clone();
        plan.delmål[0].innleiing = Some(crate::plan::Prosa(text.into()));
        let all = check(&plan, Edition::Utkast).into_iter().filter(|finding| finding.code == "HP044");
        all.map(|finding| finding.message).collect::<Vec<_>>()
    };
    assert_eq!(told(&plan, "Kommunal- og distriktsdepartementet har sagt ja."), [""; 0]);
    let wrong = told(&plan, "Kommunal og distriktsdepartementet har sagt ja.");
    assert!(wrong[0].starts_with("«Kommunal og distriktsdepartementet» heiter «Kommunal- og distriktsdepartementet»"));
}

#[test]
fn a_tiltak_that_has_ended_is_not_under_way() {
    use crate::plan::{Framdrift, Framdriftsstatus, Prosa, Rullering};
    let mut plan = plan();
    let status = |plan: &mut Plan, status| {
        let dato = crate::plan::parse_dato("2026-01-01").unwrap();
        plan.delmål[0].tiltak[1].framdrift = Some(Framdrift { status, dato, tekst: None });
    };
    status(&mut plan, Framdriftsstatus::IGang);
    assert!(!codes(&plan).contains(&"HP071"));
    plan.delmål[0].tiltak[1].rullering = Some(Rullering::Avslutta(Prosa("Det er gjort.".into())));
    assert!(codes(&plan).contains(&"HP071"));
    status(&mut plan, Framdriftsstatus::Stansa);
    assert!(!codes(&plan).contains(&"HP071"));
}

#[test]
fn every_place_is_told_to_whoever_asks() {
    let mut plan = plan();
    plan.hovud.partar.retain(|part| part.id.as_str() != "dalane");
    let found = |every_place| -> Vec<String> {
        let all = check_all(&plan, Edition::Utkast, &CheckInputs { every_place, ..CheckInputs::default() });
        all.into_iter().filter(|own| own.code == "HP011").map(|own| own.message).collect()
    };
    let once = found(false);
    assert!(once.len() == 1 && once[0].contains("til; «sjekk --alle» viser"), "{once:?}");
    let every = found(true);
    assert!(every.len() > 2 && every.iter().all(|own| own == "parten «dalane» finst ikkje i registeret"), "{every:?}");
}

#[test]
fn the_plans_colour_must_be_one_that_words_can_be_read_in() {
    let found = |farge: &str| {
        let mut plan = plan();
        plan.hovud.farge = Some(farge.into());
        let all = check(&plan, Edition::Utkast);
        all.iter()
            .find(|own| own.code == "HP085")
            .map(|own| format!("{} ({})", own.message, own.hint.clone().unwrap_or_default()))
    };
    assert_eq!(found("1F4E79"), None);
    assert_eq!(found("1f4e79"), None);
    insta::assert_snapshot!([found("blå"), found("00A0E0"), found("667788")].map(Option::unwrap).join("\n"), @r#"
    «blå» er ikkje ein farge (Skriv seks teikn, 0–9 og A–F, til dømes "1F4E79")
    fargen 00A0E0 har kontrasten 2,9 : 1 mot kvitt, og han må ha minst 4,5 : 1 (Den same fargen, mørk nok: "00709D")
    fargen 667788 har kontrasten 4 : 1 mot det lyse feltet bak overskriftene til delmåla, og han må ha minst 4,5 : 1 (Den same fargen, mørk nok: "5C6B7A")
    "#);
}
