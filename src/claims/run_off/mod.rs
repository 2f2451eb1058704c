//! What is delivered and not yet claimed (*onderhanden werk*): the triangle of claims by month and delay, how it runs off, and what
//! a year comes to in the end.

mod chain_ladder;
mod question;
mod triangle;
mod year;

pub use chain_ladder::{Choices, Expected, LastSigma, RunOff, Step, run_off};
pub use question::{NINETY, Outlook, RunOffAnswer, RunOffAsked, RunOffRow, RunOffStep, RunOffs, rounded};
pub use triangle::{Claimed, Moved, Triangle, TriangleError};
pub use year::{Allocated, FromAllocations, YearEnd, fraction};
