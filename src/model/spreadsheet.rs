//! Each formula as spreadsheet text, so that a controller can recalculate what the evaluator computed.
//!
//! Spreadsheets calculate in binary floating point. A plain `ROUND(x, 2)` therefore misses the cent where an exact value lies
//! on half a cent; every rounding is written as `ROUND(ROUND(x*100,6),0)/100`, and comparisons look at the rounded difference.

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

    /// References to several cells of one node, as arguments of `SUM`: ranges where they lie side by side.
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
                    Binary::AtMost => return self.compare(a, b, "<="),
                    Binary::Equal => return self.compare(a, b, "="),
                };
                let text = format!("{}{sign}{}", self.write(a, own), self.write(b, own + 1));
                if own < tight { format!("({text})") } else { text }
            }
            Expr::If(condition, yes, no) => {
                format!("IF({}<>0,{},{})", self.write(condition, 1), self.write(yes, 0), self.write(no, 0))
            }
            Expr::Round(inner, step) => rounded(&self.write(inner, 2), *step),
            Expr::Sum(id, axis) => {
                format!("SUM({})", self.sheet.cells(*id, &self.along(*id, *axis, 0..self.length(*axis))))
            }
            Expr::Group(id, grouping) => {
                let Some(grouping) = self.graph.groupings.get(grouping.0) else {
                    return "NA()".to_owned();
                };
                let group = self.place.of(grouping.to).start;
                let own = (0..grouping.of.len()).filter(|at| grouping.of.get(*at) == Some(&group));
                format!("SUM({})", self.sheet.cells(*id, &self.along(*id, grouping.from, own)))
            }
            Expr::At(id, axis, position) => {
                self.sheet.cell(*id, self.position(*id, &self.place.with(*axis, Interval::one(*position))))
            }
            Expr::Apportion { total, weights, along, step } => self.part(*total, *weights, *along, *step),
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
        format!("IF(ROUND({}-{},9){sign}0,1,0)", self.write(a, 1), self.write(b, 2))
    }

    /// One part of a total by largest remainder. The quotas of all parts are written out, since a spreadsheet has no such
    /// function: `INT` of the own quota, and one unit more where fewer parts than there are units left come before it.
    fn part(&self, total: NodeId, weights: NodeId, along: Along, step: RoundingStep) -> String {
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
        let references: Vec<String> =
            self.along(weights, fine, own.iter().copied()).into_iter().map(|at| self.sheet.cell(weights, at)).collect();
        let all = self.sheet.cells(weights, &self.along(weights, fine, own.iter().copied()));
        let part = own.iter().position(|at| *at == self.place.of(fine).start).unwrap_or(0);
        let unit = format!("1{}", "0".repeat(step.decimals() as usize));
        // The sign of the first part that is not zero: 1 for all parts where it is positive, else −1.
        let sign = references
            .iter()
            .rev()
            .fold("1".to_owned(), |rest, reference| format!("IF({reference}<>0,SIGN({reference}),{rest})"));
        let sign = format!("SIGN({total})*SIGN(SUM({all}))*{sign}");
        let quota = |reference: &str| format!("ROUND({sign}*{total}*{unit}*{reference}/SUM({all}),6)");
        let down = |reference: &str| format!("INT({})", quota(reference));
        let rest = |reference: &str| format!("ROUND({}-{},6)", quota(reference), down(reference));
        let mine = references.get(part).map_or("0", String::as_str);
        let spent = references.iter().map(|reference| down(reference)).collect::<Vec<_>>().join("+");
        let before = references
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != part)
            .map(|(at, reference)| {
                let sign = if at < part { ">=" } else { ">" };
                format!("IF({}{sign}{},1,0)", rest(reference), rest(mine))
            })
            .collect::<Vec<_>>()
            .join("+");
        let before = if before.is_empty() { "0".to_owned() } else { before };
        format!(
            "IF({total}=0,0,{sign}*({}+IF({before}<ROUND({sign}*{total}*{unit},0)-({spent}),1,0))/{unit})",
            down(mine)
        )
    }
}

fn rounded(inner: &str, step: RoundingStep) -> String {
    match step.decimals() {
        0 => format!("ROUND(ROUND({inner},6),0)"),
        decimals => {
            let unit = format!("1{}", "0".repeat(decimals as usize));
            format!("ROUND(ROUND({inner}*{unit},6),0)/{unit}")
        }
    }
}
