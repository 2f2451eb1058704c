//! One line of a claims file, as the columns hold it.

use serde::{Deserialize, Serialize};

use super::problem::ClaimsProblem;
use crate::calendar::Date;
use crate::quantity::Text;

/// The first year that a claim can be about; the Youth Act is of 2015, and older systems are not read.
const FIRST_YEAR: i32 = 2000;
/// The first year that it cannot.
const END_YEAR: i32 = 2100;

/// A day from 2000 up to and including 2099, as days after 1 January 2000.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Day(pub u16);

impl Day {
    /// What stands in a column where no day is known.
    pub const NONE: Self = Self(u16::MAX);

    /// A date as a day; none outside the century.
    pub fn of(date: Date) -> Option<Self> {
        let within = (FIRST_YEAR..END_YEAR).contains(&date.year());
        within.then(|| first_day().and_then(|first| u16::try_from(first.days_until(date)).ok())).flatten().map(Self)
    }

    /// The date, where one is known.
    pub fn date(self) -> Option<Date> {
        (self != Self::NONE).then(|| first_day().map(|first| first.plus_days(i32::from(self.0)))).flatten()
    }
}

/// A month from 2000 up to and including 2099, as months after January 2000.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Month(pub u16);

impl Month {
    /// What stands in a column where no month is known.
    pub const NONE: Self = Self(u16::MAX);

    /// The month of a year and a month from 1 to 12; none outside the century.
    pub fn new(year: i32, month: u8) -> Option<Self> {
        let within = (FIRST_YEAR..END_YEAR).contains(&year) && (1..=12).contains(&month);
        within.then(|| u16::try_from((year - FIRST_YEAR) * 12 + i32::from(month) - 1).ok()).flatten().map(Self)
    }

    /// The month of a date.
    pub fn of(date: Date) -> Option<Self> {
        Self::new(date.year(), date.month())
    }

    /// The month that is written so: `2023-02`.
    pub fn parse(id: &str) -> Option<Self> {
        Self::of(Date::parse(&format!("{id}-01")).ok()?)
    }

    /// Reads a month that a question names, such as `2023-09`.
    ///
    /// # Errors
    /// A text that is no month of the century.
    pub fn read(text: &str) -> Result<Self, ClaimsProblem> {
        Self::parse(text).ok_or_else(|| {
            let message = Text::new(
                "Geef een maand van 2000 tot en met 2099, zoals 2023-09.",
                "Give a month from 2000 to 2099, such as 2023-09.",
            );
            ClaimsProblem::new("month", message)
        })
    }

    /// Its year.
    pub const fn year(self) -> i32 {
        FIRST_YEAR + self.0 as i32 / 12
    }

    /// Its number in the year, 1 to 12.
    pub const fn number(self) -> u8 {
        (self.0 % 12) as u8 + 1
    }

    /// Its first day.
    pub fn first(self) -> Option<Date> {
        Date::new(self.year(), self.number(), 1).ok()
    }

    /// Its last day.
    pub fn last(self) -> Option<Date> {
        self.first().map(|first| first.first_of_next_month().plus_days(-1))
    }

    /// `2023-02`.
    pub fn id(self) -> String {
        format!("{:04}-{:02}", self.year(), self.number())
    }
}

fn first_day() -> Option<Date> {
    Date::new(FIRST_YEAR, 1, 1).ok()
}

/// A unit of the national code list WJ756.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum ClaimUnit {
    /// No unit was given, or one that is not on the list.
    #[default]
    Unknown = 0,
    /// 01.
    Minuut = 1,
    /// 04.
    Uur = 4,
    /// 14, 24 hours.
    Etmaal = 14,
    /// 16, four hours.
    Dagdeel = 16,
    /// 82, pieces of output.
    StuksOutput = 82,
    /// 83: the volume is an amount in cents, and there is no tariff.
    Euro = 83,
    /// 84, pieces of effort.
    StuksInspanning = 84,
}

impl ClaimUnit {
    /// All units.
    pub const ALL: [Self; 8] = [
        Self::Unknown,
        Self::Minuut,
        Self::Uur,
        Self::Etmaal,
        Self::Dagdeel,
        Self::StuksOutput,
        Self::Euro,
        Self::StuksInspanning,
    ];

    /// The unit of a number of the code list.
    pub fn of_number(number: u8) -> Self {
        Self::ALL.into_iter().find(|unit| *unit as u8 == number).unwrap_or_default()
    }

