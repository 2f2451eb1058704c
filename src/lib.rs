//! Exact, explainable scenarios for Dutch youth-care tariffs and budgets.
//!
//! Amounts are exact decimals, units and dates are types, and rounding happens only at named
//! steps. The modules build on each other in one direction: `calendar` uses `quantity`, and
//! nothing here knows about JavaScript.

pub mod analysis;
pub mod calendar;
pub mod care;
#[cfg(feature = "claims")]
pub mod claims;
pub mod model;
pub mod quantity;
pub mod scenario;
#[cfg(feature = "sheets")]
pub mod sheets;
pub mod tree;
pub mod workbook;

#[cfg(any(feature = "engine", feature = "sheets", feature = "claims"))]
mod wasm;
