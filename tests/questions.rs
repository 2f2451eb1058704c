//! Questions that take several runs of a document: each answer is what plain runs of the changed documents give.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::{HashMap, HashSet};

use dagdeel::calendar::Date;
use dagdeel::quantity::Exact;
use dagdeel::scenario::{
    CellValue, Changed, Comparison, CostDifference, Grid, Input, InputKind, Inquiry, Reply, Run, Scenario,
    ScenarioResult, Sought, Tornado, compare,
};
use dagdeel::tree::Problem;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{all_shipped, at, cell, finished, lever, percent, run, shipped};

fn inputs(document: &Value) -> Vec<Input> {
    Scenario::read(&document.to_string()).expect("a document").inputs()
}

fn input<'a>(inputs: &'a [Input], path: &str) -> &'a Input {
    inputs.iter().find(|input| input.path == path).unwrap_or_else(|| panic!("no input {path}"))
}

/// How many objects of a tree are figures.
fn figures(tree: &Value) -> usize {
    match tree {
        Value::Object(fields) if fields.contains_key("unit") && fields.contains_key("value") => 1,
        Value::Object(fields) => fields.values().map(figures).sum(),
        Value::Array(items) => items.iter().map(figures).sum(),
        _ => 0,
    }
}

#[test]
fn every_figure_of_every_shipped_document_is_an_input_with_a_name_of_its_own() {
    for id in all_shipped() {
        let document = shipped(&id);
        let listed = inputs(&document);
        assert_eq!(listed.iter().filter(|input| input.figure).count(), figures(&document), "{id}");
        let (mut keys, mut names) = (HashSet::new(), HashSet::new());
        for input in &listed {
            let place = at(&mut document.clone(), &input.path).clone();
            let value = place.get("value").cloned().unwrap_or(place);
            assert_eq!(
                value.as_str().map(str::to_owned).or_else(|| (!value.is_null()).then(|| value.to_string())),
                input.value,
                "{id} {}",
                input.path
            );
            assert!(keys.insert(&input.key), "{id}: {} stands twice", input.key);
            let of = input.of.as_ref().map(|of| &of.path);
            assert!(names.insert((of, &input.name)), "{id}: {:?} is there twice", input.name);
            assert!(input.name.nl.len() > 2 && input.name.en.len() > 1, "{id} {}", input.path);
        }
    }
}

#[test]
fn an_input_is_known_by_what_it_fills_and_what_it_belongs_to() {
    let listed = inputs(&shipped("dagbesteding-regulier"));
    let clients = input(&listed, "parts[0].volume.clients");
    assert_eq!(clients.key, "parts[product:dagbesteding-regulier].volume.clients");
    assert_eq!([&*clients.name.nl, &*clients.name.en], ["Cliënten", "Clients"]);
    assert_eq!(clients.of.as_ref().map(|of| &*of.name.nl), Some("Dagbesteding regulier"));
    assert_eq!((clients.value.as_deref(), clients.unit.as_deref(), clients.decimals), (Some("100"), Some("client"), 0));
    assert_eq!(clients.source.as_deref(), Some("aanname"));
    let tariff = input(&listed, "levers[0].amount");
    assert_eq!((tariff.format, tariff.decimals, &*tariff.name.nl), ("amount", 2, "Nieuw tarief"));
    assert_eq!(input(&listed, "parts[1].attendance.no_show").decimals, 4);
    let from = input(&listed, "levers[0].from");
    assert_eq!(
        (from.kind, from.value.as_deref(), &*from.name.nl),
        (InputKind::Date, Some("2022-10-01"), "Ingangsdatum")
    );
    assert_eq!(input(&listed, "levers[0].on").kind, InputKind::Switch);
}

#[test]
fn rows_are_told_apart_by_their_labels_and_dates() {
    let listed = inputs(&shipped("verblijf-gooi"));
    assert_eq!(&*input(&listed, "parts[0].rows[8].clients").name.nl, "Cliënten, 2021, Gezinshuizen");
    assert_eq!(&*input(&listed, "parts[3].rows[1].original").name.nl, "Begroting primitief, 2025");
    let mut document = shipped("dagbesteding-regulier");
    let mut later = at(&mut document, "parts[0].tariffs[0]").clone();
    later["from"] = json!("2023-01-01");
    at(&mut document, "parts[0].tariffs").as_array_mut().unwrap().push(later);
    let listed = inputs(&document);
    assert_eq!(&*input(&listed, "parts[0].tariffs[1].amount").name.nl, "Huidig tarief, vanaf 1 januari 2023");
}

