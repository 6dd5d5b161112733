#!/usr/bin/env python3
"""Work out every date in dates.csv again, in a different way, and report the differences.

Usage:

    python3 -m pip install python-dateutil
    python3 tests/check_dates.py [path to dates.csv]

It ends with exit code 1 if any date differs, and 0 if all agree.

tests/cases/dates.csv is a set of hard dates for the time limits of special educational needs law in England. Any calculator can
be tried against it. Its columns:

    id       the name of the row
    limit    the name of the limit in this project's rule files
    rule     the law's words in short: enough to work out the date without this project
    starts   what the time runs from: question=YYYY-MM-DD, more than one separated by ;
    aim      for a parent's own limit: the day to aim for. It is the limit without any move for a closed day (or the
             stricter reading, named in the rule after "Aim:"), taken back to the nearest working day on or before it.
             Empty for the limits of others.
    due      the last day allowed
    time     the hour on the last day, where a parent's act has one
    why      what is hard about the row
    source   the project's note of the law (file and section), or the published date that the row repeats
    latest   for a limit in school days: the latest it can end, as if the school were shut whenever any school may be.
             Nobody is late before it. Empty for every other limit

tests/school_days.csv has the same limits counted with the terms of a school: inside them the day is exact.

How it works. This file walks through the calendar one day at a time, as a person with a wall calendar would, and shares
no code with the program. Every count of months is worked out a second time with python-dateutil, and so is Easter. The
bank holidays of England and Wales are typed in below from GOV.UK (2027 and 2028 can still change). Those of Scotland
and Northern Ireland matter only for freedom of information; they follow the rule that each has a fixed day, and moves
to the next free weekday when that day is a Saturday or Sunday.

School days are Monday to Friday less bank holidays. That is the earliest the date can be: holidays and training days
of the school move it later.
"""

import csv
import datetime
import pathlib
import platform
import sys
from importlib.metadata import version

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

DEFAULT = pathlib.Path(__file__).resolve().parent / "cases" / "dates.csv"
COLUMNS = ["id", "limit", "rule", "starts", "aim", "due", "time", "why", "source", "latest"]
SCHOOL_COLUMNS = ["id", "limit", "terms", "inset", "starts", "due", "latest"]
ONE_DAY = datetime.timedelta(days=1)
SATURDAY = 5

# ---------------------------------------------------------------------------------------------------------------------
# Days that are not working days

BANK_HOLIDAYS = {
    year: {datetime.date(year, int(d[:2]), int(d[3:])) for d in days.split()}
    for year, days in {
        2014: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
        2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
        2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
        2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
        2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
        2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
        2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",  # 8 May: moved from 4 May
        2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
        2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",  # jubilee, funeral
        2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",  # coronation
        2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
        2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
        2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
        2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
        2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    }.items()
}


def weekend(day):
    return day.weekday() >= SATURDAY


def bank_holiday(day):
    if day.year not in BANK_HOLIDAYS:
        raise ValueError(f"no bank holidays are typed in for {day.year}")
    return day in BANK_HOLIDAYS[day.year]


def working(day):
    """Monday to Friday, and not a bank holiday of England and Wales."""
    return not weekend(day) and not bank_holiday(day)


def scotland_and_northern_ireland(year):
    """Bank holidays that England and Wales do not have."""
    days = set()

    def add(day):
        while weekend(day) or day in days or (day.month == 1 and day.day == 1):
            day += ONE_DAY
        days.add(day)

    # Scotland has two days at the New Year. When a weekend takes one, both come after it.
    first = datetime.date(year, 1, 1)
    while weekend(first):
        first += ONE_DAY
    days.add(first)
    add(max(datetime.date(year, 1, 2), first + ONE_DAY))
    add(datetime.date(year, 3, 17))  # St Patrick's Day, Northern Ireland
    add(datetime.date(year, 7, 12))  # Battle of the Boyne, Northern Ireland
    monday = datetime.date(year, 8, 1)
    while monday.weekday() != 0:
        monday += ONE_DAY
    days.add(monday)  # first Monday of August, Scotland
    add(datetime.date(year, 11, 30))  # St Andrew's Day, Scotland
    if year == 2026:
        days.add(datetime.date(2026, 6, 15))  # one-off, Scotland
    return days


