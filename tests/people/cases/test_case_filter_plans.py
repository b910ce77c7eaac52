"""Each filter and each order of the list of cases is served by an index: the engine's own plan says so."""

import pytest
from django.db import connection

from handrail.people.cases.case_filter import (
    CaseFilter,
    CaseScope,
    CaseSort,
    DueFilter,
    filter_cases,
    order_cases,
)
from handrail.people.records.models import Case
from handrail.people.workspace.queries.my_day_rows import COLUMNS

FILTERS = {
    "nothing": {},
    "phase": {"phase": "during"},
    "stage": {"stage": "recovery"},
    "danger": {"danger": True},
    "area": {"area": "E23000020"},
    "contact": {"contact": 1},
    "no stand-in": {"no_stand_in": True},
    "closed": {"closed": True},
}
DUES = [{"sort": CaseSort.DUE}, {"due": DueFilter.OVERDUE}, {"due": DueFilter.SOON}]


@pytest.fixture
def many(told, cast, on_postgres):
    """The lead of a body. With so few rows PostgreSQL would read all and sort: told not to, it shows what serves."""
    if on_postgres:
        with connection.cursor() as cursor:
            for way in ("seqscan", "sort", "bitmapscan"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    return cast.lead.actor


def plan(cases):
    return cases.explain()


def asked(actor, **wanted):
    wanted = CaseFilter(scope=CaseScope.OURS, **wanted)
    return plan(order_cases(filter_cases(actor, wanted), wanted.order).values_list("pk")[:25])


def sorts_all(text):
    """A sort of the whole. Putting those that are equal in order, one group after another, is none."""
    return ("Sort Key" in text and "Presorted Key" not in text) or "USE TEMP B-TREE FOR ORDER BY" in text


def scans_all(text):
    return any(
        line.strip(" ->").startswith(("SCAN records_case", "Seq Scan on records_case"))
        for line in text.splitlines()
    )


@pytest.mark.parametrize("order", [CaseSort.NEWEST, CaseSort.OLDEST])
@pytest.mark.parametrize("name", FILTERS)
def test_an_index_gives_the_rows_of_a_filter_in_their_order(many, name, order):
    text = asked(many, **FILTERS[name], sort=order)
    assert not scans_all(text), text
    assert not sorts_all(text), text


@pytest.mark.parametrize("wanted", DUES)
def test_an_index_gives_what_is_due_in_its_order(many, wanted):
    text = asked(many, **wanted)
    assert not scans_all(text), text
    assert not sorts_all(text), text


NAMED_BY = {
    "phase": "case_list_open",
    "stage": "case_list_open",
    "danger": "case_list_open",
    "area": "case_list_area",
    "contact": "case_list_contact",
    "no stand-in": "case_list_no_stand_in",
    "closed": "case_list_closed",
}


@pytest.mark.parametrize("name", NAMED_BY)
def test_each_filter_has_an_index_of_its_own(many, name, on_postgres):
    """PostgreSQL weighs the few rows of a test and may take any of them; SQLite goes by the shape of the question."""
    if on_postgres:
        pytest.skip("with few rows every index costs PostgreSQL the same")
    assert NAMED_BY[name] in asked(many, **FILTERS[name])


@pytest.mark.parametrize("scope", [CaseScope.MINE, CaseScope.SHARED])
def test_a_list_of_few_begins_with_the_grants(cast, told, scope, on_postgres):
    """What one person carries, or what is shared: found through the grants, never by looking through every case."""
    wanted = CaseFilter(scope=scope)
    text = plan(order_cases(filter_cases(cast.worker.actor, wanted), wanted.order).values_list("pk")[:25])
    assert on_postgres or not scans_all(text), text
    assert on_postgres or "grant_by_" in text, text


def test_a_page_of_cases_is_counted_no_further_than_the_cap(cast, told, django_assert_max_num_queries):
    with django_assert_max_num_queries(1) as seen:
        filter_cases(cast.lead.actor, CaseFilter(scope=CaseScope.OURS)).order_by()[:1001].count()
    assert "LIMIT 1001" in seen.captured_queries[0]["sql"]
    assert Case.objects.count() == 1


@pytest.mark.parametrize("how", ["point_of_contact", "stand_in"])
def test_an_index_gives_the_open_cases_on_which_somebody_is_named(many, how):
    text = plan(Case.objects.filter(closed_at__isnull=True, **{how: many.user_id}).values_list(*COLUMNS))
    assert not scans_all(text), text
