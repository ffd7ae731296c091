//! What an action plan *is*: plain data, read from RON by serde, with no behaviour but its own arithmetic.
//! Comes in: nothing but the values. Goes out: the `Plan` that `check` judges and `compose` turns into a
//! document. The field names are the RON keys, in nynorsk, as they are spelt in the data files.

mod delmal;
mod edit;
mod etter_vedtak;
pub mod fields;
mod finansiering;
mod framdrift;
mod handsaming;
mod id;
mod kolofon;
mod logg;
mod malformed;
mod organisasjon;
pub mod pairs;
mod part;
mod path;
mod seksjon;
pub mod texts;
mod tid;
mod walk;

pub use delmal::{Bolk, Delmål, Deltakarar, Rullering, Tiltak};
pub use edit::Edit;
pub use etter_vedtak::EtterVedtak;
pub use finansiering::{Eining, Finansiering, Formål, Kjelde, Post};
pub use framdrift::{Framdrift, Framdriftsstatus, Indikator, Måling, Tal};
pub use handsaming::{Godkjenning, Handsaming, Organ, OrganHandsaming, OrganRolle, Standing, Utfall, Vedtak};
pub use id::{NodeId, PartId, TiltakId, has_id_form};
pub use kolofon::{Forkorting, Kolofon};
pub use logg::{LoggDato, LoggRad};
pub use malformed::Malformed;
pub use organisasjon::{Node, Organisasjonskart, Relasjon, TreeError};
pub use part::{Andel, Logo, Part, Rolle, is_abbreviation, parse_organisation_number};
pub use path::{ParsePathError, Path, Step};
pub use seksjon::{Innhald, Seksjon};
pub use tid::{Dato, MONTH_NAMES, Periode, Tidsramme, looks_like_date, parse_dato, parse_loose_date};
pub use walk::{PlacedOrgan, Walk};

use serde::{Deserialize, Serialize};

