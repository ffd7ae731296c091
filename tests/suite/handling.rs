//! The political process as it is: what bodies do and did, told alike in status, copies, case papers, tables and calendar.

use std::fs;

use crate::support::{copy_of, program, refused, replace, said, text};

const DALANE: &str =
    "organ: [(organ: \"formannskap\", planlagt: \"2026-06-04\"), (organ: \"kommunestyre\", planlagt: \"2026-06-18\")],";

/// The starter plan with other bodies for its first party.
fn plan_with(bodies: &str) -> tempfile::TempDir {
    let plan = copy_of("ny-plan");
    replace(&plan.path().join("plan.ron"), DALANE, bodies);
    plan
}

/// What the web pages of the copies and the case papers say, by the names of the files.
fn pages(folder: &str) -> Vec<(String, String)> {
    let out = tempfile::tempdir().unwrap();
    let copies = ["--utgåve", "politisk", "--til", "dalane", "--saksframlegg", "--format", "html", "--ut"];
    said(&[&["bygg", folder] as &[&str], &copies, &[text(out.path())]].concat());
    let mut all: Vec<(String, String)> = fs::read_dir(out.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (text(&path).rsplit('/').next().unwrap().to_string(), fs::read_to_string(&path).unwrap()))
        .map(|(name, page)| (name, bare(&page)))
        .collect();
    all.sort();
    all
}

/// The words of a page.
fn bare(page: &str) -> String {
    let page = page.split_once("</style>").map_or(page, |(_, rest)| rest);
    let mut words = String::new();
    let mut inside = false;
    for letter in page.chars() {
        match letter {
            '<' => inside = true,
            '>' => {
                inside = false;
                words.push(' ');
            }
            _ if !inside => words.push(if letter == '\u{a0}' { ' ' } else { letter }),
            _ => {}
        }
    }
    let words = words.split_whitespace().filter(|word| *word != "#").collect::<Vec<_>>().join(" ");
    words.replace(" ,", ",").replace(" .", ".").replace(" )", ")").replace("( ", "(").replace(" :", ":")
}

#[test]
fn a_postponed_case_has_its_new_day_everywhere() {
    let plan = copy_of("ny-plan");
    let folder = text(plan.path());
    let put_off =
        ["--organ", "kommunestyret", "--dato", "18.06.2026", "--utfall", "utsett", "--ny-dato", "25. juni 2026"];
    said(&[&["godkjenn", folder, "Dalane kommune"] as &[&str], &put_off].concat());
    let status = said(&["status", folder, "--dato", "2026-06-20"]);
    assert!(status.contains("utsett; ny handsaming om 5 dagar"), "{status}");
    let all = pages(folder);
    let copy = &all.iter().find(|(name, _)| name.contains("politisk-dalane")).unwrap().1;
    assert!(copy.contains("Kommunestyre 18. juni 2026, utsett (ny handsaming 25. juni 2026)"), "{copy}");
    let paper = &all.iter().find(|(name, _)| name.contains("saksframlegg") && name.contains("kommunestyre")).unwrap().1;
    assert!(paper.contains("Kommunestyre 18. juni 2026: utsett (versjon 1.0)."), "{paper}");
    assert!(paper.contains("25. juni 2026"), "{paper}");
    let out = tempfile::tempdir().unwrap();
    said(&["kalender", folder, "--ut", text(out.path())]);
    let calendar = fs::read_to_string(fs::read_dir(out.path()).unwrap().next().unwrap().unwrap().path()).unwrap();
    assert!(
        calendar.contains("DTSTART;VALUE=DATE:20260625") && !calendar.contains("DTSTART;VALUE=DATE:20260618"),
        "{calendar}"
    );
}

#[test]
fn a_body_that_never_met_is_told_as_that_and_not_waited_for() {
    let plan = copy_of("ny-plan");
    let folder = text(plan.path());
    said(&["godkjenn", folder, "dalane", "--organ", "kommunestyre", "--dato", "2026-06-18"]);
    let status = said(&["status", folder, "--dato", "2026-06-20"]);
    assert!(status.contains("handsama ikkje planen før vedtaket"), "{status}");
    assert!(status.contains("1 av 4 organ handsama ikkje planen før det vart gjort vedtak."), "{status}");
    let all = pages(folder);
    assert_eq!(all.len(), 1, "no body of the party has use for a case paper");
    assert!(all[0].1.contains("Formannskapet handsama ikkje planen før det vart gjort vedtak"), "{}", all[0].1);
    let out = tempfile::tempdir().unwrap();
    said(&["kalender", folder, "--ut", text(out.path())]);
    let calendar = fs::read_to_string(fs::read_dir(out.path()).unwrap().next().unwrap().unwrap().path()).unwrap();
    assert_eq!(calendar.matches("STATUS:CANCELLED").count(), 1, "{calendar}");
}

