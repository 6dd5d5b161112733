//! Questions.

use serde_yaml::Value;

use super::Compiler;
use crate::files::condition::{self, NO_DATE, option_bit};
use crate::files::file::{self, Choose, WhatIf};
use crate::files::finding::{Code, Place, did_you_mean};
use signpost_core::rules::MOST_OPTIONS;
use signpost_core::rules::model::{
    Choice, Condition, DateAsked, DateBound, Heard, Kind, Options, Question, QuestionIx, Time,
};
use signpost_core::text;
use signpost_core::text::wording::Wording;

/// Words that mean something at every prompt.
const TYPED: [&str; 8] = ["help", "b", "back", "q", "quit", "qq", "not sure", "unsure"];

/// The usual screen, on which every answer is in sight at once. On smaller ones a list comes a screenful at a time.
const COLUMNS: usize = 80;
const ROWS: usize = 24;

/// What stands below the answers there: "I am not sure", the keys, and the answer line. A test of the program counts.
const BELOW: usize = 1 + 2 + 1;

/// How many lines the answers take there, with their headings and what stands below.
fn rows(options: &[file::Choice]) -> usize {
    let lines = |option: &file::Choice| {
        // A phrase is about as long as its name.
        let label = option.label.replace(['{', '}'], "");
        let heading = option.group.as_ref().map_or(0, |group| text::wrap(group, COLUMNS, "", "").lines().count());
        heading + text::wrap(&label, COLUMNS, "  1  ", "     ").lines().count()
    };
    options.iter().map(lines).sum::<usize>() + BELOW
}

impl Compiler<'_, '_> {
    /// The question what people were told: there is one where there is something to tell, and it is the last.
    pub(super) fn told_question(&mut self) -> Option<QuestionIx> {
        let asked = self.all.questions.iter().enumerate().filter(|(_, (_, item))| item.choose == Choose::Told);
        let told: Vec<(usize, Place)> = asked.map(|(at, (place, _))| (at, place.clone())).collect();
        for (at, place) in &told {
            let message = match (self.all.tells.is_empty(), at + 1 == self.all.questions.len()) {
                (true, _) => "there are no `tells`, so there is nothing to choose from",
                (false, false) => "`told` is for the last question: nothing hangs on it",
                (false, true) => continue,
            };
            self.findings.add(Code::Question, place.then("choose"), message, None);
        }
        if let (Some((place, _)), []) = (self.all.tells.first(), told.as_slice()) {
            let help = Some("add a question with `choose: told` at the end of the last part".to_owned());
            self.findings.add(Code::Question, place.clone(), "no question asks what people were told", help);
        }
        told.first().map(|(at, _)| QuestionIx(*at as u16))
    }

    pub(super) fn question(&mut self, place: &Place, item: &file::Question) -> Question {
        let names = self.names;
        let kind = self.kind(place, item);
        let options: Vec<Choice> = match (item.choose, &item.said, &item.date) {
            (Choose::YesNo, Some(said), _) => {
                let heard = Heard { always: self.wordings(place, "heard", &item.heard), ..Heard::default() }.into();
                vec![Choice { heard, ..plain("yes", "Yes", &said.yes) }, plain("no", "No", &said.no)]
            }
            (Choose::Date, _, Some(date)) => {
                date.none.iter().map(|none| plain(NO_DATE, &none.label, &none.said)).collect()
            }
            _ => item
                .options
                .iter()
                .enumerate()
                .map(|(at, option)| self.choice(&place.item("options", at), option))
                .collect(),
        };
        self.claimed_twice(place, &options);
        self.options(place, item);
        let assume = self.assume(place, item, &options);
        let mut no_own_step = 0;
        for id in item.no_own_step.keys() {
            match options.iter().position(|option| option.id == *id) {
                Some(bit) => no_own_step |= option_bit(bit),
                None => {
                    let here = place.then("no_own_step").then(id).key();
                    let help = did_you_mean(id, options.iter().map(|option| option.id.as_str()));
                    self.findings.add(Code::Question, here, "this is not one of the question's options", help);
                }
            }
        }
        let not_sure = |text: fn(&file::NotSure) -> &String| item.not_sure.as_ref().map(text).cloned();
        Question {
            id: item.id.clone(),
            ask: item.ask.clone(),
            hint: item.hint.clone(),
            why: item.why.clone(),
            say_aloud: item.say_aloud.clone(),
            help: item.help.clone(),
            ask_when: match &item.ask_when {
                Some(written) => condition::read(written, &place.then("ask_when"), names, self.findings),
                None => Condition::All(Vec::new()),
            },
            kind,
            options: options.into(),
            yes_no: item.choose == Choose::YesNo,
            assume,
            unsure_said: not_sure(|not_sure| &not_sure.said).unwrap_or_default(),
            unsure_tell: not_sure(|not_sure| &not_sure.tell).unwrap_or_default(),
            what_if: item.what_if,
            heading: item.heading,
            no_own_step,
        }
    }

