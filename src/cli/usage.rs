//! What clap says of a command line that it can't read, in nynorsk.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The message for a malformed command line.
pub fn usage_error(error: &Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("kommandoen «{}» finst ikkje", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "det manglar ein kommando".into()
        }
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            format!(
                "«{argument}» høyrer ikkje til nokon stad\nråd: Skriv ord som høyrer saman, i hermeteikn: \"slik og slik\""
            )
        }
        ErrorKind::UnknownArgument => format!("valet «{argument}» finst ikkje"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} manglar ein verdi"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            // What our own readers of values say is what to do.
            let own = std::error::Error::source(error).map_or(String::new(), |why| format!(": {why}"));
            let (option, of) = argument.split_once(' ').unwrap_or((&argument, ""));
            let kind = match of {
                "<DATO>" => "ein gyldig dato",
                "<ÅR>" => "eit gyldig årstal",
                _ => "ein gyldig verdi",
            };
            format!("«{value}» er ikkje {kind} for {option}{own}")
        }
        ErrorKind::MissingRequiredArgument => {
            let bare: String = argument.chars().filter(|sign| !"<>".contains(*sign)).collect();
            format!("kommandoen manglar {}", bare.trim_end_matches("..."))
        }
        ErrorKind::ArgumentConflict => match context(ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == argument => format!("{argument} kan berre brukast éin gong"),
            prior => format!("{argument} kan ikkje brukast saman med {prior}"),
        },
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} har feil tal på verdiar")
        }
        ErrorKind::NoEquals => format!("{argument} manglar eit likskapsteikn"),
        ErrorKind::InvalidUtf8 => "kommandolinja har teikn som ikkje kan lesast".into(),
        _ => "kommandolinja kan ikkje lesast".into(),
    };
    let suggestions = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .map(context)
        .into_iter()
        .find(|text| !text.is_empty())
        .map_or(String::new(), |text| format!("\nråd: Meinte du «{text}»?"));
    let valid = context(ContextKind::ValidValue);
    let valid = if valid.is_empty() { String::new() } else { format!("\nråd: Desse kan brukast: {valid}") };
    let hint = if suggestions.is_empty() { valid } else { suggestions };
    let message = crate::report::escape_control_characters(&message).into_owned();
    // Who has left something out sees how the whole is written.
    let usage = match (error.kind(), error.get(ContextKind::Usage)) {
        (ErrorKind::MissingRequiredArgument, Some(ContextValue::StyledStr(usage))) => usage.to_string(),
        _ => String::new(),
    };
    let more = match usage.trim().split_once(' ') {
        Some((_, usage)) => format!("Bruk: {}", usage.trim_start()),
        None => "Skriv «handlingsplan --hjelp» for å sjå kva programmet kan.".into(),
    };
    format!("feil: {message}{hint}\n{more}")
}
