//! Drawn orders of levers: what each adds in 256 whole, seeded permutations. In each of them the levers add up to the total
//! difference, so their means do too.

use super::effects::Found;
use crate::quantity::{Exact, Overflow, Random};

/// How many orders are drawn.
pub const ORDERS: usize = 256;

/// Every computation draws the same orders.
const SEED: u64 = 1;

/// The runs of drawn orders: first without and with all levers, then along each order all sets in between.
pub(super) struct Orders {
    count: usize,
    none: Found,
    every: Found,
    /// The outcomes of the set before, along the order at hand.
    before: Found,
    /// For each lever and outcome, the sum of what it added so far; nothing where an outcome is not known in some run.
    sums: Vec<Found>,
}

impl Orders {
    pub(super) fn new(count: usize, outcomes: usize) -> Self {
        let zero = vec![Some(Exact::ZERO); outcomes];
        Self { count, none: Vec::new(), every: Vec::new(), before: Vec::new(), sums: vec![zero; count] }
    }

    pub(super) fn runs(&self) -> usize {
        2 + ORDERS * self.between()
    }

    /// How many sets lie between none and all along an order.
    fn between(&self) -> usize {
        self.count.saturating_sub(1).max(1)
    }

    /// The order that a run belongs to, and how many levers it switches on; nothing for the first two runs.
    fn place(&self, run: usize) -> Option<(Vec<usize>, usize)> {
        let run = run.checked_sub(2)?;
        Some((order(self.count, run / self.between()), run % self.between() + 1))
    }

    /// The levers that a run switches on, as bits.
    pub(super) fn set(&self, run: usize) -> u64 {
        match (run, self.place(run)) {
            (0, _) => 0,
            (_, Some((order, on))) => order.iter().take(on).fold(0, |set, lever| set | (1 << lever)),
            _ => u64::MAX,
        }
    }

    /// Takes in the outcomes of a run.
    pub(super) fn found(&mut self, run: usize, found: Found) {
        let Some((order, on)) = self.place(run) else {
            *(if run == 0 { &mut self.none } else { &mut self.every }) = found;
            return;
        };
        if on == 1 {
            self.before.clone_from(&self.none);
        }
        let before = std::mem::replace(&mut self.before, found.clone());
        self.add(order.get(on - 1), &before, &found);
        if on == self.between() {
            let every = self.every.clone();
            self.add(order.last(), &found, &every);
        }
    }

    fn add(&mut self, lever: Option<&usize>, before: &Found, after: &Found) {
        let Some(sums) = lever.and_then(|lever| self.sums.get_mut(*lever)) else {
            return;
        };
        for ((sum, before), after) in sums.iter_mut().zip(before).zip(after) {
            *sum = match (*sum, before, after) {
                (Some(sum), Some(before), Some(after)) => after.minus(*before).and_then(|added| sum.plus(added)).ok(),
                _ => None,
            };
        }
    }

    /// The total difference of an outcome, and the mean over the orders of what each lever adds to it.
    pub(super) fn mean(&self, outcome: usize) -> Result<Option<(Exact, Vec<Exact>)>, Overflow> {
        let of = |found: &Found| found.get(outcome).copied().flatten();
        let (Some(none), Some(every)) = (of(&self.none), of(&self.every)) else {
            return Ok(None);
        };
        let Some(sums) = self.sums.iter().map(of).collect::<Option<Vec<Exact>>>() else {
            return Ok(None);
        };
        let all = Exact::from_i64(ORDERS as i64);
        let means =
            sums.iter().map(|sum| Ok(sum.over(all)?.unwrap_or(Exact::ZERO))).collect::<Result<_, Overflow>>()?;
        Ok(Some((every.minus(none)?, means)))
    }
}

/// One of the orders, by Fisher and Yates.
fn order(count: usize, which: usize) -> Vec<usize> {
    let mut random = Random::stream(SEED, Random::purpose("order of levers"), which as u64);
    let mut order: Vec<usize> = (0..count).collect();
    random.shuffle(&mut order);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_is_a_permutation_and_they_differ() {
        let orders: Vec<Vec<usize>> = (0..ORDERS).map(|which| order(12, which)).collect();
        for own in &orders {
            let mut sorted = own.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, (0..12).collect::<Vec<_>>());
        }
        let first = |lever| orders.iter().filter(|order| order.first() == Some(&lever)).count();
        assert!((0..12).all(|lever| (8..=38).contains(&first(lever))));
    }

    #[test]
    fn runs_begin_with_none_and_all_and_grow_by_one_lever() {
        let orders = Orders::new(9, 1);
        assert_eq!((orders.runs(), orders.set(0), orders.set(1)), (2 + 256 * 8, 0, u64::MAX));
        for run in 2..orders.runs() {
            assert_eq!(orders.set(run).count_ones() as usize, (run - 2) % 8 + 1);
        }
        assert_eq!(orders.set(2) & orders.set(3), orders.set(2));
    }
}
