//! What the tests of documents share: opening, changing and running them.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use dagdeel::scenario::{CellValue, Scenario, ScenarioResult};
use dagdeel::tree::Problem;
use serde_json::{Value, json};

/// A shipped scenario as a tree.
pub fn shipped(id: &str) -> Value {
    let path = format!("{}/scenarios/{id}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("a shipped scenario")).expect("JSON")
}

/// The identifiers of all shipped scenarios.
pub fn all_shipped() -> Vec<String> {
    let folder = std::fs::read_dir(format!("{}/scenarios", env!("CARGO_MANIFEST_DIR"))).expect("scenarios");
    let name =
        |entry: std::io::Result<std::fs::DirEntry>| entry.expect("an entry").file_name().into_string().expect("a name");
    let mut ids: Vec<String> =
        folder.map(name).filter_map(|name| name.strip_suffix(".json").map(str::to_owned)).collect();
    ids.sort();
    assert!(ids.len() > 1);
    ids
}

/// The place in a tree at a path such as `parts[0].tariffs[1].amount`.
pub fn at<'a>(tree: &'a mut Value, path: &str) -> &'a mut Value {
    let mut place = tree;
    for step in path.replace('[', ".[").split('.').filter(|step| !step.is_empty()) {
        place = match step.strip_prefix('[') {
            Some(index) => &mut place[index.trim_end_matches(']').parse::<usize>().expect("an index")],
            None => &mut place[step],
        };
    }
    place
}

/// Runs a document to its end.
pub fn run(document: &Value) -> Result<ScenarioResult, Vec<Problem>> {
    finished(document)?.result()
}

/// A scenario of which all cells are computed.
pub fn finished(document: &Value) -> Result<Scenario, Vec<Problem>> {
    let mut scenario = Scenario::read(&document.to_string())?;
    while !scenario.step(1000)? {}
    Ok(scenario)
}

/// The cell of a table at labels such as `year=2022 variant=nieuw`.
pub fn cell<'a>(result: &'a ScenarioResult, table: &str, labels: &str) -> &'a CellValue {
    let table = result.table(table).unwrap_or_else(|| panic!("no table {table}"));
    let wanted: Vec<(&str, &str)> = labels.split_whitespace().filter_map(|pair| pair.split_once('=')).collect();
    assert_eq!(wanted.len(), table.axes.len(), "{}: one label for each of {:?}", table.id, table.axes);
    let position = table.axes.iter().fold(0, |position, id| {
        let axis = result.axes.iter().find(|axis| axis.id == *id).expect("an axis");
        let (_, label) = wanted.iter().find(|(own, _)| own == id).unwrap_or_else(|| panic!("no label for {id}"));
        let at = axis.labels.iter().position(|own| own.id == *label);
        position * axis.labels.len() + at.unwrap_or_else(|| panic!("{id} has no label {label}"))
    });
    &table.cells[position]
}

/// A cell in words: its exact value, or `– reason`.
pub fn words(cell: &CellValue) -> String {
    match cell {
        CellValue::Known(value) => value.clone(),
        CellValue::Undefined { undefined } => format!("– {undefined}"),
        other => format!("{other:?}"),
    }
}

/// The same words in both languages.
pub fn text(words: &str) -> Value {
    json!({"nl": words, "en": words})
}

/// A figure that is an assumption.
pub fn figure(value: &str, unit: &str) -> Value {
    json!({"value": value, "unit": unit, "source": "aanname"})
}

/// A document of these parts and levers.
pub fn scenario(from: &str, to: &str, step: &str, parts: Value, levers: Value) -> Value {
    json!({
        "format": "dagdeel-scenario/1", "id": "proef", "title": text("Proef"), "place": text("Proef"),
        "horizon": {"from": from, "to": to, "step": step}, "sources": [], "parts": parts, "levers": levers, "caveats": [],
    })
}

/// A product with one tariff and a volume a year, in twelfths.
pub fn product(id: &str, unit: &str, tariff: &str, volume: &str) -> Value {
    json!({
        "kind": "product", "id": id, "name": text(id), "unit": unit,
        "tariffs": [{"from": "2020-01-01", "amount": figure(tariff, &format!("euro/{unit}"))}],
        "volume": {"per_year": figure(volume, &format!("{unit}/jaar"))}, "spread": {"by": "twelfths"},
    })
}

/// A lever that is on and lasts, with fields of its own.
pub fn lever(kind: &str, id: &str, from: &str, own: Value) -> Value {
    let mut lever = json!({"kind": kind, "id": id, "name": text(id), "on": true, "from": from, "nature": "structural"});
    for (key, value) in own.as_object().unwrap() {
        lever[key] = value.clone();
    }
    lever
}

/// A fraction that is an assumption.
pub fn percent(value: &str) -> Value {
    figure(value, "1")
}
