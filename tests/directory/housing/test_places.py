"""Places, units, agreements and rates: what is kept, what is refused, and an address that no row shows."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from handrail.directory.housing.actions.agreements import add_subsistence_rate, set_last_night_of_agreement
from handrail.directory.housing.actions.places import (
    add_housing_place,
    edit_housing_place,
    flag_place_as_do_not_use,
)
from handrail.directory.housing.actions.units import add_housing_unit, withdraw_unit
from handrail.directory.housing.actions.zones_and_duty_numbers import add_zone, save_duty_phone_number
from handrail.directory.housing.models import DutyNumber, Place, SubsistenceRate, Unit, Zone
from handrail.directory.housing.nights import get_tonight
from handrail.directory.housing.queries.agreements import find_agreement
from handrail.directory.housing.queries.places import read_place_address, read_place_flag_reason
from handrail.directory.models import Service
from handrail.platform.access.errors import Denied
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from support.cast import LINCOLNSHIRE
from support.housing import an_agreement

pytestmark = pytest.mark.django_db
ADDRESS = "9 Sealed Row, Fenmarsh"


def a_place(by, name="Willow", kind="council_room", address="", **more):
    place = Place(name=name, kind=kind, area_id=LINCOLNSHIRE, **{"state": "open", **more})
    return add_housing_place(place, address=address, by=by)


def test_an_address_is_sealed_and_read_back_by_the_one_query_that_may(cast):
    place = a_place(cast.housing.actor, address=ADDRESS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM directory_housing_place")
        kept = bytes(cursor.fetchone()[0])
    assert b"Sealed" not in kept
    assert read_place_address(place.pk) == ADDRESS


def test_a_place_is_offered_as_a_service_of_the_same_state_and_a_planned_one_can_be_described(cast):
    place = a_place(
        cast.housing.actor, "First nights", "place_of_safety", state="planned", waits_for="a start date"
    )
    assert (place.service.kind, place.service.state) == ("place_of_safety", "planned")
    place.state, place.waits_for = "open", ""
    edit_housing_place(place, seen=1, by=cast.housing.actor)
    assert Service.objects.get(pk=place.service_id).state == "open"


def test_a_safe_house_is_one_in_the_directory_too(cast):
    assert a_place(cast.housing.actor, "Alder", "safe_house").service.safe_house


def test_the_kind_never_changes_and_a_stale_save_is_told(cast):
    place = a_place(cast.housing.actor)
    place.kind = "hotel"
    with pytest.raises(ActionNotPossibleError, match="cannot change the type of place"):
        edit_housing_place(place, seen=1, by=cast.housing.actor)
    place.kind = "council_room"
    edit_housing_place(place, seen=1, by=cast.housing.actor)
    with pytest.raises(ConcurrentEditError):
        edit_housing_place(place, seen=1, by=cast.housing.actor)


def test_a_new_address_replaces_the_one_that_is_kept_and_none_leaves_it(cast):
    place = a_place(cast.housing.actor, address=ADDRESS)
    edit_housing_place(Place.objects.get(pk=place.pk), seen=1, by=cast.housing.actor)
    assert read_place_address(place.pk) == ADDRESS
    edit_housing_place(Place.objects.get(pk=place.pk), address="2 New Row", seen=2, by=cast.housing.actor)
    assert read_place_address(place.pk) == "2 New Row"
    saved = Place.objects.get(pk=place.pk)
    assert (saved.version, saved.changed_by_id) == (3, cast.housing.pk)


def test_a_part_of_another_area_is_refused(cast):
    elsewhere = Zone.objects.create(area_id="W15000002", name="Newport", east=330, north=190)
    with pytest.raises(ActionNotPossibleError, match="a part of that area"):
        a_place(cast.housing.actor, zone=elsewhere)


def test_a_name_that_is_taken_is_refused(cast):
    a_place(cast.housing.actor)
    with pytest.raises(
        ActionNotPossibleError, match=r"Your organisation already has a place with that name."
    ):
        a_place(cast.housing.actor)


@pytest.mark.parametrize("part", ["worker", "partner", "commissioner", "board"])
def test_only_those_who_keep_places_describe_them(cast, part):
    with pytest.raises(Denied, match="manage places"):
        a_place(getattr(cast, part).actor)


def test_nobody_changes_a_place_or_a_unit_of_another_body(cast):
    place = a_place(cast.housing.actor)
    with pytest.raises(ActionNotPossibleError, match="not one of your organisation"):
        flag_place_as_do_not_use(place_id=place.pk, words="x", by=cast.lead.actor)
    unit = room(place, cast)
    with pytest.raises(ActionNotPossibleError, match="not one of your organisation"):
        withdraw_unit(
            unit_id=unit.pk, from_night=get_tonight(timezone.localtime()), why="", by=cast.lead.actor
        )


def test_why_a_place_is_flagged_is_sealed_and_asked_for(cast):
    place = a_place(cast.housing.actor)
    with pytest.raises(ActionNotPossibleError, match="Enter why no one should stay there"):
        flag_place_as_do_not_use(place_id=place.pk, words=" ", by=cast.housing.actor)
    flag_place_as_do_not_use(place_id=place.pk, words="A car was seen", by=cast.housing.actor)
    assert read_place_flag_reason(place.pk) == "A car was seen"


@pytest.mark.parametrize("beds", [0, -1, 21, 10**9])
def test_a_unit_has_a_number_of_beds_that_can_be(cast, beds):
    place = a_place(cast.housing.actor)
    with pytest.raises(ValidationError, match="from 1 to 20"):
        room(place, cast, beds=beds)


def test_a_unit_is_not_withdrawn_in_the_past_nor_years_ahead(cast):
    unit = room(a_place(cast.housing.actor), cast)
    for days in (-3, 800):
        night = timezone.localdate() + datetime.timedelta(days=days)
        with pytest.raises(ActionNotPossibleError):
            withdraw_unit(unit_id=unit.pk, from_night=night, why="", by=cast.housing.actor)


def test_an_agreement_does_not_end_before_it_began(cast):
    made = an_agreement(cast)
    begun = find_agreement(made).first_night
    with pytest.raises(ValidationError, match="cannot come before"):
        set_last_night_of_agreement(
            agreement_id=made, last_night=begun - datetime.timedelta(days=1), by=cast.lead.actor
        )
    with pytest.raises(ActionNotPossibleError, match=r"That is not one of your organisation’s agreements."):
        set_last_night_of_agreement(agreement_id=made, last_night=begun, by=cast.commissioner.actor)


def test_the_rate_of_a_day_is_the_newest_that_has_begun_in_pence(cast):
    made = an_agreement(cast)
    for pence, since in ((35_00, 2020), (39_60, 2021), (45_00, 2030)):
        add_subsistence_rate(a_rate(made, pence, datetime.date(since, 7, 1)), by=cast.lead.actor)
    line = find_agreement(made)
    assert [rate.pence for rate in line.rates_on(datetime.date(2026, 11, 24))] == [39_60]
    assert [rate.pence for rate in line.rates_on(datetime.date(2020, 7, 1))] == [35_00]
    assert line.rates_on(datetime.date(2019, 1, 1)) == ()


@pytest.mark.parametrize("pence", [-1, 5_000_01, 10**12])
def test_a_rate_is_a_sum_that_can_be(cast, pence):
    with pytest.raises(ActionNotPossibleError, match="The amount must be"):
        add_subsistence_rate(a_rate(an_agreement(cast), pence, timezone.localdate()), by=cast.lead.actor)


def test_one_rate_begins_on_a_day(cast):
    made = an_agreement(cast)
    add_subsistence_rate(a_rate(made, 35_00, timezone.localdate()), by=cast.lead.actor)
    with pytest.raises(ActionNotPossibleError, match=r"A rate for them already starts on that date."):
        add_subsistence_rate(a_rate(made, 36_00, timezone.localdate()), by=cast.lead.actor)


def test_an_agreement_that_changed_since_the_page_was_opened_is_not_ended(cast):
    made = an_agreement(cast)
    night = timezone.localdate() + datetime.timedelta(days=30)
    with pytest.raises(ConcurrentEditError):
        set_last_night_of_agreement(agreement_id=made, last_night=night, seen=9, by=cast.lead.actor)


def test_a_number_is_kept_with_the_day_on_which_it_was_checked(cast):
    number = DutyNumber(area_id=LINCOLNSHIRE, what="children_team", name="Team", phone="ask Bob")
    with pytest.raises(ValidationError, match="phone number"):
        save_duty_phone_number(number, by=cast.lead.actor)
    number.phone = "01632 960102"
    save_duty_phone_number(number, by=cast.lead.actor)
    again = DutyNumber(area_id=LINCOLNSHIRE, what="children_team", name="Team", phone="01632 960103")
    save_duty_phone_number(again, by=cast.lead.actor)
    kept = DutyNumber.objects.get(keeper=cast.lead.body)
    assert (kept.phone, kept.checked_on) == ("01632 960103", timezone.localdate())


def test_a_part_of_an_area_lies_on_the_grid(cast):
    nowhere = Zone(area_id=LINCOLNSHIRE, name="Nowhere", east=-1, north=9_000)
    with pytest.raises(ValidationError, match="from 0 to 700"):
        add_zone(nowhere, by=cast.lead.actor)


def room(place, cast, beds=1):
    unit = Unit(place=place, name="Room 1", beds=beds, open_from=timezone.localdate())
    return add_housing_unit(unit, by=cast.housing.actor)


def a_rate(agreement_id, pence, since):
    rate = SubsistenceRate(agreement_id=agreement_id, whom="adult", per="week", pence=pence, since=since)
    rate.source, rate.confidence = "A letter", "confirmed"
    return rate
