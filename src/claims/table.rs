//! The claims that were read: columns, the names behind their codes, and which line of which file each row was.

use super::claim::{Claim, Day, Month};
use super::column::Column;
use super::keys::{Dictionary, Key, Keys, spread};
use super::messages::Messages;
use crate::quantity::Random;

/// Which lines of files the rows were: consecutive rows of consecutive lines take one entry.
#[derive(Clone, Debug, Default)]
struct Lines(Vec<(u32, u32)>);

impl Lines {
    fn push(&mut self, row: u32, line: u32) {
        if self.of(row) != Some(line) {
            self.0.push((row, line));
        }
    }

    /// The line of a row.
    fn of(&self, row: u32) -> Option<u32> {
        let at = self.0.partition_point(|(first, _)| *first <= row);
        let (first, line) = self.0.get(at.checked_sub(1)?)?;
        Some(line + (row - first))
    }
}

/// A file whose rows stand together.
#[derive(Clone, Debug)]
struct File {
    name: String,
    first: usize,
    lines: Lines,
}

/// All claims that were read.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// Months of care; each a [`Month`].
    pub month: Column<u16>,
    /// First days of periods; each a [`Day`].
    pub from: Column<u16>,
    /// Last days of periods; each a [`Day`].
    pub through: Column<u16>,
    /// Months of submission; each a [`Month`].
    pub submitted: Column<u16>,
    /// Codes of `municipalities`.
    pub municipality: Column<u16>,
    /// Codes of `providers`.
    pub provider: Column<u16>,
    /// Codes of `products`.
    pub product: Column<u16>,
    /// Numbers of WJ756.
    pub unit: Column<u8>,
    /// Numbers of clients.
    pub client: Column<u32>,
    /// Whole units, or [`MISSING`](super::claim::MISSING).
    pub volume: Column<i32>,
    /// Cents, or [`MISSING`](super::claim::MISSING).
    pub tariff: Column<i32>,
    /// Cents; a credit is negative.
    pub cents: Column<i64>,
    /// Digests of references; 0 where there is none.
    pub reference: Column<u64>,
    /// Digests of allocation numbers; 0 where there is none.
    pub allocation: Column<u64>,
    /// Bits of [`traits`](super::claim::traits).
    pub traits: Column<u8>,
    /// Which checks a line does not pass: a bit for each [`CheckId`](super::CheckId).
    pub flags: Column<u16>,
    /// The names of municipalities.
    pub municipalities: Dictionary,
    /// The names of providers.
    pub providers: Dictionary,
    /// The codes of products.
    pub products: Dictionary,
    /// The clients, while files are read.
    pub clients: Keys,
    /// The national messages among the files, and what they allocate.
    pub messages: Messages,
    client_count: u32,
    clients_before: u32,
    /// The first and the last month that any row has.
    months: Option<(u16, u16)>,
    files: Vec<File>,
}

/// Where a table stood before a file, to go back to.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    rows: usize,
    files: usize,
    names: [usize; 4],
    clients: u32,
    allocations: usize,
}

/// Does the same with every column.
macro_rules! each_column {
    ($claims:expr, $column:ident => $work:expr) => {{
        each_column!(@ $claims, $column, $work;
            month, from, through, submitted, municipality, provider, product, unit, client, volume, tariff, cents,
            reference, allocation, traits, flags);
    }};
    (@ $claims:expr, $column:ident, $work:expr; $($field:ident),*) => {
        $({ let $column = &mut $claims.$field; $work; })*
    };
}

impl Claims {
    /// How many rows there are.
    pub const fn rows(&self) -> usize {
        self.month.len()
    }

    /// How many different clients there are.
    pub const fn client_count(&self) -> u32 {
        self.client_count
    }

    /// The number of a client by what a file calls it; none beyond 32 bits.
    #[inline]
    pub fn client_number(&mut self, key: Key) -> Option<u32> {
        self.clients_before.checked_add(self.clients.code(key)).filter(|number| *number < u32::MAX)
    }

    /// Begins the rows of a file; gives the place to go back to.
    pub fn begin_file(&mut self, name: &str) -> Mark {
        let mark = Mark {
            rows: self.rows(),
            files: self.files.len(),
            names: [
                self.municipalities.len(),
                self.providers.len(),
                self.products.len(),
                self.messages.allocations.names.len(),
            ],
            clients: self.clients.len(),
            allocations: self.messages.allocations.all.len(),
        };
        self.files.push(File { name: name.to_owned(), first: self.rows(), lines: Lines::default() });
        mark
    }

