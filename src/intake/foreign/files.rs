//! The values of a plan as its files, with a comment at each guess.

use ron2::ast::parse_document;

use super::account::Account;
use super::assemble::Values;
use crate::data::edits::to_ron;
use crate::data::format::format_ron;
use crate::data::tree::span;
use crate::plan::fields::ValueKind;

/// The sign that a comment at a guess begins with.
pub const GUESS: &str = "// GJETTA: ";

/// The files of a plan: the name and the text of each. `help` is what stands at the top of `plan.ron`.
pub fn files(values: &Values, account: &Account, help: &str) -> Vec<(String, String)> {
    let mut all = vec![("plan.ron".to_string(), text(0, "Hovud", &values.head, account, help))];
    for (at, goal) in values.goals.iter().enumerate() {
        let help = "// Forklaringa på korleis filene er skrivne, står øvst i plan.ron.\n";
        all.push((format!("delmaal-{}.ron", at + 1), text(at + 1, "Delmål", goal, account, help)));
    }
    all
}

fn text(file: usize, group: &'static str, value: &serde_json::Value, account: &Account, help: &str) -> String {
    let plain = format!("{}\n", to_ron(ValueKind::Group(group), value, ""));
    let Ok(tree) = parse_document(&plain) else { return plain };
    let mut places: Vec<(usize, &str)> = account
        .guesses
        .iter()
        .filter(|(path, _)| path.file == file)
        .map(|(path, why)| {
            let start = span(path, &tree).start;
            (plain[..start].rfind('\n').map_or(0, |end| end + 1), why.as_str())
        })
        .collect();
    places.sort();
    let mut text = plain.clone();
    for (start, why) in places.iter().rev() {
        let indent: String = plain[*start..].chars().take_while(|c| *c == ' ').collect();
        text.insert_str(*start, &format!("{indent}{GUESS}{}\n", why.replace('\n', " ")));
    }
    let whole = format!("{help}{text}");
    format_ron(&whole).unwrap_or(whole)
}

/// The guesses with the file and the line where each stands.
pub fn guesses(files: &[(String, String)]) -> Vec<(String, usize, String)> {
    let lines = files
        .iter()
        .flat_map(|(name, text)| text.lines().enumerate().map(move |(at, line)| (name, at + 1, line.trim())));
    lines.filter_map(|(name, at, line)| Some((name.clone(), at, line.strip_prefix(GUESS)?.to_string()))).collect()
}
