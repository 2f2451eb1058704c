//! What a year comes to from allocations: worked out by hand, and against a plain second computation.

use dagdeel::claims::Session;
use dagdeel::claims::csv::Mode;
use serde_json::{Value, json};

use crate::allocation_use::{Plain, day, euros, made, tariffs};
use crate::allocations::{Line, allocated, jw301, jw323, session, volume};
use crate::support::{ask, read_in};

const P: &str = "41A18";

fn forecast(session: &mut Session, more: &Value) -> Value {
    let mut question = json!({ "ask": "forecast" });
    question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    ask(session, &question)
}

/// 480 dagdelen in 2025 at 10.00; of each month from January to October 20 claimed a month later and 20 two months later.
fn year() -> Session {
    let allocation =
        jw301("9", "2012-01-01", &allocated("1", "2025-01-01", "2025-12-31", P, &volume(480, "16", 6), ""));
    let mut session = session(&[allocation], Mode::Analyse);
    let first = day("2025-01-01");
    for month in 0..10 {
        for half in 1..=2 {
            let (from, through) = (first.plus_months(month), first.plus_months(month + 1).plus_days(-1));
            let (from, through, reference) = (from.to_string(), through.to_string(), format!("{month}-{half}"));
            let line: Line<'_> = (&reference, "1", P, &from, &through, 20, "16", 20_000);
            let day = first.plus_months(month + half).to_string();
            let text = jw323(&[line]).replace("2026-02-01", &day).replace("D1", &reference);
            read_in(&mut session, "c.xml", text.as_bytes(), 4_000).unwrap();
        }
    }
    session
}

fn ten() -> Value {
    json!([{ "product": P, "unit": "dagdeel", "tariff": "10.00", "from": "2025-01-01" }])
}

#[test]
fn a_year_by_hand() {
    let mut session = year();
    let answer = forecast(&mut session, &json!({ "agreed": ten() }));
    assert_eq!(
        (&answer["year"], &answer["since"], &answer["complete"]),
        (&json!(2025), &json!("2025-01"), &json!("2025-10"))
    );
    // January to October is 304 of 365 days: 4,800 × 304 ÷ 365 = 3,997.81, of which 4,000 was claimed. The rest is 802.19, and of it
    // 802.19 × 4,000 ÷ 3,997.81 = 802.63 is expected.
    let row = json!({
        "label": { "id": P, "name": { "nl": P, "en": P } },
        "allocated": "4800.00", "claimed": "4000.00", "rest": "802.19",
        "takeUp": "100.05", "ofAll": false, "expected": "802.63", "end": "4802.63",
    });
    assert_eq!(answer["rows"], json!([row]));
    assert_eq!((&answer["end"], &answer["rounded"]), (&json!("4802.63"), &json!("5000.00")));
    // The run-off: all is in, and November and December count for 400 each.
    assert_eq!(
        answer["beside"],
        json!({
            "end": "4800.00", "low": "4800.00", "high": "4800.00", "difference": "-2.63", "elsewhere": "0.00", "still": "0.00",
            "open": "0.00", "toCome": "-2.63", "inflow": "0.00", "largest": "toCome", "within": false,
        })
    );
}

#[test]
fn months_that_are_not_complete_and_inflow_by_hand() {
    let mut session = year();
    let asked = json!({ "agreed": ten(), "runOff": { "seen": "2025-11" }, "inflow": "100" });
    let answer = forecast(&mut session, &asked);
    // Half of October is in. To September 273 days: 3,590.14 allocated, 3,600 claimed; of the rest, 1,209.86, 1,213.18 is expected,
    // 408.79 of it in October.
    assert_eq!(answer["complete"], "2025-09");
    let row = &answer["rows"][0];
    assert_eq!(
        (&row["claimed"], &row["rest"], &row["expected"]),
        (&json!("3600.00"), &json!("1209.86"), &json!("1213.18"))
    );
    assert_eq!(answer["end"], "4913.18");
    let beside = &answer["beside"];
    assert_eq!((&beside["end"], &beside["difference"]), (&json!("4800.00"), &json!("-113.18")));
    assert_eq!(
        [&beside["open"], &beside["toCome"], &beside["inflow"], &beside["still"]],
        [&json!("-8.79"), &json!("-4.39"), &json!("-100.00"), &json!("0.00")]
    );
    // Claimed 3,800 so far: 1,113.18 more with the inflow.
    assert_eq!(answer["growth"], "0.2929");
    // Months differ by their days only: each is 400 less 4,800 × days ÷ 365 × 1.00274…; of nine months that is 19.20 on average,
    // so that three months have an error of √(3 × 4 ÷ 3) = 2 times that.
    let spread = |days: f64| 400.0 - 4_800.0 * days / 365.0 * (3_600.0 / 3_590.14);
    let squares: f64 = [31.0, 28.0, 31.0, 30.0, 31.0, 30.0, 31.0, 31.0, 30.0]
        .into_iter()
        .map(|days| spread(days) * spread(days))
        .sum();
    let error = 2.0 * (squares / 8.0).sqrt();
    let told: f64 = answer["error"].as_str().unwrap().parse().unwrap();
    assert!((told - error).abs() < 0.02, "{told} {error}");
}

