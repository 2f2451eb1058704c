//! The npm workspace: `pkg`, `www`, the browser tests and the JavaScript side of the benchmark.

use std::path::PathBuf;

use crate::stamp::Stamp;
use crate::{Outcome, root, shell, tools};

/// Installs what the lock file names, where it has changed. No package's install script is run.
pub fn install() -> Outcome {
    tools::node()?;
    let mut inputs: Vec<PathBuf> = vec![root::path("package.json"), root::path("package-lock.json")];
    for workspace in ["pkg", "www", "tests/browser", "tests/workbook", "benches/js"] {
        inputs.push(root::path(workspace).join("package.json"));
    }
    let modules = root::path("node_modules");
    Stamp::of("npm", &[], &inputs)?.unless_fresh(&modules, || {
        let options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        shell::run(shell::command(tools::npm()).args(options))
    })
}

/// Runs a script of one workspace.
pub fn script(workspace: &str, name: &str) -> Outcome {
    shell::run(shell::command(tools::npm()).args(["run", "--silent", name, "-w", workspace]))
}
