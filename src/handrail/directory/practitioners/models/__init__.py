"""The tables of this room.

Post, PostArea                     a funded post: areas with each one's share of the cost, planned and actual days
Practitioner                       somebody who may be sent; `account` where they use Handrail
PractitionerLanguage, PractitionerSkill
AvailabilityPeriod                 the rota: on duty, on call, away, called out; kept as moments
TrainingSession, PractitionerTraining
DeploymentSettings                 an organisation's weights, limits and expiries from a day on
"""

from handrail.directory.practitioners.models.availability import AvailabilityPeriod
from handrail.directory.practitioners.models.post import Post, PostArea
from handrail.directory.practitioners.models.practitioner import (
    Practitioner,
    PractitionerLanguage,
    PractitionerSkill,
)
from handrail.directory.practitioners.models.settings import DeploymentSettings
from handrail.directory.practitioners.models.training import PractitionerTraining, TrainingSession

__all__ = [
    "AvailabilityPeriod",
    "DeploymentSettings",
    "Post",
    "PostArea",
    "Practitioner",
    "PractitionerLanguage",
    "PractitionerSkill",
    "PractitionerTraining",
    "TrainingSession",
]
