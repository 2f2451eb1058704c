//! Substitution: a share of the clients of one product goes to another, such as from residential to ambulant care.

use super::super::figure::Figure;
use super::super::{CareError, missing};
use super::scope::named;
use super::{Scope, World, flag, lever};
use crate::model::{Expr, Quantity};
use crate::quantity::{Exact, Text, Unit};
use crate::tree::{Problem, Problems};

lever! {
    /// A share of the volume of one product is replaced by another product. What the change itself costs is a `one_off`.
    pub struct Substitution as "substitution" {
        /// The product that gets less.
        pub product: String,
        /// The product that takes over.
        pub into: String,
        /// The share of the first product's volume that goes, from 0 to 1.
        pub share: Figure,
        /// Units of the second product that replace one unit of the first, such as `uur/etmaal`; `1` in one unit.
        pub units: Figure,
    }
}

impl Substitution {
    pub(crate) fn check(&self, path: &str, world: &dyn World, problems: &mut Problems) {
        self.share.expect_share(problems);
        let mut unit = |field: &str, id: &str| {
            let found = world.unit(id);
            if found.is_none() {
                problems.add(missing(&format!("{path}.{field}"), Text::new("product", "product"), id));
            }
            found
        };
        if let (Some(from), Some(into)) = (unit("product", &self.product), unit("into", &self.into)) {
            self.units.expect_at_least(Exact::ZERO, into / from, problems);
        }
        if self.product == self.into {
            let message = Text::owned(
                format!("{path}.into: een product kan zichzelf niet vervangen."),
                format!("{path}.into: a product cannot replace itself."),
            );
            problems.add(Problem::at(&format!("{path}.into"), "substitution", message));
        }
    }

    pub(crate) fn apply(&self, scope: &mut Scope<'_>, path: &str) -> Result<(), CareError> {
        let head = self.head();
        let at = |scope: &Scope<'_>, id: &str| {
            let stream = scope.streams.iter().position(|stream| stream.ids.iter().any(|own| own == id))?;
            let place = scope.streams.get(stream)?.ids.iter().position(|own| own == id)?;
            Some((stream, place))
        };
        let (Some((source, place)), Some((target, _))) = (at(scope, &self.product), at(scope, &self.into)) else {
            return Ok(());
        };
        let (Some(from), Some(into)) = (scope.streams.get(source).cloned(), scope.streams.get(target).cloned()) else {
            return Ok(());
        };
        let id = |what: &str| format!("maatregel-{}-{what}", head.id);
        let share = scope.figure(&self.share, Quantity::percent(id("deel"), named(&head, ": deel", ": share")))?;
        let per_unit = scope.figure(
            &self.units,
            Quantity::new(
                id("eenheden"),
                named(&head, ": eenheden in de plaats", ": units instead"),
                into.unit / from.unit,
            ),
        )?;
        let Some(strength) = scope.strength(&head, Some(&self.product), &from, path)? else {
            return Ok(());
        };
        // What goes, by period, variant and product of the first stream; only the one product of it is not zero.
        let about = Quantity::new(
            id("gaat-over"),
            named(&head, ": volume dat overgaat", ": volume that goes over"),
            from.volume_unit(),
        );
        let gone = from.volume * strength.clone() * share;
        let gone = scope.draft.formula(about, strength.then(gone, Expr::ZERO))?;
        scope.set_volume(&head, source, from.volume - gone)?;
        let about = Quantity::new(
            id("vervangt"),
            named(&head, ": volume dat vervangt", ": volume that replaces"),
            into.volume_unit(),
        );
        let left = gone.at(from.axis, place);
        let taken = left.clone().equals(Expr::ZERO).then(Expr::ZERO, left * per_unit);
        let taken = scope.draft.formula(about, taken)?;
        let own = into.ids.iter().map(|own| flag(*own == self.into)).collect();
        let about =
            Quantity::integer(id("naar"), named(&head, ": vervangend product", ": product that replaces"), Unit::NONE);
        let origin =
            crate::model::Origin { basis: crate::model::Basis::Choice, path: Some(format!("{path}.into")), note: None };
        let receives = scope.draft.input(about, &[into.axis], own, vec![origin])?;
        // The target may be the same stream, whose volume has just changed.
        let Some(now) = scope.streams.get(target).map(|stream| stream.volume) else {
            return Ok(());
        };
        let mut after = head;
        let second = format!("{}-erbij", head.id);
        after.id = &second;
        scope.set_volume(&after, target, receives.expr().then(now + taken, now))
    }
}
