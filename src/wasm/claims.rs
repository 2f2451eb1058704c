//! The `claims` module: own data, in a worker of its own.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::claims::csv::{FileChoices, Mode};
use crate::claims::{ClaimsProblem, Generator, Session, Wish, json};
use crate::quantity::Text;

/// Own data being used. Questions and answers are JSON; what is refused is the JSON of a `ClaimsProblem`.
#[wasm_bindgen]
pub struct Data(Session);

#[wasm_bindgen]
impl Data {
    /// A session without files: `controle`, or anything else for *Analyse*; two halves of a seed.
    #[wasm_bindgen(constructor)]
    pub fn new(mode: &str, seed: u32, more: u32) -> Self {
        let mode = if mode == "controle" { Mode::Controle } else { Mode::Analyse };
        Self(Session::new(mode, u64::from(seed) << 32 | u64::from(more)))
    }

    /// The JSON of the `FileInspection` of a file's first bytes.
    ///
    /// # Errors
    /// The JSON of a `ClaimsProblem`.
    pub fn look(&self, name: &str, head: &[u8], all: bool, choices: &str) -> Result<String, String> {
        let choices = read(choices)?;
        self.0.look(name, head, all, &choices).map(|found| json(&found)).map_err(|problem| json(&problem))
    }

    /// Begins to read a file, of so many bytes where that is known.
    ///
    /// # Errors
    /// The JSON of a `ClaimsProblem`.
    pub fn begin(&mut self, name: &str, choices: &str, bytes: Option<f64>) -> Result<(), String> {
        let choices: FileChoices = read(choices)?;
        self.0.begin(name, choices, bytes.map(|bytes| bytes as u64)).map_err(|problem| json(&problem))
    }

    /// Reads the next bytes of the file.
    ///
    /// # Errors
    /// The JSON of a `ClaimsProblem`; the claims are then as they were before the file.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), String> {
        self.0.push(bytes).map_err(|problem| json(&problem))
    }

    /// Ends the file; the JSON of its `FileReport`.
    ///
    /// # Errors
    /// The JSON of a `ClaimsProblem`; the claims are then as they were before the file.
    pub fn finish(&mut self) -> Result<String, String> {
        self.0.finish().map(json).map_err(|problem| json(&problem))
    }

    /// Gives up the file that is being read, or the work behind a question.
    pub fn abandon(&mut self) {
        self.0.abandon();
    }

    /// Begins the work behind a question.
    ///
    /// # Errors
    /// The JSON of a `ClaimsProblem`.
    pub fn ask(&mut self, question: &str) -> Result<(), String> {
        self.0.ask(question).map_err(|problem| json(&problem))
    }

    /// Does about so many rows more; gives the part that is done, 1 when the answer is there.
    pub fn step(&mut self, budget: u32) -> f64 {
        self.0.step(budget as usize)
    }

    /// The JSON of the answer.
    ///
    /// # Errors
    /// The JSON of a `ClaimsProblem`.
    pub fn answer(&mut self) -> Result<String, String> {
        self.0.answer().map_err(|problem| json(&problem))
    }
}

/// For `cargo xtask bench`: the columns, so that other engines work on the same claims.
#[cfg(feature = "bench")]
#[wasm_bindgen]
impl Data {
    /// A column of codes or figures by its name; months count from January 2000.
    pub fn column(&self, name: &str) -> Vec<i32> {
        let claims = self.0.claims();
        let codes = |column: &crate::claims::Column<u16>| column.iter().map(i32::from).collect();
        match name {
            "month" => codes(&claims.month),
            "municipality" => codes(&claims.municipality),
            "provider" => codes(&claims.provider),
            "product" => codes(&claims.product),
            "unit" => claims.unit.iter().map(i32::from).collect(),
            "client" => claims.client.iter().map(|client| client as i32).collect(),
            "volume" => claims.volume.iter().collect(),
            "tariff" => claims.tariff.iter().collect(),
            _ => claims.cents.iter().map(|cents| cents as i32).collect(),
        }
    }

    /// The names of a column's codes: `product`, or any other word for municipalities.
    pub fn labels(&self, name: &str) -> String {
        let claims = self.0.claims();
        json(&if name == "product" { claims.products.labels() } else { claims.municipalities.labels() })
    }
}

/// Generated claims as the bytes of a CSV file.
#[wasm_bindgen]
pub struct GeneratedFile {
    generator: Generator,
    done: bool,
}

#[wasm_bindgen]
impl GeneratedFile {
    /// A file of the claims that the JSON of a `GenerateWish` asks for.
    ///
    /// # Errors
    /// The JSON of a `ClaimsProblem`.
    #[wasm_bindgen(constructor)]
    pub fn new(wish: &str) -> Result<Self, String> {
        let wish: Wish = read(wish)?;
        Ok(Self { generator: Generator::new(wish), done: false })
    }

    /// The part that is written, from 0 to 1.
    pub fn progress(&self) -> f64 {
        self.generator.progress()
    }

    /// The bytes of about so many lines more; none when all were given.
    pub fn step(&mut self, budget: u32) -> Vec<u8> {
        let mut out = Vec::new();
        if !self.done {
            self.done = self.generator.write(&mut out, budget as usize);
        }
        out
    }
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| {
        let message =
            Text::owned(format!("De vraag is niet te lezen: {error}"), format!("The question cannot be read: {error}"));
        json(&ClaimsProblem::new("question", message))
    })
}
