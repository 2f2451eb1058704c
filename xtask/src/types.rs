//! The TypeScript types and the JSON Schema of `pkg`, written by the crate itself and committed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::{Outcome, root, shell};

/// Writes the types and the schema anew and fails where the committed ones were not the same.
pub fn check() -> Outcome {
    let before = content()?;
    generate()?;
    if before == content()? {
        Ok(())
    } else {
        Err("pkg/types or pkg/schema was out of date; they have been written anew: commit them".to_owned())
    }
}

fn generate() -> Outcome {
    shell::run(shell::cargo().args(["run", "--quiet", "--package", "dagdeel", "--all-features", "--example", "types"]))
}

fn content() -> Outcome<BTreeMap<PathBuf, String>> {
    let mut files = shell::files(&root::path("pkg/types"))?;
    files.extend(shell::files(&root::path("pkg/schema"))?);
    files.into_iter().map(|file| Ok((file.clone(), shell::read(&file)?))).collect()
}
