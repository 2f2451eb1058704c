//! Skipping what is up to date: a step leaves a hash of everything it read, and runs again only when that changes.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::{Outcome, root, shell};

/// The inputs of one step, hashed.
pub struct Stamp {
    file: PathBuf,
    hash: String,
}

impl Stamp {
    /// Hashes the options and the files (whole folders too) that the step of this name reads.
    pub fn of(step: &str, options: &[&str], inputs: &[PathBuf]) -> Outcome<Self> {
        let mut hasher = DefaultHasher::new();
        options.hash(&mut hasher);
        for input in inputs {
            for path in shell::files(input)? {
                root::relative(&path).hash(&mut hasher);
                fs::read(&path).map_err(|error| format!("{}: {error}", root::relative(&path)))?.hash(&mut hasher);
            }
        }
        let file = root::path("target/stamps").join(step);
        Ok(Self { file, hash: format!("{:016x}\n", hasher.finish()) })
    }

    /// Runs the step unless its output is there and was made from the same inputs.
    pub fn unless_fresh(&self, output: &Path, step: impl FnOnce() -> Outcome) -> Outcome {
        let before = fs::read_to_string(&self.file).unwrap_or_default();
        if before == self.hash && output.exists() {
            return Ok(());
        }
        step()?;
        shell::write(&self.file, &self.hash)
    }
}
