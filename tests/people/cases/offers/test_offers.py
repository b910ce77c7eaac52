"""Needs and offers: every pair of answers by table, stale saves refused, the sweep, and a body without a prefix."""

import datetime
from itertools import product
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db.models.functions import Length
from django.utils import timezone

from handrail.people.cases.events.actions.daily_recomputation import recompute_cases_due_to_change
from handrail.people.cases.events.models import Due
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.cases.offers.actions import offers
from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.records.models import Case, Offer, Person, SafetyPlan
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.text_choices import (
    Age,
    ContactChannelKind,
    ImmediateDangerOrInjuryAnswer,
    OfferAnswer,
)
from handrail.platform.access.actions import create_account
from handrail.platform.access.roles import Role
from handrail.platform.kernel.case_references import (
    format_case_reference,
    make_fallback_reference_letters_of_body,
)
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.reference.models import Body
from support.cases import ago
from support.services import a_service

NONE, YES, NO = OfferAnswer.NONE_YET, OfferAnswer.ACCEPTED, OfferAnswer.DECLINED
MAY_FOLLOW = {(NONE, YES), (NONE, NO), (YES, NO), (NO, YES)}
"""A person may change their mind either way; an answer once given is never un-given, nor given twice."""


def answers(cast, offer, answer, seen=1, on=None, reason=""):
    offers.answer_offer(
        case_id=offer.case_id,
        offer_id=offer.pk,
        answer=answer,
        on=on or ago(1),
        reason=reason,
        seen_version=seen,
        by=cast.worker.actor,
    )


@pytest.mark.parametrize(("now", "then"), list(product(OfferAnswer, OfferAnswer)))
def test_which_answer_may_follow_which(cast, offer, now, then):
    seen = 1
    if now is not NONE:
        answers(cast, offer, now)
        seen = 2
    if (now, then) in MAY_FOLLOW:
        answers(cast, offer, then, seen)
        assert Offer.objects.get(pk=offer.pk).answer == then
    else:
        with pytest.raises(ActionNotPossibleError, match="already been answered"):
            answers(cast, offer, then, seen)
        assert Offer.objects.get(pk=offer.pk).answer == now


@pytest.mark.parametrize("age", [Age.CHILD, Age.UNSURE])
def test_a_place_offered_to_an_adult_is_not_taken_up_once_they_may_be_a_child(cast, case, offer, age):
    opening.set_age_group(case_id=case.pk, age=age, by=cast.worker.actor)
    with pytest.raises(ActionNotPossibleError, match="never offered to a child"):
        answers(cast, offer, YES)
    answers(cast, offer, NO)


@pytest.mark.parametrize(("days", "said"), [(6, "before the offer"), (-1, "That date is in the future.")])
def test_an_answer_comes_after_its_offer_and_not_tomorrow(cast, offer, days, said):
    with pytest.raises(ActionNotPossibleError, match=said):
        answers(cast, offer, YES, on=ago(days))


def test_an_answer_on_a_page_that_has_grown_old_is_refused_and_the_first_stays(cast, offer):
    answers(cast, offer, NO, reason="Too far")
    with pytest.raises(ConcurrentEditError):
        answers(cast, offer, YES, seen=1)
    page = get_case_detail(
        get_case_open_to_actor_by_reference(cast.worker.actor, offer.case.reference).case_access
    )
    assert (page.needs[0].offers[0].answer, page.needs[0].offers[0].reason) == ("declined", "Too far")


@pytest.mark.parametrize("pence", [-1, 100_000_01])
def test_a_cost_that_cannot_be_is_refused(cast, offer, pence):
    with pytest.raises(ValidationError, match=r"cannot be less than £0|must be £100,000 or less"):
        offers.record_offer_result(
            case_id=offer.case_id,
            offer_id=offer.pk,
            result="x",
            cost_pence=pence,
            seen_version=1,
            by=cast.worker.actor,
        )


