//! Dense arrays of cells, the last axis innermost, and the parts of them that an operator reads.

use std::borrow::Cow;

use super::axis::AxisId;
use super::kernel::Fault;
use super::number::Number;
use super::region::{Interval, Region, walk};

/// Why a cell has no value although everything behind it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// Something was divided by zero.
    DivisionByZero,
    /// A rule of the domain refuses to answer, such as a fit with a negative cost per client.
    Refused,
    /// The question does not apply to this cell.
    None,
}

impl Reason {
    /// Stable code, as results give it.
    pub fn code(self) -> &'static str {
        match self {
            Self::DivisionByZero => "division-by-zero",
            Self::Refused => "refused",
            Self::None => "none",
        }
    }
}

/// What is known of a cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// The value holds.
    Known,
    /// Nothing is known; this many unknown cells stand behind it.
    Unknown(u32),
    /// A sum: the value is the known part, this many cells are missing from it.
    Partial(u32),
    /// There is no value.
    Undefined(Reason),
}

impl Status {
    /// The status of a cell computed cell by cell from two others: what is missing in either is missing in it.
    pub(crate) fn and(self, other: Self) -> Self {
        use Status::{Known, Partial, Undefined, Unknown};
        match (self, other) {
            (Known, Known) => Known,
            (Undefined(reason), _) | (_, Undefined(reason)) => Undefined(reason),
            (Unknown(a) | Partial(a), Unknown(b) | Partial(b)) => Unknown(a.max(b)),
            (Unknown(a) | Partial(a), Known) | (Known, Unknown(a) | Partial(a)) => Unknown(a),
        }
    }
}

/// The statuses of a whole array; none are kept while all cells are known.
pub(crate) type Statuses = Option<Vec<Status>>;

/// Sets one status, making room for all of them at the first that is not `Known`.
pub(crate) fn note(statuses: &mut Statuses, cells: usize, at: usize, status: Status) {
    if status == Status::Known && statuses.is_none() {
        return;
    }
    let all = statuses.get_or_insert_with(|| vec![Status::Known; cells]);
    if let Some(place) = all.get_mut(at) {
        *place = status;
    }
}

/// All cells of one node.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Array<N> {
    pub(crate) axes: Vec<AxisId>,
    pub(crate) lengths: Vec<usize>,
    pub(crate) values: Vec<N>,
    pub(crate) statuses: Statuses,
}

/// Steps between neighbours on each axis of a dense array.
pub(crate) fn strides(lengths: &[usize]) -> Vec<usize> {
    let mut step = 1;
    let mut strides: Vec<usize> = lengths
        .iter()
        .rev()
        .map(|length| {
            let stride = step;
            step *= length;
            stride
        })
        .collect();
    strides.reverse();
    strides
}

impl<N: Number> Array<N> {
    pub(crate) fn empty(axes: Vec<AxisId>, lengths: Vec<usize>) -> Self {
        Self { axes, lengths, values: Vec::new(), statuses: None }
    }

    pub(crate) fn status(&self, at: usize) -> Status {
        self.statuses.as_ref().and_then(|all| all.get(at)).copied().unwrap_or(Status::Known)
    }

