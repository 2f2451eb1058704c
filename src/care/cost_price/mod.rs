//! The cost price of a product: what an hour of care costs, what a group or a client costs, and the tariff that covers it, for the
//! sets of parameters of two parties side by side.
//!
//! The elements are those of article 2.3 of the Besluit Jeugdwet: care professionals, other client-bound costs, overhead and
//! indexation. Every parameter carries its definition, its source and the date from which it holds, because comparing sets whose
//! definitions differ is what courts faulted.

mod build_up;
mod check;
mod comparison;
mod difference;
mod labour;
mod offers;
mod parameter;
mod published;
mod sets;

pub use check::warn;
pub use offers::Offer;
pub use parameter::{DatedFigure, OverheadOf, Parameter, ParameterKind, parameter_name};
pub use published::{Published, PublishedKind};

use super::CareError;
use super::staff::StaffStep;
use crate::calendar::Date;
use crate::model::{AxisId, Basis, Draft, Expr, GraphError, Label, NodeId, Origin, Quantity, Value};
use crate::quantity::{Exact, Text, Unit};
use crate::tree::record;
use parameter::quantity;
use sets::{Set, Sets};

record! {
    /// The cost price of a product, by one party or by two side by side.
    pub struct CostPrice as "cost_price" {
        /// The unit of the product: `dagdeel`, `uur` or `etmaal`.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub unit: Unit,
        /// The product whose tariff it is compared with.
        pub product: Option<String>,
        /// The day on which the parameters are laid side by side. Values from a later day are computed beside it.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        pub date: Date,
        /// The functions of the staff, such as mbo, hbo, wo and wo+.
        pub functions: Vec<StaffFunction>,
        /// One party or two; a difference is that of the first less that of the second.
        pub parties: Vec<Party>,
        /// Published amounts to place the outcome against.
        pub published: Option<Vec<Published>>,
        /// What was offered in a negotiation, in order of date.
        pub offers: Option<Vec<Offer>>,
    }
}

record! {
    /// A function of staff.
    pub struct StaffFunction {
        /// Identifier.
        pub id: String,
        /// What it is called.
        pub name: Text,
    }
}

record! {
    /// A party with its parameters.
    pub struct Party {
        /// Identifier.
        pub id: String,
        /// What it is called, such as the provider or the municipality.
        pub name: Text,
        /// Its parameters.
        pub parameters: Vec<Parameter>,
    }
}

/// A cost price that is part of a graph.
#[derive(Clone, Debug)]
pub(crate) struct Added {
    tariff: build_up::Tariff,
    unit: Unit,
    opening: Unit,
    moment: AxisId,
    dates: Vec<Date>,
    parties: Vec<String>,
    set: AxisId,
}

impl CostPrice {
    /// In what the product is given: a group of clients for one unit.
    pub(crate) fn opening(&self) -> Unit {
        [(Unit::UUR, Unit::GROEPSUUR), (Unit::ETMAAL, Unit::GROEPSETMAAL)]
            .iter()
            .find(|(unit, _)| *unit == self.unit)
            .map_or(Unit::GROEPSDAGDEEL, |(_, opening)| *opening)
    }

    /// The hours of one unit of the product: 4 for a dagdeel (code 16 of list WJ756), 24 for an etmaal.
    fn length(&self) -> Exact {
        let hours = [(Unit::UUR, 1), (Unit::ETMAAL, 24)];
        Exact::from_i64(hours.iter().find(|(unit, _)| *unit == self.unit).map_or(4, |(_, hours)| *hours))
    }

