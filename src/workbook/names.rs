//! Names for the cells that a reader refers to: inputs and outcomes with one value.

use std::collections::HashSet;

use super::case::Case;
use super::layout::{Layout, SheetNames, letters, prefix};
use super::plan::Name;
use crate::model::Kept;

/// The names of one scenario; `suffix` tells them from those of another.
pub(crate) fn names(case: &Case<'_>, layout: &Layout, sheets: &SheetNames, suffix: &str) -> Vec<Name> {
    let mut taken = HashSet::new();
    let mut names = Vec::new();
    for node in case.graph.nodes().filter(|node| case.graph.axes_of(*node).is_empty()) {
        let Some(about) = case.graph.about(node) else {
            continue;
        };
        if case.graph.kept(node) != Kept::Input && !about.is_reported() {
            continue;
        }
        let name = format!("{}{suffix}", valid(about.id()));
        if let Some((side, row, column)) = layout.place(node, 0).filter(|_| taken.insert(name.clone())) {
            let cell = format!("{}${}${}", prefix(sheets.of(side)), letters(column), row + 1);
            names.push(Name { name, cell });
        }
    }
    names
}

/// An identifier as a spreadsheet takes it for a name: letters, digits and underscores, and unlike a cell.
fn valid(id: &str) -> String {
    let name: String =
        id.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).take(200).collect();
    let letters = name.chars().take_while(char::is_ascii_alphabetic).count();
    let digits = name.chars().skip(letters).all(|letter| letter.is_ascii_digit());
    let like_a_cell = letters <= 3 && digits;
    let starts_well = letters > 0;
    if like_a_cell || !starts_well { format!("_{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_a_cell() {
        for (id, name) in [
            ("structureel-effect", "structureel_effect"),
            ("r", "_r"),
            ("abc12", "_abc12"),
            ("1-keer", "_1_keer"),
            ("tarief-euro/dagdeel", "tarief_euro_dagdeel"),
            ("abcd12", "abcd12"),
        ] {
            assert_eq!(valid(id), name);
        }
    }
}
