//! The graph: axes, nodes and their formulas, checked for units, kinds, axes and cycles as they are added.

use std::collections::{HashMap, HashSet};

use super::array::union;
use super::axis::{Axis, AxisId, Grouping, GroupingId, Label};
use super::expr::{Along, Binary, Expr, NodeId};
use super::node::{Body, Estimator, Kind, Node, Origin, Quantity};
use super::number::Value;
use super::order::{Component, components};
use super::region::{Interval, Region};
use crate::quantity::{RoundingStep, Text, Unit};

/// Why a graph was refused. Each names the node.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GraphError {
    /// Two operands, or a node and its formula, are in different units.
    #[error("{node}: found {found}, expected {expected}")]
    Unit {
        /// The node whose formula it is.
        node: String,
        /// The unit that stands there.
        found: Unit,
        /// The unit that would fit.
        expected: Unit,
    },
    /// A tariff, or a stock over time, was added up.
    #[error("{node}: {summed} may not be added up along {axis}")]
    NotSummable {
        /// The node whose formula it is.
        node: String,
        /// What was added up.
        summed: String,
        /// Along which axis.
        axis: String,
    },
    /// An operator needs an axis that its operand lacks, or the number of cells does not fit the axes.
    #[error("{node}: the axes do not fit")]
    Axes {
        /// The node whose formula it is.
        node: String,
    },
    /// Two nodes or axes have one identifier.
    #[error("{node} is there twice")]
    Duplicate {
        /// The identifier.
        node: String,
    },
    /// A node was declared and never defined.
    #[error("{node} has no formula")]
    Open {
        /// The node.
        node: String,
    },
    /// Nodes depend on each other within one period.
    #[error("these depend on each other without a lag: {}", nodes.join(", "))]
    Cycle {
        /// The nodes of the cycle.
        nodes: Vec<String>,
    },
}

impl GraphError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unit { .. } => "graph-unit",
            Self::NotSummable { .. } => "graph-not-summable",
            Self::Axes { .. } => "graph-axes",
            Self::Duplicate { .. } => "graph-duplicate",
            Self::Open { .. } => "graph-open",
            Self::Cycle { .. } => "graph-cycle",
        }
    }

    /// What to tell a reader.
    pub fn message(&self) -> Text {
        let nl = match self {
            Self::Unit { node, found, expected } => {
                format!("De eenheden van {node} kloppen niet: gevonden {found}, verwacht {expected}.")
            }
            Self::NotSummable { node, summed, axis } => {
                format!("{node}: {summed} mag niet worden opgeteld over {axis}.")
            }
            Self::Axes { node } => format!("De assen van {node} passen niet."),
            Self::Duplicate { node } => format!("{node} komt twee keer voor; geef elk onderdeel een eigen id."),
            Self::Open { node } => format!("{node} heeft geen formule."),
            Self::Cycle { nodes } => {
                format!("Deze grootheden hangen binnen één periode van elkaar af: {}.", nodes.join(", "))
            }
        };
        let en = match self {
            Self::Unit { node, found, expected } => {
                format!("The units of {node} do not fit: found {found}, expected {expected}.")
            }
            Self::NotSummable { node, summed, axis } => {
                format!("{node}: {summed} may not be added up along {axis}.")
            }
            Self::Axes { node } => format!("The axes of {node} do not fit."),
            Self::Duplicate { node } => format!("{node} is there twice; give each part an id of its own."),
            Self::Open { node } => format!("{node} has no formula."),
            Self::Cycle { nodes } => format!("These depend on each other within one period: {}.", nodes.join(", ")),
        };
        Text::owned(nl, en)
    }
}

/// A graph that is being built.
#[derive(Default)]
pub struct Draft {
    axes: Vec<Axis>,
    groupings: Vec<Grouping>,
    nodes: Vec<Node>,
    by_id: HashMap<String, NodeId>,
    shaping: HashSet<String>,
}

/// What is inferred of a formula.
struct Inferred {
    /// None for a bare zero, which fits every unit.
    unit: Option<Unit>,
    /// None for a constant, which fits every kind.
    kind: Option<Kind>,
    axes: Vec<AxisId>,
    /// The axes along which it counts distinct things.
    distinct: Vec<AxisId>,
}

