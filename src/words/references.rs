//! What prose can refer to: each anchor with the words that a reference without words of its own prints.

use std::collections::BTreeMap;

use super::terms::Terms;
use crate::plan::{Innhald, Plan};

/// The anchor of the organisation chart.
pub const CHART: &str = "organisasjonskart";
/// The anchor of the financing table.
pub const FINANCING: &str = "finansiering";
/// The anchor of the meeting table.
pub const MEETINGS: &str = "møteplan";
/// The anchor of the approval table.
pub const APPROVALS: &str = "godkjenningar";

/// The anchor of the proposal for a decision.
pub const PROPOSAL: &str = "framlegg";
/// The anchor of the account of the yearly update.
pub const ACCOUNT: &str = "rullering";

/// The anchor of a section.
pub fn section(nummer: u16) -> String {
    format!("pkt-{nummer}")
}

/// The anchor of a delmål.
pub fn delmål(nummer: u16) -> String {
    format!("delmål-{nummer}")
}

/// The anchor of the table of a delmål's tiltak.
pub fn tiltak_table(nummer: u16) -> String {
    format!("tabell-delmål-{nummer}")
}

/// Whether a name is, or could be, the anchor of something other than a tiltak.
pub fn is_reserved(name: &str) -> bool {
    let starts = ["pkt-", "delmål-", "tabell-", "rullering-"];
    let whole = [CHART, FINANCING, MEETINGS, APPROVALS, PROPOSAL, ACCOUNT];
    starts.iter().any(|start| name.starts_with(start)) || whole.contains(&name) || name.contains("--")
}

/// The anchors of a plan with the words of a reference to each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct References {
    words: BTreeMap<String, String>,
    /// The numbers of the tables that have a caption.
    tables: BTreeMap<String, usize>,
}

impl References {
    /// The anchors of a plan. Tables and figures are counted as they are printed.
    pub fn of(plan: &Plan) -> Self {
        let terms = Terms::of(plan.hovud.språk);
        let mut words = BTreeMap::new();
        let mut tables = BTreeMap::new();
        let mut next_table = |anchor: String, words: &mut BTreeMap<String, String>| {
            let number = tables.len() + 1;
            words.insert(anchor.clone(), format!("{} {number}", terms.table));
            tables.insert(anchor, number);
        };
        for seksjon in &plan.hovud.seksjonar {
            let number = format!("{} {}", terms.section, seksjon.nummer);
            words.insert(section(seksjon.nummer), number.clone());
            for innhald in &seksjon.innhald {
                match innhald {
                    Innhald::Delmål { .. } => {
                        for mål in &plan.delmål {
                            words.insert(delmål(mål.nummer), format!("{} {}", terms.delmål_small, mål.nummer));
                            if mål.gjeldande().next().is_some() {
                                next_table(tiltak_table(mål.nummer), &mut words);
                            }
                            for tiltak in mål.gjeldande() {
                                let text = (terms.tiltak_reference)(mål.nummer, tiltak.nummer);
                                words.insert(tiltak.id.to_string(), text);
                            }
                        }
                    }
                    Innhald::Organisasjonskart if plan.hovud.organisasjonskart.is_some() => {
                        words.insert(CHART.into(), format!("{} 1", terms.figure));
                    }
                    Innhald::Finansiering if plan.hovud.finansiering.is_some() => {
                        next_table(FINANCING.into(), &mut words);
                    }
                    Innhald::Møteplan if plan.har_møte() => {
                        words.insert(MEETINGS.into(), number.clone());
                    }
                    Innhald::Godkjenningar if !plan.hovud.handsaming.is_empty() => {
                        words.insert(APPROVALS.into(), number.clone());
                    }
                    _ => {}
                }
            }
        }
        Self { words, tables }
    }

    /// The words of a reference, if there is such an anchor.
    pub fn words(&self, anchor: &str) -> Option<&str> {
        self.words.get(anchor).map(String::as_str)
    }

    /// The number of a table with a caption; 0 if there is none with the anchor.
    pub fn table(&self, anchor: &str) -> usize {
        self.tables.get(anchor).copied().unwrap_or(0)
    }

    /// Every anchor.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }
}
