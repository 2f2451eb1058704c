//! From a document's text to typed values, with all errors at once.
//!
//! A document is first read into a plain [`Json`] tree, then into types. Reading goes on after an error, so that a user sees
//! everything that is wrong, each with its path, what was found and what is expected.

mod json;
mod place;
mod problem;
mod read;
#[cfg(feature = "types")]
mod schema;

pub use json::{Json, MAX_DOCUMENT_BYTES, parse};
pub use place::Holds;
pub use problem::{MAX_PROBLEMS, Problem, Problems};
pub use read::{Object, Read, Tree};
pub(crate) use read::{choice, kind, record};