    /// The unit that a cell names, by its number or by its word.
    pub fn named(text: &str) -> Option<Self> {
        let word = text.trim().to_lowercase();
        if let Ok(number) = word.parse::<u8>() {
            return Some(Self::of_number(number)).filter(|unit| *unit != Self::Unknown);
        }
        Some(match word.as_str() {
            "minuut" | "minuten" | "min" => Self::Minuut,
            "uur" | "uren" => Self::Uur,
            "etmaal" | "etmalen" | "dag" | "dagen" => Self::Etmaal,
            "dagdeel" | "dagdelen" | "dagdeel (4 uur)" => Self::Dagdeel,
            "stuk" | "stuks" | "stuks (inspanning)" => Self::StuksInspanning,
            "stuks (output)" | "output" => Self::StuksOutput,
            "euro" | "euro's" | "euros" => Self::Euro,
            _ => return None,
        })
    }

    /// The unit in words.
    pub const fn text(self) -> Text {
        match self {
            Self::Unknown => Text::new("onbekend", "unknown"),
            Self::Minuut => Text::new("minuut", "minute"),
            Self::Uur => Text::new("uur", "hour"),
            Self::Etmaal => Text::new("etmaal", "24 hours"),
            Self::Dagdeel => Text::new("dagdeel", "dagdeel"),
            Self::StuksOutput => Text::new("stuks (output)", "pieces (output)"),
            Self::Euro => Text::new("euro", "euro"),
            Self::StuksInspanning => Text::new("stuks (inspanning)", "pieces (effort)"),
        }
    }
}

/// What stands for a tariff or volume that the file does not give.
pub const MISSING: i32 = i32::MIN;

/// What is known of a line beside its figures; bits of [`Claim::traits`].
pub mod traits {
    /// The birth date was read: whether the client is an adult is known.
    pub const AGE_KNOWN: u8 = 1;
    /// The client is 18 or older on the last day of the period.
    pub const ADULT: u8 = 2;
    /// The municipality approved it.
    pub const APPROVED: u8 = 4;
    /// The municipality rejected it.
    pub const REJECTED: u8 = 8;
    /// A later message holds instead of the one that it was in; it counts nowhere.
    pub const REPLACED: u8 = 16;
}

/// One line, typed. A credit has a negative amount and volume.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Claim {
    /// The month of care: that of the first day of the period.
    pub month: Month,
    /// The first day of the period.
    pub from: Day,
    /// The last day of the period.
    pub through: Day,
    /// The month in which it was submitted.
    pub submitted: Month,
    /// The code of the municipality.
    pub municipality: u16,
    /// The code of the provider.
    pub provider: u16,
    /// The code of the product.
    pub product: u16,
    /// The number of the unit in WJ756; 0 where unknown.
    pub unit: u8,
    /// The number of the client.
    pub client: u32,
    /// The volume in whole units, or [`MISSING`].
    pub volume: i32,
    /// The tariff in cents, or [`MISSING`].
    pub tariff: i32,
    /// The amount in cents.
    pub cents: i64,
    /// A digest of the reference; 0 where there is none.
    pub reference: u64,
    /// A digest of the allocation's number; 0 where there is none.
    pub allocation: u64,
    /// Bits of [`traits`].
    pub traits: u8,
}

impl Default for Claim {
    fn default() -> Self {
        Self {
            month: Month::default(),
            from: Day::NONE,
            through: Day::NONE,
            submitted: Month::NONE,
            municipality: 0,
            provider: 0,
            product: 0,
            unit: 0,
            client: 0,
            volume: MISSING,
            tariff: MISSING,
            cents: 0,
            reference: 0,
            allocation: 0,
            traits: 0,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_of_the_century_are_kept() {
        for text in ["2000-01-01", "2023-02-28", "2099-12-31"] {
            let date = Date::parse(text).unwrap();
            assert_eq!(Day::of(date).and_then(Day::date), Some(date));
            let month = Month::of(date).unwrap();
            assert_eq!(month.first(), Some(date.first_of_month()));
        }
        assert_eq!(Day::of(Date::parse("1999-12-31").unwrap()), None);
        assert_eq!(Month::of(Date::parse("2100-01-01").unwrap()), None);
        assert_eq!(Month::new(2023, 2).unwrap().id(), "2023-02");
        assert_eq!(Month::new(2024, 2).unwrap().last(), Date::parse("2024-02-29").ok());
        assert_eq!(Day::NONE.date(), None);
    }

    #[test]
    fn units_are_known_by_number_and_word() {
        assert_eq!(ClaimUnit::named("16"), Some(ClaimUnit::Dagdeel));
        assert_eq!(ClaimUnit::named(" 01 "), Some(ClaimUnit::Minuut));
        assert_eq!(ClaimUnit::named("Etmaal"), Some(ClaimUnit::Etmaal));
        assert_eq!(ClaimUnit::named("15"), None);
        assert_eq!(ClaimUnit::named("week"), None);
        assert!(ClaimUnit::ALL.into_iter().all(|unit| ClaimUnit::of_number(unit as u8) == unit));
    }
}
