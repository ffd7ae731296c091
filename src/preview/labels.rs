//! What a field of the plan is called on the page, and what it means. Comes in: its row in the table of fields. Goes out: words.

use crate::plan::fields::Field;

/// What a field is called where it stands beside others of its group; in a sentence it may share its name with one of them.
pub(super) fn field_name(field: &Field) -> &'static str {
    match field.name {
        "under" => "boksen han står under",
        "relasjon" => "korleis han heng saman med boksen over",
        "rullering" => "merket for den årlege oppdateringa",
        "Tekst" => "teksten",
        "Mellomtittel" => "mellomtittelen",
        name if field.words[0].is_empty() => name,
        _ => field.words[0],
    }
}

/// What a field means, in the first sentence of it that is not about the files.
pub(super) fn meaning(field: &Field) -> Option<&'static str> {
    const OF_FILES: [&str; 5] = [".ron", "#", "handlingsplan ", "id-en", "programmet"];
    let first = field.meaning.split_inclusive(". ").next().map(str::trim)?;
    // What only says the name again is no help.
    let first = Some(first).filter(|words| !words.to_lowercase().starts_with(field_name(field)))?;
    Some(first).filter(|words| OF_FILES.iter().all(|mark| !words.contains(mark)))
}
