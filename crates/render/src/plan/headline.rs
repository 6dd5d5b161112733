//! Where the person stands, in one or two sentences: which right runs until when, or who is late by how many days.

use chrono::{Days, NaiveDate};

use super::Page;
use crate::{dates, working};
use signpost_core::dates::limit::Term;
use signpost_core::dates::say;
use signpost_core::interview::{Answer, Dated, Standing, statement};
use signpost_core::plan::steps::{self, Step};
use signpost_core::plan::{Ground, telling};
use signpost_core::rules::model::{Deadline, DeadlineIx, Start, State, Who};
use signpost_core::text;
use signpost_core::text::measure::{self, LONGEST_SENTENCE};

/// The most answers that the page names as its ground.
const MAX_GROUNDS: usize = 2;

/// Said where a right runs, nothing is due today and there is time.
const CALM: &str = "There is time to do this well, one step after the other.";

/// Said with a last day that only the holidays of the school decide.
const HOLIDAYS: &str = "School holidays do not count. Ask the school for its term dates.";

/// So many days are soon for a right beside a step that has none.
const SOON: u64 = 28;

/// So many days are time.
const TIME: i64 = 14;

/// The top of the page.
pub(super) struct Headline {
    /// The largest line.
    pub first: String,
    /// What belongs to it: the last moment, what has passed.
    pub then: Vec<String>,
    /// Who else is late.
    pub late: Vec<String>,
    /// One calm line.
    pub calm: Option<String>,
}

impl Page<'_, '_> {
    pub(super) fn headline(&self, steps: &[Step]) -> Headline {
        let route = self.plan.step();
        let stand = route.stand.as_ref().map(|stand| self.say(stand));
        let late = self.late();
        let nobody_late = late.is_empty();
        let mut late = late.into_iter();
        let right = self.right(steps);
        let mut then = Vec::new();
        let first = match (right, stand) {
            (Some((step, place)), stand) => {
                then.push(self.last_moment(place));
                let act = self.act(step, place);
                let safe = if step.day == self.ends(place) { "" } else { ", to be safe" };
                let by = step.day.map_or(String::new(), |day| format!(" {act} by {}{safe}.", self.day(day)));
                format!("{}{by}", stand.unwrap_or_default()).trim_start().to_owned()
            }
            // A right of one's own runs, and nobody knows until when: that comes before anybody's lateness.
            (None, Some(stand)) if self.undated().is_some() => {
                then.extend(self.undated());
                stand
            }
            (None, stand) => match (late.next(), stand) {
                (Some(late), stand) => {
                    then.extend(stand);
                    late
                }
                (None, Some(stand)) => stand,
                (None, None) => self.say(&route.next_step),
            },
        };
        let sooner = self.sooner(steps, right.map(|(_, place)| place));
        then.extend(sooner.map(|(step, place)| self.ends_sooner(step, place)));
        let passed = self.passed();
        then.extend(passed.clone());
        let beyond = self.beyond_calendar(steps);
        let all_counted = beyond.is_empty();
        then.extend(beyond);
        let calm = match &route.kind_line {
            Some(kind) => Some(self.say(kind)),
            None => {
                let today = |step: &Step| step.own().is_some() && step.day == Some(self.situation.today);
                let time = !steps.iter().any(today)
                    && self.has_time(right)
                    && sooner.is_none_or(|sooner| self.has_time(Some(sooner)));
                (nobody_late && passed.is_none() && all_counted && time).then(|| CALM.to_owned())
            }
        };
        Headline { first, then, late: late.collect(), calm }
    }