impl Draft {
    /// A graph without axes or nodes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an axis. Time axes come before all others, so that they lie outermost.
    ///
    /// # Errors
    /// [`GraphError::Duplicate`] for a second axis or label with one identifier, [`GraphError::Axes`] for a time axis after
    /// another one.
    pub fn axis(&mut self, id: &str, name: Text, labels: Vec<Label>) -> Result<AxisId, GraphError> {
        let time = labels.first().is_some_and(|label| label.period.is_some());
        let mut seen = HashSet::new();
        if self.axes.iter().any(|axis| axis.id == id) {
            return Err(GraphError::Duplicate { node: id.to_owned() });
        }
        if let Some(twice) = labels.iter().find(|label| !seen.insert(label.id.as_str())) {
            return Err(GraphError::Duplicate { node: format!("{id}: {}", twice.id) });
        }
        if time && self.axes.iter().any(|axis| !axis.time) {
            return Err(GraphError::Axes { node: id.to_owned() });
        }
        self.axes.push(Axis { id: id.to_owned(), name, time, labels });
        Ok(AxisId(self.axes.len() - 1))
    }

    /// An axis that was added.
    pub fn axis_named(&self, id: &str) -> Option<AxisId> {
        self.axes.iter().position(|axis| axis.id == id).map(AxisId)
    }

    /// What is known of an axis.
    pub fn axis_of(&self, axis: AxisId) -> Option<&Axis> {
        self.axes.get(axis.0)
    }

    /// Groups each label of one axis under a label of another; `of` gives its position there.
    ///
    /// # Errors
    /// [`GraphError::Axes`] where a label has no place.
    pub fn grouping(
        &mut self,
        from: AxisId,
        to: AxisId,
        of: impl Fn(&Label) -> Option<usize>,
    ) -> Result<GroupingId, GraphError> {
        let wrong = || GraphError::Axes { node: format!("{from:?} → {to:?}") };
        let target = self.axes.get(to.0).ok_or_else(wrong)?.labels.len();
        let of: Option<Vec<usize>> = self.axes.get(from.0).ok_or_else(wrong)?.labels.iter().map(of).collect();
        let of = of.filter(|places| places.iter().all(|place| *place < target)).ok_or_else(wrong)?;
        self.groupings.push(Grouping { from, to, of });
        Ok(GroupingId(self.groupings.len() - 1))
    }

    /// What is said of a node that was added.
    pub fn about(&self, node: NodeId) -> Option<&Quantity> {
        self.nodes.get(node.0).map(|node| &node.about)
    }

    /// The cells of a node at the label in this position; all its cells where it holds along that axis anyway.
    pub fn at(&self, node: NodeId, axis: AxisId, position: usize) -> Expr {
        match self.nodes.get(node.0).is_some_and(|node| node.axes.contains(&axis)) {
            true => node.at(axis, position),
            false => node.expr(),
        }
    }

    /// A node that was added.
    pub fn named(&self, id: &str) -> Option<NodeId> {
        self.by_id.get(id).copied()
    }

    /// Whether a node that was added has an axis.
    pub(crate) fn has_axis(&self, node: NodeId, axis: AxisId) -> bool {
        self.nodes.get(node.0).is_some_and(|node| node.axes.contains(&axis))
    }

    /// Whether these are all the axes of a node that was added.
    pub(crate) fn axes_are(&self, node: NodeId, axes: &[AxisId]) -> bool {
        self.nodes.get(node.0).is_some_and(|node| node.axes == axes)
    }

    /// Adds a leaf: one value for each cell in the order of `axes`, and where they come from, one origin for all or one each.
    /// Arrays lie in the order in which the axes were added, the last running fastest, and so must `axes`.
    ///
    /// # Errors
    /// [`GraphError::Axes`] where the axes are in another order, or the number of values is not that of the cells;
    /// [`GraphError::Duplicate`].
    pub fn input(
        &mut self,
        about: Quantity,
        axes: &[AxisId],
        values: Vec<Value>,
        origins: Vec<Origin>,
    ) -> Result<NodeId, GraphError> {
        let ordered = union(axes, &[]);
        let cells: usize = axes.iter().map(|axis| self.length(*axis)).product();
        if ordered != axes || values.len() != cells || (origins.len() != 1 && origins.len() != cells) {
            return Err(GraphError::Axes { node: about.id });
        }
        let kind = about.kind.unwrap_or(Kind::Rate);
        self.push(Node { about, kind, axes: ordered, body: Body::Input { values, origins } })
    }

