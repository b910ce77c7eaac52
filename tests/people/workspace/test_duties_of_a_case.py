"""Duties in law of one case are one row of My day; a case whose opening was left asks to go on with it."""

import pytest
from django.urls import reverse

from handrail.people.cases.lifecycle.actions import opening
from handrail.people.records.text_choices import Age
from support.my_day import titles

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def child(cast):
    """A case that was just opened, where nobody was asked how old the person is: the rules take them for a child."""
    return opening.open_case(by=cast.worker.actor)


def day(client):
    return client.get(reverse("my_day")).content.decode()


def test_a_case_whose_opening_was_left_has_one_row_that_goes_on_with_it(cast, child, signed_in):
    client = signed_in(cast.worker)
    page = day(client)
    assert titles(page).count("Continue opening the case") == 1
    assert "Refer to children" not in page
    assert "Until then, " in page
    assert "duties in law for a child may apply." in page
    assert reverse("open_question", args=[child.reference, "age"]) in page


def test_once_they_are_known_to_be_a_child_the_first_duty_stands_there_with_the_number_of_the_others(
    cast, child, signed_in
):
    opening.set_age_group(case_id=child.pk, age=Age.CHILD, by=cast.worker.actor)
    page = day(signed_in(cast.worker))
    assert "Continue opening the case" not in page
    assert page.count("Legal duty") == 1
    assert "more legal dut" in page
    assert "See its plan." in page


def test_once_they_are_known_to_be_an_adult_no_duty_for_a_child_is_left(cast, child, signed_in):
    opening.set_age_group(case_id=child.pk, age=Age.ADULT, by=cast.worker.actor)
    page = day(signed_in(cast.worker))
    assert "Continue opening the case" not in page
    assert "for a child may hold" not in page
