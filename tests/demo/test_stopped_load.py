"""A load that was stopped goes on, or begins again where its stories would contradict each other."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings

from handrail.demo.demo_plan import DemoPlan
from handrail.demo.errors import OutdatedDemoLoadError
from handrail.demo.loader import PLAN, raise_unless_load_can_go_on
from handrail.platform.access.models import User
from handrail.platform.reference.actions import (
    mark_database_as_demo_data_only,
    mark_demo_data_as_completely_written,
    mark_part_of_demo_data_as_written,
)
from handrail.platform.reference.models import Body
from handrail.site import demo_databases, serving_lock

pytestmark = pytest.mark.django_db

SUNDAY, MONDAY = (
    DemoPlan(today=day, bodies=(), users=(), services=(), cases=())
    for day in (date(2026, 12, 6), date(2026, 12, 7))
)
REAL: Final = "This database does not say that everything in it is invented: it stays."


def _begin_load_of(plan: DemoPlan) -> None:
    mark_database_as_demo_data_only(seed="test")
    mark_part_of_demo_data_as_written(PLAN, plan.today.isoformat())


def test_a_load_goes_on_on_its_own_day_alone() -> None:
    raise_unless_load_can_go_on(SUNDAY)  # nothing was begun
    _begin_load_of(SUNDAY)
    raise_unless_load_can_go_on(SUNDAY)
    with pytest.raises(OutdatedDemoLoadError):
        raise_unless_load_can_go_on(MONDAY)


def test_sections_are_added_on_any_day_to_a_demo_that_people_may_have_worked_in() -> None:
    _begin_load_of(SUNDAY)
    mark_demo_data_as_completely_written()
    raise_unless_load_can_go_on(MONDAY)


def test_what_may_be_real_is_never_thrown_away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "VAR", tmp_path)  # where no one serves
    body = Body.objects.get(code="lincolnshire-police")
    User.objects.create(email="someone@example.org", name="Someone", body=body, role="officer")
    assert demo_databases.begin_demo_again("a test") == REAL
    assert User.objects.count() == 1


def test_a_demo_that_is_served_is_not_thrown_away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "VAR", tmp_path)
    _begin_load_of(SUNDAY)
    with serving_lock.acquire_serving_lock():
        assert "being served" in demo_databases.begin_demo_again("a test")
