//! Approved is what was approved: what differs from the versions that were adopted is told, and printed with who agreed.

use std::fs;

use crate::support::{copy_of, program, replace, said, text};

fn checked(edition: &str, folder: &str) -> String {
    let done = program().args(["sjekk", folder, "--utgåve", edition]).assert();
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

/// The starter plan with everybody's adoption of version 1.0.
fn adopted() -> tempfile::TempDir {
    let plan = copy_of("ny-plan");
    let folder = text(plan.path());
    for (party, body, day) in [
        ("dalane", "formannskap", "2026-06-04"),
        ("dalane", "kommunestyre", "2026-06-18"),
        ("fjorden", "kommunestyre", "2026-06-17"),
    ] {
        said(&["godkjenn", folder, party, "--organ", body, "--dato", day]);
    }
    plan
}

fn release(folder: &str, version: &str, day: &str) {
    said(&["versjon", folder, version, "--status", "Endeleg", "--av", "Piloten", "--dato", day]);
}

#[test]
fn what_was_changed_after_the_decisions_is_told_place_by_place() {
    let plan = adopted();
    let folder = text(plan.path());
    release(folder, "2.0", "2026-06-20");
    for edition in ["endeleg", "kdd"] {
        assert!(!checked(edition, folder).contains("HP077"), "nothing is changed");
    }
    replace(&plan.path().join("delmaal-1.ron"), "Her står kvifor", "Her har vi skrive kvifor");
    release(folder, "3.0", "2026-06-21");
    assert!(!checked("politisk", folder).contains("HP077"));
    let last = checked("endeleg", folder);
    assert!(last.contains("åtvaring[HP077]: Delmål 1: Fleire bustader: "), "{last}");
    assert!(last.contains("– endra etter at Dalane kommune og Fjorden kommune vedtok versjon 1.0"), "{last}");
    assert!(checked("kdd", folder).contains("feil[HP077]: "));
    // Who agreed to it and when is printed under the approvals, and the ministry may have the plan.
    let agreed = "    etter_vedtak: [(tekst: \"Innleiinga er skriven om.\", samtykke: \"styringsgruppa\", dato: \"2026-06-22\", versjon: \"3.0\")],\n    organisasjonskart: (";
    replace(&plan.path().join("plan.ron"), "    organisasjonskart: (", agreed);
    assert!(!checked("kdd", folder).contains("HP077"));
    let out = tempfile::tempdir().unwrap();
    said(&["bygg", folder, "--utgåve", "politisk", "--format", "html", "--ut", text(out.path())]);
    let page = fs::read_dir(out.path()).unwrap().next().unwrap().unwrap().path();
    let page = fs::read_to_string(page).unwrap();
    assert!(page.contains("Endra etter vedtaka:") && page.contains("Innleiinga er skriven om."), "{page}");
    assert!(page.contains("Samtykke: styringsgruppa, "), "{page}");
    // What is changed after that is not agreed to.
    replace(&plan.path().join("delmaal-1.ron"), "Her har vi skrive kvifor", "Her har nokon skrive kvifor");
    release(folder, "4.0", "2026-06-23");
    let again = checked("kdd", folder);
    assert!(
        again.contains("feil[HP077]: ") && again.contains("versjon 3.0, som «etter_vedtak» gjer greie for"),
        "{again}"
    );
}

#[test]
fn an_adoption_with_changes_is_compared_with_the_version_that_took_them_in() {
    let plan = copy_of("ny-plan");
    let folder = text(plan.path());
    let decide = |more: &[&str]| {
        let all =
            ["godkjenn", folder, "dalane", "--organ", "kommunestyre", "--dato", "2026-06-18", "--utfall", "endra"];
        said(&[&all as &[&str], more].concat());
    };
    decide(&[]);
    assert!(checked("utkast", folder).contains("HP078"), "what was changed is not said");
    replace(&plan.path().join("delmaal-1.ron"), "Her står kvifor", "Her har vi skrive kvifor");
    release(folder, "2.0", "2026-06-20");
    assert!(checked("endeleg", folder).contains("HP077"));
    decide(&["--erstatt", "--endring", "Innleiinga er ny.", "--teken-inn-i", "2.0", "--versjon", "1.0"]);
    let last = checked("endeleg", folder);
    assert!(!last.contains("HP077") && !last.contains("HP078"), "{last}");
}

#[test]
fn a_draft_that_never_went_to_the_bodies_is_adopted_by_nobody() {
    let plan = copy_of("ny-plan");
    let folder = text(plan.path());
    said(&["godkjenn", folder, "dalane", "--organ", "kommunestyre", "--dato", "2026-06-18"]);
    said(&["versjon", folder, "2.0", "--status", "Til politikk", "--av", "x", "--dato", "2026-06-20", "--politisk"]);
    let told = checked("utkast", folder);
    assert!(
        told.contains("gjeld versjon 1.0, eit utkast som ikkje gjekk til politisk handsaming, og tel ikkje"),
        "{told}"
    );
    assert!(checked("endeleg", folder).contains("Dalane kommune"), "it is missed");
    let failed = program()
        .args(["godkjenn", folder, "dalane", "--organ", "kommunestyre", "--dato", "2026-06-24", "--versjon", "1.0"])
        .assert()
        .code(1);
    let told = String::from_utf8(failed.get_output().stderr.clone()).unwrap();
    assert!(told.starts_with("feil: versjon 1.0 er eit utkast som ikkje gjekk til politisk handsaming"), "{told}");
}

#[test]
fn an_adopted_version_without_a_copy_is_told() {
    let plan = adopted();
    let folder = text(plan.path());
    release(folder, "2.0", "2026-06-20");
    assert!(!checked("endeleg", folder).contains("HP082"));
    fs::remove_dir_all(plan.path().join("versjonar/1.0")).unwrap();
    let told = checked("endeleg", folder);
    assert!(told.contains("åtvaring[HP082]: versjon 1.0 er ikkje teken vare på"), "{told}");
}

#[test]
fn what_a_tiltak_is_made_of_must_have_been_there() {
    let around = tempfile::tempdir().unwrap();
    let (old, new) = (around.path().join("a"), around.path().join("b"));
    said(&["ny", text(&old)]);
    said(&["rullering", text(&old), text(&new), "--dato", "2026-12-01"]);
    let file = new.join("delmaal-1.ron");
    let plan = fs::read_to_string(&file).unwrap();
    let merged =
        |of: &str| plan.replacen("rullering: Vidareført", &format!("rullering: Ny(slege_saman_av: [\"{of}\"])"), 1);
    fs::write(&file, merged("kartleging")).unwrap();
    let told = checked("utkast", text(&new));
    assert!(
        told.contains("HP083]: planen før hadde ikkje noko tiltak «kartleging»")
            && told.contains("Meinte du «kartlegging»?"),
        "{told}"
    );
    fs::write(&file, merged("kartlegging")).unwrap();
    assert!(!checked("utkast", text(&new)).contains("HP083"));
}
