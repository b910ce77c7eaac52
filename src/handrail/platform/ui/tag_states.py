"""The states that a tag can show: a word, a shape, then a colour. Print needs only the first two."""

from typing import NamedTuple


class TagState(NamedTuple):
    """One look of a tag. `always_waited`: its edge is broken whoever's turn it is."""

    code: str
    icon: str
    means: str
    always_waited: bool = False


STATES: dict[str, TagState] = {
    state.code: state
    for state in (
        TagState("overdue", "warning", "ours and late: the only solid red"),
        TagState("today", "clock-full", "due or ending today, a draft, a check not finished"),
        TagState("soon", "clock", "due on a future day"),
        TagState("running", "play", "a period in progress, with its end date"),
        TagState(
            "waiting", "hourglass", "waiting for others: not red, and not called overdue", always_waited=True
        ),
        TagState("passed", "hourglass", "another organisation’s target has passed", always_waited=True),
        TagState("met", "tick", "met, accepted, safe, free"),
        TagState("declined", "dash", "declined, full, ended"),
        TagState("unsafe", "cross", "not safe, does not fit, do not use"),
        TagState("unsure", "half", "not sure: treated as a risk until confirmed"),
        TagState("unknown", "question", "not asked, disputed, not confirmed"),
    )
}
