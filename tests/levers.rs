//! Levers, keys, lines, budgets, projections and waiting lists, against figures worked out by hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use dagdeel::scenario::CellValue;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{cell, figure, finished, lever, percent, product, run, scenario, text, words};

/// DOMAIN 5: both correction rules, two years.
#[test]
fn the_published_indices_come_out_of_ova_and_ppc() {
    let published = |rule: &str, before: [&str; 2], last: [&str; 2], now: [&str; 2]| {
        json!({
            "ova": percent(now[0]), "ppc": percent(now[1]), "ova_before": percent(before[0]), "ppc_before": percent(before[1]),
            "ova_final": percent(last[0]), "ppc_final": percent(last[1]), "wage_weight": percent("0.9"), "rule": rule,
        })
    };
    let y2024 = |rule| published(rule, ["0.0474", "0.0487"], ["0.0636", "0.0702"], ["0.0494", "0.0251"]);
    let y2025 = |rule| published(rule, ["0.0494", "0.0251"], ["0.06", "0.031"], ["0.0418", "0.0182"]);
    for (rule, first, second) in
        [("difference", "0.0637", "0.0496"), ("ratio", "0.0630", "0.0491"), ("none", "0.0470", "0.0394")]
    {
        let years = json!({"years": [{"year": 2024, "ova_ppc": y2024(rule)}, {"year": 2025, "ova_ppc": y2025(rule)}]});
        let levers = json!([lever("indexation", "index", "2024-01-01", years)]);
        let parts = json!([product("zorg", "uur", "100.00", "1200")]);
        let result = run(&scenario("2023-01-01", "2027-01-01", "year", parts, levers)).unwrap();
        assert_eq!(words(cell(&result, "maatregel-index-index-2024", "")), first, "{rule}");
        assert_eq!(words(cell(&result, "maatregel-index-index-2025", "")), second, "{rule}");
        if rule == "ratio" {
            // 100.00 → 106.30 → 111.52 (106.30 × 1.0491 = 111.51933) → 117.00 (× 1.0491 = 116.99563); rounded each year.
            let tariff =
                |year: &str| words(cell(&result, "tarief", &format!("period={year} variant=nieuw product=zorg")));
            assert_eq!(
                [tariff("2023"), tariff("2024"), tariff("2025"), tariff("2026")],
                ["100.00", "106.30", "111.52", "117.00"]
            );
            assert_eq!(words(cell(&result, "tarief", "period=2026 variant=constant product=zorg")), "100.00");
        }
    }
}

#[test]
fn a_new_tariff_is_not_indexed_in_the_year_in_which_it_starts() {
    let levers = json!([
        lever("tariff", "nieuw", "2025-01-01", json!({"product": "zorg", "amount": figure("120.00", "euro/uur")})),
        lever("indexation", "index", "2024-01-01", json!({"years": [{"year": 2024, "fixed": percent("0.10")}]})),
    ]);
    let parts = json!([product("zorg", "uur", "100.00", "1")]);
    let result = run(&scenario("2023-01-01", "2027-01-01", "year", parts, levers)).unwrap();
    let tariff = |year: &str| words(cell(&result, "tarief", &format!("period={year} variant=nieuw product=zorg")));
    assert_eq!(
        [tariff("2023"), tariff("2024"), tariff("2025"), tariff("2026")],
        ["100.00", "110.00", "120.00", "132.00"]
    );
}

/// ALK-2021: 29 % fewer young people in 2029 than in 2021, on the 578 client-categories of GV-2023's 2021.
#[test]
fn the_path_to_29_percent_less() {
    let path = |shape: &str| {
        let own = json!({"base_year": 2021, "target_year": 2029, "reduction": percent("0.29"), "shape": shape});
        let levers = json!([lever("target_path", "minder", "2021-01-01", own)]);
        let parts = json!([product("jeugdigen", "client", "0.00", "578")]);
        let result = run(&scenario("2021-01-01", "2031-01-01", "year", parts, levers)).unwrap();
        (2021..2031)
            .map(|year| {
                let exact = words(cell(&result, "volume", &format!("year={year} variant=nieuw product=jeugdigen")));
                dagdeel::quantity::Exact::parse(&exact).unwrap().fixed(2)
            })
            .collect::<Vec<_>>()
    };
    // 578 × 0.71^(k/8).
    assert_eq!(
        path("geometric"),
        ["578.00", "553.78", "530.57", "508.33", "487.03", "466.62", "447.07", "428.33", "410.38", "410.38"]
    );
    // 578 − k × 578 × 0.29 ÷ 8 = 20.9525 a year.
    assert_eq!(
        path("linear"),
        ["578.00", "557.05", "536.10", "515.14", "494.19", "473.24", "452.29", "431.33", "410.38", "410.38"]
    );
}

#[test]
fn volume_levers_compound_in_order() {
    let levers = json!([
        lever("volume", "minder", "2024-01-01", json!({"percent": percent("-0.10")})),
        lever("growth", "groei", "2024-01-01", json!({"percent": percent("0.05")})),
        lever("duration", "korter", "2025-01-01", json!({"percent": percent("-0.20"), "target": {"products": ["a"]}})),
        lever(
            "attendance",
            "aanwezig",
            "2025-01-01",
            json!({"old_no_show": percent("0.10"), "new_no_show": percent("0.05"), "target": {"products": ["b"]}})
        ),
        lever(
            "volume",
            "erbij",
            "2025-01-01",
            json!({"units": figure("60", "uur/jaar"), "target": {"products": ["b"]}})
        ),
    ]);
    let parts = json!([product("a", "uur", "10.00", "1000"), product("b", "uur", "10.00", "2000")]);
    let result = run(&scenario("2023-01-01", "2026-01-01", "month", parts, levers)).unwrap();
    let volume = |year: &str, product: &str| {
        words(cell(&result, "volume", &format!("year={year} variant=nieuw product={product}")))
    };
    assert_eq!(volume("2023", "a"), "1000.00");
    assert_eq!(volume("2024", "a"), "945.00"); // 1000 × 0.9 × 1.05
    assert_eq!(volume("2025", "a"), "793.80"); // 1000 × 0.9 × 1.05² × 0.8
    assert_eq!(volume("2025", "b"), "2154.75"); // 2000 × 0.9 × 1.1025 × 0.95 ÷ 0.90 + 60
}

