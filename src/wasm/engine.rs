//! The `engine` module: documents, results and explanations.

use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::quantity::{Lang, per_dagdeel, read_number as read};
use crate::scenario::{ScenarioSimulation, ScenarioWorkbook, VERSION};
use crate::tree::Problem;

/// The version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    VERSION.to_owned()
}

/// One document, read and being computed. Workbooks share it once it is computed.
#[wasm_bindgen]
pub struct Scenario(Rc<crate::scenario::Scenario>);

#[wasm_bindgen]
impl Scenario {
    /// Reads a document.
    ///
    /// # Errors
    /// The JSON of a `Problem[]`.
    #[wasm_bindgen(constructor)]
    pub fn new(document: &str) -> Result<Self, String> {
        crate::scenario::Scenario::read(document).map(Rc::new).map(Self).map_err(|problems| json(&problems))
    }

    /// Computes about `budget` cells more; returns the part that is done, 1 when all is.
    ///
    /// # Errors
    /// The JSON of a `Problem[]`.
    pub fn step(&mut self, budget: u32) -> Result<f64, String> {
        // A scenario that a workbook shares is computed.
        let done = match Rc::get_mut(&mut self.0) {
            Some(scenario) => scenario.step(budget as usize).map_err(|problems| json(&problems))?,
            None => true,
        };
        // Less than 1 until it is done, also where only range cells are left.
        Ok(if done { 1.0 } else { self.0.progress().min(0.999) })
    }

    /// Goes on with the effects of more than eight levers, which are computed only when this is called, after all cells;
    /// returns the part that is done, 1 when all is.
    ///
    /// # Errors
    /// The JSON of a `Problem[]`.
    pub fn step_effects(&mut self, budget: u32) -> Result<f64, String> {
        let done = match Rc::get_mut(&mut self.0) {
            Some(scenario) => scenario.step_effects(budget as usize).map_err(|problems| json(&problems))?,
            None => true,
        };
        Ok(if done { 1.0 } else { self.0.effects_progress().min(0.999) })
    }

    /// The JSON of the `Result`; the same bytes on every platform.
    ///
    /// # Errors
    /// The JSON of a `Problem[]` before all is computed.
    pub fn result(&self) -> Result<String, String> {
        self.0.result().map(|result| json(&result)).map_err(|problems| json(&problems))
    }

    /// The JSON of the `Input[]` of the document.
    pub fn inputs(&self) -> String {
        json(&self.0.inputs())
    }

    /// The JSON of the `Method`: how all of it was computed.
    ///
    /// # Errors
    /// The JSON of a `Problem[]` before all is computed.
    pub fn method(&self) -> Result<String, String> {
        self.0.method().map(|method| json(&method)).map_err(|problems| json(&problems))
    }

    /// The JSON of the `Explanation` of a cell, given the JSON of its `Address`.
    ///
    /// # Errors
    /// The JSON of a `Problem[]`.
    pub fn explain(&self, address: &str) -> Result<String, String> {
        self.0.explain(address).map(|explanation| json(&explanation)).map_err(|problems| json(&problems))
    }
}

/// A question that takes several runs of a document, being answered.
#[wasm_bindgen]
pub struct Inquiry(crate::scenario::Inquiry);

#[wasm_bindgen]
impl Inquiry {
    /// Reads a document, and the JSON of a question about it.
    ///
    /// # Errors
    /// The JSON of a `Problem[]`.
    #[wasm_bindgen(constructor)]
    pub fn new(document: &str, question: &str) -> Result<Self, String> {
        crate::scenario::Inquiry::read(document, question).map(Self).map_err(|problems| json(&problems))
    }

    /// Computes about `budget` cells more; returns the part that is done, 1 when all is.
    pub fn step(&mut self, budget: u32) -> f64 {
        if self.0.step(budget as usize) { 1.0 } else { self.0.progress().min(0.999) }
    }

