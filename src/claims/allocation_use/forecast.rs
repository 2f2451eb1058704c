//! What a year comes to in the end (*prognose einde jaar*), from what was allocated: what was claimed in its complete months, and of
//! its other months what is allocated × the part of it that is used. The run-off of all claims stands beside it, and the difference is
//! divided by where it lies.

use serde::{Deserialize, Serialize};

use super::complete::{Complete, CompleteBy};
use super::lines::{Lines, Means};
use super::question::{everything, id, laid, name, none, too_many};
use super::row::{UseBy, percent};
use super::worth::Tariffs;
use crate::claims::agreed::AgreedTariff;
use crate::claims::claim::{Claim, Month};
use crate::claims::csv::Count;
use crate::claims::euros::{Euros, cents, divided};
use crate::claims::keys::Dictionary;
use crate::claims::limits::MAX_CELLS;
use crate::claims::order::sort;
use crate::claims::problem::ClaimsProblem;
use crate::claims::run_off::{NINETY, RunOffAnswer, RunOffAsked, fraction, rounded};
use crate::claims::scan::Label;
use crate::claims::table::Claims;
use crate::quantity::Text;

/// The complete months on which take-up is measured: a year.
const MEASURED: u16 = 12;
/// What one allocation is worth in work, in rows.
const EFFORT: usize = 16;

/// Asks what a year comes to, from allocations.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields, rename = "AllocationForecastAsked"))]
#[serde(rename_all = "camelCase", default)]
pub struct ForecastAsked {
    /// The year of care; unless told, that of the last month with claims.
    pub year: Option<u16>,
    /// The tariffs that were agreed. A product without one has the mean of what was claimed.
    pub agreed: Option<Vec<AgreedTariff>>,
    /// How claims run off, which is laid beside it and says the months that are complete; lines of its selection count that were
    /// claimed up to its month.
    pub run_off: Option<RunOffAsked>,
    /// The last month of care that is complete; unless told, the last of which the run-off expects 95 % to be claimed.
    pub complete: Option<String>,
    /// What is expected to be used of allocations that are still to come, in euros; nothing unless told.
    pub inflow: Option<String>,
}

/// A product in the forecast. Amounts in euros; `claimed` and `expected` add up to `end`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "AllocationForecastRow"))]
#[serde(rename_all = "camelCase")]
pub struct ForecastRow {
    /// The product, or the category of allocations that name no product.
    pub label: Label,
    /// What is allocated in the year.
    pub allocated: Euros,
    /// What was claimed on it in the complete months of the year.
    pub claimed: Euros,
    /// What is allocated in the other months of the year.
    pub rest: Euros,
    /// The part that is used (*verzilveringsgraad*): claimed ÷ allocated in the months on which it is measured, in per cent rounded to
    /// two decimals. Computed with unrounded.
    pub take_up: Option<String>,
    /// Whether it is that of all products, since nothing of this one was allocated in those months.
    pub of_all: bool,
    /// What is expected to be used of the rest, rounded to the cent once.
    pub expected: Euros,
    /// What the year comes to.
    pub end: Euros,
}

/// A part of the difference between the run-off and the forecast from allocations.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "AllocationForecastPart"))]
#[serde(rename_all = "camelCase")]
pub enum Part {
    /// Care without an allocation of which the worth is known.
    Elsewhere,
    /// Still to be claimed of complete months.
    Still,
    /// Months that are not complete.
    Open,
    /// Months without claims.
    ToCome,
    /// What is still to be allocated.
    Inflow,
}

/// The run-off less the forecast from allocations, divided by where it lies: the five parts add up to `difference`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "AllocationForecastBeside"))]
#[serde(rename_all = "camelCase")]
pub struct Beside {
    /// What the run-off says that the year comes to, of all care.
    pub end: Euros,
    /// The low side of its interval of 90 %.
    pub low: Euros,
    /// And its high side.
    pub high: Euros,
    /// The run-off less the forecast from allocations.
    pub difference: Euros,
    /// Of the complete months: what was claimed without an allocation that holds, or on one of which the worth is unknown.
    pub elsewhere: Euros,
    /// Of the complete months: what is still to be claimed by the run-off.
    pub still: Euros,
    /// Of months with claims that are not complete: the run-off less what is expected to be used.
    pub open: Euros,
    /// Of months without claims: what the run-off takes for them less what is expected to be used.
    pub to_come: Euros,
    /// Less what is still to be allocated.
    pub inflow: Euros,
    /// The part that is largest, whatever its sign.
    pub largest: Part,
    /// Whether the forecast from allocations lies within the interval of the run-off, so that the difference may be chance.
    pub within: bool,
}

