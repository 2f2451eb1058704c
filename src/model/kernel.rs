//! Runs one formula over one region of its cells.

use super::array::{Array, Block, Reason, Status, Statuses, note, strides, union};
use super::axis::AxisId;
use super::expr::{Along, Binary, Expr, NodeId};
use super::graph::Graph;
use super::node::{Body, Estimator};
use super::number::{Number, Truth, Value};
use super::region::{Interval, Region, runs, walk};
use crate::quantity::{ApportionError, Exact, Overflow, RoundingStep};

/// Why a cell could not be computed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub(crate) enum Fault {
    /// The number needs more than 28 digits.
    #[error("a number became too large")]
    Overflow,
    /// The graph and its arrays do not belong together.
    #[error("the graph and its arrays do not belong together")]
    Internal,
}

impl From<Overflow> for Fault {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// What formulas read: the graph and the arrays of the nodes evaluated so far.
pub(crate) struct Scope<'a, N: Number> {
    pub(crate) graph: &'a Graph,
    pub(crate) arrays: &'a [Array<N>],
}

impl<'a, N: Number> Scope<'a, N> {
    /// The cells of a node inside a region.
    pub(crate) fn node(&self, id: NodeId, region: &Region) -> Result<Block<'a, N>, Fault> {
        let node = self.graph.nodes.get(id.0).ok_or(Fault::Internal)?;
        match &node.body {
            Body::Formula(expr) => self.eval(expr, region),
            Body::Input { values, .. } => {
                let lengths: Vec<usize> = node.axes.iter().map(|axis| region.of(*axis).len()).collect();
                let cells = lengths.iter().product();
                let steps = strides(&self.graph.lengths(&node.axes));
                let start = node.axes.iter().zip(&steps).map(|(axis, step)| region.of(*axis).start * step).sum();
                let steps: Vec<[usize; 1]> = steps.into_iter().map(|step| [step]).collect();
                let mut read = Vec::with_capacity(cells);
                let mut statuses = None;
                walk(&lengths, &steps, [start], &mut |[at]| {
                    let (value, status) = leaf(values.get(at).ok_or(Fault::Internal)?);
                    note(&mut statuses, cells, read.len(), status);
                    read.push(value);
                    Ok(())
                })?;
                Ok(Block::own(node.axes.clone(), lengths, read, statuses))
            }
            Body::Estimate { inputs, function, .. } => {
                let lengths = self.graph.lengths(&node.axes);
                let decimals = node.about.decimals;
                let whole = self.estimate(inputs, function, node.axes.clone(), lengths, decimals)?;
                let Block { axes, lengths, strides, start, .. } = whole.part(region);
                Ok(Block {
                    axes,
                    lengths,
                    strides,
                    start,
                    values: whole.values.into(),
                    statuses: whole.statuses.map(Into::into),
                })
            }
            Body::Open => Err(Fault::Internal),
        }
    }

    /// The cells of a formula inside a region.
    pub(crate) fn eval(&self, expr: &Expr, region: &Region) -> Result<Block<'a, N>, Fault> {
        match expr {
            Expr::Node(id) => Ok(self.array(*id)?.part(region)),
            Expr::Const(value, _) => Ok(Block::one(N::exact(*value), Status::Known)),
            Expr::NoValue(reason) => Ok(Block::one(N::exact(Exact::ZERO), Status::Undefined(*reason))),
            Expr::Binary(operator, a, b) => {
                self.binary(*operator, &self.eval(a, region)?, &self.eval(b, region)?, region)
            }
            Expr::If(condition, yes, no) => {
                self.choose(&self.eval(condition, region)?, &self.eval(yes, region)?, &self.eval(no, region)?, region)
            }
            Expr::Round(inner, step) => {
                let mut block = self.eval(inner, region)?.compact()?;
                block.values.to_mut().iter_mut().for_each(|value| *value = value.rounded(*step));
                Ok(block)
            }
            Expr::Sum(id, axis) => {
                let kept: Vec<AxisId> = self.array(*id)?.axes.iter().copied().filter(|own| own != axis).collect();
                let full = Interval::new(0, self.length(*axis));
                let part = self.array(*id)?.part(&region.with(*axis, full));
                self.gather(&part, kept, *axis, None, region)
            }
            Expr::Group(id, grouping) => {
                let grouping = self.graph.groupings.get(grouping.0).ok_or(Fault::Internal)?;
                let kept: Vec<AxisId> =
                    self.array(*id)?.axes.iter().copied().filter(|own| *own != grouping.from).collect();
                let kept = union(&kept, &[grouping.to]);
                let hit = members(&grouping.of, region.of(grouping.to));
                let part = self.array(*id)?.part(&region.with(grouping.from, hit));
                let of = grouping.of.get(hit.start..hit.end).ok_or(Fault::Internal)?;
                self.gather(&part, kept, grouping.from, Some((grouping.to, of)), region)
            }
            Expr::Expand(id, grouping) => {
                let grouping = self.graph.groupings.get(grouping.0).ok_or(Fault::Internal)?;
                let coarse =
                    self.array(*id)?.part(&region.with(grouping.to, Interval::new(0, self.length(grouping.to))));
                self.expand(&coarse, grouping.from, grouping.to, &grouping.of, region)
            }
            Expr::At(id, axis, position) => {
                let mut block = self.array(*id)?.part(&region.with(*axis, Interval::one(*position)));
                if let Some(at) = block.axes.iter().position(|own| own == axis) {
                    block.axes.remove(at);
                    block.lengths.remove(at);
                    block.strides.remove(at);
                }
                Ok(block)
            }
            Expr::Apportion { total, weights, along, step } => self.apportion(*total, *weights, *along, *step, region),
            Expr::Lag { node, by, first } => self.lag(*node, *by, first, region),
        }
    }

    fn array(&self, id: NodeId) -> Result<&'a Array<N>, Fault> {
        self.arrays.get(id.0).ok_or(Fault::Internal)
    }

    fn length(&self, axis: AxisId) -> usize {
        self.graph.axes.get(axis.0).map_or(0, |axis| axis.labels.len())
    }

    fn binary(
        &self,
        operator: Binary,
        a: &Block<'_, N>,
        b: &Block<'_, N>,
        region: &Region,
    ) -> Result<Block<'a, N>, Fault> {
        match operator {
            Binary::Add => zip(a, b, region, |a, b| Ok(a.plus(b)?)),
            Binary::Subtract => zip(a, b, region, |a, b| Ok(a.minus(b)?)),
            Binary::Multiply => zip(a, b, region, |a, b| Ok(a.times(b)?)),
            Binary::Divide => zip(a, b, region, |a, b| a.over(b)?.ok_or(Stop::DivisionByZero)),
            Binary::Min => zip(a, b, region, |a, b| Ok(a.least(b))),
            Binary::Max => zip(a, b, region, |a, b| Ok(a.greatest(b))),
            Binary::AtMost => zip(a, b, region, |a, b| Ok(a.at_most(b))),
            Binary::Equal => zip(a, b, region, |a, b| Ok(a.equal(b))),
        }
    }

    fn choose(
        &self,
        condition: &Block<'_, N>,
        yes: &Block<'_, N>,
        no: &Block<'_, N>,
        region: &Region,
    ) -> Result<Block<'a, N>, Fault> {
        let axes = union(&condition.axes, &union(&yes.axes, &no.axes));
        let lengths: Vec<usize> = axes.iter().map(|axis| region.of(*axis).len()).collect();
        let steps: Vec<[usize; 3]> =
            axes.iter().map(|axis| [condition.stride(*axis), yes.stride(*axis), no.stride(*axis)]).collect();
        let cells = lengths.iter().product();
        let mut values = Vec::with_capacity(cells);
        let mut statuses = None;
        walk(&lengths, &steps, [condition.start, yes.start, no.start], &mut |[c, y, n]| {
            let test = condition.values.get(c).ok_or(Fault::Internal)?;
            let when = yes.values.get(y).ok_or(Fault::Internal)?;
            let otherwise = no.values.get(n).ok_or(Fault::Internal)?;
            let (value, status) = match condition.status(c) {
                Status::Known => match test.truth() {
                    Truth::Yes => (when.clone(), yes.status(y)),
                    Truth::No => (otherwise.clone(), no.status(n)),
                    Truth::Mixed => match (yes.status(y), no.status(n)) {
                        (Status::Known, Status::Known) => (N::mixed(test, when, otherwise), Status::Known),
                        (Status::Undefined(reason), Status::Undefined(_)) => {
                            (N::exact(Exact::ZERO), Status::Undefined(reason))
                        }
                        // Which branch holds is not known, so neither is whether there is a value.
                        _ => (N::exact(Exact::ZERO), Status::Unknown(1)),
                    },
                },
                unknown => (N::exact(Exact::ZERO), unknown.and(Status::Known)),
            };
            note(&mut statuses, cells, values.len(), status);
            values.push(value);
            Ok(())
        })?;
        Ok(Block::own(axes, lengths, values, statuses))
    }

    /// Adds up along `axis`, into one cell or into the groups of `into`, whose labels `of` are given for each member.
    fn gather(
        &self,
        part: &Block<'_, N>,
        kept: Vec<AxisId>,
        axis: AxisId,
        into: Option<(AxisId, &[usize])>,
        region: &Region,
    ) -> Result<Block<'a, N>, Fault> {
        let lengths: Vec<usize> = kept.iter().map(|own| region.of(*own).len()).collect();
        let target = strides(&lengths);
        let target_of =
            |own: AxisId| kept.iter().position(|k| *k == own).and_then(|at| target.get(at)).copied().unwrap_or(0);
        let cells: usize = lengths.iter().product();
        let mut sums = vec![Sum::<N>::nothing(); cells];
        let outer: Vec<AxisId> = part.axes.iter().copied().filter(|own| *own != axis).collect();
        let outer_lengths: Vec<usize> = outer.iter().map(|own| region.of(*own).len()).collect();
        let steps: Vec<[usize; 2]> = outer.iter().map(|own| [part.stride(*own), target_of(*own)]).collect();
        let along = part.stride(axis);
        let members =
            part.axes.iter().position(|own| *own == axis).and_then(|at| part.lengths.get(at)).copied().unwrap_or(0);
        // How far each member lies from the first, and the sum it belongs to from the first sum.
        let shifts: Vec<(usize, usize)> = (0..members)
            .filter_map(|member| {
                let shift = match into {
                    None => 0,
                    Some((to, of)) => {
                        let (group, wanted) = (*of.get(member)?, region.of(to));
                        wanted.contains(group).then(|| target_of(to) * (group - wanted.start))?
                    }
                };
                Some((member * along, shift))
            })
            .collect();
        walk(&outer_lengths, &steps, [part.start, 0], &mut |[from, to]| {
            for (member, shift) in &shifts {
                let value = part.values.get(from + member).ok_or(Fault::Internal)?;
                sums.get_mut(to + shift).ok_or(Fault::Internal)?.add(value, part.status(from + member))?;
            }
            Ok(())
        })?;
        let mut statuses = None;
        let mut values = Vec::with_capacity(cells);
        for sum in sums {
            note(&mut statuses, cells, values.len(), sum.status());
            values.push(if sum.undefined.is_some() { N::exact(Exact::ZERO) } else { sum.total });
        }
        Ok(Block::own(kept, lengths, values, statuses))
    }

    /// Repeats the cells of each label of `to` for the labels of `from` that belong to it.
    fn expand(
        &self,
        coarse: &Block<'_, N>,
        from: AxisId,
        to: AxisId,
        of: &[usize],
        region: &Region,
    ) -> Result<Block<'a, N>, Fault> {
        let kept: Vec<AxisId> = coarse.axes.iter().copied().filter(|own| *own != to).collect();
        let axes = union(&kept, &[from]);
        let lengths: Vec<usize> = axes.iter().map(|axis| region.of(*axis).len()).collect();
        let target = strides(&lengths);
        let target_of =
            |own: AxisId| axes.iter().position(|axis| *axis == own).and_then(|at| target.get(at)).copied().unwrap_or(0);
        let cells: usize = lengths.iter().product();
        let mut values = vec![N::exact(Exact::ZERO); cells];
        let mut statuses = None;
        let kept_lengths: Vec<usize> = kept.iter().map(|own| region.of(*own).len()).collect();
        let steps: Vec<[usize; 2]> = kept.iter().map(|own| [coarse.stride(*own), target_of(*own)]).collect();
        let fine = region.of(from);
        for (nth, group) in of.get(fine.start..fine.end).ok_or(Fault::Internal)?.iter().enumerate() {
            let start = [coarse.start + group * coarse.stride(to), nth * target_of(from)];
            walk(&kept_lengths, &steps, start, &mut |[source, place]| {
                *values.get_mut(place).ok_or(Fault::Internal)? =
                    coarse.values.get(source).ok_or(Fault::Internal)?.clone();
                note(&mut statuses, cells, place, coarse.status(source));
                Ok(())
            })?;
        }
        Ok(Block::own(axes, lengths, values, statuses))
    }

    fn apportion(
        &self,
        total: NodeId,
        weights: NodeId,
        along: Along,
        step: RoundingStep,
        region: &Region,
    ) -> Result<Block<'a, N>, Fault> {
        let (fine, coarse, of) = match along {
            Along::Axis(axis) => (axis, None, vec![0; self.length(axis)]),
            Along::Grouping(id) => {
                let grouping = self.graph.groupings.get(id.0).ok_or(Fault::Internal)?;
                (grouping.from, Some(grouping.to), grouping.of.clone())
            }
        };
        let groups = coarse.map_or(1, |axis| self.length(axis));
        let wide = region.with(fine, Interval::new(0, self.length(fine)));
        let wide = coarse.map_or(wide.clone(), |axis| wide.with(axis, Interval::new(0, groups)));
        let (total, weights) = (self.array(total)?.part(&wide), self.array(weights)?.part(&wide));
        let others: Vec<AxisId> = union(&total.axes, &weights.axes)
            .into_iter()
            .filter(|axis| *axis != fine && Some(*axis) != coarse)
            .collect();
        let axes = union(&others, &[fine]);
        let lengths: Vec<usize> = axes.iter().map(|axis| wide.of(*axis).len()).collect();
        let out = strides(&lengths);
        let out_of = |own: AxisId| axes.iter().position(|a| *a == own).and_then(|at| out.get(at)).copied().unwrap_or(0);
        let cells: usize = lengths.iter().product();
        let mut values = vec![N::exact(Exact::ZERO); cells];
        let mut statuses: Statuses = None;
        let outer: Vec<usize> = others.iter().map(|axis| wide.of(*axis).len()).collect();
        let steps: Vec<[usize; 3]> =
            others.iter().map(|axis| [total.stride(*axis), weights.stride(*axis), out_of(*axis)]).collect();
        let total_step = coarse.map_or(0, |axis| total.stride(axis));
        let (weight_step, out_step) = (weights.stride(fine), out_of(fine));
        let members: Vec<Vec<usize>> = (0..groups)
            .map(|group| of.iter().enumerate().filter(|(_, own)| **own == group).map(|(at, _)| at).collect())
            .collect();
        walk(&outer, &steps, [total.start, weights.start, 0], &mut |[t, w, o]| {
            for (group, members) in members.iter().enumerate() {
                let at = t + group * total_step;
                let whole = total.values.get(at).ok_or(Fault::Internal)?;
                let mut status = total.status(at).and(Status::Known);
                let mut own = Vec::with_capacity(members.len());
                for member in members {
                    let place = w + member * weight_step;
                    status = status.and(weights.status(place));
                    own.push(weights.values.get(place).ok_or(Fault::Internal)?.clone());
                }
                let parts = if status == Status::Known {
                    match N::apportioned(whole, &own, step) {
                        Ok(parts) => parts,
                        Err(ApportionError::Overflow) => return Err(Fault::Overflow),
                        Err(ApportionError::ZeroWeights { .. }) => {
                            status = Status::Undefined(Reason::DivisionByZero);
                            Vec::new()
                        }
                        // A total with more decimals than its parts may have cannot be split without a remainder.
                        Err(_) => {
                            status = Status::Undefined(Reason::Refused);
                            Vec::new()
                        }
                    }
                } else {
                    Vec::new()
                };
                let mut parts = parts.into_iter();
                for member in members {
                    let place = o + member * out_step;
                    if let Some(part) = parts.next() {
                        *values.get_mut(place).ok_or(Fault::Internal)? = part;
                    }
                    note(&mut statuses, cells, place, status);
                }
            }
            Ok(())
        })?;
        Ok(Block {
            lengths: axes.iter().map(|axis| region.of(*axis).len()).collect(),
            axes,
            strides: out,
            start: region.of(fine).start * out_step,
            values: values.into(),
            statuses: statuses.map(Into::into),
        })
    }

    fn lag(&self, node: NodeId, by: usize, first: &Expr, region: &Region) -> Result<Block<'a, N>, Fault> {
        let array = self.array(node)?;
        let time = array
            .axes
            .iter()
            .copied()
            .find(|axis| self.graph.axes.get(axis.0).is_some_and(|axis| axis.time))
            .ok_or(Fault::Internal)?;
        let periods = region.of(time);
        let opening = Interval::new(periods.start, periods.end.min(by.max(periods.start)));
        let later = Interval::new(periods.start.max(by), periods.end);
        let before = region.with(time, opening);
        let after = region.with(time, later);
        let shifted = region.with(time, Interval::new(later.start.saturating_sub(by), later.end.saturating_sub(by)));
        if opening.is_empty() {
            return Ok(array.part(&shifted));
        }
        let start = self.eval(first, &before)?;
        if later.is_empty() {
            return Ok(start);
        }
        let axes = union(&array.axes, &start.axes);
        let lengths: Vec<usize> = axes.iter().map(|axis| region.of(*axis).len()).collect();
        let cells: usize = lengths.iter().product();
        let mut values = Vec::with_capacity(cells);
        let mut statuses = None;
        let mut copy = |block: &Block<'_, N>, part: &Region| {
            let lengths: Vec<usize> = axes.iter().map(|axis| part.of(*axis).len()).collect();
            let steps: Vec<[usize; 1]> = axes.iter().map(|axis| [block.stride(*axis)]).collect();
            walk(&lengths, &steps, [block.start], &mut |[from]| {
                note(&mut statuses, cells, values.len(), block.status(from));
                values.push(block.values.get(from).ok_or(Fault::Internal)?.clone());
                Ok(())
            })
        };
        copy(&start, &before)?;
        copy(&array.part(&shifted), &after)?;
        Ok(Block::own(axes, lengths, values, statuses))
    }

    fn estimate(
        &self,
        inputs: &[NodeId],
        function: &Estimator,
        axes: Vec<AxisId>,
        lengths: Vec<usize>,
        decimals: u8,
    ) -> Result<Array<N>, Fault> {
        let cells: usize = lengths.iter().product();
        let mut status = Status::Known;
        let mut values = Vec::with_capacity(inputs.len());
        for input in inputs {
            let array = self.array(*input)?;
            // What does not apply, such as a year without observations, is passed on as zero.
            let counts = |cell: &&Status| **cell != Status::Undefined(Reason::None);
            status = array.statuses.iter().flatten().filter(counts).fold(status, |status, cell| status.and(*cell));
            values.push(array.values.clone());
        }
        let step = RoundingStep::Decimals(decimals);
        let estimated = if status == Status::Known { N::estimated(&values, &**function) } else { None };
        if status == Status::Known {
            status = Status::Undefined(Reason::None);
        }
        Ok(match estimated {
            Some(found) if found.len() == cells => {
                Array { axes, lengths, values: found.iter().map(|value| value.rounded(step)).collect(), statuses: None }
            }
            _ => {
                Array { axes, lengths, values: vec![N::exact(Exact::ZERO); cells], statuses: Some(vec![status; cells]) }
            }
        })
    }
}

