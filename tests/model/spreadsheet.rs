//! The spreadsheet text of formulas, recalculated by a spreadsheet.

use std::collections::HashMap;

use dagdeel::model::{Along, Draft, Evaluation, Expr, Graph, Kind, NodeId, Quantity, Reason, Sheet, Status, Value};
use dagdeel::quantity::{Exact, RoundingStep, Text, Unit, apportion, round_parts};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::graphs::{Content, assumed, labels, model, recipes};
use crate::workbook::{self, Address, Workbook, reference};

/// Every node in rows of its own: its last axis along the row, or, for every second node, down the column.
struct Layout {
    places: HashMap<NodeId, (usize, usize, bool)>,
    /// Whether neighbours are written as a range.
    ranges: bool,
}

impl Layout {
    fn new(graph: &Graph, ranges: bool) -> Self {
        let mut row = 1;
        let mut places = HashMap::new();
        for (at, node) in graph.nodes().enumerate() {
            let inner = graph.axes_of(node).last().map_or(1, |axis| graph.axis_of(*axis).unwrap().labels().len());
            let down = at % 2 == 1;
            places.insert(node, (row, inner.max(1), down));
            row += if down { inner } else { graph.cells(node) / inner.max(1) } + 1;
        }
        Self { places, ranges }
    }

    fn address(&self, node: NodeId, at: usize) -> Address {
        let (row, inner, down) = self.places[&node];
        if down { (1 + at / inner, row + at % inner) } else { (1 + at % inner, row + at / inner) }
    }
}

impl Sheet for Layout {
    fn cell(&self, node: NodeId, at: usize) -> String {
        reference(self.address(node, at))
    }

    fn cells(&self, node: NodeId, at: &[usize]) -> String {
        let all: Vec<Address> = at.iter().map(|at| self.address(node, *at)).collect();
        let beside = all.windows(2).all(|pair| (pair[0].0 + 1, pair[0].1) == pair[1]);
        let below = all.windows(2).all(|pair| (pair[0].0, pair[0].1 + 1) == pair[1]);
        match all.as_slice() {
            [first, .., last] if self.ranges && (beside || below) => {
                format!("{}:{}", reference(*first), reference(*last))
            }
            all => all.iter().map(|at| reference(*at)).collect::<Vec<_>>().join(","),
        }
    }
}

fn recalculated(graph: &Graph, evaluation: &Evaluation<Exact>, layout: &Layout) -> Workbook {
    let mut book = Workbook::default();
    for node in graph.nodes() {
        for at in 0..graph.cells(node) {
            let cell = evaluation.cell(node, at).unwrap();
            let content = match graph.spreadsheet(node, at, layout) {
                Some(text) => workbook::Content::Formula(text),
                None if cell.status == Status::Known => workbook::Content::Number(cell.value.to_f64()),
                None => workbook::Content::Formula("NA()".to_owned()),
            };
            book.write(layout.address(node, at), content);
        }
    }
    book
}

/// Binary numbers hold cents up to here with six decimals to spare.
const LARGEST: i64 = 10_000_000;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_recalculated_workbook_gives_the_same_amounts(recipe in recipes(12), ranges in any::<bool>()) {
        let model = model(&recipe, Content::AMOUNTS);
        let evaluation = Evaluation::<Exact>::run(&model.graph).unwrap();
        let cells: Vec<_> = model.all_cells().map(|(node, at)| (node, at, evaluation.cell(node, at).unwrap())).collect();
        let refused = |status| matches!(status, Status::Undefined(Reason::Refused | Reason::None));
        prop_assume!(cells.iter().all(|(.., cell)| cell.value.abs() < Exact::from_i64(LARGEST) && !refused(cell.status)));
        let layout = Layout::new(&model.graph, ranges);
        let book = recalculated(&model.graph, &evaluation, &layout);
        for (node, at, cell) in cells {
            let text = model.graph.spreadsheet(node, at, &layout).unwrap_or_default();
            match (cell.status, book.value(layout.address(node, at))) {
                (Status::Known, workbook::Value::Number(found)) => {
                    let expected = cell.value.to_f64();
                    prop_assert!((found - expected).abs() < 1e-6, "{:?}: {} is {}, not {}", node, text, found, expected);
                }
                (Status::Undefined(_), workbook::Value::Error) => {}
                (status, found) => prop_assert!(false, "{:?}: {} is {:?}, not {:?}", node, text, found, status),
            }
        }
    }
}

