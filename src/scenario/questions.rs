//! Questions that take several runs of one document, and their answers.

use serde::Serialize;

use super::explain::Address;
use super::inputs::Input;
use super::result::CellValue;
use crate::quantity::{Exact, Text};
use crate::tree::{Problem, record};

record! {
    /// What an outcome is with each input at a low and at a high value, one at a time.
    pub struct TornadoQuestion as "tornado" {
        /// The outcome.
        pub result: Address,
        /// The inputs and their ranges; absent for all figures of the document.
        pub inputs: Option<Vec<InputRange>>,
        /// Where no range is given: as the figure or its distribution has it, or so much less and more, as a fraction; 0.1 where it is absent.
        pub share: Option<Exact>,
    }
}

record! {
    /// An input and its range.
    pub struct InputRange {
        /// Its path in the document.
        pub path: String,
        /// The lowest value.
        pub low: Option<String>,
        /// The highest value.
        pub high: Option<String>,
    }
}

record! {
    /// What an outcome is with two inputs at several values each.
    pub struct GridQuestion as "grid" {
        /// The outcome.
        pub result: Address,
        /// The input that changes from row to row.
        pub rows: InputValues,
        /// The input that changes from column to column.
        pub columns: InputValues,
    }
}

record! {
    /// An input and its values: as listed, or evenly from a lowest to a highest.
    pub struct InputValues {
        /// Its path in the document.
        pub path: String,
        /// The values.
        pub values: Option<Vec<String>>,
        /// Instead: the lowest; a fifth less than the value of the document where it is absent.
        pub low: Option<String>,
        /// The highest; a fifth more where it is absent.
        pub high: Option<String>,
        /// How many, 1 to 21; 5 where it is absent.
        pub count: Option<i32>,
    }
}

record! {
    /// Which value of an input gives an outcome.
    pub struct SeekQuestion as "seek" {
        /// The outcome.
        pub result: Address,
        /// What it shall be.
        pub target: Exact,
        /// The path of the input.
        pub input: String,
        /// The lowest value to look at.
        pub low: Option<String>,
        /// The highest value to look at.
        pub high: Option<String>,
        /// To how many decimals the input is sought; as the input has them where it is absent.
        pub decimals: Option<i32>,
    }
}

/// An input at another value.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ChangedInput"))]
pub struct Changed {
    /// The path of the input.
    pub path: String,
    /// Its value.
    pub value: String,
}

/// One run of the document with changed inputs: what its result says at the address that was asked.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Run {
    /// What was changed; nothing for the document as it is.
    pub changes: Vec<Changed>,
    /// The cell; null where the changed document is refused.
    pub value: Option<CellValue>,
    /// The outcome less that of the document as it is, where both are known.
    pub difference: Option<String>,
    /// Why the changed document is refused, or cannot be computed.
    pub problems: Vec<Problem>,
}

/// The outcome that was asked about.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Asked {
    /// The cell.
    pub address: Address,
    /// What the quantity is called.
    pub name: Text,
    /// The names of the labels, one for each axis.
    pub label_names: Vec<Text>,
    /// Its unit.
    pub unit: String,
    /// How it is written.
    #[cfg_attr(feature = "types", ts(type = "\"amount\" | \"number\" | \"percent\" | \"integer\""))]
    pub format: &'static str,
    /// How many decimals are shown.
    pub decimals: u8,
    /// Over what it adds up.
    #[cfg_attr(feature = "types", ts(type = "\"flow\" | \"stock\" | \"rate\""))]
    pub kind: &'static str,
}

/// The answer to a [`TornadoQuestion`].
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Tornado {
    /// The outcome that was asked about.
    pub result: Asked,
    /// The document as it is.
    pub base: Run,
    /// One bar for each input, the widest first; those that cannot be compared last.
    pub bars: Vec<Bar>,
    /// Inputs without a value or range to turn from.
    pub left_out: Vec<Input>,
}

/// What one input does to the outcome, all others as they are.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Bar {
    /// The input.
    pub input: Input,
    /// With its lowest value.
    pub low: Run,
    /// With its highest value.
    pub high: Run,
    /// How far apart the outcomes lie, the document's own among them; null where one is not known.
    pub spread: Option<String>,
}

/// The answer to a [`GridQuestion`].
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Grid {
    /// The outcome that was asked about.
    pub result: Asked,
    /// The document as it is.
    pub base: Run,
    /// The input of the rows.
    pub rows: GridAxis,
    /// The input of the columns.
    pub columns: GridAxis,
    /// The cells, row by row.
    pub cells: Vec<Run>,
}

/// One side of a grid.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct GridAxis {
    /// The input.
    pub input: Input,
    /// Its values, in order.
    pub values: Vec<String>,
    /// Which of them is that of the document, if one is.
    pub base: Option<usize>,
}

/// The answer to a [`SeekQuestion`].
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "Sought"))]
pub struct Sought {
    /// The outcome that was asked about.
    pub result: Asked,
    /// The document as it is.
    pub base: Run,
    /// What the outcome shall be.
    pub target: String,
    /// The input.
    pub input: Input,
    /// The lowest value looked at.
    pub low: String,
    /// The highest value looked at.
    pub high: String,
    /// Whether one input hits the target, two neighbours have it in between, there is no answer in the range, or more than one.
    #[cfg_attr(feature = "types", ts(type = "\"exact\" | \"between\" | \"none\" | \"several\""))]
    pub outcome: &'static str,
    /// Every answer that was found, in order of input.
    pub found: Vec<Answer>,
    /// Every run, in order of input.
    pub runs: Vec<Sample>,
    /// The widest distance between inputs next to each other that were run on one side of the target: what goes there and back
    /// within it was not seen.
    pub resolution: String,
    /// Whether every input of the range was run, so that nothing was missed.
    pub complete: bool,
}

/// Where the target is: from one input up to another. Both hit it (`exact`), or they are neighbours with it in between.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SeekAnswer"))]
pub struct Answer {
    /// `exact` or `between`.
    #[cfg_attr(feature = "types", ts(type = "\"exact\" | \"between\""))]
    pub kind: &'static str,
    /// The lowest input.
    pub from: Sample,
    /// The highest input; the same where one input hits the target.
    pub to: Sample,
}

/// One run of a search.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SeekRun"))]
pub struct Sample {
    /// The input.
    pub input: String,
    /// The outcome; null where the changed document is refused.
    pub value: Option<CellValue>,
    /// The outcome less the target, where it is known.
    pub difference: Option<String>,
}
