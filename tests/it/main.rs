//! The one integration binary: the program as people meet it, and the rules it carries.

mod adviser_dates;
mod advisers;
mod alone;
mod aside;
mod asking;
mod batch;
mod calls;
mod cases;
mod cli;
mod councils;
mod counter;
mod desk;
mod diary;
mod dumb;
mod early;
mod embedded;
#[cfg(unix)]
mod ended;
mod examples;
mod faces;
mod fault;
mod heard;
mod holes;
mod keep;
mod kept;
mod layers;
mod limits;
mod locks;
mod merge;
mod messages;
mod notes;
mod offer;
mod outlook;
mod outside;
mod phrases;
mod pipe;
mod proof;
mod pty;
mod readme;
mod recheck;
mod resume;
mod rules;
mod run;
#[cfg(unix)]
mod screen;
mod shelf;
mod shell;
mod situations;
mod steps;
#[cfg(unix)]
mod stories;
mod trials;
mod typed;
mod what_if;
mod width;
mod wording;
