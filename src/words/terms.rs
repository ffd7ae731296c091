//! Every word that the program itself puts into a document, once for each written language.

use super::comparing::Comparing;
use super::deciding::Deciding;
use super::either;
use super::word::WordFileTerms;
use crate::document::Lang;
use crate::edition::Edition;
use crate::plan::{Eining, Kjelde, MONTH_NAMES, Språk};

terms! {
    /// The words of one written language.
    pub struct Terms {
        /// The title of a draft.
        title_draft: "Utkast til handlingsplan",
        /// The title of a plan.
        title: "Handlingsplan",
        /// What the files' names begin with.
        file_name: "handlingsplan",
        /// The draft marking.
        draft: "Utkast",
        /// After the edition's name in a copy for a party, before the party's.
        copy_to: "kopi til",
        /// Before the date of the last decision, on a final plan.
        adopted: { nn: "Vedteken", nb: "Vedtatt" },
        /// Before the years of the agreement.
        period: "Avtaleperiode",
        /// "Versjon".
        version: "Versjon",
        /// "Innhald".
        contents: { nn: "Innhald", nb: "Innhold" },
        /// The log's heading.
        log: "Logg",
        /// The remark beside the log's heading.
        log_note: { nn: "(slettast i endeleg versjon)", nb: "(slettes i endelig versjon)" },
        /// The heads of the log.
        log_heads: LogHeads,
        /// What the log's table shows.
        log_summary: {
            nn: "Versjonane av planen med dato, status og kven som sist endra dei",
            nb: "Versjonene av planen med dato, status og hvem som sist endret dem"
        },
        /// "Delmål".
        delmål: "Delmål",
        /// Before the number of a delmål, with its space.
        delmål_prefix: "Delmål\u{a0}",
        /// Before the number of a tiltak, with its space.
        tiltak_prefix: "Tiltak\u{a0}",
        /// "delmål" in a sentence.
        delmål_small: "delmål",
        /// "Tiltak".
        tiltak: "Tiltak",
        /// "Hovudmål".
        hovudmål: { nn: "Hovudmål", nb: "Hovedmål" },
        /// "Tidsramme".
        tidsramme: "Tidsramme",
        /// "Hovudansvarleg".
        hovudansvarleg: { nn: "Hovudansvarleg", nb: "Hovedansvarlig" },
        /// "Samarbeidspartar".
        samarbeidspartar: { nn: "Samarbeidspartar", nb: "Samarbeidsparter" },
        /// "Nr."
        number: "Nr.",
        /// After a delmål's weight.
        of_effort: "av innsatsen",
        /// The head of the weights' column.
        weight: "Vekt",
        /// The word after the years of a tiltak that starts later.
        later_mark: { nn: "seinare", nb: "senere" },
        /// The head of the column that counts the tiltak that start later.
        later: { nn: "Seinare i perioden", nb: "Senere i perioden" },
        /// "Tabell".
        table: "Tabell",
        /// "Figur".
        figure: "Figur",
        /// What the overview's table shows.
        overview_summary: {
            nn: "Delmåla med vekt og talet på tiltak",
            nb: "Delmålene med vekt og antall tiltak"
        },
        /// "pkt."
        section: "pkt.",
        /// "Side".
        page: "Side",
        /// "av", between the page's number and the number of pages.
        of: "av",
        /// The head of the first column of the table of the money in all.
        financing_summary_head: { nn: "Delmål og kjelde", nb: "Delmål og kilde" },
        /// After the number of a table that goes on from the page before.
        continued: { nn: "(framhald)", nb: "(fortsatt)" },
        /// "og".
        and: "og",
        /// "i", between a body and its party.
        within: "i",
        /// The head of the parties in the meeting table when all are municipalities.
        meeting_municipality: "Kommune",
        /// The head of the parties in the meeting table when not all are municipalities.
        meeting_party: "Part",
        /// The head of the bodies that recommend or say what they think, in a meeting table of many kinds of bodies.
        meeting_before: "Før vedtaket",
        /// The head of those that decide.
        meeting_decision: "Vedtak",
        /// Before the name of the document that a plan was read from.
        read_from: { nn: "Planen er lesen inn frå", nb: "Planen er lest inn fra" },
        /// Before the parties that have no date yet.
        no_meeting: { nn: "Møtedato er ikkje fastsett for", nb: "Møtedato er ikke fastsatt for" },
        /// The date of a meeting that is not decided.
        not_set: { nn: "ikkje fastsett", nb: "ikke fastsatt" },
        /// What the meeting table shows.
        meeting_summary: {
            nn: "Planlagde møte i dei politiske organa hjå kvar part",
            nb: "Planlagte møter i de politiske organene hos hver part"
        },
        /// In the row of the party that a copy is for.
        own_row: { nn: "Dette er kopien dykkar", nb: "Dette er kopien deres" },
        /// Before the name of the party that a copy is for.
        to: "Til",
        /// After the date of a meeting that is planned.
        planned: "planlagt",
        /// The heading of the proposal for a decision.
        proposal: { nn: "Framlegg til vedtak", nb: "Forslag til vedtak" },
        /// What the account says where there is no plan before this one.
        first_plan: {
            nn: "Dette er den første planen i avtaleperioden. Det finst ingen tidlegare plan å gjere greie for endringar frå.",
            nb: "Dette er den første planen i avtaleperioden. Det finnes ingen tidligere plan å gjøre rede for endringer fra."
        },
        /// The heading of the account of the yearly update.
        account: { nn: "Endringar sidan førre plan", nb: "Endringer siden forrige plan" },
        /// The heading of the account where there is no plan before this one.
        account_of_first: "Første plan i avtaleperioden",
        /// The heading over the tiltak that are new, in the account.
        new_tiltak: "Nye tiltak",
        /// That no tiltak is new.
        no_new_tiltak: "Planen har ingen nye tiltak.",
        /// The heading over the tiltak that have changed.
        changed_tiltak: { nn: "Endra tiltak", nb: "Endrede tiltak" },
        /// That no tiltak has changed.
        no_changed_tiltak: { nn: "Ingen tiltak er endra.", nb: "Ingen tiltak er endret." },
        /// The heading over the tiltak that have ended.
        ended_tiltak: { nn: "Avslutta tiltak", nb: "Avsluttede tiltak" },
        /// That no tiltak has ended.
        no_ended_tiltak: { nn: "Ingen tiltak er avslutta.", nb: "Ingen tiltak er avsluttet." },
        /// Under a new tiltak that has the state's money.
        with_state_money: { nn: "Tiltaket har statlege midlar.", nb: "Tiltaket har statlige midler." },
        /// Under a new tiltak that has none of the state's money.
        without_state_money: {
            nn: "Tiltaket har ikkje statlege midlar.",
            nb: "Tiltaket har ikke statlige midler."
        },
        /// Before the tiltak that a new one should be seen together with.
        together_with: { nn: "Tiltaket bør sjåast i samanheng med", nb: "Tiltaket bør ses i sammenheng med" },
        /// What the log says of the first version of next year's plan.
        first_status: "Utkast til rullering av planen",
        /// In the files' names of a document that says what is new, before the version.
        new_since: { nn: "nytt-sidan-v", nb: "nytt-siden-v" },
        /// The heading over what matters less to those who decide, in what is new.
        other_changes: { nn: "Andre endringar", nb: "Andre endringer" },
        /// What is said where nothing is new.
        nothing_new: { nn: "Det er ingen endringar i innhaldet.", nb: "Det er ingen endringer i innholdet." },
        /// What is read aloud in an empty approval.
        undecided: { nn: "ikkje vedteke", nb: "ikke vedtatt" },
        /// What is read aloud where a cell has a dash.
        spoken: Spoken,
        /// The heads of the approval table.
        approval_heads: ApprovalHeads,
        /// What the approval table shows.
        approval_summary: {
            nn: "Partane og datoen for godkjenninga deira",
            nb: "Partene og datoen for godkjenningen deres"
        },
        /// The head of the financing table's first column, before the unit.
        financing_head: { nn: "Delmål, tiltak og kjelde", nb: "Delmål, tiltak og kilde" },
        /// The pages for those who decide.
        deciding: Deciding,
        /// What a comparison with an earlier version says.
        comparing: Comparing,
        /// "Sum".
        sum: "Sum",
        /// After the title of a chart with dashed boxes.
        dashed: { nn: "(stipla: rådgjevande)", nb: "(stiplet: rådgivende)" },
        /// After a tiltak that has ended.
        ended: { nn: "avslutta", nb: "avsluttet" },
        /// The words of the ministry's package.
        package: PackageTerms,
        /// The name of the package's list of contents.
        package_list: { nn: "innhald.txt", nb: "innhold.txt" },
        /// The name of the calendar file's last part.
        calendar_name: { nn: "møte", nb: "møter" },
        /// The names of things in the Word file.
        word_names: WordFileTerms,
        /// What stands in the gaps of a plan that is not filled in.
        gaps: Gaps,
        /// The words of a chart's alternative text.
        chart: ChartTerms,
    }

    /// The head of the column that counts the year's tiltak.
    fn prioritised_in(år: i16) = "Prioriterte i {år}";
    /// The sentence before a table of tiltak.
    fn prioritised(år: i16) = {
        nn: "I {år} skal følgjande tiltak prioriterast (sjå nærmare omtale under).",
        nb: "I {år} skal følgende tiltak prioriteres (se nærmere omtale under)."
    };
    /// The sentence that explains the mark of the tiltak that come later.
    fn later_note(år: i16) = {
        nn: "Tiltak merkte «seinare» er ikkje prioriterte i {år}.",
        nb: "Tiltak merket «senere» er ikke prioritert i {år}."
    };
    /// The caption of a table of tiltak.
    fn tiltak_caption(nummer: u16) = "Tiltak under delmål {nummer}";
    /// A meeting in a calendar, in a few words.
    fn meeting(party: &str, body: &str, plan: &str) = {
        nn: "{party}: {body} handsamar {plan}",
        nb: "{party}: {body} behandler {plan}"
    };
    /// A meeting in a calendar, in a sentence.
    fn meeting_sentence(party: &str, body: &str, plan: &str) = {
        nn: "{body} i {party} handsamar {plan}.",
        nb: "{body} i {party} behandler {plan}."
    };
    /// The heading of what is new since a version or a plan.
    fn news(since: &str) = { nn: "Kva er nytt sidan {since}", nb: "Hva er nytt siden {since}" };
    /// A plan by its year.
    fn plan_of(year: i16) = "planen for {year}";
    /// The plan that a meeting handles, by its year.
    fn handled_plan(year: i16) = "handlingsplanen for {year}";
    /// After a tiltak that had another number in the plan before.
    fn was(number: &str) = "før: {number}";
    /// A tiltak as the purpose of money, by the numbers of its delmål and itself.
    fn purpose(delmål: u16, tiltak: u16) = "{delmål}.{tiltak}";
    /// A reference to a tiltak, by the numbers of its delmål and itself.
    fn tiltak_reference(delmål: u16, tiltak: u16) = "tiltak {delmål}.{tiltak}";
    /// A sum with the years that it is paid in.
    fn sum_in(sum: &str, years: &str) = "{sum} i {years}";
    /// A section that the numbers leave out.
    fn missing_section(number: &str) = {
        nn: "Manglar: punkt {number} er ikkje med i denne utgåva.",
        nb: "Mangler: punkt {number} er ikke med i denne utgaven."
    };
    /// Several sections that the numbers leave out.
    fn missing_sections(numbers: &str) = {
        nn: "Manglar: punkta {numbers} er ikkje med i denne utgåva.",
        nb: "Mangler: punktene {numbers} er ikke med i denne utgaven."
    };
}

