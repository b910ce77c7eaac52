"""What the calendar changes by itself: asked again once a day, by one command that may run at any time."""

import logging
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.cases.events.case_evaluation import recompute_case, restamp_closed_case
from handrail.people.records.closure_reasons import ERASED
from handrail.people.records.models import Case

log = logging.getLogger(__name__)


def recompute_cases_due_to_change(*, at_most: int = 10_000) -> int:
    """Ask the rules again for every open case that changes by today. Returns how many were asked."""
    ready = Case.objects.filter(changes_on__lte=timezone.localdate(), closed_at__isnull=True)
    numbers = list(ready.order_by("changes_on").values_list("pk", flat=True)[:at_most])
    return sum(_recompute_case_or_log(number) for number in numbers)


def recompute_every_open_case() -> int:
    """Ask the rules again for every open case, as after a new bank holiday. Returns how many were asked."""
    numbers = list(Case.objects.filter(closed_at__isnull=True).order_by("pk").values_list("pk", flat=True))
    return sum(_recompute_case_or_log(number) for number in numbers)


def restamp_every_closed_case() -> int:
    """Give closed cases the phase that the rules of today give them. Returns how many have another one now.

    Rules are corrected now and then; the sweep asks for open cases alone.
    """
    closed = Case.objects.filter(closed_at__isnull=False).exclude(closed_because=ERASED)
    numbers = list(closed.order_by("pk").values_list("pk", flat=True))
    return sum(_restamp_case_or_log(number) for number in numbers)


def _restamp_case_or_log(number: UUID) -> bool:
    cases = Case.objects.select_for_update(of=("self",)).select_related("owner", "area")
    try:
        with transaction.atomic():
            case = cases.filter(pk=number, closed_at__isnull=False).first()
            return case is not None and restamp_closed_case(case)
    except Exception:
        log.exception("The rules could not be asked for closed case %s", number)
        return False


def _recompute_case_or_log(number: UUID) -> bool:
    """Ask for one case. One that cannot be worked out is told to operators by its number, and holds up no other."""
    cases = Case.objects.select_for_update(of=("self",)).select_related("owner", "area")
    try:
        with transaction.atomic():
            recompute_case(cases.get(pk=number))
    except Exception:
        log.exception("The rules could not be asked for case %s", number)
        return False
    return True
