"""P35: a venue can be planned, funded, opened and filled, with its state always visible."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from handrail.directory.housing.models import Place
from handrail.people.housing.actions.stays import release_hold_on_place
from handrail.people.records.models import Case
from support.cast import sign_in
from support.housing import Home, a_place, a_unit, after, an_agreement
from support.housing_journey import TODAY, council_places
from support.practice_pages import Pages, row


@pytest.fixture
def office(cast) -> Pages:
    """The pages of the commissioner's office, which plans the venue."""
    return Pages(sign_in(Client(), cast.commissioner), cast.commissioner)


def plan(office) -> str:
    """A venue that is planned and waits for money; where its page is."""
    told = {
        "name": "Harbour rooms",
        "kind": "place_of_safety",
        "state": "planned",
        "waits_for": "money for two night workers",
        "phases": ["before", "outside"],
        "capacity_rule": "number",
        "capacity": "4",
        "ages": "limits",
        "min_age": "18",
    }
    assert "draft=" not in office.client.post("/services/add/", told)["Location"]
    return re.search(r"/services/\d+/", office.markup("/services/?area="))[0]


def stands(pages) -> str:
    """What the list of services says of it, to anybody who sees services."""
    return row(pages.markup("/services/?area="), "Harbour rooms")


@pytest.mark.practice("P35")
def test_a_venue_is_planned_funded_opened_and_filled_and_each_state_is_seen_by_everybody(pages, office):
    pages.today(timezone.localdate())
    venue = plan(office)
    assert "Planned" in stands(pages)
    assert "Waiting for: money for two night workers" in stands(pages)

    funded = {"state": "funded", "waits_for": "the lease", "expected_on-day": "1", "expected_on-month": "3"}
    office.post(f"{venue}state/", **funded, **{"expected_on-year": "2027"})
    assert "Funded, not open yet" in stands(pages)
    assert "Expected 1 March 2027" in stands(pages)

    office.post(f"{venue}state/", state="open")
    assert "Open" in stands(pages)

    office.post(f"{venue}free/", free="3")
    assert "3 of 4 free" in stands(pages)
    office.post(f"{venue}free/", free="0")
    assert "Full" in stands(pages)
    assert "Open" not in stands(pages)


@pytest.mark.practice("P35")
def test_how_it_stood_and_since_when_is_kept(pages, office):
    pages.today(timezone.localdate())
    venue = plan(office)
    for state in ("funded", "open", "paused"):
        office.post(f"{venue}state/", state=state, waits_for="a new boiler" if state == "paused" else "")
    history = pages.read(venue).partition("Status history")[2]
    order = [history.index(words) for words in ("Paused", "Open", "Funded, not open yet", "Planned")]
    assert order == sorted(order)
    assert "a new boiler" in history
    assert "Cora Hexham" in history


@pytest.mark.practice("P35")
def test_what_is_not_open_is_shown_to_a_case_with_what_it_waits_for_and_is_never_offered(pages, office):
    pages.today(timezone.localdate())
    plan(office)
    pages.open_case()
    assert "Planned, not open yet; waits for money for two night workers" in pages.read(
        "services/?coming=yes"
    )
    assert "Harbour rooms" not in pages.read("services/")
    pages.need()
    assert "Harbour rooms" not in pages.read(pages.link("Add an offer"))


@pytest.mark.practice("P35")
def test_a_venue_that_is_full_says_so_to_whoever_looks_for_a_person(pages, office):
    pages.today(timezone.localdate())
    venue = plan(office)
    office.post(f"{venue}state/", state="open")
    office.post(f"{venue}free/", free="0")
    pages.open_case()
    assert "Full on" in pages.read("services/")


@pytest.mark.practice("P35")
@pytest.mark.parametrize("who", ["worker", "colleague", "lead"])
def test_nobody_else_says_how_it_stands(cast, office, who):
    venue = plan(office)
    other = sign_in(Client(), getattr(cast, who))
    assert other.post(f"{venue}state/", {"state": "open"}).status_code in (403, 404)
    assert other.post(f"{venue}free/", {"free": "1"}).status_code in (403, 404)
    assert "Planned" in stands(Pages(other, getattr(cast, who)))


@pytest.mark.practice("P35")
def test_filled_places_come_from_units_and_stays_and_are_typed_by_nobody(cast, told):
    place = Place.objects.get(pk=a_place(cast.lead.actor, "Quay house", "lantern"))
    home = Home(
        cast,
        Case.objects.get(pk=told.case_id),
        place.pk,
        a_unit(place.pk, "Room 1"),
        an_agreement(cast, "lantern"),
    )
    a_unit(place.pk, "Room 2", beds=2, whole=False)
    a_unit(place.pk, "Room 3", open_from=after(5))
    lead = Pages(sign_in(Client(), cast.lead), cast.lead)
    venue = f"/services/{place.service_id}/"
    assert "3 of 3 free" in lead.read(venue), "a room and two beds of another; the third opens later"
    held = home.hold()
    assert "2 of 3 free" in lead.read(venue)
    release_hold_on_place(case_id=home.case.pk, stay_id=held, by=cast.worker.actor)
    assert "3 of 3 free" in lead.read(venue)
    home.stay()
    assert "2 of 3 free" in lead.read(venue)
    assert "Places free today" not in lead.read(venue)
    lead.client.post(f"{venue}free/", {"free": "3"})
    assert "2 of 3 free" in lead.read(venue), "what somebody types changes nothing"
    assert "2 of 3 free" in row(lead.markup("/services/?area="), "Quay house")


@pytest.mark.practice("P35")
def test_a_venue_whose_last_bed_is_taken_is_full_by_itself(cast, told):
    place = Place.objects.get(pk=a_place(cast.lead.actor, "Quay house", "lantern"))
    unit, agreed = a_unit(place.pk, beds=2), an_agreement(cast, "lantern")
    Home(cast, Case.objects.get(pk=told.case_id), place.pk, unit, agreed).stay()
    lead = Pages(sign_in(Client(), cast.lead), cast.lead)
    assert "Full" in row(lead.markup("/services/?area="), "Quay house"), "a flat is let to one household"


@pytest.mark.practice("P35")
def test_a_room_of_a_venue_that_is_not_open_is_not_called_open(cast, pages):
    pages.today(TODAY)
    council = council_places(cast)
    assert row(council.markup("/places/"), "Room 1").startswith("Room 1 1 None recorded Free")
    Place.objects.update(state="planned")
    assert "Not open yet" in row(council.markup("/places/"), "Room 1")
    Place.objects.update(state="paused")
    assert "Paused" in row(council.markup("/places/"), "Room 1")
