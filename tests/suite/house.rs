//! What holds the house together: no file of tests is forgotten, nothing reaches where it must not.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files of a folder, those in folders under it too.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn no_file_of_tests_is_forgotten() {
    let suite = root().join("tests/suite");
    let main = fs::read_to_string(suite.join("main.rs")).unwrap();
    for file in files(&suite) {
        let name = file.file_stem().unwrap().to_str().unwrap();
        assert!(name == "main" || main.contains(&format!("mod {name};\n")), "{name}");
    }
    assert_eq!(files(&root().join("tests")).len(), files(&suite).len(), "a test beside the suite is never run");
}

/// The rooms of `src/`, from the ground up: each may use those before it, and none that comes after. A loose file is a room
/// of its own.
const FLOORS: [&[&str]; 8] = [
    &["plan", "edition", "output"],
    &["finding", "document"],
    &["words", "prose", "data"],
    &["paper", "compare"],
    &["compose", "check", "process"],
    &["pdf", "docx", "html", "report"],
    &["make"],
    &["cli"],
];

/// What a room may use, where that is less than what is below it.
const WALLS: [(&str, &[&str]); 9] = [
    ("html", &["document", "paper", "words"]),
    ("plan", &[]),
    ("document", &["plan"]),
    ("pdf", &["document", "paper"]),
    ("docx", &["document", "paper", "words"]),
    ("prose", &["document", "plan"]),
    ("paper", &["document"]),
    ("compare", &["document", "words"]),
    ("compose", &["document", "edition", "plan", "process", "prose", "words"]),
];

/// The room of a file in `src/`.
fn room(file: &Path) -> String {
    let inside = file.strip_prefix(root().join("src")).unwrap();
    inside.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_string()
}

/// Which room uses which, with a file that shows it. What tests import is no matter.
fn ties() -> Vec<(String, String, PathBuf)> {
    let mut ties = Vec::new();
    for file in files(&root().join("src")) {
        let from = room(&file);
        let is_test = file.file_name().is_some_and(|name| name == "tests.rs");
        if ["main", "lib"].contains(&from.as_str()) || is_test {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let named = code.match_indices("crate::").map(|(at, start)| &code[at + start.len()..]);
        for rest in named {
            let to: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            assert!(!to.is_empty(), "{}: name the room in every path", file.display());
            if to != from {
                ties.push((from.clone(), to, file.clone()));
            }
        }
    }
    ties
}

#[test]
fn no_room_reaches_up_and_every_wall_holds() {
    let floor = |room: &str| FLOORS.iter().position(|rooms| rooms.contains(&room));
    for (from, to, file) in ties() {
        let file = file.strip_prefix(root()).unwrap().display();
        let (Some(own), Some(other)) = (floor(&from), floor(&to)) else {
            panic!("{file}: «{from}» or «{to}» is in no floor");
        };
        assert!(other <= own, "{file}: {from} reaches up to {to}");
        if let Some((_, allowed)) = WALLS.iter().find(|(room, _)| *room == from) {
            assert!(allowed.contains(&to.as_str()), "{file}: {from} must not use {to}");
        }
    }
}

#[test]
fn no_rooms_use_each_other_in_a_circle() {
    let all = ties();
    let uses = |from: &str| all.iter().filter(|tie| tie.0 == from).map(|tie| tie.1.clone()).collect::<Vec<_>>();
    for (start, ..) in &all {
        let (mut waiting, mut seen) = (uses(start), Vec::new());
        while let Some(room) = waiting.pop() {
            assert!(&room != start, "{start} is used by what it uses: {seen:?}");
            if !seen.contains(&room) {
                waiting.extend(uses(&room));
                seen.push(room);
            }
        }
    }
}
