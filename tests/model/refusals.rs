//! What a draft refuses, and how it says so.

use dagdeel::model::{
    Along, AxisId, Basis, Draft, Evaluation, Expr, GraphError, GroupingId, Kind, Loose, NodeId, Origin, Quantity,
    Range, Reason, Status, Value,
};
use dagdeel::quantity::{Exact, RoundingStep, Text, Unit};

use crate::graphs::{assumed, labels, months, years};

const TARIFF: Unit = Unit::EURO.over(Unit::DAGDEEL);

/// A draft with months in years and products in categories.
struct Setting {
    draft: Draft,
    month: AxisId,
    year: AxisId,
    product: AxisId,
    category: AxisId,
    by_year: GroupingId,
    by_category: GroupingId,
    accepted: usize,
}

fn setting() -> Setting {
    let mut draft = Draft::new();
    let month = draft.axis("month", Text::same("Month"), months(3)).unwrap();
    let year = draft.axis("year", Text::same("Year"), years(1)).unwrap();
    let product = draft.axis("product", Text::same("Product"), labels("p", 3)).unwrap();
    let category = draft.axis("category", Text::same("Category"), labels("c", 2)).unwrap();
    let by_year = draft.grouping(month, year, |_| Some(0)).unwrap();
    let by_category = draft.grouping(product, category, |label| Some(usize::from(label.id == "p2"))).unwrap();
    Setting { draft, month, year, product, category, by_year, by_category, accepted: 0 }
}

impl Setting {
    fn node(&mut self, id: &str, unit: Unit, kind: Kind, axes: &[AxisId]) -> NodeId {
        let cells = axes.iter().map(|axis| self.draft.axis_of(*axis).unwrap().labels().len()).product();
        self.input(id, unit, kind, axes, vec![Value::Known(Exact::ONE); cells])
    }

    fn input(&mut self, id: &str, unit: Unit, kind: Kind, axes: &[AxisId], values: Vec<Value>) -> NodeId {
        self.draft.input(about(id, unit).kind(kind), axes, values, assumed()).unwrap()
    }

    fn refused(&mut self, unit: Unit, formula: impl Into<Expr>) -> GraphError {
        self.draft.formula(about("asked", unit), formula).unwrap_err()
    }

    fn accepted(&mut self, unit: Unit, formula: impl Into<Expr>) -> NodeId {
        self.accepted += 1;
        self.draft.formula(about(&format!("accepted{}", self.accepted), unit), formula).unwrap()
    }
}

fn about(id: &str, unit: Unit) -> Quantity {
    Quantity::new(id, Text::same(id.to_owned()), unit)
}

fn not_summable(error: &GraphError, what: &str, along: &str) -> bool {
    matches!(error, GraphError::NotSummable { node, summed, axis } if node == "asked" && summed == what && axis == along)
}

#[test]
fn units_that_do_not_fit_are_refused_by_both_names() {
    let mut s = setting();
    let half_day = s.node("half-day", TARIFF, Kind::Rate, &[]);
    let hourly = s.node("hourly", Unit::EURO.over(Unit::UUR), Kind::Rate, &[]);
    let volume = s.node("volume", Unit::DAGDEEL, Kind::Flow, &[]);
    let hours = s.node("hours", Unit::UUR.over(Unit::DAGDEEL), Kind::Rate, &[]);
    let error = s.refused(Unit::EURO, hourly * volume);
    let (found, expected) = (Unit::EURO.over(Unit::UUR).times(Unit::DAGDEEL), Unit::EURO);
    assert_eq!(error, GraphError::Unit { node: "asked".to_owned(), found, expected });
    let text = error.message();
    for words in [text.nl, text.en, error.to_string().into()] {
        assert!(words.contains(&found.to_string()) && words.contains("euro"), "{words}");
    }
    assert_eq!(error.code(), "graph-unit");
    for formula in [
        half_day + hourly,
        half_day - hourly,
        half_day.expr().min(hourly),
        half_day.expr().max(hourly),
        half_day.expr().at_most(hourly).then(half_day, half_day),
        half_day.expr().equals(hourly).then(half_day, half_day),
        Expr::count(1).then(half_day, hourly),
        half_day.expr().then(half_day, half_day),
        hourly.expr(),
        Expr::number(Exact::ONE, Unit::EURO),
    ] {
        let error = s.refused(TARIFF, formula.clone());
        assert!(matches!(error, GraphError::Unit { .. }), "{formula:?}: {error}");
    }
    // The stated conversion makes them meet; a bare zero fits every unit.
    s.accepted(TARIFF, half_day + hourly * hours);
    s.accepted(Unit::EURO, half_day * volume);
    s.accepted(Unit::NONE, half_day / half_day);
    s.accepted(TARIFF, half_day.expr().max(Expr::ZERO));
    s.accepted(TARIFF, Expr::count(1).then(half_day, Expr::NoValue(Reason::None)));
}

