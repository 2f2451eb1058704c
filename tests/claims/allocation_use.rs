//! The use of allocations: worked out by hand, and against a plain second computation.

use std::collections::BTreeSet;

use dagdeel::calendar::{Date, Frequency, Period, Steering, Validity};
use dagdeel::claims::Session;
use dagdeel::claims::csv::Mode;
use dagdeel::quantity::Random;
use serde_json::{Value, json};

use crate::allocations::{Line, allocated, allocated_at, budget, jw301, jw323, session, volume};
use crate::ijw::BSN;
use crate::support::{ask, read_in};

const P: &str = "41A18";

fn agreed() -> Value {
    json!([
        { "product": P, "unit": "dagdeel", "tariff": "37.52", "from": "2025-01-01" },
        { "product": P, "unit": "dagdeel", "tariff": "49.01", "from": "2025-12-01" },
        { "product": "45A04", "unit": "minuut", "tariff": "87.30", "from": "2025-01-01" },
    ])
}

fn used(session: &mut Session, by: &str, more: &Value) -> Value {
    let mut question = json!({ "ask": "use", "by": by, "agreed": agreed() });
    question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    ask(session, &question)
}

fn take_up(allocations: u32, allocated: &str, claimed: &str, share: Option<&str>) -> Value {
    json!({ "allocations": allocations, "allocated": allocated, "claimed": claimed, "share": share })
}

fn dagdelen<'a>(reference: &'a str, from: &'a str, through: &'a str, volume: i64, cents: i64) -> Line<'a> {
    (reference, "1", P, from, through, volume, "16", volume * cents)
}

#[test]
fn what_was_claimed_of_an_allocation_by_hand() {
    // 40 dagdelen from 1 October to 31 December 2025, 92 days: October 31/92 and November 30/92 at 37.52, December 31/92 at 49.01.
    let allocation = jw301("9", "2012-01-01", &allocated("1", "2025-10-01", "2025-12-31", P, &volume(40, "16", 6), ""));
    let lines = [
        dagdelen("A", "2025-10-01", "2025-10-31", 10, 3_752),
        dagdelen("B", "2025-11-01", "2025-11-30", 12, 3_752),
        dagdelen("C", "2025-12-01", "2025-12-31", 13, 4_901),
    ];
    let mut session = session(&[allocation, jw323(&lines)], Mode::Analyse);
    // All claims are of one message of 1 February 2026, so that the run-off has nothing to step from: every month is complete.
    let whole = used(&mut session, "product", &json!({ "complete": "2025-12" }));
    // 40 × (61 × 37.52 + 31 × 49.01) ÷ 92 = 1,655.67; claimed 22 × 37.52 + 13 × 49.01 = 1,462.57, of it 88.34 %.
    assert_eq!(whole["rows"][0]["label"]["id"], P);
    assert_eq!(whole["rows"][0]["toDate"], take_up(1, "1655.67", "1462.57", Some("88.34")));
    assert_eq!(whole["rows"][0]["ended"], whole["rows"][0]["toDate"]);
    assert_eq!(whole["priced"], json!({ "amount": 0, "agreed": 1, "mean": 0 }));
    // Up to November 61/92 of the volume: 40 × 61 × 37.52 ÷ 92 = 995.10, claimed 825.44; it has not ended.
    let part = used(&mut session, "product", &json!({ "complete": "2025-11" }));
    assert_eq!(part["rows"][0]["toDate"], take_up(1, "995.10", "825.44", Some("82.95")));
    assert_eq!(part["rows"][0]["ended"], take_up(0, "0.00", "0.00", None));
    assert_eq!(part["outside"], json!({ "lines": 1, "euros": "637.13" }));
    assert_eq!(part["rows"][0]["first"]["running"], 1);
    // As far as the run-off can tell, nothing is still to come.
    let told = used(&mut session, "product", &json!({}));
    assert_eq!((&told["complete"], &told["completeBy"]), (&json!("2025-12"), &json!("runoff")));
    // Without agreed tariffs the mean of what was claimed holds: 1,462.57 ÷ 35 = 41.79 a dagdeel, 40 × 41.79 = 1,671.60.
    let mean = ask(&mut session, &json!({ "ask": "use", "complete": "2025-12" }));
    assert_eq!(mean["total"]["toDate"]["allocated"], "1671.60");
    assert_eq!(mean["priced"], json!({ "amount": 0, "agreed": 0, "mean": 1 }));
}

