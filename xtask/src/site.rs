//! `dist/`: the page as a folder, as one file, and as an element with the engine inside.

use std::path::PathBuf;
use std::process::Command;

use crate::stamp::Stamp;
use crate::{Outcome, npm, package, policy, root, shell};

/// Builds the package and then the page from it.
pub fn build() -> Outcome {
    package::build()?;
    let dist = root::path("dist");
    let inputs = [
        "www",
        "pkg/dist",
        "pkg/engine",
        "pkg/sheets",
        "pkg/scenarios",
        "pkg/schema",
        "package-lock.json",
        "Cargo.lock",
        "xtask/src/policy.rs",
        "xtask/scripts",
    ];
    let inputs: Vec<PathBuf> = inputs.into_iter().map(root::path).collect();
    Stamp::of("site", &[], &inputs)?.unless_fresh(&dist.join("SHA256SUMS"), || {
        let parts = root::path("target/parts");
        shell::run(script("parts.js").arg(&parts).arg(package::MODULES.join(",")))?;
        npm::script("www", "build")?;
        for folder in ["scenarios", "schema"] {
            shell::copy_folder(&root::path("pkg").join(folder), &dist.join(folder))?;
        }
        policy::write(&dist)?;
        for part in shell::files(&parts)? {
            let name = part.file_name().unwrap_or_default();
            shell::write(&dist.join(name), shell::read(&part)?)?;
        }
        shell::run(script("sums.js").arg(&dist))
    })
}

/// Builds everything twice, the second time from a copy of the sources elsewhere and with nothing built before, and fails
/// where one byte differs.
pub fn same_bytes() -> Outcome {
    build()?;
    let copy = std::env::temp_dir().join(format!("dagdeel-{}", std::process::id()));
    for name in shell::output(shell::command("git").args(["ls-files"]))?.lines() {
        // A file that was removed but not yet committed is gone.
        let Ok(content) = std::fs::read(root::path(name)) else { continue };
        shell::write(&copy.join(name), content)?;
    }
    let mut again = shell::cargo();
    again.current_dir(&copy).args(["xtask", "build"]).env_remove("CARGO_TARGET_DIR");
    let built = shell::run(&mut again);
    let sums = built.and_then(|()| shell::read(&copy.join("dist/SHA256SUMS")));
    let removed = std::fs::remove_dir_all(&copy).map_err(|error| format!("{}: {error}", copy.display()));
    let (first, second) = (shell::read(&root::path("dist/SHA256SUMS"))?, sums?);
    removed?;
    let here: Vec<&str> = first.lines().filter(|line| !second.lines().any(|other| other == *line)).collect();
    if here.is_empty() && first.len() == second.len() {
        println!("built twice, the same bytes: {} files", first.lines().count());
        Ok(())
    } else {
        Err(format!("other bytes from the same sources:\n{}", here.join("\n")))
    }
}

fn script(name: &str) -> Command {
    let mut node = shell::command("node");
    node.arg(root::path("xtask/scripts").join(name));
    node
}
