//! What other programs make is taken as it comes: notes of the system in a folder, a package zipped anew, names of folders,
//! pasted addresses, pictures with a colour space of their own.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use crate::support::{copy_of, plan, program, replace};

/// What a command writes, with its exit code.
fn run(arguments: &[&str], folder: &Path) -> (String, Option<i32>) {
    let run = program().current_dir(folder).args(arguments).output().unwrap();
    (String::from_utf8(run.stdout).unwrap() + &String::from_utf8(run.stderr).unwrap(), run.status.code())
}

#[test]
fn a_folder_with_only_what_the_system_puts_there_is_empty() {
    let folder = tempfile::tempdir().unwrap();
    for note in
        [".DS_Store", "desktop.ini", "Thumbs.db", "._plan.ron", ".directory", ".handlingsplan-x1Y2z3.mellombels"]
    {
        let place = folder.path().join(note.replace('.', "p"));
        fs::create_dir(&place).unwrap();
        fs::write(place.join(note), "").unwrap();
        let (text, code) = run(&["ny", place.to_str().unwrap()], folder.path());
        assert_eq!(code, Some(0), "{note}: {text}");
        assert!(place.join("plan.ron").is_file());
        // What a run that was cut off left is cleared away; the rest is the system's.
        assert_eq!(place.join(note).is_file(), !note.ends_with(".mellombels"), "{note}");
    }
    let place = folder.path().join("full");
    fs::create_dir(&place).unwrap();
    fs::write(place.join("notat.txt"), "").unwrap();
    assert_eq!(run(&["ny", "full"], folder.path()).1, Some(1));
}

#[test]
fn the_year_stands_once_in_the_names_of_files() {
    let folder = tempfile::tempdir().unwrap();
    for (name, short) in [("min-plan-2026", "min-plan"), ("2027 Fjellregionen", "fjellregionen"), ("2026", "2026")] {
        assert_eq!(run(&["ny", name], folder.path()).1, Some(0));
        let text = fs::read_to_string(folder.path().join(name).join("plan.ron")).unwrap();
        assert!(text.contains(&format!("kortnamn: \"{short}\"")), "{name}");
    }
}

/// The starter plan with a text, made as a PDF and a Word file: every object of the one, the words of the other.
fn made_with(text: &str) -> (lopdf::Document, String) {
    let folder = copy_of("ny-plan");
    replace(&folder.path().join("delmaal-1.ron"), "Her står kvifor delmålet er viktig.", text);
    let (said, code) = run(&["bygg", ".", "--ut", "ut", "--format", "pdf,docx", "--stille"], folder.path());
    assert_eq!(code, Some(0), "{said}");
    let file = |kind: &str| {
        let mut all = fs::read_dir(folder.path().join("ut")).unwrap().map(|entry| entry.unwrap().path());
        fs::read(all.find(|path| path.extension().is_some_and(|own| own == kind)).unwrap()).unwrap()
    };
    let mut word = zip::ZipArchive::new(std::io::Cursor::new(file("docx"))).unwrap();
    let mut xml = String::new();
    word.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    (lopdf::Document::load_mem(&file("pdf")).unwrap(), xml)
}

#[test]
fn a_long_word_is_whole_for_whoever_copies_it() {
    let address = "https://www.regjeringen.no/no/dokumenter/horing-forslag-til-endringer-i-forskrift-om-bygdevekstavtaler-og-\
                   tilskudd-til-regional-utvikling-i-kommunene/id2954321/";
    let word = "a".repeat(200);
    let (pdf, xml) = made_with(&format!("Sjå {address} og {word}, eller [{word}](https://example.org)."));
    assert!(xml.contains(address) && xml.contains(&word) && !xml.contains('\u{200b}'));
    // What stands for other letters than those of the font is said in hexadecimal, as UTF-16.
    let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok());
    let mut texts = streams.filter_map(|stream| stream.decompressed_content().ok());
    assert!(!texts.any(|bytes| String::from_utf8_lossy(&bytes).to_lowercase().contains("200b>")));
    let dictionaries = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let said = dictionaries.filter_map(|own| own.get(b"Contents").and_then(lopdf::decode_text_string).ok());
    let said: Vec<String> = said.collect();
    assert!(said.contains(&word) && said.contains(&address.to_string()), "{said:?}");
}