#[test]
fn weeks_hours_budgets_and_what_has_no_limit_by_hand() {
    // 3 hours a week, 7 October to 30 December 2025: 39 hours in all; at 87.30 an hour 3,404.70.
    let products = [
        allocated("1", "2025-10-07", "2025-12-30", "45A04", &volume(3, "04", 2), ""),
        // A category with a budget, 2,000.00.
        allocated("2", "2025-10-01", "2025-12-31", "45", &budget(200_000), ""),
        // No limit, no end and in all, no tariff.
        allocated("3", "2025-10-01", "2025-12-31", "45A04", "", ""),
        allocated("4", "2025-10-01", "", "45A04", &volume(60, "04", 6), ""),
        allocated("5", "2025-10-01", "2025-12-31", "43A01", &volume(31, "14", 6), ""),
        // No end, 2 hours a month: 3 months to the end of December, 6 × 87.30 = 523.80.
        allocated("6", "2025-10-15", "", "45A04", &volume(2, "04", 4), ""),
        // Taken back.
        allocated("7", "2025-10-01", "2025-12-31", P, &volume(9, "16", 6), "<b:RedenWijziging>13</b:RedenWijziging>"),
        // Neither product nor category.
        allocated("8", "2025-10-01", "2025-12-31", "", &budget(50_000), ""),
    ];
    let minutes = |reference, number, from, volume: i64, cents| -> Line<'_> {
        (reference, number, "45A04", from, "2025-10-31", volume, "01", cents)
    };
    let lines = [
        minutes("A", "1", "2025-10-07", 600, 87_300),
        minutes("B", "2", "2025-10-01", 60, 8_730),
        minutes("C", "3", "2025-10-01", 60, 8_730),
        minutes("D", "7", "2025-10-01", 60, 8_730),
        minutes("E", "99", "2025-10-01", 60, 8_730),
    ];
    let mut session = session(&[jw301("9", "2012-01-01", &products.concat()), jw323(&lines)], Mode::Analyse);
    let answer = used(&mut session, "variant", &json!({ "complete": "2025-12" }));
    let total = &answer["total"];
    // 3,404.70 + 2,000.00 + 523.80 + 500.00; claimed 873.00 + 87.30.
    assert_eq!(total["toDate"], take_up(4, "6428.50", "960.30", Some("14.94")));
    assert_eq!(total["ended"], take_up(3, "5904.70", "960.30", Some("16.26")));
    assert_eq!(total["unpriced"], json!({ "noLimit": 1, "noEnd": 1, "noTariff": 1, "claimed": "87.30" }));
    assert_eq!((&answer["deleted"], &answer["elsewhere"]), (&json!(1), &json!({ "lines": 2, "euros": "174.60" })));
    assert_eq!(answer["priced"], json!({ "amount": 2, "agreed": 2, "mean": 0 }));
    let shares: Vec<(&Value, &Value, &Value)> = answer["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (&row["label"]["id"], &row["allocations"], &row["share"]))
        .collect();
    // Of seven: 1, 1 and 5.
    assert_eq!(
        shares,
        [
            (&json!("aspecifiek"), &json!(1), &json!("14.29")),
            (&json!("generiek"), &json!(1), &json!("14.29")),
            (&json!("specifiek"), &json!(5), &json!("71.43")),
        ]
    );
}

