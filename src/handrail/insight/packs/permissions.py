"""Which packs somebody may see and change, beside what their role may do at all."""

from uuid import UUID

from django.db.models import QuerySet

from handrail.insight.packs.models import BoardPack, PackSeries
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission, Role
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
)
from handrail.platform.kernel.errors import ActionNotPossibleError

SIGNED_STAYS = "This pack is signed and cannot be changed. A correction makes a new edition."


def lock_and_authorise_pack_series(series_id: UUID, by: Actor) -> PackSeries:
    """Lock a series of the actor's own body. Raises Denied, RecordNotVisibleError."""
    require_permission(by, Permission.EDIT_PACKS)
    rows = PackSeries.objects.select_for_update(of=("self",))
    row = rows.filter(pk=series_id, body__in=get_own_and_taken_over_body_ids_of_actor(by)).first()
    if row is None:
        raise RecordNotVisibleError("board pack")
    return row


def lock_and_authorise_draft_board_pack(pack_id: UUID, permission: Permission, by: Actor) -> BoardPack:
    """Lock a pack that is still written.

    Args:
        pack_id: its number.
        permission: what the actor wants to do with it.
        by: of its body; those who comment may be of the force of the area.

    Raises:
        Denied: by role.
        RecordNotVisibleError: it is another body's.
        ActionNotPossibleError: it is signed.
    """
    require_permission(by, permission)
    rows = BoardPack.objects.visible_to(by)
    if permission is not Permission.COMMENT_ON_PACKS:
        rows = rows.filter(series__body__in=get_own_and_taken_over_body_ids_of_actor(by))
    row = rows.select_related("series").select_for_update(of=("self",)).filter(pk=pack_id).first()
    if row is None:
        raise RecordNotVisibleError("board pack")
    if row.state != "draft":
        raise ActionNotPossibleError(SIGNED_STAYS)
    return row


def has_signatory(body_id: int) -> bool:
    """Whether somebody who works for the body has the role that signs for it."""
    return select_signatories(body_id).exists()


def select_signatories(body_id: int) -> "QuerySet[User]":
    """Who signs for the body, by name."""
    rows = User.objects.filter(users_working_for_q([body_id], [Role.SIGNATORY]), is_active=True)
    return rows.order_by("name", "pk")
