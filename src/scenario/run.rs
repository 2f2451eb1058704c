//! A scenario being computed: read once, stepped until done, then asked.

use std::cell::OnceCell;

use super::build::build;
use super::document::Document;
use super::explain::{Address, Explained, Explainer, RoundingText, Work};
use super::inputs::Input;
use super::result::{CellValue, EFFECTS, ScenarioResult, add_effects, collect, known_part};
use super::supplied::{self, Opened};
use crate::analysis::{Divided, Effects, ORDERS, Ranges};
use crate::care::Variants;
use crate::model::{Axis, Evaluation, Graph, Label, Loose, NodeId};
use crate::quantity::{Exact, RoundingStep, Text};
use crate::tree::{Json, Problem, Problems, Read, Tree, parse};
use crate::workbook::{About, Case, Formulas};

/// The version of the engine.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How many levels an explanation goes down at once.
const DEPTH: usize = 4;

/// One document and its computation. Long work is a job: it is advanced by [`Scenario::step`] and can be left at any time.
pub struct Scenario {
    json: Json,
    /// Where figures were put that are not the document's own.
    supplied: Vec<String>,
    document: Document,
    checksum: String,
    graph: Graph,
    exact: Evaluation<Exact>,
    ranges: Option<Ranges>,
    effects: Option<Effects>,
    done: bool,
    /// Where its cells stand in a workbook, once that is asked for; nothing where it is too large for one.
    formulas: OnceCell<Option<Formulas>>,
}

impl Scenario {
    /// Reads a document, or one with [figures beside it](super::SUPPLIED), and prepares its computation.
    ///
    /// # Errors
    /// All problems of the document at once.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let Opened { json, checksum, supplied } = supplied::open(text)?;
        let (document, graph) = build(&json)?;
        let exact = Evaluation::start(&graph);
        let ranges = Ranges::new(&graph);
        let effects = effects_of(&document, &graph);
        let formulas = OnceCell::new();
        Ok(Self { json, supplied, document, checksum, graph, exact, ranges, effects, done: false, formulas })
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Everything in the document that can be changed, in its order.
    pub fn inputs(&self) -> Vec<Input> {
        super::inputs::list(&self.json, &self.supplied, &self.graph)
    }

    /// The graph.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The exact evaluation, complete once [`Scenario::step`] has returned true.
    pub fn evaluation(&self) -> &Evaluation<Exact> {
        &self.exact
    }

    /// The range evaluation, where some input is a range.
    pub(crate) fn ranges(&self) -> Option<&Evaluation<Loose>> {
        self.ranges.as_ref().map(Ranges::evaluation)
    }

    /// Computes about `budget` cells more, and tells whether all are computed.
    ///
    /// # Errors
    /// `overflow` where a number becomes too large; the scenario is then of no further use.
    pub fn step(&mut self, budget: usize) -> Result<bool, Vec<Problem>> {
        let failed = |error: crate::model::EvaluationError| vec![Problem::whole(error.code(), error.message())];
        if !self.exact.step(&self.graph, budget).map_err(failed)? {
            return Ok(false);
        }
        if let Some(ranges) = &mut self.ranges
            && !ranges.step(&mut self.graph, budget).map_err(failed)?
        {
            return Ok(false);
        }
        let drawn = self.effects.as_ref().is_some_and(Effects::drawn);
        self.done = self.done || drawn || self.step_effects(budget)?;
        Ok(self.done)
    }

    /// Goes on with the effects of levers, and tells whether they are all computed. Up to eight levers [`Scenario::step`] does
    /// so itself; with more, drawn orders take thousands of runs, which are asked for apart, once all cells are computed.
    ///
    /// # Errors
    /// As [`Scenario::step`].
    pub fn step_effects(&mut self, budget: usize) -> Result<bool, Vec<Problem>> {
        let Some(effects) = &mut self.effects else {
            return Ok(true);
        };
        let mut left = budget.max(1);
        while effects.done() < effects.runs() {
            if left == 0 {
                return Ok(false);
            }
            let computed = effects.step(&mut self.graph, &mut self.exact);
            let computed = computed.map_err(|error| vec![Problem::whole(error.code(), error.message())])?;
            left = left.saturating_sub(computed.max(1));
        }
        Ok(true)
    }

