//! What is told of some allocations together.

use serde::{Deserialize, Serialize};

use super::trajectory::Trajectory;
use super::worth::{Unknown, Worth};
use crate::claims::allocations::Allocation;
use crate::claims::claim::{Day, Month};
use crate::claims::euros::{Euros, divided};
use crate::claims::ijw::Variant;
use crate::claims::scan::Label;

/// What allocations are laid together by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "AllocationUseBy"))]
#[serde(rename_all = "lowercase")]
pub enum UseBy {
    /// The product, or the category of one that names no product.
    #[default]
    Product,
    /// The category.
    Category,
    /// The provider.
    Provider,
    /// The municipality.
    Municipality,
    /// The month in which they begin.
    Month,
    /// The year in which they begin.
    Year,
    /// Whether they name the product (*specifiek*), its category only (*aspecifiek*) or neither (*generiek*).
    Variant,
}

/// What was claimed of what was allocated. Amounts in euros.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "AllocationTakeUp"))]
pub struct TakeUp {
    /// How many allocations.
    pub allocations: u32,
    /// What they are worth.
    pub allocated: Euros,
    /// What was claimed on them.
    pub claimed: Euros,
    /// Claimed ÷ allocated (*verzilveringsgraad*) in per cent, rounded to two decimals; none where nothing is allocated.
    pub share: Option<String>,
}

/// Allocations of which it is unknown what they are worth.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "AllocationsUnpriced"))]
#[serde(rename_all = "camelCase")]
pub struct Unpriced {
    /// They set no limit.
    pub no_limit: u32,
    /// They have no end, and a limit in all.
    pub no_end: u32,
    /// There is no tariff for them.
    pub no_tariff: u32,
    /// What was claimed on them, of care in the months that are looked at.
    pub claimed: Euros,
}

/// Finished trajectories and what they cost.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "TrajectoryEnds"))]
#[serde(rename_all = "camelCase")]
pub struct Ends {
    /// How many.
    pub trajectories: u32,
    /// What was claimed on them.
    pub claimed: Euros,
    /// Per trajectory, rounded to the cent; none where there are none.
    pub mean: Option<Euros>,
}

/// What was claimed on one allocation, in cents.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Claimed {
    /// For care in the months that are looked at.
    pub to_date: i64,
    /// For any care.
    pub ever: i64,
}

/// Trajectories: a first allocation and those that follow on it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "FirstAllocationUse"))]
#[serde(rename_all = "camelCase")]
pub struct FirstUse {
    /// Not finished yet: told of no further.
    pub running: u32,
    /// Begun before the months that are looked at, so that it is unknown what was before: told of no further.
    pub earlier: u32,
    /// Finished within the first allocation.
    pub within: Ends,
    /// Finished after an extension.
    pub extended: Ends,
    /// Those within ÷ all that are finished, in per cent rounded to two decimals; none where none is finished.
    pub share: Option<String>,
    /// How many extensions the extended ones had.
    pub extensions: u32,
    /// How many days they moved the end, all together.
    pub days: u32,
    /// The days of one extension, rounded to one decimal.
    pub mean_days: Option<String>,
    /// What a first allocation came to when it was given, on average over the finished ones of which that is known, rounded to the
    /// cent.
    pub budget: Option<Euros>,
}

/// Some allocations together.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "AllocationUseRow"))]
#[serde(rename_all = "camelCase")]
pub struct UseRow {
    /// What they have in common.
    pub label: Label,
    /// How many hold; deleted ones do not.
    pub allocations: u32,
    /// Of how many different clients.
    pub clients: u32,
    /// Their share in all allocations, in per cent rounded to two decimals.
    pub share: Option<String>,
    /// How many name the product.
    pub specific: u32,
    /// How many name the category only.
    pub aspecific: u32,
    /// How many name neither.
    pub generic: u32,
    /// All whose worth is known: of their months that are looked at, by days.
    pub to_date: TakeUp,
    /// Those of them that began and ended within these months.
    pub ended: TakeUp,
    /// The others.
    pub unpriced: Unpriced,
    /// Trajectories that begin with one of these.
    pub first: FirstUse,
}

/// A part of a whole in per cent with two decimals, half away from zero; none where the whole is not above zero.
pub fn percent(part: i128, whole: i128) -> Option<String> {
    divided(part * 10_000, whole).map(|share| Euros(share).plain())
}

