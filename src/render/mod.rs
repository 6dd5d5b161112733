//! From data to text: plans, questions, problems and findings. Never prints, never asks.

pub mod contacts;
pub mod dates;
pub mod deadline;
pub mod document;
pub mod findings;
pub mod html;
pub mod ics;
pub mod json;
pub mod keep;
pub mod letter;
pub mod log;
pub mod markdown;
pub mod plan;
pub mod print;
pub mod problem;
pub mod receipt;
pub mod timeline;
pub mod verdict;
pub mod working;
