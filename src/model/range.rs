//! Ranges, for unknowns that are known to lie between two bounds.

use super::number::{Truth, flag};
use crate::quantity::{ApportionError, Exact, Overflow, RoundingStep};

/// All values from `low` to `high`. A formula that uses the same range twice may give bounds that are too wide, never too
/// narrow.
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

    /// The range between two values, in either order.
    pub(super) fn of(a: Exact, b: Exact) -> Self {
        Self::hull(&[a, b])
    }

    pub(super) fn hull_with(self, other: Self) -> Self {
        Self::hull(&[self.low, self.high, other.low, other.high])
    }

    fn crossed(self, other: Self, op: impl Fn(Exact, Exact) -> Result<Exact, Overflow>) -> Result<Self, Overflow> {
        Ok(Self::hull(&[
            op(self.low, other.low)?,
            op(self.low, other.high)?,
            op(self.high, other.low)?,
            op(self.high, other.high)?,
        ]))
    }

    pub(super) fn plus(self, other: Self) -> Result<Self, Overflow> {
        Ok(Self { low: self.low.plus(other.low)?, high: self.high.plus(other.high)? })
    }

    pub(super) fn minus(self, other: Self) -> Result<Self, Overflow> {
        Ok(Self { low: self.low.minus(other.high)?, high: self.high.minus(other.low)? })
    }

    pub(super) fn times(self, other: Self) -> Result<Self, Overflow> {
        self.crossed(other, Exact::times)
    }

    /// The quotient; nothing where the divisor may be zero.
    pub(super) fn over(self, other: Self) -> Result<Option<Self>, Overflow> {
        if other.low <= Exact::ZERO && Exact::ZERO <= other.high {
            return Ok(None);
        }
        self.crossed(other, |a, b| a.over(b).map(|quotient| quotient.unwrap_or(Exact::ZERO))).map(Some)
    }

    pub(super) fn least(self, other: Self) -> Self {
        Self { low: Ord::min(self.low, other.low), high: Ord::min(self.high, other.high) }
    }

    pub(super) fn greatest(self, other: Self) -> Self {
        Self { low: Ord::max(self.low, other.low), high: Ord::max(self.high, other.high) }
    }

    pub(super) fn at_most(self, other: Self) -> Self {
        Self { low: flag(self.high <= other.low), high: flag(self.low <= other.high) }
    }

    pub(super) fn equal(self, other: Self) -> Self {
        let certain = self.low == self.high && self == other;
        let possible = self.low <= other.high && other.low <= self.high;
        Self { low: flag(certain), high: flag(possible) }
    }

    pub(super) fn rounded(self, step: RoundingStep) -> Self {
        Self { low: step.round(self.low), high: step.round(self.high) }
    }

    pub(super) fn truth(self) -> Truth {
        if self.low.is_zero() && self.high.is_zero() {
            Truth::No
        } else if self.low <= Exact::ZERO && Exact::ZERO <= self.high {
            Truth::Mixed
        } else {
            Truth::Yes
        }
    }

    /// A plain proportion of each end, rounded outwards: the largest remainder gives a part the unit below its proportion
    /// or the one above. The parts of a range need not add up to it.
    pub(super) fn apportioned(total: Self, weights: &[Self], step: RoundingStep) -> Result<Vec<Self>, ApportionError> {
        let mut whole = Self { low: Exact::ZERO, high: Exact::ZERO };
        for weight in weights {
            whole = whole.plus(*weight)?;
        }
        weights
            .iter()
            .map(|weight| {
                let share =
                    weight.times(total)?.over(whole)?.ok_or(ApportionError::ZeroWeights { total: total.high })?;
                let (low, high) = (share.low.round(18), share.high.round(18));
                let decimals = step.decimals();
                Ok(Self { low: low.floor_to(decimals), high: high.negate().floor_to(decimals).negate() })
            })
            .collect()
    }
}