#[test]
fn intensity_has_a_cap_and_grows_in() {
    let mut care = product("groep", "dagdeel", "50.00", "0");
    care["volume"] = json!({
        "clients": figure("100", "client"), "per_week": figure("5", "dagdeel/client/week"), "weeks": figure("40", "week/jaar"),
    });
    let own =
        json!({"cap": figure("4", "dagdeel/client/week"), "target": {"products": ["groep"]}, "phase_in_months": 4});
    let levers = json!([lever("intensity", "hoogstens-vier", "2024-01-01", own)]);
    let result = run(&scenario("2024-01-01", "2025-01-01", "month", json!([care]), levers)).unwrap();
    let cost = |period: &str| words(cell(&result, "kosten-per-periode", &format!("period={period} variant=nieuw")));
    let month = 100.0 * 40.0 * 50.0 / 12.0;
    let close = |found: String, per_week: f64| (found.parse::<f64>().unwrap() - month * per_week).abs() < 0.011;
    // The month's share of the rounded year: after one of four months a quarter of the way from 5 to 4.
    assert!(
        close(cost("2024-01"), 4.75) && close(cost("2024-02"), 4.5) && close(cost("2024-04"), 4.0),
        "{}",
        cost("2024-01")
    );
    assert!(close(cost("2024-12"), 4.0));
}

#[test]
fn substitution_moves_volume_between_units() {
    let levers = json!([lever(
        "substitution",
        "ambulant",
        "2024-07-01",
        json!({
            "product": "verblijf", "into": "hulp-thuis", "share": percent("0.10"), "units": figure("3", "uur/etmaal"),
        })
    )]);
    let parts = json!([product("verblijf", "etmaal", "300.00", "3650"), product("hulp-thuis", "uur", "90.00", "0")]);
    let result = run(&scenario("2024-01-01", "2026-01-01", "year", parts, levers)).unwrap();
    let costs = |year: &str, product: &str| {
        words(cell(&result, "productkosten-per-jaar", &format!("year={year} variant=nieuw product={product}")))
    };
    assert_eq!(costs("2025", "verblijf"), "985500.00"); // 3650 × 0.9 × 300
    assert_eq!(costs("2025", "hulp-thuis"), "98550.00"); // 365 × 3 × 90
    assert_eq!(costs("2024", "verblijf"), "1040250.00"); // half a year
    assert_eq!(words(cell(&result, "effect-per-jaar", "year=2025")), "-10950.00");
}

#[test]
fn tariffs_from_percentage_group_size_and_surcharge_are_rounded_to_the_cent() {
    let tariff = |levers: Value| {
        let parts = json!([product("groep", "dagdeel", "37.52", "1")]);
        let result = run(&scenario("2024-01-01", "2025-01-01", "year", parts, levers)).unwrap();
        words(cell(&result, "tarief", "period=2024 variant=nieuw product=groep"))
    };
    assert_eq!(
        tariff(json!([lever("tariff_change", "drie", "2024-01-01", json!({"percent": percent("0.03")}))])),
        "38.65"
    );
    let size = |size: &str| {
        json!([lever(
            "group_size",
            "groep-kleiner",
            "2024-01-01",
            json!({
                "product": "groep", "size": figure(size, "dagdeel/groepsdagdeel"),
                "group_cost": figure("275.76", "euro/groepsdagdeel"), "client_cost": figure("3.05", "euro/dagdeel"),
            })
        )])
    };
    assert_eq!(tariff(size("6")), "49.01");
    assert_eq!(tariff(size("7")), "42.44");
    let surcharge = lever(
        "surcharge",
        "toeslag",
        "2024-01-01",
        json!({"product": "groep", "amount": figure("12.50", "euro/dagdeel")}),
    );
    assert_eq!(tariff(json!([surcharge])), "50.02");
}

/// A tariff of more than two decimals, such as costs per client, stays what it is wherever a measure does not work.
#[test]
fn a_measure_rounds_the_tariffs_that_it_changes_and_no_others() {
    let of = |id: &str, own: Value| {
        let mut own = own;
        own["target"] = json!({"products": [id]});
        own
    };
    let size = json!({
        "product": "a", "size": figure("6", "minuut/groepsdagdeel"),
        "group_cost": figure("6", "euro/groepsdagdeel"), "client_cost": figure("0.50", "euro/minuut"),
    });
    for measure in [
        lever("tariff_change", "meer", "2025-01-01", of("a", json!({"percent": percent("0.10")}))),
        lever("surcharge", "toeslag", "2025-01-01", json!({"product": "a", "amount": figure("0.145", "euro/minuut")})),
        lever("group_size", "kleiner", "2025-01-01", size),
        lever(
            "tariff",
            "nieuw",
            "2025-01-01",
            json!({"product": "a", "amount": figure("1.60", "euro/minuut"), "phase_in_months": 12}),
        ),
    ] {
        let parts = json!([product("a", "minuut", "1.455", "1000"), product("b", "minuut", "1.455", "1000")]);
        let kind = measure["kind"].clone();
        let result = run(&scenario("2024-01-01", "2026-01-01", "year", parts, json!([measure]))).unwrap();
        let costs = |year: &str, variant: &str, id: &str| {
            words(cell(&result, "productkosten-per-jaar", &format!("year={year} variant={variant} product={id}")))
        };
        for (year, variant, id) in [("2024", "nieuw", "a"), ("2025", "huidig", "a"), ("2025", "nieuw", "b")] {
            assert_eq!(costs(year, variant, id), "1455.00", "{kind} {year} {variant} {id}");
        }
        // Where it works it gives whole cents: 1.60, 1.60, 1.50; and what grows in month by month is rounded each month.
        let changed = costs("2025", "nieuw", "a");
        assert!(["1600.00", "1500.00"].contains(&changed.as_str()) || kind == "tariff", "{kind} {changed}");
    }
}

