//! What `ron` says of a malformed file, in the users' words. Comes in: an error of `ron`. Goes out: a message
//! and a hint in nynorsk; no English wording of the library passes through.

use std::fmt;

use ron::Error;

use crate::finding::{Suggestion, nearest_names};
use crate::plan::Malformed;
use crate::plan::fields::{Field, GROUPS, Group};

/// What to do about a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// The name that was meant.
    Meant(String),
    /// Anything else, in words.
    Words(String),
}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Meant(name) => Suggestion::Near(name.clone(), false).fmt(f),
            Self::Words(words) => f.write_str(words),
        }
    }
}

impl From<Suggestion> for Hint {
    fn from(suggestion: Suggestion) -> Self {
        match suggestion {
            Suggestion::Near(name, _) => Self::Meant(name),
            all @ Suggestion::All(_) => Self::Words(all.to_string()),
        }
    }
}

/// The message and, where there is one, the hint.
pub fn explain_ron_error(error: &Error) -> (String, Option<Hint>) {
    let hint = |text: &str| Some(Hint::Words(text.to_string()));
    let plain = |text: &str| (text.to_string(), None);
    match error {
        // Our own types write their messages in nynorsk; serde's own come as the kinds below.
        Error::Message(message) => (own_message(message), None),
        Error::Eof => (
            "fila sluttar for tidleg".into(),
            hint("Sjå etter ein parentes, ei klamme eller eit hermeteikn som ikkje er lukka"),
        ),
        Error::ExpectedArray => ("her skal det stå ei liste".into(), hint("Ei liste står i klammer: [ … ]")),
        Error::ExpectedArrayEnd => {
            ("lista er ikkje lukka".into(), hint("Manglar det eit komma framfor, eller ei avsluttande klamme, ]?"))
        }
        Error::ExpectedMap => {
            ("her skal det stå ei oppstilling".into(), hint("Ei oppstilling står i krøllparentes: { 2025: 100000 }"))
        }
        Error::ExpectedMapColon => ("her manglar det eit kolon".into(), hint("Skriv namn: verdi")),
        Error::ExpectedMapEnd => (
            "oppstillinga er ikkje lukka".into(),
            hint("Manglar det eit komma framfor, eller ein avsluttande krøllparentes, }?"),
        ),
        Error::ExpectedComma => {
            ("her manglar det eit komma".into(), hint("Kvar opplysning, og kvart ledd i ei liste, sluttar med komma"))
        }
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) | Error::ExpectedStructName(_) => {
            ("her skal det stå ei gruppe".into(), hint("Ei gruppe står i parentes: ( namn: verdi, … )"))
        }
        Error::ExpectedDifferentStructName { found, .. } => (
            format!("namnet «{found}» skal ikkje stå framfor denne gruppa"),
            hint("Skriv berre parentesen: ( namn: verdi, … )"),
        ),
        Error::ExpectedOptionEnd | Error::ExpectedStructLikeEnd => {
            ("gruppa er ikkje lukka".into(), hint("Manglar det eit komma framfor, eller ein avsluttande parentes, )?"))
        }
        Error::ExpectedString => ("her skal det stå tekst".into(), hint("Tekst står i hermeteikn: \"slik\"")),
        Error::ExpectedStringEnd => (
            "teksten er ikkje lukka".into(),
            hint("Ein tekst som byrjar med \" sluttar med \", og ein som byrjar med r#\" sluttar med \"#"),
        ),
        Error::ExpectedBoolean => ("her skal det stå true eller false".into(), None),
        Error::ExpectedInteger | Error::ExpectedFloat => {
            ("her skal det stå eit tal".into(), hint("Skriv talet utan hermeteikn og mellomrom: 1250000"))
        }
        Error::IntegerOutOfBounds => plain("talet er for stort eller for lite"),
        Error::InvalidIntegerDigit { digit, .. } => (format!("«{digit}» kan ikkje stå i eit tal"), None),
        Error::FloatUnderscore | Error::UnderscoreAtBeginning => plain("understrek kan ikkje stå her i eit tal"),
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => {
            ("her skal det stå namnet på ei opplysning".into(), hint("Skriv namn: verdi, utan hermeteikn rundt namnet"))
        }
        Error::ExpectedOption => plain("her skal det stå ein verdi, eller None"),
        Error::ExpectedUnit => plain("her skal det stå ()"),
        Error::ExpectedChar
        | Error::ExpectedByteLiteral
        | Error::ExpectedByteString
        | Error::ExpectedRawValue
        | Error::ExpectedRangeSyntax => plain("verdien har feil form"),
        Error::ExpectedAttribute | Error::ExpectedAttributeEnd | Error::NoSuchExtension(_) => (
            "fila byrjar med ei innstilling som programmet ikkje kjenner".into(),
            hint("Ta bort linja som byrjar med #!"),
        ),
        Error::InvalidEscape(_) => (
            "omvend skråstrek, \\, tyder noko særskilt i tekst".into(),
            hint("Skriv \\\\ for ein omvend skråstrek, eller bruk r#\" … \"# rundt teksten"),
        ),
        Error::UnclosedBlockComment | Error::UnclosedLineComment => {
            ("merknaden er ikkje lukka".into(), hint("Ein merknad som byrjar med /* sluttar med */"))
        }
        Error::UnexpectedChar(c) => (format!("teiknet «{c}» var ikkje venta her"), None),
        Error::TrailingCharacters => {
            ("det står noko etter slutten av planen".into(), hint("Er det ein parentes, ), for mykje lenger oppe?"))
        }
        Error::InvalidValueForType { expected, .. } => (format!("her skal det stå {}", expected_value(expected)), None),
        Error::ExpectedDifferentLength { .. } => plain("her står det for mange eller for få verdiar"),
        Error::NoSuchEnumVariant { expected, found, .. } => (
            format!("«{found}» er ikkje mellom dei verdiane som kan stå her"),
            nearest_names(found, expected.iter().copied()).map(Hint::from),
        ),
        Error::NoSuchStructField { expected, found, .. } => {
            let near = nearest_names(found, expected.iter().copied()).map(Hint::from);
            let all = || Hint::Words(format!("Her kan det stå: {}", expected.join(", ")));
            (format!("opplysninga «{found}» finst ikkje her"), Some(near.unwrap_or_else(all)))
        }
        Error::MissingStructField { field, .. } => {
            (format!("opplysninga «{field}» manglar"), Some(Hint::Words(format!("Legg til {field}: … i gruppa"))))
        }
        Error::DuplicateStructField { field, .. } => {
            (format!("opplysninga «{field}» står to gonger"), hint("Ta bort den eine"))
        }
        Error::ExceededRecursionLimit => plain("parentesane ligg for djupt inne i kvarandre"),
        Error::Fmt | Error::Io(_) | Error::Utf8Error(_) => plain("fila kan ikkje lesast"),
        // `ron::Error` may grow.
        _ => plain("dette kan ikkje lesast"),
    }
}