#[test]
fn tariffs_and_stocks_over_time_are_never_added_up() {
    let mut s = setting();
    let (month, product, by_year, by_category) = (s.month, s.product, s.by_year, s.by_category);
    let tariff = s.node("tariff", TARIFF, Kind::Rate, &[month, product]);
    let clients = s.node("clients", Unit::CLIENT, Kind::Stock, &[month, product]);
    let costs = s.node("costs", Unit::EURO, Kind::Flow, &[month, product]);
    assert!(not_summable(&s.refused(TARIFF, tariff.sum(month)), "tariff", "month"));
    assert!(not_summable(&s.refused(TARIFF, tariff.sum(product)), "tariff", "product"));
    assert!(not_summable(&s.refused(TARIFF, tariff.group(by_category)), "tariff", "product"));
    assert!(not_summable(&s.refused(Unit::CLIENT, clients.sum(month)), "clients", "month"));
    let error = s.refused(Unit::CLIENT, clients.group(by_year));
    assert!(not_summable(&error, "clients", "month"));
    assert_eq!(error.code(), "graph-not-summable");
    assert!(error.message().nl.contains("clients") && error.message().en.contains("month"));
    s.accepted(Unit::CLIENT, clients.sum(product));
    s.accepted(Unit::EURO, costs.sum(month));
    let yearly = s.accepted(Unit::EURO, costs.group(by_year));
    let spread = s.accepted(Unit::EURO, yearly.expand(by_year));
    assert!(matches!(s.refused(Unit::EURO, spread.sum(month)), GraphError::NotSummable { .. }), "a year in each month");
}

#[test]
fn the_kind_of_a_formula_follows_from_what_it_reads() {
    let mut s = setting();
    let (month, product) = (s.month, s.product);
    let tariff = s.node("tariff", TARIFF, Kind::Rate, &[month]);
    let volume = s.node("volume", Unit::DAGDEEL, Kind::Flow, &[month]);
    let clients = s.node("clients", Unit::CLIENT, Kind::Stock, &[month, product]);
    let amount = s.accepted(Unit::EURO, tariff * volume);
    s.accepted(Unit::EURO, amount.sum(month));
    let back = s.accepted(TARIFF, amount / volume);
    assert!(matches!(s.refused(TARIFF, back.sum(month)), GraphError::NotSummable { .. }), "a quotient of flows");
    let half = s.accepted(Unit::CLIENT, clients / Expr::count(2));
    assert!(matches!(s.refused(Unit::CLIENT, half.sum(month)), GraphError::NotSummable { .. }), "half a stock");
    let change = s.accepted(Unit::CLIENT, clients - clients.lag(1, Expr::ZERO));
    assert!(matches!(s.refused(Unit::CLIENT, change.sum(month)), GraphError::NotSummable { .. }));
    let total = s.accepted(Unit::CLIENT, change.sum(product));
    assert!(matches!(s.refused(Unit::CLIENT, total.sum(month)), GraphError::NotSummable { .. }));
    let said = about("said", Unit::CLIENT).kind(Kind::Flow);
    let said = s.draft.formula(said, clients - clients.lag(1, Expr::ZERO)).unwrap();
    s.accepted(Unit::CLIENT, said.sum(month));
}

