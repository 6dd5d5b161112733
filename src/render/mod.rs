//! From data to text: plans, questions, problems and findings. Never prints, never asks.

pub mod answers;
pub mod areas;
pub mod banner;
pub mod casework;
pub mod changed;
pub mod desk;
pub mod diff;
pub mod findings;
pub mod keep;
pub mod log;
pub mod opening;
pub mod proof;
pub mod question;
pub mod receipt;
pub mod screen;
pub mod tree;
pub mod verdict;
pub mod why;
