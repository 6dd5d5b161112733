//! The tools: each is one request of the interface, under a name and with words that lead an assistant to ask for the
//! facts that decide.

use chrono::NaiveDate;
use rmcp::model::{CallToolResult, ContentBlock, JsonObject, Tool, ToolAnnotations};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};
use signpost_api::{
    Answering, Api, FileOf, Given, KEEP_TO, LetterOf, LimitOf, Nothing, OneQuestion, Outcome, Refusal, RefusalKind,
    Request, Saved, StepsOf, WhyOf, WordOf,
};
use signpost_core::rules::model::RuleSet;

use crate::clock;

/// A request as a tool.
struct Offered {
    /// The tool's name.
    name: &'static str,
    /// The request's name.
    ask: &'static str,
    title: &'static str,
    description: &'static str,
    takes: fn() -> JsonObject,
}

/// All but `page`, which is for screens: an assistant that wants a web page can have a whole one (`file`).
const OFFERED: [Offered; 13] = [
    Offered {
        name: "next_question",
        ask: "next",
        title: "The next question",
        description: "Call this first, with no facts, and again after each answer. Gives the one question whose answer \
            decides what comes next, with its answers and help; ask the person, in these words, and wait. Tell them \
            `warning` first: it cannot wait. Never answer for the person. No question means: call next_steps.",
        takes: takes::<Given>,
    },
    Offered {
        name: "take_answer",
        ask: "answer",
        title: "Take an answer",
        description: "Takes one answer that the person gave: an answer's id, a date as they said it (\"28 oct\"), a \
            council's name, or \"not-sure\". Pass on `said`, which says it back, so that they can correct it, and keep \
            `facts` for the next call. Where it is refused, say why, and ask again; never choose among `offers` for them.",
        takes: takes::<Answering>,
    },
    Offered {
        name: "next_steps",
        ask: "steps",
        title: "The next steps",
        description: "What to do and by when, once next_question has no question left: where the person stands, steps in \
            order with the day and the last day of each, every date with its working, sources with their certainty and \
            the day they were checked, what is open, what is shut and why, doubts, letters, whom to ring. Refused with \
            the question that is open while one is: ask it, do not assume its answer. Pass steps on in their order, with \
            their days and sources, and add none.",
        takes: takes::<StepsOf>,
    },
    Offered {
        name: "one_question",
        ask: "question",
        title: "One question again",
        description: "One question as it stands, to ask it again or to help with it: where to look, what letters say, \
            what its words mean.",
        takes: takes::<OneQuestion>,
    },
    Offered {
        name: "list_facts",
        ask: "facts",
        title: "Every fact there is",
        description: "Every question with its answers, all councils, and what people are often told. Long. For whoever \
            has heard a whole story and wants to match what was plainly said; next_question then asks what is missing.",
        takes: takes::<Nothing>,
    },
    Offered {
        name: "letter",
        ask: "letter",
        title: "A letter to start from",
        description: "One letter that next_steps names, filled in as far as the facts go. What stands in square brackets \
            the person fills in: leave it open. Change no date and no law in it.",
        takes: takes::<LetterOf>,
    },
    Offered {
        name: "list_limits",
        ask: "limits",
        title: "Every time limit there is",
        description: "Every time limit, who must act, and which dates it counts from. For time_limit.",
        takes: takes::<Nothing>,
    },
    Offered {
        name: "time_limit",
        ask: "limit",
        title: "One time limit",
        description: "One time limit with its working, counted from dates the person gave, such as \
            {\"letter-date\": \"28 oct\"}. Ask for the date on the paper; never reckon a limit yourself.",
        takes: takes::<LimitOf>,
    },
    Offered {
        name: "word_meaning",
        ask: "word",
        title: "What a word means",
        description: "What a word of this field means, in plain words.",
        takes: takes::<WordOf>,
    },
    Offered {
        name: "why",
        ask: "why",
        title: "Why it is asked or advised",
        description: "Why a question is asked, or, without a question, why the first step comes first; with the law behind \
            it, its certainty, and the day it was checked.",
        takes: takes::<WhyOf>,
    },
    Offered {
        name: "keep_file",
        ask: "file",
        title: "Something to keep",
        description: "The text of a file for the person to keep: next steps in a format, dates for a calendar, answers to \
            go on from later, a blank log. Nothing is saved here.",
        takes: takes::<FileOf>,
    },
    Offered {
        name: "open_kept",
        ask: "open",
        title: "Go on from something kept",
        description: "The facts in a file that keep_file gave, and what has changed since. Never for other papers.",
        takes: takes::<Saved>,
    },
    Offered {
        name: "about",
        ask: "about",
        title: "What this is",
        description: "What signpost is, whose law it holds, when that was last checked, and helplines for any family.",
        takes: takes::<Nothing>,
    },
];

/// What a request takes, and the day.
fn takes<T: JsonSchema>() -> JsonObject {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.remove("title");
    schema.remove("description");
    let mut schema = match schema.to_value() {
        Value::Object(schema) => schema,
        _ => JsonObject::new(),
    };
    let properties = schema.entry("properties").or_insert_with(|| json!({}));
    properties["today"] = json!({
        "type": "string",
        "format": "date",
        "description": "Leave this out: the day is the computer's. Only to ask about another day, as 2026-11-21.",
    });
    schema
}

/// The tools as the protocol lists them.
pub fn list() -> Vec<Tool> {
    let only_reads = || ToolAnnotations::new().read_only(true).destructive(false).idempotent(true).open_world(false);
    let tool = |offered: &Offered| {
        Tool::new(offered.name, offered.description, (offered.takes)())
            .with_title(offered.title)
            .with_annotations(only_reads())
    };
    OFFERED.iter().map(tool).collect()
}

/// What a tool gives: the interface's own JSON, then what it rests on and what must not be added to it. None where there
/// is no such tool.
pub fn call(rules: &RuleSet, name: &str, arguments: JsonObject) -> Option<CallToolResult> {
    let offered = OFFERED.iter().find(|offered| offered.name == name)?;
    let asked = understood(offered, arguments);
    let outcome = Outcome::from(asked.and_then(|(today, request)| Api::new(rules).ask(today, &request)));
    let text = ContentBlock::text(outcome.json());
    Some(match outcome.refusal {
        None => CallToolResult::success(vec![text, ContentBlock::text(rests_on(rules))]),
        Some(refusal) => CallToolResult::error(vec![ContentBlock::text(refusal.says), text]),
    })
}

/// The day and the request in a call.
fn understood(offered: &Offered, mut arguments: JsonObject) -> Result<(NaiveDate, Request), Refusal> {
    let refused = |what: serde_json::Error| {
        Refusal::new(RefusalKind::NotUnderstood, format!("{} does not understand this: {what}.", offered.name))
    };
    let today: Option<NaiveDate> =
        arguments.remove("today").map(serde_json::from_value).transpose().map_err(refused)?.flatten();
    arguments.insert("ask".to_owned(), offered.ask.into());
    let request = serde_json::from_value(Value::Object(arguments)).map_err(refused)?;
    Ok((today.unwrap_or_else(clock::today), request))
}

fn rests_on(rules: &RuleSet) -> String {
    let (checked, version) = (rules.law_checked, env!("CARGO_PKG_VERSION"));
    format!("From signpost {version}; law last checked on {checked}; rules {}. {KEEP_TO}", rules.hash)
}