#[test]
fn who_finishes_within_the_first_allocation_by_hand() {
    // Four clients, 31 days to follow on, looked at on 31 December 2025.
    let of = |client: &str, own: &str, products: &str| jw301(own, "2012-01-01", products).replace(BSN, client);
    let ten = || volume(10, "16", 6);
    let texts = [
        // January only: within.
        of("999900006", "11", &allocated("1", "2025-01-01", "2025-01-31", P, &ten(), "")),
        // January, and on from 3 March: 31 + 3 − 1 = 30 days later, so an extension, by 59 days (31 January to 31 March).
        of(
            "999900018",
            "12",
            &(allocated("2", "2025-01-01", "2025-01-31", P, &ten(), "")
                + &allocated("3", "2025-03-03", "2025-03-31", P, &ten(), "")),
        ),
        // The end moved by a later message from 31 January to 10 February: an extension by 10 days; and a second trajectory in
        // June, within.
        of(
            "999900020",
            "13",
            &(allocated_at("4", "08:00:00", "2025-01-01", "2025-01-31", P, &ten(), "")
                + &allocated_at("4", "09:00:00", "2025-01-01", "2025-02-10", P, &volume(14, "16", 6), "")
                + &allocated("5", "2025-06-01", "2025-06-30", P, &ten(), "")),
        ),
        // Ends on 1 December: another one could still follow.
        of("999900031", "14", &allocated("6", "2025-11-01", "2025-12-01", P, &ten(), "")),
        jw323(&[dagdelen("A", "2025-01-01", "2025-01-31", 8, 3_752)]),
        jw323(&[("B", "3", P, "2025-03-03", "2025-03-31", 4, "16", 4 * 3_752)])
            .replace(BSN, "999900018")
            .replace("D1", "D2"),
    ];
    let mut session = session(&texts, Mode::Analyse);
    let answer = used(&mut session, "product", &json!({ "complete": "2025-12" }));
    assert_eq!(
        answer["total"]["first"],
        json!({
            "running": 1,
            "earlier": 0,
            "within": { "trajectories": 2, "claimed": "300.16", "mean": "150.08" },
            "extended": { "trajectories": 2, "claimed": "150.08", "mean": "75.04" },
            "share": "50.00",
            "extensions": 2,
            "days": 69,
            "meanDays": "34.5",
            // What each was given first: 10 × 37.52.
            "budget": "375.20",
        })
    );
    assert_eq!((&answer["replaced"], &answer["total"]["clients"]), (&json!(1), &json!(4)));
    // With 20 days to follow on, March is a trajectory of its own, and the one that ends on 1 December is finished.
    let short = used(&mut session, "product", &json!({ "complete": "2025-12", "gap": 20 }));
    let first = &short["total"]["first"];
    assert_eq!(
        (&first["running"], &first["within"]["trajectories"], &first["share"]),
        (&json!(0), &json!(5), &json!("83.33"))
    );
}

#[test]
fn months_count_as_complete_once_the_run_off_expects_little_more() {
    // Of each month from January to October half is claimed in the month after it and half in the one after that.
    let allocation =
        jw301("9", "2012-01-01", &allocated("1", "2025-01-01", "2025-12-31", P, &volume(480, "16", 6), ""));
    let mut session = session(&[allocation], Mode::Analyse);
    let first = Date::parse("2025-01-01").unwrap();
    for month in 0..10 {
        for half in 1..=2 {
            let (from, through) = (first.plus_months(month), first.plus_months(month + 1).plus_days(-1));
            let (from, through, reference) = (from.to_string(), through.to_string(), format!("{month}-{half}"));
            let line = dagdelen(&reference, &from, &through, 20, 3_752);
            let day = first.plus_months(month + half).to_string();
            let text = jw323(&[line]).replace("2026-02-01", &day).replace("D1", &reference);
            read_in(&mut session, "c.xml", text.as_bytes(), 4_000).unwrap();
        }
    }
    let complete = |session: &mut Session, more: Value| {
        let answer = used(session, "product", &more);
        (answer["complete"].clone(), answer["completeBy"].clone(), answer["total"]["toDate"]["claimed"].clone())
    };
    // Up to December everything is in; at the end of November half of October is; at that of September, half of August.
    assert_eq!(complete(&mut session, json!({})), (json!("2025-10"), json!("runoff"), json!("15008.00")));
    assert_eq!(
        complete(&mut session, json!({ "runOff": { "seen": "2025-11" } })),
        (json!("2025-09"), json!("runoff"), json!("13507.20"))
    );
    assert_eq!(
        complete(&mut session, json!({ "runOff": { "seen": "2025-09" } })),
        (json!("2025-07"), json!("runoff"), json!("10505.60"))
    );
}

#[test]
fn what_cannot_be_asked_is_said() {
    let refused = |session: &mut Session, question: Value| session.ask(&question.to_string()).unwrap_err().code;
    let mut empty = Session::new(Mode::Analyse, 1);
    assert_eq!(refused(&mut empty, json!({ "ask": "use" })), "no-allocations");
    let allocation = jw301("9", "2012-01-01", &allocated("1", "2025-10-01", "2025-12-31", P, &volume(40, "16", 6), ""));
    let mut alone = session(&[allocation], Mode::Analyse);
    assert_eq!(refused(&mut alone, json!({ "ask": "use", "complete": "2025" })), "month");
    assert_eq!(refused(&mut alone, json!({ "ask": "use", "gap": 400 })), "gap");
    let only = json!({ "ask": "use", "runOff": { "selection": { "only": [{ "axis": "year", "labels": ["2025"] }] } } });
    assert_eq!(refused(&mut alone, only), "allocation-selection");
    // Allocations without any claim: nothing is complete.
    let answer = used(&mut alone, "product", &json!({ "complete": "2025-12" }));
    assert_eq!(answer["total"]["toDate"], take_up(1, "1655.67", "0.00", Some("0.00")));
}

