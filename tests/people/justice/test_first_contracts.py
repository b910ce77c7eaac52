"""Contracts of many cases that are written together are those that each case would get by itself."""

import pytest

from handrail.people.cases.events.case_evaluation import read_pathway_history_of_case
from handrail.people.cases.events.queries.case_histories import read_pathway_histories_of_cases
from handrail.people.justice.actions.case_items import update_contract_items_of_case
from handrail.people.justice.actions.first_contracts import update_contract_items_of_cases
from handrail.people.justice.models import ContractItem, CriminalCaseState, OfficerInCase
from handrail.people.records.models import Case
from support.cast import tell
from support.justice import a_police_case, answer, happened

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
MODELS = (ContractItem, CriminalCaseState, OfficerInCase)
OF_EACH_RUN = {"id", "changed_at", "known_at", "contract_changed_at"}


def read_contracts():
    return {
        model.__name__: sorted(
            repr(
                [getattr(row, f.attname) for f in model._meta.concrete_fields if f.name not in OF_EACH_RUN],
            )
            for row in model.objects.all()
        )
        for model in MODELS
    }


def select_cases():
    return Case.objects.select_related("owner", "area").order_by("pk")


@pytest.fixture
def several(cast):
    arrested, recorded, quiet = (
        a_police_case(cast, days_ago=9),
        a_police_case(cast, days_ago=2),
        tell(cast.officer.actor),
    )
    happened(cast, arrested, "suspect_arrested", days_ago=6)
    happened(cast, arrested, "suspect_released", days_ago=3)
    return arrested, recorded, quiet


def test_contracts_written_together_are_those_written_one_by_one(several):
    for model in MODELS:
        model.objects.all().delete()
    update_contract_items_of_cases(select_cases())
    together = read_contracts()
    assert len(together["CriminalCaseState"]) == len(together["OfficerInCase"]) == 2
    assert len(together["ContractItem"]) > 16
    for model in MODELS:
        model.objects.all().delete()
    for case in select_cases():
        update_contract_items_of_case(case)
    assert read_contracts() == together


def test_a_contract_that_is_there_keeps_its_answers(cast, several):
    answer(cast, several[0], "3.1")
    before = read_contracts()
    update_contract_items_of_cases(select_cases())
    assert read_contracts() == before


def test_histories_read_together_are_those_read_one_by_one(several):
    cases = list(select_cases())
    together = read_pathway_histories_of_cases(cases)
    assert together == {case.pk: read_pathway_history_of_case(case) for case in cases}
    assert {len(history.events) for history in together.values()} == {1, 2, 4}
