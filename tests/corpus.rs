//! The documents that must open for ever, with the figures that they gave when they were added: `tests/corpus/`.
//!
//! A document is added, never changed: `DAGDEEL_CORPUS=write` writes the figures of one that has none yet: every cell, of tables
//! with periods those of the last. A change of one of them is a change for everybody who saved such a document.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dagdeel::scenario::{Scenario, ScenarioResult};
use serde_json::Value;
use support::{finished, words};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn documents(name: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder(name))
        .expect(name)
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{name}");
    found
}

fn tree(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("a document")).expect("JSON")
}

fn computed(path: &Path) -> Scenario {
    let said = |problem: &dagdeel::tree::Problem| problem.message.en.to_string();
    finished(&tree(path)).unwrap_or_else(|problems| {
        panic!("{} does not open: {:?}", path.display(), problems.iter().map(said).collect::<Vec<_>>())
    })
}

/// One line for each cell: table, labels, value.
fn figures(result: &ScenarioResult) -> Vec<String> {
    let mut lines = Vec::new();
    for table in &result.tables {
        for (at, cell) in table.cells.iter().enumerate() {
            let mut rest = at;
            let mut labels: Vec<String> = Vec::new();
            let mut last = true;
            for id in table.axes.iter().rev() {
                let axis = result.axes.iter().find(|axis| axis.id == *id).expect("an axis");
                let place = rest % axis.labels.len();
                last &= id != "period" || place + 1 == axis.labels.len();
                labels.insert(0, format!("{id}={}", axis.labels[place].id));
                rest /= axis.labels.len();
            }
            if last {
                lines.push(format!("{} | {} | {}", table.id, labels.join(" "), words(cell)));
            }
        }
    }
    lines
}

#[test]
fn what_opened_once_opens_for_ever_and_gives_the_same_figures() {
    let mut wrong = Vec::new();
    for path in documents("tests/corpus") {
        let now = figures(&computed(&path).result().unwrap());
        assert!(!now.is_empty(), "{}: no figures", path.display());
        let kept = path.with_extension("txt");
        let Ok(text) = std::fs::read_to_string(&kept) else {
            if std::env::var("DAGDEEL_CORPUS").is_ok_and(|wish| wish == "write") {
                std::fs::write(&kept, format!("{}\n", now.join("\n"))).unwrap();
            } else {
                wrong.push(format!("{} is missing; DAGDEEL_CORPUS=write writes it", kept.display()));
            }
            continue;
        };
        let now: BTreeSet<&str> = now.iter().map(String::as_str).collect();
        // Tables may be added; what was there stays.
        let gone = text.lines().filter(|line| !line.is_empty() && !now.contains(line));
        wrong.extend(gone.map(|line| format!("{}: no longer {line}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The examples of the documentation are the shipped scenarios with everything left out that their answer does not need.
#[test]
fn the_examples_of_the_documentation_open_and_are_small() {
    for path in documents("docs/voorbeelden") {
        assert!(!figures(&computed(&path).result().unwrap()).is_empty(), "{}", path.display());
        let shipped = folder("scenarios").join(path.file_name().unwrap());
        let size =
            |path: &Path| std::fs::metadata(path).unwrap_or_else(|_| panic!("{} is not shipped", path.display())).len();
        assert!(size(&path) < size(&shipped), "{} is no smaller than the scenario itself", path.display());
    }
}

/// The fields of the schema that a tree holds, as `definition.field`.
fn fields(schema: &Value, shape: &Value, name: &str, tree: &Value, found: &mut BTreeSet<String>) {
    if let Some(reference) = shape.get("$ref").and_then(Value::as_str) {
        let name = reference.trim_start_matches("#/$defs/");
        return fields(schema, &schema["$defs"][name], name, tree, found);
    }
    for choice in ["oneOf", "anyOf"].iter().filter_map(|key| shape.get(key)?.as_array()).flatten() {
        let target = choice.get("$ref").and_then(Value::as_str).unwrap_or_default().trim_start_matches("#/$defs/");
        let kind = schema.pointer(&format!("/$defs/{target}/properties/kind/const"));
        if !target.is_empty() && (kind.is_none() || kind == tree.get("kind")) {
            fields(schema, choice, name, tree, found);
        }
    }
    for item in tree.as_array().into_iter().flatten() {
        fields(schema, shape.get("items").unwrap_or(&Value::Null), name, item, found);
    }
    if let Some(properties) = shape.get("properties").and_then(Value::as_object) {
        for (key, inner) in properties {
            if let Some(value) = tree.get(key) {
                found.insert(format!("{name}.{key}"));
                fields(schema, inner, name, value, found);
            }
        }
    }
}

/// Every field of the format is in some document of the corpus, so that none can be dropped unseen.
#[test]
fn the_corpus_holds_every_field_of_the_format() {
    let schema = tree(&folder("pkg/schema/dagdeel-scenario-1.json"));
    let mut found = BTreeSet::new();
    for path in documents("tests/corpus") {
        fields(&schema, &schema, "document", &tree(&path), &mut found);
    }
    let definitions = schema["$defs"].as_object().unwrap().iter().map(|(name, shape)| (name.as_str(), shape));
    let mut missing = Vec::new();
    for (name, shape) in definitions.chain([("document", &schema)]) {
        for key in shape.get("properties").and_then(Value::as_object).into_iter().flat_map(|own| own.keys()) {
            let field = format!("{name}.{key}");
            // What all levers have is the same in each.
            let head = name.starts_with("lever-")
                && found.iter().any(|own| own.starts_with("lever-") && own.ends_with(&format!(".{key}")));
            if !found.contains(&field) && !head {
                missing.push(field);
            }
        }
    }
    assert!(missing.is_empty(), "add a document with these to tests/corpus: {missing:?}");
}
