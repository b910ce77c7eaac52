"""Who a call goes to: read from the bodies and the governance of one day, never typed."""

import datetime
from collections.abc import Iterable

from handrail.reference.models import Body
from handrail.reference.queries import bodies, governing_bodies


def policing_bodies(on: datetime.date) -> set[str]:
    """The codes of every local policing body of that day."""
    return {row.body_code for row in governing_bodies(on) if row.body_code}


def chief_constables(on: datetime.date) -> set[str]:
    """The codes of every territorial force of that day: its chief constable is addressed."""
    return {row.code for row in bodies("police", on=on) if row.area_code}


def addressed(
    on: datetime.date, *, to_policing_bodies: bool, to_chief_constables: bool, named: Iterable[str] = ()
) -> list[Body]:
    """The bodies themselves, by name, each once."""
    codes = set(named)
    codes |= policing_bodies(on) if to_policing_bodies else set()
    codes |= chief_constables(on) if to_chief_constables else set()
    return list(Body.objects.filter(code__in=codes))