def working_in_all_the_uk(day):
    """Freedom of Information Act 2000, section 10(6): a bank holiday in any part of the UK does not count."""
    return working(day) and day not in scotland_and_northern_ireland(day.year)


def in_august_or_christmas(day):
    """August, and 25 December to 1 January: rule 12 of the Tribunal's rules."""
    return day.month == 8 or (day.month == 12 and day.day >= 25) or (day.month == 1 and day.day == 1)


# ---------------------------------------------------------------------------------------------------------------------
# Counting, one day at a time


def months_after(start, months):
    """Months "after" a day: the start is left out; same day of the month, or the last day of a short month."""
    day, passed = start, 0
    while True:
        day += ONE_DAY
        if day.day == 1:
            passed += 1
        if passed == months and (day.day == start.day or (day + ONE_DAY).month != day.month):
            break
    second_opinion = start + relativedelta(months=months)
    if day != second_opinion:
        raise AssertionError(f"{months} months after {start}: {day} by walking, {second_opinion} by dateutil")
    return day


def months_beginning_with(start, months):
    """Months "beginning with" a day: the start is the first day; the last is the day before the same day of the month,
    or the last day of a month that has no such day."""
    day, passed = start, 0
    while True:
        tomorrow = day + ONE_DAY
        if tomorrow.day == 1:
            passed += 1
        if (passed == months and tomorrow.day == start.day) or passed > months:
            break
        day = tomorrow
    corresponding = start + relativedelta(months=months)
    second_opinion = corresponding if corresponding.day != start.day else corresponding + relativedelta(days=-1)
    if day != second_opinion:
        raise AssertionError(f"{months} months with {start}: {day} by walking, {second_opinion} by dateutil")
    return day


def months_before(end, months):
    day, passed = end, 0
    while True:
        if day.day == 1:
            passed += 1
        day -= ONE_DAY
        if passed == months and day.day <= end.day:
            break
    second_opinion = end - relativedelta(months=months)
    if day != second_opinion:
        raise AssertionError(f"{months} months before {end}: {day} by walking, {second_opinion} by dateutil")
    return day


def days_after(start, days):
    """The start is left out."""
    day = start
    for _ in range(days):
        day += ONE_DAY
    return day


def weeks_after(start, weeks):
    return days_after(start, 7 * weeks)


def weeks_before(end, weeks):
    day = end
    for _ in range(7 * weeks):
        day -= ONE_DAY
    return day


def days_beginning_with(start, days):
    """The start is day 1."""
    return days_after(start, days - 1)


def working_days_after(start, days, counts=working):
    """The start is left out, and so is every day that does not count."""
    day = start
    while days:
        day += ONE_DAY
        if counts(day):
            days -= 1
    return day


def working_days_beginning_with(start, days, counts=working):
    """The start is day 1 if it is a working day; if not, the first working day after it is."""
    day = start - ONE_DAY
    while days:
        day += ONE_DAY
        if counts(day):
            days -= 1
    return day


def school_days_after(start, days):
    return working_days_after(start, days, SCHOOL_COUNT[-1])


def given_by_post(posted):
    """A letter sent by post is given on the second working day after posting."""
    return working_days_after(posted, 2)


def tribunal_day(day):
    """A day that counts in the Tribunal, for acts other than starting an appeal."""
    return working(day) and not in_august_or_christmas(day)


def to_start_at_tribunal(ends):
    """Rule 12(2) and (3)(a): where the time for starting an appeal ends on a closed day."""
    day = ends
    if in_august_or_christmas(ends):
        while in_august_or_christmas(day) or not working(day):
            day += ONE_DAY
    else:
        while not working(day):  # 24 December or 31 July at a weekend: the move may lead into the closed days
            day += ONE_DAY
    return day


def safe_to_aim_for(day):
    """A working day. Where bank holidays are not published: Tuesday to Thursday, and not from Christmas to 3 January."""
    if day.year in BANK_HOLIDAYS:
        return working(day)
    return day.weekday() in (1, 2, 3) and (day.month, day.day) not in CHRISTMAS


CHRISTMAS = {(12, day) for day in range(25, 32)} | {(1, 1), (1, 2), (1, 3)}


def on_or_before(day):
    """The nearest working day on or before."""
    while not safe_to_aim_for(day):
        day -= ONE_DAY
    return day


def on_or_after(day):
    """The nearest working day on or after."""
    while not working(day):
        day += ONE_DAY
    return day


