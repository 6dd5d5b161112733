//! What somebody tells in their own words, at the start, at a question, or behind `/facts`: said back, and offered where it
//! is not clear.

use std::collections::BTreeSet;

use super::desk::split_key;
use super::session::{Beginning, Halt, Interview};
use super::{Reply, Showing, View, explained, not_one_of, until};
use crate::cases::Known;
use crate::render::question as screens;
use signpost_core::interview::heard::{self, Given, MOST_OFFERED, Piece};
use signpost_core::interview::{Answer, Answers, reply, statement};
use signpost_core::rules::model::{Kind, QuestionIx};
use signpost_core::text;
use signpost_render::messages::{self as say, fill};

/// So many pieces that were no fact are named; more are a wall that nobody reads.
const FEW: usize = 3;

/// What was heard and is still to be asked about.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Unsettled {
    /// How a date is known.
    Known(QuestionIx),
    /// Words, and what they may mean.
    Which(String, Vec<Given>),
    /// Words, what was said before, and what can be so only if that is not; nothing where it is only doubted.
    Holds(String, Given, Option<Given>),
}

impl Interview<'_, '_> {
    /// `/facts`: hears words; what cannot be used is said.
    pub(super) fn facts(&mut self, typed: &str) -> Result<(), Halt> {
        if typed.len() > heard::LONGEST {
            return self.too_long();
        }
        let pieces = self.hear(typed);
        self.heard(typed, pieces)
    }

    /// Words that are no answer to what is on the screen are heard like anywhere else, and the questions begin anew. It
    /// comes back only where nothing was made of them.
    pub(super) fn said_aside(&mut self, typed: &str) -> Result<(), Halt> {
        // A number is one of the list that is not there, and no age.
        if !typed.contains(char::is_alphabetic) {
            return Ok(());
        }
        let pieces = self.hear(typed);
        if pieces.iter().all(Piece::is_lost) { Ok(()) } else { self.heard(typed, pieces) }
    }

    /// At the desk what can mean nothing else is taken at once, and said back; anywhere else it is offered. What is not
    /// clear waits to be asked about, behind what waits already.
    fn heard(&mut self, typed: &str, pieces: Vec<Piece>) -> Result<(), Halt> {
        // A question of one's own is answered where it is asked.
        if self.place.is_none() || self.place != self.start.rules.told_question {
            self.told.push_str(typed);
            self.told.push('\n');
        }
        let (mut unsettled, waits) = (Vec::new(), !self.unsettled.is_empty());
        for piece in &pieces {
            unsettled.extend(piece.doubted.iter().map(|old| Unsettled::Holds(piece.typed.clone(), *old, None)));
        }
        if self.adviser() {
            let alone = |piece: &Piece, place| {
                [&piece.understood, &piece.known].iter().any(|said| matches!(said.as_slice(), [one] if one.0 == place))
            };
            for piece in &pieces {
                piece.instead.iter().for_each(|old| heard::take_back(&mut self.answers, *old));
                for given in &piece.understood {
                    // What it is about is asked all the same where it was only said by the way: more may be so.
                    let heading = self.start.rules.question(given.0).heading;
                    if heading && !self.partly.contains(&given.0) {
                        self.partly.push(given.0);
                    }
                    let (said, known) = split_key(&piece.typed, matches!(given.1, Answer::Date(_)));
                    let date = matches!(given.1, Answer::Date(_)).then_some(given.0);
                    self.echo_fact(Some(said), *given, piece.instead.iter().find(|(of, _)| *of == given.0).copied())?;
                    self.ask_known(date.filter(|_| known.is_none()));
                    self.hold_known(given.0, known);
                }
                for (question, answer) in &piece.known {
                    let said = statement::of_answer(&self.walk().situation, *question, *answer).into_owned();
                    self.say_line(&fill(say::FACT_SAID, &[("fact", &piece.typed), ("said", &said)]))?;
                }
                match piece.offered.as_slice() {
                    [] => {}
                    // What says the opposite of what was said before is asked about as that.
                    [one] if self.clashes(*one) => {
                        let old = self.answers.get(one.0).map(|old| (one.0, old));
                        unsettled.extend(old.map(|old| Unsettled::Holds(piece.typed.clone(), old, Some(*one))));
                    }
                    several => unsettled.push(Unsettled::Which(piece.typed.clone(), self.here_first(several.to_vec()))),
                }
            }
            self.partly.retain(|place| !pieces.iter().any(|piece| alone(piece, *place)));
        } else {
            let back = pieces.iter().flat_map(|piece| piece.instead.iter().map(|old| (&piece.typed, *old)));
            for (typed, old) in back {
                // The one answer that only one can be goes by itself.
                if matches!(self.start.rules.question(old.0).kind, Kind::Several { .. }) {
                    unsettled.push(Unsettled::Holds(typed.clone(), old, None));
                }
            }
            let mut offers: Vec<Given> = Vec::new();
            for given in pieces.iter().flat_map(|piece| piece.understood.iter().chain(&piece.offered)) {
                if !offers.contains(given) {
                    offers.push(*given);
                }
            }
            let mut offers = self.here_first(offers);
            offers.truncate(MOST_OFFERED);
            if !offers.is_empty() {
                unsettled.push(Unsettled::Which(typed.trim().to_owned(), offers));
            }
        }
        // Where something waits already, what is new is named, as it comes after it.
        for later in unsettled.iter().filter(|_| waits) {
            if let Unsettled::Which(phrase, _) | Unsettled::Holds(phrase, ..) = later {
                self.say_line(&fill(say::FACT_LATER, &[("fact", phrase)]))?;
            }
        }
        self.unsettled.extend(unsettled);
        for lost in pieces.iter().filter(|piece| piece.is_lost()) {
            self.note(&fill(say::FACT_UNKNOWN, &[("fact", &lost.typed)]))?;
            self.unused(&lost.typed)?;
        }
        for piece in &pieces {
            if piece.understood.iter().any(|given| self.says_more(&piece.typed, *given)) {
                self.unused(&piece.typed)?;
            }
        }
        Err(Halt::Moved(None))
    }

