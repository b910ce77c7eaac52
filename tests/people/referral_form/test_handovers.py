"""Made by us, or handed to a first responder organisation that makes it or sends it back."""

import json

import pytest
from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentToSharingInput
from handrail.people.records.models import Case, Event
from handrail.people.records.text_choices import ConsentAnswer
from handrail.people.referral_form.actions import drafts, handovers, submissions
from handrail.people.referral_form.actions.handovers import DraftHandoverInput
from handrail.people.referral_form.actions.submissions import FormSubmissionInput
from handrail.people.referral_form.models import DraftOrSentForm, Handover
from handrail.people.referral_form.queries.received_handovers import (
    find_received_draft_detail,
    list_received_handovers,
)
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cast import tell
from support.referral_form import ANSWERS, ago, answered, fill, page_of, sees, share
from support.worlds import shared_world

FORCE = "lincolnshire-police"


@shared_world
def ready(cast, told, draft):
    """A referral of an adult who said yes, shared with the force."""
    answered(told.case_id, cast.worker, ConsentAnswer.YES)
    fill(cast.worker, told.case_id, draft.draft_id, **ANSWERS)
    share(told.case_id, cast.worker, FORCE)
    return draft


def hand(cast, told, draft, body=FORCE, user=None):
    return handovers.hand_over_draft(
        case_id=told.case_id,
        draft_id=draft.draft_id,
        handing=DraftHandoverInput(body, "She can be rung after six."),
        by=(user or cast.worker).actor,
    )


def made(cast, row, user=None, days=0):
    return handovers.record_received_draft_submission(
        handover_id=row.pk,
        sent=FormSubmissionInput(ago(days)),
        words="Reference to follow",
        by=(user or cast.officer).actor,
    )


def test_a_body_that_is_no_first_responder_hands_it_to_one_that_makes_it(cast, told, ready, now):
    row = hand(cast, told, ready)
    assert now().state == "handed"
    made(cast, row, days=1)
    kept = now()
    assert (kept.state, kept.made_as, kept.made_on, kept.made_by) == (
        "made",
        "nrm",
        ago(1),
        "Lincolnshire Police",
    )
    event = Event.objects.get(case=told.case_id, event="nrm_referred")
    assert (event.at, event.recorded_by) == (ago(1), cast.officer)
    assert Case.objects.get(pk=told.case_id).phase == "during"
    assert kept.handover.said == "Reference to follow"


def test_they_see_it_as_it_was_handed(cast, told, ready):
    row = hand(cast, told, ready)
    seen = find_received_draft_detail(sees(cast.officer, told.case_id), row.pk)
    answers = {one["question"]: one["answer"] for one in seen.content["answers"]}
    assert answers["What is their name?"] == "Mirela"
    assert seen.words == "She can be rung after six."
    assert [line.handover_id for line in list_received_handovers(cast.officer.actor)] == [row.pk]


def test_what_is_no_longer_shared_is_no_longer_seen_or_answered(cast, told, ready):
    row = hand(cast, told, ready)
    grant = Grant.objects.get(to_body__code=FORCE, ended_at__isnull=True)
    consents.end_case_sharing(case_id=told.case_id, grant_id=grant.pk, because="No", by=cast.worker.actor)
    assert list_received_handovers(cast.officer.actor) == []
    with pytest.raises(NotVisible):
        sees(cast.officer, told.case_id)
    with pytest.raises(NotVisible):
        made(cast, row)


def test_less_shared_than_the_form_holds_shows_nothing_of_it(cast, told, ready):
    row = hand(cast, told, ready)
    share(told.case_id, cast.worker, FORCE, Kind.PATHWAY)
    assert list_received_handovers(cast.officer.actor) == []
    with pytest.raises(Denied, match="has not been shared with you"):
        find_received_draft_detail(sees(cast.officer, told.case_id), row.pk)
    with pytest.raises(Denied):
        made(cast, row)


def test_it_is_not_handed_to_whom_it_may_not_be_told(cast, told, draft, say):
    answered(told.case_id, cast.worker, ConsentAnswer.YES)
    say(under_18="no", wants_nrm="yes", first_name="Mirela")
    with pytest.raises(
        ActionNotPossibleError, match="cannot share this with Lincolnshire Police yet: Name and identity"
    ):
        hand(cast, told, draft)


def test_a_ground_that_is_stated_opens_it_too(cast, told, draft, say):
    answered(told.case_id, cast.worker, ConsentAnswer.YES)
    say(under_18="no", wants_nrm="yes", first_name="Mirela")
    consents.share_case_without_consent(
        case_id=told.case_id,
        sharing=ConsentToSharingInput(FORCE, (Kind.IDENTITY, Kind.PATHWAY)),
        ground=GrantGround.LIFE,
        because="He said that he would come tonight",
        by=cast.worker.actor,
    )
    assert hand(cast, told, draft).kinds == ["identity", "pathway"]