    fn kind(&mut self, place: &Place, item: &file::Question) -> Kind {
        let wrong = |compiler: &mut Self, key: &str, message: &str| {
            compiler.findings.add(Code::Question, place.then(key), message, None);
        };
        if item.at_most.is_some() && item.choose != Choose::Several {
            wrong(self, "at_most", "only `several` has at_most");
        }
        if !item.heard.is_empty() && item.choose != Choose::YesNo {
            wrong(self, "heard", "only a yes-no question has `heard` of its own; else it stands with an option");
        }
        if item.said.is_some() != (item.choose == Choose::YesNo) {
            wrong(self, "choose", "`said` belongs to yes-no, and yes-no needs it");
        }
        match (item.choose, item.what_if) {
            (Choose::Date, Some(_)) => wrong(self, "what_if", "a date has no other answers to try"),
            (Choose::Several | Choose::YesNo, Some(WhatIf::Later)) => {
                wrong(self, "what_if", "`later` needs the options of `one`, in the order things happen");
            }
            _ => {}
        }
        match (item.choose, &item.date) {
            (Choose::Date, None) => wrong(self, "choose", "a date question needs `date`"),
            (Choose::Date, Some(_)) => {}
            (_, Some(_)) => wrong(self, "date", "only a date question has `date`"),
            (_, None) => {}
        }
        match (item.choose, &item.date) {
            (Choose::Several, _) => Kind::Several { at_most: item.at_most.unwrap_or(item.options.len()) },
            (Choose::Told, _) => Kind::Told,
            (Choose::Date, Some(date)) => Kind::Date(Box::new(self.date(place, item, date))),
            (Choose::Area, _) => Kind::Area,
            _ => Kind::One,
        }
    }

    fn date(&mut self, place: &Place, item: &file::Question, date: &file::DateAsked) -> DateAsked {
        let place = place.then("date");
        if !date.said.contains("{date}") {
            self.findings.add(Code::Question, place.then("said"), "say where the date stands with {date}", None);
        }
        let not_after = match date.not_after.as_deref() {
            Some("today") => Some(DateBound::Today),
            Some(id) => self.other_date(id, item, &place.then("not_after"), true).map(DateBound::Question),
            None => None,
        };
        let not_before =
            date.not_before.as_deref().and_then(|id| self.other_date(id, item, &place.then("not_before"), false));
        DateAsked {
            called: date.called.clone(),
            not_after,
            not_before,
            said: date.said.clone(),
            heard: Heard {
                always: self.wordings(&place, "heard", &date.heard),
                unless: self.wordings(&place, "heard_unless", &date.heard_unless),
                perhaps: self.wordings(&place, "words", &date.words),
                where_asked: self.wordings(&place, "heard_where_asked", &date.heard_where_asked),
                in_passing: Vec::new(),
            }
            .into(),
            school_holiday: date.school_holiday,
            in_hand: date.in_hand.clone(),
            time: date.time.unwrap_or(if not_after == Some(DateBound::Today) { Time::Past } else { Time::Either }),
        }
    }

