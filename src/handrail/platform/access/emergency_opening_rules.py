"""Who may open a case in an emergency, what that opens, and for how long. Periods and roles are settings of ours."""

import datetime
from typing import Final

from django.conf import settings

from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.reference.body_kinds import IMMIGRATION_ENFORCEMENT, POLICE_KINDS

EMERGENCY_KINDS: Final = (Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY)
"""Enough to reach somebody and to act safely for them; never support notes, the NRM or what they agreed to."""
_NEVER: Final = frozenset({IMMIGRATION_ENFORCEMENT})


def may_actor_ever_open_cases_in_emergency(actor: Actor) -> bool:
    """Whether the actor's role and kind of organisation may at all; nothing is asked of any case."""
    return (
        actor.may(Permission.OPEN_IN_EMERGENCY)
        and actor.role.value in settings.EMERGENCY_ROLES
        and actor.body_kind not in _NEVER
    )


def may_body_kind_open_case_in_emergency(*, actor_body_kind: str, holds_case: bool) -> bool:
    """Whether people of such an organisation may open this case in an emergency.

    Police open so what their own force holds and nothing of support; immigration enforcement opens nothing.

    Args:
        actor_body_kind: the kind of the organisation that the actor works for.
        holds_case: whether that organisation holds the case.
    """
    if actor_body_kind in _NEVER:
        return False
    return holds_case or actor_body_kind not in POLICE_KINDS


def get_emergency_access_duration() -> datetime.timedelta:
    """How long it stays open: hours of the clock that does not change."""
    return datetime.timedelta(hours=settings.EMERGENCY_HOURS)