fn asked(document: &Value, question: &Value) -> Result<Reply, Vec<Problem>> {
    let mut inquiry = Inquiry::read(&document.to_string(), &question.to_string())?;
    let mut before = -1.0;
    while !inquiry.step(500) {
        assert!(inquiry.answer().is_err());
        assert!((before..1.0).contains(&inquiry.progress()), "{}", inquiry.progress());
        before = inquiry.progress().min(before + 1.0);
    }
    inquiry.answer()
}

fn tornado(document: &Value, question: &Value) -> Tornado {
    match asked(document, question) {
        Ok(Reply::Tornado(answer)) => *answer,
        other => panic!("{other:?}"),
    }
}

fn grid(document: &Value, question: &Value) -> Grid {
    match asked(document, question) {
        Ok(Reply::Grid(answer)) => *answer,
        other => panic!("{other:?}"),
    }
}

fn sought(document: &Value, question: &Value) -> Sought {
    match asked(document, question) {
        Ok(Reply::Sought(answer)) => *answer,
        other => panic!("{other:?}"),
    }
}

/// The address of a cell, from labels such as `year=2022 variant=nieuw`.
fn address(node: &str, labels: &str) -> Value {
    let label = |pair: &str| {
        let (axis, label) = pair.split_once('=').unwrap();
        json!({"axis": axis, "label": label})
    };
    json!({"node": node, "labels": labels.split_whitespace().map(label).collect::<Vec<_>>()})
}

/// A document with inputs at other values, as its user would write them.
fn changed(document: &Value, changes: &[Changed]) -> Value {
    let mut document = document.clone();
    for change in changes {
        let place = at(&mut document, &change.path);
        match place {
            Value::Object(figure) => {
                if figure["value"].is_null() {
                    figure.remove("low");
                    figure.remove("high");
                }
                figure["value"] = json!(change.value);
            }
            Value::Number(_) => *place = json!(change.value.parse::<i64>().unwrap()),
            _ => *place = json!(change.value),
        }
    }
    document
}

/// Plain runs of changed documents, each once.
struct Plain {
    document: Value,
    done: HashMap<String, Result<ScenarioResult, Vec<Problem>>>,
}

impl Plain {
    fn new(document: &Value) -> Self {
        Self { document: document.clone(), done: HashMap::new() }
    }

    /// Checks that a run gives what a plain run of the changed document gives.
    fn check(&mut self, own: &Run, node: &str, labels: &str) {
        let document = changed(&self.document, &own.changes);
        let plain = self.done.entry(document.to_string()).or_insert_with(|| run(&document));
        match plain {
            Ok(result) => assert_eq!(own.value.as_ref(), Some(cell(result, node, labels)), "{node} {labels} {own:?}"),
            Err(problems) => assert_eq!((&own.value, &own.problems), (&None, &*problems)),
        }
    }
}

/// Some outcomes of a document: the first and the last cell of each table that rests on one run.
fn outcomes(document: &Value) -> Vec<(String, String)> {
    let result = run(document).unwrap();
    let mut found = Vec::new();
    for table in result.tables.iter().filter(|table| table.id != "effect-per-maatregel") {
        let axes: Vec<_> =
            table.axes.iter().map(|id| result.axes.iter().find(|axis| axis.id == *id).unwrap()).collect();
        let labels = |last: bool| {
            let label = |labels: &[dagdeel::scenario::LabelText]| {
                if last { labels.last() } else { labels.first() }.unwrap().id.clone()
            };
            axes.iter().map(|axis| format!("{}={}", axis.id, label(&axis.labels))).collect::<Vec<_>>().join(" ")
        };
        found.push((table.id.clone(), labels(false)));
        if !table.axes.is_empty() {
            found.push((table.id.clone(), labels(true)));
        }
    }
    found
}

