"""Entering a recommendation, asking for updates, answering, and deciding that it is enough."""

from handrail.assurance.recommendations.actions.answering import answer, publish_comment
from handrail.assurance.recommendations.actions.asking import ask_for_updates
from handrail.assurance.recommendations.actions.deciding import decide, decide_on_recommendation
from handrail.assurance.recommendations.actions.registering import change, promise_action, register
from handrail.assurance.recommendations.actions.reminding import remind

__all__ = [
    "answer",
    "ask_for_updates",
    "change",
    "decide",
    "decide_on_recommendation",
    "promise_action",
    "publish_comment",
    "register",
    "remind",
]
