//! Ten stories walked whole in every face, from the first screen to the saved files.

pub mod faces;
mod transcripts;
mod walks;
mod way;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::NaiveDate;
use signpost_check::proof::examples::Example;
use signpost_core::interview::told::Told;
use signpost_core::interview::{Answer, Answers, walk};
use signpost_core::plan::{Advice, Plan, advise};
use signpost_core::rules::model::{Kind, Question};
use signpost_render::keep::{ExportOptions, Format, file};
use signpost_render::messages as say;
use signpost_render::plan::Today;
use signpost_render::question;
use signpost_render::receipt;

/// What happened, and the case that tells it.
const STORIES: [(&str, &str); 10] = [
    ("refusal to assess", "s.51(2)(a): refuse-assessment, nothing done yet"),
    ("final plan, wrong school", "Final plan right except for the school"),
    ("draft plan", "Draft of 3 November 2026 seen on 2026-11-17"),
    ("late review", "The day after the four weeks"),
    ("help in the plan not given", "Weekly therapy in section F not given since September"),
    ("school not helping", "Falling behind, nothing formal tried"),
    ("permanent exclusion", "Permanent exclusion yesterday, governors not met"),
    ("discrimination by a college", "College suspends a young person because of a disability"),
    ("Wales", "Individual development plan in Wales"),
    ("late appeal", "Letter of 28 October 2026, adviser not rung by 29 December"),
];

/// One prompt and what is done at it.
#[derive(Debug, Clone)]
pub struct Step {
    /// What stands above the prompt.
    pub asks: String,
    /// What is typed at an answer line.
    pub typed: String,
    /// Where a menu stands instead: how many steps down the entry is, and the last entry.
    pub entry: Option<(usize, String)>,
    /// How many answers there are to choose from, with the headings above them.
    answers: usize,
}

impl Step {
    fn line(asks: &str, typed: &str) -> Step {
        Step { asks: asks.into(), typed: typed.into(), entry: None, answers: 0 }
    }

    /// One of a numbered list with "Stop" at the end of its menu.
    fn number(asks: &str, number: usize) -> Step {
        Step { asks: asks.into(), typed: number.to_string(), entry: Some((number, say::MENU_STOP.into())), answers: 0 }
    }

    /// One of a question's answers, the last being "I am not sure". In a menu each heading is an entry as well.
    fn answer(asks: &str, number: usize, asked: &Question) -> Step {
        let above = |number: usize| asked.options.iter().take(number).filter(|option| option.group.is_some()).count();
        let answers = asked.options.len();
        let entry = Some((number + above(number), say::MENU_STOP.into()));
        Step { entry, answers: answers + above(answers), ..Step::number(asks, number) }
    }

    /// Something else at the same prompt: typed, or so many entries below "I am not sure" in its menu.
    fn instead(&self, typed: &str, below: usize) -> Step {
        let entry = self.entry.as_ref().map(|(_, last)| (self.answers + 1 + below, last.clone()));
        Step { typed: typed.into(), entry, ..self.clone() }
    }

    /// Enter where an answer is held; in a menu it is the current entry.
    fn kept(&self) -> Step {
        Step { typed: String::new(), entry: self.entry.as_ref().map(|(_, last)| (0, last.clone())), ..self.clone() }
    }
}

/// A file that an offer saves, and the command that writes the same.
#[derive(Debug, Clone)]
pub struct Kept {
    pub name: String,
    pub command: Vec<String>,
}

/// A story with all that it leads to.
pub struct Story {
    pub name: &'static str,
    /// The day, as it is typed.
    pub today: String,
    /// The answers as a file.
    pub answers: String,
    /// The same as lines to copy, at the end of the interview.
    pub block: String,
    /// From the first screen to the plan.
    pub interview: Vec<Step>,
    /// The letters that are offered, by id.
    letters: Vec<String>,
    /// A calendar is offered.
    calendar: bool,
}

pub static ALL: LazyLock<Vec<Story>> = LazyLock::new(|| {
    let cases = cases();
    let named = |name: &str| cases.iter().find(|case| case.name == name).unwrap_or_else(|| panic!("no {name}"));
    STORIES.into_iter().map(|(story, name)| Story::of(story, named(name))).collect()
});