/// What is not known of a measure is not missing where it does not work.
#[test]
fn an_unknown_measure_leaves_what_it_does_not_change_known() {
    let unknown = |unit: &str| json!({"value": null, "unit": unit, "source": "aanname"});
    let target = json!({"products": ["a"]});
    let mut a = product("a", "uur", "10.00", "0");
    a["volume"] = json!({
        "clients": figure("10", "client"), "per_week": figure("2", "uur/client/week"), "weeks": figure("50", "week/jaar"),
    });
    for measure in [
        lever("tariff_change", "m", "2025-01-01", json!({"percent": unknown("1"), "target": target})),
        lever("surcharge", "m", "2025-01-01", json!({"product": "a", "amount": unknown("euro/uur")})),
        lever("volume", "m", "2025-01-01", json!({"percent": unknown("1"), "target": target})),
        lever("volume", "m", "2025-01-01", json!({"units": unknown("uur/jaar"), "target": target})),
        lever("intensity", "m", "2025-01-01", json!({"per_week": unknown("uur/client/week"), "target": target})),
        lever(
            "substitution",
            "m",
            "2025-01-01",
            json!({"product": "a", "into": "c", "share": unknown("1"), "units": unknown("1")}),
        ),
    ] {
        let parts = json!([a, product("b", "uur", "10.00", "1000"), product("c", "uur", "10.00", "1000")]);
        let kind = measure["kind"].clone();
        let result = run(&scenario("2024-01-01", "2026-01-01", "year", parts, json!([measure]))).unwrap();
        let costs = |year: &str, variant: &str, id: &str| {
            words(cell(&result, "productkosten-per-jaar", &format!("year={year} variant={variant} product={id}")))
        };
        for (year, variant, id) in [("2024", "nieuw", "a"), ("2025", "huidig", "a"), ("2025", "nieuw", "b")] {
            assert_eq!(costs(year, variant, id), "10000.00", "{kind} {year} {variant} {id}");
        }
        assert_eq!(costs("2025", "huidig", "c"), "10000.00", "{kind}");
        assert!(costs("2025", "nieuw", "a").starts_with("Unknown"), "{kind}");
    }
}

#[test]
fn lines_grants_and_maatwerk_count_and_unknown_is_never_zero() {
    let line = json!({"kind": "line", "id": "pgb", "name": text("pgb"), "amounts": [
        {"year": 2024, "amount": figure("120000.00", "euro/jaar")}, {"year": 2025, "amount": figure("130000.01", "euro/jaar")},
    ]});
    let grant =
        lever("one_off", "rijk", "2024-05-01", json!({"amount": figure("-50000", "euro"), "nature": "incidental"}));
    let maatwerk = lever(
        "maatwerk",
        "buiten-catalogus",
        "2025-01-01",
        json!({
            "contracts": figure("4", "contract/jaar"), "value": figure("32692.31", "euro/contract"),
        }),
    );
    let document = scenario("2024-01-01", "2027-01-01", "month", json!([line]), json!([grant, maatwerk]));
    let result = run(&document).unwrap();
    let total =
        |year: &str, variant: &str| words(cell(&result, "kosten-per-jaar", &format!("year={year} variant={variant}")));
    assert_eq!([total("2024", "huidig"), total("2024", "nieuw")], ["120000.00", "70000.00"]);
    assert_eq!([total("2025", "nieuw"), total("2026", "nieuw")], ["260769.25", "260769.25"]);
    assert_eq!(words(cell(&result, "kosten-per-periode", "period=2024-05 variant=nieuw")), "-40000.00");
    assert_eq!(words(cell(&result, "effect-naar-aard", "year=2024 aard=incidenteel")), "-50000.00");

    let mut unknown = document.clone();
    unknown["levers"][1]["value"] = json!({"value": null, "unit": "euro/contract", "source": "aanname"});
    let result = run(&unknown).unwrap();
    let found = cell(&result, "kosten-per-jaar", "year=2025 variant=nieuw");
    assert!(matches!(found, CellValue::Partial { known, .. } if known == "130000.01"), "{found:?}");
    let off = cell(&result, "kosten-per-jaar", "year=2025 variant=huidig");
    assert_eq!(words(off), "130000.01", "what is switched off is not missing");
}

#[test]
fn keys_split_a_region_and_the_budget_has_its_columns() {
    let member = |id: &str, share: &str| json!({"id": id, "name": text(id), "share": percent(share)});
    let row = |year: i32, town: &str, original: &str| json!({"year": year, "municipality": town, "original": figure(original, "euro")});
    let mut first = row(2024, "noord", "300000");
    first["adjusted"] = figure("320000", "euro");
    first["realised"] = figure("100000", "euro");
    first["realised_until"] = json!("2024-05-01");
    first["committed"] = figure("310000", "euro");
    let parts = json!([
        product("zorg", "uur", "100.00", "10000"),
        {"kind": "municipalities", "members": [member("noord", "0.3333"), member("zuid", "0.6667")]},
        {"kind": "budget", "rows": [first, row(2024, "zuid", "700000")]},
    ]);
    let levers = json!([lever(
        "tariff_change",
        "meer",
        "2024-01-01",
        json!({"percent": percent("0.10"), "target": {"municipalities": ["noord"]}})
    )]);
    let result = run(&scenario("2024-01-01", "2025-01-01", "month", parts, levers)).unwrap();
    let town = |table: &str, town: &str| words(cell(&result, table, &format!("year=2024 gemeente={town}")));
    let cost = |variant: &str, town: &str| {
        words(cell(&result, "kosten-per-gemeente", &format!("year=2024 gemeente={town} variant={variant}")))
    };
    assert_eq!([cost("huidig", "noord"), cost("huidig", "zuid")], ["333300.00", "666700.00"]);
    assert_eq!([cost("nieuw", "noord"), cost("nieuw", "zuid")], ["366630.00", "666700.00"]);
    assert_eq!(words(cell(&result, "kosten-per-jaar", "year=2024 variant=nieuw")), "1033330.00");
    // Realised to the end of April, and eight of twelve months still to come.
    assert_eq!(town("prognose-einde-jaar", "noord"), "344420.00"); // 100,000 + 366,630 × 8/12
    assert_eq!(town("afwijking", "noord"), "-24420.00"); // 320,000 − 344,420
    assert_eq!(town("afwijking", "zuid"), "33300.00"); // 700,000 − 666,700
    assert_eq!(town("verplicht", "noord"), "310000.00");
    assert_eq!(town("verplicht", "zuid"), "– none");
}

