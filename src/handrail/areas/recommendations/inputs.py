"""What is handed to the actions, before it is a row."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecommendationInput:
    """A recommendation as it is entered."""

    source: str
    title: str
    text: str
    issued_by: str
    published_on: datetime.date
    due_on: datetime.date | None = None
    due_words: str = ""
    comment_rule: str = ""  # empty: as the source of the recommendation makes it
    origin_note: str = ""


@dataclass(frozen=True, slots=True)
class AddresseesInput:
    """Whom it addresses. `named` are codes of bodies."""

    policing_bodies: bool = False
    chief_constables: bool = False
    named: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class UpdateScheduleInput:
    """When updates are due: the first day, and how often after it."""

    first_due: datetime.date
    every: int = 0
    unit: str = "once"
