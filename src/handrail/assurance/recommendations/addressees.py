"""Whom a recommendation addresses: read from the bodies and the governance of the day it was published."""

import datetime
from collections.abc import Iterable

from handrail.kernel.dates import plain
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.reference.models import Body
from handrail.reference.queries import bodies, governing_bodies


def policing_bodies(on: datetime.date) -> set[str]:
    """The codes of every local policing body of that day. One that had ended before was never addressed."""
    return {row.body_code for row in governing_bodies(on) if row.body_code}


def chief_constables(on: datetime.date) -> set[str]:
    """The codes of every territorial force of that day."""
    return {row.code for row in bodies("police", on=on) if row.area_code}


def addressed(
    on: datetime.date, *, to_policing_bodies: bool, to_chief_constables: bool, named: Iterable[str] = ()
) -> list[tuple[Body, str]]:
    """Each body once, with how it was addressed."""
    how = dict.fromkeys(named, "named")
    how |= dict.fromkeys(policing_bodies(on), "policing_body") if to_policing_bodies else {}
    how |= dict.fromkeys(chief_constables(on), "chief_constable") if to_chief_constables else {}
    found = list(Body.objects.filter(code__in=how))
    if strange := sorted(set(how) - {body.code for body in found}):
        raise NotNow(say("There is no body called {strange}.", strange=strange[0]))
    for body in found:
        _existed(body, on)
    return [(body, how[body.code]) for body in found]


def _existed(body: Body, on: datetime.date) -> None:
    """Nobody is due who was not there: named by hand, a body is checked against the day as well."""
    if body.valid_to and body.valid_to < on:
        raise NotNow(
            say(
                "{name} ended on {valid_to}, before this was published.",
                name=body.name,
                valid_to=plain(body.valid_to),
            )
        )
    if body.valid_from and body.valid_from > on:
        raise NotNow(
            say(
                "{name} began on {valid_from}, after this was published.",
                name=body.name,
                valid_from=plain(body.valid_from),
            )
        )
