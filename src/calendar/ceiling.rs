//! How often the volume of an allocation counts: the ceiling of what may be claimed is its volume times that number.
//!
//! The rules (list WMO757, IV076–IV078, TR321/TR322) are written for minutes, hours and pieces; for dagdeel and etmaal they are
//! applied by analogy.

use super::date::Date;
use super::period::Period;
use super::weeks::{effort_weeks, output_weeks};
use crate::quantity::{Text, Unit};

/// For which stretch of time the volume of an allocation is given; code list WMO757.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Frequency {
    /// Code 1: for each day.
    Day,
    /// Code 2: for each week.
    Week,
    /// Code 4: for each month.
    Month,
    /// Code 6: for the whole validity of the allocation.
    Total,
}

/// How care is paid for, which decides how weeks are counted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Steering {
    /// Inspanningsgericht: for each unit of effort. Weeks are distinct ISO weeks.
    Effort,
    /// Outputgericht: for a result. Weeks are Sundays.
    Output,
}

/// Why an allocation may not have its frequency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{}", self.message().en)]
#[non_exhaustive]
pub enum FrequencyError {
    /// A weekly volume without a last day: its weeks could not be counted.
    NoEnd,
    /// A daily volume in a unit that is not claimed by the day.
    Day {
        /// The unit.
        unit: Unit,
    },
}

impl FrequencyError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoEnd => "frequency-no-end",
            Self::Day { .. } => "frequency-day",
        }
    }

    /// What went wrong and what is expected, for the reader.
    pub fn message(&self) -> Text {
        match self {
            Self::NoEnd => Text::new(
                "Een toewijzing met frequentie week heeft een einddatum nodig; geef die, of kies totaal binnen geldigheid.",
                "An allocation by the week needs a last day; give it, or choose the total within its validity.",
            ),
            Self::Day { unit } => Text::owned(
                format!(
                    "Frequentie dag mag niet bij de eenheid {unit} (etmaal, dagdeel, euro's en stuks); kies week, maand of totaal."
                ),
                format!(
                    "Frequency day is not allowed for the unit {unit} (etmaal, dagdeel, euros and pieces); choose week, month or total."
                ),
            ),
        }
    }
}

impl Frequency {
    /// All, in the order of their codes.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Total];

    /// The code of list WMO757.
    pub const fn code(self) -> u8 {
        match self {
            Self::Day => 1,
            Self::Week => 2,
            Self::Month => 4,
            Self::Total => 6,
        }
    }

    /// The frequency with that code.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|frequency| frequency.code() == code)
    }

    /// Whether an allocation in this unit, with or without a last day, may have it.
    ///
    /// # Errors
    /// [`FrequencyError`].
    pub fn check(self, unit: Unit, ends: bool) -> Result<(), FrequencyError> {
        let by_day = ![Unit::ETMAAL, Unit::DAGDEEL, Unit::EURO, Unit::STUK].contains(&unit);
        match self {
            Self::Week if !ends => Err(FrequencyError::NoEnd),
            Self::Day if !by_day => Err(FrequencyError::Day { unit }),
            _ => Ok(()),
        }
    }
}

/// When an allocation holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Validity {
    /// Its first day.
    pub from: Date,
    /// Its last day, where it has one.
    pub last: Option<Date>,
}

impl Validity {
    /// The days of a claimed period on which the allocation holds.
    pub fn within(&self, claimed: &Period) -> Option<Period> {
        let last = self.last.map_or(claimed.last(), |last| last.min(claimed.last()));
        Period::through(self.from.max(claimed.from()), last)
    }

    /// All its days, where it has a last one.
    pub fn whole(&self) -> Option<Period> {
        Period::through(self.from, self.last?)
    }

    /// How often the volume counts for a claimed period within one calendar month: its weeks (a broken week counts whole), 1
    /// for a month (a broken month may hold the whole monthly volume) and for the total, its days. 0 where the allocation does
    /// not hold.
    pub fn times(&self, frequency: Frequency, steering: Steering, claimed: &Period) -> u32 {
        let Some(within) = self.within(claimed) else {
            return 0;
        };
        match (frequency, steering) {
            (Frequency::Day, _) => within.days(),
            (Frequency::Week, Steering::Effort) => effort_weeks(&within),
            (Frequency::Week, Steering::Output) => match self.whole() {
                Some(whole) => output_weeks(&within, &whole),
                None => 0,
            },
            (Frequency::Month | Frequency::Total, _) => 1,
        }
    }

    /// How often the volume counts over all claims together; nothing where there is no such limit, because it has no last day.
    /// A week that two months share counts once here and in both of them there.
    pub fn times_in_all(&self, frequency: Frequency, steering: Steering) -> Option<u32> {
        match frequency {
            Frequency::Total => Some(1),
            Frequency::Month => u32::try_from(self.whole()?.months().count()).ok(),
            Frequency::Day | Frequency::Week => {
                let whole = self.whole()?;
                Some(self.times(frequency, steering, &whole))
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {

    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn frequencies_have_their_codes() {
        let codes: Vec<u8> = Frequency::ALL.iter().map(|frequency| frequency.code()).collect();
        assert_eq!(codes, [1, 2, 4, 6]);
        assert_eq!(Frequency::from_code(6), Some(Frequency::Total));
        assert_eq!(Frequency::from_code(3), None);
    }

    #[test]
    fn without_a_last_day_there_is_no_limit_in_all() {
        let open = Validity { from: day("2023-01-16"), last: None };
        assert_eq!(open.times_in_all(Frequency::Month, Steering::Effort), None);
        assert_eq!(open.times_in_all(Frequency::Total, Steering::Effort), Some(1));
        let january = Period::through(day("2023-01-01"), day("2023-01-31")).unwrap();
        assert_eq!(open.times(Frequency::Day, Steering::Effort, &january), 16);
        assert_eq!(open.times(Frequency::Month, Steering::Effort, &january), 1);
        assert_eq!(open.times(Frequency::Week, Steering::Output, &january), 0, "no last Sunday");
    }

    proptest! {
        #[test]
        fn months_never_allow_less_than_the_whole(start in 0_i32..1500, length in 0_i32..400, output: bool) {
            let from = day("2022-01-01").plus_days(start);
            let validity = Validity { from, last: Some(from.plus_days(length)) };
            let steering = if output { Steering::Output } else { Steering::Effort };
            for frequency in [Frequency::Day, Frequency::Week, Frequency::Month] {
                let all = validity.times_in_all(frequency, steering).unwrap();
                let whole = validity.whole().unwrap();
                let months: u32 = whole.months().map(|month| validity.times(frequency, steering, &month)).sum();
                prop_assert!(months >= all, "{months} {all}");
                // Only an ISO week can lie in two months.
                prop_assert!(months == all || (frequency == Frequency::Week && !output));
            }
        }
    }
}
