//! Letters.

use serde::{Deserialize, Serialize};

use super::{Condition, LawIx};

/// A letter draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// Its id: the file's name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it is offered.
    pub when: Condition,
    /// When to use it.
    pub when_to_use: String,
    /// Who to send it to.
    pub send_to: String,
    /// How to send it.
    pub how_to_send: String,
    /// What proof to keep.
    pub keep_proof: String,
    /// What to do if there is no reply.
    pub no_reply: String,
    /// What else can be done meanwhile.
    pub meanwhile: String,
    /// Laws.
    pub law: Vec<LawIx>,
    /// The template.
    pub body: String,
}