    /// The part of all cells that is computed, from 0 to 1.
    pub fn progress(&self) -> f64 {
        let ranges = self.ranges.as_ref().map_or(1.0, Ranges::progress);
        let effects = self.effects.as_ref().filter(|effects| !effects.drawn()).map_or(1.0, Effects::progress);
        (self.exact.progress() + ranges + effects) / 3.0
    }

    /// The part of the runs for the effects of levers that is done, from 0 to 1.
    pub fn effects_progress(&self) -> f64 {
        self.effects.as_ref().map_or(1.0, Effects::progress)
    }

    /// The result.
    ///
    /// # Errors
    /// `not-done` before [`Scenario::step`] has returned true.
    pub fn result(&self) -> Result<ScenarioResult, Vec<Problem>> {
        self.ready()?;
        let mut result = collect(
            &self.document,
            &self.checksum,
            &self.graph,
            &self.exact,
            self.ranges.as_ref().map(Ranges::evaluation),
        );
        if let Some(effects) = self.effects.as_ref().filter(|effects| effects.done() >= effects.runs()) {
            let shares = effects.shares().map_err(|error| vec![Problem::whole(error.code(), error.message())])?;
            add_effects(&mut result, &self.document, shares, effects.drawn());
        }
        Ok(result)
    }

    /// Explains a cell, given its [`Address`] as JSON.
    ///
    /// # Errors
    /// `not-done`; `unknown-address` where there is no such cell, `json` and others where the address cannot be read.
    pub fn explain(&self, address: &str) -> Result<Explained, Vec<Problem>> {
        self.ready()?;
        let json = parse(address).map_err(|problem| vec![*problem])?;
        let mut problems = Problems::default();
        let Some(address) = Address::read(&Tree::root(&json), &mut problems) else {
            return Err(problems.into_vec());
        };
        self.explain_at(&address, DEPTH)
    }

    /// Explains a cell, this many levels down.
    ///
    /// # Errors
    /// As [`Scenario::explain`].
    pub fn explain_at(&self, address: &Address, depth: usize) -> Result<Explained, Vec<Problem>> {
        self.ready()?;
        let explainer = Explainer {
            document: &self.document,
            graph: &self.graph,
            evaluation: &self.exact,
            ranges: self.ranges.as_ref().map(Ranges::evaluation),
            formulas: self.formulas.get_or_init(|| Formulas::new(&self.graph, &self.exact).ok()).as_ref(),
        };
        let found = match address.node == EFFECTS {
            true => self.explain_effect(&explainer, address, depth),
            false => self.find(address).and_then(|(node, cell)| explainer.explain(node, cell, depth)),
        };
        found.ok_or_else(|| {
            let node = &address.node;
            let message = Text::owned(
                format!(
                    "Er is geen uitkomst \"{node}\" met deze labels; geef voor elke as één label van het resultaat."
                ),
                format!(
                    "There is no outcome \"{node}\" with these labels; give one label of the result for each axis."
                ),
            );
            vec![Problem::at("node", "unknown-address", message).with(node.clone(), "tables[].id")]
        })
    }

    /// The node and the position of a cell.
    pub(crate) fn find(&self, address: &Address) -> Option<(NodeId, usize)> {
        let node = self.graph.named(&address.node)?;
        let labels: Vec<(&str, &str)> =
            address.labels.iter().map(|label| (label.axis.as_str(), label.label.as_str())).collect();
        Some((node, self.graph.cell(node, &labels)?))
    }

    /// The computed cells, as a workbook shows them.
    pub(crate) fn case<'a>(&'a self, about: &'a About) -> Case<'a> {
        Case {
            about,
            graph: &self.graph,
            evaluation: &self.exact,
            ranges: self.ranges.as_ref().map(Ranges::evaluation),
        }
    }

