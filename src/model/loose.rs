//! Numbers that need not be exact: ranges and simulated draws, and what is exact among them.
//!
//! Ranges and draws are one kind of number to the evaluator, since a second copy of it would add a fifth to what the page has
//! to load. Where nothing is loose, what is computed is exact.

use super::draws::{Draws, LANES, flagged, same};
use super::node::Estimate;
use super::number::{Number, Truth, Value};
use super::range::Range;
use crate::quantity::{ApportionError, Exact, Overflow, RoundingStep};

/// To so many decimals a draw is read by an estimate, which works in exact numbers.
const ESTIMATE_DECIMALS: u32 = 15;

/// A number as a scenario knows it that is not all exact.
#[derive(Clone, PartialEq, Debug)]
pub enum Loose {
    /// One exact value.
    Sure(Exact),
    /// Somewhere between two bounds.
    Between(Range),
    /// A value in each of 64 draws.
    Draws(Draws),
}

use Loose::{Between, Sure};

impl Loose {
    /// What lies from one value to another.
    pub(crate) fn range_of(low: Exact, high: Exact) -> Self {
        Self::between(Range { low, high })
    }

    fn between(range: Range) -> Self {
        if range.low == range.high { Sure(range.low) } else { Between(range) }
    }

    /// The lowest and the highest value of a range; of draws, zeros, since they are none.
    fn range(&self) -> Range {
        match self {
            Sure(value) => Range { low: *value, high: *value },
            Between(range) => *range,
            Self::Draws(_) => Range { low: Exact::ZERO, high: Exact::ZERO },
        }
    }

    /// Between which values it lies; nothing of draws, which have no bounds.
    pub fn bounds(&self) -> Option<(Exact, Exact)> {
        let range = self.range();
        (!self.is_drawn()).then_some((range.low, range.high))
    }

    fn is_drawn(&self) -> bool {
        matches!(self, Self::Draws(_))
    }

    fn exact(&self) -> Option<Exact> {
        match self {
            Sure(value) => Some(*value),
            _ => None,
        }
    }

    /// Its draws; a number without any fills `room`. Ranges and draws never meet: where draws are simulated, a range is
    /// unknown.
    fn lanes<'a>(&'a self, room: &'a mut Option<[f64; LANES]>) -> &'a [f64; LANES] {
        let all = match self {
            Self::Draws(draws) => return draws.lanes(),
            Sure(value) => value.to_f64(),
            Between(_) => f64::NAN,
        };
        room.insert([all; LANES])
    }

    /// One draw from each draw of two numbers.
    #[inline]
    fn drawn(&self, other: &Self, op: impl Fn(f64, f64) -> f64) -> Self {
        Self::Draws(Draws::zip(self.lanes(&mut None), other.lanes(&mut None), op))
    }
}

/// An operator by what its operands are.
macro_rules! by_kind {
    ($a:expr, $b:expr, exact: $exact:expr, range: $range:expr, draws: $draws:expr) => {
        match ($a, $b) {
            (Sure(a), Sure(b)) => Sure($exact(*a, *b)),
            (a, b) if a.is_drawn() || b.is_drawn() => a.drawn(b, $draws),
            (a, b) => Self::between($range(a.range(), b.range())),
        }
    };
}

