//! What lies between, where inputs are only known to lie between: the exact outcomes with every such input at its lowest and at its
//! highest value, in all combinations.
//!
//! Interval arithmetic treats two uses of one unknown as two unknowns, so that an effect `x − x` becomes a range around zero; the
//! corners do not. They hold all values of an outcome that rises or falls in each input. Beyond [`MOST_RANGES`] inputs the
//! intervals are given, which are never too narrow.

use crate::model::{Evaluation, EvaluationError, Graph, Loose, NodeId, Origin, Value};
use crate::quantity::Exact;

/// Up to this many inputs that are ranges every corner is run: 64 runs.
pub const MOST_RANGES: usize = 6;

/// The cells of one input of the document, which move together, with the lowest and highest value of each.
type Cells = Vec<(NodeId, usize, Exact, Exact)>;

/// Ranges of all cells, computed in steps.
pub struct Ranges {
    hull: Evaluation<Loose>,
    inputs: Vec<(Option<Origin>, Cells)>,
    /// The run of the corner that comes next, and how many are done; nothing for intervals.
    corner: Option<(Evaluation<Exact>, usize)>,
}

impl Ranges {
    /// Prepares the ranges of a graph; nothing where no input is one.
    pub fn new(graph: &Graph) -> Option<Self> {
        let mut inputs: Vec<(Option<Origin>, Cells)> = Vec::new();
        for (node, cell, value, origin) in graph.leaves() {
            let Value::Range(low, high) = *value else {
                continue;
            };
            let origin = Some(origin).filter(|origin| origin.path.is_some());
            let same = inputs.iter_mut().find(|(own, _)| origin.is_some() && own.as_ref() == origin);
            match same {
                Some((_, cells)) => cells.push((node, cell, low, high)),
                None => inputs.push((origin.cloned(), vec![(node, cell, low, high)])),
            }
        }
        if inputs.is_empty() {
            return None;
        }
        let corner = (inputs.len() <= MOST_RANGES).then(|| (Evaluation::start(graph), 0));
        Some(Self { hull: Evaluation::start(graph), inputs, corner })
    }

    /// Computes about `budget` cells more, and tells whether all are computed; then the graph is as it was.
    ///
    /// # Errors
    /// [`EvaluationError`] where a number becomes too large.
    pub fn step(&mut self, graph: &mut Graph, budget: usize) -> Result<bool, EvaluationError> {
        let corners = 1_usize << self.inputs.len().min(MOST_RANGES);
        let Some((exact, done)) = &mut self.corner else {
            return self.hull.step(graph, budget);
        };
        if *done >= corners {
            return Ok(true);
        }
        // One input changes from each corner to the next.
        let at = *done ^ (*done >> 1);
        let mut changes = Vec::new();
        for (bit, (_, cells)) in self.inputs.iter().enumerate() {
            for (node, cell, low, high) in cells {
                let value = if at & (1 << bit) == 0 { low } else { high };
                changes.extend(graph.set(*node, *cell, Value::Known(*value)));
            }
        }
        if *done == 0 {
            // The first corner is computed in steps, as any evaluation.
            let whole = exact.step(graph, budget)?;
            if whole {
                self.hull.cover(exact, true);
                *done = 1;
            }
        } else {
            exact.update(graph, &changes)?;
            self.hull.cover(exact, false);
            *done += 1;
        }
        let last = *done >= corners;
        for (node, cell, low, high) in self.inputs.iter().flat_map(|(_, cells)| cells) {
            graph.set(*node, *cell, Value::Range(*low, *high));
        }
        Ok(last)
    }

    /// The part of the work that is done, from 0 to 1.
    pub fn progress(&self) -> f64 {
        match &self.corner {
            Some((exact, 0)) => exact.progress() / 2.0,
            Some((_, done)) => 0.5 + 0.5 * (*done as f64 / (1_usize << self.inputs.len().min(MOST_RANGES)) as f64),
            None => self.hull.progress(),
        }
    }

    /// The ranges of all cells, complete once [`Ranges::step`] has returned true.
    pub fn evaluation(&self) -> &Evaluation<Loose> {
        &self.hull
    }
}
