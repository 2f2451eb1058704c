//! The arrows between the rooms of `src/`: what each may use, and where a decimal may be named.
//!
//! Read from the sources as text: every `crate::room`, also inside `use crate::{…}`, and every `super::` that climbs
//! out of its room.

use std::path::Path;

use crate::{Outcome, root, shell};

/// The rooms, from the bottom up, each with the rooms that it may use.
const ROOMS: [(&str, &[&str]); 11] = [
    ("quantity", &[]),
    ("calendar", &["quantity"]),
    ("tree", &["quantity", "calendar"]),
    ("model", &["quantity", "calendar"]),
    ("care", &["quantity", "calendar", "tree", "model"]),
    ("analysis", &["quantity", "calendar", "model"]),
    ("workbook", &["quantity", "calendar", "model"]),
    ("scenario", &["quantity", "calendar", "tree", "model", "care", "analysis", "workbook"]),
    ("claims", &["quantity", "calendar", "model"]),
    ("sheets", &["quantity", "calendar", "workbook"]),
    (
        "wasm",
        &["quantity", "calendar", "tree", "model", "care", "scenario", "analysis", "workbook", "claims", "sheets"],
    ),
];

/// The only room that names the decimal library: everywhere else an exact number is one of our own types.
const DECIMAL: (&str, &str) = ("rust_decimal", "quantity");

/// Checks every file of `src/`; returns one line for each arrow that should not be there.
pub fn check() -> Outcome<Vec<String>> {
    let source = root::path("src");
    let mut wrong = Vec::new();
    for file in shell::files(&source)?.iter().filter(|file| file.extension().is_some_and(|kind| kind == "rs")) {
        let inside = file.strip_prefix(&source).map_err(|error| error.to_string())?;
        for (line, message) in faults(inside, &shell::read(file)?) {
            wrong.push(format!("{}:{line}: {message}", root::relative(file)));
        }
    }
    Ok(wrong)
}

/// The faults of one file, given its path inside `src/`: line number and what is wrong.
fn faults(path: &Path, text: &str) -> Vec<(usize, String)> {
    let Some(room) = room_of(path) else {
        return Vec::new();
    };
    let Some((_, allowed)) = ROOMS.into_iter().find(|(name, _)| *name == room) else {
        return vec![(1, format!("{room} is no room: add it to xtask/src/arrows.rs with what it may use"))];
    };
    let code = without_comments(text);
    let mut wrong = Vec::new();
    for (line, used) in uses(&code, path) {
        let is_room = ROOMS.iter().any(|(name, _)| *name == used);
        if used == room || (is_room && allowed.contains(&used.as_str())) {
            continue;
        }
        wrong.push((line, format!("{room} may not use {used}; it may use {}", listed(allowed))));
    }
    if room != DECIMAL.1 {
        wrong.extend(
            mentions(&code, DECIMAL.0)
                .map(|line| (line, format!("{} is named outside {}: use its exact types", DECIMAL.0, DECIMAL.1))),
        );
    }
    wrong.sort();
    wrong
}

/// The room of a file: the first folder, or the file's own name where the room is one file.
fn room_of(path: &Path) -> Option<String> {
    let first = path.components().next()?.as_os_str().to_string_lossy().into_owned();
    let name = first.strip_suffix(".rs").unwrap_or(&first);
    (name != "lib").then(|| name.to_owned())
}

fn listed(rooms: &[&str]) -> String {
    if rooms.is_empty() { "no other room".to_owned() } else { rooms.join(", ") }
}

/// The rooms (or other names of the crate's root) that a file uses, each with its line.
fn uses(code: &str, path: &Path) -> Vec<(usize, String)> {
    // `super` climbs to the crate's root after as many steps as the module is deep.
    let depth = module_depth(path);
    let climb = "super::".repeat(depth);
    let mut found = Vec::new();
    for (prefix, at_root) in [("crate::", true), (climb.as_str(), depth > 0)] {
        for (at, _) in code.match_indices(prefix).filter(|_| at_root) {
            let before = code.get(..at).unwrap_or_default();
            // `$crate::` in a macro is the same root; `super::super::x` is found once, at its start.
            let continues = before.ends_with("super::") || before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
            if continues {
                continue;
            }
            let line = before.matches('\n').count() + 1;
            let rest = code.get(at + prefix.len()..).unwrap_or_default();
            found.extend(names(rest).into_iter().map(|name| (line, name)));
        }
    }
    found
}

