"""A class has a name of its own in the whole of src, so that a name in a test, a log or a search is one thing."""

import ast
from collections import defaultdict

from support.repository import SRC

SAME_BY_CONVENTION = {"Meta", "Command", "Migration"}


def test_a_class_name_is_unique():
    places = defaultdict(list)
    for path in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name not in SAME_BY_CONVENTION:
                places[node.name].append(f"{path.relative_to(SRC)}:{node.lineno}")
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
