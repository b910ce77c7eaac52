"""Who may have a record erased: two people, and nobody while it is on hold."""

import uuid

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from handrail.people.matching.actions.pair_verdicts import find_or_create_pair_id, record_pair_verdict
from handrail.people.matching.text_choices import PairVerdict
from handrail.people.personal_data.actions.case_file_erasure import erase_case_file
from handrail.people.personal_data.actions.erasure_replay import replay_erasures
from handrail.people.personal_data.actions.erasure_requests import (
    approve_and_carry_out_erasure,
    refuse_erasure_request,
    request_erasure,
)
from handrail.people.personal_data.actions.holds_restrictions_and_retention import (
    lift_legal_hold,
    place_legal_hold,
)
from handrail.people.personal_data.models import ErasureRequest, LegalHold
from handrail.people.records.models import Case
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.models import File
from handrail.platform.access.row_security.person_row_actor import act_as_user_within_block
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.vault import keys
from handrail.platform.vault.models import ErasedFile
from support.cast import tell
from support.concurrency import at_once


def close(case_id, cast) -> None:
    Case.objects.filter(pk=case_id).update(closed_at=timezone.now(), closed_by_id=cast.worker.pk)


def ask(case_id, cast, because="asked"):
    return request_erasure(case_id=case_id, because=because, by=cast.protector.actor)


@pytest.fixture
def closed(cast, told):
    close(told.case_id, cast)
    return told


def test_one_person_asks_and_another_approves(cast, closed):
    (request,) = ask(closed.case_id, cast)
    assert Case.objects.filter(pk=closed.case_id).exists()
    approve_and_carry_out_erasure(together=request.together, by=cast.lead.actor)
    assert not File.objects.filter(pk=closed.case_id).exists()
    assert not keys.find_ids_of_files_whose_key_exists([closed.case_id])
    request.refresh_from_db()
    assert (request.state, request.asked_by_id, request.decided_by_id) == (
        "done", cast.protector.pk, cast.lead.pk,
    )  # fmt: skip
    verbs = Record.objects.filter(about=closed.case_id).order_by("-id").values_list("verb", flat=True)
    assert list(verbs[:2]) == ["erased a record", "asked to erase a record"]


def test_whoever_asked_cannot_approve(cast, closed):
    (request,) = ask(closed.case_id, cast)
    with pytest.raises(ActionNotPossibleError, match="someone else must approve it"):
        approve_and_carry_out_erasure(together=request.together, by=cast.protector.actor)
    assert keys.find_ids_of_files_whose_key_exists([closed.case_id])


def test_the_database_refuses_an_erasure_by_one_person(cast, closed):
    with pytest.raises(IntegrityError, match="erasure_by_two_people"):
        ErasureRequest.objects.create(
            file_id=closed.case_id, body_id=cast.lead.body_id, because="asked", state="done",
            asked_at=timezone.now(), asked_by=cast.lead, decided_at=timezone.now(), decided_by=cast.lead,
        )  # fmt: skip


@pytest.mark.parametrize("part", ["worker", "partner", "outsider", "commissioner", "housing", "officer"])
def test_nobody_else_asks_or_approves(cast, closed, part):
    (request,) = ask(closed.case_id, cast)
    with pytest.raises(Denied):
        approve_and_carry_out_erasure(together=request.together, by=getattr(cast, part).actor)
    with pytest.raises(Denied):
        request_erasure(case_id=closed.case_id, because="asked", by=getattr(cast, part).actor)


def test_an_open_case_is_closed_first(cast, told):
    with pytest.raises(ActionNotPossibleError, match="Close the case first"):
        ask(told.case_id, cast)


def test_a_hold_refuses_asking_and_approving_until_it_is_lifted(cast, closed, signed_in):
    by = cast.protector.actor
    (request,) = ask(closed.case_id, cast)
    place_legal_hold(hold := LegalHold(because="court"), case_id=closed.case_id, by=by)
    with pytest.raises(ActionNotPossibleError, match="legal hold"):
        approve_and_carry_out_erasure(together=request.together, by=cast.lead.actor)
    refuse_erasure_request(together=request.together, by=by)
    with pytest.raises(ActionNotPossibleError, match="legal hold"):
        ask(closed.case_id, cast)
    page = signed_in(cast.protector).get(reverse("ask_for_erasure", args=[closed.reference]))
    assert page.status_code == 409
    assert "is on legal hold: it must be kept for now." in page.content.decode()
    lift_legal_hold(case_id=closed.case_id, hold_id=hold.pk, words="Trial is over", by=by)
    (request,) = ask(closed.case_id, cast)
    approve_and_carry_out_erasure(together=request.together, by=cast.lead.actor)
    assert not Case.objects.filter(pk=closed.case_id).exists()


def test_asking_twice_is_one_request(cast, closed):
    ask(closed.case_id, cast)
    with pytest.raises(ActionNotPossibleError, match="already"):
        ask(closed.case_id, cast)


