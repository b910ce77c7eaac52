"""Bodies: the forces, who is a first responder, whom the Duty to Notify binds, and constraints that hold."""

import itertools
import time
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from handrail.platform.kernel.case_references import CHECK_LETTERS, are_reference_letters_easily_confused
from handrail.platform.reference.load import load_reference_data
from handrail.platform.reference.models import Area, AreaName, Body, Governance, Language, LanguageName
from handrail.platform.reference.queries import find_body_by_code, list_areas, list_bodies

pytestmark = pytest.mark.django_db

TABLES = (Area, AreaName, Body, Governance, Language, LanguageName)


@pytest.fixture(autouse=True)
def loaded() -> None:
    load_reference_data()


def test_43_areas_each_with_one_force_and_a_tile_of_its_own() -> None:
    assert len(list_areas()) == 43
    assert sorted(str(force.area_code) for force in list_bodies("police")) == sorted(
        area.code for area in list_areas()
    )
    assert len({(area.tile_x, area.tile_y) for area in list_areas()}) == 43
    assert sum(area.nation == "wales" for area in list_areas()) == 4


@pytest.mark.parametrize(
    ("code", "first_responder", "duty"),
    [
        ("lincolnshire-police", True, True),
        ("british-transport-police", True, True),
        ("police-scotland", True, False),
        ("city-of-lincoln-council", True, True),
        ("belfast-city-council", True, False),
        ("national-crime-agency", True, True),
        ("glaa", True, True),
        ("salvation-army", True, False),
        ("unseen", True, False),
        ("commissioner-lincolnshire", False, False),
    ],
)
def test_who_may_refer_and_whom_the_duty_to_notify_binds(
    code: str, first_responder: bool, duty: bool
) -> None:
    found = find_body_by_code(code)
    assert found is not None
    assert (found.first_responder, found.duty_to_notify) == (first_responder, duty)


def test_the_home_office_notifies_by_policy_and_says_so() -> None:
    found = find_body_by_code("home-office")
    assert found is not None
    assert (found.duty_to_notify, found.duty_basis) == (True, "Home Office policy, not law")


def test_no_charity_is_bound_and_every_row_says_where_it_came_from() -> None:
    assert not any(charity.duty_to_notify for charity in list_bodies("charity"))
    assert all(row.source and row.confidence for row in list_bodies())


def test_a_council_that_has_been_merged_is_not_offered_today() -> None:
    names = {council.name for council in list_bodies("council", on=date(2026, 11, 24))}
    assert "Northampton Borough Council" not in names
    assert "City of Lincoln Council" in names


def test_loading_again_changes_nothing_and_is_quick() -> None:
    before = {table: list(table.objects.order_by("pk").values()) for table in TABLES}
    began = time.process_time()  # what else the machine does is not counted
    load_reference_data()
    assert time.process_time() - began < 1
    assert {table: list(table.objects.order_by("pk").values()) for table in TABLES} == before


def test_a_body_that_others_added_stays() -> None:
    Body.objects.create(code="rowan", name="Rowan", kind="charity", source="A test", confidence="confirmed")
    load_reference_data()
    assert find_body_by_code("rowan") is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "club"},
        {"prefix": "L"},
        {"prefix": "MPS"},
        {"duty_to_notify": True},
        {"confidence": "sure"},
        {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)},
    ],
)
def test_the_database_refuses_a_body_that_makes_no_sense(wrong: dict[str, object]) -> None:
    right = {
        "code": "rowan",
        "name": "Rowan",
        "kind": "charity",
        "source": "A test",
        "confidence": "confirmed",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.create(**{**right, **wrong})


def test_every_first_responder_can_open_cases_under_a_prefix_of_its_own() -> None:
    prefixes = [row.prefix for row in list_bodies(first_responder=True)]
    assert None not in prefixes
    assert all(set(letters) <= set(CHECK_LETTERS) for letters in prefixes)
    assert not [
        pair for pair in itertools.combinations(prefixes, 2) if are_reference_letters_easily_confused(*pair)
    ]
    assert len(set(prefixes)) == len(prefixes)
