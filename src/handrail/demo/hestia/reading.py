"""Reading the file of the call of 2021 into plain values."""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from handrail.assurance.calls.values import PracticeTold

FILE = files("handrail.demo.hestia") / "practices.toml"


@dataclass(frozen=True, slots=True)
class ToldPractice:
    """One practice of the source: who told it, where it stands, and how it is sorted."""

    body: str
    area: str  # as the source names it
    paragraph: str
    part: int  # of a paragraph that tells two
    theme: str
    open_words: str
    told: PracticeTold

    @property
    def section(self) -> str:
        """The section of the report: that of its paragraph."""
        return self.paragraph.partition(".")[0]


@dataclass(frozen=True, slots=True)
class ToldText:
    """A paragraph that is nobody's practice."""

    paragraph: str
    about: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class ToldCall:
    """The call with everything that the source tells of it."""

    code: str
    title: str
    asked_on: datetime.date
    deadline: datetime.date
    answered_reported: int
    source: str
    guidance: str
    questions: tuple[str, ...]
    entered_later: str
    practices: tuple[ToldPractice, ...]
    texts: tuple[ToldText, ...]

    @property
    def by_body(self) -> Mapping[str, list[ToldPractice]]:
        """The practices of each body, in the order of the source."""
        found: dict[str, list[ToldPractice]] = {}
        for practice in self.practices:
            found.setdefault(practice.body, []).append(practice)
        return found


@cache
def the_call() -> ToldCall:
    """The file, read once."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    call = content["call"]
    return ToldCall(
        **{**call, "questions": tuple(call["questions"])},
        practices=tuple(_practice(call["code"], row) for row in content["practice"]),
        texts=tuple(ToldText(**row) for row in content["text"]),
    )


def _practice(call: str, row: dict[str, Any]) -> ToldPractice:
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
    return ToldPractice(
        body=row["body"],
        area=row["area"],
        paragraph=paragraph,
        part=part,
        theme=row["theme"],
        open_words=row.get("open_words", ""),
        told=PracticeTold(
            **{name: value for name, value in row.items() if name in kept},
            source_paragraph=paragraph,
            section_hint=paragraph.partition(".")[0],
            key=f"{call}-{paragraph.replace('.', '-')}" + (f"-{part}" if part > 1 else ""),
        ),
    )
