//! The words of the pages for those who decide: the plan on one page, who does what, what each party has to do with it, who
//! pays, how far the tiltak have come, and the case papers.

use super::either;
use crate::plan::Framdriftsstatus;

terms! {
    /// The words of one written language.
    pub struct Deciding {
        /// What the table of the plan on one page shows.
        overview_summary: { nn: "Delmåla og tiltaka med tidsramme", nb: "Delmålene og tiltakene med tidsramme" },
        /// Before when which kind of body is to decide.
        way_on: { nn: "Vegen vidare", nb: "Veien videre" },
        /// Before when which kind of body did, when all have.
        all_handled: { nn: "Politisk handsaming", nb: "Politisk behandling" },
        /// The sentence before the table of payers.
        payers_intro: {
            nn: "Slik er beløpa fordelte på dei som betaler:",
            nb: "Slik er beløpene fordelt på dem som betaler:"
        },
        /// Before a reference.
        see: { nn: "sjå", nb: "se" },
        /// That the rows' own words name others too.
        others: {
            nn: "Andre som er nemnde i tabellane over tiltaka, er ikkje med her.",
            nb: "Andre som er nevnt i tabellene over tiltakene, er ikke med her."
        },
        /// The heads of who does what.
        responsibility_heads: ResponsibilityHeads,
        /// What the table of who does what shows.
        responsibility_summary: {
            nn: "Partane med tiltaka dei har hovudansvaret for og dei er samarbeidspart i",
            nb: "Partene med tiltakene de har hovedansvaret for og de er samarbeidspart i"
        },
        /// Before the parties that a party stands for.
        stands_for: { nn: "Omfattar", nb: "Omfatter" },
        /// The head of the column that says what the party that a copy is for has to do with each tiltak.
        own_role: { nn: "Dykkar rolle", nb: "Deres rolle" },
        /// In the rows of the tiltak that it leads.
        own_lead: "ansvar",
        /// In the rows of the tiltak that it takes part in.
        own_participation: "samarbeid",
        /// That the party is named in no tiltak.
        own_none: { nn: "Har ikkje ansvar for noko tiltak", nb: "Har ikke ansvar for noe tiltak" },
        /// The head of the first column of the table of payers.
        payer: "Part",
        /// The row of the amounts whose payer is not named.
        no_payer: { nn: "Ikkje oppgjeve kven som betaler", nb: "Ikke oppgitt hvem som betaler" },
        /// The money of a tiltak, where it is described.
        money: "Finansiering",
        /// The head of the column of abbreviations.
        abbreviation: { nn: "Forkorting", nb: "Forkortelse" },
        /// The head of the column that says what they stand for.
        abbreviated: { nn: "Tyder", nb: "Betyr" },
        /// What the table of abbreviations shows.
        abbreviation_summary: {
            nn: "Forkortingane i planen og kva dei står for",
            nb: "Forkortelsene i planen og hva de står for"
        },
        /// What stands before each fact of the colophon.
        colophon: Colophon,
        /// How far a tiltak has come.
        progress: "Framdrift",
        /// The head of the column that says how far a tiltak has come.
        status: "Status",
        /// The heads of the figures that a tiltak is measured by.
        figure_heads: FigureHeads,
        /// What the table of those figures shows.
        figure_summary: {
            nn: "Det tiltaket blir målt med: utgangspunkt, mål og siste tal, med året",
            nb: "Det tiltaket måles med: utgangspunkt, mål og siste tall, med året"
        },
        /// Before the aim, in a sentence.
        aim: "målet er",
        /// The case paper.
        case: Case,
    }

    /// A delmål's weight, after its title.
    fn weight(weight: &str) = "{weight} av innsatsen";
    /// Over who does what, with an example: the numbers of a delmål and a tiltak.
    fn responsibilities(delmål: u16, tiltak: u16) = {
        nn: "Tala viser til tiltaka: {delmål}.{tiltak} er tiltak {tiltak} under delmål {delmål}.",
        nb: "Tallene viser til tiltakene: {delmål}.{tiltak} er tiltak {tiltak} under delmål {delmål}."
    };
    /// What the party that a copy is for pays: the amount in the plan's year with the year, and in all.
    fn pays(now: &str, year: i16, all: &str) = {
        nn: "Betaler {now} i {year}, {all} i heile perioden",
        nb: "Betaler {now} i {year}, {all} i hele perioden"
    };
    /// In a case paper: the sum of the tiltak that its party leads, with its years.
    fn money_of_own(sum: &str) = {
        nn: "Tiltaka parten har hovudansvaret for, har {sum}",
        nb: "Tiltakene parten har hovedansvaret for, har {sum}"
    };
    /// Before the sum from each source, over all purposes.
    fn source_sums(source: &str) = "Sum {source}";
}