impl Number for Loose {
    fn exact(value: Exact) -> Self {
        Sure(value)
    }
    fn read(value: &Value) -> Option<Self> {
        match *value {
            Value::Known(exact) => Some(Sure(exact)),
            Value::Range(low, high) => Some(Self::between(Range { low, high })),
            _ => None,
        }
    }
    fn plus(&self, other: &Self) -> Result<Self, Overflow> {
        Ok(match (self, other) {
            (Sure(a), Sure(b)) => Sure(a.plus(b)?),
            (a, b) if a.is_drawn() || b.is_drawn() => a.drawn(b, |a, b| a + b),
            (a, b) => Self::between(a.range().plus(b.range())?),
        })
    }
    fn minus(&self, other: &Self) -> Result<Self, Overflow> {
        Ok(match (self, other) {
            (Sure(a), Sure(b)) => Sure(a.minus(b)?),
            (a, b) if a.is_drawn() || b.is_drawn() => a.drawn(b, |a, b| a - b),
            (a, b) => Self::between(a.range().minus(b.range())?),
        })
    }
    fn times(&self, other: &Self) -> Result<Self, Overflow> {
        Ok(match (self, other) {
            (Sure(a), Sure(b)) => Sure(a.times(b)?),
            (a, b) if a.is_drawn() || b.is_drawn() => a.drawn(b, |a, b| a * b),
            (a, b) => Self::between(a.range().times(b.range())?),
        })
    }
    fn over(&self, other: &Self) -> Result<Option<Self>, Overflow> {
        Ok(match (self, other) {
            (Sure(a), Sure(b)) => a.over(b)?.map(Sure),
            (a, b) if a.is_drawn() || b.is_drawn() => {
                let mut room = None;
                let none = b.lanes(&mut room).iter().all(|lane| *lane != 0.0);
                none.then(|| a.drawn(b, |a, b| a / b))
            }
            (a, b) => a.range().over(b.range())?.map(Self::between),
        })
    }
    fn least(&self, other: &Self) -> Self {
        by_kind!(self, other, exact: Exact::min, range: Range::least, draws: |a: f64, b: f64| if b < a { b } else { a })
    }
    fn greatest(&self, other: &Self) -> Self {
        by_kind!(self, other, exact: Exact::max, range: Range::greatest, draws: |a: f64, b: f64| if b > a { b } else { a })
    }
    fn at_most(&self, other: &Self) -> Self {
        by_kind!(self, other, exact: |a: Exact, b: Exact| Number::at_most(&a, &b), range: Range::at_most,
            draws: |a, b| flagged(a <= b || same(a, b)))
    }
    fn equal(&self, other: &Self) -> Self {
        by_kind!(self, other, exact: |a: Exact, b: Exact| Number::equal(&a, &b), range: Range::equal,
            draws: |a, b| flagged(same(a, b)))
    }
    fn rounded(&self, step: RoundingStep) -> Self {
        match self {
            Sure(value) => Sure(step.round(*value)),
            Between(range) => Self::between(range.rounded(step)),
            Self::Draws(draws) => Self::Draws(draws.rounded(step.decimals())),
        }
    }
    fn truth(&self) -> Truth {
        match self {
            Sure(value) => value.truth(),
            Between(range) => range.truth(),
            Self::Draws(draws) => {
                let zeros = draws.lanes().iter().filter(|lane| **lane == 0.0).count();
                match zeros {
                    0 => Truth::Yes,
                    LANES => Truth::No,
                    _ => Truth::Mixed,
                }
            }
        }
    }
    fn mixed(condition: &Self, yes: &Self, no: &Self) -> Self {
        if !condition.is_drawn() {
            return Self::between(yes.range().hull_with(no.range()));
        }
        let mut room = None;
        let chosen = |a, b, pick: fn(f64, f64) -> f64| Self::drawn(a, b, pick);
        let kept = chosen(condition, yes, |holds, value| if holds != 0.0 { value } else { 0.0 });
        let other = chosen(condition, no, |holds, value| if holds != 0.0 { 0.0 } else { value });
        Self::Draws(Draws::zip(kept.lanes(&mut room), other.lanes(&mut None), |a, b| a + b))
    }
    /// Of draws, a plain proportion.
    fn apportioned(total: &Self, weights: &[Self], step: RoundingStep) -> Result<Vec<Self>, ApportionError> {
        let exact = total.exact().zip(weights.iter().map(Self::exact).collect::<Option<Vec<_>>>());
        if let Some((total, weights)) = exact {
            let parts = <Exact as Number>::apportioned(&total, &weights, step)?;
            return Ok(parts.into_iter().map(Sure).collect());
        }
        if !total.is_drawn() && !weights.iter().any(Self::is_drawn) {
            let weights: Vec<Range> = weights.iter().map(Self::range).collect();
            return Ok(Range::apportioned(total.range(), &weights, step)?.into_iter().map(Self::between).collect());
        }
        let (mut room, mut whole) = (None, [0.0; LANES]);
        for weight in weights {
            whole.iter_mut().zip(weight.lanes(&mut room)).for_each(|(sum, lane)| *sum += lane);
        }
        let total = *total.lanes(&mut room);
        if whole.iter().zip(&total).any(|(whole, total)| *whole == 0.0 && *total != 0.0) {
            return Err(ApportionError::ZeroWeights { total: Exact::ZERO });
        }
        let share: [f64; LANES] =
            std::array::from_fn(|lane| match (total.get(lane), whole.get(lane).filter(|whole| **whole != 0.0)) {
                (Some(total), Some(whole)) => total / whole,
                _ => 0.0,
            });
        Ok(weights
            .iter()
            .map(|weight| Self::Draws(Draws::zip(weight.lanes(&mut room), &share, |weight, share| weight * share)))
            .collect())
    }
    /// Of a range, at all low and at all high ends, which bounds estimates that rise or fall in every input; of draws, in each.
    fn estimated(inputs: &[Vec<Self>], estimate: &Estimate) -> Option<Vec<Self>> {
        let all = || inputs.iter().flatten();
        let at = |one: &dyn Fn(&Self) -> Option<Exact>| {
            let cells: Option<Vec<Vec<Exact>>> = inputs.iter().map(|cells| cells.iter().map(one).collect()).collect();
            estimate(&cells?)
        };
        if all().all(|cell| cell.exact().is_some()) {
            return Some(at(&Self::exact)?.into_iter().map(Sure).collect());
        }
        if !all().any(Self::is_drawn) {
            let (low, high) = (at(&|cell| Some(cell.range().low))?, at(&|cell| Some(cell.range().high))?);
            return Some(low.into_iter().zip(high).map(|(a, b)| Self::between(Range::of(a, b))).collect());
        }
        let mut found: Vec<[f64; LANES]> = Vec::new();
        for lane in 0..LANES {
            let draw = |cell: &Self| match cell {
                Self::Draws(draws) => Exact::from_f64_rounded(*draws.lanes().get(lane)?, ESTIMATE_DECIMALS),
                other => other.exact(),
            };
            let cells = at(&draw)?;
            found.resize(cells.len(), [0.0; LANES]);
            for (place, value) in found.iter_mut().zip(cells) {
                *place.get_mut(lane)? = value.to_f64();
            }
        }
        Some(found.into_iter().map(|own| Self::Draws(Draws::made(|lanes| *lanes = own))).collect())
    }
}
