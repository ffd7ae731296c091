//! The whole life of a plan through the program: draft, copies for the political bodies, decisions, the final plan, the
//! ministry's package and its confirmation; and what happens when a run is cut off.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{copy_of, program, replace, words};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

const EXAMPLE: &str = "eksempel-bokmal-2026";

fn run(arguments: &[&str], folder: &Path) -> String {
    let done = program().args(&arguments[..1]).arg(folder).args(&arguments[1..]).assert().success();
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// The example with every decision recorded, by the program.
fn decided() -> tempfile::TempDir {
    let plan = copy_of(EXAMPLE);
    let folder = plan.path();
    let formannskap = ["--organ", "formannskap", "--dato", "2026-02-05", "--sak", "PS 3/26"];
    run(&[&["godkjenn", "sjøvik"] as &[&str], &formannskap].concat(), folder);
    let kommunestyre = [
        "--organ",
        "kommunestyre",
        "--dato",
        "2026-02-19",
        "--sak",
        "PS 9/26",
        "--utfall",
        "endra",
        "--teken-inn-i",
        "0.2",
    ];
    run(&[&["godkjenn", "sjøvik"] as &[&str], &kommunestyre].concat(), folder);
    run(&["godkjenn", "øyfylket", "--organ", "fylkesting", "--dato", "2026-03-11"], folder);
    let version = ["versjon", "1.0", "--status", "Vedtatt", "--av", "Prosjektleder", "--dato", "2026-03-12"];
    run(&version, folder);
    plan
}

#[test]
fn a_plan_goes_from_draft_to_the_ministry() {
    let out = tempfile::tempdir().unwrap();
    let ut = out.path().to_str().unwrap();
    let draft = copy_of(EXAMPLE);
    run(&["bygg", "--ut", ut], draft.path());
    run(&["bygg", "--utgåve", "politisk", "--til", "alle", "--ut", ut], draft.path());
    // Not before everybody has approved it.
    for command in [["bygg", "--utgåve", "endeleg"], ["bygg", "--utgåve", "alle"], ["pakke", "--ut", ut]] {
        let failed = program().arg(command[0]).arg(draft.path()).args(&command[1..]).assert().code(1);
        let said = String::from_utf8(failed.get_output().stderr.clone()).unwrap();
        assert!(
            said.contains("feil[HP052]: Sjøvik kommune og Øyfylket fylkeskommune har ikkje godkjent planen enno"),
            "{said}"
        );
    }
    let plan = decided();
    run(&["bygg", "--utgåve", "alle", "--ut", ut], plan.path());
    run(&["pakke", "--ut", ut], plan.path());
    run(&["kalender", "--ut", ut], plan.path());
    let made = names(out.path());
    let expected = [
        "handlingsplan-eksempel-2026-møter.ics",
        "handlingsplan-eksempel-2026-v0.2-politisk-granlia.docx",
        "handlingsplan-eksempel-2026-v0.2-politisk-granlia.pdf",
        "handlingsplan-eksempel-2026-v0.2-politisk-sjøvik.docx",
        "handlingsplan-eksempel-2026-v0.2-politisk-sjøvik.pdf",
        "handlingsplan-eksempel-2026-v0.2-politisk-øyfylket.docx",
        "handlingsplan-eksempel-2026-v0.2-politisk-øyfylket.pdf",
        "handlingsplan-eksempel-2026-v0.2-utkast.docx",
        "handlingsplan-eksempel-2026-v0.2-utkast.pdf",
        "handlingsplan-eksempel-2026-v1.0-endelig.docx",
        "handlingsplan-eksempel-2026-v1.0-endelig.pdf",
        "handlingsplan-eksempel-2026-v1.0-kdd.docx",
        "handlingsplan-eksempel-2026-v1.0-kdd.pdf",
        "handlingsplan-eksempel-2026-v1.0-kdd.zip",
        "handlingsplan-eksempel-2026-v1.0-politisk.docx",
        "handlingsplan-eksempel-2026-v1.0-politisk.pdf",
        "handlingsplan-eksempel-2026-v1.0-utkast.docx",
        "handlingsplan-eksempel-2026-v1.0-utkast.pdf",
    ];
    assert_eq!(made, expected.map(String::from).into());
    for name in made.iter().filter(|name| name.ends_with(".pdf")) {
        let pdf = fs::read(out.path().join(name)).unwrap();
        for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
            let report = validate_pdf_bytes(&pdf, &ValidationOptions::default().profile(profile)).unwrap();
            let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
            assert!(failures.iter().all(|failure| failure.contains("6.1.7.1:1")), "{name}: {failures:?}");
        }
    }
    let package = out.path().join("handlingsplan-eksempel-2026-v1.0-kdd.zip");
    let confirmed = program().args(["pakke", "--stadfest"]).arg(&package).assert().success();
    let said = String::from_utf8(confirmed.get_output().stdout.clone()).unwrap();
    assert!(said.ends_with("Dokumenta stemmer med dataa i pakken\n") && !said.contains("ULIK"), "{said}");
    // The package has the very files that `bygg` makes, and is the same every time.
    let mut archive = zip::ZipArchive::new(fs::File::open(&package).unwrap()).unwrap();
    for kind in ["pdf", "docx"] {
        let name = format!("handlingsplan-eksempel-2026-v1.0-kdd.{kind}");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_name(&name).unwrap(), &mut bytes).unwrap();
        assert!(bytes == fs::read(out.path().join(&name)).unwrap());
    }
    let before = fs::read(&package).unwrap();
    run(&["pakke", "--ut", ut], plan.path());
    assert!(fs::read(&package).unwrap() == before);
}

