//! The cost price: figures worked out by hand, differences that add up whatever the order, and documents that do not fit.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use dagdeel::quantity::Exact;
use dagdeel::scenario::{Document, ScenarioResult};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{at, cell, run, shipped, words};

const FIRST: &str = "parts[1].parties[0].parameters";
const DAY: &str = "kostprijs-datum=2022-10-01";

fn text(words: &str) -> Value {
    json!({"nl": words, "en": words})
}

fn figure(value: &str, unit: &str) -> Value {
    json!({"value": value, "unit": unit, "source": "aanname"})
}

fn parameter(kind: &str, value: &str, unit: &str) -> Value {
    let values = json!([{"from": "2022-01-01", "amount": figure(value, unit)}]);
    let mut own = json!({"parameter": kind, "definition": text(kind), "values": values});
    match kind {
        "overhead" => own["overhead_of"] = json!("direct_cost"),
        "no_show" => own["claimable"] = json!(false),
        "wage" => own["function"] = json!("mbo"),
        _ => {}
    }
    own
}

/// A document with nothing but the cost price of one party.
fn alone(unit: &str, parameters: Value) -> Value {
    let part = json!({
        "kind": "cost_price", "unit": unit, "date": "2022-01-01", "functions": [{"id": "mbo", "name": text("mbo")}],
        "parties": [{"id": "een", "name": text("Een"), "parameters": parameters}],
    });
    json!({
        "format": "dagdeel-scenario/1", "id": "proef", "title": text("Proef"), "place": text("Proef"),
        "horizon": {"from": "2022-01-01", "to": "2023-01-01", "step": "year"}, "sources": [], "parts": [part], "levers": [],
        "caveats": [],
    })
}

fn tariff(document: &Value, party: &str) -> Exact {
    let result = run(document).unwrap();
    let day = result.axes.iter().find(|axis| axis.id == "kostprijs-datum").unwrap().labels[0].id.clone();
    let found = cell(&result, "kostprijs-tarief", &format!("kostprijs-datum={day} kostprijs-partij={party}")).clone();
    Exact::parse(found.as_known().unwrap()).unwrap()
}

fn problems(document: &Value) -> Vec<String> {
    match Document::read(&document.to_string()) {
        Ok(_) => Vec::new(),
        Err(found) => found.into_iter().map(|problem| problem.code).collect(),
    }
}

#[test]
fn the_published_example_per_hour_comes_out_in_both_meanings_of_overhead() {
    let path = format!("{}/tests/golden/kostprijs-uur.txt", env!("CARGO_MANIFEST_DIR"));
    let table = std::fs::read_to_string(path).unwrap();
    let mut lines = 0;
    for line in table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let [wage, productivity, overhead, of, expected, _] =
            line.split('|').map(str::trim).collect::<Vec<_>>().try_into().expect("six columns");
        let off = Exact::ONE.minus(Exact::parse(productivity).unwrap()).unwrap().plain();
        let mut document = alone(
            "uur",
            json!([
                parameter("wage", wage, "euro/uur"),
                parameter("contract_hours", "1878", "uur/fte/jaar"),
                parameter("other_hours", &off, "1"),
                parameter("overhead", overhead, "1"),
            ]),
        );
        *at(&mut document, "parts[0].parties[0].parameters[3].overhead_of") = json!(of);
        assert_eq!(tariff(&document, "een").fixed(2), expected, "{line}");
        lines += 1;
    }
    assert_eq!(lines, 7);
}

#[test]
fn wages_by_the_month_and_by_the_hour_give_what_wages_a_year_give() {
    let with = |wage: &str, franchise: &str, unit: &str| {
        alone(
            "etmaal",
            json!([
                parameter("wage", wage, unit),
                parameter("pension_premium", "0.12", "1"),
                parameter("pension_franchise", franchise, unit),
                parameter("contract_hours", "1800", "uur/fte/jaar"),
                parameter("leave", "200", "uur/fte/jaar"),
                parameter("staff", "1.5", "medewerker/groepsetmaal"),
                parameter("enrolled", "8", "etmaal/groepsetmaal"),
                parameter("client_cost", "30", "euro/etmaal"),
            ]),
        )
    };
    // (36.000 + 0,12 × (36.000 − 14.400)) ÷ 1.600 = 24,12 an hour; × 1,5 × 24 ÷ 8 + 30 = 138,54 an etmaal.
    for (wage, franchise, unit) in
        [("36000", "14400", "euro/fte/jaar"), ("3000", "1200", "euro/fte/maand"), ("20", "8", "euro/uur")]
    {
        assert_eq!(tariff(&with(wage, franchise, unit), "een").fixed(2), "138.54", "{unit}");
    }
}