def as_many_open_days(start, end):
    """As many days as from `start` to `end`, none of them in August or from 25 December to 1 January."""
    left, day = (end - start).days, start
    while left:
        day += ONE_DAY
        if not in_august_or_christmas(day):
            left -= 1
    return day


# When schools may be shut, taken widely: the table of rules/calendar.yaml, typed in again. It has no source.
MAY_BE_SHUT = ["12-14 01-10", "02-06 02-28", "03-22 04-28", "05-22 06-10", "07-06 09-12", "10-10 11-08"]


def may_be_shut(day):
    for span in MAY_BE_SHUT:
        first, last = ((int(text[:2]), int(text[3:])) for text in span.split())
        here = (day.month, day.day)
        inside = first <= here <= last if first <= last else here >= first or here <= last
        if inside:
            return True
    return False


# How a day is known to be a school day: as if no school had holidays, as if all had them widely, or by given terms.
SCHOOL_COUNT = [working]


def surely_school(day):
    return working(day) and not may_be_shut(day)


def by_terms(terms, inset, otherwise):
    """Inside the first and the last term the terms say it; outside them nothing is known."""

    def counts(day):
        if not working(day):
            return False
        if day < terms[0][0] or terms[-1][1] < day:
            return otherwise(day)
        return day not in inset and any(first <= day <= last for first, last in terms)

    return counts


def those_known(choose, s, *branches):
    """The later or the earlier of the branches whose start is known."""
    return choose(count(s[start]) for start, count in branches if start in s)


# ---------------------------------------------------------------------------------------------------------------------
# The limits: the law's words in short, whose limit it is, and how it is counted

LIMITS = {}


def limit(name, rule, due, *, parent=False, ends=None, time=""):
    """`ends`: for a parent, the limit without any move (or its stricter reading), when that is not the last day."""
    LIMITS[name] = (rule, parent, due, ends or due, time)


ROLL = (
    "; if that is in August, or from 25 December to 1 January, the first working day after 31 August or after"
    " 1 January; if it is another Saturday, Sunday or bank holiday, the next working day"
)
SCHOOL = "school days (earliest: Monday to Friday less bank holidays)"


def two_months(s):
    return months_after(s["letter-date"], 2)


def later_of_letter_and_certificate(s):
    return those_known(
        max, s, ("letter-date", lambda d: months_after(d, 2)), ("certificate-date", lambda d: months_after(d, 1))
    )


def later_of_letter_and_meeting(s):
    return max(two_months(s), months_after(s["mediation-day"], 1))


# Appeals and mediation
limit("ring-mediation-adviser", "2 months after the decision letter was sent; never moves", two_months, parent=True)
limit(
    "appeal",
    "The later of 2 months after the letter and 1 month after the mediation certificate" + ROLL,
    lambda s: to_start_at_tribunal(later_of_letter_and_certificate(s)),
    parent=True,
    ends=later_of_letter_and_certificate,
    time="17:00",
)
limit(
    "appeal-after-meeting",
    "The later of 2 months after the letter and 1 month after the mediation meeting" + ROLL,
    lambda s: to_start_at_tribunal(later_of_letter_and_meeting(s)),
    parent=True,
    ends=later_of_letter_and_meeting,
    time="17:00",
)
for name in ("appeal-section-i", "appeal-while-waiting", "appeal-new-plan"):
    limit(
        name,
        "2 months after the letter" + ROLL,
        lambda s: to_start_at_tribunal(two_months(s)),
        parent=True,
        ends=two_months,
        time="17:00",
    )
for name, start, event in (
    ("certificate-from-adviser", "adviser-told-date", "the adviser was told that there will be no mediation"),
    ("certificate-after-mediation", "mediation-ended-date", "mediation ended"),
    ("certificate-after-meeting-day", "mediation-day", "the mediation meeting"),
    ("tell-health-body", "mediation-asked-date", "the council was asked for mediation"),
):
    limit(name, f"3 working days after {event}", lambda s, start=start: working_days_after(s[start], 3))
limit(
    "mediation-meeting",
    "30 days after the council was asked for mediation",
    lambda s: days_after(s["mediation-asked-date"], 30),
)
limit(
    "mediation-meeting-health",
    "30 days after the last of 3 working days after the council was asked for mediation",
    lambda s: days_after(working_days_after(s["mediation-asked-date"], 3), 30),
)
for name, start, event in (
    ("comments-on-draft", "draft-date", "the draft plan was served"),
    ("comments-on-amendment", "notice-date", "the notice of changes was served"),
):
    limit(
        name,
        f"15 days beginning with the day {event}",
        lambda s, start=start: days_beginning_with(s[start], 15),
        parent=True,
    )

