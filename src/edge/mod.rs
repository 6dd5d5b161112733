//! The edge of the program: the only callers of clock, disk, threads and terminal.

pub mod clock;
pub mod disk;
pub mod fault;
pub mod interrupt;
pub mod outside;
pub mod save;
pub mod store;
pub mod stream;
pub mod terminal;
