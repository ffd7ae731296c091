//! The dates that a text says.

use std::ops::{Range, RangeInclusive};

use jiff::civil::Date;

use crate::document::HARD_SPACE;
use crate::plan::{MONTH_NAMES, parse_dato};

/// A date within a text: its bytes there, and what it is of the calendar: "2025-06-17", or "2025-06" where no day is said.
pub type DateMatch = (Range<usize>, String);

/// The dates that a text says in words ("17. juni 2025", "12.–24. juni 2025", "1. mai og 3. juni 2025", "August 2023") or
/// numbers ("17.06.2025", "1.–3.6.2025", "2025-06-17"), in their order. A day that does not exist is none, nor one without a
/// year.
pub fn find_dates(text: &str) -> Vec<DateMatch> {
    let others = others(text);
    let mut found: Vec<DateMatch> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(char::is_alphanumeric).map(|start| at + start) {
        at = word_end(text, start);
        let last = found.last().map_or(0, |(range, _)| range.end);
        let of_month = year_after(text, at).and_then(|(year, end)| Some((year, month(&text[start..at])?, end)));
        let dated = match of_month {
            // What is before the end of the last date is that one's.
            Some((year, month, end)) => {
                at = end;
                in_words(&text[last..], start - last..end - last, (year, month))
            }
            None if is_of_other(&others, start) => Vec::new(),
            None => in_numbers(&text[last..], start - last, last > 0 && matches!(&text[last..start], "–" | "-")),
        };
        let dated: Vec<DateMatch> =
            dated.into_iter().map(|(range, date)| (range.start + last..range.end + last, date)).collect();
        at = dated.last().map_or(at, |(range, _)| range.end);
        found.extend(dated);
    }
    found
}

/// The days that a text says, with their month and year, that do not exist: "31. april 2025", "29.02.2025".
pub fn find_impossible_dates(text: &str) -> Vec<Range<usize>> {
    // Most texts have no year, which every such day has.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let others = others(text);
    let starts = text.char_indices().zip(std::iter::once(' ').chain(text.chars()));
    let starts = starts.filter(|((_, c), before)| c.is_alphanumeric() && !before.is_alphanumeric());
    let day = |((start, _), _)| {
        let end = word_end(text, start);
        if let Some((year, whole)) = year_after(text, end)
            && let Some(month) = month(&text[start..end])
        {
            let (from, day) = day_of_month(text, start)?;
            return Date::new(year, month, day).is_err().then_some(from..whole);
        }
        if !text[start..].starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let written = written_in_numbers(&text[start..]);
        let [day, month, _] = numbers_of(written)?;
        let is_date = (1..=31).contains(&day) && (1..=12).contains(&month) && is_by_itself(text, start);
        let is_none = is_date && of_numbers(written).is_none() && !is_of_other(&others, start);
        is_none.then_some(start..start + written.len())
    };
    starts.filter_map(day).collect()
}

fn word_end(text: &str, start: usize) -> usize {
    text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |end| start + end)
}

/// The number of the month with a name, which may begin a sentence.
fn month(name: &str) -> Option<i8> {
    let small = name.to_lowercase();
    (1..).zip(MONTH_NAMES).find(|(_, month)| *month == small).map(|(number, _)| number)
}

/// The years that plans speak of: other numbers after a month are of something else ("i mai 4000 kroner").
const YEARS: RangeInclusive<i16> = 1800..=2199;

/// The year after a blank, and where it ends.
fn year_after(text: &str, at: usize) -> Option<(i16, usize)> {
    let start = text.len() - text[at..].strip_prefix(BLANKS)?.len();
    let end = word_end(text, start);
    let year = Some(&text[start..end]).filter(|year| year.len() == 4 && is_number(year))?;
    year.parse().ok().filter(|year| YEARS.contains(year)).map(|year| (year, end))
}

/// The date whose month and year are a stretch of the text, after those that are joined to it and have its year.
fn in_words(text: &str, own: Range<usize>, (year, number): (i16, i8)) -> Vec<DateMatch> {
    let mut found = Vec::new();
    match day_of_month(text, own.start) {
        None => {
            let (mut start, mut next) = (own.start, number);
            found.push((own, format!("{year:04}-{next:02}")));
            while let Some(before) = before_joint(&text[..start]) {
                let rest = before.trim_end_matches(char::is_alphanumeric);
                let Some(earlier) = month(&before[rest.len()..]).filter(|own| *own < next) else { break };
                (start, next) = (rest.len(), earlier);
                found.push((start..before.len(), format!("{year:04}-{next:02}")));
            }
        }
        Some((mut start, day)) => {
            let Ok(mut next) = Date::new(year, number, day) else { return found };
            found.push((start..own.end, next.to_string()));
            while let Some(before) = before_joint(&text[..start]) {
                let rest = before.trim_end_matches(char::is_alphanumeric);
                let (number, days) = match month(&before[rest.len()..]) {
                    Some(month) => (month, without_blank(rest)),
                    None => (next.month(), before),
                };
                let day = day_before(days).and_then(|(at, day)| Some((at, Date::new(year, number, day).ok()?)));
                let Some((at, earlier)) = day.filter(|(_, earlier)| *earlier < next) else { break };
                (start, next) = (at, earlier);
                found.push((start..before.len(), next.to_string()));
            }
        }
    }
    found.reverse();
    found
}

