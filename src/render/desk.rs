//! What the adviser's commands show.

use super::casework::note;
use crate::cases::{Call, Case};
use signpost_core::dates::say as dates;
use signpost_core::interview::{Answers, Situation, Walk};
use signpost_core::plan::Plan;
use signpost_core::rules::laws_behind;
use signpost_core::rules::model::{LawIx, QuestionIx, RouteIx, RuleSet, Word};
use signpost_render::messages::{self as say, fill};
use signpost_render::question;

/// So many laws are named for a question.
const MOST_LAWS: usize = 4;

macro_rules! commands {
    ($($name:ident = $help:ident $(, $example:literal)?;)*) => {
        /// A command that starts with a slash.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)] // Its help says what it is.
        pub enum Command { $($name,)* }

        impl Command {
            /// Every command, in the order of the help.
            pub const ALL: &[Command] = &[$(Command::$name),*];

            /// Its line in the help, which begins with how it is typed.
            pub fn help(self) -> &'static str {
                match self { $(Command::$name => say::$help,)* }
            }

            fn example(self) -> Option<&'static str> {
                match self { $(Command::$name => [$($example,)?].first().copied(),)* }
            }
        }
    };
}

commands! {
    Facts = DESK_FACTS, "/facts refused assessment, letter 28 oct";
    Set = DESK_SET, "/set letter-date 28 oct";
    Jump = DESK_JUMP, "/jump letter-date";
    List = DESK_LIST;
    Undo = DESK_UNDO;
    Read = DESK_READ;
    Route = DESK_ROUTE;
    Why = DESK_WHY;
    Words = DESK_WORDS;
    Note = DESK_NOTE;
    Call = DESK_CALL;
    Action = DESK_ACTION, "/action adviser: send the summary, by friday";
    Service = DESK_SERVICE;
    Hold = DESK_HOLD;
    Safe = DESK_SAFE;
    Time = DESK_TIME;
    Keep = DESK_KEEP;
    Done = DESK_DONE;
}

impl Command {
    fn typed(self) -> &'static str {
        self.help().split_once(':').map_or("", |(typed, _)| typed)
    }

    /// Its name, without the slash.
    pub fn name(self) -> &'static str {
        self.typed().split(' ').next().unwrap_or_default().trim_start_matches('/')
    }

    /// How it is typed, for whoever left out its words.
    pub fn type_it_as(self) -> String {
        fill(say::DESK_NEEDS, &[("usage", self.example().unwrap_or(self.typed()))])
    }

    /// The one with this name, or the only one that begins so.
    pub fn of(typed: &str) -> Option<Command> {
        let fits: Vec<Command> =
            Command::ALL.iter().copied().filter(|command| command.name().starts_with(typed)).collect();
        match fits.as_slice() {
            [one] => Some(*one),
            several => several.iter().copied().find(|command| command.name() == typed),
        }
    }
}

/// The commands, a line each.
pub fn commands() -> Vec<String> {
    let lines = Command::ALL.iter().map(|command| command.help());
    std::iter::once(say::DESK_TITLE).chain(lines).map(str::to_owned).collect()
}

/// When somebody may not be safe.
pub fn safe() -> Vec<String> {
    let all = [say::SAFE_TITLE, say::SAFE_999, say::SAFE_SERVICE, say::SAFE_SECRET, say::SAFE_WORDS, say::SAFE_NOTE];
    all.map(str::to_owned).to_vec()
}

/// The words to say for a question.
pub fn aloud(situation: &Situation<'_>, place: QuestionIx) -> String {
    let asked = situation.rules.question(place);
    let words = if asked.say_aloud.is_empty() { &asked.ask } else { &asked.say_aloud };
    fill(say::SAY, &[("words", &situation.say(words))])
}

/// The words to say for a route, for and against.
pub fn route(situation: &Situation<'_>, place: RouteIx) -> String {
    let route = situation.rules.route(place);
    let (name, good) = (situation.say(&route.name), situation.say(&route.good_for));
    let think = situation.say(&route.think_about);
    fill(say::SAY_ROUTE, &[("name", &name), ("good", &good), ("think", &think)])
}

/// Why a route is no way for this person now.
pub fn shut(plan: &Plan<'_>, place: RouteIx) -> String {
    let (situation, route) = (&plan.walk.situation, plan.rules().route(place));
    let shut = route.closed.iter().find(|(when, _)| situation.holds(when)).map(|(_, because)| because);
    let later = || route.later.iter().find(|later| situation.holds(&later.when)).map(|later| &later.because);
    let because = shut.or_else(later).map_or(say::ROUTE_NOTHING.to_owned(), |because| situation.say(because));
    fill(say::ROUTE_SHUT, &[("because", &because)])
}