# The tribunal, and after it
limit(
    "appeal-response",
    "30 working days after registration; August and 25 December to 1 January are not counted at all",
    lambda s: working_days_after(s["registration-date"], 30, tribunal_day),
)
for name, weeks in (
    ("order-notify", 2),
    ("order-no-plan", 10),
    ("order-final-after-assessment", 14),
    ("order-draft", 5),
    ("order-final-plan", 11),
    ("order-amend", 5),
    ("order-section-i", 2),
    ("agreed-other", 2),
):
    limit(
        name,
        f"{weeks} weeks after the order, or after the mediation agreement",
        lambda s, weeks=weeks: those_known(
            max,
            s,
            ("order-date", lambda d: weeks_after(d, weeks)),
            ("agreement-date", lambda d: weeks_after(d, weeks)),
        ),
    )
limit("recommendation-answer", "5 weeks after the recommendation", lambda s: weeks_after(s["order-date"], 5))
for name, agreed, first, second, request in (
    ("new-decision-no-plan", "order-date", 16, 10, "first-request-date"),
    ("new-decision-final", "order-date", 20, 14, "first-request-date"),
    ("late-changed-mind-no-plan", "agreed-date", 16, 10, "request-date"),
    ("late-changed-mind-final-plan", "agreed-date", 20, 14, "request-date"),
):
    limit(
        name,
        f"The later of {first} weeks after the first request and {second} weeks after the council changed its mind",
        lambda s, agreed=agreed, first=first, second=second, request=request: those_known(
            max, s, (request, lambda d: weeks_after(d, first)), (agreed, lambda d: weeks_after(d, second))
        ),
    )
NEXT = "; if that is a Saturday, Sunday or bank holiday, the next working day"
for name in ("permission-first-tier", "review-request"):
    limit(
        name,
        "28 days after the decision was sent" + NEXT,
        lambda s: on_or_after(days_after(s["decision-sent-date"], 28)),
        parent=True,
        ends=lambda s: days_after(s["decision-sent-date"], 28),
        time="17:00",
    )
for name, words, plain in (
    ("permission-upper", "1 month", lambda d: months_after(d, 1)),
    ("permission-renew", "14 days", lambda d: days_after(d, 14)),
):
    limit(
        name,
        f"{words} after the refusal was sent; the days of August and 25 December to 1 January are not counted"
        + NEXT
        + f". Aim: {words}, with nothing left out",
        lambda s, plain=plain: on_or_after(
            as_many_open_days(s["permission-refused-date"], plain(s["permission-refused-date"]))
        ),
        parent=True,
        ends=lambda s, plain=plain: plain(s["permission-refused-date"]),
        time="17:00",
    )

# Discrimination
for name, start in (
    ("discrimination-tribunal", "conduct-date"),
    ("discrimination-exclusion", "excluded-date"),
    ("discrimination-county-court", "conduct-date"),
):
    limit(
        name,
        "6 months beginning with the day it happened; never moves",
        lambda s, start=start: months_beginning_with(s[start], 6),
        parent=True,
    )

# The council's weeks
for name, start, weeks, event in (
    ("decide-to-assess", "request-date", 6, "the council had the request"),
    ("no-plan-notice", "request-date", 16, "the council had the request"),
    ("final-plan", "request-date", 20, "the council had the request"),
    ("late-ordered-no-plan", "agreed-date", 10, "the order or agreement to assess"),
    ("late-ordered-final-plan", "agreed-date", 14, "the order or agreement to assess"),
    ("advice-from-bodies", "advice-asked-date", 6, "the body had the request for advice"),
    ("review-report", "meeting-date", 2, "the review meeting"),
    ("review-decision", "meeting-date", 4, "the review meeting"),
    ("reassess-final", "reassess-agreed-date", 14, "the letter that agrees to assess again"),
    ("move-inform", "plan-transfer-date", 6, "the plan moved to the new council"),
    ("moving-council-writes", "moved-on", 6, "the plan moved to the new council"),
    ("draft-to-final", "draft-date", 20, "the draft plan, whenever the request was"),
):
    limit(name, f"{weeks} weeks after {event}", lambda s, start=start, weeks=weeks: weeks_after(s[start], weeks))
