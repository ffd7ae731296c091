//! The words that plans after the ministry's template call their parts by, in nynorsk and bokmål. A name is compared in small
//! letters, without the signs around it.

use crate::prose::is_hidden;

/// A name in the form in which it is compared: small letters, single blanks, one kind of dash, no sign at its ends.
pub fn folded(name: &str) -> String {
    let small: String = name.chars().filter(|c| !is_hidden(*c)).collect::<String>().to_lowercase();
    let small = small.replace(['–', '—', '‑'], "-");
    let single = small.split_whitespace().collect::<Vec<_>>().join(" ");
    single.trim_matches(|c: char| c.is_whitespace() || ":;.?!,*_-«»\"“”".contains(c)).to_string()
}

/// A fact of a tiltak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// Its number.
    Number,
    /// Its title.
    Title,
    /// Who has the responsibility.
    Responsible,
    /// Who takes part.
    Partners,
    /// When it is carried out.
    Time,
}

/// The fact that a head of a table, or a label, names.
pub fn fact(name: &str) -> Option<Fact> {
    let name = folded(name);
    let begins = |all: &[&str]| all.iter().any(|own| name.starts_with(own));
    let is = |all: &[&str]| all.contains(&name.as_str());
    if is(&["nr", "nummer", "#", "no", "tiltak nr", "tiltaksnr", "tiltaksnummer"]) {
        return Some(Fact::Number);
    }
    if is(&[
        "tiltak",
        "tiltaket",
        "namn på tiltak",
        "navn på tiltak",
        "tittel",
        "namn",
        "navn",
        "tiltak/aktivitet",
        "aktivitet",
    ]) || begins(&["tiltak (", "tiltaksnamn", "tiltaksnavn", "tittel på tiltak", "tiltak og"])
    {
        return Some(Fact::Title);
    }
    if begins(&["hovudansvar", "hovedansvar", "ansvar", "prosjekteig", "prosjekteier", "tiltakseig", "tiltakseier"]) {
        return Some(Fact::Responsible);
    }
    if begins(&[
        "samarbeidspart",
        "samarbeid med",
        "samarbeidande",
        "samarbeidende",
        "partnar",
        "partner",
        "medverkande part",
        "medvirkende part",
    ]) || is(&[
        "partar",
        "parter",
        "deltakarar",
        "deltakere",
        "aktørar",
        "aktører",
        "andre aktørar",
        "andre aktører",
        "medverkande",
        "medvirkende",
        "bidragsytarar",
        "bidragsytere",
        "samarbeid",
        "andre partar",
        "andre parter",
    ]) {
        return Some(Fact::Partners);
    }
    if begins(&["tidsramm", "tidsrom", "tidsperiode", "tidsplan", "tidspunkt", "gjennomføring", "når "])
        || is(&["tid", "år", "periode", "frist", "når", "oppstart"])
    {
        return Some(Fact::Time);
    }
    None
}

/// Whether a line is what the parts of a tiltak's description are called.
pub fn is_part_of_tiltak(name: &str) -> bool {
    const WHOLE: &[&str] = &[
        "bakgrunn",
        "tiltak",
        "tiltaket",
        "om tiltaket",
        "kort om tiltaket",
        "aktuell utprøving",
        "mål",
        "hovudmål",
        "hovedmål",
        "delmål",
        "målsetting",
        "målsetjing",
        "målsettingar",
        "målsettinger",
        "formål",
        "føremål",
        "hensikt",
        "målgruppe",
        "målgrupper",
        "målgruppa",
        "målgruppen",
        "moglege målgrupper",
        "mulige målgrupper",
        "første steg",
        "fyrste steg",
        "første skritt",
        "første trinn",
        "dei første stega",
        "de første stegene",
        "neste steg",
        "neste skritt",
        "medverkande",
        "medvirkende",
        "bidragsytarar",
        "bidragsytere",
        "deltakarar",
        "deltakere",
        "vidare planlegging",
        "videre planlegging",
        "vidare arbeid",
        "videre arbeid",
        "vegen vidare",
        "veien videre",
        "framdrift",
        "fremdrift",
        "framdriftsplan",
        "fremdriftsplan",
        "milepælar",
        "milepæler",
        "resultat",
        "resultatmål",
        "effekt",
        "effektar",
        "effekter",
        "effektmål",
        "økonomi",
        "finansiering",
        "kostnad",
        "kostnad(er)",
        "kostnader",
        "kostnadsramme",
        "kostnadsoverslag",
        "kostnadsoverslaget",
        "kostnadsanslag",
        "kostnadar",
        "ressursar",
        "ressurser",
        "ressursbruk",
        "budsjett",
        "risiko",
        "indikatorar",
        "indikatorer",
        "leveransar",
        "leveranser",
        "aktivitetar",
        "aktiviteter",
        "suksesskriterium",
        "suksesskriterier",
        "organisering",
        "rapportering",
        "evaluering",
        "måling",
        "utprøving",
        "metode",
        "gevinst",
        "gevinstar",
        "gevinster",
        "status",
    ];
    const BEGINNING: &[&str] = &[
        "utfordring",
        "skildring av",
        "skildring",
        "beskrivelse",
        "beskriving",
        "omtale av tilt",
        "kven bidr",
        "hvem bidr",
        "kven medverk",
        "hvem medvirk",
        "kven delt",
        "hvem delt",
        "kven gjer",
        "hvem gjør",
        "kven er",
        "mål med",
        "mål for",
        "formål med",
        "føremål med",
        "forventa result",
        "forventede result",
        "forventet result",
        "forventa effekt",
        "forventet effekt",
        "forventede effekt",
        "forventning til",
        "utviklingsområde",
        "risiko og",
        "finansiering og",
        "økonomi og",
        "kopling til",
        "kobling til",
        "samanheng med",
        "sammenheng med",
        "korleis",
        "hvordan",
        "kvifor",
        "hvorfor",
    ];
    let folded = folded(name);
    let long = folded.split(' ').count() > 8 || folded.contains(". ");
    !long && (WHOLE.contains(&folded.as_str()) || BEGINNING.iter().any(|own| folded.starts_with(own)))
}