#[test]
fn distinct_clients_are_not_added_up_nor_is_a_share_of_them() {
    let mut s = setting();
    let (month, product) = (s.month, s.product);
    let distinct = about("distinct", Unit::CLIENT).kind(Kind::Flow).distinct_along(product);
    let values = vec![Value::Known(Exact::ONE); 9];
    let distinct = s.draft.input(distinct, &[month, product], values, assumed()).unwrap();
    let cost_each = s.node("cost-each", Unit::EURO.over(Unit::CLIENT), Kind::Rate, &[product]);
    assert!(not_summable(&s.refused(Unit::CLIENT, distinct.sum(product)), "distinct", "product"));
    s.accepted(Unit::CLIENT, distinct.sum(month));
    for formula in [
        distinct.expr(),
        distinct.expr().round(RoundingStep::Count),
        distinct * Expr::number(Exact::from_scaled_i64(9, 1), Unit::NONE),
        Expr::number(Exact::from_scaled_i64(9, 1), Unit::NONE) * distinct,
        distinct / Expr::count(2),
        distinct + distinct,
        distinct.lag(1, Expr::ZERO),
        Expr::count(1).then(distinct, Expr::ZERO),
    ] {
        let derived = s.accepted(Unit::CLIENT, formula.clone());
        let error = s.refused(Unit::CLIENT, derived.sum(product));
        assert!(matches!(error, GraphError::NotSummable { .. }), "{formula:?}: {error}");
    }
    let costs = s.accepted(Unit::EURO, distinct * cost_each);
    s.accepted(Unit::EURO, costs.sum(product));
}

#[test]
fn axes_that_do_not_fit_are_refused() {
    let mut s = setting();
    let (month, year, product, by_year, by_category) = (s.month, s.year, s.product, s.by_year, s.by_category);
    let monthly = s.node("monthly", Unit::EURO, Kind::Flow, &[month]);
    let yearly = s.node("yearly", Unit::EURO, Kind::Flow, &[year]);
    let both = s.node("both", Unit::EURO, Kind::Flow, &[month, year]);
    let products = s.node("products", Unit::EURO, Kind::Flow, &[product]);
    let share = |total: NodeId, weights, along| total.apportion(weights, along, RoundingStep::Share);
    for formula in [
        products.sum(month),
        products.group(by_year),
        both.group(by_year),
        both.expand(by_year),
        monthly.expand(by_year),
        products.at(month, 0),
        monthly.at(month, 3),
        share(monthly, monthly, Along::Axis(month)),
        share(yearly, products, Along::Axis(month)),
        share(products, monthly, Along::Grouping(by_year)),
        share(yearly, both, Along::Grouping(by_year)),
        share(yearly, products, Along::Grouping(by_category)),
        products.lag(1, Expr::ZERO),
        both.lag(1, Expr::ZERO),
        monthly.lag(0, Expr::ZERO),
        monthly.lag(1, yearly),
    ] {
        let error = s.refused(Unit::EURO, formula.clone());
        assert!(matches!(&error, GraphError::Axes { node } if node == "asked"), "{formula:?}: {error}");
    }
    assert_eq!(s.refused(Unit::EURO, products.sum(month)).code(), "graph-axes");
    let parts = s.accepted(Unit::EURO, share(yearly, monthly, Along::Grouping(by_year)));
    let declared = s.draft.declare(about("declared", Unit::EURO), &[year], Kind::Flow).unwrap();
    assert!(matches!(s.draft.define(declared, parts), Err(GraphError::Axes { node }) if node == "declared"));
    let values = vec![Value::Unknown; 2];
    let short = s.draft.input(about("short", Unit::EURO), &[month], values, assumed());
    assert!(matches!(short, Err(GraphError::Axes { .. })), "two values for three months");
    let origins = vec![Origin::of(Basis::Calendar); 2];
    let few = s.draft.input(about("few", Unit::EURO), &[month], vec![Value::Unknown; 3], origins);
    assert!(matches!(few, Err(GraphError::Axes { .. })), "two origins for three months");
    let values = vec![Value::Unknown; 9];
    let turned = s.draft.input(about("turned", Unit::EURO), &[product, month], values, assumed());
    assert!(matches!(turned, Err(GraphError::Axes { .. })), "cells in another order than axes lie in");
    let nothing = std::sync::Arc::new(|_: &[Vec<Exact>]| None);
    let turned = s.draft.estimate(about("guess", Unit::EURO), &[product, month], vec![], Text::same("None"), nothing);
    assert!(matches!(turned, Err(GraphError::Axes { .. })), "cells in another order than axes lie in");
}

