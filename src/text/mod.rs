//! The foundation: text that knows where on the page each of its bytes came from.
//!
//! Every later stage builds on three promises kept here. A [`Traced`] text carries the origin of
//! each run of its bytes; [`apply`] is the only function that changes words, and writes text,
//! origins and [`Ledger`] together; [`account`] proves afterwards that every character of every
//! page was used once or set aside with a reason (the laws of ARCHITECTURE.md).

mod account;
pub mod chars;
mod edit;
mod lang;
mod ledger;
mod span;
mod traced;

pub use account::{Account, Destination, PageAccount, Unaccounted, account, heading_mark};
pub use edit::{Edit, apply, remove};
pub use lang::{Lang, Script, script};
pub use ledger::{Evidence, Ledger, Repair, RepairId, SetAside, State, Sureness};
pub use span::{PageId, Place, Span};
pub use traced::{Origin, Run, Traced};
