"""The states that a tag can show: a word, a shape, then a colour. Print needs only the first two."""

from typing import NamedTuple


class State(NamedTuple):
    """One look of a tag. `always_waited`: its edge is broken whoever's turn it is."""

    code: str
    icon: str
    means: str
    always_waited: bool = False


STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("overdue", "warning", "ours and late: nothing else is solid red"),
        State("today", "clock-full", "due or ending today, a draft, a check not finished"),
        State("soon", "clock", "due on a day to come"),
        State("running", "play", "a period that runs, with its day"),
        State("waiting", "hourglass", "waited on; never red, never called overdue", always_waited=True),
        State("passed", "hourglass", "another body's target has passed", always_waited=True),
        State("met", "tick", "met, accepted, safe, free"),
        State("declined", "dash", "declined, full, ended"),
        State("unsafe", "cross", "not safe, does not fit, do not use"),
        State("unknown", "question", "not asked, disputed, not confirmed"),
    )
}