/// What a year comes to, from allocations.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "AllocationForecast"))]
#[serde(rename_all = "camelCase")]
pub struct ForecastAnswer {
    /// The year of care.
    pub year: u16,
    /// The first month on which take-up is measured: a year back, as far as there are claims.
    pub since: String,
    /// The last month on which it is measured: the last that is complete.
    pub complete: String,
    /// What says that it is complete.
    pub complete_by: CompleteBy,
    /// Each product.
    pub rows: Vec<ForecastRow>,
    /// All together.
    pub total: ForecastRow,
    /// What is expected of allocations that are still to come.
    pub inflow: Euros,
    /// What the year comes to, what is still to come included.
    pub end: Euros,
    /// The same in whole thousands of euros: it may stand in a scenario, and tells of no single line.
    pub rounded: Euros,
    /// Its standard error, by how the part that is used differed between the months on which it is measured, taken as independent; an
    /// estimate. Nothing with fewer than two of them.
    pub error: Option<Euros>,
    /// The interval of 90 % by that error.
    pub low: Option<Euros>,
    /// And its high side.
    pub high: Option<Euros>,
    /// What is still expected of the year, as a fraction of all that was claimed of it, rounded to four decimals: a scenario that rests
    /// on these claims takes it along as more volume. None where nothing was claimed.
    pub growth: Option<String>,
    /// Its standard error, as such a fraction.
    pub growth_error: Option<String>,
    /// The run-off beside it; nothing where claims do not tell when they were made, or none of this year is seen.
    pub beside: Option<Beside>,
    /// Allocations of which it is unknown what they are worth.
    pub unpriced: u32,
    /// Lines of the year without an allocation that holds, or on one of which the worth is unknown.
    pub elsewhere: Count,
}

/// A product's cents by month: allocated and claimed.
type ByMonth = Vec<(i128, i128)>;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stage {
    Means,
    Worths(usize),
    Claimed,
    Done,
}

/// The forecast being added up.
pub struct Forecasts {
    tariffs: Tariffs,
    complete: Complete,
    year: u16,
    inflow: i64,
    /// The first month of the claims, that of the first column.
    first: Month,
    lines: Lines,
    means: Means,
    holding: Vec<usize>,
    /// By the place of the allocation its label, where its worth is known.
    label_of: Vec<Option<u16>>,
    labels: Dictionary,
    months: usize,
    sums: Vec<ByMonth>,
    outside: Vec<Count>,
    unpriced: u32,
    stage: Stage,
}

impl Forecasts {
    /// Begins.
    ///
    /// # Errors
    /// There are no allocations or no claims; a month, tariff, amount or selection that is none.
    pub fn new(asked: ForecastAsked, claims: &Claims) -> Result<Self, ClaimsProblem> {
        let allocations = &claims.messages.allocations;
        let (false, Some((first, last))) = (allocations.all.is_empty(), claims.months()) else { return Err(none()) };
        let run = asked.run_off.unwrap_or_default();
        let lines = laid(&run, claims)?;
        let seen = run.seen.as_deref().map(Month::read).transpose()?;
        let default = u16::try_from(seen.unwrap_or(Month(last)).year()).unwrap_or_default();
        let year = asked.year.unwrap_or(default);
        let (first, december) = (Month(first), Month::new(year.into(), 12).filter(|month| month.0 >= first));
        let december = december.ok_or_else(|| {
            let message =
                Text::new("Kies een jaar waarvan er declaraties zijn.", "Choose a year of which there are claims.");
            ClaimsProblem::new("year", message)
        })?;
        let wrong = || {
            let message =
                Text::new("Geef de instroom in euro, zoals 250000.00.", "Give the inflow in euros, such as 250000.00.");
            ClaimsProblem::new("amount", message)
        };
        let inflow = asked.inflow.as_deref().map_or(Some(0), cents).ok_or_else(wrong)?;
        let mut labels = Dictionary::default();
        for one in &allocations.all {
            labels.add(&id(UseBy::Product, one, &allocations.names)).ok_or_else(too_many)?;
        }
        // Complete months may lie after the year.
        let months = usize::from(december.0.max(last) - first.0) + 1;
        if months * labels.len() > MAX_CELLS {
            return Err(too_many());
        }
        Ok(Self {
            tariffs: Tariffs::read(asked.agreed.as_deref().unwrap_or_default(), allocations)?,
            complete: Complete::new(asked.complete.as_deref(), run, claims)?,
            year,
            inflow,
            first,
            lines,
            means: Means::new(claims),
            holding: allocations.holding(),
            label_of: vec![None; allocations.all.len()],
            months,
            sums: vec![vec![(0, 0); months]; labels.len()],
            labels,
            outside: vec![Count::default(); months],
            unpriced: 0,
            stage: Stage::Means,
        })
    }