#[test]
fn a_package_that_was_tampered_with_is_not_confirmed() {
    let out = tempfile::tempdir().unwrap();
    let plan = decided();
    run(&["pakke", "--ut", out.path().to_str().unwrap()], plan.path());
    let package = out.path().join("handlingsplan-eksempel-2026-v1.0-kdd.zip");
    let mut archive = zip::ZipArchive::new(fs::File::open(&package).unwrap()).unwrap();
    let spoilt = out.path().join("endra.zip");
    let mut copy = zip::ZipWriter::new(fs::File::create(&spoilt).unwrap());
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        if entry.name() == "data/delmaal-1.ron" {
            bytes = String::from_utf8(bytes).unwrap().replace("Boligkart", "Boligkort").into_bytes();
        }
        copy.start_file(entry.name(), zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut copy, &bytes).unwrap();
    }
    copy.finish().unwrap();
    let refused = program().args(["pakke", "--stadfest"]).arg(&spoilt).assert().code(1);
    let said = String::from_utf8(refused.get_output().stdout.clone()).unwrap();
    insta::assert_snapshot!(said);
    fs::write(&spoilt, "ikkje ein zip").unwrap();
    let refused = program().args(["pakke", "--stadfest"]).arg(&spoilt).assert().code(1);
    let said = String::from_utf8(refused.get_output().stderr.clone()).unwrap();
    assert!(said.ends_with("er ikkje ein pakke frå dette programmet\n"), "{said}");
}

/// The plan file before and after a decision, with the lines that differ.
fn changed_lines(text: &str, arguments: &[&str]) -> (Vec<u8>, Vec<(String, String)>) {
    let folder = copy_of(EXAMPLE);
    let file = folder.path().join("plan.ron");
    fs::write(&file, text).unwrap();
    run(arguments, folder.path());
    let after = fs::read(&file).unwrap();
    let new = String::from_utf8(after.clone()).unwrap();
    let changed = text.split('\n').zip(new.split('\n')).filter(|(old, new)| old != new);
    (after.clone(), changed.map(|(old, new)| (old.to_string(), new.to_string())).collect())
}

#[test]
fn a_decision_changes_nothing_else_in_the_file() {
    let arguments = ["godkjenn", "øyfylket", "--organ", "fylkesting", "--dato", "2026-03-11", "--sak", "FT \"4\"/26"];
    let original = fs::read_to_string(crate::support::plan(EXAMPLE).join("plan.ron")).unwrap();
    // As it is; with Windows line ends and a byte order mark; with odd spaces and comments; with letters taken apart.
    let spaced = original
        .replace(
            "(organ: \"fylkesting\", planlagt: \"2026-03-11\")",
            "( organ :\"fylkesting\",planlagt:  \"2026-03-11\"  /* møtet */ ,  )",
        )
        .replace("    handsaming: [", "    /* her */ handsaming:   [ // organa\n");
    assert_ne!(spaced, original);
    for text in [
        original.clone(),
        format!("\u{feff}{}", original.replace('\n', "\r\n")),
        spaced,
        original.replace('å', "a\u{30a}"),
    ] {
        let (after, lines) = changed_lines(&text, &arguments);
        let [(old, new)] = lines.as_slice() else { panic!("{lines:?}") };
        let decision = "vedtak: [(dato: \"2026-03-11\", sak: \"FT \\\"4\\\"/26\", versjon: \"0.2\")]";
        // Taking the decision out again gives the old line, but for the comma that it needed.
        let without = new.replace(&format!(", {decision}"), "").replace(&format!(" {decision},"), "");
        assert_eq!(&without, old);
        let added = new.len() - old.len();
        assert_eq!(after.len(), text.len() + added);
    }
    // One field to a line: the decision gets a line of its own, and a comment stays with what it is about.
    let lines = original.replace(
        "(organ: \"fylkesting\", planlagt: \"2026-03-11\")",
        "(\n    organ: \"fylkesting\",\n    planlagt: \"2026-03-11\", // i Øyby\n)",
    );
    let folder = copy_of(EXAMPLE);
    fs::write(folder.path().join("plan.ron"), &lines).unwrap();
    run(&arguments, folder.path());
    let after = fs::read_to_string(folder.path().join("plan.ron")).unwrap();
    let added = "\n    vedtak: [(dato: \"2026-03-11\", sak: \"FT \\\"4\\\"/26\", versjon: \"0.2\")],";
    assert_eq!(after, lines.replace("// i Øyby", &format!("// i Øyby{added}")));
}

#[test]
fn a_new_version_changes_two_places_and_nothing_else() {
    let original = fs::read_to_string(crate::support::plan(EXAMPLE).join("plan.ron")).unwrap();
    for text in [original.clone(), format!("\u{feff}{}", original.replace('\n', "\r\n"))] {
        let folder = copy_of(EXAMPLE);
        let file = folder.path().join("plan.ron");
        fs::write(&file, &text).unwrap();
        let version =
            ["versjon", "1.0", "--status", "Vedtatt \"enstemmig\"", "--av", "Prosjektleder", "--dato", "2026-03-12"];
        run(&version, folder.path());
        let after = fs::read_to_string(&file).unwrap();
        let row = "        (versjon: \"1.0\", dato: \"2026-03-12\", status: \"Vedtatt \\\"enstemmig\\\"\", endra_av: \"Prosjektleder\"),";
        let newline = if text.contains('\r') { "\r\n" } else { "\n" };
        let without =
            after.replace(&format!("{row}{newline}"), "").replace("    versjon: \"1.0\",", "    versjon: \"0.2\",");
        assert!(without == text, "{after}");
        assert_ne!(after, text);
    }
}

