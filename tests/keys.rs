//! Keys of products: how the volume of each lies over municipalities, providers and months, against figures worked out by hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use serde_json::{Value, json};
use support::{cell, figure, lever, percent, product, run, scenario, text, words};

fn members(kind: &str, shares: [(&str, &str); 2]) -> Value {
    let member = |(id, share): (&str, &str)| json!({"id": id, "name": text(id), "share": percent(share)});
    json!({"kind": kind, "members": shares.map(member)})
}

/// A product with a key of its own.
fn keyed(id: &str, volume: &str, over: &str, shares: Value) -> Value {
    let mut product = product(id, "uur", "10.00", volume);
    product["key"] = json!({"over": over, "source": "aanname", "members": shares});
    product
}

/// All of the year in one month.
fn only(month: usize) -> Vec<&'static str> {
    (0..12).map(|at| if at == month { "1" } else { "0" }).collect()
}

fn year(parts: Value, levers: Value) -> Value {
    scenario("2024-01-01", "2025-01-01", "month", parts, levers)
}

/// Two products in one unit, each with a key of its own: what falls where is what the key says of that product.
#[test]
fn each_product_lies_over_the_municipalities_and_their_months_by_its_own_key() {
    let parts = json!([
        members("municipalities", [("noord", "0.5"), ("zuid", "0.5")]),
        product("algemeen", "uur", "10.00", "1000"),
        keyed(
            "eigen",
            "4000",
            "municipalities",
            json!([
                {"id": "noord", "share": "0.75", "months": only(0)}, {"id": "zuid", "share": "0.25", "months": only(1)},
            ])
        ),
        keyed(
            "ander",
            "2000",
            "municipalities",
            json!([{"id": "noord", "share": "0.1"}, {"id": "zuid", "share": "0.9"}])
        ),
    ]);
    let result = run(&year(parts, json!([]))).unwrap();
    let volume = |town: &str| {
        ["algemeen", "eigen", "ander"]
            .map(|id| words(cell(&result, "volume", &format!("year=2024 gemeente={town} product={id}"))))
    };
    assert_eq!(volume("noord"), ["500.00", "3000.00", "200.00"]);
    assert_eq!(volume("zuid"), ["500.00", "1000.00", "1800.00"]);
    let costs = |month: &str| {
        ["algemeen", "eigen", "ander"].map(|id| {
            let labels = format!("period=2024-{month} variant=nieuw product={id}");
            words(cell(&result, "productkosten-per-periode", &labels))
        })
    };
    assert_eq!(costs("01"), ["833.34", "30000.00", "1666.67"]);
    assert_eq!(costs("02"), ["833.34", "10000.00", "1666.67"]);
    assert_eq!(costs("03")[1], "0.00");
}

/// One product has months by municipality and another by provider: both have their own.
#[test]
fn months_may_be_given_by_municipality_of_one_product_and_by_provider_of_another() {
    let own = |first: &str, second: &str| json!([{"id": first, "share": "0.5", "months": only(0)}, {"id": second, "share": "0.5", "months": only(6)}]);
    let parts = json!([
        members("municipalities", [("noord", "0.2"), ("zuid", "0.8")]),
        members("providers", [("een", "0.4"), ("twee", "0.6")]),
        keyed("per-gemeente", "1000", "municipalities", own("noord", "zuid")),
        keyed("per-aanbieder", "2000", "providers", own("een", "twee")),
        product("vlak", "uur", "10.00", "1200"),
    ]);
    let result = run(&year(parts, json!([]))).unwrap();
    let costs = |month: &str| {
        ["per-gemeente", "per-aanbieder", "vlak"].map(|id| {
            let labels = format!("period=2024-{month} variant=nieuw product={id}");
            words(cell(&result, "productkosten-per-periode", &labels))
        })
    };
    assert_eq!(costs("01"), ["5000.00", "10000.00", "1000.00"]);
    assert_eq!(costs("07"), ["5000.00", "10000.00", "1000.00"]);
    assert_eq!(costs("02"), ["0.00", "0.00", "1000.00"]);
    let provider = |month: &str, id: &str| {
        words(cell(
            &result,
            "kosten-per-aanbieder-per-periode",
            &format!("period=2024-{month} variant=nieuw aanbieder={id}"),
        ))
    };
    // 5,000 and 1,000 by the general key, and all of the product's own January.
    assert_eq!([provider("01", "een"), provider("01", "twee")], ["12400.00", "3600.00"]);
    assert_eq!([provider("07", "een"), provider("07", "twee")], ["2400.00", "13600.00"]);
}

/// More of a product goes where the product goes, not where the region in general does.
#[test]
fn volume_in_units_is_split_by_the_key_of_its_product() {
    let shares = json!([{"id": "noord", "share": "0.75"}, {"id": "zuid", "share": "0.25"}]);
    let parts = json!([
        members("municipalities", [("noord", "0.5"), ("zuid", "0.5")]),
        keyed("eigen", "4000", "municipalities", shares),
        product("algemeen", "uur", "10.00", "1000"),
    ]);
    let more = json!({"units": figure("400", "uur/jaar"), "target": {"products": ["eigen", "algemeen"]}});
    let result = run(&year(parts, json!([lever("volume", "erbij", "2024-01-01", more)]))).unwrap();
    let volume = |town: &str, id: &str| {
        words(cell(&result, "volume", &format!("year=2024 variant=nieuw gemeente={town} product={id}")))
    };
    assert_eq!([volume("noord", "eigen"), volume("zuid", "eigen")], ["3300.00", "1100.00"]);
    assert_eq!([volume("noord", "algemeen"), volume("zuid", "algemeen")], ["700.00", "700.00"]);
}

#[test]
fn a_member_stands_once_in_a_key() {
    let shares =
        json!([{"id": "noord", "share": "0.5"}, {"id": "zuid", "share": "0.25"}, {"id": "noord", "share": "0.25"}]);
    let parts = json!([
        members("municipalities", [("noord", "0.5"), ("zuid", "0.5")]),
        keyed("eigen", "4000", "municipalities", shares),
    ]);
    let problems = run(&year(parts, json!([]))).unwrap_err();
    let found: Vec<(&str, &str)> =
        problems.iter().map(|problem| (problem.path.as_deref().unwrap(), problem.code.as_str())).collect();
    assert_eq!(found, [("parts[1].key.members[2].id", "repeated-id")]);
}