    /// Adds a node with a formula; its axes and, unless said, its kind follow from it.
    ///
    /// # Errors
    /// Every variant of [`GraphError`] but `Open` and `Cycle`.
    pub fn formula(&mut self, mut about: Quantity, formula: impl Into<Expr>) -> Result<NodeId, GraphError> {
        let expr = formula.into();
        let inferred = self.infer(&expr, &about.id)?;
        fits(&about, inferred.unit)?;
        about.distinct = union(&about.distinct, &inferred.distinct);
        let kind = about.kind.or(inferred.kind).unwrap_or(Kind::Rate);
        self.push(Node { about, kind, axes: inferred.axes, body: Body::Formula(expr) })
    }

    /// Adds a node with a formula that holds along these axes as well, whether or not it reads anything that has them.
    ///
    /// # Errors
    /// As [`Draft::formula`].
    pub fn formula_along(
        &mut self,
        about: Quantity,
        axes: &[AxisId],
        formula: impl Into<Expr>,
    ) -> Result<NodeId, GraphError> {
        let node = self.formula(about, formula)?;
        if let Some(place) = self.nodes.get_mut(node.0) {
            place.axes = union(&place.axes, axes);
        }
        Ok(node)
    }

    /// Adds an estimate: a plain function of other nodes' cells, rounded once to the quantity's decimals. It gives the cells in
    /// the order of `axes`, as [`Draft::input`] takes them.
    ///
    /// # Errors
    /// [`GraphError::Axes`] where the axes are in another order; [`GraphError::Duplicate`].
    pub fn estimate(
        &mut self,
        about: Quantity,
        axes: &[AxisId],
        inputs: Vec<NodeId>,
        method: Text,
        function: Estimator,
    ) -> Result<NodeId, GraphError> {
        let ordered = union(axes, &[]);
        if ordered != axes {
            return Err(GraphError::Axes { node: about.id });
        }
        let kind = about.kind.unwrap_or(Kind::Rate);
        self.push(Node { about, kind, axes: ordered, body: Body::Estimate { method, inputs, function } })
    }

    /// Announces a node that others refer to before its formula is known, as recurrences need.
    ///
    /// # Errors
    /// [`GraphError::Duplicate`].
    pub fn declare(&mut self, about: Quantity, axes: &[AxisId], kind: Kind) -> Result<NodeId, GraphError> {
        self.push(Node { about, kind, axes: union(axes, &[]), body: Body::Open })
    }

    /// Gives a declared node its formula.
    ///
    /// # Errors
    /// As [`Draft::formula`]; [`GraphError::Axes`] where the formula has an axis that was not declared.
    pub fn define(&mut self, node: NodeId, formula: impl Into<Expr>) -> Result<(), GraphError> {
        let expr = formula.into();
        let Some(about) = self.nodes.get(node.0).map(|node| node.about.clone()) else {
            return Err(GraphError::Open { node: format!("{node:?}") });
        };
        let inferred = self.infer(&expr, &about.id)?;
        fits(&about, inferred.unit)?;
        let Some(place) = self.nodes.get_mut(node.0) else {
            return Err(GraphError::Open { node: about.id });
        };
        if inferred.axes.iter().any(|axis| !place.axes.contains(axis)) {
            return Err(GraphError::Axes { node: about.id });
        }
        place.about.distinct = union(&place.about.distinct, &inferred.distinct);
        place.body = Body::Formula(expr);
        Ok(())
    }

    /// Says that what stands at a path of the document does more than fill input cells: it was read while the graph was made,
    /// for an axis or inside an estimate, so that another value needs another graph.
    pub fn shaped_by(&mut self, path: &str) {
        self.shaping.insert(path.to_owned());
    }

    /// Checks that every node is defined and that cycles run through a lag, and fixes the order of evaluation.
    ///
    /// # Errors
    /// [`GraphError::Open`], [`GraphError::Cycle`].
    pub fn finish(self) -> Result<Graph, GraphError> {
        if let Some(open) = self.nodes.iter().find(|node| matches!(node.body, Body::Open)) {
            return Err(GraphError::Open { node: open.about.id.clone() });
        }
        let components = components(&self.nodes, &self.axes, &self.groupings)?;
        let Self { axes, groupings, nodes, by_id, shaping } = self;
        Ok(Graph { axes, groupings, nodes, by_id, shaping, components })
    }

