//! Each formula as spreadsheet text, so that a controller can recalculate what the evaluator computed.
//!
//! Spreadsheets calculate in binary floating point. A plain `ROUND(x, 2)` therefore misses the cent where an exact value lies
//! on half a cent; every rounding is written as `ROUND(ROUND(x*100,6),0)/100`, and comparisons and computed divisors look at what
//! is left after nine decimals.
//!
//! A spreadsheet has no function for the largest remainder. A part of a total is written as its share in cents, rounded down,
//! and one cent more where fewer shares have a larger remainder than there are cents left. Counts over many cells are
//! `SUMPRODUCT`s of one range where the cells lie side by side, so that the text does not grow with the number of parts.

use super::array::Reason;
use super::axis::AxisId;
use super::expr::{Along, Binary, Expr, NodeId};
use super::graph::Graph;
use super::node::Body;
use super::region::{Interval, Region};
use crate::quantity::RoundingStep;

/// Where the cells of a graph stand in a workbook.
pub trait Sheet {
    /// The reference to one cell, such as `C7`.
    fn cell(&self, node: NodeId, at: usize) -> String;

    /// References to several cells of one node, as arguments of `SUM`: one range, such as `C7:N7`, where they lie side by
    /// side in one row or column.
    fn cells(&self, node: NodeId, at: &[usize]) -> String {
        at.iter().map(|at| self.cell(node, *at)).collect::<Vec<_>>().join(",")
    }
}

impl Graph {
    /// The formula of a cell, without the equals sign; `None` for inputs and estimates, which are values in a workbook.
    pub fn spreadsheet(&self, node: NodeId, cell: usize, sheet: &impl Sheet) -> Option<String> {
        match &self.nodes.get(node.0)?.body {
            Body::Formula(expr) => {
                let place = self.region_of_cell(node, cell);
                Some(Writer { graph: self, sheet, place }.write(expr, 0))
            }
            _ => None,
        }
    }
}

struct Writer<'a, S: Sheet> {
    graph: &'a Graph,
    sheet: &'a S,
    place: Region,
}

