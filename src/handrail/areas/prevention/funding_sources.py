"""What a campaign can be funded from, beside words: funds and bids of other rooms, each by one provider in a tuple."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.urls import reverse

from handrail.areas.bids.models import Bid
from handrail.insight.workforce.own_funds import list_own_funds
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission

MOST_BIDS: Final = 50


class FundingChoice(NamedTuple):
    """A fund or bid that the reader's body holds."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class FundingSource:
    """One kind of them."""

    kind: str
    words: str
    list_choices: Callable[[Actor], Sequence[FundingChoice]]
    get_href: Callable[[str], str]


def _list_fund_choices(actor: Actor) -> list[FundingChoice]:
    return [FundingChoice(str(number), name) for number, name in list_own_funds(actor)]


def _list_bid_choices(actor: Actor) -> list[FundingChoice]:
    if not actor.may(Permission.VIEW_BIDS):
        return []
    rows = Bid.objects.held_by(actor).order_by("title")[:MOST_BIDS]
    return [FundingChoice(str(pk), title) for pk, title in rows.values_list("pk", "title")]


FUNDING_SOURCES: Final[tuple[FundingSource, ...]] = (
    FundingSource("fund", "Fund", _list_fund_choices, lambda id: reverse("fund", args=[int(id)])),
    FundingSource("bid", "Bid", _list_bid_choices, lambda id: reverse("bid", args=[id])),
)


def list_funding_choices(actor: Actor) -> list[tuple[str, str]]:
    """All of them as a form offers them.

    Returns:
        “kind:id” and name of each.
    """
    return [
        (f"{source.kind}:{choice.id}", choice.name)
        for source in FUNDING_SOURCES
        for choice in source.list_choices(actor)
    ]


def get_funding_href(kind: str, id: str) -> str:
    """The page of a fund or bid; empty where it is known by its name alone.

    Args:
        kind: of the source.
        id: there.
    """
    return next((source.get_href(id) for source in FUNDING_SOURCES if source.kind == kind and id), "")
