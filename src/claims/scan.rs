//! Adding up rows by the codes of their columns, densely: every row is one addition at a place that its codes give.

use serde::{Deserialize, Serialize};

use super::checks::{CheckId, Severity};
use super::claim::{Month, traits};
use super::column::{CHUNK, Chunk};
use super::limits::MAX_CELLS;
use super::order::sort;
use super::problem::ClaimsProblem;
use super::table::Claims;
use crate::calendar::Date;
use crate::quantity::Text;

/// What claims can be added up by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsAxis"))]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// The year of care.
    Year,
    /// The month of care.
    Month,
    /// The municipality.
    Municipality,
    /// The provider.
    Provider,
    /// The category of the product: the first two signs of its code.
    Category,
    /// The product.
    Product,
    /// The unit.
    Unit,
    /// Submitted, approved or rejected.
    Status,
}

/// Which lines count.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields, rename = "ClaimsSelection"))]
#[serde(rename_all = "camelCase", default)]
pub struct Selection {
    /// Leave out the lines that a check of the kind *fout* hit.
    pub without_errors: Option<bool>,
    /// Leave out the lines that these checks hit.
    pub without: Option<Vec<CheckId>>,
    /// Count lines that the municipality rejected; they are left out otherwise.
    pub with_rejected: Option<bool>,
    /// Only lines with one of these labels on an axis, for each.
    pub only: Option<Vec<Only>>,
}

/// The labels of an axis that count.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsOnly"))]
pub struct Only {
    /// The axis.
    pub axis: By,
    /// The labels' ids.
    pub labels: Vec<String>,
}

/// A label of an axis.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsLabel"))]
pub struct Label {
    /// As it stands in the files; `2023` or `2023-02` for time.
    pub id: String,
    /// In words.
    pub name: Text,
}

/// Which place of an axis each code of a column has.
#[derive(Clone, Debug)]
pub struct Axis {
    /// What it is.
    pub by: By,
    /// Its labels, in order.
    pub labels: Vec<Label>,
    /// The place of each code; beyond its end, the code has none.
    places: Vec<u32>,
}

/// The place of a code that is not on the axis.
const NOWHERE: u32 = u32::MAX;

impl Axis {
    /// The axis of the claims that there are.
    pub fn new(by: By, claims: &Claims) -> Self {
        let named = |labels: &[String], empty: Text| -> Vec<Label> {
            labels
                .iter()
                .map(|label| {
                    let name = if label.is_empty() { empty.clone() } else { Text::same(label.clone()) };
                    Label { id: label.clone(), name }
                })
                .collect()
        };
        let empty = Text::new("(niet ingevuld)", "(not filled in)");
        match by {
            By::Month | By::Year => Self::of_time(by, claims),
            By::Municipality => Self::sorted(by, named(claims.municipalities.labels(), empty)),
            By::Provider => Self::sorted(by, named(claims.providers.labels(), empty)),
            By::Product => Self::sorted(by, named(claims.products.labels(), empty)),
            By::Category => {
                let heads = claims.products.labels().iter().map(|code| code.chars().take(2).collect::<String>());
                Self::sorted(by, named(&heads.collect::<Vec<String>>(), empty))
            }
            By::Unit => {
                let numbers = 0..=super::claim::ClaimUnit::StuksInspanning as u8;
                let label = |number: u8| {
                    let unit = super::claim::ClaimUnit::of_number(number);
                    Label { id: format!("{:02}", unit as u8), name: unit.text() }
                };
                Self::sorted(by, numbers.map(label).collect())
            }
            By::Status => {
                let submitted = || ("ingediend", Text::new("ingediend", "submitted"));
                let word = |bits: u8| match bits {
                    _ if bits & traits::REPLACED != 0 => ("vervangen", Text::new("vervangen", "replaced")),
                    _ if bits & traits::REJECTED != 0 => ("afgekeurd", Text::new("afgekeurd", "rejected")),
                    _ if bits & traits::APPROVED != 0 => ("toegekend", Text::new("toegekend", "approved")),
                    _ => submitted(),
                };
                let label = |(id, name): (&str, Text)| Label { id: id.to_owned(), name };
                Self::sorted(by, (0..32).map(word).map(label).collect())
            }
        }
    }

    /// Labels by code, in the order of their ids, each once.
    fn sorted(by: By, by_code: Vec<Label>) -> Self {
        let mut labels = by_code.clone();
        sort(&mut labels, |one, other| one.id.cmp(&other.id));
        labels.dedup_by(|one, other| one.id == other.id);
        let place = |label: &Label| labels.binary_search_by(|other| other.id.cmp(&label.id)).unwrap_or_default();
        let places = by_code.iter().map(|label| u32::try_from(place(label)).unwrap_or(NOWHERE)).collect();
        Self { by, labels, places }
    }

