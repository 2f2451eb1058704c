//! Random graphs: each number of a recipe becomes an input, a formula or a recurrence over up to four axes, whatever the
//! number is. What the tests need to know of the graph is kept beside it, so that they do not ask the graph itself.

use std::collections::HashMap;
use std::sync::Arc;

use dagdeel::calendar::{Date, Period};
use dagdeel::model::{
    Along, AxisId, Binary, Draft, Estimator, Expr, Graph, GroupingId, Kind, Label, NodeId, Origin, Quantity, Reason,
    Value,
};
use dagdeel::model::{Basis, GraphError};
use dagdeel::quantity::{Exact, RoundingStep, Text, Unit};
use proptest::collection::vec;
use proptest::prelude::*;

/// Where amounts stay small, weights are whole numbers below this.
const WEIGHTS: i64 = 40;

/// What random graphs may hold.
#[derive(Clone, Copy)]
pub struct Content {
    /// Unknown and undefined inputs, and formulas without a value.
    pub gaps: bool,
    /// Inputs between two bounds.
    pub ranges: bool,
    /// Amounts stay small, products and quotients are rounded to the cent, so that binary numbers can follow.
    pub amounts: bool,
    /// The most labels of an axis.
    pub labels: usize,
}

impl Content {
    pub const EVERYTHING: Self = Self { gaps: true, ranges: false, amounts: false, labels: 5 };
    pub const SMALL: Self = Self { labels: 3, ..Self::EVERYTHING };
    pub const RANGES: Self = Self { gaps: true, ranges: true, amounts: false, labels: 3 };
    pub const AMOUNTS: Self = Self { gaps: false, ranges: false, amounts: true, labels: 5 };
}

pub struct Grouped {
    pub from: AxisId,
    pub to: AxisId,
    pub of: Vec<usize>,
}

pub enum Body {
    Input(Vec<Value>),
    Formula(Expr),
    /// The mean of all cells of these nodes.
    Mean(Vec<NodeId>),
}

pub struct Made {
    pub id: NodeId,
    pub axes: Vec<AxisId>,
    pub body: Body,
}

pub struct Model {
    pub graph: Graph,
    pub lengths: HashMap<AxisId, usize>,
    pub time: Vec<AxisId>,
    pub groupings: HashMap<GroupingId, Grouped>,
    pub nodes: Vec<Made>,
}

impl Model {
    pub fn made(&self, id: NodeId) -> &Made {
        self.nodes.iter().find(|node| node.id == id).unwrap()
    }

    pub fn cells(&self, id: NodeId) -> usize {
        self.made(id).axes.iter().map(|axis| self.lengths[axis]).product()
    }

    /// The inputs, with the number of their cells.
    pub fn inputs(&self) -> Vec<(NodeId, usize)> {
        let inputs = self.nodes.iter().filter(|node| matches!(node.body, Body::Input(_)));
        inputs.map(|node| (node.id, self.cells(node.id))).collect()
    }

    /// Every cell of every node.
    pub fn all_cells(&self) -> impl Iterator<Item = (NodeId, usize)> + '_ {
        self.nodes.iter().flat_map(|node| (0..self.cells(node.id)).map(|at| (node.id, at)))
    }
}

/// Numbers drawn from one number (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        if of.is_empty() { None } else { Some(of[self.roll(of.len())]) }
    }

    pub fn exact(&mut self, content: Content) -> Exact {
        let decimals = self.roll(if content.amounts { 3 } else { 4 }) as u32;
        Exact::from_scaled_i64(self.roll(2001) as i64 - 600, decimals)
    }

    pub fn value(&mut self, content: Content) -> Value {
        match self.roll(24) {
            0 | 1 if content.gaps => Value::Unknown,
            2 if content.gaps => Value::Undefined(self.pick(&[Reason::Refused, Reason::None]).unwrap()),
            3..8 if content.ranges => {
                let low = self.exact(content);
                let width = Exact::from_scaled_i64(self.roll(300) as i64, 2);
                Value::Range(low, low.plus(width).unwrap())
            }
            8 | 9 => Value::Known(Exact::ZERO),
            _ => Value::Known(self.exact(content)),
        }
    }
}

