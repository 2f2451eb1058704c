//! Disclosure control: which cells of tables from own data may leave the page.
//!
//! A cell about few clients is hidden, and so are other cells, until no hidden cell can be worked out from what is shown and
//! from how amounts add up. A hidden cell hides its count, its euros and its averages together. What is zero stays shown: that
//! nobody got a product says nothing of a person.

use serde::Serialize;

/// Counts below this are hidden, unless the deployer sets another number.
pub const THRESHOLD: u32 = 10;

/// Tables of more hidden cells than this are not given out at all: choose coarser ones.
pub const MOST_HIDDEN: usize = 2_000;

/// One cell of all tables that leave together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cell {
    /// Distinct clients behind it.
    pub clients: u32,
    /// Whether one client has so large a share of its euros that the amount tells about that client.
    pub dominated: bool,
}

/// Amounts that add up: the cell `total` is the sum of the cells `parts`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sum {
    /// The cell that holds the sum.
    pub total: usize,
    /// The cells that are added up.
    pub parts: Vec<usize>,
}

/// Whether a cell may be shown, and otherwise why not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsShown"))]
#[serde(rename_all = "lowercase")]
pub enum Shown {
    /// It may be shown.
    #[default]
    Yes,
    /// It is about fewer clients than the threshold.
    Few,
    /// One client has most of it.
    Dominated,
    /// With it, another hidden cell could be worked out.
    Secondary,
}

/// Why tables may not leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leak {
    /// There would be more than [`MOST_HIDDEN`] hidden cells.
    TooMany {
        /// How many.
        hidden: usize,
    },
    /// A cell would have to be hidden that was shown before.
    Open,
}

/// Whether a client with this part of a cell's euros dominates it: the largest has more than `percent` % of the whole.
pub fn dominates(largest_cents: u64, all_cents: u64, percent: u32) -> bool {
    u128::from(largest_cents) * 100 > u128::from(all_cents) * u128::from(percent)
}

/// Decides for every cell whether it may be shown.
///
/// # Errors
/// [`Leak::TooMany`].
pub fn protect(cells: &[Cell], sums: &[Sum], threshold: u32) -> Result<Vec<Shown>, Leak> {
    protect_beside(cells, sums, threshold, &[])
}

/// The same where it was decided about some cells before: what was shown is known, and what was hidden stays hidden.
///
/// # Errors
/// [`Leak`].
pub fn protect_beside(
    cells: &[Cell],
    sums: &[Sum],
    threshold: u32,
    decided: &[Option<Shown>],
) -> Result<Vec<Shown>, Leak> {
    let first = |cell: &Cell| match cell {
        Cell { clients: 0, .. } => Shown::Yes,
        Cell { clients, .. } if *clients < threshold => Shown::Few,
        Cell { dominated: true, .. } => Shown::Dominated,
        _ => Shown::Yes,
    };
    let before = |at: usize| decided.get(at).copied().flatten();
    let shown = cells.iter().enumerate().map(|(at, cell)| before(at).unwrap_or_else(|| first(cell))).collect();
    let known = (0..cells.len()).map(|at| before(at) == Some(Shown::Yes)).collect();
    let mut tables = Tables { cells, sums, threshold, shown, known };
    loop {
        while tables.hide_beside_thin_groups() {}
        let hidden = tables.hidden();
        if hidden.len() > MOST_HIDDEN {
            return Err(Leak::TooMany { hidden: hidden.len() });
        }
        let found = worked_out(sums, &hidden);
        if found.is_empty() {
            let thin = sums.iter().any(|sum| tables.is_thin(sum));
            return if thin { Err(Leak::Open) } else { Ok(tables.shown) };
        }
        if !tables.hide_beside(&found) {
            return Err(Leak::Open);
        }
    }
}

struct Tables<'a> {
    cells: &'a [Cell],
    sums: &'a [Sum],
    threshold: u32,
    shown: Vec<Shown>,
    /// What was shown before, and cannot be hidden any more.
    known: Vec<bool>,
}

