//! What must be on the machine: the wasm target is added, programs of the system are asked for.

use std::path::{Path, PathBuf};

use crate::{Outcome, shell};

/// The browsers of the page's tests, each with the programs it may be called by and its Debian package.
const BROWSERS: [(&[&str], &str); 2] =
    [(&["chromium", "chromium-browser", "google-chrome"], "chromium"), (&["firefox-esr", "firefox"], "firefox-esr")];

/// The Rust target of the wasm modules.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Adds the wasm target where it is missing.
pub fn wasm_target() -> Outcome {
    if rust_library()?.join(WASM_TARGET).exists() {
        return Ok(());
    }
    if !shell::present("rustup") {
        return Err(format!("the Rust target {WASM_TARGET} is missing, and rustup to add it: see https://rustup.rs"));
    }
    shell::run(shell::command("rustup").args(["target", "add", WASM_TARGET]))
}

/// Where the sources of the standard library are, if they are installed; and what the compiler calls them otherwise.
pub fn standard_library() -> Outcome<(PathBuf, String)> {
    let version = shell::output(shell::command("rustc").arg("-vV"))?;
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: ")).unwrap_or("unknown");
    Ok((rust_library()?.join("src/rust"), format!("/rustc/{commit}")))
}

fn rust_library() -> Outcome<PathBuf> {
    let sysroot = shell::output(shell::command("rustc").args(["--print", "sysroot"]))?;
    Ok(Path::new(sysroot.trim()).join("lib/rustlib"))
}

/// Checks that Node is there, with npm, and new enough.
pub fn node() -> Outcome {
    let needed = "Node 20 or newer with npm is needed: apt-get install -y nodejs npm (or https://nodejs.org)";
    if !shell::present("node") || !shell::present(npm()) {
        return Err(needed.to_owned());
    }
    let version = shell::output(shell::command("node").arg("--version"))?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| major >= 20) { Ok(()) } else { Err(format!("{needed}; found {}", version.trim())) }
}

/// How npm is called here.
pub fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// The programs of the test browsers, in the order of [`BROWSERS`].
pub fn browsers() -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for (programs, package) in BROWSERS {
        match programs.iter().find_map(|program| which(program)) {
            Some(path) => found.push(path),
            None => missing.push(package),
        }
    }
    if missing.is_empty() {
        Ok(found)
    } else {
        Err(format!("the browser tests need {0}: apt-get install -y {0}", missing.join(" ")))
    }
}

fn which(program: &str) -> Option<String> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
        .map(|path| path.to_string_lossy().into_owned())
}
