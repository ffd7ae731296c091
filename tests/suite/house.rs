//! What holds the house together: no file of tests is forgotten, nothing reaches where it must not.

use std::fs;
use std::path::{Path, PathBuf};

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files of a folder, those in folders under it too.
pub fn files(folder: &Path) -> Vec<PathBuf> {
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
const FLOORS: [&[&str]; 9] = [
    &["plan", "edition", "output"],
    &["finding", "document"],
    &["words", "prose", "data"],
    &["paper", "compare"],
    &["compose", "check", "process", "intake"],
    &["pdf", "docx", "html", "report"],
    &["make"],
    &["preview", "lsp"],
    &["cli"],
];

/// What a room may use, where that is less than what is below it.
const WALLS: [(&str, &[&str]); 11] = [
    ("html", &["document", "paper", "words"]),
    ("plan", &[]),
    ("document", &["plan"]),
    ("pdf", &["document", "paper"]),
    ("docx", &["document", "paper", "words"]),
    ("prose", &["document", "plan"]),
    ("paper", &["document"]),
    ("compare", &["document", "words"]),
    (
        "preview",
        &[
            "check", "compose", "data", "document", "edition", "finding", "html", "make", "output", "paper", "pdf",
            "plan", "prose", "report",
        ],
    ),
    ("lsp", &["check", "data", "document", "edition", "finding", "make", "plan", "prose", "report", "words"]),
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
    no_circle(&ties().into_iter().map(|(from, to, _)| (from, to)).collect::<Vec<_>>());
}

/// Nothing is used by what it uses.
fn no_circle<T: PartialEq + Clone + std::fmt::Debug>(ties: &[(T, T)]) {
    let uses = |from: &T| ties.iter().filter(|tie| tie.0 == *from).map(|tie| tie.1.clone()).collect::<Vec<_>>();
    for (start, _) in ties {
        let (mut waiting, mut seen) = (uses(start), Vec::new());
        while let Some(next) = waiting.pop() {
            assert!(&next != start, "{start:?} is used by what it uses: {seen:?}");
            if !seen.contains(&next) {
                waiting.extend(uses(&next));
                seen.push(next);
            }
        }
    }
}

/// Where a file's module stands: `src/docx/finish/band.rs` is docx, finish, band.
fn module(file: &Path) -> Vec<String> {
    let inside = file.strip_prefix(root().join("src")).unwrap().with_extension("");
    let parts = inside.components().map(|part| part.as_os_str().to_str().unwrap().to_string());
    parts.filter(|part| part != "mod").collect()
}

/// What a path of names begins with, each of a group in braces by itself: "a::b::{c, d::e}" is a, b, c and a, b, d, e.
fn paths(text: &str) -> Vec<Vec<String>> {
    let name: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    if let Some(rest) = text[name.len()..].strip_prefix("::").filter(|_| !name.is_empty()) {
        return paths(rest).into_iter().map(|path| [vec![name.clone()], path].concat()).collect();
    }
    let Some(group) = text.strip_prefix('{') else { return vec![vec![name]] };
    let (mut depth, mut start, mut all) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        if (c == ',' || c == '}') && depth == 0 {
            all.extend(paths(group[start..at].trim()));
            start = at + 1;
        }
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            _ => {}
        }
    }
    all
}

#[test]
fn no_files_of_a_room_use_each_other_in_a_circle() {
    let all = files(&root().join("src"));
    let of_a_room: Vec<Vec<String>> =
        all.iter().filter(|file| !file.ends_with("mod.rs")).map(|file| module(file)).collect();
    let uses = |file: &PathBuf| -> Vec<Vec<String>> {
        let text = fs::read_to_string(file).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let own = module(file);
        let named = ["crate::", "super::"].into_iter().flat_map(|start| {
            let own = own.clone();
            code.match_indices(start).filter(|(at, _)| !code[..*at].ends_with("super::")).flat_map(move |(at, _)| {
                // A room's own module is the file that lists its files.
                let up = code[at..].split("super::").take_while(|between| between.is_empty()).count();
                let above = if start == "crate::" { Vec::new() } else { own[..own.len() - up].to_vec() };
                let rest = &code[at + start.len() * up.max(1)..];
                paths(rest).into_iter().map(move |path| [above.clone(), path].concat()).collect::<Vec<_>>()
            })
        });
        let files = named.filter_map(|path| of_a_room.iter().find(|module| path.starts_with(module)).cloned());
        files.filter(|module| *module != own).collect()
    };
    let ties: Vec<(Vec<String>, Vec<String>)> = all
        .iter()
        .filter(|file| !file.ends_with("tests.rs"))
        .flat_map(|file| uses(file).into_iter().map(|to| (module(file), to)))
        .collect();
    assert!(ties.len() > 200, "{}", ties.len());
    no_circle(&ties);
}
