//! `cargo xtask test`: the engine in Rust, the package in Node as a consumer calls it, the page in the browsers.

use std::path::{Path, PathBuf};

use crate::{Outcome, npm, root, server, shell, site, tools, wasm};

/// Every test of the project.
pub fn all() -> Outcome {
    let browsers = tools::browsers()?;
    rust()?;
    site::build()?;
    package()?;
    npm::script("www", "test")?;
    page(&browsers)
}

fn rust() -> Outcome {
    let shared = ["--workspace", "--all-features"];
    // nextest runs the tests of all crates at once, but none of the documentation's examples.
    let nextest = shell::output(shell::cargo().arg("--list"))?.lines().any(|line| line.trim() == "nextest");
    if nextest {
        shell::run(shell::cargo().args(["nextest", "run", "--no-fail-fast"]).args(shared))?;
    } else {
        shell::run(shell::cargo().args(["test", "--quiet", "--all-targets"]).args(shared))?;
    }
    shell::run(shell::cargo().args(["test", "--quiet", "--doc", "--package", "dagdeel", "--all-features"]))
}

/// The package in Node: against the native engine's bytes, packed and installed, after a trap, and its workbooks recalculated.
fn package() -> Outcome {
    let native = native_results()?;
    let mut node = shell::command("node");
    node.args(["--test", "tests/node/", "tests/workbook/"]).env("DAGDEEL_NATIVE_RESULTS", native);
    shell::run(&mut node)
}

/// The result of each shipped document as the native engine writes it, in a folder of their own.
fn native_results() -> Outcome<PathBuf> {
    let folder = wasm::target().join("native-results");
    for document in shell::files(&root::path("scenarios"))? {
        let mut example = shell::cargo();
        example.args(["run", "--quiet", "--package", "dagdeel", "--all-features", "--example", "result", "--"]);
        let result = shell::output(example.arg(&document))?;
        let name = document.file_name().map(Path::new).unwrap_or(&document);
        shell::write(&folder.join(name), result)?;
    }
    Ok(folder)
}

/// The page and the package in the browsers, from servers of our own.
fn page(browsers: &[String]) -> Outcome {
    let mut npm = shell::command(tools::npm());
    npm.args(["run", "--silent", "test", "-w", "tests/browser"]);
    npm.env("DAGDEEL_ADDRESS", server::background(root::path("dist"))?);
    npm.env("DAGDEEL_PACKAGE_ADDRESS", server::background(root::path("pkg"))?);
    npm.env("DAGDEEL_DIST", root::path("dist"));
    for (name, program) in ["DAGDEEL_CHROMIUM", "DAGDEEL_FIREFOX"].iter().zip(browsers) {
        npm.env(name, program);
    }
    shell::run(&mut npm)
}
