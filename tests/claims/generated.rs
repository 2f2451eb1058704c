//! Generated claims beside generated allocations: every planted error is found and none is invented, for a thousand seeds.

use std::collections::{BTreeMap, BTreeSet};

use dagdeel::claims::{Session, Wish};
use serde_json::{Value, json};

use crate::errors::rows;
use crate::support::{ask, generated};

const WISH: Wish = Wish { rows: 400, seed: 0, errors: 2, personal: true, allocations: true };

/// Checks and the rows that they hit.
pub type Hits = BTreeSet<(String, u64)>;

/// What was planted.
fn planted(about: &Value) -> Hits {
    let all = about["planted"].as_array().unwrap().iter();
    let rows = |of: &Value| -> Vec<(String, u64)> {
        let check = of["check"].as_str().unwrap();
        of["rows"].as_array().unwrap().iter().map(|row| (check.to_owned(), row.as_u64().unwrap())).collect()
    };
    all.flat_map(rows).collect()
}

/// What the checks find.
fn found(session: &mut Session, about: &Value) -> Hits {
    let asked = json!({
        "ask": "check", "agreed": about["agreed"], "providers": about["providers"], "municipalities": about["municipalities"],
        "sample": 0,
    });
    let report = ask(session, &asked);
    let mut hits = Hits::new();
    for of in report["checks"].as_array().unwrap().iter().filter(|of| of["found"]["lines"] != 0) {
        let check = of["check"].as_str().unwrap();
        let rows = rows(session, check);
        assert_eq!(of["found"]["lines"].as_u64(), Some(rows.len() as u64), "{check}");
        hits.extend(rows.into_iter().map(|row| (check.to_owned(), row)));
    }
    hits
}

/// Says what was not found, and what was invented.
pub fn compared(found: &Hits, planted: &Hits, world: &str) {
    let missed: Vec<_> = planted.difference(found).take(20).collect();
    let invented: Vec<_> = found.difference(planted).take(20).collect();
    assert!(missed.is_empty() && invented.is_empty(), "{world}: missed {missed:?}, invented {invented:?}");
}

#[test]
fn every_planted_error_is_found_and_none_is_invented_in_a_thousand_worlds() {
    let mut kinds = BTreeMap::<String, usize>::new();
    for seed in 0..1_000 {
        let (mut session, about) = generated(Wish { seed, ..WISH });
        let planted = planted(&about);
        compared(&found(&mut session, &about), &planted, &format!("seed {seed}"));
        planted.into_iter().for_each(|(check, _)| *kinds.entry(check).or_default() += 1);
    }
    assert!(kinds.values().all(|rows| *rows > 100), "{kinds:?}");
    assert_eq!(kinds.len(), 15, "every check of a line: {kinds:?}");
}

#[test]
fn every_planted_error_is_found_among_a_million_lines() {
    let (mut session, about) = generated(Wish { rows: 1_000_000, seed: 4, errors: 1_000, ..WISH });
    compared(&found(&mut session, &about), &planted(&about), "a million lines");
}

#[test]
fn without_errors_none_are_found_in_any_world() {
    for seed in 0..200 {
        let (mut session, about) = generated(Wish { seed, rows: 300 + seed, errors: 0, ..WISH });
        compared(&found(&mut session, &about), &Hits::new(), &format!("seed {seed}"));
    }
}
