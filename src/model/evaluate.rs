//! The evaluator: all cells of a graph over one kind of number, in steps, and again only where something changed.

use super::array::{Array, Block, Status, note};
use super::axis::AxisId;
use super::expr::{Along, Expr, NodeId};
use super::graph::{Change, Graph};
use super::kernel::{Fault, Scope, members};
use super::loose::Loose;
use super::node::Body;
use super::number::Number;
use super::order::Component;
use super::region::{Interval, Region};
use crate::quantity::{Exact, Text};

/// A formula whose numbers need more than 28 digits.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{node}: {fault}")]
pub struct EvaluationError {
    /// The node whose cell could not be computed.
    pub node: String,
    /// Its name.
    pub name: Text,
    fault: Fault,
}

impl EvaluationError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self.fault {
            Fault::Overflow => "overflow",
            Fault::Internal => "internal",
        }
    }

    /// What to tell a reader.
    pub fn message(&self) -> Text {
        match self.fault {
            Fault::Overflow => Text::owned(
                format!("{}: het getal wordt te groot om exact te blijven; maak een invoer kleiner.", self.name.nl),
                format!("{}: the number becomes too large to stay exact; make an input smaller.", self.name.en),
            ),
            Fault::Internal => Text::owned(
                format!("{}: de berekening past niet bij het model.", self.name.nl),
                format!("{}: the computation does not fit the model.", self.name.en),
            ),
        }
    }
}

/// A cell as it was computed.
#[derive(Clone, PartialEq, Debug)]
pub struct Cell<N> {
    /// The value; the known part where the status is partial, zero where there is none.
    pub value: N,
    /// What is known of it.
    pub status: Status,
}

/// All cells of a graph over one kind of number.
pub struct Evaluation<N: Number> {
    arrays: Vec<Array<N>>,
    next: usize,
    period: usize,
    done: usize,
    total: usize,
}

impl<N: Number> Evaluation<N> {
    /// Starts an evaluation; nothing is computed yet.
    pub fn start(graph: &Graph) -> Self {
        let arrays: Vec<Array<N>> =
            graph.nodes.iter().map(|node| Array::empty(node.axes.clone(), graph.lengths(&node.axes))).collect();
        let total = graph.nodes().map(|node| graph.cells(node)).sum();
        Self { arrays, next: 0, period: 0, done: 0, total }
    }

    /// Computes all cells at once.
    ///
    /// # Errors
    /// [`EvaluationError`] where a number becomes too large.
    pub fn run(graph: &Graph) -> Result<Self, EvaluationError> {
        let mut evaluation = Self::start(graph);
        while !evaluation.step(graph, usize::MAX)? {}
        Ok(evaluation)
    }

    /// Computes about `budget` cells more, and tells whether all are computed.
    ///
    /// # Errors
    /// [`EvaluationError`] where a number becomes too large; the evaluation must not be used further.
    pub fn step(&mut self, graph: &Graph, budget: usize) -> Result<bool, EvaluationError> {
        let enough = self.done.saturating_add(budget.max(1));
        while self.done < enough {
            match graph.components.get(self.next) {
                None => return Ok(true),
                Some(Component::Plain(node)) => {
                    self.fill(graph, *node)?;
                    self.done += graph.cells(*node);
                    self.next += 1;
                }
                Some(Component::Recurrent { time, nodes }) => {
                    if self.period == 0 {
                        nodes.iter().for_each(|node| self.clear(graph, *node));
                    }
                    let periods = graph.full().of(*time).len();
                    if self.period < periods {
                        let region = graph.full().with(*time, Interval::one(self.period));
                        for node in nodes {
                            self.rewrite(graph, *node, &region)?;
                            self.done += region.cells(graph.axes_of(*node));
                        }
                        self.period += 1;
                    }
                    if self.period >= periods {
                        self.period = 0;
                        self.next += 1;
                    }
                }
            }
        }
        Ok(self.next >= graph.components.len())
    }

    /// The part of all cells that is computed, from 0 to 1.
    pub fn progress(&self) -> f64 {
        if self.total == 0 { 1.0 } else { self.done as f64 / self.total as f64 }
    }

    pub(crate) fn arrays(&self) -> &[Array<N>] {
        &self.arrays
    }

    /// One cell of a node, by its position.
    pub fn cell(&self, node: NodeId, at: usize) -> Option<Cell<N>> {
        let array = self.arrays.get(node.0)?;
        Some(Cell { value: array.values.get(at)?.clone(), status: array.status(at) })
    }