/// Prose: Markdown as it stands in the RON string (`prose` reads it).
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
    /// Light, with dark words: it spares toners.
    #[default]
    Lyst,
    /// Filled, with white words.
    Mørkt,
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
    /// The plan's own accent colour: six hexadecimal digits.
    #[serde(default)]
    pub farge: Option<String>,
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
    /// The background in the case papers.
    #[serde(default)]
    pub bakgrunn: Option<Prosa>,
    /// The assessment in the case papers.
    #[serde(default)]
    pub vurdering: Option<Prosa>,
    /// How many days before a meeting the case paper must be in.
    #[serde(default)]
    pub saksfrist: Option<u16>,
    /// What was changed after the political bodies had decided, and who agreed to it.
    #[serde(default)]
    pub etter_vedtak: Vec<EtterVedtak>,
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
    pub fn party_name<'a>(&'a self, id: &'a PartId) -> &'a str {
        self.part(id).map_or(id.as_str(), |part| &part.namn)
    }

    /// The log's row for the current version.
    pub fn current_version(&self) -> Option<&LoggRad> {
        self.hovud.logg.iter().find(|rad| rad.versjon == self.hovud.versjon)
    }

    /// The log's row for the version that a decision was about: the one that it names, or the one that was current on its day.
    pub fn version_decided_on(&self, vedtak: &Vedtak) -> Option<&LoggRad> {
        let rows = &self.hovud.logg;
        match &vedtak.versjon {
            Some(versjon) => rows.iter().find(|row| &row.versjon == versjon),
            None => {
                rows.iter().filter(|row| row.dato.first_day() <= vedtak.dato.0).max_by_key(|row| row.dato.first_day())
            }
        }
    }

    /// The version of this year's plan that the bodies had before them on a day: the last one up to that day that went
    /// to the political bodies, or else the current one.
    pub fn political_version_on(&self, day: Dato) -> String {
        let rows =
            self.hovud.logg.iter().filter(|row| row.plan_year() == self.hovud.år && self.is_for_political_bodies(row));
        let before = rows.filter(|row| row.dato.first_day() <= day.0).max_by_key(|row| row.dato.first_day());
        before.map_or_else(|| self.hovud.versjon.clone(), |row| row.versjon.clone())
    }

    /// The year of the plan that a decision was about.
    pub fn plan_year_decided_on(&self, vedtak: &Vedtak) -> Option<i16> {
        self.version_decided_on(vedtak).map(LoggRad::plan_year)
    }

    /// Whether a version is one that went to the political bodies. Where the log says of no version of the year that it did,
    /// any may have.
    pub fn is_for_political_bodies(&self, row: &LoggRad) -> bool {
        row.politisk || self.hovud.logg.iter().all(|other| !other.politisk || other.plan_year() != row.plan_year())
    }

    /// Whether a decision counts: it is about this year's plan, and about a version that went to the political bodies.
    pub fn decision_counts(&self, vedtak: &Vedtak) -> bool {
        self.version_decided_on(vedtak)
            .is_some_and(|row| row.plan_year() == self.hovud.år && self.is_for_political_bodies(row))
    }

    /// The decisions of a body that count, the oldest first.
    pub fn counting_decisions<'a>(&'a self, organ: &'a OrganHandsaming) -> impl DoubleEndedIterator<Item = &'a Vedtak> {
        organ.vedtak.iter().filter(|vedtak| self.decision_counts(vedtak))
    }

    /// Where a body stands, by its place among those of a party.
    pub fn standing<'a>(&'a self, handsaming: &'a Handsaming, body: usize) -> Standing<'a> {
        let Some(organ) = handsaming.organ.get(body) else { return Standing::PassedOver };
        let own = self.standing_alone(organ);
        if matches!(own, Standing::Done(_)) {
            return own;
        }
        let deciding = handsaming.deciding();
        let role = handsaming.role_given_deciding(body, deciding);
        // What makes it too late for a body: a decision, and for one that recommends also another's recommendation after it.
        let later = handsaming.organ.iter().enumerate().filter(|(other, _)| {
            let others = handsaming.role_given_deciding(*other, deciding);
            *other != body
                && (others == OrganRolle::Vedtak || others == role && role == OrganRolle::Innstilling && *other > body)
        });
        let done = later.filter_map(|(_, organ)| match self.standing_alone(organ) {
            // What only noted the plan has not settled it.
            Standing::Done(vedtak) if vedtak.utfall.adopts() || vedtak.utfall == Utfall::Avvist => Some(vedtak.dato),
            _ => None,
        });
        match (own, done.max()) {
            (Standing::Waiting(_) | Standing::CalledOff(_), Some(_)) => Standing::PassedOver,
            // What was put off is not taken up again once it has been decided.
            (Standing::Again(vedtak, day), Some(decided)) if day.is_none_or(|day| day <= decided) => {
                Standing::Done(vedtak)
            }
            _ => own,
        }
    }

    /// Whether a body that has handled the plan has a new meeting for it.
    pub fn is_handled_again(&self, organ: &OrganHandsaming) -> bool {
        matches!(self.standing_alone(organ), Standing::Again(..))
    }

    /// Where a body stands, whatever the others have done.
    fn standing_alone<'a>(&'a self, organ: &'a OrganHandsaming) -> Standing<'a> {
        let planned = organ.planlagt.filter(|_| !organ.avlyst);
        let Some(last) = self.counting_decisions(organ).next_back() else {
            return if organ.avlyst { Standing::CalledOff(organ.planlagt) } else { Standing::Waiting(planned) };
        };
        let again = planned.filter(|day| *day > last.dato);
        match (last.utfall, again) {
            (outcome, day) if outcome.defers() => Standing::Again(last, day),
            (Utfall::Avvist | Utfall::TekeTilVitande, Some(day)) => Standing::Again(last, Some(day)),
            // A body that has adopted one version may get another to decide on.
            (_, Some(day)) if self.is_to_decide_anew(last, day) => Standing::Again(last, Some(day)),
            _ => Standing::Done(last),
        }
    }

    /// Whether a meeting after an adoption is about a version that came after it.
    fn is_to_decide_anew(&self, last: &Vedtak, day: Dato) -> bool {
        let adopted = self.version_decided_on(last).map(|row| row.dato.first_day());
        let rows =
            self.hovud.logg.iter().filter(|row| row.plan_year() == self.hovud.år && self.is_for_political_bodies(row));
        let later = rows.filter(|row| row.dato.first_day() >= last.dato.0 && row.dato.first_day() <= day.0);
        later.into_iter().any(|row| adopted.is_some_and(|adopted| row.dato.first_day() > adopted))
    }

    /// Where a party stands: what the body that decides for it has done with the plan of this year.
    pub fn approval<'a>(&'a self, handsaming: &'a Handsaming) -> Godkjenning<'a> {
        let Some(deciding) = handsaming.deciding_organ() else { return Godkjenning::Manglar };
        match self.counting_decisions(deciding).next_back() {
            None => Godkjenning::Manglar,
            Some(vedtak) if vedtak.utfall.adopts() => Godkjenning::Godkjend(&deciding.organ, vedtak),
            Some(vedtak) if vedtak.utfall == Utfall::Avvist => Godkjenning::Avvist(&deciding.organ, vedtak),
            Some(vedtak) => Godkjenning::Uavgjord(&deciding.organ, vedtak),
        }
    }

    /// Whether every party that handles the plan has adopted it, and has no more to do.
    pub fn is_adopted(&self) -> bool {
        let adopted = |own: &Handsaming| {
            let standing = own.deciding().map(|body| self.standing(own, body));
            standing.is_some_and(|own| matches!(own, Standing::Done(vedtak) if vedtak.utfall.adopts()))
        };
        !self.hovud.handsaming.is_empty() && self.hovud.handsaming.iter().all(adopted)
    }

    /// The bodies that have decided on a version of the plan, whatever they decided, with their parties.
    pub fn bodies_that_decided_on<'a>(
        &'a self,
        versjon: &'a str,
    ) -> impl Iterator<Item = (&'a Handsaming, &'a OrganHandsaming)> {
        let all = self.hovud.handsaming.iter().flat_map(|own| own.organ.iter().map(move |organ| (own, organ)));
        all.filter(move |(_, organ)| {
            organ.vedtak.iter().any(|vedtak| self.version_decided_on(vedtak).is_some_and(|row| row.versjon == versjon))
        })
    }

    /// Municipalities and counties of the agreement in which no body handles the plan.
    pub fn parties_without_handsaming(&self) -> impl Iterator<Item = &Part> {
        let hovud = &self.hovud;
        let decide = |part: &&Part| matches!(part.rolle, Rolle::Kommune | Rolle::Fylkeskommune);
        let handles = |part: &Part| hovud.handsaming.iter().any(|own| own.part == part.id && !own.organ.is_empty());
        let agreed = hovud.framside.iter().chain(&hovud.avtalepartar).filter_map(|id| self.part(id));
        agreed.filter(decide).filter(move |part| !handles(part))
    }

    /// Whether it follows a plan of an earlier year: some tiltak says what became of it, or the agreement has run before.
    pub fn has_predecessor(&self) -> bool {
        self.tiltak().any(|(_, tiltak)| tiltak.rullering.is_some()) || self.hovud.år > self.hovud.periode.frå
    }

    /// Whether any political body has planned a meeting.
    pub fn has_planned_meeting(&self) -> bool {
        self.hovud.handsaming.iter().flat_map(|handsaming| &handsaming.organ).any(|organ| organ.planlagt.is_some())
    }

    /// Whether a party is a named one, or one of those that it stands for.
    pub fn is_or_stands_for(&self, named: &PartId, part: &PartId) -> bool {
        named == part || self.part(named).is_some_and(|own| own.medlemmer.contains(part))
    }

    /// The proposal that is put to a body of a party: its own, the party's, or the plan's, with its path.
    pub fn framlegg_for(&self, party: usize, body: usize) -> Option<(Path, &Prosa)> {
        let handsaming = self.hovud.handsaming.get(party)?;
        let own = handsaming.organ.get(body).and_then(|organ| organ.framlegg.as_ref());
        let texts = [
            (Path::organ(party, body), own),
            (Path::handsaming(party), handsaming.framlegg.as_ref()),
            (Path::hovud(), self.hovud.framlegg.as_ref()),
        ];
        texts.into_iter().find_map(|(path, text)| Some((path.field("framlegg"), text?)))
    }

    /// The background of the case that is put to a party's bodies: its own, or the plan's, with its path.
    pub fn bakgrunn_for(&self, party: usize) -> Option<(Path, &Prosa)> {
        self.case_text(party, "bakgrunn", |own| own.bakgrunn.as_ref(), self.hovud.bakgrunn.as_ref())
    }

    /// The assessment of the case that is put to a party's bodies: its own, or the plan's, with its path.
    pub fn vurdering_for(&self, party: usize) -> Option<(Path, &Prosa)> {
        self.case_text(party, "vurdering", |own| own.vurdering.as_ref(), self.hovud.vurdering.as_ref())
    }

    fn case_text<'a>(
        &'a self,
        party: usize,
        field: &'static str,
        own: fn(&'a Handsaming) -> Option<&'a Prosa>,
        plans: Option<&'a Prosa>,
    ) -> Option<(Path, &'a Prosa)> {
        let own = self.hovud.handsaming.get(party).and_then(own);
        let texts = [(Path::handsaming(party), own), (Path::hovud(), plans)];
        texts.into_iter().find_map(|(path, text)| Some((path.field(field), text?)))
    }

    /// Whether any tiltak says how far it has come.
    pub fn has_framdrift(&self) -> bool {
        self.tiltak().any(|(_, tiltak)| tiltak.framdrift.is_some())
    }

    /// The number of the delmål that money is for, or that its tiltak stands under; `None` if the tiltak has ended.
    pub fn delmål_of(&self, purpose: &Formål) -> Option<u16> {
        match purpose {
            Formål::Delmål(nummer) => Some(*nummer),
            Formål::Tiltak(id) => self.tiltak().find(|(_, own)| &own.id == id).map(|(delmål, _)| delmål.nummer),
            Formål::Avslutta(_) => None,
        }
    }

    /// Whether its money goes to several delmål or comes from several places.
    pub fn has_financing_summary(&self) -> bool {
        self.hovud.finansiering.as_ref().is_some_and(|own| {
            let mut delmål: Vec<Option<u16>> = own.postar.iter().map(|post| self.delmål_of(&post.formål)).collect();
            delmål.dedup();
            delmål.len() > 1 || own.funding_sources().len() > 1
        })
    }

    /// Whether any abbreviation is explained.
    pub fn has_forkortingar(&self) -> bool {
        !self.hovud.forkortingar.is_empty() || self.hovud.partar.iter().any(|part| part.is_abbreviated())
    }

    /// Whether any body handles the plan.
    pub fn has_handsaming(&self) -> bool {
        self.hovud.handsaming.iter().any(|handsaming| !handsaming.organ.is_empty())
    }

    /// The number that a delmål had in a plan before: the one that it says it had, that of the one of its title, or its own.
    pub fn former_delmål_number(&self, before: &Self, number: u16) -> u16 {
        let Some(own) = self.delmål.iter().find(|own| own.nummer == number) else { return number };
        let mut titled = before.delmål.iter().filter(|other| other.tittel == own.tittel).map(|other| other.nummer);
        let same = titled.clone().find(|other| *other == number);
        own.var_nummer.or(same).or_else(|| titled.next()).unwrap_or(number)
    }

    /// Every tiltak with the delmål that it belongs to.
    pub fn tiltak(&self) -> impl Iterator<Item = (&Delmål, &Tiltak)> {
        self.delmål.iter().flat_map(|delmål| delmål.tiltak.iter().map(move |tiltak| (delmål, tiltak)))
    }
}
