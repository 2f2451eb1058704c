//! The same allocations and claims under other frequencies: what may be claimed in each month, and which lines fall out.
//!
//! The whole volume of an allocation stays what it is under its own frequency, and is divided by the weeks or months that another one
//! counts. A line above its ceiling falls out whole, as the checks have it (TR321, TR322).

use serde::{Deserialize, Serialize};

use super::question::{everything, id, name, none, too_many};
use super::row::{UseBy, percent};
use crate::calendar::{Frequency, Period, Steering};
use crate::claims::allocation_checks::Held;
use crate::claims::allocations::Allocation;
use crate::claims::ceilings::{Ceiling, Used, standing};
use crate::claims::claim::{ClaimUnit, Day, Month, traits};
use crate::claims::csv::Count;
use crate::claims::euros::{Euros, divided};
use crate::claims::groups::Groups;
use crate::claims::ijw::Scope;
use crate::claims::keys::Dictionary;
use crate::claims::order::sort;
use crate::claims::problem::ClaimsProblem;
use crate::claims::scan::Label;
use crate::claims::table::Claims;
use crate::quantity::Text;

/// How many allocations are told of one by one, unless told, and at most.
const TOLD: (u32, u32) = (10, 100);

/// A way to count the volume of an allocation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "AllocationRegime"))]
#[serde(rename_all = "lowercase")]
pub enum Regime {
    /// As it is allocated.
    Own,
    /// By the week (2), weeks counted by effort: distinct ISO weeks.
    Week,
    /// By the week (2), weeks counted by result: Sundays.
    Sunday,
    /// By the month (4).
    Month,
    /// The total within its validity (6).
    Total,
}

impl Regime {
    const ALL: [Self; 5] = [Self::Own, Self::Week, Self::Sunday, Self::Month, Self::Total];

    fn ceiling(self, one: &Allocation) -> Option<Ceiling> {
        match self {
            Self::Own => one.ceiling(),
            Self::Week => one.ceiling_by(Frequency::Week, Steering::Effort),
            Self::Sunday => one.ceiling_by(Frequency::Week, Steering::Output),
            Self::Month => one.ceiling_by(Frequency::Month, one.steering()),
            Self::Total => one.ceiling_by(Frequency::Total, one.steering()),
        }
    }
}

/// Asks what other frequencies make of allocations and claims.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields, rename = "AllocationRegimesAsked"))]
#[serde(default)]
pub struct RegimesAsked {
    /// What the rows are by; the product unless told.
    pub by: Option<UseBy>,
    /// How many allocations are told of one by one, those of which most euros fall out: 10 unless told, 100 at most.
    pub take: Option<u32>,
}

/// What falls out under a regime.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "AllocationsOut"))]
pub struct Out {
    /// The lines and their euros.
    pub out: Count,
    /// Their part of all euros claimed, in per cent rounded to two decimals.
    pub share: Option<String>,
    /// Those that are within the ceiling as it is allocated.
    pub more: Count,
    /// Those that fall out as it is allocated, and are within the ceiling here.
    pub less: Count,
}

/// Some allocations under each regime.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "AllocationRegimesRow"))]
pub struct RegimesRow {
    /// What they have in common.
    pub label: Label,
    /// How many there are with lines on them.
    pub allocations: u32,
    /// Their lines and euros.
    pub claimed: Count,
    /// What falls out, in the order of the regimes.
    pub regimes: Vec<Out>,
}

/// A month of an allocation. Volumes in the unit of the allocation; minutes where that is hours, euros where it is euros.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "AllocationRegimesMonth"))]
pub struct RegimesMonth {
    /// The month.
    pub month: String,
    /// What was claimed.
    pub claimed: String,
    /// What may be claimed, in the order of the regimes, rounded to two decimals.
    pub ceilings: Vec<String>,
    /// Whether a line of the month falls out, in the same order.
    pub out: Vec<bool>,
}

/// One allocation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "AllocationRegimesOne"))]
pub struct RegimesOne {
    /// The product; empty where it names none.
    pub product: String,
    /// The provider.
    pub provider: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub through: String,
    /// The unit in which volumes are given.
    pub unit: Text,
    /// The volume as it is allocated.
    pub volume: String,
    /// The frequency of it: code 1, 2, 4 or 6 of WMO757.
    pub frequency: u8,
    /// The volume of all months together.
    pub whole: String,
    /// What was claimed of it.
    pub claimed: String,
    /// What falls out in euros, in the order of the regimes.
    pub out: Vec<Euros>,
    /// Its months with lines.
    pub months: Vec<RegimesMonth>,
}

