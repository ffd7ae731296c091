//! The words of a comparison with an earlier version.

use super::deciding::counted;
use super::either;
use crate::document::Change;

terms! {
    /// The words of one written language.
    pub struct Comparing {
        /// Before words that were put in.
        put_in_sign: "[inn:\u{a0}",
        /// Before words that were taken out.
        taken_out_sign: "[ut:\u{a0}",
        /// Before the first words of a row that was put in.
        put_in_row_sign: "[ny rad:",
        /// Before the first words of a row that was taken out.
        taken_out_row_sign: "[rad ut:",
        /// After words that were put in or taken out.
        sign_end: "\u{a0}slutt]",
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
            nn: "Blir dokumentet lese opp, kjem «[ut:» eller «[inn:» før slike ord og «slutt]» etter dei. Ei rad i ein tabell som er ny eller teken ut som heilskap, byrjar med «[ny rad:» eller «[rad ut:».",
            nb: "Blir dokumentet lest opp, kommer «[ut:» eller «[inn:» før slike ord og «slutt]» etter dem. En rad i en tabell som er ny eller tatt ut som helhet, begynner med «[ny rad:» eller «[rad ut:»."
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
            nn: "Framsida er som i den nye versjonen.",
            nb: "Forsiden er som i den nye versjonen."
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
        numbered: { nn: "har fått eit nummer", nb: "har fått et nummer" },
        /// Where only signs have changed.
        signs_only: { nn: "berre teikn er endra", nb: "bare tegn er endret" },
        /// The contents list is that of the new version.
        contents: {
            nn: "Innhaldslista er frå den nye versjonen.",
            nb: "Innholdslisten er fra den nye versjonen."
        },
        /// The title of the list of what is not marked.
        unmarked: { nn: "Endra, men ikkje merkt:", nb: "Endret, men ikke merket:" },
    }

    /// Which versions or plans of which days are compared.
    fn compared(old: &str, old_day: &str, new: &str, new_day: &str) = {
        nn: "Endringar frå {old} ({old_day}) til {new} ({new_day})",
        nb: "Endringer fra {old} ({old_day}) til {new} ({new_day})"
    };
    /// The heading of the list of changes.
    fn title(old: &str) = { nn: "Endringar sidan {old}", nb: "Endringer siden {old}" };
    /// In the header, after the version.
    fn since(old: &str) = { nn: "endringar frå {old}", nb: "endringer fra {old}" };
    /// The chapters that are worked out of the rest of the plan are those of the new version.
    fn derived(titles: &str) = {
        nn: "{titles} følgjer av resten av planen, og er som i den nye versjonen.",
        nb: "{titles} følger av resten av planen, og er som i den nye versjonen."
    };
    /// A version of a plan of the same year.
    fn version(number: &str) = "versjon {number}";
    /// The number that something had.
    fn was(number: u16) = "hadde før nummer {number}";
}

