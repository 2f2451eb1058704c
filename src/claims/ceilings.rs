//! How much of an allocation may be claimed, in a month and in all, and which claims go beyond it.
//!
//! A line that goes beyond its ceiling is too much as a whole, and counts no further (TR321, TR322, TR369). A credit takes the debit
//! away that it is identical to (IV091). Volumes by the week are written for minutes, hours and pieces, and hold for dagdeel and
//! etmaal by analogy.

use super::allocations::Allocation;
use super::claim::{Claim, ClaimUnit, MISSING, traits};
use super::ijw::Scope;
use super::order::sort;
use super::table::Claims;
use crate::calendar::{Frequency, Period, Steering, Validity};

/// A line that counts: its row, its days within the month, its volume or cents.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Used {
    /// The row.
    pub row: u32,
    /// Its days, within the calendar month of its first.
    pub period: Period,
    /// In units of the allocation's ceiling.
    pub amount: i64,
}

/// What may be claimed on an allocation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ceiling {
    validity: Option<(Validity, Frequency, Steering)>,
    /// How much each time, as a fraction of two whole numbers.
    each: (i128, i128),
    /// How much in all; nothing where there is no end to it.
    pub all: Option<i128>,
}

impl Allocation {
    /// When it holds.
    pub fn validity(&self) -> Option<Validity> {
        Some(Validity { from: self.from.date()?, last: self.through.date() })
    }

    /// What may be claimed on it; nothing where it sets no limit. Hours count as 60 minutes.
    pub fn ceiling(&self) -> Option<Ceiling> {
        match self.scope {
            Scope::Open => None,
            Scope::Budget(cents) => Some(Ceiling { validity: None, each: (0, 1), all: Some(cents.into()) }),
            Scope::Volume { volume, unit, frequency } => {
                let volume = i128::from(volume) * i128::from(minutes(unit as u8));
                let (validity, steering) = (self.validity()?, self.steering());
                // The weeks of an allocation without an end cannot be counted; one by the week must have it.
                if frequency == Frequency::Week && validity.last.is_none() {
                    return None;
                }
                let all = validity.times_in_all(frequency, steering).map(|times| volume * i128::from(times));
                Some(Ceiling { validity: Some((validity, frequency, steering)), each: (volume, 1), all })
            }
        }
    }

    /// What may be claimed on it where its whole volume is counted by another frequency, or weeks in another way: the whole divided
    /// by how often that counts. Nothing without a last day, since a whole is then not known; nothing of a budget.
    pub fn ceiling_by(&self, frequency: Frequency, steering: Steering) -> Option<Ceiling> {
        let Scope::Volume { .. } = self.scope else { return None };
        let validity = self.validity().filter(|validity| validity.last.is_some())?;
        let whole = self.ceiling()?.all?;
        // No Sunday between its days: nothing may be claimed, as a part of the whole that counts no time.
        let times = validity.times_in_all(frequency, steering)?.max(1);
        let all = Some(whole);
        Some(Ceiling { validity: Some((validity, frequency, steering)), each: (whole, times.into()), all })
    }

    /// Whether a unit may be claimed on it: what is allocated in hours may be claimed in minutes (TR341).
    pub const fn takes(&self, claimed: u8) -> bool {
        match self.scope {
            Scope::Volume { unit, .. } => {
                unit as u8 == claimed || (unit as u8 == ClaimUnit::Uur as u8 && claimed == ClaimUnit::Minuut as u8)
            }
            _ => true,
        }
    }

    /// What a line takes of its ceiling: cents of a budget, else the volume; nothing in a unit that it does not take.
    pub fn taken(&self, claim: &Claim) -> Option<i64> {
        match self.scope {
            Scope::Volume { .. } if claim.volume == MISSING || !self.takes(claim.unit) => None,
            Scope::Volume { .. } => Some(i64::from(claim.volume) * minutes(claim.unit)),
            _ => Some(claim.cents),
        }
    }

    /// How it is paid for: by result in output units and euros.
    pub const fn steering(&self) -> Steering {
        match self.scope {
            Scope::Volume { unit: ClaimUnit::StuksOutput | ClaimUnit::Euro, .. } => Steering::Output,
            _ => Steering::Effort,
        }
    }
}

impl Ceiling {
    /// What may be claimed for a period within a calendar month, as a fraction of two whole numbers; nothing of a budget, which is
    /// not divided over months.
    pub fn within(&self, period: &Period) -> Option<(i128, i128)> {
        let (validity, frequency, steering) = self.validity?;
        Some((self.each.0 * i128::from(validity.times(frequency, steering, period)), self.each.1))
    }

    /// The places of the lines that go beyond it, of lines in the order of their months.
    pub fn beyond(&self, lines: &[Used]) -> Vec<usize> {
        let (mut all, mut month) = (0_i128, (None, 0_i128));
        let mut beyond = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let first = Some(line.period.from().first_of_month());
            if month.0 != first {
                month = (first, 0);
            }
            let amount = i128::from(line.amount);
            let fits_month = self.within(&line.period).is_none_or(|(most, of)| (month.1 + amount) * of <= most);
            // What counts back always may.
            if amount > 0 && !(fits_month && self.all.is_none_or(|most| all + amount <= most)) {
                beyond.push(at);
            } else {
                all += amount;
                month.1 += amount;
            }
        }
        beyond
    }
}

/// The lines of some rows that stand and take of an allocation: not rejected or replaced, and without a debit and the credit that
/// takes it away; in the order of their months.
pub fn standing(claims: &Claims, rows: &[u32], allocation: &Allocation) -> Vec<Used> {
    let claim = |row: &u32| Some((*row, claims.claim(*row as usize)?));
    let lives = |(_, claim): &(u32, Claim)| claim.traits & (traits::REJECTED | traits::REPLACED) == 0;
    let mut lines: Vec<(u32, Claim)> = rows.iter().filter_map(claim).filter(lives).collect();
    let credits: Vec<(u32, Claim)> = lines.extract_if(.., |(_, claim)| claim.cents < 0).collect();
    for (row, credit) in credits {
        let same = |(_, debit): &(u32, Claim)| {
            debit.month == credit.month
                && debit.cents == -credit.cents
                && (debit.volume == MISSING) == (credit.volume == MISSING)
                && (debit.volume == MISSING || debit.volume == -credit.volume)
        };
        match lines.iter().position(same) {
            Some(at) => drop(lines.remove(at)),
            None => lines.push((row, credit)),
        }
    }
    let key = |(row, claim): &(u32, Claim)| (claim.month, claim.cents >= 0, *row);
    sort(&mut lines, |one, other| key(one).cmp(&key(other)));
    let used = |(row, claim): (u32, Claim)| {
        let first = claim.from.date().or_else(|| claim.month.first())?;
        let last = claim.through.date().or_else(|| claim.month.last())?;
        let month = first.first_of_next_month().plus_days(-1);
        Some(Used { row, period: Period::through(first, last.min(month))?, amount: allocation.taken(&claim)? })
    };
    lines.into_iter().filter_map(used).collect()
}

/// Hours are counted in minutes, so that both may be claimed on one allocation.
const fn minutes(unit: u8) -> i64 {
    if unit == ClaimUnit::Uur as u8 { 60 } else { 1 }
}
