"""Finding a misspelt name among many sealed ones: `python -m bench.names [--people N]`.

A table laid out like the product’s (number, person), the product’s own keys, sealing and ranking; people and errors
come from the tests, apart from the rules that fold names. Said for each class of error: how many of a hundred are among
the first 25, and the CPU time of one search, the opening of the fifty most alike included.
"""

import argparse
import json
import os
import sqlite3
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))
os.environ.setdefault("HANDRAIL_VAR", str(ROOT / "var" / "bench-names"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django  # noqa: E402 - where settings live is said first

django.setup()

from support.misspelt import CLASSES, WITH_DATE, turned_date  # noqa: E402 - the same
from support.other_names import births, people  # noqa: E402 - the same

from handrail.people.cases.name_search.blind_keys import (  # noqa: E402 - the same
    compute_query_name_index_numbers,
    compute_stored_name_index_numbers,
)
from handrail.people.cases.name_search.folding import fold_name_parts  # noqa: E402 - the same
from handrail.people.cases.name_search.likeness import score_name_parts, score_names  # noqa: E402 - the same
from handrail.people.cases.name_search.queries import CONFIDENT_LIKENESS, MOST_SCORED, MOST_SCORED_LOOSELY  # noqa: E402 - the same
from handrail.platform.vault.cipher import Cipher  # noqa: E402 - the same

BODY, TRIES, SHOWN = 1, 300, 25
PLACE = b"bench"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.names", description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=100_000)
    size = parser.parse_args().people
    names, file = people(size, "bench"), ROOT / "var" / "bench-names.sqlite3"
    box = Cipher(bytes(range(32)))
    born = births(size, "bench")
    database = build(file, names, born, box)
    rows = [measured(database, names, box, error) for error in CLASSES]
    rows += [with_date(database, names, born, box, error) for error in WITH_DATE]
    for row in rows:
        print(f"{row['error']:<40}{row['found']:>7} in 100{row['ms']:>8} ms CPU")
    (ROOT / "var" / "bench-names.json").write_text(json.dumps(rows, indent=2) + "\n")


def build(file: Path, names: list[str], born: list[date], box: Cipher) -> sqlite3.Connection:
    """From nothing: numbers and sealed names."""
    began = time.monotonic()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    database = sqlite3.connect(file)
    database.executescript(
        "PRAGMA journal_mode=off; PRAGMA synchronous=off;"
        "CREATE TABLE name (person INTEGER PRIMARY KEY, sealed BLOB); CREATE TABLE key (key INTEGER, person INTEGER);"
    )
    database.executemany(
        "INSERT INTO name VALUES (?, ?)", ((n, box.seal(t, PLACE)) for n, t in enumerate(names))
    )
    database.executemany("INSERT INTO key VALUES (?, ?)", _numbers(names, born))
    database.execute("CREATE INDEX by_key ON key (key, person)")
    database.commit()
    size = file.stat().st_size // 1_000_000
    print(f"{len(names):,} people in {time.monotonic() - began:.0f} s, {size:,} MB")
    return database


def _numbers(names: list[str], born: list[date]) -> Iterator[tuple[int, int]]:
    for person, (name, day) in enumerate(zip(names, born, strict=True)):
        for number in compute_stored_name_index_numbers(BODY, [name], day):
            yield number, person


def measured(database: sqlite3.Connection, names: list[str], box: Cipher, error: str) -> dict[str, object]:
    """One class of error."""
    chance, spent, hits, tried = Random(error), [], 0, 0
    while tried < TRIES:
        name = chance.choice(names)
        typed = CLASSES[error](chance, name)
        if typed != name:
            began = time.process_time()
            shown = search(database, box, typed)
            spent.append(time.process_time() - began)
            hits, tried = hits + (name in shown), tried + 1
    return told(error, len(names), hits, spent)


def with_date(
    database: sqlite3.Connection, names: list[str], born: list[date], box: Cipher, error: str
) -> dict[str, object]:
    """One class of error in a name whose date of birth is typed too, day and month swapped. Two of one name are two."""
    chance, spent, hits = Random(error), [], 0
    while len(spent) < TRIES:
        n = chance.randrange(len(names))
        typed, day = WITH_DATE[error](chance, names[n]), turned_date(born[n])
        if typed != names[n] and day != born[n]:
            began = time.process_time()
            found = opened(database, box, compute_query_name_index_numbers(BODY, typed, day), MOST_SCORED)
            shown = sorted(found, key=lambda one: -score_names(typed, found[one], day, born[one]))[:SHOWN]
            spent.append(time.process_time() - began)
            hits += n in shown
    return told(error, len(names), hits, spent)


def told(error: str, size: int, hits: int, spent: list[float]) -> dict[str, object]:
    """A line of the table."""
    ms, found = round(statistics.mean(spent) * 1000, 2), round(100 * hits / len(spent), 1)
    return {"error": error, "people": size, "found": found, "ms": ms}


def search(database: sqlite3.Connection, box: Cipher, typed: str) -> list[str]:
    """The first 25, as the product finds them."""
    found = alike(typed, opened(database, box, compute_query_name_index_numbers(BODY, typed), MOST_SCORED))
    if max((like for like, _ in found.values()), default=0) < CONFIDENT_LIKENESS:
        more = opened(
            database, box, compute_query_name_index_numbers(BODY, typed, loosely=True), MOST_SCORED_LOOSELY
        )
        found |= alike(typed, {person: name for person, name in more.items() if person not in found})
    return [name for _, name in sorted(found.values(), key=lambda one: -one[0])[:SHOWN]]


def alike(typed: str, names: dict[int, str]) -> dict[int, tuple[float, str]]:
    """Each with how like it is."""
    wanted = fold_name_parts(typed)
    return {person: (score_name_parts(wanted, fold_name_parts(name)), name) for person, name in names.items()}


def opened(database: sqlite3.Connection, box: Cipher, asked: set[int], most: int) -> dict[int, str]:
    """The people who share most of these numbers, with their names."""
    numbers = list(asked)
    marks = ",".join("?" * len(numbers))
    alike = (
        f"SELECT person FROM key WHERE key IN ({marks}) GROUP BY person ORDER BY count(*) DESC LIMIT {most}"
    )
    sealed = database.execute(
        f"SELECT person, sealed FROM name WHERE person IN ({alike})", numbers
    ).fetchall()
    return {person: box.open(one, PLACE) for person, one in sealed}


if __name__ == "__main__":
    main()
