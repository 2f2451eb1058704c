//! One wasm module: cargo, then wasm-bindgen, then wasm-opt. Cargo knows whether the crate has changed; what follows
//! depends on the module's bytes alone.

use std::fs;
use std::path::{Path, PathBuf};

use crate::stamp::Stamp;
use crate::{Outcome, root, shell, tools};

/// What wasm-opt may use: the features that rustc switches on for this target, and SIMD.
const OPTIMISE: [&str; 8] = [
    "-O3",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// Builds the module that a feature of the crate holds, into `folder`, under the feature's name or another one.
pub fn build(features: &str, folder: &Path, name: &str) -> Outcome {
    tools::wasm_target()?;
    let step = features.replace(',', "-");
    let compiled = compile(features, &step)?;
    let options: Vec<&str> = OPTIMISE.into_iter().chain([name]).collect();
    let inputs = [compiled.clone(), root::path("Cargo.lock"), root::path("xtask/bindgen")];
    Stamp::of(&step, &options, &inputs)?
        .unless_fresh(&folder.join(format!("{name}_bg.wasm")), || generate(&compiled, folder, name))
}

/// Compiles the crate as one cdylib (an rlib beside it would switch link-time optimisation off).
fn compile(features: &str, step: &str) -> Outcome<PathBuf> {
    let mut cargo = shell::cargo();
    cargo.args(["rustc", "--quiet", "--release", "--lib", "--crate-type", "cdylib", "--package", "dagdeel"]);
    cargo.args(["--target", tools::WASM_TARGET, "--features", features]);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", rust_flags());
    shell::run(&mut cargo)?;
    // Each set of features has a copy of its own, so that the modules do not overwrite each other.
    let built = target().join(tools::WASM_TARGET).join("release/dagdeel.wasm");
    let kept = target().join("wasm").join(format!("{step}.wasm"));
    let bytes = fs::read(&built).map_err(|error| format!("{}: {error}", root::relative(&built)))?;
    shell::write(&kept, bytes)?;
    Ok(kept)
}

fn generate(compiled: &Path, folder: &Path, name: &str) -> Outcome {
    let mut bindgen = shell::cargo();
    bindgen.args(["run", "--quiet", "--package", "dagdeel-bindgen", "--"]);
    shell::run(bindgen.arg(compiled).arg(folder).arg(name))?;
    let module = folder.join(format!("{name}_bg.wasm"));
    let mut optimise = shell::command("node");
    optimise.arg(root::path("node_modules/binaryen/bin/wasm-opt")).args(OPTIMISE);
    shell::run(optimise.arg(&module).arg("-o").arg(&module))
}

/// SIMD; no inlining beyond what the code asks for (a twentieth smaller, as fast); and no path of this machine in the
/// module: the same bytes wherever it is built.
fn rust_flags() -> String {
    let mut flags = vec!["-Ctarget-feature=+simd128".to_owned(), "-Cllvm-args=-inline-threshold=0".to_owned()];
    let home = std::env::var("CARGO_HOME")
        .or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")))
        .unwrap_or_default();
    if !home.is_empty() {
        flags.push(format!("--remap-path-prefix={home}=cargo"));
    }
    flags.push(format!("--remap-path-prefix={}=dagdeel", root::folder().display()));
    flags.join(" ")
}

/// The folder that cargo builds into.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root::path("target"), PathBuf::from)
}
