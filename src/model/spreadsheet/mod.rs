//! Each formula as spreadsheet text, so that a controller can recalculate what the evaluator computed.
//!
//! Spreadsheets calculate in binary floating point. A plain `ROUND(x, 2)` therefore misses the cent where an exact value lies
//! on half a cent; every rounding is written as `ROUND(ROUND(x*100,6),0)/100`, and comparisons and computed divisors look at what
//! is left after nine decimals.
//!
//! A spreadsheet has no function for the largest remainder. A part of a total is written as its share in cents, rounded down,
//! and one cent more where fewer shares have a larger remainder than there are cents left. Counts over many cells are
//! `SUMPRODUCT`s of one range where the cells lie side by side, so that the text does not grow with the number of parts.
//!
//! Unknown cells hold a word, which sums skip. Where something behind a formula is unknown, the formula tests for the word, and
//! a sum of what is known has a count of what is missing beside it.

mod formula;
mod split;
mod unknown;

use super::evaluate::Evaluation;
use super::expr::{Expr, NodeId};
use super::graph::Graph;
use super::node::Body;
use super::region::Region;
use crate::quantity::Exact;

/// Where the cells of a graph stand in a workbook.
pub trait Sheet {
    /// The reference to one cell, such as `C7`.
    fn cell(&self, node: NodeId, at: usize) -> String;

    /// References to several cells of one node, as arguments of `SUM`: one range, such as `C7:N7`, where they lie side by
    /// side in one row or column.
    fn cells(&self, node: NodeId, at: &[usize]) -> String {
        at.iter().map(|at| self.cell(node, *at)).collect::<Vec<_>>().join(",")
    }

    /// As [`Sheet::cells`], to cells that hold a step of a node's formula; nothing where the formula is written whole.
    fn aids(&self, _node: NodeId, _aid: Aid, _at: &[usize]) -> Option<String> {
        None
    }

    /// Whether a cell may hold no number. Only formulas that read such cells ask for it.
    fn doubt(&self, _node: NodeId, _at: usize) -> Doubt {
        Doubt::None
    }

    /// The word in a cell that is not known.
    fn unknown(&self) -> &str {
        "?"
    }
}

/// A step of splitting a total that has a cell of its own, so that a reader can follow it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aid {
    /// The part before rounding, in units of its last decimal.
    Share,
    /// The sign of the first share that is not zero, up to this one.
    Sign,
    /// What rounding down leaves of it.
    Rest,
    /// How many parts get their unit first.
    Rank,
}

impl Aid {
    /// All steps, in their order.
    pub const ALL: [Self; 4] = [Self::Share, Self::Sign, Self::Rest, Self::Rank];
}

/// Whether a cell of the workbook may hold no number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Doubt {
    /// It is a number or an error.
    None,
    /// It may hold the word for unknown.
    Word,
    /// It is a sum, or hands one on, of which as many cells are missing as the cell at this reference says.
    Missing(String),
}

impl Graph {
    /// The formula of a cell, without the equals sign; `None` for inputs and estimates, which are values in a workbook.
    pub fn spreadsheet(&self, node: NodeId, cell: usize, sheet: &impl Sheet) -> Option<String> {
        let (writer, expr) = self.writer(node, cell, sheet)?;
        Some(match expr {
            Expr::Apportion { total, weights, along, step } => {
                let split = writer.split(*total, *weights, *along, *step);
                writer.guarded(writer.unknown(expr, true), split.map(|split| writer.part(&split, 0)))
            }
            Expr::Sum(..) | Expr::Group(..) => writer.guarded_sum(expr),
            expr => writer.guarded(writer.unknown(expr, false), Some(writer.write(expr, 0))),
        })
    }

    /// The steps of the node's formula that a workbook should show in cells of their own.
    pub fn aids(&self, node: NodeId) -> &'static [Aid] {
        match self.nodes.get(node.0).map(|node| &node.body) {
            Some(Body::Formula(Expr::Apportion { .. })) => &Aid::ALL,
            _ => &[],
        }
    }

    /// One step of a cell's formula, on a sheet that gives these steps cells of their own.
    pub fn spreadsheet_aid(&self, node: NodeId, aid: Aid, cell: usize, sheet: &impl Sheet) -> Option<String> {
        let (writer, expr) = self.writer(node, cell, sheet)?;
        let Expr::Apportion { total, weights, along, step } = expr else {
            return None;
        };
        let split = writer.split(*total, *weights, *along, *step)?;
        let text = match aid {
            Aid::Share => writer.share(&split, &split.mine),
            Aid::Sign => writer.sign(&split),
            Aid::Rest => writer.rest(&split),
            Aid::Rank => writer.rank(&split),
        };
        Some(writer.guarded(writer.unknown(expr, true), Some(text)))
    }

    /// Whether a node hands on sums of which a part may be missing: it is one, or reads one without computing with it.
    pub fn hands_on(&self, node: NodeId) -> bool {
        let formula = match self.nodes.get(node.0).map(|node| &node.body) {
            Some(Body::Formula(expr)) => expr,
            _ => return false,
        };
        !matches!(formula, Expr::Binary(..) | Expr::Apportion { .. } | Expr::Const(..) | Expr::NoValue(_))
    }

    /// How many cells are missing from a cell of a node that hands on sums, as a formula.
    pub fn spreadsheet_missing(&self, node: NodeId, cell: usize, sheet: &impl Sheet) -> Option<String> {
        let (writer, expr) = self.writer(node, cell, sheet)?;
        Some(writer.missing(expr))
    }

    /// How many cells are missing now from a cell of a node that hands on sums: what that formula gives.
    pub fn missing(&self, evaluation: &Evaluation<Exact>, node: NodeId, cell: usize) -> u32 {
        self.writer(node, cell, &Nowhere).map_or(0, |(writer, expr)| writer.missing_now(expr, evaluation))
    }

    fn writer<'a, S: Sheet>(&'a self, node: NodeId, cell: usize, sheet: &'a S) -> Option<(Writer<'a, S>, &'a Expr)> {
        match &self.nodes.get(node.0)?.body {
            Body::Formula(expr) => {
                Some((Writer { graph: self, sheet, node, place: self.region_of_cell(node, cell) }, expr))
            }
            _ => None,
        }
    }
}

/// A sheet for questions that write nothing.
struct Nowhere;

impl Sheet for Nowhere {
    fn cell(&self, _node: NodeId, _at: usize) -> String {
        String::new()
    }
}

/// Writes the formula of one cell.
struct Writer<'a, S: Sheet> {
    graph: &'a Graph,
    sheet: &'a S,
    node: NodeId,
    place: Region,
}
