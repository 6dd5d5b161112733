//! For each key of the vocabulary its value in the right form: what stands in for a key that is missing, so that what
//! else is wrong with an item can still be said, and what a finding shows the shape of.

use serde_yaml::Value;

/// Keys, each with a value. Where one key takes other values in other places, the one that is needed most.
const FORMS: &[(&str, &str)] = &[
    ("acronyms", "[EHC, NHS]"),
    ("after", "letter-date"),
    ("all", "[{matter: refused}, {waiting: true}]"),
    ("alone", "true"),
    ("alongside_when", "{matter: refused}"),
    ("also", "[another name]"),
    ("answers", "{matter: no-answer}"),
    ("any", "[{matter: refused}, {waiting: true}]"),
    ("areas", "[{id: exampleshire, name: Exampleshire}]"),
    ("arguments", "[{id: the-test, with: [complaint], says: The test is whether the child may need a plan.}]"),
    ("ask", "What has the school done?"),
    ("ask_when", "{matter: refused}"),
    ("asked", "[how many terms of help first]"),
    ("asks", "[Has the school answered?]"),
    ("assume", "refused"),
    ("at", "\"17:00\""),
    ("at_most", "2"),
    ("bank_holidays", "[{date: 2026-12-25, name: Christmas Day}]"),
    ("because", "There is no decision yet."),
    ("before", "meeting-date"),
    ("beginning_with", "draft-date"),
    ("bodies", "[{id: school, name: The school}]"),
    ("body", "school"),
    ("by", "02-15"),
    ("by_post", "2"),
    ("call", "1"),
    ("called", "date of your letter"),
    ("cautious", "{after: letter-date, weeks: 2}"),
    ("certainty", "A"),
    ("changes", "{date: 2028-04-01, say: This council is replaced.}"),
    ("checked", "2026-06-15"),
    ("checklist", "[A copy of your letter]"),
    ("choose", "one"),
    ("cite", "\"Children and Families Act 2014, section 51\""),
    ("closed", "[{when: {matter: refused}, because: The school has answered already.}]"),
    ("closed_spans", "[{id: tribunal-august, from: 08-01, to: 08-31, law: hesc-rules-1}]"),
    ("colour", "\"#0a4a45\""),
    ("contact", "ipsea"),
    ("contacts", "[sendiass]"),
    ("cost", "Free."),
    ("covers", "{from: 2018-01-01, to: 2028-12-31}"),
    ("date", "{called: date of your letter, said: \"The letter is dated {date}.\"}"),
    ("dated", "2026-06-15"),
    ("day", "letter-date"),
    ("days", "15"),
    ("deadline", "{school-answer: passed}"),
    ("deadlines", "[school-answer]"),
    ("do", "Write again and ask for an answer this week."),
    ("does", "answers you"),
    ("done_when", "received"),
    ("doubt", "a-doubt"),
    (
        "doubts",
        "[{id: a-doubt, what: It is open., reading: The earlier day., settled_by: A judgment., from: a source}]",
    ),
    ("earlier_of", "[{after: letter-date, weeks: 8}, {after: meeting-date, weeks: 12}]"),
    ("effort", "letter"),
    ("elsewhere_in_uk", "[{date: 2026-11-30, name: St Andrew's Day, where: Scotland}]"),
    ("email", "2"),
    ("ends_on_closed_day", "next-working-day"),
    ("exceptions", "[Not needed when only the school named is disputed.]"),
    ("facts", "[{id: waiting, when: {matter: no-answer}}]"),
    ("find_date", "Look at the top of your letter."),
    ("form", "10"),
    ("format", "1"),
    ("forms", "[SEND35]"),
    ("from", "\"appeals.md 2\""),
    ("good_for", "It is quick."),
    ("group", "About school"),
    ("heading", "true"),
    ("heard", "[refus* .. ehcna, rta]"),
    ("heard_as", "[{word: ehcna, also: [ehc needs assessment]}]"),
    ("heard_in_passing", "[son, daughter]"),
    ("heard_unless", "[draft, final]"),
    ("heard_where_asked", "[vague]"),
    ("help", "[A paragraph for the ? key.]"),
    ("helpline", "true"),
    ("hint", "Look at the last letter from the school"),
    ("hours", "Monday to Friday"),
    ("how_to_send", "By email."),
    ("id", "a-name"),
    ("if_not", "ring your SENDIASS"),
    ("if_nothing", "Nothing is lost, but it may take longer."),
    ("if_passed", "{say: The three weeks have ended., do: Write again this week.}"),
    ("if_unknown", "Ask the school whom to ring."),
    ("if_wrong", "[A later letter still helps.]"),
    ("in", "{working_days: 3, of: tribunal}"),
    ("in_force", "2027-09-01"),
    ("in_hand", "A mediation certificate"),
    ("in_year_of", "transfer-date"),
    ("independent", "of the council"),
    ("inset", "[2026-09-01]"),
    ("instead", "[{when: {person: me}, say: you}]"),
    ("item", "A copy of your letter"),
    ("jurisdiction", "England"),
    ("keep_proof", "Keep a copy."),
    ("kind_line", "This is hard news."),
    ("label", "My child"),
    ("ladder", "[{id: waiting, title: An answer that is due, because: It may settle it., steps: [ask-again]}]"),
    ("later", "[{when: {matter: no-answer}, because: The school has three weeks to answer.}]"),
    ("later_of", "[{after: letter-date, days: 14}, {after: meeting-date, days: 7}]"),
    ("law", "[complaints-policy]"),
    ("law_checked", "2026-06-15"),
    ("laws", "[{id: cfa-51, cite: the Act, certainty: A, checked: 2026-06-15, says: It is so., from: appeals.md 2}]"),
    ("leads_to", "[complaint]"),
    ("least", "7"),
    ("letter", "ask-again"),
    ("letter_says", "decided not to secure an assessment"),
    ("letterhead", "Anyshire SENDIASS. Free and private."),
    ("letters", "[ask-again]"),
    ("likely", "often"),
    ("limit", "{after: letter-date, weeks: 3}"),
    ("links", "[{what: how we work with parents, web: www.example.org/parents}]"),
    ("made_by", "the people who keep this folder"),
    ("means", "An independent court that hears appeals."),
    ("meanwhile", "You can ring your SENDIASS."),
    ("meeting", "5"),
    ("months", "2"),
    ("most", "10"),
    ("must", "answer your letter"),
    ("name", "A complaint to the school"),
    ("never", "[{id: no-appeal-yet, when: {decision: draft}, open: [appeal], because: There is no decision yet.}]"),
    ("news", "[{id: white-paper, say: The law may change.}]"),
    ("next_step", "Write to the school and ask for an answer."),
    ("no", "The school has not answered."),
    ("no_own_step", "{refused: what comes of it hangs on the next answer}"),
    ("no_reply", "Write again after three weeks."),
    ("none", "{label: There is no letter, said: There is no letter.}"),
    ("not", "{matter: refused}"),
    ("not_after", "today"),
    ("not_before", "letter-date"),
    ("not_counted", "tribunal-closed"),
    ("not_sure", "{assume: refused, said: You are not sure., tell: Look at the last letter.}"),
    ("note", "Open on weekdays."),
    ("of", "tribunal"),
    ("only", "[section-i]"),
    ("only_route_because", "Only this can be done while the answer is awaited."),
    ("open", "[appeal]"),
    ("open_when", "{matter: refused}"),
    ("options", "[{id: refused, label: It has said no, said: The school has said no.}]"),
    ("other_numbers", "{seven days: the time that the letter gives}"),
    ("own", "{name: Anyshire SENDIASS}"),
    ("own_times", "{seven days: what a letter asks for}"),
    ("parts", "[england/first.yaml]"),
    ("phone", "0800 000 000"),
    ("phrases", "[{id: your-child, say: your child}]"),
    ("places", "[a town or district]"),
    ("post", "1 High Street"),
    ("preferred", "[{say: council, not: [local authority]}]"),
    ("questions", "[{id: matter, ask: What has the school done?, choose: one}]"),
    ("reading", "The earlier day."),
    ("recommend_when", "{matter: refused}"),
    ("requests", "[I ask]"),
    ("retrieved", "2026-06-15"),
    ("review_by", "2027-06-15"),
    ("routes", "[{id: complaint, name: A complaint, body: school}]"),
    ("run_by", "a charity"),
    ("said", "The school has said no."),
    ("say", "your child"),
    ("say_aloud", "What has the school done so far?"),
    ("says", "A council decides within six weeks of a request."),
    ("school_days", "15"),
    ("school_holiday", "first"),
    ("school_holidays", "[{from: 12-14, to: 01-10, name: Christmas}]"),
    ("send_to", "The head teacher."),
    ("services", "[{id: sendiass, name: SENDIASS}]"),
    ("settled_by", "A judgment."),
    ("shown", "calculator"),
    ("shown_when", "{waiting: true}"),
    ("source", "\"https://www.gov.uk\""),
    ("stand", "You can complain."),
    ("stays", "No question asks for it."),
    ("step", "complaint"),
    ("step_deadlines", "[school-answer]"),
    ("steps", "[ask-again]"),
    ("tell", "Ask the school office."),
    ("tells", "[{id: two-cycles, told: We wait for two cycles., when: {waiting: true}, says: That is not the test.}]"),
    ("term", "tribunal"),
    ("terms", "[{term: tribunal, means: An independent court.}]"),
    ("then", "[{who: The school, does: answers you, within: three weeks, if_not: make a complaint}]"),
    ("things", "[a, the, your]"),
    ("think_about", "It may bring nothing new."),
    ("thought_of", "true"),
    ("time", "past"),
    ("title", "An answer that is due"),
    ("to", "08-31"),
    ("told", "We only assess after two cycles."),
    ("topic", "An appeal and what comes before it"),
    ("until", "2027-08-31"),
    ("usual_questions", "{least: 7, most: 10}"),
    ("verbs", "[ask, ring, send]"),
    ("web", "www.gov.uk"),
    ("weeks", "3"),
    ("what", "The school looks at it again."),
    ("what_if", "any"),
    ("when", "{matter: refused}"),
    ("when_done", "{answers: {matter: no-answer}}"),
    ("when_to_use", "Use it when there is no answer."),
    ("where", "Scotland"),
    ("who", "school"),
    ("whom", "sendiass"),
    ("why", "It decides what to ask for."),
    ("with", "[complaint]"),
    ("within", "three weeks"),
    ("word", "ehcna"),
    ("words", "[son, daughter]"),
    ("working_days", "3"),
    ("write", "The test is whether the child may need a plan."),
    ("yes", "The school has answered."),
];

