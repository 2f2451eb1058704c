//! What leaves over a whole journey: an attacker who has every table that left, and knows how all of them rest on the same lines,
//! works out no hidden cell.

use std::collections::{BTreeMap, BTreeSet};

use dagdeel::claims::csv::Mode;
use dagdeel::claims::{ClaimsProblem, Session};
use dagdeel::quantity::Random;
use serde_json::{Value, json};

use super::support::{ask, read};

fn export(session: &mut Session, question: &Value) -> Result<Value, ClaimsProblem> {
    session.ask(&question.to_string())?;
    while session.step(50) < 1.0 {}
    Ok(serde_json::from_str(&session.answer()?).unwrap())
}

/// A month, a municipality, a provider and a product: what a line is of.
type Atom = [String; 4];

/// A small data set: some months, municipalities and products are rare, and most providers deliver one product only.
fn small(seed: u64) -> (Session, BTreeSet<Atom>) {
    let mut random = Random::stream(seed, Random::purpose("release"), 0);
    let mut few = |most: u32| random.below(most).min(random.below(most));
    let mut text = String::from("client;gemeente;aanbieder;product;maand;bedrag\n");
    let lines = 150 + few(200);
    for line in 0..lines {
        let product = few(4);
        let provider = if few(5) == 0 { few(5) } else { product + 2 };
        let month = few(5);
        let (client, town) = (few(70), few(3));
        let (year, number) = (2022 + month / 3, month % 3 + 1);
        let product = ["41A18", "41A19", "45A01", "45A02"][product as usize];
        let euros = 100 + few(900);
        text.push_str(&format!("{client};G{town};A{provider};{product};{year}-0{number};{euros},{:02}\n", line % 100));
    }
    let mut session = Session::new(Mode::Analyse, seed);
    let report = read(&mut session, &text).unwrap();
    assert_eq!(report.accepted.lines, lines);
    let known = |by: &str| -> Vec<String> {
        let table = json!({ "tables": [[by]], "threshold": 5 });
        let mut other = Session::new(Mode::Analyse, seed);
        read(&mut other, &text).unwrap();
        let asked = json!({ "ask": "export", "tables": table["tables"] });
        let told = export(&mut other, &asked).unwrap();
        labels(&told["tables"][0], 0)
    };
    let [months, towns, providers, products] = ["month", "municipality", "provider", "product"].map(known);
    let mut atoms = BTreeSet::new();
    for month in &months {
        for town in &towns {
            for provider in &providers {
                for product in &products {
                    atoms.insert([month.clone(), town.clone(), provider.clone(), product.clone()]);
                }
            }
        }
    }
    (session, atoms)
}

fn labels(table: &Value, axis: usize) -> Vec<String> {
    let labels = table["axes"][axis]["labels"].as_array().unwrap();
    labels.iter().map(|label| label["id"].as_str().unwrap().to_owned()).collect()
}

/// Whether a line of this kind counts in a cell with this label.
fn counts(atom: &Atom, by: &str, label: &str) -> bool {
    match by {
        "year" | "month" => atom[0].starts_with(label),
        "municipality" => atom[1] == label,
        "provider" => atom[2] == label,
        _ => atom[3].starts_with(label),
    }
}

/// Everything that left: for each cell which lines are in it, and whether it was shown.
#[derive(Default)]
struct Attacker {
    /// The kinds of line that there can be: not those of a cell that is not there.
    atoms: Vec<Atom>,
    shown: Vec<Vec<bool>>,
    hidden: BTreeMap<String, Vec<bool>>,
}

impl Attacker {
    fn new(atoms: &BTreeSet<Atom>, tables: &[Value]) -> Self {
        let cells = |table: &Value| -> Vec<(Vec<(String, String)>, bool)> {
            let name = |axis: usize| table["axes"][axis]["by"].as_str().unwrap().to_owned();
            let label =
                |axis: usize, at: &Value| (name(axis), labels(table, axis)[at.as_u64().unwrap() as usize].clone());
            let place = |cell: &Value| {
                cell["at"].as_array().unwrap().iter().enumerate().map(|(axis, at)| label(axis, at)).collect()
            };
            let all = table["cells"].as_array().unwrap().iter().chain([&table["total"]]);
            all.map(|cell| (place(cell), cell["shown"] == "yes")).collect()
        };
        let all: Vec<_> = tables.iter().map(cells).collect();
        let is_in = |atom: &Atom, place: &[(String, String)]| place.iter().all(|(by, label)| counts(atom, by, label));
        let there = |atom: &&Atom| {
            all.iter().all(|cells| cells.iter().any(|(place, _)| !place.is_empty() && is_in(atom, place)))
        };
        let atoms: Vec<Atom> = atoms.iter().filter(there).cloned().collect();
        let (mut shown, mut hidden) = (Vec::new(), BTreeMap::new());
        for (place, open) in all.into_iter().flatten() {
            let row = atoms.iter().map(|atom| is_in(atom, &place)).collect();
            if open {
                shown.push(row);
            } else {
                hidden.insert(format!("{place:?}"), row);
            }
        }
        Self { atoms, shown, hidden }
    }

