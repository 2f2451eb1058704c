//! Simulation: the evaluator over draws of the uncertain inputs, 64 at a time, and what the outcomes then look like.
//!
//! Each input has a stream of its own for each block of 64, named by the seed, the input and the block. So scenarios with an
//! input in common share its draws, a new input disturbs no other, and the same document gives the same bytes everywhere.

use crate::model::{Draws, Evaluation, EvaluationError, Graph, LANES, Loose, NodeId, Reach, Status};
use crate::quantity::{Law, Normal, Random};

/// The shares of draws at or below which quantiles are given: the fan from P5 to P95, its inner half, and the median.
pub const QUANTILES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// Rank correlations are computed over at most this many draws, whose standard error is then 0.01.
pub const MOST_RANKED: usize = 10_000;

/// One uncertain input.
#[derive(Clone, Debug)]
pub struct Uncertain {
    /// What its streams are named by, so that it has the same draws in every scenario.
    pub name: String,
    /// What it may be.
    pub law: Law,
    /// The input cells that hold it.
    pub cells: Vec<(NodeId, usize)>,
    /// Its normal number as a weighted sum of independent ones: its own and those of inputs before it. See [`factor`].
    pub mix: Vec<(usize, f64)>,
}

/// What becomes of one outcome.
#[derive(Clone, PartialEq, Debug)]
pub struct Outcome {
    /// The mean of the draws.
    pub mean: Estimated,
    /// Their standard deviation.
    pub spread: f64,
    /// The quantiles of [`QUANTILES`], by linear interpolation between order statistics (type 7).
    pub quantiles: [Estimated; 5],
    /// Its rank correlation with each input (Spearman); nothing where one of both does not vary.
    pub ranks: Vec<Option<f64>>,
}

/// A number that the simulation estimates, and its standard error.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Estimated {
    /// The estimate.
    pub value: f64,
    /// How far it may be off because the draws are not endless: its standard error.
    pub error: f64,
}

/// How often one cell is greater than another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pair {
    /// The cell that may be greater.
    pub over: (NodeId, usize),
    /// The cell it is compared with.
    pub limit: (NodeId, usize),
}

/// A simulation, advanced by [`Simulation::step`].
pub struct Simulation {
    graph: Graph,
    inputs: Vec<Uncertain>,
    /// What the streams of each input are keyed by.
    purposes: Vec<u64>,
    outcomes: Vec<(NodeId, usize)>,
    pairs: Vec<Pair>,
    seed: u64,
    draws: usize,
    most_ranked: usize,
    normal: Normal,
    base: bool,
    evaluation: Evaluation<Loose>,
    reach: Reach,
    block: usize,
    /// The draws of each input that ranks are computed from.
    ranked: Vec<Vec<f64>>,
    /// The draws of each outcome; none where it is not known in all of them.
    samples: Vec<Option<Vec<f64>>>,
    above: Vec<Option<u64>>,
    input_ranks: Vec<Option<Vec<f64>>>,
    found: Vec<Option<Outcome>>,
}

/// The rows of the lower triangle whose product with its own transpose is a correlation matrix, given the correlations of
/// pairs `(greater, smaller, correlation)` among `count` inputs; what is not given is zero.
///
/// # Errors
/// The position of the first input whose correlations cannot hold together with those of the inputs before it.
pub fn factor(count: usize, correlations: &[(usize, usize, f64)]) -> Result<Vec<Vec<(usize, f64)>>, usize> {
    /// What rounding leaves of a pivot that is zero.
    const NOTHING: f64 = 1e-10;
    let mut rows: Vec<Vec<(usize, f64)>> = Vec::with_capacity(count);
    for own in 0..count {
        let given =
            |other: usize| correlations.iter().find(|(a, b, _)| (*a, *b) == (own, other) || (*b, *a) == (own, other));
        let mut row: Vec<(usize, f64)> = Vec::new();
        if correlations.iter().any(|(a, b, _)| *a == own || *b == own) {
            for (other, before) in rows.iter().enumerate() {
                let shared: f64 = row
                    .iter()
                    .filter_map(|(at, weight)| Some(weight * before.iter().find(|(place, _)| place == at)?.1))
                    .sum();
                let rest = given(other).map_or(0.0, |(_, _, correlation)| *correlation) - shared;
                let pivot = before.last().filter(|(at, _)| *at == other).map_or(0.0, |(_, weight)| *weight);
                if pivot > NOTHING {
                    if rest.abs() > NOTHING {
                        row.push((other, rest / pivot));
                    }
                } else if rest.abs() > 1e-6 {
                    return Err(own);
                }
            }
        }
        let left = 1.0 - row.iter().map(|(_, weight)| weight * weight).sum::<f64>();
        if left < -1e-9 {
            return Err(own);
        }
        if left > NOTHING {
            row.push((own, left.sqrt()));
        }
        rows.push(row);
    }
    Ok(rows)
}

