"""What the calendar changes by itself: asked again once a day, by one command that may run at any time."""

from django.db import transaction
from django.utils import timezone

from handrail.casework.models import Case
from handrail.casework.recompute import recompute


def sweep(*, at_most: int = 10_000) -> int:
    """Ask the rules again for every open case that changes by today. Returns how many were asked."""
    ready = Case.objects.filter(changes_on__lte=timezone.localdate(), closed_at__isnull=True)
    numbers = list(ready.order_by("changes_on").values_list("pk", flat=True)[:at_most])
    for number in numbers:
        with transaction.atomic():
            recompute(
                Case.objects.select_for_update(of=("self",)).select_related("owner", "area").get(pk=number)
            )
    return len(numbers)
