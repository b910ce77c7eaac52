"""Kinds of group, their templates, and codes of intensification: one row each, with source and how sure it is.

A kind has a *tier*: a group lies under one of a lower tier, so that groups nest and never form a circle.
"""

import csv
import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).with_name("data")
TERMS_FIELDS: Final = (
    *("purpose", "legal_status", "accountable_to", "deciding"),
    *("conflicts", "confidentiality", "sharing", "money"),
)


@dataclass(frozen=True, slots=True)
class GroupKind:
    """A kind of group."""

    code: str
    name: str
    tier: int
    meetings_a_year: int
    source: str
    confidence: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None

    def is_offered_on(self, day: datetime.date) -> bool:
        """Whether new groups of the kind are set up on that day."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@dataclass(frozen=True, slots=True)
class IntensificationCode:
    """A theme, a kind of visit, or a result of an intensification. `part` is what it belongs to."""

    part: str
    code: str
    name: str
    counts_people: bool
    source: str
    confidence: str


@cache
def get_group_kinds() -> dict[str, GroupKind]:
    """All kinds, the highest first.

    Returns:
        By their code.
    """
    return {
        row["code"]: GroupKind(
            code=row["code"],
            name=row["name"],
            tier=int(row["tier"]),
            meetings_a_year=int(row["meetings_a_year"]),
            source=row["source"],
            confidence=row["confidence"],
            valid_from=_parse_day(row["valid_from"]),
            valid_to=_parse_day(row["valid_to"]),
        )
        for row in _read_partnership_csv_rows("group_kinds.csv")
    }


def list_group_kind_choices() -> list[tuple[str, str]]:
    """Pairs of code and name, for forms."""
    return [(kind.code, kind.name) for kind in get_group_kinds().values()]


@cache
def get_intensification_codes() -> dict[str, IntensificationCode]:
    """Themes, kinds of visit and results, in the order of pages.

    Returns:
        By their code.
    """
    return {
        row["code"]: IntensificationCode(
            row["part"],
            row["code"],
            row["name"],
            bool(row["counts_people"]),
            row["source"],
            row["confidence"],
        )
        for row in _read_partnership_csv_rows("operation_codes.csv")
    }


def list_intensification_choices(part: str) -> list[tuple[str, str]]:
    """Pairs of code and name of one part."""
    return [(one.code, one.name) for one in get_intensification_codes().values() if one.part == part]


def get_terms_of_reference_template_of_group_kind(kind: str) -> dict[str, str]:
    """The words that terms of reference begin with: those of the kind, else those of every kind.

    Returns:
        By the name of the field.
    """
    rows = _read_partnership_csv_rows("terms_templates.csv")
    words = {row["field"]: row["words"] for row in rows if not row["kind"]}
    return words | {row["field"]: row["words"] for row in rows if row["kind"] == kind}


def list_terms_of_reference_template_sources(kind: str) -> list[tuple[str, str]]:
    """Where the words of a template come from, and how sure that is, each once."""
    rows = [row for row in _read_partnership_csv_rows("terms_templates.csv") if row["kind"] in ("", kind)]
    return list(dict.fromkeys((row["source"], row["confidence"]) for row in rows))


def list_template_agenda_items_of_group_kind(kind: str) -> list[str]:
    """What a drafted meeting has on its agenda."""
    rows = _read_partnership_csv_rows("agenda_items.csv")
    return [row["words"] for row in rows if row["kind"] in ("", kind)]


def get_usual_seat_office_and_deputy(body_kind: str) -> tuple[str, str]:
    """The office that usually sits for such an organisation, and its deputy; both may be changed.

    Returns:
        Office and deputy.
    """
    row = next(
        (row for row in _read_partnership_csv_rows("seat_offices.csv") if row["body_kind"] == body_kind), None
    )
    return (row["office"], row["deputy"]) if row else ("Lead", "")


@cache
def _read_partnership_csv_rows(name: str) -> tuple[dict[str, str], ...]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _parse_day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class SurveyQuestionTemplate:
    """One question that a group's survey begins with."""

    kind: str
    text: str
    options: tuple[str, ...]
    low: str
    high: str
    source: str
    confidence: str


def list_template_questions_of_group_survey(survey: str) -> list[SurveyQuestionTemplate]:
    """The questions of a survey of members ("forum") or of trust and reporting ("trust")."""
    return [
        SurveyQuestionTemplate(
            row["kind"],
            row["text"],
            tuple(filter(None, row["options"].split("|"))),
            row["low"],
            row["high"],
            row["source"],
            row["confidence"],
        )
        for row in _read_partnership_csv_rows("survey_questions.csv")
        if row["survey"] == survey
    ]
