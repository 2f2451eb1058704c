//! What an allocation is worth in each of its months: its volume × the agreed tariff, or its amount.
//!
//! The whole volume, that of the ceiling of all claims together, is spread evenly over the days of the allocation; an allocation
//! without an end has in each month what may be claimed in it. Each month has the tariff of its first day within the allocation. Cents
//! are rounded in months that add up: each is what it adds to the rounded sum before it, half away from zero.

use super::lines::Means;
use crate::calendar::{Date, Period};
use crate::claims::agreed::{Agreed, AgreedTariff};
use crate::claims::allocations::{Allocation, Allocations};
use crate::claims::claim::{ClaimUnit, Day, Month};
use crate::claims::euros::divided;
use crate::claims::ijw::{Scope, Variant};
use crate::claims::keys::Dictionary;
use crate::claims::problem::ClaimsProblem;

/// What an allocation is worth, month by month.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Worth {
    /// The first month.
    pub first: Month,
    /// The cents of each month from then on.
    pub cents: Vec<i128>,
    /// What they rest on.
    pub by: Basis,
}

/// What the worth of an allocation rests on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    /// It is allocated as an amount.
    Amount,
    /// The tariff was agreed.
    Agreed,
    /// No tariff was agreed: the mean of what was claimed.
    Mean,
}

/// Why the worth of an allocation is unknown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unknown {
    /// It sets no limit, or one that cannot be counted.
    Limit,
    /// It has no end, so that a whole cannot be laid over months.
    End,
    /// There is no tariff for it.
    Tariff,
}

/// The tariffs that were agreed for what is allocated.
#[derive(Clone, Debug, Default)]
pub struct Tariffs {
    agreed: Agreed,
    products: Dictionary,
}

impl Worth {
    /// The cents of the months from one up to and including another.
    pub fn within(&self, from: Month, until: Month) -> i128 {
        self.months().filter(|(month, _)| (from..=until).contains(month)).map(|(_, cents)| cents).sum()
    }

    /// Each month and its cents.
    pub fn months(&self) -> impl Iterator<Item = (Month, i128)> {
        (self.first.0..).map(Month).zip(self.cents.iter().copied())
    }

    /// The cents of all months.
    pub fn whole(&self) -> i128 {
        self.cents.iter().sum()
    }
}

impl Tariffs {
    /// Reads agreed tariffs for the products and providers of allocations.
    ///
    /// # Errors
    /// A tariff or date that is none.
    pub fn read(table: &[AgreedTariff], allocations: &Allocations) -> Result<Self, ClaimsProblem> {
        let mut products = Dictionary::default();
        for one in &allocations.all {
            products.add(one.product());
        }
        Ok(Self { agreed: Agreed::read(table, &products, &allocations.names)?, products })
    }

    /// Cents of a unit, or of an hour for minutes.
    fn agreed(&self, one: &Allocation, unit: ClaimUnit, day: Date) -> Option<i64> {
        let (product, day) = (self.products.find(one.product())?, Day::of(day)?);
        let holding = self.agreed.holding(product, one.provider, day, day)?;
        (timed(holding.unit) == timed(unit as u8)).then_some(i64::from(holding.tariff))
    }

    /// What an allocation is worth: one that ends in all its months, another up to and including a month.
    ///
    /// # Errors
    /// Why that is unknown.
    pub fn worth(&self, one: &Allocation, until: Month, means: &Means) -> Result<Worth, Unknown> {
        let ceiling = one.ceiling().ok_or(Unknown::Limit)?;
        let validity = one.validity().ok_or(Unknown::Limit)?;
        let first = Month::of(validity.from).ok_or(Unknown::Limit)?;
        let whole = validity.whole();
        let last = until.last().and_then(|last| Period::through(validity.from, last));
        let months: Vec<Period> =
            whole.or(last).into_iter().flat_map(|period| period.months().collect::<Vec<_>>()).collect();
        let (tariffs, per, by) = self.tariffs(one, &months, means)?;
        let days = whole.map(|whole| i128::from(whole.days()));
        let (mut sum, mut before) = (0, 0);
        let mut cents = Vec::new();
        for (month, tariff) in months.iter().zip(tariffs) {
            // Of the whole its part by days; without an end what may be claimed in the month.
            let (volume, of) = match (days, ceiling.all) {
                (Some(days), Some(all)) => (all * i128::from(month.days()), days),
                (None, None) => ceiling.within(month).ok_or(Unknown::End)?,
                _ => return Err(Unknown::End),
            };
            sum += volume * i128::from(tariff);
            let after = divided(sum, of * per).ok_or(Unknown::Limit)?;
            cents.push(after - before);
            before = after;
        }
        // Without an end and in all there is nothing to lay over months, however few they are.
        if days.is_none() && ceiling.all.is_some() { Err(Unknown::End) } else { Ok(Worth { first, cents, by }) }
    }

    /// The tariff of each month in cents, of how many units that is, and what it rests on.
    fn tariffs(&self, one: &Allocation, months: &[Period], means: &Means) -> Result<(Vec<i64>, i128, Basis), Unknown> {
        let Scope::Volume { unit, .. } = one.scope else { return Ok((vec![1; months.len()], 1, Basis::Amount)) };
        if unit == ClaimUnit::Euro {
            return Ok((vec![1; months.len()], 1, Basis::Amount));
        }
        // Volumes in minutes or hours count in minutes, and have the tariff of an hour.
        let per = if timed(unit as u8) == ClaimUnit::Minuut as u8 { 60 } else { 1 };
        let agreed: Option<Vec<i64>> = months.iter().map(|month| self.agreed(one, unit, month.from())).collect();
        if let Some(agreed) = agreed.filter(|_| one.variant() == Variant::Specific) {
            return Ok((agreed, per, Basis::Agreed));
        }
        let mean = means.tariff(one, unit).ok_or(Unknown::Tariff)?;
        Ok((vec![mean; months.len()], per, Basis::Mean))
    }
}

/// The number of a unit, minutes for hours: both are claimed on the same allocations.
pub const fn timed(unit: u8) -> u8 {
    if unit == ClaimUnit::Uur as u8 { ClaimUnit::Minuut as u8 } else { unit }
}
