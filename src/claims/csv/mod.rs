//! Claims as separated values: what a file shows, and reading it into the columns.

mod fields;
mod inspect;
mod meaning;
mod reader;
mod records;
mod text;

pub use fields::{DateOrder, DecimalSign};
pub use inspect::{ColumnChoice, ColumnFound, FileChoices, FileFormat, FileInspection, HEAD, Mode};
pub use meaning::{Meaning, Personal};
pub use reader::{Count, FileReport, Reader, Refused, look};
pub use text::Encoding;
