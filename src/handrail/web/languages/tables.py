"""Texts that a page takes from a table: time limits, the Home Office form, code lists, the words of events."""

import csv
import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from handrail.pathway.stages import STAGES
from handrail.pathway.words import KIND_WORDS, UNITS
from handrail.web.recommendations.present import KINDS_OF_BODIES

TABLES = (
    ("handrail.pathway", "data/clocks.csv", ("name", "owner", "source", "note")),
    ("handrail.provision.places", "data/who_answers.csv", ("who", "pays", "rule", "source", "note")),
    ("handrail.reference", "data/languages.csv", ("name",)),
)
TREES = (("handrail.nrmform", "data/form-2026-04.json"), ("handrail.reference", "data/code_lists.json"))
SPOKEN = {"title", "label", "hint", "name", "help", "text", "words"}


def texts() -> Iterator[tuple[str, str]]:
    """Each text with the file it stands in."""
    for package, path, columns in TABLES:
        with (files(package) / path).open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                yield from ((row[name], path) for name in columns if row.get(name))
    yield from ((stage.headline.rstrip("."), "pathway/stages.py") for stage in STAGES)
    yield from ((kind, "pathway/words.py") for kind in KIND_WORDS.values())
    for package, path in TREES:
        tree = json.loads((files(package) / path).read_text(encoding="utf-8"))
        yield from ((text, path) for text in _spoken(tree, ""))


def nouns() -> Iterator[tuple[str, str, str]]:
    """Things that are counted by a table: one of them, many, and the file."""
    yield from ((one, f"{one}s", "pathway/words.py") for one in UNITS.values())
    yield from ((one, many, "web/recommendations/present.py") for one, many in KINDS_OF_BODIES.values())


def _spoken(tree: Any, key: str) -> Iterator[str]:
    if isinstance(tree, dict):
        for name, inner in tree.items():
            yield from _spoken(inner, name)
    elif isinstance(tree, list):
        for inner in tree:
            yield from _spoken(inner, key)
    elif isinstance(tree, str) and key in SPOKEN:
        yield tree
