//! `cargo xtask bench`: the work of BARS in our engine and in its peers, in the same run.

use crate::{Outcome, npm, root, shell, wasm};

/// Builds the engine with its bench entry and runs the comparisons; options go on to the scripts.
pub fn run(options: &[&str]) -> Outcome {
    npm::install()?;
    wasm::build("engine,bench", &root::path("benches/js/engine"), "engine")?;
    wasm::build("claims,bench", &root::path("benches/js/claims"), "claims")?;
    // All are run, whichever is below a bar.
    let scripts = ["benches/js/model.js", "benches/js/simulation.js", "benches/js/claims.js"];
    let run = |script: &&str| shell::run(shell::command("node").arg(root::path(script)).args(options));
    let outcomes: Vec<Outcome> = scripts.iter().map(run).collect();
    outcomes.into_iter().collect()
}
