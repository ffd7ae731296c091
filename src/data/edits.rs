//! Edits: changes of a plan as data. Comes in: what is to be another, by path, or the plan that is meant. Goes out: the texts of
//! the plan's files with the edits in, and all else in them byte for byte as it was; or the values of the plan with them in.
//! Every path is one of the plan as it was before the first of the edits.

mod apply;
mod between;
mod collisions;
mod numbering;
mod values;
mod written;

pub use apply::apply_to_files;
pub use between::edits_between;
pub use collisions::EditError;
pub use numbering::{delmål_numbering, tiltak_numbering};
pub use values::{apply_to_plan, value_at};
pub use written::{has_json_form_of, to_ron};

pub use crate::plan::Edit;
