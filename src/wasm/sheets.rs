//! The `sheets` module: a workbook's plan as XLSX.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::sheets::File;
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
