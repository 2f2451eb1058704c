//! Growth each year, compounded.

use super::super::CareError;
use super::super::figure::Figure;
use super::scope::named;
use super::{Scope, World, lever};
use crate::model::{Expr, Kind, Quantity};
use crate::quantity::{Exact, Unit};
use crate::tree::Problems;

lever! {
    /// Growth or decline of volume by a percentage each year: once from its first day, and again each first of January after.
    pub struct Growth as "growth" {
        /// The change each year as a fraction: 0.02 for 2 % more.
        pub percent: Figure,
    }
}

impl Growth {
    pub(crate) fn check(&self, _path: &str, _world: &dyn World, problems: &mut Problems) {
        self.percent.expect_at_least(Exact::from_i64(-1), Unit::NONE, problems);
    }

    pub(crate) fn apply(&self, scope: &mut Scope<'_>, path: &str) -> Result<(), CareError> {
        let head = self.head();
        let about = Quantity::percent(format!("maatregel-{}-percentage", head.id), head.name.clone());
        let percent = scope.figure(&self.percent, about)?;
        let steps = scope.yearly_steps(&head, path)?;
        let id = format!("maatregel-{}-factor", head.id);
        let about = Quantity::new(id, named(&head, ": factor", ": factor"), Unit::NONE).decimals(4);
        let factor = scope.draft.declare(about, &[scope.timeline.period], Kind::Rate)?;
        let before = factor.lag(1, Expr::count(1));
        scope.draft.define(factor, before.clone() * (Expr::count(1) + steps * percent))?;
        scope.scale_volumes(&head, path, &|_, _| Ok(Some(factor - Expr::count(1))))
    }
}