#[test]
fn every_bar_of_every_figure_is_two_plain_runs() {
    for id in all_shipped() {
        let document = shipped(&id);
        let mut plain = Plain::new(&document);
        for (node, labels) in outcomes(&document) {
            let answer = tornado(&document, &json!({"kind": "tornado", "result": address(&node, &labels)}));
            assert_eq!(
                answer.bars.len() + answer.left_out.len(),
                inputs(&document).iter().filter(|input| input.figure).count()
            );
            for run in answer.bars.iter().flat_map(|bar| [&bar.low, &bar.high]).chain([&answer.base]) {
                plain.check(run, &node, &labels);
            }
            let spreads: Vec<Option<Exact>> =
                answer.bars.iter().map(|bar| bar.spread.as_ref().map(|text| Exact::parse(text).unwrap())).collect();
            assert!(spreads.windows(2).all(|pair| pair[0] >= pair[1]), "{id} {node}: the widest first");
        }
    }
}

#[test]
fn bars_of_dates_rows_and_steps_are_plain_runs_of_a_graph_made_anew() {
    let document = shipped("dagbesteding-regulier");
    let result = ("kosten-per-jaar", "year=2022 variant=nieuw");
    let question = json!({"kind": "tornado", "result": address(result.0, result.1), "inputs": [
        {"path": "levers[0].from", "low": "2022-07-01", "high": "2023-01-01"},
        {"path": "parts[0].volume.clients", "low": "85", "high": "115"},
        {"path": "levers[0].amount", "low": "-1", "high": "51"},
        {"path": "parts[1].attendance.no_show"},
    ]});
    let answer = tornado(&document, &question);
    let mut plain = Plain::new(&document);
    answer.bars.iter().flat_map(|bar| [&bar.low, &bar.high]).for_each(|run| plain.check(run, result.0, result.1));
    let bar = |path: &str| answer.bars.iter().find(|bar| bar.input.path == path).unwrap();
    // 600.320 + 45.960 × 2, and no effect in 2022.
    assert_eq!(bar("levers[0].from").low.value, Some(CellValue::Known("692240.00".to_owned())));
    assert_eq!(bar("levers[0].from").high.value, Some(CellValue::Known("600320.00".to_owned())));
    // A negative tariff is refused, as it is in a document; its bar comes last.
    assert_eq!(bar("levers[0].amount").low.problems[0].code, "too-small");
    assert_eq!(answer.bars.last().unwrap().input.path, "levers[0].amount");
    assert_eq!(
        answer.left_out.iter().map(|input| input.path.as_str()).collect::<Vec<_>>(),
        ["parts[1].attendance.no_show"]
    );

    let gooi = shipped("verblijf-gooi");
    let (node, labels) = ("kosten-per-jaar", "year=2025 variant=nieuw");
    let question = json!({"kind": "tornado", "result": address(node, labels), "inputs": [
        {"path": "parts[0].rows[23].clients", "low": "70", "high": "90"}, {"path": "parts[0].compare.from", "low": "2020", "high": "2021"},
    ]});
    let answer = tornado(&gooi, &question);
    let mut plain = Plain::new(&gooi);
    answer.bars.iter().flat_map(|bar| [&bar.low, &bar.high]).for_each(|run| plain.check(run, node, labels));
}

#[test]
fn a_bar_reaches_as_far_as_the_figure_or_its_distribution_says() {
    let mut document = shipped("dagbesteding-regulier");
    let law = json!({"kind": "triangular", "low": "80", "high": "150", "source": "aanname"});
    at(&mut document, "parts[0].volume.clients")["distribution"] = law;
    let weeks = at(&mut document, "parts[0].volume.weeks");
    *weeks = json!({"value": null, "low": "36", "high": "42", "unit": "week/jaar", "source": "aanname"});
    let answer = tornado(
        &document,
        &json!({"kind": "tornado", "result": address("kosten-per-jaar", "year=2023 variant=nieuw")}),
    );
    let reach = |path: &str| {
        let bar = answer.bars.iter().find(|bar| bar.input.path == path).unwrap();
        [&bar.low, &bar.high].map(|run| run.changes[0].value.clone())
    };
    assert_eq!(reach("parts[0].volume.clients"), ["80", "150"]);
    assert_eq!(reach("parts[0].volume.weeks"), ["36", "42"]);
    assert_eq!(reach("levers[0].amount"), ["44.11", "53.91"]);
    let mut plain = Plain::new(&document);
    for run in answer.bars.iter().flat_map(|bar| [&bar.low, &bar.high]) {
        plain.check(run, "kosten-per-jaar", "year=2023 variant=nieuw");
    }
}