    fn of_time(by: By, claims: &Claims) -> Self {
        let Some((first, last)) = claims.months() else {
            return Self { by, labels: Vec::new(), places: Vec::new() };
        };
        let year = by == By::Year;
        let id = |month: u16| if year { Month(month).year().to_string() } else { Month(month).id() };
        let name = |month: u16| {
            let whole = Month(month).first().filter(|_| !year).map(Date::month_text);
            whole.unwrap_or_else(|| Text::same(id(month)))
        };
        let mut labels: Vec<Label> = (first..=last).map(|month| Label { id: id(month), name: name(month) }).collect();
        labels.dedup_by(|one, other| one.id == other.id);
        let start = if year { Month(first).year() } else { i32::from(first) };
        let place = |month: u16| if year { Month(month).year() } else { i32::from(month) } - start;
        let places = (0..=last)
            .map(|month| if month < first { NOWHERE } else { u32::try_from(place(month)).unwrap_or(NOWHERE) });
        Self { by, labels, places: places.collect() }
    }

    /// For each label its place on a coarser axis of the same codes, such as that of a month on the axis of years.
    pub fn places_on(&self, coarser: &Self) -> Vec<u32> {
        let mut on = vec![0; self.labels.len()];
        for (own, up) in self.places.iter().zip(&coarser.places) {
            if let Some(slot) = on.get_mut(*own as usize) {
                *slot = *up;
            }
        }
        on
    }

    /// The place of a code, if it has one.
    pub fn place(&self, code: usize) -> Option<u32> {
        self.places.get(code).copied().filter(|place| *place != NOWHERE)
    }
}

/// A table from code to what is added to a row's place: as long as there are codes, so that looking up needs no test.
struct Steps(Box<[u32; 1 << 16]>);

/// What makes a place lie beyond every cell, however much is added.
const OUT: u32 = 1 << 30;

impl Steps {
    fn new(step: impl Fn(usize) -> Option<u32>) -> Option<Self> {
        let table: Vec<u32> = (0..1 << 16).map(|code| step(code).unwrap_or(OUT)).collect();
        table.into_boxed_slice().try_into().ok().map(Self)
    }

    #[inline]
    fn of(&self, code: u16) -> u32 {
        self.0.get(usize::from(code)).copied().unwrap_or(OUT)
    }
}

/// One column that has a say in the place of a row.
struct Part {
    by: By,
    steps: Steps,
}

/// Where each row is added, by its codes; rows that do not count lie beyond the last cell.
pub struct Scan {
    axes: Vec<Axis>,
    parts: Vec<Part>,
    without: u16,
    cells: usize,
}

/// The rows whose places are made at a time: they stay in the nearest cache.
pub const BLOCK: usize = 2048;

impl Scan {
    /// A scan over axes, the last running fastest.
    ///
    /// # Errors
    /// More cells than an answer may have; a label that is not on its axis.
    pub fn new(claims: &Claims, by: &[By], selection: &Selection) -> Result<Self, ClaimsProblem> {
        let axes: Vec<Axis> = by.iter().map(|by| Axis::new(*by, claims)).collect();
        let cells = axes.iter().try_fold(1_usize, |cells, axis| cells.checked_mul(axis.labels.len()));
        let cells = cells.filter(|cells| *cells <= MAX_CELLS).ok_or_else(|| {
            let message = Text::owned(
                format!("Deze tabel heeft meer dan {MAX_CELLS} cellen; kies minder of grovere indelingen."),
                format!("This table has more than {MAX_CELLS} cells; choose fewer or coarser axes."),
            );
            ClaimsProblem::new("too-many-cells", message)
        })?;
        let mut scan = Self { axes, parts: Vec::new(), without: without(selection), cells };
        let mut stride = 1_u32;
        for at in (0..scan.axes.len()).rev() {
            let Some(axis) = scan.axes.get(at) else { continue };
            let steps = Steps::new(|code| axis.place(code).map(|place| place * stride));
            let (by, length) = (axis.by, u32::try_from(axis.labels.len()).unwrap_or(u32::MAX));
            scan.parts.extend(steps.map(|steps| Part { by, steps }));
            stride = stride.saturating_mul(length);
        }
        let out = traits::REPLACED | if selection.with_rejected == Some(true) { 0 } else { traits::REJECTED };
        if claims.traits.bits() & out != 0 {
            let steps = Steps::new(|bits| (bits & usize::from(out) == 0).then_some(0));
            scan.parts.extend(steps.map(|steps| Part { by: By::Status, steps }));
        }
        for only in selection.only.iter().flatten() {
            let axis = Axis::new(only.axis, claims);
            let kept: Vec<bool> = axis.labels.iter().map(|label| only.labels.contains(&label.id)).collect();
            let is_kept =
                |code| axis.place(code).and_then(|place| kept.get(place as usize)).copied().unwrap_or_default();
            let steps = Steps::new(|code| is_kept(code).then_some(0));
            scan.parts.extend(steps.map(|steps| Part { by: only.axis, steps }));
        }
        Ok(scan)
    }

    /// The axes.
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// How many cells there are.
    pub const fn cells(&self) -> usize {
        self.cells
    }

