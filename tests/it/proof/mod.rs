//! The proof room, held against rule sets that are wrong on purpose and against plain enumeration.

mod broken;
mod changes;
mod faults;
pub mod plain;
pub mod small;
mod told;
