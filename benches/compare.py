#!/usr/bin/env python3
"""Measures signpost beside other tools in one run, and prints a table in Markdown. Needs Python, cargo and rustc.

usage: python3 benches/compare.py [--seconds N]

Other tools are measured where they are found, and left out with a word where they are not:
  PEERS_PY    a Python with questionary, zen-engine, clipspy, experta, openfisca-core, holidays, python-dateutil, pyyaml
  PEERS_NODE  a folder with node_modules: @inquirer/prompts, @gorules/zen-engine, json-rules-engine, survey-core, xstate
  PEERS_RUST  the program of the peers' own Rust harness
  PEERBENCH   the folder of the peers' scripts: gen.py and peers/

Machines are noisy: starts are measured in turn, one of each tool after the other, and the least time of each counts.
Compare the ratios of one run, not times of two.
"""
import csv, io, json, os, pty, re, select, shutil, signal, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SECONDS = float(sys.argv[sys.argv.index("--seconds") + 1]) if "--seconds" in sys.argv else 3.0
STARTS = 100
MOST_A_FACT = 5   # milliseconds: the promise of hearing
TODAY = "2026-11-21"
STORY = {"area": "islington", "person": "child", "about": ["plan"], "stage": "refused-assessment", "done": ["talked"]}
ROWS = []


def row(what, ours, tool, theirs, ratio, command):
    ROWS.append((what, ours, tool, theirs, ratio, command))
    print(f"  {what}: {ours} | {tool}: {theirs} ({ratio})", file=sys.stderr, flush=True)


def note(text):
    print(f"  left out: {text}", file=sys.stderr, flush=True)


def run(command, **more):
    return subprocess.run(command, check=True, capture_output=True, **more).stdout


def build(work):
    """The release program, and an empty Rust program to hold its start against."""
    run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT)
    target = json.loads(run(["cargo", "metadata", "--format-version", "1", "--no-deps"], cwd=ROOT))["target_directory"]
    source = os.path.join(work, "empty.rs")
    with open(source, "w") as file:
        file.write("fn main() {}\n")
    empty = os.path.join(work, "empty")
    run(["rustc", "--edition", "2024", "-C", "opt-level=3", "-C", "strip=symbols", "-o", empty, source])
    return os.path.join(target, "release", "signpost"), empty


# ---- starts ----

def piped(command):
    """Wall time of a whole run with nothing to read, in milliseconds."""
    begun = time.perf_counter()
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (time.perf_counter() - begun) * 1e3


def prompted(command, text):
    """Wall time until a text stands on a terminal, in milliseconds."""
    begun = time.perf_counter()
    child, screen = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    shown, taken = b"", None
    while taken is None and time.perf_counter() - begun < 30:
        if select.select([screen], [], [], 1)[0]:
            try:
                part = os.read(screen, 65536)
            except OSError:
                break
            if b"\x1b[6n" in part:                       # "where is the cursor?"
                os.write(screen, b"\x1b[1;1R")
            shown += part
            if text.encode() in shown:
                taken = (time.perf_counter() - begun) * 1e3
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(screen)
    if taken is None:
        raise RuntimeError(f"{command}: `{text}` was not shown")
    return taken


def starts(measures):
    """The least time of each, measured in turn."""
    least = {}
    for _ in range(STARTS):
        for name, measure in list(measures.items()):
            try:
                least[name] = min(least.get(name, float("inf")), measure())
            except (OSError, RuntimeError) as error:
                note(f"{name}: {error}")
                del measures[name]
    return least


def all_starts(program, empty, tree):
    answers = [part for id, value in STORY.items() for part in ("--set", f"{id}={value}")]
    plan = [program, "plan", "--today", TODAY, *answers, "--set", "letter-date=2026-10-28"]
    ours = {"first question, piped": lambda: piped([program, "--plain"]),
            "first question, terminal": lambda: prompted([program], "Press Enter"),
            "plan": lambda: piped(plan)}
    peers = {"an empty Rust program": lambda: piped([empty])}
    for tool in ("dialog", "whiptail"):
        if shutil.which(tool):
            menu = [tool, "--menu", "Who is this about?", "12", "60", "2", "1", "My child", "2", "Me"]
            peers[f"{tool}, a menu on a terminal"] = lambda menu=menu: prompted(menu, "Me")
    py, node, scripts = (os.environ.get(name) for name in ("PEERS_PY", "PEERS_NODE", "PEERBENCH"))
    question = json.load(open(tree + ".tree.json"))["nodes"]["q_nation"]["text"] if tree else ""
    if scripts and py:
        peers["questionary, a menu on a terminal"] = lambda: prompted(
            [py, f"{scripts}/peers/questionary_first.py", tree + ".yaml"], question)
    if scripts and node:
        peers["@inquirer/prompts, a menu on a terminal"] = lambda: prompted(
            ["node", f"{scripts}/peers/inquirer_first.mjs", tree + ".tree.json"], question)
    least = starts(ours | peers)
    for name in ours:
        against = [peer for peer in peers if peer in least and (name.endswith("terminal") == peer.endswith("terminal"))]
        for peer in against:
            ratio = least[name] / least[peer]
            said = f"{ratio:.1f} times its time" if ratio >= 1 else f"{1 / ratio:.0f} times as fast"
            row(name, f"{least[name]:.1f} ms", peer, f"{least[peer]:.1f} ms", said, "signpost plan …" if name == "plan" else "signpost")


