//! What is delivered and not yet claimed (*onderhanden werk*): the triangle of claims by month and delay, and how it runs off.

mod chain_ladder;
mod triangle;

pub use chain_ladder::{Choices, Expected, LastSigma, RunOff, Step, run_off};
pub use triangle::{Claimed, Moved, Triangle, TriangleError};
