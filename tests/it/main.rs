//! The one integration binary: the program from outside, and the rules it carries.

mod cli;
mod counter;
mod embedded;
mod examples;
mod layers;
mod limits;
mod what_if;
