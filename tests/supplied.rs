//! Figures beside a document that rests on claims of one's own: where they go, what is listed of them, and what is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use dagdeel::scenario::{MOST_SUPPLIED, SUPPLIED, Scenario};
use dagdeel::tree::Problem;
use serde_json::{Value, json};
use support::{cell, words};

/// A document that rests on claims and holds none of their figures.
const DOCUMENT: &str = include_str!("corpus/part-own-claims.json");

fn beside(figures: Value) -> String {
    let rest = json!({"document": DOCUMENT, "figures": figures}).to_string();
    format!("{SUPPLIED}{}", rest.strip_prefix('{').unwrap())
}

fn of_claims() -> Value {
    let member = |id: &str, share: &str| json!({"id": id, "share": share, "months": vec!["0.25", "0.75", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"]});
    json!([
        {"path": "parts[0].volume.per_year.value", "value": "1200"},
        {"path": "parts[0].spread", "value": {"by": "given", "shares": vec!["1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"], "source": "declaraties"}},
        {"path": "parts[0].key", "value": {"over": "municipalities", "source": "declaraties", "members": [member("a", "0.5"), member("b", "0.5")]}},
        {"path": "parts[2].members[0].share.value", "value": "0.5"},
        {"path": "parts[2].members[1].share.value", "value": "0.5"},
    ])
}

fn refused(text: &str) -> Problem {
    let Err(problems) = Scenario::read(text) else { panic!("it opens") };
    problems.into_iter().next().unwrap()
}

#[test]
fn what_was_supplied_whole_is_no_input_of_the_document() {
    let mut scenario = Scenario::read(&beside(of_claims())).unwrap();
    let paths: Vec<String> = scenario.inputs().into_iter().map(|input| input.path).collect();
    let below = |place: &str| paths.iter().filter(|path| path.starts_with(place)).count();
    assert_eq!((below("parts[0].key"), below("parts[0].spread"), below("parts[3]")), (0, 0, 0), "{paths:?}");
    // What the document gives itself, and what a question may try another value of.
    assert!(paths.iter().any(|path| path == "parts[0].volume.per_year"));
    assert_eq!((below("parts[1].spread"), below("parts[1].key.members")), (1, 14));
    while !scenario.step(1000).unwrap() {}
    let result = scenario.result().unwrap();
    assert_eq!(words(cell(&result, "volume", "year=2022 gemeente=b product=dagbesteding")), "600.00");
    let mut without = Scenario::read(DOCUMENT).unwrap();
    while !without.step(1000).unwrap() {}
    assert_eq!(result.document.checksum, without.result().unwrap().document.checksum);
}

#[test]
fn what_has_no_place_or_is_no_such_document_is_refused() {
    let nowhere = refused(&beside(json!([{"path": "parts[9].volume", "value": "1"}])));
    assert_eq!((nowhere.code.as_str(), nowhere.path.as_deref()), ("supplied", Some("parts[9].volume")));
    let broken = refused(&format!("{SUPPLIED}\"figures\":[]}}"));
    assert_eq!((broken.code.as_str(), broken.path), ("supplied", None));
}

#[test]
fn more_than_the_most_is_refused_with_the_limit() {
    let large = refused(&format!("{SUPPLIED}{}", " ".repeat(MOST_SUPPLIED)));
    assert_eq!(large.code, "too-large");
    assert_eq!(large.expected.as_deref(), Some("≤ 32000000 bytes"));
    assert!(large.message.nl.contains("32 MB") && large.message.en.contains("32 MB"));
}
