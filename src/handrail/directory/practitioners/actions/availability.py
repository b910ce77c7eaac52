"""The rota: periods added and taken off, by the practitioner or by whoever keeps the register."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.directory.practitioners.codes import (
    AVAILABILITY_KINDS,
    AvailabilityKind,
    get_words_of_choice_code,
)
from handrail.directory.practitioners.models import AvailabilityPeriod, Practitioner
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import format_day_with_time_if_any, to_london
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import lower_first, msg

MOST_DAYS = 400


@transaction.atomic
def add_availability(
    practitioner_id: UUID, *, kind: str, spans: Sequence[tuple[datetime, datetime]], by: Actor
) -> list[AvailabilityPeriod]:
    """Add one period, or one for each week of a repeated shift; all of them or none.

    Args:
        practitioner_id: whose rota.
        kind: a code of AVAILABILITY_KINDS.
        spans: start and end of each.
        by: who acts: the practitioner, or whoever keeps their register.

    Returns:
        The periods as they were saved.

    Raises:
        NotVisible: it is not theirs to change.
        ActionNotPossibleError: a period is too long, too far ahead, or meets another one.
    """
    who = lock_practitioner_to_change_rota(practitioner_id, by)
    rows = [_make_availability_period(who, kind, span, by) for span in spans]
    for row in rows:
        _raise_if_overlapping(row)
        row.full_clean(exclude={"practitioner", "added_by"})
        row.save(force_insert=True)
    write_audit_record(who=by.who, verb="added availability", about=None, why=f"{who.pk}: {len(rows)} {kind}")
    return rows


@transaction.atomic
def remove_availability(period_id: int, *, practitioner_id: UUID, by: Actor) -> AvailabilityPeriod:
    """Take a period off a rota. One that has ended stays: rest is counted from it.

    Args:
        period_id: of the period.
        practitioner_id: whose rota.
        by: who acts: the practitioner, or whoever keeps their register.

    Returns:
        The period as it was.

    Raises:
        NotVisible, ActionNotPossibleError.
    """
    who = lock_practitioner_to_change_rota(practitioner_id, by)
    found = who.periods.filter(pk=period_id).first()
    if found is None:
        raise NotVisible
    if found.ends_at <= timezone.now():
        raise ActionNotPossibleError("That is over and counts towards rest, so it stays on the rota.")
    found.delete()
    write_audit_record(who=by.who, verb="removed availability", about=None, why=f"{who.pk}: {found.kind}")
    return found


def lock_practitioner_to_change_rota(practitioner_id: UUID, by: Actor) -> Practitioner:
    """The practitioner, locked, for themselves or for whoever keeps the register. Raises NotVisible."""
    rows = Practitioner.objects.select_for_update(of=("self",)).filter(employer=by.body_id)
    found = rows.filter(pk=practitioner_id).first()
    if found is None or not may_keep_rota(found, by):
        raise NotVisible
    return found


def may_keep_rota(who: Practitioner, by: Actor) -> bool:
    """Whether somebody may change this rota."""
    if who.employer_id != by.body_id:
        return False
    is_self = who.account_id == by.user_id and by.may(Permission.KEEP_AVAILABILITY)
    return is_self or by.may(Permission.EDIT_PRACTITIONERS)


def _make_availability_period(
    who: Practitioner, kind: str, span: tuple[datetime, datetime], by: Actor
) -> AvailabilityPeriod:
    starts_at, ends_at = span
    now = timezone.now()
    if ends_at <= starts_at:
        raise ActionNotPossibleError("The end must be after the start.")
    if (ends_at - starts_at).days > MOST_DAYS or abs((starts_at - now).days) > MOST_DAYS:
        raise ActionNotPossibleError("Check the days: they must be within 400 days from today.")
    if kind == AvailabilityKind.CALLED_OUT and ends_at > now:
        raise ActionNotPossibleError("Record a call-out after it has ended.")
    if kind in (AvailabilityKind.ON_DUTY, AvailabilityKind.CALLED_OUT) and (ends_at - starts_at).days >= 1:
        raise ActionNotPossibleError("A shift must be shorter than a day. Check the end time.")
    return AvailabilityPeriod(
        practitioner=who,
        kind=kind,
        starts_at=starts_at,
        ends_at=ends_at,
        added_by_id=by.user_id,
        added_at=now,
    )


def _raise_if_overlapping(row: AvailabilityPeriod) -> None:
    """Leave may cover a shift, and a call-out lies within being on call; nothing else meets anything."""
    others = row.practitioner.periods.filter(starts_at__lt=row.ends_at, ends_at__gt=row.starts_at)
    if row.kind == AvailabilityKind.AWAY:
        others = others.filter(kind=AvailabilityKind.AWAY)
    elif row.kind == AvailabilityKind.CALLED_OUT:
        others = others.filter(kind=AvailabilityKind.CALLED_OUT)
    else:
        others = others.filter(kind__in=(AvailabilityKind.ON_DUTY, AvailabilityKind.ON_CALL))
    if other := others.first():
        raise ActionNotPossibleError(
            msg(
                "That overlaps another entry: {kind} from {start}. Remove it first.",
                kind=lower_first(get_words_of_choice_code(AVAILABILITY_KINDS, other.kind)),
                start=format_day_with_time_if_any(to_london(other.starts_at)),
            )
        )