#[test]
fn what_is_there_twice_or_not_at_all_is_refused() {
    let mut s = setting();
    s.node("costs", Unit::EURO, Kind::Flow, &[]);
    let again = s.draft.formula(about("costs", Unit::EURO), Expr::ZERO);
    assert_eq!(again, Err(GraphError::Duplicate { node: "costs".to_owned() }));
    let twice = s.draft.axis("month", Text::same("Month"), Vec::new());
    assert_eq!(twice, Err(GraphError::Duplicate { node: "month".to_owned() }));
    let label = s.draft.axis("other", Text::same("Other"), [labels("p", 2), labels("p", 1)].concat());
    assert_eq!(label, Err(GraphError::Duplicate { node: "other: p0".to_owned() }));
    let late = s.draft.axis("week", Text::same("Week"), months(2));
    assert_eq!(late, Err(GraphError::Axes { node: "week".to_owned() }), "time lies outermost");
    assert!(s.draft.grouping(s.product, s.category, |_| Some(2)).is_err());
    assert!(s.draft.grouping(s.product, s.category, |_| None).is_err());
    let open = s.draft.declare(about("promised", Unit::EURO), &[], Kind::Flow).unwrap();
    assert_eq!(s.draft.named("promised"), Some(open));
    assert_eq!(s.draft.finish().err(), Some(GraphError::Open { node: "promised".to_owned() }));
}

#[test]
fn a_cycle_within_one_period_is_refused_with_its_names() {
    let mut s = setting();
    let month = s.month;
    let a = s.draft.declare(about("caseload", Unit::CLIENT), &[month], Kind::Stock).unwrap();
    let b = s.draft.formula(about("waiting", Unit::CLIENT), a.expr() + a.lag(1, Expr::ZERO)).unwrap();
    let aside = s.draft.formula(about("aside", Unit::CLIENT), b.expr()).unwrap();
    s.draft.define(a, b - b.lag(1, Expr::ZERO)).unwrap();
    let _ = aside;
    let Err(error) = s.draft.finish() else { panic!("accepted") };
    assert_eq!(error, GraphError::Cycle { nodes: vec!["caseload".to_owned(), "waiting".to_owned()] });
    assert!(error.message().nl.contains("caseload, waiting"));
    assert_eq!(error.code(), "graph-cycle");
}

#[test]
fn a_cycle_that_looks_ahead_is_refused() {
    // Each reads itself over all months at once, so that no month can come first.
    let formulas: [fn(NodeId, &Setting) -> Expr; 4] = [
        |own, _| own.expr() + own.lag(1, Expr::ZERO),
        |own, s| own.lag(1, Expr::ZERO) + own.at(s.month, 2),
        |own, s| own.lag(1, Expr::ZERO) + own.sum(s.month),
        |own, s| own.lag(1, own.at(s.month, 2)),
    ];
    for formula in formulas {
        let mut s = setting();
        let own = s.draft.declare(about("own", Unit::EURO), &[s.month], Kind::Flow).unwrap();
        let expr = formula(own, &s);
        s.draft.define(own, expr.clone()).unwrap();
        let found = s.draft.finish().err();
        assert_eq!(found, Some(GraphError::Cycle { nodes: vec!["own".to_owned()] }), "{expr:?}");
    }
    let mut s = setting();
    let timeless = s.draft.declare(about("timeless", Unit::EURO), &[s.product], Kind::Flow).unwrap();
    s.draft.define(timeless, timeless.sum(s.product) + timeless).unwrap();
    assert!(matches!(s.draft.finish(), Err(GraphError::Cycle { .. })));
}

