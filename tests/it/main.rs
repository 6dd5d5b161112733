//! The one integration binary: the program from outside, and the rules it carries.

mod batch;
mod cases;
mod counter;
mod diary;
mod embedded;
mod examples;
mod kept;
mod layers;
mod limits;
mod shelf;
