//! The explanation of one cell, as it leaves the engine.

use serde::Serialize;

use super::document::{Document, Source};
use super::result::{CellValue, cell, format_word, kind_word};
use crate::model::{Basis, Binary, Computation, Evaluation, Explanation, Graph, Loose, NodeId, Relation};
use crate::quantity::{Exact, Text};
use crate::tree::record;
use crate::workbook::Formulas;

record! {
    /// The address of a cell: a node, and a label for each of its axes.
    #[derive(Eq, Serialize)]
    pub struct Address {
        /// The node, such as `effect-per-jaar`.
        pub node: String,
        /// One label for each axis.
        pub labels: Vec<AxisLabel>,
    }
}

record! {
    /// A place on an axis.
    #[derive(Eq, Serialize)]
    #[cfg_attr(feature = "types", ts(rename = "AddressLabel"))]
    pub struct AxisLabel {
        /// The axis, such as `year`.
        pub axis: String,
        /// The label, such as `2022`.
        pub label: String,
    }
}

/// At most this many children are given of one cell; the rest is asked for at the children's own addresses.
const MOST_CHILDREN: usize = 60;

/// How a cell was computed.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "Explanation"))]
pub struct Explained {
    /// The cell.
    pub address: Address,
    /// What the quantity is called.
    pub name: Text,
    /// The names of the labels, one for each axis.
    pub label_names: Vec<Text>,
    /// Its value.
    pub value: CellValue,
    /// Its unit.
    pub unit: String,
    /// How it is written.
    #[cfg_attr(feature = "types", ts(type = "\"amount\" | \"number\" | \"percent\" | \"integer\""))]
    pub format: &'static str,
    /// How many decimals are shown.
    pub decimals: u8,
    /// Over what it adds up.
    #[cfg_attr(feature = "types", ts(type = "\"flow\" | \"stock\" | \"rate\""))]
    pub kind: &'static str,
    /// How it enters its parent.
    #[cfg_attr(
        feature = "types",
        ts(
            type = "\"\" | \"+\" | \"-\" | \"*\" | \"/\" | \"min\" | \"max\" | \"compare\" | \"if\" | \"sum\" | \"total\" | \"weight\" | \"lag\""
        )
    )]
    pub relation: &'static str,
    /// Its formula in words; null for an input.
    pub formula: Option<Text>,
    /// What was done with the children, which gives the value again.
    pub work: Work,
    /// The rounding by which it came about.
    pub rounding: Option<RoundingText>,
    /// The source of an input.
    pub source: Option<Source>,
    /// On what an input rests: a source, an assumption, a choice of the user, the calendar or a definition.
    #[cfg_attr(
        feature = "types",
        ts(type = "\"source\" | \"assumption\" | \"choice\" | \"calendar\" | \"definition\" | null")
    )]
    pub basis: Option<&'static str>,
    /// Whether an input is an assumption.
    pub assumption: bool,
    /// A remark.
    pub note: Option<Text>,
    /// Where an input stands in the document.
    pub path: Option<String>,
    /// Its formula in the Dutch workbook, such as `=Berekening!H12-Berekening!H11`; null for a value.
    pub spreadsheet: Option<String>,
    /// Its cell in the Dutch workbook, such as `Berekening!H13`.
    pub spreadsheet_cell: Option<String>,
    /// The cells that were read, in the order of the formula.
    pub children: Vec<Explained>,
    /// How many children were left out here.
    pub more: usize,
}

/// A rounding at a named step.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "Rounding"))]
pub struct RoundingText {
    /// The step.
    pub name: Text,
    /// The decimals that it leaves.
    pub decimals: u32,
}

/// What was done with the children of a cell. Children are named by their position.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(tag = "op", rename_all = "kebab-case"))]
#[serde(tag = "op", rename_all = "kebab-case")]
pub enum Work {
    /// It is an input.
    Input,
    /// It is an estimate by a method.
    Estimate {
        /// The method.
        method: Text,
    },
    /// A number of the formula.
    Number {
        /// The number.
        value: String,
    },
    /// The formula gives no value.
    NoValue,
    /// A child.
    Child {
        /// Which.
        child: usize,
    },
    /// An operator of two: `+ - * / min max <= =`.
    Binary {
        /// The operator.
        operator: &'static str,
        /// Its first operand.
        left: Box<Work>,
        /// Its second operand.
        right: Box<Work>,
    },
    /// The branch that a condition chose.
    If {
        /// The condition.
        condition: Box<Work>,
        /// The branch that was taken.
        taken: Vec<Work>,
    },
    /// A rounding, half away from zero.
    Round {
        /// To how many decimals.
        decimals: u32,
        /// What is rounded.
        of: Box<Work>,
    },
    /// A sum of children; unknown ones are skipped and counted.
    Sum {
        /// Which.
        children: Vec<usize>,
    },
    /// One part of a total that is split by largest remainder.
    Apportion {
        /// The position of this part among the weights.
        part: usize,
        /// The child that is split.
        total: usize,
        /// The children that are the weights.
        weights: Vec<usize>,
        /// The decimals of a part.
        decimals: u32,
    },
}

