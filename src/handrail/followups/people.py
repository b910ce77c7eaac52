"""Who acts for each body today, its earlier ones included: for whoever sends reminders."""

import datetime

from handrail.access.models import User
from handrail.access.roles import CARDS, Permission
from handrail.followups.heirs import stands_for


def acting_for(permission: Permission, day: datetime.date) -> dict[int, list[int]]:
    """The people whose role holds the permission, by each body that theirs stands for."""
    roles = [role.value for role, card in CARDS.items() if permission in card.permissions]
    rows = User.objects.filter(is_active=True, role__in=roles).values_list("pk", "body_id")
    stands = {body: stands_for(body, day) for body in {body for _, body in rows}}
    found: dict[int, list[int]] = {}
    for user, body in rows:
        for each in stands[body]:
            found.setdefault(each, []).append(user)
    return found
