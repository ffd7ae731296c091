//! Changes of the data's text: any string of any file, however the file is written, with all else byte for byte as it was.

use std::collections::BTreeMap;
use std::fs;

use handlingsplan::data::edits::{Edit, EditError, apply_to_files, apply_to_plan, edits_between};
use handlingsplan::data::file_text::FileText;
use handlingsplan::data::positions::{ColumnUnit, Positions};
use handlingsplan::data::{OpenFiles, load_with};
use handlingsplan::edition::Edition;
use handlingsplan::make::session::{Session, SessionError};
use handlingsplan::plan::texts::texts;
use handlingsplan::plan::{Formål, Path, Plan, Prosa};
use unicode_normalization::UnicodeNormalization;

use crate::differences::edited_plans;
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
                let place =
                    FileText::read(bytes.clone()).unwrap().string_map(path).unwrap().raw_range(&(0..value.len()));
                assert_eq!(said(std::str::from_utf8(&bytes[place]).unwrap()), *value, "{name} {way}: {path}");
            }
            // A few of many: each is another kind of text in another place.
            for (number, (path, value)) in values.iter().enumerate().filter(|(number, _)| number % 9 == 4) {
                let bytes = &open[&files[path.file]];
                let text = FileText::read(bytes.clone()).unwrap();
                let ends: Vec<usize> = value.char_indices().map(|(at, _)| at).chain([value.len()]).collect();
                let (from, to) = (ends[ends.len() / 3], ends[ends.len() - 1 - ends.len() / 4]);
                let map = text.string_map(path).unwrap_or_else(|_| panic!("{name} {way}: {path}"));
                let place = map.raw_range(&(from..to));
                assert_eq!(text.path_at(path.file, place.start), *path, "{name} {way}");
                let stands = std::str::from_utf8(&bytes[place.clone()]).unwrap();
                if way != "with escapes" {
                    assert_eq!(said(stands), value[from..to], "{name} {way}: {path}");
                }
                let words = ["Ny «ord» ", "x", "\"#", "å\u{a0}b"][number % 4];
                let edit = Edit::Words { path: path.clone(), range: from..to, words: words.into() };
                let mut made: Vec<(String, FileText)> =
                    files.iter().map(|file| (file.clone(), FileText::read(open[file].clone()).unwrap())).collect();
                apply_to_files(&mut made, &[edit]).unwrap_or_else(|error| panic!("{name} {way} {path}: {error}"));
                let changed = made[path.file].1.clone();
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
fn every_letter_of_every_string_is_found_there_and_back() {
    for name in PLANS {
        let folder = copy_of(name);
        let sources = load_with(folder.path(), &OpenFiles::new()).sources.files;
        let values = values(&loaded(folder.path(), &OpenFiles::new()));
        for (way, write) in WAYS {
            for (index, source) in sources.iter().enumerate() {
                let raw = write(std::str::from_utf8(&source.bytes).unwrap());
                let (file, positions) = (FileText::read(raw.clone().into_bytes()).unwrap(), Positions::of(&raw));
                for (path, value) in values.iter().filter(|(path, _)| path.file == index) {
                    let map = file.string_map(path).unwrap();
                    let mut last = map.content().start;
                    for (at, c) in value.char_indices() {
                        let range = map.raw_range(&(at..at + c.len_utf8()));
                        assert!(range.start >= last && map.raw_to_value(range.start) == at, "{name} {way} {path} {at}");
                        last = range.start;
                        let stands = &raw[range.clone()];
                        let is_c = way == "with escapes" && stands.starts_with("\\u{") || said(stands) == c.to_string();
                        assert!(is_c || stands == "\\\"", "{name} {way} {path} {at}: {stands:?}");
                        let (line, column) = positions.line_column_in(ColumnUnit::Utf16, range.start);
                        assert_eq!(
                            positions.offset_in(ColumnUnit::Utf16, line, column),
                            range.start,
                            "{name} {way} {path} {at}"
                        );
                        assert_eq!(
                            positions.text_to_raw(positions.raw_to_text(range.start)),
                            range.start,
                            "{name} {way}"
                        );
                    }
                }
            }
        }
    }
}

/// The texts of a plan's files.
fn file_texts(open: &OpenFiles, files: &[String]) -> Vec<(String, FileText)> {
    files.iter().map(|file| (file.clone(), FileText::read(open[file].clone()).unwrap())).collect()
}

/// The plan that the files of a folder are once edits are in them, and those files.
fn edited(folder: &std::path::Path, way: Way, edits: &[Edit]) -> Result<(Plan, OpenFiles), EditError> {
    let sources = load_with(folder, &OpenFiles::new()).sources;
    let files: Vec<String> = sources.files.iter().map(|file| file.file.clone()).collect();
    let written = |file: &String| way(&fs::read_to_string(folder.join(file)).unwrap()).into_bytes();
    let open: OpenFiles = files.iter().map(|file| (file.clone(), written(file))).collect();
    let mut texts = file_texts(&open, &files);
    apply_to_files(&mut texts, edits)?;
    let open: OpenFiles = texts.into_iter().map(|(file, text)| (file, text.bytes())).collect();
    Ok((loaded(folder, &open), open))
}

/// Each value of a plan as another, one by one: the edits that lead there come to that plan in the files and in the values.
#[test]
fn what_is_meant_is_what_is_written_for_every_value() {
    for (name, step) in [("eksempel-bokmal-2027", 3), ("fjellregionen-2027", 7)] {
        let folder = copy_of(name);
        let plan = loaded(folder.path(), &OpenFiles::new());
        for (at, (path, new)) in edited_plans(&plan).into_iter().enumerate().filter(|(at, _)| at % step == 0) {
            let edits = edits_between(&plan, &new);
            assert!(apply_to_plan(&plan, &edits).unwrap() == new, "{name}: {path}: {edits:?}");
            let (way, write) = WAYS[at % 3];
            let (made, _) = edited(folder.path(), write, &edits).unwrap_or_else(|error| panic!("{path}: {error}"));
            assert!(made == new, "{name} {way}: {path}: {edits:?}");
        }
    }
}

/// A few edits of a plan that change its lists, drawn by a number.
fn drawn(plan: &Plan, mut seed: u64) -> Plan {
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    let mut new = plan.clone();
    for round in 0..6 {
        let hovud = &mut new.hovud;
        match next(9) {
            0 if hovud.logg.len() > 1 => drop(hovud.logg.remove(next(hovud.logg.len()))),
            1 => {
                let mut row = hovud.logg[0].clone();
                row.versjon = format!("9.{round}");
                hovud.logg.insert(next(hovud.logg.len() + 1), row);
            }
            2 => {
                let part = next(hovud.handsaming.len());
                let organ = next(hovud.handsaming[part].organ.len());
                let own = &mut hovud.handsaming[part].organ[organ];
                own.vedtak.clear();
                own.avlyst = !own.avlyst;
            }
            3 => drop(hovud.emneord.pop()),
            4 => hovud.emneord.insert(0, format!("ord {round}")),
            5 => {
                let delmål = next(new.delmål.len());
                let list = &mut new.delmål[delmål].tiltak;
                if list.len() > 1 {
                    list.remove(next(list.len()));
                }
            }
            6 => {
                let delmål = next(new.delmål.len());
                let list = &mut new.delmål[delmål].tiltak;
                let mut own = list[next(list.len())].clone();
                own.id = serde_json::from_value(format!("nytt-{round}").into()).unwrap();
                list.insert(next(list.len() + 1), own);
            }
            7 => {
                let delmål = next(new.delmål.len());
                let tiltak = next(new.delmål[delmål].tiltak.len());
                let own = &mut new.delmål[delmål].tiltak[tiltak];
                own.ingress = own.ingress.is_none().then(|| Prosa("Første linje.\n\nAndre linje.".into()));
                own.samarbeidspartar.partar.clear();
                own.bolkar.truncate(1);
            }
            _ => {
                if let Some(money) = &mut hovud.finansiering {
                    let at = next(money.postar.len());
                    money.postar[at].beløp.insert(2040, 17);
                    let own = money.postar.remove(next(money.postar.len()));
                    if round % 2 == 0 {
                        money.postar.push(own);
                    }
                }
            }
        }
    }
    new
}

#[test]
fn many_edits_of_lists_at_once_come_to_the_plan_that_is_meant() {
    for name in ["eksempel-bokmal-2027", "fjellregionen-2027", "vest-telemark-2025"] {
        let folder = copy_of(name);
        let plan = loaded(folder.path(), &OpenFiles::new());
        for seed in 0..60 {
            let new = drawn(&plan, seed);
            let edits = edits_between(&plan, &new);
            assert!(apply_to_plan(&plan, &edits).unwrap() == new, "{name} {seed}: {edits:#?}");
            let (way, write) = WAYS[seed as usize % 4];
            let (made, _) = edited(folder.path(), write, &edits)
                .unwrap_or_else(|error| panic!("{name} {way} {seed}: {error}: {edits:#?}"));
            assert!(made == new, "{name} {way} {seed}: {edits:#?}");
        }
    }
}

#[test]
fn an_item_that_is_moved_takes_its_text_along() {
    let folder = copy_of("ny-plan");
    let plan = loaded(folder.path(), &OpenFiles::new());
    let list = Path::hovud().field("seksjonar");
    let edits = [Edit::Move { list, from: 2, before: 0 }];
    let (made, _) = edited(folder.path(), WAYS[1].1, &edits).unwrap();
    assert!(made == apply_to_plan(&plan, &edits).unwrap());
    let titles = |plan: &Plan| plan.hovud.seksjonar.iter().map(|own| own.tittel.clone()).collect::<Vec<_>>();
    let (before, after) = (titles(&plan), titles(&made));
    assert_eq!(after[..3], [before[2].clone(), before[0].clone(), before[1].clone()]);
}

#[test]
fn new_lines_are_indented_as_those_of_the_text() {
    let mut files = vec![(
        "plan.ron".to_string(),
        FileText::read(b"(\n    framlegg: r#\"\n        Ein.\n\n        To.\n    \"#,\n)".to_vec()).unwrap(),
    )];
    let path = Path::hovud().field("framlegg");
    let edits = [Edit::Words { path, range: 9..12, words: "Ein\n\nog ein halv".into() }];
    apply_to_files(&mut files, &edits).unwrap();
    assert_eq!(
        String::from_utf8(files[0].1.bytes()).unwrap(),
        "(\n    framlegg: r#\"\n        Ein\n\n        og ein halv.\n\n        To.\n    \"#,\n)"
    );
}

/// A file with edits, which may have other line ends.
fn made(text: &str, edits: &[Edit]) -> String {
    let with = |text: String| {
        let mut files = vec![("plan.ron".to_string(), FileText::read(text.clone().into_bytes()).unwrap())];
        apply_to_files(&mut files, edits).unwrap_or_else(|error| panic!("{error}: {text}"));
        String::from_utf8(files[0].1.bytes()).unwrap()
    };
    let made = with(text.to_string());
    assert_eq!(with(text.replace('\n', "\r\n")), made.replace('\n', "\r\n"));
    made
}

#[test]
fn new_lines_are_indented_with_tabs_where_those_of_the_text_are() {
    let text = "(\n\tframlegg: r#\"\n\t\tEin.\n\n\t\t\tTo.\n\t\"#,\n)";
    let path = Path::hovud().field("framlegg");
    let edit = Edit::Words { path, range: 3..6, words: "Ein\n\nog ein halv".into() };
    assert_eq!(made(text, &[edit]), text.replace("Ein", "Ein\n\n\t\tog ein halv"));
    let kart =
        serde_json::json!({ "tittel": "Kart", "nodar": [{ "id": "a", "namn": "A" }, { "id": "b", "namn": "B" }] });
    let edits = [
        Edit::Field { group: Path::hovud(), name: "organisasjonskart".into(), value: kart },
        Edit::Field { group: Path::hovud(), name: "bakgrunn".into(), value: "\n\t\tEin.\n\t".into() },
    ];
    assert_eq!(
        made("(\n\tavtale: \"A\",\n)", &edits),
        "(\n\tavtale: \"A\",\n\torganisasjonskart: (\n\t\ttittel: \"Kart\",\n\t\tnodar: [\n\t\t\t(id: \"a\", \
         namn: \"A\"),\n\t\t\t(id: \"b\", namn: \"B\"),\n\t\t],\n\t),\n\tbakgrunn: r#\"\n\t\tEin.\n\t\"#,\n)"
    );
}

#[test]
fn a_comment_beside_the_last_field_stays_beside_it() {
    let edit = Edit::Field { group: Path::hovud(), name: "merknad".into(), value: "M".into() };
    let with = |text: &str| made(text, std::slice::from_ref(&edit));
    for comment in ["/* om x */", "// om x", "/* om\n  x */", "/* om */ /* x */", "/* om */ // x"] {
        let lines = |comma: &str| format!("(\n    avtale: \"X\"{comma} {comment}  \n)");
        let expected = format!("(\n    avtale: \"X\", {comment}  \n    merknad: \"M\",\n)");
        assert_eq!(with(&lines(",")), expected);
        assert_eq!(with(&lines("")), expected);
    }
    assert_eq!(with("(avtale: \"X\" /* x */)"), "(avtale: \"X\" /* x */, merknad: \"M\")");
    assert_eq!(with("(avtale: \"X\", /* x */)"), "(avtale: \"X\", /* x */ merknad: \"M\",)");
    assert_eq!(with("(\n    avtale: \"X\" /* x */)"), "(\n    avtale: \"X\", /* x */\n    merknad: \"M\",)");
}

#[test]
fn an_item_that_is_moved_takes_its_comments_along_and_leaves_the_others() {
    let [a, b, c] = [
        "        // om a\n        \"a\", // ved a\n",
        "        \"b\", /* ved b */\n",
        "        // om c\n        (\n            x: 1, /* ved x */\n        ) /* ved c */,\n",
    ];
    let text = |items: [&str; 3]| {
        format!("(\n    emneord: [ // liste\n        // først\n\n{}        // sist\n    ],\n)", items.concat())
    };
    let list = Path::hovud().field("emneord");
    let moved = |from, before| made(&text([a, b, c]), &[Edit::Move { list: list.clone(), from, before }]);
    assert_eq!(moved(2, 0), text([c, a, b]));
    assert_eq!(moved(0, 3), text([b, c, a]));
    assert_eq!(moved(1, 0), text([b, a, c]));
    assert_eq!(moved(0, 2), text([b, a, c]));
    // Without a comma at the end there comes one.
    let last = c.replace(" /* ved c */,", " /* ved c */");
    let edit = Edit::Move { list: list.clone(), from: 2, before: 1 };
    let after = made(&text([a, b, &last]), &[edit]);
    assert_eq!(after, text([a, &c.replace(" /* ved c */,", ", /* ved c */"), b]));
    let mut mixed = vec![("plan.ron".into(), FileText::read(b"(emneord: [\"a\", /* b? */ \"b\"])".to_vec()).unwrap())];
    let refused = apply_to_files(&mut mixed, &[Edit::Move { list: list.clone(), from: 1, before: 0 }]);
    assert_eq!(refused, Err(EditError::Unfit(list)), "nobody knows whose comment it is");
}

#[test]
fn an_item_that_goes_to_another_file_takes_its_text_and_comments_along() {
    let folder = copy_of("vest-telemark-2025");
    let plan = loaded(folder.path(), &OpenFiles::new());
    let (one, other) = (Path::delmål(0).field("tiltak"), Path::delmål(1).field("tiltak"));
    let id = plan.delmål[0].tiltak[1].id.as_str();
    for (name, way) in WAYS {
        let edits = [Edit::Transfer { from: one.index(1), list: other.clone(), before: 1 }];
        let (made, _) = edited(folder.path(), way, &edits).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(made == apply_to_plan(&plan, &edits).unwrap(), "{name}");
        assert_eq!(made.delmål[1].tiltak[1].id.as_str(), id, "{name}");
    }
    let text = |a: &str, b: &str| {
        let files = [("plan.ron", "(delmål: [\"a\", \"b\"])"), ("a", a), ("b", b)];
        files.map(|(name, text)| (name.to_string(), FileText::read(text.into()).unwrap())).to_vec()
    };
    let mut files = text(
        "(\n    tiltak: [\n        // om x\n        (id: \"x\"), // ved x\n        (id: \"y\"),\n    ],\n)",
        "(\r\n    tiltak: [\r\n        (id: \"z\"),\r\n    ],\r\n)",
    );
    let edit = Edit::Transfer { from: one.index(0), list: other.clone(), before: 1 };
    apply_to_files(&mut files, std::slice::from_ref(&edit)).unwrap();
    let made: Vec<String> = files.iter().map(|(_, text)| String::from_utf8(text.bytes()).unwrap()).collect();
    assert_eq!(made[1], "(\n    tiltak: [\n        (id: \"y\"),\n    ],\n)");
    let with_x = "        // om x\r\n        (id: \"x\"), // ved x\r\n";
    assert_eq!(made[2], format!("(\r\n    tiltak: [\r\n        (id: \"z\"),\r\n{with_x}    ],\r\n)"));
    // Whose comment it is would not be seen.
    let mut files = text("(tiltak: [\n// om x\n(id: \"x\"),\n])", "(tiltak: [(id: \"z\"), (id: \"y\")])");
    assert!(apply_to_files(&mut files, &[edit]).is_err());
}

#[test]
fn a_delmål_that_goes_takes_its_file_along_and_one_that_moves_its_place() {
    let folder = copy_of("fjellregionen-2027");
    let plan = loaded(folder.path(), &OpenFiles::new());
    let list = Path::hovud().field("delmål");
    let titles = |plan: &Plan| plan.delmål.iter().map(|own| own.tittel.clone()).collect::<Vec<_>>();
    let all = titles(&plan);
    for (edit, left) in [
        (Edit::Removal { path: list.index(1) }, vec![0, 2, 3]),
        (Edit::Move { list: list.clone(), from: 3, before: 1 }, vec![0, 3, 1, 2]),
    ] {
        let edits = [edit];
        let meant = apply_to_plan(&plan, &edits).unwrap();
        let wanted: Vec<String> = left.iter().map(|at| all[*at].clone()).collect();
        assert_eq!(titles(&meant), wanted);
        let (made, open) = edited(folder.path(), WAYS[0].1, &edits).unwrap();
        assert!(made == meant && open.len() == left.len() + 1, "{edits:?}");
    }
    let unknown = Edit::Item { list: list.clone(), before: 0, value: "delmaal-9.ron".into() };
    assert_eq!(apply_to_plan(&plan, &[unknown]).unwrap_err(), EditError::Unfit(list));
}

#[test]
fn a_field_is_put_into_empty_parentheses_and_a_new_delmål_gets_a_file() {
    let folder = copy_of("ny-plan");
    let plan = loaded(folder.path(), &OpenFiles::new());
    let tiltak = Path::delmål(0).field("tiltak").index(0);
    let mut new = serde_json::to_value(&plan.delmål[0]).unwrap();
    new["nummer"] = 9.into();
    new["tittel"] = "Heilt nytt".into();
    new["tiltak"] = serde_json::json!([]);
    let edits = [
        Edit::Field { group: tiltak.field("samarbeidspartar"), name: "tillegg".into(), value: "m.fl.".into() },
        Edit::Delmål { file: "delmaal-9.ron".into(), value: new },
    ];
    let (made, open) = edited(folder.path(), WAYS[0].1, &edits).unwrap();
    assert!(made == apply_to_plan(&plan, &edits).unwrap());
    assert_eq!(made.delmål.last().unwrap().tittel, "Heilt nytt");
    assert!(open.contains_key("delmaal-9.ron"));
    let again = [Edit::Delmål { file: "plan.ron".into(), value: serde_json::Value::Null }];
    assert_eq!(edited(folder.path(), WAYS[0].1, &again).unwrap_err(), EditError::Exists("plan.ron".into()));
}

#[test]
fn edits_of_the_same_are_refused() {
    let folder = copy_of("ny-plan");
    let tiltak = Path::delmål(0).field("tiltak").index(0);
    let title = tiltak.field("tittel");
    let words = |range| Edit::Words { path: title.clone(), range, words: "x".into() };
    let value = Edit::Value { path: title.clone(), value: "y".into() };
    let removal = Edit::Removal { path: tiltak.clone() };
    for pair in [
        [words(0..3), words(2..5)],
        [words(0..3), value.clone()],
        [value.clone(), value.clone()],
        [removal.clone(), value],
        [removal, words(0..1)],
    ] {
        let refused = edited(folder.path(), WAYS[0].1, &pair);
        assert!(matches!(refused, Err(EditError::Collision(..))), "{pair:?}");
    }
    assert!(edited(folder.path(), WAYS[0].1, &[words(0..1), words(2..3)]).is_ok());
}

#[test]
fn what_is_added_and_taken_out_again_leaves_the_file_as_it_was() {
    for name in PLANS {
        let bytes = fs::read(crate::support::plan(name).join("plan.ron")).unwrap();
        for list in ["partar", "logg", "framside"] {
            let path = Path::hovud().field(list);
            let mut files = vec![("plan.ron".to_string(), FileText::read(bytes.clone()).unwrap())];
            let item = |before| Edit::Item { list: path.clone(), before, value: "mellombels".into() };
            let count = (0..200).rev().find(|at| apply_to_files(&mut files.clone(), &[item(*at)]).is_ok()).unwrap();
            apply_to_files(&mut files, &[item(count)]).unwrap();
            assert!(files[0].1.bytes() != bytes);
            apply_to_files(&mut files, &[Edit::Removal { path: path.index(count) }]).unwrap();
            assert!(files[0].1.bytes() == bytes, "{name}: {list}");
        }
    }
}

#[test]
fn a_change_that_brings_an_error_is_refused_with_it() {
    let folder = copy_of("ny-plan");
    let before = fs::read(folder.path().join("plan.ron")).unwrap();
    let session = Session::open(folder.path()).unwrap();
    let path = Path::hovud().field("framside").index(0);
    let words = |path: &Path, range, words: &str| Edit::Words { path: path.clone(), range, words: words.into() };
    let proposal = session.propose(&[words(&path, 0..1, "x")], Edition::Utkast).unwrap();
    assert_eq!(proposal.new_findings[0].code, "HP011");
    let refused = session.save(&proposal);
    assert!(matches!(&refused, Err(SessionError::Wrong { code: "HP011", .. })), "{refused:?}");
    assert!(fs::read(folder.path().join("plan.ron")).unwrap() == before);
    // What no plan can have.
    let wrong = Edit::Value { path: path.clone(), value: serde_json::json!(["x"]) };
    assert!(matches!(session.propose(&[wrong], Edition::Utkast), Err(SessionError::Unfit(_))));
    // One that is fine, in another file.
    let title = Path::delmål(0).field("tittel");
    let proposal = session.propose(&[words(&title, 0..6, "Gode")], Edition::Utkast).unwrap();
    assert_eq!(proposal.differences.len(), 1);
    session.save(&proposal).unwrap();
    let text = fs::read_to_string(folder.path().join("delmaal-1.ron")).unwrap();
    assert!(text.contains("tittel: \"Gode bustader\""), "{text}");
    // The file is another than the one that was opened.
    let again = session.propose(&[words(&title, 0..6, "Andre")], Edition::Utkast).unwrap();
    assert!(matches!(session.save(&again), Err(SessionError::Stale(file)) if file == "delmaal-1.ron"));
    assert!(fs::read_to_string(folder.path().join("delmaal-1.ron")).unwrap() == text);
}

#[test]
fn what_is_mostly_the_same_is_edited_in_its_place() {
    let plan = loaded(copy_of("eksempel-bokmal-2027").path(), &OpenFiles::new());
    // The money of a tiltak that has ended, and the post after it gone.
    let mut new = plan.clone();
    let postar = &mut new.hovud.finansiering.as_mut().unwrap().postar;
    postar[0].formål = Formål::Avslutta("Kartlegging".into());
    postar.remove(1);
    let list = Path::hovud().field("finansiering").field("postar");
    let edits = edits_between(&plan, &new);
    assert!(
        matches!(&edits[..], [Edit::Value { path, .. }, Edit::Removal { path: gone }]
            if *path == list.index(0).field("formål") && *gone == list.index(1)),
        "{edits:?}"
    );
    // A decision that is corrected.
    let mut old = plan.clone();
    let vedtak = serde_json::json!({ "dato": "2027-02-01", "sak": "PS 1/27", "versjon": "1.0" });
    old.hovud.handsaming[0].organ[0].vedtak = vec![serde_json::from_value(vedtak).unwrap()];
    let mut new = old.clone();
    let own = &mut new.hovud.handsaming[0].organ[0].vedtak[0];
    own.sak = Some("PS 2/27".into());
    own.dato = serde_json::from_value("2027-02-08".into()).unwrap();
    let edits = edits_between(&old, &new);
    assert!(edits.len() == 2 && edits.iter().all(|edit| matches!(edit, Edit::Value { .. })), "{edits:?}");
}

#[test]
fn a_raw_string_gets_the_hashes_that_all_its_changes_need() {
    let text = "(\n    framlegg: r#\"\n        Ein og to og tre.\n    \"#,\n)";
    let mut files = vec![("plan.ron".to_string(), FileText::read(text.as_bytes().to_vec()).unwrap())];
    let path = Path::hovud().field("framlegg");
    let words =
        |range: std::ops::Range<usize>, words: &str| Edit::Words { path: path.clone(), range, words: words.into() };
    apply_to_files(&mut files, &[words(16..18, "\"#"), words(9..12, "Den \"##")]).unwrap();
    assert_eq!(
        String::from_utf8(files[0].1.bytes()).unwrap(),
        "(\n    framlegg: r###\"\n        Den \"## og \"# og tre.\n    \"###,\n)"
    );
}
