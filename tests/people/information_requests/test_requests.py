"""Asked across the wall, given or refused once, told to the person; and never a support note beside the answer."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from handrail.people.information_requests.actions.requests import (
    answer_with_information,
    record_person_told_of_information_request,
    refuse_information,
    withdraw_information_request,
)
from handrail.people.information_requests.code_tests import CODE_TESTS, IN_FORCE_FROM
from handrail.people.information_requests.lawful_bases import LAWFUL_BASES
from handrail.people.information_requests.models import (
    InformationRequest,
    InformationRequestOutcome,
    PersonTold,
)
from handrail.people.information_requests.notice_paper import build_notice_document
from handrail.people.information_requests.queries import get_information_request_for_reader
from handrail.people.information_requests.text_choices import RequestBasis
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.today import today
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.models import Message
from support.cast import NUMBER, PLAN
from support.concurrency import at_once
from support.form_steps import send_steps
from support.information_requests import ANSWER, ENQUIRY, WHAT, answer, ask, make_request, share_with_police
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def shared(cast, told):
    share_with_police(cast, told)
    return told


def refusal(code="wide"):
    row = InformationRequestOutcome(refusal=code)
    row.words = "Ask for the date alone"
    return row


def test_each_rule_names_its_source_and_how_sure_it_is():
    assert datetime.date(2026, 1, 12) == IN_FORCE_FROM
    assert all(test.source and test.confidence for test in CODE_TESTS)
    assert {row.basis for row in LAWFUL_BASES} == set(RequestBasis)
    assert all(row.source and row.confidence and row.sides for row in LAWFUL_BASES)
    fields = {field.name for field in InformationRequest._meta.get_fields()}
    assert {test.field for test in CODE_TESTS} <= fields


@pytest.mark.parametrize(
    ("changes", "left_out", "where"),
    [
        ({}, ("enquiry",), "enquiry"),
        ({}, ("necessity",), "necessity"),
        ({}, ("other_routes",), "other_routes"),
        ({}, ("handling",), "handling"),
        ({"notice_to": ""}, (), "notice_to"),
        ({"notice_to": "parent"}, (), "notice_to_words"),
        ({"notice": "later", "notice_on": None}, (), "notice_why"),
        ({"notice": "", "notice_on": None}, (), "notice"),
        ({"notice_on": None}, (), "notice_on"),
        ({"notice": "unsafe"}, (), "notice_why"),
        ({"asks_counselling_notes": True}, (), "probative_value"),
        ({"views": ""}, (), "views"),
        (
            {"wanted_from": datetime.date(2026, 2, 2), "wanted_until": datetime.date(2026, 2, 1)},
            (),
            "wanted_until",
        ),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_fails_a_test_of_the_code_is_not_sent(cast, shared, changes, left_out, where):
    with pytest.raises(ValidationError) as wrong:
        ask(cast, shared, left_out=left_out, **changes)
    assert where in wrong.value.error_dict
    assert not InformationRequest.objects.exists()


def test_the_database_refuses_what_fails_a_test_of_the_code(cast, shared):
    row = ask(cast, shared)
    rows = InformationRequest.objects.filter(pk=row.pk)
    for wrong in (
        {"enquiry": None},
        {"other_routes": None},
        {"handling": None},
        {"notice_to": ""},
        {"notice_to": "parent"},
        {"notice": "later", "notice_on": None},
        {"notice": ""},
        {"notice_on": today() + datetime.timedelta(days=1)},
        {"asks_counselling_notes": True},
        {"to_body": row.from_body_id},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_who_may_ask_whom(cast, shared):
    with pytest.raises(ActionNotPossibleError, match="other side"):
        ask(cast, shared, to="harbour")
    with pytest.raises(Denied, match="officer in the case"):
        ask(cast, shared, by=cast.co_ordinator)
    with pytest.raises(NotVisible):
        ask(cast, shared, by=cast.partner)
    with pytest.raises(ActionNotPossibleError, match="lawful basis"):
        ask(cast, shared, basis="consent")
    back = ask(
        cast, shared, by=cast.worker, to="lincolnshire-police", basis="vital", notice="", notice_on=None
    )
    assert (back.is_about_victim, back.to_body.code) == (False, "lincolnshire-police")
    with pytest.raises(ActionNotPossibleError, match="other side"):
        ask(cast, shared, by=cast.worker, to="lantern", basis="vital", notice="", notice_on=None)


def test_given_read_until_its_day_and_told(cast, shared, signed_in, time_machine):
    row = ask(cast, shared)
    assert set(Message.objects.values_list("kind", "to__email")) == {("information_request", cast.lead.email)}
    officer, lead = signed_in(cast.officer), signed_in(cast.lead)
    path = reverse("information_request", args=[row.pk])
    assert path in lead.get(reverse("my_day")).content.decode()
    give = lead.get(reverse("give_information", args=[row.pk])).content.decode()
    assert WHAT in give
    until = today() + datetime.timedelta(days=30)
    sent = {
        "answer": ANSWER, "given_kinds": ["notes"],
        "open_until-day": until.day, "open_until-month": until.month, "open_until-year": until.year,
    }  # fmt: skip
    done = lead.post(reverse("give_information", args=[row.pk]), sent, follow=True).content.decode()
    assert "Information given to Lincolnshire Police." in done
    assert "Answer a request for information" not in lead.get(reverse("my_day")).content.decode()
    page = officer.get(path).content.decode()
    assert ANSWER in page
    assert not any(secret in page for secret in (NUMBER, PLAN))
    access = get_case_open_to_actor_by_reference(cast.officer.actor, shared.reference).case_access
    assert Kind.NOTES not in access.kinds
    assert Record.objects.filter(
        verb="read a request for information",
        user_id=str(cast.officer.pk),
        shown=["notes"],
        about=shared.case_id,
    ).exists()
    assert not any("March" in (why or "") for why in Record.objects.values_list("why", flat=True))
    told = {
        "told_on-day": today().day,
        "told_on-month": today().month,
        "told_on-year": today().year,
        "channel": "person",
    }
    told |= {"language": "ro", "words": "I do not mind"}
    assert (
        "Tell them the outcome of a request" in signed_in(cast.worker).get(reverse("my_day")).content.decode()
    )
    signed_in(cast.worker).post(reverse("told_information_request", args=[row.pk]), told, follow=True)
    assert (
        "Tell them the outcome of a request"
        not in signed_in(cast.worker).get(reverse("my_day")).content.decode()
    )
    page = lead.get(path).content.decode()
    assert "I do not mind" in page
    assert "Romanian" in page
    time_machine.move_to(datetime.datetime.combine(until, datetime.time(12)) + datetime.timedelta(days=1))
    assert ANSWER not in officer.get(path).content.decode()
    assert ANSWER in lead.get(path).content.decode()


def test_whoever_asked_reads_the_answer_after_the_sharing_has_ended_and_nobody_else_does(
    cast, shared, signed_in
):
    row = ask(cast, shared)
    answer_with_information(answer(), request_id=row.pk, by=cast.lead.actor)
    for grant in Grant.objects.filter(to_body=cast.officer.body):
        grant.revise(ended_at=row.asked_at, ended_by_id=cast.worker.pk)
    path = reverse("information_request", args=[row.pk])
    officer = signed_in(cast.officer)
    assert ANSWER in officer.get(path).content.decode()
    assert shared.reference in officer.get(reverse("information_requests")).content.decode()
    assert officer.get(reverse("case", args=[shared.reference])).status_code == 404
    for part in ("liaison", "co_ordinator", "partner", "outsider", "colleague"):
        assert signed_in(getattr(cast, part)).get(path).status_code == 404
    for part in ("protector", "administrator", "commissioner", "housing"):
        assert signed_in(getattr(cast, part)).get(path).status_code == 403


def test_refused_with_a_reason_and_taken_back(cast, shared):
    first, second = ask(cast, shared), ask(cast, shared)
    with pytest.raises(NotVisible):
        refuse_information(refusal(), request_id=first.pk, by=cast.officer.actor)
    with pytest.raises(Denied):
        refuse_information(refusal(), request_id=first.pk, by=cast.worker.actor)
    refuse_information(refusal(), request_id=first.pk, by=cast.lead.actor)
    with pytest.raises(ActionNotPossibleError, match="answered or withdrawn"):
        answer_with_information(answer(), request_id=first.pk, by=cast.lead.actor)
    with pytest.raises(NotVisible):
        withdraw_information_request(request_id=second.pk, words="", by=cast.liaison.actor)
    withdraw_information_request(request_id=second.pk, words="Not needed", by=cast.officer.actor)
    found = get_information_request_for_reader(cast.officer.actor, second.pk)
    assert found.outcome.get_outcome_display() == "Withdrawn"
    assert found.outcome.words.open() == "Not needed"


def test_not_told_needs_a_reason(cast, shared):
    row = ask(cast, shared)
    with pytest.raises(ValidationError, match="choose why"):
        record_person_told_of_information_request(
            PersonTold(), request_id=row.pk, language_tag="", by=cast.lead.actor
        )
    record_person_told_of_information_request(
        PersonTold(not_told="unsafe"), request_id=row.pk, language_tag="", by=cast.officer.actor
    )
    with pytest.raises(NotVisible):
        record_person_told_of_information_request(
            PersonTold(not_told="unsafe"), request_id=row.pk, language_tag="", by=cast.partner.actor
        )


def test_asked_through_the_page_with_errors_beside_their_fields(cast, shared, signed_in):
    browser, path = signed_in(cast.officer), reverse("ask_information", args=[shared.reference])
    page = browser.get(path).content.decode()
    assert "in force since 12 January 2026" in page
    begun = {"to": "lantern", "basis": "part3", "what": WHAT, "wanted_kinds": ["notes"]}
    assert (
        "Enter the reasonable line of enquiry"
        in send_steps(browser, path, begun, follow=True).content.decode()
    )
    begun |= {"enquiry": ENQUIRY, "necessity": "It decides"}
    assert "Enter the less intrusive way" in send_steps(browser, path, begun, follow=True).content.decode()
    day = today()
    sent = {
        "to": "lantern", "basis": "part3", "what": WHAT, "wanted_kinds": ["notes"], "enquiry": ENQUIRY,
        "necessity": "It decides", "other_routes": "Asked the employer", "notice": "given",
        "asks_counselling_notes": "False",
        "handling": "The officer reads it", "notice_to": "parent", "notice_to_words": "Her mother, Ileana",
        "notice_on-day": day.day, "notice_on-month": day.month, "notice_on-year": day.year, "notice_channel": "writing",
        "language": "ro", "views": "objects", "views_words": "Leave me alone",
        "answer_by-day": day.day, "answer_by-month": day.month, "answer_by-year": day.year,
    }  # fmt: skip
    done = send_steps(browser, path, sent, follow=True).content.decode()
    assert "Request sent to Lantern." in done
    row = InformationRequest.objects.get()
    assert (
        "The person objects"
        in signed_in(cast.lead).get(reverse("information_request", args=[row.pk])).content.decode()
    )
    assert (
        "Lincolnshire Police asked Lantern"
        in signed_in(cast.worker).get(reverse("case_justice", args=[shared.reference])).content.decode()
    )
    paper = browser.get(reverse("information_notice", args=[row.pk]))
    assert paper.content.startswith(b"%PDF")
    document = build_notice_document(get_information_request_for_reader(cast.officer.actor, row.pk).row)
    assert WHAT in str(document.blocks)
    assert "The officer reads it" in str(document.blocks)
    assert "Her mother, Ileana. They are given it for the person." in str(document.blocks)
    assert "Leave me alone" not in str(document)
    assert ENQUIRY not in str(document)


def test_a_notice_that_comes_later_says_why_and_for_whom(cast, shared, signed_in):
    row = ask(
        cast, shared, notice="later", notice_on=None, notice_channel="", notice_why="She is asleep after the raid",
        notice_to="adult", notice_to_words="Mrs Oduya, her ward sister",
    )  # fmt: skip
    page = signed_in(cast.officer).get(reverse("information_request", args=[row.pk])).content.decode()
    assert "given as soon as it can be: She is asleep after the raid" in page
    assert "another adult who is suitable: Mrs Oduya, her ward sister" in page


def test_the_log_is_exported_without_words(cast, shared, signed_in):
    row = ask(cast, shared)
    answer_with_information(answer(), request_id=row.pk, by=cast.lead.actor)
    for part in ("lead", "protector"):
        browser = signed_in(getattr(cast, part))
        assert shared.reference in browser.get(reverse("information_log")).content.decode()
        text = browser.get(reverse("information_log_file")).content.decode()
        assert f"{shared.reference},Olive Dunmore,Lincolnshire Police,Lantern,yes" in text
        assert ",Given,Leah Corrigan," in text
        assert not any(secret in text for secret in (WHAT, ENQUIRY, ANSWER))


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_two_who_answer_at_once_and_one_wins(cast, told):
    share_with_police(cast, told)
    row = ask(cast, told)
    jobs = (
        lambda: answer_with_information(answer(), request_id=row.pk, by=cast.lead.actor),
        lambda: refuse_information(refusal(), request_id=row.pk, by=cast.lead.actor),
        lambda: withdraw_information_request(request_id=row.pk, words="", by=cast.officer.actor),
    )
    done = at_once(*jobs)
    assert sorted(type(one).__name__ for one in done) == [
        "ActionNotPossibleError",
        "ActionNotPossibleError",
        "NoneType",
    ]
    assert InformationRequestOutcome.objects.count() == 1


def test_a_request_is_bound_to_its_own_case(cast, shared):
    assert make_request().is_about_victim is False
    row = ask(cast, shared)
    assert get_information_request_for_reader(cast.lead.actor, row.pk).row.what.open() == WHAT


def test_the_justice_page_offers_to_ask_only_where_there_is_somebody_to_ask(cast, told, signed_in):
    client, address = signed_in(cast.worker), reverse("case_justice", args=[told.reference])
    asking = reverse("ask_information", args=[told.reference])
    page = client.get(address).content.decode()
    assert asking not in page
    assert "No organisation on the other side works on this case here." in page
    assert client.get(asking).status_code == 409
    share_with_police(cast, told)
    page = client.get(address).content.decode()
    assert f'href="{asking}"' in page
    assert "No organisation on the other side" not in page
    assert client.get(asking).status_code == 200
