//! `cargo xtask bench`: the work of BARS in our engine and in its peers, in the same run.

use crate::{Outcome, npm, root, shell, wasm};

/// Builds the engine with its bench entry and runs the comparison; options go on to the script.
pub fn run(options: &[&str]) -> Outcome {
    npm::install()?;
    wasm::build("engine,bench", &root::path("benches/js/engine"), "engine")?;
    shell::run(shell::command("node").arg(root::path("benches/js/model.js")).args(options))
}