    /// The part of the array inside a region, without copying.
    pub(crate) fn part(&self, region: &Region) -> Block<'_, N> {
        let strides = strides(&self.lengths);
        let start = self.axes.iter().zip(&strides).map(|(axis, stride)| region.of(*axis).start * stride).sum();
        Block {
            axes: self.axes.clone(),
            lengths: self.axes.iter().map(|axis| region.of(*axis).len()).collect(),
            strides,
            start,
            values: Cow::Borrowed(&self.values),
            statuses: self.statuses.as_deref().map(Cow::Borrowed),
        }
    }

    /// Writes a block over its region and returns the smallest region in which cells changed, if any did.
    pub(crate) fn write(&mut self, region: &Region, block: &Block<'_, N>) -> Result<Option<Region>, Fault> {
        let here = strides(&self.lengths);
        let start = self.axes.iter().zip(&here).map(|(axis, step)| region.of(*axis).start * step).sum();
        let lengths: Vec<usize> = self.axes.iter().map(|axis| region.of(*axis).len()).collect();
        // Row by row along the innermost axis; a third position counts the rows.
        let (length, outer) = lengths.split_last().map_or((1, &[][..]), |(length, outer)| (*length, outer));
        let rows = strides(outer);
        let steps: Vec<[usize; 3]> = self
            .axes
            .iter()
            .zip(here.iter().zip(&rows))
            .map(|(axis, (here, row))| [*here, block.stride(*axis), *row])
            .collect();
        let inner = self.axes.last().copied();
        let inner_step = inner.map_or(0, |axis| block.stride(axis));
        let mut changed = vec![Interval::EMPTY; outer.len()];
        let mut changed_inner = Interval::EMPTY;
        walk(outer, &steps, [start, block.start, 0], &mut |[to, from, row]| {
            let inside = self.write_row(to, length, block, from, inner_step)?;
            if !inside.is_empty() {
                changed_inner = changed_inner.hull(inside);
                for ((place, length), step) in changed.iter_mut().zip(outer).zip(&rows) {
                    *place = place.hull(Interval::one(row.checked_div(*step).unwrap_or(0) % (*length).max(1)));
                }
            }
            Ok(())
        })?;
        if changed_inner.is_empty() {
            return Ok(None);
        }
        let mut result = region.clone();
        for (axis, found) in self.axes.iter().zip(changed.into_iter().chain([changed_inner])) {
            let first = region.of(*axis).start;
            result.narrow(*axis, Interval::new(first + found.start, first + found.end));
        }
        Ok(Some(result))
    }

    /// Moves the cells of a dense block into its region, whether or not they changed.
    pub(crate) fn place(&mut self, region: &Region, block: Block<'_, N>) -> Result<(), Fault> {
        if block.axes != self.axes {
            return self.write(region, &block).map(drop);
        }
        let steps: Vec<[usize; 1]> = strides(&self.lengths).into_iter().map(|step| [step]).collect();
        let start = self.axes.iter().zip(&steps).map(|(axis, [step])| region.of(*axis).start * step).sum();
        let (cells, statuses) = (self.values.len(), block.statuses);
        let mut values = block.values.into_owned().into_iter();
        let mut from = 0;
        walk(&block.lengths, &steps, [start], &mut |[to]| {
            let value = values.next().ok_or(Fault::Internal)?;
            *self.values.get_mut(to).ok_or(Fault::Internal)? = value;
            let status = statuses.as_ref().and_then(|all| all.get(from)).copied().unwrap_or(Status::Known);
            note(&mut self.statuses, cells, to, status);
            from += 1;
            Ok(())
        })
    }

    /// Writes one row of neighbouring cells and returns where in it cells changed.
    fn write_row(
        &mut self,
        to: usize,
        length: usize,
        block: &Block<'_, N>,
        mut from: usize,
        step: usize,
    ) -> Result<Interval, Fault> {
        let cells = self.values.len();
        let known = self.statuses.is_none() && block.statuses.is_none();
        let mut changed = Interval::EMPTY;
        for (nth, old) in self.values.get_mut(to..to + length).ok_or(Fault::Internal)?.iter_mut().enumerate() {
            let value = block.values.get(from).ok_or(Fault::Internal)?;
            let status = if known { Status::Known } else { block.status(from) };
            let old_status = self.statuses.as_ref().and_then(|all| all.get(to + nth)).copied().unwrap_or(Status::Known);
            if *old != *value || old_status != status {
                *old = value.clone();
                note(&mut self.statuses, cells, to + nth, status);
                changed = changed.hull(Interval::one(nth));
            }
            from += step;
        }
        Ok(changed)
    }
}

/// A part of an array, or what an operator made: cells with strides, possibly borrowed.
pub(crate) struct Block<'a, N: Clone> {
    pub(crate) axes: Vec<AxisId>,
    pub(crate) lengths: Vec<usize>,
    pub(crate) strides: Vec<usize>,
    pub(crate) start: usize,
    pub(crate) values: Cow<'a, [N]>,
    pub(crate) statuses: Option<Cow<'a, [Status]>>,
}

impl<N: Number> Block<'_, N> {
    /// A dense block with cells of its own.
    pub(crate) fn own(axes: Vec<AxisId>, lengths: Vec<usize>, values: Vec<N>, statuses: Statuses) -> Self {
        Self {
            strides: strides(&lengths),
            axes,
            lengths,
            start: 0,
            values: Cow::Owned(values),
            statuses: statuses.map(Cow::Owned),
        }
    }

    pub(crate) fn one(value: N, status: Status) -> Self {
        let statuses = (status != Status::Known).then(|| vec![status]);
        Self::own(Vec::new(), Vec::new(), vec![value], statuses)
    }

    /// The step on an axis; nothing where the block does not have it, so that it is repeated along it.
    pub(crate) fn stride(&self, axis: AxisId) -> usize {
        self.axes.iter().position(|own| *own == axis).and_then(|at| self.strides.get(at)).copied().unwrap_or(0)
    }

    pub(crate) fn status(&self, at: usize) -> Status {
        self.statuses.as_ref().and_then(|all| all.get(at)).copied().unwrap_or(Status::Known)
    }

    /// The same cells, in order and with nothing between them, so that they may be changed or kept.
    pub(crate) fn compact<'b>(self) -> Result<Block<'b, N>, Fault> {
        let cells = self.lengths.iter().product();
        if self.start == 0 && self.values.len() == cells && self.strides == strides(&self.lengths) {
            let statuses = self.statuses.map(Cow::into_owned);
            return Ok(Block::own(self.axes, self.lengths, self.values.into_owned(), statuses));
        }
        let steps: Vec<[usize; 1]> = self.strides.iter().map(|step| [*step]).collect();
        let mut values = Vec::with_capacity(cells);
        let mut statuses = None;
        walk(&self.lengths, &steps, [self.start], &mut |[at]| {
            note(&mut statuses, cells, values.len(), self.status(at));
            values.push(self.values.get(at).ok_or(Fault::Internal)?.clone());
            Ok(())
        })?;
        Ok(Block::own(self.axes, self.lengths, values, statuses))
    }
}

