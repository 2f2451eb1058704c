//! Prints the method of a scenario document, as a list of its formulas in words:
//! `cargo run --example method -- scenarios/verblijf-gooi.json`.

use std::process::ExitCode;

use dagdeel::scenario::{Method, Scenario};
use dagdeel::tree::Problem;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: method <document.json>");
        return ExitCode::FAILURE;
    };
    match read(&path) {
        Ok(method) => {
            for formula in &method.formulas {
                let symbols = formula.symbols.as_ref().unwrap_or(&formula.words);
                println!("({}) {} [{}] = {}", formula.number, formula.name.nl, formula.unit, symbols.nl);
            }
            for input in &method.inputs {
                let source = input.source.as_deref().unwrap_or(input.basis);
                println!("{} [{}]: {source}", input.name.nl, input.unit);
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn read(path: &str) -> Result<Method, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let failed = |problems: Vec<Problem>| {
        problems.iter().map(|problem| problem.message.en.as_ref()).collect::<Vec<_>>().join("\n")
    };
    let mut scenario = Scenario::read(&text).map_err(failed)?;
    while !scenario.step(100_000).map_err(failed)? {}
    scenario.method().map_err(failed)
}
