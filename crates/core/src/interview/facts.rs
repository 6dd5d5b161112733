//! From a caller's own words to answers: facts in any order, held against the words the rules keep for each answer.
//!
//! Nothing is guessed: what fits several answers comes back as all of them, and what fits none comes back as unknown.

use super::answers::{Answer, Answers};
use super::council;
use super::outlook::Outlook;
use super::problem::Problem;
use super::reply::{self, Ahead};
use super::walk::Walk;
use crate::dates::read::{self, DateProblem};
use crate::rules::model::{Condition, Kind, Question, QuestionIx, RuleSet};

/// What one fact came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// It is this answer.
    Answer(QuestionIx, Answer),
    /// It can be any of these.
    Several(Vec<(QuestionIx, Answer)>),
    /// It is a date for this question, and something is wrong with it.
    Wrong(QuestionIx, Problem),
    /// There is a date in it, but not whose date it is.
    Undated,
    /// Nothing in the rules is called so.
    Unknown,
}

/// Words that tell no answer from another.
const SMALL: [&str; 46] = [
    "a", "an", "the", "my", "our", "your", "their", "his", "her", "its", "he", "she", "it", "is", "was", "are", "has",
    "have", "had", "been", "be", "i", "we", "they", "you", "to", "of", "for", "on", "in", "at", "by", "and", "or",
    "but", "with", "as", "from", "that", "this", "date", "dated", "day", "still", "council", "s",
];

/// Words that turn a fact round.
const TURNS: [&str; 4] = ["not", "no", "never", "without"];

/// Endings that are left off, so that "refused" and "refusal" are one word.
const ENDINGS: [&str; 10] = ["ments", "ment", "ings", "ing", "als", "al", "ed", "es", "ly", "e"];

/// Reads one fact. `open` is the question on the screen: of several fits, its own answer counts.
pub fn read(walk: &Walk<'_>, answers: &Answers, open: Option<QuestionIx>, phrase: &str) -> Fact {
    let reader = Reader { walk, answers, open };
    let typed = stems(phrase);
    if phrase.trim().is_empty() {
        return Fact::Unknown;
    }
    if let Some(years) = age(phrase) {
        return reader.one_of(reader.aged(years));
    }
    if let Some(fact) = reader.date(phrase) {
        return fact;
    }
    if let Some(fact) = reader.yes_or_no(phrase) {
        return fact;
    }
    reader.option(&typed, phrase)
}

/// How well an option fits, by its question and the texts that stand for it.
type Score<'s> = dyn Fn(&Question, &[Vec<String>]) -> Option<usize> + 's;

struct Reader<'w, 'r> {
    walk: &'w Walk<'r>,
    answers: &'w Answers,
    open: Option<QuestionIx>,
}

impl Reader<'_, '_> {
    fn questions(&self) -> impl Iterator<Item = (QuestionIx, &Question)> {
        self.walk.situation.rules.questions()
    }

    /// Of these, those that can still come to be asked; the one for the question on the screen before all others.
    fn likely<T: Copy>(&self, found: Vec<T>, question: impl Fn(&T) -> QuestionIx) -> Vec<T> {
        let outlook = Outlook::new(self.walk);
        let rules = self.walk.situation.rules;
        let can = |one: &T| {
            let place = question(one);
            self.walk.path.contains(&place) || outlook.possible(&rules.question(place).ask_when).holds
        };
        let possible: Vec<T> = found.iter().copied().filter(can).collect();
        let found = if possible.is_empty() { found } else { possible };
        let here: Vec<T> = found.iter().copied().filter(|one| Some(question(one)) == self.open).collect();
        if here.len() == 1 { here } else { found }
    }

    fn one_of(&self, found: Vec<(QuestionIx, Answer)>) -> Fact {
        match self.likely(found, |(question, _)| *question).as_slice() {
            [] => Fact::Unknown,
            [(question, answer)] => Fact::Answer(*question, *answer),
            several => Fact::Several(several.to_vec()),
        }
    }

    /// The options that the rules give for an age: `age 0-15` among their words.
    fn aged(&self, years: u32) -> Vec<(QuestionIx, Answer)> {
        let mut found = Vec::new();
        for (place, question) in self.questions() {
            for (bit, option) in question.options.iter().enumerate() {
                if option.words.iter().filter_map(|word| ages(word)).any(|(from, to)| (from..=to).contains(&years)) {
                    found.push((place, Answer::Chosen(1 << bit)));
                }
            }
        }
        found
    }

