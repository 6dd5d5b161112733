//! What is written about saved cases: lists, the diary, the call note, the summary for the parent.

pub mod diary;
pub mod list;
pub mod note;
pub mod recheck;
pub mod summary;
pub mod teach_back;
pub mod voice;
