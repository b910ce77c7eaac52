"""Areas and languages are found by the names that people write."""

import csv
from importlib.resources import files

import pytest
from babel import Locale

from handrail.platform.reference.load import load_reference_data
from handrail.platform.reference.queries import (
    find_area_by_name,
    find_language_by_name,
    find_language_by_tag,
    list_areas,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded() -> None:
    load_reference_data()


@pytest.mark.parametrize(
    ("met", "code"),
    [
        ("A&S Police", "E23000036"),
        ("  hampshire   CONSTABULARY ", "E23000030"),
        ("Heddlu Gwent", "W15000002"),
        ("MOPAC", "E23000001"),
        ("Gloucestershire’s", "E23000037"),
        ("Dyfed Powys", "W15000004"),
    ],
)
def test_an_area_is_found_by_any_name_it_is_met_by(met: str, code: str) -> None:
    found = find_area_by_name(met)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("name", ["London", "The Home Office", "All areas", "British Transport Police"])
def test_a_name_that_means_no_area_finds_none(name: str) -> None:
    assert find_area_by_name(name) is None


def test_every_force_and_area_is_found_by_its_own_name() -> None:
    for area in list_areas():
        for name in (area.name, area.force_name, area.form_name):
            assert find_area_by_name(name) == area


@pytest.mark.parametrize(
    ("met", "tag"),
    [
        ("Sorani", "ckb"),
        ("Dari", "fa-AF"),
        ("Nigerian Pidgin", "pcm"),
        ("pidgin", "pcm"),
        ("Bahdini", "kmr"),
        ("Pahari", "phr"),
        ("BSL", "bfi"),
        ("Albaneg", "sq"),
        ("Moldovan", "ro"),
    ],
)
def test_a_language_is_found_by_the_name_met_in_the_field(met: str, tag: str) -> None:
    found = find_language_by_name(met)
    assert found is not None
    assert found.tag == tag


def test_pidgin_is_not_the_pijin_of_the_solomon_islands() -> None:
    assert find_language_by_tag("pis") is None


def test_names_marked_as_the_common_locale_datas_are_just_that() -> None:
    english, welsh = Locale("en"), Locale("cy")
    with (files("handrail.platform.reference") / "data" / "languages.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["confidence"] == "confirmed":
                assert row["name"] == english.languages[row["tag"]]
                assert row["name_cy"] == welsh.languages.get(row["tag"], "")
