"""Days that people say."""

import datetime

from django.utils import timezone

from handrail.platform.kernel.errors import ActionNotAllowed


def check_not_in_future(on: datetime.date) -> None:
    """Raise ActionNotAllowed for a day that has not come."""
    if on > timezone.localdate():
        raise ActionNotAllowed("That day has not come yet.")