#[test]
fn another_decision_is_refused_unless_it_is_meant() {
    let plan = copy_of(EXAMPLE);
    let decide = |date: &str, more: &[&str]| {
        let mut command = program();
        command.arg("godkjenn").arg(plan.path()).args(["granlia", "--organ", "formannskap", "--dato", date]).args(more);
        command
    };
    let before = fs::read(plan.path().join("plan.ron")).unwrap();
    decide("2026-02-03", &["--sak", "PS 7/26"]).assert().success();
    let refused = decide("2026-02-04", &["--versjon", "0.1"]).assert().code(1);
    insta::assert_snapshot!(String::from_utf8(refused.get_output().stderr.clone()).unwrap());
    assert!(fs::read(plan.path().join("plan.ron")).unwrap() == before);
    decide("2026-02-04", &["--erstatt", "--utfall", "avvist"]).assert().success();
    let after = fs::read_to_string(plan.path().join("plan.ron")).unwrap();
    assert!(after.contains("vedtak: [(dato: \"2026-02-04\", sak: \"PS 7/26\", utfall: Avvist, versjon: \"0.1\")]"));
    let mut said = String::new();
    for arguments in [
        &["granly", "--organ", "formannskap", "--dato", "2026-02-04"] as &[&str],
        &["granlia", "--organ", "formansskap", "--dato", "2026-02-04"],
        &["granlia", "--organ", "formannskap", "--dato", "februar 2026"],
    ] {
        let failed = program().arg("godkjenn").arg(plan.path()).args(arguments).assert().failure();
        said += &String::from_utf8(failed.get_output().stderr.clone()).unwrap();
    }
    let twice = ["0.2", "--status", "x", "--av", "y", "--dato", "2026-03-01"];
    let failed = program().arg("versjon").arg(plan.path()).args(twice).assert().code(1);
    said += &String::from_utf8(failed.get_output().stderr.clone()).unwrap();
    insta::assert_snapshot!(said);
}

#[test]
fn status_shows_what_remains() {
    let plan = copy_of(EXAMPLE);
    insta::assert_snapshot!(run(&["status", "--dato", "2026-02-10"], plan.path()));
    let json: serde_json::Value =
        serde_json::from_str(&run(&["status", "--format", "json", "--dato", "2026-02-20"], plan.path())).unwrap();
    assert_eq!(json["dato"], "2026-02-20");
    assert_eq!(json["organ"][6]["dagar_att"], 19);
    assert_eq!(json["organ"][0]["dagar_att"], serde_json::Value::Null);
}

/// The example as it stands the year after, when somebody has raised the year and made a version and nothing else.
fn next_year() -> tempfile::TempDir {
    let plan = decided();
    let file = plan.path().join("plan.ron");
    replace(&file, "år: 2026,\n    periode", "år: 2027,\n    periode");
    run(&["versjon", "2.0", "--status", "Nytt år", "--av", "Prosjektleder", "--dato", "2027-02-15"], plan.path());
    plan
}

#[test]
fn last_years_decisions_do_not_approve_this_years_plan() {
    let plan = next_year();
    let failed = program().args(["bygg", "--utgåve", "endeleg"]).arg(plan.path()).assert().code(1);
    let said = String::from_utf8(failed.get_output().stderr.clone()).unwrap();
    assert!(
        said.contains("Granlia kommune, Sjøvik kommune og Øyfylket fylkeskommune har ikkje godkjent planen"),
        "{said}"
    );
    assert!(said.contains("åtvaring[HP054]: 5 vedtak gjeld planen for 2026 og tel ikkje for 2027"), "{said}");
    program().arg("pakke").arg(plan.path()).assert().code(1);
    let status = run(&["status", "--dato", "2027-03-01"], plan.path());
    assert!(status.contains("Versjon 2.0. 7 av 7 organ er ikkje ferdige med planen.\n"), "{status}");
    let about = ["godkjenn", "øyfylket", "--organ", "fylkesting", "--dato", "2027-03-10", "--versjon", "1.0"];
    // One on another year's would count for nothing, and is not written.
    let (command, rest) = about.split_at(1);
    let refused = program().args(command).arg(plan.path()).args(rest).assert().code(1);
    let said = String::from_utf8(refused.get_output().stderr.clone()).unwrap();
    assert!(said.starts_with("feil: versjon 1.0 er av planen for 2026, og denne planen gjeld for 2027"), "{said}");
    assert!(run(&["status", "--dato", "2027-03-12"], plan.path()).contains("7 av 7 organ"));
    run(&["godkjenn", "øyfylket", "--organ", "Fylkesting", "--dato", "2027-03-11"], plan.path());
    // The others of the county are not waited for once it has decided.
    assert!(run(&["status", "--dato", "2027-03-12"], plan.path()).contains("4 av 7 organ"));
}