const BLANKS: [char; 2] = [' ', HARD_SPACE];

fn without_blank(text: &str) -> &str {
    text.strip_suffix(BLANKS).unwrap_or(text)
}

/// The text before what joins it to the date that begins at its end.
fn before_joint(text: &str) -> Option<&str> {
    let bare = text.trim_end_matches(BLANKS);
    let joint = ["–", "-", ",", "og", "til", "eller"].into_iter().find(|joint| bare.ends_with(joint))?;
    let before = &bare[..bare.len() - joint.len()];
    let by_itself = bare.len() < text.len() && before.ends_with(BLANKS);
    let is_word = joint.starts_with(char::is_alphabetic);
    (!is_word || by_itself).then(|| before.trim_end_matches(BLANKS))
}

/// The day before the month that begins at a place. One with a capital begins a sentence: the number before it ended the one
/// before.
fn day_of_month(text: &str, month: usize) -> Option<(usize, i8)> {
    let begins = text[month..].starts_with(char::is_uppercase);
    day_before(without_blank(&text[..month])).filter(|_| !begins)
}

/// The day that a text ends with, "17.", and where it begins.
fn day_before(text: &str) -> Option<(usize, i8)> {
    let digits = text.strip_suffix('.')?;
    let before = digits.trim_end_matches(|c: char| c.is_ascii_digit());
    let day = &digits[before.len()..];
    let joined = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/'));
    (!joined && day.len() <= 2).then(|| Some((before.len(), day.parse().ok()?)))?
}

/// "17.06.2025", "1.6.2025" or "2025-06-17", after a day that it is a range from; `joined` is whether a date stands right before
/// the sign before it.
fn in_numbers(text: &str, start: usize, joined: bool) -> Vec<DateMatch> {
    let before = &text[..start];
    let range = before.strip_suffix(['–', '-']).filter(|before| joined || before.ends_with('.'));
    if !is_by_itself(text, start) && range.is_none() {
        return Vec::new();
    }
    let rest = &text[start..];
    let written = written_in_numbers(rest);
    let Some(last) = of_numbers(written) else {
        let whole = rest.get(..10).filter(|_| !rest[10..].starts_with(|c: char| c.is_alphanumeric() || c == '-'));
        let day = whole.and_then(parse_dato);
        return day.map(|day| (start..start + 10, day.0.to_string())).into_iter().collect();
    };
    // "1.–3.6.2025" or "28.5.–3.6.2025".
    let first = range.and_then(|before| {
        let numbers = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let own = &before[numbers.len()..];
        let number = if own.matches('.').count() == 1 { format!("{}.", last.month()) } else { String::new() };
        let first = of_numbers(&format!("{own}{number}{:04}", last.year()))?;
        (first < last && !numbers.ends_with(char::is_alphanumeric))
            .then(|| (numbers.len()..before.len(), first.to_string()))
    });
    first.into_iter().chain([(start..start + written.len(), last.to_string())]).collect()
}

/// Whether no sign before a number makes it a part of another.
fn is_by_itself(text: &str, start: usize) -> bool {
    !text[..start].ends_with(['.', '/', '-'])
}

/// Where the addresses of a text stand, and the numbers of cases: words, from blank to blank, whose numbers are no dates.
fn others(text: &str) -> Vec<Range<usize>> {
    let mut end = 0;
    let words = text.split_inclusive(char::is_whitespace).map(|word| {
        end += word.len();
        (end - word.len()..end, word.contains(['@', '/', '_', '§']))
    });
    words.filter_map(|(word, is_other)| is_other.then_some(word)).collect()
}

/// Whether a number is a part of one of them.
fn is_of_other(others: &[Range<usize>], start: usize) -> bool {
    let at = others.partition_point(|own| own.end <= start);
    others.get(at).is_some_and(|own| own.start <= start)
}

/// The most letters of a date in numbers, and one more.
const LONGEST_DATE: usize = 12;

/// The letters, digits and full stops that a text begins with, those at the end left out; no more than make a date.
fn written_in_numbers(text: &str) -> &str {
    let is_of_it = |c: char| c.is_alphanumeric() || c == '.';
    let end = text.char_indices().take(LONGEST_DATE).find(|(_, c)| !is_of_it(*c)).map(|(end, _)| end);
    let most = text.char_indices().nth(LONGEST_DATE).map_or(text.len(), |(end, _)| end);
    text[..end.unwrap_or(most)].trim_end_matches('.')
}