/// The day on which a provider's ceiling is exceeded: 1,200,000 a year in twelfths, ceiling 850,000: after eight months
/// (244 days in 2024) 800,000 is spent, and 15 of the 30 days of September more reach 850,000; the 16th exceeds it.
#[test]
fn the_day_on_which_a_ceiling_is_exceeded() {
    let member = |id: &str, share: &str, ceiling: &str| {
        json!({
            "id": id, "name": text(id), "share": percent(share), "ceiling": figure(ceiling, "euro/jaar"),
        })
    };
    let parts = json!([
        product("zorg", "uur", "100.00", "24000"),
        {"kind": "providers", "members": [member("a", "0.5", "850000"), member("b", "0.5", "1200000")]},
    ]);
    let result = run(&scenario("2024-01-01", "2025-01-01", "month", parts, json!([]))).unwrap();
    let of = |table: &str, provider: &str| words(cell(&result, table, &format!("year=2024 aanbieder={provider}")));
    assert_eq!([of("dag-boven-plafond", "a"), of("dag-boven-plafond", "b")], ["260", "0"]);
    assert_eq!([of("ruimte-onder-plafond", "a"), of("ruimte-onder-plafond", "b")], ["-350000.00", "0.00"]);
}

/// queue(t+1) = max(0, queue + inflow − capacity), by hand: 36, then −2 a month; from July −8 a month.
#[test]
fn a_waiting_list_by_hand() {
    let queue = json!({
        "kind": "queue", "id": "bezoeken", "name": text("bezoeken"), "opening": figure("36", "client"),
        "inflow": figure("4", "client/maand"), "capacity": [
            {"from": "2024-01-01", "clients": figure("6", "client/maand")},
            {"from": "2024-07-01", "clients": figure("12", "client/maand")},
        ],
    });
    let result = run(&scenario("2024-01-01", "2025-01-01", "month", json!([queue]), json!([]))).unwrap();
    let of = |table: &str| {
        (1..=12).map(|month| words(cell(&result, table, &format!("period=2024-{month:02}")))).collect::<Vec<_>>()
    };
    assert_eq!(
        of("bezoeken-wachtenden"),
        ["34.00", "32.00", "30.00", "28.00", "26.00", "24.00", "16.00", "8.00", "0.00", "0.00", "0.00", "0.00"]
    );
    assert_eq!(of("bezoeken-wachttijd")[5..7], ["4.00", "1.333333333333333333"]);
}

/// GV-2023: 2023 projected from 2020–2022, computed here on its own.
#[test]
fn the_look_back_as_computed_independently() {
    let mut document = support::shipped("verblijf-gooi");
    document["horizon"]["to"] = json!("2027-01-01");
    let projection =
        json!({"kind": "projection", "observations": "verblijf", "clients": "hold", "cost_per_client": "hold"});
    let parts = document["parts"].as_array_mut().unwrap();
    parts.retain(|part| !["projection", "budget", "product"].contains(&part["kind"].as_str().unwrap()));
    parts.push(projection);
    document["levers"] = json!([]);
    let result = run(&document).unwrap();
    let seen: [f64; 3] = [10_617_990.98, 11_087_465.06, 11_753_372.31];
    let growth = seen[2] * (seen[2] / seen[0]).sqrt();
    let logs = seen.map(libm::log);
    // Three points: the slope is half the difference of the outer ones, the value two steps after the middle.
    let line = libm::exp(logs.iter().sum::<f64>() / 3.0 + (logs[2] - logs[0]) / 2.0 * 2.0);
    let found = |id: &str| words(cell(&result, id, ""));
    assert_eq!(found("terugblik-vast"), "11753372.31");
    assert_eq!(found("terugblik-groei"), "12365809.85");
    assert_eq!(found("terugblik-groei"), format!("{growth:.2}"));
    assert_eq!(found("terugblik-log-lineair"), format!("{line:.2}"));
    assert_eq!([found("terugblik-vast-afwijking"), found("terugblik-groei-afwijking")], ["0.0673", "0.1229"]);
    // Held, each later year costs what 2023 cost; the observed years are as they were.
    let total = |year: i32| words(cell(&result, "kosten-per-jaar", &format!("year={year} variant=nieuw")));
    assert_eq!([total(2021), total(2023), total(2026)], ["11087465.06", "11012212.77", "11012212.77"]);
}

fn four_levers() -> Value {
    json!([
        lever("tariff_change", "prijs", "2024-04-01", json!({"percent": percent("0.0735")})),
        lever("volume", "minder", "2024-01-01", json!({"percent": percent("-0.125"), "target": {"products": ["a"]}})),
        lever("surcharge", "toeslag", "2024-07-01", json!({"product": "b", "amount": figure("3.33", "euro/uur")})),
        lever(
            "one_off",
            "subsidie",
            "2024-02-01",
            json!({"amount": figure("-1234.56", "euro"), "nature": "incidental"})
        ),
    ])
}

