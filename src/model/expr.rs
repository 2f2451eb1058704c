//! Formulas: the closed list of operators over nodes.

use std::ops::{Add, Div, Mul, Sub};

use super::array::Reason;
use super::axis::{AxisId, GroupingId};
use crate::quantity::{Exact, RoundingStep, Unit};

/// Names a node of one [`Graph`](super::Graph).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId(pub(crate) usize);

/// A cell-wise operator of two operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binary {
    /// `a + b`; both in one unit.
    Add,
    /// `a − b`; both in one unit.
    Subtract,
    /// `a × b`; units multiply.
    Multiply,
    /// `a ÷ b`; units cancel.
    Divide,
    /// The smaller of two in one unit.
    Min,
    /// The greater of two in one unit.
    Max,
    /// 1 where `a ≤ b`, else 0.
    AtMost,
    /// 1 where `a = b`, else 0.
    Equal,
}

/// Along what a total is split: over all labels of an axis, or within each group of a grouping.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Along {
    /// Over the whole axis.
    Axis(AxisId),
    /// From the coarse axis of a grouping to its fine one, such as a year's amount over its months.
    Grouping(GroupingId),
}

/// A formula. Axes of operands are joined: an operand repeats along an axis that it lacks. Operators over axes read a
/// node, not a formula, so that what they read has a name, can be asked for, and is a row of the workbook.
#[derive(Clone, PartialEq, Debug)]
pub enum Expr {
    /// All cells of a node.
    Node(NodeId),
    /// A number in a unit; without a unit it takes the unit of what it meets (for zero).
    Const(Exact, Option<Unit>),
    /// No value, for a reason.
    NoValue(Reason),
    /// A cell-wise operator.
    Binary(Binary, Box<Expr>, Box<Expr>),
    /// `condition ≠ 0 ? yes : no`.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// Rounds at a named step.
    Round(Box<Expr>, RoundingStep),
    /// Adds up along an axis, skipping and counting what is unknown.
    Sum(NodeId, AxisId),
    /// Adds up what belongs to one label of the coarser axis.
    Group(NodeId, GroupingId),
    /// The cells of the coarser label to which each finer one belongs, such as a year's index in its months.
    Expand(NodeId, GroupingId),
    /// The cells at one label of an axis.
    At(NodeId, AxisId, usize),
    /// Splits `total` in proportion to `weights`, to the step's decimals, by largest remainder.
    Apportion {
        /// What is split; it lacks the fine axis.
        total: NodeId,
        /// In what proportion; it has the fine axis.
        weights: NodeId,
        /// Over which labels.
        along: Along,
        /// The rounding step of a part.
        step: RoundingStep,
    },
    /// The cells of `node` a number of periods earlier; in the first periods, `first`.
    Lag {
        /// The node looked back at; it has exactly one time axis.
        node: NodeId,
        /// How many periods back; at least 1.
        by: usize,
        /// What holds in the first `by` periods.
        first: Box<Expr>,
    },
}

impl Expr {
    /// Zero, in the unit of what it meets.
    pub const ZERO: Self = Self::Const(Exact::ZERO, None);

    /// A number in a unit.
    pub fn number(value: Exact, unit: Unit) -> Self {
        Self::Const(value, Some(unit))
    }

    /// A whole number without unit.
    pub fn count(value: i64) -> Self {
        Self::Const(Exact::from_i64(value), Some(Unit::NONE))
    }

    /// Rounded at a named step.
    pub fn round(self, step: RoundingStep) -> Self {
        Self::Round(Box::new(self), step)
    }

    /// The smaller of both.
    pub fn min(self, other: impl Into<Self>) -> Self {
        self.with(Binary::Min, other)
    }

    /// The greater of both.
    pub fn max(self, other: impl Into<Self>) -> Self {
        self.with(Binary::Max, other)
    }

    /// 1 where this is at most the other, else 0.
    pub fn at_most(self, other: impl Into<Self>) -> Self {
        self.with(Binary::AtMost, other)
    }

    /// 1 where both are equal, else 0.
    pub fn equals(self, other: impl Into<Self>) -> Self {
        self.with(Binary::Equal, other)
    }

    /// `yes` where this is not zero, else `no`.
    pub fn then(self, yes: impl Into<Self>, no: impl Into<Self>) -> Self {
        Self::If(Box::new(self), Box::new(yes.into()), Box::new(no.into()))
    }

