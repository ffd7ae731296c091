//! The words in which it is said what has changed from one plan to another.

use crate::document::Lang;

/// A value that can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the field of the data that it is named for")]
pub enum Field {
    Avtale,
    Undertittel,
    Merknad,
    År,
    Periode,
    Versjon,
    Emneord,
    Framside,
    Avtalepartar,
    Framlegg,
    Namn,
    Kort,
    Rolle,
    Logo,
    Dato,
    Status,
    EndraAv,
    Nummer,
    Tittel,
    Innhald,
    Vekt,
    Innleiing,
    Hovudmål,
    EtterTabell,
    Hovudansvarleg,
    Samarbeidspartar,
    Tidsramme,
    Rullering,
    Ingress,
    Bolk,
    Plass,
    Linjer,
    Planlagt,
    Vedtak,
    Beløp,
    Eining,
    Overskrift,
    Boksar,
    Postar,
    Fullt,
    Medlemmer,
    Framdrift,
    Indikator,
    Indikatormål,
    Eigar,
    Kontakt,
    Arkivsak,
    Erstattar,
    Lenkje,
    Bakgrunn,
    Vurdering,
    Saksfrist,
    EtterVedtak,
    Fordeling,
    OrganRolle,
    Avlyst,
    Opphav,
    Politisk,
}

impl Field {
    /// What it is called in a sentence, in nynorsk or bokmål.
    pub fn word(self, lang: Lang) -> &'static str {
        let [nn, nb] = match self {
            Self::Avtale => ["avtala", "avtalen"],
            Self::Undertittel => ["undertittelen", "undertittelen"],
            Self::Merknad => ["merknaden", "merknaden"],
            Self::År => ["året", "året"],
            Self::Periode => ["avtaleperioden", "avtaleperioden"],
            Self::Versjon => ["versjonen", "versjonen"],
            Self::Emneord => ["emneorda", "emneordene"],
            Self::Framside => ["partane på framsida", "partene på forsiden"],
            Self::Avtalepartar => ["avtalepartane", "avtalepartene"],
            Self::Framlegg => ["framlegget til vedtak", "forslaget til vedtak"],
            Self::Namn => ["namnet", "navnet"],
            Self::Kort => ["kortnamnet", "kortnavnet"],
            Self::Rolle => ["rolla", "rollen"],
            Self::Logo => ["logoen", "logoen"],
            Self::Dato => ["datoen", "datoen"],
            Self::Status => ["statusen", "statusen"],
            Self::EndraAv => ["endra av", "endret av"],
            Self::Nummer => ["nummeret", "nummeret"],
            Self::Tittel => ["tittelen", "tittelen"],
            Self::Innhald => ["teksten", "teksten"],
            Self::Vekt => ["vekta", "vekten"],
            Self::Innleiing => ["innleiinga", "innledningen"],
            Self::Hovudmål => ["hovudmålet", "hovedmålet"],
            Self::EtterTabell => ["teksten etter tabellen", "teksten etter tabellen"],
            Self::Hovudansvarleg => ["hovudansvarleg", "hovedansvarlig"],
            Self::Samarbeidspartar => ["samarbeidspartane", "samarbeidspartene"],
            Self::Tidsramme => ["tidsramma", "tidsrammen"],
            Self::Rullering => ["merkinga for rulleringa", "merkingen for rulleringen"],
            Self::Ingress => ["ingressen", "ingressen"],
            Self::Bolk => ["bolken", "delen"],
            Self::Plass => ["plassen i kartet", "plassen i kartet"],
            Self::Linjer => ["linjene", "linjene"],
            Self::Planlagt => ["planlagt møte", "planlagt møte"],
            Self::Vedtak => ["vedtaket", "vedtaket"],
            Self::Beløp => ["beløpet", "beløpet"],
            Self::Eining => ["eininga", "enheten"],
            Self::Overskrift => ["overskrifta", "overskriften"],
            Self::Boksar => ["boksane", "boksene"],
            Self::Postar => ["postane", "postene"],
            Self::Fullt => ["det forkortinga står for", "det forkortelsen står for"],
            Self::Medlemmer => ["medlemmene", "medlemmene"],
            Self::Framdrift => ["framdrifta", "framdriften"],
            Self::Indikator => ["indikatoren", "indikatoren"],
            Self::Indikatormål => ["målet for ein indikator", "målet for en indikator"],
            Self::Eigar => ["eigaren", "eieren"],
            Self::Kontakt => ["kontakten", "kontakten"],
            Self::Arkivsak => ["arkivsaka", "arkivsaken"],
            Self::Lenkje => ["lenkja", "lenken"],
            Self::Erstattar => ["det planen erstattar", "det planen erstatter"],
            Self::Bakgrunn => ["bakgrunnen for saka", "bakgrunnen for saken"],
            Self::Vurdering => ["vurderinga av saka", "vurderingen av saken"],
            Self::Saksfrist => ["fristen for saksframlegg", "fristen for saksframlegg"],
            Self::EtterVedtak => ["endringane etter vedtaka", "endringene etter vedtakene"],
            Self::Fordeling => ["delen", "andelen"],
            Self::OrganRolle => ["rolla i saka", "rollen i saken"],
            Self::Avlyst => ["om møtet er avlyst", "om møtet er avlyst"],
            Self::Opphav => ["det delmålet er laga av", "det delmålet er laget av"],
            Self::Politisk => {
                ["om versjonen gjekk til politisk handsaming", "om versjonen gikk til politisk behandling"]
            }
        };
        if lang == Lang::Nb { nb } else { nn }
    }
}

/// The other words.
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
};

/// "3 ord inn, 2 ord ut".
pub fn in_and_out(put_in: usize, taken_out: usize) -> String {
    let said = [(put_in, "ord inn"), (taken_out, "ord ut")].into_iter().filter(|(count, _)| *count > 0);
    said.map(|(count, words)| format!("{count} {words}")).collect::<Vec<_>>().join(", ")
}