/// Allocations and claims under other frequencies.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "AllocationRegimes"))]
pub struct RegimesAnswer {
    /// What the rows are by.
    pub by: UseBy,
    /// The regimes, in the order in which rows tell of them.
    pub regimes: Vec<Regime>,
    /// The rows, in the order of their labels.
    pub rows: Vec<RegimesRow>,
    /// All together.
    pub total: RegimesRow,
    /// The allocations of which most euros fall out under any regime.
    pub most: Vec<RegimesOne>,
    /// Lines on allocations that cannot be compared: a budget, no limit, or no last day.
    pub other: Count,
    /// Lines without an allocation that holds.
    pub elsewhere: Count,
}

/// What falls out of some lines under a regime.
#[derive(Clone, Copy, Debug, Default)]
struct Fallen {
    out: Count,
    more: Count,
    less: Count,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    allocations: u32,
    claimed: Count,
    fallen: [Fallen; Regime::ALL.len()],
}

/// Allocations being laid under other frequencies.
pub struct Regimes {
    by: UseBy,
    take: usize,
    held: Held,
    groups: Groups,
    labels: Dictionary,
    sums: Vec<Sum>,
    total: Sum,
    /// The euros that fall out at most, in cents, and what to tell.
    most: Vec<(i128, RegimesOne)>,
    other: Count,
    elsewhere: Count,
}

impl Regimes {
    /// Begins.
    ///
    /// # Errors
    /// There are no allocations, or too many different rows.
    pub fn new(asked: &RegimesAsked, claims: &Claims) -> Result<Self, ClaimsProblem> {
        let allocations = &claims.messages.allocations;
        if allocations.all.is_empty() {
            return Err(none());
        }
        let by = asked.by.unwrap_or_default();
        let mut labels = Dictionary::default();
        for one in &allocations.all {
            labels.add(&id(by, one, &allocations.names)).ok_or_else(too_many)?;
        }
        Ok(Self {
            by,
            take: asked.take.unwrap_or(TOLD.0).min(TOLD.1) as usize,
            held: Held::new(claims),
            groups: Groups::new(claims.rows()),
            sums: vec![Sum::default(); labels.len()],
            labels,
            total: Sum::default(),
            most: Vec::new(),
            other: Count::default(),
            elsewhere: Count::default(),
        })
    }

    /// Does one part more of the allocations; gives the part that is done, 1 when all is.
    pub fn step(&mut self, claims: &Claims) -> f64 {
        let out = traits::REJECTED | traits::REPLACED;
        let live = |row: usize| claims.traits.get(row).is_some_and(|bits| bits & out == 0);
        let mut groups = std::mem::replace(&mut self.groups, Groups::new(0));
        if groups.progress() == 0.0 {
            let without = |row: &usize| claims.allocation.get(*row) == Some(0) && live(*row);
            let cents = (0..claims.rows()).filter(without).filter_map(|row| claims.cents.get(row));
            cents.for_each(|cents| self.elsewhere.add(1, cents));
        }
        let key = |row: usize| {
            let allocation = claims.allocation.get(row).filter(|number| *number != 0 && live(row))?;
            Some((allocation, claims.municipality.get(row)?.into()))
        };
        let more = groups.step(claims.rows(), 1, key, |rows| self.take(claims, rows));
        self.groups = groups;
        if more { self.groups.progress().min(0.999) } else { 1.0 }
    }

    /// Lays the lines of one allocation under each regime.
    fn take(&mut self, claims: &Claims, rows: &[u32]) {
        let allocations = &claims.messages.allocations;
        let cents = |row: u32| claims.cents.get(row as usize).unwrap_or_default();
        let first = rows.first().map_or(0, |row| *row as usize);
        let allocation = claims.allocation.get(first).unwrap_or_default();
        let municipality = claims.municipality.get(first).unwrap_or_default();
        let found = self.held.find(allocation, municipality);
        let found = found.and_then(|at| allocations.all.get(at)).filter(|one| !one.deleted);
        let ceilings = found.map(|one| Regime::ALL.map(|regime| regime.ceiling(one)));
        let all = |count: &mut Count| rows.iter().for_each(|row| count.add(1, cents(*row)));
        let (Some(one), Some([Some(own), Some(week), Some(sunday), Some(month), Some(total)])) = (found, ceilings)
        else {
            return all(if found.is_some() { &mut self.other } else { &mut self.elsewhere });
        };
        let used = standing(claims, rows, one);
        let beyond = [own, week, sunday, month, total].map(|ceiling| (ceiling, ceiling.beyond(&used)));
        let mut sum = Sum { allocations: 1, ..Sum::default() };
        all(&mut sum.claimed);
        let own = beyond.first().map(|(_, out)| out.as_slice()).unwrap_or_default();
        for (fallen, (_, out)) in sum.fallen.iter_mut().zip(&beyond) {
            let add = |count: &mut Count, at: &usize| {
                used.get(*at).into_iter().for_each(|line| count.add(1, cents(line.row)))
            };
            out.iter().for_each(|at| add(&mut fallen.out, at));
            out.iter().filter(|at| own.binary_search(at).is_err()).for_each(|at| add(&mut fallen.more, at));
            own.iter().filter(|at| out.binary_search(at).is_err()).for_each(|at| add(&mut fallen.less, at));
        }
        let label = self.labels.find(&id(self.by, one, &allocations.names)).map_or(0, usize::from);
        self.sums.iter_mut().skip(label).take(1).for_each(|own| own.add(&sum));
        self.total.add(&sum);
        let out = sum.fallen.map(|fallen| fallen.out.euros);
        let most = out.iter().map(|euros| euros.0).max().unwrap_or_default();
        let last = self.most.last().map_or(0, |(most, _)| *most);
        if most > 0 && self.take > 0 && (self.most.len() < self.take || most > last) {
            let at = self.most.partition_point(|(other, _)| *other >= most);
            let one = told(claims, one, &used, &beyond, out.to_vec());
            one.into_iter().for_each(|one| self.most.insert(at, (most, one)));
            self.most.truncate(self.take);
        }
    }

