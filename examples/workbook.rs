//! Writes the workbook of scenario documents, side by side where there are several:
//! `cargo run --features sheets --example workbook -- out.xlsx scenarios/dagbesteding-regulier.json`.

use std::process::ExitCode;
use std::rc::Rc;

use dagdeel::quantity::Lang;
use dagdeel::scenario::{Scenario, ScenarioWorkbook};
use dagdeel::sheets::File;
use dagdeel::tree::Problem;

fn main() -> ExitCode {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let Some((out, documents)) = paths.split_first().filter(|(_, documents)| !documents.is_empty()) else {
        eprintln!("usage: workbook <out.xlsx> <document.json>…");
        return ExitCode::FAILURE;
    };
    match write(out, documents) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(out: &str, documents: &[String]) -> Result<(), String> {
    let said = |problems: Vec<Problem>| {
        problems.iter().map(|problem| problem.message.en.as_ref()).collect::<Vec<_>>().join("\n")
    };
    let mut workbook = ScenarioWorkbook::new(Lang::Nl);
    for path in documents {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        let mut scenario = Scenario::read(&text).map_err(said)?;
        while !scenario.step(100_000).map_err(said)? {}
        workbook.add(Rc::new(scenario)).map_err(said)?;
    }
    let mut file = File::default();
    loop {
        let pieces = workbook.step(100_000).map_err(said)?;
        if pieces.is_empty() {
            break;
        }
        pieces.into_iter().try_for_each(|piece| file.add(piece)).map_err(|error| error.to_string())?;
    }
    let bytes = file.finish().map_err(|error| error.to_string())?;
    std::fs::write(out, bytes).map_err(|error| format!("{out}: {error}"))
}
