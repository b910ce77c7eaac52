"""No name that another package keeps to itself is used: it may be gone with the next release, without notice."""

import ast
import sys
from collections.abc import Iterator
from inspect import getmembers, isclass, isfunction
from pathlib import Path

from django.urls import get_resolver

from support.repository import ROOT

PUBLIC = {
    "_meta": "Django documents it",
    "_state": "Django documents it",
    "_base_manager": "Django documents it",
    "_default_manager": "Django documents it",
    "_undefined_name": "Jinja documents it",
    "_undefined_obj": "Jinja documents it",
    "_fail_with_undefined_error": "Jinja documents it",
    "_asdict": "named tuples",
    "_fields": "named tuples",
    "_replace": "named tuples",
    "_exit": "Python documents os._exit",
}
LEFT = {
    "_p": "python-docx has nothing else for bookmarks and the fields of a footer",
    "_tbl": "python-docx has nothing else for the head rows and captions that screen readers read",
    "_inline": "python-docx has nothing else for the description of a picture",
}
BY_NAME = ("getattr", "setattr", "hasattr", "delattr")
FOLDERS = ("src", "tests", "bench", "scripts")


def test_no_private_name_of_another_package_is_used():
    ours: set[str] = set()
    used: list[tuple[Path, int, str]] = []
    for path in (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))  # not kept: a worker would carry all of them along
        ours.update(_defined(tree))
        used += [(path, line, name) for line, name in _used(tree) if _is_private(name)]
    known = ours | PUBLIC.keys()
    foreign = [each for each in used if each[2] not in known]
    assert [
        f"{path.relative_to(ROOT)}:{line} {name}" for path, line, name in foreign if name not in LEFT
    ] == []
    assert LEFT.keys() == {name for _, _, name in foreign}, "an exception is not needed any more"


def test_no_private_method_of_another_package_is_overridden():
    wrong = [
        f"{one.__module__}.{one.__qualname__}.{name} is one of {base.__module__}"
        for one in _our_classes()
        for name, value in vars(one).items()
        if _is_private(name) and isfunction(value) and value.__module__.startswith("handrail")
        for base in one.__mro__[1:]
        if name in vars(base) and not base.__module__.startswith("handrail")
    ]
    assert wrong == []


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name != "_"


def _defined(tree: ast.AST) -> Iterator[str]:
    """Names that our own code gives: functions, classes, variables and attributes of `self`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _is_self(node.value):
            yield node.attr


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def _used(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Names asked of something else, with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in BY_NAME:
            yield from ((node.lineno, str(ast.literal_eval(name))) for name in _literals(node.args[1:2]))


def _literals(nodes: list[ast.expr]) -> list[ast.Constant]:
    return [node for node in nodes if isinstance(node, ast.Constant)]


def _our_classes() -> list[type]:
    assert get_resolver().url_patterns  # the views are loaded with them
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("handrail.")]
    classes = {one for module in modules for _, one in getmembers(module, isclass)}
    return sorted(
        (one for one in classes if one.__module__.startswith("handrail")), key=lambda one: one.__qualname__
    )
