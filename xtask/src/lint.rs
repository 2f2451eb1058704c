//! `cargo xtask lint` and `cargo xtask fmt`. The quick rules come first; all faults of one kind are shown together.

use crate::{Outcome, arrows, npm, package, root, shell, sources, tools, types};

/// Every lint of the project.
pub fn all() -> Outcome {
    tools::node()?;
    shell::run(shell::cargo().args(["fmt", "--all", "--check"]))?;
    report("arrows between the rooms", arrows::check()?)?;
    report("paths of machines", sources::machine_paths()?)?;
    report("scenario documents", sources::scenarios()?)?;
    let clippy = ["clippy", "--quiet", "--workspace", "--all-targets", "--all-features", "--", "--deny", "warnings"];
    shell::run(shell::cargo().args(clippy))?;
    types::check()?;
    report("description of the document format", sources::format()?)?;
    package::build()?;
    report("public types", sources::any_types()?)?;
    npm::script("www", "lint")?;
    dependencies()
}

/// Formats what has a formatter.
pub fn format() -> Outcome {
    tools::node()?;
    shell::run(shell::cargo().args(["fmt", "--all"]))?;
    sources::format_scenarios()?;
    sources::write_format()
}

/// Licences, bans and sources of the dependencies, where cargo-deny is installed; advisories need a database that it
/// would have to download.
fn dependencies() -> Outcome {
    if !shell::output(shell::cargo().arg("--list"))?.lines().any(|line| line.trim().starts_with("deny")) {
        eprintln!("cargo-deny is not installed: licences and sources were not checked (cargo install cargo-deny)");
        return Ok(());
    }
    shell::run(
        shell::cargo()
            .args(["deny", "--config"])
            .arg(root::path("deny.toml"))
            .args(["check", "licenses", "bans", "sources"]),
    )
}

fn report(subject: &str, faults: Vec<String>) -> Outcome {
    if faults.is_empty() { Ok(()) } else { Err(format!("{subject}:\n{}", faults.join("\n"))) }
}
