"""A database says of itself that everything in it is invented, once and for good."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.reference.actions import begin_invented, finish_invented
from handrail.reference.models import Purpose
from handrail.reference.queries import demo_is_whole, is_invented

pytestmark = pytest.mark.django_db


def test_a_new_database_is_for_real_people() -> None:
    assert not is_invented()
    assert not demo_is_whole()


def test_the_mark_comes_first_and_the_end_is_marked_apart() -> None:
    begin_invented(seed="one")
    begin_invented(seed="two")
    assert (is_invented(), demo_is_whole()) == (True, False)
    finish_invented()
    assert demo_is_whole()
    assert Purpose.objects.get().seed == "one"


@pytest.mark.parametrize("wrong", [{"id": 2}, {"id": 1, "invented": False}])
def test_the_database_refuses_another_row_or_a_row_that_says_otherwise(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Purpose.objects.create(seed="x", begun_at=timezone.now(), **wrong)
