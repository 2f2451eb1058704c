//! Own data: claims read into columns, checked, and asked. The only place where personal data exists, and it is replaced at
//! reading.

mod agreed;
mod allocation_checks;
pub mod allocation_use;
mod allocations;
mod answers;
mod base;
mod ceilings;
mod checks;
mod claim;
mod column;
pub mod csv;
mod cube;
pub mod disclosure;
mod euros;
mod generate;
mod groups;
pub mod ijw;
mod incoming;
mod keys;
pub mod limits;
mod line_prices;
mod message;
mod messages;
mod order;
mod problem;
mod release;
pub mod run_off;
mod scan;
mod session;
mod table;

pub use agreed::{Agreed, AgreedTariff};
pub use allocations::{Allocation, Allocations};
pub use answers::{
    Cell, Concentration, ConcentrationAsked, Iv3Row, Iv3Rule, Line, Lines, LinesAsked, OtherTotal, ReconcileAsked,
    Reconciled, Spread, Sums, Table, TableAsked, TableAxis, iv3, lines, reconciled,
};
pub use base::{Base, BaseAsked, BaseMember, BaseProduct, BaseShare, Bases};
pub use checks::{CheckFound, CheckId, CheckReport, Checks, ChecksAsked, Severity, StatedTotal};
pub use claim::{Claim, ClaimUnit, Day, MISSING, Month, traits};
pub use column::{CHUNK, Chunk, Column};
pub use cube::{Cube, PriceAsked, Priced, PricedCell, PricedTable, TariffChange, line_amount};
pub use euros::{Euros, cents, divided};
pub use generate::{Generator, Planted, Post, Posted, Region, Wish};
pub use keys::{Dictionary, Key, Keys};
pub use line_prices::{LinePriceAsked, LinePriceCell, LinePriced, LinePrices};
pub use messages::{MessageReport, Messages};
pub use problem::ClaimsProblem;
pub use release::{Export, ExportAsked, ExportCell, ExportTable};
pub use scan::{By, Label, Only, Selection};
pub use session::{ClaimsSummary, GeneratedClaims, Iv3Asked, PlantedErrors, Session, json};
pub use table::{Claims, Mark};
