"""Keeping what was decided about somebody's access."""

from django.db import transaction
from django.utils import timezone

from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.administration.models import AccessDecision
from handrail.platform.administration.permissions import require_user_other_than_actor
from handrail.platform.administration.queries.staff import get_staff_member, list_held_roles
from handrail.platform.audit.actions import write_audit_record


@transaction.atomic
def confirm_access_in_review(*, user_id: int, by: Actor) -> AccessDecision:
    """Confirm in the yearly review that somebody still needs the roles that they have."""
    require_permission(by, Permission.ADMINISTER)
    require_user_other_than_actor(user_id, by)
    user = get_staff_member(user_id, by)
    made = add_access_decision(user=user, body_id=by.body_id, decision="keep", by_user_id=by.user_id)
    write_audit_record(
        who=by.who, verb="confirmed someone’s access", about=None, why=f"{user.email}: {made.roles}"
    )
    return made


def add_access_decision(*, user: User, body_id: int, decision: str, by_user_id: int) -> AccessDecision:
    """Keep a decision with the roles that it leaves.

    Args:
        user: about whom.
        body_id: for which organisation.
        decision: a code of DECISIONS.
        by_user_id: who decided.

    Returns:
        The row.
    """
    roles = "" if not user.is_active else ", ".join(held.name for held in list_held_roles(user, body_id))
    return AccessDecision.objects.create(
        body_id=body_id,
        user=user,
        decision=decision,
        roles=roles,
        decided_by_id=by_user_id,
        decided_at=timezone.now(),
    )
