//! The words of a comparison with an earlier version.

use super::differences::in_and_out;
use super::either;
use crate::document::Change;

terms! {
    /// The words of one written language.
    pub struct Comparing {
        /// Before words that were put in.
        put_in_sign: "[inn:\u{a0}",
        /// Before words that were taken out.
        taken_out_sign: "[ut:\u{a0}",
        /// After words that were put in or taken out.
        sign_end: "]",
        /// In the files' names, before the old version.
        file_name: { nn: "endra-frå-v", nb: "endret-fra-v" },
        /// How words that were taken out are marked.
        taken_out_legend: {
            nn: "Ord som er tekne ut, er gjennomstrekte.",
            nb: "Ord som er tatt ut, er gjennomstreket."
        },
        /// How words that were put in are marked.
        put_in_legend: {
            nn: "Ord som er komne inn, er understreka.",
            nb: "Ord som er kommet inn, er understreket."
        },
        /// What is said around such words where the document is read aloud.
        spoken_legend: {
            nn: "Blir dokumentet lese opp, kjem «[ut:» eller «[inn:» før slike ord og «]» etter dei.",
            nb: "Blir dokumentet lest opp, kommer «[ut:» eller «[inn:» før slike ord og «]» etter dem."
        },
        /// How a stretch is marked that is new, gone or moved as a whole.
        whole_legend: {
            nn: "Heile avsnitt, tabellar og tiltak som er nye eller tekne ut, har ordet «Nytt» eller «Teke ut» over seg; er dei flytta, står det «Flytta hit» og «Flytta herifrå». Ein strek i margen viser kvar det er endringar.",
            nb: "Hele avsnitt, tabeller og tiltak som er nye eller tatt ut, har ordet «Nytt» eller «Tatt ut» over seg; er de flyttet, står det «Flyttet hit» og «Flyttet herfra». En strek i margen viser hvor det er endringer."
        },
        /// That there are no changes.
        none: { nn: "Det er ingen endringar.", nb: "Det er ingen endringer." },
        /// The title page is that of the new version.
        front_page: {
            nn: "Framsida, som er den i den nye versjonen.",
            nb: "Forsiden, som er den i den nye versjonen."
        },
        /// That only what has changed is there.
        only_changed: {
            nn: "Berre punkta og tiltaka der noko er endra, er med.",
            nb: "Bare punktene og tiltakene der noe er endret, er med."
        },
        /// In the header of a document that has only what has changed.
        extract: "utdrag",
        /// In the files' names of a document that has only what has changed.
        excerpt: { nn: "berre-endra", nb: "bare-endret" },
        /// Something that has a number and had none.
        numbered: "nytt nummer",
        /// Where only signs have changed.
        signs_only: { nn: "teikn endra", nb: "tegn endret" },
        /// The contents list is that of the new version.
        contents: {
            nn: "Innhaldslista, som er den i den nye versjonen.",
            nb: "Innholdslisten, som er den i den nye versjonen."
        },
        /// The title of the list of what is not marked.
        unmarked: { nn: "Endra, men ikkje merkt:", nb: "Endret, men ikke merket:" },
    }

    /// Which versions of which days are compared.
    fn compared(old: &str, old_day: &str, new: &str, new_day: &str) = {
        nn: "Endringar frå versjon {old} ({old_day}) til versjon {new} ({new_day})",
        nb: "Endringer fra versjon {old} ({old_day}) til versjon {new} ({new_day})"
    };
    /// The heading of the list of changes.
    fn title(old: &str) = { nn: "Endringar sidan versjon {old}", nb: "Endringer siden versjon {old}" };
    /// In the header, after the version.
    fn since(old: &str) = { nn: "endringar frå {old}", nb: "endringer fra {old}" };
    /// The chapters that are worked out of the rest of the plan are those of the new version.
    fn derived(titles: &str) = {
        nn: "{titles}: Dette følgjer av resten av planen, og er som i den nye versjonen.",
        nb: "{titles}: Dette følger av resten av planen, og er som i den nye versjonen."
    };
    /// The number that something had.
    fn was(number: u16) = "nytt nummer, var {number}";
}

