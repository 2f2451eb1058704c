//! Simulations: against closed forms, against the exact evaluation, and that one input does not disturb another.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use dagdeel::model::{Basis, Draft, Draws, Evaluation, Kind, Loose, Origin, Quantity, Status, Value as Leaf};
use dagdeel::quantity::{Exact, Law, Text, Unit};
use dagdeel::scenario::{ScenarioSimulation, SimulatedCell, SimulationResult};
use dagdeel::tree::Problem;
use serde_json::{Value, json};
use support::{all_shipped, at, cell, finished, run, shipped, words};

fn simulate(document: &Value) -> Result<SimulationResult, Vec<Problem>> {
    let mut simulation = ScenarioSimulation::read(&document.to_string())?;
    while !simulation.step(1_000)? {}
    simulation.result()
}

fn refused(document: &Value) -> Vec<Problem> {
    simulate(document).map(|_| ()).expect_err("a refusal")
}

/// The costs of a year with all levers.
fn costs<'a>(result: &'a SimulationResult, year: &str) -> &'a SimulatedCell {
    let table = result.tables.iter().find(|table| table.id == "kosten-per-jaar").unwrap();
    let axis = |id: &str| &result.axes.iter().find(|axis| axis.id == id).unwrap().labels;
    let year = axis("year").iter().position(|label| label.id == year).unwrap();
    table.cells[year * axis("variant").len() + 1].as_ref().unwrap()
}

fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

/// The founding case with a distribution on one figure.
fn founding(path: &str, distribution: Value) -> Value {
    let mut document = shipped("dagbesteding-regulier");
    at(&mut document, path)["distribution"] = distribution;
    document
}

/// A function of a normal number.
type Curve = fn(f64) -> f64;

const CLIENTS: &str = "parts[0].volume.clients";
const PER_WEEK: &str = "parts[0].volume.per_week";

fn normal(spread: &str) -> Value {
    json!({"kind": "normal", "spread": spread, "source": "aanname"})
}

/// The costs of 2023 are 49.01 × clients × 4 × 40: their quantiles are those of the clients, within four standard errors of the
/// closed form √(p (1 − p) ÷ n) ÷ f(q), and the simulation's own standard errors are of that size.
#[test]
fn quantiles_agree_with_closed_forms() {
    let each = 49.01 * 4.0 * 40.0;
    let z = [-1.644_853_627, -0.674_489_750, 0.0, 0.674_489_750, 1.644_853_627];
    let density = |z: f64| libm::exp(-z * z / 2.0) / 2.506_628_274_631;
    let laws: [(Value, Curve, Curve); 3] = [
        (normal("5"), |z| 100.0 + 5.0 * z, |_| 5.0),
        (
            json!({"kind": "lognormal", "low": "80", "high": "125", "source": "aanname"}),
            |z| 100.0 * libm::exp(z * libm::log(1.25) / 1.644_853_627),
            |z| 100.0 * libm::exp(z * libm::log(1.25) / 1.644_853_627) * libm::log(1.25) / 1.644_853_627,
        ),
        (
            json!({"kind": "uniform", "low": "90", "high": "110", "source": "aanname"}),
            |z| 90.0 + 10.0 * libm::erfc(-z / std::f64::consts::SQRT_2),
            |z| 20.0 * libm::exp(-z * z / 2.0) / 2.506_628_274_631,
        ),
    ];
    for (law, quantile, slope) in laws {
        let mut document = founding(CLIENTS, law.clone());
        document["simulation"] = json!({"seed": 2022, "draws": 40_000});
        let result = simulate(&document).unwrap();
        let found = costs(&result, "2023");
        let cells = [&found.p5, &found.p25, &found.p50, &found.p75, &found.p95];
        for ((cell, z), share) in cells.into_iter().zip(z).zip([0.05, 0.25, 0.5, 0.75, 0.95]) {
            let expected = each * quantile(z);
            let error = (share * (1.0 - share) / 40_000.0_f64).sqrt() / density(z) * slope(z) * each;
            let off = number(&cell.value) - expected;
            assert!(off.abs() < 4.0 * error, "{law}: {off} at {share}, error {error}");
            assert!((number(&cell.error) / error - 1.0).abs() < 0.3, "{law}: {} {error}", cell.error);
        }
        // What hangs on one input alone is ranked as it is.
        assert_eq!(found.ranks, [Some("1.0000".to_owned())]);
    }
}

