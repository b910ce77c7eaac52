"""May this person? An administrator looks after their own organisation, and never after themselves."""

from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission, Role

ABOUT_ONESELF = "Nobody gives, changes or confirms their own role. Ask another administrator."


def require_administrator_of(body_id: int, role: Role, by: Actor) -> None:
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
        raise Denied("You look after the people of your own organisation only.")


def require_other_person(user_id: int, by: Actor) -> None:
    """Raise Denied where somebody acts on their own access."""
    if user_id == by.user_id:
        raise Denied(ABOUT_ONESELF)
