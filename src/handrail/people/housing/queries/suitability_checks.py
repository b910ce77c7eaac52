"""Checks of hotels and B&Bs, for those who work on the case and for a conference later; and a draft to go on with."""

import datetime
import json
from dataclasses import dataclass
from uuid import UUID

from handrail.directory.housing.models import Place
from handrail.people.housing import suitability_questions
from handrail.people.housing.models import CheckDraft, SuitabilityCheck
from handrail.people.housing.models.suitability_check import compute_blind_index_of_check_draft_place
from handrail.people.housing.text_choices import SuitabilityAnswer
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.vault.app_sealed_fields import attach_referenced_rows


@dataclass(frozen=True, slots=True)
class SignedCheckDetail:
    """One check as it was signed, and whether it was overruled."""

    check_id: UUID
    place_id: UUID
    place: str
    answers: tuple[tuple[str, str], ...]
    against: tuple[str, ...]
    beware: tuple[str, ...]
    who_checks: str
    note: str
    suitable: bool
    signed_at: datetime.datetime
    signed_by: str
    overruled_at: datetime.datetime | None
    overruled_by: str
    overruled_why: str


def list_signed_checks(case_access: CaseAccess) -> tuple[SignedCheckDetail, ...]:
    """Every signed check of the case: a conference reads them too, by what it may see itself.

    Returns:
        The newest first.
    """
    case_access.needs(Kind.HOUSING)
    rows = SuitabilityCheck.objects.filter(case=case_access.file_id).select_related("overruled_by")
    rows = rows.opened_for(case_access).order_by("-signed_at")
    found = []
    for row in attach_referenced_rows(rows, "place", Place.objects.all()):
        answers = {code: getattr(row, code) for code in suitability_questions.QUESTION_CODES}
        found.append(
            SignedCheckDetail(
                check_id=row.pk,
                place_id=row.place_id,
                place=row.place.name,
                answers=tuple(
                    (q.ask, SuitabilityAnswer(answers[q.code]).label) for q in suitability_questions.QUESTIONS
                ),
                against=_get_reasons_against_place(
                    suitability_questions.list_failing_question_codes(answers)
                ),
                beware=_get_reasons_against_place(suitability_questions.list_warning_question_codes(answers)),
                who_checks=row.who_checks.open(),
                note=row.note.open(),
                suitable=row.suitable,
                signed_at=row.signed_at,
                signed_by=row.signed_name,
                overruled_at=row.overruled_at,
                overruled_by=row.overruled_by.name if row.overruled_by else "",
                overruled_why=row.overruled_why.open(),
            )
        )
    return tuple(found)


def get_draft_check_answers(case_access: CaseAccess, place_id: UUID) -> dict[str, str]:
    """What has been answered so far.

    Returns:
        Answers by code of the question.
    """
    case_access.needs(Kind.HOUSING)
    index = compute_blind_index_of_check_draft_place(case_access.file_id, place_id)
    rows = CheckDraft.objects.filter(case=case_access.file_id, place_index=index)
    row = rows.opened_for(case_access).first()
    text = row.answers.open() if row else ""
    return dict(json.loads(text)) if text else {}


def _get_reasons_against_place(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(suitability_questions.QUESTIONS_BY_CODE[code].against for code in codes)
