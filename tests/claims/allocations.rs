//! Claims against allocations: each check hits what breaks its rule, and nothing else.

use dagdeel::claims::Session;
use dagdeel::claims::csv::Mode;
use serde_json::{Value, json};

use crate::ijw::{BSN, head_of, message};
use crate::support::{ask, read, read_in};

/// An allocation of a JW301: its number, dates, product and scope.
pub fn allocated(number: &str, from: &str, through: &str, product: &str, scope: &str, more: &str) -> String {
    allocated_at(number, "12:00:00", from, through, product, scope, more)
}

pub fn allocated_at(
    number: &str,
    time: &str,
    from: &str,
    through: &str,
    product: &str,
    scope: &str,
    more: &str,
) -> String {
    let through = if through.is_empty() { String::new() } else { format!("<b:Einddatum>{through}</b:Einddatum>") };
    let product = match product.len() {
        0 => String::new(),
        2 => format!("<b:Product><i:Categorie>{product}</i:Categorie></b:Product>"),
        _ => format!("<b:Product><i:Categorie>{}</i:Categorie><i:Code>{product}</i:Code></b:Product>", &product[..2]),
    };
    format!(
        "<b:ToegewezenProduct><b:ToewijzingNummer>{number}</b:ToewijzingNummer>{product}<b:Toewijzingsdatum>2025-06-01</b:Toewijzingsdatum>\
         <b:Toewijzingstijd>{time}</b:Toewijzingstijd><b:Ingangsdatum>{from}</b:Ingangsdatum>{through}{more}{scope}</b:ToegewezenProduct>\r\n"
    )
}

pub fn volume(volume: u32, unit: &str, frequency: u8) -> String {
    format!(
        "<b:Omvang><i:Volume>{volume}</i:Volume><i:Eenheid>{unit}</i:Eenheid><i:Frequentie>{frequency}</i:Frequentie></b:Omvang>"
    )
}

pub fn budget(cents: u32) -> String {
    format!("<b:Budget>{cents}</b:Budget>")
}

pub fn jw301(own: &str, birth: &str, products: &str) -> String {
    let body = format!(
        "{}<b:Client><b:Bsn>{BSN}</b:Bsn><b:Geboortedatum><i:Datum>{birth}</i:Datum></b:Geboortedatum><b:ToegewezenProducten>{products}</b:ToegewezenProducten></b:Client>",
        head_of("0384", "65656055", own, "2025-06-02", "")
    );
    message("jw301", "3_2", &body)
}

/// A line: reference, allocation, product, from, through, volume, unit, cents (negative for a credit).
pub type Line<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, i64, &'a str, i64);

pub fn jw323(lines: &[Line<'_>]) -> String {
    let xml = |(reference, allocation, product, from, through, volume, unit, cents): &Line<'_>| {
        let code = if product.len() > 2 { format!("<b:ProductCode>{product}</b:ProductCode>") } else { String::new() };
        format!(
            "<b:Prestatie><b:ProductReferentie><i:ReferentieNummer>{reference}</i:ReferentieNummer></b:ProductReferentie><b:ToewijzingNummer>{allocation}</b:ToewijzingNummer>\
             <b:ProductCategorie>{}</b:ProductCategorie>{code}<b:ProductPeriode><i:Begindatum>{from}</i:Begindatum><i:Einddatum>{through}</i:Einddatum></b:ProductPeriode>\
             <b:GeleverdVolume>{volume}</b:GeleverdVolume><b:Eenheid>{unit}</b:Eenheid><b:ProductTarief>{}</b:ProductTarief>\
             <b:IngediendBedrag><i:Bedrag>{}</i:Bedrag><i:DebetCredit>{}</i:DebetCredit></b:IngediendBedrag></b:Prestatie>\r\n",
            &product[..2],
            cents.abs() / volume,
            cents.abs(),
            if *cents < 0 { "C" } else { "D" }
        )
    };
    let sum: i64 = lines.iter().map(|line| line.7).sum();
    let body = format!(
        "{}<b:Declaratie><b:DeclaratieNummer>D1</b:DeclaratieNummer><b:DeclaratieDagtekening>2026-02-01</b:DeclaratieDagtekening>\
         <b:TotaalIngediendBedrag><i:TotaalBedrag>{sum}</i:TotaalBedrag><i:DebetCredit>D</i:DebetCredit></b:TotaalIngediendBedrag>\
         <b:Clienten><b:Client><b:Bsn>{BSN}</b:Bsn><b:Prestaties>{}</b:Prestaties></b:Client></b:Clienten></b:Declaratie>",
        head_of("65656055", "0384", "1", "2026-02-01", ""),
        lines.iter().map(xml).collect::<String>()
    );
    message("jw323", "3_2", &body)
}