    /// Computes again what depends on changed inputs, and nothing else: a change is passed on as one interval for each axis,
    /// and ends where the recomputed cells are equal to the old ones. Returns the number of cells that were computed.
    ///
    /// # Errors
    /// [`EvaluationError`] where a number becomes too large; the evaluation must then be run anew.
    pub fn update(&mut self, graph: &Graph, changes: &[Change]) -> Result<usize, EvaluationError> {
        let mut dirty: Vec<Option<Region>> = vec![None; graph.nodes.len()];
        let mut computed = 0;
        for change in changes {
            computed += change.region.cells(graph.axes_of(change.node));
            let changed = self.rewrite(graph, change.node, &change.region)?;
            merge(&mut dirty, change.node, changed);
        }
        passed_on(graph, &mut dirty, &mut |node, region| {
            computed += region.cells(graph.axes_of(node));
            self.rewrite(graph, node, region)
        })?;
        Ok(computed)
    }

    /// Puts another value in a cell of an input, without computing what reads it.
    pub fn put(&mut self, node: NodeId, at: usize, value: N) {
        if let Some(array) = self.arrays.get_mut(node.0)
            && let Some(place) = array.values.get_mut(at)
        {
            *place = value;
            let cells = array.values.len();
            note(&mut array.statuses, cells, at, Status::Known);
        }
    }

