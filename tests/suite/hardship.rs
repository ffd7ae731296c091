//! The page of `sjå` where something goes wrong: nothing is lost, nothing is half written, and what is said is true.

use std::fs::{self, File};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::preview::{Answer, Preview, files};
use crate::support::{copy_of, replace, text};

fn message(answer: &Answer) -> String {
    answer.said()["message"].as_str().unwrap_or_else(|| panic!("{answer:?}")).to_string()
}

fn step(preview: &Preview, step: &str, typed: &[(&str, &str)]) -> Answer {
    preview.post("/steg", &json!({ "step": step, "typed": typed }))
}

#[test]
fn a_folder_that_another_program_holds_is_told_of_within_three_seconds() {
    let folder = copy_of("eksempel-bokmal-2026");
    let before = files(folder.path());
    let preview = Preview::of(folder.path());
    let held = File::open(folder.path()).unwrap();
    held.lock().unwrap();
    let start = Instant::now();
    let answer = preview.save("0:avtale", &[("v", "Mi avtale")]);
    assert!(answer.status == 409 && message(&answer).contains("Eit anna program held på"), "{answer:?}");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert_eq!(files(folder.path()), before);
    drop(held);
    assert_eq!(preview.save("0:avtale", &[("v", "Mi avtale")]).status, 200);
}

#[test]
fn a_file_that_is_only_to_be_read_stays_as_it_is() {
    let folder = copy_of("eksempel-bokmal-2026");
    let before = files(folder.path());
    let preview = Preview::of(folder.path());
    let hovud = folder.path().join("plan.ron");
    let mut permissions = fs::metadata(&hovud).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&hovud, permissions).unwrap();
    let answer = preview.save("0:avtale", &[("v", "Mi avtale")]);
    assert!(answer.status == 409 && message(&answer).contains("ikkje løyve til å skrive"), "{answer:?}");
    assert_eq!(files(folder.path()), before);
}

#[test]
fn a_folder_that_is_gone_does_not_come_back_when_something_is_undone() {
    let folder = copy_of("eksempel-bokmal-2026");
    let preview = Preview::of(folder.path());
    assert_eq!(preview.save("0:avtale", &[("v", "Mi avtale")]).status, 200);
    fs::remove_dir_all(folder.path()).unwrap();
    let answer = preview.post("/angre", &json!({}));
    assert!(answer.status == 409 && message(&answer).starts_with("Ikkje angra: "), "{answer:?}");
    assert!(!folder.path().exists());
}

#[test]
fn what_a_run_that_was_cut_off_has_left_is_cleared_away_at_the_start() {
    let folder = copy_of("eksempel-bokmal-2026");
    let left = folder.path().join(".handlingsplan-aBc123.mellombels");
    fs::write(&left, "halv").unwrap();
    let preview = Preview::of(folder.path());
    assert_eq!(preview.get("/tilstand").status, 200);
    assert!(!left.exists());
}

