//! The title page of a foreign document.

use std::collections::BTreeSet;

use super::account::{Account, word_counts};
use super::found::{Content, Cover, Found, Section};
use super::labels::{folded, is_log_title};
use super::language::OF_TITLE_PAGE;
use super::look::named_number;
use super::parts::Reader;
use super::sheet::Line;
use super::times::{log_date, period, years};
use crate::plan::{MONTH_NAMES, Path};
use crate::words::notation::{capitalised, single_blanks};

/// The labels of the facts at its foot.
const COLOPHON: [(&str, &[&str]); 4] = [
    ("eigar", &["eigar", "eier", "planeigar", "planeier"]),
    ("kontakt", &["kontakt", "kontaktperson", "spørsmål til"]),
    ("arkivsak", &["arkivsak", "arkivsaknr", "saksnummer", "saksnr", "arkivreferanse"]),
    ("erstattar", &["erstattar", "erstatter"]),
];

impl Reader {
    /// Takes a line of the title page.
    pub(super) fn cover_line(&mut self, line: &Line) {
        let words = line.words();
        let small = folded(&words);
        let cover = &mut self.found.cover;
        if is_log_title(&words) {
            self.found.account.understand(words);
            return;
        }
        if let Some((label, value)) = words.split_once(':')
            && let Some((field, _)) = COLOPHON.iter().find(|(_, labels)| labels.contains(&folded(label).as_str()))
            && !value.trim().is_empty()
        {
            self.found.account.understand(label);
            cover.colophon.insert(field, single_blanks(value));
            return;
        }
        let is_short = words.chars().count() <= 120;
        // "- oppfølging av Bygdevekstavtale for …"
        if let Some(phrase) =
            ["oppfølging av", "oppfølgjing av"].iter().find(|own| small.starts_with(**own)).filter(|_| is_short)
        {
            cover.subtitle.get_or_insert_with(|| (*phrase).to_string());
            let rest = single_blanks(words.trim_start_matches(['–', '-', ' ']).get(phrase.len()..).unwrap_or_default());
            if rest.is_empty() {
                return;
            }
            if cover.agreement.is_none() {
                cover.agreement = Some(rest);
                return;
            }
        }
        if small.contains("handlingsplan") && is_short && !small.contains(". ") {
            // "Handlingsplan 2025–2027" is of a period; the plan's own year may come yet.
            match period(&words) {
                Some(own) => {
                    cover.period.get_or_insert(own);
                    cover.is_year_of_period = cover.year.is_none() || cover.is_year_of_period;
                    cover.year = cover.year.or(Some(own.frå));
                }
                None => cover.set_year(years(&words).first().copied()),
            }
            // "Handlingsplan for Bygdevekstavtale for …" names the agreement too.
            let agreement =
                small.find("bygdevekstavtal").and_then(|at| words.get(words.len().checked_sub(small.len() - at)?..));
            if let Some(agreement) = agreement.filter(|_| cover.agreement.is_none()) {
                let agreement = agreement.trim_end_matches(|c: char| c.is_ascii_digit() || " –-,".contains(c));
                cover.agreement = Some(capitalised(agreement));
            }
            cover.understood.push(line.clone());
            self.found.account.understand(words);
            return;
        }
        let names_agreement = small.contains("avtale") && !small.contains("avtaleperiode");
        if let Some(own) = period(&words).filter(|_| small.len() < 40 || names_agreement && is_short) {
            cover.period.get_or_insert(own);
            let rest = words.trim_end_matches(|c: char| c.is_ascii_digit() || " –-—,()".contains(c));
            if names_agreement && cover.agreement.is_none() && !words.ends_with('.') && !rest.is_empty() {
                cover.agreement = Some(rest.to_string());
                return;
            }
            cover.understood.push(line.clone());
            self.found.account.understand(words);
            return;
        }
        if small.contains("avtale") && is_short && cover.agreement.is_none() && !words.ends_with('.') {
            cover.agreement = Some(words);
            return;
        }
        if named_number("versjon", &words).is_some()
            || named_number("utgåve", &words).is_some()
            || named_number("utgave", &words).is_some()
        {
            let digits: String = words
                .chars()
                .skip_while(|c| !c.is_ascii_digit())
                .take_while(|c| c.is_ascii_digit() || *c == '.')
                .collect();
            cover.version.get_or_insert_with(|| digits.trim_end_matches('.').to_string());
            cover.day = cover.day.take().or_else(|| log_date(&words));
            cover.understood.push(line.clone());
            self.found.account.understand(words);
            return;
        }
        if small.len() < 30 && log_date(&words).is_some() {
            cover.day = cover.day.take().or_else(|| log_date(&words));
            cover.understood.push(line.clone());
            self.found.account.understand(words);
            return;
        }
        if years(&words).len() == 1 && small.len() == 4 {
            cover.set_year(years(&words).first().copied());
            self.found.account.understand(words);
            return;
        }
        // "Utarbeidd av Dalane kommune og Fjorden kommune"
        let label = ["utarbeidd av ", "utarbeidet av ", "partar: ", "parter: ", "avtalepartar: ", "avtaleparter: "]
            .iter()
            .find(|label| words.get(..label.len()).is_some_and(|start| start.to_lowercase() == **label))
            .map_or(0, |label| label.len());
        let parties = names(&words[label..]);
        let is_party = |name: &String| {
            ["kommune", "fylke"].iter().any(|own| folded(name).contains(own)) || cover.parties.contains(name)
        };
        let is_list = !parties.is_empty()
            && parties.iter().all(|name| name.split(' ').count() <= 5)
            && parties.iter().any(is_party);
        if is_list && !words.ends_with('.') {
            if label > 0 {
                cover.understood.push(line.clone());
            }
            self.found.account.understand("og");
            cover.parties.extend(parties);
            return;
        }
        cover.others.push(line.clone());
    }
}

