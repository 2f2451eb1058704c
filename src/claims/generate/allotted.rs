//! Allocations around the rows that are claimed on them: as wide and as large as those need, and no more than a little beyond.
//!
//! What may be claimed in a month or a day is bounded from below without counting weeks: a stretch of so many days touches at
//! least a seventh of that many weeks, rounded up.

use std::collections::BTreeMap;

use super::invented::{category, client_name, first_of, municipality_name, product_code, provider_name};
use super::row::Row;
use super::{Generator, purpose};
use crate::calendar::{Date, Frequency};
use crate::claims::allocations::Allocation;
use crate::claims::checks::CheckId;
use crate::claims::claim::{ClaimUnit, Day};
use crate::claims::ijw::Scope;
use crate::claims::keys::Key;
use crate::claims::message::filled;
use crate::claims::table::Claims;
use crate::quantity::Random;

/// One version of an allocation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Laid {
    pub number: u32,
    pub client: u32,
    pub adult: bool,
    pub municipality: u32,
    pub provider: u32,
    /// A product of the category; none where it names none (*generiek*).
    pub category: Option<u32>,
    /// None where it names a category only (*aspecifiek*).
    pub product: Option<u32>,
    pub from: Date,
    /// None for no end.
    pub through: Option<Date>,
    pub scope: Scope,
    pub deleted: bool,
    /// The day of the decision, and the second of that day.
    pub decided: (Date, u32),
}

/// The rows of a month together: how much, and the shortest stretch of days of one of them.
type Months = BTreeMap<u32, (i64, i64)>;

impl Generator {
    /// How many numbers of allocations there are; those of errors that were not planted are of none.
    pub(super) fn allotted(&self) -> u32 {
        self.beyond(0) - 1 + self.wanted()
    }

    /// The rows that are claimed on an allocation in the end, and what was planted at each.
    fn lines(&self, allocation: u32) -> Vec<(Row, Option<CheckId>)> {
        let own: Vec<u32> = self.numbers(allocation).collect();
        let moved = self.movers(allocation).filter(|number| !own.contains(number));
        let extra = allocation.checked_sub(self.beyond(0)).and_then(|place| self.row_of_error(place));
        let numbers: Vec<u32> = own.iter().copied().chain(moved).chain(extra).collect();
        let lines = numbers.into_iter().map(|number| self.settled(number));
        lines.filter(|(row, _)| row.allocation == allocation).collect()
    }

    /// The allocation of a number as it holds.
    pub(super) fn laid(&self, allocation: u32) -> Option<Laid> {
        let lines = self.lines(allocation);
        // A number that nobody has is no allocation.
        let unknown = lines.iter().any(|(_, planted)| *planted == Some(CheckId::AllocationKnown));
        if unknown { None } else { Laid::around(self, allocation, &lines) }
    }

    /// The versions of an allocation, in the order in which they were decided; the last one holds.
    pub(super) fn versions(&self, allocation: u32) -> Vec<Laid> {
        let Some(last) = self.laid(allocation) else { return Vec::new() };
        let mut random = self.random(allocation, 1);
        let earlier = match random.below(6) {
            0 => 0,
            1 => 1 + random.below(9),
            _ if last.deleted => 3,
            _ => return vec![last],
        };
        let (day, second) = last.decided;
        let decided = if earlier == 0 { (day, second / 2) } else { (days_after(day, -i64::from(earlier)), second) };
        // What was decided first had an end, and was less.
        let scope = if matches!(last.scope, Scope::Budget(_)) { Scope::Budget(1) } else { Scope::Open };
        let through = if last.deleted { days_after(last.from, 60) } else { last.from };
        vec![Laid { scope, through: Some(through), deleted: false, decided, ..last }, last]
    }

    fn random(&self, allocation: u32, part: u64) -> Random {
        Random::stream(u64::from(self.wish.seed), purpose::ALLOTTED + 256 * part, u64::from(allocation))
    }

