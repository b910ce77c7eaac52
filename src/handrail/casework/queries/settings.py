"""A body's own lengths, by clock."""

from handrail.casework.models import ClockSetting


def lengths(body_id: int) -> dict[str, int]:
    """What the body has set, by the clock's code."""
    return dict(ClockSetting.objects.filter(body=body_id).values_list("clock", "length"))
