//! Errors that are planted, at most one in an allocation where there are allocations, so that it is known which checks find it.

use super::allotted::Laid;
use super::invented::{FIRST_YEAR, charged, first_of, tariff, unit};
use super::row::Row;
use super::{CHANGING, Generator, PRODUCTS, ROWS};
use crate::calendar::Frequency;
use crate::claims::checks::CheckId;
use crate::claims::ijw::Scope;

/// An error that was planted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Planted {
    /// The check that should find it.
    pub check: CheckId,
    /// The row, from 0.
    pub row: u32,
}

/// The kinds of error that are planted, one after the other; the last five where there are allocations.
const KINDS: [CheckId; 14] = [
    CheckId::Amount,
    CheckId::Tariff,
    CheckId::Unit,
    CheckId::Period,
    CheckId::Reference,
    CheckId::AllocationClients,
    CheckId::Adult,
    CheckId::Unknown,
    CheckId::SecondDebit,
    CheckId::AllocationDates,
    CheckId::AllocationVolume,
    CheckId::WholeMonth,
    CheckId::AllocationKnown,
    CheckId::AllocationProduct,
];
const WITHOUT_ALLOCATIONS: usize = 9;

/// Whether an error of this kind puts a row under the allocation of the row before it.
const fn moves(check: CheckId) -> bool {
    matches!(check, CheckId::AllocationClients | CheckId::SecondDebit)
}

