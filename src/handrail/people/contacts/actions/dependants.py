"""Who depends on the person: said, changed, taken out where it was a mistake."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.contacts.errors import ReferenceNotVisibleError, StaleDependantError
from handrail.people.contacts.models import Dependant
from handrail.people.contacts.states import DependantKind, DependantRisk, DependantWhereabouts
from handrail.people.records.models import Case
from handrail.people.records.permissions import lock_and_authorise
from handrail.people.records.queries.case_lookup import find_case
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg

OLDEST_AGE = 120


@dataclass(frozen=True, slots=True)
class DependantInput:
    """What was said of somebody. `years` is an age, or a year of birth; nobody needs to know either."""

    sort: DependantKind
    where: DependantWhereabouts
    called: str = ""
    years: int | None = None
    where_words: str = ""
    at_risk: DependantRisk = DependantRisk.NOT_ASKED
    risk_words: str = ""
    own_reference: str = ""


@transaction.atomic
def add_dependant(*, case_id: UUID, told: DependantInput, by: Actor) -> Dependant:
    """Write down somebody who depends on the person."""
    case, case_access = _lock_case(case_id, by)
    row = Dependant(case=case, said_at=timezone.now(), said_by_id=by.user_id)
    _save_dependant(case, row.bind(case_access), told, by)
    record(who=by.who, verb="said who depends on them", about=case.pk)
    return row


@transaction.atomic
def change_dependant(
    *, case_id: UUID, dependant_id: UUID, told: DependantInput, seen_version: int, by: Actor
) -> Dependant:
    """Say it anew. Raises StaleDependant where somebody changed it meanwhile."""
    case, case_access = _lock_case(case_id, by)
    row = _get_dependant(case, dependant_id, seen_version)
    row.version += 1
    _save_dependant(case, row.bind(case_access), told, by)
    record(who=by.who, verb="changed who depends on them", about=case.pk)
    return row


@transaction.atomic
def take_out_dependant(*, case_id: UUID, dependant_id: UUID, seen_version: int, by: Actor) -> None:
    """Entered by mistake: kept on record, shown no longer."""
    case, _ = _lock_case(case_id, by)
    row = _get_dependant(case, dependant_id, seen_version)
    row.taken_out_at, row.version = timezone.now(), row.version + 1
    row.changed_at, row.changed_by_id = timezone.now(), by.user_id
    row.save()
    record(who=by.who, verb="took out who depends on them", about=case.pk)


def parse_birth_year(years: int | None, today: datetime.date) -> int | None:
    """The year of birth behind an age or a year; an age is turned into the year in which it would be reached."""
    if years is None:
        return None
    if 0 <= years <= OLDEST_AGE:
        return today.year - years
    if today.year - OLDEST_AGE <= years <= today.year + 1:
        return years
    raise ActionNotAllowed(msg("Enter an age, like 6, or a year of birth, like {year}.", year=today.year - 6))


def _lock_case(case_id: UUID, by: Actor) -> tuple[Case, CaseAccess]:
    return lock_and_authorise(case_id, by, Permission.EDIT_PERSON, Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY)


def _get_dependant(case: Case, dependant_id: UUID, seen_version: int) -> Dependant:
    rows = Dependant.objects.select_for_update(of=("self",)).filter(case=case, taken_out_at__isnull=True)
    row = rows.filter(pk=dependant_id).first()
    if row is None:
        raise ActionNotAllowed("That is not on this case any more.")
    if row.version != seen_version:
        raise StaleDependantError
    return row


def _save_dependant(case: Case, row: Dependant, told: DependantInput, by: Actor) -> None:
    row.sort, row.where, row.at_risk = (
        DependantKind(told.sort),
        DependantWhereabouts(told.where),
        DependantRisk(told.at_risk),
    )
    year = parse_birth_year(told.years, timezone.localdate())
    row.called, row.born_year = told.called, str(year) if year else ""
    row.where_words, row.risk_words = told.where_words, told.risk_words
    row.own_reference = _find_own_reference(case, told.own_reference, by)
    row.changed_at, row.changed_by_id = timezone.now(), by.user_id
    row.save()


def _find_own_reference(case: Case, reference: str, by: Actor) -> str:
    """The reference of their own case, if the writer may open it. Others are not told apart from none."""
    if not reference.strip():
        return ""
    try:
        found = find_case(by, reference.strip())
    except NotVisible as no:
        raise ReferenceNotVisibleError(reference.strip()) from no
    if found.case_id == case.pk:
        raise ActionNotAllowed("That is the person’s own case.")
    return found.reference
