"""A public function with three or more arguments says what it takes and what it gives."""

import ast

import pytest

from support.repository import SRC

FOLDERS = ("areas", "demo", "directory", "insight", "pathway", "people", "platform", "site")
MOST_ARGUMENTS = 2


def undocumented(folder: str) -> list[str]:
    return [
        f"{path.relative_to(SRC)}:{node.lineno} {node.name}"
        for path in sorted((SRC / folder).rglob("*.py"))
        if "migrations" not in path.parts
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _lacks_sections(node)
    ]


def _lacks_sections(node: ast.FunctionDef) -> bool:
    doc = ast.get_docstring(node) or ""
    taken = node.args
    names = [one.arg for one in [*taken.posonlyargs, *taken.args, *taken.kwonlyargs]]
    many = len(names) > MOST_ARGUMENTS and names[0] != "request"  # the address says what a view takes
    gives = ast.unparse(node.returns) if node.returns else ""
    return (many and "Args:" not in doc) or (gives.startswith(("tuple", "dict")) and "Returns:" not in doc)


@pytest.mark.parametrize("folder", FOLDERS)
def test_arguments_and_results_are_documented(folder):
    assert undocumented(folder) == []
