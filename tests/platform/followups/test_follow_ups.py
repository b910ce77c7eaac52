"""Actions: promised once, every word kept, the same wherever they come from."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.followups.actions import create_follow_up, record_follow_up_progress
from handrail.platform.followups.append_only import AppendOnlyError
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.followups.origins import FollowUpOrigin
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.followups.queries import FollowUpFilter, get_follow_up_detail, get_follow_up_list
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError

DAY = datetime.timedelta(days=1)


def promise(cast, *, what="Try the line", days=10, kind="meeting", **more):
    given = {"owner_id": cast.force_lead.body_id, "due_on": today() + days * DAY}
    origin = FollowUpOrigin(kind, "1", f"A {kind}")
    return create_follow_up(FollowUp(what=what, **given | more), origin=origin, by=cast.commissioner.actor)


@pytest.fixture
def action(cast):
    return promise(cast)


def say(cast, action, state="open", seen=1, part="force_lead", **more):
    given = {"words": "Four of six did."} | more
    update = FollowUpUpdate(about_id=action, state=state, **given)
    record_follow_up_progress(update, seen=seen, by=getattr(cast, part).actor)


def test_owner_and_keeper_see_it_and_a_neighbour_cannot_tell(cast, action):
    for part in ("commissioner", "board", "force_lead"):
        assert get_follow_up_detail(getattr(cast, part).actor, action).row.record.what == "Try the line"
    with pytest.raises(RecordNotVisibleError):
        get_follow_up_detail(cast.neighbour.actor, action)
    with pytest.raises(RecordNotVisibleError):
        say(cast, action, part="neighbour")


def test_a_board_reads_and_does_not_speak(cast, action):
    with pytest.raises(Denied):
        say(cast, action, part="board")


def test_every_word_is_kept_with_who_said_it_and_the_day_that_was(cast, action):
    say(cast, action)
    later = today() + 20 * DAY
    say(cast, action, seen=2, part="commissioner", words="Two more weeks.", due_on=later)
    first, second = get_follow_up_detail(cast.board.actor, action).updates
    assert (first.body.name, first.words) == (cast.force_lead.body.name, "Four of six did.")
    assert (second.due_was, second.due_on) == (today() + 10 * DAY, later)
    with pytest.raises(AppendOnlyError):
        FollowUpUpdate.objects.all().delete()


def test_done_needs_evidence(cast, action):
    with pytest.raises(ValidationError, match="the evidence"):
        say(cast, action, state="done")
    say(cast, action, state="done", evidence="The log")
    assert get_follow_up_list(cast.force_lead.actor, FollowUpFilter()).total == 0
    assert get_follow_up_list(cast.force_lead.actor, FollowUpFilter(state="done")).total == 1


def test_a_closed_action_is_opened_before_anything_else(cast, action):
    say(cast, action, state="done", evidence="The log")
    with pytest.raises(ActionNotPossibleError, match="closed"):
        say(cast, action, state="dropped", seen=2, part="commissioner")
    say(cast, action, state="open", seen=2, part="commissioner", words="The log was last year’s.")
    assert get_follow_up_detail(cast.commissioner.actor, action).row.standing == "later"


def test_only_who_follows_it_up_gives_time_or_drops_it(cast, action):
    with pytest.raises(ActionNotPossibleError, match="change its due date"):
        say(cast, action, due_on=today() + 30 * DAY)
    with pytest.raises(ActionNotPossibleError, match="no longer needed"):
        say(cast, action, state="dropped")
    say(cast, action, state="dropped", part="commissioner")


def test_of_two_words_at_once_the_second_is_shown_the_first(cast, action):
    say(cast, action)
    with pytest.raises(ConcurrentEditError):
        say(cast, action, part="commissioner")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"what": "  "}, "Enter the action"),
        ({"what": "x" * 501}, "500"),
        ({"promised_on": today() + DAY}, "in the past"),
        ({"days": -1}, "or later"),
        ({"days": 4000}, "ten years"),
        ({"person": "x" * 121}, "120"),
    ],
)
def test_what_cannot_be_promised(cast, more, says):
    with pytest.raises(ValidationError, match=says):
        promise(cast, **more)


def test_filters_and_sorts(cast):
    promise(cast, what="Late", days=0, promised_on=today() - 9 * DAY, due_on=today() - 2 * DAY)
    promise(cast, what="Today", days=0, kind="plan", owner_id=cast.commissioner.body_id)
    promise(cast, what="Next year", days=365, kind="programme")
    promise(cast, what="Later", days=90, kind="recommendation")
    by = cast.commissioner.actor

    def found(**wanted):
        return [row.record.what for row in get_follow_up_list(by, FollowUpFilter(**wanted)).rows]

    assert found() == ["Late", "Today", "Later", "Next year"]
    assert found(sort="-due") == ["Next year", "Later", "Today", "Late"]
    assert found(due="overdue") == ["Late"]
    assert found(due="soon") == ["Today"]
    assert found(whose="ours") == ["Today"]
    assert found(origin="programme") == ["Next year"]
    assert found(q="lat") == ["Late", "Later"]
    assert found(sort="nonsense", origin="nonsense", state="nonsense") == [
        "Late",
        "Today",
        "Later",
        "Next year",
    ]
    assert get_follow_up_list(cast.neighbour.actor, FollowUpFilter()).total == 0


@pytest.mark.one_engine
def test_a_list_of_a_hundred_asks_the_database_as_often_as_one_of_one(
    cast, action, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8) as one:
        get_follow_up_list(cast.commissioner.actor, FollowUpFilter(), size=None)
    for number in range(99):
        say(cast, promise(cast, what=f"Action {number}"))
    with django_assert_num_queries(len(one.captured_queries)):
        assert len(get_follow_up_list(cast.commissioner.actor, FollowUpFilter(), size=None).rows) == 100
