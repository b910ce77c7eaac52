"""What an invented person needs, what was offered, what they said, what came of it."""

from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Final

from handrail.demo import sample_texts
from handrail.demo.case_holding_bodies import get_force_areas_by_code
from handrail.demo.plan_types import PlannedNeed, PlannedOffer, PlannedService
from handrail.demo.planned_services import COMING_SERVICES, SERVICES
from handrail.directory.need_and_service_kinds import get_service_kind

# How often each need is met with, adult or child.
NEED_WEIGHTS: Final[dict[str, int]] = {
    "place": 22,
    "essentials": 16,
    "money": 8,
    "alongside": 10,
    "understood": 10,
    "safety": 4,
    "health": 12,
    "mind": 9,
    "drugs_alcohol": 2,
    "status": 9,
    "legal": 5,
    "justice": 4,
    "english": 8,
    "work": 4,
    "family": 3,
    "company": 4,
    "travel": 3,
    "return_home": 1,
}
CHILD_NEEDS: Final = ("alongside", "understood", "health", "mind", "english", "company", "essentials")
NEEDS_OF_ANOTHER_COUNTRY: Final = ("understood", "status", "english", "return_home")
NEVER_DRAWN: Final = ("maternity",)
FIRST_DAY_NEEDS: Final = ("place", "essentials", "understood")


def make_planned_needs(
    r: Random, area: str, met: date, today: date, *, child: bool, from_here: bool, woman: bool = True
) -> tuple[PlannedNeed, ...]:
    """One to four needs. What cannot wait was said on the first day.

    Args:
        r: the source of chance, whose seed tells the case.
        area: the code of an area.
        met: the day on which the case was opened.
        today: the day that the demo is made on.
        child: whether they are under 18.
        from_here: whether they are British: some help is for others only.
        woman: whether services for women may be offered.

    Returns:
        Needs by day, each with its offers.
    """
    length = (today - met).days
    chosen = _choose_need_codes(r, child, from_here, most=min(4, 1 + length // 3))
    said = []
    for code in chosen:
        after = 0 if code in FIRST_DAY_NEEDS else r.randint(0, min(length, 60))
        on = met + timedelta(days=after)
        said.append(
            PlannedNeed(
                code,
                r.choice(sample_texts.NEEDS[code]),
                on,
                _make_planned_offers(r, code, area, on, today, woman),
            )
        )
    return tuple(sorted(said, key=lambda need: need.on))


def _choose_need_codes(r: Random, child: bool, from_here: bool, most: int) -> list[str]:
    kept_out = NEEDS_OF_ANOTHER_COUNTRY if from_here else ()
    pool = {
        code: often
        for code, often in NEED_WEIGHTS.items()
        if code not in kept_out and (not child or code in CHILD_NEEDS)
    }
    wanted = r.randint(1, 4)
    found: list[str] = []
    while len(found) < min(wanted, most):
        code = r.choices(tuple(pool), tuple(pool.values()))[0]
        del pool[code]
        found.append(code)
    return found


def _make_planned_offers(
    r: Random, need: str, area: str, on: date, today: date, woman: bool
) -> tuple[PlannedOffer, ...]:
    """One offer, sometimes none where nothing exists, sometimes a second after a no."""
    services = [
        one
        for one in _get_services_by_area_and_need()[area, need]
        if woman or one.more.get("genders") != "women"
    ]
    if not services:
        return ()
    first = _draw_planned_offer(r, r.choice(services), on, today)
    if first.answer != "declined" or first.answered_on is None or len(services) == 1 or r.random() < 0.4:
        return (first,)
    others = [service for service in services if service.key != first.service]
    return (first, _draw_planned_offer(r, r.choice(others), first.answered_on, today))


def _draw_planned_offer(r: Random, service: PlannedService, said: date, today: date) -> PlannedOffer:
    on = min(today, said + timedelta(days=r.choice((0, 0, 0, 1, 2, 5))))
    age = (today - on).days
    unanswered = 30 if age <= 12 else 12 if age <= 45 else 0  # an offer is not left open for months
    answer = r.choices(("accepted", "declined", "none_yet"), (70, 14, unanswered))[0]
    if answer == "none_yet":
        return PlannedOffer(service.key, on)
    answered = min(today, on + timedelta(days=r.choice((0, 0, 0, 1, 1, 3, 6))))
    if answer == "declined":
        return PlannedOffer(service.key, on, answer, answered, r.choice(sample_texts.REASONS))
    result = r.choice(sample_texts.RESULTS[service.kind]) if r.random() < 0.75 else ""
    return PlannedOffer(
        service.key,
        on,
        answer,
        answered,
        "",
        result,
        _pick_cost_in_pence(r, service.kind) if result else None,
    )


def _pick_cost_in_pence(r: Random, code: str) -> int | None:
    least, most = sample_texts.COSTS.get(code, (0, 0))
    return r.randrange(least, most, 50) if most else None


@cache
def _get_services_by_area_and_need() -> defaultdict[tuple[str, str], list[PlannedService]]:
    """What is open in an area against a need."""
    found: defaultdict[tuple[str, str], list[PlannedService]] = defaultdict(list)
    everywhere = tuple(get_force_areas_by_code())
    for service in SERVICES:
        if service.state == "open" and service.kind not in NEVER_DRAWN and service not in COMING_SERVICES:
            for area in service.areas or everywhere:
                found[area, get_service_kind(service.kind).need].append(service)
    return found
