"""What is kept of places that people were given, or should have been."""

from handrail.provision.places.models.brief import PlaceBrief
from handrail.provision.places.models.check import CheckDraft, SuitabilityCheck
from handrail.provision.places.models.child import ChildCall, ChildWatch
from handrail.provision.places.models.during import LostEvidence, MissingEpisode
from handrail.provision.places.models.duty import Dispute, NothingFits, Refusal
from handrail.provision.places.models.review import ReviewAction
from handrail.provision.places.models.stay import Stay, StayNight

__all__ = [
    "CheckDraft",
    "ChildCall",
    "ChildWatch",
    "Dispute",
    "LostEvidence",
    "MissingEpisode",
    "NothingFits",
    "PlaceBrief",
    "Refusal",
    "ReviewAction",
    "Stay",
    "StayNight",
    "SuitabilityCheck",
]