/// A key's value in the right form, to stand in for one that is missing or wrong.
pub fn value_of(key: &str) -> Option<Value> {
    let at = FORMS.binary_search_by_key(&key, |(name, _)| name).ok()?;
    serde_yaml::from_str(FORMS[at].1).ok()
}

/// A key's form as it is shown: what belongs into it is named and not given, so that nobody takes it for the answer and
/// the checker refuses whoever does. `text` stands in the place of the first text.
pub fn of(key: &str, text: Option<&str>) -> Option<String> {
    let mut text = text;
    Some(shape(&value_of(key)?, &mut text))
}

fn shape(value: &Value, text: &mut Option<&str>) -> String {
    let digits = |written: &str| written.chars().all(|sign| sign.is_ascii_digit() || sign == '-');
    let id =
        |written: &str| written.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-');
    match value {
        Value::String(written) if written.len() == 10 && digits(written) => "YEAR-MONTH-DAY".into(),
        Value::String(written) if written.len() == 5 && digits(written) => "MONTH-DAY".into(),
        Value::String(written) if id(written) => "ID".into(),
        Value::String(_) => text.take().map_or_else(|| "...".to_owned(), written),
        Value::Number(_) => "NUMBER".into(),
        Value::Sequence(items) => {
            format!("[{}]", items.first().map_or_else(String::new, |item| shape(item, text)))
        }
        Value::Mapping(mapping) => {
            let inside = mapping.iter().map(|(key, value)| {
                let key = key.as_str().unwrap_or_default();
                let key = if value_of(key).is_some() { key } else { "ID" };
                format!("{key}: {}", shape(value, text))
            });
            format!("{{{}}}", inside.collect::<Vec<_>>().join(", "))
        }
        other => flow(other),
    }
}

