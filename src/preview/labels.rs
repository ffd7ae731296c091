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

/// The sentences of a meaning that are not about how it is written in the files.
pub(super) fn plain_meaning(meaning: &str) -> String {
    const OF_FILES: [&str; 6] = [".ron", "#", "handlingsplan ", "id-en", "ikkje står der", "Utan denne"];
    let meaning = meaning.split(": «handlingsplan ").next().unwrap_or(meaning);
    let sentences = meaning.split_inclusive(". ").filter(|own| OF_FILES.iter().all(|mark| !own.contains(mark)));
    sentences.collect::<String>().trim_end().into()
}

/// What a field means, in the first sentence of it that is not about the files.
pub(super) fn meaning(field: &Field) -> Option<&'static str> {
    let first = field.meaning.split_inclusive(". ").next().map(str::trim)?;
    // What only says the name again is no help.
    let is_help = !first.to_lowercase().starts_with(field_name(field)) && plain_meaning(first) == first;
    Some(first).filter(|words| is_help && !words.contains("programmet"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::fields::GROUPS;

    #[test]
    fn no_meaning_on_the_page_is_of_the_terminal() {
        for field in GROUPS.iter().flat_map(|group| group.fields) {
            let words = plain_meaning(field.meaning);
            assert!(!words.contains("handlingsplan ") && !words.contains(".ron"), "{}: {words}", field.name);
        }
        assert_eq!(
            plain_meaning("Eit tiltak som er avslutta: «handlingsplan rullering» skriv det."),
            "Eit tiltak som er avslutta"
        );
        assert_eq!(plain_meaning("Alle andre. Slik er det når «rolle» ikkje står der."), "Alle andre.");
    }
}
