//! Nothing lost, nothing half: versions are kept whatever happens to a run, and whatever stands in the way.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::support::{copy_of, refused, replace, said, text};

const EXAMPLE: &str = "eksempel-bokmal-2026";

/// A plan as `ny` makes it, in a folder of its own.
fn new_plan() -> (tempfile::TempDir, String) {
    let around = tempfile::tempdir().unwrap();
    let plan = text(&around.path().join("plan")).to_string();
    said(&["ny", &plan]);
    (around, plan)
}

const SECOND: [&str; 6] = ["--status", "Til høyring", "--av", "Prosjektleiar", "--dato", "2026-06-01"];

#[test]
fn the_first_version_is_kept_as_ny_and_rullering_make_it() {
    let (around, plan) = new_plan();
    replace(&Path::new(&plan).join("delmaal-1.ron"), "Her står kvifor", "Her har vi skrive kvifor");
    said(&[&["versjon", &plan, "2.0"] as &[&str], &SECOND].concat());
    let told = said(&["samanlikn", &plan, "--med", "1.0"]);
    assert!(told.contains("Her [ut: står] [inn: har vi skrive] kvifor"), "{told}");
    let next = around.path().join("neste");
    said(&["rullering", &plan, text(&next), "--dato", "2026-12-01"]);
    assert!(next.join("versjonar/1.0/plan.ron").is_file());
    assert!(said(&["samanlikn", text(&next), "--med", "1.0"]).ends_with("Ingenting er endra.\n"));
}

#[test]
fn a_first_version_without_a_copy_is_kept_when_the_second_is_made() {
    let plan = copy_of("ny-plan");
    let folder = text(plan.path());
    let told = said(&[&["versjon", folder, "2.0"] as &[&str], &SECOND].concat());
    assert!(told.contains("Tok vare på versjon 1.0") && told.contains("Tok vare på versjon 2.0"), "{told}");
}

#[test]
fn a_version_that_a_body_has_decided_on_is_never_written_over() {
    let (_around, plan) = new_plan();
    let decided = said(&["godkjenn", &plan, "dalane", "--organ", "formannskapet", "--dato", "4. juni 2026"]);
    assert!(decided.starts_with("Førte inn innstillinga: formannskapet i Dalane kommune, 4. juni 2026"), "{decided}");
    let before = fs::read(Path::new(&plan).join("versjonar/1.0/delmaal-1.ron")).unwrap();
    replace(&Path::new(&plan).join("delmaal-1.ron"), "Her står kvifor", "Her har vi skrive kvifor");
    let told = refused(&["versjon", &plan, "--på-nytt"]);
    assert!(
        told.starts_with("feil: versjon 1.0 er det formannskap i Dalane kommune har gjort vedtak om, og kopien blir ikkje skriven over\n"),
        "{told}"
    );
    assert!(fs::read(Path::new(&plan).join("versjonar/1.0/delmaal-1.ron")).unwrap() == before);
}

#[test]
fn what_a_body_decides_on_is_kept_when_the_decision_is_entered() {
    let plan = copy_of("ny-plan");
    let folder = text(plan.path());
    let told = said(&["godkjenn", folder, "Dalane", "--organ", "Formannskap", "--dato", "04.06.2026"]);
    assert!(told.ends_with(&format!("Tok vare på versjon 1.0 i {folder}/versjonar/1.0\n")), "{told}");
    let kept = fs::read_to_string(plan.path().join("versjonar/1.0/plan.ron")).unwrap();
    assert!(!kept.contains("vedtak: [(dato: \"2026-06-04\""), "it is kept as it was when it was decided on");
}

#[test]
fn text_that_was_changed_after_the_version_is_told() {
    let plan = copy_of(EXAMPLE);
    let folder = text(plan.path());
    let version = ["versjon", folder, "0.3", "--status", "Til høring", "--av", "Prosjektleder", "--dato", "2026-03-12"];
    said(&version);
    assert!(!said(&["sjekk", folder]).contains("HP076"));
    // A decision is entered in any version; a text is not.
    said(&["godkjenn", folder, "øyfylket", "--organ", "fylkesting", "--dato", "2026-03-12"]);
    assert!(!said(&["sjekk", folder]).contains("HP076"));
    replace(&plan.path().join("delmaal-1.ron"), "Det bygges for lite", "Det bygges altfor lite");
    let told = said(&["sjekk", folder]);
    assert!(told.contains("åtvaring[HP076]: planen er ulik kopien av 0.3"), "{told}");
    let status = said(&["status", folder, "--dato", "2026-03-12"]);
    assert!(
        status.ends_with("Planen er ulik kopien av 0.3: han er endra etter at versjonen vart teken vare på.\n"),
        "{status}"
    );
}

