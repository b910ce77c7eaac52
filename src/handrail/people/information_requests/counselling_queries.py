"""Which requests for counselling notes wait for a senior officer."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet, Value

from handrail.people.information_requests.models import InformationRequest, NamedPersonRequest
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system


class CounsellingNotesToApprove(NamedTuple):
    """One of them. `is_named`: about a person whom the asker names, and not on a case."""

    pk: UUID
    answer_by: datetime.date
    asked_by: str
    is_named: bool


@acting_as_system(SystemActor.INFORMATION_REQUESTS)
def list_counselling_notes_to_approve(actor: Actor, *, most: int) -> list[CounsellingNotesToApprove]:
    """Of the actor's own force, asked by somebody else, neither decided on nor withdrawn. One statement.

    Args:
        actor: a senior officer; nothing for anybody else.
        most: how many.

    Returns:
        The soonest first.
    """
    if not (actor.is_police and actor.may(Permission.APPROVE_COUNSELLING_REQUEST)):
        return []
    on_case = _select_undecided(InformationRequest.objects.filter(named_request=None), actor, is_named=False)
    named = _select_undecided(NamedPersonRequest.objects.all(), actor, is_named=True)
    rows = on_case.union(named, all=True).order_by("answer_by", "pk")[:most]
    return [CounsellingNotesToApprove(*row) for row in rows]


def _select_undecided(rows: QuerySet[Any], actor: Actor, *, is_named: bool) -> QuerySet[Any]:
    waiting = rows.filter(
        from_body=actor.body_id, asks_counselling_notes=True, approval="", outcome__isnull=True
    )
    return (
        waiting.exclude(asked_by=actor.user_id)
        .order_by()
        .values_list("pk", "answer_by", "asked_by__name", Value(is_named))
    )
