"""Kinds of need and of support, each in one tuple that can be read aloud. A new one is one entry.

The words are ours. `counted_as` is the category of need in the Ministry of Justice's commissioning framework
of 2013 (remembered: see the code list victim_needs); a return may count by it.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Need:
    """Something that would help, in words that a person would use."""

    code: str
    name: str
    counted_as: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of support, and the need that it meets."""

    code: str
    name: str
    need: str


NEEDS: Final = (
    Need("place", "A safe place to stay", "shelter_and_accommodation"),
    Need("essentials", "Clothes, food and a phone", "shelter_and_accommodation"),
    Need("money", "Money and benefits", "finance_and_benefits"),
    Need("alongside", "Someone alongside", "outlook_and_attitudes"),
    Need("understood", "Being understood", "social_interactions"),
    Need("safety", "Feeling safe", "outlook_and_attitudes"),
    Need("health", "Health", "mental_and_physical_health"),
    Need("mind", "Sleep, worry and what happened", "mental_and_physical_health"),
    Need("drugs_alcohol", "Drugs and alcohol", "drugs_and_alcohol"),
    Need("status", "Advice on immigration status", "outlook_and_attitudes"),
    Need("legal", "Legal advice", "outlook_and_attitudes"),
    Need("justice", "Police and court", "outlook_and_attitudes"),
    Need("english", "English and learning", "education_skills_and_employment"),
    Need("work", "Work and papers for work", "education_skills_and_employment"),
    Need("family", "Children and family", "family_friends_and_children"),
    Need("company", "People to be with", "social_interactions"),
    Need("travel", "Travel", "finance_and_benefits"),
    Need("return_home", "Going home safely", "family_friends_and_children"),
)

KINDS: Final = (
    Kind("place_of_safety", "Place of safety, first nights", "place"),
    Kind("safe_house", "Safe house", "place"),
    Kind("flat", "Self-contained flat", "place"),
    Kind("hotel_room", "Hotel room after a check", "place"),
    Kind("tenancy_help", "Help to find and keep a home", "place"),
    Kind("go_bag", "Go-bag and phone", "essentials"),
    Kind("clothes", "Clothes and shoes", "essentials"),
    Kind("phone", "A phone that is safe, and credit", "essentials"),
    Kind("food", "Food and household things", "essentials"),
    Kind("emergency_payment", "Emergency payment", "money"),
    Kind("benefits_advice", "Benefits and debt advice", "money"),
    Kind("navigator", "Navigator", "alongside"),
    Kind("independent_advocate", "Independent advocate", "alongside"),
    Kind("child_guardian", "Independent child trafficking guardian", "alongside"),
    Kind("signposting", "Signposting to other help", "alongside"),
    Kind("interpreter", "Interpreter", "understood"),
    Kind("translated_letter", "Letter in one's own language", "understood"),
    Kind("safety_equipment", "Alarm, lock or safe phone", "safety"),
    Kind("safety_planning", "Safety planning", "safety"),
    Kind("gp_registration", "Registering with a GP", "health"),
    Kind("dentist", "Dentist", "health"),
    Kind("sexual_health", "Sexual health clinic", "health"),
    Kind("maternity", "Maternity care", "health"),
    Kind("counselling", "Counselling", "mind"),
    Kind("trauma_therapy", "Trauma therapy", "mind"),
    Kind("recovery_worker", "Drug and alcohol worker", "drugs_alcohol"),
    Kind("immigration_advice", "Immigration advice", "status"),
    Kind("solicitor", "Solicitor", "legal"),
    Kind("compensation_advice", "Advice on compensation", "legal"),
    Kind("liaison_officer", "Victim liaison officer", "justice"),
    Kind("court_support", "Support at court", "justice"),
    Kind("english_class", "English class", "english"),
    Kind("college", "College or training", "english"),
    Kind("work_readiness", "Getting ready for work", "work"),
    Kind("bank_account", "Opening a bank account", "work"),
    Kind("family_support", "Family support", "family"),
    Kind("family_tracing", "Finding family", "family"),
    Kind("befriending", "Befriending", "company"),
    Kind("group", "Group that meets", "company"),
    Kind("faith_visit", "Faith or community visit", "company"),
    Kind("travel_costs", "Travel costs", "travel"),
    Kind("assisted_return", "Help to return home", "return_home"),
)

_NEED: Final = {need.code: need for need in NEEDS}
_KIND: Final = {kind.code: kind for kind in KINDS}
KIND_CODES: Final = tuple(_KIND)
HIDDEN_KINDS: Final = ("place_of_safety", "safe_house", "flat", "hotel_room")
"""Where somebody sleeps. None is ever published, whatever anybody ticks."""


def need(code: str) -> Need:
    """The need with this code; KeyError where there is none."""
    return _NEED[code]


def kind(code: str) -> Kind:
    """The kind of support with this code; KeyError where there is none."""
    return _KIND[code]


def kinds_for(need_code: str) -> tuple[Kind, ...]:
    """The kinds of support that meet a need."""
    return tuple(kind for kind in KINDS if kind.need == need_code)