@pytest.mark.parametrize("body", ["harbour", "lantern", "nobody"])
def test_only_a_first_responder_can_be_asked(cast, told, ready, body):
    with pytest.raises(ActionNotPossibleError, match="Choose a first responder"):
        hand(cast, told, ready, body)


def test_sent_back_with_a_reason_it_goes_on_here(cast, told, ready, now, say):
    row = hand(cast, told, ready)
    with pytest.raises(ActionNotPossibleError, match="Enter the reason"):
        handovers.return_received_draft_to_preparing_body(
            handover_id=row.pk, because=" ", by=cast.officer.actor
        )
    handovers.return_received_draft_to_preparing_body(
        handover_id=row.pk, because="Ask about the place", by=cast.officer.actor
    )
    assert (now().state, now().handover.said) == ("open", "Ask about the place")
    say(family="Two sisters")
    assert not Event.objects.filter(case=told.case_id, event="nrm_referred").exists()
    assert hand(cast, told, ready).pk != row.pk


def test_while_it_is_with_them_it_is_not_changed_here(cast, told, ready, say, now):
    hand(cast, told, ready)
    with pytest.raises(ActionNotPossibleError, match=r"handed over to Lincolnshire Police\. Withdraw it"):
        say(family="Two sisters")
    handovers.take_back_handed_over_draft(case_id=told.case_id, draft_id=ready.draft_id, by=cast.lead.actor)
    say(family="Two sisters")
    assert now().given["family"].value == "Two sisters"


def test_an_answer_is_given_once(cast, told, ready):
    row = hand(cast, told, ready)
    made(cast, row)
    with pytest.raises(ActionNotPossibleError, match="Already answered: they sent it"):
        made(cast, row)
    with pytest.raises(ActionNotPossibleError, match="Nothing to withdraw:"):
        handovers.take_back_handed_over_draft(
            case_id=told.case_id, draft_id=ready.draft_id, by=cast.worker.actor
        )
    assert Event.objects.filter(case=told.case_id, event="nrm_referred").count() == 1


@pytest.mark.parametrize("part", ["partner", "worker", "lead", "outsider", "force_lead", "housing"])
def test_nobody_but_their_caseworkers_answers(cast, told, ready, part):
    row = hand(cast, told, ready)
    with pytest.raises(Denied):
        made(cast, row, user=getattr(cast, part))


def test_a_day_that_has_not_come_is_no_day_of_sending(cast, told, ready):
    row = hand(cast, told, ready)
    with pytest.raises(ActionNotPossibleError, match="in the future"):
        made(cast, row, days=-1)
    assert Handover.objects.get(pk=row.pk).reply == "none_yet"


def test_a_closed_case_takes_no_answer(cast, told, ready):
    row = hand(cast, told, ready)
    Case.objects.filter(pk=told.case_id).update(closed_at=timezone.now(), closed_by=cast.worker)
    with pytest.raises(ActionNotPossibleError, match="closed"):
        made(cast, row)


def test_what_was_handed_is_sealed(cast, told, ready):
    row = hand(cast, told, ready)
    assert b"Mirela" not in Handover.objects.get(pk=row.pk).content.sealed()


def test_a_report_that_names_nobody_is_handed_without_who_they_are(cast, told, draft, say):
    answered(told.case_id, cast.worker, ConsentAnswer.NO)
    say(under_18="no", wants_nrm="yes", first_name="Mirela", wants_support="no")
    say(wants_nrm="no", co_operates="no", had_to_do="Picked leeks", treated="They called her Mirela")
    drafts.mark_words_allowed_in_anonymous_report(
        case_id=told.case_id, draft_id=draft.draft_id, read={"had_to_do": 1}, by=cast.worker.actor
    )
    share(told.case_id, cast.worker, FORCE, Kind.PATHWAY)
    row = hand(cast, told, draft)
    seen = find_received_draft_detail(sees(cast.officer, told.case_id), row.pk)
    text = json.dumps(seen.content, ensure_ascii=False)
    assert "leeks" in text
    assert [secret for secret in told.secrets if secret in text] == []
    made(cast, row)
    assert Event.objects.filter(case=told.case_id, event="duty_to_notify_sent").exists()


