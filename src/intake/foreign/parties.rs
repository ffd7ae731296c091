//! The register of parties: everybody whom the cells of the tables and the title page name, each once, with the spellings that
//! were taken as one.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json, json};

use super::account::Account;
use super::cover::protected;
use super::found::{Found, MoneyTable};
use super::labels::folded;
use crate::plan::{Deltakarar, is_abbreviation};
use crate::words::notation::single_blanks;

/// The register.
#[derive(Debug, Default)]
pub struct Register {
    parties: Vec<Party>,
}

#[derive(Debug, Default)]
struct Party {
    id: String,
    name: String,
    short: Option<String>,
    full: Option<String>,
    /// Every spelling, with how often it stands.
    spellings: BTreeMap<String, usize>,
}

/// Words that stand for others who are not named.
const OTHERS: [&str; 9] =
    [" m.fl.", " m.fl", " m. fl.", " mfl.", " mfl", " med fleire", " med flere", " o.a.", " m.m."];

/// A name in the form in which names are compared: its letters alone.
fn key(name: &str) -> String {
    folded(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What stands between two signs of a list, names with "og" in them whole where they are known to be one.
fn items(words: &str, known: &BTreeSet<String>) -> Vec<String> {
    let mut bare = words.trim();
    while let Some(rest) = OTHERS.iter().find_map(|others| bare.strip_suffix(others)) {
        bare = rest.trim_end_matches([',', ' ']);
    }
    let parts = split_outside_brackets(bare);
    parts
        .iter()
        .flat_map(|part| split_joined(part, known))
        .map(|own| single_blanks(&own))
        .filter(|own| !own.is_empty())
        .collect()
}

/// The parts between commas and strokes that stand in no brackets.
fn split_outside_brackets(words: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0_usize);
    let spaced = words.replace(" / ", ", ");
    for c in spaced.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(c, ',' | ';') {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts
}

/// The most names that "og" joins in one cell.
const MOST_JOINED: usize = 20;
/// The most parties that are compared with each other.
const MOST_COMPARED: usize = 500;

/// What "og" joins, where both are names by themselves.
fn split_joined(words: &str, known: &BTreeSet<String>) -> Vec<String> {
    let words = protected(words.trim().trim_start_matches("og ").trim_start_matches("samt "));
    if words.matches(" og ").count() > MOST_JOINED {
        return vec![words.replace('\u{1}', " ")];
    }
    for joint in [" og ", " samt ", " & "] {
        for (at, _) in words.match_indices(joint) {
            let (left, right) = (words[..at].trim(), words[at + joint.len()..].trim());
            let is_name = |own: &str| known.contains(&key(own));
            let is_two = if is_name(&words) {
                false
            } else {
                let has_preposition = [" i ", " for ", " innan ", " på "].iter().any(|own| left.contains(own));
                let begins = right.starts_with(char::is_uppercase) && !left.contains(' ')
                    || right.split(' ').count() > 1 && right.starts_with(char::is_uppercase);
                is_name(left) && (is_name(right) || begins || !has_preposition)
                    || is_name(right) && !has_preposition
                    || begins && !has_preposition
            };
            if is_two {
                let mut all = vec![left.to_string()];
                all.extend(split_joined(right, known));
                return all;
            }
        }
    }
    vec![words.replace('\u{1}', " ")]
}

impl Register {
    /// The register of everybody who is named.
    pub fn of(found: &Found, text: &str, account: &mut Account) -> Self {
        let cells: Vec<&str> = found
            .goals
            .iter()
            .flat_map(|goal| &goal.tiltak)
            .flat_map(|own| [own.responsible.as_str(), own.partners.as_str()])
            .collect();
        let certain: Vec<String> =
            found.cover.parties.iter().cloned().chain(found.handling.iter().map(|own| own.party.clone())).collect();
        let payers: Vec<String> = found.money.iter().flat_map(MoneyTable::payers).collect();
        let mut known: BTreeSet<String> = certain.iter().map(|name| key(name)).collect();
        for cell in &cells {
            known.extend(
                split_outside_brackets(cell)
                    .iter()
                    .filter(|own| !own.contains(" og "))
                    .map(|own| key(own))
                    .filter(|own| own.len() > 1),
            );
            // A name with a preposition and "og" in it is one, wherever it stands alone between commas.
            known.extend(
                split_outside_brackets(cell)
                    .iter()
                    .filter(|own| own.contains(" i ") && own.matches(" og ").count() == 1 && !starts_joined(own))
                    .map(|own| key(own)),
            );
        }
        let named: Vec<String> = cells.iter().flat_map(|cell| items(cell, &known)).collect();
        let mut often: BTreeMap<String, usize> = BTreeMap::new();
        for name in &named {
            *often.entry(key(name)).or_default() += 1;
        }
        let is_party = |name: &String| {
            let short = name.split(' ').count() <= 6 && name.chars().count() <= 60 && !name.contains(['(', ':']);
            short && (name.starts_with(char::is_uppercase) || often[&key(name)] > 1)
        };
        let mut register = Self::default();
        for name in certain.iter().chain(named.iter().filter(|name| is_party(name))).chain(&payers) {
            register.add(name);
        }
        register.join(text, &found.abbreviations);
        register.settle();
        for party in &register.parties {
            let others = party.spellings.keys().filter(|own| {
                **own != party.name && key(own) != key(&party.name) || own.to_lowercase() != party.name.to_lowercase()
            });
            account.merged.extend(others.map(|own| (own.clone(), party.name.clone())));
        }
        register
    }

    fn add(&mut self, name: &str) {
        let own = key(name);
        if own.is_empty() {
            return;
        }
        let at = self.parties.iter().position(|party| party.spellings.keys().any(|spelling| key(spelling) == own));
        let at = at.unwrap_or_else(|| {
            self.parties.push(Party::default());
            self.parties.len() - 1
        });
        *self.parties[at].spellings.entry(name.to_string()).or_default() += 1;
    }

    /// Takes those as one whose names say so.
    fn join(&mut self, text: &str, abbreviations: &[(String, String)]) {
        let mut at = if self.parties.len() > MOST_COMPARED { self.parties.len() } else { 0 };
        while at < self.parties.len() {
            let name = self.parties[at].longest();
            let others: Vec<usize> = (0..self.parties.len())
                .filter(|other| *other != at && is_other_spelling(&name, &self.parties[*other].longest(), text))
                .collect();
            if let [other] = others[..] {
                let own = self.parties.remove(at);
                let other = other - usize::from(other > at);
                let into = &mut self.parties[other];
                if is_abbreviation(&name) || into.longest().starts_with(&name) {
                    into.short.get_or_insert(name);
                }
                own.spellings
                    .into_iter()
                    .for_each(|(spelling, count)| *into.spellings.entry(spelling).or_default() += count);
                continue;
            }
            at += 1;
        }
        for (short, full) in abbreviations {
            let is_short = |party: &Party| party.spellings.keys().any(|own| own == short);
            let is_full = |party: &Party| party.spellings.keys().any(|own| key(own) == key(full));
            match (self.parties.iter().position(is_short), self.parties.iter().position(is_full)) {
                (Some(at), None) => self.parties[at].full = Some(full.clone()),
                (None, Some(at)) => self.parties[at].short = Some(short.clone()),
                _ => {}
            }
        }
    }

    /// Gives each its name and an id of its own.
    fn settle(&mut self) {
        let mut taken = BTreeSet::new();
        for party in &mut self.parties {
            party.name = party.longest();
            let bare = party.name.strip_suffix(" kommune").unwrap_or(&party.name);
            if party.short.is_none() && party.spellings.keys().any(|own| own == bare) && bare != party.name {
                party.short = Some(bare.to_string());
            }
            party.id = free_id(bare, &mut taken, "part");
        }
    }

    /// The id of a party, by any of its names.
    pub fn id(&self, name: &str) -> Option<&str> {
        let own = key(name);
        let known = |party: &&Party| {
            party.spellings.keys().any(|spelling| key(spelling) == own)
                || party.short.as_deref().is_some_and(|short| key(short) == own)
        };
        self.parties.iter().find(known).map(|party| party.id.as_str())
    }

    /// The ids of the municipalities.
    pub fn municipalities(&self) -> impl Iterator<Item = &str> {
        self.parties.iter().filter(|party| role(&party.name) == "Kommune").map(|party| party.id.as_str())
    }

    /// The role of a party.
    pub fn role_of(&self, id: &str) -> &'static str {
        self.parties.iter().find(|party| party.id == id).map_or("Annan", |party| role(&party.name))
    }

    /// Whether an abbreviation is that of a party.
    pub fn explains(&self, short: &str) -> bool {
        self.parties
            .iter()
            .any(|party| party.full.is_some() && party.name == short || party.short.as_deref() == Some(short))
    }

    /// The register as a value.
    pub fn json(&self) -> Json {
        let one = |party: &Party| {
            let mut own = Map::new();
            own.insert("id".into(), json!(party.id));
            own.insert("namn".into(), json!(party.name));
            own.extend(party.short.iter().map(|short| ("kort".to_string(), json!(short))));
            own.extend(party.full.iter().map(|full| ("fullt".to_string(), json!(full))));
            own.insert("rolle".into(), json!(role(&party.name)));
            Json::Object(own)
        };
        self.parties.iter().map(one).collect()
    }

    /// The parties of a cell as a value: their ids, and the cell's own words where the names alone would read otherwise.
    pub fn cell(&self, words: &str) -> Json {
        let words = single_blanks(words);
        let known = self.parties.iter().flat_map(|party| party.spellings.keys()).map(|own| key(own)).collect();
        let mut ids: Vec<&str> = Vec::new();
        let mut names: Vec<&str> = Vec::new();
        for item in items(&words, &known) {
            if let Some(id) = self.id(&item).filter(|id| !ids.contains(id)) {
                ids.push(id);
                names.extend(self.parties.iter().find(|party| party.id == id).map(|party| party.name.as_str()));
            }
        }
        let printed = names.join(", ");
        let mut cell = Map::new();
        if !ids.is_empty() {
            cell.insert("partar".into(), json!(ids));
        }
        if printed != words {
            let rest = words
                .strip_prefix(printed.as_str())
                .filter(|_| !ids.is_empty())
                .map(|rest| rest.trim_start_matches(", ").trim().to_string());
            let fits = |rest: &String| {
                let own = Deltakarar { partar: Vec::new(), tillegg: Some(rest.clone()), ordlyd: None };
                format!("{printed}{}{rest}", own.tillegg_separator()) == words
            };
            match rest.filter(fits) {
                Some(rest) => cell.insert("tillegg".into(), json!(rest)),
                None => cell.insert("ordlyd".into(), json!(words)),
            };
        }
        Json::Object(cell)
    }
}

fn starts_joined(words: &str) -> bool {
    let left = words.split(" og ").next().unwrap_or_default();
    !left.contains(" i ")
}

impl Party {
    /// The spelling that says most, and of those alike the most frequent one.
    fn longest(&self) -> String {
        let most = |own: &String| own.split_whitespace().count();
        let best = self.spellings.iter().max_by(|(one, often), (other, others)| {
            let size = (key(one).len() > key(other).len() + 2).cmp(&(key(other).len() > key(one).len() + 2));
            size.then(most(one).cmp(&most(other)))
                .then(often.cmp(others))
                .then(one.starts_with(char::is_uppercase).cmp(&other.starts_with(char::is_uppercase)))
        });
        best.map(|(name, _)| name.clone()).unwrap_or_default()
    }
}

/// Whether a name is another spelling of a longer one.
fn is_other_spelling(name: &str, other: &str, text: &str) -> bool {
    let (own, others) = (key(name), key(other));
    if own.len() > others.len() || own == others {
        return false;
    }
    let small = folded(name);
    let municipal = other.ends_with("kommune");
    if municipal
        && (format!("{name} kommune") == other
            || matches!(small.as_str(), "fylkeskommunen" | "fylkeskommune") && other.ends_with("fylkeskommune"))
    {
        return true;
    }
    if ["i", "for", "på"].iter().any(|own| other.starts_with(&format!("{name} {own} "))) {
        return true;
    }
    if is_abbreviation(name) {
        let explained = text.contains(&format!("{other} ({name})"));
        let county = other
            .strip_suffix(" fylkeskommune")
            .and_then(|county| county.chars().next())
            .is_some_and(|first| *name == format!("{first}FK"));
        return explained || county;
    }
    let stems = |name: &str| {
        let name = folded(name).replace('-', " ");
        let words = name
            .split(' ')
            .filter(|word| word.chars().count() > 3)
            .map(|word| word.chars().take(7).collect::<String>());
        words.collect::<BTreeSet<_>>()
    };
    let same_words = stems(name).len() > 1 && stems(name) == stems(other);
    let slip = own.len() >= 10 && !municipal && strsim::levenshtein(&own, &others) <= 1 + own.len() / 24;
    same_words || slip && own.chars().next() == others.chars().next()
}

/// The kind of a party, by its name.
pub fn role(name: &str) -> &'static str {
    let small = folded(name);
    let state = [
        "departement",
        "direktorat",
        "statsforvalt",
        "husbank",
        "imdi",
        "udir",
        "innovasjon noreg",
        "innovasjon norge",
        "riksantikvar",
        "distriktssenter",
        "statens ",
        "siva",
        "bufdir",
        "kartverk",
    ];
    if small.ends_with("fylkeskommune") || small.ends_with("fylkeskommunen") {
        "Fylkeskommune"
    } else if small.ends_with(" kommune") || small.ends_with(" herad") {
        "Kommune"
    } else if state.iter().any(|own| small.contains(own))
        || matches!(small.as_str(), "kdd" | "kmd" | "nav" | "nve" | "hod" | "kd")
        || small.starts_with("nav ")
    {
        "Stat"
    } else {
        "Annan"
    }
}