/// The axes of both, in order.
pub(crate) fn union(a: &[AxisId], b: &[AxisId]) -> Vec<AxisId> {
    let mut axes: Vec<AxisId> = a.iter().chain(b).copied().collect();
    axes.sort_unstable();
    axes.dedup();
    axes
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::quantity::Exact;

    const ROW: AxisId = AxisId(0);
    const COLUMN: AxisId = AxisId(1);

    fn numbers(values: &[i64]) -> Vec<Exact> {
        values.iter().copied().map(Exact::from_i64).collect()
    }

    fn region(rows: (usize, usize), columns: (usize, usize)) -> Region {
        Region(vec![Interval::new(rows.0, rows.1), Interval::new(columns.0, columns.1)])
    }

    /// 0 1 2 / 3 4 5
    fn table() -> Array<Exact> {
        Array { axes: vec![ROW, COLUMN], lengths: vec![2, 3], values: numbers(&[0, 1, 2, 3, 4, 5]), statuses: None }
    }

    #[test]
    fn what_is_missing_in_either_is_missing_in_both() {
        use Status::{Known, Partial, Undefined, Unknown};
        let gone = Undefined(Reason::Refused);
        for (a, b, both) in [
            (Known, Known, Known),
            (Known, Unknown(2), Unknown(2)),
            (Partial(3), Known, Unknown(3)),
            (Partial(1), Unknown(4), Unknown(4)),
            (Unknown(4), gone, gone),
            (Undefined(Reason::None), gone, Undefined(Reason::None)),
        ] {
            assert_eq!(a.and(b), both, "{a:?} {b:?}");
        }
    }

    #[test]
    fn a_part_is_read_without_what_lies_around_it() {
        let mut table = table();
        table.statuses = Some(vec![Status::Known; 6]);
        note(&mut table.statuses, 6, 5, Status::Unknown(1));
        let part = table.part(&region((0, 2), (1, 3))).compact().unwrap();
        assert_eq!(part.values, numbers(&[1, 2, 4, 5]));
        assert_eq!([part.status(0), part.status(3)], [Status::Known, Status::Unknown(1)]);
    }

    #[test]
    fn a_write_tells_the_smallest_region_that_changed() {
        let mut table = table();
        let all = region((0, 2), (0, 3));
        let same = Block::own(vec![ROW, COLUMN], vec![2, 3], table.values.clone(), None);
        assert_eq!(table.write(&all, &same), Ok(None));
        let two = Block::own(vec![ROW, COLUMN], vec![2, 3], numbers(&[0, 1, 9, 3, 9, 5]), None);
        assert_eq!(table.write(&all, &two), Ok(Some(region((0, 2), (1, 3)))));
        let row = Block::own(vec![COLUMN], vec![2], numbers(&[3, 8]), None);
        assert_eq!(table.write(&region((1, 2), (0, 2)), &row), Ok(Some(region((1, 2), (1, 2)))));
        assert_eq!(table.values, numbers(&[0, 1, 9, 3, 8, 5]));
    }

    #[test]
    fn a_status_that_changes_is_a_change() {
        let mut table = table();
        let cell = region((1, 2), (2, 3));
        let unknown = Block::one(Exact::from_i64(5), Status::Unknown(1));
        assert_eq!(table.write(&cell, &unknown), Ok(Some(cell.clone())));
        assert_eq!(table.write(&cell, &unknown), Ok(None));
        let known = Block::one(Exact::from_i64(5), Status::Known);
        assert_eq!(table.write(&cell, &known), Ok(Some(cell)));
        assert_eq!(table.status(5), Status::Known);
    }
}