impl Generator {
    /// The kinds that are planted.
    fn kinds(&self) -> &'static [CheckId] {
        let count = if self.wish.allocations { KINDS.len() } else { WITHOUT_ALLOCATIONS };
        KINDS.get(..count).unwrap_or(&KINDS)
    }

    /// How many errors are wanted, and how many rows from one to the next; none where there is no room.
    fn spacing(&self) -> Option<(u32, u32)> {
        let wanted = u32::try_from(self.kinds().len()).ok()?.checked_mul(self.wish.errors)?;
        Some((wanted, self.wish.rows.checked_div(wanted)?.max(3)))
    }

    /// How many errors are wanted in all.
    pub(super) fn wanted(&self) -> u32 {
        self.spacing().map_or(0, |(wanted, _)| wanted)
    }

    /// The row where the error of this place among all that are wanted belongs.
    pub(super) fn row_of_error(&self, place: u32) -> Option<u32> {
        let (wanted, every) = self.spacing()?;
        place.checked_mul(every)?.checked_add(2).filter(|row| place < wanted && *row < self.wish.rows)
    }

    /// The kind of error that belongs at a row, and its place among all; never at two rows that follow each other.
    fn kind_at(&self, number: u32) -> Option<(CheckId, u32)> {
        let (wanted, every) = self.spacing()?;
        let place = number / every;
        let kinds = self.kinds();
        let kind = kinds.get((place as usize).checked_rem(kinds.len())?)?;
        (number % every == 2 && place < wanted && number < self.wish.rows).then_some((*kind, place))
    }

    /// The row of this number as it is in the end, and what was planted at it.
    pub(super) fn settled(&self, number: u32) -> (Row, Option<CheckId>) {
        let row = self.base(number);
        let Some((check, place)) = self
            .kind_at(number)
            .filter(|(check, _)| !row.corrected && (!self.wish.allocations || self.is_alone(&row, *check)))
        else {
            return (row, None);
        };
        let mut changed = row;
        if self.plant(&mut changed, check, place) { (changed, Some(check)) } else { (row, None) }
    }

    /// Remembers an error, with all that the checks find of it.
    pub(super) fn remember(&mut self, row: &Row, check: CheckId) {
        self.planted.push(Planted { check, row: row.number });
        let Some(laid) = (check == CheckId::AllocationDates).then(|| self.laid(row.allocation)).flatten() else {
            return;
        };
        if laid.deleted {
            let others = self.numbers(row.allocation).filter(|number| *number != row.number);
            let others: Vec<Planted> = others.map(|row| Planted { check, row }).collect();
            self.planted.extend(others);
        } else if matches!(laid.scope, Scope::Volume { .. }) {
            // Where an allocation does not hold it has no volume either.
            self.planted.push(Planted { check: CheckId::AllocationVolume, row: row.number });
        }
    }

    /// The numbers of the rows that an allocation has before anything is planted.
    pub(super) fn numbers(&self, allocation: u32) -> impl Iterator<Item = u32> {
        let first = allocation.saturating_sub(1) * ROWS;
        (first..self.wish.rows.min(first + ROWS)).map(|place| self.number(place))
    }

    /// The numbers of rows that an error may put under the allocation beside its own.
    pub(super) fn movers(&self, allocation: u32) -> impl Iterator<Item = u32> {
        let after = self.numbers(allocation).map(|number| number + 1);
        after.filter(|number| self.kind_at(*number).is_some_and(|(check, _)| moves(check)))
    }

    /// Whether an error is the first that belongs in each allocation that it touches.
    fn is_alone(&self, row: &Row, check: CheckId) -> bool {
        let first = |allocation: u32| {
            let own = self.numbers(allocation).filter(|number| self.kind_at(*number).is_some());
            own.chain(self.movers(allocation)).min()
        };
        let is_first = |allocation: u32| first(allocation) == Some(row.number);
        is_first(row.allocation) && (!moves(check) || is_first(self.base(row.number.saturating_sub(1)).allocation))
    }

    /// Whether all rows of an allocation are of whole months, so that its dates may become wider.
    fn is_whole(&self, allocation: u32) -> bool {
        self.numbers(allocation).map(|number| self.base(number)).all(|row| row.from.is_none() && row.through.is_none())
    }

    /// Plants one error; says whether it could.
    fn plant(&self, row: &mut Row, check: CheckId, place: u32) -> bool {
        let before = self.base(row.number.saturating_sub(1));
        match check {
            CheckId::Amount => row.cents += 100,
            CheckId::Tariff => {
                let more = if row.unit == 1 { 300 } else { 5 };
                (row.tariff, row.cents) = charged(row.unit, tariff(row.product, year(row)) + more, row.volume);
            }
            CheckId::Unit if row.unit == 16 => row.unit = 4,
            CheckId::Period if row.month % 12 < 11 && row.product != CHANGING && self.is_whole(row.allocation) => {
                row.through = first_of(row.month + 1).map(|first| first.plus_days(13));
            }
            CheckId::Reference => {
                row.reference = before.reference;
                row.provider = before.provider;
            }
            CheckId::AllocationClients if before.client != row.client && before.product != row.product => {
                if !self.is_whole(row.allocation) || !self.is_whole(before.allocation) {
                    return false;
                }
                row.allocation = before.allocation;
                row.municipality = before.municipality;
            }
            CheckId::Adult if self.wish.personal => {
                row.adult = true;
                if self.wish.allocations {
                    // Somebody who has this one line, under an allocation of one's own.
                    row.client = self.clients + place;
                    row.allocation = self.beyond(place);
                }
            }
            CheckId::Unknown => row.product = PRODUCTS,
            CheckId::SecondDebit if !before.corrected => {
                *row = Row { number: row.number, reference: row.reference, lag: row.lag, ..before };
            }
            CheckId::AllocationDates => return self.numbers(row.allocation).count() > 1,
            CheckId::AllocationVolume => return self.exceed(row),
            CheckId::WholeMonth if row.from.is_none() && row.through.is_none() => {
                let first = first_of(row.month);
                if place.is_multiple_of(2) {
                    row.from = first.map(|day| day.plus_days(1));
                } else {
                    row.through = first_of(row.month + 1).map(|day| day.plus_days(-2));
                }
            }
            CheckId::AllocationKnown => row.allocation = self.beyond(place),
            CheckId::AllocationProduct => {
                // Of the same category and unit, or of another.
                let other = if Laid::is_of_product(self, row.allocation) { ROWS } else { 1 };
                row.product = (row.product + other) % (PRODUCTS - PRODUCTS % ROWS);
                if row.product == CHANGING {
                    return false;
                }
                row.unit = unit(row.product);
                (row.tariff, row.cents) = charged(row.unit, tariff(row.product, year(row)), row.volume);
            }
            _ => return false,
        }
        true
    }

    /// The number of an allocation that no row has of itself.
    pub(super) fn beyond(&self, place: u32) -> u32 {
        self.wish.rows.div_ceil(ROWS) + 1 + place
    }

    /// Raises the volume of a row beyond what its allocation has for it, whatever the other rows take.
    fn exceed(&self, row: &mut Row) -> bool {
        let lines: Vec<(Row, Option<CheckId>)> = self
            .numbers(row.allocation)
            .map(|number| (self.base(number), (number == row.number).then_some(CheckId::AllocationVolume)))
            .collect();
        let Some(laid) = Laid::around(self, row.allocation, &lines).filter(|_| lines.len() > 1) else { return false };
        let hourly = tariff(row.product, year(row));
        let volume = match laid.scope {
            Scope::Volume { volume, unit, frequency } => {
                // No month has more days or weeks.
                let times = match frequency {
                    Frequency::Day => 31,
                    Frequency::Week => 6,
                    Frequency::Month | Frequency::Total => 1,
                };
                let minutes = if unit as u8 == row.unit { 1 } else { 60 };
                volume * times * minutes + 1
            }
            Scope::Budget(cents) if row.unit == 1 => cents * 60 / hourly + 2,
            Scope::Budget(cents) => cents / hourly + 1,
            Scope::Open => return false,
        };
        let Ok(volume) = i32::try_from(volume) else { return false };
        row.volume = volume;
        (row.tariff, row.cents) = charged(row.unit, hourly, volume);
        true
    }
}

/// The year of a row.
fn year(row: &Row) -> i32 {
    FIRST_YEAR + i32::try_from(row.month / 12).unwrap_or_default()
}
