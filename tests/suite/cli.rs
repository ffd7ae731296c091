//! What a user sees: the words, the exit codes, and what is on disk afterwards.

use std::fs;

use handlingsplan::edition::{Contents, Edition};
use handlingsplan::plan::Språk;
use handlingsplan::words::terms::Terms;

use crate::support::{copy_of, program, replace};

/// What the program says, with the name of a temporary folder taken out.
fn said(bytes: &[u8], folder: &std::path::Path) -> String {
    String::from_utf8(bytes.to_vec()).unwrap().replace(&folder.display().to_string(), "PLAN")
}

/// For what is said without a temporary folder.
const NOWHERE: &str = "ingen mappe";

fn failure(folder: &tempfile::TempDir) -> String {
    let failed = program().arg("bygg").arg(folder.path()).assert().code(1);
    said(&failed.get_output().stderr, folder.path())
}

#[test]
fn bygg_says_what_it_wrote() {
    let out = tempfile::tempdir().unwrap();
    let done = program().args(["bygg", "data/ny-plan", "--ut"]).arg(out.path()).assert().success();
    let text = said(&done.get_output().stdout, out.path());
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("Skreiv PLAN/handlingsplan-ny-plan-2026-v1.0-utkast.pdf ("), "{text}");
    assert!(lines[1].starts_with("Skreiv PLAN/handlingsplan-ny-plan-2026-v1.0-utkast.docx ("), "{text}");
    assert!(lines[2].starts_with("Ferdig på ") && lines[2].ends_with(" sekund"), "{text}");
}

#[test]
fn stille_says_nothing_and_the_english_names_work() {
    let out = tempfile::tempdir().unwrap();
    program()
        .args(["build", "data/eksempel-bokmal-2026", "--edition", "politisk", "--format", "json", "--stille", "--out"])
        .arg(out.path())
        .assert()
        .success()
        .stdout("")
        .stderr("");
    let mut names: Vec<String> =
        fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(
        names,
        ["handlingsplan-eksempel-2026-v0.2-politisk-bilete", "handlingsplan-eksempel-2026-v0.2-politisk.json"]
    );
}

#[test]
fn a_new_plan_builds_as_it_is() {
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("min-plan");
    program().arg("ny").arg(&folder).assert().success();
    program().arg("bygg").arg(&folder).arg("--ut").arg(out.path()).assert().success();
    let again = program().arg("ny").arg(&folder).assert().code(1);
    insta::assert_snapshot!(said(&again.get_output().stderr, out.path()), @"feil: PLAN/min-plan finst frå før, og er ikkje tom; vel eit anna namn");
}

#[test]
fn without_ut_the_files_go_to_output_where_the_program_is_run() {
    let here = tempfile::tempdir().unwrap();
    let plan = copy_of("ny-plan");
    program().current_dir(here.path()).arg("bygg").arg(plan.path()).assert().success();
    assert!(here.path().join("output/handlingsplan-ny-plan-2026-v1.0-utkast.pdf").exists());
}

#[test]
fn without_ut_the_files_of_a_project_go_to_its_output() {
    let project = tempfile::tempdir().unwrap();
    let plan = project.path().join("data/min-plan");
    program().arg("ny").arg(&plan).assert().success();
    fs::create_dir(project.path().join("output")).unwrap();
    program().current_dir("/").arg("bygg").arg(&plan).assert().success();
    assert!(project.path().join("output/handlingsplan-min-plan-2026-v1.0-utkast.docx").exists());
}

#[test]
fn a_failed_run_leaves_the_old_files_alone() {
    let plan = copy_of("ny-plan");
    let out = tempfile::tempdir().unwrap();
    program().arg("bygg").arg(plan.path()).arg("--ut").arg(out.path()).assert().success();
    let pdf = out.path().join("handlingsplan-ny-plan-2026-v1.0-utkast.pdf");
    let before = fs::read(&pdf).unwrap();
    replace(&plan.path().join("plan.ron"), "språk: nn", "språk: xx");
    program().arg("bygg").arg(plan.path()).arg("--ut").arg(out.path()).assert().code(1);
    assert!(fs::read(&pdf).unwrap() == before);
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 2);
}

