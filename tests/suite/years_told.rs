//! What people are told along the way, in the three years of `years`: nothing that is untrue, nothing left out that they would
//! have decided by.

use std::fs;

use crate::support::replace;
use crate::years::{
    ARBEID, BUSTADER, Life, PLAN, SHEET, adopted, first_round, never_says, says, second_plan, second_version,
    second_year, sent,
};

#[test]
fn a_party_that_joins_owes_nothing_of_what_was_paid_before() {
    let life = second_plan();
    life.papers("p27", "innfjord");
    let paper = life.case_paper("2027-v2.0-innfjord-kommunestyre");
    says(&paper, &["10 % av det Kommunane betaler saman: 100 000 kr i 2027"]);
    // 50 000 of them are of 2026, when Innfjord was no party.
    never_says(&paper, &["250 000 kr i heile perioden"]);
}

#[test]
fn a_share_that_changes_is_told() {
    let life = second_version();
    says(&life.run(&["samanlikn", "p26", "--med", "3.0"]), &["frå 20 til 15 prosent"]);
    life.papers("p26", "gaisfjord");
    says(&life.case_paper("2026-v4.0-gaisfjord-kommunestyre"), &["15 %", "20 %"]);
}

#[test]
fn a_share_that_changes_after_the_decisions_is_told() {
    let life = adopted();
    says(&life.refused(&["sjekk", "p26", "--utgåve", "kdd"]), &["frå 40 til 45 prosent"]);
}

#[test]
fn a_case_paper_says_what_is_divided_and_merged() {
    let life = second_plan();
    life.papers("p27", "tverrdal");
    let paper = life.case_paper("2027-v2.0-tverrdal-kommunestyre");
    says(&paper, &["elt frå «Byggjeprogram for utleige»", "lege saman av «Rettleiing av nytilsette»"]);
    let gone = paper.lines().filter(|line| line.contains("teke ut") || line.contains("tekne ut"));
    gone.for_each(|line| never_says(line, &["Rettleiing", "Kurs"]));
    let news = life.plan_said("2027-v2.0-politisk-tverrdal");
    never_says(&news, &["Rettleiing av nytilsette er teke", "Kurs for nytilsette er teke", "er tekne ut"]);
}

#[test]
fn money_that_moves_is_told_where_the_sums_are_the_same() {
    let life = second_year();
    life.run(&["bygg", "p27", "--utgåve", "kdd", "--format", "json", "--ut", "ut"]);
    // The group pays 300 000 less for one tiltak and as much for another; Innfjord pays what Gaisfjord did.
    never_says(&life.plan_said("2027-v3.0-kdd"), &["Beløpa er dei same som i planen før."]);
}

#[test]
fn only_a_deciding_body_adopts() {
    let life = sent();
    let said = life.decide("p26", "tverrdal", "ungdomsråd", &["--dato", "11.5.2026", "--utfall", "uttale"]);
    never_says(&said, &["vedteke"]);
    let life = second_version();
    life.papers("p26", "gaisfjord");
    let paper = life.case_paper("2026-v4.0-gaisfjord-kommunestyre");
    let before = paper.lines().find(|line| line.contains("FS 12/26")).unwrap();
    never_says(before, &["vedteke"]);
}

#[test]
fn a_body_that_has_seen_it_all_is_not_told_of_news() {
    let life = first_round();
    life.papers("p26", "nordfylket");
    let paper = life.case_paper("2026-v3.0-nordfylket-hovudutval-for-næring");
    never_says(&paper, &["Ingen nye", "Ingen tiltak er nye"]);
}

#[test]
fn the_days_of_the_bodies_are_in_order() {
    let life = first_round();
    life.papers("p26", "hovdal");
    never_says(&life.case_paper("2026-v3.0-hovdal-kommunestyre"), &["27. mai 2026 og så 20. mai 2026"]);
}

