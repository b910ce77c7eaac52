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

from handrail.kernel.saying import say
from handrail.reference.kinds import GOVERNANCE_KINDS
from handrail.reference.queries import AreaLine, areas, governing_bodies

SOURCE: Final = (
    "Home Office, NRM data tables 2023, quarters 1 to 4 as first published, added up; referrals by police force. "
    "Contains public sector information licensed under the Open Government Licence v3.0."
)
NEAR_IN_SIZE: Final = 1.5
"""Areas are of one size where neither has more than one and a half times the other's referrals."""
MOST: Final = 8


@dataclass(frozen=True, slots=True)
class LikeArea:
    """Another area, with each reason for which it is like ours and each fact that differs."""

    code: str
    name: str
    reasons: tuple[str, ...]
    differs: tuple[str, ...]


@cache
def referrals() -> dict[str, int]:
    """Referrals to the NRM by each area's police in 2023."""
    text = (files("handrail.assurance.practices") / "data" / "police_referrals_2023.csv").read_text(
        encoding="utf-8"
    )
    return {row["area"]: int(row["referrals"]) for row in csv.DictReader(text.splitlines())}


def like(code: str, on: date) -> tuple[LikeArea, ...]:
    """The areas most like one, those that share most first, then the nearest in size. Two statements."""
    known = {area.code: area for area in areas()}
    kinds = {row.area_code: row.kind for row in governing_bodies(on)}
    ours = known.get(code)
    if ours is None:
        return ()
    found = [
        (_compare(ours, other, kinds), _distance(code, other.code))
        for other in known.values()
        if other != ours
    ]
    best = sorted(found, key=lambda pair: (-len(pair[0].reasons), pair[1], pair[0].name))
    return tuple(area for area, _ in best if len(area.reasons) > 1)[:MOST]


def _compare(ours: AreaLine, other: AreaLine, kinds: dict[str, str]) -> LikeArea:
    """Three facts, each said either as a reason or as what differs."""
    said = (_region(ours, other), _governance(ours, other, kinds), _size(ours, other))
    return LikeArea(
        other.code,
        other.name,
        tuple(words for same, words in said if same),
        tuple(words for same, words in said if not same),
    )


def _region(ours: AreaLine, other: AreaLine) -> tuple[bool, str]:
    same = ours.region == other.region
    return same, say("Same region: {region}", region=other.region) if same else say(
        "Another region: {region}", region=other.region
    )


def _governance(ours: AreaLine, other: AreaLine, kinds: dict[str, str]) -> tuple[bool, str]:
    same, name = (
        kinds.get(ours.code) == kinds.get(other.code),
        dict(GOVERNANCE_KINDS).get(kinds.get(other.code, ""), ""),
    )
    return same, say("Governed the same way: {name}", name=name) if same else say(
        "Governed another way: {name}", name=name
    )


def _size(ours: AreaLine, other: AreaLine) -> tuple[bool, str]:
    there, here = referrals().get(other.code, 0), referrals().get(ours.code, 0)
    same = min(there, here) > 0 and max(there, here) <= NEAR_IN_SIZE * min(there, here)
    words = say("{there} there, {here} here", there=f"{there:,}", here=f"{here:,}")
    return same, say(
        "{which} number of police referrals in 2023: {words}",
        which="Similar" if same else "Other",
        words=words,
    )


def _distance(one: str, other: str) -> float:
    ours, theirs = referrals().get(one, 0), referrals().get(other, 0)
    return abs(log((ours + 1) / (theirs + 1)))
