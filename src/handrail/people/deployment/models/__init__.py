"""The tables of this room.

DeploymentRequest     somebody is needed for a person: for what, when, what the person wishes, who holds them meanwhile
Deployment            one offer to one practitioner and what became of it
BookedQuarterHour     that a practitioner is sent somewhere at a time: names nobody, and is there once
BarredPractitioner    who is never sent to this person
PersonLanguage        what the person speaks, how well, and what they want
InformedChoice        what was explained, and what the person chose
InterpreterBooking    an interpreter for one talk, with the conflict check
AdviceRequest         professional advice, with or without a case, and never with facts of a person
"""

from handrail.people.deployment.models.advice import AdviceRequest
from handrail.people.deployment.models.deployment import BarredPractitioner, BookedQuarterHour, Deployment
from handrail.people.deployment.models.informed_choice import InformedChoice
from handrail.people.deployment.models.interpreter_booking import InterpreterBooking
from handrail.people.deployment.models.person_language import PersonLanguage
from handrail.people.deployment.models.request import DeploymentRequest

__all__ = [
    "AdviceRequest",
    "BarredPractitioner",
    "BookedQuarterHour",
    "Deployment",
    "DeploymentRequest",
    "InformedChoice",
    "InterpreterBooking",
    "PersonLanguage",
]
