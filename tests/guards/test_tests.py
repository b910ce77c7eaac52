"""Tests stand alone: what several of them use lies in tests/support, never in a conftest.py or another test."""

import ast

from support.repository import ROOT

TESTS = ROOT / "tests"
FILES = sorted(TESTS.rglob("*.py"))


def test_nothing_is_imported_from_a_conftest_or_a_test():
    wrong = [
        f"{path.relative_to(TESTS)} imports {node.module}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").rsplit(".", 1)[-1].startswith(("conftest", "test_"))
    ]
    assert wrong == []


def test_a_conftest_holds_fixtures_and_hooks_alone():
    wrong = [
        f"{path.relative_to(TESTS)}: {ast.unparse(node).splitlines()[0]}"
        for path in FILES
        if path.name == "conftest.py"
        for node in ast.parse(path.read_text()).body
        if not isinstance(node, ast.Import | ast.ImportFrom) and not _may_be_in_a_conftest(node)
    ]
    assert wrong == []


def _may_be_in_a_conftest(node: ast.stmt) -> bool:
    if isinstance(node, ast.FunctionDef):
        how = " ".join(ast.unparse(decorator) for decorator in node.decorator_list)
        return node.name.startswith("pytest_") or "fixture" in how or "shared_world" in how
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]) in ("pytest_plugins", "pytestmark")
    return isinstance(node, ast.Expr)  # the docstring
