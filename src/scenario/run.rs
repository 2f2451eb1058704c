//! A scenario being computed: read once, stepped until done, then asked.

use sha2::{Digest, Sha256};

use super::build::build;
use super::document::Document;
use super::explain::{Address, Explained, Explainer};
use super::result::{ScenarioResult, collect, has_ranges};
use crate::model::{Evaluation, Graph, Range};
use crate::quantity::{Exact, Text};
use crate::tree::{Problem, Problems, Read, Tree, parse};

/// The version of the engine.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How many levels an explanation goes down at once.
const DEPTH: usize = 4;

/// One document and its computation. Long work is a job: it is advanced by [`Scenario::step`] and can be left at any time.
pub struct Scenario {
    document: Document,
    checksum: String,
    graph: Graph,
    exact: Evaluation<Exact>,
    ranges: Option<Evaluation<Range>>,
    done: bool,
}

impl Scenario {
    /// Reads a document and prepares its computation.
    ///
    /// # Errors
    /// All problems of the document at once.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let (document, graph) = build(text)?;
        let checksum = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        let exact = Evaluation::start(&graph);
        let ranges = has_ranges(&graph).then(|| Evaluation::start(&graph));
        Ok(Self { document, checksum, graph, exact, ranges, done: false })
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The graph.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The exact evaluation, complete once [`Scenario::step`] has returned true.
    pub fn evaluation(&self) -> &Evaluation<Exact> {
        &self.exact
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
        self.done = match &mut self.ranges {
            Some(ranges) => ranges.step(&self.graph, budget).map_err(failed)?,
            None => true,
        };
        Ok(self.done)
    }

    /// The part of all cells that is computed, from 0 to 1.
    pub fn progress(&self) -> f64 {
        match &self.ranges {
            Some(ranges) => (self.exact.progress() + ranges.progress()) / 2.0,
            None => self.exact.progress(),
        }
    }

    /// The result.
    ///
    /// # Errors
    /// `not-done` before [`Scenario::step`] has returned true.
    pub fn result(&self) -> Result<ScenarioResult, Vec<Problem>> {
        self.ready()?;
        Ok(collect(&self.document, &self.checksum, &self.graph, &self.exact, self.ranges.as_ref()))
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
            ranges: self.ranges.as_ref(),
        };
        let found = explainer.find(address).and_then(|(node, cell)| explainer.explain(node, cell, depth));
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

    fn ready(&self) -> Result<(), Vec<Problem>> {
        if self.done {
            return Ok(());
        }
        let message = Text::new("De berekening is nog niet klaar.", "The computation is not done yet.");
        Err(vec![Problem::whole("not-done", message)])
    }
}
