#!/bin/sh
# The trials of tests/it/trials.rs, as many rounds as are asked for: programs killed at any moment, calls of the system
# made to fail, two programs writing one case, random answers against what every plan must hold. Linux, with strace for
# the faults. Another start gives other numbers.
#   tests/trials.sh [ROUNDS [START]]           20000 rounds take about an hour, nearly all of it for kills and faults
#   tests/trials.sh answers [ROUNDS [START]]   only the answers: 20000 in some minutes
set -eu
cd "$(dirname "$0")/.."
which=trials::
if [ "${1:-}" = answers ]; then which=its_own_rules_whatever_was_answered; shift; fi
SIGNPOST_TRIALS=${1:-20000} SIGNPOST_TRIALS_START=${2:-$$} cargo test --release --test it "$which" -- --nocapture
