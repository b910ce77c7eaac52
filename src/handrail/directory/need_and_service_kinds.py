"""Kinds of need and of support, each in one tuple that can be read aloud. A new one is one entry.

The words are ours. `counted_as` is the category of need in the Ministry of Justice's commissioning framework
of 2013 (remembered: see the code list victim_needs); a return may count by it. `information` is the kind of
information that such a need is: a need of the body or of the mind tells of health, whatever its words say.
"""

from dataclasses import dataclass
from typing import Final

from handrail.platform.access.kinds import Kind


@dataclass(frozen=True, slots=True)
class NeedKind:
    """Something that would help, in words that a person would use."""

    code: str
    name: str
    counted_as: str
    information: Kind = Kind.NEEDS


@dataclass(frozen=True, slots=True)
class ServiceKind:
    """A sort of support, and the need that it meets."""

    code: str
    name: str
    need: str


NEEDS: Final = (
    NeedKind("place", "A safe place to stay", "shelter_and_accommodation", Kind.HOUSING),
    NeedKind("essentials", "Clothes, food and a phone", "shelter_and_accommodation"),
    NeedKind("money", "Money and benefits", "finance_and_benefits"),
    NeedKind("alongside", "Support worker", "outlook_and_attitudes"),
    NeedKind("understood", "Interpreting", "social_interactions"),
    NeedKind("safety", "Feeling safe", "outlook_and_attitudes"),
    NeedKind("health", "Health", "mental_and_physical_health", Kind.HEALTH),
    NeedKind("mind", "Mental health and trauma", "mental_and_physical_health", Kind.HEALTH),
    NeedKind("drugs_alcohol", "Help with drugs or alcohol", "drugs_and_alcohol", Kind.HEALTH),
    NeedKind("status", "Advice on immigration status", "outlook_and_attitudes", Kind.IMMIGRATION),
    NeedKind("legal", "Legal advice", "outlook_and_attitudes"),
    NeedKind("justice", "Police and court", "outlook_and_attitudes"),
    NeedKind("english", "English and learning", "education_skills_and_employment"),
    NeedKind("work", "Work and right to work", "education_skills_and_employment"),
    NeedKind("family", "Children and family", "family_friends_and_children"),
    NeedKind("company", "Social contact", "social_interactions"),
    NeedKind("travel", "Travel", "finance_and_benefits"),
    NeedKind("return_home", "Going home safely", "family_friends_and_children"),
)

KINDS: Final = (
    ServiceKind("place_of_safety", "Place of safety, first nights", "place"),
    ServiceKind("safe_house", "Safe house", "place"),
    ServiceKind("flat", "Self-contained flat", "place"),
    ServiceKind("hotel_room", "Hotel room after a check", "place"),
    ServiceKind("tenancy_help", "Help to find and keep a home", "place"),
    ServiceKind("clothes", "Clothes and shoes", "essentials"),
    ServiceKind("go_bag", "Go-bag and phone", "essentials"),
    ServiceKind("phone", "A phone that is safe, and credit", "essentials"),
    ServiceKind("food", "Food and household things", "essentials"),
    ServiceKind("emergency_payment", "Emergency payment", "money"),
    ServiceKind("benefits_advice", "Benefits and debt advice", "money"),
    ServiceKind("navigator", "Navigator", "alongside"),
    ServiceKind("independent_advocate", "Independent advocate", "alongside"),
    ServiceKind("child_guardian", "Independent child trafficking guardian", "alongside"),
    ServiceKind("signposting", "Signposting to other help", "alongside"),
    ServiceKind("interpreter", "Interpreter", "understood"),
    ServiceKind("translated_letter", "Letter in one's own language", "understood"),
    ServiceKind("safety_equipment", "Alarm, lock or safe phone", "safety"),
    ServiceKind("safety_planning", "Safety planning", "safety"),
    ServiceKind("gp_registration", "Registering with a GP", "health"),
    ServiceKind("dentist", "Dentist", "health"),
    ServiceKind("sexual_health", "Sexual health clinic", "health"),
    ServiceKind("maternity", "Maternity care", "health"),
    ServiceKind("counselling", "Counselling", "mind"),
    ServiceKind("trauma_therapy", "Trauma therapy", "mind"),
    ServiceKind("recovery_worker", "Drug and alcohol worker", "drugs_alcohol"),
    ServiceKind("immigration_advice", "Immigration advice", "status"),
    ServiceKind("solicitor", "Solicitor", "legal"),
    ServiceKind("compensation_advice", "Advice on compensation", "legal"),
    ServiceKind("liaison_officer", "Victim liaison officer", "justice"),
    ServiceKind("court_support", "Support at court", "justice"),
    ServiceKind("english_class", "English class", "english"),
    ServiceKind("college", "College or training", "english"),
    ServiceKind("work_readiness", "Getting ready for work", "work"),
    ServiceKind("bank_account", "Opening a bank account", "work"),
    ServiceKind("family_support", "Family support", "family"),
    ServiceKind("family_tracing", "Finding family", "family"),
    ServiceKind("befriending", "Befriending", "company"),
    ServiceKind("group", "Group that meets", "company"),
    ServiceKind("faith_visit", "Faith or community visit", "company"),
    ServiceKind("travel_costs", "Travel costs", "travel"),
    ServiceKind("assisted_return", "Help to return home", "return_home"),
)

_NEEDS_BY_CODE: Final = {need.code: need for need in NEEDS}
_KINDS_BY_CODE: Final = {kind.code: kind for kind in KINDS}
KIND_CODES: Final = tuple(_KINDS_BY_CODE)
HIDDEN_KINDS: Final = ("place_of_safety", "safe_house", "flat", "hotel_room")
"""Where somebody sleeps. None is ever published, whatever anybody ticks."""


def get_need_kind(code: str) -> NeedKind:
    """The need with this code; KeyError where there is none."""
    return _NEEDS_BY_CODE[code]


def get_information_kind_of_need(code: str) -> Kind:
    """The kind of information that a need with this code is."""
    need = _NEEDS_BY_CODE.get(code)
    return need.information if need else Kind.NEEDS


def get_information_kind_of_offer(service_kind: str) -> Kind:
    """The kind of information that an offer of such a service is: a sexual health clinic tells as much as the need."""
    service = _KINDS_BY_CODE.get(service_kind)
    kind = get_information_kind_of_need(service.need) if service else Kind.NEEDS
    return Kind.OFFERS if kind is Kind.NEEDS else kind


def get_service_kind(code: str) -> ServiceKind:
    """The kind of support with this code; KeyError where there is none."""
    return _KINDS_BY_CODE[code]


def list_service_kinds_for_need(need_code: str) -> tuple[ServiceKind, ...]:
    """The kinds of support that meet a need.

    Returns:
        In the order of KINDS.
    """
    return tuple(kind for kind in KINDS if kind.need == need_code)
