//! The words of the pages for those who decide: the plan on one page, who does what, what each party has to do with it, who
//! pays, how far the tiltak have come, and the case papers.

use crate::plan::Framdriftsstatus;

/// The words of one written language.
pub struct Deciding {
    /// Over the plan on one page: how many delmål and tiltak, and the years of the agreement.
    pub overview: fn(usize, usize, &str) -> String,
    /// What the grey rows are.
    pub later: &'static str,
    /// What the table shows.
    pub overview_summary: &'static str,
    /// A delmål's weight, after its title.
    pub weight: fn(&str) -> String,
    /// Before when which kind of body decides; before when they did, when all have.
    pub way_on: [&'static str; 2],
    /// A caption's sentence before the table of payers.
    pub payers_intro: &'static str,
    /// After the days of a kind of body that has decided.
    pub decided: &'static str,
    /// How many of the parties have no day yet: one, several.
    pub without_day: fn(usize) -> String,
    /// Before a reference.
    pub see: &'static str,
    /// Over who does what, with an example: the numbers of a delmål and a tiltak.
    pub responsibilities: fn(u16, u16) -> String,
    /// That the rows' own words name others too.
    pub others: &'static str,
    /// The heads: party, leads, takes part.
    pub responsibility_heads: [&'static str; 3],
    /// What the table shows.
    pub responsibility_summary: &'static str,
    /// Before the parties that a party stands for.
    pub stands_for: &'static str,
    /// In the rows of the party that a copy is for: it leads, it takes part.
    pub own_part: [&'static str; 2],
    /// On its title page: the tiltak that it leads, and those that it takes part in.
    pub own_tiltak: [fn(usize) -> String; 2],
    /// That it is named in none.
    pub own_none: &'static str,
    /// What it pays: the amount in the plan's year with the year, and in all.
    pub pays: fn(&str, i16, &str) -> String,
    /// Before the sum from each source, over all purposes.
    pub source_sums: fn(&str) -> String,
    /// The caption of the table of payers, in kroner and in thousands.
    pub payers: [&'static str; 2],
    /// The head of its first column.
    pub payer: &'static str,
    /// The row of the amounts whose payer is not named.
    pub no_payer: &'static str,
    /// The money of a tiltak, where it is described.
    pub money: &'static str,
    /// The heads of the abbreviations: short, in full.
    pub abbreviation_heads: [&'static str; 2],
    /// What the table shows.
    pub abbreviation_summary: &'static str,
    /// The colophon: owner, contact, case, what it takes the place of.
    pub colophon: [&'static str; 4],
    /// How far a tiltak has come.
    pub progress: &'static str,
    /// The head of that column.
    pub status: &'static str,
    /// The words for it, in the order of `Framdriftsstatus`.
    pub statuses: [&'static str; 5],
    /// The heads of the figures: what, at the beginning, the aim, the latest.
    pub figure_heads: [&'static str; 4],
    /// What their table shows.
    pub figure_summary: &'static str,
    /// The aim, in a sentence.
    pub aim: &'static str,
    /// Before the proposal for a body: party and body.
    pub proposal_to: fn(&str, &str) -> String,
    /// The case paper.
    pub case: Case,
}

/// The words of a case paper.
pub struct Case {
    /// What it is, in the footer and in the file's name.
    pub name: [&'static str; 2],
    /// Its title, of the plan's.
    pub title: fn(&str) -> String,
    /// What follows a reference to the plan.
    pub in_plan: &'static str,
    /// The heads of its facts: party, body, meeting, what is asked, plan.
    pub facts: [&'static str; 5],
    /// What the table shows.
    pub facts_summary: &'static str,
    /// The heading over the short account.
    pub in_short: &'static str,
    /// The heading over what concerns the party, by its name.
    pub own: fn(&str) -> String,
    /// The heading over what is new.
    pub news: fn(&str) -> String,
    /// Before what has changed of a tiltak.
    pub changed: &'static str,
    /// How much is new: tiltak that are new, gone, changed.
    pub counts: fn([usize; 3]) -> String,
    /// The heading over the files that go with it.
    pub attachments: &'static str,
    /// That there is no proposal.
    pub no_proposal: &'static str,
    /// How many more there are than those that are named.
    pub more: fn(usize) -> String,
}

impl Deciding {
    /// How far a tiltak has come.
    pub fn framdrift(&self, status: Framdriftsstatus) -> &'static str {
        self.statuses[status as usize]
    }
}

/// "éin", "to", … "tolv", and digits after that, as in running text.
fn counted(count: usize, one: &str, words: [&str; 11]) -> String {
    match count {
        1 => one.into(),
        2..=12 => words[count - 2].into(),
        _ => count.to_string(),
    }
}

const NN: [&str; 11] = ["to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"];
const NB: [&str; 11] = ["to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"];

pub(super) static NYNORSK: Deciding = Deciding {
    overview: |delmål, tiltak, years| {
        let (delmål, tiltak) = (counted(delmål, "eitt", NN), counted(tiltak, "eitt", NN));
        format!("Planen har {delmål} delmål og {tiltak} tiltak i perioden {years}.")
    },
    later: "Det som står i grått, kjem seinare i perioden.",
    overview_summary: "Delmåla og tiltaka med tidsramme",
    weight: |weight| format!("{weight} av innsatsen"),
    way_on: ["Vegen vidare", "Politisk handsaming"],
    payers_intro: "Slik er beløpa fordelte på dei som betaler:",
    decided: "handsama",
    without_day: |count| format!("ikkje fastsett i {}", counted(count, "éin", NN)),
    see: "sjå",
    responsibilities: |delmål, tiltak| {
        format!("Tala viser til tiltaka: {delmål}.{tiltak} er tiltak {tiltak} under delmål {delmål}.")
    },
    others: "Andre som er nemnde i tabellane over tiltaka, er ikkje med her.",
    responsibility_heads: ["Part", "Hovudansvarleg", "Samarbeidspart"],
    responsibility_summary: "Partane med tiltaka dei har hovudansvaret for og dei er samarbeidspart i",
    stands_for: "Omfattar",
    own_part: ["De har hovudansvaret", "De er samarbeidspart"],
    own_tiltak: [
        |count| format!("Hovudansvarleg for {} tiltak:", counted(count, "eitt", NN)),
        |count| format!("Samarbeidspart i {} tiltak:", counted(count, "eitt", NN)),
    ],
    own_none: "Har ikkje ansvar for noko tiltak",
    pays: |now, year, all| format!("Betaler {now} i {year}, {all} i heile perioden"),
    source_sums: |source| format!("Sum {source}"),
    payers: ["Kven som betaler, i kroner", "Kven som betaler, i 1\u{a0}000\u{a0}kroner"],
    payer: "Part",
    no_payer: "Ikkje oppgjeve kven som betaler",
    money: "Finansiering",
    abbreviation_heads: ["Forkorting", "Tyder"],
    abbreviation_summary: "Forkortingane i planen og kva dei står for",
    colophon: ["Eigar", "Kontakt", "Arkivsak", "Erstattar"],
    progress: "Framdrift",
    status: "Status",
    statuses: ["Ikkje starta", "I gang", "Forseinka", "Stansa", "Fullført"],
    figure_heads: ["Indikator", "Utgangspunkt", "Mål", "Siste tal"],
    figure_summary: "Det tiltaket blir målt med: utgangspunkt, mål og siste tal, med året",
    aim: "mål",
    proposal_to: |party, body| format!("{body} i {party}"),
    case: Case {
        name: ["Saksframlegg", "saksframlegg"],
        title: |plan| format!("Saksframlegg: {plan}"),
        in_plan: " i planen",
        facts: ["Part", "Organ", "Møte", "Oppgåve", "Plan"],
        facts_summary: "Kva organ saka er til, når møtet er, og kva som skal avgjerast",
        in_short: "Planen kort",
        own: |party| format!("Det som gjeld {party}"),
        news: |since| format!("Nytt sidan {since}"),
        changed: "endra",
        counts: |[new, gone, changed]| {
            let said = [
                (new, ["nytt", "nye"]),
                (gone, ["teke ut eller avslutta", "tekne ut eller avslutta"]),
                (changed, ["endra", "endra"]),
            ];
            let count = |count: usize| if count == 0 { "ingen".into() } else { counted(count, "eitt", NN) };
            let said: Vec<String> = said
                .into_iter()
                .map(|(own, words)| format!("{} {}", count(own), words[usize::from(own != 1)]))
                .collect();
            format!("Tiltak: {}.", said.join(", "))
        },
        attachments: "Vedlegg",
        no_proposal: "Manglar: framlegget til vedtak er ikkje skrive.",
        more: |count| format!("og {count} til; sjå planen"),
    },
};

pub(super) static BOKMÅL: Deciding = Deciding {
    overview: |delmål, tiltak, years| {
        let (delmål, tiltak) = (counted(delmål, "ett", NB), counted(tiltak, "ett", NB));
        format!("Planen har {delmål} delmål og {tiltak} tiltak i perioden {years}.")
    },
    later: "Det som står i grått, kommer senere i perioden.",
    overview_summary: "Delmålene og tiltakene med tidsramme",
    weight: |weight| format!("{weight} av innsatsen"),
    way_on: ["Veien videre", "Politisk behandling"],
    payers_intro: "Slik er beløpene fordelt på dem som betaler:",
    decided: "behandlet",
    without_day: |count| format!("ikke fastsatt i {}", counted(count, "én", NB)),
    see: "se",
    responsibilities: |delmål, tiltak| {
        format!("Tallene viser til tiltakene: {delmål}.{tiltak} er tiltak {tiltak} under delmål {delmål}.")
    },
    others: "Andre som er nevnt i tabellene over tiltakene, er ikke med her.",
    responsibility_heads: ["Part", "Hovedansvarlig", "Samarbeidspart"],
    responsibility_summary: "Partene med tiltakene de har hovedansvaret for og de er samarbeidspart i",
    stands_for: "Omfatter",
    own_part: ["Dere har hovedansvaret", "Dere er samarbeidspart"],
    own_tiltak: [
        |count| format!("Hovedansvarlig for {} tiltak:", counted(count, "ett", NB)),
        |count| format!("Samarbeidspart i {} tiltak:", counted(count, "ett", NB)),
    ],
    own_none: "Har ikke ansvar for noe tiltak",
    pays: |now, year, all| format!("Betaler {now} i {year}, {all} i hele perioden"),
    source_sums: |source| format!("Sum {source}"),
    payers: ["Hvem som betaler, i kroner", "Hvem som betaler, i 1\u{a0}000\u{a0}kroner"],
    payer: "Part",
    no_payer: "Ikke oppgitt hvem som betaler",
    money: "Finansiering",
    abbreviation_heads: ["Forkortelse", "Betyr"],
    abbreviation_summary: "Forkortelsene i planen og hva de står for",
    colophon: ["Eier", "Kontakt", "Arkivsak", "Erstatter"],
    progress: "Framdrift",
    status: "Status",
    statuses: ["Ikke startet", "I gang", "Forsinket", "Stanset", "Fullført"],
    figure_heads: ["Indikator", "Utgangspunkt", "Mål", "Siste tall"],
    figure_summary: "Det tiltaket måles med: utgangspunkt, mål og siste tall, med året",
    aim: "mål",
    proposal_to: |party, body| format!("{body} i {party}"),
    case: Case {
        name: ["Saksframlegg", "saksframlegg"],
        title: |plan| format!("Saksframlegg: {plan}"),
        in_plan: " i planen",
        facts: ["Part", "Organ", "Møte", "Oppgave", "Plan"],
        facts_summary: "Hvilket organ saken er til, når møtet er, og hva som skal avgjøres",
        in_short: "Planen kort",
        own: |party| format!("Det som gjelder {party}"),
        news: |since| format!("Nytt siden {since}"),
        changed: "endret",
        counts: |[new, gone, changed]| {
            let said = [
                (new, ["nytt", "nye"]),
                (gone, ["tatt ut eller avsluttet", "tatt ut eller avsluttet"]),
                (changed, ["endret", "endret"]),
            ];
            let count = |count: usize| if count == 0 { "ingen".into() } else { counted(count, "ett", NB) };
            let said: Vec<String> = said
                .into_iter()
                .map(|(own, words)| format!("{} {}", count(own), words[usize::from(own != 1)]))
                .collect();
            format!("Tiltak: {}.", said.join(", "))
        },
        attachments: "Vedlegg",
        no_proposal: "Mangler: forslaget til vedtak er ikke skrevet.",
        more: |count| format!("og {count} til; se planen"),
    },
};
