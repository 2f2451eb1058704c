//! The use of allocations: what of them is claimed (*verzilveringsgraad*), who finishes within the first one, and how closely they
//! name what may be delivered; and what other frequencies would make of them; and what a year comes to by what
//! was allocated for it.

mod complete;
mod forecast;
mod lines;
mod question;
mod regimes;
mod row;
mod trajectory;
mod worth;

pub use complete::CompleteBy;
pub use forecast::{Beside, ForecastAnswer, ForecastAsked, ForecastRow, Forecasts, Part};
pub use question::{Priced, UseAnswer, UseAsked, Uses};
pub use regimes::{Out, Regime, Regimes, RegimesAnswer, RegimesAsked, RegimesMonth, RegimesOne, RegimesRow};
pub use row::{Ends, FirstUse, TakeUp, Unpriced, UseBy, UseRow};
