"""Asking a body for updates on a recommendation, on a rhythm."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from handrail.areas.recommendations.choices import UNITS, get_choice_codes
from handrail.areas.recommendations.due_days import get_next_due_day_of_update_schedule
from handrail.areas.recommendations.inputs import UpdateScheduleInput
from handrail.areas.recommendations.models import Addressee, Recommendation, UpdateRequest
from handrail.areas.recommendations.permissions import (
    get_represented_body_ids,
    lock_and_authorise_recommendation,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import add_years, format_day
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body

MAX_INTERVALS = {"once": 0, "weeks": 52, "months": 24}


@transaction.atomic
def request_updates(
    *, code: str, owners: Sequence[int], rhythm: UpdateScheduleInput, asks_for: str = "", by: Actor
) -> list[int]:
    """Ask each of these for updates. The national collator asks whom it addressed; a body asks within its area.

    Args:
        code: of the recommendation.
        owners: numbers of the bodies that are asked.
        rhythm: when updates are due.
        asks_for: what they should say, or empty.
        by: of the body that asks.

    Returns:
        The numbers of the update requests.

    Raises:
        ActionNotPossibleError: the recommendation is closed, the schedule cannot be kept, or a body may not be asked.
    """
    row = lock_and_authorise_recommendation(code, by, Permission.CLOSE_RECOMMENDATIONS)
    if row.state == "closed":
        raise ActionNotPossibleError("This recommendation is closed. Open it again first, and say why.")
    validate_update_schedule(rhythm, row)
    found = list(Body.objects.filter(pk__in=owners))
    if not found:
        raise ActionNotPossibleError("Choose who you ask.")
    for body in found:
        _raise_unless_body_may_be_asked(row, body, by)
    made = [_create_update_request_and_get_id(row, body, rhythm, asks_for, by) for body in found]
    write_audit_record(
        who=by.who, verb="asked for updates on a recommendation", about=None, why=f"{code}: {len(made)}"
    )
    return made


def validate_update_schedule(rhythm: UpdateScheduleInput, row: Recommendation) -> None:
    """Raise ActionNotPossibleError unless the first day is after the publication and soon enough, and `every`
    in range."""
    if rhythm.unit not in get_choice_codes(UNITS):
        raise ActionNotPossibleError("Choose how often.")
    if rhythm.unit != "once" and not 1 <= rhythm.every <= MAX_INTERVALS[rhythm.unit]:
        raise ActionNotPossibleError(
            msg(
                "Enter a number from 1 to {unit}, for how many {unit2} between updates.",
                unit=MAX_INTERVALS[rhythm.unit],
                unit2=rhythm.unit,
            )
        )
    if rhythm.first_due < row.published_on:
        raise ActionNotPossibleError(
            msg(
                "The first update cannot be due before {published_on}.",
                published_on=format_day(row.published_on),
            )
        )
    if rhythm.first_due > add_years(today(), 10):
        raise ActionNotPossibleError("The first update must be due within ten years.")


def _raise_unless_body_may_be_asked(row: Recommendation, body: Body, by: Actor) -> None:
    own = Body.objects.get(pk=by.body_id)
    addressed = Addressee.objects.filter(recommendation=row, body=body).exists()
    if own.kind == "national":
        if not addressed:
            raise ActionNotPossibleError(
                msg("{name} was not addressed by this recommendation.", name=body.name)
            )
    elif body.pk not in get_represented_body_ids(by) and body.area_id != own.area_id:
        raise ActionNotPossibleError(
            msg(
                "{name} is not in your area. Choose your own organisation or one in your area.",
                name=body.name,
            )
        )
    if UpdateRequest.objects.filter(
        recommendation=row, asker__in=get_represented_body_ids(by), owner=body
    ).exists():
        raise ActionNotPossibleError(msg("You already ask {name} for updates on this.", name=body.name))


def _create_update_request_and_get_id(
    row: Recommendation, body: Body, rhythm: UpdateScheduleInput, asks_for: str, by: Actor
) -> int:
    asking = UpdateRequest(
        recommendation=row,
        asker_id=by.body_id,
        owner=body,
        every=0 if rhythm.unit == "once" else rhythm.every,
        unit=rhythm.unit,
        first_due=rhythm.first_due,
        next_due=rhythm.first_due,
        asks_for=asks_for,
        asked_by_id=by.user_id,
        asked_at=timezone.now(),
    )
    asking.save_by(by)
    return asking.pk


def find_next_update_day(asking: UpdateRequest, after: datetime.date) -> datetime.date | None:
    """The next day of an asking's rhythm after a day."""
    return get_next_due_day_of_update_schedule(asking.first_due, asking.every, asking.unit, after=after)
