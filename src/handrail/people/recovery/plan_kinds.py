"""What a plan can offer, in the words of a plan: each the kinds of the directory that it stands for.

The first ten are those of the practice that this page follows (advocacy, signposting, emergency housing where needed,
clothes, a phone, food), with legal help, health and an interpreter; the rest see to it that every kind has its place.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class PlanKind:
    """One line of the list from which a worker offers."""

    code: str
    name: str
    kinds: tuple[str, ...]


PLAN_KINDS: Final = (
    PlanKind("advocacy", "Advocacy", ("navigator", "independent_advocate", "child_guardian")),
    PlanKind("signposting", "Signposting", ("signposting",)),
    PlanKind(
        "emergency_housing",
        "Emergency housing",
        ("place_of_safety", "safe_house", "flat", "hotel_room"),
    ),
    PlanKind("clothes", "Clothes", ("clothes", "go_bag")),
    PlanKind("phone", "A phone", ("phone", "go_bag")),
    PlanKind("food", "Food", ("food",)),
    PlanKind("legal", "Legal advice", ("solicitor", "immigration_advice", "compensation_advice")),
    PlanKind("health", "Health", ("gp_registration", "dentist", "sexual_health", "maternity")),
    PlanKind("mind", "Counselling and therapy", ("counselling", "trauma_therapy")),
    PlanKind("interpreter", "Interpreter", ("interpreter", "translated_letter")),
    PlanKind("money", "Money and benefits", ("emergency_payment", "benefits_advice", "bank_account")),
    PlanKind("safety", "Safety", ("safety_equipment", "safety_planning")),
    PlanKind("drugs_alcohol", "Drugs and alcohol", ("recovery_worker",)),
    PlanKind("court", "Police and court", ("liaison_officer", "court_support")),
    PlanKind("learning", "English, learning and work", ("english_class", "college", "work_readiness")),
    PlanKind("home", "Keeping a home", ("tenancy_help",)),
    PlanKind("family", "Children and family", ("family_support", "family_tracing")),
    PlanKind("company", "People to be with", ("befriending", "group", "faith_visit")),
    PlanKind("travel", "Travel, and going home", ("travel_costs", "assisted_return")),
)
_BY_CODE: Final = {kind.code: kind for kind in PLAN_KINDS}
_OF_KIND: Final = {code: kind for kind in reversed(PLAN_KINDS) for code in kind.kinds}


def get_plan_kind(code: str) -> PlanKind | None:
    """The line with this code."""
    return _BY_CODE.get(code)


def get_plan_kind_of_service(code: str) -> PlanKind:
    """The line under which a service of this kind of the directory stands; KeyError for a kind that is not known."""
    return _OF_KIND[code]
