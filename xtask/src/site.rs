//! `dist/`: the page as a folder, as one file, and as an element with the engine inside.

use std::path::PathBuf;

use crate::stamp::Stamp;
use crate::{Outcome, npm, package, policy, root, shell};

/// Builds the package and then the page from it.
pub fn build() -> Outcome {
    package::build()?;
    let dist = root::path("dist");
    let inputs =
        ["www", "pkg/dist", "pkg/engine", "pkg/scenarios", "pkg/schema", "package-lock.json", "xtask/src/policy.rs"];
    let inputs: Vec<PathBuf> = inputs.into_iter().map(root::path).collect();
    Stamp::of("site", &[], &inputs)?.unless_fresh(&dist.join("index.html"), || {
        npm::script("www", "build")?;
        for folder in ["scenarios", "schema"] {
            shell::copy_folder(&root::path("pkg").join(folder), &dist.join(folder))?;
        }
        policy::write(&dist)
    })
}