/// The drawing of the view (its parameters made up for it) was computed apart from this program.
#[test]
fn an_independent_computation_of_two_sets_gives_the_same_difference_of_each_parameter() {
    let mut document = shipped("kostprijs-dagdeel");
    for (party, irregular, social) in [(0, "0.03", "0.27"), (1, "0.035", "0.25")] {
        let path = |at: usize| format!("parts[1].parties[{party}].parameters[{at}].values[0].amount.value");
        *at(&mut document, &path(5)) = json!(irregular);
        *at(&mut document, &path(6)) = json!(social);
        *at(&mut document, &path(7)) = json!("0");
    }
    let result = run(&document).unwrap();
    let found = |table: &str, labels: &str| words(cell(&result, table, &format!("{DAY} {labels}")));
    assert_eq!(found("kostprijs-tarief", "kostprijs-partij=aanbieder"), "59.43");
    assert_eq!(found("kostprijs-tarief", "kostprijs-partij=gemeente"), "47.81");
    for (parameter, expected) in [
        ("loon-mbo", "0.39"),
        ("loon-hbo", "0.52"),
        ("functiemix", "0.94"),
        ("onregelmatigheid", "-0.19"),
        ("sociale-lasten", "0.68"),
        ("ziekteverzuim", "0.92"),
        ("scholing", "0.33"),
        ("overige-uren", "1.31"),
        ("overhead", "0.71"),
        ("begeleiders", "4.10"),
        ("voorbereiding", "0.00"),
        ("ruimte", "1.03"),
        ("ingeschreven", "0.00"),
        ("clientkosten", "0.36"),
        ("opslag", "0.52"),
    ] {
        let label = format!("kostprijs-parameter={parameter}");
        assert_eq!(found("kostprijs-verschil-per-parameter", &label), expected, "{parameter}");
    }
    let steps: Vec<String> =
        ["loon", "lasten", "niet-productief", "voorbereiding", "overhead", "ruimte", "client", "opslag"]
            .iter()
            .map(|step| found("kostprijs-opbouw", &format!("kostprijs-partij=aanbieder kostprijs-stap={step}")))
            .collect();
    assert_eq!(steps, ["15.87", "7.51", "10.84", "4.28", "8.47", "7.33", "3.40", "1.73"]);
}

/// The differences of all parameters, and of the whole, in cents.
fn differences(result: &ScenarioResult) -> (Vec<Exact>, Exact) {
    let known = |cell: &dagdeel::scenario::CellValue| Exact::parse(cell.as_known().unwrap()).unwrap();
    let table = |id: &str| result.table(id).unwrap().cells.iter().map(known).collect::<Vec<_>>();
    (table("kostprijs-verschil-per-parameter"), table("kostprijs-verschil")[0])
}

