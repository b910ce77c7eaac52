"""Changing who the person is: one form, the record's own words, nothing written over that the reader is not shown."""

import dataclasses

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from handrail.people.cases.person import actions
from handrail.people.cases.person.forms import WhoPersonIsForm
from handrail.people.cases.person.queries import get_person
from handrail.people.records.models import Case, Person, PersonMove
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.text_choices import Age
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.models import Record

TYPED = {
    "called": "Mirela",
    "full_name": "",
    "language": "",
    "interpreter": "no",
    "age": "adult",
    "seen": "1",
}


@pytest.fixture
def access(cast, told):
    return get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access


def typed(person, **changed):
    return TYPED | {"seen": str(person.version)} | changed


def test_a_place_that_the_reader_is_not_shown_is_neither_asked_for_nor_written_over(cast, told, access):
    where = get_person(access).where_now.open()
    narrow = dataclasses.replace(access, kinds=frozenset({Kind.IDENTITY}))
    person = get_person(narrow)
    form = WhoPersonIsForm(typed(person, where_now=""), actor=cast.worker.actor, instance=person)
    assert "where_now" not in form.fields
    assert form.is_valid(), form.errors
    actions.save_person(form.instance, seen=person.version, by=cast.worker.actor)
    assert where
    assert get_person(access).where_now.open() == where


def test_a_date_of_birth_is_kept_sealed_and_fills_the_form_in_again(cast, told, access, signed_in):
    client, here = signed_in(cast.worker), reverse("who", args=[told.reference])
    born = {"date_of_birth-day": "27", "date_of_birth-month": "3", "date_of_birth-year": "1998"}
    assert client.post(here, typed(get_person(access), **born)).status_code == 302
    assert get_person(access).date_of_birth.open() == "1998-03-27"
    page = client.get(here).content.decode()
    assert all(f'name="{name}"' in page and f'value="{value}"' in page for name, value in born.items())


def test_who_they_are_and_their_age_are_saved_together_or_not_at_all(cast, told, access):
    person = get_person(access)
    person.called = "x" * 201
    with pytest.raises(ValidationError):
        actions.save_person(person, age=Age.CHILD, by=cast.worker.actor)
    assert Case.objects.get(pk=told.case_id).age != Age.CHILD
    person.called = "Drita"
    actions.save_person(person, age=Age.CHILD, by=cast.worker.actor)
    assert Case.objects.get(pk=told.case_id).age == Age.CHILD
    assert get_person(access).called.open() == "Drita"


def test_the_trail_says_which_answers_changed_and_a_place_that_stays_is_no_move(cast, told, access):
    person = get_person(access)
    person.full_name = "Mirela Stan"
    actions.save_person(person, by=cast.worker.actor)
    record = Record.objects.filter(about=told.case_id, verb="changed their details").latest("id")
    assert record.shown == ["full_name"]
    assert not PersonMove.objects.exists()
    person = Person.objects.get(pk=told.case_id)
    person.where_now = "Her aunt’s"
    actions.save_person(person, by=cast.worker.actor)
    assert PersonMove.objects.filter(case=told.case_id).count() == 1
