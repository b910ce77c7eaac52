"""Two at once at one link, on a real database: it opens once, and no more codes are tried than are allowed."""

import pytest

from handrail.people.cases.offers.actions import referral_links
from handrail.people.cases.offers.models import MOST_CODE_TRIES, Referral, ReferralLink, ReferralLinkVisit
from handrail.platform.access.kinds import Kind
from support.cast import tell
from support.concurrency import at_once
from support.offers_pages import add, share
from support.referral_links import PHONE, QUAY, make_quay_legal, send

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def fresh(cast):
    """A link that was just made."""
    told = tell(cast.worker.actor)
    make_quay_legal()
    service = add(cast, "Debt desk", provider=QUAY, contact_phone=PHONE)
    share(told, cast, Kind.IDENTITY, Kind.NEEDS, body=QUAY)
    return send(cast, told, service).link


def test_two_who_open_one_link_at_once(fresh):
    def job():
        return referral_links.open_referral_link(token=fresh.token, code=fresh.code)

    answers = at_once(job, job, job)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert sum(bool(answer.visit_token) for answer in answers) == 1
    assert ReferralLinkVisit.objects.count() == 1


def test_many_codes_tried_at_once_are_no_more_than_one_after_the_other(fresh):
    jobs = [
        lambda code=f"{number:08d}": referral_links.open_referral_link(token=fresh.token, code=code)
        for number in range(12)
        if f"{number:08d}" != fresh.code
    ]
    answers = at_once(*jobs)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    link = ReferralLink.objects.get()
    assert (link.failed_tries, link.end_reason) == (MOST_CODE_TRIES, "locked")
    assert (
        referral_links.open_referral_link(token=fresh.token, code=fresh.code)
        == referral_links.ReferralLinkOpeningResult()
    )


def test_two_who_make_a_new_link_leave_one_that_is_live(cast, fresh):
    def job():
        return referral_links.make_referral_link(referral_id=fresh.link.referral_id, by=cast.worker.actor)

    assert [answer for answer in at_once(job, job) if isinstance(answer, Exception)] == []
    assert ReferralLink.objects.filter(ended_at__isnull=True).count() == 1
    assert Referral.objects.count() == 1
