"""Which reads at night fell into a shift of the rota: who is on duty, on call or called out at night reads then."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from handrail.directory.practitioners.codes import AvailabilityKind
from handrail.directory.practitioners.models import AvailabilityPeriod
from handrail.platform.audit.queries import get_start_of_day

AT_WORK: Final = (
    AvailabilityKind.ON_DUTY.value,
    AvailabilityKind.ON_CALL.value,
    AvailabilityKind.CALLED_OUT.value,
)
Shifts = dict[tuple[str, str], list[tuple[datetime.datetime, datetime.datetime]]]
"""Beginnings and ends by account (as the trail has it) and code of the employer."""


def get_shifts_by_workplace(
    first: datetime.date, last: datetime.date, *, users: Iterable[int] = ()
) -> Shifts:
    """Shifts that touch these days, of everybody on the register who has an account. One statement.

    Args:
        first: the first day.
        last: the last day, included.
        users: only of these accounts; of all where there are none.
    """
    rows = AvailabilityPeriod.objects.filter(
        kind__in=AT_WORK,
        practitioner__account__isnull=False,
        ends_at__gt=get_start_of_day(first),
        starts_at__lt=get_start_of_day(last + datetime.timedelta(days=1)),
    )
    if wanted := list(users):
        rows = rows.filter(practitioner__account__in=wanted)
    found: Shifts = defaultdict(list)
    columns = ("practitioner__account", "practitioner__employer__code", "starts_at", "ends_at")
    for account, employer, starts, ends in rows.order_by().values_list(*columns):
        found[str(account), employer].append((starts, ends))
    return found


def is_on_shift(shifts: Shifts, where: tuple[str, str], at: datetime.datetime) -> bool:
    """Whether the rota of that employer had the person at work at the moment.

    Args:
        shifts: of the days around it.
        where: the account and the organisation.
        at: the moment.
    """
    return any(starts <= at < ends for starts, ends in shifts.get(where, ()))
