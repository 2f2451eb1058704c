//! `dagdeel-result/1`: what a scenario gives, in a fixed order, so that it is the same bytes on every platform.

use serde::Serialize;

use super::document::{Document, Source};
use crate::analysis::{MOST_LEVERS, ORDERS, Shares};
use crate::care::{self, Lever};
use crate::model::{Evaluation, Format, Graph, Kind, Loose, NodeId, Status};
use crate::quantity::{Exact, Text, Unit};

/// The format of results.
pub const RESULT_FORMAT: &str = "dagdeel-result/1";

/// The result of a scenario.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "Result"))]
pub struct ScenarioResult {
    /// Always `dagdeel-result/1`.
    #[cfg_attr(feature = "types", ts(type = "\"dagdeel-result/1\""))]
    pub format: &'static str,
    /// The version of the engine.
    pub engine: &'static str,
    /// The document that it is of.
    pub document: DocumentName,
    /// The axes of the tables, time first.
    pub axes: Vec<AxisTable>,
    /// The reported quantities.
    pub tables: Vec<Table>,
    /// What a reader must know.
    pub caveats: Vec<CaveatText>,
    /// The sources of the document.
    pub sources: Vec<Source>,
}

/// Which document a result is of.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct DocumentName {
    /// Its identifier.
    pub id: String,
    /// The SHA-256 of its text, in hexadecimal: what `sha256sum` gives for the saved file.
    pub checksum: String,
}

/// An axis of the result.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "Axis"))]
pub struct AxisTable {
    /// Identifier.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Its labels, in order.
    pub labels: Vec<LabelText>,
}

/// A label of an axis.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "AxisLabel"))]
pub struct LabelText {
    /// Identifier, unique on its axis.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Its first day, on a time axis.
    pub from: Option<String>,
    /// The day after its last, on a time axis.
    pub to: Option<String>,
}

/// A reported quantity: a node of the graph.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Table {
    /// Identifier: the node.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// The unit, such as `euro/dagdeel`.
    pub unit: String,
    /// How its values are written.
    #[cfg_attr(feature = "types", ts(type = "\"amount\" | \"number\" | \"percent\" | \"integer\""))]
    pub format: &'static str,
    /// How many decimals are shown; of a percentage, of the fraction.
    pub decimals: u8,
    /// Over what it adds up: a flow over everything, a stock not over time, a rate over nothing.
    #[cfg_attr(feature = "types", ts(type = "\"flow\" | \"stock\" | \"rate\""))]
    pub kind: &'static str,
    /// Its axes, time first.
    pub axes: Vec<String>,
    /// Its cells, the last axis fastest.
    pub cells: Vec<CellValue>,
}

/// One cell: an exact decimal as text, or what is known instead.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "Cell"))]
#[serde(untagged)]
pub enum CellValue {
    /// The exact value.
    Known(String),
    /// A sum of which a part is not known.
    Partial {
        /// The known part.
        known: String,
        /// How many cells are missing from it.
        unknown: u32,
    },
    /// Nothing is known.
    Unknown {
        /// How many unknown cells stand behind it.
        unknown: u32,
    },
    /// It lies somewhere between.
    Between {
        /// The lowest.
        low: String,
        /// The highest.
        high: String,
    },
    /// There is no value.
    Undefined {
        /// Why.
        #[cfg_attr(feature = "types", ts(type = "\"division-by-zero\" | \"refused\" | \"none\""))]
        undefined: &'static str,
    },
}

impl CellValue {
    /// The exact value, if there is one.
    pub fn as_known(&self) -> Option<&str> {
        match self {
            Self::Known(value) => Some(value),
            _ => None,
        }
    }
}

/// How much a caveat matters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Note,
    /// An outcome may mislead without it.
    Warning,
    /// Something is not computed.
    Refused,
}

/// What a reader must know.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "Caveat"))]
pub struct CaveatText {
    /// Stable code; `document` for those of the document.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// In both languages.
    pub text: Text,
    /// The source it comes from.
    pub source: Option<String>,
    /// Where in the document it belongs.
    pub path: Option<String>,
}

impl ScenarioResult {
    /// The table of a quantity.
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.id == id)
    }
}

pub(crate) fn format_word(format: Format) -> &'static str {
    match format {
        Format::Amount => "amount",
        Format::Number => "number",
        Format::Percent => "percent",
        Format::Integer => "integer",
    }
}

pub(crate) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Flow => "flow",
        Kind::Stock => "stock",
        Kind::Rate => "rate",
    }
}

