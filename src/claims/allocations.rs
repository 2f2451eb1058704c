//! What municipalities allocated, as the JW301 messages say it.

use super::claim::Day;
use super::ijw::{Scope, Variant};
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

    /// How closely it names what may be delivered.
    pub const fn variant(&self) -> Variant {
        match (self.product, self.category) {
            ([0, ..], [0, ..]) => Variant::Generic,
            ([0, ..], _) => Variant::Aspecific,
            _ => Variant::Specific,
        }
    }

    /// Its product's code as text; empty where it names none.
    pub fn product(&self) -> &str {
        text(&self.product)
    }

    /// Its category as text: of one that names a product only, the first two signs of its code; empty where it names neither.
    pub fn category(&self) -> &str {
        let own = text(&self.category);
        let product = self.product();
        if own.is_empty() { product.get(..2).unwrap_or(product) } else { own }
    }
}

/// A code without the zeros that fill it up.
fn text(code: &[u8]) -> &str {
    let length = code.iter().take_while(|sign| **sign != 0).count();
    code.get(..length).and_then(|code| std::str::from_utf8(code).ok()).unwrap_or_default()
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
        self.first_and_last().into_iter().map(|(_, last)| last).collect()
    }

    /// The places of the first of each number and of the one that holds, in the same order.
    pub fn first_and_last(&self) -> Vec<(usize, usize)> {
        let mut places: Vec<usize> = (0..self.all.len()).collect();
        let key = |place: &usize| self.all.get(*place).map(|one| (one.key(), one.decided));
        sort(&mut places, |one, other| key(one).cmp(&key(other)));
        let number = |place: &usize| self.all.get(*place).map(Allocation::key);
        let same = places.chunk_by(|one, other| number(one) == number(other));
        same.filter_map(|same| Some((*same.first()?, *same.last()?))).collect()
    }

    /// Removes those of a file, and closes the gap in the numbers of files.
    pub fn remove_file(&mut self, at: usize) {
        self.all.retain(|one| one.file != at);
        self.all.iter_mut().filter(|one| one.file > at).for_each(|one| one.file -= 1);
    }
}