def test_beside_a_report_that_names_nobody_nothing_is_written_that_does(cast, told, draft, say):
    answered(told.case_id, cast.worker, ConsentAnswer.NO)
    say(under_18="no", wants_nrm="no", co_operates="no", had_to_do="Picked leeks")
    share(told.case_id, cast.worker, FORCE, Kind.PATHWAY)

    def hand_with(words):
        here = {"case_id": told.case_id, "draft_id": draft.draft_id, "by": cast.worker.actor}
        return handovers.hand_over_draft(**here, handing=DraftHandoverInput(FORCE, words))

    with pytest.raises(
        ActionNotPossibleError, match=r"includes “mirela”, “07700 900123”\. Remove that first"
    ):
        hand_with("Mirela can be rung on 07700900123.")
    assert not Handover.objects.exists()
    assert hand_with("The house is watched in the evening.").route == "dtn"


@shared_world
def own(cast):
    """A draft of the force itself: a referral of an adult who said yes."""
    case = tell(cast.officer.actor)
    row = drafts.start_draft_or_get_live_one(case_id=case.case_id, by=cast.officer.actor)
    return case, page_of(cast.officer, case.case_id, row.pk)


def mark(cast, own, user=None, on=None):
    case, draft = own
    return submissions.record_own_draft_submission(
        case_id=case.case_id,
        draft_id=draft.draft_id,
        sent=FormSubmissionInput(on or ago(0)),
        by=(user or cast.officer).actor,
    )


def test_a_first_responder_says_that_it_sent_its_own(cast, own):
    case, draft = own
    fill(cast.officer, case.case_id, draft.draft_id, under_18="no", wants_nrm="yes")
    with pytest.raises(ActionNotPossibleError, match="Record on the case that they said yes"):
        mark(cast, own)
    answered(case.case_id, cast.officer, ConsentAnswer.YES)
    done = mark(cast, own)
    assert done.changes
    row = DraftOrSentForm.objects.get(pk=draft.draft_id)
    assert (row.state, row.made_as, row.made_event.event) == ("made", "nrm", "nrm_referred")
    with pytest.raises(ActionNotPossibleError, match="has been sent and cannot be changed"):
        mark(cast, own)
    assert Event.objects.filter(case=case.case_id, event="nrm_referred").count() == 1


def test_after_a_report_the_person_may_still_say_yes(cast, own):
    case, draft = own
    answered(case.case_id, cast.officer, ConsentAnswer.NO)
    fill(cast.officer, case.case_id, draft.draft_id, under_18="no", wants_nrm="no", birthplace="By the Prut")
    mark(cast, own)
    assert Case.objects.get(pk=case.case_id).phase == "outside"
    again = drafts.start_draft_or_get_live_one(case_id=case.case_id, by=cast.officer.actor)
    assert again.pk != draft.draft_id


def test_who_is_no_first_responder_cannot_say_that_it_sent_it(cast, told, draft, say):
    answered(told.case_id, cast.worker, ConsentAnswer.YES)
    say(under_18="no", wants_nrm="yes")
    with pytest.raises(ActionNotPossibleError, match="Lantern is not one"):
        submissions.record_own_draft_submission(
            case_id=told.case_id,
            draft_id=draft.draft_id,
            sent=FormSubmissionInput(ago(0)),
            by=cast.worker.actor,
        )


def test_a_child_is_referred_without_an_answer_to_the_nrm(cast, own):
    from handrail.people.cases.lifecycle.actions import opening  # noqa: PLC0415 - beside its one use
    from handrail.people.records.text_choices import Age  # noqa: PLC0415 - beside its one use

    case, draft = own
    opening.set_age_group(case_id=case.case_id, age=Age.UNSURE, by=cast.officer.actor)
    fill(cast.officer, case.case_id, draft.draft_id, under_18="not-sure")
    mark(cast, own)
    assert DraftOrSentForm.objects.get(pk=draft.draft_id).made_as == "nrm"


def test_a_report_that_names_nobody_is_handed_over_without_opening_where_they_are(cast, told, draft, say):
    answered(told.case_id, cast.worker, ConsentAnswer.NO)
    say(under_18="no", wants_nrm="no", co_operates="no", town_now="Lincoln", county_now="Lincolnshire")
    share(told.case_id, cast.worker, FORCE, Kind.PATHWAY)
    row = handovers.hand_over_draft(
        case_id=told.case_id, draft_id=draft.draft_id, handing=DraftHandoverInput(FORCE), by=cast.worker.actor
    )
    assert row.kinds == ["pathway"]
    seen = find_received_draft_detail(sees(cast.officer, told.case_id), row.pk).content
    assert seen["message"]["PVCurrentCounty"] == "Lincolnshire"
    assert "PVCurrentCityTown" not in seen["message"]
    made(cast, row)