#[test]
fn shapley_effects_equal_brute_force_and_ignore_order() {
    let parts = json!([product("a", "uur", "87.65", "1234.5"), product("b", "uur", "43.21", "987.1")]);
    let document = |levers: &[Value]| scenario("2024-01-01", "2025-01-01", "month", parts.clone(), json!(levers));
    let total = |levers: &[Value]| -> f64 {
        words(cell(&run(&document(levers)).unwrap(), "kosten-per-jaar", "year=2024 variant=nieuw")).parse().unwrap()
    };
    let all = four_levers();
    let levers = all.as_array().unwrap()[..3].to_vec();
    let result = run(&document(&levers)).unwrap();
    let mut sum = 0.0;
    for (at, lever) in levers.iter().enumerate() {
        // All six orders, written out.
        let others: Vec<usize> = (0..3).filter(|other| *other != at).collect();
        let with = |set: &[usize]| {
            let mut order = set.to_vec();
            order.sort_unstable();
            total(&order.iter().map(|at| levers[*at].clone()).collect::<Vec<_>>())
        };
        let alone = with(&[at]) - with(&[]);
        let after = |other: usize| with(&[other, at]) - with(&[other]);
        let last = with(&[0, 1, 2]) - with(&others);
        let expected = (2.0 * alone + after(others[0]) + after(others[1]) + 2.0 * last) / 6.0;
        let id = lever["id"].as_str().unwrap();
        let found: f64 =
            words(cell(&result, "effect-per-maatregel", &format!("year=2024 maatregel={id}"))).parse().unwrap();
        assert!((found - expected).abs() < 0.011, "{id}: {found} {expected}");
        sum += found;
    }
    let effect: f64 = words(cell(&result, "effect-per-jaar", "year=2024")).parse().unwrap();
    assert!((sum - effect).abs() < 0.001);
    // After the runs everything stands as it was.
    assert!((total(&levers) - total(&[]) - effect).abs() < 0.001);
}

/// Eleven levers of which the effects do not depend on each other, and two that do.
#[test]
fn beyond_eight_levers_drawn_orders_add_up_and_are_labelled() {
    let mut levers: Vec<Value> = (1..=11)
        .map(|at| {
            lever(
                "one_off",
                &format!("los-{at}"),
                "2024-03-01",
                json!({"amount": figure(&format!("{at}000.01"), "euro")}),
            )
        })
        .collect();
    let change = |id: &str, value: &str| lever("tariff_change", id, "2024-01-01", json!({"percent": percent(value)}));
    levers.extend([change("samen-1", "0.10"), change("samen-2", "0.20")]);
    let parts = json!([product("zorg", "uur", "100.00", "1000")]);
    let document = scenario("2024-01-01", "2025-01-01", "year", parts, json!(levers));
    let mut own = finished(&document).unwrap();
    assert!(own.result().unwrap().table("effect-per-maatregel").is_none());
    let mut steps = 0;
    while !own.step_effects(2_000).unwrap() {
        steps += 1;
        assert!((0.0..1.0).contains(&own.effects_progress()));
    }
    assert!(steps > 5);
    let result = own.result().unwrap();
    let table = result.table("effect-per-maatregel").unwrap();
    assert!(table.name.nl.contains("256 volgordes") && table.name.en.contains("256 orders"));
    assert!(result.caveats.iter().any(|caveat| caveat.code == "effects-drawn"));
    let cents = |cell: &CellValue| words(cell).replace('.', "").parse::<i128>().unwrap();
    let effects: Vec<i128> = table.cells.iter().map(cents).collect();
    for (at, effect) in effects[..11].iter().enumerate() {
        assert_eq!(*effect, (at as i128 + 1) * 100_000 + 1);
    }
    assert_eq!(effects.iter().sum::<i128>(), cents(cell(&result, "effect-per-jaar", "year=2024")));
    // 10 % and 20 % of 100.000, and half of the 2.000 that they give together, from about half of the orders each.
    assert_eq!(effects[11] + effects[12], 3_200_000);
    assert!((1_080_000..=1_120_000).contains(&effects[11]), "{effects:?}");
    let address = r#"{"node": "effect-per-maatregel", "labels": [{"axis": "year", "label": "2024"}, {"axis": "maatregel", "label": "samen-1"}]}"#;
    let explained = own.explain(address).unwrap();
    assert!(explained.formula.unwrap().nl.contains("256 getrokken volgordes"));
    // After the runs everything stands as it was, and another computation gives the same bytes.
    let mut again = finished(&document).unwrap();
    while !again.step_effects(usize::MAX).unwrap() {}
    assert_eq!(again.result().unwrap(), result);
}

/// The caveats with a code, in Dutch, with their paths.
fn told(levers: Value, code: &str) -> Vec<(String, String)> {
    let mut care = product("zorg", "uur", "100.00", "0");
    care["volume"] = json!({
        "clients": figure("10", "client"), "per_week": figure("2", "uur/client/week"), "weeks": figure("50", "week/jaar"),
    });
    let parts = json!([care, product("thuis", "uur", "80.00", "10")]);
    let result = run(&scenario("2024-01-01", "2027-01-01", "year", parts, levers)).unwrap();
    let own = result.caveats.iter().filter(|caveat| caveat.code == code);
    own.map(|caveat| (caveat.path.clone().unwrap_or_default(), caveat.text.nl.to_string())).collect()
}