/// The correlation of normal numbers that gives a rank correlation: 2 sin(π ρ ÷ 6).
pub fn pearson(rank: f64) -> f64 {
    2.0 * libm::sin(std::f64::consts::PI * rank / 6.0)
}

impl Simulation {
    /// Prepares a simulation of these outcomes. Ranges in the graph must have been made unknown.
    pub fn new(
        graph: Graph,
        inputs: Vec<Uncertain>,
        outcomes: Vec<(NodeId, usize)>,
        pairs: Vec<Pair>,
        seed: u64,
        draws: usize,
    ) -> Self {
        let cells: Vec<(NodeId, usize)> = inputs.iter().flat_map(|input| input.cells.iter().copied()).collect();
        let of_pairs = pairs.iter().flat_map(|pair| [pair.over.0, pair.limit.0]);
        let wanted: Vec<NodeId> = outcomes.iter().map(|(node, _)| *node).chain(of_pairs).collect();
        Self {
            reach: Reach::new(&graph, &cells, &wanted),
            purposes: inputs.iter().map(|input| Random::purpose(&input.name)).collect(),
            evaluation: Evaluation::start(&graph),
            ranked: vec![Vec::new(); inputs.len()],
            samples: vec![Some(Vec::with_capacity(draws)); outcomes.len()],
            above: vec![Some(0); pairs.len()],
            input_ranks: Vec::new(),
            found: Vec::new(),
            most_ranked: MOST_RANKED,
            normal: Normal::new(),
            base: false,
            block: 0,
            graph,
            inputs,
            outcomes,
            pairs,
            seed,
            draws,
        }
    }

    /// The same without rank correlations, which cost a sort of each input.
    #[must_use]
    pub fn unranked(mut self) -> Self {
        self.most_ranked = 0;
        self
    }

    fn blocks(&self) -> usize {
        self.draws.div_ceil(LANES)
    }

    /// Does about `budget` cells more, of 64 draws each, and tells whether all is done.
    ///
    /// # Errors
    /// [`EvaluationError`] where a number becomes too large; the simulation must not be used further.
    pub fn step(&mut self, budget: usize) -> Result<bool, EvaluationError> {
        if !self.base {
            self.base = self.evaluation.step(&self.graph, budget)?;
            return Ok(false);
        }
        let cost = self.reach.cells(&self.graph) + self.inputs.len() + self.outcomes.len();
        let mut left = budget;
        while self.block < self.blocks() {
            self.draw()?;
            if left < cost {
                return Ok(false);
            }
            left -= cost;
        }
        // Sorting the draws of one outcome takes about as long as so many cells.
        let sorting = self.draws / 4;
        while self.found.len() < self.outcomes.len() {
            self.summarise();
            if left < sorting {
                return Ok(false);
            }
            left -= sorting;
        }
        Ok(true)
    }

    /// The part that is done, from 0 to 1.
    pub fn progress(&self) -> f64 {
        let parts = [(self.block, self.blocks(), 0.85), (self.found.len(), self.outcomes.len(), 0.1)];
        let part = |(done, all, weight): &(usize, usize, f64)| weight * *done as f64 / (*all).max(1) as f64;
        0.05 * self.evaluation.progress() + parts.iter().map(part).sum::<f64>()
    }

    /// The outcomes, in the order in which they were asked for, once all is done; nothing for one that is not known.
    pub fn outcomes(&self) -> &[Option<Outcome>] {
        &self.found
    }

    /// The probability that each pair's first cell is greater than its second; nothing where one is not known.
    pub fn chances(&self) -> Vec<Option<Estimated>> {
        let count = self.draws as f64;
        let chance = |above: &Option<u64>| {
            let value = (*above)? as f64 / count;
            Some(Estimated { value, error: (value * (1.0 - value) / count).sqrt() })
        };
        self.above.iter().map(chance).collect()
    }

