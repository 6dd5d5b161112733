//! A calendar (RFC 5545), written here and not with a crate: of what `icalendar` offers only folding and escaping would
//! be used, and its invented ids and times, bare carriage returns and equal ends would all have to be worked around.
//!
//! Titles say nothing of what it is about: calendars go to clouds and show on locked screens. Ids are made of the
//! limit, its day and the kind of event, so a second import replaces the first.

use chrono::{Days, NaiveDate};

use super::{dates, working};
use crate::dates::say;
use crate::interview::{Situation, Standing};
use crate::plan::Plan;
use crate::rules::model::{DeadlineIx, DoneWhen, State, Who};

/// How many days before the day to aim for a reminder stands by itself.
const REMINDERS: [u64; 3] = [14, 7, 2];

/// The longest line in octets, without its end.
const LONGEST: usize = 75;

/// The person's own dates that are still ahead; nothing when there are none.
pub fn calendar(plan: &Plan<'_>) -> Option<String> {
    let mut found = Vec::new();
    plan.deadlines.iter().for_each(|place| events(&plan.walk.situation, *place, &mut found));
    (!found.is_empty()).then(|| written(&found))
}

/// The person's own dates of these limits that are still ahead; nothing when there are none.
pub fn of_limits(situation: &Situation<'_>, places: &[DeadlineIx]) -> Option<String> {
    let mut found = Vec::new();
    places.iter().for_each(|place| events(situation, *place, &mut found));
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
            // A day begins at 00:00; nine hours later somebody is awake.
            lines.put("TRIGGER", "PT9H");
            lines.put("END", "VALARM");
        }
        lines.put("END", "VEVENT");
    }
    lines.put("END", "VCALENDAR");
    lines.out
}

fn events(situation: &Situation<'_>, place: DeadlineIx, found: &mut Vec<Event>) {
    let deadline = situation.rules.deadline(place);
    let Standing::Dated(dated) = situation.standing(place) else { return };
    if deadline.who != Who::You || dated.state == State::Passed {
        return;
    }
    let today = situation.today;
    let (aim, last) = (dated.reckoning.aim, dated.reckoning.last);
    let title = match deadline.done_when {
        DoneWhen::Received | DoneWhen::Sent => "Letter due",
        DoneWhen::Done => "Task due",
    };
    let mut said = vec![format!("{}.", dates::heading(situation, place))];
    // No "33 days from today": an entry is read on another day.
    said.push(format!("Aim for: {}{}.", dates::about(dated), say::long(aim)));
    said.push(format!("Last day: {}{}.", dates::about(dated), dates::last_day(deadline, dated)));
    said.push(working::sentences(situation, deadline, dated).join(" "));
    said.push(format!(
        "Counted on {} from your answers. Law checked {}. Information, not legal advice. Help: your local SENDIASS.",
        say::plain(today),
        say::plain(situation.rules.law_checked)
    ));
    let description = said.join("\n");
    let mut event = |kind: &str, day: NaiveDate, summary: String| {
        if day < today {
            return;
        }
        let uid = format!("{}-{last}-{kind}@signpost", deadline.id);
        let description = Some(description.clone());
        found.push(Event { uid, stamp: today, sequence: None, day, summary, description });
    };
    let goal = if aim >= today { aim } else { last };
    for days in REMINDERS {
        if let Some(day) = goal.checked_sub_days(Days::new(days)) {
            event(&format!("reminder-{days}"), day, format!("{title} in {days} days"));
        }
    }
    event("aim", aim, format!("{title}: aim for today"));
    if last != aim {
        let hour = deadline.at.map_or(String::new(), |hour| format!(", {}", say::hour(hour)));
        event("last", last, format!("{title}: last day{hour}"));
    }
}

/// Text as a value: line ends and marks written out, other control characters left away.
fn escaped(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {}
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
        for letter in line.chars() {
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
        assert_eq!(escaped("a, b; c\\d\r\ne\rf\u{7}"), "a\\, b\\; c\\\\d\\ne\\nf");
    }
}