terms! {
    /// The heads of the log.
    #[expect(missing_docs, reason = "each is the head of the column that it is named for")]
    pub struct LogHeads {
        version: "Versjon",
        date: "Dato",
        status: "Status",
        changed_by: { nn: "Sist endra av", nb: "Sist endret av" },
    }
}

terms! {
    /// The heads of the approval table.
    #[expect(missing_docs, reason = "each is the head of the column that it is named for")]
    pub struct ApprovalHeads {
        party: "Samarbeidspart",
        body: "Organ",
        date: "Dato for (politisk) godkjenning",
        case: "Sak",
    }
}

terms! {
    /// What is read aloud where a cell has a dash or is empty.
    pub struct Spoken {
        /// That there is no amount, no party, no tiltak.
        none: "ingen",
        /// That the party has nothing to do with the tiltak.
        no_role: { nn: "inga rolle", nb: "ingen rolle" },
        /// That something is not said.
        not_said: { nn: "ikkje oppgjeve", nb: "ikke oppgitt" },
        /// That nothing has been measured.
        not_measured: { nn: "ikkje målt", nb: "ikke målt" },
        /// That the party has no such body.
        no_body: { nn: "ikkje organ hjå denne parten", nb: "ikke organ hos denne parten" },
        /// That a decision has no case number yet.
        no_case: { nn: "saksnummer ikkje gjeve", nb: "saksnummer ikke gitt" },
    }
}

