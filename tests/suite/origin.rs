//! Every word that comes from the data knows where in the data it stands, and every text of a plan that is printed is found
//! in some document.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path as Folder;

use handlingsplan::compose::compose;
use handlingsplan::data::edits::{Edit, apply_to_files};
use handlingsplan::data::file_text::FileText;
use handlingsplan::data::{OpenFiles, PLAN_FILE, load_with};
use handlingsplan::document::{Anchor, BREAK, Block, Document, HARD_SPACE, Origin, OriginRole, Run, Text};
use handlingsplan::edition::Edition;
use handlingsplan::html;
use handlingsplan::make::build::{LoadedPlan, load_and_check};
use handlingsplan::paper::look::Look;
use handlingsplan::plan::texts::texts;
use handlingsplan::plan::{Part, Path, Plan, Step};

use serde_json::Value;

use crate::support::{PLANS, plan, stress_plan};

/// Every document of a plan: each edition, and the copy for each party.
fn documents(folder: &Folder) -> (Plan, Vec<Document>) {
    let checked = load_and_check(folder, Edition::Utkast);
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
    let data = serde_json::to_value(plan).unwrap();
    let mut printed: BTreeSet<Path> = BTreeSet::new();
    for document in documents {
        for run in document.texts().iter().flat_map(|text| &text.0) {
            let Some(origin) = &run.origin else { continue };
            printed.insert(origin.path.clone());
            assert_named(name, (plan, &data), run, origin);
            if origin.is_generated() {
                assert!(value_at(&data, &origin.path).is_some(), "{name}: {origin:?} of «{}»", run.text);
                continue;
            }
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

/// What names a party is its id, and what names anything is a value.
fn assert_named(name: &str, (plan, data): (&Plan, &Value), run: &Run, origin: &Origin) {
    let Some(by) = &origin.by else { return };
    let named = value_at(data, by);
    assert!(origin.role == OriginRole::Named && named.is_some(), "{name}: {origin:?} of «{}»", run.text);
    if let Some(party) = party_at(plan, &origin.path) {
        assert_eq!(named.and_then(Value::as_str), Some(party.id.as_str()), "{name}: {origin:?} of «{}»", run.text);
    }
}

/// The party whose name stands at a path.
fn party_at<'p>(plan: &'p Plan, path: &Path) -> Option<&'p Part> {
    plan.walk().partar().find(|(_, own)| *path == own.field("namn")).map(|(party, _)| party)
}

/// The value at a path in a plan's own data; what a group leaves out has the value that goes without saying.
fn value_at<'v>(data: &'v Value, path: &Path) -> Option<&'v Value> {
    let root = match path.file {
        0 => &data["hovud"],
        file => &data["delmål"][file - 1],
    };
    path.steps().iter().try_fold(root, |value, step| match step {
        Step::Field(name) => value.get(name.as_ref()),
        // What a word of the data has in parentheses is its own value.
        Step::Index(index) => value.get(index).or_else(|| value.as_object()?.values().next()),
        Step::Key(key) => value.get(key.to_string()),
    })
}