/// Quotes that a text in the data does not begin with.
pub(super) const OTHER_QUOTES: [char; 6] = ['“', '”', '„', '«', '‘', '’'];

/// A mistake that ron tells otherwise than the user would: what stands around the place says what it is.
pub fn explain_slip(error: &Error, text: &str, at: usize) -> Option<(String, String)> {
    let before = text[..at].trim_end();
    let here = text[at..].trim_start();
    let said = |message: &str, hint: String| Some((message.to_string(), hint));
    if here.starts_with('#') {
        return said("her står eit teikn, #, som ikkje høyrer til", "Ein merknad byrjar med //".into());
    }
    if here.starts_with(OTHER_QUOTES) {
        return said(
            "her skal det stå tekst, og hermeteiknet er ikkje av det rette slaget",
            "Rundt ein tekst står rette hermeteikn: \"slik\"".into(),
        );
    }
    if let Some(found) = number_slip(error, text, at) {
        return Some(found);
    }
    if let (
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) | Error::ExpectedStructLikeEnd,
        Some((group, word)),
    ) = (error, variant_before(before))
    {
        let example = format!("Til dømes: {}", group.example(word));
        return said(&format!("«{}» må ha noko i parentes etter seg", word.name), example);
    }
    let ends_early = before.len() == at && before.ends_with('"') && here.starts_with(|c: char| c.is_alphanumeric());
    if ends_early && matches!(error, Error::ExpectedComma) {
        return said(
            "teksten sluttar her, midt i: han har eit hermeteikn inne i seg",
            "Skriv norske hermeteikn inne i teksten: «slik», eller \\\" for eit rett hermeteikn".into(),
        );
    }
    None
}

