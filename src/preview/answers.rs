//! What was typed on the page, as values and edits. Comes in: a value that is to be changed and the fields of its form. Goes out:
//! the new value, or a sentence about the field that can't be one; and the edits that lead from the old value to the new.

use std::ops::Range;

use serde_json::{Map, Value as Json};

use super::targets::Target;
use crate::data::edits::{Edit, apply_to_plan, edits_between};
use crate::data::normalise;
use crate::plan::fields::{Field, Group, ValueKind};
use crate::plan::{LoggDato, Path, Plan, Step, parse_loose_date};
use crate::prose::Dedented;

/// The name of the field of a form that stands for the whole of its value.
pub(super) const ROOT: &str = "v";

/// What the first thing of a list is called within it.
pub(super) const FIRST: &str = "0";

/// The fields of a form with what was typed in them; one that holds several values stands as often.
pub(super) type Typed = Vec<(String, String)>;

/// Why what was typed is no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Complaint {
    /// The name of the field in the form.
    pub(super) name: String,
    /// A sentence about it.
    pub(super) message: String,
}

/// What the field of a form that stands for a part of a value is called.
pub(super) fn within(name: &str, part: &str) -> String {
    format!("{name}/{part}")
}

/// The value that was typed in a form's field; nothing where it was left empty. What the form doesn't ask for stays.
pub(super) fn read(kind: ValueKind, name: &str, typed: &Typed, old: &Json) -> Result<Option<Json>, Complaint> {
    let all = || typed.iter().filter(|(own, _)| own == name).map(|(_, value)| value.as_str());
    let text = all().next().map(line).unwrap_or_default();
    let complaint = |message: &str| Complaint { name: name.into(), message: message.into() };
    match kind {
        ValueKind::Group(group) => Ok(Some(group_value(group, name, typed, old)?)),
        ValueKind::Choice(group) => choice_value(group, name, typed, old),
        ValueKind::Amounts => amounts(name, typed),
        ValueKind::Flag => Ok(Some(Json::Bool(!text.is_empty()))),
        ValueKind::List(items @ (ValueKind::Group(_) | ValueKind::Choice(_))) => {
            let first = within(name, FIRST);
            let is_of_first =
                |own: &str| own.strip_prefix(&first).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            if !typed.iter().any(|(own, _)| is_of_first(own)) {
                return Ok(Some(old.clone()).filter(|old| !old.is_null()));
            }
            Ok(read(*items, &first, typed, &Json::Null)?.map(|own| Json::Array(vec![own])))
        }
        // Each on a line of its own, or in a field of its own.
        ValueKind::List(items) => {
            let lines = all().flat_map(str::lines).map(line).filter(|line| !line.is_empty());
            let values = lines.map(|line| single(*items, &line).map_err(complaint));
            Ok(Some(Json::Array(values.collect::<Result<_, _>>()?)))
        }
        ValueKind::Prose => {
            let text = prose(all().next().unwrap_or_default());
            Ok((!text.is_empty()).then_some(Json::String(text)))
        }
        _ if text.is_empty() => Ok(None),
        _ => single(kind, &text).map(Some).map_err(complaint),
    }
}

/// A value that stands on one line.
fn single(kind: ValueKind, text: &str) -> Result<Json, &'static str> {
    // Thousands may be set apart.
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let whole = |range: std::ops::RangeInclusive<i64>, wrong| {
        digits.parse::<i64>().ok().filter(|number| range.contains(number)).map(Json::from).ok_or(wrong)
    };
    match kind {
        ValueKind::Year => whole(1900..=2200, "Skriv eit årstal med fire siffer."),
        ValueKind::Number | ValueKind::Days => whole(0..=999_999_999_999, "Skriv eit heiltal."),
        ValueKind::Percent => whole(0..=100, "Skriv eit heiltal frå 0 til 100."),
        ValueKind::Figure | ValueKind::Millimetres => {
            let number = digits.replace(',', ".");
            serde_json::from_str(&number).ok().filter(Json::is_number).ok_or("Skriv eit tal med høgst to desimalar.")
        }
        ValueKind::Day => {
            let day = parse_loose_date(text).ok_or("Skriv dag, månad og år, til dømes 17.06.2026.")?;
            Ok(Json::String(day.0.to_string()))
        }
        ValueKind::DayOrMonth => {
            let day = parse_loose_date(text).map(|day| day.0.to_string());
            let date = day
                .or_else(|| month(text))
                .ok_or("Skriv dag, månad og år, eller berre månad og år: 17.06.2026 eller 06.2026.")?;
            Ok(Json::String(date))
        }
        _ => Ok(Json::String(text.into())),
    }
}