#[test]
fn the_addresses_of_a_pdf_are_ascii() {
    let (pdf, _) = made_with("Sjå [søknaden](https://www.kommune.example/påske/søknad) no.");
    let is_encoded = |object: &lopdf::Object| {
        let Ok(dictionary) = object.as_dict() else { return false };
        let action = dictionary.get(b"A").and_then(lopdf::Object::as_dict).unwrap_or(dictionary);
        let uri = action.get(b"URI").and_then(lopdf::Object::as_str).unwrap_or_default();
        assert!(uri.is_ascii());
        uri == b"https://www.kommune.example/p%C3%A5ske/s%C3%B8knad"
    };
    assert!(pdf.objects.values().filter(|object| is_encoded(object)).count() > 0);
}

#[test]
fn what_is_said_of_a_package_names_the_package_in_every_run() {
    let folder = tempfile::tempdir().unwrap();
    let mut package = zip::ZipWriter::new(fs::File::create(folder.path().join("f.zip")).unwrap());
    let list = "Handlingsplan 2026\n\nVersjon: 1.0\nLaga med: handlingsplan 0.1.0\n";
    for (name, bytes) in [
        ("innhald.txt", list.as_bytes().to_vec()),
        ("data/plan.ron", fs::read(plan("ny-plan").join("plan.ron")).unwrap()),
    ] {
        package.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        package.write_all(&bytes).unwrap();
    }
    package.finish().unwrap();
    assert_eq!(run(&["ny", "a"], folder.path()).1, Some(0));
    replace(&folder.path().join("a/plan.ron"), "kortnamn:", "førre: \"../f.zip\",\n    kortnamn:");
    let (text, _) = run(&["sjekk", "a"], folder.path());
    assert!(text.contains("«../f.zip» har feil (../f.zip: data/delmaal-1.ron: fila finst ikkje)"), "{text}");
    assert_eq!(run(&["sjekk", "a"], folder.path()).0, text);
}

#[test]
fn more_threads_than_there_can_be_are_not_begun() {
    let folder = copy_of("ny-plan");
    let built = program().env("RAYON_NUM_THREADS", "100000").arg("sjekk").arg(folder.path()).output().unwrap();
    assert_eq!(built.status.code(), Some(0), "{}", String::from_utf8_lossy(&built.stderr));
}

#[test]
fn a_file_that_notepad_has_saved_is_found() {
    let folder = copy_of("ny-plan");
    for file in ["delmaal-1.ron", "plan.ron"] {
        fs::rename(folder.path().join(file), folder.path().join(format!("{file}.txt"))).unwrap();
        let (text, _) = run(&["sjekk", "."], folder.path());
        assert!(text.contains(&format!("I mappa ligg «{file}.txt»: gje fila namnet «{file}», utan .txt")), "{text}");
    }
}

#[test]
fn a_date_without_quotes_is_one_mistake() {
    for (date, written) in [("2026-06-04", "2026-06-04"), ("4.6.2026", "2026-06-17")] {
        let folder = copy_of("ny-plan");
        replace(&folder.path().join("plan.ron"), "\"2026-06-04\"", date);
        let (text, code) = run(&["sjekk", "."], folder.path());
        assert_eq!(code, Some(1));
        assert_eq!(text.matches("[HP003]").count(), 1, "{text}");
        assert!(
            text.contains("datoen står utan hermeteikn") && text.contains(&format!("til dømes \"{written}\"")),
            "{text}"
        );
    }
}

