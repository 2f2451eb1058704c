//! Answers beside naive ones, row by row.

use std::collections::{BTreeMap, BTreeSet};

use dagdeel::claims::{Month, Wish, line_amount};
use serde_json::{Value, json};

use crate::support::{ask, generated};

const WISH: Wish = Wish { rows: 30_000, seed: 8, errors: 20, personal: false, allocations: false };

/// Lines, cents and clients by the words of the axes, row by row.
type Naive = BTreeMap<Vec<String>, (u64, i64, BTreeSet<u32>)>;

fn labels(table: &Value, cell: &Value) -> Vec<String> {
    let at = cell["at"].as_array().unwrap().iter().enumerate();
    at.map(|(axis, place)| {
        table["axes"][axis]["labels"][place.as_u64().unwrap() as usize]["id"].as_str().unwrap().to_owned()
    })
    .collect()
}

fn cents(value: &Value) -> i64 {
    value.as_str().unwrap().replace('.', "").parse().unwrap()
}

#[test]
fn sums_and_different_clients_are_those_of_a_naive_count() {
    let (mut session, _) = generated(WISH);
    let mut naive = Naive::new();
    let claims = session.claims();
    for row in 0..claims.rows() {
        let claim = claims.claim(row).unwrap();
        let product = claims.products.label(claim.product);
        let key = vec![
            claim.month.year().to_string(),
            claims.municipalities.label(claim.municipality).to_owned(),
            product[..2].to_owned(),
        ];
        let sum = naive.entry(key).or_default();
        sum.0 += 1;
        sum.1 += claim.cents;
        sum.2.insert(claim.client);
    }
    let table =
        ask(&mut session, &json!({ "ask": "table", "axes": ["year", "municipality", "category"], "clients": true }));
    let cells = table["cells"].as_array().unwrap();
    assert_eq!(cells.len(), naive.len());
    for cell in cells {
        let (lines, sum, clients) = &naive[&labels(&table, cell)];
        assert_eq!(cell["lines"].as_u64(), Some(*lines));
        assert_eq!(cents(&cell["euros"]), *sum);
        assert_eq!(cell["clients"].as_u64(), Some(clients.len() as u64));
    }
    let everyone: BTreeSet<u32> = naive.values().flat_map(|(.., clients)| clients.iter().copied()).collect();
    assert_eq!(table["total"]["clients"].as_u64(), Some(everyone.len() as u64));
    assert_eq!(cents(&table["total"]["euros"]), naive.values().map(|(_, sum, _)| sum).sum::<i64>());
}

#[test]
fn concentration_is_that_of_sorted_clients() {
    let (mut session, _) = generated(WISH);
    let claims = session.claims();
    let mut by_client = BTreeMap::<u32, i64>::new();
    for claim in (0..claims.rows()).filter_map(|row| claims.claim(row)).filter(|claim| claim.month.year() == 2021) {
        *by_client.entry(claim.client).or_default() += claim.cents;
    }
    let mut sums: Vec<i64> = by_client.into_values().collect();
    sums.sort_unstable_by(|one, other| other.cmp(one));
    let top = sums.len().div_ceil(10);
    let years = ask(&mut session, &json!({ "ask": "concentration", "perYear": true }));
    let year = years.as_array().unwrap().iter().find(|year| year["year"] == "2021").unwrap();
    assert_eq!(year["clients"].as_u64(), Some(sums.len() as u64));
    assert_eq!(cents(&year["topEuros"]), sums[..top].iter().sum::<i64>());
    let lorenz: Vec<f64> =
        year["lorenz"].as_array().unwrap().iter().map(|share| share.as_str().unwrap().parse().unwrap()).collect();
    assert_eq!((lorenz.len(), lorenz[0], lorenz[100]), (101, 0.0, 100.0));
}

