//! The checked rules as values. Only the checker makes a [`RuleSet`] of files; whoever holds one need not ask whether
//! an id exists.

pub mod item;
pub mod lazy;
pub mod model;
mod reads;
pub mod template;

pub use model::{MOST_OPTIONS, MOST_TELLS, RuleSet};
pub use reads::{laws_behind, questions_of};

use std::collections::BTreeMap;

/// The files of a rules folder: path inside the folder (with `/`), and bytes.
pub type Sources = BTreeMap<String, Vec<u8>>;
