"""A stay goes on, moves and ends; no child is in an adult place; what stood in the way is counted without a name."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from handrail.directory.housing.actions.agreements import set_last_night_of_agreement
from handrail.directory.housing.models import Agreement, Place
from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.person import actions
from handrail.people.housing.actions import child_placement_steps, suitability_checks
from handrail.people.housing.actions.holds import UnitTakenError, hold_unit
from handrail.people.housing.actions.housing_duty import (
    HousingDutyDisputeInput,
    open_housing_duty_dispute,
    record_housing_refusal,
    record_night_without_suitable_place,
    settle_housing_duty_dispute,
)
from handrail.people.housing.actions.stay_incidents import (
    mark_stay_unsuitable,
    record_person_found,
    record_person_missing,
)
from handrail.people.housing.actions.stays import confirm_stay, end_stay, extend_stay
from handrail.people.housing.models import Stay, StayNight, UnitBooking
from handrail.people.housing.queries import list_housing_refusal_counts, list_missing_provision_counts
from handrail.people.housing.queries.place_search import find_places_tonight
from handrail.people.housing.queries.stays import get_stay_detail
from handrail.people.housing.text_choices import (
    ChildPlacementStepKind,
    HousingRefusalReason,
    StayEndReason,
    UnsuitableReason,
)
from handrail.people.records.models import Case, Event, Offer, SafetyPlan
from handrail.people.records.permissions import get_case_access
from handrail.people.records.text_choices import Age, SafetyPlanReviewTrigger
from handrail.platform.access.errors import Denied
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.housing import a_place, a_unit, after
from support.housing_pages import AGAINST, ANSWERS, share

pytestmark = pytest.mark.django_db
HERE = {"why": StayEndReason.MOVED_ON, "words": ""}


def nights(stay_id):
    return StayNight.objects.filter(booking=Stay.objects.get(pk=stay_id).booking_id).count()


def test_it_is_extended_night_by_night_unless_somebody_has_the_night(home, adult):
    by = home.cast.worker.actor
    stay = home.stay()
    extend_stay(case_id=home.case.pk, stay_id=stay, nights=2, by=by)
    assert nights(stay) == 3
    hold_unit(case_id=adult().pk, unit_id=home.unit, first_night=after(3), nights=1, by=by)
    with pytest.raises(UnitTakenError, match="from the night of"):
        extend_stay(case_id=home.case.pk, stay_id=stay, nights=1, by=by)
    assert Stay.objects.get(pk=stay).booking.last_night == after(2)


@pytest.mark.parametrize("count", [0, -2, 29, 10**9])
def test_it_is_extended_by_a_number_that_is_one(home, count):
    stay = home.stay()
    with pytest.raises(ActionNotPossibleError, match="from 1 to 28"):
        extend_stay(case_id=home.case.pk, stay_id=stay, nights=count, by=home.cast.worker.actor)


def test_an_early_end_frees_the_nights_after_it_and_says_what_it_cost(home, adult):
    by = home.cast.worker.actor
    Place.objects.filter(pk=home.place).update(night_pence=38_00)
    stay = home.stay(nights=5)
    end_stay(case_id=home.case.pk, stay_id=stay, leaving=after(2), by=by, **HERE)
    assert nights(stay) == 2
    offer = Offer.objects.get(pk=Stay.objects.get(pk=stay).offer_id)
    assert offer.cost_pence == 76_00
    assert hold_unit(case_id=adult().pk, unit_id=home.unit, first_night=after(2), nights=1, by=by)


def test_nobody_leaves_before_the_stay_began_or_after_its_last_night(home):
    stay = home.stay(nights=2)
    for leaving, words in ((after(-1), "before the stay began"), (after(3), "The last night is")):
        with pytest.raises(ActionNotPossibleError, match=words):
            end_stay(case_id=home.case.pk, stay_id=stay, leaving=leaving, by=home.cast.worker.actor, **HERE)


def test_a_move_ends_the_place_before_from_the_first_night_of_the_next(home):
    first = home.stay(nights=4)
    other = a_unit(home.place, "Flat 3")
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        second = home.hold(other, nights=2)
        assert nights(first) == 4  # a hold moves nobody
        confirm_stay(case_id=home.case.pk, stay_id=second, by=home.cast.worker.actor)
    ended = Stay.objects.get(pk=first)
    assert (ended.state, ended.ended_why, nights(first), nights(second)) == ("ended", "other_place", 1, 2)


def test_an_agreement_that_ends_mid_stay_says_from_which_night_nobody_pays(home):
    stay = home.stay(nights=5)
    set_last_night_of_agreement(agreement_id=home.agreement, last_night=after(1), by=home.cast.lead.actor)
    said = get_stay_detail(case_access(home), stay, timezone.localtime()).line.warnings
    assert f"The agreement’s last night is {after(1):%A} {after(1).day} {after(1):%B %Y}" in said[0]
    assert (
        f"From the night of {after(2):%A} {after(2).day} {after(2):%B %Y} no one has agreed to pay" in said[0]
    )
    with pytest.raises(ActionNotPossibleError, match="The last night of the agreement “County rooms” is"):
        extend_stay(case_id=home.case.pk, stay_id=stay, nights=1, by=home.cast.worker.actor)


def test_a_place_of_safety_starts_and_ends_the_clock_of_the_pathway(home):
    bed = a_unit(a_place(home.cast.lead.actor, name="First nights", kind="place_of_safety"), "Bed 1")
    stay = home.stay(bed)
    assert Event.objects.filter(case=home.case, event="place_of_safety_entered").count() == 1
    end_stay(case_id=home.case.pk, stay_id=stay, leaving=after(0), by=home.cast.worker.actor, **HERE)
    assert Event.objects.filter(case=home.case, event="place_of_safety_left").count() == 1


def test_an_offer_keeps_the_phase_in_which_it_was_made_when_a_referral_follows_on_its_day(home):
    stay = Stay.objects.get(pk=home.stay())
    today = timezone.localdate()
    for event in ("nrm_explained", "nrm_consent_given", "nrm_referred"):
        events.record_event(
            case_id=home.case.pk, happening=EventInput(event, today), by=home.cast.worker.actor
        )
    assert Offer.objects.get(pk=stay.offer_id).phase == "before"
    assert Case.objects.get(pk=home.case.pk).phase == "during"


@pytest.mark.parametrize("age", [Age.CHILD, Age.UNSURE])
def test_no_act_gives_an_adult_place_or_a_hotel_to_a_child(home, age):
    by, case = home.cast.worker.actor, home.case.pk
    held = home.hold()
    hotel = a_place(home.cast.lead.actor, name="Hotel C", kind="hotel")
    opening.set_age_group(case_id=case, age=age, by=by)
    for act in (
        lambda: home.hold(a_unit(home.place, "Flat 3")),
        lambda: confirm_stay(case_id=case, stay_id=held, by=by),
        lambda: suitability_checks.sign_suitability_check(
            case_id=case, place_id=hotel, answers=ANSWERS, by=by
        ),
        lambda: extend_stay(case_id=case, stay_id=held, nights=1, by=by),
    ):
        with pytest.raises(ActionNotPossibleError, match="never offered to a child"):
            act()


def test_the_time_for_a_child_runs_from_the_first_mark_until_they_are_placed(home):
    by, case = home.cast.worker.actor, home.case.pk
    with pytest.raises(ActionNotPossibleError, match="for a child"):
        child_placement_steps.record_child_placement_step(
            case_id=case, sort=ChildPlacementStepKind.RANG, words="", by=by
        )
    opening.set_age_group(case_id=case, age=Age.UNSURE, by=by)
    child_placement_steps.record_child_placement_step(
        case_id=case, sort=ChildPlacementStepKind.NO_ANSWER, words="", by=by
    )
    child_placement_steps.record_child_placement_step(
        case_id=case, sort=ChildPlacementStepKind.PLACED, words="With foster carers", by=by
    )
    from_then = home.case.child_watches.get()
    assert from_then.placed_at is not None
    assert from_then.calls.count() == 2


def test_the_database_keeps_no_hotel_without_a_signed_check(home):
    kept = Stay.objects.get(pk=home.stay())
    kept.pk, kept.offer, kept.needs_check = None, None, True
    kept.state, kept.confirmed_at, kept.confirmed_by = "let_go", None, None
    kept.let_go_why = "not_needed"
    with pytest.raises(IntegrityError, match="stay_hotel_has_a_signed_check"), transaction.atomic():
        Stay.objects.bulk_create([kept])


def test_a_check_that_is_a_day_old_or_anothers_opens_nothing(home, adult):
    place = a_place(home.cast.lead.actor, name="Hotel C", kind="hotel")
    room, by = a_unit(place, "Room 12"), home.cast.worker.actor
    suitability_checks.sign_suitability_check(case_id=adult().pk, place_id=place, answers=ANSWERS, by=by)
    with pytest.raises(ActionNotPossibleError, match="sign the check"):
        home.hold(room)
    suitability_checks.sign_suitability_check(case_id=home.case.pk, place_id=place, answers=ANSWERS, by=by)
    with (
        time_machine.travel(timezone.now() + datetime.timedelta(hours=25)),
        pytest.raises(ActionNotPossibleError, match="sign"),
    ):
        home.hold(room)


def test_only_a_lead_overrules_and_only_with_a_reason(home):
    place = a_place(home.cast.lead.actor, name="Hotel C", kind="hotel")
    check = suitability_checks.sign_suitability_check(
        case_id=home.case.pk, place_id=place, answers=AGAINST, by=home.cast.worker.actor
    )
    with pytest.raises(Denied, match="overrule the check"):
        suitability_checks.overrule_suitability_check(
            case_id=home.case.pk, check_id=check.pk, why="x", by=home.cast.worker.actor
        )
    with pytest.raises(ActionNotPossibleError, match="Enter why the place is used anyway"):
        suitability_checks.overrule_suitability_check(
            case_id=home.case.pk, check_id=check.pk, why=" ", by=home.cast.lead.actor
        )
    suitability_checks.overrule_suitability_check(
        case_id=home.case.pk, check_id=check.pk, why="Two officers stay", by=home.cast.lead.actor
    )
    booked = Stay.objects.get(pk=home.stay(a_unit(place, "Room 12"), nights=2)).booking
    assert (booked.unsuitable_why, booked.unsuitable_from) == ("overruled", booked.first_night)


def test_a_dispute_without_who_houses_tonight_is_not_kept_and_with_one_stops_no_bed(home):
    by, case = home.cast.worker.actor, home.case.pk
    said = {"between": "fen-housing", "other": "lincolnshire-police", "payer": "lantern"}
    with pytest.raises(ActionNotPossibleError, match="who houses them tonight"):
        open_housing_duty_dispute(case_id=case, disputed=HousingDutyDisputeInput(tonight="", **said), by=by)
    open_housing_duty_dispute(
        case_id=case, disputed=HousingDutyDisputeInput(tonight="lincolnshire-police", **said), by=by
    )
    booked = Stay.objects.get(pk=home.stay()).booking
    assert (booked.standing, booked.answers_for.code, booked.payer.code) == (
        "disputed",
        "lincolnshire-police",
        "lantern",
    )
    settle_housing_duty_dispute(case_id=case, body="fen-housing", words="", by=by)
    open_housing_duty_dispute(
        case_id=case, disputed=HousingDutyDisputeInput(tonight="lantern", **said), by=by
    )


def test_refusals_and_what_was_missing_are_counts_with_no_identity(home):
    by, case = home.cast.worker.actor, home.case.pk
    for _ in range(2):
        record_housing_refusal(
            case_id=case,
            body="fen-housing",
            body_words="",
            why=HousingRefusalReason.NO_RECOURSE,
            words="Mirela has no status",
            said_by="Pat",
            at=timezone.now(),
            by=by,
        )
    record_night_without_suitable_place(
        case_id=case, missing=["no_room", "access"], words="", slept="", by=by
    )
    (row,) = list_housing_refusal_counts(body_id=by.body_id)
    assert (row.refused_by, row.why, row.phase, row.count) == ("Fen housing team", "no_recourse", "before", 2)
    assert {gap.missing: gap.count for gap in list_missing_provision_counts(body_id=by.body_id)} == {
        "no_room": 1,
        "access": 1,
    }
    assert list_housing_refusal_counts(body_id=home.cast.outsider.body_id) == ()
    assert "Mirela" not in repr(row)


def test_a_partner_holds_only_its_own_places_and_writes_down_no_dispute(home):
    told = type("Told", (), {"case_id": home.case.pk})
    share(home.cast, told, "fen-housing", Kind.HOUSING)
    own = a_unit(a_place(home.cast.housing.actor, name="Willow", body="fen-housing"), "Room 1")
    with pytest.raises(
        Denied, match=r"For another organisation’s case, you can only hold your own organisation’s places."
    ):
        home.hold(by=home.cast.housing)
    stay = home.stay(own, by=home.cast.housing)
    assert Stay.objects.get(pk=stay).offer.answer == "accepted"
    with pytest.raises(Denied, match="Only those who work on the case"):
        record_night_without_suitable_place(
            case_id=home.case.pk, missing=["no_room"], words="", slept="", by=home.cast.housing.actor
        )


def test_without_an_agreement_another_bodys_place_is_not_to_be_had(home):
    set_last_night_of_agreement(agreement_id=home.agreement, last_night=after(-1), by=home.cast.lead.actor)
    with pytest.raises(Denied, match=r"Your organisation has no agreement to use that place on that night."):
        home.hold()


def test_nobody_writes_themselves_a_way_into_anothers_safe_house(home):
    house = a_place(home.cast.lead.actor, name="Alder house", kind="safe_house")
    room = a_unit(house, "Room 1")
    with pytest.raises(Denied, match=r"Your organisation has no agreement to use that place on that night."):
        home.hold(room)
    assert "Alder house" not in repr(find_places_tonight(case_access(home)))
    Agreement.objects.filter(pk=home.agreement).update(keeper=F("provider"))
    assert "Room 1, Alder house" in {row.title for row in find_places_tonight(case_access(home)).fits}
    assert home.hold(room)


def test_nights_after_an_overruled_check_stay_counted_whatever_else_is_said_of_the_place(home):
    stay = home.stay(nights=3)
    UnitBooking.objects.update(unsuitable_from=after(0), unsuitable_why="overruled")
    by, why = home.cast.worker.actor, UnsuitableReason.NOT_SAFE
    mark_stay_unsuitable(
        case_id=home.case.pk, stay_id=stay, from_night=after(2), why=why, words="A man at the desk", by=by
    )
    assert Stay.objects.get(pk=stay).booking.unsuitable_from == after(0)


def test_a_place_that_is_flagged_paused_or_does_not_fit_is_refused_by_the_act_too(home):
    Place.objects.filter(pk=home.place).update(flagged_on=timezone.localdate())
    with pytest.raises(ActionNotPossibleError, match="Do not use Rowan"):
        home.hold()
    Place.objects.filter(pk=home.place).update(flagged_on=None, state="paused")
    with pytest.raises(ActionNotPossibleError, match="not open now"):
        home.hold()


def case_access(home):
    return get_case_access(Case.objects.get(pk=home.case.pk), home.cast.worker.actor)


def test_an_agreement_that_waits_for_the_provider_opens_no_bed_and_is_not_told_as_agreed(home):
    Agreement.objects.filter(pk=home.agreement).update(confirmed_at=None, confirmed_by=None)
    with pytest.raises(Denied, match=r"Your organisation has no agreement to use that place on that night."):
        home.hold()
    found = find_places_tonight(case_access(home))
    assert (found.fits, found.duty.state, found.duty.agreement) == ((), "rule", None)


def test_a_paper_opens_a_council_room_and_no_flat(home):
    Agreement.objects.filter(pk=home.agreement).update(
        confirmed_at=None,
        confirmed_by=None,
        paper_at=timezone.now(),
        paper_by=home.cast.commissioner.pk,
        paper_on=timezone.localdate(),
        paper_role="Manager",
    )
    with pytest.raises(Denied, match="no agreement to use"):
        home.hold()
    room = a_unit(a_place(home.cast.lead.actor, name="Alder", kind="council_room"), "Room 1")
    assert [row.title for row in find_places_tonight(case_access(home)).fits] == ["Room 1, Alder"]
    assert home.hold(room)


def a_hotel_stay(home, answers=ANSWERS):
    place = a_place(home.cast.lead.actor, name="Hotel C", kind="hotel")
    suitability_checks.sign_suitability_check(
        case_id=home.case.pk, place_id=place, answers=answers, by=home.cast.worker.actor
    )
    return place, a_unit(place, "Room 12")


def longer(home, stay, nights=1):
    extend_stay(case_id=home.case.pk, stay_id=stay, nights=nights, by=home.cast.worker.actor)


def test_more_nights_in_a_hotel_need_a_check_of_the_last_week_or_a_new_one(home):
    place, room = a_hotel_stay(home)
    stay = home.stay(room, nights=9)
    first = Stay.objects.get(pk=stay).check_signed_id
    with time_machine.travel(timezone.now() + datetime.timedelta(days=6)):
        longer(home, stay)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=8)):
        with pytest.raises(
            ActionNotPossibleError,
            match="sign the check of Hotel C first\\. The last one is more than 7 days",
        ):
            longer(home, stay)
        suitability_checks.sign_suitability_check(
            case_id=home.case.pk, place_id=place, answers=ANSWERS, by=home.cast.worker.actor
        )
        longer(home, stay)
    assert Stay.objects.get(pk=stay).check_signed_id != first
    assert nights(stay) == 11


def test_a_newer_check_that_says_no_stops_more_nights_and_overruled_they_are_counted(home):
    place, room = a_hotel_stay(home)
    stay, by = home.stay(room, nights=2), home.cast.worker.actor
    check = suitability_checks.sign_suitability_check(
        case_id=home.case.pk, place_id=place, answers=AGAINST, by=by
    )
    with pytest.raises(ActionNotPossibleError, match="not suitable"):
        longer(home, stay)
    suitability_checks.overrule_suitability_check(
        case_id=home.case.pk, check_id=check.pk, why="Officers stay", by=home.cast.lead.actor
    )
    longer(home, stay)
    kept = Stay.objects.get(pk=stay).booking
    assert (kept.unsuitable_from, kept.unsuitable_why) == (after(2), "overruled")


def test_more_nights_ask_once_more_whether_the_place_is_open_to_them(home):
    stay = home.stay()
    Agreement.objects.filter(pk=home.agreement).update(confirmed_at=None, confirmed_by=None)
    with pytest.raises(ActionNotPossibleError, match=r"”, your organisation cannot use that place now."):
        longer(home, stay)
    assert nights(stay) == 1


def test_a_place_that_no_longer_takes_whoever_rings_gives_no_more_nights(home):
    place = a_place(home.cast.housing.actor, name="Willow", body="fen-housing", use="ask")
    stay = home.stay(a_unit(place, "Room 1"))
    longer(home, stay)
    Place.objects.filter(pk=place).update(use="agreement")
    with pytest.raises(Denied, match="no agreement to use"):
        longer(home, stay)
    assert nights(stay) == 2


def beds_of(home):
    """How many stays have a night of this person, for each night."""
    found = {}
    for stay, night in StayNight.objects.values_list("booking", "night"):
        found.setdefault(night, set()).add(stay)
    return {(night - after(0)).days: len(each) for night, each in found.items()}


def keep(home, name, first, count):
    """Held and confirmed from a night on."""
    stay = home.hold(a_unit(home.place, name), nights=count, first=first)
    confirm_stay(case_id=home.case.pk, stay_id=stay, by=home.cast.worker.actor)
    return stay


def test_a_move_across_two_stays_leaves_no_night_with_two_beds(home):
    one, two = keep(home, "Flat 3", 0, 3), keep(home, "Flat 4", 3, 3)
    three = keep(home, "Flat 5", 1, 4)
    assert beds_of(home) == {0: 1, 1: 1, 2: 1, 3: 1, 4: 1}
    assert [nights(stay) for stay in (one, two, three)] == [1, 0, 4]
    assert set(Stay.objects.filter(pk__in=(one, two)).values_list("state", flat=True)) == {"ended"}


def test_a_stay_that_ends_later_gives_back_the_nights_of_the_next_one(home):
    one = keep(home, "Flat 3", 0, 5)
    end_stay(case_id=home.case.pk, stay_id=one, leaving=after(4), by=home.cast.worker.actor, **HERE)
    keep(home, "Flat 4", 2, 3)
    assert beds_of(home) == {0: 1, 1: 1, 2: 1, 3: 1, 4: 1}
    ended = Stay.objects.get(pk=one)
    assert (nights(one), ended.booking.last_night, ended.ended_why) == (2, after(1), "moved_on")


def test_a_stay_is_not_extended_into_another_of_the_same_person(home):
    one = keep(home, "Flat 3", 0, 2)
    keep(home, "Flat 4", 3, 2)
    longer(home, one)
    with pytest.raises(ActionNotPossibleError, match="Flat 4, Rowan is kept for them from the night of"):
        longer(home, one)
    assert beds_of(home) == {0: 1, 1: 1, 2: 1, 3: 1, 4: 1}


def test_leaving_and_being_found_again_make_the_safety_plan_due(home):
    by, case = home.cast.worker.actor, home.case.pk
    stay = home.stay()
    seen = SafetyPlan.objects.filter(case=case).count()
    texts = {"plan": "Next door", "watched": "", "if_missing": "", "review_on": after(14)}
    actions.write_safety_plan(case_id=case, seen_number=seen, by=by, **texts)
    gone = {"case_id": case, "stay_id": stay, "words": "", "by": by}
    record_person_missing(missing_at=timezone.now(), told_police=True, **gone)
    record_person_found(found_at=timezone.now(), **gone)
    plan = SafetyPlan.objects.get(case=case, is_newest=True)
    assert (plan.review_on, plan.review_because) == (timezone.localdate(), SafetyPlanReviewTrigger.THREAT)
    actions.confirm_safety_plan(case_id=case, seen_number=plan.number, review_on=after(14), by=by)
    end_stay(case_id=case, stay_id=stay, leaving=after(1), by=by, **HERE)
    plan.refresh_from_db()
    assert (plan.review_on, plan.review_because) == (timezone.localdate(), SafetyPlanReviewTrigger.MOVE)


def test_a_held_bed_comes_first_in_what_is_next_until_it_is_confirmed(home, signed_in):
    client, address = signed_in(home.cast.worker), reverse("case", args=[home.case.reference])
    assert "Confirm or release the hold" not in client.get(address).content.decode()
    stay = home.hold()
    page = client.get(address).content.decode()
    rows = page.partition('class="app-next__list"')[2]
    assert rows.index("Confirm or release the hold") < rows.index("</li>")
    assert reverse("stay", args=[home.case.reference, stay]) in rows
    confirm_stay(case_id=home.case.pk, stay_id=stay, by=home.cast.worker.actor)
    assert "Confirm or release the hold" not in client.get(address).content.decode()
