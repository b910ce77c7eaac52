"""Held, confirmed, let go: one bed space for one night is one person's, and a hold that ran out stops nobody."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.directory.housing.actions.units import withdraw_unit
from handrail.directory.housing.models import Unit
from handrail.people.housing.actions.expired_holds import release_expired_holds
from handrail.people.housing.actions.hold_reminders import remind_of_ending_holds
from handrail.people.housing.actions.holds import UnitTakenError, hold_unit
from handrail.people.housing.actions.stays import confirm_stay, decline_stay, release_hold_on_place
from handrail.people.housing.models import Stay, StayNight, UnitBooking
from handrail.people.records.models import Need, Offer
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.models import Message
from support.housing import a_place, a_unit, after

pytestmark = pytest.mark.django_db
A_WEEK = datetime.timedelta(days=7)
HALF_AN_HOUR = datetime.timedelta(minutes=30)


def state(stay_id):
    return Stay.objects.values_list("state", flat=True).get(pk=stay_id)


def nights(stay_id):
    booking = Stay.objects.get(pk=stay_id).booking_id
    return list(StayNight.objects.filter(booking=booking).order_by("night").values_list("night", flat=True))


def test_a_hold_says_until_when_and_takes_each_night(home):
    stay = Stay.objects.get(pk=home.hold(nights=3))
    assert HALF_AN_HOUR >= stay.booking.held_until - stay.held_at > datetime.timedelta(minutes=29)
    assert nights(stay.pk) == [after(0), after(1), after(2)]
    assert stay.booking.agreement_id == home.agreement


def test_the_next_one_is_told_by_whom_and_what_is_still_free(home, adult):
    home.hold()
    alder = a_unit(a_place(home.cast.lead.actor, name="Alder"), "Room 5")
    with pytest.raises(UnitTakenError) as told:
        hold_unit(
            case_id=adult().pk,
            unit_id=home.unit,
            first_night=after(0),
            nights=1,
            by=home.cast.worker.actor,
        )
    assert str(told.value) == (
        "Flat 2, Rowan was taken by Wren Ashdown of your organisation a moment ago. Room 5, Alder is still free."
    )
    assert Stay.objects.count() == 1
    assert alder


def test_the_database_itself_refuses_a_second_for_the_night(home):
    booked = Stay.objects.get(pk=home.hold()).booking
    with pytest.raises(IntegrityError), transaction.atomic():
        StayNight.objects.create(booking=booked, unit_id=home.unit, space=1, night=after(0))


def test_a_hold_that_ran_out_stops_nobody_and_cannot_be_confirmed(home, adult):
    first = home.hold(nights=2)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=31)):
        with pytest.raises(ActionNotPossibleError, match="The hold on"):
            confirm_stay(case_id=home.case.pk, stay_id=first, by=home.cast.worker.actor)
        second = hold_unit(
            case_id=adult().pk, unit_id=home.unit, first_night=after(0), nights=1, by=home.cast.worker.actor
        )
    assert state(second) == "held"
    assert nights(first) == []


def test_the_sweep_lets_go_what_ran_out_and_nothing_else(home, adult):
    first = home.hold()
    other = a_unit(home.place, "Flat 3")
    kept = adult()
    confirmed = hold_unit(
        case_id=kept.pk, unit_id=other, first_night=after(0), nights=1, by=home.cast.worker.actor
    )
    confirm_stay(case_id=kept.pk, stay_id=confirmed, by=home.cast.worker.actor)
    assert release_expired_holds() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=31)):
        assert release_expired_holds() == 1
    assert (state(first), state(confirmed)) == ("let_go", "confirmed")
    assert Stay.objects.get(pk=first).let_go_why == "ran_out"


def test_confirmed_it_is_an_accepted_offer_against_the_need_in_todays_phase(home):
    assert not Need.objects.filter(case=home.case).exists()
    stay = Stay.objects.get(pk=home.stay())
    offer = Offer.objects.get(pk=stay.offer_id)
    assert (offer.answer, offer.phase, offer.service.name) == ("accepted", "before", "Rowan")
    assert offer.need.kind == "place"


def test_a_no_is_a_declined_offer_and_frees_the_bed(home):
    stay = home.hold()
    decline_stay(case_id=home.case.pk, stay_id=stay, reason="Too far from church", by=home.cast.worker.actor)
    assert Offer.objects.get().answer == "declined"
    assert (state(stay), nights(stay)) == ("let_go", [])


def test_let_go_it_is_no_offer_at_all(home):
    stay = home.hold()
    release_hold_on_place(case_id=home.case.pk, stay_id=stay, by=home.cast.worker.actor)
    assert not Offer.objects.exists()
    assert nights(stay) == []


def test_a_second_hold_for_one_person_waits_for_the_first(home):
    home.hold()
    other = a_unit(home.place, "Flat 3")
    with pytest.raises(
        ActionNotPossibleError,
        match=r"Flat 2, Rowan is held for them until .* Confirm it or let it go first",
    ):
        home.hold(other)


def test_a_room_with_three_beds_takes_three_people_and_no_fourth(home, adult):
    dormitory = a_unit(home.place, "Room 9", beds=3, whole=False)
    for case in [adult() for _ in range(3)]:
        hold_unit(
            case_id=case.pk, unit_id=dormitory, first_night=after(0), nights=1, by=home.cast.worker.actor
        )
    assert sorted(StayNight.objects.filter(unit=dormitory).values_list("space", flat=True)) == [1, 2, 3]
    with pytest.raises(UnitTakenError):
        home.hold(dormitory)


def test_a_flat_let_whole_is_taken_by_one_person(home, adult):
    flat = a_unit(home.place, "Flat 8", beds=3, whole=True)
    home.hold(flat)
    assert StayNight.objects.filter(unit=flat).count() == 3
    with pytest.raises(UnitTakenError):
        hold_unit(case_id=adult().pk, unit_id=flat, first_night=after(0), nights=1, by=home.cast.worker.actor)


@pytest.mark.parametrize("count", [0, -1, 29, 10**9])
def test_a_number_of_nights_that_is_none_is_refused(home, count):
    with pytest.raises(ActionNotPossibleError, match="from 1 to 28 nights"):
        home.hold(nights=count)


def test_a_night_that_is_over_and_one_years_away_are_refused(home):
    with pytest.raises(ActionNotPossibleError, match="over"):
        home.hold(first=-1)
    with pytest.raises(ActionNotPossibleError, match="90 nights ahead"):
        home.hold(first=91)


def test_a_unit_withdrawn_from_a_night_is_to_be_had_until_then(home):
    withdraw(home, 2)
    with pytest.raises(ActionNotPossibleError, match="withdrawn from the night of"):
        home.hold(nights=3)
    assert len(nights(home.hold(nights=2))) == 2


def test_a_unit_withdrawn_while_it_is_held_cannot_be_confirmed(home):
    stay = home.hold()
    withdraw(home, 0)
    with pytest.raises(ActionNotPossibleError, match="withdrawn from the night of"):
        confirm_stay(case_id=home.case.pk, stay_id=stay, by=home.cast.worker.actor)
    assert state(stay) == "held"


@pytest.fixture
def last_of_summer(own_worlds):
    """The evening before the clocks go back; the flat is open then, whatever day the test is run on."""
    with time_machine.travel("2027-10-30T21:30:00+01:00"):
        yield


@pytest.fixture
def early_in_february(own_worlds):
    with time_machine.travel("2027-02-03T02:11:00+00:00"):
        yield


@pytest.mark.usefixtures("last_of_summer")
def test_the_night_on_which_the_clocks_change_is_one_night(home):
    stay = home.hold(nights=2)
    assert nights(stay) == [datetime.date(2027, 10, 30), datetime.date(2027, 10, 31)]


@pytest.mark.usefixtures("last_of_summer")
def test_half_an_hour_stays_half_an_hour_when_the_clocks_go_back(home, adult):
    """Held at 1:50am of the summer's last night until 2:20, which the clock then calls 1:20: still held at 1:10."""
    with time_machine.travel("2027-10-31T00:50:00+00:00"):
        home.hold()
        case = adult()
    with time_machine.travel("2027-10-31T01:10:00+00:00"), pytest.raises(UnitTakenError):
        hold_unit(
            case_id=case.pk, unit_id=home.unit, first_night=after(0), nights=1, by=home.cast.worker.actor
        )
    with time_machine.travel("2027-10-31T01:21:00+00:00"):
        assert hold_unit(
            case_id=case.pk, unit_id=home.unit, first_night=after(0), nights=1, by=home.cast.worker.actor
        )


@pytest.mark.usefixtures("early_in_february")
def test_before_six_in_the_morning_tonight_is_the_night_that_began_yesterday(home):
    assert nights(home.hold()) == [datetime.date(2027, 2, 2)]


def withdraw(home, ahead):
    row = Unit.objects.get(pk=home.unit)
    row.place.provider_id = home.cast.housing.body_id
    row.place.save()
    withdraw_unit(unit_id=home.unit, from_night=after(ahead), why="Boiler", by=home.cast.housing.actor)
    row.place.provider_id = home.cast.partner.body_id
    row.place.save()


def test_whoever_holds_a_bed_is_told_two_hours_before_it_is_let_go(home):
    home.hold()
    until = UnitBooking.objects.get().held_until
    with time_machine.travel(until - datetime.timedelta(hours=3)):
        assert remind_of_ending_holds() == 0
    with time_machine.travel(until - datetime.timedelta(hours=1)):
        assert (remind_of_ending_holds(), remind_of_ending_holds()) == (1, 0)
    assert Message.objects.get(kind="hold_ends").to == home.cast.worker
