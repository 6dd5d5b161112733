#!/usr/bin/env python3
"""What is understood of the situations' own words, held against the answers people gave for them.

    cargo build
    python3 tests/heard_table.py target/debug/signpost FOLDER [--rules rules] [--wrong] [--missed]

FOLDER holds `situations.jsonl`, a situation a line with `id` and `situation`; the answers stand in `tests/situations.jsonl`
beside this script, under today's rule ids, once for each honest way of answering.

A fact is an option that every way of answering gives: what one reader saw and another did not is not counted, nor are the
headings, the area, dates, and the answers that say nothing ("none of these", "in school full time"), which people give to
a question and nobody tells. A fact is set, offered or missed. Wrong is every answer set to a question that people did answer,
and none of them so; "beside" is one set to a question that nobody was asked. Of what is offered, what somebody answered so fits.
"""

import argparse
import json
import pathlib
import subprocess

SAYS_NOTHING = {"nothing-here", "nothing-wrong", "nothing", "full", "none-of-these", "talked", "nothing-left"}
NOT_TOLD = {"about", "area", "told"}
# An answer that another one is a part of: it is right, and its next question asks for the rest.
PART_OF = {
    "final-quiet": "final", "final-new": "final", "complaint-ended": "council-complaint",
    "complaint-over": "council-complaint", "tribunal-ended": "tribunal",
}


def ways_of_answering():
    found = {}
    for line in (pathlib.Path(__file__).parent / "situations.jsonl").read_text().splitlines():
        row = json.loads(line)
        found.setdefault(row["id"].rsplit("-", 1)[0], []).append(row)
    return found


def options(value):
    return set(value) if isinstance(value, list) else {value}


def hear(program, rules, stories):
    lines = "\n".join(json.dumps(story) for story in stories)
    command = [program, *(["--rules", rules] if rules else []), "batch", "--jobs", "1"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == len(stories), done.stderr
    return {row["id"]: row["heard"] for row in found}


def same_days(one, other):
    def span(text):
        first, _, last = text.partition("..")
        return first, last or first
    return span(one)[0] <= span(other)[1] and span(other)[0] <= span(one)[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rules")
    parser.add_argument("--wrong", action="store_true", help="name what is wrong")
    parser.add_argument("--missed", action="store_true", help="name what is missed")
    args = parser.parse_args()
    ways = ways_of_answering()
    situations = [json.loads(line) for line in (args.folder / "situations.jsonl").read_text().splitlines()]
    situations = [one for one in situations if one["id"] in ways]
    stories = [{"id": one["id"], "story": one["situation"], "today": ways[one["id"]][0]["today"]} for one in situations]
    heard = hear(args.program, args.rules, stories)
    count = dict.fromkeys(["set", "offered", "missed", "wrong", "beside", "right", "lines", "fit"], 0)
    for one in situations:
        rows = [row["answers"] for row in ways[one["id"]]]
        understood = heard[one["id"]]["understood"]
        offered = {fact for piece in heard[one["id"]]["offered"] for fact in piece["may_mean"]}
        for fact in offered:
            question, _, option = fact.partition("=")
            if question in NOT_TOLD or not any(question in row for row in rows):
                continue
            count["lines"] += 1
            count["fit"] += any(option in options(row.get(question, [])) for row in rows)
        for question in {question for row in rows for question in row} - NOT_TOLD:
            if question.endswith("-date") or not all(question in row for row in rows):
                continue
            for option in set.intersection(*(options(row[question]) for row in rows)) - SAYS_NOTHING - {"not-sure"}:
                if option in options(understood.get(question, [])):
                    count["set"] += 1
                elif f"{question}={option}" in offered:
                    count["offered"] += 1
                else:
                    count["missed"] += 1
                    if args.missed:
                        print(f"missed {one['id']} {question}={option}: {one['situation']}")
        for question, value in understood.items():
            if question in NOT_TOLD - {"area"}:
                continue
            given = [row[question] for row in rows if question in row and row[question] != "not-sure"]
            for option in options(value):
                if not given or question == "area":
                    count["beside"] += 1
                    known = True
                elif question.endswith(("-date", "-known", "-until")):
                    known = any(option == day or (day[:1] == "2" and same_days(option, day)) for day in given)
                else:
                    known = any(option in options(row) | {PART_OF.get(one) for one in options(row)} for row in given)
                if given and question != "area":
                    count["right" if known else "wrong"] += 1
                if not known and args.wrong:
                    print(f"wrong {one['id']} {question}={option} (given {given}): {one['situation']}")
    facts = count["set"] + count["offered"] + count["missed"]
    answered = count["right"] + count["wrong"]
    print(f"situations {len(situations)}, facts {facts}")
    for name in ("set", "offered", "missed"):
        print(f"{name:8} {count[name]:4} {count[name] / max(facts, 1):6.1%}")
    print(f"{'wrong':8} {count['wrong']:4} {count['wrong'] / max(answered, 1):6.1%} of {answered} set to questions that were answered")
    print(f"of {count['lines']} lines offered to questions that were answered, {count['fit']} fit")
    print(f"{'beside':8} {count['beside']:4} set to questions that nobody was asked")


if __name__ == "__main__":
    main()
