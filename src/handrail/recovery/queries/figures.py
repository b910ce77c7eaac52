"""Why people of one body held back and what changed their mind: numbers of people, small ones hidden, nobody named."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.kernel.dates import add_years, at
from handrail.recovery.models import ChangeCause, Hesitation, HesitationReason
from handrail.recovery.reasons import CHANGE_NAMES, REASON_NAMES
from handrail.recovery.small import Cell, Table, least, tables
from handrail.recovery.states import About


@dataclass(frozen=True, slots=True)
class Figures:
    """People who held back, and people whose mind changed, between two days."""

    since: datetime.date
    until: datetime.date
    people: Cell
    about: Table
    reasons: Table
    changed: Cell
    causes: Table


def figures(actor: Actor) -> Figures:
    """The year up to the end of last month, of the cases that the actor’s body holds. Five queries, however many."""
    require(actor, Permission.VIEW_GAPS)
    end = today().replace(day=1)
    since = add_years(end, -1)
    written = Hesitation.objects.filter(
        case__owner=actor.body_id, said_on__gte=since, said_on__lt=end, recorded_at__lt=_midnight(end)
    )
    changes = ChangeCause.objects.filter(
        change__hesitation__in=written, change__recorded_at__lt=_midnight(end)
    )
    about = _people(written.values_list("about", "case"), About.values)
    reasons = _people(_reasons(written).values_list("code", "hesitation__case"), REASON_NAMES)
    causes = _people(changes.values_list("code", "change__hesitation__case"), CHANGE_NAMES)
    changed, (of_causes,) = tables(_count(causes), [_counts(causes)])
    known = least(changed, *of_causes.rows)
    people, (of_about, of_reasons) = tables(_count(about), [_counts(about), _counts(reasons)], known)
    return Figures(since, end - datetime.timedelta(days=1), people, of_about, of_reasons, changed, of_causes)


def _reasons(written: QuerySet[Hesitation]) -> QuerySet[HesitationReason]:
    return HesitationReason.objects.filter(hesitation__in=written)


def _people(rows: Iterable[tuple[str, UUID]], codes: Iterable[str]) -> dict[str, set[UUID]]:
    """Whose it was, by code, in the order of the list: a person counts once in a row, however often they said it."""
    found: dict[str, set[UUID]] = {code: set() for code in codes}
    for code, case in rows:
        found[code].add(case)
    return found


def _counts(people: Mapping[str, set[UUID]]) -> dict[str, int]:
    return {code: len(cases) for code, cases in people.items()}


def _count(people: Mapping[str, set[UUID]]) -> int:
    return len(set().union(*people.values()))


def _midnight(day: datetime.date) -> datetime.datetime:
    return at(day, datetime.time())