    /// Adds a row that stands on a line of the file that was begun last.
    #[inline]
    pub fn push(&mut self, claim: &Claim, line: u32) {
        let row = self.month.len();
        if let Some(file) = self.files.last_mut() {
            file.lines.push(u32::try_from(row - file.first).unwrap_or(u32::MAX), line);
        }
        self.month.push(claim.month.0);
        self.from.push(claim.from.0);
        self.through.push(claim.through.0);
        self.submitted.push(claim.submitted.0);
        self.municipality.push(claim.municipality);
        self.provider.push(claim.provider);
        self.product.push(claim.product);
        self.unit.push(claim.unit);
        self.client.push(claim.client);
        self.volume.push(claim.volume);
        self.tariff.push(claim.tariff);
        self.cents.push(claim.cents);
        self.reference.push(claim.reference);
        self.allocation.push(claim.allocation);
        self.traits.push(claim.traits);
        self.flags.push(0);
        self.client_count = self.client_count.max(claim.client + 1);
        self.months = Some(grown(self.months, claim.month.0));
    }

    /// The first and the last month, as a [`Month`] is numbered; none without rows.
    pub const fn months(&self) -> Option<(u16, u16)> {
        self.months
    }

    /// Looks at the months of all rows again, after some have gone.
    fn survey(&mut self) {
        self.months = self.month.iter().fold(None, |months, month| Some(grown(months, month)));
    }

    /// Goes back to where it stood before a file.
    pub fn go_back(&mut self, mark: &Mark) {
        each_column!(self, column => column.truncate(mark.rows));
        self.files.truncate(mark.files);
        let [municipalities, providers, products, senders] = mark.names;
        self.municipalities.truncate(municipalities);
        self.providers.truncate(providers);
        self.products.truncate(products);
        self.clients.truncate(mark.clients);
        self.messages.allocations.all.truncate(mark.allocations);
        self.messages.allocations.names.truncate(senders);
        self.client_count = self.client.iter().max().map_or(0, |most| most + 1);
        self.survey();
    }

    /// Removes the rows of a file, by its place in the order of reading. Names stay, so that codes stay.
    pub fn remove_file(&mut self, at: usize) {
        let Some(file) = self.files.get(at) else { return };
        let from = file.first;
        let to = self.files.get(at + 1).map_or(self.rows(), |next| next.first);
        each_column!(self, column => *column = column.without(from, to));
        self.files.remove(at);
        self.messages.remove_file(at);
        self.files.iter_mut().skip(at).for_each(|file| file.first -= to - from);
        self.survey();
    }

    /// The row, typed.
    pub fn claim(&self, row: usize) -> Option<Claim> {
        Some(Claim {
            month: Month(self.month.get(row)?),
            from: Day(self.from.get(row)?),
            through: Day(self.through.get(row)?),
            submitted: Month(self.submitted.get(row)?),
            municipality: self.municipality.get(row)?,
            provider: self.provider.get(row)?,
            product: self.product.get(row)?,
            unit: self.unit.get(row)?,
            client: self.client.get(row)?,
            volume: self.volume.get(row)?,
            tariff: self.tariff.get(row)?,
            cents: self.cents.get(row)?,
            reference: self.reference.get(row)?,
            allocation: self.allocation.get(row)?,
            traits: self.traits.get(row)?,
        })
    }

    /// The file and the line of it that a row was.
    pub fn place(&self, row: usize) -> Option<(&str, u32)> {
        if row >= self.rows() {
            return None;
        }
        let at = self.files.partition_point(|file| file.first <= row);
        let file = self.files.get(at.checked_sub(1)?)?;
        let line = file.lines.of(u32::try_from(row - file.first).ok()?)?;
        Some((file.name.as_str(), line))
    }

    /// How many files were begun.
    pub const fn files(&self) -> usize {
        self.files.len()
    }

    /// Says of each line what the messages say of it; after messages were read or removed.
    pub fn settle(&mut self) {
        let mut messages = std::mem::take(&mut self.messages);
        messages.settle(self);
        self.messages = messages;
    }

    /// The rows of a file, by its place in the order of reading: the first, and the first after it.
    pub fn rows_of_file(&self, at: usize) -> Option<(usize, usize)> {
        let first = self.files.get(at)?.first;
        Some((first, self.files.get(at + 1).map_or(self.rows(), |next| next.first)))
    }

    /// The rows that were added since a file was begun.
    pub const fn since(&self, mark: &Mark) -> std::ops::Range<usize> {
        mark.rows..self.rows()
    }

    /// The checksum of the lines, as it is told.
    pub fn hash(&self) -> String {
        format!("{:016x}", self.checksum())
    }

