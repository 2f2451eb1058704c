//! The formula of one cell as the workbook has it, for explanations.

use super::error::WorkbookError;
use super::layout::{Layout, SheetNames, Sheets};
use crate::model::{Evaluation, Graph, NodeId, Sheet};
use crate::quantity::{Exact, Lang};

/// Where the cells of a scenario's Dutch workbook stand.
pub struct Formulas {
    layout: Layout,
    names: SheetNames,
}

/// A cell of the workbook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// Its address, such as `Berekening!H12`.
    pub cell: String,
    /// Its formula with equals sign; nothing for a value.
    pub formula: Option<String>,
}

impl Formulas {
    /// Lays out the workbook of a computed scenario.
    ///
    /// # Errors
    /// [`WorkbookError::TooLarge`].
    pub fn new(graph: &Graph, evaluation: &Evaluation<Exact>) -> Result<Self, WorkbookError> {
        Ok(Self { layout: Layout::new(graph, evaluation)?, names: SheetNames::new(Lang::Nl, None) })
    }

    /// What the workbook has for a cell.
    pub fn of(&self, graph: &Graph, evaluation: &Evaluation<Exact>, node: NodeId, at: usize) -> Written {
        let sheets = Sheets { layout: &self.layout, evaluation, names: &self.names, from: None, lang: Lang::Nl };
        let formula = graph.spreadsheet(node, at, &sheets).map(|formula| format!("={formula}"));
        Written { cell: sheets.cell(node, at), formula }
    }
}
