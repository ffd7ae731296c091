//! What to do on the page, where the words of a rule or of a refusal are for who writes in the files or in a terminal. Comes in: a
//! rule's code, or a hint. Goes out: a sentence about the page.

/// What mends what a rule finds, by its code, where the rule's own words are about the files.
const BY_RULE: [(&str, &str); 40] = [
    ("HP011", "Vel ein part som finst, eller legg til ein ny i registeret over partane."),
    ("HP012", "Vel ein versjon som står i loggen, eller legg til ei rad for han."),
    ("HP013", "Vel ein annan plass til boksen som er nemnd."),
    ("HP014", "Set inn tilvisinga på nytt med «Sjå …» over feltet, eller ta henne bort."),
    ("HP017", "Skriv noko, eller ta opplysninga bort."),
    ("HP020", "Vel eit delmål eller eit tiltak som finst."),
    ("HP021", "Ta parten bort frå registeret, eller vel han der namnet er skrive."),
    (
        "HP024",
        "Legg det til, eller skriv tilvisinga om. Set du henne inn med «Sjå …» over feltet, får ho rett nummer av seg sjølv.",
    ),
    ("HP025", "Vel eit tiltak som finst."),
    ("HP026", "Klikk på tittelen til tiltaket, og vel kva oppdateringa gjer med det."),
    ("HP030", "Sjå over vektene til alle delmåla."),
    ("HP034", "Rett det første eller det siste året."),
    ("HP044", "Skriv namnet likt alle stader, eller rett det i registeret over partane."),
    ("HP045", "Lag ein ny bolk med overskrift, eller ein mellomtittel."),
    ("HP046", "Bruk knappane over feltet til lister og feit skrift, og skriv berre orda i namn og titlar."),
    ("HP051", "Klikk på tittelen til delmålet, og legg til hovudmålet."),
    ("HP052", "Bruk «Før inn vedtak» under «Steg i året»."),
    ("HP053", "Legg til finansieringa, og eit punkt som tabellen står i."),
    ("HP054", "Ta det gamle vedtaket bort, eller vel kva versjon av planen det gjeld."),
    ("HP056", "Legg parten og organa hans til i handsaminga."),
    ("HP057", "Lag ein ny versjon under «Steg i året», eller skriv i loggen kva år versjonen gjeld."),
    ("HP058", "Merk tiltaket som avslutta, eller gje det ei ny tidsramme."),
    ("HP061", "Legg til ein del av eit punkt, og vel «Delmål»."),
    ("HP062", "Legg til ein del av eit punkt med det, eller ta det bort frå planen."),
    ("HP063", "Rett mappa til planen før, eller ta opplysninga bort."),
    ("HP064", "Vel kva oppdateringa gjer med tiltaket."),
    ("HP066", "Lat ordlyden og lista nemne dei same partane."),
    ("HP067", "Rett betalaren eller kjelda i posten."),
    ("HP068", "Skriv hjå parten kva forkortinga står for, eller legg henne til i lista over forkortingar."),
    ("HP069", "Vel dei einskilde partane som medlemmer."),
    ("HP073", "Skriv eit eige framlegg hjå parten, eller skriv om framlegget så det høver for alle."),
    ("HP074", "Ta parten bort anten som hovudansvarleg eller som samarbeidspart."),
    ("HP076", "Lag ein ny versjon av det som er endra, under «Steg i året»."),
    ("HP077", "Legg til ei endring etter vedtaka: kva, kven som har samtykt, og når. Elles tek du endringa tilbake."),
    ("HP078", "Vel versjonen som tok inn endringa, datoen for det nye møtet, eller rolla til organet."),
    ("HP079", "Skriv ein del for kvar medlem, til saman 100."),
    ("HP081", "Skriv statusen slik han er no, med dato, eller ta framdrifta bort."),
    (
        "HP082",
        "Lag versjonane under «Steg i året». Når eit vedtak blir ført inn, blir versjonen teken vare på av seg sjølv.",
    ),
    ("HP085", "Skriv ein mørkare farge, eller ta fargen bort."),
    ("HP086", "Vel utgåva «Endeleg». Om organa skal handsame planen på nytt, skriv du datoen for det nye møtet."),
];

/// What mends it for those who are on the page, where the rule's own words don't say that.
pub(super) fn of_rule(code: &str) -> Option<&'static str> {
    BY_RULE.iter().find(|(own, _)| *own == code).map(|(_, words)| *words)
}

/// Whether words are for who writes in the files or in a terminal.
pub(super) fn is_of_files(words: &str) -> bool {
    const MARKS: [&str; 5] = ["handlingsplan ", ".ron", "--", "_", "(\""];
    MARKS.iter().any(|mark| words.contains(mark))
}

/// What to do where a step is refused, by what the hint for the terminal names.
const BY_HINT: [(&str, &str); 5] = [
    (
        "--erstatt",
        "Er vedtaket i planen feil, så kryss av for «Skriv over det siste vedtaket i organet» under «Meir, om du vil». Du kan òg gå \
         til «Ta tilbake eit vedtak» først.",
    ),
    ("--utfall", "Vel utfallet «Vedteke med endringar», eller ta bort versjonen."),
    ("--versjon", "Vel versjonen under «Meir, om du vil»."),
    ("handlingsplan versjon", "Lag versjonen først, med «Ny versjon» under «Steg i året»."),
    ("--år", "Skriv eit seinare år."),
];

/// A hint as it is for those who are on the page; none where it is for the terminal alone.
pub(super) fn of_hint(hint: &str) -> Option<&str> {
    match BY_HINT.iter().find(|(mark, _)| hint.contains(mark)) {
        Some((_, words)) => Some(words),
        None => Some(hint).filter(|hint| !hint.contains("--") && !hint.contains("handlingsplan ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::RULES;

    #[test]
    fn what_mends_a_rule_is_said_in_the_words_of_the_page() {
        const OF_FILES: [&str; 6] = ["id-en", "handlingsplan ", ".ron", "(\"", "innhald»", "[]("];
        // What is in the files alone, and can't be mended on the page.
        const FILES: [&str; 2] = ["HP060", "HP083"];
        for rule in RULES.iter().filter(|rule| !FILES.contains(&rule.code)) {
            let words = of_rule(rule.code).unwrap_or(rule.fix);
            assert!(OF_FILES.iter().all(|mark| !words.contains(mark)), "{}: {words}", rule.code);
        }
        for (code, _) in BY_RULE {
            assert!(RULES.iter().any(|rule| rule.code == code), "{code}");
        }
    }

    #[test]
    fn a_hint_for_the_terminal_is_one_for_the_page() {
        assert!(
            of_hint("Ta det gamle tilbake med --angre, eller før inn dette for seg med --erstatt")
                .unwrap()
                .contains("Ta tilbake")
        );
        assert_eq!(of_hint("Vel eit nytt nummer"), Some("Vel eit nytt nummer"));
        assert_eq!(of_hint("Sjå kva som er ført inn, med «handlingsplan status»"), None);
    }
}
