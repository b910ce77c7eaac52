"""What the rules read of a case. Text about a person is sealed with the person's own key."""

from handrail.people.records.models.case import Case, ReferenceCounter
from handrail.people.records.models.consent import Consent
from handrail.people.records.models.event import Event
from handrail.people.records.models.need_and_offer import Need, Offer, attach_services
from handrail.people.records.models.person_and_safety import (
    DangerCheck,
    Person,
    PersonMove,
    SafetyPlan,
    SafetyPlanReview,
)

__all__ = [
    "Case",
    "Consent",
    "DangerCheck",
    "Event",
    "Need",
    "Offer",
    "Person",
    "PersonMove",
    "ReferenceCounter",
    "SafetyPlan",
    "SafetyPlanReview",
    "attach_services",
]
