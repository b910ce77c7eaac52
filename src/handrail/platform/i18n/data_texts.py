"""Texts that a page takes from a table: time limits, the Home Office form, code lists, the words of events."""

import csv
import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from handrail.pathway.descriptions import KIND_WORDS, UNITS
from handrail.pathway.stages import STAGES

TABLES = (
    ("handrail.pathway", "data/clocks.csv", ("name", "owner", "source", "note")),
    ("handrail.people.housing", "data/who_answers.csv", ("who", "pays", "rule", "source", "note")),
    ("handrail.platform.reference", "data/languages.csv", ("name",)),
)
TREES = (
    ("handrail.people.referral_form", "data/form-2026-04.json"),
    ("handrail.platform.reference", "data/code_lists.json"),
)
SPOKEN = {"title", "label", "hint", "name", "help", "text", "words"}


def list_texts() -> Iterator[tuple[str, str]]:
    """Each text with the file it stands in."""
    for package, path, columns in TABLES:
        with (files(package) / path).open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                yield from ((row[name], path) for name in columns if row.get(name))
    yield from ((stage.headline.rstrip("."), "pathway/stages.py") for stage in STAGES)
    yield from ((kind, "pathway/descriptions.py") for kind in KIND_WORDS.values())
    for package, path in TREES:
        tree = json.loads((files(package) / path).read_text(encoding="utf-8"))
        yield from ((text, path) for text in _iter_texts(tree, ""))


def list_nouns() -> Iterator[tuple[str, str, str]]:
    """Things that are counted by a table: one of them, many, and the file."""
    yield from ((one, f"{one}s", "pathway/descriptions.py") for one in UNITS.values())


def _iter_texts(tree: Any, key: str) -> Iterator[str]:
    if isinstance(tree, dict):
        for name, inner in tree.items():
            yield from _iter_texts(inner, name)
    elif isinstance(tree, list):
        for inner in tree:
            yield from _iter_texts(inner, key)
    elif isinstance(tree, str) and key in SPOKEN:
        yield tree