    fn other_date(&mut self, id: &str, item: &file::Question, place: &Place, earlier: bool) -> Option<QuestionIx> {
        let here = self.names.question(&item.id);
        let fits = |found| Some(found) < here || (!earlier && Some(found) > here);
        match self.names.question(id) {
            Some(found) if self.names.questions[found.at()].date && fits(found) => Some(found),
            Some(_) => {
                let wanted = if earlier { "an earlier" } else { "another" };
                let message = format!("`{id}` is not {wanted} date question");
                self.findings.add(Code::Question, place.clone(), message, None);
                None
            }
            None => {
                self.names.unknown("question", id, place.clone(), self.findings);
                None
            }
        }
    }

    fn options(&mut self, place: &Place, item: &file::Question) {
        let takes = matches!(item.choose, Choose::One | Choose::Several | Choose::Area);
        if takes == item.options.is_empty() {
            let message = if takes { "this question needs options" } else { "this question has no options of its own" };
            self.findings.add(Code::Question, place.then("options"), message, None);
        }
        self.groups(place, &item.options);
        if item.at_most == Some(0) {
            self.findings.add(Code::Question, place.then("at_most"), "at least one may be chosen", None);
        }
        let ids = item.options.iter().enumerate().map(|(at, option)| (place.item("options", at), option.id.as_str()));
        self.unique(ids.collect());
        for (at, option) in item.options.iter().enumerate() {
            let here = place.item("options", at);
            self.typed_words(&here, option);
            let last = at + 1 == item.options.len();
            if option.none && (item.choose != Choose::Several || !last) {
                self.findings.add(
                    Code::Question,
                    here.then("none"),
                    "`none` is for the last option of a `several`",
                    None,
                );
            }
        }
    }

    /// More than a few options stand in groups, and all of them fit the usual screen.
    fn groups(&mut self, place: &Place, options: &[file::Choice]) {
        let place = place.then("options");
        let mut wrong = |message: String, help: &str| {
            self.findings.add(Code::Question, place.clone(), message, Some(help.to_owned()));
        };
        let grouped = options.iter().any(|option| option.group.is_some());
        if !grouped && options.len() > MOST_OPTIONS {
            let help = "give the first option of each kind a `group`, the heading above them; or ask two questions";
            wrong(format!("at most {MOST_OPTIONS} options without headings"), help);
        }
        if grouped && options.first().is_some_and(|first| first.group.is_none()) {
            wrong("the first option stands under no heading".into(), "give it a `group` as well");
        }
        let sizes = options.chunk_by(|_, next| next.group.is_none()).map(<[file::Choice]>::len);
        if grouped && sizes.max().is_some_and(|most| most > MOST_OPTIONS) {
            wrong(format!("at most {MOST_OPTIONS} options under one heading"), "add a heading");
        }
        let rows = rows(options);
        if grouped && rows > ROWS {
            let message = format!(
                "on a screen of {COLUMNS} columns the answers take {rows} lines, and {ROWS} are in sight: the first \
                 of them would be gone"
            );
            wrong(message, "shorten the labels or the headings, or ask two questions");
        }
    }

    fn choice(&mut self, place: &Place, option: &file::Choice) -> Choice {
        let mut always = self.wordings(place, "heard", &option.heard);
        always.extend(option.letter_says.iter().filter_map(|says| Wording::read(says, &self.forms).ok()));
        Choice {
            id: option.id.clone(),
            group: option.group.clone(),
            label: option.label.clone(),
            said: option.said.clone(),
            letter_says: option.letter_says.clone(),
            words: option.words.clone(),
            heard: Heard {
                always,
                where_asked: self.wordings(place, "heard_where_asked", &option.heard_where_asked),
                in_passing: self.wordings(place, "heard_in_passing", &option.heard_in_passing),
                unless: self.wordings(place, "heard_unless", &option.heard_unless),
                perhaps: self.wordings(place, "words", &option.words),
            }
            .into(),
            none: option.none,
        }
    }

    /// Wordings as they are written under a key.
    fn wordings(&mut self, place: &Place, key: &str, written: &[String]) -> Vec<Wording> {
        let mut read = Vec::with_capacity(written.len());
        for (at, wording) in written.iter().enumerate() {
            match Wording::read(wording, &self.forms) {
                Ok(wording) => read.push(wording),
                Err(fault) => self.findings.add(Code::Wording, place.item(key, at), fault.to_string(), None),
            }
        }
        read
    }