    /// Does about so many rows more; gives the part that is done, 1 when all is.
    pub fn step(&mut self, claims: &Claims, budget: usize) -> f64 {
        if self.complete.month().is_none() {
            return 0.2 * self.complete.step(claims, budget).min(0.999);
        }
        match self.stage {
            Stage::Means => {
                let Self { lines, means, .. } = self;
                let done = lines.step(claims, budget, |_, line| means.add(line));
                self.stage = if done < 1.0 { Stage::Means } else { Stage::Worths(0) };
                0.2 + 0.3 * done
            }
            Stage::Worths(from) => {
                let to = from.saturating_add(budget / EFFORT + 1).min(self.holding.len());
                (from..to).for_each(|at| self.worth(claims, at));
                self.stage = Stage::Worths(to);
                if to == self.holding.len() {
                    self.lines.again();
                    self.stage = Stage::Claimed;
                }
                0.5 + 0.2 * to as f64 / self.holding.len().max(1) as f64
            }
            Stage::Claimed => {
                let Self { lines, label_of, sums, outside, first, .. } = self;
                let done = lines.step(claims, budget, |on, line| {
                    lay(line, on.and_then(|at| *label_of.get(at)?), *first, sums, outside)
                });
                self.stage = if done < 1.0 { Stage::Claimed } else { Stage::Done };
                if done < 1.0 { 0.7 + 0.3 * done } else { 1.0 }
            }
            Stage::Done => 1.0,
        }
    }

    /// Lays what an allocation is worth over the months.
    fn worth(&mut self, claims: &Claims, at: usize) {
        let allocations = &claims.messages.allocations;
        let Some(place) = self.holding.get(at).copied() else { return };
        let Some(one) = allocations.all.get(place).filter(|one| !one.deleted) else { return };
        let last = Month(self.first.0.saturating_add(u16::try_from(self.months).unwrap_or_default()).saturating_sub(1));
        let Ok(worth) = self.tariffs.worth(one, last, &self.means) else {
            self.unpriced += 1;
            return;
        };
        let label = self.labels.find(&id(UseBy::Product, one, &allocations.names));
        self.label_of.iter_mut().skip(place).take(1).for_each(|own| *own = label);
        let Some(own) = label.and_then(|label| self.sums.get_mut(usize::from(label))) else { return };
        for (month, cents) in worth.months() {
            let at = month.0.checked_sub(self.first.0).and_then(|at| own.get_mut(usize::from(at)));
            at.into_iter().for_each(|sum| sum.0 += cents);
        }
    }