/// Recipes of up to this many nodes.
pub fn recipes(nodes: usize) -> impl Strategy<Value = Vec<u64>> {
    vec(any::<u64>(), 2..=nodes)
}

pub fn period(at: usize) -> Period {
    let month = |at: usize| Date::parse(&format!("{:04}-{:02}-01", 2022 + at / 12, 1 + at % 12)).unwrap();
    Period::new(month(at), month(at + 1)).unwrap()
}

/// The months from January 2022 on.
pub fn months(count: usize) -> Vec<Label> {
    (0..count).map(|at| Label::period(period(at))).collect()
}

pub fn labels(of: &str, count: usize) -> Vec<Label> {
    (0..count).map(|at| Label::new(format!("{of}{at}"), Text::same(format!("{of} {at}")))).collect()
}

pub fn years(count: usize) -> Vec<Label> {
    let day = |year: usize| Date::parse(&format!("{year}-01-01")).unwrap();
    (0..count).map(|at| Label::period(Period::new(day(2022 + at), day(2023 + at)).unwrap())).collect()
}

pub fn assumed() -> Vec<Origin> {
    vec![Origin::of(Basis::Assumption)]
}

struct Builder {
    draft: Draft,
    content: Content,
    axes: Vec<AxisId>,
    lengths: HashMap<AxisId, usize>,
    time: Vec<AxisId>,
    groupings: Vec<(GroupingId, Grouped)>,
    nodes: Vec<Made>,
}

/// The graph of a recipe.
pub fn model(recipe: &[u64], content: Content) -> Model {
    let mut dice = Dice(recipe[0] ^ 0x5eed);
    let mut draft = Draft::new();
    let sizes = [1 + dice.roll(content.labels), 1 + dice.roll(2), 1 + dice.roll(content.labels), 1 + dice.roll(2)];
    let axes = vec![
        draft.axis("month", Text::same("Month"), months(sizes[0])).unwrap(),
        draft.axis("year", Text::same("Year"), years(sizes[1])).unwrap(),
        draft.axis("product", Text::same("Product"), labels("p", sizes[2])).unwrap(),
        draft.axis("category", Text::same("Category"), labels("c", sizes[3])).unwrap(),
    ];
    let mut groupings = Vec::new();
    // Months fall into years in order, products into categories in any order.
    let halves: Vec<usize> = (0..sizes[0]).map(|at| at * sizes[1] / sizes[0]).collect();
    let any: Vec<usize> = (0..sizes[2]).map(|_| dice.roll(sizes[3])).collect();
    for (from, to, of) in [(0, 1, halves), (2, 3, any)] {
        let places = of.clone();
        let ids: Vec<String> = draft.axis_of(axes[from]).unwrap().labels().iter().map(|l| l.id.clone()).collect();
        let id = draft
            .grouping(axes[from], axes[to], |label| ids.iter().position(|id| *id == label.id).map(|at| places[at]))
            .unwrap();
        groupings.push((id, Grouped { from: axes[from], to: axes[to], of }));
    }
    let lengths = axes.iter().copied().zip(sizes).collect();
    let time = axes[..2].to_vec();
    let mut builder = Builder { draft, content, axes, lengths, time, groupings, nodes: Vec::new() };
    builder.input(&mut Dice(recipe[0]));
    for seed in &recipe[1..] {
        builder.node(&mut Dice(*seed));
    }
    builder.finish()
}

impl Builder {
    fn about(&self) -> Quantity {
        let id = format!("n{}", self.nodes.len());
        Quantity::new(&id, Text::same(id.clone()), Unit::NONE).kind(Kind::Flow)
    }

    fn some_axes(&self, dice: &mut Dice) -> Vec<AxisId> {
        let axes: Vec<AxisId> = self.axes.iter().copied().filter(|_| dice.roll(5) < 2).collect();
        axes.into_iter().take(3).collect()
    }

    fn cells(&self, axes: &[AxisId]) -> usize {
        axes.iter().map(|axis| self.lengths[axis]).product()
    }