    /// A checksum of the lines: of what their codes are called, and not of the codes; clients and digests are not part of it.
    pub fn checksum(&self) -> u64 {
        let names = |names: &Dictionary| -> Vec<u64> {
            names.labels().iter().map(|name| Key::of(name.as_bytes()).short()).collect()
        };
        let codes = [names(&self.municipalities), names(&self.providers), names(&self.products)];
        let name = |at: usize, code: Option<u16>| {
            codes.get(at).and_then(|names| names.get(usize::from(code?))).copied().unwrap_or_default()
        };
        let mut hash = 0x6461_6764_6565_6C00_u64;
        for row in 0..self.rows() {
            let figures = [
                self.month.get(row).map_or(0, u64::from),
                self.unit.get(row).map_or(0, u64::from),
                self.volume.get(row).map_or(0, |volume| volume as u64),
                self.tariff.get(row).map_or(0, |tariff| tariff as u64),
                self.cents.get(row).map_or(0, |cents| cents as u64),
                name(0, self.municipality.get(row)),
                name(1, self.provider.get(row)),
                name(2, self.product.get(row)),
            ];
            hash = figures.into_iter().fold(hash, |hash, figure| spread(hash.wrapping_add(figure)).rotate_left(17));
        }
        hash
    }

    /// Wipes what clients were called, and gives them random numbers: after the last file of a mode that read a BSN.
    pub fn forget_clients(&mut self, seed: u64) {
        self.clients.wipe();
        // Clients of whom there are allocations only have numbers too, beyond those of clients with lines.
        let allocated = self.messages.allocations.all.iter().map(|one| one.client + 1).max().unwrap_or_default();
        let mut numbers: Vec<u32> = (0..self.client_count.max(allocated)).collect();
        let (of_lines, others) = numbers.split_at_mut(self.client_count as usize);
        let mut random = Random::new(seed);
        random.shuffle(of_lines);
        random.shuffle(others);
        let number = |client: u32| numbers.get(client as usize).copied().unwrap_or(client);
        self.client.replace(number);
        self.messages.forget_clients(number);
        // A client of a later file is another one: nothing is left to know it by.
        self.clients_before = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    }

    /// The bytes of memory that the columns take, and those of names and clients.
    pub fn bytes(&mut self) -> (usize, usize) {
        let mut columns = 0;
        each_column!(self, column => columns += column.bytes());
        let names = self.municipalities.bytes() + self.providers.bytes() + self.products.bytes();
        (columns, names + self.clients.bytes())
    }
}

/// The first and the last month, with one more.
fn grown(months: Option<(u16, u16)>, month: u16) -> (u16, u16) {
    months.map_or((month, month), |(first, last)| (first.min(month), last.max(month)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(lines: &[u32]) -> Claims {
        let mut claims = Claims::default();
        claims.begin_file("a.csv");
        for line in lines {
            claims.push(&Claim { client: *line, ..Claim::default() }, *line);
        }
        claims
    }

    #[test]
    fn each_row_knows_its_line() {
        let lines = [2, 3, 4, 9, 10, 30];
        let claims = with(&lines);
        for (row, line) in lines.into_iter().enumerate() {
            assert_eq!(claims.place(row), Some(("a.csv", line)));
        }
    }

    #[test]
    fn a_file_that_failed_leaves_no_trace() {
        let mut claims = with(&[2, 3]);
        let mark = claims.begin_file("b.csv");
        claims.products.add("41A18");
        claims.push(&Claim { client: 99, month: Month(7), ..Claim::default() }, 2);
        assert_eq!(claims.months(), Some((0, 7)));
        claims.go_back(&mark);
        assert_eq!((claims.rows(), claims.client_count(), claims.products.len()), (2, 4, 0));
        assert_eq!(claims.months(), Some((0, 0)));
        assert_eq!(claims.place(2), None);
    }

    #[test]
    fn a_file_can_be_removed() {
        let mut claims = with(&[2, 3]);
        claims.begin_file("b.csv");
        claims.push(&Claim { cents: 5, ..Claim::default() }, 7);
        claims.remove_file(0);
        assert_eq!((claims.rows(), claims.cents.get(0), claims.place(0)), (1, Some(5), Some(("b.csv", 7))));
    }

    #[test]
    fn forgotten_clients_keep_their_rows_together() {
        let mut claims = with(&(0..50).chain(0..50).collect::<Vec<_>>());
        claims.forget_clients(3);
        let clients: Vec<u32> = claims.client.iter().collect();
        let (first, second) = clients.split_at(50);
        assert_eq!(first, second);
        assert_ne!(first, (0..50).collect::<Vec<_>>());
        let mut sorted = first.to_vec();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..50).collect::<Vec<_>>());
    }
}
