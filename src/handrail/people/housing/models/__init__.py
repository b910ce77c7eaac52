"""What is kept of places that people were given, or should have been."""

from handrail.people.housing.models.child_placement_search import ChildPlacementSearch, ChildPlacementStep
from handrail.people.housing.models.housing_duty import Dispute, HousingRefusal, NothingFits
from handrail.people.housing.models.place_requirements import PlaceRequirements
from handrail.people.housing.models.stay import Stay
from handrail.people.housing.models.stay_incident import LostEvidence, MissingEpisode
from handrail.people.housing.models.suitability_check import CheckDraft, SuitabilityCheck
from handrail.people.housing.models.unit_booking import StayNight, UnitBooking

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
    "Stay",
    "StayNight",
    "SuitabilityCheck",
    "UnitBooking",
]