#[test]
fn councils_give_their_opinion_and_do_not_decide() {
    let bodies = "organ: [(organ: \"ungdomsråd\", planlagt: \"2026-05-20\"), (organ: \"formannskap\", planlagt: \"2026-06-04\"), (organ: \"kommunestyre\", planlagt: \"2026-06-18\"), (organ: \"eldreråd\", planlagt: \"2026-05-21\", avlyst: true)],";
    let plan = plan_with(bodies);
    let folder = text(plan.path());
    said(&[
        "godkjenn",
        folder,
        "dalane",
        "--organ",
        "ungdomsråd",
        "--dato",
        "2026-05-20",
        "--utfall",
        "teke til vitande",
    ]);
    let status = said(&["status", folder, "--dato", "2026-05-25"]);
    assert!(status.contains("ferdig, teke til vitande"), "{status}");
    assert!(status.contains("møtet er avlyst; nytt møte er ikkje fastsett"), "{status}");
    let all = pages(folder);
    let copy = &all.iter().find(|(name, _)| name.contains("politisk-dalane")).unwrap().1;
    assert!(copy.contains("Ungdomsråd 20. mai 2026, teke til vitande"), "{copy}");
    assert!(copy.contains("Kommunestyret gjer vedtak 18. juni 2026 (planlagt)"), "{copy}");
    assert!(
        copy.contains("Eldrerådet gjev uttale (møtet 21. mai 2026 er avlyst, og nytt møte er ikkje fastsett)"),
        "{copy}"
    );
    assert!(copy.contains("Uttale: ungdomsråd 20. mai 2026, teke til vitande"), "{copy}");
}

#[test]
fn a_decision_is_taken_back_with_its_comments_kept() {
    let plan = copy_of("ny-plan");
    let folder = text(plan.path());
    let file = plan.path().join("plan.ron");
    let before = fs::read_to_string(&file).unwrap();
    let decide =
        ["dalane", "--organ", "formannskap", "--dato", "2026-06-04", "--sak", "PS 45/26", "--utfall", "avvist"];
    said(&[&["godkjenn", folder] as &[&str], &decide].concat());
    let told = said(&["godkjenn", folder, "dalane", "--organ", "formannskap", "--angre"]);
    assert!(
        told.starts_with(
            "Tok tilbake innstillinga: formannskapet i Dalane kommune, 4. juni 2026, PS 45/26: rådd ifrå (versjon 1.0)\n"
        ),
        "{told}"
    );
    assert!(
        told.contains("--organ formannskap --dato 2026-06-04 --sak \"PS 45/26\" --utfall avvist --versjon 1.0\n"),
        "{told}"
    );
    let after = fs::read_to_string(&file).unwrap();
    assert_eq!(after.replace(", vedtak: []", ""), before);
    let none = refused(&["godkjenn", folder, "dalane", "--organ", "formannskap", "--angre"]);
    assert!(none.starts_with("feil: formannskapet i Dalane kommune har ikkje noko vedtak å ta tilbake\n"), "{none}");
}

#[test]
fn parties_and_bodies_are_known_in_any_form() {
    let plan = copy_of("ny-plan");
    let folder = text(plan.path());
    for (party, body) in [("DALANE", "Formannskapet"), ("Dalane kommune", "formannskap"), ("dala", "formannsk")] {
        said(&["godkjenn", folder, party, "--organ", body, "--dato", "4.6.26", "--sak", "PS 1/26"]);
    }
    let told = refused(&["godkjenn", folder, "Dalarne", "--organ", "formannskap", "--dato", "2026-06-04"]);
    assert!(told.contains("parten «Dalarne» står ikkje under «handsaming» i planen\nråd: Meinte du «"), "{told}");
    let told = refused(&["godkjenn", folder, "dalane", "--organ", "kommunestyrte", "--dato", "2026-06-04"]);
    assert!(
        told.contains("Dalane kommune har ikkje noko organ som heiter «kommunestyrte»\nråd: Meinte du «kommunestyre»?"),
        "{told}"
    );
}

