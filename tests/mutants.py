#!/usr/bin/env python3
"""Mutation testing of the rooms that decide dates and routes: dates, rules, engine, proof. See tests/README.md.

    tests/mutants.py [--missed] [--shard K/N] [ROOM ...]

With --missed only those run again that the last run missed; with --shard every Nth mutant of a room, from the Kth on.

cargo-mutants names the mutants; building the program once for each would take days. So all of them go into one build
of a copy of the repository: a function with mutants becomes a switch between its bodies, and the environment says which
one runs. Mutants that do not compile are found by the compiler and left out, as cargo-mutants would. Needs python3,
git, cargo and cargo-mutants; works in target/mutants (or $MUTANTS_DIR) and leaves the list of outcomes there.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = Path(os.environ.get("MUTANTS_DIR", ROOT / "target" / "mutants"))
COPY = WORK / "copy"

# The files of each room, and the tests that must notice, the quick ones first: a binary and what is asked of it.
UNIT, OUTSIDE = "signpost", "it"
CASES = [(OUTSIDE, ["examples::"]), (OUTSIDE, ["what_if::", "length::", "steps::", "phrases::"])]
LIMITS = [(OUTSIDE, ["limits::the_conformance", "limits::a_"]), (OUTSIDE, ["limits::the_program"])]
CHECKER = [(OUTSIDE, ["rules::bad", "rules::forms", "embedded::the_rules"])]
PROOF = [
    (OUTSIDE, ["proof::broken"]),
    (OUTSIDE, ["proof::changes"]),
    (OUTSIDE, ["proof::faults", "proof::plain::without"]),
]
ENUMERATED = [(OUTSIDE, ["proof::plain::with_two", "rules::worked"]), (OUTSIDE, ["proof::plain::with_one"])]
ROOMS = {
    "dates": (["src/dates/**"], [(UNIT, ["dates::", "rules::"]), *LIMITS, *CASES[:1]]),
    "rules": (
        ["src/rules/condition.rs", "src/rules/limits.rs", "src/rules/calendar.rs"],
        [(UNIT, ["rules::"]), *CHECKER, *CASES, *LIMITS],
    ),
    "engine": (
        ["src/interview/situation.rs", "src/interview/walk.rs", "src/plan/**"],
        [(UNIT, ["interview::", "plan::"]), *LIMITS[:1], *CASES, *PROOF[2:]],
    ),
    "proof": (["src/proof/**"], [(UNIT, ["proof::"]), *PROOF, *CASES, *ENUMERATED]),
}
SWITCH = """
/// Which mutant runs; none is 0.
#[doc(hidden)]
pub fn mutant() -> u32 {
    static NUMBER: std::sync::LazyLock<u32> =
        std::sync::LazyLock::new(|| std::env::var("MUTANT").map_or(0, |number| number.parse().expect("a number")));
    *NUMBER
}
"""


def listed(rooms):
    mutants = []
    for room in rooms:
        args = [arg for pattern in ROOMS[room][0] for arg in ("-f", pattern)]
        out = subprocess.run(["cargo", "mutants", "--list", "--json", *args], cwd=ROOT, capture_output=True)
        if out.returncode != 0:
            sys.exit(out.stderr.decode())
        mutants += [dict(mutant, room=room) for mutant in json.loads(out.stdout)]
    for number, mutant in enumerate(mutants, 1):
        mutant["number"] = number
    return mutants


def copy(other):
    """The repository as it stands, without the files that become other ones; what did not change is not built again."""
    files = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    for name in filter(lambda name: (ROOT / name).is_file(), files):
        if name not in other:
            write(COPY / name, (ROOT / name).read_bytes())
        if name.startswith("src/"):
            write(COPY / "plain" / name, (ROOT / name).read_bytes())
    # The build script checks the rules with the rooms' own code: it gets them without mutants.
    build = (ROOT / "build.rs").read_text().replace('#[path = "src/', '#[path = "plain/src/')
    write(COPY / "build.rs", build.encode())
    manifest = (ROOT / "Cargo.toml").read_text().split("[lints.rust]")[0].replace("line-tables-only", "none")
    write(COPY / "Cargo.toml", (manifest + "\n[workspace]\n").encode())
    # The tests get rules that went through the code with mutants, not those the build checked.
    carried = (ROOT / "src/built_in.rs").read_text()
    checked = "crate::rules::check(&sources()).rules.expect(\"the built-in rules can be read\")"
    head, _, tail = carried.partition("    postcard::from_bytes(RULES)")
    write(COPY / "src/built_in.rs", (head + "    " + checked + tail[tail.index("\n") :]).encode())
    write(COPY / "src/lib.rs", ("#![allow(warnings)]\n" + (ROOT / "src/lib.rs").read_text() + SWITCH).encode())


def write(path, content):
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        shutil.copymode(ROOT / "build.rs", path)


def offsets(text):
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return lambda place: starts[place["line"] - 1] + place["column"] - 1


def body(text, start, end):
    """Where the function's body begins and ends, braces left out."""
    depth = 0
    for at in range(start, end):
        if text[at] in "([":
            depth += 1
        elif text[at] in ")]":
            depth -= 1
        elif text[at] == "{" and depth == 0:
            return at + 1, end - 1
    raise ValueError(text[start:end])


