"""The tables of what a person wants, what held them back, what they said of us."""

from handrail.people.recovery.models.feedback import CaseFeedback
from handrail.people.recovery.models.goal import Goal, GoalNeed, GoalVersion
from handrail.people.recovery.models.hesitation import (
    ChangeCause,
    Hesitation,
    HesitationChange,
    HesitationReason,
)
from handrail.people.recovery.models.local_provider import LocalProvider
from handrail.people.recovery.models.outcome_review import OutcomeReview

__all__ = [
    "CaseFeedback",
    "ChangeCause",
    "Goal",
    "GoalNeed",
    "GoalVersion",
    "Hesitation",
    "HesitationChange",
    "HesitationReason",
    "LocalProvider",
    "OutcomeReview",
]
