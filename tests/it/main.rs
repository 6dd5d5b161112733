//! The one integration binary: the program as people meet it, and the rules it carries.

mod batch;
mod calls;
mod cases;
mod cli;
mod counter;
mod diary;
mod embedded;
mod examples;
mod faces;
mod keep;
mod kept;
mod layers;
mod length;
mod limits;
mod messages;
mod offer;
mod pipe;
mod proof;
mod pty;
mod readme;
mod rules;
mod run;
mod shelf;
mod shell;
mod stories;
mod what_if;
