//! The document, and what becomes of it: types, checks, a graph, a result.
//!
//! ```
//! let document = include_str!("../../scenarios/dagbesteding-regulier.json");
//! let mut scenario = dagdeel::scenario::Scenario::read(document).unwrap();
//! while !scenario.step(10_000).unwrap() {}
//! let result = scenario.result().unwrap();
//! assert_eq!(result.table("structureel-effect").unwrap().cells[0].as_known(), Some("183840.00"));
//! ```

mod build;
mod comparison;
mod differences;
mod document;
mod explain;
mod inputs;
mod inquiry;
mod method;
mod probe;
mod questions;
mod result;
mod run;
#[cfg(feature = "types")]
mod schema;
mod simulate;
mod supplied;
mod workbook;

pub use comparison::{Compared, ComparedAxis, ComparedTable, Comparison, InputRow, OutcomeRow, compare};
pub use differences::{CostDifference, DifferenceCause};
pub use document::{
    Caveat, Correlation, Document, FORMAT, Frozen, HorizonText, HorizonWords, MAX_LEVERS, SimulationText, Source,
    StepWord,
};
pub use explain::{Address, AxisLabel, Explained, RoundingText, Work};
pub use inputs::{Input, InputKind, InputOwner};
pub use inquiry::{Inquiry, MOST_VALUES, Reply};
pub use method::{METHOD_FORMAT, Method, MethodCounts, MethodFormula, MethodInput, MethodMeasure, MethodRounding};
pub use questions::{
    Answer, Asked, Bar, Changed, Grid, GridAxis, GridQuestion, InputRange, InputValues, Run, Sample, SeekQuestion,
    Sought, Tornado, TornadoQuestion,
};
pub use result::{
    AxisTable, CaveatText, CellValue, DocumentName, LabelText, RESULT_FORMAT, ScenarioResult, Severity, Table,
};
pub use run::{Scenario, VERSION};
#[cfg(feature = "types")]
pub use schema::{SCHEMA_ID, document_schema};
pub use simulate::{
    ChanceTable, FEWEST_DRAWS, MOST_DRAWS, MOST_SAMPLES, SIMULATION_FORMAT, ScenarioSimulation, SimulatedCell,
    SimulatedInput, SimulatedTable, SimulatedValue, SimulationResult, USUAL_DRAWS,
};
pub use supplied::{MOST_SUPPLIED, SUPPLIED, SuppliedFigure};
pub use workbook::ScenarioWorkbook;
