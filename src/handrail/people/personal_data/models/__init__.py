"""What is kept of requests about a person's own data."""

from handrail.people.personal_data.models.access_request import AccessRequest, ItemDecision
from handrail.people.personal_data.models.correction import CorrectionRequest
from handrail.people.personal_data.models.erasure import ErasureRequest
from handrail.people.personal_data.models.holds_restrictions_and_retention import (
    LegalHold,
    RestrictionException,
    RestrictionPeriod,
    RetentionDecision,
)

__all__ = [
    "AccessRequest",
    "CorrectionRequest",
    "ErasureRequest",
    "ItemDecision",
    "LegalHold",
    "RestrictionException",
    "RestrictionPeriod",
    "RetentionDecision",
]
