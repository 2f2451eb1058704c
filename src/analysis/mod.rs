//! Questions about a scenario that take several runs: what each lever contributes, and which input gives an outcome.

mod effects;
mod orders;
mod seek;

pub use effects::{Effects, MOST_LEVERS};
pub use orders::ORDERS;
pub use seek::{Crossing, Seek, Side};