def switched(text, mutants):
    """The file with every function a switch, and for each line the mutant it belongs to."""
    at = offsets(text)
    functions = defaultdict(list)
    for mutant in mutants:
        span = mutant["function"]["span"]
        functions[(at(span["start"]), at(span["end"]))].append(mutant)
    out, lines, done = [], {}, 0

    def put(piece, mutant=None):
        line = sum(part.count("\n") for part in out) + 1
        out.append(piece)
        if mutant:
            lines.update(dict.fromkeys(range(line, line + piece.count("\n") + 1), mutant["number"]))

    for (start, end), group in sorted(functions.items()):
        first, last = body(text, start, end)
        result = text[start:first].rpartition("->")[2].strip(" {\n") if "->" in text[start:first] else ""
        boxed = result.startswith("impl ")
        opening, closing = ("Box::new({", "})") if boxed else ("{", "}")
        head = f"let switched: Box<{result.replace('impl ', 'dyn ', 1)}> = " if boxed else ""
        put(text[done:first] + f"\n{head}match crate::mutant() {{\n")
        for mutant in group:
            one, other = at(mutant["span"]["start"]), at(mutant["span"]["end"])
            changed = text[first:one] + mutant["replacement"] + text[other:last]
            put(f"{mutant['number']} => {opening}", mutant)
            put(changed, mutant)
            put(f"\n{closing},", mutant)
            put("\n")
        put(f"_ => {opening}{text[first:last]}{closing},\n}}{'; switched' if boxed else ''}\n")
        done = last
    put(text[done:])
    return "".join(out), lines


def mutate(mutants, unviable):
    """Writes the switched files; returns which mutant each of their lines belongs to."""
    by_file = defaultdict(list)
    for mutant in mutants:
        by_file[mutant["file"]].append(mutant)
    lines = {}
    for file, group in by_file.items():
        viable = [mutant for mutant in group if mutant["number"] not in unviable]
        text, lines[file] = switched((ROOT / file).read_text(), viable)
        write(COPY / file, text.encode())
    return lines


def cargo(*args):
    env = dict(os.environ, CARGO_TARGET_DIR=str(WORK / "build"))
    run = subprocess.run(["cargo", *args, "--message-format=json"], cwd=COPY, env=env, capture_output=True, text=True)
    messages = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    return run, messages


def errors(messages):
    said = [entry["message"] for entry in messages if entry["reason"] == "compiler-message"]
    return "".join(message["rendered"] for message in said if message["level"] == "error")


