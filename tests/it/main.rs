//! The one integration binary: the program as people meet it, and the rules it carries.

mod cli;
mod counter;
mod embedded;
mod examples;
mod faces;
mod keep;
mod layers;
mod limits;
mod messages;
mod pipe;
mod proof;
mod pty;
mod rules;
mod run;
mod what_if;
