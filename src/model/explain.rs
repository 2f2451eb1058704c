//! How one cell was computed: the tree of cells behind it, with the operators that join them.

use std::collections::HashMap;

use super::array::Reason;
use super::axis::AxisId;
use super::evaluate::{Cell, Evaluation};
use super::expr::{Along, Binary, Expr, NodeId};
use super::graph::Graph;
use super::node::{Body, Origin};
use super::number::{Number, Truth};
use super::region::Region;
use crate::quantity::{Exact, Lang, RoundingStep, Text};

/// How a cell enters the formula that reads it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Relation {
    /// As the first or only operand.
    First,
    /// By this operator, as its second operand.
    By(Binary),
    /// As the condition of an `if`.
    Condition,
    /// As one part of a sum.
    Part,
    /// As the total that is split.
    Total,
    /// As the weight of a part.
    Weight,
    /// As the value of an earlier period.
    Earlier,
}

/// What was done with the children of an [`Explanation`] to get its value.
#[derive(Clone, PartialEq, Debug)]
pub enum Computation {
    /// It is an input.
    Leaf,
    /// It is an estimate of its children by this method.
    Estimate(Text),
    /// A number in the formula.
    Const(Exact),
    /// The formula gives no value here.
    NoValue(Reason),
    /// The child at this position.
    Child(usize),
    /// An operator of two.
    Binary(Binary, Box<Computation>, Box<Computation>),
    /// The branch that the condition chose.
    Chosen {
        /// What was asked.
        condition: Box<Computation>,
        /// The branch taken; both, where the condition holds for a part.
        branches: Vec<Computation>,
    },
    /// A rounding at a named step.
    Round(Box<Computation>, RoundingStep),
    /// The sum of these children.
    Sum(Vec<usize>),
    /// Part `part` of a total that is split over weights.
    Apportion {
        /// Which of the weights this part has.
        part: usize,
        /// The child that is split.
        total: usize,
        /// The children that are the weights.
        weights: Vec<usize>,
        /// The rounding of the part.
        step: RoundingStep,
    },
}

/// One cell and what stands behind it.
#[derive(Clone, PartialEq, Debug)]
pub struct Explanation<N> {
    /// The node.
    pub node: NodeId,
    /// The position of the cell in it.
    pub cell: usize,
    /// Its value.
    pub value: Cell<N>,
    /// How it enters its parent.
    pub relation: Relation,
    /// What was done with its children.
    pub computation: Computation,
    /// The cells that were read, each once, in the order of the formula.
    pub children: Vec<Explanation<N>>,
}

impl<N> Explanation<N> {
    /// The rounding step by which the value came about, if its formula ends in one.
    pub fn rounding(&self) -> Option<RoundingStep> {
        match &self.computation {
            Computation::Round(_, step) | Computation::Apportion { step, .. } => Some(*step),
            _ => None,
        }
    }
}

impl Graph {
    /// Explains a cell, `depth` levels down; deeper cells come without their children. `None` where there is no such cell.
    pub fn explain<N: Number>(
        &self,
        evaluation: &Evaluation<N>,
        node: NodeId,
        cell: usize,
        depth: usize,
    ) -> Option<Explanation<N>> {
        self.explained(evaluation, node, cell, Relation::First, depth)
    }

    /// Where an input cell comes from; `None` for what is computed.
    pub fn origin(&self, node: NodeId, cell: usize) -> Option<&Origin> {
        self.nodes.get(node.0)?.origin(cell)
    }

    /// The formula of a node in words, with the names of what it reads; `None` for inputs.
    pub fn wording(&self, node: NodeId) -> Option<Text> {
        self.wording_by(node, &|read, lang| self.name(read, lang))
    }

    /// The formula of a node in words, where `name` says what is written for each node that it reads; `None` for inputs.
    pub fn wording_by(&self, node: NodeId, name: &dyn Fn(NodeId, Lang) -> String) -> Option<Text> {
        let words = |expr, lang| self.words(expr, lang, 0, &|node| name(node, lang));
        match &self.nodes.get(node.0)?.body {
            Body::Formula(expr) => Some(Text::owned(words(expr, Lang::Nl), words(expr, Lang::En))),
            Body::Estimate { method, .. } => Some(method.clone()),
            Body::Input { .. } | Body::Open => None,
        }
    }

    fn explained<N: Number>(
        &self,
        evaluation: &Evaluation<N>,
        id: NodeId,
        cell: usize,
        relation: Relation,
        depth: usize,
    ) -> Option<Explanation<N>> {
        let node = self.nodes.get(id.0)?;
        let value = evaluation.cell(id, cell)?;
        let mut reading = Reading { graph: self, evaluation, cells: Vec::new(), places: HashMap::new() };
        let computation = match &node.body {
            Body::Formula(expr) => reading.read(expr, &self.region_of_cell(id, cell), Relation::First)?,
            Body::Estimate { method, inputs, .. } => {
                for input in inputs {
                    for at in 0..self.cells(*input) {
                        reading.child(*input, at, Relation::Part);
                    }
                }
                Computation::Estimate(method.clone())
            }
            Body::Input { .. } | Body::Open => Computation::Leaf,
        };
        let children = match depth.checked_sub(1) {
            None => Vec::new(),
            Some(depth) => reading
                .cells
                .into_iter()
                .map(|(id, at, relation)| self.explained(evaluation, id, at, relation, depth))
                .collect::<Option<Vec<_>>>()?,
        };
        Some(Explanation { node: id, cell, value, relation, computation, children })
    }

