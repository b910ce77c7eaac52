"""Who carries the drawn caseload: in each area the force that referred, in each region one invented charity.

The rule is invented and stands in `docs/demo-caseload.md`: whoever the police referred is carried by that force's
officers, everybody else by the charity of the region. Everybody who works there is invented.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count, product
from random import Random
from typing import Final

from handrail.demo.plan_types import PlannedBody, PlannedUser
from handrail.demo.planned_bodies_and_users import CASELOADS
from handrail.demo.sampled_profiles import ELSEWHERE, SampledProfile


@dataclass(frozen=True, slots=True)
class CaseHoldingBody:
    """A body, the area where it stands, and those who carry its cases."""

    body: str
    area: str
    workers: tuple[str, ...]


# Region: code, name, an area of its own, prefix, how many more carry cases there.
_CHARITIES: Final = (
    ("North East", "wearlight", "Wearlight", "E23000007", "WER", 2),
    ("North West", "irwell-house", "Irwell House", "E23000005", "RWL", 7),
    ("Yorkshire and The Humber", "calderlight", "Calderlight", "E23000010", "CAD", 7),
    ("East Midlands", "lantern", "Lantern", "E23000020", "LN", 3),
    ("West Midlands", "ardenlight", "Ardenlight", "E23000014", "ARD", 6),
    ("East of England", "broadmere", "Broadmere", "E23000024", "BRR", 7),
    ("London", "thamesward", "Thamesward", "E23000001", "THM", 10),
    ("South East", "downland-door", "Downland Door", "E23000033", "DWN", 7),
    ("South West", "severn-light", "Severn Light", "E23000036", "SEE", 1),
    ("Wales", "drws-glas", "Drws Glas", "W15000002", "DRW", 2),
)
CHARITY: Final = {region: code for region, code, *_ in _CHARITIES}
LED_BODIES: Final = ("lantern", "severn-light", "drws-glas")
"""Drawn by hand, with a lead of their own."""
_KNOWN_BODIES: Final = ("irwell-house", *LED_BODIES)
_OFFICERS: Final = {"E23000001": 4, "E23000010": 2, "E23000014": 2, "E23000028": 2, "E23000029": 2}
"""More than one where a force refers many."""
NEW_BODIES: Final = tuple(
    PlannedBody(code, name, "charity", area, prefix)
    for _, code, name, area, prefix, _ in _CHARITIES
    if code not in _KNOWN_BODIES
)
FIRST: Final = (
    "Abigail Alistair Anouk Bram Bryony Cecily Clement Cora Damaris Davina Edmund Elspeth Errol Fergus Flora Gwyn "
    "Hamish Harriet Hollis Iris Ivor Jemima Jolyon Keziah Lionel Lottie Lowell Mabel Magnus Marnie Merrick Nadine "
    "Ned Odette Orla Otis Perdita Quentin Rafe Rosalind Rowena Rufus Saskia Silas Tabitha Tamsin Thea Tobias Una "
    "Verity Wilf Yvette "
)
LAST: Final = (
    "Abbotsley Amberside Ashgrove Barleycorn Birkbeck Blackmere Bramhall Broadfoot Castlemain Cobbold Cranmere "
    "Dunscombe Elmhirst Fairweather Farthing Fennimore Gallimore Garland Greatorex Hallowell Harbottle Hartnoll "
    "Inchbald Jellicoe Kestrel Kitteridge Larkham Lillywhite Lovelock Makepeace Merriweather Nightingale "
    "Oakeshott Pargeter Penhallow Quarmby Ravenhill Rookwood Sallow Satterley Silverwood Standish Thistlewood "
    "Tolliver Underhill Vickery Waterfall Whinfield Winterbourne Woodfine Yardley Yewdale "
)


@dataclass(frozen=True, slots=True)
class ForceArea:
    """A police force area, its region and its force."""

    code: str
    name: str
    region: str
    force: str


@cache
def get_force_areas_by_code() -> dict[str, ForceArea]:
    """The areas of all 43 forces, as the reference data names them.

    Returns:
        By the area's code.
    """
    force = {row["area"]: row["code"] for row in _read_reference_rows("bodies") if row["kind"] == "police"}
    return {
        row["code"]: ForceArea(row["code"], row["name"], row["region"], force[row["code"]])
        for row in _read_reference_rows("areas")
    }


def _read_reference_rows(name: str) -> list[dict[str, str]]:
    text = (files("handrail.platform.reference") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def get_case_holding_bodies_by_code() -> dict[str, CaseHoldingBody]:
    """Every body that carries drawn cases, with who works for it.

    Returns:
        By the body's code.
    """
    known = {body: workers for body, _, workers, _ in CASELOADS}
    return {
        code: CaseHoldingBody(code, area, (*known.get(code, ()), *_get_case_worker_keys(code)))
        for code, area in _get_area_code_by_body_code().items()
    }


def _get_case_worker_keys(body: str) -> tuple[str, ...]:
    return tuple(user.key for user in _STAFF_BY_BODY.get(body, ()) if user.role != "duty_lead")


def _get_area_code_by_body_code() -> dict[str, str]:
    charities = {code: area for _, code, _, area, _, _ in _CHARITIES}
    return charities | {area.force: area.code for area in get_force_areas_by_code().values()}


def get_planned_case_workers() -> tuple[PlannedUser, ...]:
    """Everybody who was invented to carry drawn cases.

    Returns:
        Users of the plan, body by body.
    """
    return tuple(user for staff in _STAFF_BY_BODY.values() for user in staff)


def get_case_holding_body(who: SampledProfile, area: str) -> CaseHoldingBody:
    """The force for whom it referred, the region's charity for everybody else."""
    place = get_force_areas_by_code()[area]
    by_force = who.responder == "Police" and who.area != ELSEWHERE and who.series == "nrm"
    return get_case_holding_bodies_by_code()[place.force if by_force else CHARITY[place.region]]


def get_partner_body_code(body: str, area: str) -> str:
    """With whom the body works in that area."""
    place = get_force_areas_by_code()[area]
    return place.force if body == CHARITY[place.region] else CHARITY[place.region]


def _iterate_worker_names() -> Iterator[tuple[str, str]]:
    pairs = list(product(FIRST.split(), LAST.split()))
    Random("workers").shuffle(pairs)
    return iter(pairs)


def _make_planned_staff_by_body_code() -> dict[str, tuple[PlannedUser, ...]]:
    names, number = _iterate_worker_names(), count(500)
    made: dict[str, tuple[PlannedUser, ...]] = {}

    def worker(body: str, role: str, rank: str = "") -> PlannedUser:
        first, last = next(names)
        key = f"{first}.{last}".lower()
        return PlannedUser(key, f"{rank}{first} {last}", body, role, f"07700 900{next(number)}")

    for _, code, _, _, _, many in _CHARITIES:
        lead = () if code in LED_BODIES else (worker(code, "duty_lead"),)
        made[code] = (*lead, *(worker(code, "navigator") for _ in range(many)))
    for area in get_force_areas_by_code().values():
        many = _OFFICERS.get(area.code, 1)
        made[area.force] = tuple(worker(area.force, "liaison_officer", "DC ") for _ in range(many))
    return made


_STAFF_BY_BODY: Final = _make_planned_staff_by_body_code()
