"""Rows of a case, as far as it is open to the actor: asked of each row, so that no list is made of every open case."""

from typing import Any

from django.db.models import Exists, OuterRef

from handrail.people.records.models import Case
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.today import today


def build_visible_case_condition(
    actor: Actor, kind: Kind | None = None, *, by: str = "case", **more: Any
) -> Exists:
    """The filter of rows whose case is open to the actor.

    With `case__in` the engine would first list all that is open, which grows with the caseload.

    Args:
        actor: who reads.
        kind: the kind of information that must be open; None for any.
        by: the column that holds the case.
        more: further conditions of the case.
    """
    return Exists(Case.objects.filter(policy.visible_files_q(actor, today(), kind), pk=OuterRef(by), **more))