#[test]
fn what_cannot_be_asked_is_said() {
    let refused = |session: &mut Session, question: Value| session.ask(&question.to_string()).unwrap_err().code;
    assert_eq!(refused(&mut Session::new(Mode::Analyse, 1), json!({ "ask": "forecast" })), "no-allocations");
    let mut year = year();
    assert_eq!(refused(&mut year, json!({ "ask": "forecast", "year": 2024 })), "year");
    assert_eq!(refused(&mut year, json!({ "ask": "forecast", "inflow": "veel" })), "amount");
    // A later year has nothing allocated, and no claims to run off.
    let later = forecast(&mut year, &json!({ "year": 2026, "agreed": ten() }));
    assert_eq!((&later["end"], &later["rows"], &later["beside"]), (&json!("0.00"), &json!([]), &Value::Null));
}

fn cents(amount: &Value) -> i128 {
    let text = amount.as_str().unwrap();
    text.replace('.', "").parse().unwrap()
}

#[test]
fn many_allocations_are_the_same_as_a_plain_computation() {
    for seed in 0..6 {
        let (mut own, all) = made(seed);
        let line: Line<'_> = ("Z", "999", P, "2025-04-01", "2025-04-30", 3, "16", 3 * 3_752);
        read_in(&mut own, "z.xml", jw323(&[line]).replace("2026-02-01", "2025-05-01").as_bytes(), 4_000).unwrap();
        let asked =
            json!({ "agreed": tariffs(), "complete": "2025-08", "year": 2025, "runOff": { "seen": "2025-11" } });
        let answer = forecast(&mut own, &asked);
        let until = day("2025-08-31");
        // Nothing is claimed after November is seen.
        let in_time = |one: &Plain| one.spent("2025-01-01", "2025-08-01");
        let end_of_year = |one: &Plain| one.worth(day("2025-12-31"));
        let rows = answer["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 2);
        for row in rows {
            let of = || all.iter().filter(|one| row["label"]["id"] == one.product);
            let claimed: i128 = of().map(in_time).sum();
            let allocated: i128 = of().map(end_of_year).sum();
            let before: i128 = of().map(|one| one.worth(until)).sum();
            let rest = allocated - before;
            let expected = (2 * rest * claimed + before) / (2 * before);
            assert_eq!((&row["allocated"], &row["claimed"]), (&json!(euros(allocated)), &json!(euros(claimed))));
            assert_eq!((&row["rest"], &row["expected"]), (&json!(euros(rest)), &json!(euros(expected))));
            assert_eq!(row["end"], euros(claimed + expected));
        }
        assert_eq!(cents(&answer["end"]), rows.iter().map(|row| cents(&row["end"])).sum::<i128>());
        assert_eq!(answer["elsewhere"], json!({ "lines": 1, "euros": "112.56" }));
        let beside = &answer["beside"];
        let parts =
            ["elsewhere", "still", "open", "toCome", "inflow"].map(|part| cents(&beside[part])).iter().sum::<i128>();
        assert_eq!(parts, cents(&beside["difference"]));
        assert_eq!(cents(&beside["difference"]), cents(&beside["end"]) - cents(&answer["end"]));
        assert_eq!(beside["elsewhere"], "112.56");
        let run = ask(&mut own, &json!({ "ask": "runoff", "seen": "2025-11" }));
        assert_eq!(run["years"][0]["end"], beside["end"]);
    }
}