/// A value as it is written in one line, inside brackets too.
pub fn flow(value: &Value) -> String {
    match value {
        Value::String(text) => written(text),
        Value::Sequence(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Mapping(mapping) => {
            let inside = mapping.iter().map(|(key, value)| format!("{}: {}", flow(key), flow(value)));
            format!("{{{}}}", inside.collect::<Vec<_>>().join(", "))
        }
        other => serde_yaml::to_string(other).unwrap_or_default().trim_end().to_owned(),
    }
}

/// A text as it is written in brackets: in quotes, where it would be read as something else without them.
fn written(text: &str) -> String {
    let alone = serde_yaml::from_str::<Value>(&format!("[{text}]")).ok();
    if alone == Some(Value::Sequence(vec![Value::String(text.to_owned())])) { text.to_owned() } else { quoted(text) }
}

/// A text in quotes that fit it.
pub fn quoted(text: &str) -> String {
    if text.contains('"') && !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// The first item of a key whose value is a list.
pub fn item_of(key: &str) -> Option<Value> {
    value_of(key)?.as_sequence()?.first().cloned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    /// The keys of every mapping of a schema, but those that name items.
    fn keys(schema: &serde_json::Value, found: &mut BTreeSet<String>) {
        match schema {
            serde_json::Value::Object(inside) => {
                if let Some(serde_json::Value::Object(properties)) = inside.get("properties") {
                    found.extend(properties.keys().cloned());
                }
                inside.values().for_each(|value| keys(value, found));
            }
            serde_json::Value::Array(items) => items.iter().for_each(|value| keys(value, found)),
            _ => {}
        }
    }

    #[test]
    fn a_form_that_is_shown_gives_nothing_away() {
        assert_eq!(of("limit", None).as_deref(), Some("{after: ID, weeks: NUMBER}"));
        assert_eq!(of("checked", None).as_deref(), Some("YEAR-MONTH-DAY"));
        assert_eq!(of("closed", None).as_deref(), Some("[{when: {ID: ID}, because: ...}]"));
        let said = of("if_passed", Some("It is over, and you can ask."));
        assert_eq!(said.as_deref(), Some("{say: \"It is over, and you can ask.\", do: ...}"));
        assert_eq!(of("nothing", None), None);
    }

    #[test]
    fn a_value_in_one_line_is_read_as_itself() {
        for text in ["one", "a, b", "{x} and", "It said: \"no\".", "yes", "15", "it's", "a #1", ""] {
            let value = Value::Sequence(vec![Value::String(text.to_owned()), Value::Number(15.into())]);
            assert_eq!(serde_yaml::from_str::<Value>(&flow(&value)).expect("YAML"), value, "{text}");
        }
    }

    #[test]
    fn every_key_has_its_form_and_every_form_is_yaml() {
        assert!(FORMS.is_sorted_by_key(|(key, _)| *key), "in order, so that a key is found");
        let mut known = BTreeSet::new();
        for kind in ["rules", "head", "areas", "calendar", "words"] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../rules/schema/{kind}.schema.json"));
            let text = std::fs::read_to_string(path).expect("a schema can be read");
            keys(&serde_json::from_str(&text).expect("JSON"), &mut known);
        }
        let letters = ["how_to_send", "keep_proof", "meanwhile", "no_reply", "send_to", "title", "when_to_use"];
        known.extend(letters.map(str::to_owned));
        // Of a service's own file.
        known.extend(["colour", "letterhead", "links", "own"].map(str::to_owned));
        let formed: BTreeSet<String> = FORMS.iter().map(|(key, _)| (*key).to_owned()).collect();
        assert_eq!(formed, known);
        for (key, form) in FORMS {
            assert!(value_of(key).is_some_and(|value| !value.is_null()), "{key}: {form}");
        }
    }
}
