//! Changes of the data's text: any string of any file, however the file is written, with all else byte for byte as it was.

use std::collections::BTreeMap;
use std::fs;

use handlingsplan::data::edit::FileText;
use handlingsplan::data::{OpenFiles, load_with};
use handlingsplan::make::change::{Change, ChangeError};
use handlingsplan::plan::texts::texts;
use handlingsplan::plan::{Path, Plan};
use unicode_normalization::UnicodeNormalization;

use crate::support::{PLANS, copy_of};

/// How a file is written otherwise.
type Way = fn(&str) -> String;

/// The ways in which a file may be written that load the same.
const WAYS: [(&str, Way); 5] = [
    ("as it is", |text| text.to_string()),
    ("with a mark and Windows line ends", |text| format!("\u{feff}{}", text.replace('\n', "\r\n"))),
    ("with letters taken apart", |text| text.nfd().collect()),
    ("with more hashes", |text| text.replace("r#\"", "r###\"").replace("\"#", "\"###")),
    ("with escapes", |text| {
        // Only within plain strings on one line: names and comments have no escapes.
        let line = |line: &str| match (line.matches('"').count(), line.split_once('"')) {
            (2, Some((before, rest))) if !line.contains("//") && !line.contains('#') => {
                let (inside, after) = rest.split_once('"').unwrap();
                format!("{before}\"{}\"{after}", inside.replace('å', "\\u{e5}").replace('ø', "\\u{f8}"))
            }
            _ => line.to_string(),
        };
        text.split('\n').map(line).collect::<Vec<_>>().join("\n")
    }),
];

fn loaded(folder: &std::path::Path, open: &OpenFiles) -> Plan {
    load_with(folder, open).plan.unwrap_or_else(|findings| panic!("{findings:?}"))
}

/// Every text of a plan by its path.
fn values(plan: &Plan) -> BTreeMap<Path, String> {
    texts(plan).into_iter().map(|text| (text.path, text.text.to_string())).collect()
}

/// What a text says, however its letters and line ends are written.
fn said(text: &str) -> String {
    text.replace("\r\n", "\n").nfc().collect()
}

#[test]
fn any_string_of_any_file_is_found_and_replaced() {
    let mut replaced = 0;
    for name in PLANS {
        let folder = copy_of(name);
        for (way, write) in WAYS {
            let files: Vec<String> = load_with(folder.path(), &OpenFiles::new())
                .sources
                .files
                .iter()
                .map(|file| file.file.clone())
                .collect();
            let written = |file: &String| write(&fs::read_to_string(folder.path().join(file)).unwrap()).into_bytes();
            let open: OpenFiles = files.iter().map(|file| (file.clone(), written(file))).collect();
            let plan = loaded(folder.path(), &open);
            let values = values(&plan);
            assert!(plan == loaded(folder.path(), &OpenFiles::new()), "{name} {way}");
            // Every path leads to its very string.
            for (path, value) in values.iter().filter(|_| way != "with escapes") {
                let bytes = &open[&files[path.file]];
                let place = FileText::read(bytes.clone()).unwrap().place(path, &(0..value.len())).unwrap();
                assert_eq!(said(std::str::from_utf8(&bytes[place]).unwrap()), *value, "{name} {way}: {path}");
            }
            // A few of many: each is another kind of text in another place.
            for (number, (path, value)) in values.iter().enumerate().filter(|(number, _)| number % 9 == 4) {
                let bytes = &open[&files[path.file]];
                let text = FileText::read(bytes.clone()).unwrap();
                let ends: Vec<usize> = value.char_indices().map(|(at, _)| at).chain([value.len()]).collect();
                let (from, to) = (ends[ends.len() / 3], ends[ends.len() - 1 - ends.len() / 4]);
                let place = text.place(path, &(from..to)).unwrap_or_else(|_| panic!("{name} {way}: {path}"));
                assert_eq!(text.path_at(path.file, place.start), *path, "{name} {way}");
                let stands = std::str::from_utf8(&bytes[place.clone()]).unwrap();
                if way != "with escapes" {
                    assert_eq!(said(stands), value[from..to], "{name} {way}: {path}");
                }
                let words = ["Ny «ord» ", "x", "\"#", "å\u{a0}b"][number % 4];
                let mut changed = text.clone();
                changed.replace(path, &(from..to), words).unwrap();
                let mut open = open.clone();
                open.insert(files[path.file].clone(), changed.bytes());
                let after = load_with(folder.path(), &open)
                    .plan
                    .unwrap_or_else(|found| panic!("{name} {way} {path}: {found:?}"));
                let expected = format!("{}{words}{}", &value[..from], &value[to..]);
                let others = |plan: &Plan| {
                    let mut all = self::values(plan);
                    (all.remove(path), all)
                };
                let (own, rest) = others(&after);
                assert_eq!(own.as_deref(), Some(expected.as_str()), "{name} {way}: {path}");
                assert!(rest == others(&plan).1, "{name} {way}: {path}");
                // Nothing before and after it is touched, but the hashes that keep a string open.
                let bare = |bytes: &[u8]| bytes.iter().copied().filter(|byte| *byte != b'#').collect::<Vec<u8>>();
                let made = bare(&changed.bytes());
                assert!(made.starts_with(&bare(&bytes[..place.start])), "{name} {way}: {path}");
                assert!(made.ends_with(&bare(&bytes[place.end..])), "{name} {way}: {path}");
                replaced += 1;
            }
        }
    }
    assert!(replaced > 200, "{replaced}");
}

#[test]
fn what_is_added_and_taken_out_again_leaves_the_file_as_it_was() {
    for name in PLANS {
        let bytes = fs::read(crate::support::plan(name).join("plan.ron")).unwrap();
        for list in ["partar", "logg", "framside"] {
            let path = Path::hovud().field(list);
            let count = (0..)
                .find(|index| FileText::read(bytes.clone()).unwrap().remove(&path.index(*index)).is_err())
                .unwrap();
            let mut file = FileText::read(bytes.clone()).unwrap();
            file.append(&path, "\"mellombels\"").unwrap();
            assert!(file.bytes() != bytes);
            file.remove(&path.index(count)).unwrap();
            assert!(file.bytes() == bytes, "{name}: {list}");
        }
    }
}

#[test]
fn a_change_that_brings_an_error_is_refused_with_it() {
    let folder = copy_of("ny-plan");
    let before = fs::read(folder.path().join("plan.ron")).unwrap();
    let mut change = Change::open(folder.path()).unwrap();
    let path = Path::hovud().field("framside").index(0);
    change.file(0).unwrap().replace(&path, &(0..1), "x").unwrap();
    let refused = change.write(None);
    assert!(matches!(&refused, Err(ChangeError::Wrong { code: "HP011", .. })), "{refused:?}");
    assert!(fs::read(folder.path().join("plan.ron")).unwrap() == before);
    // A text that is not RON any more, and one that is fine, in another file.
    let mut change = Change::open(folder.path()).unwrap();
    change.file(0).unwrap().set(&path, "(").unwrap();
    assert!(matches!(change.write(None), Err(ChangeError::Wrong { code: "HP003", .. })));
    let mut change = Change::open(folder.path()).unwrap();
    let title = Path::delmål(0).field("tittel");
    change.file(1).unwrap().replace(&title, &(0..6), "Gode").unwrap();
    change.write(None).unwrap();
    let text = fs::read_to_string(folder.path().join("delmaal-1.ron")).unwrap();
    assert!(text.contains("tittel: \"Gode bustader\""), "{text}");
}
