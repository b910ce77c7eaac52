"""A search reads its case and area in one hand-written statement: it says what the tables say, on both engines."""

import dataclasses
import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handrail.directory.housing.models import Agreement, Zone
from handrail.directory.housing.queries.agreements import AgreementTerms, list_agreements_for_night
from handrail.people.housing.actions.housing_duty import record_housing_refusal
from handrail.people.housing.actions.place_requirements import save_place_requirements
from handrail.people.housing.models import PlaceRequirements
from handrail.people.housing.queries.place_search import MAX_HOTELS, find_places_tonight
from handrail.people.housing.queries.place_search_rows import (
    fetch_place_search_rows_by_branch,
    list_agreement_terms,
)
from handrail.people.housing.text_choices import HousingRefusalReason
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.platform.reference.models import Body
from support.cast import LINCOLNSHIRE
from support.housing import a_claim, a_place, a_unit, after, an_agreement, first_night

pytestmark = pytest.mark.django_db
FIELDS = [field.name for field in dataclasses.fields(AgreementTerms)]


def terms(agreement):
    """What a search needs of an agreement; its places in any order."""
    return {name: getattr(agreement, name) for name in FIELDS} | {"place_ids": set(agreement.place_ids)}


def search(home):
    return find_places_tonight(get_case_access(Case.objects.get(pk=home.case.pk), home.cast.worker.actor))


def test_agreements_are_those_of_the_night_in_the_same_order(home):
    body = Body.objects.get(code="lantern")
    limited = an_agreement(home.cast, name="A few rooms", most_nights=7, last_night=after(10))
    others = [a_place(home.cast.lead.actor, name=name) for name in ("Ash", "Elm")]
    Agreement.objects.get(pk=limited).places.set(others)
    a_claim(home.cast, name="Not verified")
    paper = a_claim(home.cast, name="On paper")
    Agreement.objects.filter(pk=paper).update(
        paper_at=timezone.now(),
        paper_on=timezone.localdate(),
        paper_by=home.cast.colleague,
        paper_role="Manager",
    )
    ended = an_agreement(home.cast, name="Over")
    Agreement.objects.filter(pk=ended).update(first_night=after(-9), last_night=after(-1))
    lines = fetch_place_search_rows_by_branch(home.case, body_id=body.pk, night=first_night(), risks=())
    found = list_agreement_terms(lines["agreement"])
    assert [terms(each) for each in found] == [
        terms(each) for each in list_agreements_for_night(body.pk, first_night())
    ]
    assert [each.name for each in found] == ["County rooms", "A few rooms", "On paper"]
    assert set(found[1].place_ids) == set(others)


def test_units_near_a_place_that_they_named_do_not_fit_and_zones_of_other_areas_count_too(home):
    here = {"area_id": LINCOLNSHIRE, "north": 350}
    near, far = (Zone.objects.create(name=name, east=east, **here) for name, east in (("N", 500), ("F", 540)))
    named = Zone.objects.create(area_id="E23000023", name="Over the border", east=501, north=350)
    for name, zone in (("Near", near), ("Far", far)):
        a_unit(a_place(home.cast.lead.actor, name=name, zone=zone), "Room 1")
    save_place_requirements(
        PlaceRequirements(case_id=home.case.pk, beds=1), risks=[named.pk], seen=0, by=home.cast.worker.actor
    )
    found = search(home)
    assert {row.title for row in found.fits} == {"Flat 2, Rowan", "Room 1, Far"}
    assert [(row.title, row.words) for row in found.others] == [("Room 1, Near", "Does not fit")]
    assert [zone.name for zone in found.wanted.risks] == ["Over the border"]


def test_each_group_shows_its_first_and_counts_all(home):
    """Of eight hotels the six cheapest; of fourteen places that are planned twelve, by name."""
    for number in range(8):
        hotel = a_place(
            home.cast.lead.actor, f"Hotel {number}", kind="hotel", use="ask", night_pence=9000 - number * 100
        )
        a_unit(hotel, "Room")
    for number in range(14):
        a_unit(a_place(home.cast.lead.actor, f"Planned {number:02}", state="planned"), "Room")
    found = search(home)
    assert [row.title for row in found.hotels] == [f"Room, Hotel {number}" for number in (7, 6, 5, 4, 3, 2)]
    assert len(found.hotels) == MAX_HOTELS
    assert [row.title for row in found.others] == [f"Room, Planned {number:02}" for number in range(12)]
    assert (found.fit_count, found.other_count) == (1, 2)


def test_refusals_of_the_last_month_are_told_the_newest_first(home):
    for days in (40, 5, 2, 9):
        record_housing_refusal(
            case_id=home.case.pk,
            body="",
            body_words=f"A hostel, {days} days ago",
            why=HousingRefusalReason.NOT_HERE,
            words="",
            said_by="",
            at=timezone.now() - datetime.timedelta(days=days),
            by=home.cast.worker.actor,
        )
    told = [side.who for side in search(home).duty.sides]
    assert told == [f"A hostel, {days} days ago" for days in (2, 5, 9)]


def test_free_nights_are_read_without_opening_whose_they_are(home, adult):
    """A stay of another case in the same county: the statement about nights asks neither for its number nor a case."""
    taken, free = home.unit, a_unit(home.place, "Flat 3")
    home.stay(taken, nights=3)
    other = get_case_access(adult(), home.cast.worker.actor)
    with CaptureQueriesContext(connection) as seen:
        found = find_places_tonight(other)
    assert [row.unit_id for row in found.fits] == [free]
    about_nights = [each["sql"] for each in seen if '"housing_staynight"' in each["sql"]]
    assert len(about_nights) == 2
    assert not any('"stay"' in sql or '"housing_stay"' in sql or "case_id" in sql for sql in about_nights)


def test_what_this_very_person_holds_is_not_listed_as_not_available(home, adult):
    """Flat 2 is held for them, so their own page leaves it out; on another person's page it is held."""
    home.hold()
    own = search(home)
    assert [stay.title for stay in own.stays] == ["Flat 2, Rowan"]
    assert own.others == ()
    other = find_places_tonight(get_case_access(adult(), home.cast.worker.actor))
    assert [(row.title, row.state) for row in other.others] == [("Flat 2, Rowan", "held")]
