//! Days, months and years as people write them.

use serde_json::{Value as Json, json};

use super::labels::folded;
use super::sheet::single_blanks;
use crate::plan::{MONTH_NAMES, Periode, parse_loose_date};
use crate::words::dates::find_dates;

/// The years that plans are of.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// A day that a cell says, as the data has it ("2025-06-17"), slips of the pen included: "17. .juni 2025", "17.06.25.".
pub fn day(words: &str) -> Option<String> {
    let mended = single_blanks(&words.replace([',', ';'], " "));
    let mended = mended.trim_end_matches('.').replace(" .", " ").replace("..", ".");
    let bare = weekday_less(&mended);
    let found = find_dates(&mended).into_iter().map(|(_, date)| date).find(|date| date.len() == 10);
    found.or_else(|| parse_loose_date(bare).map(|day| day.0.to_string()))
}

/// The words after the name of a day of the week.
fn weekday_less(words: &str) -> &str {
    const DAYS: [&str; 9] =
        ["mandag", "måndag", "tysdag", "tirsdag", "onsdag", "torsdag", "fredag", "laurdag", "lørdag"];
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let first = folded(first);
    if DAYS.contains(&first.as_str()) || matches!(first.as_str(), "sundag" | "søndag" | "den") {
        weekday_less(rest)
    } else {
        words
    }
}

/// A day or a month that a log says, as the data has it.
pub fn log_date(words: &str) -> Option<String> {
    day(words).or_else(|| find_dates(words).into_iter().map(|(_, date)| date).next()).or_else(|| numbered_month(words))
}

/// "06.2025", "juni 25" or "2025-06".
fn numbered_month(words: &str) -> Option<String> {
    let words = folded(words);
    let parts: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let [first, second] = parts[..] else { return None };
    let month = |word: &str| {
        let named = MONTH_NAMES.iter().position(|name| word.len() >= 3 && name.starts_with(word)).map(|at| at + 1);
        named.or_else(|| word.parse().ok()).filter(|month| (1..=12).contains(month))
    };
    let year = |word: &str| {
        year(word).or_else(|| (word.len() == 2).then(|| word.parse().ok().map(|year: i16| 2000 + year))?)
    };
    let (year, month) = match first.len() {
        4 => (year(first)?, month(second)?),
        _ => (year(second)?, month(first)?),
    };
    Some(format!("{year:04}-{month:02}"))
}

fn year(word: &str) -> Option<i16> {
    (word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| word.parse().ok())?
        .filter(|year| YEARS.contains(year))
}

/// The most letters beside the years of a time frame that says no more than when in them: "haust", "2. kvartal".
const MOST_LETTERS: usize = 20;

/// The years that words say, those of two digits after another too: "2025–28".
pub fn years(words: &str) -> Vec<i16> {
    let mut found: Vec<i16> = Vec::new();
    let mut before = "";
    for word in words.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        if let Some(year) = year(digits) {
            found.push(year);
        } else if let (Some(last), 2, true) = (found.last(), digits.len(), before.ends_with(['-', '–', '/'])) {
            found.extend(digits.parse::<i16>().ok().map(|year| last / 100 * 100 + year).filter(|year| year > last));
        }
        if !word.trim().is_empty() {
            before = word;
        }
    }
    found
}

/// The period that a text says: two years with a dash or a word between.
pub fn period(words: &str) -> Option<Periode> {
    let bytes = words.as_bytes();
    let starts = (0..words.len().saturating_sub(6)).filter(|at| words.is_char_boundary(*at));
    for start in starts {
        let Some(frå) = words.get(start..start + 4).and_then(year) else { continue };
        if start > 0 && (bytes[start - 1].is_ascii_alphanumeric() || bytes[start - 1] == b'.') {
            continue;
        }
        let rest = words[start + 4..].trim_start();
        let rest = ["–", "-", "—", "til og med ", "til ", "t.o.m. ", "/"]
            .iter()
            .find_map(|sign| rest.strip_prefix(sign))
            .map(str::trim_start);
        let digits: String = rest.unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
        let til = match digits.len() {
            4 => year(&digits),
            2 => digits.parse::<i16>().ok().map(|year| frå / 100 * 100 + year),
            _ => None,
        };
        // Another number may follow: "2025-06-17" is a day.
        let ends = rest.is_some_and(|rest| !rest[digits.len()..].starts_with('-'));
        if let Some(til) = til.filter(|til| *til > frå && *til <= frå + 15 && ends) {
            return Some(Periode { frå, til });
        }
    }
    None
}

/// What the program prints after the time frame of a tiltak that comes later.
const MARKS: [&str; 6] =
    ["(seinare i perioden)", "(senere i perioden)", "(seinare)", "(senere)", " seinare", " senere"];

