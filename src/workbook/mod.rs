//! A scenario as a workbook that a controller can recalculate: inputs, live formulas, outcomes, side by side where there
//! are several. The plan knows no file format; [`Workbook::step`] gives it a batch of rows at a time.

mod about;
mod book;
mod case;
mod comparison;
mod computation;
mod error;
mod formula;
mod input;
mod layout;
mod names;
mod outcome;
pub mod plan;
mod steps;

pub use book::{Opening, Workbook};
pub use case::{About, Case, Caveat, Fixed, FixedCell, Source};
pub use error::{MAX_CASES, MAX_CELLS, MAX_COLUMNS, MAX_DEPTH, MAX_FORMULA, MAX_ROWS, WorkbookError};
pub use formula::{Formulas, Written};