    fn push(&mut self, node: Node) -> Result<NodeId, GraphError> {
        let id = NodeId(self.nodes.len());
        if self.by_id.insert(node.about.id.clone(), id).is_some() {
            return Err(GraphError::Duplicate { node: node.about.id });
        }
        self.nodes.push(node);
        Ok(id)
    }

    fn length(&self, axis: AxisId) -> usize {
        self.axes.get(axis.0).map_or(0, |axis| axis.labels.len())
    }

    fn node(&self, id: NodeId, user: &str) -> Result<&Node, GraphError> {
        self.nodes.get(id.0).ok_or_else(|| GraphError::Open { node: user.to_owned() })
    }

    /// A node that has this axis, and may be added up along it when `added` says so.
    fn along(&self, id: NodeId, axis: AxisId, added: bool, user: &str) -> Result<&Node, GraphError> {
        let node = self.node(id, user)?;
        if !node.axes.contains(&axis) {
            return Err(GraphError::Axes { node: user.to_owned() });
        }
        let time = self.axes.get(axis.0).is_some_and(|axis| axis.time);
        let may = match node.kind {
            Kind::Flow => true,
            Kind::Stock => !time,
            Kind::Rate => false,
        };
        if added && (!may || node.about.distinct.contains(&axis)) {
            let axis = self.axes.get(axis.0).map(|axis| axis.id.clone()).unwrap_or_default();
            return Err(GraphError::NotSummable { node: user.to_owned(), summed: node.about.id.clone(), axis });
        }
        Ok(node)
    }