/// What is only known to lie between, at its lowest: a range is no draw, and unknown in exact numbers.
fn at_lowest(tree: &mut Value) {
    if tree.get("unit").is_some() && tree.get("value").is_none_or(Value::is_null) && tree.get("low").is_some() {
        tree["value"] = tree["low"].take();
        tree.as_object_mut().unwrap().retain(|field, _| field != "low" && field != "high");
    }
    match tree {
        Value::Array(items) => items.iter_mut().for_each(at_lowest),
        Value::Object(fields) => fields.values_mut().for_each(at_lowest),
        _ => {}
    }
}

/// Draws without spread, put in every input of every shipped scenario, give the exact cells: to 10⁻¹² where nothing is split by
/// largest remainder, which draws do not do, and to a cent for each part that was split.
#[test]
fn draws_without_spread_are_exact() {
    for id in all_shipped() {
        let mut document = shipped(&id);
        at_lowest(&mut document);
        let scenario = finished(&document).unwrap();
        let (graph, exact) = (scenario.graph(), scenario.evaluation());
        let mut drawn = Evaluation::<Loose>::run(graph).unwrap();
        let leaves: Vec<_> = graph.leaves().map(|(node, at, value, _)| (node, at, *value)).collect();
        let all: Vec<_> = leaves.iter().map(|(node, at, _)| (*node, *at)).collect();
        let reach = dagdeel::model::Reach::new(graph, &all, &graph.nodes().collect::<Vec<_>>());
        for (node, at, value) in leaves {
            if let Leaf::Known(value) = value {
                drawn.put(node, at, Loose::Draws(Draws::all(value)));
            }
        }
        drawn.again(graph, &reach).unwrap();
        let mut compared = 0;
        for node in graph.nodes() {
            let name = graph.about(node).unwrap().id();
            for at in 0..graph.cells(node) {
                let (found, expected) = (drawn.cell(node, at).unwrap(), exact.cell(node, at).unwrap());
                assert_eq!(found.status, expected.status, "{id}: {name} [{at}]");
                let (Status::Known | Status::Partial(_), Loose::Draws(draws)) = (found.status, &found.value) else {
                    continue;
                };
                let expected = expected.value.to_f64();
                // A small difference of amounts of millions keeps what doubles round on those: 1e-7 of a euro.
                let allowed = if graph.splits(node) { 0.05 } else { 1e-12 * expected.abs().max(1e5) };
                for lane in draws.lanes() {
                    assert!((lane - expected).abs() <= allowed, "{id}: {name} [{at}]: {lane} {expected}");
                }
                compared += 1;
            }
        }
        assert!(compared > 5, "{id}: {compared}");
    }
}

#[test]
fn a_document_without_spread_gives_its_exact_costs() {
    for kind in ["normal", "lognormal", "uniform", "triangular", "pert"] {
        let document = founding(CLIENTS, json!({"kind": kind, "spread": "0", "source": "aanname"}));
        let exact = run(&document).unwrap();
        let exact = words(cell(&exact, "kosten-per-jaar", "year=2023 variant=nieuw"));
        let result = simulate(&document).unwrap();
        let found = costs(&result, "2023");
        for value in [&found.mean, &found.p5, &found.p50, &found.p95] {
            assert_eq!((value.value.as_str(), value.error.as_str()), (exact.as_str(), "0.00"), "{kind}");
        }
        assert_eq!(found.ranks, [None], "{kind}");
    }
}