pub fn session(texts: &[String], mode: Mode) -> Session {
    let mut session = Session::new(mode, 5);
    texts.iter().for_each(|text| drop(read_in(&mut session, "m.xml", text.as_bytes(), 999).unwrap()));
    session
}

/// The rows that each check hit.
fn hits(session: &mut Session) -> Vec<(String, Vec<u64>)> {
    let report = ask(session, &json!({ "ask": "check" }));
    let mut found = Vec::new();
    for check in report["checks"].as_array().unwrap() {
        let lines = ask(session, &json!({ "ask": "lines", "check": check["check"] }));
        let rows: Vec<u64> =
            lines["lines"].as_array().unwrap().iter().map(|line| line["row"].as_u64().unwrap()).collect();
        if !rows.is_empty() {
            found.push((check["check"].as_str().unwrap().to_owned(), rows));
        }
    }
    found
}

fn only(check: &str, rows: &[u64]) -> Vec<(String, Vec<u64>)> {
    vec![(check.to_owned(), rows.to_vec())]
}

const P: &str = "41A18";

#[test]
fn weekly_volumes_have_the_ceilings_of_the_standard() {
    // 3 hours a week, 7 October to 30 December 2025: 12, 15 and 15, 39 in all.
    let allocation = jw301("9", "2012-01-01", &allocated("1", "2025-10-07", "2025-12-30", P, &volume(3, "04", 2), ""));
    let line = |reference, from, through, volume| -> Line<'_> {
        (reference, "1", P, from, through, volume, "04", volume * 100)
    };
    let october = |volume| line("A", "2025-10-07", "2025-10-31", volume);
    let november = |volume| line("B", "2025-11-01", "2025-11-30", volume);
    let december = |volume| line("C", "2025-12-01", "2025-12-30", volume);
    let run = |lines: &[Line<'_>]| hits(&mut session(&[allocation.clone(), jw323(lines)], Mode::Analyse));
    assert_eq!(run(&[october(12), november(12), december(15)]), []);
    assert_eq!(run(&[october(13)]), only("N07", &[0]), "13 of 12 in the month");
    assert_eq!(run(&[october(12), november(15), december(13)]), only("N07", &[2]), "40 of 39 in all");
    // The order of the lines does not matter, the order of the months does.
    assert_eq!(run(&[december(13), november(15), october(12)]), only("N07", &[0]));
    // A line that is too much counts no further.
    assert_eq!(run(&[october(13), november(15), december(15)]), only("N07", &[0]));
    // In minutes: 12 hours are 720.
    let minutes = |volume| -> Line<'_> { ("A", "1", P, "2025-10-07", "2025-10-31", volume, "01", volume * 100) };
    assert_eq!(run(&[minutes(720)]), []);
    assert_eq!(run(&[minutes(721)]), only("N07", &[0]));
}

#[test]
fn credits_take_their_debits_away() {
    let allocation = jw301("9", "2012-01-01", &allocated("1", "2025-10-01", "2025-10-31", P, &volume(10, "16", 6), ""));
    let line = |reference, volume: i64, side: i64| -> Line<'_> {
        (reference, "1", P, "2025-10-01", "2025-10-31", volume, "16", side * volume * 4_901)
    };
    let texts = [allocation, jw323(&[line("A", 10, 1), line("B", 10, -1), line("C", 9, 1)])];
    assert_eq!(hits(&mut session(&texts, Mode::Analyse)), []);
}