/// Another value for some parameters of both parties: the position, and how much more, in thousandths.
fn varied(changes: &[(usize, usize, u32)], large: bool) -> Value {
    let mut document = shipped("kostprijs-dagdeel");
    if large {
        for party in 0..2 {
            for own in [0, 1, 8, 18, 21] {
                let place =
                    at(&mut document, &format!("parts[1].parties[{party}].parameters[{own}].values[0].amount.value"));
                let value = Exact::parse(place.as_str().unwrap()).unwrap();
                *place = json!(value.times(Exact::from_i64(100_000)).unwrap().plain());
            }
        }
    }
    for (party, own, more) in changes {
        let list = format!("parts[1].parties[{party}].parameters[{own}]");
        let name = at(&mut document, &format!("{list}.parameter")).as_str().unwrap().to_owned();
        if at(&mut document, &format!("{list}.values")).as_array().unwrap().is_empty() {
            continue;
        }
        let place = at(&mut document, &format!("{list}.values[0].amount.value"));
        let value = Exact::parse(place.as_str().unwrap()).unwrap();
        let factor = Exact::from_scaled_i64(i64::from(1000 + more), 3);
        *place = json!(value.times(factor).unwrap().plain());
        match name.as_str() {
            "overhead" if more % 2 == 0 => *at(&mut document, &format!("{list}.overhead_of")) = json!("total"),
            "no_show" => {
                *at(&mut document, &format!("{list}.values[0].amount.value")) = json!("0.08");
                *at(&mut document, &format!("{list}.claimable")) = json!(more % 2 == 0);
            }
            "client_cost" if more % 2 == 0 => *at(&mut document, &format!("{list}.saved_on_absence")) = json!(false),
            "staff" if more % 3 == 0 => {
                *at(&mut document, &format!("{list}.values")) = json!([]);
                at(&mut document, &list)["steps"] = json!({"source": "aanname", "table": [
                    {"from": "1", "to": "6", "staff": "1"}, {"from": "7", "to": "20", "staff": "2"},
                ]});
            }
            _ => {}
        }
    }
    document
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn differences_add_up_and_change_sign_when_the_parties_swap(
        changes in prop::collection::vec((0usize..2, 0usize..24, 0u32..400), 0..30),
    ) {
        let mut document = varied(&changes, false);
        let (parts, whole) = differences(&run(&document).unwrap());
        prop_assert_eq!(Exact::sum(parts.iter().copied()).unwrap(), whole);
        at(&mut document, "parts[1].parties").as_array_mut().unwrap().reverse();
        let (other, back) = differences(&run(&document).unwrap());
        prop_assert_eq!(back, whole.negate());
        let negated: Vec<Exact> = other.into_iter().map(Exact::negate).collect();
        prop_assert_eq!(negated, parts);
        let build_up = run(&document).unwrap();
        let steps = build_up.table("kostprijs-opbouw").unwrap();
        let tariffs = build_up.table("kostprijs-tarief").unwrap();
        let count = steps.cells.len() / tariffs.cells.len();
        for (tariff, steps) in tariffs.cells.iter().zip(steps.cells.chunks(count)) {
            let known = |cell: &dagdeel::scenario::CellValue| Exact::parse(cell.as_known().unwrap()).unwrap();
            prop_assert_eq!(Exact::sum(steps.iter().map(known)).unwrap(), known(tariff));
        }
    }

    /// Every order of taking over, run by running documents: wages are made large, so that rounding to the cent is far away.
    #[test]
    fn a_difference_is_the_mean_over_all_orders(
        places in prop::sample::subsequence((0usize..24).collect::<Vec<_>>(), 4),
        more in prop::collection::vec(1u32..300, 4),
    ) {
        let changes: Vec<(usize, usize, u32)> = places.iter().zip(&more).map(|(place, more)| (0, *place, *more)).collect();
        let mut document = varied(&changes, true);
        // The second party has the first's own parameters, but for the four that were changed.
        let (mine, theirs) = (at(&mut document, FIRST).clone(), at(&mut varied(&[], true), FIRST).clone());
        *at(&mut document, "parts[1].parties[1].parameters") = theirs.clone();
        let (parts, _) = differences(&run(&document).unwrap());
        let mut values = Vec::new();
        for set in 0..16usize {
            let mut mixed = theirs.clone();
            for (bit, place) in places.iter().enumerate() {
                if set & (1 << bit) != 0 {
                    mixed[*place] = mine[*place].clone();
                }
            }
            let mut run = document.clone();
            *at(&mut run, FIRST) = mixed;
            values.push(tariff(&run, "aanbieder"));
        }
        // By their order in the document; the parameters of the result have the order of the calculation, the same here.
        for (bit, place) in places.iter().enumerate() {
            let mut sum = Exact::ZERO;
            for set in (0..16usize).filter(|set| set & (1 << bit) == 0) {
                let orders = [6, 2, 2, 6][set.count_ones() as usize];
                let change = values[set | (1 << bit)].minus(values[set]).unwrap();
                sum = sum.plus(change.times(Exact::from_i64(orders)).unwrap()).unwrap();
            }
            let mean = sum.over(Exact::from_i64(24)).unwrap().unwrap();
            let off = mean.minus(parts[order(*place)]).unwrap().abs();
            prop_assert!(off <= Exact::from_scaled_i64(4, 2), "{}: {} and {}", place, mean.plain(), parts[order(*place)].plain());
        }
    }
}

