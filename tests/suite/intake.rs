//! What comes back from Word: files that nobody changed, files that somebody did, and files that are none.

use std::path::Path;

use handlingsplan::data::edits::{Edit, value_at};
use handlingsplan::document::picture::Pictures;
use handlingsplan::docx::{self, Carried, Figures, PageNumbers};
use handlingsplan::edition::Edition;
use handlingsplan::intake::base::Base;
use handlingsplan::intake::merge::Outcome;
use handlingsplan::make::build::{Composed, LoadedPlan, load_and_compose};
use handlingsplan::make::intake::{Entry, Intake, Returned, Wish};
use handlingsplan::make::session::Session;
use handlingsplan::plan::{PartId, Path as Value};

use crate::support::{Dice, PLANS, copy_of, plan, refused, said};

/// The Word file of a document that carries a base: its own, or another's.
fn word(composed: &Composed, base: Option<&Base>) -> Vec<u8> {
    let paged = composed.paged().without_breaks();
    let figures: Figures = composed.document.figures().map(|figure| (figure.anchor.clone(), vec![0])).collect();
    let pictures: &Pictures = &composed.pictures;
    let carried = |bytes: &[u8]| {
        let own = || composed.returns.clone().unwrap().with_lines_of(bytes).unwrap();
        let base = base.cloned().unwrap_or_else(own);
        Some(Carried { xml: base.to_xml().unwrap().0, properties: Vec::new() })
    };
    docx::write_carrying(&paged, pictures, &figures, &PageNumbers::default(), None, carried).unwrap()
}

fn base(composed: &Composed) -> Base {
    let bytes = word(composed, None);
    composed.returns.clone().unwrap().with_lines_of(&bytes).unwrap()
}

fn returned(bytes: Vec<u8>) -> Returned {
    Returned { name: "retta.docx".into(), bytes }
}

fn open(folder: &Path, bytes: Vec<u8>) -> Intake {
    Intake::open(folder, &[returned(bytes)]).unwrap()
}

fn told(entry: &Entry) -> String {
    format!("{:?}: {:?}", entry.path.as_ref().map(ToString::to_string), entry.wish)
}

/// What becomes of a change.
fn outcome(entry: &Entry) -> Option<&Outcome> {
    match &entry.wish {
        Wish::Difference(own) => Some(&own.outcome),
        Wish::Decision(..) | Wish::Comment { .. } => None,
    }
}

/// The texts of a plan that can be changed from Word: what was decided can't.
fn texts(composed: &Composed) -> Vec<Value> {
    let all = composed.origins().unwrap().prose.into_keys();
    all.filter(|path| !path.to_string().contains("vedtak")).collect()
}

#[test]
fn a_file_that_nobody_changed_has_no_changes_in_any_edition_or_copy() {
    for name in PLANS {
        let folder = plan(name);
        let loaded = LoadedPlan::read(&folder);
        let part: Option<PartId> =
            loaded.plan.as_ref().and_then(|plan| Some(plan.hovud.handsaming.first()?.part.clone()));
        for edition in Edition::ALL {
            for to in [None, part.as_ref()] {
                let composed = loaded.checked(edition, None).compose_unfinished(to).unwrap();
                let intake = open(&folder, word(&composed, None));
                let entries: Vec<String> = intake.entries.iter().map(told).collect();
                assert_eq!((entries, intake.done), (Vec::new(), 0), "{name} {edition:?} {to:?}");
            }
        }
    }
}

