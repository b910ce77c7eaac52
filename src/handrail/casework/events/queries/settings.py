"""A body's own lengths, by clock."""

from handrail.casework.events.models import ClockSetting
from handrail.prepared import Asked, given, statement


def lengths(body_id: int) -> dict[str, int]:
    """What the body has set, by the clock's code."""
    return dict(_lengths().rows(body=body_id))


@statement
def _lengths() -> Asked:
    return ClockSetting.objects.filter(body=given("body")).values_list("clock", "length")
