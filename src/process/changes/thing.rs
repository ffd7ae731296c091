//! The things of a plan that a difference can be of, by their names.

use crate::document::Lang;
use crate::plan::Kjelde;
use crate::words::differences::DifferenceTerms;
use crate::words::notation::capitalised;
use crate::words::terms::Terms;

/// A thing of a plan, as it is called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Thing {
    /// What is none of the plan's own things.
    #[default]
    Plan,
    /// A party of the register.
    Party {
        /// Its name.
        name: String,
        /// Whether it has made the agreement.
        in_agreement: bool,
    },
    /// A row of the log, by its version.
    Version(String),
    /// An abbreviation.
    Abbreviation(String),
    /// The chart.
    Chart,
    /// A box of the chart.
    Node(String),
    /// What the bodies of a party do with the plan.
    Handling(String),
    /// A body.
    Body {
        /// Its name.
        name: String,
        /// Its party.
        party: String,
    },
    /// A section.
    Section {
        /// Its number, if it has one.
        number: Option<u16>,
        /// Its title.
        title: String,
    },
    /// A delmål.
    Delmål {
        /// Its number.
        number: u16,
        /// Its title.
        title: String,
    },
    /// A tiltak.
    Tiltak {
        /// The number of its delmål.
        delmål: u16,
        /// Its own.
        number: u16,
        /// Its title.
        title: String,
    },
    /// The financing.
    Financing,
    /// The sums of the financing.
    Sums,
    /// A post of the financing.
    Post {
        /// What it is for.
        purpose: String,
        /// Whose money it is.
        source: Kjelde,
        /// Who pays it.
        payer: Option<String>,
        /// Its amounts in kroner, by their years.
        amounts: Vec<(i16, i64)>,
    },
}

impl Thing {
    /// Where the thing is, as a heading.
    pub fn place(&self, lang: Lang) -> String {
        let (words, terms) = (DifferenceTerms::of(lang), Terms::of_lang(lang));
        match self {
            Self::Plan => words.plan.into(),
            Self::Party { name, .. } => name.clone(),
            Self::Version(version) => words.version(version),
            Self::Abbreviation(short) => words.abbreviation(short),
            Self::Chart => words.kart.into(),
            Self::Node(name) => words.node(name),
            Self::Handling(party) => words.handling_of(party),
            Self::Body { name, party } => words.body(name, party),
            Self::Section { number: Some(number), title } => format!("{number}. {title}"),
            Self::Section { number: None, title } => title.clone(),
            Self::Delmål { number, title } => format!("{} {number}: {title}", terms.delmål),
            Self::Tiltak { delmål, number, title } => {
                format!("{}: {title}", capitalised(&terms.tiltak_reference(*delmål, *number)))
            }
            Self::Financing => words.finansiering.into(),
            Self::Sums => words.sums.into(),
            Self::Post { purpose, source, payer, .. } => {
                words.money_for(purpose, &words.source(*source, payer.as_deref()))
            }
        }
    }
}
