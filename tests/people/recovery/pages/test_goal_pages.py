"""A goal that is written anew: what is wrong and what somebody else wrote meanwhile are shown after a redirect."""

from django.urls import reverse
from django.utils import timezone

from handrail.people.recovery.actions import goals
from handrail.people.recovery.models import GoalVersion
from people.recovery.recovery_fixtures import say

MINE, THEIRS = "a room with a door", "a room near the school"


def typed(words: str, **more: object) -> dict[str, object]:
    day = {f"on-{part}": getattr(timezone.localdate(), part) for part in ("day", "month", "year")}
    return {"words": words, "state": "going_on", "seen": 1, **day} | more


def test_a_goal_that_somebody_else_wrote_anew_is_shown_beside_mine(cast, told, signed_in):
    goal = goals.record_goal(say(), case_id=told.case_id, by=cast.worker.actor)
    address = reverse("change_goal", args=[told.reference, goal.pk])
    worker, lead = signed_in(cast.worker), signed_in(cast.lead)
    assert lead.post(address, typed(THEIRS)).status_code == 302
    answer = worker.post(address, typed(MINE))
    assert answer.status_code == 302
    shown = worker.get(answer["Location"]).content.decode()
    assert [
        word for word in (MINE, THEIRS, cast.lead.name, "Save mine over theirs") if word not in shown
    ] == []
    assert GoalVersion.objects.filter(goal=goal).count() == 2
    assert worker.post(answer["Location"], typed(MINE, seen=2)).status_code == 302
    newest = GoalVersion.objects.get(goal=goal, is_newest=True)
    assert (newest.version, newest.changed_by) == (3, cast.worker)


def test_a_goal_that_was_reached_on_no_day_comes_back_with_what_was_typed(cast, told, signed_in):
    worker, address = signed_in(cast.worker), reverse("add_goal", args=[told.reference])
    answer = worker.post(address, typed(MINE, state="reached"))
    assert answer.status_code == 302
    shown = worker.get(answer["Location"]).content.decode()
    assert MINE in shown
    assert "Enter the date they reached it or set it aside." in shown
    assert not GoalVersion.objects.exists()
