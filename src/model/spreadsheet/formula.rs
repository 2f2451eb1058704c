//! The text of a formula.

use super::super::array::Reason;
use super::super::axis::{Axis, AxisId, GroupingId};
use super::super::expr::{Binary, Expr, NodeId};
use super::super::node::Body;
use super::super::region::{Interval, Region};
use super::split::Split;
use super::{Sheet, Writer};
use crate::quantity::RoundingStep;

impl<S: Sheet> Writer<'_, S> {
    pub(super) fn position(&self, id: NodeId, place: &Region) -> usize {
        let axes = self.graph.axes_of(id);
        axes.iter().zip(self.graph.lengths(axes)).fold(0, |at, (axis, length)| at * length + place.of(*axis).start)
    }

    pub(super) fn along(&self, id: NodeId, axis: AxisId, positions: impl Iterator<Item = usize>) -> Vec<usize> {
        positions.map(|at| self.position(id, &self.place.with(axis, Interval::one(at)))).collect()
    }

    pub(super) fn length(&self, axis: AxisId) -> usize {
        self.graph.axes.get(axis.0).map_or(0, |axis| axis.labels.len())
    }

    fn node(&self, id: NodeId) -> String {
        self.sheet.cell(id, self.position(id, &self.place))
    }

    /// Writes a formula; `tight` is how closely the surrounding operator binds.
    pub(super) fn write(&self, expr: &Expr, tight: u8) -> String {
        match expr {
            Expr::Node(id) => self.node(*id),
            Expr::Const(value, _) => {
                if value.is_negative() && tight > 0 {
                    format!("({value})")
                } else {
                    value.to_string()
                }
            }
            Expr::NoValue(Reason::DivisionByZero) => "1/0".to_owned(),
            Expr::NoValue(_) => "NA()".to_owned(),
            Expr::Binary(operator, a, b) => {
                let (own, sign) = match operator {
                    Binary::Add => (1, '+'),
                    Binary::Subtract => (1, '-'),
                    Binary::Multiply => (2, '*'),
                    Binary::Divide => (2, '/'),
                    Binary::Min => return format!("MIN({},{})", self.write(a, 0), self.write(b, 0)),
                    Binary::Max => return format!("MAX({},{})", self.write(a, 0), self.write(b, 0)),
                    Binary::AtMost => return format!("IF({},1,0)", self.compare(a, b, "<=")),
                    Binary::Equal => return format!("IF({},1,0)", self.compare(a, b, "=")),
                };
                let second = match operator {
                    Binary::Divide if self.drifts(b) => self.divisor(b),
                    _ => self.write(b, own + 1),
                };
                let text = format!("{}{sign}{second}", self.write(a, own));
                if own < tight { format!("({text})") } else { text }
            }
            Expr::If(condition, yes, no) => {
                format!("IF({},{},{})", self.test(condition), self.write(yes, 0), self.write(no, 0))
            }
            Expr::Round(inner, step) => {
                let factor = if step.decimals() == 0 { 0 } else { 2 };
                let units = in_units(&self.write(inner, factor), *step);
                per_unit(format!("ROUND(ROUND({units},6),0)"), *step, tight)
            }
            Expr::Sum(..) | Expr::Group(..) => {
                let (id, at) = self.summed(expr);
                self.sum(id, &at)
            }
            Expr::Expand(id, grouping) => match self.expanded(*id, *grouping) {
                Some(at) => self.sheet.cell(*id, at),
                None => "NA()".to_owned(),
            },
            Expr::At(id, axis, position) => self.sheet.cell(*id, self.at(*id, *axis, *position)),
            Expr::Apportion { total, weights, along, step } => match self.split(*total, *weights, *along, *step) {
                Some(split) => self.part(&Split { aided: false, ..split }, tight),
                None => "NA()".to_owned(),
            },
            Expr::Lag { node, by, first } => match self.earlier(*node, *by) {
                Some(at) => self.sheet.cell(*node, at),
                None => self.write(first, tight),
            },
        }
    }

    /// The cell of a node at a label of an axis.
    pub(super) fn at(&self, id: NodeId, axis: AxisId, position: usize) -> usize {
        self.position(id, &self.place.with(axis, Interval::one(position)))
    }

    /// The cell of a node at the coarse label of this place.
    pub(super) fn expanded(&self, id: NodeId, grouping: GroupingId) -> Option<usize> {
        let grouping = self.graph.groupings.get(grouping.0)?;
        Some(self.at(id, grouping.to, *grouping.of.get(self.place.of(grouping.from).start)?))
    }

    /// The cell of a node some periods earlier; nothing in the first periods.
    pub(super) fn earlier(&self, id: NodeId, by: usize) -> Option<usize> {
        let is_time = |axis: &AxisId| self.graph.axes.get(axis.0).is_some_and(Axis::is_time);
        let time = self.graph.axes_of(id).iter().copied().find(is_time)?;
        Some(self.at(id, time, self.place.of(time).start.checked_sub(by)?))
    }

    /// The cells that a sum adds up.
    pub(super) fn summed(&self, expr: &Expr) -> (NodeId, Vec<usize>) {
        match expr {
            Expr::Sum(id, axis) => (*id, self.along(*id, *axis, 0..self.length(*axis))),
            Expr::Group(id, grouping) => match self.graph.groupings.get(grouping.0) {
                Some(grouping) => {
                    let group = self.place.of(grouping.to).start;
                    let own = (0..grouping.of.len()).filter(|at| grouping.of.get(*at) == Some(&group));
                    (*id, self.along(*id, grouping.from, own))
                }
                None => (*id, Vec::new()),
            },
            _ => (self.node, Vec::new()),
        }
    }

    fn compare(&self, a: &Expr, b: &Expr, sign: &str) -> String {
        format!("ROUND({}-{},9){sign}0", self.write(a, 1), self.write(b, 2))
    }

    /// A condition, as a test.
    pub(super) fn test(&self, condition: &Expr) -> String {
        match condition {
            Expr::Binary(Binary::AtMost, a, b) => self.compare(a, b, "<="),
            Expr::Binary(Binary::Equal, a, b) => self.compare(a, b, "="),
            other => format!("ROUND({},9)<>0", self.write(other, 0)),
        }
    }

    /// A divisor that is zero where it is zero but for what binary left over, so that the quotient is an error there.
    fn divisor(&self, expr: &Expr) -> String {
        let text = self.write(expr, 0);
        format!("IF(ROUND({text},9)=0,0,{text})")
    }

    /// Whether a difference of what is equal may come out beside zero.
    fn drifts(&self, expr: &Expr) -> bool {
        let exact = |expr: &Expr| matches!(expr, Expr::Round(..) | Expr::Const(..) | Expr::Apportion { .. });
        match expr {
            Expr::Node(id) | Expr::Expand(id, _) | Expr::At(id, ..) => {
                match self.graph.nodes.get(id.0).map(|node| &node.body) {
                    Some(Body::Formula(formula)) => !exact(formula),
                    _ => false,
                }
            }
            other => !exact(other),
        }
    }

    pub(super) fn sum(&self, id: NodeId, at: &[usize]) -> String {
        if at.is_empty() { "0".to_owned() } else { format!("SUM({})", self.sheet.cells(id, at)) }
    }

    /// What `term` says of each of these cells, added up; it is given a reference and the position of what it refers to.
    pub(super) fn total(
        &self,
        cells: impl Fn(&[usize]) -> String,
        at: &[usize],
        term: impl Fn(&str, &str) -> String,
    ) -> String {
        let one = |at: &usize| cells(std::slice::from_ref(at));
        let range = cells(at);
        match at.first().map(one) {
            None => "0".to_owned(),
            Some(first) if at.len() > 1 && !range.contains(',') => {
                let position = format!("(ROW({range})+COLUMN({range})-ROW({first})-COLUMN({first}))");
                format!("SUMPRODUCT({})", term(&range, &position))
            }
            Some(_) => {
                let each = at.iter().enumerate().map(|(position, at)| term(&one(at), &position.to_string()));
                format!("({})", each.collect::<Vec<_>>().join("+"))
            }
        }
    }
}

/// An amount in units of the step's last decimal, such as cents.
pub(super) fn in_units(amount: &str, step: RoundingStep) -> String {
    match step.decimals() {
        0 => amount.to_owned(),
        decimals => format!("{amount}*1{}", "0".repeat(decimals as usize)),
    }
}

/// Such units as an amount.
pub(super) fn per_unit(units: String, step: RoundingStep, tight: u8) -> String {
    let amount = match step.decimals() {
        0 => return units,
        decimals => format!("{units}/1{}", "0".repeat(decimals as usize)),
    };
    if tight > 2 { format!("({amount})") } else { amount }
}