/// A part that a line begins with, before its text on the same line: «Utfordring: Kommunane …». How many bytes of the line it
/// takes, with the sign after it.
pub fn inline_part(words: &str) -> Option<usize> {
    let end = words.find([':', '?'])?;
    let name = &words[..end];
    let after = end + 1;
    let follows = words[after..].trim_start();
    let known = is_part_of_tiltak(name) && name.chars().next().is_some_and(char::is_uppercase);
    // A list that is introduced, and a question that a sentence is: «Korleis kan vi …?»
    let is_label = name.split(' ').count() <= 6 && (words.as_bytes()[end] == b':' || !begins_question(name));
    (known && is_label && !follows.is_empty()).then_some(after)
}

fn begins_question(name: &str) -> bool {
    let name = folded(name);
    ["korleis", "hvordan", "kvifor", "hvorfor", "kven er", "kven gjer", "hvem gjør"]
        .iter()
        .any(|own| name.starts_with(own))
}

/// What a section is about, where the plan makes its contents by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// The plan on one page.
    Oversyn,
    /// Who does what.
    Ansvar,
    /// The abbreviations.
    Forkortingar,
}

/// What the program makes under a heading.
pub fn made_by_program(title: &str) -> Option<Made> {
    match folded(title).as_str() {
        "planen på éi side" | "planen på ei side" | "planen på én side" | "planen på en side" => {
            Some(Made::Oversyn)
        }
        "kven gjer kva" | "hvem gjør hva" => Some(Made::Ansvar),
        "forkortingar" | "forkortelser" => Some(Made::Forkortingar),
        _ => None,
    }
}

/// Whether a heading is one of those that the ministry's template has.
pub fn is_section_title(title: &str) -> bool {
    const WHOLE: &[&str] = &[
        "introduksjon",
        "innleiing",
        "innledning",
        "bakgrunn",
        "organisering",
        "organisering av arbeidet",
        "forankring",
        "finansiering",
        "økonomi",
        "budsjett",
        "rapportering",
        "evaluering",
        "rapportering og evaluering",
        "risiko",
        "vedlegg",
        "signatur",
        "signering",
        "samandrag",
        "sammendrag",
        "forord",
        "føreord",
        "økonomi og finansiering",
        "finansiering og økonomi",
    ];
    const BEGINNING: &[&str] = &[
        "rammer for",
        "handlingsplan 20",
        "handlingsplan for 20",
        "lokal og regional forank",
        "politisk forank",
        "lokal forank",
        "handlingsplanen er godk",
        "godkjenning",
        "finansiering av",
        "prioriterte tiltak",
        "oversyn over",
        "oversikt over",
        "om avtal",
        "om handlingsplan",
    ];
    let folded = folded(title);
    let numberless = folded.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
    made_by_program(title).is_some()
        || WHOLE.contains(&numberless)
        || BEGINNING.iter().any(|own| numberless.starts_with(own)) && folded.split(' ').count() <= 8
}

/// Whether a line only introduces the table of tiltak, as the program does by itself.
pub fn introduces_tiltak(words: &str) -> bool {
    let words = folded(words);
    let year = |rest: &str| rest.split(' ').next().is_some_and(|year| year.len() == 4 && year.parse::<u16>().is_ok());
    let prioritised = words.strip_prefix("i ").is_some_and(year)
        && ["følgjande tiltak prioriter", "følgande tiltak prioriter", "følgende tiltak prioriter"]
            .iter()
            .any(|own| words.contains(own))
        || words.starts_with("desse tiltaka skal prioriter");
    let grey = ["tiltak i grå skrift", "tiltak med grå skrift", "tiltak merkte «seinare»", "tiltak merket «senere»"];
    prioritised && words.len() < 260 || grey.iter().any(|own| words.starts_with(own)) && words.len() < 130
}

