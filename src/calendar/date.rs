//! A day of the calendar.

use std::fmt;

use serde::{Serialize, Serializer};
use time::{Duration, Month};

use crate::quantity::{Lang, Text};

/// A calendar day, between the years 1900 and 2200 where it comes from outside.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Date(time::Date);

/// Why a text or a set of numbers is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message().en)]
#[non_exhaustive]
pub enum DateError {
    /// The text is not of the form `2022-10-01`.
    Form {
        /// At most 40 characters of it.
        found: String,
    },
    /// There is no such day, such as 31 November.
    NoSuchDay {
        /// The year.
        year: i32,
        /// The month.
        month: u8,
        /// The day.
        day: u8,
    },
    /// The year is before 1900 or after 2199.
    Year {
        /// The year.
        found: i32,
    },
}

impl DateError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Form { .. } => "date-form",
            Self::NoSuchDay { .. } => "date-no-such-day",
            Self::Year { .. } => "date-year",
        }
    }

    /// What went wrong and what is expected, for the reader.
    pub fn message(&self) -> Text {
        match self {
            Self::Form { found } => Text::owned(
                format!("“{found}” is geen datum; schrijf jaar-maand-dag, zoals 2022-10-01."),
                format!("“{found}” is not a date; write year-month-day, such as 2022-10-01."),
            ),
            Self::NoSuchDay { year, month, day } => Text::owned(
                format!("De dag {year:04}-{month:02}-{day:02} bestaat niet."),
                format!("There is no day {year:04}-{month:02}-{day:02}."),
            ),
            Self::Year { found } => Text::owned(
                format!("Het jaar {found} valt buiten 1900 tot en met 2199."),
                format!("The year {found} is outside 1900 to 2199."),
            ),
        }
    }
}

impl Date {
    const FIRST_YEAR: i32 = 1900;
    const LAST_YEAR: i32 = 2199;

    /// A day by year, month (1–12) and day (1–31).
    ///
    /// # Errors
    /// [`DateError::Year`], [`DateError::NoSuchDay`].
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, DateError> {
        if !(Self::FIRST_YEAR..=Self::LAST_YEAR).contains(&year) {
            return Err(DateError::Year { found: year });
        }
        Month::try_from(month)
            .and_then(|month| time::Date::from_calendar_date(year, month, day))
            .map(Self)
            .map_err(|_| DateError::NoSuchDay { year, month, day })
    }

    /// Reads `2022-10-01`.
    ///
    /// # Errors
    /// [`DateError`].
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let form = || DateError::Form { found: crate::quantity::excerpt(text) };
        let mut parts = text.split('-');
        let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(form());
        };
        let read = |part: &str, digits: usize| {
            let fits = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            fits.then(|| part.parse::<u16>().ok()).flatten()
        };
        let small = |part: &str| read(part, 2).and_then(|number| u8::try_from(number).ok());
        match (read(year, 4), small(month), small(day)) {
            (Some(year), Some(month), Some(day)) => Self::new(i32::from(year), month, day),
            _ => Err(form()),
        }
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1–12.
    pub const fn month(self) -> u8 {
        self.0.month() as u8
    }

    /// The day of the month, 1–31.
    pub const fn day(self) -> u8 {
        self.0.day()
    }

    /// The days from this one up to, and not including, `later`; negative when it is earlier.
    pub const fn days_until(self, later: Self) -> i32 {
        later.0.to_julian_day() - self.0.to_julian_day()
    }

    /// So many days later, or earlier. Stops at the years −9999 and 9999, which no document
    /// reaches.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(Duration::days(i64::from(days))))
    }

    /// So many months later, or earlier, on the same day or on the last one of a shorter month.
    /// Stops where [`plus_days`](Self::plus_days) does.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let count = i64::from(self.year()) * 12 + i64::from(self.month()) - 1 + i64::from(months);
        let year = i32::try_from(count.div_euclid(12)).ok();
        let month = u8::try_from(count.rem_euclid(12) + 1).ok().and_then(|month| Month::try_from(month).ok());
        let moved = year.zip(month).and_then(|(year, month)| {
            let day = self.day().min(month.length(year));
            time::Date::from_calendar_date(year, month, day).ok()
        });
        Self(moved.unwrap_or(if months < 0 { time::Date::MIN } else { time::Date::MAX }))
    }

    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        self.plus_days(1 - i32::from(self.day()))
    }

    /// The first day of the next month.
    #[must_use]
    pub fn first_of_next_month(self) -> Self {
        self.first_of_month().plus_months(1)
    }

    /// The first day of its year.
    #[must_use]
    pub fn first_of_year(self) -> Self {
        self.first_of_month().plus_months(1 - i32::from(self.month()))
    }

    /// The first day of the next year.
    #[must_use]
    pub fn first_of_next_year(self) -> Self {
        self.first_of_year().plus_months(12)
    }

    /// The number of days in its month.
    pub const fn days_in_month(self) -> u8 {
        self.0.month().length(self.0.year())
    }

    /// Whether it is the first day of a month.
    pub const fn is_first_of_month(self) -> bool {
        self.0.day() == 1
    }

    /// Whether it is 1 January.
    pub const fn is_first_of_year(self) -> bool {
        self.0.ordinal() == 1
    }

    /// The ISO 8601 year and week, 1–53: weeks start on Monday, and the first holds 4 January.
    pub const fn iso_week(self) -> (i32, u8) {
        let (year, week, _) = self.0.to_iso_week_date();
        (year, week)
    }

    /// The day of the week: 1 for Monday to 7 for Sunday.
    pub const fn weekday(self) -> u8 {
        self.0.weekday().number_from_monday()
    }

    /// Whether it is a Sunday.
    pub const fn is_sunday(self) -> bool {
        self.weekday() == 7
    }

    /// Days since a Monday long ago: a multiple of 7 is a Monday.
    pub(super) const fn day_number(self) -> i32 {
        self.0.to_julian_day()
    }

    /// The day in words: `1 oktober 2022`, `1 October 2022`.
    pub fn text(self) -> Text {
        let write = |lang| format!("{} {} {}", self.day(), self.month_name(lang), self.year());
        Text::owned(write(Lang::Nl), write(Lang::En))
    }

    /// Its month in words: `oktober 2022`, `October 2022`.
    pub fn month_text(self) -> Text {
        let write = |lang| format!("{} {}", self.month_name(lang), self.year());
        Text::owned(write(Lang::Nl), write(Lang::En))
    }

    /// The name of its month.
    pub fn month_name(self, lang: Lang) -> &'static str {
        let (nl, en) = match self.0.month() {
            Month::January => ("januari", "January"),
            Month::February => ("februari", "February"),
            Month::March => ("maart", "March"),
            Month::April => ("april", "April"),
            Month::May => ("mei", "May"),
            Month::June => ("juni", "June"),
            Month::July => ("juli", "July"),
            Month::August => ("augustus", "August"),
            Month::September => ("september", "September"),
            Month::October => ("oktober", "October"),
            Month::November => ("november", "November"),
            Month::December => ("december", "December"),
        };
        match lang {
            Lang::Nl => nl,
            Lang::En => en,
        }
    }
}

