"""Which indexes no plan uses: `make index-use`, on a PostgreSQL of its own (docs/speed.md).

Runs tests and then asks PostgreSQL how often each index was read. Tables of tests are tiny, and PostgreSQL reads those
whole; so it may not: what an index could do, it does. Whatever is unused then stands in no plan of any size.
"""

import csv
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
WRITTEN = ROOT / "var" / "index-use.csv"
PAGES = ("tests/permissions/test_table.py", "tests/permissions/test_parts_of_other_cases.py")
ACTIONS = ("tests/people", "tests/areas", "tests/insight", "tests/directory", "tests/platform")
NO_OTHER_WAY = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_sort=off"
NEVER_DELETED = ("access_user", "reference_body", "reference_area", "reference_language")
"""Tables whose rows stay: accounts and organisations are closed, reference data is only added to."""
NOT_OURS = ("auth_", "account_", "mfa_", "socialaccount_", "axes_", "django_")
COUNTED = """
SELECT s.relname, s.indexrelname, i.indisunique, s.idx_scan, coalesce((
    SELECT k.confrelid::regclass::text FROM pg_constraint AS k
    WHERE k.contype = 'f' AND k.conrelid = i.indrelid AND array_length(k.conkey, 1) = 1
    AND i.indnkeyatts = 1 AND k.conkey[1] = i.indkey[0] LIMIT 1), '')
FROM pg_stat_user_indexes AS s JOIN pg_index AS i USING (indexrelid)
"""


class Index(NamedTuple):
    """An index, and the table to which its column is a foreign key, if it is one."""

    table: str
    name: str
    is_unique: bool
    points_to: str

    @property
    def kind(self) -> str:
        """What the rule of docs/speed.md goes by."""
        if self.table.startswith(NOT_OURS):
            return "of a package: stays"
        if self.is_unique:
            return "keeps rows apart: stays"
        if self.points_to and self.points_to not in NEVER_DELETED:
            return "points to rows that may be deleted: stays"
        return "points to rows that are never deleted" if self.points_to else "made for a statement"


def main(arguments: list[str]) -> int:
    """Run the work, count, and print what was not used."""
    url = os.environ.get("HANDRAIL_DATABASE_URL", "")
    if not url:
        sys.exit("Start it with `make index-use`, which makes a PostgreSQL for it.")
    if arguments:
        ended, scans = run_and_count(url, *arguments)
    else:
        shown, scans = run_and_count(url, *PAGES, EVERY_TEST="1")
        done, more = run_and_count(url, *ACTIONS)
        scans.update(more)  # which adds the numbers
        ended = shown or done
    write(scans)
    unused = Counter(index.kind for index in scans if not scans[index])
    print(f"{len(scans)} indexes, {unused.total()} of them in no plan:")
    for kind, number in unused.most_common():
        print(f"  {number:5} {kind}")
    for index, number in sorted(scans.items()):
        if not number and not index.kind.endswith(": stays"):
            print(f"{index.kind}: {index.table} {index.name}")
    print(f"Each index: {WRITTEN.relative_to(ROOT)}")
    return ended


def run_and_count(url: str, *tests: str, **more: str) -> tuple[int, Counter[Index]]:
    """With which code the tests ended, and how often each index was read in them.

    Args:
        url: of the cluster.
        tests: arguments of pytest.
        more: variables of the environment.
    """
    told = {**os.environ, "PGOPTIONS": NO_OTHER_WAY, "PYTHONPATH": str(ROOT / "tests"), **more}
    command = ("scripts/run-tests", "-p", "support.kept_test_databases", *tests)
    ended = subprocess.run(command, cwd=ROOT, env=told, check=False).returncode
    return ended, count_scans(url)


def count_scans(url: str) -> Counter[Index]:
    """How often each index was read, in all test databases together."""
    scans: Counter[Index] = Counter()
    for name in list_test_databases(url):
        with psycopg.connect(urlsplit(url)._replace(path=f"/{name}").geturl()) as connection:
            for table, index, is_unique, number, points_to in connection.execute(COUNTED):
                scans[Index(table, index, is_unique, points_to)] += number
    return scans


def list_test_databases(url: str) -> Iterator[str]:
    """The names of those that the tests left."""
    with psycopg.connect(urlsplit(url)._replace(path="/postgres").geturl()) as connection:
        found = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, 'test_')")
        yield from (name for (name,) in found)


def write(scans: Counter[Index]) -> None:
    """Each index with its kind and the number of scans."""
    WRITTEN.parent.mkdir(exist_ok=True)
    with WRITTEN.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("table", "index", "kind", "scans"))
        lines.writerows(
            (index.table, index.name, index.kind, number) for index, number in sorted(scans.items())
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
