//! What own data may be at most. Each limit is named in the error of a file that goes beyond it.

/// The bytes of all files together: 1.5 GB.
pub const MAX_BYTES: u64 = 1_500_000_000;
/// The lines of all files together.
pub const MAX_ROWS: u32 = 20_000_000;
/// The columns of a file.
pub const MAX_COLUMNS: usize = 512;
/// The bytes of one line, quoted line ends included: a quote that is never closed ends here.
pub const MAX_RECORD: usize = 1_000_000;
/// The bytes of a name or code that is kept, such as a product's.
pub const MAX_LABEL: usize = 200;
/// The different names of one column of codes (product, provider, municipality).
pub const MAX_LABELS: u32 = 65_535;
/// The amount of one line, in cents: a billion euros. Twenty million such lines still add up in 64 bits.
pub const MAX_CENTS: i64 = 100_000_000_000;
/// The volume of one line, and its tariff in cents.
pub const MAX_COUNT: i64 = 2_000_000_000;
/// The errors that are kept of one file; all are counted.
pub const MAX_FAULTS: usize = 100;
/// The cells of one answer.
pub const MAX_CELLS: usize = 4_000_000;
/// The bytes of a national message: 1 GB.
pub const MAX_MESSAGE: u64 = 1_000_000_000;
/// How deep its elements may lie in each other; a JW301 has nine levels.
pub const MAX_DEPTH: usize = 32;
/// How long one tag or text of it may be, in bytes.
pub const MAX_TOKEN: usize = 65_536;
