//! The founding case on claims: what the engine makes of a year of them beside the same, line by line.

use std::collections::BTreeMap;

use dagdeel::claims::{Session, Wish};
use dagdeel::scenario::{CellValue, SUPPLIED, Scenario, ScenarioResult};
use serde_json::{Value, json};

use crate::support::{ask, generated};

const WISH: Wish = Wish { rows: 60_000, seed: 8, errors: 0, personal: false, allocations: false };
const YEAR: &str = "2022";

/// The founding case on claims of 41A18: the volume is not in the document, and neither is how it is split.
fn document(base: &Value, kind: &str) -> Value {
    let mut document: Value = serde_json::from_str(include_str!("../../scenarios/dagbesteding-regulier.json")).unwrap();
    let product = &base["products"][0];
    document["sources"].as_array_mut().unwrap().push(json!({
        "id": "declaraties", "short": "Declaraties 2022", "date": "2022", "title": { "nl": "Eigen declaraties", "en": "Own claims" }
    }));
    let unknown = |unit: &str| json!({ "value": null, "unit": unit, "source": "declaraties" });
    document["parts"][0]["code"] = "41A18".into();
    document["parts"][0]["volume"] = json!({ "per_year": unknown("dagdeel/jaar") });
    let members: Vec<Value> = product[kind]
        .as_array()
        .unwrap()
        .iter()
        .map(|member| {
            let name = member["label"]["id"].as_str().unwrap();
            json!({ "id": id(name), "code": name, "name": member["label"]["name"], "share": unknown("1") })
        })
        .collect();
    let parts = document["parts"].as_array_mut().unwrap();
    parts.push(json!({ "kind": kind, "members": members }));
    parts.push(json!({
        "kind": "own_claims", "source": "declaraties", "year": 2022, "lines": base["all"]["lines"], "euros": base["all"]["euros"],
        "hash": base["hash"], "products": ["dagbesteding-regulier"]
    }));
    document
}

fn id(name: &str) -> String {
    name.to_lowercase().chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect()
}

/// The document with the figures of the base beside it.
fn supplied(document: &Value, base: &Value, kind: &str) -> String {
    let product = &base["products"][0];
    let members: Vec<Value> = product[kind]
        .as_array()
        .unwrap()
        .iter()
        .map(|member| json!({ "id": id(member["label"]["id"].as_str().unwrap()), "share": member["share"], "months": member["months"] }))
        .collect();
    let figures = json!([
        { "path": "parts[0].volume.per_year.value", "value": product["measured"] },
        { "path": "parts[0].spread", "value": { "by": "given", "shares": product["months"], "source": "declaraties" } },
        { "path": "parts[0].key", "value": { "over": kind, "members": members, "source": "declaraties" } },
    ]);
    format!("{SUPPLIED}\"document\":{},\"figures\":{figures}}}", Value::String(document.to_string()))
}

fn run(text: &str) -> ScenarioResult {
    let mut scenario = Scenario::read(text).map_err(|problems| format!("{problems:?}")).unwrap();
    while !scenario.step(100_000).unwrap() {}
    scenario.result().unwrap()
}

fn base(session: &mut Session) -> Value {
    ask(session, &json!({ "ask": "base", "year": YEAR, "products": ["41A18"] }))
}

fn cents(cell: &CellValue) -> i64 {
    cell.as_known().unwrap().replace('.', "").parse().unwrap()
}

/// The cells of a table at a year, by the labels of its other axis.
fn of_year<'a>(result: &'a ScenarioResult, table: &str, axis: &str) -> BTreeMap<&'a str, &'a CellValue> {
    let table = result.table(table).unwrap();
    let labels = |id: &str| &result.axes.iter().find(|axis| axis.id == id).unwrap().labels;
    let mut places = vec![vec![]];
    for own in &table.axes {
        places = places
            .into_iter()
            .flat_map(|place: Vec<(&str, &str)>| {
                labels(own).iter().map(move |label| [place.clone(), vec![(own.as_str(), label.id.as_str())]].concat())
            })
            .collect();
    }
    let cells = places.into_iter().zip(&table.cells).filter(|(place, _)| {
        place.iter().all(|(own, label)| match *own {
            "year" => *label == YEAR,
            "variant" => *label == "nieuw",
            _ => true,
        })
    });
    cells.map(|(place, cell)| (place.iter().find(|(own, _)| *own == axis).unwrap().1, cell)).collect()
}

