//! Allocations and claims under other frequencies: worked out by hand, and against a plain second computation.

use dagdeel::calendar::{Date, Period};
use dagdeel::claims::Session;
use dagdeel::claims::csv::Mode;
use dagdeel::quantity::Random;
use serde_json::{Value, json};

use crate::allocations::{Line, allocated, budget, jw301, jw323, session, volume};
use crate::ijw::BSN;
use crate::support::{ask, read_in};

const P: &str = "43A01";

fn regimes(session: &mut Session, more: &Value) -> Value {
    let mut question = json!({ "ask": "regimes" });
    question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    ask(session, &question)
}

fn etmalen<'a>(reference: &'a str, from: &'a str, through: &'a str, volume: i64) -> Line<'a> {
    (reference, "1", P, from, through, volume, "14", volume * 25_000)
}

fn euros(row: &Value, which: &str) -> Vec<Value> {
    row["regimes"].as_array().unwrap().iter().map(|regime| regime[which]["euros"].clone()).collect()
}

#[test]
fn weeks_sundays_months_and_the_total_by_hand() {
    // 7 etmalen a week from Tuesday 7 October to Tuesday 30 December 2025: 13 ISO weeks, so 91 in all. Sundays in it: 12, and the
    // last week is broken: 13 as well. Three months: 30 1/3 each.
    let allocation = jw301("9", "2012-01-01", &allocated("1", "2025-10-07", "2025-12-30", P, &volume(7, "14", 2), ""));
    let lines = [
        // October has 4 ISO weeks of it (41 to 44): 28; 3 Sundays (12, 19, 26): 21.
        etmalen("A", "2025-10-07", "2025-10-31", 25),
        // November 5 weeks: 35; 5 Sundays: 35.
        etmalen("B", "2025-11-01", "2025-11-30", 30),
        // December 5 weeks: 35; 4 Sundays and the broken week: 35.
        etmalen("C", "2025-12-01", "2025-12-30", 32),
    ];
    let mut session = session(&[allocation, jw323(&lines)], Mode::Analyse);
    let answer = regimes(&mut session, &json!({}));
    assert_eq!(answer["regimes"], json!(["own", "week", "sunday", "month", "total"]));
    let row = &answer["rows"][0];
    assert_eq!((&row["allocations"], &row["claimed"]), (&json!(1), &json!({ "lines": 3, "euros": "21750.00" })));
    // By Sundays October falls out, by months December (32 of 30 1/3); 87 of 91 in all.
    assert_eq!(euros(row, "out"), ["0.00", "0.00", "6250.00", "8000.00", "0.00"]);
    assert_eq!(euros(row, "more"), euros(row, "out"));
    assert_eq!(row["regimes"][3]["share"], "36.78");
    let one = &answer["most"][0];
    assert_eq!(
        (&one["volume"], &one["frequency"], &one["whole"], &one["claimed"]),
        (&json!("7.00"), &json!(2), &json!("91.00"), &json!("87.00"))
    );
    assert_eq!(one["months"][0]["ceilings"], json!(["28.00", "28.00", "21.00", "30.33", "91.00"]));
    assert_eq!(one["months"][2]["ceilings"], json!(["35.00", "35.00", "35.00", "30.33", "91.00"]));
    assert_eq!(one["months"][2]["out"], json!([false, false, false, true, false]));
}

#[test]
fn what_a_total_accepts_and_the_week_refuses_by_hand() {
    // The standard's 3 hours a week: July 12, August 15, September 3 hours, 27 in all. 10 hours in September are too many by the week,
    // and fit in the total.
    let allocation =
        jw301("9", "2012-01-01", &allocated("1", "2025-07-07", "2025-09-07", "45A04", &volume(3, "04", 2), ""));
    let line = |reference, from, through, hours: i64| -> Line<'_> {
        (reference, "1", "45A04", from, through, hours * 60, "01", hours * 8_730)
    };
    let lines = [
        line("A", "2025-07-07", "2025-07-31", 10),
        line("B", "2025-08-01", "2025-08-31", 4),
        line("C", "2025-09-01", "2025-09-07", 10),
    ];
    let mut session = session(&[allocation, jw323(&lines)], Mode::Analyse);
    let answer = regimes(&mut session, &json!({ "by": "provider" }));
    let row = &answer["rows"][0];
    // Three Sundays in July, so 9 hours; and 9 hours a month: July falls out too.
    assert_eq!(euros(row, "out"), ["873.00", "873.00", "1746.00", "1746.00", "0.00"]);
    assert_eq!(euros(row, "less"), ["0.00", "0.00", "0.00", "0.00", "873.00"]);
    assert_eq!(euros(row, "more"), ["0.00", "0.00", "873.00", "873.00", "0.00"]);
    let one = &answer["most"][0];
    assert_eq!((&one["unit"]["nl"], &one["whole"]), (&json!("minuut"), &json!("1620.00")));
    assert_eq!(one["months"][2]["ceilings"], json!(["180.00", "180.00", "180.00", "540.00", "1620.00"]));
}

