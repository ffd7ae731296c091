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