    /// The places of all cells, label by label.
    pub fn at(&self, cell: usize) -> Vec<u32> {
        let mut rest = cell;
        let mut at: Vec<u32> = self
            .axes
            .iter()
            .rev()
            .map(|axis| {
                let place = rest.checked_rem(axis.labels.len()).unwrap_or_default();
                rest = rest.checked_div(axis.labels.len()).unwrap_or_default();
                u32::try_from(place).unwrap_or(NOWHERE)
            })
            .collect();
        at.reverse();
        at
    }

    /// The cell of each of up to [`BLOCK`] rows of a chunk, from a row of it on. Cells from [`Scan::cells`] on do not count.
    #[inline]
    pub fn places<'a>(&self, claims: &Claims, chunk: usize, from: usize, block: &'a mut [u32; BLOCK]) -> &'a [u32] {
        let rows = claims.month.chunk(chunk).map_or(0, Chunk::len).saturating_sub(from).min(BLOCK);
        let places = block.get_mut(..rows).unwrap_or_default();
        let rest = match (self.parts.as_slice(), claims.month.chunk(chunk), claims.product.chunk(chunk)) {
            // Time and product, the most asked for, in one go.
            ([one, other, rest @ ..], Some(Chunk::Each(months)), Some(Chunk::Each(products)))
                if one.by == By::Product && matches!(other.by, By::Month | By::Year) =>
            {
                let codes = months.get(from..).unwrap_or_default().iter().zip(products.get(from..).unwrap_or_default());
                for (place, (month, product)) in places.iter_mut().zip(codes) {
                    *place = other.steps.of(*month).wrapping_add(one.steps.of(*product));
                }
                rest
            }
            (all, ..) => {
                places.fill(0);
                all
            }
        };
        for part in rest {
            match part.by {
                By::Month | By::Year => add(places, claims.month.chunk(chunk), from, &part.steps),
                By::Municipality => add(places, claims.municipality.chunk(chunk), from, &part.steps),
                By::Provider => add(places, claims.provider.chunk(chunk), from, &part.steps),
                By::Category | By::Product => add(places, claims.product.chunk(chunk), from, &part.steps),
                By::Unit => add(places, claims.unit.chunk(chunk), from, &part.steps),
                By::Status => add(places, claims.traits.chunk(chunk), from, &part.steps),
            }
        }
        if self.without != 0 {
            leave_out(places, claims.flags.chunk(chunk), from, self.without);
        }
        places
    }
}

#[inline]
fn add<T: Copy + PartialEq + Into<u16>>(places: &mut [u32], chunk: Option<&Chunk<T>>, from: usize, steps: &Steps) {
    match chunk {
        Some(Chunk::Same(code, _)) => {
            let step = steps.of((*code).into());
            places.iter_mut().for_each(|place| *place = place.saturating_add(step));
        }
        Some(Chunk::Each(codes)) => {
            let codes = codes.get(from..).unwrap_or_default();
            for (place, code) in places.iter_mut().zip(codes) {
                *place = place.wrapping_add(steps.of((*code).into()));
            }
        }
        None => {}
    }
}

fn leave_out(places: &mut [u32], chunk: Option<&Chunk<u16>>, from: usize, without: u16) {
    match chunk {
        Some(Chunk::Same(flags, _)) if flags & without != 0 => places.fill(OUT),
        Some(Chunk::Each(flags)) => {
            let flags = flags.get(from..).unwrap_or_default();
            for (place, flags) in places.iter_mut().zip(flags) {
                *place = if flags & without != 0 { OUT } else { *place };
            }
        }
        _ => {}
    }
}

/// The bits of checks whose lines are left out.
fn without(selection: &Selection) -> u16 {
    let of_errors = selection.without_errors == Some(true);
    let errors = CheckId::ALL.into_iter().filter(|check| of_errors && check.severity() == Severity::Fout);
    let named = selection.without.iter().flatten().copied();
    errors.chain(named).fold(0, |bits, check| bits | check.bit())
}

/// A walk over all rows in blocks, a step at a time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Walk {
    chunk: usize,
    from: usize,
}

impl Walk {
    /// Does about so many rows more; gives the part that is done, 1 when all are.
    pub fn step(&mut self, claims: &Claims, budget: usize, mut work: impl FnMut(usize, usize, usize)) -> f64 {
        let mut left = budget.max(1);
        while let Some(chunk) = claims.month.chunk(self.chunk) {
            let rows = chunk.len().saturating_sub(self.from).min(BLOCK);
            if rows == 0 {
                *self = Self { chunk: self.chunk + 1, from: 0 };
                continue;
            }
            if left == 0 {
                let done = self.chunk * CHUNK + self.from;
                return (done as f64 / claims.rows().max(1) as f64).min(0.999);
            }
            work(self.chunk, self.from, rows);
            self.from += rows;
            left = left.saturating_sub(rows);
        }
        1.0
    }
}