/// Writes an exact value: with at least the decimals that are shown, more where it is not rounded.
pub(crate) fn write(value: Exact, decimals: u8) -> String {
    let decimals = u32::from(decimals);
    if value.round(18).decimals() <= decimals { value.fixed(decimals) } else { value.plain() }
}

/// The bounds of a cell, where the ranges of a scenario know them.
fn known_bounds(ranges: &Evaluation<Loose>, node: NodeId, at: usize) -> Option<(Exact, Exact)> {
    ranges.cell(node, at).filter(|cell| cell.status == Status::Known)?.value.bounds()
}

/// One cell of a node: exact where it can be, else the range where the range evaluation knows one.
pub(crate) fn cell(
    evaluation: &Evaluation<Exact>,
    ranges: Option<&Evaluation<Loose>>,
    node: NodeId,
    at: usize,
    decimals: u8,
) -> Option<CellValue> {
    let found = evaluation.cell(node, at)?;
    let between = || {
        let (low, high) = known_bounds(ranges?, node, at)?;
        Some(CellValue::Between { low: write(low, decimals), high: write(high, decimals) })
    };
    Some(match found.status {
        Status::Known => CellValue::Known(write(found.value, decimals)),
        Status::Unknown(unknown) => between().unwrap_or(CellValue::Unknown { unknown }),
        Status::Partial(unknown) => {
            between().unwrap_or(CellValue::Partial { known: write(found.value, decimals), unknown })
        }
        Status::Undefined(reason) => CellValue::Undefined { undefined: reason.code() },
    })
}

/// Collects the result of an evaluated scenario.
pub(crate) fn collect(
    document: &Document,
    checksum: &str,
    graph: &Graph,
    evaluation: &Evaluation<Exact>,
    ranges: Option<&Evaluation<Loose>>,
) -> ScenarioResult {
    let reported = graph.nodes().filter(|node| graph.about(*node).is_some_and(|about| about.is_reported()));
    let tables: Vec<Table> = reported
        .filter_map(|node| {
            let about = graph.about(node)?;
            let cells = (0..graph.cells(node)).map(|at| cell(evaluation, ranges, node, at, about.decimals_shown()));
            Some(Table {
                id: about.id().to_owned(),
                name: about.name().clone(),
                unit: about.unit().to_string(),
                format: format_word(about.format()),
                decimals: about.decimals_shown(),
                kind: kind_word(graph.kind(node)?),
                axes: graph
                    .axes_of(node)
                    .iter()
                    .filter_map(|axis| graph.axis(*axis))
                    .map(|axis| axis.id().to_owned())
                    .collect(),
                cells: cells.collect::<Option<Vec<_>>>()?,
            })
        })
        .collect();
    let used = |id: &str| tables.iter().any(|table| table.axes.iter().any(|axis| axis == id));
    let axes = graph.axes().iter().filter(|axis| used(axis.id())).map(axis_table).collect();
    let own = document.caveats.iter().enumerate().map(|(at, caveat)| CaveatText {
        code: "document".to_owned(),
        severity: Severity::Warning,
        text: caveat.text.clone(),
        source: caveat.source.clone(),
        path: Some(format!("caveats[{at}]")),
    });
    let found = care::warn_of_fit(graph, evaluation).into_iter().map(|(refused, code, text)| CaveatText {
        code: code.to_owned(),
        severity: if refused { Severity::Refused } else { Severity::Note },
        text,
        source: None,
        path: None,
    });
    let conflicts = document.whole().conflicts().into_iter().map(|(path, text)| CaveatText {
        code: "lever-conflict".to_owned(),
        severity: Severity::Warning,
        text,
        source: None,
        path: Some(path),
    });
    let few = document.whole().few_years().map(|(path, text)| CaveatText {
        code: "few-years".to_owned(),
        severity: Severity::Note,
        text,
        source: None,
        path: Some(path),
    });
    let claims = document.whole().claims().map(|(path, text)| CaveatText {
        code: "own-claims".to_owned(),
        severity: Severity::Note,
        text,
        source: None,
        path: Some(path),
    });
    let cost_price = document.whole().cost_price_at().into_iter().flat_map(|(part, path)| {
        care::warn_of_cost_price(part, &path, graph, evaluation).into_iter().map(|(refused, code, text, path)| {
            CaveatText {
                code: code.to_owned(),
                severity: if refused { Severity::Refused } else { Severity::Warning },
                text,
                source: None,
                path: Some(path),
            }
        })
    });
    ScenarioResult {
        format: RESULT_FORMAT,
        engine: super::run::VERSION,
        document: DocumentName { id: document.id.clone(), checksum: checksum.to_owned() },
        axes,
        caveats: claims.into_iter().chain(own).chain(found).chain(cost_price).chain(few).chain(conflicts).collect(),
        tables,
        sources: document.sources.clone(),
    }
}

