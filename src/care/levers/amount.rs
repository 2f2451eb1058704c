//! Levers that are amounts: one-off costs or grants, and one-off contracts outside the catalogue.

use super::super::CareError;
use super::super::figure::Figure;
use super::{Scope, World, lever};
use crate::quantity::{Exact, Unit};
use crate::tree::Problems;

lever! {
    /// A single amount on its first day: a cost, or where it is negative a grant. Unknown stays unknown.
    pub struct OneOff as "one_off" {
        /// The amount, in `euro`.
        pub amount: Figure,
    }
}

lever! {
    /// One-off contracts outside the catalogue: number × average value, spread over the year in twelfths.
    pub struct Maatwerk as "maatwerk" {
        /// Contracts a year, in `contract/jaar`.
        pub contracts: Figure,
        /// The average value, in `euro/contract`.
        pub value: Figure,
    }
}

// Both are lines of their own (see `lines.rs`), which their switch turns on; they change no stream.

impl OneOff {
    pub(crate) fn check(&self, _path: &str, _world: &dyn World, problems: &mut Problems) {
        self.amount.expect(Unit::EURO, problems);
    }

    pub(crate) fn apply(&self, _scope: &mut Scope<'_>, _path: &str) -> Result<(), CareError> {
        Ok(())
    }
}

impl Maatwerk {
    pub(crate) fn check(&self, _path: &str, _world: &dyn World, problems: &mut Problems) {
        self.contracts.expect_at_least(Exact::ZERO, Unit::CONTRACT / Unit::JAAR, problems);
        self.value.expect_at_least(Exact::ZERO, Unit::EURO / Unit::CONTRACT, problems);
    }

    pub(crate) fn apply(&self, _scope: &mut Scope<'_>, _path: &str) -> Result<(), CareError> {
        Ok(())
    }
}
