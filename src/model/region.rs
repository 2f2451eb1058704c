//! Parts of arrays: one interval of positions per axis.

use super::axis::AxisId;
use super::kernel::Fault;

/// A half-open interval of positions on one axis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Interval {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Interval {
    pub(crate) const EMPTY: Self = Self { start: 0, end: 0 };

    pub(crate) fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    pub(crate) fn one(at: usize) -> Self {
        Self::new(at, at + 1)
    }

    pub(crate) fn len(self) -> usize {
        self.end - self.start
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start >= self.end
    }

    pub(crate) fn contains(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// The smallest interval that holds both.
    pub(crate) fn hull(self, other: Self) -> Self {
        if self.is_empty() {
            other
        } else if other.is_empty() {
            self
        } else {
            Self { start: self.start.min(other.start), end: self.end.max(other.end) }
        }
    }

    /// What both hold.
    pub(crate) fn common(self, other: Self) -> Self {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }
}

/// One interval for every axis of a graph; a node looks only at the axes that it has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Region(pub(crate) Vec<Interval>);

impl Region {
    pub(crate) fn of(&self, axis: AxisId) -> Interval {
        self.0.get(axis.0).copied().unwrap_or(Interval::EMPTY)
    }

    /// The same region with another interval on one axis.
    pub(crate) fn with(&self, axis: AxisId, interval: Interval) -> Self {
        let mut region = self.clone();
        region.narrow(axis, interval);
        region
    }

    pub(crate) fn narrow(&mut self, axis: AxisId, interval: Interval) {
        if let Some(place) = self.0.get_mut(axis.0) {
            *place = interval;
        }
    }

    /// The smallest region that holds both.
    pub(crate) fn hull(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a.hull(*b)).collect())
    }

    /// Whether no cell of an array over these axes lies in it.
    pub(crate) fn is_empty_over(&self, axes: &[AxisId]) -> bool {
        axes.iter().any(|axis| self.of(*axis).is_empty())
    }

    /// How many cells of an array over these axes lie in it.
    pub(crate) fn cells(&self, axes: &[AxisId]) -> usize {
        axes.iter().map(|axis| self.of(*axis).len()).product()
    }
}

/// Goes through all positions of an array of the given lengths, in order, with `K` positions kept at once: one for each
/// operand, each with strides of its own.
pub(crate) fn walk<const K: usize>(
    lengths: &[usize],
    strides: &[[usize; K]],
    start: [usize; K],
    visit: &mut impl FnMut([usize; K]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    runs(lengths, strides, start, &mut |mut at, length, stride| {
        for _ in 0..length {
            visit(at)?;
            step(&mut at, stride);
        }
        Ok(())
    })
}

/// The same in runs: where each starts, how long it is and how far apart its positions are. Neighbouring axes that every
/// operand walks without a jump are one run.
pub(crate) fn runs<const K: usize>(
    lengths: &[usize],
    strides: &[[usize; K]],
    start: [usize; K],
    visit: &mut impl FnMut([usize; K], usize, [usize; K]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut merged: Vec<(usize, [usize; K])> = Vec::with_capacity(lengths.len());
    for (&length, &stride) in lengths.iter().zip(strides) {
        if length == 1 {
            continue;
        }
        match merged.last_mut() {
            Some((outer, outer_stride)) if outer_stride.iter().zip(&stride).all(|(o, s)| *o == s * length) => {
                *outer *= length;
                *outer_stride = stride;
            }
            _ => merged.push((length, stride)),
        }
    }
    descend(&merged, start, visit)
}

fn descend<const K: usize>(
    axes: &[(usize, [usize; K])],
    mut at: [usize; K],
    visit: &mut impl FnMut([usize; K], usize, [usize; K]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    match axes {
        [] => visit(at, 1, [0; K]),
        [(length, stride)] => visit(at, *length, *stride),
        [(length, stride), inner @ ..] => {
            for _ in 0..*length {
                descend(inner, at, visit)?;
                step(&mut at, *stride);
            }
            Ok(())
        }
    }
}

fn step<const K: usize>(at: &mut [usize; K], stride: [usize; K]) {
    for (place, step) in at.iter_mut().zip(stride) {
        *place += step;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visited(lengths: &[usize], strides: &[[usize; 2]]) -> Vec<[usize; 2]> {
        let mut seen = Vec::new();
        let done = walk(lengths, strides, [0, 0], &mut |at| {
            seen.push(at);
            Ok(())
        });
        assert_eq!(done, Ok(()));
        seen
    }

    #[test]
    fn walks_in_order_with_broadcast() {
        assert_eq!(visited(&[2, 3], &[[3, 0], [1, 1]]), [[0, 0], [1, 1], [2, 2], [3, 0], [4, 1], [5, 2]]);
        assert_eq!(visited(&[2, 1, 2], &[[2, 2], [2, 2], [1, 1]]), [[0, 0], [1, 1], [2, 2], [3, 3]]);
        assert_eq!(visited(&[], &[]), [[0, 0]]);
        assert_eq!(visited(&[0, 3], &[[3, 0], [1, 1]]), Vec::<[usize; 2]>::new());
    }

    #[test]
    fn neighbours_without_a_jump_are_one_run() {
        let mut seen = Vec::new();
        let done = runs(&[2, 3, 4], &[[12, 0], [4, 4], [1, 1]], [5, 0], &mut |at, length, stride| {
            seen.push((at, length, stride));
            Ok(())
        });
        assert_eq!(done, Ok(()));
        assert_eq!(seen, [([5, 0], 12, [1, 1]), ([17, 0], 12, [1, 1])]);
    }

    #[test]
    fn hulls_ignore_empty_intervals() {
        assert_eq!(Interval::EMPTY.hull(Interval::new(2, 4)), Interval::new(2, 4));
        assert_eq!(Interval::new(0, 1).hull(Interval::new(3, 4)), Interval::new(0, 4));
        assert!(Interval::new(0, 2).common(Interval::new(2, 4)).is_empty());
    }
}