    /// The effect of a lever rests on the runs with and without it; the two outermost are explained with it.
    fn explain_effect(&self, explainer: &Explainer<'_>, address: &Address, depth: usize) -> Option<Explained> {
        let result = self.result().ok()?;
        let table = result.table(EFFECTS)?;
        let axis = |id: &str| result.axes.iter().find(|axis| axis.id == id);
        let place = |id: &str| {
            let label = &address.labels.iter().find(|label| label.axis == id)?.label;
            let at = axis(id)?.labels.iter().position(|own| own.id == *label)?;
            Some((at, axis(id)?.labels.get(at)?.name.clone()))
        };
        let ((year, year_name), (lever, lever_name)) = (place("year")?, place("maatregel")?);
        let cell = table.cells.get(year * axis("maatregel")?.labels.len() + lever)?;
        let total = self.graph.named("kosten-per-jaar")?;
        let variants = self.graph.cells(total).checked_div(axis("year")?.labels.len())?;
        let run = |variant: usize, relation| {
            let depth = depth.saturating_sub(1);
            Some(Explained { relation, ..explainer.explain(total, year * variants + variant, depth)? })
        };
        let (orders_nl, orders_en) = match self.effects.as_ref().is_some_and(Effects::drawn) {
            true => (format!("{ORDERS} getrokken volgordes"), format!("{ORDERS} drawn orders")),
            false => ("alle volgordes".to_owned(), "all orders".to_owned()),
        };
        let method = Text::owned(
            format!(
                "gemiddelde, over {orders_nl} waarin de maatregelen aan kunnen gaan, van wat deze maatregel toevoegt (Shapley); \
                 samen het verschil tussen alle en geen maatregelen"
            ),
            format!(
                "mean, over {orders_en} in which the measures can be switched on, of what this measure adds (Shapley); together \
                 the difference between all and no measures"
            ),
        );
        let note = match cell {
            CellValue::Partial { unknown, .. } => Some(known_part(*unknown)),
            _ => None,
        };
        Some(Explained {
            address: address.clone(),
            name: table.name.clone(),
            label_names: vec![year_name, lever_name],
            value: cell.clone(),
            unit: table.unit.clone(),
            format: table.format,
            decimals: table.decimals,
            kind: table.kind,
            relation: "",
            formula: Some(method.clone()),
            work: Work::Estimate { method },
            rounding: Some(RoundingText { name: RoundingStep::Share.name(), decimals: 2 }),
            source: None,
            basis: None,
            assumption: false,
            note,
            path: None,
            spreadsheet: None,
            spreadsheet_cell: None,
            children: vec![run(Variants::AFTER, "total")?, run(Variants::BEFORE, "-")?],
            more: 0,
        })
    }

    fn ready(&self) -> Result<(), Vec<Problem>> {
        if self.done {
            return Ok(());
        }
        let message = Text::new("De berekening is nog niet klaar.", "The computation is not done yet.");
        Err(vec![Problem::whole("not-done", message)])
    }
}

/// The levers that are on, as switches, and the yearly totals that they change; where something is not known, each product
/// by itself, so that what is known can be told from what is not.
fn effects_of(document: &Document, graph: &Graph) -> Option<Effects> {
    let total = graph.named("kosten-per-jaar")?;
    let split = graph.named("productkosten-per-jaar-met-nul").or_else(|| graph.named("productkosten-per-jaar"));
    let node = split.filter(|_| graph.has_unknown()).unwrap_or(total);
    let axes: Vec<&Axis> = graph.axes_of(node).iter().filter_map(|axis| graph.axis(*axis)).collect();
    let years = axes.iter().find(|axis| axis.id() == "year")?.labels();
    let products = axes.iter().find(|axis| !["year", "variant"].contains(&axis.id()));
    let cell = |year: &Label, product: Option<(&str, &str)>| {
        let labels: Vec<(&str, &str)> =
            [("year", year.id.as_str()), ("variant", Variants::AFTER_ID)].into_iter().chain(product).collect();
        Some((node, graph.cell(node, &labels)?))
    };
    let outcome = |year: &Label| -> Option<Divided> {
        match products {
            None => Some(vec![cell(year, None)?]),
            Some(axis) => axis.labels().iter().map(|label| cell(year, Some((axis.id(), &label.id)))).collect(),
        }
    };
    let outcomes: Option<Vec<Divided>> = years.iter().map(outcome).collect();
    let switches: Option<Vec<(NodeId, usize)>> = super::result::levers_on(document)
        .map(|lever| Some((graph.named(&lever.head().switch_node())?, Variants::AFTER)))
        .collect();
    Effects::new(switches?, outcomes?)
}