#[test]
fn sums_count_what_is_unknown_and_nothing_else_does() {
    let mut s = setting();
    let (product, by_category) = (s.product, s.by_category);
    let values =
        [Some(5), None, Some(7)].map(|value| value.map_or(Value::Unknown, |v| Value::Known(Exact::from_i64(v))));
    let costs = s.input("costs", Unit::EURO, Kind::Flow, &[product], values.to_vec());
    let total = s.accepted(Unit::EURO, costs.sum(product));
    let grouped = s.accepted(Unit::EURO, costs.group(by_category));
    let of_groups = s.accepted(Unit::EURO, grouped.sum(s.category));
    let rounded = s.accepted(Unit::EURO, total.expr().round(RoundingStep::BudgetAmount));
    let double = s.accepted(Unit::EURO, total + total);
    let share = s.accepted(Unit::NONE, costs / total);
    let parts = total.apportion(costs, Along::Axis(product), RoundingStep::Share);
    let parts = s.accepted(Unit::EURO, parts);
    let graph = s.draft.finish().unwrap();
    let evaluation = Evaluation::<Exact>::run(&graph).unwrap();
    let cell = |node, at| {
        let cell = evaluation.cell(node, at).unwrap();
        (cell.value.to_scaled_i64(0).unwrap(), cell.status)
    };
    assert_eq!(cell(total, 0), (12, Status::Partial(1)), "the known part, and how many are missing");
    assert_eq!([cell(grouped, 0), cell(grouped, 1)], [(5, Status::Partial(1)), (7, Status::Known)]);
    assert_eq!(cell(of_groups, 0), (12, Status::Partial(1)));
    assert_eq!(cell(rounded, 0), (12, Status::Partial(1)));
    assert_eq!(cell(double, 0), (0, Status::Unknown(1)), "never as if the part were the whole");
    assert_eq!(cell(share, 0), (0, Status::Unknown(1)));
    assert!((0..3).all(|at| cell(parts, at) == (0, Status::Unknown(1))), "one unknown weight leaves no part known");
}

#[test]
fn what_has_no_value_says_why() {
    let mut s = setting();
    let zero = s.input("zero", Unit::EURO, Kind::Flow, &[], vec![Value::Known(Exact::ZERO)]);
    let one = s.node("one", Unit::EURO, Kind::Flow, &[]);
    let product = s.product;
    let nothing = s.input("nothing", Unit::NONE, Kind::Flow, &[product], vec![Value::Known(Exact::ZERO); 3]);
    let even = s.node("even", Unit::NONE, Kind::Flow, &[product]);
    let fine = s.input("fine", Unit::EURO, Kind::Flow, &[], vec![Value::Known(Exact::from_scaled_i64(1, 3))]);
    let share = |total: NodeId, weights| total.apportion(weights, Along::Axis(product), RoundingStep::Share);
    let by_zero = s.accepted(Unit::NONE, one / zero);
    let no_weights = s.accepted(Unit::EURO, share(one, nothing));
    let too_fine = s.accepted(Unit::EURO, share(fine, even));
    let of_nothing = s.accepted(Unit::EURO, share(zero, nothing));
    let refused = s.accepted(Unit::EURO, Expr::count(1).then(Expr::NoValue(Reason::Refused), one));
    let after = s.accepted(Unit::EURO, refused + one);
    let graph = s.draft.finish().unwrap();
    let evaluation = Evaluation::<Exact>::run(&graph).unwrap();
    let status = |node| evaluation.cell(node, 0).unwrap().status;
    assert_eq!(status(by_zero), Status::Undefined(Reason::DivisionByZero));
    assert_eq!(status(no_weights), Status::Undefined(Reason::DivisionByZero));
    assert_eq!(status(too_fine), Status::Undefined(Reason::Refused), "a tenth of a cent has no parts in cents");
    assert_eq!(status(of_nothing), Status::Known);
    assert_eq!(status(after), Status::Undefined(Reason::Refused));
    assert_eq!(
        [Reason::DivisionByZero, Reason::Refused, Reason::None].map(Reason::code),
        ["division-by-zero", "refused", "none"]
    );
}

