"""Where texts stand that a page takes from a table: time limits, the Home Office form, code lists, the words of events.

Rooms know their own tables; `site/text_sources.py` lists them all, so that nothing here names a room.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

TEXT_KEYS = {"title", "label", "hint", "name", "help", "text", "words"}


@dataclass(frozen=True, slots=True)
class CsvTexts:
    """Columns of a CSV file in a package whose cells are read on pages."""

    package: str
    path: str
    columns: tuple[str, ...]

    def list_texts(self) -> Iterator[tuple[str, str]]:
        """Each text with the file it stands in."""
        with (files(self.package) / self.path).open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                yield from ((row[name], _get_source_path(self)) for name in self.columns if row.get(name))


@dataclass(frozen=True, slots=True)
class JsonTexts:
    """A JSON file in a package, of which the values under TEXT_KEYS are read on pages."""

    package: str
    path: str

    def list_texts(self) -> Iterator[tuple[str, str]]:
        """Each text with the file it stands in."""
        tree = json.loads((files(self.package) / self.path).read_text(encoding="utf-8"))
        yield from ((text, _get_source_path(self)) for text in _iterate_texts_under_text_keys(tree, ""))


@dataclass(frozen=True, slots=True)
class ModuleTableTexts:
    """Texts that a module makes from its own tables."""

    package: str
    path: str
    texts: tuple[str, ...]

    def list_texts(self) -> Iterator[tuple[str, str]]:
        """Each text with the file it stands in."""
        yield from ((text, _get_source_path(self)) for text in self.texts)


@dataclass(frozen=True, slots=True)
class CountedNouns:
    """Things that pages count, each as one of them and many."""

    package: str
    path: str
    nouns: tuple[tuple[str, str], ...]


type TextSource = CsvTexts | JsonTexts | ModuleTableTexts | CountedNouns


def iterate_texts_of_text_sources() -> Iterator[tuple[str, str]]:
    """Every text of every table, with the file it stands in."""
    for source in _load_text_sources():
        if not isinstance(source, CountedNouns):
            yield from source.list_texts()


def iterate_counted_nouns() -> Iterator[tuple[str, str, str]]:
    """Things that are counted by a table: one of them, many, and the file."""
    for source in _load_text_sources():
        if isinstance(source, CountedNouns):
            yield from ((one, many, _get_source_path(source)) for one, many in source.nouns)


def _load_text_sources() -> Iterable[TextSource]:
    sources: Iterable[TextSource] = import_string(settings.TEXT_SOURCES)
    return sources


def _get_source_path(source: TextSource) -> str:
    return f"{source.package.removeprefix('handrail.').replace('.', '/')}/{source.path}"


def _iterate_texts_under_text_keys(tree: Any, key: str) -> Iterator[str]:
    if isinstance(tree, dict):
        for name, inner in tree.items():
            yield from _iterate_texts_under_text_keys(inner, name)
    elif isinstance(tree, list):
        for inner in tree:
            yield from _iterate_texts_under_text_keys(inner, key)
    elif isinstance(tree, str) and key in TEXT_KEYS:
        yield tree