/// A name as an id that none has yet: small letters, digits and hyphens.
pub fn free_id(name: &str, taken: &mut BTreeSet<String>, otherwise: &str) -> String {
    let letters: String =
        folded(name).chars().map(|c| if c.is_lowercase() || c.is_ascii_digit() { c } else { '-' }).collect();
    let mut id = String::new();
    for part in letters.split('-').filter(|part| !part.is_empty()) {
        if !id.is_empty() && id.chars().count() + part.chars().count() > 40 {
            break;
        }
        id = if id.is_empty() { part.chars().take(60).collect() } else { format!("{id}-{part}") };
    }
    if id.is_empty() {
        id = otherwise.to_string();
    }
    let base = id.clone();
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = format!("{base}-{number}");
        number += 1;
    }
    id
}

#[cfg(test)]
mod tests {
    use super::super::found::{Goal, Measure};
    use super::*;

    fn register(cells: &[(&str, &str)]) -> (Register, Account) {
        let measure = |(responsible, partners): &(&str, &str)| Measure {
            responsible: (*responsible).into(),
            partners: (*partners).into(),
            ..Measure::default()
        };
        let goal = Goal { tiltak: cells.iter().map(measure).collect(), ..Goal::default() };
        let mut found = Found { goals: vec![goal], ..Found::default() };
        found.cover.parties = vec!["Dalane kommune".into(), "Fjorden kommune".into()];
        let mut account = Account::default();
        (Register::of(&found, "Opplæringskontoret for havbruk (OKH) er med.", &mut account), account)
    }

