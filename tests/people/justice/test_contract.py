"""The victim contract: asked when its day comes, answered with a reason or evidence, signed by somebody else."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from handrail.people.cases.events.actions.events import EventInput, record_event, take_back_event
from handrail.people.cases.events.models import Due
from handrail.people.cases.person.actions import set_point_of_contact_and_stand_in, update_some_person_answers
from handrail.people.contacts.actions.hand_overs import HandOverRecipient, accept_hand_over, request_hand_over
from handrail.people.information_requests.actions.counselling_approvals import (
    CounsellingNotesDecisionInput,
    decide_on_counselling_notes,
)
from handrail.people.information_requests.actions.requests import record_person_told_of_information_request
from handrail.people.information_requests.models import PersonTold
from handrail.people.information_requests.text_choices import CounsellingNotesDecision
from handrail.people.justice.actions.contract import (
    answer_contract_item,
    record_rights_level_decision,
    record_sign_off_decision,
    request_sign_off,
)
from handrail.people.justice.models import (
    ContractAnswer,
    ContractItem,
    RightsLevelDecision,
    SignOffDecision,
    SignOffRequest,
)
from handrail.people.justice.queries.rights_in_time import (
    get_counts_of_rights_given_in_time,
    list_newest_calendar_quarters,
)
from handrail.people.justice.rules.entitlements import list_entitlements
from handrail.people.justice.rules.rights_in_time import RightGivenState
from handrail.people.records.models import Case, Event
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.actions import share_file_with_body
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.working_days import add_working_days
from handrail.platform.ui.formatting import format_day
from support.cast import sign_in
from support.concurrency import at_once
from support.information_requests import ask, share_with_police
from support.justice import (
    BECAUSE,
    EVIDENCE,
    a_police_case,
    add_supervisor,
    answer,
    answer_all,
    contact,
    get_item,
    happened,
    make_answer,
)
from support.practice_pages import words_of
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def ours(cast):
    return a_police_case(cast)


@shared_world
def supervisor(cast):
    return add_supervisor()


def signed(outcome="signed", words=""):
    row = SignOffDecision(outcome=outcome)
    if words:
        row.words = words
    return row


def decide(told, request, by, **more):
    return record_sign_off_decision(signed(**more), request_id=request.pk, case_id=told.case_id, by=by.actor)


def codes(told):
    return {row.entitlement for row in ContractItem.objects.filter(case=told.case_id, is_current=True)}


def test_a_question_comes_with_its_trigger_and_not_before(cast, ours):
    assert {"before.reach", "before.nrm", "before.apart", "3.1", "4.1", "4.2", "6.3", "7.1"} <= codes(ours)
    assert not codes(ours) & {"6.1", "8.1", "1.2", "11.1"}
    happened(cast, ours, "suspect_arrested")
    item = get_item(ours, "6.1")
    assert item.due_on == add_working_days(today(), 1)  # Enhanced Rights apply unless somebody says why not
    assert item.is_open


def test_nothing_is_asked_before_the_police_know(cast, told):
    assert not ContractItem.objects.filter(case=told.case_id).exists()


@pytest.mark.parametrize(
    ("kind", "more", "message"),
    [
        ("not_needed", {}, "Enter why"),
        ("not_possible", {}, "Enter why"),
        ("withheld", {}, "Enter why"),
        ("done", {"evidence": ""}, "what shows"),
    ],
)
def test_an_answer_without_its_reason_or_evidence_is_not_kept(cast, ours, kind, more, message):
    with pytest.raises(ValidationError, match=message):
        answer(cast, ours, "3.1", kind, **more)
    assert not ContractAnswer.objects.exists()


def test_the_database_keeps_no_gap_without_a_reason_and_nothing_done_without_evidence(cast, ours):
    gap = answer(cast, ours, "1.1" if "1.1" in codes(ours) else "4.1", "not_possible", because=BECAUSE)
    done = answer(cast, ours, "before.reach")
    for row, wrong in ((gap, {"because": None}), (done, {"evidence": None})):
        with pytest.raises(IntegrityError), transaction.atomic():
            ContractAnswer.objects.filter(pk=row.pk).update(**wrong)


def test_done_ends_the_deadline_of_the_case(cast, ours):
    clocks = Due.objects.filter(case=ours.case_id, code="vc_support_referral", ended_on=None)
    assert clocks.exists()
    saved = answer(cast, ours, "4.2")
    assert not clocks.exists()
    assert (saved.event.event, saved.event.of) == ("support_referral_made", "service")
    assert get_item(ours, "4.2").done_on == today()


def test_an_offer_of_support_that_was_declined_ends_the_deadline_too(cast, ours):
    clocks = Due.objects.filter(case=ours.case_id, code="vc_support_referral", ended_on=None)
    assert clocks.exists()
    saved = answer(cast, ours, "4.2", "declined")
    assert not clocks.exists()
    assert saved.event.event == "support_referral_declined"
    assert get_item(ours, "4.2").answer == "declined"


def test_a_refusal_that_was_recorded_by_itself_answers_the_offer(cast, ours):
    happened(cast, ours, "support_referral_declined")
    assert get_item(ours, "4.2").answer == "declined"
    happened(cast, ours, "support_referral_made", of="service")
    assert get_item(ours, "4.2").answer == "done"


def test_one_answer_answers_one_entitlement(cast, ours):
    arrested = happened(cast, ours, "suspect_arrested")
    released = happened(cast, ours, "suspect_released")
    rows = {row.trigger_id: row for row in ContractItem.objects.filter(case=ours.case_id, is_current=True)}
    saved = answer_contract_item(
        make_answer(),
        item_id=rows[released.event_id].pk,
        case_id=ours.case_id,
        language_tag="",
        by=cast.officer.actor,
    )
    told = {row.trigger_id: row.answer for row in ContractItem.objects.all() if row.entitlement == "6.1"}
    assert told == {arrested.event_id: "", released.event_id: "done"}
    happening = EventInput("victim_informed", today(), of="suspect")
    record_event(case_id=ours.case_id, happening=happening, by=cast.officer.actor, supersedes=saved.event_id)
    told = {row.trigger_id: row.answer for row in ContractItem.objects.all() if row.entitlement == "6.1"}
    assert told == {arrested.event_id: "", released.event_id: "done"}


def test_an_earlier_or_corrected_start_keeps_the_answers(cast, ours):
    answer(cast, ours, "before.reach")
    released = happened(cast, ours, "suspect_arrested", days_ago=2)
    answer(cast, ours, "6.1")
    happened(cast, ours, "reported_to_police", days_ago=3)
    assert get_item(ours, "before.reach").answer == "done"
    assert get_item(ours, "before.reach").started == today() - datetime.timedelta(days=3)
    happening = EventInput("suspect_arrested", today() - datetime.timedelta(days=1))
    record_event(
        case_id=ours.case_id, happening=happening, by=cast.officer.actor, supersedes=released.event_id
    )
    item = get_item(ours, "6.1")
    assert (item.answer, item.started) == ("done", today() - datetime.timedelta(days=1))
    assert ContractItem.objects.filter(case=ours.case_id, is_current=False).count() == 0


def test_what_was_told_before_witness_care_was_stays_told(cast, ours):
    trial = {"held_on": today() + datetime.timedelta(days=60)}
    happened(cast, ours, "trial_fixed", days_ago=4, **trial)
    answer(cast, ours, "8.1", on=today() - datetime.timedelta(days=3))
    told = happened(cast, ours, "wcu_told", days_ago=1, of="hearing")
    item = get_item(ours, "8.1")
    assert (item.answer, item.answered_on, item.by_fallback) == (
        "done",
        today() - datetime.timedelta(days=3),
        False,
    )
    take_back_event(case_id=ours.case_id, event_id=told.event_id, because="Slip", by=cast.officer.actor)
    assert (get_item(ours, "8.1").answer, get_item(ours, "8.1").by_fallback) == ("done", True)


def test_two_hearings_that_witness_care_was_told_of_at_once_keep_both_answers(cast, ours):
    held = {"held_on": today() + datetime.timedelta(days=60)}
    for _ in range(2):
        happened(cast, ours, "hearing_fixed", days_ago=4, **held)
    rows = [row for row in ContractItem.objects.filter(case=ours.case_id) if row.entitlement == "8.1"]
    for row in rows:
        answer_contract_item(
            make_answer("withheld", because=BECAUSE),
            item_id=row.pk,
            case_id=ours.case_id,
            language_tag="",
            by=cast.officer.actor,
        )
    happened(cast, ours, "wcu_told", days_ago=1, of="hearing")
    item = get_item(ours, "8.1")
    assert (item.answer, item.answers.count()) == ("withheld", 2)


def test_an_event_is_evidence_by_itself(cast, ours):
    happened(cast, ours, "victim_informed", of="crime")
    assert get_item(ours, "3.1").answer == "done"


def test_what_was_taken_back_asks_no_more(cast, ours):
    result = happened(cast, ours, "suspect_arrested")
    take_back_event(
        case_id=ours.case_id, event_id=result.event_id, because="Wrong person", by=cast.officer.actor
    )
    assert "6.1" not in codes(ours)


def test_a_release_a_move_and_a_moved_trial_ask_again(cast, ours):
    answer(cast, ours, "4.1")
    answer(cast, ours, "before.reach")
    happened(cast, ours, "suspect_released")
    assert (get_item(ours, "4.1").answer, get_item(ours, "4.1").reopened_by) == ("", "release")
    answer(cast, ours, "before.reach")
    update_some_person_answers(
        case_id=ours.case_id, texts={"where_now": "Another town"}, language_tag="ro", by=cast.officer.actor
    )
    happened(cast, ours, "charged")
    assert get_item(ours, "before.reach").reopened_by == "move"
    happened(cast, ours, "trial_fixed", held_on=today() + datetime.timedelta(days=60))
    answer(cast, ours, "trial.travel", "declined")
    assert not get_item(ours, "trial.travel").is_open
    happened(cast, ours, "trial_moved", held_on=today() + datetime.timedelta(days=90))
    assert get_item(ours, "trial.travel").is_open
    assert {"8.1", "8.0", "trial.childcare", "trial.status"} <= codes(ours)


def test_standard_rights_need_a_reason_and_move_the_due_days(cast, ours):
    happened(cast, ours, "suspect_arrested")
    with pytest.raises(ActionNotPossibleError, match="do not apply"):
        record_rights_level_decision(
            RightsLevelDecision(enhanced=False), case_id=ours.case_id, by=cast.officer.actor
        )
    row = RightsLevelDecision(enhanced=False)
    row.because = "Ground looked at with the supervisor"
    record_rights_level_decision(row, case_id=ours.case_id, by=cast.officer.actor)
    assert get_item(ours, "6.1").due_on == add_working_days(today(), 5)
    back = RightsLevelDecision(enhanced=True, ground="intimidated")
    record_rights_level_decision(back, case_id=ours.case_id, by=cast.officer.actor)
    assert get_item(ours, "6.1").due_on == add_working_days(today(), 1)


def test_no_signature_is_asked_for_while_a_question_is_open(cast, ours):
    answer_all(cast, ours, but={"7.1"})
    answer(cast, ours, "7.1", "not_yet")
    with pytest.raises(ActionNotPossibleError, match="1 question still to answer"):
        request_sign_off(case_id=ours.case_id, by=cast.officer.actor)
    answer(cast, ours, "7.1", "not_possible", because=BECAUSE)
    request = request_sign_off(case_id=ours.case_id, by=cast.officer.actor)
    assert (request.gaps, request.not_yet, request.unexplained) == (1, 0, 0)
    for wrong in ({"not_yet": 1}, {"unexplained": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SignOffRequest.objects.filter(pk=request.pk).update(**wrong)


def test_who_asked_does_not_sign_and_a_refusal_says_why(cast, ours, supervisor):
    answer_all(cast, ours)
    asked = request_sign_off(case_id=ours.case_id, by=supervisor.actor)
    with pytest.raises(ActionNotPossibleError, match="Someone else"):
        decide(ours, asked, supervisor)
    with pytest.raises(Denied):
        decide(ours, asked, cast.officer)
    other = add_supervisor("Insp Una Verrall")
    with pytest.raises(ValidationError, match="what has to be done"):
        decide(ours, asked, other, outcome="refused")
    decide(ours, asked, other, outcome="refused", words="Offer the statement again")
    with pytest.raises(ActionNotPossibleError, match="decided or asked again"):
        decide(ours, asked, other)


def test_what_changed_meanwhile_is_not_signed(cast, ours, supervisor):
    answer_all(cast, ours)
    asked = request_sign_off(case_id=ours.case_id, by=cast.officer.actor)
    happened(cast, ours, "suspect_arrested")
    with pytest.raises(ActionNotPossibleError, match="has changed"):
        decide(ours, asked, supervisor)


def test_support_reads_the_contract_where_the_pathway_is_open_and_keeps_none_of_it(cast, told):
    happened(cast, told, "crime_recorded", by=cast.worker)
    with pytest.raises(Denied, match="police keep"):
        answer(cast, told, "3.1", by=cast.lead)
    with pytest.raises(Denied):
        answer(cast, told, "3.1", by=cast.worker)


def test_the_police_answer_on_a_case_that_is_shared_with_them_and_on_no_other(cast, told, supervisor):
    happened(cast, told, "crime_recorded", by=cast.worker)
    with pytest.raises(NotVisible):
        answer(cast, told, "3.1", by=supervisor)
    share_with_police(cast, told, kinds=(Kind.IDENTITY,))
    with pytest.raises(Denied, match="has not been shared"):
        answer(cast, told, "3.1", by=supervisor)


def test_an_answer_on_a_shared_case_records_the_event_there(cast, told, supervisor):
    happened(cast, told, "crime_recorded", by=cast.worker)
    share_with_police(cast, told)
    answer(cast, told, "4.2", by=supervisor)
    assert Event.objects.filter(case=told.case_id, event="support_referral_made").exists()


def name_officer(told, user, by):
    set_point_of_contact_and_stand_in(
        case_id=told.case_id, point_of_contact_id=user.pk, stand_in_id=None, by=by.actor
    )


def test_an_officer_who_is_merely_named_is_asked_again(cast, ours, supervisor):
    answer(cast, ours, "before.nrm")
    name_officer(ours, cast.officer, cast.officer)
    assert get_item(ours, "before.nrm").answer == "done"
    name_officer(ours, supervisor, cast.officer)
    assert (get_item(ours, "before.nrm").answer, get_item(ours, "before.nrm").reopened_by) == ("", "officer")
    assert get_item(ours, "before.nrm").given_answer == "done"


def test_another_worker_of_a_support_body_is_no_new_officer(cast, told, supervisor):
    happened(cast, told, "crime_recorded", by=cast.worker)
    share_with_police(cast, told)
    answer(cast, told, "before.nrm", by=supervisor)
    hand_over_within_body(cast, told)
    assert Case.objects.get(pk=told.case_id).point_of_contact_id == cast.lead.pk
    assert get_item(told, "before.nrm").answer == "done"


def hand_over_within_body(cast, told):
    row = request_hand_over(
        case_id=told.case_id,
        to=HandOverRecipient(user_id=cast.lead.pk),
        note="Please",
        stays_on=False,
        by=cast.worker.actor,
    )
    accept_hand_over(hand_over_id=row.pk, by=cast.lead.actor)


def test_the_page_shows_each_right_and_the_persons_own_answer(cast, ours):
    client = sign_in(Client(), cast.officer)
    address = reverse("victim_contract", args=[ours.reference])
    happened(cast, ours, "suspect_arrested", days_ago=0)
    answer_all(cast, ours, but=("4.2", "6.1", "7.1"))
    answer(cast, ours, "7.1", "not_possible", because=BECAUSE)
    page = words_of(client.get(address).content.decode())
    overview = page[: page.index("What each number means")]
    assert "support tailored to their needs 1 open" in overview
    assert "Victim Personal Statement 1 gap" in overview
    assert "To get information when they report Done" in overview
    later = ("investigation and prosecution", "about compensation")
    assert "12. To complain Later" in overview
    assert not [name for name in later if f"{name} Later" in overview]
    assert "no contact about the case is recorded" in page
    contact(cast, ours, understood="partly", useful="no", wish="unsure")
    page = words_of(client.get(address).content.decode())
    assert (
        "Did they understand? In part Was it what they wanted to know? No Do they want to go on? Not sure"
        in page
    )


def test_a_request_that_the_contract_outgrew_says_so(cast, ours):
    answer_all(cast, ours)
    request_sign_off(case_id=ours.case_id, by=cast.officer.actor)
    client, address = sign_in(Client(), cast.officer), reverse("victim_contract", args=[ours.reference])
    assert "Waits for a supervisor" in client.get(address).content.decode()
    happened(cast, ours, "suspect_arrested")
    page = client.get(address).content.decode()
    assert "Changed since a signature was asked for" in page
    assert "Waits for a supervisor" not in page


def test_rights_in_time_are_counted_by_the_police_alone(cast, ours, supervisor):
    address = reverse("rights_in_time")
    lead = sign_in(Client(), cast.lead)
    refused = lead.get(address)
    assert refused.status_code == 403
    assert "A police force counts here" in refused.content.decode()
    assert address not in lead.get(reverse("my_day")).content.decode()
    police = sign_in(Client(), supervisor)
    assert address in police.get(reverse("my_day")).content.decode()
    assert police.get(address).status_code == 200


def test_a_refusal_asks_the_chosen_questions_again_and_the_same_is_not_asked_for_unchanged(
    cast, ours, supervisor
):
    answer_all(cast, ours)
    asked = request_sign_off(case_id=ours.case_id, by=cast.officer.actor)
    decide(ours, asked, supervisor, outcome="refused", words="Call with an interpreter")
    with pytest.raises(ActionNotPossibleError, match="Nothing has changed since the supervisor refused"):
        request_sign_off(case_id=ours.case_id, by=cast.officer.actor)
    page = sign_in(Client(), cast.officer).get(reverse("victim_contract", args=[ours.reference]))
    assert "Ask for a signature" not in page.content.decode()
    answer(cast, ours, "7.1", "not_possible", because=BECAUSE)
    again = request_sign_off(case_id=ours.case_id, by=cast.officer.actor)
    record_sign_off_decision(
        signed("refused", "Offer the statement once more"),
        request_id=again.pk,
        case_id=ours.case_id,
        by=supervisor.actor,
        ask_again=[get_item(ours, "7.1").pk, get_item(ours, "4.2").pk],
    )
    items = {code: get_item(ours, code) for code in ("7.1", "4.2", "3.1")}
    assert [items[code].is_open for code in items] == [True, True, False]
    assert items["4.2"].reopened_by == "refusal"  # its event was known before the refusal, and proves nothing
    assert items["4.2"].given_answer == "done"
    answer(cast, ours, "7.1")
    answer(cast, ours, "4.2")
    decide(ours, request_sign_off(case_id=ours.case_id, by=cast.officer.actor), supervisor)


def test_who_signs_reads_what_was_late_and_what_the_person_said(cast, ours, supervisor):
    happened(
        cast, ours, "reported_to_police", days_ago=20
    )  # the crime is recorded today: 19 days after its day
    contact(cast, ours, understood="partly")
    answer_all(cast, ours)
    client = sign_in(Client(), cast.officer)
    page = words_of(client.get(reverse("victim_contract", args=[ours.reference])).content.decode())
    assert "without delay Done, late" in page[: page.index("What each number means")]
    asked = request_sign_off(case_id=ours.case_id, by=cast.officer.actor)
    form = reverse("decide_sign_off", args=[ours.reference, asked.pk])
    page = words_of(sign_in(Client(), supervisor).get(form).content.decode())
    assert "1 answer later than due" in page
    assert "To have the crime recorded without delay Done, 19 days late" in page
    assert "Did they understand? In part" in page


def test_every_duty_of_the_police_is_a_question_for_the_officer():
    assert not [row.code for row in list_entitlements() if row.owners[0] == "police" and not row.asked]


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_of_two_supervisors_at_once_one_decides(cast):
    ours = a_police_case(cast)
    first, second = add_supervisor(), add_supervisor("Insp Una Verrall")
    answer_all(cast, ours)
    asked = request_sign_off(case_id=ours.case_id, by=cast.officer.actor)
    found = at_once(
        lambda: decide(ours, asked, first),
        lambda: decide(ours, asked, second, outcome="refused", words=EVIDENCE),
    )
    assert sorted(type(one).__name__ for one in found) == ["ActionNotPossibleError", "SignOffDecision"]
    assert SignOffDecision.objects.count() == 1


def test_not_yet_stays_not_yet_until_something_new_is_recorded(cast, ours):
    answer(cast, ours, "4.1")
    assert get_item(ours, "4.1").answer == "done"
    answer(cast, ours, "4.1", "not_yet")
    item = get_item(ours, "4.1")
    assert (item.answer, item.done_on, item.given_answer) == ("not_yet", None, "")
    happened(cast, ours, "needs_assessed")
    assert get_item(ours, "4.1").answer == "done"


def test_another_reason_after_a_signature_was_asked_for_is_not_signed(cast, ours, supervisor):
    answer_all(cast, ours, but=("7.1",))
    answer(cast, ours, "7.1", "not_possible", because=BECAUSE)
    request = request_sign_off(case_id=ours.case_id, by=cast.officer.actor)
    answer(cast, ours, "7.1", "not_possible", because="Another reason altogether.")
    with pytest.raises(ActionNotPossibleError, match="has changed"):
        decide(ours, request, supervisor)


def test_notice_of_a_records_request_may_have_been_given_the_day_before_it(cast, ours):
    happened(cast, ours, "record_requested")
    before = today() - datetime.timedelta(days=1)
    answer(cast, ours, "6.9", on=before)
    assert get_item(ours, "6.9").answered_on == before


def share_with_lantern(cast, told):
    share_file_with_body(
        case_access=get_case_open_to_actor_by_reference(cast.officer.actor, told.reference).case_access,
        body=cast.worker.body,
        kinds=(Kind.IDENTITY,),
        ground=GrantGround.LIFE,
        because="She may be in danger",
        until=None,
        by=cast.officer.actor,
    )


def test_asking_for_records_with_notice_feeds_the_contract_and_the_counts(cast, ours, supervisor):
    share_with_lantern(cast, ours)
    before = today() - datetime.timedelta(days=1)
    ask(cast, ours, notice_on=before)
    item = get_item(ours, "6.9")
    assert (item.answer, item.done_on, item.due_on) == ("done", before, today())
    address = reverse("victim_contract", args=[ours.reference])
    page = sign_in(Client(), cast.officer).get(address, {"show": "answered"}).content.decode()
    assert "Was notice of the request given?" in page
    assert f"Recorded as an event of {format_day(before)}." in words_of(page)
    quarter = list_newest_calendar_quarters(today())[0]
    counts = {
        (row.right, row.owner): row.states[RightGivenState.IN_TIME]
        for row in get_counts_of_rights_given_in_time(supervisor.actor, quarter, "all").counts
    }
    assert counts["6", "police"] == 1


def test_asking_without_notice_leaves_the_question_open_until_the_notice_is_given_in_writing(cast, ours):
    share_with_lantern(cast, ours)
    asked = ask(
        cast,
        ours,
        left_out=("notice_on", "notice_channel"),
        notice="later",
        notice_why="She was at a safe house without post",
    )
    assert (get_item(ours, "6.9").answer, get_item(ours, "6.9").done_on) == ("", None)
    for channel in ("call", "writing"):
        told = PersonTold(told_on=today(), channel=channel)
        record_person_told_of_information_request(
            told, request_id=asked.pk, language_tag="", by=cast.officer.actor
        )
        assert get_item(ours, "6.9").done_on == (today() if channel == "writing" else None)
    assert Event.objects.filter(case=ours.case_id, event="request_notice_given").count() == 1


def test_counselling_notes_are_requested_when_a_senior_officer_approves(cast, ours, supervisor):
    share_with_lantern(cast, ours)
    asked = ask(cast, ours, asks_counselling_notes=True, probative_value="One date decides it")
    assert "6.9" not in codes(ours)
    decide_on_counselling_notes(
        CounsellingNotesDecisionInput(CounsellingNotesDecision.APPROVED, "Superintendent", "One date"),
        request_id=asked.pk,
        by=supervisor.actor,
    )
    assert get_item(ours, "6.9").answer == "done"


def test_a_request_on_a_case_of_the_other_side_writes_nothing_on_it(cast, told):
    share_with_police(cast, told)
    ask(cast, told)
    assert not Event.objects.filter(
        case=told.case_id, event__in=("record_requested", "request_notice_given")
    ).exists()


def test_each_duty_after_a_request_for_a_review_is_asked_and_ends_its_deadline(cast, ours):
    case = Case.objects.get(pk=ours.case_id)
    case.told = [*case.told, "decided_by_police"]
    case.save()
    happened(cast, ours, "victim_informed", of="no_charge")
    assert "6.7.answered" not in codes(ours)
    happened(cast, ours, "review_requested")
    assert {"6.7.answered", "6.7.decided"} <= codes(ours)
    answer(cast, ours, "6.7.answered")
    assert Event.objects.filter(case=ours.case_id, event="review_acknowledged").exists()
    assert get_item(ours, "6.7.decided").answer == ""
    answer(cast, ours, "6.7.decided")
    assert Event.objects.filter(case=ours.case_id, event="review_decided").exists()
