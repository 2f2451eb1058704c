//! The npm package in `pkg/`: the modules, the entry compiled from TypeScript, and the scenario documents with
//! their index.

use crate::stamp::Stamp;
use crate::{Outcome, npm, root, shell, wasm};

/// Builds the package.
pub fn build() -> Outcome {
    npm::install()?;
    wasm::build("engine", &root::path("pkg/engine"), "engine")?;
    wasm::build("sheets", &root::path("pkg/sheets"), "sheets")?;
    compile()?;
    scenarios()
}

/// Compiles the entry from TypeScript.
fn compile() -> Outcome {
    let inputs = [
        "pkg/src",
        "pkg/types",
        "pkg/tsconfig.json",
        "pkg/engine/engine.d.ts",
        "pkg/sheets/sheets.d.ts",
        "package-lock.json",
    ];
    let folder = root::path("pkg/dist");
    Stamp::of("package", &[], &inputs.map(root::path))?
        .unless_fresh(&folder.join("node.js"), || npm::script("pkg", "build"))
}

/// Copies the shipped documents into the package and writes their index.
fn scenarios() -> Outcome {
    let script = root::path("pkg/scripts/scenarios.js");
    let folder = root::path("pkg/scenarios");
    Stamp::of("scenarios", &[], &[root::path("scenarios"), root::path("pkg/dist/documents.js"), script.clone()])?
        .unless_fresh(&folder.join("index.json"), || {
            shell::run(shell::command("node").arg(&script).arg(root::path("scenarios")).arg(&folder))
        })
}
