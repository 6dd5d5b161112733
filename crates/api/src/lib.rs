//! signpost for other programs: facts in, the next question or the next steps out.
//!
//! The interface is one call, typed here and the same as JSON: a [`Call`] names its version, the day advice is for and
//! what is asked; what comes back is a [`Reply`] or a [`Refusal`] that says what is missing or wrong in words a person
//! can be told. Nothing is kept between calls, so the facts go in whole each time. `crates/api/README.md` shows it with
//! examples, which the tests run; `crates/api/schema` holds the JSON Schemas, derived from these types.
//!
//! What is added later is added beside what there is: a field more in a reply, a request more. Only a change of meaning
//! counts [`VERSION`] up.

mod heard;
mod interview;
mod limits;
mod refusal;
mod reply;
mod request;
mod steps;
mod words;

use chrono::NaiveDate;
use signpost_core::rules::model::RuleSet;

pub use refusal::{Offer, Refusal, RefusalKind};
pub use reply::*;
pub use request::*;
pub use steps::KEEP_TO;

/// The version of this interface.
pub const VERSION: u32 = 1;

/// The largest call, in bytes: a hundred times what an interview comes to.
pub const MOST_BYTES: usize = 1 << 20;

/// Rules that can be asked.
#[derive(Clone, Copy)]
pub struct Api<'r> {
    rules: &'r RuleSet,
}

impl<'r> Api<'r> {
    /// The interface to these rules.
    pub fn new(rules: &'r RuleSet) -> Api<'r> {
        Api { rules }
    }

    /// Does what is asked, for a day.
    ///
    /// # Errors
    /// What is missing or wrong.
    pub fn ask(&self, today: NaiveDate, request: &Request) -> Result<Reply<'r>, Refusal> {
        Ok(match request {
            Request::About(_) => Reply::About(self.about(today)),
            Request::Facts(_) => Reply::Facts(self.facts(today)),
            Request::Next(given) => Reply::Next(self.next(today, given)?),
            Request::Question(asked) => Reply::Question(self.question(today, asked)?),
            Request::Answer(answer) => Reply::Answer(self.answer(today, answer)?),
            Request::Hear(telling) => Reply::Hear(self.hear(today, telling)?),
            Request::Take(taking) => Reply::Take(self.take(today, taking)?),
            Request::Steps(of) => Reply::Steps(Box::new(self.steps(today, of)?)),
            Request::Page(of) => Reply::Page(self.page(today, of)?),
            Request::Letter(of) => Reply::Letter(self.letter(today, of)?),
            Request::File(of) => Reply::File(self.file(today, of)?),
            Request::Open(saved) => Reply::Open(self.open(today, saved)?),
            Request::Limits(_) => Reply::Limits(self.limits(today)),
            Request::Limit(of) => Reply::Limit(Box::new(self.limit(today, of)?)),
            Request::Word(of) => Reply::Word(self.word(of)?),
            Request::Why(of) => Reply::Why(self.why(today, of)?),
        })
    }

    /// The same as JSON: a [`Call`] in, an [`Outcome`] out. Whatever comes in, JSON comes out.
    pub fn call(&self, text: &str) -> String {
        Outcome::from(self.understood(text).and_then(|call| self.ask(call.today, &call.request))).json()
    }

    fn understood(&self, text: &str) -> Result<Call, Refusal> {
        if text.len() > MOST_BYTES {
            let says = format!("The request is larger than {} KiB.", MOST_BYTES >> 10);
            return Err(Refusal::new(RefusalKind::NotUnderstood, says));
        }
        let call: Call = serde_json::from_str(text).map_err(|error| {
            Refusal::new(RefusalKind::NotUnderstood, format!("The request is not understood: {error}."))
        })?;
        if call.version != VERSION {
            let says = format!("This is version {VERSION} of the interface; the request is for {}.", call.version);
            return Err(Refusal::new(RefusalKind::Version, says));
        }
        Ok(call)
    }
}