# ---- rules, plans, limits, diary ----

def rules(program):
    taken = min(piped([program, "rules", "check"]) for _ in range(3))
    said = run([program, "rules", "check"]).decode()
    paths = re.search(r"([\d,]+) paths", said)
    row("reading, checking and proving the built-in rules", f"{taken:.0f} ms", "paths walked",
        paths.group(1) if paths else "?", "", "signpost rules check")


def lines(count, form):
    """A caseload: the same story with another date in each line."""
    days = [f"2026-10-{day:02}" for day in range(1, 29)]
    people = [STORY | {"letter-date": days[at % len(days)]} for at in range(count)]
    if form == "json":
        return "".join(json.dumps(person) + "\n" for person in people).encode()
    out = io.StringIO()
    writer = csv.DictWriter(out, list(STORY) + ["letter-date"])
    writer.writeheader()
    writer.writerows(people)
    return out.getvalue().encode()


def batch_rate(command, text, count):
    """Plans a second, the start of the program included; the best of three."""
    best = 0.0
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run(command, input=text, stdout=subprocess.DEVNULL, check=True)
        best = max(best, count / (time.perf_counter() - begun))
    return best


def plans(program):
    for form in ("csv", "json"):
        count = 200_000
        text = lines(count, form)
        of = {}
        for jobs in (1, os.cpu_count()):
            command = [program, "batch", "--today", TODAY, "--format", form, "--jobs", str(jobs)]
            of[jobs] = batch_rate(command, text, count)
            row(f"plans a second, as {form.upper()}, on {jobs} core{'s' * (jobs > 1)}", f"{of[jobs]:,.0f}", "", "", "",
                f"signpost batch --format {form} --jobs {jobs}")


def bench_rate(name):
    """Items a second of one bench of `cargo bench`: its fastest sample."""
    said = run(["cargo", "bench", "--locked", "--bench", "engine", "--", name], cwd=ROOT).decode()
    units = {"": 1, "K": 1e3, "M": 1e6, "G": 1e9}
    found = re.search(r"([\d.]+) ([KMG]?)item/s", said)
    return float(found.group(1)) * units[found.group(2)] if found else 0.0


def limits():
    ours = bench_rate("appeal_limits_of_a_year")
    command = "cargo bench -- appeal_limits_of_a_year"
    plan = bench_rate("plan$")
    row("plans a second, as values, on 1 core", f"{plan:,.0f}", "", "", "", "cargo bench -- plan")
    if fact := bench_rate("hear_a_story"):
        row("hearing a caller's story, a fact", f"{1e3 / fact:.2f} ms", "what may be noticed in a call", f"{MOST_A_FACT} ms",
            f"{MOST_A_FACT * fact / 1e3:.0f} times as fast", "cargo bench -- hear_a_story")
    py, scripts = os.environ.get("PEERS_PY"), os.environ.get("PEERBENCH")
    if not (py and scripts):
        row("limits a second", f"{ours:,.0f}", "", "", "", command)
        return note("python dateutil and holidays: PEERS_PY and PEERBENCH are not set")
    for line in run([py, f"{scripts}/peers/deadlines_py.py", "bench", str(SECONDS)]).decode().splitlines():
        peer = json.loads(line)
        row("limits a second", f"{ours:,.0f}", f"Python, {peer['impl']}", f"{peer['deadlines_per_s']:,}",
            f"{ours / peer['deadlines_per_s']:,.0f} times as many", command)


