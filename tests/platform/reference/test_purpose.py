"""A database says of itself that everything in it is invented, once and for good."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.platform.reference.actions import (
    mark_database_as_demo_data_only,
    mark_demo_data_as_completely_written,
)
from handrail.platform.reference.models import InventedDataMarker
from handrail.platform.reference.queries import is_database_of_demo_data_only, is_demo_data_completely_written

pytestmark = pytest.mark.django_db


def test_a_new_database_is_for_real_people() -> None:
    assert not is_database_of_demo_data_only()
    assert not is_demo_data_completely_written()


def test_the_mark_comes_first_and_the_end_is_marked_apart() -> None:
    mark_database_as_demo_data_only(seed="one")
    mark_database_as_demo_data_only(seed="two")
    assert (is_database_of_demo_data_only(), is_demo_data_completely_written()) == (True, False)
    mark_demo_data_as_completely_written()
    assert is_demo_data_completely_written()
    assert InventedDataMarker.objects.get().seed == "one"


@pytest.mark.parametrize("wrong", [{"id": 2}, {"id": 1, "invented": False}])
def test_the_database_refuses_another_row_or_a_row_that_says_otherwise(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        InventedDataMarker.objects.create(seed="x", begun_at=timezone.now(), **wrong)
