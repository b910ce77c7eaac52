"""Invented services, so that something can be offered in every phase and area of the demo."""

from datetime import date
from typing import Any, Final

from handrail.demo.case_holding_bodies import CHARITY, get_force_areas_by_code
from handrail.demo.plan_types import PlannedService
from handrail.demo.planned_bodies_and_users import AVON_AND_SOMERSET, GREATER_MANCHESTER, GWENT, LINCOLNSHIRE

AREAS_BY_HAND: Final = (LINCOLNSHIRE, AVON_AND_SOMERSET, GREATER_MANCHESTER, GWENT)
ALWAYS: Final = ("before", "during", "after", "outside")
LINCOLNSHIRE_ONLY: Final = (LINCOLNSHIRE,)


# Who is taken, by kind: what such services commonly say of themselves. Those in no list say nothing, and are asked.
_EVERYBODY: Final = {"ages": "any", "genders": "any", "public_funds": "not_needed", "status_rule": "any"}
_RULES: Final[dict[str, dict[str, Any]]] = {
    "place_of_safety": {
        **_EVERYBODY,
        "ages": "limits",
        "min_age": 18,
        "dependants": "yes",
        "capacity_rule": "number",
        "capacity": 6,
    },
    "safe_house": {
        "ages": "limits",
        "min_age": 18,
        "genders": "women",
        "dependants": "yes",
        "status_rule": "any",
    },
    "flat": {"ages": "limits", "min_age": 18, "genders": "any", "dependants": "yes"},
    "tenancy_help": {"ages": "any", "genders": "any", "dependants": "yes", "public_funds": "unknown"},
    "go_bag": {**_EVERYBODY, "dependants": "yes", "capacity_rule": "not_limited", "cost": "free"},
    "food": {**_EVERYBODY, "dependants": "yes", "cost": "free"},
    "navigator": {**_EVERYBODY, "dependants": "yes", "interpreters": "yes", "cost": "free"},
    "gp_registration": {**_EVERYBODY, "dependants": "yes", "interpreters": "yes", "cost": "free"},
    "counselling": {**_EVERYBODY, "dependants": "unknown", "interpreters": "yes"},
    "immigration_advice": {**_EVERYBODY, "dependants": "yes", "interpreters": "yes"},
    "solicitor": {**_EVERYBODY, "dependants": "yes", "interpreters": "no"},
    "english_class": {**_EVERYBODY, "dependants": "unknown", "cost": "free"},
    "group": {**_EVERYBODY, "dependants": "yes", "cost": "free"},
    "interpreter": {**_EVERYBODY, "dependants": "yes", "cost": "priced", "cost_pence": 1_20},
}
# What may be published, by kind: where anybody may come or ring.
_PUBLIC: Final = (
    "food",
    "benefits_advice",
    "immigration_advice",
    "solicitor",
    "english_class",
    "group",
    "befriending",
)


# The offices of those who have nobody on Handrail: a code is told there by telephone.
_OFFICE_PHONES: Final = {
    "fen-legal": "01632 960133",
    "wash-health": "01632 960171",
    "crossing-words": "01632 960182",
}


def _make_planned_service(
    name: str, provider: str, kind: str, areas: tuple[str, ...] = LINCOLNSHIRE_ONLY, **said: Any
) -> PlannedService:
    phases, more = said.pop("phases", ALWAYS), said.pop("more", {})
    phone = {"contact_phone": _OFFICE_PHONES[provider]} if provider in _OFFICE_PHONES else {}
    rules = {"public": kind in _PUBLIC, **phone, **_RULES.get(kind, {}), **more}
    return PlannedService(name, provider, kind, phases, areas, more=rules, **said)


