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
            Self::OpeningWeeks(weights) | Self::Given(weights) => {
                weights.get(usize::from(day.month()).saturating_sub(1)).copied().unwrap_or_default()
            }
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
        parts.into_iter().try_fold(Exact::ZERO, |sum, part| sum.plus(part?))
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
            Self::OpeningWeeks(weights) | Self::Given(weights) => Exact::sum(weights.iter().copied()),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {

    use super::*;
    use proptest::prelude::*;

    fn period(from: &str, to: &str) -> Period {
        Period::new(Date::parse(from).unwrap(), Date::parse(to).unwrap()).unwrap()
    }

    /// A volume or amount a year × weight ÷ whole, to the cent.
    fn part(spread: &Spread, yearly: i64, period: &Period) -> String {
        let weight = spread.weight(period).unwrap();
        let whole = spread.whole(period.year()).unwrap();
        let part = Exact::from_i64(yearly).times(weight).unwrap();
        part.over(whole).unwrap().unwrap().fixed(2)
    }

    /// 40 opening weeks, of which 11 in the last quarter.
    fn school_weeks() -> Spread {
        let weeks = [4, 3, 4, 3, 4, 4, 2, 1, 4, 3, 4, 4];
        Spread::OpeningWeeks(weeks.map(Exact::from_i64))
    }

    #[test]
    fn a_quarter_in_twelfths_is_three_of_twelve() {
        // DOMAIN 2: +183,840.00 a year from 1 October 2022 is +45,960.00 in 2022.
        let quarter = period("2022-10-01", "2023-01-01");
        assert_eq!(Spread::Twelfths.weight(&quarter), Ok(Exact::from_i64(3)));
        assert_eq!(part(&Spread::Twelfths, 183_840, &quarter), "45960.00");
    }

    #[test]
    fn a_broken_month_is_split_by_its_days() {
        // DOMAIN 2: from 16 October 2022, 15,320 × (16/31 + 2) = 38,547.10.
        let rest = period("2022-10-16", "2023-01-01");
        assert_eq!(part(&Spread::Twelfths, 183_840, &rest), "38547.10");
    }

    #[test]
    fn opening_weeks_show_what_twelfths_understate() {
        // DOMAIN 2: with 11 of 40 opening weeks in the last quarter it is 50,556.00.
        let quarter = period("2022-10-01", "2023-01-01");
        assert_eq!(school_weeks().whole(2022), Ok(Exact::from_i64(40)));
        assert_eq!(part(&school_weeks(), 183_840, &quarter), "50556.00");
    }

    #[test]
    fn calendar_days_know_leap_years() {
        assert_eq!(Spread::Days.whole(2023), Ok(Exact::from_i64(365)));
        assert_eq!(Spread::Days.whole(2024), Ok(Exact::from_i64(366)));
        let half = period("2024-02-15", "2024-03-02");
        assert_eq!(Spread::Days.weight(&half), Ok(Exact::from_i64(16)));
    }

    #[test]
    fn given_shares_may_be_normalised_by_their_sum() {
        let mut shares = [Exact::from_scaled_i64(1, 1); 12];
        shares[0] = Exact::ZERO;
        let spread = Spread::Given(shares);
        assert_eq!(spread.whole(2022), Ok(Exact::from_scaled_i64(11, 1)));
        assert_eq!(part(&spread, 1100, &period("2022-01-01", "2022-03-01")), "100.00");
    }

    proptest! {
        #[test]
        fn a_year_cut_anywhere_keeps_its_weight(day in 1_i32..365) {
            let from = Date::parse("2023-01-01").unwrap();
            let cut = from.plus_days(day);
            let before = Period::new(from, cut).unwrap();
            let after = Period::new(cut, from.first_of_next_year()).unwrap();
            for spread in [Spread::Twelfths, Spread::Days, school_weeks()] {
                let sum = spread.weight(&before).unwrap().plus(spread.weight(&after).unwrap());
                prop_assert_eq!(sum.unwrap().round(18), spread.whole(2023).unwrap());
            }
        }
    }
}
