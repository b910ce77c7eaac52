"""Several people at once, in real threads on a real database: one wins, the other is told, nothing is lost."""

import pytest

from handrail.people.cases.consent.actions import consents, duty_to_notify
from handrail.people.cases.consent.actions.consents import ConsentAskingInput
from handrail.people.cases.events.actions import clock_lengths_and_facts, events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.offers.actions import offers
from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.cases.person.models import Channel
from handrail.people.records.models import Case, Consent, Event, Offer, Person, SafetyPlan
from handrail.people.records.text_choices import ConsentAnswer, ContactChannelKind, OfferAnswer
from handrail.platform.kernel.case_references import format_case_reference
from support.cases import ago
from support.concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def sorts(answers):
    return sorted(type(answer).__name__ for answer in answers if isinstance(answer, Exception))


def test_twenty_cases_opened_at_once_have_twenty_references_without_a_gap(cast):
    opened = at_once(*[lambda: opening.open_case(by=cast.worker.actor) for _ in range(20)])
    assert sorts(opened) == []
    assert sorted(case.reference for case in opened) == [
        format_case_reference("LN", number) for number in range(1, 21)
    ]


@pytest.fixture
def twice(cast, case):
    """The worker and the duty lead, both of whom may do anything on the case."""
    return cast.worker.actor, cast.lead.actor


def test_two_who_correct_the_same_event(case, twice):
    first = Event.objects.get(case=case, event="identified").pk
    jobs = [
        lambda by=by, days=days: events.record_event(
            case_id=case.pk, happening=EventInput("identified", ago(days)), by=by, supersedes=first
        )
        for by, days in zip(twice, (7, 9), strict=True)
    ]
    answers = at_once(*jobs)
    assert sorts(answers) == ["ActionNotPossibleError"]
    assert Event.objects.filter(case=case).count() == 2


def test_two_who_take_the_same_event_back(case, twice, happens):
    first = happens("nrm_explained", 3).event_id
    jobs = [
        lambda by=by: events.take_back_event(case_id=case.pk, event_id=first, because="Not so", by=by)
        for by in twice
    ]
    assert sorts(at_once(*jobs)) == ["ActionNotPossibleError"]
    assert Event.objects.filter(supersedes=first).count() == 1


def test_two_who_write_the_next_safety_plan(case, twice):
    def write(by, text):
        return actions.write_safety_plan(
            case_id=case.pk, plan=text, watched="", if_missing="", review_on=None, seen_number=0, by=by
        )

    answers = at_once(
        *[lambda by=by, text=text: write(by, text) for by, text in zip(twice, "ab", strict=True)]
    )
    assert sorts(answers) == ["ConcurrentEditError"]
    assert SafetyPlan.objects.filter(case=case, is_newest=True).count() == 1


def test_two_who_tell_other_facts_from_the_same_page(case, twice):
    def tell(by, fact):
        return clock_lengths_and_facts.set_clock_start_facts_of_case(
            case_id=case.pk, facts=[fact], seen=(), by=by
        )

    told = zip(twice, ("pilot_area", "unaccompanied"), strict=True)
    assert sorts(at_once(*[lambda by=by, fact=fact: tell(by, fact) for by, fact in told])) == [
        "ConcurrentEditError"
    ]
    assert len(Case.objects.get(pk=case.pk).told) == 1


def test_two_who_ask_about_the_same_way_from_the_same_page(case, twice):
    def ask(by, safe):
        word = {"kind": ContactChannelKind.TEXT, "safe": safe, "detail": "", "note": "", "seen": ""}
        return actions.record_contact_channel(case_id=case.pk, by=by, **word)

    said = zip(twice, (ChannelSafety.NO, ChannelSafety.UNSURE), strict=True)
    assert sorts(at_once(*[lambda by=by, safe=safe: ask(by, safe) for by, safe in said])) == [
        "ConcurrentEditError"
    ]
    assert Channel.objects.filter(case=case, kind=ContactChannelKind.TEXT).count() == 1


def test_two_who_record_the_answer_to_one_offer(case, twice, offer):
    def say(by, answer):
        offers.answer_offer(
            case_id=case.pk, offer_id=offer.pk, answer=answer, on=ago(0), reason="", seen_version=1, by=by
        )

    answers = (OfferAnswer.ACCEPTED, OfferAnswer.DECLINED)
    done = at_once(*[lambda by=by, said=said: say(by, said) for by, said in zip(twice, answers, strict=True)])
    assert sorts(done) == ["ConcurrentEditError"]
    kept = Offer.objects.get(pk=offer.pk)
    assert (kept.version, kept.answer == OfferAnswer.ACCEPTED) == (2, done[0] is None)


def test_two_who_say_who_the_person_is(case, twice):
    seen = Person.objects.get(pk=case.pk).version

    def save(by):
        person = Person.objects.get(pk=case.pk)
        person.called = by.user_name
        actions.save_person(person, seen=seen, by=by)

    jobs = [lambda by=by: save(by) for by in twice]
    assert sorts(at_once(*jobs)) == ["ConcurrentEditError"]
    assert Person.objects.get(pk=case.pk).version == seen + 1


def test_two_who_mark_one_report_as_sent(case, twice):
    consents.record_nrm_answer(
        case_id=case.pk, said=ConsentAnswer.NO, asked=ConsentAskingInput(ago(1)), by=twice[0]
    )
    report = duty_to_notify.DutyToNotifyReportInput(False, "unknown", "", "", "")
    kept = duty_to_notify.prepare_duty_to_notify_report(case_id=case.pk, report=report, by=twice[0])
    jobs = [
        lambda by=by: duty_to_notify.mark_duty_to_notify_report_sent(
            case_id=case.pk,
            notification_id=kept.pk,
            happening=EventInput("duty_to_notify_sent", ago(0)),
            by=by,
        )
        for by in twice
    ]
    assert sorts(at_once(*jobs)) == ["ActionNotPossibleError"]
    assert Event.objects.filter(case=case, event="duty_to_notify_sent").count() == 1


def test_ten_different_events_at_once_are_all_kept(case, twice):
    jobs = [
        lambda days=days: events.record_event(
            case_id=case.pk, happening=EventInput("nrm_explained", ago(days)), by=twice[days % 2]
        )
        for days in range(10)
    ]
    assert sorts(at_once(*jobs)) == []
    assert Event.objects.filter(case=case, event="nrm_explained").count() == 10


def test_two_answers_at_once_follow_one_another(case, twice):
    jobs = [
        lambda by=by, said=said: consents.record_nrm_answer(
            case_id=case.pk, said=said, asked=ConsentAskingInput(ago(0)), by=by
        )
        for by, said in zip(twice, (ConsentAnswer.YES, ConsentAnswer.NO), strict=True)
    ]
    assert sorts(at_once(*jobs)) == []
    assert set(Consent.objects.filter(case=case).values_list("said", flat=True)) == {"yes", "no"}
    assert Case.objects.get(pk=case.pk).phase in ("before", "outside")


def test_a_colleague_named_twice_at_once_is_named_once(case, cast, twice):
    jobs = [
        lambda by=by: opening.set_point_of_contact_and_stand_in(
            case_id=case.pk, point_of_contact_id=cast.worker.pk, stand_in_id=cast.colleague.pk, by=by
        )
        for by in twice
    ]
    assert sorts(at_once(*jobs)) == []
    assert Case.objects.get(pk=case.pk).stand_in == cast.colleague