#[test]
fn lines_can_be_left_out_and_chosen() {
    let (mut session, about) = generated(WISH);
    let report = ask(&mut session, &json!({ "ask": "check", "agreed": about["agreed"] }));
    let total = |session: &mut dagdeel::claims::Session, selection: Value| {
        ask(session, &json!({ "ask": "table", "axes": [], "selection": selection }))["total"].clone()
    };
    let clean = total(&mut session, json!({ "withoutErrors": true }));
    assert_eq!(
        (clean["lines"].clone(), clean["euros"].clone()),
        (report["clean"]["lines"].clone(), report["clean"]["euros"].clone())
    );
    let claims = session.claims();
    let month = Month::new(2021, 3).unwrap();
    let expected = (0..claims.rows()).filter(|row| claims.month.get(*row) == Some(month.0)).count();
    let march = total(&mut session, json!({ "only": [{ "axis": "month", "labels": ["2021-03"] }] }));
    assert_eq!(march["lines"].as_u64(), Some(expected as u64));
}

#[test]
fn totals_from_elsewhere_are_set_beside_the_claims() {
    let (mut session, _) = generated(WISH);
    let rows = ask(
        &mut session,
        &json!({ "ask": "reconcile", "by": "year", "totals": [{ "label": "2021", "total": "100.00" }, { "label": "2019", "total": "5.00" }] }),
    );
    let row = |label: &str| rows.as_array().unwrap().iter().find(|row| row["label"]["id"] == label).unwrap().clone();
    assert_eq!(cents(&row("2021")["difference"]), cents(&row("2021")["claims"]) - 10_000);
    assert_eq!(row("2019")["difference"], "-5.00");
    assert_eq!(row("2020")["difference"], Value::Null);
}

#[test]
fn products_map_to_tasks_by_the_longest_start() {
    let (mut session, _) = generated(WISH);
    let rules = json!([{ "product": "41", "task": "6.72c" }, { "product": "41A18", "task": "6.72x" }]);
    let rows = ask(&mut session, &json!({ "ask": "iv3", "rules": rules }));
    let rows = rows.as_array().unwrap();
    let sum = |task: &str| rows.iter().filter(|row| row["task"] == task).map(|row| cents(&row["euros"])).sum::<i64>();
    let claims = session.claims();
    let naive = |start: &str| {
        let rows = (0..claims.rows()).filter_map(|row| claims.claim(row));
        rows.filter(|claim| claims.products.label(claim.product).starts_with(start))
            .map(|claim| claim.cents)
            .sum::<i64>()
    };
    assert_eq!(sum("6.72x"), naive("41A18"));
    assert_eq!(sum("6.72c"), naive("41") - naive("41A18"));
}

/// What a change of tariffs makes of each line, priced by itself.
#[test]
fn a_lever_on_the_cube_is_the_lever_on_every_line() {
    let (mut session, about) = generated(WISH);
    ask(&mut session, &json!({ "ask": "check", "agreed": about["agreed"] }));
    for (side, selection) in
        [("municipality", json!({})), ("provider", json!({})), ("municipality", json!({ "withoutErrors": true }))]
    {
        let changes = json!([
            { "product": "41A18", "from": "2022-10-01", "tariff": "49.01" },
            { "product": "45V02", "from": "2021-03-01", "tariff": "97.53" },
            { "product": "45V02", "from": "2022-03-01", "tariff": "101.37" },
        ]);
        let priced =
            ask(&mut session, &json!({ "ask": "price", "side": side, "changes": changes, "selection": selection }));
        let claims = session.claims();
        let (mut charged, mut changed, mut lines) = (0, 0, 0);
        for row in 0..claims.rows() {
            let wrong = claims.flags.get(row).unwrap() & !(1 << 13) != 0;
            if selection["withoutErrors"] == true && wrong {
                continue;
            }
            let claim = claims.claim(row).unwrap();
            let month = claim.month.id();
            let tariff = match claims.products.label(claim.product) {
                "41A18" if month.as_str() >= "2022-10" => Some(4901),
                "45V02" if month.as_str() >= "2022-03" => Some(10_137),
                "45V02" if month.as_str() >= "2021-03" => Some(9_753),
                _ => None,
            };
            charged += claim.cents;
            changed += tariff.map_or(claim.cents, |tariff| line_amount(claim.unit, claim.volume, tariff).unwrap());
            lines += u64::from(tariff.is_some());
        }
        assert_eq!((cents(&priced["charged"]), cents(&priced["priced"])), (charged, changed), "{side} {selection}");
        assert_eq!(priced["changedLines"].as_u64(), Some(lines));
        let differences =
            priced["cells"].as_array().unwrap().iter().map(|cell| cents(&cell["priced"]) - cents(&cell["charged"]));
        assert_eq!(differences.sum::<i64>(), changed - charged);
    }
}