#[test]
fn sjekk_tells_how_much_is_wrong_by_its_exit_code() {
    program().args(["sjekk", "data/ny-plan"]).assert().code(0).stdout("Fann ingen feil i data/ny-plan\n").stderr("");
    program().args(["check", "data/vest-telemark-2025"]).assert().code(0);
    program().args(["sjekk", "data/vest-telemark-2025", "--streng"]).assert().code(1);
    program().args(["sjekk", "data/vest-telemark-2025", "--utgåve", "kdd"]).assert().code(1);
    program().args(["sjekk", "data/vest-telemark-2025", "--utgåve", "alt"]).assert().code(2);
    program().args(["sjekk", "data/vest-telemark-2025", "--ordbok", "x.dic"]).assert().code(2);
}

#[test]
fn sjekk_finds_the_slips_of_the_real_plan() {
    let run = program().args(["sjekk", "data/vest-telemark-2025"]).assert().success();
    insta::assert_snapshot!(said(&run.get_output().stdout, NOWHERE.as_ref()));
    let run = program().args(["sjekk", "data/vest-telemark-2025", "--utgåve", "endeleg"]).assert().code(1);
    let text = said(&run.get_output().stdout, NOWHERE.as_ref());
    let errors: Vec<&str> = text.lines().filter(|line| line.starts_with("feil")).collect();
    insta::assert_snapshot!(errors.join("\n"));
}

#[test]
fn sjekk_speaks_to_programs_too() {
    let run = program().args(["sjekk", "data/vest-telemark-2025", "--format", "json"]).assert().success();
    let found: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    assert_eq!(found["utgåve"], "utkast");
    insta::assert_snapshot!(serde_json::to_string_pretty(&found["funn"][0]).unwrap());
    let run = program().args(["sjekk", "data/vest-telemark-2025", "--format", "sarif"]).assert().success();
    let log: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), found["funn"].as_array().unwrap().len());
    insta::assert_snapshot!(serde_json::to_string_pretty(&log["runs"][0]["results"][0]).unwrap());
}

#[test]
fn bygg_sums_up_the_warnings_in_a_line() {
    let out = tempfile::tempdir().unwrap();
    let run = program()
        .args(["bygg", "data/vest-telemark-2025", "--utgåve", "politisk", "--format", "json", "--ut"])
        .arg(out.path())
        .assert()
        .success();
    insta::assert_snapshot!(said(&run.get_output().stderr, NOWHERE.as_ref()), @"21 åtvaringar. Sjå meir med: handlingsplan sjekk data/vest-telemark-2025 --utgåve politisk");
}

#[test]
fn forklar_explains_a_code() {
    let run = program().args(["forklar", "hp012"]).assert().success();
    insta::assert_snapshot!(said(&run.get_output().stdout, NOWHERE.as_ref()));
    // A word as it stands in a sentence, and one that stands in what others mean.
    for word in ["tidsramma", "tidsrammen", "Tidsramme"] {
        let run = program().args(["forklar", word]).assert().success();
        assert!(run.get_output().stdout.starts_with(b"tidsramme\n"), "{word}");
    }
    let run = program().args(["forklar", "frist"]).assert().code(1);
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("«saksfrist»"));
    let run = program().args(["forklar", "HP099"]).assert().code(1);
    insta::assert_snapshot!(said(&run.get_output().stderr, NOWHERE.as_ref()));
}