/// The place of a parameter of the document among those of the result: contact hours are added, other cost is not there.
fn order(place: usize) -> usize {
    match place {
        0..=16 => place,
        _ => place + 1,
    }
}

#[test]
fn offers_are_computed_again_and_compared() {
    let mut document = shipped("kostprijs-dagdeel");
    let own = at(&mut document, FIRST).as_array().unwrap().clone();
    let mut lower = own.clone();
    *at(&mut lower[16], "values[0].amount.value") = json!("1");
    document["parts"][1]["offers"] = json!([
        {"id": "bod-1", "date": "2022-11-01", "party": "aanbieder", "parameters": own},
        {"id": "bod-2", "date": "2022-11-08", "party": "gemeente", "amount": figure("49.01", "euro/dagdeel"), "note": text("mondeling")},
        {"id": "bod-3", "date": "2022-11-15", "party": "aanbieder", "parameters": [lower[16]], "amount": figure("55.00", "euro/dagdeel")},
    ]);
    let result = run(&document).unwrap();
    let found = |table: &str, bid: &str| words(cell(&result, table, &format!("{DAY} kostprijs-bod={bid}")));
    assert_eq!(["bod-1", "bod-2", "bod-3"].map(|bid| found("kostprijs-bod", bid)), ["59.55", "49.01", "55.00"]);
    // With one member of staff: (3,40 + (1 × 4,5 × 57,0688 + 44) ÷ 6) × 1,03 = 55,1410.
    assert_eq!(
        ["bod-1", "bod-2", "bod-3"].map(|bid| found("kostprijs-bod-narekening", bid)),
        ["59.55", "– none", "55.14"]
    );
    // Since 59,55 (its own set), 47,90 and 59,55; from 47,90, 59,55 and 49,01.
    assert_eq!(["bod-1", "bod-2", "bod-3"].map(|bid| found("kostprijs-bod-stap", bid)), ["0.00", "1.11", "-4.55"]);
    assert_eq!(["bod-1", "bod-2", "bod-3"].map(|bid| found("kostprijs-bod-afstand", bid)), ["11.65", "-10.54", "5.99"]);
    let differing: Vec<_> = result.caveats.iter().filter(|caveat| caveat.code == "offer-differs").collect();
    assert_eq!(differing.len(), 1);
    assert_eq!(differing[0].path.as_deref(), Some("parts[1].offers[2]"));
    assert!(differing[0].text.nl.contains("55,00") && differing[0].text.nl.contains("55,14"));

    // An offer keeps its own parameters when those of its party change later.
    *at(&mut document, &format!("{FIRST}[18].values[0].amount.value")) = json!("50");
    let result = run(&document).unwrap();
    let found = |table: &str, bid: &str| words(cell(&result, table, &format!("{DAY} kostprijs-bod={bid}")));
    assert_eq!(found("kostprijs-bod", "bod-1"), "59.55");
}

#[test]
fn differing_definitions_are_said() {
    let mut document = shipped("kostprijs-dagdeel");
    assert!(!run(&document).unwrap().caveats.iter().any(|caveat| caveat.code == "definitions-differ"));
    *at(&mut document, &format!("{FIRST}[15].overhead_of")) = json!("total");
    at(&mut document, FIRST).as_array_mut().unwrap().remove(13);
    let result = run(&document).unwrap();
    let said = |code: &str| result.caveats.iter().find(|caveat| caveat.code == code).unwrap().text.nl.to_string();
    assert!(said("definitions-differ").contains("overhead"));
    assert!(said("parameter-lacking").contains("scholing"));
}

