//! From data to text: plans, questions, problems and findings. Never prints, never asks.

pub mod answers;
pub mod areas;
pub mod casework;
pub mod desk;
pub mod diff;
pub mod findings;
pub mod late;
pub mod opening;
pub mod proof;
pub mod question;
pub mod screen;
pub mod sources;
pub mod tree;
pub mod verdict;
pub mod why;
