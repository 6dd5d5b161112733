//! signpost: the next step, and every date, for people who disagree with a school or a council in England about
//! special educational needs.
//!
//! The heart is [`signpost_core::plan::advise`]: a pure function from rules, answers and a day to a plan. Everything else brings it
//! answers or shows what it gives. `DESIGN.md` says why things are as they are.

// Both end the program in a fault where nobody reads any more: `commands::print` and `edge::terminal::tell` do not.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod ask;
pub mod cases;
pub mod cli;
pub mod commands;
pub mod edge;
pub mod error;
pub mod render;
