//! What prose can refer to: each anchor with the words that a reference without words of its own prints.

use std::collections::BTreeMap;

use super::terms::Terms;
use crate::document::Anchor;
use crate::plan::{Innhald, Path, Plan};

/// The anchors of a plan with the words of a reference to each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct References {
    words: BTreeMap<Anchor, Reference>,
    /// The numbers of the tables that have a caption.
    tables: BTreeMap<Anchor, usize>,
    /// Where references to things that are not filled in yet lead: to the section that has room for them.
    places: BTreeMap<Anchor, Anchor>,
}

/// What a reference without words of its own prints.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reference {
    words: String,
    /// The number or the title that the words tell; those of tables and figures are counted.
    path: Option<Path>,
}

impl References {
    /// The anchors of a plan. Tables and figures are counted as they are printed.
    pub fn of(plan: &Plan) -> Self {
        let terms = Terms::of(plan.hovud.språk);
        let mut words = BTreeMap::new();
        let mut places = BTreeMap::new();
        let mut tables = BTreeMap::new();
        let counted = |words: String| Reference { words, path: None };
        let mut next_table = |anchor: Anchor, words: &mut BTreeMap<Anchor, Reference>| {
            let number = tables.len() + 1;
            words.insert(anchor.clone(), counted(format!("{} {number}", terms.table)));
            tables.insert(anchor, number);
        };
        for (seksjon, path) in plan.walk().seksjonar() {
            let (number, field) = match seksjon.nummer {
                Some(number) => (format!("{} {number}", terms.section), "nummer"),
                None => (format!("«{}»", seksjon.tittel), "tittel"),
            };
            let number = Reference { words: number, path: Some(path.field(field)) };
            words.extend(seksjon.nummer.map(|nummer| (Anchor::section(nummer), number.clone())));
            let section = seksjon.nummer.map_or_else(|| Anchor::chapter(&seksjon.tittel), Anchor::section);
            let mut unfilled = |anchor: Anchor, words: &mut BTreeMap<Anchor, Reference>| {
                words.insert(anchor.clone(), number.clone());
                places.insert(anchor, section.clone());
            };
            for innhald in &seksjon.innhald {
                match innhald {
                    Innhald::Delmål { .. } => {
                        for (mål, path) in plan.walk().delmål() {
                            let told = |words: String, of: &Path| Reference { words, path: Some(of.field("nummer")) };
                            let text = format!("{} {}", terms.delmål_small, mål.nummer);
                            words.insert(Anchor::delmål(mål.nummer), told(text, &path));
                            if mål.current_tiltak().next().is_some() {
                                next_table(Anchor::tiltak_table(mål.nummer), &mut words);
                            }
                            for (tiltak, path) in mål.placed_tiltak(&path).filter(|(own, _)| !own.has_ended()) {
                                let text = terms.tiltak_reference(mål.nummer, tiltak.nummer);
                                words.insert(Anchor::tiltak(tiltak.id.as_str()), told(text, &path));
                            }
                        }
                    }
                    Innhald::Organisasjonskart if plan.hovud.organisasjonskart.is_some() => {
                        words.insert(Anchor::chart(), counted(format!("{} 1", terms.figure)));
                    }
                    Innhald::Finansiering if plan.hovud.finansiering.is_some() => {
                        if plan.has_financing_summary() {
                            next_table(Anchor::financing_summary(), &mut words);
                        }
                        next_table(Anchor::financing(), &mut words);
                        let posts = plan.hovud.finansiering.iter().flat_map(|own| &own.postar);
                        if posts.into_iter().any(|post| post.part.is_some()) {
                            next_table(Anchor::payers(), &mut words);
                        }
                    }
                    Innhald::Oversyn if plan.delmål.iter().any(|own| own.current_tiltak().next().is_some()) => {
                        words.insert(Anchor::overview(), number.clone());
                    }
                    Innhald::Ansvar if plan.delmål.iter().any(|own| own.current_tiltak().next().is_some()) => {
                        words.insert(Anchor::responsibilities(), number.clone());
                    }
                    Innhald::Forkortingar if plan.has_forkortingar() => {
                        words.insert(Anchor::abbreviations(), number.clone());
                    }
                    Innhald::Møteplan if plan.has_handsaming() => {
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
        self.words.get(anchor).map(|own| own.words.as_str())
    }

    /// The value whose number or title the words of a reference tell.
    pub fn path(&self, anchor: &Anchor) -> Option<&Path> {
        self.words.get(anchor)?.path.as_ref()
    }

    /// Where a reference to something leads: to itself, or to the section that has room for it while it is not filled in.
    pub fn target<'a>(&'a self, anchor: &'a Anchor) -> &'a Anchor {
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
