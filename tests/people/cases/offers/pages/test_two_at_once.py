"""Two people at one record: the later save leads to both versions; a button that comes too late says why."""

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.offers.actions import offers, referrals
from handrail.people.cases.offers.models import FIGURE_FIELDS, Circumstances, Referral
from handrail.people.cases.offers.text_choices import ReferralAnswer
from handrail.people.records.models import Offer
from handrail.platform.access.kinds import Kind
from support.offers_pages import add, refer, share

NOT_ASKED = dict.fromkeys(
    ("gender", "dependants", "public_funds", "status", *FIGURE_FIELDS[:-1]), "not_asked"
)


@pytest.fixture
def worker(cast, signed_in):
    return signed_in(cast.worker)


def test_of_two_first_answers_about_circumstances_the_second_is_shown_both(told, worker):
    address = reverse("circumstances", args=[told.reference])
    assert 'name="seen" value="0"' in worker.get(address).content.decode()
    worker.post(address, NOT_ASKED | {"gender": "female", "seen": "0"})
    late = worker.post(address, NOT_ASKED | {"gender": "other", "seen": "0"}, follow=True)
    page = late.content.decode()
    assert late.status_code == 200
    assert "Save mine over theirs" in page
    assert "Woman or girl" in page
    assert Circumstances.objects.get().gender == "female"
    worker.post(address, NOT_ASKED | {"gender": "other", "seen": "1"})
    assert (Circumstances.objects.get().gender, Circumstances.objects.get().version) == ("other", 2)


def test_two_costs_are_compared_in_pounds(cast, told, worker):
    today, by = timezone.localdate(), cast.worker.actor
    need = offers.record_need(case_id=told.case_id, kind="alongside", words="", on=today, by=by)
    service = add(cast, "Own clinic", "group", "lantern")
    offer = offers.make_offer(case_id=told.case_id, need_id=need.pk, service_id=service, on=today, by=by)
    address = reverse("offer_result", args=[told.reference, offer.pk])
    assert worker.post(address, {"result": "Came", "cost": "62.50", "seen": "1"}).status_code == 302
    page = worker.post(
        address, {"result": "Came", "cost": "£1,840", "seen": "1"}, follow=True
    ).content.decode()
    assert "£62.50" in page
    assert "£1,840" in page
    assert Offer.objects.get(pk=offer.pk).cost_pence == 62_50


def test_what_is_missing_is_said_by_the_page_that_the_post_leads_to(told, worker):
    address = reverse("add_need", args=[told.reference])
    sent = worker.post(address, {"kind": "", "words": "Somewhere warm"})
    assert sent.status_code == 302
    page = worker.get(sent["Location"]).content.decode()
    assert "Choose what would help" in page
    assert "Somewhere warm" in page


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("chase_referral", "They have already answered."),
        ("take_back_referral", "It has been answered, so you cannot withdraw it."),
    ],
)
def test_a_button_that_comes_too_late_leads_to_why(cast, told, worker, name, why):
    share(told, cast, Kind.IDENTITY)
    number = refer(told, cast, add(cast, "Clinic"))
    row = Referral.objects.get(pk=number)
    referrals.answer_referral(
        referral_id=number,
        answer=ReferralAnswer.ACCEPTED,
        words="",
        seen_version=row.version,
        by=cast.partner.actor,
    )
    address = reverse(name, args=[number])
    assert worker.get(address)["Location"] == reverse("referral", args=[number])
    sent = worker.post(address)
    assert sent.status_code == 302
    assert why in worker.get(sent["Location"]).content.decode()
