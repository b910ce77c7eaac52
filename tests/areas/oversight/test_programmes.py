"""Scrutiny: planned ahead, held with evidence, published once and for everybody, corrected beside it."""

import datetime
import hashlib
import json

import pytest
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict

from handrail.areas.oversight.actions import programmes
from handrail.areas.oversight.actions.follow_up_reminders import queue_due_follow_up_reminders
from handrail.areas.oversight.models import Hearing, HearingOutcome, HearingOutcomeCorrection, Programme
from handrail.areas.oversight.queries import (
    find_published_hearing_outcome,
    get_scrutiny_programme,
    list_published_hearing_outcomes,
)
from handrail.areas.recommendations.models import Recommendation
from handrail.platform.access.today import today
from handrail.platform.followups.append_only import AppendOnlyError
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body
from support.oversight_data import heard, meet, oversee
from support.worlds import shared_world

DAY = datetime.timedelta(days=1)


@shared_world
def made(cast):
    return oversee(cast)  # hearing 1 is published, 2 held, 3 planned, 4 called off


def hearing(made, number):
    return Hearing.objects.get(programme=made.programme, number=number)


def publish(made, number, *, seen, by, title="x"):
    outcome = HearingOutcome(hearing=hearing(made, number), title=title, words="x")
    return programmes.publish_hearing_outcome(outcome, seen=seen, by=by)


def test_only_the_body_itself_reads_its_programme_and_everybody_what_it_published(cast, made):
    assert len(get_scrutiny_programme(cast.board.actor, made.programme).hearings.all()) == 4
    for part in ("neighbour", "force_lead"):
        with pytest.raises(RecordNotVisibleError):
            get_scrutiny_programme(getattr(cast, part).actor, made.programme)
    assert find_published_hearing_outcome(made.slug).words == "Most officers knew who to ring."


def test_what_is_published_is_never_changed_and_a_correction_stands_beside_it(cast, made):
    row = HearingOutcome.objects.get()
    row.words = "All officers knew."
    for change in (
        row.save,
        row.delete,
        lambda: HearingOutcome.objects.update(words="x"),
        HearingOutcomeCorrection.objects.all().delete,
    ):
        with pytest.raises(AppendOnlyError):
            change()
    page = find_published_hearing_outcome(made.slug)
    assert page.words == "Most officers knew who to ring."
    assert [note.words for note in page.notes.all()] == ["Thirty-nine files, not forty."]
    text_of = ("title", "words", "evidence", "programme", "subject", "recommendation", "body_name")
    told = {name: getattr(page, name) for name in text_of}
    told |= {"held_on": page.held_on.isoformat(), "published_on": today().isoformat()}
    text = json.dumps(told, sort_keys=True, ensure_ascii=False)
    assert page.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_what_is_renamed_later_is_still_called_as_it_was_when_it_was_published(cast, made):
    before = model_to_dict(find_published_hearing_outcome(made.slug))
    renamed = get_scrutiny_programme(cast.commissioner.actor, made.programme)
    renamed.title = "Renamed"
    programmes.change_scrutiny_programme(renamed, seen=1, by=cast.commissioner.actor)
    Hearing.objects.filter(outcome__slug=made.slug).update(subject="Renamed")
    Recommendation.objects.update(title="Renamed", national=True)
    Body.objects.filter(code="commissioner-lincolnshire").update(name="Renamed")
    assert (
        model_to_dict(find_published_hearing_outcome(made.slug))
        == model_to_dict(list_published_hearing_outcomes()[0])
        == before
    )
    assert (before["programme"], before["recommendation"]) == ("Scrutiny of recommendations", "")


def test_a_published_hearing_is_neither_rewritten_nor_published_twice(cast, made):
    by = cast.commissioner.actor
    with pytest.raises(ActionNotPossibleError, match="is published and cannot be changed"):
        programmes.record_what_hearing_found(heard(hearing(made, 1), today()), seen=3, by=by)
    with pytest.raises(ActionNotPossibleError, match="is published and cannot be changed"):
        publish(made, 1, seen=3, by=by)


def test_only_what_was_heard_is_published(cast, made):
    for number in (3, 4):
        with pytest.raises(
            ActionNotPossibleError, match=r"Record the hearing before you publish its outcome."
        ):
            publish(made, number, seen=1, by=cast.commissioner.actor)


def test_two_outcomes_of_one_name_and_day_have_addresses_of_their_own(cast, made):
    by = cast.commissioner.actor
    programmes.record_what_hearing_found(heard(hearing(made, 2), today() - 40 * DAY), seen=2, by=by)
    slug = publish(made, 2, seen=3, by=by, title="What victims meet first").slug
    assert slug == f"{made.slug}-2"


def test_a_title_without_latin_letters_still_gets_an_address(cast, made):
    slug = publish(made, 2, seen=2, by=cast.signatory.actor, title="نتيجة").slug
    assert slug.startswith("outcome-")


@pytest.mark.parametrize(
    ("day", "more", "says"),
    [
        (today() + DAY, {}, "today or in the past"),
        (today(), {"heard_from": ""}, "who was heard"),
        (today(), {"evidence": " "}, "evidence"),
        (today(), {"evidence": "x" * 10_001}, "10000"),
    ],
)
def test_a_hearing_that_cannot_have_been(cast, made, day, more, says):
    with pytest.raises(ValidationError, match=says):
        programmes.record_what_hearing_found(
            heard(hearing(made, 3), day, **more), seen=1, by=cast.commissioner.actor
        )


def test_hearings_lie_within_the_programme_and_only_planned_ones_move(cast, made):
    by = cast.commissioner.actor
    late = Hearing(programme_id=made.programme, subject="x", planned_on=today() + 301 * DAY)
    with pytest.raises(ValidationError, match="within the programme"):
        programmes.plan_hearing(late, by=by)
    with pytest.raises(ActionNotPossibleError, match="only move a planned hearing"):
        programmes.change_hearing(hearing(made, 2), seen=2, by=by)
    shorter = Programme.objects.get(pk=made.programme)
    shorter.ends_on = today() + 20 * DAY
    with pytest.raises(ActionNotPossibleError, match=r"is outside these dates."):
        programmes.change_scrutiny_programme(shorter, seen=1, by=by)
    late.planned_on, late.recommendation_id = today(), 10**9
    with pytest.raises(ActionNotPossibleError, match="recommendations you can see"):
        programmes.plan_hearing(late, by=by)


def test_of_two_who_write_at_once_the_second_is_shown_the_first(cast, made):
    by = cast.commissioner.actor
    told = hearing(made, 3)
    told.planned_on = today() + 41 * DAY
    programmes.change_hearing(told, seen=1, by=by)
    with pytest.raises(ConcurrentEditError):
        programmes.change_hearing(told, seen=1, by=by)


def test_whoever_owes_an_action_is_reminded_once_before_and_once_after(cast):
    meet(cast)  # due in ten days
    due = today() + 10 * DAY
    assert [
        queue_due_follow_up_reminders(on=due - 20 * DAY),
        queue_due_follow_up_reminders(on=due),
        queue_due_follow_up_reminders(on=due),
        queue_due_follow_up_reminders(on=due + 5 * DAY),
    ] == [
        0,
        1,
        0,
        1,
    ]
    assert set(Message.objects.values_list("to", flat=True)) == {cast.force_lead.pk}