for name, start, event in (
    ("review-papers", "coming-meeting-date", "the review meeting"),
    ("review-list", "term-start-date", "the first day of term"),
):
    limit(name, f"At least 2 weeks before {event}", lambda s, start=start: weeks_before(s[start], 2))
limit(
    "school-answer", "15 days after the school was consulted", lambda s: days_after(s["consulted-date"], 15)
)
limit(
    "reassess-decision",
    "15 days after the council had the request to assess again",
    lambda s: days_after(s["reassess-asked-date"], 15),
)
limit(
    "amended-plan",
    "The earlier of 8 weeks after the notice of changes and 12 weeks after the review meeting",
    lambda s: those_known(
        min, s, ("notice-date", lambda d: weeks_after(d, 8)), ("meeting-date", lambda d: weeks_after(d, 12))
    ),
)
limit(
    "first-review",
    "12 months starting with the day the plan was made (counted as late only after the anniversary)",
    lambda s: months_after(s["plan-made-date"], 12),
)
limit(
    "next-review",
    "12 months starting with the last review decision (counted as late only after the anniversary)",
    lambda s: months_after(s["last-review-date"], 12),
)
limit("review-under-five", "6 months after the last review", lambda s: months_after(s["last-review-date"], 6))


def feb_15(s):
    return datetime.date(s["transfer-date"].year, 2, 15)


def mar_31(s):
    return datetime.date(s["transfer-date"].year, 3, 31)


limit("phase-15-feb", "By 15 February of the year of transfer; never moves", feb_15)
limit("phase-31-mar", "By 31 March of the year of transfer; never moves", mar_31)
limit(
    "phase-meeting-15-feb",
    "12 weeks before 15 February of the year of transfer",
    lambda s: weeks_before(feb_15(s), 12),
)
limit(
    "phase-meeting-31-mar",
    "12 weeks before 31 March of the year of transfer",
    lambda s: weeks_before(mar_31(s), 12),
)
limit("phase-five-months", "At least 5 months before the transfer", lambda s: months_before(s["transfer-date"], 5))
limit(
    "move-transfer",
    "The day of the move; or 15 working days beginning with the day the old council knew, if that is later",
    lambda s: those_known(
        max,
        s,
        ("move-date", lambda d: d),
        ("old-council-knew-date", lambda d: working_days_beginning_with(d, 15)),
    ),
)
limit(
    "move-health",
    "15 working days beginning with the day the health body knew",
    lambda s: working_days_beginning_with(s["health-body-knew-date"], 15),
)
for name, plan, moved in (
    ("move-review", "last-review-date", "new-council-date"),
    ("moving-review", "moved-plan-date", "moved-on"),
):
    limit(
        name,
        "The later of 12 months after the plan was made or last reviewed and 3 months after it moved",
        lambda s, plan=plan, moved=moved: those_known(
            max, s, (plan, lambda d: months_after(d, 12)), (moved, lambda d: months_after(d, 3))
        ),
    )
limit(
    "late-for-months",
    "The earliest of 3 months after the final plan, the review decision or the changed plan was due and 2 months after"
    " 15 February of the year of transfer; never moves",
    lambda s: min(
        date
        for start, dates in (
            ("request-date", lambda d: [months_after(weeks_after(d, 20), 3)]),
            ("meeting-date", lambda d: [months_after(weeks_after(d, weeks), 3) for weeks in (4, 12)]),
            ("transfer-date", lambda d: [months_after(feb_15(s), 2)]),
        )
        if start in s
        for date in dates(s[start])
    ),
)

