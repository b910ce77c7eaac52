"""What answers a signal, told by the rooms above: a campaign, a priority of a plan. Handrail’s addresses name them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from handrail.insight.signals.models import Signal
from handrail.platform.access.actor import Actor


class SignalAnswer(NamedTuple):
    """One record that answers a signal: what it is, its own title, its page, and where it is in words."""

    kind: str
    title: str
    href: str
    about: str


type SignalAnswerSource = Callable[[Actor, Signal], Sequence[SignalAnswer]]
