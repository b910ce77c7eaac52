"""Groups nest by tier within their nation: no circle can be made, and nothing that was escalated is lost."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from handrail.areas.partnerships.actions.group_actions import ask_parent_group_about_action
from handrail.areas.partnerships.actions.groups import close_group, set_parent_of_group
from handrail.areas.partnerships.models import Escalation, Group, GroupMove
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.concurrency import at_once
from support.partnerships import DAY, offer, partner_up, set_up
from support.worlds import shared_world


@shared_world
def made(cast):
    return partner_up(cast)


def question(made) -> Escalation:
    return Escalation(
        action=made.action, to_group=made.board, asked="Who pays?", answer_by=today() + 10 * DAY
    )


def test_a_group_does_not_lie_under_one_of_its_own_tier(cast, made):
    other = set_up(cast.commissioner.actor, "forum", "Another forum", ())
    with pytest.raises(ValidationError):
        set_parent_of_group(
            GroupMove(group=other, parent=made.forum, why="To try"), seen=1, by=cast.commissioner.actor
        )


def test_the_database_refuses_a_circle(made):
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.filter(pk=made.board.pk).update(
            parent=made.forum.pk, parent_tier=made.forum.tier, parent_nation="england"
        )


def test_the_database_refuses_a_parent_of_another_nation(made):
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.filter(pk=made.forum.pk).update(parent_nation="wales")


def test_groups_under_a_board_that_closes_go_to_the_one_above_it(cast, made):
    by = cast.commissioner.actor
    above = set_up(by, "executive", "Executive board", ())
    set_parent_of_group(
        GroupMove(group=made.board, parent=above, why="A new board"), seen=made.board.version, by=by
    )
    made.board.refresh_from_db()
    close_group(made.board.pk, why="Merged into the executive board", seen=made.board.version, by=by)
    made.forum.refresh_from_db()
    assert made.forum.parent_id == above.pk
    assert [row.parent_id for row in made.forum.moves.all()] == [made.board.pk, above.pk]


def test_an_action_waits_for_one_answer_at_a_time(cast, made):
    ask_parent_group_about_action(question(made), seen=made.action.version, by=cast.lead.actor)
    with pytest.raises(ActionNotPossibleError):
        ask_parent_group_about_action(question(made), seen=made.action.version, by=cast.lead.actor)


@pytest.mark.django_db(transaction=True)
def test_an_action_that_is_escalated_while_its_parent_closes_is_not_lost(cast, made):
    by = cast.commissioner.actor
    asked, closed = at_once(
        lambda: ask_parent_group_about_action(question(made), seen=made.action.version, by=cast.lead.actor),
        lambda: close_group(made.board.pk, why="It ends", seen=made.board.version, by=by),
    )
    assert isinstance(closed, int)
    rows = list(Escalation.objects.all())
    if isinstance(asked, ActionNotPossibleError):
        assert "closed just now, and nothing was sent" in str(asked) or "lies under no other" in str(asked)
        assert (rows, closed) == ([], 0)
    else:
        assert isinstance(asked, Escalation), asked
        assert closed == 1
        assert [(row.state, row.answer != "") for row in rows] == [("returned", True)]
    made.action.refresh_from_db()
    assert made.action.state == "offered"


def test_an_offer_goes_to_a_seat_that_was_taken(cast, made):
    with pytest.raises(ValidationError):
        offer(made.board, "lantern", "x", cast.commissioner.actor, seat=made.seat_of("lantern", made.forum))
