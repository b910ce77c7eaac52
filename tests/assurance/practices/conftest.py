"""Calls of two years, with returns entered and practices sorted as a test needs them."""

import datetime
from dataclasses import dataclass, field

from handrail.access.actor import Actor
from handrail.assurance.calls.actions.history import enter_history_call, enter_return
from handrail.assurance.calls.models import Entry
from handrail.assurance.calls.values import PracticeTold
from handrail.assurance.practices.actions import sort_practice
from handrail.assurance.practices.models import Practice
from support.worlds import shared_world

DAYS = {"first-call": datetime.date(2021, 5, 26), "second-call": datetime.date(2023, 6, 1)}


@dataclass(slots=True)
class Shelf:
    """The library as one collator fills it."""

    by: Actor
    calls: set[str] = field(default_factory=set)

    def tell(self, body: str, *practices: PracticeTold, call: str = "first-call") -> list[str]:
        """A body's return to a call. The keys of its practices, not sorted yet."""
        self._ask(call)
        row = enter_return(
            by=self.by, call=call, body=body, entered_later="a published text", practices=practices
        )
        return list(Entry.objects.filter(of=row).order_by("number").values_list("key", flat=True))

    def put(
        self, body: str, *practices: PracticeTold, call: str = "first-call", theme: str = "place"
    ) -> list[Practice]:
        """The same, and sorted."""
        keys = self.tell(body, *practices, call=call)
        return [sort_practice(by=self.by, key=key, theme=theme, section="accommodation") for key in keys]

    def _ask(self, call: str) -> None:
        if call not in self.calls:
            day = DAYS[call]
            enter_history_call(
                by=self.by,
                code=call,
                title=call,
                asked_on=day,
                deadline=day.replace(month=12),
                source="a text",
            )
            self.calls.add(call)


def told(title: str, words: str = "", **more: object) -> PracticeTold:
    """A practice, in few words."""
    return PracticeTold(title=title, words=words or f"About {title}.", kind=more.pop("kind", "place"), **more)


@shared_world
def shelf(cast) -> Shelf:
    return Shelf(cast.collator.actor)
