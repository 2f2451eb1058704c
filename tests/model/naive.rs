//! A second evaluator, cell by cell and by the words of the rules alone: no arrays, regions or order of evaluation.

use std::collections::{BTreeMap, HashMap};

use dagdeel::model::{Along, AxisId, Binary, Cell, Evaluation, Expr, NodeId, Reason, Status, Value};
use dagdeel::quantity::{ApportionError, Exact, Overflow, RoundingStep, apportion, round_parts};

use crate::graphs::{Body, Model, mean};

pub type Place = BTreeMap<AxisId, usize>;
pub type Known = Cell<Exact>;

pub struct Naive<'a> {
    model: &'a Model,
    memo: HashMap<(NodeId, usize), Known>,
}

fn known(value: Exact) -> Known {
    Cell { value, status: Status::Known }
}

fn without(status: Status) -> Known {
    Cell { value: Exact::ZERO, status }
}

fn flag(holds: bool) -> Exact {
    if holds { Exact::ONE } else { Exact::ZERO }
}

/// What is missing in an operand is missing in the result.
pub fn missing(statuses: &[Status]) -> Status {
    if let Some(undefined) = statuses.iter().find(|status| matches!(status, Status::Undefined(_))) {
        return *undefined;
    }
    let count = |status: &Status| match status {
        Status::Unknown(count) | Status::Partial(count) => *count,
        _ => 0,
    };
    match statuses.iter().map(count).max() {
        None | Some(0) => Status::Known,
        Some(most) => Status::Unknown(most),
    }
}

/// One operator of two on known cells.
pub fn binary(operator: Binary, a: &Known, b: &Known) -> Result<Known, Overflow> {
    let status = missing(&[a.status, b.status]);
    if status != Status::Known {
        return Ok(without(status));
    }
    let (a, b) = (a.value, b.value);
    Ok(known(match operator {
        Binary::Add => a.plus(b)?,
        Binary::Subtract => a.minus(b)?,
        Binary::Multiply => a.times(b)?,
        Binary::Divide => match a.over(b)? {
            Some(quotient) => quotient,
            None => return Ok(without(Status::Undefined(Reason::DivisionByZero))),
        },
        Binary::Min => a.min(b),
        Binary::Max => a.max(b),
        Binary::AtMost => flag(a <= b),
        Binary::Equal => flag(a == b),
    }))
}

/// The sum of what is known, and how much is missing.
pub fn sum(cells: &[Known]) -> Result<Known, Overflow> {
    if let Some(cell) = cells.iter().find(|cell| matches!(cell.status, Status::Undefined(_))) {
        return Ok(without(cell.status));
    }
    let mut total = Exact::ZERO;
    let (mut found, mut lost) = (false, 0);
    for cell in cells {
        match cell.status {
            Status::Unknown(count) => lost += count,
            Status::Known | Status::Partial(_) => {
                total = total.plus(cell.value)?;
                found = true;
                if let Status::Partial(count) = cell.status {
                    lost += count;
                }
            }
            Status::Undefined(_) => {}
        }
    }
    let status = match (lost, found) {
        (0, _) => Status::Known,
        (lost, true) => Status::Partial(lost),
        (lost, false) => Status::Unknown(lost),
    };
    Ok(Cell { value: total, status })
}

/// One part of a total that is split over weights.
pub fn part(total: &Known, weights: &[Known], at: usize, step: RoundingStep) -> Result<Known, Overflow> {
    let statuses: Vec<Status> = [total].into_iter().chain(weights).map(|cell| cell.status).collect();
    let status = missing(&statuses);
    if status != Status::Known {
        return Ok(without(status));
    }
    let weights: Vec<Exact> = weights.iter().map(|weight| weight.value).collect();
    let sum = Exact::sum(weights.iter().copied())?;
    let split = if sum.round(18) == total.value.round(18) {
        round_parts(total.value, &weights, step.decimals())
    } else {
        apportion(total.value, &weights, step.decimals())
    };
    match split {
        Ok(parts) => Ok(known(parts[at])),
        Err(ApportionError::Overflow) => Err(Overflow),
        Err(ApportionError::ZeroWeights { .. }) => Ok(without(Status::Undefined(Reason::DivisionByZero))),
        Err(_) => Ok(without(Status::Undefined(Reason::Refused))),
    }
}

impl<'a> Naive<'a> {
    pub fn new(model: &'a Model) -> Self {
        Self { model, memo: HashMap::new() }
    }

    pub fn cell(&mut self, node: NodeId, at: usize) -> Result<Known, Overflow> {
        if let Some(cell) = self.memo.get(&(node, at)) {
            return Ok(cell.clone());
        }
        let model = self.model;
        let made = model.made(node);
        let mut place = Place::new();
        let mut rest = at;
        for axis in made.axes.iter().rev() {
            place.insert(*axis, rest % model.lengths[axis]);
            rest /= model.lengths[axis];
        }
        let cell = match &made.body {
            Body::Input(values) => match values[at] {
                Value::Known(value) => known(value),
                Value::Range(low, high) if low == high => known(low),
                Value::Range(..) | Value::Unknown => without(Status::Unknown(1)),
                Value::Undefined(reason) => without(Status::Undefined(reason)),
            },
            Body::Mean(inputs) => self.mean(inputs, model.cells(node), at)?,
            Body::Formula(expr) => self.eval(expr, &place)?,
        };
        self.memo.insert((node, at), cell.clone());
        Ok(cell)
    }

