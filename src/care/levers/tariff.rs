//! Another tariff for one product from a date.

use super::super::figure::Figure;
use super::super::timeline::Timeline;
use super::super::{CareError, missing};
use super::{Nature, Variants};
use crate::calendar::Date;
use crate::model::{AxisId, Basis, Draft, Expr, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, Text, Unit};
use crate::tree::{Problems, record};

record! {
    /// Another tariff for one product from a date.
    pub struct TariffLever as "tariff" {
        /// Identifier, unique in the document.
        pub id: String,
        /// What it is called.
        pub name: Text,
        /// Whether it is switched on.
        pub on: bool,
        /// The product.
        pub product: String,
        /// The first day of the new tariff.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub from: Date,
        /// The new tariff, euro per unit of the product.
        pub amount: Figure,
        /// Whether it lasts.
        pub nature: Nature,
    }
}

impl TariffLever {
    /// Notes what does not fit; `unit` gives the unit of a product.
    pub fn check(&self, path: &str, unit: impl Fn(&str) -> Option<Unit>, problems: &mut Problems) {
        match unit(&self.product) {
            Some(unit) => self.amount.expect_at_least(Exact::ZERO, Unit::EURO / unit, problems),
            None => {
                problems.add(missing(&format!("{path}.product"), Text::new("product", "product"), &self.product));
            }
        }
    }

    /// The name of the node that holds its amount.
    pub fn amount_node(&self) -> String {
        format!("maatregel-{}-tarief", self.id)
    }

    /// The name of the node that tells in which variants it is on.
    pub fn switch_node(&self) -> String {
        format!("maatregel-{}-aan", self.id)
    }

    /// The tariffs after this lever: its amount for its product, in the variants that switch it on, from its date.
    #[expect(clippy::too_many_arguments, reason = "each is one part of where a lever works")]
    pub(crate) fn apply(
        &self,
        draft: &mut Draft,
        timeline: &Timeline,
        variants: &Variants,
        before: NodeId,
        axis: AxisId,
        products: &[&str],
        unit: Unit,
        path: &str,
    ) -> Result<NodeId, CareError> {
        let name = |nl: &str, en: &str| Text::owned(format!("{}{nl}", self.name.nl), format!("{}{en}", self.name.en));
        let choice =
            |field: &str| vec![Origin { basis: Basis::Choice, path: Some(format!("{path}.{field}")), note: None }];
        let flag = |holds: bool| Value::Known(Exact::from_i64(i64::from(holds)));
        let amount = self.amount.input(draft, Quantity::amount(self.amount_node(), name("", ""), Unit::EURO / unit))?;
        let on = draft.input(
            Quantity::integer(self.switch_node(), name(" staat aan", " is on"), Unit::NONE),
            &[variants.axis],
            variants.switches(self.nature, self.on),
            choice("on"),
        )?;
        let from = self.from.text();
        let holds = draft.input(
            Quantity::integer(
                format!("maatregel-{}-geldt", self.id),
                name(&format!(" geldt, vanaf {}", from.nl), &format!(" holds, from {}", from.en)),
                Unit::NONE,
            ),
            &[timeline.period],
            timeline.periods.iter().map(|period| flag(self.from <= period.from())).collect(),
            choice("from"),
        )?;
        let mut applies: Expr = on * holds;
        if products.len() > 1 {
            let own = draft.input(
                Quantity::integer(
                    format!("maatregel-{}-product", self.id),
                    name(" geldt voor dit product", " holds for this product"),
                    Unit::NONE,
                ),
                &[axis],
                products.iter().map(|product| flag(*product == self.product)).collect(),
                choice("product"),
            )?;
            applies = applies * own;
        }
        let about = Quantity::amount(
            format!("tarief-na-{}", self.id),
            name(": tarief na deze maatregel", ": tariff after this measure"),
            Unit::EURO / unit,
        );
        Ok(draft.formula(about, applies.then(amount, before))?)
    }
}
