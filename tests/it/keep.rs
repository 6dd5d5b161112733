//! What is shown and kept: the page on the screen, saved files, receipts, calendars, letters, the log; and that nothing
//! is written that was not asked for.

#[cfg(unix)]
mod files;
pub mod held;
mod looks;
pub mod pages;
#[cfg(unix)]
mod private;
pub mod run;
mod shapes;
