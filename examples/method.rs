//! Prints the result and the method of scenario documents, a line of JSON for each:
//! `cargo run --example method -- scenarios/verblijf-gooi.json`.

use std::process::ExitCode;

use dagdeel::scenario::Scenario;
use dagdeel::tree::Problem;

fn main() -> ExitCode {
    for path in std::env::args().skip(1) {
        match told(&path) {
            Ok(line) => println!("{line}"),
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

fn told(path: &str) -> Result<String, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let failed = |problems: Vec<Problem>| {
        problems.iter().map(|problem| problem.message.en.as_ref()).collect::<Vec<_>>().join("\n")
    };
    let mut scenario = Scenario::read(&text).map_err(failed)?;
    while !scenario.step(100_000).map_err(failed)? {}
    let (result, method) = (scenario.result().map_err(failed)?, scenario.method().map_err(failed)?);
    serde_json::to_string(&serde_json::json!({ "result": result, "method": method })).map_err(|error| error.to_string())
}
