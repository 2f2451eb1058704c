//! The lines of the claims laid on the allocations, and what a unit of them cost on average.

use super::worth::timed;
use crate::claims::allocation_checks::Held;
use crate::claims::allocations::Allocation;
use crate::claims::claim::{Claim, ClaimUnit, MISSING, Month};
use crate::claims::column::CHUNK;
use crate::claims::euros::divided;
use crate::claims::ijw::Variant;
use crate::claims::problem::ClaimsProblem;
use crate::claims::scan::{BLOCK, Scan, Selection, Walk};
use crate::claims::table::Claims;

/// What a unit of each product cost on average.
#[derive(Clone, Debug, Default)]
pub struct Means {
    /// By product of the claims: its code, and by unit cents and volume.
    sums: Vec<(String, [(i128, i128); UNITS])>,
}

const UNITS: usize = ClaimUnit::ALL.len();

impl Means {
    /// Of the products of these claims, nothing yet.
    pub fn new(claims: &Claims) -> Self {
        Self { sums: claims.products.labels().iter().map(|code| (code.clone(), [(0, 0); UNITS])).collect() }
    }

    /// Adds a line.
    pub fn add(&mut self, line: &Claim) {
        let own = self.sums.get_mut(usize::from(line.product)).and_then(|(_, units)| units.get_mut(place(line.unit)));
        if let Some(own) = own.filter(|_| line.volume != MISSING) {
            let minutes = if line.unit == ClaimUnit::Uur as u8 { 60 } else { 1 };
            *own = (own.0 + i128::from(line.cents), own.1 + i128::from(line.volume) * minutes);
        }
    }

    /// The mean tariff in cents of what an allocation names, rounded to the cent; of an hour, for minutes and hours. None where
    /// nothing of it was claimed, or where it names nothing.
    pub fn tariff(&self, one: &Allocation, unit: ClaimUnit) -> Option<i64> {
        let is_of = |code: &str| match one.variant() {
            Variant::Specific => code == one.product(),
            Variant::Aspecific => code.starts_with(one.category()),
            Variant::Generic => false,
        };
        let own =
            self.sums.iter().filter(|(code, _)| is_of(code)).filter_map(|(_, units)| units.get(place(unit as u8)));
        let (cents, volume) = own.fold((0, 0), |(cents, volume), own| (cents + own.0, volume + own.1));
        let per = if timed(unit as u8) == ClaimUnit::Minuut as u8 { 60 } else { 1 };
        divided(cents * per, volume).and_then(|tariff| i64::try_from(tariff).ok())
    }
}

fn place(unit: u8) -> usize {
    ClaimUnit::ALL.iter().position(|own| *own as u8 == timed(unit)).unwrap_or_default()
}

/// The lines of the claims, each with the allocation that it is on.
pub struct Lines {
    held: Held,
    scan: Scan,
    walk: Walk,
    /// Claims of a later month do not count.
    seen: Month,
}

impl Lines {
    /// The lines of a selection that were claimed up to and including a month.
    ///
    /// # Errors
    /// A selection that is none.
    pub fn new(claims: &Claims, selection: &Selection, seen: Option<Month>) -> Result<Self, ClaimsProblem> {
        let scan = Scan::new(claims, &[], selection)?;
        Ok(Self { held: Held::new(claims), scan, walk: Walk::default(), seen: seen.unwrap_or(Month::NONE) })
    }

    /// Begins with the first line again.
    pub fn again(&mut self) {
        self.walk = Walk::default();
    }

    /// Visits about so many lines more, each with the place of the allocation that holds for it; gives the part that is done, 1 when
    /// all are.
    pub fn step(&mut self, claims: &Claims, budget: usize, mut visit: impl FnMut(Option<usize>, &Claim)) -> f64 {
        let mut block = [0; BLOCK];
        let Self { held, scan, walk, seen } = self;
        let cells = u32::try_from(scan.cells()).unwrap_or_default();
        let all = &claims.messages.allocations.all;
        walk.step(claims, budget, |chunk, from, _| {
            let places = scan.places(claims, chunk, from, &mut block);
            let rows = chunk * CHUNK + from..;
            for (row, _) in rows.zip(places).filter(|(_, place)| **place < cells) {
                let Some(line) = claims.claim(row) else { continue };
                if line.submitted != Month::NONE && line.submitted > *seen {
                    continue;
                }
                let on = if line.allocation == 0 { None } else { held.find(line.allocation, line.municipality) };
                visit(on.filter(|at| all.get(*at).is_some_and(|one| !one.deleted)), &line);
            }
        })
    }
}
