//! Scenarios side by side: their inputs and outcomes, matched by identifiers, one of them as base.

use std::collections::HashMap;

use serde::Serialize;

use super::differences::{CostDifference, differences};
use super::inputs::{Input, InputKind};
use super::result::{CellValue, LabelText, ScenarioResult, Table, write};
use super::run::Scenario;
use crate::quantity::{Exact, Text};
use crate::tree::Problem;

/// Scenarios side by side.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Comparison {
    /// The scenarios, in the order in which they were given.
    pub documents: Vec<Compared>,
    /// Which of them the others are compared with.
    pub base: usize,
    /// Their inputs: those of the base first, then what only others have.
    pub inputs: Vec<InputRow>,
    /// Their outcomes, likewise.
    pub tables: Vec<ComparedTable>,
    /// What each costs more than the base in each year that both have, split into volume, mix and price.
    pub differences: Vec<CostDifference>,
}

/// One of the scenarios.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Compared {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// Where and when it plays.
    pub place: Text,
    /// The SHA-256 of its text.
    pub checksum: String,
}

/// One input in each scenario. Lists have an entry for each scenario, null where it does not have the input.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct InputRow {
    /// By what it is matched.
    pub key: String,
    /// The input in each scenario.
    pub inputs: Vec<Option<Input>>,
    /// Whether it differs from that of the base; a missing one differs from one that is there.
    pub differs: Vec<bool>,
    /// Its value less that of the base, for numbers that differ.
    pub differences: Vec<Option<String>>,
}

/// One reported quantity in each scenario.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ComparedTable {
    /// The quantity.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Its unit; a quantity in another unit is another table.
    pub unit: String,
    /// How its values are written.
    #[cfg_attr(feature = "types", ts(type = "\"amount\" | \"number\" | \"percent\" | \"integer\""))]
    pub format: &'static str,
    /// How many decimals are shown.
    pub decimals: u8,
    /// Over what it adds up.
    #[cfg_attr(feature = "types", ts(type = "\"flow\" | \"stock\" | \"rate\""))]
    pub kind: &'static str,
    /// Its axes, with their names.
    pub axes: Vec<ComparedAxis>,
    /// Its cells, matched by their labels.
    pub rows: Vec<OutcomeRow>,
}

/// An axis of a table.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ComparedAxis {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub name: Text,
}

/// One cell in each scenario. Lists have an entry for each scenario, null where it does not have the cell.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct OutcomeRow {
    /// Its labels, one for each axis of the table.
    pub labels: Vec<LabelText>,
    /// The cell in each scenario.
    pub cells: Vec<Option<CellValue>>,
    /// Whether it differs from that of the base; a missing one differs from one that is there.
    pub differs: Vec<bool>,
    /// Its value less that of the base, where both are known and differ.
    pub differences: Vec<Option<String>>,
}

/// Lays computed scenarios side by side.
///
/// # Errors
/// `not-done` where one is not computed; `unknown-base` where the base is none of them.
pub fn compare(scenarios: &[&Scenario], base: usize) -> Result<Comparison, Vec<Problem>> {
    if base >= scenarios.len() {
        let message = Text::new(
            "Kies als basis een van de scenario's die worden vergeleken.",
            "Choose as base one of the scenarios that are compared.",
        );
        let problem = Problem::at("base", "unknown-base", message);
        return Err(vec![problem.with(base.to_string(), format!("< {}", scenarios.len()))]);
    }
    let results: Vec<ScenarioResult> = scenarios.iter().map(|scenario| scenario.result()).collect::<Result<_, _>>()?;
    let of = |(scenario, result): (&&Scenario, &ScenarioResult)| Compared {
        id: scenario.document().id.clone(),
        title: scenario.document().title.clone(),
        place: scenario.document().place.clone(),
        checksum: result.document.checksum.clone(),
    };
    Ok(Comparison {
        documents: scenarios.iter().zip(&results).map(of).collect(),
        base,
        inputs: inputs(scenarios, base),
        tables: tables(&results, base),
        differences: differences(&results, base),
    })
}

/// What several scenarios have, each with its entry in each of them: what the base has first.
struct Matched<K, T> {
    places: HashMap<K, usize>,
    rows: Vec<Vec<Option<T>>>,
    count: usize,
}

impl<K: std::hash::Hash + Eq, T: Clone> Matched<K, T> {
    fn new(count: usize) -> Self {
        Self { places: HashMap::new(), rows: Vec::new(), count }
    }

    fn add(&mut self, of: usize, key: K, entry: T) {
        let place = *self.places.entry(key).or_insert(self.rows.len());
        if place == self.rows.len() {
            self.rows.push(vec![None; self.count]);
        }
        if let Some(slot) = self.rows.get_mut(place).and_then(|row| row.get_mut(of)) {
            *slot = Some(entry);
        }
    }
}

/// The base first, then the others in order.
fn order(count: usize, base: usize) -> impl Iterator<Item = usize> {
    std::iter::once(base).chain((0..count).filter(move |at| *at != base))
}

