"""When the trail says that people acted whose acts are written while the demo is loaded: at a working hour before it.

Acts without a day of their own are written at the moment of loading. Left so, everybody would seem to have been active
in that one minute, often at night.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID
from zlib import crc32

from django.utils import timezone

from handrail.platform.audit import actions
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.audit.models import Record
from handrail.platform.kernel.dates import make_london_time, to_london

FIRST_MINUTE: Final = 8 * 60 + 10
LAST_MINUTE: Final = 17 * 60 + 40
BETWEEN_ACTS: Final = timedelta(seconds=5)
SATURDAY: Final = 5


@contextmanager
def spread_acts_of_loading() -> Iterator[None]:
    """Until the block ends, what a person does at this moment or later is recorded at the last hour of theirs.

    It stays after what the trail tells of the same file.
    """
    loaded_at, original = timezone.now(), actions.make_unsaved_audit_record
    acts_of_user, newest_of_file = Counter[str](), dict[UUID | None, datetime]()

    def make_record(at: datetime, who: ActorSnapshot, **fields: Any) -> Record:
        about: UUID | None = fields["about"]
        if at >= loaded_at and who.user_id:
            hour = find_last_working_moment(who.user_name, loaded_at)
            moment = hour + acts_of_user[who.user_id] * BETWEEN_ACTS
            at = min(max(moment, newest_of_file.get(about, moment)), loaded_at)
            acts_of_user[who.user_id] += 1
        if about:
            newest_of_file[about] = max(at, newest_of_file.get(about, at))
        return original(at, who, **fields)

    actions.make_unsaved_audit_record = make_record
    try:
        yield
    finally:
        actions.make_unsaved_audit_record = original


def find_last_working_moment(name: str, before: datetime) -> datetime:
    """The last time before a moment at which somebody was at work: on a weekday, each at a minute of their own.

    Args:
        name: of the person; the same one has the same minute.
        before: the moment.
    """
    minutes = FIRST_MINUTE + crc32(name.encode()) % (LAST_MINUTE - FIRST_MINUTE)
    at = time(*divmod(minutes, 60))
    day: date = to_london(before).date()
    while day.weekday() >= SATURDAY or make_london_time(day, at) >= before:
        day -= timedelta(days=1)
    return make_london_time(day, at)
