"""Calls of two years, with returns entered and practices sorted as a test needs them."""

import datetime
from dataclasses import dataclass, field

from handrail.areas.calls.actions.earlier_calls import (
    record_earlier_call_made_elsewhere,
    record_return_of_body_to_earlier_call,
)
from handrail.areas.calls.models import ReturnPractice
from handrail.areas.calls.practice_input import PracticeInput
from handrail.areas.practices.actions import sort_practice_into_theme_and_section
from handrail.areas.practices.models import Practice
from handrail.platform.access.actor import Actor

DAYS = {"first-call": datetime.date(2021, 5, 26), "second-call": datetime.date(2023, 6, 1)}


@dataclass(slots=True)
class Shelf:
    """The library as one collator fills it."""

    by: Actor
    calls: set[str] = field(default_factory=set)

    def tell(self, body: str, *practices: PracticeInput, call: str = "first-call") -> list[str]:
        """A body's return to a call. The keys of its practices, not sorted yet."""
        self._ask(call)
        row = record_return_of_body_to_earlier_call(
            by=self.by, call=call, body=body, entered_later="a published text", practices=practices
        )
        return list(ReturnPractice.objects.filter(of=row).order_by("number").values_list("key", flat=True))

    def put(
        self, body: str, *practices: PracticeInput, call: str = "first-call", theme: str = "place"
    ) -> list[Practice]:
        """The same, and sorted."""
        keys = self.tell(body, *practices, call=call)
        return [
            sort_practice_into_theme_and_section(by=self.by, key=key, theme=theme, section="accommodation")
            for key in keys
        ]

    def _ask(self, call: str) -> None:
        if call not in self.calls:
            day = DAYS[call]
            record_earlier_call_made_elsewhere(
                by=self.by,
                code=call,
                title=call,
                asked_on=day,
                deadline=day.replace(month=12),
                source="a text",
            )
            self.calls.add(call)


def told(title: str, words: str = "", **more: object) -> PracticeInput:
    """A practice, in few words."""
    return PracticeInput(
        title=title, words=words or f"About {title}.", kind=more.pop("kind", "place"), **more
    )


BAGS = (
    "Victim go bags with new clothes and toiletries are given out at the point of contact by officers in every town. "
    "Officers say that the bags help people to trust them in the first hour, and the contents changed after victims "
    "told us what they missed"
)