/// Two inputs as outcomes of a small graph, so that their own draws can be seen.
fn two(rank: f64, seed: u64, others: usize) -> Vec<Option<dagdeel::analysis::Outcome>> {
    use dagdeel::analysis::{Simulation, Uncertain, factor, pearson};
    let mut draft = Draft::new();
    let mut nodes = Vec::new();
    for name in ["a", "b", "c", "d"] {
        let about = Quantity::new(name, Text::same(name), Unit::EURO).kind(Kind::Flow);
        nodes
            .push(draft.input(about, &[], vec![Leaf::Known(Exact::ONE)], vec![Origin::of(Basis::Assumption)]).unwrap());
    }
    let graph = draft.finish().unwrap();
    let laws = [
        Law::Lognormal { mean: 0.0, spread: 0.8 },
        Law::Triangular { low: 0.0, likely: 1.0, high: 9.0 },
        Law::pert(0.0, 2.0, 5.0),
        Law::Uniform { low: 1.0, high: 2.0 },
    ];
    let mix = factor(2 + others, &[(0, 1, pearson(rank))]).unwrap();
    let inputs = nodes
        .iter()
        .zip(laws)
        .zip(mix)
        .zip(["a", "b", "c", "d"])
        .map(|(((node, law), mix), name)| Uncertain { name: name.to_owned(), law, cells: vec![(*node, 0)], mix });
    let outcomes = nodes.iter().take(2).map(|node| (*node, 0)).collect();
    let mut simulation = Simulation::new(graph, inputs.collect(), outcomes, Vec::new(), seed, 10_000);
    while !simulation.step(100_000).unwrap() {}
    simulation.outcomes().to_vec()
}

#[test]
fn a_rank_correlation_is_recovered() {
    for rank in [-0.9, -0.3, 0.0, 0.6, 0.95] {
        let found = two(rank, 5, 0);
        let between = found[1].as_ref().unwrap().ranks[0].unwrap();
        // The standard error of a rank correlation of 10,000 draws is at most 0.01.
        assert!((between - rank).abs() < 0.04, "{rank}: {between}");
        assert_eq!(found[1].as_ref().unwrap().ranks[1], Some(1.0));
    }
    let one = two(1.0, 5, 0);
    assert!((one[1].as_ref().unwrap().ranks[0].unwrap() - 1.0).abs() < 1e-12);
}

#[test]
fn a_new_input_disturbs_no_other() {
    let (few, more) = (two(0.5, 9, 0), two(0.5, 9, 2));
    for (few, more) in few.iter().zip(&more) {
        let (few, more) = (few.as_ref().unwrap(), more.as_ref().unwrap());
        assert_eq!((few.mean, few.spread, few.quantiles), (more.mean, more.spread, more.quantiles));
    }
    assert_ne!(two(0.5, 10, 0)[0], few[0], "another seed");
}

#[test]
fn scenarios_share_the_draws_of_what_they_share() {
    let alone = founding(CLIENTS, normal("5"));
    let mut beside = alone.clone();
    // Another scenario: a part before it, and another uncertain figure that 2022 does not rest on.
    let product = beside["parts"][0].clone();
    beside["parts"].as_array_mut().unwrap().insert(0, product);
    beside["parts"][0]["id"] = json!("ander");
    beside["parts"][0]["volume"]["clients"]["value"] = json!("0");
    at(&mut beside, "parts[0].volume.clients").as_object_mut().unwrap().remove("distribution");
    at(&mut beside, "parts[0].tariffs[0].amount")["distribution"] =
        json!({"kind": "uniform", "low": "1", "high": "2", "source": "aanname"});
    let (one, two) = (simulate(&alone).unwrap(), simulate(&beside).unwrap());
    let (one, two) = (costs(&one, "2023"), costs(&two, "2023"));
    assert_eq!((&one.mean, &one.p5, &one.p95), (&two.mean, &two.p5, &two.p95));
}

