//! What an uncertain figure may be: a law of chance, given by its bounds or by mean and spread.

use crate::quantity::{Exact, Law, P95, Text};
use crate::tree::{choice, record};

choice! {
    /// The law of an uncertain figure.
    pub enum Shape {
        /// The value itself: no uncertainty.
        Fixed = "fixed",
        /// Every value from `low` to `high` as likely.
        Uniform = "uniform",
        /// Rises straight from `low` to `likely` and falls straight to `high`.
        Triangular = "triangular",
        /// The beta law of project planning, with mean (low + 4 × likely + high) ÷ 6.
        Pert = "pert",
        /// Symmetric around its mean, without bounds.
        Normal = "normal",
        /// For what cannot fall below zero: the logarithm is normal.
        Lognormal = "lognormal",
    }
}

record! {
    /// What an uncertain figure may be, in the figure's own unit. Given either by `low` and `high` or by `spread`.
    ///
    /// `low` and `high` are the lowest and highest value of a uniform, triangular or PERT law, and of a normal or lognormal
    /// one its 5th and 95th percentile. `likely` is the most likely value of a triangular or PERT law. `spread` is the standard
    /// deviation of the figure itself; a bounded law given by it is symmetric around its mean. Where `likely` or `mean` is not
    /// given, it is the figure's value.
    pub struct Distribution {
        /// The law.
        pub kind: Shape,
        /// The lowest value, or the 5th percentile.
        pub low: Option<Exact>,
        /// The most likely value.
        pub likely: Option<Exact>,
        /// The highest value, or the 95th percentile.
        pub high: Option<Exact>,
        /// The mean, with `spread`.
        pub mean: Option<Exact>,
        /// The standard deviation.
        pub spread: Option<Exact>,
        /// The identifier of a source of this document, or `aanname`.
        pub source: String,
        /// A remark.
        pub note: Option<Text>,
    }
}

/// The most that a bound, mean or spread may be: beyond it, a draw says nothing to the cent.
const MOST: f64 = 1e15;

impl Distribution {
    /// The law that it stands for, given the figure's own value.
    ///
    /// # Errors
    /// What is expected instead.
    pub fn law(&self, value: Option<Exact>) -> Result<Law, Text> {
        let bare = self.low.or(self.likely).or(self.high).or(self.mean).or(self.spread).is_none();
        let number = |given: Option<Exact>| given.map(Exact::to_f64);
        let within = [self.low, self.likely, self.high, self.mean, self.spread, value];
        if within.into_iter().flatten().any(|number| number.to_f64().abs() > MOST) {
            return Err(Text::new("getallen van ten hoogste 10^15", "numbers of at most 10^15"));
        }
        let own = value.map(Exact::to_f64);
        match (self.kind, number(self.low), number(self.high), number(self.spread)) {
            (Shape::Fixed, ..) if bare => own.map(Law::Fixed).ok_or_else(|| {
                Text::new(
                    "een figuur met een value, want deze vaste waarde is onbekend",
                    "a figure with a value, since this fixed value is unknown",
                )
            }),
            (Shape::Fixed, ..) => Err(Text::new("bij fixed geen andere velden", "no other fields with fixed")),
            (_, Some(low), Some(high), None) if self.mean.is_none() => {
                self.bounded(low, number(self.likely), own, high)
            }
            (_, None, None, Some(spread)) if self.likely.is_none() => match number(self.mean).or(own) {
                Some(mean) => self.spreading(mean, spread),
                None => Err(Text::new(
                    "een mean, want het figuur heeft geen value",
                    "a mean, since the figure has no value",
                )),
            },
            _ => Err(Text::new(
                "low en high (bij triangular en pert ook likely), of mean en spread",
                "low and high (with triangular and pert also likely), or mean and spread",
            )),
        }
    }

    fn bounded(&self, low: f64, likely: Option<f64>, own: Option<f64>, high: f64) -> Result<Law, Text> {
        if low > high {
            return Err(Text::new("low niet groter dan high", "low at most high"));
        }
        let peaked = matches!(self.kind, Shape::Triangular | Shape::Pert);
        let likely = match likely {
            Some(_) if !peaked => {
                return Err(Text::new("likely alleen bij triangular en pert", "likely with triangular and pert only"));
            }
            Some(likely) => likely,
            None => own.unwrap_or((low + high) / 2.0),
        };
        if peaked && !(low..=high).contains(&likely) {
            return Err(Text::new(
                "een meest waarschijnlijke waarde (likely, of anders value) tussen low en high",
                "a most likely value (likely, or else value) between low and high",
            ));
        }
        match self.kind {
            Shape::Fixed => Ok(Law::Fixed(likely)),
            Shape::Uniform => Ok(Law::Uniform { low, high }),
            Shape::Triangular => Ok(Law::Triangular { low, likely, high }),
            Shape::Pert => Ok(Law::pert(low, likely, high)),
            Shape::Normal => Ok(Law::Normal { mean: (low + high) / 2.0, spread: (high - low) / (2.0 * P95) }),
            Shape::Lognormal if low > 0.0 => {
                let (low, high) = (libm::log(low), libm::log(high));
                Ok(Law::Lognormal { mean: (low + high) / 2.0, spread: (high - low) / (2.0 * P95) })
            }
            Shape::Lognormal => Err(Text::new("bij lognormal een low boven nul", "a low above zero with lognormal")),
        }
    }