#[test]
fn a_word_of_the_plans_own_list_may_begin_a_sentence() {
    let folder = copy_of("ny-plan");
    fs::write(folder.path().join("ordliste.txt"), "tomteregister\n").unwrap();
    fs::write(folder.path().join("liten.aff"), "SET UTF-8\nTRY aeiou\n").unwrap();
    fs::write(folder.path().join("liten.dic"), "1\nviktig\n").unwrap();
    let text = "Tomteregister og TomteRegister, tomteregister-arbeid.";
    replace(&folder.path().join("delmaal-1.ron"), "Her står kvifor delmålet er viktig.", text);
    let (said, _) = run(&["sjekk", ".", "--språk", "--ordbok", "liten.dic"], folder.path());
    assert!(!said.contains("«Tomteregister»") && said.contains("«TomteRegister»"), "{said}");
}

#[test]
fn a_hyphen_of_another_program_is_told_with_what_mends_it() {
    let folder = copy_of("ny-plan");
    let text = "Vest\u{2011}Telemark og e\u{2010}post.";
    replace(&folder.path().join("delmaal-1.ron"), "Her står kvifor delmålet er viktig.", text);
    let (said, _) = run(&["sjekk", "."], folder.path());
    let signs = said.matches("(U+2011)").count() + said.matches("(U+2010)").count();
    assert!(signs > 0 && said.matches("formater PLAN --reins").count() == signs, "{said}");
    assert_eq!(run(&["formater", ".", "--reins"], folder.path()).1, Some(0));
    let (said, code) = run(&["sjekk", "."], folder.path());
    assert!(code == Some(0) && !said.contains("--reins"), "{said}");
}

#[test]
fn plans_of_several_agreements_stand_in_one_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let plans = ["eksempel-bokmal-2026", "fjellregionen-2027"].map(|name| plan(name).to_str().unwrap().to_string());
    let (text, code) = run(&["bygg", &plans[0], &plans[1], "--format", "csv", "--ut", "tal"], folder.path());
    assert_eq!(code, Some(0), "{text}");
    let read = |name: &str| fs::read_to_string(folder.path().join("tal").join(name)).unwrap();
    let (tiltak, money) = (read("tiltak.csv"), read("pengar.csv"));
    assert_eq!(tiltak.lines().filter(|line| line.trim_start_matches('\u{feff}').starts_with("\"plan\"")).count(), 1);
    for short in ["eksempel", "fjellregionen"] {
        assert!(tiltak.lines().any(|line| line.starts_with(&format!("\"{short}\""))), "{tiltak}");
        assert!(money.lines().any(|line| line.starts_with(&format!("\"{short}\""))), "{money}");
    }
    // In whole kroner, whatever the plan counts in.
    let sum: i64 = money.lines().skip(1).filter_map(|line| line.rsplit(';').next()?.parse::<i64>().ok()).sum();
    let own = |name: &str| {
        let loaded = handlingsplan::data::load(&plan(name)).plan.unwrap();
        let own = loaded.hovud.finansiering.unwrap();
        own.sum() * if own.eining == handlingsplan::plan::Eining::TusenKroner { 1000 } else { 1 }
    };
    assert_eq!(sum, own("eksempel-bokmal-2026") + own("fjellregionen-2027"));
    let (text, code) = run(&["bygg", &plans[0], &plans[1]], folder.path());
    assert_eq!(code, Some(1));
    assert!(text.contains("berre rekneark (csv)"), "{text}");
}

#[test]
fn an_organisation_number_is_right_and_of_one_party_alone() {
    let folder = copy_of("eksempel-bokmal-2026");
    let file = folder.path().join("plan.ron");
    let check = || run(&["sjekk", folder.path().to_str().unwrap()], folder.path()).0;
    replace(&file, "namn: \"Granlia kommune\"", "organisasjonsnummer: \"974 760 674\", namn: \"Granlia kommune\"");
    assert!(check().contains("«974 760 674» er ikkje eit organisasjonsnummer"), "{}", check());
    replace(&file, "974 760 674", "974 760 673");
    assert!(!check().contains("HP087"), "{}", check());
    replace(&file, "namn: \"Sjøvik kommune\"", "organisasjonsnummer: \"974760673\", namn: \"Sjøvik kommune\"");
    assert!(check().contains("«granlia» har det same organisasjonsnummeret"), "{}", check());
}