    /// The answer.
    ///
    /// # Errors
    /// An estimate that is too large.
    pub fn answer(self) -> Result<ForecastAnswer, ClaimsProblem> {
        let (complete, complete_by) = self.complete.found().ok_or_else(none)?;
        let since = Month(complete.0.saturating_sub(MEASURED - 1)).max(self.first);
        let of = |months: std::ops::RangeInclusive<Month>| {
            let at = |month: Month| usize::from(month.0.saturating_sub(self.first.0));
            let to = if *months.end() < self.first { 0 } else { at(*months.end()) + 1 };
            at(*months.start())..to.max(at(*months.start()))
        };
        let december = Month::new(self.year.into(), 12).ok_or_else(none)?;
        let january = Month(december.0 - 11);
        let looked = Looked {
            measured: of(since..=complete),
            year: of(january..=december),
            complete: of(january..=complete.min(december)),
            rest: of(january.max(Month(complete.0 + 1))..=december),
        };
        let mut all = vec![(0, 0); self.months];
        for own in &self.sums {
            all.iter_mut().zip(own).for_each(|(all, own)| *all = (all.0 + own.0, all.1 + own.1));
        }
        let part = |own: &ByMonth| sum(own, &looked.measured);
        let whole = part(&all);
        let mut rows = Vec::new();
        let mut expected = vec![0; self.months];
        for (id, own) in self.labels.labels().iter().zip(&self.sums) {
            let used = part(own);
            let of_all = used.0 <= 0;
            let used = if of_all { whole } else { used };
            let label = Label { id: id.clone(), name: name(UseBy::Product, id) };
            let row = looked.row(label, own, used, of_all, &mut expected);
            rows.extend(Some(row).filter(|row| row.allocated.0 != 0 || row.claimed.0 != 0));
        }
        sort(&mut rows, |one, other| one.label.id.cmp(&other.label.id));
        let add = |of: fn(&ForecastRow) -> Euros| Euros(rows.iter().map(|row| of(row).0).sum());
        let total = ForecastRow {
            label: everything(),
            allocated: add(|row| row.allocated),
            claimed: add(|row| row.claimed),
            rest: add(|row| row.rest),
            take_up: percent(whole.1, whole.0),
            of_all: true,
            expected: add(|row| row.expected),
            end: add(|row| row.end),
        };
        let end = total.end.0 + i128::from(self.inflow);
        let error = error(&all, &looked, whole).map(rounded).transpose()?;
        let half = error.map(|error| rounded(error.0 as f64 * NINETY)).transpose()?;
        let mut elsewhere = Count::default();
        let in_year = self.outside.get(looked.year.clone()).unwrap_or_default();
        in_year.iter().for_each(|count| {
            elsewhere.lines += count.lines;
            elsewhere.euros.0 += count.euros.0;
        });
        // All that was claimed of the year: on the allocations, and not.
        let on = sum(&all, &looked.year).1;
        let beside = self.complete.run_off().and_then(|run| {
            let outside = self.outside.get(looked.complete.clone()).unwrap_or_default();
            let outside = outside.iter().map(|count| count.euros.0).sum();
            beside(
                run,
                (january, complete, self.first),
                (&expected, end),
                (outside, total.claimed.0),
                self.inflow.into(),
            )
        });
        Ok(ForecastAnswer {
            year: self.year,
            since: since.id(),
            complete: complete.id(),
            complete_by,
            rows,
            total,
            inflow: Euros(self.inflow.into()),
            end: Euros(end),
            rounded: Euros(end).thousands(),
            error,
            growth: fraction(end - on, on + elsewhere.euros.0),
            growth_error: error.and_then(|error| fraction(error.0, on + elsewhere.euros.0)),
            low: half.map(|half| Euros(end - half.0)),
            high: half.map(|half| Euros(end + half.0)),
            beside,
            unpriced: self.unpriced,
            elsewhere,
        })
    }
}

/// Lays a line over the months.
fn lay(line: &Claim, label: Option<u16>, first: Month, sums: &mut [ByMonth], outside: &mut [Count]) {
    let Some(at) = line.month.0.checked_sub(first.0).map(usize::from) else { return };
    match label.and_then(|label| sums.get_mut(usize::from(label))).and_then(|own| own.get_mut(at)) {
        Some(sum) => sum.1 += i128::from(line.cents),
        None => outside.iter_mut().skip(at).take(1).for_each(|count| count.add(1, line.cents)),
    }
}

/// Stretches of months, as places from the first month of the claims.
struct Looked {
    measured: std::ops::Range<usize>,
    year: std::ops::Range<usize>,
    complete: std::ops::Range<usize>,
    rest: std::ops::Range<usize>,
}

