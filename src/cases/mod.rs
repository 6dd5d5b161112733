//! Saved cases: what one holds, how it is written and read, how two copies become one, what is due in it.
//!
//! A case is a plain YAML file that a person can read and mend. Nothing here touches a disk or a clock: texts and days
//! come in, texts and days go out. The answers are all that advice rests on; it is worked out from them again each time.

pub mod advice;
pub mod diary;
mod fields;
pub mod identify;
pub mod merge;
pub mod model;
pub mod number;
pub mod read;
pub mod recheck;
pub mod reference;
pub mod retain;
pub mod write;

pub use model::{Action, Call, Case, Consent, ConsentKind, DateGiven, Held, Known, Note, PlanGiven, Status, StepGiven};
pub use read::{Fault, read};
pub use reference::Reference;
pub use write::write;