terms! {
    /// The heads of who does what.
    pub struct ResponsibilityHeads {
        /// The party.
        party: "Part",
        /// The tiltak that it leads.
        leads: { nn: "Hovudansvarleg", nb: "Hovedansvarlig" },
        /// The tiltak that it takes part in.
        takes_part: "Samarbeidspart",
    }
}

terms! {
    /// What stands before each fact of the colophon.
    #[expect(missing_docs, reason = "each is named for the field of the data")]
    pub struct Colophon {
        eigar: { nn: "Eigar", nb: "Eier" },
        kontakt: "Kontakt",
        arkivsak: "Arkivsak",
        erstattar: { nn: "Erstattar", nb: "Erstatter" },
    }
}

terms! {
    /// The heads of the figures that a tiltak is measured by.
    pub struct FigureHeads {
        /// What is measured.
        what: "Indikator",
        /// What it was at the beginning.
        at_first: "Utgangspunkt",
        /// What it is to be.
        aim: "Mål",
        /// What it was last.
        latest: { nn: "Siste tal", nb: "Siste tall" },
    }
}

terms! {
    /// The words of a case paper.
    pub struct Case {
        /// What it is, in the footer.
        name: "Saksframlegg",
        /// That not all changes are told.
        more: { nn: "Fleire endringar står i planen.", nb: "Flere endringer står i planen." },
        /// The head of the column that says what the party has to do with each tiltak.
        role: "Rolle",
        /// What it is, in the file's name.
        file_name: "saksframlegg",
        /// What follows a reference to the plan.
        in_plan: " i planen",
        /// The heads of its facts.
        facts: CaseFacts,
        /// The heading over the short account.
        in_short: "Planen kort",
        /// The heading over the files that go with it.
        attachments: "Vedlegg",
        /// A file that Word opens.
        word_file: "Word",
        /// A page of the web.
        web_page: "nettside",
        /// That there is no proposal.
        no_proposal: {
            nn: "Manglar: framlegget til vedtak er ikkje skrive.",
            nb: "Mangler: forslaget til vedtak er ikke skrevet."
        },
    }

    /// Its title, of the plan's.
    fn title(plan: &str) = "Saksframlegg: {plan}";
    /// What a file that goes with it is, by the plan's title, the party whose copy it is, and its kind.
    fn attachment(plan: &str, party: &str, kind: &str) = "{plan}, kopi til {party} ({kind})";
    /// How many pages a file has.
    fn pages(count: usize) = "{count} sider";
    /// The heading over what concerns the party, by its name.
    fn own(party: &str) = { nn: "Det som gjeld {party}", nb: "Det som gjelder {party}" };
    /// The heading over what is new.
    fn news(since: &str) = { nn: "Nytt sidan {since}", nb: "Nytt siden {since}" };
}

terms! {
    /// The heads of a case paper's facts.
    pub struct CaseFacts {
        /// The number of the case in the body's list, which is not known yet.
        number: "Saksnr.",
        /// Who prepares it, which the plan does not know.
        officer: { nn: "Saksbehandlar", nb: "Saksbehandler" },
        /// The body.
        body: "Organ",
        /// When it meets.
        meeting: "Møtedato",
        /// What is asked of it.
        asked: { nn: "Oppgåve", nb: "Oppgave" },
        /// The version of the plan.
        plan: "Plan",
    }
}

