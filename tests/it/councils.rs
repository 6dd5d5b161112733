//! Every council is found as parents type it: by each of its names, by its first four letters, with one slip.

use chrono::NaiveDate;
use signpost_core::interview::Answer;
use signpost_core::interview::Problem;
use signpost_core::interview::council::{Found, MOST_OFFERED, find, place_in, which};
use signpost_core::rules::RuleSet;
use signpost_core::rules::model::{AreaIx, QuestionIx};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn today() -> NaiveDate {
    day("2026-11-29")
}

fn question(rules: &RuleSet) -> QuestionIx {
    rules.area_question.expect("a question about the area")
}

/// What typed words may mean: all that is offered, one alone where it is the name.
fn meant(typed: &str, on: NaiveDate) -> Vec<Answer> {
    let rules = signpost_rules::rules();
    match find(rules, question(rules), typed, on) {
        Found::One(answer) => vec![answer],
        Found::Several(offer) => {
            assert!(offer.fits.len() <= MOST_OFFERED, "{typed}: a longer list than the screen");
            offer.fits.into_iter().map(|(answer, _)| answer).collect()
        }
        Found::Nothing => Vec::new(),
    }
}

fn councils() -> Vec<(AreaIx, String, Vec<String>)> {
    let all = signpost_rules::rules().areas_on(today());
    all.map(|(place, area)| (place, area.name.clone(), area.names().map(str::to_owned).collect())).collect()
}

#[test]
fn there_are_a_hundred_and_fifty_three() {
    assert_eq!(councils().len(), 153);
}

#[test]
fn each_council_is_found_by_each_of_its_names() {
    for (place, name, names) in councils() {
        assert_eq!(meant(&name, today()), [Answer::Area(place)], "{name}");
        for typed in names {
            for typed in [typed.clone(), typed.to_uppercase(), format!("{typed} Council"), format!(" {typed}. ")] {
                assert!(may_mean(&typed, place), "{name}: {typed}");
            }
        }
    }
}

/// Its name, and the places inside it.
fn places(place: AreaIx) -> Vec<&'static str> {
    let area = signpost_rules::rules().area(place);
    area.places.iter().chain([&area.name]).map(String::as_str).collect()
}

/// Whether what was typed may mean this one; or more fit than are shown, or it stands in the name of another.
fn may_mean(typed: &str, place: AreaIx) -> bool {
    let rules = signpost_rules::rules();
    let this = Answer::Area(place);
    match find(rules, question(rules), typed, today()) {
        Found::One(answer) => answer == this || stands_in_a_name(typed),
        Found::Several(offer) => {
            offer.more > 0 || offer.fits.iter().any(|(answer, _)| *answer == this) || stands_in_a_name(typed)
        }
        Found::Nothing => false,
    }
}

/// Whether a word of a name, or several, begin so.
fn stands_in_a_name(typed: &str) -> bool {
    let plain = |name: &str| format!(" {}", name.to_lowercase().replace('-', " "));
    let begins = |name: &String| plain(name).contains(&plain(typed));
    councils().iter().any(|(_, _, names)| names.iter().any(begins))
}

