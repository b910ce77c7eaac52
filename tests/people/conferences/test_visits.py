"""Joint visits: who may agree them, what they need, what is no refusal, and what stays out of the shared note."""

import datetime

import pytest
import time_machine
from django.core.exceptions import FieldDoesNotExist
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.offers.actions.offers import record_need
from handrail.people.conferences.actions.visits import (
    OfferAtJointVisitInput,
    count_refusals_since_last_visit,
    record_agreed_joint_visit,
    record_joint_visit_result,
    set_joint_visit_companion,
)
from handrail.people.conferences.models import JointVisit, VisitOffer
from handrail.people.conferences.presenters import make_visit_rows
from handrail.people.conferences.text_choices import AnswerToOfferAtVisit, OfferAtVisitKind
from handrail.people.records.models import Need
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.today import today
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cast import sign_in
from support.conferences import PLAN, make_visit

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LAWYER = OfferAtJointVisitInput(OfferAtVisitKind.LAWYER, AnswerToOfferAtVisit.ACCEPTED, "")


def agree(cast, told, *, body=None, **changes):
    return record_agreed_joint_visit(
        make_visit(told, body or cast.officer.body, **changes), case_id=told.case_id, by=cast.worker.actor
    )


def record(cast, visit, result, *offers, **fields):
    row = JointVisit.objects.get(pk=visit.pk).bind(UnrecordedKeyAccess(visit.case_id))
    for name, value in ({"result": result} | fields).items():
        setattr(row, name, value)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2), tick=True):
        record_joint_visit_result(
            row, offers=offers, case_id=visit.case_id, seen=row.version, by=cast.worker.actor
        )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"yes_to_visit": "no"}, "said no to a visit"),
        ({"basis": "safeguarding"}, "who decided"),
        ({"planned_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)}, "has not passed"),
    ],
)
def test_what_a_visit_needs(cast, told, changes, words):
    with pytest.raises(ActionNotPossibleError, match=words):
        agree(cast, told, **changes)
    assert not JointVisit.objects.exists()


def test_who_may_agree_one(cast, told):
    for user in (cast.colleague, cast.partner, cast.officer):
        with pytest.raises((Denied, NotVisible)):
            record_agreed_joint_visit(
                make_visit(told, cast.outsider.body), case_id=told.case_id, by=user.actor
            )


def test_a_yes_to_a_visit_and_a_yes_to_police_are_two_answers(cast, told):
    with pytest.raises(ActionNotPossibleError, match="no to police"):
        agree(cast, told, yes_to_police="no")  # with a police force
    row = agree(cast, told, yes_to_police="no", body=cast.partner.body)  # a charity may go without police
    assert (row.yes_to_visit, row.yes_to_police) == ("yes", "no")


def test_a_visit_is_recorded_once_and_with_what_was_said_first(cast, told):
    visit = agree(cast, told)
    with pytest.raises(ActionNotPossibleError, match="who went"):
        record(cast, visit, "made", told_of_records=True)
    with pytest.raises(ActionNotPossibleError, match="told of police"):
        record(cast, visit, "made", went="Navigator")
    with pytest.raises(ActionNotPossibleError, match="not seen"):
        record(cast, visit, "not_in", LAWYER)
    record(cast, visit, "made", LAWYER, went="Navigator", told_of_records=True)
    offer = VisitOffer.objects.get()
    assert (offer.answer, offer.need.kind, offer.need.opened_on) == ("accepted", "legal", offer.offered_on)
    with pytest.raises(ActionNotPossibleError, match="already"):
        record(cast, visit, "made", went="Navigator", told_of_records=True)


def test_not_in_is_no_refusal_and_being_seen_begins_anew(cast, told):
    for result in ("refused", "not_in", "called_off", "refused"):
        record(cast, agree(cast, told), result)
    assert count_refusals_since_last_visit(told.case_id) == 2
    with pytest.raises(ActionNotPossibleError, match="refused twice"):
        agree(cast, told)
    record(cast, agree(cast, told, why_go_on="She rang us"), "made", went="Navigator", told_of_records=True)
    assert count_refusals_since_last_visit(told.case_id) == 0


@pytest.mark.parametrize("result", ["refused", "not_in", "called_off"])
def test_where_nobody_was_seen_the_note_says_nothing_of_being_seen_alone_or_told_first(cast, told, result):
    visit = agree(cast, told)
    record(cast, visit, result, went="Wren Ashdown")
    page = sign_in(Client(), cast.worker).get(reverse("joint_visit", args=[told.reference, visit.pk]))
    words = page.content.decode()
    assert "What happened" in words
    assert "Seen alone" not in words
    assert "Told of police and records first" not in words


def test_where_they_were_seen_the_note_says_whether_alone_and_told_first(cast, told):
    visit = agree(cast, told)
    record(cast, visit, "made", went="Wren Ashdown", told_of_records=True)
    rows = dict(make_visit_rows(JointVisit.objects.get().bind(UnrecordedKeyAccess(told.case_id)))["note"])
    assert (rows["Seen alone"], rows["Told of police and records first"]) == ("No", "Yes")


