"""Days that people say."""

import datetime

from django.utils import timezone

from handrail.kernel.refusals import NotNow


def not_ahead(on: datetime.date) -> None:
    """Raise NotNow for a day that has not come."""
    if on > timezone.localdate():
        raise NotNow("That day has not come yet.")