    fn mean(&mut self, inputs: &[NodeId], cells: usize, at: usize) -> Result<Known, Overflow> {
        let mut statuses = Vec::new();
        let mut values = Vec::new();
        for input in inputs {
            let own: Result<Vec<Known>, Overflow> =
                (0..self.model.cells(*input)).map(|at| self.cell(*input, at)).collect();
            let own = own?;
            // What does not apply counts as zero: an estimate is made of what there is.
            let applies = |status: &Status| *status != Status::Undefined(Reason::None);
            statuses.extend(own.iter().map(|cell| cell.status).filter(applies));
            values.push(own.into_iter().map(|cell| cell.value).collect());
        }
        let status = missing(&statuses);
        if status != Status::Known {
            return Ok(without(status));
        }
        Ok(match mean(&values, cells) {
            Some(found) => known(found[at].round(3)),
            None => without(Status::Undefined(Reason::None)),
        })
    }

    fn at(&mut self, node: NodeId, place: &Place) -> Result<Known, Overflow> {
        let axes = &self.model.made(node).axes;
        let at = axes.iter().fold(0, |at, axis| at * self.model.lengths[axis] + place[axis]);
        self.cell(node, at)
    }

    fn along(&mut self, node: NodeId, place: &Place, axis: AxisId, at: &[usize]) -> Result<Vec<Known>, Overflow> {
        at.iter().map(|at| self.at(node, &moved(place, axis, *at))).collect()
    }

    fn eval(&mut self, expr: &Expr, place: &Place) -> Result<Known, Overflow> {
        match expr {
            Expr::Node(node) => self.at(*node, place),
            Expr::Const(value, _) => Ok(known(*value)),
            Expr::NoValue(reason) => Ok(without(Status::Undefined(*reason))),
            Expr::Binary(operator, a, b) => binary(*operator, &self.eval(a, place)?, &self.eval(b, place)?),
            Expr::If(condition, yes, no) => {
                let condition = self.eval(condition, place)?;
                let (yes, no) = (self.eval(yes, place)?, self.eval(no, place)?);
                Ok(match condition.status {
                    Status::Known if condition.value.is_zero() => no,
                    Status::Known => yes,
                    status => without(missing(&[status])),
                })
            }
            Expr::Round(inner, step) => {
                let inner = self.eval(inner, place)?;
                Ok(Cell { value: inner.value.round(step.decimals()), ..inner })
            }
            Expr::Sum(node, axis) => {
                let all: Vec<usize> = (0..self.model.lengths[axis]).collect();
                sum(&self.along(*node, place, *axis, &all)?)
            }
            Expr::Group(node, id) => {
                let grouped = &self.model.groupings[id];
                let own: Vec<usize> =
                    (0..grouped.of.len()).filter(|at| grouped.of[*at] == place[&grouped.to]).collect();
                sum(&self.along(*node, place, grouped.from, &own)?)
            }
            Expr::Expand(node, id) => {
                let grouped = &self.model.groupings[id];
                self.at(*node, &moved(place, grouped.to, grouped.of[place[&grouped.from]]))
            }
            Expr::At(node, axis, position) => self.at(*node, &moved(place, *axis, *position)),
            Expr::Apportion { total, weights, along, step } => {
                let (fine, own, place) = match along {
                    Along::Axis(axis) => (*axis, (0..self.model.lengths[axis]).collect::<Vec<_>>(), place.clone()),
                    Along::Grouping(id) => {
                        let grouped = &self.model.groupings[id];
                        let group = grouped.of[place[&grouped.from]];
                        let own = (0..grouped.of.len()).filter(|at| grouped.of[*at] == group).collect();
                        (grouped.from, own, moved(place, grouped.to, group))
                    }
                };
                let at = own.iter().position(|at| *at == place[&fine]).unwrap();
                let weights = self.along(*weights, &place, fine, &own)?;
                part(&self.at(*total, &place)?, &weights, at, *step)
            }
            Expr::Lag { node, by, first } => {
                let time = self.model.made(*node).axes.iter().copied().find(|axis| self.model.time.contains(axis));
                let time = time.unwrap();
                match place[&time].checked_sub(*by) {
                    Some(earlier) => self.at(*node, &moved(place, time, earlier)),
                    None => self.eval(first, place),
                }
            }
        }
    }
}

fn moved(place: &Place, axis: AxisId, at: usize) -> Place {
    let mut place = place.clone();
    place.insert(axis, at);
    place
}

/// All cells of a model, node by node, or that one of them is too large.
pub fn naive(model: &Model) -> Result<Vec<Known>, Overflow> {
    let mut naive = Naive::new(model);
    model.all_cells().map(|(node, at)| naive.cell(node, at)).collect()
}

/// All cells of an evaluation, in the same order.
pub fn cells(model: &Model, evaluation: &Evaluation<Exact>) -> Vec<Known> {
    model.all_cells().map(|(node, at)| evaluation.cell(node, at).unwrap()).collect()
}
