//! Quantities that follow from their own past.

use dagdeel::model::{Cell, Draft, Evaluation, Expr, Graph, Kind, NodeId, Quantity, Status, Value};
use dagdeel::quantity::{Exact, RoundingStep, Text, Unit};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::graphs::{assumed, labels, months};

const MONTHS: usize = 48;

fn about(id: &'static str, unit: Unit) -> Quantity {
    Quantity::new(id, Text::same(id), unit).kind(Kind::Flow)
}

fn known(values: &[i64], decimals: u32) -> Vec<Value> {
    values.iter().map(|value| Value::Known(Exact::from_scaled_i64(*value, decimals))).collect()
}

/// queue(t) = max(0, queue(t − 1) + inflow(t) − capacity(t)), with capacity(t) = hours(t) ÷ hours per client, rounded down to
/// tenths, and more hours from the month after the queue passes a limit.
struct Queue {
    graph: Graph,
    inflow: NodeId,
    queue: NodeId,
    hours: NodeId,
}

const LIMIT: i64 = 40;

fn queue(inflow: &[i64], first: i64, hours: i64, extra: i64) -> Queue {
    let mut draft = Draft::new();
    let time = draft.axis("month", Text::same("month"), months(MONTHS)).unwrap();
    let client = Unit::CLIENT;
    let each = Unit::UUR.over(client);
    let inflow = draft.input(about("inflow", client), &[time], known(inflow, 1), assumed()).unwrap();
    let first = draft.input(about("first", client), &[], known(&[first], 1), assumed()).unwrap();
    let base = draft.input(about("base", Unit::UUR), &[], known(&[hours], 0), assumed()).unwrap();
    let extra = draft.input(about("extra", Unit::UUR), &[], known(&[extra], 0), assumed()).unwrap();
    let per_client = draft.input(about("per-client", each), &[], known(&[7], 0), assumed()).unwrap();
    let queue = draft.declare(about("queue", client), &[time], Kind::Stock).unwrap();
    let limit = Expr::number(Exact::from_i64(LIMIT), client);
    let more = queue.lag(1, first).at_most(limit).then(Expr::ZERO, extra);
    let hours = draft.formula(about("hours", Unit::UUR), base + more).unwrap();
    let capacity = (hours / per_client).round(RoundingStep::Decimals(1));
    let capacity = draft.formula(about("capacity", client), capacity).unwrap();
    draft.define(queue, (queue.lag(1, first) + inflow - capacity).max(Expr::ZERO)).unwrap();
    Queue { graph: draft.finish().unwrap(), inflow, queue, hours }
}

