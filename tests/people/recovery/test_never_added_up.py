"""Nowhere in recovery is an outcome added up, averaged, or made into one number."""

import ast
import re
from pathlib import Path

import pytest

import handrail.people.recovery

ROOMS = [Path(next(iter(handrail.people.recovery.__path__)))]
FILES = [path for room in ROOMS for path in sorted(room.rglob("*.py")) if "migrations" not in path.parts]
ADDS = {
    "sum",
    "mean",
    "fmean",
    "median",
    "mode",
    "Sum",
    "Avg",
    "StdDev",
    "Variance",
    "fsum",
    "average",
    "aggregate",
}


def adding(tree: ast.AST) -> set[str]:
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    return names & ADDS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_code_adds_up(path):
    assert adding(ast.parse(path.read_text())) == set()


def test_the_look_for_it_sees_each_way():
    assert adding(ast.parse("sum(x)")) == {"sum"}
    assert adding(ast.parse("from statistics import mean")) == {"mean"}
    assert adding(ast.parse("rows.aggregate(models.Avg('placed'))")) == {"aggregate", "Avg"}


def test_no_page_of_outcomes_speaks_of_a_score():
    for room in ROOMS:
        for page in room.rglob("*.html"):
            assert not re.search(r"\|\s*sum|score|average|overall", page.read_text()), page.name
