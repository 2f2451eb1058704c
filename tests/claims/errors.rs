//! Every planted error is found, and none is invented.

use dagdeel::claims::csv::Mode;
use dagdeel::claims::{Session, Wish};
use serde_json::{Value, json};

use crate::support::{ask, generated, generated_csv, read_in};

const WISH: Wish = Wish { rows: 60_000, seed: 5, errors: 40, personal: true, allocations: false };

fn check(session: &mut Session, about: &Value) -> Value {
    ask(
        session,
        &json!({
            "ask": "check", "agreed": about["agreed"], "providers": about["providers"],
            "municipalities": about["municipalities"], "limit": "250000", "sample": 5,
        }),
    )
}

/// The rows that a check hit.
pub fn rows(session: &mut Session, check: &str) -> Vec<u64> {
    let mut found = Vec::new();
    loop {
        let page = ask(session, &json!({ "ask": "lines", "check": check, "skip": found.len(), "take": 1000 }));
        let lines = page["lines"].as_array().unwrap();
        found.extend(lines.iter().map(|line| line["row"].as_u64().unwrap()));
        if found.len() as u64 == page["all"].as_u64().unwrap() {
            return found;
        }
    }
}

fn all_planted_are_found(session: &mut Session, about: &Value, rows_in_all: u64) {
    let report = check(session, about);
    let mut kinds = 0;
    for found in report["checks"].as_array().unwrap() {
        let id = found["check"].as_str().unwrap();
        let planted = about["planted"].as_array().unwrap().iter().find(|planted| planted["check"] == id);
        let planted: Vec<u64> = planted.map_or_else(Vec::new, |of| {
            of["rows"].as_array().unwrap().iter().map(|row| row.as_u64().unwrap()).collect()
        });
        let hit = rows(session, id);
        assert_eq!(hit, planted, "{id}");
        assert_eq!(found["found"]["lines"].as_u64(), Some(hit.len() as u64), "{id}");
        for row in found["sample"].as_array().unwrap() {
            assert!(hit.contains(&row.as_u64().unwrap()), "{id}");
        }
        kinds += u32::from(!planted.is_empty());
    }
    assert_eq!(kinds, 10);
    assert_eq!(report["all"]["lines"].as_u64(), Some(rows_in_all));
    let cents = |of: &str| report[of]["euros"].as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    assert_eq!(cents("clean") + cents("wrong"), cents("all"));
}

#[test]
fn planted_errors_are_found_in_columns() {
    let (mut session, about) = generated(WISH);
    all_planted_are_found(&mut session, &about, 60_000);
}

#[test]
fn planted_errors_are_found_in_a_file() {
    let (mut columns, about) = generated(WISH);
    let mut session = Session::new(Mode::Controle, 9);
    let report = read_in(&mut session, "declaraties.csv", &generated_csv(WISH), 77_777).unwrap();
    assert_eq!((report.accepted.lines, report.rejected.lines), (60_000, 0), "{:?}", report.problems.first());
    all_planted_are_found(&mut session, &about, 60_000);
    // The file and the columns hold the same claims.
    assert_eq!(session.claims().hash(), columns.claims().hash());
    let question = json!({ "ask": "table", "axes": ["year", "product"], "clients": true });
    assert_eq!(ask(&mut session, &question), ask(&mut columns, &question));
}

#[test]
fn without_errors_none_are_found() {
    let (mut session, about) = generated(Wish { rows: 20_000, seed: 2, errors: 0, personal: true, allocations: false });
    let report = check(&mut session, &about);
    assert_eq!(report["clean"], report["all"]);
    assert!(report["checks"].as_array().unwrap().iter().all(|check| check["found"]["lines"] == 0));
}

#[test]
fn stated_totals_are_held_against_their_file() {
    let (mut session, about) = generated(Wish { rows: 1_000, seed: 2, errors: 0, personal: false, allocations: false });
    let total = about["all"]["euros"].as_str().unwrap().to_owned();
    let stated = |total: &str| json!({ "ask": "check", "totals": [{ "file": 0, "total": total }] });
    let first = |report: Value| report["checks"][0]["found"]["euros"].as_str().unwrap().to_owned();
    assert_eq!(first(ask(&mut session, &stated(&total))), "0.00");
    assert_ne!(first(ask(&mut session, &stated("1.00"))), "0.00");
}
