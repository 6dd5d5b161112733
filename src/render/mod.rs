//! From data to text: plans, questions, problems and findings. Never prints, never asks.

pub mod casework;
pub mod contacts;
pub mod dates;
pub mod deadline;
pub mod document;
pub mod findings;
pub mod json;
pub mod letter;
pub mod plan;
pub mod problem;
pub mod working;