    /// The answer.
    pub fn answer(self) -> RegimesAnswer {
        let all = self.labels.labels().iter().zip(self.sums).filter(|(_, sum)| sum.allocations > 0);
        let label = |id: &String| Label { id: id.clone(), name: name(self.by, id) };
        let mut rows: Vec<RegimesRow> = all.map(|(id, sum)| sum.told(label(id))).collect();
        sort(&mut rows, |one, other| one.label.id.cmp(&other.label.id));
        RegimesAnswer {
            by: self.by,
            regimes: Regime::ALL.to_vec(),
            rows,
            total: self.total.told(everything()),
            most: self.most.into_iter().map(|(_, one)| one).collect(),
            other: self.other,
            elsewhere: self.elsewhere,
        }
    }
}

impl Sum {
    fn add(&mut self, other: &Self) {
        let add = |count: &mut Count, other: Count| {
            count.lines += other.lines;
            count.euros.0 += other.euros.0;
        };
        self.allocations += other.allocations;
        add(&mut self.claimed, other.claimed);
        for (own, other) in self.fallen.iter_mut().zip(&other.fallen) {
            add(&mut own.out, other.out);
            add(&mut own.more, other.more);
            add(&mut own.less, other.less);
        }
    }

    fn told(self, label: Label) -> RegimesRow {
        let whole = self.claimed.euros.0;
        let told = |Fallen { out, more, less }: Fallen| Out { out, share: percent(out.euros.0, whole), more, less };
        RegimesRow {
            label,
            allocations: self.allocations,
            claimed: self.claimed,
            regimes: self.fallen.into_iter().map(told).collect(),
        }
    }
}

/// One allocation, month by month; its lines are in the order of their months.
fn told(
    claims: &Claims,
    one: &Allocation,
    used: &[Used],
    beyond: &[(Ceiling, Vec<usize>)],
    out: Vec<Euros>,
) -> Option<RegimesOne> {
    let Scope::Volume { volume, unit, frequency } = one.scope else { return None };
    let (counted, minutes) = if unit == ClaimUnit::Uur { (ClaimUnit::Minuut, 60) } else { (unit, 1) };
    // Euros are counted in cents.
    let per = if unit == ClaimUnit::Euro { 100 } else { 1 };
    let written = |volume: i128, of: i128| divided(volume * 100, of * per).map(|part| Euros(part).plain());
    let sum = |lines: &[Used]| written(lines.iter().map(|line| i128::from(line.amount)).sum(), 1);
    let month = |line: &Used| Month::of(line.period.from());
    let mut months: Vec<RegimesMonth> = Vec::new();
    let mut before = 0;
    for lines in used.chunk_by(|one, other| month(one) == month(other)) {
        let own = before..before + lines.len();
        before = own.end;
        let month = lines.first().and_then(month)?;
        let whole = Period::through(month.first()?, month.last()?)?;
        let ceiling =
            |(ceiling, _): &(Ceiling, Vec<usize>)| ceiling.within(&whole).and_then(|(most, of)| written(most, of));
        months.push(RegimesMonth {
            month: month.id(),
            claimed: sum(lines)?,
            ceilings: beyond.iter().map(ceiling).collect::<Option<_>>()?,
            out: beyond.iter().map(|(_, out)| out.iter().any(|at| own.contains(at))).collect(),
        });
    }
    let day = |day: Day| day.date().map(|date| date.to_string());
    Some(RegimesOne {
        product: one.product().to_owned(),
        provider: claims.messages.allocations.names.label(one.provider).to_owned(),
        from: day(one.from)?,
        through: day(one.through)?,
        unit: counted.text(),
        volume: written(i128::from(volume) * minutes, 1)?,
        frequency: frequency.code(),
        whole: written(one.ceiling()?.all?, 1)?,
        claimed: sum(used)?,
        out,
        months,
    })
}
