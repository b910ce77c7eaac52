"""What a room exports for the home of the area roles: one card, with what is due from the reader.

The list of cards is `HOME_CARDS` in areas/home/cards.py. This module lies below every room, so each can import it.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from markupsafe import Markup

from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission

MAX_ROWS: Final = 100
"""So many rows a query of a card fetches at most, the earliest day first."""


class HomePageViewer(NamedTuple):
    """Who reads the home, with what every card needs: fetched once."""

    actor: Actor
    body_ids: frozenset[int]  # the reader's body, and those whose area it took over
    now: datetime.datetime


class HomeCardRow(NamedTuple):
    """One thing that is due.

    `is_ours` says whether the reader is to do it; else it is shown as waited on from others. `status`
    says in a word or two why it is here ("Draft") where there is no `due_on`; `on_that_day` what the day is
    where nothing is due on it ("Meeting 4 Dec").
    `action_id` is the number of the action that the row is; `stands_for_action` that of an action which the row tells
    in its room's own words, so that it is told once.
    """

    title: str
    href: str
    about: str
    due_on: datetime.date | None
    is_ours: bool = True
    status: str = ""
    on_that_day: str = ""
    button: str = ""  # what the reader is to do, verb first; empty where the link of the title is enough
    button_href: str = ""
    action_id: UUID | None = None
    stands_for_action: UUID | None = None


class HomeCardRowsStillToBeQueried(NamedTuple):
    """Rows of a card whose querysets the home reads in one statement with those of other cards.

    `make_rows` may be called once they were evaluated.
    """

    querysets: Sequence["QuerySet[Any, Any]"]
    make_rows: Callable[[], Sequence[HomeCardRow]]


def join_home_card_rows_to_be_queried(*parts: HomeCardRowsStillToBeQueried) -> HomeCardRowsStillToBeQueried:
    """Several queries of one card as one, in their order."""
    return HomeCardRowsStillToBeQueried(
        [queryset for part in parts for queryset in part.querysets],
        lambda: [row for part in parts for row in part.make_rows()],
    )


class HomePanelLine(NamedTuple):
    """One line of a panel. `tag`: a state and its words; empty for none.

    `value` and `bar` stand beside the words, `mark` before them; `act` is the one thing to do, as words and address.
    """

    words: str
    href: str
    about: str
    tag: tuple[str, str] | tuple[()] = ()
    value: str = ""
    bar: Markup = Markup()
    mark: Markup = Markup()
    act: tuple[str, str] | tuple[()] = ()


@dataclass(frozen=True, slots=True)
class HomePanel:
    """What a room tells beside what is due. `empty` is said where there is no line.

    `place` is empty where no page has more; whoever holds `not_for` sees another panel of it.
    """

    title: str
    permission: Permission
    list_lines: Callable[[HomePageViewer], Sequence[HomePanelLine]]
    place: str
    link: str
    empty: str
    not_for: Permission | None = None

    def is_for(self, actor: Actor) -> bool:
        """Whether it is on the home of this reader."""
        return actor.may(self.permission) and not (self.not_for and actor.may(self.not_for))


@dataclass(frozen=True, slots=True)
class HomeCard:
    """One room's section. It is left out for roles without the permission; `list_rows` may rely on it.

    `place` is the name of the address of the room's own list, `link` the words that lead there.
    `titles_say_act`: the title of each row is what is to be done, so that its button need not be told beside it.
    """

    title: str
    permission: Permission
    list_rows: Callable[[HomePageViewer], Sequence[HomeCardRow] | HomeCardRowsStillToBeQueried]
    place: str
    link: str
    titles_say_act: bool = False