impl Comparing {
    /// Over a stretch that is new or gone as a whole, or that was moved there or away.
    pub fn stretch(&self, change: Change, moved: bool) -> &'static str {
        match (change, moved) {
            (Change::Inserted, false) => "Nytt",
            (Change::Deleted, false) => either(self.lang, "Teke ut", "Tatt ut"),
            (Change::Inserted, true) => either(self.lang, "Flytta hit", "Flyttet hit"),
            (Change::Deleted, true) => either(self.lang, "Flytta herifrå", "Flyttet herfra"),
        }
    }

    /// After a stretch that is new or gone as a whole, or that was moved there or away.
    pub fn end_of_stretch(&self, change: Change, moved: bool) -> &'static str {
        match (change, moved) {
            (Change::Inserted, false) => "Slutt på det som er nytt",
            (Change::Deleted, false) => either(self.lang, "Slutt på det som er teke ut", "Slutt på det som er tatt ut"),
            (Change::Inserted, true) => {
                either(self.lang, "Slutt på det som er flytta hit", "Slutt på det som er flyttet hit")
            }
            (Change::Deleted, true) => {
                either(self.lang, "Slutt på det som er flytta herifrå", "Slutt på det som er flyttet herfra")
            }
        }
    }

    /// A part that is new or gone as a whole, or that was moved there or away, in the list of changes.
    pub fn part(&self, change: Change, moved: bool) -> &'static str {
        match (change, moved) {
            (Change::Inserted, false) => "nytt",
            (Change::Deleted, false) => either(self.lang, "teke ut", "tatt ut"),
            (Change::Inserted, true) => either(self.lang, "flytta hit", "flyttet hit"),
            (Change::Deleted, true) => either(self.lang, "flytta herifrå", "flyttet herfra"),
        }
    }

    /// A table that is new or gone, in the list of changes.
    pub fn table(&self, change: Change) -> &'static str {
        match change {
            Change::Inserted => "ny tabell",
            Change::Deleted => either(self.lang, "tabellen er teken ut", "tabellen er tatt ut"),
        }
    }

    /// Over a paragraph that an end was put into or taken out of: it is several now, or several are one.
    pub fn paragraph(&self, change: Change) -> &'static str {
        match change {
            Change::Inserted => either(self.lang, "Delt i fleire avsnitt", "Delt i flere avsnitt"),
            Change::Deleted => either(self.lang, "Slege saman til eitt avsnitt", "Slått sammen til ett avsnitt"),
        }
    }

    /// How many words were put in and taken out.
    pub fn words(&self, put_in: usize, taken_out: usize) -> String {
        in_and_out(put_in, taken_out)
    }

    /// How many rows of a table were put in, taken out, changed: "tabellen: 1 ny rad, 2 rader endra".
    pub fn rows(&self, put_in: usize, taken_out: usize, changed: usize) -> String {
        let gone = either(self.lang, ["rad teken ut", "rader tekne ut"], ["rad tatt ut", "rader tatt ut"]);
        let other = either(self.lang, ["rad endra", "rader endra"], ["rad endret", "rader endret"]);
        let counts = [(put_in, ["ny rad", "nye rader"]), (taken_out, gone), (changed, other)];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts =
            counts.map(|(count, [one, several])| format!("{count} {}", if count == 1 { one } else { several }));
        format!("tabellen: {}", counts.collect::<Vec<_>>().join(", "))
    }

    /// A drawing that has changed, with the boxes that are new and those that are gone: "figuren er endra (namn inn: A, B)".
    pub fn figure(&self, new: &[String], gone: &[String]) -> String {
        let lists = [(either(self.lang, "namn inn", "navn inn"), new), (either(self.lang, "namn ut", "navn ut"), gone)];
        let lists = lists.into_iter().filter(|(_, names)| !names.is_empty());
        let lists: Vec<String> = lists.map(|(word, names)| format!("{word}: {}", names.join(", "))).collect();
        let changed = either(self.lang, "figuren er endra", "figuren er endret");
        if lists.is_empty() { changed.into() } else { format!("{changed} ({})", lists.join("; ")) }
    }

    /// How many numbers and references followed, unmarked.
    pub fn followed(&self, count: usize) -> String {
        match count {
            1 => either(
                self.lang,
                "Eitt nummer eller éi tilvising som følgjer av andre endringar.",
                "Ett nummer eller én henvisning som følger av andre endringer.",
            )
            .into(),
            _ => either(
                self.lang,
                format!("{count} nummer og tilvisingar som følgjer av andre endringar."),
                format!("{count} numre og henvisninger som følger av andre endringer."),
            ),
        }
    }
}
