"""A database of real cases is left alone."""

import pytest

from handrail.demo.errors import NotDemoDatabaseError
from handrail.demo.loader import load_demo
from handrail.demo.signin import get_current_totp_code
from handrail.people.cases.lifecycle.actions.opening import open_case
from handrail.people.records.models import Case
from handrail.platform.access.models import User
from handrail.platform.reference.models import Body
from handrail.platform.reference.queries import is_database_of_demo_data_only

pytestmark = [pytest.mark.one_engine, pytest.mark.django_db(databases=["default", "keys"])]

SIZE = 12


def _load() -> int:
    return load_demo(lambda line: None, size=SIZE).cases


def test_a_database_that_holds_real_cases_is_left_alone() -> None:
    body = Body.objects.get(code="lincolnshire-police")
    officer = User.objects.create(email="someone@example.org", name="Someone", body=body, role="officer")
    open_case(by=officer.actor)
    with pytest.raises(NotDemoDatabaseError, match="leaves it alone"):
        _load()
    assert (Case.objects.count(), User.objects.count()) == (1, 1)
    with pytest.raises(NotDemoDatabaseError):
        get_current_totp_code("officer")


def test_a_database_with_people_and_no_case_yet_is_left_alone_too() -> None:
    body = Body.objects.get(code="lincolnshire-police")
    User.objects.create(email="someone@example.org", name="Someone", body=body, role="officer")
    with pytest.raises(NotDemoDatabaseError):
        _load()
    assert not is_database_of_demo_data_only()
