//! Values that hold from a date.

use super::date::Date;
use crate::quantity::Text;

/// A series of values, each of which holds from its date until the next one: tariffs, indices,
/// shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated<T> {
    values: Vec<(Date, T)>,
}

/// Why values are no series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message().en)]
#[non_exhaustive]
pub enum DatedError {
    /// A date is not after the one before it.
    NotAscending {
        /// The place of the value in the series, from 0.
        index: usize,
        /// Its date.
        found: Date,
        /// The date before it.
        after: Date,
    },
}

impl DatedError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAscending { .. } => "dated-not-ascending",
        }
    }

    /// The place in the series, from 0, of the value that does not fit.
    pub fn index(&self) -> usize {
        match self {
            Self::NotAscending { index, .. } => *index,
        }
    }

    /// What went wrong and what is expected, for the reader.
    pub fn message(&self) -> Text {
        match self {
            Self::NotAscending { found, after, .. } => Text::owned(
                format!("De ingangsdatum {found} moet na de vorige liggen, {after}."),
                format!("The effective date {found} must be after the one before it, {after}."),
            ),
        }
    }
}

impl<T> Dated<T> {
    /// A series, in order of date.
    ///
    /// # Errors
    /// [`DatedError::NotAscending`].
    pub fn new(values: Vec<(Date, T)>) -> Result<Self, DatedError> {
        let pairs = values.iter().zip(values.iter().skip(1)).enumerate();
        for (index, ((after, _), (found, _))) in pairs {
            if found <= after {
                return Err(DatedError::NotAscending { index: index + 1, found: *found, after: *after });
            }
        }
        Ok(Self { values })
    }

    /// The value that holds on a day; `None` before the first.
    pub fn at(&self, day: Date) -> Option<&T> {
        let count = self.values.partition_point(|(from, _)| *from <= day);
        self.values.get(count.checked_sub(1)?).map(|(_, value)| value)
    }

    /// The dates from which the values hold, in order.
    pub fn starts(&self) -> impl Iterator<Item = Date> {
        self.values.iter().map(|(from, _)| *from)
    }

    /// The values with their dates, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Date, &T)> {
        self.values.iter().map(|(from, value)| (*from, value))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {

    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn a_value_holds_from_its_date() {
        let tariffs = vec![(day("2022-01-01"), 3752), (day("2022-10-01"), 4901)];
        let tariffs = Dated::new(tariffs).unwrap();
        assert_eq!(tariffs.at(day("2021-12-31")), None);
        assert_eq!(tariffs.at(day("2022-01-01")), Some(&3752));
        assert_eq!(tariffs.at(day("2022-09-30")), Some(&3752));
        assert_eq!(tariffs.at(day("2022-10-01")), Some(&4901));
        assert_eq!(tariffs.at(day("2030-01-01")), Some(&4901));
        let starts: Vec<Date> = tariffs.starts().collect();
        assert_eq!(starts, [day("2022-01-01"), day("2022-10-01")]);
        assert_eq!(Dated::<u8>::new(Vec::new()).unwrap().at(day("2022-01-01")), None);
    }

    #[test]
    fn dates_must_ascend() {
        let (one, two) = (day("2022-01-01"), day("2022-10-01"));
        for (third, index) in [(two, 2), (one, 2)] {
            let error = Dated::new(vec![(one, 'a'), (two, 'b'), (third, 'c')]).unwrap_err();
            assert_eq!(error.index(), index);
            assert_eq!(error, DatedError::NotAscending { index, found: third, after: two });
        }
    }
}
