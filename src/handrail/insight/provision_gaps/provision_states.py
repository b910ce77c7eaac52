"""How a need is provided for in a phase: worked out from the services that reach an area. Pure."""

from collections.abc import Iterable
from typing import Final, NamedTuple

NONE, WAITING, LIMITED, SERVED = "none", "waiting", "limited", "served"
STATE_WORDS: Final = {NONE: "No service", WAITING: "Not enough", LIMITED: "Limited", SERVED: "Service open"}
STATE_TAGS: Final = {NONE: "unsafe", WAITING: "waiting", LIMITED: "unknown", SERVED: "met"}
STATE_MEANINGS: Final = {
    NONE: "no service in this area meets this need",
    WAITING: "a service is planned, paused or full, or people went three months without it",
    LIMITED: "open, but limited by immigration status or language",
    SERVED: "open, and not known to be limited by immigration status or language",
}
LIMITING_STATUSES: Final = ("leave", "asylum", "none", "other")
OPEN: Final = "open"
COMING: Final = ("planned", "funded", "paused")
ENGLISH_OR_WELSH: Final = frozenset({"en", "cy"})


class ServiceProvisionConditions(NamedTuple):
    """What decides of one service that reaches the area. `free` is None where nobody said."""

    need: str
    phases: frozenset[str]
    state: str
    free: int | None
    status_rule: str
    public_funds: str
    interpreters: str
    languages: frozenset[str]


class ProvisionState(NamedTuple):
    """One cell. `limits` says by what it is limited; `services` how many are open."""

    code: str
    limits: str
    services: int


def find_provision_state(
    services: Iterable[ServiceProvisionConditions], need: str, phase: str
) -> ProvisionState:
    """How one need is provided for in one phase.

    Args:
        services: that reach the area.
        need: its code.
        phase: its code.

    Returns:
        The best of what there is.
    """
    ours = [each for each in services if each.need == need and phase in each.phases]
    opened = [each for each in ours if each.state == OPEN]
    with_room = [each for each in opened if each.free != 0]
    if with_room:
        limits = [_list_service_limits(each) for each in with_room]
        fewest = min(limits, key=len)
        return ProvisionState(LIMITED if fewest else SERVED, " and ".join(fewest), len(opened))
    if opened or any(each.state in COMING for each in ours):
        return ProvisionState(WAITING, "", len(opened))
    return ProvisionState(NONE, "", 0)


def _list_service_limits(service: ServiceProvisionConditions) -> list[str]:
    """What is not known is no limit here: the search asks about it, person by person."""
    limits = []
    if service.status_rule in LIMITING_STATUSES or service.public_funds == "needed":
        limits.append("immigration status")
    if service.interpreters == "no" and service.languages <= ENGLISH_OR_WELSH:
        limits.append("language")
    return limits
