"""Who a call goes to: read from the bodies and the governance of one day, never typed."""

import datetime
from collections.abc import Iterable

from handrail.platform.reference.models import Body
from handrail.platform.reference.queries import list_bodies, list_governing_bodies


def list_policing_body_codes(on: datetime.date) -> set[str]:
    """The codes of every local policing body of that day."""
    return {row.body_code for row in list_governing_bodies(on) if row.body_code}


def list_force_codes(on: datetime.date) -> set[str]:
    """The codes of every territorial force of that day: its chief constable is addressed."""
    return {row.code for row in list_bodies("police", on=on) if row.area_code}


def list_addressees(
    on: datetime.date, *, to_policing_bodies: bool, to_chief_constables: bool, named: Iterable[str] = ()
) -> list[Body]:
    """The bodies themselves, by name, each once."""
    codes = set(named)
    codes |= list_policing_body_codes(on) if to_policing_bodies else set()
    codes |= list_force_codes(on) if to_chief_constables else set()
    return list(Body.objects.filter(code__in=codes))