/// The founding case with a budget of 750,000: the tariff, the clients and the weeks that fit.
#[test]
fn what_fits_the_budget_is_between_two_neighbours() {
    let document = shipped("dagbesteding-regulier");
    for (path, fits, too_much, spent, over) in [
        ("levers[0].amount", "46.87", "46.88", "749920.00", "80.00"),
        ("parts[0].volume.clients", "95", "96", "744952.00", "2793.60"),
        ("parts[0].volume.weeks", "38", "39", "744952.00", "14556.00"),
    ] {
        let result = address("kosten-per-jaar", "year=2023 variant=nieuw");
        let answer = sought(&document, &json!({"kind": "seek", "result": result, "target": "750000", "input": path}));
        assert_eq!((answer.outcome, answer.found.len()), ("between", 1), "{path}");
        let found = &answer.found[0];
        assert_eq!([&*found.from.input, &*found.to.input], [fits, too_much]);
        assert_eq!(found.from.value, Some(CellValue::Known(spent.to_owned())));
        assert_eq!(found.to.difference.as_deref(), Some(over));
        assert!(answer.runs.len() < 260);
    }
}

/// Result of a group-dagdeel 0.00: 6 clients at 49.01, by the fit itself.
#[test]
fn break_even_is_where_the_result_is_nothing() {
    let document = shipped("dagbesteding-regulier");
    let result = address("uw-resultaat", "variant=nieuw");
    let path = "parts[1].attendance.enrolled";
    let answer = sought(
        &document,
        &json!({"kind": "seek", "result": result, "target": "0", "input": path, "low": "1", "high": "12"}),
    );
    assert_eq!((answer.outcome, &*answer.found[0].from.input, &*answer.found[0].to.input), ("exact", "6", "6"));
}

#[test]
fn a_target_out_of_reach_or_reached_twice_is_said() {
    let document = shipped("dagbesteding-regulier");
    let result = address("kosten-per-jaar", "year=2023 variant=huidig");
    let question =
        |target: &str| json!({"kind": "seek", "result": result, "target": target, "input": "levers[0].amount"});
    // The costs without the measure do not depend on its tariff.
    let none = sought(&document, &question("750000"));
    assert_eq!((none.outcome, none.found.len()), ("none", 0));
    let always = sought(&document, &question("600320"));
    assert_eq!((always.outcome, &*always.found[0].from.input, &*always.found[0].to.input), ("exact", "0.00", "147.03"));

    let mut steps = shipped("dagbesteding-regulier");
    let figure = |value: &str, unit: &str| json!({"value": value, "unit": unit, "source": "aanname"});
    at(&mut steps, "parts[1]")["steps"] = json!({
        "table": [{"from": "1", "to": "4", "staff": "1"}, {"from": "5", "to": "8", "staff": "2"}, {"from": "9", "to": "12", "staff": "3"}],
        "source": "aanname", "cost_per_staff": figure("100", "euro/medewerker"), "room": figure("20", "euro/groepsdagdeel"),
    });
    let result = address("uw-resultaat", "variant=nieuw");
    let question = json!({"kind": "seek", "result": result, "target": "0", "input": "parts[1].attendance.enrolled", "low": "1", "high": "12"});
    let several = sought(&steps, &question);
    assert_eq!(several.outcome, "several");
    assert!(several.found.len() >= 3, "{:?}", several.found);
}