terms! {
    /// What stands in a gap where something is not filled in.
    #[expect(missing_docs, reason = "each is named for what is not filled in")]
    pub struct Gaps {
        financing: {
            nn: "Manglar: tabellen over finansiering er ikkje fylt ut.",
            nb: "Mangler: tabellen over finansiering er ikke fylt ut."
        },
        chart: {
            nn: "Manglar: organisasjonskartet er ikkje fylt ut.",
            nb: "Mangler: organisasjonskartet er ikke fylt ut."
        },
        handling: {
            nn: "Manglar: den politiske handsaminga er ikkje fylt ut.",
            nb: "Mangler: den politiske behandlingen er ikke fylt ut."
        },
        abbreviations: {
            nn: "Manglar: forkortingane er ikkje fylte ut.",
            nb: "Mangler: forkortelsene er ikke fylt ut."
        },
    }
}

terms! {
    /// The words of the ministry's package.
    pub struct PackageTerms {
        /// "Dato".
        date: "Dato",
        /// Before the version of the program.
        made_with: { nn: "Laga med: handlingsplan ", nb: "Laget med: handlingsplan " },
        /// Over what the political bodies have decided.
        approvals: { nn: "Politisk handsaming", nb: "Politisk behandling" },
        /// "Filer".
        files: "Filer",
    }
}

