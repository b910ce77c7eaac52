"""Counselling notes are asked for only when another, senior, officer of the force approved it, signed in."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from handrail.people.information_requests.models import InformationRequest, NamedPersonRequest
from handrail.people.information_requests.notice_paper import build_notice_document
from handrail.people.information_requests.queries import get_information_request_for_reader
from handrail.people.information_requests.text_choices import CounsellingNotesDecision
from handrail.platform.access.errors import NotVisible
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.models import Message
from support.concurrency import at_once
from support.form_steps import send_steps
from support.information_requests import (
    COUNSELLING,
    ENQUIRY,
    NAMED,
    WHAT,
    add_senior_officer,
    approve,
    ask,
    make_request,
    name_person,
    share_with_police,
)
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def shared(cast, told):
    share_with_police(cast, told)
    return told


@shared_world
def senior(cast):
    return add_senior_officer()


def addressed(kind):
    return set(Message.objects.filter(kind=kind).values_list("to__email", flat=True))


def test_until_it_is_approved_nobody_at_the_other_organisation_learns_of_it(cast, shared, senior, signed_in):
    row, named = ask(cast, shared, **COUNSELLING), name_person(cast, **COUNSELLING)
    assert addressed("counselling_approval") == {senior.email}
    assert addressed("information_request") == set()
    lead, protector = signed_in(cast.lead), signed_in(cast.protector)
    addresses = [
        *(
            reverse("information_requests") + "?show=waiting",
            reverse("information_log"),
            reverse("named_requests"),
        ),
        *(reverse("my_day"), reverse("case_justice", args=[shared.reference])),
    ]
    before = [lead.get(address).content.decode() for address in addresses]
    for page in before:
        assert str(row.pk) not in page
        assert str(named.pk) not in page
    assert str(row.pk) not in protector.get(reverse("information_log")).content.decode()
    for name, pk in (
        *(("information_request", row.pk), ("give_information", row.pk), ("refuse_information", row.pk)),
        *(
            ("named_request", named.pk),
            ("link_named_request", named.pk),
            ("cannot_answer_named_request", named.pk),
        ),
    ):
        assert lead.get(reverse(name, args=[pk])).status_code == 404, name
    approve(row)
    approve(named)
    assert addressed("information_request") == {cast.lead.email}
    assert addressed("counselling_decided") == {cast.officer.email}
    page = lead.get(reverse("information_request", args=[row.pk])).content.decode()
    assert "Approved by" in page
    assert "Superintendent" in page
    assert "No other record is as early" in page
    assert lead.get(reverse("named_request", args=[named.pk])).status_code == 200
    notice = build_notice_document(get_information_request_for_reader(cast.officer.actor, row.pk).row)
    assert f"A senior officer, {senior.name}, approved asking for them" in str(notice.blocks)
    assert mail.outbox == []


def test_decided_by_a_duty_lead_of_the_force_on_its_page_from_my_day(cast, shared, senior, signed_in):
    row = ask(cast, shared, **COUNSELLING)
    browser, address = signed_in(senior), reverse("approve_counselling_notes", args=[row.pk])
    day = browser.get(reverse("my_day")).content.decode()
    assert "Decide on a request for counselling notes" in day
    assert address in day
    page = browser.get(address).content.decode()
    assert WHAT in page
    wrong = browser.post(
        address, {"approval": "approved", "approval_words": "Needed"}, follow=True
    ).content.decode()
    assert "Enter your rank" in wrong
    assert "Needed" in wrong
    sent = {
        "approval": "refused",
        "approval_rank": "Superintendent",
        "approval_words": "Ask for the date alone",
    }
    done = browser.post(address, sent, follow=True).content.decode()
    assert "Not approved. The request is not sent" in done
    row.refresh_from_db()
    assert (row.approval, row.approval_by, row.is_sent) == ("refused", senior, False)
    assert "Decide on a request" not in browser.get(reverse("my_day")).content.decode()
    officer = signed_in(cast.officer).get(reverse("information_request", args=[row.pk])).content.decode()
    assert "Not approved" in officer
    assert "Ask for the date alone" in officer
    assert signed_in(cast.lead).get(reverse("information_request", args=[row.pk])).status_code == 404
    assert browser.post(address, sent, follow=True).status_code == 409
    with pytest.raises(ActionNotPossibleError, match="decided on or withdrawn"):
        approve(row)
    assert Record.objects.filter(verb="did not approve asking for counselling notes").count() == 1


def test_nobody_approves_their_own_request_and_no_other_role_or_force_does(cast, shared, senior):
    row = ask(cast, shared, **COUNSELLING)
    for user in (cast.officer, cast.liaison, cast.lead, cast.worker, cast.co_ordinator, cast.force_lead):
        with pytest.raises(NotVisible):
            approve(row, by=user)
    with pytest.raises(ActionNotPossibleError, match="No other duty lead of your force"):
        ask(cast, shared, by=senior, **COUNSELLING)
    assert InformationRequest.objects.count() == 1
    rows = InformationRequest.objects.filter(pk=row.pk)
    approved = {"approval": "approved", "approval_at": timezone.now()}
    texts = {"approval_rank": F("necessity"), "approval_words": F("necessity")}
    for wrong in (
        {**approved, **texts, "approval_by": cast.officer},
        {**approved, **texts},
        {"approval": "approved"},
        {"approval_by": senior},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_asked_question_by_question_and_told_that_it_waits(cast, shared, senior, signed_in):
    officer, path = signed_in(cast.officer), reverse("ask_information", args=[shared.reference])
    row = make_request()
    day = row.answer_by
    sent = {
        "to": "lantern", "basis": "part3", "what": WHAT, "wanted_kinds": ["notes"], "enquiry": ENQUIRY,
        "necessity": "It decides", "other_routes": "Asked the employer", "handling": "The officer reads it",
        "asks_counselling_notes": "True", "notice": "unsafe", "notice_why": "He reads her post", "views": "not_asked",
        "answer_by-day": day.day, "answer_by-month": day.month, "answer_by-year": day.year,
    }  # fmt: skip
    assert "probative value" in send_steps(officer, path, sent, follow=True).content.decode()
    sent["probative_value"] = "It shows the first account"
    check = send_steps(officer, path, sent, until="check", follow=True).content.decode()
    assert "Nothing is sent yet." in check
    assert "It shows the first account" in check
    done = send_steps(officer, path, sent, follow=True).content.decode()
    assert "It is sent to Lantern when a senior officer of your force has approved it." in done
    assert "Waiting for approval" in done
    named = send_steps(
        officer, reverse("ask_about_person"), sent | {"who_name": NAMED, "who_else": ""}, follow=True
    ).content.decode()
    assert "has approved it" in named
    assert NamedPersonRequest.objects.get().waits_for_approval


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_of_two_who_decide_at_once_one_decides(cast, told):
    share_with_police(cast, told)
    add_senior_officer()
    row = ask(cast, told, **COUNSELLING)
    done = at_once(
        lambda: approve(row),
        lambda: approve(row, said=CounsellingNotesDecision.REFUSED),
    )
    assert sorted(type(one).__name__ for one in done) == ["ActionNotPossibleError", "NoneType"]
    assert InformationRequest.objects.get().approval in CounsellingNotesDecision.values
