//! What the builds weigh, held to `xtask/budget.toml`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::{Outcome, root, shell};

/// The sizes of one artefact, in bytes.
struct Size {
    name: &'static str,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the sizes of everything built and fails where one is over its budget.
pub fn check() -> Outcome {
    let sizes = measure()?;
    println!("{:<14}{:>12}{:>12}{:>12}", "bytes", "raw", "gzip", "brotli");
    for size in &sizes {
        println!("{:<14}{:>12}{:>12}{:>12}", size.name, size.raw, size.gzip, size.brotli);
    }
    let budget = parse(&shell::read(&root::path("xtask/budget.toml"))?)?;
    let over = overruns(&sizes, &budget)?;
    if over.is_empty() { Ok(()) } else { Err(over.join("\n")) }
}

fn measure() -> Outcome<Vec<Size>> {
    let rows: [(&str, Vec<PathBuf>); 6] = [
        ("engine", vec![root::path("pkg/engine/engine_bg.wasm")]),
        ("sheets", vec![root::path("pkg/sheets/sheets_bg.wasm")]),
        ("claims", vec![root::path("pkg/claims/claims_bg.wasm")]),
        ("first_load", first_load()?),
        ("single_file", vec![root::path("dist/dagdeel.html")]),
        ("embed", vec![root::path("dist/dagdeel-embed.js")]),
    ];
    let mut command = shell::command("node");
    command.arg(root::path("xtask/scripts/sizes.js"));
    for (_, files) in &rows {
        let files: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
        command.arg(files.join("+"));
    }
    let printed = shell::output(&mut command)?;
    let sizes: Vec<Size> = rows
        .iter()
        .zip(printed.lines())
        .filter_map(|((name, _), line)| {
            let mut numbers = line.split(' ').map_while(|word| word.parse().ok());
            Some(Size { name, raw: numbers.next()?, gzip: numbers.next()?, brotli: numbers.next()? })
        })
        .collect();
    if sizes.len() == rows.len() { Ok(sizes) } else { Err(format!("sizes.js printed:\n{printed}")) }
}

/// The page, its assets but for the module that writes workbooks and what stands in a folder of its own because it is loaded
/// later, and the document that is shown first.
fn first_load() -> Outcome<Vec<PathBuf>> {
    let mut files = vec![root::path("dist/index.html")];
    let assets = shell::files(&root::path("dist/assets"))?;
    let later = |file: &PathBuf| {
        let module = |start: &str| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start));
        module("sheets_bg") || module("claims") || file.components().any(|part| part.as_os_str() == "later")
    };
    files.extend(assets.into_iter().filter(|file| !later(file)));
    files.push(root::path("dist/scenarios/index.json"));
    files.push(root::path("dist/scenarios/dagbesteding-regulier.json"));
    Ok(files)
}

/// The budget: by section (`raw` or `brotli`) and artefact.
type Budget = BTreeMap<(String, String), u64>;

/// Reads the few lines of TOML that the budget is: sections, `name = number`, comments.
fn parse(text: &str) -> Outcome<Budget> {
    let mut budget = Budget::new();
    let mut section = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            name.clone_into(&mut section);
            continue;
        }
        let (name, value) = line.split_once('=').ok_or_else(|| format!("budget.toml: {line}"))?;
        let value = value.trim().replace('_', "").parse().map_err(|_| format!("budget.toml: {line}"))?;
        budget.insert((section.clone(), name.trim().to_owned()), value);
    }
    Ok(budget)
}

fn overruns(sizes: &[Size], budget: &Budget) -> Outcome<Vec<String>> {
    let mut over = Vec::new();
    for ((measure, name), most) in budget {
        let size = sizes.iter().find(|size| size.name == name);
        let size = size.ok_or_else(|| format!("budget.toml names {name}, which is not built"))?;
        let found = match measure.as_str() {
            "raw" => size.raw,
            "brotli" => size.brotli,
            _ => return Err(format!("budget.toml: [{measure}] is neither raw nor brotli")),
        };
        if found > *most {
            over.push(format!("{name} is {found} bytes {measure}, over its budget of {most}"));
        }
    }
    Ok(over)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size { name: "engine", raw: 300, gzip: 200, brotli: 100 };

    #[test]
    fn only_what_is_over_its_budget_is_reported() {
        let within = parse("# a comment\n[brotli]\nengine = 100\n[raw]\nengine = 1_000\n").unwrap();
        assert_eq!(overruns(&[SIZE], &within), Ok(vec![]));
        let over = parse("[brotli]\nengine = 99").unwrap();
        assert_eq!(overruns(&[SIZE], &over), Ok(vec!["engine is 100 bytes brotli, over its budget of 99".to_owned()]));
    }

    #[test]
    fn a_budget_for_what_is_not_built_is_an_error() {
        assert!(overruns(&[SIZE], &parse("[raw]\nsheets = 1").unwrap()).is_err());
        assert!(overruns(&[SIZE], &parse("[zip]\nengine = 1").unwrap()).is_err());
    }
}
