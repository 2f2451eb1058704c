//! The npm package in `pkg/`: the modules, the entry compiled from TypeScript, and the scenario documents with
//! their index.

use crate::stamp::Stamp;
use crate::{Outcome, npm, root, shell, wasm};

/// The wasm modules that are handed out, each named after the feature that holds it.
pub const MODULES: [&str; 3] = ["engine", "sheets", "claims"];

/// Builds the package.
pub fn build() -> Outcome {
    npm::install()?;
    for module in MODULES {
        wasm::build(module, &root::path("pkg").join(module), module)?;
    }
    inlined()?;
    compile()?;
    scenarios()
}

/// Writes the scripts that hold the modules, the documents and the worker, for who can load no files beside a script.
fn inlined() -> Outcome {
    let script = root::path("pkg/scripts/inline.js");
    let folder = root::path("pkg/inlined");
    let inputs = ["pkg/src", "pkg/scripts", "pkg/engine", "pkg/sheets", "pkg/claims", "scenarios", "package-lock.json"];
    Stamp::of("inlined", &[], &inputs.map(root::path))?
        .unless_fresh(&folder.join("worker.js"), || shell::run(shell::command("node").arg(&script).arg(&folder)))
}

/// Compiles the entry from TypeScript.
fn compile() -> Outcome {
    let inputs = [
        "pkg/src",
        "pkg/types",
        "pkg/tsconfig.json",
        "pkg/inlined/engine.d.ts",
        "pkg/engine/engine.d.ts",
        "pkg/sheets/sheets.d.ts",
        "pkg/claims/claims.d.ts",
        "package-lock.json",
    ];
    let folder = root::path("pkg/dist");
    Stamp::of("package", &[], &inputs.map(root::path))?
        .unless_fresh(&folder.join("node.js"), || npm::script("pkg", "build"))
}

/// Copies the shipped documents into the package, and writes their index and what the engine tells of each.
fn scenarios() -> Outcome {
    let script = root::path("pkg/scripts/scenarios.js");
    let folder = root::path("pkg/scenarios");
    let inputs = ["scenarios", "pkg/dist", "pkg/engine", "pkg/scripts"];
    Stamp::of("scenarios", &[], &inputs.map(root::path))?.unless_fresh(&folder.join("about.json"), || {
        shell::run(shell::command("node").arg(&script).arg(root::path("scenarios")).arg(&folder))
    })
}