    fn made(&mut self, id: NodeId, axes: Vec<AxisId>, body: Body) {
        self.nodes.push(Made { id, axes, body });
    }

    fn input(&mut self, dice: &mut Dice) {
        let axes = self.some_axes(dice);
        let small = self.content.amounts && dice.roll(2) == 0;
        let mut value = || match small {
            true => Value::Known(Exact::from_i64(dice.roll(WEIGHTS as usize) as i64 - 3)),
            false => dice.value(self.content),
        };
        let values: Vec<Value> = (0..self.cells(&axes)).map(|_| value()).collect();
        let id = self.draft.input(self.about(), &axes, values.clone(), assumed()).unwrap();
        self.made(id, axes, Body::Input(values));
    }

    fn node(&mut self, dice: &mut Dice) {
        match dice.roll(12) {
            0..3 => self.input(dice),
            3 => self.recurrence(dice),
            4 => self.pair(dice),
            5 => self.mean(dice),
            _ => {
                let expr = self.term(dice, 3);
                self.formula(expr);
            }
        }
    }

    /// A formula that does not fit is left out: which ones are refused is tested by hand.
    fn formula(&mut self, expr: Expr) {
        match self.draft.formula(self.about(), expr.clone()) {
            Ok(id) => {
                let axes = self.axes_of(&expr);
                self.made(id, axes, Body::Formula(expr));
            }
            Err(GraphError::Axes { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }

    fn mean(&mut self, dice: &mut Dice) {
        let inputs: Vec<NodeId> = (0..1 + dice.roll(2)).map(|_| self.any_node(dice)).collect();
        let axes: Vec<AxisId> = self.some_axes(dice).into_iter().take(1).collect();
        let cells = self.cells(&axes);
        let function: Estimator = Arc::new(move |inputs| mean(inputs, cells));
        let method = Text::same("mean");
        let id = self.draft.estimate(self.about().decimals(3), &axes, inputs.clone(), method, function).unwrap();
        self.made(id, axes, Body::Mean(inputs));
    }

    /// A node that reads its own past.
    fn recurrence(&mut self, dice: &mut Dice) {
        let axes = self.recurrent_axes(dice);
        let own = self.draft.declare(self.about(), &axes, Kind::Flow).unwrap();
        let (step, first) = (self.term(dice, 1), self.term(dice, 0));
        let lag = own.lag(1 + dice.roll(2), first.clone());
        let expr = if dice.roll(2) == 0 { (lag + step).max(Expr::ZERO) } else { lag.min(Expr::count(500)) - step };
        self.define(own, axes, expr);
    }

    /// Two nodes that read each other: one the past of the other, the other the first.
    fn pair(&mut self, dice: &mut Dice) {
        let axes = self.recurrent_axes(dice);
        let one = self.draft.declare(self.about(), &axes, Kind::Flow).unwrap();
        self.made(one, axes.clone(), Body::Mean(Vec::new()));
        let other = self.draft.declare(self.about(), &axes, Kind::Flow).unwrap();
        let one = self.nodes.pop().unwrap().id;
        let (first, step) = (self.term(dice, 0), self.term(dice, 1));
        self.define(one, axes.clone(), other.lag(1, first) - step);
        let read = match self.axes.get(2) {
            Some(product) if axes.contains(product) && dice.roll(2) == 0 => one.sum(*product),
            _ => one.expr(),
        };
        self.define(other, axes, read.min(Expr::count(100)).round(RoundingStep::Decimals(1)));
    }

    fn recurrent_axes(&self, dice: &mut Dice) -> Vec<AxisId> {
        let others = self.axes[2..].iter().copied().filter(|_| dice.roll(2) == 0);
        [self.axes[0]].into_iter().chain(others).collect()
    }

    fn define(&mut self, id: NodeId, axes: Vec<AxisId>, expr: Expr) {
        let body = match self.draft.define(id, expr.clone()) {
            Ok(()) => expr,
            Err(GraphError::Axes { .. }) => {
                self.draft.define(id, Expr::ZERO).unwrap();
                Expr::ZERO
            }
            Err(error) => panic!("{error}"),
        };
        self.made(id, axes, Body::Formula(body));
    }

    fn any_node(&self, dice: &mut Dice) -> NodeId {
        self.nodes[dice.roll(self.nodes.len())].id
    }

    fn node_with(&self, dice: &mut Dice, fits: impl Fn(&Made) -> bool) -> Option<NodeId> {
        let fitting: Vec<NodeId> = self.nodes.iter().filter(|node| fits(node)).map(|node| node.id).collect();
        dice.pick(&fitting)
    }

    fn term(&self, dice: &mut Dice, depth: usize) -> Expr {
        let node = self.any_node(dice).expr();
        if depth == 0 {
            return if dice.roll(4) == 0 { Expr::number(dice.exact(self.content), Unit::NONE) } else { node };
        }
        let axis = self.axes[dice.roll(self.axes.len())];
        let with_axis = self.node_with(dice, |made| made.axes.contains(&axis));
        let found = match dice.roll(19) {
            0 => Some(self.round(dice, depth)),
            1 => with_axis.map(|node| node.sum(axis)),
            2 => with_axis.map(|node| node.at(axis, dice.roll(self.lengths[&axis]))),
            3 | 4 => self.group(dice),
            5 | 6 => self.apportion_axis(dice, axis),
            7 | 8 => self.apportion_group(dice),
            9 => self.lag(dice, depth),
            10 | 11 => Some(self.choice(dice, depth)),
            12 => self.expand(dice),
            13 if self.content.gaps && dice.roll(4) == 0 => Some(Expr::NoValue(Reason::Refused)),
            _ => Some(self.binary(dice, depth)),
        };
        found.unwrap_or(node)
    }

    fn round(&self, dice: &mut Dice, depth: usize) -> Expr {
        let step = dice.pick(&[RoundingStep::Count, RoundingStep::Tariff, RoundingStep::Decimals(1)]).unwrap();
        self.term(dice, depth - 1).round(step)
    }

    fn binary(&self, dice: &mut Dice, depth: usize) -> Expr {
        use Binary::{Add, AtMost, Divide, Equal, Max, Min, Multiply, Subtract};
        let operator = dice.pick(&[Add, Add, Subtract, Subtract, Multiply, Divide, Min, Max, AtMost, Equal]).unwrap();
        let (a, b) = (self.term(dice, depth - 1), self.term(dice, depth - 1));
        let expr = Expr::Binary(operator, Box::new(a), Box::new(b));
        match operator {
            Multiply | Divide if self.content.amounts => {
                expr.max(Expr::count(-100_000)).min(Expr::count(100_000)).round(RoundingStep::BudgetAmount)
            }
            _ => expr,
        }
    }

    fn choice(&self, dice: &mut Dice, depth: usize) -> Expr {
        let condition = match dice.roll(3) {
            0 => self.term(dice, depth - 1),
            1 => self.term(dice, depth - 1).equals(self.term(dice, depth - 1)),
            _ => self.term(dice, depth - 1).at_most(self.term(dice, depth - 1)),
        };
        condition.then(self.term(dice, depth - 1), self.term(dice, depth - 1))
    }

    fn group(&self, dice: &mut Dice) -> Option<Expr> {
        let (id, grouped) = &self.groupings[dice.roll(self.groupings.len())];
        let fits = |made: &Made| made.axes.contains(&grouped.from) && !made.axes.contains(&grouped.to);
        Some(self.node_with(dice, fits)?.group(*id))
    }

    fn expand(&self, dice: &mut Dice) -> Option<Expr> {
        let (id, grouped) = &self.groupings[dice.roll(self.groupings.len())];
        let fits = |made: &Made| made.axes.contains(&grouped.to) && !made.axes.contains(&grouped.from);
        Some(self.node_with(dice, fits)?.expand(*id))
    }

    fn weights(&self, dice: &mut Dice, fits: impl Fn(&Made) -> bool) -> Option<NodeId> {
        let most = Exact::from_i64(WEIGHTS);
        let small = |value: &Value| matches!(value, Value::Known(value) if value.decimals() == 0 && value.abs() < most);
        self.node_with(dice, |made| {
            let weights = matches!(&made.body, Body::Input(values) if values.iter().all(small));
            fits(made) && (weights || !self.content.amounts)
        })
    }

    fn apportion_axis(&self, dice: &mut Dice, axis: AxisId) -> Option<Expr> {
        let weights = self.weights(dice, |made| made.axes.contains(&axis))?;
        let total = self.node_with(dice, |made| !made.axes.contains(&axis))?;
        Some(total.apportion(weights, Along::Axis(axis), self.step(dice)))
    }

    fn apportion_group(&self, dice: &mut Dice) -> Option<Expr> {
        let (id, grouped) = &self.groupings[dice.roll(self.groupings.len())];
        let (from, to) = (grouped.from, grouped.to);
        let weights = self.weights(dice, |made| made.axes.contains(&from) && !made.axes.contains(&to))?;
        let total = self.node_with(dice, |made| made.axes.contains(&to) && !made.axes.contains(&from))?;
        Some(total.apportion(weights, Along::Grouping(*id), self.step(dice)))
    }

    fn step(&self, dice: &mut Dice) -> RoundingStep {
        if self.content.amounts || dice.roll(3) > 0 { RoundingStep::Share } else { RoundingStep::Decimals(5) }
    }

    fn lag(&self, dice: &mut Dice, depth: usize) -> Option<Expr> {
        let one_time = |made: &Made| made.axes.iter().filter(|axis| self.time.contains(axis)).count() == 1;
        let node = self.node_with(dice, one_time)?;
        Some(node.lag(1 + dice.roll(2), self.term(dice, depth - 1)))
    }

    /// The axes of a formula, worked out apart from the graph.
    fn axes_of(&self, expr: &Expr) -> Vec<AxisId> {
        let own = |node: &NodeId| self.nodes.iter().find(|made| made.id == *node).unwrap().axes.clone();
        let grouped = |id: &GroupingId| self.groupings.iter().find(|(own, _)| own == id).map(|(_, of)| of).unwrap();
        let mut axes = match expr {
            Expr::Const(..) | Expr::NoValue(_) => Vec::new(),
            Expr::Node(node) => own(node),
            Expr::Binary(_, a, b) => [self.axes_of(a), self.axes_of(b)].concat(),
            Expr::If(c, a, b) => [self.axes_of(c), self.axes_of(a), self.axes_of(b)].concat(),
            Expr::Round(inner, _) => self.axes_of(inner),
            Expr::Sum(node, axis) | Expr::At(node, axis, _) => own(node).into_iter().filter(|a| a != axis).collect(),
            Expr::Group(node, id) => {
                let kept = own(node).into_iter().filter(|axis| *axis != grouped(id).from);
                kept.chain([grouped(id).to]).collect()
            }
            Expr::Expand(node, id) => {
                let kept = own(node).into_iter().filter(|axis| *axis != grouped(id).to);
                kept.chain([grouped(id).from]).collect()
            }
            Expr::Apportion { total, weights, along, .. } => {
                let coarse = match along {
                    Along::Axis(_) => None,
                    Along::Grouping(id) => Some(grouped(id).to),
                };
                own(total).into_iter().filter(|axis| Some(*axis) != coarse).chain(own(weights)).collect()
            }
            Expr::Lag { node, first, .. } => [own(node), self.axes_of(first)].concat(),
        };
        axes.sort_unstable();
        axes.dedup();
        axes
    }

    fn finish(self) -> Model {
        let graph = self.draft.finish().unwrap();
        for made in &self.nodes {
            assert_eq!(graph.axes_of(made.id), made.axes);
        }
        let groupings = self.groupings.into_iter().collect();
        Model { graph, lengths: self.lengths, time: self.time, groupings, nodes: self.nodes }
    }
}

/// The mean of all values, in every cell.
pub fn mean(inputs: &[Vec<Exact>], cells: usize) -> Option<Vec<Exact>> {
    let all: Vec<Exact> = inputs.iter().flatten().copied().collect();
    let sum = Exact::sum(all.iter().copied()).ok()?;
    let mean = sum.over(Exact::from_i64(all.len() as i64)).ok()??;
    Some(vec![mean; cells])
}