/// The time frame that a cell says, as the data has it, and whether it was guessed.
pub fn time_frame(words: &str, period: &Periode) -> (Json, bool) {
    let words = single_blanks(words);
    let mut small = words.to_lowercase();
    for own in MARKS {
        small = small.trim_end_matches(own).trim_end().to_string();
    }
    small = folded(&small);
    let years = years(&small);
    let rest: String = small.chars().filter(|c| !c.is_ascii_digit() && !" -/,.&→>".contains(*c)).collect();
    let plain = [
        "",
        "og",
        "til",
        "tilogmed",
        "tom",
        "frå",
        "fra",
        "frå-til",
        "fråtil",
        "fratil",
        "åra",
        "årene",
        "året",
        "perioden",
        "iperioden",
    ];
    let span = |frå: i16, til: i16| json!({ "År": { "frå": frå.min(til), "til": til.max(frå) } });
    let whole = [
        "heile perioden",
        "hele perioden",
        "heile avtaleperioden",
        "hele avtaleperioden",
        "løpande",
        "løpende",
        "i heile perioden",
        "kontinuerleg",
        "kontinuerlig",
        "årleg",
        "årlig",
    ];
    match years[..] {
        _ if whole.contains(&small.as_str()) => (span(period.frå, period.til), true),
        [first]
            if ["frå", "fra", "f.o.m", "fom"].iter().any(|own| small.starts_with(own))
                || small.ends_with(['-', '>', '→']) =>
        {
            (span(first, period.til.max(first)), true)
        }
        [first] if plain.contains(&rest.as_str()) => (span(first, first), false),
        [first, .., last] if plain.contains(&rest.as_str()) => (span(first, last), false),
        [first] if rest.chars().count() <= MOST_LETTERS => (span(first, first), true),
        [first, .., last] if rest.chars().count() <= MOST_LETTERS => (span(first, last), true),
        _ => (
            json!({ "Seinare": if words.is_empty() { "Ikkje fastsett".to_string() } else { seinare(&words) } }),
            words.is_empty(),
        ),
    }
}

/// The words of a time frame without the mark that the program sets after it.
fn seinare(words: &str) -> String {
    let bare = MARKS.iter().find_map(|mark| words.strip_suffix(mark)).unwrap_or(words);
    bare.trim_end().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_any_form() {
        for words in [
            "17. juni 2025",
            "17.06.2025",
            "17.6.25",
            "17. .juni 2025",
            "tirsdag 17. juni 2025",
            "17/6-2025",
            "2025-06-17",
            "den 17.06.2025.",
        ] {
            assert_eq!(day(words).as_deref(), Some("2025-06-17"), "{words}");
        }
        for words in ["", "juni 2025", "ikkje fastsett", "31.06.2025", "………………"] {
            assert_eq!(day(words), None, "{words}");
        }
        for (words, date) in
            [("August 2023", "2023-08"), ("08.2023", "2023-08"), ("aug. 23", "2023-08"), ("27.01.2025", "2025-01-27")]
        {
            assert_eq!(log_date(words).as_deref(), Some(date), "{words}");
        }
    }

    #[test]
    fn a_period_is_two_years_and_no_day() {
        let told = |words: &str| period(words).map(|own| (own.frå, own.til));
        assert_eq!(told("gjeld i perioden 2025-2028."), Some((2025, 2028)));
        assert_eq!(told("2025 – 2028"), Some((2025, 2028)));
        assert_eq!(told("åra 2025–28"), Some((2025, 2028)));
        assert_eq!(told("frå 2025 til 2028"), Some((2025, 2028)));
        assert_eq!(told("2025-06-17, sak 14/2025"), None);
    }

    #[test]
    fn a_time_frame_is_years_or_its_words() {
        let period = Periode { frå: 2025, til: 2028 };
        let told = |words: &str| {
            let (value, guessed) = time_frame(words, &period);
            format!("{value}{}", if guessed { "?" } else { "" })
        };
        let span = |frå: i16, til: i16| json!({ "År": { "frå": frå, "til": til } }).to_string();
        assert_eq!(told("2025-2028"), span(2025, 2028));
        assert_eq!(told("2025 – 28"), span(2025, 2028));
        assert_eq!(told("2026"), span(2026, 2026));
        assert_eq!(told("2026–2028 (seinare)"), span(2026, 2028));
        assert_eq!(told("2025 og 2026"), span(2025, 2026));
        assert_eq!(told("2026–2028 seinare"), span(2026, 2028));
        let words = "Når den nye skulen er ferdig, tidlegast 2028";
        assert_eq!(told(words), json!({ "Seinare": words }).to_string());
        assert_eq!(told("Haust 2025"), format!("{}?", span(2025, 2025)));
        assert_eq!(told("Heile perioden"), format!("{}?", span(2025, 2028)));
        assert_eq!(told("Mogleg ved neste rullering"), json!({ "Seinare": "Mogleg ved neste rullering" }).to_string());
    }
}