    /// A name and a date: "letter 28 oct". None where there is no date.
    fn date(&self, phrase: &str) -> Option<Fact> {
        let today = self.walk.situation.today;
        let words: Vec<&str> = phrase.split_whitespace().collect();
        let dated = |at: &usize| match read::read(&words[*at..].join(" "), today) {
            Ok(_) => true,
            Err(problem) => matches!(
                problem,
                DateProblem::WeekdayDisagrees { .. } | DateProblem::NoSuchDay { .. } | DateProblem::MonthFirst { .. }
            ),
        };
        let at = (0..words.len()).find(dated)?;
        let (name, date) = (stems(&words[..at].join(" ")), words[at..].join(" "));
        let found = self.called(&name);
        let read = |question: QuestionIx| {
            reply::date(self.walk.situation.rules, question, &date, self.answers, today, Ahead::AsAsked)
        };
        match self.likely(found, |question| *question).as_slice() {
            [] => Some(Fact::Undated),
            [question] => Some(match read(*question) {
                Ok(reading) => Fact::Answer(*question, Answer::Date(reading.span)),
                Err(problem) => Fact::Wrong(*question, problem),
            }),
            several => {
                let fits = |question: &QuestionIx| Some((*question, Answer::Date(read(*question).ok()?.span)));
                let fits: Vec<_> = several.iter().filter_map(fits).collect();
                Some(if fits.is_empty() { Fact::Unknown } else { Fact::Several(fits) })
            }
        }
    }

    /// The date questions with such a name; without a name the one on the screen.
    fn called(&self, name: &[String]) -> Vec<QuestionIx> {
        let dates = || self.questions().filter_map(|(place, question)| Some((place, question, question.date()?)));
        if name.is_empty() {
            return dates().map(|(place, ..)| place).filter(|place| Some(*place) == self.open).collect();
        }
        let names = |question: &Question, called: &str, words: &[String]| -> Vec<Vec<String>> {
            let own = [stems(&question.id.replace('-', " ")), stems(called)];
            own.into_iter().chain(words.iter().map(|word| stems(word))).collect()
        };
        let fitting = |fits: &dyn Fn(&[String]) -> bool| -> Vec<QuestionIx> {
            let fit = dates().filter(|(_, question, date)| {
                names(question, &date.called, &date.words).iter().any(|called| fits(called))
            });
            fit.map(|(place, ..)| place).collect()
        };
        let exact = fitting(&|called| same(called, name));
        if !exact.is_empty() {
            return exact;
        }
        let wider = fitting(&|called| within(name, called));
        if !wider.is_empty() {
            return wider;
        }
        // More was said than the name: "the letter from the council of".
        fitting(&|called| called.len() > 1 && within(called, name))
    }

    /// A yes-no question by its name: "letter rights no".
    fn yes_or_no(&self, phrase: &str) -> Option<Fact> {
        let (name, last) = phrase.trim().rsplit_once(char::is_whitespace)?;
        let chosen = match last.to_lowercase().as_str() {
            "yes" | "y" => 1,
            "no" | "n" => 2,
            _ => return None,
        };
        let name = stems(name);
        let fits = |(_, question): &(QuestionIx, &Question)| {
            question.yes_no
                && !name.is_empty()
                && (within(&name, &stems(&question.id.replace('-', " "))) || within(&name, &stems(&question.ask)))
        };
        let found: Vec<_> = self.questions().filter(fits).map(|(place, _)| (place, Answer::Chosen(chosen))).collect();
        (!found.is_empty()).then(|| self.one_of(found))
    }

    /// A council by its whole name: "leeds", "leeds council".
    fn council(&self, phrase: &str) -> Fact {
        let rules = self.walk.situation.rules;
        let found = rules.area_question.map(|question| {
            let found = council::find(rules, question, phrase, self.walk.situation.today);
            (question, found)
        });
        match found {
            Some((question, council::Found::One(answer))) => Fact::Answer(question, answer),
            _ => Fact::Unknown,
        }
    }

    fn option(&self, typed: &[String], phrase: &str) -> Fact {
        if typed.is_empty() {
            return self.council(phrase);
        }
        let turned = |words: &[String]| words.iter().any(|word| TURNS.contains(&word.as_str()));
        // As it stands in the rules; then part of what stands there; then more than what stands there.
        let exact = self.fitting(&|_, texts| texts.iter().any(|text| same(text, typed)).then_some(1));
        if !exact.is_empty() {
            return self.one_of(exact);
        }
        // "rung the adviser" is no part of "not rung the adviser".
        let part = |text: &Vec<String>| within(typed, text) && turned(text) == turned(typed);
        let part = self.fitting(&|_, texts| texts.iter().any(part).then_some(1));
        if !part.is_empty() {
            return self.one_of(part);
        }
        let named = self.fitting(&|question, texts| {
            let name = stems(&question.id.replace('-', " "));
            let rest: Vec<String> = typed.iter().filter(|word| !name.contains(word)).cloned().collect();
            let fits = !rest.is_empty() && rest.len() < typed.len();
            (fits && texts.iter().any(|text| within(&rest, text) && turned(text) == turned(&rest))).then_some(1)
        });
        if !named.is_empty() {
            return self.one_of(named);
        }
        // A number that nothing accounts for is not passed over.
        let figures = |text: &[String]| {
            typed.iter().all(|word| text.contains(word) || !word.bytes().any(|byte| byte.is_ascii_digit()))
        };
        let fits = |text: &&Vec<String>| {
            text.len() > 1 && within(text, typed) && turned(text) == turned(typed) && figures(text)
        };
        let found = self.fitting(&|_, texts| texts.iter().filter(fits).map(Vec::len).max());
        if found.is_empty() { self.council(phrase) } else { self.one_of(found) }
    }

