//! The method of a scenario, as it is written from its graph: for every document that is shipped or kept.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use dagdeel::scenario::{CellValue, Method, Scenario};
use serde_json::{Value, json};
use support::{all_shipped, at, finished, shipped, words};

fn documents() -> Vec<(String, Value)> {
    let folder = format!("{}/tests/corpus", env!("CARGO_MANIFEST_DIR"));
    let kept = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let kept = kept.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let read = |text: String| serde_json::from_str(&text).unwrap();
    let kept = kept.map(|path| (path.display().to_string(), read(std::fs::read_to_string(&path).unwrap())));
    kept.chain(all_shipped().into_iter().map(|id| (id.clone(), shipped(&id)))).collect()
}

fn method(document: &Value) -> (Scenario, Method) {
    let scenario = finished(document).unwrap();
    let method = scenario.method().unwrap();
    (scenario, method)
}

/// The numbers in brackets of a formula in symbols.
fn referred(symbols: &str) -> Vec<usize> {
    let pieces = symbols.split('(').skip(1).filter_map(|piece| piece.split_once(')'));
    pieces.filter_map(|(number, _)| number.parse().ok()).collect()
}

#[test]
fn every_outcome_of_every_document_has_its_formula_and_every_formula_its_reason() {
    for (name, document) in documents() {
        let (scenario, method) = method(&document);
        let result = scenario.result().unwrap();
        for table in &result.tables {
            let formula = method.formulas.iter().find(|formula| formula.address.node == table.id);
            let input = method.inputs.iter().find(|input| input.address.node == table.id);
            assert!(formula.is_some() || input.is_some(), "{name}: {} has no formula", table.id);
            if let Some(formula) = formula {
                assert!(
                    formula.outcome && formula.unit == table.unit && formula.cells == table.cells.len(),
                    "{name}: {}",
                    table.id
                );
                assert!(table.cells.contains(&formula.value), "{name}: {}", table.id);
            }
        }
        for (place, formula) in method.formulas.iter().enumerate() {
            let what = format!("{name}: ({}) {}", formula.number, formula.name.nl);
            assert_eq!(formula.number, place + 1, "{what}");
            assert!(!formula.words.nl.is_empty() && !formula.words.en.is_empty(), "{what}");
            assert!(!formula.reads.is_empty() || !formula.inputs.is_empty(), "{what} reads nothing");
            // In the order of computing: only what looks back in time is read before it is numbered.
            let ahead = |number: &usize| *number >= formula.number;
            assert!(
                !formula.reads.iter().any(ahead) || formula.words.nl.contains("vorige"),
                "{what}: {:?}",
                formula.reads
            );
            for symbols in formula.symbols.iter().flat_map(|text| [&text.nl, &text.en]) {
                // A label, such as a year, stands in brackets too.
                for number in referred(symbols).into_iter().filter(|number| *number <= method.formulas.len()) {
                    assert!(formula.reads.contains(&number), "{what}: {symbols} names ({number})");
                }
            }
            for input in &formula.inputs {
                assert!(method.inputs[*input].formulas.contains(&formula.number), "{what}");
            }
            // What is shown of it explains itself, with the same value.
            assert_eq!(scenario.explain_at(&formula.address, 1).unwrap().value, formula.value, "{what}");
        }
        for input in &method.inputs {
            let what = format!("{name}: {}", input.name.nl);
            assert_eq!(input.source.is_some(), input.basis == "source", "{what}");
            assert!(
                input.source.as_ref().is_none_or(|id| method.sources.iter().any(|source| source.id == *id)),
                "{what}"
            );
            let explained = scenario.explain_at(&input.address, 1).unwrap();
            assert_eq!(explained.basis, Some(input.basis), "{what}");
            assert!(input.value.is_none() || input.value == Some(explained.value), "{what}");
            // What the document says can be gone to.
            assert!(input.path.is_some() || !matches!(input.basis, "source" | "assumption"), "{what} has no place");
        }
        let counts = &method.counts;
        assert_eq!(counts.sourced + counts.assumed + counts.other, method.inputs.len(), "{name}");
        assert_eq!(method.measures.len(), document["levers"].as_array().unwrap().len(), "{name}");
        assert_eq!(method.caveats, result.caveats, "{name}");
        assert_eq!(method.document, result.document, "{name}");
    }
}

#[test]
fn the_founding_case_says_what_an_expert_would_say() {
    let (_, method) = method(&shipped("dagbesteding-regulier"));
    let formula = |node: &str| method.formulas.iter().find(|formula| formula.address.node == node).unwrap();
    let difference = formula("verschil-per-dagdeel");
    let lasting = formula("structureel-effect");
    assert_eq!(words(&lasting.value), "183840.00");
    assert_eq!(lasting.words.nl, "verschil per dagdeel × dagdelen per jaar");
    assert_eq!(
        lasting.symbols.as_ref().unwrap().nl,
        format!("({}) × ({})", difference.number, formula("dagdelen-per-jaar").number)
    );
    assert_eq!(lasting.roundings[0].name.en, "budget amount per year, to the cent");
    // Both tariffs come from the minutes; clients, half-days a week and weeks are assumed.
    assert_eq!((lasting.sources.as_slice(), lasting.assumptions), (["zhz-2022".to_owned()].as_slice(), 3));
    assert_eq!((difference.sources.as_slice(), difference.assumptions), (["zhz-2022".to_owned()].as_slice(), 0));
    let clients = method.inputs.iter().find(|input| input.path.as_deref() == Some("parts[0].volume.clients")).unwrap();
    assert_eq!((clients.basis, clients.value.as_ref().map(words).as_deref()), ("assumption", Some("100")));
    assert_eq!(method.roundings[0].decimals, 2);
    let new = method.inputs.iter().find(|input| input.path.as_deref() == Some("levers[0].amount")).unwrap();
    assert_eq!(new.from.as_deref(), Some("2022-10-01"));
    let measure = &method.measures[0];
    assert_eq!(
        (measure.kind, measure.from.as_str(), measure.nature, measure.on),
        ("tariff", "2022-10-01", "structural", true)
    );
    assert!(!measure.inputs.is_empty());
}

#[test]
fn what_is_not_known_is_counted_and_only_https_is_an_address() {
    let mut document = shipped("dagbesteding-regulier");
    *at(&mut document, "parts[0].volume.clients.value") = Value::Null;
    document["sources"][0]["url"] = json!("javascript:alert(1)");
    document["sources"][1]["url"] = json!("https://example.org/wj756");
    let (_, method) = method(&document);
    assert_eq!(method.counts.unknown, 1);
    let lasting = method.formulas.iter().find(|formula| formula.address.node == "structureel-effect").unwrap();
    assert_eq!(lasting.unknown, 1);
    assert_eq!(lasting.value, CellValue::Unknown { unknown: 1 });
    assert_eq!(method.sources[0].url, None);
    assert_eq!(method.sources[1].url.as_deref(), Some("https://example.org/wj756"));
    assert_eq!(Scenario::read(&document.to_string()).unwrap().method().unwrap_err()[0].code, "not-done");
}