#[test]
fn a_question_that_cannot_be_asked_is_refused_with_its_place() {
    let document = shipped("dagbesteding-regulier");
    let result = address("kosten-per-jaar", "year=2023 variant=nieuw");
    let refused = |question: Value| {
        let problems = asked(&document, &question).unwrap_err();
        (problems[0].code.clone(), problems[0].path.clone().unwrap_or_default())
    };
    let seek = |input: &str, low: &str, high: &str| {
        refused(json!({"kind": "seek", "result": result, "target": "1", "input": input, "low": low, "high": high}))
    };
    assert_eq!(seek("levers[0].nature", "1", "2"), ("unknown-input".into(), "question.input".into()));
    assert_eq!(seek("levers[9].amount", "1", "2"), ("unknown-input".into(), "question.input".into()));
    assert_eq!(seek("levers[0].amount", "2", "1"), ("range".into(), "question.low".into()));
    assert_eq!(seek("levers[0].from", "1,5", "2"), ("value".into(), "question.low".into()));
    let nowhere = json!({"kind": "tornado", "result": address("kosten-per-jaar", "year=1999 variant=nieuw")});
    assert_eq!(refused(nowhere), ("unknown-address".into(), "question.result".into()));
    assert_eq!(refused(json!({"kind": "wat"})).0, "question-kind");
    let side = json!({"path": "levers[0].amount"});
    assert_eq!(refused(json!({"kind": "grid", "result": result, "rows": side, "columns": side})).0, "same-input");
    let many = json!({"path": "parts[0].volume.clients", "low": "1", "high": "100", "count": 22});
    assert_eq!(refused(json!({"kind": "grid", "result": result, "rows": many, "columns": side})).0, "values");
}

#[test]
fn cells_of_a_grid_are_plain_runs() {
    for (id, node, labels, rows, columns) in [
        (
            "dagbesteding-regulier",
            "kosten-per-jaar",
            "year=2023 variant=nieuw",
            "parts[0].volume.clients",
            "levers[0].amount",
        ),
        ("dagbesteding-regulier", "uw-resultaat", "variant=nieuw", "parts[1].attendance.enrolled", "levers[0].amount"),
        (
            "dagbesteding-regulier",
            "kosten-per-jaar",
            "year=2022 variant=nieuw",
            "levers[0].from",
            "parts[0].tariffs[0].amount",
        ),
    ] {
        let document = shipped(id);
        let question = json!({"kind": "grid", "result": address(node, labels), "rows": {"path": rows}, "columns": {"path": columns, "count": 3}});
        let answer = grid(&document, &question);
        assert_eq!((answer.rows.values.len(), answer.columns.values.len(), answer.cells.len()), (5, 3, 15));
        assert_eq!((answer.rows.base, answer.columns.base), (Some(2), Some(1)));
        let mut plain = Plain::new(&document);
        for (at, run) in answer.cells.iter().enumerate() {
            assert_eq!(
                (&run.changes[0].value, &run.changes[1].value),
                (&answer.rows.values[at / 3], &answer.columns.values[at % 3])
            );
            plain.check(run, node, labels);
        }
        assert_eq!(answer.cells[7].value, answer.base.value);
    }
    // The mock's grid, whole.
    let question = json!({"kind": "grid", "result": address("kosten-per-jaar", "year=2023 variant=nieuw"),
        "rows": {"path": "parts[0].volume.clients", "values": ["100", "80", "90"]},
        "columns": {"path": "levers[0].amount", "low": "43.01", "high": "53.01", "count": 6}});
    let answer = grid(&shipped("dagbesteding-regulier"), &question);
    let value = |at: usize| answer.cells[at].value.as_ref().and_then(CellValue::as_known).unwrap();
    assert_eq!(answer.rows.values, ["80", "90", "100"]);
    assert_eq!([value(0), value(7), value(15), value(17)], ["550528.00", "648144.00", "784160.00", "848160.00"]);
}

fn compared(documents: &[Value], base: usize) -> Comparison {
    let scenarios: Vec<Scenario> = documents.iter().map(|document| finished(document).unwrap()).collect();
    compare(&scenarios.iter().collect::<Vec<_>>(), base).unwrap()
}