#[test]
fn an_adoption_after_a_rejection_keeps_the_rejection() {
    let plan = copy_of(EXAMPLE);
    let decide = |date: &str, more: &[&str]| {
        let all = [&["godkjenn", "øyfylket", "--organ", "fylkesting", "--dato", date] as &[&str], more].concat();
        run(&all, plan.path())
    };
    decide("2026-03-11", &["--utfall", "avvist", "--sak", "FT 4/26"]);
    let status = run(&["status", "--dato", "2026-03-12"], plan.path());
    assert!(status.contains("avvist") && status.contains("Éin part har avvist planen."), "{status}");
    let checked = program().args(["sjekk", "--utgåve", "endeleg"]).arg(plan.path()).assert().code(1);
    let said = String::from_utf8(checked.get_output().stdout.clone()).unwrap();
    assert!(said.contains("Øyfylket fylkeskommune (fylkesting 11. mars 2026, FT 4/26) har avvist planen"), "{said}");
    decide("2026-04-22", &["--utfall", "vedtatt med endringer", "--sak", "FT 9/26"]);
    let text = fs::read_to_string(plan.path().join("plan.ron")).unwrap();
    assert!(text.contains(
        "[(dato: \"2026-03-11\", sak: \"FT 4/26\", utfall: Avvist, versjon: \"0.2\"), (dato: \"2026-04-22\""
    ));
    let out = tempfile::tempdir().unwrap();
    run(&["bygg", "--utgåve", "politisk", "--format", "json", "--ut", out.path().to_str().unwrap()], plan.path());
    let json = fs::read_to_string(out.path().join("handlingsplan-eksempel-2026-v0.2-politisk.json")).unwrap();
    assert!(json.contains("Fylkesting 11.\u{a0}mars\u{a0}2026, FT\u{a0}4/26, avvist"), "{json}");
}

#[test]
fn a_version_of_the_year_before_says_which_plan_it_is_of() {
    let plan = copy_of(EXAMPLE);
    replace(&plan.path().join("plan.ron"), "år: 2026,\n    periode", "år: 2027,\n    periode");
    run(&["versjon", "1.0", "--status", "Skisse", "--av", "Prosjektleder", "--dato", "2026-11-20"], plan.path());
    let text = fs::read_to_string(plan.path().join("plan.ron")).unwrap();
    assert!(text.contains("dato: \"2026-11-20\", år: 2027, status: \"Skisse\""), "{text}");
}

#[test]
fn what_would_spoil_the_plan_is_not_written() {
    let plan = copy_of(EXAMPLE);
    let file = plan.path().join("plan.ron");
    let before = fs::read(&file).unwrap();
    let decide = ["godkjenn", "øyfylket", "--organ", "fylkesting", "--dato", "2026-03-11"];
    let version = |number| ["versjon", number, "--status", "Ny", "--av", "Meg", "--dato", "2026-03-12"];
    let mut wrong: Vec<Vec<&str>> = vec![];
    for case in ["", "a\nb", "😀", "a\u{202e}b"] {
        wrong.push([&decide as &[&str], &["--sak", case]].concat());
    }
    for number in ["7/0", "a b", "../x", "", "æ", "v1.1", "2.0 beta", "0.1", "0.0.1"] {
        wrong.push(version(number).to_vec());
    }
    wrong.push(vec!["versjon", "1.0", "--status", "", "--av", "Meg", "--dato", "2026-03-12"]);
    wrong.push(vec!["versjon", "1.0", "--status", "Ny", "--av", "Meg", "--dato", "2025-03-12"]);
    for arguments in wrong {
        let mut command = program();
        let failed = command.arg(arguments[0]).arg(plan.path()).args(&arguments[1..]).assert().code(1);
        let said = String::from_utf8(failed.get_output().stderr.clone()).unwrap();
        assert!(said.starts_with("feil: "), "{arguments:?}: {said}");
        assert!(fs::read(&file).unwrap() == before, "{arguments:?}");
    }
    // Letters taken apart, as some systems give them.
    run(&[&decide as &[&str], &["--sak", "PS a\u{30a}"]].concat(), plan.path());
    assert!(fs::read_to_string(&file).unwrap().contains("sak: \"PS å\""));
}

#[test]
fn a_calendar_stays_in_its_folder() {
    let plan = copy_of(EXAMPLE);
    replace(&plan.path().join("plan.ron"), "kortnamn: \"eksempel\"", "kortnamn: \"x/../../../PWNED\"");
    let out = plan.path().join("a/b/c");
    program().arg("kalender").arg(plan.path()).arg("--ut").arg(&out).assert().code(1);
    assert!(!plan.path().join("a").exists());
}

/// A package whose bytes were changed.
fn repacked(package: &Path, change: impl Fn(&mut zip::ZipWriter<fs::File>)) -> PathBuf {
    let mut archive = zip::ZipArchive::new(fs::File::open(package).unwrap()).unwrap();
    let path = package.with_file_name("endra.zip");
    let mut copy = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    for index in 0..archive.len() {
        copy.raw_copy_file(archive.by_index_raw(index).unwrap()).unwrap();
    }
    change(&mut copy);
    copy.finish().unwrap();
    path
}