/// Cases that ask every question of an interview between them, as few as are found at once. The other questions are
/// dates that only `signpost deadline` asks for.
pub fn every_question() -> Vec<Story> {
    let cases = cases();
    let mut asked: Vec<(BTreeSet<&str>, &Example)> =
        cases.iter().map(|case| (case.answers.keys().map(String::as_str).collect(), case)).collect();
    let mut open: BTreeSet<&str> = asked.iter().flat_map(|(ids, _)| ids.iter().copied()).collect();
    let mut stories = Vec::new();
    while !open.is_empty() {
        asked.sort_by_key(|(ids, _)| ids.intersection(&open).count());
        let (ids, case) = asked.pop().expect("cases are left");
        open.retain(|id| !ids.contains(id));
        stories.push(Story::of("every question", case));
    }
    stories
}

fn cases() -> Vec<Example> {
    crate::examples::case_files().into_iter().flat_map(|(_, file)| file.cases).collect()
}

impl Story {
    fn of(name: &'static str, case: &Example) -> Story {
        let rules = signpost_rules::rules();
        let today: NaiveDate = case.today.parse().expect("a day");
        let mut answers = Answers::none(rules);
        let mut entries: Vec<_> = case.answers.iter().collect();
        entries.sort_by_key(|(id, _)| rules.question_by_id(id));
        for (id, value) in entries {
            answers.read(rules, id, value, today).expect("it fits");
        }
        let mut interview = vec![Step::line("or press Enter", "")];
        let mut given = Answers::none(rules);
        loop {
            let now = walk(rules, &given, today);
            let Some(next) = now.next else { break };
            let asked = rules.question(next);
            let nothing = if asked.kind == Kind::Told { Answer::Told(Told::default()) } else { Answer::NotSure };
            let answer = answers.get(next).unwrap_or(nothing);
            let ask = now.situation.say(&asked.ask);
            let options = asked.options.len();
            match answer {
                Answer::NotSure if options == 0 => interview.push(Step::line(&ask, "not sure")),
                Answer::NotSure => interview.push(Step::answer(&ask, options + 1, asked)),
                Answer::Chosen(chosen) => {
                    let bits = (0..options).filter(|bit| chosen & 1 << bit != 0).map(|bit| bit + 1);
                    match bits.collect::<Vec<usize>>().as_slice() {
                        [one] if asked.kind == Kind::One => interview.push(Step::answer(&ask, *one, asked)),
                        several => {
                            let several: Vec<String> = several.iter().map(usize::to_string).collect();
                            interview.push(Step::line(&ask, &several.join(" ")));
                        }
                    }
                }
                Answer::Told(told) if told.is_none() => {
                    let none = question::shown(&now.situation, asked, "").len();
                    interview.push(Step::line(&ask, &none.to_string()));
                }
                Answer::Told(_) => {
                    interview.push(Step::line(&ask, &Answers::write(rules, next, answer).to_string()));
                }
                // A menu leaves a council to the answer line.
                Answer::Area(area) => interview.push(Step::line(&ask, &rules.area(area).name)),
                Answer::Date(span) => {
                    let written = Answers::write(rules, next, answer);
                    interview.push(Step::line(&ask, &written.to_string()));
                    // One day is said back above the next question; a rough date stops.
                    interview.extend((!span.is_exact()).then(|| Step::line(say::CONFIRM_DATE, "")));
                }
            }
            given.set(next, answer);
        }
        let walk = walk(rules, &given, today);
        let asks_what_was_told = rules.told_question.is_some_and(|told| walk.path.contains(&told));
        // In a menu every answer is an entry, and the plan comes after them.
        let plan = Some((walk.path.len() + 1, say::MENU_STOP.to_owned()));
        interview.push(Step { asks: say::CHECK_TITLE.into(), typed: String::new(), entry: plan, answers: 0 });
        let Advice::Plan(plan) = advise(rules, &given, today) else { panic!("{name}: no plan") };
        Story {
            name,
            today: case.today.clone(),
            // The case may leave out what was told; the interview asks for it.
            answers: match case.answers.contains_key("told") || !asks_what_was_told {
                true => serde_yaml::to_string(&case.answers).expect("plain values"),
                false => serde_yaml::to_string(&case.answers).expect("plain values") + "told: none\n",
            },
            block: receipt::of_plan(&plan),
            interview,
            letters: plan.letters.iter().map(|letter| rules.letters[letter.at()].id.clone()).collect(),
            calendar: has_calendar(&plan),
        }
    }

    /// Whether a date is asked for.
    pub fn dated(&self) -> bool {
        self.interview.iter().any(|step| step.typed.parse::<NaiveDate>().is_ok())
    }

    /// How many questions are answered.
    pub fn answered(&self) -> usize {
        let between = &self.interview[1..self.interview.len() - 1];
        between.iter().filter(|step| step.asks != say::CONFIRM_DATE).count()
    }

