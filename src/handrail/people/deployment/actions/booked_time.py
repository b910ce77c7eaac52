"""Booked time follows the person where entries of two employers become one person's."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.people.deployment.models import BookedQuarterHour
from handrail.platform.kernel.errors import ActionNotPossibleError

BOTH_SENT = (
    "They are asked or sent by both employers at the same time. Withdraw one of the offers, then link "
    "the entries."
)


def set_worker_key_of_booked_time(
    *, practitioner_ids: Collection[UUID], worker_key: UUID, **signal: Any
) -> None:
    """The receiver of `practitioners.signals.worker_key_changed`. What has passed stays as it was.

    Args:
        practitioner_ids: entries that became this person's.
        worker_key: the person's.
        signal: what Django adds.

    Raises:
        ActionNotPossibleError: they are booked for both employers at one time.
    """
    ahead = BookedQuarterHour.objects.filter(practitioner__in=practitioner_ids, starts_at__gte=timezone.now())
    try:
        with transaction.atomic():
            ahead.update(worker_key=worker_key)
    except IntegrityError:
        raise ActionNotPossibleError(BOTH_SENT) from None
