"""From values to the words and links of needs and offers on the case page."""

import datetime
from typing import NamedTuple

from handrail.people.cases.offers.queries.needs import NeedRow, OfferRow
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.url_cache import get_url

OFFER_STATES = {"none_yet": "waiting", "accepted": "met", "declined": "declined"}


class OfferDisplay(NamedTuple):
    """One offer in the table of needs. A link is empty where the reader may not act."""

    name: str
    provider: str
    on: datetime.date
    phase: str
    state: str
    words: str
    result: str
    answer_href: str
    answered: bool
    result_href: str
    referral: str
    referral_href: str
    visit_href: str


class NeedDisplay(NamedTuple):
    """A need with its offers. A link is empty where the reader may not act."""

    name: str
    said: str
    met_on: datetime.date | None
    href: str
    met_href: str
    offers: list[OfferDisplay]


def present_need(need: NeedRow, reference: str, case_access: CaseAccess) -> NeedDisplay:
    """Present a need with its offers, and where each can be changed.

    Args:
        need: the need.
        reference: the case's, for the links.
        case_access: what of the case is open to the reader, and what they may do.

    Returns:
        The lines of the table.
    """
    offering = case_access.may(Permission.OFFER)
    met_page = "need_again" if need.met_on else "need_met"
    return NeedDisplay(
        name=need.name,
        said=need.words,
        met_on=need.met_on,
        href=get_url("make_offer", reference, need.need_id)
        if offering and need.is_open and not need.met_on
        else "",
        met_href=get_url(met_page, reference, need.need_id)
        if offering and need.is_open and case_access.inside
        else "",
        offers=[_make_offer_display(offer, reference, case_access) for offer in need.offers],
    )


def _make_offer_display(offer: OfferRow, reference: str, case_access: CaseAccess) -> OfferDisplay:
    own = case_access.inside or offer.provider_id == case_access.actor.body_id
    offering = own and offer.visit_id is None and case_access.may(Permission.OFFER)
    answered = offer.answer != "none_yet"
    referred = case_access.inside and bool(offer.referral)
    waiting = (
        "" if answered else msg("Offered {ago}.", ago=formatting.format_days_ago_or_ahead(offer.offered_on))
    )
    parts = [formatting.quote(offer.reason), offer.result, _format_offer_cost(offer.cost_pence)]
    return OfferDisplay(
        name=offer.service,
        provider=offer.provider,
        on=offer.offered_on,
        phase=offer.phase,
        state=OFFER_STATES[offer.answer],
        words="The person accepted" if referred and offer.answer == "accepted" else offer.answer_words,
        result=join_texts((part for part in (waiting, *parts) if part), " "),
        answer_href=get_url("answer_offer", reference, offer.offer_id) if offering else "",
        answered=answered,
        result_href=get_url("offer_result", reference, offer.offer_id) if offering else "",
        referral=offer.referral if referred else "",
        referral_href=get_url("referral", offer.referral_id) if offer.referral_id else "",
        visit_href=get_url("joint_visit", reference, offer.visit_id)
        if offer.visit_id and case_access.inside and case_access.may(Permission.RECORD)
        else "",
    )


def _format_offer_cost(pence: int | None) -> str:
    return "No charge." if pence == 0 else formatting.format_money(pence)