/// Volumes × 0.95 and other tariffs, each line rounded; beside the same rounded once.
#[test]
fn lines_priced_by_themselves_differ_from_cells_by_rounding_only() {
    let (mut session, _) = generated(WISH);
    let changes = json!([{ "product": "41A18", "from": "2022-10-01", "tariff": "49.01" }, { "product": "45V02", "from": "2020-01-01", "tariff": "97.53" }]);
    let answer =
        ask(&mut session, &json!({ "ask": "lineprice", "side": "municipality", "changes": changes, "volume": "0.95" }));
    let claims = session.claims();
    let mut expected = 0;
    for row in 0..claims.rows() {
        let claim = claims.claim(row).unwrap();
        let tariff = match claims.products.label(claim.product) {
            "41A18" if claim.month.id().as_str() >= "2022-10" => Some(4901),
            "45V02" => Some(9753),
            _ => None,
        };
        // In hundredths of a cent, and of minutes in sixtieths of that.
        let (amount, parts) = match (tariff, claim.unit) {
            (Some(tariff), 1) => (i64::from(claim.volume) * tariff * 95, 6000),
            (Some(tariff), _) => (i64::from(claim.volume) * tariff * 95, 100),
            (None, _) => (claim.cents * 95, 100),
        };
        expected += (amount.abs() + parts / 2) / parts * amount.signum();
    }
    assert_eq!(cents(&answer["perLine"]), expected);
    let sum = |of: &str| answer["cells"].as_array().unwrap().iter().map(|cell| cents(&cell[of])).sum::<i64>();
    assert_eq!((sum("perLine"), sum("perCell")), (expected, cents(&answer["perCell"])));
    assert_eq!(cents(&answer["rounding"]), sum("perLine") - sum("perCell"));
}

#[test]
fn a_year_is_the_base_of_a_scenario() {
    let (mut session, _) = generated(WISH);
    let base = ask(&mut session, &json!({ "ask": "base", "year": "2022", "products": ["41A18"] }));
    let claims = session.claims();
    let rows = (0..claims.rows()).filter_map(|row| claims.claim(row));
    let own: Vec<_> = rows
        .filter(|claim| {
            claim.month.year() == 2022 && claims.products.label(claim.product) == "41A18" && claim.unit == 16
        })
        .collect();
    let product = &base["products"][0];
    assert_eq!(product["product"], "41A18");
    // A planted error claims some lines in hours: volumes of two units do not add up, and none is given.
    let errors = (0..claims.rows())
        .filter_map(|row| claims.claim(row))
        .any(|claim| claim.month.year() == 2022 && claims.products.label(claim.product) == "41A18" && claim.unit == 4);
    let volume: i64 = own.iter().map(|claim| i64::from(claim.volume)).sum();
    assert_eq!(product["volume"].as_i64(), (!errors).then_some(volume));
    if !errors {
        let shares: Vec<&str> =
            product["months"].as_array().unwrap().iter().map(|share| share.as_str().unwrap()).collect();
        let shares = shares.iter().map(|share| dagdeel::quantity::Exact::parse(share).unwrap());
        assert_eq!(dagdeel::quantity::Exact::sum(shares), Ok(dagdeel::quantity::Exact::ONE));
        let parts = product["municipalities"].as_array().unwrap();
        assert_eq!(parts.iter().map(|part| part["amount"].as_i64().unwrap()).sum::<i64>(), volume);
    }
    assert_eq!(base["hash"].as_str(), Some(session.claims().hash().as_str()));
}
