"""Asked again at eighteen: what somebody agreed to as a child is asked anew, each answer apart. Pure.

No document sets a day; that it is asked again is the house's own rule beside the pathway's two consents at 18.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from handrail.pathway import Prompt
from handrail.pathway.event_order import list_effective_events
from handrail.pathway.events import PathwayEvent
from handrail.pathway.prompts import WORKER
from handrail.people.records.text_choices import Age, ConsentAnswer
from handrail.platform.kernel.dates import get_day_of_reaching_age

PROMPT_CODE = "ask_at_18"
AGE_OF_ADULTHOOD = 18
ADULTHOOD_EVENTS = frozenset({"turned_18", "age_assessed_adult"})
DO = "Ask again about the consents they gave as a child"
WHY = (
    "They answered as a child. At 18, ask each question again separately: support, sharing, and "
    "each way to reach them. The earlier answers count until you have asked."
)
SOURCE = (
    "Your organisation’s own rule. The pathway asks separately about staying in the NRM and national support."
)


@dataclass(frozen=True, slots=True)
class AnswerForAdulthoodReview:
    """The newest answer to one question, as far as the rule reads it."""

    said: str
    on: datetime.date
    of_child: bool

    @property
    def must_be_asked_again(self) -> bool:
        """A yes that was given on the child's path."""
        return self.of_child and self.said == ConsentAnswer.YES


def is_childhood_answer(*, age: str, age_asked: bool, born: datetime.date | None, on: datetime.date) -> bool:
    """Whether an answer of that day is a child's: by the date of birth, else on the path that the case takes.

    Args:
        age: what the case says of their age.
        age_asked: whether anybody asked.
        born: the date of birth, None where it is not known.
        on: the day of the answer.
    """
    if born is not None:
        return on < get_day_of_reaching_age(born, AGE_OF_ADULTHOOD)
    return age == Age.CHILD or (age == Age.UNSURE and age_asked)


def build_adulthood_prompt(
    answers: Iterable[AnswerForAdulthoodReview],
    *,
    age: str,
    born: datetime.date | None,
    events: tuple[PathwayEvent, ...],
) -> Prompt | None:
    """What to ask again, by which day; none where nothing was said as a child, or nobody knows when they are 18.

    Args:
        answers: the newest answer to each question.
        age: what the case says of their age.
        born: the date of birth, None where it is not known.
        events: what happened, where that says when they turned eighteen.

    Source: the product’s own rule (`SOURCE`); no document sets a day.
    """
    asked = [answer for answer in answers if answer.must_be_asked_again]
    if not asked:
        return None
    day = _get_adulthood_day(born, events)
    if day is None and age != Age.ADULT:
        return None
    by = max(day, *(answer.on for answer in asked)) if day else None
    return Prompt(code=PROMPT_CODE, do=DO, who=WORKER, why=WHY, by=by, source=SOURCE)


def _get_adulthood_day(born: datetime.date | None, events: tuple[PathwayEvent, ...]) -> datetime.date | None:
    if born is not None:
        return get_day_of_reaching_age(born, AGE_OF_ADULTHOOD)
    return min(
        (event.at for event in list_effective_events(events) if event.event in ADULTHOOD_EVENTS), default=None
    )
