"""Codes of posts and practitioners with their words. Without Django: the rules of deployment use the same codes.

A code is kept in a `CodeField`: a new one needs no migration.
"""

from enum import StrEnum
from typing import Final

Choices = tuple[tuple[str, str], ...]


class PractitionerRole(StrEnum):
    """What a practitioner is sent as."""

    LIAISON_OFFICER = "liaison_officer"
    NAVIGATOR = "navigator"
    CO_ORDINATOR = "co_ordinator"
    ISVA = "isva"
    SUPPORT_WORKER = "support_worker"
    NAMED_CONTACT = "named_contact"


class PractitionerInformationBarrierSide(StrEnum):
    """Which side of the wall: what a liaison officer is told may enter the case; a navigator keeps off the facts."""

    INVESTIGATION = "investigation"
    SUPPORT = "support"


class PractitionerGender(StrEnum):
    """Asked because a victim may ask to meet a woman or a man. Nobody has to say."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"
    NOT_SAID = ""


class AvailabilityKind(StrEnum):
    """What a period of the rota is. On call is no work; being called out is."""

    ON_DUTY = "on_duty"
    ON_CALL = "on_call"
    AWAY = "away"
    CALLED_OUT = "called_out"


ROLES: Final[Choices] = (
    (PractitionerRole.LIAISON_OFFICER, "Victim liaison officer"),
    (PractitionerRole.NAVIGATOR, "Victim navigator"),
    (PractitionerRole.CO_ORDINATOR, "Co-ordinator"),
    (PractitionerRole.ISVA, "Independent sexual violence adviser"),
    (PractitionerRole.SUPPORT_WORKER, "Support worker"),
    (PractitionerRole.NAMED_CONTACT, "Named single contact"),
)
SIDES: Final[Choices] = (
    (PractitionerInformationBarrierSide.SUPPORT, "Support"),
    (PractitionerInformationBarrierSide.INVESTIGATION, "Investigation"),
)
GENDERS: Final[Choices] = (
    (PractitionerGender.WOMAN, "Woman"),
    (PractitionerGender.MAN, "Man"),
    (PractitionerGender.OTHER, "Another gender"),
    (PractitionerGender.NOT_SAID, "Not recorded"),
)
AVAILABILITY_KINDS: Final[Choices] = (
    (AvailabilityKind.ON_DUTY, "On duty"),
    (AvailabilityKind.ON_CALL, "On call"),
    (AvailabilityKind.AWAY, "Away"),
    (AvailabilityKind.CALLED_OUT, "Called out"),
)
BASE_KINDS: Final[Choices] = (
    ("station", "Police station"),
    ("hub", "Multi-agency hub"),
    ("office", "Office"),
    ("other", "Somewhere else"),
)
VETTING_LEVELS: Final[Choices] = (
    ("nppv2", "Non-police vetting, level 2"),
    ("nppv3", "Non-police vetting, level 3"),
    ("rv", "Recruitment vetting (police)"),
    ("mv", "Management vetting (police)"),
    ("dbs", "Enhanced DBS check"),
)
TRAININGS: Final[Choices] = (
    ("awareness", "Modern slavery awareness course"),
    ("investigator", "Modern slavery investigator course"),
    ("vulnerable_interview", "Interviewing vulnerable victims"),
    ("nrm_first_responder", "NRM first responder e-learning"),
    ("section_45", "Section 45 defence"),
    ("trauma", "Trauma-informed practice"),
    ("safeguarding", "Safeguarding"),
    ("lone_working", "Lone working"),
)
SKILLS: Final[Choices] = (
    ("child_lead", "Leads for children"),
    ("sexual_exploitation", "Sexual exploitation"),
    ("criminal_exploitation", "Criminal exploitation"),
    ("labour_exploitation", "Labour exploitation"),
    ("domestic_servitude", "Domestic servitude"),
    ("court", "Court and trial support"),
    ("immigration", "Immigration advice routes"),
    ("mental_health", "Mental health"),
    ("disability", "Disability and learning disability"),
)
LEVELS: Final[Choices] = (
    ("first", "First language"),
    ("C2", "C2"),
    ("C1", "C1"),
    ("B2", "B2"),
    ("B1", "B1"),
    ("A2", "A2"),
    ("A1", "A1"),
)
LEVEL_SOURCES: Final[Choices] = (
    ("said", "Said by the practitioner"),
    ("assessed", "Assessed"),
    ("qualified", "Qualified"),
)
PHASES: Final[Choices] = (
    ("before", "Before the NRM"),
    ("during", "During the NRM"),
    ("after", "After the NRM"),
    ("outside", "Outside the NRM"),
)
USUAL_SIDES: Final[dict[str, str]] = {
    PractitionerRole.LIAISON_OFFICER: PractitionerInformationBarrierSide.INVESTIGATION
}
"""The side of a role where it is not support: victim liaison officers are investigators
(College of Policing, guidance for supervisors; marked R in the domain notes)."""


def get_words_of_choice_code(choices: Choices, code: str) -> str:
    """The words of a code; the code itself where the list no longer has it."""
    return {str(each): words for each, words in choices}.get(code, code)
