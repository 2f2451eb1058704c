//! The run-off of claims against published figures, against a plain second computation, and over many made-up years.

use dagdeel::claims::Month;
use dagdeel::claims::csv::Mode;
use dagdeel::claims::run_off::{Choices, Claimed, LastSigma, RunOff, Triangle, TriangleError, run_off};
use dagdeel::claims::{ClaimsProblem, Session};
use dagdeel::quantity::{Exact, Random};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::support::read_in;

/// A published triangle; its rows grow shorter.
fn published(name: &str) -> Triangle {
    let path = format!("{}/data/triangles/{name}.csv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let row = |line: &str| line.split(';').skip(1).map_while(|cell| cell.parse().ok()).collect();
    Triangle::new(lines.map(row).collect()).unwrap()
}

fn with(last_sigma: LastSigma) -> Choices {
    Choices { last_sigma, ..Choices::default() }
}

fn printed(value: f64, decimals: u32) -> String {
    Exact::from_f64_rounded(value, decimals).unwrap().fixed(decimals)
}

fn errors(run: &RunOff) -> Vec<String> {
    run.rows.iter().skip(1).map(|row| printed(row.error, 0)).collect()
}

#[test]
fn raa_gives_the_published_reserve_and_errors() {
    let raa = published("raa");
    let run = run_off(&raa, &with(LastSigma::Mack));
    assert_eq!(printed(run.total.reserve(), 2), "52135.23");
    assert_eq!(printed(run.total.error, 2), "26909.01");
    assert_eq!(errors(&run), ["206", "623", "747", "1469", "2002", "2209", "5358", "6333", "24566"]);
    let run = run_off(&raa, &with(LastSigma::LogLinear));
    assert_eq!(printed(run.total.error, 2), "26880.74");
    assert_eq!(errors(&run), ["143", "592", "713", "1452", "1995", "2204", "5354", "6332", "24566"]);
}

#[test]
fn taylor_and_ashe_gives_the_published_reserve_and_error() {
    let run = run_off(&published("taylor-ashe"), &Choices::default());
    assert_eq!(printed(run.total.reserve(), 2), "18680855.61");
    assert_eq!(printed(run.total.error, 2), "2447094.86");
}

#[test]
fn an_expert_replaces_a_factor_and_adds_a_tail() {
    let raa = published("raa");
    let plain = run_off(&raa, &Choices::default());
    let same = Choices { factors: plain.steps.iter().map(|step| Some(step.factor)).collect(), ..Choices::default() };
    assert_eq!(run_off(&raa, &same), plain);
    let choices = Choices { factors: vec![None, Some(1.7)], tail: Some(1.05), ..Choices::default() };
    let run = run_off(&raa, &choices);
    assert_eq!(run.steps[1].factor, 1.7);
    assert_eq!(run.steps[1].computed, plain.steps[1].computed);
    // By hand: the last row goes through its own first factor, the expert's second one, the others and the tail.
    let others: f64 = plain.steps.iter().skip(2).map(|step| step.factor).product();
    let by_hand = 2063.0 * plain.steps[0].factor * 1.7 * others * 1.05;
    assert!((run.rows[9].ultimate / by_hand - 1.0).abs() < 1e-12);
    assert!((run.rows[0].ultimate - 18834.0 * 1.05).abs() < 1e-9);
}

#[test]
fn months_without_claims_are_no_factor_and_no_error() {
    let rows = vec![vec![0.0, 0.0, 0.0], vec![0.0, 0.0], vec![0.0]];
    let run = run_off(&Triangle::new(rows).unwrap(), &Choices::default());
    assert_eq!(run.steps[0].computed, None);
    assert_eq!((run.total.ultimate, run.total.error), (0.0, 0.0));
    // A row that began with nothing says nothing of the spread of the first step, and is counted.
    let rows = vec![vec![0.0, 50.0, 60.0], vec![40.0, 44.0], vec![10.0]];
    let run = run_off(&Triangle::new(rows).unwrap(), &Choices::default());
    assert_eq!(run.steps[0].skipped, 1);
    assert!(run.total.error.is_finite());
}

#[test]
fn a_triangle_that_is_none_is_refused() {
    assert_eq!(Triangle::new(vec![]), Err(TriangleError::Empty));
    assert_eq!(Triangle::new(vec![vec![]]), Err(TriangleError::Empty));
    let longer = Triangle::new(vec![vec![1.0], vec![1.0, 2.0]]);
    assert_eq!(longer, Err(TriangleError::Shape { row: 2, found: 2, before: 1 }));
    assert_eq!(Triangle::new(vec![vec![f64::NAN]]), Err(TriangleError::Number { row: 1 }));
}

#[test]
fn claims_stand_in_their_own_months_and_nothing_is_lost() {
    let month = |number| Month::new(2025, number).unwrap();
    let claim = |care, claimed, cents| Claimed { lines: 1, care: month(care), claimed: month(claimed), cents };
    let claims = [
        claim(1, 1, 100),
        claim(1, 2, 50),
        claim(1, 3, -20), // a credit, in its own claim month
        claim(1, 4, 7),   // later than the last column
        claim(2, 1, 30),  // claimed before the care
        claim(3, 4, 9),
        claim(4, 5, 1000), // not seen yet
        Claimed { lines: 1, care: Month::NONE, claimed: month(1), cents: 3 },
    ];
    let (triangle, moved) = Triangle::of_claims(claims, (month(1), month(12)), month(4), 2).unwrap();
    assert_eq!(triangle.rows(), [vec![100.0, 150.0, 137.0], vec![30.0, 30.0, 30.0], vec![0.0, 9.0], vec![0.0]]);
    assert_eq!((moved.undated, moved.outside, moved.early, moved.late), ((1, 3), (1, 1000), (1, 30), (1, 7)));
    let all: i64 = claims.iter().map(|claim| claim.cents).sum();
    let inside: f64 = triangle.rows().iter().filter_map(|row| row.last()).sum();
    assert_eq!(inside as i64 + moved.undated.1 + moved.outside.1, all);
    assert_eq!(Triangle::of_claims([], (month(4), month(4)), month(1), 2), Err(TriangleError::Empty));
}

/// A year of monthly claims of which the end is known: each row its own size, each step its own factor and spread.
fn made_up(seed: u64) -> (Triangle, f64) {
    const ROWS: usize = 24;
    const COLUMNS: usize = 10;
    let mut random = Random::stream(seed, Random::purpose("run-off"), 0);
    // The sum of twelve equal chances is as good as normal here.
    let mut normal = || (0..12).map(|_| random.unit()).sum::<f64>() - 6.0;
    let factors = [1.9, 1.3, 1.12, 1.06, 1.03, 1.02, 1.01, 1.005, 1.002];
    let mut rows = Vec::new();
    let mut still = 0.0;
    for row in 0..ROWS {
        let mut cells = vec![1.0e7 * (1.0 + 0.15 * normal())];
        for (column, factor) in factors.iter().enumerate() {
            let before = cells[column];
            cells.push(before * factor + libm::sqrt(before) * 300.0 * (factor - 1.0) * normal());
        }
        let seen = (ROWS - row).min(COLUMNS);
        still += cells[COLUMNS - 1] - cells[seen - 1];
        cells.truncate(seen);
        rows.push(cells);
    }
    (Triangle::new(rows).unwrap(), still)
}

#[test]
fn the_ninety_percent_interval_covers_the_known_end_about_ninety_times_in_a_hundred() {
    let covered = (0..100)
        .filter(|seed| {
            let (triangle, still) = made_up(*seed);
            let (low, high) = run_off(&triangle, &Choices::default()).total.interval(1.644_853_626_951_472_2);
            (low..=high).contains(&still)
        })
        .count();
    assert!((83..=97).contains(&covered), "{covered} of 100");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_triangle_of_amounts_gives_numbers(
        rows in prop::collection::vec(prop::collection::vec(-1.0e9f64..1.0e9, 1..9), 1..9),
    ) {
        let mut rows = rows;
        rows.sort_by_key(|row| std::cmp::Reverse(row.len()));
        let run = run_off(&Triangle::new(rows.clone()).unwrap(), &Choices::default());
        prop_assert_eq!(run.rows.len(), rows.len());
        prop_assert!(run.rows.iter().all(|row| !row.error.is_nan() && !row.ultimate.is_nan()));
    }

    #[test]
    fn another_unit_of_money_changes_nothing_else(scale in 1.0e-3f64..1.0e3) {
        let raa = published("raa");
        let scaled = raa.rows().iter().map(|row| row.iter().map(|cell| cell * scale).collect()).collect();
        let (run, other) = (run_off(&raa, &Choices::default()), run_off(&Triangle::new(scaled).unwrap(), &Choices::default()));
        prop_assert!((other.total.ultimate / run.total.ultimate / scale - 1.0).abs() < 1e-9);
        prop_assert!((other.total.error / run.total.error / scale - 1.0).abs() < 1e-9);
    }
}

fn try_ask(session: &mut Session, question: &Value) -> Result<Value, ClaimsProblem> {
    session.ask(&question.to_string())?;
    while session.step(1_000) < 1.0 {}
    Ok(serde_json::from_str(&session.answer()?).unwrap())
}

fn asked(session: &mut Session, question: &Value) -> Value {
    try_ask(session, question).unwrap()
}

/// A published triangle as the package gives it: amounts as text.
fn as_text(triangle: &Triangle) -> Value {
    let cell = |cell: &f64| json!(printed(*cell, 2));
    triangle.rows().iter().map(|row| row.iter().map(cell).collect::<Vec<Value>>()).collect()
}

#[test]
fn published_triangles_give_their_figures_as_a_question() {
    let mut session = Session::new(Mode::Analyse, 1);
    let mut ask = |name: &str, sigma: &str| {
        asked(&mut session, &json!({ "ask": "runoff", "triangle": as_text(&published(name)), "lastSigma": sigma }))
    };
    let raa = ask("raa", "mack");
    assert_eq!((raa["total"]["still"].as_str(), raa["total"]["error"].as_str()), (Some("52135.23"), Some("26909.01")));
    assert_eq!(ask("raa", "loglinear")["total"]["error"], "26880.74");
    let taylor = ask("taylor-ashe", "mack");
    assert_eq!(taylor["total"]["still"], "18680855.61");
    assert_eq!(taylor["total"]["error"], "2447094.86");
    let still = |row: &Value| Exact::parse(row["still"].as_str().unwrap()).unwrap();
    let sum = Exact::sum(taylor["rows"].as_array().unwrap().iter().map(still)).unwrap();
    assert_eq!(sum.fixed(2), "18680855.61", "the rows add up to the cent");
    let whole = |row: &Value| Exact::parse(row["error"].as_str().unwrap()).unwrap().fixed(0);
    let errors: Vec<String> = raa["rows"].as_array().unwrap().iter().skip(1).map(whole).collect();
    assert_eq!(errors, ["206", "623", "747", "1469", "2002", "2209", "5358", "6333", "24566"]);
}

#[test]
fn a_month_of_which_nothing_can_have_been_claimed_is_still_to_come() {
    // All is claimed a month later than it regularly is: of September nothing is there yet.
    let answer = asked(&mut delayed(1), &json!({ "ask": "runoff", "seen": "2023-09", "longest": 6 }));
    let rows = answer["rows"].as_array().unwrap();
    assert_eq!(rows.last().unwrap()["label"], "2023-08");
    let year = &answer["years"][2];
    let told = ["claimed", "still", "toCome", "end", "until"].map(|field| year[field].as_str().unwrap());
    assert_eq!(told, ["440.00", "40.00", "240.00", "720.00", "2023-09-01"]);
}

fn regular() -> Session {
    delayed(0)
}

/// Three years of 60 lines a month, of one euro each, of which 30 are claimed after so many months, 20 a month later and 10 after two.
fn delayed(by: i32) -> Session {
    let mut file = String::from("client;product;maand;bedrag;declaratiedatum\n");
    for month in 0..36 {
        let of = |month: i32| format!("{}-{:02}", 2021 + month / 12, month % 12 + 1);
        for line in 0..60 {
            let delay = if line < 30 { 0 } else { 1 + i32::from(line >= 50) };
            file.push_str(&format!("{line};41A18;{};1,00;{}-15\n", of(month), of(month + delay + by)));
        }
    }
    let mut session = Session::new(Mode::Analyse, 1);
    read_in(&mut session, "claims.csv", file.as_bytes(), 4096).unwrap();
    session
}

#[test]
fn claims_run_off_as_they_came_in_before_and_the_year_is_forecast() {
    let mut session = regular();
    let answer = asked(&mut session, &json!({ "ask": "runoff", "seen": "2023-09", "longest": 6 }));
    assert_eq!(answer["steps"][0]["factor"], "1.666667");
    assert_eq!(answer["steps"][1]["factor"], "1.200000");
    // August lacks its last 10, September 30.
    assert_eq!(answer["total"]["still"], "40.00");
    assert_eq!(answer["total"]["error"], "0.00");
    let rows = answer["rows"].as_array().unwrap();
    assert_eq!(
        (rows.len(), rows[32]["label"].as_str(), rows[32]["still"].as_str()),
        (33, Some("2023-09"), Some("30.00"))
    );
    // Nine months of 60, of which 40 is still to come, and three months more of 60.
    let year = &answer["years"][2];
    let told = ["claimed", "still", "toCome", "end", "until"].map(|field| year[field].as_str().unwrap());
    assert_eq!(told, ["500.00", "40.00", "180.00", "720.00", "2023-10-01"]);
    assert_eq!(year["seen"], "1000.00", "in whole thousands, for a scenario");
    assert_eq!(answer["outside"]["lines"], 40 + 180, "what was claimed later does not count");
    // Without a month, all that was claimed is seen: nothing is still to come.
    let all = asked(&mut session, &json!({ "ask": "runoff" }));
    assert_eq!((all["seen"].as_str(), all["total"]["still"].as_str()), (Some("2024-02"), Some("0.00")));
    assert_eq!(all["rows"].as_array().unwrap().len(), 36, "no rows for months without care");
}

#[test]
fn a_forecast_from_allocations_stands_beside_it_and_the_difference_is_explained() {
    let mut session = regular();
    let allocated = json!([{ "year": 2023, "euros": "1000.00", "takeUp": "65", "inflow": "50.00" }]);
    let question = json!({ "ask": "runoff", "seen": "2023-09", "allocated": allocated });
    let found = asked(&mut session, &question)["years"][2]["allocated"].clone();
    // 1,000 × 65 % + 50 = 700, of which 500 is claimed; 720 would need a take-up of 67 %.
    let told = ["end", "still", "difference", "impliedTakeUp"].map(|field| found[field].as_str().unwrap());
    assert_eq!(told, ["700.00", "200.00", "20.00", "67.00"]);
    assert_eq!(found["within"], false);
}

#[test]
fn an_expert_and_a_tail_change_the_question_and_what_is_no_factor_is_refused() {
    let mut session = regular();
    let mut question =
        json!({ "ask": "runoff", "seen": "2023-09", "longest": 6, "factors": [null, "1.5"], "tail": "1.1" });
    let answer = asked(&mut session, &question);
    assert_eq!(
        (answer["steps"][1]["expert"].as_bool(), answer["steps"][1]["computed"].as_str()),
        (Some(true), Some("1.200000"))
    );
    // September: 30 × 5/3 × 1.5 × 1.1 − 30; August: 50 × 1.5 × 1.1 − 50; the 31 others 60 × 0.1.
    assert_eq!(answer["total"]["still"], "271.00");
    for (field, value) in
        [("factors", json!(["0"])), ("factors", json!(["x"])), ("tail", json!("-1")), ("seen", json!("2023-13"))]
    {
        question[field] = value;
        assert!(try_ask(&mut session, &question).is_err(), "{question}");
    }
    let none = try_ask(&mut Session::new(Mode::Analyse, 1), &json!({ "ask": "runoff" })).unwrap_err();
    assert_eq!(none.code, "triangle-empty");
}
