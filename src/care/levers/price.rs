//! Levers on tariffs: a new amount, a percentage, what follows from a group size, a surcharge.

use super::super::figure::Figure;
use super::super::{CareError, missing};
use super::scope::named;
use super::{Scope, World, lever};
use crate::model::{Expr, Quantity};
use crate::quantity::{Exact, RoundingStep, Text, Unit};
use crate::tree::Problems;

lever! {
    /// Another tariff for one product from a date.
    pub struct TariffLever as "tariff" {
        /// The product.
        pub product: String,
        /// The new tariff, euro per unit of the product.
        pub amount: Figure,
    }
}

lever! {
    /// A percentage on tariffs, rounded to the cent.
    pub struct TariffChange as "tariff_change" {
        /// The change as a fraction: 0.03 for 3 % more.
        pub percent: Figure,
    }
}

lever! {
    /// The tariff that follows from a group size: cost per client + cost of the group ÷ size, rounded to the cent.
    pub struct GroupSize as "group_size" {
        /// The product.
        pub product: String,
        /// The clients present on average, in `dagdeel/groepsdagdeel`.
        pub size: Figure,
        /// The cost of the group, in `euro/groepsdagdeel`.
        pub group_cost: Figure,
        /// The cost of a client, in `euro/dagdeel`.
        pub client_cost: Figure,
    }
}

lever! {
    /// A surcharge on the tariff of a product.
    pub struct Surcharge as "surcharge" {
        /// The product that it comes on top of.
        pub product: String,
        /// The surcharge, euro per unit of the product.
        pub amount: Figure,
    }
}

/// The unit of a product; notes that there is no such product.
fn unit_of(product: &str, path: &str, world: &dyn World, problems: &mut Problems) -> Option<Unit> {
    let unit = world.unit(product);
    if unit.is_none() {
        problems.add(missing(&format!("{path}.product"), Text::new("product", "product"), product));
    }
    unit
}

impl TariffLever {
    pub(crate) fn check(&self, path: &str, world: &dyn World, problems: &mut Problems) {
        if let Some(unit) = unit_of(&self.product, path, world, problems) {
            self.amount.expect_at_least(Exact::ZERO, Unit::EURO / unit, problems);
        }
    }

    /// The name of the node that holds its amount.
    pub fn amount_node(&self) -> String {
        format!("maatregel-{}-tarief", self.id)
    }

    pub(crate) fn apply(&self, scope: &mut Scope<'_>, path: &str) -> Result<(), CareError> {
        let head = self.head();
        scope.set_prices(&head, Some(&self.product), path, &|scope, stream, strength| {
            let about = Quantity::amount(self.amount_node(), head.name.clone(), stream.price_unit());
            let amount = scope.figure(&self.amount, about)?;
            Ok(match head.phase_in_months {
                None => strength.then(amount, stream.price),
                Some(_) => (stream.price + strength * (amount - stream.price)).round(RoundingStep::Tariff),
            })
        })
    }
}

impl TariffChange {
    pub(crate) fn check(&self, _path: &str, _world: &dyn World, problems: &mut Problems) {
        self.percent.expect_at_least(Exact::from_i64(-1), Unit::NONE, problems);
    }

    pub(crate) fn apply(&self, scope: &mut Scope<'_>, path: &str) -> Result<(), CareError> {
        let head = self.head();
        scope.set_prices(&head, None, path, &|scope, stream, strength| {
            let about = Quantity::percent(format!("maatregel-{}-percentage", head.id), head.name.clone());
            let percent = scope.figure(&self.percent, about)?;
            Ok((stream.price * (Expr::count(1) + strength * percent)).round(RoundingStep::Tariff))
        })
    }
}

impl GroupSize {
    pub(crate) fn check(&self, path: &str, world: &dyn World, problems: &mut Problems) {
        if let Some(unit) = unit_of(&self.product, path, world, problems) {
            self.size.expect_at_least(Exact::from_scaled_i64(1, 2), unit / Unit::GROEPSDAGDEEL, problems);
            self.group_cost.expect_at_least(Exact::ZERO, Unit::EURO / Unit::GROEPSDAGDEEL, problems);
            self.client_cost.expect_at_least(Exact::ZERO, Unit::EURO / unit, problems);
        }
    }

    pub(crate) fn apply(&self, scope: &mut Scope<'_>, path: &str) -> Result<(), CareError> {
        let head = self.head();
        scope.set_prices(&head, Some(&self.product), path, &|scope, stream, strength| {
            let id = |what: &str| format!("maatregel-{}-{what}", head.id);
            let size = scope.figure(
                &self.size,
                Quantity::new(
                    id("groepsgrootte"),
                    named(&head, ": groepsgrootte", ": group size"),
                    stream.unit / Unit::GROEPSDAGDEEL,
                ),
            )?;
            let group = scope.figure(
                &self.group_cost,
                Quantity::amount(
                    id("groepskosten"),
                    named(&head, ": kosten van de groep", ": cost of the group"),
                    Unit::EURO / Unit::GROEPSDAGDEEL,
                ),
            )?;
            let client = scope.figure(
                &self.client_cost,
                Quantity::amount(
                    id("clientkosten"),
                    named(&head, ": kosten van een cliënt", ": cost of a client"),
                    stream.price_unit(),
                ),
            )?;
            let about = Quantity::amount(id("tarief"), head.name.clone(), stream.price_unit());
            let tariff = scope.draft.formula(about, (client + group / size).round(RoundingStep::Tariff))?;
            Ok((stream.price + strength * (tariff - stream.price)).round(RoundingStep::Tariff))
        })
    }
}

impl Surcharge {
    pub(crate) fn check(&self, path: &str, world: &dyn World, problems: &mut Problems) {
        if let Some(unit) = unit_of(&self.product, path, world, problems) {
            self.amount.expect(Unit::EURO / unit, problems);
        }
    }

    pub(crate) fn apply(&self, scope: &mut Scope<'_>, path: &str) -> Result<(), CareError> {
        let head = self.head();
        scope.set_prices(&head, Some(&self.product), path, &|scope, stream, strength| {
            let about =
                Quantity::amount(format!("maatregel-{}-toeslag", head.id), head.name.clone(), stream.price_unit());
            let amount = scope.figure(&self.amount, about)?;
            Ok((stream.price + strength * amount).round(RoundingStep::Tariff))
        })
    }
}
