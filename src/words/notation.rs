//! How written Norwegian sets dates, numbers, ranges and the spaces that must not be broken
//! (Språkrådet, «Skriveregler»: 17. juni 2025, 17.06.2025, 1 250 000, 2025–2028, 60 %).

use jiff::civil::Date;

use super::terms::Terms;
use crate::document::HARD_SPACE;
pub use crate::plan::is_abbreviation;
use crate::plan::{Eining, Finansiering, LoggDato, MONTH_NAMES, Tal, Tidsramme};

/// "17. juni 2025".
pub fn long_date(date: Date, terms: &Terms) -> String {
    let month = terms.month(date.month());
    format!("{}.{HARD_SPACE}{month}{HARD_SPACE}{}", date.day(), date.year())
}

/// "17. juni 2025", or "August 2023" where only the month is known.
pub fn log_date(date: LoggDato, terms: &Terms) -> String {
    match date {
        LoggDato::Dag(dato) => long_date(dato.0, terms),
        LoggDato::Månad { år, månad } => {
            format!("{}{HARD_SPACE}{år}", capitalised(terms.month(månad)))
        }
    }
}

/// What a body's name lacks to be in the definite form: "kommunestyre" is "kommunestyret". Nothing where that is not known:
/// a name of several words, or one that ends otherwise.
pub fn definite_ending(body: &str) -> &'static str {
    let is = |ends: &[&str]| ends.iter().any(|end| body.ends_with(end));
    match body {
        _ if body.contains(' ') => "",
        _ if is(&["styre"]) => "t",
        _ if is(&["skap", "ting", "utval", "utvalg", "råd"]) => "et",
        _ => "",
    }
}

/// "12.–24. juni 2025", "22. mai–12. juni 2025", "17. juni 2025".
pub fn days(from: Date, to: Date, terms: &Terms) -> String {
    let month = |date: Date| terms.month(date.month());
    let last = long_date(to, terms);
    match from {
        _ if from == to => last,
        _ if from.year() != to.year() => format!("{}–{last}", long_date(from, terms)),
        _ if from.month() == to.month() => format!("{}.–{last}", from.day()),
        _ => format!("{}.{HARD_SPACE}{}–{last}", from.day(), month(from)),
    }
}

/// "12,5", "1 250": a figure with its decimals.
pub fn figure(tal: Tal) -> String {
    let whole = number(tal.0 / 100);
    let sign = if tal.0 < 0 && tal.0 > -100 { "−" } else { "" };
    match tal.0.unsigned_abs() % 100 {
        0 => whole,
        rest if rest % 10 == 0 => format!("{sign}{whole},{}", rest / 10),
        rest => format!("{sign}{whole},{rest:02}"),
    }
}

/// The beginning of a long text, which is at most this many characters.
pub fn beginning(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest { text.into() } else { text.chars().take(longest).chain(['…']).collect() }
}

/// "2025–2028", or "2025".
pub fn years(from: i16, to: i16) -> String {
    if from == to { from.to_string() } else { format!("{from}–{to}") }
}

/// The time frame of a tiltak.
pub fn tidsramme(tidsramme: &Tidsramme) -> String {
    match tidsramme {
        Tidsramme::År { frå, til } => years(*frå, *til),
        Tidsramme::Seinare(words) => words.clone(),
    }
}

/// "1 250 000", with hard spaces.
pub fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::new();
    if value < 0 {
        text.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(HARD_SPACE);
        }
        text.push(digit);
    }
    text
}

/// "1 250 000 kr", in full kroner whatever the financing is counted in.
pub fn format_kr(finansiering: &Finansiering, amount: i64) -> String {
    format!("{}{HARD_SPACE}kr", format_kroner_digits(finansiering, amount))
}

/// Amounts in kroner for a sentence: "2,4 mill. kr" where all of them can be told so without a loss, else "2 450 000 kr".
pub fn format_kr_list(amounts: &[i64]) -> Vec<String> {
    const MILLION: i64 = 1_000_000;
    let is_short = |amount: &i64| amount % (MILLION / 10) == 0 && amount.unsigned_abs() >= MILLION.unsigned_abs();
    let short =
        amounts.iter().any(|amount| *amount != 0) && amounts.iter().all(|amount| *amount == 0 || is_short(amount));
    let said = |amount: &i64| match short {
        true => format!("{}{HARD_SPACE}mill.{HARD_SPACE}kr", figure(Tal(amount / (MILLION / 100)))),
        false => format!("{}{HARD_SPACE}kr", number(*amount)),
    };
    amounts.iter().map(said).collect()
}

