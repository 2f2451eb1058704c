//! Dates, periods, ISO weeks, how often the volume of an allocation counts, spreads over a year, and series that hold from a date.

mod ceiling;
mod date;
mod dated;
mod horizon;
mod period;
mod spread;
mod weeks;

pub use ceiling::{Frequency, FrequencyError, Steering, Validity};
pub use date::{Date, DateError};
pub use dated::{Dated, DatedError};
pub use horizon::{Horizon, HorizonError, Step};
pub use period::Period;
pub use spread::Spread;
pub use weeks::{distinct_iso_weeks, effort_weeks, output_weeks, sundays};
