"""Who governs an area: exactly one row on any day, and the published counts."""

from datetime import date, timedelta

import pytest

from handrail.platform.reference.load import load_reference_data
from handrail.platform.reference.models import Governance
from handrail.platform.reference.queries import (
    count_areas_by_governance_kind,
    find_governing_body,
    list_areas,
    list_governing_bodies,
)

pytestmark = pytest.mark.django_db

FIRST = date(2012, 11, 22)
DAYS = [FIRST + timedelta(days=97 * n) for n in range(62)]
CHANGES = [
    date(2017, 5, 8),
    date(2018, 11, 15),
    date(2022, 7, 1),
    date(2024, 5, 7),
    date(2028, 4, 30),
    date(2028, 5, 1),
    date(2031, 1, 1),
]


@pytest.fixture(autouse=True)
def loaded() -> None:
    load_reference_data()


def test_each_area_has_exactly_one_row_on_any_day() -> None:
    every_area = sorted(area.code for area in list_areas())
    eves = [day - timedelta(days=1) for day in CHANGES]
    for day in (*DAYS, *CHANGES, *eves):
        assert sorted(row.area_code for row in list_governing_bodies(day)) == every_area, day


def test_counts_of_26_may_2021() -> None:
    assert count_areas_by_governance_kind(date(2021, 5, 26)) == {
        "pcc": 35,
        "pfcc": 4,
        "mayor": 2,
        "mopac": 1,
        "common_council": 1,
    }


def test_counts_of_24_november_2026() -> None:
    assert count_areas_by_governance_kind(date(2026, 11, 24)) == {
        "pcc": 33,
        "pfcc": 4,
        "mayor": 4,
        "mopac": 1,
        "common_council": 1,
    }


def test_where_only_the_month_is_known_the_later_row_takes_the_whole_month() -> None:
    before, after = (find_governing_body("E23000030", date(2022, *day)) for day in ((6, 30), (7, 1)))
    assert before is not None
    assert before.body_name == "Police and Crime Commissioner for Hampshire"
    assert after is not None
    assert after.body_name == "Police and Crime Commissioner for Hampshire and Isle of Wight"


def test_what_is_only_announced_is_marked_and_has_no_body() -> None:
    in_2028 = find_governing_body("E23000020", date(2028, 5, 1))
    assert in_2028 is not None
    assert in_2028.planned
    assert in_2028.body_code is None
    assert in_2028.confidence == "planned"
    assert Governance.objects.filter(planned=True, confidence="planned", body=None).count() == 37


def test_a_body_in_force_says_that_its_end_is_only_announced() -> None:
    today = find_governing_body("E23000020", date(2026, 11, 24))
    assert today is not None
    assert (today.planned, today.end_planned) == (False, True)


def test_the_city_has_never_had_a_commissioner() -> None:
    city = find_governing_body("E23000034", FIRST)
    assert city is not None
    assert (city.kind, city.valid_from) == ("common_council", None)