    /// Asks about what is not settled, one by one. Each waits until it is answered: what else is typed meanwhile is heard
    /// or carried out, and the question comes again.
    pub(super) fn settle_all(&mut self) -> Result<(), Halt> {
        while let Some(first) = self.unsettled.first().cloned() {
            let dates = match &first {
                Unsettled::Known(question) => self.known(*question).map(|()| Vec::new())?,
                // What was said meanwhile may have settled it.
                Unsettled::Which(_, found) if found.iter().any(|given| self.is_held(*given)) => Vec::new(),
                Unsettled::Holds(_, old, _) if !self.is_held(*old) => Vec::new(),
                Unsettled::Which(phrase, found) => self.which(phrase, found)?,
                Unsettled::Holds(phrase, old, new) => self.holds(phrase, *old, *new)?.into_iter().collect(),
            };
            // Something may have been taken back meanwhile.
            self.unsettled.retain(|other| *other != first);
            self.ask_known(dates);
            self.remember()?;
        }
        Ok(())
    }

    /// How dates are known is asked next, and once of each.
    fn ask_known(&mut self, dates: impl IntoIterator<Item = QuestionIx>) {
        for question in dates {
            self.unsettled.retain(|other| *other != Unsettled::Known(question));
            let before = self.unsettled.iter().take_while(|other| matches!(other, Unsettled::Known(_))).count();
            self.unsettled.insert(before, Unsettled::Known(question));
        }
    }

    fn is_held(&self, (question, answer): Given) -> bool {
        let held = self.answers.get(question);
        held.is_some() && held == Some(heard::joined(self.start.rules.question(question), held, answer))
    }

    fn say_line(&mut self, line: &str) -> Result<(), Halt> {
        let style = self.asker.style();
        Ok(self.asker.say(&(style.paragraph(line) + "\n"))?)
    }

    fn clashes(&self, (question, answer): Given) -> bool {
        heard::clashes(self.start.rules.question(question), self.answers.get(question), answer)
    }