#[test]
fn a_sheet_enters_many_decisions_or_none() {
    let plan = copy_of("ny-plan");
    let folder = text(plan.path());
    let sheets = tempfile::tempdir().unwrap();
    let template = sheets.path().join("vedtak.csv");
    said(&["godkjenn", folder, "--mal", text(&template)]);
    let rows = fs::read_to_string(&template).unwrap();
    assert!(rows.contains("Dalane kommune") && rows.contains("kommunestyre"), "{rows}");
    let filled = sheets.path().join("fylt.csv");
    let sheet = "Part;Organ;Møte;Dato;Sak;Utfall\nDalane;Formannskapet;;04.06.2026;PS 12/26;\nDalane kommune;Kommunestyret;25.06.2026;18.06.2026;PS 45/26;Utsett\nFjorden;Formannskap;;;;\n";
    fs::write(&filled, sheet).unwrap();
    let before = fs::read(plan.path().join("plan.ron")).unwrap();
    let shown = said(&["godkjenn", folder, "--frå", text(&filled)]);
    assert!(
        shown.contains(
            "Ville føre inn innstillinga: formannskapet i Dalane kommune, 4. juni 2026, PS 12/26: tilrådd (versjon 1.0)\n"
        ),
        "{shown}"
    );
    assert!(shown.ends_with("Ingenting er skrive. Skriv det inn i planen med --skriv.\n"), "{shown}");
    assert!(fs::read(plan.path().join("plan.ron")).unwrap() == before);
    said(&["godkjenn", folder, "--frå", text(&filled), "--skriv"]);
    let status = said(&["status", folder, "--dato", "2026-06-20"]);
    assert!(status.contains("utsett; ny handsaming om 5 dagar") && status.contains("PS 12/26"), "{status}");
    let again = said(&["godkjenn", folder, "--frå", text(&filled), "--skriv"]);
    assert!(again.ends_with("Alt i arket står i planen frå før.\n"), "{again}");
    // What is not understood is told at its cell, and nothing is entered.
    fs::write(&filled, "Part;Organ;Dato;Utfall\nFjorden;Formannskap;31.06.2026;kanskje\nFjord;Bystyre;03.06.2026;\n")
        .unwrap();
    let done = program().args(["godkjenn", folder, "--frå", text(&filled), "--skriv"]).assert().code(1);
    let told = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    for part in [
        "rad 2, kolonne C: «31.06.2026» er ikkje ein dato",
        "rad 2, kolonne D: «kanskje» er ikkje eit utfall",
        "rad 3, kolonne B: Fjorden kommune har ikkje noko organ som heiter «Bystyre»",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn case_papers_have_their_own_case_background_and_deadline() {
    let bodies =
        format!("{DALANE} arkivsak: \"26/0042\", bakgrunn: r#\"Dalane har vore med sidan 2024.\"#, saksfrist: 14,");
    let plan = plan_with(&bodies);
    let folder = text(plan.path());
    replace(
        &plan.path().join("plan.ron"),
        "    organisasjonskart: (",
        "    vurdering: r#\"Planen følgjer opp avtala.\"#,\n    kolofon: (arkivsak: \"25/9999\"),\n    organisasjonskart: (",
    );
    let all = pages(folder);
    let paper = &all.iter().find(|(name, _)| name.contains("saksframlegg")).unwrap().1;
    for words in ["26/0042", "Bakgrunn Dalane har vore med sidan 2024.", "Vurdering Planen følgjer opp avtala."] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    assert!(!paper.contains("25/9999"), "{paper}");
    let status = said(&["status", folder, "--dato", "2026-05-20"]);
    assert!(status.contains("21. mai 2026 (om 1 dag)") && status.contains("4. juni 2026 (om 15 dagar)"), "{status}");
    let out = tempfile::tempdir().unwrap();
    said(&["kalender", folder, "--ut", text(out.path())]);
    let calendar = fs::read_to_string(fs::read_dir(out.path()).unwrap().next().unwrap().unwrap().path()).unwrap();
    assert_eq!(calendar.matches("Frist for saksframlegget").count(), 2, "{calendar}");
}

#[test]
fn what_a_group_pays_together_is_said_beside_ones_own() {
    let plan = copy_of("ny-plan");
    let folder = text(plan.path());
    let file = plan.path().join("plan.ron");
    let group = "    partar: [\n        (id: \"begge\", namn: \"Kommunane\", medlemmer: [\"dalane\", \"fjorden\"]),\n";
    replace(&file, "    partar: [\n", group);
    let money = "    finansiering: (postar: [(formål: Delmål(1), kjelde: Kommunal, part: \"begge\", beløp: {2026: 1001, 2027: 500})]),\n    organisasjonskart: (";
    replace(&file, "    organisasjonskart: (", money);
    replace(&file, "[Godkjenningar]", "[Godkjenningar, Finansiering]");
    let copy = pages(folder).remove(0).1;
    assert!(copy.contains("Betaler sin del av det Kommunane betaler saman: 1 001 kr i 2026, 1 501 kr i 2026–2027 (fordelinga står ikkje i planen)"), "{copy}");
    replace(
        &file,
        "medlemmer: [\"dalane\", \"fjorden\"]",
        "medlemmer: [\"dalane\", \"fjorden\"], fordeling: [(part: \"dalane\", prosent: 50), (part: \"fjorden\", prosent: 50)]",
    );
    let copy = pages(folder).remove(0).1;
    assert!(copy.contains("Betaler 50 % av det Kommunane betaler saman: 501 kr i 2026, 751 kr i 2026–2027"), "{copy}");
}

#[test]
fn rullering_changes_no_past_figure() {
    let around = tempfile::tempdir().unwrap();
    let (old, new) = (around.path().join("a"), around.path().join("b"));
    said(&["ny", text(&old)]);
    let file = old.join("plan.ron");
    let money = "    finansiering: (postar: [\n        (formål: Tiltak(\"kartlegging\"), kjelde: Statleg, beløp: {2026: 700, 2027: 300}), // spart\n        (formål: Tiltak(\"byggjing\"), kjelde: Statleg, beløp: {2026: 50, 2027: 60}),\n    ]),\n    organisasjonskart: (";
    replace(&file, "    organisasjonskart: (", money);
    replace(&file, "[Godkjenningar]", "[Godkjenningar, Finansiering]");
    let tiltak = fs::read_to_string(old.join("delmaal-1.ron")).unwrap();
    let ended = tiltak
        .replacen(
            "id: \"kartlegging\",",
            "id: \"kartlegging\",\n            rullering: Avslutta(\"Kartet er ferdig.\"),",
            1,
        )
        .replace("Tiltaket byggjer på [](#kartlegging).", "Tiltaket byggjer på kartet.");
    fs::write(old.join("delmaal-1.ron"), ended).unwrap();
    let told = said(&["rullering", text(&old), text(&new), "--dato", "2026-12-01"]);
    assert!(told.contains("1 post i finansieringa står no som avslutta tiltak"), "{told}");
    let next_year_files = fs::read_to_string(new.join("plan.ron")).unwrap();
    assert!(next_year_files.contains("beløp: {2026: 700}), // spart"), "{next_year_files}");
    assert!(next_year_files.contains("formål: Avslutta(\""), "{next_year_files}");
    let out = tempfile::tempdir().unwrap();
    said(&["bygg", text(&new), "--format", "html", "--ut", text(out.path())]);
    let page = fs::read_to_string(fs::read_dir(out.path()).unwrap().next().unwrap().unwrap().path()).unwrap();
    let page = bare(&page);
    assert!(page.contains("Avslutta tiltak: ") && page.contains("Sum 750 60 810"), "{page}");
}

#[test]
fn a_draft_may_refer_to_money_that_is_not_there_yet() {
    let plan = copy_of("ny-plan");
    let folder = text(plan.path());
    replace(&plan.path().join("plan.ron"), "[Godkjenningar]", "[Godkjenningar, Finansiering]");
    replace(
        &plan.path().join("delmaal-1.ron"),
        "Her står kvifor delmålet er viktig.",
        "Pengane står i [](#finansiering).",
    );
    let out = tempfile::tempdir().unwrap();
    said(&["bygg", folder, "--format", "html", "--ut", text(out.path())]);
    let page = fs::read_to_string(fs::read_dir(out.path()).unwrap().next().unwrap().unwrap().path()).unwrap();
    assert!(bare(&page).contains("Pengane står i pkt. "), "{}", bare(&page));
}
