//! The tables of `tests/golden/`: what an expert has worked out by hand, against the engine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use support::{at, cell, run, shipped, words};

const STEPS: &str = r#"{
    "table": [
        {"from": "1", "to": "6", "staff": "2"},
        {"from": "7", "to": "9", "staff": "3"},
        {"from": "10", "to": "12", "staff": "4"}
    ],
    "source": "aanname",
    "cost_per_staff": {"value": "100", "unit": "euro/medewerker", "source": "aanname"},
    "room": {"value": "40", "unit": "euro/groepsdagdeel", "source": "aanname"}
}"#;

/// The document of a table: one that stands beside it, or a shipped scenario.
fn document(id: &str) -> serde_json::Value {
    let path = format!("{}/tests/golden/{id}.json", env!("CARGO_MANIFEST_DIR"));
    match std::fs::read_to_string(path) {
        Ok(text) => serde_json::from_str(&text).expect("JSON"),
        Err(_) => shipped(id),
    }
}
const TABLE: &str = r#"{
    "table": [
        {"from": "1", "to": "6", "staff": "2"},
        {"from": "7", "to": "9", "staff": "3"},
        {"from": "10", "to": "12", "staff": "4"}
    ],
    "source": "aanname"
}"#;

fn check(id: &str) {
    let path = format!("{}/tests/golden/{id}.txt", env!("CARGO_MANIFEST_DIR"));
    let table = std::fs::read_to_string(path).expect("a golden table");
    let mut wrong = Vec::new();
    let mut lines = 0;
    for (number, line) in table.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let [changes, outcome, labels, expected, _] =
            line.split('|').map(str::trim).collect::<Vec<_>>().try_into().expect("five columns");
        let mut document = document(id);
        for change in changes.split(" & ").filter(|change| !change.is_empty()) {
            let (path, value) = change.split_once('=').expect("path=value");
            let value = value.replace("STEPS", STEPS).replace("TABLE", TABLE);
            *at(&mut document, path) = serde_json::from_str(&value).expect("a JSON value");
        }
        let result = run(&document).unwrap_or_else(|problems| panic!("line {}: {problems:?}", number + 1));
        let found = words(cell(&result, outcome, labels));
        if found != expected {
            wrong.push(format!("line {}: {outcome} {labels}: {found}, expected {expected}", number + 1));
        }
        lines += 1;
    }
    assert!(lines > 20, "{id}: the table was read");
    assert!(wrong.is_empty(), "{id}:\n{}", wrong.join("\n"));
}

#[test]
fn dagbesteding_regulier() {
    check("dagbesteding-regulier");
}

#[test]
fn verblijf_gooi() {
    check("verblijf-gooi");
}

#[test]
fn jeugdigen_29() {
    check("jeugdigen-29");
}

#[test]
fn gi_middelen() {
    check("gi-middelen");
}

#[test]
fn maatwerk() {
    check("maatwerk");
}

#[test]
fn crisistoeslag() {
    check("crisistoeslag");
}

#[test]
fn crisis_ambulant() {
    check("crisis-ambulant");
}

#[test]
fn jeugdzorgplus_afbouw() {
    check("jeugdzorgplus-afbouw");
}

#[test]
fn indexatie() {
    check("indexatie");
}

#[test]
fn plafonds() {
    check("plafonds");
}

#[test]
fn consult_en_advies() {
    check("consult-en-advies");
}

#[test]
fn verblijf_frequentie() {
    check("verblijf-frequentie");
}

#[test]
fn begeleide_bezoeken() {
    check("begeleide-bezoeken");
}

#[test]
fn productmix() {
    check("productmix");
}

#[test]
fn toewijzing_passend() {
    check("toewijzing-passend");
}

#[test]
fn psychiatrie_trechter() {
    check("psychiatrie-trechter");
}

/// Every shipped scenario has a table.
#[test]
fn every_scenario_has_a_table() {
    for id in support::all_shipped() {
        let path = format!("{}/tests/golden/{id}.txt", env!("CARGO_MANIFEST_DIR"));
        assert!(std::path::Path::new(&path).exists(), "tests/golden/{id}.txt");
    }
}

#[test]
fn kostprijs_dagdeel() {
    check("kostprijs-dagdeel");
}
