"""What casework keeps. Text about a person is sealed with the person's own key."""

from handrail.casework.models.case import Case, ReferenceCounter
from handrail.casework.models.consent import Consent, Notification
from handrail.casework.models.event import Due, Event
from handrail.casework.models.name_key import NameKey
from handrail.casework.models.person import (
    Channel,
    DangerCheck,
    Moved,
    Person,
    PlanReview,
    SafestContact,
    SafetyPlan,
)
from handrail.casework.models.plan import Need, Offer
from handrail.casework.models.referral import Circumstances, Referral
from handrail.casework.models.setting import ClockSetting

__all__ = [
    "Case",
    "Channel",
    "Circumstances",
    "ClockSetting",
    "Consent",
    "DangerCheck",
    "Due",
    "Event",
    "Moved",
    "NameKey",
    "Need",
    "Notification",
    "Offer",
    "Person",
    "PlanReview",
    "ReferenceCounter",
    "Referral",
    "SafestContact",
    "SafetyPlan",
]
