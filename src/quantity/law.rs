//! Laws of chance: what an input may be, as a rising function of a standard normal number.
//!
//! Every law is drawn in the same way, x = F⁻¹(Φ(z)), so that a rank correlation between inputs is one between their normal
//! numbers (the Gaussian copula), and adding a correlation changes no input's own law.

use std::sync::OnceLock;

/// The 95th percentile of the standard normal distribution.
pub const P95: f64 = 1.644_853_626_951_472_6;

/// How finely the cumulative curve of a PERT law is tabulated; its error is below 10⁻⁷ of the range.
const STEPS: usize = 4096;

/// What an uncertain number may be.
#[derive(Clone, PartialEq, Debug)]
pub enum Law {
    /// This value always.
    Fixed(f64),
    /// Every value from `low` to `high` as likely.
    Uniform {
        /// The lowest value.
        low: f64,
        /// The highest value.
        high: f64,
    },
    /// A density that rises straight from `low` to `likely` and falls straight to `high`.
    Triangular {
        /// The lowest value.
        low: f64,
        /// The most likely value.
        likely: f64,
        /// The highest value.
        high: f64,
    },
    /// The beta law of project planning: between `low` and `high`, mean (low + 4 × likely + high) ÷ 6.
    Pert {
        /// The lowest value.
        low: f64,
        /// The most likely value.
        likely: f64,
        /// The highest value.
        high: f64,
        /// The cumulative probability at steps of 1 ÷ 4096 of the range, once it is asked for.
        table: OnceLock<Box<[f64]>>,
    },
    /// The normal law.
    Normal {
        /// The mean.
        mean: f64,
        /// The standard deviation.
        spread: f64,
    },
    /// The law of a positive number whose logarithm is normal.
    Lognormal {
        /// The mean of the logarithm.
        mean: f64,
        /// The standard deviation of the logarithm.
        spread: f64,
    },
}