#[test]
fn levers_of_which_only_the_last_counts_or_that_work_against_each_other_are_named() {
    let on = |id: &str, from: &str, mut own: Value, kind: &str| {
        own["target"] = json!({"products": ["zorg"]});
        lever(kind, id, from, own)
    };
    let set = |id: &str, from: &str| {
        lever("tariff", id, from, json!({"product": "zorg", "amount": figure("120.00", "euro/uur")}))
    };
    let surcharge = |id: &str| {
        lever("surcharge", id, "2024-01-01", json!({"product": "zorg", "amount": figure("5.00", "euro/uur")}))
    };
    let index =
        |id: &str| on(id, "2024-01-01", json!({"years": [{"year": 2024, "fixed": percent("0.03")}]}), "indexation");
    let per_week =
        |id: &str, from: &str| on(id, from, json!({"per_week": figure("3", "uur/client/week")}), "intensity");
    let cap = |id: &str| on(id, "2024-01-01", json!({"cap": figure("1", "uur/client/week")}), "intensity");
    let path = |id: &str| {
        let own = json!({"base_year": 2024, "target_year": 2026, "reduction": percent("0.2"), "shape": "linear"});
        on(id, "2024-01-01", own, "target_path")
    };
    let growth = |id: &str| on(id, "2024-01-01", json!({"percent": percent("0.02")}), "growth");
    let absence = |id: &str, old: &str, new: &str| {
        on(id, "2025-01-01", json!({"old_no_show": percent(old), "new_no_show": percent(new)}), "attendance")
    };
    let moves = |id: &str, product: &str, into: &str| {
        let own = json!({"product": product, "into": into, "share": percent("0.1"), "units": percent("1")});
        lever("substitution", id, "2024-01-01", own)
    };
    for (levers, words) in [
        (
            [set("een", "2024-01-01"), set("twee", "2024-01-01")],
            "bepalen allebei het tarief van zorg vanaf 1 januari 2024",
        ),
        ([set("een", "2025-01-01"), set("twee", "2024-01-01")], "alleen de laatste telt"),
        ([surcharge("een"), set("twee", "2025-01-01")], "“een” telt vanaf 1 januari 2025 niet meer mee van zorg"),
        ([index("een"), set("twee", "2025-01-01")], "“twee” stelt daarna het tarief vast"),
        ([index("een"), index("twee")], "indexeren allebei hetzelfde tarief van zorg"),
        ([per_week("een", "2024-01-01"), per_week("twee", "2024-01-01")], "eenheden per cliënt per week van zorg"),
        ([cap("een"), per_week("twee", "2025-01-01")], "De grens van “een” geldt vanaf 1 januari 2025 niet meer"),
        ([cap("een"), cap("twee")], "alleen de laagste grens telt"),
        ([path("een"), path("twee")], "zijn allebei een doelpad van zorg"),
        ([growth("een"), path("twee")], "werken tegen elkaar in van zorg"),
        ([absence("een", "0.1", "0.05"), absence("twee", "0.1", "0.02")], "andere afwezigheid van zorg"),
        ([moves("een", "zorg", "thuis"), moves("twee", "thuis", "zorg")], "wat de een verschuift"),
    ] {
        let found = told(json!(levers), "lever-conflict");
        assert_eq!(found.len(), 1, "{words}: {found:?}");
        assert_eq!(found[0].0, "levers[0]");
        assert!(found[0].1.contains(words) && found[0].1.contains("een") && found[0].1.contains("twee"), "{found:?}");
    }
    let mut later = surcharge("een");
    later["to"] = json!("2025-01-01");
    let mut off = set("twee", "2024-01-01");
    off["on"] = json!(false);
    let mut elsewhere = index("twee");
    elsewhere["target"] = json!({"products": ["thuis"]});
    for levers in [
        [set("een", "2024-01-01"), set("twee", "2025-01-01")], // follows on it
        [set("een", "2024-01-01"), surcharge("twee")],         // comes on top of it
        [later, set("twee", "2025-01-01")],                    // has ended by then
        [set("een", "2024-01-01"), off],
        [index("een"), elsewhere],
        [cap("een"), growth("twee")],
        [per_week("een", "2024-01-01"), cap("twee")], // limits it
        [absence("een", "0.1", "0.05"), absence("twee", "0.05", "0.02")],
    ] {
        assert_eq!(told(json!(levers), "lever-conflict"), Vec::new());
    }
}

#[test]
fn a_volume_lever_reaches_plain_lines_only_where_it_names_them() {
    let line = json!({"kind": "line", "id": "pgb", "name": text("pgb"), "category": "pgb", "amounts": [
        {"year": 2024, "amount": figure("1000.00", "euro/jaar")},
    ]});
    let grant = lever("one_off", "rijk", "2024-01-01", json!({"amount": figure("-500", "euro")}));
    let costs = |kind: &str, own: Value| {
        let levers = json!([grant, lever(kind, "minder", "2024-01-01", own)]);
        let parts = json!([product("zorg", "uur", "10.00", "100"), line]);
        let result = run(&scenario("2024-01-01", "2025-01-01", "year", parts, levers)).unwrap();
        ["zorg", "pgb", "rijk"]
            .map(|id| words(cell(&result, "productkosten-per-jaar", &format!("year=2024 variant=nieuw product={id}"))))
    };
    let less = |target: Value| json!({"percent": percent("-0.10"), "target": target});
    for kind in ["volume", "growth", "duration"] {
        assert_eq!(costs(kind, less(Value::Null)), ["900.00", "1000.00", "-500.00"], "{kind}: a line has no volume");
        assert_eq!(costs(kind, less(json!({"products": ["pgb"]}))), ["1000.00", "900.00", "-500.00"], "{kind}: named");
        assert_eq!(
            costs(kind, less(json!({"categories": ["pgb"]}))),
            ["1000.00", "900.00", "-500.00"],
            "{kind}: by category"
        );
    }
}

