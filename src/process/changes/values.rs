//! What a value is in words: a value of the data in, as the table of fields says what kind it is of, the words out.

use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use crate::plan::fields::ValueKind;
use crate::plan::{
    Dato, Eining, EtterVedtak, Formål, Framdrift, Kjelde, LoggDato, Logo, Måling, OrganRolle, PartId, Periode, Plan,
    Prosa, Relasjon, Rullering, Språk, Tidsramme, TiltakId, Vedtak,
};
use crate::words::differences::DifferenceTerms;
use crate::words::handling::Handling;
use crate::words::notation::{self, log_date, long_date, percent, years};
use crate::words::terms::Terms;

/// A value of one of the plan's types.
fn typed<T: DeserializeOwned>(value: &Json) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

/// The word that was chosen.
pub(super) fn chosen_word(value: &Json) -> &str {
    let of_map = || value.as_object().and_then(|map| map.keys().next());
    value.as_str().or(of_map().map(String::as_str)).unwrap_or_default()
}

/// The words of a text on one line.
fn joined(words: &Prosa) -> String {
    notation::single_blanks(&words.0)
}

/// A figure with its year.
pub(super) fn figure_of(own: &Måling) -> String {
    format!("{} i {}", notation::figure(own.verdi), own.år)
}

/// How values are put in words, in the language of the new plan.
#[derive(Clone, Copy)]
pub(super) struct Renderer {
    pub(super) terms: &'static Terms,
    pub(super) words: &'static DifferenceTerms,
    pub(super) handling: &'static Handling,
}

impl Renderer {
    pub(super) fn of(språk: Språk) -> Self {
        let lang = språk.into();
        Self { terms: Terms::of(språk), words: DifferenceTerms::of(lang), handling: Handling::of(lang) }
    }

    /// A value of a plan in words; nothing where there is none.
    pub(super) fn shown(&self, plan: &Plan, kind: ValueKind, value: &Json) -> String {
        if value.is_null() {
            // A box without one over it stands at the top.
            return if kind == ValueKind::NodeId { self.words.at_the_top.into() } else { String::new() };
        }
        let known = match kind {
            ValueKind::Percent => typed(value).map(percent),
            ValueKind::Day => typed(value).map(|day: Dato| long_date(day.0, self.terms)),
            ValueKind::DayOrMonth => typed(value).map(|day: LoggDato| log_date(day, self.terms)),
            ValueKind::PartId => typed(value).map(|id: PartId| plan.party_name(&id).to_string()),
            ValueKind::NodeId => typed(value).map(|id: crate::plan::NodeId| {
                let chart = plan.hovud.organisasjonskart.iter().flat_map(|own| &own.nodar);
                let over = chart.into_iter().find(|node| node.id == id);
                format!("{} {}", self.words.under, over.map_or(id.as_str(), |node| &node.namn))
            }),
            ValueKind::Flag => {
                value.as_bool().map(|is| if is { self.handling.yes } else { self.handling.no }.to_string())
            }
            ValueKind::Choice(group) => self.choice(group, value),
            ValueKind::Group(group) => self.whole(group, value),
            ValueKind::List(items) => {
                let each = value.as_array().map(|all| all.iter().map(|own| self.shown(plan, *items, own)));
                each.map(|all| all.collect::<Vec<_>>().join("; "))
            }
            _ => None,
        };
        known.unwrap_or_else(|| value.as_str().map_or_else(|| value.to_string(), str::to_string))
    }

