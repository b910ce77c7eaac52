"""Adding a row that is never changed: validated whole, with who added it and when."""

from django.utils import timezone

from handrail.areas.bids.models.bid_room_record import AddedRecord
from handrail.platform.access.actor import Actor


def validate_and_add_append_only_record(row: AddedRecord, *, by: Actor) -> None:
    """Validate everything, then add, within an action that has asked who may. Raises ValidationError by field."""
    row.by_id, row.at = by.user_id, timezone.now()
    row.full_clean(exclude={"by"})
    row.save(force_insert=True)
