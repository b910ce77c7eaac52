"""The national pack: every measure and breakdown of 43 areas over 24 months, beside SQL written by hand.

`python -m bench.figures [--rows N...]`: facts without cases behind them, CPU time, each size in a process
of its own, the median of three (from ten million on: once). One row is one fact of one person; people have ten facts
each, so that a million rows are 100,000 cases. England and Wales have some 14,000 facts a month.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from handrail.insight.disclosure.count_table import CountTableCellKey  # noqa: E402 - models need Django to be set up first
from handrail.insight.disclosure.random_rounding import round_month_tables_near_quarter_totals  # noqa: E402 - the same
from handrail.insight.facts.case_fact import COLUMN_TYPES, NO_WAIT  # noqa: E402 - the same
from handrail.insight.facts.fact_database import TABLE, FactDatabase  # noqa: E402 - the same
from handrail.insight.facts.stored_facts import COMPRESSED_FROM  # noqa: E402 - the same
from handrail.insight.measures.breakdowns import Breakdown  # noqa: E402 - the same
from handrail.insight.measures.catalogue import MEASURES  # noqa: E402 - the same
from handrail.insight.measures.counting_sql import TrueCount  # noqa: E402 - the same
from handrail.insight.measures.engines import count_facts  # noqa: E402 - the same
from handrail.insight.publication.count_families import (  # noqa: E402 - the same
    list_groups_of_measures_of_same_facts,
    make_count_table_of_measure_group,
)

SIZES = (10_000, 1_000_000, 10_000_000)
AREAS, MONTHS, TURNS, FACTS_EACH = 43, 24, 3, 10
AT_ONCE, ONCE_FROM = 1_000_000, 10_000_000
DISTRICTS_EACH = 8
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
            stdout=subprocess.PIPE,
            text=True,
        )
        rows.append(json.loads(done.stdout.splitlines()[-1]))
        print("  ".join(f"{name}: {value:,}" for name, value in rows[-1].items()))
    to = Path(__file__).resolve().parents[1] / "var" / "bench-figures.json"
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(json.dumps(rows, indent=2) + "\n")


def measure(size: int) -> dict[str, float]:
    """Seconds of CPU and the peak of memory, in MB."""
    turns = 1 if size >= ONCE_FROM else TURNS
    with FactDatabase() as database, tempfile.TemporaryDirectory() as folder:
        database.connection.execute("SET threads = 2")
        make_facts(database, size)
        by_hand = spent(lambda: [database.fetch(sql) for sql in list_statements_by_hand()], turns)
        ours = spent(lambda: count_facts(database, MEASURES, FIRST, LAST, engine="duckdb"), turns)
        cells = count_facts(database, MEASURES, LAST, LAST, engine="duckdb")
        file = f"{folder}/month.parquet"
        wanted = f"SELECT * FROM {TABLE} WHERE month = '{LAST}' ORDER BY kind, pseudonym, nth"
        database.connection.execute(f"COPY ({wanted}) TO '{file}' (FORMAT parquet)")
        ((facts,),) = database.fetch(f"SELECT COUNT(*) FROM {TABLE} WHERE month = '{LAST}'")
        month = spent(lambda: count_next_month(file), TURNS)
        drawing = [draw_month(cells) for _ in range(TURNS)]
        total, figures = (statistics.median(values) for values in zip(*drawing, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "rows": size, "pack": ours, "by hand": by_hand, "ratio": round(ours / by_hand, 2),
        "facts of the next month": facts, "next month": month, "draw of a month": round(total, 3),
        "figures drawn": figures, "MB": round(peak),
    }  # fmt: skip


def count_next_month(file: str) -> list[TrueCount]:
    """As a draw does it: the file of the month alone is read (unsealed, here) and counted."""
    with FactDatabase() as database:
        database.connection.execute("SET threads = 2")
        database.connection.execute(f"INSERT INTO {TABLE} SELECT * FROM read_parquet('{file}')")
        return count_facts(database, MEASURES, LAST, LAST, engine="duckdb")


def spent(act: Callable[[], object], turns: int) -> float:
    """The median of so many, after one to warm up where it is more than one."""
    times = []
    for _ in range(turns + (turns > 1)):
        began = time.process_time()
        act()
        times.append(time.process_time() - began)
    return round(statistics.median(times[-turns:]), 3)


def make_facts(database: FactDatabase, size: int) -> None:
    """Even chances, by a hash: the same facts each time. A district lies in one area, as councils do."""
    kinds = sorted({kind for measure in MEASURES for kind in measure.of})
    values = {each.column: each.codes for measure in MEASURES for each in measure.by if not each.crossed}
    values |= {
        "kind": tuple(kinds),
        "funds": ("yes", "no", "not_known"),
    }
    districts = values.pop("district")
    values["answer"] = tuple(dict.fromkeys((*ANSWERS, *values["answer"])))
    values["month"] = tuple(f"{2024 + (n + 10) // 12}-{(n + 10) % 12 + 1:02}" for n in range(MONTHS))
    chosen = {
        "pseudonym": f"'p' || (i // {FACTS_EACH})",
        "nth": "(i % 10)::INTEGER",
        "wait": f"({chance('i', 'wait')} % 60)::INTEGER + {NO_WAIT}",
    }
    area = f"({chance(person_of('i'), 'area')} % {AREAS})::INTEGER"
    own = f"({chance(person_of('i'), 'district')} % {DISTRICTS_EACH})::INTEGER"
    chosen["area"] = f"'A' || lpad({area}::VARCHAR, 2, '0')"
    chosen["district"] = choose(districts, f"{area} * {DISTRICTS_EACH} + {own}")
    person = ("age", "gender", "funds", "language", "exploitation", "sector", "region", "referrer", "contact")
    for column, some in values.items():
        chosen[column] = choose(some, chance(person_of("i") if column in person else "i", column))
    columns = ", ".join(f"{chosen.get(name, "''")} AS {name}" for name in COLUMN_TYPES)
    for first in range(0, size, AT_ONCE):
        rows = f"range({first}, {min(size, first + AT_ONCE)}) AS rows(i)"
        database.connection.execute(f"INSERT INTO {TABLE} SELECT {columns} FROM {rows} ORDER BY month, kind")
        if size >= COMPRESSED_FROM:
            database.compress()


def person_of(fact: str) -> str:
    """The person whose fact it is."""
    return f"({fact} // {FACTS_EACH})"


def chance(number: str, column: str) -> str:
    """A hash of text: of a number and a text together DuckDB's hashes of two columns are not independent."""
    return f"hash({number} || '{column}')"


def choose(some: Sequence[str], number: str) -> str:
    """One of these by a number, whatever its size."""
    listed = ", ".join(f"'{value}'" for value in some)
    return f"list_extract([{listed}], 1 + (({number}) % {len(some)})::INTEGER)"


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


def draw_month(cells: list[TrueCount]) -> tuple[float, int]:
    """Draw every table of a month. Returns seconds of CPU, and how many figures."""
    counts: dict[str, dict[CountTableCellKey, int]] = {measure.key: {} for measure in MEASURES}
    for cell in cells:
        counts[cell.measure][CountTableCellKey(cell.area, cell.breakdown, cell.value)] = cell.people
    began = time.process_time()
    tables = [
        make_count_table_of_measure_group(family, counts)
        for family in list_groups_of_measures_of_same_facts(MEASURES)
    ]
    drawn = round_month_tables_near_quarter_totals([(table, {}) for table in tables])
    spent = time.process_time() - began
    return spent, sum(len(table.counts) for table, _ in drawn)


if __name__ == "__main__":
    main()
