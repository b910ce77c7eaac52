"""The tables of what a person wants, what held them back, what they said of us."""

from handrail.recovery.models.feedback import Feedback
from handrail.recovery.models.goal import Goal, GoalNeed, GoalVersion
from handrail.recovery.models.hesitation import ChangeCause, Hesitation, HesitationReason, WhatChanged
from handrail.recovery.models.look_back import LookBack
from handrail.recovery.models.provider import LocalProvider

__all__ = [
    "ChangeCause",
    "Feedback",
    "Goal",
    "GoalNeed",
    "GoalVersion",
    "Hesitation",
    "HesitationReason",
    "LocalProvider",
    "LookBack",
    "WhatChanged",
]