/// The part of the standard normal law below `z`.
fn below(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// The cumulative curve of a PERT law on 0 to 1 whose most likely value is at `place`, by Simpson's rule.
fn tabulated(place: f64) -> Box<[f64]> {
    let (left, right) = (4.0 * place, 4.0 * (1.0 - place));
    // A power of zero is one at an exponent of zero: a curve that begins at its top.
    let density = |x: f64| libm::pow(x, left) * libm::pow(1.0 - x, right);
    let step = 1.0 / STEPS as f64;
    let mut sum = 0.0;
    let mut table = vec![0.0];
    for at in 0..STEPS {
        let x = at as f64 * step;
        sum += density(x) + 4.0 * density(x + step / 2.0) + density(x + step);
        table.push(sum);
    }
    table.iter_mut().for_each(|part| *part /= sum);
    table.into()
}

impl Law {
    /// The PERT law with these bounds and most likely value; fixed where they are one.
    pub fn pert(low: f64, likely: f64, high: f64) -> Self {
        if low < high { Self::Pert { low, likely, high, table: OnceLock::new() } } else { Self::Fixed(low) }
    }

    /// Its value where a standard normal number is `z`. It never falls as `z` rises.
    pub fn at(&self, z: f64) -> f64 {
        match self {
            Self::Fixed(value) => *value,
            Self::Uniform { low, high } => low + (high - low) * below(z),
            Self::Triangular { low, likely, high } => {
                let width = high - low;
                let from_low = below(z) * width * (likely - low);
                if below(z) * width <= likely - low {
                    low + from_low.sqrt()
                } else {
                    high - (below(-z) * width * (high - likely)).sqrt()
                }
            }
            Self::Pert { low, likely, high, table } => {
                let table = table.get_or_init(|| tabulated((likely - low) / (high - low)));
                let part = below(z);
                let at = table.partition_point(|sum| *sum <= part).clamp(1, STEPS);
                let (before, after) =
                    (table.get(at - 1).copied().unwrap_or(0.0), table.get(at).copied().unwrap_or(1.0));
                let inside = if after > before { (part - before) / (after - before) } else { 0.0 };
                low + (high - low) * ((at - 1) as f64 + inside) / STEPS as f64
            }
            Self::Normal { mean, spread } => mean + spread * z,
            Self::Lognormal { mean, spread } => libm::exp(mean + spread * z),
        }
    }

    /// Its mean.
    pub fn mean(&self) -> f64 {
        match self {
            Self::Fixed(value) => *value,
            Self::Uniform { low, high } => (low + high) / 2.0,
            Self::Triangular { low, likely, high } => (low + likely + high) / 3.0,
            Self::Pert { low, likely, high, .. } => (low + 4.0 * likely + high) / 6.0,
            Self::Normal { mean, .. } => *mean,
            Self::Lognormal { mean, spread } => libm::exp(mean + spread * spread / 2.0),
        }
    }

    /// Its standard deviation.
    pub fn spread(&self) -> f64 {
        match self {
            Self::Fixed(_) => 0.0,
            Self::Uniform { low, high } => (high - low) / 12.0_f64.sqrt(),
            Self::Triangular { low, likely, high } => {
                let sides = (high - low) * (high - low) + (likely - low) * (likely - high);
                (sides / 18.0).sqrt()
            }
            Self::Pert { low, high, .. } => ((self.mean() - low) * (high - self.mean()) / 7.0).sqrt(),
            Self::Normal { spread, .. } => *spread,
            Self::Lognormal { spread, .. } => self.mean() * libm::expm1(spread * spread).sqrt(),
        }
    }

    /// Between which values it lies: its bounds, or four standard deviations where it has none, which one draw in 16,000
    /// passes.
    pub fn reach(&self) -> (f64, f64) {
        match self {
            Self::Fixed(value) => (*value, *value),
            Self::Uniform { low, high } | Self::Triangular { low, high, .. } | Self::Pert { low, high, .. } => {
                (*low, *high)
            }
            Self::Normal { .. } | Self::Lognormal { .. } => (self.at(-4.0), self.at(4.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Normal, Random};

    fn all() -> Vec<Law> {
        vec![
            Law::Uniform { low: -2.0, high: 3.0 },
            Law::Triangular { low: 0.0, likely: 1.0, high: 4.0 },
            Law::Triangular { low: 1.0, likely: 1.0, high: 2.0 },
            Law::pert(10.0, 12.0, 20.0),
            Law::pert(0.0, 0.0, 1.0),
            Law::pert(0.0, 1.0, 1.0),
            Law::Normal { mean: 5.0, spread: 0.5 },
            Law::Lognormal { mean: 0.1, spread: 0.3 },
        ]
    }

    /// Mean and standard deviation of 400,000 draws against the closed forms, within four standard errors.
    #[test]
    fn draws_have_the_moments_of_their_law() {
        let normal = Normal::new();
        for (nth, law) in all().iter().enumerate() {
            let mut random = Random::stream(7, nth as u64, 0);
            let count = 400_000.0;
            let draws: Vec<f64> = (0..400_000).map(|_| law.at(normal.draw(&mut random))).collect();
            let mean = draws.iter().sum::<f64>() / count;
            let central = |power: f64| draws.iter().map(|x| libm::pow(x - mean, power)).sum::<f64>() / count;
            let error = law.spread() / count.sqrt();
            assert!((mean - law.mean()).abs() < 4.0 * error, "{law:?}: {mean} {}", law.mean());
            let variance_error = ((central(4.0) - central(2.0) * central(2.0)) / count).sqrt();
            let off = central(2.0) - law.spread() * law.spread();
            assert!(off.abs() < 4.0 * variance_error, "{law:?}: {off} {variance_error}");
        }
    }

    #[test]
    fn a_law_rises_and_stays_within_its_bounds() {
        for law in all() {
            let at: Vec<f64> = (-60..=60).map(|tenth| law.at(f64::from(tenth) / 6.0)).collect();
            assert!(at.windows(2).all(|pair| matches!(pair, [a, b] if a <= b)), "{law:?}");
            if !matches!(law, Law::Normal { .. } | Law::Lognormal { .. }) {
                let (low, high) = law.reach();
                assert!(at.iter().all(|x| (low..=high).contains(x)), "{law:?}");
            }
        }
    }

    /// The cumulative probability of a symmetric PERT law, a beta law with twice the parameter 3: x³ (10 − 15 x + 6 x²).
    #[test]
    fn a_symmetric_pert_has_its_closed_form() {
        let law = Law::pert(0.0, 0.5, 1.0);
        for z in [-3.0, -1.5, -0.2, 0.0, 0.7, 2.5] {
            let x = law.at(z);
            let part = x * x * x * (10.0 - 15.0 * x + 6.0 * x * x);
            assert!((part - below(z)).abs() < 1e-7, "{z}: {part}");
        }
    }

    #[test]
    fn bounds_that_are_one_leave_one_value() {
        for law in [Law::pert(2.0, 2.0, 2.0), Law::Triangular { low: 2.0, likely: 2.0, high: 2.0 }] {
            assert_eq!([law.at(-1.0), law.at(0.0), law.at(8.0)], [2.0; 3]);
        }
    }
}
