"""No save overwrites a newer one, and nothing is saved that its own rules refuse."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import CheckConstraint
from django.test.utils import CaptureQueriesContext

from handrail.areas.oversight.models import ImprovementPlan
from handrail.platform.kernel.errors import ConcurrentEditError
from support.oversight_data import improve
from support.worlds import shared_world


@shared_world
def plan(cast):
    return improve(cast)


def test_a_save_bumps_the_version_and_keeps_who_and_when(cast, plan):
    row = ImprovementPlan.objects.get(pk=plan)
    before = row.changed_at
    row.title = "Renamed"
    row.save_by(cast.signatory.actor, seen=row.version)
    saved = ImprovementPlan.objects.get(pk=plan)
    assert (saved.title, saved.version, row.version) == ("Renamed", 3, 3)
    assert saved.changed_by == cast.signatory
    assert saved.changed_at > before


def test_two_who_saw_the_same_version(cast, plan):
    first, second = ImprovementPlan.objects.get(pk=plan), ImprovementPlan.objects.get(pk=plan)
    first.title, second.title = "First", "Second"
    first.save_by(cast.commissioner.actor)
    with pytest.raises(ConcurrentEditError) as raised:
        second.save_by(cast.signatory.actor)
    assert (raised.value.typed.title, raised.value.saved.title) == ("Second", "First")
    assert ImprovementPlan.objects.get(pk=plan).title == "First"


def test_a_version_that_was_never_there(cast, plan):
    row = ImprovementPlan.objects.get(pk=plan)
    with pytest.raises(ConcurrentEditError):
        row.save_by(cast.commissioner.actor, seen=99)
    with pytest.raises(ConcurrentEditError):
        row.raise_if_seen_version_stale(1)


def test_a_broken_constraint_stands_beside_the_field_that_it_names(cast, plan):
    row = ImprovementPlan.objects.get(pk=plan)
    row.ends_on = row.starts_on.replace(year=2020)
    with pytest.raises(ValidationError) as raised:
        row.save_by(cast.commissioner.actor)
    assert raised.value.message_dict == {"ends_on": ["The last day must be on or after the first"]}


def test_check_constraints_are_asked_together_and_one_by_one_where_one_is_broken(cast, plan):
    row = ImprovementPlan.objects.get(pk=plan)
    checks = [one for one in row._meta.constraints if isinstance(one, CheckConstraint)]
    assert len(checks) > 1
    assert count_checks(row) == 1
    row.ends_on = row.starts_on.replace(year=2020)
    assert count_checks(row) == 1 + len(checks)


def count_checks(row):
    """Statements that ask whether constraints hold."""
    with CaptureQueriesContext(connection) as asked, suppress(ValidationError):
        row.validate_constraints()
    return len([one for one in asked if '"_check"' in one["sql"]])


def test_a_broken_constraint_about_a_field_that_is_left_out_is_not_said(cast, plan):
    row = ImprovementPlan.objects.get(pk=plan)
    row.ends_on = row.starts_on.replace(year=2020)
    row.validate_constraints(exclude={"ends_on"})
    with pytest.raises(ValidationError):
        row.validate_constraints(exclude={"changed_by"})


def test_texts_lose_their_blank_edges_and_an_empty_one_is_refused(cast, plan):
    row = ImprovementPlan.objects.get(pk=plan)
    row.aim = "  Held\x00 together \n"
    row.save_by(cast.commissioner.actor)
    assert ImprovementPlan.objects.get(pk=plan).aim == "Held together"
    row.title = " \x00 "
    with pytest.raises(ValidationError, match="Enter what the plan is called"):
        row.save_by(cast.commissioner.actor)
