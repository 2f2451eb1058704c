//! Own data from the outside: files read, planted errors found, answers beside naive ones.
#![cfg(feature = "claims")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)]

mod allocation_forecast;
mod allocation_regimes;
mod allocation_use;
mod allocations;
mod answers;
#[cfg(feature = "engine")]
mod base;
mod damaged;
mod disclosure;
mod errors;
mod generated;
mod hostile;
mod ijw;
mod messages;
mod posted;
mod release;
mod run_off;
mod support;
