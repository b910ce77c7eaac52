"""What is settled after the fact: an answer that was taken back, a worker who moves on, a lapsed right."""

import datetime

from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.events.actions import events
from handrail.people.cases.events.models import Due
from handrail.people.cases.events.next_due_day import get_next_due_day
from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.records.models import Case
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access import policy
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.reference.models import Body
from support.cast import sign_in

TODAY = datetime.date(2026, 11, 24)


def test_an_answer_whose_event_never_happened_no_longer_stands(cast, told):
    by = cast.worker.actor
    done = consents.record_nrm_answer(
        case_id=told.case_id, said=ConsentAnswer.NO, asked=ConsentAskingInput(on=timezone.localdate()), by=by
    )
    events.take_back_event(
        case_id=told.case_id, event_id=done.event_id, because="Another person said so", by=by
    )
    page = get_case_detail(get_case_open_to_actor_by_reference(by, told.reference).case_access)
    assert page.consents == ()
    assert page.standing.answer.phase == "before"


def test_who_moves_to_another_body_leaves_the_case_behind(cast, told):
    cast.worker.body = Body.objects.get(code="elsewhere")
    cast.worker.save()
    facts = CaseFileIdAndOwner(told.case_id, Case.objects.get(pk=told.case_id).owner_id)
    actor = cast.worker.actor
    assert policy.get_access_by_file_id(actor, [facts], TODAY) == {}
    assert not Case.objects.filter(policy.visible_files_q(actor, timezone.localdate())).exists()


def test_the_words_for_a_ground_are_sealed_and_read_again_on_the_case(cast, told):
    by = cast.worker.actor
    sharing = ConsentToSharingInput("harbour", [Kind.CONTACT])
    words = "Her brother rang: he is on his way to her flat"
    consents.share_case_without_consent(
        case_id=told.case_id, sharing=sharing, ground=GrantGround.LIFE, because=words, by=by
    )
    grant = Grant.objects.get(file=told.case_id, to_body__code="harbour")
    assert grant.because == ""
    assert b"brother" not in grant.reason.sealed()
    shown = get_case_detail(get_case_open_to_actor_by_reference(by, told.reference).case_access).grants
    assert [line.because for line in shown if line.to == "Harbour"] == [words]


def test_a_right_that_has_lapsed_is_no_next_thing_to_do():
    lapsed = Due(code="reconsider", ours=True, due_on=datetime.date(2026, 11, 23))
    open_still = Due(code="reconsider", ours=True, due_on=TODAY)
    assert get_next_due_day([lapsed], review_on=None, today=TODAY) is None
    assert get_next_due_day([open_still], review_on=None, today=TODAY) == TODAY


def test_the_review_of_a_plan_is_the_next_thing_when_it_comes_first():
    task = Due(code="send_evidence", ours=True, due_on=datetime.date(2026, 12, 3))
    review = datetime.date(2026, 12, 1)
    assert get_next_due_day([task], review_on=review, today=TODAY) == review


def test_a_crime_record_that_is_years_late_reads_as_late_and_not_as_due_by_its_first_day(cast, told, client):
    """Referred on 8 January 2021: 24 hours ended on the 9th."""
    happening = events.EventInput("nrm_referred", datetime.date(2021, 1, 8))
    events.record_event(case_id=told.case_id, happening=happening, by=cast.worker.actor)
    page = sign_in(client, cast.worker).get(f"/cases/{told.reference}/tab/plan/").content.decode()
    asked = page.partition("Record the crime, and give the reference to the person")[2].partition("</li>")[0]
    assert "Was due by 9 January 2021" in asked
    assert asked.count("due by") == 1  # the sentence above; no day that is still to come
