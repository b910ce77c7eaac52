"""Invented services, so that something can be offered in every phase and area of the demo."""

from typing import Final

from handrail.demo.bodies import AVON_AND_SOMERSET, GREATER_MANCHESTER, GWENT, LINCOLNSHIRE
from handrail.demo.kinds import PlannedService

ALWAYS: Final = ("before", "during", "after", "outside")
HERE: Final = (LINCOLNSHIRE,)


def _s(name: str, provider: str, kind: str, areas: tuple[str, ...] = HERE, **more: object) -> PlannedService:
    phases = more.pop("phases", ALWAYS)
    return PlannedService(name, provider, kind, phases, areas, **more)  # type: ignore[arg-type]


_LINCOLNSHIRE: Final = (
    _s(
        "Flat under county agreement",
        "fenmarsh-housing",
        "flat",
        hours="Any time",
        cost_note="No charge for 16 nights",
    ),
    _s("Rowan place of safety", "lantern", "place_of_safety", phases=("before", "outside"), hours="Any time"),
    _s("Alder house", "lantern", "safe_house", safe_house=True, hours="Any time"),
    _s("Help to keep a home", "fenmarsh-housing", "tenancy_help", hours="Weekdays"),
    _s("Go-bag and phone", "lincolnshire-police", "go_bag", hours="Any time", cost_note="About £55 a bag"),
    _s("Food store, Boston", "lantern", "food", hours="Tuesday and Friday"),
    _s("Emergency fund", "lantern", "emergency_payment", cost_note="Up to £150, a lead reviews it"),
    _s("Money advice", "fen-legal", "benefits_advice"),
    _s("Navigator", "lantern", "navigator", languages=("ro", "pl", "lt"), hours="Weekdays to 8pm"),
    _s("Safe phone and alarm", "lincolnshire-police", "safety_equipment"),
    _s(
        "GP registration",
        "wash-health",
        "gp_registration",
        how_to_refer="Ring the practice manager, no papers needed",
    ),
    _s("Dentist, first visit", "wash-health", "dentist"),
    _s("Midwife", "wash-health", "maternity"),
    _s("Counselling at the centre", "wash-health", "counselling", languages=("ro", "lt", "bg")),
    _s("Drug and alcohol worker", "wash-health", "recovery_worker"),
    _s("Immigration appointment", "fen-legal", "immigration_advice", pro_bono=True, hours="Wednesdays"),
    _s("Solicitor, first hour", "fen-legal", "solicitor", pro_bono=True),
    _s("Advice on compensation", "fen-legal", "compensation_advice", pro_bono=True),
    _s("Liaison officer", "lincolnshire-police", "liaison_officer"),
    _s("English class", "lantern", "english_class", hours="Monday and Thursday evening"),
    _s("Getting ready for work", "lantern", "work_readiness", phases=("during", "after", "outside")),
    _s("Bank account day", "lantern", "bank_account"),
    _s("Nursery mornings", "fenmarsh-housing", "family_support"),
    _s("Walk on Sundays", "lantern", "befriending"),
    _s("Travel tickets", "lantern", "travel_costs"),
)


def _charity(provider: str, area: str, house: str, languages: tuple[str, ...]) -> tuple[PlannedService, ...]:
    here = (area,)
    return (
        _s(house, provider, "safe_house", here, safe_house=True, hours="Any time"),
        _s(
            "Place of safety",
            provider,
            "place_of_safety",
            here,
            phases=("before", "outside"),
            hours="Any time",
        ),
        _s("Go-bag", provider, "go_bag", here),
        _s("Emergency payment", provider, "emergency_payment", here, cost_note="Up to £100"),
        _s("Support worker", provider, "navigator", here, languages=languages),
        _s("Doctor's registration", provider, "gp_registration", here),
        _s("Counselling", provider, "counselling", here),
        _s("Immigration advice", provider, "immigration_advice", here, pro_bono=True),
        _s("English at the centre", provider, "english_class", here),
        _s("Friday group", provider, "group", here),
        _s("Help with a home", provider, "tenancy_help", here, phases=("during", "after", "outside")),
        _s("Bus and train tickets", provider, "travel_costs", here),
        _s("Court companion", provider, "court_support", here, phases=("during", "after", "outside")),
    )


SERVICES: Final = (
    *_LINCOLNSHIRE,
    *_charity("severn-light", AVON_AND_SOMERSET, "Hawthorn house", ("so", "pl", "ro")),
    *_charity("irwell-house", GREATER_MANCHESTER, "Juniper house", ("ur", "ckb", "cmn")),
    *_charity("drws-glas", GWENT, "Tŷ Helyg", ("cy", "so", "ar")),
    PlannedService(
        "Interpreter by phone",
        "crossing-words",
        "interpreter",
        ALWAYS,
        languages=("sq", "vi", "ti", "ro", "am", "apd", "so", "ur", "pl", "lt", "ckb", "fa", "cmn"),
        hours="Any time",
        cost_note="£1.20 a minute",
    ),
    PlannedService(
        "Letter in your language", "crossing-words", "translated_letter", ALWAYS, hours="Within three days"
    ),
)
