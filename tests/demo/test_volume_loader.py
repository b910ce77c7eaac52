"""Very many cases for measuring: real rows with keys of their own, no trail, and every index afterwards."""

from datetime import date

import pytest
from django.db import connection

from handrail.demo.actions_bulk_row_writes import WRITE_ORDER
from handrail.demo.actions_index_deferral import defer_indexes_of_case_tables
from handrail.demo.demo_plan import iterate_numbered_sampled_cases
from handrail.demo.volume_loader import write_sampled_cases_to_database
from handrail.people.records.models import Case, Person
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.audit.models import Record
from handrail.platform.vault.models import FileKey
from support.row_security import as_owner

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

TODAY = date(2026, 11, 24)


def _quietly(line: str) -> None:
    """Nobody listens."""


def _break_off(meanwhile: list[set[str]]) -> None:
    meanwhile.append(_indexes())
    raise KeyboardInterrupt


def _indexes() -> set[str]:
    found: set[str] = set()
    with connection.cursor() as cursor:
        for model in WRITE_ORDER:
            if model is not FileKey:
                found |= set(connection.introspection.get_constraints(cursor, model._meta.db_table))
    return found


def test_drawn_cases_alone_are_added_each_with_a_key_and_none_with_a_trail() -> None:
    write_sampled_cases_to_database(8, say=_quietly, today=TODAY)
    planned = {case.number: case for case in iterate_numbered_sampled_cases(TODAY, 8)}
    cases = list(Case.objects.select_related("owner"))
    accesses = UnrecordedKeyAccess.get_by_key_id(case.pk for case in cases)
    assert len(cases) == sum(access.cipher is not None for access in accesses.values()) == 8
    assert not Record.objects.filter(about__in=[case.pk for case in cases]).exists()
    for case in cases:
        told = planned[int(case.reference.split("-")[1])]
        assert case.owner.code == told.body
        assert Person.objects.opened_for(accesses).get(pk=case.pk).called.open() == told.person.called


def test_indexes_come_back_even_where_the_load_breaks_off() -> None:
    before, meanwhile = _indexes(), list[set[str]]()
    with as_owner(), pytest.raises(KeyboardInterrupt), defer_indexes_of_case_tables(_quietly):
        _break_off(meanwhile)
    assert meanwhile[0] < before
    assert _indexes() == before
