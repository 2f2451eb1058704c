//! The TypeScript types of `pkg/types`, written by the crate itself and committed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::{Outcome, root, shell};

/// Writes the types anew and fails where the committed ones were not the same.
pub fn check() -> Outcome {
    let before = content()?;
    generate()?;
    if before == content()? {
        Ok(())
    } else {
        Err("pkg/types was out of date; it has been written anew: commit it".to_owned())
    }
}

fn generate() -> Outcome {
    shell::run(shell::cargo().args(["run", "--quiet", "--package", "dagdeel", "--all-features", "--example", "types"]))
}

fn content() -> Outcome<BTreeMap<PathBuf, String>> {
    shell::files(&root::path("pkg/types"))?.into_iter().map(|file| Ok((file.clone(), shell::read(&file)?))).collect()
}
