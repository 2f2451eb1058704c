//! Documents as users bring them: wrong units, wrong values, damaged files. Nothing fails inside; every error has a place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use dagdeel::scenario::{Document, Scenario};
use dagdeel::tree::Problem;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{at, cell, run, shipped, words};

fn problems(document: &Value) -> Vec<Problem> {
    match Document::read(&document.to_string()) {
        Ok(_) => Vec::new(),
        Err(problems) => problems,
    }
}

fn only(document: &Value) -> Problem {
    let found = problems(document);
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

#[test]
fn a_tariff_per_hour_is_refused_and_both_units_are_named() {
    let mut document = shipped("dagbesteding-regulier");
    *at(&mut document, "levers[0].amount.unit") = json!("euro/uur");
    let problem = only(&document);
    assert_eq!(problem.code, "unit");
    assert_eq!(problem.path.as_deref(), Some("levers[0].amount.unit"));
    assert_eq!(problem.found.as_deref(), Some("euro/uur"));
    assert_eq!(problem.expected.as_deref(), Some("euro/dagdeel"));
    assert!(problem.message.nl.contains("Dit tarief geldt per dagdeel; u vulde een bedrag per uur in."));
    assert!(problem.message.en.contains("per dagdeel") && problem.message.en.contains("per hour"));
}

#[test]
fn all_errors_are_reported_at_once_each_with_its_path() {
    let mut document = shipped("dagbesteding-regulier");
    *at(&mut document, "levers[0].amount.value") = json!(49.01);
    *at(&mut document, "levers[0].from") = json!("2022-13-01");
    *at(&mut document, "parts[0].volume.clients.unit") = json!("uur");
    *at(&mut document, "parts[1].new_size.source") = json!("krant");
    document["kleur"] = json!("groen");
    document.as_object_mut().unwrap().remove("title");
    let found = problems(&document);
    let paths: Vec<&str> = found.iter().filter_map(|problem| problem.path.as_deref()).collect();
    for path in ["kleur", "title", "levers[0].amount.value", "levers[0].from"] {
        assert!(paths.contains(&path), "{path} in {paths:?}");
    }
    // What stands in the readable parts is checked as soon as the whole can be read.
    let mut document = shipped("dagbesteding-regulier");
    *at(&mut document, "parts[0].volume.clients.unit") = json!("uur");
    *at(&mut document, "parts[1].new_size.source") = json!("krant");
    *at(&mut document, "parts[1].attendance.no_show.value") = json!("1.5");
    let found = problems(&document);
    let codes: Vec<(&str, &str)> =
        found.iter().map(|problem| (problem.code.as_str(), problem.path.as_deref().unwrap_or(""))).collect();
    assert_eq!(
        codes,
        [
            ("unknown-id", "parts[1].new_size.source"),
            ("unit", "parts[0].volume.clients.unit"),
            ("too-large", "parts[1].attendance.no_show.value"),
        ]
    );
}

#[test]
fn keys_that_stand_twice_are_not_dropped_in_silence() {
    let text = shipped("verblijf-gooi").to_string().replacen("\"id\":", "\"id\":\"verblijf-gooi\",\"id\":", 1);
    let found = Document::read(&text).unwrap_err();
    assert!(found.iter().any(|problem| problem.code == "repeated-field"), "{found:?}");
}

#[test]
fn texts_that_are_no_document_are_refused_with_a_place() {
    let deep = "[".repeat(5000);
    let long = format!("{{\"format\":\"{}\"}}", "x".repeat(1_000_001));
    for (text, code) in [
        ("", "json"),
        ("{", "json"),
        ("null", "type"),
        ("[]", "type"),
        (deep.as_str(), "json"),
        (long.as_str(), "document-too-large"),
        ("\u{feff}{}", "json"),
        ("{\"__proto__\": {}}", "unknown-field"),
    ] {
        let found = Document::read(text).unwrap_err();
        assert!(found.iter().any(|problem| problem.code == code), "{code}: {found:?}");
    }
}

#[test]
fn values_that_make_no_sense_are_refused() {
    for (path, value, code) in [
        ("format", json!("dagdeel-scenario/2"), "format"),
        ("id", json!("__proto__"), "id"),
        ("horizon.to", json!("2021-01-01"), "horizon-empty"),
        ("horizon.from", json!("2022-01-15"), "horizon-off-step"),
        ("parts[0].tariffs[0].from", json!("2023-01-01"), "no-tariff"),
        ("parts[0].tariffs", json!([]), "no-tariff"),
        ("parts[0].volume", json!({}), "volume"),
        ("parts[0].spread", json!({"by": "given"}), "spread"),
        ("parts[0].volume.clients.value", json!("-1"), "too-small"),
        ("parts[0].volume.clients.value", json!("1e5"), "type"),
        ("parts[0].volume.clients.value", json!("100,5"), "type"),
        ("parts[1].lever", json!("bestaat-niet"), "unknown-id"),
        ("levers[0].product", json!("bestaat-niet"), "unknown-id"),
        ("levers[0].nature", json!("soms"), "type"),
        ("levers[0].kind", json!("toverstaf"), "type"),
    ] {
        let mut document = shipped("dagbesteding-regulier");
        *at(&mut document, path) = value;
        let found = problems(&document);
        assert!(found.iter().any(|problem| problem.code == code), "{path}: {code} in {found:?}");
    }
    let mut document = shipped("dagbesteding-regulier");
    *at(&mut document, "parts[0].spread") = json!({"by": "given", "shares": vec!["0.08"; 12]});
    assert_eq!(only(&document).path.as_deref(), Some("parts[0].spread.shares"));
    let mut document = shipped("dagbesteding-regulier");
    let lever = document["levers"][0].clone();
    document["levers"] = Value::Array((0..65).map(|_| lever.clone()).collect());
    assert!(problems(&document).iter().any(|problem| problem.code == "too-many-levers"));
}

#[test]
fn unknown_and_ranges_never_count_as_zero() {
    let mut document = shipped("dagbesteding-regulier");
    *at(&mut document, "parts[0].volume.clients.value") = Value::Null;
    let result = run(&document).unwrap();
    assert_eq!(words(cell(&result, "effect-per-jaar", "year=2023")), "Unknown { unknown: 12 }", "twelve months");
    assert_eq!(words(cell(&result, "kostendekkend", "variant=nieuw")), "6.00", "the rest is known");

    *at(&mut document, "parts[0].volume.clients") =
        json!({"value": null, "low": "90", "high": "110", "unit": "client", "source": "aanname"});
    let result = run(&document).unwrap();
    let between = words(cell(&result, "structureel-effect", ""));
    assert_eq!(between, r#"Between { low: "165456.00", high: "202224.00" }"#);
}

#[test]
fn numbers_too_large_to_be_exact_are_an_error_that_names_the_quantity() {
    let mut document = shipped("dagbesteding-regulier");
    for path in ["clients", "per_week", "weeks"] {
        *at(&mut document, &format!("parts[0].volume.{path}.value")) = json!("9999999999999999999");
    }
    let problem = &run(&document).unwrap_err()[0];
    assert_eq!(problem.code, "overflow");
    assert!(problem.message.nl.contains("te groot"), "{problem:?}");
}

#[test]
fn products_in_different_units_add_up_in_euros_only() {
    let mut document = shipped("dagbesteding-regulier");
    let mut hourly = document["parts"][0].clone();
    hourly["id"] = json!("ambulant");
    hourly["unit"] = json!("uur");
    hourly["tariffs"][0]["amount"] = json!({"value": "100", "unit": "euro/uur", "source": "aanname"});
    hourly["volume"] = json!({"per_year": {"value": "1200", "unit": "uur/jaar", "source": "aanname"}});
    document["parts"].as_array_mut().unwrap().push(hourly);
    let result = run(&document).unwrap();
    let yearly = |product: &str| {
        words(cell(&result, "productkosten-per-jaar", &format!("year=2023 variant=nieuw product={product}")))
    };
    assert_eq!(yearly("ambulant"), "120000.00");
    assert_eq!(yearly("dagbesteding-regulier"), "784160.00");
    assert_eq!(words(cell(&result, "kosten-per-jaar", "year=2023 variant=nieuw")), "904160.00");
    assert_eq!(words(cell(&result, "structureel-effect", "")), "183840.00");
}

#[test]
fn both_natures_add_up_to_the_effect() {
    let mut document = shipped("dagbesteding-regulier");
    let mut second = document["levers"][0].clone();
    second["id"] = json!("tijdelijk");
    second["nature"] = json!("incidental");
    second["from"] = json!("2023-03-01");
    second["amount"]["value"] = json!("50.33");
    document["levers"].as_array_mut().unwrap().push(second);
    let result = run(&document).unwrap();
    // Alone: structural 11.49, incidental 12.81 over ten months; together 11.49 for two months, then 12.81.
    let of = |aard: &str| words(cell(&result, "effect-naar-aard", &format!("year=2023 aard={aard}")));
    let whole: f64 = words(cell(&result, "effect-per-jaar", "year=2023")).parse().unwrap();
    let sum = of("structureel").parse::<f64>().unwrap() + of("incidenteel").parse::<f64>().unwrap();
    assert!((whole - sum).abs() < 0.001, "{whole} {sum}");
    // Shapley: structural = ½ (183,840 + (201,440 − 170,800)).
    assert_eq!(of("structureel"), "107240.00");
    assert_eq!(of("incidenteel"), "94200.00");
}

/// Every number explains itself down to leaves that are sourced, marked as assumption, chosen, or facts of the calendar: from
/// each reported cell, every cell behind it is asked in turn.
#[test]
fn every_number_of_every_scenario_explains_itself() {
    use dagdeel::scenario::{Address, AxisLabel};
    use std::collections::HashSet;
    for id in support::all_shipped() {
        let scenario = support::finished(&shipped(&id)).unwrap();
        let result = scenario.result().unwrap();
        let mut waiting = Vec::new();
        for table in &result.tables {
            for position in 0..table.cells.len() {
                let mut rest = position;
                let label = |id: &String| {
                    let axis = result.axes.iter().find(|axis| axis.id == *id).unwrap();
                    let label = axis.labels[rest % axis.labels.len()].id.clone();
                    rest /= axis.labels.len();
                    AxisLabel { axis: id.clone(), label }
                };
                let mut labels: Vec<AxisLabel> = table.axes.iter().rev().map(label).collect();
                labels.reverse();
                let address = Address { node: table.id.clone(), labels };
                let explained = scenario.explain_at(&address, 1).unwrap();
                assert_eq!(explained.value, table.cells[position], "{id}: {address:?}");
                waiting.push(address);
            }
        }
        let mut seen = HashSet::new();
        let mut leaves = 0;
        while let Some(address) = waiting.pop() {
            if !seen.insert(format!("{address:?}")) {
                continue;
            }
            let explained = scenario.explain_at(&address, 1).unwrap();
            assert!(!explained.name.nl.is_empty() && !explained.name.en.is_empty());
            if explained.children.is_empty() {
                assert_eq!(explained.more, 0, "{id}: {address:?} has more behind it");
                assert!(explained.basis.is_some() || explained.formula.is_some(), "{id}: {address:?} rests on nothing");
                assert_eq!(explained.basis == Some("source"), explained.source.is_some(), "{id}: {address:?}");
                leaves += 1;
            } else {
                assert!(explained.formula.is_some(), "{id}: {address:?} has no formula in words");
                waiting.extend(explained.children.into_iter().map(|child| child.address));
            }
        }
        assert!(leaves > 0, "{id}");
    }
}

#[test]
fn an_address_that_does_not_exist_is_an_error() {
    let scenario = support::finished(&shipped("verblijf-gooi")).unwrap();
    for address in [
        r#"{"node": "bestaat-niet", "labels": []}"#,
        r#"{"node": "effecten", "labels": []}"#,
        r#"{"node": "effecten", "labels": [{"axis": "effect", "label": "x"}]}"#,
        r#"{"node": 3}"#,
        "x",
    ] {
        let found = scenario.explain(address).unwrap_err();
        assert!(!found.is_empty() && !found[0].message.nl.is_empty(), "{address}");
    }
    let unfinished = Scenario::read(&shipped("verblijf-gooi").to_string()).unwrap();
    assert_eq!(unfinished.result().unwrap_err()[0].code, "not-done");
}

/// All paths to values in a tree.
fn paths(tree: &Value, path: String, found: &mut Vec<String>) {
    match tree {
        Value::Object(entries) => {
            for (key, value) in entries {
                let inside = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                paths(value, inside, found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                paths(value, format!("{path}[{index}]"), found);
            }
        }
        _ => {}
    }
    if !path.is_empty() {
        found.push(path);
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        "-?[0-9]{1,20}(\\.[0-9]{1,20})?".prop_map(Value::from),
        "(19|20|21)[0-9]{2}-[01][0-9]-[0-3][0-9]".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!({"value": "1", "unit": "euro/uur/uur/uur", "source": "aanname"})),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is put wherever, reading and running ends in a result or in errors with a message; what is wrong inside the
    /// document has a path that starts where the damage is, or names the place that no longer fits it.
    #[test]
    fn damage_gives_errors_with_paths(
        id in prop_oneof![Just("dagbesteding-regulier"), Just("verblijf-gooi")],
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any_value(), any::<bool>()), 1..4),
    ) {
        let mut document = shipped(id);
        for (place, value, remove) in damage {
            let mut all = Vec::new();
            paths(&document, String::new(), &mut all);
            let path = place.get(&all).clone();
            match (path.rsplit_once('.'), remove) {
                (Some((parent, key)), true) => {
                    if let Some(entries) = at(&mut document, parent).as_object_mut() {
                        entries.remove(key);
                    }
                }
                _ => *at(&mut document, &path) = value,
            }
        }
        if let Err(found) = run(&document) {
            prop_assert!(!found.is_empty());
            for problem in found {
                prop_assert!(!problem.message.nl.is_empty() && !problem.message.en.is_empty());
                prop_assert!(problem.path.as_deref() != Some(""), "{problem:?}");
                prop_assert!(!problem.code.starts_with("graph-") && problem.code != "internal", "{problem:?}");
            }
        }
    }

    /// Random valid documents give exact amounts that add up: parts to totals, differences to differences.
    #[test]
    fn valid_documents_never_fail_and_add_up(
        old in 0u32..20_000, new in 0u32..20_000, clients in 0u32..5_000, per_week in 0u32..60, weeks in 0u32..5_200,
        old_size in 101u32..2_000, new_size in 101u32..2_000, no_show in 0u32..=100,
        day in 0i32..720, days in any::<bool>(), lasting in any::<bool>(),
    ) {
        let cents = |value: u32| format!("{}.{:02}", value / 100, value % 100);
        let mut document = shipped("dagbesteding-regulier");
        for (path, value) in [
            ("parts[0].tariffs[0].amount.value", cents(old)),
            ("levers[0].amount.value", cents(new)),
            ("parts[0].volume.clients.value", clients.to_string()),
            ("parts[0].volume.per_week.value", format!("{}.{}", per_week / 10, per_week % 10)),
            ("parts[0].volume.weeks.value", cents(weeks)),
            ("parts[1].old_size.value", cents(old_size)),
            ("parts[1].new_size.value", cents(new_size)),
            ("parts[1].attendance.no_show.value", cents(no_show)),
            ("parts[0].spread.by", if days { "days" } else { "twelfths" }.to_owned()),
            ("levers[0].nature", if lasting { "structural" } else { "incidental" }.to_owned()),
        ] {
            *at(&mut document, path) = json!(value);
        }
        let start = dagdeel::calendar::Date::new(2022, 1, 1).unwrap();
        *at(&mut document, "levers[0].from") = json!(start.plus_days(day).to_string());
        let result = run(&document).unwrap();
        let exact = |cell: &dagdeel::scenario::CellValue| {
            let text = cell.as_known().expect("known");
            let (euros, cents) = text.split_once('.').expect("two decimals");
            prop_assert_eq!(cents.len(), 2);
            Ok(format!("{euros}{cents}").parse::<i128>().expect("cents"))
        };
        let table = |id: &str| &result.table(id).expect(id).cells;
        let periods = &result.axes.iter().find(|axis| axis.id == "period").unwrap().labels;
        for (year, name) in ["2022", "2023"].iter().enumerate() {
            for variant in 0..2 {
                let mut sum = 0;
                for (at, period) in periods.iter().enumerate() {
                    if period.from.as_deref().unwrap().starts_with(name) {
                        sum += exact(&table("kosten-per-periode")[at * 2 + variant])?;
                    }
                }
                prop_assert_eq!(sum, exact(&table("kosten-per-jaar")[year * 2 + variant])?);
            }
            let effect = exact(&table("effect-per-jaar")[year])?;
            let costs = table("kosten-per-jaar");
            prop_assert_eq!(effect, exact(&costs[year * 2 + 1])? - exact(&costs[year * 2])?);
            let natures = table("effect-naar-aard");
            prop_assert_eq!(effect, exact(&natures[year * 2])? + exact(&natures[year * 2 + 1])?);
        }
    }

    /// Volume, mix and price add up to the difference, whatever the order of the categories, and change sign with the years.
    #[test]
    fn decompositions_add_up_ignore_order_and_flip(
        rows in proptest::collection::vec((0u32..300, 0u64..1_000_000_000, 0u32..300, 0u64..1_000_000_000), 1..8),
        rotate in 0usize..8,
    ) {
        let document = |from: i32, to: i32, rotate: usize| {
            let count = rows.len();
            let category = |at: usize| format!("c{at}");
            let order: Vec<usize> = (0..count).map(|at| (at + rotate) % count).collect();
            let cents = |value: u64| format!("{}.{:02}", value / 100, value % 100);
            // Costs only where there are clients: a cost without clients has no price.
            let row = |year: i32, at: usize, clients: u32, cost: u64| json!({
                "year": year, "category": category(at), "clients": clients.to_string(),
                "cost": cents(if clients == 0 { 0 } else { cost }),
            });
            let mut document = shipped("verblijf-gooi");
            document["levers"] = json!([]);
            document["parts"].as_array_mut().unwrap().truncate(1);
            document["parts"][0]["categories"] =
                order.iter().map(|at| json!({"id": category(*at), "name": {"nl": "x", "en": "x"}})).collect();
            document["parts"][0]["rows"] = rows
                .iter()
                .enumerate()
                .flat_map(|(at, (c0, k0, c1, k1))| [row(2021, at, *c0, *k0), row(2022, at, *c1, *k1)])
                .collect();
            document["parts"][0]["absent"] = json!([]);
            document["parts"][0]["merges"] = json!([]);
            document["parts"][0]["compare"] = json!({"from": from, "to": to});
            document
        };
        let effects = |from, to, rotate| -> Option<Vec<i128>> {
            let result = run(&document(from, to, rotate)).unwrap();
            let cents = |cell: &dagdeel::scenario::CellValue| Some(cell.as_known()?.replace('.', "").parse().unwrap());
            let mut found: Vec<i128> = result.table("effecten").unwrap().cells.iter().map(cents).collect::<Option<_>>()?;
            found.push(cents(&result.table("verschil").unwrap().cells[0])?);
            Some(found)
        };
        let Some(forward) = effects(2021, 2022, 0) else {
            // No clients at all in a year: there is no share, and no effect is made up.
            let none = rows.iter().all(|row| row.0 == 0) || rows.iter().all(|row| row.2 == 0);
            prop_assert!(none);
            return Ok(());
        };
        prop_assert_eq!(forward[0] + forward[1] + forward[2], forward[3]);
        prop_assert_eq!(&effects(2021, 2022, rotate).unwrap(), &forward);
        let back: Vec<i128> = effects(2022, 2021, 0).unwrap().iter().map(|effect| -effect).collect();
        prop_assert_eq!(back, forward);
    }
}