    fn spreading(&self, mean: f64, spread: f64) -> Result<Law, Text> {
        if spread < 0.0 {
            return Err(Text::new("een spread van nul of meer", "a spread of zero or more"));
        }
        // Half the width of a symmetric law with this standard deviation.
        let sides = |half: f64| (mean - half, mean + half);
        Ok(match self.kind {
            Shape::Fixed => Law::Fixed(mean),
            Shape::Uniform => {
                let (low, high) = sides(spread * 3.0_f64.sqrt());
                Law::Uniform { low, high }
            }
            Shape::Triangular => {
                let (low, high) = sides(spread * 6.0_f64.sqrt());
                Law::Triangular { low, likely: mean, high }
            }
            Shape::Pert => {
                let (low, high) = sides(spread * 7.0_f64.sqrt());
                Law::pert(low, mean, high)
            }
            Shape::Normal => Law::Normal { mean, spread },
            Shape::Lognormal if mean > 0.0 => {
                let share = spread / mean;
                let variance = libm::log1p(share * share);
                Law::Lognormal { mean: libm::log(mean) - variance / 2.0, spread: variance.sqrt() }
            }
            Shape::Lognormal => {
                return Err(Text::new("bij lognormal een mean boven nul", "a mean above zero with lognormal"));
            }
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<Exact> {
        (!text.is_empty()).then(|| Exact::parse(text).unwrap())
    }

    /// Low, likely, high, mean and spread, each empty where it is not given.
    fn given(kind: Shape, [low, likely, high, mean, spread]: [&str; 5]) -> Result<Law, Text> {
        let [low, likely, high, mean, spread] = [low, likely, high, mean, spread].map(number);
        let source = "aanname".to_owned();
        Distribution { kind, low, likely, high, mean, spread, source, note: None }.law(number("2"))
    }

    #[test]
    fn mean_and_spread_are_those_of_the_law() {
        for kind in [Shape::Uniform, Shape::Triangular, Shape::Pert, Shape::Normal, Shape::Lognormal] {
            for mean in ["", "5"] {
                let law = given(kind, ["", "", "", mean, "0.4"]).unwrap();
                assert!((law.mean() - if mean.is_empty() { 2.0 } else { 5.0 }).abs() < 1e-9, "{kind:?}");
                assert!((law.spread() - 0.4).abs() < 1e-9, "{kind:?}");
            }
        }
    }

    #[test]
    fn low_and_high_are_bounds_or_percentiles() {
        for kind in [Shape::Normal, Shape::Lognormal] {
            let law = given(kind, ["1", "", "3", "", ""]).unwrap();
            assert!((law.at(-P95) - 1.0).abs() < 1e-12 && (law.at(P95) - 3.0).abs() < 1e-12, "{kind:?}");
        }
        for kind in [Shape::Uniform, Shape::Triangular, Shape::Pert] {
            assert_eq!(given(kind, ["1", "", "3", "", ""]).unwrap().reach(), (1.0, 3.0), "{kind:?}");
        }
        assert_eq!(given(Shape::Fixed, [""; 5]), Ok(Law::Fixed(2.0)));
    }

    #[test]
    fn what_is_no_law_is_refused() {
        for (kind, fields) in [
            (Shape::Uniform, ["3", "", "1", "", ""]),
            (Shape::Uniform, ["1", "2", "3", "", ""]),
            (Shape::Uniform, ["1", "", "", "", ""]),
            (Shape::Uniform, ["", "", "", "", ""]),
            (Shape::Triangular, ["3", "", "4", "", ""]),
            (Shape::Pert, ["1", "5", "3", "", ""]),
            (Shape::Normal, ["1", "", "3", "2", ""]),
            (Shape::Normal, ["", "", "", "2", "-1"]),
            (Shape::Normal, ["1", "", "3", "", "1"]),
            (Shape::Normal, ["", "", "", "", "9999999999999999"]),
            (Shape::Lognormal, ["0", "", "3", "", ""]),
            (Shape::Lognormal, ["", "", "", "-1", "1"]),
            (Shape::Fixed, ["1", "", "3", "", ""]),
        ] {
            assert!(given(kind, fields).is_err(), "{kind:?} {fields:?}");
        }
    }
}
