//! The time axes of a scenario: periods, cut at every effective date, and years.

use crate::calendar::{Date, Horizon, Period};
use crate::model::{AxisId, Draft, GraphError, GroupingId, Label};
use crate::quantity::Text;

/// The periods and years of a scenario.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The axis of periods; every tariff is constant within one.
    pub period: AxisId,
    /// The axis of years.
    pub year: AxisId,
    /// Periods into years.
    pub by_year: GroupingId,
    /// The periods, in order.
    pub periods: Vec<Period>,
    /// The years, in order.
    pub years: Vec<i32>,
}

impl Timeline {
    /// Adds both axes: the horizon's months or years, cut at the given dates.
    ///
    /// # Errors
    /// [`GraphError`] where the axes are there already.
    pub fn new(draft: &mut Draft, horizon: &Horizon, cuts: &[Date]) -> Result<Self, GraphError> {
        let periods = horizon.periods(cuts);
        let years = horizon.years();
        let labels = periods.iter().copied().map(Label::period).collect();
        let period = draft.axis("period", Text::new("Periode", "Period"), labels)?;
        let year_labels = years.iter().filter_map(|year| year_of(*year)).map(Label::period).collect();
        let year = draft.axis("year", Text::new("Jaar", "Year"), year_labels)?;
        let by_year = draft.grouping(period, year, |label| {
            let own = label.period?.year();
            years.iter().position(|year| *year == own)
        })?;
        Ok(Self { period, year, by_year, periods, years })
    }

    /// The position of the period that holds a day.
    pub fn period_of(&self, day: Date) -> Option<usize> {
        self.periods.iter().position(|period| period.contains(day))
    }
}

/// A calendar year as a period.
pub(crate) fn year_of(year: i32) -> Option<Period> {
    let first = Date::new(year, 1, 1).ok()?;
    Period::new(first, first.first_of_next_year())
}