#[test]
fn the_effect_of_levers_is_split_into_volume_mix_and_price() {
    use dagdeel::analysis::{Counted, Counts, decompose};
    use dagdeel::quantity::Exact;
    let exact = |text: String| Exact::parse(&text).unwrap();
    let parts = json!([
        product("a", "uur", "87.65", "1234.5"), product("b", "uur", "43.21", "987.1"), product("c", "etmaal", "250.00", "0"),
        product("d", "etmaal", "310.10", "40"),
        {"kind": "line", "id": "pgb", "name": text("pgb"), "amounts": [{"year": 2024, "amount": figure("9000.00", "euro/jaar")}]},
        {"kind": "municipalities", "members": [
            {"id": "noord", "name": text("noord"), "share": percent("0.6")}, {"id": "zuid", "name": text("zuid"), "share": percent("0.4")},
        ]},
    ]);
    let mut levers = four_levers();
    levers.as_array_mut().unwrap().push(lever(
        "substitution",
        "anders",
        "2024-01-01",
        json!({"product": "b", "into": "c", "share": percent("0.2"), "units": figure("0.1", "etmaal/uur")}),
    ));
    let document = scenario("2024-01-01", "2026-01-01", "month", parts, levers);
    let result = run(&document).unwrap();
    for year in ["2024", "2025"] {
        let side = |variant: &str, unit: &str, products: [&str; 2]| {
            products.map(|id| {
                let of = |table: &str| {
                    let towns = ["noord", "zuid"].map(|town| {
                        exact(words(cell(
                            &result,
                            table,
                            &format!("year={year} variant={variant} product-{unit}={id} gemeente={town}"),
                        )))
                    });
                    towns[0].plus(towns[1]).unwrap()
                };
                let costs =
                    cell(&result, "productkosten-per-jaar", &format!("year={year} variant={variant} product={id}"));
                Counted { volume: of(&format!("volume-{unit}")), costs: exact(words(costs)) }
            })
        };
        // The six orders written out, of each unit by itself.
        let both = |unit: &str, products| {
            let [before, after] = ["huidig", "nieuw"].map(|variant| side(variant, unit, products));
            Counts(before.into_iter().zip(after).map(|(old, new)| [old, new]).collect())
        };
        let grant = exact((if year == "2024" { "-1234.56" } else { "0" }).to_owned());
        let split =
            decompose(&[both("uur", ["a", "b"]), both("etmaal", ["c", "d"])], [Exact::ZERO, grant]).unwrap().unwrap();
        let found = |cause: &str| {
            words(cell(&result, "effect-naar-oorzaak", &format!("year={year} oorzaak={cause}"))).parse::<f64>().unwrap()
        };
        for (cause, expected) in [
            ("volume", split.volume),
            ("samenstelling", split.mix),
            ("prijs", split.price),
            ("bedragen", split.amounts),
        ] {
            assert!((found(cause) - expected.to_f64()).abs() < 0.011, "{year} {cause}: {} {expected}", found(cause));
        }
        let effect: f64 = words(cell(&result, "effect-per-jaar", &format!("year={year}"))).parse().unwrap();
        let sum: f64 = ["volume", "samenstelling", "prijs", "bedragen"].map(found).iter().sum();
        assert!((sum - effect).abs() < 0.001, "{sum} {effect}");
    }
}

#[test]
fn causes_that_cancel_out_are_still_told() {
    // 100 × 10.00 becomes 50 × 20.00: no difference, and two effects of 750.00.
    let levers = json!([
        lever("volume", "half", "2024-01-01", json!({"percent": percent("-0.5")})),
        lever("tariff", "dubbel", "2024-01-01", json!({"product": "zorg", "amount": figure("20.00", "euro/uur")})),
    ]);
    let result =
        run(&scenario("2024-01-01", "2025-01-01", "year", json!([product("zorg", "uur", "10.00", "100")]), levers))
            .unwrap();
    let cause = |id: &str| words(cell(&result, "effect-naar-oorzaak", &format!("year=2024 oorzaak={id}")));
    assert_eq!(words(cell(&result, "effect-per-jaar", "year=2024")), "0.00");
    assert_eq!(["volume", "samenstelling", "prijs"].map(cause), ["-750.00", "0.00", "750.00"]);
}

#[test]
fn with_an_unknown_line_each_lever_has_its_effect_on_what_is_known() {
    let unknown = json!({"value": null, "unit": "uur/jaar", "source": "aanname"});
    let mut vague = product("b", "uur", "50.00", "0");
    vague["volume"]["per_year"] = unknown;
    let parts = json!([product("a", "uur", "10.00", "100"), vague]);
    let change = |id: &str, target: Value| {
        lever("tariff_change", id, "2024-01-01", json!({"percent": percent("0.10"), "target": target}))
    };
    let levers = json!([change("alles", Value::Null), change("alleen-b", json!({"products": ["b"]}))]);
    let result = run(&scenario("2024-01-01", "2025-01-01", "year", parts.clone(), levers)).unwrap();
    let effect = |id: &str| cell(&result, "effect-per-maatregel", &format!("year=2024 maatregel={id}"));
    assert_eq!(*effect("alles"), CellValue::Partial { known: "100.00".into(), unknown: 1 });
    assert_eq!(*effect("alleen-b"), CellValue::Partial { known: "0.00".into(), unknown: 1 });
    let said = result.caveats.iter().find(|caveat| caveat.code == "effects-known-part").unwrap();
    assert!(said.text.nl.contains("één product of regel is onbekend"), "{}", said.text.nl);
    // A lever that makes a product unknown does not take its costs away.
    let blank = lever(
        "tariff",
        "nog-niet",
        "2024-01-01",
        json!({"product": "a", "amount": {"value": null, "unit": "euro/uur", "source": "aanname"}}),
    );
    let parts = json!([product("a", "uur", "10.00", "100"), product("c", "uur", "1.00", "100")]);
    let result =
        run(&scenario("2024-01-01", "2025-01-01", "year", parts, json!([change("alles", Value::Null), blank])))
            .unwrap();
    let effect = |id: &str| cell(&result, "effect-per-maatregel", &format!("year=2024 maatregel={id}"));
    assert_eq!(*effect("alles"), CellValue::Partial { known: "10.00".into(), unknown: 1 });
    assert_eq!(*effect("nog-niet"), CellValue::Partial { known: "0.00".into(), unknown: 1 });
}

