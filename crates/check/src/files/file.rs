//! The rule files exactly as they are written: one struct per kind of item, nothing resolved, nothing checked but shape.
//!
//! The reference for whoever edits them is `rules/README.md`; the doc comments here become hover help in editors.
//! The JSON Schemas of `rules/schema` are derived from these types when the tests run, and only then: neither the build
//! script nor the program needs them derived. The same types are read from YAML (a folder) and from JSON (what the build embeds), so there is one description.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_yaml::Value;
pub use signpost_core::rules::item::*;

/// A condition as written; `rules::condition` gives it meaning.
pub type Written = Value;

macro_rules! written {
    ($($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $field:ident: $type:ty,)* })*) => {
        $(
            $(#[$outer])*
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            #[cfg_attr(test, derive(schemars::JsonSchema))]
            #[serde(deny_unknown_fields)]
            pub struct $name { $($(#[$inner])* pub $field: $type,)* }
        )*
    };
}

written! {
    /// `england.yaml`: the head.
    Head {
        /// The version of the format: 1.
        format: u32,
        /// Whose law this is.
        jurisdiction: String,
        /// The last day the law behind the files was checked, as 2026-06-15.
        law_checked: String,
        /// After this day every plan says that a check is due.
        review_by: String,
        /// Who made the rules, and who pays.
        made_by: String,
        /// The part files, in the order they are joined.
        parts: Vec<String>,
        /// Words that change with whose case it is.
        #[serde(default)] phrases: Vec<Phrase>,
        /// How many questions most people meet: said on the first screen.
        #[serde(default)] usual_questions: Option<UsualQuestions>,
        /// The doors a person can knock on.
        bodies: Vec<Body>,
        /// How many working days from today each kind of step takes.
        #[serde(default)] effort: EffortDays,
    }

    /// A part: any of these lists.
    Part {
        /// What it is about, in a few words: its heading in the book of the rules. The name of the file, when left out.
        #[serde(default)] topic: Option<String>,
        /// Law, cited once each.
        #[serde(default)] laws: Vec<Law>,
        /// Questions, in the order they are asked.
        #[serde(default)] questions: Vec<Question>,
        /// Named conditions.
        #[serde(default)] facts: Vec<Fact>,
        /// Time limits.
        #[serde(default)] deadlines: Vec<Deadline>,
        /// Routes, in the order they are preferred.
        #[serde(default)] routes: Vec<Route>,
        /// Points the sources do not settle.
        #[serde(default)] doubts: Vec<Doubt>,
        /// Proposals that are not law.
        #[serde(default)] news: Vec<News>,
        /// What comes first, rung by rung; only one part holds it.
        #[serde(default)] ladder: Vec<Rung>,
        /// What may never be open, whatever the other answers are.
        #[serde(default)] never: Vec<Never>,
        /// What people are told, and what the law says.
        #[serde(default)] tells: Vec<Tell>,
        /// What the law asks for at a step, and what to put into it.
        #[serde(default)] arguments: Vec<Argument>,
    }

    /// A rung of the ladder: the first of its steps that is recommended leads, unless a rung above has one.
    Rung {
        /// Its id.
        id: String,
        /// What is at stake on it.
        title: String,
        /// Why it comes before the rungs below it.
        because: String,
        /// Its routes, the first that is recommended before the others.
        steps: Vec<LadderStep>,
        /// Its routes lead where nothing else does, and never stand beside another step.
        #[serde(default)] alone: bool,
    }

    /// Routes that are never open together with something.
    Never {
        /// Its id.
        id: String,
        /// When they may not be open.
        #[cfg_attr(test, schemars(with = "crate::files::written::Condition"))]
        when: Written,
        /// The routes that may be neither open nor shown beside the step nor the step.
        open: Vec<String>,
        /// Why.
        because: String,
        /// Laws.
        #[serde(default)] law: Vec<String>,
    }

    /// Something that people are told, and what the law says about it.
    Tell {
        /// Its id.
        id: String,
        /// Lengths of time, sections and ages that its texts say and no limit or law beside it has, each with why it is right.
        #[serde(default)] other_numbers: BTreeMap<String, String>,
        /// What they are told, in the words they hear.
        told: String,
        /// What they type who ask for it, in words that stand in none of its texts: it is found by them, and nobody sees them.
        #[serde(default)] asked: Vec<String>,
        /// For whom the answer is right: who asks for it finds it.
        #[cfg_attr(test, schemars(with = "crate::files::written::Condition"))]
        when: Written,
        /// Who of them often hears it, and is shown it unasked; left out, all of them.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
        #[serde(default)] shown_when: Option<Written>,
        /// What the law says.
        says: String,
        /// Laws.
        law: Vec<String>,
        /// How certain we are.
        certainty: Certainty,
        /// The day it was last checked.
        checked: String,
        /// How often it is heard: what is heard often is shown first.
        #[serde(default)] likely: Likely,
        /// The doubt it rests on.
        #[serde(default)] doubt: Option<String>,
    }

    /// What the law asks for at a step, and what to put into it: the argument of a letter, an appeal or a claim.
    Argument {
        /// Its id.
        id: String,
        /// Lengths of time, sections and ages that its texts say and no limit or law beside it has, and that are right.
        #[serde(default)] other_numbers: BTreeMap<String, String>,
        /// The routes it is for: it stands on the page of those that are to be taken, and in their letters.
        with: Vec<String>,
        /// When it helps; left out: always.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
        #[serde(default)] when: Option<Written>,
        /// What the law asks, and what shows it, to the person.
        says: String,
        /// The same as a letter puts it, to whoever gets the letter: it stands where the letter has `{{ argument }}`.
        #[serde(default)] write: Option<String>,
        /// Laws.
        law: Vec<String>,
        /// How certain we are.
        certainty: Certainty,
        /// The day it was last checked.
        checked: String,
        /// The doubt it rests on.
        #[serde(default)] doubt: Option<String>,
    }

    /// Words that change with whose case it is, used in texts as `{id}`.
    Phrase {
        /// Its name in braces.
        id: String,
        /// What is said unless one of `instead` holds.
        say: String,
        /// Other wordings; the first whose condition holds is said.
        #[serde(default)] instead: Vec<Instead>,
    }

    /// Another wording of a phrase.
    Instead {
        /// When it is said.
        #[cfg_attr(test, schemars(with = "crate::files::written::Condition"))]
        when: Written,
        /// What is said then.
        say: String,
    }

    /// One law, cited once.
    Law {
        /// Its id.
        id: String,
        /// How it is cited: the Act, Regulations or guidance, and the section.
        cite: String,
        /// How certain we are: A, B, C or D.
        certainty: Certainty,
        /// The day it was last checked.
        checked: String,
        /// What it says, in our own words.
        says: String,
        /// Numbers in it beside those of its limits, each with where or why: whatever cites it may say them.
        #[serde(default)] other_numbers: BTreeMap<String, String>,
        /// Where our law documents hold it.
        from: String,
        /// The first day it is in force, as 2027-04-06, where rules are written for it before that day.
        #[serde(default)] in_force: Option<String>,
        /// The last day it is in force, savings counted.
        #[serde(default)] until: Option<String>,
        /// After this day the source is due to be looked at again; the day of the head, when left out.
        #[serde(default)] review_by: Option<String>,
    }

    /// A question.
    Question {
        /// Its id: the key of its answer.
        id: String,
        /// Lengths of time, sections and ages that its texts say and no limit or law beside it has, each with why it is right.
        #[serde(default)] other_numbers: BTreeMap<String, String>,
        /// The question: at most 20 words, one question mark, at the end.
        ask: String,
        /// One line that says where to look.
        #[serde(default)] hint: Option<String>,
        /// Why it is asked.
        why: String,
        /// Words to read out on the telephone.
        say_aloud: String,
        /// Paragraphs for the help key.
        #[serde(default)] help: Vec<String>,
        /// When it is asked; always, when left out.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
        #[serde(default)] ask_when: Option<Written>,
        /// How it is answered.
        choose: Choose,
        /// The options of `one` and `several`.
        #[serde(default)] options: Vec<Choice>,
        /// `several`: at most so many.
        #[serde(default)] at_most: Option<usize>,
        /// `yes-no`: the two statements.
        #[serde(default)] said: Option<YesNoSaid>,
        /// `yes-no`: wordings that can only mean yes.
        #[serde(default)] heard: Vec<String>,
        /// `date`: what is asked for.
        #[serde(default)] date: Option<DateAsked>,
        /// Its options only call up further questions: no route, time limit or text may hang on them.
        #[serde(default)] heading: bool,
        /// Answers for which the topic has no step of their own, each with why that is right.
        #[serde(default)] no_own_step: BTreeMap<String, String>,
        /// What "I am not sure" does; only `told` has none.
        #[serde(default)] not_sure: Option<NotSure>,
        /// Which other answers "What would change this" tries; none, when left out: a settled fact.
        #[serde(default)] what_if: Option<WhatIf>,
    }

    /// One option.
    Choice {
        /// Its id.
        id: String,
        /// The heading above it and the options after it, at most six words. More than eight options need headings.
        #[serde(default)] group: Option<String>,
        /// What is shown: at most 12 words.
        label: String,
        /// The answer as a full sentence.
        said: String,
        /// The set phrase in such letters.
        #[serde(default)] letter_says: Option<String>,
        /// Wordings that can mean nothing else: whoever says one has given this answer.
        #[serde(default)] heard: Vec<String>,
        /// Wordings that mean this where the rest of what is said leads to this question.
        #[serde(default)] heard_where_asked: Vec<String>,
        /// Wordings that name in passing who or what it is about: a "not" or a wish around them is about something else.
        #[serde(default)] heard_in_passing: Vec<String>,
        /// Beside one of these none of the wordings counts.
        #[serde(default)] heard_unless: Vec<String>,
        /// Words that may mean this: it is offered, never taken.
        #[serde(default)] words: Vec<String>,
        /// Excludes all other options of a `several`.
        #[serde(default)] none: bool,
    }

    /// The two answers of a `yes-no` as sentences.
    YesNoSaid {
        /// For yes.
        yes: String,
        /// For no.
        no: String,
    }

    /// What a date question asks for.
    DateAsked {
        /// The date in a few words: "date on the letter".
        called: String,
        /// The latest it may be: `today`, or the id of an earlier date question.
        #[serde(default)] not_after: Option<String>,
        /// The earliest it may be: the id of an earlier date question.
        #[serde(default)] not_before: Option<String>,
        /// The answer as a full sentence, with {date}.
        said: String,
        /// The papers or events whose date it is: a date beside one of them is this date, where no other fits.
        #[serde(default)] heard: Vec<String>,
        /// Wordings that name it where its question is asked, and no other paper has its date there.
        #[serde(default)] heard_where_asked: Vec<String>,
        /// Beside one of these it is not.
        #[serde(default)] heard_unless: Vec<String>,
        /// Words beside which a date may be this one: it is offered, never taken.
        #[serde(default)] words: Vec<String>,
        /// The answer that there is no such date.
        #[serde(default)] none: Option<NoDate>,
        /// Whether the date lies behind or ahead: how one without a year is read. `past` when left out and `not_after` is
        /// today, else `either`.
        #[serde(default)] time: Option<Time>,
        /// It is an end of the next school holiday: limits in school days are counted with it, and it is asked only where
        /// one of them may be over or not, as the holidays decide.
        #[serde(default)] school_holiday: Option<HolidayEnd>,
        /// The paper or event in people's hands, in their words: `signpost deadline` begins with these.
        #[serde(default)] in_hand: Option<String>,
    }

    /// The answer that there is no such date.
    NoDate {
        /// What is shown: at most 12 words.
        label: String,
        /// The answer as a full sentence.
        said: String,
    }

    /// What "I am not sure" does.
    NotSure {
        /// The answer the interview goes on with: an option id, a list of them, or "yes" or "no". None for dates.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Assumed>"))]
        #[serde(default)] assume: Option<Value>,
        /// The answer as a full sentence.
        said: String,
        /// How to find out.
        tell: String,
    }

    /// A named condition.
    Fact {
        /// Its id.
        id: String,
        /// When it holds.
        #[cfg_attr(test, schemars(with = "crate::files::written::Condition"))]
        when: Written,
    }

    /// A time limit.
    Deadline {
        /// Its id.
        id: String,
        /// Lengths of time, sections and ages that its texts say and no limit or law beside it has, each with why it is right.
        #[serde(default)] other_numbers: BTreeMap<String, String>,
        /// Who must act.
        who: Who,
        /// What they must have done: completes "You must ...".
        must: String,
        /// The same, short, verb first.
        label: String,
        /// It applies only then; always, when left out.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
        #[serde(default)] when: Option<Written>,
        /// The limit.
        limit: Limit,
        /// The stricter of two readings.
        #[serde(default)] cautious: Option<Limit>,
        /// What happens when the last day is closed.
        #[serde(default)] ends_on_closed_day: ClosedDay,
        /// Days that are not counted at all.
        #[serde(default)] not_counted: Option<NotCounted>,
        /// The hour on the last day, as "17:00".
        #[serde(default)] at: Option<String>,
        /// What counts as done.
        #[serde(default)] done_when: DoneWhen,
        /// What removes or changes it.
        #[serde(default)] exceptions: Vec<String>,
        /// The same as questions an adviser can ask.
        #[serde(default)] asks: Vec<String>,
        /// Where its start date is to be found.
        #[serde(default)] find_date: Option<String>,
        /// What to do when it has passed.
        if_passed: IfPassed,
        /// Who sees it.
        #[serde(default)] shown: Shown,
        /// The doubt it rests on.
        #[serde(default)] doubt: Option<String>,
        /// Laws.
        law: Vec<String>,
        /// How certain we are.
        certainty: Certainty,
        /// The day it was last checked.
        checked: String,
    }

    /// A limit. One of: `after`, `beginning_with` or `before` with one length; `by` with `in_year_of`; `later_of`; `earlier_of`.
    Limit {
        /// "After", "of" or "from" this date: its own day is left out.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Start>"))]
        #[serde(default)] after: Option<Value>,
        /// "Beginning with" this date: its own day counts.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Start>"))]
        #[serde(default)] beginning_with: Option<Value>,
        /// "At least so long before" this date.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Start>"))]
        #[serde(default)] before: Option<Value>,
        /// Calendar days.
        #[serde(default)] days: Option<u32>,
        /// Weeks of seven days.
        #[serde(default)] weeks: Option<u32>,
        /// Calendar months.
        #[serde(default)] months: Option<u32>,
        /// Working days; `of` names the kind.
        #[serde(default)] working_days: Option<u32>,
        /// The kind of working day.
        #[serde(default)] of: Option<WorkingDay>,
        /// School days.
        #[serde(default)] school_days: Option<u32>,
        /// A posted notice counts as given on this working day after posting.
        #[serde(default)] by_post: Option<u32>,
        /// A fixed day, as 02-15.
        #[serde(default)] by: Option<String>,
        /// The date whose year it is.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Start>"))]
        #[serde(default)] in_year_of: Option<Value>,
        /// Whichever is later.
        #[serde(default)] later_of: Option<Vec<Limit>>,
        /// Whichever is earlier.
        #[serde(default)] earlier_of: Option<Vec<Limit>>,
    }

    /// A route.
    Route {
        /// Its id.
        id: String,
        /// Lengths of time, sections and ages that its texts say and no limit or law beside it has, each with why it is right.
        #[serde(default)] other_numbers: BTreeMap<String, String>,
        /// Its name.
        name: String,
        /// The body it is a way to.
        body: String,
        /// When it is recommended: the first such step of the ladder is the suggested one; never, when left out.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
        #[serde(default)] recommend_when: Option<Written>,
        /// When it is shown as "do this as well".
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
        #[serde(default)] alongside_when: Option<Written>,
        /// When it is open.
        #[cfg_attr(test, schemars(with = "crate::files::written::Condition"))]
        open_when: Written,
        /// When it is not open yet, and from when on it is.
        #[serde(default)] later: Vec<Later>,
        /// When it is not open, and why.
        #[serde(default)] closed: Vec<Closed>,
        /// Where a person stands who takes it: one short sentence for the headline.
        #[serde(default)] stand: Option<String>,
        /// What kind of thing the step is, and so how soon it can be done.
        #[serde(default)] effort: Option<Effort>,
        /// The step: verb first, one action, at most 20 words.
        next_step: String,
        /// What the route is.
        what: String,
        /// When it helps.
        good_for: String,
        /// What to weigh.
        think_about: String,
        /// Things to hold or do.
        checklist: Vec<ChecklistItem>,
        /// What happens next.
        then: Vec<Then>,
        /// The routes that come after it, the next one first.
        #[serde(default)] leads_to: Vec<String>,
        /// What is answered once the step is done.
        #[serde(default)] when_done: Option<WhenDone>,
        /// What still works if something goes wrong.
        #[serde(default)] if_wrong: Vec<String>,
        /// Its time limits.
        #[serde(default)] deadlines: Vec<String>,
        /// Those of them that end the time for this very step; those of the person's own, when left out.
        #[serde(default)] step_deadlines: Option<Vec<String>>,
        /// Letters for it.
        #[serde(default)] letters: Vec<RouteLetter>,
        /// Whom to ring: services and contacts.
        contacts: Vec<RouteContact>,
        /// Whom the step itself goes to: how to reach it stands with the step.
        #[serde(default)] whom: Option<String>,
        /// What it costs.
        cost: String,
        /// What happens if nothing is done.
        if_nothing: String,
        /// One short kind sentence.
        #[serde(default)] kind_line: Option<String>,
        /// Why no other route is open beside it.
        #[serde(default)] only_route_because: Option<String>,
        /// The doubt it rests on.
        #[serde(default)] doubt: Option<String>,
        /// Laws.
        law: Vec<String>,
        /// How certain we are.
        certainty: Certainty,
        /// The day it was last checked.
        checked: String,
    }

    /// What is answered once a step is done: answers, or why nothing that is asked changes.
    WhenDone {
        /// Answers that are given then: an option for a question, `not-sure`, or under `not` an option that is chosen no more.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
        #[serde(default)] answers: Option<Written>,
        /// The date question that takes the day on which it was done.
        #[serde(default)] day: Option<String>,
        /// Why nothing that is asked changes by it, and what to do then.
        #[serde(default)] stays: Option<String>,
    }

    /// A reason why a route is not open yet.
    Later {
        /// When.
        #[cfg_attr(test, schemars(with = "crate::files::written::Condition"))]
        when: Written,
        /// The time limit whose end opens it; left out where something must happen first.
        #[serde(default)] from: Option<String>,
        /// Why it is not open yet, and what opens it.
        because: String,
    }

    /// A reason why a route is not open.
    Closed {
        /// When.
        #[cfg_attr(test, schemars(with = "crate::files::written::Condition"))]
        when: Written,
        /// Why.
        because: String,
    }

    /// One line of what happens next.
    Then {
        /// Who acts.
        who: String,
        /// What they do.
        does: String,
        /// Within which time.
        within: String,
        /// The same as a length, counted from the day of the line above it, or of the step.
        #[serde(default)] r#in: Option<Length>,
        /// What to do if they do not.
        if_not: String,
    }

    /// A length of time: one of these.
    Length {
        /// The length of this time limit, which has only one.
        #[serde(default)] deadline: Option<String>,
        /// Calendar days.
        #[serde(default)] days: Option<u32>,
        /// Weeks of seven days.
        #[serde(default)] weeks: Option<u32>,
        /// Calendar months.
        #[serde(default)] months: Option<u32>,
        /// Working days; `of` names the kind.
        #[serde(default)] working_days: Option<u32>,
        /// The kind of working day.
        #[serde(default)] of: Option<WorkingDay>,
        /// School days.
        #[serde(default)] school_days: Option<u32>,
    }

    /// `areas.yaml`: whom to ring.
    Areas {
        /// The version of the format: 1.
        format: u32,
        /// What each area supplies.
        services: Vec<Service>,
        /// National bodies.
        #[serde(default)] contacts: Vec<Contact>,
        /// The areas: the question of kind `area` offers these and no others.
        areas: Vec<Area>,
    }

    /// A service's own areas file: what it gives stands before what the rules carry, and the rest stays.
    OwnAreas {
        /// The version of the format: 1.
        format: u32,
        /// The service itself.
        #[serde(default)] own: Option<Own>,
        /// Days on which schools in its areas meet, where an area gives none of its own.
        #[serde(default)] school_days: Option<SchoolDays>,
        /// Areas: of one that the rules know, what is given here stands before it; any other is added.
        #[serde(default)] areas: Vec<Area>,
        /// What areas supply: one with an id of the rules is replaced.
        #[serde(default)] services: Vec<Service>,
        /// National or local bodies: one with an id of the rules is replaced.
        #[serde(default)] contacts: Vec<Contact>,
    }

    /// The days on which schools meet: terms as they are published, half-terms as gaps between them.
    SchoolDays {
        /// Stretches of school, first and last day, in order: 2026-09-02..2026-10-23.
        terms: Vec<String>,
        /// Days inside them on which pupils stay at home.
        #[serde(default)] inset: Vec<String>,
        /// Where they were published.
        #[serde(default)] source: Option<String>,
    }

    /// What is going to change about an area, on a day.
    AreaChange {
        /// The first day of the new council.
        date: String,
        /// The areas that take its place in the list from that day; left out where they are not known.
        #[serde(default)] to: Vec<String>,
        /// What to tell somebody there: one or two sentences.
        say: String,
    }

    /// One council area.
    Area {
        /// Its id, as answers files write it.
        id: String,
        /// Its name.
        name: String,
        /// Other names people use.
        #[serde(default)] also: Vec<String>,
        /// Places inside it by whose names people look for it: districts and towns.
        #[serde(default)] places: Vec<String>,
        /// What is going to change, and when.
        #[serde(default)] changes: Option<AreaChange>,
        /// The days on which its schools meet.
        #[serde(default)] school_days: Option<SchoolDays>,
        /// Its services, by service id.
        #[serde(default)] services: std::collections::BTreeMap<String, LocalService>,
    }

    /// `calendar.yaml`.
    CalendarFile {
        /// The version of the format: 1.
        format: u32,
        /// Where the bank holidays come from.
        source: String,
        /// The day they were taken from there.
        retrieved: String,
        /// The years covered.
        covers: Covers,
        /// The Tribunal's closed days.
        closed_spans: Vec<ClosedSpan>,
        /// Bank holidays of England and Wales.
        bank_holidays: Vec<BankHoliday>,
        /// Stretches of each year in which schools may have holidays, taken widely.
        #[serde(default)] school_holidays: Vec<SchoolHoliday>,
        /// Bank holidays elsewhere in the United Kingdom.
        #[serde(default)] elsewhere_in_uk: Vec<ElsewhereHoliday>,
    }

    /// The days a calendar covers, both included.
    Covers {
        /// The first day.
        from: String,
        /// The last day.
        to: String,
    }

    /// A stretch of each year in which the Tribunal is closed.
    ClosedSpan {
        /// Its id.
        id: String,
        /// Its first day, as 08-01.
        from: String,
        /// Its last day, as 08-31.
        to: String,
        /// Its law.
        law: String,
    }

    /// A stretch of each year in which schools may have holidays.
    SchoolHoliday {
        /// Its first day, as 07-10.
        from: String,
        /// Its last day, as 09-10.
        to: String,
        /// Which holiday.
        name: String,
    }

    /// A bank holiday.
    BankHoliday {
        /// The day.
        date: String,
        /// Its name.
        name: String,
    }

    /// A bank holiday elsewhere in the United Kingdom.
    ElsewhereHoliday {
        /// The day.
        date: String,
        /// Its name.
        name: String,
        /// Scotland or Northern Ireland.
        r#where: String,
    }

    /// `words.yaml`.
    WordsFile {
        /// The version of the format: 1.
        format: u32,
        /// The glossary.
        terms: Vec<Term>,
        /// Preferred words.
        #[serde(default)] preferred: Vec<Preferred>,
        /// Words never used in texts for parents.
        #[serde(default)] never: Vec<String>,
        /// Capital-letter words that may be used.
        #[serde(default)] acronyms: Vec<String>,
        /// The names of forms that texts may say.
        #[serde(default)] forms: Vec<String>,
        /// Times that no law gives and that steps and letters give for an answer, each with why. None is a time limit's.
        #[serde(default)] own_times: BTreeMap<String, String>,
        /// Verbs a next step may begin with.
        #[serde(default)] verbs: Vec<String>,
        /// Words that a thing on a checklist may begin with, besides the verbs.
        #[serde(default)] things: Vec<String>,
        /// Words that ask for something: one stands in the first two sentences of a letter.
        #[serde(default)] requests: Vec<String>,
        /// What people call one thing, in the order it is looked for in what they type.
        #[serde(default)] heard_as: Vec<HeardAs>,
    }

    /// One thing under its names.
    HeardAs {
        /// The one name that wordings are compared by.
        word: String,
        /// Its other names and short forms.
        also: Vec<String>,
    }

    /// A preferred word.
    Preferred {
        /// The word to say.
        say: String,
        /// The words it replaces.
        not: Vec<String>,
    }

    /// The head of a letter file, between its two lines of dashes.
    LetterHead {
        /// Its title.
        title: String,
        /// Lengths of time, sections and ages that its texts say and no limit or law beside it has, each with why it is right.
        #[serde(default)] other_numbers: BTreeMap<String, String>,
        /// When it is offered; always with its route, when left out.
        #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
        #[serde(default)] when: Option<Written>,
        /// When to use it.
        when_to_use: String,
        /// Who to send it to.
        send_to: String,
        /// How to send it.
        how_to_send: String,
        /// What proof to keep.
        keep_proof: String,
        /// What to do if there is no reply.
        no_reply: String,
        /// What else can be done meanwhile.
        meanwhile: String,
        /// Laws.
        #[serde(default)] law: Vec<String>,
    }
}

/// Items that are written as a text alone, or as a mapping with the condition under which they count.
macro_rules! at_times {
    ($($(#[$outer:meta])* $name:ident / $long:ident { $(#[$inner:meta])* $field:ident })*) => {
        $(
            written! {
                $(#[$outer])*
                $long {
                    $(#[$inner])*
                    $field: String,
                    /// When it counts; always, when left out.
                    #[cfg_attr(test, schemars(with = "Option<crate::files::written::Condition>"))]
                    #[serde(default)] when: Option<Written>,
                }
            }

            $(#[$outer])*
            #[derive(Debug, Clone, PartialEq, Serialize)]
            #[serde(transparent)]
            pub struct $name(pub $long);

            impl AtTimes for $name {
                fn text(&self) -> &str {
                    &self.0.$field
                }
                fn when(&self) -> Option<&Written> {
                    self.0.when.as_ref()
                }
            }

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(from: D) -> Result<$name, D::Error> {
                    struct Either;
                    impl<'de> Visitor<'de> for Either {
                        type Value = $name;
                        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                            to.write_str("a text or a mapping")
                        }
                        fn visit_str<E>(self, text: &str) -> Result<$name, E> {
                            Ok($name($long { $field: text.to_owned(), when: None }))
                        }
                        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$name, A::Error> {
                            $long::deserialize(MapAccessDeserializer::new(map)).map($name)
                        }
                    }
                    from.deserialize_any(Either)
                }
            }

            #[cfg(test)]
            impl schemars::JsonSchema for $name {
                fn schema_name() -> std::borrow::Cow<'static, str> {
                    stringify!($name).into()
                }
                fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                    let long = generator.subschema_for::<$long>();
                    schemars::json_schema!({"anyOf": [{"type": "string"}, long]})
                }
            }
        )*
    };
}

/// An item that may count only under a condition.
pub trait AtTimes {
    /// What it says, or the id it names.
    fn text(&self) -> &str;
    /// When it counts; always, when none.
    fn when(&self) -> Option<&Written>;
}

at_times! {
    /// A route on a rung of the ladder.
    LadderStep / LadderStepWhen {
        /// The route.
        step
    }

    /// A thing to hold or do.
    ChecklistItem / ChecklistItemWhen {
        /// The thing.
        item
    }

    /// A letter of a route.
    RouteLetter / RouteLetterWhen {
        /// The letter.
        letter
    }

    /// A service or contact of a route.
    RouteContact / RouteContactWhen {
        /// The service or contact.
        contact
    }
}

macro_rules! choice {
    ($($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident,)* })*) => {
        $(
            $(#[$outer])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[cfg_attr(test, derive(schemars::JsonSchema))]
            #[serde(rename_all = "kebab-case")]
            pub enum $name { $($(#[$inner])* $variant,)* }
        )*
    };
}

choice! {
    /// The kind of working day.
    WorkingDay {
        /// Of the Tribunal.
        Tribunal,
        /// Of children's social care complaints.
        SocialCare,
        /// Of NHS complaints.
        Nhs,
        /// Of freedom of information.
        Foi,
        /// Of the council's own procedures.
        Local,
    }

    /// What is not counted at all.
    NotCounted {
        /// August and 25 December to 1 January.
        TribunalClosed,
    }
}

/// What happens when the last day is closed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ClosedDay {
    /// Nothing.
    #[default]
    Stays,
    /// The next working day.
    NextWorkingDay,
    /// Rule 12 for starting an appeal.
    TribunalStart,
}

/// A letter file: its head and its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// The file's name without its ending: the letter's id.
    pub id: String,
    /// The head.
    pub head: LetterHead,
    /// The template.
    pub body: String,
}

/// A part and the file it stands in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartFile {
    /// The file's path inside the rules folder.
    pub file: String,
    /// What it holds.
    pub part: Part,
}

/// All the files of one rules folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bundle {
    /// `england.yaml`.
    pub head: Head,
    /// The parts in order.
    pub parts: Vec<PartFile>,
    /// `areas.yaml`.
    pub areas: Areas,
    /// A service's own areas file, beside it.
    #[serde(default)]
    pub own_areas: Option<OwnAreas>,
    /// `calendar.yaml`.
    pub calendar: CalendarFile,
    /// `words.yaml`.
    pub words: WordsFile,
    /// `letters/*.md`, by id.
    pub letters: Vec<Letter>,
    /// SHA-256 over every file's path and text, in hexadecimal.
    pub hash: String,
}
