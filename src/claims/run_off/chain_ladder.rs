//! Chain ladder with the standard error of Mack.
//!
//! Rule: T. Mack, *Distribution-free calculation of the standard error of chain ladder reserve estimates*, ASTIN Bulletin 23
//! (1993), and *The standard error of chain ladder reserve estimates: recursive calculation and inclusion of a tail factor*,
//! ASTIN Bulletin 29 (1999). The figures are an estimate: they are computed in binary with `libm`, the same on every platform,
//! and rounded once, in the answer to the question.

use serde::Deserialize;

use super::triangle::Triangle;

/// How the spread of a step is found that only one row has gone through.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum LastSigma {
    /// Mack's own rule: the smallest of σ²ₙ₋₂, σ²ₙ₋₃ and σ⁴ₙ₋₂ ÷ σ²ₙ₋₃.
    #[default]
    Mack,
    /// The line through the logarithms of the σ's before it, by least squares.
    LogLinear,
}

/// What an expert may set.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Choices {
    /// For each step a factor that takes the place of the computed one; the spread stays.
    pub factors: Vec<Option<f64>>,
    /// What is still claimed after the last column, as a factor on it; 1 or absent for nothing. It adds no spread of its own.
    pub tail: Option<f64>,
    /// The spread of a last step.
    pub last_sigma: LastSigma,
}

/// One step: from a delay to the next.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Step {
    /// The volume-weighted factor of the triangle; none where nothing was claimed by the delay before.
    pub computed: Option<f64>,
    /// The factor that counts: the expert's, the computed one, or 1.
    pub factor: f64,
    /// σ², the spread of the step.
    pub variance: f64,
    /// What the rows that have gone through it had before it.
    pub volume: f64,
    /// How many rows have gone through it.
    pub rows: usize,
    /// How many rows of these had nothing to step from, and say nothing of the spread.
    pub skipped: usize,
}

/// What is expected of one row.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Expected {
    /// What has been claimed.
    pub claimed: f64,
    /// What will have been claimed in the end.
    pub ultimate: f64,
    /// The standard error of what is still to be claimed.
    pub error: f64,
}

/// A triangle run off to its end.
#[derive(Clone, PartialEq, Debug)]
pub struct RunOff {
    /// Each step.
    pub steps: Vec<Step>,
    /// The factor after the last column.
    pub tail: f64,
    /// Each row.
    pub rows: Vec<Expected>,
    /// All rows together; its error takes account of the factors that the rows have in common.
    pub total: Expected,
    /// Of each row what its error has in common with those of later rows.
    shared: Vec<f64>,
}

fn step(triangle: &Triangle, column: usize, expert: Option<f64>) -> Step {
    let pairs = || triangle.rows().iter().filter_map(|row| Some((*row.get(column)?, *row.get(column + 1)?)));
    let volume: f64 = pairs().map(|(before, _)| before).sum();
    let computed = (volume != 0.0).then(|| pairs().map(|(_, after)| after).sum::<f64>() / volume);
    let mean = computed.unwrap_or(1.0);
    let rows = pairs().count();
    let from_something = pairs().filter(|(before, _)| *before > 0.0);
    let skipped = rows - from_something.clone().count();
    let squares: f64 = from_something
        .map(|(before, after)| {
            let off = after / before - mean;
            before * off * off
        })
        .sum();
    let free = (rows - skipped).saturating_sub(1);
    // Not a number: only one row has gone through, so that the spread is found from the steps before.
    let variance = if free == 0 { f64::NAN } else { squares / free as f64 };
    Step { computed, factor: expert.unwrap_or(mean), variance, volume, rows, skipped }
}

/// The line through (at, ln σ) of the steps with a spread, at another place.
fn log_linear(variances: &[f64], at: usize) -> f64 {
    let known: Vec<(f64, f64)> = variances
        .iter()
        .enumerate()
        .filter(|(_, variance)| **variance > 0.0)
        .map(|(at, variance)| (at as f64, libm::log(libm::sqrt(*variance))))
        .collect();
    let count = known.len() as f64;
    if known.len() < 2 {
        return 0.0;
    }
    let (x, y) = known.iter().fold((0.0, 0.0), |(x, y), (a, b)| (x + a / count, y + b / count));
    let (xy, xx) = known.iter().fold((0.0, 0.0), |(xy, xx), (a, b)| (xy + (a - x) * (b - y), xx + (a - x) * (a - x)));
    let sigma = libm::exp(y + xy / xx * (at as f64 - x));
    sigma * sigma
}

