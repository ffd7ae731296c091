//! Amounts as people and programs write them. A number is a number; a text that can be read in two ways is read as the others
//! of its column are, or not at all.

use crate::data::sheet::SheetCell;
use crate::words::notation::number;

use super::heads::MoneyUnit;

/// How thousands and decimals are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberStyle {
    /// 1.250,50
    Norwegian,
    /// 1,250.50
    English,
}

impl NumberStyle {
    /// The sign that parts thousands.
    fn thousands(self) -> char {
        match self {
            Self::Norwegian => '.',
            Self::English => ',',
        }
    }

    /// An amount in this style.
    pub(super) fn example(self) -> &'static str {
        match self {
            Self::Norwegian => "1.250,50",
            Self::English => "1,250.50",
        }
    }
}

/// What a text says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum ParsedText {
    /// Nothing: an empty cell, or a dash.
    Blank,
    /// An amount, and the style that it shows.
    Amount(f64, Option<NumberStyle>),
    /// "500,000" or "1.250": with a sign that parts thousands or decimals.
    Either {
        /// The amount if the sign parts thousands.
        whole: f64,
        /// The amount if it parts decimals.
        decimal: f64,
        /// The sign.
        sign: char,
    },
}

/// Why a cell holds no amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AmountError {
    /// What is wrong; the cell's text stands before it, unless the words are whole without.
    pub(super) message: String,
    /// What to do, where it is not to write a whole amount.
    pub(super) hint: Option<&'static str>,
}

const NOT: &str = "er ikkje eit beløp";

/// Reads a text: "1 250 000", "1.250.000,-", "kr 1 250 000,00".
pub(super) fn parse_amount_text(text: &str) -> Result<ParsedText, &'static str> {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\'' | '’');
    let text: String = text.to_lowercase().chars().map(|c| if blank(c) { ' ' } else { c }).collect();
    let mut bare = text.trim();
    for name in ["kr.", "kr", "nok"] {
        bare = bare.strip_prefix(name).unwrap_or(bare).trim_start();
    }
    for name in ["kroner", "kr.", "kr", "nok"] {
        bare = bare.strip_suffix(name).unwrap_or(bare).trim_end();
    }
    if matches!(bare, "" | "-" | "–" | "—") {
        return Ok(ParsedText::Blank);
    }
    let dashed = [",-", ",–", ",—"].iter().find_map(|end| bare.strip_suffix(end));
    let bare = dashed.or_else(|| [".-", ",=", ".–"].iter().find_map(|end| bare.strip_suffix(end))).unwrap_or(bare);
    let (sign, bare) = match bare.strip_prefix(['-', '−', '–']) {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, bare),
    };
    let form = unsigned(bare).ok_or(NOT)?;
    Ok(match form {
        ParsedText::Amount(value, None) if dashed.is_some() => {
            ParsedText::Amount(sign * value, Some(NumberStyle::Norwegian))
        }
        ParsedText::Amount(value, style) => ParsedText::Amount(sign * value, style),
        ParsedText::Either { whole, decimal, sign: by } => {
            ParsedText::Either { whole: sign * whole, decimal: sign * decimal, sign: by }
        }
        ParsedText::Blank => ParsedText::Blank,
    })
}

