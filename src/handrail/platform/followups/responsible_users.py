"""Who acts for each body today, its earlier ones included: for whoever sends reminders."""

import datetime

from handrail.platform.access.models import Membership, User
from handrail.platform.access.roles import ROLES, Permission
from handrail.platform.followups.successors import get_predecessor_and_own_body_ids


def get_ids_of_users_with_permission_by_body(
    permission: Permission, day: datetime.date
) -> dict[int, list[int]]:
    """The people whose role holds the permission, by each body that theirs stands for.

    Returns:
        Numbers of users by the number of the body.
    """
    roles = [role.value for role, card in ROLES.items() if permission in card.permissions]
    first = User.objects.filter(is_active=True, role__in=roles).values_list("pk", "body_id")
    further = Membership.objects.filter(ended_at__isnull=True, user__is_active=True, role__in=roles)
    rows = list(dict.fromkeys((*first, *further.values_list("user_id", "body_id"))))
    stands = {body: get_predecessor_and_own_body_ids(body, day) for body in {body for _, body in rows}}
    found: dict[int, list[int]] = {}
    for user, body in rows:
        for each in stands[body]:
            found.setdefault(each, []).append(user)
    return found