    /// The interview with help at each question, and one step back and on again from it.
    pub fn detours(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut before: Option<&Step> = None;
        let (check, questions) = self.interview[1..].split_last().expect("it ends with the check");
        steps.push(self.interview[0].clone());
        for step in questions {
            if step.asks != say::CONFIRM_DATE {
                steps.push(step.instead("?", 1));
                if let Some(before) = before {
                    steps.extend([step.instead("b", 2), before.kept()]);
                }
                before = Some(step);
            }
            steps.push(step.clone());
        }
        steps.push(check.clone());
        steps
    }

    /// The number of an entry of the offer.
    fn offer(&self, entry: &str) -> usize {
        let letter = (!self.letters.is_empty()).then_some(say::KEEP_LETTER);
        let calendar = self.calendar.then_some(say::KEEP_CALENDAR);
        let rest = [say::KEEP_LOG, say::KEEP_EMAIL, say::KEEP_WHAT_IF, say::KEEP_ANSWERS, say::KEEP_NOTHING];
        let offers = [Some(say::KEEP_TEXT), Some(say::KEEP_PRINT), letter, calendar].into_iter().flatten().chain(rest);
        offers
            .into_iter()
            .position(|offer| offer == entry)
            .map_or_else(|| panic!("{entry} is not offered"), |at| at + 1)
    }

    fn offered(&self, entry: &str) -> Step {
        Step::number(say::KEEP_TITLE, self.offer(entry))
    }

    /// What is done at the offer to keep the plan as text, and the file that this gives.
    pub fn keeps_text(&self) -> (Vec<Step>, Vec<Kept>) {
        let steps = vec![self.offered(say::KEEP_TEXT), named("y"), self.offered(say::KEEP_NOTHING)];
        (steps, vec![self.kept("next-steps", "txt", &["plan"])])
    }

    /// What is done at the offer to keep everything, and the files that this gives.
    pub fn keeps_everything(&self) -> (Vec<Step>, Vec<Kept>) {
        let (mut steps, mut files) = self.keeps_text();
        steps.pop();
        for (number, kept) in [
            (1, self.kept("pages", "txt", &["plan", "--format", "print"])),
            (2, self.kept("next-steps", "html", &["plan", "--format", "html"])),
        ] {
            steps.extend([self.offered(say::KEEP_PRINT), Step::number(say::PRINT_TITLE, number), named("y")]);
            files.push(kept);
        }
        for (at, letter) in self.letters.iter().enumerate() {
            steps.push(self.offered(say::KEEP_LETTER));
            if self.letters.len() > 1 {
                steps.push(Step::number(say::LETTER_TITLE, at + 1));
            }
            steps.push(named("y"));
            let kept = self.kept(&format!("letter-{letter}"), "txt", &["letter", letter]);
            files.push(kept);
        }
        if self.calendar {
            steps.extend([self.offered(say::KEEP_CALENDAR), Step::number(say::CALENDAR_TITLE, 1), named("y")]);
            files.push(self.kept("dates", "ics", &["plan", "--format", "ics"]));
            steps.extend([self.offered(say::KEEP_CALENDAR), Step::number(say::CALENDAR_TITLE, 2), named("plain.ics")]);
            let mut plain = self.kept("dates", "ics", &["plan", "--format", "ics-plain"]);
            plain.name = "plain.ics".into();
            files.push(plain);
        }
        for (number, kept) in
            [(1, self.kept("log", "txt", &["log"])), (2, self.kept("log", "csv", &["log", "--format", "csv"]))]
        {
            steps.extend([self.offered(say::KEEP_LOG), Step::number(say::LOG_TITLE, number), named("y")]);
            files.push(kept);
        }
        steps.extend([self.offered(say::KEEP_EMAIL), named("y")]);
        files.push(self.kept("email", "txt", &["plan", "--format", "email"]));
        steps.extend([self.offered(say::KEEP_ANSWERS), self.offered(say::KEEP_NOTHING)]);
        (steps, files)
    }

    fn kept(&self, what: &str, ending: &str, command: &[&str]) -> Kept {
        Kept {
            name: format!("{what}-{}.{ending}", self.today),
            command: command.iter().map(|word| (*word).to_owned()).collect(),
        }
    }
}

fn named(typed: &str) -> Step {
    Step::line(say::NAME_TITLE, typed)
}

fn has_calendar(plan: &Plan<'_>) -> bool {
    file(plan, ExportOptions { format: Format::Ics, plain: false, today: Today::Set }).is_some()
}
