#!/usr/bin/env python3
"""Compare rules/calendar.yaml with two independent lists of bank holidays.

Usage:

    python3 -m pip install pyyaml govuk-bank-holidays holidays
    python3 tests/check_bank_holidays.py [path to calendar.yaml]

It prints the versions of the packages and every difference.

* England and Wales: the observed days (the holiday itself on Monday to Friday, or its substitute day) must be the same
  in the file and in both packages, for every year the file covers. Any difference: exit 1.
* Scotland and Northern Ireland, less the days of England and Wales: differences are printed. They do not fail the
  check, because one-off holidays reach the packages at different times.

No network is used: govuk-bank-holidays is read from its own bundled copy of the GOV.UK data.
"""

import datetime
import pathlib
import sys
from importlib.metadata import version

import yaml
from govuk_bank_holidays.bank_holidays import BankHolidays
from holidays import UnitedKingdom

DEFAULT = pathlib.Path(__file__).resolve().parent.parent / "rules" / "calendar.yaml"
SHORT = {"England": "ENG", "Scotland": "SCT", "Northern Ireland": "NIR"}


def from_govuk(division, years):
    """Days in the data bundled with govuk-bank-holidays."""
    bundled = BankHolidays(use_cached_holidays=True)
    return {
        event["date"]
        for event in bundled.get_holidays(division)
        if event["date"].year in years and event["date"].weekday() < 5
    }


def from_holidays(nation, years):
    """Days computed by the holidays package, weekends left out: only observed days count."""
    days = UnitedKingdom(subdiv=SHORT[nation], years=list(years))
    return {day for day in days if day.year in years and day.weekday() < 5}


def report(title, ours, theirs):
    """Print both sides of the difference; return how many days differ."""
    only_ours, only_theirs = sorted(ours - theirs), sorted(theirs - ours)
    state = "same" if not (only_ours or only_theirs) else "DIFFERENT"
    print(f"{title}: {state} ({len(ours)} days in the file, {len(theirs)} in the package)")
    for day in only_ours:
        print(f"  only in the file:    {day}")
    for day in only_theirs:
        print(f"  only in the package: {day}")
    return len(only_ours) + len(only_theirs)


def main(arguments):
    path = pathlib.Path(arguments[0]) if arguments else DEFAULT
    calendar = yaml.safe_load(path.read_text(encoding="utf-8"))
    start, end = calendar["covers"]["from"], calendar["covers"]["to"]
    years = range(start.year, end.year + 1)

    for package in ("govuk-bank-holidays", "holidays"):
        print(f"{package} {version(package)}")
    print(f"{path.name}: {start} to {end}, retrieved {calendar['retrieved']}")

    faults = 0
    dates = [entry["date"] for entry in calendar["bank_holidays"]]
    for day in dates:
        if not isinstance(day, datetime.date):
            print(f"Not a date: {day!r}")
            faults += 1
        elif not start <= day <= end:
            print(f"Outside the years covered: {day}")
            faults += 1
        elif day.weekday() > 4:
            print(f"At a weekend, so not an observed day: {day}")
            faults += 1
    if dates != sorted(set(dates)):
        print("The days of England and Wales are not in order, or one stands twice.")
        faults += 1

    england = set(dates)
    faults += report("England and Wales, govuk-bank-holidays", england, from_govuk("england-and-wales", years))
    faults += report("England and Wales, holidays", england, from_holidays("England", years))

    notes = 0
    for nation in ("Scotland", "Northern Ireland"):
        division = nation.lower().replace(" ", "-")
        ours = {entry["date"] for entry in calendar["elsewhere_in_uk"] if entry["where"] == nation}
        if ours & england:
            print(f"{nation}: also in the list of England and Wales: {sorted(map(str, ours & england))}")
            notes += 1
        notes += report(f"{nation}, govuk-bank-holidays", ours, from_govuk(division, years) - england)
        notes += report(f"{nation}, holidays", ours, from_holidays(nation, years) - england)

    print(f"England and Wales: {faults} to put right. Elsewhere: {notes} to look at.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