/// The levers that are switched on, in order.
pub(crate) fn levers_on(document: &Document) -> impl Iterator<Item = &Lever> {
    document.levers.iter().filter(|lever| lever.head().on)
}

/// Adds the effect of each lever on each year's costs: `effect-per-maatregel`, labelled where it rests on drawn orders. Where a
/// product or line is not known, it is the effect on all others, with how many were left out.
pub(crate) fn add_effects(result: &mut ScenarioResult, document: &Document, shares: Vec<Shares>, drawn: bool) {
    let labels: Vec<LabelText> = levers_on(document)
        .map(|lever| {
            let head = lever.head();
            LabelText { id: head.id.to_owned(), name: head.name.clone(), from: None, to: None }
        })
        .collect();
    let cells = shares.into_iter().flat_map(|Shares { effects, known, unknown }| {
        effects.into_iter().map(move |effect| partly(effect, known, unknown))
    });
    let cells: Vec<CellValue> = cells.collect();
    let left_out = cells.iter().filter_map(|cell| match cell {
        CellValue::Partial { unknown, .. } => Some(*unknown),
        _ => None,
    });
    if let Some(most) = left_out.max() {
        result.caveats.push(CaveatText {
            code: "effects-known-part".to_owned(),
            severity: Severity::Warning,
            text: known_part(most),
            source: None,
            path: None,
        });
    }
    result.tables.push(Table {
        id: EFFECTS.to_owned(),
        name: match drawn {
            false => Text::new("Effect per maatregel", "Effect by measure"),
            true => Text::owned(
                format!("Effect per maatregel (geschat uit {ORDERS} volgordes)"),
                format!("Effect by measure (estimated from {ORDERS} orders)"),
            ),
        },
        unit: Unit::EURO.to_string(),
        format: format_word(Format::Amount),
        decimals: 2,
        kind: kind_word(Kind::Flow),
        axes: vec!["year".to_owned(), "maatregel".to_owned()],
        cells,
    });
    if drawn {
        result.caveats.push(CaveatText {
            code: "effects-drawn".to_owned(),
            severity: Severity::Note,
            text: Text::owned(
                format!(
                    "Er staan meer dan {MOST_LEVERS} maatregelen aan. Het effect van elk is daarom het gemiddelde over {ORDERS} getrokken \
                     volgordes in plaats van over alle; samen zijn de effecten nog steeds het hele verschil, op de cent."
                ),
                format!(
                    "More than {MOST_LEVERS} measures are on. So the effect of each is the mean over {ORDERS} drawn orders instead of \
                     all; together the effects are still the whole difference, to the cent."
                ),
            ),
            source: None,
            path: Some("levers".to_owned()),
        });
    }
    result.axes.push(AxisTable { id: "maatregel".to_owned(), name: Text::new("Maatregel", "Measure"), labels });
}

/// An amount in euros that so many products or lines make, of which others are not known.
pub(super) fn partly(amount: Exact, known: usize, unknown: usize) -> CellValue {
    let missing = unknown as u32;
    match (known, unknown) {
        (_, 0) => CellValue::Known(amount.fixed(2)),
        (0, _) => CellValue::Unknown { unknown: missing },
        _ => CellValue::Partial { known: amount.fixed(2), unknown: missing },
    }
}

/// What is said with an effect of which a part is not known.
pub(crate) fn known_part(unknown: u32) -> Text {
    let (nl, en) = match unknown {
        1 => {
            ("één product of regel is onbekend en telt".to_owned(), "one product or line is unknown and is".to_owned())
        }
        _ => (
            format!("{unknown} producten of regels zijn onbekend en tellen"),
            format!("{unknown} products or lines are unknown and are"),
        ),
    };
    Text::owned(
        format!("Het effect per maatregel is dat op het bekende deel: {nl} niet mee, ook niet als nul."),
        format!("The effect of each measure is that on the known part: {en} left out, not counted as zero."),
    )
}

/// The table of effects by lever, which rests on several runs and is no node of the graph.
pub(crate) const EFFECTS: &str = "effect-per-maatregel";

pub(crate) fn axis_table(axis: &crate::model::Axis) -> AxisTable {
    let label = |label: &crate::model::Label| LabelText {
        id: label.id.clone(),
        name: label.name.clone(),
        from: label.period.map(|period| period.from().to_string()),
        to: label.period.map(|period| period.to().to_string()),
    };
    AxisTable { id: axis.id().to_owned(), name: axis.name().clone(), labels: axis.labels().iter().map(label).collect() }
}
