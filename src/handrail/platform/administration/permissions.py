"""May this person? An administrator looks after their own organisation, and never after themselves."""

from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.models import Membership, User
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission, Role
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.sides import select_other_sides_of_bodys_organisation

ABOUT_ONESELF = "You cannot give, change or confirm your own role. Ask another administrator."


def require_may_invite_to_role_at_organisation(body_id: int, role: Role, by: Actor) -> None:
    """Raise Denied unless the actor may invite people to this organisation in this role.

    An administrator may for their own organisation; a platform administrator for any, and only its administrators.

    Args:
        body_id: number of the organisation.
        role: that is given or taken.
        by: who acts.
    """
    if by.may(Permission.ADD_ORGANISATIONS) and role is Role.ADMINISTRATOR:
        return
    require_permission(by, Permission.ADMINISTER)
    if body_id != by.body_id:
        raise Denied("You can only manage people in your own organisation.")


def raise_if_user_has_role_on_other_side_of_body(user: User, body_id: int, role: Role) -> None:
    """Nobody works with the files of two sides of one organisation. Roles that open no case are on any side.

    Args:
        user: who is to have the role.
        body_id: the side.
        role: that is given.

    Raises:
        ActionNotPossibleError: they have such a role on another side.
    """
    if not role.card.ways or not user.is_active:
        return
    sides = set(select_other_sides_of_bodys_organisation(body_id).values_list("pk", flat=True))
    held = [(user.body_id, user.role)]
    if sides:
        held += Membership.objects.live().filter(user=user.pk).values_list("body_id", "role")
    if any(body in sides and Role(code).card.ways for body, code in held):
        raise ActionNotPossibleError(
            "They work on another side of your organisation. No one can work on two sides: end that role first."
        )


def require_user_other_than_actor(user_id: int, by: Actor) -> None:
    """Raise Denied where somebody acts on their own access."""
    if user_id == by.user_id:
        raise Denied(ABOUT_ONESELF)
