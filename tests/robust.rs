//! What comes in from outside: hostile files, hostile folders, and plans spoilt at random. Nothing may crash the program,
//! hang it or fill the memory, and every refusal says what is wrong.

mod support;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use handlingsplan::build::checked;
use handlingsplan::edition::Edition;
use handlingsplan::format::formatted;
use handlingsplan::load::load;
use proptest::prelude::*;
use support::{PLANS, copy_of, plan, program, replace};

/// What `sjekk` says of a folder; it must not take long.
fn said(folder: &Path) -> String {
    let start = Instant::now();
    let run = program().arg("sjekk").arg(folder).timeout(Duration::from_secs(60)).assert().code(1);
    assert!(start.elapsed() < Duration::from_secs(20));
    String::from_utf8(run.get_output().stdout.clone()).unwrap().replace(&folder.display().to_string(), "PLAN")
}

/// The first line and place of what is said when a file of the plan is another.
fn with_file(name: &str, bytes: &[u8]) -> String {
    let folder = copy_of("ny-plan");
    fs::write(folder.path().join(name), bytes).unwrap();
    said(folder.path()).lines().take(2).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_file_of_a_hundred_megabytes_is_refused_unread() {
    let folder = copy_of("ny-plan");
    let file = fs::File::create(folder.path().join("delmaal-1.ron")).unwrap();
    file.set_len(100 * 1024 * 1024).unwrap();
    assert!(
        said(folder.path())
            .starts_with("feil[HP001]: PLAN/delmaal-1.ron: fila er for stor (105 MB; ho kan vera 1 MB)\n")
    );
}

#[test]
fn ten_thousand_levels_are_refused() {
    let open = "(a: [".repeat(10_000);
    assert!(with_file("plan.ron", open.as_bytes()).starts_with("feil[HP003]: "));
    let closed = format!("(emneord: {}{})", "[".repeat(10_000), "]".repeat(10_000));
    assert!(with_file("plan.ron", closed.as_bytes()).starts_with("feil[HP003]: "));
    // What follows such depth made ron2 take all the memory there is.
    let folder = copy_of("ny-plan");
    replace(&folder.path().join("plan.ron"), "emneord: [", &format!("emneord: [{}", "(".repeat(150)));
    assert!(said(folder.path()).starts_with("feil[HP003]: "));
    let lists = "- ".repeat(10_000) + "slutt";
    let folder = copy_of("ny-plan");
    replace(&folder.path().join("delmaal-1.ron"), "Her står kvifor delmålet er viktig.", &lists);
    assert!(said(folder.path()).contains("feil[HP015]: lista ligg for djupt inne i andre lister"));
}

#[test]
fn empty_and_binary_files_are_refused() {
    assert!(with_file("plan.ron", b"").starts_with("feil[HP003]: "));
    assert!(with_file("plan.ron", b"\0\0\0\0").starts_with("feil[HP003]: "));
    let message = "feil[HP002]: fila er ikkje lagra som UTF-8  --> PLAN/plan.ron:1:4";
    assert_eq!(with_file("plan.ron", b"(a:\xff\xfe)"), message);
}

#[test]
fn folders_links_and_paths_are_told_apart() {
    let spoilt = |change: &dyn Fn(&Path)| {
        let folder = copy_of("ny-plan");
        fs::remove_file(folder.path().join("delmaal-1.ron")).unwrap();
        change(&folder.path().join("delmaal-1.ron"));
        said(folder.path()).lines().next().unwrap().to_string()
    };
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("hemmeleg.ron"), "(nummer: 1)").unwrap();
    let all = [
        spoilt(&|file| fs::create_dir(file).unwrap()),
        spoilt(&|file| symlink(file, file).unwrap()),
        spoilt(&|file| symlink(outside.path().join("hemmeleg.ron"), file).unwrap()),
        spoilt(&|file| symlink("/dev/zero", file).unwrap()),
        spoilt(&|_| {}),
    ];
    insta::assert_snapshot!(all.join("\n"));
    for (name, message) in [
        ("../hemmeleg.ron", "fila ligg utanfor planmappa"),
        ("/etc/passwd", "fila ligg utanfor planmappa"),
        ("", "fila ligg utanfor planmappa"),
        (".", "dette er ei mappe"),
    ] {
        let folder = copy_of("ny-plan");
        replace(&folder.path().join("plan.ron"), "delmaal-1.ron", name);
        assert!(said(folder.path()).contains(message), "{name}");
    }
}