    /// The independent normal numbers of an input in a block.
    fn normals(&self, input: usize, block: u64, lanes: &mut [f64; LANES]) {
        let purpose = self.purposes.get(input).copied().unwrap_or_default();
        let mut random = Random::stream(self.seed, purpose, block);
        lanes.iter_mut().for_each(|lane| *lane = self.normal.draw(&mut random));
    }

    /// Simulates one block.
    fn draw(&mut self) -> Result<(), EvaluationError> {
        let block = self.block as u64;
        let count = LANES.min(self.draws - self.block * LANES);
        let ranked = self.most_ranked.saturating_sub(self.block * LANES).min(count);
        for (at, input) in self.inputs.iter().enumerate() {
            let values = Draws::drawn(&input.law, |lanes| match input.mix.as_slice() {
                [(own, weight)] if *own == at && *weight == 1.0 => self.normals(at, block, lanes),
                mix => {
                    let mut own = [0.0; LANES];
                    *lanes = own;
                    for (other, weight) in mix {
                        self.normals(*other, block, &mut own);
                        lanes.iter_mut().zip(own).for_each(|(lane, own)| *lane += weight * own);
                    }
                }
            });
            // A law rises with its normal number, so that its values have the same ranks.
            if let Some(kept) = self.ranked.get_mut(at).filter(|_| ranked > 0) {
                kept.extend(values.lanes().iter().take(ranked));
            }
            if let Some(((node, cell), others)) = input.cells.split_first() {
                for (node, cell) in others {
                    self.evaluation.put(*node, *cell, Loose::Draws(values.clone()));
                }
                self.evaluation.put(*node, *cell, Loose::Draws(values));
            }
        }
        self.evaluation.again(&self.graph, &self.reach)?;
        for ((node, cell), samples) in self.outcomes.iter().zip(&mut self.samples) {
            let value = lanes(&self.evaluation, *node, *cell);
            match (value, &mut *samples) {
                (Some(value), Some(samples)) => samples.extend(value.iter().take(count)),
                _ => *samples = None,
            }
        }
        for (pair, above) in self.pairs.iter().zip(&mut self.above) {
            let over = lanes(&self.evaluation, pair.over.0, pair.over.1);
            let limit = lanes(&self.evaluation, pair.limit.0, pair.limit.1);
            *above = above.zip(over.zip(limit)).map(|(above, (over, limit))| {
                let beyond = over.iter().zip(&limit).take(count).filter(|(over, limit)| over > limit).count();
                above + beyond as u64
            });
        }
        self.block += 1;
        Ok(())
    }

    /// Summarises the next outcome.
    fn summarise(&mut self) {
        if self.input_ranks.is_empty() {
            self.input_ranks = self
                .inputs
                .iter()
                .zip(&self.ranked)
                .map(|(input, drawn)| (self.most_ranked > 0 && input.law.spread() > 0.0).then(|| ranks(drawn)))
                .collect();
        }
        let samples = self.samples.get_mut(self.found.len()).and_then(Option::take);
        let finite = samples.filter(|samples| !samples.is_empty() && samples.iter().all(|value| value.is_finite()));
        self.found.push(finite.map(|mut samples| {
            let own = samples.get(..self.most_ranked.min(samples.len())).unwrap_or_default();
            let varied = own.windows(2).any(|pair| pair.first() != pair.last());
            let own = varied.then(|| ranks(own));
            let correlated = |input: &Option<Vec<f64>>| Some(correlation(own.as_ref()?, input.as_ref()?));
            let ranks = self.input_ranks.iter().map(correlated).collect();
            let (mean, spread) = moments(&samples);
            let error = spread / (samples.len() as f64).sqrt();
            Outcome { mean: Estimated { value: mean, error }, spread, quantiles: quantiles(&mut samples), ranks }
        }));
    }
}

/// The draws of a cell, where it is known.
fn lanes(evaluation: &Evaluation<Loose>, node: NodeId, cell: usize) -> Option<[f64; LANES]> {
    let found = evaluation.cell(node, cell).filter(|cell| cell.status == Status::Known)?;
    match found.value {
        Loose::Draws(draws) => Some(*draws.lanes()),
        Loose::Sure(value) => Some([value.to_f64(); LANES]),
        Loose::Between(_) => None,
    }
}

/// Mean and standard deviation.
fn moments(samples: &[f64]) -> (f64, f64) {
    let count = samples.len() as f64;
    let mean = samples.iter().sum::<f64>() / count;
    let squares = samples.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>();
    (mean, if count > 1.0 { (squares / (count - 1.0)).sqrt() } else { 0.0 })
}

