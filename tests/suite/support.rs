//! What the tests share: the plans in `data/`, and the program that is tested.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use handlingsplan::edition::Edition;
use handlingsplan::make::build::{Composed, Format, load_and_check};
use handlingsplan::pdf::Template;

/// The plans of the repository.
pub const PLANS: [&str; 6] = [
    "vest-telemark-2025",
    "eksempel-bokmal-2026",
    "eksempel-bokmal-2027",
    "ny-plan",
    "fjellregionen-2027",
    "ny-plan-bokmal",
];

pub fn plan(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}

/// The document of an edition. What a plan lacks for a final one is no matter to how it is set.
pub fn compose(name: &str, edition: Edition) -> Composed {
    let checked = load_and_check(&plan(name), edition);
    let plan = checked.plan.unwrap_or_else(|| panic!("{name}: {:?}", checked.findings));
    let document = handlingsplan::compose::compose(&plan, &checked.pictures, edition, None);
    Composed {
        document,
        set: Default::default(),
        laid: None,
        pictures: checked.pictures,
        warnings: 0,
        versions: None,
        plan,
        too_long: false,
        returns: None,
    }
}

/// The bytes of the PDF and of the Word file.
pub fn build(name: &str, edition: Edition) -> (Vec<u8>, Vec<u8>) {
    let files = compose(name, edition).files(&[Format::Pdf, Format::Docx], &Template::embedded()).unwrap();
    let mut bytes = files.into_iter().map(|file| file.bytes);
    (bytes.next().unwrap(), bytes.next().unwrap())
}

/// The program, run from the repository's root.
pub fn program() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("handlingsplan"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// What the program prints when it succeeds.
pub fn said(arguments: &[&str]) -> String {
    let done = program().args(arguments).assert().success();
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

/// What it says when it refuses: exit code 1.
pub fn refused(arguments: &[&str]) -> String {
    let failed = program().args(arguments).assert().code(1);
    String::from_utf8(failed.get_output().stderr.clone()).unwrap()
}

pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A copy of a plan, to be spoilt.
pub fn copy_of(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&plan(name), folder.path());
    folder
}

/// Copies what is in a folder into another.
pub fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let there = to.join(path.file_name().unwrap());
        if path.is_dir() {
            std::fs::create_dir(&there).unwrap();
            copy(&path, &there);
        } else {
            std::fs::copy(&path, there).unwrap();
        }
    }
}

/// Replaces a text that must be there.
pub fn replace(file: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from:?} is not in {}", file.display());
    std::fs::write(file, text.replacen(from, to, 1)).unwrap();
}

/// A plan with everything at its limit, made by `examples/stress-plan.rs`, which `cargo test` builds.
pub fn stress_plan() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let tests = std::env::current_exe().unwrap();
    let example = tests.parent().and_then(std::path::Path::parent).unwrap().join("examples/stress-plan");
    let made = std::process::Command::new(example).arg("limits").arg(folder.path()).status().unwrap();
    assert!(made.success());
    folder
}

/// The words of a text in a document's JSON.
pub fn words(text: &serde_json::Value) -> String {
    text.as_array().unwrap().iter().map(|run| run["text"].as_str().unwrap()).collect()
}

/// Numbers that look random and are the same every time.
pub struct Dice(pub u64);

impl Dice {
    /// One below a count.
    pub fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % count.max(1) as u64) as usize
    }

    /// One of a list; none of an empty one.
    pub fn pick<'a, T>(&mut self, all: &'a mut [T]) -> Option<&'a mut T> {
        let at = self.below(all.len());
        all.get_mut(at)
    }
}
