"""What a plan can offer, in the words of a plan: each the kinds of the directory that it stands for.

The first ten are those of the practice that this page follows (advocacy, signposting, emergency housing where needed,
clothes, a phone, food), with legal help, health and an interpreter; the rest see to it that every kind has its place.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class PlanOfferCategory:
    """One line of the list from which a worker offers."""

    code: str
    name: str
    kinds: tuple[str, ...]


PLAN_KINDS: Final = (
    PlanOfferCategory("advocacy", "Advocacy", ("navigator", "independent_advocate", "child_guardian")),
    PlanOfferCategory("signposting", "Signposting", ("signposting",)),
    PlanOfferCategory(
        "emergency_housing",
        "Emergency housing",
        ("place_of_safety", "safe_house", "flat", "hotel_room"),
    ),
    PlanOfferCategory("clothes", "Clothes", ("clothes", "go_bag")),
    PlanOfferCategory("phone", "A phone", ("phone", "go_bag")),
    PlanOfferCategory("food", "Food", ("food",)),
    PlanOfferCategory("legal", "Legal advice", ("solicitor", "immigration_advice", "compensation_advice")),
    PlanOfferCategory("health", "Health", ("gp_registration", "dentist", "sexual_health", "maternity")),
    PlanOfferCategory("mind", "Counselling and therapy", ("counselling", "trauma_therapy")),
    PlanOfferCategory("interpreter", "Interpreter", ("interpreter", "translated_letter")),
    PlanOfferCategory(
        "money", "Money and benefits", ("emergency_payment", "benefits_advice", "bank_account")
    ),
    PlanOfferCategory("safety", "Safety", ("safety_equipment", "safety_planning")),
    PlanOfferCategory("drugs_alcohol", "Help with drugs or alcohol", ("recovery_worker",)),
    PlanOfferCategory("court", "Police and court", ("liaison_officer", "court_support")),
    PlanOfferCategory(
        "learning", "English, learning and work", ("english_class", "college", "work_readiness")
    ),
    PlanOfferCategory("home", "Keeping a home", ("tenancy_help",)),
    PlanOfferCategory("family", "Children and family", ("family_support", "family_tracing")),
    PlanOfferCategory("company", "Social contact", ("befriending", "group", "faith_visit")),
    PlanOfferCategory("travel", "Travel, and going home", ("travel_costs", "assisted_return")),
)
_BY_CODE: Final = {kind.code: kind for kind in PLAN_KINDS}
_OF_KIND: Final = {code: kind for kind in reversed(PLAN_KINDS) for code in kind.kinds}


def find_plan_offer_category(code: str) -> PlanOfferCategory | None:
    """The line with this code."""
    return _BY_CODE.get(code)


def get_plan_offer_category_of_service_kind(code: str) -> PlanOfferCategory:
    """The line under which a service of this kind of the directory stands; KeyError for a kind that is not known."""
    return _OF_KIND[code]