/// A month as the data has it, in any form in which it is written in numbers: «2026-06», «06.2026», «6/2026».
fn month(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['.', '/', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let (year, month) = match parts.as_slice() {
        [year, month] if year.len() == 4 => (*year, *month),
        [month, year] if year.len() == 4 => (*year, *month),
        _ => return None,
    };
    let date = serde_json::from_value::<LoggDato>(format!("{year}-{month:0>2}").into()).ok()?;
    serde_json::to_value(date).ok()?.as_str().map(String::from)
}

fn group_value(group: &str, name: &str, typed: &Typed, old: &Json) -> Result<Json, Complaint> {
    let mut values = old.as_object().cloned().unwrap_or_default();
    for field in Group::named(group).map_or(&[][..], |group| group.fields) {
        let (own, kind) = (within(name, field.name), field.value.unwrap_or(ValueKind::Text));
        // A group that need not be there is not asked for what it must have.
        let may_be_empty = match kind {
            ValueKind::Group(_) => !field.required,
            ValueKind::List(ValueKind::Group(_)) => !field.required && old[field.name].is_null(),
            _ => false,
        };
        if may_be_empty && is_empty(&own, typed) {
            values.remove(field.name);
            continue;
        }
        match read(kind, &own, typed, &old[field.name])? {
            Some(value) => {
                values.insert(field.name.into(), value);
            }
            None if field.required => return Err(Complaint { name: own, message: missing(field) }),
            None => {
                values.remove(field.name);
            }
        }
    }
    Ok(Json::Object(values))
}

/// Whether nothing was typed in any field of a group.
fn is_empty(name: &str, typed: &Typed) -> bool {
    let start = within(name, "");
    typed.iter().filter(|(own, _)| own.starts_with(&start)).all(|(_, value)| line(value).is_empty())
}

/// What is said of a field that must be filled in.
pub(super) fn missing(field: &Field) -> String {
    format!("Fyll ut {}.", if field.words[0].is_empty() { "feltet" } else { field.words[0] })
}

fn choice_value(group: &str, name: &str, typed: &Typed, old: &Json) -> Result<Option<Json>, Complaint> {
    let chosen = typed.iter().find(|(own, _)| own == name).map(|(_, word)| word.as_str()).unwrap_or_default();
    let Some(word) = Group::named(group).and_then(|group| group.field(chosen)) else { return Ok(None) };
    let Some(kind) = word.value else { return Ok(Some(Json::String(word.name.into()))) };
    let own = within(name, word.name);
    let contents = read(kind, &own, typed, &old[word.name])?;
    let contents = contents.ok_or_else(|| Complaint { name: own, message: missing(word) })?;
    Ok(Some(Json::Object(Map::from_iter([(word.name.to_string(), contents)]))))
}

fn amounts(name: &str, typed: &Typed) -> Result<Option<Json>, Complaint> {
    let mut years = Map::new();
    let start = within(name, "");
    for (own, amount) in typed {
        let Some(year) = own.strip_prefix(&start) else { continue };
        let amount = line(amount);
        if !amount.is_empty() {
            let complaint = |message: &str| Complaint { name: own.clone(), message: message.into() };
            years.insert(year.into(), single(ValueKind::Number, &amount).map_err(complaint)?);
        }
    }
    Ok(Some(Json::Object(years)))
}

/// A text on one line, as the data has it: line ends and tabs are blanks, and what can't be seen is left out.
pub(super) fn line(text: &str) -> String {
    let text = normalise(text.into());
    let letters = text.chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).filter(|c| !c.is_control());
    letters.collect::<String>().trim().to_string()
}

/// Prose as it is typed: no blanks at the ends of lines and of the text.
pub(super) fn prose(text: &str) -> String {
    let text = normalise(text.into());
    let lines = text.lines().map(|line| line.replace('\t', "    "));
    let lines: Vec<String> =
        lines.map(|line| line.chars().filter(|c| !c.is_control()).collect::<String>().trim_end().to_string()).collect();
    lines.join("\n").trim_matches('\n').to_string()
}

/// Prose as it is shown in a form: without the indentation that it has in the file, each paragraph on one line. The way back to
/// the value's own bytes.
pub(super) struct ShownProse {
    dedented: Dedented,
    span: Range<usize>,
    /// As long as what it stands for.
    text: String,
}