#[test]
fn each_series_on_a_log_linear_trend_has_its_interval_where_it_can_have_one() {
    let mut document = support::shipped("verblijf-gooi");
    document["parts"][1]["clients"] = json!("log-linear");
    document["levers"] = json!([]);
    let result = run(&document).unwrap();
    let found = |end: &str, year: u32, id: &str| {
        words(cell(&result, &format!("clienten-doorgetrokken-{end}"), &format!("year={year} categorie={id}")))
    };
    // Foster care: 198, 201, 184, 176 clients. By hand: t(2 degrees of freedom) = 2.919986.
    let logs = [198.0, 201.0, 184.0, 176.0].map(libm::log);
    let mean = logs.iter().sum::<f64>() / 4.0;
    let slope = (0..4).map(|at| (f64::from(at) - 1.5) * (logs[at as usize] - mean)).sum::<f64>() / 5.0;
    let rest = |at: i32| logs[at as usize] - mean - slope * (f64::from(at) - 1.5);
    let squares: f64 = (0..4).map(|at| rest(at) * rest(at)).sum();
    let width = 2.919986 * libm::sqrt(squares / 2.0 * (1.0 + 0.25 + 2.5 * 2.5 / 5.0));
    let end = |sign: f64| libm::exp(mean + slope * 2.5 + sign * width);
    let close = |text: String, expected: f64| (text.parse::<f64>().unwrap() - expected).abs() < 0.006;
    assert!(close(found("laag", 2024, "pleegzorg"), end(-1.0)), "{}", found("laag", 2024, "pleegzorg"));
    assert!(close(found("hoog", 2024, "pleegzorg"), end(1.0)));
    assert_eq!(found("hoog", 2024, "beschermd-wonen"), "– none", "absent in the last year");
    assert!(result.table("kosten-per-client-doorgetrokken-laag").is_none(), "costs per client are held");
    let name = result.table("clienten-doorgetrokken-hoog").unwrap().name.nl.to_string();
    assert!(name.contains("90 %-voorspellingsinterval"), "{name}");
    assert!(
        result
            .caveats
            .iter()
            .any(|caveat| caveat.code == "few-years" && caveat.text.nl.contains("4 waargenomen jaren"))
    );
}

#[test]
fn the_day_of_exceeding_a_ceiling_follows_from_the_graph() {
    let ceiling = |value: Value| json!({"value": value, "unit": "euro/jaar", "source": "aanname"});
    let member = |id: &str, limit: Option<Value>| {
        let mut member = json!({"id": id, "name": text(id), "share": percent("0.25")});
        if let Some(limit) = limit {
            member["ceiling"] = ceiling(limit);
        }
        member
    };
    let parts = json!([product("zorg", "uur", "100.00", "1200"), {"kind": "providers", "members": [
        member("half", Some(json!("15000"))), member("ruim", Some(json!("30000"))), member("vrij", None), member("onbekend", Some(Value::Null)),
    ]}]);
    let document = scenario("2023-01-01", "2025-01-01", "month", parts, json!([]));
    let result = run(&document).unwrap();
    let day = |year: &str, id: &str| words(cell(&result, "dag-boven-plafond", &format!("year={year} aanbieder={id}")));
    // 2,500.00 a month: exactly 15,000 after June, so the first day of July exceeds it: day 182, and 183 in a leap year.
    assert_eq!([day("2023", "half"), day("2024", "half")], ["182", "183"]);
    assert_eq!(day("2023", "ruim"), "0", "exactly the ceiling is not over it");
    assert_eq!(day("2023", "vrij"), "– none");
    assert!(matches!(cell(&result, "dag-boven-plafond", "year=2023 aanbieder=onbekend"), CellValue::Unknown { .. }));
    // Its explanation reaches the ceiling.
    let finished = support::finished(&document).unwrap();
    let address = json!({"node": "dag-boven-plafond", "labels": [{"axis": "year", "label": "2023"}, {"axis": "aanbieder", "label": "half"}]});
    let explained = finished.explain(&address.to_string()).unwrap();
    let text = serde_json::to_string(&explained).unwrap();
    assert!(text.contains("plafond-van-het-jaar") && explained.spreadsheet.is_some(), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the shares and amounts, parts add up to the cent, and levers that are off do nothing.
    #[test]
    fn splits_and_effects_add_up(
        shares in proptest::collection::vec(1u32..5000, 1..6), volume in 0u32..100_000, cents in 0u32..100_000,
        on in proptest::collection::vec(any::<bool>(), 4),
    ) {
        let members: Vec<Value> = shares
            .iter()
            .enumerate()
            .map(|(at, share)| json!({"id": format!("g{at}"), "name": text("g"), "share": percent(&format!("0.{share:04}"))}))
            .collect();
        let tariff = format!("{}.{:02}", cents / 100, cents % 100);
        let parts = json!([
            product("a", "uur", &tariff, &volume.to_string()), product("b", "uur", "43.21", "987.1"),
            {"kind": "municipalities", "members": members, "normalise": true},
        ]);
        let mut levers = four_levers();
        for (lever, on) in levers.as_array_mut().unwrap().iter_mut().zip(&on) {
            lever["on"] = json!(on);
        }
        let result = run(&scenario("2024-01-01", "2025-01-01", "month", parts, levers)).unwrap();
        let cents = |cell: &CellValue| cell.as_known().expect("known").replace('.', "").parse::<i128>().expect("cents");
        let variants = result.axes.iter().find(|axis| axis.id == "variant").unwrap().labels.len();
        let by_town = &result.table("kosten-per-gemeente").unwrap().cells;
        let total = &result.table("kosten-per-jaar").unwrap().cells;
        let periods = &result.table("kosten-per-periode").unwrap().cells;
        for variant in 0..variants {
            let towns = &by_town[variant * shares.len()..(variant + 1) * shares.len()];
            prop_assert_eq!(towns.iter().map(cents).sum::<i128>(), cents(&total[variant]));
            let months = periods.iter().skip(variant).step_by(variants);
            prop_assert_eq!(months.map(cents).sum::<i128>(), cents(&total[variant]));
        }
        let effect = cents(&total[1]) - cents(&total[0]);
        if on.iter().any(|on| *on) {
            let parts: i128 = result.table("effect-per-maatregel").unwrap().cells.iter().map(cents).sum();
            prop_assert_eq!(parts, effect);
        } else {
            prop_assert_eq!(effect, 0);
        }
    }
}
