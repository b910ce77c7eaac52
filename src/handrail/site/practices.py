"""`handrail practices`: what this product is built to carry, and which test guards each practice.

The practices are those that 38 local policing bodies told of in the APCC progress update on the inspectorate's
recommendation about victims of modern slavery (late 2021), each with our own sentence on when it works.
"""

import argparse
import ast
import csv
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).with_name("data") / "practices.csv"
TESTS = Path(__file__).resolve().parents[3] / "tests"
SOURCE = "Association of Police and Crime Commissioners, progress update, late 2021"


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice of one area."""

    id: str
    section: str
    area: str
    practice: str
    works_when: str


def practices() -> list[Practice]:
    """All of them, in the order of the source."""
    with DATA.open(encoding="utf-8", newline="") as lines:
        return [Practice(**row) for row in csv.DictReader(lines)]


def guards(tests: Path = TESTS) -> dict[str, list[str]]:
    """For each practice, the tests marked with it. Where there is no checkout there are none to read."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(tests.rglob("test_*.py")):
        for practice, test in _marked(path):
            found[practice].append(f"{path.relative_to(tests.parent).as_posix()}::{test}")
    return dict(found)


def main(arguments: list[str]) -> int:
    """Print all, or those that were named."""
    parser = argparse.ArgumentParser(
        prog="handrail practices", description="The practices and the tests that guard them."
    )
    parser.add_argument("id", nargs="*", help="such as P04; all where none is named")
    wanted = {practice.upper() for practice in parser.parse_args(arguments).id}
    known = practices()
    if unknown := wanted - {practice.id for practice in known}:
        print(
            f"No practice is called {', '.join(sorted(unknown))}. They run from {known[0].id} to {known[-1].id}."
        )
        return 1
    guarded = guards()
    for practice in known:
        if not wanted or practice.id in wanted:
            _show(practice, guarded.get(practice.id, []))
    print(f"{len(guarded)} of {len(known)} practices are guarded by a test of their own. Source: {SOURCE}.")
    return 0


def _show(practice: Practice, tests: list[str]) -> None:
    print(f"{practice.id}  {practice.area}")
    for label, text in (("", practice.practice), ("Works when: ", practice.works_when)):
        print(textwrap.fill(label + text, 110, initial_indent="     ", subsequent_indent="     "))
    for test in tests:
        print(f"     Guarded by {test}")
    if not tests:
        print("     Not guarded by a test yet.")
    print()


def _marked(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.practice":
                    yield from ((str(ast.literal_eval(argument)), node.name) for argument in mark.args)
