"""P08: legal, immigration and housing referrals go to directory services and come back with an outcome; pro bono work
is recorded as such."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.platform.reference.models import Body
from support.cast import sign_in
from support.practice_pages import Pages, row
from support.worlds import shared_world

SERVICES = {
    "solicitor": "Settlement clinic",
    "immigration_advice": "Immigration appointment",
    "tenancy_help": "Help to keep a home",
}


@pytest.fixture
def harbour(cast) -> Pages:
    """The pages of the body to which people are referred."""
    return Pages(sign_in(Client(), cast.partner), cast.partner)


@shared_world
def services(cast) -> dict[str, int]:
    """One service of each of the three kinds, the solicitor's free of charge."""
    return {
        kind: add_service(
            by=cast.lead.actor,
            provider_id=Body.objects.get(code="harbour").pk,
            name=name,
            kind=kind,
            phases=["before", "during", "after", "outside"],
            state="open",
            everywhere=True,
            pro_bono=kind == "solicitor",
        )
        for kind, name in SERVICES.items()
    }


def today():
    day = timezone.localdate()
    return {"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year)}


def agree(pages, *kinds):
    """The person says yes to sharing these kinds with Harbour."""
    answers = {"body": "harbour", "kinds": list(kinds), "ground": "consent", "because": "Yes, tell them"}
    reply = pages.client.post(f"/cases/{pages.reference}/share/", answers)
    assert "draft=" not in reply["Location"]


def refer(pages, service, *kinds):
    return pages.client.post(
        f"/cases/{pages.reference}/services/{service}/refer/",
        {"kinds": list(kinds), "words": "Needs to know what she is entitled to", **today()},
    )


def open_case(pages):
    pages.today(timezone.localdate())
    pages.open_case()


@pytest.mark.practice("P08")
@pytest.mark.parametrize("kind", SERVICES)
def test_a_referral_goes_to_a_service_of_the_directory_and_comes_back_with_an_outcome(
    kind, pages, harbour, services
):
    name = SERVICES[kind]
    open_case(pages)
    agree(pages, "identity", "needs", "offers")
    assert name in pages.read("services/")
    assert refer(pages, services[kind], "identity", "needs", "offers").status_code == 302
    assert "Referred: no answer yet" in pages.read()
    harbour.today(timezone.localdate())
    waiting = row(harbour.markup("/referrals/"), "Mirela")
    assert name in waiting
    assert "No answer yet" in waiting
    one = harbour.link("Mirela", "/referrals/")
    assert "Needs to know what she is entitled to" in harbour.read(one)
    harbour.post(f"{one}answer/", answer="accepted", words="Thursday at ten", seen="1")
    assert "Referred: accepted" in pages.read()
    harbour.post(f"{one}outcome/", outcome="helped", words="Knows her rights now", seen="2")
    assert "It helped. Knows her rights now" in pages.read()
    assert "It helped. Knows her rights now" in row(pages.markup("/referrals/?whose=from&show=all"), "Mirela")


@pytest.mark.practice("P08")
def test_pro_bono_work_is_recorded_as_such(pages, harbour, services):
    open_case(pages)
    agree(pages, "identity", "needs", "offers")
    assert "Free of charge (pro bono)" in pages.read("services/?kind=solicitor")
    refer(pages, services["solicitor"], "identity")
    harbour.today(timezone.localdate())
    one = harbour.link("Mirela", "/referrals/")
    harbour.post(f"{one}answer/", answer="accepted", words="", seen="1")
    assert re.search(r'name="pro_bono"[^>]*checked', harbour.markup(f"{one}outcome/"))
    harbour.post(f"{one}outcome/", outcome="helped", words="Settled", pro_bono="on", hours="3", seen="2")
    assert "It helped. Settled. Free of charge (pro bono, 3 hours)" in harbour.read(one)
    assert "Free of charge (pro bono)" in pages.read()


@pytest.mark.practice("P08")
def test_a_no_comes_back_with_its_reason_and_a_waiting_list_is_an_answer(pages, harbour, services):
    open_case(pages)
    agree(pages, "identity", "needs", "offers")
    refer(pages, services["tenancy_help"], "identity")
    harbour.today(timezone.localdate())
    one = harbour.link("Mirela", "/referrals/")
    unexplained = {"answer": "declined", "words": "", "seen": "1"}
    assert "Say why" in harbour.client.post(f"{one}answer/", unexplained, follow=True).content.decode()
    harbour.post(f"{one}answer/", answer="waiting", words="About three weeks", seen="1")
    assert "On their waiting list" in row(pages.markup("/referrals/?whose=from"), "Mirela")
    harbour.post(f"{one}answer/", answer="declined", words="No room for a wheelchair", seen="2")
    assert "Harbour declined: No room for a wheelchair" in pages.read()


@pytest.mark.practice("P08")
def test_nothing_is_told_that_the_person_did_not_agree_to(pages, harbour, services):
    open_case(pages)
    asked = pages.read(f"services/{services['solicitor']}/refer/")
    assert "Ask first: nothing is shared with Harbour yet" in asked
    assert "draft=" in refer(pages, services["solicitor"], "identity")["Location"], "back to the form"
    agree(pages, "needs", "offers")
    page = pages.read(f"services/{services['solicitor']}/refer/")
    assert "Not agreed yet, so not told: Name and who they are" in page
    assert "draft=" in refer(pages, services["solicitor"], "identity")["Location"], "back to the form"
    assert "draft=" not in refer(pages, services["solicitor"], "needs", "offers")["Location"]
    harbour.today(timezone.localdate())
    listed = harbour.read("/referrals/")
    assert pages.reference in listed
    assert "Mirela" not in listed


@pytest.mark.practice("P08")
def test_unanswered_ones_are_shown_and_asked_again(pages, harbour, services):
    open_case(pages)
    agree(pages, "identity")
    refer(pages, services["solicitor"], "identity")
    one = pages.link("Mirela", "/referrals/?whose=from")
    pages.post(f"{one}chase/")
    assert "Asked again once, last today" in row(pages.markup("/referrals/?whose=from"), "Mirela")