    fn with(self, operator: Binary, other: impl Into<Self>) -> Self {
        Self::Binary(operator, Box::new(self), Box::new(other.into()))
    }

    /// Whether a total is split in it.
    pub(crate) fn splits(&self) -> bool {
        match self {
            Self::Apportion { .. } => true,
            Self::Binary(_, a, b) => a.splits() || b.splits(),
            Self::If(condition, yes, no) => condition.splits() || yes.splits() || no.splits(),
            Self::Round(inner, _) | Self::Lag { first: inner, .. } => inner.splits(),
            _ => false,
        }
    }

    /// Adds the rounding steps of the formula, each once.
    pub(crate) fn roundings(&self, steps: &mut Vec<RoundingStep>) {
        match self {
            Self::Round(inner, step) => {
                inner.roundings(steps);
                add(steps, *step);
            }
            Self::Apportion { step, .. } => add(steps, *step),
            Self::Binary(_, a, b) => {
                a.roundings(steps);
                b.roundings(steps);
            }
            Self::If(condition, yes, no) => {
                for part in [condition, yes, no] {
                    part.roundings(steps);
                }
            }
            Self::Lag { first, .. } => first.roundings(steps),
            _ => {}
        }
    }

    /// Calls `visit` with every node that the formula reads, and whether it is read only from earlier periods.
    pub(crate) fn reads(&self, visit: &mut impl FnMut(NodeId, bool)) {
        match self {
            Self::Node(node)
            | Self::Sum(node, _)
            | Self::Group(node, _)
            | Self::Expand(node, _)
            | Self::At(node, ..) => {
                visit(*node, false);
            }
            Self::Const(..) | Self::NoValue(_) => {}
            Self::Binary(_, a, b) => {
                a.reads(visit);
                b.reads(visit);
            }
            Self::If(condition, yes, no) => {
                condition.reads(visit);
                yes.reads(visit);
                no.reads(visit);
            }
            Self::Round(inner, _) => inner.reads(visit),
            Self::Apportion { total, weights, .. } => {
                visit(*total, false);
                visit(*weights, false);
            }
            Self::Lag { node, first, .. } => {
                visit(*node, true);
                first.reads(visit);
            }
        }
    }
}

fn add(steps: &mut Vec<RoundingStep>, step: RoundingStep) {
    if !steps.contains(&step) {
        steps.push(step);
    }
}

impl From<NodeId> for Expr {
    fn from(node: NodeId) -> Self {
        Self::Node(node)
    }
}

impl NodeId {
    /// The formula that is just this node.
    pub fn expr(self) -> Expr {
        Expr::Node(self)
    }

    /// Adds up along an axis.
    pub fn sum(self, axis: AxisId) -> Expr {
        Expr::Sum(self, axis)
    }

    /// Adds up within each label of a coarser axis.
    pub fn group(self, grouping: GroupingId) -> Expr {
        Expr::Group(self, grouping)
    }

    /// The cells of the coarser label to which each finer one belongs.
    pub fn expand(self, grouping: GroupingId) -> Expr {
        Expr::Expand(self, grouping)
    }

    /// The cells at the label in this position.
    pub fn at(self, axis: AxisId, position: usize) -> Expr {
        Expr::At(self, axis, position)
    }

    /// The cells `by` periods earlier, `first` in the first periods.
    pub fn lag(self, by: usize, first: impl Into<Expr>) -> Expr {
        Expr::Lag { node: self, by, first: Box::new(first.into()) }
    }

    /// Splits this total in proportion to `weights`.
    pub fn apportion(self, weights: Self, along: Along, step: RoundingStep) -> Expr {
        Expr::Apportion { total: self, weights, along, step }
    }
}

macro_rules! operators {
    ($($trait:ident $method:ident $binary:ident),*) => {$(
        impl<T: Into<Expr>> $trait<T> for Expr {
            type Output = Self;
            fn $method(self, other: T) -> Self {
                self.with(Binary::$binary, other)
            }
        }
        impl<T: Into<Expr>> $trait<T> for NodeId {
            type Output = Expr;
            fn $method(self, other: T) -> Expr {
                Expr::from(self).with(Binary::$binary, other)
            }
        }
    )*};
}

operators!(Add add Add, Sub sub Subtract, Mul mul Multiply, Div div Divide);