    /// Puts what answers the question on the screen before all else.
    fn here_first(&self, mut offers: Vec<Given>) -> Vec<Given> {
        offers.sort_by_key(|(question, _)| Some(*question) != self.place);
        offers
    }

    /// A story told at the start: what was understood is read back with what may be meant besides. Nothing counts before
    /// Enter, and a number moves a line from the one to the other, or back.
    pub(super) fn story(&mut self, typed: &str) -> Result<(), Halt> {
        if typed.len() > heard::LONGEST {
            return self.too_long();
        }
        let mut said = typed.to_owned();
        let mut back = ReadBack::of(self.start, &self.answers, self.hear(&said), &[]);
        loop {
            if back.lines.is_empty() {
                self.told = said;
                return self.note(say::STORY_NOTHING);
            }
            match self.prompt(&self.read_back(&back), Showing::Whole)? {
                Reply::Typed(typed) if is_yes(&typed) => {
                    let before = self.answers.clone();
                    self.answers = back.counting(self.start, &before);
                    self.told = said;
                    // What takes several answers is asked all the same: more may be true than was told.
                    let rules = self.start.rules;
                    let in_part = |(place, answer): &(QuestionIx, Answer)| {
                        let several = matches!(rules.question(*place).kind, Kind::Several { .. });
                        several && before.get(*place) != Some(*answer)
                    };
                    self.partly = self.answers.held().filter(in_part).map(|(place, _)| place).collect();
                    return self.drop_impossible_dates();
                }
                Reply::Typed(typed) => match reply::numbers(&typed) {
                    Some(numbers) => {
                        back.turn(self.start, &numbers);
                        if numbers.iter().any(|number| !(1..=back.lines.len()).contains(number)) {
                            let message = not_one_of(back.lines.len());
                            self.asker.say(&screens::fault(&message, &typed, self.asker.style()))?;
                        }
                    }
                    // More of the story: it may make the rest clear, so all of it is heard again.
                    None if said.len() + typed.len() >= heard::LONGEST => self.too_long()?,
                    None => {
                        said = format!("{said}\n{typed}");
                        back = ReadBack::of(self.start, &self.answers, self.hear(&said), &back.lines);
                    }
                },
                Reply::Help => self.note(say::STORY_HELP)?,
                Reply::Back => return self.note(say::STORY_LEFT),
                Reply::End | Reply::Stop | Reply::Leave => return Err(self.open()),
            }
        }
    }

    /// The list of what counts and what does not.
    fn read_back(&self, back: &ReadBack) -> View {
        let answers = back.counting(self.start, &self.answers);
        let walk = signpost_core::interview::walk(self.start.rules, &answers, self.start.today);
        let line = |line: &Line| {
            let said = statement::of_answer(&walk.situation, line.given.0, line.given.1);
            format!("{} (\u{201c}{}\u{201d})", said.trim_end_matches('.'), line.typed)
        };
        let mut keys = Vec::new();
        match back.unclear.len() {
            0 => {}
            1..=FEW => keys.push(fill(say::STORY_UNCLEAR, &[("said", &back.unclear.join("; "))])),
            _ => keys.push(say::STORY_UNCLEAR_MUCH.to_owned()),
        }
        keys.push(format!("{} {}", say::STORY_KEYS, say::KEYS));
        let counting = back.lines.iter().filter(|line| line.counts).count();
        let mut groups = Vec::new();
        if counting > 0 {
            groups.push((0, say::STORY_COUNTS.into()));
        }
        if counting < back.lines.len() {
            groups.push((counting, say::STORY_PERHAPS.into()));
        }
        View {
            heading: Some(say::STORY_HEARD.into()),
            notes: vec![say::STORY_NOT_YET.into()],
            options: back.lines.iter().map(line).collect(),
            groups,
            keys,
            ..View::default()
        }
    }

    fn too_long(&mut self) -> Result<(), Halt> {
        self.note(&fill(say::STORY_LONG, &[("most", &heard::LONGEST.to_string())]))
    }

