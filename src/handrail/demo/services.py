"""Invented services, so that something can be offered in every phase and area of the demo."""

from datetime import date
from typing import Any, Final

from handrail.demo.bodies import AVON_AND_SOMERSET, GREATER_MANCHESTER, GWENT, LINCOLNSHIRE
from handrail.demo.carriers import CHARITY, areas
from handrail.demo.kinds import PlannedService

BY_HAND: Final = (LINCOLNSHIRE, AVON_AND_SOMERSET, GREATER_MANCHESTER, GWENT)
ALWAYS: Final = ("before", "during", "after", "outside")
HERE: Final = (LINCOLNSHIRE,)


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


def _s(name: str, provider: str, kind: str, areas: tuple[str, ...] = HERE, **said: Any) -> PlannedService:
    phases, more = said.pop("phases", ALWAYS), said.pop("more", {})
    rules = {"public": kind in _PUBLIC, **_RULES.get(kind, {}), **more}
    return PlannedService(name, provider, kind, phases, areas, more=rules, **said)


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


def _regional(region: str, provider: str) -> tuple[PlannedService, ...]:
    """What the charity of a region has in those areas whose services are not drawn by hand."""
    here = tuple(area.code for area in areas().values() if area.region == region and area.code not in BY_HAND)
    kinds = (
        ("Place of safety", "place_of_safety", ("before", "outside")),
        ("Go-bag", "go_bag", ALWAYS),
        ("Support worker", "navigator", ALWAYS),
        ("Doctor’s registration", "gp_registration", ALWAYS),
        ("Immigration advice", "immigration_advice", ALWAYS),
        ("English class", "english_class", ALWAYS),
        ("Help with a home", "tenancy_help", ("during", "after", "outside")),
    )
    return tuple(_s(f"{name}, {region}", provider, kind, here, phases=phases) for name, kind, phases in kinds)


_BOSTON: Final = {"address": "12 Quay Street", "town": "Boston", "postcode": "PE21 6AB"}
# Planned, new, or for a few alone: shown in the directory and to a search, given by chance to nobody.
COMING: Final = (
    _s(
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
    _s(
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
    _s(
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
    _s(
        "Men’s house share",
        "fenmarsh-housing",
        "tenancy_help",
        state="funded",
        waits_for="the landlord’s repairs",
        more={"genders": "men", "dependants": "no", "capacity_rule": "number", "capacity": 3},
    ),
    _s(
        "Trauma therapy, twelve weeks",
        "wash-health",
        "trauma_therapy",
        phases=("during", "after"),
        state="paused",
        waits_for="a second therapist",
        more={**_EVERYBODY, "nrm_point": "reasonable", "interpreters": "yes"},
    ),
    _s(
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
    _s(
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
    _s(
        "Settlement applications",
        "fen-legal",
        "immigration_advice",
        phases=("after", "outside"),
        pro_bono=True,
        how_to_refer="By referral alone; say which papers there are",
        more={"status_rule": "other", "rule_note": "An application under the settlement scheme, made late"},
    ),
    _s("Compensation help line", "fen-legal", "compensation_advice", state="closed"),
    _s(
        "Advocate for exploited workers",
        "irwell-house",
        "independent_advocate",
        (GREATER_MANCHESTER,),
        hours="Weekdays 10am to 7pm",
        how_to_refer="Ring, or send a referral from the case",
        more={**_EVERYBODY, "dependants": "yes", "interpreters": "yes", "public": True},
    ),
    _s(
        "Young people’s guide",
        "severn-light",
        "child_guardian",
        (AVON_AND_SOMERSET,),
        more={**_EVERYBODY, "ages": "limits", "max_age": 17, "interpreters": "yes"},
    ),
    _s(
        "Crisis flat",
        "severn-light",
        "flat",
        (AVON_AND_SOMERSET,),
        state="funded",
        waits_for="the lease, signed in January",
        phases=("before", "outside"),
    ),
    _s(
        "Lle diogel",
        "drws-glas",
        "place_of_safety",
        (GWENT,),
        phases=("before", "outside"),
        state="planned",
        waits_for="a building without stairs",
    ),
    _s(
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
    *COMING,
    *_charity("severn-light", AVON_AND_SOMERSET, "Hawthorn house", ("so", "pl", "ro")),
    *_charity("irwell-house", GREATER_MANCHESTER, "Juniper house", ("ur", "ckb", "cmn")),
    *_charity("drws-glas", GWENT, "Tŷ Helyg", ("cy", "so", "ar")),
    *(service for region, provider in CHARITY.items() for service in _regional(region, provider)),
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