    /// Computes again what some inputs reach, whether or not anything changed.
    ///
    /// # Errors
    /// [`EvaluationError`] where a number becomes too large; the evaluation must then be run anew.
    pub fn again(&mut self, graph: &Graph, reach: &Reach) -> Result<(), EvaluationError> {
        let full = graph.full();
        for component in &graph.components {
            match component {
                Component::Plain(node) => match reach.of(*node) {
                    Some(region) if *region == full => self.fill(graph, *node)?,
                    Some(region) => self.replace(graph, *node, region)?,
                    None => {}
                },
                Component::Recurrent { time, nodes } => {
                    for period in 0..full.of(*time).len() {
                        for node in nodes {
                            let region =
                                reach.of(*node).map(|all| all.with(*time, all.of(*time).common(Interval::one(period))));
                            if let Some(region) = region.filter(|region| !region.of(*time).is_empty()) {
                                self.replace(graph, *node, &region)?;
                            }
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Makes room for all cells of a node that is computed period by period.
    fn clear(&mut self, graph: &Graph, node: NodeId) {
        let cells = graph.cells(node);
        if let Some(array) = self.arrays.get_mut(node.0) {
            array.values = vec![N::exact(Exact::ZERO); cells];
            array.statuses = None;
        }
    }

    /// Computes all cells of a node.
    fn fill(&mut self, graph: &Graph, id: NodeId) -> Result<(), EvaluationError> {
        let full = graph.full();
        let block = self.compute(graph, id, &full)?;
        if block.axes != graph.axes_of(id) {
            self.clear(graph, id);
            return self.store(graph, id, &full, &block).map(drop);
        }
        if let Some(array) = self.arrays.get_mut(id.0) {
            array.values = block.values.into_owned();
            array.statuses = block.statuses.map(|all| all.into_owned());
        }
        Ok(())
    }

    /// Computes a region of a node and tells in which part of it cells changed.
    fn rewrite(&mut self, graph: &Graph, id: NodeId, region: &Region) -> Result<Option<Region>, EvaluationError> {
        let block = self.compute(graph, id, region)?;
        self.store(graph, id, region, &block)
    }

    /// Computes a region of a node, whether or not it changes.
    fn replace(&mut self, graph: &Graph, id: NodeId, region: &Region) -> Result<(), EvaluationError> {
        let block = self.compute(graph, id, region)?;
        let array = self.arrays.get_mut(id.0).ok_or_else(|| failed(graph, id, Fault::Internal))?;
        array.place(region, block).map_err(|fault| failed(graph, id, fault))
    }

    fn compute(&self, graph: &Graph, id: NodeId, region: &Region) -> Result<Block<'static, N>, EvaluationError> {
        let block = Scope { graph, arrays: &self.arrays }.node(id, region);
        block.and_then(Block::compact).map_err(|fault| failed(graph, id, fault))
    }

    fn store(
        &mut self,
        graph: &Graph,
        id: NodeId,
        region: &Region,
        block: &Block<'_, N>,
    ) -> Result<Option<Region>, EvaluationError> {
        let array = self.arrays.get_mut(id.0).ok_or_else(|| failed(graph, id, Fault::Internal))?;
        array.write(region, block).map_err(|fault| failed(graph, id, fault))
    }
}

impl Evaluation<Loose> {
    /// Takes in the cells of an exact evaluation: the first as they are, of every next one what lies beyond the range so far. A
    /// cell that has a value in some of them only is unknown.
    pub(crate) fn cover(&mut self, exact: &Evaluation<Exact>, first: bool) {
        for (own, found) in self.arrays.iter_mut().zip(&exact.arrays) {
            if first {
                own.values = found.values.iter().map(|value| Loose::Sure(*value)).collect();
                own.statuses = found.statuses.clone();
                continue;
            }
            for (at, value) in found.values.iter().enumerate() {
                if found.status(at) != own.status(at) {
                    note(&mut own.statuses, found.values.len(), at, Status::Unknown(1));
                } else if let Some(place) = own.values.get_mut(at)
                    && let Some((low, high)) = place.bounds()
                {
                    *place = Loose::range_of(low.min(*value), high.max(*value));
                }
            }
        }
    }
}

/// What some inputs reach: the region of each node that must be computed again when they change.
#[derive(Clone, Debug)]
pub struct Reach {
    regions: Vec<Option<Region>>,
}

impl Reach {
    /// What these input cells reach, as far as these outcomes need it.
    pub fn new(graph: &Graph, inputs: &[(NodeId, usize)], outcomes: &[NodeId]) -> Self {
        let mut regions = vec![None; graph.nodes.len()];
        for (node, cell) in inputs {
            merge(&mut regions, *node, Some(graph.region_of_cell(*node, *cell)));
        }
        // A pass in which every cell that reads a changed one has changed cannot fail.
        let _ = passed_on(graph, &mut regions, &mut |_, region| Ok(Some(region.clone())));
        let mut needed = vec![false; graph.nodes.len()];
        let mut open = outcomes.to_vec();
        while let Some(id) = open.pop() {
            if let (Some(seen @ false), Some(node)) = (needed.get_mut(id.0), graph.nodes.get(id.0)) {
                *seen = true;
                node.reads(&mut |read, _| open.push(read));
            }
        }
        for ((region, needed), node) in regions.iter_mut().zip(needed).zip(&graph.nodes) {
            if !needed || matches!(node.body, Body::Input { .. }) {
                *region = None;
            }
        }
        Self { regions }
    }

    fn of(&self, node: NodeId) -> Option<&Region> {
        self.regions.get(node.0).and_then(Option::as_ref)
    }

    /// How many cells it holds.
    pub fn cells(&self, graph: &Graph) -> usize {
        graph.nodes().filter_map(|node| Some(self.of(node)?.cells(graph.axes_of(node)))).sum()
    }
}

/// Takes a region of a node that is to be computed, and gives the part that changed.
type Visit<'a> = dyn FnMut(NodeId, &Region) -> Result<Option<Region>, EvaluationError> + 'a;

/// Passes changes on: calls `visit` with each region that reads a changed cell, in the order of evaluation, and takes from it
/// the part that changed.
fn passed_on(graph: &Graph, dirty: &mut [Option<Region>], visit: &mut Visit<'_>) -> Result<(), EvaluationError> {
    for component in &graph.components {
        match component {
            Component::Plain(node) => {
                if let Some(region) = touched(graph, *node, dirty) {
                    let changed = visit(*node, &region)?;
                    merge(dirty, *node, changed);
                }
            }
            Component::Recurrent { time, nodes } => {
                for period in 0..graph.full().of(*time).len() {
                    for node in nodes {
                        let Some(region) = touched(graph, *node, dirty) else {
                            continue;
                        };
                        let now = region.of(*time).common(Interval::one(period));
                        if now.is_empty() {
                            continue;
                        }
                        let changed = visit(*node, &region.with(*time, now))?;
                        merge(dirty, *node, changed);
                    }
                }
            }
        }
    }
    Ok(())
}

/// The region of a node that reads a changed cell.
fn touched(graph: &Graph, id: NodeId, dirty: &[Option<Region>]) -> Option<Region> {
    let node = graph.nodes.get(id.0)?;
    let full = graph.full();
    let mut hit: Option<Region> = None;
    let mut add = |region: Option<Region>| {
        if let Some(region) = region.filter(|region| !region.is_empty_over(&node.axes)) {
            hit = Some(match &hit {
                Some(old) => old.hull(&region),
                None => region,
            });
        }
    };
    match &node.body {
        Body::Input { .. } | Body::Open => {}
        Body::Estimate { inputs, .. } => {
            if inputs.iter().any(|input| dirty.get(input.0).is_some_and(Option::is_some)) {
                add(Some(full));
            }
        }
        Body::Formula(expr) => reached(graph, expr, dirty, &full, &mut add),
    }
    hit
}

fn failed(graph: &Graph, id: NodeId, fault: Fault) -> EvaluationError {
    let about = graph.about(id);
    EvaluationError {
        node: about.map(|about| about.id.clone()).unwrap_or_default(),
        name: about.map(|about| about.name.clone()).unwrap_or(Text::new("", "")),
        fault,
    }
}

fn merge(dirty: &mut [Option<Region>], node: NodeId, changed: Option<Region>) {
    if let (Some(place), Some(changed)) = (dirty.get_mut(node.0), changed) {
        *place = Some(match place.take() {
            Some(old) => old.hull(&changed),
            None => changed,
        });
    }
}

/// Calls `add` with the region that each changed operand of a formula reaches.
fn reached(graph: &Graph, expr: &Expr, dirty: &[Option<Region>], full: &Region, add: &mut impl FnMut(Option<Region>)) {
    let of = |node: &NodeId| dirty.get(node.0).and_then(Option::as_ref);
    let whole = |axis: AxisId| full.of(axis);
    match expr {
        Expr::Const(..) | Expr::NoValue(_) => {}
        Expr::Node(node) => add(of(node).map(|region| widened(graph, *node, region, full))),
        Expr::Binary(_, a, b) => {
            reached(graph, a, dirty, full, add);
            reached(graph, b, dirty, full, add);
        }
        Expr::If(condition, yes, no) => {
            for part in [condition, yes, no] {
                reached(graph, part, dirty, full, add);
            }
        }
        Expr::Round(inner, _) => reached(graph, inner, dirty, full, add),
        Expr::Sum(node, axis) => {
            add(of(node).map(|region| widened(graph, *node, region, full).with(*axis, whole(*axis))));
        }
        Expr::Group(node, grouping) => {
            if let (Some(region), Some(grouping)) = (of(node), graph.groupings.get(grouping.0)) {
                let region = widened(graph, *node, region, full);
                let hit = groups(&grouping.of, region.of(grouping.from));
                add(Some(region.with(grouping.from, whole(grouping.from)).with(grouping.to, hit)));
            }
        }
        Expr::Expand(node, grouping) => {
            if let (Some(region), Some(grouping)) = (of(node), graph.groupings.get(grouping.0)) {
                let region = widened(graph, *node, region, full);
                let hit = members(&grouping.of, region.of(grouping.to));
                add(Some(region.with(grouping.to, whole(grouping.to)).with(grouping.from, hit)));
            }
        }
        Expr::At(node, axis, position) => {
            let hit = of(node).filter(|region| region.of(*axis).contains(*position));
            add(hit.map(|region| widened(graph, *node, region, full).with(*axis, whole(*axis))));
        }
        Expr::Apportion { total, weights, along, .. } => {
            for node in [total, weights] {
                let Some(region) = of(node).map(|region| widened(graph, *node, region, full)) else {
                    continue;
                };
                add(Some(match along {
                    Along::Axis(axis) => region.with(*axis, whole(*axis)),
                    Along::Grouping(grouping) => match graph.groupings.get(grouping.0) {
                        Some(grouping) => {
                            let hit = if node == total {
                                region.of(grouping.to)
                            } else {
                                groups(&grouping.of, region.of(grouping.from))
                            };
                            region.with(grouping.from, members(&grouping.of, hit)).with(grouping.to, whole(grouping.to))
                        }
                        None => region,
                    },
                }));
            }
        }
        Expr::Lag { node, by, first } => {
            let time =
                graph.axes_of(*node).iter().copied().find(|axis| graph.axes.get(axis.0).is_some_and(|axis| axis.time));
            if let (Some(region), Some(time)) = (of(node), time) {
                let region = widened(graph, *node, region, full);
                let (old, end) = (region.of(time), whole(time).end);
                let later = Interval::new(old.start.saturating_add(*by).min(end), old.end.saturating_add(*by).min(end));
                add(Some(region.with(time, later)));
            }
            reached(graph, first, dirty, full, add);
        }
    }
}

/// The changed region of a node as its readers see it: whole along every axis that the node lacks.
fn widened(graph: &Graph, node: NodeId, region: &Region, full: &Region) -> Region {
    let own = graph.axes_of(node);
    let mut wide = full.clone();
    for axis in own {
        wide.narrow(*axis, region.of(*axis));
    }
    wide
}

/// The smallest interval of groups that holds those of all these members.
fn groups(of: &[usize], changed: Interval) -> Interval {
    let mut hit = Interval::EMPTY;
    for group in of.get(changed.start..changed.end).unwrap_or_default() {
        hit = hit.hull(Interval::one(*group));
    }
    hit
}