impl Tables<'_> {
    fn is_hidden(&self, cell: usize) -> bool {
        self.shown.get(cell).is_some_and(|shown| *shown != Shown::Yes)
    }

    fn clients(&self, cell: usize) -> u32 {
        self.cells.get(cell).map_or(0, |cell| cell.clients)
    }

    fn hidden(&self) -> Vec<usize> {
        (0..self.shown.len()).filter(|cell| self.is_hidden(*cell)).collect()
    }

    /// A shown total less the shown parts is the sum of the hidden ones: that must be of more than one cell, and one of them
    /// about enough clients, since several cells may be about the same ones. A hidden total needs a hidden part.
    fn is_thin(&self, sum: &Sum) -> bool {
        let group = || sum.parts.iter().copied().filter(|part| self.is_hidden(*part));
        if self.is_hidden(sum.total) {
            return group().next().is_none();
        }
        match group().count() {
            0 => false,
            1 => true,
            _ => group().all(|part| self.clients(part) < self.threshold),
        }
    }

    /// Hides one cell more in each sum whose hidden cells are a thin group, one sum after the other: what is hidden for one
    /// may be enough for the next. False where nothing was hidden.
    fn hide_beside_thin_groups(&mut self) -> bool {
        let mut any = false;
        for sum in self.sums {
            any |= self.is_thin(sum) && self.hide_one(sum);
        }
        any
    }

    /// Hides one cell more for each of these that can be worked out.
    fn hide_beside(&mut self, found: &[usize]) -> bool {
        let mut any = false;
        for cell in found {
            any |= self.nearest(*cell).is_some_and(|next| self.hide(next));
        }
        any
    }

    /// The cell that costs least to hide among those in a sum with this one, or else in a sum with a hidden cell of these
    /// sums, and so on.
    fn nearest(&self, cell: usize) -> Option<usize> {
        let mut reached = vec![cell];
        loop {
            let holds = |sum: &&Sum| reached.iter().any(|cell| sum.total == *cell || sum.parts.contains(cell));
            let around: Vec<&Sum> = self.sums.iter().filter(holds).collect();
            let best = around.iter().filter_map(|sum| self.candidate(sum)).min_by_key(|next| self.cost(*next));
            if best.is_some() {
                return best;
            }
            let members = around.iter().flat_map(|sum| sum.parts.iter().copied().chain([sum.total]));
            let mut wider: Vec<usize> = members.filter(|member| self.is_hidden(*member)).collect();
            wider.sort_unstable();
            wider.dedup();
            if wider.len() <= reached.len() {
                return None;
            }
            reached = wider;
        }
    }

    fn hide_one(&mut self, sum: &Sum) -> bool {
        self.candidate(sum).is_some_and(|next| self.hide(next))
    }

    /// What costs least to hide: the cell about the fewest clients; a total only where no part is left.
    fn candidate(&self, sum: &Sum) -> Option<usize> {
        let is_known = |cell: usize| self.known.get(cell).copied().unwrap_or_default();
        let open = |cell: &usize| !self.is_hidden(*cell) && !is_known(*cell) && self.clients(*cell) > 0;
        let part = sum.parts.iter().copied().filter(open).min_by_key(|part| self.cost(*part));
        part.or_else(|| Some(sum.total).filter(open))
    }

    fn cost(&self, cell: usize) -> (u32, usize) {
        (self.clients(cell), cell)
    }

    fn hide(&mut self, cell: usize) -> bool {
        self.shown.get_mut(cell).is_some_and(|shown| {
            *shown = Shown::Secondary;
            true
        })
    }
}

/// A prime below 2⁶¹: fractions are computed as whole numbers modulo it, so that no rounding hides a solution.
const PRIME: u64 = (1 << 61) - 1;

/// The product modulo the prime: 2⁶¹ is one more than it, so what stands above 61 bits is added to what stands below.
const fn times(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    let folded = (product as u64 & PRIME) + (product >> 61) as u64;
    if folded >= PRIME { folded - PRIME } else { folded }
}

const fn minus(a: u64, b: u64) -> u64 {
    if a >= b { a - b } else { a + (PRIME - b) }
}

/// Fermat: the power p − 2.
const fn inverse(number: u64) -> u64 {
    let (mut power, mut result, mut left) = (number, 1, PRIME - 2);
    while left > 0 {
        if left & 1 == 1 {
            result = times(result, power);
        }
        power = times(power, power);
        left >>= 1;
    }
    result
}

/// The hidden cells that the sums determine: after elimination they stand alone in an equation.
fn worked_out(sums: &[Sum], hidden: &[usize]) -> Vec<usize> {
    let mut rows: Vec<Vec<u64>> = sums.iter().filter_map(|sum| equation(sum, hidden)).collect();
    let mut done = 0;
    for column in 0..hidden.len() {
        let at = |row: &Vec<u64>| row.get(column).copied().unwrap_or(0);
        let Some(pivot) = (done..rows.len()).find(|row| rows.get(*row).is_some_and(|row| at(row) != 0)) else {
            continue;
        };
        rows.swap(done, pivot);
        let Some(lead) = rows.get(done) else { continue };
        let scale = inverse(at(lead));
        let lead: Vec<u64> = lead.iter().map(|own| times(*own, scale)).collect();
        for (row, own) in rows.iter_mut().enumerate() {
            let factor = at(own);
            if row == done {
                own.clone_from(&lead);
            } else if factor != 0 {
                own.iter_mut().zip(&lead).for_each(|(own, lead)| *own = minus(*own, times(factor, *lead)));
            }
        }
        done += 1;
    }
    let alone = |row: &Vec<u64>| {
        let mut own = row.iter().zip(hidden).filter(|(factor, _)| **factor != 0).map(|(_, cell)| *cell);
        own.next().filter(|_| own.next().is_none())
    };
    rows.iter().filter_map(alone).collect()
}

/// What a sum says of the hidden cells: 1 for each part, −1 for the total; nothing where it holds none.
fn equation(sum: &Sum, hidden: &[usize]) -> Option<Vec<u64>> {
    let mut row = vec![0; hidden.len()];
    let mut any = false;
    for (cell, factor) in sum.parts.iter().map(|part| (*part, 1)).chain([(sum.total, PRIME - 1)]) {
        if let Some(own) = hidden.binary_search(&cell).ok().and_then(|at| row.get_mut(at)) {
            *own = factor;
            any = true;
        }
    }
    any.then_some(row)
}