    /// What a node is called within a sentence.
    pub fn name(&self, id: NodeId, lang: Lang) -> String {
        self.about(id).map(|about| about.name.get(lang).to_lowercase_first()).unwrap_or_default()
    }

    /// A formula in words; `tight` is how closely the surrounding operator binds.
    fn words(&self, expr: &Expr, lang: Lang, tight: u8, name: &dyn Fn(NodeId) -> String) -> String {
        let say = |nl: &'static str, en: &'static str| match lang {
            Lang::Nl => nl,
            Lang::En => en,
        };
        let axis = |axis: AxisId| {
            self.axes.get(axis.0).map(|axis| axis.name.get(lang).to_lowercase_first()).unwrap_or_default()
        };
        let label = |axis: AxisId, at: usize| {
            let label = self.axes.get(axis.0).and_then(|axis| axis.labels.get(at));
            label.map(|label| label.name.get(lang).to_owned()).unwrap_or_default()
        };
        match expr {
            Expr::Node(id) => name(*id),
            Expr::Const(value, _) => crate::quantity::write_number(*value, value.round(18).decimals(), lang),
            Expr::NoValue(_) => say("geen waarde", "no value").to_owned(),
            Expr::Binary(operator, a, b) => {
                let (own, sign) = match operator {
                    Binary::Add => (1, " + "),
                    Binary::Subtract => (1, " − "),
                    Binary::Multiply => (2, " × "),
                    Binary::Divide => (2, " ÷ "),
                    Binary::AtMost => (0, " ≤ "),
                    Binary::Equal => (0, " = "),
                    Binary::Min | Binary::Max => {
                        let which = match operator {
                            Binary::Min => say("kleinste van", "smaller of"),
                            _ => say("grootste van", "greater of"),
                        };
                        let and = say("en", "and");
                        return format!(
                            "{which} {} {and} {}",
                            self.words(a, lang, 2, name),
                            self.words(b, lang, 2, name)
                        );
                    }
                };
                let text = format!("{}{sign}{}", self.words(a, lang, own, name), self.words(b, lang, own + 1, name));
                if own < tight { format!("({text})") } else { text }
            }
            Expr::If(condition, yes, no) => {
                let (when, then, otherwise) = (say("als", "if"), say("dan", "then"), say("anders", "else"));
                let text = format!(
                    "{when} {} {then} {} {otherwise} {}",
                    self.words(condition, lang, 0, name),
                    self.words(yes, lang, 0, name),
                    self.words(no, lang, 0, name)
                );
                if tight > 0 { format!("({text})") } else { text }
            }
            Expr::Round(inner, _) => self.words(inner, lang, tight, name),
            Expr::Sum(id, over) => {
                format!("{} {} {} {}", say("som van", "sum of"), name(*id), say("over", "over"), axis(*over))
            }
            Expr::Group(id, grouping) => {
                let to = self.groupings.get(grouping.0).map(|grouping| axis(grouping.to)).unwrap_or_default();
                format!("{} {} {} {to}", say("som van", "sum of"), name(*id), say("per", "by"))
            }
            Expr::Expand(id, _) => name(*id),
            Expr::At(id, over, at) => format!("{} ({})", name(*id), label(*over, *at)),
            Expr::Apportion { total, weights, .. } => {
                format!("{} {} {}", name(*total), say("verdeeld naar", "split by"), name(*weights))
            }
            Expr::Lag { node, by, .. } => match by {
                1 => format!("{} {}", say("vorige", "previous"), name(*node)),
                by => format!("{} {by} {}", name(*node), say("perioden eerder", "periods earlier")),
            },
        }
    }
}

/// The first letter small, unless the second is a capital too.
trait LowercaseFirst {
    fn to_lowercase_first(&self) -> String;
}

impl LowercaseFirst for str {
    fn to_lowercase_first(&self) -> String {
        let mut letters = self.chars();
        match (letters.next(), letters.next()) {
            (Some(first), Some(second)) if !second.is_ascii_uppercase() => {
                [first.to_ascii_lowercase(), second].into_iter().chain(letters).collect()
            }
            _ => self.to_owned(),
        }
    }
}

/// Collects the cells that one formula reads for one cell.
struct Reading<'a, N: Number> {
    graph: &'a Graph,
    evaluation: &'a Evaluation<N>,
    cells: Vec<(NodeId, usize, Relation)>,
    /// Where in `cells` each cell is.
    places: HashMap<(NodeId, usize), usize>,
}