/// A text that was changed as people change texts.
fn edited(text: &str, dice: &mut Dice) -> String {
    let indent: String = text.lines().nth(1).map_or("", |line| &line[..line.len() - line.trim_start().len()]).into();
    match dice.below(4) {
        0 => format!("{}\n\n{indent}Eit heilt nytt avsnitt om alt som ikkje sto der.\n", text.trim_end()),
        1 => format!("{} Og så ei setning med *kursiv* skrift og 12 ord.\n", text.trim_end()),
        _ => {
            let words: Vec<&str> = text.split(' ').collect();
            let at = dice.below(words.len());
            let is_word = |word: &str| word.chars().all(char::is_alphabetic) && word.len() > 2;
            let swap = |(index, word): (usize, &&str)| match index >= at && is_word(word) {
                true => "byttaord".to_string(),
                false => (*word).to_string(),
            };
            let first = words.iter().enumerate().position(|(index, word)| index >= at && is_word(word));
            let words = words
                .iter()
                .enumerate()
                .map(|(index, word)| if Some(index) == first { swap((index, word)) } else { (*word).to_string() });
            words.collect::<Vec<_>>().join(" ")
        }
    }
}

/// The words of a document.
fn words(composed: &Composed) -> Vec<String> {
    composed
        .document
        .texts()
        .iter()
        .map(|text| {
            format!(
                "{:?}",
                text.with_merged_runs().0.iter().map(|run| (&run.text, run.strong, run.emph)).collect::<Vec<_>>()
            )
        })
        .collect()
}

