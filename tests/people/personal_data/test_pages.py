"""The data protection lead's pages: what they show, whom they refuse, and what each act leads to."""

import io
import json
import re
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.lifecycle.actions.papers import attach_document_to_case
from handrail.people.cases.person import actions as person_actions
from handrail.people.emergencies.actions import open_case_in_emergency, review_emergency_access
from handrail.people.emergencies.text_choices import EmergencyReason, EmergencyReviewOutcome
from handrail.people.matching.actions.pair_verdicts import find_or_create_pair_id, record_pair_verdict
from handrail.people.matching.text_choices import PairVerdict
from handrail.people.personal_data.actions.case_file_erasure import erase_case_file
from handrail.people.personal_data.case_file_models import list_case_file_models
from handrail.people.personal_data.models import (
    AccessRequest,
    CorrectionRequest,
    ErasureRequest,
    LegalHold,
    RetentionDecision,
)
from handrail.people.personal_data.queries.subject_access import NOT_READ, list_models_in_subject_access_copy
from handrail.people.records.models import Case
from handrail.people.records.text_choices import ImmediateDangerOrInjuryAnswer
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.models import Record
from handrail.platform.background_tasks.actions.making import claim_next_task, keep_made_file
from handrail.platform.background_tasks.file_tasks import MadeFile, TaskCancelledError
from handrail.platform.background_tasks.models import BackgroundTask, TaskResultPart
from handrail.platform.background_tasks.text_choices import FileState
from handrail.platform.files.models import Paper
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.models import Message
from handrail.platform.vault.models import FileKey
from support.cast import FULL_NAME, NAME, PLACE, tell
from support.file_tasks import ask_for_file_on_page, fetch_made_file
from support.full_case import IN_THE_PAPER, IN_THE_REPORT, PLANTED


@pytest.fixture
def desk(cast, signed_in):
    return signed_in(cast.protector)


def day(name, on):
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def post(client, name, arguments, **values):
    response = client.post(reverse(name, args=arguments), values, follow=True)
    return response, response.content.decode()


def close(case_id, cast, years=0):
    on = timezone.now() - timezone.timedelta(days=365 * years + years)
    Case.objects.filter(pk=case_id).update(closed_at=on, closed_by_id=cast.worker.pk)


def join(one, two, cast) -> None:
    by = cast.worker.actor
    pair_id = find_or_create_pair_id(one_id=one, two_id=two, by=by)
    record_pair_verdict(
        pair_id=pair_id, verdict=PairVerdict.SAME, because="same voice", seen=1, by=by, leading_id=one
    )


def ask_for_copy(desk, reference):
    post(
        desk,
        "record_access_request",
        [reference],
        identity_note="Met in person",
        **day("received_on", timezone.localdate()),
    )
    return AccessRequest.objects.get(state="open")


def test_the_overview_names_references_and_nobody(desk, cast, told):
    ask_for_copy(desk, told.reference)
    post(desk, "place_hold", [told.reference], because="court", words="Crown court")
    post(desk, "restrict_record", [told.reference], because="disputed", words="not hers")
    page = desk.get(reverse("personal_data")).content.decode()
    assert page.count(told.reference) >= 3
    assert [word for word in told.secrets if word in page] == []


def test_a_hold_is_placed_shown_and_lifted(desk, told):
    _, page = post(desk, "place_hold", [told.reference], because="police", words="DC Ray asked")
    assert "On legal hold" in page
    assert "DC Ray asked" in page
    hold = LegalHold.objects.get()
    _, page = post(desk, "lift_hold", [told.reference, hold.pk], words="Case dropped")
    assert "Hold lifted." in page
    hold.refresh_from_db()
    assert hold.lifted_at is not None


def test_a_hold_without_a_reason_says_what_to_do(desk, told):
    response, page = post(desk, "place_hold", [told.reference])
    assert response.redirect_chain
    assert "Choose a reason" in page
    assert not LegalHold.objects.exists()


def test_asking_and_approving_over_pages(desk, cast, told, signed_in):
    close(told.case_id, cast)
    _, page = post(desk, "ask_for_erasure", [told.reference], because="asked")
    request = ErasureRequest.objects.get()
    assert "You asked for this, so another data protection lead or a duty lead must approve it." in page
    _, page = post(desk, "approve_erasure", [request.pk])
    assert "You asked for this, so someone else must approve it." in page
    lead = signed_in(cast.lead)
    assert told.reference in lead.get(reverse("erasures")).content.decode()
    _, page = post(lead, "approve_erasure", [request.pk])
    assert "Erased." in page
    assert told.reference not in page
    assert lead.get(reverse("case", args=[told.reference])).status_code == 404