#[test]
fn budgets_of_a_category_and_of_all_care_are_kept() {
    for product in ["41", ""] {
        let allocation =
            jw301("9", "2012-01-01", &allocated("1", "2025-10-01", "2025-12-31", product, &budget(100_000), ""));
        let line = |reference, month: &'static [&'static str; 2], cents| -> Line<'_> {
            (reference, "1", P, month[0], month[1], 10, "16", cents)
        };
        let [october, november] = [&["2025-10-01", "2025-10-31"], &["2025-11-01", "2025-11-30"]];
        let run = |one, other| {
            hits(&mut session(
                &[allocation.clone(), jw323(&[line("A", october, one), line("B", november, other)])],
                Mode::Analyse,
            ))
        };
        assert_eq!(run(60_000, 40_000), []);
        assert_eq!(run(60_000, 40_010), only("N07", &[1]));
    }
}

#[test]
fn dates_months_products_units_and_unknown_numbers() {
    let allocation = jw301(
        "9",
        "2012-01-01",
        &(allocated("1", "2025-10-07", "2025-12-15", P, &volume(400, "16", 6), "")
            + &allocated(
                "2",
                "2025-10-01",
                "2025-10-01",
                P,
                &volume(4, "16", 6),
                "<b:RedenWijziging>13</b:RedenWijziging>",
            )),
    );
    let run = |line: Line<'_>| hits(&mut session(&[allocation.clone(), jw323(&[line])], Mode::Analyse));
    assert_eq!(run(("A", "1", P, "2025-10-07", "2025-10-31", 4, "16", 400)), []);
    assert_eq!(run(("A", "1", P, "2025-12-01", "2025-12-15", 4, "16", 400)), []);
    assert_eq!(run(("A", "1", P, "2025-10-01", "2025-10-31", 4, "16", 400)), only("N06", &[0]), "before it begins");
    assert_eq!(run(("A", "1", P, "2025-12-01", "2025-12-31", 4, "16", 400)), only("N06", &[0]), "after it ends");
    assert_eq!(run(("A", "2", P, "2025-10-01", "2025-10-31", 4, "16", 400)), only("N06", &[0]), "it was deleted");
    assert_eq!(run(("A", "1", P, "2025-11-03", "2025-11-30", 4, "16", 400)), only("N14", &[0]), "not from the first");
    assert_eq!(run(("A", "1", P, "2025-11-01", "2025-11-28", 4, "16", 400)), only("N14", &[0]), "not to the last");
    assert_eq!(run(("A", "3", P, "2025-11-01", "2025-11-30", 4, "16", 400)), only("N15", &[0]), "no such number");
    assert_eq!(
        run(("A", "1", "41A17", "2025-11-01", "2025-11-30", 4, "16", 400)),
        only("N16", &[0]),
        "another product"
    );
    assert_eq!(run(("A", "1", P, "2025-11-01", "2025-11-30", 4, "04", 400)), only("N16", &[0]), "hours for dagdelen");
}

#[test]
fn the_last_allocation_of_a_number_holds_in_any_order() {
    let first = jw301(
        "8",
        "2012-01-01",
        &allocated_at("1", "12:00:00", "2025-10-01", "2025-10-31", P, &volume(4, "16", 6), ""),
    );
    let later = jw301(
        "7",
        "2012-01-01",
        &allocated_at("1", "12:00:01", "2025-10-01", "2025-11-30", P, &volume(9, "16", 6), ""),
    );
    let claim = jw323(&[("A", "1", P, "2025-11-01", "2025-11-30", 9, "16", 900)]);
    for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0], [0, 2, 1]] {
        let texts = [first.clone(), later.clone(), claim.clone()];
        let mut session = session(&order.map(|at: usize| texts[at].clone()), Mode::Analyse);
        assert_eq!(hits(&mut session), [], "{order:?}");
        let summary = ask(&mut session, &json!({ "ask": "summary" }));
        let changed = order.iter().position(|at| *at == 0).unwrap();
        assert_eq!(summary["files"][changed]["message"]["struck"], 1);
    }
}

