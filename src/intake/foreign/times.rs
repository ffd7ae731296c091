//! Days, months and years as people write them.

use serde_json::{Value as Json, json};

use super::labels::folded;
use crate::plan::{MONTH_NAMES, Periode, parse_loose_date};
use crate::words::dates::find_dates;
use crate::words::notation::single_blanks;

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

/// The years that words say, those of two digits after another too: "2025–28", and those of days: "12.6.26–31.12.27".
pub fn years(words: &str) -> Vec<i16> {
    let parts = words.split(|c: char| matches!(c, '-' | '–' | '—') || c.is_whitespace());
    let days: Vec<i16> = parts.filter_map(short_day).collect();
    if !days.is_empty() && !words.split(|c: char| !c.is_ascii_digit()).any(|part| year(part).is_some()) {
        return days;
    }
    let mut found: Vec<i16> = Vec::new();
    let mut before = "";
    let mut end = 0;
    for word in words.split_inclusive(|c: char| !c.is_ascii_digit()) {
        end += word.len();
        let is_of_day = word.ends_with(['.', '/']) && words[end..].starts_with(|c: char| c.is_ascii_digit());
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        if let Some(year) = year(digits) {
            found.push(year);
        } else if let (Some(last), 2, true) =
            (found.last(), digits.len(), !is_of_day && before.ends_with(['-', '–', '/']))
        {
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
    let years = match years(&small) {
        none if none.is_empty() => short_years(&small, period),
        found => found,
    };
    let rest: String = small.chars().filter(|c| !c.is_ascii_digit() && !" -/,.&→>".contains(*c)).collect();
    let span = |frå: i16, til: i16| json!({ "År": { "frå": frå.min(til), "til": til.max(frå) } });
    let begins = |names: &[&str]| names.iter().any(|own| small.starts_with(own));
    // What waits for something has no years yet: "tidlegast 2028", "når skulen er ferdig".
    let waits = begins(&["etter ", "tidlegast", "tidligst", "når ", "ikkje før", "ikke før", "mogleg", "mulig"]);
    let is_short = rest.chars().count() <= MOST_LETTERS;
    let is_open = words.ends_with(['-', '–', '—', '>', '→', '…']);
    match years[..] {
        _ if WHOLE_PERIOD.contains(&small.as_str()) => (span(period.frå, period.til), true),
        // "kvar haust i heile perioden"
        [] if small.ends_with(" heile perioden") || small.ends_with(" hele perioden") => {
            (span(period.frå, period.til), true)
        }
        [_, ..] if waits => (json!({ "Seinare": seinare(&words) }), false),
        [first] if is_short && (begins(&OPENINGS) || is_open) => (span(first, period.til.max(first)), true),
        [last] if is_short && begins(&ENDINGS) => (span(period.frå.min(last), last), true),
        [first] if PLAIN.contains(&rest.as_str()) => (span(first, first), false),
        [first, .., last] if PLAIN.contains(&rest.as_str()) => (span(first, last), has_days(&small)),
        [first] if is_short => (span(first, first), true),
        [first, .., last] if is_short => (span(first, last), true),
        _ => (
            json!({ "Seinare": if words.is_empty() { "Ikkje fastsett".to_string() } else { seinare(&words) } }),
            words.is_empty(),
        ),
    }
}

/// The letters beside the years of a time frame that says those years and no more.
const PLAIN: [&str; 18] = [
    "",
    "og",
    "til",
    "tilogmed",
    "tom",
    "frå",
    "fra",
    "fråtil",
    "fratil",
    "frå-til",
    "åra",
    "årene",
    "året",
    "år",
    "perioden",
    "iperioden",
    "mellomog",
    "i",
];

/// How a time frame begins that has a beginning and no end.
const OPENINGS: [&str; 13] = [
    "frå",
    "fra",
    "f.o.m",
    "fom",
    "start",
    "oppstart",
    "igangsett",
    "igangset",
    "byrjar",
    "begynner",
    "sett i gang",
    "i gang frå",
    "i gang fra",
];

/// How a time frame begins that has an end and no beginning.
const ENDINGS: [&str; 21] = [
    "ferdig",
    "fullfør",
    "fullført",
    "gjennomført innan",
    "gjennomført innen",
    "avslutta",
    "avsluttet",
    "avsluttast",
    "avsluttes",
    "innan",
    "innen",
    "seinast",
    "senest",
    "til ",
    "t.o.m",
    "tom ",
    "frist",
    "før ",
    "fram til",
    "frem til",
    "utgangen av",
];

/// The words for all the years of the plan.
const WHOLE_PERIOD: [&str; 22] = [
    "perioden",
    "heile perioden",
    "hele perioden",
    "heile planperioden",
    "hele planperioden",
    "heile avtaleperioden",
    "hele avtaleperioden",
    "i heile perioden",
    "i hele perioden",
    "gjennom heile perioden",
    "gjennom hele perioden",
    "i perioden",
    "i planperioden",
    "i avtaleperioden",
    "løpande",
    "løpende",
    "fortløpande",
    "fortløpende",
    "kontinuerleg",
    "kontinuerlig",
    "årleg",
    "årlig",
];

/// Whether words say more of a day than its year: "12.6.26".
fn has_days(words: &str) -> bool {
    words.split(|c: char| c == '-' || c.is_whitespace()).any(|part| short_day(part).is_some())
}

/// The year of a day in numbers: 2026 of "12.6.26" and "12.06.2026".
fn short_day(part: &str) -> Option<i16> {
    let numbers: Vec<&str> = part.trim_end_matches('.').split(['.', '/']).collect();
    let [day, month, last] = numbers[..] else { return None };
    let is = |own: &str, most: u8| own.parse::<u8>().is_ok_and(|own| (1..=most).contains(&own));
    let short = || (last.len() == 2).then(|| last.parse::<i16>().ok().map(|year| 2000 + year))?;
    (is(day, 31) && is(month, 12)).then(|| year(last).or_else(short))?
}

/// A time frame and what is running text after it: "2026–2027. Kommunane lagar eit kart.".
pub fn split_time(words: &str) -> (String, Option<String>) {
    let ends = words.match_indices(". ").map(|(at, _)| at);
    let end = ends.into_iter().find(|at| {
        let next = words[at + 2..].trim_start();
        let is_sentence = next.starts_with(char::is_uppercase) && next.contains(' ');
        is_sentence && !years(&words[..*at]).is_empty() && words[..*at].chars().count() <= 60
    });
    match end {
        Some(end) => (words[..end].to_string(), Some(words[end + 2..].trim().to_string())),
        None => (words.to_string(), None),
    }
}

/// The years of "26–28" or "'27", where they are those of the plan.
fn short_years(words: &str, period: &Periode) -> Vec<i16> {
    let parts: Vec<&str> = words.split(|c: char| " -/".contains(c)).filter(|part| !part.is_empty()).collect();
    let year = |part: &&str| {
        let digits = part.trim_start_matches(['\'', '’']);
        let own = digits.parse::<i16>().ok().filter(|_| digits.len() == 2).map(|year| 2000 + year)?;
        (period.frå - 1..=period.til + 4).contains(&own).then_some(own)
    };
    let found: Option<Vec<i16>> = parts.iter().map(year).collect();
    found.filter(|found| found.len() == 2).unwrap_or_default()
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
        for (words, frå, til) in [
            ("12.6.26–31.12.27", 2026, 2027),
            ("12.06.2026 - 31.12.2027", 2026, 2027),
            ("Oppstart 2027", 2027, 2028),
            ("Start haust 2026", 2026, 2028),
            ("Ferdig 2027", 2025, 2027),
            ("Haust 2026", 2026, 2026),
            ("1. halvår 2026", 2026, 2026),
            ("2026-", 2026, 2028),
            ("f.o.m. 2026", 2026, 2028),
            ("innan utgangen av 2027", 2025, 2027),
            ("Innen utgangen av 2027", 2025, 2027),
            ("til og med 2026", 2025, 2026),
            ("Seinast 2026", 2025, 2026),
            ("Heile planperioden", 2025, 2028),
            ("26–28", 2026, 2028),
            ("juni 2026–desember 2027", 2026, 2027),
        ] {
            let expected = if words == "26–28" { span(frå, til) } else { format!("{}?", span(frå, til)) };
            assert_eq!(told(words), expected, "{words}");
        }
        assert_eq!(told("frå 2026 til 2028"), span(2026, 2028));
        assert_eq!(told("2026, 2027 og 2028"), span(2026, 2028));
        for words in ["Tidlegast 2028", "Etter 2027", "Når vegen er ferdig i 2027", "I gang"] {
            assert_eq!(told(words), json!({ "Seinare": words }).to_string());
        }
        assert_eq!(told("Mogleg ved neste rullering"), json!({ "Seinare": "Mogleg ved neste rullering" }).to_string());
    }
}
