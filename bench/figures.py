"""The national pack: every measure and breakdown of 43 areas over 24 months, beside SQL written by hand.

`python -m bench.figures [--rows N...]`: facts without cases behind them, CPU time, each size in a process
of its own, the median of three. One row is one fact of one person; people have ten facts each.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from handrail.insight.disclosure.count_table import CellKey  # noqa: E402 - models need Django to be set up first
from handrail.insight.disclosure.random_rounding import draw_figures  # noqa: E402 - the same
from handrail.insight.facts.case_fact import COLUMN_TYPES, NO_WAIT  # noqa: E402 - the same
from handrail.insight.facts.fact_database import TABLE, FactDatabase  # noqa: E402 - the same
from handrail.insight.measures.breakdowns import Breakdown  # noqa: E402 - the same
from handrail.insight.measures.catalogue import MEASURES  # noqa: E402 - the same
from handrail.insight.measures.counting_sql import TrueCount  # noqa: E402 - the same
from handrail.insight.measures.engines import count_facts  # noqa: E402 - the same
from handrail.insight.publication.count_families import list_count_families, make_family_table  # noqa: E402 - the same

SIZES = (10_000, 1_000_000)
AREAS, MONTHS, TURNS, FACTS_EACH = 43, 24, 3, 10
FIRST, LAST = "2024-11", "2026-10"
ANSWERS = (
    "yes",
    "no",
    "undecided",
    "accepted",
    "declined",
    "positive",
    "negative",
    "nearer",
    "same",
    "hours_1",
    "later",
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.figures", description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, nargs="*", default=SIZES)
    parser.add_argument("--alone", type=int, help="measure this size here and print it as JSON")
    options = parser.parse_args()
    if options.alone:
        print(json.dumps(measure(options.alone)))
        return
    rows = []
    for size in options.rows:
        done = subprocess.run(
            [sys.executable, "-m", "bench.figures", "--alone", str(size)],
            check=True,
            capture_output=True,
            text=True,
        )
        rows.append(json.loads(done.stdout.splitlines()[-1]))
        print("  ".join(f"{name}: {value:,}" for name, value in rows[-1].items()))
    to = Path(__file__).resolve().parents[1] / "var" / "bench-figures.json"
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(json.dumps(rows, indent=2) + "\n")


def measure(size: int) -> dict[str, float]:
    """Seconds of CPU and the peak of memory, in MB."""
    with FactDatabase() as database:
        database.connection.execute("SET threads = 2")
        make_facts(database, size)
        cells: list[TrueCount] = []
        ours = spent(
            lambda: cells.__setitem__(
                slice(None), count_facts(database, MEASURES, FIRST, LAST, engine="duckdb")
            )
        )
        by_hand = spent(lambda: [database.fetch(sql) for sql in list_statements_by_hand()])
        month = spent(lambda: count_facts(database, MEASURES, LAST, LAST, engine="duckdb"))
        drawing = [draw_month([cell for cell in cells if cell.month == LAST]) for _ in range(TURNS)]
        total, largest = (statistics.median(values) for values in zip(*drawing, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "rows": size, "cells": len(cells), "pack": ours, "by hand": by_hand, "ratio": round(ours / by_hand, 2),
        "next month": month, "draw of a month": round(total, 3), "largest table": round(largest, 3), "MB": round(peak),
    }  # fmt: skip


def spent(act: Callable[[], object]) -> float:
    """The median of three, after one to warm up."""
    act()
    times = []
    for _ in range(TURNS):
        began = time.process_time()
        act()
        times.append(time.process_time() - began)
    return round(statistics.median(times), 3)


def make_facts(database: FactDatabase, size: int) -> None:
    """Even chances, by a hash: the same facts each time."""
    kinds = sorted({kind for measure in MEASURES for kind in measure.of})
    values = {each.column: each.codes for measure in MEASURES for each in measure.by if not each.crossed}
    values |= {
        "kind": tuple(kinds),
        "funds": ("yes", "no", "not_known"),
        "area": tuple(f"A{n:02}" for n in range(AREAS)),
    }
    values["answer"] = tuple(dict.fromkeys((*ANSWERS, *values["answer"])))
    values["month"] = tuple(f"{2024 + (n + 10) // 12}-{(n + 10) % 12 + 1:02}" for n in range(MONTHS))
    chosen = {
        "pseudonym": f"'p' || (i // {FACTS_EACH})",
        "nth": "(i % 10)::INTEGER",
        "wait": f"(hash(i, 'wait') % 60)::INTEGER + {NO_WAIT}",
    }
    person = (
        "area",
        "age",
        "gender",
        "funds",
        "language",
        "exploitation",
        "sector",
        "region",
        "referrer",
        "district",
        "contact",
    )
    for column, some in values.items():
        which = f"i // {FACTS_EACH}" if column in person else "i"
        listed = ", ".join(f"'{value}'" for value in some)
        chosen[column] = f"list_extract([{listed}], 1 + (hash({which}, '{column}') % {len(some)})::INTEGER)"
    columns = ", ".join(f"{chosen.get(name, "''")} AS {name}" for name in COLUMN_TYPES)
    database.connection.execute(f"INSERT INTO {TABLE} SELECT {columns} FROM range({size}) AS rows(i)")


def list_statements_by_hand() -> list[str]:
    """One for each kind of fact, as somebody would write it for DuckDB alone."""
    together: dict[tuple[str, str], list[Breakdown]] = {}
    for measure in MEASURES:
        kinds = ", ".join(f"'{kind}'" for kind in measure.of)
        some = together.setdefault((kinds, measure.where.get_sql()), [])
        some += [each for each in measure.by if each not in some]
        if measure.share:
            some += [Breakdown("share", "", f"({measure.share.get_sql()})", ())]
    found = []
    for (kinds, where), breakdowns in together.items():
        columns = [" || '.' || ".join(each.crossed) if each.crossed else each.column for each in breakdowns]
        named = "".join(f", {column} AS c{n}" for n, column in enumerate(columns))
        sets = ", ".join(["(month, area)", *(f"(month, area, c{n})" for n in range(len(columns)))])
        shown = "".join(f", c{n}, GROUPING(c{n})" for n in range(len(columns)))
        found.append(
            f"SELECT month, area{shown}, COUNT(*) FROM (SELECT month, area{named} FROM {TABLE} WHERE kind IN ({kinds})"
            f" AND ({where}) AND month BETWEEN '{FIRST}' AND '{LAST}'"
            " QUALIFY ROW_NUMBER() OVER (PARTITION BY pseudonym, month ORDER BY nth) = 1)"
            f" GROUP BY GROUPING SETS ({sets})"
        )
    return found


def draw_month(cells: list[TrueCount]) -> tuple[float, float]:
    """Draw every table of a month. Returns seconds of CPU for all, and for the largest."""
    counts: dict[str, dict[CellKey, int]] = {measure.key: {} for measure in MEASURES}
    for cell in cells:
        counts[cell.measure][CellKey(cell.area, cell.breakdown, cell.value)] = cell.people
    each = []
    for family in list_count_families(MEASURES):
        table = make_family_table(family, counts)
        began = time.process_time()
        draw_figures(table)
        each.append(time.process_time() - began)
    return sum(each), max(each)


if __name__ == "__main__":
    main()
