"""What is kept of places that people were given, or should have been."""

from handrail.people.housing.models.check import CheckDraft, SuitabilityCheck
from handrail.people.housing.models.child_watch import ChildCall, ChildWatch
from handrail.people.housing.models.housing_duty import Dispute, HousingRefusal, NothingFits
from handrail.people.housing.models.incident import LostEvidence, MissingEpisode
from handrail.people.housing.models.place_brief import PlaceBrief
from handrail.people.housing.models.stay import Stay, StayNight

__all__ = [
    "CheckDraft",
    "ChildCall",
    "ChildWatch",
    "Dispute",
    "HousingRefusal",
    "LostEvidence",
    "MissingEpisode",
    "NothingFits",
    "PlaceBrief",
    "Stay",
    "StayNight",
    "SuitabilityCheck",
]
