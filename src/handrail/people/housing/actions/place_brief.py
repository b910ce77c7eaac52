"""What somebody needs of a place, and which parts of the area they must not be near."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.directory.housing.kinds import ACCESS_CODES, MAX_BEDS
from handrail.directory.housing.models import Zone
from handrail.people.housing.models import PlaceBrief
from handrail.people.housing.permissions import lock_case_for_place
from handrail.people.records.states import YesNo
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed, ConcurrentEditError
from handrail.platform.kernel.messages import msg


class StalePlaceBriefError(ConcurrentEditError):
    """Somebody else changed what they need after you opened the page. Both are shown; choose, and save again."""


@dataclass(frozen=True, slots=True)
class PlaceBriefInput:
    """What is needed of a place. `risks` None leaves those that are kept: they were not open to whoever asks."""

    beds: int = 1
    children: int | None = None
    pets: YesNo = YesNo.NOT_ASKED
    access: tuple[str, ...] = ()
    risks: tuple[int, ...] | None = None
    risk_words: str = ""


@transaction.atomic
def save_place_brief(*, case_id: UUID, needed: PlaceBriefInput, seen_version: int, by: Actor) -> None:
    """Keep it. Raises StaleBrief where somebody changed it meanwhile."""
    case, case_access = lock_case_for_place(case_id, by)
    _validate_brief(needed)
    row = PlaceBrief.objects.select_for_update().filter(pk=case.pk).first()
    if (row.version if row else 0) != seen_version:
        raise StalePlaceBriefError
    row = row or PlaceBrief(case=case, version=0)
    row.beds, row.children, row.pets = needed.beds, needed.children, YesNo(needed.pets)
    row.access, row.version = sorted(needed.access), row.version + 1
    row.said_at, row.said_by_id = timezone.now(), by.user_id
    if needed.risks is not None:
        case_access.needs(Kind.SAFETY)
        row.risks_asked = True
        risks = json.dumps(sorted(_check_zones(needed.risks))) if needed.risks else ""
        row.risks, row.risk_words = risks, needed.risk_words
    row.bind(case_access).save()
    record(who=by.who, verb="said what they need of a place", about=case.pk)


def _validate_brief(needed: PlaceBriefInput) -> None:
    if not 1 <= needed.beds <= MAX_BEDS:
        raise ActionNotAllowed(
            msg("Enter how many bed spaces they need, from 1 to {most_beds}.", most_beds=MAX_BEDS)
        )
    if needed.children is not None and not 0 <= needed.children < MAX_BEDS:
        raise ActionNotAllowed(
            msg("Enter how many children come with them, from 0 to {most_beds}.", most_beds=MAX_BEDS - 1)
        )
    if not set(needed.access) <= set(ACCESS_CODES):
        raise ActionNotAllowed("Choose from the list.")


def _check_zones(ids: Sequence[int]) -> set[int]:
    found = set(Zone.objects.filter(pk__in=ids).values_list("pk", flat=True))
    if found != set(ids):
        raise ActionNotAllowed("Choose parts of the area from the list.")
    return found