impl Deciding {
    /// Over the plan on one page: how many delmål and tiltak, and the years of the agreement.
    pub fn overview(&self, delmål: usize, tiltak: usize, years: &str) -> String {
        let [delmål, tiltak] = [delmål, tiltak].map(|count| counted(count, either(self.lang, "eitt", "ett")));
        format!("Planen har {delmål} delmål og {tiltak} tiltak i perioden {years}.")
    }

    /// How many of the parties have no day yet.
    pub fn without_day(&self, count: usize) -> String {
        let (not_set, one, [party, parties]) = either(
            self.lang,
            ("datoen er ikkje fastsett hjå", "éin", ["part", "partar"]),
            ("datoen er ikke fastsatt hos", "én", ["part", "parter"]),
        );
        format!("{not_set} {} {}", counted(count, one), if count == 1 { party } else { parties })
    }

    /// On the title page of a copy: how many tiltak its party leads.
    pub fn own_leads(&self, count: usize) -> String {
        let (leads, one) = either(self.lang, ("Hovudansvarleg", "eitt"), ("Hovedansvarlig", "ett"));
        format!("{leads} for {} tiltak:", counted(count, one))
    }

    /// On the title page of a copy: how many tiltak its party takes part in.
    pub fn own_participations(&self, count: usize) -> String {
        format!("Samarbeidspart i {} tiltak:", counted(count, either(self.lang, "eitt", "ett")))
    }

    /// How far a tiltak has come.
    pub fn framdrift(&self, status: Framdriftsstatus) -> &'static str {
        match status {
            Framdriftsstatus::IkkjeStarta => either(self.lang, "Ikkje starta", "Ikke startet"),
            Framdriftsstatus::IGang => "I gang",
            Framdriftsstatus::Forseinka => either(self.lang, "Forseinka", "Forsinket"),
            Framdriftsstatus::Stansa => either(self.lang, "Stansa", "Stanset"),
            Framdriftsstatus::Fullført => "Fullført",
        }
    }
}

impl Case {
    /// How much is new, part by part, in small letters: "eitt tiltak er nytt", "ingen er avslutta", "to er endra". Those that were
    /// taken out have not ended.
    pub fn counts(&self, new: usize, ended: usize, removed: usize, changed: usize) -> Vec<String> {
        if [new, ended, removed, changed] == [0; 4] {
            let none = either(self.lang, "ingen tiltak er nye, avslutta", "ingen tiltak er nye, avsluttet");
            return vec![format!("{none} eller {}", either(self.lang, "endra", "endret"))];
        }
        let count = |count: usize, what: &str, [one, several]: [&str; 2]| match count {
            0 => format!("ingen {what}er {several}"),
            1 => format!("{} {what}er {one}", either(self.lang, "eitt", "ett")),
            _ => format!("{} {what}er {several}", counted(count, "")),
        };
        let gone = match removed {
            0 => either(self.lang, ["avslutta"; 2], ["avsluttet"; 2]),
            _ => {
                either(self.lang, ["avslutta eller teke ut", "avslutta eller tekne ut"], ["avsluttet eller tatt ut"; 2])
            }
        };
        vec![
            count(new, "tiltak ", ["nytt", "nye"]),
            count(ended + removed, "", gone),
            count(changed, "", either(self.lang, ["endra"; 2], ["endret"; 2])),
        ]
    }
}

/// "éin", "to", … "tolv", and digits after that, as in running text.
pub fn counted(count: usize, one: &str) -> String {
    const FROM_TWO: [&str; 11] = ["to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"];
    match count {
        1 => one.into(),
        2..=12 => FROM_TWO[count - 2].into(),
        _ => count.to_string(),
    }
}
