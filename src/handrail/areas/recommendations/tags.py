"""What is due, late or done, as a tag: a shape, a word, and whether it is ours."""

from datetime import date
from typing import Final, NamedTuple

from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting

FAR_DAYS: Final = 180
NAV: Final = "oversight"
"""The part of the navigation that these pages are in."""


class StateTag(NamedTuple):
    """The arguments of `state_tag`."""

    state: str
    words: str
    ours: bool = True


def make_due_tag(standing: str, late_days: int, day: object, *, ours: bool = True) -> StateTag:
    """The tag of a due day. What is another body's to do is never solid red.

    Args:
        standing: of `get_due_status_code`, or the state of a record that is over ("done", "closed", "cancelled"...).
        late_days: how many days it is overdue.
        day: the day it is due, or None.
        ours: whether the reader's body is to do it.
    """
    match standing:
        case "overdue":
            late = formatting.plural(late_days, "day")
            return (
                StateTag("overdue", msg("{late} overdue", late=late))
                if ours
                else StateTag("passed", msg("{late} overdue", late=late), ours=False)
            )
        case "today":
            return StateTag("today", "Due today", ours)
        case "soon" | "later":
            return StateTag("soon", msg("Due {day}", day=_format_due_day(day)), ours)
        case "done" | "met" | "held":
            return StateTag("met", {"held": "Held"}.get(standing, "Done"))
        case "closed":
            return StateTag("met", "Closed")
        case "dropped":
            return StateTag("declined", "No longer needed")
        case "cancelled":
            return StateTag("declined", "Not held")
        case _:
            return StateTag("declined", "Nothing due")


def _format_due_day(day: object) -> str:
    """24 Nov, with its year from half a year ahead on, when the year is not plain from the month."""
    if not isinstance(day, date):
        return ""
    far = (day - formatting.get_today()).days > FAR_DAYS
    return formatting.format_day(day) if far else formatting.format_day_and_short_month(day)


OBJECTIVE_STATUS_TAGS = {
    "not_started": StateTag("unknown", "Not started"),
    "on_track": StateTag("running", "On track"),
    "at_risk": StateTag("today", "At risk"),
    "off_track": StateTag("overdue", "Off track"),
    "done": StateTag("met", "Done"),
}
ASSURANCE_LEVEL_TAGS = {
    "": StateTag("unknown", "Not said yet"),
    "full": StateTag("met", "Full"),
    "substantial": StateTag("running", "Substantial"),
    "limited": StateTag("today", "Limited"),
    "none": StateTag("unsafe", "None"),
}
SUPPORT_TAGS = {
    "accepted": StateTag("met", "Accepted"),
    "partly": StateTag("running", "Partly accepted"),
    "not_accepted": StateTag("declined", "Not accepted"),
}


def format_update_interval(every: int, unit: str) -> str:
    """Every 6 weeks, every month, once."""
    if unit == "once":
        return "once"
    one = unit.removesuffix("s")
    return msg("every {one}", one=one) if every == 1 else msg("every {every} {unit}", every=every, unit=unit)
