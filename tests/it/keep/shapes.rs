//! Web pages, Markdown, calendars and printed pages, over every case.

use std::collections::BTreeSet;

use signpost_core::dates::say as dates;
use signpost_core::plan::steps;
use signpost_render::keep::{ExportOptions, Format, file, shown};
use signpost_render::plan::Today;

use super::pages::{is_gap, plans};

fn making(format: Format) -> ExportOptions {
    ExportOptions { format, plain: false, today: Today::Set }
}

#[test]
fn web_pages_stand_alone_and_are_in_order() {
    for (name, plan) in plans() {
        let page = file(&plan, making(Format::Html)).expect("a page");
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"), "{name}");
        assert_eq!(page.matches("<h1>").count(), 1, "{name}");
        // The receipt is text that no browser runs.
        assert_eq!(page.matches("<script").count(), page.matches("<script type=\"text/plain\">").count(), "{name}");
        for never in ["<link", "<img", "src=", "url(", "@import", "http://", "style=\""] {
            assert!(!page.contains(never), "{name}: {never}");
        }
        // The picture's own name is no address that anything is fetched from.
        let mut level = 0;
        for heading in page.split("<h").skip(1) {
            let Some(found) = heading.chars().next().and_then(|letter| letter.to_digit(10)) else { continue };
            assert!(found <= level + 1, "{name}: h{found} after h{level}");
            level = found;
        }
        for tag in ["section", "ul", "ol", "li", "p", "h2", "h3", "svg", "pre", "main", "a", "strong"] {
            let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{name}: {tag}");
        }
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}: an id stands twice");
    }
}

#[test]
fn calendars_are_well_formed_and_neutral() {
    const TITLES: [&str; 7] = ["Now", "Call", "Email", "Post", "Form", "Meeting", "Check"];
    let mut calendars = 0;
    for (name, plan) in plans() {
        let Some(text) = file(&plan, making(Format::Ics)) else { continue };
        calendars += 1;
        assert!(text.replace("\r\n", "").find(['\r', '\n']).is_none(), "{name}: a bare line end");
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{name}: a long line");
        let values = |text: &str, key: &str| -> Vec<String> {
            let unfolded = text.replace("\r\n ", "");
            unfolded.lines().filter_map(|line| line.strip_prefix(key)).map(str::to_owned).collect()
        };
        let ids = values(&text, "UID:");
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}: an id stands twice");
        assert_eq!(ids.len(), values(&text, "TRIGGER:").len(), "{name}: an alarm each");
        let today = plan.walk.situation.today.format("%Y%m%d").to_string();
        assert!(values(&text, "DTSTART;VALUE=DATE:").iter().all(|day| *day >= today), "{name}: a day that has gone");
        assert!(values(&text, "DTSTAMP:").iter().all(|stamp| stamp.starts_with(&today)), "{name}");
        for title in values(&text, "SUMMARY:") {
            assert!(TITLES.contains(&title.as_str()), "{name}: {title}");
        }
        assert!(!text.replace("\r\n ", "").contains("days from today"), "{name}: said of a day that is over when read");
        // The other calendar is the same but for the titles.
        let plain = file(&plan, making(Format::IcsPlain)).expect("a calendar too");
        assert_eq!(values(&plain, "UID:"), ids, "{name}");
        assert!(values(&plain, "SUMMARY:").iter().all(|title| !TITLES.contains(&title.as_str())), "{name}");
    }
    assert!(calendars > 100, "only {calendars} calendars");
}

#[test]
fn a_calendar_has_one_event_a_step_on_its_day() {
    for (name, plan) in plans() {
        let days = steps::of(&plan).iter().filter_map(|step| step.day).collect::<Vec<_>>();
        let days: Vec<String> = days
            .into_iter()
            .filter(|day| *day >= plan.walk.situation.today)
            .map(|day| day.format("%Y%m%d").to_string())
            .collect();
        let text = file(&plan, making(Format::Ics)).unwrap_or_default();
        let found: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("DTSTART;VALUE=DATE:")).collect();
        assert_eq!(found, days, "{name}");
    }
}

#[test]
fn printed_pages_are_numbered_and_lose_nothing() {
    for (name, plan) in plans() {
        let printed = shown(&plan, making(Format::Print));
        let text = shown(&plan, making(Format::Text));
        let pages: Vec<&str> = printed.split('\u{c}').collect();
        for (at, page) in pages.iter().enumerate() {
            assert!(page.lines().count() <= 55, "{name}: {}", page.lines().count());
            let head = page.lines().next().unwrap_or_default();
            assert!(head.ends_with(&format!("Page {} of {}", at + 1, pages.len())), "{name}: {head}");
            assert!(page.lines().all(|line| line.chars().count() <= 76 || is_gap(line)), "{name}");
        }
        let body = |text: &str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let kept: Vec<String> = pages.iter().flat_map(|page| body(page).into_iter().skip(1)).collect();
        assert_eq!(kept, body(&text), "{name}");
    }
}

#[test]
fn every_file_stands_alone() {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let formats =
        [Format::Text, Format::Print, Format::Markdown, Format::Html, Format::Ics, Format::IcsPlain, Format::Email];
    // The frame does not turn on the story: a part of the cases shows it.
    for (name, plan) in plans().into_iter().step_by(7) {
        let made = dates::plain(plan.walk.situation.today);
        let checked = format!("Law checked {}", dates::plain(plan.rules().law_checked));
        for format in formats {
            let Some(text) = file(&plan, making(format)) else { continue };
            // A calendar breaks its lines anywhere, and marks its commas.
            let text = flat(&text.replace("\r\n ", "").replace("\\,", ","));
            let parts: &[&str] = match format {
                Format::Ics | Format::IcsPlain => &[],
                Format::Email => &["Next steps", "What to do", "Who can help"],
                _ => &["Your next steps", "Who can help"],
            };
            for said in parts.iter().copied().chain([made.as_str(), &checked, "not legal advice"]) {
                assert!(
                    text.to_lowercase().contains(&flat(said).to_lowercase()),
                    "{name}, {}: {said}\n{text}",
                    format.name()
                );
            }
        }
    }
}

#[test]
fn the_same_bytes_every_time() {
    for (name, plan) in plans().into_iter().take(30) {
        for format in Format::ALL {
            assert_eq!(file(&plan, making(format)), file(&plan, making(format)), "{name}: {}", format.name());
        }
    }
}