@pytest.mark.parametrize("pence", [0, 1, 100_000_00])
def test_a_cost_is_kept_to_the_penny(cast, offer, pence):
    offers.record_offer_result(
        case_id=offer.case_id,
        offer_id=offer.pk,
        result="Moved in",
        cost_pence=pence,
        seen_version=1,
        by=cast.worker.actor,
    )
    assert Offer.objects.get(pk=offer.pk).cost_pence == pence


def test_needs_offers_and_services_of_elsewhere_are_not_found_here(cast, case, told, offer, room):
    by = cast.worker.actor
    with pytest.raises(ActionNotPossibleError, match="need is not on this case"):
        offers.make_offer(case_id=told.case_id, need_id=offer.need_id, service_id=room, on=ago(0), by=by)
    with pytest.raises(ActionNotPossibleError, match="service from the list"):
        offers.make_offer(case_id=case.pk, need_id=offer.need_id, service_id=999_999, on=ago(0), by=by)
    shut = a_service(cast, "Shut for repairs", "paused")
    with pytest.raises(ActionNotPossibleError, match="not open now"):
        offers.make_offer(case_id=case.pk, need_id=offer.need_id, service_id=shut, on=ago(0), by=by)
    with pytest.raises(ActionNotPossibleError, match="kind of need"):
        offers.record_need(case_id=case.pk, kind="a unicorn", words="", on=ago(0), by=by)
    offer.case_id = told.case_id
    with pytest.raises(ActionNotPossibleError, match="offer is not on this case"):
        answers(cast, offer, YES)


def test_a_plan_that_grew_old_is_refused_and_both_versions_stay(cast, told):
    write = {"watched": "", "if_missing": "", "review_on": None, "by": cast.worker.actor}
    actions.write_safety_plan(case_id=told.case_id, plan="Second", seen_number=1, **write)
    with pytest.raises(ConcurrentEditError):
        actions.write_safety_plan(case_id=told.case_id, plan="Mine", seen_number=1, **write)
    assert list(
        SafetyPlan.objects.filter(case=told.case_id).order_by("number").values_list("number", "is_newest")
    ) == [
        (1, False),
        (2, True),
    ]


def test_saying_adult_or_child_makes_an_older_page_about_the_person_stale(cast, told):
    person = Person.objects.get(pk=told.case_id)
    opening.set_age_group(case_id=told.case_id, age=Age.CHILD, by=cast.lead.actor)
    person.called = "M"
    with pytest.raises(ConcurrentEditError):
        actions.save_person(person, seen=person.version, by=cast.worker.actor)


def test_each_answer_of_the_opening_is_kept_by_itself(cast):
    by = cast.worker.actor
    case = opening.open_case(by=by)
    page = lambda: get_case_detail(get_case_open_to_actor_by_reference(by, case.reference).case_access)  # noqa: E731
    assert (page().age_asked, page().who.called, page().safety.danger) == (False, "", "not_asked")
    actions.record_danger_check(case_id=case.pk, answer=ImmediateDangerOrInjuryAnswer.HURT, note="", by=by)
    actions.update_some_person_answers(case_id=case.pk, texts={"called": "Bird"}, by=by)
    assert (page().safety.danger, page().who.called, page().age_asked) == ("hurt", "Bird", False)
    actions.update_some_person_answers(case_id=case.pk, texts={"where_now": "By the canal"}, by=by)
    assert (page().who.called, page().who.where_now) == ("Bird", "By the canal")


def test_the_newest_word_on_a_channel_holds_and_the_earlier_stays(cast, told):
    actions.record_contact_channel(
        case_id=told.case_id,
        kind=ContactChannelKind.CALL,
        safe=ChannelSafety.NO,
        detail="",
        note="",
        by=cast.worker.actor,
    )
    channels = get_case_detail(
        get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access
    ).channels
    assert [line.safe for line in channels if line.kind == "call"] == ["no"]
    assert Case.objects.get(pk=told.case_id).channels.count() == 2