impl<S: Sheet> Writer<'_, S> {
    fn position(&self, id: NodeId, place: &Region) -> usize {
        let axes = self.graph.axes_of(id);
        axes.iter().zip(self.graph.lengths(axes)).fold(0, |at, (axis, length)| at * length + place.of(*axis).start)
    }

    fn along(&self, id: NodeId, axis: AxisId, positions: impl Iterator<Item = usize>) -> Vec<usize> {
        positions.map(|at| self.position(id, &self.place.with(axis, Interval::one(at)))).collect()
    }

    fn length(&self, axis: AxisId) -> usize {
        self.graph.axes.get(axis.0).map_or(0, |axis| axis.labels.len())
    }

    fn node(&self, id: NodeId) -> String {
        self.sheet.cell(id, self.position(id, &self.place))
    }

    /// Writes a formula; `tight` is how closely the surrounding operator binds.
    fn write(&self, expr: &Expr, tight: u8) -> String {
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
                let test = match &**condition {
                    Expr::Binary(Binary::AtMost, a, b) => self.compare(a, b, "<="),
                    Expr::Binary(Binary::Equal, a, b) => self.compare(a, b, "="),
                    other => format!("ROUND({},9)<>0", self.write(other, 0)),
                };
                format!("IF({test},{},{})", self.write(yes, 0), self.write(no, 0))
            }
            Expr::Round(inner, step) => {
                let factor = if step.decimals() == 0 { 0 } else { 2 };
                let units = in_units(&self.write(inner, factor), *step);
                per_unit(format!("ROUND(ROUND({units},6),0)"), *step, tight)
            }
            Expr::Sum(id, axis) => self.sum(*id, &self.along(*id, *axis, 0..self.length(*axis))),
            Expr::Group(id, grouping) => {
                let Some(grouping) = self.graph.groupings.get(grouping.0) else {
                    return "NA()".to_owned();
                };
                let group = self.place.of(grouping.to).start;
                let own = (0..grouping.of.len()).filter(|at| grouping.of.get(*at) == Some(&group));
                self.sum(*id, &self.along(*id, grouping.from, own))
            }
            Expr::Expand(id, grouping) => {
                let Some(grouping) = self.graph.groupings.get(grouping.0) else {
                    return "NA()".to_owned();
                };
                let group = grouping.of.get(self.place.of(grouping.from).start).copied().unwrap_or(0);
                self.sheet.cell(*id, self.position(*id, &self.place.with(grouping.to, Interval::one(group))))
            }
            Expr::At(id, axis, position) => {
                self.sheet.cell(*id, self.position(*id, &self.place.with(*axis, Interval::one(*position))))
            }
            Expr::Apportion { total, weights, along, step } => self.part(*total, *weights, *along, *step, tight),
            Expr::Lag { node, by, first } => {
                let time = self
                    .graph
                    .axes_of(*node)
                    .iter()
                    .copied()
                    .find(|axis| self.graph.axes.get(axis.0).is_some_and(super::Axis::is_time));
                let earlier = time.and_then(|time| Some((time, self.place.of(time).start.checked_sub(*by)?)));
                match earlier {
                    Some((time, at)) => {
                        self.sheet.cell(*node, self.position(*node, &self.place.with(time, Interval::one(at))))
                    }
                    None => self.write(first, tight),
                }
            }
        }
    }

    fn compare(&self, a: &Expr, b: &Expr, sign: &str) -> String {
        format!("ROUND({}-{},9){sign}0", self.write(a, 1), self.write(b, 2))
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

    fn sum(&self, id: NodeId, at: &[usize]) -> String {
        if at.is_empty() { "0".to_owned() } else { format!("SUM({})", self.sheet.cells(id, at)) }
    }

    /// What `term` says of each of these cells, added up; it is given a reference and the position of what it refers to.
    fn total(&self, id: NodeId, at: &[usize], term: impl Fn(&str, &str) -> String) -> String {
        let one = |at: &usize| self.sheet.cell(id, *at);
        let range = self.sheet.cells(id, at);
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

    /// One part of a total by largest remainder. Of equal remainders the first goes first, or the last where the first share
    /// that is not zero is negative, so that the parts of the opposite total are the opposites.
    fn part(&self, total: NodeId, weights: NodeId, along: Along, step: RoundingStep, tight: u8) -> String {
        let (fine, coarse, own): (AxisId, Option<(AxisId, usize)>, Vec<usize>) = match along {
            Along::Axis(axis) => (axis, None, (0..self.length(axis)).collect()),
            Along::Grouping(id) => {
                let Some(grouping) = self.graph.groupings.get(id.0) else {
                    return "NA()".to_owned();
                };
                let group = grouping.of.get(self.place.of(grouping.from).start).copied().unwrap_or(0);
                let own = (0..grouping.of.len()).filter(|at| grouping.of.get(*at) == Some(&group)).collect();
                (grouping.from, Some((grouping.to, group)), own)
            }
        };
        let place =
            coarse.map_or_else(|| self.place.clone(), |(axis, group)| self.place.with(axis, Interval::one(group)));
        let total = self.sheet.cell(total, self.position(total, &place));
        let all = self.along(weights, fine, own.iter().copied());
        let part = own.iter().position(|at| *at == self.place.of(fine).start).unwrap_or(0);
        let mine = all.get(part).map(|at| self.sheet.cell(weights, *at)).unwrap_or_default();
        let before = all.get(..part).unwrap_or_default();
        let after = all.get(part + 1..).unwrap_or_default();

        // Weights that add up to the total are its parts as they stand, also where both are zero.
        let sum = format!("ROUND({},9)", self.sum(weights, &all));
        let factor = format!("IF({total}={sum},1,{total}/{sum})");
        let share = |weight: &str| in_units(&format!("{weight}*{factor}"), step);
        // A share that binary puts just below a whole number has remainder 1, so that it gets its unit back first.
        let rest = |weight: &str| format!("ROUND(MOD({},1),6)", share(weight));
        let count = |at: &[usize], sign: &str| {
            self.total(weights, at, |weight, _| format!("({}{sign}{})*1", rest(weight), rest(&mine)))
        };
        let first = self.total(weights, &all, |weight, position| format!("SIGN({weight}*{factor})*0.5^{position}"));
        let equal = if all.len() > 1 {
            format!("+IF({first}<0,{},{})", count(after, "="), count(before, "="))
        } else {
            String::new()
        };
        let down = self.total(weights, &all, |weight, _| format!("INT({})", share(weight)));
        let left = format!("ROUND({},0)-{down}", in_units(&total, step));
        let more = format!("IF({}{equal}<{left},1,0)", count(&all, ">"));
        per_unit(format!("(INT({})+{more})", share(&mine)), step, tight)
    }
}

/// An amount in units of the step's last decimal, such as cents.
fn in_units(amount: &str, step: RoundingStep) -> String {
    match step.decimals() {
        0 => amount.to_owned(),
        decimals => format!("{amount}*1{}", "0".repeat(decimals as usize)),
    }
}

/// Such units as an amount.
fn per_unit(units: String, step: RoundingStep, tight: u8) -> String {
    let amount = match step.decimals() {
        0 => return units,
        decimals => format!("{units}/1{}", "0".repeat(decimals as usize)),
    };
    if tight > 2 { format!("({amount})") } else { amount }
}
