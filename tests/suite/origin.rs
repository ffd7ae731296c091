//! Every word that comes from the data knows where in the data it stands, and every text of a plan that is printed is found
//! in some document.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path as Folder;

use handlingsplan::compose::compose;
use handlingsplan::document::{Anchor, BREAK, Block, Document, HARD_SPACE, Origin, Run};
use handlingsplan::edition::Edition;
use handlingsplan::make::build::{Opened, checked};
use handlingsplan::plan::texts::texts;
use handlingsplan::plan::{Path, Plan};

use crate::support::{PLANS, plan, stress_plan};

/// Every document of a plan: each edition, and the copy for each party.
fn documents(folder: &Folder) -> (Plan, Vec<Document>) {
    let checked = checked(folder, Edition::Utkast);
    let plan = checked.plan.unwrap_or_else(|| panic!("{:?}", checked.findings));
    let editions = Edition::ALL.map(|edition| compose(&plan, &checked.pictures, edition, None));
    let parties = plan.hovud.handsaming.iter().map(|own| &own.part);
    let copies = parties.map(|id| compose(&plan, &checked.pictures, Edition::Politisk, Some(id)));
    let all = editions.into_iter().chain(copies).collect();
    (Plan::clone(&plan), all)
}

/// What is said, however spaces and capitals are set.
fn said(text: &str) -> String {
    let spaced = text.replace(BREAK, "").replace(HARD_SPACE, " ");
    let ends = |c: char| if text.starts_with(c) { " " } else { "" };
    let start = ends(' ').to_owned() + ends('\n');
    start.trim_end().to_owned() + &spaced.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The words of the data at an origin.
fn at(values: &BTreeMap<Path, &str>, origin: &Origin) -> Option<String> {
    let value = values.get(&origin.path)?;
    let pieces = origin.pieces.iter().map(|piece| value.get(piece.range.clone()));
    pieces.collect()
}

fn assert_origins(name: &str, plan: &Plan, documents: &[Document]) {
    let values: BTreeMap<Path, &str> = texts(plan).into_iter().map(|text| (text.path, text.text)).collect();
    let mut printed: BTreeSet<Path> = BTreeSet::new();
    for document in documents {
        for run in document.texts().iter().flat_map(|text| &text.0) {
            let Some(origin) = &run.origin else { continue };
            printed.insert(origin.path.clone());
            let words = at(&values, origin).unwrap_or_else(|| panic!("{name}: {origin:?} of «{}»", run.text));
            assert_eq!(said(&run.text), said(&words), "{name}: {}", origin.path);
            let places: Vec<usize> = origin.pieces.iter().map(|piece| piece.at).collect();
            assert!(places.is_sorted() && places[0] == 0, "{name}: {origin:?}");
        }
    }
    for text in texts(plan) {
        let why = exempt(plan, &text.path);
        let is_printed = printed.contains(&text.path);
        assert!(is_printed || why.is_some(), "{name}: {} is printed nowhere: «{}»", text.path, text.text);
    }
}

/// Why a text of the plan need not be printed.
fn exempt(plan: &Plan, path: &Path) -> Option<&'static str> {
    let steps = path.to_string();
    let tiltak = |steps: &str| -> Option<usize> {
        steps.strip_prefix("tiltak[")?.split(']').next()?.parse().ok().filter(|_| path.file > 0)
    };
    if let Some(own) = tiltak(&steps).map(|index| &plan.delmål[path.file - 1].tiltak[index]) {
        if own.avslutta() {
            return Some("it has ended, and only its title and what it gave are told");
        }
        if !plan.følgjer_ein_annan() && steps.contains("rullering") {
            return Some("the first plan gives no account");
        }
        let cell = if steps.contains("hovudansvarleg") { &own.hovudansvarleg } else { &own.samarbeidspartar };
        if steps.ends_with("tillegg") && cell.ordlyd.is_some() {
            return Some("the row's own words are printed instead");
        }
    }
    if path.file > 0 {
        return None;
    }
    let part = steps.strip_prefix("partar[").and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
    match steps.as_str() {
        own if own.starts_with("emneord") => Some("it stands in the files' metadata"),
        own if own.ends_with("logo.alt") => Some("it is said instead of the picture"),
        own if own.ends_with(".kort") => Some("it is for the program's own messages"),
        own if own.contains("vedtak") => Some("decisions on another year's plan are not printed, nor is their version"),
        _ if part.is_some() => Some("a party whose name every row says otherwise, or that nothing refers to"),
        _ => None,
    }
}

