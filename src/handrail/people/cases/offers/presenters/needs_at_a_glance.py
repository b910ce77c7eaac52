"""Needs at a glance: what each need has come to, in a tag and a line."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils import timezone

from handrail.people.cases.offers.presenters.needs import OFFER_STATES
from handrail.people.cases.offers.queries.needs import NeedRow, OfferRow
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting

MOST_NEEDS = 5
HOUSES = ("safe_house", "place_of_safety")
"""Of what came of an offer, only where somebody lives is said at a glance."""


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


def make_needs_at_a_glance(needs: Sequence[NeedRow] | None) -> CaseNeedsOverview | None:
    """What the overview says of needs; None where they are not open to the reader."""
    if needs is None:
        return None
    first = sorted(needs, key=lambda need: need.met_on is not None)[:MOST_NEEDS]
    return CaseNeedsOverview(
        [_make_need_at_a_glance(need) for need in first], len(needs), sum(len(need.offers) for need in needs)
    )


def _make_need_at_a_glance(need: NeedRow) -> NeedOverviewRow:
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
    text = _describe_offer(holds)
    if holds is not last:
        text = join_texts((text, msg("Declined: {offer}", offer=_describe_offer(last))), ". ")
    return NeedOverviewRow(need.name, OFFER_STATES[holds.answer], _describe_offer_answer(holds), text)


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
