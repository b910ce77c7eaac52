"""Which roles an organisation can have, by its kind. Our rules: whoever commissions or collates meets nobody's name;
a business sits in boards and forums, and does nothing else."""

from typing import Final

from handrail.platform.access.roles import ROLES, Permission, Role
from handrail.platform.reference.body_kinds import BUSINESS, POLICE_KINDS

_POLICING_BODY: Final = frozenset({"local_policing_body"})
_NATIONAL: Final = frozenset({"national"})
KINDS_OF_BODY: Final[dict[Role, frozenset[str]]] = {
    Role.COMMISSIONER: _POLICING_BODY,
    Role.SIGNATORY: _POLICING_BODY,
    Role.BOARD: _POLICING_BODY,
    Role.FORCE_LEAD: POLICE_KINDS,
    Role.LIAISON_OFFICER: POLICE_KINDS,
    Role.COLLATOR: _NATIONAL,
    Role.PLATFORM_ADMINISTRATOR: frozenset(),  # whoever runs Handrail makes these accounts: `handrail invite`
}

ROLES_OF_BUSINESS: Final = frozenset({Role.PARTNERSHIP_MEMBER, Role.ADMINISTRATOR})


def list_roles_of_body_kind(kind: str) -> list[Role]:
    """The roles that an organisation of this kind can give, in the order of the list of roles."""
    return [role for role in Role if _can_body_kind_have_role(kind, role)]


def _can_body_kind_have_role(kind: str, role: Role) -> bool:
    if kind == BUSINESS:
        return role in ROLES_OF_BUSINESS
    if role in KINDS_OF_BODY:
        return kind in KINDS_OF_BODY[role]
    return kind not in _NATIONAL or Permission.VIEW_CASE not in ROLES[role].permissions