def test_whoever_may_be_second_is_told_and_sees_whom_to_tell(desk, cast, full, signed_in):
    told = full.told
    close(told.case_id, cast)
    post(desk, "ask_for_erasure", [told.reference], because="asked")
    request = ErasureRequest.objects.get()
    mails = Message.objects.filter(kind="erasure_waiting")
    assert {mail.to_id for mail in mails} == {cast.lead.pk}
    assert told.reference not in str(list(mails.values()))
    lead = signed_in(cast.lead)
    day = lead.get(reverse("my_day")).content.decode()
    assert "Decide whether a record is erased" in day
    assert reverse("erasure", args=[request.pk]) in day
    assert (
        "Decide whether a record is erased"
        not in signed_in(cast.worker).get(reverse("my_day")).content.decode()
    )
    page = lead.get(reverse("erasure", args=[request.pk])).content.decode()
    assert "never be read again" not in page
    assert "Backups of the key store keep it until they expire" in page
    assert "North Wales Police" in page
    _, done = post(lead, "approve_erasure", [request.pk])
    assert "Tell these organisations yourself: North Wales Police." in done
    assert "North Wales Police" in lead.get(reverse("erasure", args=[request.pk])).content.decode()
    assert "Decide whether a record is erased" not in lead.get(reverse("my_day")).content.decode()


def test_what_stays_of_an_erased_record_can_be_opened_and_says_nothing(desk, cast, told, signed_in):
    close(told.case_id, cast)
    post(desk, "ask_for_erasure", [told.reference], because="asked")
    lead = signed_in(cast.lead)
    post(lead, "approve_erasure", [ErasureRequest.objects.get().pk])
    shell = Case.objects.get(closed_because="erased")
    page = lead.get(reverse("case", args=[shell.reference]))
    assert page.status_code == 200
    assert re.fullmatch(
        r"ERASED-[B-Z]{8}", shell.reference
    )  # digits alone would be read as an ordinary reference
    listed = lead.get(reverse("cases") + "?whose=all&state=closed")
    assert listed.status_code == 200


def test_a_joined_record_is_said_before_it_is_asked_for(desk, cast, told):
    other = tell(cast.worker.actor)
    join(told.case_id, other.case_id, cast)
    close(told.case_id, cast), close(other.case_id, cast)
    page = desk.get(reverse("ask_for_erasure", args=[told.reference])).content.decode()
    assert other.reference in page
    assert "they are erased together" in page


def test_a_copy_holds_every_kind_and_who_looked(desk, cast, full):
    told = full.told
    asked = ask_for_copy(desk, told.reference)
    where = [told.reference, asked.pk]
    content = json.loads(fetch_made_file(desk, reverse("record_copy_file", args=[*where, "json"])).content)
    text = json.dumps(content, ensure_ascii=False)
    planted = [word for words in PLANTED.values() for word in words] + list(IN_THE_REPORT)
    assert [word for word in planted if word not in text] == []
    looked = content["who_looked"]
    assert any(look["who"] == cast.worker.name for look in looked)
    assert looked[0]["what"] == "made a copy of the record for the person"
    assert {one["what"] for one in content["not_in_this_copy"]}
    last = Record.objects.filter(about=told.case_id, verb__startswith="made a copy").get()
    assert "identity" in last.shown
    assert last.why == "JSON"


def test_the_copy_as_pdf_is_a_tagged_file(desk, full):
    asked = ask_for_copy(desk, full.told.reference)
    response = fetch_made_file(desk, reverse("record_copy_file", args=[full.told.reference, asked.pk, "pdf"]))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert b"StructTreeRoot" in response.content


def test_what_is_left_out_stands_with_its_reason_and_without_its_words(desk, full):
    told = full.told
    asked = ask_for_copy(desk, told.reference)
    item = ["records.Person", str(told.case_id), "where_now"]
    page = desk.get(reverse("record_copy_table", args=[told.reference, asked.pk, item[0]])).content.decode()
    assert PLACE in page
    _, page = post(
        desk,
        "decide_copy_item",
        [told.reference, asked.pk, *item],
        decision="third_party",
        words="A flatmate lives there",
    )
    assert "A flatmate lives there" in page
    copy = fetch_made_file(
        desk, reverse("record_copy_file", args=[told.reference, asked.pk, "json"])
    ).content.decode()
    assert PLACE not in copy
    assert "Left out: it is about someone else. A flatmate lives there" in copy


def test_leaving_out_needs_a_reason(desk, full):
    told = full.told
    asked = ask_for_copy(desk, told.reference)
    item = ["records.Person", str(told.case_id), "where_now"]
    _, page = post(desk, "decide_copy_item", [told.reference, asked.pk, *item], decision="withheld", words="")
    assert "Enter why it is left out." in page


