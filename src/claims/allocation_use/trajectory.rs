//! Trajectories: a first allocation of a client and those that follow on it, of one municipality, provider and category.
//!
//! An allocation follows on where it begins at most so many days after the end of those before it. One that begins with the first
//! belongs to it. An extension is a later allocation, or a later message that moves the end of one.

use crate::claims::allocations::Allocation;
use crate::claims::claim::Day;

/// A trajectory as far as its allocations were looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Trajectory {
    /// The first allocation.
    pub first: Allocation,
    /// The last day of all, or [`Day::NONE`].
    pub end: Day,
    /// How often it was extended.
    pub extensions: u32,
    /// By how many days in all.
    pub days: u32,
    /// What was claimed on it, in cents.
    pub claimed: i128,
    /// What the first allocation came to when it was given, in cents, where that is known.
    pub budget: Option<i128>,
}

impl Trajectory {
    /// Begins with the first allocation.
    pub const fn new(first: Allocation) -> Self {
        Self { first, end: Day(0), extensions: 0, days: 0, claimed: 0, budget: Some(0) }
    }

    /// What allocations of one trajectory have in common.
    pub fn key(one: &Allocation) -> (u16, u32, u16, &str) {
        (one.municipality, one.client, one.provider, one.category())
    }

    /// Whether an allocation belongs to it that begins no earlier than those before.
    pub fn goes_on(&self, one: &Allocation, gap: u16) -> bool {
        let near = self.end == Day::NONE || one.from.0 <= self.end.0.saturating_add(gap).saturating_add(1);
        Self::key(one) == Self::key(&self.first) && near
    }

    /// Adds an allocation: as it was given first, as it holds, what was claimed on it, and what it came to when it was given.
    pub fn add(&mut self, given: &Allocation, holds: &Allocation, claimed: i64, budget: Option<i128>) {
        self.claimed += i128::from(claimed);
        // One that was shortened ends when it holds.
        let end = given.through.min(holds.through);
        if holds.from == self.first.from {
            self.budget = self.budget.zip(budget).map(|(sum, budget)| sum + budget);
            // Of several that begin together the latest end counts.
            self.end = self.end.max(end);
        } else {
            self.extensions += 1;
            self.lengthen(end);
        }
        // No end is later than any.
        if holds.through > given.through {
            self.extensions += 1;
            self.lengthen(holds.through);
        }
    }

    fn lengthen(&mut self, end: Day) {
        if end != Day::NONE {
            self.days += u32::from(end.0.saturating_sub(self.end.0));
        }
        self.end = self.end.max(end);
    }

    /// Whether it has ended on a day, with the time in which another allocation could still follow on.
    pub fn is_finished(&self, on: Day, gap: u16) -> bool {
        self.end != Day::NONE && self.end.0.saturating_add(gap) <= on.0
    }
}
