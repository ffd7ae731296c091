//! The kept versions of a plan that matter to it as it is: the current one, those that bodies have decided on, and those that
//! took in what was changed.

use std::collections::BTreeMap;
use std::path::Path;

use super::{load, versions};
use crate::plan::{Plan, Vedtak};

/// The kept versions of a plan that matter to it, by their numbers.
#[derive(Debug, Clone, Default)]
pub struct KeptPlans(BTreeMap<String, Plan>);

impl KeptPlans {
    /// Reads those that are kept in a plan's folder, also for one of them. One that can't be read is as if it were not kept.
    pub fn read(folder: &Path, plan: &Plan) -> Self {
        let folder = &versions::original_plan_folder(folder);
        let there = versions::kept_version_numbers(folder);
        if there.is_empty() {
            return Self::default();
        }
        let hovud = &plan.hovud;
        let decisions = hovud.handsaming.iter().flat_map(|own| &own.organ).flat_map(|organ| &organ.vedtak);
        let decided = decisions.flat_map(|vedtak| {
            let about = plan.version_decided_on(vedtak).map(|row| row.versjon.as_str());
            about.into_iter().chain(vedtak.teke_inn_i.as_deref())
        });
        let changed = hovud.etter_vedtak.iter().map(|own| own.versjon.as_str());
        let mut wanted: Vec<&str> = [hovud.versjon.as_str()].into_iter().chain(decided).chain(changed).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let kept = wanted.into_iter().filter(|version| there.iter().any(|own| own == version));
        Self(
            kept.filter_map(|own| Some((own.to_string(), load(&versions::copy_folder(folder, own)).plan.ok()?)))
                .collect(),
        )
    }

    /// All of them.
    pub fn all(&self) -> &BTreeMap<String, Plan> {
        &self.0
    }

    /// A version, by its number.
    pub fn get(&self, version: &str) -> Option<&Plan> {
        self.0.get(version)
    }

    /// The version that a decision was about.
    pub fn version_decided_on(&self, plan: &Plan, vedtak: &Vedtak) -> Option<&Plan> {
        self.get(&plan.version_decided_on(vedtak)?.versjon)
    }
}

impl FromIterator<(String, Plan)> for KeptPlans {
    fn from_iter<I: IntoIterator<Item = (String, Plan)>>(plans: I) -> Self {
        Self(plans.into_iter().collect())
    }
}