#[test]
fn a_range_is_unknown_to_exact_numbers_and_a_condition_may_hold_for_a_part() {
    let mut s = setting();
    let (low, high) = (Exact::from_i64(2), Exact::from_i64(6));
    let range = s.input("range", Unit::EURO, Kind::Flow, &[], vec![Value::Range(low, high)]);
    let four = Expr::number(Exact::from_i64(4), Unit::EURO);
    let capped = s.accepted(Unit::EURO, range.expr().at_most(four.clone()).then(range, four));
    let refused = range.expr().at_most(Expr::number(Exact::from_i64(4), Unit::EURO));
    let refused = s.accepted(Unit::EURO, refused.then(range, Expr::NoValue(Reason::Refused)));
    let inverse = s.accepted(Unit::NONE, Expr::number(Exact::from_i64(12), Unit::EURO) / range);
    let straddling = range - Expr::number(Exact::from_i64(3), Unit::EURO);
    let by_zero = s.accepted(Unit::NONE, range / straddling);
    let graph = s.draft.finish().unwrap();
    let exact = Evaluation::<Exact>::run(&graph).unwrap();
    assert_eq!(exact.cell(capped, 0).unwrap().status, Status::Unknown(1));
    let ranges = Evaluation::<Loose>::run(&graph).unwrap();
    let value = |node| ranges.cell(node, 0).unwrap();
    assert_eq!(value(range).value, Loose::Between(Range { low, high }));
    assert_eq!(value(capped).value, Loose::Between(Range { low, high }), "bounds of either branch");
    assert_eq!(value(refused).status, Status::Unknown(1), "whether there is a value is not known");
    assert_eq!(value(inverse).value, Loose::Between(Range { low, high }));
    assert_eq!(value(by_zero).status, Status::Undefined(Reason::DivisionByZero));
}

#[test]
fn a_number_that_is_too_large_names_its_node() {
    let mut s = setting();
    let large = Exact::parse(&"9".repeat(20)).unwrap();
    let large = s.input("large", Unit::NONE, Kind::Rate, &[], vec![Value::Known(large)]);
    s.draft.formula(about("square", Unit::NONE), large * large).unwrap();
    let graph = s.draft.finish().unwrap();
    let Err(error) = Evaluation::<Exact>::run(&graph) else { panic!("computed") };
    assert_eq!((error.node.as_str(), error.code()), ("square", "overflow"));
    assert!(error.message().nl.starts_with("square: "));
}

#[test]
fn cells_are_found_by_their_labels() {
    let mut s = setting();
    let (month, product) = (s.month, s.product);
    let costs = s.node("costs", Unit::EURO, Kind::Flow, &[month, product]);
    let sum = s.accepted(Unit::EURO, costs.sum(product));
    let mut graph = s.draft.finish().unwrap();
    assert_eq!(graph.axes_of(costs), [month, product], "time first");
    assert_eq!(graph.cell(costs, &[("product", "p2"), ("month", "2022-02")]), Some(5));
    assert_eq!(graph.cell(costs, &[("product", "p2")]), None);
    assert_eq!(graph.cell(costs, &[("product", "p9"), ("month", "2022-02")]), None);
    assert_eq!(graph.named("costs"), Some(costs));
    assert!(graph.set(sum, 0, Value::Unknown).is_none(), "only inputs can be changed");
    assert!(graph.set(costs, 9, Value::Unknown).is_none(), "no such cell");
}