def build(mutants):
    """Builds the tests with every mutant that compiles; returns the binaries and the mutants that do not."""
    known = WORK / "unviable.json"
    last = json.loads(known.read_text()) if known.exists() else {}
    unviable = {mutant["number"]: last[mutant["diff"]] for mutant in mutants if mutant["diff"] in last}
    while True:
        lines = mutate(mutants, unviable)
        run, messages = cargo("check", "--lib")
        if run.returncode == 0:
            break
        before = len(unviable)
        for message in (entry["message"] for entry in messages if entry["reason"] == "compiler-message"):
            for span in message["spans"] if message["level"] == "error" else []:
                number = lines.get(span["file_name"], {}).get(span["line_start"])
                if number and span["is_primary"]:
                    unviable[number] = message["message"]
        print(f"{len(unviable)} do not compile", file=sys.stderr)
        if len(unviable) == before:
            sys.exit(errors(messages) + run.stderr)
    left_out = (mutant for mutant in mutants if mutant["number"] in unviable)
    known.write_text(json.dumps({mutant["diff"]: unviable[mutant["number"]] for mutant in left_out}))
    run, messages = cargo("test", "--no-run", "--lib", "--test", "it")
    if run.returncode != 0:
        sys.exit(errors(messages) + run.stderr)
    made = [entry for entry in messages if entry["reason"] == "compiler-artifact" and entry["profile"]["test"]]
    return {entry["target"]["name"]: entry["executable"] for entry in made if entry["executable"]}, unviable


def outcome(binary, filters, number, seconds):
    """`passed`, `failed` or `timeout`, by the processor time allowed: a busy computer decides nothing."""

    def limits():
        os.nice(3)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    env = dict(os.environ, MUTANT=str(number), RUST_MIN_STACK=str(256 << 20), RUST_BACKTRACE="0")
    try:
        args = [binary, "-q", *filters]
        run = subprocess.run(args, cwd=COPY, env=env, capture_output=True, timeout=seconds * 20, preexec_fn=limits)
    except subprocess.TimeoutExpired:
        return "timeout"
    if run.returncode in (-24, -9):
        return "timeout"
    return "passed" if run.returncode == 0 else "failed"


def allowance(binaries, name, filters, known={}):
    """The processor time a mutant gets for these tests: three times what they take without one, and two seconds."""
    key = (name, *filters)
    if key not in known:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        if outcome(binaries[name], filters, 0, 600) != "passed":
            sys.exit(f"without a mutant {key} fails")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        known[key] = int(3 * spent) + 2
        print(f"{key} takes {spent:.1f} s", file=sys.stderr)
    return known[key]


def tried(mutant, tests, binaries):
    for name, filters in tests:
        came = outcome(binaries[name], filters, mutant["number"], allowance(binaries, name, filters))
        if came != "passed":
            return "caught" if came == "failed" else "timeout"
    return "missed"


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--missed", action="store_true")
    options.add_argument("--shard", default="0/1")
    options.add_argument("rooms", nargs="*", choices=[[], *ROOMS])
    options = options.parse_args()
    again, rooms = options.missed, options.rooms or list(ROOMS)
    shard, shards = (int(part) for part in options.shard.split("/"))
    WORK.mkdir(parents=True, exist_ok=True)
    mutants = listed(rooms)
    copy({mutant["file"] for mutant in mutants} | {"build.rs", "Cargo.toml", "src/lib.rs", "src/built_in.rs"})
    binaries, unviable = build(mutants)
    missed = 0
    for room in rooms:
        path, results = WORK / f"{room}.txt", {}
        if again:
            before = [line.split(" ", 1) for line in path.read_text().splitlines()]
            results = {name: result for result, name in before if result != "missed"}
        for mutant in [mutant for mutant in mutants if mutant["room"] == room][shard::shards]:
            name = mutant["name"]
            if mutant["number"] in unviable:
                results[name] = "unviable"
            elif name not in results:
                results[name] = tried(mutant, ROOMS[room][1], binaries)
                if results[name] == "missed":
                    print(f"missed {name}", flush=True)
            path.write_text("".join(f"{result} {name}\n" for name, result in results.items()))
        counts = Counter(results.values())
        missed += counts["missed"]
        print(room, sum(counts.values()), dict(counts), flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
