"""Querysets that are read together give what each gives by itself, on both engines."""

import pytest
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.test.utils import CaptureQueriesContext

from handrail.people.records.models import Case, DangerCheck, Person, SafetyPlan
from handrail.platform.access.models import User
from handrail.platform.access.one_statement import evaluate_in_one_statement
from handrail.platform.reference.models import Area, Body


def querysets():
    """Of every sort that a page uses: whole rows, joined rows, none, values, an annotation, an order and a limit."""
    adult = ExpressionWrapper(Q(age="adult"), output_field=BooleanField())
    return [
        Case.objects.select_related("owner", "area", "point_of_contact__body", "stand_in").order_by(
            "-opened_at"
        ),
        Person.objects.select_related("language").order_by("pk"),
        DangerCheck.objects.select_related("asked_by").order_by("-id"),
        SafetyPlan.objects.filter(is_newest=True).order_by("id")[:1],
        Case.objects.filter(pk__in=[]),
        Body.objects.filter(code="lantern").values_list("name", flat=True),
        Area.objects.order_by("-code").values_list("code", "name")[:20],
        User.objects.order_by("-email")[:3],
        Case.objects.annotate(adult=adult).order_by("reference"),
    ]


def shown(rows):
    """Everything that a row holds, joined rows too."""
    return [
        {
            name: value.__dict__ if hasattr(value, "_meta") else value
            for name, value in (row.__dict__ | row._state.fields_cache).items()
            if name != "_state"
        }
        if hasattr(row, "_meta")
        else row
        for row in rows
    ]


def without_state(rows):
    return [
        {
            name: {one: kept for one, kept in value.items() if one != "_state"}
            if isinstance(value, dict)
            else value
            for name, value in row.items()
        }
        if isinstance(row, dict)
        else row
        for row in shown(rows)
    ]


@pytest.mark.usefixtures("told")
def test_one_statement_gives_what_each_gives_by_itself():
    together = querysets()
    with CaptureQueriesContext(connection) as asked:
        evaluate_in_one_statement(together)
        found = [without_state(rows) for rows in together]
    assert len(asked) == 1
    assert found == [without_state(rows) for rows in querysets()]
    assert [len(rows) > 0 for rows in found] == [True, True, True, True, False, True, True, True, True]


@pytest.mark.usefixtures("told")
def test_each_keeps_its_own_order_and_what_is_chained_on_it_asks_for_itself():
    forth, back = Area.objects.order_by("code"), Area.objects.order_by("-code")
    evaluate_in_one_statement([forth, back])
    assert [area.pk for area in forth] == [area.pk for area in back][::-1]
    first = forth[0]
    assert list(forth.filter(pk=first.pk)) == [first]
    assert forth.count() == len(list(Area.objects.all()))
