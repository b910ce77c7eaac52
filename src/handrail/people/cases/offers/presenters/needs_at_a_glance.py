"""Needs at a glance: what each need has come to, in a tag and a line."""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils import timezone

from handrail.people.cases.events.queries.timeline_rows import EventRow
from handrail.people.cases.offers.homes import HOUSES, HomeEvent, find_day_they_moved_in
from handrail.people.cases.offers.presenters.needs import OFFER_STATES
from handrail.people.cases.offers.queries.needs import NeedRow, OfferRow
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting

MOST_NEEDS = 5


class NeedOverviewRow(NamedTuple):
    """One need: its name, a tag (state and words), and what was offered last."""

    name: str
    state: str
    words: str
    text: str


class CaseNeedsOverview(NamedTuple):
    """The first needs, those that are open before those that are met, and how many there are in all."""

    rows: list[NeedOverviewRow]
    needs: int
    offers: int

    @property
    def more(self) -> int:
        """How many needs are on the plan alone."""
        return self.needs - len(self.rows)


def make_needs_at_a_glance(
    needs: Sequence[NeedRow] | None, events: Sequence[EventRow] | None = None
) -> CaseNeedsOverview | None:
    """What the overview says of needs; None where they are not open to the reader.

    Args:
        needs: of the case.
        events: of its pathway, which say since when somebody lives in a house; None where they are not open.
    """
    if needs is None:
        return None
    first = sorted(needs, key=lambda need: need.met_on is not None)[:MOST_NEEDS]
    return CaseNeedsOverview(
        [_make_need_at_a_glance(need, events or ()) for need in first],
        len(needs),
        sum(len(need.offers) for need in needs),
    )


def describe_accepted_home(offers: Iterable[OfferRow], events: Sequence[EventRow]) -> str:
    """“Alder House, since 17 Nov”: the house that they live in as the events say; empty for none."""
    home = _find_accepted_home(offers, events)
    return _describe_home(*home) if home else ""


def _make_need_at_a_glance(need: NeedRow, events: Sequence[EventRow]) -> NeedOverviewRow:
    last = max(need.offers, key=lambda offer: offer.offered_on, default=None)
    if need.met_on:
        return NeedOverviewRow(
            need.name, "met", "Met", formatting.format_day_and_short_month_omitting_current_year(need.met_on)
        )
    if last is None:
        return NeedOverviewRow(need.name, "unknown", "Nothing offered yet", "")
    holds = last
    if last.answer == OfferAnswer.DECLINED:  # a no to one offer does not undo the yes to another
        accepted = (offer for offer in need.offers if offer.answer == OfferAnswer.ACCEPTED)
        holds = max(accepted, key=lambda offer: offer.offered_on, default=last)
    home = _find_accepted_home(need.offers, events)
    since = home[1] if home and home[0] is holds else None
    text = _describe_home(holds, since) if since else _describe_offer(holds)
    if holds is not last:
        text = join_texts((text, msg("Declined: {offer}", offer=_describe_offer(last))), ". ")
    words = "Living there" if since else _describe_offer_answer(holds)
    return NeedOverviewRow(need.name, OFFER_STATES[holds.answer], words, text)


def _find_accepted_home(
    offers: Iterable[OfferRow], events: Sequence[EventRow]
) -> tuple[OfferRow, datetime.date] | None:
    """Which of the accepted houses they live in, and since when; None where they do not, or no event says so.

    They moved into the house that they accepted last before the move; a house that they accepted after it is lived in
    where it is the only one, for then the yes was written down later.
    """
    told = [HomeEvent(one.event, one.at, one.recorded_at) for one in events if not one.struck]
    homes = [
        (moved_in, offer.answered_on or offer.offered_on, offer)
        for offer in offers
        if offer.answer == OfferAnswer.ACCEPTED
        and (moved_in := find_day_they_moved_in(offer.kind, datetime.date.min, told))
    ]
    if not homes:
        return None
    before_move = [home for home in homes if home[1] <= home[0]]
    moved_in, accepted_on, offer = max(before_move or homes, key=lambda home: home[1])
    return offer, max(moved_in, accepted_on)


def _describe_home(offer: OfferRow, since: datetime.date) -> str:
    return msg(
        "{service}, since {day}",
        service=offer.service,
        day=formatting.format_day_and_short_month_omitting_current_year(since),
    )


def _describe_offer_answer(offer: OfferRow) -> str:
    if offer.answer != OfferAnswer.NONE_YET:
        return offer.answer_words
    days = (timezone.localdate() - offer.offered_on).days
    return msg("Waiting {days}", days=formatting.plural(days, "day")) if days else "Offered today"


def _describe_offer(offer: OfferRow) -> str:
    offered = msg(
        "{service}, {day}",
        service=offer.service,
        day=formatting.format_day_and_short_month_omitting_current_year(offer.offered_on),
    )
    return (
        join_texts((offered, offer.result.rstrip(".")), ". ")
        if offer.result and offer.kind in HOUSES
        else offered
    )
