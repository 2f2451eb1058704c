//! The npm workspace: `pkg`, `www`, the browser tests and the JavaScript side of the benchmark.

use std::path::{Path, PathBuf};

use crate::stamp::Stamp;
use crate::{Outcome, root, shell, tools};

/// Installs what the lock file names, where it has changed.
pub fn install() -> Outcome {
    tools::node()?;
    let mut inputs: Vec<PathBuf> = vec![root::path("package.json"), root::path("package-lock.json")];
    for workspace in ["pkg", "www", "tests/browser", "tests/workbook", "benches/js"] {
        inputs.push(root::path(workspace).join("package.json"));
    }
    let modules = root::path("node_modules");
    Stamp::of("npm", &[], &inputs)?.unless_fresh(&modules, || ci(root::folder()))
}

/// Installs what the lock file of a folder names; no package's install script is run.
pub fn ci(folder: &Path) -> Outcome {
    let options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    shell::run(shell::command(tools::npm()).args(options).current_dir(folder))
}

/// Runs a script of one workspace.
pub fn script(workspace: &str, name: &str) -> Outcome {
    shell::run(shell::command(tools::npm()).args(["run", "--silent", name, "-w", workspace]))
}
