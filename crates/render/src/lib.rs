//! From a plan to text: the page of next steps, letters, dates and their working, as text, Markdown, a web page, a
//! calendar and JSON. Every face shows what is written here.

pub mod answers;
pub mod banner;
pub mod book;
pub mod changed;
pub mod condition;
pub mod contacts;
pub mod dates;
pub mod deadline;
pub mod document;
pub mod html;
pub mod ics;
pub mod json;
pub mod keep;
pub mod letter;
pub mod log;
pub mod markdown;
pub mod messages;
pub mod opening;
pub mod plan;
pub mod print;
pub mod problem;
pub mod question;
pub mod receipt;
pub mod summary;
pub mod what_if;
pub mod working;
