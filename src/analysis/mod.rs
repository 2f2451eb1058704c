//! Questions about a scenario that take several runs: what each lever contributes, what lies between, which input gives an
//! outcome, how sure it is.

mod corners;
mod decompose;
mod effects;
mod orders;
mod seek;
mod simulate;

pub use corners::{MOST_RANGES, Ranges};
pub use decompose::{Causes, Counted, Counts, decompose};
pub use effects::{Divided, Effects, MOST_LEVERS, Shares};
pub use orders::ORDERS;
pub use seek::{Crossing, Seek, Side};
pub use simulate::{Estimated, MOST_RANKED, Outcome, Pair, QUANTILES, Simulation, Uncertain, factor, pearson};