#[test]
fn the_chance_of_exceeding_a_budget_is_that_of_its_law() {
    let mut document = founding(CLIENTS, normal("5"));
    // The budget is what 105 clients cost: one standard deviation, of which 15.87 % is beyond.
    let budget = "823368.00";
    document["parts"].as_array_mut().unwrap().push(json!({"kind": "budget", "rows": [
        {"year": 2023, "original": {"value": budget, "unit": "euro", "source": "aanname"}},
    ]}));
    let result = simulate(&document).unwrap();
    let chance = &result.chances[0];
    assert_eq!((chance.id.as_str(), chance.axes.as_slice()), ("kans-op-overschrijding", &["year".to_owned()][..]));
    assert_eq!(chance.cells[0], None, "2022 has no budget");
    let found = chance.cells[1].as_ref().unwrap();
    assert!((number(&found.value) - 0.1587).abs() < 4.0 * 0.003_66, "{}", found.value);
    assert!((number(&found.error) - 0.003_66).abs() < 0.0005, "{}", found.error);
}

#[test]
fn what_drives_an_outcome_is_ranked_by_its_share() {
    let mut document = founding(CLIENTS, normal("10"));
    at(&mut document, PER_WEEK)["distribution"] = normal("0.1");
    let result = simulate(&document).unwrap();
    assert_eq!(result.inputs.iter().map(|input| input.input.path.as_str()).collect::<Vec<_>>(), [CLIENTS, PER_WEEK]);
    let ranks: Vec<f64> = costs(&result, "2023").ranks.iter().map(|rank| number(rank.as_ref().unwrap())).collect();
    // Relative spreads of 10 % and 2.5 %: correlations of 0.970 and 0.243, a little less by rank.
    assert!((ranks[0] - 0.966).abs() < 0.04 && (ranks[1] - 0.232).abs() < 0.04, "{ranks:?}");
}

#[test]
fn what_is_no_distribution_is_refused_with_its_place() {
    let place = format!("{CLIENTS}.distribution");
    for law in [
        json!({"kind": "uniform", "low": "110", "high": "90", "source": "aanname"}),
        json!({"kind": "normal", "spread": "NaN", "source": "aanname"}),
        json!({"kind": "normal", "spread": "Infinity", "source": "aanname"}),
        json!({"kind": "normal", "spread": "1e400", "source": "aanname"}),
        json!({"kind": "normal", "spread": "99999999999999999999", "source": "aanname"}),
        json!({"kind": "normal", "spread": 5, "source": "aanname"}),
        json!({"kind": "normal", "spread": "-5", "source": "aanname"}),
        json!({"kind": "normal", "spread": "40", "source": "aanname"}),
        json!({"kind": "uniform", "low": "-1", "high": "90", "source": "aanname"}),
        json!({"kind": "triangular", "low": "101", "high": "120", "source": "aanname"}),
        json!({"kind": "cauchy", "spread": "5", "source": "aanname"}),
        json!({"kind": "normal", "spread": "5", "source": "bestaat-niet"}),
        json!({"kind": "normal", "spread": "5", "source": "aanname", "extra": "1"}),
        json!([]),
    ] {
        let problems = refused(&founding(CLIENTS, law.clone()));
        let path = problems[0].path.clone().unwrap_or_default();
        assert!(path.starts_with(&place), "{law}: {path}");
        // It is no document that runs, either.
        assert!(run(&founding(CLIENTS, law)).is_err());
    }
}

#[test]
fn what_cannot_be_simulated_is_said() {
    let plain = shipped("dagbesteding-regulier");
    assert_eq!(refused(&plain)[0].code, "nothing-uncertain");
    // The rows of attendance are made from it.
    let shaped = founding("parts[1].attendance.enrolled", normal("0.1"));
    assert_eq!(refused(&shaped)[0].code, "distribution-fixed");
    for (settings, path) in [
        (json!({"draws": 99}), "simulation.draws"),
        (json!({"draws": 200_001}), "simulation.draws"),
        (json!({"draws": 1.5}), "simulation.draws"),
        (json!({"seed": -1}), "simulation.seed"),
        (json!({"seed": 1, "more": 1}), "simulation.more"),
    ] {
        let mut document = founding(CLIENTS, normal("5"));
        document["simulation"] = settings;
        assert_eq!(refused(&document)[0].path.as_deref(), Some(path));
    }
}

