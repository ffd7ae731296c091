//! The rules. Each takes the subject and adds what it finds; its code, how much it matters and why stand in `table`.

pub mod approved;
pub mod complete;
pub mod follow;
pub mod images;
pub mod money;
pub mod numbering;
pub mod parties;
pub mod progress;
pub mod register;
pub mod sound;
pub mod time;
pub mod wording;
