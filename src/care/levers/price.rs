//! Levers on tariffs: a new amount, a percentage, what follows from a group size, a surcharge.

use super::super::figure::Figure;
use super::super::{CareError, missing};
use super::scope::named;
use super::{Scope, Stream, World, lever};
use crate::calendar::Date;
use crate::model::{Expr, Label, Quantity};
use crate::quantity::{Exact, RoundingStep, Text, Unit};
use crate::tree::{Problem, Problems};

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
    /// The tariff that follows from the cost price of a party, on the day from which the lever works.
    pub struct CostPriceLever as "cost_price" {
        /// The product.
        pub product: String,
        /// The party whose cost price it is.
        pub party: String,
        /// Whether it follows values of the parameters that hold from a later day.
        pub follow: Option<bool>,
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

/// A price that a lever changes, rounded to the cent. Where the lever does not work the price stays as it is, also where it has
/// more decimals, such as costs per client.
fn rounded(strength: Expr, stream: &Stream, changed: Expr) -> Expr {
    strength.then(changed.round(RoundingStep::Tariff), stream.price)
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
                Some(_) => rounded(strength.clone(), stream, stream.price + strength * (amount - stream.price)),
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
            Ok(rounded(strength.clone(), stream, stream.price * (Expr::count(1) + strength * percent)))
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
            Ok(rounded(strength.clone(), stream, stream.price + strength * (tariff - stream.price)))
        })
    }
}

impl CostPriceLever {
    pub(crate) fn check(&self, path: &str, world: &dyn World, problems: &mut Problems) {
        let unit = unit_of(&self.product, path, world, problems);
        let Some(cost_price) = world.cost_price() else {
            let message = Text::owned(
                format!("{path}: dit document heeft geen kostprijs; voeg het onderdeel cost_price toe."),
                format!("{path}: this document has no cost price; add the part cost_price."),
            );
            return problems.add(Problem::at(path, "no-cost-price", message));
        };
        if !cost_price.parties.iter().any(|party| party.id == self.party) {
            problems.add(missing(&format!("{path}.party"), Text::new("partij", "party"), &self.party));
        }
        if let Some(unit) = unit.filter(|unit| *unit != cost_price.unit) {
            let found = cost_price.unit;
            let message = Text::owned(
                format!("{path}.product: de kostprijs is per {found}, dit product gaat per {unit}."),
                format!("{path}.product: the cost price is per {found}, this product is per {unit}."),
            );
            let problem = Problem::at(&format!("{path}.product"), "unit", message);
            problems.add(problem.with(found.to_string(), unit.to_string()));
        }
    }

    pub(crate) fn apply(&self, scope: &mut Scope<'_>, path: &str) -> Result<(), CareError> {
        let head = self.head();
        scope.set_prices(&head, Some(&self.product), path, &|scope, stream, strength| {
            let Some(cost_price) = scope.cost_price else {
                return Ok(stream.price.expr());
            };
            let of = cost_price.of(scope.draft, &self.party)?;
            let about =
                Quantity::amount(format!("maatregel-{}-tarief", head.id), head.name.clone(), stream.price_unit());
            let place = |day: Date| of.dates.iter().rposition(|date| *date <= day).unwrap_or(0);
            let formula = match self.follow {
                Some(true) => {
                    let holding = |label: &Label| label.period.map(|period| place(period.from()));
                    let by = scope.draft.grouping(scope.timeline.period, of.moment, holding)?;
                    of.tariff.expand(by)
                }
                _ => of.tariff.at(of.moment, place(self.from)),
            };
            let tariff = scope.draft.formula(about, formula)?;
            Ok(match head.phase_in_months {
                None => strength.then(tariff, stream.price),
                Some(_) => rounded(strength.clone(), stream, stream.price + strength * (tariff - stream.price)),
            })
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
            Ok(rounded(strength.clone(), stream, stream.price + strength * amount))
        })
    }
}
