"""What a bid promised, what is planned for whom, and who was reached."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from handrail.areas.bids.actions.added_rows import validate_and_add_append_only_record
from handrail.areas.bids.choices_and_limits import MOST_TARGETS
from handrail.areas.bids.models import BidDelivery, BidTarget, PlannedGroup
from handrail.areas.bids.permissions import lock_and_authorise_bid
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


@transaction.atomic
def add_target(target: BidTarget, *, by: Actor) -> BidTarget:
    """Add what a bid promises to reach, while it is not declined or withdrawn."""
    bid = lock_and_authorise_bid(target.bid_id, by)
    if bid.state in ("declined", "withdrawn"):
        raise ActionNotPossibleError("The bid has ended. Nothing more is promised.")
    target.number = bid.targets.count() + 1
    if target.number > MOST_TARGETS:
        raise ActionNotPossibleError(msg("A bid has at most {most} targets.", most=MOST_TARGETS))
    target.save_by(by)
    write_audit_record(who=by.who, verb="added a target of a bid", about=bid.pk, why=str(target.number))
    return target


@transaction.atomic
def change_target(target: BidTarget, *, seen: int, by: Actor) -> None:
    """Change a target.

    Args:
        target: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError, ConcurrentEditError; ValidationError by field.
    """
    bid = lock_and_authorise_bid(target.bid_id, by)
    target.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a target of a bid", about=bid.pk, why=str(target.number))


@transaction.atomic
def add_planned_sector_and_language_group(group: PlannedGroup, *, by: Actor) -> None:
    """Plan how many people of one sector and language are to be reached.

    Raises:
        ActionNotPossibleError: the group is planned already.
        ValidationError: more would be planned than promised; or by field.
    """
    bid = lock_and_authorise_bid(group.target.bid_id, by)
    target = BidTarget.objects.get(pk=group.target_id)
    others = list(PlannedGroup.objects.filter(target=target))
    if any((row.sector, row.language_id) == (group.sector, group.language_id) for row in others):
        raise ActionNotPossibleError("That sector and language are planned already. Change that group.")
    _raise_if_planned_people_exceed_bid_target(target, group, others)
    group.save_by(by)
    write_audit_record(
        who=by.who, verb="planned a group of a target", about=bid.pk, why=f"{group.sector}: {group.people}"
    )


@transaction.atomic
def change_planned_sector_and_language_group(group: PlannedGroup, *, seen: int, by: Actor) -> None:
    """Change how many are planned of a group.

    Args:
        group: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError, ConcurrentEditError; ValidationError by field.
    """
    bid = lock_and_authorise_bid(group.target.bid_id, by)
    target = BidTarget.objects.get(pk=group.target_id)
    _raise_if_planned_people_exceed_bid_target(target, group, list(target.planned.exclude(pk=group.pk)))
    group.save_by(by, seen=seen)
    write_audit_record(
        who=by.who, verb="changed a planned group", about=bid.pk, why=f"{group.sector}: {group.people}"
    )


@transaction.atomic
def record_people_reached_by_bid(delivery: BidDelivery, *, by: Actor) -> None:
    """Record people who were reached. Raises ActionNotPossibleError where the bid is not awarded."""
    bid = lock_and_authorise_bid(delivery.target.bid_id, by)
    if bid.state != "awarded":
        raise ActionNotPossibleError("The bid is not awarded. Delivery is counted against an award.")
    validate_and_add_append_only_record(delivery, by=by)
    write_audit_record(who=by.who, verb="recorded delivery of a bid", about=bid.pk, why=str(delivery.people))


@transaction.atomic
def correct_record_of_people_reached_by_bid(delivery: BidDelivery, *, by: Actor) -> None:
    """Put a corrected row in the place of a delivery, which is kept and no longer counted.

    Args:
        delivery: not saved yet; `corrects` names the earlier one of the same target.
        by: who acts.

    Raises:
        ActionNotPossibleError: the earlier one is corrected already.
        ValidationError: by field.
    """
    bid = lock_and_authorise_bid(delivery.target.bid_id, by)
    earlier = BidDelivery.objects.filter(pk=delivery.corrects_id or 0, target=delivery.target_id).first()
    if earlier is None or BidDelivery.objects.filter(corrects=earlier).exists():
        raise ActionNotPossibleError("This record was corrected already. Correct the newer one.")
    try:
        with transaction.atomic():
            validate_and_add_append_only_record(delivery, by=by)
    except IntegrityError as twice:
        raise ActionNotPossibleError("Someone else corrected it at the same moment.") from twice
    write_audit_record(who=by.who, verb="corrected delivery of a bid", about=bid.pk, why=str(delivery.people))


def _raise_if_planned_people_exceed_bid_target(
    target: BidTarget, group: PlannedGroup, others: list[PlannedGroup]
) -> None:
    planned = sum(row.people for row in others) + (group.people or 0)
    if planned > target.people:
        said = msg(
            "With this group, {planned} people are planned but only {promised} are promised",
            planned=f"{planned:,}",
            promised=f"{target.people:,}",
        )
        raise ValidationError({"people": said})