#[test]
fn each_council_is_found_by_the_first_four_letters_of_each_place() {
    let mut lost = Vec::new();
    for (place, council, _) in councils() {
        for name in places(place).into_iter().filter(|name| name.chars().count() > 4) {
            let four: String = name.chars().take(4).collect();
            if !may_mean(&four, place) {
                lost.push(format!("{council}: {name}: {four}"));
            }
        }
        let four: String = council.chars().take(4).collect();
        let found = meant(&four, today());
        if !found.contains(&Answer::Area(place)) && found.len() < MOST_OFFERED {
            lost.push(format!("{council}: {four}"));
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

/// One slip of each kind at each place: a letter left out, doubled, wrong, or two changed round.
fn slips(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.to_lowercase().chars().collect();
    let mut typed = Vec::new();
    for at in 1..letters.len() {
        let with = |change: &dyn Fn(&mut Vec<char>)| {
            let mut letters = letters.clone();
            change(&mut letters);
            letters.into_iter().collect::<String>()
        };
        typed.push(with(&|letters| {
            letters.remove(at);
        }));
        typed.push(with(&|letters| letters.insert(at, letters[at])));
        typed.push(with(&|letters| letters[at] = 'x'));
        typed.push(with(&|letters| letters.swap(at - 1, at)));
    }
    typed
}

#[test]
fn each_council_is_found_with_one_slip_in_each_place() {
    let mut lost = Vec::new();
    for (place, council, _) in councils() {
        // Of each place some, at other letters each time: they are many.
        for (at, name) in places(place).into_iter().filter(|name| name.chars().count() > 4).enumerate() {
            let some = slips(name).into_iter().skip(at % 21).step_by(21);
            lost.extend(some.filter(|typed| !may_mean(typed, place)).map(|typed| (name, typed)));
        }
        for typed in slips(&council) {
            if !meant(&typed, today()).contains(&Answer::Area(place)) && !stands_in_a_name(&typed) {
                lost.push(("", typed));
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

fn find_one(typed: &str) -> Option<AreaIx> {
    let rules = signpost_rules::rules();
    match find(rules, question(rules), typed, today()) {
        Found::One(Answer::Area(place)) => Some(place),
        _ => None,
    }
}

/// What is offered for words: the names as they are shown, and whether Enter takes the first.
fn offered(typed: &str) -> (Vec<String>, bool) {
    let rules = signpost_rules::rules();
    match find(rules, question(rules), typed, today()) {
        Found::Several(offer) => match which(rules, question(rules), offer) {
            Problem::WhichArea { names, sure, .. } => (names, sure),
            other => panic!("{typed}: {other:?}"),
        },
        other => panic!("{typed}: {other:?}"),
    }
}

#[test]
fn a_district_is_in_its_council_and_said_so() {
    let rules = signpost_rules::rules();
    for (typed, council) in [
        ("Woking", "Surrey"),
        ("lancaster city council", "Lancashire"),
        ("Newcastle-under-Lyme", "Staffordshire"),
        ("Harrogate Borough Council", "North Yorkshire"),
        ("guildford", "Surrey"),
        ("St. Albans", "Hertfordshire"),
        ("Cheltenham", "Gloucestershire"),
        ("Brentwood", "Essex"),
        ("Scarborough", "North Yorkshire"),
        ("kettering", "North Northamptonshire"),
        ("Carlisle", "Cumberland"),
    ] {
        let Some(found) = find_one(typed) else { panic!("{typed}") };
        assert_eq!(rules.area(found).name, council, "{typed}");
        assert_eq!(place_in(rules, Answer::Area(found), typed).map(|(_, council)| council), Some(council), "{typed}");
    }
    for (typed, shown) in [
        ("epsom", "Surrey (Epsom and Ewell)"),
        ("Ewell", "Surrey (Epsom and Ewell)"),
        ("Reigate", "Surrey (Reigate and Banstead)"),
        ("crewe", "Cheshire East (Crewe and Nantwich)"),
    ] {
        assert_eq!(offered(typed), (vec![shown.to_owned()], true), "{typed}");
    }
    for typed in ["B'ham", "brum", "bham"] {
        let found = find_one(typed).map(|found| rules.area(found).name.as_str());
        assert_eq!(found, Some("Birmingham"), "{typed}");
        assert_eq!(find_one(typed).and_then(|found| place_in(rules, Answer::Area(found), typed)), None, "{typed}");
    }
    assert_eq!(offered("newcastle").0, ["Newcastle upon Tyne", "Staffordshire (Newcastle)"]);
    assert_eq!(offered("Richmond").0, ["North Yorkshire (Richmond)", "Richmond upon Thames"]);
}

/// Enter takes one that is offered only where nothing was guessed.
#[test]
fn what_is_guessed_is_never_taken_with_enter() {
    for typed in ["lee", "wokingh", "huntingdon", "n yorks", "donxaster", "Wokinham", "london"] {
        assert!(!offered(typed).1, "{typed}");
    }
    for typed in ["basingstoke", "Stratford", "ewell"] {
        assert!(offered(typed).1, "{typed}");
    }
}

#[test]
fn a_place_joined_to_another_word_is_not_a_part_of_another() {
    for typed in ["Bradford-on-Avon", "Weston-super-Mare", "Barton-upon-Humber", "Ashton-under-Lyne"] {
        assert_eq!(meant(typed, today()), [], "{typed}");
    }
}

/// Nobody in Wigan is told that their council is Manchester.
#[test]
fn a_region_offers_its_councils_and_no_other() {
    for (typed, first, count) in [
        ("Greater Manchester", "Bolton", 10),
        ("merseyside", "Knowsley", 5),
        ("West Midlands", "Birmingham", 7),
        ("Tyne & Wear", "Gateshead", 5),
        ("Greater London", "Barking and Dagenham", 33),
        ("london", "Barking and Dagenham", 33),
        ("South Yorkshire", "Barnsley", 4),
        ("Avon", "Bath and North East Somerset", 4),
        ("Cleveland", "Hartlepool", 4),
        ("Tees Valley", "Darlington", 5),
        ("Humberside", "East Riding of Yorkshire", 4),
        ("Black Country", "Dudley", 4),
    ] {
        let rules = signpost_rules::rules();
        let Found::Several(offer) = find(rules, question(rules), typed, today()) else { panic!("{typed}") };
        assert_eq!(offer.fits.len() + offer.more, count, "{typed}");
        assert_eq!(offered(typed).0[0], first, "{typed}");
    }
}

#[test]
fn what_is_no_council_is_not_taken_for_one() {
    for typed in ["xyzzy", "?", "12b", "the council", "my child", "appeal"] {
        assert_eq!(meant(typed, today()), [], "{typed}");
    }
}

#[test]
fn a_name_of_several_councils_offers_them() {
    let rules = signpost_rules::rules();
    let ids = |typed: &str, on: &str| -> Vec<String> {
        let id = |answer: Answer| match answer {
            Answer::Area(area) => rules.area(area).id.clone(),
            other => format!("{other:?}"),
        };
        meant(typed, day(on)).into_iter().map(id).collect()
    };
    assert_eq!(ids("Cumbria", "2026-11-29"), ["cumberland", "westmorland-and-furness"]);
    assert_eq!(ids("Bedfordshire", "2026-11-29"), ["bedford", "central-bedfordshire", "luton"]);
    assert_eq!(ids("South Yorkshire", "2026-11-29"), ["barnsley", "doncaster", "rotherham", "sheffield"]);
    assert_eq!(ids("Hart", "2026-11-29"), ["hartlepool", "hampshire"]);
    assert_eq!(ids("Westmoreland", "2026-11-29"), ["westmorland-and-furness"]);
    let west = ids("West", "2026-11-29");
    assert!(["westminster", "westmorland-and-furness"].iter().all(|id| west.contains(&(*id).to_owned())), "{west:?}");
    assert_eq!(ids("northamptonshire", "2026-11-29"), ["north-northamptonshire", "west-northamptonshire"]);
    assert_eq!(ids("n yorks", "2026-11-29"), ["north-yorkshire"]);
    // Surrey is one council until the end of March 2027, and two after it.
    assert_eq!(ids("surrey", "2027-03-31"), ["surrey"]);
    assert_eq!(ids("surrey", "2027-04-01"), ["east-surrey", "west-surrey"]);
    assert_eq!(ids("east surrey", "2027-03-31"), Vec::<String>::new());
    assert_eq!(ids("east surrey", "2027-04-01"), ["east-surrey"]);
    // So are its districts: each in one of the two.
    assert_eq!(ids("woking", "2027-03-31"), ["surrey"]);
    assert_eq!(ids("woking", "2027-04-01"), ["west-surrey"]);
    assert_eq!(ids("reigate", "2027-04-01"), ["east-surrey"]);
}

#[test]
fn a_nation_is_typed_like_a_council() {
    for (typed, bit) in [("Wales", 1), ("SCOTLAND", 2), ("northern ireland", 3), ("england", 0)] {
        assert_eq!(meant(typed, today()), [Answer::Chosen(1 << bit)], "{typed}");
    }
}
