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

from handrail.demo.proportional_fitting import get_fitted_counts_by_label_combination
from handrail.demo.published_nrm_figures import (
    DTN,
    NRM,
    get_positive_decision_share,
    get_published_counts_by_label,
    get_published_counts_by_label_combination,
    sum_table_over_other_parts,
)
from handrail.demo.quota_sampling import (
    interleave_sorted_items_evenly,
    make_shuffled_even_fractions,
    spread_labels_by_shares,
)

NOT_YET: Final = 2_048
"""People who were met and have not answered: nobody publishes how many. It makes the round 24,000."""
ROUND: Final = NRM + DTN + NOT_YET
ELSEWHERE: Final = "elsewhere"
"""Where the police that referred have no area of their own in England and Wales."""
MULTIPLE: Final = "Multiple types"


@dataclass(frozen=True, slots=True)
class SampledProfile:
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


def iterate_sampled_profiles(seed: str) -> Iterator[SampledProfile]:
    """As many as are asked for. The same seed gives the same profiles in the same order."""
    for number in count():
        yield from make_sampled_profiles_of_one_year(f"{seed}:profiles:{number}")


@lru_cache(maxsize=2)
def make_sampled_profiles_of_one_year(seed: str) -> list[SampledProfile]:
    """All of a year, and those who have not answered."""
    r = Random(seed)
    referred = _make_referred_profiles()
    row = interleave_sorted_items_evenly(
        r,
        sorted(
            [*referred, *_make_duty_to_notify_profiles(r, referred), *_make_unanswered_profiles(r, referred)],
            key=_make_sort_key,
        ),
    )
    for name, within, shares in _DEALT_FIELDS:
        row = _assign_field_by_shares_within_groups(r, row, name, within, shares)
    return _replace_fields_from_columns(
        row,
        rg_wait=make_shuffled_even_fractions(r, len(row)),
        cg_wait=make_shuffled_even_fractions(r, len(row)),
    )


def _make_referred_profiles() -> list[SampledProfile]:
    return [
        SampledProfile("nrm", who, age, gender, what, nation)
        for (who, age, gender, what, nation), number in get_fitted_counts_by_label_combination().items()
        for _ in range(number)
    ]


def _make_duty_to_notify_profiles(r: Random, referred: list[SampledProfile]) -> list[SampledProfile]:
    """Reports: nationality is published, the rest is that of adults referred by bodies that owe a report."""
    adults = [one for one in referred if one.age == "Adult" and one.responder != "NGO and third sector"]
    nations = spread_labels_by_shares(r, get_published_counts_by_label("dtn_nationality"), DTN)
    return [
        replace(who, series="dtn", nationality=nation)
        for who, nation in zip(r.sample(adults, DTN), nations, strict=True)
    ]


def _make_unanswered_profiles(r: Random, referred: list[SampledProfile]) -> list[SampledProfile]:
    return [replace(who, series="not_yet") for who in r.sample(referred, NOT_YET)]


def _make_sort_key(who: SampledProfile) -> tuple[str, ...]:
    return (who.series, who.responder, who.age, who.gender, who.exploitation, who.nationality)


GroupKey = Callable[[SampledProfile], Hashable]
GroupShares = Callable[[SampledProfile], Mapping[Any, float]]


def _make_group_key_function(*parts: str) -> GroupKey:
    return lambda who: (who.series, *(getattr(who, part) for part in parts))


def _get_police_area_shares(age: str) -> Mapping[str, float]:
    """Areas by age; those of an age that no area has were referred by police without one."""
    areas = {
        area: n
        for (area, of), n in get_published_counts_by_label_combination("police_area_age").items()
        if of == age
    }
    by_police = sum_table_over_other_parts("joint", 0, 1)["Police", age]
    return areas | {ELSEWHERE: by_police - sum(areas.values())}


def _get_area_shares(who: SampledProfile) -> Mapping[str, float]:
    """Published for the police alone. For everybody else the shares of the police, which is invented."""
    if who.responder == "Police" and who.series == "nrm":
        return _get_police_area_shares(who.age)
    return get_published_counts_by_label("police_area_age")


def _get_organisation_shares(who: SampledProfile) -> Mapping[str, float]:
    if who.responder == "Police":
        return get_published_counts_by_label("police_outside_areas") if who.area == ELSEWHERE else {"": 1}
    within = {
        name: n
        for (kind, name), n in get_published_counts_by_label_combination(
            "first_responder_organisation"
        ).items()
        if kind == who.responder
    }
    return within or {"": 1}


def _get_quarter_shares(who: SampledProfile) -> Mapping[str, float]:
    if who.series == "dtn":
        return get_published_counts_by_label("dtn_quarter")
    table = get_published_counts_by_label_combination("quarter_first_responder_type")
    return {quarter: n for (quarter, kind), n in table.items() if kind == who.responder}


def _get_exploitation_mix_shares(who: SampledProfile) -> Mapping[str, float]:
    return (
        get_published_counts_by_label("exploitation_multiple_mix")
        if who.exploitation == MULTIPLE
        else {"": 1}
    )


def _get_exploitation_location_shares(who: SampledProfile) -> Mapping[str, float]:
    return {
        place: n
        for (age, place), n in get_published_counts_by_label_combination("location_age").items()
        if age == who.age and n
    }


def _make_positive_decision_share_function(block: str) -> GroupShares:
    def shares(who: SampledProfile) -> Mapping[bool, float]:
        yes = get_positive_decision_share(block, who.age)
        return {True: yes, False: 1 - yes}

    return shares


_DEALT_FIELDS: Final[tuple[tuple[str, GroupKey, GroupShares], ...]] = (
    ("area", _make_group_key_function("responder", "age"), _get_area_shares),
    (
        "organisation",
        lambda who: (who.series, who.responder, who.area == ELSEWHERE),
        _get_organisation_shares,
    ),
    ("quarter", _make_group_key_function("responder"), _get_quarter_shares),
    ("mix", _make_group_key_function("exploitation"), _get_exploitation_mix_shares),
    ("location", _make_group_key_function("age"), _get_exploitation_location_shares),
    ("authority", _make_group_key_function(), lambda _: get_published_counts_by_label("competent_authority")),
    ("rg_positive", _make_group_key_function("age"), _make_positive_decision_share_function("rg_decisions")),
    (
        "cg_positive",
        _make_group_key_function("age", "rg_positive"),
        _make_positive_decision_share_function("cg_decisions"),
    ),
)
"""What is dealt, among whom, by which shares: each after those that it depends on."""


def _assign_field_by_shares_within_groups(
    r: Random,
    row: list[SampledProfile],
    name: str,
    within: GroupKey,
    shares: GroupShares,
) -> list[SampledProfile]:
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, who in enumerate(row):
        groups[within(who)].append(place)
    labels: dict[int, Hashable] = {}
    for places in groups.values():
        labels.update(
            zip(places, spread_labels_by_shares(r, shares(row[places[0]]), len(places)), strict=True)
        )
    return _replace_fields_from_columns(row, **{name: [labels[place] for place in range(len(row))]})


def _replace_fields_from_columns(
    row: list[SampledProfile], **columns: Iterable[object]
) -> list[SampledProfile]:
    named = zip(*columns.values(), strict=True)
    return [
        replace(who, **dict(zip(columns, values, strict=True)))
        for who, values in zip(row, named, strict=True)
    ]
