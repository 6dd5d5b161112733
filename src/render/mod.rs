//! From data to text: plans, questions, problems and findings. Never prints, never asks.

pub mod answers;
pub mod banner;
pub mod contacts;
pub mod dates;
pub mod deadline;
pub mod diff;
pub mod document;
pub mod findings;
pub mod json;
pub mod letter;
pub mod messages;
pub mod opening;
pub mod plan;
pub mod problem;
pub mod proof;
pub mod question;
pub mod screen;
pub mod tree;
pub mod working;
