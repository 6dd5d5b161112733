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

# What an enquiry form already knows; the rest is in the enquirer's own words, in the column `story`.
ANSWERS = {"about": ["plan"], "done": ["nothing"], "told": "none"}


def line(number):
    """One enquiry; one in a thousand says nothing of a date and comes back as an error, with the question that is open."""
    story = "leeds, refusal to assess, son 6"
    if number % 1000 != 999:
        story += f", letter {number % 28 + 1} oct"
    return json.dumps(dict(ANSWERS, id=number, story=story))


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
        .map(lambda plan: (plan["id"], plan.get("next_step", {}).get("id"), plan.get("error"), plan["heard"]))
    )
    found = plans.collect()
    seconds = time.monotonic() - start
    spark.stop()
    assert [number for number, *_ in found] == list(range(count)), "a line is missing or out of order"
    errors = sum(1 for _, _, error, _ in found if error)
    assert errors == count // 1000, errors
    assert all(heard["understood"]["stage"] == "refused-assessment" for *_, heard in found), "a story was not understood"
    print(f"{count} lines, {errors} errors, {seconds:.1f} s")


if __name__ == "__main__":
    main()
