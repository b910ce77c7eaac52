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
    """“Alder House, since 17 Nov”: the house that they live in as the events say, the newest; empty for none."""
    homes = [(since, offer) for offer in offers if (since := _find_day_they_moved_in(offer, events))]
    if not homes:
        return ""
    since, offer = max(homes, key=lambda home: home[0])
    return _describe_home(offer, since)


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
    since = _find_day_they_moved_in(holds, events)
    text = _describe_home(holds, since) if since else _describe_offer(holds)
    if holds is not last:
        text = join_texts((text, msg("Declined: {offer}", offer=_describe_offer(last))), ". ")
    words = "Living there" if since else _describe_offer_answer(holds)
    return NeedOverviewRow(need.name, OFFER_STATES[holds.answer], words, text)


def _find_day_they_moved_in(offer: OfferRow, events: Sequence[EventRow]) -> datetime.date | None:
    """Since when they live in what was offered; None where they do not, or no event says so."""
    if offer.answer != OfferAnswer.ACCEPTED:
        return None
    told = (HomeEvent(one.event, one.at, one.recorded_at) for one in events if not one.struck)
    return find_day_they_moved_in(offer.kind, offer.answered_on or offer.offered_on, told)


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
