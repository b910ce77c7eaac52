"""The day that the access policy goes by, in one place."""

import datetime

from django.utils import timezone

from handrail.platform.kernel.dates import LONDON


def today() -> datetime.date:
    """Today in Europe/London, by Django's clock, which the demo sets back. Asked for every row of a page."""
    return timezone.now().astimezone(LONDON).date()
