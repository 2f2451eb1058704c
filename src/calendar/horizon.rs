//! The stretch of time that a scenario covers.

use super::date::Date;
use super::period::Period;
use crate::quantity::Text;

/// How long the periods of a scenario are, before they are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

impl Step {
    /// The name in documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The step of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Month, Self::Year].into_iter().find(|step| step.name() == name)
    }

    fn fits(self, date: Date) -> bool {
        match self {
            Self::Month => date.is_first_of_month(),
            Self::Year => date.is_first_of_year(),
        }
    }

    fn next(self, date: Date) -> Date {
        match self {
            Self::Month => date.first_of_next_month(),
            Self::Year => date.first_of_next_year(),
        }
    }
}

/// Why a stretch of time cannot be a horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message().en)]
#[non_exhaustive]
pub enum HorizonError {
    /// It ends before it starts, or is empty.
    Empty {
        /// Its first day.
        from: Date,
        /// The day after its last.
        to: Date,
    },
    /// A date is not the first day of a month, or of a year where the step is a year.
    OffStep {
        /// The date.
        found: Date,
        /// The step.
        step: Step,
    },
    /// It has more than [`Horizon::MAX_PERIODS`] periods.
    TooLong {
        /// The number of periods.
        periods: u32,
    },
}

impl HorizonError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "horizon-empty",
            Self::OffStep { .. } => "horizon-off-step",
            Self::TooLong { .. } => "horizon-too-long",
        }
    }

    /// What went wrong and what is expected, for the reader.
    pub fn message(&self) -> Text {
        match self {
            Self::Empty { from, to } => Text::owned(
                format!("De horizon loopt van {from} tot {to}; het einde moet na het begin liggen."),
                format!("The horizon runs from {from} to {to}; its end must be after its start."),
            ),
            Self::OffStep { found, step: Step::Month } => Text::owned(
                format!("{found} is niet de eerste dag van een maand."),
                format!("{found} is not the first day of a month."),
            ),
            Self::OffStep { found, step: Step::Year } => Text::owned(
                format!("{found} is niet de eerste dag van een jaar."),
                format!("{found} is not the first day of a year."),
            ),
            Self::TooLong { periods } => {
                let limit = Horizon::MAX_PERIODS;
                Text::owned(
                    format!("De horizon heeft {periods} perioden; ten hoogste {limit}."),
                    format!("The horizon has {periods} periods; at most {limit}."),
                )
            }
        }
    }
}

/// The time that a scenario covers: from a first day up to, and not including, a last, in whole
/// months or years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Horizon {
    whole: Period,
    step: Step,
}

impl Horizon {
    /// The most periods that a horizon may have before it is cut.
    pub const MAX_PERIODS: u32 = 600;

    /// A horizon.
    ///
    /// # Errors
    /// [`HorizonError`].
    pub fn new(from: Date, to: Date, step: Step) -> Result<Self, HorizonError> {
        let whole = Period::new(from, to).ok_or(HorizonError::Empty { from, to })?;
        if let Some(found) = [from, to].into_iter().find(|date| !step.fits(*date)) {
            return Err(HorizonError::OffStep { found, step });
        }
        let months = whole.whole_months().unwrap_or_default();
        let periods = match step {
            Step::Month => months,
            Step::Year => months / 12,
        };
        if periods > Self::MAX_PERIODS {
            return Err(HorizonError::TooLong { periods });
        }
        Ok(Self { whole, step })
    }

    /// The first day.
    pub const fn from(&self) -> Date {
        self.whole.from()
    }

    /// The day after the last.
    pub const fn to(&self) -> Date {
        self.whole.to()
    }

    /// The length of the periods.
    pub const fn step(&self) -> Step {
        self.step
    }

    /// The horizon as one period.
    pub const fn whole(&self) -> Period {
        self.whole
    }