    /// All parameters of parties and offers, with their places.
    fn parameters(&self) -> impl Iterator<Item = (&Parameter, String)> {
        let named = |path: String, list: &'_ [Parameter]| -> Vec<String> {
            (0..list.len()).map(|at| format!("{path}.parameters[{at}]")).collect()
        };
        let parties = self
            .parties
            .iter()
            .enumerate()
            .flat_map(move |(at, own)| own.parameters.iter().zip(named(format!("parties[{at}]"), &own.parameters)));
        let offers = self.offers.iter().flatten().enumerate().flat_map(move |(at, own)| {
            let list = own.parameters.as_deref().unwrap_or(&[]);
            list.iter().zip(named(format!("offers[{at}]"), list))
        });
        parties.chain(offers)
    }

    /// Whether some parameter is only known to lie between two values.
    fn has_ranges(&self) -> bool {
        let figures = self.parameters().flat_map(|(own, _)| &own.values);
        figures.into_iter().any(|dated| matches!(dated.amount.leaf(), Value::Range(..)))
    }

    /// The function whose share is the rest of the others; nothing where all give theirs, or there is only one function.
    fn rest(&self) -> Option<usize> {
        let given = |id: &str| {
            self.parameters()
                .any(|(own, _)| own.parameter == ParameterKind::Share && own.function.as_deref() == Some(id))
        };
        self.functions.iter().position(|function| !given(&function.id))
    }

    /// The day of the comparison and the later days from which another value holds.
    pub(crate) fn dates(&self) -> Vec<Date> {
        let later = self.parameters().flat_map(|(own, _)| own.values.iter().map(|dated| dated.from));
        let mut dates: Vec<Date> = later.filter(|from| *from > self.date).chain([self.date]).collect();
        dates.sort_unstable();
        dates.dedup();
        dates
    }

    /// The sets of the parties, then those of their offers.
    fn sets(&self) -> Vec<Set<'_>> {
        let parties = self.parties.iter().map(|party| Set { party, offer: None });
        let offers = self.offers.iter().flatten().filter_map(|offer| {
            let party = self.parties.iter().find(|party| party.id == offer.party)?;
            Some(Set { party, offer: Some(offer) })
        });
        parties.chain(offers).collect()
    }

    /// Adds the whole calculation.
    pub(crate) fn add(&self, draft: &mut Draft, path: &str) -> Result<Added, CareError> {
        let sets = Sets::new(draft, self, path)?;
        let hour = labour::add(draft, &sets)?;
        let tariff = build_up::add(draft, &sets, &hour)?;
        if self.parties.len() > 1 {
            difference::add(draft, &sets, tariff.tariff)?;
        }
        offers::add(draft, &sets, tariff.tariff)?;
        published::add(draft, &sets, tariff.tariff)?;
        comparison::add_curve(draft, &sets, &tariff)?;
        Ok(Added {
            tariff,
            unit: self.unit,
            opening: sets.opening,
            moment: sets.moment,
            set: sets.set,
            parties: self.parties.iter().map(|party| party.id.clone()).collect(),
            dates: sets.dates,
        })
    }
}

/// Formulas as one array along a new axis, each in the place of its label.
fn stacked(
    draft: &mut Draft,
    about: Quantity,
    axis: &str,
    steps: Vec<(Label, Expr)>,
) -> Result<(AxisId, NodeId), CareError> {
    let (labels, formulas): (Vec<Label>, Vec<Expr>) = steps.into_iter().unzip();
    let count = labels.len();
    let name = Text::new("Stap", "Step");
    let id = axis;
    let axis = draft.axis(axis, name.clone(), labels)?;
    let places = (0..count).map(|at| Value::Known(Exact::from_i64(at as i64))).collect();
    let place = draft.input(
        Quantity::integer(format!("{id}-nummer"), name, Unit::NONE),
        &[axis],
        places,
        vec![Origin::of(Basis::Definition)],
    )?;
    let mut chain: Option<Expr> = None;
    for (at, formula) in formulas.into_iter().enumerate().rev() {
        chain = Some(match chain {
            None => formula,
            Some(rest) => place.expr().at_most(Expr::count(at as i64)).then(formula, rest),
        });
    }
    let chain = chain.ok_or_else(|| internal(id))?;
    Ok((axis, draft.formula_along(about, &[axis], chain)?))
}

/// A node that the caller added is not there.
fn internal(id: &str) -> CareError {
    CareError::Graph(GraphError::Open { node: id.to_owned() })
}