/// Whether a heading is that of the contents list.
pub fn is_contents_title(words: &str) -> bool {
    matches!(
        folded(words).as_str(),
        "innhald" | "innhold" | "innhaldsliste" | "innholdsliste" | "innhaldsoversyn" | "innholdsfortegnelse"
    )
}

/// Whether a heading is that of the log.
pub fn is_log_title(words: &str) -> bool {
    let words = folded(words);
    ["logg", "endringslogg", "versjonslogg", "versjonshistorikk", "dokumenthistorikk", "revisjonslogg"]
        .iter()
        .any(|own| words == *own || words.starts_with(&format!("{own} ")) || words.starts_with(&format!("{own}(")))
}

/// What follows the label of the main aim.
pub fn aim_label(words: &str) -> Option<&str> {
    let end = words.find([':', '–']).unwrap_or(words.len());
    let name = folded(&words[..end]);
    let is_aim = ["hovudmål", "hovedmål", "hovudmålet", "hovedmålet", "overordna mål", "overordnet mål"]
        .contains(&name.as_str())
        || ["hovudmål for", "hovedmål for", "mål for delmål"].iter().any(|own| name.starts_with(own))
            && end < words.len();
    let rest = words.get(end..).unwrap_or_default();
    is_aim.then(|| rest.trim_start_matches([':', '–', ' ']).trim())
}

/// The name of a political body in a table's head.
pub fn body(name: &str) -> Option<String> {
    let name = folded(name);
    let name = name.split(['(', '/']).next().unwrap_or_default().trim();
    let name = name.strip_prefix("møte i ").or(name.strip_prefix("dato ")).unwrap_or(name);
    let bare = indefinite(name);
    (is_body(&bare) && bare.split(' ').count() <= 6).then_some(bare)
}

/// The name of a body without the article at its end: "kommunestyret" is a kommunestyre, "formannskapet" a formannskap.
fn indefinite(name: &str) -> String {
    let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
    let bare = match first {
        _ if first.ends_with("styret") => &first[..first.len() - 1],
        "fylkestinget" | "sametinget" => &first[..first.len() - 2],
        _ if ["skapet", "utvalet", "utvalget", "rådet"].iter().any(|end| first.ends_with(end)) => {
            &first[..first.len() - 2]
        }
        _ => first,
    };
    if rest.is_empty() { bare.to_string() } else { format!("{bare} {rest}") }
}

fn is_body(name: &str) -> bool {
    const PARTS: [&str; 14] = [
        "formannskap",
        "kommunestyr",
        "fylkesting",
        "fylkesutval",
        "hovudutval",
        "hovedutvalg",
        "utval",
        "råd for",
        "ungdomsråd",
        "eldreråd",
        "bystyr",
        "heradsstyr",
        "fylkesråd",
        "partnarskapsmøte",
    ];
    PARTS.iter().any(|own| name.contains(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_tiltak_are_known_in_both_languages() {
        for name in [
            "Utfordring:",
            "Utfordringer",
            "Skildring av tiltaket",
            "Beskrivelse av tiltaket",
            "Første steg:",
            "Kven bidreg – og korleis?",
        ] {
            assert!(is_part_of_tiltak(name), "{name}");
        }
        for name in ["Kommunane går saman", "Merk", "Vi ser at utfordringane er store", "Innsats retta mot vaksne"] {
            assert!(!is_part_of_tiltak(name), "{name}");
        }
        assert_eq!(inline_part("Utfordring: Det er for få hus."), Some("Utfordring:".len()));
        assert_eq!(inline_part("Hvem bidrar – og hvordan? Kommunene."), Some("Hvem bidrar – og hvordan?".len()));
        assert_eq!(inline_part("Merk: Dette er viktig."), None);
        assert_eq!(inline_part("Utfordring:"), None);
    }

    #[test]
    fn what_the_program_says_by_itself_is_known() {
        assert!(introduces_tiltak("I 2025 skal følgjande tiltak prioriterast (sjå nærmare omtale under)."));
        assert!(introduces_tiltak("I 2026 skal følgende tiltak prioriteres."));
        assert!(!introduces_tiltak("I 2025 skal kommunane samarbeide."));
        assert_eq!(body("Formannskapet:").as_deref(), Some("formannskap"));
        for (words, name) in [
            ("Kommunestyret", "kommunestyre"),
            ("Fylkestinget:", "fylkesting"),
            ("Bystyret", "bystyre"),
            ("Fylkesutvalget", "fylkesutvalg"),
            ("Møte i fylkesutvalet", "fylkesutval"),
            ("kommunestyre", "kommunestyre"),
            ("Rådet for eldre", "råd for eldre"),
        ] {
            assert_eq!(body(words).as_deref(), Some(name), "{words}");
        }
        assert_eq!(body("Kommune"), None);
    }
}
