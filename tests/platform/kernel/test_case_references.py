"""Case references: a wrong or swapped character is found, and what is typed in haste is still the same one."""

import itertools

import pytest

from handrail.platform.kernel.case_references import (
    CHECK_LETTERS,
    are_reference_letters_easily_confused,
    compute_check_letter,
    format_case_reference,
    has_check_letter,
    has_wrong_check_letter,
    make_fallback_reference_letters_of_body,
    parse_case_reference,
)

DIGITS = "0123456789"


def test_the_check_letter_is_that_of_the_spanish_table() -> None:
    # The number of the Spanish ministry's own example, 12345678, leaves 14 when divided by 23: Z.
    assert compute_check_letter("", "12345678") == "Z"
    # By hand: L is place 19, N 12. 19, then 190 + 12 = 202, 2020 + 0, 20200 + 4, 202040 + 1, 2020410 + 7 = 2020417.
    # 23 x 87844 = 2020412, which leaves 5: M.
    assert format_case_reference("LN", 417) == "LN-0417-M"


def test_any_wrong_character_and_any_two_swapped_are_found() -> None:
    for right in ("LN-0417-M", format_case_reference("LCL", 429), format_case_reference("BRMN", 100_038)):
        letters, digits, check = right.split("-")
        typed = letters + digits + check
        for place, there in enumerate(typed):
            alphabet = DIGITS if there in DIGITS else CHECK_LETTERS
            for other in set(alphabet) - {there}:
                wrong = typed[:place] + other + typed[place + 1 :]
                assert has_wrong_check_letter(wrong), wrong
                assert not parse_case_reference(wrong)
        for one, two in itertools.combinations(range(len(typed)), 2):
            swapped = list(typed)
            swapped[one], swapped[two] = swapped[two], swapped[one]
            wrong = "".join(swapped)
            if (
                wrong != typed
            ):  # one that ends in a digit now has lost its letter, which forms that need it say
                assert not has_check_letter(wrong) or not parse_case_reference(wrong), wrong


@pytest.mark.parametrize(
    "typed", ["LN-0417-M", "ln-0417-m", "ln417m", "ln 0417 m", " LN–0417–M ", "LN0417M", "LN-0417", "ln 417"]
)
def test_what_is_typed_in_haste_is_the_same_reference(typed: str) -> None:
    assert parse_case_reference(typed) == "LN-0417-M"
    assert not has_wrong_check_letter(typed)


@pytest.mark.parametrize(
    "typed", ["", "Mirela", "0417", "LN", "L-1", "OUI-0001", "LN-0417-M extra", "\0", "١"]
)
def test_what_is_no_reference_is_none(typed: str) -> None:
    assert parse_case_reference(typed) == ""


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("LN", "LIN", True),
        ("LN", "LN", True),
        ("LNC", "LCN", True),
        ("LNC", "LNS", True),
        ("LN", "LCL", False),
        ("LN", "CL", False),
        ("MPS", "GMP", False),
        ("LN", "BLNT", False),
    ],
)
def test_letters_one_apart_are_alike(one: str, other: str, alike: bool) -> None:
    assert (
        are_reference_letters_easily_confused(one, other)
        is are_reference_letters_easily_confused(other, one)
        is alike
    )


def test_letters_made_of_a_number_are_never_alike() -> None:
    made = [make_fallback_reference_letters_of_body(number) for number in range(200)]
    assert not [
        pair for pair in itertools.combinations(made, 2) if are_reference_letters_easily_confused(*pair)
    ]
