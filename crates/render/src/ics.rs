//! A calendar (RFC 5545), written here and not with a crate: of what `icalendar` offers only folding and escaping would
//! be used, and its invented ids and times, bare carriage returns and equal ends would all have to be worked around.
//!
//! Ids are made of the route, its day and the kind of event, so a second import replaces the first.

use chrono::NaiveDate;

use super::{dates, working};
use signpost_core::dates::say;
use signpost_core::interview::{Situation, Standing};
use signpost_core::plan::Plan;
use signpost_core::plan::steps::{self, Act, Step};
use signpost_core::rules::model::{DeadlineIx, DoneWhen, Effort, State, Who};

/// The longest line in octets, without its end.
const LONGEST: usize = 75;

/// An event for each step that still lies ahead; nothing when there is none.
pub fn calendar(plan: &Plan<'_>, titles: Titles) -> Option<String> {
    let found: Vec<Event> = steps::of(plan).iter().filter_map(|step| event(plan, step, titles)).collect();
    (!found.is_empty()).then(|| written(&found))
}

/// The person's own limits that are still ahead, by themselves: the day to aim for, and the last. One limit alone may be
/// that of others: its last day. Nothing when there are none. Titles say nothing of what it is about: calendars go to
/// clouds and show on locked screens.
///
/// A date that was set in place of the rule's is the only day there is. What falls on one day stands in one event.
pub fn of_limits(situation: &Situation<'_>, places: &[DeadlineIx], set: Option<NaiveDate>) -> Option<String> {
    let mut found: Vec<Event> = Vec::new();
    let mut put = |event: Event| match found
        .iter_mut()
        .find(|other| (other.day, &other.summary) == (event.day, &event.summary))
    {
        Some(other) => {
            if let (Some(said), Some(more)) = (&mut other.description, &event.description) {
                said.push_str("\n\n");
                said.push_str(more);
            }
        }
        None => found.push(event),
    };
    for place in places {
        let deadline = situation.rules.deadline(*place);
        if let Some(set) = set {
            let description = format!(
                "{}.\nThis date was set in place of the one that the rule gives.",
                dates::heading(situation, *place)
            );
            put(Event {
                uid: format!("{}-{set}-set@signpost", deadline.id),
                stamp: situation.today,
                sequence: None,
                day: set,
                summary: "Date that was set".to_owned(),
                description: Some(description),
            });
            continue;
        }
        let Standing::Dated(dated) = situation.standing(*place) else { continue };
        let own = deadline.who == Who::You;
        if dated.state == State::Passed || !(own || places.len() == 1) {
            continue;
        }
        let (aim, last) = match own {
            true => (dated.reckoning.aim, dated.reckoning.last),
            false => (dated.surely_over_after(), dated.surely_over_after()),
        };
        let kind = match deadline.done_when {
            _ if !own => "Reply due",
            DoneWhen::Received | DoneWhen::Sent => "Letter due",
            DoneWhen::Done => "Task due",
        };
        let about = dates::about(dated);
        let said = match own {
            true => {
                format!("Aim for: {about}{}.\nLast day: {about}{}", say::long(aim), dates::last_day(deadline, dated))
            }
            false => format!("Due: {about}{}", say::long(last)),
        };
        let description = format!(
            "{}.\n{said}.\n{}\nCounted on {}. Law checked {}. Information, not legal advice.",
            dates::heading(situation, *place),
            working::sentences(situation, deadline, dated).join(" "),
            say::plain(situation.today),
            say::plain(situation.rules.law_checked)
        );
        let hour = deadline.at.map_or(String::new(), |hour| format!(", {}", say::hour(hour)));
        let days = [("aim", aim, format!("{kind}: aim for today")), ("last", last, format!("{kind}: last day{hour}"))];
        let wanted = days.into_iter().filter(|(kind, day, _)| {
            *day >= situation.today && if own { *kind == "aim" || last != aim } else { *kind == "last" }
        });
        for (kind, day, summary) in wanted {
            put(Event {
                uid: format!("{}-{last}-{kind}@signpost", deadline.id),
                stamp: situation.today,
                sequence: None,
                day,
                summary,
                description: Some(description.clone()),
            });
        }
    }
    (!found.is_empty()).then(|| written(&found))
}

/// An all-day event.
pub struct Event {
    /// The same each time the same event is written, so that a second import replaces the first.
    pub uid: String,
    /// The day it was last worked out.
    pub stamp: NaiveDate,
    /// How often it has changed, where that is counted.
    pub sequence: Option<u64>,
    /// Its day.
    pub day: NaiveDate,
    /// Its title.
    pub summary: String,
    /// Its text, and with it a reminder in the morning.
    pub description: Option<String>,
}

