//! The program as people meet it. One binary, so that it links once.

mod faces;
mod messages;
mod pipe;
mod pty;
mod run;
