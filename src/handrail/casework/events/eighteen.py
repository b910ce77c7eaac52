"""Asked again at eighteen: what somebody agreed to as a child is asked anew, each answer apart. Pure.

No document sets a day; that it is asked again is the house's own rule beside the pathway's two consents at 18.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from handrail.casework.case.states import Age, Said
from handrail.kernel.dates import birthday
from handrail.pathway import Prompt
from handrail.pathway.events import Event
from handrail.pathway.order import standing
from handrail.pathway.prompts import WORKER

CODE = "ask_at_18"
FULL_AGE = 18
OF_AGE = frozenset({"turned_18", "age_assessed_adult"})
DO = "Ask again what they agreed to as a child"
WHY = (
    "They answered on the child’s path. At eighteen each answer is asked again, apart: support, sharing, and every way "
    "to reach them. The earlier answers stand until they are."
)
SOURCE = "Your own rule. The pathway asks for staying in the NRM and for national support by itself."


@dataclass(frozen=True, slots=True)
class Answered:
    """The newest answer to one question, as far as the rule reads it."""

    said: str
    on: datetime.date
    of_child: bool

    @property
    def to_ask_again(self) -> bool:
        """A yes that was given on the child's path."""
        return self.of_child and self.said == Said.YES


def said_as_child(*, age: str, age_asked: bool, born: datetime.date | None, on: datetime.date) -> bool:
    """Whether an answer of that day is a child's: by the date of birth, else on the path that the case takes."""
    if born is not None:
        return on < birthday(born, FULL_AGE)
    return age == Age.CHILD or (age == Age.UNSURE and age_asked)


def prompt(
    answers: Iterable[Answered], *, age: str, born: datetime.date | None, events: tuple[Event, ...]
) -> Prompt | None:
    """What to ask again, by which day; none where nothing was said as a child, or nobody knows when they are 18."""
    asked = [answer for answer in answers if answer.to_ask_again]
    if not asked:
        return None
    day = _of_age(born, events)
    if day is None and age != Age.ADULT:
        return None
    by = max(day, *(answer.on for answer in asked)) if day else None
    return Prompt(code=CODE, do=DO, who=WORKER, why=WHY, by=by, source=SOURCE)


def _of_age(born: datetime.date | None, events: tuple[Event, ...]) -> datetime.date | None:
    if born is not None:
        return birthday(born, FULL_AGE)
    return min((event.at for event in standing(events) if event.event in OF_AGE), default=None)
