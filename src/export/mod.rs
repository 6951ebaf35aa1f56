//! The chapters for other programs.

mod plain;

pub use plain::plain;
