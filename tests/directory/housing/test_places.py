"""Places, units, agreements and rates: what is kept, what is refused, and an address that no row shows."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from handrail.directory.housing.actions.agreements import add_rate, end_agreement
from handrail.directory.housing.actions.places import StalePlaceError, add_place, edit_place, flag_place
from handrail.directory.housing.actions.units import add_unit, withdraw_unit
from handrail.directory.housing.actions.zones_and_numbers import add_zone, save_duty_number
from handrail.directory.housing.models import Place
from handrail.directory.housing.nights import get_tonight
from handrail.directory.housing.place_input import PlaceInput
from handrail.directory.housing.queries.agreements import get_agreement
from handrail.directory.housing.queries.places import read_flag_reason, read_place_address
from handrail.directory.models import Service
from handrail.platform.access.errors import Denied
from handrail.platform.kernel.errors import ActionNotAllowed
from support.cast import LINCOLNSHIRE
from support.housing import an_agreement

pytestmark = pytest.mark.django_db
ADDRESS = "9 Sealed Row, Fenmarsh"
WILLOW = PlaceInput("Willow", "council_room", LINCOLNSHIRE, address=ADDRESS)


def test_an_address_is_sealed_and_read_back_by_the_one_query_that_may(cast):
    place = add_place(details=WILLOW, by=cast.housing.actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM directory_housing_place")
        kept = bytes(cursor.fetchone()[0])
    assert b"Sealed" not in kept
    assert read_place_address(place) == ADDRESS


def test_a_place_is_offered_as_a_service_of_the_same_state_and_a_planned_one_can_be_described(cast):
    planned = PlaceInput(
        "First nights", "place_of_safety", LINCOLNSHIRE, state="planned", waits_for="a start date"
    )
    place = Place.objects.get(pk=add_place(details=planned, by=cast.housing.actor))
    assert (place.service.kind, place.service.state) == ("place_of_safety", "planned")
    opened = PlaceInput("First nights", "place_of_safety", LINCOLNSHIRE, state="open")
    edit_place(place_id=place.pk, details=opened, seen_version=1, by=cast.housing.actor)
    assert Service.objects.get(pk=place.service_id).state == "open"


def test_a_safe_house_is_one_in_the_directory_too(cast):
    house = PlaceInput("Alder", "safe_house", LINCOLNSHIRE)
    assert Place.objects.get(pk=add_place(details=house, by=cast.housing.actor)).service.safe_house


def test_the_kind_never_changes_and_a_stale_save_is_told(cast):
    place = add_place(details=WILLOW, by=cast.housing.actor)
    hotel = PlaceInput("Willow", "hotel", LINCOLNSHIRE)
    with pytest.raises(ActionNotAllowed, match="does not change"):
        edit_place(place_id=place, details=hotel, seen_version=1, by=cast.housing.actor)
    edit_place(place_id=place, details=WILLOW, seen_version=1, by=cast.housing.actor)
    with pytest.raises(StalePlaceError):
        edit_place(place_id=place, details=WILLOW, seen_version=1, by=cast.housing.actor)


@pytest.mark.parametrize("part", ["worker", "partner", "commissioner", "board"])
def test_only_those_who_keep_places_describe_them(cast, part):
    with pytest.raises(Denied, match="say which places there are"):
        add_place(details=WILLOW, by=getattr(cast, part).actor)


def test_nobody_changes_a_place_or_a_unit_of_another_body(cast):
    place = add_place(details=WILLOW, by=cast.housing.actor)
    with pytest.raises(ActionNotAllowed, match="not one of your organisation"):
        flag_place(place_id=place, words="x", by=cast.lead.actor)
    unit = room(place, cast)
    with pytest.raises(ActionNotAllowed, match="not one of your organisation"):
        withdraw_unit(unit_id=unit, from_night=get_tonight(timezone.localtime()), why="", by=cast.lead.actor)


def test_why_a_place_is_flagged_is_sealed_and_asked_for(cast):
    place = add_place(details=WILLOW, by=cast.housing.actor)
    with pytest.raises(ActionNotAllowed, match="Say why"):
        flag_place(place_id=place, words=" ", by=cast.housing.actor)
    flag_place(place_id=place, words="A car was seen", by=cast.housing.actor)
    assert read_flag_reason(place) == "A car was seen"


@pytest.mark.parametrize("beds", [0, -1, 21, 10**9])
def test_a_unit_has_a_number_of_beds_that_can_be(cast, beds):
    place = add_place(details=WILLOW, by=cast.housing.actor)
    with pytest.raises(ActionNotAllowed, match="bed spaces"):
        room(place, cast, beds=beds)


def test_a_unit_is_not_withdrawn_in_the_past_nor_years_ahead(cast):
    unit = room(add_place(details=WILLOW, by=cast.housing.actor), cast)
    for days in (-3, 800):
        night = timezone.localdate() + datetime.timedelta(days=days)
        with pytest.raises(ActionNotAllowed):
            withdraw_unit(unit_id=unit, from_night=night, why="", by=cast.housing.actor)


def test_an_agreement_does_not_end_before_it_began(cast):
    made = an_agreement(cast)
    begun = get_agreement(made).first_night
    with pytest.raises(ActionNotAllowed, match="cannot come before"):
        end_agreement(agreement_id=made, last_night=begun - datetime.timedelta(days=1), by=cast.lead.actor)
    with pytest.raises(ActionNotAllowed, match="not one that your organisation keeps"):
        end_agreement(agreement_id=made, last_night=begun, by=cast.commissioner.actor)


def test_the_rate_of_a_day_is_the_newest_that_has_begun_in_pence(cast):
    made = an_agreement(cast)
    for pence, since in ((35_00, 2020), (39_60, 2021), (45_00, 2030)):
        add_rate(
            agreement_id=made,
            whom="adult",
            per="week",
            pence=pence,
            since=datetime.date(since, 7, 1),
            source="A letter",
            confidence="confirmed",
            by=cast.lead.actor,
        )
    line = get_agreement(made)
    assert [rate.pence for rate in line.rates_on(datetime.date(2026, 11, 24))] == [39_60]
    assert [rate.pence for rate in line.rates_on(datetime.date(2020, 7, 1))] == [35_00]
    assert line.rates_on(datetime.date(2019, 1, 1)) == ()


@pytest.mark.parametrize("pence", [-1, 5_000_01, 10**12])
def test_a_rate_is_a_sum_that_can_be(cast, pence):
    with pytest.raises(ActionNotAllowed, match="Check the sum"):
        add_rate(
            agreement_id=an_agreement(cast),
            whom="adult",
            per="week",
            pence=pence,
            since=timezone.localdate(),
            source="A letter",
            confidence="confirmed",
            by=cast.lead.actor,
        )


def test_a_number_is_kept_with_the_day_on_which_it_was_checked(cast):
    with pytest.raises(ActionNotAllowed, match="phone number"):
        save_duty_number(
            area=LINCOLNSHIRE, what="children_team", name="Team", phone="ask Bob", by=cast.lead.actor
        )
    with pytest.raises(ActionNotAllowed, match="whole kilometres"):
        add_zone(area=LINCOLNSHIRE, name="Nowhere", east=-1, north=9_000, by=cast.lead.actor)


def room(place, cast, beds=1):
    return add_unit(
        place_id=place,
        name="Room 1",
        beds=beds,
        whole=True,
        has=[],
        lacks=[],
        note="",
        open_from=timezone.localdate(),
        by=cast.housing.actor,
    )