/// A number with decimals, blanks or a unit, at a place where ron wants something else.
fn number_slip(error: &Error, text: &str, at: usize) -> Option<(String, String)> {
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    let of_number = |c: char| c.is_ascii_digit() || blank(c) || matches!(c, '.' | ',');
    let field = text[..at].trim_end_matches(of_number);
    let start = text.len() - text[field.len()..].trim_start_matches(blank).len();
    if !field.ends_with(':') || !text[start..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let signs: Vec<char> = text[start..].chars().take_while(|c| of_number(*c)).collect();
    let goes_on =
        |index: &usize| signs[*index].is_ascii_digit() || signs.get(index + 1).is_some_and(char::is_ascii_digit);
    let number: String = (0..signs.len()).take_while(goes_on).map(|index| signs[index]).collect();
    let after = text[start + number.len()..].trim_start_matches(blank);
    let groups: Vec<&str> = number.split(|c: char| !c.is_ascii_digit()).collect();
    let digits = groups.concat();
    let said = |message: &str, hint: String| Some((message.to_string(), hint));
    if groups.len() == 1 {
        // After a number without its comma stands the name of the next field.
        let unit = after.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
        let has_unit =
            after.starts_with(|c: char| c == '%' || c.is_alphabetic()) && !unit.trim_start().starts_with(':');
        return (has_unit && matches!(error, Error::ExpectedComma))
            .then(|| ("her står noko etter talet".into(), format!("Skriv talet åleine: {digits}")));
    }
    let objected = matches!(
        error,
        Error::ExpectedComma
            | Error::ExpectedMapColon
            | Error::ExpectedIdentifier
            | Error::InvalidIdentifier(_)
            | Error::SuggestRawIdentifier(_)
    );
    if !objected || after.starts_with(':') {
        return None;
    }
    let thousands = groups[1..].iter().all(|group| group.len() == 3);
    match number.contains(['.', ',']) {
        false => said("det står mellomrom i talet", format!("Skriv talet utan mellomrom: {digits}")),
        true if thousands => said(
            "det står punktum eller komma i talet",
            format!("Skriv eit heilt tal, utan teikn mellom tusena: {digits}"),
        ),
        true if field.trim_end_matches(':').trim_end().ends_with("verdi") => {
            said("desimalar står etter punktum", format!("Skriv {}", number.replace(',', ".").replace(blank, "")))
        }
        true => said("talet har desimalar", "Skriv eit heilt tal, utan desimalar og mellomrom".into()),
    }
}

/// The word to choose that stands right before a place, if more must follow it, with its group.
fn variant_before(before: &str) -> Option<(&'static Group, &'static Field)> {
    let name = before.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let mut choices = GROUPS.iter().filter(|group| group.is_choice());
    choices.find_map(|group| group.field(name).filter(|word| word.has_contents()).map(|word| (group, word)))
}

/// What may stand as the value of the field before a place, as the table of fields has it.
pub fn field_hint(text: &str, at: usize) -> Option<String> {
    let before = text[..at].trim_end().strip_suffix(':')?;
    let name = before.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next()?;
    let groups = GROUPS.iter().filter(|group| !group.is_choice());
    let mut known = groups.filter_map(|group| group.field(name).map(|field| (group, field)));
    let (group, field) = known.next()?;
    // A name that stands in several groups may mean different things there.
    if known.any(|(_, other)| other.value != field.value) {
        return None;
    }
    let example = group.example(field);
    let example = example.trim_end_matches(',');
    let words: Vec<&str> = field.value?.choices().iter().map(|word| word.name).collect();
    Some(match words.as_slice() {
        [] => format!("{} Til dømes: {example}", field.description(group)),
        _ => format!("Skriv eitt av desse, utan hermeteikn: {}. Til dømes: {example}", words.join(", ")),
    })
}

/// A message of one of our types; anything else is serde's and is replaced.
fn own_message(message: &str) -> String {
    if Malformed::parse(message).is_some() { message.into() } else { "verdien har feil form".into() }
}

/// serde's description of the value that it expected.
fn expected_value(expected: &str) -> String {
    let whole = |from: i64, to: i64| format!("eit heiltal frå {from} til {to}");
    match expected {
        "u8" => whole(0, u8::MAX.into()),
        "u16" => whole(0, u16::MAX.into()),
        "i16" => whole(i16::MIN.into(), i16::MAX.into()),
        "i64" => "eit heiltal".into(),
        "f64" | "f32" => "eit tal".into(),
        "a boolean" => "true eller false".into(),
        "a string" | "string" => "tekst i hermeteikn: \"slik\"".into(),
        "a sequence" => "ei liste i klammer: [ … ]".into(),
        "a map" => "ei oppstilling i krøllparentes: { … }".into(),
        _ if expected.starts_with("struct") => "ei gruppe i parentes: ( namn: verdi, … )".into(),
        _ => "ein verdi av eit anna slag".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_error_is_said_in_nynorsk() {
        const KNOWN: &[&str] = &["tidsramme", "tittel"];
        let found = || "tidsrame".to_string();
        let all = [
            Error::Fmt,
            Error::Io("gone".into()),
            Error::Message("invalid length 3".into()),
            Error::Message(Malformed::Date("x".into()).to_string()),
            Error::Eof,
            Error::ExpectedArray,
            Error::ExpectedArrayEnd,
            Error::ExpectedAttribute,
            Error::ExpectedAttributeEnd,
            Error::ExpectedBoolean,
            Error::ExpectedComma,
            Error::ExpectedChar,
            Error::ExpectedByteLiteral,
            Error::ExpectedFloat,
            Error::FloatUnderscore,
            Error::ExpectedInteger,
            Error::ExpectedOption,
            Error::ExpectedOptionEnd,
            Error::ExpectedMap,
            Error::ExpectedMapColon,
            Error::ExpectedMapEnd,
            Error::ExpectedDifferentStructName { expected: "Plan", found: found() },
            Error::ExpectedStructLike,
            Error::ExpectedNamedStructLike("Plan"),
            Error::ExpectedStructLikeEnd,
            Error::ExpectedUnit,
            Error::ExpectedString,
            Error::ExpectedByteString,
            Error::ExpectedStringEnd,
            Error::ExpectedIdentifier,
            Error::InvalidEscape("Unknown escape"),
            Error::IntegerOutOfBounds,
            Error::InvalidIntegerDigit { digit: '8', base: 8 },
            Error::NoSuchExtension("x".into()),
            Error::UnclosedBlockComment,
            Error::UnclosedLineComment,
            Error::UnderscoreAtBeginning,
            Error::UnexpectedChar('%'),
            Error::TrailingCharacters,
            Error::InvalidValueForType { expected: "a string".into(), found: found() },
            Error::InvalidValueForType { expected: "struct Delmål".into(), found: found() },
            Error::InvalidValueForType { expected: "something new".into(), found: found() },
            Error::ExpectedDifferentLength { expected: "2 elements".into(), found: 3 },
            Error::NoSuchEnumVariant { expected: KNOWN, found: found(), outer: None },
            Error::NoSuchStructField { expected: KNOWN, found: found(), outer: Some("Tiltak".into()) },
            Error::MissingStructField { field: "tittel", outer: None },
            Error::DuplicateStructField { field: "tittel", outer: None },
            Error::InvalidIdentifier("a-b".into()),
            Error::SuggestRawIdentifier("a-b".into()),
            Error::ExpectedRawValue,
            Error::ExceededRecursionLimit,
            Error::ExpectedStructName("Plan".into()),
            Error::ExpectedRangeSyntax,
        ];
        let said: Vec<String> = all
            .iter()
            .map(|error| {
                let (message, hint) = explain_ron_error(error);
                let name = format!("{error:?}").split(['(', ' ']).next().unwrap_or_default().to_string();
                format!("{name}: {message}{}", hint.map_or(String::new(), |hint| format!(" / {hint}")))
            })
            .collect();
        insta::assert_snapshot!(said.join("\n"));
    }
}