/// The months that are looked at: those of which there are claims, up to the last that is complete.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Looked {
    /// The first.
    pub since: Month,
    /// The last.
    pub complete: Month,
}

impl Looked {
    /// Whether an allocation began in them, or later.
    pub fn began(&self, one: &Allocation) -> bool {
        self.since.first().and_then(Day::of).is_none_or(|first| one.from >= first)
    }
}

/// A row being added up.
#[derive(Clone, Debug, Default)]
pub struct Sum {
    row: [u32; 3],
    to_date: TakeUp,
    ended: TakeUp,
    unpriced: Unpriced,
    first: FirstUse,
    budgets: (i128, u64),
}

impl TakeUp {
    const fn add(&mut self, allocated: i128, claimed: i64) {
        self.allocations += 1;
        self.allocated.0 += allocated;
        self.claimed.0 += claimed as i128;
    }

    fn told(mut self) -> Self {
        self.share = percent(self.claimed.0, self.allocated.0);
        self
    }
}

impl Ends {
    const fn add(&mut self, claimed: i128) {
        self.trajectories += 1;
        self.claimed.0 += claimed;
    }

    fn told(mut self) -> Self {
        self.mean = self.claimed.per(u64::from(self.trajectories));
        self
    }
}

impl Sum {
    /// Adds an allocation that holds.
    pub fn add(&mut self, one: &Allocation, worth: &Result<Worth, Unknown>, claimed: Claimed, months: Looked) {
        let variant = match one.variant() {
            Variant::Specific => 0,
            Variant::Aspecific => 1,
            Variant::Generic => 2,
        };
        self.row.iter_mut().skip(variant).take(1).for_each(|count| *count += 1);
        match worth {
            Ok(worth) => {
                self.to_date.add(worth.within(months.since, months.complete), claimed.to_date);
                if months.began(one) && months.complete.last().and_then(Day::of).is_some_and(|last| one.through <= last)
                {
                    self.ended.add(worth.whole(), claimed.ever);
                }
            }
            Err(unknown) => {
                match unknown {
                    Unknown::Limit => self.unpriced.no_limit += 1,
                    Unknown::End => self.unpriced.no_end += 1,
                    Unknown::Tariff => self.unpriced.no_tariff += 1,
                }
                self.unpriced.claimed.0 += i128::from(claimed.to_date);
            }
        }
    }

    /// Adds a trajectory of which all allocations were looked at.
    pub fn add_trajectory(&mut self, own: &Trajectory, finished: bool, months: Looked) {
        let first = &mut self.first;
        if !months.began(&own.first) {
            first.earlier += 1;
            return;
        }
        if !finished {
            first.running += 1;
            return;
        }
        let ends = if own.extensions == 0 { &mut first.within } else { &mut first.extended };
        ends.add(own.claimed);
        first.extensions += own.extensions;
        first.days += own.days;
        if let Some(budget) = own.budget {
            self.budgets = (self.budgets.0 + budget, self.budgets.1 + 1);
        }
    }

    /// The row, beside the number of all allocations.
    pub fn told(self, label: Label, clients: u32, all: u32) -> UseRow {
        let [specific, aspecific, generic] = self.row;
        let allocations = specific + aspecific + generic;
        let FirstUse { running, earlier, within, extended, extensions, days, .. } = self.first;
        let finished = within.trajectories + extended.trajectories;
        let tenths = divided(i128::from(days) * 10, i128::from(extensions));
        let first = FirstUse {
            running,
            earlier,
            share: percent(within.trajectories.into(), finished.into()),
            within: within.told(),
            extended: extended.told(),
            extensions,
            days,
            mean_days: tenths.map(|tenths| format!("{}.{}", tenths / 10, tenths % 10)),
            budget: Euros(self.budgets.0).per(self.budgets.1),
        };
        UseRow {
            label,
            allocations,
            clients,
            share: percent(allocations.into(), all.into()),
            specific,
            aspecific,
            generic,
            to_date: self.to_date.told(),
            ended: self.ended.told(),
            unpriced: self.unpriced,
            first,
        }
    }

    /// How many allocations.
    pub const fn allocations(&self) -> u32 {
        let [specific, aspecific, generic] = self.row;
        specific + aspecific + generic
    }
}
