//! What a year of care comes to in the end (*prognose einde jaar*): from the run-off of its months, and beside it from what was
//! allocated, with the difference explained.

use serde::{Deserialize, Serialize};

use super::chain_ladder::{Expected, RunOff};
use super::question::{Outlook, outlook, rounded};
use crate::claims::claim::Month;
use crate::claims::euros::{Euros, cents, divided};
use crate::claims::problem::ClaimsProblem;
use crate::quantity::Text;

/// The months whose mean stands for a month that was not seen yet.
const MEAN: usize = 12;

/// What was allocated for a year, in euros.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields, rename = "RunOffAllocated"))]
#[serde(rename_all = "camelCase")]
pub struct Allocated {
    /// The year.
    pub year: u32,
    /// Allocated volume times tariff of the whole year, such as `"1250000.00"`.
    pub euros: String,
    /// The part of it that is used (*verzilveringsgraad*), in per cent with at most two decimals, such as `"87.5"`.
    pub take_up: String,
    /// What is expected of allocations that are still to come.
    pub inflow: Option<String>,
}

/// What a year comes to in the end. All amounts in euros.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "RunOffYear"))]
#[serde(rename_all = "camelCase")]
pub struct YearEnd {
    /// The year of care.
    pub year: i32,
    /// What has been claimed of the months that were seen.
    pub claimed: Euros,
    /// The day after the last month that was seen.
    pub until: String,
    /// What of these months is still to be claimed.
    pub still: Euros,
    /// What these months come to in the end, in whole thousands of euros: it may stand in a scenario, and tells of no single line.
    pub seen: Euros,
    /// Its standard error, by Mack.
    pub seen_error: Euros,
    /// How many months of the year were not seen yet.
    pub months: u32,
    /// What those are expected to cost: each the mean of the last twelve months (or as many as there are), run off.
    pub to_come: Euros,
    /// All of it.
    pub end: Euros,
    /// Its standard error: of the run-off by Mack, and of months to come by how months differed, taken as independent.
    pub error: Euros,
    /// The interval of 90 %.
    pub low: Euros,
    /// And its high side.
    pub high: Euros,
    /// What is still to be claimed and to come, as a fraction of what was claimed, rounded to four decimals: a scenario that rests on
    /// these claims takes it along as more volume. None where nothing was claimed.
    pub growth: Option<String>,
    /// Its standard error, as such a fraction.
    pub growth_error: Option<String>,
    /// The forecast from what was allocated, where that was given.
    pub allocated: Option<FromAllocations>,
}

/// The forecast from allocations: what was allocated × the part that is used + what is still to come.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "RunOffFromAllocations"))]
#[serde(rename_all = "camelCase")]
pub struct FromAllocations {
    /// What of the allocations is expected to be used, allocations still to come included.
    pub end: Euros,
    /// Of it what was not claimed yet.
    pub still: Euros,
    /// The forecast from the run-off less this one.
    pub difference: Euros,
    /// The part that would have to be used for both to be the same, in per cent with two decimals; none where nothing is allocated.
    pub implied_take_up: Option<String>,
    /// Whether this one lies in the interval of the run-off, so that the difference may be chance.
    pub within: bool,
}

impl Allocated {
    /// Cents, part in hundredths of a per cent, cents.
    fn amounts(&self) -> Option<(i64, i64, i64)> {
        // Two decimals, as an amount has.
        let part = cents(&self.take_up).filter(|part| (0..=100_000).contains(part))?;
        let inflow = self.inflow.as_deref().map_or(Some(0), cents)?;
        Some((cents(&self.euros).filter(|cents| *cents >= 0)?, part, inflow))
    }

    /// Whether its amounts can be read.
    pub fn check(&self) -> Result<(), ClaimsProblem> {
        self.amounts().map(|_| ()).ok_or_else(|| {
            let message = Text::owned(
                format!("Toegewezen in {}: geef bedragen in euro, zoals 1234.56, en een verzilveringsgraad van 0 tot en met 1000 %, zoals 87.5.", self.year),
                format!("Allocated in {}: give amounts in euros, such as 1234.56, and a take-up of 0 to 1000 %, such as 87.5.", self.year),
            );
            ClaimsProblem::new("allocated", message)
        })
    }