    fn hear(&self, typed: &str) -> Vec<Piece> {
        let rules = self.start.rules;
        // "No, ..." answers a question with yes and no; it denies nothing that was said before.
        let yes_no = self.place.is_some_and(|place| rules.question(place).yes_no);
        let order = if yes_no { &[][..] } else { &self.order };
        heard::hear(rules, typed, &self.answers, order, self.start.today)
    }

    /// Holds that this was said last.
    pub(super) fn said_last(&mut self, given: Given) {
        self.order.retain(|(question, _)| *question != given.0);
        self.order.push(given);
    }

    /// Asks which of several answers are meant; they may all be. The dates among them whose source is to be asked.
    fn which(&mut self, phrase: &str, found: &[Given]) -> Result<Vec<QuestionIx>, Halt> {
        let walk = self.walk();
        let option = |(question, answer): &Given| {
            let said = statement::of_answer(&walk.situation, *question, *answer);
            let said = said.trim_end_matches('.').to_owned();
            if self.adviser() { format!("{said} ({})", walk.situation.rules.question(*question).id) } else { said }
        };
        let options: Vec<String> = found.iter().map(option).collect();
        let view = View {
            heading: Some(fill(say::FACT_WHICH, &[("fact", phrase.trim_end_matches('?'))])),
            keys: vec![format!("{} {}", say::FACT_KEYS, say::KEYS)],
            options,
            hears: true,
            ..View::default()
        };
        let help = if self.adviser() { say::FACT_HELP } else { say::OFFER_HELP };
        let rules = self.start.rules;
        let read = |typed: &str| {
            if typed.trim().is_empty() {
                return Ok(Vec::new());
            }
            let numbers = reply::numbers(typed).ok_or_else(|| say::FACT_NUMBERS.to_owned())?;
            let given = |number: usize| number.checked_sub(1).and_then(|at| found.get(at).copied());
            let ticked: Option<Vec<Given>> = numbers.into_iter().map(given).collect();
            let ticked = ticked.ok_or_else(|| not_one_of(found.len()))?;
            let both = |one: &Given, other: &Given| {
                one.0 == other.0 && heard::clashes(rules.question(one.0), Some(one.1), other.1)
            };
            let clash =
                ticked.iter().enumerate().any(|(at, one)| ticked[at + 1..].iter().any(|other| both(one, other)));
            if clash { Err(say::FACT_BOTH.to_owned()) } else { Ok(ticked) }
        };
        let ticked = until(self, &view, explained(&[help]), read)?.unwrap_or_default();
        if ticked.is_empty() {
            self.note(&fill(say::FACT_LEFT, &[("fact", phrase)]))?;
            self.unused(phrase)?;
        }
        let mut dates = Vec::new();
        for given in ticked {
            // Where several may be true, the list on the screen comes again: a line of it may be true as well.
            let several = matches!(rules.question(given.0).kind, Kind::Several { .. } | Kind::Told);
            if several && self.place == Some(given.0) && !self.partly.contains(&given.0) {
                self.partly.push(given.0);
            }
            let (said, known) = split_key(phrase, self.adviser() && matches!(given.1, Answer::Date(_)));
            // It was chosen from a list: what it takes the place of is asked about no more, and not lost.
            let old = self.answers.get(given.0).filter(|_| self.clashes(given)).map(|old| (given.0, old));
            if let Some((question, old)) = old {
                let before = statement::of_answer(&self.walk().situation, question, old).into_owned();
                self.also_said(fill(say::SAID_BEFORE, &[("said", &before)]));
            }
            self.echo_fact(Some(said), given, old)?;
            self.hold_known(given.0, known);
            if matches!(given.1, Answer::Date(_)) && known.is_none() && self.adviser() {
                dates.push(given.0);
            }
            if self.says_more(said, given) {
                self.unused(said)?;
            }
        }
        Ok(dates)
    }

    /// Takes an answer that was set, says it back, asks how it is known.
    pub(super) fn take(&mut self, question: QuestionIx, answer: Answer, known: Option<Known>) -> Result<(), Halt> {
        // `/set` says all of an answer; a fact says one more of several.
        self.answers.clear(question);
        self.echo_fact(None, (question, answer), None)?;
        self.hold_known(question, known);
        self.ask_known(Some(question).filter(|_| matches!(answer, Answer::Date(_)) && known.is_none()));
        Ok(())
    }

