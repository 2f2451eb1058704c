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

fn flag(holds: bool) -> Exact {
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

/// All values from `low` to `high`, for unknowns that are known to lie between two bounds. A formula that uses the same
/// range twice may give bounds that are too wide, never too narrow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    /// The lowest value.
    pub low: Exact,
    /// The highest value.
    pub high: Exact,
}

impl Range {
    fn hull(ends: &[Exact]) -> Self {
        let low = ends.iter().copied().min().unwrap_or(Exact::ZERO);
        let high = ends.iter().copied().max().unwrap_or(Exact::ZERO);
        Self { low, high }
    }

    fn crossed(&self, other: &Self, op: impl Fn(Exact, Exact) -> Result<Exact, Overflow>) -> Result<Self, Overflow> {
        Ok(Self::hull(&[
            op(self.low, other.low)?,
            op(self.low, other.high)?,
            op(self.high, other.low)?,
            op(self.high, other.high)?,
        ]))
    }
}

impl Number for Range {
    fn exact(value: Exact) -> Self {
        Self { low: value, high: value }
    }
    fn read(value: &Value) -> Option<Self> {
        match *value {
            Value::Known(exact) => Some(Self::exact(exact)),
            Value::Range(low, high) => Some(Self { low, high }),
            _ => None,
        }
    }
    fn plus(&self, other: &Self) -> Result<Self, Overflow> {
        Ok(Self { low: self.low.plus(other.low)?, high: self.high.plus(other.high)? })
    }
    fn minus(&self, other: &Self) -> Result<Self, Overflow> {
        Ok(Self { low: self.low.minus(other.high)?, high: self.high.minus(other.low)? })
    }
    fn times(&self, other: &Self) -> Result<Self, Overflow> {
        self.crossed(other, Exact::times)
    }
    fn over(&self, other: &Self) -> Result<Option<Self>, Overflow> {
        if other.low <= Exact::ZERO && Exact::ZERO <= other.high {
            return Ok(None);
        }
        self.crossed(other, |a, b| a.over(b).map(|quotient| quotient.unwrap_or(Exact::ZERO))).map(Some)
    }
    fn least(&self, other: &Self) -> Self {
        Self { low: Ord::min(self.low, other.low), high: Ord::min(self.high, other.high) }
    }
    fn greatest(&self, other: &Self) -> Self {
        Self { low: Ord::max(self.low, other.low), high: Ord::max(self.high, other.high) }
    }
    fn at_most(&self, other: &Self) -> Self {
        Self { low: flag(self.high <= other.low), high: flag(self.low <= other.high) }
    }
    fn equal(&self, other: &Self) -> Self {
        let certain = self.low == self.high && self == other;
        let possible = self.low <= other.high && other.low <= self.high;
        Self { low: flag(certain), high: flag(possible) }
    }
    fn rounded(&self, step: RoundingStep) -> Self {
        Self { low: self.low.round(step.decimals()), high: self.high.round(step.decimals()) }
    }
    fn truth(&self) -> Truth {
        if self.low.is_zero() && self.high.is_zero() {
            Truth::No
        } else if self.low <= Exact::ZERO && Exact::ZERO <= self.high {
            Truth::Mixed
        } else {
            Truth::Yes
        }
    }
    fn mixed(_condition: &Self, yes: &Self, no: &Self) -> Self {
        Self::hull(&[yes.low, yes.high, no.low, no.high])
    }
    /// A plain proportion of each end, rounded outwards: the largest remainder gives a part the unit below its proportion
    /// or the one above. The parts of a range need not add up to it.
    fn apportioned(total: &Self, weights: &[Self], step: RoundingStep) -> Result<Vec<Self>, ApportionError> {
        if total.low == total.high && weights.iter().all(|weight| weight.low == weight.high) {
            let exact: Vec<Exact> = weights.iter().map(|weight| weight.low).collect();
            let parts = Exact::apportioned(&total.low, &exact, step)?;
            return Ok(parts.into_iter().map(Self::exact).collect());
        }
        let mut whole = Self::exact(Exact::ZERO);
        for weight in weights {
            whole = whole.plus(weight)?;
        }
        weights
            .iter()
            .map(|weight| {
                let share =
                    weight.times(total)?.over(&whole)?.ok_or(ApportionError::ZeroWeights { total: total.high })?;
                let (low, high) = (share.low.round(18), share.high.round(18));
                let decimals = step.decimals();
                Ok(Self { low: low.floor_to(decimals), high: high.negate().floor_to(decimals).negate() })
            })
            .collect()
    }
    /// The estimate at all low and at all high ends, which bounds estimates that rise or fall in every input.
    fn estimated(inputs: &[Vec<Self>], estimate: &Estimate) -> Option<Vec<Self>> {
        let at = |end: fn(&Self) -> Exact| -> Option<Vec<Exact>> {
            let ends: Vec<Vec<Exact>> = inputs.iter().map(|cells| cells.iter().map(end).collect()).collect();
            estimate(&ends)
        };
        let (low, high) = (at(|range| range.low)?, at(|range| range.high)?);
        Some(low.into_iter().zip(high).map(|(a, b)| Self::hull(&[a, b])).collect())
    }
}