_LINCOLNSHIRE: Final = (
    _make_planned_service(
        "County emergency flat",
        "fenmarsh-housing",
        "flat",
        hours="Any time",
        cost_note="No charge for 16 nights",
    ),
    _make_planned_service(
        "Poplar place of safety", "lantern", "place_of_safety", phases=("before", "outside"), hours="Any time"
    ),
    _make_planned_service("Alder House", "lantern", "safe_house", safe_house=True, hours="Any time"),
    _make_planned_service("Help to keep a home", "fenmarsh-housing", "tenancy_help", hours="Weekdays"),
    _make_planned_service(
        "Go-bag and phone", "lincolnshire-police", "go_bag", hours="Any time", cost_note="About £55 a bag"
    ),
    _make_planned_service("Food store, Boston", "lantern", "food", hours="Tuesday and Friday"),
    _make_planned_service(
        "Emergency fund", "lantern", "emergency_payment", cost_note="Up to £150, a lead reviews it"
    ),
    _make_planned_service("Money advice", "fen-legal", "benefits_advice"),
    _make_planned_service(
        "Navigator", "lantern", "navigator", languages=("ro", "pl", "lt"), hours="Weekdays to 8pm"
    ),
    _make_planned_service("Safe phone and alarm", "lincolnshire-police", "safety_equipment"),
    _make_planned_service(
        "GP registration",
        "wash-health",
        "gp_registration",
        how_to_refer="Ring the practice manager, no papers needed",
    ),
    _make_planned_service("Dentist, first visit", "wash-health", "dentist"),
    _make_planned_service("Midwife", "wash-health", "maternity"),
    _make_planned_service(
        "Counselling at the centre", "wash-health", "counselling", languages=("ro", "lt", "bg")
    ),
    _make_planned_service(
        "Drug and alcohol worker", "wash-health", "recovery_worker", phases=("before", "during", "after")
    ),
    _make_planned_service(
        "Immigration appointment", "fen-legal", "immigration_advice", pro_bono=True, hours="Wednesdays"
    ),
    _make_planned_service("Solicitor, first hour", "fen-legal", "solicitor", pro_bono=True),
    _make_planned_service("Advice on compensation", "fen-legal", "compensation_advice", pro_bono=True),
    _make_planned_service("Liaison officer", "lincolnshire-police", "liaison_officer"),
    _make_planned_service("English class", "lantern", "english_class", hours="Monday and Thursday evening"),
    _make_planned_service(
        "Getting ready for work", "lantern", "work_readiness", phases=("during", "after", "outside")
    ),
    _make_planned_service("Bank account day", "lantern", "bank_account"),
    _make_planned_service("Nursery mornings", "fenmarsh-housing", "family_support"),
    _make_planned_service("Walk on Sundays", "lantern", "befriending"),
    _make_planned_service("Travel tickets", "lantern", "travel_costs"),
)


def _make_planned_charity_services(
    provider: str, area: str, house: str, languages: tuple[str, ...]
) -> tuple[PlannedService, ...]:
    here = (area,)
    return (
        _make_planned_service(house, provider, "safe_house", here, safe_house=True, hours="Any time"),
        _make_planned_service(
            "Place of safety",
            provider,
            "place_of_safety",
            here,
            phases=("before", "outside"),
            hours="Any time",
        ),
        _make_planned_service("Go-bag", provider, "go_bag", here),
        _make_planned_service(
            "Emergency payment", provider, "emergency_payment", here, cost_note="Up to £100"
        ),
        _make_planned_service("Support worker", provider, "navigator", here, languages=languages),
        _make_planned_service("Doctor's registration", provider, "gp_registration", here),
        _make_planned_service("Counselling", provider, "counselling", here),
        _make_planned_service("Immigration advice", provider, "immigration_advice", here, pro_bono=True),
        _make_planned_service("English at the centre", provider, "english_class", here),
        _make_planned_service("Friday group", provider, "group", here),
        _make_planned_service(
            "Help with a home", provider, "tenancy_help", here, phases=("during", "after", "outside")
        ),
        _make_planned_service("Bus and train tickets", provider, "travel_costs", here),
        _make_planned_service(
            "Court companion", provider, "court_support", here, phases=("during", "after", "outside")
        ),
    )


def _make_planned_regional_services(region: str, provider: str) -> tuple[PlannedService, ...]:
    """What the charity of a region has in those areas whose services are not drawn by hand."""
    here = tuple(
        area.code
        for area in get_force_areas_by_code().values()
        if area.region == region and area.code not in AREAS_BY_HAND
    )
    kinds = (
        ("Place of safety", "place_of_safety", ("before", "outside")),
        ("Go-bag", "go_bag", ALWAYS),
        ("Support worker", "navigator", ALWAYS),
        ("Doctor’s registration", "gp_registration", ALWAYS),
        ("Immigration advice", "immigration_advice", ALWAYS),
        ("English class", "english_class", ALWAYS),
        ("Help with a home", "tenancy_help", ("during", "after", "outside")),
    )
    return tuple(
        _make_planned_service(f"{name}, {region}", provider, kind, here, phases=phases)
        for name, kind, phases in kinds
    )


