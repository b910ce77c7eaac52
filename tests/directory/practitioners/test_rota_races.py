"""Two entries at the same moment."""

import datetime

import pytest

from handrail.directory.practitioners.actions.availability import add_availability
from handrail.directory.practitioners.models import AvailabilityPeriod
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.concurrency import at_once
from support.practitioners import a_register

HOUR = datetime.timedelta(hours=1)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_two_shifts_that_meet_entered_at_once_leave_one(cast):
    """By the practitioner and by their lead: the second is told."""
    register = a_register(cast)
    starts = register.period.starts_at + 2 * datetime.timedelta(days=1)

    def add(user, later):
        span = (starts + later, starts + later + 8 * HOUR)
        return lambda: add_availability(register.who.pk, kind="on_duty", spans=[span], by=user.actor)

    answers = at_once(add(cast.worker, 0 * HOUR), add(cast.lead, 3 * HOUR))
    refused = [answer for answer in answers if isinstance(answer, ActionNotPossibleError)]
    assert len(refused) == 1
    assert AvailabilityPeriod.objects.filter(starts_at__gte=starts).count() == 1