def diary(program, work):
    folder, count = os.path.join(work, "cases"), 10_000
    sets = [part for id, value in (STORY | {"letter-date": "2026-10-28"}).items() for part in ("--set", f"{id}={value}")]
    run([program, "case", "new", "--cases", folder, "--reference", "AAAA-AAAA", "--today", TODAY, *sets])
    run([program, "case", "plan", "AAAA-AAAA", "--cases", folder, "--today", TODAY])
    text = open(os.path.join(folder, "AAAA-AAAA.yaml")).read()
    letters = "ACDEFGHJKMNPQRTUVWXY34679"
    for at in range(1, count):
        name, left = "", at
        for _ in range(8):
            name, left = letters[left % 25] + name, left // 25
        name = f"{name[:4]}-{name[4:]}"
        with open(os.path.join(folder, name + ".yaml"), "w") as file:
            file.write(text.replace("AAAA-AAAA", name))
    taken = min(piped([program, "diary", "--cases", folder, "--today", TODAY]) for _ in range(3))
    row(f"diary over {count:,} cases", f"{taken / 1e3:.2f} s", "cases a second", f"{count / taken * 1e3:,.0f}", "",
        "signpost diary")


# ---- the same tree in every tool ----

def as_rules(program, tree, folder):
    """A neutral tree as a rules folder: each question is asked when one that leads to it was answered so."""
    run([program, "rules", "new", folder])
    dash = lambda id: id.replace("_", "-")
    led_to, order, seen = {}, [], set()

    def visit(at):                                       # questions after all that lead to them
        if at.startswith("o_") or at in seen:
            return
        seen.add(at)
        for to in tree["nodes"][at]["options"].values():
            visit(to)
        order.append(at)

    sys.setrecursionlimit(100_000)
    visit(tree["start"])
    for id in order:
        for answer, to in tree["nodes"][id]["options"].items():
            led_to.setdefault(to, []).append({dash(id): "o-" + dash(answer)})
    when = lambda id: led_to[id][0] if len(led_to[id]) == 1 else {"any": led_to[id]}
    law = [{"id": "a-law", "cite": "A law", "certainty": "A", "checked": "2026-06-15", "says": "It says so.", "from": "a tree"}]
    text_of = lambda id: re.sub("[A-Z]{2,}", lambda found: found[0].lower(), tree["nodes"][id]["text"])
    questions = [{
        "id": dash(id), "ask": text_of(id), "why": "It decides the next step.",
        "say_aloud": text_of(id), **({"ask_when": when(id)} if id in led_to else {}), "choose": "one",
        "options": [{"id": "o-" + dash(answer), "label": answer.replace("_", " ").capitalize(), "said": f"It is {answer.replace('_', ' ')}."}
                    for answer in tree["nodes"][id]["options"]],
        "not_sure": {"assume": "o-" + dash(next(iter(tree["nodes"][id]["options"]))), "said": "You are not sure.", "tell": "Look again."},
    } for id in reversed(order)]
    routes = [{
        "id": dash(id), "name": "A route", "problem": "help", "recommend_when": when(id), "open_when": when(id),
        "next_step": "Write to the school.", "what": "A letter asks for it.", "good_for": "It is quick.",
        "think_about": "It is short.", "checklist": ["A pen"], "cost": "Free.", "if_nothing": "Nothing is lost.",
        "then": [{"who": "The school", "does": "answers", "within": "two weeks", "if_not": "ask again"}],
        "contacts": ["sendiass"], "law": ["a-law"], "certainty": "A", "checked": "2026-06-15",
    } for id in led_to if id.startswith("o_")]
    parts = [{"laws": law}]
    parts += [{"questions": questions[at:at + 500]} for at in range(0, len(questions), 500)]
    parts += [{"routes": routes[at:at + 500]} for at in range(0, len(routes), 500)]
    for at, part in enumerate(parts):
        with open(os.path.join(folder, "england", f"part-{at}.yaml"), "w") as file:
            json.dump(part, file, indent=1)              # JSON is YAML
    os.remove(os.path.join(folder, "england", "first.yaml"))
    os.remove(os.path.join(folder, "letters", "ask-again.md"))
    head = os.path.join(folder, "england.yaml")
    text = re.sub(r"(?s)# Words that change.*?\nproblems:", "problems:", open(head).read())
    with open(head, "w") as file:
        file.write(text.replace("  - england/first.yaml\n", "".join(f"  - england/part-{at}.yaml\n" for at in range(len(parts)))))


def tree_answers(path):
    return [({q.replace("_", "-"): "o-" + a.replace("_", "-") for q, a in one["answers"].items()}, one["expect"].replace("_", "-"))
            for one in json.load(open(path))]