fn inputs(scenarios: &[&Scenario], base: usize) -> Vec<InputRow> {
    let mut matched = Matched::new(scenarios.len());
    for of in order(scenarios.len(), base) {
        let own = scenarios.get(of).map(|scenario| scenario.inputs()).unwrap_or_default();
        own.into_iter().for_each(|input| matched.add(of, input.key.clone(), input));
    }
    let number =
        |input: &Input| (input.kind == InputKind::Number).then(|| Exact::parse(input.value.as_deref()?).ok())?;
    let row = |inputs: Vec<Option<Input>>| {
        let own = inputs.get(base).and_then(Option::as_ref);
        let same = |one: &Input, other: &Input| {
            let bounds = |input: &Input| {
                [&input.low, &input.high].map(|text| text.as_deref().and_then(|text| Exact::parse(text).ok()))
            };
            let values = match (number(one), number(other)) {
                (Some(one), Some(other)) => one == other,
                _ => one.value == other.value,
            };
            values && one.unit == other.unit && bounds(one) == bounds(other)
        };
        let differs = inputs.iter().map(|input| match (input, own) {
            (Some(input), Some(own)) => !same(input, own),
            (input, own) => input.is_some() != own.is_some(),
        });
        let difference = |input: &Option<Input>| {
            let (input, own) = input.as_ref().zip(own)?;
            let less = number(input)?.minus(number(own)?).ok()?;
            (!less.is_zero() && input.unit == own.unit).then(|| write(less, input.decimals))
        };
        let key = inputs.iter().flatten().next().map(|input| input.key.clone()).unwrap_or_default();
        InputRow { key, differs: differs.collect(), differences: inputs.iter().map(difference).collect(), inputs }
    };
    matched.rows.into_iter().map(row).collect()
}

fn tables(results: &[ScenarioResult], base: usize) -> Vec<ComparedTable> {
    let mut matched = Matched::new(results.len());
    for of in order(results.len(), base) {
        for table in results.get(of).map(|result| &result.tables).into_iter().flatten() {
            matched.add(of, (table.id.as_str(), table.unit.as_str(), table.axes.as_slice()), table);
        }
    }
    matched.rows.iter().filter_map(|tables| table(results, base, tables)).collect()
}

fn table(results: &[ScenarioResult], base: usize, tables: &[Option<&Table>]) -> Option<ComparedTable> {
    let first = order(tables.len(), base).find_map(|of| *tables.get(of)?)?;
    let mut matched: Matched<Vec<&str>, &CellValue> = Matched::new(results.len());
    let mut labels: Vec<Vec<LabelText>> = Vec::new();
    for of in order(results.len(), base) {
        let (Some(result), Some(Some(table))) = (results.get(of), tables.get(of)) else {
            continue;
        };
        for (at, cell) in table.cells.iter().enumerate() {
            let own = labels_at(result, table, at)?;
            let before = matched.rows.len();
            matched.add(of, own.iter().map(|label| label.id.as_str()).collect(), cell);
            if matched.rows.len() > before {
                labels.push(own.into_iter().cloned().collect());
            }
        }
    }
    let row = |(labels, cells): (Vec<LabelText>, Vec<Option<&CellValue>>)| {
        let own = cells.get(base).copied().flatten();
        let number = |cell: &CellValue| Exact::parse(cell.as_known()?).ok();
        let difference = |cell: &Option<&CellValue>| {
            let less = number((*cell)?)?.minus(number(own?)?).ok()?;
            (!less.is_zero()).then(|| write(less, first.decimals))
        };
        let same = |cell: &Option<&CellValue>| match (cell.and_then(number), own.and_then(number)) {
            (Some(cell), Some(own)) => cell == own,
            _ => *cell == own,
        };
        OutcomeRow {
            labels,
            differs: cells.iter().map(|cell| !same(cell)).collect(),
            differences: cells.iter().map(difference).collect(),
            cells: cells.into_iter().map(|cell| cell.cloned()).collect(),
        }
    };
    let axis = |id: &String| {
        let found = results.iter().find_map(|result| result.axes.iter().find(|axis| axis.id == *id))?;
        Some(ComparedAxis { id: id.clone(), name: found.name.clone() })
    };
    Some(ComparedTable {
        id: first.id.clone(),
        name: first.name.clone(),
        unit: first.unit.clone(),
        format: first.format,
        decimals: first.decimals,
        kind: first.kind,
        axes: first.axes.iter().map(axis).collect::<Option<_>>()?,
        rows: labels.into_iter().zip(matched.rows).map(row).collect(),
    })
}

/// The labels of a cell; the last axis runs fastest.
pub(super) fn labels_at<'a>(result: &'a ScenarioResult, table: &Table, at: usize) -> Option<Vec<&'a LabelText>> {
    let mut rest = at;
    let mut labels = Vec::new();
    for id in table.axes.iter().rev() {
        let axis = result.axes.iter().find(|axis| axis.id == *id)?;
        labels.push(axis.labels.get(rest.checked_rem(axis.labels.len())?)?);
        rest = rest.checked_div(axis.labels.len())?;
    }
    labels.reverse();
    Some(labels)
}