    /// The JSON of the answer.
    ///
    /// # Errors
    /// The JSON of a `Problem[]` before all is computed.
    pub fn answer(&self) -> Result<String, String> {
        self.0.answer().map(|answer| json(&answer)).map_err(|problems| json(&problems))
    }
}

/// Computed scenarios to be laid side by side.
#[wasm_bindgen]
#[derive(Default)]
pub struct Comparison(Vec<Rc<crate::scenario::Scenario>>);

#[wasm_bindgen]
impl Comparison {
    /// A comparison without scenarios yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a computed scenario.
    pub fn add(&mut self, scenario: &Scenario) {
        self.0.push(Rc::clone(&scenario.0));
    }

    /// The JSON of the `Comparison` with the one at this position as base.
    ///
    /// # Errors
    /// The JSON of a `Problem[]`.
    pub fn answer(&self, base: u32) -> Result<String, String> {
        let scenarios: Vec<&crate::scenario::Scenario> = self.0.iter().map(Rc::as_ref).collect();
        let found = crate::scenario::compare(&scenarios, base as usize);
        found.map(|comparison| json(&comparison)).map_err(|problems| json(&problems))
    }
}

/// One document whose uncertain figures are simulated.
#[wasm_bindgen]
pub struct Simulation(ScenarioSimulation);

#[wasm_bindgen]
impl Simulation {
    /// Reads a document.
    ///
    /// # Errors
    /// The JSON of a `Problem[]`.
    #[wasm_bindgen(constructor)]
    pub fn new(document: &str) -> Result<Self, String> {
        ScenarioSimulation::read(document).map(Self).map_err(|problems| json(&problems))
    }

    /// Simulates about `budget` cells more; returns the part that is done, 1 when all is.
    ///
    /// # Errors
    /// The JSON of a `Problem[]`.
    pub fn step(&mut self, budget: u32) -> Result<f64, String> {
        let done = self.0.step(budget as usize).map_err(|problems| json(&problems))?;
        Ok(if done { 1.0 } else { self.0.progress().min(0.999) })
    }

    /// The JSON of the `SimulationResult`; the same bytes on every platform.
    ///
    /// # Errors
    /// The JSON of a `Problem[]` before all is simulated.
    pub fn result(&self) -> Result<String, String> {
        self.0.result().map(|result| json(&result)).map_err(|problems| json(&problems))
    }
}

/// The plan of a workbook, one piece of it at a time.
#[wasm_bindgen]
pub struct Workbook(ScenarioWorkbook);

#[wasm_bindgen]
impl Workbook {
    /// A workbook without scenarios yet, in Dutch (`nl`) or English (`en`).
    #[wasm_bindgen(constructor)]
    pub fn new(language: &str) -> Self {
        Self(ScenarioWorkbook::new(if language == "en" { Lang::En } else { Lang::Nl }))
    }

    /// Adds a computed scenario.
    ///
    /// # Errors
    /// The JSON of a `Problem[]`.
    pub fn add(&mut self, scenario: &Scenario) -> Result<(), String> {
        self.0.add(Rc::clone(&scenario.0)).map_err(|problems| json(&problems))
    }

    /// Has the workbook open at a cell of the scenario that was added last, given the JSON of its `Address`.
    ///
    /// # Errors
    /// The JSON of a `Problem[]`.
    pub fn open_at(&mut self, address: &str) -> Result<(), String> {
        self.0.open_at(address).map_err(|problems| json(&problems))
    }

    /// The JSON of about `budget` cells more of the plan; an empty list when all of it was given.
    ///
    /// # Errors
    /// The JSON of a `Problem[]`.
    pub fn step(&mut self, budget: u32) -> Result<String, String> {
        self.0.step(budget as usize).map(|pieces| json(&pieces)).map_err(|problems| json(&problems))
    }

    /// The part that is planned, from 0 to 1.
    pub fn progress(&self) -> f64 {
        self.0.progress()
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