    /// The right of the person's own that the steps lead to, with the step that uses it: the last of the chain.
    fn right<'s>(&self, steps: &'s [Step]) -> Option<(&'s Step, DeadlineIx)> {
        let chain = steps.iter().filter(|step| !step.beside);
        chain.filter_map(|step| Some((step, step.last?))).next_back()
    }

    /// What is done by the day of a step. A call that only opens the way to an act with a limit is itself what is done.
    fn act(&self, step: &Step, place: DeadlineIx) -> String {
        let rules = self.plan.rules();
        match step.own().filter(|route| !step.follows() && self.calls_about(*route, place)) {
            Some(route) => self.say(rules.route(route).next_step.trim_end_matches('.')),
            None => self.say(&rules.deadline(place).label),
        }
    }

    /// A limit of the suggested steps whose first day is not known: how long it is, and where that day is found.
    fn undated(&self) -> Option<String> {
        let place = steps::undated(self.plan, self.plan.next_step)?;
        let deadline = self.plan.rules().deadline(place);
        let length = self.begun_with(&deadline.limit.term)?;
        let label = text::lower_first(&deadline.label);
        let find = deadline.find_date.as_deref().unwrap_or_default();
        Some(self.say(&format!("You have {length} to {label}. {find} Until you know that date, act today.")))
    }

    /// "two months after the date on the letter", of the first branch that is counted from an answer.
    fn begun_with(&self, term: &Term<Start>) -> Option<String> {
        match term {
            Term::Counted(counted) => {
                let Start::Question(question) = counted.start else { return None };
                let asked = self.plan.rules().question(question).date()?;
                Some(format!("{} from the {}", working::length(counted.amount), asked.called))
            }
            Term::LaterOf(branches) | Term::EarlierOf(branches) => {
                branches.iter().find_map(|branch| self.begun_with(branch))
            }
            _ => None,
        }
    }

    /// A right to be used beside the suggested step that ends before the step's own, or soon: the nearest.
    fn sooner<'s>(&self, steps: &'s [Step], right: Option<DeadlineIx>) -> Option<(&'s Step, DeadlineIx)> {
        let own = right.and_then(|place| self.ends(place));
        let beside = steps.iter().filter(|step| step.beside).filter_map(|step| Some((step, step.last?)));
        let ending = beside.filter_map(|(step, place)| Some((self.ends(place)?, step, place)));
        let nearest = ending.min_by_key(|(end, ..)| *end)?;
        let before = own.unwrap_or(self.situation.today + Days::new(SOON));
        (nearest.0 < before).then_some((nearest.1, nearest.2))
    }

    fn ends(&self, place: DeadlineIx) -> Option<NaiveDate> {
        match self.situation.standing(place) {
            Standing::Dated(dated) => Some(dated.reckoning.last),
            Standing::Pending | Standing::Outside(_) => None,
        }
    }

    /// "Another time ends on Thursday 3 December. Send the appeal by Monday 30 November."
    fn ends_sooner(&self, step: &Step, place: DeadlineIx) -> String {
        let label = self.say(&self.plan.rules().deadline(place).label);
        let by = step.day.map_or(String::new(), |day| format!(" by {}", self.day(day)));
        let on = match self.situation.standing(place) {
            Standing::Dated(dated) if dated.school_latest.is_some() => "",
            _ => "on ",
        };
        format!("Another time ends {on}{}. {label}{by}.", dates::last_of(self.situation, place))
    }

    /// Whether a right runs for some time yet.
    fn has_time(&self, right: Option<(&Step, DeadlineIx)>) -> bool {
        let Some((step, place)) = right else { return false };
        let later = step.day.is_some_and(|day| day > self.situation.today);
        later && self.ends(place).is_some_and(|end| (end - self.situation.today).num_days() >= TIME)
    }

    /// "The last moment is 5pm, Monday 4 January 2027, or one month after the date on the certificate if that is later."
    fn last_moment(&self, place: DeadlineIx) -> String {
        let deadline = self.plan.rules().deadline(place);
        let last = dates::last_of(self.situation, place);
        if matches!(self.situation.standing(place), Standing::Dated(dated) if dated.school_latest.is_some()) {
            return format!("The last moment{} lies {last}. {HOLIDAYS}", self.for_act(place));
        }
        let Some((length, called)) = dates::unknown_branch(self.situation, &deadline.limit.term) else {
            return format!("The last moment{} is {last}.", self.for_act(place));
        };
        let or = format!("{} after the {called}", working::length(length));
        let said = format!("The last moment{} is {last}, or {or} if that is later.", self.for_act(place));
        if measure::count(&said) <= LONGEST_SENTENCE {
            return said;
        }
        format!("The last moment is {last}. If it is later, it is {or}.")
    }

    /// " to start a court claim", where the suggested step is only a call about it.
    fn for_act(&self, place: DeadlineIx) -> String {
        let route = self.plan.next_step;
        let of_step = self.plan.step().step_deadlines.contains(&place);
        match of_step && self.calls_about(route, place) {
            true => format!(" to {}", self.say(&text::lower_first(&self.plan.rules().deadline(place).label))),
            false => String::new(),
        }
    }

    /// The limits of the steps that come to a day outside the calendar: that day is not safe, so it is said at once.
    fn beyond_calendar(&self, steps: &[Step]) -> Vec<String> {
        let rules = self.plan.rules();
        let of_steps = |place: &&DeadlineIx| {
            let mut own = steps.iter().filter_map(Step::own);
            own.any(|route| rules.route(route).deadlines.contains(place))
        };
        let said = |place: &DeadlineIx| match self.situation.standing(*place) {
            Standing::Outside(outside) => {
                let label = self.say(&rules.deadline(*place).label);
                Some(format!("{label}: {}", text::lower_first(&working::outside(outside))))
            }
            Standing::Dated(_) | Standing::Pending => None,
        };
        self.plan.deadlines.iter().filter(of_steps).filter_map(said).collect()
    }

    /// A limit of the person's own act that has passed, and what still works.
    fn passed(&self) -> Option<String> {
        let rules = self.plan.rules();
        let own = self.plan.step().step_deadlines.iter();
        let passed =
            own.copied().filter(|place| rules.deadline(*place).who == Who::You && self.situation.applies(*place));
        passed.into_iter().find_map(|place| match self.situation.standing(place) {
            Standing::Dated(dated) if dated.state == State::Passed => {
                let deadline = rules.deadline(place);
                let over = dated.surely_over_after();
                let (when, ago) = (self.day(over), say::ago(over, self.situation.today));
                let about = dates::about(dated);
                Some(self.say(&format!("The usual time ended on {about}{when}, {ago}. {}", deadline.if_passed.say)))
            }
            _ => None,
        })
    }

    /// Who is late, with what, since when: one sentence or two for each.
    pub(super) fn late(&self) -> Vec<String> {
        steps::late(self.plan).into_iter().filter_map(|place| self.is_late(place)).collect()
    }

    fn is_late(&self, place: DeadlineIx) -> Option<String> {
        let deadline = self.plan.rules().deadline(place);
        let Standing::Dated(dated) = self.situation.standing(place) else { return None };
        Some(self.say(&late_sentence(deadline, dated, self.situation.today)))
    }

    /// The answers that decided, as one short list: only those of a question that did. Where none says anything of this
    /// person alone, all that was answered led here, and the last says most.
    pub(super) fn decided_by(&self) -> String {
        let (situation, path) = (self.situation, &self.plan.walk.path);
        let telling = telling(situation, &self.plan.because, MAX_GROUNDS);
        let said = |ground: &Ground| match ground.options {
            0 => statement::of(situation, ground.question),
            options => statement::of_answer(situation, ground.question, Answer::Chosen(options)),
        };
        let mut grounds: Vec<_> = telling.iter().map(said).collect();
        if grounds.is_empty() {
            grounds.extend(path.iter().rev().take(MAX_GROUNDS).rev().map(|place| statement::of(situation, *place)));
        }
        let said: Vec<_> = grounds.iter().map(|said| text::lower_first(said.trim_end_matches('.'))).collect();
        format!("Based on: {}.", said.join("; "))
    }
}

/// "The council is late. It should have decided whether to assess by Tuesday 13 October 2026, 39 days ago."
pub fn late_sentence(deadline: &Deadline, dated: &Dated<'_>, today: NaiveDate) -> String {
    let who = dates::who(deadline.who);
    let (is, it) = if deadline.who == Who::Governors { ("are", "They") } else { ("is", "It") };
    let last = dated.reckoning.last;
    let must = match deadline.must.strip_prefix("usually have ") {
        Some(rest) => format!("should usually have {rest}"),
        None if deadline.must.starts_with("have ") => format!("should {}", deadline.must),
        None => format!("had to {}", deadline.must),
    };
    format!("{who} {is} late. {it} {must} by {}, {}.", say::near(last, today), say::ago(last, today))
}