    /// Takes a fact, and says it back with what it takes the place of.
    pub(super) fn echo_fact(&mut self, phrase: Option<&str>, given: Given, instead: Option<Given>) -> Result<(), Halt> {
        if phrase.is_some() {
            self.rang_about(given.0);
        }
        let old =
            instead.map(|(question, old)| statement::of_answer(&self.walk().situation, question, old).into_owned());
        let besides = heard::take(self.start.rules, &mut self.answers, given, self.start.today);
        self.said_last(given);
        // What is said may turn on these very answers.
        let walk = self.walk();
        let said = statement::of_answer(&walk.situation, given.0, given.1);
        let mut lines = vec![match phrase {
            Some(phrase) => fill(say::FACT_SAID, &[("fact", phrase), ("said", &said)]),
            None => fill(say::SAID, &[("said", &text::lower_first(&said))]),
        }];
        lines.extend(old.map(|old| fill(say::FACT_INSTEAD, &[("said", &old)])));
        for (other, answer) in besides {
            lines.push(fill(say::FACT_SO, &[("said", &statement::of_answer(&walk.situation, other, answer))]));
        }
        let style = self.asker.style();
        let said: String = lines.iter().map(|line| style.paragraph(line) + "\n").collect();
        self.asker.say(&said)?;
        self.drop_impossible_dates()
    }
}

/// Enter says yes, and so does the word.
fn is_yes(typed: &str) -> bool {
    ["", "y", "yes"].contains(&typed.trim().to_lowercase().as_str())
}

/// A story that is read back.
struct ReadBack {
    /// Those that count stand first.
    lines: Vec<Line>,
    /// What told nothing, as it was typed.
    unclear: Vec<String>,
}

/// A line of it: an answer, with the words it was heard from.
struct Line {
    typed: String,
    given: Given,
    counts: bool,
}

impl ReadBack {
    /// What was understood counts, and what may be meant does not, unless the person said otherwise before.
    fn of(start: &Beginning, held: &Answers, pieces: Vec<Piece>, before: &[Line]) -> ReadBack {
        let story = heard::story(start.rules, &pieces, held, start.today);
        let mut lines: Vec<Line> = Vec::new();
        let mut add = |typed: &str, given: Given, counts: bool| {
            if !lines.iter().any(|line| line.given == given) {
                let counts = before.iter().find(|line| line.given == given).map_or(counts, |line| line.counts);
                lines.push(Line { typed: typed.to_owned(), given, counts });
            }
        };
        story.understood.iter().for_each(|(typed, given)| add(typed, *given, true));
        story.perhaps.iter().for_each(|(typed, given)| add(typed, *given, false));
        let mut back = ReadBack { lines, unclear: story.unclear };
        back.sort();
        back
    }

    fn sort(&mut self) {
        self.lines.sort_by_key(|line| !line.counts);
    }

    /// Moves the lines with these numbers. One that comes to count stops those that cannot be so beside it.
    fn turn(&mut self, start: &Beginning, numbers: &[usize]) {
        let lines = 1..=self.lines.len();
        let named: BTreeSet<usize> = numbers.iter().copied().filter(|number| lines.contains(number)).collect();
        for place in named.into_iter().map(|number| number - 1) {
            let given = self.lines[place].given;
            let counts = !self.lines[place].counts;
            let question = start.rules.question(given.0);
            for line in self.lines.iter_mut().filter(|line| counts && line.given.0 == given.0) {
                line.counts &= !heard::clashes(question, Some(line.given.1), given.1);
            }
            self.lines[place].counts = counts;
        }
        self.sort();
    }

    /// The answers with those that count.
    fn counting(&self, start: &Beginning, held: &Answers) -> Answers {
        let mut answers = held.clone();
        for line in self.lines.iter().filter(|line| line.counts) {
            heard::take(start.rules, &mut answers, line.given, start.today);
        }
        answers
    }
}
