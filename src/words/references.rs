//! What prose can refer to: each anchor with the words that a reference without words of its own prints.

use std::collections::BTreeMap;

use super::terms::Terms;
use crate::document::Anchor;
use crate::plan::{Innhald, Plan};

/// The anchors of a plan with the words of a reference to each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct References {
    words: BTreeMap<Anchor, String>,
    /// The numbers of the tables that have a caption.
    tables: BTreeMap<Anchor, usize>,
    /// Where references to things that are not filled in yet lead: to the section that has room for them.
    places: BTreeMap<Anchor, Anchor>,
}

impl References {
    /// The anchors of a plan. Tables and figures are counted as they are printed.
    pub fn of(plan: &Plan) -> Self {
        let terms = Terms::of(plan.hovud.språk);
        let mut words = BTreeMap::new();
        let mut places = BTreeMap::new();
        let mut tables = BTreeMap::new();
        let mut next_table = |anchor: Anchor, words: &mut BTreeMap<Anchor, String>| {
            let number = tables.len() + 1;
            words.insert(anchor.clone(), format!("{} {number}", terms.table));
            tables.insert(anchor, number);
        };
        for seksjon in &plan.hovud.seksjonar {
            let number = match seksjon.nummer {
                Some(number) => format!("{} {number}", terms.section),
                None => format!("«{}»", seksjon.tittel),
            };
            words.extend(seksjon.nummer.map(|nummer| (Anchor::section(nummer), number.clone())));
            let section = seksjon.nummer.map_or_else(|| Anchor::chapter(&seksjon.tittel), Anchor::section);
            let mut unfilled = |anchor: Anchor, words: &mut BTreeMap<Anchor, String>| {
                words.insert(anchor.clone(), number.clone());
                places.insert(anchor, section.clone());
            };
            for innhald in &seksjon.innhald {
                match innhald {
                    Innhald::Delmål { .. } => {
                        for mål in &plan.delmål {
                            words.insert(Anchor::delmål(mål.nummer), format!("{} {}", terms.delmål_small, mål.nummer));
                            if mål.gjeldande().next().is_some() {
                                next_table(Anchor::tiltak_table(mål.nummer), &mut words);
                            }
                            for tiltak in mål.gjeldande() {
                                let text = terms.tiltak_reference(mål.nummer, tiltak.nummer);
                                words.insert(Anchor::tiltak(tiltak.id.as_str()), text);
                            }
                        }
                    }
                    Innhald::Organisasjonskart if plan.hovud.organisasjonskart.is_some() => {
                        words.insert(Anchor::chart(), format!("{} 1", terms.figure));
                    }
                    Innhald::Finansiering if plan.hovud.finansiering.is_some() => {
                        next_table(Anchor::financing(), &mut words);
                        let posts = plan.hovud.finansiering.iter().flat_map(|own| &own.postar);
                        if posts.into_iter().any(|post| post.part.is_some()) {
                            next_table(Anchor::payers(), &mut words);
                        }
                    }
                    Innhald::Oversyn if plan.delmål.iter().any(|own| own.gjeldande().next().is_some()) => {
                        words.insert(Anchor::overview(), number.clone());
                    }
                    Innhald::Ansvar if plan.delmål.iter().any(|own| own.gjeldande().next().is_some()) => {
                        words.insert(Anchor::responsibilities(), number.clone());
                    }
                    Innhald::Forkortingar if plan.har_forkortingar() => {
                        words.insert(Anchor::abbreviations(), number.clone());
                    }
                    Innhald::Møteplan if plan.har_handsaming() => {
                        words.insert(Anchor::meetings(), number.clone());
                    }
                    Innhald::Godkjenningar if !plan.hovud.handsaming.is_empty() => {
                        words.insert(Anchor::approvals(), number.clone());
                    }
                    Innhald::Finansiering => unfilled(Anchor::financing(), &mut words),
                    Innhald::Organisasjonskart => unfilled(Anchor::chart(), &mut words),
                    Innhald::Møteplan => unfilled(Anchor::meetings(), &mut words),
                    Innhald::Godkjenningar => unfilled(Anchor::approvals(), &mut words),
                    _ => {}
                }
            }
        }
        Self { words, tables, places }
    }

    /// The words of a reference, if there is such an anchor.
    pub fn words(&self, anchor: &Anchor) -> Option<&str> {
        self.words.get(anchor).map(String::as_str)
    }

    /// Where a reference to something leads: to itself, or to the section that has room for it while it is not filled in.
    pub fn place<'a>(&'a self, anchor: &'a Anchor) -> &'a Anchor {
        self.places.get(anchor).unwrap_or(anchor)
    }

    /// The number of a table with a caption; 0 if there is none with the anchor.
    pub fn table(&self, anchor: &Anchor) -> usize {
        self.tables.get(anchor).copied().unwrap_or(0)
    }

    /// Every anchor.
    pub fn anchors(&self) -> impl Iterator<Item = &Anchor> {
        self.words.keys()
    }
}