impl ShownProse {
    pub(super) fn of(value: &str) -> Self {
        let dedented = Dedented::new(value);
        let text = dedented.text();
        let start = text.len() - text.trim_start_matches('\n').len();
        let end = text.trim_end().len().max(start);
        Self { text: joined(&text[start..end]), span: start..end, dedented }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the value that differ, and the words that are to stand there.
    fn change<'n>(&self, new: &'n str) -> (Range<usize>, &'n str) {
        let old = self.text();
        let mut start = common(old.chars(), new.chars());
        let mut tail = common(old[start..].chars().rev(), new[start..].chars().rev());
        // What stands before a line's first word is the file's: no change begins or ends there.
        while old[..start].ends_with('\n') {
            start -= 1;
        }
        while tail > 0 && (old[..old.len() - tail].ends_with('\n') || new[..new.len() - tail].ends_with('\n')) {
            tail -= new[new.len() - tail..].chars().next().map_or(tail, char::len_utf8);
        }
        let shown = self.span.start + start..self.span.end - tail;
        (self.dedented.exact(&shown), &new[start..new.len() - tail])
    }
}

/// Prose with a blank for each line's end within a paragraph. What may be a mark at the beginning of a line keeps its line.
fn joined(text: &str) -> String {
    let goes_on = |rest: &str| {
        let word: &str = rest.split([' ', '\n']).next().unwrap_or_default();
        let is_mark = word.len() == 1 && !word.starts_with(char::is_alphanumeric) || word.ends_with(['.', ')']);
        let may_be_mark = is_mark && word.starts_with(|c: char| !c.is_alphabetic());
        !may_be_mark && !rest.starts_with([' ', '\n', '#', '>', '|', '=', '-', '+', '`', '~'])
    };
    let mut made = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let ends_words = || made.rsplit('\n').next().is_some_and(|line| !line.trim().is_empty());
        let is_soft = c == '\n' && ends_words() && goes_on(&text[at + 1..]);
        made.push(if is_soft { ' ' } else { c });
    }
    made
}

/// How many bytes two texts begin with alike.
fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(own, other)| own == other).map(|(c, _)| c.len_utf8()).sum()
}

/// The edits that give a value of a plan a new one; nothing to take it away.
///
/// # Errors
/// A sentence, where the plan can't have it.
pub(super) fn edits(plan: &Plan, target: &Target, new: Option<Json>) -> Result<Vec<Edit>, &'static str> {
    let unfit = "Det passar ikkje inn i planen.";
    let path = target.path.clone();
    let words = |range: Range<usize>, words: &str| vec![Edit::Words { path: path.clone(), range, words: words.into() }];
    match (&target.value, new) {
        (old, Some(new)) if *old == new => Ok(Vec::new()),
        (Json::Null, None) => Ok(Vec::new()),
        (Json::String(old), Some(Json::String(new))) if target.kind == ValueKind::Prose => {
            let shown = ShownProse::of(old);
            if shown.text() == new {
                return Ok(Vec::new());
            }
            if new.contains('\n') && !old.contains('\n') {
                return Ok(vec![Edit::Value { value: Json::String(laid_out(&path, &new)), path }]);
            }
            let (range, new) = shown.change(&new);
            Ok(words(range, new))
        }
        (Json::String(old), Some(Json::String(new))) if is_text(target.kind) => {
            let start = common(old.chars(), new.chars());
            let tail = common(old[start..].chars().rev(), new[start..].chars().rev());
            Ok(words(start..old.len() - tail, &new[start..new.len() - tail]))
        }
        (_, new) => {
            let edit = match (path.parent(), new) {
                (Some((Step::Field(name), group)), Some(Json::String(new))) if target.kind == ValueKind::Prose => {
                    let value = if new.contains('\n') { laid_out(&path, &new) } else { new };
                    return Ok(vec![Edit::Field { group, name: name.into(), value: value.into() }]);
                }
                (Some((Step::Field(name), group)), Some(value)) => Edit::Field { group, name: name.into(), value },
                (Some(_), Some(value)) => Edit::Value { path, value },
                (Some((Step::Field(_), _)), None) => Edit::Removal { path },
                _ => return Err(unfit),
            };
            // What goes without saying is not written.
            let meant = apply_to_plan(plan, &[edit]).map_err(|_| unfit)?;
            Ok(edits_between(plan, &meant))
        }
    }
}

/// Whether a value is words that may be changed letter by letter.
fn is_text(kind: ValueKind) -> bool {
    matches!(kind, ValueKind::Text | ValueKind::Body | ValueKind::Version)
}

