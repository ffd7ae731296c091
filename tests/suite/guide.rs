//! The users' guide does what it says: its commands are run in order, in a folder of their own, and what they print is what the
//! guide shows.
//!
//! A block of `console` has commands after `$`, each with what it prints; `…` stands for what may be anything, within a line
//! or for whole lines. Where nothing is shown, the command must succeed. A comment `<!-- prøve FILE: A => B -->` is what the
//! reader is thought to do meanwhile: replace A by B; without `=>` it is the whole file. Blocks of `ron` are parts of a plan.
//! Other blocks (`sh`, `text`) can't be run here.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::house::root;

/// A step of the guide, with its line.
enum Step<'g> {
    Edit { file: &'g str, from: Option<&'g str>, to: &'g str },
    Run { line: usize, command: &'g str, shown: String },
    Data { line: usize, text: &'g str },
}

fn guide() -> String {
    fs::read_to_string(root().join("docs/rettleiing.md")).unwrap()
}

fn steps(guide: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let mut at = 0;
    loop {
        let rest = &guide[at..];
        let line = guide[..at].matches('\n').count() + 1;
        let next = [rest.find("\n```"), rest.find("<!-- prøve ")].into_iter().flatten().min();
        let Some(next) = next else { return steps };
        let line = line + rest[..next].matches('\n').count();
        let found = &rest[next..];
        if let Some(edit) = found.strip_prefix("<!-- prøve ") {
            let (edit, _) = edit.split_once("-->").unwrap();
            let (file, change) = edit.split_once(':').unwrap();
            let change = change.trim();
            let step = match change.split_once(" => ") {
                Some((from, to)) => Step::Edit { file, from: Some(from), to },
                None => Step::Edit { file, from: None, to: change },
            };
            steps.push(step);
            at += next + 11 + edit.len();
            continue;
        }
        let (language, block) = found[4..].split_once('\n').unwrap();
        let (inside, _) = block.split_once("```").unwrap();
        match language {
            "console" => {
                let mut shown_at = line + 2;
                for own in inside.split("$ ").skip(1) {
                    let (command, shown) = own.split_once('\n').unwrap();
                    steps.push(Step::Run { line: shown_at, command, shown: shown.into() });
                    shown_at += own.matches('\n').count();
                }
            }
            "ron" => steps.push(Step::Data { line: line + 2, text: inside }),
            "sh" | "text" => {}
            other => panic!("line {line}: a block of «{other}» is none that is known"),
        }
        at += next + 4 + language.len() + 1 + inside.len() + 3;
    }
}

/// The words of a command, as a shell reads them, without a comment.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for c in command.split(" #").next().unwrap().chars() {
        match c {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// Whether a text is what a pattern says, in which `…` is any text.
fn is_like(text: &str, pattern: &str) -> bool {
    let Some((before, after)) = pattern.split_once('…') else { return text == pattern };
    let Some(rest) = text.strip_prefix(before) else { return false };
    let next = after.split('…').next().unwrap();
    let ends = |at: usize| is_like(&rest[at..], after);
    match next.is_empty() && after.is_empty() {
        true => true,
        false => rest.match_indices(next).any(|(at, _)| ends(at)) || (next.is_empty() && ends(rest.len())),
    }
}

/// Runs the commands of a guide in a folder; what is not as the guide says.
fn run(guide: &str, folder: &Path) -> String {
    let mut lies = String::new();
    for step in steps(guide) {
        match step {
            Step::Edit { file, from: Some(from), to } => {
                let path = folder.join(file);
                let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
                if !text.contains(from) {
                    lies += &format!("{file} does not have: {from}\n");
                }
                fs::write(path, text.replacen(from, to, 1)).unwrap();
            }
            Step::Edit { file, from: None, to } => fs::write(folder.join(file), format!("{to}\n")).unwrap(),
            Step::Run { line, command, shown } => {
                let words = words(command);
                assert_eq!(words[0], "handlingsplan", "line {line}: {command}");
                let program = assert_cmd::cargo::cargo_bin!("handlingsplan");
                let done = Command::new(program).args(&words[1..]).current_dir(folder).output().unwrap();
                let printed = [done.stdout, done.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
                let refuses = shown.starts_with("feil") || shown.contains("\nfeil");
                let pattern = shown.trim_end();
                let shown_is_right = pattern.is_empty() || is_like(printed.trim_end(), pattern);
                if done.status.success() == refuses || !shown_is_right {
                    lies += &format!("line {line}: {command}\n--- shown\n{shown}--- printed\n{printed}\n");
                }
            }
            Step::Data { .. } => {}
        }
    }
    lies
}

#[test]
fn every_command_of_the_guide_prints_what_it_shows() {
    let folder = tempfile::tempdir().unwrap();
    let lies = run(&guide(), folder.path());
    assert!(lies.is_empty(), "{lies}");
}

#[test]
fn a_guide_that_lies_is_found_out() {
    let lie = |guide: &str| {
        let folder = tempfile::tempdir().unwrap();
        run(guide, folder.path())
    };
    let start = "\n```console\n$ handlingsplan ny p\nLaga ein ny plan i …\n```\n";
    assert_eq!(lie(start), "");
    for wrong in [
        "\n```console\n$ handlingsplan ny p\nLaga planen p\n```\n",
        "\n```console\n$ handlingsplan sjekk p\n```\n",
        "\n```console\n$ handlingsplan ny p\nfeil: …\n```\n",
        "\n```console\n$ handlingsplan ny p --stille\n```\n",
    ] {
        assert!(!lie(wrong).is_empty(), "{wrong}");
    }
    let edit = |from: &str| format!("{start}<!-- prøve p/plan.ron: {from} => fjerden -->");
    assert_eq!(lie(&edit("fjorden")), "");
    assert!(!lie(&edit("fjarden")).is_empty());
    assert!(is_like("ein to tre", "ein … tre") && is_like("ein to tre", "…tre") && is_like("a b c b", "a…b"));
    assert!(!is_like("ein to tre", "ein … fire") && !is_like("ein to tre", "ein … t"));
}

/// The words between backticks outside of the blocks.
fn inline(guide: &str) -> impl Iterator<Item = &str> {
    guide.split("```").step_by(2).flat_map(|text| text.split('`').skip(1).step_by(2))
}

#[test]
fn every_command_within_the_text_of_the_guide_is_one_that_there_is() {
    let guide = guide().replace("\n", " ");
    let mut count = 0;
    for command in inline(&guide).filter(|code| code.starts_with("handlingsplan ")) {
        let command = command.split([';', '>', '|', '\\']).next().unwrap();
        let words = words(command);
        let program = assert_cmd::cargo::cargo_bin!("handlingsplan");
        let done = Command::new(program).args(&words[1..]).arg("--hjelp").output().unwrap();
        assert!(done.status.success(), "{command}: {}", String::from_utf8_lossy(&done.stderr));
        count += 1;
    }
    assert!(count > 10, "only {count} commands were tried");
}

#[test]
fn every_part_of_a_plan_in_the_guide_can_be_read_and_has_fields_that_there_are() {
    let guide = guide();
    let mut fields = std::collections::BTreeSet::new();
    for step in steps(&guide) {
        let Step::Data { line, text } = step else { continue };
        // What is left out is marked: between parts of a file, or within a list.
        for part in text.split("\n…\n") {
            let lines: Vec<&str> = part.lines().filter(|line| line.trim() != "…").collect();
            let part = lines.join("\n").replace("[ … ]", "[]");
            let is_item = part.trim_start().starts_with('(');
            let whole = if is_item { format!("[\n{part}\n]") } else { format!("(\n{part}\n)") };
            let (_, errors) = ron2::ast::parse_document_lossy(&whole);
            assert!(errors.is_empty(), "line {line}: {errors:?}\n{whole}");
        }
        let names = text.match_indices(": ").map(|(at, _)| &text[..at]);
        let names = names.map(|before| before.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap());
        fields
            .extend(names.filter(|name| name.chars().all(char::is_alphabetic) && !name.is_empty()).map(str::to_string));
    }
    assert!(fields.len() > 30, "{fields:?}");
    for field in fields {
        let program = assert_cmd::cargo::cargo_bin!("handlingsplan");
        let done = Command::new(program).args(["forklar", &field]).output().unwrap();
        assert!(done.status.success(), "«{field}» is no field");
    }
}