    /// The word that was chosen, in the plan's language where there is one.
    fn choice(&self, group: &str, value: &Json) -> Option<String> {
        Some(match group {
            "Språk" => match typed::<Språk>(value)? {
                Språk::Nn => "nynorsk".into(),
                Språk::Nb => "bokmål".into(),
            },
            "Kjelde" => self.terms.kjelde(typed::<Kjelde>(value)?).to_string(),
            "Eining" => match typed::<Eining>(value)? {
                Eining::Kroner => "kr".into(),
                Eining::TusenKroner => "1 000 kr".into(),
            },
            "OrganRolle" => self.handling.does(typed::<OrganRolle>(value)?).to_string(),
            "Rolle" => self.words.rolle(typed(value)?).into(),
            "Relasjon" => match typed::<Relasjon>(value)? {
                Relasjon::Linje => self.words.line.into(),
                Relasjon::Rådgjevande => self.words.advisory.into(),
            },
            "Tidsramme" => match typed::<Tidsramme>(value)? {
                Tidsramme::År { frå, til } => years(frå, til),
                Tidsramme::Seinare(words) => words,
            },
            "Rullering" => mark(&typed(value)?),
            _ => chosen_word(value).to_string(),
        })
    }

    /// A group that is told as one value.
    fn whole(&self, group: &str, value: &Json) -> Option<String> {
        Some(match group {
            "Periode" => typed(value).map(|own: Periode| years(own.frå, own.til))?,
            "Logo" => typed(value).map(|logo: Logo| format!("{} ({}, {} mm)", logo.fil, logo.alt, logo.høgd_mm))?,
            "Framdrift" => {
                let own: Framdrift = typed(value)?;
                let day = long_date(own.dato.0, self.terms);
                let more = own.tekst.map_or(String::new(), |more| format!(": {more}"));
                format!("{} ({day}){more}", self.terms.deciding.framdrift(own.status))
            }
            "Vedtak" => self.decision(&typed(value)?),
            "EtterVedtak" => {
                let own: EtterVedtak = typed(value)?;
                let day = long_date(own.dato.0, self.terms);
                format!("{} {}", joined(&own.tekst), self.handling.consent(&own.samtykke, &day, &own.versjon))
            }
            _ => return None,
        })
    }

    fn decision(&self, vedtak: &Vedtak) -> String {
        let handling = self.handling;
        let case = vedtak.sak.as_ref().map_or(String::new(), |case| format!(", {case}"));
        let outcome = handling.outcome(vedtak.utfall).map_or(String::new(), |words| format!(", {words}"));
        let version = vedtak.versjon.as_ref();
        let version = version.map_or(String::new(), |version| format!(", {}", handling.about_version(version)));
        let words = vedtak.tekst.iter().chain(&vedtak.endring).map(joined);
        let taken_in = vedtak.teke_inn_i.iter().map(|version| handling.taken_in(version));
        let more: String = words.chain(taken_in).map(|words| format!(" – {words}")).collect();
        format!("{}{case}{outcome}{version}{more}", long_date(vedtak.dato.0, self.terms))
    }

    /// What the money of a post is for.
    pub(super) fn purpose(&self, plan: &Plan, formål: &Formål) -> String {
        match formål {
            Formål::Delmål(number) => format!("{} {number}", self.terms.delmål_small),
            Formål::Avslutta(title) => title.clone(),
            Formål::Tiltak(id) => {
                let own = plan.tiltak().find(|(_, tiltak)| &tiltak.id == id);
                own.map_or_else(|| id.to_string(), |(_, own)| own.tittel.clone())
            }
        }
    }
}

/// What was said of a tiltak in the update.
fn mark(own: &Rullering) -> String {
    match own {
        Rullering::Ny { saman_med, delt_frå, slege_saman_av } => {
            let list = |name: &str, ids: Vec<&str>| (!ids.is_empty()).then(|| format!("{name}: {}", ids.join(", ")));
            let said = [
                list("saman_med", saman_med.iter().map(TiltakId::as_str).collect()),
                list("delt_frå", delt_frå.iter().map(TiltakId::as_str).collect()),
                list("slege_saman_av", slege_saman_av.iter().map(TiltakId::as_str).collect()),
            ];
            let said: Vec<String> = said.into_iter().flatten().collect();
            if said.is_empty() { "Ny".into() } else { format!("Ny ({})", said.join("; ")) }
        }
        Rullering::Vidareført => "Vidareført".into(),
        Rullering::Endra(words) => format!("Endra: {}", joined(words)),
        Rullering::Avslutta(words) => format!("Avslutta: {}", joined(words)),
    }
}
