//! The graph room, against second implementations of its rules.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod evaluation;
mod explanation;
mod graphs;
mod naive;
mod ranges;
mod recurrence;
mod refusals;
mod spreadsheet;
#[allow(clippy::disallowed_methods)] // A spreadsheet has no other powers.
mod workbook;