#[test]
fn spelling_is_checked_with_a_dictionary_and_the_plans_own_words() {
    let folder = copy_of("ny-plan");
    let file = folder.path().join("delmaal-1.ron");
    let text = "Her står kvifor delmålet er viktig for distirkskommunar, [Powered](språk:en) og Grønvik.";
    replace(&file, "Her står kvifor delmålet er viktig.", text);
    let sjekk = || {
        let mut command = program();
        command.arg("sjekk").arg(folder.path()).arg("--språk");
        command
    };
    // A small dictionary in the encoding of the real one; "o" and "og" are compounds' and sentences' own.
    let dictionary = folder.path().join("liten.dic");
    let latin = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    fs::write(folder.path().join("liten.aff"), "SET ISO8859-1\nTRY aeiou\n").unwrap();
    let plan = fs::read_to_string(&file).unwrap() + &fs::read_to_string(folder.path().join("plan.ron")).unwrap();
    let known =
        plan.split(|c: char| !c.is_alphanumeric()).filter(|word| !["distirkskommunar", "Grønvik"].contains(word));
    let known: Vec<&str> = known.filter(|word| !word.is_empty()).chain(["distriktskommunar"]).collect();
    fs::write(&dictionary, latin(&format!("{}\n{}\n", known.len(), known.join("\n")))).unwrap();
    let run = sjekk().arg("--ordbok").arg(&dictionary).assert().code(0);
    insta::assert_snapshot!(said(&run.get_output().stdout, folder.path()));
    fs::write(folder.path().join("ordliste.txt"), "# Namn\nGrønvik\n").unwrap();
    let run = sjekk().arg("--ordbok").arg(&dictionary).assert().code(0);
    assert!(!said(&run.get_output().stdout, folder.path()).contains("«Grønvik»"));
    // A word with a letter too many, or too few, is no compound of others.
    replace(&file, text, "kommunne tiltakk munetakk komtakk");
    let more = ["kom", "munne", "til", "takk", "mune", "kommune", "tiltak", "munnetakk"];
    let all: Vec<&str> = known.into_iter().chain(more).collect();
    fs::write(&dictionary, latin(&format!("{}\n{}\n", all.len(), all.join("\n")))).unwrap();
    let run = sjekk().arg("--ordbok").arg(&dictionary).assert().code(0);
    let told = said(&run.get_output().stdout, folder.path());
    assert!(["«kommunne»", "«tiltakk»", "«munetakk»"].iter().all(|word| told.contains(word)), "{told}");
    assert!(!told.contains("«komtakk»"), "{told}");
    let run = sjekk().arg("--ordbok").arg(folder.path().join("finst-ikkje.dic")).assert().code(1);
    insta::assert_snapshot!(said(&run.get_output().stderr, folder.path()));
}

#[test]
fn the_guides_table_of_editions_is_the_programs() {
    let yes = |value: bool| if value { "ja" } else { "nei" };
    let all = Edition::ALL.map(Edition::contents);
    let row = |name: &str, cell: &dyn Fn(&Contents) -> String| {
        let cells: Vec<String> = all.iter().map(cell).collect();
        format!("| {name} | {} |\n", cells.join(" | "))
    };
    let table = [
        row("", &|own| format!("`{}`", own.name)).replace("|  |", "| |"),
        "| --- | --- | --- | --- | --- |\n".into(),
        row("tittel", &|own| if own.draft { "Utkast til handlingsplan" } else { "Handlingsplan" }.into()),
        format!("| merkt på framsida | {} |\n", Edition::ALL.map(|own| Terms::of(Språk::Nn).edition(own)).join(" | ")),
        row("merkt som utkast øvst på sidene", &|own| yes(own.draft).into()),
        row("logg", &|own| yes(own.log).into()),
        row("framlegg til vedtak", &|own| yes(own.proposal).into()),
        row("møteplan og godkjenningar", &|_| "ja".into()),
        row("endringar sidan førre plan", &|own| yes(own.account).into()),
        row("noko som manglar", &|own| if own.gaps { "blir vist som eit hol" } else { "er ein feil" }.into()),
        row("filnamn", &|own| format!("…-{}", own.name)),
    ]
    .concat();
    let guide = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rettleiing.md")).unwrap();
    assert!(guide.contains(&table), "{table}");
}