/// Reads digits with what parts them.
fn unsigned(text: &str) -> Option<ParsedText> {
    if !text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',')) {
        return None;
    }
    let style_of = |decimal: char| if decimal == ',' { NumberStyle::Norwegian } else { NumberStyle::English };
    let (commas, stops) = (text.matches(',').count(), text.matches('.').count());
    let last = text.chars().rev().find(|c| matches!(c, '.' | ','));
    // "1 250 000,50"
    if text.contains(' ') {
        return match last {
            None => Some(ParsedText::Amount(joined(text, ' ', "")?, None)),
            Some(sign) if commas + stops == 1 => {
                let (whole, rest) = parted(text, sign)?;
                Some(ParsedText::Amount(joined(whole, ' ', rest)?, Some(style_of(sign))))
            }
            Some(_) => None,
        };
    }
    match (last, commas + stops) {
        (None, _) => Some(ParsedText::Amount(joined(text, ' ', "")?, None)),
        (Some(sign), 1) => {
            let (whole, rest) = parted(text, sign)?;
            let decimal = joined(whole, ' ', rest)?;
            if rest.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0') {
                return Some(ParsedText::Either { whole: joined(text, sign, "")?, decimal, sign });
            }
            Some(ParsedText::Amount(decimal, Some(style_of(sign))))
        }
        // "1.250.000" and "1,250,000"
        (Some(sign), _) if commas == 0 || stops == 0 => {
            let style = if sign == '.' { NumberStyle::Norwegian } else { NumberStyle::English };
            Some(ParsedText::Amount(joined(text, sign, "")?, Some(style)))
        }
        // "1.250.000,50" and "1,250,000.50"
        (Some(sign), _) => {
            let (whole, rest) = parted(text, sign)?;
            let style = style_of(sign);
            Some(ParsedText::Amount(joined(whole, style.thousands(), rest)?, Some(style)))
        }
    }
}

/// What stands before and after the last of a sign, if something does after.
fn parted(text: &str, sign: char) -> Option<(&str, &str)> {
    text.rsplit_once(sign).filter(|(_, rest)| !rest.is_empty())
}

/// The amount of digits in groups of three, and of decimals.
fn joined(whole: &str, sign: char, decimals: &str) -> Option<f64> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let groups: Vec<&str> = whole.split(sign).collect();
    let (first, others) = groups.split_first()?;
    let grouped = others.is_empty() || (first.len() <= 3 && others.iter().all(|group| group.len() == 3));
    if first.is_empty() || !grouped || !groups.iter().all(|group| digits(group)) || !digits(decimals) {
        return None;
    }
    format!("{}.{decimals}0", groups.concat()).parse().ok()
}

/// The one style of many texts, if they show any.
///
/// # Errors
/// The index of the first that shows another than those before it.
pub(super) fn common_style<'t>(
    texts: impl Iterator<Item = (usize, &'t str)>,
) -> Result<Option<NumberStyle>, (usize, NumberStyle)> {
    let mut found = None;
    for (index, text) in texts {
        if let Ok(ParsedText::Amount(_, Some(own))) = parse_amount_text(text) {
            match found {
                Some(style) if style != own => return Err((index, style)),
                _ => found = Some(own),
            }
        }
    }
    Ok(found)
}

/// What is known of how the texts of a column are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct AmountFormat {
    /// The style that the texts show.
    pub(super) style: Option<NumberStyle>,
    /// What parts the cells of a CSV file; none in a workbook.
    pub(super) separator: Option<char>,
    /// What the column is counted in.
    pub(super) unit: MoneyUnit,
    /// What the plan is counted in.
    pub(super) plan: MoneyUnit,
}

impl AmountFormat {
    /// The amount in a cell, in what the plan is counted in; none where there is none.
    pub(super) fn amount(&self, cell: &SheetCell) -> Result<Option<i64>, AmountError> {
        let refused = |message: &str| AmountError { message: message.into(), hint: None };
        let value = match cell {
            SheetCell::Empty => return Ok(None),
            SheetCell::Number(value) => *value,
            SheetCell::Text(text) => match parse_amount_text(text).map_err(refused)? {
                ParsedText::Blank => return Ok(None),
                ParsedText::Amount(value, _) => value,
                ParsedText::Either { whole, decimal, sign } => self.disambiguate(whole, decimal, sign)?,
            },
            SheetCell::Date(_) => return Err(refused("er ein dato, og ikkje eit beløp")),
            SheetCell::Time | SheetCell::Boolean(_) => return Err(refused(NOT)),
            SheetCell::Error(_) => {
                let hint = Some("Rett formelen i arket, og lagre det på nytt");
                return Err(AmountError { message: "er ein feil i arket, og ikkje eit beløp".into(), hint });
            }
            SheetCell::MissingFormula => {
                let hint = Some("Opne arket i Excel eller LibreOffice, så det blir rekna ut, og lagre det på nytt");
                return Err(AmountError { message: "har ingen utrekna verdi".into(), hint });
            }
        };
        self.whole(value).map(Some)
    }

