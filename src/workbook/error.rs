//! Why a workbook cannot be made.

use crate::quantity::Text;

/// The most rows of a sheet, as spreadsheets have it.
pub const MAX_ROWS: usize = 1_048_576;
/// The most columns of a sheet, as spreadsheets have it.
pub const MAX_COLUMNS: usize = 16_384;
/// The most cells of a workbook: more cannot be written within the memory of a browser.
pub const MAX_CELLS: usize = 3_000_000;
/// The most scenarios side by side.
pub const MAX_CASES: usize = 8;
/// The longest formula, in characters, as Excel has it.
pub const MAX_FORMULA: usize = 8_192;
/// The deepest formula, in brackets within brackets, as Excel has it.
pub const MAX_DEPTH: usize = 64;

/// Why a workbook cannot be made.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookError {
    /// No scenario was given, or more than [`MAX_CASES`].
    #[error("found {found} scenarios, expected 1 to {MAX_CASES}")]
    Cases {
        /// How many were given.
        found: usize,
    },
    /// More than [`MAX_CELLS`] cells, or more than [`MAX_ROWS`] rows or [`MAX_COLUMNS`] columns on one sheet.
    #[error("found {found} {what}, at most {most}")]
    TooLarge {
        /// Of what there is too much.
        what: &'static str,
        /// How much there is.
        found: usize,
        /// How much there may be.
        most: usize,
    },
    /// A formula longer than [`MAX_FORMULA`] or deeper than [`MAX_DEPTH`].
    #[error("{node}: the formula is too long for a spreadsheet")]
    Formula {
        /// The node whose formula it is.
        node: String,
    },
}

impl WorkbookError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Cases { .. } => "workbook-scenarios",
            Self::TooLarge { .. } => "workbook-too-large",
            Self::Formula { .. } => "workbook-formula",
        }
    }

    /// What to tell a reader.
    pub fn message(&self) -> Text {
        match self {
            Self::Cases { found } => Text::owned(
                format!("Een werkboek toont 1 tot {MAX_CASES} scenario's; er zijn er {found} gegeven."),
                format!("A workbook shows 1 to {MAX_CASES} scenarios; {found} were given."),
            ),
            Self::TooLarge { what, found, most } => {
                let nl = match *what {
                    "rows" => "rijen",
                    "columns" => "kolommen",
                    _ => "cellen",
                };
                Text::owned(
                    format!(
                        "Het werkboek wordt te groot: {found} {nl}, ten hoogste {most}. Neem jaren in plaats van maanden, of minder producten."
                    ),
                    format!(
                        "The workbook becomes too large: {found} {what}, at most {most}. Take years instead of months, or fewer products."
                    ),
                )
            }
            Self::Formula { node } => Text::owned(
                format!("De formule van {node} is te lang voor een rekenblad."),
                format!("The formula of {node} is too long for a spreadsheet."),
            ),
        }
    }
}
