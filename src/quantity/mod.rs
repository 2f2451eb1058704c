//! Amounts, units and rounding, and Dutch numbers in and out.
//!
//! An amount is an [`Exact`] decimal. It has no arithmetic operators: every step that can overflow
//! says so in its type. What an amount is counted in is a [`Unit`]; where it may be rounded is a
//! [`RoundingStep`].

mod apportion;
mod exact;
mod law;
mod money;
mod normal;
mod number;
mod random;
mod rounding;
mod text;
mod unit;

pub use apportion::{ApportionError, ShareError, apportion, round_parts, shares};
pub use exact::{Exact, Overflow};
pub use law::{Law, P95};
pub use money::{Money, MoneyError};
pub use normal::Normal;
pub use number::{NumberError, per_dagdeel, read_number, write_number};
pub use random::Random;
pub use rounding::RoundingStep;
pub(crate) use text::excerpt;
pub use text::{Lang, Text};
pub use unit::{BaseUnit, Unit, UnitError};
