//! Proof: what holds of a rule set on every path, and what must hold in the examples written for it.

pub mod examples;