#[test]
fn what_others_changed_is_taken_in_and_gives_their_document() {
    let mut count = 0;
    for (name, seeds) in [("eksempel-bokmal-2026", 1..7_u64), ("fjellregionen-2027", 1..3)] {
        for seed in seeds {
            let mut dice = Dice(seed * 7919);
            let (old, new) = (copy_of(name), copy_of(name));
            let before = load_and_compose(old.path(), Edition::Utkast).unwrap();
            let base = base(&before);
            let paths = texts(&before);
            let session = Session::open(new.path()).unwrap();
            let mut edits: Vec<Edit> = Vec::new();
            for _ in 0..6 {
                let path = &paths[dice.below(paths.len())];
                let text = value_at(session.plan(), path).unwrap().as_str().unwrap().to_string();
                let value = edited(&text, &mut dice);
                if value != text && !edits.iter().any(|edit| edit.path() == *path) {
                    edits.push(Edit::Value { path: path.clone(), value: value.into() });
                }
            }
            session.save(&session.propose(&edits, Edition::Utkast).unwrap()).unwrap();
            let after = load_and_compose(new.path(), Edition::Utkast).unwrap();
            let bytes = word(&after, Some(&base));
            let intake = open(old.path(), bytes.clone());
            // What the program says of the changes itself follows from them.
            let is_computed = |entry: &&Entry| matches!(outcome(entry), Some(Outcome::Computed | Outcome::Named(_)));
            let left = intake.entries.iter().filter(|entry| entry.changes().is_empty() && !is_computed(entry));
            let left: Vec<String> = left.map(told).collect();
            assert!(left.is_empty(), "{name} {seed}: {left:#?}");
            let all: Vec<usize> = (0..intake.entries.len()).collect();
            count += intake.entries.iter().filter(|entry| !entry.changes().is_empty()).count();
            let proposal = intake.propose(&all).unwrap().unwrap();
            intake.keep(&proposal).unwrap();
            drop(intake);
            assert_eq!(words(&load_and_compose(old.path(), Edition::Utkast).unwrap()), words(&after), "{name} {seed}");
            // The second time there is nothing more to do.
            let again = open(old.path(), bytes);
            assert!(
                again.entries.iter().all(|entry| entry.changes().is_empty()) && again.done > 0,
                "{:?}",
                again.entries.iter().map(told).collect::<Vec<_>>()
            );
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn what_the_plan_says_otherwise_since_is_a_conflict() {
    let (old, new) = (copy_of("eksempel-bokmal-2026"), copy_of("eksempel-bokmal-2026"));
    let before = load_and_compose(old.path(), Edition::Utkast).unwrap();
    let base = base(&before);
    let path = texts(&before).remove(0);
    let write = |folder: &Path, words: &str| {
        let session = Session::open(folder).unwrap();
        let text = value_at(session.plan(), &path).unwrap().as_str().unwrap().to_string();
        let value = format!("{} {words}", text.trim_end());
        let edit = Edit::Value { path: path.clone(), value: value.into() };
        session.save(&session.propose(&[edit], Edition::Utkast).unwrap()).unwrap();
    };
    write(old.path(), "Slik sier vi det.");
    write(new.path(), "Slik sier de det.");
    let bytes = word(&load_and_compose(new.path(), Edition::Utkast).unwrap(), Some(&base));
    let files = std::fs::read(old.path().join("plan.ron")).unwrap();
    let intake = open(old.path(), bytes);
    let [entry] = &intake.entries[..] else { panic!("{:?}", intake.entries.iter().map(told).collect::<Vec<_>>()) };
    let Some(Outcome::Conflict(ours)) = outcome(entry) else { panic!("{}", told(entry)) };
    assert!(ours[0].replace('\u{a0}', " ").ends_with("Slik sier vi det."), "{ours:?}");
    assert!(intake.propose(&[0]).unwrap().is_none());
    assert_eq!(std::fs::read(old.path().join("plan.ron")).unwrap(), files);
}

#[test]
fn two_files_against_each_other_are_a_conflict_and_two_that_agree_are_one() {
    let (old, new) = (copy_of("eksempel-bokmal-2026"), copy_of("eksempel-bokmal-2026"));
    let before = load_and_compose(old.path(), Edition::Utkast).unwrap();
    let base = base(&before);
    let path = texts(&before).remove(0);
    let text = value_at(&before.plan, &path).unwrap().as_str().unwrap().trim_end().to_string();
    let file = |words: &str| {
        let session = Session::open(new.path()).unwrap();
        let edit = Edit::Value { path: path.clone(), value: format!("{text} {words}").into() };
        session.save(&session.propose(&[edit], Edition::Utkast).unwrap()).unwrap();
        returned(word(&load_and_compose(new.path(), Edition::Utkast).unwrap(), Some(&base)))
    };
    let (one, two) = (file("Dette er ett forslag."), file("Dette er et annet."));
    let both = Intake::open(old.path(), &[one.clone(), two]).unwrap();
    assert_eq!(both.entries.iter().map(|entry| entry.against).collect::<Vec<_>>(), [Some(1), Some(0)]);
    drop(both);
    let same = Intake::open(old.path(), &[one.clone(), one]).unwrap();
    assert_eq!((same.entries.len(), same.done), (1, 1));
}

#[test]
fn what_is_no_word_file_of_the_plan_is_refused_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("fil.docx");
    let of = plan("eksempel-bokmal-2026");
    for (bytes, expected) in [
        (b"tekst".to_vec(), "er inga Word-fil (.docx)"),
        (b"%PDF-1.7".to_vec(), "er ei PDF-fil"),
        (word(&load_and_compose(&plan("fjellregionen-2027"), Edition::Utkast).unwrap(), None), "er av ein annan plan"),
    ] {
        std::fs::write(&file, bytes).unwrap();
        let said = refused(&["hent", of.to_str().unwrap(), file.to_str().unwrap()]);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn the_list_tells_where_and_nothing_is_written_until_it_is_asked_for() {
    let (old, new) = (copy_of("eksempel-bokmal-2026"), copy_of("eksempel-bokmal-2026"));
    let before = load_and_compose(old.path(), Edition::Utkast).unwrap();
    let base = base(&before);
    let path = texts(&before).remove(0);
    let text = value_at(&before.plan, &path).unwrap().as_str().unwrap().trim_end().to_string();
    let session = Session::open(new.path()).unwrap();
    let edit = Edit::Value { path, value: format!("{text} Dette er nytt.").into() };
    session.save(&session.propose(&[edit], Edition::Utkast).unwrap()).unwrap();
    let file = old.path().join("retta.docx");
    std::fs::write(&file, word(&load_and_compose(new.path(), Edition::Utkast).unwrap(), Some(&base))).unwrap();
    let (folder, file) = (old.path().to_str().unwrap(), file.to_str().unwrap());
    let list = said(&["hent", folder, file]);
    assert!(list.contains("plan.ron:") && list.contains("Dette er nytt.") && list.contains("uspora endring"), "{list}");
    assert!(list.contains("Ingenting er skrive."), "{list}");
    let json: serde_json::Value = serde_json::from_str(&said(&["hent", folder, file, "--format", "json"])).unwrap();
    assert_eq!(json["endringar"][0]["slag"], "endring");
    let taken = said(&["import", folder, file, "--skriv", "1"]);
    assert!(taken.contains("Tok inn 1 endring"), "{taken}");
    assert!(said(&["hent", folder, file]).contains("Alle endringane står i planen frå før."));
}

#[test]
fn a_redline_that_nobody_changed_has_no_changes() {
    let folder = copy_of("eksempel-bokmal-2026");
    let out = folder.path().join("ut");
    let (plan, out) = (folder.path().to_str().unwrap(), out.to_str().unwrap());
    said(&["bygg", plan, "--sidan", "0.1", "--format", "docx", "--ut", out]);
    let file = std::fs::read_dir(out).unwrap().next().unwrap().unwrap().path();
    assert!(said(&["hent", plan, file.to_str().unwrap()]).contains("Fann ingen endringar i teksten."));
}

#[test]
fn a_case_paper_is_no_plan_that_came_back() {
    let folder = copy_of("eksempel-bokmal-2026");
    let out = folder.path().join("ut");
    let (plan, out) = (folder.path().to_str().unwrap(), out.to_str().unwrap());
    said(&["bygg", plan, "--til", "sjøvik", "--saksframlegg", "--format", "docx", "--ut", out]);
    let files = std::fs::read_dir(out).unwrap().map(|file| file.unwrap().path());
    let is_paper = |path: &std::path::PathBuf| path.to_str().is_some_and(|path| path.contains("saksframlegg-"));
    let paper = files.into_iter().find(is_paper).unwrap();
    assert!(refused(&["hent", plan, paper.to_str().unwrap()]).contains("liknar ikkje på Word-fila til planen"));
}

/// A Word file, changed as a program that knows nothing of plans would.
pub mod edited {
    use std::io::{Read, Write};

    /// A file with another `word/document.xml`.
    pub fn document(bytes: &[u8], change: impl FnOnce(String) -> String) -> Vec<u8> {
        part(bytes, "word/document.xml", change)
    }

    /// A file with another part.
    pub fn part(bytes: &[u8], name: &str, change: impl FnOnce(String) -> String) -> Vec<u8> {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut made = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let mut change = Some(change);
        for at in 0..archive.len() {
            let mut own = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            own.read_to_end(&mut content).unwrap();
            if own.name() == name {
                content = change.take().unwrap()(String::from_utf8(content).unwrap()).into_bytes();
            }
            made.start_file(own.name(), zip::write::SimpleFileOptions::default()).unwrap();
            made.write_all(&content).unwrap();
        }
        made.finish().unwrap().into_inner()
    }

    /// The XML with other words for some of it, which must be there.
    pub fn replaced(xml: &str, old: &str, new: &str) -> String {
        assert!(xml.contains(old), "{old}");
        xml.replacen(old, new, 1)
    }

    /// The XML with some words in another look.
    pub fn restyled(xml: &str, words: &str, look: &str) -> String {
        let run = format!(
            "</w:t></w:r><w:r><w:rPr><w:{look}/></w:rPr><w:t>{words}</w:t></w:r><w:r><w:t xml:space=\"preserve\">"
        );
        replaced(xml, words, &run)
    }

    /// The XML with a paragraph as another before the paragraph that begins with some words.
    pub fn with_paragraph_before(xml: &str, words: &str, new: &str) -> String {
        let at = xml.find(words).unwrap_or_else(|| panic!("{words}"));
        let start = xml[..at].rfind("<w:p>").max(xml[..at].rfind("<w:p ")).unwrap();
        let properties = xml[start..at].find("</w:pPr>").unwrap() + "</w:pPr>".len();
        let paragraph = format!("{}<w:r><w:t>{new}</w:t></w:r></w:p>", &xml[start..start + properties]);
        format!("{}{paragraph}{}", &xml[..start], &xml[start..])
    }

    /// The XML with the row of a party in the table of approvals filled in.
    pub fn filled_in(xml: &str, party: &str, date: &str, case: &str) -> String {
        let table = xml.find("Dato for (politisk) godkjenning").unwrap();
        let row = table + xml[table..].find(party).unwrap();
        let rest = replaced(&replaced(&xml[row..], "………………", date), "………………", case);
        format!("{}{rest}", &xml[..row])
    }

    /// The file with a comment on the paragraph that has some words.
    pub fn commented(bytes: &[u8], words: &str, comment: &str) -> Vec<u8> {
        let own = document(bytes, |xml| {
            let mark = "</w:t></w:r><w:r><w:commentReference w:id=\"7\"/></w:r><w:r><w:t xml:space=\"preserve\">";
            replaced(&xml, words, &format!("{words}{mark}"))
        });
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
        let relation =
            format!("<Relationship Id=\"rIdm\" Type=\"{office}\" Target=\"merknader.xml\"/></Relationships>");
        let own = part(&own, "word/_rels/document.xml.rels", |xml| replaced(&xml, "</Relationships>", &relation));
        let mut archive = zip::ZipWriter::new_append(std::io::Cursor::new(own)).unwrap();
        archive.start_file("word/merknader.xml", zip::write::SimpleFileOptions::default()).unwrap();
        let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let text = format!(
            "<w:comments xmlns:w=\"{space}\"><w:comment w:id=\"7\" w:author=\"Kari\" w:date=\"2026-05-03T10:00:00Z\"><w:p><w:r><w:t>{comment}</w:t></w:r></w:p></w:comment></w:comments>"
        );
        archive.write_all(text.as_bytes()).unwrap();
        archive.finish().unwrap().into_inner()
    }

    /// The file without what the program put beside its text.
    pub fn without_base(bytes: &[u8]) -> Vec<u8> {
        part(bytes, "word/_rels/document.xml.rels", |xml| {
            replaced(&xml, "relationships/customXml", "relationships/anna")
        })
    }
}

const PLAN: &str = "vest-telemark-2025";

/// The plan's Word file.
pub fn file_of(folder: &Path) -> Vec<u8> {
    word(&load_and_compose(folder, Edition::Utkast).unwrap(), None)
}

fn saved(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    file.to_str().unwrap().to_string()
}

fn text_of(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn what_the_plan_would_be_wrong_with_is_told_and_the_rest_is_written() {
    let folder = copy_of(PLAN);
    let bytes = edited::document(&file_of(folder.path()), |xml| {
        let xml = edited::replaced(&xml, "koordinert innsats", "koordinert \u{1f600} innsats");
        edited::replaced(&xml, "greie for tiltak og aktivitetar", "greie for alle tiltak og aktivitetar")
    });
    let file = saved(folder.path(), "retta.docx", &bytes);
    let taken = said(&["hent", folder.path().to_str().unwrap(), &file, "--skriv"]);
    assert!(
        taken.contains("koordinert \u{1f600} innsats") && taken.contains("planen ville bli feil: teiknet"),
        "{taken}"
    );
    assert!(taken.contains("Tok inn 1 endring i "), "{taken}");
    let text = text_of(folder.path(), "plan.ron");
    assert!(text.contains("greie for alle tiltak") && !text.contains('\u{1f600}'));
}

#[test]
fn looks_that_two_want_otherwise_are_a_conflict_and_so_are_those_of_the_plan() {
    let folder = copy_of(PLAN);
    let own = file_of(folder.path());
    let words = "statleg medfinansiering";
    let look = |look: &str| edited::document(&own, |xml| edited::restyled(&xml, words, look));
    let (bold, italic) = (look("b"), look("i"));
    let open = |files: &[&Vec<u8>]| {
        let files: Vec<Returned> = files.iter().map(|bytes| returned((*bytes).clone())).collect();
        Intake::open(folder.path(), &files).unwrap()
    };
    let both = open(&[&bold, &italic, &own, &bold]);
    let against: Vec<_> = both.entries.iter().map(|entry| entry.against.is_some()).collect();
    assert_eq!((against, both.done), (vec![true, true], 1));
    assert!(both.propose(&[0, 1]).unwrap().is_none());
    drop(both);
    crate::support::replace(&folder.path().join("plan.ron"), words, &format!("**{words}**"));
    let now = open(&[&italic]);
    let Some(Outcome::Conflict(_)) = outcome(&now.entries[0]) else { panic!("{}", told(&now.entries[0])) };
    assert!(now.propose(&[0]).unwrap().is_none());
    drop(now);
    let same = open(&[&bold]);
    assert_eq!((same.entries.len(), same.done), (0, 1));
    drop(same);
    // Other words in the same paragraph don't take the look away either.
    let reworded = edited::document(&own, |xml| edited::replaced(&xml, words, "statlege midlar"));
    assert!(matches!(outcome(&open(&[&reworded]).entries[0]), Some(Outcome::Conflict(_))));
}

#[test]
fn three_files_that_want_three_things_are_all_in_conflict() {
    let folder = copy_of(PLAN);
    let own = file_of(folder.path());
    let with = |new: &str| returned(edited::document(&own, |xml| edited::replaced(&xml, "koordinert innsats", new)));
    let all = Intake::open(folder.path(), &["felles innsats", "samla innsats", "god innsats"].map(with)).unwrap();
    assert_eq!(all.entries.iter().filter(|entry| entry.against.is_some()).count(), 3);
}

#[test]
fn an_item_that_is_put_into_a_list_is_an_item_of_it_wherever_it_stands() {
    let folder = copy_of(PLAN);
    let bytes = edited::document(&file_of(folder.path()), |xml| {
        let xml = edited::with_paragraph_before(&xml, "Nye tiltak (med", "Heilt fyrst.");
        let xml = edited::with_paragraph_before(&xml, "Avslutta tiltak, men", "Midt inne.");
        edited::with_paragraph_before(&xml, "Gje betre grunnlag for", "Eit nytt punkt.")
    });
    let intake = open(folder.path(), bytes);
    let all: Vec<usize> = (0..intake.entries.len()).collect();
    intake.keep(&intake.propose(&all).unwrap().unwrap()).unwrap();
    drop(intake);
    let (plan, delmål) = (text_of(folder.path(), "plan.ron"), text_of(folder.path(), "delmaal-1-bustader.ron"));
    for item in ["1. Heilt fyrst.", "2. Nye tiltak", "3. Endring av", "4. Midt inne.", "5. Avslutta tiltak"] {
        assert!(plan.contains(item), "{item}");
    }
    assert!(delmål.contains("- Eit nytt punkt.\n"));
}

#[test]
fn words_in_the_place_of_words_of_another_language_are_of_that_language() {
    let folder = copy_of(PLAN);
    let marked = "[smart village thinking](språk:en) innsats";
    crate::support::replace(&folder.path().join("plan.ron"), "koordinert innsats", marked);
    let bytes = edited::document(&file_of(folder.path()), |xml| {
        edited::replaced(&xml, "smart village thinking", "smart rural village planning")
    });
    let intake = open(folder.path(), bytes);
    intake.keep(&intake.propose(&[0]).unwrap().unwrap()).unwrap();
    assert!(text_of(folder.path(), "plan.ron").contains("[smart rural village planning](språk:en) innsats"));
}

#[test]
fn decisions_that_are_filled_in_are_entered_and_what_is_not_clear_is_told() {
    let folder = copy_of(PLAN);
    let (plan, own) = (folder.path().to_str().unwrap(), file_of(folder.path()));
    let filled =
        |party: &str, date: &str, case: &str| edited::document(&own, |xml| edited::filled_in(&xml, party, date, case));
    for (date, expected) in [("…", "Datoen for vedtaket manglar"), ("til hausten", "forstår ikkje «til hausten»")]
    {
        let file = saved(folder.path(), "uklar.docx", &filled("Tokke kommune", date, "PS 91/25"));
        let list = said(&["hent", plan, &file, "--skriv"]);
        assert!(list.contains("vedtak: Tokke kommunestyre") && list.contains(expected), "{list}");
        assert!(!text_of(folder.path(), "plan.ron").contains("PS 91/25"), "{list}");
    }
    let file = saved(folder.path(), "tokke.docx", &filled("Tokke kommune", "17. juni 2025", "PS 91/25"));
    let other = saved(folder.path(), "anna.docx", &filled("Tokke kommune", "18. juni 2025", "PS 91/25"));
    assert_eq!(said(&["hent", plan, &file, &other]).matches("! Konflikt: ").count(), 2);
    let taken = said(&["hent", plan, &file, "--skriv"]);
    assert!(taken.contains("vedtak: Tokke kommunestyre 17. juni 2025"), "{taken}");
    assert!(taken.contains("Tok vare på versjon 6.0"), "{taken}");
    assert!(text_of(folder.path(), "plan.ron").contains("(dato: \"2025-06-17\", sak: \"PS 91/25\", versjon: \"6.0\")"));
    assert!(said(&["hent", plan, &file]).contains("Alle endringane står i planen frå før."));
    // What was decided is not changed from Word.
    let list = said(&["hent", plan, &other, "--skriv"]);
    assert!(list.contains("Konflikt: planen har alt «vedteke» 17. juni 2025"), "{list}");
    assert!(!text_of(folder.path(), "plan.ron").contains("2025-06-18\", sak"));
}

#[test]
fn comments_are_kept_beside_what_they_are_on_once_and_all_else_stays() {
    let folder = copy_of(PLAN);
    let plan = folder.path().to_str().unwrap();
    let bytes = edited::commented(&file_of(folder.path()), "koordinert innsats", "Er dette rett?");
    let file = saved(folder.path(), "merknad.docx", &bytes);
    let before = text_of(folder.path(), "plan.ron");
    assert!(said(&["hent", plan, &file, "--merknader"]).contains("Tok inn 1 merknad i "));
    let after = text_of(folder.path(), "plan.ron");
    let is_comment = |line: &&str| line.trim() == "// Merknad frå Kari, 3. mai 2026: Er dette rett?";
    assert_eq!(after.lines().filter(is_comment).count(), 1);
    assert_eq!(after.lines().filter(|line| !is_comment(line)).collect::<Vec<_>>(), before.lines().collect::<Vec<_>>());
    let lines: Vec<&str> = after.lines().collect();
    let at = lines.iter().position(is_comment).unwrap();
    assert!(lines[at + 1].trim_start().starts_with("Tekst("), "{}", lines[at + 1]);
    assert!(said(&["hent", plan, &file, "--merknader"]).contains("Alle merknadene står i filene frå før."));
    assert_eq!(text_of(folder.path(), "plan.ron"), after);
}

#[test]
fn a_file_without_its_base_is_compared_with_the_kept_version_that_it_says_it_is() {
    let folder = copy_of(PLAN);
    let plan = folder.path().to_str().unwrap();
    let bytes = edited::without_base(&edited::document(&file_of(folder.path()), |xml| {
        edited::replaced(&xml, "koordinert innsats", "felles innsats")
    }));
    let file = saved(folder.path(), "retta.docx", &bytes);
    let list = said(&["hent", plan, &file]);
    assert!(list.contains("er samanlikna med planen slik han er no."), "{list}");
    let copy = folder.path().join("versjonar/6.0");
    std::fs::create_dir_all(&copy).unwrap();
    for own in std::fs::read_dir(folder.path()).unwrap().map(|own| own.unwrap().path()).filter(|own| own.is_file()) {
        std::fs::copy(&own, copy.join(own.file_name().unwrap())).unwrap();
    }
    let change = "greie for alle tiltak og aktivitetar";
    crate::support::replace(&folder.path().join("plan.ron"), "greie for tiltak og aktivitetar", change);
    let list = said(&["hent", plan, &file]);
    assert!(list.contains("er samanlikna med versjon 6.0, som er teken vare på."), "{list}");
    // What the plan has changed since is not changed back.
    assert!(list.contains("felles innsats") && !list.contains("alle tiltak"), "{list}");
    assert!(refused(&["hent", plan, &file, "--skriv"]).contains("vel nummera"));
}

/// The Word file of a plan with many texts changed, in all its files.
fn much_changed(most: usize) -> (tempfile::TempDir, Vec<u8>) {
    let (old, new) = (copy_of(PLAN), copy_of(PLAN));
    let before = load_and_compose(old.path(), Edition::Utkast).unwrap();
    let session = Session::open(new.path()).unwrap();
    let paths = texts(&before);
    let step = (paths.len() / most).max(1);
    let edits: Vec<Edit> = paths
        .iter()
        .step_by(step)
        .take(most)
        .map(|path| {
            let text = value_at(session.plan(), path).unwrap().as_str().unwrap().to_string();
            Edit::Value { path: path.clone(), value: format!("{} Og dette er nytt.", text.trim_end()).into() }
        })
        .collect();
    session.save(&session.propose(&edits, Edition::Utkast).unwrap()).unwrap();
    (old, word(&load_and_compose(new.path(), Edition::Utkast).unwrap(), Some(&base(&before))))
}

#[test]
fn a_hundred_changes_are_read_in_a_moment() {
    let (old, bytes) = much_changed(100);
    let start = std::time::Instant::now();
    let intake = open(old.path(), bytes);
    let taken = start.elapsed();
    let count = intake.entries.iter().filter(|entry| entry.can_be_taken()).count();
    assert!(count > 60, "{count}");
    // A second, and room for machines that have much else to do.
    assert!(taken < std::time::Duration::from_secs(5), "{taken:?} for {count}");
}

#[test]
fn a_run_that_is_cut_off_while_it_takes_changes_in_tears_nothing() {
    let (plan, bytes) = much_changed(12);
    let folder = plan.path();
    let outside = tempfile::tempdir().unwrap();
    let file = saved(outside.path(), "retta.docx", &bytes);
    let names = ["plan.ron", "delmaal-1-bustader.ron"];
    let now = || names.map(|name| text_of(folder, name));
    let old = now();
    let start = std::time::Instant::now();
    said(&["hent", folder.to_str().unwrap(), &file, "--skriv"]);
    let whole = start.elapsed();
    let new = now();
    assert!(old.iter().zip(&new).all(|(old, new)| old != new));
    let mut seen = std::collections::BTreeSet::new();
    for round in 0..60 {
        names.iter().zip(&old).for_each(|(name, text)| std::fs::write(folder.join(name), text).unwrap());
        crate::life::cut_off(&["hent", &file, "--skriv"], folder, whole * round / 45);
        let each: Vec<bool> = now()
            .iter()
            .zip(old.iter().zip(&new))
            .map(|(now, (old, new))| {
                assert!(now == old || now == new, "torn in round {round}");
                now == new
            })
            .collect();
        seen.insert(each);
        // What was cut off between two files is finished by the next run.
        drop(Session::open_locked(folder).unwrap());
        let after = now();
        assert!(after == old || after == new, "half of it in round {round}");
    }
    assert!(seen.len() > 1, "every round ended alike");
}
