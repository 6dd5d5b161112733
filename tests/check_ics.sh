#!/bin/sh
# Reads saved calendars with programs that are not ours: PyPI icalendar, npm ical.js, and Debian's khal where it is
# installed. At least two must be there. Needs a built program: cargo build. Everything happens in a temporary folder.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
signpost=${SIGNPOST:-$root/target/debug/signpost}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
readers=0

cat > "$work/answers.yaml" <<'YAML'
area: england
person: child
matter: [decision]
decision: refuse-assessment
letter-date: 2026-10-28
progress: nothing-yet
wants-mediation: "no"
area: islington
YAML
for today in 2026-11-21 2026-12-20; do
    "$signpost" plan --answers "$work/answers.yaml" --today "$today" --out "$work/$today.ics" 2>/dev/null
done

if python3 -m venv "$work/venv" >/dev/null 2>&1 && "$work/venv/bin/pip" install -q icalendar >/dev/null 2>&1; then
    readers=$((readers + 1))
    "$work/venv/bin/python" - "$work"/*.ics <<'PY'
import sys
from icalendar import Calendar

for path in sys.argv[1:]:
    raw = open(path, "rb").read()
    assert b"\n" not in raw.replace(b"\r\n", b""), "a bare line end"
    assert all(len(line) <= 75 for line in raw.split(b"\r\n")), "a line over 75 octets"
    calendar = Calendar.from_ical(raw)
    events = calendar.walk("VEVENT")
    assert events and not calendar.errors
    uids = [str(event["UID"]) for event in events]
    assert len(uids) == len(set(uids)), "an id stands twice"
    for event in events:
        assert not event.errors, event.errors
        assert [alarm["ACTION"] for alarm in event.walk("VALARM")] == ["DISPLAY"]
        title = str(event["SUMMARY"]).lower()
        assert title.startswith(("letter due", "task due")), title
    print(f"icalendar: {len(events)} events, first {events[0].decoded('DTSTART')}")
PY
else
    echo "icalendar (PyPI) is not to be had; not checked with it"
fi

mkdir "$work/npm"
if command -v npm >/dev/null && (cd "$work/npm" && npm init -y && npm install --no-audit --no-fund ical.js) >/dev/null 2>&1; then
    readers=$((readers + 1))
    cat > "$work/npm/read.mjs" <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
for (const path of process.argv.slice(2)) {
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
    const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
    if (events.length === 0) throw new Error("no events");
    for (const event of events) {
        if (!event.startDate.isDate) throw new Error(`${event.uid} is not a whole day`);
        if (event.endDate.compare(event.startDate) <= 0) throw new Error(`${event.uid} ends before it begins`);
        if (event.component.getAllSubcomponents("valarm").length !== 1) throw new Error(`${event.uid} has no alarm`);
    }
    console.log(`ical.js: ${events.length} events, last ${events.at(-1).startDate}`);
}
JS
    node "$work/npm/read.mjs" "$work"/*.ics
else
    echo "ical.js (npm) is not to be had; not checked with it"
fi

if command -v khal >/dev/null; then
    readers=$((readers + 1))
    mkdir "$work/calendar"
    printf '[calendars]\n[[dates]]\npath = %s/calendar\n[locale]\ndateformat = %%Y-%%m-%%d\nlongdateformat = %%Y-%%m-%%d\ntimeformat = %%H:%%M\ndatetimeformat = %%Y-%%m-%%d %%H:%%M\nlongdatetimeformat = %%Y-%%m-%%d %%H:%%M\n[sqlite]\npath = %s/khal.db\n' "$work" "$work" > "$work/khal.conf"
    # Twice: a second import must replace, not double.
    for _ in 1 2; do
        khal -c "$work/khal.conf" import --batch -a dates "$work/2026-11-21.ics" >/dev/null
    done
    khal -c "$work/khal.conf" list 2026-12-01 2027-01-31 > "$work/listed"
    many=$(grep -c "due" "$work/listed")
    wanted=$(grep -c "^BEGIN:VEVENT" "$work/2026-11-21.ics")
    [ "$many" -eq "$wanted" ] || { echo "khal lists $many of $wanted"; cat "$work/listed"; exit 1; }
    echo "khal: $many events, also after a second import"
else
    echo "khal is not installed; not checked with it"
fi

[ "$readers" -ge 2 ] || { echo "only $readers readers; at least two are needed"; exit 1; }
echo "read by $readers programs"