#[test]
fn a_package_with_something_beside_its_files_is_not_confirmed() {
    let out = tempfile::tempdir().unwrap();
    let plan = decided();
    run(&["pakke", "--stille", "--ut", out.path().to_str().unwrap()], plan.path());
    let package = out.path().join("handlingsplan-eksempel-2026-v1.0-kdd.zip");
    let confirm = |file: &Path| {
        let done = program().args(["pakke", "--stadfest"]).arg(file).output().unwrap();
        (done.status.code(), String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap())
    };
    assert_eq!(confirm(&package).0, Some(0));
    let commented = repacked(&package, |copy| copy.set_comment("noko attåt").unwrap());
    let (code, said) = confirm(&commented);
    assert!(code == Some(1) && said.contains("har noko attåt"), "{said}");
    let mut longer = fs::read(&package).unwrap();
    longer.extend(b"slutt");
    fs::write(&commented, &longer).unwrap();
    assert_eq!(confirm(&commented).0, Some(1));
    for name in ["a/../x", "/x", "data\\plan.ron", "C:x"] {
        let odd = repacked(&package, |copy| {
            copy.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        });
        let (code, said) = confirm(&odd);
        assert!(code == Some(1) && !said.contains("Alt i pakken"), "{name}: {said}");
    }
    // The same name twice: the names of the first are made those of another in the finished file.
    let twice = repacked(&package, |copy| {
        copy.start_file("handlingsplan-eksempel-2026-v1.0-kdX.pdf", zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(copy, b"vond").unwrap();
    });
    let bytes = fs::read(&twice).unwrap();
    let text: Vec<u8> = bytes.clone();
    let (from, to) = (b"v1.0-kdX.pdf", b"v1.0-kdd.pdf");
    let mut changed = text.clone();
    for at in 0..text.len() - from.len() {
        if &text[at..at + from.len()] == from {
            changed[at..at + to.len()].copy_from_slice(to);
        }
    }
    fs::write(&twice, changed).unwrap();
    let (code, said) = confirm(&twice);
    assert!(code == Some(1) && !said.contains("Alt i pakken"), "{said}");
    let (code, said) = confirm(Path::new("/dev/zero"));
    assert!(code == Some(1) && said.contains("er ikkje ein pakke"), "{said}");
}

#[test]
fn the_calendar_is_the_same_every_time_and_has_every_meeting() {
    let plan = copy_of(EXAMPLE);
    let out = tempfile::tempdir().unwrap();
    let make = || {
        run(&["kalender", "--ut", out.path().to_str().unwrap()], plan.path());
        fs::read_to_string(out.path().join("handlingsplan-eksempel-2026-møter.ics")).unwrap()
    };
    let calendar = make();
    insta::assert_snapshot!(calendar.replace("\r\n", "\n"));
    assert_eq!(make(), calendar);
}

#[test]
fn a_copy_is_marked_for_its_party_in_words() {
    let plan = copy_of(EXAMPLE);
    let out = tempfile::tempdir().unwrap();
    run(&["bygg", "--til", "sjøvik", "--format", "json", "--ut", out.path().to_str().unwrap()], plan.path());
    let json = fs::read_to_string(out.path().join("handlingsplan-eksempel-2026-v0.2-politisk-sjøvik.json")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(words(&document["cover"]["addressee"]["title"]), "Til Sjøvik kommune");
    assert_eq!(
        words(&document["cover"]["addressee"]["lines"][1]),
        "Kommunestyret gjør vedtak 19.\u{a0}februar\u{a0}2026 (planlagt)"
    );
    assert_eq!(words(&document["blocks"][0]["title"]), "Forslag til vedtak");
    let tables = document["blocks"].as_array().unwrap().iter().filter(|block| block["type"] == "table");
    let own: Vec<&serde_json::Value> =
        tables.flat_map(|table| table["rows"].as_array().unwrap()).filter(|row| row["own"] == true).collect();
    // The party's rows: its meetings, its approval, what it does and pays; and in the overview the tiltak that it is part of.
    let of_party = |row: &&&serde_json::Value| !row["cells"][0]["notes"].is_null();
    assert_eq!(own.iter().filter(of_party).count(), 4);
    assert!(own.iter().filter(of_party).all(|row| words(&row["cells"][0]["notes"][0]) == "Dette er kopien deres"));
    // Those that come later are grey all the same.
    let overview = document["blocks"].as_array().unwrap().iter().find(|block| block["anchor"] == "oversyn").unwrap();
    assert_eq!(words(&overview["columns"][3]["head"]), "Deres rolle");
    let rows = overview["rows"].as_array().unwrap().iter().filter(|row| row["own"] == true);
    let tiltak: Vec<(String, &str)> =
        rows.map(|row| (words(&row["cells"][3]["lines"][0]), row["tone"].as_str().unwrap())).collect();
    let wanted = [("ansvar", "normal"), ("ansvar", "later"), ("samarbeid", "later")];
    assert_eq!(tiltak, wanted.map(|(words, tone)| (words.to_string(), tone)));
    assert_eq!(words(&document["frame"]["edition"]), "Til politisk behandling, kopi til Sjøvik kommune");
    assert!(
        document["meta"]["title"].as_str().unwrap().ends_with(" – til politisk behandling, kopi til Sjøvik kommune")
    );
    let failed = program().args(["bygg", "data/eksempel-bokmal-2026", "--til", "sjovik"]).assert().code(1);
    assert!(String::from_utf8(failed.get_output().stderr.clone()).unwrap().contains("Meinte du «sjøvik»?"));
    program().args(["bygg", "data/eksempel-bokmal-2026", "--utgåve", "kdd", "--til", "sjøvik"]).assert().code(1);
}

#[test]
fn a_wide_financing_table_lies_on_its_side() {
    let plan = copy_of(EXAMPLE);
    let file = plan.path().join("plan.ron");
    replace(&file, "periode: (frå: 2026, til: 2029)", "periode: (frå: 2026, til: 2035)");
    replace(&file, "    finansiering: (", "    finansiering: (\n        eining: TusenKroner,");
    let years: Vec<String> = (2026..=2035).map(|year| format!("{year}: 1250000")).collect();
    replace(&file, "{2026: 400000, 2027: 250000}", &format!("{{{}}}", years.join(", ")));
    let out = tempfile::tempdir().unwrap();
    run(&["bygg", "--format", "json,pdf,docx", "--ut", out.path().to_str().unwrap()], plan.path());
    let json = fs::read_to_string(out.path().join("handlingsplan-eksempel-2026-v0.2-utkast.json")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    let sideways = |block: &&serde_json::Value| block["type"] == "sideways";
    // The sums come before it, who pays after it.
    assert_eq!(document["blocks"].as_array().unwrap().iter().filter(sideways).count(), 3);
    let page = document["blocks"].as_array().unwrap().iter().find(sideways).unwrap();
    // The heading and the words before the table come with it.
    let [heading, before, table] = page["blocks"].as_array().unwrap().as_slice() else { panic!("{page}") };
    assert_eq!((words(&heading["title"]), &before["role"]), ("Finansiering".into(), &"intro".into()));
    assert_eq!(words(&table["caption"]["text"]), "Finansieringen i alt, i 1\u{a0}000\u{a0}kroner");
    let table = &document["blocks"].as_array().unwrap().iter().filter(sideways).nth(1).unwrap()["blocks"][0];
    assert_eq!(table["landscape"], true);
    assert_eq!(words(&table["columns"][0]["head"]), "Delmål, tiltak og kilde (i\u{a0}1\u{a0}000\u{a0}kr)");
    assert_eq!(words(&table["caption"]["text"]), "Finansiering av tiltakene, i 1\u{a0}000\u{a0}kroner");
    let pdf = fs::read(out.path().join("handlingsplan-eksempel-2026-v0.2-utkast.pdf")).unwrap();
    let file = lopdf::Document::load_mem(&pdf).unwrap();
    let wide = |id: &lopdf::ObjectId| {
        let media = file.get_dictionary(*id).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
        media[2].as_float().unwrap() > media[3].as_float().unwrap()
    };
    assert_eq!(file.get_pages().values().filter(|id| wide(id)).count(), 4);
}

/// Runs the program and kills it after a while; whether it had ended by itself.
pub fn cut_off(arguments: &[&str], folder: &Path, after: Duration) -> bool {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("handlingsplan"))
        .arg(arguments[0])
        .arg(folder)
        .args(&arguments[1..])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(after);
    let ended = child.try_wait().unwrap().is_some();
    let _ = child.kill();
    let _ = child.wait();
    ended
}

#[test]
fn a_run_that_is_cut_off_tears_nothing() {
    let arguments = ["godkjenn", "øyfylket", "--organ", "fylkesting", "--dato", "2026-03-11"];
    let old = fs::read(crate::support::plan(EXAMPLE).join("plan.ron")).unwrap();
    let reference = copy_of(EXAMPLE);
    let start = Instant::now();
    run(&arguments, reference.path());
    let whole = start.elapsed();
    let new = fs::read(reference.path().join("plan.ron")).unwrap();
    let plan = copy_of(EXAMPLE);
    let file = plan.path().join("plan.ron");
    let mut seen = BTreeSet::new();
    // From at once to long after the end.
    for round in 0..60 {
        fs::write(&file, &old).unwrap();
        cut_off(&arguments, plan.path(), whole * round / 20);
        let now = fs::read(&file).unwrap();
        assert!(now == old || now == new, "torn in round {round}");
        seen.insert(now == new);
    }
    assert_eq!(seen.len(), 2, "every round ended alike");
    fs::write(&file, &old).unwrap();
    run(&arguments, plan.path());
    assert!(names(plan.path()).iter().all(|name| !name.starts_with('.')), "{:?}", names(plan.path()));

    // Documents: whatever lies there is whole.
    let out = tempfile::tempdir().unwrap();
    let ut = out.path().to_str().unwrap().to_string();
    let build = ["bygg", "--ut", &ut];
    let start = Instant::now();
    run(&build, plan.path());
    let time = start.elapsed();
    let whole: Vec<(PathBuf, Vec<u8>)> = names(out.path())
        .into_iter()
        .map(|name| out.path().join(name))
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    for round in 0..12 {
        cut_off(&build, plan.path(), time * round / 10);
        for (path, bytes) in &whole {
            assert!(&fs::read(path).unwrap() == bytes, "{}", path.display());
        }
    }
    run(&build, plan.path());
    assert!(names(out.path()).iter().all(|name| !name.starts_with('.')), "{:?}", names(out.path()));
}

#[test]
fn two_runs_at_once_do_not_mix_their_outputs() {
    let out = tempfile::tempdir().unwrap();
    let plans = [copy_of("ny-plan"), copy_of("ny-plan")];
    replace(&plans[1].path().join("delmaal-1.ron"), "Fleire bustader", "Fleire arbeidsplassar");
    let made = plans.each_ref().map(|plan| {
        let alone = tempfile::tempdir().unwrap();
        run(&["bygg", "--ut", alone.path().to_str().unwrap()], plan.path());
        names(alone.path()).into_iter().map(|name| fs::read(alone.path().join(name)).unwrap()).collect::<Vec<_>>()
    });
    for _ in 0..5 {
        std::thread::scope(|scope| {
            for plan in &plans {
                scope.spawn(|| run(&["bygg", "--ut", out.path().to_str().unwrap()], plan.path()));
            }
        });
        let now: Vec<_> = names(out.path()).into_iter().map(|name| fs::read(out.path().join(name)).unwrap()).collect();
        assert!(made.contains(&now));
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_and_a_folder_that_may_not_be_written_are_told() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let plan = copy_of(EXAMPLE);
    fs::set_permissions(plan.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let old = fs::read(plan.path().join("plan.ron")).unwrap();
    let tools = tempfile::tempdir().unwrap();
    fs::set_permissions(tools.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let copy = tools.path().join("program");
    fs::copy(assert_cmd::cargo::cargo_bin!("handlingsplan"), &copy).unwrap();
    let mut command = Command::new(&copy);
    if fs::write(plan.path().join("prøve"), "").is_ok() {
        // Whoever may write everywhere is made one who may not.
        fs::remove_file(plan.path().join("prøve")).unwrap();
        command.uid(65534).gid(65534);
    }
    let output = command
        .arg("godkjenn")
        .arg(plan.path())
        .args(["øyfylket", "--organ", "fylkesting", "--dato", "2026-03-11"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("kan ikkje skrivast: du har ikkje løyve til å skrive der"), "{said}");
    fs::set_permissions(plan.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(fs::read(plan.path().join("plan.ron")).unwrap() == old);

    // No file may be larger than half a kilobyte: as on a disk that has no more room.
    let out = tempfile::tempdir().unwrap();
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$@\"";
    for arguments in [
        vec!["godkjenn", plan.path().to_str().unwrap(), "øyfylket", "--organ", "fylkesting", "--dato", "2026-03-11"],
        vec!["bygg", plan.path().to_str().unwrap(), "--ut", out.path().to_str().unwrap()],
    ] {
        let output = Command::new("sh").args(["-c", script, "sh"]).arg(&copy).args(&arguments).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("kan ikkje skrivast: det er ikkje plass til fila"), "{said}");
        assert_eq!(output.status.code(), Some(1));
    }
    assert!(fs::read(plan.path().join("plan.ron")).unwrap() == old);
    assert_eq!(names(out.path()), BTreeSet::new());
    assert!(names(plan.path()).iter().all(|name| !name.starts_with('.')));
}

#[test]
fn formatting_loses_no_decision_that_is_made_meanwhile() {
    for pause in [0, 2, 5, 10, 20] {
        let plan = copy_of(EXAMPLE);
        let file = plan.path().join("plan.ron");
        let text = fs::read_to_string(&file).unwrap().replace("    kortnamn", "  kortnamn");
        // A long file takes its time.
        fs::write(&file, format!("{}{text}", "// merknad\n".repeat(20_000))).unwrap();
        let start = |arguments: &[&str]| {
            let mut command = Command::new(assert_cmd::cargo::cargo_bin!("handlingsplan"));
            command.arg(arguments[0]).arg(plan.path()).args(&arguments[1..]).stdout(Stdio::null()).spawn().unwrap()
        };
        let mut formatting = start(&["formater"]);
        std::thread::sleep(Duration::from_millis(pause));
        let mut deciding = start(&["godkjenn", "øyfylket", "--organ", "fylkesting", "--dato", "2026-03-11"]);
        assert!(formatting.wait().unwrap().success() && deciding.wait().unwrap().success());
        let after = fs::read_to_string(&file).unwrap();
        assert!(after.contains("vedtak: [(dato: \"2026-03-11\"") && after.contains("    kortnamn"), "{pause}");
    }
}

#[test]
fn of_two_runs_at_once_on_one_decision_both_stand() {
    let plan = copy_of(EXAMPLE);
    let body = ["øyfylket", "--organ", "fylkesting"];
    run(&[&["godkjenn"], &body[..], &["--dato", "2026-03-11", "--utfall", "endra"]].concat(), plan.path());
    let start = |more: [&str; 2]| {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("handlingsplan"));
        command.arg("godkjenn").arg(plan.path()).args(body).args(more).stdout(Stdio::null()).spawn().unwrap()
    };
    // Both wait for whoever writes there now, and have read what they read before that.
    let held = handlingsplan::output::Folder::open(plan.path()).unwrap();
    let both = [start(["--tekst", "Planen er vedteken."]), start(["--endring", "Tiltak 1 går ut."])];
    std::thread::sleep(Duration::from_millis(500));
    drop(held);
    for mut one in both {
        assert!(one.wait().unwrap().success());
    }
    let text = fs::read_to_string(plan.path().join("plan.ron")).unwrap();
    assert!(text.contains("Planen er vedteken.") && text.contains("Tiltak 1 går ut."), "{text}");
}

#[test]
fn a_body_that_has_rejected_the_plan_may_handle_it_again() {
    let plan = copy_of(EXAMPLE);
    run(
        &[
            "godkjenn",
            "øyfylket",
            "--organ",
            "fylkesting",
            "--dato",
            "2026-03-11",
            "--sak",
            "FT 4/26",
            "--utfall",
            "avvist",
        ],
        plan.path(),
    );
    let file = plan.path().join("plan.ron");
    let text = fs::read_to_string(&file).unwrap();
    let at = text.find("organ: \"fylkesting\"").unwrap();
    let planned = text[at..].find("planlagt: \"").unwrap() + at;
    let date = &text[planned..planned + "planlagt: \"2026-03-11\"".len()];
    fs::write(&file, text.replacen(date, "planlagt: \"2026-04-22\"", 1)).unwrap();
    let status = run(&["status", "--dato", "2026-04-12"], plan.path());
    assert!(status.contains("avvist; ny handsaming om 10 dagar"), "{status}");
    let checked = run(&["sjekk", "--utgåve", "politisk"], plan.path());
    assert!(!checked.contains("HP037"), "{checked}");
    let out = tempfile::tempdir().unwrap();
    run(&["bygg", "--til", "øyfylket", "--format", "json", "--ut", out.path().to_str().unwrap()], plan.path());
    let json = fs::read_to_string(out.path().join("handlingsplan-eksempel-2026-v0.2-politisk-øyfylket.json")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    let line = words(&document["cover"]["addressee"]["lines"][2]).replace('\u{a0}', " ");
    assert_eq!(line, "Fylkesting 11. mars 2026, FT 4/26, avvist (ny behandling 22. april 2026)");
    // The same case on the same day is the same decision: it is corrected, not added.
    let again = ["godkjenn", "--organ", "fylkesting", "--dato", "2026-03-11", "--sak", "FT 4/26"];
    let (command, rest) = again.split_at(1);
    let all = |more: &[&str]| {
        let mut command_line = program();
        command_line.args(command).arg(plan.path()).arg("øyfylket").args(rest).args(more).assert()
    };
    all(&[]).code(1);
    all(&["--erstatt"]).success();
    assert_eq!(fs::read_to_string(&file).unwrap().matches("FT 4/26").count(), 1);
}

#[test]
fn a_body_that_has_decided_is_not_said_to_have_no_meeting() {
    let plan = copy_of(EXAMPLE);
    let file = plan.path().join("plan.ron");
    let text = fs::read_to_string(&file).unwrap();
    let at = text.find("organ: \"fylkesting\"").unwrap();
    let planned = text[at..].find(", planlagt: \"").unwrap() + at;
    let without = format!("{}{}", &text[..planned], &text[planned + ", planlagt: \"2026-03-11\"".len()..]);
    fs::write(&file, without).unwrap();
    let said = |plan: &std::path::Path| {
        let out = tempfile::tempdir().unwrap();
        run(&["bygg", "--utgåve", "politisk", "--format", "json", "--ut", out.path().to_str().unwrap()], plan);
        fs::read_to_string(out.path().join("handlingsplan-eksempel-2026-v0.2-politisk.json")).unwrap()
    };
    assert!(said(plan.path()).contains("ikke fastsatt"));
    run(&["godkjenn", "øyfylket", "--organ", "fylkesting", "--dato", "2026-03-11"], plan.path());
    let json = said(plan.path());
    assert!(!json.contains("Møtedato er ikke fastsatt for"), "{json}");
}

#[test]
fn the_account_says_nothing_of_money_that_it_cannot_know() {
    let said = |post: &str| {
        let plan = copy_of("ny-plan");
        let file = plan.path().join("plan.ron");
        replace(&file, "[Godkjenningar]", "[Godkjenningar, Finansiering]");
        replace(
            &file,
            "    organisasjonskart: (",
            &format!("    finansiering: (postar: [{post}]),\n    organisasjonskart: ("),
        );
        let goal = plan.path().join("delmaal-1.ron");
        replace(&goal, "            tidsramme: År(", "            rullering: Ny(),\n            tidsramme: År(");
        let checked = handlingsplan::make::build::load_and_check(plan.path(), handlingsplan::edition::Edition::Utkast);
        let plan = checked.plan.unwrap_or_else(|| panic!("{:?}", checked.findings));
        let edition = handlingsplan::edition::Edition::Kdd;
        let document = handlingsplan::compose::compose(&plan, &checked.pictures, edition, None);
        document.texts().iter().map(|text| text.words()).collect::<Vec<_>>().join("\n")
    };
    let of = |what: &str| format!("(formål: {what}, kjelde: Statleg, beløp: {{2026: 5}})");
    assert!(said(&of("Tiltak(\"kartlegging\")")).contains("Tiltaket har statlege midlar."));
    assert!(said(&of("Tiltak(\"byggjing\")")).contains("Tiltaket har ikkje statlege midlar."));
    let whole = said(&of("Delmål(1)"));
    assert!(!whole.contains("statlege midlar"), "{whole}");
}

#[test]
fn a_comment_in_an_empty_list_of_decisions_stays() {
    let plan = copy_of("ny-plan");
    let file = plan.path().join("plan.ron");
    replace(
        &file,
        "(organ: \"formannskap\", planlagt: \"2026-06-04\")",
        "(organ: \"formannskap\", vedtak: [ // venta i juni\n])",
    );
    program()
        .arg("godkjenn")
        .arg(plan.path())
        .args(["dalane", "--organ", "formannskap", "--dato", "2026-06-18"])
        .assert()
        .success();
    let text = fs::read_to_string(&file).unwrap();
    let decision = "(dato: \"2026-06-18\", versjon: \"1.0\"),\n]";
    let (before, _) = text.split_once(decision).unwrap_or_else(|| panic!("{text}"));
    assert!(before.trim_end().ends_with("vedtak: [ // venta i juni"), "{text}");
    // Taken back, the list is as it was.
    program().arg("godkjenn").arg(plan.path()).args(["dalane", "--organ", "formannskap", "--angre"]).assert().success();
    assert!(fs::read_to_string(&file).unwrap().contains("vedtak: [ // venta i juni\n]"));
}
