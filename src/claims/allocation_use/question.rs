//! The use of allocations as a question.

use serde::{Deserialize, Serialize};

use super::complete::{Complete, CompleteBy};
use super::lines::{Lines, Means};
use super::row::{Claimed, Looked, Sum, UseBy, UseRow};
use super::trajectory::Trajectory;
use super::worth::{Basis, Tariffs};
use crate::calendar::Date;
use crate::claims::agreed::AgreedTariff;
use crate::claims::allocations::Allocation;
use crate::claims::claim::{Day, Month};
use crate::claims::csv::Count;
use crate::claims::ijw::Variant;
use crate::claims::keys::Dictionary;
use crate::claims::order::sort;
use crate::claims::problem::ClaimsProblem;
use crate::claims::run_off::RunOffAsked;
use crate::claims::scan::Label;
use crate::claims::table::Claims;
use crate::quantity::Text;

/// The days after its end within which another allocation follows on, unless told.
const GAP: u16 = 31;
/// What one allocation is worth in work, in rows.
const EFFORT: usize = 16;

/// Asks for the use of allocations.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields, rename = "AllocationUseAsked"))]
#[serde(rename_all = "camelCase", default)]
pub struct UseAsked {
    /// What the rows are by; the product unless told.
    pub by: Option<UseBy>,
    /// The tariffs that were agreed. A product without one has the mean of what was claimed.
    pub agreed: Option<Vec<AgreedTariff>>,
    /// How claims run off, which says the months that are complete; lines of its selection count that were claimed up to its month.
    /// The selection is by errors and status only, since allocations have no other axes.
    pub run_off: Option<RunOffAsked>,
    /// The last month of care that is complete; unless told, the last of which the run-off expects 95 % to be claimed.
    pub complete: Option<String>,
    /// The first month of care that is looked at; unless told, the first of the claims.
    pub since: Option<String>,
    /// How many days after its end another allocation follows on: 31 unless told, 366 at most.
    pub gap: Option<u16>,
}

/// How many allocations are worth what they are by what.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "AllocationsPriced"))]
pub struct Priced {
    /// They are amounts.
    pub amount: u32,
    /// By an agreed tariff.
    pub agreed: u32,
    /// By the mean of what was claimed.
    pub mean: u32,
}

/// The use of allocations. Claimed of all rows, `outside` and `elsewhere` together are all lines that count.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "AllocationUse"))]
#[serde(rename_all = "camelCase")]
pub struct UseAnswer {
    /// What the rows are by.
    pub by: UseBy,
    /// The first month of care that is looked at.
    pub since: String,
    /// The last month of care that is complete, and the last that is looked at.
    pub complete: String,
    /// What says so.
    pub complete_by: CompleteBy,
    /// The rows, in the order of their labels.
    pub rows: Vec<UseRow>,
    /// All together.
    pub total: UseRow,
    /// How many allocations were taken back: they count nowhere.
    pub deleted: u32,
    /// How many were replaced by a later message: the last one holds.
    pub replaced: u32,
    /// What those rest on whose worth is known.
    pub priced: Priced,
    /// Lines on an allocation, for care in other months: not in what was claimed to date.
    pub outside: Count,
    /// Lines without an allocation that holds.
    pub elsewhere: Count,
    /// How many days after its end another allocation follows on.
    pub gap: u16,
}

/// The use of allocations being added up.
pub struct Uses {
    by: UseBy,
    gap: u16,
    tariffs: Tariffs,
    since: Month,
    complete: Complete,
    lines: Lines,
    means: Means,
    /// By the place of the allocation.
    claimed: Vec<Claimed>,
    outside: Count,
    elsewhere: Count,
    /// The first of each number and the one that holds, a trajectory's after each other.
    order: Vec<(usize, usize)>,
    at: usize,
    labels: Dictionary,
    sums: Vec<Sum>,
    total: Sum,
    /// The label in the high half, the client in the low.
    clients: Vec<u64>,
    deleted: u32,
    priced: Priced,
    open: Option<(Trajectory, usize)>,
}

