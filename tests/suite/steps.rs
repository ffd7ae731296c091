//! `sjå` without a folder, and the steps of the year on its page: what they write is what the commands write.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::preview::{Answer, Preview, files};
use crate::support::{copy, copy_of, plan, replace, said, text};

/// A plan beside which there is nothing.
fn plan_alone(name: &str) -> (tempfile::TempDir, PathBuf) {
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("plan");
    fs::create_dir(&folder).unwrap();
    copy(&plan(name), &folder);
    (around, folder)
}

impl Preview {
    fn step(&self, step: &str, typed: &[(&str, &str)]) -> Answer {
        self.post("/steg", &json!({ "step": step, "typed": typed }))
    }
}

fn message(answer: &Answer) -> String {
    answer.said()["message"].as_str().unwrap_or_else(|| panic!("{answer:?}")).to_string()
}

#[test]
fn a_plan_is_chosen_by_its_name_in_the_list_and_by_nothing_else() {
    let (home, folder) = plan_alone("eksempel-bokmal-2026");
    fs::create_dir(home.path().join("tom")).unwrap();
    let preview = Preview::run(home.path(), &["sjå", "--ikkje-opne"]);
    let page = preview.get("/").body;
    assert!(page.contains("data-opne=\"plan\"") && !page.contains("data-opne=\"tom\""), "{page}");
    for other in ["", ".", "..", "tom", "../plan", "plan/", "plan/versjonar", text(&folder)] {
        let answer = preview.post("/opne", &json!(other));
        assert_eq!(answer.status, 409, "{other}: {answer:?}");
    }
    assert_eq!(preview.post("/opne", &json!({ "path": "plan" })).status, 400);
    // No plan is shown yet, so there is none to change.
    assert_eq!(preview.get("/skjema?stad=0:avtale").said()["elsewhere"], true);
    assert_eq!(preview.post("/opne", &json!("plan")).status, 200);
    assert!(preview.get("/").body.contains("<button id=\"planar\""));
    assert_eq!(preview.get("/skjema?stad=0:avtale").status, 200);
    // A page that shows something else is told so, and changes nothing.
    let (host, cookie) = (&preview.host, &preview.cookie);
    let stale = format!("GET /steg HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nX-Stad: 1\r\n");
    assert_eq!(preview.raw(&stale, "").said()["elsewhere"], true);
    assert_eq!(preview.post("/planar", &json!({})).status, 200);
    assert!(preview.get("/").body.contains("data-opne=\"plan\""));
}

#[test]
fn a_new_plan_is_that_of_ny_with_its_name_in_it() {
    let home = tempfile::tempdir().unwrap();
    let preview = Preview::run(home.path(), &["sjå", "--ikkje-opne"]);
    assert!(preview.get("/").body.contains("Her er det ingen planar enno."));
    let offered = |name: &str| preview.get(&format!("/mappe?namn={name}")).said()["folder"].clone();
    assert_eq!(offered("Avtale+for+Dalane+2026"), "avtale-for-dalane");
    let new = |name: &str, folder: &str| {
        preview.post("/ny-plan", &json!({ "name": name, "language": "nb", "folder": folder }))
    };
    for (name, folder, field) in [
        ("", "dalane", "namn"),
        ("Avtale", "", "mappe"),
        ("Avtale", "../dalane", "mappe"),
        ("Avtale", "/tmp/dalane", "mappe"),
        ("Avtale", ".dalane", "mappe"),
    ] {
        let answer = new(name, folder);
        assert!(answer.status == 422 && answer.said()["name"] == field, "{name} {folder}: {answer:?}");
    }
    fs::create_dir(home.path().join("tatt")).unwrap();
    fs::write(home.path().join("tatt/fil"), "").unwrap();
    let taken = message(&new("Avtale", "tatt"));
    assert!(taken.contains("Mappa «tatt» finst frå før. Vel eit anna namn."), "{taken}");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    assert_eq!(new("Avtale for «A» \"og\" B", "dalane").status, 200);
    said(&["ny", text(&home.path().join("anna")), "--språk", "nb"]);
    replace(&home.path().join("anna/plan.ron"), "kortnamn: \"anna\"", "kortnamn: \"dalane\"");
    replace(
        &home.path().join("anna/plan.ron"),
        "avtale: \"Bygdevekstavtale for Dalane og Fjorden\"",
        "avtale: \"Avtale for «A» \\\"og\\\" B\"",
    );
    assert_eq!(files(&home.path().join("dalane")), files(&home.path().join("anna")));
    assert!(preview.get("/tekst").body.contains("Avtale for «A»"));
}

