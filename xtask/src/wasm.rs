//! One wasm module: cargo, then wasm-bindgen, then wasm-opt.
//!
//! Whether the crate has changed is asked of its files and not of cargo: the modules are one crate with other features,
//! so to cargo each build undoes the one before.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

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
    let flags = rust_flags()?;
    let options: Vec<&str> = OPTIMISE.into_iter().chain([name, features, flags.as_str()]).collect();
    let inputs = ["src", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "xtask/bindgen"].map(root::path);
    Stamp::of(&features.replace(',', "-"), &options, &inputs)?.unless_fresh(
        &folder.join(format!("{name}_bg.wasm")),
        || {
            tools::wasm_target()?;
            let compiled = compile(features, &flags)?;
            generate(&compiled, folder, name)
        },
    )
}

/// Compiles the crate as one cdylib (an rlib beside it would switch link-time optimisation off).
fn compile(features: &str, flags: &str) -> Outcome<PathBuf> {
    let mut cargo = shell::cargo();
    cargo.args(["rustc", "--quiet", "--release", "--lib", "--crate-type", "cdylib", "--package", "dagdeel"]);
    cargo.args(["--target", tools::WASM_TARGET, "--features", features]);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    shell::run(&mut cargo)?;
    Ok(target().join(tools::WASM_TARGET).join("release/dagdeel.wasm"))
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
/// module: the same bytes wherever it is built. The standard library's sources have a path here only where they are installed,
/// which the compiler is asked once for all modules.
fn rust_flags() -> Outcome<String> {
    static FLAGS: OnceLock<Outcome<String>> = OnceLock::new();
    FLAGS.get_or_init(asked_flags).clone()
}

fn asked_flags() -> Outcome<String> {
    let mut flags = vec!["-Ctarget-feature=+simd128".to_owned(), "-Cllvm-args=-inline-threshold=0".to_owned()];
    let home = std::env::var("CARGO_HOME")
        .or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")))
        .unwrap_or_default();
    if !home.is_empty() {
        flags.push(format!("--remap-path-prefix={home}=cargo"));
    }
    flags.push(format!("--remap-path-prefix={}=dagdeel", root::folder().display()));
    let (sources, release) = tools::standard_library()?;
    flags.push(format!("--remap-path-prefix={}={release}", sources.display()));
    Ok(flags.join(" "))
}

/// The folder that cargo builds into.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root::path("target"), PathBuf::from)
}
