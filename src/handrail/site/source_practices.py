"""`handrail practices`: what this product is built to carry, and which test guards each practice.

The practices are those that 38 local policing bodies told of in the APCC progress update on the inspectorate's
recommendation about victims of modern slavery (late 2021), each with our own sentence on when it works.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import textwrap
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

DATA = Path(__file__).with_name("data") / "practices.csv"
TESTS = Path(__file__).resolve().parents[3] / "tests"
SOURCE = "Association of Police and Crime Commissioners, progress update, late 2021"


@dataclass(frozen=True, slots=True)
class PracticeFromSourceDocument:
    """One practice of one area."""

    id: str
    section: str
    area: str
    practice: str
    works_when: str


def list_practices_from_source_document() -> list[PracticeFromSourceDocument]:
    """All of them, in the order of the source."""
    with DATA.open(encoding="utf-8", newline="") as lines:
        return [PracticeFromSourceDocument(**row) for row in csv.DictReader(lines)]


def get_guarding_tests_by_practice_id(tests: Path = TESTS) -> dict[str, list[str]]:
    """For each practice, the tests that pytest collects with its mark.

    Args:
        tests: the checkout's folder of tests; where there is none, nothing is guarded.

    Returns:
        Practice number to test names as pytest writes them, such as "tests/test_place.py::test_a_bed".
    """
    marked = [path for path in sorted(tests.rglob("test_*.py")) if "mark.practice" in path.read_text("utf-8")]
    if not marked:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "practices.json"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "--collect-only",
            "--quiet",
            "-p",
            "support.practice_marks",
        ]
        collected = subprocess.run(
            [*command, *map(str, marked)],
            cwd=tests.parent,
            env={**os.environ, "PYTHONPATH": str(TESTS), "PRACTICE_MARKS": str(listed)},
            capture_output=True,
            text=True,
            check=False,
        )
        if not listed.exists():
            raise RuntimeError(f"pytest could not collect the tests:\n{collected.stdout}{collected.stderr}")
        return dict(sorted(json.loads(listed.read_text("utf-8")).items()))


def main(arguments: list[str]) -> int:
    """Print all, or those that were named."""
    parser = argparse.ArgumentParser(
        prog="handrail practices", description="The practices and the tests that guard them."
    )
    parser.add_argument("id", nargs="*", help="such as P04; all where none is named")
    wanted = {practice.upper() for practice in parser.parse_args(arguments).id}
    known = list_practices_from_source_document()
    if unknown := wanted - {practice.id for practice in known}:
        print(
            f"No practice is called {', '.join(sorted(unknown))}. They run from {known[0].id} to {known[-1].id}."
        )
        return 1
    if TESTS.is_dir() and not find_spec("pytest"):
        print("To list the tests that guard a practice, pytest is needed: make setup.", file=sys.stderr)
        return 1
    guarded = get_guarding_tests_by_practice_id()
    for practice in known:
        if not wanted or practice.id in wanted:
            _print_practice_from_source_document(practice, guarded.get(practice.id, []))
    print(f"{len(guarded)} of {len(known)} practices are guarded by a test of their own. Source: {SOURCE}.")
    return 0


def _print_practice_from_source_document(practice: PracticeFromSourceDocument, tests: list[str]) -> None:
    print(f"{practice.id}  {practice.area}")
    for label, text in (("", practice.practice), ("Works when: ", practice.works_when)):
        print(textwrap.fill(label + text, 110, initial_indent="     ", subsequent_indent="     "))
    for test in tests:
        print(f"     Guarded by {test}")
    if not tests:
        print("     Not guarded by a test yet.")
    print()
