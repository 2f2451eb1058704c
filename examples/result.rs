//! Prints the result of a scenario document: `cargo run --example result -- scenarios/verblijf-gooi.json`.

use std::process::ExitCode;

use dagdeel::scenario::Scenario;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: result <document.json>");
        return ExitCode::FAILURE;
    };
    let run = || -> Result<String, String> {
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        let failed = |problems: Vec<dagdeel::tree::Problem>| {
            let lines = problems.iter().map(|problem| problem.message.en.as_ref());
            lines.collect::<Vec<_>>().join("\n")
        };
        let mut scenario = Scenario::read(&text).map_err(failed)?;
        while !scenario.step(100_000).map_err(failed)? {}
        let result = scenario.result().map_err(failed)?;
        serde_json::to_string(&result).map_err(|error| error.to_string())
    };
    match run() {
        Ok(result) => {
            println!("{result}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
