"""What somebody needs of a place, and which parts of the area they must not be near."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.audit.actions import record
from handrail.casework.case.sealing import box_to_write, seal
from handrail.casework.case.states import YesNo
from handrail.directory.housing.kinds import ACCESS_CODES, MOST_BEDS
from handrail.directory.housing.models import Zone
from handrail.kernel.refusals import NotNow, StaleSave
from handrail.kernel.saying import say
from handrail.provision.places.models import PlaceBrief
from handrail.provision.places.permissions import enter_place


class StaleBrief(StaleSave):
    """Somebody else changed what they need after you opened the page. Both are shown; choose, and save again."""


@dataclass(frozen=True, slots=True)
class Needed:
    """What is needed of a place. `risks` None leaves those that are kept: they were not open to whoever asks."""

    beds: int = 1
    children: int | None = None
    pets: YesNo = YesNo.NOT_ASKED
    access: tuple[str, ...] = ()
    risks: tuple[int, ...] | None = None
    risk_words: str = ""


@transaction.atomic
def say_brief(*, case_id: UUID, needed: Needed, seen_version: int, by: Actor) -> None:
    """Keep it. Raises StaleBrief where somebody changed it meanwhile."""
    case, sight = enter_place(case_id, by)
    _check(needed)
    row = PlaceBrief.objects.select_for_update().filter(pk=case.pk).first()
    if (row.version if row else 0) != seen_version:
        raise StaleBrief
    row = row or PlaceBrief(case=case, version=0)
    row.beds, row.children, row.pets = needed.beds, needed.children, YesNo(needed.pets)
    row.access, row.version = sorted(needed.access), row.version + 1
    row.said_at, row.said_by_id = timezone.now(), by.user_id
    if needed.risks is not None:
        sight.needs(Kind.SAFETY)
        row.risks_asked = True
        risks = json.dumps(sorted(_known(needed.risks))) if needed.risks else ""
        seal(box_to_write(case.pk), row, risks=risks, risk_words=needed.risk_words)
    row.save()
    record(who=by.who, verb="said what they need of a place", about=case.pk)


def _check(needed: Needed) -> None:
    if not 1 <= needed.beds <= MOST_BEDS:
        raise NotNow(say("Enter how many bed spaces they need, from 1 to {most_beds}.", most_beds=MOST_BEDS))
    if needed.children is not None and not 0 <= needed.children < MOST_BEDS:
        raise NotNow(
            say("Enter how many children come with them, from 0 to {most_beds}.", most_beds=MOST_BEDS - 1)
        )
    if not set(needed.access) <= set(ACCESS_CODES):
        raise NotNow("Choose from the list.")


def _known(ids: Sequence[int]) -> set[int]:
    found = set(Zone.objects.filter(pk__in=ids).values_list("pk", flat=True))
    if found != set(ids):
        raise NotNow("Choose parts of the area from the list.")
    return found