/// A total and its parts over labels.
fn split(total: Exact, weights: &[Exact], step: RoundingStep) -> (Graph, NodeId) {
    let about = |id: &'static str| Quantity::amount(id, Text::same(id), Unit::EURO).kind(Kind::Flow);
    let mut draft = Draft::new();
    let axis = draft.axis("part", Text::same("part"), labels("p", weights.len())).unwrap();
    let total = draft.input(about("total"), &[], vec![Value::Known(total)], assumed()).unwrap();
    let weights = weights.iter().map(|weight| Value::Known(*weight)).collect();
    let weights = draft.input(about("weights"), &[axis], weights, assumed()).unwrap();
    let parts = draft.formula(about("parts"), total.apportion(weights, Along::Axis(axis), step)).unwrap();
    (draft.finish().unwrap(), parts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn parts_of_any_total_are_recalculated(
        cents in -20_000_i64..20_000,
        weights in vec(-6_i64..20, 1..9),
        whole in any::<bool>(),
        own_total in 0_u8..4,
        ranges in any::<bool>(),
    ) {
        let step = if whole { RoundingStep::Count } else { RoundingStep::Share };
        let weights: Vec<Exact> = weights.into_iter().map(|weight| Exact::from_scaled_i64(weight, 1)).collect();
        let sum = Exact::sum(weights.iter().copied()).unwrap();
        // Some totals are what the weights add up to: then they are its parts as they stand.
        let own = sum.round(step.decimals());
        let total = if own_total == 0 { own } else { Exact::from_scaled_i64(cents, step.decimals()) };
        let expected = if sum == total {
            round_parts(total, &weights, step.decimals())
        } else {
            apportion(total, &weights, step.decimals())
        };
        let (graph, parts) = split(total, &weights, step);
        let evaluation = Evaluation::<Exact>::run(&graph).unwrap();
        let layout = Layout::new(&graph, ranges);
        let book = recalculated(&graph, &evaluation, &layout);
        for at in 0..weights.len() {
            let found = book.value(layout.address(parts, at));
            let expected = match &expected {
                Ok(expected) => workbook::Value::Number(expected[at].to_f64()),
                Err(_) => workbook::Value::Error,
            };
            let same = match (&found, &expected) {
                (workbook::Value::Number(found), workbook::Value::Number(expected)) => (found - expected).abs() < 1e-9,
                (found, expected) => found == expected,
            };
            let text = graph.spreadsheet(parts, at, &layout).unwrap();
            prop_assert!(same, "part {}: {} is {:?}, not {:?}", at, text, found, expected);
        }
    }
}

#[test]
fn parts_that_cancel_are_recalculated() {
    let weights = [Exact::from_scaled_i64(10_005, 3), Exact::from_scaled_i64(-10_005, 3)];
    let (graph, parts) = split(Exact::ZERO, &weights, RoundingStep::Share);
    let evaluation = Evaluation::<Exact>::run(&graph).unwrap();
    let layout = Layout::new(&graph, true);
    let book = recalculated(&graph, &evaluation, &layout);
    assert_eq!(book.value(layout.address(parts, 0)), workbook::Value::Number(10.01));
    assert_eq!(book.value(layout.address(parts, 1)), workbook::Value::Number(-10.01));
}

#[test]
fn the_text_of_a_part_does_not_grow_with_their_number() {
    let length = |parts: usize| {
        let (graph, node) = split(Exact::from_i64(1000), &vec![Exact::ONE; parts], RoundingStep::Share);
        graph.spreadsheet(node, parts / 2, &Layout::new(&graph, true)).unwrap().len()
    };
    assert!(length(12) < 1_000, "{}", length(12));
    assert!(length(600) < length(12) + 100);
}

#[test]
fn formulas_read_as_a_controller_would_write_them() {
    let about = |id: &'static str, unit| Quantity::new(id, Text::same(id), unit).kind(Kind::Flow);
    let mut draft = Draft::new();
    let months = draft.axis("month", Text::same("month"), crate::graphs::months(3)).unwrap();
    let input = |draft: &mut Draft, id, axes: &[_], cells| {
        draft.input(about(id, Unit::NONE), axes, vec![Value::Known(Exact::ONE); cells], assumed()).unwrap()
    };
    let a = input(&mut draft, "a", &[], 1);
    let b = input(&mut draft, "b", &[], 1);
    let flow = input(&mut draft, "flow", &[months], 3);
    let half = Expr::number(Exact::from_scaled_i64(-5, 1), Unit::NONE);
    let formulas: Vec<(Expr, &str)> = vec![
        (a - (b.expr() - a), "A1-(A2-A1)"),
        (a * (b.expr() + a) / (a * b), "A1*(A2+A1)/IF(ROUND(A1*A2,9)=0,0,A1*A2)"),
        (a + half, "A1+(-0.5)"),
        (a / b.expr().round(RoundingStep::Tariff), "A1/(ROUND(ROUND(A2*100,6),0)/100)"),
        ((a + b).round(RoundingStep::Count) * a, "ROUND(ROUND(A1+A2,6),0)*A1"),
        (a.expr().at_most(b).then(a, b), "IF(ROUND(A1-A2,9)<=0,A1,A2)"),
        ((a - b).then(a, Expr::NoValue(Reason::None)), "IF(ROUND(A1-A2,9)<>0,A1,NA())"),
        (a.expr().equals(b), "IF(ROUND(A1-A2,9)=0,1,0)"),
        (a.expr().min(b).max(Expr::ZERO), "MAX(MIN(A1,A2),0)"),
        (flow.sum(months) - a, "SUM(A4:C4)-A1"),
        (flow.at(months, 1), "B4"),
        (flow.lag(1, Expr::ZERO), "0"),
    ];
    let nodes: Vec<NodeId> = formulas
        .iter()
        .enumerate()
        .map(|(at, (expr, _))| {
            let about = Quantity::new(format!("f{at}"), Text::same("f"), Unit::NONE);
            draft.formula(about, expr.clone()).unwrap()
        })
        .collect();
    let graph = draft.finish().unwrap();
    struct Rows;
    impl Sheet for Rows {
        fn cell(&self, node: NodeId, at: usize) -> String {
            let row = match format!("{node:?}").as_str() {
                "NodeId(0)" => 1,
                "NodeId(1)" => 2,
                _ => 4,
            };
            reference((at + 1, row))
        }
        fn cells(&self, node: NodeId, at: &[usize]) -> String {
            format!("{}:{}", self.cell(node, at[0]), self.cell(node, at[at.len() - 1]))
        }
    }
    for (node, (_, text)) in nodes.iter().zip(&formulas) {
        assert_eq!(graph.spreadsheet(*node, 0, &Rows).as_deref(), Some(*text));
    }
    assert_eq!(graph.spreadsheet(nodes[11], 2, &Rows).as_deref(), Some("B4"));
    assert_eq!(graph.spreadsheet(a, 0, &Rows), None, "an input is a value");
}
