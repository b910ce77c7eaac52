"""What is settled after the fact: an answer that was taken back, a worker who moves on, a lapsed right."""

import datetime

from django.utils import timezone

from handrail.access import policy
from handrail.access.grounds import Ground
from handrail.access.kinds import Kind
from handrail.access.models import Grant
from handrail.access.policy import FileFacts
from handrail.casework.case.models import Case
from handrail.casework.case.states import Said
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked, Sharing
from handrail.casework.events.actions import events
from handrail.casework.events.models import Due
from handrail.casework.events.next_due import next_due
from handrail.casework.lists.queries.finding import find
from handrail.casework.whole.queries.case_page import case_page
from handrail.reference.models import Body

TODAY = datetime.date(2026, 11, 24)


def test_an_answer_whose_event_never_happened_no_longer_stands(cast, told):
    by = cast.worker.actor
    done = consents.record_nrm_answer(
        case_id=told.case_id, said=Said.NO, asked=Asked(on=timezone.localdate()), by=by
    )
    events.take_back(case_id=told.case_id, event_id=done.event_id, because="Another person said so", by=by)
    page = case_page(find(by, told.reference).sight)
    assert page.consents == ()
    assert page.standing.answer.phase == "before"


def test_who_moves_to_another_body_leaves_the_case_behind(cast, told):
    cast.worker.body = Body.objects.get(code="elsewhere")
    cast.worker.save()
    facts = FileFacts(told.case_id, Case.objects.get(pk=told.case_id).owner_id)
    actor = cast.worker.actor
    assert policy.sights(actor, [facts], TODAY) == {}
    assert not Case.objects.filter(policy.reach(actor, timezone.localdate())).exists()


def test_the_words_for_a_ground_are_sealed_and_read_again_on_the_case(cast, told):
    by = cast.worker.actor
    sharing = Sharing("harbour", [Kind.CONTACT])
    words = "Her brother rang: he is on his way to her flat"
    consents.share_on_other_ground(
        case_id=told.case_id, sharing=sharing, ground=Ground.LIFE, because=words, by=by
    )
    grant = Grant.objects.get(file=told.case_id, to_body__code="harbour")
    assert grant.because == ""
    assert b"brother" not in bytes(grant.reason)
    shown = case_page(find(by, told.reference).sight).grants
    assert [line.because for line in shown if line.to == "Harbour"] == [words]


def test_a_right_that_has_lapsed_is_no_next_thing_to_do():
    lapsed = Due(code="reconsider", ours=True, due_on=datetime.date(2026, 11, 23))
    open_still = Due(code="reconsider", ours=True, due_on=TODAY)
    assert next_due([lapsed], review_on=None, today=TODAY) is None
    assert next_due([open_still], review_on=None, today=TODAY) == TODAY


def test_the_review_of_a_plan_is_the_next_thing_when_it_comes_first():
    task = Due(code="send_evidence", ours=True, due_on=datetime.date(2026, 12, 3))
    review = datetime.date(2026, 12, 1)
    assert next_due([task], review_on=review, today=TODAY) == review
