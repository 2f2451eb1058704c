//! The effect of each lever by the Shapley value: the mean, over all orders in which the levers can be switched on, of what a
//! lever adds. The effects add up to the total difference and do not depend on an order. Every set of levers is one run; runs
//! follow each other by switching one lever at a time, so that only what it reaches is computed again.

use crate::model::{Evaluation, EvaluationError, Graph, NodeId, Status, Value};
use crate::quantity::{Exact, Overflow, round_parts};

/// Up to this many levers every set is run: 256 runs.
pub const MOST_LEVERS: usize = 8;

/// The computation of all effects, one run at a time.
pub struct Effects {
    /// The switch of each lever: the input cell that turns it on.
    switches: Vec<(NodeId, usize)>,
    /// The cells whose differences are divided.
    outcomes: Vec<(NodeId, usize)>,
    /// For each set of levers, as bits, its outcomes.
    values: Vec<Vec<Exact>>,
    next: usize,
}

/// One set after the other, each differing from the one before by one lever.
fn gray(step: usize) -> usize {
    step ^ (step >> 1)
}

impl Effects {
    /// Prepares the effects of these switches on these cells; nothing for no levers or more than [`MOST_LEVERS`].
    pub fn new(switches: Vec<(NodeId, usize)>, outcomes: Vec<(NodeId, usize)>) -> Option<Self> {
        let sets = 1usize.checked_shl(u32::try_from(switches.len()).ok()?)?;
        let fits = (1..=MOST_LEVERS).contains(&switches.len());
        fits.then(|| Self { switches, outcomes, values: vec![Vec::new(); sets], next: 0 })
    }

    /// How many runs there are.
    pub fn runs(&self) -> usize {
        self.values.len()
    }

    /// How many runs are done.
    pub fn done(&self) -> usize {
        self.next
    }

    /// Does one run more, and tells whether all are done; then every lever is on again, as it was.
    ///
    /// # Errors
    /// [`EvaluationError`] where a number becomes too large.
    pub fn step(&mut self, graph: &mut Graph, evaluation: &mut Evaluation<Exact>) -> Result<bool, EvaluationError> {
        let last = self.values.len().saturating_sub(1);
        let set = gray(self.next);
        self.switch(graph, evaluation, set)?;
        let read = |(node, cell): &(NodeId, usize)| evaluation.cell(*node, *cell);
        let cells = self.outcomes.iter().map(read);
        let known = cells.map(|cell| cell.filter(|cell| cell.status == Status::Known).map(|cell| cell.value));
        if let (Some(place), Some(found)) = (self.values.get_mut(set), known.collect::<Option<Vec<_>>>()) {
            *place = found;
        }
        self.next += 1;
        if self.next <= last {
            return Ok(false);
        }
        self.switch(graph, evaluation, last)?;
        Ok(true)
    }

    fn switch(&self, graph: &mut Graph, evaluation: &mut Evaluation<Exact>, set: usize) -> Result<(), EvaluationError> {
        let flag = |bit: usize| Value::Known(Exact::from_i64(i64::from(set & (1 << bit) != 0)));
        let changes: Vec<_> = self
            .switches
            .iter()
            .enumerate()
            .filter_map(|(bit, (node, cell))| graph.set(*node, *cell, flag(bit)))
            .collect();
        evaluation.update(graph, &changes).map(drop)
    }

    /// The effects, for each outcome one of each lever, in cents that add up to the outcome's whole difference; nothing for an
    /// outcome that is not known in every run.
    ///
    /// # Errors
    /// [`Overflow`] where a number becomes too large.
    pub fn shares(&self) -> Result<Vec<Option<Vec<Exact>>>, Overflow> {
        (0..self.outcomes.len()).map(|outcome| self.of(outcome)).collect()
    }

    fn of(&self, outcome: usize) -> Result<Option<Vec<Exact>>, Overflow> {
        let value = |set: usize| self.values.get(set).and_then(|found| found.get(outcome)).copied();
        let count = self.switches.len();
        let factorial = |n: usize| (1..=n as i64).product::<i64>();
        let all = Exact::from_i64(factorial(count));
        let mut effects = Vec::with_capacity(count);
        for lever in 0..count {
            let mut sum = Exact::ZERO;
            for set in (0..self.values.len()).filter(|set| set & (1 << lever) == 0) {
                let (Some(without), Some(with)) = (value(set), value(set | (1 << lever))) else {
                    return Ok(None);
                };
                let before = set.count_ones() as usize;
                let orders = factorial(before) * factorial(count - before - 1);
                sum = sum.plus(with.minus(without)?.times(Exact::from_i64(orders))?)?;
            }
            effects.push(sum.over(all)?.unwrap_or(Exact::ZERO));
        }
        let (Some(none), Some(every)) = (value(0), value(self.values.len().saturating_sub(1))) else {
            return Ok(None);
        };
        Ok(round_parts(every.minus(none)?, &effects, 2).ok())
    }
}
