//! Web pages, Markdown, calendars and printed pages, over every case.

use std::collections::BTreeSet;

use signpost::dates::say as dates;
use signpost::render::keep::{Format, Making, file, shown};
use signpost::render::plan::Today;

use super::pages::plans;

fn making(format: Format) -> Making {
    Making { format, plain: false, today: Today::Set }
}

#[test]
fn web_pages_stand_alone_and_are_in_order() {
    for (name, plan) in plans() {
        let page = file(&plan, making(Format::Html)).expect("a page");
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"), "{name}");
        assert_eq!(page.matches("<h1>").count(), 1, "{name}");
        for never in ["<script", "<link", "<img", "src=", "url(", "@import", "http://", "style=\""] {
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
fn the_picture_says_no_more_than_the_list() {
    let mut pictures = 0;
    for (name, plan) in plans() {
        let page = file(&plan, making(Format::Html)).expect("a page");
        let Some((_, rest)) = page.split_once("<svg") else { continue };
        let (picture, rest) = rest.split_once("</svg>").expect("it ends");
        let list = rest.split("</ol>").next().expect("a list follows");
        let marks = picture.matches("<circle").count() + picture.matches("<rect").count();
        assert_eq!(marks, list.matches("<li>").count(), "{name}");
        assert!(picture.contains("role=\"img\"") && picture.contains("<title") && picture.contains("<desc"), "{name}");
        assert!(!picture.contains("NaN") && !picture.contains("inf"), "{name}");
        pictures += 1;
    }
    assert!(pictures > 100, "only {pictures} pictures");
}

#[test]
fn calendars_are_well_formed_and_neutral() {
    let mut calendars = 0;
    for (name, plan) in plans() {
        let Some(text) = file(&plan, making(Format::Ics)) else { continue };
        calendars += 1;
        assert!(text.replace("\r\n", "").find(['\r', '\n']).is_none(), "{name}: a bare line end");
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{name}: a long line");
        let unfolded = text.replace("\r\n ", "");
        let values = |key: &str| -> Vec<String> {
            unfolded.lines().filter_map(|line| line.strip_prefix(key)).map(str::to_owned).collect()
        };
        let ids = values("UID:");
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}: an id stands twice");
        assert_eq!(ids.len(), values("TRIGGER:").len(), "{name}: an alarm each");
        let today = plan.walk.situation.today.format("%Y%m%d").to_string();
        assert!(values("DTSTART;VALUE=DATE:").iter().all(|day| *day >= today), "{name}: a day that has gone");
        assert!(values("DTSTAMP:").iter().all(|stamp| stamp.starts_with(&today)), "{name}");
        for title in values("SUMMARY:") {
            let lower = title.to_lowercase();
            assert!(lower.starts_with("letter due") || lower.starts_with("task due"), "{name}: {title}");
            for never in ["send", "school", "child", "tribunal", "appeal", "council", "special"] {
                assert!(!lower.contains(never), "{name}: {title}");
            }
        }
        assert!(!unfolded.contains("days from today"), "{name}: said of a day that is over when it is read");
    }
    assert!(calendars > 100, "only {calendars} calendars");
}

#[test]
fn the_day_to_aim_for_is_two_days_after_its_last_reminder() {
    let plan = super::pages::plan_of(super::run::ANSWERS, "2026-11-21");
    let text = file(&plan, making(Format::Ics)).expect("a calendar").replace("\r\n ", "");
    let day = |id: &str| {
        let event = text.split("BEGIN:VEVENT").find(|event| event.contains(&format!("UID:{id}@signpost"))).expect(id);
        event.split("DTSTART;VALUE=DATE:").nth(1).expect("a day")[..8].to_owned()
    };
    // The appeal: to aim for on 24 December 2026, at the latest on 4 January 2027.
    assert_eq!(day("appeal-2027-01-04-aim"), "20261224");
    assert_eq!(day("appeal-2027-01-04-last"), "20270104");
    assert_eq!(day("appeal-2027-01-04-reminder-14"), "20261210");
    assert_eq!(day("appeal-2027-01-04-reminder-7"), "20261217");
    assert_eq!(day("appeal-2027-01-04-reminder-2"), "20261222");
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
            assert!(page.lines().all(|line| line.chars().count() <= 76), "{name}");
        }
        let body = |text: &str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let kept: Vec<String> = pages.iter().flat_map(|page| body(page).into_iter().skip(1)).collect();
        assert_eq!(kept, body(&text), "{name}");
    }
}

#[test]
fn every_file_stands_alone() {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let formats = [Format::Text, Format::Print, Format::Markdown, Format::Html, Format::Ics, Format::Email];
    // The frame does not turn on the story: a part of the cases shows it.
    for (name, plan) in plans().into_iter().step_by(7) {
        let made = dates::plain(plan.walk.situation.today);
        let checked = format!("Law checked {}", dates::plain(plan.rules().law_checked));
        for format in formats {
            let Some(text) = file(&plan, making(format)) else { continue };
            // A calendar breaks its lines anywhere, and marks its commas.
            let text = flat(&text.replace("\r\n ", "").replace("\\,", ","));
            let (title, help) = match format {
                Format::Ics => (" due", "Help: "),
                Format::Email => ("Main points of a plan", "Who can help"),
                _ => ("Your plan", "Who can help"),
            };
            for said in [title, &made, &checked, "not legal advice", help] {
                let said = if format == Format::Ics { said.to_owned() } else { flat(said) };
                assert!(
                    text.to_lowercase().contains(&said.to_lowercase()),
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