    fn infer(&self, expr: &Expr, user: &str) -> Result<Inferred, GraphError> {
        let of = |node: &Node, axes: Vec<AxisId>| Inferred {
            unit: Some(node.about.unit),
            kind: Some(node.kind),
            distinct: node.about.distinct.iter().copied().filter(|axis| axes.contains(axis)).collect(),
            axes,
        };
        let bare = |unit| Inferred { unit, kind: None, axes: Vec::new(), distinct: Vec::new() };
        Ok(match expr {
            Expr::Node(id) => {
                let node = self.node(*id, user)?;
                of(node, node.axes.clone())
            }
            Expr::Const(_, unit) => bare(*unit),
            Expr::NoValue(_) => bare(None),
            Expr::Binary(operator, a, b) => {
                let (a, b) = (self.infer(a, user)?, self.infer(b, user)?);
                let axes = union(&a.axes, &b.axes);
                let (above, below) = (a.unit.unwrap_or(Unit::NONE), b.unit.unwrap_or(Unit::NONE));
                // A share of distinct clients still counts clients; their costs do not.
                let still =
                    |distinct: &[AxisId], other: Unit| if other.is_none() { distinct.to_vec() } else { Vec::new() };
                match operator {
                    Binary::Multiply => Inferred {
                        unit: Some(above.times(below)),
                        kind: product(a.kind, b.kind),
                        axes,
                        distinct: union(&still(&a.distinct, below), &still(&b.distinct, above)),
                    },
                    Binary::Divide => Inferred {
                        unit: Some(above.over(below)),
                        kind: if b.kind.is_none_or(|kind| kind == Kind::Rate) { a.kind } else { Some(Kind::Rate) },
                        axes,
                        distinct: still(&a.distinct, below),
                    },
                    Binary::Add | Binary::Subtract | Binary::Min | Binary::Max => Inferred {
                        unit: same(user, a.unit, b.unit)?,
                        kind: joined(a.kind, b.kind),
                        axes,
                        distinct: union(&a.distinct, &b.distinct),
                    },
                    Binary::AtMost | Binary::Equal => {
                        same(user, a.unit, b.unit)?;
                        Inferred { unit: Some(Unit::NONE), kind: Some(Kind::Rate), axes, distinct: Vec::new() }
                    }
                }
            }
            Expr::If(condition, yes, no) => {
                let condition = self.infer(condition, user)?;
                same(user, condition.unit, Some(Unit::NONE))?;
                let (yes, no) = (self.infer(yes, user)?, self.infer(no, user)?);
                Inferred {
                    unit: same(user, yes.unit, no.unit)?,
                    kind: joined(yes.kind, no.kind),
                    axes: union(&condition.axes, &union(&yes.axes, &no.axes)),
                    distinct: union(&yes.distinct, &no.distinct),
                }
            }
            Expr::Round(inner, _) => self.infer(inner, user)?,
            Expr::Sum(id, axis) => {
                let node = self.along(*id, *axis, true, user)?;
                of(node, without(&node.axes, *axis))
            }
            Expr::Group(id, grouping) => {
                let grouping = self.grouped(*grouping, user)?;
                let node = self.along(*id, grouping.from, true, user)?;
                if node.axes.contains(&grouping.to) {
                    return Err(GraphError::Axes { node: user.to_owned() });
                }
                of(node, union(&without(&node.axes, grouping.from), &[grouping.to]))
            }
            Expr::Expand(id, grouping) => {
                let grouping = self.grouped(*grouping, user)?;
                let node = self.along(*id, grouping.to, false, user)?;
                if node.axes.contains(&grouping.from) {
                    return Err(GraphError::Axes { node: user.to_owned() });
                }
                // A year's value stands in each of its months, so that their sum is no year's value any more.
                let axes = union(&without(&node.axes, grouping.to), &[grouping.from]);
                Inferred { unit: Some(node.about.unit), kind: Some(Kind::Rate), axes, distinct: Vec::new() }
            }
            Expr::At(id, axis, position) => {
                let node = self.along(*id, *axis, false, user)?;
                if *position >= self.length(*axis) {
                    return Err(GraphError::Axes { node: user.to_owned() });
                }
                of(node, without(&node.axes, *axis))
            }
            Expr::Apportion { total, weights, along, .. } => {
                let (fine, coarse) = match along {
                    Along::Axis(axis) => (*axis, None),
                    Along::Grouping(grouping) => {
                        let grouping = self.grouped(*grouping, user)?;
                        (grouping.from, Some(grouping.to))
                    }
                };
                let weights = self.along(*weights, fine, false, user)?;
                let total = self.node(*total, user)?;
                let fits = !total.axes.contains(&fine) && coarse.is_none_or(|coarse| total.axes.contains(&coarse));
                if !fits || coarse.is_some_and(|coarse| weights.axes.contains(&coarse)) {
                    return Err(GraphError::Axes { node: user.to_owned() });
                }
                let kept: Vec<AxisId> = total.axes.iter().copied().filter(|axis| Some(*axis) != coarse).collect();
                of(total, union(&kept, &weights.axes))
            }
            Expr::Lag { node: id, by, first } => {
                let node = self.node(*id, user)?;
                let is_time = |axis: &AxisId| self.axes.get(axis.0).is_some_and(|axis| axis.time);
                let time: Vec<AxisId> = node.axes.iter().copied().filter(is_time).collect();
                let first = self.infer(first, user)?;
                let fits = first.axes.iter().all(|axis| time.contains(axis) || !is_time(axis));
                if time.len() != 1 || *by == 0 || !fits {
                    return Err(GraphError::Axes { node: user.to_owned() });
                }
                same(user, first.unit, Some(node.about.unit))?;
                let lagged = of(node, node.axes.clone());
                Inferred {
                    axes: union(&lagged.axes, &first.axes),
                    distinct: union(&lagged.distinct, &first.distinct),
                    ..lagged
                }
            }
        })
    }

    fn grouped(&self, id: GroupingId, user: &str) -> Result<&Grouping, GraphError> {
        self.groupings.get(id.0).ok_or_else(|| GraphError::Axes { node: user.to_owned() })
    }
}

fn fits(about: &Quantity, unit: Option<Unit>) -> Result<(), GraphError> {
    same(&about.id, unit, Some(about.unit)).map(drop)
}

fn same(user: &str, found: Option<Unit>, expected: Option<Unit>) -> Result<Option<Unit>, GraphError> {
    match (found, expected) {
        (Some(found), Some(expected)) if found != expected => {
            Err(GraphError::Unit { node: user.to_owned(), found, expected })
        }
        (found, expected) => Ok(found.or(expected)),
    }
}