/// The quantiles of [`QUANTILES`], each with its standard error: half the distance between the order statistics that lie one
/// standard deviation of the binomial law below and above it. The samples end up sorted.
fn quantiles(samples: &mut [f64]) -> [Estimated; 5] {
    let last = samples.len().saturating_sub(1);
    let count = samples.len() as f64;
    let places = |share: f64| {
        let place = share * last as f64;
        let aside = (count * share * (1.0 - share)).sqrt();
        let at = |place: f64| place.clamp(0.0, last as f64) as usize;
        [at(place.floor()), at(place.ceil()), at((place - aside).round()), at((place + aside).round())]
    };
    sort(samples);
    let value = |at: usize| samples.get(at).copied().unwrap_or(0.0);
    QUANTILES.map(|share| {
        let [below, above, low, high] = places(share);
        let place = share * last as f64;
        let inside = place - place.floor();
        let error = (value(high) - value(low)) / 2.0;
        Estimated { value: value(below) + inside * (value(above) - value(below)), error }
    })
}

/// Sorts in the order of [`f64::total_cmp`]: as whole numbers, which are compared in one step.
fn sort(values: &mut [f64]) {
    let turned = |bits: i64| bits ^ ((bits >> 63) as u64 >> 1) as i64;
    let mut keys: Vec<i64> = values.iter().map(|value| turned(value.to_bits() as i64)).collect();
    keys.sort_unstable();
    values.iter_mut().zip(keys).for_each(|(value, key)| *value = f64::from_bits(turned(key) as u64));
}

/// The rank of each value; equal ones share the mean of their ranks.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sort(&mut sorted);
    let rank = |value: &f64| {
        let first = sorted.partition_point(|other| other < value);
        let end = sorted.partition_point(|other| other <= value);
        (first + end.saturating_sub(1)) as f64 / 2.0
    };
    values.iter().map(rank).collect()
}

/// Pearson's correlation, of ranks that both vary.
fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let ((mean_a, spread_a), (mean_b, spread_b)) = (moments(a), moments(b));
    let together: f64 = a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum();
    let scale = spread_a * spread_b * a.len().saturating_sub(1) as f64;
    if scale > 0.0 { together / scale } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_a_sorted_sample() {
        // Type 7 on 0, 1, …, 100 in another order: the share itself times a hundred.
        let mut samples: Vec<f64> = (0..101).map(|at| f64::from(at * 37 % 101)).collect();
        let found = quantiles(&mut samples).map(|quantile| quantile.value);
        for (found, expected) in found.iter().zip([5.0, 25.0, 50.0, 75.0, 95.0]) {
            assert!((found - expected).abs() < 1e-12, "{found}");
        }
        let few = quantiles(&mut [5.0, 1.0]).map(|quantile| quantile.value);
        for (found, expected) in few.iter().zip([1.2, 2.0, 3.0, 4.0, 4.8]) {
            assert!((found - expected).abs() < 1e-12, "{found}");
        }
    }

    #[test]
    fn numbers_are_sorted_as_numbers() {
        let mut values = [0.5, -0.0, f64::INFINITY, -2.5, 0.0, 1e-300, -1e300, f64::NEG_INFINITY, -2.5];
        let mut expected = values;
        expected.sort_by(f64::total_cmp);
        sort(&mut values);
        assert_eq!(values.map(f64::to_bits), expected.map(f64::to_bits));
    }

    #[test]
    fn equal_values_share_their_rank() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [2.5, 0.0, 2.5, 1.0]);
    }

    #[test]
    fn a_matrix_that_no_numbers_can_have_is_refused() {
        assert_eq!(factor(3, &[(0, 1, 0.9), (1, 2, 0.9), (0, 2, -0.9)]), Err(2));
        // Three that are one: semi-definite, and fine.
        let rows = factor(3, &[(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0)]);
        assert_eq!(rows, Ok(vec![vec![(0, 1.0)], vec![(0, 1.0)], vec![(0, 1.0)]]));
        assert_eq!(factor(2, &[(0, 1, 0.6)]), Ok(vec![vec![(0, 1.0)], vec![(0, 0.6), (1, 0.8)]]));
        assert_eq!(factor(2, &[]), Ok(vec![vec![(0, 1.0)], vec![(1, 1.0)]]));
        assert_eq!(factor(3, &[(0, 1, 1.0), (1, 2, 0.5), (0, 2, 0.2)]), Err(2));
    }
}