# Exclusion
limit(
    "review-panel",
    f"15 {SCHOOL} after the governors' notice is given; by post it is given on the second working day after posting."
    " Aim: from the day of posting",
    lambda s: those_known(
        max,
        s,
        ("governors-letter-date", lambda d: school_days_after(d, 15)),
        ("governors-posted-date", lambda d: school_days_after(given_by_post(d), 15)),
    ),
    parent=True,
    ends=lambda s: max(school_days_after(d, 15) for d in s.values()),
)
limit(
    "governors-views",
    f"15 {SCHOOL} after the exclusion letter. Aim: 10 school days",
    lambda s: school_days_after(s["excluded-date"], 15),
    parent=True,
    ends=lambda s: school_days_after(s["excluded-date"], 10),
)
limit(
    "governors-views-50",
    f"50 {SCHOOL} after the suspension letter. Aim: 45 school days",
    lambda s: school_days_after(s["excluded-date"], 50),
    parent=True,
    ends=lambda s: school_days_after(s["excluded-date"], 45),
)
for name, start, days, event in (
    ("governors-meet-15", "excluded-date", 15, "the exclusion letter"),
    ("governors-meet-50", "excluded-date", 50, "the suspension letter"),
    ("school-sixth-day", "excluded-date", 6, "the suspension letter"),
    ("council-sixth-day", "excluded-date", 6, "the exclusion letter"),
    ("panel-sits", "panel-asked-date", 15, "the request for a panel"),
    ("admission-hearing-in-year", "admission-appeal-date", 30, "the appeal"),
    ("admission-decision-letter", "admission-hearing-date", 5, "the hearing"),
    ("educational-record-due", "records-date", 15, "the request"),
):
    limit(name, f"{days} {SCHOOL} after {event}", lambda s, start=start, days=days: school_days_after(s[start], days))
limit(
    "reconsider-10",
    f"10 {SCHOOL} after the panel's notice is given; by post it is given on the second working day after posting",
    lambda s: school_days_after(given_by_post(s["panel-letter-date"]), 10),
)
limit(
    "appeal-school-place",
    f"20 {SCHOOL} after the letter that refuses the place",
    lambda s: school_days_after(s["admission-date"], 20),
    parent=True,
)
limit(
    "admission-hearing",
    f"40 {SCHOOL} after the last day to appeal, which is 20 school days after the letter",
    lambda s: school_days_after(school_days_after(s["admission-date"], 20), 40),
)

# The Ombudsman and judicial review
for name, start, event in (
    ("ombudsman", "since-date", "the person first knew"),
    ("ombudsman-year", "since-date", "the person first knew"),
    ("ombudsman-end", "until-date", "the problem stopped"),
    ("panel-ombudsman", "panel-letter-date", "the person first knew"),
):
    limit(
        name,
        f"12 months beginning with the day {event}; never moves",
        lambda s, start=start: months_beginning_with(s[start], 12),
        parent=True,
    )
for name, start, event in (
    ("judicial-review", "since-date", "the grounds first arose"),
    ("exclusion-court", "panel-letter-date", "the last letter, from the panel or the governors"),
):
    limit(
        name,
        f"3 months after {event}. Aim: 3 months beginning with that day",
        lambda s, start=start: months_after(s[start], 3),
        parent=True,
        ends=lambda s, start=start: months_beginning_with(s[start], 3),
    )
limit(
    "before-mediation",
    "The day before the mediation meeting",
    lambda s: s["mediation-day"] - ONE_DAY,
    parent=True,
)
limit(
    "before-the-cut",
    "The day before the help is to be cut or stopped",
    lambda s: s["cut-date"] - ONE_DAY,
    parent=True,
)

# Complaints to councils, the NHS and schools; transport; records
for name, start, days, event in (
    ("complaint-acknowledge", "complaint-date", 5, "the council had the complaint"),
    ("care-first-reply", "care-complaint-date", 20, "the council had the complaint about social care"),
    ("care-investigation", "care-statement-date", 65, "the list of complaint points was agreed"),
    ("care-panel-meets", "care-panel-request-date", 30, "the request for a panel"),
    ("care-panel-report", "care-panel-date", 5, "the panel met"),
    ("care-final-answer", "care-panel-report-date", 15, "the panel's report"),
    ("transport-first-answer", "transport-review-date", 20, "the request for a review"),
    ("transport-panel-meets", "transport-panel-request-date", 40, "the request for a panel"),
    ("transport-panel-letter", "transport-panel-date", 5, "the panel met"),
    ("nhs-says-it-has-it", "health-complaint-date", 3, "the NHS body had the complaint"),
):
    limit(
        name,
        f"{days} working days after {event}",
        lambda s, start=start, days=days: working_days_after(s[start], days),
    )