    /// The options with the best score; `score` sees the question and the texts of one option.
    fn fitting(&self, score: &Score<'_>) -> Vec<(QuestionIx, Answer)> {
        let mut best = (0, Vec::new());
        for (place, question) in self.questions().filter(|(_, question)| !question.yes_no) {
            for (bit, option) in question.options.iter().enumerate() {
                let own = [option.id.replace('-', " "), self.walk.situation.say(&option.label)];
                let said = own.iter().chain(&option.words).chain(&option.letter_says);
                let texts: Vec<Vec<String>> = said.map(|text| stems(text)).collect();
                let Some(score) = score(question, &texts) else { continue };
                if score > best.0 {
                    best = (score, Vec::new());
                }
                if score == best.0 {
                    best.1.push((place, Answer::Chosen(1 << bit)));
                }
            }
        }
        best.1
    }
}

/// An answer together with those held already, where a question takes several.
pub fn joined(question: &Question, held: Option<Answer>, answer: Answer) -> Answer {
    let (Kind::Several { .. }, Some(Answer::Chosen(held)), Answer::Chosen(new)) = (&question.kind, held, answer) else {
        return answer;
    };
    let both = held | new;
    if reply::allowed(question, both).is_ok() { Answer::Chosen(both) } else { answer }
}

/// What an answer to a question says besides: it is asked only after this one answer to another, which is not held yet.
///
/// What is asked of everybody is never taken as said.
pub fn implied(rules: &RuleSet, answers: &Answers, question: QuestionIx) -> Vec<(QuestionIx, Answer)> {
    let mut found = Vec::new();
    needed(rules, answers, &rules.question(question).ask_when, &mut found);
    found
}

fn needed(rules: &RuleSet, answers: &Answers, condition: &Condition, found: &mut Vec<(QuestionIx, Answer)>) {
    match condition {
        Condition::All(all) => all.iter().for_each(|one| needed(rules, answers, one, found)),
        Condition::Chose(question, options) if options.count_ones() == 1 => {
            let (asked, held) = (rules.question(*question), answers.get(*question));
            let always = matches!(&asked.ask_when, Condition::All(all) if all.is_empty());
            let answer = joined(asked, held, Answer::Chosen(*options));
            let settled = match held {
                None | Some(Answer::NotSure) => false,
                // One answer more, where several are taken; what was said is not taken back.
                Some(Answer::Chosen(held)) => {
                    matches!(answer, Answer::Chosen(all) if all == held || all & held != held)
                }
                Some(Answer::Date(_) | Answer::Area(_) | Answer::Told(_)) => true,
            };
            if !always && !settled {
                found.push((*question, answer));
                needed(rules, answers, &asked.ask_when, found);
            }
        }
        _ => {}
    }
}

/// The words that count, without their endings.
fn stems(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty() && !SMALL.contains(word)).map(stem).collect()
}

fn stem(word: &str) -> String {
    let cut = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.len() >= 4));
    let plural = || word.strip_suffix('s').filter(|rest| rest.len() >= 3 && !rest.ends_with('s'));
    cut.or_else(plural).unwrap_or(word).to_owned()
}

fn same(one: &[String], other: &[String]) -> bool {
    !one.is_empty() && within(one, other) && within(other, one)
}

/// Whether every word of `part` is in `whole`; no words are in nothing.
fn within(part: &[String], whole: &[String]) -> bool {
    !part.is_empty() && part.iter().all(|word| whole.contains(word))
}

/// "age 7", "aged 7", "7 years old".
fn age(phrase: &str) -> Option<u32> {
    let lower = phrase.to_lowercase().replace('-', " ");
    let words: Vec<&str> = lower.split_whitespace().collect();
    let number = |word: &&str| word.parse::<u32>().ok().filter(|years| *years < 100);
    let says = words.iter().any(|word| matches!(*word, "age" | "aged" | "old" | "yo"));
    let mut numbers = words.iter().filter_map(number);
    let years = numbers.next().filter(|_| says)?;
    numbers.next().is_none().then_some(years)
}

/// `age 0-15` among an option's words.
fn ages(word: &str) -> Option<(u32, u32)> {
    let (from, to) = word.strip_prefix("age ")?.split_once('-')?;
    Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_endings() {
        assert_eq!(stems("Refused the assessment"), stems("refusal to assess"));
        assert!(same(&stems("permanently excluded"), &stems("excluded, permanent")));
        assert!(!same(&stems("reassessment"), &stems("assessment")));
    }

    #[test]
    fn ages_are_read_only_where_an_age_is_said() {
        assert_eq!(age("age 7"), Some(7));
        assert_eq!(age("she is 7 years old"), Some(7));
        assert_eq!(age("7-year-old"), Some(7));
        assert_eq!(age("year 7"), None);
        assert_eq!(ages("age 0-15"), Some((0, 15)));
        assert_eq!(ages("under 16"), None);
    }
}