#[test]
fn correlations_that_cannot_be_are_refused_and_named() {
    let weeks = "parts[0].volume.weeks";
    let pair = |a: &str, b: &str, rank: &str| json!({"between": [a, b], "rank": rank, "source": "aanname"});
    let with = |correlations: Value| {
        let mut document = founding(CLIENTS, normal("5"));
        at(&mut document, PER_WEEK)["distribution"] = normal("0.1");
        at(&mut document, weeks)["distribution"] = normal("1");
        document["simulation"] = json!({ "correlations": correlations });
        document
    };
    let key = "parts[product:dagbesteding-regulier].volume.clients";
    assert!(
        simulate(&with(json!([pair(key, PER_WEEK, "-1"), pair(PER_WEEK, weeks, "0.5"), pair(CLIENTS, weeks, "-0.5")])))
            .is_ok()
    );
    for (correlations, named) in [
        (json!([pair(CLIENTS, PER_WEEK, "1.2")]), "simulation.correlations[0].rank"),
        (json!([{"between": [CLIENTS], "rank": "1", "source": "aanname"}]), "simulation.correlations[0].between"),
        (json!([pair(CLIENTS, "parts[9].x", "0.1")]), "simulation.correlations[0].between[1]"),
        (json!([pair(CLIENTS, CLIENTS, "0.1")]), "simulation.correlations[0].between"),
        (json!([pair(CLIENTS, weeks, "0.1"), pair(weeks, key, "0.2")]), "simulation.correlations[1].between"),
    ] {
        assert_eq!(refused(&with(correlations))[0].path.as_deref(), Some(named));
    }
    let impossible =
        json!([pair(CLIENTS, PER_WEEK, "0.9"), pair(PER_WEEK, weeks, "0.9"), pair(CLIENTS, weeks, "-0.9")]);
    let problem = &refused(&with(impossible))[0];
    assert_eq!(problem.code, "correlation");
    assert_eq!(problem.found.as_deref(), Some("simulation.correlations[1], simulation.correlations[2]"));
}

#[test]
fn a_correlation_widens_what_its_figures_make_together() {
    let mut apart = founding(CLIENTS, normal("5"));
    at(&mut apart, PER_WEEK)["distribution"] = normal("0.2");
    let mut together = apart.clone();
    together["simulation"] =
        json!({"correlations": [{"between": [CLIENTS, PER_WEEK], "rank": "1", "source": "aanname"}]});
    let spread = |document| number(&costs(&simulate(document).unwrap(), "2023").spread);
    // Two relative spreads of 5 %: √2 × 5 % apart, 2 × 5 % together.
    assert!((spread(&together) / spread(&apart) - 1.414).abs() < 0.05);
}

#[test]
fn a_version_that_is_kept_opens_and_runs() {
    let mut document = shipped("dagbesteding-regulier");
    document["frozen"] = json!({"known": "2022-09-05", "note": "Zoals vastgesteld"});
    assert!(run(&document).is_ok());
    document["frozen"]["known"] = json!("2022-02-30");
    assert_eq!(run(&document).unwrap_err()[0].path.as_deref(), Some("frozen.known"));
}

#[test]
fn the_shipped_uncertainty_is_marked_as_assumed() {
    let document = shipped("verblijf-gooi");
    let result = simulate(&document).unwrap();
    assert!(result.inputs.len() > 2);
    for input in &result.inputs {
        let place = at(&mut document.clone(), &input.input.path).clone();
        assert_eq!(place["distribution"]["source"], "aanname", "{}", input.input.path);
        assert!(place["distribution"]["note"]["nl"].is_string(), "{}", input.input.path);
    }
    let chances = &result.chances[0];
    assert!(chances.cells.iter().flatten().count() > 4);
    assert!(costs(&result, "2029").spread.parse::<f64>().unwrap() > 0.0);
}
