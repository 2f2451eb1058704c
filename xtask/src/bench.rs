//! `cargo xtask bench`: the work of BARS in our engine and in its peers, in Node and in Chromium, in the same run.

use crate::stamp::Stamp;
use crate::{Outcome, npm, root, shell, site, wasm};

/// Builds the modules with their bench entries, and runs the comparison; options go on to it. The page is built where it is opened.
/// Peers that nothing else needs are installed apart, so that no other command downloads them.
pub fn run(options: &[&str]) -> Outcome {
    npm::install()?;
    let opens_page = !options.contains(&"--only") || options.contains(&"cold");
    if opens_page && !options.contains(&"node") {
        site::build()?;
    }
    wasm::build("engine,bench", &root::path("benches/js/engine"), "engine")?;
    wasm::build("claims,bench", &root::path("benches/js/claims"), "claims")?;
    let peers = root::path("benches/peers");
    let inputs = ["package.json", "package-lock.json"].map(|file| peers.join(file));
    Stamp::of("peers", &[], &inputs)?.unless_fresh(&peers.join("node_modules"), || npm::ci(&peers))?;
    let script = root::path("benches/js/bench.js");
    shell::run(shell::command("node").arg("--expose-gc").arg(script).args(options))
}
