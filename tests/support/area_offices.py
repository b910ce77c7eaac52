"""The area side of the cast in another area: the same people's roles, in the area that a practice is of."""

from dataclasses import replace

from handrail.platform.access.actions import create_account
from handrail.platform.access.roles import Role
from handrail.platform.reference.models import Body
from support.cast import Cast

ROLES = {
    "commissioner": Role.COMMISSIONER,
    "signatory": Role.SIGNATORY,
    "board": Role.BOARD,
    "force_lead": Role.FORCE_LEAD,
}


def make_area_cast(cast: Cast, *, commissioner: str, force: str) -> Cast:
    """The cast with commissioner, signatory, board and force lead of another area; everybody else stays.

    Args:
        cast: of Lincolnshire.
        commissioner: code of the local policing body.
        force: code of the police force.
    """
    bodies = {code: Body.objects.get(code=code) for code in (commissioner, force)}
    made = {
        part: create_account(
            email=f"{part}@{commissioner}.example.org",
            name=f"{part.replace('_', ' ')} of {bodies[commissioner].name}",
            body=bodies[force if role is Role.FORCE_LEAD else commissioner],
            role=role,
            password=None,
        )
        for part, role in ROLES.items()
    }
    return replace(cast, **made)
