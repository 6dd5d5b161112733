//! The interview: answers, and what they lead to. `walk` says what to ask next; `reply` reads what is typed.
//!
//! Nothing here waits, prints or keeps state: the same rules, answers and day always lead to the same place.

mod alone;
pub mod answers;
pub mod council;
pub mod entries;
pub mod heard;
pub mod left;
pub mod limits;
pub mod outlook;
mod problem;
pub mod reply;
pub mod situation;
pub mod statement;
pub mod told;
pub mod walk;

pub use alone::Alone;
pub use answers::{Answer, AnswerFault, Answers, NOT_SURE, Written};
pub use problem::Problem;
pub use situation::{Dated, Situation, Standing};
pub use walk::{Walk, walk};
