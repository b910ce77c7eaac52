"""Several people at one form at once, in real threads: one draft, one answer, one event; nothing is lost."""

import pytest

from handrail.people.records.models import Event
from handrail.people.records.text_choices import ConsentAnswer
from handrail.people.referral_form.actions import drafts, handovers, submissions
from handrail.people.referral_form.actions.drafts import FormPageAnswersInput
from handrail.people.referral_form.actions.handovers import DraftHandoverInput
from handrail.people.referral_form.actions.submissions import FormSubmissionInput
from handrail.people.referral_form.models import DraftOrSentForm, Handover
from handrail.people.referral_form.rules.question_flow import FormAnswerValue
from support.cast import tell
from support.concurrency import at_once
from support.referral_form import ago, answered, fill, share

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def sorts(answers):
    return sorted(type(answer).__name__ for answer in answers if isinstance(answer, Exception))


@pytest.fixture
def twice(cast):
    """The officer's case has one who works on it; the worker's has a lead beside her."""
    return cast.worker.actor, cast.lead.actor


def test_two_who_begin_have_one_draft(told, twice):
    begun = at_once(
        *[lambda by=by: drafts.start_draft_or_get_live_one(case_id=told.case_id, by=by) for by in twice]
    )
    assert sorts(begun) == []
    assert {row.pk for row in begun} == set(DraftOrSentForm.objects.values_list("pk", flat=True))
    assert DraftOrSentForm.objects.count() == 1


def test_two_who_answer_the_same_question_and_two_who_do_not(told, twice, draft):
    def save(by, page, key, text):
        saving = FormPageAnswersInput(page, {key: FormAnswerValue(text)}, {})
        return drafts.save_form_page_and_describe_effects(
            case_id=told.case_id, draft_id=draft.draft_id, saving=saving, by=by
        )

    same = at_once(*[lambda by=by: save(by, "family", "family", by.user_name) for by in twice])
    assert sorts(same) == ["FormAnswerConflictError"]
    pages = (("birthplace", "birthplace"), ("education", "education"))
    apart = at_once(*[lambda by=by, p=p: save(by, *p, "x") for by, p in zip(twice, pages, strict=True)])
    assert sorts(apart) == []


def test_the_same_page_sent_twice_at_once_is_kept_once(told, twice, draft, now):
    saving = FormPageAnswersInput("family", {"family": FormAnswerValue("Two sisters")}, {})
    jobs = [
        lambda: drafts.save_form_page_and_describe_effects(
            case_id=told.case_id, draft_id=draft.draft_id, saving=saving, by=twice[0]
        )
    ] * 2
    assert sorts(at_once(*jobs)) == []
    assert now().version("family") == 1


def test_handed_over_and_put_aside_at_once_is_one_of_the_two(cast, told, twice, draft, say):
    answered(told.case_id, cast.worker, ConsentAnswer.YES)
    say(under_18="no", wants_nrm="yes")
    share(told.case_id, cast.worker, "lincolnshire-police")
    here = {"case_id": told.case_id, "draft_id": draft.draft_id}
    done = at_once(
        lambda: handovers.hand_over_draft(
            **here, handing=DraftHandoverInput("lincolnshire-police"), by=twice[0]
        ),
        lambda: drafts.abandon_draft(**here, because="Not needed", by=twice[1]),
    )
    assert sorts(done) == ["ActionNotPossibleError"]
    state = DraftOrSentForm.objects.get(pk=draft.draft_id).state
    assert (state == "handed") == Handover.objects.exists()


def test_marked_as_sent_twice_at_once_is_one_event(cast):
    case = tell(cast.officer.actor)
    row = drafts.start_draft_or_get_live_one(case_id=case.case_id, by=cast.officer.actor)
    answered(case.case_id, cast.officer, ConsentAnswer.YES)
    fill(cast.officer, case.case_id, row.pk, under_18="no", wants_nrm="yes")
    here = {
        "case_id": case.case_id,
        "draft_id": row.pk,
        "sent": FormSubmissionInput(ago(0)),
        "by": cast.officer.actor,
    }
    done = at_once(*[lambda: submissions.record_own_draft_submission(**here)] * 2)
    assert sorts(done) == ["ActionNotPossibleError"]
    assert Event.objects.filter(case=case.case_id, event="nrm_referred").count() == 1
