//! The checks of claims against allocations.

use super::allocations::Allocation;
use super::ceilings::standing;
use super::checks::CheckId;
use super::claim::{Claim, Day};
use super::ijw::Kind;
use super::order::sort;
use super::table::Claims;

/// The allocations that hold, to be found by what a claim says.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// By the number's digest and the municipality's code of the allocations, in order.
    by_number: Vec<(u64, u16, usize)>,
    /// The allocations' code of each municipality of the claims.
    municipalities: Vec<Option<u16>>,
    /// The rows that messages brought: their clients are those of the allocations.
    messages: Vec<(usize, usize)>,
}

impl Held {
    /// The allocations that hold.
    pub fn new(claims: &Claims) -> Self {
        let allocations = &claims.messages.allocations;
        let mut by_number: Vec<(u64, u16, usize)> = allocations
            .holding()
            .into_iter()
            .filter_map(|at| allocations.all.get(at).map(|one| (one.number, one.municipality, at)))
            .collect();
        sort(&mut by_number, Ord::cmp);
        let municipalities = claims.municipalities.labels().iter().map(|label| allocations.names.find(label)).collect();
        let of_claims = claims.messages.sent().iter().filter(|sent| sent.kind == Kind::Claims);
        let messages = of_claims.filter_map(|sent| claims.rows_of_file(sent.file)).collect();
        Self { by_number, municipalities, messages }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_number.is_empty()
    }

    /// The place of the allocation of a number in a municipality of the claims. A municipality that the allocations do not know,
    /// such as a name where they have codes, is taken for the one that has the number, where there is one.
    pub fn find(&self, number: u64, municipality: u16) -> Option<usize> {
        let from = self.by_number.partition_point(|(other, ..)| *other < number);
        let same = || self.by_number.iter().skip(from).take_while(|(other, ..)| *other == number);
        match self.municipalities.get(usize::from(municipality)).copied().flatten() {
            Some(code) => same().find(|(_, own, _)| *own == code).map(|(_, _, at)| *at),
            None => same().next().filter(|_| same().nth(1).is_none()).map(|(_, _, at)| *at),
        }
    }

    /// Whether a row was brought by a message.
    fn is_of_message(&self, row: u32) -> bool {
        let at = self.messages.partition_point(|(from, _)| *from <= row as usize);
        at.checked_sub(1).and_then(|at| self.messages.get(at)).is_some_and(|(_, to)| (row as usize) < *to)
    }

    /// The hits of the rows with one allocation number in one municipality.
    pub fn hits(&self, claims: &Claims, rows: &[u32], number: u64, municipality: u16) -> Vec<(usize, u16)> {
        let found = self.find(number, municipality).and_then(|at| claims.messages.allocations.all.get(at));
        let mut hits: Vec<(usize, u16)> = Vec::new();
        // Clients of a message and of a file are not called alike: each kind is held against its own.
        for kind in [true, false] {
            let of = || rows.iter().copied().filter(|row| self.is_of_message(*row) == kind);
            let client = |row: u32| claims.client.get(row as usize);
            let owner = found.filter(|_| kind).map(|one| one.client).or_else(|| of().next().and_then(client));
            let others = of().filter(|row| client(*row) != owner);
            hits.extend(others.map(|row| (row as usize, CheckId::AllocationClients.bit())));
        }
        if self.is_empty() {
            return hits;
        }
        let Some(allocation) = found else {
            hits.extend(rows.iter().map(|row| (*row as usize, CheckId::AllocationKnown.bit())));
            return hits;
        };
        let lines = rows.iter().filter_map(|row| Some((*row as usize, claims.claim(*row as usize)?)));
        hits.extend(
            lines.map(|(row, claim)| (row, of_line(claims, allocation, &claim))).filter(|(_, bits)| *bits != 0),
        );
        let Some(ceiling) = allocation.ceiling() else { return hits };
        let used = standing(claims, rows, allocation);
        let beyond = ceiling.beyond(&used).into_iter().filter_map(|at| used.get(at));
        hits.extend(beyond.map(|line| (line.row as usize, CheckId::AllocationVolume.bit())));
        hits
    }
}

/// The checks of one line against its allocation.
fn of_line(claims: &Claims, allocation: &Allocation, claim: &Claim) -> u16 {
    let mut bits = 0;
    let mut hit = |check: CheckId, is: bool| bits |= if is { check.bit() } else { 0 };
    let day = |date: Option<crate::calendar::Date>| date.and_then(Day::of);
    let (first, last) = (day(claim.month.first()), day(claim.month.last()));
    let (from, through) =
        (Some(claim.from).filter(|day| *day != Day::NONE), Some(claim.through).filter(|day| *day != Day::NONE));
    // Without its own days, a line lies outside where its whole month does.
    let early = from.or(last).is_some_and(|day| day < allocation.from);
    let late = through.or(first).is_some_and(|day| day > allocation.through);
    hit(CheckId::AllocationDates, allocation.deleted || early || late);
    let whole = from.is_none_or(|day| early || Some(day) == first.map(|first| first.max(allocation.from)))
        && through.is_none_or(|day| {
            late || first
                .zip(last)
                .is_none_or(|(first, last)| day < first || day > last || day == last.min(allocation.through))
        });
    hit(CheckId::WholeMonth, !allocation.deleted && !whole);
    let code = claims.products.label(claim.product).as_bytes();
    let begins = |own: &[u8]| own.iter().take_while(|sign| **sign != 0).zip(code).all(|(own, sign)| own == sign);
    let length = allocation.product.iter().take_while(|sign| **sign != 0).count();
    let other = begins(&allocation.product) && (length == 0 || length == code.len()) && begins(&allocation.category);
    hit(CheckId::AllocationProduct, !other || (claim.unit != 0 && !allocation.takes(claim.unit)));
    bits
}
