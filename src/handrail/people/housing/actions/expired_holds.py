"""Holds whose time ran out, let go for good. Nothing waits for it: a hold that ran out stops nobody."""

from django.db import transaction
from django.utils import timezone

from handrail.directory.housing.models import Unit
from handrail.people.housing.actions.holds import mark_holds_lapsed
from handrail.people.housing.models import Stay
from handrail.people.housing.text_choices import StayState


def release_expired_holds(*, at_most: int = 1_000) -> int:
    """Returns how many holds were let go."""
    over = Stay.objects.filter(state=StayState.HELD, held_until__lte=timezone.now()).order_by("held_until")
    rows = list(over.values_list("pk", "unit_id")[:at_most])
    for stay_id, unit_id in rows:
        with transaction.atomic():
            Unit.objects.select_for_update().get(pk=unit_id)
            mark_holds_lapsed([stay_id])
    return len(rows)
