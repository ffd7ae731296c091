//! The words in which it is said what has changed from one plan to another.

use crate::document::Lang;

/// The words of one written language.
pub struct Words {
    /// A thing that is new, and one that is gone.
    pub whole: [&'static str; 2],
    /// It was moved from one place to another.
    pub moved: fn(&str, &str) -> String,
    /// It had another number.
    pub renumbered: fn(&str, &str) -> String,
    /// A tiltak that has ended.
    pub ended: &'static str,
    /// What has no value.
    pub nothing: &'static str,
    /// The amount of a year.
    pub amount_of: fn(&str) -> String,
    /// What an indicator is to be.
    pub aim_of: fn(&str) -> String,
    /// What words lead to.
    pub leads: fn(&str) -> String,
    /// Where something stands in a list: before what it stands after.
    pub after: &'static str,
    /// Where something stands in a list: before all others.
    pub first: &'static str,
    /// Words put in and taken out.
    pub words: fn(usize, usize) -> String,
    /// Only signs or emphasis.
    pub signs: &'static str,
    /// How many more changes a text has.
    pub more: fn(usize) -> String,
    /// Only the order of a list.
    pub order: &'static str,
    /// What stands around what was changed: taken out and put in.
    pub signs_around: [[&'static str; 2]; 2],
    /// The places that are none of the plan's own things.
    pub plan: &'static str,
    #[expect(missing_docs, reason = "named for the field")]
    pub partar: &'static str,
    #[expect(missing_docs, reason = "named for the field")]
    pub logg: &'static str,
    #[expect(missing_docs, reason = "named for the field")]
    pub kart: &'static str,
    #[expect(missing_docs, reason = "named for the field")]
    pub handsaming: &'static str,
    #[expect(missing_docs, reason = "named for the field")]
    pub finansiering: &'static str,
    #[expect(missing_docs, reason = "named for the field")]
    pub forkorting: &'static str,
    /// The sum of a year, or of all.
    pub sum: &'static str,
    /// The sum of every year.
    pub in_all: &'static str,
    /// Under a box; at the top.
    pub under: [&'static str; 2],
    /// A box in the line of responsibility.
    pub line: &'static str,
    /// A box that advises.
    pub advisory: &'static str,
}

impl Words {
    /// Those of a language.
    pub fn of(lang: Lang) -> &'static Self {
        if lang == Lang::Nb { &BOKMÅL } else { &NYNORSK }
    }
}

static NYNORSK: Words = Words {
    whole: ["nytt", "teke ut"],
    moved: |from, to| format!("flytta frå {from} til {to}"),
    renumbered: |was, is| format!("nytt nummer: {is}, var {was}"),
    ended: "avslutta",
    nothing: "ikkje noko",
    amount_of: |year| format!("beløpet for {year}"),
    aim_of: |name| format!("målet for «{name}»"),
    leads: |words| format!("lenkja «{words}» fører til"),
    after: "plassen etter",
    first: "første plass",
    words: in_and_out,
    signs: "berre teikn eller utheving",
    more: |count| format!("og {count} {} til", if count == 1 { "stad" } else { "stader" }),
    order: "ei anna rekkjefølgje",
    signs_around: [["[ut: ", "]"], ["[inn: ", "]"]],
    plan: "Planen",
    partar: "Part",
    logg: "Logg",
    kart: "Organisasjonskartet",
    handsaming: "Handsaminga",
    finansiering: "Finansieringa",
    forkorting: "Forkortinga",
    sum: "sum",
    in_all: "i alt",
    under: ["under", "øvst"],
    line: "i ansvarslinja",
    advisory: "rådgjevande",
};

static BOKMÅL: Words = Words {
    whole: ["nytt", "tatt ut"],
    moved: |from, to| format!("flyttet fra {from} til {to}"),
    renumbered: |was, is| format!("nytt nummer: {is}, var {was}"),
    ended: "avsluttet",
    nothing: "ingenting",
    amount_of: |year| format!("beløpet for {year}"),
    aim_of: |name| format!("målet for «{name}»"),
    leads: |words| format!("lenken «{words}» fører til"),
    after: "plassen etter",
    first: "første plass",
    words: in_and_out,
    signs: "bare tegn eller utheving",
    more: |count| format!("og {count} {} til", if count == 1 { "sted" } else { "steder" }),
    order: "en annen rekkefølge",
    signs_around: [["[ut: ", "]"], ["[inn: ", "]"]],
    plan: "Planen",
    partar: "Part",
    logg: "Logg",
    kart: "Organisasjonskartet",
    handsaming: "Behandlingen",
    finansiering: "Finansieringen",
    forkorting: "Forkortelsen",
    sum: "sum",
    in_all: "i alt",
    under: ["under", "øverst"],
    line: "i ansvarslinjen",
    advisory: "rådgivende",
};

/// "3 ord inn, 2 ord ut".
pub fn in_and_out(put_in: usize, taken_out: usize) -> String {
    let said = [(put_in, "ord inn"), (taken_out, "ord ut")].into_iter().filter(|(count, _)| *count > 0);
    said.map(|(count, words)| format!("{count} {words}")).collect::<Vec<_>>().join(", ")
}
