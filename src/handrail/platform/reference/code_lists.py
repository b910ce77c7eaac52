"""Code lists that change with a release, not with a person's work: read from a file, kept in memory."""

import csv
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class CodeListValue:
    """One value of a list. `sent_as` is the exact text that an outside form expects."""

    code: str
    name: str
    sent_as: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list, where it came from, and how sure that is."""

    name: str
    source: str
    confidence: str
    note: str
    values: tuple[CodeListValue, ...]

    def find(self, code: str) -> CodeListValue | None:
        """The value with this code, or None."""
        return next((value for value in self.values if value.code == code), None)


def get_code_list(name: str) -> CodeList:
    """A list by name: gender_nrm_form, nationalities, countries, core_outcomes, victim_needs, ethnicity."""
    return _load_code_lists()[name]


def list_code_lists() -> tuple[CodeList, ...]:
    """All code lists, for a page that shows where facts come from.

    Returns:
        Each with its source, in the order of their files.
    """
    return tuple(_load_code_lists().values())


def find_language_name(tag: str) -> str:
    """The name of a language as this release has it, without a statement; the tag where it has none."""
    return _load_language_names().get(tag, tag)


@cache
def _load_language_names() -> dict[str, str]:
    text = (files("handrail.platform.reference") / "data" / "languages.csv").read_text(encoding="utf-8")
    return {row["tag"]: row["name"] for row in csv.DictReader(text.splitlines())}


@cache
def _load_code_lists() -> dict[str, CodeList]:
    text = (files("handrail.platform.reference") / "data" / "code_lists.json").read_text(encoding="utf-8")
    return {
        name: CodeList(
            name=name,
            source=block["source"],
            confidence=block["confidence"],
            note=block["note"],
            values=tuple(
                CodeListValue(v["code"], v["name"], v.get("sent_as", v["name"]), v.get("group", ""))
                for v in block["values"]
            ),
        )
        for name, block in json.loads(text).items()
    }
