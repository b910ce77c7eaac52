"""Areas like ours, by facts that are known and sourced: region, kind of governance, police referrals to the NRM.

Three facts are compared and each that is the same is named with the reason. Nothing else is known here of how areas
are alike, so nothing else is claimed.
"""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from math import log
from typing import Final

from handrail.platform.kernel.messages import msg
from handrail.platform.reference.body_kinds import GOVERNANCE_KINDS
from handrail.platform.reference.queries import AreaRow, list_areas, list_governing_bodies

SOURCE: Final = (
    "Home Office, NRM data tables 2023, quarters 1 to 4 as first published, added up; referrals by police force. "
    "Contains public sector information licensed under the Open Government Licence v3.0."
)
MAX_SIZE_RATIO: Final = 1.5
"""Areas are of one size where neither has more than one and a half times the other's referrals."""
MAX_AREAS: Final = 8


@dataclass(frozen=True, slots=True)
class SimilarArea:
    """Another area, with each reason for which it is like ours and each fact that differs."""

    code: str
    name: str
    reasons: tuple[str, ...]
    differs: tuple[str, ...]


@cache
def load_police_referral_counts_by_area() -> dict[str, int]:
    """Referrals to the NRM by each area's police in 2023.

    Returns:
        Counts by the code of the area.
    """
    text = (files("handrail.areas.practices") / "data" / "police_referrals_2023.csv").read_text(
        encoding="utf-8"
    )
    return {row["area"]: int(row["referrals"]) for row in csv.DictReader(text.splitlines())}


def list_similar_areas(code: str, on: date) -> tuple[SimilarArea, ...]:
    """The areas most like one, those that share most first, then the nearest in size.

    Returns:
        At most MAX_AREAS that have more than one thing in common with it, in two statements.
    """
    known = {area.code: area for area in list_areas()}
    kinds = {row.area_code: row.kind for row in list_governing_bodies(on)}
    ours = known.get(code)
    if ours is None:
        return ()
    found = [
        (_compare_area_with_ours(ours, other, kinds), _get_referral_count_distance(code, other.code))
        for other in known.values()
        if other != ours
    ]
    best = sorted(found, key=lambda pair: (-len(pair[0].reasons), pair[1], pair[0].name))
    return tuple(area for area, _ in best if len(area.reasons) > 1)[:MAX_AREAS]


def _compare_area_with_ours(ours: AreaRow, other: AreaRow, kinds: dict[str, str]) -> SimilarArea:
    """Three facts, each said either as a reason or as what differs."""
    said = (
        _compare_and_describe_region(ours, other),
        _compare_and_describe_governance(ours, other, kinds),
        _compare_and_describe_referral_counts(ours, other),
    )
    return SimilarArea(
        other.code,
        other.name,
        tuple(words for same, words in said if same),
        tuple(words for same, words in said if not same),
    )


def _compare_and_describe_region(ours: AreaRow, other: AreaRow) -> tuple[bool, str]:
    same = ours.region == other.region
    return same, msg("Same region: {region}", region=other.region) if same else msg(
        "Another region: {region}", region=other.region
    )


def _compare_and_describe_governance(
    ours: AreaRow, other: AreaRow, kinds: dict[str, str]
) -> tuple[bool, str]:
    same, name = (
        kinds.get(ours.code) == kinds.get(other.code),
        dict(GOVERNANCE_KINDS).get(kinds.get(other.code, ""), ""),
    )
    return same, msg("Same governance: {name}", name=name) if same else msg(
        "Different governance: {name}", name=name
    )


def _compare_and_describe_referral_counts(ours: AreaRow, other: AreaRow) -> tuple[bool, str]:
    there, here = (
        load_police_referral_counts_by_area().get(other.code, 0),
        load_police_referral_counts_by_area().get(ours.code, 0),
    )
    same = min(there, here) > 0 and max(there, here) <= MAX_SIZE_RATIO * min(there, here)
    words = msg("{there} there, {here} here", there=f"{there:,}", here=f"{here:,}")
    return same, msg(
        "{which} police referrals in 2023: {words}",
        which="Similar" if same else "Different",
        words=words,
    )


def _get_referral_count_distance(one: str, other: str) -> float:
    ours, theirs = (
        load_police_referral_counts_by_area().get(one, 0),
        load_police_referral_counts_by_area().get(other, 0),
    )
    return abs(log((ours + 1) / (theirs + 1)))
