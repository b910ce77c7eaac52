"""Goals are only followed; outcomes are words first; what must never be true the database refuses."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.offers.actions.offers import record_need
from handrail.people.records.text_choices import Age
from handrail.people.records.text_choices import ConsentAnswer as SaidYes
from handrail.people.recovery.actions import feedback, goals, local_providers
from handrail.people.recovery.models import GoalVersion, LocalProvider, OutcomeReview
from handrail.people.recovery.text_choices import (
    CaseFeedbackAnswerMethod,
    FeedbackKind,
    GoalState,
    HesitationChangeExtent,
    HesitationSubject,
    OutcomeAsker,
)
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from people.recovery.recovery_fixtures import (
    a_service,
    change_mind,
    hold_back,
    name_provider,
    say,
    see_outcome,
    tell_us,
)
from support.cast import tell
from support.concurrency import at_once

TODAY = timezone.localdate


def test_a_goal_is_followed_and_its_first_words_stay(here):
    goal = goals.record_goal(say("one"), **here)
    goals.record_goal_version(say("two"), goal_id=goal.pk, seen=1, **here)
    rows = GoalVersion.objects.filter(goal=goal).order_by("version")
    assert [(row.version, row.is_newest) for row in rows] == [(1, False), (2, True)]
    assert rows[0].words != rows[1].words


def test_a_stale_save_is_refused(here):
    goal = goals.record_goal(say("one"), **here)
    goals.record_goal_version(say("two"), goal_id=goal.pk, seen=1, **here)
    with pytest.raises(ConcurrentEditError):
        goals.record_goal_version(say("three"), goal_id=goal.pk, seen=1, **here)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_two_who_write_a_goal_anew_at_once(cast, told, here):
    goal = goals.record_goal(say("one"), **here)
    jobs = [
        lambda by=user.actor: goals.record_goal_version(
            say("two"), case_id=told.case_id, goal_id=goal.pk, seen=1, by=by
        )
        for user in (cast.worker, cast.lead)
    ]
    answers = at_once(*jobs)
    assert [type(answer).__name__ for answer in answers].count("ConcurrentEditError") == 1
    assert GoalVersion.objects.filter(goal=goal).count() == 2


@pytest.mark.parametrize(
    ("more", "no"),
    [
        ({"words": "  "}, "Enter the goal in the person’s words."),
        ({"on": TODAY() + timedelta(days=1)}, "today or in the past"),
        ({"state": GoalState.REACHED}, "the date they reached it or set it aside"),
        ({"state": GoalState.SET_ASIDE, "state_on": TODAY() - timedelta(days=1)}, "before the date"),
    ],
)
def test_a_goal_that_cannot_be_is_refused(here, more, no):
    with pytest.raises(ValidationError, match=no):
        goals.record_goal(say(**more), **here)


def test_a_goal_that_goes_on_keeps_no_day_of_its_end(here):
    goal = goals.record_goal(say(state=GoalState.GOING_ON, state_on=TODAY()), **here)
    assert goal.versions.get().state_on is None


def test_a_need_of_another_case_is_not_linked(cast, here):
    other = tell(cast.worker.actor)
    need = record_need(case_id=other.case_id, kind="place", words="", on=TODAY(), by=cast.worker.actor)
    with pytest.raises(ActionNotPossibleError, match="needs of this case"):
        goals.record_goal(say(), needs=(need.pk,), **here)


def test_a_partner_reads_and_does_not_write(cast, told, here):
    consents.record_sharing_answer(
        said=SaidYes.YES,
        sharing=ConsentToSharingInput("harbour", [Kind.OUTCOMES]),
        asked=ConsentAskingInput(on=TODAY()),
        **here,
    )
    theirs = {"case_id": told.case_id, "by": cast.partner.actor}
    with pytest.raises(Denied, match="to see, not to record"):
        goals.record_goal(say(), **theirs)
    with pytest.raises(Denied):
        tell_us(FeedbackKind.IDEA, "x", **theirs)
    for stranger in (cast.outsider, cast.colleague):
        with pytest.raises(NotVisible):
            goals.record_goal(say(), case_id=told.case_id, by=stranger.actor)


def test_words_or_silence_and_no_third(here):
    said = {"outcome": "safety", "on": TODAY(), "asker": OutcomeAsker.WORKER, **here}
    with pytest.raises(ValidationError, match="leave words and scale empty"):
        see_outcome(silent=True, words="well", **said)
    with pytest.raises(ValidationError, match="Enter what they said, or choose"):
        see_outcome(placed=3, **said)
    with pytest.raises(ValidationError, match="not a valid choice"):
        see_outcome(words="well", placed=6, **said)
    see_outcome(silent=True, **said)
    row = see_outcome(words="well", placed=5, **said)
    for wrong in ({"placed": 0}, {"silent": True}, {"words": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OutcomeReview.objects.filter(pk=row.pk).update(**wrong)


@pytest.mark.parametrize("age", [Age.CHILD, Age.UNSURE])
def test_a_child_or_perhaps_one_is_never_placed_on_a_scale(here, age):
    opening.set_age_group(age=age, **here)
    said = {
        "outcome": "education",
        "on": TODAY(),
        "asker": OutcomeAsker.WORKER,
        "words": "School is good",
        **here,
    }
    with pytest.raises(ValidationError, match="made with and for adults"):
        see_outcome(placed=4, **said)
    assert see_outcome(**said).placed is None


def test_a_hesitation_has_reasons_of_the_list_and_a_change_comes_after_it(here):
    said = {"about": HesitationSubject.NRM, "words": "", "on": TODAY(), **here}
    for wrong in ([], ["no_such_reason"], ["shame", "no_such_reason"]):
        with pytest.raises(ActionNotPossibleError, match="Choose at least one reason"):
            hold_back(reasons=wrong, **said)
    row = hold_back(reasons=["shame"], **said)
    with pytest.raises(ValidationError, match="before the date"):
        change_mind(
            row,
            turned=HesitationChangeExtent.PARTLY,
            causes=["one_person"],
            on=TODAY() - timedelta(days=1),
            by=here["by"],
        )


def test_only_a_charity_of_the_directory_is_named_and_once_at_a_time(cast, here):
    a_service(cast)
    named = {"since": TODAY(), "contact": "", **here}
    for wrong in ("fen-housing", "elsewhere", "lincolnshire-police", "nobody"):
        with pytest.raises(ActionNotPossibleError, match="Choose a charity"):
            name_provider(wrong, **named)
    row = name_provider("harbour", **named)
    with pytest.raises(ActionNotPossibleError, match="already on the plan"):
        name_provider("harbour", **named)
    with pytest.raises(ValidationError, match="cannot be before"):
        local_providers.end_local_provider_support_of_case(
            provider_id=row.pk, until=TODAY() - timedelta(days=1), because="", **here
        )
    local_providers.end_local_provider_support_of_case(
        provider_id=row.pk, until=TODAY(), because="moved", **here
    )
    with pytest.raises(ActionNotPossibleError, match="already"):
        local_providers.end_local_provider_support_of_case(
            provider_id=row.pk, until=TODAY(), because="moved", **here
        )
    name_provider("harbour", **named)
    assert LocalProvider.objects.count() == 2


def test_feedback_has_a_day_for_its_answer_and_one_answer(cast, told, here):
    with pytest.raises(ValidationError, match="Enter the date they will get an answer"):
        tell_us(FeedbackKind.COMPLAINT, "x", answer_by=None, **here)
    with pytest.raises(ActionNotPossibleError, match="your organisation"):
        tell_us(FeedbackKind.COMPLAINT, "x", cast.partner.pk, **here)
    no_answer = tell_us(FeedbackKind.THANKS, "x", wish=CaseFeedbackAnswerMethod.NONE, **here)
    assert no_answer.answer_by is None
    row = tell_us(FeedbackKind.COMPLAINT, "x", **here)
    told_back = {"feedback_id": row.pk, "words": "sorry", "on": TODAY()}
    with pytest.raises(Denied, match="does not allow you to answer feedback"):
        feedback.answer_feedback(**told_back, **here)
    feedback.answer_feedback(case_id=told.case_id, by=cast.lead.actor, **told_back)
    with pytest.raises(ActionNotPossibleError, match="answered this already"):
        feedback.answer_feedback(case_id=told.case_id, by=cast.lead.actor, **told_back)


def test_whoever_a_complaint_is_about_neither_reads_nor_answers_it(cast, told, here):
    row = tell_us(FeedbackKind.COMPLAINT, "x", cast.lead.pk, **here)
    with pytest.raises(NotVisible):
        feedback.answer_feedback(
            case_id=told.case_id, feedback_id=row.pk, words="no", on=TODAY(), by=cast.lead.actor
        )


def test_the_verb_of_the_trail_tells_nothing_of_what_holds_them_back(told, here):
    row = hold_back(about=HesitationSubject.NRM, reasons=["shame"], words="", on=TODAY(), **here)
    turned = {"turned": HesitationChangeExtent.PARTLY, "causes": ["one_person"], "words": "", "on": TODAY()}
    change_mind(row, by=here["by"], **turned)
    rows = Record.objects.filter(about=told.case_id, outcome="done").order_by("-id")[:2]
    assert [(row.verb, row.why) for row in rows] == [
        ("recorded what they said", "what changed"),
        ("recorded what they said", "barriers to engaging"),
    ]