#[test]
fn a_new_plan_is_made_only_where_it_can_be_one() {
    let home = tempfile::tempdir().unwrap();
    let preview = Preview::run(home.path(), &["sjå", "--ikkje-opne"]);
    let new = |name: &str, folder: &str| {
        preview.post("/ny-plan", &json!({ "name": name, "language": "nn", "folder": folder }))
    };
    let long = "a".repeat(200);
    for (name, folder, field) in [
        ("Avtale \u{202e}for Dalane", "dalane", "namn"),
        ("Avtale", "CON", "mappe"),
        ("Avtale", "nul.plan", "mappe"),
        ("Avtale", &long, "mappe"),
    ] {
        let answer = new(name, folder);
        assert!(answer.status == 422 && answer.said()["name"] == field, "{name} {folder}: {answer:?}");
        assert!(!message(&answer).contains(text(home.path())), "{answer:?}");
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_logo_that_is_no_picture_is_refused() {
    let folder = copy_of("fjellregionen-2027");
    let before = files(folder.path());
    let preview = Preview::of(folder.path());
    let answer = preview.save("0:logo", &[("v/fil", "plan.ron"), ("v/alt", "Logoen"), ("v/høgd_mm", "18")]);
    assert!(answer.status == 409 && message(&answer).starts_with("Ikkje lagra"), "{answer:?}");
    assert_eq!(files(folder.path()), before);
}

#[test]
fn a_text_with_any_signs_is_saved_or_refused_in_a_sentence() {
    let folder = copy_of("vest-telemark-2025");
    let preview = Preview::of(folder.path());
    let path = "1:tiltak[0].bolkar[0].tekst";
    for typed in [format!("Ein \"{} tekst", "#".repeat(300)), "Ein \\\\ \"##\" tekst r#\"x\"#".to_string()] {
        let answer = preview.save(path, &[("v", &typed)]);
        assert_eq!(answer.status, 200, "{answer:?}");
        let plan = handlingsplan::data::load(folder.path()).plan.unwrap();
        assert_eq!(plan.delmål[0].tiltak[0].bolkar[0].tekst.0.trim(), typed);
    }
}

#[test]
fn a_value_of_what_is_not_there_has_no_form() {
    let folder = copy_of("vest-telemark-2025");
    let preview = Preview::of(folder.path());
    for path in ["0:partar[999].rolle", "1:tiltak[77].tittel", "0:kolofon.eigar.x", "5:tittel"] {
        assert_eq!(preview.get(&format!("/skjema?stad={path}")).status, 409, "{path}");
    }
    assert_eq!(preview.get("/skjema?stad=0:partar[0].logo").status, 200);
}

#[test]
fn a_day_to_come_and_a_year_out_of_the_period_are_asked_about() {
    let folder = copy_of("vest-telemark-2025");
    let before = files(folder.path());
    let preview = Preview::of(folder.path());
    let decision =
        [("organ", "tokke/kommunestyre"), ("dato", "2025-06-17"), ("utfall", "Vedteke"), ("i-dag", "2025-05-01")];
    let asked = step(&preview, "vedtak", &decision);
    assert!(asked.status == 422 && message(&asked).contains("17. juni 2025 har ikkje vore enno"), "{asked:?}");
    assert_eq!(asked.said()["confirm"], "stadfest-dato");
    assert_eq!(files(folder.path()), before);
    let another = step(&preview, "vedtak", &[&decision[..], &[("stadfest-dato", "2025-06-18")]].concat());
    assert_eq!(another.status, 422, "another day was meant");
    let postponed =
        [("organ", "tokke/kommunestyre"), ("dato", "2025-06-17"), ("utfall", "Utsett"), ("ny-dato", "2025-06-01")];
    assert_eq!(step(&preview, "vedtak", &postponed).said()["name"], "ny-dato");
    assert_eq!(step(&preview, "vedtak", &[&decision[..], &[("stadfest-dato", "2025-06-17")]].concat()).status, 200);
    // An earlier one is then refused, with the way out.
    let earlier = [("organ", "tokke/kommunestyre"), ("dato", "2025-06-10"), ("utfall", "Avvist")];
    let refused = step(&preview, "vedtak", &earlier);
    assert!(refused.status == 409 && message(&refused).contains("«Ta tilbake eit vedtak»"), "{refused:?}");
    assert!(!message(&refused).contains("2025-06"), "{refused:?}");
    let year = |year: &'static str| {
        let typed = [("ar", year), ("mappe", "neste"), ("dato", "2026-01-15"), ("av", "Kari")];
        step(&preview, "rullering", &typed)
    };
    assert_eq!(year("-5").said()["name"], "ar");
    assert!(message(&year("2040")).contains("utanfor avtaleperioden"));
}

#[test]
fn what_refers_to_a_thing_is_named_before_the_thing_goes() {
    let folder = copy_of("vest-telemark-2025");
    let preview = Preview::of(folder.path());
    let id = handlingsplan::data::load(folder.path()).plan.unwrap().delmål[0].tiltak[0].id.to_string();
    let saved = preview.save("1:innleiing", &[("v", &format!("Sjå [](#{id})."))]);
    assert_eq!(saved.status, 200, "{saved:?}");
    let card = preview.get("/bort?stad=1:tiltak&nummer=0").said()["html"].as_str().unwrap().to_string();
    assert!(card.contains("Innleiinga i «Delmål 1: "), "{card}");
    assert!(!card.contains("fører ingen stad"), "{card}");
}

#[test]
fn findings_on_the_page_say_what_to_do_there() {
    let folder = copy_of("vest-telemark-2025");
    replace(&folder.path().join("plan.ron"), "avtale: \"", "avtale: \"Om  ");
    let preview = Preview::of(folder.path());
    for edition in ["utkast", "politisk", "endeleg", "kdd"] {
        let state = preview.get(&format!("/tilstand?utgave={edition}")).said();
        let list = state["parts"]["funn"].as_str().unwrap().to_string();
        for hint in list.split("<p class=\"rad\">").skip(1).map(|rest| rest.split("</p>").next().unwrap()) {
            assert!(!hint.contains(".ron") && !hint.contains("handlingsplan "), "{edition}: {hint}");
        }
    }
}

#[test]
fn files_that_were_made_are_sent_and_no_others() {
    let folder = copy_of("eksempel-bokmal-2026");
    let made = tempfile::tempdir().unwrap();
    let preview = Preview::with(folder.path(), &["--ut", text(made.path())]);
    fs::write(made.path().join("anna.pdf"), "x").unwrap();
    let answer = preview.post("/bygg?utgave=utkast", &json!(["pdf", "docx", "html"])).said();
    for file in answer["files"].as_array().unwrap() {
        let sent = preview.get(file["address"].as_str().unwrap());
        assert_eq!(sent.status, 200, "{file}");
        let is_word = file["name"].as_str().unwrap().ends_with(".docx");
        assert_eq!(sent.head.contains("content-disposition: attachment"), is_word, "{}", sent.head);
    }
    for name in ["anna.pdf", "../plan.ron", "plan.ron", ""] {
        assert_ne!(preview.get(&format!("/fil?namn={name}")).status, 200, "{name}");
    }
}

#[test]
fn a_case_paper_is_shown_for_a_body_that_is_to_handle_the_plan() {
    let state = |plan: &str, query: &str| {
        let folder = copy_of(plan);
        Preview::of(folder.path()).get(&format!("/tilstand?utgave=politisk&{query}")).said()
    };
    let shown = state("vest-telemark-2025", "part=tokke&sak=1");
    assert!(shown["parts"]["val"].as_str().unwrap().contains("selected>Saksframlegg, kommunestyre"), "{shown}");
    let text = shown["text"].as_str().unwrap();
    assert!(text.contains("aksfram") && text.contains("data-origin"), "{text}");
    // Where all have handled it there is none, nor in another edition.
    assert!(!state("eksempel-bokmal-2026", "part=granlia")["parts"]["val"].as_str().unwrap().contains("id=\"sak\""));
    let gone = state("eksempel-bokmal-2026", "part=granlia&sak=0");
    assert!(gone["text"].as_str().unwrap().contains("kan ikkje visast"), "{gone}");
}

#[test]
fn plans_that_were_opened_lately_are_offered_elsewhere() {
    let folder = copy_of("eksempel-bokmal-2026");
    let (home, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let run = |arguments: &[&str]| Preview::run_remembering(home.path(), arguments, state.path());
    drop(run(&["sjå", text(folder.path()), "--ikkje-opne"]));
    let preview = run(&["sjå", "--ikkje-opne"]);
    let key = folder.path().canonicalize().unwrap();
    let page = preview.get("/").body;
    assert!(page.contains("Opna i det siste") && page.contains(&format!("data-opne=\"{}\"", text(&key))), "{page}");
    assert_eq!(preview.post("/opne", &json!(text(&key))).status, 200);
}