    /// The periods in order, cut at each of `cuts` that falls inside one, so that whatever changes
    /// on those dates is constant within each. Cuts may come in any order and more than once.
    pub fn periods(&self, cuts: &[Date]) -> Vec<Period> {
        let mut bounds: Vec<Date> = cuts.iter().copied().filter(|cut| self.whole.contains(*cut)).collect();
        let mut bound = self.from();
        while bound < self.to() {
            bounds.push(bound);
            bound = self.step.next(bound);
        }
        bounds.push(self.to());
        bounds.sort_unstable();
        bounds.dedup();
        bounds.iter().zip(bounds.iter().skip(1)).filter_map(|(from, to)| Period::new(*from, *to)).collect()
    }

    /// The calendar years that it touches, in order.
    pub fn years(&self) -> Vec<i32> {
        (self.from().year()..=self.whole.last().year()).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {

    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn a_month_is_cut_at_an_effective_date() {
        let horizon = Horizon::new(day("2022-01-01"), day("2024-01-01"), Step::Month).unwrap();
        assert_eq!(horizon.periods(&[day("2022-10-01")]).len(), 24, "a cut between months");
        let cut = horizon.periods(&[day("2022-10-16"), day("2022-10-16"), day("2030-01-01")]);
        let labels: Vec<String> = cut.iter().map(Period::label).collect();
        assert_eq!(labels.len(), 25);
        assert!(labels.contains(&"2022-10-01".to_owned()) && labels.contains(&"2022-10-16".to_owned()));
        assert_eq!(horizon.years(), [2022, 2023]);
    }

    #[test]
    fn a_year_is_cut_at_an_effective_date() {
        let horizon = Horizon::new(day("2022-01-01"), day("2024-01-01"), Step::Year).unwrap();
        let labels: Vec<String> = horizon.periods(&[day("2022-10-01")]).iter().map(Period::label).collect();
        assert_eq!(labels, ["2022-01-01", "2022-10-01", "2023"]);
    }

    #[test]
    fn other_stretches_are_refused() {
        let (one, other) = (day("2022-01-01"), day("2022-10-01"));
        assert_eq!(Horizon::new(one, one, Step::Month), Err(HorizonError::Empty { from: one, to: one }));
        assert_eq!(Horizon::new(one, other, Step::Year), Err(HorizonError::OffStep { found: other, step: Step::Year }));
        let middle = day("2022-01-16");
        assert_eq!(
            Horizon::new(middle, other, Step::Month),
            Err(HorizonError::OffStep { found: middle, step: Step::Month })
        );
        let (start, end) = (day("2000-01-01"), day("2050-01-01"));
        assert!(Horizon::new(start, end, Step::Month).is_ok(), "600 months");
        assert_eq!(Horizon::new(start, day("2050-02-01"), Step::Month), Err(HorizonError::TooLong { periods: 601 }));
        assert!(Horizon::new(start, day("2150-01-01"), Step::Year).is_ok());
    }

    proptest! {
        #[test]
        fn periods_cover_the_horizon_whatever_the_cuts(cuts in vec(-100_i32..900, 0..20)) {
            let from = day("2022-01-01");
            let horizon = Horizon::new(from, day("2024-01-01"), Step::Month).unwrap();
            let cuts: Vec<Date> = cuts.into_iter().map(|days| from.plus_days(days)).collect();
            let periods = horizon.periods(&cuts);
            let days: u32 = periods.iter().map(Period::days).sum();
            prop_assert_eq!(days, horizon.whole().days());
            for pair in periods.windows(2) {
                if let [one, next] = pair {
                    prop_assert_eq!(one.to(), next.from());
                }
            }
            for cut in cuts.iter().filter(|cut| horizon.whole().contains(**cut)) {
                prop_assert!(periods.iter().any(|period| period.from() == *cut));
            }
            let mut labels: Vec<String> = periods.iter().map(Period::label).collect();
            labels.sort();
            labels.dedup();
            prop_assert_eq!(labels.len(), periods.len(), "labels are unique");
        }
    }
}
