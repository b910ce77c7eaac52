"""P38: a place of safety has three working days in the right calendar, and can be described before it exists."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from handrail.directory.models import Service
from handrail.people.cases.offers.actions.offers import make_offer
from handrail.people.records.models import Case, Need
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cast import sign_in
from support.practice_pages import row


@pytest.mark.practice("P38")
@pytest.mark.parametrize(
    ("entered", "last_day"),
    [
        (date(2026, 11, 9), "Thursday 12 November"),  # a plain week
        (date(2026, 11, 19), "Tuesday 24 November"),  # Friday, then over a weekend: Monday, Tuesday
        (date(2026, 4, 2), "Thursday 9 April"),  # Good Friday and Easter Monday: Tuesday, Wednesday, Thursday
        (date(2025, 12, 23), "Tuesday 30 December"),  # 24; Christmas, Boxing Day, weekend; 29, 30
    ],
)
def test_a_place_of_safety_has_three_working_days(pages, entered, last_day):
    pages.today(entered)
    pages.open_case()
    pages.record("place_of_safety_entered", entered)
    clock = row(pages.markup(), "Place of safety")
    assert last_day in clock
    assert "Source:" in clock


@pytest.mark.practice("P38")
def test_it_stops_when_they_have_decided(pages):
    pages.today(date(2026, 11, 9))
    pages.open_case()
    pages.record("place_of_safety_entered", date(2026, 11, 9))
    pages.record("nrm_explained", date(2026, 11, 9))
    pages.answer("nrm", "no", date(2026, 11, 9))
    assert "Place of safety" in pages.read().partition("1 past deadline")[2]


@pytest.mark.practice("P38")
def test_it_can_be_described_before_it_exists_and_is_offered_only_once_it_is_open(cast, pages):
    lead = sign_in(Client(), cast.lead)
    told = {
        "name": "Harbour rooms",
        "kind": "place_of_safety",
        "state": "planned",
        "phases": ["before", "outside"],
        "area": "",
        "hours": "Any time",
        "how_to_refer": "Call the duty worker",
    }
    assert "draft=" not in lead.post("/services/add/", told)["Location"]
    listed = lead.get("/services/?area=").content.decode()
    planned = row(listed, "Harbour rooms")
    assert "Place of safety, first nights" in planned
    assert "Planned" in planned
    pages.today(timezone.localdate())
    pages.open_case()
    pages.need()
    form = pages.link("Add an offer")
    assert "Harbour rooms" not in pages.read(form)
    refused = offer_by_hand(pages)
    assert "Harbour rooms is not open now, so it cannot be offered." in str(refused.value)
    address = re.search(r"/services/\d+/state/", listed)[0]
    assert lead.post(address, {"state": "open"}).status_code == 302
    assert "Open" in row(lead.get("/services/?area=").content.decode(), "Harbour rooms")
    assert "Harbour rooms" in pages.read(form)
    pages.offer(Service.objects.get(name="Harbour rooms").pk, timezone.localdate())
    assert "Harbour rooms" in pages.read()


def offer_by_hand(pages):
    """What would happen if the list did not leave it out: the act refuses by itself."""
    case = Case.objects.get(reference=pages.reference)
    with pytest.raises(ActionNotPossibleError) as refused:
        make_offer(
            case_id=case.pk,
            need_id=Need.objects.get(case=case).pk,
            service_id=Service.objects.get(name="Harbour rooms").pk,
            on=timezone.localdate(),
            by=pages.user.actor,
        )
    return refused
