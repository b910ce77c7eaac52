"""A body's own places: what is free tonight, held or theirs, and for whom where that is open; a housing team's day."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handrail.people.housing.actions.holds import hold_unit
from handrail.people.housing.actions.stays import confirm_stay
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.models import Record
from support.cast import NAME, tell
from support.housing import a_place, a_unit, after
from support.housing_pages import share


@pytest.fixture
def rooms(cast):
    """Willow has three rooms of the council's; the worker may ring for any of them."""
    willow = a_place(cast.housing.actor, name="Willow", body="fen-housing", use="ask")
    return [a_unit(willow, f"Room {number}") for number in (1, 2, 3)]


def take(cast, told, unit, *, confirmed):
    stay = hold_unit(case_id=told.case_id, unit_id=unit, first_night=after(0), nights=2, by=cast.worker.actor)
    if confirmed:
        confirm_stay(case_id=told.case_id, stay_id=stay, by=cast.worker.actor)
    return stay


def text(client, address="/places/"):
    page = client.get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def test_each_unit_says_how_it_stands_and_only_an_open_case_is_named(cast, told, rooms, signed_in):
    closed = tell(cast.worker.actor)
    share(cast, told, "fen-housing", Kind.HOUSING)
    stay = take(cast, told, rooms[0], confirmed=True)
    take(cast, closed, rooms[1], confirmed=False)
    client = signed_in(cast.housing)
    shown = text(client)
    assert re.search(rf"Room 1 .{{0,60}}Taken Final night: .{{0,30}}, {told.reference}", shown)
    assert re.search(r"Room 2 .{0,60}Held To (\d|noon|midnight)", shown)
    assert re.search(r"Room 3 .{0,60}Free", shown)
    assert [word for word in (closed.reference, NAME) if word in shown] == []
    assert f"/cases/{told.reference}/stays/{stay}/" in client.get("/places/").content.decode()
    record = Record.objects.filter(about=told.case_id, user_name=cast.housing.name).latest("at")
    assert (record.verb, record.shown) == ("viewed places", ["housing"])
    assert not Record.objects.filter(about=closed.case_id, user_name=cast.housing.name).exists()


def test_a_hold_that_ran_out_leaves_the_room_free(cast, told, rooms, signed_in):
    take(cast, told, rooms[0], confirmed=False)
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=31), tick=False):
        assert "Held" not in text(signed_in(cast.housing))


def test_it_asks_as_often_for_one_stay_as_for_three(cast, told, rooms, signed_in):
    client = signed_in(cast.housing)
    asked = []
    for unit in rooms:
        other = tell(cast.worker.actor)
        share(cast, other, "fen-housing", Kind.HOUSING)
        take(cast, other, unit, confirmed=True)
        client.get("/places/")
        with CaptureQueriesContext(
            connection,
        ) as made:
            client.get("/places/")
        asked.append(len(made))
    assert asked[0] == asked[1] == asked[2]


def test_the_day_of_a_housing_team_speaks_of_nothing_that_is_not_theirs(cast, signed_in):
    client = signed_in(cast.housing)
    day = text(client, "/my-day/")
    assert [
        words for words in ("contacts today", "Handovers", "Open a case") if words.lower() in day.lower()
    ] == []
    assert 'href="/cases/?whose=shared"' in client.get("/my-day/").content.decode()
    cases = text(client, "/cases/")
    assert "No cases are assigned to you." in cases
    assert "Open one" not in cases


def test_whoever_works_on_cases_keeps_both(cast, signed_in):
    client = signed_in(cast.colleague)
    assert "You have no cases yet." in text(client, "/my-day/")
    assert "You have no cases yet. Open one, or ask your duty lead." in text(client, "/cases/")


def test_whoever_may_keep_a_number_is_led_to_where_it_is_kept(cast, told, rooms, signed_in):
    share(cast, told, "fen-housing", Kind.HOUSING)
    address = f"/cases/{told.reference}/place/"
    assert 'href="/places/numbers/"' in signed_in(cast.housing).get(address).content.decode()
    assert "Your duty lead can add one under Places." in text(signed_in(cast.worker), address)


def test_where_the_nrm_is_not_open_no_boxes_are_drawn_for_it(cast, told, signed_in):
    share(cast, told, "fen-housing", Kind.HOUSING)
    page = f"/cases/{told.reference}/"
    assert "app-phase__boxes" not in signed_in(cast.housing).get(page).content.decode()
    assert "app-phase__boxes" in signed_in(cast.worker).get(page).content.decode()
