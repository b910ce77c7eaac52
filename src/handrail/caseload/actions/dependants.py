"""Who depends on the person: said, changed, taken out where it was a mistake."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.caseload.models import Dependant
from handrail.caseload.refusals import NoCaseOpen, StaleDependant
from handrail.caseload.states import AtRisk, Sort, Where
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import enter
from handrail.casework.case.sealing import box_to_write, seal
from handrail.casework.lists.queries.finding import find
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say

OLDEST = 120


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of somebody. `years` is an age, or a year of birth; nobody needs to know either."""

    sort: Sort
    where: Where
    called: str = ""
    years: int | None = None
    where_words: str = ""
    at_risk: AtRisk = AtRisk.NOT_ASKED
    risk_words: str = ""
    own_reference: str = ""


@transaction.atomic
def add_dependant(*, case_id: UUID, told: Told, by: Actor) -> Dependant:
    """Write down somebody who depends on the person."""
    case = _enter(case_id, by)
    row = Dependant(case=case, said_at=timezone.now(), said_by_id=by.user_id)
    _put(case, row, told, by)
    record(who=by.who, verb="said who depends on them", about=case.pk)
    return row


@transaction.atomic
def change_dependant(
    *, case_id: UUID, dependant_id: UUID, told: Told, seen_version: int, by: Actor
) -> Dependant:
    """Say it anew. Raises StaleDependant where somebody changed it meanwhile."""
    case = _enter(case_id, by)
    row = _there(case, dependant_id, seen_version)
    row.version += 1
    _put(case, row, told, by)
    record(who=by.who, verb="changed who depends on them", about=case.pk)
    return row


@transaction.atomic
def take_out(*, case_id: UUID, dependant_id: UUID, seen_version: int, by: Actor) -> None:
    """Entered by mistake: kept on record, shown no longer."""
    case = _enter(case_id, by)
    row = _there(case, dependant_id, seen_version)
    row.taken_out_at, row.version = timezone.now(), row.version + 1
    row.changed_at, row.changed_by_id = timezone.now(), by.user_id
    row.save()
    record(who=by.who, verb="took out who depends on them", about=case.pk)


def year_of(years: int | None, today: datetime.date) -> int | None:
    """The year of birth behind an age or a year; an age is turned into the year in which it would be reached."""
    if years is None:
        return None
    if 0 <= years <= OLDEST:
        return today.year - years
    if today.year - OLDEST <= years <= today.year + 1:
        return years
    raise NotNow(say("Enter an age, like 6, or a year of birth, like {year}.", year=today.year - 6))


def _enter(case_id: UUID, by: Actor) -> Case:
    case, _ = enter(case_id, by, Permission.EDIT_PERSON, Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY)
    return case


def _there(case: Case, dependant_id: UUID, seen_version: int) -> Dependant:
    rows = Dependant.objects.select_for_update(of=("self",)).filter(case=case, taken_out_at__isnull=True)
    row = rows.filter(pk=dependant_id).first()
    if row is None:
        raise NotNow("That is not on this case any more.")
    if row.version != seen_version:
        raise StaleDependant
    return row


def _put(case: Case, row: Dependant, told: Told, by: Actor) -> None:
    row.sort, row.where, row.at_risk = Sort(told.sort), Where(told.where), AtRisk(told.at_risk)
    year = year_of(told.years, timezone.localdate())
    seal(
        box_to_write(case.pk),
        row,
        called=told.called,
        born_year=str(year) if year else "",
        where_words=told.where_words,
        risk_words=told.risk_words,
        own_reference=_own(case, told.own_reference, by),
    )
    row.changed_at, row.changed_by_id = timezone.now(), by.user_id
    row.save()


def _own(case: Case, reference: str, by: Actor) -> str:
    """The reference of their own case, if the writer may open it. Others are not told apart from none."""
    if not reference.strip():
        return ""
    try:
        found = find(by, reference.strip())
    except NotOpenToYou as no:
        raise NoCaseOpen(reference.strip()) from no
    if found.case_id == case.pk:
        raise NotNow("That is the person’s own case.")
    return found.reference
