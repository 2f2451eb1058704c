//! The `engine` module: documents, results and explanations.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::quantity::{per_dagdeel, read_number as read};
use crate::scenario::VERSION;
use crate::tree::Problem;

/// The version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    VERSION.to_owned()
}

/// One document, read and being computed.
#[wasm_bindgen]
pub struct Scenario(crate::scenario::Scenario);

#[wasm_bindgen]
impl Scenario {
    /// Reads a document.
    ///
    /// # Errors
    /// The JSON of a `Problem[]`.
    #[wasm_bindgen(constructor)]
    pub fn new(document: &str) -> Result<Self, String> {
        crate::scenario::Scenario::read(document).map(Self).map_err(|problems| json(&problems))
    }

    /// Computes about `budget` cells more; returns the part that is done, 1 when all is.
    ///
    /// # Errors
    /// The JSON of a `Problem[]`.
    pub fn step(&mut self, budget: u32) -> Result<f64, String> {
        let done = self.0.step(budget as usize).map_err(|problems| json(&problems))?;
        // Less than 1 until it is done, also where only range cells are left.
        Ok(if done { 1.0 } else { self.0.progress().min(0.999) })
    }

    /// The JSON of the `Result`; the same bytes on every platform.
    ///
    /// # Errors
    /// The JSON of a `Problem[]` before all is computed.
    pub fn result(&self) -> Result<String, String> {
        self.0.result().map(|result| json(&result)).map_err(|problems| json(&problems))
    }

    /// The JSON of the `Explanation` of a cell, given the JSON of its `Address`.
    ///
    /// # Errors
    /// The JSON of a `Problem[]`.
    pub fn explain(&self, address: &str) -> Result<String, String> {
        self.0.explain(address).map(|explanation| json(&explanation)).map_err(|problems| json(&problems))
    }
}

/// Reads a number as the Dutch write it, or with a point; gives `{"value": "49.01"}` or `{"error": Problem}`. Where an amount
/// per hour was written, `expected` holds what it comes to per dagdeel of four hours.
#[wasm_bindgen]
pub fn read_number(text: &str) -> String {
    #[derive(serde::Serialize)]
    #[serde(rename_all = "lowercase")]
    enum Outcome {
        Value(String),
        Error(Problem),
    }
    json(&match read(text) {
        Ok(value) => Outcome::Value(value.plain()),
        Err(error) => {
            let problem = Problem::whole(error.code(), error.message());
            Outcome::Error(match per_dagdeel(text) {
                Some(amount) => problem.with(text.trim(), amount.fixed(2)),
                None => problem,
            })
        }
    })
}

/// Writes what the engine made; its types hold nothing that JSON cannot, so an error is an empty text.
fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
