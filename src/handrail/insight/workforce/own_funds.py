"""Funds that a body holds, by number and name: a campaign may be paid from one."""

from handrail.directory.funds.models import Fund
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission


def list_own_funds(actor: Actor) -> list[tuple[int, str]]:
    """The funds of the reader's own body, for those who see funds at all. One statement.

    Returns:
        Number and name of each, by name.
    """
    if not actor.may(Permission.VIEW_MONEY):
        return []
    return list(Fund.objects.filter(owner=actor.body_id).order_by("name").values_list("pk", "name"))