def our_tree(program, data, size, work):
    """Load in milliseconds, and decisions a second on one core, each outcome held against what is expected."""
    folder = os.path.join(work, f"rules-{size}")
    as_rules(program, json.load(open(f"{data}/{size}.tree.json")), folder)
    walks = tree_answers(f"{data}/{size}.answers.json")
    command = [program, "batch", "--rules", folder, "--today", TODAY, "--jobs", "1"]
    first = [json.dumps(answers) + "\n" for answers, _ in walks]
    plans = [json.loads(line) for line in run(command, input="".join(first).encode()).splitlines()]
    wrong = sum(plan.get("next_step", {}).get("id") != expected for plan, (_, expected) in zip(plans, walks))
    if wrong or len(plans) != len(walks):
        raise RuntimeError(f"{size}: {wrong} outcomes of {len(walks)} differ")
    load = min(piped(command) for _ in range(5))
    count = max(len(first), 100_000 if size == "send25" else 20_000)
    many = "".join((first * (count // len(first) + 1))[:count]).encode()
    begun = time.perf_counter()
    subprocess.run(command, input=many, stdout=subprocess.DEVNULL, check=True)
    return load, count / (time.perf_counter() - begun - load / 1e3)


def trees(program, data, work):
    py, node, rust, scripts = (os.environ.get(name) for name in ("PEERS_PY", "PEERS_NODE", "PEERS_RUST", "PEERBENCH"))
    peers = []
    if py:
        peers += [("zen-engine, Python", [py, f"{scripts}/peers/zen_py.py"], ".jdm.json"),
                  ("CLIPS", [py, f"{scripts}/peers/clips_py.py"], ".clp"),
                  ("experta", [py, f"{scripts}/peers/experta_py.py"], ".tree.json"),
                  ("OpenFisca", [py, f"{scripts}/peers/openfisca_py.py"], ".openfisca.py")]
    if node:
        peers += [("zen-engine, Node", ["node", f"{scripts}/peers/zen_node.mjs"], ".jdm.json"),
                  ("json-rules-engine", ["node", f"{scripts}/peers/jre.mjs"], ".jre.json"),
                  ("SurveyJS", ["node", f"{scripts}/peers/surveyjs.mjs"], ".survey.json"),
                  ("XState", ["node", f"{scripts}/peers/xstate.mjs"], ".xstate.json")]
    if rust:
        peers += [("zen-engine, Rust", [rust, "zen"], ".jdm.json")]
    for size, said in (("send25", "25 questions"), ("t1000", "1,000 questions")):
        load, rate = our_tree(program, data, size, work)
        for name, command, ending in peers:
            done = subprocess.run([*command, "bench", f"{data}/{size}{ending}", f"{data}/{size}.answers.json", str(SECONDS)],
                                  capture_output=True, timeout=300)
            found = [line for line in done.stdout.decode().splitlines() if line.startswith("{")]
            if not found:
                note(f"{name}, {size}: {done.stderr.decode().strip().splitlines()[-1:]}")
                continue
            peer = json.loads(found[-1])
            ratio = rate / peer["decisions_per_s"]
            row(f"decisions a second, tree of {said}, whole plans as JSON", f"{rate:,.0f}", f"{name}, outcome only",
                f"{peer['decisions_per_s']:,.0f}", f"{ratio:,.1f} times as many" if ratio >= 1 else f"1 in {1 / ratio:,.1f}",
                "signpost batch --jobs 1 --rules TREE")
        row(f"start, read and check a tree of {said}", f"{load:.1f} ms", "", "", "", "signpost batch --rules TREE </dev/null")


def main():
    scripts = os.environ.get("PEERBENCH")
    with tempfile.TemporaryDirectory() as work:
        program, empty = build(work)
        data = None
        if scripts:
            data = os.path.join(work, "data")
            run([sys.executable, f"{scripts}/gen.py", data])
        else:
            note("the trees of other engines: PEERBENCH is not set")
        all_starts(program, empty, data and f"{data}/send25")
        rules(program)
        plans(program)
        limits()
        diary(program, work)
        if data:
            trees(program, data, work)
    print("| what | signpost | beside it | its figure | ratio | command |\n| --- | ---: | --- | ---: | --- | --- |")
    for what, ours, tool, theirs, ratio, command in ROWS:
        print(f"| {what} | {ours} | {tool} | {theirs} | {ratio} | `{command}` |")


if __name__ == "__main__":
    main()
