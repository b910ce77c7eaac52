"""What is kept of places that people were given, or should have been."""

from handrail.people.housing.models.child_placement_search import ChildPlacementSearch, ChildPlacementStep
from handrail.people.housing.models.housing_duty import Dispute, HousingRefusal, NothingFits
from handrail.people.housing.models.place_requirements import PlaceRequirements
from handrail.people.housing.models.review_action import ReviewAction
from handrail.people.housing.models.stay import Stay, StayNight
from handrail.people.housing.models.stay_incident import LostEvidence, MissingEpisode
from handrail.people.housing.models.suitability_check import CheckDraft, SuitabilityCheck

__all__ = [
    "CheckDraft",
    "ChildPlacementSearch",
    "ChildPlacementStep",
    "Dispute",
    "HousingRefusal",
    "LostEvidence",
    "MissingEpisode",
    "NothingFits",
    "PlaceRequirements",
    "ReviewAction",
    "Stay",
    "StayNight",
    "SuitabilityCheck",
]