/// A rate times a flow is a flow, and so on.
fn product(a: Option<Kind>, b: Option<Kind>) -> Option<Kind> {
    match (a, b) {
        (None | Some(Kind::Rate), other) | (other, None | Some(Kind::Rate)) => other.or(a),
        (Some(Kind::Stock), Some(Kind::Stock)) => Some(Kind::Stock),
        _ => Some(Kind::Flow),
    }
}

/// A stock plus or minus a flow is a stock; anything with a rate is a rate.
fn joined(a: Option<Kind>, b: Option<Kind>) -> Option<Kind> {
    match (a, b) {
        (None, other) | (other, None) => other,
        (Some(a), Some(b)) if a == b => Some(a),
        (Some(Kind::Rate), _) | (_, Some(Kind::Rate)) => Some(Kind::Rate),
        _ => Some(Kind::Stock),
    }
}

fn without(axes: &[AxisId], axis: AxisId) -> Vec<AxisId> {
    axes.iter().copied().filter(|own| *own != axis).collect()
}

/// A checked graph with its order of evaluation. Formulas are fixed; the values of its inputs may be changed.
pub struct Graph {
    pub(crate) axes: Vec<Axis>,
    pub(crate) groupings: Vec<Grouping>,
    pub(crate) nodes: Vec<Node>,
    by_id: HashMap<String, NodeId>,
    shaping: HashSet<String>,
    pub(crate) components: Vec<Component>,
}

impl Graph {
    /// The node with this identifier.
    pub fn named(&self, id: &str) -> Option<NodeId> {
        self.by_id.get(id).copied()
    }

