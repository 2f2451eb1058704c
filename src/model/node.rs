//! What is known of one quantity: its name, unit, kind and where it comes from.

use std::sync::Arc;

use super::axis::AxisId;
use super::expr::{Expr, NodeId};
use super::number::Value;
use crate::quantity::{Exact, Text, Unit};

/// Over what a quantity may be added up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Something per period, such as costs: adds up over every axis, time included.
    Flow,
    /// A count at one time, such as clients: adds up over every axis but time.
    Stock,
    /// A tariff, share or average: never adds up.
    Rate,
}

/// How the values of a quantity are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// An amount of money.
    Amount,
    /// A number with decimals.
    Number,
    /// A fraction that is shown as a percentage.
    Percent,
    /// A whole number.
    Integer,
}

/// What the author of a model says of a node.
#[derive(Clone, PartialEq, Debug)]
pub struct Quantity {
    pub(crate) id: String,
    pub(crate) name: Text,
    pub(crate) unit: Unit,
    pub(crate) kind: Option<Kind>,
    pub(crate) format: Format,
    pub(crate) decimals: u8,
    pub(crate) reported: bool,
    pub(crate) note: Option<Text>,
    pub(crate) distinct: Vec<AxisId>,
}

impl Quantity {
    /// A quantity with an identifier that is unique in its graph, shown as a number of at most two decimals.
    pub fn new(id: impl Into<String>, name: Text, unit: Unit) -> Self {
        Self {
            id: id.into(),
            name,
            unit,
            kind: None,
            format: Format::Number,
            decimals: 2,
            reported: false,
            note: None,
            distinct: Vec::new(),
        }
    }

    /// An amount of money, or of money per something, shown with two decimals.
    pub fn amount(id: impl Into<String>, name: Text, unit: Unit) -> Self {
        Self { format: Format::Amount, ..Self::new(id, name, unit) }
    }

    /// A whole number.
    pub fn integer(id: impl Into<String>, name: Text, unit: Unit) -> Self {
        Self { format: Format::Integer, decimals: 0, ..Self::new(id, name, unit) }
    }

    /// A fraction without unit, shown as a percentage with two decimals.
    pub fn percent(id: impl Into<String>, name: Text) -> Self {
        Self { format: Format::Percent, decimals: 4, ..Self::new(id, name, Unit::NONE) }
    }

    /// Its identifier.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What a reader sees.
    pub fn name(&self) -> &Text {
        &self.name
    }

    /// Its unit.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// How its values are written.
    pub fn format(&self) -> Format {
        self.format
    }

    /// How many decimals are shown.
    pub fn decimals_shown(&self) -> u8 {
        self.decimals
    }

    /// Whether it is a table of the result.
    pub fn is_reported(&self) -> bool {
        self.reported
    }

    /// A remark on it.
    pub fn remark(&self) -> Option<&Text> {
        self.note.as_ref()
    }

    /// Says what kind it is, where the formula does not already.
    pub fn kind(mut self, kind: Kind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Shows this many decimals.
    pub fn decimals(mut self, decimals: u8) -> Self {
        self.decimals = decimals;
        self
    }

    /// Makes it a table of the result.
    pub fn reported(mut self) -> Self {
        self.reported = true;
        self
    }

    /// Adds a remark that explanations show.
    pub fn note(mut self, note: Text) -> Self {
        self.note = Some(note);
        self
    }

    /// Counts distinct things, such as clients, so that neither it nor a share of it may be added up along this axis.
    pub fn distinct_along(mut self, axis: AxisId) -> Self {
        self.distinct.push(axis);
        self
    }
}

/// On what a leaf rests.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Basis {
    /// A source of the document, by its identifier.
    Source(String),
    /// An assumption that the user can replace.
    Assumption,
    /// A choice that the user makes, such as a switch or a date.
    Choice,
    /// The calendar.
    Calendar,
    /// A definition, such as four hours in a dagdeel.
    Definition,
}

/// Where one leaf cell comes from.
#[derive(Clone, PartialEq, Debug)]
pub struct Origin {
    /// On what it rests.
    pub basis: Basis,
    /// Where it stands in the document, such as `parts[0].tariffs[0].amount`.
    pub path: Option<String>,
    /// A remark on it.
    pub note: Option<Text>,
}

impl Origin {
    /// An origin outside the document's fields.
    pub fn of(basis: Basis) -> Self {
        Self { basis, path: None, note: None }
    }
}

/// A plain function of exact cells, such as a regression: the cells of its inputs in, its own cells out, or nothing
/// where it has no answer.
pub type Estimator = Arc<Estimate>;

/// What an [`Estimator`] holds.
pub type Estimate = dyn Fn(&[Vec<Exact>]) -> Option<Vec<Exact>> + Send + Sync;

/// What gives a node its cells.
#[derive(Clone)]
pub(crate) enum Body {
    /// Values; one origin for all cells, or one for each.
    Input { values: Vec<Value>, origins: Vec<Origin> },
    /// A function whose result is rounded once to the quantity's decimals.
    Estimate { method: Text, inputs: Vec<NodeId>, function: Estimator },
    /// A formula.
    Formula(Expr),
    /// Declared, to be defined before the graph is finished.
    Open,
}

/// One quantity of a graph.
#[derive(Clone)]
pub(crate) struct Node {
    pub(crate) about: Quantity,
    pub(crate) kind: Kind,
    pub(crate) axes: Vec<AxisId>,
    pub(crate) body: Body,
}

impl Node {
    /// Where the leaf cell at this position comes from.
    pub(crate) fn origin(&self, at: usize) -> Option<&Origin> {
        match &self.body {
            Body::Input { origins, .. } => origins.get(at).or_else(|| origins.first()),
            _ => None,
        }
    }

    /// Calls `visit` with every node it reads, and whether only from earlier periods.
    pub(crate) fn reads(&self, visit: &mut impl FnMut(NodeId, bool)) {
        match &self.body {
            Body::Formula(expr) => expr.reads(visit),
            Body::Estimate { inputs, .. } => inputs.iter().for_each(|input| visit(*input, false)),
            Body::Input { .. } | Body::Open => {}
        }
    }
}
