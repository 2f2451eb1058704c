//! The model: a graph of labelled quantities, and one evaluator that runs it over any kind of number.
//!
//! A [`Draft`] takes axes, inputs and formulas and checks units, kinds and axes as they come; [`Draft::finish`] fixes the
//! order of evaluation. An [`Evaluation`] computes all cells, in steps or at once, and again only what changed inputs reach.

mod array;
mod axis;
mod draws;
mod evaluate;
mod explain;
mod expr;
mod graph;
mod kernel;
mod loose;
mod node;
mod number;
mod order;
mod range;
mod region;
mod spreadsheet;
mod uses;

pub use array::{Reason, Status};
pub use axis::{Axis, AxisId, GroupingId, Label};
pub use draws::{Draws, LANES};
pub use evaluate::{Cell, Evaluation, EvaluationError, Reach};
pub use explain::{Computation, Explanation, Relation};
pub use expr::{Along, Binary, Expr, NodeId};
pub use graph::{Change, Draft, Graph, GraphError};
pub use loose::Loose;
pub use node::{Basis, Estimate, Estimator, Format, Kind, Origin, Quantity};
pub use number::{Number, Truth, Value};
pub use range::Range;
pub use spreadsheet::{Aid, Doubt, Sheet};
pub use uses::{Kept, Uses};
