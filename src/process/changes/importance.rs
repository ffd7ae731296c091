//! How much a difference matters to those who decide.

use super::difference::{Difference, DifferenceKind, PROGRESS};
use super::thing::Thing;
use crate::words::differences::DifferenceTerms;

/// How much a change matters to those who decide, the most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Importance {
    /// Who is new in the agreement.
    Joined,
    /// What is new.
    New,
    /// Who has left the agreement.
    Left,
    /// What has ended or is gone.
    Ended,
    /// The sums of the plan's year and of the whole period.
    Money,
    /// Who leads or takes part.
    Responsibility,
    /// What is aimed at.
    Aims,
    /// When things are done, what they are called, where they stand.
    Other,
    /// What the money of each year and each purpose is.
    Amounts,
    /// Texts that say it otherwise.
    Wording,
    /// What nobody decides on.
    Aside,
}

/// Whether a difference is the mark that says what became of a tiltak.
pub(super) fn is_mark(own: &Difference) -> bool {
    own.what.is_of(&["Tiltak.rullering"])
}

/// Whether nobody decides on it.
pub(super) fn is_aside(own: &Difference) -> bool {
    match &own.what {
        DifferenceKind::Link { .. } => true,
        DifferenceKind::Renumbered { .. } => own.tiltak.is_some(),
        DifferenceKind::Listed { items: [put_in, taken_out], .. } => put_in.is_empty() && taken_out.is_empty(),
        what => what.is_of(&PROGRESS),
    }
}

/// Whether a text of the plan says it otherwise.
pub(super) fn is_wording(own: &Difference) -> bool {
    let DifferenceKind::Prose { field, .. } = &own.what else { return false };
    let of_case = ["Hovud.bakgrunn", "Hovud.vurdering", "Handsaming.bakgrunn", "Handsaming.vurdering"];
    !field.is_one_of(&of_case)
}

/// How much a difference within a tiltak matters.
pub(super) fn importance(own: &Difference) -> Importance {
    match own.what.field() {
        Some(field) if field.is_one_of(&["Tiltak.hovudansvarleg", "Tiltak.samarbeidspartar"]) => {
            Importance::Responsibility
        }
        Some(field) if field.is("Indikator.mål") => Importance::Aims,
        _ => Importance::Other,
    }
}

/// What kind of thing that nobody decides on has changed.
pub(super) fn aside_name(words: &DifferenceTerms, own: &Difference) -> &'static str {
    let field = |names: &[&str]| own.what.is_of(names);
    let in_group = |name: &str| own.what.field().is_some_and(|field| field.group.name == name);
    match &own.what {
        DifferenceKind::Link { .. } => return words.aside_links,
        DifferenceKind::Renumbered { .. } => return words.aside_numbers,
        DifferenceKind::Removed if own.tiltak.is_some() => return words.aside_ended,
        DifferenceKind::Listed { items: [put_in, taken_out], .. } if put_in.is_empty() && taken_out.is_empty() => {
            return words.aside_order;
        }
        _ => {}
    }
    match &own.thing {
        Thing::Version(_) => words.aside_versions,
        Thing::Party { .. } | Thing::Abbreviation(_) => words.aside_register,
        _ if field(&["Hovud.språk", "Hovud.år", "Hovud.versjon", "Hovud.førre", "Hovud.kortnamn", "Hovud.logg"]) => {
            words.aside_versions
        }
        _ if field(&[
            "Hovud.emneord",
            "Hovud.omslag",
            "Hovud.farge",
            "Hovud.logo",
            "Hovud.framside",
            "Hovud.avtalepartar",
        ]) || in_group("Kolofon") =>
        {
            words.aside_front
        }
        _ if field(&[
            "Hovud.bakgrunn",
            "Hovud.vurdering",
            "Hovud.saksfrist",
            "Handsaming.bakgrunn",
            "Handsaming.vurdering",
            "Handsaming.arkivsak",
            "Handsaming.saksfrist",
        ]) =>
        {
            words.aside_case
        }
        Thing::Handling(_) | Thing::Body { .. } => words.aside_handling,
        _ if field(&["Hovud.handsaming", "Hovud.etter_vedtak"]) => words.aside_handling,
        _ if field(&["Tiltak.framdrift", "Tiltak.indikatorar"]) => words.aside_progress,
        _ if field(&["Tiltak.rullering"]) => words.aside_marks,
        _ if field(&["Delmål.var_nummer", "Delmål.delt_frå", "Delmål.slege_saman_av"]) => words.aside_numbers,
        _ => words.aside_other,
    }
}