#[test]
fn every_origin_says_the_words_that_stand_there() {
    for name in PLANS {
        let (own, documents) = documents(&plan(name));
        assert_origins(name, &own, &documents);
    }
    let stress = stress_plan();
    let (own, documents) = documents(stress.path());
    assert_origins("stress", &own, &documents);
}

#[test]
fn origins_hold_in_plans_with_every_kind_of_markup() {
    let folder = crate::support::copy_of("ny-plan");
    let file = folder.path().join("delmaal-1.ron");
    let prose = "Her **står *kvifor*** delmålet\n          er viktig, R&D \\# og [](#pkt-2); [*sjå* her](#kartlegging) og \
                 [Powered by](språk:en) 1 250 000 kr.\n\n        - eit\tpunkt https://example.org/å.\n          held fram\n\n        \
                 1. to\n           - tre";
    crate::support::replace(&file, "Her står kvifor delmålet er viktig.", prose);
    let (own, documents) = documents(folder.path());
    assert_origins("markup", &own, &documents);
    // Emphasis, links and languages part the text, and each part is found.
    let runs: Vec<Run> = documents[0]
        .texts()
        .into_iter()
        .flat_map(|text| text.0)
        .filter(|run| run.origin.as_ref().is_some_and(|origin| origin.path.to_string() == "innleiing"))
        .collect();
    let words: Vec<&str> = runs.iter().map(|run| run.text.as_str()).collect();
    for expected in ["står ", "kvifor", "sjå", "Powered by", "https://example.org/å", "tre"] {
        assert!(words.contains(&expected), "{expected} in {words:?}");
    }
}

#[test]
fn a_document_is_read_back_from_its_json() {
    for name in PLANS {
        let (_, documents) = documents(&plan(name));
        for document in documents {
            let json = serde_json::to_string(&document).unwrap();
            assert!(serde_json::from_str::<Document>(&json).unwrap() == document, "{name}");
        }
    }
}

/// The anchors of a document's headings with their words.
fn anchors(document: &Document) -> Vec<(Anchor, String)> {
    let headings = document.all_blocks().filter_map(|block| match block {
        Block::Heading(heading) => Some((heading.anchor.clone(), heading.title.words())),
        _ => None,
    });
    headings.collect()
}

#[test]
fn what_is_put_in_before_it_changes_no_anchor() {
    let before = Opened::read(&plan("eksempel-bokmal-2026"));
    let mut changed = before.plan.as_deref().unwrap().clone();
    let composed = |plan: &Plan| anchors(&compose(plan, &before.pictures, Edition::Kdd, None));
    let old = composed(&changed);
    let own = changed.delmål[0].tiltak[0].bolkar.clone();
    changed.delmål[0].tiltak[0]
        .bolkar
        .insert(0, handlingsplan::plan::Bolk { overskrift: "Noko nytt".into(), ..own[0].clone() });
    let innhald = &mut changed.hovud.seksjonar[1].innhald;
    innhald.insert(0, handlingsplan::plan::Innhald::Mellomtittel("Noko heilt nytt".into()));
    let new = composed(&changed);
    assert_eq!(new.len(), old.len() + 2);
    for heading in old {
        assert!(new.contains(&heading), "{heading:?}");
    }
}

#[test]
fn every_field_of_a_plan_that_is_text_is_among_its_texts() {
    for name in PLANS {
        let plan = checked(&plan(name), Edition::Utkast).plan.unwrap();
        let known: BTreeSet<&str> = texts(&plan).iter().map(|text| text.text).collect();
        let mut waiting = vec![(String::new(), serde_json::to_value(&*plan).unwrap())];
        while let Some((field, value)) = waiting.pop() {
            match value {
                serde_json::Value::String(text) => {
                    // Ids, names of files, dates, and what is one of a few words.
                    let other = [
                        "id",
                        "part",
                        "partar",
                        "framside",
                        "avtalepartar",
                        "under",
                        "fil",
                        "førre",
                        "delmål",
                        "dato",
                        "planlagt",
                        "medlemmer",
                        "status",
                    ];
                    let choice =
                        ["språk", "omslag", "rolle", "utfall", "relasjon", "eining", "kjelde", "innhald", "kortnamn"];
                    let more = ["Tiltak", "saman_med", "rullering"];
                    let is_text = ![&other[..], &choice, &more].concat().contains(&field.as_str());
                    assert!(!is_text || known.contains(text.as_str()), "{name}: {field}: {text}");
                }
                serde_json::Value::Array(items) => waiting.extend(items.into_iter().map(|item| (field.clone(), item))),
                serde_json::Value::Object(fields) => waiting.extend(fields),
                _ => {}
            }
        }
    }
}