    /// Adds the versions of an allocation to the claims.
    pub(super) fn allot(&self, claims: &mut Claims, allocation: u32) {
        for (at, laid) in (0..).zip(self.versions(allocation)) {
            let Some(client) = claims.client_number(Key::of(client_name(laid.client).as_bytes())) else { return };
            let file = claims.files().saturating_sub(1);
            let allocations = &mut claims.messages.allocations;
            let municipality = allocations.names.add(&municipality_name(laid.municipality)).unwrap_or_default();
            let provider = allocations.names.add(&provider_name(laid.provider)).unwrap_or_default();
            let day = |day: Date| Day::of(day).unwrap_or(Day::NONE);
            allocations.all.push(Allocation {
                file,
                municipality,
                provider,
                number: Key::of(laid.number.to_string().as_bytes()).short(),
                client,
                category: filled(laid.category.map(category)),
                product: filled(laid.product.map(product_code).as_deref()),
                from: day(laid.from),
                through: laid.through.map_or(Day::NONE, day),
                scope: laid.scope,
                decided: (day(laid.decided.0), laid.decided.1 * 1000, day(laid.decided.0), at),
                deleted: laid.deleted,
            });
        }
    }
}

impl Laid {
    /// Whether the allocation of this number names its product, where another one is claimed on it.
    pub fn is_of_product(generator: &Generator, allocation: u32) -> bool {
        generator.random(allocation, 0).below(2) == 0
    }

    /// The allocation of a number around the rows that are claimed on it.
    pub fn around(generator: &Generator, number: u32, lines: &[(Row, Option<CheckId>)]) -> Option<Self> {
        let own = generator.numbers(number).next().map(|number| generator.base(number));
        let head = own.or_else(|| lines.first().map(|(row, _)| *row))?;
        let planted = lines.iter().find_map(|(_, planted)| *planted);
        let of = |check: CheckId| planted == Some(check);
        let mut random = generator.random(number, 0);
        let of_product = random.below(2) == 0;
        let deleted = of(CheckId::AllocationDates) && !is_edge(lines);
        let (product, category) = named(&head, lines, of_product, &mut random);
        let (from, through) = days(lines, of(CheckId::AllocationDates) && !deleted, &mut random)?;
        let scope = match category {
            Some(_) if !deleted => Self::scope(&head, lines, (from, through), &mut random),
            _ => budget(lines, &mut random),
        };
        let (early, second) = (20 + random.below(20), random.below(86_400));
        let decided = first_of(head.month).map(|day| (days_after(day, -i64::from(early)), second))?;
        Some(Self {
            number,
            client: head.client,
            adult: lines.iter().any(|(row, _)| row.adult && row.client == head.client),
            municipality: head.municipality,
            provider: head.provider,
            category,
            product,
            from,
            // What is deleted ends on the day on which it begins.
            through: if deleted { Some(from) } else { through },
            scope,
            deleted,
            decided,
        })
    }

    /// How much: a volume where all rows are in one unit, or a budget, or nothing.
    fn scope(
        head: &Row,
        lines: &[(Row, Option<CheckId>)],
        (from, through): (Date, Option<Date>),
        random: &mut Random,
    ) -> Scope {
        let in_unit = lines.iter().all(|(row, planted)| row.unit == head.unit || is_other_product(*planted));
        let beyond = lines.iter().any(|(_, planted)| *planted == Some(CheckId::AllocationVolume));
        let kind = random.below(8);
        if kind == 0 || !in_unit {
            return budget(lines, random);
        }
        if kind == 1 && !beyond {
            return Scope::Open;
        }
        let frequency = match kind {
            6 if through.is_some() => Frequency::Week,
            7 if [1, 4].contains(&head.unit) => Frequency::Day,
            4 | 5 => Frequency::Total,
            _ => Frequency::Month,
        };
        let mut months = Months::new();
        for (row, planted) in lines {
            let outside = matches!(planted, Some(CheckId::AllocationVolume | CheckId::AllocationDates));
            let Some(days) = row.from().zip(row.through()) else { continue };
            if !outside && row.unit == head.unit {
                // Days beyond the month do not count.
                let last = days.0.first_of_next_month().plus_days(-1).min(days.1);
                let length = i64::from(days.0.days_until(last)) + 1;
                let month = months.entry(row.month).or_insert((0, length));
                *month = (month.0 + i64::from(row.volume), month.1.min(length));
            }
        }
        let all: i64 = months.values().map(|(volume, _)| volume).sum();
        let length = through.map_or(i64::MAX, |through| i64::from(from.days_until(through)) + 1);
        let each = |days_for_one: i64| {
            let share = |volume: i64, days: i64| up(volume, up(days, days_for_one));
            months.values().map(|(volume, days)| share(*volume, *days)).max().unwrap_or(0).max(share(all, length))
        };
        let volume = match frequency {
            Frequency::Total => all,
            Frequency::Month => months.values().map(|(volume, _)| *volume).max().unwrap_or(0),
            Frequency::Week => each(7),
            Frequency::Day => each(1),
        };
        // What is allocated in hours may be claimed in minutes; another product in hours would then be no error of its unit.
        let other = lines.iter().any(|(_, planted)| is_other_product(*planted));
        let in_hours = head.unit == 1 && !other && random.below(2) == 0;
        let (volume, unit) =
            if in_hours { (up(volume, 60), ClaimUnit::Uur) } else { (volume, ClaimUnit::of_number(head.unit)) };
        Scope::Volume { volume: volume.max(1) + spare(volume, random), unit, frequency }
    }
}