impl Comparing {
    /// Over a stretch that is new or gone as a whole, or that was moved there or away.
    pub fn block_label(&self, change: Change, moved: bool) -> &'static str {
        match (change, moved) {
            (Change::Inserted, false) => "Nytt",
            (Change::Deleted, false) => either(self.lang, "Teke ut", "Tatt ut"),
            (Change::Inserted, true) => either(self.lang, "Flytta hit", "Flyttet hit"),
            (Change::Deleted, true) => either(self.lang, "Flytta herifrå", "Flyttet herfra"),
        }
    }

    /// After a stretch that is new or gone as a whole, or that was moved there or away.
    pub fn block_end_label(&self, change: Change, moved: bool) -> &'static str {
        match (change, moved) {
            (Change::Inserted, false) => "Slutt på den nye teksten",
            (Change::Deleted, false) => {
                either(self.lang, "Slutt på teksten som er teken ut", "Slutt på teksten som er tatt ut")
            }
            (Change::Inserted, true) => {
                either(self.lang, "Slutt på teksten som er flytta hit", "Slutt på teksten som er flyttet hit")
            }
            (Change::Deleted, true) => {
                either(self.lang, "Slutt på teksten som er flytta herifrå", "Slutt på teksten som er flyttet herfra")
            }
        }
    }

    /// A part that is new or gone as a whole, or that was moved there or away, in the list of changes.
    pub fn entry_label(&self, change: Change, moved: bool) -> &'static str {
        match (change, moved) {
            (Change::Inserted, false) => "alt er nytt",
            (Change::Deleted, false) => either(self.lang, "alt er teke ut", "alt er tatt ut"),
            (Change::Inserted, true) => either(self.lang, "er flytta hit", "er flyttet hit"),
            (Change::Deleted, true) => either(self.lang, "er flytta herifrå", "er flyttet herfra"),
        }
    }

    /// After the heading of a part that is new or gone, or that was moved there or away.
    pub fn heading_suffix(&self, change: Change, moved: bool) -> &'static str {
        match (change, moved) {
            (Change::Inserted, false) => " – nytt",
            (Change::Deleted, false) => either(self.lang, " – teke ut", " – tatt ut"),
            (Change::Inserted, true) => either(self.lang, " – flytta hit", " – flyttet hit"),
            (Change::Deleted, true) => either(self.lang, " – flytta herifrå", " – flyttet herfra"),
        }
    }

    /// A table that is new or gone, in the list of changes.
    pub fn table(&self, change: Change) -> &'static str {
        match change {
            Change::Inserted => "tabellen er ny",
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

    /// That words were put in, taken out, or both.
    pub fn words(&self, put_in: usize, taken_out: usize) -> String {
        match (put_in, taken_out) {
            (_, 0) => either(self.lang, "det er komne nye ord inn", "det er kommet nye ord inn"),
            (0, _) => either(self.lang, "nokre ord er tekne ut", "noen ord er tatt ut"),
            _ => either(self.lang, "ordlyden er endra", "ordlyden er endret"),
        }
        .into()
    }

    /// How many paragraphs are new or gone as a whole.
    pub fn paragraphs(&self, change: Change, count: usize) -> String {
        let number = counted(count, either(self.lang, "eitt", "ett"));
        let said = match (change, count) {
            (Change::Inserted, 1) => "nytt",
            (Change::Inserted, _) => "nye",
            (Change::Deleted, 1) => either(self.lang, "teke ut", "tatt ut"),
            (Change::Deleted, _) => either(self.lang, "tekne ut", "tatt ut"),
        };
        format!("{number} avsnitt er {said}")
    }

    /// How many rows of a table were put in, taken out, changed: "tabellen har éi ny rad, og to rader er endra".
    pub fn rows(&self, put_in: usize, taken_out: usize, changed: usize) -> String {
        let number = |count: usize| counted(count, either(self.lang, "éi", "én"));
        let [one_gone, several_gone] = either(self.lang, ["teken ut", "tekne ut"], ["tatt ut", "tatt ut"]);
        let other = either(self.lang, "endra", "endret");
        let others = [(taken_out, [one_gone, several_gone]), (changed, [other, other])];
        let others = others.into_iter().filter(|(count, _)| *count > 0);
        let clauses: Vec<String> = others
            .map(|(count, [one, several])| match count {
                1 => format!("{} rad er {one}", number(count)),
                _ => format!("{} rader er {several}", number(count)),
            })
            .collect();
        let new = match put_in {
            0 => return self.rows_of_both(taken_out, changed),
            1 => format!("tabellen har {} ny rad", number(put_in)),
            _ => format!("tabellen har {} nye rader", number(put_in)),
        };
        self.sentence(&[new].into_iter().chain(clauses).collect::<Vec<_>>())
    }

    /// Rows that both versions have or the old one alone: "i tabellen er éi rad teken ut og to rader endra".
    fn rows_of_both(&self, taken_out: usize, changed: usize) -> String {
        let number = |count: usize| counted(count, either(self.lang, "éi", "én"));
        let rows = |count: usize, word: &str| match count {
            1 => format!("{} rad {word}", number(count)),
            _ => format!("{} rader {word}", number(count)),
        };
        let gone = either(self.lang, ["teken ut", "tekne ut"], ["tatt ut"; 2])[usize::from(taken_out != 1)];
        let other = either(self.lang, "endra", "endret");
        let both = [(taken_out, gone), (changed, other)].into_iter().filter(|(count, _)| *count > 0);
        format!("i tabellen er {}", both.map(|(count, word)| rows(count, word)).collect::<Vec<_>>().join(" og "))
    }

    /// A drawing that has changed, with the boxes that are new and those that are gone.
    pub fn figure(&self, new: &[String], gone: &[String]) -> String {
        let names = |all: &[String]| {
            let word = match all.len() {
                1 => "boksen",
                _ => either(self.lang, "boksane", "boksene"),
            };
            match all {
                [first @ .., last] if !first.is_empty() => format!("{word} {} og {last}", first.join(", ")),
                _ => format!("{word} {}", all.join("")),
            }
        };
        let taken = either(self.lang, ["teken ut", "tekne ut"], ["tatt ut"; 2])[usize::from(gone.len() != 1)];
        match (new, gone) {
            ([], []) => either(self.lang, "figuren er endra", "figuren er endret").into(),
            (new, []) => format!("figuren har fått {}", names(new)),
            ([], gone) => format!("{} i figuren er {taken}", names(gone)),
            (new, gone) => format!("figuren har fått {}, og {} er {taken}", names(new), names(gone)),
        }
    }

    /// Several clauses as one: "a, b, og c".
    fn sentence(&self, clauses: &[String]) -> String {
        match clauses {
            [first @ .., last] if !first.is_empty() => format!("{}, og {last}", first.join(", ")),
            _ => clauses.join(""),
        }
    }

    /// How many numbers and references followed, unmarked, in small letters.
    pub fn followed(&self, count: usize) -> String {
        match count {
            1 => either(
                self.lang,
                "eitt nummer eller éi tilvising er endra som følgje av andre endringar.",
                "ett nummer eller én henvisning er endret som følge av andre endringer.",
            )
            .into(),
            _ => {
                let count = counted(count, "");
                either(
                    self.lang,
                    format!("{count} nummer og tilvisingar er endra som følgje av andre endringar."),
                    format!("{count} numre og henvisninger er endret som følge av andre endringer."),
                )
            }
        }
    }
}
