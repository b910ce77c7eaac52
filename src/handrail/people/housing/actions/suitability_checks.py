"""The check before a hotel or B&B: kept as a draft, signed by name and time, overruled by a lead with a reason."""

import json
from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.directory.housing.models import Place
from handrail.directory.housing.place_kinds import PLACE_KINDS_BY_CODE
from handrail.people.housing import suitability_questions
from handrail.people.housing.models import CheckDraft, SuitabilityCheck
from handrail.people.housing.models.suitability_check import compute_blind_index_of_check_draft_place
from handrail.people.housing.permissions import lock_case_to_find_place, raise_unless_adult
from handrail.people.housing.text_choices import SuitabilityAnswer
from handrail.people.records.models import Case
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

MAX_TEXT_LENGTH = 4_000


@transaction.atomic
def save_suitability_check_draft(
    *, case_id: UUID, place_id: UUID, answers: Mapping[str, str], by: Actor
) -> int:
    """Keep what has been answered so far.

    Args:
        case_id: the case.
        place_id: the hotel or B&B.
        answers: by code of the question.
        by: who acts.

    Returns:
        How many of the nine questions are answered.

    Raises:
        Denied: the actor may not find a place for this person.
        ActionNotPossibleError: the case or the place takes no check now.
    """
    _, case_access, place = _lock_case_and_get_hotel(case_id, place_id, by)
    kept = _clean_check_answers(answers)
    return _save_check_draft_and_count_answered(case_access, place, kept)


@transaction.atomic
def sign_suitability_check(
    *, case_id: UUID, place_id: UUID, answers: Mapping[str, str], by: Actor
) -> SuitabilityCheck:
    """Sign the check.

    Args:
        case_id: the case.
        place_id: the hotel or B&B.
        answers: by code of the question.
        by: who acts, and signs.

    Raises:
        Denied: the actor may not find a place for this person.
        ValidationError: by question, where something is still to be answered.
        ActionNotPossibleError: the case or the place takes no check now.
    """
    case, case_access, place = _lock_case_and_get_hotel(case_id, place_id, by)
    kept = _clean_check_answers(answers)
    left = suitability_questions.get_unanswered_question_texts_by_code(kept)
    if left:
        raise ValidationError({code: msg("Still to answer: {left}", left=ask) for code, ask in left.items()})
    row = SuitabilityCheck(
        case=case,
        place_id=place.pk,
        suitable=not suitability_questions.list_failing_question_codes(kept),
        signed_at=timezone.now(),
        signed_by_id=by.user_id,
        signed_name=by.user_name,
        **{code: kept[code] for code in suitability_questions.QUESTION_CODES},
    )
    row.who_checks = kept["who_checks"]
    row.note = kept.get("note", "")
    row.bind(case_access).save(force_insert=True)
    CheckDraft.objects.filter(
        case=case, place_index=compute_blind_index_of_check_draft_place(case.pk, place.pk)
    ).delete()
    outcome = "suitable" if row.suitable else "not suitable"
    write_audit_record(
        who=by.who, verb="signed a check of a place", about=case.pk, why=f"{place.name}: {outcome}"
    )
    return row


@transaction.atomic
def overrule_suitability_check(*, case_id: UUID, check_id: UUID, why: str, by: Actor) -> None:
    """A lead lets the place be used all the same, with a reason. Its nights are counted as unsuitable.

    Args:
        case_id: the case.
        check_id: a signed check that says no.
        why: the reason.
        by: who acts.

    Raises:
        Denied: the actor may not overrule checks.
        ActionNotPossibleError: no reason is given, or the check does not wait to be overruled.
    """
    case, case_access = lock_case_to_find_place(case_id, by)
    case_access.require(Permission.OVERRULE_CHECK)
    raise_unless_adult(case)
    row = SuitabilityCheck.objects.select_for_update().filter(case=case, pk=check_id).first()
    if row is None:
        raise ActionNotPossibleError("That check is not on this case.")
    if row.suitable or row.overruled_at is not None:
        raise ActionNotPossibleError("Nothing to overrule: the place can be held.")
    if not why.strip():
        raise ActionNotPossibleError("Enter why the place is used anyway. A case conference can read this.")
    row.overruled_at, row.overruled_by_id = timezone.now(), by.user_id
    row.overruled_why = why
    row.bind(case_access).save()
    write_audit_record(who=by.who, verb="overruled a check of a place", about=case.pk)


def _lock_case_and_get_hotel(case_id: UUID, place_id: UUID, by: Actor) -> tuple[Case, CaseAccess, Place]:
    case, case_access = lock_case_to_find_place(case_id, by)
    raise_unless_adult(case)
    place = Place.objects.filter(pk=place_id, state="open").first()
    if place is None or not PLACE_KINDS_BY_CODE[place.kind].after_check:
        raise ActionNotPossibleError("Choose a hotel or B&B from the list.")
    if not case_access.inside and place.provider_id != by.body_id:
        raise ActionNotPossibleError("Choose a place of your own organisation.")
    return case, case_access, place


def _clean_check_answers(answers: Mapping[str, str]) -> dict[str, str]:
    kept = {code: answers[code] for code in suitability_questions.QUESTION_CODES if answers.get(code)}
    if not set(kept.values()) <= set(SuitabilityAnswer.values):
        raise ActionNotPossibleError("Choose an answer from the list.")
    for name in ("who_checks", "note"):
        text = (answers.get(name) or "").strip()
        if len(text) > MAX_TEXT_LENGTH:
            raise ActionNotPossibleError("This is too long. Shorten it.")
        if text:
            kept[name] = text
    return kept


def _save_check_draft_and_count_answered(case_access: CaseAccess, place: Place, kept: dict[str, str]) -> int:
    index = compute_blind_index_of_check_draft_place(case_access.file_id, place.pk)
    drafts = CheckDraft.objects.filter(case=case_access.file_id, place_index=index)
    row = drafts.first() or CheckDraft(case_id=case_access.file_id, place_id=place.pk)
    row.answered = suitability_questions.TOTAL_QUESTIONS - len(
        suitability_questions.get_unanswered_question_texts_by_code(kept)
    )
    row.changed_at, row.changed_by_id = timezone.now(), case_access.actor.user_id
    row.answers = json.dumps(kept)
    row.bind(case_access).save()
    return row.answered
