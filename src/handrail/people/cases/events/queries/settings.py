"""A body's own lengths, by clock."""

from handrail.people.cases.events.models import ClockSetting
from handrail.platform.prepared import Asked, given, statement


def get_clock_lengths(body_id: int) -> dict[str, int]:
    """What the body has set, by the clock's code."""
    return dict(_select_clock_lengths().rows(body=body_id))


@statement
def _select_clock_lengths() -> Asked:
    return ClockSetting.objects.filter(body=given("body")).values_list("clock", "length")