#[test]
fn an_unknown_parameter_leaves_the_cost_price_unknown_and_a_range_gives_a_range() {
    let mut document = shipped("kostprijs-dagdeel");
    *at(&mut document, &format!("{FIRST}[18].values[0].amount.value")) = Value::Null;
    let labels = format!("{DAY} kostprijs-partij=aanbieder");
    let unknown = run(&document).unwrap();
    assert_eq!(words(cell(&unknown, "kostprijs-tarief", &labels)), "Unknown { unknown: 1 }");
    let amount = at(&mut document, &format!("{FIRST}[18].values[0].amount"));
    (amount["low"], amount["high"]) = (json!("40"), json!("50"));
    let between = run(&document).unwrap();
    // The room alone: ± 6 ÷ 6 × 1,03 around 44.
    assert_eq!(words(cell(&between, "kostprijs-tarief", &labels)), r#"Between { low: "58.86", high: "60.58" }"#);
    assert!(between.table("kostprijs-verschil-per-parameter").is_none());
}

#[test]
fn documents_that_make_no_sense_are_refused_with_a_place() {
    for (path, value, code) in [
        ("parts[1].unit", json!("stuk"), "unit"),
        ("parts[1].unit", json!("uur"), "unit"),
        ("parts[1].product", json!("bestaat-niet"), "unknown-id"),
        ("parts[1].functions", json!([]), "too-many"),
        ("parts[1].parties", json!([]), "too-many"),
        ("parts[1].parties[1].id", json!("aanbieder"), "id"),
        ("parts[1].parties[1].id", json!("__proto__"), "id"),
        ("parts[1].parties[0].parameters", json!([]), "missing-parameter"),
        ("parts[1].parties[0].parameters[0].function", json!("wo"), "unknown-id"),
        ("parts[1].parties[0].parameters[3].function", json!("mbo"), "parameter"),
        ("parts[1].parties[0].parameters[3].parameter", json!("tover"), "type"),
        ("parts[1].parties[0].parameters[4].parameter", json!("holiday_pay"), "repeated-parameter"),
        ("parts[1].parties[0].parameters[2].values[0].amount.value", json!("1.2"), "too-large"),
        ("parts[1].parties[0].parameters[3].claimable", json!(true), "parameter"),
        ("parts[1].parties[0].parameters[15].overhead_of", Value::Null, "parameter"),
        ("parts[1].parties[0].parameters[16].values", json!([]), "parameter"),
        ("parts[1].parties[0].parameters[18].values[0].amount.unit", json!("euro/dagdeel"), "unit"),
        ("parts[1].parties[0].parameters[0].values[0].amount.unit", json!("euro/uur"), "unit"),
        ("parts[1].parties[0].parameters[0].values[0].from", json!("2023-01-01"), "no-value"),
        ("parts[1].parties[0].parameters[18].values[0].amount.value", json!("-1"), "too-small"),
        ("parts[1].parties[0].parameters[19].values[0].amount.value", json!("0"), "too-small"),
        ("parts[1].parties[0].parameters[3].values[0].amount.source", json!("krant"), "unknown-id"),
        ("parts[1].published[0].what", json!("gerucht"), "type"),
        ("parts[1].published[0].year", json!(20222), "year"),
        ("parts[1].offers", json!([{"id": "bod", "date": "2022-10-01", "party": "niemand"}]), "unknown-id"),
        ("parts[1].offers", json!([{"id": "bod", "date": "2022-10-01", "party": "gemeente"}]), "empty-offer"),
        ("levers[0].party", json!("niemand"), "unknown-id"),
    ] {
        let mut document = shipped("kostprijs-dagdeel");
        let (holder, last) = path.rsplit_once('.').unwrap();
        match last.contains('[') {
            true => *at(&mut document, path) = value,
            false => at(&mut document, holder)[last] = value,
        }
        let found = problems(&document);
        assert!(found.iter().any(|own| own == code), "{path}: {code} in {found:?}");
    }
    let mut document = shipped("kostprijs-dagdeel");
    document["parts"].as_array_mut().unwrap().remove(1);
    assert_eq!(problems(&document), ["no-cost-price"]);
    let steps = json!({"source": "aanname", "table": [{"from": "1", "to": "6", "staff": "2"}, {"from": "8", "to": "9", "staff": "3"}]});
    let mut document = shipped("kostprijs-dagdeel");
    *at(&mut document, &format!("{FIRST}[16].values")) = json!([]);
    at(&mut document, &format!("{FIRST}[16]"))["steps"] = steps;
    assert_eq!(problems(&document), ["staff-steps"]);
}

#[test]
fn numbers_that_become_too_large_are_an_error_and_no_panic() {
    let mut document = shipped("kostprijs-dagdeel");
    for place in [0, 1, 16, 18] {
        *at(&mut document, &format!("{FIRST}[{place}].values[0].amount.value")) = json!("90000000000000000");
    }
    let found = run(&document).unwrap_err();
    assert_eq!(found[0].code, "overflow");
}
