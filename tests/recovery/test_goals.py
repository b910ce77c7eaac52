"""Goals are only followed; outcomes are words first; what must never be true the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from casework.conftest import at_once
from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.kinds import Kind
from handrail.audit.models import Record
from handrail.casework.case.states import Age
from handrail.casework.case.states import Said as SaidYes
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked, Sharing
from handrail.casework.offers.actions.plan import record_need
from handrail.casework.whole.actions import opening
from handrail.kernel.refusals import NotNow
from handrail.recovery.actions import feedback, goals, holding_back, outcomes, providers
from handrail.recovery.actions.goals import StaleGoal
from handrail.recovery.models import GoalVersion, LocalProvider, LookBack
from handrail.recovery.states import About, Asker, FeedbackKind, GoalState, Turned, Wish
from recovery.world import a_service, say, tell_us
from support.cast import tell

TODAY = timezone.localdate


def test_a_goal_is_followed_and_its_first_words_stay(here):
    goal = goals.say_goal(said=say("one"), **here)
    goals.follow_goal(goal_id=goal.pk, said=say("two"), seen_number=1, **here)
    rows = GoalVersion.objects.filter(goal=goal).order_by("number")
    assert [(row.number, row.is_newest) for row in rows] == [(1, False), (2, True)]
    assert rows[0].words != rows[1].words


def test_a_stale_save_is_refused(here):
    goal = goals.say_goal(said=say("one"), **here)
    goals.follow_goal(goal_id=goal.pk, said=say("two"), seen_number=1, **here)
    with pytest.raises(StaleGoal):
        goals.follow_goal(goal_id=goal.pk, said=say("three"), seen_number=1, **here)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_two_who_write_a_goal_anew_at_once(cast, told, here):
    goal = goals.say_goal(said=say("one"), **here)
    jobs = [
        lambda by=user.actor: goals.follow_goal(
            case_id=told.case_id, goal_id=goal.pk, said=say("two"), seen_number=1, by=by
        )
        for user in (cast.worker, cast.lead)
    ]
    answers = at_once(*jobs)
    assert [type(answer).__name__ for answer in answers].count("StaleGoal") == 1
    assert GoalVersion.objects.filter(goal=goal).count() == 2


@pytest.mark.parametrize(
    ("more", "no"),
    [
        ({"words": "  "}, "as the person says it"),
        ({"on": TODAY() + timedelta(days=1)}, "has not come"),
        ({"state": GoalState.REACHED}, "on which day"),
        ({"state_on": TODAY()}, "goes on has no day"),
        ({"state": GoalState.SET_ASIDE, "state_on": TODAY() - timedelta(days=1)}, "before the day"),
    ],
)
def test_a_goal_that_cannot_be_is_refused(here, more, no):
    with pytest.raises(NotNow, match=no):
        goals.say_goal(said=say(**more), **here)


def test_a_need_of_another_case_is_not_linked(cast, here):
    other = tell(cast.worker.actor)
    need = record_need(case_id=other.case_id, kind="place", words="", on=TODAY(), by=cast.worker.actor)
    with pytest.raises(NotNow, match="needs of this case"):
        goals.say_goal(said=say(needs=(need.pk,)), **here)


def test_a_partner_reads_and_does_not_write(cast, told, here):
    consents.record_sharing_answer(
        said=SaidYes.YES, sharing=Sharing("harbour", [Kind.SUPPORT]), asked=Asked(on=TODAY()), **here
    )
    theirs = {"case_id": told.case_id, "by": cast.partner.actor}
    with pytest.raises(Denied, match="to see, not to record"):
        goals.say_goal(said=say(), **theirs)
    with pytest.raises(Denied):
        feedback.write_down(told=tell_us(FeedbackKind.IDEA, "x"), **theirs)
    for stranger in (cast.outsider, cast.colleague):
        with pytest.raises(NotOpenToYou):
            goals.say_goal(case_id=told.case_id, said=say(), by=stranger.actor)


def test_words_or_silence_and_no_third(here):
    said = {"outcome": "safety", "on": TODAY(), "asker": Asker.WORKER, **here}
    with pytest.raises(NotNow, match="leave words and scale empty"):
        outcomes.look_back(silent=True, words="well", **said)
    with pytest.raises(NotNow, match="Write what they said"):
        outcomes.look_back(placed=3, **said)
    with pytest.raises(NotNow, match="between 1 and 5"):
        outcomes.look_back(words="well", placed=6, **said)
    outcomes.look_back(silent=True, **said)
    row = outcomes.look_back(words="well", placed=5, **said)
    for wrong in ({"placed": 0}, {"silent": True}, {"words": None}, {"outcome": "wealth"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LookBack.objects.filter(pk=row.pk).update(**wrong)


@pytest.mark.parametrize("age", [Age.CHILD, Age.UNSURE])
def test_a_child_or_perhaps_one_is_never_placed_on_a_scale(here, age):
    opening.say_age(age=age, **here)
    said = {"outcome": "education", "on": TODAY(), "asker": Asker.WORKER, "words": "School is good", **here}
    with pytest.raises(NotNow, match="made with and for adults"):
        outcomes.look_back(placed=4, **said)
    assert outcomes.look_back(**said).placed is None


def test_a_hesitation_has_reasons_of_the_list_and_a_change_comes_after_it(here):
    said = {"about": About.NRM, "words": "", "on": TODAY(), **here}
    for wrong in ([], ["no_such_reason"], ["shame", "no_such_reason"]):
        with pytest.raises(NotNow, match="Choose at least one reason"):
            holding_back.say_why(reasons=wrong, **said)
    row = holding_back.say_why(reasons=["shame"], **said)
    with pytest.raises(NotNow, match="before the day"):
        holding_back.say_what_changed(
            hesitation_id=row.pk,
            turned=Turned.PARTLY,
            causes=["one_person"],
            words="",
            on=TODAY() - timedelta(days=1),
            **here,
        )


def test_only_a_charity_of_the_directory_is_named_and_once_at_a_time(cast, here):
    a_service(cast)
    named = {"since": TODAY(), "contact": "", **here}
    for wrong in ("fen-housing", "elsewhere", "lincolnshire-police", "nobody"):
        with pytest.raises(NotNow, match="Choose a charity"):
            providers.name_provider(body_code=wrong, **named)
    row = providers.name_provider(body_code="harbour", **named)
    with pytest.raises(NotNow, match="on the plan already"):
        providers.name_provider(body_code="harbour", **named)
    with pytest.raises(NotNow, match="cannot be before"):
        providers.end_provider(provider_id=row.pk, until=TODAY() - timedelta(days=1), because="", **here)
    providers.end_provider(provider_id=row.pk, until=TODAY(), because="moved", **here)
    with pytest.raises(NotNow, match="already"):
        providers.end_provider(provider_id=row.pk, until=TODAY(), because="moved", **here)
    providers.name_provider(body_code="harbour", **named)
    assert LocalProvider.objects.count() == 2


def test_feedback_has_a_day_for_its_answer_and_one_answer(cast, told, here):
    with pytest.raises(NotNow, match="by which day"):
        feedback.write_down(told=tell_us(FeedbackKind.COMPLAINT, "x", answer_by=None), **here)
    with pytest.raises(NotNow, match="your organisation"):
        feedback.write_down(told=tell_us(FeedbackKind.COMPLAINT, "x", cast.partner.pk), **here)
    no_answer = feedback.write_down(told=tell_us(FeedbackKind.THANKS, "x", wish=Wish.NONE), **here)
    assert no_answer.answer_by is None
    row = feedback.write_down(told=tell_us(FeedbackKind.COMPLAINT, "x"), **here)
    told_back = {"feedback_id": row.pk, "words": "sorry", "on": TODAY()}
    with pytest.raises(Denied, match="may not answer"):
        feedback.answer(**told_back, **here)
    feedback.answer(case_id=told.case_id, by=cast.lead.actor, **told_back)
    with pytest.raises(NotNow, match="answered this already"):
        feedback.answer(case_id=told.case_id, by=cast.lead.actor, **told_back)


def test_whoever_a_complaint_is_about_neither_reads_nor_answers_it(cast, told, here):
    row = feedback.write_down(told=tell_us(FeedbackKind.COMPLAINT, "x", cast.lead.pk), **here)
    with pytest.raises(NotOpenToYou):
        feedback.answer(case_id=told.case_id, feedback_id=row.pk, words="no", on=TODAY(), by=cast.lead.actor)


def test_the_verb_of_the_trail_tells_nothing_of_what_holds_them_back(told, here):
    row = holding_back.say_why(about=About.NRM, reasons=["shame"], words="", on=TODAY(), **here)
    turned = {"turned": Turned.PARTLY, "causes": ["one_person"], "words": "", "on": TODAY()}
    holding_back.say_what_changed(hesitation_id=row.pk, **turned, **here)
    rows = Record.objects.filter(about=told.case_id, outcome="done").order_by("-id")[:2]
    assert [(row.verb, row.why) for row in rows] == [
        ("wrote down what they said", "what changed"),
        ("wrote down what they said", "why they hold back"),
    ]