/// A calendar of these events.
pub fn written(events: &[Event]) -> String {
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//signpost//signpost//EN");
    lines.put("CALSCALE", "GREGORIAN");
    lines.put("METHOD", "PUBLISH");
    lines.put("X-WR-CALNAME", "Dates");
    for event in events {
        lines.put("BEGIN", "VEVENT");
        lines.put("UID", &event.uid);
        lines.put("DTSTAMP", &format!("{}T000000Z", event.stamp.format("%Y%m%d")));
        if let Some(sequence) = event.sequence {
            lines.put("SEQUENCE", &sequence.to_string());
        }
        lines.put("DTSTART;VALUE=DATE", &event.day.format("%Y%m%d").to_string());
        lines.put("SUMMARY", &escaped(&event.summary));
        if let Some(description) = &event.description {
            lines.put("DESCRIPTION", &escaped(description));
        }
        lines.put("CLASS", "PRIVATE");
        lines.put("TRANSP", "TRANSPARENT");
        if event.description.is_some() {
            lines.put("BEGIN", "VALARM");
            lines.put("ACTION", "DISPLAY");
            lines.put("DESCRIPTION", &escaped(&event.summary));
            // A day begins at 00:00: fifteen hours before it is nine in the morning of the day before.
            lines.put("TRIGGER", "-PT15H");
            lines.put("END", "VALARM");
        }
        lines.put("END", "VEVENT");
    }
    lines.put("END", "VCALENDAR");
    lines.out
}

/// What the titles of a calendar say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Titles {
    /// The kind of act, and nothing of what it is about.
    Private,
    /// The step.
    Plain,
}

/// An event for a step that still lies ahead.
fn event(plan: &Plan<'_>, step: &Step, titles: Titles) -> Option<Event> {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let day = step.day.filter(|day| *day >= situation.today)?;
    let mut what = super::plan::what(plan, step);
    let (route, private, kind) = match step.act {
        Act::Own(route) => (route, title(rules.route(route).effort), "step"),
        Act::Other { route, line } => {
            what += &situation.say(&format!(" If not: {}.", rules.route(route).then[line].if_not));
            (route, "Check", "check")
        }
    };
    let last = step.last.map(|last| format!("Last day for this: {}.", dates::last_of(situation, last)));
    let about = format!(
        "Counted on {} from your answers. Law checked {}. Information, not legal advice.",
        say::plain(situation.today),
        say::plain(rules.law_checked)
    );
    let said: Vec<String> = std::iter::once(what.clone()).chain(last).chain([about]).collect();
    let summary = match titles {
        Titles::Private => private.to_owned(),
        Titles::Plain => what,
    };
    let uid = format!("{}-{kind}-{day}@signpost", rules.route(route).id);
    Some(Event { uid, stamp: situation.today, sequence: None, day, summary, description: Some(said.join("\n")) })
}

/// The kind of act in one word.
fn title(effort: Option<Effort>) -> &'static str {
    match effort {
        Some(Effort::Now) => "Now",
        Some(Effort::Call) => "Call",
        Some(Effort::Email) => "Email",
        Some(Effort::Letter) | None => "Post",
        Some(Effort::Form) => "Form",
        Some(Effort::Meeting) => "Meeting",
    }
}

/// Text as a value: line ends and marks written out.
fn escaped(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter => out.push(letter),
        }
    }
    out
}

/// Content lines.
#[derive(Default)]
struct Lines {
    out: String,
}

impl Lines {
    /// Adds a line, folded so that no part of it is longer than 75 octets and no letter is cut.
    fn put(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut held = 0;
        // A line end in a value would begin a line of its own, whatever stands there.
        for letter in line.chars().filter(|letter| !letter.is_control()) {
            if held + letter.len_utf8() > LONGEST {
                self.out.push_str("\r\n ");
                held = 1;
            }
            self.out.push(letter);
            held += letter.len_utf8();
        }
        self.out.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_fold_and_letters_stay_whole() {
        let mut lines = Lines::default();
        lines.put("DESCRIPTION", &"é£x".repeat(60));
        assert!(lines.out.split("\r\n").all(|line| line.len() <= LONGEST));
        assert_eq!(lines.out.replace("\r\n ", ""), format!("DESCRIPTION:{}\r\n", "é£x".repeat(60)));
    }

    #[test]
    fn text_stays_one_value() {
        assert_eq!(escaped("a, b; c\\d\r\ne\rf"), "a\\, b\\; c\\\\d\\ne\\nf");
        let mut lines = Lines::default();
        lines.put("UID", "x\r\nATTACH:y\u{7}");
        assert_eq!(lines.out, "UID:xATTACH:y\r\n");
    }
}
