//! What municipalities allocated, as the JW301 messages say it.

use super::claim::Day;
use super::ijw::Scope;
use super::keys::Dictionary;
use super::order::sort;

/// One allocated product of one message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Allocation {
    /// The file, by its place in the order of reading.
    pub file: usize,
    /// A code of [`Allocations::names`].
    pub municipality: u16,
    /// A code of [`Allocations::names`].
    pub provider: u16,
    /// A digest of its number, which is unique for the municipality (TR332).
    pub number: u64,
    /// The number of the client.
    pub client: u32,
    /// The category, two digits; zeros where it names none (*generiek*).
    pub category: [u8; 2],
    /// The product's code, filled up with zeros; zeros alone where it names none (*aspecifiek*, *generiek*).
    pub product: [u8; 5],
    /// The first day on which it holds.
    pub from: Day,
    /// The last day on which it holds, or [`Day::NONE`].
    pub through: Day,
    /// How much.
    pub scope: Scope,
    /// The day and the millisecond of the decision, and the day and number of its message: the last of one number holds
    /// (OP033x1), in whatever order the messages are read (OP080).
    pub decided: (Day, u32, Day, u64),
    /// The municipality takes it back (JZ002, reason 13): as if it was never sent.
    pub deleted: bool,
}

impl Allocation {
    /// What its number is unique by.
    pub const fn key(&self) -> (u16, u64) {
        (self.municipality, self.number)
    }
}

/// All allocations that were read, and who sent and got them.
#[derive(Clone, Debug, Default)]
pub struct Allocations {
    /// Every one, those that a later one replaces too.
    pub all: Vec<Allocation>,
    /// The codes of municipalities and providers.
    pub names: Dictionary,
}

impl Allocations {
    /// The places of those that hold, one for each number, in the order of municipality and number; deleted ones too.
    pub fn holding(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.all.len()).collect();
        let key = |place: &usize| self.all.get(*place).map(|one| (one.key(), one.decided));
        sort(&mut places, |one, other| key(one).cmp(&key(other)));
        places.reverse();
        places.dedup_by_key(|place| self.all.get(*place).map(Allocation::key));
        places.reverse();
        places
    }

    /// Removes those of a file, and closes the gap in the numbers of files.
    pub fn remove_file(&mut self, at: usize) {
        self.all.retain(|one| one.file != at);
        self.all.iter_mut().filter(|one| one.file > at).for_each(|one| one.file -= 1);
    }
}
