"""Requests across the wall: on a case, and about a person whom the asker names."""

from handrail.people.information_requests.models.named_person_requests import (
    NamedPersonRequest,
    NamedPersonRequestOutcome,
    PersonToldOfNamedRequest,
)
from handrail.people.information_requests.models.requests import (
    InformationRequest,
    InformationRequestOutcome,
    PersonTold,
)

__all__ = [
    "InformationRequest",
    "InformationRequestOutcome",
    "NamedPersonRequest",
    "NamedPersonRequestOutcome",
    "PersonTold",
    "PersonToldOfNamedRequest",
]
