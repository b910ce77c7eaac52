"""docs/asvs.md is true: each test that it names exists, and its counts are those of its rows.

The tests that docs/security/attack-findings.md names exist too.
"""

import ast
import re
from collections import Counter
from functools import cache

from support.repository import ROOT, text

TABLE = text(ROOT / "docs" / "asvs.md")
FINDINGS = text(ROOT / "docs" / "security" / "attack-findings.md")
ROW = re.compile(r"^\| (\d+)\.\d+\.\d+ \| [^|]+ \| ([^|]+) \|", re.MULTILINE)
COUNTED = re.compile(r"^\| V(\d+) [^|]+\| (\d+) \| (\d+) \| (\d+) \|", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/.-]+\.py)::(\w+)`")
LINKED = re.compile(r"\]\(([\w/.-]+\.md)\)|`((?:src|scripts|assets|docs|tests|\.ci)/[\w/.-]+\.\w+)`")
NOT_MET_AT_MOST = 0
STATES = ("met", "not applicable", "**not met**")


@cache
def list_tests(path):
    module = ast.parse(text(ROOT / path))
    return {node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}


def test_each_test_that_is_named_exists():
    gone = [f"{path}::{name}" for path, name in NAMED.findall(TABLE) if name not in list_tests(path)]
    assert gone == []
    assert len(NAMED.findall(TABLE)) > 150


def test_each_finding_of_the_attack_names_a_test_that_exists():
    numbers = [f"{grade}{at}" for grade, last in (("H", 6), ("M", 6), ("L", 7)) for at in range(1, last + 1)]
    rows = re.findall(r"^\| ([HML]\d): .*$", FINDINGS, re.MULTILINE)
    assert rows == numbers
    lines = [
        line for line in FINDINGS.splitlines() if line.startswith("| ") and not line.startswith("| finding")
    ]
    assert [line for line in lines if not NAMED.search(line)] == []
    assert [f"{path}::{name}" for path, name in NAMED.findall(FINDINGS) if name not in list_tests(path)] == []


def test_each_file_that_is_named_exists():
    named = [(ROOT / "docs" / linked if linked else ROOT / path) for linked, path in LINKED.findall(TABLE)]
    assert [str(path) for path in named if not path.exists()] == []


def test_each_row_has_a_state_and_the_counts_are_those_of_the_rows():
    rows = [(int(chapter), state.strip()) for chapter, state in ROW.findall(TABLE)]
    counts = Counter(rows)
    assert {state for _, state in rows} <= set(STATES)
    assert [tuple(map(int, row)) for row in COUNTED.findall(TABLE)] == [
        (chapter, *(counts[(chapter, state)] for state in STATES)) for chapter in range(1, 18)
    ]
    whole = [sum(counts[(chapter, state)] for chapter in range(1, 18)) for state in STATES]
    assert (
        f"**{len(rows)} requirements: {whole[0]} met, {whole[1]} not applicable, {whole[2]} not met.**"
        in TABLE
    )
    assert f"| **All** | **{whole[0]}** | **{whole[1]}** | **{whole[2]}** |" in TABLE
    assert (len(rows), whole[2]) == (253, NOT_MET_AT_MOST)