pub(crate) fn leaf<N: Number>(value: &Value) -> (N, Status) {
    match (N::read(value), value) {
        (Some(number), _) => (number, Status::Known),
        (None, Value::Undefined(reason)) => (N::exact(Exact::ZERO), Status::Undefined(*reason)),
        (None, _) => (N::exact(Exact::ZERO), Status::Unknown(1)),
    }
}

/// The smallest interval of members that holds all those of the wanted groups.
pub(crate) fn members(of: &[usize], wanted: Interval) -> Interval {
    let mut hit = Interval::EMPTY;
    for (at, group) in of.iter().enumerate() {
        if wanted.contains(*group) {
            hit = hit.hull(Interval::one(at));
        }
    }
    hit
}

/// Why an operator gave no number.
enum Stop {
    Overflow,
    DivisionByZero,
}

impl From<Overflow> for Stop {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// Computes cell by cell from two operands, each repeated along the axes that it lacks.
fn zip<'a, N: Number>(
    a: &Block<'_, N>,
    b: &Block<'_, N>,
    region: &Region,
    op: impl Fn(&N, &N) -> Result<N, Stop>,
) -> Result<Block<'a, N>, Fault> {
    let axes = union(&a.axes, &b.axes);
    let lengths: Vec<usize> = axes.iter().map(|axis| region.of(*axis).len()).collect();
    let steps: Vec<[usize; 2]> = axes.iter().map(|axis| [a.stride(*axis), b.stride(*axis)]).collect();
    let cells = lengths.iter().product();
    let mut values: Vec<N> = Vec::with_capacity(cells);
    let mut statuses = None;
    let known = a.statuses.is_none() && b.statuses.is_none();
    runs(&lengths, &steps, [a.start, b.start], &mut |[mut i, mut j], length, [di, dj]| {
        for _ in 0..length {
            let left = a.values.get(i).ok_or(Fault::Internal)?;
            let right = b.values.get(j).ok_or(Fault::Internal)?;
            let status = if known { Status::Known } else { a.status(i).and(b.status(j)) };
            let missing = match status {
                Status::Known => match op(left, right) {
                    Ok(value) => {
                        values.push(value);
                        None
                    }
                    Err(Stop::DivisionByZero) => Some(Status::Undefined(Reason::DivisionByZero)),
                    Err(Stop::Overflow) => return Err(Fault::Overflow),
                },
                status => Some(status),
            };
            if let Some(status) = missing {
                note(&mut statuses, cells, values.len(), status);
                values.push(N::exact(Exact::ZERO));
            }
            i += di;
            j += dj;
        }
        Ok(())
    })?;
    Ok(Block::own(axes, lengths, values, statuses))
}

/// A sum that knows what is missing from it.
#[derive(Clone)]
struct Sum<N> {
    total: N,
    known: bool,
    missing: u32,
    undefined: Option<Reason>,
}

impl<N: Number> Sum<N> {
    fn nothing() -> Self {
        Self { total: N::exact(Exact::ZERO), known: false, missing: 0, undefined: None }
    }

    fn add(&mut self, value: &N, status: Status) -> Result<(), Fault> {
        match status {
            Status::Known | Status::Partial(_) => {
                self.total = self.total.plus(value)?;
                self.known = true;
                if let Status::Partial(missing) = status {
                    self.missing = self.missing.saturating_add(missing);
                }
            }
            Status::Unknown(missing) => self.missing = self.missing.saturating_add(missing),
            Status::Undefined(reason) => self.undefined = self.undefined.or(Some(reason)),
        }
        Ok(())
    }

    fn status(&self) -> Status {
        match (self.undefined, self.missing, self.known) {
            (Some(reason), ..) => Status::Undefined(reason),
            (None, 0, _) => Status::Known,
            (None, missing, true) => Status::Partial(missing),
            (None, missing, false) => Status::Unknown(missing),
        }
    }
}
