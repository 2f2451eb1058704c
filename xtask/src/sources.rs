//! Rules on the files themselves: no path of a machine, no `any` in a public type, scenario documents as they are
//! written.

use std::path::PathBuf;

use crate::arrows::{contains_word, without_comments};
use crate::{Outcome, root, shell};

/// How the path of somebody's machine begins, in two halves so that this file does not name one.
const MACHINES: [(&str, &str); 4] = [("/ho", "me/"), ("/ro", "ot/"), ("/wo", "rk/"), ("C:\\Us", "ers\\")];

/// Checks the files that git keeps; returns one line for each fault.
pub fn machine_paths() -> Outcome<Vec<String>> {
    let mut wrong = Vec::new();
    for name in shell::output(shell::command("git").args(["ls-files"]))?.lines() {
        // A file that is no text has nothing to read; one that was removed but not yet committed is gone.
        let Ok(text) = std::fs::read_to_string(root::path(name)) else { continue };
        for (at, line) in text.lines().enumerate() {
            if MACHINES.iter().any(|(first, second)| line.contains(&format!("{first}{second}"))) {
                wrong.push(format!("{name}:{}: names a path of a machine", at + 1));
            }
        }
    }
    Ok(wrong)
}

/// No public type of the package is `any`.
pub fn any_types() -> Outcome<Vec<String>> {
    let mut wrong = Vec::new();
    let mut files: Vec<PathBuf> = shell::files(&root::path("pkg/dist"))?;
    files.extend(shell::files(&root::path("pkg/types"))?);
    files.extend(shell::files(&root::path("pkg/src"))?);
    for file in files.iter().filter(|file| file.to_string_lossy().ends_with(".ts")) {
        for (at, line) in without_comments(&shell::read(file)?).lines().enumerate() {
            if contains_word(line, "any") && !line.contains('\'') {
                wrong.push(format!("{}:{}: a type is any", root::relative(file), at + 1));
            }
        }
    }
    Ok(wrong)
}

/// The scenario documents are JSON, written as `cargo xtask fmt` writes them: then a document's checksum is the same
/// for its file and for the object read from it.
pub fn scenarios() -> Outcome<Vec<String>> {
    let script = root::path("xtask/scripts/documents.js");
    let printed = shell::output(shell::command("node").arg(script).arg("--check").arg(root::path("scenarios")))?;
    Ok(printed.lines().map(str::to_owned).collect())
}

/// Writes the scenario documents in their one form.
pub fn format_scenarios() -> Outcome {
    shell::run(shell::command("node").arg(root::path("xtask/scripts/documents.js")).arg(root::path("scenarios")))
}

/// The description of the document format in `docs/` is that of the types, and has its Dutch words in
/// `xtask/format/nl.txt`.
pub fn format() -> Outcome<Vec<String>> {
    let script = root::path("xtask/scripts/format.js");
    Ok(shell::output(shell::command("node").arg(script).arg("--check"))?.lines().map(str::to_owned).collect())
}

/// Writes the description of the document format anew.
pub fn write_format() -> Outcome {
    shell::run(shell::command("node").arg(root::path("xtask/scripts/format.js")))
}