/// An amount in full kroner.
pub fn to_kroner(finansiering: &Finansiering, amount: i64) -> i64 {
    match finansiering.eining {
        Eining::Kroner => amount,
        Eining::TusenKroner => amount.saturating_mul(1000),
    }
}

/// The number of an amount, in full kroner.
pub fn format_kroner_digits(finansiering: &Finansiering, amount: i64) -> String {
    match finansiering.eining {
        Eining::Kroner => number(amount),
        Eining::TusenKroner if amount == 0 => "0".into(),
        Eining::TusenKroner => format!("{}{HARD_SPACE}000", number(amount)),
    }
}

/// "60 %", with a hard space.
pub fn percent(value: u8) -> String {
    format!("{value}{HARD_SPACE}%")
}

/// The words with the first letter small, for they go on after other words.
pub fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// The words with the first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The words on one line, with single blanks between.
pub fn single_blanks(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text that ends so has ended a sentence, so that the next word begins one. A point after an abbreviation or a
/// number ends none.
pub fn ends_sentence(before: &str) -> bool {
    const ABBREVIATIONS: [&str; 16] =
        ["pkt", "kap", "nr", "jf", "evt", "inkl", "ca", "kl", "art", "mill", "mrd", "bl", "osv", "mfl", "dvs", "tlf"];
    let text = before.trim_end_matches([' ', HARD_SPACE]);
    let bare = text.trim_end_matches(['»', ')', '"', '”']);
    if text.is_empty() || bare.ends_with(['!', '?', '…']) {
        return true;
    }
    let Some(sentence) = bare.strip_suffix('.') else { return false };
    let word = sentence.rsplit([' ', HARD_SPACE, '(']).next().unwrap_or_default();
    // "m.a.", "17.", "pkt."
    let ordinal = word.len() < 4 && word.chars().all(|c| c.is_ascii_digit());
    !(ordinal || word.contains('.') || ABBREVIATIONS.contains(&word.to_lowercase().as_str()))
}

/// "A, B og C".
pub fn listing(items: &[String], terms: &Terms) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), terms.and),
    }
}

/// The text with hard spaces where a line must not break: within a date, a number, "60 %", "pkt. 7",
/// "1 250 000 kr", "banker m.fl.". Nothing else is changed.
pub fn hard_spaces(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mut set = String::with_capacity(text.len());
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            let hard = keeps_together(words[index - 1], word);
            set.push(if hard { HARD_SPACE } else { ' ' });
        }
        set.push_str(word);
    }
    set
}

