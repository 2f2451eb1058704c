//! How a year's volume lies over its months.

use super::date::Date;
use super::period::Period;
use crate::quantity::{Exact, Overflow};

/// How a year's volume is spread over its months. Within a month it is spread evenly over the
/// days.
///
/// The share of a year that falls in a period is weight(period) ÷ whole(year). Keep the division
/// for the end: a volume × weight ÷ whole is exact where the outcome is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spread {
    /// Each month a twelfth: the municipal default.
    Twelfths,
    /// By calendar days.
    Days,
    /// By the opening weeks in each month, January first.
    OpeningWeeks([Exact; 12]),
    /// By the given shares of each month, January first.
    Given([Exact; 12]),
}

impl Spread {
    /// The weight of a whole month.
    fn month(&self, day: Date) -> Exact {
        match self {
            Self::Twelfths => Exact::ONE,
            Self::Days => Exact::from_i64(i64::from(day.days_in_month())),
            Self::OpeningWeeks(weights) | Self::Given(weights) => weights
                .get(usize::from(day.month()).saturating_sub(1))
                .copied()
                .unwrap_or_default(),
        }
    }

    /// The weight of a period: over its months, month weight × days in the period ÷ days in the
    /// month. From 16 October to the end of the year in twelfths: 16/31 + 2.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn weight(&self, period: &Period) -> Result<Exact, Overflow> {
        let parts = period.months().map(|part| {
            let month = self.month(part.from());
            if part.is_month() {
                return Ok(month);
            }
            let days = Exact::from_i64(i64::from(part.days()));
            let of = Exact::from_i64(i64::from(part.from().days_in_month()));
            Ok(month.times(days)?.over(of)?.unwrap_or_default())
        });
        parts
            .into_iter()
            .try_fold(Exact::ZERO, |sum, part| sum.plus(part?))
    }

    /// The weight of a whole year: 12 in twelfths, 365 or 366 by days, and otherwise the sum of
    /// the twelve months.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn whole(&self, year: i32) -> Result<Exact, Overflow> {
        match self {
            Self::Twelfths => Ok(Exact::from_i64(12)),
            Self::Days => Ok(Exact::from_i64(i64::from(time::util::days_in_year(year)))),
            Self::OpeningWeeks(weights) | Self::Given(weights) => {
                Exact::sum(weights.iter().copied())
            }
        }
    }
}
