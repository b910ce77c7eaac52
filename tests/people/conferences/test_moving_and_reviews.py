"""Handing a conference to another area, and reviewing a decision without the person's agreement."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from handrail.people.conferences.actions.asking import accept_or_return_conference
from handrail.people.conferences.actions.basis_reviews import record_basis_review
from handrail.people.conferences.actions.members import sign_confidentiality_statement
from handrail.people.conferences.actions.moving_areas import hand_conference_to_area
from handrail.people.conferences.models import (
    Conference,
    ConferenceActionEnd,
    ConferenceBasisReview,
    ConferenceSlice,
)
from handrail.people.conferences.text_choices import (
    ConferenceItemKind,
    ConferenceState,
    ItemDisclosureBasis,
    ItemVisibilityToMember,
)
from handrail.platform.access.actions import create_account
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.roles import Role
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cast import sign_in
from support.conferences import (
    ACTION,
    MINUTES,
    SECRETS,
    act,
    agree,
    ask,
    cut,
    hold,
    make_area,
    put,
    set_table,
)
from support.practice_pages import words_of
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def table(cast, told):
    return set_table(cast, told)


def move(cast, told, table, area, basis, why="", by=None):
    new = Conference(moved_basis=basis).bind(UnrecordedKeyAccess(told.case_id))
    new.moved_why = why or None
    return hand_conference_to_area(
        new, conference_id=table.conference, area_id=area.pk, by=(by or cast.worker).actor
    )


@pytest.fixture
def other_chair(cast):
    return create_account(
        email="roy@example.org", name="Roy Holt", body=cast.outsider.body, role=Role.DUTY_LEAD, password=None
    )


def test_a_conference_that_moves_ends_here_and_its_minutes_and_actions_go_with_it(
    cast, told, table, other_chair
):
    item = put(cast, table, ConferenceItemKind.SAFETY)
    cut(cast, item, (table.members["police"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.SAFEGUARDING))
    hold(cast, table)
    act(cast, table)
    area = make_area(cast, by=other_chair, name="Norwich", chair=other_chair, deputy=None)
    with pytest.raises(ActionNotPossibleError, match="have not agreed"):
        move(cast, told, table, area, ItemDisclosureBasis.CONSENT)
    with pytest.raises(ActionNotPossibleError, match="Say why"):
        move(cast, told, table, area, ItemDisclosureBasis.SAFEGUARDING)
    with pytest.raises(NotVisible):
        move(cast, told, table, area, ItemDisclosureBasis.SAFEGUARDING, "He moved", by=cast.officer)
    agree(cast, table, other_chair.body.code, ConferenceItemKind.SAFETY)
    new = move(cast, told, table, area, ItemDisclosureBasis.CONSENT)
    old = Conference.objects.get(pk=table.conference)
    assert (old.state, new.state, new.moved_from_id) == (
        ConferenceState.CLOSED,
        ConferenceState.ASKED,
        old.pk,
    )
    assert ConferenceActionEnd.objects.get().result == "superseded"
    assert not ConferenceSlice.objects.filter(ended_at=None).exists()
    chair = sign_in(Client(), other_chair)
    earlier = reverse("earlier_conference", args=[new.pk])
    assert chair.get(earlier).status_code == 404  # before signing
    sign_confidentiality_statement(conference_id=new.pk, by=other_chair.actor)
    page = words_of(chair.get(earlier).content.decode())
    assert MINUTES in page
    assert ACTION in page
    assert not [secret for secret in SECRETS.values() if secret in page]
    accept_or_return_conference(conference_id=new.pk, accepts=True, words="", by=other_chair.actor)
    with pytest.raises(ActionNotPossibleError, match="has ended"):
        move(cast, told, table, area, ItemDisclosureBasis.CONSENT)


@pytest.mark.one_engine
def test_a_decision_without_agreement_is_reviewed_and_a_passed_day_stops_nothing(cast, told):
    area = make_area(cast)
    with pytest.raises(ValidationError, match="from today"):
        ask(
            cast, told, area, basis="life", decided_by="Ann", decided_why="She cannot be asked",
            review_on=today() - datetime.timedelta(days=1),
        )  # fmt: skip
    row = ask(
        cast, told, area, basis="life", decided_by="Ann", decided_why="She cannot be asked", review_on=today()
    )
    Conference.objects.update(review_on=today() - datetime.timedelta(days=2))
    sign_confidentiality_statement(conference_id=row.pk, by=cast.lead.actor)
    accept_or_return_conference(conference_id=row.pk, accepts=True, words="", by=cast.lead.actor)
    client = sign_in(Client(), cast.worker)
    assert "Review the decision to hold a conference" in words_of(client.get("/my-day/").content.decode())
    address = reverse("review_conference_basis", args=[row.pk])
    day = today()
    sent = {
        "reviewed_on-day": day.day, "reviewed_on-month": day.month, "reviewed_on-year": day.year,
        "result": "goes_on", "by_name": "Ann Lee", "words": "Still on the ward",
        "next_on-day": "", "next_on-month": "", "next_on-year": "",
    }  # fmt: skip
    assert "Enter the day of the next review" in client.post(address, sent, follow=True).content.decode()
    later = day + datetime.timedelta(days=7)
    sent |= {"next_on-day": later.day, "next_on-month": later.month, "next_on-year": later.year}
    client.post(address, sent)
    review = ConferenceBasisReview.objects.get()
    assert (review.due_on, review.next_on) == (day - datetime.timedelta(days=2), later)
    assert Conference.objects.get().review_on == later
    ended = ConferenceBasisReview(reviewed_on=day, result="ended").bind(UnrecordedKeyAccess(told.case_id))
    ended.by_name, ended.words = "Ann Lee", "She can be asked now"
    record_basis_review(ended, conference_id=row.pk, by=cast.worker.actor)
    assert Conference.objects.get().review_on is None
    with pytest.raises(ActionNotPossibleError, match="no review to record"):
        record_basis_review(ended, conference_id=row.pk, by=cast.worker.actor)
