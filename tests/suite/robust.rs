//! What comes in from outside: hostile files, hostile folders, and plans spoilt at random. Nothing may crash the program,
//! hang it or fill the memory, and every refusal says what is wrong.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::{PLANS, copy_of, plan, program, replace};
use handlingsplan::data::format::format_ron;
use handlingsplan::data::load;
use handlingsplan::edition::Edition;
use handlingsplan::make::build::load_and_check;
use proptest::prelude::*;

/// What `sjekk` says of a folder; it must not take long.
fn said(folder: &Path) -> String {
    let (text, code) = told(folder);
    assert_eq!(code, Some(1), "{text}");
    text
}

/// What the program says of a folder that may be right, with its exit code.
fn told(folder: &Path) -> (String, Option<i32>) {
    let start = Instant::now();
    let run = program().arg("sjekk").arg(folder).timeout(Duration::from_secs(60)).output().unwrap();
    assert!(start.elapsed() < Duration::from_secs(20));
    let text = String::from_utf8(run.stdout).unwrap().replace(&folder.display().to_string(), "PLAN");
    (text, run.status.code())
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
            .starts_with("feil[HP001]: PLAN/delmaal-1.ron: fila er for stor (105 MB; ho kan vere 1 MB)\n")
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

#[cfg(unix)]
#[test]
fn folders_links_and_paths_are_told_apart() {
    use std::os::unix::fs::symlink;

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
        (".", "namnet har teikn eller ledd som ikkje kan brukast"),
    ] {
        let folder = copy_of("ny-plan");
        replace(&folder.path().join("plan.ron"), "delmaal-1.ron", name);
        assert!(said(folder.path()).contains(message), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

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
    assert!(text.contains("delmaal-1.ron: du har ikkje løyve til å lese fila"), "{text}");
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

/// The starter plan with a change.
fn with(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let folder = copy_of("ny-plan");
    replace(&folder.path().join(file), from, to);
    folder
}

/// Makes a plan with so many of something.
type MakePlan<'a> = &'a dyn Fn(usize) -> tempfile::TempDir;

#[test]
fn at_its_limits_a_plan_is_checked_and_composed_and_beyond_them_it_is_refused() {
    const TEKST: &str = "Her står kvifor delmålet er viktig.";
    let row = |number: usize| format!("(versjon: \"{number}.0\", dato: \"2026-01\", status: \"x\", endra_av: \"y\"),");
    let log = |count: usize| {
        let rows: String = (2..=count).map(row).collect();
        with("plan.ron", "    logg: [\n", &format!("    logg: [\n{rows}"))
    };
    let parties = |count: usize| {
        let all: String = (0..count).map(|number| format!("(id: \"p{number}\", namn: \"Part {number}\"),")).collect();
        with("plan.ron", "    partar: [\n", &format!("    partar: [\n{all}"))
    };
    let tiltak = |count: usize| {
        let one = |number: usize| {
            format!(
                "(id: \"t{number}\", nummer: {}, tittel: \"T\", hovudansvarleg: (partar: [\"dalane\"]), \
                 samarbeidspartar: (partar: []), tidsramme: År(frå: 2026, til: 2027)),",
                number + 3
            )
        };
        let all: String = (0..count).map(one).collect();
        with("delmaal-1.ron", "    tiltak: [\n", &format!("    tiltak: [\n{all}"))
    };
    let items = |count: usize| with("delmaal-1.ron", TEKST, &"\n- x".repeat(count));
    let links = |count: usize| with("delmaal-1.ron", TEKST, &"[a](#pkt-2) ".repeat(count));
    let name = |count: usize| with("plan.ron", "Dalane kommune", &"n ".repeat(count / 2));
    let limits: [(&str, MakePlan, usize); 6] = [
        ("log", &log, 199),
        ("parties", &parties, 497),
        ("tiltak", &tiltak, 990),
        ("items", &items, 1990),
        ("links", &links, 1990),
        ("a name", &name, 398),
    ];
    for (what, plan, most) in limits {
        let (within, beyond) = (plan(most), plan(most * 3));
        let start = Instant::now();
        survives(within.path());
        assert!(!told(within.path()).0.contains("HP006"), "{what}");
        let took = start.elapsed();
        assert!(took < Duration::from_secs(60), "{what} took {took:?}");
        assert!(said(beyond.path()).starts_with("feil[HP006]"), "{what}: {}", said(beyond.path()));
    }
}

#[test]
fn depth_and_what_hides_it_is_refused() {
    let deep = "[".repeat(400);
    for text in [
        format!("(a: '\"', emneord: {deep} språk: nn, a: b) // \""),
        format!("/* /* */ \" */ {deep} x"),
        format!("/* /* */ r#\" */ {deep} x"),
        format!("(a: {deep}"),
    ] {
        let folder = copy_of("ny-plan");
        fs::write(folder.path().join("plan.ron"), text).unwrap();
        for command in ["sjekk", "formater", "bygg"] {
            let done = program().arg(command).arg(folder.path()).timeout(Duration::from_secs(60)).assert().code(1);
            let text = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
            assert!(!text.contains("panicked"), "{text}");
        }
    }
}

#[test]
fn a_template_that_does_not_know_a_block_says_so() {
    let out = tempfile::tempdir().unwrap();
    let template = out.path().join("mal");
    fs::create_dir(&template).unwrap();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, template.join(path.file_name().unwrap())).unwrap();
    }
    replace(&template.join("text.typ"), "it.type == \"list\"", "it.type == \"liste\"");
    let failed =
        program().args(["bygg", "data/ny-plan", "--ut"]).arg(out.path()).arg("--mal").arg(&template).assert().code(1);
    let said = String::from_utf8(failed.get_output().stderr.clone()).unwrap();
    assert!(said.contains("malen kjenner ikkje denne delen av dokumentet: list"), "{said}");
}

#[test]
fn an_image_that_is_cut_off_or_shows_nothing_is_refused() {
    use image::{ImageFormat, RgbImage, RgbaImage};
    let encoded = |write: &dyn Fn(&mut std::io::Cursor<Vec<u8>>)| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        write(&mut bytes);
        bytes.into_inner()
    };
    let photo =
        RgbImage::from_fn(400, 400, |x, y| image::Rgb([(x % 256) as u8, (y % 256) as u8, ((x * y) % 256) as u8]));
    let jpeg = encoded(&|out| photo.write_to(out, ImageFormat::Jpeg).unwrap());
    let clear = encoded(&|out| RgbaImage::new(300, 300).write_to(out, ImageFormat::Png).unwrap());
    let hair = encoded(&|out| RgbImage::new(1, 4000).write_to(out, ImageFormat::Png).unwrap());
    let cases = [
        (jpeg[..jpeg.len() / 2].to_vec(), "slutten av biletet manglar"),
        (clear, "heilt gjennomsiktig"),
        (hair, "så smalt"),
    ];
    for (bytes, message) in cases {
        let folder = with("plan.ron", "    avtale:", "    logo: (fil: \"logo.png\", alt: \"Ein logo\"),\n    avtale:");
        fs::write(folder.path().join("logo.png"), bytes).unwrap();
        assert!(said(folder.path()).contains(message), "{message}: {}", said(folder.path()));
    }
    let folder = with("plan.ron", "    avtale:", "    logo: (fil: \"logo.png\", alt: \"Ein logo\"),\n    avtale:");
    fs::write(folder.path().join("logo.png"), jpeg).unwrap();
    assert_eq!(told(folder.path()).1, Some(0), "{:?}", told(folder.path()));
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
        let checked = load_and_check(folder, edition);
        let _ = handlingsplan::report::render(&checked.findings, &checked.sources, false);
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
        if let Ok(once) = format_ron(&text) {
            prop_assert_eq!(format_ron(&once), Ok(once));
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

#[test]
fn formatting_never_writes_a_file_that_it_could_not_read() {
    for name in ["plan.ron", "delmaal-1.ron"] {
        let folder = copy_of("ny-plan");
        let file = folder.path().join(name);
        let latin: Vec<u8> =
            fs::read_to_string(&file).unwrap().chars().map(|c| u8::try_from(c).unwrap_or(b'-')).collect();
        fs::write(&file, &latin).unwrap();
        program().arg("formater").arg(folder.path()).arg("--reins").assert().code(1);
        assert!(fs::read(&file).unwrap() == latin, "{name}");
    }
}

#[test]
fn a_file_whose_letters_are_taken_apart_in_its_name_is_found() {
    let folder = copy_of("ny-plan");
    fs::rename(folder.path().join("delmaal-1.ron"), folder.path().join("delma\u{30a}l-1.ron")).unwrap();
    replace(&folder.path().join("plan.ron"), "[\"delmaal-1.ron\"]", "[\"delmål-1.ron\"]");
    program().arg("sjekk").arg(folder.path()).assert().success();
}

#[test]
fn a_package_can_be_made_of_no_name_that_it_could_not_have() {
    for name in ["./delmaal-1.ron", "a//b.ron", "a*.ron", "a\\\\b.ron"] {
        let folder = copy_of("ny-plan");
        replace(&folder.path().join("plan.ron"), "delmål: [\"delmaal-1.ron\"]", &format!("delmål: [\"{name}\"]"));
        assert!(said(folder.path()).contains("namnet har teikn eller ledd som ikkje kan brukast"), "{name}");
    }
}

#[test]
fn a_year_that_stands_twice_hides_no_money() {
    let post = "    finansiering: (postar: [(formål: Delmål(1), kjelde: Statleg, beløp: {2026: 1, 2026: 2})]),\n    organisasjonskart: (";
    let folder = with("plan.ron", "    organisasjonskart: (", post);
    let text = said(folder.path());
    assert!(text.starts_with("feil[HP003]: «2026» står to gonger: kvart år kan ha eitt beløp i ein post"), "{text}");
}

/// The starter plan with so many more parties, each with two bodies.
fn with_parties(count: usize) -> tempfile::TempDir {
    let folder = copy_of("ny-plan");
    let all = |made: fn(usize) -> String| (0..count).map(made).collect::<String>();
    for (before, made) in [
        (
            "    partar: [\n",
            (|at| format!("        (id: \"k{at}\", namn: \"K{at}\", rolle: Kommune),\n")) as fn(usize) -> String,
        ),
        ("    handsaming: [\n", |at| {
            format!("        (part: \"k{at}\", organ: [(organ: \"formannskap\"), (organ: \"kommunestyre\")]),\n")
        }),
        ("    framside: [", |at| format!("\"k{at}\", ")),
    ] {
        replace(&folder.path().join("plan.ron"), before, &format!("{before}{}", all(made)));
    }
    folder
}

#[cfg(unix)]
#[test]
fn many_documents_are_made_with_few_files_open_and_no_more_stack() {
    let (folder, out) = (with_parties(46), tempfile::tempdir().unwrap());
    let run = Command::new("sh")
        .args(["-c", "ulimit -n 40; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_handlingsplan"), "bygg"])
        .arg(folder.path())
        .args(["--til", "alle", "--saksframlegg", "--format", "pdf", "--stille", "--ut"])
        .arg(out.path())
        .env("RAYON_NUM_THREADS", "2")
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 48 * 3);
}
