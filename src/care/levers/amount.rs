//! Levers that are amounts: one-off costs or grants, and one-off contracts outside the catalogue.

use super::super::CareError;
use super::super::figure::Figure;
use super::scope::named;
use super::{Head, Scope, World, flag, lever};
use crate::model::{Basis, Expr, Origin, Quantity};
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

// Each has a line of its own (see `lines.rs`), which it fills in the variants that switch it on. A line that is switched off
// is zero, also where its amount is not known.

/// Fills the line of a lever with an amount a year.
fn fill(scope: &mut Scope<'_>, head: &Head<'_>, path: &str, amount: Expr) -> Result<(), CareError> {
    let Some(at) = scope.streams.iter().position(|stream| stream.ids.iter().any(|id| id == head.id)) else {
        return Ok(());
    };
    let Some(stream) = scope.streams.get(at).cloned() else {
        return Ok(());
    };
    let about = Quantity::integer(
        format!("maatregel-{}-regel", head.id),
        named(head, ": eigen regel", ": line of its own"),
        Unit::NONE,
    );
    let own = stream.ids.iter().map(|id| flag(id == head.id)).collect();
    let own = scope.draft.input(about, &[stream.axis], own, vec![Origin::of(Basis::Definition)])?;
    let filled = scope.switch(head, path)? * own;
    let volume = filled.then(amount * stream.split_share(), stream.volume);
    scope.set_volume(head, at, volume)
}

impl OneOff {
    pub(crate) fn check(&self, _path: &str, _world: &dyn World, problems: &mut Problems) {
        self.amount.expect(Unit::EURO, problems);
    }

    pub(crate) fn apply(&self, scope: &mut Scope<'_>, path: &str) -> Result<(), CareError> {
        let head = self.head();
        let about = Quantity::amount(format!("maatregel-{}-bedrag", head.id), head.name.clone(), Unit::EURO);
        let amount = scope.figure(&self.amount, about)?;
        fill(scope, &head, path, amount / Expr::number(Exact::ONE, Unit::JAAR))
    }
}

impl Maatwerk {
    pub(crate) fn check(&self, _path: &str, _world: &dyn World, problems: &mut Problems) {
        self.contracts.expect_at_least(Exact::ZERO, Unit::CONTRACT / Unit::JAAR, problems);
        self.value.expect_at_least(Exact::ZERO, Unit::EURO / Unit::CONTRACT, problems);
    }

    pub(crate) fn apply(&self, scope: &mut Scope<'_>, path: &str) -> Result<(), CareError> {
        let head = self.head();
        let contracts = scope.figure(
            &self.contracts,
            Quantity::new(
                format!("maatregel-{}-contracten", head.id),
                named(&head, ": contracten", ": contracts"),
                Unit::CONTRACT / Unit::JAAR,
            ),
        )?;
        let value = scope.figure(
            &self.value,
            Quantity::amount(
                format!("maatregel-{}-waarde", head.id),
                named(&head, ": gemiddelde waarde", ": average value"),
                Unit::EURO / Unit::CONTRACT,
            ),
        )?;
        let held = scope.held(&head, path)?;
        fill(scope, &head, path, contracts * value * held)
    }
}