for name, start, event in (
    ("ask-stage-two", "first-answer-date", "the council's first answer"),
    ("ask-care-panel", "care-second-reply-date", "the council's answer to the investigation"),
    ("ask-transport-review", "transport-decision-date", "the letter about transport"),
    ("ask-transport-panel", "transport-reply-date", "the answer to the transport review"),
):
    limit(
        name,
        f"20 working days after {event}",
        lambda s, start=start: working_days_after(s[start], 20),
        parent=True,
    )
limit(
    "ask-care-investigation",
    "20 working days after the council's first reply about social care. Aim: 28 days",
    lambda s: working_days_after(s["care-first-reply-date"], 20),
    parent=True,
    ends=lambda s: days_after(s["care-first-reply-date"], 28),
)
limit(
    "complaint-stage-one",
    "10 working days after the last of 5 working days after the council had the complaint",
    lambda s: working_days_after(working_days_after(s["complaint-date"], 5), 10),
)
limit(
    "complaint-stage-two",
    "25 working days (5 and then 20) after the next stage was asked for",
    lambda s: working_days_after(s["stage-two-date"], 25),
)
limit("ombudsman-twelve-weeks", "12 weeks after the complaint", lambda s: weeks_after(s["complaint-date"], 12))
limit(
    "complain-to-nhs",
    "12 months after the person knew of it (the earlier, if two)",
    lambda s: min(months_after(d, 12) for d in s.values()),
    parent=True,
)
limit(
    "go-to-health-ombudsman",
    "12 months after it was known (the earlier, if two). Aim: 12 months beginning with that day",
    lambda s: min(months_after(d, 12) for d in s.values()),
    parent=True,
    ends=lambda s: min(months_beginning_with(d, 12) for d in s.values()),
)
for name, start, months in (
    ("complain-about-care", "care-known", 12),
    ("college-complaint-dfe", "school-issue-date", 12),
    ("school-complaint-usual", "school-issue-date", 3),
):
    limit(
        name,
        f"{months} months after it happened or was known. Aim: {months} months beginning with that day",
        lambda s, start=start, months=months: months_after(s[start], months),
        parent=True,
        ends=lambda s, start=start, months=months: months_beginning_with(s[start], months),
    )
limit(
    "early-years-reply", "28 days after the written complaint", lambda s: days_after(s["school-complaint-date"], 28)
)
for name in ("council", "school", "college", "nursery", "nhs", "other"):
    limit(
        f"records-from-{name}",
        "1 month after the request" + NEXT,
        lambda s: on_or_after(months_after(s["records-date"], 1)),
    )
limit(
    "records-extended",
    "3 months after the request" + NEXT,
    lambda s: on_or_after(months_after(s["records-date"], 3)),
)
limit(
    "move-new-health-body",
    "15 working days after the day the new health body knew (counted with that day it would be a day earlier)",
    lambda s: working_days_after(s["new-health-body-date"], 15),
)
limit(
    "complaint-stage-two-acknowledge",
    "5 working days after the next stage was asked for",
    lambda s: working_days_after(s["stage-two-date"], 5),
)
limit(
    "information-answer",
    "20 working days after the request; a bank holiday in any part of the UK does not count",
    lambda s: working_days_after(s["information-date"], 20, working_in_all_the_uk),
)
limit(
    "school-information-answer",
    f"The earlier of 20 {SCHOOL} and 60 working days after the request; of the working days a bank holiday in any part of"
    " the UK does not count",
    lambda s: min(
        school_days_after(s["school-information-date"], 20),
        working_days_after(s["school-information-date"], 60, working_in_all_the_uk),
    ),
)
limit("health-body-tells-council", "1 week after the agreement", lambda s: weeks_after(s["health-agreed-date"], 1))
limit("order-refer-back", "2 weeks after the order", lambda s: weeks_after(s["order-date"], 2))
limit(
    "certificate-when-not-held",
    "3 working days after the adviser knew that there would be no meeting",
    lambda s: working_days_after(s["not-held-date"], 3),
)
limit(
    "complaint-stage-one-extended",
    "10 working days after the last of 10 after the last of 5 after the council had the complaint",
    lambda s: working_days_after(working_days_after(working_days_after(s["complaint-date"], 5), 10), 10),
)
limit("letter-before-claim", "14 days after the letter", lambda s: days_after(s["letter-before-claim-date"], 14))
limit(
    "student-complaints-scheme",
    "12 months after the letter of completion. Aim: 12 months beginning with that day",
    lambda s: months_after(s["completion-letter-date"], 12),
    parent=True,
    ends=lambda s: months_beginning_with(s["completion-letter-date"], 12),
)