#[test]
fn a_file_that_may_not_be_read_is_named() {
    let folder = copy_of("ny-plan");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let file = folder.path().join("delmaal-1.ron");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever may read everything is made one who may not.
    let copy = folder.path().join("program");
    fs::copy(assert_cmd::cargo::cargo_bin!("handlingsplan"), &copy).unwrap();
    let mut command = Command::new(&copy);
    if fs::read(&file).is_ok() {
        command.uid(65534).gid(65534);
    }
    let output = command.arg("sjekk").arg(folder.path()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("delmaal-1.ron: du har ikkje løyve til å lesa fila"), "{text}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn formatting_changes_no_plan() {
    for name in PLANS {
        let folder = copy_of(name);
        for entry in fs::read_dir(folder.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "ron") {
                // As somebody in a hurry leaves it.
                let text = fs::read_to_string(&path).unwrap();
                fs::write(&path, text.replace(",\n        (", ",(").replace("[\n", "[   \n\n\n")).unwrap();
            }
        }
        let before = load(folder.path()).plan.unwrap();
        program().arg("formater").arg(folder.path()).arg("--sjekk").assert().code(1);
        program().arg("formater").arg(folder.path()).assert().success();
        program().arg("formater").arg(folder.path()).arg("--sjekk").assert().success();
        assert!(load(folder.path()).plan.unwrap() == before, "{name}");
        program().arg("formater").arg(plan(name)).arg("--sjekk").assert().success();
    }
}

/// Ways to spoil a text: bytes of it taken away, said twice, or replaced by something that means something.
#[derive(Debug, Clone)]
enum Harm {
    Cut(usize, usize),
    Repeat(usize, usize),
    Put(usize, &'static str),
}

fn harm() -> impl Strategy<Value = Harm> {
    const SIGNS: [&str; 24] = [
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "#",
        "r#\"",
        "\"#",
        ",",
        ":",
        "\\",
        "/*",
        "//",
        "\n",
        "\u{0}",
        "æ",
        "\u{202e}",
        "9999999999999999999",
        "-1",
        "[](#x)",
        "**",
        "\n\n- ",
    ];
    let place = 0_usize..20_000;
    prop_oneof![
        (place.clone(), 1_usize..200).prop_map(|(at, length)| Harm::Cut(at, length)),
        (place.clone(), 1_usize..400).prop_map(|(at, length)| Harm::Repeat(at, length)),
        (place, prop::sample::select(SIGNS.to_vec())).prop_map(|(at, sign)| Harm::Put(at, sign)),
    ]
}

fn harmed(text: &str, harms: &[Harm]) -> String {
    let mut text = text.to_string();
    let within = |text: &str, at: usize| text.floor_char_boundary(at % (text.len() + 1));
    for harm in harms {
        match harm {
            Harm::Cut(at, length) => {
                let start = within(&text, *at);
                let end = text.floor_char_boundary((start + length).min(text.len()));
                text.replace_range(start..end.max(start), "");
            }
            Harm::Repeat(at, length) => {
                let start = within(&text, *at);
                let end = text.floor_char_boundary((start + length).min(text.len())).max(start);
                let part = text[start..end].to_string();
                text.insert_str(start, &part);
            }
            Harm::Put(at, sign) => {
                let start = within(&text, *at);
                text.insert_str(start, sign);
            }
        }
    }
    text
}

/// Reads, checks and composes; every finding must have a place that can be shown.
fn survives(folder: &Path) {
    for edition in [Edition::Utkast, Edition::Kdd] {
        let checked = checked(folder, edition);
        let _ = handlingsplan::report::text(&checked.findings, &checked.sources, false);
        let _ = handlingsplan::report::sarif(&checked.findings, &checked.sources).unwrap();
        if let Some(plan) = &checked.plan {
            let _ = handlingsplan::compose::compose(plan, &checked.pictures, edition, None);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_spoilt_plan_is_refused_or_printed(
        harms in prop::collection::vec(harm(), 1..4),
        name in prop::sample::select(vec!["plan.ron", "delmaal-1.ron"]),
        example in prop::sample::select(vec!["ny-plan", "eksempel-bokmal-2026"]),
    ) {
        let folder = copy_of(example);
        let file = folder.path().join(name);
        let text = harmed(&fs::read_to_string(&file).unwrap(), &harms);
        fs::write(&file, &text).unwrap();
        let start = Instant::now();
        survives(folder.path());
        // Formatting twice is formatting once.
        if let Ok(once) = formatted(&text) {
            prop_assert_eq!(formatted(&once), Ok(once));
        }
        prop_assert!(start.elapsed() < Duration::from_secs(10), "it took {:?}", start.elapsed());
    }

    #[test]
    fn any_prose_is_refused_or_printed(text in "[ -~\n#*_`<>\\[\\]()0-9æøå«»“”\u{ad}\u{200b}😀]{0,400}") {
        let folder = copy_of("ny-plan");
        let quoted = format!("r###\"{text}\"###");
        replace(&folder.path().join("delmaal-1.ron"), "r#\"\n        Her står kvifor delmålet er viktig.\n    \"#", &quoted);
        survives(folder.path());
    }
}
