"""A provider without an account, and a referral to it by link or letter."""

from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.offers.actions import referral_sending
from handrail.people.cases.offers.actions.referral_links import NewReferralLink
from handrail.people.cases.offers.actions.referral_sending import SentReferral
from handrail.people.cases.offers.actions.referrals import ReferralInput
from handrail.people.cases.offers.text_choices import ReferralMethod
from handrail.platform.access.kinds import Kind
from handrail.platform.reference.models import Body
from support.cast import Cast, Told
from support.offers_pages import add, share
from support.worlds import shared_world

QUAY = "quay-legal"
OFFICE, PHONE = "Quay Legal, Debt desk", "01632 960155"
TOLD_WORDS = "Needs to know what she is owed"
COOKIE = "handrail_referral"


def make_quay_legal() -> Body:
    """A charity in which nobody has an account."""
    source = {"source": "invented for tests", "confidence": "confirmed"}
    return Body.objects.create(code=QUAY, name="Quay Legal", kind="charity", **source)


@shared_world
def debt_desk(cast: Cast) -> int:
    """A service of it, with the office's number in the directory."""
    make_quay_legal()
    return add(cast, "Debt desk", provider=QUAY, contact_phone=PHONE)


@shared_world
def agreed(cast: Cast, told: Told, debt_desk: int) -> int:
    """The same service, of which the person agreed that it is told name and needs."""
    share(told, cast, Kind.IDENTITY, Kind.NEEDS, body=QUAY)
    return debt_desk


def send(
    cast: Cast,
    told: Told,
    service: int,
    *kinds: Kind,
    method: ReferralMethod = ReferralMethod.LINK,
    words: str = TOLD_WORDS,
) -> SentReferral:
    """Refer the person of the case in that way."""
    chosen = kinds or (Kind.IDENTITY, Kind.NEEDS)
    return referral_sending.send_referral(
        case_id=told.case_id,
        service_id=service,
        told=ReferralInput(chosen, words, method),
        on=timezone.localdate(),
        by=cast.worker.actor,
    )


@shared_world
def made(cast: Cast, told: Told, agreed: int) -> NewReferralLink:
    """A referral that was sent by link, with token and code."""
    return send(cast, told, agreed).link


def visitor(visit_token: str = "") -> Client:
    """A browser of nobody who signs in."""
    client = Client()
    if visit_token:
        client.cookies[COOKIE] = visit_token
    return client


def enter(made: NewReferralLink, code: str = "") -> tuple[Client, Any]:
    """Send the code on the page of the link. The browser, and the answer."""
    client = visitor()
    address = reverse("outside_referral", args=[made.token])
    return client, client.post(address, {"code": code or made.code})


def referral_of(made: NewReferralLink) -> UUID:
    """The number of the referral."""
    return made.link.referral_id