    /// The hidden cells that are a sum of multiples of shown ones: solved in fractions of floating point.
    fn works_out(&self) -> Vec<&String> {
        let number = |row: &Vec<bool>| row.iter().map(|is_in| f64::from(u8::from(*is_in))).collect::<Vec<f64>>();
        let mut basis: Vec<(usize, Vec<f64>)> = Vec::new();
        let reduced = |basis: &[(usize, Vec<f64>)], mut row: Vec<f64>| {
            for (lead, own) in basis {
                let factor = row[*lead];
                if factor != 0.0 {
                    row.iter_mut().zip(own).for_each(|(cell, own)| *cell -= factor * own);
                }
            }
            row
        };
        for row in &self.shown {
            let row = reduced(&basis, number(row));
            let lead = (0..self.atoms.len()).max_by(|a, b| row[*a].abs().total_cmp(&row[*b].abs())).unwrap();
            if row[lead].abs() < 1e-6 {
                continue;
            }
            let row: Vec<f64> = row.iter().map(|cell| cell / row[lead]).collect();
            for (_, own) in &mut basis {
                let factor = own[lead];
                own.iter_mut().zip(&row).for_each(|(cell, new)| *cell -= factor * new);
            }
            basis.push((lead, row));
        }
        let solved = |row: &Vec<bool>| reduced(&basis, number(row)).iter().all(|cell| cell.abs() < 1e-6);
        self.hidden.iter().filter(|(_, row)| solved(row)).map(|(name, _)| name).collect()
    }
}

const TABLES: [&[&str]; 10] = [
    &["year"],
    &["provider"],
    &["year", "product"],
    &["municipality", "product"],
    &["provider", "product"],
    &["month", "category"],
    &["month", "product"],
    &["municipality", "category"],
    &["provider", "municipality"],
    &["month"],
];

#[test]
fn nothing_hidden_is_worked_out_from_all_that_left_in_a_journey() {
    let (mut hidden, mut refused, mut out) = (0, BTreeMap::<String, u32>::new(), 0);
    for seed in 0..60 {
        let (mut session, atoms) = small(seed);
        let mut order: Vec<&[&str]> = TABLES.to_vec();
        let mut random = Random::stream(seed, Random::purpose("order"), 0);
        random.shuffle(&mut order);
        let mut left = Vec::new();
        for axes in order {
            match export(&mut session, &json!({ "ask": "export", "tables": [axes] })) {
                Ok(told) => left.extend(told["tables"].as_array().unwrap().clone()),
                Err(problem) => *refused.entry(problem.code).or_default() += 1,
            }
        }
        let attacker = Attacker::new(&atoms, &left);
        assert_eq!(attacker.works_out(), Vec::<&String>::new(), "seed {seed}");
        hidden += attacker.hidden.len();
        out += left.len();
    }
    assert!(hidden > 1_000 && out > 300, "{hidden} hidden cells in {out} tables, refused: {refused:?}");
    assert!(refused.keys().all(|code| ["export-circle", "export-would-tell"].contains(&code.as_str())), "{refused:?}");
}