impl Uses {
    /// Begins to lay the lines on the allocations.
    ///
    /// # Errors
    /// There are no allocations; a month, tariff or selection that is none.
    pub fn new(asked: UseAsked, claims: &Claims) -> Result<Self, ClaimsProblem> {
        let allocations = &claims.messages.allocations;
        if allocations.all.is_empty() {
            return Err(none());
        }
        let gap = asked.gap.unwrap_or(GAP);
        if gap > 366 {
            let message = Text::new("Kies ten hoogste 366 dagen.", "Choose 366 days at most.");
            return Err(ClaimsProblem::new("gap", message));
        }
        let run = asked.run_off.unwrap_or_default();
        let lines = laid(&run, claims)?;
        let mut order = allocations.first_and_last();
        let one = |place: usize| allocations.all.get(place);
        sort(&mut order, |(_, own), (_, other)| {
            let key = |place: usize| one(place).map(|one| (Trajectory::key(one), one.from, one.number));
            key(*own).cmp(&key(*other))
        });
        let by = asked.by.unwrap_or_default();
        let mut labels = Dictionary::default();
        for (_, last) in &order {
            let label = one(*last).map(|one| id(by, one, &allocations.names));
            labels.add(&label.unwrap_or_default()).ok_or_else(too_many)?;
        }
        let since = asked.since.as_deref().map(Month::read).transpose()?;
        Ok(Self {
            by,
            gap,
            since: since.unwrap_or(claims.months().map_or(Month(0), |(first, _)| Month(first))),
            means: Means::new(claims),
            claimed: vec![Claimed::default(); allocations.all.len()],
            outside: Count::default(),
            elsewhere: Count::default(),
            tariffs: Tariffs::read(asked.agreed.as_deref().unwrap_or_default(), allocations)?,
            complete: Complete::new(asked.complete.as_deref(), run, claims)?,
            lines,
            order,
            at: 0,
            sums: vec![Sum::default(); labels.len()],
            labels,
            total: Sum::default(),
            clients: Vec::new(),
            deleted: 0,
            priced: Priced::default(),
            open: None,
        })
    }

    /// Does about so many rows more; gives the part that is done, 1 when all is.
    pub fn step(&mut self, claims: &Claims, budget: usize) -> f64 {
        let Some(complete) = self.complete.month() else {
            return 0.3 * self.complete.step(claims, budget).min(0.999);
        };
        let months = Looked { since: self.since, complete };
        if self.at == 0 {
            let Self { lines, means, claimed, outside, elsewhere, .. } = self;
            let done = lines.step(claims, budget, |on, line| {
                means.add(line);
                let Some(own) = on.and_then(|at| claimed.get_mut(at)) else { return elsewhere.add(1, line.cents) };
                own.ever += line.cents;
                if (months.since..=complete).contains(&line.month) {
                    own.to_date += line.cents;
                } else {
                    outside.add(1, line.cents);
                }
            });
            if done < 1.0 {
                return 0.3 + 0.5 * done;
            }
        }
        let to = self.at.saturating_add(budget / EFFORT + 1).min(self.order.len());
        for at in self.at..to {
            self.take(claims, at, months);
        }
        self.at = to;
        if to == self.order.len() {
            self.close(months);
            return 1.0;
        }
        0.8 + 0.2 * to as f64 / self.order.len() as f64
    }

    /// Adds the allocation at a place of the order.
    fn take(&mut self, claims: &Claims, at: usize, months: Looked) {
        let allocations = &claims.messages.allocations;
        let one = |place: usize| allocations.all.get(place);
        let Some((first, last)) = self.order.get(at).copied() else { return };
        let Some((given, holds)) = one(first).zip(one(last)) else { return };
        if holds.deleted {
            self.deleted += 1;
            return;
        }
        let worth = self.tariffs.worth(holds, months.complete, &self.means);
        match worth.as_ref().map(|worth| worth.by) {
            Ok(Basis::Amount) => self.priced.amount += 1,
            Ok(Basis::Agreed) => self.priced.agreed += 1,
            Ok(Basis::Mean) => self.priced.mean += 1,
            Err(_) => {}
        }
        let claimed = self.claimed.get(last).copied().unwrap_or_default();
        let label = self.labels.find(&id(self.by, holds, &allocations.names)).map_or(0, usize::from);
        if let Some(sum) = self.sums.get_mut(label) {
            sum.add(holds, &worth, claimed, months);
        }
        self.total.add(holds, &worth, claimed, months);
        self.clients.push((label as u64) << 32 | u64::from(holds.client));
        // What it came to when it was given; a later message may have made it longer or larger.
        let budget = if first == last { worth } else { self.tariffs.worth(given, months.complete, &self.means) };
        let budget = budget.ok().map(|worth| worth.whole());
        if !self.open.as_ref().is_some_and(|(own, _)| own.goes_on(holds, self.gap)) {
            self.close(months);
            self.open = Some((Trajectory::new(*holds), label));
        }
        if let Some((own, _)) = &mut self.open {
            own.add(given, holds, claimed.ever, budget);
        }
    }

    /// Ends the trajectory of which all allocations were looked at.
    fn close(&mut self, months: Looked) {
        let Some((own, label)) = self.open.take() else { return };
        let on = months.complete.last().and_then(Day::of).unwrap_or(Day(0));
        let finished = own.is_finished(on, self.gap);
        self.sums.iter_mut().skip(label).take(1).for_each(|sum| sum.add_trajectory(&own, finished, months));
        self.total.add_trajectory(&own, finished, months);
    }