#[test]
fn help_is_in_nynorsk() {
    let help = program().args(["bygg", "--hjelp"]).assert().success();
    insta::assert_snapshot!(said(&help.get_output().stdout, NOWHERE.as_ref()));
    let help = program().arg("--hjelp").assert().success();
    insta::assert_snapshot!(said(&help.get_output().stdout, NOWHERE.as_ref()));
}

#[test]
fn a_wrong_command_line_is_explained() {
    let mut all = String::new();
    for arguments in [
        &["byg", "data"] as &[&str],
        &["bygg"],
        &["bygg", "data/ny-plan", "--utgåve", "utkst"],
        &["bygg", "data/ny-plan", "--format", "odt"],
        &["bygg", "data/ny-plan", "--utt", "x"],
        &["bygg", "data/ny-plan", "--ut"],
    ] {
        let failed = program().args(arguments).assert().code(2);
        all += &format!(
            "$ handlingsplan {}\n{}\n",
            arguments.join(" "),
            said(&failed.get_output().stderr, NOWHERE.as_ref())
        );
    }
    insta::assert_snapshot!(all);
}

#[test]
fn mistakes_in_the_data_are_shown_at_their_place() {
    let mut all = String::new();
    for (file, from, to) in [
        ("plan.ron", "    år: 2026,\n", "    år: \"2026\",\n"),
        ("plan.ron", "versjon: \"1.0\",\n\n", "versjon: \"2.0\",\n\n"),
        ("plan.ron", "framside: [\"dalane\"", "framside: [\"dalene\""),
        ("plan.ron", "    undertittel", "    undertitel"),
        ("plan.ron", "rolle: Fylkeskommune", "rolle: Fylke"),
        ("plan.ron", "planlagt: \"2026-06-04\"", "planlagt: \"4.6.2026\""),
        ("plan.ron", "under: \"styringsgruppe\"", "under: \"styringsgrupa\""),
        ("plan.ron", "[](#pkt-4)", "[](#pkt-5)"),
        ("plan.ron", "delmål: [\"delmaal-1.ron\"]", "delmål: [\"delmaal-2.ron\"]"),
        ("plan.ron", "delmål: [\"delmaal-1.ron\"]", "delmål: [\"../delmaal-1.ron\"]"),
        ("delmaal-1.ron", "(partar: [\"dalane\", \"fjorden\"]),", "(partar: [\"dalane\", \"fjorden\"])"),
        ("delmaal-1.ron", "id: \"byggjing\"", "id: \"kartlegging\""),
        ("delmaal-1.ron", "        Her står hovudmålet, i ei setning.", "        # Hovudmål\n\n        Her står det."),
        ("delmaal-1.ron", "                        - det eine\n", "                        - det 😀 eine\n"),
        ("delmaal-1.ron", "tittel: \"Fleire bustader\"", "tittel: \"\""),
    ] {
        let folder = copy_of("ny-plan");
        replace(&folder.path().join(file), from, to);
        all += &failure(&folder);
        all += "\n";
    }
    insta::assert_snapshot!(all);
}