/// What explanations are made of.
pub(crate) struct Explainer<'a> {
    pub(crate) document: &'a Document,
    pub(crate) graph: &'a Graph,
    pub(crate) evaluation: &'a Evaluation<Exact>,
    pub(crate) ranges: Option<&'a Evaluation<Loose>>,
    pub(crate) formulas: Option<&'a Formulas>,
}

impl Explainer<'_> {
    /// Explains a cell, this many levels down.
    pub(crate) fn explain(&self, node: NodeId, at: usize, depth: usize) -> Option<Explained> {
        self.exchange(&self.graph.explain(self.evaluation, node, at, depth)?)
    }

    fn exchange(&self, explanation: &Explanation<Exact>) -> Option<Explained> {
        let (node, at) = (explanation.node, explanation.cell);
        let about = self.graph.about(node)?;
        let labels = self.graph.labels(node, at);
        let axis_label = |(axis, label): &(&crate::model::Axis, &crate::model::Label)| AxisLabel {
            axis: axis.id().to_owned(),
            label: label.id.clone(),
        };
        let origin = self.graph.origin(node, at);
        let source = match origin.map(|origin| &origin.basis) {
            Some(Basis::Source(id)) => self.document.sources.iter().find(|source| source.id == *id).cloned(),
            _ => None,
        };
        let shown = explanation.children.iter().take(MOST_CHILDREN);
        let written = self.formulas.map(|formulas| formulas.of(self.graph, self.evaluation, node, at));
        let own_note = origin.and_then(|origin| origin.note.clone());
        Some(Explained {
            address: Address { node: about.id().to_owned(), labels: labels.iter().map(axis_label).collect() },
            name: about.name().clone(),
            label_names: labels.iter().map(|(_, label)| label.name.clone()).collect(),
            value: cell(self.evaluation, self.ranges, node, at, about.decimals_shown())?,
            unit: about.unit().to_string(),
            format: format_word(about.format()),
            decimals: about.decimals_shown(),
            kind: kind_word(self.graph.kind(node)?),
            relation: relation_word(explanation.relation),
            formula: self.graph.wording(node),
            work: work(&explanation.computation),
            rounding: explanation.rounding().map(|step| RoundingText { name: step.name(), decimals: step.decimals() }),
            source,
            basis: origin.map(|origin| basis_word(&origin.basis)),
            assumption: origin.is_some_and(|origin| origin.basis == Basis::Assumption),
            note: own_note.or_else(|| about.remark().cloned()),
            path: origin.and_then(|origin| origin.path.clone()),
            spreadsheet: written.as_ref().and_then(|written| written.formula.clone()),
            spreadsheet_cell: written.map(|written| written.cell),
            children: shown.map(|child| self.exchange(child)).collect::<Option<Vec<_>>>()?,
            more: self.reads(explanation).saturating_sub(explanation.children.len().min(MOST_CHILDREN)),
        })
    }

    /// How many cells a cell reads, also where they were not explained further.
    fn reads(&self, explanation: &Explanation<Exact>) -> usize {
        if !explanation.children.is_empty() {
            return explanation.children.len();
        }
        let one_level = self.graph.explain(self.evaluation, explanation.node, explanation.cell, 1);
        one_level.map_or(0, |level| level.children.len())
    }
}

pub(super) fn basis_word(basis: &Basis) -> &'static str {
    match basis {
        Basis::Source(_) => "source",
        Basis::Assumption => "assumption",
        Basis::Choice => "choice",
        Basis::Calendar => "calendar",
        Basis::Definition => "definition",
    }
}

fn operator_word(operator: Binary) -> &'static str {
    match operator {
        Binary::Add => "+",
        Binary::Subtract => "-",
        Binary::Multiply => "*",
        Binary::Divide => "/",
        Binary::Min => "min",
        Binary::Max => "max",
        Binary::AtMost => "<=",
        Binary::Equal => "=",
    }
}

fn relation_word(relation: Relation) -> &'static str {
    match relation {
        Relation::First => "",
        Relation::By(Binary::AtMost | Binary::Equal) => "compare",
        Relation::By(operator) => operator_word(operator),
        Relation::Condition => "if",
        Relation::Part => "sum",
        Relation::Total => "total",
        Relation::Weight => "weight",
        Relation::Earlier => "lag",
    }
}

fn work(computation: &Computation) -> Work {
    match computation {
        Computation::Leaf => Work::Input,
        Computation::Estimate(method) => Work::Estimate { method: method.clone() },
        Computation::Const(value) => Work::Number { value: value.plain() },
        Computation::NoValue(_) => Work::NoValue,
        Computation::Child(child) => Work::Child { child: *child },
        Computation::Binary(operator, left, right) => Work::Binary {
            operator: operator_word(*operator),
            left: Box::new(work(left)),
            right: Box::new(work(right)),
        },
        Computation::Chosen { condition, branches } => {
            Work::If { condition: Box::new(work(condition)), taken: branches.iter().map(work).collect() }
        }
        Computation::Round(of, step) => Work::Round { decimals: step.decimals(), of: Box::new(work(of)) },
        Computation::Sum(children) => Work::Sum { children: children.clone() },
        Computation::Apportion { part, total, weights, step } => {
            Work::Apportion { part: *part, total: *total, weights: weights.clone(), decimals: step.decimals() }
        }
    }
}
