//! The national messages iJw 3.2, as they come out of a claims administration: JW301 (allocations), JW323 (claims) and JW325
//! (the answer to claims).
//!
//! Facts of the messages: informatiemodel.istandaarden.nl, iJw 3.2. Amounts are in cents, with D or C beside them. A message is
//! read as its bytes come in. Of a client only the BSN and the birth date are looked at, to be replaced at once; names, addresses,
//! relations, legal status and remarks are passed over unread.

mod error;
mod message;
mod xml;

pub use error::{MessageError, Wrong};
pub use message::{Allocated, Delivered, Fault, Header, Kind, Problem, Reader, Record, Scope, Secret, Variant};
