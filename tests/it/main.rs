//! The one integration binary: the program from outside, and the rules it carries.

mod counter;
mod embedded;
mod examples;
mod keep;
mod layers;
mod limits;