/// How many modules deep a file is: `model/graph.rs` is two, `model/mod.rs` and `model.rs` are one.
fn module_depth(path: &Path) -> usize {
    let depth = path.components().count();
    if path.file_name().is_some_and(|name| name == "mod.rs") { depth - 1 } else { depth }
}

/// The first names after a path's prefix: one, or each of a group in braces.
fn names(rest: &str) -> Vec<String> {
    let Some(group) = rest.strip_prefix('{') else {
        return word(rest).into_iter().collect();
    };
    let mut level = 0;
    let mut start = 0;
    let mut found = Vec::new();
    for (at, character) in group.char_indices() {
        match character {
            '{' => level += 1,
            '}' | ',' if level == 0 => {
                found.extend(group.get(start..at).and_then(word));
                start = at + 1;
                if character == '}' {
                    break;
                }
            }
            '}' => level -= 1,
            _ => {}
        }
    }
    found
}

fn word(text: &str) -> Option<String> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    text.get(..end).filter(|word| !word.is_empty()).map(str::to_owned)
}

/// The lines on which a name stands as a whole word.
fn mentions<'a>(code: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.lines().enumerate().filter(move |(_, line)| contains_word(line, name)).map(|(at, _)| at + 1)
}

/// Whether a text has a word between characters that cannot be part of a name.
pub fn contains_word(text: &str, word: &str) -> bool {
    let part = |character: Option<char>| character.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        !part(before) && !part(after)
    })
}

/// The text with its comments blanked and its lines kept.
pub fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut in_block = false;
    for line in text.lines() {
        let mut rest = line;
        while !rest.is_empty() {
            if in_block {
                match rest.split_once("*/") {
                    Some((_, after)) => (in_block, rest) = (false, after),
                    None => break,
                }
            } else {
                let (block, end) = (rest.find("/*"), rest.find("//"));
                match (block, end) {
                    (Some(at), end) if end.is_none_or(|end| at < end) => {
                        code.push_str(rest.get(..at).unwrap_or_default());
                        (in_block, rest) = (true, rest.get(at + 2..).unwrap_or_default());
                    }
                    (_, Some(at)) => {
                        code.push_str(rest.get(..at).unwrap_or_default());
                        break;
                    }
                    _ => {
                        code.push_str(rest);
                        break;
                    }
                }
            }
        }
        code.push('\n');
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        faults(Path::new(path), text).into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn arrows_downwards_are_fine() {
        assert!(
            lines("care/group_tariff.rs", "use crate::model::Graph;\nuse crate::{quantity, calendar::Date};")
                .is_empty()
        );
        assert!(lines("model/graph.rs", "use super::node::Node;\nuse crate::model::Axis;").is_empty());
        assert!(lines("lib.rs", "pub mod model;").is_empty());
    }

    #[test]
    fn arrows_upwards_are_found_on_their_line() {
        assert_eq!(lines("model/graph.rs", "\nuse crate::care::Tariff;"), [2]);
        assert_eq!(lines("quantity/mod.rs", "use crate::{\n    quantity::A,\n    model::{B, C},\n};"), [1]);
        assert_eq!(lines("model/graph.rs", "let x = crate::scenario::read(text);"), [1]);
    }

    #[test]
    fn climbing_out_of_a_room_is_an_arrow_too() {
        assert_eq!(lines("model/graph.rs", "use super::super::care::Tariff;"), [1]);
        assert_eq!(lines("model/mod.rs", "use super::care::Tariff;"), [1]);
        assert!(lines("model/explain/tree.rs", "use super::super::graph::Graph;").is_empty());
        assert_eq!(lines("model/explain/tree.rs", "use super::super::super::care::Tariff;"), [1]);
    }

    #[test]
    fn comments_are_no_arrows() {
        assert!(
            lines("model/graph.rs", "// see crate::care\n/* crate::care\n crate::scenario */ let a = 1;").is_empty()
        );
        assert_eq!(lines("model/graph.rs", "/* x */ use crate::care::A; // y"), [1]);
    }

    #[test]
    fn decimals_are_named_in_their_room_only() {
        assert!(lines("quantity/exact.rs", "use rust_decimal::Decimal;").is_empty());
        assert_eq!(lines("model/array.rs", "use rust_decimal::Decimal;"), [1]);
    }

    #[test]
    fn a_folder_that_is_no_room_is_refused() {
        assert_eq!(lines("helpers/mod.rs", ""), [1]);
    }
}