#[test]
fn a_version_in_the_log_has_its_copy_though_nobody_listens() {
    let full = Path::new("/dev/full");
    if !full.exists() {
        return;
    }
    let (_around, plan) = new_plan();
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("handlingsplan"));
    command.args(["versjon", &plan, "2.0"]).args(SECOND).stderr(Stdio::null());
    let status = command.stdout(fs::File::create(full).unwrap()).status().unwrap();
    assert!(!status.success());
    assert!(fs::read_to_string(Path::new(&plan).join("plan.ron")).unwrap().contains("versjon: \"2.0\""));
    assert!(Path::new(&plan).join("versjonar/2.0/plan.ron").is_file());
}

#[test]
fn runs_at_once_lose_no_version() {
    for _ in 0..4 {
        let (_around, plan) = new_plan();
        let start = |arguments: &[&str]| {
            let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("handlingsplan"));
            command.arg("versjon").arg(&plan).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().unwrap()
        };
        let third = ["3.0", "--status", "x", "--av", "y", "--dato", "2026-06-02"];
        let runs = [
            start(&["--på-nytt"]),
            start(&[&["2.0"] as &[&str], &SECOND].concat()),
            start(&third),
            start(&["--på-nytt"]),
        ];
        for run in runs {
            run.wait_with_output().unwrap();
        }
        let log = fs::read_to_string(Path::new(&plan).join("plan.ron")).unwrap();
        for version in ["1.0", "2.0", "3.0"] {
            let copy = Path::new(&plan).join("versjonar").join(version).join("plan.ron");
            if log.contains(&format!("(versjon: \"{version}\"")) || version == "1.0" {
                let kept = fs::read_to_string(&copy).unwrap();
                assert!(
                    kept.contains(&format!("    versjon: \"{version}\",\n")),
                    "the copy of {version} is of another"
                );
            } else {
                assert!(!copy.exists(), "{version} is kept and stands not in the log");
            }
        }
        assert!(fs::read_dir(Path::new(&plan).join("versjonar")).unwrap().count() <= 3);
    }
}

#[test]
#[cfg(unix)]
fn copies_are_read_by_those_alone_who_may_read_the_plan() {
    use std::os::unix::fs::PermissionsExt;
    let (around, plan) = new_plan();
    for name in ["plan.ron", "delmaal-1.ron"] {
        fs::set_permissions(Path::new(&plan).join(name), fs::Permissions::from_mode(0o600)).unwrap();
    }
    fs::set_permissions(&plan, fs::Permissions::from_mode(0o700)).unwrap();
    said(&[&["versjon", &plan, "2.0"] as &[&str], &SECOND].concat());
    let next = around.path().join("neste");
    said(&["rullering", &plan, text(&next), "--dato", "2026-12-01"]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for path in [Path::new(&plan).join("versjonar/2.0/plan.ron"), next.join("plan.ron"), next.join("delmaal-1.ron")] {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    assert_eq!(mode(&next), 0o700);
}

#[test]
fn rullering_writes_a_whole_plan_without_errors_or_none() {
    let (around, plan) = new_plan();
    let next = around.path().join("neste");
    for wrong in [
        &["--av", "a\nb"] as &[&str],
        &["--av", "\u{1b}[31mx"],
        &["--av", "\u{1f600}"],
        &["--år", "2201"],
        &["--dato", "9999-12-31"],
    ] {
        let mut all = vec!["rullering", &plan, text(&next)];
        all.extend(wrong);
        if !wrong.contains(&"--dato") {
            all.extend(["--dato", "2026-12-01"]);
        }
        let told = refused(&all);
        assert!(told.starts_with("feil: "), "{wrong:?}: {told}");
        assert!(!next.exists(), "{wrong:?}");
        assert_eq!(fs::read_dir(around.path()).unwrap().count(), 1, "{wrong:?}");
    }
    // Two at once: one makes the plan, and the other is told that it is there.
    let start = || {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("handlingsplan"));
        command.args(["rullering", &plan, text(&next), "--dato", "2026-12-01"]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let done: Vec<bool> = [start(), start(), start()].map(|mut run| run.wait().unwrap().success()).into();
    assert_eq!(done.iter().filter(|done| **done).count(), 1);
    assert!(next.join("plan.ron").is_file() && next.join("versjonar/1.0/delmaal-1.ron").is_file());
}