#[test]
fn the_founding_case_on_claims_is_exact_per_municipality_and_provider() {
    let (mut session, _) = generated(WISH);
    let base = base(&mut session);
    for kind in ["municipalities", "providers"] {
        let document = document(&base, kind);
        let result = run(&supplied(&document, &base, kind));
        let claims = session.claims();
        let (mut volume, mut later) = (BTreeMap::<String, i64>::new(), BTreeMap::<String, i64>::new());
        for claim in (0..claims.rows()).filter_map(|row| claims.claim(row)) {
            if claims.products.label(claim.product) == "41A18" && claim.month.year() == 2022 {
                let name = match kind {
                    "municipalities" => claims.municipalities.label(claim.municipality),
                    _ => claims.providers.label(claim.provider),
                };
                *volume.entry(id(name)).or_default() += i64::from(claim.volume);
                if claim.month.id().as_str() >= "2022-10" {
                    *later.entry(id(name)).or_default() += i64::from(claim.volume);
                }
            }
        }
        // 37.52 and from October 49.01, each per dagdeel, of whole volumes: exact in cents, nothing to round.
        let costs = |name: &str| volume[name] * 3752 + later.get(name).copied().unwrap_or_default() * 1149;
        let total: i64 = volume.keys().map(|name| costs(name)).sum();
        let found = of_year(&result, "kosten-per-jaar", "year");
        assert_eq!(cents(found[YEAR]), total);
        let effect = of_year(&result, "effect-per-jaar", "year");
        assert_eq!(cents(effect[YEAR]), later.values().sum::<i64>() * 1149);
        let (table, axis) = match kind {
            "municipalities" => ("kosten-per-gemeente", "gemeente"),
            _ => ("kosten-per-aanbieder", "aanbieder"),
        };
        let found = of_year(&result, table, axis);
        assert_eq!(found.len(), volume.len());
        for (name, cell) in found {
            assert_eq!(cents(cell), costs(name), "{name}");
        }
    }
}

#[test]
fn without_the_claims_the_figures_are_unknown_and_the_document_says_what_to_do() {
    let (mut session, _) = generated(WISH);
    let base = base(&mut session);
    let document = document(&base, "municipalities");
    let bare = run(&document.to_string());
    let costs = of_year(&bare, "kosten-per-jaar", "year");
    assert_eq!(costs[YEAR].as_known(), None);
    let told = |result: &ScenarioResult| {
        result.caveats.iter().find(|caveat| caveat.code == "own-claims").unwrap().text.clone()
    };
    assert!(told(&bare).nl.contains("laad dezelfde declaraties bij Eigen gegevens"), "{}", told(&bare).nl);
    let full = run(&supplied(&document, &base, "municipalities"));
    assert!(!told(&full).nl.contains("laad dezelfde"));
    // What is beside the document is no part of it: its checksum stays that of the file.
    assert_eq!(bare.document.checksum, full.document.checksum);
    let text = document.to_string();
    assert!(
        !text.contains(base["products"][0]["measured"].as_str().unwrap()),
        "no figure of the claims is in the document"
    );
}

#[test]
fn a_figure_without_a_place_is_refused() {
    let (mut session, _) = generated(WISH);
    let base = base(&mut session);
    let document = document(&base, "municipalities");
    let text = |figures: &str| {
        format!("{SUPPLIED}\"document\":{},\"figures\":{figures}}}", Value::String(document.to_string()))
    };
    for figures in [r#"[{"path":"parts[9].volume","value":"1"}]"#, r#"[{"path":"id","value":"1"}]"#, r#"[{"path":1}]"#]
    {
        let problems = Scenario::read(&text(figures)).map(|_| ()).unwrap_err();
        assert_eq!(problems[0].code, "supplied", "{figures}");
    }
    let problems = Scenario::read(&text(r#"[{"path":"parts[0].key","value":{"over":"municipalities","members":[{"id":"nergens","share":"0.5"}],"source":"declaraties"}}]"#)).map(|_| ()).unwrap_err();
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code.as_ref()).collect();
    assert_eq!(codes, ["shares", "unknown-id"]);
}
