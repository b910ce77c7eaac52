"""Danger, question by question: what was asked when, what counts as safe, when the plan is due for a look."""

import datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from handrail.people.cases import append_only_triggers
from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.cases.offers.actions import offers
from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.records.models import Case, DangerCheck, SafetyPlan
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.queries.unsafe_channels import get_unsafe_reasons_by_channel
from handrail.people.records.text_choices import (
    ConsentAnswer,
    ContactChannelKind,
    ImmediateDangerOrInjuryAnswer,
    OfferAnswer,
    RiskFactor,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from support.cases import ago


@pytest.fixture
def asks(cast, told):
    def ask(answer=ImmediateDangerOrInjuryAnswer.NOT_ASKED, note="", **worries):
        said = {RiskFactor(code): YesNoUnsureOrNotAsked(answer) for code, answer in worries.items()}
        actions.record_danger_check(
            case_id=told.case_id, answer=answer, note=note, worries=said, by=cast.worker.actor
        )

    return ask


def page(cast, told, who="worker"):
    return get_case_detail(
        get_case_open_to_actor_by_reference(getattr(cast, who).actor, told.reference).case_access
    )


def answers(cast, told):
    return {line.code: line.answer for line in page(cast, told).safety.worries}


def calls(cast, told, who="worker"):
    return {line.kind: (line.safe, line.because) for line in page(cast, told, who).channels}


def test_the_newest_answer_to_each_question_holds_with_its_own_day(cast, told, asks):
    with time_machine.travel(timezone.localtime() + datetime.timedelta(days=1)):
        asks(watched="yes", self_harm="no")
    with time_machine.travel(timezone.localtime() + datetime.timedelta(days=2)):
        asks(ImmediateDangerOrInjuryAnswer.HURT, watched="no")
        safety = page(cast, told).safety
    assert {line.code: line.answer for line in safety.worries} == {
        "watched": "no",
        "phone_tracked": "not_asked",
        "children_at_risk": "not_asked",
        "self_harm": "no",
    }
    days = {line.code: timezone.localtime(line.asked_at).date() for line in safety.worries if line.asked_at}
    assert days == {"watched": ago(-2), "self_harm": ago(-1)}
    assert (safety.danger, safety.asked_by) == ("hurt", "Wren Ashdown")


def test_asking_something_else_leaves_the_answer_about_danger(cast, told, asks):
    asks(ImmediateDangerOrInjuryAnswer.BOTH)
    asks(children_at_risk="yes")
    assert (page(cast, told).safety.danger, Case.objects.get(pk=told.case_id).danger) == ("both", "both")


def test_what_was_said_of_one_question_stands_with_it(cast, told, asks):
    asks(ImmediateDangerOrInjuryAnswer.HURT, note="Her wrist")
    asks(watched="yes", note="A red car")
    safety = page(cast, told).safety
    notes = {line.code: line.note for line in safety.worries}
    assert (safety.danger_note, notes["watched"]) == ("Her wrist", "A red car")


def test_nothing_asked_is_no_check(told, asks):
    for note in ("", "Only words"):
        with pytest.raises(ActionNotPossibleError, match="at least one"):
            asks(note=note)
    assert DangerCheck.objects.filter(case=told.case_id).count() == 1


@pytest.mark.parametrize("said", ["yes", "unsure"])
def test_no_call_or_text_is_safe_while_the_phone_may_be_tracked(cast, told, asks, said):
    asks(phone_tracked=said)
    ways = calls(cast, told)
    assert ways["call"] == ("no", "Their phone may be tracked")
    assert ways["text"][0] == ways["whatsapp"][0] == "no"
    assert ways["letter"] == ("not_asked", "")
    assert set(get_unsafe_reasons_by_channel(told.case_id)) == {"call", "text", "whatsapp"}
    asks(phone_tracked="no")
    assert get_unsafe_reasons_by_channel(told.case_id) == {}
    assert calls(cast, told)["call"] == ("yes", "")


def test_whoever_may_not_see_danger_is_kept_from_calling_and_not_told_why(cast, told, asks):
    consents.record_sharing_answer(
        case_id=told.case_id,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput("harbour", [Kind.CONTACT]),
        asked=ConsentAskingInput(ago(0)),
        by=cast.worker.actor,
    )
    asks(phone_tracked="yes")
    assert calls(cast, told, "partner")["call"] == ("no", "Ask the point of contact before you use it")
    assert page(cast, told, "partner").safety is None


def test_the_safest_way_follows_and_is_for_those_who_may_reach_them(cast, told):
    for how in ("Thursdays at the market", "Never by phone; the library at noon"):
        actions.record_safest_contact_way(case_id=told.case_id, how=how, by=cast.worker.actor)
    assert page(cast, told).safest.how == "Never by phone; the library at noon"
    actions.record_safest_contact_way(case_id=told.case_id, how="", by=cast.worker.actor)
    assert page(cast, told).safest is None


def test_the_teams_leads_are_named_where_somebody_may_harm_themselves(cast, told, asks):
    assert page(cast, told).safety.leads == ()
    asks(self_harm="unsure")
    assert [lead.name for lead in page(cast, told).safety.leads] == ["Leah Corrigan"]


# The safety plan


def due(told):
    plan = SafetyPlan.objects.get(case=told.case_id, is_newest=True)
    return plan.review_on, plan.review_because


def look(cast, told, review_on=None, seen=1):
    return actions.confirm_safety_plan(
        case_id=told.case_id, seen_number=seen, review_on=review_on, by=cast.worker.actor
    )


def test_a_check_that_got_worse_makes_the_plan_due_and_looking_at_it_settles_that(cast, told, asks):
    assert due(told) == (None, "")
    asks(ImmediateDangerOrInjuryAnswer.IN_DANGER)
    assert due(told) == (ago(0), "threat")
    assert Case.objects.get(pk=told.case_id).next_due <= ago(0)
    look(cast, told, ago(-14))
    assert due(told) == (ago(-14), "")
    assert SafetyPlan.objects.filter(case=told.case_id).count() == 1
    assert page(cast, told).safety.reviewed_by == "Wren Ashdown"


def test_somewhere_else_to_stay_makes_it_due(cast, told):
    actions.update_some_person_answers(
        case_id=told.case_id, texts={"where_now": "Her aunt’s"}, by=cast.worker.actor
    )
    assert due(told) == (ago(0), "move")


def test_saying_the_same_place_again_or_for_the_first_time_is_no_move(cast, told, case):
    actions.update_some_person_answers(
        case_id=case.pk, texts={"where_now": "The station"}, by=cast.worker.actor
    )
    assert not Case.objects.get(pk=case.pk).moves.exists()
    actions.update_some_person_answers(
        case_id=case.pk, texts={"where_now": "The station "}, by=cast.worker.actor
    )
    assert not Case.objects.get(pk=case.pk).moves.exists()


@pytest.mark.parametrize(("answer", "moved"), [(OfferAnswer.ACCEPTED, True), (OfferAnswer.DECLINED, False)])
def test_a_place_that_was_accepted_is_a_move(cast, told, room, answer, moved):
    here = {"case_id": told.case_id, "by": cast.worker.actor}
    need = offers.record_need(kind="place", words="", on=ago(0), **here)
    offer = offers.make_offer(need_id=need.pk, service_id=room, on=ago(0), **here)
    offers.answer_offer(offer_id=offer.pk, answer=answer, on=ago(0), reason="", seen_version=1, **here)
    assert due(told) == ((ago(0), "move") if moved else (None, ""))


def test_a_hearing_makes_it_due_until_it_turns_out_to_be_no_hearing(cast, told):
    from handrail.people.cases.events.actions import events  # noqa: PLC0415 - beside its one use
    from handrail.people.cases.events.actions.events import EventInput as Happening  # noqa: PLC0415 - beside its one use

    here = {"case_id": told.case_id, "by": cast.worker.actor}
    done = events.record_event(happening=Happening("hearing_fixed", ago(3)), **here)
    assert due(told) == (ago(0), "hearing")
    events.take_back_event(event_id=done.event_id, because="Another person’s", **here)
    assert due(told) == (None, "")


def test_a_look_at_an_older_version_is_refused(cast, told):
    actions.write_safety_plan(
        case_id=told.case_id,
        plan="New",
        watched="",
        if_missing="",
        review_on=None,
        seen_number=1,
        by=cast.lead.actor,
    )
    with pytest.raises(ConcurrentEditError):
        look(cast, told)


def test_there_is_nothing_to_look_at_before_a_plan_and_no_look_in_the_past(cast, told, case):
    with pytest.raises(ActionNotPossibleError, match="Write one first"):
        actions.confirm_safety_plan(case_id=case.pk, seen_number=0, review_on=None, by=cast.worker.actor)
    with pytest.raises(ActionNotPossibleError, match="in the past"):
        look(cast, told, ago(1))


# Never edited


def test_the_database_refuses_to_change_what_was_answered(cast, told):
    consents.record_local_support_answer(
        case_id=told.case_id, said=ConsentAnswer.YES, asked=ConsentAskingInput(ago(0)), by=cast.worker.actor
    )
    actions.record_safest_contact_way(case_id=told.case_id, how="At noon", by=cast.worker.actor)
    look(cast, told)
    actions.update_some_person_answers(
        case_id=told.case_id, texts={"where_now": "Elsewhere"}, by=cast.worker.actor
    )
    actions.record_contact_channel(
        case_id=told.case_id,
        kind=ContactChannelKind.TEXT,
        safe=ChannelSafety.NO,
        detail="",
        note="",
        by=cast.worker.actor,
    )
    assert append_only_triggers.find_tables_without_trigger(connection) == set()
    for table in append_only_triggers.TABLES:
        with (
            pytest.raises(DatabaseError, match="only followed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE {table} SET case_id = case_id")
