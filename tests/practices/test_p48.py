"""P48: eligibility rules, including no recourse to public funds, decide which services are offered; a pilot's results
support its extension."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.offers.actions import offers
from handrail.people.records.models import Case, Need
from handrail.people.records.text_choices import Age
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body
from support.cast import sign_in
from support.practice_pages import Pages, row
from support.worlds import shared_world

OPEN_TO_ALL, ONLY_WITH_FUNDS, NOBODY_SAYS = "Your place", "Council flat list", "Old list"


@pytest.fixture
def lead(cast) -> Pages:
    """The pages of the charity's lead, who runs the pilot."""
    return Pages(sign_in(Client(), cast.lead), cast.lead)


@shared_world
def services(cast) -> dict[str, int]:
    """Help with a home: for everybody, only with recourse to public funds, and where nobody says."""
    rules = {OPEN_TO_ALL: "not_needed", ONLY_WITH_FUNDS: "needed", NOBODY_SAYS: "unknown"}
    return {
        name: add_service(
            by=cast.lead.actor,
            provider_id=Body.objects.get(code="lantern").pk,
            name=name,
            kind="tenancy_help",
            phases=["before", "during", "after", "outside"],
            state="open",
            everywhere=True,
            public_funds=rule,
            ages="any",
            genders="any",
            dependants="yes",
            status_rule="any",
            interpreters="yes",
            pilot_until=date(2026, 12, 31) if name == OPEN_TO_ALL else None,
        )
        for name, rule in rules.items()
    }


def say(pages, **answers):
    """What the person says of what services ask."""
    told = {
        "gender": "not_asked",
        "dependants": "not_asked",
        "public_funds": "not_asked",
        "status": "not_asked",
    }
    seen = pages.markup("services/circumstances/").partition('name="seen" value="')[2].partition('"')[0]
    pages.post("services/circumstances/", **{**told, **answers, "seen": seen})


def open_case(pages):
    pages.today(timezone.localdate())
    pages.open_case()
    pages.post("needs/add/", kind="place", words="")


@pytest.mark.practice("P48")
def test_no_recourse_to_public_funds_decides_which_services_are_offered(pages, services):
    open_case(pages)
    say(pages, public_funds="no")
    offered = pages.read(pages.link("Offer something"))
    assert OPEN_TO_ALL in offered
    assert NOBODY_SAYS in offered
    assert ONLY_WITH_FUNDS not in offered
    inside, out = pages.read("services/"), pages.read("services/?show=out")
    assert "Open to people with no recourse to public funds" in inside
    assert "Does not say whether it takes people with no recourse to public funds: ask" in inside
    assert ONLY_WITH_FUNDS not in inside
    assert ONLY_WITH_FUNDS in out
    assert "Only with recourse to public funds" in out


@pytest.mark.practice("P48")
def test_a_service_that_would_turn_them_away_cannot_be_offered_by_hand_either(pages, services):
    open_case(pages)
    say(pages, public_funds="no")
    today = timezone.localdate()
    day = {"on-day": str(today.day), "on-month": str(today.month), "on-year": str(today.year)}
    form = pages.link("Offer something")
    refused = pages.client.post(form, {"service": str(services[ONLY_WITH_FUNDS]), **day})
    assert "draft=" in refused["Location"], "back to the form"
    with pytest.raises(ActionNotPossibleError, match="cannot be offered: Only with recourse to public funds"):
        offers.make_offer(
            case_id=Case.objects.get(reference=pages.reference).pk,
            need_id=Need.objects.get().pk,
            service_id=services[ONLY_WITH_FUNDS],
            on=today,
            by=pages.user.actor,
        )
    done = pages.client.post(form, {"service": str(services[OPEN_TO_ALL]), **day})
    assert "draft=" not in done["Location"]


@pytest.mark.practice("P48")
def test_with_recourse_or_while_nobody_has_asked_nothing_is_ruled_out(pages, services):
    open_case(pages)
    asked_nothing = pages.read("services/")
    assert ONLY_WITH_FUNDS in asked_nothing
    assert "Only with recourse to public funds: ask whether they have it" in asked_nothing
    say(pages, public_funds="yes")
    assert "Has recourse to public funds, as it asks" in pages.read("services/")


@pytest.mark.practice("P48")
def test_a_child_is_out_of_what_is_for_adults_and_told_why(pages, services, cast):
    open_case(pages)
    pages.post("open/age/", age="child")
    assert "Adult places are never offered to a child" in pages.read("services/?show=out")


@pytest.mark.practice("P48")
def test_a_pilots_results_support_its_extension(pages, lead, services, cast):
    pages.today(timezone.localdate())
    pilot = services[OPEN_TO_ALL]
    for number in range(6):
        case = opening.open_case(by=cast.worker.actor)
        opening.set_age(case_id=case.pk, age=Age.ADULT, by=cast.worker.actor)
        need = offers.record_need(
            case_id=case.pk, kind="place", words="", on=timezone.localdate(), by=cast.worker.actor
        )
        offer = offers.make_offer(
            case_id=case.pk,
            need_id=need.pk,
            service_id=pilot,
            on=timezone.localdate(),
            by=cast.worker.actor,
        )
        offers.answer_offer(
            case_id=case.pk,
            offer_id=offer.pk,
            answer="accepted" if number else "declined",
            on=timezone.localdate(),
            reason="",
            seen_version=1,
            by=cast.worker.actor,
        )
    lead.today(timezone.localdate())
    page = lead.markup(f"/services/{pilot}/")
    assert row(page, "Offered before the NRM").endswith("about 5")
    assert row(page, "The person accepted").endswith("about 5")
    assert row(page, "The person declined").endswith("1 to 4")
    assert "The trial runs until 31 December 2026" in lead.read(f"/services/{pilot}/")
    extend = lead.link("Extend the trial", f"/services/{pilot}/")
    assert "The person accepted" in lead.read(extend)
    day = {"until-day": "31", "until-month": "3", "until-year": "2027"}
    lead.post(extend, because="Five of six took it up before the NRM", **day)
    after = lead.read(f"/services/{pilot}/")
    assert "The trial runs until 31 March 2027" in after
    assert "Trial extended to 31 March 2027: Five of six took it up before the NRM" in after
