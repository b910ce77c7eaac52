"""May this person? What the person wants and what holds them back is support: written by those who work on the case."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from handrail.access.actor import Actor
from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import enter, sight_of


def work_on(case_id: UUID, by: Actor) -> tuple[Case, Sight]:
    """Lock the case for writing about support. A body that it was shared with reads, and does not write."""
    return enter(case_id, by, Permission.RECORD, Kind.SUPPORT)


def hear(case_id: UUID, by: Actor, permission: Permission) -> tuple[Case, Sight]:
    """Lock the case for what was said of us. A closed case too: whoever was helped here may still complain."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("owner", "area")
    case = rows.filter(pk=case_id).first()
    if case is None:
        raise NotOpenToYou
    sight = sight_of(case, by)
    may_hear(sight)
    sight.require(permission)
    return case, sight


def may_hear(sight: Sight) -> None:
    """What the person said of us is for those who work on the case: nobody it was shared with reads it."""
    if not sight.inside:
        raise Denied("What they said of us is for those who work on the case.")
    sight.needs(Kind.SUPPORT)


def heard_by(actor: Actor) -> Q:
    """The rows of feedback that the actor may read, on cases that are open to them.

    Never what is about themselves. What is about a colleague is for those who answer, and for whoever wrote it down.
    """
    return heard(actor.user_id, answers=actor.may(Permission.ANSWER_FEEDBACK))


def heard(user: Any, *, answers: bool) -> Q:
    """The same, of one user by their number: `answers` is whether they answer for what is said of their body."""
    rows = Q(about__isnull=True) | Q(recorded_by=user)
    if answers:
        rows |= Q(about__isnull=False)
    return rows & ~Q(about__isnull=False, about=user)