    #[test]
    fn names_in_several_spellings_are_one_party() {
        let cells = [
            (
                "Dalane, Fjorden kommune",
                "Statsforvaltaren i Vestfold og Telemark, Øyfylket fylkeskommune, Bygda næringshage",
            ),
            ("Dalane kommune og Fjorden", "Statsforvaltaren, ØFK, Bygda Næringshage m.fl."),
            (
                "Øyfylket fylkeskommune og Statsforvaltaren i Vestfold og Telemark",
                "Fylkeskommunen, OKH, Opplæringskontoret for havbruk",
            ),
        ];
        let (register, account) = register(&cells);
        let names: Vec<&str> = register.parties.iter().map(|party| party.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "Dalane kommune",
                "Fjorden kommune",
                "Statsforvaltaren i Vestfold og Telemark",
                "Øyfylket fylkeskommune",
                "Bygda næringshage",
                "Opplæringskontoret for havbruk"
            ],
            "{account:?}"
        );
        assert_eq!(register.cell("Dalane kommune, Fjorden kommune"), json!({ "partar": ["dalane", "fjorden"] }));
        assert_eq!(register.cell("Dalane kommune m.fl."), json!({ "partar": ["dalane"], "tillegg": "m.fl." }));
        assert_eq!(
            register.cell("Dalane og ungdomsrådet"),
            json!({ "partar": ["dalane"], "ordlyd": "Dalane og ungdomsrådet" })
        );
        let together = "Øyfylket fylkeskommune og Statsforvaltaren i Vestfold og Telemark";
        assert_eq!(
            register.cell(together)["partar"],
            json!(["øyfylket-fylkeskommune", "statsforvaltaren-i-vestfold-og-telemark"])
        );
    }
}