/// All that is taken on a call, a line each. Questions put off stand with what is to be found out.
pub fn taken(walk: &Walk<'_>, answers: &Answers, case: &Case) -> Vec<String> {
    let (situation, rules) = (&walk.situation, walk.situation.rules);
    let mut lines: Vec<String> =
        answers.held().map(|(place, answer)| note::fact(situation, case, place, answer)).collect();
    lines.extend(case.service_number.iter().map(|number| fill(say::LIST_SERVICE, &[("number", number)])));
    lines.extend(case.notes.iter().map(|note| fill(say::LIST_NOTE, &[("text", &note.text)])));
    for name in Call::TYPED {
        let text = Case::told(&case.calls, name);
        lines.extend(text.map(|(text, _)| fill(say::LIST_CALL, &[("field", name), ("text", text)])));
    }
    let also = case.calls.iter().flat_map(|call| &call.also_said);
    lines.extend(also.map(|text| fill(say::LIST_ALSO, &[("text", text)])));
    lines.extend(case.actions.iter().map(|action| fill(say::LIST_ACTION, &[("said", &note::agreed(action))])));
    for id in case.calls.iter().flat_map(|call| &call.explained) {
        let name = rules.route_by_id(id).map_or(id.clone(), |route| situation.say(&rules.route(route).name));
        lines.push(fill(say::LIST_EXPLAINED, &[("name", &name)]));
    }
    for (kind, consent) in &case.consents {
        let given = if consent.given { "yes" } else { "no" };
        lines.push(fill(say::LIST_CONSENT, &[("what", kind.word()), ("given", given)]));
    }
    lines
}

/// The law behind a question: that of the time limits counted from it, else of the routes that turn on it.
pub fn why(situation: &Situation<'_>, place: QuestionIx) -> Vec<String> {
    let rules = situation.rules;
    let asked = rules.question(place);
    let mut lines = vec![fill(say::WHY_QUESTION, &[("id", &asked.id), ("why", &situation.say(&asked.why))])];
    let found = laws_behind(rules, place);
    if found.is_empty() {
        lines.push(fill(say::WHY_NONE, &[("checked", &dates::plain(rules.law_checked))]));
        return lines;
    }
    lines.extend(found.into_iter().take(MOST_LAWS).map(|place| law(rules, place)));
    lines
}

/// The law behind the suggested step.
pub fn why_step(plan: &Plan<'_>) -> Vec<String> {
    let (rules, route) = (plan.rules(), plan.step());
    let name = plan.walk.situation.say(&route.name);
    let mut lines = vec![fill(say::WHY_ROUTE, &[("id", &route.id), ("name", &name)])];
    lines.extend(route.law.iter().map(|place| law(rules, *place)));
    lines
}

fn law(rules: &RuleSet, place: LawIx) -> String {
    let law = &rules.laws[place.at()];
    let certainty = format!("{:?}", law.certainty);
    let checked = dates::plain(law.checked);
    fill(say::WHY_LAW, &[("cite", &law.cite), ("certainty", &certainty), ("checked", &checked)])
}

/// What a word means; without one, every word on the screen.
pub fn words(situation: &Situation<'_>, place: Option<QuestionIx>, term: &str) -> Vec<String> {
    let rules = situation.rules;
    let asked = term.trim();
    let found: Vec<&Word> = if asked.is_empty() {
        place.map(|place| question::terms(situation, rules.question(place))).unwrap_or_default()
    } else {
        rules.words_called(asked)
    };
    if found.is_empty() {
        let none = if asked.is_empty() { say::WORD_NONE.into() } else { fill(say::WORD_UNKNOWN, &[("typed", asked)]) };
        return vec![none];
    }
    found.iter().map(|word| fill(say::HELP_WORD, &[("word", &word.term), ("means", &word.means)])).collect()
}

/// What to look for, while the caller finds it.
pub fn look_for(situation: &Situation<'_>, place: QuestionIx) -> Vec<String> {
    let asked = situation.rules.question(place);
    let mut lines = vec![say::HOLD.to_owned()];
    lines.extend(asked.hint.iter().map(|hint| format!("{}.", situation.say(hint).trim_end_matches('.'))));
    lines.extend(asked.help.first().map(|help| situation.say(help)));
    lines.push(situation.say(&asked.unsure_tell));
    lines.push(say::HOLD_ON.to_owned());
    lines
}
