//! Prints the result of a scenario document and, where a figure has a distribution, its simulation on a second line:
//! `cargo run --example result -- scenarios/verblijf-gooi.json`.

use std::process::ExitCode;

use dagdeel::scenario::{Scenario, ScenarioSimulation};

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
        let mut lines = serde_json::to_string(&result).map_err(|error| error.to_string())?;
        match ScenarioSimulation::read(&text) {
            Ok(mut simulation) => {
                while !simulation.step(100_000).map_err(failed)? {}
                let simulated = simulation.result().map_err(failed)?;
                lines += "\n";
                lines += &serde_json::to_string(&simulated).map_err(|error| error.to_string())?;
            }
            Err(problems) if problems.iter().all(|problem| problem.code == "nothing-uncertain") => {}
            Err(problems) => return Err(failed(problems)),
        }
        Ok(lines)
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
