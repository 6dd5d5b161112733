//! A case as the text of its file: one field a line in a fixed order, so that two copies can be compared line by line.
//!
//! `yes` and `no` stand without quotes, as people write them. Other programs may read them as true and false and write
//! those back; the reader takes both.

use chrono::NaiveDate;
use serde_yaml::{Mapping, Value};

use super::model::{Action, Call, Case, Consent, Held, Note, PlanGiven, SCHEMA_VERSION};

/// What stands on top of every file.
const HEAD: &str = "# A case of signpost. It holds no names; keep it so.\n";

/// The text of the case's file.
///
/// # Panics
/// Never: only tagged values cannot be written, and the reader takes none.
pub fn write(case: &Case) -> String {
    let yaml = serde_yaml::to_string(&value(case)).expect("a case is made of plain values");
    format!("{HEAD}{yaml}")
}

/// The case as a plain value, also for `--format json`.
pub fn value(case: &Case) -> Value {
    let mut out = Fields::new();
    out.put("schema_version", SCHEMA_VERSION);
    out.put("reference", case.reference.to_string());
    out.put("rev", case.rev);
    out.put("status", case.status.word());
    out.some("level", case.level);
    out.put("created", case.created.to_string());
    out.put("updated", case.updated.to_string());
    let consents = case.consents.iter().map(|(kind, consent)| (kind.word().into(), consented(consent)));
    out.mapping("consents", consents.collect());
    out.mapping("answers", case.answers.iter().map(|(id, answer)| (id.as_str().into(), held(answer))).collect());
    out.list("actions", case.actions.iter().map(action));
    out.list("calls", case.calls.iter().map(call));
    out.list("plans", case.plans.iter().map(plan));
    out.list("notes", case.notes.iter().map(note));
    out.rest(&case.extra)
}

fn consented(consent: &Consent) -> Value {
    let mut out = Fields::new();
    out.put("given", if consent.given { "yes" } else { "no" });
    out.day("on", consent.on);
    out.some("with", consent.with.as_deref());
    out.rest(&consent.extra)
}

fn held(held: &Held) -> Value {
    let mut out = Fields::new();
    out.put("answer", held.answer.clone());
    out.put("known", held.known.word());
    out.day("on", held.on);
    out.rest(&held.extra)
}

fn note(note: &Note) -> Value {
    let mut out = Fields::new();
    out.day("on", note.on);
    out.some("question", note.question.as_deref());
    out.put("text", note.text.as_str());
    out.rest(&note.extra)
}

fn action(action: &Action) -> Value {
    let mut out = Fields::new();
    out.put("who", action.who.as_str());
    out.put("what", action.what.as_str());
    out.day("by", action.by);
    out.put("done", action.done);
    out.rest(&action.extra)
}

fn call(call: &Call) -> Value {
    let mut out = Fields::new();
    out.day("on", call.on);
    out.some("start", call.start.as_deref());
    out.some("minutes", call.minutes);
    out.some("caller", call.caller.as_deref());
    out.some("urgent", call.urgent.as_deref());
    out.some("tried", call.tried.as_deref());
    out.some("choice", call.choice.as_deref());
    out.some("if_not", call.if_not.as_deref());
    out.some("queries", call.queries.as_deref());
    out.some("teach_back", call.teach_back);
    out.day("follow_up", call.follow_up);
    out.rest(&call.extra)
}

fn plan(plan: &PlanGiven) -> Value {
    let mut out = Fields::new();
    out.put("on", plan.on.to_string());
    out.put("rules", plan.rules.as_str());
    out.put("law_checked", plan.law_checked.as_str());
    out.put("next_step", plan.next_step.as_str());
    out.put("said", plan.said.as_str());
    out.list("alongside", plan.alongside.iter().map(|id| id.as_str().into()));
    out.list("open", plan.open.iter().map(|id| id.as_str().into()));
    let deadlines = plan.deadlines.iter().map(|(id, dates)| {
        let mut out = Fields::new();
        out.day("aim", dates.aim);
        out.put("due", dates.due.to_string());
        (Value::from(id.as_str()), out.rest(&dates.extra))
    });
    out.mapping("deadlines", deadlines.collect());
    out.put("answers", plan.answers.as_str());
    out.rest(&plan.extra)
}

/// A mapping being built: what is empty is left out.
struct Fields(Mapping);

impl Fields {
    fn new() -> Fields {
        Fields(Mapping::new())
    }

    fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.into(), value.into());
    }

    fn some(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    fn day(&mut self, key: &str, day: Option<NaiveDate>) {
        self.some(key, day.map(|day| day.to_string()));
    }

    fn list(&mut self, key: &str, items: impl Iterator<Item = Value>) {
        let items: Vec<Value> = items.collect();
        if !items.is_empty() {
            self.put(key, Value::Sequence(items));
        }
    }

    fn mapping(&mut self, key: &str, mapping: Mapping) {
        if !mapping.is_empty() {
            self.put(key, Value::Mapping(mapping));
        }
    }

    fn rest(mut self, extra: &Mapping) -> Value {
        for (key, value) in extra {
            self.0.insert(key.clone(), value.clone());
        }
        Value::Mapping(self.0)
    }
}
