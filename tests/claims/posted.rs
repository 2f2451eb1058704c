//! Generated messages in all their variants beside the same lines as CSV: read, checked and totalled alike.

use std::collections::{BTreeMap, BTreeSet};

use dagdeel::claims::csv::Mode;
use dagdeel::claims::ijw::Kind;
use dagdeel::claims::{Post, Posted, Region, Session, Wish};
use dagdeel::quantity::Random;
use serde_json::{Value, json};

use crate::errors::rows;
use crate::generated::{Hits, compared};
use crate::support::{ask, read_in};

const REGION: Region = Region { municipalities: 2, providers: 3, months: 8 };

/// A message, and which claim it is of; none for a JW301.
type Sent = (Posted, Option<usize>);

/// All messages, in an order of the seed.
fn shuffled(post: &Post, seed: u64) -> Vec<Sent> {
    let allocations = (0..post.allocations()).filter_map(|at| post.allocation(at)).map(|posted| (posted, None));
    let claims = (0..post.claims()).flat_map(|at| post.claim(at).into_iter().map(move |posted| (posted, Some(at))));
    let mut all: Vec<Sent> = allocations.chain(claims).collect();
    let mut random = Random::new(seed);
    for at in (1..all.len()).rev() {
        all.swap(at, random.below(u32::try_from(at + 1).unwrap()) as usize);
    }
    all
}

/// What was read of the messages, and of the allocations and CSV.
struct Both {
    messages: Session,
    csv: Session,
    /// Of each row of the messages its generated row; none where another message of the claim holds.
    numbers: Vec<Option<u64>>,
}

fn read(post: &Post, all: &[Sent], mode: Mode, pieces: &mut Random) -> Both {
    let (mut messages, mut csv) = (Session::new(mode, 7), Session::new(mode, 9));
    let mut text = post.csv_head();
    let (mut numbers, mut seen) = (Vec::new(), BTreeSet::new());
    for (posted, claim) in all {
        let piece = 1 + pieces.below(6_000) as usize;
        let report = read_in(&mut messages, &posted.name, posted.text.as_bytes(), piece).unwrap();
        assert_eq!(report.rejected.lines, 0, "{}: {:?}", posted.name, report.problems);
        match posted.kind {
            Kind::Allocations => drop(read_in(&mut csv, &posted.name, posted.text.as_bytes(), piece).unwrap()),
            Kind::Claims => {
                let holds = posted.holds && seen.insert(*claim);
                let lines = post.numbers(claim.unwrap());
                let own = |at: u32| lines.get(at as usize).filter(|_| holds).map(|number| u64::from(*number));
                numbers.extend((0..report.accepted.lines).map(own));
                text.push_str(&if holds { post.csv(claim.unwrap()) } else { String::new() });
            }
            Kind::Answers => {}
        }
    }
    let report = read_in(&mut csv, "dezelfde.csv", text.as_bytes(), 1 + pieces.below(6_000) as usize).unwrap();
    assert_eq!(report.rejected.lines, 0, "{:?}", report.problems);
    for session in [&mut messages, &mut csv] {
        ask(session, &json!({ "ask": "finish" }));
    }
    Both { messages, csv, numbers }
}

fn check(session: &mut Session, post: &Post) -> Value {
    let [municipalities, providers, _] = post.known();
    let agreed = post.generator().agreed();
    let lists = json!({ "ask": "check", "agreed": agreed, "providers": providers, "municipalities": municipalities, "sample": 0 });
    ask(session, &lists)
}

/// Lines, euros and clients of each combination of words.
fn table(session: &mut Session, axes: &[&str], with_rejected: bool) -> BTreeMap<Vec<String>, [Value; 3]> {
    let selection = json!({ "withRejected": with_rejected });
    let table = ask(session, &json!({ "ask": "table", "axes": axes, "clients": true, "selection": selection }));
    let word = |axis: usize, place: &Value| {
        let label = &table["axes"][axis]["labels"][usize::try_from(place.as_u64().unwrap()).unwrap()];
        label["id"].as_str().unwrap().to_owned()
    };
    let cell = |cell: &Value| {
        let words = cell["at"].as_array().unwrap().iter().enumerate().map(|(axis, place)| word(axis, place)).collect();
        (words, ["lines", "euros", "clients"].map(|of| cell[of].clone()))
    };
    let mut cells: BTreeMap<Vec<String>, [Value; 3]> = table["cells"].as_array().unwrap().iter().map(cell).collect();
    cells.insert(vec!["total".into()], ["lines", "euros", "clients"].map(|of| table["total"][of].clone()));
    cells
}

