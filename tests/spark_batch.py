"""A caseload through `signpost batch` under PySpark, on one machine.

Not part of the test suite. It shows that the command runs unchanged inside a Spark `pipe`: each partition is a stream
of lines in and lines out. Line numbers in errors count within a partition, so every line carries an `id` of its own.

    pip install pyspark                       # needs Java 17 or later
    cargo build --release
    python tests/spark_batch.py target/release/signpost [LINES]
"""

import json
import sys
import time

from pyspark.sql import SparkSession

ANSWERS = {
    "area": "england", "person": "child", "matter": ["decision"], "decision": "refuse-assessment",
    "progress": "nothing-yet", "wants-mediation": "no", "area": "other-council",
}


def line(number):
    """One case; one in a thousand has no date and comes back as an error."""
    answers = dict(ANSWERS, id=number)
    if number % 1000 != 999:
        answers["letter-date"] = f"2026-10-{number % 28 + 1:02}"
    return json.dumps(answers)


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    spark = SparkSession.builder.master("local[*]").appName("signpost").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    start = time.monotonic()
    # One job a partition: Spark already runs one partition a core. An exit code of 1 only says that some lines had an
    # error, and those stand in the output; so checkCode stays False.
    plans = (
        spark.sparkContext.range(count)
        .map(line)
        .pipe(f"{program} batch --jobs 1 --today 2026-11-21")
        .map(json.loads)
        .map(lambda plan: (plan["id"], plan.get("next_step", {}).get("id"), plan.get("error")))
    )
    found = plans.collect()
    seconds = time.monotonic() - start
    spark.stop()
    assert [number for number, _, _ in found] == list(range(count)), "a line is missing or out of order"
    errors = sum(1 for _, _, error in found if error)
    assert errors == count // 1000, errors
    print(f"{count} lines, {errors} errors, {seconds:.1f} s")


if __name__ == "__main__":
    main()
