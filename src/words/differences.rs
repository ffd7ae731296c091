//! The words in which it is said what has changed from one plan to another.

use super::either;
use crate::document::Lang;
use crate::plan::{Innhald, Rolle};

terms! {
    /// The words of one written language.
    pub struct Words {
        /// A thing that is new.
        new: "nytt",
        /// A thing that is gone.
        gone: { nn: "teke ut", nb: "tatt ut" },
        /// A tiltak that has ended.
        ended: { nn: "avslutta", nb: "avsluttet" },
        /// What has no value.
        nothing: { nn: "ikkje noko", nb: "ingenting" },
        /// Where something stands in a list: before what it stands after.
        after: "plassen etter",
        /// Where something stands in a list: before all others.
        first: "første plass",
        /// Only signs or emphasis.
        signs: { nn: "berre teikn eller utheving", nb: "bare tegn eller utheving" },
        /// Only the order of a list.
        order: { nn: "ei anna rekkjefølgje", nb: "en annen rekkefølge" },
        /// Before what was put in.
        put_in_sign: "[inn: ",
        /// Before what was taken out.
        taken_out_sign: "[ut: ",
        /// After what was put in or taken out.
        sign_end: "]",
        /// The plan as a place, for what is none of its own things.
        plan: "Planen",
        /// A party as a place.
        partar: "Part",
        /// The log as a place.
        logg: "Logg",
        /// The chart as a place.
        kart: "Organisasjonskartet",
        /// The handling as a place.
        handsaming: { nn: "Handsaminga", nb: "Behandlingen" },
        /// The financing as a place.
        finansiering: { nn: "Finansieringa", nb: "Finansieringen" },
        /// An abbreviation as a place.
        forkorting: { nn: "Forkortinga", nb: "Forkortelsen" },
        /// The sum of a year, or of all.
        sum: "sum",
        /// The sum of every year.
        in_all: "i alt",
        /// Before the box that a box stands under.
        under: "under",
        /// A box that stands under none.
        at_the_top: { nn: "øvst", nb: "øverst" },
        /// A box in the line of responsibility.
        line: { nn: "i ansvarslinja", nb: "i ansvarslinjen" },
        /// A box that advises.
        advisory: { nn: "rådgjevande", nb: "rådgivende" },
    }

    /// That something was moved from one place to another.
    fn moved(from: &str, to: &str) = { nn: "flytta frå {from} til {to}", nb: "flyttet fra {from} til {to}" };
    /// That something had another number.
    fn renumbered(was: &str, is: &str) = "nytt nummer: {is}, var {was}";
    /// The amount of a year.
    fn amount_of(year: &str) = "beløpet for {year}";
    /// What an indicator is to be.
    fn aim_of(name: &str) = "målet for «{name}»";
    /// What words lead to.
    fn leads(words: &str) = { nn: "lenkja «{words}» fører til", nb: "lenken «{words}» fører til" };
}

impl Words {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        either(lang, &Self::NYNORSK, &Self::BOKMÅL)
    }

    /// Words put in and taken out.
    pub fn words(&self, put_in: usize, taken_out: usize) -> String {
        in_and_out(put_in, taken_out)
    }

    /// How many more changes a text has.
    pub fn more(&self, count: usize) -> String {
        let (place, places) = either(self.lang, ("stad", "stader"), ("sted", "steder"));
        format!("og {count} {} til", if count == 1 { place } else { places })
    }

    /// What kind of party one is.
    pub fn rolle(&self, rolle: Rolle) -> &'static str {
        match rolle {
            Rolle::Kommune => "Kommune",
            Rolle::Fylkeskommune => "Fylkeskommune",
            Rolle::Stat => "Stat",
            Rolle::Annan => either(self.lang, "Annan", "Annen"),
        }
    }

    /// What stands in a section where it is none of the section's own words.
    pub fn innhald(&self, innhald: &Innhald) -> &'static str {
        match innhald {
            Innhald::Tekst(_) | Innhald::Mellomtittel(_) => "",
            Innhald::Delmål { .. } => "Delmål",
            Innhald::Organisasjonskart => "Organisasjonskart",
            Innhald::Møteplan => "Møteplan",
            Innhald::Godkjenningar => either(self.lang, "Godkjenningar", "Godkjenninger"),
            Innhald::Finansiering => "Finansiering",
            Innhald::Oversyn => either(self.lang, "Oversyn", "Oversikt"),
            Innhald::Ansvar => "Ansvar",
            Innhald::Forkortingar => either(self.lang, "Forkortingar", "Forkortelser"),
        }
    }
}

/// "3 ord inn, 2 ord ut".
pub fn in_and_out(put_in: usize, taken_out: usize) -> String {
    let said = [(put_in, "ord inn"), (taken_out, "ord ut")].into_iter().filter(|(count, _)| *count > 0);
    said.map(|(count, words)| format!("{count} {words}")).collect::<Vec<_>>().join(", ")
}