fn sum(own: &ByMonth, months: &std::ops::Range<usize>) -> (i128, i128) {
    let own = own.get(months.start.min(own.len())..months.end.min(own.len())).unwrap_or_default();
    own.iter().fold((0, 0), |sum, month| (sum.0 + month.0, sum.1 + month.1))
}

impl Looked {
    /// A product; what is expected of each of its other months is added to `expected`.
    fn row(&self, label: Label, own: &ByMonth, used: (i128, i128), of_all: bool, expected: &mut [i128]) -> ForecastRow {
        let (mut rest, mut before) = (0, 0);
        let months = own.iter().zip(expected).take(self.rest.end).skip(self.rest.start);
        for (month, expected) in months {
            rest += month.0;
            // In months that add up to what is rounded once.
            let after = divided(rest * used.1, used.0).unwrap_or_default();
            *expected += after - before;
            before = after;
        }
        let claimed = sum(own, &self.complete).1;
        ForecastRow {
            label,
            allocated: Euros(sum(own, &self.year).0),
            claimed: Euros(claimed),
            rest: Euros(rest),
            take_up: percent(used.1, used.0),
            of_all,
            expected: Euros(before),
            end: Euros(claimed + before),
        }
    }
}

/// The standard error of what is expected of the other months, in cents: each differs from the part that is used as the months did
/// on which that is measured, and that part is not known better than they tell.
fn error(all: &ByMonth, looked: &Looked, used: (i128, i128)) -> Option<f64> {
    let measured = all.get(looked.measured.clone())?;
    let count = measured.len() as f64;
    if measured.len() < 2 || used.0 <= 0 {
        return None;
    }
    let part = used.1 as f64 / used.0 as f64;
    let off = |month: &(i128, i128)| month.1 as f64 - part * month.0 as f64;
    let variance = measured.iter().map(|month| off(month) * off(month)).sum::<f64>() / (count - 1.0);
    let rest = looked.rest.len() as f64;
    Some(libm::sqrt(rest * variance * (1.0 + rest / count)))
}

/// The run-off beside what is expected in each month and in all; outside and on the allocations in the complete months.
fn beside(
    run: &RunOffAnswer,
    (january, complete, first): (Month, Month, Month),
    (expected, end): (&[i128], i128),
    (outside, claimed): (i128, i128),
    inflow: i128,
) -> Option<Beside> {
    let year = run.years.iter().find(|own| own.year == january.year())?;
    let in_year = |month: &Month| month.year() == january.year();
    let rows: Vec<(Month, i128)> = run
        .rows
        .iter()
        .filter_map(|row| Some((Month::read(&row.label).ok()?, row.outlook.end.0)))
        .filter(|(month, _)| in_year(month))
        .collect();
    let seen = rows.last().map(|(month, _)| *month)?;
    let add =
        |of: &dyn Fn(&Month) -> bool| -> i128 { rows.iter().filter(|(month, _)| of(month)).map(|(_, end)| end).sum() };
    let expect = |of: &dyn Fn(&Month) -> bool| -> i128 {
        let months = (first.0..).map(Month).zip(expected).filter(|(month, _)| in_year(month) && of(month));
        months.map(|(_, cents)| cents).sum()
    };
    let open = |month: &Month| *month > complete && *month <= seen;
    let parts = [
        (Part::Elsewhere, outside),
        (Part::Still, add(&|month| *month <= complete) - outside - claimed),
        (Part::Open, add(&open) - expect(&open)),
        (Part::ToCome, year.to_come.0 - expect(&|month| *month > seen && *month > complete)),
        (Part::Inflow, -inflow),
    ];
    let [elsewhere, still, open, to_come, inflow] = parts.map(|(_, cents)| Euros(cents));
    // Of parts of one size the first.
    let largest = parts.into_iter().rev().max_by_key(|(_, cents)| cents.abs()).map_or(Part::Still, |(part, _)| part);
    Some(Beside {
        end: year.end,
        low: year.low,
        high: year.high,
        difference: Euros(year.end.0 - end),
        elsewhere,
        still,
        open,
        to_come,
        inflow,
        largest,
        within: (year.low.0..=year.high.0).contains(&end),
    })
}