/// An allocation as the plain computation sees it.
pub struct Plain {
    pub client: u32,
    pub product: &'static str,
    pub from: Date,
    pub through: Date,
    volume: i128,
    frequency: u8,
    /// The first day of each month, and the cents that were claimed for it.
    claimed: Vec<(Date, i128)>,
}

impl Plain {
    /// The cents that were claimed for months from one up to and including another.
    pub fn spent(&self, from: &str, until: &str) -> i128 {
        let within = |month: Date| (day(from)..=day(until)).contains(&month);
        self.claimed.iter().filter(|(month, _)| within(*month)).map(|(_, cents)| cents).sum()
    }

    /// Cents × the days of the allocation, of its days up to and including one, day by day.
    pub fn worth(&self, until: Date) -> i128 {
        let validity = Validity { from: self.from, last: Some(self.through) };
        let times = match self.frequency {
            2 => validity.times_in_all(Frequency::Week, Steering::Effort),
            4 => validity.times_in_all(Frequency::Month, Steering::Effort),
            _ => Some(1),
        };
        let all = self.volume * i128::from(times.unwrap());
        let mut day = self.from;
        let mut sum = 0;
        while day <= self.through && day <= until {
            // The tariff of the month's first day within the allocation.
            sum += all * tariff(self.product, day.first_of_month().max(self.from));
            day = day.plus_days(1);
        }
        let days = i128::from(Period::through(self.from, self.through).unwrap().days());
        // Half away from zero.
        (2 * sum + days) / (2 * days)
    }
}

pub fn euros(cents: i128) -> String {
    format!("{}{}.{:02}", if cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100)
}

/// What a dagdeel cost on a day, in cents.
pub fn tariff(product: &str, on: Date) -> i128 {
    match product {
        "41A18" if on >= day("2025-12-01") => 4_901,
        "41A18" => 3_752,
        _ => 5_555,
    }
}

/// The same as a table.
pub fn tariffs() -> Value {
    let mut table = agreed();
    let other = json!({ "product": "41A17", "unit": "dagdeel", "tariff": "55.55", "from": "2025-01-01" });
    table.as_array_mut().unwrap().push(other);
    table
}

pub fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// Sixty allocations of twelve clients, and in each of their months something that is claimed one or two months later.
pub fn made(seed: u64) -> (Session, Vec<Plain>) {
    let mut random = Random::new(seed);
    let mut own = Session::new(Mode::Analyse, 5);
    let mut all: Vec<Plain> = Vec::new();
    for number in 0..60 {
        let from = day("2025-01-01").plus_days(random.below(330) as i32);
        let mut one = Plain {
            client: random.below(12),
            product: ["41A18", "41A17"][random.below(2) as usize],
            from,
            through: from.plus_days(random.below(120) as i32),
            volume: i128::from(random.below(40) + 1),
            frequency: [2, 4, 6][random.below(3) as usize],
            claimed: Vec::new(),
        };
        let bsn = format!("9999{:05}", one.client);
        let scope = volume(u32::try_from(one.volume).unwrap(), "16", one.frequency);
        let (from, through) = (one.from.to_string(), one.through.to_string());
        let product = allocated(&number.to_string(), &from, &through, one.product, &scope, "");
        let text = jw301(&(100 + number).to_string(), "2012-01-01", &product).replace(BSN, &bsn);
        read_in(&mut own, "t.xml", text.as_bytes(), 4_000).unwrap();
        for month in Period::through(one.from, one.through).unwrap().months() {
            let volume = i64::from(random.below(30));
            let later = month.from().plus_months(1 + random.below(2) as i32).to_string();
            if volume == 0 {
                continue;
            }
            let cents = tariff(one.product, month.from()) * i128::from(volume);
            one.claimed.push((month.from().first_of_month(), cents));
            let (reference, number) = (format!("{number}-{}", month.from()), number.to_string());
            let (from, through) = (month.from().to_string(), month.last().to_string());
            let line: Line<'_> =
                (&reference, &number, one.product, &from, &through, volume, "16", i64::try_from(cents).unwrap());
            let text = jw323(&[line])
                .replace(BSN, &bsn)
                .replace("D1", &reference)
                .replace("Dagtekening>2026-02-01", &format!("Dagtekening>{later}"));
            read_in(&mut own, "c.xml", text.as_bytes(), 4_000).unwrap();
        }
        all.push(one);
    }
    (own, all)
}