/// Whether it was planted that another product is claimed than was allocated.
fn is_other_product(planted: Option<CheckId>) -> bool {
    planted == Some(CheckId::AllocationProduct)
}

/// The product and the category that an allocation names: both, the category or neither, as the rows leave room for.
fn named(
    head: &Row,
    lines: &[(Row, Option<CheckId>)],
    of_product: bool,
    random: &mut Random,
) -> (Option<u32>, Option<u32>) {
    let others = || lines.iter().filter(|(_, planted)| !is_other_product(*planted)).map(|(row, _)| row.product);
    let one_product = others().all(|product| product == head.product);
    let one_category = others().all(|product| category(product) == category(head.product));
    let variant = if lines.iter().any(|(_, planted)| is_other_product(*planted)) {
        u32::from(!of_product) * 6
    } else {
        random.below(9)
    };
    match variant {
        0..6 if one_product => (Some(head.product), Some(head.product)),
        0..8 if one_category => (None, Some(head.product)),
        _ => (None, None),
    }
}

/// The first and the last day: those of the rows, or a little earlier and later where that leaves their months whole. `within`
/// where the one row that was planted must lie outside.
fn days(lines: &[(Row, Option<CheckId>)], within: bool, random: &mut Random) -> Option<(Date, Option<Date>)> {
    let inside = || lines.iter().filter(|(_, planted)| !(within && planted.is_some()));
    // A row that leaves out a day of its month is one of a whole month here.
    let whole = |(row, planted): &(Row, Option<CheckId>)| match planted {
        Some(CheckId::WholeMonth) => Row { from: None, through: None, ..*row },
        _ => *row,
    };
    let from = inside().filter_map(|line| whole(line).from()).min()?;
    let through = inside().filter_map(|line| whole(line).through()).max()?;
    let (before, after) = (random.below(46), random.below(46));
    let (early, late) = (random.below(2) == 0, random.below(5));
    let from = if !within && early && from.is_first_of_month() { days_after(from, -i64::from(before)) } else { from };
    let ends_month = through.plus_days(1).is_first_of_month();
    let through = match late {
        0 if !within && ends_month => None,
        1 if !within && ends_month => Some(days_after(through, i64::from(after))),
        _ => Some(through),
    };
    Some((from, through))
}

/// Whether the row that lies outside the dates is the first or the last of its allocation, so that the dates can leave it out.
fn is_edge(lines: &[(Row, Option<CheckId>)]) -> bool {
    let months = || lines.iter().map(|(row, _)| row.month);
    let planted = lines.iter().find(|(_, planted)| planted.is_some()).map(|(row, _)| row.month);
    planted.is_some() && (planted == months().min() || planted == months().max())
}

/// The cents of all rows, but of one that is to go beyond them.
fn budget(lines: &[(Row, Option<CheckId>)], random: &mut Random) -> Scope {
    let within = lines.iter().filter(|(_, planted)| *planted != Some(CheckId::AllocationVolume));
    let cents: i64 = within.map(|(row, _)| row.cents).sum();
    Scope::Budget(cents.max(1) + spare(cents, random))
}

/// Nothing to spare, or up to a quarter.
fn spare(all: i64, random: &mut Random) -> i64 {
    let most = u32::try_from(all / 4).unwrap_or(0);
    if random.below(2) == 0 { 0 } else { i64::from(random.below(most + 1)) }
}

/// A quotient of positive numbers, rounded up.
const fn up(value: i64, by: i64) -> i64 {
    let whole = value / by;
    if whole * by < value { whole + 1 } else { whole }
}

fn days_after(day: Date, days: i64) -> Date {
    day.plus_days(i32::try_from(days).unwrap_or_default())
}
