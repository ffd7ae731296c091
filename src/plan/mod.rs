//! What an action plan *is*: plain data, read from RON by serde, with no behaviour but its own arithmetic.
//! Comes in: nothing but the values. Goes out: the `Plan` that `check` judges and `compose` turns into a
//! document. The field names are the RON keys, in nynorsk, as they are spelt in the data files.

mod delmal;
pub mod fields;
mod finansiering;
mod framdrift;
mod handsaming;
mod id;
mod kolofon;
mod logg;
mod malformed;
mod organisasjon;
mod part;
mod path;
mod seksjon;
pub mod texts;
mod tid;

pub use delmal::{Bolk, Delmål, Deltakarar, Rullering, Tiltak};
pub use finansiering::{Eining, Finansiering, Formål, Kjelde, Post};
pub use framdrift::{Framdrift, Framdriftsstatus, Indikator, Måling, Tal};
pub use handsaming::{Godkjenning, Handsaming, Organ, OrganHandsaming, Utfall, Vedtak};
pub use id::{NodeId, PartId, TiltakId, has_id_form};
pub use kolofon::{Forkorting, Kolofon};
pub use logg::{LoggDato, LoggRad};
pub use malformed::Malformed;
pub use organisasjon::{Node, Organisasjonskart, Relasjon, TreeError};
pub use part::{Logo, Part, Rolle, is_abbreviation};
pub use path::{NoPath, Path, Step};
pub use seksjon::{Innhald, Seksjon};
pub use tid::{Dato, MÅNADER, Periode, Tidsramme, dato, is_date_form};

use serde::{Deserialize, Serialize};

/// Prose: Markdown as it stands in the RON string (`compose::prose` reads it).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prosa(pub String);

/// The written language of the plan, and so of every word that the program adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Språk {
    /// Nynorsk.
    Nn,
    /// Bokmål.
    Nb,
}

/// *Omslag*: how the title page's band looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Omslag {
    /// Filled, with white words.
    #[default]
    Mørkt,
    /// Light, with dark words: it spares toner.
    Lyst,
}

/// A whole plan: `plan.ron` and the delmål files that it names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    /// Everything in `plan.ron` itself.
    pub hovud: Hovud,
    /// The goals, in the order in which `plan.ron` names their files.
    pub delmål: Vec<Delmål>,
}

/// The contents of `plan.ron`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hovud {
    /// The written language.
    pub språk: Språk,
    /// Short name for file names: small letters, digits and hyphens.
    pub kortnamn: String,
    /// The plan that this one follows: its folder, or a package of it, seen from this plan's folder.
    #[serde(default)]
    pub førre: Option<String>,
    /// The agreement that the plan follows up, as it is printed on the title page.
    pub avtale: String,
    /// Words between the title and the agreement ("oppfølging av").
    #[serde(default)]
    pub undertittel: Option<String>,
    /// A remark that is printed on the title page and in the running header ("Døme").
    #[serde(default)]
    pub merknad: Option<String>,
    /// How the title page's band looks.
    #[serde(default)]
    pub omslag: Omslag,
    /// The year that the plan is for: it decides which tiltak are prioritised.
    pub år: i16,
    /// The agreement's period.
    pub periode: Periode,
    /// The current version; its row in the log gives the document's date.
    pub versjon: String,
    /// Subject words for the files' metadata.
    #[serde(default)]
    pub emneord: Vec<String>,
    /// The plan's own logo.
    #[serde(default)]
    pub logo: Option<Logo>,
    /// The register of parties: everything else refers to their ids.
    pub partar: Vec<Part>,
    /// The parties named on the title page.
    pub framside: Vec<PartId>,
    /// Municipalities and counties of the agreement that are not on the title page, but decide on the plan too.
    #[serde(default)]
    pub avtalepartar: Vec<PartId>,
    /// The log of versions, oldest first.
    pub logg: Vec<LoggRad>,
    /// The sections, in the order in which they are printed.
    pub seksjonar: Vec<Seksjon>,
    /// The files of the goals, in the plan's folder.
    pub delmål: Vec<String>,
    /// The organisation chart.
    #[serde(default)]
    pub organisasjonskart: Option<Organisasjonskart>,
    /// Which bodies handle the plan, when, and what they decided.
    #[serde(default)]
    pub handsaming: Vec<Handsaming>,
    /// The proposal for a decision that is put to the political bodies.
    #[serde(default)]
    pub framlegg: Option<Prosa>,
    /// The financing of the tiltak.
    #[serde(default)]
    pub finansiering: Option<Finansiering>,
    /// Abbreviations that are explained, besides those of the register.
    #[serde(default)]
    pub forkortingar: Vec<Forkorting>,
    /// The facts at the foot of the title page.
    #[serde(default)]
    pub kolofon: Option<Kolofon>,
}

impl Plan {
    /// The party with this id.
    pub fn part(&self, id: &PartId) -> Option<&Part> {
        self.hovud.partar.iter().find(|part| &part.id == id)
    }

    /// The name of the party with this id; the id itself where there is no such party.
    pub fn part_namn<'a>(&'a self, id: &'a PartId) -> &'a str {
        self.part(id).map_or(id.as_str(), |part| &part.namn)
    }