/// The founding case in groups of 7 (42.44), and from 1 January 2023: mock view D.
#[test]
fn scenarios_stand_side_by_side_with_their_differences() {
    let six = shipped("dagbesteding-regulier");
    let tariff = |value: &str| Changed { path: "levers[0].amount".to_owned(), value: value.to_owned() };
    let size = Changed { path: "parts[1].new_size".to_owned(), value: "7.0".to_owned() };
    let seven = changed(&six, &[tariff("42.44"), size]);
    let mut later = changed(
        &six,
        &[tariff("49.010"), Changed { path: "levers[0].from".to_owned(), value: "2023-01-01".to_owned() }],
    );
    // Positions do not matter: parts and levers are matched by identifier.
    later["parts"].as_array_mut().unwrap().reverse();
    let found = compared(&[six, seven, later], 0);
    let input = |key: &str| found.inputs.iter().find(|row| row.key == key).unwrap();
    assert_eq!(input("parts[group_tariff].new_size").differs, [false, true, false]);
    assert_eq!(input("levers[tariff:nieuw-tarief].amount").differs, [false, true, false]);
    assert_eq!(input("levers[tariff:nieuw-tarief].amount").differences[1].as_deref(), Some("-6.57"));
    assert_eq!(input("levers[tariff:nieuw-tarief].from").differs, [false, false, true]);
    assert_eq!(found.inputs.iter().filter(|row| row.differs.contains(&true)).count(), 3);
    let row = |table: &str, label: &str| {
        let table = found.tables.iter().find(|own| own.id == table).unwrap();
        table.rows.iter().find(|row| row.labels.iter().all(|own| label.split(' ').any(|id| id == own.id))).unwrap()
    };
    let lasting = row("structureel-effect", "");
    assert_eq!(lasting.cells[1], Some(CellValue::Known("78720.00".to_owned())));
    assert_eq!(lasting.differences, [None, Some("-105120.00".to_owned()), None]);
    let first = row("effect-per-jaar", "2022");
    assert_eq!(first.differs, [false, true, true]);
    assert_eq!(first.differences[2].as_deref(), Some("-45960.00"));
    let seven_present = row("aanbieder-resultaat", "7 nieuw");
    assert_eq!(seven_present.cells[..2], ["45.96", "0.00"].map(|value| Some(CellValue::Known(value.to_owned()))));
    assert_eq!(seven_present.differences[1].as_deref(), Some("-45.96"));
}

#[test]
fn what_a_scenario_does_not_have_is_missing_and_not_zero() {
    let documents = [shipped("dagbesteding-regulier"), shipped("verblijf-gooi")];
    for base in [0, 1] {
        let found = compared(&documents, base);
        assert_eq!(found.base, base);
        let clients = found.inputs.iter().find(|row| row.key.ends_with("volume.clients")).unwrap();
        assert_eq!(clients.inputs.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false]);
        assert_eq!(clients.differs.iter().filter(|differs| **differs).count(), 1);
        assert!(clients.differences.iter().all(Option::is_none));
        let costs = found.tables.iter().find(|table| table.id == "kosten-per-jaar").unwrap();
        let year =
            |id: &str| costs.rows.iter().find(|row| row.labels[0].id == id && row.labels[1].id == "nieuw").unwrap();
        assert!(year("2022").cells.iter().all(Option::is_some));
        assert_eq!(year("2028").cells.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true]);
        assert!(year("2022").differences[1 - base].is_some());
    }
    let own = finished(&documents[0]).unwrap();
    assert_eq!(compare(&[&own], 1).unwrap_err()[0].code, "unknown-base");
    let unfinished = Scenario::read(&documents[0].to_string()).unwrap();
    assert_eq!(compare(&[&unfinished], 0).unwrap_err()[0].code, "not-done");
}

fn cents(text: &str) -> i64 {
    Exact::parse(text).unwrap().to_scaled_i64(2).unwrap()
}