#[test]
fn many_allocations_are_the_same_as_a_plain_computation() {
    let table = tariffs();
    for seed in 0..6 {
        let (mut own, all) = made(seed);
        let within = |one: &Plain| one.spent("2025-03-01", "2025-09-01");
        let ever = |one: &Plain| one.spent("2000-01-01", "2099-01-01");
        let asked = json!({ "agreed": table, "since": "2025-03", "complete": "2025-09" });
        for by in ["product", "year", "month", "provider", "variant"] {
            let answer = used(&mut own, by, &asked);
            let label = |one: &Plain| match by {
                "product" => one.product.to_owned(),
                "year" => "2025".to_owned(),
                "month" => one.from.to_string()[..7].to_owned(),
                "provider" => "65656055".to_owned(),
                _ => "specifiek".to_owned(),
            };
            let labels: BTreeSet<String> = all.iter().map(&label).collect();
            let rows = answer["rows"].as_array().unwrap();
            assert_eq!(rows.len(), labels.len());
            for (row, own) in rows.iter().zip(&labels) {
                let of = || all.iter().filter(|one| label(one) == *own);
                let until = day("2025-09-30");
                let clients: BTreeSet<u32> = of().map(|one| one.client).collect();
                let before = day("2025-02-28");
                let ended = || of().filter(|one| one.from > before && one.through <= until);
                let whole: i128 = ended().map(|one| one.worth(one.through)).sum();
                let spent: i128 = ended().map(ever).sum();
                assert_eq!(row["label"]["id"], json!(own));
                assert_eq!((&row["allocations"], &row["clients"]), (&json!(of().count()), &json!(clients.len())));
                let allocated = of().map(|one| one.worth(until) - one.worth(before)).sum();
                assert_eq!(row["toDate"]["allocated"], euros(allocated));
                assert_eq!(row["toDate"]["claimed"], euros(of().map(within).sum()));
                assert_eq!(row["ended"]["allocations"], ended().count());
                assert_eq!(
                    (&row["ended"]["allocated"], &row["ended"]["claimed"]),
                    (&json!(euros(whole)), &json!(euros(spent)))
                );
            }
            trajectories(&answer["total"]["first"], &all);
            // Nothing is lost.
            let later: i128 = all.iter().map(|one| ever(one) - within(one)).sum();
            assert_eq!(answer["outside"]["euros"], euros(later));
            assert_eq!(answer["elsewhere"], json!({ "lines": 0, "euros": "0.00" }));
        }
    }
}

/// Trajectories, each allocation beside every other.
fn trajectories(found: &Value, all: &[Plain]) {
    let on = Date::parse("2025-09-30").unwrap();
    let (mut running, mut earlier, mut ends, mut extensions, mut days) = (0, 0, [(0, 0), (0, 0)], 0, 0);
    for client in 0..12 {
        let mut own: Vec<&Plain> = all.iter().filter(|one| one.client == client).collect();
        own.sort_by_key(|one| one.from);
        while !own.is_empty() {
            let start = own[0].from;
            let mut end = own.iter().filter(|one| one.from == start).map(|one| one.through).max().unwrap();
            let mut part: Vec<&Plain> = own.extract_if(.., |one| one.from == start).collect();
            let mut more = 0;
            while let Some(next) = own.first().copied().filter(|one| one.from <= end.plus_days(32)) {
                own.remove(0);
                more += 1;
                part.push(next);
                end = end.max(next.through);
            }
            let spent: i128 = part.iter().map(|one| one.spent("2000-01-01", "2099-01-01")).sum();
            if start < Date::parse("2025-03-01").unwrap() {
                earlier += 1;
                continue;
            }
            if end.plus_days(31) > on {
                running += 1;
                continue;
            }
            let first = part.iter().filter(|one| one.from == start).map(|one| one.through).max().unwrap();
            days += first.days_until(end);
            extensions += more;
            let place = usize::from(more > 0);
            ends[place] = (ends[place].0 + 1, ends[place].1 + spent);
        }
    }
    assert_eq!(
        (&found["running"], &found["extensions"], &found["days"]),
        (&json!(running), &json!(extensions), &json!(days))
    );
    assert_eq!(found["earlier"], earlier);
    for (name, (count, spent)) in ["within", "extended"].into_iter().zip(ends) {
        assert_eq!((&found[name]["trajectories"], &found[name]["claimed"]), (&json!(count), &json!(euros(spent))));
    }
}
