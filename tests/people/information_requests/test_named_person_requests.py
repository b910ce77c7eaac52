"""Asked about a person by name: whoever asks learns nothing of a case until something is given."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handrail.people.information_requests.actions.named_person_requests import (
    link_named_request_to_case,
    record_cannot_answer_named_request,
    record_person_told_of_named_person_request,
    withdraw_named_request,
)
from handrail.people.information_requests.actions.requests import (
    answer_with_information,
    record_person_told_of_information_request,
    refuse_information,
)
from handrail.people.information_requests.models import (
    InformationRequest,
    InformationRequestOutcome,
    NamedPersonRequest,
    NamedPersonRequestOutcome,
    PersonTold,
    PersonToldOfNamedRequest,
)
from handrail.people.personal_data.actions.case_file_erasure import erase_case_file
from handrail.people.personal_data.actions.named_request_retention import erase_named_requests_past_retention
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import File
from handrail.platform.access.today import today
from handrail.platform.audit.models import Record
from handrail.platform.audit.verification import verify_trail
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.models import Message
from handrail.platform.vault import keys
from support.cast import FULL_NAME, NAME
from support.concurrency import at_once
from support.form_steps import send_steps
from support.information_requests import (
    ANSWER,
    BORN,
    ENQUIRY,
    NAMED,
    POLICE,
    WHAT,
    WHO,
    answer,
    name_person,
    name_person_to_the_police,
)
from support.unchanging import leave_out_what_changes

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
CANNOT = "Lantern cannot answer this request. This reply is the same whether or not it knows the person."


def refusal():
    row = InformationRequestOutcome(refusal="counsel")
    row.words = "Ask for the date alone"
    return row


def seen_by(browser, row):
    """The page without what changes at every request, and how many statements it took."""
    path = reverse("named_request", args=[row.pk])
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(path)
    assert page.status_code == 200
    return leave_out_what_changes(page.content.decode()), len(asked)


def test_whoever_asks_sees_the_same_page_whatever_the_organisation_knows(cast, told, signed_in):
    browser = signed_in(cast.officer)
    known, unknown = name_person(cast, name=FULL_NAME), name_person(cast, name=FULL_NAME)
    assert seen_by(browser, known) == seen_by(browser, unknown)
    linked = link_named_request_to_case(request_id=known.pk, reference=told.reference, by=cast.lead.actor)
    assert seen_by(browser, known) == seen_by(browser, unknown)
    for name in ("information_requests", "named_requests", "my_day", "cases"):
        assert told.reference not in browser.get(reverse(name)).content.decode(), name
    assert browser.get(reverse("information_request", args=[linked.pk])).status_code == 404
    refuse_information(refusal(), request_id=linked.pk, by=cast.lead.actor)
    record_cannot_answer_named_request(request_id=unknown.pk, by=cast.lead.actor)
    pages = [seen_by(browser, row) for row in (known, unknown)]
    assert pages[0] == pages[1]
    assert CANNOT in pages[0][0]
    mail = Message.objects.filter(kind="information_answered").values_list("to", "kind")
    assert list(mail) == [(cast.officer.pk, "information_answered")] * 2


def test_asking_looks_for_nobody_and_takes_the_same_statements(cast, told):
    counts = []
    for name in (FULL_NAME, NAMED):
        with CaptureQueriesContext(connection) as asked:
            name_person(cast, name=name)
        counts.append(len(asked))
        assert not any("name_search" in query["sql"] or "records_person" in query["sql"] for query in asked)
    assert counts[0] == counts[1]


def test_only_whoever_is_responsible_reads_who_it_is_about(cast, told, signed_in):
    row = name_person(cast)
    readers = set()
    for part, user in cast:
        page = signed_in(user).get(reverse("named_request", args=[row.pk]))
        if page.status_code == 200:
            readers.add(part)
            assert NAMED in page.content.decode()
        else:
            assert not any(word in page.content.decode() for word in (*WHO, WHAT, ENQUIRY))
    assert readers == {"officer", "lead"}
    with connection.cursor() as cursor:
        for model in (NamedPersonRequest, InformationRequest):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            assert not any(word in str(cursor.fetchall()) for word in (*WHO, WHAT, ENQUIRY))
    assert not any(NAMED in str(values) for values in Record.objects.values_list())
    mail = Message.objects.get(kind="information_request")
    assert (mail.to_id, NAMED in mail.path) == (cast.lead.pk, False)
    with pytest.raises(NotVisible):
        link_named_request_to_case(request_id=row.pk, reference=told.reference, by=cast.worker.actor)
    with pytest.raises(NotVisible):
        record_cannot_answer_named_request(request_id=row.pk, by=cast.officer.actor)
    with pytest.raises(
        ActionNotPossibleError, match=r"Your organisation has no case with this reference that you can open."
    ):
        link_named_request_to_case(request_id=row.pk, reference="LN-9999-L", by=cast.lead.actor)


def test_every_test_of_the_code_holds_and_only_the_other_side_is_asked(cast):
    with pytest.raises(ValidationError, match="reasonable line of enquiry"):
        name_person(cast, left_out=("enquiry",))
    with pytest.raises(ValidationError, match="no notice"):
        name_person(cast, notice="unsafe", notice_on=None, notice_channel="")
    with pytest.raises(Denied, match="officer in the case"):
        name_person(cast, by=cast.co_ordinator)
    for to in (POLICE, "harbour", "commissioner-lincolnshire"):  # harbour has nobody who answers
        with pytest.raises(ActionNotPossibleError, match="can be asked"):
            name_person(cast, to=to)
    assert NamedPersonRequest.objects.count() == 0


def test_given_on_the_case_read_by_whoever_asked_and_told_to_the_person(cast, told, signed_in):
    row = name_person(cast)
    lead, officer = signed_in(cast.lead), signed_in(cast.officer)
    assert (
        "1 request to answer about a named person"
        in lead.get(reverse("information_requests")).content.decode()
    )
    sent = lead.post(reverse("link_named_request", args=[row.pk]), {"reference": told.reference}, follow=True)
    assert "Linked. Give what is needed" in sent.content.decode()
    linked = InformationRequest.objects.get(named_request=row)
    assert linked.bind(UnrecordedKeyAccess(told.case_id)).what.open() == WHAT
    answer_with_information(answer(), request_id=linked.pk, by=cast.lead.actor)
    page = officer.get(reverse("named_request", args=[row.pk])).content.decode()
    assert ANSWER in page
    assert told.reference not in page
    assert NAME not in page.replace(NAMED, "")
    worker = signed_in(cast.worker)
    assert "Tell them the outcome of a request" in worker.get(reverse("my_day")).content.decode()
    record_person_told_of_information_request(
        PersonTold(told_on=today(), channel="person"),
        request_id=linked.pk,
        language_tag="",
        by=cast.worker.actor,
    )
    case = worker.get(reverse("case_whole_file", args=[told.reference])).content.decode()
    assert "Lincolnshire Police asked Lantern" in case
    log = lead.get(reverse("information_log") + "?show=named").content.decode()
    assert "Named person" in log
    assert "Yes</td>" in log
    assert NAMED not in log
    text = lead.get(reverse("information_log_file")).content.decode()
    assert "named person,Olive Dunmore,Lincolnshire Police,Lantern,yes" in text
    verbs = set(Record.objects.filter(about=told.case_id).values_list("verb", flat=True))
    assert "linked a request of Lincolnshire Police for information to the case" in verbs
    assert verify_trail().faults == []


def test_support_asks_the_police_and_records_that_the_person_knows(cast, signed_in):
    row = name_person_to_the_police(cast)
    assert row.is_about_victim is False
    readers = {
        part for part, user in cast
        if signed_in(user).get(reverse("named_request", args=[row.pk])).status_code == 200
    }  # fmt: skip
    assert readers == {"worker", "lead", "officer", "liaison"}  # the force of the cast has no duty lead
    record_cannot_answer_named_request(request_id=row.pk, by=cast.liaison.actor)
    told = PersonToldOfNamedRequest(told_on=today(), channel="person")
    told.words = "Thank you for asking"
    record_person_told_of_named_person_request(
        told, request_id=row.pk, language_tag="ro", by=cast.worker.actor
    )
    page = signed_in(cast.worker).get(reverse("named_request", args=[row.pk])).content.decode()
    assert "Lincolnshire Police cannot answer this request." in page
    assert "Thank you for asking" in page
    theirs = signed_in(cast.liaison).get(reverse("named_request", args=[row.pk])).content.decode()
    assert not any(word in theirs for word in (*WHO, "Thank you for asking"))


def test_asked_through_the_page(cast, signed_in):
    browser, path, day = signed_in(cast.officer), reverse("ask_about_person"), today()
    wrong = send_steps(browser, path, {"to": "lantern", "basis": "part3"}, follow=True).content.decode()
    assert "Enter the name of the person" in wrong
    sent = {
        "to": "lantern", "who_name": NAMED, "who_else": BORN, "basis": "part3", "what": WHAT, "wanted_kinds": ["notes"],
        "enquiry": ENQUIRY, "necessity": "It decides", "other_routes": "Asked the employer", "notice": "unsafe",
        "handling": "The officer reads it", "asks_counselling_notes": "False",
        "notice_why": "He reads her post", "views": "not_asked",
        "answer_by-day": day.day, "answer_by-month": day.month, "answer_by-year": day.year,
    }  # fmt: skip
    done = send_steps(browser, path, sent, follow=True).content.decode()
    assert "Request sent to Lantern." in done
    assert NAMED in done
    row = NamedPersonRequest.objects.get()
    assert browser.get(reverse("named_request_notice", args=[row.pk])).content.startswith(b"%PDF")
    assert signed_in(cast.lead).get(reverse("named_request_notice", args=[row.pk])).status_code == 404


def test_taken_back_while_it_waits_on_the_case(cast, told, signed_in):
    row = name_person(cast)
    linked = link_named_request_to_case(request_id=row.pk, reference=told.reference, by=cast.lead.actor)
    withdraw_named_request(request_id=row.pk, by=cast.officer.actor)
    lead = signed_in(cast.lead)
    assert "Withdrawn" in lead.get(reverse("information_request", args=[linked.pk])).content.decode()
    assert told.reference not in lead.get(reverse("information_requests") + "?show=waiting").content.decode()
    with pytest.raises(ActionNotPossibleError, match="withdrawn"):
        answer_with_information(answer(), request_id=linked.pk, by=cast.lead.actor)
    assert InformationRequestOutcome.objects.count() == 0


def test_erasing_the_person_erases_the_request_that_names_them(cast, told):
    row = name_person(cast)
    linked = link_named_request_to_case(request_id=row.pk, reference=told.reference, by=cast.lead.actor)
    answer_with_information(answer(), request_id=linked.pk, by=cast.lead.actor)
    erase_case_file(told.case_id, signed_by=cast.lead.pk)
    assert (NamedPersonRequest.objects.count(), NamedPersonRequestOutcome.objects.count()) == (0, 0)
    assert not File.objects.filter(pk=row.pk).exists()
    assert UnrecordedKeyAccess(row.pk).cipher is None


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_of_several_who_answer_at_once_one_is_heard(cast, told):
    row = name_person(cast)
    done = at_once(
        lambda: record_cannot_answer_named_request(request_id=row.pk, by=cast.lead.actor),
        lambda: record_cannot_answer_named_request(request_id=row.pk, by=cast.lead.actor),
        lambda: withdraw_named_request(request_id=row.pk, by=cast.officer.actor),
    )
    kinds = sorted(type(one).__name__ for one in done)
    assert kinds == ["ActionNotPossibleError", "ActionNotPossibleError", "NoneType"]
    assert NamedPersonRequestOutcome.objects.count() == 1
    other = name_person(cast)
    done = at_once(
        *[
            lambda: link_named_request_to_case(
                request_id=other.pk, reference=told.reference, by=cast.lead.actor
            )
        ]
        * 2
    )
    assert sorted(type(one).__name__ for one in done) == ["ActionNotPossibleError", "InformationRequest"]


def test_whoever_is_responsible_has_it_on_my_day_until_it_is_answered(cast, told, signed_in):
    soon = today() + datetime.timedelta(days=3)
    row, later = (
        name_person(cast, answer_by=soon),
        name_person(cast, answer_by=soon + datetime.timedelta(days=60)),
    )
    title = "Answer a request about a named person"
    pages = {
        part: signed_in(user).get(reverse("my_day")).content.decode()
        for part, user in cast
        if part in ("lead", "worker", "protector", "officer", "force_lead")
    }
    assert [part for part, page in pages.items() if title in page] == ["lead"]
    assert reverse("named_request", args=[row.pk]) in pages["lead"]
    assert str(later.pk) not in pages["lead"]
    assert NAMED not in pages["lead"]
    record_cannot_answer_named_request(request_id=row.pk, by=cast.lead.actor)
    assert title not in signed_in(cast.lead).get(reverse("my_day")).content.decode()


def test_a_name_that_belongs_to_no_case_is_erased_when_the_schedule_says_so(cast, told):
    old, answered, kept, linked = (name_person(cast) for _ in range(4))
    record_cannot_answer_named_request(request_id=answered.pk, by=cast.lead.actor)
    link_named_request_to_case(request_id=linked.pk, reference=told.reference, by=cast.lead.actor)
    over = today().replace(day=1) - datetime.timedelta(days=370)
    NamedPersonRequest.objects.filter(pk__in=[old.pk, answered.pk, linked.pk]).update(answer_by=over)
    assert erase_named_requests_past_retention() == 1  # the other was answered today
    assert {*NamedPersonRequest.objects.values_list("pk", flat=True)} == {answered.pk, kept.pk, linked.pk}
    assert keys.get_ciphers_by_file_id([old.pk]) == {}
    assert Record.objects.filter(about=old.pk, verb="erased a request about a named person").count() == 1
    assert erase_named_requests_past_retention() == 0
    assert verify_trail().faults == []
