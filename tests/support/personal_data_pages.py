"""What a person asked about their data, in every state that the pages need."""

import datetime

from django.utils import timezone

from handrail.people.personal_data.actions.access_and_correction_requests import (
    record_access_request,
    record_correction_request,
)
from handrail.people.personal_data.actions.holds_restrictions_and_retention import place_legal_hold
from handrail.people.personal_data.models import AccessRequest, CorrectionRequest, ErasureRequest, LegalHold
from handrail.people.records.models import Case
from support.cast import Cast, Told, tell
from support.full_case import a_paper

OF_A_CASE = (
    *("case_personal_data", "ask_for_erasure", "keep_record", "place_hold", "restrict_record"),
    *("allow_body_to_read", "end_restriction", "note_correction", "record_access_request"),
)
SECRET_WORDS = "she was at the harbour that night"


def personal_data_arguments(cast: Cast, told: Told) -> dict[str, list[object]]:
    """What each address of the room takes; the erasure is of another record, asked for by a third person."""
    here = {"case_id": told.case_id, "by": cast.protector.actor}
    today = timezone.localdate()
    asked = AccessRequest(received_on=today)
    asked.identity_note = SECRET_WORDS
    record_access_request(asked, **here)
    correction = CorrectionRequest(asked_on=today)
    correction.words = SECRET_WORDS
    record_correction_request(correction, **here)
    hold = LegalHold(because="court")
    hold.words = SECRET_WORDS
    place_legal_hold(hold, **here)
    a_paper(told, cast.worker.actor)
    copy, case = [told.reference, asked.pk], [told.reference]
    waiting = [_ask_for_erasure(cast)]
    return {
        **dict.fromkeys(("erasure", "approve_erasure", "refuse_erasure"), waiting),
        **dict.fromkeys(
            (
                "case_personal_data",
                "keep_record",
                "place_hold",
                "restrict_record",
                "allow_body_to_read",
                "end_restriction",
                "note_correction",
                "record_access_request",
            ),
            case,
        ),
        "ask_for_erasure": [_close_record(cast)],
        "lift_hold": [*case, hold.pk],
        "answer_correction": [*case, correction.pk],
        **dict.fromkeys(("record_copy", "copy_answered"), copy),
        "record_copy_table": [*copy, "records.Person"],
        "decide_copy_item": [*copy, "records.Person", str(told.case_id), "called"],
        "record_copy_file": [*copy, "json"],
        "record_copy_documents": [*copy, 1],
    }


def _close_record(cast: Cast) -> str:
    """Another record, which was closed yesterday: only such a one may be erased."""
    told = tell(cast.worker.actor)
    Case.objects.filter(pk=told.case_id).update(
        closed_at=timezone.now() - datetime.timedelta(days=1), closed_by_id=cast.worker.pk
    )
    return told.reference


def _ask_for_erasure(cast: Cast) -> object:
    told, now = tell(cast.worker.actor), timezone.now()
    Case.objects.filter(pk=told.case_id).update(
        closed_at=now - datetime.timedelta(days=1), closed_by_id=cast.worker.pk
    )
    return ErasureRequest.objects.create(
        file_id=told.case_id,
        body_id=cast.lead.body_id,
        because="asked",
        asked_at=now,
        asked_by_id=cast.colleague.pk,
    ).pk