#[test]
fn nothing_is_entered_that_is_only_shown() {
    let life = second_version();
    life.write("vedtak.csv", SHEET);
    let before = fs::read(life.file("p26/plan.ron")).unwrap();
    let shown = life.run(&["godkjenn", "p26", "--frå", "vedtak.csv"]);
    assert!(fs::read(life.file("p26/plan.ron")).unwrap() == before);
    never_says(&shown, &["Førte inn"]);
    says(&life.run(&["godkjenn", "p26", "--frå", "vedtak.csv", "--skriv"]), &["Førte inn", "avlyst"]);
    says(&life.run(&["godkjenn", "p26", "--frå", "vedtak.csv", "--skriv"]), &["står i planen frå før"]);
}

#[test]
fn a_decision_is_never_about_a_version_that_came_later() {
    let life = second_version();
    let decision =
        ["--dato", "11.6.2026", "--sak", "KS 45/26", "--utfall", "endra", "--teken-inn-i", "4.0", "--erstatt"];
    life.decide("p26", "tverrdal", "kommunestyre", &decision);
    let plan = fs::read_to_string(life.file("p26/plan.ron")).unwrap();
    let line = plan.lines().find(|line| line.contains("KS 45/26")).unwrap();
    says(line, &["versjon: \"3.0\""]);
}

#[test]
fn the_version_that_took_in_a_change_is_added_to_the_decision() {
    let life = second_version();
    life.decide("p26", "tverrdal", "kommunestyre", &["--teken-inn-i", "4.0"]);
    let plan = fs::read_to_string(life.file("p26/plan.ron")).unwrap();
    let line = plan.lines().find(|line| line.contains("KS 45/26")).unwrap();
    says(line, &["utfall: Endra", "25 tomter", "teke_inn_i: \"4.0\""]);
}

#[test]
fn all_who_adopted_something_else_are_named() {
    let life = adopted();
    replace(&life.file("p26/delmaal-1.ron"), "hundre", "tusen");
    let said = life.refused(&["sjekk", "p26", "--utgåve", "kdd"]);
    let line = said.lines().find(|line| line.contains("[inn: tusen]")).unwrap();
    for party in ["Tverrdal", "Hovdal", "Gaisfjord", "Sjodal", "Nordfylket"] {
        says(line, &[party]);
    }
}

#[test]
fn what_is_divided_between_others_is_not_missing() {
    let life = second_plan();
    let file = life.file("p27/delmaal-1.ron");
    replace(&file, "id: \"byggjeprogram\"", "id: \"nybygg\"");
    replace(&file, "tittel: \"Byggjeprogram for utleige\"", "tittel: \"Nye utleigebustader\"");
    replace(&file, "Endra(\"Ombygginga er blitt eit eige tiltak.\")", "Ny(delt_frå: \"byggjeprogram\")");
    let plan = life.file("p27/plan.ron");
    let text = fs::read_to_string(&plan).unwrap();
    fs::write(&plan, text.replace("Tiltak(\"byggjeprogram\")", "Tiltak(\"nybygg\")")).unwrap();
    never_says(&life.run(&["sjekk", "p27"]), &["HP064"]);
}

#[test]
fn a_tiltak_whose_money_changes_is_changed() {
    let life = second_plan();
    replace(&life.file("p27/delmaal-1.ron"), "byggjer 30 bustader og leiger dei ut", "byggjer og leiger ut");
    never_says(&life.run(&["sjekk", "p27"]), &["HP064"]);
}

#[test]
fn a_draft_can_refer_to_a_table_that_is_to_come() {
    let life = Life::empty();
    life.run(&["ny", "p26"]);
    let plan = PLAN.replace("kommunane i Fjellbygdene.", "kommunane i Fjellbygdene. Sjå [](#finansiering).");
    assert_ne!(plan, PLAN);
    life.write("p26/plan.ron", &plan);
    life.write("p26/delmaal-1.ron", BUSTADER);
    life.write("p26/delmaal-2.ron", ARBEID);
    life.run(&["bygg", "p26", "--format", "json", "--ut", "ut"]);
    says(&life.refused(&["sjekk", "p26", "--utgåve", "endeleg"]), &["HP053"]);
}
