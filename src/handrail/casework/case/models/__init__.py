"""What the rules read of a case. Text about a person is sealed with the person's own key."""

from handrail.casework.case.models.case import Case, ReferenceCounter
from handrail.casework.case.models.consent import Consent
from handrail.casework.case.models.event import Event
from handrail.casework.case.models.person import DangerCheck, Moved, Person, PlanReview, SafetyPlan
from handrail.casework.case.models.plan import Need, Offer

__all__ = [
    "Case",
    "Consent",
    "DangerCheck",
    "Event",
    "Moved",
    "Need",
    "Offer",
    "Person",
    "PlanReview",
    "ReferenceCounter",
    "SafetyPlan",
]
