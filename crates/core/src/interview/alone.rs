//! What one answer leads to by itself.

use chrono::NaiveDate;

use super::Answers;
use crate::rules::model::QuestionIx;

/// The shortest and plainest situation in which one answer is given.
#[derive(Debug, Clone)]
pub struct Alone {
    /// The question.
    pub question: QuestionIx,
    /// The option's place in it.
    pub option: usize,
    /// The answers: this option alone, what must be answered so that it is asked, and the plainest of everything else.
    pub answers: Answers,
    /// A day on which they lead there.
    pub today: NaiveDate,
}
