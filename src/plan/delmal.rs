//! *Delmål* (a goal of the agreement) and its *tiltak* (measures).

use serde::{Deserialize, Serialize};

use super::{Framdrift, Indikator, PartId, Prosa, Tidsramme, TiltakId};

/// A goal: one file of the plan's folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delmål {
    /// Its number; references call it `#delmål-N`.
    pub nummer: u16,
    /// Its title.
    pub tittel: String,
    /// Its share of the effort, in per cent.
    #[serde(default)]
    pub vekt: Option<u8>,
    /// The number that it had in the plan before, where that was another.
    #[serde(default)]
    pub var_nummer: Option<u16>,
    /// The delmål of the plan before that it was a part of, by its number there.
    #[serde(default)]
    pub delt_frå: Option<u16>,
    /// The delmål of the plan before that were merged in it, by their numbers there.
    #[serde(default)]
    pub slege_saman_av: Vec<u16>,
    /// Text between the title and the *hovudmål*.
    #[serde(default)]
    pub innleiing: Option<Prosa>,
    /// The main aim, in a sentence.
    #[serde(default)]
    pub hovudmål: Option<Prosa>,
    /// Text after the table of tiltak.
    #[serde(default)]
    pub etter_tabell: Option<Prosa>,
    /// The measures, in the order in which they are printed.
    pub tiltak: Vec<Tiltak>,
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tiltak {
    /// What references call it: `#id`.
    pub id: TiltakId,
    /// Its number within the delmål.
    pub nummer: u16,
    /// Its title.
    pub tittel: String,
    /// Who has the main responsibility.
    pub hovudansvarleg: Deltakarar,
    /// Who takes part.
    pub samarbeidspartar: Deltakarar,
    /// When it is carried out.
    pub tidsramme: Tidsramme,
    /// What the yearly update does with it.
    #[serde(default)]
    pub rullering: Option<Rullering>,
    /// A line or two right under the title.
    #[serde(default)]
    pub ingress: Option<Prosa>,
    /// How far it has come.
    #[serde(default)]
    pub framdrift: Option<Framdrift>,
    /// What it is measured by.
    #[serde(default)]
    pub indikatorar: Vec<Indikator>,
    /// The description, under the plan's own sub-headings.
    #[serde(default)]
    pub bolkar: Vec<Bolk>,
}

/// *Rullering*: what the yearly update of the plan does with a tiltak. The ministry asks for an account of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Rullering {
    /// It is new.
    Ny {
        /// Other tiltak that it should be seen together with.
        #[serde(default)]
        saman_med: Vec<TiltakId>,
        /// The tiltak of the plan before that it was a part of.
        #[serde(default)]
        delt_frå: Option<TiltakId>,
        /// The tiltak of the plan before that were merged in it.
        #[serde(default)]
        slege_saman_av: Vec<TiltakId>,
    },
    /// It goes on as it was.
    Vidareført,
    /// It is changed; the grounds.
    Endra(Prosa),
    /// It has ended, and is printed in the account only; what it gave.
    Avslutta(Prosa),
}

impl Tiltak {
    /// The tiltak of the predecessor that it was divided from or merged of.
    pub fn lineage(&self) -> impl Iterator<Item = &TiltakId> {
        let own = match &self.rullering {
            Some(Rullering::Ny { delt_frå, slege_saman_av, .. }) => Some((delt_frå, slege_saman_av)),
            _ => None,
        };
        own.into_iter().flat_map(|(divided, merged)| divided.iter().chain(merged))
    }

    /// Whether it has ended.
    pub fn has_ended(&self) -> bool {
        matches!(self.rullering, Some(Rullering::Avslutta(_)))
    }
}

impl Delmål {
    /// The tiltak that have not ended.
    pub fn current_tiltak(&self) -> impl Iterator<Item = &Tiltak> {
        self.tiltak.iter().filter(|tiltak| !tiltak.has_ended())
    }

    /// The number that each of its tiltak has where they are 1, 2, 3 and so on. One that has ended keeps the number it had, so the
    /// others need not close up.
    pub fn numbers_in_order(&self) -> Vec<u16> {
        let ended: Vec<u16> = self.tiltak.iter().filter(|own| own.has_ended()).map(|own| own.nummer).collect();
        let mut free = (1..=u16::MAX).filter(|number| !ended.contains(number));
        self.tiltak
            .iter()
            .map(|own| if own.has_ended() { own.nummer } else { free.next().unwrap_or(own.nummer) })
            .collect()
    }
}

/// A sub-heading of a tiltak with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bolk {
    /// The sub-heading.
    pub overskrift: String,
    /// The text.
    pub tekst: Prosa,
}

/// Parties in a cell of the table: ids of the register, and the row's own words where they differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deltakarar {
    /// The parties, in the order in which they are printed.
    #[serde(default)]
    pub partar: Vec<PartId>,
    /// Words after the parties ("m.fl.").
    #[serde(default)]
    pub tillegg: Option<String>,
    /// The exact words to print instead of the parties' names.
    #[serde(default)]
    pub ordlyd: Option<String>,
}

impl Deltakarar {
    /// What stands between the parties' names and `tillegg`: more names follow a comma, words that tie themselves to the names
    /// a blank, and a sign nothing.
    pub fn tillegg_separator(&self) -> &'static str {
        /// What needs no comma before it: what joins, what says where or with whom, and what stands for others.
        const TIED: &str = "og eller samt pluss med i ved gjennom på for frå fra til av under saman sammen inkludert inkl. \
                            m. mfl mfl. m.fl m.fl. m.m. mm. mv. m.v. o.a. o.l. o.fl. osv. osb. etc. ofl. oa.";
        let words = self.tillegg.as_deref().unwrap_or_default();
        let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
        match first.chars().next() {
            Some(',' | ';' | ':' | '.' | '/') => "",
            Some(c) if !c.is_alphanumeric() && c != '«' => " ",
            _ if TIED.split(' ').any(|own| own == first.trim_end_matches(',')) => " ",
            _ => ", ",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_names_follow_a_comma_and_words_that_join_do_not() {
        let with = |words: &str| {
            let own = Deltakarar { partar: Vec::new(), tillegg: Some(words.into()), ordlyd: None };
            format!("Nettlaget{}{words}", own.tillegg_separator())
        };
        for (words, printed) in [
            ("bustadstiftingane", "Nettlaget, bustadstiftingane"),
            ("Granlia vel og andre", "Nettlaget, Granlia vel og andre"),
            ("«Bu her»", "Nettlaget, «Bu her»"),
            (", bustadstiftingane", "Nettlaget, bustadstiftingane"),
            ("m.fl.", "Nettlaget m.fl."),
            ("M. fl.", "Nettlaget M. fl."),
            ("og netteigarane", "Nettlaget og netteigarane"),
            ("i samarbeid med kommunane", "Nettlaget i samarbeid med kommunane"),
            ("med fleire", "Nettlaget med fleire"),
            ("(leiar)", "Nettlaget (leiar)"),
            ("– saman med dei andre", "Nettlaget – saman med dei andre"),
        ] {
            assert_eq!(with(words), printed);
        }
    }
}
