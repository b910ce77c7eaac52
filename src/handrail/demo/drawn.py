"""One case of the drawn caseload: a profile that follows the published figures, told as a history up to today."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Final

from handrail.demo import names, texts
from handrail.demo.carriers import areas, carrier_of, partner
from handrail.demo.generated import agreements, channels, danger, events_of, hour, safety
from handrail.demo.histories import AGES, road_of
from handrail.demo.kinds import PlannedCase, PlannedCircumstances, PlannedPerson
from handrail.demo.nationalities import nationality
from handrail.demo.people import NICKNAMES, YEAR
from handrail.demo.profiles import ELSEWHERE, Profile, profiles
from handrail.demo.stories import Road
from handrail.demo.support import needs

YEARS: Final = 3
"""How far back the caseload reaches: whole years, so that every quarter is in it as often as it should be."""
SHARES: Final = ("identity", "contact", "safety", "pathway", "support")
_PLACES: Final = (
    "a shared house",
    "with friends",
    "a hotel that was found for them",
    "a room above a shop",
    "",
)
GENDERS: Final = {"Female": "female", "Male": "male", "Other": "other"}


def drawn(today: date, seed: str) -> Iterator[PlannedCase]:
    """Case after case. The same seed gives the same people, and a longer caseload begins with the shorter one."""
    for n, who in zip(count(), profiles(seed)):
        yield one(today, f"{seed}:drawn:{n}", who)


def one(today: date, key: str, who: Profile, *, number: int = 0) -> PlannedCase:
    """The case of one profile."""
    r = Random(key)
    day = _day(r, who, today)
    road = road_of(who, Road(r))
    opened = day - timedelta(days=_referred_on(road))
    road.steps = [step for step in road.steps if opened + timedelta(days=step.day) <= today]
    area = _area(r, who)
    carrier = carrier_of(who, area)
    person = _person(r, who, opened, area)
    events = events_of(r, road, opened, today)
    return PlannedCase(
        key=key,
        story=f"drawn: {who.series}",
        number=number,
        body=carrier.body,
        area=area,
        worker=r.choice(carrier.workers),
        opened=opened,
        opened_time=hour(r, opened, today),
        person=person,
        circumstances=_circumstances(r, who),
        danger=(danger(r, opened, today),),
        channels=channels(r),
        safety=safety(r, opened, today),
        events=events[1:],
        agreements=agreements(r, ((partner(carrier.body, area), SHARES),), opened, today, events),
        needs=needs(
            r,
            area,
            opened,
            today,
            child=person.age != "adult",
            from_here=who.nationality == "UK",
            woman=who.gender == "Female",
        ),
    )


def _day(r: Random, who: Profile, today: date) -> date:
    """A day of the quarter, in one of the last years; those who have not answered were met this month."""
    if who.series == "not_yet":
        return today - timedelta(days=r.randint(0, 30))
    first = 3 * int(who.quarter[-1]) - 2
    year = today.year - r.randrange(YEARS)
    last = date(year, first + 2, monthrange(year, first + 2)[1])
    began = date(year, first, 1)
    day = began + timedelta(days=r.randrange((last - began).days + 1))
    return day if day <= today else day.replace(year=day.year - YEARS)


def _referred_on(road: Road) -> int:
    """The day of the road that the published quarter speaks of: the referral, or the report."""
    return next((step.day for step in road.steps if step.event in ("nrm_referred", "duty_to_notify_sent")), 0)


def _area(r: Random, who: Profile) -> str:
    return r.choice(tuple(areas())) if who.area == ELSEWHERE else who.area


def _person(r: Random, who: Profile, on: date, area: str) -> PlannedPerson:
    nation, tongue = nationality(r, who.nationality)
    gender = GENDERS.get(who.gender, "unknown")
    given = names.given(r, tongue, gender)
    called = r.choices((given, r.choice(NICKNAMES), ""), (92, 5, 3))[0]
    language = tongue.partition("-")[0]
    return PlannedPerson(
        called=called,
        full_name=names.full(r, tongue, given) if called == given and r.random() < 0.85 else "",
        born=_born(r, on, AGES[who.age]) if r.random() < 0.7 else None,
        age=AGES[who.age],
        gender=gender if gender != "other" else "unknown",
        language=language,
        interpreter="no"
        if language in ("en", "cy")
        else r.choices(("yes", "no", "not_asked"), (78, 14, 8))[0],
        nationality=nation,
        where_now=_where(r, area),
    )


def _born(r: Random, on: date, age: str) -> date:
    """Most adults are young, most children nearly grown: single years are not published."""
    years = r.triangular(18.1, 63, 25) if age == "adult" else r.triangular(9, 17.9, 17)
    return on - timedelta(days=round(years * YEAR))


def _where(r: Random, area: str) -> str:
    known = texts.WHERE.get(area)
    return r.choice(known) if known else f"{areas()[area].name}, {r.choice(_PLACES)}".rstrip(", ")


def _circumstances(r: Random, who: Profile) -> PlannedCircumstances:
    """What services ask first. Most are asked whether children depend on them."""
    return PlannedCircumstances(
        gender=GENDERS.get(who.gender, "not_asked"),
        dependants=r.choices(("not_asked", "yes", "no"), (40, 12, 48))[0]
        if who.age == "Adult"
        else "not_asked",
        status="british" if who.nationality == "UK" else "not_asked",
    )