    /// The log's row for the current version.
    pub fn gjeldande(&self) -> Option<&LoggRad> {
        self.hovud.logg.iter().find(|rad| rad.versjon == self.hovud.versjon)
    }

    /// The year of the plan that a decision was about: that of its version, or of the one that was current on its day.
    pub fn vedtak_planår(&self, vedtak: &Vedtak) -> Option<i16> {
        let rows = &self.hovud.logg;
        let row = match &vedtak.versjon {
            Some(versjon) => rows.iter().find(|row| &row.versjon == versjon),
            None => rows.iter().filter(|row| row.dato.dag() <= vedtak.dato.0).max_by_key(|row| row.dato.dag()),
        };
        row.map(LoggRad::planår)
    }

    /// The decisions of a body that are about the plan of this year, the oldest first.
    pub fn gjeldande_vedtak<'a>(&'a self, organ: &'a OrganHandsaming) -> impl DoubleEndedIterator<Item = &'a Vedtak> {
        organ.vedtak.iter().filter(|vedtak| self.vedtak_planår(vedtak) == Some(self.hovud.år))
    }

    /// Whether a body has still to decide on the plan of this year: it has not, or has rejected it and is to handle it again.
    pub fn ventar(&self, organ: &OrganHandsaming) -> bool {
        self.gjeldande_vedtak(organ).next_back().is_none_or(|last| {
            last.utfall == Utfall::Avvist && organ.planlagt.is_some_and(|planned| planned > last.dato)
        })
    }

    /// Where a party stands: what its last body has decided on the plan of this year.
    pub fn godkjenning<'a>(&'a self, handsaming: &'a Handsaming) -> Godkjenning<'a> {
        let Some(last) = handsaming.organ.last() else { return Godkjenning::Manglar };
        match self.gjeldande_vedtak(last).next_back() {
            None => Godkjenning::Manglar,
            Some(vedtak) if vedtak.utfall == Utfall::Avvist => Godkjenning::Avvist(&last.organ, vedtak),
            Some(vedtak) => Godkjenning::Godkjend(&last.organ, vedtak),
        }
    }

    /// Municipalities and counties of the agreement in which no body handles the plan.
    pub fn utan_handsaming(&self) -> impl Iterator<Item = &Part> {
        let hovud = &self.hovud;
        let decide = |part: &&Part| matches!(part.rolle, Rolle::Kommune | Rolle::Fylkeskommune);
        let handles = |part: &Part| hovud.handsaming.iter().any(|own| own.part == part.id && !own.organ.is_empty());
        let agreed = hovud.framside.iter().chain(&hovud.avtalepartar).filter_map(|id| self.part(id));
        agreed.filter(decide).filter(move |part| !handles(part))
    }

    /// Whether it follows a plan of an earlier year: some tiltak says what became of it, or the agreement has run before.
    pub fn følgjer_ein_annan(&self) -> bool {
        self.tiltak().any(|(_, tiltak)| tiltak.rullering.is_some()) || self.hovud.år > self.hovud.periode.frå
    }

    /// Whether any political body has planned a meeting.
    pub fn har_møte(&self) -> bool {
        self.hovud.handsaming.iter().flat_map(|handsaming| &handsaming.organ).any(|organ| organ.planlagt.is_some())
    }

    /// Whether a party is a named one, or one of those that it stands for.
    pub fn gjeld(&self, named: &PartId, part: &PartId) -> bool {
        named == part || self.part(named).is_some_and(|own| own.medlemmer.contains(part))
    }

    /// The proposal that is put to a body of a party: its own, the party's, or the plan's, with its path.
    pub fn framlegg_til(&self, party: usize, body: usize) -> Option<(Path, &Prosa)> {
        let handsaming = self.hovud.handsaming.get(party)?;
        let root = Path::hovud();
        let path = root.field("handsaming").index(party);
        let own = handsaming.organ.get(body).and_then(|organ| organ.framlegg.as_ref());
        own.map(|own| (path.field("organ").index(body).field("framlegg"), own))
            .or_else(|| handsaming.framlegg.as_ref().map(|own| (path.field("framlegg"), own)))
            .or_else(|| self.hovud.framlegg.as_ref().map(|own| (root.field("framlegg"), own)))
    }

    /// Whether any tiltak says how far it has come.
    pub fn har_framdrift(&self) -> bool {
        self.tiltak().any(|(_, tiltak)| tiltak.framdrift.is_some())
    }

    /// Whether any abbreviation is explained.
    pub fn har_forkortingar(&self) -> bool {
        !self.hovud.forkortingar.is_empty() || self.hovud.partar.iter().any(|part| part.forkorta())
    }

    /// Whether any body handles the plan.
    pub fn har_handsaming(&self) -> bool {
        self.hovud.handsaming.iter().any(|handsaming| !handsaming.organ.is_empty())
    }

    /// Every tiltak with the delmål that it belongs to.
    pub fn tiltak(&self) -> impl Iterator<Item = (&Delmål, &Tiltak)> {
        self.delmål.iter().flat_map(|delmål| delmål.tiltak.iter().map(move |tiltak| (delmål, tiltak)))
    }
}
