"""What is due, late or done, as a tag: a shape, a word, and whether it is ours."""

from typing import NamedTuple

from handrail.kernel.saying import say
from handrail.web.design import words


class Tag(NamedTuple):
    """The arguments of `state_tag`."""

    state: str
    words: str
    ours: bool = True


def due(standing: str, late_days: int, day: object, *, ours: bool = True) -> Tag:
    """How a day stands. What is another body's is never solid red."""
    match standing:
        case "overdue":
            late = words.plural(late_days, "day")
            return (
                Tag("overdue", say("Overdue {late}", late=late))
                if ours
                else Tag("passed", say("Late {late}", late=late), ours=False)
            )
        case "today":
            return Tag("today", "Due today", ours)
        case "soon" | "later":
            return Tag("soon", say("Due {day}", day=words.tiny_day(day)), ours)  # type: ignore[arg-type]
        case "done" | "met" | "held":
            return Tag("met", {"held": "Held"}.get(standing, "Done"))
        case "closed":
            return Tag("met", "Closed")
        case "dropped":
            return Tag("declined", "No longer needed")
        case "cancelled":
            return Tag("declined", "Not held")
        case _:
            return Tag("declined", "Nothing due")


STATUS = {
    "not_started": Tag("unknown", "Not started"),
    "on_track": Tag("running", "On track"),
    "at_risk": Tag("today", "At risk"),
    "off_track": Tag("overdue", "Off track"),
    "done": Tag("met", "Done"),
}
LEVEL = {
    "": Tag("unknown", "Not said yet"),
    "full": Tag("met", "Full"),
    "substantial": Tag("running", "Substantial"),
    "limited": Tag("today", "Limited"),
    "none": Tag("unsafe", "None"),
}
SUPPORT = {
    "accepted": Tag("met", "Accepted"),
    "partly": Tag("running", "Partly accepted"),
    "not_accepted": Tag("declined", "Not accepted"),
}


def rhythm(every: int, unit: str) -> str:
    """Every 6 weeks, every month, once."""
    if unit == "once":
        return "once"
    one = unit.removesuffix("s")
    return say("every {one}", one=one) if every == 1 else say("every {every} {unit}", every=every, unit=unit)