/// ISO 8601: `2022-10-01`.
impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.year(), self.month(), self.day());
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Date({self})")
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
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
    fn only_iso_dates_are_read() {
        assert_eq!(day("2022-10-01").to_string(), "2022-10-01");
        assert_eq!(Date::new(2024, 2, 29).unwrap(), day("2024-02-29"));
        for text in
            ["", "2022-10", "2022-10-1", "01-10-2022", "2022-10-01T00", "2022-1a-01", "-022-10-01", "2022-10-+1"]
        {
            assert!(matches!(Date::parse(text), Err(DateError::Form { .. })), "{text}");
        }
        for text in ["2022-11-31", "2023-02-29", "2022-13-01", "2022-00-10", "2022-01-00"] {
            assert!(matches!(Date::parse(text), Err(DateError::NoSuchDay { .. })), "{text}");
        }
        assert_eq!(Date::parse("1899-12-31"), Err(DateError::Year { found: 1899 }));
        assert_eq!(Date::new(2200, 1, 1), Err(DateError::Year { found: 2200 }));
    }

    #[test]
    fn months_are_clamped_to_their_last_day() {
        assert_eq!(day("2024-01-31").plus_months(1), day("2024-02-29"));
        assert_eq!(day("2023-03-31").plus_months(-1), day("2023-02-28"));
        assert_eq!(day("2022-10-16").plus_months(-10), day("2021-12-16"));
        assert_eq!(day("2022-10-16").plus_months(27), day("2025-01-16"));
    }

    #[test]
    fn firsts_of_months_and_years() {
        assert_eq!(day("2022-12-16").first_of_next_month(), day("2023-01-01"));
        assert_eq!(day("2022-12-16").first_of_month(), day("2022-12-01"));
        assert_eq!(day("2022-12-16").first_of_next_year(), day("2023-01-01"));
        assert_eq!(day("2022-01-01").first_of_next_year(), day("2023-01-01"));
        assert_eq!(day("2024-12-31").first_of_year(), day("2024-01-01"));
    }

    #[test]
    fn iso_weeks_at_the_turn_of_the_year() {
        assert_eq!(day("2021-01-03").iso_week(), (2020, 53));
        assert_eq!(day("2021-01-04").iso_week(), (2021, 1));
        assert_eq!(day("2025-12-29").iso_week(), (2026, 1));
        assert!(day("2025-08-31").is_sunday());
        assert_eq!(day("2025-07-07").weekday(), 1);
    }

    #[test]
    fn far_moves_stop_instead_of_failing() {
        assert_eq!(day("2022-10-16").plus_months(i32::MAX).year(), 9999);
        assert_eq!(day("2022-10-16").plus_days(i32::MIN).year(), -9999);
    }

    #[test]
    fn dates_in_words() {
        let text = day("2022-10-01").text();
        assert_eq!(text, Text::new("1 oktober 2022", "1 October 2022"));
        assert_eq!(serde_json::to_string(&day("2022-10-01")).unwrap(), r#""2022-10-01""#);
    }

    proptest! {
        #[test]
        fn days_count_forth_and_back(days in -40_000_i32..40_000) {
            let start = day("2022-10-01");
            let moved = start.plus_days(days);
            prop_assert_eq!(start.days_until(moved), days);
            prop_assert_eq!(Date::parse(&moved.to_string()), Ok(moved));
            prop_assert_eq!(moved.first_of_month().plus_days(i32::from(moved.day()) - 1), moved);
        }
    }
}