impl Cover {
    /// Sets the year of the plan, where none is known but the first of a period.
    fn set_year(&mut self, year: Option<i16>) {
        if year.is_some() && (self.year.is_none() || self.is_year_of_period) {
            (self.year, self.is_year_of_period) = (year, false);
        }
    }
}

/// The names in a line: "Dalane kommune, Fjorden kommune og Øyane kommune".
pub(super) fn names(words: &str) -> Vec<String> {
    let words = words.trim_start_matches(['–', '-', '•', ' ']);
    let words = protected(words);
    let parts =
        words.split([',', '\t', ';', '|', '·', '•']).flat_map(|part| part.split(" og ")).flat_map(after_kommune);
    parts.map(|name| single_blanks(&name.replace('\u{1}', " "))).filter(|name| !name.is_empty()).collect()
}

/// The words with the blanks of names that have "og" in them as a sign that parts nothing: "Møre og Romsdal".
pub(super) fn protected(words: &str) -> String {
    const WITH_AND: [&str; 4] = ["Møre og Romsdal", "Vestfold og Telemark", "Sogn og Fjordane", "Troms og Finnmark"];
    WITH_AND.iter().fold(words.to_string(), |words, name| words.replace(name, &name.replace(' ', "\u{1}")))
}

/// Names that stand beside each other with nothing but a blank between: "Dalane kommune Fjorden kommune".
fn after_kommune(words: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    for word in words.split_whitespace() {
        let begins = names.last().is_some_and(|name| name.ends_with("kommune")) && word.starts_with(char::is_uppercase);
        if begins {
            names.push(String::new());
        }
        if let Some(name) = names.last_mut() {
            *name = single_blanks(&format!("{name} {word}"));
        }
    }
    names
}

/// Puts what the title page has and a plan has no field for where it is not lost: running text in a section of its own, a few
/// words in the first one.
pub fn leave_cover(found: &mut Found, account: &mut Account) {
    let cover = &mut found.cover;
    let mut known: BTreeSet<String> = OF_TITLE_PAGE.iter().chain(&MONTH_NAMES).map(ToString::to_string).collect();
    let fields = cover.subtitle.iter().chain(&cover.agreement).chain(&cover.parties).chain(cover.colophon.values());
    let fields: Vec<&str> = fields.chain(&cover.version).map(String::as_str).collect();
    known.extend(word_counts(fields).into_keys());
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    // A line that was understood and has other words than its value is kept whole.
    let is_lost =
        |line: &Line| word_counts([line.words().as_str()]).keys().any(|word| !is_number(word) && !known.contains(word));
    let partly: Vec<Line> = std::mem::take(&mut cover.understood).into_iter().filter(is_lost).collect();
    let others: Vec<Line> = partly.into_iter().chain(std::mem::take(&mut cover.others)).collect();
    if others.is_empty() {
        return;
    }
    let is_text = others.iter().any(|line| line.words().chars().count() > 100);
    let first = found.sections.iter().position(|own| !matches!(own.contents.first(), Some(Content::Made(_))));
    match first.filter(|_| !is_text) {
        Some(first) => {
            let path = Path::hovud().field("seksjonar").index(first).field("innhald");
            account.guess(path, "Det første her stod på framsida");
            match found.sections[first].contents.first_mut() {
                Some(Content::Text(lines)) => {
                    lines.splice(0..0, others);
                }
                _ => found.sections[first].contents.insert(0, Content::Text(others)),
            }
        }
        None => {
            account.guess(
                Path::hovud().field("seksjonar").index(0).field("tittel"),
                "Teksten stod framfor det første punktet",
            );
            found
                .sections
                .insert(0, Section { number: None, title: "Innleiing".into(), contents: vec![Content::Text(others)] });
        }
    }
}
