"""Who approves asking for counselling notes: a senior officer of the same force, and never whoever asks.

That a senior officer approves is said by notes of law firms on the Code; which rank was not found. Ours is the role:
a duty lead of the force, who says their rank with the decision.
"""

from handrail.people.information_requests.models.asked_fields import AskedAcrossWall
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import list_role_codes_with_permission
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.actions.messages import queue_messages


def may_approve_counselling_notes(request: AskedAcrossWall, actor: Actor) -> bool:
    """Whether the actor is a senior officer of the force that asks, and not whoever asks."""
    return (
        actor.may(Permission.APPROVE_COUNSELLING_REQUEST)
        and actor.is_police
        and request.from_body_id == actor.body_id
        and request.asked_by_id != actor.user_id
    )


def request_approval_of_counselling_notes(request: AskedAcrossWall, path: str) -> None:
    """Ask the senior officers of the force to look. Raises ActionNotPossibleError where there is none but the asker."""
    roles = list_role_codes_with_permission(Permission.APPROVE_COUNSELLING_REQUEST)
    rows = User.objects.filter(users_working_for_q([request.from_body_id], roles), is_active=True)
    people = list(rows.exclude(pk=request.asked_by_id).values_list("pk", flat=True))
    if not people:
        raise ActionNotPossibleError(
            "No other duty lead of your force works here who can approve asking for counselling notes. "
            "Ask an administrator of your force to add one, or ask without counselling notes."
        )
    queue_messages(
        kind="counselling_approval", occasion=f"counselling/{request.pk}", about="", path=path, to=people
    )
