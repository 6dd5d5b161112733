//! The heart of signpost, as values: rules, dates, the interview and the plan.
//!
//! [`plan::advise`] is a pure function from rules, answers and a day to a plan. Nothing here reads a file, a clock or
//! a terminal, or starts a thread, so it also runs in a browser.

pub mod dates;
pub mod interview;
pub mod order;
pub mod plan;
pub mod rules;
pub mod text;