#[test]
fn all_mistakes_are_shown_at_once() {
    let folder = copy_of("ny-plan");
    replace(&folder.path().join("plan.ron"), "framside: [\"dalane\"", "framside: [\"dalene\"");
    replace(&folder.path().join("delmaal-1.ron"), "[](#kartlegging)", "[](#kartleging)");
    replace(&folder.path().join("delmaal-1.ron"), "Her står kvifor", "Her står `kvifor`");
    let text = failure(&folder);
    assert_eq!(text.matches("feil[HP0").count(), 3, "{text}");
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let missing = program().args(["bygg", "data/finst-ikkje"]).assert().code(1);
    insta::assert_snapshot!(said(&missing.get_output().stderr, NOWHERE.as_ref()));
    let folder = copy_of("ny-plan");
    fs::write(folder.path().join("delmaal-1.ron"), b"(\n    tittel: \"B\xe5t\",\n)").unwrap();
    insta::assert_snapshot!(failure(&folder));
    let folder = copy_of("ny-plan");
    fs::remove_file(folder.path().join("plan.ron")).unwrap();
    fs::create_dir(folder.path().join("plan.ron")).unwrap();
    assert!(failure(&folder).contains("dette er ei mappe, ikkje ei fil"));
}

#[test]
fn byte_order_marks_windows_line_ends_and_decomposed_letters_are_read() {
    let plain = copy_of("ny-plan");
    let odd = copy_of("ny-plan");
    for file in ["plan.ron", "delmaal-1.ron"] {
        let text = fs::read_to_string(odd.path().join(file)).unwrap();
        let text = text.replace('å', "a\u{30a}").replace('\n', "\r\n");
        fs::write(odd.path().join(file), format!("\u{feff}{text}")).unwrap();
    }
    let [plain, odd] = [plain, odd].map(|folder| {
        let out = tempfile::tempdir().unwrap();
        program().arg("bygg").arg(folder.path()).args(["--format", "json", "--ut"]).arg(out.path()).assert().success();
        fs::read_to_string(out.path().join("handlingsplan-ny-plan-2026-v1.0-utkast.json")).unwrap()
    });
    assert!(plain == odd);
}

#[test]
fn images_are_checked() {
    let spoil = |change: &dyn Fn(&std::path::Path)| {
        let folder = copy_of("eksempel-bokmal-2026");
        change(folder.path());
        let run =
            program().arg("bygg").arg(folder.path()).args(["--format", "json", "--ut"]).arg(folder.path()).assert();
        said(&run.get_output().stderr, folder.path())
    };
    let mut all = spoil(&|folder| fs::remove_file(folder.join("logo.png")).unwrap());
    all += &spoil(&|folder| fs::write(folder.join("logo.png"), "ikkje eit bilete").unwrap());
    all += &spoil(&|folder| replace(&folder.join("plan.ron"), "høgd_mm: 20", "høgd_mm: 400"));
    all += &spoil(&|folder| {
        replace(&folder.join("plan.ron"), "alt: \"Logo: to fjell, en sol og tre bølger\"", "alt: \" \"")
    });
    all += &spoil(&|folder| {
        image::RgbImage::new(40, 30).save(folder.join("logo.png")).unwrap();
    });
    insta::assert_snapshot!(all);
}

#[test]
fn the_program_explains_itself_in_the_terminal() {
    let out = |arguments: &[&str]| {
        let done = program().args(arguments).assert().success();
        String::from_utf8(done.get_output().stdout.clone()).unwrap()
    };
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let text = out(&["fullføring", shell]);
        for command in ["godkjenn", "formater", "fullføring"] {
            assert!(text.contains(command), "{shell}: {command}");
        }
    }
    assert!(out(&["manual"]).contains(".TH handlingsplan"));
    assert_eq!(out(&["hjelp"]), out(&["--hjelp"]));
    assert!(out(&["hjelp", "godkjenn"]).contains("--utfall"));
    let unknown = program().args(["hjelp", "godkjen"]).assert().code(1);
    assert!(String::from_utf8(unknown.get_output().stderr.clone()).unwrap().contains("Meinte du «godkjenn»?"));
}

