//! Workbooks of graphs: a large one, sums across the grain of the rows, and the limits.

#![cfg(feature = "sheets")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)]

mod read;

use std::time::Instant;

use dagdeel::calendar::{Date, Period};
use dagdeel::model::{AxisId, Basis, Draft, Evaluation, Graph, Kind, Label, NodeId, Origin, Quantity, Value};
use dagdeel::quantity::{Exact, Lang, RoundingStep, Text, Unit};
use dagdeel::sheets::File;
use dagdeel::workbook::plan::{Cell, Piece};
use dagdeel::workbook::{About, Case, MAX_ROWS, Workbook, WorkbookError};

fn about() -> About {
    About {
        id: "model".into(),
        checksum: "0".repeat(64),
        engine: "0.1.0".into(),
        title: Text::same("Model"),
        place: Text::same("–"),
        caveats: Vec::new(),
        sources: Vec::new(),
        fixed: Vec::new(),
    }
}

/// All pieces of the plan, a few cells at a time.
fn planned(graph: &Graph, evaluation: &Evaluation<Exact>, budget: usize) -> Result<Vec<Piece>, WorkbookError> {
    let about = about();
    let cases = [Case { about: &about, graph, evaluation, ranges: None }];
    let mut workbook = Workbook::new(&cases, Lang::En, None)?;
    let mut pieces = Vec::new();
    loop {
        let next = workbook.step(&cases, budget)?;
        if next.is_empty() {
            assert!((workbook.progress() - 1.0).abs() < 1e-9);
            return Ok(pieces);
        }
        pieces.extend(next);
    }
}

fn formulas(pieces: &[Piece]) -> Vec<(&str, &str)> {
    let rows = pieces.iter().filter_map(|piece| match piece {
        Piece::Rows(rows) => Some(rows),
        _ => None,
    });
    rows.flatten()
        .flatten()
        .flatten()
        .filter_map(|cell| match cell {
            Cell::Formula(_, formula, value) => Some((formula.as_str(), value.as_str())),
            _ => None,
        })
        .collect()
}

fn labels(name: &str, count: usize) -> Vec<Label> {
    (0..count).map(|at| Label::new(format!("{name}{at}"), Text::same(format!("{name} {at}")))).collect()
}

fn input(draft: &mut Draft, id: &str, unit: Unit, axes: &[AxisId], values: Vec<Exact>) -> NodeId {
    let values = values.into_iter().map(Value::Known).collect();
    let about = Quantity::new(id, Text::same(id.to_owned()), unit).kind(Kind::Flow);
    draft.input(about, axes, values, vec![Origin::of(Basis::Assumption)]).unwrap()
}

/// Prices and volumes of products over years, each the year before times an index, and what they cost.
fn chains(products: usize, years: i32) -> Graph {
    let mut draft = Draft::new();
    let period = |year: i32| {
        let first = |year| Date::new(year, 1, 1).unwrap();
        Label::period(Period::new(first(year), first(year + 1)).unwrap())
    };
    let year = draft.axis("year", Text::same("Year"), (2024..2024 + years).map(period).collect()).unwrap();
    let product = draft.axis("product", Text::same("Product"), labels("p", products)).unwrap();
    let cents = |at: usize| Exact::from_scaled_i64(1_000 + (at * 7919 % 9_000) as i64, 2);
    let tariff = input(&mut draft, "tariff", Unit::EURO, &[product], (0..products).map(cents).collect());
    let volume = input(&mut draft, "volume", Unit::NONE, &[product], (0..products).map(cents).collect());
    let mut chain = |id: &str, unit: Unit, start: NodeId, index: i64| {
        let about = Quantity::new(id, Text::same(id.to_owned()), unit);
        let index = vec![Exact::from_scaled_i64(index, 4); years as usize];
        let index = input(&mut draft, &format!("{id}-index"), Unit::NONE, &[year], index);
        let node = draft.declare(about, &[year, product], Kind::Rate).unwrap();
        draft.define(node, (node.lag(1, start) * index.expr()).round(RoundingStep::Tariff)).unwrap();
        node
    };
    let price = chain("price", Unit::EURO, tariff, 10_275);
    let amount = chain("amount", Unit::NONE, volume, 9_950);
    let cost = Quantity::amount("cost", Text::same("Cost"), Unit::EURO).kind(Kind::Flow).reported();
    let cost = draft.formula(cost, (price.expr() * amount.expr()).round(RoundingStep::BudgetAmount)).unwrap();
    let total = Quantity::amount("total", Text::same("Total"), Unit::EURO).reported();
    draft.formula(total, cost.sum(product)).unwrap();
    draft.finish().unwrap()
}

#[test]
fn five_thousand_products_over_five_years_are_written() {
    let graph = chains(5_000, 5);
    let evaluation = Evaluation::run(&graph).unwrap();
    let begun = Instant::now();
    let pieces = planned(&graph, &evaluation, 50_000).unwrap();
    let all = formulas(&pieces);
    // Price, amount, cost and its place among the outcomes for each product and year; each total and its place.
    assert_eq!(all.len(), 5_000 * 5 * 4 + 5 * 2);
    assert!(all.iter().any(|(formula, _)| *formula == "SUM(I10002:I15001)"), "{:?}", all.last());
    let mut file = File::default();
    let count = all.len();
    pieces.into_iter().try_for_each(|piece| file.add(piece)).unwrap();
    let bytes = file.finish().unwrap();
    println!("{count} formulas, {} bytes, {:?}", bytes.len(), begun.elapsed());
    assert!(bytes.len() < 8_000_000, "{} bytes", bytes.len());
    // Kept for opening it by hand.
    std::fs::write(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("large.xlsx"), bytes).unwrap();
}

#[test]
fn more_rows_than_a_sheet_has_are_refused() {
    let mut draft = Draft::new();
    let a = draft.axis("a", Text::same("A"), labels("a", 1_100)).unwrap();
    let b = draft.axis("b", Text::same("B"), labels("b", 1_000)).unwrap();
    input(&mut draft, "cells", Unit::EURO, &[a, b], vec![Exact::ONE; 1_100_000]);
    let graph = draft.finish().unwrap();
    let refused = planned(&graph, &Evaluation::run(&graph).unwrap(), 100_000);
    assert_eq!(refused, Err(WorkbookError::TooLarge { what: "rows", found: 1_100_001, most: MAX_ROWS }));
}

#[test]
fn rows_lie_next_to_each_other_along_the_axis_that_is_added_up() {
    let mut draft = Draft::new();
    let a = draft.axis("a", Text::same("A"), labels("a", 3)).unwrap();
    let b = draft.axis("b", Text::same("B"), labels("b", 2)).unwrap();
    let cells = input(&mut draft, "cells", Unit::EURO, &[a, b], (0..6).map(Exact::from_i64).collect());
    let about = Quantity::amount("over-a", Text::same("Over a"), Unit::EURO);
    draft.formula(about, cells.sum(a)).unwrap();
    let graph = draft.finish().unwrap();
    let pieces = planned(&graph, &Evaluation::run(&graph).unwrap(), 1).unwrap();
    assert_eq!(formulas(&pieces), [("SUM(Input!H2:H4)", "6"), ("SUM(Input!H5:H7)", "9")]);
}