/// Another tariff changes the price only; 90 clients instead of 100 change the volume too.
#[test]
fn a_difference_is_split_into_volume_mix_and_price() {
    let six = shipped("dagbesteding-regulier");
    let tariff = Changed { path: "levers[0].amount".to_owned(), value: "42.44".to_owned() };
    let clients = Changed { path: "parts[0].volume.clients".to_owned(), value: "90".to_owned() };
    let documents = [six.clone(), changed(&six, std::slice::from_ref(&tariff)), changed(&six, &[tariff, clients])];
    let found = compared(&documents, 0);
    let years: Vec<(usize, &str)> = found.differences.iter().map(|own| (own.of, own.year.id.as_str())).collect();
    assert_eq!(years, [(1, "2022"), (1, "2023"), (2, "2022"), (2, "2023")]);
    let known = |cell: &CellValue| cents(cell.as_known().unwrap());
    for own in &found.differences {
        let causes: Vec<(&str, i64)> = own.causes.iter().map(|cause| (cause.id, cents(&cause.amount))).collect();
        assert_eq!(causes.iter().map(|(_, amount)| amount).sum::<i64>(), known(&own.difference));
        assert_eq!(known(&own.from) + known(&own.difference), known(&own.to));
        let [("volume", volume), ("samenstelling", 0), ("prijs", price)] = causes[..] else { panic!("{causes:?}") };
        assert_eq!(volume == 0, own.of == 1);
        assert!(price < 0 && volume <= 0 && own.unknown.is_empty());
    }
    let costs = |document: &Value| {
        let cell = cell(&run(document).unwrap(), "kosten-per-jaar", "year=2023 variant=nieuw").clone();
        cents(cell.as_known().unwrap())
    };
    let [dear, cheap, few] = [0, 1, 2].map(|at| costs(&documents[at]));
    let last = found.differences.last().unwrap();
    assert_eq!([known(&last.from), known(&last.to)], [dear, few]);
    // Of a product of two factors, the part of one is its change at the mean of the other.
    let volume = (few - cheap + (few - cheap) * dear / cheap) as f64 / 2.0;
    assert!((cents(&last.causes[0].amount) as f64 - volume).abs() <= 1.0);
}

/// Projected clients are a volume as well, beside products and alone: fewer of them at the same costs of each.
#[test]
fn projected_clients_are_a_volume() {
    let alone: Value = serde_json::from_str(include_str!("corpus/part-projection-hold.json")).unwrap();
    for (base, amounts) in [(shipped("verblijf-gooi"), true), (alone, false)] {
        let mut fewer = base.clone();
        let end = Date::parse(base["horizon"]["to"].as_str().unwrap()).unwrap();
        let from = end.plus_months(-12).to_string();
        fewer["levers"].as_array_mut().unwrap().push(lever(
            "volume",
            "minder",
            &from,
            json!({"percent": percent("-0.1")}),
        ));
        let found = compared(&[base, fewer], 0);
        let last = found.differences.last().unwrap();
        let causes: Vec<(&str, i64)> = last.causes.iter().map(|cause| (cause.id, cents(&cause.amount))).collect();
        let [("volume", volume), ("samenstelling", 0), ("prijs", price), rest @ ..] = &causes[..] else {
            panic!("{causes:?}")
        };
        assert!(*volume < 0 && price.abs() <= 5, "{causes:?}");
        assert_eq!(rest, if amounts { &[("bedragen", 0)][..] } else { &[] });
        assert_eq!(last.causes[2].name.nl, "Kosten per cliënt");
    }
}

/// Any two shipped scenarios: what is split adds up to the costs of both, and what is unknown is named and left out.
#[test]
fn every_split_adds_up_and_names_what_is_not_known() {
    let documents: Vec<Value> = all_shipped().iter().map(|id| shipped(id)).collect();
    let results: Vec<ScenarioResult> = documents.iter().map(|document| run(document).unwrap()).collect();
    for base in 0..documents.len() {
        let found = compared(&documents, base);
        for own in &found.differences {
            let (Some(from), Some(to)) = (amount_of(&own.from), amount_of(&own.to)) else {
                assert!(own.causes.iter().all(|cause| cents(&cause.amount) == 0));
                continue;
            };
            let sum: i64 = own.causes.iter().map(|cause| cents(&cause.amount)).sum();
            assert_eq!((sum, amount_of(&own.difference)), (to - from, Some(to - from)), "{} {}", own.of, own.year.id);
            if own.unknown.is_empty() {
                for (of, side) in [(base, from), (own.of, to)] {
                    let labels = format!("year={} variant=nieuw", own.year.id);
                    let total = cell(&results[of], "kosten-per-jaar", &labels);
                    assert_eq!(total.as_known().map(cents), Some(side));
                }
            }
        }
    }
}