fn mack(variances: &[f64], at: usize) -> f64 {
    let back = |by: usize| at.checked_sub(by).and_then(|at| variances.get(at)).copied().unwrap_or(0.0);
    let (last, before) = (back(1), back(2));
    if before > 0.0 { (last * last / before).min(last.min(before)) } else { last.min(before) }
}

/// Runs a triangle off.
pub fn run_off(triangle: &Triangle, choices: &Choices) -> RunOff {
    let columns = triangle.columns();
    let expert = |column: usize| choices.factors.get(column).copied().flatten();
    let mut steps: Vec<Step> = (1..columns).map(|next| step(triangle, next - 1, expert(next - 1))).collect();
    for at in 0..steps.len() {
        let variances: Vec<f64> = steps.iter().map(|step| step.variance).collect();
        if let Some(step) = steps.get_mut(at).filter(|step| step.variance.is_nan()) {
            step.variance = match choices.last_sigma {
                LastSigma::Mack => mack(&variances, at),
                LastSigma::LogLinear => log_linear(&variances, at),
            };
        }
    }
    let tail = choices.tail.unwrap_or(1.0);
    let rows: Vec<Expected> = triangle.rows().iter().map(|row| expected(row, &steps, tail)).collect();
    let shared: Vec<f64> = triangle.rows().iter().map(|row| shared(row.len(), &steps)).collect();
    let total = together(&rows, &shared);
    RunOff { steps, tail, rows, total, shared }
}

/// σ² ÷ f² of a step; nothing where the factor is 0, since then nothing is expected after it.
fn relative(step: &Step) -> f64 {
    if step.factor == 0.0 { 0.0 } else { step.variance / (step.factor * step.factor) }
}

/// One part in so much; 0 for no part at all.
fn one_over(amount: f64) -> f64 {
    if amount == 0.0 { 0.0 } else { 1.0 / amount }
}

/// The steps that a row of this length has still to go.
fn open(length: usize, steps: &[Step]) -> impl Iterator<Item = &Step> {
    steps.iter().skip(length.saturating_sub(1))
}

/// Mack (1993), theorem 3.
fn expected(row: &[f64], steps: &[Step], tail: f64) -> Expected {
    let claimed = row.last().copied().unwrap_or(0.0);
    let (mut ultimate, mut error) = (claimed, 0.0);
    for step in open(row.len(), steps) {
        error += relative(step) * (one_over(ultimate.abs()) + one_over(step.volume.abs()));
        ultimate *= step.factor;
    }
    ultimate *= tail;
    Expected { claimed, ultimate, error: libm::sqrt(error) * ultimate.abs() }
}

/// What the errors of a row of this length and of any later one have in common: the estimated factors that both still pass.
fn shared(length: usize, steps: &[Step]) -> f64 {
    open(length, steps).map(|step| 2.0 * relative(step) * one_over(step.volume.abs())).sum()
}

/// Mack (1993), the corollary of theorem 3: rows share the estimated factors, so their errors do not simply add up.
fn together(rows: &[Expected], shared: &[f64]) -> Expected {
    let mut square = 0.0;
    for (at, (row, shared)) in rows.iter().zip(shared).enumerate() {
        let later: f64 = rows.iter().skip(at + 1).map(|row| row.ultimate).sum();
        square += row.error * row.error + row.ultimate * later * shared;
    }
    let add = |of: fn(&Expected) -> f64| rows.iter().map(of).sum();
    Expected {
        claimed: add(|row| row.claimed),
        ultimate: add(|row| row.ultimate),
        error: libm::sqrt(f64::max(square, 0.0)),
    }
}

impl RunOff {
    /// Some rows together, such as those of a year; those outside the triangle are left out.
    pub fn together(&self, rows: std::ops::Range<usize>) -> Expected {
        let of_rows = self.rows.get(rows.clone()).unwrap_or_default();
        together(of_rows, self.shared.get(rows).unwrap_or_default())
    }
}

impl Expected {
    /// What is still to be claimed.
    pub fn reserve(&self) -> f64 {
        self.ultimate - self.claimed
    }

    /// From where to where what is still to be claimed lies, with this many standard deviations of a normal to either side
    /// (1.6449 for 90 %): lognormal around a positive reserve, as Mack proposes, and normal otherwise.
    pub fn interval(&self, deviations: f64) -> (f64, f64) {
        let reserve = self.reserve();
        if reserve <= 0.0 || self.error == 0.0 {
            return (reserve - deviations * self.error, reserve + deviations * self.error);
        }
        let part = self.error / reserve;
        let variance = libm::log1p(part * part);
        let (middle, spread) = (libm::log(reserve) - variance / 2.0, deviations * libm::sqrt(variance));
        (libm::exp(middle - spread), libm::exp(middle + spread))
    }
}
