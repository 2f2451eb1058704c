//! The `sheets` module: a workbook's plan as XLSX, and the sheets of an XLSX file as text.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::sheets::File;
use crate::sheets::read::{Book, SheetProblem};
use crate::workbook::plan::Piece;

/// A file being written.
#[wasm_bindgen]
#[derive(Default)]
pub struct Xlsx(File);

#[wasm_bindgen]
impl Xlsx {
    /// A file without sheets.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the next pieces of a plan, as JSON.
    ///
    /// # Errors
    /// What is wrong with the plan, as text.
    pub fn add(&mut self, pieces: &str) -> Result<(), String> {
        let pieces: Vec<Piece> = serde_json::from_str(pieces).map_err(|error| error.to_string())?;
        pieces.into_iter().try_for_each(|piece| self.0.add(piece)).map_err(|error| error.to_string())
    }

    /// The bytes of the file, after all of the plan was added.
    ///
    /// # Errors
    /// Why it cannot be written, as text.
    pub fn finish(self) -> Result<Vec<u8>, String> {
        self.0.finish().map_err(|error| error.to_string())
    }
}

/// An XLSX file that was opened to be read. What is refused is the JSON of a problem of own data.
#[wasm_bindgen]
pub struct XlsxIn(Book);

#[wasm_bindgen]
impl XlsxIn {
    /// Opens the bytes of a file.
    ///
    /// # Errors
    /// The JSON of a `ClaimsProblem`.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>) -> Result<Self, String> {
        Book::open(bytes).map(Self).map_err(|problem| told(&problem))
    }

    /// The names of its sheets, as JSON.
    pub fn sheets(&self) -> String {
        serde_json::to_string(&self.0.sheets()).unwrap_or_default()
    }

    /// The first rows of a sheet as lines of UTF-8 with semicolons.
    ///
    /// # Errors
    /// The JSON of a `ClaimsProblem`.
    pub fn csv(&mut self, sheet: &str, rows: u32) -> Result<Vec<u8>, String> {
        self.0.csv(sheet, rows).map(|(text, _)| text).map_err(|problem| told(&problem))
    }
}

fn told(problem: &SheetProblem) -> String {
    serde_json::to_string(problem).unwrap_or_default()
}
