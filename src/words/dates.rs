//! The dates that a text says.

use std::ops::Range;

use jiff::civil::Date;

use super::terms::Terms;
use crate::document::HARD_SPACE;

/// A date within a text: its bytes there, and what it is of the calendar: "2025-06-17", or "2025-06" where no day is said.
pub type Dated = (Range<usize>, String);

/// The dates that a text says in words ("17. juni 2025", "12.–24. juni 2025", "August 2023") or numbers ("17.06.2025"), in
/// their order. A day that does not exist is none, nor one without a year.
pub fn dates(text: &str, terms: &Terms) -> Vec<Dated> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(char::is_alphanumeric).map(|start| at + start) {
        at = word_end(text, start);
        let of_month = year_after(text, at).and_then(|(year, end)| Some((year, month(&text[start..at], terms)?, end)));
        let dated = match of_month {
            Some((year, month, end)) => {
                at = end;
                in_words(text, start..end, (year, month), terms)
            }
            None => in_numbers(text, start).into_iter().collect(),
        };
        at = dated.last().map_or(at, |(range, _)| range.end);
        found.extend(dated);
    }
    found
}

fn word_end(text: &str, start: usize) -> usize {
    text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |end| start + end)
}

/// The number of the month with a name.
fn month(name: &str, terms: &Terms) -> Option<i8> {
    (1..).zip(terms.months).find(|(_, month)| *month == name.to_lowercase()).map(|(number, _)| number)
}

/// The year after a blank, and where it ends.
fn year_after(text: &str, at: usize) -> Option<(i16, usize)> {
    let start = text.len() - text[at..].strip_prefix([' ', HARD_SPACE])?.len();
    let end = word_end(text, start);
    let year = &text[start..end];
    (year.len() == 4 && is_number(year)).then(|| Some((year.parse().ok()?, end)))?
}

/// The date whose month and year are a stretch of the text, after the one that it is a range from.
fn in_words(text: &str, own: Range<usize>, (year, number): (i16, i8), terms: &Terms) -> Vec<Dated> {
    let Some((start, day)) = text[..own.start].strip_suffix([' ', HARD_SPACE]).and_then(day_before) else {
        return vec![(own, format!("{year:04}-{number:02}"))];
    };
    let Ok(last) = Date::new(year, number, day) else { return Vec::new() };
    let from = text[..start].strip_suffix(['–', '-']).and_then(|before| {
        // "12.–24. juni 2025", or "22. mai–12. juni 2025".
        let rest = before.trim_end_matches(char::is_alphanumeric);
        let (number, days) = match month(&before[rest.len()..], terms) {
            Some(month) => (month, rest.strip_suffix([' ', HARD_SPACE])?),
            None => (number, before),
        };
        let (start, day) = day_before(days)?;
        let first = Date::new(year, number, day).ok().filter(|first| *first < last)?;
        Some((start..before.len(), first.to_string()))
    });
    from.into_iter().chain([(start..own.end, last.to_string())]).collect()
}

/// The day that a text ends with, "17.", and where it begins.
fn day_before(text: &str) -> Option<(usize, i8)> {
    let digits = text.strip_suffix('.')?;
    let before = digits.trim_end_matches(|c: char| c.is_ascii_digit());
    let day = &digits[before.len()..];
    let joined = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/'));
    (!joined && day.len() <= 2).then(|| Some((before.len(), day.parse().ok()?)))?
}

/// "17.06.2025" or "1.6.2025".
fn in_numbers(text: &str, start: usize) -> Option<Dated> {
    let rest = &text[start..];
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(rest.len());
    let written = rest[..end].trim_end_matches('.');
    let parts: Vec<&str> = written.split('.').filter(|part| is_number(part)).collect();
    let [day @ (1..=2), month @ (1..=2), 4] = parts.iter().map(|part| part.len()).collect::<Vec<_>>()[..] else {
        return None;
    };
    // Neither a part of something longer nor with something else between.
    if day + month + 6 != written.len() || text[..start].ends_with(['.', '/', '-']) {
        return None;
    }
    let date = Date::new(parts[2].parse().ok()?, parts[1].parse().ok()?, parts[0].parse().ok()?).ok()?;
    Some((start..start + written.len(), date.to_string()))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Språk;

    #[test]
    fn dates_are_found_in_words_and_in_numbers() {
        let terms = Terms::of(Språk::Nn);
        let told = |text: &str| {
            let found = dates(text, terms);
            found.iter().map(|(range, day)| format!("{}={day}", &text[range.clone()])).collect::<Vec<_>>().join(" | ")
        };
        for (text, found) in [
            ("Møte 17. juni 2025.", "17. juni 2025=2025-06-17"),
            ("17.\u{a0}juni\u{a0}2025", "17.\u{a0}juni\u{a0}2025=2025-06-17"),
            ("Frå August 2023 til mai 2024", "August 2023=2023-08 | mai 2024=2024-05"),
            ("12.–24. juni 2025", "12.=2025-06-12 | 24. juni 2025=2025-06-24"),
            ("22. mai–12. juni 2025", "22. mai=2025-05-22 | 12. juni 2025=2025-06-12"),
            ("30. desember 2024–2. januar 2025", "30. desember 2024=2024-12-30 | 2. januar 2025=2025-01-02"),
            ("den 7.6.2025, og (07.06.2025).", "7.6.2025=2025-06-07 | 07.06.2025=2025-06-07"),
            ("innan 1. mai", ""),
            ("31. juni 2025 finst ikkje, 32.01.2025 heller ikkje", ""),
            ("sak 12/2025 og versjon 1.2.3, 1.2.20256, v1.2.2025, 3.1.2.2025", ""),
            ("mai 20255, mai 2025a, maim 2025", ""),
            ("2.3. juni 2025", "juni 2025=2025-06"),
            ("å–5. juni 2025", "5. juni 2025=2025-06-05"),
            ("pkt.–5. juni 2025 æ.5. juni 2025", "5. juni 2025=2025-06-05 | juni 2025=2025-06"),
        ] {
            assert_eq!(told(text), found, "{text}");
        }
    }
}
