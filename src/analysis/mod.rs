//! Questions about a scenario that take several runs: what each lever contributes.

mod effects;

pub use effects::{Effects, MOST_LEVERS};
