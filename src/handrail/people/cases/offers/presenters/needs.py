"""From values to the words and links of needs and offers on the case page."""

from typing import Any

from handrail.people.cases.offers.queries.needs import NeedRow, OfferRow
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.url_cache import get_url

OFFER_STATES = {"none_yet": "waiting", "accepted": "met", "declined": "declined"}


def present_need(need: NeedRow, reference: str, case_access: CaseAccess) -> dict[str, Any]:
    """A need with its offers, and where each can be changed."""
    offering = case_access.may(Permission.OFFER)
    return {
        "name": need.name,
        "said": need.words,
        "met_on": need.met_on,
        "href": get_url("make_offer", reference, need.need_id) if offering and not need.met_on else "",
        "met_href": get_url("need_again" if need.met_on else "need_met", reference, need.need_id)
        if offering and case_access.inside
        else "",
        "offers": [
            _present_offer(
                offer,
                reference,
                offering and (case_access.inside or offer.provider_id == case_access.actor.body_id),
                case_access.inside,
            )
            for offer in need.offers
        ],
    }


def _present_offer(offer: OfferRow, reference: str, offering: bool, inside: bool) -> dict[str, Any]:
    parts = [formatting.quote(offer.reason), offer.result, _format_cost(offer.cost_pence)]
    waiting = (
        msg("{ago}.", ago=formatting.capitalise_first(formatting.format_ago(offer.offered_on)))
        if offer.answer == "none_yet"
        else ""
    )
    return {
        "name": offer.service,
        "provider": offer.provider,
        "on": offer.offered_on,
        "phase": offer.phase,
        "state": OFFER_STATES[offer.answer],
        "words": offer.answer_words,
        "result": join_texts((part for part in (waiting, *parts) if part), " "),
        "answer_href": get_url("answer_offer", reference, offer.offer_id) if offering else "",
        "answered": offer.answer != "none_yet",
        "result_href": get_url("offer_result", reference, offer.offer_id) if offering else "",
        "referral": offer.referral if inside else "",
        "referral_href": get_url("referral", offer.referral_id) if offer.referral_id else "",
    }


def _format_cost(pence: int | None) -> str:
    return "No charge." if pence == 0 else formatting.format_money(pence)