    /// All nodes, in the order in which they were added.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> + '_ {
        (0..self.nodes.len()).map(NodeId)
    }

    /// All axes, time first.
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// What is known of an axis.
    pub fn axis_of(&self, axis: AxisId) -> Option<&Axis> {
        self.axes.get(axis.0)
    }

    /// What is said of a node.
    pub fn about(&self, node: NodeId) -> Option<&Quantity> {
        self.nodes.get(node.0).map(|node| &node.about)
    }

    /// Over what a node adds up.
    pub fn kind(&self, node: NodeId) -> Option<Kind> {
        self.nodes.get(node.0).map(|node| node.kind)
    }

    /// An axis.
    pub fn axis(&self, axis: AxisId) -> Option<&Axis> {
        self.axes.get(axis.0)
    }

    /// Whether some input is not exactly known.
    pub fn has_unknown(&self) -> bool {
        let unsure = |value: &Value| matches!(value, Value::Unknown | Value::Range(..));
        self.nodes.iter().any(|node| match &node.body {
            Body::Input { values, .. } => values.iter().any(unsure),
            _ => false,
        })
    }

    /// The labels of a cell, one for each axis of its node.
    pub fn labels(&self, node: NodeId, cell: usize) -> Vec<(&Axis, &Label)> {
        let region = self.region_of_cell(node, cell);
        let of = |axis: &AxisId| {
            let own = self.axes.get(axis.0)?;
            Some((own, own.labels.get(region.of(*axis).start)?))
        };
        self.axes_of(node).iter().filter_map(of).collect()
    }

    /// The axes of a node, time first.
    pub fn axes_of(&self, node: NodeId) -> &[AxisId] {
        self.nodes.get(node.0).map_or(&[], |node| &node.axes)
    }

    /// How many cells a node has.
    pub fn cells(&self, node: NodeId) -> usize {
        self.lengths(self.axes_of(node)).iter().product()
    }

    /// The position of a cell, given by the label of each of the node's axes.
    pub fn cell(&self, node: NodeId, labels: &[(&str, &str)]) -> Option<usize> {
        let axes = self.axes_of(node);
        if axes.len() != labels.len() {
            return None;
        }
        let mut at = 0;
        for axis in axes.iter().filter_map(|axis| self.axes.get(axis.0)) {
            let (_, label) = labels.iter().find(|(id, _)| *id == axis.id)?;
            at = at * axis.labels.len() + axis.position(label)?;
        }
        Some(at)
    }

    /// Every input cell: its node, its position, its value and where that comes from.
    pub fn leaves(&self) -> impl Iterator<Item = (NodeId, usize, &Value, &Origin)> {
        self.nodes.iter().enumerate().flat_map(|(node, own)| {
            let values: &[Value] = match &own.body {
                Body::Input { values, .. } => values,
                _ => &[],
            };
            let leaf = move |(at, value)| Some((NodeId(node), at, value, own.origin(at)?));
            values.iter().enumerate().filter_map(leaf)
        })
    }

    /// Whether a node rests on a total that was split by largest remainder, which simulated draws are not.
    pub fn splits(&self, node: NodeId) -> bool {
        let (mut seen, mut open) = (HashSet::new(), vec![node]);
        while let Some(node) = open.pop().and_then(|id| self.nodes.get(id.0).filter(|_| seen.insert(id))) {
            if matches!(&node.body, Body::Formula(expr) if expr.splits()) {
                return true;
            }
            node.reads(&mut |read, _| open.push(read));
        }
        false
    }

    /// Whether another value at this path of the document needs another graph, beyond other values of its inputs.
    pub fn is_shaped_by(&self, path: &str) -> bool {
        self.shaping.contains(path)
    }

    /// All nodes in the order in which they are computed.
    pub fn order(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.components
            .iter()
            .flat_map(|component| match component {
                Component::Plain(node) => std::slice::from_ref(node),
                Component::Recurrent { nodes, .. } => nodes.as_slice(),
            })
            .copied()
    }

    /// The nodes that a node reads, each once, in the order of its formula.
    pub fn reads(&self, node: NodeId) -> Vec<NodeId> {
        let mut reads = Vec::new();
        if let Some(node) = self.nodes.get(node.0) {
            node.reads(&mut |read, _| {
                if !reads.contains(&read) {
                    reads.push(read);
                }
            });
        }
        reads
    }

    /// Whether a node is an input.
    pub fn is_input(&self, node: NodeId) -> bool {
        matches!(self.nodes.get(node.0).map(|node| &node.body), Some(Body::Input { .. }))
    }

    /// Whether a node is computed by a formula of the closed list of operators.
    pub fn is_formula(&self, node: NodeId) -> bool {
        matches!(self.nodes.get(node.0).map(|node| &node.body), Some(Body::Formula(_)))
    }

    /// The roundings in what gives a node its cells, each once.
    pub fn roundings(&self, node: NodeId) -> Vec<RoundingStep> {
        let mut steps = Vec::new();
        match self.nodes.get(node.0).map(|node| (&node.body, &node.about)) {
            Some((Body::Formula(expr), _)) => expr.roundings(&mut steps),
            Some((Body::Estimate { .. }, about)) => steps.push(RoundingStep::Decimals(about.decimals)),
            _ => {}
        }
        steps
    }

    /// Gives one cell of an input another value and returns what evaluations must recompute; nothing where there is no such
    /// input cell.
    pub fn set(&mut self, node: NodeId, cell: usize, value: Value) -> Option<Change> {
        let region = self.region_of_cell(node, cell);
        match self.nodes.get_mut(node.0).map(|node| &mut node.body) {
            Some(Body::Input { values, .. }) => {
                *values.get_mut(cell)? = value;
                Some(Change { node, region })
            }
            _ => None,
        }
    }

    /// How many cells all nodes have together.
    pub fn all_cells(&self) -> usize {
        self.nodes().map(|node| self.cells(node)).sum()
    }

    pub(crate) fn lengths(&self, axes: &[AxisId]) -> Vec<usize> {
        axes.iter().map(|axis| self.axes.get(axis.0).map_or(0, |axis| axis.labels.len())).collect()
    }

    pub(crate) fn full(&self) -> Region {
        Region(self.axes.iter().map(|axis| Interval::new(0, axis.labels.len())).collect())
    }

    /// The region that holds just this cell of a node.
    pub(crate) fn region_of_cell(&self, node: NodeId, cell: usize) -> Region {
        let mut region = self.full();
        let mut rest = cell;
        for axis in self.axes_of(node).iter().rev() {
            let length = region.of(*axis).len().max(1);
            region.narrow(*axis, Interval::one(rest % length));
            rest /= length;
        }
        region
    }
}

/// A changed input, to be passed to [`Evaluation::update`](super::Evaluation::update).
#[derive(Clone, Debug)]
pub struct Change {
    pub(crate) node: NodeId,
    pub(crate) region: Region,
}
