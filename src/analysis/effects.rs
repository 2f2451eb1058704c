//! The effect of each lever by the Shapley value: the mean, over all orders in which the levers can be switched on, of what a
//! lever adds. The effects add up to the total difference and do not depend on an order. Every set of levers is one run, in the
//! order of the document; runs follow each other by switching few levers at a time, so that only what they reach is computed
//! again. Beyond eight levers the mean is over drawn orders ([`Orders`]), which still add up.

use super::orders::Orders;
use crate::model::{Evaluation, EvaluationError, Graph, NodeId, Status, Value};
use crate::quantity::{Exact, Overflow, round_parts};

/// Up to this many levers every set is run: 256 runs.
pub const MOST_LEVERS: usize = 8;

/// No document has more levers than these, so that a set of them is a word of bits.
const MOST_SWITCHES: usize = 64;

/// The values of all outcomes in one run; nothing where one is not known.
pub(super) type Found = Vec<Option<Exact>>;

/// What is asked of one year: the cells of which the difference is divided.
pub type Divided = Vec<(NodeId, usize)>;

/// The effects of all levers on one outcome.
#[derive(Clone, PartialEq, Debug)]
pub struct Shares {
    /// One of each lever, in cents that add up to the difference of the cells that are known in every run.
    pub effects: Vec<Exact>,
    /// How many cells are known in every run.
    pub known: usize,
    /// How many are not, and are left out.
    pub unknown: usize,
}

/// The computation of all effects, one run at a time.
pub struct Effects {
    /// The switch of each lever: the input cell that turns it on.
    switches: Vec<(NodeId, usize)>,
    /// The cells whose differences are divided, one outcome after the other.
    cells: Vec<(NodeId, usize)>,
    /// How many cells each outcome has.
    outcomes: Vec<usize>,
    way: Way,
    next: usize,
}

/// By which runs the mean is taken.
enum Way {
    /// For each set of levers, as bits, its outcomes.
    Every(Vec<Found>),
    /// Orders that were drawn.
    Drawn(Orders),
}

impl Effects {
    /// Prepares the effects of these switches on these outcomes; nothing for no levers, or more than a document has.
    pub fn new(switches: Vec<(NodeId, usize)>, outcomes: Vec<Divided>) -> Option<Self> {
        let counts = outcomes.iter().map(Vec::len).collect();
        let cells = outcomes.concat();
        let way = match switches.len() {
            0 => return None,
            count @ 1..=MOST_LEVERS => Way::Every(vec![Vec::new(); 1 << count]),
            count @ ..=MOST_SWITCHES => Way::Drawn(Orders::new(count, cells.len())),
            _ => return None,
        };
        Some(Self { switches, cells, outcomes: counts, way, next: 0 })
    }

    /// Whether the mean is over drawn orders, not all of them.
    pub fn drawn(&self) -> bool {
        matches!(self.way, Way::Drawn(_))
    }

    /// How many runs there are.
    pub fn runs(&self) -> usize {
        match &self.way {
            Way::Every(values) => values.len(),
            Way::Drawn(orders) => orders.runs(),
        }
    }

    /// How many runs are done.
    pub fn done(&self) -> usize {
        self.next
    }

    /// The part of the runs that is done, from 0 to 1.
    pub fn progress(&self) -> f64 {
        self.next as f64 / self.runs() as f64
    }

    /// Does one run more, and tells how many cells it computed. After the last every lever is on again, as it was.
    ///
    /// # Errors
    /// [`EvaluationError`] where a number becomes too large.
    pub fn step(&mut self, graph: &mut Graph, evaluation: &mut Evaluation<Exact>) -> Result<usize, EvaluationError> {
        // One set after the other, each differing from the one before by one lever.
        let gray = |step: usize| (step ^ (step >> 1)) as u64;
        let set = match &self.way {
            Way::Every(_) => gray(self.next),
            Way::Drawn(orders) => orders.set(self.next),
        };
        let mut computed = self.switch(graph, evaluation, set)?;
        let known = |(node, cell): &(NodeId, usize)| {
            let cell = evaluation.cell(*node, *cell)?;
            (cell.status == Status::Known).then_some(cell.value)
        };
        let found: Found = self.cells.iter().map(known).collect();
        match &mut self.way {
            Way::Every(values) => {
                if let Some(place) = values.get_mut(set as usize) {
                    *place = found;
                }
            }
            Way::Drawn(orders) => orders.found(self.next, found),
        }
        self.next += 1;
        if self.next >= self.runs() {
            computed += self.switch(graph, evaluation, u64::MAX)?;
        }
        Ok(computed)
    }

    fn switch(
        &self,
        graph: &mut Graph,
        evaluation: &mut Evaluation<Exact>,
        set: u64,
    ) -> Result<usize, EvaluationError> {
        let flag = |bit: usize| Value::Known(Exact::from_i64(i64::from(set & (1 << bit) != 0)));
        let changes: Vec<_> = self
            .switches
            .iter()
            .enumerate()
            .filter_map(|(bit, (node, cell))| graph.set(*node, *cell, flag(bit)))
            .collect();
        evaluation.update(graph, &changes)
    }

    /// The effects on each outcome. A cell that is not known in every run is left out, and counted.
    ///
    /// # Errors
    /// [`Overflow`] where a number becomes too large.
    pub fn shares(&self) -> Result<Vec<Shares>, Overflow> {
        let mean = |outcome| match &self.way {
            Way::Every(values) => every(values, self.switches.len(), outcome),
            Way::Drawn(orders) => orders.mean(outcome),
        };
        let mut first = 0;
        let mut all = Vec::with_capacity(self.outcomes.len());
        for count in &self.outcomes {
            let (mut difference, mut sums, mut known) = (Exact::ZERO, vec![Exact::ZERO; self.switches.len()], 0);
            for cell in first..first + count {
                let Some((total, effects)) = mean(cell)? else {
                    continue;
                };
                known += 1;
                difference = difference.plus(total)?;
                for (sum, effect) in sums.iter_mut().zip(effects) {
                    *sum = sum.plus(effect)?;
                }
            }
            first += count;
            let effects = round_parts(difference, &sums, 2).unwrap_or(sums);
            all.push(Shares { effects, known, unknown: count - known });
        }
        Ok(all)
    }
}

/// The total difference of an outcome, and the mean over all orders of what each lever adds to it.
fn every(values: &[Found], count: usize, outcome: usize) -> Result<Option<(Exact, Vec<Exact>)>, Overflow> {
    let value = |set: usize| values.get(set).and_then(|found| found.get(outcome)).copied().flatten();
    let factorial = |n: usize| (1..=n as i64).product::<i64>();
    let all = Exact::from_i64(factorial(count));
    let mut effects = Vec::with_capacity(count);
    for lever in 0..count {
        let mut sum = Exact::ZERO;
        for set in (0..values.len()).filter(|set| set & (1 << lever) == 0) {
            let (Some(without), Some(with)) = (value(set), value(set | (1 << lever))) else {
                return Ok(None);
            };
            let before = set.count_ones() as usize;
            let orders = factorial(before) * factorial(count - before - 1);
            sum = sum.plus(with.minus(without)?.times(Exact::from_i64(orders))?)?;
        }
        effects.push(sum.over(all)?.unwrap_or(Exact::ZERO));
    }
    match (value(0), value(values.len().saturating_sub(1))) {
        (Some(none), Some(every)) => Ok(Some((every.minus(none)?, effects))),
        _ => Ok(None),
    }
}