#[test]
fn what_one_of_both_does_not_know_is_named_and_not_split() {
    let known = shipped("jeugdzorgplus-afbouw");
    let mut unknown = known.clone();
    unknown["parts"][0]["tariffs"][0]["amount"]["value"] = Value::Null;
    let id = unknown["parts"][0]["id"].as_str().unwrap();
    let amounts = |own: &CostDifference| [&own.from, &own.to, &own.difference].map(|cell| amount_of(cell).unwrap());
    for documents in [[known.clone(), unknown.clone()], [unknown.clone(), known.clone()]] {
        for own in &compared(&documents, 0).differences {
            assert_eq!(own.unknown.iter().map(|label| label.id.as_str()).collect::<Vec<_>>(), [id]);
            let CellValue::Partial { unknown: 1, .. } = own.difference else { panic!("{:?}", own.difference) };
            // The rest is the same in both, and what is unknown is no zero on either side.
            let [from, to, difference] = amounts(own);
            assert_eq!((to, difference), (from, 0));
            let whole = cell(&run(&known).unwrap(), "kosten-per-jaar", &format!("year={} variant=nieuw", own.year.id))
                .as_known()
                .map(cents);
            assert!(if own.year.id == "2024" { from < whole.unwrap() } else { from <= whole.unwrap() });
        }
    }
}

fn amount_of(cell: &CellValue) -> Option<i64> {
    match cell {
        CellValue::Known(value) | CellValue::Partial { known: value, .. } => Some(cents(value)),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the document: an answer that was found, put in, hits the target or has it in between.
    #[test]
    fn an_answer_put_in_hits_the_target_or_brackets_it(
        clients in 1i64..400, old in 1i64..9_000, new in 1i64..9_000, months in 1i64..=24, rise in -40i64..40, target in 0i64..3_000_000,
        input in prop::sample::select(vec!["levers[0].amount", "parts[0].volume.clients", "parts[0].volume.weeks", "levers[1].percent", "levers[0].from"]),
    ) {
        let mut document = shipped("dagbesteding-regulier");
        document["parts"].as_array_mut().unwrap().truncate(1);
        *at(&mut document, "parts[0].volume.clients.value") = json!(clients.to_string());
        *at(&mut document, "parts[0].tariffs[0].amount.value") = json!(Exact::from_scaled_i64(old, 2).plain());
        *at(&mut document, "levers[0].amount.value") = json!(Exact::from_scaled_i64(new, 2).plain());
        at(&mut document, "levers").as_array_mut().unwrap().push(json!({
            "kind": "growth", "id": "groei", "name": {"nl": "Groei", "en": "Growth"}, "on": true, "from": "2022-03-01", "nature": "structural",
            "phase_in_months": months, "percent": {"value": Exact::from_scaled_i64(rise, 2).plain(), "unit": "1", "source": "aanname"},
        }));
        let labels = "year=2023 variant=nieuw";
        let target = Exact::from_scaled_i64(target * 100 + clients, 2);
        let mut question = json!({"kind": "seek", "result": address("kosten-per-jaar", labels), "target": target.plain(), "input": input});
        if input == "levers[1].percent" {
            question["low"] = json!("-0.9");
            question["high"] = json!("0.9");
        }
        let answer = sought(&document, &question);
        let amount = |value: &str| {
            let changes = [Changed { path: input.to_owned(), value: value.to_owned() }];
            let result = run(&changed(&document, &changes)).unwrap();
            Exact::parse(cell(&result, "kosten-per-jaar", labels).as_known().unwrap()).unwrap()
        };
        for found in &answer.found {
            let (from, to) = (amount(&found.from.input), amount(&found.to.input));
            match found.kind {
                "exact" => prop_assert!(from == target && to == target),
                _ => prop_assert!((from < target) != (to < target) && from != target && to != target),
            }
        }
        // Costs that do not fall and rise again: the ends tell whether there is an answer.
        let (low, high) = (amount(&answer.low), amount(&answer.high));
        prop_assert_eq!(answer.found.len(), usize::from((low.min(high)..=low.max(high)).contains(&target)));
        for sample in answer.runs.iter().step_by(37) {
            prop_assert_eq!(sample.value.as_ref().and_then(CellValue::as_known).map(|own| Exact::parse(own).unwrap()), Some(amount(&sample.input)));
        }
    }
}
