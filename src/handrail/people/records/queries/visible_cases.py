"""Rows of a case, as far as the door opens it: asked of each row, so that no list is made of every open case."""

from typing import Any

from django.db.models import Exists, OuterRef

from handrail.people.records.models import Case
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.today import today


def visible_case_exists(actor: Actor, kind: Kind | None = None, *, by: str = "case", **more: Any) -> Exists:
    """The filter of rows whose case, named `by` the column, is open to the actor and fits what more is said of it.

    With `case__in` the engine would first list all that is open, which grows with the caseload.
    """
    return Exists(Case.objects.filter(policy.visible_q(actor, today(), kind), pk=OuterRef(by), **more))
