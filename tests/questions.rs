//! Questions that take several runs of a document: each answer is what plain runs of the changed documents give.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::HashSet;

use dagdeel::scenario::{Input, InputKind, Scenario};
use serde_json::{Value, json};
use support::{all_shipped, at, shipped};

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