#[test]
fn the_attack_itself_works() {
    // Three years apart, shown but for one, and their total.
    let text: String =
        (0..40).map(|client| format!("{client};41A18;{}-01;10,00\n", if client < 4 { 2021 } else { 2022 })).collect();
    let mut session = Session::new(Mode::Analyse, 1);
    read(&mut session, &format!("client;product;maand;bedrag\n{text}")).unwrap();
    let mut table =
        export(&mut session, &json!({ "ask": "export", "tables": [["year"]] })).unwrap()["tables"][0].clone();
    let shown = |table: &Value| -> Vec<String> {
        table["cells"].as_array().unwrap().iter().map(|cell| cell["shown"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(shown(&table), ["few", "secondary"]);
    let atoms = ["2021-01", "2022-01"].map(|month| [month, "", "", "41A18"].map(str::to_owned)).into();
    assert!(Attacker::new(&atoms, &[table.clone()]).works_out().is_empty());
    table["cells"][1]["shown"] = json!("yes");
    assert_eq!(Attacker::new(&atoms, &[table]).works_out().len(), 1);
}

#[test]
fn a_hidden_cell_gives_nothing_and_a_shown_one_what_the_table_says() {
    let (mut session, _) = small(7);
    let told =
        export(&mut session, &json!({ "ask": "export", "tables": [["product", "month"]], "maskProviders": true }))
            .unwrap();
    let table = ask(&mut session, &json!({ "ask": "table", "axes": ["month", "product"], "clients": true }));
    let (cells, own) = (told["tables"][0]["cells"].as_array().unwrap(), table["cells"].as_array().unwrap());
    assert_eq!(cells.len(), own.len());
    let mut seen = BTreeSet::new();
    for (cell, own) in cells.iter().zip(own) {
        assert_eq!(cell["at"], own["at"]);
        let open = cell["shown"] == "yes";
        seen.insert(open);
        for field in ["lines", "euros", "clients", "perClient"] {
            assert_eq!(cell[field], if open { own[field].clone() } else { Value::Null });
        }
        assert!(!open || own["clients"].as_u64() >= Some(10));
    }
    assert_eq!(seen.len(), 2, "some shown and some hidden");
}

#[test]
fn other_lines_or_limits_do_not_leave_beside_what_left() {
    let (mut session, _) = small(3);
    let first = json!({ "ask": "export", "tables": [["year"]] });
    export(&mut session, &first).unwrap();
    let other = |change: Value| {
        let mut question = first.clone();
        question.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        question
    };
    for change in
        [json!({ "selection": { "withRejected": true } }), json!({ "threshold": 12 }), json!({ "dominance": 90 })]
    {
        assert_eq!(export(&mut session, &other(change)).unwrap_err().code, "export-other-lines");
    }
    assert_eq!(export(&mut session, &other(json!({ "threshold": 2 }))).unwrap_err().code, "export-limits");
    assert_eq!(
        export(&mut session, &other(json!({ "tables": [["unit", "year", "product"]] }))).unwrap_err().code,
        "export-axes"
    );
    read(&mut session, "client;product;maand;bedrag\n1;41A18;2022-01;5,00\n").unwrap();
    assert_eq!(export(&mut session, &first).unwrap_err().code, "export-other-lines");
    let circle = json!([["provider", "product"], ["product", "municipality"], ["municipality", "provider"]]);
    let (mut session, _) = small(3);
    assert_eq!(export(&mut session, &other(json!({ "tables": circle }))).unwrap_err().code, "export-circle");
}

#[test]
fn names_that_came_and_went_are_other_lines() {
    let (mut session, _) = small(3);
    let asked = json!({ "ask": "export", "tables": [["provider"]] });
    export(&mut session, &asked).unwrap();
    export(&mut session, &asked).unwrap();
    // The lines are the same again, but a new name stands before the others, and the cells that left are known by their places.
    read(&mut session, "client;aanbieder;product;maand;bedrag\n1;0-nieuw;41A18;2022-01;5,00\n").unwrap();
    ask(&mut session, &json!({ "ask": "remove", "file": 1 }));
    assert_eq!(export(&mut session, &asked).unwrap_err().code, "export-other-lines");
}

#[test]
fn one_client_with_most_of_the_euros_is_hidden_and_providers_have_numbers() {
    let line = |client: u32| {
        let euros = if client == 0 {
            9_000
        } else if client < 20 {
            10
        } else {
            300
        };
        format!("{client};Aanbieder {};41A18;2022-01;{euros},00\n", if client < 20 { "Noord" } else { "Zuid" })
    };
    let text: String = (0..60).map(line).collect();
    let mut orders = BTreeSet::new();
    for seed in 0..16 {
        let mut session = Session::new(Mode::Analyse, seed);
        read(&mut session, &format!("client;aanbieder;product;maand;bedrag\n{text}")).unwrap();
        let asked = json!({ "ask": "export", "tables": [["provider"]], "maskProviders": true });
        let told = export(&mut session, &asked).unwrap();
        let table = &told["tables"][0];
        assert_eq!(labels(table, 0), ["aanbieder 1", "aanbieder 2"]);
        assert!(!table.to_string().contains("Noord"));
        let cells = table["cells"].as_array().unwrap();
        assert!(cells.iter().zip(0..).all(|(cell, at)| cell["at"] == json!([at])), "in the order of the numbers");
        orders.insert(cells.iter().map(|cell| cell["shown"].to_string()).collect::<Vec<String>>());
        assert_eq!(export(&mut session, &asked).unwrap(), told, "the same numbers throughout a session");
    }
    // Either may stand first: the order of their names is gone.
    let either = [["\"dominated\"", "\"secondary\""], ["\"secondary\"", "\"dominated\""]];
    assert_eq!(orders, either.map(|order| order.map(str::to_owned).to_vec()).into());
}
