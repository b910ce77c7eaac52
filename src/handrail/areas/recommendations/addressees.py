"""Whom a recommendation addresses: read from the bodies and the governance of the day it was published."""

import datetime
from collections.abc import Iterable

from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.reference.queries import list_bodies, list_governing_bodies


def get_local_policing_body_codes(on: datetime.date) -> set[str]:
    """The codes of every local policing body of that day. One that had ended before was never addressed."""
    return {row.body_code for row in list_governing_bodies(on) if row.body_code}


def get_force_codes(on: datetime.date) -> set[str]:
    """The codes of every territorial force of that day."""
    return {row.code for row in list_bodies("police", on=on) if row.area_code}


def list_addressees_with_how_addressed(
    on: datetime.date, *, to_policing_bodies: bool, to_chief_constables: bool, named: Iterable[str] = ()
) -> list[tuple[Body, str]]:
    """Each body once, with how it was addressed.

    Args:
        on: the day on which it was published.
        to_policing_bodies: whether all local policing bodies of that day are addressed.
        to_chief_constables: whether all chief constables are.
        named: codes of bodies that are addressed by name.

    Returns:
        Pairs of a body and a code of HOW_ADDRESSED.

    Raises:
        ActionNotPossibleError: no body has one of the codes.
    """
    how = dict.fromkeys(named, "named")
    how |= dict.fromkeys(get_local_policing_body_codes(on), "policing_body") if to_policing_bodies else {}
    how |= dict.fromkeys(get_force_codes(on), "chief_constable") if to_chief_constables else {}
    found = list(Body.objects.filter(code__in=how))
    if strange := sorted(set(how) - {body.code for body in found}):
        raise ActionNotPossibleError(msg("There is no organisation called {strange}.", strange=strange[0]))
    for body in found:
        _raise_unless_body_existed(body, on)
    return [(body, how[body.code]) for body in found]


def _raise_unless_body_existed(body: Body, on: datetime.date) -> None:
    """Nobody is due who was not there: named by hand, a body is checked against the day as well."""
    if body.valid_to and body.valid_to < on:
        raise ActionNotPossibleError(
            msg(
                "{name} ended on {valid_to}, before this was published.",
                name=body.name,
                valid_to=format_day(body.valid_to),
            )
        )
    if body.valid_from and body.valid_from > on:
        raise ActionNotPossibleError(
            msg(
                "{name} was set up on {valid_from}, after this was published.",
                name=body.name,
                valid_from=format_day(body.valid_from),
            )
        )
