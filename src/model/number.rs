//! The kinds of number that the one evaluator runs over.

use std::fmt::Debug;

use super::node::Estimate;
use crate::quantity::{ApportionError, Exact, Overflow, RoundingStep, apportion, round_parts};

/// What a leaf holds, before it is read as one kind of number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
    /// One exact value.
    Known(Exact),
    /// Somewhere from the first to the second.
    Range(Exact, Exact),
    /// Not known. It never counts as zero.
    Unknown,
    /// There is no value, for this reason.
    Undefined(super::Reason),
}

/// What a condition says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// It holds for a part of what the number stands for.
    Mixed,
}

/// A kind of number that graphs are evaluated over: exact, a range, simulated draws.
pub trait Number: Clone + PartialEq + Debug + 'static {
    /// A number without spread.
    fn exact(value: Exact) -> Self;
    /// Reads a leaf; `None` where this kind of number cannot express it, so that the cell is unknown.
    fn read(value: &Value) -> Option<Self>;
    /// The sum.
    fn plus(&self, other: &Self) -> Result<Self, Overflow>;
    /// The difference.
    fn minus(&self, other: &Self) -> Result<Self, Overflow>;
    /// The product.
    fn times(&self, other: &Self) -> Result<Self, Overflow>;
    /// The quotient; `None` where the divisor is or may be zero.
    fn over(&self, other: &Self) -> Result<Option<Self>, Overflow>;
    /// The smaller.
    fn least(&self, other: &Self) -> Self;
    /// The greater.
    fn greatest(&self, other: &Self) -> Self;
    /// 1 where this is at most the other, else 0.
    fn at_most(&self, other: &Self) -> Self;
    /// 1 where both are equal, else 0.
    fn equal(&self, other: &Self) -> Self;
    /// Rounds at a named step.
    fn rounded(&self, step: RoundingStep) -> Self;
    /// Whether it is, as a condition, true: not zero.
    fn truth(&self) -> Truth;
    /// What an `if` gives whose condition is [`Truth::Mixed`].
    fn mixed(condition: &Self, yes: &Self, no: &Self) -> Self;
    /// Splits a total over weights.
    fn apportioned(total: &Self, weights: &[Self], step: RoundingStep) -> Result<Vec<Self>, ApportionError>;
    /// Runs an estimate, a function of exact numbers, over this kind of number.
    fn estimated(inputs: &[Vec<Self>], estimate: &Estimate) -> Option<Vec<Self>>;
}

pub(super) fn flag(holds: bool) -> Exact {
    if holds { Exact::ONE } else { Exact::ZERO }
}

impl Number for Exact {
    fn exact(value: Exact) -> Self {
        value
    }
    fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Known(exact) => Some(*exact),
            Value::Range(low, high) if low == high => Some(*low),
            _ => None,
        }
    }
    #[inline]
    fn plus(&self, other: &Self) -> Result<Self, Overflow> {
        Self::plus(*self, *other)
    }
    #[inline]
    fn minus(&self, other: &Self) -> Result<Self, Overflow> {
        Self::minus(*self, *other)
    }
    #[inline]
    fn times(&self, other: &Self) -> Result<Self, Overflow> {
        Self::times(*self, *other)
    }
    fn over(&self, other: &Self) -> Result<Option<Self>, Overflow> {
        Self::over(*self, *other)
    }
    fn least(&self, other: &Self) -> Self {
        *Ord::min(self, other)
    }
    fn greatest(&self, other: &Self) -> Self {
        *Ord::max(self, other)
    }
    fn at_most(&self, other: &Self) -> Self {
        flag(self <= other)
    }
    fn equal(&self, other: &Self) -> Self {
        flag(self == other)
    }
    #[inline]
    fn rounded(&self, step: RoundingStep) -> Self {
        self.round(step.decimals())
    }
    fn truth(&self) -> Truth {
        if self.is_zero() { Truth::No } else { Truth::Yes }
    }
    fn mixed(_condition: &Self, yes: &Self, _no: &Self) -> Self {
        *yes
    }
    /// Weights that already add up to the total, such as the effects of a decomposition, are its parts as they stand.
    fn apportioned(total: &Self, weights: &[Self], step: RoundingStep) -> Result<Vec<Self>, ApportionError> {
        if Exact::sum(weights.iter().copied())?.round(18) == total.round(18) {
            return round_parts(*total, weights, step.decimals());
        }
        apportion(*total, weights, step.decimals())
    }
    fn estimated(inputs: &[Vec<Self>], estimate: &Estimate) -> Option<Vec<Self>> {
        estimate(inputs)
    }
}
