"""What the calendar changes by itself: asked again once a day, by one command that may run at any time."""

import logging
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.casework.case.models import Case
from handrail.casework.events.recompute import recompute

log = logging.getLogger(__name__)


def sweep(*, at_most: int = 10_000) -> int:
    """Ask the rules again for every open case that changes by today. Returns how many were asked."""
    ready = Case.objects.filter(changes_on__lte=timezone.localdate(), closed_at__isnull=True)
    numbers = list(ready.order_by("changes_on").values_list("pk", flat=True)[:at_most])
    return sum(_asked(number) for number in numbers)


def _asked(number: UUID) -> bool:
    """Ask for one case. One that cannot be worked out is told to operators by its number, and holds up no other."""
    cases = Case.objects.select_for_update(of=("self",)).select_related("owner", "area")
    try:
        with transaction.atomic():
            recompute(cases.get(pk=number))
    except Exception:
        log.exception("The rules could not be asked for case %s", number)
        return False
    return True
