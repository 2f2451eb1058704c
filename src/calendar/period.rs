//! A stretch of days.

use super::date::Date;
use crate::quantity::{Lang, Text};

/// The days from `from` up to, and not including, `to`; at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    from: Date,
    to: Date,
}

impl Period {
    /// A period of at least one day; `None` when `to` is not after `from`.
    pub fn new(from: Date, to: Date) -> Option<Self> {
        (from < to).then_some(Self { from, to })
    }

    /// A period by its first and last day, as allocations and claims give them.
    pub fn through(first: Date, last: Date) -> Option<Self> {
        Self::new(first, last.plus_days(1))
    }

    /// The first day.
    pub const fn from(&self) -> Date {
        self.from
    }

    /// The day after the last.
    pub const fn to(&self) -> Date {
        self.to
    }

    /// The last day.
    pub fn last(&self) -> Date {
        self.to.plus_days(-1)
    }

    /// The number of days.
    pub fn days(&self) -> u32 {
        self.from.days_until(self.to).unsigned_abs()
    }

    /// The year of the first day.
    pub const fn year(&self) -> i32 {
        self.from.year()
    }

    /// Whether a day is in it.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && day < self.to
    }

    /// The days that it has in common with another.
    pub fn overlap(&self, other: &Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to))
    }

    /// Whether it is exactly one calendar month.
    pub fn is_month(&self) -> bool {
        self.from.is_first_of_month() && self.to == self.from.first_of_next_month()
    }

    /// Whether it is exactly one calendar year.
    pub fn is_year(&self) -> bool {
        self.from.is_first_of_year() && self.to == self.from.first_of_next_year()
    }

    /// The number of calendar months, where it consists of whole ones: 3 in the *3/12* of a tariff
    /// that holds from 1 October.
    pub fn whole_months(&self) -> Option<u32> {
        let months = |date: Date| date.year() * 12 + i32::from(date.month());
        let whole = self.from.is_first_of_month() && self.to.is_first_of_month();
        whole.then(|| (months(self.to) - months(self.from)).unsigned_abs())
    }

    /// The calendar months that it touches, each cut to the period: whole ones, and at most two
    /// broken ones.
    pub fn months(&self) -> impl Iterator<Item = Self> {
        let to = self.to;
        let mut from = self.from;
        std::iter::from_fn(move || {
            let month = Self::new(from, from.first_of_next_month().min(to))?;
            from = month.to;
            Some(month)
        })
    }

    /// The identifier in results: `2022` for a year, `2022-10` for a month, and the first day for
    /// any other period.
    pub fn label(&self) -> String {
        if self.is_year() {
            format!("{:04}", self.year())
        } else if self.is_month() {
            format!("{:04}-{:02}", self.year(), self.from.month())
        } else {
            self.from.to_string()
        }
    }

    /// The period in words: `2022`, `oktober 2022`, `16–31 oktober 2022`, `januari–september 2022`.
    pub fn name(&self) -> Text {
        Text::owned(self.name_in(Lang::Nl), self.name_in(Lang::En))
    }

    fn name_in(&self, lang: Lang) -> String {
        let (first, last) = (self.from, self.last());
        let day = |date: Date| format!("{} {}", date.day(), date.month_name(lang));
        let same_year = first.year() == last.year();
        let same_month = same_year && first.month() == last.month();
        if self.is_year() {
            format!("{}", first.year())
        } else if self.is_month() {
            format!("{} {}", first.month_name(lang), first.year())
        } else if first == last {
            format!("{} {}", day(first), first.year())
        } else if same_month {
            format!("{}–{} {}", first.day(), day(last), last.year())
        } else if same_year && self.whole_months().is_some() {
            let (one, other) = (first.month_name(lang), last.month_name(lang));
            format!("{one}–{other} {}", last.year())
        } else if same_year {
            format!("{} – {} {}", day(first), day(last), last.year())
        } else {
            let (one, other) = (first.year(), last.year());
            format!("{} {one} – {} {other}", day(first), day(last))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {

    use super::*;

    fn period(from: &str, to: &str) -> Period {
        Period::new(Date::parse(from).unwrap(), Date::parse(to).unwrap()).unwrap()
    }

    #[test]
    fn labels_and_names() {
        for (from, to, label, nl, en) in [
            ("2022-01-01", "2023-01-01", "2022", "2022", "2022"),
            ("2022-10-01", "2022-11-01", "2022-10", "oktober 2022", "October 2022"),
            ("2022-10-01", "2022-10-16", "2022-10-01", "1–15 oktober 2022", "1–15 October 2022"),
            ("2022-10-16", "2022-11-01", "2022-10-16", "16–31 oktober 2022", "16–31 October 2022"),
            ("2022-10-16", "2022-10-17", "2022-10-16", "16 oktober 2022", "16 October 2022"),
            ("2022-01-01", "2022-10-01", "2022-01-01", "januari–september 2022", "January–September 2022"),
            (
                "2022-10-16",
                "2023-01-01",
                "2022-10-16",
                "16 oktober – 31 december 2022",
                "16 October – 31 December 2022",
            ),
            (
                "2022-12-31",
                "2023-02-01",
                "2022-12-31",
                "31 december 2022 – 31 januari 2023",
                "31 December 2022 – 31 January 2023",
            ),
        ] {
            let period = period(from, to);
            assert_eq!(period.label(), label);
            assert_eq!(period.name(), Text::new(nl, en));
        }
    }

    #[test]
    fn a_period_has_at_least_a_day() {
        let from = Date::parse("2022-10-16").unwrap();
        assert_eq!(Period::new(from, from), None);
        assert_eq!(Period::through(from, from).unwrap().days(), 1);
        assert_eq!(period("2022-10-16", "2022-11-01").days(), 16);
        assert_eq!(period("2024-01-01", "2025-01-01").days(), 366);
    }

    #[test]
    fn whole_months_are_counted() {
        assert_eq!(period("2022-10-01", "2023-01-01").whole_months(), Some(3));
        assert_eq!(period("2022-01-01", "2024-01-01").whole_months(), Some(24));
        assert_eq!(period("2022-10-16", "2023-01-01").whole_months(), None);
    }

    #[test]
    fn months_are_cut_to_the_period() {
        let parts: Vec<Period> = period("2022-10-16", "2023-01-10").months().collect();
        assert_eq!(
            parts,
            [
                period("2022-10-16", "2022-11-01"),
                period("2022-11-01", "2022-12-01"),
                period("2022-12-01", "2023-01-01"),
                period("2023-01-01", "2023-01-10"),
            ]
        );
    }

    #[test]
    fn overlaps() {
        let autumn = period("2022-10-01", "2023-01-01");
        let later = period("2022-12-15", "2023-02-01");
        assert_eq!(autumn.overlap(&later), Some(period("2022-12-15", "2023-01-01")));
        assert_eq!(autumn.overlap(&period("2023-01-01", "2023-02-01")), None);
        assert!(autumn.contains(autumn.from()) && !autumn.contains(autumn.to()));
    }
}
