"""An intensification: set up, filled with activities and results, looked back on after 3 and 12 months, published."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.areas.partnerships.checked_words import (
    atomic_action_with_text_check,
    raise_if_texts_identify_person_or_place,
    raise_if_unpublished_count,
)
from handrail.areas.partnerships.models import (
    Intensification,
    OperationActivity,
    OperationEdition,
    OperationFollowUp,
    OperationResult,
)
from handrail.areas.partnerships.permissions import (
    lock_and_authorise_group,
    lock_and_authorise_intensification,
)
from handrail.areas.partnerships.rounded_counts import round_count_for_publication
from handrail.areas.partnerships.sourced_codes import get_intensification_codes
from handrail.areas.partnerships.states import OPERATION_MOMENTS, SEATED, get_codes_of_state_pairs
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import add_months
from handrail.platform.kernel.errors import ActionNotPossibleError

FOLLOW_UP_MONTHS = (3, 12)
MOST_PEOPLE = 1_000_000


@atomic_action_with_text_check
def set_up_intensification_operation(operation: Intensification, *, by: Actor) -> Intensification:
    """Set up an intensification, with its looks back after 3 and 12 months.

    Args:
        operation: with group, theme, dates, lead and partners.
        by: who convenes the group.

    Returns:
        The intensification.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ValidationError: by field.
    """
    group = lock_and_authorise_group(operation.group_id, by)
    _validate_intensification_lead(operation, by)
    operation.save_by(by)
    for months in FOLLOW_UP_MONTHS:
        due_on = add_months(operation.ends_on, months)
        OperationFollowUp(operation=operation, months=months, due_on=due_on).save_by(by)
    write_audit_record(who=by.who, verb="set up an intensification", about=group.pk, why=str(operation.pk))
    return operation


@atomic_action_with_text_check
def change_intensification(operation: Intensification, *, seen: int, by: Actor) -> None:
    """Change an intensification; looks back that are still to come move with its last day.

    Args:
        operation: as it is to be saved.
        seen: the version that the page showed.
        by: who convenes the group.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
    """
    lock_and_authorise_intensification(operation.pk, by)
    _validate_intensification_lead(operation, by)
    operation.save_by(by, seen=seen)
    for row in operation.follow_ups.select_for_update().filter(done_on__isnull=True):
        row.due_on = add_months(operation.ends_on, row.months)
        row.save_by(by)
    write_audit_record(
        who=by.who, verb="changed an intensification", about=operation.group_id, why=str(operation.pk)
    )


@atomic_action_with_text_check
def add_intensification_activity(activity: OperationActivity, *, by: Actor) -> OperationActivity:
    """Keep what was done on a day. Raises Denied, RecordNotVisibleError, ValidationError."""
    operation = lock_and_authorise_intensification(activity.operation_id, by)
    if activity.on and activity.on > today():
        raise ValidationError({"on": "The day must be today or in the past"})
    activity.save_by(by)
    write_audit_record(who=by.who, verb="kept an activity", about=operation.group_id, why=str(activity.pk))
    return activity


def save_intensification_results(
    operation_id: UUID, *, moment: str, counts: Mapping[str, int | None], source: str, by: Actor
) -> int:
    """Keep what was counted at one moment, with its source. A count left empty is not known, and is no nought.

    Args:
        operation_id: of the intensification.
        moment: a code of OPERATION_MOMENTS.
        counts: by code; None where it was not counted.
        source: who counted it, and from what.
        by: who convenes the group.

    Returns:
        How many counts are kept.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ValidationError: by field; parts that are more than their whole.
    """
    raise_if_texts_identify_person_or_place({"source": source}, by)
    if moment not in get_codes_of_state_pairs(OPERATION_MOMENTS):
        raise ValidationError({"moment": "Choose when it was counted"})
    _validate_intensification_part_counts(counts)
    with transaction.atomic():
        operation = lock_and_authorise_intensification(operation_id, by)
        operation.results.filter(moment=moment).delete()
        kept = [
            OperationResult(operation=operation, moment=moment, code=code, number=number, source=source)
            for code, number in counts.items()
            if number is not None
        ]
        for row in kept:
            row.save_by(by)
        write_audit_record(
            who=by.who, verb="kept results of an intensification", about=operation.group_id, why=moment
        )
    return len(kept)


@atomic_action_with_text_check
def record_intensification_review_after_months(follow_up: OperationFollowUp, *, seen: int, by: Actor) -> None:
    """Say what was found after 3 or 12 months.

    Args:
        follow_up: with its day and words.
        seen: the version that the page showed.
        by: who convenes the group.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
    """
    operation = lock_and_authorise_intensification(follow_up.operation_id, by)
    if follow_up.done_on is None:
        raise ValidationError({"done_on": "Enter the day on which you looked back"})
    follow_up.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="looked back on an intensification", about=operation.group_id)


def publish_intensification(edition: OperationEdition, *, by: Actor) -> OperationEdition:
    """Publish an intensification for everybody: counts of people rounded, drawn once for each edition.

    Args:
        edition: with the operation, and words for its readers.
        by: who convenes the group.

    Returns:
        The edition.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ValidationError: the words name somebody, or hold a count that was not published.
        ActionNotPossibleError: nothing was counted yet, or it goes on still.
    """
    raise_if_texts_identify_person_or_place({"words": edition.words}, by)
    raise_if_unpublished_count("words", edition.words)
    with transaction.atomic():
        operation = lock_and_authorise_intensification(edition.operation_id, by)
        results = list(operation.results.filter(moment="end"))
        if operation.ends_on >= today():
            raise ActionNotPossibleError("Publish it after its last day.")
        if not results:
            raise ActionNotPossibleError("Record what was counted first.")
        edition.operation, edition.number = operation, operation.editions.count() + 1
        edition.published_at, edition.by_id = timezone.now(), by.user_id
        edition.content = _make_public_intensification_content(
            operation, {row.code: row.number for row in results}
        )
        edition.full_clean(exclude={"operation", "by"})
        edition.save()
        write_audit_record(
            who=by.who, verb="published an intensification", about=operation.group_id, why=str(operation.pk)
        )
    return edition


def _make_public_intensification_content(
    operation: Intensification, counts: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Each count with its part and words; of people rounded, of visits and notices as they were counted."""
    visits: dict[str, int] = {}
    for row in operation.activities.all():
        visits[row.kind] = visits.get(row.kind, 0) + row.number
    codes = get_intensification_codes()
    found = [
        {"part": "visit", "name": codes[code].name, "number": f"{number:,}"}
        for code, number in visits.items()
    ]
    return found + [
        {
            "part": code.part,
            "name": code.name,
            "number": round_count_for_publication(counts[code.code])
            if code.counts_people
            else f"{counts[code.code]:,}",
        }
        for code in codes.values()
        if code.code in counts
    ]


def _validate_intensification_part_counts(counts: Mapping[str, int | None]) -> None:
    """What is a part is no more than its whole; numbers are sensible."""
    codes = get_intensification_codes()
    for code, number in counts.items():
        if code not in codes or (number is not None and not 0 <= number <= MOST_PEOPLE):
            raise ValidationError({code: "Enter a whole number, or leave it empty"})
    for part, whole, said in (
        ("advised", "spoken", "No more people can be advised than were spoken to"),
        ("found_children", "found", "No more children can be found than people"),
    ):
        one, all_of_them = counts.get(part), counts.get(whole)
        if one is not None and all_of_them is not None and one > all_of_them:
            raise ValidationError({part: said})


def _validate_intensification_lead(operation: Intensification, by: Actor) -> None:
    group = operation.group
    leads = {group.body_id, *group.seats.filter(state__in=SEATED).values_list("body", flat=True)}
    if operation.lead_id not in leads:
        raise ValidationError({"lead": "Choose an organisation that has a seat in the group"})