/// Why a text of the plan need not be printed.
fn exempt(plan: &Plan, path: &Path) -> Option<&'static str> {
    let steps = path.to_string();
    let tiltak = |steps: &str| -> Option<usize> {
        steps.strip_prefix("tiltak[")?.split(']').next()?.parse().ok().filter(|_| path.file > 0)
    };
    if let Some(own) = tiltak(&steps).map(|index| &plan.delmål[path.file - 1].tiltak[index]) {
        if own.has_ended() {
            return Some("it has ended, and only its title and what it gave are told");
        }
        if !plan.has_predecessor() && steps.contains("rullering") {
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

/// The editions that are looked at when words are replaced.
const REPLACED_IN: [Edition; 2] = [Edition::Utkast, Edition::Politisk];

/// In how many places of a plan words are replaced, at most: in all of the small plans, in a sample of the large.
const MOST_REPLACED: usize = 110;

/// Values whose own words are printed, each with the bytes of a word in it, run by run.
fn own_words(plan: &Plan, documents: &[Document]) -> BTreeSet<(Path, usize, usize)> {
    let values: BTreeMap<Path, &str> = texts(plan).into_iter().map(|text| (text.path, text.text)).collect();
    let mut all = BTreeSet::new();
    for run in documents.iter().flat_map(Document::texts).flat_map(|text| text.0) {
        let Some(origin) = run.origin.filter(|origin| origin.role == OriginRole::Own) else { continue };
        let word = origin.pieces.iter().find_map(|piece| {
            let words = &values[&origin.path][piece.range.clone()];
            let start = words.find(char::is_alphabetic)?;
            let end = words[start..].find(|c: char| !c.is_alphabetic()).map_or(words.len(), |at| start + at);
            Some((piece.range.start + start, piece.range.start + end))
        });
        all.extend(word.map(|(start, end)| (origin.path, start, end)));
    }
    all
}

/// The values that are changed with one. Bodies of one name are of one kind, which tables have a column for: all of them get
/// another name at once. `None` if more follows from the words than other words.
fn changed_with(plan: &Plan, path: &Path) -> Option<Vec<Path>> {
    let field = |path: &Path| match path.parent() {
        Some((Step::Field(name), _)) => name.into_owned(),
        _ => String::new(),
    };
    let all = texts(plan);
    let own = all.iter().find(|text| text.path == *path)?;
    match field(path).as_str() {
        // A short name is explained where the plan's texts have it.
        "kort" => None,
        "organ" => {
            let same = all.iter().filter(|text| field(&text.path) == "organ" && text.text == own.text);
            Some(same.map(|text| text.path.clone()).collect())
        }
        _ => Some(vec![path.clone()]),
    }
}

/// A plan with another word in some of its values, as it is loaded when the files are open in an editor.
fn with_other_words(folder: &Folder, plan: &Plan, paths: &[Path], range: Range<usize>, word: &str) -> Plan {
    let names = [PLAN_FILE].into_iter().chain(plan.hovud.delmål.iter().map(String::as_str));
    let read = |name: &str| FileText::read(std::fs::read(folder.join(name)).unwrap()).unwrap();
    let mut files = names.map(|name| (name.to_string(), read(name))).collect();
    let edits = paths.iter().map(|path| Edit::Words { path: path.clone(), range: range.clone(), words: word.into() });
    apply_to_files(&mut files, &edits.collect::<Vec<_>>()).unwrap();
    let open: OpenFiles = files.into_iter().map(|(name, text)| (name, text.bytes())).collect();
    load_with(folder, &open).plan.unwrap_or_else(|found| panic!("{paths:?}: {found:?}"))
}

/// What a document says text by text, without the runs of some values, however spaces are set.
fn without(document: &Document, paths: &[Path]) -> Vec<Vec<Run>> {
    let is_other = |run: &Run| run.origin.as_ref().is_none_or(|origin| !paths.contains(&origin.path));
    // An anchor is made of a title.
    let plain = |run: Run| Run { text: run.text.replace(BREAK, "").replace(HARD_SPACE, " "), link: None, ..run };
    let texts = document.texts().into_iter();
    texts.map(|text| text.0.into_iter().filter(is_other).map(plain).collect()).collect()
}

#[test]
fn other_words_in_a_value_are_other_words_in_its_runs_alone() {
    for name in PLANS {
        let folder = plan(name);
        let before = LoadedPlan::read(&folder);
        let own = before.plan.as_ref().unwrap();
        let composed = |plan: &Plan| REPLACED_IN.map(|edition| compose(plan, &before.pictures, edition, None));
        let old = composed(own);
        let words = own_words(own, &old);
        for (path, start, end) in words.iter().step_by(words.len().div_ceil(MOST_REPLACED)) {
            let Some(paths) = changed_with(own, path) else { continue };
            let word = &texts(own).into_iter().find(|text| text.path == *path).unwrap().text[*start..*end];
            // It begins and ends as the other: a capital and an ending stay.
            let (first, rest) = word.split_at(word.chars().next().unwrap().len_utf8());
            let new = with_other_words(&folder, own, &paths, *start..*end, &format!("{first}annleis{rest}"));
            let new = composed(&new);
            assert!(old.iter().zip(&new).any(|(old, new)| old.texts() != new.texts()), "{name}: {path}: «{word}»");
            for (old, new) in old.iter().zip(&new) {
                let (old, new) = (without(old, &paths), without(new, &paths));
                assert_eq!(old.len(), new.len(), "{name}: {path}: «{word}»");
                for (old, new) in old.iter().zip(&new) {
                    assert_eq!(old, new, "{name}: {path}: «{word}»");
                }
            }
        }
    }
}

#[test]
fn no_word_in_a_cell_renames_a_party() {
    for name in PLANS {
        let (own, documents) = documents(&plan(name));
        let mut named = 0;
        for block in documents.iter().flat_map(|document| &document.blocks) {
            let explains = matches!(block, Block::Table(table) if table.anchor == Some(Anchor::abbreviations()));
            block.clone().for_each_text_mut(&mut |text| {
                for origin in text.0.iter().filter_map(|run| run.origin.as_ref()) {
                    if party_at(&own, &origin.path).is_some() {
                        assert!(explains || origin.role == OriginRole::Named, "{name}: {origin:?}");
                        named += usize::from(origin.by.is_some());
                    }
                }
            });
        }
        assert!(named > 0, "{name}");
    }
}

/// Which values the runs of texts come from.
fn paths(texts: &[Text]) -> BTreeSet<&Path> {
    texts.iter().flat_map(|text| &text.0).filter_map(|run| Some(&run.origin.as_ref()?.path)).collect()
}

#[test]
fn every_writer_gets_the_origins() {
    for name in PLANS {
        let made = crate::support::compose(name, Edition::Politisk);
        let (texts, on_paper) = (made.document.texts(), made.paged().document().texts());
        assert!(paths(&texts).len() > 20, "{name}");
        assert_eq!(paths(&texts), paths(&on_paper), "{name}");
        // The template makes no difference between runs that look alike.
        let plain = made.paged().without_origins();
        assert!(!serde_json::to_string(&plain).unwrap().contains("\"origin\""), "{name}");
        let words = |texts: &[Text]| texts.iter().map(Text::words).collect::<Vec<_>>();
        assert_eq!(words(&plain.document().texts()), words(&on_paper), "{name}");
        let page = |origins| {
            let options = html::Options { origins, ..html::Options::default() };
            html::write(&made.document, &made.pictures, &Look::default(), &options)
        };
        assert!(!page(false).contains("data-origin"), "{name}");
        let with = page(true);
        for path in paths(&made.document.blocks.iter().flat_map(texts_of).collect::<Vec<_>>()) {
            let path = serde_json::to_string(path).unwrap().replace('"', "&quot;");
            assert!(with.contains(&format!("&quot;path&quot;:{path}")), "{name}: {path}");
        }
    }
}

fn texts_of(block: &Block) -> Vec<Text> {
    let mut texts = Vec::new();
    block.clone().for_each_text_mut(&mut |text| texts.push(text.clone()));
    texts
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
    let before = LoadedPlan::read(&plan("eksempel-bokmal-2026"));
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
        let plan = load_and_check(&plan(name), Edition::Utkast).plan.unwrap();
        let known: BTreeSet<&str> = texts(&plan).iter().map(|text| text.text).collect();
        let mut waiting = vec![(String::new(), serde_json::to_value(&*plan).unwrap())];
        while let Some((field, value)) = waiting.pop() {
            match value {
                Value::String(text) => {
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
                Value::Array(items) => waiting.extend(items.into_iter().map(|item| (field.clone(), item))),
                Value::Object(fields) => waiting.extend(fields),
                _ => {}
            }
        }
    }
}
