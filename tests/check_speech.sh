#!/bin/sh
# Speaks a whole --plain plan to a sound file and writes down the sounds espeak-ng makes of it, to be listened to and
# read for sense. Usage: tests/check_speech.sh [FOLDER]; without one, a temporary folder whose name is printed.
set -eu
cd "$(dirname "$0")/.."
signpost=${SIGNPOST:-$PWD/target/debug/signpost}
command -v espeak-ng >/dev/null || { echo "espeak-ng is not installed; nothing was spoken"; exit 1; }
out=${1:-$(mktemp -d)}
mkdir -p "$out"
set -- --set area=england --set person=child --set matter=decision --set decision=refuse-assessment \
    --set letter-date=2026-10-28 --set progress=nothing-yet --set wants-mediation=no --set area=islington
"$signpost" plan --plain --today 2026-11-21 "$@" > "$out/short.txt"
"$signpost" plan --plain --full --today 2026-11-21 "$@" > "$out/full.txt"
if LC_ALL=C grep -n '[^ -~]' "$out/short.txt" "$out/full.txt"; then
    echo "these lines are not plain"
    exit 1
fi
for page in short full; do
    # A sentence broken over two lines is one breath; an empty line is a pause.
    awk 'BEGIN { RS = ""; ORS = "\n\n" } { gsub(/\n  +/, " "); print }' "$out/$page.txt" > "$out/$page.spoken.txt"
    espeak-ng -v en-gb -s 150 -f "$out/$page.spoken.txt" -w "$out/$page.wav"
    espeak-ng -v en-gb -q -x -f "$out/$page.spoken.txt" > "$out/$page.sounds.txt"
    seconds=$(($(wc -c < "$out/$page.wav") / 44100))
    [ "$seconds" -ge 30 ] || { echo "$page: only $seconds seconds were spoken"; exit 1; }
    echo "$page: $(wc -w < "$out/$page.txt") words, about $seconds seconds, in $out/$page.wav"
done