#[test]
fn what_is_typed_is_taken_as_it_is_meant() {
    let out = tempfile::tempdir().unwrap();
    let here = out.path().join("Plan 2027 – Dalane");
    let made = program().args(["ny", "--språk", "nb"]).arg(&here).assert().success();
    let said = String::from_utf8(made.get_output().stdout.clone()).unwrap();
    assert!(said.contains(&format!("handlingsplan bygg \"{}\"", here.display())), "{said}");
    let text = fs::read_to_string(here.join("plan.ron")).unwrap();
    assert!(text.contains("språk: nb") && text.contains("kortnamn: \"plan-dalane\""), "{text}");
    program()
        .arg("bygg")
        .arg(&here)
        .args(["--format", "PDF", "--utgåve", "politisk,utkast", "--ut"])
        .arg(out.path())
        .assert()
        .success();
    for name in ["utkast", "politisk"] {
        assert!(out.path().join(format!("handlingsplan-plan-dalane-2026-v1.0-{name}.pdf")).exists());
    }
    let wrong = program().args(["status", "x", "--dato", "mai 2026"]).assert().code(2);
    let said = String::from_utf8(wrong.get_output().stderr.clone()).unwrap();
    assert!(said.contains("skriv dag, månad og år, til dømes 17.06.2026 eller 2026-06-17"), "{said}");
}

#[test]
#[cfg(target_os = "linux")]
fn what_cannot_be_written_is_no_success() {
    for arguments in
        [&["sjekk", "data/ny-plan", "--format", "sarif"] as &[&str], &["status", "data/ny-plan"], &["forklar"]]
    {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("handlingsplan"));
        let done = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).stdout(full).output().unwrap();
        assert_eq!(done.status.code(), Some(1), "{arguments:?}");
        assert!(String::from_utf8(done.stderr).unwrap().contains("disken er full"));
    }
}

#[test]
fn les_says_what_a_screen_reader_is_given_in_reading_order() {
    let read = |argument: &str| {
        let done = program().args(["les", argument]).assert().success();
        String::from_utf8(done.get_output().stdout.clone()).unwrap()
    };
    let text = read("data/eksempel-bokmal-2026");
    let expected = [
        "Dokument på bokmål\n",
        "Overskrift nivå 1: Utkast til handlingsplan 2026\n",
        "Bilete: Logo: to fjell, en sol og tre bølger\n",
        "[lenkje: 1. Innledning 3]\n",
        "  2. [lenkje: Delmål 2], som har ett\n",
        "På nordsamisk heter fylket [på nordsamisk: Sullofylka].",
        "Tabell med 4 kolonnar og 2 rader: Delmålene med vekt og antall tiltak\n",
        "  Rad 1. Nr.: 1 | Tiltak: [lenkje: Boligkart] | Hovedansvarlig: Granlia kommune, Sjøvik kommune | ",
        "Finansiering 1 030 000 kr i 2026–2027",
        "Bilete: Organisasjonskart med 3 bokser.",
        "\nI alt 21 overskrifter, 13 tabellar, ",
        ", 2 bilete, 1 språkskifte.\n",
    ];
    let mut rest = text.as_str();
    for line in expected {
        let at = rest.find(line).unwrap_or_else(|| panic!("«{line}» is not in\n{rest}"));
        rest = &rest[at + line.len()..];
    }
    let out = tempfile::tempdir().unwrap();
    let made = ["bygg", "data/eksempel-bokmal-2026", "--format", "pdf", "--stille", "--ut"];
    program().args(made).arg(out.path()).assert().success();
    let file = out.path().join("handlingsplan-eksempel-2026-v0.2-utkast.pdf");
    assert_eq!(read(file.to_str().unwrap()), text, "a file is read as the plan is");
}

#[test]
fn les_refuses_what_has_no_tags() {
    for wrong in ["README.md", "tests/suite/cli.rs"] {
        let failed = program().args(["les", wrong]).assert().code(1);
        let said = said(&failed.get_output().stderr, std::path::Path::new(NOWHERE));
        assert_eq!(
            said,
            format!(
                "feil: {wrong} kan ikkje lesast opp\nråd: Gje mappa til ein plan, eller ein PDF som er merkt for skjermlesarar\n"
            )
        );
    }
}