/// The same by a plain loop, in tenths of a client.
fn looped(inflow: &[i64], first: i64, hours: i64, extra: i64) -> Vec<i64> {
    let mut queue = first;
    inflow
        .iter()
        .map(|inflow| {
            let hours = if queue <= LIMIT * 10 { hours } else { hours + extra };
            // Tenths of a client, half up: hours are never negative.
            let capacity = (hours * 100 / 7 + 5) / 10;
            queue = (queue + inflow - capacity).max(0);
            queue
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_queue_over_48_months_is_a_plain_loop(
        inflow in vec(0_i64..400, MONTHS),
        first in 0_i64..900,
        hours in 0_i64..200,
        extra in 0_i64..100,
        change in (0..MONTHS, 0_i64..2000),
    ) {
        let mut model = queue(&inflow, first, hours, extra);
        let mut evaluation = Evaluation::<Exact>::run(&model.graph).unwrap();
        let tenths = |evaluation: &Evaluation<Exact>, queue| -> Vec<i64> {
            (0..MONTHS).map(|at| evaluation.cell(queue, at).unwrap().value.to_scaled_i64(1).unwrap()).collect()
        };
        let before = looped(&inflow, first, hours, extra);
        prop_assert_eq!(tenths(&evaluation, model.queue), &before[..]);

        let mut changed = inflow;
        changed[change.0] = change.1;
        let set = model.graph.set(model.inflow, change.0, Value::Known(Exact::from_scaled_i64(change.1, 1))).unwrap();
        let computed = evaluation.update(&model.graph, &[set]).unwrap();
        let after = looped(&changed, first, hours, extra);
        prop_assert_eq!(tenths(&evaluation, model.queue), &after[..]);
        // The input, and three nodes in each month until the queue is what it was.
        let last = (0..MONTHS).rev().find(|at| before[*at] != after[*at]);
        let reached = last.map_or(2, |last| 3 * (last + 2 - change.0) + 1);
        prop_assert!(computed <= reached, "{} cells, at most {}", computed, reached);
    }
}

#[test]
fn an_unknown_month_leaves_the_queue_unknown_from_there_on() {
    let mut model = queue(&[100; MONTHS], 0, 50, 10);
    model.graph.set(model.inflow, 5, Value::Unknown).unwrap();
    let evaluation = Evaluation::<Exact>::run(&model.graph).unwrap();
    let status = |node, at| evaluation.cell(node, at).unwrap().status;
    assert_eq!(status(model.queue, 4), Status::Known);
    assert_eq!(status(model.hours, 5), Status::Known, "hours follow the month before");
    assert!((5..MONTHS).all(|at| status(model.queue, at) == Status::Unknown(1)));
    assert_eq!(status(model.hours, 6), Status::Unknown(1));
}

#[test]
fn a_lag_looks_back_over_several_months_and_axes() {
    let mut draft = Draft::new();
    let time = draft.axis("month", Text::same("month"), months(4)).unwrap();
    let products = draft.axis("product", Text::same("product"), labels("p", 2)).unwrap();
    let price = draft.input(about("price", Unit::EURO), &[time], known(&[1, 2, 3, 4], 0), assumed()).unwrap();
    let first = draft.input(about("first", Unit::EURO), &[products], known(&[8, 9], 0), assumed()).unwrap();
    let older = draft.formula(about("older", Unit::EURO), price.lag(2, first)).unwrap();
    let graph = draft.finish().unwrap();
    assert_eq!(graph.axes_of(older), [time, products], "the first value has an axis more");
    let mut evaluation = Evaluation::<Exact>::start(&graph);
    while !evaluation.step(&graph, 1).unwrap() {}
    let values: Vec<Cell<Exact>> = (0..8).map(|at| evaluation.cell(older, at).unwrap()).collect();
    let values: Vec<i64> = values.iter().map(|cell| cell.value.to_scaled_i64(0).unwrap()).collect();
    assert_eq!(values, [8, 9, 8, 9, 1, 1, 2, 2]);
}

#[test]
fn yearly_rounded_tariffs_are_a_chain() {
    // 37.52 × 1.0496 = 39.380992 → 39.38; × 1.0630 = 41.86094 → 41.86; × 1.0200 = 42.6972 → 42.70.
    let mut draft = Draft::new();
    let time = draft.axis("year", Text::same("year"), crate::graphs::years(3)).unwrap();
    let tariff = Unit::EURO.over(Unit::DAGDEEL);
    let old = draft.input(about("old", tariff), &[], known(&[3752], 2), assumed()).unwrap();
    let index = draft.input(about("index", Unit::NONE), &[time], known(&[496, 630, 200], 4), assumed()).unwrap();
    let chain = draft.declare(about("chain", tariff), &[time], Kind::Rate).unwrap();
    let next = (chain.lag(1, old) * (Expr::count(1) + index)).round(RoundingStep::Tariff);
    draft.define(chain, next).unwrap();
    let graph = draft.finish().unwrap();
    let evaluation = Evaluation::<Exact>::run(&graph).unwrap();
    let cents: Vec<_> = (0..3).map(|at| evaluation.cell(chain, at).unwrap().value.to_scaled_i64(2)).collect();
    assert_eq!(cents, [Some(3938), Some(4186), Some(4270)]);
}
