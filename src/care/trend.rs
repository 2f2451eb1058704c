//! How a series goes on: held, by its average growth, or along a log-linear line with its prediction interval.

use crate::quantity::{Exact, Text};
use crate::tree::choice;

choice! {
    /// How a series goes on.
    pub enum Trend {
        /// As the last observed value.
        Hold = "hold",
        /// By the average growth from the first to the last value (geometric).
        Growth = "growth",
        /// Along the log-linear least-squares line.
        LogLinear = "log-linear",
    }
}

/// Values of estimates keep this many decimals.
pub(crate) const DECIMALS: u8 = 12;

/// The share of outcomes that a prediction interval is meant to hold, in per cent: 5 % lie below it and 5 % above.
pub(crate) const LEVEL: u32 = 90;

/// The share of outcomes below the upper end.
const BELOW: f64 = 0.95;

/// An end of the prediction interval, or the line itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Bound {
    Low,
    Middle,
    High,
}

impl Trend {
    pub(crate) fn method(self) -> Text {
        match self {
            Self::Hold => Text::new("laatste waargenomen waarde", "last observed value"),
            Self::Growth => Text::new(
                "gemiddelde groei (meetkundig) van de eerste tot de laatste waarde",
                "average growth (geometric) from the first to the last value",
            ),
            Self::LogLinear => Text::new(
                "log-lineaire kleinste kwadraten over alle waarden",
                "log-linear least squares over all values",
            ),
        }
    }
}

/// What the ends of the interval are computed by.
pub(crate) fn interval_method() -> Text {
    Text::owned(
        format!(
            "log-lineaire kleinste kwadraten; {LEVEL} %-voorspellingsinterval: e^(lijn ± t × s × √(1 + 1/n + afstand² ÷ som van \
             kwadraten)), t van Student met n − 2 vrijheidsgraden"
        ),
        format!(
            "log-linear least squares; {LEVEL} % prediction interval: e^(line ± t × s × √(1 + 1/n + distance² ÷ sum of \
             squares)), Student's t with n − 2 degrees of freedom"
        ),
    )
}

/// A least-squares line through the logarithms of a series, its times counted from 0.
struct Line {
    count: f64,
    mean: f64,
    slope: f64,
    mean_time: f64,
    /// The sum of squared distances in time.
    spread: f64,
    /// The sum of squared residuals.
    residue: f64,
}

impl Line {
    /// Nothing for fewer than two values, or where one is not positive.
    fn through(seen: &[Exact]) -> Option<Self> {
        if seen.len() < 2 || seen.iter().any(|value| *value <= Exact::ZERO) {
            return None;
        }
        let logs: Vec<f64> = seen.iter().map(|value| libm::log(value.to_f64())).collect();
        let count = logs.len() as f64;
        let mean_time = (count - 1.0) / 2.0;
        let mean = logs.iter().sum::<f64>() / count;
        let (mut over, mut spread) = (0.0, 0.0);
        for (at, log) in logs.iter().enumerate() {
            let time = at as f64 - mean_time;
            over += time * (log - mean);
            spread += time * time;
        }
        let slope = over / spread;
        let residue = logs.iter().enumerate().fold(0.0, |sum, (at, log)| {
            let rest = log - mean - slope * (at as f64 - mean_time);
            sum + rest * rest
        });
        Some(Self { count, mean, slope, mean_time, spread, residue })
    }

    /// The line, or an end of its interval, so many steps after the last value; no end without degrees of freedom.
    fn at(&self, bound: Bound, steps: usize) -> Option<f64> {
        let distance = self.count - 1.0 + steps as f64 - self.mean_time;
        let line = self.mean + self.slope * distance;
        let freedom = self.count as u32 - 2;
        let side = match bound {
            Bound::Middle => return Some(libm::exp(line)),
            Bound::Low => -1.0,
            Bound::High => 1.0,
        };
        if freedom == 0 {
            return None;
        }
        let variance = self.residue / f64::from(freedom);
        let width = libm::sqrt(variance * (1.0 + 1.0 / self.count + distance * distance / self.spread));
        Some(libm::exp(line + side * student_t(BELOW, freedom) * width))
    }
}