/// Whether a line must not break between two words.
fn keeps_together(left: &str, right: &str) -> bool {
    /// Words that belong to the number after them.
    const BEFORE_A_NUMBER: [&str; 10] =
        ["pkt.", "kap.", "kl.", "post", "nr.", "delmål", "tabell", "figur", "side", "§"];
    /// Signs and units that belong to the number before them.
    const AFTER_A_NUMBER: [&str; 9] = ["%", "kr", "kroner", "m²", "mill.", "mrd.", "km", "år", "°C"];
    /// Abbreviations that end a list.
    const AFTER_A_LIST: [&str; 6] = ["m.fl", "mfl", "m.m", "mv", "m.v", "osv"];
    let bare_left = left.trim_start_matches(['(', '«', '"']);
    let bare_right = right.trim_end_matches([')', '»', '"', ',', '.', ';', ':']);
    let is_number = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    let starts_number = right.starts_with(|c: char| c.is_ascii_digit());
    let is_case = |word: &str| word.split_once('/').is_some_and(|(number, year)| is_number(number) && is_number(year));
    let day = bare_left.strip_suffix('.').is_some_and(is_number);
    let month = |word: &str| MONTH_NAMES.contains(&word.to_lowercase().as_str());

    (day && month(bare_right))
        || (month(bare_left) && bare_right.len() == 4 && is_number(bare_right))
        // A line does not begin with a dash.
        || right == "–"
        || (BEFORE_A_NUMBER.contains(&bare_left.to_lowercase().as_str()) && starts_number)
        || (bare_left.ends_with(|c: char| c.is_ascii_digit()) && AFTER_A_NUMBER.contains(&bare_right))
        || (is_number(bare_left) && bare_left.len() <= 3 && is_number(bare_right) && bare_right.len() == 3)
        // A case number: "PS 45/25".
        || (bare_left.len() >= 2 && bare_left.chars().all(char::is_uppercase) && is_case(bare_right))
        || AFTER_A_LIST.contains(&bare_right)
        || (matches!(bare_left, "m." | "f." | "t." | "o.") && right.len() <= 3 && right.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Språk;

    fn visible(text: &str) -> String {
        text.replace(HARD_SPACE, "_")
    }

    #[test]
    fn numbers_and_dates_are_set_the_norwegian_way() {
        let terms = Terms::of(Språk::Nn);
        assert_eq!(visible(&number(1_250_000)), "1_250_000");
        assert_eq!(visible(&number(-950)), "−950");
        assert_eq!(visible(&percent(60)), "60_%");
        assert_eq!(visible(&long_date(jiff::civil::date(2025, 6, 17), terms)), "17._juni_2025");
        assert_eq!(visible(&log_date(LoggDato::Månad { år: 2023, månad: 8 }, terms)), "August_2023");
        assert_eq!(years(2025, 2028), "2025–2028");
        let day = |month, day| jiff::civil::date(2025, month, day);
        assert_eq!(visible(&days(day(6, 12), day(6, 24), terms)), "12.–24._juni_2025");
        assert_eq!(visible(&days(day(5, 22), day(6, 12), terms)), "22._mai–12._juni_2025");
        assert_eq!(visible(&days(day(6, 12), day(6, 12), terms)), "12._juni_2025");
        let earlier = jiff::civil::date(2024, 12, 30);
        assert_eq!(visible(&days(earlier, day(1, 2), terms)), "30._desember_2024–2._januar_2025");
        assert!(is_abbreviation("TEK17") && is_abbreviation("KS") && !is_abbreviation("A") && !is_abbreviation("IMDi"));
        for (body, definite) in [("formannskap", "et"), ("kommunestyre", "t"), ("fylkesting", "et"), ("nemnd", "")] {
            assert_eq!(definite_ending(body), definite, "{body}");
        }
        assert_eq!(
            format_kr_list(&[2_400_000, 12_000_000]).iter().map(|own| visible(own)).collect::<Vec<_>>(),
            ["2,4_mill._kr", "12_mill._kr"]
        );
        assert_eq!(
            format_kr_list(&[400_000, 12_000_000]).iter().map(|own| visible(own)).collect::<Vec<_>>(),
            ["400_000_kr", "12_000_000_kr"]
        );
        assert_eq!(figure(Tal(1250)), "12,5");
        assert_eq!(figure(Tal(-25)), "−0,25");
        assert_eq!(visible(&figure(Tal(125_000_005))), "1_250_000,05");
    }

    #[test]
    fn hard_spaces_stand_where_a_line_must_not_break_and_nowhere_else() {
        for (plain, set) in [
            ("møte 17. juni 2025.", "møte 17._juni_2025."),
            ("noko – og meir", "noko_– og meir"),
            ("under pkt. 7 gjev", "under pkt._7 gjev"),
            ("60 % og 20 % kvar", "60_% og 20_% kvar"),
            ("Over 72 000 ukrainarar", "Over 72_000 ukrainarar"),
            ("1 250 000 kr", "1_250_000_kr"),
            ("kap. 553 post 60 og 65", "kap._553 post_60 og 65"),
            ("opp til 60 m² (mikrohus = 30 m²).", "opp til 60_m² (mikrohus = 30_m²)."),
            ("private utbyggjarar m.fl.", "private utbyggjarar_m.fl."),
            ("krav til rapportering mv blir", "krav til rapportering_mv blir"),
            ("i 2025 skal 3 tiltak", "i 2025 skal 3 tiltak"),
            ("vedteke i PS 45/25, KST 7/27 og A 1/2", "vedteke i PS_45/25, KST_7/27 og A 1/2"),
        ] {
            assert_eq!(visible(&hard_spaces(plain)), set);
        }
    }

    #[test]
    fn a_sentence_ends_with_its_sign_and_not_with_an_abbreviation() {
        for (before, ends) in [
            ("", true),
            ("Det er slutt. ", true),
            ("Er det slutt? ", true),
            ("(sjå under.) ", true),
            ("etter kap. ", false),
            ("mellom m.a. ", false),
            ("den 17. ", false),
            ("i 2026. ", true),
            ("i samanheng med ", false),
            ("slik: ", false),
        ] {
            assert_eq!(ends_sentence(before), ends, "{before:?}");
        }
    }
}
