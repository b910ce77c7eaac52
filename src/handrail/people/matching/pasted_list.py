"""A list that somebody pasted, read line by line into people. Pure: nothing is opened by it.

One person a line; the first part is what to call them, the others are known by what they say: an age, danger, a
language, an interpreter. Whatever is not known stays as a note, so that nothing that was pasted is lost.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from handrail.platform.kernel.messages import join_texts, msg

PARTS = re.compile(r"[,;\t]")
BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
YEARS = re.compile(r"(?:aged? )?(\d{1,2})(?: years?(?: old)?)?")
ADULT_FROM = 18
AGES = {
    "adult": "adult",
    "child": "child",
    "under 18": "child",
    "minor": "child",
    "not sure": "unsure",
    "unsure": "unsure",
    "?": "unsure",
}
DANGERS = {
    "in danger": "in_danger",
    "danger": "in_danger",
    "hurt": "hurt",
    "ill": "hurt",
    "injured": "hurt",
    "not in danger": "neither",
}
INTERPRETER = {"interpreter", "needs interpreter", "needs an interpreter"}


@dataclass(frozen=True, slots=True)
class PastedListPerson:
    """One line as it was understood. Codes are those of casework; empty is not said."""

    called: str = ""
    age: str = ""
    danger: str = ""
    language: str = ""
    interpreter: bool = False
    note: str = ""


def parse_pasted_list_of_people(text: str, languages: Mapping[str, str]) -> list[PastedListPerson]:
    """The people of a list. `languages` are names as they are kept, by the same in small letters."""
    lines = (BULLET.sub("", line).strip() for line in text.splitlines())
    return [_parse_pasted_person_line(line, languages) for line in lines if line]


def _parse_pasted_person_line(line: str, languages: Mapping[str, str]) -> PastedListPerson:
    called, *rest = (part.strip() for part in PARTS.split(line))
    said: dict[str, str] = {}
    notes = [
        part for part in rest if part and not _store_recognised_part_of_pasted_line(part, languages, said)
    ]
    interpreter = bool(said.pop("interpreter", ""))
    note = join_texts(filter(None, [said.pop("years", ""), *notes]), "; ")
    return PastedListPerson(called=called, interpreter=interpreter, note=note, **said)


def _store_recognised_part_of_pasted_line(
    part: str, languages: Mapping[str, str], said: dict[str, str]
) -> bool:
    """Whether the part is one of the things that are known; the first of each kind counts."""
    small = part.casefold()
    found = {
        "age": AGES.get(small, ""),
        "danger": DANGERS.get(small, ""),
        "language": languages.get(small, ""),
        "interpreter": "yes" if small in INTERPRETER else "",
    }
    if years := YEARS.fullmatch(small):
        found["age"] = "adult" if int(years[1]) >= ADULT_FROM else "child"
        found["years"] = msg("Says they are {years}", years=years[1])
    new = {name: value for name, value in found.items() if value and name not in said}
    said.update(new)
    return bool(new)
