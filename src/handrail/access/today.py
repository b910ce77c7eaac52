"""The one place where the door looks at the calendar."""

import datetime

from django.utils import timezone


def today() -> datetime.date:
    """Today in Europe/London, the zone of settings."""
    return timezone.localdate()
