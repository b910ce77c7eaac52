"""`handrail practices`: what this product is built to carry, and which test guards each practice.

The practices are those that 38 local policing bodies told of in the APCC progress update on the inspectorate's
recommendation about victims of modern slavery (late 2021), each with our own sentence on when it works.
"""

import argparse
import ast
import csv
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).with_name("data") / "practices.csv"
TESTS = Path(__file__).resolve().parents[3] / "tests"
MARK = "mark.practice"
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
    """For each practice, the tests that carry its mark, read without running anything.

    Args:
        tests: the checkout's folder of tests; where there is none, nothing is guarded.

    Returns:
        Practice number to test names as pytest writes them, such as "tests/test_place.py::test_a_bed".
    """
    guarded: dict[str, list[str]] = {}
    for path in sorted(tests.rglob("test_*.py")):
        text = path.read_text("utf-8")
        if MARK not in text:
            continue
        file = path.relative_to(tests.parent).as_posix()
        for name, practices in _list_marked_tests(ast.parse(text).body, file, set()):
            for practice in practices:
                guarded.setdefault(practice, []).append(name)
    return dict(sorted(guarded.items()))


def _list_marked_tests(
    body: list[ast.stmt], place: str, marks_around: set[str]
) -> Iterator[tuple[str, list[str]]]:
    """Each test of a module or a class with the practices of its own marks and of those around it."""
    for statement in body:
        if isinstance(statement, ast.Assign) and any(_is_called(t, "pytestmark") for t in statement.targets):
            marks_around = marks_around | set(_list_practice_marks(statement.value))
    for statement in body:
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        marks = marks_around.union(*map(_list_practice_marks, statement.decorator_list))
        name = f"{place}::{statement.name}"
        if isinstance(statement, ast.ClassDef):
            yield from _list_marked_tests(statement.body, name, marks)
        elif statement.name.startswith("test"):
            yield name, sorted(marks)


def _list_practice_marks(expression: ast.expr) -> list[str]:
    """The practices of every `pytest.mark.practice(...)` within."""
    return [
        str(argument.value)
        for call in ast.walk(expression)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(MARK)
        for argument in call.args
        if isinstance(argument, ast.Constant)
    ]


def _is_called(target: ast.expr, name: str) -> bool:
    return isinstance(target, ast.Name) and target.id == name


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
