//! What has changed from one plan to another, in the plans' own terms: two plans in, the differences out, in the order of the
//! plan, each with the value in both and where it stands there. The plans are compared field by field, by the table of fields.
//! Tiltak are the same by their id, whatever delmål they stand under and whatever number they have.

mod difference;
mod finder;
mod importance;
mod pairs;
mod sentence;
mod telling;
mod texts;
mod thing;
mod values;

use std::collections::BTreeSet;

pub use self::difference::{Difference, DifferenceKind};
use self::finder::PlanComparer;
pub use self::importance::Importance;
pub use self::telling::{ChangeSentence, Named, telling};
pub use self::thing::Thing;
use crate::plan::{Plan, TiltakId};

/// What has changed, in the order of the new plan; what is gone stands after what was before it.
pub fn changes(old: &Plan, new: &Plan) -> Vec<Difference> {
    PlanComparer::new(old, new).differences()
}

/// Whether two plans have a tiltak in common.
pub fn share_a_tiltak(old: &Plan, new: &Plan) -> bool {
    let ours: BTreeSet<&TiltakId> = new.tiltak().map(|(_, tiltak)| &tiltak.id).collect();
    ours.is_empty() || old.tiltak().any(|(_, tiltak)| ours.contains(&tiltak.id))
}