_BOSTON: Final = {"address": "12 Quay Street", "town": "Boston", "postcode": "PE21 6AB"}
# Planned, new, or for a few alone: shown in the directory and to a search, given by chance to nobody.
COMING_SERVICES: Final = (
    _make_planned_service(
        "Fenside rooms",
        "commissioner-lincolnshire",
        "place_of_safety",
        phases=("before", "outside"),
        state="planned",
        waits_for="money for two night workers",
        hours="Any time, once it is open",
        more={
            "capacity": 8,
            "description": "Eight rooms above a former clinic, with a worker on the stairs.",
        },
    ),
    _make_planned_service(
        "Own Room",
        "lantern",
        "tenancy_help",
        phases=("before", "outside"),
        hours="Weekdays 9am to 6pm",
        how_to_refer="Open their case and refer; a worker rings back the same day",
        more={
            "description": "A room and a worker before the NRM, also for people with no recourse to public funds.",
            "public_funds": "not_needed",
            "status_rule": "any",
            "pilot_until": date(2027, 3, 31),
            "capacity_rule": "number",
            "capacity": 5,
            "contact_phone": "01632 960147",
        },
    ),
    _make_planned_service(
        "Council homes list",
        "fenmarsh-housing",
        "tenancy_help",
        how_to_refer="Ring the duty officer before noon",
        more={
            "public_funds": "needed",
            "status_rule": "leave",
            "rule_note": "A tie to the county, or danger elsewhere",
            "contact_phone": "01632 960128",
        },
    ),
    _make_planned_service(
        "Men’s house share",
        "fenmarsh-housing",
        "tenancy_help",
        state="funded",
        waits_for="the landlord’s repairs",
        more={"genders": "men", "dependants": "no", "capacity_rule": "number", "capacity": 3},
    ),
    _make_planned_service(
        "Trauma therapy, twelve weeks",
        "wash-health",
        "trauma_therapy",
        phases=("during", "after"),
        state="paused",
        waits_for="a second therapist",
        more={**_EVERYBODY, "nrm_point": "reasonable", "interpreters": "yes"},
    ),
    _make_planned_service(
        "Women’s drop-in",
        "lantern",
        "group",
        hours="Tuesday, 10am to 1pm",
        more={
            "genders": "women",
            "description": "Tea, a crèche, and somebody to ask.",
            "contact_email": "dropin@example.org",
            "website": "https://example.org/dropin",
            **_BOSTON,
        },
    ),
    _make_planned_service(
        "Rights clinic",
        "fen-legal",
        "benefits_advice",
        languages=("ro", "pl"),
        hours="Wednesday, 2pm to 5pm",
        pro_bono=True,
        more={
            **_EVERYBODY,
            "dependants": "yes",
            "cost": "free",
            "description": "Entitlements, debt and settlement, with a lawyer who gives the time.",
            "contact_phone": "01632 960133",
            "contact_name": "Hedda Marlin",
            "contact_own_phone": "07700 900350",
            **_BOSTON,
        },
    ),
    _make_planned_service(
        "Settlement applications",
        "fen-legal",
        "immigration_advice",
        phases=("after", "outside"),
        pro_bono=True,
        how_to_refer="By referral alone; say which papers there are",
        more={"status_rule": "other", "rule_note": "An application under the settlement scheme, made late"},
    ),
    _make_planned_service("Compensation help line", "fen-legal", "compensation_advice", state="closed"),
    _make_planned_service(
        "Advocate for exploited workers",
        "irwell-house",
        "independent_advocate",
        (GREATER_MANCHESTER,),
        hours="Weekdays 10am to 7pm",
        how_to_refer="Ring, or send a referral from the case",
        more={**_EVERYBODY, "dependants": "yes", "interpreters": "yes", "public": True},
    ),
    _make_planned_service(
        "Young people’s guide",
        "severn-light",
        "child_guardian",
        (AVON_AND_SOMERSET,),
        more={**_EVERYBODY, "ages": "limits", "max_age": 17, "interpreters": "yes"},
    ),
    _make_planned_service(
        "Crisis flat",
        "severn-light",
        "flat",
        (AVON_AND_SOMERSET,),
        state="funded",
        waits_for="the lease, signed in January",
        phases=("before", "outside"),
    ),
    _make_planned_service(
        "Lle diogel",
        "drws-glas",
        "place_of_safety",
        (GWENT,),
        phases=("before", "outside"),
        state="planned",
        waits_for="a building without stairs",
    ),
    _make_planned_service(
        "Help to go home",
        "crossing-words",
        "assisted_return",
        (),
        more={
            "status_rule": "none",
            "ages": "any",
            "genders": "any",
            "dependants": "yes",
            "public_funds": "not_needed",
        },
    ),
)

SERVICES: Final = (
    *_LINCOLNSHIRE,
    *COMING_SERVICES,
    *_make_planned_charity_services("severn-light", AVON_AND_SOMERSET, "Hawthorn house", ("so", "pl", "ro")),
    *_make_planned_charity_services(
        "irwell-house", GREATER_MANCHESTER, "Juniper house", ("ur", "ckb", "cmn")
    ),
    *_make_planned_charity_services("drws-glas", GWENT, "Tŷ Helyg", ("cy", "so", "ar")),
    *(
        service
        for region, provider in CHARITY.items()
        for service in _make_planned_regional_services(region, provider)
    ),
    _make_planned_service(
        "Interpreter by phone",
        "crossing-words",
        "interpreter",
        (),
        languages=("sq", "vi", "ti", "ro", "am", "apd", "so", "ur", "pl", "lt", "ckb", "fa", "cmn"),
        hours="Any time",
        cost_note="£1.20 a minute",
    ),
    _make_planned_service(
        "Letter in your language", "crossing-words", "translated_letter", (), hours="Within three days"
    ),
)
