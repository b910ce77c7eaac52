"""Code lists: whole, sourced, and exact where an outside form needs it."""

import pytest

from handrail.platform.reference.code_lists import get_code_list, list_code_lists


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("gender_nrm_form", 3),
        ("nationalities", 222),
        ("core_outcomes", 7),
        ("victim_needs", 8),
        ("countries", 197),
    ],
)
def test_a_list_is_whole(name: str, size: int) -> None:
    found = get_code_list(name)
    assert len(found.values) == size
    assert len({value.code for value in found.values}) == size


def test_the_forms_third_gender_is_sent_as_other() -> None:
    third = get_code_list("gender_nrm_form").find("unknown")
    assert third is not None
    assert third.sent_as == "Other"


def test_a_name_is_shown_trimmed_and_sent_as_the_form_spells_it() -> None:
    found = get_code_list("nationalities").find("citizen-of-vanuatu")
    assert found is not None
    assert (found.name, found.sent_as) == ("Citizen of Vanuatu", "Citizen of Vanuatu ")


def test_every_list_says_where_it_came_from() -> None:
    assert all(found.source and found.confidence for found in list_code_lists())
