"""What the rules read of a case. Text about a person is sealed with the person's own key."""

from handrail.people.records.models.case import Case, ReferenceCounter
from handrail.people.records.models.consent import Consent
from handrail.people.records.models.event import Event
from handrail.people.records.models.need import Need, Offer
from handrail.people.records.models.person import DangerCheck, Person, PersonMove, PlanReview, SafetyPlan

__all__ = [
    "Case",
    "Consent",
    "DangerCheck",
    "Event",
    "Need",
    "Offer",
    "Person",
    "PersonMove",
    "PlanReview",
    "ReferenceCounter",
    "SafetyPlan",
]