terms! {
    /// The words of a chart's alternative text.
    pub struct ChartTerms {
        /// After the name of a box that advises.
        advisory: { nn: "rådgjevande", nb: "rådgivende" },
    }

    /// "Organisasjonskart med N boksar."
    fn boxes(count: usize) = {
        nn: "Organisasjonskart med {count} boksar.",
        nb: "Organisasjonskart med {count} bokser."
    };
    /// "Øvst står X."
    fn top(name: &str) = { nn: "Øvst står {name}.", nb: "Øverst står {name}." };
    /// "Under X står A, B og C."
    fn under(name: &str, children: &str) = "Under {name} står {children}.";
}

impl Terms {
    /// The words of every language.
    pub const ALL: [&'static Self; 2] = [&Self::NYNORSK, &Self::BOKMÅL];

    /// The words of a language.
    pub fn of(språk: Språk) -> &'static Self {
        Self::of_lang(språk.into())
    }

    /// The words of a document's language.
    pub fn of_lang(lang: Lang) -> &'static Self {
        either(lang, &Self::NYNORSK, &Self::BOKMÅL)
    }

    /// The name of a month, which both languages have alike: 1 is January.
    pub fn month(&self, number: i8) -> &'static str {
        MONTH_NAMES[(number - 1) as usize]
    }

    /// Which edition a page is of, at its foot.
    pub fn edition(&self, edition: Edition) -> &'static str {
        match edition {
            Edition::Utkast => self.draft,
            Edition::Politisk => either(self.lang, "Til politisk handsaming", "Til politisk behandling"),
            Edition::Endeleg => either(self.lang, "Endeleg utgåve", "Endelig utgave"),
            Edition::Kdd => either(self.lang, "Utgåve til departementet", "Utgave til departementet"),
        }
    }

    /// The word for an edition in file names.
    pub fn edition_name(&self, edition: Edition) -> &'static str {
        match edition {
            Edition::Utkast => "utkast",
            Edition::Politisk => "politisk",
            Edition::Endeleg => either(self.lang, "endeleg", "endelig"),
            Edition::Kdd => "kdd",
        }
    }

    /// The name of a source of money.
    pub fn kjelde(&self, kjelde: Kjelde) -> &'static str {
        match kjelde {
            Kjelde::Statleg => either(self.lang, "Statleg", "Statlig"),
            Kjelde::Fylkeskommunal => "Fylkeskommunal",
            Kjelde::Kommunal => "Kommunal",
            Kjelde::Eigeninnsats => either(self.lang, "Eigeninnsats", "Egeninnsats"),
            Kjelde::Anna => either(self.lang, "Anna", "Annet"),
        }
    }

    /// The caption of the financing table.
    pub fn financing(&self, eining: Eining) -> String {
        let what = either(self.lang, "Finansiering av tiltaka", "Finansiering av tiltakene");
        format!("{what}, {}", in_unit(eining))
    }

    /// The caption of the table of the money in all.
    pub fn financing_summary(&self, eining: Eining) -> String {
        let what = either(self.lang, "Finansieringa i alt", "Finansieringen i alt");
        format!("{what}, {}", in_unit(eining))
    }

    /// The caption of the table of payers.
    pub fn payers(&self, eining: Eining) -> String {
        format!("{}, {}", either(self.lang, "Kven som betaler", "Hvem som betaler"), in_unit(eining))
    }

    /// What amounts are in, in the head over what they are for.
    pub fn unit(&self, eining: Eining) -> &'static str {
        match eining {
            Eining::Kroner => "(i\u{a0}kr)",
            Eining::TusenKroner => "(i\u{a0}1\u{a0}000\u{a0}kr)",
        }
    }
}

/// What amounts are in, in a caption.
fn in_unit(eining: Eining) -> &'static str {
    match eining {
        Eining::Kroner => "i kroner",
        Eining::TusenKroner => "i 1\u{a0}000\u{a0}kroner",
    }
}
