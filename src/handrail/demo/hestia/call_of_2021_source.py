"""Reading the file of the call of 2021 into plain values."""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from handrail.areas.calls.practice_input import PracticeInput

FILE = files("handrail.demo.hestia") / "practices.toml"


@dataclass(frozen=True, slots=True)
class EarlierCallPractice:
    """One practice of the source: who told it, where it stands, and how it is sorted."""

    body: str
    area: str  # as the source names it
    paragraph: str
    part: int  # of a paragraph that tells two
    theme: str
    open_words: str
    told: PracticeInput

    @property
    def section(self) -> str:
        """The section of the report: that of its paragraph."""
        return self.paragraph.partition(".")[0]


@dataclass(frozen=True, slots=True)
class EarlierCallEditorText:
    """A paragraph that is nobody's practice."""

    paragraph: str
    about: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class EarlierCall:
    """The call with everything that the source tells of it."""

    code: str
    title: str
    asked_on: datetime.date
    deadline: datetime.date
    answered_reported: int
    source: str
    guidance: str
    questions: tuple[str, ...]
    not_addressed: tuple[str, ...]  # local policing bodies of the day that the text does not name as asked
    entered_later: str
    practices: tuple[EarlierCallPractice, ...]
    texts: tuple[EarlierCallEditorText, ...]

    @property
    def by_body(self) -> Mapping[str, list[EarlierCallPractice]]:
        """The practices of each body, in the order of the source."""
        found: dict[str, list[EarlierCallPractice]] = {}
        for practice in self.practices:
            found.setdefault(practice.body, []).append(practice)
        return found


@cache
def read_call_of_2021() -> EarlierCall:
    """The file, read once."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    call = content["call"]
    return EarlierCall(
        **{**call, **{name: tuple(call[name]) for name in ("questions", "not_addressed")}},
        practices=tuple(_make_call_of_2021_practice(call["code"], row) for row in content["practice"]),
        texts=tuple(EarlierCallEditorText(**row) for row in content["text"]),
    )


def _make_call_of_2021_practice(call: str, row: dict[str, Any]) -> EarlierCallPractice:
    kept = {
        "title",
        "words",
        "kind",
        "state",
        "phases",
        "since",
        "evidence",
        "evaluated",
        "safe_venue",
    }
    paragraph, part = row["paragraph"], row.get("part", 1)
    return EarlierCallPractice(
        body=row["body"],
        area=row["area"],
        paragraph=paragraph,
        part=part,
        theme=row["theme"],
        open_words=row.get("open_words", ""),
        told=PracticeInput(
            **{name: value for name, value in row.items() if name in kept},
            source_paragraph=paragraph,
            section_hint=paragraph.partition(".")[0],
            key=f"{call}-{paragraph.replace('.', '-')}" + (f"-{part}" if part > 1 else ""),
        ),
    )