def test_the_record_is_closed_to_the_lead_once_the_copy_was_given(desk, told):
    asked = ask_for_copy(desk, told.reference)
    where = [told.reference, asked.pk]
    post(desk, "copy_answered", where)
    for name, more in (
        ("record_copy", []),
        ("record_copy_table", ["records.Person"]),
        ("record_copy_file", ["json"]),
    ):
        response = desk.get(reverse(name, args=[*where, *more]))
        assert response.status_code == 409
        assert NAME not in response.content.decode()


@pytest.mark.parametrize("part", ["worker", "lead", "partner", "outsider", "commissioner", "officer"])
def test_nobody_else_reads_a_record_through_a_request(desk, cast, told, signed_in, part):
    asked = ask_for_copy(desk, told.reference)
    client = signed_in(getattr(cast, part))
    for name, more in (
        ("record_copy", []),
        ("record_copy_table", ["records.Person"]),
        ("record_copy_file", ["json"]),
    ):
        response = client.get(reverse(name, args=[told.reference, asked.pk, *more]))
        assert response.status_code in (403, 404)
        assert FULL_NAME not in response.content.decode()


def test_every_sealed_column_is_in_the_copy_or_said_not_to_be():
    told_of = {one.label for one in list_models_in_subject_access_copy()} | set(NOT_READ)
    assert {one.label for one in list_case_file_models()} == told_of
    assert set(NOT_READ) <= {one.label for one in list_case_file_models()}


def test_a_correction_is_noted_shown_on_the_case_and_answered(desk, cast, told, signed_in):
    post(
        desk,
        "note_correction",
        [told.reference],
        words="I am from Iasi",
        **day("asked_on", timezone.localdate()),
    )
    correction = CorrectionRequest.objects.get()
    case_page = signed_in(cast.worker).get(reverse("case", args=[told.reference])).content.decode()
    assert "I am from Iasi" in case_page
    _, page = post(
        desk, "answer_correction", [told.reference, correction.pk],
        answer="corrected", answer_words="Changed, and she was told", seen=1,
    )  # fmt: skip
    assert "Changed, and she was told" in page
    correction.refresh_from_db()
    assert correction.answer == "corrected"


def test_a_restricted_record_is_read_and_not_used(desk, cast, told, signed_in):
    post(desk, "restrict_record", [told.reference], because="disputed", words="not hers")
    client, by = signed_in(cast.worker), cast.worker.actor
    assert "This record is restricted" in client.get(reverse("case", args=[told.reference])).content.decode()
    assert "Restricted" in client.get(reverse("cases")).content.decode()
    assert client.get(reverse("who", args=[told.reference])).status_code == 409
    with pytest.raises(ActionNotPossibleError, match="restricted"):
        person_actions.update_some_person_answers(
            case_id=told.case_id, texts={"called": "Other"}, language_tag="", by=by
        )
    person_actions.record_danger_check(
        case_id=told.case_id, answer=ImmediateDangerOrInjuryAnswer.HURT, note="", by=by
    )
    post(desk, "end_restriction", [told.reference], words="Checked with her")
    person_actions.update_some_person_answers(
        case_id=told.case_id, texts={"called": "Other"}, language_tag="", by=by
    )


def test_the_yearly_review_lists_closed_records_whose_time_ends(desk, cast, told):
    close(told.case_id, cast, years=3)
    assert told.reference not in desk.get(reverse("retention_review")).content.decode()
    close(told.case_id, cast, years=5)  # six years after closing is within the next twelve months
    assert told.reference in desk.get(reverse("retention_review")).content.decode()
    later = timezone.localdate() + timezone.timedelta(days=800)
    post(desk, "keep_record", [told.reference], words="Claim is open", **day("keep_until", later))
    assert RetentionDecision.objects.get().keep_until == later
    assert told.reference not in desk.get(reverse("retention_review")).content.decode()


def test_the_schedule_quotes_no_law(desk):
    page = desk.get(reverse("retention_schedule")).content.decode()
    assert "Your organisation’s own setting" in page
    assert "UK GDPR article 12(3), from a secondary source" in page
    assert "but no names of people supported" in page
    rows = (
        "Intelligence reports",
        "Outreach sessions",
        "Answers to surveys",
        "Accounts of staff",
        "Register of",
    )
    assert [row for row in rows if row not in page] == []


def test_a_record_is_found_by_its_reference(desk, told):
    response = desk.post(reverse("find_personal_data"), {"reference": told.reference}, follow=True)
    assert response.request["PATH_INFO"] == reverse("case_personal_data", args=[told.reference])
    response = desk.post(reverse("find_personal_data"), {"reference": "XX-1"}, follow=True)
    assert "No case with that reference is open to you" in response.content.decode()


