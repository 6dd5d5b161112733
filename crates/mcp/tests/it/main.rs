//! The server as an assistant meets it: a program of its own, and lines of JSON in and out.

mod hostile;
mod offers;
mod same;
mod stories;
mod talk;
