"""Who is met, as far as the published figures tell: one profile after another, in rounds of 24,000.

A round holds each of the 17,023 referrals and 4,929 reports of 2023 once, and 2,048 people who have not answered yet;
its order is mixed so that a caseload of any size is about as the whole is. `docs/demo-caseload.md` says what is
invented.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from random import Random
from typing import Any, Final

from handrail.demo.calibration import DTN, NRM, counts, margin, one, positive
from handrail.demo.dealing import deal, mixed, points
from handrail.demo.fitting import people

NOT_YET: Final = 2_048
"""People who were met and have not answered: nobody publishes how many. It makes the round 24,000."""
ROUND: Final = NRM + DTN + NOT_YET
ELSEWHERE: Final = "elsewhere"
"""Where the police that referred have no area of their own in England and Wales."""
MULTIPLE: Final = "Multiple types"


@dataclass(frozen=True, slots=True)
class Profile:
    """One referral, report or person who has not answered, in the published labels."""

    series: str  # nrm, dtn, not_yet
    responder: str
    age: str
    gender: str
    exploitation: str
    nationality: str
    organisation: str = ""
    area: str = ""
    quarter: str = ""
    mix: str = ""
    location: str = ""
    authority: str = ""
    rg_positive: bool = False
    cg_positive: bool = False
    rg_wait: float = 0.5  # where it lies among the waits, from 0 to 1
    cg_wait: float = 0.5


def profiles(seed: str) -> Iterator[Profile]:
    """As many as are asked for. The same seed gives the same profiles in the same order."""
    for number in count():
        yield from one_round(f"{seed}:profiles:{number}")


@lru_cache(maxsize=2)
def one_round(seed: str) -> list[Profile]:
    """All of a year, and those who have not answered."""
    r = Random(seed)
    referred = _referred()
    row = mixed(r, sorted([*referred, *_reported(r, referred), *_unanswered(r, referred)], key=_order))
    for name, within, shares in _DEALT:
        row = _dealt(r, row, name, within, shares)
    return _with(row, rg_wait=points(r, len(row)), cg_wait=points(r, len(row)))


def _referred() -> list[Profile]:
    return [
        Profile("nrm", who, age, gender, what, nation)
        for (who, age, gender, what, nation), number in people().items()
        for _ in range(number)
    ]


def _reported(r: Random, referred: list[Profile]) -> list[Profile]:
    """Reports: nationality is published, the rest is that of adults referred by bodies that owe a report."""
    adults = [one for one in referred if one.age == "Adult" and one.responder != "NGO and third sector"]
    nations = deal(r, one("dtn_nationality"), DTN)
    return [
        replace(who, series="dtn", nationality=nation)
        for who, nation in zip(r.sample(adults, DTN), nations, strict=True)
    ]


def _unanswered(r: Random, referred: list[Profile]) -> list[Profile]:
    return [replace(who, series="not_yet") for who in r.sample(referred, NOT_YET)]


def _order(who: Profile) -> tuple[str, ...]:
    return (who.series, who.responder, who.age, who.gender, who.exploitation, who.nationality)


Within = Callable[[Profile], Hashable]
Shares = Callable[[Profile], Mapping[Any, float]]


def _of_series(*parts: str) -> Within:
    return lambda who: (who.series, *(getattr(who, part) for part in parts))


def _police_shares(age: str) -> Mapping[str, float]:
    """Areas by age; those of an age that no area has were referred by police without one."""
    areas = {area: n for (area, of), n in counts("police_area_age").items() if of == age}
    by_police = margin("joint", 0, 1)["Police", age]
    return areas | {ELSEWHERE: by_police - sum(areas.values())}


def _areas(who: Profile) -> Mapping[str, float]:
    """Published for the police alone. For everybody else the shares of the police, which is invented."""
    if who.responder == "Police" and who.series == "nrm":
        return _police_shares(who.age)
    return one("police_area_age")


def _organisations(who: Profile) -> Mapping[str, float]:
    if who.responder == "Police":
        return one("police_outside_areas") if who.area == ELSEWHERE else {"": 1}
    within = {
        name: n for (kind, name), n in counts("first_responder_organisation").items() if kind == who.responder
    }
    return within or {"": 1}


def _quarters(who: Profile) -> Mapping[str, float]:
    if who.series == "dtn":
        return one("dtn_quarter")
    table = counts("quarter_first_responder_type")
    return {quarter: n for (quarter, kind), n in table.items() if kind == who.responder}


def _mixes(who: Profile) -> Mapping[str, float]:
    return one("exploitation_multiple_mix") if who.exploitation == MULTIPLE else {"": 1}


def _locations(who: Profile) -> Mapping[str, float]:
    return {place: n for (age, place), n in counts("location_age").items() if age == who.age and n}


def _decided(block: str) -> Shares:
    def shares(who: Profile) -> Mapping[bool, float]:
        yes = positive(block, who.age)
        return {True: yes, False: 1 - yes}

    return shares


_DEALT: Final[tuple[tuple[str, Within, Shares], ...]] = (
    ("area", _of_series("responder", "age"), _areas),
    ("organisation", lambda who: (who.series, who.responder, who.area == ELSEWHERE), _organisations),
    ("quarter", _of_series("responder"), _quarters),
    ("mix", _of_series("exploitation"), _mixes),
    ("location", _of_series("age"), _locations),
    ("authority", _of_series(), lambda _: one("competent_authority")),
    ("rg_positive", _of_series("age"), _decided("rg_decisions")),
    ("cg_positive", _of_series("age", "rg_positive"), _decided("cg_decisions")),
)
"""What is dealt, among whom, by which shares: each after those that it depends on."""


def _dealt(
    r: Random,
    row: list[Profile],
    name: str,
    within: Within,
    shares: Shares,
) -> list[Profile]:
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, who in enumerate(row):
        groups[within(who)].append(place)
    labels: dict[int, Hashable] = {}
    for places in groups.values():
        labels.update(zip(places, deal(r, shares(row[places[0]]), len(places)), strict=True))
    return _with(row, **{name: [labels[place] for place in range(len(row))]})


def _with(row: list[Profile], **columns: Iterable[object]) -> list[Profile]:
    named = zip(*columns.values(), strict=True)
    return [
        replace(who, **dict(zip(columns, values, strict=True)))
        for who, values in zip(row, named, strict=True)
    ]