    /// The amount of a text that can be read in two ways. Only one that ends with 0 is read without another to tell how: no
    /// program ends decimals with it.
    fn disambiguate(&self, whole: f64, decimal: f64, sign: char) -> Result<f64, AmountError> {
        let of_thousands = match self.style {
            Some(style) => style.thousands() == sign,
            None if self.unit != MoneyUnit::Kroner => false,
            None if sign == '.' => self.separator != Some(',') && whole % 10.0 == 0.0,
            None => self.separator == Some(',') && whole % 10.0 == 0.0,
        };
        if of_thousands {
            return Ok(whole);
        }
        let decimal = decimal.to_string().replace('.', ",");
        let message = format!("kan lesast på to måtar: {} og {decimal}", number(whole as i64).replace('\u{a0}', " "));
        Err(AmountError {
            message,
            hint: Some("Skriv beløpet med mellomrom, til dømes 1 250 000, eller lagre arket som xlsx"),
        })
    }

    /// A value of the sheet as an amount of the plan.
    fn whole(&self, value: f64) -> Result<i64, AmountError> {
        /// The largest value that is read as an amount; `f64` is exact up to it.
        const MOST: f64 = 1e15;
        let refused = |message: &str| Err(AmountError { message: message.into(), hint: None });
        let SheetCell::Number(value) = SheetCell::number(value * self.unit.kroner() / self.plan.kroner()) else {
            return refused("er for stort til å vere rett");
        };
        let whole = value.round();
        if whole.abs() >= MOST {
            return refused("er for stort til å vere rett");
        }
        if (value - whole).abs() > 1e-6 {
            return match (self.unit == self.plan, self.plan) {
                (true, MoneyUnit::Kroner) => refused("har øre, og planen har berre heile beløp"),
                (true, _) => refused("har desimalar, og planen har berre heile beløp"),
                (false, plan) => Err(AmountError {
                    message: format!("er ikkje eit heilt beløp i eininga til planen ({})", plan.name()),
                    hint: Some("Rund av i arket, eller byt eininga i planen"),
                }),
            };
        }
        if whole < 0.0 { refused("er negativt") } else { Ok(whole as i64) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KRONER: AmountFormat =
        AmountFormat { style: None, separator: Some(';'), unit: MoneyUnit::Kroner, plan: MoneyUnit::Kroner };

    fn amount(text: &str) -> Result<Option<i64>, AmountError> {
        KRONER.amount(&SheetCell::text(text))
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, expected) in [
            ("1 250 000", Some(1_250_000)),
            ("1\u{a0}250\u{a0}000,-", Some(1_250_000)),
            ("1'250'000", Some(1_250_000)),
            ("1.250.000", Some(1_250_000)),
            ("1250000,00", Some(1_250_000)),
            ("1250000.0", Some(1_250_000)),
            ("1.250.000,00", Some(1_250_000)),
            ("1,250,000.00", Some(1_250_000)),
            ("kr 1 250 000,-", Some(1_250_000)),
            ("kr 1.250.000", Some(1_250_000)),
            ("1 250 000 kr", Some(1_250_000)),
            ("NOK 1250000", Some(1_250_000)),
            ("1,250,000", Some(1_250_000)),
            ("1.250", Some(1250)),
            ("0", Some(0)),
            ("", None),
            ("–", None),
            (" \u{a0}", None),
        ] {
            assert_eq!(amount(text), Ok(expected), "{text}");
        }
        for text in [
            "12a",
            "1,5",
            "1250.50",
            "ca. 100",
            "100+50",
            "-500",
            "1.25.000",
            "99999999999999999999",
            ",",
            ".",
            "500,",
            "12 34",
            "1 250 00",
            "1250 000",
            "1.250.000.00",
            "500,000",
            "123.456",
            "0.500",
            "=2*3",
        ] {
            assert!(amount(text).is_err(), "{text}: {:?}", amount(text));
        }
    }

    #[test]
    fn a_number_is_a_number() {
        let read = |value: f64| KRONER.amount(&SheetCell::number(value));
        assert_eq!(read(500_000.0), Ok(Some(500_000)));
        assert_eq!(read("114999.99999999999".parse().unwrap()), Ok(Some(115_000)));
        assert!(read(123.456).unwrap_err().message.contains("øre"));
        assert!(read(1e300).unwrap_err().message.contains("for stort"));
        assert!(read(-5.0).unwrap_err().message.contains("negativt"));
    }

    #[test]
    fn what_is_no_amount_is_told() {
        for (cell, said) in [
            (SheetCell::Date(jiff::civil::date(2026, 5, 19)), "dato"),
            (SheetCell::Time, "ikkje eit beløp"),
            (SheetCell::Boolean(true), "ikkje eit beløp"),
            (SheetCell::Error("#DIV/0!".into()), "feil i arket"),
            (SheetCell::MissingFormula, "utrekna"),
        ] {
            assert!(KRONER.amount(&cell).unwrap_err().message.contains(said), "{cell:?}");
        }
    }

    #[test]
    fn one_sign_with_three_digits_is_read_as_the_others_are_or_not_at_all() {
        let read = |style, separator, text: &str| {
            AmountFormat { style, separator, ..KRONER }.amount(&SheetCell::text(text)).map_err(|_| ())
        };
        let english = Some(NumberStyle::English);
        let norwegian = Some(NumberStyle::Norwegian);
        assert_eq!(read(english, None, "500,000"), Ok(Some(500_000)));
        assert_eq!(read(english, None, "500.000"), Err(()));
        assert_eq!(read(norwegian, None, "123.456"), Ok(Some(123_456)));
        assert_eq!(read(norwegian, None, "500,000"), Err(()));
        assert_eq!(read(None, Some(','), "500,000"), Ok(Some(500_000)));
        assert_eq!(read(None, Some(','), "500.000"), Err(()));
        assert_eq!(read(None, Some(';'), "500,000"), Err(()));
        assert_eq!(read(None, None, "123.456"), Err(()));
        let column = |texts: &[&'static str]| common_style(texts.iter().copied().enumerate());
        assert_eq!(column(&["1 250", "1.250", "1.250.000"]), Ok(norwegian));
        assert_eq!(column(&["1.250,50", "1,250.50"]), Err((1, NumberStyle::Norwegian)));
        assert_eq!(column(&["1.250", "500,000", "x"]), Ok(None));
    }

    #[test]
    fn what_is_counted_otherwise_than_in_the_plan_is_counted_over() {
        let read = |unit, plan, value: f64| AmountFormat { unit, plan, ..KRONER }.amount(&SheetCell::number(value));
        assert_eq!(read(MoneyUnit::Thousands, MoneyUnit::Kroner, 500.0), Ok(Some(500_000)));
        assert_eq!(read(MoneyUnit::Millions, MoneyUnit::Kroner, 1.1), Ok(Some(1_100_000)));
        assert_eq!(read(MoneyUnit::Millions, MoneyUnit::Thousands, 0.3), Ok(Some(300)));
        assert_eq!(read(MoneyUnit::Kroner, MoneyUnit::Thousands, 500_000.0), Ok(Some(500)));
        assert!(read(MoneyUnit::Kroner, MoneyUnit::Thousands, 500_500.0).unwrap_err().message.contains("1 000 kr"));
        let text = AmountFormat { unit: MoneyUnit::Millions, ..KRONER }.amount(&SheetCell::text("0,25"));
        assert_eq!(text, Ok(Some(250_000)));
        assert!(AmountFormat { unit: MoneyUnit::Millions, ..KRONER }.amount(&SheetCell::text("1.250")).is_err());
    }
}