def test_pages_ask_little(desk, told, full, django_assert_max_num_queries):
    asked = ask_for_copy(desk, full.told.reference)
    where = [full.told.reference, asked.pk]
    for name, arguments in (
        ("personal_data", []), ("retention_review", []), ("erasures", []),
        ("case_personal_data", [told.reference]), ("record_copy", where),
        ("record_copy_table", [*where, "records.Person"]),
    ):  # fmt: skip
        with django_assert_max_num_queries(12):
            assert desk.get(reverse(name, args=arguments)).status_code == 200


def test_documents_are_given_as_one_archive_and_that_is_recorded(desk, cast, full, signed_in):
    told, by = full.told, cast.worker.actor
    for content in ("second", "third"):
        paper = attach_document_to_case(
            case_id=told.case_id,
            kind=Kind.NOTES,
            name="notes.txt",
            data=content.encode(),
            description="",
            by=by,
        )
        Paper.objects.filter(pk=paper.pk).update(scan="clean", scanned_at=timezone.now())
    waits = attach_document_to_case(
        case_id=told.case_id, kind=Kind.NOTES, name="n.txt", data=b"fourth", description="", by=by
    )
    asked = ask_for_copy(desk, told.reference)
    where = [told.reference, asked.pk]
    page = desk.get(reverse("record_copy", args=where)).content.decode()
    assert "Download documents 1 to 3" in page
    assert "1 document not scanned yet" in page
    answer = desk.get(reverse("record_copy_documents", args=[*where, 1]))
    data = b"".join(answer.streaming_content)
    assert int(answer["Content-Length"]) == len(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert [archive.read(one) for one in archive.namelist()] == [
            IN_THE_PAPER[2].encode(),
            b"second",
            b"third",
        ]
        assert archive.namelist() == ["001-planted-name.txt", "002-notes.txt", "003-notes.txt"]
    record = Record.objects.get(about=told.case_id, verb="gave documents to the person")
    assert (record.why, record.shown) == ("Documents 1 to 3", ["health", "notes"])
    held = Paper.objects.exclude(pk=waits.pk).order_by("pk").first()
    item = ["files.Paper", str(held.pk), "content"]
    post(desk, "decide_copy_item", [*where, *item], decision="third_party", words="A friend’s letter")
    data = b"".join(desk.get(reverse("record_copy_documents", args=[*where, 1])).streaming_content)
    assert IN_THE_PAPER[2].encode() not in data
    assert (
        "1 document left out by a decision" in desk.get(reverse("record_copy", args=where)).content.decode()
    )
    copy = fetch_made_file(desk, reverse("record_copy_file", args=[*where, "json"])).content.decode()
    assert "A friend’s letter" in copy
    assert desk.get(reverse("record_copy_documents", args=[*where, 2])).status_code == 404
    for part in ("worker", "lead", "partner", "commissioner"):
        answer = signed_in(getattr(cast, part)).get(reverse("record_copy_documents", args=[*where, 1]))
        assert answer.status_code in (403, 404)
    post(desk, "copy_answered", where)
    assert desk.get(reverse("record_copy_documents", args=[*where, 1])).status_code == 409


def test_emergency_access_that_waits_for_review_stands_on_the_overview(desk, cast, told):
    row = open_case_in_emergency(
        reference=told.reference, reason=EmergencyReason.DANGER, words="She rang", by=cast.outsider.actor
    )
    page = desk.get(reverse("personal_data")).content.decode()
    assert reverse("review_emergency", args=[told.reference, row.pk]) in page
    assert "Otis Farrant" in page
    assert NAME not in page
    review_emergency_access(
        case_id=told.case_id,
        emergency_id=row.pk,
        outcome=EmergencyReviewOutcome.JUSTIFIED,
        words="We rang her",
        by=cast.protector.actor,
    )
    page = desk.get(reverse("personal_data")).content.decode()
    assert "None waiting." in page.split("Emergency access to review", 1)[1]


def test_a_file_that_tells_of_an_erased_record_goes_with_it_and_none_is_finished_after(
    desk, cast, told, signed_in
):
    asked = ask_for_copy(desk, told.reference)
    address = reverse("record_copy_file", args=[told.reference, asked.pk, "json"])
    assert fetch_made_file(desk, address).status_code == 200
    made = BackgroundTask.objects.get(state=FileState.READY)
    ask_for_file_on_page(signed_in(cast.protector), address)
    ask_for_file_on_page(signed_in(cast.protector), address)
    taken = claim_next_task("a worker that is slow")
    close(told.case_id, cast)
    erase_case_file(told.case_id, signed_by=cast.protector.pk)
    assert [row.pk for row in BackgroundTask.objects.all()] == [taken.pk]
    assert FileKey.objects.get(pk=made.result_id).wrapped is None
    with pytest.raises(TaskCancelledError):
        keep_made_file(taken, MadeFile("copy.json", "application/json", b"{}"), cast.protector.body.code)
    assert not TaskResultPart.objects.exists()