def test_an_offer_of_a_visit_goes_to_the_need_that_they_named(cast, told):
    need = record_need(case_id=told.case_id, kind="place", words="Anywhere", on=today(), by=cast.worker.actor)
    bed = OfferAtJointVisitInput(OfferAtVisitKind.BED, AnswerToOfferAtVisit.DECLINED, "Not yet")
    phone = OfferAtJointVisitInput(OfferAtVisitKind.PHONE, AnswerToOfferAtVisit.DECLINED, "")
    nrm = OfferAtJointVisitInput(OfferAtVisitKind.NRM, AnswerToOfferAtVisit.ACCEPTED, "")
    record(cast, agree(cast, told), "made", bed, phone, nrm, went="Navigator", told_of_records=True)
    assert {row.kind: row.need_id for row in VisitOffer.objects.all()} == {
        "bed": need.pk,
        "phone": None,
        "nrm": None,
    }
    assert Need.objects.count() == 1


@pytest.mark.parametrize("name", ["account", "opinion", "immigration", "photograph"])
def test_the_shared_note_has_no_box_for(name):
    with pytest.raises(FieldDoesNotExist):
        JointVisit._meta.get_field(name)


def test_not_asked_is_no_yes_where_the_visit_rests_on_agreement(cast, told):
    with pytest.raises(ActionNotPossibleError, match="Ask them whether they want a visit first"):
        agree(cast, told, yes_to_visit="not_asked")
    with pytest.raises(ActionNotPossibleError, match="Ask them whether police may come first"):
        agree(cast, told, yes_to_police="not_asked")
    row = agree(cast, told, yes_to_police="not_asked", body=cast.partner.body)  # no police go
    assert row.yes_to_police == "not_asked"


def test_who_could_not_be_asked_before_is_asked_at_the_door(cast, told):
    visit = agree(
        cast, told, basis="safeguarding", basis_words="The head of safeguarding", yes_to_visit="not_asked",
        yes_to_police="not_asked",
    )  # fmt: skip
    seen = {"went": "Navigator", "told_of_records": True}
    with pytest.raises(ActionNotPossibleError, match="what they said at the door"):
        record(cast, visit, "made", **seen)
    with pytest.raises(ActionNotPossibleError, match="They said no at the door"):
        record(cast, visit, "made", **seen, yes_to_visit="no", yes_to_police="no")
    record(cast, visit, "made", **seen, yes_to_visit="yes", yes_to_police="no")


def test_the_page_says_who_reads_the_note_and_asks_at_the_door(cast, told):
    visit = agree(
        cast, told, basis="life", basis_words="The head of safeguarding", yes_to_visit="not_asked",
    )  # fmt: skip
    client = sign_in(Client(), cast.worker)
    page = client.get(reverse("record_joint_visit", args=[told.reference, visit.pk])).content.decode()
    assert "is shared by both" not in page
    assert "People who work on the case read it here" in page
    assert 'name="yes_to_visit"' in page
    assert 'name="yes_to_police"' not in page  # asked before


def test_whoever_goes_for_the_other_side_has_the_visit_on_my_day_and_reads_its_note_alone(cast, told):
    visit = agree(cast, told)
    client, shared = sign_in(Client(), cast.officer), reverse("joined_visit", args=[visit.pk])
    assert client.get(shared).status_code == 404
    with pytest.raises(ActionNotPossibleError, match="of the organisation that joins"):
        go(cast, told, visit, cast.partner)
    form = reverse("set_joint_visit_companion", args=[told.reference, visit.pk])
    named = sign_in(Client(), cast.worker).post(form, {"user": str(cast.officer.pk)}, follow=True)
    assert cast.officer.name in named.content.decode()
    assert shared in client.get(reverse("my_day")).content.decode()
    assert PLAN in client.get(shared).content.decode()
    record(cast, visit, "made", LAWYER, went="Navigator", told_of_records=True, wishes="To be left alone")
    page = client.get(shared).content.decode()
    for words in ("To be left alone", "A lawyer’s advice", "Accepted"):
        assert words in page
    assert client.get(reverse("joint_visit", args=[told.reference, visit.pk])).status_code == 404
    assert shared in client.get(reverse("conferences")).content.decode()
    assert shared not in client.get(reverse("my_day")).content.decode()
    for user in (cast.partner, cast.outsider, cast.housing):
        assert sign_in(Client(), user).get(shared).status_code == 404
    assert Record.objects.filter(about=told.case_id, user_id=cast.officer.pk, outcome="read").exists()


def go(cast, told, visit, user):
    return set_joint_visit_companion(
        visit_id=visit.pk, case_id=told.case_id, user_id=user.pk, by=cast.worker.actor
    )
