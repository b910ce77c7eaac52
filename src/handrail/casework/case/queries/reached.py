"""Rows of a case, as far as the door opens it: asked of each row, so that no list is made of every open case."""

from typing import Any

from django.db.models import Exists, OuterRef

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.today import today
from handrail.casework.case.models import Case


def reached(actor: Actor, kind: Kind | None = None, *, by: str = "case", **more: Any) -> Exists:
    """The filter of rows whose case, named `by` the column, is open to the actor and fits what more is said of it.

    With `case__in` the engine would first list all that is open, which grows with the caseload.
    """
    return Exists(Case.objects.filter(policy.reach(actor, today(), kind), pk=OuterRef(by), **more))
