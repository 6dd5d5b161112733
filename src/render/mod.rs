//! From data to text: plans, questions, problems and findings. Never prints, never asks.

pub mod contacts;
pub mod dates;
pub mod diff;
pub mod document;
pub mod findings;
pub mod json;
pub mod plan;
pub mod problem;
pub mod proof;
pub mod tree;
pub mod working;