    fn forecast(&self, year: &YearEnd) -> Option<FromAllocations> {
        let (allocated, part, inflow) = self.amounts()?;
        let used = divided(i128::from(allocated) * i128::from(part), 10_000)?;
        let end = used + i128::from(inflow);
        let implied = divided((year.end.0 - i128::from(inflow)) * 10_000, i128::from(allocated));
        Some(FromAllocations {
            end: Euros(end),
            still: Euros(end - year.claimed.0),
            difference: Euros(year.end.0 - end),
            implied_take_up: implied.map(|part| Euros(part).plain()),
            within: (year.low.0..=year.high.0).contains(&end),
        })
    }
}

/// Each year of care of a triangle whose first row is the month `first`; `still` as it was rounded for each row.
pub fn years(
    run: &RunOff,
    still: &[Euros],
    first: Month,
    allocated: &[Allocated],
) -> Result<Vec<YearEnd>, ClaimsProblem> {
    let count = u16::try_from(run.rows.len()).unwrap_or(u16::MAX);
    let last = Month(first.0.saturating_add(count).saturating_sub(1));
    let (mean, spread) = level(run);
    let mut years = Vec::new();
    for year in first.year()..=last.year() {
        let place = |month: Option<Month>| month.map_or(0, |month| usize::from(month.0.saturating_sub(first.0)));
        let rows = place(Month::new(year, 1))..(place(Month::new(year, 12)) + 1).min(run.rows.len());
        let until = Month(first.0.saturating_add(u16::try_from(rows.end).unwrap_or_default()));
        // A first year that began later than January lacks months that were, and not months to come.
        let months = if year == last.year() { 12 - u32::from(last.number()) } else { 0 };
        let seen = run.together(rows.clone());
        let to_come = rounded(mean * f64::from(months))?;
        let still = Euros(still.get(rows).unwrap_or_default().iter().map(|still| still.0).sum());
        let error = libm::sqrt(seen.error * seen.error + spread(f64::from(months)));
        let ultimate = seen.ultimate + mean * f64::from(months);
        let all = Expected { claimed: seen.claimed, ultimate, error };
        let Outlook { claimed, end, error, low, high, .. } = outlook(&all, Euros(still.0 + to_come.0))?;
        let mut end = YearEnd {
            year,
            claimed,
            until: format!("{}-01", until.id()),
            still,
            seen: Euros(claimed.0 + still.0).thousands(),
            seen_error: rounded(seen.error)?,
            months,
            to_come,
            end,
            error,
            low,
            high,
            growth: fraction(end.0 - claimed.0, claimed.0),
            growth_error: fraction(error.0, claimed.0),
            allocated: None,
        };
        let beside = allocated.iter().find(|allocated| i64::from(allocated.year) == i64::from(year));
        end.allocated = beside.and_then(|allocated| allocated.forecast(&end));
        years.push(end);
    }
    Ok(years)
}

/// A part of a whole with four decimals, half away from zero; none where the whole is not above zero.
pub fn fraction(part: i128, whole: i128) -> Option<String> {
    let parts = divided(part * 10_000, whole)?;
    let sign = if parts < 0 { "-" } else { "" };
    let parts = parts.unsigned_abs();
    Some(format!("{sign}{}.{:04}", parts / 10_000, parts % 10_000))
}

/// What a month costs, by the last twelve run off, and the variance of the sum of so many others: each differs as these did, and
/// their mean is not known better than these tell.
fn level(run: &RunOff) -> (f64, impl Fn(f64) -> f64) {
    let newest: Vec<f64> = run.rows.iter().rev().take(MEAN).map(|row| row.ultimate).collect();
    let count = newest.len().max(1) as f64;
    let mean = newest.iter().sum::<f64>() / count;
    let squares: f64 = newest.iter().map(|end| (end - mean) * (end - mean)).sum();
    let variance = if count > 1.0 { squares / (count - 1.0) } else { 0.0 };
    (mean, move |months: f64| months * variance * (1.0 + months / count))
}