#[test]
fn another_client_and_age_are_seen_and_what_waits_says_so() {
    let allocation = jw301("9", "2007-11-30", &allocated("1", "2025-10-01", "2025-12-31", P, &volume(40, "16", 6), ""));
    let lines = [
        ("A", "1", P, "2025-10-01", "2025-10-31", 4, "16", 400),
        ("B", "1", P, "2025-11-01", "2025-11-30", 4, "16", 400),
    ];
    // 18 on the last day of November; only Controle reads a birth date, in any order.
    for texts in [[allocation.clone(), jw323(&lines)], [jw323(&lines), allocation.clone()]] {
        let mut own = session(&texts, Mode::Controle);
        ask(&mut own, &json!({ "ask": "finish" }));
        assert_eq!(hits(&mut own), only("N10", &[1]));
        assert_eq!(hits(&mut session(&texts, Mode::Analyse)), []);
    }
    // Of a file that is read later too, whatever was asked in between.
    let mut own = session(std::slice::from_ref(&allocation), Mode::Controle);
    ask(&mut own, &json!({ "ask": "summary" }));
    read(&mut own, &format!("bsn;product;maand;bedrag\n{BSN};{P};2025-10;4,00\n{BSN};{P};2025-11;4,00\n")).unwrap();
    ask(&mut own, &json!({ "ask": "finish" }));
    assert_eq!(hits(&mut own), only("N10", &[1]));
    let other = jw323(&lines).replace(BSN, "999900018");
    assert_eq!(hits(&mut session(&[allocation.clone(), other], Mode::Analyse)), only("N09", &[0, 1]));
    let waits = |session: &mut Session| -> Vec<Value> {
        let report = ask(session, &json!({ "ask": "check" }));
        let checks = report["checks"].as_array().unwrap().iter().filter(|check| check["waits"] != json!(null));
        checks.map(|check| check["check"].clone()).collect()
    };
    let without = waits(&mut session(&[jw323(&lines)], Mode::Analyse));
    for check in ["N06", "N07", "N14", "N15", "N16"] {
        assert!(without.contains(&json!(check)));
        assert!(!waits(&mut session(&[jw323(&lines), allocation.clone()], Mode::Analyse)).contains(&json!(check)));
    }
}

#[test]
fn clients_of_whom_there_are_allocations_only_are_in_no_cell() {
    let other = |at: u32| {
        jw301(&format!("A{at}"), "2012-01-01", &allocated("1", "2025-10-07", "", P, "", "")).replace(BSN, &bsn(at))
    };
    let mut texts: Vec<String> = (1..200).map(other).collect();
    let claims = jw323(&[
        ("A", "1", P, "2025-10-01", "2025-10-31", 4, "16", 400),
        ("B", "1", "41A19", "2025-10-01", "2025-10-31", 4, "16", 400),
    ]);
    texts.insert(0, claims);
    for seed in 0..8 {
        let mut session = Session::new(Mode::Controle, seed);
        texts.iter().for_each(|text| drop(read_in(&mut session, "m.xml", text.as_bytes(), 999).unwrap()));
        ask(&mut session, &json!({ "ask": "finish" }));
        let table = ask(&mut session, &json!({ "ask": "table", "axes": ["product"], "clients": true }));
        let clients: Vec<&Value> = table["cells"].as_array().unwrap().iter().map(|cell| &cell["clients"]).collect();
        assert_eq!((clients, &table["total"]["clients"]), (vec![&json!(1), &json!(1)], &json!(1)), "seed {seed}");
    }
}

/// A number that passes the test of eleven, of a range that is nobody's.
fn bsn(at: u32) -> String {
    let digits = format!("9999{at:04}");
    let sum: u32 = digits.bytes().zip((2..=9).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    match sum % 11 {
        10 => bsn(at + 1_000),
        last => format!("{digits}{last}"),
    }
}
