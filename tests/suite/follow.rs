//! From one version to the next, and from one year to the next: versions that are kept, what is said of the changes, next
//! year's plan, and whether its account of the update is so.

use std::fs;
use std::path::Path;

use handlingsplan::edition::Edition;
use handlingsplan::finding::Severity;
use handlingsplan::make::build::load_and_check;

use crate::support::{copy_of, program, refused, replace, said, text};

const EXAMPLE: &str = "eksempel-bokmal-2026";

#[test]
fn a_version_is_kept_as_it_was_and_its_documents_can_be_made_again() {
    let (plan, out, again) = (copy_of(EXAMPLE), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let folder = text(plan.path());
    let new = ["--status", "Til høring", "--av", "Prosjektleder", "--dato", "2026-03-12"];
    let told = said(&[&["versjon", folder, "0.3"] as &[&str], &new].concat());
    assert!(told.ends_with(&format!("Tok vare på versjon 0.3 i {folder}/versjonar/0.3\n")), "{told}");
    for name in ["plan.ron", "delmaal-1.ron", "delmaal-2.ron", "logo.png"] {
        let copy = fs::read(plan.path().join("versjonar/0.3").join(name)).unwrap();
        assert!(copy == fs::read(plan.path().join(name)).unwrap(), "{name}");
    }
    said(&["bygg", folder, "--ut", text(out.path())]);
    // What is written while it is the current version is kept only where that is asked for.
    replace(&plan.path().join("delmaal-1.ron"), "Det bygges for lite", "Det bygges altfor lite");
    said(&["bygg", folder, "--versjon", "0.3", "--ut", text(again.path())]);
    for kind in ["pdf", "docx"] {
        let name = format!("handlingsplan-eksempel-2026-v0.3-utkast.{kind}");
        assert!(fs::read(out.path().join(&name)).unwrap() == fs::read(again.path().join(&name)).unwrap(), "{kind}");
    }
    said(&["versjon", folder, "--på-nytt"]);
    let kept = fs::read_to_string(plan.path().join("versjonar/0.3/delmaal-1.ron")).unwrap();
    assert!(kept.contains("altfor lite"));
    let status = said(&["status", folder, "--dato", "2026-03-12"]);
    assert!(status.ends_with("Tekne vare på: 0.1 (1. november 2025), 0.3 (12. mars 2026).\n"), "{status}");
    // Of another version of the program it says so.
    fs::write(plan.path().join("versjonar/0.1/program.txt"), "handlingsplan 0.0.9\n").unwrap();
    let done = program().args(["bygg", folder, "--versjon", "0.1", "--ut", text(out.path())]).assert().success();
    let note = String::from_utf8(done.get_output().stderr.clone()).unwrap();
    assert!(note.contains("teken vare på av handlingsplan 0.0.9"), "{note}");
    let unknown = refused(&["bygg", folder, "--versjon", "0.2"]);
    assert!(unknown.contains("versjon 0.2 er ikkje teken vare på\nråd: Desse er tekne vare på: 0.1, 0.3"), "{unknown}");
}

#[test]
fn a_copy_of_an_older_version_is_never_written_over() {
    let plan = copy_of(EXAMPLE);
    let folder = text(plan.path());
    let before = fs::read(plan.path().join("versjonar/0.1/plan.ron")).unwrap();
    replace(&plan.path().join("plan.ron"), "            versjon: \"0.1\",", "            versjon: \"0.0\",");
    let new = ["versjon", folder, "0.1", "--status", "x", "--av", "y", "--dato", "2026-03-12"];
    refused(&new);
    assert!(fs::read(plan.path().join("versjonar/0.1/plan.ron")).unwrap() == before);
}

#[test]
fn no_folder_but_that_of_a_version_is_ever_written() {
    let plan = copy_of(EXAMPLE);
    let folder = text(plan.path());
    let mine = plan.path().join("mine");
    fs::create_dir(&mine).unwrap();
    fs::write(mine.join("notat"), "viktig").unwrap();
    let file = plan.path().join("plan.ron");
    let whole = fs::read_to_string(&file).unwrap();
    for version in ["../mine", "", "..", "/tmp/x", "1.0/..", "1."] {
        fs::write(
            &file,
            whole.replace("versjon: \"0.2\",\n    emneord", &format!("versjon: \"{version}\",\n    emneord")),
        )
        .unwrap();
        assert!(
            refused(&["versjon", folder, "--på-nytt"]).contains("har ikkje forma til eit versjonsnummer"),
            "{version}"
        );
        fs::write(&file, &whole).unwrap();
        let new = ["versjon", folder, version, "--status", "x", "--av", "y", "--dato", "2026-12-02"];
        assert!(refused(&new).contains("har ikkje forma til eit versjonsnummer"), "{version}");
        assert_eq!(fs::read_to_string(&file).unwrap(), whole);
    }
    assert_eq!(fs::read_to_string(mine.join("notat")).unwrap(), "viktig");
    assert!(plan.path().join("versjonar/0.1/plan.ron").exists());
    // Where the copy can't be made, it is told what to do.
    fs::remove_dir_all(plan.path().join("versjonar")).unwrap();
    fs::write(plan.path().join("versjonar"), "").unwrap();
    let told = refused(&["versjon", folder, "0.3", "--status", "x", "--av", "y", "--dato", "2026-12-02"]);
    assert!(told.contains("versjon 0.3 kan ikkje takast vare på\nråd: Flytt det som ligg der"), "{told}");
    assert_eq!(fs::read_to_string(&file).unwrap(), whole, "both the log and the copy, or none of them");
    fs::remove_file(plan.path().join("versjonar")).unwrap();
    // What a run that was cut off left goes.
    fs::create_dir_all(plan.path().join("versjonar/.handlingsplan-a1B2c3.mellombels/ny")).unwrap();
    said(&["versjon", folder, "--på-nytt"]);
    assert_eq!(fs::read_dir(plan.path().join("versjonar")).unwrap().count(), 1);
}

#[test]
fn what_has_changed_is_said_in_the_plans_own_terms() {
    let told = said(&["samanlikn", "data/eksempel-bokmal-2026", "--med", "0.1"]);
    insta::assert_snapshot!(told);
    let json = said(&["compare", "data/eksempel-bokmal-2026", "--with", "0.1", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let all = json["endringar"].as_array().unwrap();
    let weight = all.iter().find(|own| own["felt"] == "vekt").unwrap();
    assert_eq!((weight["gammal"].as_str(), weight["ny"].as_str()), (Some("60\u{a0}%"), Some("70\u{a0}%")));
    assert_eq!(weight["ny_plass"]["linje"], 5);
    let same = said(&["samanlikn", "data/ny-plan", "--med", "data/ny-plan"]);
    assert!(same.ends_with("Ingenting er endra.\n"), "{same}");
    let other = said(&["samanlikn", "data/fjellregionen-2027", "--med", "data/vest-telemark-2025"]);
    assert!(other.contains("Planane har ingen tiltak til felles"), "{other}");
}

#[test]
fn what_can_not_be_compared_with_is_told() {
    let plan = copy_of(EXAMPLE);
    let folder = text(plan.path());
    let unknown = refused(&["samanlikn", folder, "--med", "9.9"]);
    assert!(
        unknown.contains("«9.9» er ikkje ein versjon som er teken vare på, ei planmappe eller ein pakke"),
        "{unknown}"
    );
    assert!(unknown.contains("råd: Desse er tekne vare på: 0.1"), "{unknown}");
    assert!(refused(&["samanlikn", folder, "--med", "README.md"]).contains("er ikkje ein pakke"));
    fs::write(plan.path().join("versjonar/0.1/delmaal-1.ron"), "(nummer: ").unwrap();
    let broken = refused(&["bygg", folder, "--sidan", "0.1"]);
    assert!(
        broken.contains("filene hans er ikkje rørte") && broken.contains("versjonar/0.1/delmaal-1.ron:1"),
        "{broken}"
    );
    let word = refused(&["bygg", folder, "--sidan", "0.1", "--berre-endra", "--format", "docx"]);
    assert!(word.contains("--format pdf"), "{word}");
}

#[test]
fn an_earlier_plan_beyond_every_measure_is_not_made_anything_of() {
    let plan = copy_of(EXAMPLE);
    let folder = text(plan.path());
    let many = format!("emneord: [{}\"x\"", "\"x\", ".repeat(60));
    replace(&plan.path().join("versjonar/0.1/plan.ron"), "emneord: [\"handlingsplan\"", &many);
    for command in [&["bygg", folder, "--sidan", "0.1"] as &[&str], &["samanlikn", folder, "--med", "0.1"]] {
        let told = refused(command);
        assert!(told.contains("her; han kan ha 50") && told.contains("versjonar/0.1/plan.ron"), "{told}");
    }
}

/// Next year's plan of the example, with the one before beside it.
fn next_year() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("i-år"), folder.path().join("neste"));
    let copy = copy_of(EXAMPLE);
    fs::rename(copy.keep(), &old).unwrap();
    let told = said(&["rullering", text(&old), text(&new), "--dato", "2026-11-03"]);
    assert!(
        told.starts_with(&format!("Laga planen for 2027, versjon 1.0, i {}\n  3 tiltak vidareført\n", text(&new))),
        "{told}"
    );
    assert!(told.contains("teke ut, for det er avslutta: Felles nettside for ledige stillinger"), "{told}");
    (folder, new)
}

#[test]
fn next_years_plan_is_this_years_without_what_is_settled() {
    let (_folder, new) = next_year();
    let (old, plan) =
        (load_and_check(&new.parent().unwrap().join("i-år"), Edition::Utkast), load_and_check(&new, Edition::Utkast));
    let plan = plan.plan.unwrap();
    assert_eq!((plan.hovud.år, plan.hovud.versjon.as_str(), plan.hovud.logg.len()), (2027, "1.0", 1));
    assert_eq!(plan.hovud.førre.as_deref(), Some("../i-år"));
    let bodies = plan.hovud.handsaming.iter().flat_map(|own| &own.organ);
    assert!(bodies.clone().count() == 7 && bodies.clone().all(|own| own.planlagt.is_none() && own.vedtak.is_empty()));
    // What stays is byte for byte what it was.
    let lines = |folder: &Path, name: &str| {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        text.lines().map(str::to_string).collect::<Vec<_>>()
    };
    for name in ["plan.ron", "delmaal-1.ron", "delmaal-2.ron"] {
        let before = lines(&new.parent().unwrap().join("i-år"), name);
        let after = lines(&new, name);
        let others = after.iter().filter(|line| !before.contains(line)).count();
        assert!(others <= 12, "{name}: {others}");
    }
    assert!(fs::read(new.join("logo.png")).unwrap() == fs::read(new.parent().unwrap().join("i-år/logo.png")).unwrap());
    assert!(new.join("versjonar/1.0/plan.ron").exists(), "the first version is kept as it is made");
    assert!(old.plan.unwrap().hovud.år == 2026);
    // It says what remains, and nothing is wrong yet.
    let found = load_and_check(&new, Edition::Utkast).findings;
    assert!(found.iter().all(|finding| finding.severity == Severity::Warning), "{found:?}");
    let years: Vec<_> = found.iter().filter(|finding| finding.code == "HP065").map(|own| own.message.clone()).collect();
    assert_eq!(years.len(), 5, "{years:?}");
    let taken = refused(&["rullering", text(&new), text(&new.parent().unwrap().join("i-år"))]);
    assert!(taken.contains("finst frå før"), "{taken}");
    let inside = refused(&["rullering", text(&new), text(&new.join("x"))]);
    assert!(inside.contains("ligg i mappa til planen for i år"), "{inside}");
    let past = refused(&["rullering", text(&new), text(&new.join("x")), "--år", "2027"]);
    assert!(past.contains("kan ikkje gjelde for 2027"), "{past}");
}

#[test]
fn what_a_plan_says_of_the_update_must_be_so() {
    let (_folder, new) = next_year();
    let found = |code: &str| -> Vec<String> {
        let all = load_and_check(&new, Edition::Kdd).findings;
        all.into_iter().filter(|own| own.code == code).map(|own| own.message).collect()
    };
    assert_eq!(found("HP064"), [""; 0]);
    // Changed, but marked as going on.
    replace(&new.join("delmaal-1.ron"), "År(frå: 2027, til: 2028)", "År(frå: 2027, til: 2029)");
    assert_eq!(
        found("HP064"),
        ["tiltak 1.2 er merkt som vidareført, men er endra: Tidsramma er endra frå 2027–2028 til 2027–2029"]
    );
    replace(
        &new.join("delmaal-1.ron"),
        "tidsramme: År(frå: 2027, til: 2029),\n            rullering: Vidareført",
        "tidsramme: År(frå: 2027, til: 2029),\n            rullering: Endra(\"Tomten må bytes.\")",
    );
    assert_eq!(found("HP064"), [""; 0]);
    // Marked as changed, but the same.
    replace(&new.join("delmaal-2.ron"), "rullering: Vidareført", "rullering: Endra(\"Ikke noe.\")");
    assert_eq!(found("HP064"), ["tiltak 2.1 er merkt som endra, men er likt det i planen før"]);
    replace(&new.join("delmaal-2.ron"), "rullering: Endra(\"Ikke noe.\")", "rullering: Ny()");
    assert_eq!(found("HP064"), ["tiltak 2.1 stod i planen før, men er merkt som nytt"]);
    // New, and gone.
    replace(&new.join("delmaal-2.ron"), "id: \"veiledning\"", "id: \"rettleiing\"");
    replace(&new.join("delmaal-2.ron"), "rullering: Ny()", "rullering: Vidareført");
    assert_eq!(
        found("HP064"),
        [
            "tiltak 2.1 er nytt, men er merkt som noko anna",
            "tiltak 2.1 i planen før, «Veiledning for gründere», er borte utan å vere avslutta"
        ]
    );
    // A plan before that is none.
    for (name, why) in [
        ("../finst-ikkje", "«../finst-ikkje» finst ikkje"),
        (".", "det er denne planen"),
        ("plan.ron", "er ikkje ein pakke frå dette programmet"),
    ] {
        let text = fs::read_to_string(new.join("plan.ron")).unwrap();
        let at = text.find("førre: \"").unwrap() + "førre: \"".len();
        let end = at + text[at..].find('"').unwrap();
        fs::write(new.join("plan.ron"), format!("{}{name}{}", &text[..at], &text[end..])).unwrap();
        let told = found("HP063");
        assert!(told.len() == 1 && told[0].contains(why), "{name}: {told:?}");
    }
}

#[test]
fn a_version_that_is_kept_follows_the_same_plan() {
    let (_folder, new) = next_year();
    let row = ["--status", "x", "--av", "y", "--dato", "2026-12-01"];
    said(&[&["versjon", text(&new), "1.1"] as &[&str], &row].concat());
    let out = tempfile::tempdir().unwrap();
    said(&["bygg", text(&new), "--versjon", "1.1", "--utgåve", "politisk", "--ut", text(out.path())]);
}

#[test]
fn those_who_decide_are_told_what_is_new() {
    let (_folder, new) = next_year();
    replace(&new.join("delmaal-1.ron"), "tittel: \"Boligkart\"", "tittel: \"Kart over boliger\"");
    replace(&new.join("delmaal-2.ron"), "rullering: Vidareført", "rullering: Avslutta(\"Ingen søkte.\")");
    let composed = load_and_check(&new, Edition::Politisk).compose(None).unwrap();
    let json = serde_json::to_string(composed.document()).unwrap().replace('\u{a0}', " ");
    assert!(json.contains("Hva er nytt siden planen for 2026"));
    assert!(json.contains("«Boligkart» heter nå «Kart over boliger»"));
    assert!(!json.contains("Året er endret"));
    // What had ended in the plan before is no news.
    assert!(json.contains("er avsluttet. Ingen søkte") && !json.contains("Felles nettside"));
    let draft = load_and_check(&new, Edition::Utkast).compose(None).unwrap();
    assert!(!serde_json::to_string(draft.document()).unwrap().contains("Hva er nytt siden"));
}

#[test]
fn another_aim_is_news_and_the_latest_figure_is_not() {
    let (_folder, new) = next_year();
    let file = new.join("delmaal-1.ron");
    replace(&file, "mål: (verdi: 1200, år: 2027)", "mål: (verdi: 1500, år: 2028)");
    replace(&file, "siste: (verdi: 85, år: 2026)", "siste: (verdi: 640, år: 2026)");
    let composed = load_and_check(&new, Edition::Politisk).compose(None).unwrap();
    let json = serde_json::to_string(composed.document()).unwrap().replace('\u{a0}', " ");
    assert!(json.contains("Målet for «Kartlagte boliger» er endret fra 1 200 i 2027 til 1 500 i 2028"), "{json}");
    assert!(!json.contains("Tallene for «Kartlagte boliger»"));
}

#[test]
fn a_year_of_the_agreement_that_is_past_is_told_in_every_later_plan() {
    let (folder, new) = next_year();
    let third = folder.path().join("tredje");
    said(&["rullering", text(&new), text(&third), "--dato", "2027-11-03"]);
    let found = load_and_check(&third, Edition::Utkast).findings;
    assert_eq!(found.iter().filter(|own| own.code == "HP065").count(), 5, "{found:?}");
}
