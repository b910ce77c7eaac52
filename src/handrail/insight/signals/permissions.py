"""Who reads and decides on the signals of an area: those who answer for it."""

from handrail.directory.housing.queries.bodies import get_area_code_of_body
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission


def list_area_codes_of_visible_signals(actor: Actor) -> tuple[str, ...]:
    """Whose signals somebody reads. One statement.

    Returns:
        The code of their own area first, then that of the country.

    Raises:
        Denied: by role.
    """
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    own = get_area_code_of_body(actor.body_id)
    return (own, COUNTRY) if own else (COUNTRY,)


def may_decide(actor: Actor, area_code: str, own: str) -> bool:
    """Whether somebody may accept or dismiss a signal: of their own area, if they work on actions.

    Args:
        actor: who.
        area_code: of the signal.
        own: the code of the actor's own area; empty for none.
    """
    return bool(own) and area_code == own and actor.may(Permission.WORK_ON_ACTIONS)
