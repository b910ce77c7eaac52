"""What somebody needs of a place, and which parts of the area they must not be near."""

import json
from collections.abc import Collection

from django.db import transaction

from handrail.directory.housing.models import Zone
from handrail.directory.housing.place_kinds import ACCESS_CODES
from handrail.people.cases.offers.actions.circumstances import save_gender
from handrail.people.housing.models import PlaceRequirements
from handrail.people.housing.permissions import lock_case_to_find_place
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError


@transaction.atomic
def save_place_requirements(
    brief: PlaceRequirements,
    *,
    risks: Collection[int] | None = None,
    risk_words: str = "",
    seen: int,
    by: Actor,
) -> None:
    """Keep what somebody needs of a place.

    Args:
        brief: a new one with its case, or the saved one as it is to be.
        risks: numbers of the zones that the person named. None leaves what is kept of risks, with its words: they
            were not open to whoever asks.
        risk_words: what the person said about them.
        seen: the version that the page showed; 0 where nothing was kept yet.

    Raises:
        ConcurrentEditError: somebody changed it meanwhile.
        Denied, ActionNotPossibleError, ValidationError by field.
    """
    case, case_access = lock_case_to_find_place(brief.case_id, by)
    saved = PlaceRequirements.objects.select_for_update().filter(pk=case.pk).first()
    if (saved.version if saved else 0) != seen:
        raise ConcurrentEditError(typed=brief, saved=saved)
    if not set(brief.access) <= set(ACCESS_CODES):
        raise ActionNotPossibleError("Choose from the list.")
    brief.access = sorted(brief.access)
    brief.bind(case_access)
    if risks is not None:
        case_access.needs(Kind.SAFETY)
        brief.risks_asked = True
        brief.risks = json.dumps(sorted(_get_zone_ids_or_raise(risks))) if risks else ""
        brief.risk_words = risk_words
    brief.save_by(by)
    write_audit_record(who=by.who, verb="recorded what they need from a place", about=case.pk)


@transaction.atomic
def save_main_place_requirements(
    brief: PlaceRequirements,
    *,
    risks: Collection[int] | None,
    risk_words: str,
    gender: str,
    seen: int,
    seen_answers: int,
    by: Actor,
) -> None:
    """Keep what decides most about a place, where the page of places asks it: all of it or nothing.

    Args:
        brief: a new one with its case, or the saved one with its children as they are to be.
        risks: as for `save_place_requirements`.
        risk_words: what is kept of the person's words about them.
        gender: woman or man; "" where that is not open to whoever asks.
        seen: the version of the brief that the page showed.
        seen_answers: the version of what services ask that it showed.
        by: who acts.

    Raises:
        ConcurrentEditError: somebody changed one of them meanwhile.
        Denied, ActionNotPossibleError, ValidationError by field.
    """
    if gender:
        save_gender(case_id=brief.case_id, gender=gender, seen=seen_answers, by=by)
    save_place_requirements(brief, risks=risks, risk_words=risk_words, seen=seen, by=by)


def _get_zone_ids_or_raise(ids: Collection[int]) -> set[int]:
    found = set(Zone.objects.filter(pk__in=ids).values_list("pk", flat=True))
    if found != set(ids):
        raise ActionNotPossibleError("Choose parts of the area from the list.")
    return found