impl<N: Number> Reading<'_, N> {
    fn child(&mut self, id: NodeId, cell: usize, relation: Relation) -> usize {
        *self.places.entry((id, cell)).or_insert_with(|| {
            self.cells.push((id, cell, relation));
            self.cells.len() - 1
        })
    }

    /// The position in a node of the cell at this place.
    fn position(&self, id: NodeId, place: &Region) -> usize {
        let axes = self.graph.axes_of(id);
        let lengths = self.graph.lengths(axes);
        axes.iter().zip(lengths).fold(0, |at, (axis, length)| at * length + place.of(*axis).start)
    }

    fn at(&mut self, id: NodeId, place: &Region, relation: Relation) -> usize {
        let cell = self.position(id, place);
        self.child(id, cell, relation)
    }

    /// The cells of a node at these positions of an axis, the rest of the place the same.
    fn along(
        &mut self,
        id: NodeId,
        place: &Region,
        axis: AxisId,
        positions: impl Iterator<Item = usize>,
        relation: Relation,
    ) -> Vec<usize> {
        positions.map(|at| self.at(id, &place.with(axis, super::region::Interval::one(at)), relation)).collect()
    }

    fn read(&mut self, expr: &Expr, place: &Region, relation: Relation) -> Option<Computation> {
        use super::region::Interval;
        let graph = self.graph;
        let length = |axis: AxisId| graph.axes.get(axis.0).map_or(0, |axis| axis.labels.len());
        Some(match expr {
            Expr::Node(id) => Computation::Child(self.at(*id, place, relation)),
            Expr::Const(value, _) => Computation::Const(*value),
            Expr::NoValue(reason) => Computation::NoValue(*reason),
            Expr::Binary(operator, a, b) => {
                let a = self.read(a, place, relation)?;
                let b = self.read(b, place, Relation::By(*operator))?;
                Computation::Binary(*operator, Box::new(a), Box::new(b))
            }
            Expr::If(condition, yes, no) => {
                let asked = self.read(condition, place, Relation::Condition)?;
                let scope = super::kernel::Scope { graph, arrays: self.evaluation.arrays() };
                let block = scope.eval(condition, place).ok()?;
                let known = block.status(block.start) == super::Status::Known;
                let truth = block.values.get(block.start).map(N::truth).filter(|_| known);
                let branches = match truth {
                    Some(Truth::Yes) => vec![self.read(yes, place, relation)?],
                    Some(Truth::No) => vec![self.read(no, place, relation)?],
                    Some(Truth::Mixed) => vec![self.read(yes, place, relation)?, self.read(no, place, relation)?],
                    None => Vec::new(),
                };
                Computation::Chosen { condition: Box::new(asked), branches }
            }
            Expr::Round(inner, step) => Computation::Round(Box::new(self.read(inner, place, relation)?), *step),
            Expr::Sum(id, axis) => Computation::Sum(self.along(*id, place, *axis, 0..length(*axis), Relation::Part)),
            Expr::Group(id, grouping) => {
                let grouping = graph.groupings.get(grouping.0)?;
                let wanted = place.of(grouping.to).start;
                let own = grouping.of.iter().enumerate().filter(|(_, group)| **group == wanted).map(|(at, _)| at);
                Computation::Sum(self.along(*id, place, grouping.from, own, Relation::Part))
            }
            Expr::Expand(id, grouping) => {
                let grouping = graph.groupings.get(grouping.0)?;
                let group = *grouping.of.get(place.of(grouping.from).start)?;
                Computation::Child(self.at(*id, &place.with(grouping.to, Interval::one(group)), relation))
            }
            Expr::At(id, axis, position) => {
                Computation::Child(self.at(*id, &place.with(*axis, Interval::one(*position)), relation))
            }
            Expr::Apportion { total, weights, along, step } => {
                let (fine, place, own): (AxisId, Region, Vec<usize>) = match along {
                    Along::Axis(axis) => (*axis, place.clone(), (0..length(*axis)).collect()),
                    Along::Grouping(id) => {
                        let grouping = graph.groupings.get(id.0)?;
                        let group = *grouping.of.get(place.of(grouping.from).start)?;
                        let own = grouping.of.iter().enumerate().filter(|(_, g)| **g == group).map(|(at, _)| at);
                        (grouping.from, place.with(grouping.to, Interval::one(group)), own.collect())
                    }
                };
                let part = own.iter().position(|at| *at == place.of(fine).start)?;
                Computation::Apportion {
                    part,
                    total: self.at(*total, &place, Relation::Total),
                    weights: self.along(*weights, &place, fine, own.into_iter(), Relation::Weight),
                    step: *step,
                }
            }
            Expr::Lag { node, by, first } => {
                let time = graph
                    .axes_of(*node)
                    .iter()
                    .copied()
                    .find(|axis| graph.axes.get(axis.0).is_some_and(super::Axis::is_time))?;
                match place.of(time).start.checked_sub(*by) {
                    Some(earlier) => Computation::Child(self.at(
                        *node,
                        &place.with(time, Interval::one(earlier)),
                        if relation == Relation::First { Relation::Earlier } else { relation },
                    )),
                    None => self.read(first, place, relation)?,
                }
            }
        })
    }
}