#[test]
fn what_cannot_be_compared_is_counted() {
    let products = [
        allocated("1", "2025-10-01", "2025-12-31", P, &budget(100_000), ""),
        allocated("2", "2025-10-01", "", P, &volume(31, "14", 4), ""),
    ];
    let line = |reference, number| -> Line<'_> { (reference, number, P, "2025-10-01", "2025-10-31", 4, "14", 400) };
    let mut all = session(
        &[jw301("9", "2012-01-01", &products.concat()), jw323(&[line("A", "1"), line("B", "2"), line("C", "3")])],
        Mode::Analyse,
    );
    let answer = regimes(&mut all, &json!({}));
    assert_eq!(
        (&answer["other"]["lines"], &answer["elsewhere"]["lines"], &answer["rows"]),
        (&json!(2), &json!(1), &json!([]))
    );
    let mut none = Session::new(Mode::Analyse, 1);
    assert_eq!(none.ask("{\"ask\":\"regimes\"}").unwrap_err().code, "no-allocations");
}

#[test]
fn many_allocations_are_the_same_as_a_plain_computation() {
    for seed in 0..5 {
        let mut random = Random::new(seed);
        let mut own = Session::new(Mode::Analyse, 5);
        let mut expected = [0_i64; 5];
        for number in 0..40 {
            let from = Date::parse("2025-01-01").unwrap().plus_days(random.below(200) as i32);
            let through = from.plus_days(random.below(150) as i32 + 7);
            let (size, frequency) = (i64::from(random.below(9)) + 1, [2_u8, 4, 6][random.below(3) as usize]);
            let scope = volume(u32::try_from(size).unwrap(), "14", frequency);
            let text = jw301(
                &number.to_string(),
                "2012-01-01",
                &allocated("1", &from.to_string(), &through.to_string(), P, &scope, ""),
            );
            let bsn = format!("9999{number:05}");
            let text =
                text.replace("<b:ToewijzingNummer>1<", &format!("<b:ToewijzingNummer>{number}<")).replace(BSN, &bsn);
            read_in(&mut own, "t.xml", text.as_bytes(), 4_000).unwrap();
            let whole = Period::through(from, through).unwrap();
            let months: Vec<Period> = whole.months().collect();
            // Day by day.
            let days = |from: Date, last: Date| (0..=from.days_until(last)).map(move |day| from.plus_days(day));
            let weeks = |period: &Period| {
                let mut weeks: Vec<Date> =
                    days(period.from(), period.last()).map(|day| day.plus_days(1 - i32::from(day.weekday()))).collect();
                weeks.dedup();
                weeks.len() as i64
            };
            let last_sunday = (0..7).map(|back| through.plus_days(-back)).find(|day| day.weekday() == 7).unwrap();
            let sundays = |period: &Period| {
                let count = days(period.from(), period.last()).filter(|day| day.weekday() == 7).count() as i64;
                count + i64::from(last_sunday != through && period.contains(last_sunday))
            };
            let all = size
                * match frequency {
                    2 => weeks(&whole),
                    4 => months.len() as i64,
                    _ => 1,
                };
            let claimed: Vec<i64> = months.iter().map(|_| i64::from(random.below(30)) + 1).collect();
            for (month, volume) in months.iter().zip(&claimed) {
                let (from, through, reference) =
                    (month.from().to_string(), month.last().to_string(), format!("{number}-{}", month.from()));
                let number = number.to_string();
                let line = (
                    reference.as_str(),
                    number.as_str(),
                    P,
                    from.as_str(),
                    through.as_str(),
                    *volume,
                    "14",
                    volume * 100,
                );
                read_in(
                    &mut own,
                    "c.xml",
                    jw323(&[line]).replace(BSN, &bsn).replace("D1", &reference).as_bytes(),
                    4_000,
                )
                .unwrap();
            }
            let ways: [&dyn Fn(&Period) -> i64; 4] = [&weeks, &sundays, &|_| 1, &|_| 1];
            let counts = [weeks(&whole), sundays(&whole), months.len() as i64, 1];
            let own_way = match frequency {
                2 => 0,
                4 => 2,
                _ => 3,
            };
            for (place, way) in [own_way, 0, 1, 2, 3].into_iter().enumerate() {
                let mut used = 0;
                for (month, volume) in months.iter().zip(&claimed) {
                    // volume ≤ all × times in the month ÷ times in all.
                    if volume * counts[way].max(1) <= all * ways[way](month) && used + volume <= all {
                        used += volume;
                    } else {
                        expected[place] += volume * 100;
                    }
                }
            }
        }
        let answer = regimes(&mut own, &json!({ "take": 0 }));
        let told: Vec<Value> = euros(&answer["total"], "out");
        assert_eq!(told, expected.map(|cents| json!(format!("{}.{:02}", cents / 100, cents % 100))));
        assert_eq!((&answer["most"], &answer["total"]["allocations"]), (&json!([]), &json!(40)));
    }
}