const VERSION: [(&str, &str); 4] =
    [("versjon", "7.0"), ("status", "Til handsaming"), ("av", "Kari"), ("dato", "2025-06-01")];

#[test]
fn the_steps_that_change_a_plan_write_what_the_commands_write() {
    let (ours, theirs) = (copy_of("vest-telemark-2025"), copy_of("vest-telemark-2025"));
    let preview = Preview::of(ours.path());
    let (own, other) = (ours.path(), text(theirs.path()));
    let same = |what: &str| assert_eq!(files(own), files(theirs.path()), "{what}");
    assert_eq!(preview.step("versjon", &VERSION).status, 200);
    said(&["versjon", other, "7.0", "--status", "Til handsaming", "--av", "Kari", "--dato", "2025-06-01"]);
    same("a version");
    assert!(own.join("versjonar/7.0/plan.ron").is_file());
    let decision = [
        ("organ", "tokke/kommunestyre"),
        ("dato", "2025-06-17"),
        ("sak", "PS 1/25"),
        ("utfall", "Endra"),
        ("endring", "Tiltak 1.1 tek til i 2026."),
        ("versjon", ""),
        ("teken-inn-i", ""),
    ];
    let before = files(own);
    let answer = preview.step("vedtak", &decision);
    assert_eq!(answer.status, 200, "{answer:?}");
    let of = |plan| ["godkjenn", plan, "tokke", "--organ", "kommunestyre"];
    let options = ["--dato", "2025-06-17", "--sak", "PS 1/25", "--utfall", "endra", "--endring"];
    said(&[&of(other)[..], &options, &["Tiltak 1.1 tek til i 2026."]].concat());
    same("a decision");
    // What has changed the plan is undone with all else; what is before a new version is not.
    assert_eq!(preview.post("/angre", &json!({})).status, 200);
    assert_eq!(files(own), before);
    assert_eq!(message(&preview.post("/angre", &json!({}))), "Det er ingenting å angre.");
}

#[test]
fn a_decision_is_undone_and_done_again_and_taken_back() {
    let folder = copy_of("vest-telemark-2025");
    let before = files(folder.path());
    let preview = Preview::of(folder.path());
    let decision = [("organ", "tokke/kommunestyre"), ("dato", "2025-06-17"), ("sak", "PS 1/25"), ("utfall", "Vedteke")];
    let answer = preview.step("vedtak", &decision);
    assert!(answer.status == 200 && answer.said()["html"].as_str().unwrap().contains("Førte inn"), "{answer:?}");
    let decided = files(folder.path());
    assert_ne!(decided, before);
    assert_eq!(preview.post("/angre", &json!({})).status, 200);
    assert_eq!(files(folder.path()), before);
    assert_eq!(preview.post("/gjer-om", &json!({})).status, 200);
    assert_eq!(files(folder.path()), decided);
    assert_eq!(preview.step("tilbake", &[("organ", "tokke/kommunestyre")]).status, 200);
    assert_eq!(files(folder.path()), before);
    assert_eq!(preview.post("/angre", &json!({})).status, 200);
    assert_eq!(files(folder.path()), decided);
}

