//! Levers: dated measures that change a scenario, and the variants that come of switching them on and off.

mod tariff;
mod variants;

pub use tariff::TariffLever;
pub use variants::Variants;

use crate::quantity::Text;
use crate::tree::{Json, Problems, Read, Tree, choice};

choice! {
    /// Whether a change lasts. Temporary is at most three years (BBV practice); a lasting change that starts in October is
    /// structural in its first year too.
    pub enum Nature {
        /// Lasting.
        Structural = "structural",
        /// Temporary.
        Incidental = "incidental",
    }
}

/// A measure. Levers keep the order of the document.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(tag = "kind", rename_all = "snake_case"))]
pub enum Lever {
    /// Another tariff from a date.
    Tariff(TariffLever),
}

impl Read for Lever {
    fn read(tree: &Tree<'_>, problems: &mut Problems) -> Option<Self> {
        match kind_of(tree) {
            Some("tariff") => TariffLever::read(tree, problems).map(Self::Tariff),
            _ => tree.wrong(problems, Text::new("een maatregel met kind \"tariff\"", "a lever with kind \"tariff\"")),
        }
    }
}

/// The word under `kind`.
pub(crate) fn kind_of<'a>(tree: &Tree<'a>) -> Option<&'a str> {
    match tree.json() {
        Json::Object(entries) => entries.iter().find_map(|(key, value)| match value {
            Json::Text(word) if key == "kind" => Some(word.as_str()),
            _ => None,
        }),
        _ => None,
    }
}