# ---------------------------------------------------------------------------------------------------------------------


def compute(name, starts):
    """(aim, due, time, latest) as text, from the name of a limit and a dict of start days."""
    _, parent, due, ends, time = LIMITS[name]
    earliest = due(starts)
    latest = counted_by(surely_school, due, starts)
    return (
        on_or_before(ends(starts)).isoformat() if parent else "",
        earliest.isoformat(),
        time,
        latest.isoformat() if latest != earliest else "",
    )


def counted_by(school_day, due, starts):
    SCHOOL_COUNT.append(school_day)
    try:
        return due(starts)
    finally:
        SCHOOL_COUNT.pop()


def with_terms(row):
    """(due, latest) of a row of school_days.csv."""
    day = datetime.date.fromisoformat
    terms = [tuple(day(end) for end in term.split("..")) for term in row["terms"].split()]
    inset = {day(text) for text in row["inset"].split()}
    due, starts = LIMITS[row["limit"]][2], parse_starts(row["starts"])
    first = counted_by(by_terms(terms, inset, working), due, starts)
    last = counted_by(by_terms(terms, inset, surely_school), due, starts)
    return first.isoformat(), last.isoformat() if last != first else ""


def parse_starts(text):
    pairs = (part.strip().split("=") for part in text.split(";"))
    return {question: datetime.date.fromisoformat(day) for question, day in pairs}


def anchors():
    """Published counts that no limit here uses as they stand: (what, worked out, published)."""
    day = datetime.date
    yield "Dodds v Walker [1981]: 4 months after 30 September 1978", months_after(day(1978, 9, 30), 4), day(1979, 1, 30)
    yield "Barker v Hambleton [2012]: 6 weeks from 1 May", weeks_after(day(2012, 5, 1), 6), day(2012, 6, 12)
    yield (
        "Barker v Hambleton [2012]: 6 weeks starting with 1 May",
        days_beginning_with(day(2012, 5, 1), 42),
        day(2012, 6, 11),
    )
    for year, days in BANK_HOLIDAYS.items():
        sunday = easter(year)
        for offset, name in ((-2, "Good Friday"), (1, "Easter Monday")):
            expected = sunday + datetime.timedelta(days=offset)
            yield f"{name} {year}", expected if expected in days else "not a bank holiday here", expected


def main(argv):
    path = pathlib.Path(argv[1]) if len(argv) > 1 else DEFAULT
    print(f"Python {platform.python_version()}, python-dateutil {version('python-dateutil')}")
    problems = []
    for what, found, published in anchors():
        if found != published:
            problems.append(f"{what}: {found}, published {published}")
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != COLUMNS:
            problems.append(f"columns are {reader.fieldnames}")
        rows = list(reader)
    ids, facts = set(), set()
    for row in rows:
        name = f"{row['id']} ({row['limit']}; {row['starts']})"
        if row["id"] in ids or (row["limit"], row["starts"]) in facts:
            problems.append(f"{name}: the same row twice")
        ids.add(row["id"])
        facts.add((row["limit"], row["starts"]))
        if row["limit"] not in LIMITS:
            problems.append(f"{name}: no such limit here")
            continue
        if row["rule"] != LIMITS[row["limit"]][0]:
            problems.append(f"{name}: the rule's words differ from those in this file")
        for column, found in zip(("aim", "due", "time", "latest"), compute(row["limit"], parse_starts(row["starts"]))):
            if row[column] != found:
                problems.append(f"{name}: {column} is {row[column] or 'empty'} in the file, {found or 'empty'} here")
    with pathlib.Path(__file__).with_name("school_days.csv").open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != SCHOOL_COLUMNS:
            problems.append(f"columns of school_days.csv are {reader.fieldnames}")
        school = list(reader)
    for row in school:
        for column, found in zip(("due", "latest"), with_terms(row)):
            if row[column] != found:
                problems.append(f"{row['id']}: {column} is {row[column] or 'empty'} in the file, {found or 'empty'} here")
    unused = sorted(set(LIMITS) - {row["limit"] for row in rows})
    if unused:
        problems.append("no row for " + ", ".join(unused))
    for problem in problems:
        print(problem)
    print(f"{len(rows)} and {len(school)} rows, {len(LIMITS)} limits, {len(problems)} differences")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
