"""A unit fits, does not, or must be asked about; and the row filter of the search says no to the same units."""

import itertools

import pytest

from handrail.directory.housing.unit_fit import (
    Household,
    UnitAcceptanceConditions,
    combine_reasons_to_verdict,
    list_unit_fit_reasons,
)
from handrail.directory.service_fit import FitVerdict


def said(offered: UnitAcceptanceConditions, household: Household) -> dict[str, str]:
    return {reason.words: reason.says.value for reason in list_unit_fit_reasons(offered, household)}


@pytest.mark.parametrize(
    ("mix", "gender", "says"),
    [
        ("women", "female", "yes"),
        ("women", "male", "no"),
        ("women", None, "ask"),
        ("men", "other", "ask"),
        ("unknown", "female", "ask"),
    ],
)
def test_who_lives_there(mix, gender, says):
    assert (
        combine_reasons_to_verdict(
            list_unit_fit_reasons(UnitAcceptanceConditions(mix=mix), Household(gender=gender, children=0))
        ).value
        == says
    )


def test_what_nobody_said_is_asked_and_never_taken_for_a_yes():
    found = said(
        UnitAcceptanceConditions(public_funds="unknown", dependants="unknown"), Household(children=2)
    )
    assert found["Children: ask if accepted"] == "ask"
    assert (
        found["Not recorded whether the provider takes people with no recourse to public funds: ask"] == "ask"
    )


@pytest.mark.parametrize(
    ("miles", "says", "words"),
    [
        (0, "no", "In or near a place they named as a risk"),
        (4, "no", "About 4 miles from a place they named as a risk"),
        (5, "ask", "About 5 miles from the places they named: ask them if that is far enough"),
        (10, "yes", "About 10 miles from the places they named"),
        (None, "ask", "Distance from the places they named: not known, ask"),
    ],
)
def test_how_far_from_what_they_fear(miles, says, words):
    assert (
        said(UnitAcceptanceConditions(miles=miles, has_named_risks=True), Household(children=0))[words]
        == says
    )


def test_where_nothing_was_named_distance_says_nothing():
    assert not [words for words in said(UnitAcceptanceConditions(miles=3), Household()) if "miles" in words]


def test_each_need_of_access_is_answered_by_itself():
    found = said(
        UnitAcceptanceConditions(has=("ground_floor",), lacks=("carer",)),
        Household(access=("ground_floor", "step_free", "carer")),
    )
    assert found["Ground floor, or a lift"] == "yes"
    assert found["Step free: ask"] == "ask"
    assert found["Does not apply: room for a carer"] == "no"


def test_a_phase_that_is_hidden_from_the_reader_is_asked():
    assert (
        said(UnitAcceptanceConditions(phases=("before",)), Household(phase=None))[
            "Not in every phase of the NRM: ask"
        ]
        == "ask"
    )
    assert (
        combine_reasons_to_verdict(
            list_unit_fit_reasons(
                UnitAcceptanceConditions(phases=("before",)), Household(phase="during", children=0)
            )
        )
        is FitVerdict.NO
    )


def test_one_no_is_a_no_whatever_else_is_said():
    for mix, pets in itertools.product(("women", "unknown", "any"), ("no",)):
        assert (
            combine_reasons_to_verdict(
                list_unit_fit_reasons(
                    UnitAcceptanceConditions(mix=mix, pets=pets), Household(gender="female", pets=True)
                )
            )
            is FitVerdict.NO
        )
