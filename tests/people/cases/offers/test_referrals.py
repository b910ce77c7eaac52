"""Referring to another body: what may be told, who may answer, and what follows what."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.offers.actions import referrals
from handrail.people.cases.offers.actions.offers import record_need
from handrail.people.cases.offers.actions.referral_answers import ReferralAnswerDetails
from handrail.people.cases.offers.actions.referrals import ReferralInput
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.queries.referrals import get_visible_referral
from handrail.people.cases.offers.text_choices import ReferralAnswer, ReferralMethod, ReferralOutcome
from handrail.people.records.models import Need, Offer
from handrail.people.records.text_choices import Age
from handrail.platform.access.body_and_colleague_choices import select_users_of_body
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.outbox.models import Message
from support.offers_pages import add, share
from support.referral_links import QUAY, send
from support.worlds import shared_world

pytestmark = pytest.mark.django_db


@shared_world
def clinic(cast) -> int:
    return add(cast, "Settlement clinic", pro_bono=True)


def refer(cast, told, service, *kinds, by=None):
    return referrals.create_referral(
        case_id=told.case_id,
        service_id=service,
        told=ReferralInput(kinds or (Kind.IDENTITY,), "Needs advice"),
        on=timezone.localdate(),
        by=(by or cast.worker).actor,
    )


@shared_world
def sent_one(cast, told, clinic) -> Referral:
    share(told, cast, Kind.IDENTITY)
    return refer(cast, told, clinic)


def answer(row, answer, by, words="", seen=None, given_by=""):
    return referrals.answer_referral(
        referral_id=row.pk,
        answer=answer,
        words=words,
        seen_version=seen or row.version,
        by=by.actor,
        details=ReferralAnswerDetails(given_by=given_by),
    )


def test_a_referral_is_an_offer_against_a_need_that_the_person_accepted(sent_one):
    offer = Offer.objects.get()
    assert (offer.answer, offer.service.name, offer.need.kind) == ("accepted", "Settlement clinic", "legal")
    assert (sent_one.offer_id, sent_one.pro_bono, sent_one.to_body.name) == (offer.pk, True, "Harbour")


def test_the_need_that_is_there_is_used_and_no_second_one_made(cast, told, clinic):
    share(told, cast, Kind.IDENTITY)
    refer(cast, told, clinic)
    refer(cast, told, clinic)
    assert (Need.objects.count(), Referral.objects.count()) == (1, 2)


def test_nothing_is_told_without_a_grant_that_stands(cast, told, clinic):
    with pytest.raises(
        ActionNotPossibleError,
        match=r"cannot tell Harbour this yet: Name and identity\. Ask the person first",
    ):
        refer(cast, told, clinic)
    share(told, cast, Kind.NEEDS, Kind.OFFERS)
    with pytest.raises(ActionNotPossibleError, match="Name and identity"):
        refer(cast, told, clinic, Kind.IDENTITY, Kind.NEEDS, Kind.OFFERS)
    assert (Referral.objects.count(), Offer.objects.count(), Need.objects.count()) == (0, 0, 0)


def test_at_least_one_kind_is_told_and_looks_never(cast, told, clinic):
    share(told, cast, Kind.IDENTITY)
    with pytest.raises(ActionNotPossibleError, match="at least one kind"):
        refer(cast, told, clinic, Kind.LOOKS)


def test_ones_own_service_is_offered_and_not_referred_to(cast, told):
    with pytest.raises(ActionNotPossibleError, match="your own organisation"):
        refer(cast, told, add(cast, "Ours", provider="lantern"))


@pytest.mark.parametrize(
    ("who", "why"),
    [("partner", "Only people who work on the case"), ("housing", "has not been shared with you")],
)
def test_a_body_that_it_was_shared_with_refers_nobody_on(cast, told, clinic, who, why):
    share(told, cast, Kind.IDENTITY, Kind.NEEDS, Kind.OFFERS, body="harbour")
    share(told, cast, Kind.IDENTITY, Kind.NEEDS, Kind.OFFERS, body="fen-housing")
    with pytest.raises(Denied, match=why):
        refer(cast, told, clinic, by=getattr(cast, who))


@pytest.mark.parametrize("who", ["outsider", "colleague", "officer"])
def test_whoever_sees_nothing_of_the_case_neither_refers_nor_answers(cast, told, clinic, sent_one, who):
    other = getattr(cast, who)
    with pytest.raises(NotVisible):
        refer(cast, told, clinic, by=other)
    with pytest.raises(NotVisible):
        answer(sent_one, ReferralAnswer.ACCEPTED, other)


def test_another_body_that_it_was_shared_with_does_not_answer_for_the_one_that_was_asked(
    cast, told, sent_one
):
    share(told, cast, Kind.IDENTITY, Kind.NEEDS, Kind.OFFERS, body="fen-housing")
    with pytest.raises(NotVisible):
        answer(sent_one, ReferralAnswer.ACCEPTED, cast.housing)


def test_a_waiting_list_may_become_a_yes_and_a_no_may_too_but_a_yes_stays(cast, sent_one):
    row = answer(sent_one, ReferralAnswer.WAITING, cast.partner)
    row = answer(row, ReferralAnswer.DECLINED, cast.partner, "No room")
    row = answer(row, ReferralAnswer.ACCEPTED, cast.partner)
    with pytest.raises(ActionNotPossibleError, match="already been answered: accepted"):
        answer(row, ReferralAnswer.DECLINED, cast.partner, "No room")


def test_a_place_is_not_accepted_for_somebody_who_may_be_a_child_by_now(cast, told):
    opening.set_age_group(case_id=told.case_id, age=Age.ADULT, by=cast.worker.actor)
    share(told, cast, Kind.IDENTITY)
    row = refer(cast, told, add(cast, "Room at Fen House", kind="flat"))
    opening.set_age_group(case_id=told.case_id, age=Age.UNSURE, by=cast.worker.actor)
    with pytest.raises(ActionNotPossibleError, match="never offered to a child"):
        answer(row, ReferralAnswer.ACCEPTED, cast.partner)
    answer(row, ReferralAnswer.DECLINED, cast.partner, "They may be a child")


def test_a_no_has_its_reason(cast, sent_one):
    with pytest.raises(ActionNotPossibleError, match="Give a reason"):
        answer(sent_one, ReferralAnswer.DECLINED, cast.partner, "  ")


def test_those_who_work_on_the_case_write_down_what_they_were_told_by_phone(cast, sent_one):
    row = answer(sent_one, ReferralAnswer.ACCEPTED, cast.worker, given_by="The duty solicitor")
    assert row.answered_by_id == cast.worker.pk


def test_an_answer_to_what_somebody_changed_meanwhile_is_stale(cast, sent_one):
    answer(sent_one, ReferralAnswer.WAITING, cast.partner, seen=1)
    with pytest.raises(ConcurrentEditError):
        answer(sent_one, ReferralAnswer.ACCEPTED, cast.partner, seen=1)


def outcome(row, by, **more):
    told = {"outcome": ReferralOutcome.HELPED, "words": "", "pro_bono": True, "hours": 3, **more}
    return referrals.record_referral_outcome(
        referral_id=row.pk, seen_version=row.version, by=by.actor, **told
    )


def test_an_outcome_follows_a_yes(cast, sent_one):
    with pytest.raises(ActionNotPossibleError, match="accepted"):
        outcome(sent_one, cast.partner)
    row = answer(sent_one, ReferralAnswer.ACCEPTED, cast.partner)
    assert outcome(row, cast.partner).pro_bono_hours == 3


@pytest.mark.parametrize("wrong", [{"pro_bono": False}, {"hours": -1}, {"hours": 1_001}])
def test_hours_are_those_of_work_that_was_free(cast, sent_one, wrong):
    row = answer(sent_one, ReferralAnswer.ACCEPTED, cast.partner)
    with pytest.raises(ActionNotPossibleError, match="Enter hours only"):
        outcome(row, cast.partner, **wrong)


def test_only_what_waits_is_asked_for_again_or_taken_back_and_only_from_inside(cast, sent_one):
    with pytest.raises(Denied):
        referrals.record_referral_reminder(referral_id=sent_one.pk, by=cast.partner.actor)
    assert referrals.record_referral_reminder(referral_id=sent_one.pk, by=cast.worker.actor).chased == 1
    with pytest.raises(Denied):
        referrals.withdraw_referral(referral_id=sent_one.pk, by=cast.partner.actor)
    assert (
        referrals.withdraw_referral(referral_id=sent_one.pk, by=cast.worker.actor).answer
        == ReferralAnswer.TAKEN_BACK
    )
    for act in (referrals.record_referral_reminder, referrals.withdraw_referral):
        with pytest.raises(ActionNotPossibleError):
            act(referral_id=sent_one.pk, by=cast.worker.actor)


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": "maybe"},
        {"answer": "accepted"},  # without its day
        {"outcome": "helped"},  # before a yes
        {"pro_bono": False, "pro_bono_hours": 3},
    ],
)
def test_the_database_refuses_what_must_never_be_true(sent_one, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=sent_one.pk).update(**wrong)


def test_nobody_is_referred_on_a_day_to_come(cast, told, clinic):
    share(told, cast, Kind.IDENTITY)
    with pytest.raises(ActionNotPossibleError, match=r"That date is in the future."):
        referrals.create_referral(
            case_id=told.case_id,
            service_id=clinic,
            told=ReferralInput((Kind.IDENTITY,)),
            on=timezone.localdate() + timedelta(days=1),
            by=cast.worker.actor,
        )


def test_a_letter_is_not_said_to_have_told_of_a_need_that_there_is_none_of(cast, told, debt_desk):
    kinds = (Kind.IDENTITY, Kind.NEEDS, Kind.IMMIGRATION)
    share(told, cast, *kinds, body=QUAY)
    sent = send(cast, told, debt_desk, *kinds, method=ReferralMethod.LETTER).row
    need = Need.objects.get()  # what the desk is for: money
    assert get_visible_referral(cast.worker.actor, sent.pk).kinds == (Kind.IDENTITY.words, Kind.NEEDS.words)
    record_need(case_id=told.case_id, kind="status", words="", on=timezone.localdate(), by=cast.worker.actor)
    assert get_visible_referral(cast.worker.actor, sent.pk).kinds == (Kind.IDENTITY.words, Kind.NEEDS.words)
    Need.objects.filter(pk=need.pk).update(met_on=timezone.localdate())
    assert Kind.NEEDS.words not in get_visible_referral(cast.worker.actor, sent.pk).kinds


def test_on_handrail_what_was_opened_is_named_whether_or_not_anything_stands_in_it(cast, told, clinic):
    share(told, cast, Kind.IDENTITY, Kind.IMMIGRATION)
    row = refer(cast, told, clinic, Kind.IDENTITY, Kind.IMMIGRATION)
    assert Kind.IMMIGRATION.words in get_visible_referral(cast.worker.actor, row.pk).kinds


def test_everybody_of_the_provider_who_may_answer_is_told_by_mail(cast, sent_one):
    told = Message.objects.filter(kind="referral_received")
    assert set(told.values_list("to__email", flat=True)) == set(
        select_users_of_body(sent_one.to_body_id, Permission.OFFER).values_list("email", flat=True)
    )
    assert told.exists()
    assert set(told.values_list("path", "about")) == {(f"/referrals/{sent_one.pk}/", "")}