/// Student's t below which a share of outcomes lies (more than half of them), for whole degrees of freedom. With θ the angle
/// whose tangent is t ÷ √freedom, the share is a finite sum in θ (Abramowitz and Stegun 26.7.3 and 26.7.4); its sine is found by
/// halving.
fn student_t(below: f64, freedom: u32) -> f64 {
    let wanted = 2.0 * below - 1.0;
    let cosine_of = |sine: f64| libm::sqrt((1.0 - sine) * (1.0 + sine));
    let inside = |sine: f64| {
        let cosine = cosine_of(sine);
        let even = freedom.is_multiple_of(2);
        // 1 + ½cos² + (1·3)/(2·4)cos⁴ … or cos + ⅔cos³ + (2·4)/(3·5)cos⁵ …
        let mut term = if even { 1.0 } else { cosine };
        let (mut sum, mut next) = (0.0, if even { 1.0 } else { 2.0 });
        for _ in 0..(freedom - u32::from(!even)) / 2 {
            sum += term;
            term *= next / (next + 1.0) * cosine * cosine;
            next += 2.0;
        }
        if even { sine * sum } else { (libm::atan(sine / cosine) + sine * sum) / core::f64::consts::FRAC_PI_2 }
    };
    let (mut low, mut high) = (0.0, 1.0);
    // Each step halves the place where it lies; 60 are more than a double can tell apart.
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if inside(middle) < wanted { low = middle } else { high = middle }
    }
    libm::sqrt(f64::from(freedom)) * low / cosine_of(low)
}

/// The value of a series so many steps after its last. A series with a value that is not positive has no growth; it is held.
pub(crate) fn next(trend: Trend, seen: &[Exact], steps: usize) -> Option<Exact> {
    let (first, last) = (*seen.first()?, *seen.last()?);
    let Some(line) = Line::through(seen) else {
        return Some(last);
    };
    let projected = match trend {
        Trend::Hold => return Some(last),
        Trend::Growth => {
            let growth = libm::pow(last.to_f64() / first.to_f64(), 1.0 / (line.count - 1.0));
            last.to_f64() * libm::pow(growth, steps as f64)
        }
        Trend::LogLinear => line.at(Bound::Middle, steps)?,
    };
    Exact::from_f64_rounded(projected, u32::from(DECIMALS))
}

/// An end of the prediction interval so many steps after the last value; nothing for fewer than three values, or where one is
/// not positive.
pub(crate) fn bound(seen: &[Exact], bound: Bound, steps: usize) -> Option<Exact> {
    Exact::from_f64_rounded(Line::through(seen)?.at(bound, steps)?, u32::from(DECIMALS))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn students_t_is_that_of_the_tables() {
        // Upper 5 % points of Student's t, as printed in any table.
        for (freedom, expected) in
            [(1, 6.313752), (2, 2.919986), (3, 2.353363), (4, 2.131847), (5, 2.015048), (10, 1.812461), (30, 1.697261)]
        {
            assert!((student_t(0.95, freedom) - expected).abs() < 5e-7, "{freedom}: {}", student_t(0.95, freedom));
        }
        assert!((student_t(0.975, 2) - 4.302653).abs() < 5e-7);
    }

    #[test]
    fn a_line_without_residuals_has_an_interval_of_no_width() {
        let series: Vec<Exact> = [100, 200, 400].map(Exact::from_i64).to_vec();
        for end in [Bound::Low, Bound::Middle, Bound::High] {
            assert_eq!(bound(&series, end, 1).unwrap().fixed(6), "800.000000");
        }
    }

    #[test]
    fn two_values_or_a_zero_have_no_interval() {
        let values = |all: &[i64]| all.iter().copied().map(Exact::from_i64).collect::<Vec<_>>();
        assert_eq!(bound(&values(&[100, 200]), Bound::High, 1), None);
        assert_eq!(bound(&values(&[100, 0, 200]), Bound::High, 1), None);
        assert_eq!(next(Trend::LogLinear, &values(&[100, 0, 200]), 3), Some(Exact::from_i64(200)));
    }
}
