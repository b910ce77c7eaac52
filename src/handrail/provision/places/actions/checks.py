"""The check before a hotel or B&B: kept as a draft, signed by name and time, overruled by a lead with a reason."""

import json
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import box_to_write, seal
from handrail.directory.housing.kinds import BY_CODE
from handrail.directory.housing.models import Place
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say
from handrail.provision.places import checking
from handrail.provision.places.models import CheckDraft, SuitabilityCheck
from handrail.provision.places.permissions import adults_only, enter_place
from handrail.provision.places.states import Answer

LONGEST = 4_000


@transaction.atomic
def save_draft(*, case_id: UUID, place_id: UUID, answers: Mapping[str, str], by: Actor) -> int:
    """Keep what has been answered so far. Returns how many of the nine that is."""
    case, place = _enter(case_id, place_id, by)
    kept = _clean(answers)
    return _keep(case, place, kept, by)


@transaction.atomic
def sign(*, case_id: UUID, place_id: UUID, answers: Mapping[str, str], by: Actor) -> SuitabilityCheck:
    """Sign the check. Raises NotNow, naming what is still to be answered."""
    case, place = _enter(case_id, place_id, by)
    kept = _clean(answers)
    left = checking.missing(kept)
    if left:
        raise NotNow(say("Still to answer: {left}", left=joined(left, "; ")))
    row = SuitabilityCheck(
        case=case,
        place=place,
        suitable=not checking.against(kept),
        signed_at=timezone.now(),
        signed_by_id=by.user_id,
        signed_name=by.user_name,
        **{code: kept[code] for code in checking.CODES},
    )
    seal(box_to_write(case.pk), row, who_checks=kept["who_checks"], note=kept.get("note", ""))
    row.save(force_insert=True)
    CheckDraft.objects.filter(case=case, place=place).delete()
    outcome = "suitable" if row.suitable else "not suitable"
    record(who=by.who, verb="signed a check of a place", about=case.pk, why=f"{place.name}: {outcome}")
    return row


@transaction.atomic
def overrule(*, case_id: UUID, check_id: UUID, why: str, by: Actor) -> None:
    """A lead lets the place be used all the same, with a reason. Its nights are counted as unsuitable."""
    case, sight = enter_place(case_id, by)
    sight.require(Permission.OVERRULE_CHECK)
    adults_only(case)
    row = SuitabilityCheck.objects.select_for_update().filter(case=case, pk=check_id).first()
    if row is None:
        raise NotNow("That check is not on this case.")
    if row.suitable or row.overruled_at is not None:
        raise NotNow("There is nothing to overrule: the place can be held.")
    if not why.strip():
        raise NotNow("Say why the place is used all the same: a conference will read it.")
    row.overruled_at, row.overruled_by_id = timezone.now(), by.user_id
    seal(box_to_write(case.pk), row, overruled_why=why)
    row.save()
    record(who=by.who, verb="overruled a check of a place", about=case.pk)


def _enter(case_id: UUID, place_id: UUID, by: Actor) -> tuple[Case, Place]:
    case, sight = enter_place(case_id, by)
    adults_only(case)
    place = Place.objects.filter(pk=place_id, state="open").first()
    if place is None or not BY_CODE[place.kind].after_check:
        raise NotNow("Choose a hotel or B&B from the list.")
    if not sight.inside and place.provider_id != by.body_id:
        raise NotNow("Choose a place of your own organisation.")
    return case, place


def _clean(answers: Mapping[str, str]) -> dict[str, str]:
    kept = {code: answers[code] for code in checking.CODES if answers.get(code)}
    if not set(kept.values()) <= set(Answer.values):
        raise NotNow("Choose an answer from the list.")
    for name in ("who_checks", "note"):
        text = (answers.get(name) or "").strip()
        if len(text) > LONGEST:
            raise NotNow("Write less: that is very long.")
        if text:
            kept[name] = text
    return kept


def _keep(case: Case, place: Place, kept: dict[str, str], by: Actor) -> int:
    row = CheckDraft.objects.filter(case=case, place=place).first() or CheckDraft(case=case, place=place)
    row.answered = checking.TOTAL - len(checking.missing(kept))
    row.changed_at, row.changed_by_id = timezone.now(), by.user_id
    seal(box_to_write(case.pk), row, answers=json.dumps(kept))
    row.save()
    return row.answered
