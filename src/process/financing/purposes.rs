//! What money is for, by what a cell says of it: the id of a tiltak, its title, its number, or a delmål.

use std::collections::BTreeMap;

use crate::data::sheet::SheetCell;
use crate::finding::did_you_mean;
use crate::plan::{Formål, MONTH_NAMES, Plan, TiltakId};

use super::{short, unreadable};

/// Why a cell names nothing, and what to do.
pub(super) type PurposeError = (String, String);

/// What the money of a plan may be for.
pub(super) struct Purposes<'a> {
    plan: &'a Plan,
    /// The tiltak by their ids and their titles, in small letters.
    ids: BTreeMap<String, &'a TiltakId>,
    titles: BTreeMap<String, Vec<&'a TiltakId>>,
    /// The tiltak by the number of their delmål and their own.
    numbers: BTreeMap<(u16, u16), &'a TiltakId>,
}

impl<'a> Purposes<'a> {
    /// Collects the purposes of a plan.
    pub(super) fn of(plan: &'a Plan) -> Self {
        let mut own = Self { plan, ids: BTreeMap::new(), titles: BTreeMap::new(), numbers: BTreeMap::new() };
        for (delmål, tiltak) in plan.tiltak() {
            own.ids.entry(tiltak.id.as_str().to_lowercase()).or_insert(&tiltak.id);
            own.titles.entry(tiltak.tittel.trim().to_lowercase()).or_default().push(&tiltak.id);
            own.numbers.entry((delmål.nummer, tiltak.nummer)).or_insert(&tiltak.id);
        }
        own
    }

    /// Whether a text is the id or the title of a tiltak.
    pub(super) fn is_tiltak(&self, text: &str) -> bool {
        let small = text.to_lowercase();
        self.ids.contains_key(&small) || self.titles.contains_key(&small)
    }

    /// What a cell names. Where zeros at the end of numbers may be lost, 1.1 may be 1.10.
    pub(super) fn find(&self, cell: &SheetCell, zeros_are_lost: bool) -> Result<Formål, PurposeError> {
        if let Some(unknown) = unreadable(cell) {
            return Err(unknown);
        }
        let text = cell.to_string();
        let small = text.to_lowercase();
        if let Some(id) = self.ids.get(&small) {
            return Ok(Formål::Tiltak((*id).clone()));
        }
        // What was paid for tiltak that are gone stays as it is named.
        if let Some(title) = ["avslutta:", "avsluttet:"].iter().find_map(|word| small.strip_prefix(word)) {
            let posts = self.plan.hovud.finansiering.iter().flat_map(|money| &money.postar);
            let ended = posts.filter_map(|post| match &post.formål {
                Formål::Avslutta(own) if own.to_lowercase() == title.trim() => Some(own),
                _ => None,
            });
            if let Some(own) = ended.into_iter().next() {
                return Ok(Formål::Avslutta(own.clone()));
            }
        }
        match self.titles.get(&small).map(Vec::as_slice) {
            None | Some([]) => {}
            Some([only]) => return Ok(Formål::Tiltak((*only).clone())),
            Some(several) => {
                return Err((format!("fleire tiltak heiter «{}»", short(&text)), write_one_of(several)));
            }
        }
        let bare = small.trim_start_matches("tiltak").trim_start_matches("delmål").trim();
        let numbers: Option<Vec<u16>> = bare.split('.').map(|part| part.trim().parse().ok()).collect();
        match numbers.as_deref() {
            Some([number])
                if small.starts_with("delmål") && self.plan.delmål.iter().any(|own| own.nummer == *number) =>
            {
                Ok(Formål::Delmål(*number))
            }
            Some([delmål, tiltak]) => self
                .numbered(*delmål, *tiltak, zeros_are_lost && bare == small)
                .unwrap_or_else(|| Err(self.unknown(cell))),
            _ => Err(self.unknown(cell)),
        }
    }

    /// The tiltak with a number, if there is one.
    fn numbered(&self, delmål: u16, tiltak: u16, zeros_are_lost: bool) -> Option<Result<Formål, PurposeError>> {
        let factors: &[u16] = if zeros_are_lost { &[1, 10, 100] } else { &[1] };
        let numbers = factors.iter().filter_map(|factor| tiltak.checked_mul(*factor));
        let found: Vec<(u16, &TiltakId)> =
            numbers.filter_map(|number| Some((number, *self.numbers.get(&(delmål, number))?))).collect();
        match found.as_slice() {
            [] => None,
            [(number, id)] if *number == tiltak => Some(Ok(Formål::Tiltak((*id).clone()))),
            several => {
                let names: Vec<String> = several.iter().map(|(number, _)| format!("{delmål}.{number}")).collect();
                let ids: Vec<&TiltakId> = several.iter().map(|(_, id)| *id).collect();
                let message = format!(
                    "«{delmål}.{tiltak}» kan vere tiltak {}, for reknearket tek bort nullar sist i tal",
                    names.join(" eller ")
                );
                Some(Err((message, write_one_of(&ids))))
            }
        }
    }

    fn unknown(&self, cell: &SheetCell) -> PurposeError {
        let text = cell.to_string();
        if text.is_empty() {
            return (
                "her manglar formålet".into(),
                "Skriv id-en til eit tiltak, nummeret (1.2) eller «Delmål 2»".into(),
            );
        }
        let small = text.to_lowercase();
        // Spreadsheets make a date of "1.2".
        let months = MONTH_NAMES.iter().map(|month| &month[..3]);
        let of_month =
            small.split(['.', ' ', '-', '/']).any(|word| months.clone().any(|month| word.starts_with(month)));
        let is_day = small.parse::<f64>().is_ok_and(|day| day > 30_000.0) || small.matches('-').count() == 2;
        let looks_like_date = small.starts_with(|c: char| c.is_ascii_digit()) && (of_month || is_day);
        let date = (looks_like_date || matches!(cell, SheetCell::Date(_)))
            .then(|| "Reknearket har gjort nummeret om til ein dato: skriv id-en til tiltaket i staden".to_string());
        let hint = date
            .or_else(|| did_you_mean(&small, self.plan.tiltak().map(|(_, own)| own.id.as_str())))
            .unwrap_or_else(|| "Skriv id-en til eit tiltak, nummeret (1.2) eller «Delmål 2»".into());
        (format!("«{}» er ikkje noko tiltak eller delmål i planen", short(&text)), hint)
    }
}

fn write_one_of(ids: &[&TiltakId]) -> String {
    let ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
    format!("Skriv id-en: {}", ids.join(" eller "))
}
