//! Up to which month of care the claims are complete: take-up is measured on what is in.

use serde::Serialize;

use crate::claims::claim::Month;
use crate::claims::problem::ClaimsProblem;
use crate::claims::run_off::{RunOffAnswer, RunOffAsked, RunOffs};
use crate::claims::table::Claims;

/// A month is complete once so many per cent of what is expected of it was claimed.
const ENOUGH: i128 = 95;

/// What says which month is the last complete one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsCompleteBy"))]
#[serde(rename_all = "lowercase")]
pub enum CompleteBy {
    /// It was asked for.
    Asked,
    /// The run-off expects 95 % of it to be claimed.
    RunOff,
    /// Lines say no day of claim, or nothing is complete: the last month of care.
    Last,
}

/// The last complete month being looked for, by how claims run off.
pub struct Complete {
    run: RunOffs,
    given: Option<Month>,
    last: Month,
    found: Option<(Month, CompleteBy)>,
    answer: Option<RunOffAnswer>,
}

impl Complete {
    /// Begins to look. A month that is given holds, whatever the run-off says.
    ///
    /// # Errors
    /// A month or selection that is none.
    pub fn new(given: Option<&str>, run: RunOffAsked, claims: &Claims) -> Result<Self, ClaimsProblem> {
        Ok(Self {
            run: RunOffs::new(RunOffAsked { triangle: None, ..run }, claims)?,
            given: given.map(Month::read).transpose()?,
            last: claims.months().map_or(Month(0), |(_, last)| Month(last)),
            found: None,
            answer: None,
        })
    }

    /// Does about so many rows more; gives the part that is done.
    pub fn step(&mut self, claims: &Claims, budget: usize) -> f64 {
        let done = self.run.step(claims, budget);
        if done >= 1.0 {
            self.answer = self.run.answer().ok();
            let rows = self.answer.iter().flat_map(|answer| answer.rows.iter().rev());
            let mut enough = rows.filter(|row| {
                let (claimed, end) = (row.outlook.claimed.0, row.outlook.end.0);
                end > 0 && claimed * 100 >= end * ENOUGH
            });
            let by_run_off = enough.next().and_then(|row| Month::read(&row.label).ok());
            let asked = self.given.map(|month| (month, CompleteBy::Asked));
            let found = asked.or_else(|| by_run_off.map(|month| (month, CompleteBy::RunOff)));
            self.found = Some(found.unwrap_or((self.last, CompleteBy::Last)));
        }
        done
    }

    /// The month and what says so, once it was found.
    pub const fn found(&self) -> Option<(Month, CompleteBy)> {
        self.found
    }

    /// The month, once it was found.
    pub fn month(&self) -> Option<Month> {
        self.found.map(|(month, _)| month)
    }

    /// How claims run off, where they tell when they were made.
    pub const fn run_off(&self) -> Option<&RunOffAnswer> {
        self.answer.as_ref()
    }
}