def test_what_was_decided_is_not_decided_again(cast, closed):
    (request,) = ask(closed.case_id, cast)
    refuse_erasure_request(together=request.together, by=cast.lead.actor)
    with pytest.raises(ActionNotPossibleError, match=r"This has already been decided."):
        approve_and_carry_out_erasure(together=request.together, by=cast.lead.actor)
    with pytest.raises(NotVisible):
        approve_and_carry_out_erasure(together=uuid.uuid4(), by=cast.lead.actor)


def join(one, two, cast) -> None:
    by = cast.worker.actor
    pair_id = find_or_create_pair_id(one_id=one, two_id=two, by=by)
    record_pair_verdict(
        pair_id=pair_id, verdict=PairVerdict.SAME, because="same voice", seen=1, by=by, leading_id=one
    )


def test_records_joined_as_one_person_are_erased_together(cast, told):
    other = tell(cast.worker.actor)
    join(told.case_id, other.case_id, cast)
    for number in (told.case_id, other.case_id):
        close(number, cast)
    made = ask(told.case_id, cast)
    assert {request.file_id for request in made} == {told.case_id, other.case_id}
    approve_and_carry_out_erasure(together=made[0].together, by=cast.lead.actor)
    assert not Case.objects.filter(pk__in=[told.case_id, other.case_id]).exists()


def test_a_record_joined_after_it_was_asked_for_is_not_erased_unseen(cast, told):
    other = tell(cast.worker.actor)
    close(told.case_id, cast)
    (request,) = ask(told.case_id, cast)
    Case.objects.filter(pk=told.case_id).update(closed_at=None, closed_by=None)
    join(told.case_id, other.case_id, cast)
    close(told.case_id, cast)
    with pytest.raises(ActionNotPossibleError, match="joined or separated"):
        approve_and_carry_out_erasure(together=request.together, by=cast.lead.actor)


def test_after_a_restore_whoever_was_erased_is_erased_again(cast, closed):
    """A restored main database is played by a list of erasures that names a record which is there."""
    keys.record_erased_file_and_destroy_key(closed.case_id, timezone.localdate())
    (request,) = ErasureRequest.objects.filter(file_id=closed.case_id) or [None]
    assert request is None
    with act_as_user_within_block(None):  # as on the command line, where nobody is signed in
        done = replay_erasures()
    assert (done.listed, done.erased_again, done.added) == (1, 1, 0)
    assert not File.objects.filter(pk=closed.case_id).exists()
    assert (
        Record.objects.filter(about=closed.case_id).latest("id").verb
        == "erased a record again after a restore"
    )
    assert replay_erasures().erased_again == 0


def test_a_restored_key_store_loses_the_key_again(cast, closed):
    (request,) = ask(closed.case_id, cast)
    with act_as_user_within_block(cast.lead.actor):
        approve_and_carry_out_erasure(together=request.together, by=cast.lead.actor)
    ErasedFile.objects.all().delete()
    done = replay_erasures()
    assert (done.listed, done.erased_again, done.added) == (1, 0, 1)
    assert list(keys.get_erasure_days_by_file_id()) == [closed.case_id]


def test_a_line_that_something_else_wrote_erases_nobody(cast, closed):
    ErasedFile.objects.create(file_id=closed.case_id, erased_on=timezone.localdate(), digest=bytes(32))
    with pytest.raises(keys.TamperedErasureListError):
        replay_erasures()
    assert Case.objects.filter(pk=closed.case_id).exists()
    assert keys.find_ids_of_files_whose_key_exists([closed.case_id])


def test_a_request_of_another_organisation_is_not_there(cast, closed):
    (request,) = ask(closed.case_id, cast)
    neighbour = cast.co_ordinator
    neighbour.role = "duty_lead"
    with pytest.raises(NotVisible):
        approve_and_carry_out_erasure(together=request.together, by=neighbour.actor)


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_two_who_approve_at_once_erase_once(cast, closed):
    (request,) = ask(closed.case_id, cast)
    by = cast.lead.actor
    outcomes = at_once(*[lambda: approve_and_carry_out_erasure(together=request.together, by=by)] * 2)
    assert sum(isinstance(one, int) for one in outcomes) == 1
    assert sum(isinstance(one, ActionNotPossibleError) for one in outcomes) == 1


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_two_who_ask_at_once_make_one_request(cast, closed):
    outcomes = at_once(*[lambda: ask(closed.case_id, cast)] * 2)
    assert sum(isinstance(one, list) for one in outcomes) == 1
    assert ErasureRequest.objects.count() == 1


def test_an_erased_file_cannot_be_erased_into_a_second_count(cast, closed):
    erase_case_file(closed.case_id, signed_by=cast.lead.pk)
    assert erase_case_file(closed.case_id, signed_by=cast.lead.pk).kept == 0
    assert Case.objects.filter(closed_because="erased").count() == 1
