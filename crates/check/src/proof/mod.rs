//! Proof: what holds of a rule set on every path, and what must hold in the examples written for it.

pub mod alone;
pub mod check;
pub mod circuit;
pub mod dated;
pub mod days;
pub mod diff;
pub mod doors;
pub mod examples;
pub mod feasible;
pub mod in_vain;
pub mod ladder;
pub mod limits;
pub mod maps;
pub mod outcomes;
pub mod situations;
pub mod solver;
pub mod space;
pub mod standing;
pub mod tree;
pub mod variables;
pub mod verdict;
pub mod witness;
pub mod words;