/// The same figures in both, whatever is asked.
fn same(both: &mut Both, post: &Post, world: &str) {
    for (axes, with_rejected) in
        [(&["year", "product"][..], false), (&["status"], true), (&["month", "provider"], true)]
    {
        let [messages, csv] = [&mut both.messages, &mut both.csv].map(|session| table(session, axes, with_rejected));
        assert_eq!(messages, csv, "{world}: {axes:?}");
    }
    let [messages, csv] = [&mut both.messages, &mut both.csv].map(|session| check(session, post));
    assert_eq!(messages["all"], csv["all"], "{world}");
    for (own, other) in messages["checks"].as_array().unwrap().iter().zip(csv["checks"].as_array().unwrap()) {
        // The file states no totals; its clients are not called as those of the allocations are, so that the first line under a
        // number says whose it is.
        if !["N01", "N09"].contains(&own["check"].as_str().unwrap()) {
            assert_eq!((&own["found"], &own["waits"]), (&other["found"], &other["waits"]), "{world}: {}", own["check"]);
        }
    }
    let wrong = post.wrong_totals();
    assert_eq!(messages["checks"][0]["found"], json!({ "lines": wrong, "euros": format!("{wrong}.00") }), "{world}");
}

#[test]
fn messages_and_csv_are_read_checked_and_totalled_alike_in_many_worlds() {
    for seed in 0..1_000_u32 {
        let wish = Wish { rows: 40 + seed % 80, seed, errors: seed % 3, personal: seed % 2 == 0, allocations: true };
        let post = Post::new(wish, REGION, true);
        let all = shuffled(&post, seed.into());
        let mode = if seed % 4 == 0 { Mode::Controle } else { Mode::Analyse };
        let mut both = read(&post, &all, mode, &mut Random::new(seed.into()));
        same(&mut both, &post, &format!("seed {seed}"));
    }
}

#[test]
fn messages_and_csv_are_alike_in_a_large_region() {
    let wish = Wish { rows: 20_000, seed: 3, errors: 100, personal: true, allocations: true };
    let post = Post::new(wish, Region { municipalities: 5, providers: 10, months: 48 }, true);
    let all = shuffled(&post, 1);
    let mut both = read(&post, &all, Mode::Controle, &mut Random::new(1));
    same(&mut both, &post, "a large region");
}

/// The hits of the checks on messages, by generated row. Of two lines with one reference, and of two debits, it is the later one
/// that is hit, in whatever order the messages are read.
fn found(both: &mut Both, post: &Post, planted: &Hits) -> Hits {
    let report = check(&mut both.messages, post);
    let mut hits = Hits::new();
    for of in report["checks"].as_array().unwrap().iter().filter(|of| of["check"] != "N01") {
        let check = of["check"].as_str().unwrap().to_owned();
        for row in rows(&mut both.messages, &check) {
            let number = both.numbers[usize::try_from(row).unwrap()].unwrap();
            let later = (check.clone(), number + 1);
            let pair = ["N08", "N12"].contains(&check.as_str()) && planted.contains(&later);
            hits.insert(if pair { later } else { (check.clone(), number) });
        }
    }
    hits
}

#[test]
fn every_planted_error_is_found_in_messages_and_none_is_invented() {
    let mut kinds = BTreeSet::new();
    for seed in 0..1_000_u32 {
        let wish = Wish { rows: 90 + seed % 60, seed, errors: 1, personal: true, allocations: true };
        let post = Post::new(wish, REGION, false);
        let all = shuffled(&post, seed.into());
        // Only Controle reads how old a client is.
        let mode = if seed % 2 == 0 { Mode::Controle } else { Mode::Analyse };
        let mut both = read(&post, &all, mode, &mut Random::new(seed.into()));
        let id = |check| json!(check).as_str().unwrap().to_owned();
        let planted = post.planted().iter().map(|planted| (id(planted.check), u64::from(planted.row)));
        let planted: Hits = planted.filter(|(check, _)| mode == Mode::Controle || check != "N10").collect();
        compared(&found(&mut both, &post, &planted), &planted, &format!("seed {seed}"));
        kinds.extend(planted.into_iter().map(|(check, _)| check));
    }
    assert_eq!(kinds.len(), 14, "{kinds:?}");
}

#[test]
fn the_messages_that_the_page_is_tested_with_are_those_that_the_example_writes() {
    let wish = Wish { rows: 24, seed: 6, errors: 1, personal: false, allocations: true };
    let post = Post::new(wish, Region { municipalities: 1, providers: 2, months: 6 }, true);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/messages");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_default();
    for (posted, _) in shuffled(&post, 0) {
        assert_eq!(read(&posted.name), posted.text, "write it anew: cargo run --features claims --example messages");
    }
    let lines: String = (0..post.claims()).map(|at| post.csv(at)).collect();
    assert_eq!(read("declaraties.csv"), post.csv_head() + &lines);
}