#[test]
fn a_step_that_is_refused_says_why_and_writes_nothing() {
    let folder = copy_of("vest-telemark-2025");
    let before = files(folder.path());
    let preview = Preview::of(folder.path());
    let with = |field: &'static str, value: &'static str| {
        VERSION.map(|(name, own)| if name == field { (name, value) } else { (name, own) })
    };
    let refused = |answer: Answer, status: u16, words: &str, name: Value| {
        let own = answer.said();
        assert!(
            answer.status == status && message(&answer).contains(words) && own["name"] == name,
            "{words}: {answer:?}"
        );
        assert_eq!(files(folder.path()), before, "{words}");
    };
    refused(preview.step("versjon", &with("versjon", "")), 422, "Fyll ut nummeret.", json!("versjon"));
    refused(preview.step("versjon", &with("dato", "31.2.2026")), 422, "Skriv dag", json!("dato"));
    refused(preview.step("versjon", &with("versjon", "1.0")), 409, "1.0 står i loggen frå før", Value::Null);
    refused(preview.step("versjon", &with("versjon", "../7")), 409, "har ikkje forma", Value::Null);
    refused(preview.step("vedtak", &[("utfall", "Vedteke")]), 422, "Vel organet.", json!("organ"));
    refused(preview.step("vedtak", &[("organ", "tokke/kommunestyre")]), 422, "Vel utfallet.", json!("utfall"));
    refused(preview.step("kopiar", &[]), 422, "Vel minst éi fil.", json!("format"));
    let year = |folder: &'static str| {
        preview.step("rullering", &[("ar", "2026"), ("mappe", folder), ("dato", "2026-01-01"), ("av", "")])
    };
    refused(year("../../utanfor"), 422, "Mappa kan ha", json!("mappe"));
    refused(year(""), 422, "Skriv kva mappa skal heite.", json!("mappe"));
    assert_eq!(preview.step("tull", &[]).status, 400);
    assert_eq!(preview.get("/steg?slag=tull").status, 400);
    for step in ["versjon", "kopiar", "vedtak", "tilbake", "pakke", "rullering"] {
        let form = preview.get(&format!("/steg?slag={step}")).said()["html"].as_str().unwrap().to_string();
        assert!(form.contains(&format!("data-steg=\"{step}\"")) && !form.contains("style="), "{form}");
    }
}

#[test]
fn next_years_plan_lies_beside_this_one_and_is_shown_when_it_is_asked_for() {
    let (around, folder) = plan_alone("vest-telemark-2025");
    let before = files(&folder);
    let preview = Preview::of(&folder);
    let typed = [("ar", "2026"), ("mappe", "plan-2026"), ("dato", "2026-01-15"), ("av", "Kari")];
    assert_eq!(preview.post("/opne", &json!("plan-2026")).said()["elsewhere"], true);
    let answer = preview.step("rullering", &typed);
    assert_eq!(answer.status, 200, "{answer:?}");
    let theirs = around.path().join("deira");
    said(&["rullering", text(&folder), text(&theirs), "--dato", "2026-01-15", "--av", "Kari"]);
    assert_eq!(files(&around.path().join("plan-2026")), files(&theirs));
    assert_eq!(files(&folder), before);
    let again = preview.step("rullering", &typed);
    assert!(again.status == 422 && message(&again).contains("«plan-2026» finst frå før"), "{again:?}");
    assert_eq!(preview.post("/opne", &json!("deira")).said()["elsewhere"], true);
    assert_eq!(preview.post("/opne", &json!("plan-2026")).status, 200);
    assert!(preview.get("/tekst").body.contains("2026"));
}

#[test]
fn copies_and_the_package_are_those_of_the_commands() {
    let folder = copy_of("eksempel-bokmal-2026");
    let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let preview = Preview::with(folder.path(), &["--ut", text(ours.path())]);
    let answer = preview.step("kopiar", &[("format", "pdf")]);
    assert_eq!(answer.status, 200, "{answer:?}");
    let plan = text(folder.path());
    let to = ["bygg", plan, "--utgåve", "politisk", "--til", "alle", "--saksframlegg", "--format", "pdf", "--ut"];
    said(&[&to[..], &[text(theirs.path())]].concat());
    assert_eq!(files(ours.path()), files(theirs.path()));
    let answer = preview.step("pakke", &[]);
    let refused = crate::support::refused(&["pakke", plan, "--ut", text(theirs.path())]);
    assert!(answer.status == 409 && message(&answer).contains("ikkje klar for departementet"), "{answer:?}");
    let wrong = answer.said()["wrong"].as_array().unwrap().clone();
    assert!(!wrong.is_empty() && wrong.iter().all(|own| refused.contains(own.as_str().unwrap())), "{answer:?}");
    assert_eq!(files(ours.path()), files(theirs.path()));
}

#[test]
fn the_forms_offer_what_the_plan_has() {
    let (_around, folder) = plan_alone("vest-telemark-2025");
    let preview = Preview::of(&folder);
    let form = |step: &str| preview.get(&format!("/steg?slag={step}")).said()["html"].as_str().unwrap().to_string();
    assert!(form("rullering").contains("value=\"plan-2026\""));
    assert!(form("vedtak").contains("value=\"tokke/kommunestyre\""));
    assert!(form("versjon").contains("Den siste i loggen er 6.0."));
    assert!(form("kopiar").contains("Tokke kommune"));
}