/// The day that numbers with full stops between are.
fn of_numbers(written: &str) -> Option<Date> {
    let [day, month, year] = numbers_of(written)?;
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// The day, the month and the year of "17.06.2025".
fn numbers_of(written: &str) -> Option<[i16; 3]> {
    let parts: Vec<&str> = written.split('.').collect();
    let [day, month, year] = parts[..] else { return None };
    let numbers = parts.iter().all(|part| is_number(part));
    let of_their_length = day.len() <= 2 && month.len() <= 2 && year.len() == 4;
    let all =
        (numbers && of_their_length).then(|| Some([day.parse().ok()?, month.parse().ok()?, year.parse().ok()?]))?;
    all.filter(|[.., year]| YEARS.contains(year))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_in_words_and_in_numbers() {
        let told = |text: &str| {
            let found = find_dates(text);
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
            ("1.juni 2026", "1.juni 2026=2026-06-01"),
            ("10. og 11. juni 2026", "10.=2026-06-10 | 11. juni 2026=2026-06-11"),
            ("3., 4. og 5. mai 2026", "3.=2026-05-03 | 4.=2026-05-04 | 5. mai 2026=2026-05-05"),
            ("1. juni til 3. juli 2026", "1. juni=2026-06-01 | 3. juli 2026=2026-07-03"),
            ("12. – 14. mai 2026", "12.=2026-05-12 | 14. mai 2026=2026-05-14"),
            ("i februar, mars og mai 2026", "februar=2026-02 | mars=2026-03 | mai 2026=2026-05"),
            ("14. og 12. mai 2026", "12. mai 2026=2026-05-12"),
            ("1. mai 2025 og 3. mai 2026", "1. mai 2025=2025-05-01 | 3. mai 2026=2026-05-03"),
            (
                "1.–3.5.2026 og 28.4.–3.5.2026",
                "1.=2026-05-01 | 3.5.2026=2026-05-03 | 28.4.=2026-04-28 | 3.5.2026=2026-05-03",
            ),
            ("1.1.2026–3.1.2026", "1.1.2026=2026-01-01 | 3.1.2026=2026-01-03"),
            ("1.1.2026-3.1.2026", "1.1.2026=2026-01-01 | 3.1.2026=2026-01-03"),
            ("2026-11-01, 2026-11-011, 12026-11-01, 2026-11-01-2", "2026-11-01=2026-11-01"),
            ("1.2.3.–4.5.2026", "4.5.2026=2026-05-04"),
            ("æ–5.5.2026", "5.5.2026=2026-05-05"),
            ("hog til mai 2026", "mai 2026=2026-05"),
            ("Sjå pkt. 3. Mars 2026 er fristen.", "Mars 2026=2026-03"),
            ("1.1.2026-31.12.2026", "1.1.2026=2026-01-01 | 31.12.2026=2026-12-31"),
            ("I mai 1500 tonn, mars 4000 kroner, mai 0000, tlf. 12.12.1234, 17.06.0000", ""),
            ("sak 1.2.2025/14, ola_1.2.2025@x.no, https://x.no/a-1.2.2025", ""),
            ("(1.2.2025)", "1.2.2025=2025-02-01"),
            ("Frist 2025-06-17. og 18. juni 2025.", "2025-06-17=2025-06-17 | 18. juni 2025=2025-06-18"),
            ("2025-06-17. juni 2025", "2025-06-17=2025-06-17 | juni 2025=2025-06"),
            ("2025-06-17.–18.6.2025", "2025-06-17=2025-06-17 | 18.6.2025=2025-06-18"),
            ("1.2.2025og 1.2.20255", ""),
            ("31. juni 2025 finst ikkje, 32.01.2025 heller ikkje", ""),
            ("sak 12/2025 og versjon 1.2.3, 1.2.20256, v1.2.2025, 3.1.2.2025", ""),
            ("mai 20255, mai 2025a, maim 2025", ""),
            ("2.3. juni 2025", "juni 2025=2025-06"),
            ("å–5. juni 2025, grog 5. juni 2025", "5. juni 2025=2025-06-05 | 5. juni 2025=2025-06-05"),
            ("pkt.–5. juni 2025 æ.5. juni 2025", "5. juni 2025=2025-06-05 | juni 2025=2025-06"),
        ] {
            assert_eq!(told(text), found, "{text}");
        }
    }

    #[test]
    fn a_text_without_blanks_takes_no_longer() {
        let text = "1.2.2025,31.4.2025,".repeat(20_000);
        assert_eq!((find_dates(&text).len(), find_impossible_dates(&text).len()), (20_000, 20_000));
        let other = format!("{text}_");
        assert_eq!((find_dates(&other).len(), find_impossible_dates(&other).len()), (0, 0));
    }

    #[test]
    fn days_that_do_not_exist_are_found() {
        let text = "31. april 2025, 30. april 2025, 29.02.2025, 29.02.2024, 32.1.2025, 1.31.2.2025, 0. mai 2025, 31. juni, sak 31.2.2025/14, https://x.no/a?d=31.2.2025";
        let found: Vec<&str> = find_impossible_dates(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["31. april 2025", "29.02.2025", "0. mai 2025"]);
    }
}