    /// The answer.
    ///
    /// # Errors
    /// It was not all added up.
    pub fn answer(self, claims: &Claims) -> Result<UseAnswer, ClaimsProblem> {
        let (complete, complete_by) = self.complete.found().ok_or_else(none)?;
        let mut clients = self.clients;
        clients.sort_unstable();
        clients.dedup();
        let count = |label: usize| {
            let of = clients.partition_point(|pair| (pair >> 32) < label as u64)
                ..clients.partition_point(|pair| (pair >> 32) <= label as u64);
            number(of.len())
        };
        let all = self.total.allocations();
        let rows = self.labels.labels().iter().zip(self.sums).enumerate();
        let mut rows: Vec<UseRow> = rows
            .filter(|(_, (_, sum))| sum.allocations() > 0)
            .map(|(at, (id, sum))| sum.told(Label { id: id.clone(), name: name(self.by, id) }, count(at), all))
            .collect();
        sort(&mut rows, |one, other| one.label.id.cmp(&other.label.id));
        let mut everyone: Vec<u64> = clients.iter().map(|pair| pair & u64::from(u32::MAX)).collect();
        everyone.sort_unstable();
        everyone.dedup();
        Ok(UseAnswer {
            by: self.by,
            since: self.since.id(),
            complete: complete.id(),
            complete_by,
            rows,
            total: self.total.told(everything(), number(everyone.len()), all),
            deleted: self.deleted,
            replaced: number(claims.messages.allocations.all.len() - self.order.len()),
            priced: self.priced,
            outside: self.outside,
            elsewhere: self.elsewhere,
            gap: self.gap,
        })
    }
}

/// The lines that a question is about: those of the run-off's selection, claimed up to the month that it looks at.
///
/// # Errors
/// A month that is none, or a selection of municipalities, providers, products or months.
pub fn laid(run: &RunOffAsked, claims: &Claims) -> Result<Lines, ClaimsProblem> {
    let selection = run.selection.clone().unwrap_or_default();
    if selection.only.is_some() {
        let message = Text::new(
            "Toewijzingen zijn er als geheel: kies alle gemeenten, aanbieders en producten.",
            "Allocations are there as a whole: choose all municipalities, providers and products.",
        );
        return Err(ClaimsProblem::new("allocation-selection", message));
    }
    Lines::new(claims, &selection, run.seen.as_deref().map(Month::read).transpose()?)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What an allocation has in common with others of its row.
pub fn id(by: UseBy, one: &Allocation, names: &Dictionary) -> String {
    let begins = || Month(one.from.date().and_then(Month::of).unwrap_or_default().0);
    match by {
        UseBy::Product if one.variant() == Variant::Specific => one.product().to_owned(),
        UseBy::Product | UseBy::Category => one.category().to_owned(),
        UseBy::Provider => names.label(one.provider).to_owned(),
        UseBy::Municipality => names.label(one.municipality).to_owned(),
        UseBy::Month => begins().id(),
        UseBy::Year => begins().year().to_string(),
        UseBy::Variant => match one.variant() {
            Variant::Specific => "specifiek",
            Variant::Aspecific => "aspecifiek",
            Variant::Generic => "generiek",
        }
        .to_owned(),
    }
}

/// The label of all allocations together.
pub fn everything() -> Label {
    Label { id: String::new(), name: Text::new("alle toewijzingen", "all allocations") }
}

/// A row in words.
pub fn name(by: UseBy, id: &str) -> Text {
    match (by, id) {
        (UseBy::Product | UseBy::Category, "") => Text::new("(generiek)", "(generic)"),
        (UseBy::Product, id) if id.len() <= 2 => {
            Text::owned(format!("{id} (alleen categorie)"), format!("{id} (category only)"))
        }
        (UseBy::Variant, "specifiek") => Text::new("specifiek", "specific"),
        (UseBy::Variant, "aspecifiek") => Text::new("aspecifiek", "aspecific"),
        (UseBy::Variant, _) => Text::new("generiek", "generic"),
        (UseBy::Month, id) => {
            let first = Month::parse(id).and_then(Month::first);
            first.map_or_else(|| Text::same(id.to_owned()), Date::month_text)
        }
        (_, id) => Text::same(id.to_owned()),
    }
}

pub fn none() -> ClaimsProblem {
    let message = Text::new(
        "Er zijn geen toewijzingen. Lees JW301-berichten in naast de declaraties.",
        "There are no allocations. Read JW301 messages beside the claims.",
    );
    ClaimsProblem::new("no-allocations", message)
}

pub fn too_many() -> ClaimsProblem {
    let message =
        Text::new("Te veel verschillende rijen; kies een grovere indeling.", "Too many rows; choose a coarser axis.");
    ClaimsProblem::new("too-many-cells", message)
}
