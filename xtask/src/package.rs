//! The npm package in `pkg/`: the engine's module, the scenario documents with their index, and the entry compiled
//! from TypeScript.

use crate::stamp::Stamp;
use crate::{Outcome, npm, root, shell, wasm};

/// Builds the package.
pub fn build() -> Outcome {
    npm::install()?;
    wasm::build("engine", &root::path("pkg/engine"), "engine")?;
    scenarios()?;
    compile()
}

/// Copies the shipped documents into the package and writes their index.
fn scenarios() -> Outcome {
    let script = root::path("pkg/scripts/scenarios.js");
    let folder = root::path("pkg/scenarios");
    Stamp::of(folder.join(".stamp"), &[], &[root::path("scenarios"), script.clone()])?
        .unless_fresh(&folder.join("index.json"), || {
            shell::run(shell::command("node").arg(&script).arg(root::path("scenarios")).arg(&folder))
        })
}

fn compile() -> Outcome {
    let inputs = ["pkg/src", "pkg/types", "pkg/tsconfig.json", "pkg/engine/engine.d.ts", "package-lock.json"];
    let folder = root::path("pkg/dist");
    Stamp::of(folder.join(".stamp"), &[], &inputs.map(root::path))?
        .unless_fresh(&folder.join("node.js"), || npm::script("pkg", "build"))
}