    /// What gives one answer to a question must not give another.
    fn claimed_twice(&mut self, place: &Place, options: &[Choice]) {
        let claims = |option: usize, key: &'static str, list: &'_ [Wording]| {
            list.iter().enumerate().map(|(at, wording)| (option, key, at, wording.clone())).collect::<Vec<_>>()
        };
        let mut all = Vec::new();
        for (at, option) in options.iter().enumerate() {
            all.extend(claims(at, "heard", &option.heard.always));
            all.extend(claims(at, "heard_where_asked", &option.heard.where_asked));
            all.extend(claims(at, "heard_in_passing", &option.heard.in_passing));
        }
        for (nth, (option, key, at, wording)) in all.iter().enumerate() {
            let other = all[..nth]
                .iter()
                .find(|(before, _, _, other)| before != option && (other.covers(wording) && wording.covers(other)));
            if let Some((before, ..)) = other {
                let message =
                    format!("`{}` and `{}` are heard by one wording", options[*before].id, options[*option].id);
                let help = "make one of them longer, or move it to `words`, which only offers".to_owned();
                self.findings.add(
                    Code::ClaimedTwice,
                    place.item("options", *option).item(key, *at),
                    message,
                    Some(help),
                );
            }
        }
    }

    /// An adviser types an option's id or one of its words at the prompt, where some words mean something already.
    fn typed_words(&mut self, place: &Place, option: &file::Choice) {
        let words = option.words.iter().enumerate().map(|(at, word)| (place.item("words", at), word.as_str()));
        for (here, word) in std::iter::once((place.then("id"), option.id.as_str())).chain(words) {
            let typed = word.trim().to_lowercase();
            let number = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit());
            if number || typed.starts_with(['/', '?']) || TYPED.contains(&typed.as_str()) {
                let message = format!("`{}` means something else when it is typed", word.escape_debug());
                self.findings.add(Code::ReservedWord, here, message, Some("use another word".into()));
            }
        }
    }

    fn assume(&mut self, place: &Place, item: &file::Question, options: &[Choice]) -> Options {
        if item.choose == Choose::Told {
            if item.not_sure.is_some() {
                let message = "`told` has \"none of these\" in place of \"I am not sure\"";
                self.findings.add(Code::Question, place.then("not_sure").key(), message, None);
            }
            return 0;
        }
        let here = place.then("not_sure").then("assume");
        let Some(not_sure) = &item.not_sure else {
            self.findings.add(Code::MissingKey, place.clone(), "the key `not_sure` is missing here", None);
            return 0;
        };
        let Some(assume) = &not_sure.assume else {
            if item.choose != Choose::Date {
                let message = "`not_sure` must say what to assume, so that the interview can go on";
                self.findings.add(Code::Question, place.then("not_sure"), message, None);
            }
            return 0;
        };
        if item.choose == Choose::Date {
            self.findings.add(Code::Question, here, "a date that is not known is not assumed", None);
            return 0;
        }
        let single = [assume.clone()];
        let ids: &[Value] = match assume {
            Value::Sequence(ids) if item.choose == Choose::Several => ids,
            _ => &single,
        };
        let mut mask = 0;
        for id in ids {
            match id.as_str().and_then(|id| options.iter().position(|option| option.id == id)) {
                Some(bit) => mask |= option_bit(bit),
                None => {
                    let known = options.iter().map(|option| option.id.as_str());
                    let help = id.as_str().and_then(|id| did_you_mean(id, known));
                    self.findings.add(Code::Question, here.clone(), "this is not one of the question's options", help);
                }
            }
        }
        mask
    }
}

/// An option that no list of the files holds.
fn plain(id: &str, label: &str, said: &str) -> Choice {
    Choice {
        id: id.into(),
        group: None,
        label: label.into(),
        said: said.into(),
        letter_says: None,
        words: Vec::new(),
        heard: Heard::default().into(),
        none: false,
    }
}
