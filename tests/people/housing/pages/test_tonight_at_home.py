"""Tonight, the home of a housing team: free bed spaces by night, holds with the time left, stays that end."""

import datetime
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handrail.directory.housing.models import Unit
from handrail.people.housing.actions.holds import hold_unit
from handrail.people.housing.actions.stays import confirm_stay
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.models import Record
from handrail.platform.kernel import dates
from support.cast import NAME, tell
from support.housing import a_place, a_unit, after, first_night
from support.housing_pages import share


@pytest.fixture
def willow(cast):
    """Two rooms and a dormitory of four beds that are let one by one: six bed spaces of the council's."""
    place = a_place(cast.housing.actor, name="Willow", body="fen-housing", use="ask")
    return [a_unit(place, "Room 1"), a_unit(place, "Room 2"), a_unit(place, "Dormitory", beds=4, whole=False)]


def hold(cast, case_id, unit, **more):
    return hold_unit(
        case_id=case_id, unit_id=unit, first_night=after(0), nights=2, by=cast.worker.actor, **more
    )


def text(client, address="/places/tonight/"):
    page = client.get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def test_each_night_says_how_many_of_the_bed_spaces_are_free(cast, told, willow, signed_in):
    confirm_stay(case_id=told.case_id, stay_id=hold(cast, told.case_id, willow[0]), by=cast.worker.actor)
    hold(cast, tell(cast.worker.actor).case_id, willow[2])
    shown = text(signed_in(cast.housing))
    assert "Free tonight 4 of 6 bed spaces" in shown
    nights = re.findall(r"\d of \d taken", shown)
    assert nights == ["2 of 6 taken"] * 2 + ["0 of 6 taken"] * 5, "both stay for two nights"
    assert "Dormitory Willow, 4 bed spaces 3 free 3 free Free Free Free Free Free" in shown
    rows = shown[shown.index("Figures: Occupancy by night") :]
    assert re.findall(r"(\d) 6\b", rows) == ["0"] * 21 + ["2"] * 2 + ["0"] * 5, (
        "three weeks back, a week ahead"
    )


def test_what_is_flagged_or_withdrawn_is_no_bed_space_of_that_night(cast, told, willow, signed_in):
    Unit.objects.filter(pk=willow[1]).update(withdrawn_from=after(1), withdrawn_at=timezone.now())
    nights = re.findall(r"\d of \d taken", text(signed_in(cast.housing)))
    assert nights == ["0 of 6 taken"] + ["0 of 5 taken"] * 6


def test_a_hold_shows_the_time_left_and_a_case_that_is_not_shared_is_not_named(cast, told, willow, signed_in):
    hold(cast, told.case_id, willow[0])
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=10), tick=False):
        shown = text(signed_in(cast.housing))
    assert re.search(r"(19|20) minutes left Room 1 Willow\. The case is not shared with you", shown)
    assert [word for word in (told.reference, NAME) if word in shown] == []
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=31), tick=False):
        assert "No holds." in text(signed_in(cast.housing))


def test_a_stay_that_ends_leads_to_itself_where_the_case_is_shared_and_that_is_recorded(
    cast, told, willow, signed_in
):
    share(cast, told, "fen-housing", Kind.HOUSING)
    stay = hold(cast, told.case_id, willow[0])
    confirm_stay(case_id=told.case_id, stay_id=stay, by=cast.worker.actor)
    client = signed_in(cast.housing)
    assert re.search(
        rf"Ends (tonight|soon) Room 1 Willow\. {told.reference}\. Final night: \w+", text(client)
    )
    assert f'href="/cases/{told.reference}/stays/{stay}/"' in client.get("/places/tonight/").content.decode()
    record = Record.objects.filter(about=told.case_id, user_name=cast.housing.name).latest("at")
    assert (record.verb, record.shown) == ("viewed places", ["housing"])


def test_a_hundred_units_ask_no_more_statements_than_three(cast, told, willow, signed_in):
    client = signed_in(cast.housing)
    client.get("/places/tonight/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/places/tonight/")
    place = Unit.objects.get(pk=willow[0]).place_id
    for number in range(30):
        a_unit(place, f"Room {number + 10}")
    with CaptureQueriesContext(connection) as many:
        shown = text(client)
    assert len(few) == len(many) <= 12
    assert "Page 1 of 2" in shown


def test_a_hold_that_runs_past_six_in_the_morning_is_still_shown(cast, told, willow, signed_in):
    """A night ends at 6am. One unit is held at 5:50am for half an hour; at 6:10am it is still held."""
    evening = first_night()
    morning = dates.make_london_time(evening + timezone.timedelta(days=1), datetime.time(5, 50))
    with time_machine.travel(morning, tick=False):
        hold_unit(
            case_id=told.case_id, unit_id=willow[0], first_night=evening, nights=1, by=cast.worker.actor
        )
    with time_machine.travel(morning + timezone.timedelta(minutes=20), tick=False):
        shown = text(signed_in(cast.housing))
    assert "Held now 1" in shown
    assert "No holds." not in shown
    assert re.search(r"10 minutes left Room 1 Willow\.", shown)
    assert f"The night of {evening + timezone.timedelta(days=1):%A}" in shown