/// Prose of several lines as it is laid out in the data: each on a line, further in than the field that it is of.
fn laid_out(path: &Path, text: &str) -> String {
    const STEP: &str = "    ";
    let is_contents = matches!(path.steps().last(), Some(Step::Index(_)));
    let outer = STEP.repeat(path.steps().len() - usize::from(is_contents));
    let lines = text.lines().map(|line| if line.is_empty() { "\n".into() } else { format!("\n{outer}{STEP}{line}") });
    format!("{}\n{outer}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(all: &[(&str, &str)]) -> Typed {
        all.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
    }

    fn read_one(kind: ValueKind, value: &str) -> Result<Option<Json>, String> {
        read(kind, "v", &typed(&[("v", value)]), &Json::Null).map_err(|own| own.message)
    }

    #[test]
    fn what_is_typed_is_read_as_people_write_it() {
        assert_eq!(read_one(ValueKind::Number, "1\u{a0}250 000"), Ok(Some(1_250_000.into())));
        assert_eq!(read_one(ValueKind::Figure, "12,5"), Ok(Some(serde_json::json!(12.5))));
        assert_eq!(read_one(ValueKind::Day, "17. juni 2026"), Ok(Some("2026-06-17".into())));
        assert_eq!(read_one(ValueKind::DayOrMonth, "2023-08"), Ok(Some("2023-08".into())));
        assert_eq!(read_one(ValueKind::DayOrMonth, "8.2023"), Ok(Some("2023-08".into())));
        assert!(read_one(ValueKind::DayOrMonth, "31.2.2026").is_err_and(|why| why.contains("berre månad og år")));
        assert_eq!(read_one(ValueKind::Text, " a\u{30a}\tb\r\n"), Ok(Some("å b".into())));
        assert_eq!(read_one(ValueKind::Prose, "\r\nEin \r\n\r\n- to\r\n"), Ok(Some("Ein\n\n- to".into())));
        assert_eq!(read_one(ValueKind::Year, ""), Ok(None));
        for (kind, wrong) in [(ValueKind::Year, "26"), (ValueKind::Percent, "101"), (ValueKind::Day, "31.2.2026")] {
            assert!(read_one(kind, wrong).is_err(), "{wrong}");
        }
        let frame = ValueKind::Choice("Tidsramme");
        let years = [("v", "År"), ("v/År/frå", "2026"), ("v/År/til", "2027"), ("v/Seinare", "ein gong")];
        assert_eq!(
            read(frame, "v", &typed(&years), &Json::Null),
            Ok(Some(serde_json::json!({ "År": { "frå": 2026, "til": 2027 } })))
        );
        let indicator = [("v/namn", "Bustader"), ("v/siste/verdi", ""), ("v/siste/år", " ")];
        let measured =
            [("v/utgangspunkt/verdi", "1"), ("v/utgangspunkt/år", "2025"), ("v/mål/verdi", "2"), ("v/mål/år", "2028")];
        let all = [&indicator[..], &measured[..]].concat();
        let made = read(ValueKind::Group("Indikator"), "v", &typed(&all), &Json::Null).unwrap().unwrap();
        assert!(made["mål"]["år"] == 2028 && made["siste"].is_null(), "{made}");
        let missing = read(frame, "v", &typed(&years[..2]), &Json::Null).unwrap_err();
        assert_eq!((missing.name.as_str(), missing.message.as_str()), ("v/År/til", "Fyll ut det siste året."));
    }

    #[test]
    fn a_paragraph_is_shown_on_one_line_and_a_list_as_it_is() {
        let value = "\n        Ein setning\n        på to linjer i 2025\n        2026 og\n\n        - eit punkt\n        - to\n          til\n        1. x\n    ";
        let shown = ShownProse::of(value);
        assert_eq!(shown.text(), "Ein setning på to linjer i 2025 2026 og\n\n- eit punkt\n- to\n  til\n1. x");
        let (range, words) = shown.change("Ein setning på tre linjer i 2025 2026 og\n\n- eit punkt\n- to\n  til\n1. x");
        assert_eq!((&value[range], words), ("o", "re"), "the lines of the file stay");
    }

    proptest! {
        #[test]
        fn prose_that_is_changed_reads_as_it_was_typed(
            lines in prop::collection::vec(prop::sample::select(vec!["", "ein", "- to", "  tre", "å"]), 1..8),
            other in prop::collection::vec(prop::sample::select(vec!["", "ein", "- to", "  tre", "fem å"]), 1..8),
        ) {
            let (old, new) = (prose(&lines.join("\n")), prose(&other.join("\n")));
            prop_assume!(!old.is_empty() && !new.is_empty());
            // What begins further in than what follows is read as what stands under it.
            prop_assume!(!old.starts_with(' ') && !new.starts_with(' '));
            let value = laid_out(&Path::hovud().field("a"), &old);
            let shown = ShownProse::of(&value);
            prop_assert_eq!(shown.text(), &joined(&old));
            let (range, words) = shown.change(&new);
            let indent = "        ";
            let mut made = value.clone();
            let words = words.split('\n').enumerate().map(|(at, line)| match (at, line.is_empty()) {
                (0, _) => line.to_string(),
                (_, true) => "\n".to_string(),
                _ => format!("\n{indent}{line}"),
            });
            made.replace_range(range, &words.collect::<String>());
            let shown = ShownProse::of(&made);
            prop_assert_eq!(shown.text(), &joined(&new), "{:?}", made);
        }
    }
}