def test_a_body_without_a_prefix_opens_a_case_that_is_found_again(cast):
    council = Body.objects.filter(prefix=None).order_by(Length("code").desc()).first()
    clerk = create_account(
        email="clerk@example.org", name="Cilla", body=council, role=Role.OFFICER, password=None
    ).actor
    case = opening.open_case(by=clerk)
    assert case.reference == format_case_reference(make_fallback_reference_letters_of_body(council.pk), 1)
    assert get_case_open_to_actor_by_reference(clerk, case.reference.lower()).case_id == case.pk


def test_every_case_has_due_rows_that_say_why(cast, case):
    rows = Due.objects.filter(case=case)
    assert rows.exists()
    assert all(row.wording.title and row.wording.why for row in rows)


def test_what_the_police_owe_is_ours_where_a_force_holds_the_case(cast):
    case = opening.open_case(by=cast.officer.actor)
    of_others = Due.objects.filter(case=case, ours=False, sort="prompt")
    assert "Police" not in {due.wording.who for due in of_others}


@pytest.mark.parametrize("days", [1, 40, 400])
def test_the_sweep_leaves_what_asking_anew_would_and_doing_it_again_changes_nothing(
    cast, case, happens, days
):
    happens("nrm_explained", 19)
    happens("nrm_referred", 18)
    happens("rg_positive", 10)
    later = timezone.now() + datetime.timedelta(days=days)
    with time_machine.travel(later, tick=False):
        asked = recompute_cases_due_to_change()
        after = state(case)
        assert recompute_cases_due_to_change() == 0
        assert state(case) == after
        changes = Case.objects.get(pk=case.pk).changes_on
        assert changes is None or changes > timezone.localdate()
    assert asked in (0, 1)


def test_a_sweep_of_a_closed_case_asks_nothing(cast, case):
    Case.objects.filter(pk=case.pk).update(changes_on=ago(1), closed_at=timezone.now(), closed_by=cast.worker)
    assert recompute_cases_due_to_change() == 0


def state(case):
    row = Case.objects.get(pk=case.pk)
    dues = Due.objects.filter(case=case)
    return (
        row.phase,
        row.stage,
        row.next_due,
        sorted(dues.values_list("sort", "code", "run", "due_on", "ended_on"), key=str),
    )


WRITES = {
    "a need": lambda case, by: offers.record_need(case_id=case.pk, kind="place", words="", on=ago(0), by=by),
    "danger": lambda case, by: actions.record_danger_check(
        case_id=case.pk, answer=ImmediateDangerOrInjuryAnswer.HURT, note="", by=by
    ),
    "a name": lambda case, by: actions.update_some_person_answers(
        case_id=case.pk, texts={"called": "x"}, by=by
    ),
    "a channel": lambda case, by: actions.record_contact_channel(
        case_id=case.pk, kind=ContactChannelKind.CALL, safe=ChannelSafety.NO, detail="", note="", by=by
    ),
    "an age": lambda case, by: opening.set_age_group(case_id=case.pk, age=Age.CHILD, by=by),
    "a plan": lambda case, by: actions.write_safety_plan(
        case_id=case.pk, plan="x", watched="", if_missing="", review_on=None, seen_number=0, by=by
    ),
    "contacts": lambda case, by: opening.set_point_of_contact_and_stand_in(
        case_id=case.pk, point_of_contact_id=by.user_id, stand_in_id=None, by=by
    ),
    "an area": lambda case, by: opening.set_case_area(case_id=case.pk, area_code="E23000020", by=by),
    "an offer": lambda case, by: offers.make_offer(
        case_id=case.pk, need_id=uuid4(), service_id=1, on=ago(0), by=by
    ),
}


@pytest.mark.parametrize("write", WRITES)
def test_a_closed_case_takes_no_write(cast, case, write):
    Case.objects.filter(pk=case.pk).update(closed_at=timezone.now(), closed_by=cast.worker)
    with pytest.raises(ActionNotPossibleError, match="closed"):
        WRITES[write](case, cast.worker.actor)
