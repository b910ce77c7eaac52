"""The pages of places: what is asked, what comes back with what to mend, and two people who edit at once."""

import pytest
from django.urls import reverse

from handrail.directory.housing.models import Agreement, Place, SubsistenceRate, Unit
from handrail.directory.housing.queries.places import read_place_address
from handrail.platform.reference.models import Body
from support.cast import LINCOLNSHIRE
from support.housing import a_place, an_agreement

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Willow",
    "kind": "council_room",
    "area": LINCOLNSHIRE,
    "zone": "",
    "state": "open",
    "waits_for": "",
    "phases": ["before", "after"],
    "mix": "any",
    "dependants": "yes",
    "pets": "no",
    "public_funds": "not_needed",
    "use": "ask",
    "on_site": "",
    "phone": "",
    "night": "38.50",
    "address": "9 Sealed Row",
}
FIRST = {"since-day": "1", "since-month": "7", "since-year": "2025"}


def taken(client, page, **answers):
    """Whether the form was taken: a form with something to mend leads back to itself."""
    return "draft=" not in client.post(page, answers)["Location"]


def test_a_place_is_described_changed_and_keeps_its_address(cast, signed_in):
    client = signed_in(cast.housing)
    shown = client.get(reverse("add_place")).content.decode()
    assert "checked" not in shown[shown.index('id="typed"') :]
    assert taken(client, reverse("add_place"), **NEW)
    place = Place.objects.get(name="Willow")
    assert (place.phases, place.night_pence, place.provider.code) == (
        ("before", "after"),
        38_50,
        "fen-housing",
    )
    edit = reverse("edit_place", args=[place.pk])
    form = client.get(edit).content.decode()
    assert 'value="38.50"' in form
    assert "Sealed Row" not in form
    assert taken(client, edit, **NEW | {"address": "", "night": "", "seen": "1"})
    place.refresh_from_db()
    assert (place.night_pence, place.version, read_place_address(place.pk)) == (None, 2, "9 Sealed Row")


def test_both_versions_of_a_place_are_shown_without_an_address(cast, signed_in):
    place = a_place(cast.housing.actor, "Willow", "fen-housing", kind="council_room")
    client = signed_in(cast.housing)
    edit = reverse("edit_place", args=[place])
    assert taken(client, edit, **NEW | {"pets": "unknown", "seen": "1"})
    page = client.post(edit, NEW | {"pets": "yes", "address": "1 Other Row", "seen": "1"}, follow=True)
    shown = page.content.decode()
    assert "Someone else changed this" in shown
    assert "Not known: ask" in shown[shown.index("Someone else changed this") :]
    assert "9 Sealed Row" not in shown


def test_what_is_wrong_with_a_unit_is_said_beside_its_field(cast, signed_in):
    place = a_place(cast.housing.actor, name="Willow", body="fen-housing")
    client = signed_in(cast.housing)
    add = reverse("add_unit", args=[place])
    day = {"open_from-day": "1", "open_from-month": "7", "open_from-year": "2026"}
    said = client.post(add, day | {"name": "Room 1", "beds": "21", "whole": "no"}, follow=True)
    assert "Enter a whole number from 1 to 20" in said.content.decode()
    assert taken(client, add, **day, name="Room 1", beds="2", whole="no", has=["carer"])
    unit = Unit.objects.get(place=place)
    assert (unit.beds, unit.whole, unit.has, unit.lacks) == (2, False, ["carer"], [])


def test_an_agreement_is_written_down_with_a_rate_and_an_end(cast, signed_in):
    client = signed_in(cast.lead)
    answers = {
        "name": "County rooms",
        "provider": "harbour",
        "users": ["lantern"],
        "first_night-day": "1",
        "first_night-month": "7",
        "first_night-year": "2025",
        "answers": "lantern",
        "payer": "harbour",
        "subsistence_payer": "",
        "most_nights": "16",
    }
    assert not taken(client, reverse("add_agreement"), **answers | {"payer": "nobody-known"})
    assert taken(client, reverse("add_agreement"), **answers)
    made = Agreement.objects.get()
    assert (made.payer, list(made.users.all())) == (
        Body.objects.get(code="harbour"),
        [Body.objects.get(code="lantern")],
    )
    rate = {"whom": "adult", "pence": "39.60", "per": "week", "source": "A letter", "confidence": "confirmed"}
    assert taken(client, reverse("agreement_rate", args=[made.pk]), **rate, **FIRST)
    assert SubsistenceRate.objects.get().pence == 39_60
    end = reverse("end_agreement", args=[made.pk])
    night = {"last_night-day": "1", "last_night-month": "7", "last_night-year": "2024", "seen": "1"}
    early = client.post(end, night, follow=True).content.decode()
    assert "The last night cannot come before the first." in early
    assert taken(client, end, **night | {"last_night-year": "2027"})


def test_an_agreement_that_changed_meanwhile_shows_both_last_nights(cast, signed_in):
    made = an_agreement(cast)
    client = signed_in(cast.lead)
    night = {"last_night-day": "1", "last_night-month": "7", "last_night-year": "2027", "seen": "1"}
    shown = client.post(reverse("end_agreement", args=[made]), night, follow=True).content.decode()
    assert "Someone else changed this" in shown
    assert Agreement.objects.get().last_night is None


def test_a_number_and_a_part_of_an_area_are_added_once(cast, signed_in):
    client = signed_in(cast.housing)
    number = {"area": LINCOLNSHIRE, "what": "children_team", "name": "Team", "phone": "ask Bob"}
    assert not taken(client, reverse("keep_number"), **number)
    assert taken(client, reverse("keep_number"), **number | {"phone": "01632 960102"})
    part = {"area": LINCOLNSHIRE, "name": "Boston", "east": "532", "north": "344"}
    assert taken(client, reverse("add_zone"), **part)
    assert not taken(client, reverse("add_zone"), **part)
