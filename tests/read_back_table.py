#!/usr/bin/env python3
"""What is read back of each story of `tests/stories.jsonl`, held against the first answers to it in `tests/situations.jsonl`.

    cargo build --example read_back
    python3 tests/read_back_table.py target/debug/examples/read_back rules [--rows] [--wrong] [--missed] [--unclear]

A core fact is an answer to one of the questions below, or a date; what says nothing ("none of these") is no fact. It is set
where it is understood, or said by what is; offered where the person can tick it; else missed. Set or offered wrong is an
answer that the first answers do not have: `far` of those offered are to questions that nobody was asked.
"""

import argparse
import json
import pathlib
import subprocess

CORE = {"person", "stage", "going", "says", "done", "happened", "about", "school-doing"}
SAYS_NOTHING = {"nothing-here", "nothing-wrong", "nothing", "full", "none-of-these", "nothing-left", "not-sure"}
# An answer that another one is a part of.
PART_OF = {"final-quiet": "final", "final-new": "final"}
COLUMNS = ["facts", "set", "set wrong", "offered", "offered wrong", "far", "missed"]


def is_core(question):
    return question in CORE or question.endswith("-date")


def same(one, other):
    def span(text):
        first, _, last = text.partition("..")
        return first, last or first
    if one[:1] == "2" and other[:1] == "2":
        return span(one)[0] <= span(other)[1] and span(other)[0] <= span(one)[1]
    return one == other or PART_OF.get(other) == one


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("rules")
    for flag in ("--rows", "--wrong", "--missed", "--unclear"):
        parser.add_argument(flag, action="store_true")
    args = parser.parse_args()
    tests = pathlib.Path(__file__).parent
    rows = (json.loads(line) for line in (tests / "situations.jsonl").read_text().splitlines())
    first = {row["id"].removesuffix("-1"): row for row in rows if row["id"].endswith("-1")}
    stories = [json.loads(line) for line in (tests / "stories.jsonl").read_text().splitlines()]
    stories = [story for story in stories if story["id"] in first]
    lines = "\n".join(json.dumps(story | {"today": first[story["id"]]["today"]}) for story in stories)
    done = subprocess.run([args.program, args.rules], input=lines, capture_output=True, text=True, check=True)
    total = dict.fromkeys(COLUMNS, 0)
    if args.rows:
        print("story  " + "  ".join(COLUMNS))
    for story, line in zip(stories, done.stdout.splitlines()):
        heard = json.loads(line)
        answers = first[story["id"]]["answers"]
        split = lambda fact: tuple(fact.split("=", 1))
        options = lambda value: value if isinstance(value, list) else [value]
        facts = {(q, one) for q, value in answers.items() if is_core(q) for one in options(value) if one not in SAYS_NOTHING}
        taken = [split(fact) for fact in heard["taken"]]
        said = {split(fact): typed for fact, typed in heard["understood"]}
        offered = {split(fact): typed for fact, typed in heard["offered"]}
        has = lambda fact, those: any(fact[0] == other[0] and same(other[1], fact[1]) for other in those)
        right = lambda fact: any(fact[0] == other[0] and same(fact[1], other[1]) for other in facts)
        count = dict.fromkeys(COLUMNS, 0)
        count["facts"] = len(facts)
        for fact in sorted(facts):
            kind = "set" if has(fact, taken) else "offered" if has(fact, offered) else "missed"
            count[kind] += 1
            if kind == "missed" and args.missed:
                print("missed", story["id"], "=".join(fact))
        for fact in taken:
            if is_core(fact[0]) and fact[0] in answers and not right(fact) and fact[1] not in SAYS_NOTHING:
                count["set wrong"] += 1
                if args.wrong:
                    print("set wrong", story["id"], "=".join(fact), "|", said.get(fact), "| given", answers[fact[0]])
        for fact in offered:
            asked = fact[0] in answers
            known = right(fact) if is_core(fact[0]) else asked and fact[1] in options(answers[fact[0]])
            if not known:
                count["offered wrong"] += 1
                count["far"] += not asked
                if args.wrong:
                    print("offered wrong", story["id"], "=".join(fact), "|", offered[fact], "" if asked else "| far")
        if args.unclear:
            print(story["id"], "; ".join(heard["unclear"]))
        if args.rows:
            print(story["id"], *(f"{count[name]:>{len(name)}}" for name in COLUMNS), sep="  ")
        for name in COLUMNS:
            total[name] += count[name]
    print(f"stories {len(stories)}  " + "  ".join(f"{name} {total[name]}" for name in COLUMNS))


if __name__ == "__main__":
    main()
