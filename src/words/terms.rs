//! Every word that the program itself puts into a document, once for each written language.

use super::deciding::{self, Deciding};
use super::differences::in_and_out;
use crate::document::Lang;
use crate::plan::MÅNADER;
use crate::plan::{Kjelde, Språk};

/// What a comparison with an earlier version says.
pub struct Comparing {
    /// Over a stretch that was put in; over one that was moved there.
    pub inserted: [&'static str; 2],
    /// Over a stretch that was taken out; over one that was moved away.
    pub deleted: [&'static str; 2],
    /// Before and after words that were put in, and words that were taken out.
    pub signs: [[&'static str; 2]; 2],
    /// Which versions of which days are compared: old version and day, new version and day.
    pub compared: fn([&str; 4]) -> String,
    /// The heading of the list of changes.
    pub title: fn(&str) -> String,
    /// In the header, after the version.
    pub since: fn(&str) -> String,
    /// In the files' names, before the old version.
    pub file_name: &'static str,
    /// After a stretch that is new as a whole, and one that was taken out; after one that was moved there, and away.
    pub ends: [[&'static str; 2]; 2],
    /// Over a paragraph that is several now, and over several that are one.
    pub paragraphs: [&'static str; 2],
    /// How changes are marked.
    pub legend: [&'static str; 3],
    /// That there are none.
    pub none: &'static str,
    /// The title page.
    pub front_page: &'static str,
    /// That only what has changed is there.
    pub only_changed: &'static str,
    /// In the header of such a document.
    pub extract: &'static str,
    /// In the files' names of such a document.
    pub excerpt: &'static str,
    /// A part that is new, and one that was taken out; one that was moved there, and away.
    pub whole: [[&'static str; 2]; 2],
    /// A table that is new, and one that was taken out.
    pub table: [&'static str; 2],
    /// Something that has a number and had none.
    pub numbered: &'static str,
    /// The number that something had.
    pub was: fn(u16) -> String,
    /// How many words were put in and taken out.
    pub words: fn(usize, usize) -> String,
    /// Where only signs have changed.
    pub signs_only: &'static str,
    /// How many rows were put in, taken out, changed.
    pub rows: fn([usize; 3]) -> String,
    /// A drawing that has changed, with the boxes that are new and those that are gone.
    pub figure: fn([Vec<String>; 2]) -> String,
    /// How many numbers and references followed, unmarked.
    pub followed: fn(usize) -> String,
    /// Logos have changed, unmarked.
    pub logos: &'static str,
    /// The cover is light or dark now.
    pub light: &'static str,
    /// The contents list is that of the new version.
    pub contents: &'static str,
    /// The title of the list of what is not marked.
    pub unmarked: &'static str,
}

/// The words of one written language.
pub struct Terms {
    /// The title of a draft.
    pub title_draft: &'static str,
    /// The title of a plan.
    pub title: &'static str,
    /// The draft marking.
    pub draft: &'static str,
    /// Which edition a page is of, at its foot, in the order of `Edition`: draft, political, final, ministry.
    pub editions: [&'static str; 4],
    /// The word for each in file names.
    pub edition_names: [&'static str; 4],
    /// After the edition's name in a copy for a party, before the party's.
    pub copy_to: &'static str,
    /// Before the date of the last decision, on a final plan.
    pub adopted: &'static str,
    /// Before the years of the agreement.
    pub period: &'static str,
    /// "Versjon".
    pub version: &'static str,
    /// "Innhald".
    pub contents: &'static str,
    /// The log's heading.
    pub log: &'static str,
    /// The remark beside it.
    pub log_note: &'static str,
    /// The heads of the log: version, date, status, who.
    pub log_heads: [&'static str; 4],
    /// What the log's table shows.
    pub log_summary: &'static str,
    /// "Delmål".
    pub delmål: &'static str,
    /// Before the number of a delmål, with its space.
    pub delmål_prefix: &'static str,
    /// Before the number of a tiltak, with its space.
    pub tiltak_prefix: &'static str,
    /// "delmål" in a sentence.
    pub delmål_small: &'static str,
    /// "Tiltak".
    pub tiltak: &'static str,
    /// "Hovudmål".
    pub hovudmål: &'static str,
    /// "Tidsramme".
    pub tidsramme: &'static str,
    /// "Hovudansvarleg".
    pub hovudansvarleg: &'static str,
    /// "Samarbeidspartar".
    pub samarbeidspartar: &'static str,
    /// "Nr."
    pub number: &'static str,
    /// After a delmål's weight.
    pub of_effort: &'static str,
    /// The head of the weights' column.
    pub weight: &'static str,
    /// The head of the column that counts the year's tiltak.
    pub prioritised_in: fn(i16) -> String,
    /// The sentence before a table of tiltak.
    pub prioritised: fn(i16) -> String,
    /// The sentence that explains the grey rows.
    pub grey: &'static str,
    /// The words in a grey row; also the head of the column that counts them.
    pub later: &'static str,
    /// "Tabell".
    pub table: &'static str,
    /// "Figur".
    pub figure: &'static str,
    /// The caption of a table of tiltak.
    pub tiltak_caption: fn(u16) -> String,
    /// What the overview's table shows.
    pub overview_summary: &'static str,
    /// "pkt."
    pub section: &'static str,
    /// "Side".
    pub page: &'static str,
    /// "av", between the page's number and the number of pages.
    pub of: &'static str,
    /// "og".
    pub and: &'static str,
    /// The head of the parties in the meeting table when all are municipalities, and when not.
    pub meeting_party: [&'static str; 2],
    /// The heads of the meeting table with a row for each body: body, date.
    pub meeting_rows: [&'static str; 2],
    /// Before the parties that have no date yet.
    pub no_meeting: &'static str,
    /// The date of a meeting that is not decided.
    pub not_set: &'static str,
    /// What the meeting table shows.
    pub meeting_summary: &'static str,
    /// In the row of the party that a copy is for.
    pub own_row: &'static str,
    /// Before the name of the party that a copy is for.
    pub to: &'static str,
    /// After the date of a meeting that is planned.
    pub planned: &'static str,
    /// A meeting in a calendar, in a few words and in a sentence, from the party, the body and the plan.
    pub meeting: [fn(&str, &str, &str) -> String; 2],
    /// The heading of the proposal for a decision.
    pub proposal: &'static str,
    /// What the account says where there is no plan before this one.
    pub first_plan: &'static str,
    /// The heading of the account of the yearly update.
    pub account: &'static str,
    /// Its three groups: new, changed, ended; and what is said of a group that is empty.
    pub account_groups: [(&'static str, &'static str); 3],
    /// Under the new: with and without the state's money.
    pub state_money: [&'static str; 2],
    /// Before and after the tiltak that a new one should be seen together with.
    pub together_with: [&'static str; 2],
    /// What the log says of the first version of next year's plan.
    pub first_status: &'static str,
    /// The heading of what is new since a version or a plan.
    pub news: fn(&str) -> String,
    /// In the files' names of a document that says what is new, before the version.
    pub new_since: &'static str,
    /// A plan by its year.
    pub plan_of: fn(i16) -> String,
    /// New tiltak; those that are gone or have ended; what else has changed.
    pub news_groups: [&'static str; 3],
    /// What is said where nothing is new.
    pub nothing_new: &'static str,
    /// After a tiltak that had another number in the plan before.
    pub was: fn(&str) -> String,
    /// What is read aloud in an empty approval.
    pub undecided: &'static str,
    /// The heads of the approval table: party, body, date, case.
    pub approval_heads: [&'static str; 4],
    /// What it shows.
    pub approval_summary: &'static str,
    /// The caption of the financing table.
    pub financing: [&'static str; 2],
    /// What amounts are in, in the head over what they are for.
    pub in_kroner: &'static str,
    /// Likewise, for thousands.
    pub in_thousands: &'static str,
    /// The head of the financing table's first column.
    pub financing_head: &'static str,
    /// A tiltak as the purpose of money, by the numbers of its delmål and itself.
    pub purpose: fn(u16, u16) -> String,
    /// A reference to a tiltak, likewise.
    pub tiltak_reference: fn(u16, u16) -> String,
    /// The pages for those who decide.
    pub deciding: &'static Deciding,
    /// What a comparison with an earlier version says.
    pub comparing: Comparing,
    /// "Sum".
    pub sum: &'static str,
    /// The sources of money, in the order of `Kjelde`.
    pub sources: [&'static str; 5],
    /// After the title of a chart with dashed boxes.
    pub dashed: &'static str,
    /// After a tiltak that has ended.
    pub ended: &'static str,
    /// The months' names.
    pub months: [&'static str; 12],
    /// Sections that the numbers leave out, one and several.
    pub missing_sections: [fn(&str) -> String; 2],
    /// The words of the ministry's package.
    pub package: PackageTerms,
    /// The name of the package's list of contents.
    pub package_list: &'static str,
    /// The name of the calendar file's last part.
    pub calendar_name: &'static str,
    /// The name of a picture, a shape and a line in the Word file.
    pub word_names: WordTerms,
    /// What stands in a gap: the financing, the chart, the meetings and approvals, the abbreviations.
    pub gaps: [&'static str; 4],
    /// The words of a chart's alternative text.
    pub chart: ChartTerms,
}

/// The words of the ministry's package.
pub struct PackageTerms {
    /// "Dato".
    pub date: &'static str,
    /// Before the version of the program.
    pub made_with: &'static str,
    /// Over what the political bodies have decided.
    pub approvals: &'static str,
    /// "Filer".
    pub files: &'static str,
}

/// What things are called in the Word file, where Word shows it.
pub struct WordTerms {
    /// A picture, with its number after it.
    pub picture: &'static str,
    /// A figure.
    pub figure: &'static str,
    /// A box of a chart.
    pub shape: &'static str,
    /// A line of a chart.
    pub line: &'static str,
    /// The styles that are ours, each with its id.
    pub styles: &'static [(&'static str, &'static str)],
}

/// The words of a chart's alternative text.
pub struct ChartTerms {
    /// "Organisasjonskart med N boksar."
    pub boxes: fn(usize) -> String,
    /// "Øvst står X."
    pub top: fn(&str) -> String,
    /// "Under X står A, B og C."
    pub under: fn(&str, &str) -> String,
    /// After the name of a box that advises.
    pub advisory: &'static str,
}

impl Terms {
    /// The words of every language.
    pub const ALL: [&'static Self; 2] = [&NYNORSK, &BOKMÅL];

    /// The words of a language.
    pub fn of(språk: Språk) -> &'static Self {
        match språk {
            Språk::Nn => &NYNORSK,
            Språk::Nb => &BOKMÅL,
        }
    }

    /// The words of a document's language; nynorsk for any other than the two.
    pub fn of_lang(lang: Lang) -> &'static Self {
        if lang == Lang::Nb { &BOKMÅL } else { &NYNORSK }
    }

    /// The name of a source of money.
    pub fn kjelde(&self, kjelde: Kjelde) -> &'static str {
        self.sources[kjelde as usize]
    }
}

static NYNORSK: Terms = Terms {
    title_draft: "Utkast til handlingsplan",
    title: "Handlingsplan",
    draft: "Utkast",
    editions: ["Utkast", "Til politisk handsaming", "Endeleg utgåve", "Utgåve til departementet"],
    edition_names: ["utkast", "politisk", "endeleg", "kdd"],
    copy_to: "kopi til",
    adopted: "Vedteken",
    period: "Avtaleperiode",
    version: "Versjon",
    contents: "Innhald",
    log: "Logg",
    log_note: "(slettast i endeleg versjon)",
    log_heads: ["Versjon", "Dato", "Status", "Sist endra av"],
    log_summary: "Versjonane av planen med dato, status og kven som sist endra dei",
    delmål: "Delmål",
    delmål_prefix: "Delmål\u{a0}",
    tiltak_prefix: "Tiltak\u{a0}",
    delmål_small: "delmål",
    tiltak: "Tiltak",
    hovudmål: "Hovudmål",
    tidsramme: "Tidsramme",
    hovudansvarleg: "Hovudansvarleg",
    samarbeidspartar: "Samarbeidspartar",
    number: "Nr.",
    of_effort: "av innsatsen",
    weight: "Vekt",
    prioritised_in: |år| format!("Prioriterte i {år}"),
    prioritised: |år| format!("I {år} skal følgjande tiltak prioriterast (sjå nærmare omtale under)."),
    grey: "Tiltak merkte «Seinare i perioden» (grå skrift) blir prioriterte seinare i perioden.",
    later: "Seinare i perioden",
    table: "Tabell",
    figure: "Figur",
    tiltak_caption: |nummer| format!("Tiltak under delmål {nummer}"),
    overview_summary: "Delmåla med vekt og talet på tiltak",
    section: "pkt.",
    page: "Side",
    of: "av",
    and: "og",
    meeting_party: ["Kommune", "Part"],
    meeting_rows: ["Organ", "Møtedato"],
    no_meeting: "Møtedato er ikkje fastsett for",
    not_set: "ikkje fastsett",
    meeting_summary: "Planlagde møte i dei politiske organa hjå kvar part",
    own_row: "Dette er kopien dykkar",
    to: "Til",
    planned: "planlagt",
    meeting: [
        |party, body, plan| format!("{party}: {body} handsamar {plan}"),
        |party, body, plan| format!("{body} i {party} handsamar {plan}."),
    ],
    proposal: "Framlegg til vedtak",
    first_plan: "Dette er den første planen i avtaleperioden. Det finst ingen tidlegare plan å gjera greie for endringar frå.",
    account: "Endringar sidan førre plan",
    account_groups: [
        ("Nye tiltak", "Planen har ingen nye tiltak."),
        ("Endra tiltak", "Ingen tiltak er endra."),
        ("Avslutta tiltak", "Ingen tiltak er avslutta."),
    ],
    state_money: ["med statlege midlar", "utan statlege midlar"],
    together_with: ["Tiltaket bør sjåast i samanheng med ", "."],
    first_status: "Utkast til rullering av planen",
    new_since: "nytt-sidan-v",
    news: |since| format!("Kva er nytt sidan {since}"),
    plan_of: |year| format!("planen for {year}"),
    news_groups: ["Nye tiltak", "Tiltak som er tekne ut eller avslutta", "Endra"],
    nothing_new: "Det er ingen endringar i innhaldet.",
    was: |was| format!("før: {was}"),
    undecided: "ikkje vedteke",
    approval_heads: ["Samarbeidspart", "Organ", "Dato for (politisk) godkjenning", "Sak"],
    approval_summary: "Partane og datoen for godkjenninga deira",
    financing: ["Finansiering av tiltaka, i kroner", "Finansiering av tiltaka, i 1\u{a0}000\u{a0}kroner"],
    in_kroner: " (i\u{a0}kr)",
    in_thousands: " (i\u{a0}1\u{a0}000\u{a0}kr)",
    financing_head: "Delmål, tiltak og kjelde",
    purpose: |delmål, tiltak| format!("Delmål {delmål}, tiltak {tiltak}"),
    tiltak_reference: |delmål, tiltak| format!("tiltak {tiltak} under delmål {delmål}"),
    deciding: &deciding::NYNORSK,
    comparing: Comparing {
        inserted: ["Nytt", "Flytta hit"],
        deleted: ["Teke ut", "Flytta herifrå"],
        signs: [["[inn:\u{a0}", "]"], ["[ut:\u{a0}", "]"]],
        compared: |[old, old_day, new, new_day]| {
            format!("Endringar frå versjon {old} ({old_day}) til versjon {new} ({new_day})")
        },
        title: |old| format!("Endringar sidan versjon {old}"),
        since: |old| format!("endringar frå {old}"),
        file_name: "endra-frå-v",
        ends: [
            ["Slutt på det som er nytt", "Slutt på det som er teke ut"],
            ["Slutt på det som er flytta hit", "Slutt på det som er flytta herifrå"],
        ],
        paragraphs: ["Delt i fleire avsnitt", "Slege saman til eitt avsnitt"],
        legend: [
            "Ord som er tekne ut, er gjennomstrekte og står mellom «[ut:» og «]».",
            "Ord som er komne inn, er understreka og står mellom «[inn:» og «]».",
            "Heile avsnitt, tabellar og tiltak som er nye eller tekne ut, har ordet «Nytt» eller «Teke ut» over seg; er dei flytta, står det «Flytta hit» og «Flytta herifrå». Ein strek i margen viser kvar det er endringar.",
        ],
        none: "Det er ingen endringar.",
        front_page: "Framsida",
        only_changed: "Berre punkta og tiltaka der noko er endra, er med.",
        extract: "utdrag",
        excerpt: "berre-endra",
        whole: [["nytt", "teke ut"], ["flytta hit", "flytta herifrå"]],
        table: ["ny tabell", "tabellen er teken ut"],
        numbered: "nytt nummer",
        was: |was| format!("nytt nummer, var {was}"),
        words: in_and_out,
        signs_only: "teikn endra",
        rows: |[put_in, taken_out, changed]| {
            let counts = [
                (put_in, "ny rad", "nye rader"),
                (taken_out, "rad teken ut", "rader tekne ut"),
                (changed, "rad endra", "rader endra"),
            ];
            format!("tabellen: {}", counted(&counts))
        },
        figure: |[new, gone]| boxes_changed("figuren er endra", ["namn inn", "namn ut"], [new, gone]),
        followed: |count| match count {
            1 => "Eitt nummer eller éi tilvising som følgjer av andre endringar.".into(),
            _ => format!("{count} nummer og tilvisingar som følgjer av andre endringar."),
        },
        logos: "Logoane på framsida.",
        light: "Fargen på framsida.",
        contents: "Innhaldslista, som er den i den nye versjonen.",
        unmarked: "Endra, men ikkje merkt:",
    },
    sum: "Sum",
    sources: ["Statleg", "Fylkeskommunal", "Kommunal", "Eigeninnsats", "Anna"],
    dashed: "(stipla: rådgjevande)",
    ended: "avslutta",
    months: MÅNADER,
    missing_sections: [
        |number| format!("Manglar: punkt {number} er ikkje med i denne utgåva."),
        |numbers| format!("Manglar: punkta {numbers} er ikkje med i denne utgåva."),
    ],
    package: PackageTerms {
        date: "Dato",
        made_with: "Laga med: handlingsplan ",
        approvals: "Politisk handsaming",
        files: "Filer",
    },
    package_list: "innhald.txt",
    calendar_name: "møte",
    word_names: WordTerms {
        picture: "Bilete",
        figure: "Figur",
        shape: "Boks",
        line: "Line",
        styles: &[
            ("Framsidemerke", "Framsidemerke"),
            ("Avtale", "Avtale"),
            ("Avtaleperiode", "Avtaleperiode"),
            ("Framsidemerknad", "Framsidemerknad"),
            ("Partar", "Partar"),
            ("Mottakar", "Mottakar"),
            ("Logo", "Logo"),
            ("Loggtittel", "Loggtittel"),
            ("Loggtekst", "Loggtekst"),
            ("Logghovud", "Logghovud"),
            ("Loggtabell", "Loggtabell"),
            ("Oversynstabell", "Oversynstabell"),
            ("Kolofon", "Kolofon"),
            ("Handlingsplantabell", "Handlingsplantabell"),
            ("Innleiing", "Innleiing"),
            ("Ingress", "Ingress"),
            ("Tiltaksfakta", "Tiltaksfakta"),
            ("Delmaalsvekt", "Delmålsvekt"),
            ("Hovudmaal", "Hovudmål"),
            ("Manglar", "Manglar"),
            ("Figur", "Figur"),
            ("Mellomtittel", "Mellomtittel"),
            ("Kapittel", "Kapittel"),
            ("Endringstittel", "Endringstittel"),
            ("Tabelltekst", "Tabelltekst"),
            ("Tabellhovud", "Tabellhovud"),
            ("Tabellhovudtal", "Tabellhovud tal"),
            ("Tabelltal", "Tabelltal"),
            ("Tabellseinare", "Tabelltekst seinare"),
            ("Tabelltalseinare", "Tabelltal seinare"),
            ("Tabelldetalj", "Tabelltekst detalj"),
            ("Tabellmerknad", "Tabellmerknad"),
            ("Kartboks", "Kartboks"),
            ("Kartbokstopplinje", "Kartboks topp linje"),
            ("Kartbokstopp", "Kartboks topp"),
            ("Utkastmerke", "Utkastmerke"),
        ],
    },
    gaps: [
        "Manglar: tabellen over finansiering er ikkje fylt ut.",
        "Manglar: organisasjonskartet er ikkje fylt ut.",
        "Manglar: den politiske handsaminga er ikkje fylt ut.",
        "Manglar: forkortingane er ikkje fylte ut.",
    ],
    chart: ChartTerms {
        boxes: |count| format!("Organisasjonskart med {count} boksar."),
        top: |name| format!("Øvst står {name}."),
        under: |name, children| format!("Under {name} står {children}."),
        advisory: "rådgjevande",
    },
};

static BOKMÅL: Terms = Terms {
    title_draft: "Utkast til handlingsplan",
    title: "Handlingsplan",
    draft: "Utkast",
    editions: ["Utkast", "Til politisk behandling", "Endelig utgave", "Utgave til departementet"],
    edition_names: ["utkast", "politisk", "endelig", "kdd"],
    copy_to: "kopi til",
    adopted: "Vedtatt",
    period: "Avtaleperiode",
    version: "Versjon",
    contents: "Innhold",
    log: "Logg",
    log_note: "(slettes i endelig versjon)",
    log_heads: ["Versjon", "Dato", "Status", "Sist endret av"],
    log_summary: "Versjonene av planen med dato, status og hvem som sist endret dem",
    delmål: "Delmål",
    delmål_prefix: "Delmål\u{a0}",
    tiltak_prefix: "Tiltak\u{a0}",
    delmål_small: "delmål",
    tiltak: "Tiltak",
    hovudmål: "Hovedmål",
    tidsramme: "Tidsramme",
    hovudansvarleg: "Hovedansvarlig",
    samarbeidspartar: "Samarbeidsparter",
    number: "Nr.",
    of_effort: "av innsatsen",
    weight: "Vekt",
    prioritised_in: |år| format!("Prioriterte i {år}"),
    prioritised: |år| format!("I {år} skal følgende tiltak prioriteres (se nærmere omtale under)."),
    grey: "Tiltak merket «Senere i perioden» (grå skrift) blir prioritert senere i perioden.",
    later: "Senere i perioden",
    table: "Tabell",
    figure: "Figur",
    tiltak_caption: |nummer| format!("Tiltak under delmål {nummer}"),
    overview_summary: "Delmålene med vekt og antall tiltak",
    section: "pkt.",
    page: "Side",
    of: "av",
    and: "og",
    meeting_party: ["Kommune", "Part"],
    meeting_rows: ["Organ", "Møtedato"],
    no_meeting: "Møtedato er ikke fastsatt for",
    not_set: "ikke fastsatt",
    meeting_summary: "Planlagte møter i de politiske organene hos hver part",
    own_row: "Dette er kopien deres",
    to: "Til",
    planned: "planlagt",
    meeting: [
        |party, body, plan| format!("{party}: {body} behandler {plan}"),
        |party, body, plan| format!("{body} i {party} behandler {plan}."),
    ],
    proposal: "Forslag til vedtak",
    first_plan: "Dette er den første planen i avtaleperioden. Det finnes ingen tidligere plan å gjøre rede for endringer fra.",
    account: "Endringer siden forrige plan",
    account_groups: [
        ("Nye tiltak", "Planen har ingen nye tiltak."),
        ("Endrede tiltak", "Ingen tiltak er endret."),
        ("Avsluttede tiltak", "Ingen tiltak er avsluttet."),
    ],
    state_money: ["med statlige midler", "uten statlige midler"],
    together_with: ["Tiltaket bør ses i sammenheng med ", "."],
    first_status: "Utkast til rullering av planen",
    new_since: "nytt-siden-v",
    news: |since| format!("Hva er nytt siden {since}"),
    plan_of: |year| format!("planen for {year}"),
    news_groups: ["Nye tiltak", "Tiltak som er tatt ut eller avsluttet", "Endret"],
    nothing_new: "Det er ingen endringer i innholdet.",
    was: |was| format!("før: {was}"),
    undecided: "ikke vedtatt",
    approval_heads: ["Samarbeidspart", "Organ", "Dato for (politisk) godkjenning", "Sak"],
    approval_summary: "Partene og datoen for godkjenningen deres",
    financing: ["Finansiering av tiltakene, i kroner", "Finansiering av tiltakene, i 1\u{a0}000\u{a0}kroner"],
    in_kroner: " (i\u{a0}kr)",
    in_thousands: " (i\u{a0}1\u{a0}000\u{a0}kr)",
    financing_head: "Delmål, tiltak og kilde",
    purpose: |delmål, tiltak| format!("Delmål {delmål}, tiltak {tiltak}"),
    tiltak_reference: |delmål, tiltak| format!("tiltak {tiltak} under delmål {delmål}"),
    deciding: &deciding::BOKMÅL,
    comparing: Comparing {
        inserted: ["Nytt", "Flyttet hit"],
        deleted: ["Tatt ut", "Flyttet herfra"],
        signs: [["[inn:\u{a0}", "]"], ["[ut:\u{a0}", "]"]],
        compared: |[old, old_day, new, new_day]| {
            format!("Endringer fra versjon {old} ({old_day}) til versjon {new} ({new_day})")
        },
        title: |old| format!("Endringer siden versjon {old}"),
        since: |old| format!("endringer fra {old}"),
        file_name: "endret-fra-v",
        ends: [
            ["Slutt på det som er nytt", "Slutt på det som er tatt ut"],
            ["Slutt på det som er flyttet hit", "Slutt på det som er flyttet herfra"],
        ],
        paragraphs: ["Delt i flere avsnitt", "Slått sammen til ett avsnitt"],
        legend: [
            "Ord som er tatt ut, er gjennomstreket og står mellom «[ut:» og «]».",
            "Ord som er kommet inn, er understreket og står mellom «[inn:» og «]».",
            "Hele avsnitt, tabeller og tiltak som er nye eller tatt ut, har ordet «Nytt» eller «Tatt ut» over seg; er de flyttet, står det «Flyttet hit» og «Flyttet herfra». En strek i margen viser hvor det er endringer.",
        ],
        none: "Det er ingen endringer.",
        front_page: "Forsiden",
        only_changed: "Bare punktene og tiltakene der noe er endret, er med.",
        extract: "utdrag",
        excerpt: "bare-endret",
        whole: [["nytt", "tatt ut"], ["flyttet hit", "flyttet herfra"]],
        table: ["ny tabell", "tabellen er tatt ut"],
        numbered: "nytt nummer",
        was: |was| format!("nytt nummer, var {was}"),
        words: in_and_out,
        signs_only: "tegn endret",
        rows: |[put_in, taken_out, changed]| {
            let counts = [
                (put_in, "ny rad", "nye rader"),
                (taken_out, "rad tatt ut", "rader tatt ut"),
                (changed, "rad endret", "rader endret"),
            ];
            format!("tabellen: {}", counted(&counts))
        },
        figure: |[new, gone]| boxes_changed("figuren er endret", ["navn inn", "navn ut"], [new, gone]),
        followed: |count| match count {
            1 => "Ett nummer eller én henvisning som følger av andre endringer.".into(),
            _ => format!("{count} numre og henvisninger som følger av andre endringer."),
        },
        logos: "Logoene på forsiden.",
        light: "Fargen på forsiden.",
        contents: "Innholdslisten, som er den i den nye versjonen.",
        unmarked: "Endret, men ikke merket:",
    },
    sum: "Sum",
    sources: ["Statlig", "Fylkeskommunal", "Kommunal", "Egeninnsats", "Annet"],
    dashed: "(stiplet: rådgivende)",
    ended: "avsluttet",
    months: MÅNADER,
    missing_sections: [
        |number| format!("Mangler: punkt {number} er ikke med i denne utgaven."),
        |numbers| format!("Mangler: punktene {numbers} er ikke med i denne utgaven."),
    ],
    package: PackageTerms {
        date: "Dato",
        made_with: "Laget med: handlingsplan ",
        approvals: "Politisk behandling",
        files: "Filer",
    },
    package_list: "innhold.txt",
    calendar_name: "møter",
    word_names: WordTerms {
        picture: "Bilde",
        figure: "Figur",
        shape: "Boks",
        line: "Linje",
        styles: &[
            ("Framsidemerke", "Forsidemerke"),
            ("Avtale", "Avtale"),
            ("Avtaleperiode", "Avtaleperiode"),
            ("Framsidemerknad", "Forsidemerknad"),
            ("Partar", "Parter"),
            ("Mottakar", "Mottaker"),
            ("Logo", "Logo"),
            ("Loggtittel", "Loggtittel"),
            ("Loggtekst", "Loggtekst"),
            ("Logghovud", "Logghode"),
            ("Loggtabell", "Loggtabell"),
            ("Oversynstabell", "Oversynstabell"),
            ("Kolofon", "Kolofon"),
            ("Handlingsplantabell", "Handlingsplantabell"),
            ("Innleiing", "Innledning"),
            ("Ingress", "Ingress"),
            ("Tiltaksfakta", "Tiltaksfakta"),
            ("Delmaalsvekt", "Delmålsvekt"),
            ("Hovudmaal", "Hovedmål"),
            ("Manglar", "Mangler"),
            ("Figur", "Figur"),
            ("Mellomtittel", "Mellomtittel"),
            ("Kapittel", "Kapittel"),
            ("Endringstittel", "Endringstittel"),
            ("Tabelltekst", "Tabelltekst"),
            ("Tabellhovud", "Tabellhode"),
            ("Tabellhovudtal", "Tabellhode tall"),
            ("Tabelltal", "Tabelltall"),
            ("Tabellseinare", "Tabelltekst senere"),
            ("Tabelltalseinare", "Tabelltall senere"),
            ("Tabelldetalj", "Tabelltekst detalj"),
            ("Tabellmerknad", "Tabellmerknad"),
            ("Kartboks", "Kartboks"),
            ("Kartbokstopplinje", "Kartboks topp linje"),
            ("Kartbokstopp", "Kartboks topp"),
            ("Utkastmerke", "Utkastmerke"),
        ],
    },
    gaps: [
        "Mangler: tabellen over finansiering er ikke fylt ut.",
        "Mangler: organisasjonskartet er ikke fylt ut.",
        "Mangler: den politiske behandlingen er ikke fylt ut.",
        "Mangler: forkortelsene er ikke fylt ut.",
    ],
    chart: ChartTerms {
        boxes: |count| format!("Organisasjonskart med {count} bokser."),
        top: |name| format!("Øverst står {name}."),
        under: |name, children| format!("Under {name} står {children}."),
        advisory: "rådgivende",
    },
};

/// "1 ny, 2 endra".
fn counted(counts: &[(usize, &str, &str)]) -> String {
    let said = counts.iter().filter(|(count, ..)| *count > 0);
    let said = said.map(|(count, one, several)| format!("{count} {}", if *count == 1 { one } else { several }));
    said.collect::<Vec<_>>().join(", ")
}

/// "figuren er endra (ny boks: A, B)".
fn boxes_changed(said: &str, words: [&str; 2], names: [Vec<String>; 2]) -> String {
    let lists = words.into_iter().zip(names).filter(|(_, names)| !names.is_empty());
    let lists: Vec<String> = lists.map(|(word, names)| format!("{word}: {}", names.join(", "))).collect();
    if lists.is_empty() { said.into() } else { format!("{said} ({})", lists.join("; ")) }
}
